//! `wharf store retention`.

use std::fs;
use std::io;
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use crate::app::App;
use crate::commands::FormatArgs;
use crate::error::{CliError, Exit};
use crate::layout::{LayoutError, RetainOptions, Retention, RetentionReport, TagDecision};
use crate::output::{Report, Shape, Text};

/// The arguments of `wharf store retention`.
#[derive(Args, Debug)]
#[command(after_help = "\
The file is TOML:

  [[retention]]
  repositories = [\"team/**\"]      # which repositories; all, where it is left out
  tags = [\"pr-*\"]                 # which of their tags; all, where it is left out
  keep = [\"latest\", \"v*\"]         # tags that never go, whatever any rule says
  keep_last = 10                  # the newest so many of the rule's tags stay
  order = \"pushed\"                # what newest and age go by: pushed, or created as the config says
  older_than = \"30d\"              # what is younger stays
  untagged_older_than = \"7d\"      # manifests without a tag stay so long, and go then

A tag goes if any rule says so, and a rule says so if all of keep_last and older_than that it sets is true. Tags whose age
cannot be read stay. The content goes with `wharf store gc`; until it is gone, `wharf store gc --undo` brings tags back.

Examples:
  wharf store retention --dry-run rules.toml
  wharf store retention rules.toml")]
pub struct RetentionArgs {
    /// The file with the rules
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Show what would become of each tag, and why, and remove nothing
    #[arg(long)]
    pub dry_run: bool,
    /// How the result is printed.
    #[command(flatten)]
    pub format: FormatArgs,
}

impl RetentionArgs {
    /// Applies the rules, and prints what was decided. A repository that cannot be read is a warning, and exit code 7.
    pub fn run(self, app: &App) -> Result<(), CliError> {
        let text = fs::read_to_string(&self.file).map_err(|source| LayoutError::Io {
            action: "read",
            path: self.file.clone(),
            source,
        })?;
        let rules = Retention::parse(&text)?;
        let options = RetainOptions { dry_run: self.dry_run, ..RetainOptions::default() };
        let store = app.store_if_any()?;
        let report = store.map_or_else(|| Ok(RetentionReport::default()), |store| store.retain(&rules, &options))?;
        for reason in &report.unreadable {
            app.output.warning(reason);
        }
        let whole = report.unreadable.is_empty();
        app.output.report(&Outcome { report, dry_run: self.dry_run })?;
        if whole { Ok(()) } else { Err(CliError::silent(Exit::Partial)) }
    }
}

const SHAPE: Shape = Shape::Struct(&[
    ("Decisions", Shape::List(&DECISION)),
    ("Removed", Shape::Number),
    ("Unreadable", Shape::List(&Shape::Text)),
    ("DryRun", Shape::Flag),
]);
const DECISION: Shape = Shape::Struct(&[
    ("Repository", Shape::Text),
    ("Tag", Shape::Text),
    ("Digest", Shape::Text),
    ("Removed", Shape::Flag),
    ("Reason", Shape::Text),
]);

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Outcome {
    #[serde(flatten)]
    report: RetentionReport,
    dry_run: bool,
}

impl Report for Outcome {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        let removed = if self.dry_run { "would remove" } else { "removed" };
        for decision in &self.report.decisions {
            match (decision.removed, self.dry_run) {
                (true, _) => text.line(&sentence(removed, decision)),
                (false, true) => text.line(&sentence("kept", decision)),
                (false, false) => {}
            }
        }
        let count = self.report.removed;
        let what = if count == 1 { "tag or manifest" } else { "tags and manifests" };
        writeln!(text, "{count} {what} {}", if self.dry_run { "would be removed" } else { "removed" })
    }

    fn shape(&self) -> &'static Shape {
        &SHAPE
    }
}

fn sentence(verdict: &str, decision: &TagDecision) -> String {
    let TagDecision { repository, digest, reason, .. } = decision;
    match &decision.tag {
        Some(tag) => format!("{verdict} {repository}:{tag}: {reason}"),
        None => format!("{verdict} {repository}@{digest}: {reason}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::sample::printed;
    use crate::oci::Digest;

    #[test]
    fn a_dry_run_tells_of_each_tag() {
        let decision = |tag: Option<&str>, removed, reason: &str| TagDecision {
            repository: "app".into(),
            tag: tag.map(str::to_owned),
            digest: Digest::sha256(b""),
            removed,
            reason: reason.into(),
        };
        let decisions =
            vec![decision(Some("pr-1"), true, "rule 1: older than 30d"), decision(None, false, "rule 1: young")];
        let report = RetentionReport { decisions, removed: 1, unreadable: Vec::new() };
        let kept = format!("kept app@{}: rule 1: young\n", Digest::sha256(b""));
        let text = |dry_run| printed(&Outcome { report: report.clone(), dry_run }, "text");
        assert_eq!(
            text(true),
            format!("would remove app:pr-1: rule 1: older than 30d\n{kept}1 tag or manifest would be removed\n")
        );
        assert_eq!(text(false), "removed app:pr-1: rule 1: older than 30d\n1 tag or manifest removed\n");
    }
}
