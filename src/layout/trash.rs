//! The trash of a store: what garbage collection took away, by the run that did, at the place that it came from.
//!
//! `_wharf/trash/<number>/<repository>/blobs/<algorithm>/<hex>` is a renamed file, so that nothing is copied and to bring
//! it back is one rename. Beside the repositories of a run lie the moment when it began and what it took from lists; no
//! repository can have those names.

use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, CWD, Timespec, Timestamps, UTIME_NOW, UTIME_OMIT, utimensat};
use rustix::io::Errno;
use serde::{Deserialize, Serialize};

use super::clock::{Moment, Stamp};
use super::error::{LayoutError, Result};
use super::pool::{Pool, blob_files};
use super::{BLOBS, blobs, disk};
use crate::oci::{Descriptor, Digest};

const STAMP: &str = "_cycle.json";
const LISTS: &str = "_lists.jsonl";
/// Where the blobs of the pool lie in a run's part of the trash.
const POOL: &str = "_pool";
const STAMP_LIMIT: u64 = 1 << 16;
const LISTS_LIMIT: u64 = 1 << 30;

/// What garbage collection took away and still can bring back.
#[derive(Clone, Debug)]
pub struct Trash {
    root: PathBuf,
    dir: PathBuf,
    staging: PathBuf,
}

impl Trash {
    pub(super) fn of(pool: &Pool) -> Self {
        Self { root: pool.root().to_owned(), dir: pool.trash(), staging: pool.staging() }
    }

    /// Brings a blob or a manifest of the repository in the directory `repository` back, if it is in the trash; says
    /// whether it was. Looks into a directory and renames a file, so it blocks for microseconds; where there is no trash
    /// it is one failed system call.
    ///
    /// # Errors
    /// What the operating system refuses.
    pub fn restore_blob(&self, repository: &Path, digest: &Digest) -> Result<bool> {
        let relative = repository.strip_prefix(&self.root).unwrap_or(repository);
        for cycle in self.cycles()?.iter().rev() {
            if put_back(&cycle.blob(relative, digest), &blobs::path_in(repository, digest))? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Makes a file young, so that garbage collection leaves it alone for its grace: to be called on what others are told
    /// to be there. Says whether it is. When it was written stays as it is, since that is when it was pushed.
    ///
    /// # Errors
    /// What the operating system refuses, but for a file that somebody else owns.
    pub fn refresh(path: &Path) -> Result<bool> {
        refresh(path)
    }

    /// The runs that left something, the oldest first.
    pub(super) fn cycles(&self) -> Result<Vec<Cycle>> {
        let entries = match fs::read_dir(&self.dir) {
            Ok(entries) => entries,
            Err(error) if disk::is_missing(&error) => return Ok(Vec::new()),
            Err(error) => return Err(LayoutError::io("list", &self.dir)(error)),
        };
        let mut found: Vec<Cycle> = entries
            .filter_map(|entry| {
                let entry = entry.ok()?;
                let number = entry.file_name().to_str()?.parse().ok()?;
                Some(Cycle { number, dir: entry.path() })
            })
            .collect();
        found.sort_by_key(|cycle| cycle.number);
        Ok(found)
    }

    /// A new part of the trash, for a run that begins now.
    pub(super) fn begin(&self, now: &Moment) -> Result<Cycle> {
        disk::create_dir(&self.dir)?;
        loop {
            let number = self.cycles()?.last().map_or(1, |last| last.number + 1);
            let cycle = Cycle { number, dir: self.dir.join(format!("{number:08}")) };
            match fs::create_dir(&cycle.dir) {
                Ok(()) => {
                    // A run that did not write it down is taken to begin when the next one looks.
                    disk::unless_full(cycle.note(&now.stamp(), &self.staging))?;
                    return Ok(cycle);
                }
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(LayoutError::io("create", &cycle.dir)(error)),
            }
        }
    }

    /// When a run began. Where it died before it wrote that down, it is taken to begin now.
    pub(super) fn stamp(&self, cycle: &Cycle, now: &Moment) -> Result<Stamp> {
        let bytes = disk::read_small(&cycle.dir.join(STAMP), STAMP_LIMIT)?;
        if let Some(stamp) = bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()) {
            return Ok(stamp);
        }
        let stamp = now.stamp();
        disk::unless_full(cycle.note(&stamp, &self.staging))?;
        Ok(stamp)
    }
}

/// What one run took away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cycle {
    number: u64,
    dir: PathBuf,
}

/// An entry that a run took from a repository's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Unlisted {
    /// The directory of the repository, relative to the store's root.
    pub(super) repository: PathBuf,
    /// The entry, with its tag if it had one.
    pub(super) entry: Descriptor,
}

impl Cycle {
    fn note(&self, stamp: &Stamp, staging: &Path) -> Result<()> {
        let bytes = serde_json::to_vec(stamp).unwrap_or_default();
        disk::write_whole(&self.dir.join(STAMP), &bytes, staging)
    }

    /// The number of the run.
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    /// Where the blob of a repository lies if it was taken away.
    pub(super) fn blob(&self, repository: &Path, digest: &Digest) -> PathBuf {
        blobs::path_in(&self.dir.join(repository), digest)
    }

    /// Where a blob of the pool lies if it was taken away.
    pub(super) fn pooled(&self, digest: &Digest) -> PathBuf {
        self.pool().join(digest.algorithm().name()).join(digest.hex())
    }

    /// What was taken from the pool.
    pub(super) fn pool(&self) -> PathBuf {
        self.dir.join(POOL)
    }

    /// What was taken from a repository, by digest.
    pub(super) fn blobs(&self, repository: &Path) -> Result<Vec<(Digest, PathBuf)>> {
        blob_files(&self.dir.join(repository).join(BLOBS))
    }

    /// Writes down, durably, what is about to be taken from a repository's list.
    pub(super) fn record<'a>(
        &self,
        repository: &Path,
        entries: impl IntoIterator<Item = &'a Descriptor>,
    ) -> Result<()> {
        let path = self.dir.join(LISTS);
        let mut text = Vec::new();
        for entry in entries {
            let line = Unlisted { repository: repository.to_owned(), entry: entry.clone() };
            serde_json::to_writer(&mut text, &line)
                .map_err(|source| LayoutError::Json { path: path.clone(), source })?;
            text.push(b'\n');
        }
        let write = || -> std::io::Result<()> {
            let mut file: File = OpenOptions::new().append(true).create(true).open(&path)?;
            file.write_all(&text)?;
            file.sync_data()
        };
        write().map_err(LayoutError::io("write", &path))?;
        disk::sync_dir(&self.dir)
    }

    /// What was taken from lists. A line that a crash tore was not acted on.
    pub(super) fn unlisted(&self) -> Result<Vec<Unlisted>> {
        let bytes = disk::read_small(&self.dir.join(LISTS), LISTS_LIMIT)?.unwrap_or_default();
        Ok(bytes.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok()).collect())
    }

    /// The directories, relative to the root, of the repositories that something was taken from. That of a lone layout is
    /// empty.
    pub(super) fn repositories(&self) -> Result<Vec<PathBuf>> {
        let mut found = Vec::new();
        let mut open = vec![PathBuf::new()];
        while let Some(relative) = open.pop() {
            let dir = self.dir.join(&relative);
            let entries = match fs::read_dir(&dir) {
                Ok(entries) => entries,
                Err(error) if disk::is_missing(&error) => continue,
                Err(error) => return Err(LayoutError::io("list", &dir)(error)),
            };
            for entry in entries.filter_map(std::result::Result::ok) {
                let name = entry.file_name();
                if !entry.file_type().is_ok_and(|kind| kind.is_dir()) || name == POOL {
                    continue;
                }
                if name == BLOBS {
                    found.push(relative.clone());
                } else {
                    open.push(relative.join(name));
                }
            }
        }
        found.sort();
        Ok(found)
    }

    /// Removes what is left of a run from which all was taken; says whether that was so.
    pub(super) fn clear(&self) -> Result<bool> {
        remove_empty(&self.dir);
        let rest = fs::read_dir(&self.dir).map_err(LayoutError::io("list", &self.dir))?;
        let mut names = rest.filter_map(|entry| Some(entry.ok()?.file_name()));
        if names.any(|name| name != STAMP && name != LISTS) {
            return Ok(false);
        }
        // The moment goes last: without it the run would seem to be a new one.
        for name in [LISTS, STAMP] {
            disk::remove(&self.dir.join(name))?;
        }
        fs::remove_dir(&self.dir).map_err(LayoutError::io("remove", &self.dir))?;
        Ok(true)
    }
}

/// Removes the empty directories below `dir`.
fn remove_empty(dir: &Path) {
    let Ok(entries) = fs::read_dir(dir) else { return };
    for entry in entries.filter_map(std::result::Result::ok) {
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            remove_empty(&entry.path());
            // Fails where something is in it, which is meant.
            drop(fs::remove_dir(entry.path()));
        }
    }
}

/// Moves a file into the trash; says whether it was there.
pub(super) fn take(path: &Path, to: &Path) -> Result<bool> {
    rename(path, to)
}

/// Moves a file out of the trash, and makes it young; says whether it was there. Where there is one of that name again,
/// the one in the trash is not needed.
pub(super) fn put_back(from: &Path, to: &Path) -> Result<bool> {
    let Some(size) = disk::size(from)? else { return Ok(false) };
    // Another size is no whole file; the one from the trash takes its place.
    if disk::size(to)? == Some(size) {
        return disk::remove(from);
    }
    let there = rename(from, to)?;
    if there {
        refresh(to)?;
    }
    Ok(there)
}

fn rename(from: &Path, to: &Path) -> Result<bool> {
    loop {
        match fs::rename(from, to) {
            Ok(()) => return Ok(true),
            Err(error) if disk::is_missing(&error) => {
                if disk::size(from)?.is_none() {
                    return Ok(false);
                }
                disk::create_parent(to)?;
            }
            Err(error) => return Err(LayoutError::io("move", from)(error)),
        }
    }
}

/// Makes a file young, so that garbage collection leaves it alone for its grace; says whether it is there. When it was
/// written stays as it is: that is when it was pushed.
pub(super) fn refresh(path: &Path) -> Result<bool> {
    let now = Timespec { tv_sec: 0, tv_nsec: UTIME_NOW };
    let as_is = Timespec { tv_sec: 0, tv_nsec: UTIME_OMIT };
    let times = Timestamps { last_access: now, last_modification: as_is };
    match utimensat(CWD, path, &times, AtFlags::empty()) {
        Err(Errno::NOENT | Errno::NOTDIR) => Ok(false),
        // A file of somebody else cannot be made young; then it is as old as it is.
        Ok(()) | Err(Errno::PERM | Errno::ACCESS | Errno::ROFS) => Ok(true),
        Err(error) => Err(LayoutError::io("refresh", path)(error.into())),
    }
}
