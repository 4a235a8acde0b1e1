//! Emptying the trash: what an earlier run took away and nothing needed for a grace is deleted.

use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use super::collect::{Run, inode};
use super::error::Result;
use super::gc::{GcSubject, GcVerdict, is_within};
use super::pool::{Place, blob_files};
use super::reach::Mark;
use super::trash::{self, Cycle};
use super::{OCI_LAYOUT, disk};
use crate::oci::Digest;

impl Run<'_> {
    /// Deletes what earlier runs took from the repository and nothing needed since.
    pub(super) fn empty(&mut self, place: &Place, mark: &Mark<'_>) -> Result<()> {
        if let Some(why) = mark.reach.uncertain() {
            let reason = format!("what was taken from it stays in the trash: {why}");
            if self.earlier.iter().any(|(_, old)| *old) {
                self.decide(GcSubject::Repository, Some(&place.name), None, GcVerdict::Kept, &reason, 0);
            }
            return Ok(());
        }
        let relative = self.store.pool.relative(&place.dir).to_owned();
        for cycle in self.old() {
            for (digest, path) in cycle.blobs(&relative)? {
                if !mark.reach.has(&digest) {
                    self.discard(&cycle, Some(&place.name), digest, &path)?;
                }
            }
        }
        Ok(())
    }

    /// Deletes what earlier runs took from repositories that are gone now.
    pub(super) fn forsaken(&mut self) -> Result<()> {
        for cycle in self.old() {
            for relative in cycle.repositories()? {
                let dir = self.store.root().join(&relative);
                if disk::exists(&dir.join(OCI_LAYOUT))? {
                    continue;
                }
                let name = self.store.pool.place(&dir).map(|place| place.name);
                for (digest, path) in cycle.blobs(&relative)? {
                    self.discard(&cycle, name.as_deref(), digest, &path)?;
                }
            }
        }
        Ok(())
    }

    /// The runs whose trash has lain there long enough.
    fn old(&self) -> Vec<Cycle> {
        self.earlier.iter().filter(|(_, old)| *old).map(|(cycle, _)| cycle.clone()).collect()
    }

    /// Deletes a file of the trash; and the pool's, where no other link to it is left.
    fn discard(&mut self, cycle: &Cycle, name: Option<&str>, digest: Digest, path: &Path) -> Result<()> {
        let Ok(found) = fs::symlink_metadata(path) else { return Ok(()) };
        let pooled = self.store.pool.blob(&digest);
        let in_pool = fs::symlink_metadata(&pooled).ok().filter(|pool| inode(pool) == inode(&found));
        let last = found.nlink() == 1 + u64::from(in_pool.is_some());
        // Who was told that the pool has it counts on that.
        let wanted = in_pool.is_some_and(|pool| is_within(self.options.grace, pool.atime(), self.wall));
        let with_pool = last && found.nlink() == 2 && !wanted;
        if with_pool {
            self.gone.insert(inode(&found));
        }
        if !self.options.dry_run {
            if with_pool {
                self.change()?;
                let taken = cycle.pooled(&digest);
                trash::take(&pooled, &taken)?;
                if fs::symlink_metadata(&taken).is_ok_and(|found| found.nlink() > 2) {
                    trash::put_back(&taken, &pooled)?;
                } else {
                    self.change()?;
                    disk::remove(&taken)?;
                }
            }
            self.change()?;
            disk::remove(path)?;
            self.untrash(&found);
        }
        let bytes = if found.nlink() == 1 || with_pool { found.len() } else { 0 };
        self.decide(GcSubject::Trash, name, Some(digest), GcVerdict::Removed, "nothing needed it since", bytes);
        Ok(())
    }

    /// Deletes what earlier runs took from the pool.
    pub(super) fn pool_trash(&mut self) -> Result<()> {
        for cycle in self.old() {
            for (digest, path) in blob_files(&cycle.pool())? {
                let Ok(found) = fs::symlink_metadata(&path) else { continue };
                let trashed = self.trashed.get(&inode(&found)).copied().unwrap_or_default();
                if found.nlink() > 1 + trashed {
                    if !self.options.dry_run {
                        self.change()?;
                        trash::put_back(&path, &self.store.pool.blob(&digest))?;
                    }
                    let reason = "a repository has it";
                    self.decide(GcSubject::Trash, None, Some(digest), GcVerdict::Restored, reason, 0);
                } else if found.nlink() == 1 {
                    if !self.options.dry_run {
                        self.change()?;
                        disk::remove(&path)?;
                    }
                    let reason = "nothing needed it since";
                    self.decide(GcSubject::Trash, None, Some(digest), GcVerdict::Removed, reason, found.len());
                }
            }
        }
        Ok(())
    }

    /// Removes what is left of earlier runs; and of this one, where there is no grace.
    pub(super) fn clear(&mut self) -> Result<()> {
        for cycle in self.old() {
            self.change()?;
            cycle.clear()?;
        }
        if let Some(cycle) = self.cycle.take().filter(|_| self.options.grace.is_zero()) {
            for relative in cycle.repositories()? {
                for (_, path) in cycle.blobs(&relative)? {
                    self.change()?;
                    disk::remove(&path)?;
                }
            }
            for (_, path) in blob_files(&cycle.pool())? {
                self.change()?;
                disk::remove(&path)?;
            }
            self.change()?;
            cycle.clear()?;
        }
        Ok(())
    }
}
