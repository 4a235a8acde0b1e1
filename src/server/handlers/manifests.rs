//! Manifests: read by tag or digest, stored byte for byte once they are found to be sound, deleted.

use http::StatusCode;
use http::header::{CONTENT_TYPE, LOCATION};
use serde::Deserialize;

use super::super::Sparse;
use super::super::answer::{Answer, CONTENT_DIGEST, OCI_SUBJECT, OCI_TAG, Response};
use super::super::endpoint::Access;
use super::super::error::ServerError;
use super::super::request::{Head, Request};
use super::super::storage::{Expect, Naming, Put, Referral};
use super::{Context, referrers};
use crate::oci::{Digest, Manifest, MediaType, RawManifest};
use crate::reference::{Repository, Selector, Tag};

/// The most `?tag=` parameters that one request may have.
const MOST_TAGS: usize = 100;

/// `GET`, `HEAD` and `DELETE /v2/<name>/manifests/<reference>`.
pub async fn answer(
    context: Context<'_>,
    repository: &Repository,
    selector: &Selector,
    access: Access,
    head: &Head,
) -> Result<Response, ServerError> {
    let unknown = || ServerError::ManifestUnknown { repository: repository.clone(), reference: selector.to_string() };
    if access == Access::Delete {
        let deleted = match selector {
            Selector::Tag(tag) => context.storage.delete_tag(repository, tag).await?,
            Selector::Digest(digest) => context.storage.delete_manifest(repository, digest).await?,
        };
        return if deleted { Ok(Answer::new(StatusCode::ACCEPTED).empty()) } else { Err(unknown()) };
    }
    let manifest = find(context, repository, selector).await?.ok_or_else(unknown)?;
    if head.has(&manifest.digest) {
        return Ok(Answer::new(StatusCode::NOT_MODIFIED).content(&manifest.digest).empty());
    }
    let answer = Answer::new(StatusCode::OK).content(&manifest.digest);
    let answer = answer.header(CONTENT_TYPE, manifest.media_type.as_str());
    match access {
        Access::Probe => Ok(answer.head(manifest.bytes.len() as u64)),
        Access::Read | Access::Delete => Ok(answer.bytes(manifest.bytes)),
    }
}

/// The manifest that `selector` names.
pub async fn find(
    context: Context<'_>,
    repository: &Repository,
    selector: &Selector,
) -> Result<Option<RawManifest>, ServerError> {
    let digest = match selector {
        Selector::Digest(digest) => Some(digest.clone()),
        Selector::Tag(tag) => context.storage.resolve_tag(repository, tag).await?,
    };
    match digest {
        Some(digest) => Ok(context.storage.manifest(repository, &digest).await?),
        None => Ok(None),
    }
}

/// `PUT /v2/<name>/manifests/<reference>`, with `?tag=` for more tags.
pub async fn put(
    context: Context<'_>,
    repository: &Repository,
    selector: &Selector,
    request: Request,
) -> Result<Response, ServerError> {
    // The tags are read before anything is stored, so that a wrong one leaves nothing half done.
    let extra = tags(&request.head)?;
    let declared = request.head.header(&CONTENT_TYPE).map(bare).unwrap_or_default();
    let bytes = request.into_bytes(context.options.manifest_limit).await?;
    let algorithm = selector.digest().map_or(crate::oci::Algorithm::Sha256, Digest::algorithm);
    let found = algorithm.digest(&bytes);
    if let Some(digest) = selector.digest().filter(|digest| **digest != found) {
        return Err(ServerError::DigestMismatch { declared: digest.clone(), found });
    }
    let invalid = |source| ServerError::Document { source };
    let manifest = RawManifest::with_digest(&declared, bytes, found).map_err(invalid)?;
    let document = manifest.parse().map_err(invalid)?;
    check_type(&manifest)?;
    check_content(context, repository, &document).await?;

    let referral = document.subject().map(|subject| Referral {
        subject: subject.digest.clone(),
        descriptor: referrers::descriptor(&manifest, &document),
    });
    let naming = |tag: &Tag| {
        let fixed = context.guard.is_immutable(repository, tag);
        Naming { tag: tag.clone(), expect: if fixed { Expect::AbsentOrSame } else { Expect::Anything } }
    };
    let tags: Vec<Naming> = selector.tag().into_iter().chain(&extra).map(naming).collect();
    if let Put::Refused { tag, current } =
        context.storage.put_manifest(repository, &manifest, &tags, referral.as_ref()).await?
    {
        return Err(if context.guard.is_immutable(repository, &tag) {
            ServerError::Immutable { tag }
        } else {
            ServerError::TagMoved { tag, current }
        });
    }

    let mut answer = Answer::new(StatusCode::CREATED)
        .header(LOCATION, format!("/v2/{repository}/manifests/{}", manifest.digest))
        .header(CONTENT_DIGEST, manifest.digest.to_string());
    if let Some(referral) = referral {
        answer = answer.header(OCI_SUBJECT, referral.subject.to_string());
    }
    if !extra.is_empty() {
        answer = answer.header(OCI_TAG, extra.iter().map(Tag::as_str).collect::<Vec<_>>().join(", "));
    }
    Ok(answer.empty())
}

fn tags(head: &Head) -> Result<Vec<Tag>, ServerError> {
    let tags = head.queries("tag");
    if tags.len() > MOST_TAGS {
        return Err(ServerError::TagsTooMany { limit: MOST_TAGS });
    }
    let parse = |tag: String| tag.parse().map_err(|source| ServerError::TagInvalid { source });
    tags.into_iter().map(parse).collect()
}

/// A media type without its parameters.
fn bare(content_type: &str) -> MediaType {
    MediaType::new(content_type.split(';').next().unwrap_or_default().trim())
}

/// Somebody who reads the document by its header and somebody who reads it by its content must read the same.
fn check_type(manifest: &RawManifest) -> Result<(), ServerError> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Own {
        #[serde(default)]
        media_type: Option<MediaType>,
    }
    let Ok(Own { media_type: Some(own) }) = serde_json::from_slice(&manifest.bytes) else { return Ok(()) };
    if own.is_empty() || own == manifest.media_type {
        return Ok(());
    }
    Err(ServerError::MediaTypes { declared: manifest.media_type.to_string(), own: own.to_string() })
}

/// Whatever the manifest names must be here, so that what can be pulled can be pulled whole. Layers that live
/// elsewhere are never pushed, and a subject may come later or never.
async fn check_content(context: Context<'_>, repository: &Repository, document: &Manifest) -> Result<(), ServerError> {
    if context.options.sparse == Sparse::Accept {
        return Ok(());
    }
    let mut missing = Vec::new();
    for blob in document.blobs().filter(|blob| !blob.media_type.is_foreign_layer()) {
        if context.storage.stat_blob(repository, &blob.digest).await?.is_none() {
            missing.push(blob.digest.clone());
        }
    }
    for child in document.children() {
        let here = context.storage.manifest(repository, &child.digest).await?.is_some()
            || context.storage.stat_blob(repository, &child.digest).await?.is_some();
        if !here {
            missing.push(child.digest.clone());
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    Err(ServerError::ContentMissing { repository: repository.clone(), missing })
}
