//! What a store takes of the disk, and what each repository would free.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::os::unix::fs::MetadataExt as _;

use serde::Serialize;

use super::error::{LayoutError, Result};
use super::index_file::IndexFile;
use super::pool::{Place, blob_files};
use super::{BLOBS, Store, index};

/// What one repository takes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct RepositoryUsage {
    /// Its name, with the registry.
    pub repository: String,
    /// How many tags it has.
    pub tags: u64,
    /// How many manifests and blobs it has.
    pub files: u64,
    /// How many bytes they have.
    pub bytes: u64,
    /// How many of those bytes another repository has too.
    pub shared_bytes: u64,
    /// How many bytes would be freed if only this repository were removed.
    pub unique_bytes: u64,
}

/// What a store takes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct UsageReport {
    /// Each repository, in the order of their paths.
    pub repositories: Vec<RepositoryUsage>,
    /// How many bytes of disk manifests and blobs take, each counted once.
    pub total_bytes: u64,
    /// How many bytes the pool holds.
    pub pool_bytes: u64,
    /// How many of those no repository has: garbage collection frees them.
    pub orphan_bytes: u64,
    /// How many partial downloads there are.
    pub partials: u64,
    /// How many bytes they have.
    pub partial_bytes: u64,
}

impl Store {
    /// Measures what the store takes. Reads directories, no content.
    pub fn usage(&self) -> Result<UsageReport> {
        let mut report = UsageReport::default();
        let mut sizes: HashMap<(u64, u64), u64> = HashMap::new();
        for (_, path) in blob_files(&self.pool.blobs())? {
            let Ok(found) = fs::symlink_metadata(&path) else { continue };
            sizes.insert((found.dev(), found.ino()), found.len());
            report.pool_bytes += found.len();
            if found.nlink() == 1 {
                report.orphan_bytes += found.len();
            }
        }
        let mut holders: HashMap<(u64, u64), u64> = HashMap::new();
        let mut held = Vec::new();
        for Place { name, dir, .. } in self.pool.repositories()? {
            let mut files = HashSet::new();
            for (_, path) in blob_files(&dir.join(BLOBS))? {
                let Ok(found) = fs::symlink_metadata(&path) else { continue };
                let file = (found.dev(), found.ino());
                sizes.insert(file, found.len());
                if files.insert(file) {
                    *holders.entry(file).or_default() += 1;
                }
            }
            // A repository whose index is broken takes disk all the same.
            let tags = IndexFile::new(&dir).read().map(|list| index::entries(&list)).unwrap_or_default();
            let tags = tags.iter().filter(|entry| entry.tag.is_some()).count() as u64;
            held.push((name, tags, files));
        }
        for (repository, tags, files) in held {
            let mut usage =
                RepositoryUsage { repository, tags, files: files.len() as u64, ..RepositoryUsage::default() };
            for file in files {
                let size = sizes.get(&file).copied().unwrap_or_default();
                let shared = holders.get(&file).is_some_and(|holders| *holders > 1);
                usage.bytes += size;
                *(if shared { &mut usage.shared_bytes } else { &mut usage.unique_bytes }) += size;
            }
            report.repositories.push(usage);
        }
        report.total_bytes = sizes.values().sum();
        self.partial_usage(&mut report)?;
        Ok(report)
    }

    fn partial_usage(&self, report: &mut UsageReport) -> Result<()> {
        let dir = self.pool.staging();
        let entries = match fs::read_dir(&dir) {
            Ok(entries) => entries,
            Err(error) if super::disk::is_missing(&error) => return Ok(()),
            Err(error) => return Err(LayoutError::io("list", &dir)(error)),
        };
        for found in entries.filter_map(|entry| entry.ok()?.metadata().ok()) {
            report.partials += 1;
            report.partial_bytes += found.len();
        }
        Ok(())
    }
}
