//! A manifest that is pushed: read, checked against what the repository has, and stored with its tags or not at all.

use std::collections::HashMap;

use bytes::Bytes;
use http::StatusCode;
use http::header::{CONTENT_TYPE, LOCATION};

use super::super::super::admission::Claim;
use super::super::super::answer::{Answer, CONTENT_DIGEST, OCI_SUBJECT, OCI_TAG, Response};
use super::super::super::document::{self, Document};
use super::super::super::error::ServerError;
use super::super::super::request::{Head, Request};
use super::super::super::storage::{Expect, Naming, Put, Referral};
use super::super::super::{Foreign, Sparse};
use super::super::Context;
use crate::content::{ContentError, ErrorKind};
use crate::oci::{Algorithm, Descriptor, Digest, Manifest, RawManifest};
use crate::reference::{Repository, Selector, Tag};

/// Documents up to this size are read at once; that takes less than handing them over would.
const INLINE: usize = 64 << 10;
/// The most `?tag=` parameters that one request may have. The specification asks for ten at least.
const MOST_TAGS: usize = 100;

/// `PUT /v2/<name>/manifests/<reference>`, with `?tag=` for more tags.
pub async fn put(
    context: Context<'_>,
    repository: &Repository,
    selector: &Selector,
    request: Request,
) -> Result<Response, ServerError> {
    // The tags are read before anything is stored, so that a wrong one leaves nothing half done.
    let extra = tags(&request.head)?;
    let expect = request.head.expectation();
    let declared = request.head.header(&CONTENT_TYPE).unwrap_or_default().to_owned();
    let bytes = request.into_bytes(context.options.manifest_limit).await?;
    let Document { manifest, content } = read(declared, bytes, selector.digest(), context.options.foreign).await?;
    if let Some(content) = &content {
        check_content(context, repository, content).await?;
    }
    let referral = content.as_ref().and_then(|content| Referral::of(&manifest, content));
    let tags: Vec<&Tag> = selector.tag().into_iter().chain(&extra).collect();
    if tags.is_empty() {
        check_condition(context, repository, &manifest, &expect).await?;
    }
    let tags: Vec<Naming> =
        tags.into_iter().map(|tag| naming(tag, &expect, context.guard.is_immutable(repository, tag))).collect();
    store(context, repository, &manifest, &tags, referral.as_ref()).await?;

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

/// Hashes and reads a document. A large one takes so long that other requests would wait for it: it is read where nobody
/// does.
async fn read(
    media_type: String,
    bytes: Bytes,
    digest: Option<&Digest>,
    foreign: Foreign,
) -> Result<Document, ServerError> {
    let is_large = bytes.len() > INLINE;
    let digest = digest.cloned();
    let work = move || {
        let found = digest.as_ref().map_or(Algorithm::Sha256, Digest::algorithm).digest(&bytes);
        match digest {
            Some(declared) if declared != found => Err(ServerError::DigestMismatch { declared, found }),
            _ => document::read(&media_type, bytes, found, foreign),
        }
    };
    if !is_large {
        return work();
    }
    let ended = |panic| ContentError::new(ErrorKind::Storage, "reading the manifest ended early").because(panic);
    tokio::task::spawn_blocking(work).await.map_err(ended)?
}

fn tags(head: &Head) -> Result<Vec<Tag>, ServerError> {
    let tags = head.queries("tag");
    if tags.len() > MOST_TAGS {
        return Err(ServerError::TagsTooMany { limit: MOST_TAGS });
    }
    let parse = |tag: String| tag.parse().map_err(|source| ServerError::TagInvalid { source });
    tags.into_iter().map(parse).collect()
}

/// A tag and what must be so for it to be set: what the request says, and what a rule of the registry says.
fn naming(tag: &Tag, expect: &Expect, fixed: bool) -> Naming {
    let expect = match expect {
        Expect::Anything if fixed => Expect::AbsentOrSame,
        _ if fixed => Expect::All(vec![Expect::AbsentOrSame, expect.clone()]),
        _ => expect.clone(),
    };
    Naming { tag: tag.clone(), expect }
}

/// Without a tag, the condition of a request is about the manifest itself, which is here or not. It may come or go
/// before it is stored; since its bytes never change, nobody's change is lost by that.
async fn check_condition(
    context: Context<'_>,
    repository: &Repository,
    manifest: &RawManifest,
    expect: &Expect,
) -> Result<(), ServerError> {
    let digest = &manifest.digest;
    if *expect == Expect::Anything {
        return Ok(());
    }
    let here = context.storage.manifest(repository, digest).await?.is_some();
    if expect.allows(here.then_some(digest), digest) {
        return Ok(());
    }
    Err(ServerError::ManifestCondition { digest: digest.clone(), here })
}

/// Stores the manifest, if there is room for it and its tags are as expected.
async fn store(
    context: Context<'_>,
    repository: &Repository,
    manifest: &RawManifest,
    tags: &[Naming],
    referral: Option<&Referral>,
) -> Result<(), ServerError> {
    let admission = &context.options.admission;
    let claim = Claim::store(manifest.bytes.len() as u64);
    let is_new = admission.is_limited() && context.storage.manifest(repository, &manifest.digest).await?.is_none();
    if is_new {
        admission.check(context.storage.as_ref(), repository, claim).await?;
    }
    let put = context.storage.put_manifest(repository, manifest, tags, referral).await;
    if is_new && !matches!(put, Ok(Put::Stored)) {
        admission.release(repository, claim);
    }
    match put? {
        Put::Stored => Ok(()),
        Put::Refused { tag, current } => {
            let other = current.as_ref().is_some_and(|current| *current != manifest.digest);
            if other && context.guard.is_immutable(repository, &tag) {
                return Err(ServerError::Immutable { tag });
            }
            Err(ServerError::TagMoved { tag, current })
        }
    }
}

/// Whatever the manifest names must be here and have the size it says, so that what can be pulled can be pulled whole:
/// clients count the bytes. Layers that live elsewhere are never pushed, and a subject may come later or never.
async fn check_content(context: Context<'_>, repository: &Repository, document: &Manifest) -> Result<(), ServerError> {
    if context.options.sparse == Sparse::Accept {
        return Ok(());
    }
    let mut missing = Vec::new();
    let mut sizes: HashMap<&Digest, Option<u64>> = HashMap::new();
    for blob in document.blobs().filter(|blob| !blob.media_type.is_foreign_layer()) {
        if let Some(size) = sizes.get(&blob.digest) {
            check_size(blob, *size)?;
            continue;
        }
        let size = context.storage.stat_blob(repository, &blob.digest).await?;
        check_size(blob, size)?;
        missing.extend(size.is_none().then(|| blob.digest.clone()));
        sizes.insert(&blob.digest, size);
    }
    for child in document.children() {
        if let Some(size) = sizes.get(&child.digest) {
            check_size(child, *size)?;
            continue;
        }
        let size = match context.storage.manifest(repository, &child.digest).await? {
            Some(manifest) => Some(manifest.bytes.len() as u64),
            None => context.storage.stat_blob(repository, &child.digest).await?,
        };
        check_size(child, size)?;
        missing.extend(size.is_none().then(|| child.digest.clone()));
        sizes.insert(&child.digest, size);
    }
    if missing.is_empty() {
        return Ok(());
    }
    Err(ServerError::ContentMissing { repository: repository.clone(), missing })
}

/// Compares what a descriptor says with what is there.
fn check_size(named: &Descriptor, size: Option<u64>) -> Result<(), ServerError> {
    match size.filter(|size| *size != named.size) {
        None => Ok(()),
        Some(size) => Err(ServerError::ContentSize { digest: named.digest.clone(), declared: named.size, size }),
    }
}

#[cfg(test)]
mod tests {
    use std::future::Future;
    use std::pin::Pin;
    use std::task::Poll;

    use http::{Method, Request};
    use http_body_util::Full;

    use super::*;
    use crate::server::front::Trace;
    use crate::server::pipeline::respond;
    use crate::server::{Options, Registry};

    /// Lets a future go as far as it comes without waiting.
    async fn once<T>(mut future: Pin<&mut impl Future<Output = T>>) -> Poll<T> {
        std::future::poll_fn(|context| Poll::Ready(future.as_mut().poll(context))).await
    }

    #[test]
    fn a_large_manifest_is_read_while_others_are_served() {
        // The one thread for such work is busy until it is told: the large manifest waits for it, and for nothing else.
        let runtime = tokio::runtime::Builder::new_current_thread().max_blocking_threads(1).build().unwrap();
        let (free, busy) = std::sync::mpsc::channel::<()>();
        runtime.spawn_blocking(move || busy.recv());
        runtime.block_on(large_beside_small(move || free.send(()).unwrap()));
    }

    async fn large_beside_small(free: impl FnOnce()) {
        let options = Options { sparse: Sparse::Accept, ..Options::default() };
        let registry = Registry { options, ..Registry::in_memory() };
        let ask = |method: Method, text: String| {
            let request = Request::builder().method(method).uri("/v2/a/manifests/v1");
            let request = request.header(CONTENT_TYPE, "application/vnd.oci.image.index.v1+json");
            request.body(Full::new(Bytes::from(text))).unwrap()
        };
        let index = |size: usize| {
            let note = "x".repeat(size);
            format!(r#"{{"schemaVersion":2,"manifests":[],"annotations":{{"note":"{note}"}}}}"#)
        };
        let (mut own, mut other) = (Trace::default(), Trace::default());
        let mut large = std::pin::pin!(respond(&registry, ask(Method::PUT, index(1 << 20)), &mut own));
        assert!(once(large.as_mut()).await.is_pending());
        let mut small = std::pin::pin!(respond(&registry, ask(Method::PUT, index(1 << 10)), &mut other));
        let Poll::Ready(answer) = once(small.as_mut()).await else { panic!("a small one waits for nobody") };
        assert_eq!(answer.status(), StatusCode::CREATED);
        assert!(once(large.as_mut()).await.is_pending());
        free();
        assert_eq!(large.await.status(), StatusCode::CREATED);
    }

    #[test]
    fn a_fixed_tag_is_set_once_whatever_the_request_says() {
        let (one, two) = (Digest::sha256(b"1"), Digest::sha256(b"2"));
        let tag: Tag = "v1".parse().unwrap();
        for (expect, fixed, current, allowed) in [
            (Expect::Anything, false, Some(&two), true),
            (Expect::Anything, true, Some(&two), false),
            (Expect::Anything, true, Some(&one), true),
            (Expect::Anything, true, None, true),
            (Expect::Present, true, Some(&two), false),
            (Expect::OneOf(vec![two.clone()]), true, Some(&two), false),
            (Expect::OneOf(vec![two.clone()]), false, Some(&two), true),
            (Expect::Absent, true, Some(&one), false),
        ] {
            let naming = naming(&tag, &expect, fixed);
            assert_eq!(naming.expect.allows(current, &one), allowed, "{expect:?} {fixed} {current:?}");
        }
    }
}
