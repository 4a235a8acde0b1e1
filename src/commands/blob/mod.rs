//! `wharf blob`: single blobs of a repository.

pub mod delete;
pub mod diff_config;
pub mod diff_layer;
pub mod get;
pub mod get_file;
pub mod head;

use clap::Subcommand;

/// The commands of the group.
#[derive(Debug, Subcommand)]
pub enum BlobCommand {
    /// Delete a blob
    #[command(visible_alias = "rm")]
    Delete(delete::DeleteArgs),
    /// Show how two image configs differ, line by line
    DiffConfig(diff_config::DiffConfigArgs),
    /// Show how the files of two layers differ, line by line
    DiffLayer(diff_layer::DiffLayerArgs),
    /// Fetch a blob and verify it
    Get(get::GetArgs),
    /// Print or save a file of a layer
    GetFile(get_file::GetFileArgs),
    /// Print the size of a blob, without fetching it
    Head(head::HeadArgs),
}
