//! A repository as a place to write to.

use async_trait::async_trait;

use super::Repository;
use super::error::{Error, Reason};
use crate::content::{BlobBody, Presence, Probe, Put, Result, Target};
use crate::oci::{Algorithm, Descriptor, RawManifest};
use crate::reference::{Location, Selector, Tag};

#[async_trait]
impl Target for Repository {
    fn location(&self) -> Location {
        Location::Registry(self.reference().clone())
    }

    async fn current(&self, selector: &Selector) -> Result<Option<Descriptor>> {
        match self.resolve_manifest(selector).await {
            Ok(descriptor) => Ok(Some(descriptor)),
            Err(error) if is_absence(&error) => Ok(None),
            Err(error) => Err(error.during(format!("cannot ask for {}", self.named(selector)))),
        }
    }

    async fn presence(&self, descriptor: &Descriptor, probe: Probe) -> Result<Presence> {
        if probe == Probe::Free {
            return Ok(Presence::Unknown);
        }
        let digest = &descriptor.digest;
        let found = if descriptor.media_type.is_manifest() {
            match self.resolve_manifest(&Selector::Digest(digest.clone())).await {
                Ok(_) => Ok(true),
                Err(error) if is_absence(&error) => Ok(false),
                Err(error) => Err(error),
            }
        } else {
            self.find_blob(digest).await.map(|size| size.is_some())
        };
        match found {
            Ok(true) => Ok(Presence::Present),
            Ok(false) => Ok(Presence::Absent),
            Err(error) => Err(error.during(format!("cannot ask {} for {digest}", self.reference().name()))),
        }
    }

    /// As [`Target::put_blob`]. The registry checks the digest; bytes that were not verified when they were stored
    /// are hashed on the way as well, and the last of them kept back where they are wrong.
    async fn put_blob(&self, descriptor: &Descriptor, body: &dyn BlobBody) -> Result<Put> {
        let what = |error: Error| {
            error.during(format!("cannot put blob {} to {}", descriptor.digest, self.reference().name()))
        };
        self.upload(descriptor, body).await.map_err(what)
    }

    /// As [`Target::put_manifest`]. An error of the kind [`crate::content::ErrorKind::NotFound`] means that the
    /// registry lacks something that the manifest names.
    async fn put_manifest(&self, manifest: &RawManifest, tags: &[Tag]) -> Result<()> {
        let by_digest = [Selector::Digest(manifest.digest.clone())];
        let by_tag: Vec<Selector> = tags.iter().cloned().map(Selector::Tag).collect();
        // A registry files what comes under a tag by SHA-256; any other digest it must be told.
        let tells = by_tag.is_empty() || manifest.digest.algorithm() != Algorithm::default();
        let by_digest = by_digest.iter().filter(|_| tells);
        let mut noted = false;
        for selector in by_digest.chain(&by_tag) {
            let what = |error: Error| error.during(format!("cannot put the manifest {}", self.named(selector)));
            noted |= self.put_raw(manifest, selector).await.map_err(what)?;
        }
        if noted {
            return Ok(());
        }
        let what = |error: Error| error.during(format!("cannot list {} among the referrers", manifest.digest));
        self.note_referrer(manifest).await.map_err(what)
    }

    async fn finish(&self) -> Result<()> {
        Ok(())
    }
}

fn is_absence(error: &Error) -> bool {
    matches!(error.reason(), Reason::NotFound | Reason::NameUnknown | Reason::ManifestUnknown)
}
