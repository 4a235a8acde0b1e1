//! The record of blobs that were stored without a sync, so that a power cut cannot leave a bad one unnoticed.
//!
//! Syncing gigabytes would double the time of a pull, and the system writes them out within half a minute anyway. So a
//! store notes each blob before it appears under its name, in a file that carries the boot's identity and the minute: so
//! there are few, however many sessions there are. The next session settles old notes: those of this boot, once they are a
//! minute old, by a sync that finds nothing left to do; those of an earlier boot by hashing the blobs and removing what is
//! not whole. Garbage collection settles those of this boot too.

use std::fs::{self, File, OpenOptions};
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use super::disk::{self, Hold};
use super::error::{LayoutError, Result};
use super::pool::Pool;
use super::regular;
use crate::oci::Digest;

/// After so long the system has long since begun to write a file out by itself.
const SETTLED: Duration = Duration::from_mins(1);
const STEP: usize = 256 << 10;

/// The notes of one session.
#[derive(Debug, Default)]
pub(super) struct Journal {
    notes: Mutex<Option<Notes>>,
}

#[derive(Debug)]
struct Notes {
    file: File,
    path: PathBuf,
}

impl Journal {
    /// Notes that `digest` is about to be stored unsynced. Says whether it could: where the system does not tell one boot
    /// from another, the blob must be synced.
    pub(super) fn note(&self, pool: &Pool, digest: &Digest) -> Result<bool> {
        let mut notes = self.notes.lock().unwrap_or_else(PoisonError::into_inner);
        if notes.is_none() {
            let Some(boot) = boot_id() else { return Ok(false) };
            *notes = Some(Notes::open(pool, &boot)?);
        }
        if let Some(notes) = notes.as_mut() {
            let line = format!("{digest}\n");
            notes.file.write_all(line.as_bytes()).map_err(LayoutError::io("write", &notes.path))?;
        }
        Ok(true)
    }

    /// Ends the session: its notes are left for a later one to settle.
    pub(super) fn close(&self) {
        *self.notes.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

impl Notes {
    /// Opens the file of this minute. It is locked as long as one of its sessions lasts.
    fn open(pool: &Pool, boot: &str) -> Result<Self> {
        let dir = pool.unsynced();
        disk::create_dir(&dir)?;
        let minute = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs() / 60;
        for number in 0u64.. {
            let path = dir.join(format!("{boot}.{minute}.{number}"));
            let opened = regular::ready(OpenOptions::new().append(true).create(true)).open(&path);
            let file = opened.map_err(LayoutError::io("create", &path))?;
            // One that is being settled is about to go, and what is written to it then is lost.
            if disk::try_lock(&file, Hold::Shared, &path)? && disk::is_at(&file, &path) {
                regular::look(&file, &path)?;
                return Ok(Self { file, path });
            }
        }
        Err(LayoutError::io("create", &dir)(std::io::Error::other("all names are taken")))
    }
}

/// What tells this boot of the machine from every other.
pub(super) fn boot_id() -> Option<String> {
    let text = fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
    Some(text.trim().to_owned()).filter(|id| !id.is_empty() && id.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-'))
}

/// Settles the notes of this boot whose sessions are over, without hashing anything.
pub(super) fn settle_ours(pool: &Pool) -> Result<()> {
    let Some(boot) = boot_id() else { return Ok(()) };
    for (path, file) in note_files(pool)?.into_iter().filter_map(opened) {
        if is_of(&path, Some(&boot)) {
            settle_one(pool, &file, &path, SystemTime::now())?;
        }
    }
    Ok(())
}

/// Syncs what sessions of this boot stored unsynced, also those that go on.
pub(super) fn sync_ours(pool: &Pool) -> Result<()> {
    let Some(boot) = boot_id() else { return Ok(()) };
    for (path, file) in note_files(pool)?.into_iter().filter_map(opened) {
        if is_of(&path, Some(&boot)) {
            sync_noted(pool, &file, &path)?;
        }
    }
    Ok(())
}

/// As [`settle`], blocking the thread.
pub(super) fn settle_blocking(pool: &Pool) -> Result<()> {
    if note_files(pool)?.is_empty() {
        return Ok(());
    }
    let failed = |error| LayoutError::io("settle", &pool.unsynced())(error);
    let settle = || -> Result<()> {
        let runtime = tokio::runtime::Builder::new_current_thread().build().map_err(failed)?;
        runtime.block_on(settle(pool)).map(drop)
    };
    // On a thread of its own: the caller's may belong to a runtime.
    let done = std::thread::scope(|scope| scope.spawn(settle).join());
    done.map_err(|_| failed(std::io::Error::other("the thread died")))?
}

/// Settles the notes of earlier sessions. Gives back the blobs that were bad and are removed now.
pub(super) async fn settle(pool: &Pool) -> Result<Vec<Digest>> {
    let boot = boot_id();
    settle_as(pool, boot.as_deref(), SystemTime::now()).await
}

async fn settle_as(pool: &Pool, boot: Option<&str>, now: SystemTime) -> Result<Vec<Digest>> {
    let mut bad = Vec::new();
    for (path, file) in note_files(pool)?.into_iter().filter_map(opened) {
        if is_of(&path, boot) {
            settle_one(pool, &file, &path, now)?;
            continue;
        }
        // Who comes second waits: until the first is done nobody knows which blobs are whole.
        let file = disk::lock(file, Hold::Alone, &path).await?;
        if disk::is_at(&file, &path) {
            for digest in noted(&file, &path)? {
                if !is_whole(pool, &digest).await? {
                    forget(pool, &digest)?;
                    bad.push(digest);
                }
            }
            disk::remove(&path)?;
        }
    }
    Ok(bad)
}

fn note_files(pool: &Pool) -> Result<Vec<PathBuf>> {
    let dir = pool.unsynced();
    match fs::read_dir(&dir) {
        Ok(entries) => {
            entries.map(|entry| entry.map(|entry| entry.path()).map_err(LayoutError::io("list", &dir))).collect()
        }
        Err(error) if disk::is_missing(&error) => Ok(Vec::new()),
        Err(error) => Err(LayoutError::io("list", &dir)(error)),
    }
}

/// Opens notes. Those that are gone or unreadable another process settles, or nobody can.
fn opened(path: PathBuf) -> Option<(PathBuf, File)> {
    let file = regular::ready(OpenOptions::new().read(true).append(true)).open(&path).ok()?;
    regular::look(&file, &path).is_ok().then_some((path, file))
}

/// Whether notes are of this boot.
fn is_of(path: &Path, boot: Option<&str>) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    boot.is_some_and(|boot| name.split('.').next() == Some(boot))
}

/// Settles notes of this boot, if they are old and no session writes to them.
fn settle_one(pool: &Pool, file: &File, path: &Path, now: SystemTime) -> Result<()> {
    let age = file.metadata().and_then(|found| found.modified()).ok().and_then(|at| now.duration_since(at).ok());
    if age.is_some_and(|age| age >= SETTLED) && disk::try_lock(file, Hold::Alone, path)? && disk::is_at(file, path) {
        sync_noted(pool, file, path)?;
        disk::remove(path)?;
    }
    Ok(())
}

fn noted(mut file: &File, path: &Path) -> Result<Vec<Digest>> {
    let mut text = Vec::new();
    file.read_to_end(&mut text).map_err(LayoutError::io("read", path))?;
    // After a power cut the last line may be torn, or zeros stand there; then its blob had not appeared either.
    Ok(String::from_utf8_lossy(&text).lines().filter_map(|line| line.trim_matches('\0').parse().ok()).collect())
}

fn sync_noted(pool: &Pool, file: &File, path: &Path) -> Result<()> {
    for digest in noted(file, path)? {
        let blob = pool.blob(&digest);
        match regular::open(&blob) {
            Ok(Some(file)) => file.sync_data().map_err(LayoutError::io("sync", &blob))?,
            // What is not a file has no content to lose.
            Ok(None) | Err(LayoutError::Damaged { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Whether the pool's file is what its name says; also where there is none.
async fn is_whole(pool: &Pool, digest: &Digest) -> Result<bool> {
    let path = pool.blob(digest);
    let mut file = match regular::open(&path) {
        Ok(Some(file)) => file,
        Ok(None) => return Ok(true),
        Err(LayoutError::Damaged { .. }) => return Ok(false),
        Err(error) => return Err(error),
    };
    let mut hasher = digest.algorithm().hasher();
    let mut buffer = vec![0; STEP];
    loop {
        match file.read(&mut buffer).map_err(LayoutError::io("read", &path))? {
            0 => return Ok(hasher.finish() == *digest),
            read => hasher.update(&buffer[..read]),
        }
        tokio::task::yield_now().await;
    }
}

/// Removes a bad blob from the pool and from every repository that has it.
fn forget(pool: &Pool, digest: &Digest) -> Result<()> {
    let pooled = pool.blob(digest);
    let bad = match regular::open(&pooled) {
        Ok(Some(bad)) => bad,
        Ok(None) => return Ok(()),
        // Repositories lack it already: only files count as there.
        Err(LayoutError::Damaged { .. }) => return disk::remove(&pooled).map(|_| ()),
        Err(error) => return Err(error),
    };
    for place in pool.repositories()? {
        let path = super::blobs::path_in(&place.dir, digest);
        if disk::is_at(&bad, &path) {
            disk::remove(&path)?;
        }
    }
    disk::remove(&pooled).map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn store() -> (tempfile::TempDir, Pool) {
        let dir = tempfile::tempdir().unwrap();
        let pool = Pool::new(dir.path().to_owned());
        pool.create().unwrap();
        (dir, pool)
    }

    fn put(pool: &Pool, digest: &Digest, bytes: &[u8]) -> PathBuf {
        let (pooled, dir) = (pool.blob(digest), pool.root().join("example.com/a"));
        fs::create_dir_all(pooled.parent().unwrap()).unwrap();
        fs::write(&pooled, bytes).unwrap();
        let path = super::super::blobs::path_in(&dir, digest);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(dir.join("oci-layout"), b"{}").unwrap();
        fs::hard_link(&pooled, &path).unwrap();
        path
    }

    #[tokio::test]
    async fn after_a_reboot_what_is_not_whole_is_removed_everywhere() {
        let (_dir, pool) = store();
        let (good, bad) = (Digest::sha256(b"good"), Digest::sha256(b"bad"));
        let (good_path, bad_path) = (put(&pool, &good, b"good"), put(&pool, &bad, b"b\0d"));
        let journal = Journal::default();
        assert!(journal.note(&pool, &good).unwrap() && journal.note(&pool, &bad).unwrap());
        assert_eq!(fs::read_dir(pool.unsynced()).unwrap().count(), 1);
        journal.close();
        assert_eq!(
            settle_as(&pool, Some("another-boot"), SystemTime::now()).await.unwrap(),
            std::slice::from_ref(&bad)
        );
        assert!(good_path.exists() && pool.blob(&good).exists());
        assert!(!bad_path.exists() && !pool.blob(&bad).exists());
        assert_eq!(fs::read_dir(pool.unsynced()).unwrap().count(), 0);
    }

    #[tokio::test]
    async fn a_blob_that_cannot_be_opened_is_named_and_its_note_stays() {
        let (_dir, pool) = store();
        let digest = Digest::sha256(b"x");
        let (path, pooled) = (put(&pool, &digest, b"x"), pool.blob(&digest));
        let journal = Journal::default();
        journal.note(&pool, &digest).unwrap();
        journal.close();
        fs::remove_file(&pooled).unwrap();
        std::os::unix::fs::symlink(&pooled, &pooled).unwrap();
        let error = settle_as(&pool, Some("another-boot"), SystemTime::now()).await.unwrap_err();
        assert!(error.to_string().contains(digest.hex()), "{error}");
        assert_eq!(fs::read_dir(pool.unsynced()).unwrap().count(), 1, "the next run looks again");
        assert!(path.exists());
    }

    #[tokio::test]
    async fn notes_of_this_boot_are_settled_when_they_are_old_and_their_session_is_over() {
        let (_dir, pool) = store();
        let digest = Digest::sha256(b"x");
        let path = put(&pool, &digest, b"damaged, but not by a reboot");
        let journal = Journal::default();
        journal.note(&pool, &digest).unwrap();
        let boot = boot_id();
        let later = SystemTime::now() + SETTLED * 2;
        let notes = || fs::read_dir(pool.unsynced()).unwrap().count();
        settle_as(&pool, boot.as_deref(), later).await.unwrap();
        assert_eq!(notes(), 1, "the session still runs");
        journal.close();
        settle_as(&pool, boot.as_deref(), SystemTime::now()).await.unwrap();
        assert_eq!(notes(), 1, "too young");
        let second = Journal::default();
        second.note(&pool, &digest).unwrap();
        settle_as(&pool, boot.as_deref(), later).await.unwrap();
        assert!(notes() > 0, "another session of the same minute still runs");
        second.close();
        assert_eq!(settle_as(&pool, boot.as_deref(), later).await.unwrap(), []);
        assert_eq!(notes(), 0);
        assert!(path.exists());
    }

    #[tokio::test]
    async fn many_sessions_leave_few_files_which_collection_settles() {
        let (_dir, pool) = store();
        let digests: Vec<Digest> = (0..300_u32).map(|number| Digest::sha256(&number.to_le_bytes())).collect();
        for digest in &digests {
            let journal = Journal::default();
            journal.note(&pool, digest).unwrap();
            journal.close();
        }
        let files = note_files(&pool).unwrap();
        assert!(files.len() <= 2, "one file for each minute: {files:?}");
        let read = files.iter().cloned().filter_map(opened).flat_map(|(path, file)| noted(&file, &path).unwrap());
        assert_eq!(read.collect::<std::collections::HashSet<_>>(), digests.into_iter().collect());
        settle_ours(&pool).unwrap();
        assert_eq!(note_files(&pool).unwrap(), files, "too young");
        for (_, file) in files.into_iter().filter_map(opened) {
            file.set_modified(SystemTime::now() - SETTLED * 2).unwrap();
        }
        settle_ours(&pool).unwrap();
        assert!(note_files(&pool).unwrap().is_empty());
    }
}
