//! `wharf manifest`: manifests and indexes as documents.

pub mod delete;
pub mod diff;
pub mod get;
pub mod head;
pub mod put;

use clap::Subcommand;
use serde_json::{Map, Value};

use crate::app::App;
use crate::error::CliError;
use crate::output::{Form, Format};
use crate::reference::{Location, Selector};
use crate::registry::{Access, ManifestHead};

/// The commands of the group.
#[derive(Debug, Subcommand)]
pub enum ManifestCommand {
    /// Delete a manifest, and with it every tag that names it
    #[command(visible_alias = "rm", aliases = ["del", "remove"])]
    Delete(delete::DeleteArgs),
    /// Show how two manifests differ, line by line
    Diff(diff::DiffArgs),
    /// Print a manifest or an index
    #[command(alias = "pull")]
    Get(get::GetArgs),
    /// Print the digest of a manifest, without fetching it
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
    matches!(app.output.format(), Format::Named(Form::Raw | Form::RawHeaders)) || app.output.is_asked_for("RawHeaders")
}

/// Headers as Go's templates know them: lists of values by names such as `Content-Type`.
pub(in crate::commands) fn header_map(headers: &[(String, String)]) -> Value {
    let mut map = Map::new();
    for (name, value) in headers {
        let words = name.split('-').map(|word| match word.split_at_checked(1) {
            Some((first, rest)) => first.to_ascii_uppercase() + &rest.to_ascii_lowercase(),
            None => word.to_owned(),
        });
        let list = map.entry(words.collect::<Vec<_>>().join("-")).or_insert_with(|| Value::Array(Vec::new()));
        if let Value::Array(list) = list {
            list.push(value.as_str().into());
        }
    }
    Value::Object(map)
}

/// Headers as lines of `name: value`.
pub(in crate::commands) fn header_lines(headers: &[(String, String)]) -> String {
    headers.iter().flat_map(|(name, value)| [name, ": ", value, "\n"]).collect()
}
