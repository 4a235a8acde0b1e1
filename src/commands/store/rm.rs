//! `wharf store rm`.

use std::io;

use clap::Args;
use serde::Serialize;

use crate::app::App;
use crate::commands::FormatArgs;
use crate::error::CliError;
use crate::output::{Report, Text};
use crate::reference::Reference;

/// The arguments of `wharf store rm`.
#[derive(Args, Debug)]
#[command(after_help = "\
With a tag only the tag goes, with a digest the manifest and all its tags. Layers stay on the disk until
`wharf store gc`. A name without a host is Docker Hub's, or else that of a repository that `wharf serve` made.

Examples:
  wharf store rm alpine:3
  wharf store rm localhost:5000/app:v1 localhost:5000/app:v2")]
pub struct RmArgs {
    /// What is removed
    #[arg(value_name = "REF", required = true)]
    pub references: Vec<Reference>,
    /// How the result is printed.
    #[command(flatten)]
    pub format: FormatArgs,
}

impl RmArgs {
    /// Removes one after the other; stops at the first that fails.
    pub fn run(self, app: &App) -> Result<(), CliError> {
        let store = app.store()?;
        let mut report = RmReport { removed: Vec::new() };
        for reference in &self.references {
            match store.remove(reference) {
                Ok(removed) => {
                    let reference = reference.with(&reference.selector()).to_string();
                    report.removed.push(Removed { reference, digest: removed.digest.to_string() });
                }
                Err(error) => {
                    // What is gone already is told all the same.
                    app.output.report(&report)?;
                    return Err(error.into());
                }
            }
        }
        Ok(app.output.report(&report)?)
    }
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct RmReport {
    removed: Vec<Removed>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Removed {
    reference: String,
    digest: String,
}

impl Report for RmReport {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        for removed in &self.removed {
            text.line(&removed.reference);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::sample::printed;

    #[test]
    fn what_was_removed_is_listed() {
        let removed = |reference: &str| Removed { reference: reference.into(), digest: "sha256:ab".into() };
        let report = RmReport { removed: vec![removed("a.io/x:v1"), removed("a.io/x:v2")] };
        assert_eq!(printed(&report, "text"), "a.io/x:v1\na.io/x:v2\n");
        assert_eq!(printed(&report, "{{range .Removed}}{{.Digest}} {{end}}"), "sha256:ab sha256:ab \n");
    }
}
