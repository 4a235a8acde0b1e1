//! Moving blobs on several threads, each with a runtime and connections of its own.
//!
//! The caller's thread is the first worker: a transfer of one blob, or of small ones, starts no other. Each worker runs
//! a few lanes, and a lane takes the next blob from the common queue when it is done with one. Large blobs come first,
//! so that none is left alone at the end; small ones, which wait more than they move, have lanes of their own besides.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use futures_util::future::join_all;
use tokio::sync::{oneshot, watch};

use super::body::Watched;
use super::error::{Operation, at_destination, failed};
use super::{BlobCounts, Event, Progress, Request, Result, Side, TransferError};
use crate::content::{ContentError, ErrorKind, Put};
use crate::oci::{Descriptor, Digest};

/// Blobs below this size wait for answers rather than for bytes.
const SMALL: u64 = 1 << 20;
/// How many blobs are under way at once where they are small.
const SMALL_AT_ONCE: usize = 16;
/// From how many bytes on more threads are worth their start.
const WORTH_THREADS: u64 = 4 << 20;

/// What became of the blobs.
#[derive(Debug, Default)]
pub(super) struct Done {
    pub(super) blobs: BlobCounts,
    pub(super) bytes: u64,
    /// The destination turned out to have the image already.
    pub(super) unchanged: bool,
}

/// The blobs to move, and how far that is.
pub(super) struct Work {
    request: Request,
    root: Descriptor,
    blobs: Vec<Descriptor>,
    telltale: Option<Digest>,
    progress: Arc<dyn Progress>,
    queue: Mutex<VecDeque<usize>>,
    /// The bytes of the blobs that are not in their place.
    remaining: AtomicU64,
    cores: usize,
    state: Mutex<(Done, Option<TransferError>)>,
    stop: watch::Sender<bool>,
}

/// Which blobs a lane takes.
#[derive(Clone, Copy)]
enum Lane {
    /// The largest that is left.
    Any,
    /// The smallest, while they are small.
    Small,
}

impl Work {
    /// The blobs come largest first; `telltale` is moved before them.
    pub(super) fn new(
        request: Request,
        root: Descriptor,
        blobs: Vec<Descriptor>,
        telltale: Option<Digest>,
        progress: Arc<dyn Progress>,
    ) -> Self {
        let mut queue: VecDeque<usize> = (0..blobs.len()).collect();
        if let Some(place) = blobs.iter().position(|blob| Some(&blob.digest) == telltale.as_ref()) {
            queue.remove(place);
            queue.push_front(place);
        }
        Self {
            request,
            root,
            telltale,
            progress,
            queue: Mutex::new(queue),
            remaining: AtomicU64::new(blobs.iter().map(|blob| blob.size).sum()),
            cores: std::thread::available_parallelism().map_or(1, usize::from),
            blobs,
            state: Mutex::default(),
            stop: watch::channel(false).0,
        }
    }

    /// The lanes that the blobs need.
    fn lanes(&self) -> Vec<Lane> {
        let small = self.blobs.iter().filter(|blob| blob.size < SMALL).count();
        let any = self.request.jobs.max(1).min(self.blobs.len());
        let more = SMALL_AT_ONCE.saturating_sub(any).min(small.saturating_sub(1)).min(self.blobs.len() - any);
        let mut lanes = vec![Lane::Any; any];
        lanes.resize(any + more, Lane::Small);
        lanes
    }

    fn next(&self, lane: Lane) -> Option<usize> {
        let mut queue = locked(&self.queue);
        match lane {
            Lane::Any => queue.pop_front(),
            Lane::Small if self.blobs[*queue.back()?].size < SMALL => queue.pop_back(),
            Lane::Small => None,
        }
    }

    async fn run_lane(&self, lane: Lane) {
        while let Some(place) = self.next(lane) {
            match self.move_blob(place).await {
                Ok(put) => self.arrived(place, put).await,
                Err(error) => self.fail(error),
            }
        }
    }

    /// Notes the first failure, which is the one that counts, and stops everything.
    fn fail(&self, error: TransferError) {
        locked(&self.state).1.get_or_insert(error);
        self.stop.send_replace(true);
    }

    /// Moves a blob; once more where its bytes were wrong.
    async fn move_blob(&self, place: usize) -> Result<Put> {
        let blob = &self.blobs[place];
        let mut again = false;
        loop {
            // A processor is left over where this blob is most of what remains.
            let spare = self.remaining.load(Relaxed) / self.cores as u64 <= blob.size && self.cores > 1;
            let body = Watched::new(self.request.source.as_ref(), blob, place, spare, &self.progress);
            let put = self.request.target.put_blob(blob, &body).await;
            locked(&self.state).0.bytes += body.moved();
            match put {
                Ok(put) => return Ok(put),
                Err(error) if error.kind == ErrorKind::Integrity && !again => {
                    again = true;
                    self.progress.event(Event::Restarted { blob: place });
                }
                Err(error) => {
                    let by_source = body.source_failed() || error.kind == ErrorKind::Integrity;
                    let side = if by_source { Side::Source } else { Side::Destination };
                    return Err(failed(side, Operation::Move, Some(blob), error));
                }
            }
        }
    }

    async fn arrived(&self, place: usize, put: Put) {
        let blob = &self.blobs[place];
        self.remaining.fetch_sub(blob.size, Relaxed);
        locked(&self.state).0.blobs.count(put);
        self.progress.event(Event::Done { blob: place, put });
        if put == Put::Present && Some(&blob.digest) == self.telltale.as_ref() {
            match self.request.is_current(&self.root).await {
                Ok(true) => {
                    locked(&self.state).0.unchanged = true;
                    self.stop.send_replace(true);
                }
                Ok(false) => {}
                Err(error) => self.fail(error),
            }
        }
    }

    /// Runs these lanes to their end, or until everything stops.
    async fn run_lanes(&self, lanes: &[Lane]) {
        let mut stopped = self.stop.subscribe();
        tokio::select! {
            _ = stopped.wait_for(|stop| *stop) => {}
            _ = join_all(lanes.iter().map(|lane| self.run_lane(*lane))) => {}
        }
    }
}

/// Moves all blobs. Dropping the future stops every thread before it returns.
pub(super) async fn run(work: Work) -> Result<Done> {
    let work = Arc::new(work);
    let lanes = work.lanes();
    let threads = if work.remaining.load(Relaxed) < WORTH_THREADS { 1 } else { work.cores.min(lanes.len()).max(1) };
    let share = |of: usize| lanes.iter().copied().skip(of).step_by(threads).collect::<Vec<_>>();
    let mut crew = Crew { work: Arc::clone(&work), threads: Vec::new() };
    let mut ends = Vec::new();
    for number in 1..threads {
        let (end, ended) = oneshot::channel();
        let (work, lanes) = (Arc::clone(&work), share(number));
        let thread = std::thread::Builder::new().name(format!("transfer-{number}"));
        // Where there can be no more threads, those that there are do it all.
        if let Ok(handle) = thread.spawn(move || work_apart(&work, &lanes, end)) {
            crew.threads.push(handle);
            ends.push(ended);
        }
    }
    work.run_lanes(&share(0)).await;
    for ended in ends {
        if ended.await.is_err() {
            let source = ContentError::new(ErrorKind::Invalid, "a thread of the transfer broke down");
            work.fail(at_destination(Operation::Finish, None, source));
        }
    }
    drop(crew);
    let (done, error) = std::mem::take(&mut *locked(&work.state));
    error.map_or(Ok(done), Err)
}

/// What a thread of its own does. `end` is told even where no runtime can be had: the others take the work then.
fn work_apart(work: &Work, lanes: &[Lane], end: oneshot::Sender<()>) {
    if let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() {
        runtime.block_on(work.run_lanes(lanes));
        runtime.shutdown_background();
    }
    // Nobody listens any more where the transfer was given up.
    let _ = end.send(());
}

/// The threads beside the caller's. They end with it.
struct Crew {
    work: Arc<Work>,
    threads: Vec<JoinHandle<()>>,
}

impl Drop for Crew {
    fn drop(&mut self) {
        self.work.stop.send_replace(true);
        for thread in self.threads.drain(..) {
            // One that broke down was noticed by its silence.
            let _ = thread.join();
        }
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
