//! What refers to a manifest: the referrers API, and the tag that stands in for it
//! (`distribution-spec#listing-referrers`, `#referrers-tag-schema`).

use std::collections::HashSet;
use std::sync::Arc;

use ::http::Method;
use ::http::header::{ACCEPT, HeaderValue};
use bytes::Bytes;

use super::Repository;
use super::error::{Error, Reason, Result};
use super::http::{Call, Follow, locked};
use super::link::Pages;
use crate::content::ReferrerFilter;
use crate::oci::{Descriptor, Digest, ImageIndex, Manifest, MediaType, RawManifest};
use crate::reference::{Selector, Tag};

/// How often a rewrite of the tag is tried that other writers keep undoing.
const REWRITES: u32 = 4;

impl Repository {
    /// The manifests that refer to `subject`.
    pub(super) async fn list_referrers(&self, subject: &Digest, filter: &ReferrerFilter) -> Result<Vec<Descriptor>> {
        let found = match self.referrers_by_api(subject, filter).await? {
            Some(found) => found,
            None => self.referrers_by_tag(subject).await?.manifests,
        };
        Ok(found.into_iter().filter(|descriptor| filter.matches(descriptor)).collect())
    }

    /// Asks the API; nothing where the registry has none, which it may say in many ways.
    async fn referrers_by_api(&self, subject: &Digest, filter: &ReferrerFilter) -> Result<Option<Vec<Descriptor>>> {
        let host = self.http().host(&self.reference().registry);
        if host.found.lacks_referrers.is_set() {
            return Ok(None);
        }
        let mut call = self.call(Method::GET, &format!("/referrers/{subject}"))?;
        if let Some(kind) = &filter.artifact_type {
            call.url.query_pairs_mut().append_pair("artifactType", kind.as_str());
        }
        let (mut pages, mut known) = (Pages::default(), HashSet::new());
        let (mut found, mut url, authority) = (Vec::new(), call.url, call.authority);
        loop {
            let call = Call::new(Method::GET, url.clone(), authority.clone())
                .header(ACCEPT, HeaderValue::from_static("application/vnd.oci.image.index.v1+json"))
                .follow(Follow::SameOrigin);
            let response = self.send(call).await?;
            let status = response.status.as_u16();
            let is_index = !response.media_type().as_str().starts_with("text/html");
            if matches!(status, 400 | 404 | 405 | 406 | 501)
                || response.status.is_redirection()
                || status == 200 && !is_index
            {
                // A repository that is not there yet says nothing of the API.
                if response.status.is_redirection() || response.refusal().await.reason() != Reason::NameUnknown {
                    host.found.lacks_referrers.set();
                }
                return Ok(None);
            }
            let mut response = response.expect(&[200]).await?;
            let body = response.manifest_bytes(self.http().options.manifest_limit).await?;
            pages.read(&response, body.len())?;
            let Ok(index) = serde_json::from_slice::<ImageIndex>(&body) else {
                host.found.lacks_referrers.set();
                return Ok(None);
            };
            let before = found.len();
            found.extend(index.manifests.into_iter().filter(|descriptor| known.insert(descriptor.digest.clone())));
            match pages.onward(self.http(), &response, &url, found.len() > before) {
                Some(next) => url = next,
                None => return Ok(Some(found)),
            }
        }
    }

    /// The index under the tag that stands in for the API; an empty one where there is none.
    async fn referrers_by_tag(&self, subject: &Digest) -> Result<ImageIndex> {
        let Some(selector) = referrers_selector(subject) else { return Ok(ImageIndex::default()) };
        let raw = match self.get_manifest(&selector).await {
            Err(error)
                if matches!(error.reason(), Reason::NotFound | Reason::NameUnknown | Reason::ManifestUnknown) =>
            {
                return Ok(ImageIndex::default());
            }
            raw => raw?,
        };
        match raw.parse() {
            Ok(Manifest::Index(index)) => Ok(index),
            // Something else under that tag is not a list of referrers.
            Ok(Manifest::Image(_)) => Ok(ImageIndex::default()),
            Err(error) => Err(Error::Unusable {
                method: "GET".to_owned(),
                url: self.named(&selector),
                what: "the list of referrers cannot be read".to_owned(),
                reason: Reason::Invalid,
                source: Some(error.into()),
            }),
        }
    }

    /// Adds a manifest to the list of its subject, where it has one and the registry keeps no list itself.
    pub(super) async fn note_referrer(&self, manifest: &RawManifest) -> Result<()> {
        // What cannot be parsed was taken by the registry all the same; it has no subject that could be read.
        let Ok(parsed) = manifest.parse() else { return Ok(()) };
        let Some(subject) = parsed.subject() else { return Ok(()) };
        let mut descriptor = manifest.descriptor();
        descriptor.artifact_type = parsed.artifact_type().cloned();
        descriptor.annotations = parsed.annotations().clone();
        let subject = subject.digest.clone();
        self.rewrite_referrers(&subject, &|index| {
            if index.manifests.iter().any(|other| other.digest == descriptor.digest) {
                return false;
            }
            index.manifests.push(descriptor.clone());
            true
        })
        .await
    }

    /// Takes a manifest off the list of its subject.
    pub(super) async fn forget_referrer(&self, subject: &Digest, manifest: &Digest) -> Result<()> {
        self.rewrite_referrers(subject, &|index| {
            let before = index.manifests.len();
            index.manifests.retain(|other| other.digest != *manifest);
            index.manifests.len() != before
        })
        .await
    }

    /// Reads, edits and writes the list; then reads it again, since another writer may have come between. `edit` says
    /// whether it changed anything.
    async fn rewrite_referrers(&self, subject: &Digest, edit: &(dyn Fn(&mut ImageIndex) -> bool + Sync)) -> Result<()> {
        let Some(selector) = referrers_selector(subject) else { return Ok(()) };
        let lock = Arc::clone(locked(&self.inner.shared.rewrites).entry(self.named(&selector)).or_default());
        let _alone = lock.lock().await;
        for _ in 0..REWRITES {
            let mut index = self.referrers_by_tag(subject).await?;
            if !edit(&mut index) {
                return Ok(());
            }
            index.schema_version = 2;
            index.media_type = MediaType::OCI_INDEX;
            let written = serde_json::to_vec(&index).map_err(|error| error.to_string());
            let raw = written.and_then(|bytes| {
                RawManifest::new(&MediaType::OCI_INDEX, Bytes::from(bytes)).map_err(|error| error.to_string())
            });
            let raw = raw.map_err(|what| self.cannot_rewrite(&selector, what))?;
            self.put_raw(&raw, &selector).await?;
        }
        Err(self.cannot_rewrite(&selector, "other writers keep changing the list of referrers".to_owned()))
    }

    fn cannot_rewrite(&self, selector: &Selector, what: String) -> Error {
        let (method, url) = ("PUT".to_owned(), self.named(selector));
        Error::Unusable { method, url, what, reason: Reason::Server, source: None }
    }
}

fn referrers_selector(subject: &Digest) -> Option<Selector> {
    subject.referrers_tag().parse::<Tag>().ok().map(Selector::Tag)
}
