//! The directory of a repository, kept open: what is in it is looked at by a short path from there, not by a long one from
//! the root of the file system each time.

use std::fs::{File, Metadata};
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use rustix::fs::{AtFlags, FileType, Mode, OFlags, Stat, fstat, open, openat, statat};
use rustix::io::Errno;

use crate::layout::LayoutError;
use crate::oci::Digest;

/// How long a directory is taken for the one that stands at its path.
const TRUSTED: Duration = Duration::from_secs(1);

/// What the system knows of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Device and inode: which file it is.
    pub(super) inode: (u64, u64),
    /// Its size in bytes.
    pub(super) size: u64,
    /// When it was written, in seconds and nanoseconds.
    pub(super) written: (i64, i64),
    /// When anything about it was changed, in seconds since 1970.
    pub(super) changed: i64,
}

/// What tells one content of a file from another: device and inode, size, time of writing.
pub(super) type State = ((u64, u64), u64, (i64, i64));

impl Found {
    /// What tells one content of a file from another: not the change of the inode, since another link to it is not another
    /// content.
    pub(super) fn state(&self) -> State {
        (self.inode, self.size, self.written)
    }
}

impl From<&Metadata> for Found {
    fn from(found: &Metadata) -> Self {
        Self {
            inode: (found.dev(), found.ino()),
            size: found.len(),
            written: (found.mtime(), found.mtime_nsec()),
            changed: found.ctime(),
        }
    }
}

/// The file that a look found; nothing for what is none.
#[expect(clippy::unnecessary_cast, reason = "the widths of these fields differ from system to system")]
fn file(stat: &Stat) -> Option<Found> {
    (FileType::from_raw_mode(stat.st_mode) == FileType::RegularFile).then(|| Found {
        inode: (stat.st_dev as u64, stat.st_ino as u64),
        size: u64::try_from(stat.st_size).unwrap_or_default(),
        written: (stat.st_mtime as i64, i64::try_from(stat.st_mtime_nsec).unwrap_or_default()),
        changed: stat.st_ctime as i64,
    })
}

/// A directory that is kept open.
#[derive(Debug)]
pub(super) struct Directory {
    path: PathBuf,
    open: RwLock<Option<(Instant, Arc<OwnedFd>)>>,
}

impl Directory {
    pub(super) fn new(path: PathBuf) -> Self {
        Self { path, open: RwLock::default() }
    }

    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    fn handle(&self) -> Result<Arc<OwnedFd>, Errno> {
        if let Some((since, handle)) = &*self.open.read().unwrap_or_else(PoisonError::into_inner)
            && since.elapsed() < TRUSTED
        {
            return Ok(Arc::clone(handle));
        }
        let flags = OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC;
        let handle = Arc::new(open(&self.path, flags, Mode::empty())?);
        *self.open.write().unwrap_or_else(PoisonError::into_inner) = Some((Instant::now(), Arc::clone(&handle)));
        Ok(handle)
    }

    /// Does something in the directory; nothing where what it asks for is not there. A directory that was removed since it
    /// was opened may stand there anew.
    fn within<T>(&self, ask: impl Fn(&OwnedFd) -> Result<T, Errno>) -> Result<Option<T>, Errno> {
        for attempt in [1, 2] {
            let handle = match self.handle() {
                Ok(handle) => handle,
                Err(Errno::NOENT | Errno::NOTDIR) => return Ok(None),
                Err(error) => return Err(error),
            };
            match ask(&handle) {
                Ok(found) => return Ok(Some(found)),
                Err(Errno::NOENT) if attempt == 1 && fstat(&*handle).is_ok_and(|own| own.st_nlink == 0) => {
                    *self.open.write().unwrap_or_else(PoisonError::into_inner) = None;
                }
                Err(Errno::NOENT | Errno::NOTDIR | Errno::LOOP | Errno::NXIO) => return Ok(None),
                Err(error) => return Err(error),
            }
        }
        Ok(None)
    }

    fn failed(&self, action: &'static str, error: Errno) -> LayoutError {
        LayoutError::io(action, &self.path)(error.into())
    }

    /// Looks at a file of the layout; nothing where there is none, or something else: a link leads out of what is served.
    pub(super) fn look(&self, name: &str) -> Result<Option<Found>, LayoutError> {
        let stat = self.within(|handle| statat(handle, name, AtFlags::SYMLINK_NOFOLLOW));
        Ok(stat.map_err(|error| self.failed("look into", error))?.as_ref().and_then(file))
    }

    /// Opens a file of the layout; nothing as for [`Directory::look`].
    pub(super) fn open(&self, name: &str) -> Result<Option<(File, Found)>, LayoutError> {
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let opened = self.within(|handle| {
            let opened = openat(handle, name, flags, Mode::empty())?;
            fstat(&opened).map(|stat| (opened, stat))
        });
        let opened = opened.map_err(|error| self.failed("read in", error))?;
        Ok(opened.and_then(|(opened, stat)| file(&stat).map(|found| (File::from(opened), found))))
    }
}

/// The name of a blob's file in the directory of its layout.
pub(super) fn blob(digest: &Digest) -> String {
    let algorithm = digest.algorithm().name();
    let mut name = String::with_capacity(16 + digest.hex().len());
    for part in ["blobs/", algorithm, "/", digest.hex()] {
        name.push_str(part);
    }
    name
}

/// The file at a path; nothing as for [`Directory::look`].
pub(super) fn at(path: &Path) -> Result<Option<Found>, LayoutError> {
    match std::fs::symlink_metadata(path) {
        Ok(found) => Ok(found.is_file().then(|| Found::from(&found))),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(LayoutError::io("look at", path)(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directory_that_is_replaced_is_found_again() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("a");
        let directory = Directory::new(path.clone());
        assert_eq!(directory.look("x").unwrap(), None);
        std::fs::create_dir(&path).unwrap();
        std::fs::write(path.join("x"), b"12").unwrap();
        assert_eq!(directory.look("x").unwrap().unwrap().size, 2);
        assert_eq!(directory.look("x").unwrap(), at(&path.join("x")).unwrap());
        std::fs::remove_dir_all(&path).unwrap();
        assert_eq!(directory.look("x").unwrap(), None);
        std::fs::create_dir(&path).unwrap();
        std::fs::write(path.join("x"), b"123").unwrap();
        assert_eq!(directory.open("x").unwrap().unwrap().1.size, 3);
        std::os::unix::fs::symlink(path.join("x"), path.join("link")).unwrap();
        assert!(directory.look("link").unwrap().is_none() && directory.open("link").unwrap().is_none());
        assert!(directory.look(".").unwrap().is_none() && directory.open(".").unwrap().is_none());
    }
}
