//! `wharf blob`: single blobs of a repository.

pub mod copy;
pub mod delete;
pub mod diff_config;
pub mod diff_layer;
pub mod get;
pub mod get_file;
pub mod head;
pub mod put;

use clap::Subcommand;

use super::manifest::wants_headers;
use crate::app::App;
use crate::error::CliError;
use crate::oci::Digest;
use crate::reference::Location;
use crate::registry::Access;

/// The commands of the group.
#[derive(Debug, Subcommand)]
pub enum BlobCommand {
    /// Copy a blob to another repository, by a mount where that is possible
    #[command(visible_alias = "cp")]
    Copy(copy::CopyArgs),
    /// Delete a blob
    #[command(visible_alias = "rm", alias = "del")]
    Delete(delete::DeleteArgs),
    /// Show how two image configs differ, line by line
    DiffConfig(diff_config::DiffConfigArgs),
    /// Show how the files of two layers differ, line by line
    DiffLayer(diff_layer::DiffLayerArgs),
    /// Fetch a blob and verify it
    #[command(alias = "pull")]
    Get(get::GetArgs),
    /// Print or save a file of a layer
    #[command(alias = "cat")]
    GetFile(get_file::GetFileArgs),
    /// Print the headers or the size of a blob, without fetching it
    /// Print the size of a blob, without fetching it
    #[command(alias = "digest")]
    Head(head::HeadArgs),
    /// Put content from a file or a pipe as a blob
    #[command(visible_alias = "push")]
    Put(put::PutArgs),
}

/// The headers that a registry answers a HEAD of a blob with, where they are asked for; nothing from a place that is no
/// registry.
async fn ask_headers(
    app: &App,
    location: &Location,
    digest: &Digest,
) -> Result<Option<Vec<(String, String)>>, CliError> {
    if wants_headers(app) { headers(app, location, digest).await } else { Ok(None) }
}

/// The headers that a registry answers a HEAD of a blob with; nothing from a place that is no registry.
async fn headers(app: &App, location: &Location, digest: &Digest) -> Result<Option<Vec<(String, String)>>, CliError> {
    let Location::Registry(reference) = location else { return Ok(None) };
    Ok(Some(app.repository(reference, Access::Pull)?.blob_headers(digest).await?))
}
