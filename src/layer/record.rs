//! One entry of a tar as it lies there: headers that can be changed field by field, in the dialect that they are in.

use std::io::{self, Write};

use super::header::{BLOCK, number};
use super::writer::{checksum, extension, padding, pax_record, put_checksum, put_octal};
use super::{EntryPath, LayerError};

/// One entry: its headers as they are, without its content.
#[derive(Clone, Debug)]
pub struct Record {
    pub(super) extensions: Vec<Extension>,
    pub(super) header: [u8; BLOCK],
    /// More headers of an old GNU sparse file.
    pub(super) sparse: Vec<u8>,
    pub(super) size: u64,
}

/// A header that says more of the entry after it: PAX records (`x`, `g`) or a long name (`L`, `K`).
#[derive(Clone, Debug)]
pub(super) struct Extension {
    header: [u8; BLOCK],
    /// The bytes as they came; gone once something was changed.
    raw: Option<Vec<u8>>,
    /// What they say, where they are PAX records for this entry alone.
    records: Vec<(Vec<u8>, Vec<u8>)>,
}

/// Which of an entry's times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeOf {
    /// When it was read.
    Access,
    /// When anything of it was changed.
    Change,
    /// When its content was changed.
    Modification,
}

impl TimeOf {
    fn key(self) -> &'static [u8] {
        match self {
            Self::Access => b"atime",
            Self::Change => b"ctime",
            Self::Modification => b"mtime",
        }
    }
}

/// The bytes before the first NUL.
fn text(field: &[u8]) -> &[u8] {
    &field[..field.iter().position(|byte| *byte == 0).unwrap_or(field.len())]
}

/// Splits PAX records, `length key=value\n` each.
fn parse_pax(mut bytes: &[u8]) -> Option<Vec<(Vec<u8>, Vec<u8>)>> {
    let mut records = Vec::new();
    while !bytes.is_empty() && bytes[0] != 0 {
        let space = bytes.iter().take(20).position(|byte| *byte == b' ')?;
        let length: usize = std::str::from_utf8(&bytes[..space]).ok()?.parse().ok()?;
        let (record, rest) = (bytes.get(space + 1..length)?, bytes.get(length..)?);
        let record = record.strip_suffix(b"\n")?;
        let equals = record.iter().position(|byte| *byte == b'=')?;
        records.push((record[..equals].to_vec(), record[equals + 1..].to_vec()));
        bytes = rest;
    }
    Some(records)
}

impl Extension {
    /// An extension of these bytes; nothing where they should be PAX records and are not.
    pub(super) fn parse(header: &[u8; BLOCK], raw: Vec<u8>) -> Option<Self> {
        let records = match header[156] {
            b'x' => parse_pax(&raw)?,
            // Records for all that follows: no unpacker of images heeds them, so neither is it done here.
            _ => Vec::new(),
        };
        Some(Self { header: *header, raw: Some(raw), records })
    }

    fn flag(&self) -> u8 {
        self.header[156]
    }

    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        if let Some(bytes) = &self.raw {
            out.write_all(&self.header)?;
            out.write_all(bytes)?;
            return padding(out, bytes.len() as u64);
        }
        let mut bytes = Vec::new();
        for (key, value) in &self.records {
            pax_record(&mut bytes, key, value);
        }
        if bytes.is_empty() {
            return Ok(());
        }
        let mut header = self.header;
        put_octal(&mut header[124..136], bytes.len() as u64);
        put_checksum(&mut header);
        out.write_all(&header)?;
        out.write_all(&bytes)?;
        padding(out, bytes.len() as u64)
    }
}

impl Record {
    /// How many bytes of content it has in the tar.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The letter of its kind: `0` and NUL are files, `1` hard links, `2` symbolic links, `5` directories.
    pub fn flag(&self) -> u8 {
        self.header[156]
    }

    /// Whether it is a file with content of its own.
    pub fn is_file(&self) -> bool {
        matches!(self.flag(), b'0' | 0 | b'7' | b'S') && !self.raw_path().ends_with(b"/")
    }

    /// Whether it is a directory.
    pub fn is_dir(&self) -> bool {
        self.flag() == b'5' || (matches!(self.flag(), b'0' | 0) && self.raw_path().ends_with(b"/"))
    }

    /// Its path as it stands in the tar.
    pub fn raw_path(&self) -> Vec<u8> {
        if let Some(path) = self.pax_value(b"GNU.sparse.name").or_else(|| self.pax_value(b"path")) {
            return path.to_vec();
        }
        if let Some(long) = self.long(b'L') {
            return long.to_vec();
        }
        let name = text(&self.header[..100]);
        // Only POSIX headers have a prefix; GNU keeps times there.
        let prefix = if &self.header[257..263] == b"ustar\0" { text(&self.header[345..500]) } else { &[] };
        if prefix.is_empty() { name.to_vec() } else { [prefix, b"/", name].concat() }
    }

    /// Where it is in the image.
    pub fn path(&self) -> Result<EntryPath, LayerError> {
        EntryPath::parse(&self.raw_path())
    }

    /// Where a link leads, as it stands in the tar.
    pub fn raw_link(&self) -> Vec<u8> {
        match self.pax_value(b"linkpath").or_else(|| self.long(b'K')) {
            Some(link) => link.to_vec(),
            None => text(&self.header[157..257]).to_vec(),
        }
    }

    /// The file that a hard link is another name of; nothing of any other entry.
    pub fn hard_link(&self) -> Result<Option<EntryPath>, LayerError> {
        if self.flag() == b'1' { EntryPath::parse(&self.raw_link()).map(Some) } else { Ok(None) }
    }

    /// The names of its owner and group, where they are written.
    pub fn has_names(&self) -> bool {
        self.header[265] != 0
            || self.header[297] != 0
            || [&b"uname"[..], b"gname"].iter().any(|key| self.pax_value(key).is_some())
    }

    /// Takes the names of owner and group out; their numbers stay.
    pub fn remove_names(&mut self) {
        self.header[265..329].fill(0);
        self.set_pax(b"uname", None);
        self.set_pax(b"gname", None);
    }

    /// One of its times in seconds, rounded down; nothing where it is not written.
    pub fn time(&self, of: TimeOf) -> Option<i64> {
        if let Some(value) = self.pax_value(of.key()) {
            let whole = value.split(|byte| *byte == b'.').next().unwrap_or_default();
            return std::str::from_utf8(whole).ok()?.parse().ok();
        }
        match (of, self.gnu_time(of)) {
            (TimeOf::Modification, _) => number(&self.header[136..148]),
            (_, Some(field)) if self.header[field.clone()].iter().any(|byte| *byte != 0) => number(&self.header[field]),
            _ => None,
        }
    }

    /// Where an old GNU header has the time.
    fn gnu_time(&self, of: TimeOf) -> Option<std::ops::Range<usize>> {
        let is_gnu = &self.header[257..265] == b"ustar  \0";
        match of {
            TimeOf::Access if is_gnu => Some(345..357),
            TimeOf::Change if is_gnu => Some(357..369),
            _ => None,
        }
    }

    /// Whether one of its times has a fraction of a second.
    pub fn has_fraction(&self, of: TimeOf) -> bool {
        self.pax_value(of.key()).is_some_and(|value| value.contains(&b'.'))
    }

    /// Sets a time that is written, to the second.
    pub fn set_time(&mut self, of: TimeOf, seconds: i64) {
        let field = if of == TimeOf::Modification { Some(136..148) } else { self.gnu_time(of) };
        let small = u64::try_from(seconds).ok().filter(|seconds| *seconds < 1 << 33);
        let is_pax = self.pax_value(of.key()).is_some();
        match (field, small) {
            (Some(field), Some(small)) => {
                if !is_pax || of == TimeOf::Modification {
                    put_octal(&mut self.header[field], small);
                }
                let value = (is_pax && of != TimeOf::Modification).then(|| seconds.to_string().into_bytes());
                self.set_pax(of.key(), value);
            }
            _ => self.set_pax(of.key(), Some(seconds.to_string().into_bytes())),
        }
    }

    /// Takes one of its times out; of the modification the header has one always.
    pub fn remove_time(&mut self, of: TimeOf) {
        if let Some(field) = self.gnu_time(of) {
            self.header[field].fill(0);
        }
        self.set_pax(of.key(), None);
    }

    /// Gives it another path.
    pub fn set_path(&mut self, path: &[u8]) {
        self.extensions.retain(|extension| extension.flag() != b'L');
        let key: &[u8] = if self.pax_value(b"GNU.sparse.name").is_some() { b"GNU.sparse.name" } else { b"path" };
        self.header[..100].fill(0);
        if &self.header[257..263] == b"ustar\0" {
            self.header[345..500].fill(0);
        }
        let kept = path.len().min(100);
        self.header[..kept].copy_from_slice(&path[..kept]);
        let needed = path.len() > 100 || key != b"path";
        self.set_pax(b"path", None);
        self.set_pax(key, needed.then(|| path.to_vec()));
    }

    /// Makes it lead elsewhere.
    pub fn set_link(&mut self, link: &[u8]) {
        self.extensions.retain(|extension| extension.flag() != b'K');
        self.header[157..257].fill(0);
        let kept = link.len().min(100);
        self.header[157..157 + kept].copy_from_slice(&link[..kept]);
        self.set_pax(b"linkpath", (link.len() > 100).then(|| link.to_vec()));
    }

    /// Says that another content of `size` bytes follows.
    pub fn set_size(&mut self, size: u64) {
        self.size = size;
        let fits = size < 1 << 33;
        put_octal(&mut self.header[124..136], if fits { size } else { 0 });
        self.set_pax(b"size", (!fits).then(|| size.to_string().into_bytes()));
    }

    /// Whether its content is written without its holes.
    pub fn is_sparse(&self) -> bool {
        self.flag() == b'S'
            || self.pax_value(b"GNU.sparse.major").is_some()
            || self.pax_value(b"GNU.sparse.map").is_some()
    }

    /// Writes its headers.
    pub fn write(&self, out: &mut impl Write) -> io::Result<()> {
        for extension in &self.extensions {
            extension.write(out)?;
        }
        let mut header = self.header;
        // A header that nobody changed has its checksum in the form in which it came.
        if number(&header[148..156]) != Some(i64::from(checksum(&header))) {
            put_checksum(&mut header);
        }
        out.write_all(&header)?;
        out.write_all(&self.sparse)
    }

    /// Writes what it says of all that follow, where the entry itself is left out.
    pub fn write_globals(&self, out: &mut impl Write) -> io::Result<()> {
        self.extensions
            .iter()
            .filter(|extension| extension.flag() == b'g')
            .try_for_each(|extension| extension.write(out))
    }

    fn long(&self, flag: u8) -> Option<&[u8]> {
        let found = self.extensions.iter().rev().find(|extension| extension.flag() == flag)?;
        found.raw.as_deref().map(text)
    }

    /// The last value of a PAX key that is not taken back by an empty one.
    pub(super) fn pax_value(&self, key: &[u8]) -> Option<&[u8]> {
        let mut all = self.extensions.iter().rev().flat_map(|extension| extension.records.iter().rev());
        all.find(|(own, _)| own == key).map(|(_, value)| &value[..]).filter(|value| !value.is_empty())
    }

    fn set_pax(&mut self, key: &[u8], value: Option<Vec<u8>>) {
        for extension in &mut self.extensions {
            if extension.records.iter().any(|(own, _)| own == key) {
                extension.records.retain(|(own, _)| own != key);
                extension.raw = None;
            }
        }
        let Some(value) = value else { return };
        let at = self.extensions.iter().position(|extension| extension.flag() == b'x').unwrap_or_else(|| {
            let header = extension(b'x', b"PaxHeaders.0/entry", 0);
            self.extensions.push(Extension { header, raw: None, records: Vec::new() });
            self.extensions.len() - 1
        });
        let extension = &mut self.extensions[at];
        extension.records.push((key.to_vec(), value));
        extension.raw = None;
    }
}
