//! `wharf blob get-file`: one file out of a layer.

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;

use crate::app::App;
use crate::commands::FormatArgs;
use crate::commands::cat::VerifyArgs;
use crate::commands::image::get_file::deliver;
use crate::commands::layers::path_parser;
use crate::commands::place::parse_repository;
use crate::error::CliError;
use crate::layer::{EntryPath, Finder, Tables};
use crate::oci::{Descriptor, Digest, MediaType};
use crate::reference::Location;

/// The arguments of `wharf blob get-file`.
#[derive(Args, Debug)]
#[command(after_help = "\
The blob is read as far as the file, with --verify to its end. Links are followed within the layer.

Examples:
  wharf blob get-file alpine sha256:9123ac7c32f74759e6283f04dbf571f18246abe5bb2c779efcb32cd50f3ff13c /etc/alpine-release
  wharf blob get-file oci:./image sha256:9123ac7c32f74759e6283f04dbf571f18246abe5bb2c779efcb32cd50f3ff13c bin/tool tool")]
pub struct GetFileArgs {
    /// The repository or layout
    #[arg(value_name = "REPOSITORY", value_parser = parse_repository)]
    pub repository: Location,
    /// The layer
    #[arg(value_name = "DIGEST")]
    pub digest: Digest,
    /// The file, from the root of the layer
    #[arg(value_name = "PATH", value_parser = path_parser())]
    pub path: EntryPath,
    /// Write to FILE; - is standard output
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// How sure the bytes must be.
    #[command(flatten)]
    pub verify: VerifyArgs,
    /// How the header is printed.
    #[command(flatten)]
    pub format: FormatArgs,
}

impl GetFileArgs {
    /// Writes the file, or prints its header.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        let source = app.source(&self.repository)?;
        let size = source.stat_blob(&self.digest).await?;
        let layer = Descriptor::new(MediaType::OCTET_STREAM, self.digest, size);
        let finder = Finder::of_any(source, vec![layer], Tables::Never, self.verify.assurance());
        deliver(Arc::clone(&app.output), finder, self.path, self.file).await
    }
}
