//! The way of a blob's bytes from a stream into a partial file: each written once and hashed once, in steps that stay in
//! the processor's cache. Nothing here holds more than a few steps in memory.

use bytes::{Buf as _, Bytes, BytesMut};
use futures_util::StreamExt as _;
use tokio::sync::{mpsc, oneshot};

use super::error::LayoutError;
use super::partial::Partial;
use crate::content::stream::Verifier;
use crate::content::{BlobBody, ByteStream, ContentError, ErrorKind, Result};
use crate::oci::Descriptor;

/// The largest step that is written and hashed at once: it fits the second-level cache.
const STEP: usize = 256 << 10;
/// Smaller pieces (TLS records, HTTP/2 frames) are gathered up to this size first.
const SMALL: usize = 64 << 10;
/// After so many bytes other tasks of the thread get a turn, and spare processors are looked for.
const TURN: u64 = 4 << 20;
/// Steps that may wait for the sink thread: 2 MiB.
const QUEUE: usize = 8;

/// Fills `partial` with what is missing of the blob and verifies the whole. What was there from an earlier run is hashed
/// first; where it proves to be bad, the blob is fetched once more from its beginning.
///
/// On an error of the other side, and where the blob ends too early, the partial file keeps what came; a blob that is
/// not what its digest says leaves none.
pub(super) async fn fill(mut partial: Partial, descriptor: &Descriptor, body: &dyn BlobBody) -> Result<Partial> {
    if partial.len() > descriptor.size {
        partial.truncate(0)?;
    }
    let resumed = partial.len() > 0;
    let sink = Sink::resume(partial, descriptor).await?;
    let (mut partial, mut verdict) = attempt(sink, descriptor, body).await?;
    if resumed && matches!(verdict, Verdict::Bad(_)) {
        partial.truncate(0)?;
        (partial, verdict) = attempt(Sink::new(partial, descriptor), descriptor, body).await?;
    }
    match verdict {
        Verdict::Whole => Ok(partial),
        Verdict::Short(error) => Err(error),
        Verdict::Bad(error) => partial.discard().map_err(ContentError::from).and(Err(error)),
    }
}

/// What came of an attempt.
enum Verdict {
    /// It is not the blob.
    Bad(ContentError),
    /// It may be the beginning of the blob.
    Short(ContentError),
    /// It is the blob.
    Whole,
}

/// Gets what the sink lacks. Gives back the file and what it is.
async fn attempt(sink: Sink, descriptor: &Descriptor, body: &dyn BlobBody) -> Result<(Partial, Verdict)> {
    let from = sink.partial.len();
    let (sink, end) = if from == descriptor.size {
        (sink, End::Stream)
    } else {
        pump(body.open(from).await?, sink, descriptor.size - from, body).await?
    };
    let verdict = match end {
        End::Excess => {
            let what = format!("{} is longer than the {} bytes that were declared", descriptor.digest, descriptor.size);
            Verdict::Bad(ContentError::new(ErrorKind::Integrity, what))
        }
        End::Stream => match (sink.verifier.seen() < descriptor.size, sink.verifier.finish()) {
            (_, Ok(())) => Verdict::Whole,
            (true, Err(error)) => Verdict::Short(error),
            (false, Err(error)) => Verdict::Bad(error),
        },
    };
    Ok((sink.partial, verdict))
}

/// How a stream ended.
enum End {
    /// By itself.
    Stream,
    /// It gave more bytes than it should, and was left.
    Excess,
}

/// Moves at most `left` bytes from the stream into the sink: on this thread, or by a second one once processors idle.
async fn pump(mut stream: ByteStream, sink: Sink, mut left: u64, body: &dyn BlobBody) -> Result<(Sink, End)> {
    let mut outlet = Outlet::Inline(Box::new(sink)).reconsider(body)?;
    let mut gathered = BytesMut::new();
    let mut turn = 0;
    let ended = loop {
        let mut piece = match stream.next().await {
            Some(Ok(piece)) => piece,
            Some(Err(error)) => break Err(error),
            None => break Ok(End::Stream),
        };
        let len = piece.len() as u64;
        if len > left {
            break Ok(End::Excess);
        }
        left -= len;
        turn += len;
        if gathered.is_empty() && piece.len() >= SMALL {
            while piece.has_remaining() {
                outlet.take(piece.split_to(piece.len().min(STEP))).await?;
            }
        } else {
            gathered.extend_from_slice(&piece);
            while gathered.len() >= SMALL {
                let step = gathered.len().min(STEP);
                outlet.take(gathered.split_to(step).freeze()).await?;
            }
        }
        if turn >= TURN {
            turn = 0;
            outlet = outlet.reconsider(body)?;
            tokio::task::yield_now().await;
        }
    };
    if !gathered.is_empty() {
        outlet.take(gathered.freeze()).await?;
    }
    let sink = outlet.finish().await?;
    ended.map(|end| (sink, end))
}

/// Writes and hashes.
#[derive(Debug)]
struct Sink {
    partial: Partial,
    verifier: Verifier,
}

impl Sink {
    /// A sink for an empty file.
    fn new(partial: Partial, descriptor: &Descriptor) -> Self {
        Self { partial, verifier: Verifier::new(descriptor) }
    }

    /// A sink that has hashed what is in `partial` already.
    async fn resume(partial: Partial, descriptor: &Descriptor) -> Result<Self> {
        let mut sink = Self::new(partial, descriptor);
        let mut buffer = if sink.partial.len() == 0 { Vec::new() } else { vec![0; STEP] };
        let mut turn = 0;
        while sink.verifier.seen() < sink.partial.len() {
            let read = sink.partial.read_at(&mut buffer, sink.verifier.seen())?;
            if read == 0 {
                sink.partial.truncate(sink.verifier.seen())?;
            }
            sink.verifier.update(&buffer[..read])?;
            turn += read as u64;
            if turn >= TURN {
                turn = 0;
                tokio::task::yield_now().await;
            }
        }
        Ok(sink)
    }

    /// Takes in the next step.
    fn step(&mut self, bytes: &[u8]) -> Result<()> {
        self.partial.append(bytes)?;
        self.verifier.update(bytes)
    }
}

/// Where the steps go.
enum Outlet {
    /// Into the sink, on this thread.
    Inline(Box<Sink>),
    /// To the thread that has the sink, so that receiving goes on meanwhile.
    Thread { steps: mpsc::Sender<Bytes>, ended: oneshot::Receiver<Result<Sink>> },
}

impl Outlet {
    /// Moves the sink to a thread of its own where processors would idle otherwise.
    fn reconsider(self, body: &dyn BlobBody) -> Result<Self> {
        let Self::Inline(sink) = self else { return Ok(self) };
        if !body.has_spare_cores() {
            return Ok(Self::Inline(sink));
        }
        let (steps, mut queue) = mpsc::channel::<Bytes>(QUEUE);
        let (report, ended) = oneshot::channel();
        let path = sink.partial.path().to_owned();
        let mut drain = move |mut sink: Box<Sink>| {
            while let Some(step) = queue.blocking_recv() {
                sink.step(&step)?;
            }
            Ok(*sink)
        };
        // Nobody hears the report where the transfer was given up; dropping the sink then frees the file.
        let run = move || drop(report.send(drain(sink)));
        let spawned = std::thread::Builder::new().name("wharf-sink".to_owned()).spawn(run);
        spawned.map_err(LayoutError::io("start a thread to write", &path))?;
        Ok(Self::Thread { steps, ended })
    }

    async fn take(&mut self, step: Bytes) -> Result<()> {
        match self {
            Self::Inline(sink) => sink.step(&step),
            Self::Thread { steps, ended } => {
                if steps.send(step).await.is_ok() {
                    return Ok(());
                }
                // The thread ends early only on an error, which is in its report.
                ended.await.map_err(thread_died)?.and_then(|_| Err(thread_died("it ended early")))
            }
        }
    }

    async fn finish(self) -> Result<Sink> {
        match self {
            Self::Inline(sink) => Ok(*sink),
            Self::Thread { steps, ended } => {
                drop(steps);
                ended.await.map_err(thread_died)?
            }
        }
    }
}

fn thread_died(why: impl Into<crate::content::BoxError>) -> ContentError {
    ContentError::new(ErrorKind::Storage, "the thread that writes the blob died").because(why)
}

#[cfg(test)]
mod tests {
    use std::ops::Range;
    use std::path::Path;

    use futures_util::stream;

    use super::*;
    use crate::oci::MediaType;

    /// A body that gives `bytes` in pieces of `piece` bytes, fails behind `until`, and remembers where it was opened.
    struct Scripted {
        bytes: Bytes,
        piece: usize,
        until: usize,
        spare: bool,
        opened: std::sync::Mutex<Vec<u64>>,
    }

    impl Scripted {
        fn new(bytes: &[u8], piece: usize) -> Self {
            let bytes = Bytes::copy_from_slice(bytes);
            Self { until: bytes.len(), bytes, piece, spare: false, opened: std::sync::Mutex::default() }
        }
    }

    #[async_trait::async_trait]
    impl BlobBody for Scripted {
        async fn open(&self, offset: u64) -> Result<ByteStream> {
            self.opened.lock().unwrap().push(offset);
            let at = usize::try_from(offset).unwrap().min(self.until);
            let rest = self.bytes.slice(at..self.until);
            let piece = self.piece;
            let mut pieces: Vec<Result<Bytes>> =
                (0..rest.len()).step_by(piece).map(|at| Ok(rest.slice(at..rest.len().min(at + piece)))).collect();
            if self.until < self.bytes.len() {
                pieces.push(Err(ContentError::new(ErrorKind::Unavailable, "the line is cut")));
            }
            Ok(Box::pin(stream::iter(pieces)))
        }

        async fn open_range(&self, _: Range<u64>) -> Result<ByteStream> {
            Err(ContentError::new(ErrorKind::Unsupported, "not asked for"))
        }

        fn has_spare_cores(&self) -> bool {
            self.spare
        }
    }

    fn content(len: usize) -> Vec<u8> {
        (0..len).map(|at| u8::try_from(at * 7 % 251).unwrap()).collect()
    }

    async fn filled(path: &Path, declared: &[u8], body: &Scripted) -> Result<Vec<u8>> {
        let descriptor = Descriptor::of(MediaType::OCTET_STREAM, declared);
        let partial = Partial::claim(path).await?.unwrap();
        let blob = path.with_extension("blob");
        fill(partial, &descriptor, body).await?.publish(&blob)?;
        Ok(std::fs::read(blob).unwrap())
    }

    #[tokio::test]
    async fn pieces_of_every_size_make_the_same_file_on_one_thread_and_on_two() {
        let dir = tempfile::tempdir().unwrap();
        for (number, (len, piece)) in
            [(0, 1), (1, 1), (5000, 7), (700_000, 16_384), (700_000, 65_536), (9_000_000, 600_000)]
                .into_iter()
                .enumerate()
        {
            for spare in [false, true] {
                let body = Scripted { spare, ..Scripted::new(&content(len), piece) };
                let path = dir.path().join(format!("{number}-{spare}"));
                assert!(filled(&path, &content(len), &body).await.unwrap() == content(len), "{len} in {piece}");
            }
        }
    }

    #[tokio::test]
    async fn a_cut_stream_leaves_what_came_and_the_next_run_goes_on_there() {
        let dir = tempfile::tempdir().unwrap();
        for spare in [false, true] {
            let path = dir.path().join(format!("part-{spare}"));
            let bytes = content(300_000);
            let cut = Scripted { until: 200_001, spare, ..Scripted::new(&bytes, 1000) };
            assert_eq!(filled(&path, &bytes, &cut).await.unwrap_err().kind, ErrorKind::Unavailable);
            let whole = Scripted::new(&bytes, 1000);
            assert!(filled(&path, &bytes, &whole).await.unwrap() == bytes);
            assert_eq!(*whole.opened.lock().unwrap(), [200_001]);
        }
    }

    #[tokio::test]
    async fn a_bad_partial_file_is_not_the_sources_fault() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("part");
        std::fs::write(&path, b"rubbish").unwrap();
        let bytes = content(100_000);
        let body = Scripted::new(&bytes, 1000);
        assert!(filled(&path, &bytes, &body).await.unwrap() == bytes);
        assert_eq!(*body.opened.lock().unwrap(), [7, 0]);
    }

    #[tokio::test]
    async fn a_blob_that_ends_too_early_leaves_what_came() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("part");
        for spare in [false, true] {
            let body = Scripted { spare, ..Scripted::new(b"hell", 3) };
            let error = filled(&path, b"hello", &body).await.unwrap_err();
            assert_eq!(error.kind, ErrorKind::Integrity);
            assert!(error.what.contains("ended after 4 of 5"), "{error}");
            assert_eq!(std::fs::read(&path).unwrap(), b"hell");
        }
        assert_eq!(filled(&path, b"hello", &Scripted::new(b"hello", 3)).await.unwrap(), b"hello");
    }

    #[tokio::test]
    async fn bytes_that_are_not_the_blob_leave_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("part");
        for (sent, reason) in [(&b"hellO"[..], "has the digest"), (b"hello!", "longer than the 5 bytes")] {
            for spare in [false, true] {
                let body = Scripted { spare, ..Scripted::new(sent, 3) };
                let error = filled(&path, b"hello", &body).await.unwrap_err();
                assert_eq!(error.kind, ErrorKind::Integrity);
                assert!(error.what.contains(reason), "{error}");
                assert!(!path.exists());
            }
        }
    }
}
