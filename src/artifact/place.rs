//! A directory that strangers' names are written below, and never beyond: every step to a name is taken from an open
//! directory and through no link, and a file takes its place by a rename, which replaces a link instead of following it.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::hash::{BuildHasher as _, RandomState};
use std::io;
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, FileType, Mode, OFlags};
use rustix::io::Errno;

use super::{ArtifactError, Result};

const DIRECTORY: OFlags = OFlags::RDONLY.union(OFlags::DIRECTORY).union(OFlags::CLOEXEC);

/// A directory, and everything below it.
#[derive(Debug)]
pub struct Place {
    root: OwnedFd,
    shown: PathBuf,
}

impl Place {
    /// The directory `dir`, which must be there. Its own path may lead through links: the user chose it.
    pub fn open(dir: &Path) -> Result<Self> {
        let root = rustix::fs::open(dir, DIRECTORY, Mode::empty());
        let root = root.map_err(|error| ArtifactError::io("open the directory", dir)(error.into()))?;
        Ok(Self { root, shown: dir.to_owned() })
    }

    /// The directory itself, as messages show it.
    pub fn shown(&self) -> &Path {
        &self.shown
    }

    /// The directory `path` below this one, made where it is not there.
    pub fn below(&self, path: &[OsString]) -> Result<Self> {
        let mut root = self.root.try_clone().map_err(ArtifactError::io("open", &self.shown))?;
        let mut shown = self.shown.clone();
        for name in path {
            shown.push(name);
            root = enter(&root, name, &shown)?;
        }
        Ok(Self { root, shown })
    }

    fn parent<'a>(&self, path: &'a [OsString]) -> Result<(Self, &'a OsStr)> {
        match path.split_last() {
            Some((name, dirs)) => Ok((self.below(dirs)?, name)),
            None => Err(ArtifactError::InTheWay { path: self.shown.clone(), why: "it is the directory itself" }),
        }
    }

    /// A file that gets the name `path` when it is complete; `mode` is cut by the process's mask.
    pub fn create(&self, path: &[OsString], mode: u32) -> Result<PendingFile> {
        let (dir, name) = self.parent(path)?;
        let flags = OFlags::RDWR | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let mode = Mode::from_raw_mode(mode);
        let (seed, mut attempt) = (RandomState::new(), 0_u32);
        loop {
            let temporary = format!(".wharf-{:016x}", seed.hash_one(attempt));
            match rustix::fs::openat(&dir.root, &temporary, flags, mode) {
                Ok(file) => {
                    let name = name.to_owned();
                    return Ok(PendingFile { file: File::from(file), dir, temporary: Some(temporary), name });
                }
                Err(Errno::EXIST) if attempt < 100 => attempt += 1,
                Err(error) => return Err(ArtifactError::io("create a file in", &dir.shown)(error.into())),
            }
        }
    }

    /// A link of this name to `target`, which must stay within the place.
    pub fn link(&self, path: &[OsString], target: &OsStr) -> Result<()> {
        let (dir, name) = self.parent(path)?;
        dir.clear(name)?;
        let shown = dir.shown.join(name);
        rustix::fs::symlinkat(target, &dir.root, name).map_err(|error| ArtifactError::io("link", &shown)(error.into()))
    }

    /// A second name for the file `target` of this place.
    pub fn hard_link(&self, path: &[OsString], target: &[OsString]) -> Result<()> {
        let ((from, old), (to, new)) = (self.parent(target)?, self.parent(path)?);
        let (source, shown) = (from.shown.join(old), to.shown.join(new));
        let found = rustix::fs::statat(&from.root, old, AtFlags::SYMLINK_NOFOLLOW);
        let found = found.map_err(|error| ArtifactError::io("look at", &source)(error.into()))?;
        if FileType::from_raw_mode(found.st_mode) != FileType::RegularFile {
            return Err(ArtifactError::InTheWay { path: source, why: "a link to it is wanted, and it is no file" });
        }
        if source == shown {
            return Ok(());
        }
        to.clear(new)?;
        let linked = rustix::fs::linkat(&from.root, old, &to.root, new, AtFlags::empty());
        linked.map_err(|error| ArtifactError::io("link", &shown)(error.into()))
    }

    /// A file without a name on the same disk.
    pub fn scratch(&self) -> Result<File> {
        tempfile::tempfile_in(&self.shown).map_err(ArtifactError::io("create a file in", &self.shown))
    }

    /// Takes away what has this name, unless it is a directory.
    fn clear(&self, name: &OsStr) -> Result<()> {
        match rustix::fs::unlinkat(&self.root, name, AtFlags::empty()) {
            Ok(()) | Err(Errno::NOENT) => Ok(()),
            Err(Errno::ISDIR | Errno::PERM) => Err(in_the_way(self.shown.join(name), "it is a directory")),
            Err(error) => Err(ArtifactError::io("replace", &self.shown.join(name))(error.into())),
        }
    }
}

fn in_the_way(path: PathBuf, why: &'static str) -> ArtifactError {
    ArtifactError::InTheWay { path, why }
}

/// The directory `name` in `dir`, made where it is not there. A link is not followed, wherever it leads.
fn enter(dir: &OwnedFd, name: &OsStr, shown: &Path) -> Result<OwnedFd> {
    let open = || rustix::fs::openat(dir, name, DIRECTORY | OFlags::NOFOLLOW, Mode::empty());
    let found = match open() {
        Err(Errno::NOENT) => match rustix::fs::mkdirat(dir, name, Mode::from_raw_mode(0o777)) {
            Ok(()) | Err(Errno::EXIST) => open(),
            Err(error) => Err(error),
        },
        other => other,
    };
    match found {
        Ok(found) => Ok(found),
        Err(Errno::LOOP | Errno::NOTDIR | Errno::MLINK) => {
            Err(in_the_way(shown.to_owned(), "it is no directory, or a link to one, which is not followed"))
        }
        Err(error) => Err(ArtifactError::io("open the directory", shown)(error.into())),
    }
}

/// A file on its way to its name. Dropped before that, it is gone.
#[derive(Debug)]
pub struct PendingFile {
    file: File,
    dir: Place,
    temporary: Option<String>,
    name: OsString,
}

impl PendingFile {
    /// Where it will be, as messages show it.
    pub fn shown(&self) -> PathBuf {
        self.dir.shown.join(&self.name)
    }

    /// Gives it its name, in place of what has it.
    pub fn commit(mut self) -> Result<()> {
        let Some(temporary) = &self.temporary else { return Ok(()) };
        match rustix::fs::renameat(&self.dir.root, temporary, &self.dir.root, &self.name) {
            Ok(()) => {
                self.temporary = None;
                Ok(())
            }
            Err(Errno::ISDIR) => Err(in_the_way(self.shown(), "it is a directory")),
            Err(error) => Err(ArtifactError::io("write", &self.shown())(error.into())),
        }
    }
}

impl io::Write for PendingFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for PendingFile {
    fn drop(&mut self) {
        if let Some(temporary) = &self.temporary {
            // What cannot be removed is a stray file that is named like one.
            let _ = rustix::fs::unlinkat(&self.dir.root, temporary, AtFlags::empty());
        }
    }
}

/// Whether a link that stands `depth` directories below a root leads nowhere but below that root: `..` only at its
/// start, where it goes up through real directories, and no more of them than there are. Behind a name, `..` could leave
/// a link by another way than it was entered.
pub fn link_stays(depth: usize, target: &[u8]) -> bool {
    if target.is_empty() || target.starts_with(b"/") {
        return false;
    }
    let parts = target.split(|byte| *byte == b'/').filter(|part| !part.is_empty() && *part != b".");
    let (mut ups, mut named) = (0, false);
    for part in parts {
        if part != b".." {
            named = true;
        } else if named {
            return false;
        } else {
            ups += 1;
        }
    }
    ups <= depth
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Write as _;
    use std::os::unix::fs::symlink;

    use super::*;

    fn path(text: &str) -> Vec<OsString> {
        text.split('/').map(OsString::from).collect()
    }

    fn put(place: &Place, name: &str, content: &str) -> Result<()> {
        let mut file = place.create(&path(name), 0o666)?;
        file.write_all(content.as_bytes()).unwrap();
        file.commit()
    }

    #[test]
    fn files_are_put_below_and_never_through_a_link() {
        let (dir, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let place = Place::open(dir.path()).unwrap();
        put(&place, "a/b/c", "1").unwrap();
        put(&place, "a/b/c", "2").unwrap();
        assert_eq!(fs::read_to_string(dir.path().join("a/b/c")).unwrap(), "2");
        symlink(outside.path(), dir.path().join("out")).unwrap();
        assert!(put(&place, "out/x", "1").unwrap_err().to_string().contains("a link to one"));
        // A link at the end is replaced, and what it led to stays as it is.
        fs::write(outside.path().join("victim"), "old").unwrap();
        symlink(outside.path().join("victim"), dir.path().join("last")).unwrap();
        put(&place, "last", "new").unwrap();
        assert_eq!(fs::read_to_string(outside.path().join("victim")).unwrap(), "old");
        assert!(fs::symlink_metadata(dir.path().join("last")).unwrap().is_file());
        assert!(put(&place, "a/b", "1").unwrap_err().to_string().ends_with("it is a directory"));
        assert!(matches!(put(&place, "last/x", "1"), Err(ArtifactError::InTheWay { .. })));
        let left: Vec<_> = fs::read_dir(dir.path().join("a")).unwrap().map(|e| e.unwrap().file_name()).collect();
        assert_eq!(left, ["b"], "what was not put left nothing");
        assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 1);
    }

    #[test]
    fn links_are_made_and_hard_links_lead_to_files_alone() {
        let dir = tempfile::tempdir().unwrap();
        let place = Place::open(dir.path()).unwrap();
        put(&place, "f", "1").unwrap();
        place.link(&path("d/l"), OsStr::new("../f")).unwrap();
        place.link(&path("d/l"), OsStr::new("../f")).unwrap();
        assert_eq!(fs::read_to_string(dir.path().join("d/l")).unwrap(), "1");
        place.hard_link(&path("d/h"), &path("f")).unwrap();
        assert_eq!(fs::read_to_string(dir.path().join("d/h")).unwrap(), "1");
        assert!(matches!(place.hard_link(&path("x"), &path("d/l")), Err(ArtifactError::InTheWay { .. })));
        assert!(place.hard_link(&path("x"), &path("d/l/y")).is_err());
        assert!(place.link(&path("d"), OsStr::new("f")).is_err());
    }

    #[test]
    fn links_stay_or_do_not() {
        for (depth, target, stays) in [
            (0, "a", true),
            (0, "./a/b", true),
            (0, "..", false),
            (1, "../a", true),
            (1, "../../a", false),
            (2, "../../a", true),
            (2, ".././../a//b", true),
            (9, "a/../b", false),
            (9, "/a", false),
            (9, "", false),
        ] {
            assert_eq!(link_stays(depth, target.as_bytes()), stays, "{depth} {target}");
        }
    }
}
