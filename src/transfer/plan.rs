//! The plan: what happens to every manifest and every blob, before anything does.

use futures_util::{StreamExt, TryStreamExt, stream};
use serde::Serialize;

use super::choose::Choice;
use super::error::{Operation, at_destination};
use super::{Request, Result};
use crate::content::{Presence, Probe};
use crate::oci::{Descriptor, Digest, MediaType, Platform};
use crate::reference::{Location, Tag};

/// How many blobs are asked for at once.
const AT_ONCE: usize = 8;

/// What happens to a blob.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// Whether it is there is found out when its turn comes; if not, it is copied.
    Check,
    /// Its bytes are moved.
    Copy,
    /// A file on the same disk is linked.
    Link,
    /// The registry takes it from another of its repositories.
    Mount,
    /// The rest of its bytes is moved.
    Resume,
    /// It is there.
    Skip,
}

/// One blob of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct PlannedBlob {
    /// Its digest.
    pub digest: Digest,
    /// Its size in bytes.
    pub size: u64,
    /// What it is.
    pub media_type: MediaType,
    /// What happens to it.
    pub action: Action,
    /// How many bytes move, where nothing is in the way.
    pub bytes: u64,
}

/// One manifest of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct PlannedManifest {
    /// Its digest.
    pub digest: Digest,
    /// Its size in bytes.
    pub size: u64,
    /// What it is.
    pub media_type: MediaType,
    /// The platform it is for, as its index says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub platform: Option<Platform>,
    /// The tags it gets.
    pub tags: Vec<String>,
}

/// What a transfer would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Plan {
    /// Where the image is.
    pub source: String,
    /// Where it is to be.
    pub destination: String,
    /// What it is to be there.
    pub root: Descriptor,
    /// Whether it is there already, so that nothing is to be done.
    pub unchanged: bool,
    /// The manifests, in the order in which they are put.
    pub manifests: Vec<PlannedManifest>,
    /// The blobs, the largest first.
    pub blobs: Vec<PlannedBlob>,
    /// How many bytes of blobs move, where nothing is in the way.
    pub bytes: u64,
}

impl Plan {
    /// Asks the target for each blob, as far as `probe` lets it, and decides.
    pub(super) async fn make(request: &Request, choice: &Choice, probe: Probe, unchanged: bool) -> Result<Self> {
        let planned = |blob: Descriptor| async move {
            let (action, there) = if unchanged || request.stays() {
                (Action::Skip, blob.size)
            } else {
                decide(request, &blob, probe).await?
            };
            let bytes = match action {
                Action::Copy | Action::Check | Action::Resume => blob.size - there.min(blob.size),
                Action::Link | Action::Mount | Action::Skip => 0,
            };
            let Descriptor { digest, size, media_type, .. } = blob;
            Ok(PlannedBlob { digest, size, media_type, action, bytes })
        };
        let blobs: Vec<PlannedBlob> =
            stream::iter(choice.blobs.clone()).map(planned).buffered(AT_ONCE).try_collect().await?;
        let manifests = choice.manifests.iter().map(|chosen| PlannedManifest {
            digest: chosen.raw.digest.clone(),
            size: chosen.raw.bytes.len() as u64,
            media_type: chosen.raw.media_type.clone(),
            platform: chosen.platform.clone(),
            tags: chosen.tags.iter().map(Tag::to_string).collect(),
        });
        Ok(Self {
            source: request.source_name(),
            destination: request.destination_name(),
            root: choice.root.clone(),
            unchanged,
            manifests: manifests.collect(),
            bytes: blobs.iter().map(|blob| blob.bytes).sum(),
            blobs,
        })
    }
}

/// What happens to a blob, and how much of it is there.
async fn decide(request: &Request, blob: &Descriptor, probe: Probe) -> Result<(Action, u64)> {
    let presence = request.target.presence(blob, probe).await;
    let presence = presence.map_err(|source| at_destination(Operation::Ask, Some(blob), source))?;
    Ok(match presence {
        Presence::Present => (Action::Skip, blob.size),
        Presence::Linkable => (Action::Link, blob.size),
        Presence::Partial(there) if there > 0 => (Action::Resume, there),
        Presence::Absent | Presence::Partial(_) | Presence::Unknown if can_mount(request, blob) => (Action::Mount, 0),
        Presence::Absent | Presence::Partial(_) => (Action::Copy, 0),
        Presence::Unknown => (Action::Check, 0),
    })
}

/// Whether both ends are repositories of one registry.
fn can_mount(request: &Request, blob: &Descriptor) -> bool {
    let body = request.source.blob(blob);
    match (body.mount_from(), request.target.location()) {
        (Some(from), Location::Registry(to)) => from.registry == to.registry,
        _ => false,
    }
}
