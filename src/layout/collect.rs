//! One garbage collection under way: what it decides, and the steps in which it acts. It may be broken off between any
//! two of them.

use std::collections::{HashMap, HashSet};
use std::fs::{self, Metadata};
use std::ops::ControlFlow;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::clock::Moment;
use super::disk::{self, Hold};
use super::error::{LayoutError, Result};
use super::gc::{GcDecision, GcOptions, GcReport, GcStep, GcStepper, GcSubject, GcVerdict, is_within};
use super::index_file::{INDEX, IndexFile, LOCK};
use super::pool::{Place, blob_files};
use super::reach::Mark;
use super::trash::{self, Cycle, Trash};
use super::{BLOBS, Layout, OCI_LAYOUT, Store, index, journal};
use crate::oci::{Descriptor, Digest, ImageIndex};

/// How many files are taken away under one hold of an index's lock.
const BATCH: usize = 64;

/// What tells one file from another.
pub(super) type Inode = (u64, u64);

pub(super) fn inode(found: &Metadata) -> Inode {
    (found.dev(), found.ino())
}

/// A collection under way.
pub(super) struct Run<'a> {
    pub(super) store: &'a Store,
    pub(super) options: &'a GcOptions,
    step: &'a mut GcStepper<'a>,
    /// Whether no transfer can be under way.
    pub(super) alone: bool,
    pub(super) now: Moment,
    /// The time that files are aged by.
    pub(super) wall: SystemTime,
    pub(super) trash: Trash,
    /// What earlier runs took away, and whether it has lain there long enough.
    pub(super) earlier: Vec<(Cycle, bool)>,
    /// What this run takes away, once there is something.
    pub(super) cycle: Option<Cycle>,
    /// How many links of each file are in the trash, or would be.
    pub(super) trashed: HashMap<Inode, u64>,
    /// How many of them this run put there.
    dropped: HashMap<Inode, u64>,
    /// Files of the pool that go with their last link in the trash.
    pub(super) gone: HashSet<Inode>,
    report: GcReport,
}

/// A file of a repository that is to be taken away.
struct Candidate {
    /// Which decision is about it.
    decision: usize,
    digest: Digest,
    path: PathBuf,
    /// Whether it was taken from the list.
    dead: bool,
}

impl<'a> Run<'a> {
    pub(super) fn new(
        store: &'a Store,
        options: &'a GcOptions,
        step: &'a mut GcStepper<'_>,
        alone: bool,
    ) -> Result<Self> {
        let now = options.clock.now();
        let staging = store.pool.staging();
        let wall = now.trusted(&store.pool.clock(), options.grace, (!options.dry_run).then_some(&*staging))?;
        let trash = store.trash();
        let mut earlier = Vec::new();
        let mut trashed: HashMap<Inode, u64> = HashMap::new();
        for cycle in trash.cycles()? {
            for repository in cycle.repositories()? {
                for found in cycle.blobs(&repository)?.iter().filter_map(|(_, path)| fs::symlink_metadata(path).ok()) {
                    *trashed.entry(inode(&found)).or_default() += 1;
                }
            }
            let old = now.least_age(&trash.stamp(&cycle, &now)?) >= options.grace;
            earlier.push((cycle, old));
        }
        let (dropped, gone) = (HashMap::new(), HashSet::new());
        let report = GcReport::default();
        Ok(Self { store, options, step, alone, now, wall, trash, earlier, cycle: None, trashed, dropped, gone, report })
    }

    /// Does everything, and tells what was done.
    pub(super) fn all(mut self) -> Result<GcReport> {
        for place in self.store.pool.repositories()? {
            self.rest()?;
            self.repository(&place)?;
        }
        self.forsaken()?;
        self.pool_trash()?;
        self.pool()?;
        self.partials()?;
        self.uploads()?;
        if !self.options.dry_run {
            self.clear()?;
            journal::settle_ours(&self.store.pool)?;
        }
        let at_once = self.options.grace.is_zero();
        for decision in self.report.decisions.iter().filter(|decision| decision.verdict == GcVerdict::Removed) {
            let later = matches!(decision.subject, GcSubject::Blob | GcSubject::Manifest | GcSubject::Pool);
            let sum = if later && !at_once { &mut self.report.trashed_bytes } else { &mut self.report.freed_bytes };
            *sum += decision.bytes;
        }
        Ok(self.report)
    }

    /// Asks whether to go on, before something changes.
    pub(super) fn change(&mut self) -> Result<()> {
        self.ask(GcStep::Change)
    }

    fn rest(&mut self) -> Result<()> {
        self.ask(GcStep::Rest)
    }

    fn ask(&mut self, step: GcStep) -> Result<()> {
        match (self.step)(step) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(LayoutError::Stopped),
        }
    }

    /// What this run takes away.
    fn cycle(&mut self) -> Result<Cycle> {
        if let Some(cycle) = &self.cycle {
            return Ok(cycle.clone());
        }
        let cycle = self.trash.begin(&self.now)?;
        self.cycle = Some(cycle.clone());
        Ok(cycle)
    }

    fn repository(&mut self, place: &Place) -> Result<()> {
        let layout = Layout::of_place(&self.store.pool, place);
        let index = IndexFile::new(&place.dir);
        let list = match index.read() {
            Ok(list) => list,
            // What it needs is not known, so all of it stays. The others are collected all the same.
            Err(error) => {
                let reason = format!("everything in it stays: {error}");
                self.decide(GcSubject::Repository, Some(&place.name), None, GcVerdict::Kept, &reason, 0);
                return Ok(());
            }
        };
        let (span, wall) = (self.options.grace, self.wall);
        let young = |digest: &Digest| {
            fs::metadata(layout.blobs.path(digest)).is_ok_and(|found| is_within(span, found.ctime(), wall))
        };
        let mut mark = Mark::new(&layout);
        mark.extend(&list, young);
        self.heal(place, &mut mark)?;
        self.empty(place, &mark)?;
        let dead = match self.unlist(place, &index, &mut mark, &young) {
            Err(error) if disk::is_full(&error) => {
                let reason = "its list cannot be changed on a full disk: what else can go makes room first";
                self.decide(GcSubject::Repository, Some(&place.name), None, GcVerdict::Kept, reason, 0);
                return Ok(());
            }
            other => other?,
        };
        let mut left = self.files(place, &index, &mut mark, &young, &list, &dead)?;
        let mut listed = list.manifests.len() - list.manifests.iter().filter(|e| dead.contains(&e.digest)).count();
        if !self.options.dry_run {
            // Who does not lock may have listed something since.
            let list = index.read()?;
            mark.extend(&list, young);
            left += self.heal(place, &mut mark)?;
            listed = list.manifests.len();
        }
        if left == 0 && listed == 0 && mark.reach.uncertain().is_none() && !self.store.pool.is_lone() {
            self.unused(place)?;
        }
        Ok(())
    }

    /// Brings back what is in the trash and something leads to; says how many files.
    fn heal(&mut self, place: &Place, mark: &mut Mark<'_>) -> Result<usize> {
        let relative = self.store.pool.relative(&place.dir).to_owned();
        let mut healed = 0;
        loop {
            let before = healed;
            let cycles: Vec<Cycle> = self.earlier.iter().map(|(cycle, _)| cycle).chain(&self.cycle).cloned().collect();
            for cycle in cycles {
                for (digest, path) in cycle.blobs(&relative)? {
                    if !mark.reach.has(&digest) {
                        continue;
                    }
                    let found = fs::symlink_metadata(&path).ok();
                    if !self.options.dry_run {
                        self.change()?;
                        if !trash::put_back(&path, &super::blobs::path_in(&place.dir, &digest))? {
                            continue;
                        }
                    }
                    if let Some(found) = found {
                        self.untrash(&found);
                    }
                    healed += 1;
                    let reason = mark.reach.why(&digest).unwrap_or_default();
                    self.decide(GcSubject::Trash, Some(&place.name), Some(digest), GcVerdict::Restored, &reason, 0);
                }
            }
            // What came back may be a manifest, and lead to more. A dry run cannot read it there.
            if healed == before || self.options.dry_run {
                return Ok(healed);
            }
            mark.reach.look_again();
        }
    }

    pub(super) fn untrash(&mut self, found: &Metadata) {
        if let Some(links) = self.trashed.get_mut(&inode(found)) {
            *links = links.saturating_sub(1);
        }
    }

    /// Takes the entries that nothing keeps from the list, after they were written down; says which.
    fn unlist(
        &mut self,
        place: &Place,
        index: &IndexFile,
        mark: &mut Mark<'_>,
        young: &impl Fn(&Digest) -> bool,
    ) -> Result<HashSet<Digest>> {
        let doomed: Vec<Descriptor> = mark.dead().cloned().collect();
        let digests = |mark: &Mark<'_>| mark.dead().map(|entry| entry.digest.clone()).collect::<HashSet<_>>();
        if doomed.is_empty() || self.options.dry_run {
            return Ok(digests(mark));
        }
        self.change()?;
        let relative = self.store.pool.relative(&place.dir).to_owned();
        self.cycle()?.record(&relative, &doomed)?;
        let recorded = digests(mark);
        self.change()?;
        index.update_blocking(&self.store.pool.staging(), |list| {
            mark.extend(list, young);
            let before = list.manifests.len();
            // Only what was written down: what died since is for the next run.
            list.manifests.retain(|entry| {
                let goes = recorded.contains(&entry.digest) && mark.is_dead(&entry.digest);
                index::tag_of(entry).is_some() || !goes
            });
            list.manifests.len() != before
        })?;
        Ok(recorded.intersection(&digests(mark)).cloned().collect())
    }

    /// Decides on the files of a repository, and takes away what goes; says how many stay.
    fn files(
        &mut self,
        place: &Place,
        index: &IndexFile,
        mark: &mut Mark<'_>,
        young: &impl Fn(&Digest) -> bool,
        list: &ImageIndex,
        dead: &HashSet<Digest>,
    ) -> Result<usize> {
        let listed: HashSet<&Digest> = list.manifests.iter().map(|entry| &entry.digest).collect();
        let mut candidates = Vec::new();
        let mut left = 0;
        for (digest, path) in blob_files(&place.dir.join(BLOBS))? {
            let Ok(found) = fs::symlink_metadata(&path) else { continue };
            let subject = if listed.contains(&digest) { GcSubject::Manifest } else { GcSubject::Blob };
            let (verdict, reason) = if let Some(why) = mark.reach.why(&digest) {
                (GcVerdict::Kept, why)
            } else if let Some(why) = mark.reach.uncertain() {
                (GcVerdict::Kept, why)
            } else if !dead.contains(&digest) && self.is_young(&found) {
                (GcVerdict::Kept, "younger than the grace period".to_owned())
            } else if dead.contains(&digest) {
                (GcVerdict::Removed, "it has no tag and nothing refers to it".to_owned())
            } else {
                (GcVerdict::Removed, "no manifest uses it".to_owned())
            };
            let own = if found.nlink() == 1 { found.len() } else { 0 };
            let decision = self.report.decisions.len();
            self.decide(subject, Some(&place.name), Some(digest.clone()), verdict, &reason, own);
            if verdict == GcVerdict::Kept {
                left += 1;
                continue;
            }
            *self.dropped.entry(inode(&found)).or_default() += 1;
            *self.trashed.entry(inode(&found)).or_default() += 1;
            candidates.push(Candidate { decision, dead: dead.contains(&digest), digest, path });
        }
        if !self.options.dry_run {
            for batch in candidates.chunks(BATCH) {
                self.rest()?;
                left += self.batch(place, index, mark, young, batch)?;
            }
        }
        Ok(left)
    }

    /// Takes files away, each looked at once more, while nobody who locks can change the list. Says how many stay.
    fn batch(
        &mut self,
        place: &Place,
        index: &IndexFile,
        mark: &mut Mark<'_>,
        young: &impl Fn(&Digest) -> bool,
        batch: &[Candidate],
    ) -> Result<usize> {
        let relative = self.store.pool.relative(&place.dir).to_owned();
        let cycle = self.cycle()?;
        let _held = lock(&place.dir)?;
        mark.extend(&index.read()?, young);
        let mut left = 0;
        for candidate in batch {
            let Ok(found) = fs::symlink_metadata(&candidate.path) else { continue };
            let mut stays = mark.keeps(&candidate.digest) || (!candidate.dead && self.is_young(&found));
            if !stays {
                self.change()?;
                let taken = cycle.blob(&relative, &candidate.digest);
                trash::take(&candidate.path, &taken)?;
                // Somebody was told at the last moment that it is there.
                let after = fs::symlink_metadata(&taken).ok();
                if after.is_some_and(|after| times(&after) != times(&found)) {
                    trash::put_back(&taken, &candidate.path)?;
                    stays = true;
                }
            }
            if stays {
                left += 1;
                self.untrash(&found);
                if let Some(links) = self.dropped.get_mut(&inode(&found)) {
                    *links = links.saturating_sub(1);
                }
                if let Some(decision) = self.report.decisions.get_mut(candidate.decision) {
                    decision.verdict = GcVerdict::Kept;
                    "it was wanted while garbage was collected".clone_into(&mut decision.reason);
                }
            }
        }
        Ok(left)
    }

    /// Removes a repository in which nothing is left, if nothing changed in it for the grace.
    fn unused(&mut self, place: &Place) -> Result<()> {
        let parts = ["", OCI_LAYOUT, INDEX, BLOBS, "blobs/sha256", "blobs/sha512"];
        let (span, wall) = (self.options.grace, self.wall);
        let changed = |part: &&str| {
            fs::symlink_metadata(place.dir.join(part)).is_ok_and(|found| is_within(span, found.ctime(), wall))
        };
        if parts.iter().any(changed) || !disk::exists(&place.dir.join(OCI_LAYOUT))? {
            return Ok(());
        }
        if !self.options.dry_run {
            self.change()?;
            let removed = if self.alone {
                self.store.remove_repository(&place.dir)?
            } else {
                let _held = lock(&place.dir)?;
                !changed(&OCI_LAYOUT) && self.store.remove_unused(&place.dir)?
            };
            if !removed {
                return Ok(());
            }
        }
        self.decide(GcSubject::Repository, Some(&place.name), None, GcVerdict::Removed, "nothing is left in it", 0);
        Ok(())
    }

    fn pool(&mut self) -> Result<()> {
        for (digest, path) in blob_files(&self.store.pool.blobs())? {
            let Ok(found) = fs::symlink_metadata(&path) else { continue };
            if self.gone.contains(&inode(&found)) {
                continue;
            }
            let [trashed, dropped] =
                [&self.trashed, &self.dropped].map(|links| links.get(&inode(&found)).copied().unwrap_or_default());
            let repositories = found.nlink().saturating_sub(1 + trashed);
            let (verdict, reason) = match repositories {
                0 if dropped > 0 => (GcVerdict::Removed, "in no repository".to_owned()),
                0 if trashed > 0 => (GcVerdict::Kept, "only the trash has it".to_owned()),
                0 if self.is_young(&found) => (GcVerdict::Kept, "in no repository, but young".to_owned()),
                0 => (GcVerdict::Removed, "in no repository".to_owned()),
                1 => (GcVerdict::Kept, "in 1 repository".to_owned()),
                many => (GcVerdict::Kept, format!("in {many} repositories")),
            };
            self.decide(GcSubject::Pool, None, Some(digest.clone()), verdict, &reason, found.len());
            if verdict == GcVerdict::Kept || self.options.dry_run {
                continue;
            }
            // What the trash has a link to goes when that does.
            if trashed == 0 || self.options.grace.is_zero() {
                self.rest()?;
                self.take_pooled(&digest, &path, &found)?;
            }
        }
        Ok(())
    }

    fn take_pooled(&mut self, digest: &Digest, path: &Path, found: &Metadata) -> Result<()> {
        self.change()?;
        let taken = self.cycle()?.pooled(digest);
        trash::take(path, &taken)?;
        let after = fs::symlink_metadata(&taken).ok();
        if after.is_some_and(|after| after.nlink() > found.nlink() || times(&after) != times(found)) {
            trash::put_back(&taken, path)?;
            if let Some(decision) = self.report.decisions.last_mut() {
                decision.verdict = GcVerdict::Kept;
                "it was wanted while garbage was collected".clone_into(&mut decision.reason);
            }
        }
        Ok(())
    }

    /// How long ago a file was written, by a clock that did not jump.
    pub(super) fn age(&self, found: &Metadata) -> Duration {
        found.modified().ok().and_then(|at| self.wall.duration_since(at).ok()).unwrap_or_default()
    }

    /// Whether a file, or the number of its links, changed within the grace.
    pub(super) fn is_young(&self, found: &Metadata) -> bool {
        is_within(self.options.grace, found.ctime(), self.wall)
    }

    pub(super) fn decide(
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

/// The times of a file that a rename leaves alone.
fn times(found: &Metadata) -> [i64; 4] {
    [found.atime(), found.atime_nsec(), found.mtime(), found.mtime_nsec()]
}

/// The lock of the index in `dir`.
fn lock(dir: &Path) -> Result<fs::File> {
    let path = dir.join(LOCK);
    let file = disk::open_lock(&path)?;
    disk::lock_blocking(&file, Hold::Alone, &path)?;
    Ok(file)
}
