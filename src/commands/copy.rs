//! `wharf copy`, which is `wharf image copy` too.

use clap::Args;

use super::transfer::TransferArgs;
use crate::app::App;
use crate::error::CliError;
use crate::oci::Platform;
use crate::output::Activity;
use crate::reference::Location;

/// The arguments of `wharf copy`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  wharf copy alpine:3 registry.example.org/mirror/alpine:3
  wharf copy --platform linux/amd64,linux/arm64 alpine:3 localhost:5000/alpine:3
  wharf copy registry.example.org/app:v1.2.3 registry.example.org/app:stable
  wharf copy --referrers --digest-tags ghcr.io/org/app:v1 oci:app:v1")]
pub struct CopyArgs {
    /// Where the image is
    #[arg(value_name = "SRC")]
    pub source: Location,
    /// Where it is to be
    #[arg(value_name = "DST")]
    pub destination: Location,
    /// Only the image for this platform; of an index, several make a smaller one [default: all]
    #[arg(long, short, visible_alias = "platforms", value_name = "OS/ARCH", value_delimiter = ',')]
    pub platform: Vec<Platform>,
    /// The flags of every transfer.
    #[command(flatten)]
    pub transfer: TransferArgs,
}

impl CopyArgs {
    /// Copies, and prints the reference with the digest that it made.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        let selection = self.transfer.selection(self.platform);
        self.transfer.run(app, &self.source, &self.destination, selection, Activity::COPY).await
    }
}
