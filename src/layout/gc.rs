//! Garbage collection of a store: what no tag leads to is removed, and every decision is explained.
//!
//! Transfers hold the store's lock shared, garbage collection holds it alone: neither sees the other half-done. A
//! transfer that was broken off leaves complete blobs that nothing names yet; the grace period keeps those.

use std::collections::{HashMap, HashSet};
use std::fs::{self, Metadata};
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::Serialize;

use super::error::{LayoutError, Result};
use super::index_file::IndexFile;
use super::pool::blob_files;
use super::reach::Reach;
use super::{BLOBS, Layout, OCI_LAYOUT, Store, disk, index, journal};
use crate::oci::Digest;
use crate::reference::Reference;

/// What to do while transfers run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WhenBusy {
    /// Fail with [`LayoutError::Busy`].
    #[default]
    Fail,
    /// Wait until they have ended.
    Wait,
}

/// How to collect garbage.
#[derive(Clone, Copy, Debug)]
pub struct GcOptions {
    /// Decide and report, but remove nothing.
    pub dry_run: bool,
    /// What changed within this time is kept, whether anything leads to it or not.
    pub grace: Duration,
    /// Partial downloads that did not grow for so long are given up.
    pub partial_age: Duration,
    /// What to do while transfers run.
    pub when_busy: WhenBusy,
}

impl Default for GcOptions {
    fn default() -> Self {
        const HOUR: u64 = 60 * 60;
        Self {
            dry_run: false,
            grace: Duration::from_secs(HOUR),
            partial_age: Duration::from_secs(7 * 24 * HOUR),
            when_busy: WhenBusy::default(),
        }
    }
}

/// What kind of thing was decided on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum GcSubject {
    /// A blob or an unlisted manifest in a repository.
    Blob,
    /// A manifest in a repository's list.
    Manifest,
    /// A partial download.
    Partial,
    /// A blob in the store's pool.
    Pool,
    /// A whole repository.
    Repository,
}

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum GcVerdict {
    /// It stays.
    Kept,
    /// It is gone, or would be but for a dry run.
    Removed,
}

/// One decision, with its reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct GcDecision {
    /// What kind of thing it is about.
    pub subject: GcSubject,
    /// The repository, where it is in one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repository: Option<String>,
    /// The digest, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digest: Option<Digest>,
    /// What was decided.
    pub verdict: GcVerdict,
    /// Why.
    pub reason: String,
    /// How many bytes of disk it takes: nothing for one link of several.
    pub bytes: u64,
}

/// What a garbage collection decided.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct GcReport {
    /// Every decision, repository by repository, then the pool, then partial downloads.
    pub decisions: Vec<GcDecision>,
    /// How many bytes of disk were freed, or would be.
    pub freed_bytes: u64,
}

impl Store {
    /// Collects garbage. `waiting` is called once where transfers run and [`GcOptions::when_busy`] says to wait. Blocks.
    pub fn gc(&self, options: &GcOptions, waiting: &mut dyn FnMut()) -> Result<GcReport> {
        self.pool.create()?;
        let _held = match (self.pool.try_exclude()?, options.when_busy) {
            (Some(held), _) => held,
            (None, WhenBusy::Fail) => return Err(LayoutError::Busy { root: self.root().to_owned() }),
            (None, WhenBusy::Wait) => {
                waiting();
                self.pool.exclude()?
            }
        };
        let mut run =
            Run { store: self, options, now: SystemTime::now(), dropped: HashMap::new(), report: GcReport::default() };
        for (repository, dir) in self.pool.repositories()? {
            run.repository(&repository, &dir)?;
        }
        run.pool()?;
        run.partials()?;
        if !options.dry_run {
            journal::settle_ours(&self.pool)?;
        }
        run.report.freed_bytes =
            run.report.decisions.iter().filter(|d| d.verdict == GcVerdict::Removed).map(|d| d.bytes).sum();
        Ok(run.report)
    }
}

/// A collection under way.
struct Run<'a> {
    store: &'a Store,
    options: &'a GcOptions,
    now: SystemTime,
    /// How many links of each file were dropped: in a dry run the disk does not tell.
    dropped: HashMap<(u64, u64), u64>,
    report: GcReport,
}

impl Run<'_> {
    fn repository(&mut self, repository: &Reference, dir: &Path) -> Result<()> {
        let name = repository.name();
        let layout = Layout::of_store(self.store.pool.clone(), dir.to_owned(), repository.clone());
        let list = match IndexFile::new(dir).read() {
            Ok(list) => list,
            // What it needs is not known, so all of it stays. The others are collected all the same.
            Err(error) => {
                let reason = format!("everything in it stays: {error}");
                self.decide(GcSubject::Repository, Some(&name), None, GcVerdict::Kept, &reason, 0);
                return Ok(());
            }
        };
        let mut reach = Reach::new(&layout);
        for entry in list.manifests.iter().filter(|entry| index::tag_of(entry).is_some()) {
            reach.add(entry);
        }
        let young = |digest: &Digest| {
            fs::metadata(layout.blobs.path(digest)).is_ok_and(|found| self.is_young(&found, self.options.grace))
        };
        let (fresh, mut open): (Vec<_>, Vec<_>) = list
            .manifests
            .iter()
            .filter(|entry| index::tag_of(entry).is_none())
            .partition(|entry| young(&entry.digest));
        for entry in &fresh {
            reach.add(entry);
        }
        // A referrer stays with its subject, and may itself be the subject of another.
        while let Some(at) = open.iter().position(|entry| reach.has(&entry.digest) || reach.refers_into(entry)) {
            reach.add(open.swap_remove(at));
        }
        if reach.uncertain().is_some() {
            open.clear();
        }
        let dead: HashSet<Digest> = open.iter().map(|entry| entry.digest.clone()).collect();
        if !dead.is_empty() && !self.options.dry_run {
            IndexFile::new(dir).update_blocking(&self.store.pool.staging(), |list| {
                let before = list.manifests.len();
                list.manifests.retain(|entry| index::tag_of(entry).is_some() || !dead.contains(&entry.digest));
                list.manifests.len() != before
            })?;
        }
        let listed: HashSet<&Digest> = list.manifests.iter().map(|entry| &entry.digest).collect();
        let left = self.files(&name, dir, &reach, &listed, &dead)?;
        if left == 0 && list.manifests.len() == open.len() {
            self.decide(GcSubject::Repository, Some(&name), None, GcVerdict::Removed, "nothing is left in it", 0);
            if !self.options.dry_run && dir.join(OCI_LAYOUT).exists() {
                self.store.remove_repository(dir)?;
            }
        }
        Ok(())
    }

    /// Decides on the files of a repository; says how many stay.
    fn files(
        &mut self,
        name: &str,
        dir: &Path,
        reach: &Reach<'_>,
        listed: &HashSet<&Digest>,
        dead: &HashSet<Digest>,
    ) -> Result<usize> {
        let mut left = 0;
        for (digest, path) in blob_files(&dir.join(BLOBS))? {
            let Ok(found) = fs::symlink_metadata(&path) else { continue };
            let subject = if listed.contains(&digest) { GcSubject::Manifest } else { GcSubject::Blob };
            let (verdict, reason) = if let Some(why) = reach.why(&digest) {
                (GcVerdict::Kept, why)
            } else if let Some(why) = reach.uncertain() {
                (GcVerdict::Kept, why)
            } else if !dead.contains(&digest) && self.is_young(&found, self.options.grace) {
                (GcVerdict::Kept, "younger than the grace period".to_owned())
            } else if dead.contains(&digest) {
                (GcVerdict::Removed, "it has no tag and nothing refers to it".to_owned())
            } else {
                (GcVerdict::Removed, "no manifest uses it".to_owned())
            };
            let own = if found.nlink() == 1 { found.len() } else { 0 };
            self.decide(subject, Some(name), Some(digest), verdict, &reason, own);
            if verdict == GcVerdict::Kept {
                left += 1;
                continue;
            }
            *self.dropped.entry((found.dev(), found.ino())).or_default() += 1;
            if !self.options.dry_run {
                disk::remove(&path)?;
            }
        }
        Ok(left)
    }

    fn pool(&mut self) -> Result<()> {
        for (digest, path) in blob_files(&self.store.pool.blobs())? {
            let Ok(found) = fs::symlink_metadata(&path) else { continue };
            let dropped = self.dropped.get(&(found.dev(), found.ino())).copied().filter(|_| self.options.dry_run);
            let repositories = found.nlink().saturating_sub(1 + dropped.unwrap_or_default());
            if repositories > 0 {
                let reason =
                    format!("in {repositories} {}", if repositories == 1 { "repository" } else { "repositories" });
                self.decide(GcSubject::Pool, None, Some(digest), GcVerdict::Kept, &reason, found.len());
                continue;
            }
            self.decide(GcSubject::Pool, None, Some(digest), GcVerdict::Removed, "in no repository", found.len());
            if !self.options.dry_run {
                disk::remove(&path)?;
            }
        }
        Ok(())
    }

    /// Decides on what transfers left half-done: none runs now.
    fn partials(&mut self) -> Result<()> {
        let dir = self.store.pool.staging();
        for entry in fs::read_dir(&dir).map_err(LayoutError::io("list", &dir))? {
            let path = entry.map_err(LayoutError::io("list", &dir))?.path();
            let Ok(found) = fs::symlink_metadata(&path) else { continue };
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            let digest = name.split_once('-').and_then(|(algorithm, hex)| format!("{algorithm}:{hex}").parse().ok());
            let age = found.modified().ok().and_then(|at| self.now.duration_since(at).ok()).unwrap_or_default();
            let (verdict, reason) = if found.is_dir() {
                (GcVerdict::Kept, "not a file of this store")
            } else if name.starts_with(disk::TEMPORARY) {
                (GcVerdict::Removed, "left by a process that died")
            } else if digest.is_none() {
                (GcVerdict::Kept, "not a file of this store")
            } else if age >= self.options.partial_age {
                (GcVerdict::Removed, "nobody resumed it")
            } else {
                (GcVerdict::Kept, "may be resumed")
            };
            self.decide(GcSubject::Partial, None, digest, verdict, reason, found.len());
            if verdict == GcVerdict::Removed && !self.options.dry_run {
                disk::remove(&path)?;
            }
        }
        Ok(())
    }

    /// Whether a file, or the number of its links, changed within `span`.
    fn is_young(&self, found: &Metadata, span: Duration) -> bool {
        is_within(span, found.ctime(), self.now)
    }

    fn decide(
        &mut self,
        subject: GcSubject,
        repository: Option<&str>,
        digest: Option<Digest>,
        verdict: GcVerdict,
        reason: &str,
        bytes: u64,
    ) {
        let (repository, reason) = (repository.map(str::to_owned), reason.to_owned());
        self.report.decisions.push(GcDecision { subject, repository, digest, verdict, reason, bytes });
    }
}

/// Whether `changed`, in seconds since 1970, lies within `span` before `now`. What was changed in the future was changed
/// by another clock, a file server's or one that was put back: its age is not known, and unknown is young.
fn is_within(span: Duration, changed: i64, now: SystemTime) -> bool {
    let Ok(seconds) = u64::try_from(changed) else { return false };
    let age = UNIX_EPOCH.checked_add(Duration::from_secs(seconds)).and_then(|changed| now.duration_since(changed).ok());
    age.map_or(!span.is_zero(), |age| age < span)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn young_is_what_changed_within_the_span_or_by_a_clock_that_is_ahead() {
        let now = UNIX_EPOCH + Duration::from_secs(10_000);
        let hour = Duration::from_hours(1);
        for (changed, span, young) in [
            (10_000, hour, true),
            (6_401, hour, true),
            (6_400, hour, false),
            (10_005, hour, true),
            (i64::MAX, hour, true),
            (-5, hour, false),
            (10_000, Duration::ZERO, false),
            (10_005, Duration::ZERO, false),
        ] {
            assert_eq!(is_within(span, changed, now), young, "{changed} within {span:?}");
        }
    }
}
