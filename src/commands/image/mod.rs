//! `wharf image`: whole images.

pub mod digest;
pub mod inspect;

use clap::Subcommand;

use super::copy::CopyArgs;
use super::manifest::get::GetArgs;

/// The commands of the group.
#[derive(Debug, Subcommand)]
pub enum ImageCommand {
    /// Copy an image from any place to any other (the same as `wharf copy`)
    #[command(visible_alias = "cp")]
    Copy(CopyArgs),
    /// Print the digest of an image
    Digest(digest::DigestArgs),
    /// Print the config of an image
    #[command(alias = "config")]
    Inspect(inspect::InspectArgs),
    /// Print the manifest of an image (the same as `wharf manifest get`)
    Manifest(GetArgs),
}
