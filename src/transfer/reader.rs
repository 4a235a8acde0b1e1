//! Manifests of the source, none of them fetched twice, and none fetched that the target holds already.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::{StreamExt as _, TryStreamExt as _, stream};

use super::Item;
use super::error::{Operation, Side, TransferError};
use super::select::Platforms;
use crate::content::stream::{read_all, verify};
use crate::content::{ErrorKind, Source, Target};
use crate::oci::{Descriptor, Digest, ImageConfig, Manifest, Platform, RawManifest};
use crate::reference::{Location, Selector};

/// The largest config that is read to learn a platform.
const CONFIG_LIMIT: u64 = 8 << 20;

/// Runs `futures`, at most `jobs` of them at once. What they give is in their order; the first error ends it.
pub(super) async fn all<T, F>(jobs: usize, futures: Vec<F>) -> Result<Vec<T>, TransferError>
where
    F: Future<Output = Result<T, TransferError>>,
{
    stream::iter(futures).buffered(jobs.max(1)).try_collect().await
}

/// Reads the source's manifests.
pub(super) struct Reader {
    pub(super) source: Arc<dyn Source>,
    target: Arc<dyn Target>,
    /// Whether what the target holds is cheaper to read.
    prefers_target: bool,
    known: Mutex<HashMap<Digest, RawManifest>>,
}

impl Reader {
    pub(super) fn new(item: &Item) -> Self {
        let prefers_target =
            matches!(item.source.location(), Location::Registry(_)) && item.target.readable().is_some();
        let (source, target) = (Arc::clone(&item.source), Arc::clone(&item.target));
        Self { source, target, prefers_target, known: Mutex::default() }
    }

    /// The manifest that is to be copied.
    ///
    /// Where a target that is read for nothing has the tag already, a HEAD shows whether anything is new. A platform
    /// to be chosen needs the index itself: then one GET answers both questions.
    pub(super) async fn root(&self, item: &Item, platforms: &Platforms) -> Result<RawManifest, TransferError> {
        let failed = || TransferError::at(Side::Source, Operation::ReadManifest, None);
        match &item.selector {
            Selector::Digest(digest) => return self.fetch(digest).await,
            selector if self.prefers_target && !platforms.is_one() && self.has_tag(item).await => {
                let head = self.source.resolve(selector).await.map_err(failed())?;
                return self.fetch(&head.digest).await;
            }
            Selector::Tag(_) => {}
        }
        let raw = self.source.manifest(&item.selector).await.map_err(failed())?;
        self.keep(raw.clone());
        Ok(raw)
    }

    async fn has_tag(&self, item: &Item) -> bool {
        let (Some(own), Some(tag)) = (self.target.readable(), item.tags.first()) else { return false };
        own.resolve(&Selector::Tag(tag.clone())).await.is_ok()
    }

    /// The manifest that an index or a list of referrers names.
    pub(super) async fn child(&self, descriptor: &Descriptor) -> Result<RawManifest, TransferError> {
        let mut raw = self.fetch(&descriptor.digest).await?;
        if raw.bytes.len() as u64 != descriptor.size {
            let what = format!(
                "the manifest {} has {} bytes, but what names it says {}",
                raw.digest,
                raw.bytes.len(),
                descriptor.size
            );
            return Err(TransferError::contradiction(descriptor, ErrorKind::Integrity, what));
        }
        // What names the child is covered by a digest itself; the type that a registry sends along is not.
        if descriptor.media_type.is_manifest() {
            raw.media_type = descriptor.media_type.clone();
        }
        Ok(raw)
    }

    async fn fetch(&self, digest: &Digest) -> Result<RawManifest, TransferError> {
        if let Some(raw) = self.locked().get(digest) {
            return Ok(raw.clone());
        }
        let selector = Selector::Digest(digest.clone());
        let held = match self.target.readable().filter(|_| self.prefers_target) {
            Some(own) => own.manifest(&selector).await.ok(),
            None => None,
        };
        let raw = match held {
            Some(raw) => raw,
            None => self.source.manifest(&selector).await.map_err(|source| TransferError {
                operation: Operation::ReadManifest,
                side: Side::Source,
                descriptor: None,
                source,
            })?,
        };
        self.keep(raw.clone());
        Ok(raw)
    }

    /// Remembers a manifest: one that was read, or one that was made for the target.
    pub(super) fn keep(&self, raw: RawManifest) {
        self.locked().insert(raw.digest.clone(), raw);
    }

    fn locked(&self) -> std::sync::MutexGuard<'_, HashMap<Digest, RawManifest>> {
        // Every change is one insertion, so a panic elsewhere cannot have left it half-done.
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the source has every blob of an image, those left out that are to be fetched from elsewhere.
    pub(super) async fn has_blobs(&self, raw: &RawManifest) -> Result<bool, TransferError> {
        let parsed = raw.parse().map_err(|error| TransferError::document(raw, error))?;
        for blob in parsed.blobs().filter(|blob| !blob.is_elsewhere()) {
            match self.source.stat_blob(&blob.digest).await {
                Ok(_) => {}
                Err(error) if error.kind == ErrorKind::NotFound => return Ok(false),
                Err(error) => return Err(TransferError::at(Side::Source, Operation::Probe, Some(blob))(error)),
            }
        }
        Ok(true)
    }

    /// The platform of an image that no index tells, from its config; nothing for an artifact.
    pub(super) async fn platform(&self, raw: &RawManifest) -> Result<Option<Platform>, TransferError> {
        let Ok(Manifest::Image(image)) = raw.parse() else { return Ok(None) };
        let config = &image.config;
        if !config.media_type.is_image_config() {
            return Ok(None);
        }
        let failed = || TransferError::at(Side::Source, Operation::ReadConfig, Some(config));
        let stream = self.source.blob(config).open(0).await.map_err(failed())?;
        let bytes = read_all(verify(stream, config), CONFIG_LIMIT).await.map_err(failed())?;
        Ok(serde_json::from_slice::<ImageConfig>(&bytes).ok().map(|config| config.platform()))
    }
}
