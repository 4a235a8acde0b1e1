//! `wharf manifest`: manifests and indexes as documents.

pub mod delete;
pub mod diff;
pub mod get;
pub mod head;
pub mod put;

use clap::Subcommand;

use crate::app::App;
use crate::error::CliError;
use crate::output::{Form, Format};
use crate::reference::{Location, Selector};
use crate::registry::{Access, ManifestHead};

/// The commands of the group.
#[derive(Debug, Subcommand)]
pub enum ManifestCommand {
    /// Delete a manifest, and with it every tag that names it
    #[command(visible_alias = "rm")]
    Delete(delete::DeleteArgs),
    /// Show how two manifests differ, line by line
    Diff(diff::DiffArgs),
    /// Print a manifest or an index
    Get(get::GetArgs),
    /// Print what a manifest is, without fetching it
    #[command(visible_alias = "digest")]
    Head(head::HeadArgs),
    /// Put a manifest from a file or a pipe
    #[command(visible_alias = "push")]
    Put(put::PutArgs),
}

/// The answer of a registry to a HEAD of a manifest; nothing from a place that is no registry.
pub(in crate::commands) async fn ask_head(
    app: &App,
    location: &Location,
    selector: &Selector,
) -> Result<Option<ManifestHead>, CliError> {
    match location {
        Location::Registry(reference) => {
            Ok(Some(app.repository(reference, Access::Pull)?.manifest_head(selector).await?))
        }
        Location::Archive(_) | Location::Daemon(_) | Location::Layout(_) | Location::Store(_) => Ok(None),
    }
}

/// Whether the headers of the answer are asked for.
pub(in crate::commands) fn wants_headers(app: &App) -> bool {
    matches!(app.output.format(), Format::Named(Form::Raw | Form::RawHeaders))
}

/// Headers as lines of `name: value`.
pub(in crate::commands) fn header_lines(headers: &[(String, String)]) -> String {
    headers.iter().flat_map(|(name, value)| [name, ": ", value, "\n"]).collect()
}
