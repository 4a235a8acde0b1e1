//! `wharf repo copy`: many tags of a repository, each a transfer of its own.

use std::collections::{BTreeMap, HashSet};
use std::io;
use std::sync::Arc;

use clap::Args;
use futures_util::{StreamExt as _, stream};
use serde::Serialize;

use crate::app::App;
use crate::commands::TransferArgs;
use crate::commands::place::{FilterArgs, PlatformList, listed, parse_repository};
use crate::content::{Source, TagQuery, Target};
use crate::error::{CliError, Exit};
use crate::oci::Platform;
use crate::output::{Report, Shape, Text, causes};
use crate::reference::{Location, Selector, Tag};
use crate::transfer::{Item, Silent};

/// The arguments of `wharf repo copy`.
#[derive(Args, Debug)]
#[command(after_help = "\
Tags of the destination that the source does not have stay. What fails does not stop the rest: all of it is listed at
the end, and the exit code is 7 where some tags were copied.

Examples:
  wharf repo copy alpine registry.example.org/mirror/alpine
  wharf repo copy --include '3\\.[0-9]+' --exclude '.*-rc.*' alpine localhost:5000/alpine
  wharf repo copy --new-tags --referrers --digest-tags ghcr.io/org/app oci:./app")]
pub struct CopyArgs {
    /// The repository or layout that has the tags
    #[arg(value_name = "SRC", value_parser = parse_repository)]
    pub source: Location,
    /// The repository or layout that is to have them
    #[arg(value_name = "DST", value_parser = parse_repository)]
    pub destination: Location,
    /// Only tags that the destination does not have yet
    #[arg(long)]
    pub new_tags: bool,
    /// How many images are copied at once; 0 for all
    #[arg(long, visible_alias = "concurrency", value_name = "N", default_value_t = 2)]
    pub concurrent: usize,
    /// Only the image for this platform; of an index, several make a smaller one [default: all]
    #[arg(long, short, visible_alias = "platforms", value_name = "OS/ARCH")]
    pub platform: Vec<PlatformList>,
    /// Which tags are copied.
    #[command(flatten)]
    pub filter: FilterArgs,
    /// The flags of every transfer.
    #[command(flatten)]
    pub transfer: TransferArgs,
}

/// The two ends, open for all tags.
struct Ends {
    source: Arc<dyn Source>,
    target: Arc<dyn Target>,
    /// What of each image goes.
    wanted: Vec<Platform>,
}

impl CopyArgs {
    /// Copies, tells of each tag while it goes on, and prints what came of it.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        let source = app.source(&self.source)?;
        let mut tags = source.tags(&TagQuery::default()).await?;
        // With --digest-tags those come along with what they are named after.
        tags.retain(|tag| self.filter.lets(tag) && !(self.transfer.digest_tags && names_a_digest(tag)));
        if self.new_tags {
            let there = tags_there(app, &self.destination).await?;
            tags.retain(|tag| !there.contains(tag));
        }
        if self.transfer.dry_run {
            let report = CopyReport { copied: tags.into_iter().map(Copied::planned).collect(), ..self.report() };
            return Ok(app.output.report(&report)?);
        }
        let ends = Ends { source, target: app.target(&self.destination)?, wanted: listed(self.platform.clone()) };
        let at_once = if self.concurrent == 0 { tags.len().max(1) } else { self.concurrent };
        let outcomes: Vec<(String, Result<Copied, CliError>)> = stream::iter(tags)
            .map(|tag| async {
                let outcome = self.copy(app, &ends, &tag).await;
                if let Ok(copied) = &outcome {
                    app.output.status(format_args!("{}", copied.line(&self.destination)));
                }
                (tag, outcome)
            })
            .buffered(at_once)
            .collect()
            .await;
        self.finish(app, outcomes)
    }

    async fn copy(&self, app: &App, ends: &Ends, tag: &str) -> Result<Copied, CliError> {
        let tag: Tag = tag.parse()?;
        let item = Item {
            source: Arc::clone(&ends.source),
            selector: Selector::Tag(tag.clone()),
            target: Arc::clone(&ends.target),
            tags: vec![tag.clone()],
            digest: None,
        };
        let selection = self.transfer.selection(ends.wanted.clone());
        let done = self.transfer.carry_out(app, &item, selection, Arc::new(Silent)).await?;
        Ok(Copied { tag: tag.to_string(), digest: done.root.digest.to_string(), unchanged: done.unchanged })
    }

    /// Prints the report, and ends with what the failures among the outcomes come to.
    fn finish(&self, app: &App, outcomes: Vec<(String, Result<Copied, CliError>)>) -> Result<(), CliError> {
        let mut report = self.report();
        let mut exit = None;
        for (tag, outcome) in outcomes {
            match outcome {
                Ok(copied) => report.copied.push(copied),
                Err(error) => {
                    let told = error.source.as_deref().map(|error| causes(error).join(": ")).unwrap_or_default();
                    app.output.warning(format_args!("{tag} was not copied: {told}"));
                    exit.get_or_insert(error.exit);
                    report.failed.insert(tag, told);
                }
            }
        }
        let exit = exit.map(|first| if report.copied.is_empty() { first } else { Exit::Partial });
        app.output.report(&report)?;
        exit.map_or(Ok(()), |exit| Err(CliError::silent(exit)))
    }

    fn report(&self) -> CopyReport {
        CopyReport {
            source: self.source.to_string(),
            destination: self.destination.clone(),
            copied: Vec::new(),
            failed: BTreeMap::new(),
        }
    }
}

/// The tags that a place has; none where there is nothing yet.
async fn tags_there(app: &App, place: &Location) -> Result<HashSet<String>, CliError> {
    let list = async {
        let source = app.source(place)?;
        Ok::<_, CliError>(source.tags(&TagQuery::default()).await?)
    };
    match list.await {
        Ok(tags) => Ok(tags.into_iter().collect()),
        Err(error) if error.exit == Exit::NotFound => Ok(HashSet::new()),
        Err(error) => Err(error),
    }
}

/// Whether a tag is named after a digest: `sha256-HEX` or `sha256-HEX.sig`.
fn names_a_digest(tag: &str) -> bool {
    let stem = tag.split('.').next().unwrap_or_default();
    stem.split_once('-').is_some_and(|(algorithm, hex)| {
        let known = matches!((algorithm, hex.len()), ("sha256", 64) | ("sha512", 128));
        known && hex.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

/// One tag that was copied, or would be.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Copied {
    tag: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    digest: String,
    unchanged: bool,
}

impl Copied {
    fn planned(tag: String) -> Self {
        Self { tag, ..Self::default() }
    }

    fn line(&self, destination: &Location) -> String {
        let verb = if self.unchanged { "unchanged" } else { "copied" };
        format!("{verb} {destination}:{}", self.tag)
    }
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct CopyReport {
    source: String,
    #[serde(serialize_with = "as_text")]
    destination: Location,
    copied: Vec<Copied>,
    /// Why each tag that was not copied was not.
    failed: BTreeMap<String, String>,
}

fn as_text<S: serde::Serializer>(location: &Location, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(location)
}

const COPIED: Shape = Shape::Struct(&[("Tag", Shape::Text), ("Digest", Shape::Text), ("Unchanged", Shape::Flag)]);
const SHAPE: Shape = Shape::Struct(&[
    ("Source", Shape::Text),
    ("Destination", Shape::Text),
    ("Copied", Shape::List(&COPIED)),
    ("Failed", Shape::Keyed),
]);

impl Report for CopyReport {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        for Copied { tag, digest, .. } in &self.copied {
            match digest.as_str() {
                "" => writeln!(text, "{}:{tag}", self.destination)?,
                digest => writeln!(text, "{}:{tag}@{digest}", self.destination)?,
            }
        }
        Ok(())
    }

    fn rows(&self) -> Option<&'static str> {
        Some("Copied")
    }

    fn shape(&self) -> &'static Shape {
        &SHAPE
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::sample::printed;

    #[test]
    fn tags_named_after_digests_are_known() {
        let hex = "0".repeat(64);
        for (tag, is) in [
            (format!("sha256-{hex}"), true),
            (format!("sha256-{hex}.sig"), true),
            (format!("sha512-{hex}{hex}.att"), true),
            (format!("sha256-{hex}0"), false),
            (format!("sha512-{hex}"), false),
            (format!("sha256-{}g", "0".repeat(63)), false),
            ("sha256-abc".to_owned(), false),
            ("v1".to_owned(), false),
        ] {
            assert_eq!(names_a_digest(&tag), is, "{tag}");
        }
    }

    #[test]
    fn what_was_copied_stands_on_lines() {
        let copied = Copied { tag: "v1".to_owned(), digest: "sha256:1".to_owned(), unchanged: true };
        let report = CopyReport {
            source: "a".to_owned(),
            destination: "localhost/b".parse().unwrap(),
            copied: vec![copied, Copied::planned("v2".to_owned())],
            failed: BTreeMap::from([("v3".to_owned(), "gone".to_owned())]),
        };
        assert_eq!(printed(&report, ""), "localhost/b:v1@sha256:1\nlocalhost/b:v2\n");
        let told = printed(&report, "{{range .Copied}}{{.Tag}}={{.Unchanged}} {{end}}{{index .Failed \"v3\"}}");
        assert_eq!(told, "v1=true v2=false gone\n");
    }
}
