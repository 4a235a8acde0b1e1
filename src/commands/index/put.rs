//! Putting an index whose images are there, and what is printed of it.

use std::io;
use std::sync::Arc;

use serde::Serialize;
use serde_json::Value;

use crate::app::App;
use crate::content::{Source as _, Target};
use crate::error::CliError;
use crate::mutate::{Draft, Edited};
use crate::output::{Report, Text};
use crate::reference::{Location, Selector, Tag};

/// Writes the index, gives it `tags`, and prints its name; the digest alone where `form` says so.
pub async fn put(
    app: &App,
    draft: Draft,
    target: &Arc<dyn Target>,
    tags: Vec<Tag>,
    form: Printed,
) -> Result<(), CliError> {
    let Edited { source, root, selector, changed, .. } = draft.build().await?;
    let raw = source.manifest(&selector).await?;
    if changed || target.current(&Selector::Digest(root.digest.clone())).await?.is_none() || !tags.is_empty() {
        target.put_manifest(&raw, &tags).await?;
        target.finish().await?;
    }
    let named = tags.first().cloned().map_or_else(|| root.digest.clone().into(), Selector::from);
    let name: Location = target.location().with(&named);
    let manifest =
        serde_json::from_slice(&raw.bytes).map_err(|error| CliError::new(crate::error::Exit::Failure, error))?;
    let digest = root.digest.to_string();
    Ok(app.output.report(&IndexReport { reference: name.to_string(), digest, changed, manifest, form })?)
}

/// What is printed of an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Printed {
    /// Its digest.
    Digest,
    /// Its name.
    Name,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct IndexReport {
    reference: String,
    digest: String,
    changed: bool,
    manifest: Value,
    #[serde(skip)]
    form: Printed,
}

impl Report for IndexReport {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        text.line(match self.form {
            Printed::Digest => &self.digest,
            Printed::Name => &self.reference,
        });
        Ok(())
    }
}
