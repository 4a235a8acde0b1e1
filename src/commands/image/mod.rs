//! `wharf image`: whole images.

pub mod append;
pub mod check_base;
pub mod create;
pub mod digest;
pub mod export;
pub mod flatten;
pub mod get_file;
pub mod import;
pub mod inspect;
pub mod modify;
pub mod rate_limit;
pub mod rebase;

use clap::Subcommand;

use super::copy::CopyArgs;
use super::manifest::delete::DeleteArgs;
use super::manifest::get::GetArgs;

/// The commands of the group.
#[derive(Debug, Subcommand)]
pub enum ImageCommand {
    /// Tell whether the base of an image has changed since it was built
    CheckBase(check_base::CheckBaseArgs),
    /// Copy an image from any place to any other (the same as `wharf copy`)
    #[command(visible_alias = "cp")]
    Copy(CopyArgs),
    /// Make an image out of files, or an empty one
    #[command(aliases = ["init", "new"])]
    Create(create::CreateArgs),
    /// Delete an image by its digest, and with it every tag that names it (the same as `wharf manifest delete`)
    #[command(visible_alias = "rm", aliases = ["del", "remove"])]
    Delete(DeleteArgs),
    /// Print the digest of an image
    Digest(digest::DigestArgs),
    /// Print or save a file of an image
    #[command(alias = "cat")]
    GetFile(get_file::GetFileArgs),
    /// Write an image into one file that docker, podman and others load
    Export(export::ExportArgs),
    /// Read an image from a file that docker, podman or another tool saved
    Import(import::ImportArgs),
    /// Print the config of an image
    #[command(alias = "config")]
    Inspect(inspect::InspectArgs),
    /// Print the manifest of an image (the same as `wharf manifest get`)
    Manifest(GetArgs),
    /// Make another image by editing one: config, annotations, times, formats
    #[command(alias = "modify", visible_alias = "mutate")]
    Mod(modify::ModArgs),
    /// Show how many pulls the registry still allows
    #[command(name = "ratelimit", alias = "rate-limit")]
    RateLimit(rate_limit::RateLimitArgs),
}
