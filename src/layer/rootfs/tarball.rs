//! A root file system as one tar.

use std::io::{self, Read, Write};

use super::super::{Entry, EntryPath, Kind, LayerError, writer};
use super::Sink;

/// How many bytes are copied in one step.
const STEP: usize = 256 << 10;

/// Writes a tar: the same one on every run, with the owners, modes and times of the image.
pub struct TarSink<W> {
    out: W,
    buffer: Vec<u8>,
}

impl<W: Write> TarSink<W> {
    /// A tar that goes to `out`, in few and large steps where there is much to write.
    pub fn new(out: W) -> Self {
        Self { out, buffer: vec![0; STEP] }
    }

    fn copy(&mut self, entry: &Entry, content: &mut dyn Read) -> Result<(), LayerError> {
        let mut left = entry.size;
        while left > 0 {
            let most = usize::try_from(left).unwrap_or(STEP).min(STEP);
            let count = content.read(&mut self.buffer[..most]).map_err(LayerError::from_read)?;
            if count == 0 {
                return Err(LayerError::from_read(io::ErrorKind::UnexpectedEof.into()));
            }
            self.out.write_all(&self.buffer[..count]).map_err(local)?;
            left -= count as u64;
        }
        writer::padding(&mut self.out, entry.size).map_err(local)
    }
}

fn local(source: io::Error) -> LayerError {
    LayerError::Local { what: "write the tar", source }
}

impl<W: Write> Sink for TarSink<W> {
    fn entry(&mut self, entry: &Entry, content: &mut dyn Read) -> Result<(), LayerError> {
        writer::write(entry, &mut self.out).map_err(local)?;
        if entry.kind == Kind::File { self.copy(entry, content) } else { Ok(()) }
    }

    fn link(&mut self, entry: &Entry, target: &EntryPath) -> Result<(), LayerError> {
        let link = Some(target.as_bytes().into());
        // The attributes of a hard link are those of its file.
        let entry = Entry { kind: Kind::HardLink, link, size: 0, device: None, rare: None, ..entry.clone() };
        writer::write(&entry, &mut self.out).map_err(local)
    }

    fn finish(&mut self) -> Result<(), LayerError> {
        writer::end(&mut self.out).and_then(|()| self.out.flush()).map_err(local)
    }
}
