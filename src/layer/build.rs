//! A layer out of a directory: the same directory gives the same bytes everywhere, unless facts of the machine are asked
//! for.

use std::collections::HashMap;
use std::ffi::OsString;
use std::fs::{self, File, Metadata};
use std::io::{self, Read, Write};
use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};
use std::os::unix::fs::{FileTypeExt as _, MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use super::entry::{Entry, Kind, Rare, Time, Xattr};
use super::records::local;
use super::{EntryPath, LayerError, writer};

/// Extended attributes that mean the same on every machine.
const KEPT_XATTRS: [&[u8]; 2] = [b"security.capability", b"user."];

/// The largest attribute that Linux has, in bytes.
const XATTR_MOST: usize = 64 << 10;

/// How deep directories may be in one another.
const DEEPEST: usize = 1024;

/// Who owns the files of a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// Who owns them here.
    Keep,
    /// This user and group.
    Set {
        /// The user's number.
        uid: u64,
        /// The group's number.
        gid: u64,
    },
}

/// The times of the files of a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Times {
    /// Those that they have here, to the second.
    Keep,
    /// This, in seconds since 1970.
    Set(i64),
}

/// The permissions of the files of a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Modes {
    /// Those that they have here.
    Keep,
    /// 755 for directories and for files that their owner may run, 644 for all others.
    Plain,
}

/// How files become entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreeOptions {
    /// Where in the image they are.
    pub at: EntryPath,
    /// Who owns them.
    pub owner: Owner,
    /// Their times.
    pub times: Times,
    /// Their permissions.
    pub modes: Modes,
}

impl Default for TreeOptions {
    /// Below the root, owned by root, from 1970, with the permissions that they have here.
    fn default() -> Self {
        let owner = Owner::Set { uid: 0, gid: 0 };
        Self { at: EntryPath::default(), owner, times: Times::Set(0), modes: Modes::Keep }
    }
}

/// Who has the directories that lead to the files of a layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Parents {
    /// The layers below. There they may have other permissions, or be links, which an entry would replace; where they
    /// are not, whoever unpacks makes them.
    Below,
    /// The layer, since there is nothing below. This is in it already: docker refuses a layer that has a path twice.
    Own(HashMap<EntryPath, Kind>),
}

/// What was written, and what was not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// How many entries there are.
    pub entries: u64,
    /// Sockets, which no tar can hold.
    pub skipped: Vec<PathBuf>,
}

/// Writes what is in the directory `dir`, sorted by name, without the end of the tar. Symbolic links are not followed;
/// of several names of one file the first has the content.
///
/// # Errors
/// When something cannot be read, or changes meanwhile, or `out` fails.
pub fn write_tree(
    dir: &Path,
    options: &TreeOptions,
    parents: &mut Parents,
    out: &mut impl Write,
) -> Result<Written, LayerError> {
    let mut walker = Walker::new(options, parents, out);
    walker.parents(&options.at)?;
    if !options.at.is_root() {
        let found = fs::metadata(dir).map_err(unreadable(dir))?;
        walker.entry(dir, &options.at, &found)?;
    }
    walker.directory(dir, &options.at, 0)?;
    Ok(walker.written)
}

/// Writes the file, link or device `file` as `options.at`, without the end of the tar. A link named by the user is
/// followed.
///
/// # Errors
/// As [`write_tree`].
pub fn write_file(
    file: &Path,
    options: &TreeOptions,
    parents: &mut Parents,
    out: &mut impl Write,
) -> Result<Written, LayerError> {
    let found = fs::metadata(file).map_err(unreadable(file))?;
    let file = fs::canonicalize(file).map_err(unreadable(file))?;
    let mut walker = Walker::new(options, parents, out);
    walker.parents(&options.at)?;
    walker.entry(&file, &options.at, &found)?;
    Ok(walker.written)
}

struct Walker<'a, W> {
    options: &'a TreeOptions,
    parents: &'a mut Parents,
    out: &'a mut W,
    written: Written,
    /// The files with several names, by device and number.
    linked: HashMap<(u64, u64), EntryPath>,
}

impl<'a, W: Write> Walker<'a, W> {
    fn new(options: &'a TreeOptions, parents: &'a mut Parents, out: &'a mut W) -> Self {
        Self { options, parents, out, written: Written::default(), linked: HashMap::new() }
    }

    /// The directories that lead to `path`, as root would make them, as far as the layer needs and has them not.
    fn parents(&mut self, path: &EntryPath) -> Result<(), LayerError> {
        let Parents::Own(there) = &*self.parents else { return Ok(()) };
        let mut above: Vec<EntryPath> = std::iter::successors(path.parent(), EntryPath::parent).collect();
        above.retain(|path| !path.is_root() && !there.contains_key(path));
        for path in above.into_iter().rev() {
            let seconds = if let Times::Set(seconds) = self.options.times { seconds } else { 0 };
            let entry = Entry { mtime: Time { seconds, nanos: 0 }, ..Entry::implied(path) };
            self.write(&entry)?;
        }
        Ok(())
    }

    fn directory(&mut self, dir: &Path, at: &EntryPath, depth: usize) -> Result<(), LayerError> {
        if depth > DEEPEST {
            return Err(LayerError::Limit {
                what: format!("directories stand more than {DEEPEST} deep in one another"),
            });
        }
        let names = fs::read_dir(dir)
            .and_then(|entries| entries.map(|entry| Ok(entry?.file_name())).collect::<io::Result<Vec<OsString>>>());
        let mut names = names.map_err(unreadable(dir))?;
        names.sort();
        for name in names {
            let file = dir.join(&name);
            let at = at.join(name.as_bytes());
            let found = fs::symlink_metadata(&file).map_err(unreadable(&file))?;
            self.entry(&file, &at, &found)?;
            if found.is_dir() {
                self.directory(&file, &at, depth + 1)?;
            }
        }
        Ok(())
    }

    fn entry(&mut self, file: &Path, at: &EntryPath, found: &Metadata) -> Result<(), LayerError> {
        let Some(mut entry) = self.describe(file, at, found)? else {
            self.written.skipped.push(file.to_owned());
            return Ok(());
        };
        if entry.kind != Kind::File {
            return self.write(&entry);
        }
        if found.nlink() > 1 {
            match self.linked.get(&(found.dev(), found.ino())) {
                Some(first) => {
                    entry.kind = Kind::HardLink;
                    entry.link = Some(first.as_bytes().into());
                    entry.rare = None;
                    return self.write(&entry);
                }
                None => drop(self.linked.insert((found.dev(), found.ino()), at.clone())),
            }
        }
        // What is opened must be what was looked at, even if somebody puts a link or a pipe there meanwhile.
        let flags = (rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK).bits();
        let open = fs::OpenOptions::new().read(true).custom_flags(flags.cast_signed()).open(file);
        let opened = open.map_err(unreadable(file))?;
        entry.size = opened.metadata().map_err(unreadable(file))?.len();
        self.write(&entry)?;
        self.content(file, opened, entry.size)
    }

    fn content(&mut self, file: &Path, opened: File, size: u64) -> Result<(), LayerError> {
        let mut opened = opened.take(size);
        let mut step = vec![0; 256 << 10];
        let mut copied = 0;
        loop {
            match opened.read(&mut step) {
                Ok(0) => break,
                Ok(read) => {
                    self.out.write_all(&step[..read]).map_err(local)?;
                    copied += read as u64;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(unreadable(file)(error)),
            }
        }
        if copied < size {
            let ended = io::Error::new(io::ErrorKind::UnexpectedEof, "it became shorter while it was read");
            return Err(unreadable(file)(ended));
        }
        writer::padding(self.out, size).map_err(local)
    }

    fn write(&mut self, entry: &Entry) -> Result<(), LayerError> {
        if let Parents::Own(there) = &mut *self.parents
            && let Some(before) = there.insert(entry.path.clone(), entry.kind)
        {
            // Directories of several sources become one, as the first has it.
            if (before, entry.kind) == (Kind::Directory, Kind::Directory) {
                return Ok(());
            }
            return Err(LayerError::Unfit { what: format!("{} would be in the layer twice", entry.path) });
        }
        self.written.entries += 1;
        writer::write(entry, self.out).map_err(local)
    }

    /// What the tar says of a file; nothing of a socket.
    fn describe(&self, file: &Path, at: &EntryPath, found: &Metadata) -> Result<Option<Entry>, LayerError> {
        let kind = found.file_type();
        let device = || (rustix::fs::major(found.rdev()), rustix::fs::minor(found.rdev()));
        let (kind, device) = match kind {
            kind if kind.is_file() => (Kind::File, None),
            kind if kind.is_dir() => (Kind::Directory, None),
            kind if kind.is_symlink() => (Kind::Symlink, None),
            kind if kind.is_fifo() => (Kind::Fifo, None),
            kind if kind.is_char_device() => (Kind::CharDevice, Some(device())),
            kind if kind.is_block_device() => (Kind::BlockDevice, Some(device())),
            _ => return Ok(None),
        };
        let link = if kind == Kind::Symlink {
            let target = fs::read_link(file).map_err(unreadable(file))?;
            Some(target.into_os_string().into_vec().into_boxed_slice())
        } else {
            None
        };
        let (uid, gid) = match self.options.owner {
            Owner::Keep => (u64::from(found.uid()), u64::from(found.gid())),
            Owner::Set { uid, gid } => (uid, gid),
        };
        let seconds = if let Times::Set(seconds) = self.options.times { seconds } else { found.mtime() };
        let mode = self.mode(kind, found.mode() & 0o7777);
        let xattrs = if matches!(kind, Kind::File | Kind::Directory) { xattrs(file)? } else { Vec::new() };
        let rare = (!xattrs.is_empty()).then(|| Box::new(Rare { xattrs, ..Rare::default() }));
        Ok(Some(Entry {
            path: at.clone(),
            kind,
            mode,
            uid,
            gid,
            size: 0,
            mtime: Time { seconds, nanos: 0 },
            link,
            device,
            rare,
        }))
    }

    fn mode(&self, kind: Kind, mode: u32) -> u32 {
        match (kind, self.options.modes) {
            (Kind::Symlink, _) => 0o777,
            (_, Modes::Keep) => mode,
            (Kind::Directory, Modes::Plain) => 0o755,
            (_, Modes::Plain) => {
                if mode & 0o100 == 0 {
                    0o644
                } else {
                    0o755
                }
            }
        }
    }
}

/// The extended attributes of a file that belong to it and not to the machine, sorted.
fn xattrs(file: &Path) -> Result<Vec<Xattr>, LayerError> {
    let mut names = vec![0; XATTR_MOST];
    let length = match rustix::fs::llistxattr(file, &mut names[..]) {
        Ok(length) => length,
        // A file system without attributes has none.
        Err(rustix::io::Errno::NOTSUP) => 0,
        Err(error) => return Err(unreadable(file)(error.into())),
    };
    let mut found = Vec::new();
    for name in names[..length].split(|byte| *byte == 0) {
        if !KEPT_XATTRS.iter().any(|kept| name.starts_with(kept)) {
            continue;
        }
        let mut value = vec![0; XATTR_MOST];
        let length =
            rustix::fs::lgetxattr(file, name, &mut value[..]).map_err(|error| unreadable(file)(error.into()))?;
        found.push(Xattr { name: name.into(), value: value[..length].into() });
    }
    found.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(found)
}

fn unreadable(path: &Path) -> impl FnOnce(io::Error) -> LayerError + '_ {
    move |source| LayerError::Input { path: path.to_owned(), source }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    use std::os::unix::net::UnixListener;

    use super::*;

    /// A directory with one of everything that needs no privilege.
    fn sample() -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        fs::create_dir_all(at("b/deep")).unwrap();
        fs::write(at("b/deep/file"), "content").unwrap();
        fs::write(at("b-first"), "run").unwrap();
        fs::write(at("plain"), "").unwrap();
        fs::hard_link(at("b/deep/file"), at("twin")).unwrap();
        symlink("../outside/of it", at("b/link")).unwrap();
        for (name, mode) in
            [("b", 0o755), ("b/deep", 0o700), ("b/deep/file", 0o640), ("b-first", 0o4755), ("plain", 0o600)]
        {
            fs::set_permissions(at(name), fs::Permissions::from_mode(mode)).unwrap();
        }
        dir
    }

    fn tar(dir: &Path, options: &TreeOptions) -> (Vec<u8>, Written) {
        let mut out = Vec::new();
        let written = write_tree(dir, options, &mut Parents::Own(HashMap::new()), &mut out).unwrap();
        writer::end(&mut out).unwrap();
        (out, written)
    }

    fn list(tar: &[u8]) -> Vec<String> {
        let mut archive = tar::Archive::new(tar);
        let entries = archive.entries().unwrap().map(|entry| {
            let entry = entry.unwrap();
            let header = entry.header();
            let path = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
            let link = entry.link_name_bytes().map(|link| format!("->{}", String::from_utf8_lossy(&link)));
            let (mode, uid, time) = (header.mode().unwrap(), header.uid().unwrap(), header.mtime().unwrap());
            format!("{path}{} {mode:o} {uid} {time} {}", link.unwrap_or_default(), entry.size())
        });
        entries.collect()
    }

    #[test]
    fn a_directory_becomes_a_sorted_tar_without_facts_of_the_machine() {
        let dir = sample();
        let (bytes, written) = tar(dir.path(), &TreeOptions::default());
        let expected = [
            "b/ 755 0 0 0",
            "b/deep/ 700 0 0 0",
            "b/deep/file 640 0 0 7",
            "b/link->../outside/of it 777 0 0 0",
            "b-first 4755 0 0 3",
            "plain 600 0 0 0",
            "twin->b/deep/file 640 0 0 0",
        ];
        assert_eq!(list(&bytes), expected);
        assert_eq!(written, Written { entries: 7, skipped: Vec::new() });
        // The same directory on another day, and on every machine.
        let later = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_hours(1);
        File::open(dir.path().join("plain")).unwrap().set_modified(later).unwrap();
        assert!(tar(dir.path(), &TreeOptions::default()).0 == bytes);
        let digest = crate::oci::Digest::sha256(&bytes).to_string();
        assert_eq!(digest, "sha256:0e2cbaba2069fe8c0405898fb5ea8c73196659ac020b0420540c0ed426b50025");
    }

    #[test]
    fn facts_of_the_machine_are_kept_where_they_are_wanted() {
        let dir = sample();
        let time = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000);
        File::open(dir.path().join("plain")).unwrap().set_modified(time).unwrap();
        let uid = fs::metadata(dir.path().join("plain")).unwrap().uid();
        let keep =
            TreeOptions { owner: Owner::Keep, times: Times::Keep, modes: Modes::Plain, ..TreeOptions::default() };
        let (bytes, _) = tar(dir.path(), &keep);
        assert!(list(&bytes).contains(&format!("plain 644 {uid} 1000000 0")), "{:?}", list(&bytes));
        let set = TreeOptions { owner: Owner::Set { uid: 5, gid: 6 }, times: Times::Set(9), ..keep };
        let lines = list(&tar(dir.path(), &set).0);
        assert!(lines.iter().all(|line| line.contains(" 5 9 ")), "{lines:?}");
        assert_eq!(lines[1], "b/deep/ 755 5 9 0");
    }

    #[test]
    fn a_place_in_the_image_gets_its_directories() {
        let dir = sample();
        let at = EntryPath::parse(b"/usr/share/app").unwrap();
        let options = TreeOptions { at, ..TreeOptions::default() };
        let lines = list(&tar(&dir.path().join("b"), &options).0);
        let expected = [
            "usr/ 755 0 0 0",
            "usr/share/ 755 0 0 0",
            "usr/share/app/ 755 0 0 0",
            "usr/share/app/deep/ 700 0 0 0",
            "usr/share/app/deep/file 640 0 0 7",
            "usr/share/app/link->../outside/of it 777 0 0 0",
        ];
        assert_eq!(lines, expected);
        let mut out = Vec::new();
        // Each once, and not where it is a link or below.
        let mut own = Parents::Own(HashMap::new());
        let at = |path: &str| TreeOptions { at: EntryPath::parse(path.as_bytes()).unwrap(), ..TreeOptions::default() };
        let file = dir.path().join("b-first");
        write_file(&file, &at("bin/first"), &mut own, &mut out).unwrap();
        write_file(&file, &at("bin/second"), &mut own, &mut out).unwrap();
        write_file(&file, &at("lib/third"), &mut Parents::Below, &mut out).unwrap();
        write_tree(&dir.path().join("b"), &TreeOptions::default(), &mut own, &mut out).unwrap();
        write_file(&file, &at("link/fourth"), &mut own, &mut out).unwrap();
        let again = write_tree(&dir.path().join("b/deep"), &at("deep"), &mut own, &mut Vec::new()).unwrap_err();
        assert!(again.to_string().contains("/deep/file would be in the layer twice"), "{again}");
        writer::end(&mut out).unwrap();
        let expected = [
            "bin/ 755 0 0 0",
            "bin/first 4755 0 0 3",
            "bin/second 4755 0 0 3",
            "lib/third 4755 0 0 3",
            "deep/ 700 0 0 0",
            "deep/file 640 0 0 7",
            "link->../outside/of it 777 0 0 0",
            "link/fourth 4755 0 0 3",
        ];
        assert_eq!(list(&out), expected);
    }

    #[test]
    fn sockets_are_left_out_and_what_is_missing_is_named() {
        let dir = tempfile::tempdir().unwrap();
        let _socket = UnixListener::bind(dir.path().join("s")).unwrap();
        let (bytes, written) = tar(dir.path(), &TreeOptions::default());
        assert_eq!((bytes.len(), written.skipped), (1024, vec![dir.path().join("s")]));
        let missing = dir.path().join("missing");
        let error = write_tree(&missing, &TreeOptions::default(), &mut Parents::Below, &mut Vec::new()).unwrap_err();
        assert!(error.to_string().ends_with("/missing"), "{error}");
        assert_eq!(error.kind(), crate::content::ErrorKind::NotFound);
    }
}
