//! `wharf tag`: the tags of a repository.

pub mod delete;
mod details;
pub mod ls;
mod order;

use clap::Subcommand;

/// The commands of the group.
#[derive(Debug, Subcommand)]
pub enum TagCommand {
    /// Delete a tag and nothing else
    #[command(visible_alias = "rm", aliases = ["del", "remove"])]
    Delete(delete::DeleteArgs),
    /// List the tags of a repository or a layout
    #[command(visible_alias = "list")]
    Ls(ls::LsArgs),
}
