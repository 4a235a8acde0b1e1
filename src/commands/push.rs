//! `wharf push`.

use clap::Args;

use super::place::{PlatformList, listed};
use super::transfer::TransferArgs;
use crate::app::App;
use crate::error::CliError;
use crate::output::Activity;
use crate::reference::Location;

/// The arguments of `wharf push`.
#[derive(Args, Debug)]
#[command(override_usage = "wharf push [OPTIONS] [LOCATION] <REF>")]
#[command(after_help = "\
Examples:
  wharf push localhost:5000/app:v1
  wharf push oci:build:v1 registry.example.org/team/app:v1
  wharf push store:alpine:3 registry.example.org/mirror/alpine:3
  wharf push --dry-run oci:build registry.example.org/team/app:v1")]
pub struct PushArgs {
    /// Where the image is now; the local store, under the same name, where only REF is given
    #[arg(value_name = "LOCATION")]
    pub first: Location,
    /// Where it is pushed to
    #[arg(value_name = "REF")]
    pub second: Option<Location>,
    /// Only the image for this platform; of an index, several make a smaller one [default: all]
    #[arg(long, short, visible_alias = "platforms", value_name = "OS/ARCH")]
    pub platform: Vec<PlatformList>,
    /// The flags of every transfer.
    #[command(flatten)]
    pub transfer: TransferArgs,
}

impl PushArgs {
    /// Pushes, and prints the reference with the digest that it made.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        let (source, destination) = match (self.first, self.second) {
            (source, Some(destination)) => (source, destination),
            (Location::Registry(reference), None) => {
                (Location::Store(reference.clone()), Location::Registry(reference))
            }
            (Location::Store(reference), None) => (Location::Store(reference.clone()), Location::Registry(reference)),
            (Location::Layout(_), None) => {
                return Err(CliError::usage("say where the layout is to be pushed: wharf push oci:DIR REF"));
            }
            (location @ (Location::Archive(_) | Location::Daemon(_)), None) => {
                return Err(CliError::usage(format!("say where the image is to be pushed: wharf push {location} REF")));
            }
        };
        let selection = self.transfer.selection(listed(self.platform));
        self.transfer.run(app, &source, &destination, selection, Activity::PUSH).await
    }
}
