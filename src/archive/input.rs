//! Where the bytes of a tar come from: a file that is read in place, or a stream that is kept in a temporary file as it
//! comes.

use std::fs::File;
use std::io::{self, Read, Write as _};
use std::os::unix::fs::FileExt as _;

use super::outer::STEP;
use super::tar_index::Input;

/// Reads with `pread` until `buffer` is full or the file ends.
pub(super) fn read_at(file: &File, mut buffer: &mut [u8], mut at: u64) -> io::Result<usize> {
    let wanted = buffer.len();
    while !buffer.is_empty() {
        match file.read_at(buffer, at) {
            Ok(0) => break,
            Ok(got) => {
                buffer = &mut buffer[got..];
                at += got as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(wanted - buffer.len())
}

/// A file, of which only the headers are read.
pub(super) struct InPlace<'a> {
    file: &'a File,
    at: u64,
    size: u64,
}

impl<'a> InPlace<'a> {
    /// The file from its beginning.
    pub(super) fn new(file: &'a File) -> io::Result<Self> {
        Ok(Self { file, at: 0, size: file.metadata()?.len() })
    }
}

impl Input for InPlace<'_> {
    fn fill(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let got = read_at(self.file, buffer, self.at)?;
        self.at += got as u64;
        Ok(got)
    }

    fn skip(&mut self, count: u64) -> io::Result<u64> {
        let passed = count.min(self.size.saturating_sub(self.at));
        self.at += passed;
        Ok(passed)
    }
}

/// A stream that cannot be read twice: what is passed over is kept as well.
pub(super) struct Spooled<R> {
    stream: R,
    spool: File,
    buffer: Vec<u8>,
}

impl<R: Read> Spooled<R> {
    /// Keeps what `stream` gives in a temporary file that has no name, so that nothing is left of it whatever happens.
    pub(super) fn new(stream: R) -> io::Result<Self> {
        Ok(Self { stream, spool: tempfile::tempfile()?, buffer: vec![0; STEP] })
    }

    /// The temporary file, with as much of the stream as was read. The rest of the stream is read to its end, a little
    /// of it: whoever writes it shall not be told that nobody listens.
    pub(super) fn into_file(mut self) -> io::Result<File> {
        const MOST: u64 = 64 << 20;
        io::copy(&mut (&mut self.stream).take(MOST), &mut io::sink())?;
        Ok(self.spool)
    }
}

impl<R: Read> Input for Spooled<R> {
    fn fill(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut got = 0;
        while got < buffer.len() {
            match self.stream.read(&mut buffer[got..]) {
                Ok(0) => break,
                Ok(count) => got += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        self.spool.write_all(&buffer[..got])?;
        Ok(got)
    }

    fn skip(&mut self, count: u64) -> io::Result<u64> {
        let mut left = count;
        while left > 0 {
            let most = usize::try_from(left).unwrap_or(STEP).min(STEP);
            match self.stream.read(&mut self.buffer[..most]) {
                Ok(0) => break,
                Ok(got) => {
                    self.spool.write_all(&self.buffer[..got])?;
                    left -= got as u64;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(count - left)
    }
}
