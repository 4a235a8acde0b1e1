//! New images from old: an image or a whole index is read into a [`Draft`], edits change it in the order in which they
//! are given, and [`Draft::build`] writes the documents anew, children before what names them.
//!
//! What comes out is an [`Overlay`]: a source of the old image with the new documents over it. Pushing it is the same
//! copy as any other, and blobs that no edit touched are mounted, linked or left where they are. Nothing here looks at
//! the clock, the machine or the order of a map, so the same edits give the same digest everywhere.

mod annotations;
mod build;
mod config;
mod convert;
mod descriptors;
mod digest;
mod draft;
mod error;
mod index;
mod overlay;
mod referrers;
mod rewrite;
mod select;
mod time;

#[cfg(test)]
mod tests;

use async_trait::async_trait;

pub use annotations::AnnotationEdit;
pub use build::Edited;
pub use config::{ConfigChange, ConfigEdit};
pub use convert::Convert;
pub use descriptors::{DataEdit, UrlsEdit};
pub use digest::DigestEdit;
pub use draft::{Body, Config, DataFields, Document, Draft, Image, Index};
pub use error::MutateError;
pub use index::{Removal, entry_is_for};
pub use overlay::{Made, Overlay};
pub use referrers::ReferrersEdit;
pub use select::{Scope, scoped};
pub use time::{Bases, TimeEdit, TimeRule};

/// How much of an image has to be read for an edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// The document that the name leads to.
    Root,
    /// All manifests of an index.
    Manifests,
    /// All manifests and the configs of all images.
    Configs,
}

/// One change of an image.
#[async_trait]
pub trait Edit: Send + Sync {
    /// How much of the image it has to see.
    fn reach(&self) -> Reach {
        Reach::Configs
    }

    /// Changes the draft.
    ///
    /// # Errors
    /// When the image is not one that it can change, or something that it needs cannot be read.
    async fn apply(&self, draft: &mut Draft) -> Result<(), MutateError>;
}

/// How much has to be read for all of `edits`.
pub fn reach(edits: &[Box<dyn Edit>]) -> Reach {
    edits.iter().map(|edit| edit.reach()).max().unwrap_or(Reach::Root)
}

/// Applies `edits` in their order.
///
/// # Errors
/// Those of the first edit that fails.
pub async fn apply(draft: &mut Draft, edits: &[Box<dyn Edit>]) -> Result<(), MutateError> {
    for edit in edits {
        edit.apply(draft).await?;
    }
    Ok(())
}
