//! The entries of a layer's tar, one after the other, as they stream by.

use std::io::{self, BufRead, BufReader, Read};

use super::compression::Limits;
use super::entry::{Entry, Kind, Rare, Time};
use super::header::{BLOCK, Fault, Header};
use super::pax::{self, Pax};
use super::sparse::{self, Next, Pieces};
use super::{EntryPath, LayerError};

/// How much is decompressed at once.
const BUFFER: usize = 128 << 10;

/// Walks through a tar. [`Walk::advance`] gives the next entry, and [`Walk::content`] reads what is in it before the
/// next one is asked for; what was not read is passed over.
///
/// POSIX ustar and pax, GNU's long names and sparse files, and the tar of 1979 are read. Global extended headers are
/// passed over, as docker does.
pub struct Walk<R> {
    reader: BufReader<R>,
    limits: Limits,
    /// How many bytes of the tar were read.
    at: u64,
    /// What is left of the present entry's bytes in the tar, padding not counted.
    stored: u64,
    padding: u64,
    pieces: Pieces,
    entries: u64,
    /// Whether the present entry's path is plain.
    plain: bool,
    ended: bool,
}

/// What extended headers said before an entry.
#[derive(Default)]
struct Extended {
    pax: Pax,
    long_path: Option<Vec<u8>>,
    long_link: Option<Vec<u8>>,
    /// How long they were, in bytes.
    length: u64,
}

impl<R: Read> Walk<R> {
    /// A walk through the decompressed tar that `reader` gives. It is read in large steps; it needs no buffer.
    pub fn new(reader: R, limits: Limits) -> Self {
        Self {
            reader: BufReader::with_capacity(BUFFER, reader),
            limits,
            at: 0,
            stored: 0,
            padding: 0,
            pieces: Pieces::default(),
            entries: 0,
            plain: true,
            ended: false,
        }
    }

    /// The next entry; nothing at the end of the tar, behind which everything was read as well.
    ///
    /// # Errors
    /// Those of the reader, and whatever is wrong with the tar or beyond the limits. The walk is over after an error.
    pub fn advance(&mut self) -> Result<Option<Entry>, LayerError> {
        if self.ended {
            return Ok(None);
        }
        let next = self.next_entry();
        if !matches!(next, Ok(Some(_))) {
            self.ended = true;
        }
        next
    }

    /// The content of the entry that [`Walk::advance`] gave last: the bytes of a regular file, holes filled with zeros,
    /// and nothing for all else.
    pub fn content(&mut self) -> Content<'_, R> {
        Content { walk: self }
    }

    /// Whether the path of the entry that [`Walk::advance`] gave last stands in the tar as honest writers write it, as
    /// [`EntryPath::is_plain`] says.
    pub fn is_plain(&self) -> bool {
        self.plain
    }

    /// How many decompressed bytes were read.
    pub fn position(&self) -> u64 {
        self.at
    }

    /// What the tar is read from.
    pub fn get_mut(&mut self) -> &mut R {
        self.reader.get_mut()
    }

    fn next_entry(&mut self) -> Result<Option<Entry>, LayerError> {
        self.skip(self.stored.saturating_add(self.padding))?;
        (self.stored, self.padding, self.pieces) = (0, 0, Pieces::default());
        let mut extended = Extended::default();
        let mut block = [0; BLOCK];
        loop {
            let start = self.at;
            if !self.read_block(&mut block)? || Header(&block).is_zero() {
                if extended.length > 0 {
                    return Err(damaged(start, "it ends after an extended header"));
                }
                // Some writers leave out the blocks of zeros; behind them nothing counts, but the digest covers it.
                self.skip_rest()?;
                return Ok(None);
            }
            let header = Header(&block);
            header.check().map_err(|fault| said(start, fault))?;
            match header.kind() {
                b'x' | b'X' => {
                    let records = self.read_extended(&header, start)?;
                    pax::read(&records, &mut extended.pax).map_err(|what| damaged(start, what))?;
                }
                b'L' => {
                    extended.long_path = Some(until_zero(self.read_extended(&header, start)?));
                }
                b'K' => {
                    extended.long_link = Some(until_zero(self.read_extended(&header, start)?));
                }
                // A global header, or the name of the whole tar.
                b'g' | b'V' => {
                    let size = header.size().map_err(|fault| said(start, fault))?;
                    self.skip(size.saturating_add(padding(size)))?;
                }
                _ => return self.entry(&header, extended, start).map(Some),
            }
            if matches!(header.kind(), b'x' | b'X' | b'L' | b'K') {
                extended.length += self.at - start;
            }
            if extended.length > self.limits.header.saturating_add(4 * BLOCK as u64) {
                return Err(LayerError::Limit { what: "the extended headers of a file are too long".to_owned() });
            }
        }
    }

    fn entry(&mut self, header: &Header<'_>, extended: Extended, start: u64) -> Result<Entry, LayerError> {
        self.entries += 1;
        if self.entries > self.limits.entries {
            return Err(LayerError::Limit { what: format!("the layer has more than {} entries", self.limits.entries) });
        }
        let number = |fault| said(start, fault);
        let Extended { pax, long_path, long_link, .. } = extended;
        let path = pax.sparse.name.as_deref().or(pax.path.as_deref()).or(long_path.as_deref());
        let own = header.path();
        let path = path.unwrap_or(&own);
        let kind = kind(header.kind(), path);
        self.plain = EntryPath::is_plain(path);
        let size = pax.size.map_or_else(|| header.size(), Ok).map_err(number)?;
        let entry = Entry {
            path: EntryPath::parse(path)?,
            kind,
            mode: header.mode().map_err(number)?,
            uid: pax.uid.map_or_else(|| header.uid(), Ok).map_err(number)?,
            gid: pax.gid.map_or_else(|| header.gid(), Ok).map_err(number)?,
            size: 0,
            mtime: match pax.mtime {
                Some(time) => time,
                None => Time { seconds: header.mtime().map_err(number)?, nanos: 0 },
            },
            link: matches!(kind, Kind::HardLink | Kind::Symlink)
                .then(|| pax.link.as_deref().or(long_link.as_deref()).unwrap_or(header.link()).into()),
            device: match kind {
                Kind::CharDevice | Kind::BlockDevice => Some(header.device().map_err(number)?),
                _ => None,
            },
            rare: rare(header, &pax),
        };
        self.open_content(&entry, header, pax.sparse, size, start)?;
        // Nothing of the entry may be believed that the kernel would not.
        if entry.kind == Kind::HardLink {
            entry.hard_link()?;
        }
        Ok(Entry { size: self.pieces.size(), ..entry })
    }

    /// Gets ready to read the content of an entry, of which `size` bytes are in the tar.
    fn open_content(
        &mut self,
        entry: &Entry,
        header: &Header<'_>,
        sparse: pax::Sparse,
        size: u64,
        start: u64,
    ) -> Result<(), LayerError> {
        if entry.kind != Kind::File {
            // Links, directories and devices have no content, whatever their header says.
            return Ok(());
        }
        (self.stored, self.padding) = (size, padding(size));
        let number = |fault| said(start, fault);
        self.pieces = if header.kind() == b'S' {
            let real = sparse.size.map_or_else(|| header.real_size(), Ok).map_err(number)?;
            let map = self.read_old_map(header, start)?;
            Pieces::sparse(&map, real, size).map_err(|what| damaged(start, what))?
        } else if let Some(real) = sparse.size.filter(|_| sparse.major == Some(1) || !sparse.map.is_empty()) {
            let map = if sparse.major == Some(1) { self.read_map(start)? } else { sparse.map };
            Pieces::sparse(&map, real, self.stored).map_err(|what| damaged(start, what))?
        } else {
            Pieces::whole(size)
        };
        Ok(())
    }

    /// The map of a sparse file that old GNU tar wrote into blocks behind the header.
    fn read_old_map(&mut self, header: &Header<'_>, start: u64) -> Result<Vec<u64>, LayerError> {
        let (first, mut more) = header.sparse();
        let mut map = Vec::new();
        sparse::read_block(first, &mut map).map_err(|what| damaged(start, what))?;
        let mut block = [0; BLOCK];
        while more {
            if !self.read_block(&mut block)? {
                return Err(damaged(start, "it ends within the map of a sparse file"));
            }
            sparse::read_block(&block[..21 * 24], &mut map).map_err(|what| damaged(start, what))?;
            more = block[21 * 24] != 0;
        }
        Ok(map)
    }

    /// The map of a sparse file that stands before its content, as decimal numbers on lines of their own.
    fn read_map(&mut self, start: u64) -> Result<Vec<u64>, LayerError> {
        let bad = || damaged(start, "a sparse file has a malformed map");
        let mut lines = Vec::new();
        let mut left = None;
        let mut line = Vec::new();
        while left != Some(0) {
            let mut block = [0; BLOCK];
            self.stored = self.stored.checked_sub(BLOCK as u64).ok_or_else(bad)?;
            if !self.read_block(&mut block)? {
                return Err(bad());
            }
            for byte in block {
                match byte {
                    b'\n' if left != Some(0) => {
                        let value = pax::natural(&line).filter(|_| !line.is_empty()).ok_or_else(bad)?;
                        line.clear();
                        if let Some(left) = &mut left {
                            lines.push(value);
                            *left -= 1;
                        } else {
                            let pieces = usize::try_from(value).ok().filter(|pieces| *pieces <= sparse::MOST_PIECES);
                            left = Some(2 * pieces.ok_or_else(bad)?);
                        }
                    }
                    byte if left != Some(0) && line.len() < 20 => line.push(byte),
                    _ if left == Some(0) => break,
                    _ => return Err(bad()),
                }
            }
        }
        Ok(lines)
    }

    /// The content of an extended header, no longer than the limit.
    fn read_extended(&mut self, header: &Header<'_>, start: u64) -> Result<Vec<u8>, LayerError> {
        let size = header.size().map_err(|fault| said(start, fault))?;
        if size > self.limits.header {
            let what = format!("an extended header of the tar has {size} bytes");
            return Err(LayerError::Limit { what });
        }
        let mut content = Vec::new();
        let count = self.reader.by_ref().take(size).read_to_end(&mut content).map_err(LayerError::from_read)?;
        self.at += count as u64;
        if (count as u64) < size {
            return Err(damaged(start, "it ends within an extended header"));
        }
        self.skip(padding(size))?;
        Ok(content)
    }

    /// Reads a block; false where the tar ends before it.
    fn read_block(&mut self, block: &mut [u8; BLOCK]) -> Result<bool, LayerError> {
        let mut got = 0;
        while got < BLOCK {
            match self.reader.read(&mut block[got..]) {
                Ok(0) if got == 0 => return Ok(false),
                Ok(0) => return Err(damaged(self.at, "it ends within a block")),
                Ok(count) => got += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(LayerError::from_read(error)),
            }
        }
        self.at += BLOCK as u64;
        Ok(true)
    }

    fn skip(&mut self, mut count: u64) -> Result<(), LayerError> {
        while count > 0 {
            let here = self.reader.fill_buf().map_err(LayerError::from_read)?.len();
            if here == 0 {
                return Err(damaged(self.at, "it ends within a file"));
            }
            let step = usize::try_from(count).unwrap_or(usize::MAX).min(here);
            self.reader.consume(step);
            self.at += step as u64;
            count -= step as u64;
        }
        Ok(())
    }

    fn skip_rest(&mut self) -> Result<(), LayerError> {
        loop {
            let here = self.reader.fill_buf().map_err(LayerError::from_read)?.len();
            if here == 0 {
                return Ok(());
            }
            self.reader.consume(here);
            self.at += here as u64;
        }
    }
}

/// The content of one entry.
pub struct Content<'a, R> {
    walk: &'a mut Walk<R>,
}

impl<R: Read> Read for Content<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let walk = &mut *self.walk;
        let within = |count: u64| buffer.len().min(usize::try_from(count).unwrap_or(usize::MAX));
        if walk.pieces.size() > walk.limits.decoded {
            let what = format!("a file claims to have {} bytes", walk.pieces.size());
            return Err(LayerError::Limit { what }.into());
        }
        let count = match walk.pieces.next() {
            Next::End => 0,
            Next::Hole(count) => {
                let count = within(count);
                buffer[..count].fill(0);
                count
            }
            Next::Data(_) if buffer.is_empty() => 0,
            Next::Data(count) => {
                let count = within(count);
                let count = walk.reader.read(&mut buffer[..count])?;
                if count == 0 {
                    return Err(damaged(walk.at, "it ends within a file").into());
                }
                walk.at += count as u64;
                walk.stored -= count as u64;
                count
            }
        };
        walk.pieces.advance(count as u64);
        Ok(count)
    }
}

fn damaged(at: u64, what: &str) -> LayerError {
    LayerError::Tar { at, what: what.to_owned() }
}

fn said(at: u64, fault: Fault) -> LayerError {
    match fault {
        Fault::Checksum if at == 0 => damaged(at, "it does not begin as a tar does"),
        Fault::Checksum => damaged(at, "a header has a wrong checksum"),
        Fault::Number(what) => damaged(at, &format!("a header has a malformed {what}")),
    }
}

fn padding(size: u64) -> u64 {
    size.wrapping_neg() % BLOCK as u64
}

fn until_zero(mut text: Vec<u8>) -> Vec<u8> {
    let end = text.iter().position(|byte| *byte == 0).unwrap_or(text.len());
    text.truncate(end);
    text
}

/// What a type letter means. POSIX wants unknown ones to be taken for files.
fn kind(letter: u8, path: &[u8]) -> Kind {
    match letter {
        b'1' => Kind::HardLink,
        b'2' => Kind::Symlink,
        b'3' => Kind::CharDevice,
        b'4' => Kind::BlockDevice,
        b'5' => Kind::Directory,
        b'6' => Kind::Fifo,
        // The tar of 1979 had no letter for directories.
        0 if path.ends_with(b"/") => Kind::Directory,
        _ => Kind::File,
    }
}

fn rare(header: &Header<'_>, pax: &Pax) -> Option<Box<Rare>> {
    let user = pax.user.as_deref().unwrap_or(header.user());
    let group = pax.group.as_deref().unwrap_or(header.group());
    let any = !user.is_empty() || !group.is_empty() || !pax.xattrs.is_empty();
    any.then(|| Box::new(Rare { user: user.into(), group: group.into(), xattrs: pax.xattrs.clone() }))
}

#[cfg(test)]
mod tests;
