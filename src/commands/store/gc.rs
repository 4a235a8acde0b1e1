//! `wharf store gc`.

use std::io;
use std::time::Duration;

use clap::Args;
use serde::Serialize;

use crate::app::App;
use crate::commands::FormatArgs;
use crate::config::parse_duration;
use crate::error::CliError;
use crate::layout::{GcDecision, GcOptions, GcReport, GcSubject, GcVerdict, WhenBusy};
use crate::output::{Report, Shape, Text, humanize};

/// The arguments of `wharf store gc`.
#[derive(Args, Debug)]
#[command(after_help = "\
What changed within the time of grace is kept, since a transfer that was broken off may go on with it. Partial
downloads are given up when they have not grown for a week.

Examples:
  wharf store gc --dry-run
  wharf store gc --grace 0s")]
pub struct GcArgs {
    /// Show what would be removed, and why, and remove nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Keep what changed within this time [default: 1h]
    #[arg(long, value_name = "DURATION", value_parser = parse_duration)]
    pub grace: Option<Duration>,
    /// Fail at once where transfers are under way, instead of waiting for them
    #[arg(long)]
    pub no_wait: bool,
    /// Show what is kept, and why, as well
    #[arg(long)]
    pub explain: bool,
    /// How the result is printed.
    #[command(flatten)]
    pub format: FormatArgs,
}

impl GcArgs {
    /// Collects garbage, and prints what was decided.
    pub fn run(self, app: &App) -> Result<(), CliError> {
        let defaults = GcOptions::default();
        let options = GcOptions {
            dry_run: self.dry_run,
            grace: self.grace.unwrap_or(defaults.grace),
            when_busy: if self.no_wait { WhenBusy::Fail } else { WhenBusy::Wait },
            ..defaults
        };
        let mut waiting = || app.output.status("transfers are under way: waiting until they have ended");
        let outcome = match app.store_if_any()? {
            Some(store) => store.gc(&options, &mut waiting)?,
            None => GcReport::default(),
        };
        Ok(app.output.report(&Outcome { report: outcome, dry_run: self.dry_run, explain: self.explain })?)
    }
}

const SHAPE: Shape =
    Shape::Struct(&[("Decisions", Shape::List(&DECISION)), ("FreedBytes", Shape::Number), ("DryRun", Shape::Flag)]);
const DECISION: Shape = Shape::Struct(&[
    ("Subject", Shape::Text),
    ("Repository", Shape::Text),
    ("Digest", Shape::Text),
    ("Verdict", Shape::Text),
    ("Reason", Shape::Text),
    ("Bytes", Shape::Number),
]);

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Outcome {
    #[serde(flatten)]
    report: GcReport,
    dry_run: bool,
    #[serde(skip)]
    explain: bool,
}

impl Report for Outcome {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        let (removed, freed) = if self.dry_run { ("would remove", "would be freed") } else { ("removed", "freed") };
        for decision in &self.report.decisions {
            match decision.verdict {
                GcVerdict::Removed => text.line(&sentence(removed, decision)),
                GcVerdict::Kept if self.explain => text.line(&sentence("kept", decision)),
                GcVerdict::Kept => {}
            }
        }
        writeln!(text, "{} {freed}", humanize::bytes(self.report.freed_bytes))
    }

    fn shape(&self) -> &'static Shape {
        &SHAPE
    }
}

fn sentence(verdict: &str, decision: &GcDecision) -> String {
    let subject = match decision.subject {
        GcSubject::Blob => "blob",
        GcSubject::Manifest => "manifest",
        GcSubject::Partial => "partial download",
        GcSubject::Pool => "pooled blob",
        GcSubject::Repository => "repository",
    };
    let digest = decision.digest.as_ref().map(|digest| format!(" {digest}")).unwrap_or_default();
    let place = match (&decision.repository, decision.subject) {
        (Some(name), GcSubject::Repository) => format!(" {name}"),
        (Some(name), _) => format!(" of {name}"),
        (None, _) => String::new(),
    };
    let size = if decision.bytes > 0 { format!(", {}", humanize::bytes(decision.bytes)) } else { String::new() };
    format!("{verdict} {subject}{digest}{place}{size}: {}", decision.reason)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::sample::printed;
    use crate::oci::Digest;

    fn outcome(dry_run: bool, explain: bool) -> Outcome {
        let decision = |subject, repository: Option<&str>, digest, verdict, reason: &str, bytes| GcDecision {
            subject,
            repository: repository.map(str::to_owned),
            digest,
            verdict,
            reason: reason.to_owned(),
            bytes,
        };
        let digest = Some(Digest::sha256(b""));
        let decisions = vec![
            decision(GcSubject::Manifest, Some("a.io/x"), digest.clone(), GcVerdict::Kept, "tag v1", 10),
            decision(GcSubject::Pool, None, digest, GcVerdict::Removed, "in no repository", 1500),
            decision(GcSubject::Repository, Some("a.io/y"), None, GcVerdict::Removed, "nothing is left in it", 0),
        ];
        Outcome { report: GcReport { decisions, freed_bytes: 1500 }, dry_run, explain }
    }

    #[test]
    fn each_removal_is_explained() {
        let digest = Digest::sha256(b"");
        let removed = format!(
            "removed pooled blob {digest}, 1.5 kB: in no repository\nremoved repository a.io/y: nothing is left in it\n"
        );
        assert_eq!(printed(&outcome(false, false), "text"), format!("{removed}1.5 kB freed\n"));
        let kept = format!("kept manifest {digest} of a.io/x, 10 B: tag v1\n");
        assert_eq!(printed(&outcome(false, true), "text"), format!("{kept}{removed}1.5 kB freed\n"));
    }

    #[test]
    fn a_dry_run_says_what_would_be() {
        let text = printed(&outcome(true, false), "text");
        assert!(text.starts_with("would remove pooled blob ") && text.ends_with("1.5 kB would be freed\n"), "{text}");
        let json = printed(&outcome(true, false), "json");
        assert!(
            json.starts_with(r#"{"Decisions":[{"Subject":"manifest","Repository":"a.io/x","Digest":"sha256:"#),
            "{json}"
        );
        assert!(json.ends_with("\"Bytes\":0}],\"FreedBytes\":1500,\"DryRun\":true}\n"), "{json}");
        assert_eq!(printed(&outcome(true, false), "{{.DryRun}} {{.FreedBytes}} {{len .Decisions}}"), "true 1500 3\n");
    }
}
