//! One pass over a tar: where each entry's content stands, so that it can be read from there as often as needed.
//!
//! Nothing is unpacked. Names are brought into one form (`./a//b` is `a/b`), and an archive that names anything outside
//! of itself is refused. Links lead to entries of the same archive, a few steps at most.

use std::collections::BTreeMap;
use std::io;

use super::error::{ArchiveError, Result};
use super::header::{self, BLOCK, Block, Header, Kind};

/// The most entries of an archive: one image has a few for each layer.
const MOST_ENTRIES: usize = 1 << 18;
/// The most bytes of all names together.
const MOST_NAMES: usize = 32 << 20;
/// The most bytes of extended records, or of a long name, before one entry.
const MOST_RECORDS: u64 = 1 << 20;
/// How many links may lead to one another.
const MOST_STEPS: usize = 4;

/// Where content stands in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Extent {
    pub(super) offset: u64,
    pub(super) size: u64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Entry {
    File(Extent),
    /// Another entry; nothing where the link leads out of the archive.
    Link(Option<String>),
    /// A file whose content does not stand in one piece.
    Sparse,
}

/// Bytes that come in order, some of which nobody needs to see.
pub(super) trait Input {
    /// Fills `buffer` as far as there are bytes, and says how far.
    fn fill(&mut self, buffer: &mut [u8]) -> io::Result<usize>;

    /// Passes over `count` bytes, and says over how many there were.
    fn skip(&mut self, count: u64) -> io::Result<u64>;
}

/// The entries of a tar.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct TarIndex {
    entries: BTreeMap<String, Entry>,
}

impl TarIndex {
    /// Reads the headers of `input`, which `archive` names.
    pub(super) fn read(input: &mut dyn Input, archive: &str) -> Result<Self> {
        let mut pass = Pass { input, archive, at: 0, index: Self::default(), names: 0, next: Pending::default() };
        while pass.step()? {}
        Ok(pass.index)
    }

    /// Where the content of `name` stands; nothing where there is no such file.
    pub(super) fn find(&self, archive: &str, name: &str) -> Result<Option<Extent>> {
        let malformed = |reason: String| ArchiveError::Malformed { archive: archive.to_owned(), reason };
        let Ok(mut name) = normalise(name.as_bytes()) else {
            return Err(malformed(format!("it leads to {name:?}, outside of itself")));
        };
        let wanted = name.clone();
        for _ in 0..=MOST_STEPS {
            match self.entries.get(&name) {
                None => return Ok(None),
                Some(Entry::File(extent)) => return Ok(Some(*extent)),
                Some(Entry::Sparse) => return Err(malformed(format!("{wanted:?} in it is a file with holes"))),
                Some(Entry::Link(None)) => {
                    return Err(malformed(format!("{wanted:?} in it is a link that leads outside")));
                }
                Some(Entry::Link(Some(target))) => name.clone_from(target),
            }
        }
        Err(malformed(format!("{wanted:?} in it is a link that leads to nothing but links")))
    }

    /// The names of the files and links below `folder`, sorted.
    pub(super) fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a str> {
        let range = self.entries.range(folder.to_owned()..);
        range.map(|(name, _)| name.as_str()).take_while(move |name| name.starts_with(folder))
    }

    /// The first names, for a message about what there is instead.
    pub(super) fn sample(&self) -> Vec<String> {
        self.entries.keys().take(5).cloned().collect()
    }
}

/// What stands before an entry and is about it.
#[derive(Default)]
struct Pending {
    name: Option<Vec<u8>>,
    link: Option<Vec<u8>>,
    size: Option<u64>,
    sparse: bool,
}

struct Pass<'a> {
    input: &'a mut dyn Input,
    archive: &'a str,
    at: u64,
    index: TarIndex,
    names: usize,
    next: Pending,
}

impl Pass<'_> {
    /// Reads one header and what belongs to it; false at the end.
    fn step(&mut self) -> Result<bool> {
        let mut block = [0; BLOCK];
        let got = self.input.fill(&mut block).map_err(ArchiveError::io("read", self.archive))?;
        self.at += got as u64;
        if got == 0 {
            return Ok(false);
        }
        if got < BLOCK {
            return Err(if self.index.entries.is_empty() {
                self.no_tar("it is too short")
            } else {
                self.cut("a header")
            });
        }
        match header::parse(&block) {
            Block::End => Ok(false),
            Block::Bad(reason) if self.index.entries.is_empty() => Err(self.no_tar(reason)),
            Block::Bad(reason) => Err(self.malformed(reason)),
            Block::Header(header) => self.take(header).map(|()| true),
        }
    }

    fn take(&mut self, header: Header) -> Result<()> {
        match header.kind {
            Kind::Extended => {
                let bytes = self.content(&header)?;
                let records =
                    header::records(&bytes).ok_or_else(|| self.malformed("its extended headers are broken"))?;
                let next = &mut self.next;
                next.name = records.path.or(next.name.take());
                next.link = records.link.or(next.link.take());
                next.size = records.size.or(next.size);
                next.sparse |= records.sparse;
            }
            Kind::LongName => self.next.name = Some(up_to_zero(self.content(&header)?)),
            Kind::LongLink => self.next.link = Some(up_to_zero(self.content(&header)?)),
            Kind::File | Kind::HardLink | Kind::SymLink | Kind::Sparse | Kind::Other => self.entry(header)?,
        }
        Ok(())
    }

    fn entry(&mut self, header: Header) -> Result<()> {
        let next = std::mem::take(&mut self.next);
        let name = next.name.unwrap_or(header.name);
        let shown = String::from_utf8_lossy(&name).into_owned();
        let name =
            normalise(&name).map_err(|why| self.malformed(&format!("it has an entry {shown:?}, whose name {why}")))?;
        let linked = matches!(header.kind, Kind::HardLink | Kind::SymLink);
        let size = if linked { 0 } else { next.size.unwrap_or(header.size) };
        let extent = Extent { offset: self.at, size };
        let link = next.link.unwrap_or(header.link);
        let entry = match header.kind {
            Kind::File if next.sparse => Some(Entry::Sparse),
            Kind::Sparse => Some(Entry::Sparse),
            Kind::File => Some(Entry::File(extent)),
            Kind::HardLink => Some(Entry::Link(normalise(&link).ok())),
            Kind::SymLink => Some(Entry::Link(follow(&name, &link))),
            _ => None,
        };
        // An old sparse file may have more blocks of its map before its content: they cannot be told from headers.
        if header.kind == Kind::Sparse {
            return Err(self.malformed(&format!("{shown:?} in it is a file with holes")));
        }
        self.skip(size, &shown)?;
        if let Some(entry) = entry {
            self.names += name.len();
            // As when it is unpacked, the last of several entries of one name counts.
            self.index.entries.insert(name, entry);
            if self.index.entries.len() > MOST_ENTRIES || self.names > MOST_NAMES {
                return Err(self.malformed("it has too many entries for images"));
            }
        }
        Ok(())
    }

    /// The content of what stands before an entry.
    fn content(&mut self, header: &Header) -> Result<Vec<u8>> {
        if header.size > MOST_RECORDS {
            return Err(self.malformed(&format!("it has an extended header of {} bytes", header.size)));
        }
        // At most as large as was checked above, so it fits.
        let mut bytes = vec![0; usize::try_from(header.size).unwrap_or_default()];
        let got = self.input.fill(&mut bytes).map_err(ArchiveError::io("read", self.archive))?;
        self.at += got as u64;
        if got < bytes.len() {
            return Err(self.cut("an extended header"));
        }
        let padding = padding(header.size);
        self.pass(padding, "an extended header")?;
        Ok(bytes)
    }

    /// Passes over content and its padding.
    fn skip(&mut self, size: u64, entry: &str) -> Result<()> {
        self.pass(size, entry)?;
        // Some writers leave the padding of the last entry out.
        let padding = padding(size);
        let passed = self.input.skip(padding).map_err(ArchiveError::io("read", self.archive))?;
        self.at += passed;
        Ok(())
    }

    fn pass(&mut self, count: u64, entry: &str) -> Result<()> {
        let passed = self.input.skip(count).map_err(ArchiveError::io("read", self.archive))?;
        self.at = self.at.saturating_add(passed);
        if passed < count { Err(self.cut(entry)) } else { Ok(()) }
    }

    fn cut(&self, entry: &str) -> ArchiveError {
        let entry = entry.escape_debug().to_string();
        ArchiveError::Truncated { archive: self.archive.to_owned(), entry }
    }

    fn malformed(&self, reason: &str) -> ArchiveError {
        ArchiveError::Malformed { archive: self.archive.to_owned(), reason: reason.to_owned() }
    }

    fn no_tar(&self, reason: &str) -> ArchiveError {
        self.malformed(&format!("it is neither a tar nor a tar in gzip, bzip2, xz or zstd ({reason})"))
    }
}

fn up_to_zero(mut bytes: Vec<u8>) -> Vec<u8> {
    let end = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
    bytes.truncate(end);
    bytes
}

/// How many bytes follow content of `size` up to the next block.
pub(super) fn padding(size: u64) -> u64 {
    (BLOCK as u64 - size % BLOCK as u64) % BLOCK as u64
}

/// The one form of a name; an error where it leads out of the archive.
fn normalise(name: &[u8]) -> Result<String, &'static str> {
    let name = String::from_utf8_lossy(name);
    if name.starts_with('/') {
        return Err("is absolute");
    }
    let parts: Vec<&str> = name.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    if parts.contains(&"..") {
        return Err("leads upwards");
    }
    Ok(parts.join("/"))
}

/// Where the symbolic link `name` leads; nothing where that is outside.
fn follow(name: &str, link: &[u8]) -> Option<String> {
    let link = String::from_utf8_lossy(link);
    if link.starts_with('/') {
        return None;
    }
    let mut parts: Vec<&str> = name.split('/').collect();
    parts.pop();
    for part in link.split('/').filter(|part| !part.is_empty() && *part != ".") {
        if part == ".." {
            parts.pop()?;
        } else {
            parts.push(part);
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::content::ErrorKind;

    impl Input for &[u8] {
        fn fill(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = buffer.len().min(self.len());
            buffer[..count].copy_from_slice(&self[..count]);
            *self = &self[count..];
            Ok(count)
        }

        fn skip(&mut self, count: u64) -> io::Result<u64> {
            let count = usize::try_from(count).unwrap_or(usize::MAX).min(self.len());
            *self = &self[count..];
            Ok(count as u64)
        }
    }

    fn index(mut tar: &[u8]) -> Result<TarIndex> {
        TarIndex::read(&mut tar, "test.tar")
    }

    /// A header whose name is written as it is: the crate refuses what an attacker would not.
    fn raw(name: &str, kind: tar::EntryType, link: &str, content: &[u8]) -> Vec<u8> {
        let mut header = tar::Header::new_gnu();
        header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
        header.as_mut_bytes()[157..157 + link.len()].copy_from_slice(link.as_bytes());
        header.set_entry_type(kind);
        header.set_size(content.len() as u64);
        header.set_cksum();
        let mut bytes = header.as_bytes().to_vec();
        bytes.extend(content);
        bytes.resize(bytes.len().next_multiple_of(BLOCK), 0);
        bytes
    }

    fn file(name: &str, content: &[u8]) -> Vec<u8> {
        raw(name, tar::EntryType::Regular, "", content)
    }

    fn at(tar: &[u8], name: &str) -> Option<Vec<u8>> {
        let found = index(tar).unwrap().find("test.tar", name).unwrap()?;
        let start = usize::try_from(found.offset).unwrap();
        Some(tar[start..start + usize::try_from(found.size).unwrap()].to_vec())
    }

    #[test]
    fn names_have_one_form_and_the_last_entry_counts() {
        let tar = [file("./a//b", b"one"), file("c", &[7; 600]), file("a/b", b"two"), vec![0; 1024]].concat();
        assert_eq!(at(&tar, "a/b").unwrap(), b"two");
        assert_eq!(at(&tar, "./c").unwrap(), [7; 600]);
        assert_eq!(at(&tar, "d"), None);
        let whole = index(&tar).unwrap();
        assert_eq!(whole.below("a/").collect::<Vec<_>>(), ["a/b"]);
    }

    #[test]
    fn long_names_are_read_in_either_way() {
        let name = format!("blobs/{}", "x".repeat(200));
        let mut builder = tar::Builder::new(Vec::new());
        let mut header = tar::Header::new_gnu();
        header.set_size(3);
        builder.append_data(&mut header, &name, &b"gnu"[..]).unwrap();
        assert_eq!(at(&builder.into_inner().unwrap(), &name).unwrap(), b"gnu");
        let record = format!(" path={name}\n");
        let record = format!("{}{record}", record.len() + 3);
        let extended = raw("pax", tar::EntryType::XHeader, "", record.as_bytes());
        assert_eq!(at(&[extended, file("short", b"pax")].concat(), &name).unwrap(), b"pax");
    }

    #[test]
    fn links_stay_within() {
        use tar::EntryType::{Link, Symlink};
        let tar = [
            file("base/layer.tar", b"layer"),
            raw("one/layer.tar", Symlink, "../base/layer.tar", b""),
            raw("two/layer.tar", Symlink, "../one/layer.tar", b""),
            raw("hard", Link, "base/layer.tar", b""),
            raw("out", Symlink, "../../etc/passwd", b""),
            raw("absolute", Symlink, "/etc/passwd", b""),
            raw("hard-out", Link, "../x", b""),
            raw("loop", Symlink, "loop", b""),
            raw("dangling", Symlink, "nowhere", b""),
        ]
        .concat();
        for name in ["one/layer.tar", "two/layer.tar", "hard"] {
            assert_eq!(at(&tar, name).unwrap(), b"layer", "{name}");
        }
        assert_eq!(at(&tar, "dangling"), None);
        let all = index(&tar).unwrap();
        for name in ["out", "absolute", "hard-out", "loop", "../x", "/x"] {
            assert_eq!(all.find("test.tar", name).unwrap_err().kind(), ErrorKind::Invalid, "{name}");
        }
    }

    #[test]
    fn what_is_no_good_tar_says_so() {
        let good = file("a", &[1; 700]);
        let told = |tar: &[u8]| index(tar).unwrap_err().to_string();
        assert_eq!(told(&good[..BLOCK + 100]), "test.tar is cut off: it ends within a");
        assert_eq!(told(&[good.clone(), vec![1; 100]].concat()), "test.tar is cut off: it ends within a header");
        assert!(told(b"hello").contains("neither a tar"));
        assert!(told(&[b'x'; 600]).contains("neither a tar"));
        assert!(told(&[good.clone(), vec![1; 600]].concat()).contains("checksum"));
        assert!(told(&file("../up", b"")).contains("leads upwards"));
        assert!(told(&file("/etc/x", b"")).contains("is absolute"));
        let mut bomb = tar::Header::new_gnu();
        bomb.set_entry_type(tar::EntryType::XHeader);
        bomb.set_size(1 << 40);
        bomb.set_cksum();
        assert!(told(bomb.as_bytes()).contains("extended header of 1099511627776 bytes"));
        assert!(told(&raw("s", tar::EntryType::GNUSparse, "", b"")).contains("holes"));
        assert!(index(&[0; 1024]).unwrap().sample().is_empty());
        assert!(index(&good[..BLOCK + 700]).is_ok(), "the last padding may be missing");
    }

    proptest! {
        #[test]
        fn nothing_panics(noise in proptest::collection::vec(any::<u8>(), 0..3000), places in proptest::collection::vec((0usize..2600, any::<u8>()), 0..6)) {
            let _ = index(&noise);
            let mut tar = [file("a", &[1; 700]), raw("b", tar::EntryType::Symlink, "a", b""), vec![0; 1024]].concat();
            for (at, byte) in places {
                if let Some(place) = tar.get_mut(at) {
                    *place = byte;
                }
            }
            // A mended checksum lets the damage through to where it matters.
            let mut header = tar::Header::new_gnu();
            header.as_mut_bytes().copy_from_slice(&tar[..BLOCK]);
            header.set_cksum();
            tar[..BLOCK].copy_from_slice(header.as_bytes());
            if let Ok(index) = index(&tar) {
                for name in index.sample() {
                    if let Ok(Some(found)) = index.find("test.tar", &name) {
                        prop_assert!(found.offset + found.size <= tar.len() as u64);
                    }
                }
            }
        }
    }
}
