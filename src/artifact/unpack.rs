//! A directory out of its tar, below a place: with bounds, and with nothing that leads out of it.

use std::ffi::OsString;
use std::io::{self, BufRead as _, BufReader, Read};
use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};

use flate2::bufread::MultiGzDecoder;

use super::place::link_stays;
use super::tar::{Archive, Entry, Kind};
use super::{ArtifactError, Place, Result};
use crate::oci::{Digest, Hasher};

/// How often larger than its compressed form a directory may be.
const MOST_EXPANSION: u64 = 256;

/// What a directory may measure whatever its compressed form does, in bytes.
const ALWAYS_ALLOWED: u64 = 1 << 30;

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
    let broken = |error: io::Error| broken(title, error);
    let mut packed = BufReader::with_capacity(128 << 10, packed);
    let start = packed.fill_buf().map_err(broken)?;
    let decoded: Box<dyn Read> = if start.starts_with(&[0x1f, 0x8b]) {
        Box::new(MultiGzDecoder::new(packed))
    } else if start.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
        Box::new(zstd::Decoder::with_buffer(packed).map_err(broken)?)
    } else {
        Box::new(packed)
    };
    let limit = size.saturating_mul(MOST_EXPANSION).max(ALWAYS_ALLOWED);
    let hasher = content.map(|digest| digest.algorithm().hasher());
    let mut archive = Archive::new(Measured { inner: decoded, left: limit, hasher });
    let job = Job { title, prefix, place };
    while let Some(entry) = archive.next().map_err(broken)? {
        job.entry(&entry, &mut archive)?;
    }
    let mut rest = archive.into_inner();
    io::copy(&mut rest, &mut io::sink()).map_err(broken)?;
    if let (Some(hasher), Some(expected)) = (rest.hasher, content) {
        let found = hasher.finish();
        if found != *expected {
            return Err(ArtifactError::ContentDigest { title: title.to_owned(), expected: expected.clone(), found });
        }
    }
    Ok(())
}

fn broken(title: &str, error: io::Error) -> ArtifactError {
    let what = "it is damaged, or no tar".to_owned();
    ArtifactError::Tar { title: title.to_owned(), what, source: Some(error) }
}

struct Job<'a> {
    title: &'a str,
    prefix: &'a [OsString],
    place: &'a Place,
}

impl Job<'_> {
    fn entry(&self, entry: &Entry, content: &mut impl Read) -> Result<()> {
        let path = self.path(&entry.path)?;
        if path.is_empty() {
            // The directory itself, which is there.
            return match entry.kind {
                Kind::Directory => Ok(()),
                _ => Err(self.refused("it has an entry without a name".to_owned())),
            };
        }
        match &entry.kind {
            Kind::Directory => self.place.below(&path).map(drop),
            Kind::File => {
                let mut file = self.place.create(&path, entry.mode | 0o200)?;
                copy(content, &mut file, self.title)?;
                file.commit()
            }
            Kind::Link(target) if link_stays(path.len() - 1, target) => {
                self.place.link(&path, &OsString::from_vec(target.clone()))
            }
            Kind::Link(target) => Err(ArtifactError::LinkLeadsOut {
                path: String::from_utf8_lossy(&entry.path).into_owned(),
                target: String::from_utf8_lossy(target).into_owned(),
            }),
            Kind::HardLink(target) => self.place.hard_link(&path, &self.path(target)?),
            Kind::Other(what) => {
                Err(self.refused(format!("{} is {what}", String::from_utf8_lossy(&entry.path).escape_debug())))
            }
        }
    }

    /// The parts of a name, without the prefix. A name that leads up or begins at the root is refused: no honest writer
    /// makes one.
    fn path(&self, name: &[u8]) -> Result<Vec<OsString>> {
        let shown = || String::from_utf8_lossy(name).escape_debug().to_string();
        if name.starts_with(b"/") || name.contains(&0) {
            return Err(self.refused(format!("the name {} leads out of the directory", shown())));
        }
        let parts = name.split(|byte| *byte == b'/').filter(|part| !part.is_empty() && *part != b".");
        let mut path: Vec<OsString> = parts.map(|part| std::ffi::OsStr::from_bytes(part).to_owned()).collect();
        if path.iter().any(|part| part == "..") {
            return Err(self.refused(format!("the name {} leads out of the directory", shown())));
        }
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

/// Copies the content of a file, and tells a tar that fails from a disk that does.
fn copy(content: &mut impl Read, file: &mut super::PendingFile, title: &str) -> Result<()> {
    let mut buffer = vec![0; 64 << 10];
    loop {
        match content.read(&mut buffer) {
            Ok(0) => return Ok(()),
            Ok(read) => io::Write::write_all(file, &buffer[..read])
                .map_err(|error| ArtifactError::io("write", &file.shown())(error))?,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(broken(title, error)),
        }
    }
}

/// What passes is counted against a limit and hashed.
struct Measured<R> {
    inner: R,
    left: u64,
    hasher: Option<Hasher>,
}

impl<R: Read> Read for Measured<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        match self.left.checked_sub(read as u64) {
            Some(left) => self.left = left,
            None => {
                return Err(io::Error::new(io::ErrorKind::InvalidData, "it unpacks to more than anybody would pack"));
            }
        }
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

    use ::tar::{Builder, EntryType, Header};
    use futures_util::StreamExt as _;

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
        let mut measured = Measured { inner: io::repeat(0), left: 1000, hasher: None };
        let error = io::copy(&mut measured, &mut io::sink()).unwrap_err();
        assert!(error.to_string().contains("more than anybody"), "{error}");
        // Zeros are the end of a tar: what comes behind is read, and counted, all the same.
        let zeros = vec![0; 4096];
        unpack(&zeros[..], 4096, "t", &[], None, &Place::open(dir.path()).unwrap()).unwrap();
        let error = unpack(&b"<html>"[..], 6, "t", &[], None, &Place::open(dir.path()).unwrap()).unwrap_err();
        assert!(error.to_string().contains("cannot be unpacked"), "{error}");
    }
}
