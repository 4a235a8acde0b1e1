//! From older ways of attaching something to an image to subjects: BuildKit's attestations beside images in an index,
//! and tags named after a digest, as cosign writes them.

use async_trait::async_trait;

use super::convert::Convert;
use super::draft::{Body, Document, Draft, Index};
use super::error::MutateError;
use super::{Edit, Reach};
use crate::content::TagQuery;
use crate::oci::{Digest, MediaType, key};
use crate::reference::{Selector, Tag};

/// Lets manifests that belong to an image refer to it as their subject.
#[derive(Clone, Copy, Debug)]
pub struct ReferrersEdit;

#[async_trait]
impl Edit for ReferrersEdit {
    fn reach(&self) -> Reach {
        Reach::Manifests
    }

    async fn apply(&self, draft: &mut Draft) -> Result<(), MutateError> {
        draft.root.walk(&mut |document| match &mut document.body {
            Body::Index(index) => attach_attestations(index),
            Body::Image(_) | Body::Closed => Ok(()),
        })?;
        attach_tagged(draft).await
    }
}

/// Takes attestations out of an index, and attaches each to its image.
fn attach_attestations(index: &mut Index) -> Result<(), MutateError> {
    let (attestations, mut others): (Vec<Document>, Vec<Document>) =
        std::mem::take(&mut index.children).into_iter().partition(|child| child.entry.attests().is_some());
    for mut attestation in attestations {
        let subject = attestation.entry.attests();
        let kind = attestation.entry.annotations.text(key::DOCKER_REFERENCE_TYPE).map(str::to_owned);
        let owner = others.iter_mut().find(|other| Some(&other.entry.digest) == subject.as_ref());
        let (Some(owner), Some(kind)) = (owner, kind) else {
            let named = subject.map(|subject| subject.to_string()).unwrap_or_default();
            let own = &attestation.entry.digest;
            return Err(MutateError::unfit(format!(
                "the attestation {own} is about {named}, which the index does not have"
            )));
        };
        Convert::ToOci.document(&mut attestation)?;
        if let Some(annotations) = attestation.annotations_mut() {
            annotations.set(key::DOCKER_REFERENCE_TYPE, &kind);
        }
        owner.attached.push(attestation);
    }
    index.children = others;
    Ok(())
}

/// Attaches what is tagged as `sha256-<digest>.<suffix>` to the document of that digest.
async fn attach_tagged(draft: &mut Draft) -> Result<(), MutateError> {
    let tags = draft.source.tags(&TagQuery::default()).await?;
    let named: Vec<(Digest, Tag, String)> = tags.iter().filter_map(|tag| parse_tag(tag)).collect();
    if named.is_empty() {
        return Ok(());
    }
    let mut digests: Vec<Digest> = Vec::new();
    draft.root.walk(&mut |document| {
        digests.push(document.entry.digest.clone());
        Ok(())
    })?;
    for (digest, tag, suffix) in named.into_iter().filter(|(digest, ..)| digests.contains(digest)) {
        let found = Draft::load(std::sync::Arc::clone(&draft.source), Selector::Tag(tag), Reach::Manifests).await?;
        let mut document = found.root;
        Convert::ToOci.document(&mut document)?;
        let Some(image) = document.image_mut() else { continue };
        let kind = format!("application/vnd.dev.cosign.artifact.{suffix}.v1+json");
        image.manifest.artifact_type.get_or_insert_with(|| MediaType::new(&kind));
        draft.known.extend(found.known);
        let mut document = Some(document);
        draft.root.walk(&mut |owner| {
            if owner.entry.digest == digest {
                owner.attached.extend(document.take());
            }
            Ok(())
        })?;
    }
    Ok(())
}

/// The digest and the suffix in a tag.
fn parse_tag(tag: &str) -> Option<(Digest, Tag, String)> {
    let (digest, suffix) = tag.split_once('.')?;
    let digest = digest.replacen('-', ":", 1).parse().ok()?;
    Some((digest, tag.parse().ok()?, suffix.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_that_stand_for_digests_are_known() {
        let digest = Digest::sha256(b"x");
        let tag = digest.to_string().replace(':', "-");
        let (found, _, suffix) = parse_tag(&format!("{tag}.sig")).unwrap();
        assert_eq!((found, suffix.as_str()), (digest, "sig"));
        for other in [tag.as_str(), "v1.2", "sha256-12.sig"] {
            assert!(parse_tag(other).is_none(), "{other}");
        }
    }
}
