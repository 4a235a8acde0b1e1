//! Manifests: read by tag or digest, stored byte for byte once they are found to be sound, deleted.

mod put;

use http::StatusCode;
use http::header::CONTENT_TYPE;

use super::super::answer::{Answer, Response};
use super::super::document;
use super::super::endpoint::Access;
use super::super::error::ServerError;
use super::super::request::Head;
use super::super::storage::{Deleted, Fixed};
use super::Context;
use crate::oci::RawManifest;
use crate::reference::{Repository, Selector};

pub use put::put;

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
        Selector::Tag(tag) if context.guard.is_immutable(repository, tag) => {
            // Not even looked at and then deleted: it may be set in between.
            match context.storage.resolve_tag(repository, tag).await? {
                Some(_) => return Err(ServerError::Immutable { tag: tag.clone() }),
                None => false,
            }
        }
        Selector::Tag(tag) => context.storage.delete_tag(repository, tag).await?,
        Selector::Digest(digest) => {
            let (guard, name) = (context.guard.clone(), repository.clone());
            let fixed = Fixed::new(move |tag| guard.is_immutable(&name, tag));
            match context.storage.delete_manifest(repository, digest, &fixed).await? {
                Deleted::Gone => true,
                Deleted::Unknown => false,
                Deleted::Held(tag) => return Err(ServerError::Immutable { tag }),
            }
        }
    };
    if deleted { Ok(Answer::new(StatusCode::ACCEPTED).empty()) } else { Err(unknown(repository, selector)) }
}
