//! Where an archive goes that is written from its first byte to its last: standard output, a pipe, a compressed file, a
//! docker engine.

use std::io::Write;
use std::path::PathBuf;

use async_trait::async_trait;
use bytes::Bytes;
use flate2::write::GzEncoder;
use tempfile::NamedTempFile;

use crate::archive::error::{ArchiveError, Result};

/// Takes bytes in order.
#[async_trait]
pub(in crate::archive) trait Pour: Send {
    /// Takes the next bytes.
    async fn pour(&mut self, bytes: Bytes) -> Result<()>;

    /// Ends it well. One that is dropped instead has failed, and whoever reads it learns that where there is a way.
    async fn close(self: Box<Self>) -> Result<()>;
}

/// A writer of bytes as they are, or in gzip.
pub(super) enum Stream<W: Write + Send> {
    Gzip(Box<GzEncoder<W>>),
    Plain(W),
}

impl<W: Write + Send> Stream<W> {
    /// A stream into `writer`. The gzip header says nothing of time or name, so the same bytes give the same bytes.
    pub(super) fn new(writer: W, outer: super::Outer) -> Self {
        match outer {
            super::Outer::Gzip => Self::Gzip(Box::new(GzEncoder::new(writer, flate2::Compression::default()))),
            super::Outer::None => Self::Plain(writer),
        }
    }

    fn write(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        match self {
            Self::Gzip(writer) => writer.write_all(bytes),
            Self::Plain(writer) => writer.write_all(bytes),
        }
    }

    fn end(self) -> std::io::Result<W> {
        let mut writer = match self {
            Self::Gzip(writer) => writer.finish()?,
            Self::Plain(writer) => writer,
        };
        writer.flush()?;
        Ok(writer)
    }
}

/// Somebody else's writer.
pub(super) struct Writer {
    pub(super) stream: Stream<Box<dyn Write + Send>>,
    pub(super) shown: String,
}

#[async_trait]
impl Pour for Writer {
    async fn pour(&mut self, bytes: Bytes) -> Result<()> {
        self.stream.write(&bytes).map_err(ArchiveError::io("write", &self.shown))
    }

    async fn close(self: Box<Self>) -> Result<()> {
        self.stream.end().map(drop).map_err(ArchiveError::io("write", &self.shown))
    }
}

/// A file that takes its place when it is whole.
pub(super) struct Whole {
    pub(super) stream: Stream<NamedTempFile>,
    pub(super) path: PathBuf,
    pub(super) shown: String,
}

#[async_trait]
impl Pour for Whole {
    async fn pour(&mut self, bytes: Bytes) -> Result<()> {
        self.stream.write(&bytes).map_err(ArchiveError::io("write", &self.shown))
    }

    async fn close(self: Box<Self>) -> Result<()> {
        let temp = self.stream.end().map_err(ArchiveError::io("write", &self.shown))?;
        super::keep(temp, &self.path, &self.shown)
    }
}
