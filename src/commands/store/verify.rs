//! `wharf store verify`.

use std::io;

use clap::Args;
use serde::Serialize;

use crate::app::App;
use crate::commands::FormatArgs;
use crate::error::{CliError, Exit};
use crate::layout::{BadFiles, Finding, VerifyReport};
use crate::output::{Report, Shape, Text, humanize};

/// The arguments of `wharf store verify`.
#[derive(Args, Debug)]
#[command(after_help = "\
The exit code is 6 where something is wrong.

Examples:
  wharf store verify
  wharf store verify --delete-bad")]
pub struct VerifyArgs {
    /// Delete files whose content is not what their name says, so that the next pull fetches them again
    #[arg(long)]
    pub delete_bad: bool,
    /// How the result is printed.
    #[command(flatten)]
    pub format: FormatArgs,
}

impl VerifyArgs {
    /// Verifies, and prints what was found.
    pub fn run(self, app: &App) -> Result<(), CliError> {
        let bad = if self.delete_bad { BadFiles::Delete } else { BadFiles::Keep };
        let found = app.store_if_any()?.map_or_else(|| Ok(VerifyReport::default()), |store| store.verify(bad))?;
        let sound = found.findings.is_empty();
        app.output.report(&Verified(found))?;
        if sound { Ok(()) } else { Err(CliError::silent(Exit::Integrity)) }
    }
}

const SHAPE: Shape = Shape::Struct(&[
    ("Repositories", Shape::Number),
    ("Files", Shape::Number),
    ("Bytes", Shape::Number),
    ("Findings", Shape::List(&FINDING)),
    ("Deleted", Shape::Number),
]);
const FINDING: Shape = Shape::Struct(&[
    ("Finding", Shape::Text),
    ("Path", Shape::Text),
    ("Digest", Shape::Text),
    ("Found", Shape::Text),
    ("Repository", Shape::Text),
    ("NeededBy", Shape::Text),
    ("Reason", Shape::Text),
]);

#[derive(Serialize)]
#[serde(transparent)]
struct Verified(VerifyReport);

impl Report for Verified {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        let report = &self.0;
        for finding in &report.findings {
            text.line(&sentence(finding));
        }
        let size = humanize::bytes(report.bytes);
        let plural = |count: u64, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
        let repositories = plural(report.repositories, "repository", "repositories");
        write!(text, "{repositories}, {}, {size}: ", plural(report.files, "file", "files"))?;
        match report.findings.len() {
            0 => writeln!(text, "all is well")?,
            1 => writeln!(text, "1 thing is wrong")?,
            many => writeln!(text, "{many} things are wrong")?,
        }
        if report.deleted > 0 {
            writeln!(text, "{} deleted", plural(report.deleted, "file", "files"))?;
        }
        Ok(())
    }

    fn shape(&self) -> &'static Shape {
        &SHAPE
    }
}

fn sentence(finding: &Finding) -> String {
    match finding {
        Finding::Damaged { path, found, .. } => format!("damaged: {}: {found}", path.display()),
        Finding::Missing { repository, digest, needed_by: Some(by) } => {
            format!("missing: {digest} of {repository}, needed by {by}")
        }
        Finding::Missing { repository, digest, needed_by: None } => {
            format!("missing: {digest} of {repository}, listed in its index")
        }
        Finding::Unreadable { repository, reason } => format!("unreadable: {repository}: {reason}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::sample::printed;
    use crate::oci::Digest;

    #[test]
    fn a_sound_store_is_one_line() {
        let report = VerifyReport { repositories: 1, files: 2, bytes: 1500, ..VerifyReport::default() };
        assert_eq!(printed(&Verified(report), "text"), "1 repository, 2 files, 1.5 kB: all is well\n");
    }

    #[test]
    fn each_finding_says_where_and_what() {
        let digest = Digest::sha256(b"");
        let repository = "a.io/x".to_owned();
        let findings = vec![
            Finding::Damaged { path: "/s/blob".into(), digest: digest.clone(), found: "it is short".into() },
            Finding::Missing { repository: repository.clone(), digest: digest.clone(), needed_by: None },
            Finding::Missing {
                repository: repository.clone(),
                digest: digest.clone(),
                needed_by: Some(digest.clone()),
            },
            Finding::Unreadable { repository, reason: "no JSON".into() },
        ];
        let report = VerifyReport { repositories: 2, files: 1, bytes: 0, findings, deleted: 1 };
        let expected = format!(
            "damaged: /s/blob: it is short\nmissing: {digest} of a.io/x, listed in its index\n\
             missing: {digest} of a.io/x, needed by {digest}\nunreadable: a.io/x: no JSON\n\
             2 repositories, 1 file, 0 B: 4 things are wrong\n1 file deleted\n"
        );
        let report = Verified(report);
        assert_eq!(printed(&report, "text"), expected);
        let json = printed(&report, "json");
        let missing =
            format!(r#"{{"Finding":"missing","Repository":"a.io/x","Digest":"{digest}","NeededBy":"{digest}"}}"#);
        assert!(json.contains(&missing), "{json}");
        assert_eq!(
            printed(&report, "{{range .Findings}}{{.Finding}} {{end}}"),
            "damaged missing missing unreadable \n"
        );
    }
}
