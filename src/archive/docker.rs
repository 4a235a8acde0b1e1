//! Archives that list their images in `manifest.json` alone, as docker did before version 25 and as podman, skopeo and
//! crane do: a config and layers by their names in the tar, and no digest but those of the uncompressed layers.
//!
//! The manifest that is made for them is an OCI one. Its layers are the very bytes of the archive; those in bzip2 or xz,
//! for which there is no media type, are taken out of it. Every layer is held against the config's diffID: a compressed
//! one here, a plain one where it is read, since there the diffID is its digest.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read, Write};
use std::sync::Arc;

use serde::Deserialize;
use serde_json::Map;

use super::error::{ArchiveError, Result};
use super::names::{Images, Listed, Name};
use super::outer::{Compression, STEP};
use super::source::{Content, Piece};
use super::tar_index::Extent;
use crate::oci::{
    Algorithm, Annotations, Descriptor, Digest, Hasher, ImageConfig, ImageManifest, MediaType, RawManifest,
};

/// The document that lists the images.
pub(super) const MANIFEST: &str = "manifest.json";
/// The most images, and the most layers of one.
const MOST: usize = 10_000;

/// One image of `manifest.json`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Item {
    config: String,
    #[serde(default)]
    repo_tags: Option<Vec<String>>,
    #[serde(default)]
    layers: Option<Vec<String>>,
    /// What docker knows of layers by their diffIDs: of one that is to be fetched from elsewhere, where that is.
    #[serde(default)]
    layer_sources: Option<HashMap<String, Descriptor>>,
}

/// The images of an archive, with what was made for them.
#[derive(Debug, Default)]
pub(super) struct Made {
    pub(super) images: Images,
    pub(super) manifests: HashMap<Digest, RawManifest>,
    pub(super) blobs: HashMap<Digest, Piece>,
}

/// What `manifest.json` lists; nothing where there is none.
pub(super) fn images(content: &Content) -> Result<Option<Made>> {
    let Some(bytes) = content.document(MANIFEST)? else { return Ok(None) };
    let items: Option<Vec<Item>> =
        serde_json::from_slice(&bytes).map_err(|source| content.json_error(MANIFEST, source))?;
    let items = items.unwrap_or_default();
    let layers = items.iter().map(|item| item.layers.as_ref().map_or(0, Vec::len)).max().unwrap_or_default();
    if items.len().max(layers) > MOST {
        return Err(content.malformed(format!("{MANIFEST} in it lists more than {MOST} images or layers")));
    }
    let mut maker = Maker { content, made: Made::default(), known: HashMap::new() };
    for item in &items {
        maker.image(item)?;
    }
    Ok(Some(maker.made))
}

struct Maker<'a> {
    content: &'a Content,
    made: Made,
    /// What is known of the layers at these places already: images share them.
    known: HashMap<(Extent, Digest), Descriptor>,
}

impl Maker<'_> {
    fn image(&mut self, item: &Item) -> Result<()> {
        let (config, descriptor) = self.config(item)?;
        let paths = item.layers.as_deref().unwrap_or_default();
        let diff_ids = &config.rootfs.diff_ids;
        if paths.len() != diff_ids.len() {
            let (count, ids) = (paths.len(), diff_ids.len());
            let reason = format!("{MANIFEST} in it gives {:?} {count} layers, but its config {ids}", item.config);
            return Err(self.content.malformed(reason));
        }
        let mut layers = Vec::new();
        for (path, diff_id) in paths.iter().zip(diff_ids) {
            layers.push(self.layer(item, path, diff_id)?);
        }
        let manifest = ImageManifest {
            schema_version: 2,
            media_type: MediaType::OCI_MANIFEST,
            artifact_type: None,
            config: descriptor,
            layers,
            subject: None,
            annotations: Annotations::default(),
            other: Map::new(),
        };
        let bytes = serde_json::to_vec(&manifest).map_err(|source| self.content.json_error(MANIFEST, source))?;
        let digest = Digest::sha256(&bytes);
        let raw = RawManifest { media_type: MediaType::OCI_MANIFEST, digest: digest.clone(), bytes: bytes.into() };
        let names = item.repo_tags.as_deref().unwrap_or_default().iter().filter_map(|name| Name::docker(name));
        let mut names: Vec<Name> = names.collect();
        if names.is_empty() {
            names.push(Name::default());
        }
        let listed = names.into_iter().map(|name| Listed { descriptor: raw.descriptor(), name, refers: false });
        self.made.images.0.extend(listed);
        self.made.manifests.insert(digest, raw);
        Ok(())
    }

    fn config(&mut self, item: &Item) -> Result<(ImageConfig, Descriptor)> {
        let missing = || self.missing(&item.config);
        let extent = self.content.find(&item.config)?.ok_or_else(missing)?;
        let bytes = self.content.document(&item.config)?.ok_or_else(missing)?;
        let config: ImageConfig =
            serde_json::from_slice(&bytes).map_err(|source| self.content.json_error(&item.config, source))?;
        let descriptor = Descriptor::of(MediaType::OCI_CONFIG, &bytes);
        self.made.blobs.insert(descriptor.digest.clone(), self.content.piece(extent));
        Ok((config, descriptor))
    }

    fn missing(&self, entry: &str) -> ArchiveError {
        let entry = entry.escape_debug().to_string();
        ArchiveError::Missing { archive: self.content.shown().to_owned(), entry, by: MANIFEST.to_owned() }
    }

    fn layer(&mut self, item: &Item, path: &str, diff_id: &Digest) -> Result<Descriptor> {
        let Some(extent) = self.content.find(path)? else {
            let elsewhere = item.layer_sources.as_ref().and_then(|sources| sources.get(&diff_id.to_string()));
            return elsewhere.filter(|layer| layer.is_elsewhere()).cloned().ok_or_else(|| self.missing(path));
        };
        if let Some(known) = self.known.get(&(extent, diff_id.clone())) {
            return Ok(known.clone());
        }
        let piece = self.content.piece(extent);
        let (descriptor, piece) = self.measure(path, piece, diff_id)?;
        self.made.blobs.insert(descriptor.digest.clone(), piece);
        self.known.insert((extent, diff_id.clone()), descriptor.clone());
        Ok(descriptor)
    }

    /// What the layer in `piece` is, and where its bytes are then.
    fn measure(&self, path: &str, piece: Piece, diff_id: &Digest) -> Result<(Descriptor, Piece)> {
        let fail = || ArchiveError::io("read a layer of", self.content.shown());
        let mut start = Vec::new();
        piece.reader().take(Compression::MAGIC as u64).read_to_end(&mut start).map_err(fail())?;
        let compression = Compression::of(&start);
        let media_type = match compression {
            Compression::None => {
                let descriptor = Descriptor::new(MediaType::OCI_LAYER, diff_id.clone(), piece.size());
                return Ok((descriptor, piece));
            }
            Compression::Gzip => MediaType::OCI_LAYER_GZIP,
            Compression::Zstd => MediaType::OCI_LAYER_ZSTD,
            Compression::Bzip2 | Compression::Xz => {
                let file = tempfile::tempfile().map_err(ArchiveError::io("make a temporary file for", path))?;
                let mut file = Kept { file, size: 0 };
                let decoder = compression.decoder(piece.reader()).map_err(fail())?;
                self.check(path, decoder, &mut file, diff_id)?;
                let extent = Extent { offset: 0, size: file.size };
                let descriptor = Descriptor::new(MediaType::OCI_LAYER, diff_id.clone(), extent.size);
                return Ok((descriptor, Piece::new(Arc::new(file.file), extent)));
            }
        };
        let mut hashed = Hashed { inner: piece.reader(), hasher: Algorithm::Sha256.hasher() };
        let decoder = compression.decoder(&mut hashed).map_err(fail())?;
        self.check(path, decoder, &mut io::sink(), diff_id)?;
        // What follows the compressed stream is part of the blob as well.
        io::copy(&mut hashed, &mut io::sink()).map_err(fail())?;
        Ok((Descriptor::new(media_type, hashed.hasher.finish(), piece.size()), piece))
    }

    /// Holds what `content` gives against `diff_id`, and keeps it in `kept`.
    fn check(&self, path: &str, mut content: impl Read, kept: &mut dyn Write, diff_id: &Digest) -> Result<()> {
        let mut hasher = diff_id.algorithm().hasher();
        let mut buffer = vec![0; STEP];
        loop {
            let got = match content.read(&mut buffer) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => {
                    let reason = format!("the layer {path:?} in it cannot be decompressed ({error})");
                    return Err(self.content.malformed(reason));
                }
                Ok(0) => break,
                Ok(got) => got,
            };
            hasher.update(&buffer[..got]);
            kept.write_all(&buffer[..got]).map_err(ArchiveError::io("keep a layer of", self.content.shown()))?;
        }
        let found = hasher.finish();
        if found == *diff_id {
            return Ok(());
        }
        let (archive, entry) = (self.content.shown().to_owned(), format!("the uncompressed layer {path:?}"));
        Err(ArchiveError::Differs { archive, entry, expected: diff_id.clone(), found })
    }
}

/// Hashes what is read.
struct Hashed<R> {
    inner: R,
    hasher: Hasher,
}

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let got = self.inner.read(buffer)?;
        self.hasher.update(&buffer[..got]);
        Ok(got)
    }
}

/// A file that counts what is written.
struct Kept {
    file: File,
    size: u64,
}

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.file.write(bytes)?;
        self.size += count as u64;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
