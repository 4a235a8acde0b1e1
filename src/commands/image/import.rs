//! `wharf image import`: an image out of a file that docker, podman or another tool saved.

use std::path::PathBuf;

use clap::Args;

use crate::app::App;
use crate::commands::TransferArgs;
use crate::commands::place::{PlatformList, listed};
use crate::error::CliError;
use crate::output::Activity;
use crate::reference::{ArchiveKind, ArchivePath, Location};

/// The arguments of `wharf image import`.
#[derive(Args, Debug)]
#[command(after_help = "\
FILE is what docker save, podman save, skopeo, crane, regctl or wharf wrote, compressed with gzip, bzip2, xz, zstd or not
at all. Where it has an index.json, digests stay as they are. Where it has docker's manifest.json alone, config and layers
keep their bytes and an OCI manifest is made for them, the same for the same file; layers that are not compressed stay so.

Examples:
  docker save app:v1 | wharf image import registry.example.org/app:v1 -
  wharf image import store:app:v1 app.tar.xz
  wharf image import --name app:v2 registry.example.org/app:v2 several.tar
  wharf image import --platform linux/amd64 registry.example.org/app:v1 incomplete.tar")]
pub struct ImportArgs {
    /// Where the image is to be
    #[arg(value_name = "DST")]
    pub destination: Location,
    /// The file; - is standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Which image of the file, where there are several: its name, its tag, or @N for the one at place N from 0
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// Only the image for this platform; of an index, several make a smaller one [default: all]
    #[arg(long, short, visible_alias = "platforms", value_name = "OS/ARCH")]
    pub platform: Vec<PlatformList>,
    /// The flags of every transfer.
    #[command(flatten)]
    pub transfer: TransferArgs,
}

impl ImportArgs {
    /// Reads the file, and prints the reference with the digest that it made.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        let mut path = ArchivePath::new(ArchiveKind::Oci, self.file);
        path.name = self.name.as_deref().map(|name| ArchivePath::name(ArchiveKind::Oci, name)).transpose()?;
        let selection = self.transfer.selection(listed(self.platform));
        self.transfer.run(app, &Location::Archive(path), &self.destination, selection, Activity::COPY).await
    }
}
