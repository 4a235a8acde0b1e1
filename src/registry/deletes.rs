//! Deleting tags, manifests and blobs (`distribution-spec#content-management`).

use std::hash::{BuildHasher, RandomState};

use ::http::Method;
use async_trait::async_trait;
use bytes::Bytes;

use super::Repository;
use super::error::{Error, Reason, Result};
use super::http::locked;
use crate::content::{self, BlobBody, ByteStream, Manage, stream};
use crate::oci::{Descriptor, Digest, MediaType, RawManifest};
use crate::reference::{Selector, Tag};

#[async_trait]
impl Manage for Repository {
    /// As [`Manage::delete_tag`]. A registry that deletes by digest alone is given a manifest that nothing else names
    /// under the tag, and that one is deleted: never the real one, which other tags may name.
    async fn delete_tag(&self, tag: &Tag) -> content::Result<()> {
        let what = |error: Error| error.during(format!("cannot delete the tag {}", self.named(&tag.clone().into())));
        self.remove_tag(tag).await.map_err(what)
    }

    async fn delete_manifest(&self, digest: &Digest) -> content::Result<()> {
        let selector = Selector::Digest(digest.clone());
        let what = |error: Error| error.during(format!("cannot delete the manifest {}", self.named(&selector)));
        self.remove_manifest(digest).await.map_err(what)
    }

    async fn delete_blob(&self, digest: &Digest) -> content::Result<()> {
        let what = |error: Error| error.during(format!("cannot delete blob {digest} of {}", self.reference().name()));
        self.delete(&format!("/blobs/{digest}")).await.map_err(what)
    }
}

impl Repository {
    async fn delete(&self, path: &str) -> Result<()> {
        let call = self.call(Method::DELETE, path)?;
        let mut response = self.send(call).await?.expect(&[202, 200, 204]).await?;
        response.discard().await;
        Ok(())
    }

    async fn remove_manifest(&self, digest: &Digest) -> Result<()> {
        // Its subject must be known before it is gone. Where the registry keeps the lists of referrers itself, there
        // is no list under a tag, and nothing to do.
        let selector = Selector::Digest(digest.clone());
        let subject = match self.get_manifest(&selector).await {
            Ok(manifest) => manifest.parse().ok().and_then(|parsed| parsed.subject().map(|s| s.digest.clone())),
            // What cannot be read can still be deleted; if it is not there, the registry will say so.
            Err(_) => None,
        };
        self.delete(&format!("/manifests/{digest}")).await?;
        locked(&self.inner.recent).forget(digest);
        match subject {
            Some(subject) => self.forget_referrer(&subject, digest).await,
            None => Ok(()),
        }
    }

    async fn remove_tag(&self, tag: &Tag) -> Result<()> {
        let error = match self.delete(&format!("/manifests/{tag}")).await {
            Ok(()) => return Ok(()),
            Err(error) => error,
        };
        let refused = match error.reason() {
            Reason::NameUnknown | Reason::ManifestUnknown => false,
            Reason::Unsupported => true,
            _ => matches!(error.status(), Some(400 | 404 | 405)),
        };
        if !refused {
            return Err(error);
        }
        // Without this a tag that does not exist would be made, and unmade again, and count as deleted.
        let selector = Selector::Tag(tag.clone());
        let real = self.get_manifest(&selector).await?;
        let digest = self.replace_by_decoy(tag).await?;
        let Err(error) = self.delete(&format!("/manifests/{digest}")).await else { return Ok(()) };
        // Where nothing can be deleted, the tag must not go on naming the decoy.
        match self.put_raw(&real, &selector).await {
            Ok(_) => Err(error),
            Err(lost) => Err(Error::Unusable {
                method: "PUT".to_owned(),
                url: self.named(&selector),
                what: format!("the tag named {}, names an empty image now, and could not be put back", real.digest),
                reason: lost.reason(),
                source: Some(lost.into()),
            }),
        }
    }

    /// Moves a tag to a manifest that nothing else names.
    async fn replace_by_decoy(&self, tag: &Tag) -> Result<Digest> {
        let unique = RandomState::new().hash_one(tag.as_str());
        let config = Bytes::from(format!(
            r#"{{"architecture":"none","os":"none","rootfs":{{"type":"layers","diff_ids":[]}},"config":{{"Labels":{{"decoy":"{unique:016x}"}}}}}}"#
        ));
        let described = Descriptor::of(MediaType::OCI_CONFIG, &config);
        self.upload(&described, &Held(config)).await?;
        let text = format!(
            r#"{{"schemaVersion":2,"mediaType":"{}","config":{{"mediaType":"{}","digest":"{}","size":{}}},"layers":[]}}"#,
            MediaType::OCI_MANIFEST,
            described.media_type,
            described.digest,
            described.size
        );
        let bytes = Bytes::from(text);
        let digest = Digest::sha256(&bytes);
        let decoy = RawManifest { media_type: MediaType::OCI_MANIFEST, digest: digest.clone(), bytes };
        self.put_raw(&decoy, &Selector::Tag(tag.clone())).await?;
        Ok(digest)
    }
}

/// A blob in memory.
struct Held(Bytes);

#[async_trait]
impl BlobBody for Held {
    async fn open(&self, offset: u64) -> content::Result<ByteStream> {
        self.open_range(offset..self.0.len() as u64).await
    }

    async fn open_range(&self, range: std::ops::Range<u64>) -> content::Result<ByteStream> {
        let at = |offset: u64| usize::try_from(offset).unwrap_or(usize::MAX).min(self.0.len());
        Ok(stream::from_bytes(self.0.slice(at(range.start)..at(range.end))))
    }
}
