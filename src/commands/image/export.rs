//! `wharf image export`: an image as one file that docker, podman and others load.

use std::path::PathBuf;

use clap::Args;

use crate::app::{App, Existing};
use crate::archive::Outer;
use crate::commands::TransferArgs;
use crate::commands::place::{PlatformList, listed};
use crate::error::CliError;
use crate::output::Activity;
use crate::reference::{ArchiveKind, ArchiveName, ArchivePath, Location, Reference, Selector};

/// The arguments of `wharf image export`.
#[derive(Args, Debug)]
#[command(after_help = "\
The file is an OCI image layout in a tar with docker's list beside it: docker load, podman load, skopeo, crane and wharf
read it. The same image gives the same file. A file that is there is replaced; `wharf copy IMAGE oci-archive:FILE` adds
the image to it instead. Of an index, docker without containerd's store gets the image for this machine; the others are in
the file as well.

Examples:
  wharf image export alpine:3 alpine.tar
  wharf image export alpine:3 | docker load
  wharf image export --platform linux/arm64 --name example.org/app:v1 oci:build app.tar
  wharf image export --compress ghcr.io/org/app:v1 app.tar.gz")]
pub struct ExportArgs {
    /// The image
    #[arg(value_name = "IMAGE")]
    pub image: Location,
    /// The file; standard output where none is given, or for -
    #[arg(value_name = "FILE", default_value = "-")]
    pub file: PathBuf,
    /// Only the image for this platform; of an index, several make a smaller one [default: all]
    #[arg(long, short, visible_alias = "platforms", value_name = "OS/ARCH")]
    pub platform: Vec<PlatformList>,
    /// What the image is called in the file [default: as it is called where it comes from]
    #[arg(long, value_name = "REF")]
    pub name: Option<Reference>,
    /// Compress the file with gzip
    #[arg(long)]
    pub compress: bool,
    /// The flags of every transfer.
    #[command(flatten)]
    pub transfer: TransferArgs,
}

impl ExportArgs {
    /// Writes the file.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        let mut path = ArchivePath::new(ArchiveKind::Oci, self.file);
        path.name = self.name.map(|name| {
            let tag = Reference { digest: None, ..name.clone() }.selector();
            let selector = if tag.tag().is_some() { tag } else { Selector::Tag(crate::reference::Tag::latest()) };
            ArchiveName::Reference(name.with(&selector))
        });
        let outer = if self.compress { Outer::Gzip } else { Outer::None };
        let selection = self.transfer.selection(listed(self.platform));
        let destination = Location::Archive(path);
        self.transfer
            .run_into(app, &self.image, &destination, selection, Activity::COPY, (Existing::Replace, outer))
            .await
    }
}
