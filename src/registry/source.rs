//! A repository as a place to read from.

use async_trait::async_trait;

use super::Repository;
use super::blobs::missing;
use super::error::Error;
use crate::content::{BlobBody, ReferrerFilter, Result, Source, TagQuery};
use crate::oci::{Descriptor, Digest, RawManifest};
use crate::reference::{Location, Selector};

#[async_trait]
impl Source for Repository {
    fn location(&self) -> Location {
        Location::Registry(self.reference().clone())
    }

    async fn resolve(&self, selector: &Selector) -> Result<Descriptor> {
        let what = |error: Error| error.during(format!("cannot resolve {}", self.named(selector)));
        self.resolve_manifest(selector).await.map_err(what)
    }

    async fn manifest(&self, selector: &Selector) -> Result<RawManifest> {
        let what = |error: Error| error.during(format!("cannot read the manifest {}", self.named(selector)));
        self.get_manifest(selector).await.map_err(what)
    }

    fn blob(&self, descriptor: &Descriptor) -> Box<dyn BlobBody> {
        self.blob_body(descriptor)
    }

    async fn stat_blob(&self, digest: &Digest) -> Result<u64> {
        let found = self.find_blob(digest).await;
        let found = found.and_then(|size| size.ok_or_else(|| missing(self, digest)));
        found.map_err(|error| error.during(format!("cannot find blob {digest} of {}", self.reference().name())))
    }

    async fn tags(&self, query: &TagQuery) -> Result<Vec<String>> {
        let what = |error: Error| error.during(format!("cannot list the tags of {}", self.reference().name()));
        self.list_tags(query).await.map_err(what)
    }

    async fn referrers(&self, subject: &Digest, filter: &ReferrerFilter) -> Result<Vec<Descriptor>> {
        let what =
            |error: Error| error.during(format!("cannot list what refers to {subject} in {}", self.reference().name()));
        self.list_referrers(subject, filter).await.map_err(what)
    }
}
