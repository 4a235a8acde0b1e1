//! Choosing platforms: one image out of an index, or a smaller index.

use bytes::Bytes;
use serde_json::{Value, map::Map};

use crate::content::{ContentError, ErrorKind};
use crate::oci::{Descriptor, Digest, ImageIndex, Platform, RawManifest};

/// The children of an index that fit the wanted platforms best, in the index's own order, and with each the
/// attestations about it.
pub(super) fn fitting(index: &ImageIndex, wanted: &[Platform]) -> Result<Vec<Descriptor>, ContentError> {
    let mut digests: Vec<&Digest> = Vec::new();
    for platform in wanted {
        digests.push(&best(index, platform)?.digest);
    }
    let chosen = |child: &Descriptor| {
        digests.contains(&&child.digest) || child.attests().is_some_and(|about| digests.contains(&&about))
    };
    Ok(index.manifests.iter().filter(|child| chosen(child)).cloned().collect())
}

/// The child of an index that fits `wanted` best; the first of equals.
pub(super) fn best<'a>(index: &'a ImageIndex, wanted: &Platform) -> Result<&'a Descriptor, ContentError> {
    let fit = |child: &&Descriptor| child.platform.as_ref().and_then(|platform| platform.satisfies(wanted));
    let found = index.manifests.iter().filter(|child| fit(child).is_some());
    // The last maximum wins, so the first of equals comes last.
    found.rev().max_by_key(fit).ok_or_else(|| none_fits(index, wanted))
}

fn none_fits(index: &ImageIndex, wanted: &Platform) -> ContentError {
    let mut there: Vec<String> = Vec::new();
    for platform in index.manifests.iter().filter_map(|child| child.platform.as_ref()) {
        let name = platform.to_string();
        if !platform.is_unknown() && !there.contains(&name) {
            there.push(name);
        }
    }
    let there =
        if there.is_empty() { "it names no platform".to_owned() } else { format!("there is {}", there.join(", ")) };
    ContentError::new(ErrorKind::NotFound, format!("there is no image for the platform {wanted}: {there}"))
}

/// The same index with only these children, everything else of it kept: its fields, their order, the fields of each
/// child. The same choice gives the same bytes on every run.
pub(super) fn cut(raw: &RawManifest, kept: &[Descriptor]) -> Result<RawManifest, ContentError> {
    let unreadable = |source: serde_json::Error| {
        ContentError::new(ErrorKind::Invalid, format!("the index {} is not valid", raw.digest)).because(source)
    };
    let mut document: Map<String, Value> = serde_json::from_slice(&raw.bytes).map_err(unreadable)?;
    if let Some(Value::Array(children)) = document.get_mut("manifests") {
        let digests: Vec<String> = kept.iter().map(|child| child.digest.to_string()).collect();
        children.retain(|child| {
            child.get("digest").and_then(Value::as_str).is_some_and(|digest| digests.iter().any(|kept| kept == digest))
        });
    }
    let bytes = Bytes::from(serde_json::to_vec(&document).map_err(unreadable)?);
    let digest = raw.digest.algorithm().digest(&bytes);
    Ok(RawManifest { media_type: raw.media_type.clone(), digest, bytes })
}
