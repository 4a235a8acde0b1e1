//! Buffers for reading files, used again: a buffer takes the next bytes once whoever got the last ones has dropped them.

use std::collections::VecDeque;

use bytes::{Bytes, BytesMut};

/// How many buffers whoever reads may hold before another is made.
pub(super) const BUFFERS: usize = 3;

/// The buffers of one reader.
#[derive(Debug, Default)]
pub(crate) struct Buffers(VecDeque<Bytes>);

impl Buffers {
    /// A buffer of `len` bytes; one that was used before where it is free, so that it need not be cleared.
    pub(crate) fn take(&mut self, len: usize) -> BytesMut {
        if let Some(Ok(mut buffer)) = self.0.pop_front().map(Bytes::try_into_mut)
            && buffer.len() >= len
        {
            buffer.truncate(len);
            return buffer;
        }
        BytesMut::zeroed(len)
    }

    /// Gives a filled buffer away, and remembers it where `more` is to be read.
    pub(crate) fn lend(&mut self, buffer: BytesMut, more: bool) -> Bytes {
        let bytes = buffer.freeze();
        if more && self.0.len() < BUFFERS {
            self.0.push_back(bytes.clone());
        }
        bytes
    }
}
