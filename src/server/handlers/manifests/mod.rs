//! Manifests: read by tag or digest, stored byte for byte once they are found to be sound, deleted.

mod put;

use http::StatusCode;
use http::header::CONTENT_TYPE;

use super::super::answer::{Answer, Response};
use super::super::document;
use super::super::endpoint::Access;
use super::super::error::ServerError;
use super::super::request::Head;
use super::super::storage::Page;
use super::{Context, referrers};
use crate::oci::{Digest, RawManifest};
use crate::reference::{Repository, Selector, Tag};

pub use put::put;

/// How many tags are looked through at a time.
const PAGE: usize = 1000;

/// `GET`, `HEAD` and `DELETE /v2/<name>/manifests/<reference>`.
///
/// What is stored is answered, whatever `Accept` says: there is one manifest behind a name, and a client that gets
/// another type than it knows can say so better than a registry that pretends to have none.
pub async fn answer(
    context: Context<'_>,
    repository: &Repository,
    selector: &Selector,
    access: Access,
    head: &Head,
) -> Result<Response, ServerError> {
    if access == Access::Delete {
        return delete(context, repository, selector).await;
    }
    let manifest = find(context, repository, selector).await?.ok_or_else(|| unknown(repository, selector))?;
    if head.has(&manifest.digest) {
        return Ok(Answer::new(StatusCode::NOT_MODIFIED).content(&manifest.digest).empty());
    }
    let answer = Answer::new(StatusCode::OK).content(&manifest.digest);
    let answer = if document::is_harmless(&manifest.media_type) {
        answer.header(CONTENT_TYPE, manifest.media_type.as_str())
    } else {
        // It came past this registry, into a directory that it serves.
        answer.fixed(CONTENT_TYPE, "application/octet-stream")
    };
    match access {
        Access::Probe => Ok(answer.head(manifest.bytes.len() as u64)),
        Access::Read | Access::Delete => Ok(answer.bytes(manifest.bytes)),
    }
}

fn unknown(repository: &Repository, selector: &Selector) -> ServerError {
    ServerError::ManifestUnknown { repository: repository.clone(), reference: selector.to_string() }
}

/// The manifest that `selector` names.
pub async fn find(
    context: Context<'_>,
    repository: &Repository,
    selector: &Selector,
) -> Result<Option<RawManifest>, ServerError> {
    match selector {
        Selector::Digest(digest) => Ok(context.storage.manifest(repository, digest).await?),
        Selector::Tag(tag) => match context.storage.resolve_tag(repository, tag).await? {
            Some(digest) => Ok(context.storage.manifest(repository, &digest).await?),
            None => Ok(None),
        },
    }
}

/// Deletes a tag, or a manifest with every tag that names it; none of them may be one that never moves.
async fn delete(context: Context<'_>, repository: &Repository, selector: &Selector) -> Result<Response, ServerError> {
    let deleted = match selector {
        Selector::Tag(tag) => {
            if context.guard.is_immutable(repository, tag)
                && context.storage.resolve_tag(repository, tag).await?.is_some()
            {
                return Err(ServerError::Immutable { tag: tag.clone() });
            }
            context.storage.delete_tag(repository, tag).await?
        }
        Selector::Digest(digest) => {
            if let Some(tag) = immutable_tag(context, repository, digest).await? {
                return Err(ServerError::Immutable { tag });
            }
            context.storage.delete_manifest(repository, digest).await?
        }
    };
    if deleted { Ok(Answer::new(StatusCode::ACCEPTED).empty()) } else { Err(unknown(repository, selector)) }
}

/// A tag that never moves and names `digest`. Only tags that a rule holds are resolved.
async fn immutable_tag(
    context: Context<'_>,
    repository: &Repository,
    digest: &Digest,
) -> Result<Option<Tag>, ServerError> {
    let mut last = None;
    loop {
        let page = Page { last, limit: Some(PAGE) };
        let Some(tags) = context.storage.tags(repository, &page).await? else { return Ok(None) };
        for tag in tags.iter().filter(|tag| context.guard.is_immutable(repository, tag)) {
            if context.storage.resolve_tag(repository, tag).await?.as_ref() == Some(digest) {
                return Ok(Some(tag.clone()));
            }
        }
        match tags.last().filter(|_| tags.len() == PAGE) {
            Some(tag) => last = Some(tag.as_str().to_owned()),
            None => return Ok(None),
        }
    }
}
