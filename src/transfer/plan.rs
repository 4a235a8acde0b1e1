//! What a transfer is going to do, for people and scripts to read before it does.

use serde::Serialize;

use super::Item;
use super::assess::Route;
use super::survey::Survey;
use crate::content::Presence;
use crate::oci::{Descriptor, Digest, MediaType, Platform};
use crate::reference::Location;

/// What will be done about some content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// The target is asked on the way, and gets what it lacks.
    Check,
    /// All its bytes are moved.
    Copy,
    /// A file on the same disk is linked.
    Link,
    /// The registry takes it from another of its repositories.
    Mount,
    /// The bytes that an earlier transfer did not get are moved.
    Resume,
    /// Nothing: it is there.
    Skip,
}

/// A manifest or an index of the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct PlannedManifest {
    /// Its digest.
    pub digest: Digest,
    /// Its type.
    pub media_type: MediaType,
    /// Its length in bytes.
    pub size: u64,
    /// What it runs on, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub platform: Option<Platform>,
    /// The tags that it is given.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// What will be done.
    pub action: Action,
}

/// A blob of the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct PlannedBlob {
    /// Its digest.
    pub digest: Digest,
    /// Its type.
    pub media_type: MediaType,
    /// Its length in bytes.
    pub size: u64,
    /// What will be done.
    pub action: Action,
    /// How many of its first bytes are there already.
    pub offset: u64,
    /// How many bytes have to move, at the most.
    pub remaining: u64,
}

/// Sums over a plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Totals {
    /// How many manifests and indexes there are.
    pub manifests: usize,
    /// How many blobs there are.
    pub blobs: usize,
    /// The bytes of all blobs.
    pub size: u64,
    /// The bytes that have to move, at the most.
    pub remaining: u64,
}

/// What a transfer is going to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Plan {
    /// Where the content comes from.
    pub source: String,
    /// Where it goes.
    pub destination: String,
    /// What the image will be named by at the destination.
    pub root: Descriptor,
    /// The manifests in the order in which they are put.
    pub manifests: Vec<PlannedManifest>,
    /// The blobs in the order in which they are moved, largest first.
    pub blobs: Vec<PlannedBlob>,
    /// The sums.
    pub totals: Totals,
}

impl Plan {
    /// What will be done about `survey`, which says what is there.
    pub(super) fn new(item: &Item, route: Route, survey: &Survey) -> Self {
        let root = survey.root.clone();
        let manifests: Vec<PlannedManifest> = survey
            .documents
            .iter()
            .map(|document| PlannedManifest {
                digest: document.digest().clone(),
                media_type: document.raw.media_type.clone(),
                size: document.raw.bytes.len() as u64,
                platform: document.descriptor.platform.clone(),
                tags: document.tags.iter().map(ToString::to_string).collect(),
                action: match document.presence {
                    Presence::Present if document.tags.is_empty() => Action::Skip,
                    Presence::Unknown => Action::Check,
                    _ => Action::Copy,
                },
            })
            .collect();
        let blobs: Vec<PlannedBlob> = survey
            .blobs
            .iter()
            .map(|blob| planned(&blob.descriptor, blob.presence, route_of(item, route, &blob.descriptor)))
            .collect();
        let sum = |of: fn(&PlannedBlob) -> u64| blobs.iter().map(of).fold(0, u64::saturating_add);
        let totals = Totals {
            manifests: manifests.len(),
            blobs: blobs.len(),
            size: sum(|blob| blob.size),
            remaining: sum(|blob| blob.remaining),
        };
        let source = item.source.location().with(&item.selector).to_string();
        let destination = destination(item, &root.digest).to_string();
        Self { source, destination, root, manifests, blobs, totals }
    }
}

/// The place that the image has at the target: its first tag, and its digest.
pub(super) fn destination(item: &Item, digest: &Digest) -> Location {
    item.target.location().pinned(item.tags.first(), digest)
}

/// The way that a blob takes: what the source made cannot be mounted from where the source is.
fn route_of(item: &Item, route: Route, blob: &Descriptor) -> Route {
    if item.source.is_made(&blob.digest) { Route::Push } else { route }
}

fn planned(blob: &Descriptor, presence: Presence, route: Route) -> PlannedBlob {
    let (action, offset) = match presence {
        Presence::Present => (Action::Skip, blob.size),
        Presence::Linkable => (Action::Link, blob.size),
        Presence::Partial(offset) => (Action::Resume, offset.min(blob.size)),
        Presence::Absent | Presence::Unknown if route == Route::Mount => (Action::Mount, blob.size),
        Presence::Absent => (Action::Copy, 0),
        Presence::Unknown => (Action::Check, 0),
    };
    // What is linked or mounted is there for nothing, though none of it came before.
    let remaining = blob.size - offset;
    let offset = if action == Action::Resume { offset } else { 0 };
    let (digest, media_type) = (blob.digest.clone(), blob.media_type.clone());
    PlannedBlob { digest, media_type, size: blob.size, action, offset, remaining }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_decides_what_is_done() {
        let blob = Descriptor::of(MediaType::OCTET_STREAM, b"0123456789");
        for (presence, route, action, offset, remaining) in [
            (Presence::Absent, Route::Push, Action::Copy, 0, 10),
            (Presence::Absent, Route::Mount, Action::Mount, 0, 0),
            (Presence::Unknown, Route::Mount, Action::Mount, 0, 0),
            (Presence::Unknown, Route::Remote, Action::Check, 0, 10),
            (Presence::Present, Route::Mount, Action::Skip, 0, 0),
            (Presence::Partial(4), Route::Local, Action::Resume, 4, 6),
            (Presence::Partial(40), Route::Local, Action::Resume, 10, 0),
            (Presence::Linkable, Route::Local, Action::Link, 0, 0),
        ] {
            let planned = planned(&blob, presence, route);
            assert_eq!(
                (planned.action, planned.offset, planned.remaining),
                (action, offset, remaining),
                "{presence:?}"
            );
        }
    }
}
