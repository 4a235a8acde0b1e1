//! A directory as one file: a tar in gzip that is the same wherever and whenever it is made.
//!
//! Entries stand in the order of their names, belong to nobody, and have no time; of the permissions only who may run a
//! file is kept, since the rest differs with each machine's mask. Names begin with the directory's own, which is how
//! oras writes and reads them.

use std::ffi::OsString;
use std::fs::{File, Metadata};
use std::io::{self, BufReader, BufWriter, Read, Seek as _, Write};
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use flate2::{Compression, GzBuilder};
use tar::{Builder, EntryType, Header};

use super::place::link_stays;
use super::{ArtifactError, Intake, LocalBlob, Result};
use crate::oci::{Algorithm, Digest, Hasher};

/// How deep directories may stand in one another.
const DEPTH_LIMIT: usize = 128;

/// A directory in a tar.
#[derive(Clone, Debug)]
pub struct Packed {
    /// The compressed tar.
    pub intake: Intake,
    /// The digest of the tar without its compression.
    pub content: Digest,
}

/// Packs the directory `dir` under the name `name`. The tar is kept on disk, without a name there. Blocks while it works.
pub fn pack(dir: &Path, name: &str) -> Result<Packed> {
    let keep = || ArtifactError::io("keep for a while the tar of", dir);
    let file = tempfile::tempfile().map_err(keep())?;
    let gzip = GzBuilder::new().mtime(0).operating_system(255);
    let gzip = gzip.write(Hashing::new(BufWriter::with_capacity(256 << 10, file)), Compression::default());
    let mut packer = Packer { tar: Builder::new(Hashing::new(gzip)), root: dir };
    packer.directory(Path::new(name), dir, 0)?;
    let outer = packer.tar.into_inner().map_err(keep())?;
    let content = outer.hasher.finish();
    let inner = outer.inner.finish().map_err(keep())?;
    let (digest, size) = (inner.hasher.finish(), inner.size);
    let mut file = inner.inner.into_inner().map_err(|error| keep()(error.into_error()))?;
    file.rewind().map_err(keep())?;
    let body = LocalBlob::new(Arc::new(file), PathBuf::from(format!("the tar of {}", dir.display())), size);
    Ok(Packed { intake: Intake { digest, size, body }, content })
}

struct Packer<'a> {
    tar: Builder<Hashing<flate2::write::GzEncoder<Hashing<BufWriter<File>>>>>,
    root: &'a Path,
}

impl Packer<'_> {
    /// Adds the directory `path` as `name`, `depth` levels below the root.
    fn directory(&mut self, name: &Path, path: &Path, depth: usize) -> Result<()> {
        if depth > DEPTH_LIMIT {
            return Err(ArtifactError::InTheWay { path: path.to_owned(), why: "it lies too deep" });
        }
        self.append(&mut header(EntryType::Directory, 0o755, 0), &name.join(""), path, io::empty())?;
        let read = ArtifactError::io("list", path);
        let names: io::Result<Vec<OsString>> =
            std::fs::read_dir(path).and_then(|entries| entries.map(|entry| Ok(entry?.file_name())).collect());
        let mut names = names.map_err(read)?;
        names.sort_unstable_by(|a, b| a.as_bytes().cmp(b.as_bytes()));
        for entry in names {
            let (name, path) = (name.join(&entry), path.join(&entry));
            let found = std::fs::symlink_metadata(&path).map_err(ArtifactError::io("look at", &path))?;
            if found.is_dir() {
                self.directory(&name, &path, depth + 1)?;
            } else if found.is_symlink() {
                self.link(&name, &path, depth)?;
            } else if found.is_file() {
                self.file(&name, &path)?;
            } else {
                return Err(ArtifactError::Special { path });
            }
        }
        Ok(())
    }

    fn file(&mut self, name: &Path, path: &Path) -> Result<()> {
        let file = File::open(path).map_err(ArtifactError::io("open", path))?;
        let found: Metadata = file.metadata().map_err(ArtifactError::io("look at", path))?;
        let mode = if found.mode() & 0o111 == 0 { 0o644 } else { 0o755 };
        let exact = Exact { inner: BufReader::with_capacity(128 << 10, file), left: found.len() };
        self.append(&mut header(EntryType::Regular, mode, found.len()), name, path, exact)
    }

    fn link(&mut self, name: &Path, path: &Path, depth: usize) -> Result<()> {
        let target = std::fs::read_link(path).map_err(ArtifactError::io("read", path))?;
        // What would not be unpacked is not packed.
        if !link_stays(depth, target.as_os_str().as_bytes()) {
            let path = path.strip_prefix(self.root).unwrap_or(path).display().to_string();
            return Err(ArtifactError::LinkLeadsOut { path, target: target.display().to_string() });
        }
        let written = self.tar.append_link(&mut header(EntryType::Symlink, 0o777, 0), name, &target);
        written.map_err(ArtifactError::io("pack", path))
    }

    fn append(&mut self, header: &mut Header, name: &Path, path: &Path, content: impl Read) -> Result<()> {
        self.tar.append_data(header, name, content).map_err(ArtifactError::io("pack", path))
    }
}

fn header(kind: EntryType, mode: u32, size: u64) -> Header {
    let mut header = Header::new_gnu();
    header.set_entry_type(kind);
    header.set_mode(mode);
    header.set_uid(0);
    header.set_gid(0);
    header.set_mtime(0);
    header.set_size(size);
    header
}

/// As many bytes as the header says: a file that grows is cut, one that shrinks is an error.
struct Exact<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Read for Exact<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(buffer.len());
        let read = self.inner.read(&mut buffer[..most])?;
        if read == 0 && most > 0 {
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the file became shorter while it was read"));
        }
        self.left -= read as u64;
        Ok(read)
    }
}

/// Counts and hashes what passes.
struct Hashing<W> {
    inner: W,
    hasher: Hasher,
    size: u64,
}

impl<W> Hashing<W> {
    fn new(inner: W) -> Self {
        Self { inner, hasher: Algorithm::Sha256.hasher(), size: 0 }
    }
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        self.size += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    fn tree(dir: &Path, mode: u32, order: &[&str]) {
        for name in order {
            fs::create_dir_all(dir.join("sub")).unwrap();
            fs::write(dir.join(name), format!("content of {name}")).unwrap();
            fs::set_permissions(dir.join(name), fs::Permissions::from_mode(mode)).unwrap();
        }
        symlink("../a", dir.join("sub/link")).unwrap();
    }

    #[test]
    fn the_same_files_give_the_same_tar() {
        let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        tree(one.path(), 0o644, &["a", "b", "sub/c"]);
        tree(two.path(), 0o600, &["sub/c", "b", "a"]);
        let (one, other) = (pack(one.path(), "x/y").unwrap(), pack(two.path(), "x/y").unwrap());
        assert_eq!((&one.intake.digest, &one.content), (&other.intake.digest, &other.content));
        assert_ne!(one.intake.digest, pack(two.path(), "z").unwrap().intake.digest);
        fs::set_permissions(two.path().join("a"), fs::Permissions::from_mode(0o755)).unwrap();
        assert_ne!(one.content, pack(two.path(), "x/y").unwrap().content, "who may run a file is kept");
    }

    #[test]
    fn what_could_not_be_unpacked_is_not_packed() {
        let dir = tempfile::tempdir().unwrap();
        symlink("/etc/passwd", dir.path().join("link")).unwrap();
        let error = pack(dir.path(), "x").unwrap_err();
        assert_eq!(error.to_string(), "the link link leads to \"/etc/passwd\", out of its directory");
        fs::remove_file(dir.path().join("link")).unwrap();
        let mode = rustix::fs::Mode::from_raw_mode(0o600);
        rustix::fs::mknodat(rustix::fs::CWD, dir.path().join("pipe"), rustix::fs::FileType::Fifo, mode, 0).unwrap();
        assert!(matches!(pack(dir.path(), "x"), Err(ArtifactError::Special { .. })));
    }
}
