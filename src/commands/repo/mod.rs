//! `wharf repo`: the repositories of a registry.

pub mod ls;

use clap::Subcommand;

/// The commands of the group.
#[derive(Debug, Subcommand)]
pub enum RepoCommand {
    /// List the repositories of a registry, where it tells them
    #[command(visible_alias = "list")]
    Ls(ls::LsArgs),
}
