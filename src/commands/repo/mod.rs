//! `wharf repo`: the repositories of a registry.

pub mod copy;
pub mod ls;

use clap::Subcommand;

/// The commands of the group.
#[derive(Debug, Subcommand)]
pub enum RepoCommand {
    /// Copy the tags of a repository to another one
    #[command(visible_alias = "cp")]
    Copy(Box<copy::CopyArgs>),
    /// List the repositories of a registry, where it tells them
    #[command(visible_alias = "list")]
    Ls(ls::LsArgs),
}
