//! What others left half-done and nobody went on with: partial downloads, and the upload sessions of a server.
//!
//! A session is a file in `_wharf/uploads/` with the bytes so far, locked while a request writes to it.

use std::fs;
use std::path::Path;
use std::time::Duration;

use super::collect::Run;
use super::disk::{self, Hold};
use super::error::{LayoutError, Result};
use super::gc::{GcSubject, GcVerdict};
use super::regular;

impl Run<'_> {
    /// Decides on what transfers left half-done.
    pub(super) fn partials(&mut self) -> Result<()> {
        let dir = self.store.pool.staging();
        for entry in fs::read_dir(&dir).map_err(LayoutError::io("list", &dir))? {
            let path = entry.map_err(LayoutError::io("list", &dir))?.path();
            let Ok(found) = fs::symlink_metadata(&path) else { continue };
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            let digest = name.split_once('-').and_then(|(algorithm, hex)| format!("{algorithm}:{hex}").parse().ok());
            if self.store.pool.is_lone() && digest.is_none() && !name.starts_with(disk::TEMPORARY) {
                continue;
            }
            let age = self.age(&found);
            let (verdict, reason) = if found.is_dir() {
                (GcVerdict::Kept, "not a file of this store")
            } else if name.starts_with(disk::TEMPORARY) && (self.alone || !self.is_young(&found)) {
                (GcVerdict::Removed, "left by a process that died")
            } else if name.starts_with(disk::TEMPORARY) {
                (GcVerdict::Kept, "may be written at this moment")
            } else if digest.is_none() {
                (GcVerdict::Kept, "not a file of this store")
            } else if age < self.options.partial_age {
                (GcVerdict::Kept, "may be resumed")
            } else if is_free(&path)? {
                (GcVerdict::Removed, "nobody resumed it")
            } else {
                (GcVerdict::Kept, "a transfer fills it")
            };
            if verdict == GcVerdict::Removed && !self.options.dry_run {
                self.change()?;
                disk::remove(&path)?;
            }
            self.decide(GcSubject::Partial, None, digest, verdict, reason, found.len());
        }
        Ok(())
    }

    /// Decides on the upload sessions.
    pub(super) fn uploads(&mut self) -> Result<()> {
        let dir = self.store.pool.uploads();
        let entries = match fs::read_dir(&dir) {
            Ok(entries) => entries,
            Err(error) if disk::is_missing(&error) => return Ok(()),
            Err(error) => return Err(LayoutError::io("list", &dir)(error)),
        };
        let mut sessions: Vec<_> = entries
            .filter_map(std::result::Result::ok)
            .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
            .map(|entry| entry.path())
            .collect();
        sessions.sort();
        for session in sessions {
            self.session(&session)?;
        }
        Ok(())
    }

    fn session(&mut self, path: &Path) -> Result<()> {
        // It ended meanwhile.
        let Some((age, bytes)) = self.session_age(path) else { return Ok(()) };
        let (verdict, reason) = if age < self.options.upload_age {
            (GcVerdict::Kept, "may go on")
        } else {
            let held = match regular::open(path)? {
                Some(file) => disk::try_lock(&file, Hold::Alone, path)?.then_some(file),
                None => return Ok(()),
            };
            match held {
                None => (GcVerdict::Kept, "a request writes to it"),
                // A request may have begun and ended while the lock was not yet held.
                Some(_) if self.session_age(path).is_none_or(|(age, _)| age < self.options.upload_age) => {
                    (GcVerdict::Kept, "may go on")
                }
                Some(_held) => {
                    if !self.options.dry_run {
                        self.change()?;
                        disk::remove(path)?;
                    }
                    (GcVerdict::Removed, "nobody went on with it")
                }
            }
        };
        self.decide(GcSubject::Upload, None, None, verdict, reason, bytes);
        Ok(())
    }

    /// How long ago a session was written to, and how many bytes it has.
    fn session_age(&self, path: &Path) -> Option<(Duration, u64)> {
        let found = fs::symlink_metadata(path).ok()?;
        Some((self.age(&found), found.len()))
    }
}

/// Whether no transfer holds the lock of a partial file.
fn is_free(path: &Path) -> Result<bool> {
    match regular::open(path) {
        Ok(Some(file)) => disk::try_lock(&file, Hold::Alone, path),
        Ok(None) | Err(LayoutError::Damaged { .. }) => Ok(true),
        Err(error) => Err(error),
    }
}
