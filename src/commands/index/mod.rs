//! `wharf index`: the images of several platforms under one name.

pub mod add;
pub mod create;
pub mod delete;
mod entries;
mod put;

use clap::Subcommand;

/// The commands of the group.
#[derive(Debug, Subcommand)]
pub enum IndexCommand {
    /// Add images to an index
    #[command(visible_aliases = ["append", "insert"])]
    Add(Box<add::AddArgs>),
    /// Make an index of images from anywhere
    #[command(visible_aliases = ["init", "new"], alias = "put")]
    Create(Box<create::CreateArgs>),
    /// Take images out of an index
    #[command(visible_aliases = ["del", "rm", "remove"])]
    Delete(delete::DeleteArgs),
}

/// Reads `NAME=VALUE`; without a value it is empty.
fn parse_annotation(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').unwrap_or((text, ""));
    if name.is_empty() {
        return Err("NAME=VALUE was expected".to_owned());
    }
    Ok((name.to_owned(), value.to_owned()))
}
