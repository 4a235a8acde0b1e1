//! `wharf pull`.

use clap::Args;

use super::place::{PlatformList, listed};
use super::transfer::TransferArgs;
use crate::app::App;
use crate::error::CliError;
use crate::oci::Platform;
use crate::output::Activity;
use crate::reference::{DaemonImage, Location};
use crate::transfer::Platforms;

/// The arguments of `wharf pull`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  wharf pull alpine:3
  wharf pull --platform linux/arm64 alpine:3 oci:alpine
  wharf pull --all-platforms --referrers ghcr.io/org/app:v1 store:ghcr.io/org/app:v1
  wharf pull --format '{{.Digest}}' alpine:3")]
pub struct PullArgs {
    /// The image
    #[arg(value_name = "REF")]
    pub source: Location,
    /// Where to keep it; the local store, under the same name, where nothing is given
    #[arg(value_name = "LOCATION")]
    pub destination: Option<Location>,
    /// Only the image for this platform; of an index, several make a smaller one [default: this machine's]
    #[arg(long, short, visible_alias = "platforms", value_name = "OS/ARCH")]
    pub platform: Vec<PlatformList>,
    /// Of an index, all platforms
    #[arg(long, short, conflicts_with = "platform")]
    pub all_platforms: bool,
    /// The flags of every transfer.
    #[command(flatten)]
    pub transfer: TransferArgs,
}

impl PullArgs {
    /// Pulls, and prints the reference with the digest that it made.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        let destination = match (self.destination, &self.source) {
            (Some(destination), _) => destination,
            // What a docker engine calls it is a name like any other.
            (
                None,
                Location::Registry(reference)
                | Location::Store(reference)
                | Location::Daemon(DaemonImage::Name(reference)),
            ) => Location::Store(reference.clone()),
            (None, Location::Archive(_) | Location::Daemon(_)) => {
                return Err(CliError::usage(
                    "say under which name the image is to be kept: wharf pull LOCATION store:REF",
                ));
            }
            (None, Location::Layout(_)) => {
                return Err(CliError::usage("a layout has no name to keep the image under: say where it shall go"));
            }
        };
        if self.transfer.sparse && self.platform.is_empty() && !self.all_platforms {
            return Err(CliError::usage(
                "--sparse keeps an index: name the platforms with --platform, or use --all-platforms",
            ));
        }
        let own = self.platform.is_empty() && !self.all_platforms;
        let mut selection = self.transfer.selection(listed(self.platform));
        if own {
            selection.platforms = Platforms::Best(Platform::host());
        }
        self.transfer.run(app, &self.source, &destination, selection, Activity::PULL).await
    }
}
