//! A directory that files are made in by paths that came from elsewhere: each part is opened by itself, below the one
//! before it, and no symbolic link is ever followed.

use std::fs::File;
use std::io;
use std::os::fd::OwnedFd;
use std::path::Path;

use rustix::fs::{AtFlags, CWD, FileType, Mode, OFlags};
use rustix::io::Errno;

use super::super::EntryPath;

/// How a directory is opened. The last part of its path must not be a symbolic link.
const DIRECTORY: OFlags = OFlags::RDONLY.union(OFlags::DIRECTORY).union(OFlags::NOFOLLOW).union(OFlags::CLOEXEC);

/// What directories and files are made with: nobody else sees them before they have what they shall.
const PRIVATE_DIRECTORY: Mode = Mode::RWXU;
const PRIVATE_FILE: Mode = Mode::RUSR.union(Mode::WUSR);

/// A directory, and the one in it that was used last.
pub(super) struct Place {
    root: OwnedFd,
    last: Option<(EntryPath, OwnedFd)>,
}

impl Place {
    /// The directory at `path`, which its owner chose: symbolic links on the way to it are followed.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        let root = rustix::fs::openat(CWD, path, flags, Mode::empty())?;
        Ok(Self { root, last: None })
    }

    /// Whether nothing is in the directory.
    pub(super) fn is_empty(&self) -> io::Result<bool> {
        for entry in rustix::fs::Dir::read_from(&self.root)? {
            if !matches!(entry?.file_name().to_bytes(), b"." | b"..") {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Opens the directory `path`.
    pub(super) fn directory(&self, path: &EntryPath) -> io::Result<OwnedFd> {
        let mut here = self.root.try_clone()?;
        for part in path.parts() {
            here = rustix::fs::openat(&here, part, DIRECTORY, Mode::empty())?;
        }
        Ok(here)
    }

    /// Makes the directory `path` where it is not there.
    pub(super) fn make_directory(&mut self, path: &EntryPath) -> io::Result<()> {
        self.within(path, |parent, name| match rustix::fs::mkdirat(parent, name, PRIVATE_DIRECTORY) {
            // A symbolic link or a file would not open as a directory.
            Err(Errno::EXIST) => rustix::fs::openat(parent, name, DIRECTORY, Mode::empty()).map(drop),
            made => made,
        })
    }

    /// Makes the file `path` and opens it for writing.
    pub(super) fn make_file(&mut self, path: &EntryPath) -> io::Result<File> {
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        self.afresh(path, |parent, name| rustix::fs::openat(parent, name, flags, PRIVATE_FILE)).map(File::from)
    }

    /// Makes a symbolic link.
    pub(super) fn make_symlink(&mut self, path: &EntryPath, target: &[u8]) -> io::Result<()> {
        self.afresh(path, |parent, name| rustix::fs::symlinkat(target, parent, name))
    }

    /// Makes a device or a pipe.
    pub(super) fn make_node(&mut self, path: &EntryPath, kind: FileType, device: (u32, u32)) -> io::Result<()> {
        let device = rustix::fs::makedev(device.0, device.1);
        self.afresh(path, |parent, name| rustix::fs::mknodat(parent, name, kind, PRIVATE_FILE, device))
    }

    /// Gives `target` another name. A symbolic link is not followed but has two names then.
    pub(super) fn make_link(&mut self, path: &EntryPath, target: &EntryPath) -> io::Result<()> {
        let from = self.directory(&target.parent().unwrap_or_default())?;
        let old = target.name().unwrap_or(b".");
        self.afresh(path, |parent, name| rustix::fs::linkat(&from, old, parent, name, AtFlags::empty()))
    }

    /// Does something in the directory of `path`, with its last part.
    pub(super) fn within<T>(
        &mut self,
        path: &EntryPath,
        act: impl FnOnce(&OwnedFd, &[u8]) -> rustix::io::Result<T>,
    ) -> io::Result<T> {
        let parent = path.parent().unwrap_or_default();
        let name = path.name().ok_or(Errno::ISDIR)?;
        if self.last.as_ref().is_none_or(|(last, _)| *last != parent) {
            self.last = None;
            self.last = Some((parent.clone(), self.directory(&parent)?));
        }
        match &self.last {
            Some((_, parent)) => Ok(act(parent, name)?),
            None => Err(Errno::NOENT.into()),
        }
    }

    /// Makes something at `path`, in place of what may be there. A directory stays.
    fn afresh<T>(
        &mut self,
        path: &EntryPath,
        make: impl Fn(&OwnedFd, &[u8]) -> rustix::io::Result<T>,
    ) -> io::Result<T> {
        self.within(path, |parent, name| match make(parent, name) {
            Err(Errno::EXIST) => {
                rustix::fs::unlinkat(parent, name, AtFlags::empty())?;
                make(parent, name)
            }
            made => made,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> EntryPath {
        EntryPath::parse(text.as_bytes()).unwrap()
    }

    #[test]
    fn nothing_is_made_through_a_symbolic_link() {
        let folder = tempfile::tempdir().unwrap();
        let (inside, outside) = (folder.path().join("in"), folder.path().join("out"));
        std::fs::create_dir(&inside).unwrap();
        std::fs::create_dir(&outside).unwrap();
        std::os::unix::fs::symlink(&outside, inside.join("link")).unwrap();
        std::os::unix::fs::symlink(outside.join("new"), inside.join("file")).unwrap();
        let mut place = Place::open(&inside).unwrap();
        assert!(!place.is_empty().unwrap());
        assert!(Place::open(&outside).unwrap().is_empty().unwrap());
        assert!(place.make_file(&path("link/x")).is_err());
        assert!(place.make_directory(&path("link")).is_err());
        assert!(place.make_directory(&path("link/x")).is_err());
        assert!(place.make_link(&path("y"), &path("link/x")).is_err());
        assert!(place.make_symlink(&path("link/x"), b"t").is_err());
        place.make_file(&path("file")).unwrap();
        assert!(inside.join("file").symlink_metadata().unwrap().is_file(), "the link itself is replaced");
        assert_eq!(std::fs::read_dir(&outside).unwrap().count(), 0);
        // A link to a link is another name of the link.
        place.make_link(&path("again"), &path("link")).unwrap();
        assert!(inside.join("again").symlink_metadata().unwrap().is_symlink());
    }
}
