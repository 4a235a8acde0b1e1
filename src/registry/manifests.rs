//! Manifests: heads, exact bytes, and putting them (`distribution-spec#pulling-manifests`, `#pushing-manifests`).

use std::collections::VecDeque;
use std::sync::LazyLock;

use ::http::header::{ACCEPT, CONTENT_TYPE, HeaderValue};
use ::http::{HeaderMap, Method};
use bytes::Bytes;

use super::error::{Error, Reason, Result};
use super::http::{Payload, Response, locked, redacted};
use super::rate_limit::RateLimit;
use super::{Refusal, Repository};
use crate::content;
use crate::oci::{Descriptor, Digest, DocumentError, MediaType, RawManifest};
use crate::reference::Selector;

/// How many bytes of manifests a repository keeps at hand.
const RECENT_LIMIT: usize = 4 << 20;

/// The header that names the digest of a manifest.
const DIGEST_HEADER: &str = "docker-content-digest";

static ACCEPTED: LazyLock<Option<HeaderValue>> = LazyLock::new(|| {
    let types: Vec<String> = MediaType::MANIFESTS.iter().map(ToString::to_string).collect();
    HeaderValue::try_from(types.join(", ")).ok()
});

/// The answer to a HEAD of a manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ManifestHead {
    /// The status.
    pub status: u16,
    /// The headers, in the order in which they came.
    pub headers: Vec<(String, String)>,
    /// What they describe; nothing where one of digest, type and length is missing.
    pub descriptor: Option<Descriptor>,
}

/// The manifests that were fetched last, so that none is fetched twice.
#[derive(Debug, Default)]
pub(super) struct Recent {
    manifests: VecDeque<RawManifest>,
    bytes: usize,
}

impl Recent {
    fn find(&self, digest: &Digest) -> Option<RawManifest> {
        self.manifests.iter().find(|manifest| manifest.digest == *digest).cloned()
    }

    fn keep(&mut self, manifest: &RawManifest) {
        if manifest.bytes.len() > RECENT_LIMIT || self.find(&manifest.digest).is_some() {
            return;
        }
        self.bytes += manifest.bytes.len();
        self.manifests.push_back(manifest.clone());
        while self.bytes > RECENT_LIMIT {
            let Some(oldest) = self.manifests.pop_front() else { break };
            self.bytes -= oldest.bytes.len();
        }
    }

    pub(super) fn forget(&mut self, digest: &Digest) {
        self.manifests.retain(|manifest| manifest.digest != *digest);
        self.bytes = self.manifests.iter().map(|manifest| manifest.bytes.len()).sum();
    }
}

impl Repository {
    /// The answer to a HEAD of a manifest, as it came (`HEAD /v2/<name>/manifests/<reference>`).
    pub async fn manifest_head(&self, selector: &Selector) -> content::Result<ManifestHead> {
        let answer = self.anywhere(|place| async move {
            let response = place.head_manifest(selector).await?;
            if response.status.as_u16() != 200 {
                return Err(explained(response, selector).await);
            }
            let headers = response.shown_headers();
            let descriptor = described(&response.headers);
            Ok(ManifestHead { status: response.status.as_u16(), headers, descriptor })
        });
        answer.await.map_err(|error: Error| error.during(format!("cannot resolve {}", self.named(selector))))
    }

    /// `registry/repository:tag` or `registry/repository@digest`, for messages.
    pub(super) fn named(&self, selector: &Selector) -> String {
        self.reference().with(selector).to_string()
    }

    async fn head_manifest(&self, selector: &Selector) -> Result<Response> {
        self.ask_manifest(if self.inner.heads { Method::HEAD } else { Method::GET }, selector).await
    }

    async fn ask_manifest(&self, method: Method, selector: &Selector) -> Result<Response> {
        let mut call = self.call(method, &format!("/manifests/{selector}"))?;
        if let Some(accepted) = &*ACCEPTED {
            call = call.header(ACCEPT, accepted.clone());
        }
        let response = self.send(call).await?;
        if let Some(limit) = RateLimit::read(&response.headers) {
            *locked(&self.inner.limit) = Some(limit);
        }
        Ok(response)
    }

    /// What `selector` names, by a HEAD; by a GET where the registry refuses HEAD or does not say enough in it.
    pub(super) async fn resolve_manifest(&self, selector: &Selector) -> Result<Descriptor> {
        if let Some(kept) = selector.digest().and_then(|digest| locked(&self.inner.recent).find(digest)) {
            return Ok(kept.descriptor());
        }
        self.anywhere(|place| async move { place.resolve_here(selector).await }).await
    }

    async fn resolve_here(&self, selector: &Selector) -> Result<Descriptor> {
        let response = self.head_manifest(selector).await?;
        match response.status.as_u16() {
            200 => {
                let known = described(&response.headers);
                if let Some(known) = known.filter(|known| selector.digest().is_none_or(|asked| *asked == known.digest))
                {
                    return Ok(known);
                }
            }
            400 | 403 | 405 | 501 => {}
            _ => return Err(explained(response, selector).await),
        }
        let manifest = self.fetch_manifest(selector).await?;
        locked(&self.inner.recent).keep(&manifest);
        Ok(manifest.descriptor())
    }

    /// The manifest that `selector` names, with its digest checked.
    pub(super) async fn get_manifest(&self, selector: &Selector) -> Result<RawManifest> {
        if let Some(kept) = selector.digest().and_then(|digest| locked(&self.inner.recent).find(digest)) {
            return Ok(kept);
        }
        let manifest = self.anywhere(|place| async move { place.fetch_manifest(selector).await }).await?;
        locked(&self.inner.recent).keep(&manifest);
        Ok(manifest)
    }

    async fn fetch_manifest(&self, selector: &Selector) -> Result<RawManifest> {
        let response = self.ask_manifest(Method::GET, selector).await?;
        let mut response = response.expect(&[200]).await?;
        let bytes = response.manifest_bytes(self.http().options.manifest_limit).await?;
        checked(&response, selector, &bytes)
    }

    /// Puts a manifest under a tag or its digest. Gives whether the registry noted its subject.
    pub(super) async fn put_raw(&self, manifest: &RawManifest, selector: &Selector) -> Result<bool> {
        let invalid = |error: ::http::header::InvalidHeaderValue| Error::Unusable {
            method: "PUT".to_owned(),
            url: self.named(selector),
            what: format!("{} cannot be sent as a content type", manifest.media_type),
            reason: Reason::Invalid,
            source: Some(error.into()),
        };
        let media_type = HeaderValue::try_from(manifest.media_type.as_str()).map_err(invalid)?;
        let call = self
            .call(Method::PUT, &format!("/manifests/{selector}"))?
            .header(CONTENT_TYPE, media_type)
            .payload(Payload::Whole(manifest.bytes.clone()));
        let mut response = self.send(call).await?.expect(&[200, 201, 202, 204]).await?;
        response.discard().await;
        let announced = digest_header(&response.headers);
        match announced.filter(|found| found.algorithm() == manifest.digest.algorithm() && *found != manifest.digest) {
            Some(found) => Err(mismatch(&response, manifest.digest.clone(), found)),
            None => Ok(response.named("oci-subject").is_some()),
        }
    }
}

/// The failure that a HEAD, which has no body, tells too little of: what was asked for says the rest.
async fn explained(response: Response, selector: &Selector) -> Error {
    let error = response.refusal().await;
    match error {
        Error::Refused(mut refusal) if refusal.status == 404 && refusal.errors.is_empty() => {
            refusal.excerpt = format!("no manifest {selector}");
            Error::Refused(Box::<Refusal>::new(*refusal))
        }
        error => error,
    }
}

/// What the headers of a manifest describe; nothing where they leave something out.
fn described(headers: &HeaderMap) -> Option<Descriptor> {
    let text = |name: &str| headers.get(name)?.to_str().ok();
    let media_type = MediaType::new(text("content-type")?);
    let size = text("content-length")?.trim().parse().ok()?;
    media_type.is_manifest().then(|| Some(Descriptor::new(media_type, digest_header(headers)?, size))).flatten()
}

fn digest_header(headers: &HeaderMap) -> Option<Digest> {
    headers.get(DIGEST_HEADER)?.to_str().ok()?.trim().parse().ok()
}

fn mismatch(response: &Response, expected: Digest, found: Digest) -> Error {
    Error::Digest { method: response.method().to_string(), url: redacted(&response.url), expected, found }
}

/// The manifest that came, if it is one and the one that was asked for. The registry's own digest header is a hint
/// for which algorithm a tag is addressed by; where it names another digest than the bytes have, something is wrong on
/// the way.
fn checked(response: &Response, selector: &Selector, bytes: &Bytes) -> Result<RawManifest> {
    let declared = response.media_type();
    let announced = digest_header(&response.headers);
    let expected = selector.digest().cloned().or(announced);
    let algorithm = expected.as_ref().map(Digest::algorithm).unwrap_or_default();
    let found = algorithm.digest(bytes);
    let manifest = RawManifest::with_digest(&declared, bytes.clone(), found.clone());
    match manifest {
        Ok(manifest) if manifest.media_type.is_schema1() => Err(Error::Unusable {
            method: response.method().to_string(),
            url: redacted(&response.url),
            what: DocumentError::Schema1.to_string(),
            reason: Reason::Unsupported,
            source: None,
        }),
        Err(DocumentError::NotJson { source, .. }) => Err(response.not_json(bytes, source.into())),
        _ if expected.as_ref().is_some_and(|expected| *expected != found) => {
            Err(mismatch(response, expected.unwrap_or_else(|| found.clone()), found))
        }
        Err(error) => Err(response.unusable(error.to_string(), Reason::Invalid)),
        // Not sniffed where the registry named a type; an HTML page with a manifest's type is still no manifest.
        Ok(manifest) => match serde_json::from_slice::<serde::de::IgnoredAny>(&manifest.bytes) {
            Err(source) => Err(response.not_json(&manifest.bytes, source.into())),
            Ok(_) => Ok(manifest),
        },
    }
}
