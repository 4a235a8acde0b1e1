//! Layers decoded ahead of whoever reads them, each on a thread of its own, within a bound of memory.

use std::collections::VecDeque;
use std::io::{self, BufRead, Read};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};

use super::super::compression::Decoder;
use super::super::stream::BlobReader;
use super::super::{LayerError, Limits};
use crate::content::{ErrorKind, Source};
use crate::oci::Descriptor;

/// How many bytes are decoded in one step.
const STEP: usize = 256 << 10;

/// How many steps of one layer may wait for the reader: 8 MiB.
const STEPS: usize = 32;

/// How many layers are decoded at once, the one that is read included. More threads than processors gain nothing but
/// that a slow registry is asked for more at once.
const AT_ONCE: usize = 3;

/// Layers that will be read one after the other.
pub(super) struct Ahead<'a> {
    source: &'a dyn Source,
    waiting: VecDeque<&'a Descriptor>,
    started: VecDeque<Decoded>,
}

impl<'a> Ahead<'a> {
    /// The first of `layers` begin to be decoded now.
    pub(super) fn new(source: &'a dyn Source, layers: impl IntoIterator<Item = &'a Descriptor>) -> Self {
        Self { source, waiting: layers.into_iter().collect(), started: VecDeque::new() }
    }

    /// The next layer; nothing behind the last one.
    pub(super) fn next(&mut self) -> Result<Option<Decoded>, LayerError> {
        while self.started.len() < AT_ONCE
            && let Some(layer) = self.waiting.pop_front()
        {
            self.started.push_back(Decoded::start(self.source, layer)?);
        }
        Ok(self.started.pop_front())
    }
}

/// A step on its way to the reader; an empty one is the end.
type Step = Result<Vec<u8>, LayerError>;

/// The decoded bytes of a layer. Whoever reads to the end has read what the digest says.
pub(super) struct Decoded {
    steps: Receiver<Step>,
    /// Gives buffers back to the thread.
    empty: Sender<Vec<u8>>,
    step: Vec<u8>,
    at: usize,
    ended: bool,
}

impl Decoded {
    fn start(source: &dyn Source, layer: &Descriptor) -> Result<Self, LayerError> {
        let reader = BlobReader::open(source.blob(layer), layer).map_err(|error| error.of(&layer.digest))?;
        let (sender, steps) = sync_channel(STEPS);
        let (empty, buffers) = channel();
        let limits = Limits::of(layer);
        let work = move || decode(reader, limits, &sender, &buffers);
        let local = |source| LayerError::Local { what: "start a thread", source };
        std::thread::Builder::new().name("decode".to_owned()).spawn(work).map_err(local)?;
        Ok(Self { steps, empty, step: Vec::new(), at: 0, ended: false })
    }

    /// What is wrong with a layer in which `error` was found: that its bytes are not those of the digest explains
    /// everything else.
    pub(super) fn judge(&mut self, error: LayerError) -> LayerError {
        if !matches!(error, LayerError::Compressed { .. } | LayerError::Tar { .. } | LayerError::Path { .. }) {
            return error;
        }
        loop {
            match self.fill_buf().map(<[u8]>::len) {
                Ok(0) => return error,
                Ok(count) => self.consume(count),
                Err(worse) => {
                    let worse = LayerError::from_read(worse);
                    return if worse.kind() == ErrorKind::Integrity { worse } else { error };
                }
            }
        }
    }
}

/// Decodes until the end, or until nobody reads any more.
fn decode(reader: BlobReader, limits: Limits, sender: &SyncSender<Step>, buffers: &Receiver<Vec<u8>>) {
    let mut decoder = match Decoder::new(reader, limits.decoded) {
        Ok(decoder) => decoder,
        // Nobody listens where the reader is gone; so below.
        Err(error) => return drop(sender.send(Err(error))),
    };
    loop {
        let mut buffer = buffers.try_recv().unwrap_or_default();
        buffer.resize(STEP, 0);
        match fill(&mut decoder, &mut buffer) {
            Ok(0) => {
                // The compressed stream may end before the blob does, whose digest counts.
                let end = decoder.get_mut().drain().map(|()| Vec::new()).map_err(LayerError::from);
                return drop(sender.send(end));
            }
            Ok(count) => {
                buffer.truncate(count);
                if sender.send(Ok(buffer)).is_err() {
                    return;
                }
            }
            Err(error) => {
                let error = LayerError::from_read(error);
                let damaged = matches!(error, LayerError::Compressed { .. });
                let error = match decoder.get_mut().drain() {
                    Err(worse) if damaged && worse.kind == ErrorKind::Integrity => worse.into(),
                    _ => error,
                };
                return drop(sender.send(Err(error)));
            }
        }
    }
}

/// Reads until `buffer` is full or nothing more comes.
fn fill(reader: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match reader.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

impl BufRead for Decoded {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at == self.step.len() && !self.ended {
            // The thread may be done, and needs no buffer then.
            let _ = self.empty.send(std::mem::take(&mut self.step));
            self.at = 0;
            match self.steps.recv() {
                Ok(Ok(step)) => {
                    self.ended = step.is_empty();
                    self.step = step;
                }
                Ok(Err(error)) => return Err(error.into()),
                // An error was given before, or the thread died.
                Err(_) => return Err(io::Error::other("nothing more of the layer is to be had")),
            }
        }
        Ok(&self.step[self.at..])
    }

    fn consume(&mut self, count: usize) {
        self.at = (self.at + count).min(self.step.len());
    }
}

impl Read for Decoded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}
