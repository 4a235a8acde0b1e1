//! `wharf store verify`.

use std::io;

use clap::Args;
use serde::Serialize;

use crate::app::App;
use crate::commands::FormatArgs;
use crate::error::{CliError, Exit};
use crate::layout::{BadFiles, Finding, VerifyReport};
use crate::output::{Report, Text, humanize};

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
        let found = app.store()?.verify(bad)?;
        let sound = found.findings.is_empty();
        app.output.report(&Verified(found))?;
        if sound { Ok(()) } else { Err(CliError::silent(Exit::Integrity)) }
    }
}

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
            writeln!(text, "{} files deleted", report.deleted)?;
        }
        Ok(())
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
