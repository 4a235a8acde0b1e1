//! What is only found by looking through directories: which repositories there are, how much room they take.

use std::collections::HashSet;
use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use super::super::{Page, Usage};
use super::place::Place;
use crate::layout::{BLOBS, LayoutError, OCI_LAYOUT, disk, names};
use crate::reference::Repository;

type Result<T> = std::result::Result<T, LayoutError>;

/// The repositories, in the order of their bytes.
pub(super) fn repositories(place: &Place, page: &Page) -> Result<Vec<Repository>> {
    let mut found = Vec::new();
    match &place.lone {
        Some(name) => found.push(name.clone()),
        None => descend(place.store.root(), Path::new(""), &mut found)?,
    }
    found.retain(|name| page.last.as_deref().is_none_or(|last| name.as_str() > last));
    found.sort_unstable_by(|one, other| one.as_str().cmp(other.as_str()));
    found.truncate(page.limit.unwrap_or(usize::MAX));
    Ok(found)
}

fn descend(root: &Path, relative: &Path, found: &mut Vec<Repository>) -> Result<()> {
    let dir = root.join(relative);
    let entries = match fs::read_dir(&dir) {
        Ok(entries) => entries,
        // Collected while the list is made.
        Err(error) if disk::is_missing(&error) => return Ok(()),
        Err(error) => return Err(LayoutError::io("list", &dir)(error)),
    };
    for entry in entries {
        let entry = entry.map_err(LayoutError::io("list", &dir))?;
        let name = entry.file_name();
        let is_part = name.to_str().is_some_and(names::is_repository_part);
        if !is_part || !entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            continue;
        }
        let inner = relative.join(&name);
        if root.join(&inner).join(OCI_LAYOUT).is_file() {
            found.extend(names::repository_at(&inner));
        }
        descend(root, &inner, found)?;
    }
    Ok(())
}

/// How much room a repository takes, or all of them and the pool.
pub(super) fn usage(place: &Place, repository: Option<&Repository>) -> Result<Usage> {
    let mut seen = HashSet::new();
    let mut bytes = 0;
    let mut add = |dir: &Path| -> Result<()> {
        for algorithm in ["sha256", "sha512"] {
            let dir = dir.join(algorithm);
            let entries = match fs::read_dir(&dir) {
                Ok(entries) => entries,
                Err(error) if disk::is_missing(&error) => continue,
                Err(error) => return Err(LayoutError::io("list", &dir)(error)),
            };
            for found in entries.flatten().filter_map(|entry| entry.metadata().ok()).filter(fs::Metadata::is_file) {
                if seen.insert((found.dev(), found.ino())) {
                    bytes += found.len();
                }
            }
        }
        Ok(())
    };
    // What lies in the pool alone is on its way out, and counts no more.
    let all = match repository {
        Some(repository) => vec![repository.clone()],
        None => repositories(place, &Page::default())?,
    };
    for dir in all.iter().filter_map(|repository| place.directory(repository)) {
        add(&dir.join(BLOBS))?;
    }
    if repository.is_none() {
        bytes += under_way(place)?;
    }
    Ok(Usage { bytes, free: free(place) })
}

/// The bytes of uploads that have not ended.
fn under_way(place: &Place) -> Result<u64> {
    let dir = place.uploads();
    match fs::read_dir(&dir) {
        Ok(entries) => Ok(entries.flatten().filter_map(|entry| entry.metadata().ok()).map(|found| found.len()).sum()),
        Err(error) if disk::is_missing(&error) => Ok(0),
        Err(error) => Err(LayoutError::io("list", &dir)(error)),
    }
}

/// How much may still be written.
fn free(place: &Place) -> Option<u64> {
    let found = rustix::fs::statvfs(place.staging().as_path()).ok()?;
    Some(found.f_bavail.saturating_mul(found.f_frsize))
}
