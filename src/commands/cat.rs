//! `wharf cat`: files out of an image, to standard output.

use std::sync::Arc;

use clap::Args;

use crate::app::App;
use crate::commands::destination::Destination;
use crate::commands::layers::{Layered, ReadArgs, path_parser};
use crate::error::CliError;
use crate::layer::{Assurance, EntryPath, Finder, blocking};
use crate::reference::Location;

/// The arguments of `wharf cat`.
#[derive(Args, Debug)]
#[command(after_help = "\
Layers are read from the top down, and no further than to the file; with a table of contents only the file itself is
fetched. Symbolic links are followed within the image. What comes by a table of contents is verified, and with --verify
everything is: a wrong layer ends with exit code 6, after its bytes.

Examples:
  wharf cat alpine:3 /etc/os-release
  wharf cat --platform linux/arm64 alpine:3 /etc/apk/repositories /etc/passwd
  wharf cat --verify oci:./image:v1 bin/tool > tool")]
pub struct CatArgs {
    /// The image
    #[arg(value_name = "IMAGE")]
    pub image: Location,
    /// The files, from the root of the image
    #[arg(value_name = "PATH", required = true, value_parser = path_parser())]
    pub paths: Vec<EntryPath>,
    /// Which image is meant, and how it is read.
    #[command(flatten)]
    pub read: ReadArgs,
    /// How sure the bytes must be.
    #[command(flatten)]
    pub verify: VerifyArgs,
}

/// How sure the bytes of a file must be.
#[derive(Args, Clone, Copy, Debug)]
pub struct VerifyArgs {
    /// Read the layer that has the file to its end, and fail unless it is what its digest says
    #[arg(long)]
    pub verify: bool,
}

impl VerifyArgs {
    /// What it means for the reader.
    pub fn assurance(self) -> Assurance {
        if self.verify { Assurance::Whole } else { Assurance::Early }
    }
}

impl CatArgs {
    /// Prints the files one after the other.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        let image = Layered::open(app, &self.image, self.read.platform.as_ref()).await?;
        let assurance = self.verify.assurance();
        let mut finder = Finder::new(image.source, image.layers, self.read.toc.into(), assurance)?;
        let output = Arc::clone(&app.output);
        blocking(move || {
            let mut destination = Destination::open(&output, None)?;
            for path in &self.paths {
                finder.copy(path, &mut |bytes: &[u8]| destination.write(bytes))?;
            }
            destination.finish()
        })
        .await
    }
}
