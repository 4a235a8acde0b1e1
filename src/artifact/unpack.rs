//! A directory out of its tar, below a place: with bounds, and with nothing that leads out of it.

use std::ffi::{OsStr, OsString};
use std::io::{self, BufReader, Read};
use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};

use super::place::link_stays;
use super::{ArtifactError, PendingFile, Place, Result};
use crate::layer::compression::Decoder;
use crate::layer::{Entry, EntryPath, Kind, LayerError, Limits, Walk};
use crate::oci::{Digest, Hasher};

/// How often larger than its compressed form a directory may be.
const MOST_EXPANSION: u64 = 256;

/// What a directory may measure whatever its compressed form does, in bytes.
const ALWAYS_ALLOWED: u64 = 1 << 30;

/// How many files, directories and links a directory may hold.
const MOST_ENTRIES: u64 = 1_000_000;

/// How many directories may stand in one another.
const DEPTH_LIMIT: usize = 256;

/// Unpacks what `packed` gives, of `size` bytes, into `place`: a tar, plain or in gzip or zstd. `prefix` may stand before
/// each name and is left out; `title` is for messages. Where `content` is given, the tar without its compression must
/// have that digest. Blocks while it works.
///
/// # Errors
/// Also when an entry is neither file, directory nor link, or a link leads out of the place. What was unpacked before
/// that stays.
pub fn unpack(
    packed: impl Read,
    size: u64,
    title: &str,
    prefix: &[OsString],
    content: Option<&Digest>,
    place: &Place,
) -> Result<()> {
    let broken = |error| broken(title, error);
    let most = size.saturating_mul(MOST_EXPANSION).max(ALWAYS_ALLOWED);
    let limits = Limits { decoded: most, entries: MOST_ENTRIES, ..Limits::default() };
    let decoder = Decoder::new(BufReader::with_capacity(128 << 10, packed), most).map_err(broken)?;
    let hasher = content.map(|digest| digest.algorithm().hasher());
    let mut walk = Walk::new(Hashed { inner: decoder, hasher }, limits);
    let mut job = Job { title, prefix, place, left: most };
    while let Some(entry) = walk.advance().map_err(broken)? {
        // No honest writer makes a name that begins at the root or leads up.
        let target = entry.link.as_deref().filter(|_| entry.kind == Kind::HardLink);
        if !walk.is_plain() || !target.is_none_or(EntryPath::is_plain) {
            return Err(
                job.refused(format!("the name {} leads out of the directory", shown(&entry.path).escape_debug()))
            );
        }
        job.entry(&entry, &mut walk.content())?;
    }
    if let (Some(hasher), Some(expected)) = (walk.get_mut().hasher.take(), content) {
        let found = hasher.finish();
        if found != *expected {
            return Err(ArtifactError::ContentDigest { title: title.to_owned(), expected: expected.clone(), found });
        }
    }
    Ok(())
}

fn broken(title: &str, source: LayerError) -> ArtifactError {
    let what = "it is damaged, or no tar".to_owned();
    ArtifactError::Tar { title: title.to_owned(), what, source: Some(Box::new(source)) }
}

struct Job<'a> {
    title: &'a str,
    prefix: &'a [OsString],
    place: &'a Place,
    /// How much may still be written, in bytes: the holes of sparse files are short in the tar and long on the disk.
    left: u64,
}

impl Job<'_> {
    fn entry(&mut self, entry: &Entry, content: &mut impl Read) -> Result<()> {
        let path = self.path(&entry.path)?;
        if path.is_empty() {
            // The directory itself, which is there.
            return match entry.kind {
                Kind::Directory => Ok(()),
                _ => Err(self.refused("it has an entry without a name".to_owned())),
            };
        }
        let target = entry.link.as_deref().unwrap_or_default();
        match entry.kind {
            Kind::Directory => self.place.below(&path).map(drop),
            Kind::File => {
                let room = self.left.checked_sub(entry.size);
                self.left =
                    room.ok_or_else(|| self.refused("it unpacks to more than anybody would pack".to_owned()))?;
                let mut file = self.place.create(&path, entry.mode & 0o777 | 0o200)?;
                copy(content, &mut file, self.title)?;
                file.commit()
            }
            Kind::Symlink if link_stays(path.len() - 1, target) => {
                self.place.link(&path, &OsString::from_vec(target.to_vec()))
            }
            Kind::Symlink => Err(ArtifactError::LinkLeadsOut {
                path: shown(&entry.path),
                target: String::from_utf8_lossy(target).into_owned(),
            }),
            Kind::HardLink => {
                let target = entry.hard_link().map_err(|error| broken(self.title, error))?.unwrap_or_default();
                self.place.hard_link(&path, &self.path(&target)?)
            }
            Kind::CharDevice | Kind::BlockDevice | Kind::Fifo => {
                Err(self.refused(format!("{} is a {}", shown(&entry.path).escape_debug(), entry.kind.name())))
            }
        }
    }

    /// The parts of a name, without the prefix.
    fn path(&self, name: &EntryPath) -> Result<Vec<OsString>> {
        let mut path: Vec<OsString> = name.parts().map(|part| OsStr::from_bytes(part).to_owned()).collect();
        if !self.prefix.is_empty() && path.starts_with(self.prefix) {
            path.drain(..self.prefix.len());
        }
        if path.len() > DEPTH_LIMIT {
            return Err(self.refused("it has directories that lie too deep".to_owned()));
        }
        Ok(path)
    }

    fn refused(&self, what: String) -> ArtifactError {
        ArtifactError::Tar { title: self.title.to_owned(), what, source: None }
    }
}

fn shown(path: &EntryPath) -> String {
    String::from_utf8_lossy(path.as_bytes()).into_owned()
}

/// Copies the content of a file, and tells a tar that fails from a disk that does.
fn copy(content: &mut impl Read, file: &mut PendingFile, title: &str) -> Result<()> {
    let mut buffer = vec![0; 64 << 10];
    loop {
        match content.read(&mut buffer) {
            Ok(0) => return Ok(()),
            Ok(read) => io::Write::write_all(file, &buffer[..read])
                .map_err(|error| ArtifactError::io("write", &file.shown())(error))?,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(broken(title, LayerError::from_read(error))),
        }
    }
}

/// What passes is hashed.
struct Hashed<R> {
    inner: R,
    hasher: Option<Hasher>,
}

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        if let Some(hasher) = &mut self.hasher {
            hasher.update(&buffer[..read]);
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    use std::path::Path;

    use futures_util::StreamExt as _;
    use tar::{Builder, EntryType, Header};

    use super::*;
    use crate::artifact::pack;
    use crate::content::BlobBody as _;

    type Tar = Builder<Vec<u8>>;

    fn add(tar: &mut Tar, kind: EntryType, path: &str, link: &str, content: &[u8]) {
        let mut header = Header::new_gnu();
        header.set_entry_type(kind);
        // Past the checks of the crate that writes.
        header.as_old_mut().name[..path.len()].copy_from_slice(path.as_bytes());
        header.as_old_mut().linkname[..link.len()].copy_from_slice(link.as_bytes());
        header.set_mode(0o644);
        header.set_size(content.len() as u64);
        header.set_cksum();
        tar.append(&header, content).unwrap();
    }

    fn unpacked(tar: Tar, dir: &Path) -> Result<()> {
        let bytes = tar.into_inner().unwrap();
        unpack(&bytes[..], bytes.len() as u64, "t", &["t".into()], None, &Place::open(dir).unwrap())
    }

    #[tokio::test]
    async fn what_was_packed_comes_out_again() {
        let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        fs::create_dir_all(from.path().join("d/empty")).unwrap();
        fs::write(from.path().join("d/run"), "#!").unwrap();
        fs::set_permissions(from.path().join("d/run"), fs::Permissions::from_mode(0o700)).unwrap();
        fs::write(from.path().join("x".repeat(180)), vec![5; 300_000]).unwrap();
        symlink("d/run", from.path().join("link")).unwrap();
        let packed = pack(from.path(), "a/b").unwrap();
        let mut bytes = Vec::new();
        let mut stream = packed.intake.body.open(0).await.unwrap();
        while let Some(step) = stream.next().await {
            bytes.extend_from_slice(&step.unwrap());
        }
        let place = Place::open(to.path()).unwrap();
        let prefix = ["a".into(), "b".into()];
        let run = |content| unpack(&bytes[..], bytes.len() as u64, "a/b", &prefix, Some(content), &place);
        run(&packed.content).unwrap();
        assert_eq!(fs::read(to.path().join("x".repeat(180))).unwrap(), vec![5; 300_000]);
        assert_eq!(fs::metadata(to.path().join("d/run")).unwrap().permissions().mode() & 0o100, 0o100);
        assert_eq!(fs::read_link(to.path().join("link")).unwrap(), Path::new("d/run"));
        assert!(to.path().join("d/empty").is_dir());
        let wrong = run(&Digest::sha256(b"other")).unwrap_err();
        assert_eq!(wrong.kind(), crate::content::ErrorKind::Integrity);
        let cut = unpack(&bytes[..bytes.len() / 2], 1, "a/b", &prefix, None, &place).unwrap_err();
        assert!(matches!(cut, ArtifactError::Tar { .. }), "{cut}");
    }

    #[test]
    fn nothing_leads_out() {
        for (kind, path, link) in [
            (EntryType::Regular, "../x", ""),
            (EntryType::Regular, "/x", ""),
            (EntryType::Regular, "t/../../x", ""),
            (EntryType::Regular, "t/a/../x", ""),
            (EntryType::Symlink, "l", "/etc"),
            (EntryType::Symlink, "a/l", "../../x"),
            (EntryType::Symlink, "l", "a/../../x"),
            (EntryType::Link, "h", "../x"),
            (EntryType::Link, "h", "/etc/passwd"),
            (EntryType::Link, "h", "nothing"),
            (EntryType::Char, "dev", ""),
            (EntryType::Fifo, "pipe", ""),
            (EntryType::Regular, "t", ""),
        ] {
            let outer = tempfile::tempdir().unwrap();
            let dir = outer.path().join("in");
            fs::create_dir(&dir).unwrap();
            let mut tar = Tar::new(Vec::new());
            add(&mut tar, kind, path, link, b"");
            assert!(unpacked(tar, &dir).is_err(), "{path} -> {link}");
            let others = fs::read_dir(outer.path()).unwrap().count() + fs::read_dir(&dir).unwrap().count();
            assert!(others <= 2, "{path} left something");
        }
    }

    #[test]
    fn a_link_is_not_written_through() {
        let (outside, dir) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        symlink(outside.path(), dir.path().join("there")).unwrap();
        let mut tar = Tar::new(Vec::new());
        add(&mut tar, EntryType::Regular, "t/there/x", "", b"1");
        assert!(matches!(unpacked(tar, dir.path()), Err(ArtifactError::InTheWay { .. })));
        assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
        // A file that the tar itself puts behind a link of its own lands in that link's place, not behind it.
        let mut tar = Tar::new(Vec::new());
        add(&mut tar, EntryType::Regular, "t/f", "", b"old");
        add(&mut tar, EntryType::Symlink, "t/l", "f", b"");
        add(&mut tar, EntryType::Regular, "t/l", "", b"new");
        add(&mut tar, EntryType::Link, "t/h", "t/f", b"");
        unpacked(tar, dir.path()).unwrap();
        for (name, content) in [("f", "old"), ("l", "new"), ("h", "old")] {
            assert_eq!(fs::read_to_string(dir.path().join(name)).unwrap(), content, "{name}");
        }
    }

    #[test]
    fn a_bomb_is_not_unpacked() {
        let dir = tempfile::tempdir().unwrap();
        let place = Place::open(dir.path()).unwrap();
        let mut job = Job { title: "t", prefix: &[], place: &place, left: 1000 };
        let file = |size| Entry { kind: Kind::File, size, ..Entry::implied(EntryPath::parse(b"f").unwrap()) };
        job.entry(&file(600), &mut io::empty()).unwrap();
        let error = job.entry(&file(600), &mut io::empty()).unwrap_err();
        assert!(error.to_string().contains("more than anybody"), "{error}");
        // Zeros are the end of a tar: what comes behind is read, and counted, all the same.
        let zeros = vec![0; 4096];
        unpack(&zeros[..], 4096, "t", &[], None, &Place::open(dir.path()).unwrap()).unwrap();
        let error = unpack(&b"<html>"[..], 6, "t", &[], None, &Place::open(dir.path()).unwrap()).unwrap_err();
        assert!(error.to_string().contains("cannot be unpacked"), "{error}");
    }
}
