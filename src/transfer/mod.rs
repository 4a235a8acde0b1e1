//! One way to move images: select what is wanted, plan every byte, execute.
//!
//! A transfer knows sources and targets and nothing of how they work; that some of them are registries, where a
//! question costs a request, is all that it asks about them. Requests are counted: a pull of an image with N blobs takes
//! N + 1, a push 2N + 2, a copy between registries 3N + 2, within one registry N + 2, and a new tag 2.

mod body;
mod choose;
mod error;
mod execute;
mod narrow;
mod plan;
mod progress;
mod report;
mod selection;
mod workers;

use std::sync::Arc;

use crate::content::{Probe, Source, Target};
use crate::oci::Descriptor;
use crate::reference::{Location, Selector, Tag};

use choose::Choice;
use error::{at_destination, at_source};

pub use error::{Operation, Side, TransferError};
pub use plan::{Action, Plan, PlannedBlob, PlannedManifest};
pub use progress::{Event, Progress, Silent};
pub use report::{BlobCounts, Transferred};
pub use selection::{Platforms, Selection};

/// What every step of a transfer gives.
type Result<T, E = TransferError> = std::result::Result<T, E>;

/// What is to be moved, and where.
#[derive(Clone)]
pub struct Request {
    /// Where it is.
    pub source: Arc<dyn Source>,
    /// What it is called there.
    pub selector: Selector,
    /// Where it is to be.
    pub target: Arc<dyn Target>,
    /// The tags it gets there; with none it is put by its digest.
    pub tags: Vec<Tag>,
    /// The digest that it must have there, where one is asked for.
    pub expected: Option<crate::oci::Digest>,
    /// Which parts of it.
    pub selection: Selection,
    /// How many large blobs move at once; small ones may be more.
    pub jobs: usize,
}

impl Request {
    /// Whether both ends are the same repository, so that no blob moves.
    fn stays(&self) -> bool {
        self.source.location() == self.target.location()
    }

    /// Whether a question to the target costs a request.
    fn asks_remotely(&self) -> bool {
        matches!(self.target.location(), Location::Registry(_))
    }

    fn reads_remotely(&self) -> bool {
        matches!(self.source.location(), Location::Registry(_))
    }

    /// What the target calls its root now, where it is to get a tag; by its digest otherwise.
    async fn current(&self, root: &Descriptor) -> Result<Option<Descriptor>> {
        let selector =
            self.tags.first().map_or_else(|| Selector::Digest(root.digest.clone()), |tag| Selector::Tag(tag.clone()));
        self.target.current(&selector).await.map_err(|source| at_destination(Operation::Ask, None, source))
    }

    /// Whether the target has `root` under every tag already, and all of what it leads to.
    async fn is_current(&self, root: &Descriptor) -> Result<bool> {
        if self.tags.len() > 1 || self.selection.has_extras() {
            return Ok(false);
        }
        if self.current(root).await?.is_none_or(|current| current.digest != root.digest) {
            return Ok(false);
        }
        let holds = self.target.holds(root).await;
        holds.map_err(|source| at_destination(Operation::Ask, None, source))
    }
}

/// Finds out what a transfer would do, blob by blob, and does nothing. Asks the target for every blob.
pub async fn plan(request: &Request) -> Result<Plan> {
    let choice = Choice::make(request).await?;
    let unchanged = request.is_current(&choice.root).await?;
    Plan::make(request, &choice, Probe::Ask, unchanged).await
}

/// Moves what is missing. Dropping the future stops everything at once and leaves what has arrived for a later run.
pub async fn copy(request: &Request, progress: Arc<dyn Progress>) -> Result<Transferred> {
    let outcome = run(request, &progress).await;
    progress.event(Event::Finished);
    outcome
}

async fn run(request: &Request, progress: &Arc<dyn Progress>) -> Result<Transferred> {
    if let Some(done) = request.unchanged_by_head().await? {
        return Ok(done);
    }
    let choice = Choice::make(request).await?;
    // Between two registries the first blob tells as much as a question would, and costs nothing.
    let asks_first = !(request.asks_remotely() && request.reads_remotely());
    if asks_first && request.is_current(&choice.root).await? {
        return request.unchanged(&choice);
    }
    let plan = Plan::make(request, &choice, Probe::Free, false).await?;
    execute::execute(request, choice, plan, progress).await
}

impl Request {
    /// Whether a question without a body shows that there is nothing to do: what a repeated pull of one image pays.
    async fn unchanged_by_head(&self) -> Result<Option<Transferred>> {
        if self.asks_remotely() || !self.reads_remotely() || self.tags.len() != 1 || self.selection.has_extras() {
            return Ok(None);
        }
        let Some(current) = self.current_tag().await? else { return Ok(None) };
        let resolve = self.source.resolve(&self.selector).await;
        let root = resolve.map_err(|source| at_source(Operation::Resolve, None, source))?;
        let whole = matches!(self.selection.platforms, Platforms::All) || !root.media_type.is_index();
        if !whole || root.digest != current.digest || !self.is_current(&root).await? {
            return Ok(None);
        }
        self.check_expected(&root)?;
        Ok(Some(Transferred::unchanged(root, None)))
    }

    async fn current_tag(&self) -> Result<Option<Descriptor>> {
        let Some(tag) = self.tags.first() else { return Ok(None) };
        let current = self.target.current(&Selector::Tag(tag.clone())).await;
        current.map_err(|source| at_destination(Operation::Ask, None, source))
    }

    fn unchanged(&self, choice: &Choice) -> Result<Transferred> {
        self.check_expected(&choice.root)?;
        Ok(Transferred::unchanged(choice.root.clone(), choice.platform.clone()))
    }

    /// Whether what was chosen is what the destination's digest asks for.
    fn check_expected(&self, root: &Descriptor) -> Result<()> {
        match &self.expected {
            Some(expected) if *expected != root.digest => Err(TransferError::unexpected(self, expected, root)),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests;
