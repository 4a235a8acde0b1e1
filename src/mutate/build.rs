//! From a draft to documents: each written after everything in it, so that it can name that by its new digest.

use std::collections::HashMap;
use std::sync::Arc;

use base64::Engine as _;
use bytes::Bytes;
use futures_util::future::BoxFuture;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::draft::{Body, Config, DataFields, Document, Draft, Image, Index};
use super::error::MutateError;
use super::overlay::{Made, Overlay};
use super::rewrite::rewrite;
use crate::content::{Source, stream};
use crate::oci::{Algorithm, Descriptor, Digest, ImageConfig, ImageIndex, ImageManifest, Platform, RawManifest, key};
use crate::reference::Selector;

/// What came of the edits.
pub struct Edited {
    /// The edited image, and all that it needs.
    pub source: Arc<Overlay>,
    /// What it is named by there.
    pub selector: Selector,
    /// What it is now.
    pub root: Descriptor,
    /// Manifests that were made to refer to it or to something in it, to be put after it.
    pub attached: Vec<Descriptor>,
    /// Whether it is another one than before.
    pub changed: bool,
}

impl Draft {
    /// Writes the documents.
    ///
    /// # Errors
    /// When one cannot be written, or content that is to be carried in a descriptor cannot be read.
    pub async fn build(self) -> Result<Edited, MutateError> {
        let before = self.root.raw.as_ref().map(|raw| raw.digest.clone());
        let mut builder = Builder {
            source: Arc::clone(&self.source),
            data: self.data,
            known: self.known,
            made: self.made,
            manifests: HashMap::new(),
            attached: Vec::new(),
        };
        let root = builder.document(self.root).await?;
        let changed = before.is_none_or(|before| before != root.digest) || !builder.attached.is_empty();
        let raw = builder.find(&root.digest);
        let raw = raw.ok_or_else(|| MutateError::unfit("an edit took the image itself away"))?.clone();
        let selector = self.selector.clone().unwrap_or_else(|| root.digest.clone().into());
        let source = Arc::new(Overlay {
            base: self.source,
            named: self.selector,
            root: raw,
            manifests: builder.manifests,
            known: builder.known,
            blobs: builder.made,
        });
        Ok(Edited { source, selector, root, attached: builder.attached, changed })
    }
}

/// The documents written so far.
struct Builder {
    source: Arc<dyn Source>,
    data: DataFields,
    known: HashMap<Digest, RawManifest>,
    made: Made,
    manifests: HashMap<Digest, RawManifest>,
    attached: Vec<Descriptor>,
}

impl Builder {
    fn find(&self, digest: &Digest) -> Option<&RawManifest> {
        self.manifests.get(digest).or_else(|| self.known.get(digest))
    }

    /// Writes a document and all in it. Gives how what is above it is to describe it.
    fn document(&mut self, document: Document) -> BoxFuture<'_, Result<Descriptor, MutateError>> {
        Box::pin(async move {
            let Document { mut entry, media_type, algorithm, body, attached, raw } = document;
            let raw = raw.as_ref();
            let bytes = match body {
                Body::Closed => None,
                Body::Image(image) => {
                    let manifest = self.image(*image, algorithm, &mut entry).await?;
                    written(raw, &manifest)?
                }
                Body::Index(index) => {
                    let manifest = self.index(*index).await?;
                    written(raw, &manifest)?
                }
            };
            let own = raw.map_or_else(Algorithm::default, |raw| raw.digest.algorithm());
            let (bytes, old) = match (bytes, raw) {
                (Some(bytes), _) => (bytes, None),
                (None, Some(raw)) => (raw.bytes.clone(), Some(raw)),
                (None, None) => (Bytes::new(), None),
            };
            let stays = old.is_some_and(|raw| raw.media_type == media_type && algorithm.is_none_or(|new| new == own));
            if !bytes.is_empty() && !stays {
                let digest = algorithm.unwrap_or(own).digest(&bytes);
                let new = RawManifest { media_type: media_type.clone(), digest, bytes: bytes.clone() };
                self.made_of(&mut entry, &new);
                self.manifests.insert(new.digest.clone(), new);
            }
            self.attach(attached, &entry).await?;
            Ok(entry)
        })
    }

    /// Lets `entry` describe the document that takes the place of the old one.
    fn made_of(&self, entry: &mut Descriptor, new: &RawManifest) {
        entry.media_type = new.media_type.clone();
        entry.digest = new.digest.clone();
        entry.size = new.bytes.len() as u64;
        if entry.data.is_some() && self.data == DataFields::Keep {
            entry.data = Some(encode(&new.bytes));
        }
    }

    async fn image(
        &mut self,
        image: Image,
        algorithm: Option<Algorithm>,
        entry: &mut Descriptor,
    ) -> Result<ImageManifest, MutateError> {
        let Image { mut manifest, config } = image;
        if let Some(config) = config {
            self.config(&mut manifest.config, config, algorithm, entry)?;
        }
        if let DataFields::UpTo(limit) = self.data {
            self.carry(&mut manifest.config, limit).await?;
            for layer in &mut manifest.layers {
                self.carry(layer, limit).await?;
            }
        }
        Ok(manifest)
    }

    /// Writes a config, and lets its descriptors say what it is now.
    fn config(
        &mut self,
        descriptor: &mut Descriptor,
        config: Config,
        algorithm: Option<Algorithm>,
        entry: &mut Descriptor,
    ) -> Result<(), MutateError> {
        let invalid = |source| MutateError::Config { digest: descriptor.digest.clone(), source };
        let before: ImageConfig = serde_json::from_slice(&config.bytes).map_err(invalid)?;
        let new = rewrite(&config.bytes, &config.value).map_err(|source| MutateError::Write { source })?;
        let algorithm = algorithm.unwrap_or(descriptor.digest.algorithm());
        if new.is_none() && algorithm == descriptor.digest.algorithm() {
            return Ok(());
        }
        let bytes = new.unwrap_or(config.bytes);
        descriptor.digest = algorithm.digest(&bytes);
        descriptor.size = bytes.len() as u64;
        if descriptor.data.is_some() {
            descriptor.data = Some(encode(&bytes));
        }
        self.made.add_bytes(descriptor.digest.clone(), bytes);
        let platform = config.value.platform();
        if let Some(named) = entry.platform.as_mut().filter(|_| before.platform() != platform) {
            let other = std::mem::take(&mut named.other);
            *named = Platform { other, ..platform };
        }
        Ok(())
    }

    async fn index(&mut self, index: Index) -> Result<ImageIndex, MutateError> {
        let Index { mut manifest, children } = index;
        let mut renamed: Vec<(Digest, Digest)> = Vec::new();
        for child in children {
            let old = child.entry.digest.clone();
            let mut entry = self.document(child).await?;
            if let DataFields::UpTo(limit) = self.data {
                self.carry(&mut entry, limit).await?;
            }
            renamed.push((old, entry.digest.clone()));
            manifest.manifests.push(entry);
        }
        // An attestation names its image by digest: it goes on doing so.
        for entry in &mut manifest.manifests {
            let Some(image) = entry.attests() else { continue };
            if let Some((_, new)) = renamed.iter().find(|(old, new)| *old == image && old != new) {
                entry.annotations.set(key::DOCKER_REFERENCE_DIGEST, &new.to_string());
            }
        }
        Ok(manifest)
    }

    /// Puts what `descriptor` describes into it, where that is small enough, and takes it out where it is not.
    async fn carry(&mut self, descriptor: &mut Descriptor, limit: u64) -> Result<(), MutateError> {
        if descriptor.size > limit || descriptor.size == 0 {
            descriptor.data = None;
            return Ok(());
        }
        let bytes = match (self.find(&descriptor.digest), descriptor.embedded()) {
            (Some(raw), _) => raw.bytes.clone(),
            (None, Some(bytes)) => bytes.into(),
            (None, None) => {
                let made = self.made.body(&descriptor.digest);
                let body = made.unwrap_or_else(|| self.source.blob(descriptor)).open(0).await?;
                stream::read_all(stream::verify(body, descriptor), limit).await?
            }
        };
        descriptor.data = Some(encode(&bytes));
        Ok(())
    }

    /// Writes what is to refer to the document that `subject` describes.
    async fn attach(&mut self, attached: Vec<Document>, subject: &Descriptor) -> Result<(), MutateError> {
        let plain = Descriptor::new(subject.media_type.clone(), subject.digest.clone(), subject.size);
        for mut document in attached {
            match &mut document.body {
                Body::Image(image) => image.manifest.subject = Some(plain.clone()),
                Body::Index(index) => index.manifest.subject = Some(plain.clone()),
                Body::Closed => continue,
            }
            let descriptor = self.document(document).await?;
            self.attached.push(descriptor);
        }
        Ok(())
    }
}

/// The document as it is now; nothing where it stays as it was.
fn written<T: Serialize + DeserializeOwned>(
    raw: Option<&RawManifest>,
    manifest: &T,
) -> Result<Option<Bytes>, MutateError> {
    match raw {
        None => serde_json::to_vec(manifest).map(|bytes| Some(bytes.into())),
        Some(raw) => rewrite(&raw.bytes, manifest),
    }
    .map_err(|source| MutateError::Write { source })
}

fn encode(bytes: &[u8]) -> String {
    base64::engine::general_purpose::STANDARD.encode(bytes)
}
