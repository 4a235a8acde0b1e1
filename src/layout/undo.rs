//! Undoing the last garbage collection or retention: files go back to their places, entries back into their lists.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::error::{LayoutError, Result};
use super::index_file::IndexFile;
use super::pool::blob_files;
use super::trash::{self, Cycle, Unlisted};
use super::{Layout, OCI_LAYOUT, Store, blobs, disk, index};
use crate::oci::{Descriptor, ImageIndex, key};

const ADVICE: &str = "wait until its garbage collection has ended";

/// What was brought back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct UndoReport {
    /// How many files of repositories came back.
    pub files: u64,
    /// How many bytes they have; what several repositories have counts for each.
    pub bytes: u64,
    /// How many entries are in their lists again.
    pub entries: u64,
    /// The repositories that something came back to.
    pub repositories: Vec<String>,
}

impl Store {
    /// Brings back all that the last garbage collection, or the last retention, took away and that is not yet gone for
    /// good. A tag that was given anew since stays as it is. What came back is young: it stays for one more grace, whatever
    /// leads to it. Blocks.
    pub fn undo_gc(&self) -> Result<UndoReport> {
        let root = || self.root().to_owned();
        let trash = self.trash();
        if trash.cycles()?.is_empty() {
            return Err(LayoutError::NoTrash { root: root() });
        }
        let held = self.pool.try_collect()?;
        let _collector = held.ok_or_else(|| LayoutError::Busy { root: root(), advice: ADVICE })?;
        let _shared = self.pool.share_blocking()?;
        let last = trash.cycles()?.pop().ok_or_else(|| LayoutError::NoTrash { root: root() })?;
        let mut report = UndoReport::default();
        for (digest, path) in blob_files(&last.pool())? {
            trash::put_back(&path, &self.pool.blob(&digest))?;
        }
        let mut touched: BTreeMap<PathBuf, Vec<Descriptor>> = BTreeMap::new();
        for relative in last.repositories()? {
            self.undo_files(&last, &relative, &mut report)?;
            touched.entry(relative).or_default();
        }
        for Unlisted { repository, entry } in last.unlisted()? {
            touched.entry(repository).or_default().push(entry);
        }
        for (relative, entries) in &touched {
            self.relist(relative, entries, &mut report)?;
        }
        last.clear()?;
        Ok(report)
    }

    fn undo_files(&self, last: &Cycle, relative: &Path, report: &mut UndoReport) -> Result<()> {
        let dir = self.root().join(relative);
        for (digest, path) in last.blobs(relative)? {
            let bytes = fs::symlink_metadata(&path).map(|found| found.len()).unwrap_or_default();
            if trash::put_back(&path, &blobs::path_in(&dir, &digest))? {
                report.files += 1;
                report.bytes += bytes;
            }
        }
        Ok(())
    }

    /// Lists again what is there and was listed in the repository at `relative`, which is made anew where it is gone.
    fn relist(&self, relative: &Path, entries: &[Descriptor], report: &mut UndoReport) -> Result<()> {
        let dir = self.root().join(relative);
        let place = if self.pool.is_lone() { self.pool.repositories()?.pop() } else { self.pool.place(&dir) };
        let Some(place) = place else { return Ok(()) };
        if !disk::exists(&dir.join(OCI_LAYOUT))? {
            Layout::of_place(&self.pool, &place).make()?;
        }
        let there =
            |entry: &&Descriptor| disk::size(&blobs::path_in(&dir, &entry.digest)).is_ok_and(|size| size.is_some());
        let there: Vec<&Descriptor> = entries.iter().filter(there).collect();
        let mut listed = 0;
        IndexFile::new(&dir).update_blocking(&self.pool.staging(), |list| {
            listed = there.iter().filter(|entry| put_into(list, entry)).count() as u64;
            listed > 0
        })?;
        report.entries += listed;
        report.repositories.push(place.name);
        Ok(())
    }
}

/// Puts an entry into the list that was taken from it; without its tag, where that has been given anew.
fn put_into(list: &mut ImageIndex, entry: &Descriptor) -> bool {
    match index::tag_of(entry) {
        None => index::list(list, entry),
        Some(tag) if index::find(list, tag).is_none() => {
            list.manifests.retain(|known| known.digest != entry.digest || index::tag_of(known).is_some());
            list.manifests.push(entry.clone());
            true
        }
        Some(_) => {
            let mut entry = entry.clone();
            entry.annotations.remove(key::REF_NAME);
            entry.annotations.remove(key::CONTAINERD_NAME);
            index::list(list, &entry)
        }
    }
}
