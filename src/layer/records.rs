//! A tar as it lies there, record by record, so that it can be written again with a few of them changed: what nobody
//! changes comes out byte for byte, in whatever dialect it was.
//!
//! `walk` reads what a tar means; this reads what it is.

use std::io::{self, Read, Write};

use super::header::{BLOCK, Header, number};
use super::record::{Extension, Record};
use super::{LayerError, Limits};

/// How many extensions may stand before one header; each kind once is three.
const MOST_EXTENSIONS: usize = 8;

/// How many more headers an old sparse file may have: 21 pieces each.
const MOST_SPARSE: usize = 4096;

/// Reads a tar record by record.
pub struct Records<R> {
    inner: R,
    limits: Limits,
    at: u64,
    entries: u64,
    /// Content of the current record that was not read, and what fills up its last block.
    left: u64,
    padding: u64,
    ended: bool,
}

impl<R: Read> Records<R> {
    /// The records of what `inner` gives, decompressed.
    pub fn new(inner: R, limits: Limits) -> Self {
        Self { inner, limits, at: 0, entries: 0, left: 0, padding: 0, ended: false }
    }

    /// The next entry. What was not read of the content of the one before is passed over. A tar without the two empty
    /// blocks at its end is one, too, as it is for every other reader.
    pub fn advance(&mut self) -> Result<Option<Record>, LayerError> {
        self.skip_content()?;
        let mut extensions = Vec::new();
        while let Some(header) = self.header(!extensions.is_empty())? {
            let size = self.number(&header[124..136])?;
            match header[156] {
                b'x' | b'g' | b'L' | b'K' => {
                    if extensions.len() == MOST_EXTENSIONS {
                        return Err(self.damaged("an entry has too many headers"));
                    }
                    let raw = self.extension(size)?;
                    let parsed = Extension::parse(&header, raw);
                    extensions.push(parsed.ok_or_else(|| self.damaged("a header of PAX records is none"))?);
                }
                _ => return self.entry(extensions, &header, size).map(Some),
            }
        }
        // Global records with nothing after them mean nothing.
        Ok(None)
    }

    fn entry(&mut self, extensions: Vec<Extension>, header: &[u8; BLOCK], size: u64) -> Result<Record, LayerError> {
        self.entries += 1;
        if self.entries > self.limits.entries {
            return Err(LayerError::Limit { what: format!("the layer has more than {} entries", self.limits.entries) });
        }
        let mut record = Record { extensions, header: *header, sparse: Vec::new(), size };
        if let Some(own) = record.pax_value(b"size") {
            let own = std::str::from_utf8(own).ok().and_then(|text| text.parse().ok());
            record.size = own.ok_or_else(|| self.damaged("a size is no number"))?;
        }
        if matches!(header[156], b'1'..=b'6') {
            record.size = 0;
        }
        if record.size > self.limits.decoded {
            let what = format!("a file claims to have {} bytes", record.size);
            return Err(LayerError::Limit { what });
        }
        if header[156] == b'S' {
            self.sparse_headers(&mut record)?;
        }
        self.left = record.size;
        self.padding = record.size.next_multiple_of(BLOCK as u64) - record.size;
        Ok(record)
    }

    fn sparse_headers(&mut self, record: &mut Record) -> Result<(), LayerError> {
        let mut more = record.header[482] != 0;
        while more {
            if record.sparse.len() >= MOST_SPARSE * BLOCK {
                return Err(LayerError::Limit { what: "a sparse file has too many pieces".to_owned() });
            }
            let mut block = [0; BLOCK];
            self.fill(&mut block)?;
            more = block[504] != 0;
            record.sparse.extend_from_slice(&block);
        }
        Ok(())
    }

    /// The content of the current record.
    pub fn content(&mut self) -> ContentReader<'_, R> {
        ContentReader(self)
    }

    /// Copies the content of the current record, with what fills up its last block.
    pub fn copy_content(&mut self, out: &mut impl Write) -> Result<(), LayerError> {
        let count = self.left + self.padding;
        let copied = self.copy(count, out)?;
        (self.left, self.padding) = (0, 0);
        if copied < count { Err(self.cut()) } else { Ok(()) }
    }

    /// Copies what is after the last entry: the empty blocks, and whatever else is there. Only the first was read.
    pub fn copy_tail(&mut self, out: &mut impl Write) -> Result<(), LayerError> {
        if self.ended {
            out.write_all(&[0; BLOCK]).map_err(local)?;
        }
        self.copy(u64::MAX, out).map(drop)
    }

    /// Reads what is after the last entry, so that a checksum of the whole is checked.
    pub fn drain(&mut self) -> Result<(), LayerError> {
        self.copy(u64::MAX, &mut io::sink()).map(drop)
    }

    fn copy(&mut self, count: u64, out: &mut impl Write) -> Result<u64, LayerError> {
        let mut step = vec![0; 64 << 10];
        let mut copied = 0;
        while copied < count {
            let want = usize::try_from(count - copied).unwrap_or(step.len()).min(step.len());
            let read = read_some(&mut self.inner, &mut step[..want])?;
            if read == 0 {
                break;
            }
            out.write_all(&step[..read]).map_err(local)?;
            copied += read as u64;
        }
        self.at += copied;
        Ok(copied)
    }

    fn skip_content(&mut self) -> Result<(), LayerError> {
        self.copy_content(&mut io::sink())
    }

    /// The next header; nothing at the end. `promised` where an extension announced one.
    fn header(&mut self, promised: bool) -> Result<Option<[u8; BLOCK]>, LayerError> {
        if self.ended {
            return Ok(None);
        }
        let mut block = [0; BLOCK];
        let mut filled = 0;
        while filled < BLOCK {
            match read_some(&mut self.inner, &mut block[filled..])? {
                0 if filled == 0 && !promised => return Ok(None),
                0 => return Err(self.cut()),
                read => filled += read,
            }
        }
        self.at += BLOCK as u64;
        let header = Header(&block);
        if header.is_zero() {
            self.ended = true;
            return Ok(None);
        }
        if header.check().is_err() {
            return Err(self.damaged("a header has the wrong checksum"));
        }
        Ok(Some(block))
    }

    fn extension(&mut self, size: u64) -> Result<Vec<u8>, LayerError> {
        let small = usize::try_from(size).ok().filter(|_| size <= self.limits.header);
        let Some(size) = small else {
            return Err(LayerError::Limit { what: format!("an extended header has {size} bytes") });
        };
        let mut content = vec![0; size.next_multiple_of(BLOCK)];
        self.fill(&mut content)?;
        content.truncate(size);
        Ok(content)
    }

    fn fill(&mut self, buffer: &mut [u8]) -> Result<(), LayerError> {
        let mut filled = 0;
        while filled < buffer.len() {
            match read_some(&mut self.inner, &mut buffer[filled..])? {
                0 => return Err(self.cut()),
                read => filled += read,
            }
        }
        self.at += filled as u64;
        Ok(())
    }

    fn number(&self, field: &[u8]) -> Result<u64, LayerError> {
        number(field)
            .and_then(|number| u64::try_from(number).ok())
            .ok_or_else(|| self.damaged("a field of a header is no number"))
    }

    fn damaged(&self, what: &str) -> LayerError {
        LayerError::Tar { at: self.at, what: what.to_owned() }
    }

    fn cut(&self) -> LayerError {
        self.damaged("it ends in the middle of an entry")
    }
}

fn read_some(reader: &mut impl Read, buffer: &mut [u8]) -> Result<usize, LayerError> {
    loop {
        match reader.read(buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            other => return other.map_err(LayerError::from_read),
        }
    }
}

pub(super) fn local(source: io::Error) -> LayerError {
    LayerError::unwritten(source)
}

/// The content of one record.
pub struct ContentReader<'a, R>(&'a mut Records<R>);

impl<R: Read> Read for ContentReader<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let want = usize::try_from(self.0.left).unwrap_or(buffer.len()).min(buffer.len());
        if want == 0 {
            return Ok(0);
        }
        let read = self.0.inner.read(&mut buffer[..want])?;
        if read == 0 {
            return Err(self.0.cut().into());
        }
        self.0.left -= read as u64;
        self.0.at += read as u64;
        Ok(read)
    }
}
