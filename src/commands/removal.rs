//! Deleting: what may not be there, what would be done, and what was.

use std::io;

use clap::Args;
use serde::Serialize;

use crate::app::App;
use crate::error::{CliError, Exit};
use crate::oci::Digest;
use crate::output::{Format, Report, Text};

/// What it means when there is nothing to delete.
#[derive(Args, Clone, Debug)]
pub struct MissingArgs {
    /// Succeed where there is nothing to delete
    #[arg(long)]
    pub ignore_missing: bool,
}

impl MissingArgs {
    /// Turns a failure that means "not there" into nothing, where the flag says so.
    pub fn permit<T, E: Into<CliError>>(&self, result: Result<T, E>) -> Result<Option<T>, CliError> {
        match result.map_err(Into::into) {
            Ok(found) => Ok(Some(found)),
            Err(error) if self.ignore_missing && error.exit == Exit::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// Whether anything is deleted at all, and how the result is printed.
#[derive(Args, Clone, Debug)]
pub struct RemovalArgs {
    /// Show what would be deleted, and delete nothing
    #[arg(long)]
    pub dry_run: bool,
    /// What it means when there is nothing to delete.
    #[command(flatten)]
    pub missing: MissingArgs,
    /// Print the result as json, jsonPretty, or by a Go template such as '{{.Digest}}'
    #[arg(long, short = 'f', value_name = "FORMAT")]
    pub format: Option<Format>,
}

/// What was deleted, or would be.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Removal {
    /// The tag, manifest or blob.
    pub name: String,
    /// Its digest, where that is known.
    pub digest: Option<Digest>,
    /// The tags that go with a manifest. They are asked for only where nothing is deleted.
    pub tags: Option<Vec<String>>,
    /// What a manifest refers to, where that was asked for: its list of referrers is kept right.
    pub subject: Option<Digest>,
    /// Whether it is gone now.
    pub deleted: bool,
}

impl Removal {
    /// A removal of which nothing but the name is known.
    pub fn of(name: &impl ToString) -> Self {
        Self { name: name.to_string(), digest: None, tags: None, subject: None, deleted: false }
    }
}

/// Several removals, or the one there is.
#[derive(Serialize)]
#[serde(untagged)]
enum Removals<'a> {
    One(&'a Removal),
    Many(&'a [Removal]),
}

impl Report for Removals<'_> {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        let all = match self {
            Self::One(one) => std::slice::from_ref(*one),
            Self::Many(all) => all,
        };
        for removal in all {
            let digest = removal.digest.as_ref().map(ToString::to_string);
            let news = digest.filter(|digest| !removal.name.contains(digest.as_str()));
            let more = news.map(|digest| format!(" ({digest})")).unwrap_or_default();
            text.line(&format!("would delete {}{more}", removal.name));
            for tag in removal.tags.iter().flatten() {
                text.line(&format!("  with the tag {tag}"));
            }
            if let Some(subject) = &removal.subject {
                text.line(&format!("  which refers to {subject}"));
            }
        }
        Ok(())
    }
}

/// Says what was deleted on standard error; what would be, and any other form than text, is the result.
pub fn tell(app: &App, removals: &[Removal], dry_run: bool) -> Result<(), CliError> {
    if !dry_run && *app.output.format() == Format::Text {
        for removal in removals {
            app.output.status(format_args!("deleted {}", removal.name));
        }
        return Ok(());
    }
    let report = match removals {
        [one] => Removals::One(one),
        all => Removals::Many(all),
    };
    Ok(app.output.report(&report)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::sample::printed;

    #[test]
    fn a_dry_run_reads_as_what_would_be_done() {
        let digest = Digest::sha256(b"");
        let tag = Removal { digest: Some(digest.clone()), ..Removal::of(&"the tag a:1") };
        let tags = Some(vec!["1".to_owned(), "2".to_owned()]);
        let manifest = Removal { digest: Some(digest.clone()), tags, ..Removal::of(&format!("a@{digest}")) };
        let all = [tag, manifest];
        let expected = format!(
            "would delete the tag a:1 ({digest})\nwould delete a@{digest}\n  with the tag 1\n  with the tag 2\n"
        );
        assert_eq!(printed(&Removals::Many(&all), ""), expected);
        assert_eq!(printed(&Removals::One(&all[0]), "{{.Digest}} {{.Deleted}}"), format!("{digest} false\n"));
    }

    #[test]
    fn only_what_is_missing_is_ignored_and_only_when_asked() {
        let fail = |exit| Err::<(), _>(CliError::new(exit, "x"));
        let lenient = MissingArgs { ignore_missing: true };
        assert_eq!(lenient.permit(fail(Exit::NotFound)).unwrap(), None);
        assert_eq!(lenient.permit(Ok::<_, CliError>(1)).unwrap(), Some(1));
        assert!(lenient.permit(fail(Exit::Denied)).is_err());
        assert!(MissingArgs { ignore_missing: false }.permit(fail(Exit::NotFound)).is_err());
    }
}
