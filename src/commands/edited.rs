//! Putting an edited image where it is to be, for every command that makes one.

use std::io;
use std::sync::Arc;

use clap::Args;
use serde::Serialize;

use super::FormatArgs;
use super::transfer::{PlanReport, parse_jobs};
use crate::app::App;
use crate::content::{Source, Target};
use crate::error::CliError;
use crate::mutate::Edited;
use crate::output::{Activity, ProgressMode, Report, Text};
use crate::reference::{Location, Tag};
use crate::transfer::{self, Foreign, Item, Options, Selection};

/// The flags of every command that makes an image and puts it somewhere.
#[derive(Args, Clone, Debug)]
pub struct PutArgs {
    /// Take along layers that are meant to be fetched from elsewhere
    #[arg(long)]
    pub include_external: bool,
    /// Show what would be put, blob by blob, and put nothing
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

/// Where an edited image goes.
pub struct Goal {
    /// The repository or layout, and perhaps the digest that the image must have.
    pub location: Location,
    /// The tags that it gets; where there are none, its digest is its name.
    pub tags: Vec<Tag>,
}

impl Goal {
    /// A place as it is written.
    pub fn of(location: Location) -> Self {
        let tags = location.target_tag().into_iter().collect();
        Self { location, tags }
    }
}

impl PutArgs {
    /// Puts the image where it is to be, or shows what that would be, and prints its name.
    ///
    /// # Errors
    /// Those of the transfer.
    pub async fn put(&self, app: &App, edited: &Edited, goal: &Goal) -> Result<(), CliError> {
        let place = &goal.location;
        let target = if self.dry_run { app.target_for_plan(place)? } else { app.target(place)? };
        let foreign = if self.include_external { Foreign::Copy } else { Foreign::Skip };
        let selection = Selection { foreign, ..Selection::default() };
        let options = Options { jobs: app.config.jobs.value };
        let item = Item {
            source: Arc::clone(&edited.source) as Arc<dyn Source>,
            selector: edited.selector.clone(),
            target: Arc::clone(&target),
            tags: goal.tags.clone(),
            digest: required_digest(goal),
        };
        if self.dry_run {
            let plan = transfer::plan(&item, &selection, &options).await?;
            return Ok(app.output.report(&PlanReport(plan))?);
        }
        let done = transfer::copy(&item, &selection, &options, app.output.progress(Activity::COPY)).await?;
        for attached in &edited.attached {
            let item = Item {
                selector: attached.digest.clone().into(),
                tags: Vec::new(),
                digest: None,
                source: Arc::clone(&item.source),
                target: Arc::clone(&target),
            };
            transfer::copy(&item, &selection, &options, app.output.progress(Activity::COPY)).await?;
        }
        Ok(app.output.report(&EditReport::new(&*target, goal, edited, done))?)
    }
}

/// The digest that was written as the name of what is made. A digest beside a tag names what was edited.
fn required_digest(goal: &Goal) -> Option<crate::oci::Digest> {
    let selector = goal.location.selector().filter(|_| goal.tags.is_empty())?;
    selector.digest().cloned()
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct EditReport {
    reference: String,
    digest: String,
    changed: bool,
    /// The digests of what was made to refer to the image.
    referrers: Vec<String>,
    #[serde(flatten)]
    done: transfer::Report,
}

impl EditReport {
    fn new(target: &dyn Target, goal: &Goal, edited: &Edited, done: transfer::Report) -> Self {
        let digest = edited.root.digest.clone();
        let selector = goal.tags.first().cloned().map_or_else(|| digest.clone().into(), Into::into);
        Self {
            reference: target.location().with(&selector).to_string(),
            digest: digest.to_string(),
            changed: edited.changed,
            referrers: edited.attached.iter().map(|attached| attached.digest.to_string()).collect(),
            done,
        }
    }
}

impl Report for EditReport {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        text.line(&self.reference);
        Ok(())
    }
}
