//! Operations on files that must not go wrong half-way: atomic replacement, links with their fall-backs, locks that
//! do not block the runtime.

use std::fs::{self, File, OpenOptions, Permissions, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::Path;

use super::error::{LayoutError, Result};
use super::regular;

/// The mode of files that other tools may rewrite.
pub(crate) const SHARED_MODE: u32 = 0o644;
/// What the names of files begin with that are not yet anything.
pub(crate) const TEMPORARY: &str = ".wharf-";
/// The mode of blobs: nobody writes them again.
pub(crate) const BLOB_MODE: u32 = 0o444;

/// Writes `bytes` to `path` so that a reader sees the old file or the new one, whole. The new file is prepared in
/// `staging`, on the same file system, and synced; its name is not: see [`sync_parent`].
pub(crate) fn write_whole(path: &Path, bytes: &[u8], staging: &Path) -> Result<()> {
    put_in_place(prepare(path, bytes, staging)?, path).map(drop)
}

/// A synced file of `bytes` in `staging` that can take the place of the one at `path`.
pub(crate) fn prepare(path: &Path, bytes: &[u8], staging: &Path) -> Result<tempfile::NamedTempFile> {
    let prepare = || -> io::Result<tempfile::NamedTempFile> {
        let mode = Permissions::from_mode(SHARED_MODE);
        let mut file = within(staging, || {
            tempfile::Builder::new().prefix(TEMPORARY).permissions(mode.clone()).tempfile_in(staging)
        })?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        Ok(file)
    };
    prepare().map_err(LayoutError::io("write", path))
}

/// Gives a prepared file its name, whatever stood there.
pub(crate) fn put_in_place(file: tempfile::NamedTempFile, path: &Path) -> Result<File> {
    file.persist(path).map_err(|error| LayoutError::io("write", path)(error.error))
}

/// Lets two files change names at one stroke, where the file system can; says whether it did.
pub(crate) fn exchange(one: &Path, other: &Path) -> bool {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    return {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).is_ok()
    };
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    {
        let _ = (one, other);
        false
    }
}

/// Makes the entry of `path` in its directory durable.
pub(crate) fn sync_parent(path: &Path) -> Result<()> {
    path.parent().map_or(Ok(()), sync_dir)
}

/// Makes the entries of `dir` durable.
pub(crate) fn sync_dir(dir: &Path) -> Result<()> {
    File::open(dir).and_then(|dir| dir.sync_all()).map_err(LayoutError::io("sync", dir))
}

/// Does `make` in `dir`, which is created where it is missing: another process may remove it while it is empty.
pub(crate) fn within<T>(dir: &Path, make: impl Fn() -> io::Result<T>) -> io::Result<T> {
    const ATTEMPTS: u32 = 20;
    let mut attempt = 0;
    loop {
        attempt += 1;
        match make() {
            Err(error) if is_missing(&error) && attempt < ATTEMPTS => fs::create_dir_all(dir)?,
            other => return other,
        }
    }
}

/// Creates `dir` and what is above it.
pub(crate) fn create_dir(dir: &Path) -> Result<()> {
    fs::create_dir_all(dir).map_err(LayoutError::io("create", dir))
}

/// Creates the directory that `path` is to stand in.
pub(crate) fn create_parent(path: &Path) -> Result<()> {
    path.parent().map_or(Ok(()), create_dir)
}

/// The size of the file at `path`; nothing where there is no file.
pub(crate) fn size(path: &Path) -> Result<Option<u64>> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_file() => Ok(Some(found.len())),
        // A tool may have put a link to the blob there; what counts is what it leads to.
        Ok(found) if found.is_symlink() => Ok(fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|m| m.len())),
        Ok(_) => Ok(None),
        Err(error) if is_missing(&error) => Ok(None),
        Err(error) => Err(LayoutError::io("look at", path)(error)),
    }
}

/// Whether there is anything at `path`.
pub(crate) fn exists(path: &Path) -> Result<bool> {
    path.try_exists().map_err(LayoutError::io("look at", path))
}

/// Whether an error says that there is nothing of that name.
pub(crate) fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Whether an error says that there is no room left.
pub(crate) fn is_full(error: &LayoutError) -> bool {
    let LayoutError::Io { source, .. } = error else { return false };
    matches!(source.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
}

/// Lets pass that the disk is full: for what garbage collection writes by way of precaution, since it is to make room.
pub(crate) fn unless_full(written: Result<()>) -> Result<()> {
    written.or_else(|error| if is_full(&error) { Ok(()) } else { Err(error) })
}

/// Removes a file; says whether there was one.
pub(crate) fn remove(path: &Path) -> Result<bool> {
    match fs::remove_file(path) {
        Ok(()) => Ok(true),
        Err(error) if is_missing(&error) => Ok(false),
        Err(error) => Err(LayoutError::io("remove", path)(error)),
    }
}

/// Reads a small file, refusing one that is larger than `limit`. Nothing where there is none.
pub(crate) fn read_small(path: &Path, limit: u64) -> Result<Option<Vec<u8>>> {
    let Some(file) = regular::open(path)? else { return Ok(None) };
    let mut bytes = Vec::new();
    file.take(limit + 1).read_to_end(&mut bytes).map_err(LayoutError::io("read", path))?;
    if bytes.len() as u64 > limit {
        return Err(LayoutError::Damaged { path: path.to_owned(), found: format!("it has more than {limit} bytes") });
    }
    Ok(Some(bytes))
}

/// Opens a file to lock it, created where it is missing; readable is enough where the disk is read-only. A link is not
/// followed: the file it leads to would never be found where it was opened.
pub(crate) fn open_lock(path: &Path) -> Result<File> {
    let ready = |options: &mut OpenOptions| regular::ready_here(options.read(true)).open(path);
    let opened = ready(OpenOptions::new().append(true).create(true).mode(SHARED_MODE));
    match opened {
        Err(error) if matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem) => {
            ready(&mut OpenOptions::new()).map_err(|_| error)
        }
        other => other,
    }
    .map_err(|error| regular::not_writable(path, error))
}

/// How a lock is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hold {
    /// By one alone.
    Alone,
    /// By many at once.
    Shared,
}

/// Tries to lock `file` without waiting; says whether it did. A file system that has no locks grants them all.
pub(crate) fn try_lock(file: &File, hold: Hold, path: &Path) -> Result<bool> {
    let tried = match hold {
        Hold::Alone => file.try_lock(),
        Hold::Shared => file.try_lock_shared(),
    };
    match tried {
        Ok(()) => Ok(true),
        Err(TryLockError::WouldBlock) => Ok(false),
        Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => Ok(true),
        Err(TryLockError::Error(error)) => Err(LayoutError::io("lock", path)(error)),
    }
}

/// Locks `file`, blocking the thread until it is free.
pub(crate) fn lock_blocking(file: &File, hold: Hold, path: &Path) -> Result<()> {
    let locked = match hold {
        Hold::Alone => file.lock(),
        Hold::Shared => file.lock_shared(),
    };
    match locked {
        Err(error) if error.kind() == io::ErrorKind::Unsupported => Ok(()),
        other => other.map_err(LayoutError::io("lock", path)),
    }
}

/// Locks `file` and gives it back, waiting on a thread of its own where it is not free at once.
pub(crate) async fn lock(file: File, hold: Hold, path: &Path) -> Result<File> {
    if try_lock(&file, hold, path)? {
        return Ok(file);
    }
    let (sender, receiver) = tokio::sync::oneshot::channel();
    let waited_for = path.to_owned();
    let wait = move || {
        let locked = lock_blocking(&file, hold, &waited_for).map(|()| file);
        // Nobody waits any more where the transfer was given up; dropping the file frees the lock.
        drop(sender.send(locked));
    };
    let spawned = std::thread::Builder::new().name("wharf-lock".to_owned()).spawn(wait);
    spawned.map_err(LayoutError::io("wait for", path))?;
    receiver.await.map_err(|gone| LayoutError::io("wait for", path)(io::Error::other(gone)))?
}

/// Whether `file` is still the file that stands at `path`.
pub(crate) fn is_at(file: &File, path: &Path) -> bool {
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(open), Ok(there)) => open.dev() == there.dev() && open.ino() == there.ino(),
        _ => false,
    }
}

/// Makes `to` share the blocks of `from`, where the file system can; says whether it did.
pub(crate) fn reflink(from: &File, to: &File) -> bool {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    return rustix::fs::ioctl_ficlone(to, from).is_ok();
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    {
        let _ = (from, to);
        false
    }
}

/// Makes the blob at `from` appear at `to` by a hard link; where that cannot be, by a clone or a copy prepared in
/// `staging`. A file of the wrong size at `to` is replaced.
pub(crate) fn link(from: &Path, to: &Path, expected: u64, staging: &Path) -> Result<()> {
    link_by(|from, to| fs::hard_link(from, to), from, to, expected, staging)
}

fn link_by(
    hard_link: impl Fn(&Path, &Path) -> io::Result<()>,
    from: &Path,
    to: &Path,
    expected: u64,
    staging: &Path,
) -> Result<()> {
    loop {
        match hard_link(from, to) {
            Ok(()) => return Ok(()),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                if size(to)? == Some(expected) {
                    return Ok(());
                }
                remove(to)?;
            }
            // Whether somebody else creates the directory at this moment does not matter: then it is there already.
            Err(error) if is_missing(&error) && from.exists() => create_parent(to)?,
            Err(error) if is_missing(&error) => return Err(LayoutError::io("link", from)(error)),
            Err(_) => return copy(from, to, staging),
        }
    }
}

/// Copies a verified blob where it cannot be linked: another file system, too many links, no links at all.
fn copy(from: &Path, to: &Path, staging: &Path) -> Result<()> {
    let prepare = || -> io::Result<tempfile::NamedTempFile> {
        let mut source = File::open(from)?;
        let mut file = tempfile::Builder::new().prefix(TEMPORARY).tempfile_in(staging)?;
        if !reflink(&source, file.as_file()) {
            io::copy(&mut source, file.as_file_mut())?;
        }
        file.as_file().set_permissions(Permissions::from_mode(BLOB_MODE))?;
        // What is noted to be looked at after a power cut is the pool's file, not this one.
        file.as_file().sync_data()?;
        Ok(file)
    };
    let file = prepare().map_err(LayoutError::io("copy", from))?;
    file.persist(to).map_err(|error| LayoutError::io("write", to)(error.error))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_replaces_a_file_of_the_wrong_size_and_leaves_one_of_the_right_size() {
        let dir = tempfile::tempdir().unwrap();
        let (from, to) = (dir.path().join("from"), dir.path().join("new/to"));
        fs::write(&from, b"four").unwrap();
        link(&from, &to, 4, dir.path()).unwrap();
        assert_eq!(fs::metadata(&from).unwrap().nlink(), 2);
        link(&from, &to, 4, dir.path()).unwrap();
        fs::remove_file(&to).unwrap();
        fs::write(&to, b"torn!").unwrap();
        link(&from, &to, 4, dir.path()).unwrap();
        assert_eq!(fs::read(&to).unwrap(), b"four");
    }

    #[test]
    fn where_a_link_cannot_be_the_file_is_copied() {
        let dir = tempfile::tempdir().unwrap();
        let (from, to) = (dir.path().join("from"), dir.path().join("to"));
        fs::write(&from, b"four").unwrap();
        for refusal in [
            io::ErrorKind::CrossesDevices,
            io::ErrorKind::TooManyLinks,
            io::ErrorKind::Unsupported,
            io::ErrorKind::PermissionDenied,
        ] {
            link_by(|_, _| Err(refusal.into()), &from, &to, 4, dir.path()).unwrap();
            assert_eq!(fs::read(&to).unwrap(), b"four", "{refusal}");
            assert_eq!(fs::metadata(&from).unwrap().nlink(), 1);
            fs::remove_file(&to).unwrap();
        }
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_directory_that_another_makes_between_two_looks_is_there_for_the_link() {
        let dir = tempfile::tempdir().unwrap();
        let (from, to) = (dir.path().join("from"), dir.path().join("new/to"));
        fs::write(&from, b"four").unwrap();
        let overtaken = |from: &Path, to: &Path| {
            let linked = fs::hard_link(from, to);
            create_parent(to).unwrap();
            linked
        };
        link_by(overtaken, &from, &to, 4, dir.path()).unwrap();
        assert_eq!(fs::metadata(&to).unwrap().nlink(), 2);
    }

    #[test]
    fn a_copy_is_read_only_and_leaves_nothing_beside_it() {
        let dir = tempfile::tempdir().unwrap();
        let (from, to) = (dir.path().join("from"), dir.path().join("to"));
        fs::write(&from, b"four").unwrap();
        copy(&from, &to, dir.path()).unwrap();
        assert_eq!(fs::read(&to).unwrap(), b"four");
        assert_eq!(fs::metadata(&to).unwrap().mode() & 0o777, BLOB_MODE);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2);
    }

    #[tokio::test]
    async fn a_lock_that_is_held_is_waited_for_off_the_runtime() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("lock");
        let first = lock(open_lock(&path).unwrap(), Hold::Alone, &path).await.unwrap();
        assert!(!try_lock(&open_lock(&path).unwrap(), Hold::Shared, &path).unwrap());
        let (second, ()) = tokio::join!(lock(open_lock(&path).unwrap(), Hold::Alone, &path), async { drop(first) });
        assert!(is_at(&second.unwrap(), &path));
    }
}
