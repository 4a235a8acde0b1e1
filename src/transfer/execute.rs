//! Doing what the plan says: blobs first, then manifests from the leaves to the root.

use std::sync::Arc;

use futures_util::{StreamExt, TryStreamExt, stream};

use super::choose::{Choice, Chosen};
use super::error::{Operation, at_destination};
use super::workers::{self, Work};
use super::{Action, Event, Plan, Progress, Request, Result, Transferred};
use crate::oci::{Descriptor, Digest};

/// How many manifests of one rank are put at once.
const AT_ONCE: usize = 8;

pub(super) async fn execute(
    request: &Request,
    choice: Choice,
    plan: Plan,
    progress: &Arc<dyn Progress>,
) -> Result<Transferred> {
    let moves = plan.blobs.iter().zip(choice.blobs).filter(|(planned, _)| planned.action != Action::Skip);
    let moving: Vec<Descriptor> = moves.map(|(_, blob)| blob).collect();
    let skipped = plan.blobs.len() - moving.len();
    progress.event(Event::Planned { blobs: &moving });
    let telltale = telltale(request, &choice.manifests);
    let work = Work::new(request.clone(), choice.root.clone(), moving, telltale, Arc::clone(progress));
    let mut done = workers::run(work).await?;
    if done.unchanged {
        return Ok(Transferred::unchanged(choice.root, choice.platform));
    }
    done.blobs.present += skipped;
    let manifests = put_manifests(request, &choice.manifests, progress).await?;
    let finish = request.target.finish().await;
    finish.map_err(|source| at_destination(Operation::Finish, None, source))?;
    Ok(Transferred {
        root: choice.root,
        platform: choice.platform,
        unchanged: false,
        manifests,
        blobs: done.blobs,
        bytes: done.bytes,
    })
}

/// The blob that tells, when it turns out to be there, that the whole image may be: the config. Only between two
/// registries, where nothing was asked before.
fn telltale(request: &Request, manifests: &[Chosen]) -> Option<Digest> {
    let blind = request.asks_remotely() && request.reads_remotely() && !request.stays();
    if !blind || request.tags.len() > 1 || request.selection.has_extras() {
        return None;
    }
    let first = manifests.first()?.raw.parse().ok()?;
    first.blobs().next().map(|config| config.digest.clone())
}

async fn put_manifests(request: &Request, manifests: &[Chosen], progress: &Arc<dyn Progress>) -> Result<usize> {
    // In the same repository all but what gets a tag is there.
    let needed: Vec<&Chosen> = manifests
        .iter()
        .filter(|chosen| !request.stays() || !chosen.tags.is_empty() || chosen.rank == top(manifests))
        .collect();
    for rank in needed.chunk_by(|a, b| a.rank == b.rank) {
        let put = |chosen: &&Chosen| {
            let (raw, tags) = (chosen.raw.clone(), chosen.tags.clone());
            async move {
                let put = request.target.put_manifest(&raw, &tags).await;
                put.map_err(|source| at_destination(Operation::Put, Some(&raw.descriptor()), source))?;
                progress.event(Event::Manifest { digest: &raw.digest });
                Ok(())
            }
        };
        stream::iter(rank.iter().map(put)).buffer_unordered(AT_ONCE).try_collect::<()>().await?;
    }
    Ok(needed.len())
}

fn top(manifests: &[Chosen]) -> usize {
    manifests.iter().map(|chosen| chosen.rank).max().unwrap_or_default()
}
