//! The tar of a stranger, entry by entry, with bounds on everything that a header can make large.
//!
//! Names may come from the header, from GNU's long names, or from PAX records; each is bounded before it is read.

use std::io::{self, Read};

use tar::{EntryType, Header};

/// The size of a header, and what content is padded to, in bytes.
const BLOCK: usize = 512;

/// How long the records that stand before one entry may be, in bytes.
const EXTENSION_LIMIT: u64 = 1 << 20;

/// How many entries there may be.
const ENTRY_LIMIT: u64 = 1_000_000;

/// What an entry is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Directory,
    File,
    /// A second name for an earlier entry.
    HardLink(Vec<u8>),
    /// A symbolic link, with its target.
    Link(Vec<u8>),
    /// Anything else, by what it is called.
    Other(&'static str),
}

/// One entry; its content is what the [`Archive`] reads next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) path: Vec<u8>,
    pub(super) kind: Kind,
    /// The permissions, without those that lend somebody else's rights.
    pub(super) mode: u32,
}

/// A tar under way. Reading it reads the content of the entry that came last.
pub(super) struct Archive<R> {
    inner: R,
    /// What is left of the content of the entry.
    left: u64,
    /// What pads it.
    padding: u64,
    entries: u64,
}

/// What extends the next entry.
#[derive(Default)]
struct Extension {
    path: Option<Vec<u8>>,
    link: Option<Vec<u8>>,
    size: Option<u64>,
}

impl<R: Read> Archive<R> {
    pub(super) fn new(inner: R) -> Self {
        Self { inner, left: 0, padding: 0, entries: 0 }
    }

    /// What is behind the last entry.
    pub(super) fn into_inner(self) -> R {
        self.inner
    }

    /// The next entry; nothing at the end. What is left of the last one's content is skipped.
    pub(super) fn next(&mut self) -> io::Result<Option<Entry>> {
        let mut extension = Extension::default();
        loop {
            let Some(header) = self.header()? else { return Ok(None) };
            self.entries += 1;
            if self.entries > ENTRY_LIMIT {
                return Err(invalid("it has too many entries"));
            }
            let kind = header.entry_type();
            match kind {
                EntryType::GNULongName => extension.path = Some(self.text()?),
                EntryType::GNULongLink => extension.link = Some(self.text()?),
                EntryType::XHeader => self.records(&mut extension)?,
                // What holds for all entries says nothing that matters here.
                EntryType::XGlobalHeader => {}
                _ => return self.entry(&header, extension).map(Some),
            }
        }
    }

    fn entry(&mut self, header: &Header, extension: Extension) -> io::Result<Entry> {
        let link = || extension.link.or_else(|| header.link_name_bytes().map(Into::into)).unwrap_or_default();
        let kind = match header.entry_type() {
            EntryType::Regular | EntryType::Continuous => Kind::File,
            EntryType::Directory => Kind::Directory,
            EntryType::Symlink => Kind::Link(link()),
            EntryType::Link => Kind::HardLink(link()),
            EntryType::Char | EntryType::Block => Kind::Other("a device"),
            EntryType::Fifo => Kind::Other("a pipe"),
            EntryType::GNUSparse => Kind::Other("a sparse file"),
            _ => Kind::Other("of a kind that is not known"),
        };
        if let (Kind::File, Some(size)) = (&kind, extension.size) {
            self.content(size);
        }
        // Only files have content; some writers give the others a size all the same, and no bytes.
        if matches!(kind, Kind::Link(_) | Kind::HardLink(_) | Kind::Directory) {
            self.content(0);
        }
        let path = extension.path.unwrap_or_else(|| header.path_bytes().into_owned());
        // Before there was a kind for them, directories were names with a slash behind.
        let kind = if kind == Kind::File && path.ends_with(b"/") { Kind::Directory } else { kind };
        Ok(Entry { path, kind, mode: header.mode()? & 0o777 })
    }

    /// The next header; nothing where zeros say that there is none, or nothing comes any more.
    fn header(&mut self) -> io::Result<Option<Header>> {
        let skip = self.left.saturating_add(self.padding);
        (self.left, self.padding) = (0, 0);
        if io::copy(&mut self.inner.by_ref().take(skip), &mut io::sink())? < skip {
            return Err(invalid("it ends within an entry"));
        }
        let mut block = [0; BLOCK];
        let mut filled = 0;
        while filled < BLOCK {
            match self.inner.read(&mut block[filled..]) {
                Ok(0) if filled == 0 => return Ok(None),
                Ok(0) => return Err(invalid("it ends within a header")),
                Ok(read) => filled += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        if block.iter().all(|byte| *byte == 0) {
            return Ok(None);
        }
        let header = Header::from_byte_slice(&block);
        if header.cksum()? != checksum(&block) {
            return Err(invalid("it has a header whose checksum is wrong"));
        }
        self.content(header.entry_size()?);
        Ok(Some(header.clone()))
    }

    fn content(&mut self, size: u64) {
        self.left = size;
        let block = BLOCK as u64;
        self.padding = (block - size % block) % block;
    }

    /// The content of an entry that extends the next one.
    fn extension(&mut self) -> io::Result<Vec<u8>> {
        if self.left > EXTENSION_LIMIT {
            return Err(invalid("it has a name or a record that is too long"));
        }
        let mut bytes = Vec::new();
        self.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// A name that ends at its first zero.
    fn text(&mut self) -> io::Result<Vec<u8>> {
        let mut bytes = self.extension()?;
        let end = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
        bytes.truncate(end);
        Ok(bytes)
    }

    /// PAX records: `length key=value`, each with a line feed behind.
    fn records(&mut self, extension: &mut Extension) -> io::Result<()> {
        let bytes = self.extension()?;
        let wrong = || invalid("it has a PAX record that cannot be read");
        let mut rest = &bytes[..];
        while !rest.is_empty() {
            let space = rest.iter().position(|byte| *byte == b' ').ok_or_else(wrong)?;
            let length = number(&rest[..space]).and_then(|length| usize::try_from(length).ok()).ok_or_else(wrong)?;
            let record = rest.get(space + 1..length).and_then(|record| record.strip_suffix(b"\n")).ok_or_else(wrong)?;
            let equals = record.iter().position(|byte| *byte == b'=').ok_or_else(wrong)?;
            let (key, value) = (&record[..equals], &record[equals + 1..]);
            match key {
                b"path" => extension.path = Some(value.to_vec()),
                b"linkpath" => extension.link = Some(value.to_vec()),
                b"size" => extension.size = Some(number(value).ok_or_else(wrong)?),
                key if key.starts_with(b"GNU.sparse") => return Err(invalid("it has a sparse file")),
                _ => {}
            }
            rest = &rest[length..];
        }
        Ok(())
    }
}

impl<R: Read> Read for Archive<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(buffer.len());
        let read = self.inner.read(&mut buffer[..most])?;
        if read == 0 && most > 0 {
            return Err(invalid("it ends within an entry"));
        }
        self.left -= read as u64;
        Ok(read)
    }
}

fn invalid(what: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

fn number(digits: &[u8]) -> Option<u64> {
    let plain = !digits.is_empty() && digits.iter().all(u8::is_ascii_digit);
    std::str::from_utf8(digits).ok().filter(|_| plain)?.parse().ok()
}

/// The sum of the bytes, with spaces where the sum itself stands.
fn checksum(block: &[u8; BLOCK]) -> u32 {
    let count = |(at, byte): (usize, &u8)| u32::from(if (148..156).contains(&at) { b' ' } else { *byte });
    block.iter().enumerate().map(count).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn entry(kind: EntryType, path: &str, content: &[u8]) -> Vec<u8> {
        let mut header = Header::new_ustar();
        header.set_entry_type(kind);
        header.set_path(path).unwrap();
        header.set_mode(0o4755);
        header.set_size(content.len() as u64);
        header.set_cksum();
        let mut bytes = header.as_bytes().to_vec();
        bytes.extend_from_slice(content);
        bytes.resize(bytes.len().next_multiple_of(BLOCK), 0);
        bytes
    }

    fn record(key: &str, value: &str) -> Vec<u8> {
        let bare = key.len() + value.len() + 3;
        let length = (bare..bare + 9).find(|length| bare + length.to_string().len() == *length).unwrap();
        format!("{length} {key}={value}\n").into_bytes()
    }

    fn read(bytes: &[u8]) -> io::Result<Vec<(String, Kind, String)>> {
        let mut archive = Archive::new(bytes);
        let mut all = Vec::new();
        while let Some(entry) = archive.next()? {
            let mut content = String::new();
            archive.read_to_string(&mut content)?;
            all.push((String::from_utf8(entry.path).unwrap(), entry.kind, content));
        }
        Ok(all)
    }

    #[test]
    fn names_come_from_wherever_they_are() {
        let long = "n/".repeat(100) + "end";
        let mut bytes = entry(EntryType::Regular, "a", b"one");
        bytes.extend(entry(EntryType::GNULongName, "x", format!("{long}\0").as_bytes()));
        bytes.extend(entry(EntryType::Regular, "cut", b"two"));
        let records = [record("path", "p/q"), record("size", "5"), record("mtime", "1.5")].concat();
        bytes.extend(entry(EntryType::XHeader, "x", &records));
        bytes.extend(entry(EntryType::Regular, "r", b"three"));
        bytes.extend(entry(EntryType::Regular, "old/", b""));
        bytes.extend([0; 2 * BLOCK]);
        let file = |path: &str, content: &str| (path.to_owned(), Kind::File, content.to_owned());
        let expected = [
            file("a", "one"),
            file(&long, "two"),
            file("p/q", "three"),
            ("old/".to_owned(), Kind::Directory, String::new()),
        ];
        assert_eq!(read(&bytes).unwrap(), expected);
        assert_eq!(Archive::new(&bytes[..]).next().unwrap().unwrap().mode, 0o755);
    }

    #[test]
    fn what_is_cut_or_too_large_is_refused() {
        let whole = entry(EntryType::Regular, "a", &[7; 700]);
        for (at, what) in [(100, "within a header"), (600, "within an entry"), (1400, "within an entry")] {
            let error = read(&whole[..at]).map(|_| ()).unwrap_err().to_string();
            assert!(error.contains(what) || error.contains("UTF-8"), "{at}: {error}");
        }
        let mut damaged = whole.clone();
        damaged[0] ^= 1;
        assert!(read(&damaged).unwrap_err().to_string().contains("checksum"));
        let mut header = Header::new_ustar();
        header.set_entry_type(EntryType::XHeader);
        header.set_size(1 << 40);
        header.set_cksum();
        assert!(read(header.as_bytes()).unwrap_err().to_string().contains("too long"));
        let mut bytes = entry(EntryType::XHeader, "x", &record("size", &u64::MAX.to_string()));
        bytes.extend(entry(EntryType::Regular, "huge", b"small"));
        assert!(read(&bytes).unwrap_err().to_string().contains("within an entry"));
        let mut archive = Archive::new(&bytes[..]);
        assert!(archive.next().unwrap().is_some() && archive.next().is_err());
        for bad in ["5 a=b", "x a=b\n", "99 a=b\n", "7 abcd\n", "3 \n", "0 a=b\n"] {
            let bytes = entry(EntryType::XHeader, "x", bad.as_bytes());
            assert!(read(&bytes).unwrap_err().to_string().contains("PAX"), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2000), good in any::<bool>()) {
            let mut all = if good { entry(EntryType::XHeader, "a", &bytes) } else { Vec::new() };
            all.extend(&bytes);
            let mut archive = Archive::new(&all[..]);
            while let Ok(Some(_)) = archive.next() {
                let mut content = Vec::new();
                if archive.read_to_end(&mut content).is_err() {
                    break;
                }
            }
        }
    }
}
