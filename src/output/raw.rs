//! Bytes that go to standard output exactly as they are.

use std::io::{self, Write};

use super::{Output, sanitize};

/// Standard output for a stream of bytes (`wharf blob get`). A terminal takes nothing but harmless text: other bytes
/// are refused before any part of their chunk is written, with an error that becomes [`OutputError::Binary`](super::OutputError::Binary).
pub struct RawWriter<'a> {
    output: &'a Output,
    /// The first bytes of a character whose others are still to come.
    pending: Vec<u8>,
}

/// What a refused write carries.
#[derive(Debug, thiserror::Error)]
#[error("refusing to write binary data to a terminal")]
struct Refused;

/// Whether an error says that a terminal was spared binary data.
pub(super) fn is_refusal(error: &io::Error) -> bool {
    error.get_ref().and_then(|source| source.downcast_ref::<Refused>()).is_some()
}

impl<'a> RawWriter<'a> {
    pub(super) fn new(output: &'a Output) -> Self {
        Self { output, pending: Vec::new() }
    }

    /// Ends the stream: an error where it ends within a character.
    ///
    /// # Errors
    /// When the last bytes are no text and go to a terminal, or cannot be written.
    pub fn finish(mut self) -> io::Result<()> {
        if self.pending.is_empty() { self.flush() } else { Err(io::Error::other(Refused)) }
    }
}

impl Write for RawWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !self.output.is_stdout_terminal() {
            return self.output.stdout().write(bytes);
        }
        let mut whole = std::mem::take(&mut self.pending);
        whole.extend_from_slice(bytes);
        let end = match std::str::from_utf8(&whole) {
            Ok(_) => whole.len(),
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            Err(_) => return Err(io::Error::other(Refused)),
        };
        // A line end of two bytes may be cut in two as well.
        let end = if whole[..end].ends_with(b"\r") { end - 1 } else { end };
        let text = std::str::from_utf8(&whole[..end]).map_err(|_| io::Error::other(Refused))?;
        if !sanitize::is_safe(text) {
            return Err(io::Error::other(Refused));
        }
        self.output.console().without_bars(|| self.output.stdout().write_all(text.as_bytes()))?;
        self.pending = whole.split_off(end);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.output.stdout().flush()
    }
}
