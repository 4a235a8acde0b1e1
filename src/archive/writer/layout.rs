//! What goes where in an archive that is written: every entry with its header and its offset. Pure but for what it looks
//! up in the archive that is added to.

use std::collections::{HashMap, HashSet};

use bytes::Bytes;
use serde::Serialize;

use super::Naming;
use crate::archive::docker::MANIFEST;
use crate::archive::error::{ArchiveError, Result};
use crate::archive::header::BLOCK;
use crate::archive::names::Name;
use crate::archive::oci::{INDEX, LAYOUT, entry_of};
use crate::archive::source::{Archive, Piece};
use crate::archive::tar_index::padding;
use crate::oci::{Annotations, Descriptor, Digest, ImageIndex, ImageManifest, Manifest, Platform, RawManifest, key};
use crate::reference::Tag;

/// How deep indexes may stand in one another where one image for docker is looked for.
const DEPTH: usize = 4;

/// What is to be written, in order.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) manifests: Vec<(RawManifest, Vec<Tag>)>,
    pub(super) blobs: Vec<(Digest, u64)>,
}

/// Where the content of an entry comes from.
pub(super) enum Origin {
    /// It is here.
    Bytes(Bytes),
    /// It is yet to come.
    Coming(Digest),
    /// It stands in the archive that is added to.
    Kept(Piece),
}

/// An entry of the tar.
pub(super) struct Slot {
    /// Everything before the content.
    pub(super) header: Vec<u8>,
    /// Where the header begins.
    pub(super) start: u64,
    /// The length of the content.
    pub(super) size: u64,
    pub(super) origin: Origin,
}

impl Slot {
    /// Where the content begins.
    pub(super) fn content(&self) -> u64 {
        self.start + self.header.len() as u64
    }
}

/// The whole tar.
#[derive(Default)]
pub(super) struct Layout {
    /// The entries; what is yet to come stands last.
    pub(super) slots: Vec<Slot>,
    /// Where the last entry ends, its padding included.
    pub(super) end: u64,
}

impl Layout {
    fn add(&mut self, name: &str, size: u64, origin: Origin) -> Result<(), std::io::Error> {
        let header = header(name, size)?;
        let start = self.end;
        self.end = start + header.len() as u64 + size + padding(size);
        self.slots.push(Slot { header, start, size, origin });
        Ok(())
    }

    fn add_bytes(&mut self, name: &str, bytes: Bytes) -> Result<(), std::io::Error> {
        self.add(name, bytes.len() as u64, Origin::Bytes(bytes))
    }
}

/// The header of an entry; of a folder where the name ends in a slash. A long name takes more than one block.
fn header(name: &str, size: u64) -> Result<Vec<u8>, std::io::Error> {
    let mut header = tar::Header::new_gnu();
    let folder = name.ends_with('/');
    header.set_entry_type(if folder { tar::EntryType::Directory } else { tar::EntryType::Regular });
    header.set_mode(if folder { 0o755 } else { 0o644 });
    header.set_uid(0);
    header.set_gid(0);
    header.set_mtime(0);
    header.set_size(size);
    let mut builder = tar::Builder::new(Vec::new());
    builder.append_data(&mut header, name, std::io::empty())?;
    let mut bytes = builder.into_inner()?;
    // The builder ends its archive with two empty blocks.
    bytes.truncate(bytes.len().saturating_sub(2 * BLOCK));
    Ok(bytes)
}

/// Lays `draft` out behind what `base` has; nothing where `base` has it all.
pub(super) fn lay(draft: &Draft, base: Option<&Archive>, naming: &Naming, archive: &str) -> Result<Option<Layout>> {
    let stored: HashSet<Digest> = base.map(|base| base.stored().collect()).unwrap_or_default();
    let mut fresh = HashSet::new();
    let mut is_new = |digest: &Digest| !stored.contains(digest) && fresh.insert(digest.clone());
    let manifests: Vec<&RawManifest> =
        draft.manifests.iter().map(|(raw, _)| raw).filter(|raw| is_new(&raw.digest)).collect();
    let blobs: Vec<&(Digest, u64)> = draft.blobs.iter().filter(|(digest, _)| is_new(digest)).collect();
    let before = base.and_then(Archive::index).cloned().unwrap_or_default();
    let index = list(draft, before.clone(), naming);
    if base.is_some() && manifests.is_empty() && blobs.is_empty() && index == before {
        return Ok(None);
    }
    let known = Known { draft, base, stored: &stored };
    let loadable = known.loadable(&index, &naming.host);
    let fail = || ArchiveError::io("lay out", archive);
    let mut layout = Layout::default();
    let json = |value: &dyn erased::Json, entry: &str| {
        let invalid = |source| ArchiveError::Json { archive: archive.to_owned(), entry: entry.to_owned(), source };
        value.bytes().map(Bytes::from).map_err(invalid)
    };
    layout.add_bytes(LAYOUT, Bytes::from_static(br#"{"imageLayoutVersion":"1.0.0"}"#)).map_err(fail())?;
    layout.add_bytes(INDEX, json(&index, INDEX)?).map_err(fail())?;
    if !loadable.is_empty() {
        layout.add_bytes(MANIFEST, json(&loadable, MANIFEST)?).map_err(fail())?;
    }
    for folder in folders(stored.iter().chain(&fresh)) {
        layout.add(&folder, 0, Origin::Bytes(Bytes::new())).map_err(fail())?;
    }
    for raw in manifests {
        layout.add_bytes(&entry_of(&raw.digest), raw.bytes.clone()).map_err(fail())?;
    }
    if let Some(base) = base {
        for digest in base.stored() {
            if let Some(piece) = base.piece(&digest)? {
                layout.add(&entry_of(&digest), piece.size(), Origin::Kept(piece)).map_err(fail())?;
            }
        }
    }
    for (digest, size) in blobs {
        layout.add(&entry_of(digest), *size, Origin::Coming(digest.clone())).map_err(fail())?;
    }
    Ok(Some(layout))
}

/// Serialisation of a document, whatever its type.
mod erased {
    pub(super) trait Json {
        fn bytes(&self) -> Result<Vec<u8>, serde_json::Error>;
    }

    impl<T: serde::Serialize> Json for T {
        fn bytes(&self) -> Result<Vec<u8>, serde_json::Error> {
            serde_json::to_vec(self)
        }
    }
}

/// The folders that blobs of these digests stand in.
fn folders<'a>(digests: impl Iterator<Item = &'a Digest>) -> Vec<String> {
    let mut folders: Vec<String> = digests.map(|digest| format!("blobs/{}/", digest.algorithm())).collect();
    folders.sort_unstable();
    folders.dedup();
    if !folders.is_empty() {
        folders.insert(0, "blobs/".to_owned());
    }
    folders
}

/// `index.json` with what `draft` adds to it: each tag's manifest, and what nothing else leads to.
fn list(draft: &Draft, mut index: ImageIndex, naming: &Naming) -> ImageIndex {
    let children: HashSet<Digest> = draft
        .manifests
        .iter()
        .filter_map(|(raw, _)| raw.parse().ok())
        .flat_map(|manifest| manifest.children().iter().map(|child| child.digest.clone()).collect::<Vec<_>>())
        .collect();
    for (raw, tags) in &draft.manifests {
        for tag in tags {
            let name = naming.name(tag);
            // The name moves; an entry of this image that had none is named now.
            index.manifests.retain(|entry| {
                let old = Name::annotated(&entry.annotations);
                !(old.is_replaced_by(&name) || old == Name::default() && entry.digest == raw.digest)
            });
            index.manifests.push(Descriptor { annotations: annotations(&name), ..raw.descriptor() });
        }
        let listed = index.manifests.iter().any(|entry| entry.digest == raw.digest);
        if tags.is_empty() && !listed && !children.contains(&raw.digest) {
            index.manifests.push(raw.descriptor());
        }
    }
    index
}

fn annotations(name: &Name) -> Annotations {
    let mut annotations = Annotations::default();
    if let Some(full) = &name.full {
        annotations.set(key::CONTAINERD_NAME, &full.to_string());
    }
    if let Some(tag) = &name.tag {
        annotations.set(key::REF_NAME, tag.as_str());
    }
    annotations
}

/// An image of `manifest.json`.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Loadable {
    config: String,
    repo_tags: Option<Vec<String>>,
    layers: Vec<String>,
}

/// What can be looked up while an archive is laid out.
struct Known<'a> {
    draft: &'a Draft,
    base: Option<&'a Archive>,
    stored: &'a HashSet<Digest>,
}

impl Known<'_> {
    fn manifest(&self, digest: &Digest) -> Option<RawManifest> {
        let own = self.draft.manifests.iter().map(|(raw, _)| raw).find(|raw| raw.digest == *digest);
        own.cloned().or_else(|| self.base?.manifest_of(digest).ok())
    }

    fn has(&self, digest: &Digest) -> bool {
        self.stored.contains(digest) || self.draft.blobs.iter().any(|(own, _)| own == digest)
    }

    /// The images that docker can load: of an index one, that for `host` or the nearest to it.
    fn loadable(&self, index: &ImageIndex, host: &Platform) -> Vec<Loadable> {
        let mut found: Vec<Loadable> = Vec::new();
        let mut places: HashMap<Digest, usize> = HashMap::new();
        for entry in &index.manifests {
            let Some((digest, image)) = self.image(&entry.digest, host, DEPTH) else { continue };
            let name = Name::annotated(&entry.annotations).full.map(|full| full.to_string());
            let place = *places.entry(digest).or_insert(found.len());
            if place == found.len() {
                let layers = image.layers.iter().map(|layer| entry_of(&layer.digest)).collect();
                found.push(Loadable { config: entry_of(&image.config.digest), repo_tags: None, layers });
            }
            found[place].repo_tags = match (found[place].repo_tags.take(), name) {
                (tags, None) => tags,
                (tags, Some(name)) => Some(tags.into_iter().flatten().chain([name]).collect()),
            };
        }
        found
    }

    /// The image that `digest` is, or the one in it that suits `host`, where docker can load that.
    fn image(&self, digest: &Digest, host: &Platform, depth: usize) -> Option<(Digest, ImageManifest)> {
        match self.manifest(digest)?.parse().ok()? {
            Manifest::Image(image) => self.can_be_loaded(&image).then(|| (digest.clone(), image)),
            Manifest::Index(_) if depth == 0 => None,
            Manifest::Index(index) => {
                let real = |child: &&Descriptor| {
                    child.attests().is_none() && !child.platform.as_ref().is_some_and(Platform::is_unknown)
                };
                let mut children: Vec<&Descriptor> = index.manifests.iter().filter(real).collect();
                let usual = Platform::new("linux", "amd64", None);
                let rank = |child: &&Descriptor| {
                    let fit = |wanted| child.platform.as_ref().and_then(|own| own.satisfies(wanted));
                    std::cmp::Reverse((fit(host), fit(&usual)))
                };
                children.sort_by_key(rank);
                children.into_iter().find_map(|child| self.image(&child.digest, host, depth - 1))
            }
        }
    }

    fn can_be_loaded(&self, image: &ImageManifest) -> bool {
        image.config.media_type.is_image_config()
            && image.subject.is_none()
            && self.has(&image.config.digest)
            && image.layers.iter().all(|layer| layer.media_type.is_layer() && self.has(&layer.digest))
    }
}
