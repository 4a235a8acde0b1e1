//! `wharf store gc`.

use std::io;
use std::time::Duration;

use clap::Args;
use serde::Serialize;

use crate::app::App;
use crate::commands::FormatArgs;
use crate::config::parse_duration;
use crate::error::CliError;
use crate::layout::{GcDecision, GcOptions, GcReport, GcSubject, GcVerdict, UndoReport, WhenBusy};
use crate::output::{Report, Shape, Text, humanize};

/// The arguments of `wharf store gc`.
#[derive(Args, Debug)]
#[command(after_help = "\
What changed within the time of grace is kept, since a transfer that was broken off may go on with it. What goes is put
into the trash; a collection that runs one grace later deletes it, if nothing needs it by then. --undo brings back what
the last collection (or `wharf store retention`) took. Transfers and `wharf serve` go on meanwhile.

With a grace below 10 minutes no transfer may be under way, and with none at all what goes is gone at once.

Partial downloads and uploads are given up when they have not grown for a week.

Examples:
  wharf store gc --dry-run --explain
  wharf store gc
  wharf store gc --undo
  wharf store gc --grace 0s")]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct GcArgs {
    /// Show what would be removed, and why, and remove nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Keep what changed within this time, and the trash for as long [default: 1h]
    #[arg(long, value_name = "DURATION", value_parser = parse_duration)]
    pub grace: Option<Duration>,
    /// Fail at once where another collection runs, or transfers that are in the way, instead of waiting
    #[arg(long)]
    pub no_wait: bool,
    /// Show what is kept, and why, as well
    #[arg(long)]
    pub explain: bool,
    /// Bring back what the last collection took
    #[arg(long, conflicts_with_all = ["dry_run", "grace", "no_wait", "explain"])]
    pub undo: bool,
    /// How the result is printed.
    #[command(flatten)]
    pub format: FormatArgs,
}

impl GcArgs {
    /// Collects garbage, and prints what was decided.
    pub fn run(self, app: &App) -> Result<(), CliError> {
        if self.undo {
            return Ok(app.output.report(&Undone(app.store()?.undo_gc()?))?);
        }
        let defaults = GcOptions::default();
        let options = GcOptions {
            dry_run: self.dry_run,
            grace: self.grace.unwrap_or(defaults.grace),
            when_busy: if self.no_wait { WhenBusy::Fail } else { WhenBusy::Wait },
            ..defaults
        };
        let mut waiting = || app.output.status("the store is in use: waiting until it is free");
        let outcome = match app.store_if_any()? {
            Some(store) => store.gc(&options, &mut waiting)?,
            None => GcReport::default(),
        };
        Ok(app.output.report(&Outcome { report: outcome, dry_run: self.dry_run, explain: self.explain })?)
    }
}

const SHAPE: Shape = Shape::Struct(&[
    ("Decisions", Shape::List(&DECISION)),
    ("FreedBytes", Shape::Number),
    ("TrashedBytes", Shape::Number),
    ("DryRun", Shape::Flag),
]);
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
        let [removed, restored, freed, trashed] = if self.dry_run {
            ["would remove", "would restore", "would be freed", "would go into the trash"]
        } else {
            ["removed", "restored", "freed", "in the trash; a later collection frees them"]
        };
        for decision in &self.report.decisions {
            match decision.verdict {
                GcVerdict::Removed => text.line(&sentence(removed, decision)),
                GcVerdict::Restored => text.line(&sentence(restored, decision)),
                GcVerdict::Kept if self.explain => text.line(&sentence("kept", decision)),
                GcVerdict::Kept => {}
            }
        }
        if self.report.trashed_bytes > 0 {
            writeln!(text, "{} {trashed}", humanize::bytes(self.report.trashed_bytes))?;
        }
        writeln!(text, "{} {freed}", humanize::bytes(self.report.freed_bytes))
    }

    fn shape(&self) -> &'static Shape {
        &SHAPE
    }
}

/// What came back.
#[derive(Serialize)]
#[serde(transparent)]
struct Undone(UndoReport);

impl Report for Undone {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        let report = &self.0;
        for repository in &report.repositories {
            text.line(repository);
        }
        let plural = |count: u64, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
        let (files, entries) = (plural(report.files, "file", "files"), plural(report.entries, "entry", "entries"));
        writeln!(text, "{files} ({}) and {entries} of lists restored", humanize::bytes(report.bytes))
    }
}

fn sentence(verdict: &str, decision: &GcDecision) -> String {
    let subject = match decision.subject {
        GcSubject::Blob => "blob",
        GcSubject::Manifest => "manifest",
        GcSubject::Partial => "partial download",
        GcSubject::Pool => "pooled blob",
        GcSubject::Repository => "repository",
        GcSubject::Trash => "from the trash",
        GcSubject::Upload => "upload",
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
        Outcome { report: GcReport { decisions, freed_bytes: 1500, trashed_bytes: 0 }, dry_run, explain }
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
    fn what_waits_in_the_trash_and_what_came_back_is_told() {
        let digest = Some(Digest::sha256(b""));
        let (subject, reason) = (GcSubject::Trash, "listed in the index".to_owned());
        let repository = Some("a".to_owned());
        let back = GcDecision { subject, repository, digest, verdict: GcVerdict::Restored, reason, bytes: 0 };
        let report = GcReport { decisions: vec![back], freed_bytes: 0, trashed_bytes: 2000 };
        let text = printed(&Outcome { report, dry_run: false, explain: false }, "text");
        let digest = Digest::sha256(b"");
        let expected = format!(
            "restored from the trash {digest} of a: listed in the index\n\
             2 kB in the trash; a later collection frees them\n0 B freed\n"
        );
        assert_eq!(text, expected);
        let undone = UndoReport { files: 1, bytes: 2000, entries: 2, repositories: vec!["a.io/x".into()] };
        let undone = Undone(undone);
        assert_eq!(printed(&undone, "text"), "a.io/x\n1 file (2 kB) and 2 entries of lists restored\n");
        assert_eq!(printed(&undone, "{{.Files}} {{index .Repositories 0}}"), "1 a.io/x\n");
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
        assert!(json.ends_with("\"Bytes\":0}],\"FreedBytes\":1500,\"TrashedBytes\":0,\"DryRun\":true}\n"), "{json}");
        assert_eq!(printed(&outcome(true, false), "{{.DryRun}} {{.FreedBytes}} {{len .Decisions}}"), "true 1500 3\n");
    }
}
