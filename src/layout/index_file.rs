//! `index.json` on disk: read as it is now, changed under a lock and by replacement, never in place.
//!
//! Other tools rewrite the file without any lock (BuildKit alone takes the one used here). So an edit is applied to what
//! stands there at that moment, and once more where the file changed while it was prepared.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{Read as _, Seek as _, SeekFrom};
use std::os::unix::fs::{FileExt as _, MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::disk::{self, Hold};
use super::error::{LayoutError, Result};
use super::listing::Listing;
use super::regular;
use super::tag_log::{self, Record};
use crate::oci::ImageIndex;

pub(crate) const INDEX: &str = "index.json";
/// The log of changes: see [`tag_log`].
pub(crate) const LOG: &str = "index.json.log";
/// BuildKit locks the same name.
pub(super) const LOCK: &str = "index.json.lock";
/// Far beyond the largest index that makes sense: ten thousand tags take three megabytes.
const LIMIT: u64 = 256 << 20;
/// Some tools write the file in place: for a moment it is empty or cut.
const READ_ATTEMPTS: u32 = 5;
const READ_PAUSE: Duration = Duration::from_millis(10);
/// How often a file that others change all the time is read again before the last edit wins.
const WRITE_ATTEMPTS: u32 = 10;

/// The index of one layout, and the log of changes beside it.
#[derive(Clone, Debug)]
pub(crate) struct IndexFile {
    path: PathBuf,
    log: PathBuf,
    lock: PathBuf,
}

/// What tells one state of a file from another without reading it: device, inode, seconds and nanoseconds of its last
/// change, size.
pub(crate) type Stamp = (u64, u64, i64, i64, u64);

fn stamp(found: &Metadata) -> Stamp {
    (found.dev(), found.ino(), found.mtime(), found.mtime_nsec(), found.size())
}

fn stamp_of(path: &Path) -> Option<Stamp> {
    fs::metadata(path).ok().map(|found| stamp(&found))
}

/// Device and inode of the log, and how much of it is in the list; nothing where there is no log.
pub(crate) type LogEnd = Option<(u64, u64, u64)>;

/// How `index.json` was when the list was made that is to take its place.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Seen {
    /// As this, and it must be so still.
    As(Option<Stamp>),
    /// That does not matter.
    Somehow,
}

/// Where changes were written in the log.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    before: LogEnd,
    after: LogEnd,
}

/// The list as it was read, and from what.
#[derive(Debug, Default)]
pub(crate) struct Loaded {
    /// The list.
    pub(crate) listing: Listing,
    index: Option<Stamp>,
    log: LogEnd,
    records: Vec<Record>,
    /// How many of the records are not in the index yet, as far as this process knows.
    unfolded: usize,
}

impl Loaded {
    /// Whether `index.json` lacks changes that are in the log.
    pub(crate) fn is_ahead(&self) -> bool {
        self.unfolded > 0
    }

    /// Whether it was read from files that are found like this now.
    pub(crate) fn is_of(&self, index: Option<Stamp>, log: Option<Stamp>) -> bool {
        self.index == index && self.log == log.map(|stamp| (stamp.0, stamp.1, stamp.4))
    }

    /// Where the log ends.
    pub(crate) fn log_end(&self) -> LogEnd {
        self.log
    }

    /// How `index.json` was when it was last seen.
    pub(crate) fn seen(&self) -> Seen {
        Seen::As(self.index)
    }

    /// The size of `index.json` when it was last seen, in bytes.
    pub(crate) fn index_size(&self) -> u64 {
        self.index.map_or(0, |stamp| stamp.4)
    }
}

impl IndexFile {
    /// The index in `dir`.
    pub(crate) fn new(dir: &Path) -> Self {
        Self { path: dir.join(INDEX), log: dir.join(LOG), lock: dir.join(LOCK) }
    }

    /// What the index says now; an empty one where there is no file.
    pub(super) fn read(&self) -> Result<ImageIndex> {
        if stamp_of(&self.log).is_none() {
            return self.read_as(|bytes| serde_json::from_slice(bytes)).map(|(index, _)| index);
        }
        let text = self.load()?.listing.text();
        text.and_then(|text| serde_json::from_slice(&text)).map_err(self.json())
    }

    fn json(&self) -> impl Fn(serde_json::Error) -> LayoutError + '_ {
        |source| LayoutError::Json { path: self.path.clone(), source }
    }

    /// Reads `index.json`, and once more where somebody is writing it in place.
    fn read_as<T: Default>(&self, parse: impl Fn(&[u8]) -> serde_json::Result<T>) -> Result<(T, Option<Stamp>)> {
        let mut attempt = 0;
        loop {
            let stamp = stamp_of(&self.path);
            let Some(bytes) = disk::read_small(&self.path, LIMIT)? else { return Ok((T::default(), None)) };
            attempt += 1;
            match parse(&bytes) {
                Ok(index) => return Ok((index, stamp)),
                Err(_) if attempt < READ_ATTEMPTS => std::thread::sleep(READ_PAUSE),
                Err(source) => return Err(self.json()(source)),
            }
        }
    }

    /// The list with everything that the log adds to it.
    pub(crate) fn load(&self) -> Result<Loaded> {
        loop {
            // The log first: a line leaves it only when the index has had it for long.
            let before = self.log_stamp();
            let text = disk::read_small(&self.log, LIMIT)?.unwrap_or_default();
            let (mut listing, index) = self.read_as(Listing::parse)?;
            if self.log_stamp() != before {
                continue;
            }
            let (records, whole) = tag_log::decode(&text);
            // Without a log there is nothing to compare, and a large list is not copied for it.
            let untouched = (!records.is_empty()).then(|| listing.clone());
            tag_log::replay(&records, &mut listing).map_err(self.json())?;
            let is_same = |old: Listing| old.len() == listing.len() && listing.same_tags(&old);
            let unfolded = if untouched.is_none_or(is_same) { 0 } else { records.len() };
            let log = before.map(|(dev, ino)| (dev, ino, whole as u64));
            return Ok(Loaded { listing, index, log, records, unfolded });
        }
    }

    fn log_stamp(&self) -> Option<(u64, u64)> {
        stamp_of(&self.log).map(|stamp| (stamp.0, stamp.1))
    }

    /// Brings the list up to date with what others wrote; says whether it had to. Costs two looks at the disk where
    /// nothing changed, and reads only what was appended where only that did.
    pub(crate) fn refresh(&self, loaded: &mut Loaded) -> Result<bool> {
        let log = stamp_of(&self.log);
        let same_index = stamp_of(&self.path) == loaded.index;
        match (log, loaded.log) {
            (None, None) if same_index => return Ok(false),
            (Some(now), Some((dev, ino, len))) if same_index && (now.0, now.1) == (dev, ino) => {
                if now.4 == len {
                    return Ok(false);
                }
                if now.4 > len {
                    return self.follow(loaded);
                }
            }
            _ => {}
        }
        *loaded = self.load()?;
        Ok(true)
    }

    /// Takes in what was appended to the log.
    fn follow(&self, loaded: &mut Loaded) -> Result<bool> {
        let Some((dev, ino, len)) = loaded.log else { return Ok(false) };
        let Some(mut file) = regular::open(&self.log)? else {
            *loaded = self.load()?;
            return Ok(true);
        };
        let failed = |error| LayoutError::io("read", &self.log)(error);
        let mut text = Vec::new();
        file.seek(SeekFrom::Start(len)).and_then(|_| file.read_to_end(&mut text)).map_err(failed)?;
        let (records, whole) = tag_log::decode(&text);
        for record in &records {
            record.apply(&mut loaded.listing).map_err(self.json())?;
        }
        loaded.unfolded += records.len();
        loaded.records.extend(records);
        loaded.log = Some((dev, ino, len + whole as u64));
        Ok(whole > 0)
    }

    /// The lock under which the index and the log are written, as soon as it is free. Blocks the thread.
    pub(crate) fn hold(&self) -> Result<File> {
        loop {
            let held = disk::open_lock(&self.lock)?;
            disk::lock_blocking(&held, Hold::Alone, &self.lock)?;
            // Whoever removed the layout meanwhile took the lock's file with it.
            if disk::is_at(&held, &self.lock) {
                return Ok(held);
            }
        }
    }

    /// Appends changes to the log, and makes them in the list. The caller holds the lock and has refreshed the list.
    pub(super) fn append(&self, loaded: &mut Loaded, records: Vec<Record>) -> Result<()> {
        let place = self.write_log(loaded.log, &records)?;
        self.admit(loaded, records, place)
    }

    /// Writes changes durably at the end of the log, which is `end` for a list that was refreshed under the lock that the caller
    /// holds. Gives back where they are, for [`IndexFile::admit`].
    pub(crate) fn write_log(&self, end: LogEnd, records: &[Record]) -> Result<Place> {
        let lines = tag_log::encode(records).map_err(self.json())?;
        let failed = |error| LayoutError::io("write", &self.log)(error);
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false).mode(disk::SHARED_MODE);
        let file = regular::ready_here(&mut options).open(&self.log);
        let file = file.map_err(|error| regular::not_writable(&self.log, error))?;
        let found = regular::look(&file, &self.log)?;
        let known = end.filter(|(dev, ino, _)| (*dev, *ino) == (found.dev(), found.ino()));
        let from = known.map_or(0, |(_, _, len)| len);
        let write = || -> std::io::Result<()> {
            // A line that was cut off by a crash would swallow the next one.
            if found.len() > from {
                file.set_len(from)?;
            }
            file.write_all_at(&lines, from)?;
            file.sync_data()
        };
        if let Err(error) = write() {
            // Nobody is told of it, so nobody may read it.
            drop(file.set_len(from));
            return Err(failed(error));
        }
        if known.is_none() {
            disk::sync_parent(&self.log)?;
        }
        Ok(Place { before: end, after: Some((found.dev(), found.ino(), from + lines.len() as u64)) })
    }

    /// Makes changes in the list that were written at `place`.
    pub(crate) fn admit(&self, loaded: &mut Loaded, records: Vec<Record>, place: Place) -> Result<()> {
        if loaded.log != place.before {
            // Somebody has read the log since, these changes included.
            return self.refresh(loaded).map(|_| ());
        }
        for record in &records {
            record.apply(&mut loaded.listing).map_err(self.json())?;
        }
        loaded.unfolded += records.len();
        loaded.records.extend(records);
        loaded.log = place.after;
        Ok(())
    }

    /// Writes `text`, the list as it stands under the lock that the caller holds, into `index.json`, unless another tool
    /// has written that since it was `seen`. The name is durable when lines leave the log; until then the log, which must
    /// be, has what is lacking.
    pub(crate) fn write_index(&self, text: &[u8], seen: Seen, staging: &Path) -> Result<Option<Metadata>> {
        let prepared = disk::prepare(&self.path, text, staging)?;
        // As late as can be: to prepare it has taken the disk milliseconds.
        if matches!(seen, Seen::As(seen) if stamp_of(&self.path) != seen) {
            return Ok(None);
        }
        if let Seen::As(Some(seen)) = seen
            && disk::exchange(prepared.path(), &self.path)
        {
            if stamp_of(prepared.path()) != Some(seen) {
                // Between the look and the exchange another tool has written, or has begun to: that is given back.
                disk::exchange(prepared.path(), &self.path);
                return Ok(None);
            }
            return prepared.as_file().metadata().map(Some).map_err(LayoutError::io("look at", &self.path));
        }
        let written = disk::put_in_place(prepared, &self.path)?;
        written.metadata().map(Some).map_err(LayoutError::io("look at", &self.path))
    }

    /// Notes that the list was written into `index.json`, and drops old lines from the log. The caller still holds the
    /// lock.
    pub(crate) fn folded(&self, loaded: &mut Loaded, written: &Metadata, staging: &Path) -> Result<()> {
        // Not what stands there now: that may be another tool's again.
        loaded.index = Some(stamp(written));
        loaded.unfolded = 0;
        let now = tag_log::now();
        let past = loaded.records.iter().filter(|record| record.is_past(now)).count();
        if past == 0 || past < loaded.records.len() / 2 {
            return Ok(());
        }
        disk::sync_parent(&self.path)?;
        loaded.records.retain(|record| !record.is_past(now));
        if loaded.records.is_empty() {
            disk::remove(&self.log)?;
            loaded.log = None;
            return Ok(());
        }
        let lines = tag_log::encode(&loaded.records).map_err(self.json())?;
        disk::write_whole(&self.log, &lines, staging)?;
        disk::sync_parent(&self.log)?;
        loaded.log = stamp_of(&self.log).map(|stamp| (stamp.0, stamp.1, lines.len() as u64));
        Ok(())
    }

    /// Applies `edit` under the lock and makes the result durable. `edit` says whether it changed anything and may run
    /// more than once, each time on a fresh copy. Gives back whether the file was written.
    pub(super) async fn update(&self, staging: &Path, edit: impl FnMut(&mut ImageIndex) -> bool) -> Result<bool> {
        self.update_then(staging, edit, |_| Ok(())).await
    }

    /// As [`IndexFile::update`], and does `then` before the lock is free again, given whether the file was written:
    /// what has to happen once the index no longer says otherwise, but before anybody says it anew.
    pub(super) async fn update_then(
        &self,
        staging: &Path,
        edit: impl FnMut(&mut ImageIndex) -> bool,
        then: impl FnOnce(bool) -> Result<()>,
    ) -> Result<bool> {
        let _held = loop {
            let held = disk::lock(disk::open_lock(&self.lock)?, Hold::Alone, &self.lock).await?;
            if disk::is_at(&held, &self.lock) {
                break held;
            }
        };
        let changed = self.apply(staging, edit)?;
        then(changed).map(|()| changed)
    }

    /// As [`IndexFile::update`], blocking the thread while another process holds the lock.
    pub(super) fn update_blocking(&self, staging: &Path, edit: impl FnMut(&mut ImageIndex) -> bool) -> Result<bool> {
        let _held = self.hold()?;
        self.apply(staging, edit)
    }

    /// Creates an empty index where there is none, so that other tools take the directory for a layout.
    pub(crate) fn create(&self, staging: &Path) -> Result<()> {
        if self.path.exists() {
            return Ok(());
        }
        let _held = self.hold()?;
        if self.path.exists() {
            return Ok(());
        }
        self.write(&ImageIndex::default(), staging)
    }

    fn apply(&self, staging: &Path, mut edit: impl FnMut(&mut ImageIndex) -> bool) -> Result<bool> {
        for attempt in 1.. {
            let before = stamp_of(&self.path);
            let mut index = self.read()?;
            if !edit(&mut index) {
                return Ok(false);
            }
            let bytes = serde_json::to_vec(&index).map_err(self.json())?;
            let prepared = disk::prepare(&self.path, &bytes, staging)?;
            if stamp_of(&self.path) == before || attempt == WRITE_ATTEMPTS {
                self.note(&index)?;
                disk::put_in_place(prepared, &self.path)?;
                disk::sync_parent(&self.path)?;
                break;
            }
        }
        Ok(true)
    }

    /// Writes down in the log, where there is one, how `after` differs from what is there: else the log would bring back
    /// what the edit took away.
    fn note(&self, after: &ImageIndex) -> Result<()> {
        if stamp_of(&self.log).is_none() {
            return Ok(());
        }
        let mut loaded = self.load()?;
        let text = serde_json::to_vec(after).map_err(self.json())?;
        let listing = Listing::parse(&text).map_err(self.json())?;
        let entry = |tag: &str| super::index::find(after, tag).cloned();
        let records = tag_log::difference(&loaded.listing, &listing, entry);
        if records.is_empty() { Ok(()) } else { self.append(&mut loaded, records) }
    }

    fn write(&self, index: &ImageIndex, staging: &Path) -> Result<()> {
        let bytes = serde_json::to_vec(index).map_err(self.json())?;
        disk::write_whole(&self.path, &bytes, staging)?;
        disk::sync_parent(&self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::super::index;
    use super::*;
    use crate::oci::{Descriptor, MediaType};

    #[test]
    fn many_threads_lose_no_tag() {
        let dir = tempfile::tempdir().unwrap();
        std::thread::scope(|scope| {
            for thread in 0..8u8 {
                let file = IndexFile::new(dir.path());
                let staging = dir.path();
                scope.spawn(move || {
                    for n in 0..5 {
                        let tag = format!("t{thread}-{n}").parse().unwrap();
                        let manifest = Descriptor::of(MediaType::OCI_MANIFEST, &[thread]);
                        file.update_blocking(staging, |all| index::tag(all, &manifest, &tag)).unwrap();
                    }
                });
            }
        });
        assert_eq!(IndexFile::new(dir.path()).read().unwrap().manifests.len(), 40);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2, "the index and its lock, nothing else");
    }

    #[test]
    fn a_change_made_without_the_lock_is_kept() {
        let dir = tempfile::tempdir().unwrap();
        let file = IndexFile::new(dir.path());
        let ours = Descriptor::of(MediaType::OCI_MANIFEST, b"ours");
        let theirs = Descriptor::of(MediaType::OCI_MANIFEST, b"theirs");
        let mut runs = 0;
        file.update_blocking(dir.path(), |all| {
            runs += 1;
            if runs == 1 {
                let mut foreign = ImageIndex::default();
                index::tag(&mut foreign, &theirs, &"theirs".parse().unwrap());
                fs::write(dir.path().join(INDEX), serde_json::to_vec(&foreign).unwrap()).unwrap();
            }
            index::tag(all, &ours, &"ours".parse().unwrap())
        })
        .unwrap();
        assert_eq!(runs, 2);
        let all = file.read().unwrap();
        assert!(index::find(&all, "ours").is_some() && index::find(&all, "theirs").is_some());
    }

    #[test]
    fn what_is_no_index_is_named_and_never_overwritten() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join(INDEX), b"{\"schemaVersion\":").unwrap();
        let file = IndexFile::new(dir.path());
        let error = file.update_blocking(dir.path(), |_| true).unwrap_err();
        assert!(error.to_string().contains("index.json cannot be read"), "{error}");
        assert_eq!(fs::read(dir.path().join(INDEX)).unwrap(), b"{\"schemaVersion\":");
    }

    fn named(seed: u8) -> Descriptor {
        Descriptor::of(MediaType::OCI_MANIFEST, &[seed])
    }

    fn tag_now(file: &IndexFile, loaded: &mut Loaded, tag: &str, seed: u8) {
        let _held = file.hold().unwrap();
        file.refresh(loaded).unwrap();
        let before = loaded.listing.resolve(tag).cloned();
        let record = Record::new(tag_log::Change::tag(tag, &named(seed)), before);
        file.append(loaded, vec![record]).unwrap();
    }

    fn fold(file: &IndexFile, loaded: &mut Loaded, staging: &Path) {
        let text = loaded.listing.text().unwrap();
        let written = file.write_index(&text, loaded.seen(), staging).unwrap().unwrap();
        file.folded(loaded, &written, staging).unwrap();
    }

    #[test]
    fn what_is_in_the_log_alone_is_read_edited_and_folded() {
        let dir = tempfile::tempdir().unwrap();
        let file = IndexFile::new(dir.path());
        let (mut one, mut two) = (file.load().unwrap(), file.load().unwrap());
        tag_now(&file, &mut one, "a", 1);
        tag_now(&file, &mut two, "b", 2);
        assert!(file.refresh(&mut one).unwrap() && !file.refresh(&mut one).unwrap());
        assert_eq!(one.listing.resolve("b"), Some(&named(2).digest));
        assert!(!dir.path().join(INDEX).exists() && one.is_ahead());
        assert_eq!(file.read().unwrap().manifests.len(), 2, "a plain reader sees the log too");
        file.update_blocking(dir.path(), |all| index::untag(all, "a")).unwrap();
        assert_eq!(super::super::index::find(&file.read().unwrap(), "a"), None, "the log does not bring it back");
        let plain: ImageIndex = serde_json::from_slice(&fs::read(dir.path().join(INDEX)).unwrap()).unwrap();
        assert!(index::find(&plain, "b").is_some() && index::find(&plain, "a").is_none());
        file.refresh(&mut two).unwrap();
        assert_eq!(two.listing.resolve("a"), None);
        tag_now(&file, &mut two, "c", 3);
        fold(&file, &mut two, dir.path());
        assert!(!two.is_ahead() && !file.load().unwrap().is_ahead());
    }

    #[test]
    fn a_line_that_was_cut_by_a_crash_is_written_over() {
        let dir = tempfile::tempdir().unwrap();
        let file = IndexFile::new(dir.path());
        let mut one = file.load().unwrap();
        tag_now(&file, &mut one, "a", 1);
        let mut log = OpenOptions::new().append(true).open(dir.path().join(LOG)).unwrap();
        std::io::Write::write_all(&mut log, b"{\"at\":1,\"tag\"").unwrap();
        let mut two = file.load().unwrap();
        tag_now(&file, &mut two, "b", 2);
        let all = file.load().unwrap();
        assert!(all.listing.resolve("a").is_some() && all.listing.resolve("b").is_some());
        file.refresh(&mut one).unwrap();
        assert!(one.listing.resolve("b").is_some());
    }

    #[test]
    fn an_index_that_another_tool_wrote_a_moment_ago_is_not_written_over() {
        let dir = tempfile::tempdir().unwrap();
        let file = IndexFile::new(dir.path());
        let mut one = file.load().unwrap();
        tag_now(&file, &mut one, "a", 1);
        let text = one.listing.text().unwrap();
        let mut theirs = ImageIndex::default();
        index::tag(&mut theirs, &named(9), &"theirs".parse().unwrap());
        fs::write(dir.path().join(INDEX), serde_json::to_vec(&theirs).unwrap()).unwrap();
        assert!(file.write_index(&text, one.seen(), dir.path()).unwrap().is_none());
        file.refresh(&mut one).unwrap();
        fold(&file, &mut one, dir.path());
        // And one that it writes right behind is seen, though this process has just written its own.
        fs::write(dir.path().join(INDEX), serde_json::to_vec(&theirs).unwrap()).unwrap();
        assert!(!one.is_of(stamp_of(&file.path), stamp_of(&file.log)));
        let all = file.load().unwrap();
        assert!(all.listing.resolve("a").is_some() && all.listing.resolve("theirs").is_some());
    }

    #[test]
    fn old_lines_leave_the_log_and_an_empty_log_goes() {
        let dir = tempfile::tempdir().unwrap();
        let file = IndexFile::new(dir.path());
        let mut one = file.load().unwrap();
        tag_now(&file, &mut one, "a", 1);
        one.records.iter_mut().for_each(|record| record.at = 0);
        fold(&file, &mut one, dir.path());
        assert!(!dir.path().join(LOG).exists());
        assert!(!file.refresh(&mut one).unwrap());
        let mut two = file.load().unwrap();
        tag_now(&file, &mut two, "b", 2);
        assert!(file.refresh(&mut one).unwrap());
        assert!(one.listing.resolve("a").is_some() && one.listing.resolve("b").is_some());
    }

    #[test]
    fn an_index_that_another_tool_wrote_from_an_old_state_gets_back_what_it_missed() {
        let dir = tempfile::tempdir().unwrap();
        let file = IndexFile::new(dir.path());
        let mut one = file.load().unwrap();
        tag_now(&file, &mut one, "old", 1);
        fold(&file, &mut one, dir.path());
        let stale = fs::read_to_string(dir.path().join(INDEX)).unwrap();
        tag_now(&file, &mut one, "new", 2);
        fold(&file, &mut one, dir.path());
        fs::write(dir.path().join(INDEX), stale.replace("\"old\"", "\"theirs\"")).unwrap();
        assert!(file.refresh(&mut one).unwrap());
        let tags: Vec<&str> = one.listing.tags_after(None).collect();
        assert_eq!(tags, ["new", "old", "theirs"]);
        assert!(one.is_ahead());
    }
}
