//! One repository: its list, kept in memory and checked against the disk at every look, and the way every change of it
//! goes.
//!
//! Changes that come at the same time are made together: whoever has the turn takes all that wait, decides one after the
//! other, and writes them with one sync. A small `index.json` follows at once, so that other tools see the tag when the
//! client is told of it; a large one a little later, and the log has it meanwhile.

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

use super::super::{Deleted, Fixed, Naming, Put};
use super::directory::{self, Directory, Found};
use super::manifests::covered;
use super::place::{self, Place};
use super::{lock, run};
use crate::content::{ContentError, ErrorKind, Result};
use crate::layout::{Change, INDEX, IndexFile, LOG, LayoutError, Loaded, OCI_LAYOUT, Record, Seen, disk};
use crate::oci::{Descriptor, Digest, RawManifest};
use crate::reference::Tag;

/// An `index.json` up to this size follows every change at once.
const SMALL_INDEX: u64 = 256 << 10;
/// The writing of a large index may take this part of the time: one in so many.
const SHARE: u32 = 20;
/// How soon a large index is written at the earliest.
const SOON: Duration = Duration::from_millis(200);

/// How many manifests are remembered as durable.
const REMEMBERED: usize = 10_000;
/// How often an index that another tool writes all the time is read again before the list is written over it.
const FOLDS: u32 = 10;

/// One repository.
#[derive(Debug)]
pub(super) struct Roster {
    pub(super) dir: Directory,
    place: Place,
    staging: PathBuf,
    index: IndexFile,
    view: RwLock<Loaded>,
    /// Whether the view was ever read.
    loaded: AtomicBool,
    queue: Mutex<Vec<Waiting>>,
    turn: tokio::sync::Mutex<()>,
    folding: AtomicBool,
    /// Manifests whose names are known to be durable.
    durable: Mutex<HashSet<Digest>>,
    /// What is known of manifests that refer to others; content of a digest never changes.
    pub(super) subjects: Mutex<HashMap<Digest, Option<super::Referral>>>,
}

#[derive(Debug)]
struct Waiting {
    change: Order,
    answer: oneshot::Sender<Result<Done>>,
}

/// A change that somebody wants.
#[derive(Clone, Debug)]
pub(super) enum Order {
    /// A manifest, whose file is there, is listed and named.
    Put(Arc<Listed>),
    /// A tag goes.
    Untag(Tag),
    /// A manifest goes, with its tags and its file, unless one of those tags must stay.
    Delete(Digest, Fixed),
}

/// A manifest to be listed.
#[derive(Debug)]
pub(super) struct Listed {
    pub(super) manifest: RawManifest,
    pub(super) entry: Descriptor,
    pub(super) tags: Vec<Naming>,
}

/// What became of an order.
#[derive(Clone, Debug)]
pub(super) enum Done {
    Put(Put),
    Removed(bool),
    Deleted(Deleted),
}

impl Roster {
    pub(super) fn new(dir: PathBuf, place: Place) -> Self {
        let index = IndexFile::new(&dir);
        Self {
            dir: Directory::new(dir),
            staging: place.staging(),
            place,
            index,
            view: RwLock::default(),
            loaded: AtomicBool::new(false),
            queue: Mutex::default(),
            turn: tokio::sync::Mutex::default(),
            folding: AtomicBool::new(false),
            durable: Mutex::default(),
            subjects: Mutex::default(),
        }
    }

    fn read(&self) -> RwLockReadGuard<'_, Loaded> {
        self.view.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Loaded> {
        self.view.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Looks at the list as it is now.
    ///
    /// While another tool writes the list in place, or has broken off doing so, the last good one is shown.
    pub(super) async fn view<T>(self: &Arc<Self>, look: impl FnOnce(&Loaded) -> T) -> Result<T> {
        if self.is_current()? {
            return Ok(look(&self.read()));
        }
        let roster = Arc::clone(self);
        let refreshed = run(move || roster.refresh()).await;
        match refreshed {
            Err(error) if error.kind != ErrorKind::Invalid || !self.loaded.load(Ordering::Acquire) => Err(error),
            _ => Ok(look(&self.read())),
        }
    }

    /// Whether the view is what is on disk now.
    fn is_current(&self) -> Result<bool, LayoutError> {
        if !self.loaded.load(Ordering::Acquire) {
            return Ok(false);
        }
        let stamp = |found: Found| (found.inode.0, found.inode.1, found.written.0, found.written.1, found.size);
        let log = self.dir.look(LOG)?.map(stamp);
        let index = self.dir.look(INDEX)?.map(stamp);
        Ok(self.read().is_of(index, log))
    }

    fn refresh(&self) -> Result<(), LayoutError> {
        // Read under the lock of the view: what one read long ago must not replace what others have added since.
        let mut view = self.write();
        if self.loaded.load(Ordering::Acquire) {
            return self.index.refresh(&mut view).map(drop);
        }
        *view = self.index.load()?;
        self.loaded.store(true, Ordering::Release);
        Ok(())
    }

    /// Whether there is such a repository.
    pub(super) fn exists(&self) -> bool {
        self.dir.path().join(OCI_LAYOUT).exists()
    }

    /// Whether nobody changes it at this moment.
    pub(super) fn is_idle(&self) -> bool {
        self.turn.try_lock().is_ok()
    }

    /// Has a change made, durably, together with whatever else waits.
    pub(super) async fn change(self: &Arc<Self>, change: Order) -> Result<Done> {
        let (answer, mut outcome) = oneshot::channel();
        lock(&self.queue).push(Waiting { change, answer });
        let turn = self.turn.lock().await;
        let lost = || ContentError::new(ErrorKind::Storage, "the change was given up");
        match outcome.try_recv() {
            Ok(done) => return done,
            Err(oneshot::error::TryRecvError::Closed) => return Err(lost()),
            Err(oneshot::error::TryRecvError::Empty) => {}
        }
        let batch = std::mem::take(&mut *lock(&self.queue));
        let roster = Arc::clone(self);
        run(move || {
            roster.settle(batch);
            Ok(())
        })
        .await?;
        drop(turn);
        self.fold_later();
        outcome.try_recv().map_err(|_| lost())?
    }

    /// Makes a batch of changes and answers each.
    fn settle(&self, batch: Vec<Waiting>) {
        let (orders, answers): (Vec<Order>, Vec<_>) = batch.into_iter().map(|one| (one.change, one.answer)).unzip();
        let mut answers = answers.into_iter();
        // A deletion looks at the whole list, so it is made by itself.
        for part in
            orders.chunk_by(|one, other| !matches!(one, Order::Delete(..)) && !matches!(other, Order::Delete(..)))
        {
            let outcomes = match self.settle_part(part) {
                Ok(done) => done.into_iter().map(Ok).collect(),
                Err(error) => {
                    let kind = error.kind();
                    let again = |_| Err(ContentError::new(kind, error.to_string()).because(error.cause()));
                    part.iter().map(again).collect::<Vec<_>>()
                }
            };
            for (answer, outcome) in answers.by_ref().zip(outcomes) {
                // Who does not listen any more has given up; the change is made all the same.
                drop(answer.send(outcome));
            }
        }
    }

    fn settle_part(&self, orders: &[Order]) -> Result<Vec<Done>, LayoutError> {
        if orders.iter().any(|order| matches!(order, Order::Put(_))) {
            self.place.sync_noted()?;
        }
        let _held = self.hold()?;
        self.refresh()?;
        let mut draft = Draft { roster: self, tags: HashMap::new(), listed: HashMap::new(), records: Vec::new() };
        let done = orders.iter().map(|order| draft.decide(order)).collect::<Result<Vec<_>, _>>()?;
        let records = draft.records;
        if !records.is_empty() {
            self.sync_manifests(orders)?;
            self.write_down(records)?;
        }
        // Only now, and still under the lock: whoever names it anew finds it gone, and puts it there again.
        for (order, done) in orders.iter().zip(&done) {
            if let (Order::Delete(digest, _), Done::Deleted(Deleted::Gone)) = (order, done) {
                lock(&self.durable).remove(digest);
                disk::remove(&place::blob_in(self.dir.path(), digest))?;
            }
        }
        Ok(done)
    }

    /// The lock of the list, in a repository that is there: garbage collection may remove one that nothing is in yet.
    fn hold(&self) -> Result<File, LayoutError> {
        loop {
            let held = place::again(|| {
                self.make()?;
                self.index.hold()
            })?;
            if self.exists() {
                return Ok(held);
            }
        }
    }

    /// Makes the repository where there is none.
    pub(super) fn make(&self) -> Result<(), LayoutError> {
        place::make_layout(self.dir.path(), &self.staging)
    }

    /// Stores a manifest as a file of its own, synced, unless it is there; its name is not yet durable.
    pub(super) fn write_manifest(&self, manifest: &RawManifest) -> Result<(), LayoutError> {
        let path = place::blob_in(self.dir.path(), &manifest.digest);
        let same = directory::at(&path)?.is_some_and(|found| found.size == manifest.bytes.len() as u64)
            && disk::read_small(&path, crate::layout::MANIFEST_LIMIT)?.is_some_and(|found| found == manifest.bytes);
        if same {
            return Ok(());
        }
        if let Some(parent) = path.parent() {
            place::create_durably(parent)?;
        }
        lock(&self.durable).remove(&manifest.digest);
        disk::write_whole(&path, &manifest.bytes, &self.staging)
    }

    /// Makes the names of the manifests durable before the list leads to them; those that this process has not made so.
    fn sync_manifests(&self, orders: &[Order]) -> Result<(), LayoutError> {
        let mut durable = lock(&self.durable);
        let put = orders.iter().filter_map(|order| match order {
            Order::Put(listed) => Some(&listed.manifest.digest),
            _ => None,
        });
        let fresh: HashSet<&Digest> = put.filter(|digest| !durable.contains(*digest)).collect();
        let algorithms: HashSet<_> = fresh.iter().map(|digest| digest.algorithm()).collect();
        for algorithm in algorithms {
            disk::sync_dir(&self.dir.path().join(crate::layout::BLOBS).join(algorithm.name()))?;
        }
        if durable.len() > REMEMBERED {
            durable.clear();
        }
        durable.extend(fresh.into_iter().cloned());
        Ok(())
    }

    /// Writes changes into the log, durably, and into a small index at once.
    fn write_down(&self, records: Vec<Record>) -> Result<(), LayoutError> {
        let (end, small) = {
            let view = self.read();
            (view.log_end(), view.index_size() <= SMALL_INDEX)
        };
        let place = self.index.write_log(end, &records)?;
        self.index.admit(&mut self.write(), records, place)?;
        if small {
            // The changes are made. Where the index cannot be written now, it is a little later.
            drop(self.fold_held());
        }
        Ok(())
    }

    /// Writes the list into `index.json`. The caller holds the lock.
    fn fold_held(&self) -> Result<(), LayoutError> {
        for attempt in 1.. {
            let (text, seen) = {
                let view = self.read();
                (view.listing.text(), if attempt < FOLDS { view.seen() } else { Seen::Somehow })
            };
            let text = text.map_err(|source| LayoutError::Json { path: self.dir.path().to_owned(), source })?;
            if let Some(written) = self.index.write_index(&text, seen, &self.staging)? {
                return self.index.folded(&mut self.write(), &written, &self.staging);
            }
            self.refresh()?;
        }
        Ok(())
    }

    /// Writes the list into `index.json` where that lacks changes.
    pub(super) fn fold(&self) -> Result<(), LayoutError> {
        if !self.read().is_ahead() {
            return Ok(());
        }
        let _held = self.index.hold()?;
        self.refresh()?;
        if self.read().is_ahead() { self.fold_held() } else { Ok(()) }
    }

    /// Has a large index written in a while, so seldom that it takes a small part of the time only.
    fn fold_later(self: &Arc<Self>) {
        if !self.read().is_ahead() || self.folding.swap(true, Ordering::AcqRel) {
            return;
        }
        let roster = Arc::clone(self);
        tokio::spawn(async move {
            tokio::time::sleep(SOON).await;
            let folding = Arc::clone(&roster);
            let begun = Instant::now();
            // What fails now is in the log; the next change tries again.
            drop(run(move || folding.fold()).await);
            tokio::time::sleep(begun.elapsed() * SHARE).await;
            roster.folding.store(false, Ordering::Release);
            roster.fold_later();
        });
    }
}

/// A batch as it is being decided: the list, and what the batch has changed in it so far.
struct Draft<'a> {
    roster: &'a Roster,
    tags: HashMap<Box<str>, Option<Digest>>,
    listed: HashMap<Digest, bool>,
    records: Vec<Record>,
}

impl Draft<'_> {
    fn resolve(&self, tag: &str) -> Option<Digest> {
        match self.tags.get(tag) {
            Some(named) => named.clone(),
            None => self.roster.read().listing.resolve(tag).cloned(),
        }
    }

    fn is_listed(&self, digest: &Digest) -> bool {
        let known = self.listed.get(digest).copied();
        known.unwrap_or_else(|| self.roster.read().listing.media_type(digest).is_some())
    }

    fn record(&mut self, change: Change, before: Option<Digest>) {
        self.records.push(Record::new(change, before));
    }

    fn decide(&mut self, order: &Order) -> Result<Done, LayoutError> {
        Ok(match order {
            Order::Put(listed) => Done::Put(self.put(listed)?),
            Order::Untag(tag) => Done::Removed(self.untag(tag.as_str())),
            Order::Delete(digest, fixed) => Done::Deleted(self.delete(digest, fixed)?),
        })
    }

    fn put(&mut self, listed: &Listed) -> Result<Put, LayoutError> {
        let digest = &listed.manifest.digest;
        for Naming { tag, expect } in &listed.tags {
            let current = self.resolve(tag.as_str());
            if !expect.allows(current.as_ref(), digest) {
                return Ok(Put::Refused { tag: tag.clone(), current });
            }
        }
        // Somebody may have deleted it since, who held the lock that is held here now.
        self.roster.write_manifest(&listed.manifest)?;
        for Naming { tag, .. } in &listed.tags {
            let before = self.resolve(tag.as_str());
            if before.as_ref() != Some(digest) {
                self.record(Change::tag(tag.as_str(), &listed.entry), before);
                self.tags.insert(tag.as_str().into(), Some(digest.clone()));
                self.listed.insert(digest.clone(), true);
            }
        }
        if listed.tags.is_empty() && !self.is_listed(digest) {
            self.record(Change::List(Box::new(listed.entry.clone())), None);
            self.listed.insert(digest.clone(), true);
        }
        // What is found through this one from now on need not be listed.
        for child in &covered(self.roster, &listed.manifest) {
            let tagged = self.roster.read().listing.is_tagged(child);
            if self.is_listed(child) && !tagged && !self.tags.values().flatten().any(|named| named == child) {
                self.record(Change::Unlist(child.clone()), None);
                self.listed.insert(child.clone(), false);
            }
        }
        Ok(Put::Stored)
    }

    fn untag(&mut self, tag: &str) -> bool {
        let before = self.resolve(tag);
        if before.is_none() {
            return false;
        }
        self.record(Change::Untag(tag.into()), before);
        self.tags.insert(tag.into(), None);
        true
    }

    /// A deletion stands alone in its batch, so the list is as it is on disk.
    fn delete(&mut self, digest: &Digest, fixed: &Fixed) -> Result<Deleted, LayoutError> {
        let tags = self.roster.read().listing.tags_of(digest);
        let held = tags.iter().filter_map(|tag| tag.parse().ok()).find(|tag| fixed.holds(tag));
        if let Some(tag) = held {
            return Ok(Deleted::Held(tag));
        }
        let listed = self.is_listed(digest);
        for tag in tags {
            self.record(Change::Untag((*tag).into()), Some(digest.clone()));
        }
        if listed {
            self.record(Change::Unlist(digest.clone()), None);
        }
        let here = listed || directory::at(&place::blob_in(self.roster.dir.path(), digest))?.is_some();
        Ok(if here { Deleted::Gone } else { Deleted::Unknown })
    }
}
