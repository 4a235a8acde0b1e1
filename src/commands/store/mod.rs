//! `wharf store`: the local store.

pub mod du;
pub mod gc;
pub mod ls;
pub mod path;
pub mod rm;
pub mod verify;

use clap::Subcommand;

/// The commands of the group.
#[derive(Debug, Subcommand)]
pub enum StoreCommand {
    /// Show what the store takes of the disk
    Du(du::DuArgs),
    /// Remove what no tag leads to
    Gc(gc::GcArgs),
    /// List the images in the store
    #[command(visible_alias = "list")]
    Ls(ls::LsArgs),
    /// Print the directory of the store, or of one repository in it, which is an image layout
    Path(path::PathArgs),
    /// Remove a tag or a manifest from the store
    #[command(visible_alias = "delete")]
    Rm(rm::RmArgs),
    /// Check every file of the store against its digest, and every image for what it needs
    Verify(verify::VerifyArgs),
}
