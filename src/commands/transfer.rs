//! What `pull`, `push` and `copy` have in common: their flags, the transfer itself, and what is printed.

use std::io;
use std::sync::Arc;

use clap::Args;
use serde::Serialize;
use serde_json::{Value, json};

use super::external::{External, is_there};
use super::place::parse_repository;
use super::{FormatArgs, archives};
use crate::app::{App, Existing};
use crate::archive::Outer;
use crate::content::memory::MemoryStore;
use crate::error::CliError;
use crate::oci::{MediaType, Platform};
use crate::output::{Activity, Column, Format, ProgressMode, Report, Table, Text, humanize};
use crate::reference::Location;
use crate::transfer::{
    self, Action, DigestTags, Foreign, Item, Options, Plan, Platforms, Progress, Referrers, Selection, Trust,
};

/// The flags of every transfer.
#[derive(Args, Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "flags of a command line are what they are")]
pub struct TransferArgs {
    /// Take along what refers to the image: signatures, SBOMs, attestations
    #[arg(long)]
    pub referrers: bool,
    /// Of the referrers, only those of this artifact type; may be repeated
    #[arg(long, value_name = "TYPE", requires = "referrers")]
    pub referrers_type: Vec<String>,
    /// Take along the tags that stand for a digest (sha256-HEX.sig and the like)
    #[arg(long)]
    pub digest_tags: bool,
    /// Take along layers that are meant to be fetched from elsewhere
    #[arg(long)]
    pub include_external: bool,
    /// Keep the whole index, and so its digest, though only the platforms of --platform are taken, or those that are there
    #[arg(long)]
    pub sparse: bool,
    /// Where the destination has the image already, look for nothing that belongs to it
    #[arg(long)]
    pub fast: bool,
    /// Check each blob and manifest at the destination, and repair what is missing there
    #[arg(long, conflicts_with = "fast")]
    pub force_recursive: bool,
    /// Take the referrers from this repository or layout, not from that of the image
    #[arg(long, value_name = "REPOSITORY", requires = "referrers", value_parser = parse_repository)]
    pub referrers_src: Option<Location>,
    /// Put the referrers into this repository or layout, not into that of the image
    #[arg(long, value_name = "REPOSITORY", requires = "referrers", value_parser = parse_repository)]
    pub referrers_tgt: Option<Location>,
    /// Show what would be done, blob by blob, and do nothing
    #[arg(long)]
    pub dry_run: bool,
    /// How many large blobs move at once; of small ones it may be four times as many [env: WHARF_JOBS] [default: 4]
    #[arg(long, short, value_name = "N", value_parser = parse_jobs)]
    pub jobs: Option<usize>,
    /// How progress is shown [env: WHARF_PROGRESS] [default: auto]
    #[arg(long, value_name = "MODE")]
    pub progress: Option<ProgressMode>,
    /// How the result is printed.
    #[command(flatten)]
    pub format: FormatArgs,
}

pub(super) fn parse_jobs(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|jobs| *jobs > 0).ok_or_else(|| "a whole number above 0 was expected".to_owned())
}

impl TransferArgs {
    /// What is taken: of an index `wanted`, or all of it where nothing is.
    pub(in crate::commands) fn selection(&self, wanted: Vec<Platform>) -> Selection {
        let platforms = match wanted {
            wanted if wanted.is_empty() && self.sparse => Platforms::Present,
            wanted if wanted.is_empty() => Platforms::All,
            wanted if self.sparse => Platforms::Sparse(wanted),
            wanted => Platforms::Only(wanted),
        };
        let types: Vec<MediaType> = self.referrers_type.iter().map(|text| MediaType::new(text)).collect();
        Selection {
            platforms,
            referrers: match self.referrers {
                false => Referrers::Skip,
                true if types.is_empty() => Referrers::Copy,
                true => Referrers::OfTypes(types),
            },
            digest_tags: if self.digest_tags { DigestTags::Copy } else { DigestTags::Skip },
            foreign: if self.include_external { Foreign::Copy } else { Foreign::Skip },
            trust: if self.force_recursive { Trust::Nothing } else { Trust::Root },
        }
    }

    /// Copies one image with what belongs to it.
    pub(super) async fn carry_out(
        &self,
        app: &App,
        item: &Item,
        mut selection: Selection,
        progress: Arc<dyn Progress>,
    ) -> Result<transfer::Report, CliError> {
        let options = Options { jobs: app.config.jobs.value };
        let mut external = External::of(self, app, item, &mut selection)?;
        if self.fast && is_there(item).await? {
            (selection.referrers, selection.digest_tags) = (Referrers::Skip, DigestTags::Skip);
            external = None;
        }
        let done = transfer::copy(item, &selection, &options, progress).await?;
        if let Some(external) = external {
            external.copy(&done.root, &options).await?;
        }
        Ok(done)
    }

    /// Moves what `source` names to `destination`, or shows what that would be, and prints the outcome.
    pub(in crate::commands) async fn run(
        &self,
        app: &App,
        source: &Location,
        destination: &Location,
        selection: Selection,
        activity: Activity,
    ) -> Result<(), CliError> {
        self.run_into(app, source, destination, selection, activity, (Existing::Add, Outer::None)).await
    }

    /// As [`Self::run`]; an archive that is written becomes what `archive` says.
    pub(in crate::commands) async fn run_into(
        &self,
        app: &App,
        source: &Location,
        destination: &Location,
        selection: Selection,
        activity: Activity,
        (existing, outer): (Existing, Outer),
    ) -> Result<(), CliError> {
        let destination = &archives::named_after(destination, source);
        let to_stdout = destination.is_stream() && !self.dry_run;
        if to_stdout && *app.output.format() != Format::Text {
            return Err(CliError::usage("--format cannot be used while standard output is the archive"));
        }
        let (from, selector) = (app.source(source)?, app.selector(source)?);
        let selection = archives::suited(app, (&*from, &selector), destination, selection).await?;
        let target = match destination {
            // What is there will be gone.
            Location::Archive(_) if self.dry_run && existing == Existing::Replace => {
                Arc::new(MemoryStore::at(destination.clone()))
            }
            _ if self.dry_run => app.target_for_plan(destination)?,
            Location::Archive(path) => Arc::new(app.archive_target(path, existing, outer)?),
            _ => app.target(destination)?,
        };
        let item = Item {
            source: from,
            selector,
            target,
            tags: destination.target_tag().into_iter().collect(),
            digest: destination.selector().and_then(|selector| selector.digest().cloned()),
        };
        if self.dry_run {
            let options = Options { jobs: app.config.jobs.value };
            let plan = transfer::plan(&item, &selection, &options).await?;
            return Ok(app.output.report(&PlanReport(plan))?);
        }
        let done = self.carry_out(app, &item, selection, app.output.progress(activity)).await?;
        let report = TransferReport { reference: done.destination.clone(), digest: done.root.digest.to_string(), done };
        if to_stdout {
            app.output.status(&report.reference);
            return Ok(());
        }
        Ok(app.output.report(&report)?)
    }
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct TransferReport {
    reference: String,
    digest: String,
    #[serde(flatten)]
    done: transfer::Report,
}

impl Report for TransferReport {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        text.line(&self.reference);
        Ok(())
    }

    fn methods(&self) -> Vec<(&'static str, Value)> {
        vec![("CommonName", json!(self.reference))]
    }
}

#[derive(Serialize)]
#[serde(transparent)]
pub(super) struct PlanReport(pub(super) Plan);

impl Report for PlanReport {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        let plan = &self.0;
        text.fields([("Source", plan.source.clone()), ("Destination", plan.destination.clone())]);
        let mut table = Table::new([
            Column::left("ACTION"),
            Column::left("DIGEST"),
            Column::right("SIZE"),
            Column::left("TYPE").flexible(),
        ]);
        for blob in &plan.blobs {
            table.row([
                action(blob.action),
                &blob.digest.to_string(),
                &humanize::bytes(blob.size),
                blob.media_type.as_str(),
            ]);
        }
        for manifest in &plan.manifests {
            let size = humanize::bytes(manifest.size);
            let put = if manifest.action == Action::Skip { "skip" } else { "put" };
            table.row([put, &manifest.digest.to_string(), &size, manifest.media_type.as_str()]);
        }
        writeln!(text)?;
        text.table(&table);
        let moving = plan.blobs.iter().filter(|blob| blob.remaining > 0).count();
        writeln!(text)?;
        let (all, bytes) = (plan.blobs.len(), humanize::bytes(plan.totals.remaining));
        writeln!(text, "{moving} of {all} blobs would move, {bytes}.")
    }
}

fn action(action: Action) -> &'static str {
    match action {
        Action::Check => "check",
        Action::Copy => "copy",
        Action::Link => "link",
        Action::Mount => "mount",
        Action::Resume => "resume",
        Action::Skip => "skip",
    }
}
