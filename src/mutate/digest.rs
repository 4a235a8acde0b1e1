//! Addressing an image by another hash function: manifests, configs and layers keep their bytes and get other names.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use async_trait::async_trait;
use futures_util::TryStreamExt as _;

use super::draft::Draft;
use super::error::MutateError;
use super::{Edit, Reach};
use crate::content::{BlobBody, ByteStream, Result, stream};
use crate::oci::{Algorithm, Descriptor, Digest};

/// Addresses everything in an image by this algorithm. Layers are read once, to be hashed.
#[derive(Clone, Copy, Debug)]
pub struct DigestEdit(pub Algorithm);

#[async_trait]
impl Edit for DigestEdit {
    fn reach(&self) -> Reach {
        Reach::Configs
    }

    async fn apply(&self, draft: &mut Draft) -> Result<(), MutateError> {
        let Self(algorithm) = *self;
        draft.root.walk(&mut |document| {
            document.algorithm = Some(algorithm);
            Ok(())
        })?;
        let Draft { source, root, made, .. } = draft;
        let mut renamed: HashMap<Digest, Digest> = HashMap::new();
        for document in root.leaves() {
            let Some(image) = document.image_mut() else { continue };
            // A config that was read is hashed where it is written.
            let config = Some(&mut image.manifest.config).filter(|_| image.config.is_none());
            for blob in config.into_iter().chain(&mut image.manifest.layers) {
                if blob.digest.algorithm() == algorithm || blob.is_elsewhere() {
                    continue;
                }
                if !renamed.contains_key(&blob.digest) {
                    let body: Arc<dyn BlobBody> = made.body(&blob.digest).unwrap_or_else(|| source.blob(blob)).into();
                    let new = hash(&*body, blob, algorithm).await?;
                    made.add(new.clone(), blob.size, Arc::new(Renamed(body)));
                    renamed.insert(blob.digest.clone(), new);
                }
                if let Some(new) = renamed.get(&blob.digest) {
                    blob.digest = new.clone();
                }
            }
        }
        Ok(())
    }
}

async fn hash(body: &dyn BlobBody, blob: &Descriptor, algorithm: Algorithm) -> Result<Digest> {
    let mut bytes = stream::verify(body.open(0).await?, blob);
    let mut hasher = algorithm.hasher();
    while let Some(step) = bytes.try_next().await? {
        hasher.update(&step);
    }
    Ok(hasher.finish())
}

/// A blob under another digest: it can be neither mounted nor linked by that.
struct Renamed(Arc<dyn BlobBody>);

#[async_trait]
impl BlobBody for Renamed {
    async fn open(&self, offset: u64) -> Result<ByteStream> {
        self.0.open(offset).await
    }

    async fn open_range(&self, range: Range<u64>) -> Result<ByteStream> {
        self.0.open_range(range).await
    }

    fn has_spare_cores(&self) -> bool {
        self.0.has_spare_cores()
    }
}
