//! Image layouts on disk (`image-spec/image-layout.md`) and the local store, which is many of them with one pool of blobs.
//!
//! What lands on disk, and when it is safe:
//!
//! - A blob comes in as a partial file, is hashed while it is written, and gets its name once size and digest are right.
//!   A run that was broken off is resumed by any later one, after what is there was hashed.
//! - Manifests are synced before the index names them, and the index is replaced, synced, under a lock. So a crash leaves
//!   a layout that reads: at worst with blobs that nobody names yet.
//! - Blobs are not synced, which would double the time of a large pull. A blob that a power cut made shorter counts as
//!   absent and is fetched again. The store also notes which blobs were stored unsynced, and hashes those after a reboot.

mod blobs;
mod body;
mod buffers;
mod clock;
mod collect;
pub(crate) mod disk;
mod empty;
mod error;
mod gc;
mod index;
mod index_file;
mod ingest;
mod journal;
mod leftovers;
mod listing;
pub(crate) mod names;
mod partial;
mod pool;
mod reach;
mod referrers;
pub(crate) mod regular;
mod retain;
mod retention;
mod scrub;
mod session;
mod source;
mod store;
mod tag_log;
mod target;
mod trash;
mod undo;
mod usage;
mod verify;
mod whole;
mod why;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;

use crate::oci::Manifest;
use crate::reference::{LayoutPath, Location, Reference, Selector, Tag};

use blobs::Blobs;
use pool::Place;
use session::Session;

pub use clock::Clock;
pub use error::LayoutError;
pub use gc::{GcDecision, GcOptions, GcReport, GcStep, GcStepper, GcSubject, GcVerdict, ONLINE_GRACE, WhenBusy};
pub use index::Entry;
pub use retain::{RetainOptions, RetentionReport, TagDecision};
pub use retention::{Order, Retention, Rule};
pub use scrub::ScrubReport;
pub use store::{Access, Removed, Store, StoreEntry};
pub use trash::Trash;
pub use undo::UndoReport;
pub use usage::{RepositoryUsage, UsageReport};
pub use verify::{BadFiles, Finding, VerifyReport};
pub use why::{Chain, Holding, Link, TrashedCopy, WhyReport};

pub use blobs::MANIFEST_LIMIT;
pub(crate) use blobs::path_in;
pub(crate) use buffers::Buffers;
pub(crate) use error::Result;
pub(crate) use index_file::{INDEX, IndexFile, LOG, Loaded, Seen};
pub use pool::OWN;
pub(crate) use pool::Pool;
pub(crate) use tag_log::{Change, Record};
pub(crate) use verify::hash;

/// The file that says that a directory is an image layout.
pub(crate) const OCI_LAYOUT: &str = "oci-layout";
/// The directory of the blobs in a layout.
pub(crate) const BLOBS: &str = "blobs";
pub(crate) const OCI_LAYOUT_CONTENT: &[u8] = br#"{"imageLayoutVersion":"1.0.0"}"#;

/// An image layout in a directory: a lone one, or a repository of the local store.
///
/// It is a [`crate::content::Source`], a [`crate::content::Target`] and [`crate::content::Manage`]. What other tools
/// change in the directory is seen at the next call.
#[derive(Debug)]
pub struct Layout {
    dir: Arc<PathBuf>,
    location: Location,
    blobs: Blobs,
    index: IndexFile,
    session: Session,
}

impl Layout {
    /// Opens the layout in `dir`, which must be one.
    pub fn open(dir: impl Into<PathBuf>) -> Result<Self> {
        let dir = dir.into();
        check(&dir)?;
        Ok(Self::lone(dir))
    }

    /// Opens the layout in `dir` or makes one there. A directory that holds something else is refused.
    pub fn create(dir: impl Into<PathBuf>) -> Result<Self> {
        let dir = dir.into();
        match check(&dir) {
            Err(LayoutError::NoLayout { .. }) => {}
            Err(LayoutError::NotLayout { .. }) if is_free(&dir)? => {}
            // What is in it may be a layout that another process finished making after the first look.
            Err(LayoutError::NotLayout { .. }) => return check(&dir).map(|()| Self::lone(dir)),
            other => return other.map(|()| Self::lone(dir)),
        }
        let layout = Self::lone(dir);
        layout.make()?;
        layout.blobs.close();
        Ok(layout)
    }

    fn lone(dir: PathBuf) -> Self {
        let location = Location::Layout(LayoutPath { dir: dir.clone(), tag: None, digest: None });
        Self::new(dir, location, None)
    }

    /// The layout of one repository of a store. It is made when the first content comes.
    fn of_store(pool: Pool, dir: PathBuf, repository: Reference) -> Self {
        Self::new(dir, Location::Store(repository), Some(pool))
    }

    /// The layout of a repository as the store's walk found it.
    fn of_place(pool: &Pool, place: &Place) -> Self {
        let (dir, lone) = (place.dir.clone(), pool.is_lone());
        let location = match &place.reference {
            Some(repository) => Location::Store(repository.clone()),
            None => Location::Layout(LayoutPath { dir: dir.clone(), tag: None, digest: None }),
        };
        Self::new(dir, location, (!lone).then(|| pool.clone()))
    }

    fn new(dir: PathBuf, location: Location, pool: Option<Pool>) -> Self {
        let dir = Arc::new(dir);
        let index = IndexFile::new(&dir);
        Self { blobs: Blobs::new(Arc::clone(&dir), pool), index, dir, location, session: Session::default() }
    }

    /// The directory.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Everything that `index.json` lists: tags in the order of their bytes, then what has no tag.
    pub fn entries(&self) -> Result<Vec<Entry>> {
        Ok(index::entries(&self.index.read()?))
    }

    /// The image that is meant where none is named: the only one there is, else `latest`.
    pub fn sole_image(&self) -> Result<Selector> {
        let mut entries = self.entries()?;
        // A list of referrers is no image, whatever it is found by.
        entries.retain(|entry| !entry.tag.as_deref().is_some_and(index::is_referrers_tag));
        let mut images: Vec<&Entry> = entries.iter().filter(|entry| entry.tag.is_some()).collect();
        if images.is_empty() {
            images = entries.iter().filter(|entry| !self.is_referrer(entry)).collect();
        }
        let Some(first) = images.first() else { return Err(LayoutError::NoImage { dir: self.dir.to_path_buf() }) };
        let latest = Tag::latest();
        if images.iter().any(|entry| entry.tag.as_deref() == Some(latest.as_str())) {
            return Ok(Selector::Tag(latest));
        }
        if images.iter().all(|entry| entry.descriptor.digest == first.descriptor.digest) {
            let tag = first.tag.as_ref().and_then(|tag| tag.parse().ok());
            return Ok(tag.map_or_else(|| Selector::Digest(first.descriptor.digest.clone()), Selector::Tag));
        }
        let tags = images.iter().filter_map(|entry| entry.tag.clone()).collect();
        Err(LayoutError::Ambiguous { dir: self.dir.to_path_buf(), tags })
    }

    fn is_referrer(&self, entry: &Entry) -> bool {
        let parsed = self.blobs.manifest(&entry.descriptor.digest).ok().and_then(|bytes| {
            let media_type = &entry.descriptor.media_type;
            Manifest::parse(media_type, &bytes).ok()
        });
        parsed.is_some_and(|manifest| manifest.subject().is_some())
    }

    /// Makes the directory a layout. The mark comes first, so that who looks meanwhile sees a layout begun, not a
    /// directory with something else in it.
    fn make(&self) -> Result<()> {
        disk::create_dir(&self.dir)?;
        let staging = self.blobs.staging();
        disk::create_dir(&staging)?;
        let mark = self.dir.join(OCI_LAYOUT);
        if !mark.exists() {
            disk::write_whole(&mark, OCI_LAYOUT_CONTENT, &staging)?;
        }
        disk::create_dir(&self.dir.join(BLOBS).join("sha256"))?;
        self.index.create(&staging)
    }
}

impl Drop for Layout {
    fn drop(&mut self) {
        self.blobs.close();
    }
}

/// The content of the file `oci-layout`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Mark {
    image_layout_version: String,
}

/// Checks that there is an image layout in `dir`, of a version that wharf knows.
fn check(dir: &Path) -> Result<()> {
    const LIMIT: u64 = 1 << 20;
    if !dir.try_exists().map_err(LayoutError::io("look at", dir))? {
        return Err(LayoutError::NoLayout { dir: dir.to_owned() });
    }
    let refuse = |reason: String| Err(LayoutError::NotLayout { dir: dir.to_owned(), reason });
    if !dir.is_dir() {
        return refuse("it is no directory".to_owned());
    }
    let path = dir.join(OCI_LAYOUT);
    let Some(bytes) = disk::read_small(&path, LIMIT)? else {
        return refuse(format!("it has no file {OCI_LAYOUT}"));
    };
    let mark: Mark = serde_json::from_slice(&bytes).map_err(|source| LayoutError::Json { path, source })?;
    if mark.image_layout_version.starts_with("1.") {
        return Ok(());
    }
    refuse(format!("its version is {:?}, and 1.0.0 is known", mark.image_layout_version))
}

/// Whether `dir` holds nothing but what a layout begins with, perhaps by another process at this moment.
fn is_free(dir: &Path) -> Result<bool> {
    if !dir.is_dir() {
        return Ok(false);
    }
    let mut entries = std::fs::read_dir(dir).map_err(LayoutError::io("list", dir))?;
    Ok(entries.all(|entry| entry.is_ok_and(|entry| entry.file_name() == ".wharf" || entry.file_name() == OCI_LAYOUT)))
}

#[cfg(test)]
mod tests;
