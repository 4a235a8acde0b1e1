//! Manifests: read by tag or digest, stored byte for byte once they are found to be sound, deleted.

mod put;

use http::StatusCode;
use http::header::CONTENT_TYPE;

use super::super::answer::{Answer, Response};
use super::super::document;
use super::super::endpoint::Access;
use super::super::error::ServerError;
use super::super::request::Head;
use super::super::storage::{Page, Storage};
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
            let fixed = |tag: &Tag| context.guard.is_immutable(repository, tag);
            if let Some(tag) = fixed_tag(context.storage.as_ref(), repository, digest, &fixed).await? {
                return Err(ServerError::Immutable { tag });
            }
            context.storage.delete_manifest(repository, digest).await?
        }
    };
    if deleted { Ok(Answer::new(StatusCode::ACCEPTED).empty()) } else { Err(unknown(repository, selector)) }
}

/// A tag that names `digest` and is `fixed`. Only those that are fixed are resolved.
async fn fixed_tag(
    storage: &dyn Storage,
    repository: &Repository,
    digest: &Digest,
    fixed: &(dyn Fn(&Tag) -> bool + Sync),
) -> Result<Option<Tag>, ServerError> {
    let mut last = None;
    loop {
        let page = Page { last, limit: Some(PAGE) };
        let Some(tags) = storage.tags(repository, &page).await? else { return Ok(None) };
        for tag in tags.iter().filter(|tag| fixed(tag)) {
            if storage.resolve_tag(repository, tag).await?.as_ref() == Some(digest) {
                return Ok(Some(tag.clone()));
            }
        }
        match tags.last().filter(|_| tags.len() == PAGE) {
            Some(tag) => last = Some(tag.as_str().to_owned()),
            None => return Ok(None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oci::MediaType;
    use crate::server::storage::{Memory, Naming};

    #[tokio::test]
    async fn a_fixed_tag_is_found_on_any_page() {
        let (storage, repository) = (Memory::default(), "a".parse().unwrap());
        let store = async |text: &'static str, tags: &[Naming]| {
            let manifest = RawManifest::new(&MediaType::OCI_INDEX, text.into()).unwrap();
            storage.put_manifest(&repository, &manifest, tags, None).await.unwrap();
            manifest.digest
        };
        let tags: Vec<Naming> = (0..=PAGE).map(|at| Naming::plain(format!("v{at:05}").parse().unwrap())).collect();
        let held = store("{}", &tags).await;
        let other = store("[]", &[Naming::plain("free".parse().unwrap())]).await;
        let last = &tags[PAGE].tag;
        let is_last = |tag: &Tag| tag == last;
        let ask = async |digest, fixed: &(dyn Fn(&Tag) -> bool + Sync)| {
            fixed_tag(&storage, &repository, digest, fixed).await.unwrap()
        };
        assert_eq!(ask(&held, &is_last).await.as_ref(), Some(last));
        assert_eq!(ask(&held, &|_| false).await, None);
        assert_eq!(ask(&other, &is_last).await, None);
    }
}
