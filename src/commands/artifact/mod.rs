//! `wharf artifact`: files in registries, and what refers to an image.

mod files;
pub mod get;
mod index;
pub mod list;
pub mod put;
mod referrers;
pub mod tree;

use clap::Subcommand;

/// The commands of the group.
#[derive(Debug, Subcommand)]
pub enum ArtifactCommand {
    /// Fetch the files of an artifact
    #[command(visible_alias = "pull")]
    Get(Box<get::GetArgs>),
    /// List what refers to an image: signatures, SBOMs, attestations
    #[command(visible_alias = "ls")]
    List(list::ListArgs),
    /// Put files and directories as an artifact, and attach it to an image
    #[command(visible_alias = "push", alias = "create")]
    Put(Box<put::PutArgs>),
    /// Show an image with all that refers to it, and what refers to that
    Tree(tree::TreeArgs),
}
