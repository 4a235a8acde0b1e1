//! One way to move images between any two stores: see what there is, plan every byte, carry it out.
//!
//! [`copy()`] is what pull, push and copy have in common; [`plan()`] tells what it would do. Neither knows what kinds of
//! store are at the ends, but whether one of them is a registry, where questions cost requests.

mod assess;
mod body;
mod crew;
mod error;
mod execute;
mod narrow;
mod plan;
mod progress;
mod reader;
mod report;
mod select;
mod survey;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use crate::content::{ContentError, ErrorKind, Probe, Source, Target};
use crate::oci::{Descriptor, Digest};
use crate::reference::{Selector, Tag};
use assess::Route;
use survey::Survey;

pub use error::{Operation, Side, TransferError};
pub use plan::{Action, Plan, PlannedBlob, PlannedManifest, Totals};
pub use progress::{Event, Progress, Silent};
pub use report::{Blobs, Report, Tally};
pub use select::{DigestTags, Foreign, Platforms, Referrers, Selection, Trust};

/// One image and where it goes.
#[derive(Clone)]
pub struct Item {
    /// Where it is.
    pub source: Arc<dyn Source>,
    /// What it is named by there.
    pub selector: Selector,
    /// Where it goes.
    pub target: Arc<dyn Target>,
    /// The tags that it gets there; where there are none it is found by its digest.
    pub tags: Vec<Tag>,
    /// The digest that it must have there, where it is to be put under one.
    pub digest: Option<Digest>,
}

impl Item {
    /// Refuses a root that is not what the destination's digest asks for.
    fn check(&self, root: &Descriptor) -> Result<(), TransferError> {
        let Some(wanted) = self.digest.as_ref().filter(|wanted| **wanted != root.digest) else { return Ok(()) };
        let what = format!("the digest is {}, and only {wanted} can be put under that digest", root.digest);
        let error = ContentError::new(ErrorKind::Invalid, what);
        Err(TransferError::at(Side::Neither, Operation::SelectPlatform, Some(root))(error))
    }
}

/// How a transfer is carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// How many large blobs travel at once. Of small ones (below 1 MiB) it may be four times as many.
    pub jobs: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { jobs: 4 }
    }
}

/// Tells what [`copy()`] would do. Nothing is written, and a registry is asked for everything that it may have.
pub async fn plan(item: &Item, selection: &Selection, options: &Options) -> Result<Plan, TransferError> {
    let route = Route::of(item);
    let mut survey = Survey::of(item, selection, options.jobs).await?;
    item.check(&survey.root)?;
    survey.assess(item, route, Probe::Ask, options.jobs).await?;
    Ok(Plan::new(item, route, &survey))
}

/// Copies an image with all that `selection` wants of it.
///
/// Whole content only is ever named: blobs come first, then manifests from the leaves to the root, then its tags. The
/// first failure ends the transfer; what came till then is used by the next one. Dropping the future does the same.
pub async fn copy(
    item: &Item,
    selection: &Selection,
    options: &Options,
    progress: Arc<dyn Progress>,
) -> Result<Report, TransferError> {
    let _finished = Finished(&progress);
    let route = Route::of(item);
    let mut survey = Survey::of(item, selection, options.jobs).await?;
    item.check(&survey.root)?;
    survey.assess(item, route, Probe::Free, options.jobs).await?;
    execute::execute(item, route, survey, options, Arc::clone(&progress)).await
}

/// Tells the end of a transfer, whichever it was.
struct Finished<'a>(&'a Arc<dyn Progress>);

impl Drop for Finished<'_> {
    fn drop(&mut self) {
        self.0.event(Event::Finished);
    }
}
