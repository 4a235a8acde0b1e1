//! The threads that move blobs. Each runs a runtime of its own, with its own connections; the first one is the caller's.
//!
//! The longest blobs are dealt out first, so that each thread begins with its share of them; whoever is done takes the
//! next from the common queue. Dropping the future that waits for the crew ends the threads.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use futures_util::StreamExt as _;
use futures_util::future::BoxFuture;
use futures_util::stream::FuturesUnordered;
use tokio::sync::{oneshot, watch};

use super::body::{Cores, LARGE};
use super::error::{Operation, Side, TransferError};
use crate::content::{BoxError, ContentError, ErrorKind};

/// How many small blobs travel in the place of a large one: they wait for answers more than they move.
const SMALL: usize = 4;

/// A blob to be moved: its place in the plan and its size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Task {
    pub(super) place: usize,
    pub(super) size: u64,
}

/// Moves one blob.
pub(super) trait Mover: Send + Sync + 'static {
    /// Moves the blob at `place` in the plan.
    fn carry(self: Arc<Self>, place: usize) -> BoxFuture<'static, Result<(), TransferError>>;
}

/// What the threads share.
struct Shared<M> {
    mover: Arc<M>,
    queue: Mutex<VecDeque<Task>>,
    failure: Mutex<Option<TransferError>>,
    stop: watch::Sender<bool>,
    cores: Arc<Cores>,
}

/// How many blobs one thread has on their way at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Share {
    large: usize,
    small: usize,
}

impl Share {
    /// The share of thread `worker` of `workers` when `jobs` large blobs, or [`SMALL`] times as many small ones, travel at once.
    fn of(worker: usize, workers: usize, jobs: usize) -> Self {
        let part = |all: usize| all / workers + usize::from(worker < all % workers);
        Self { large: part(jobs), small: part(jobs.saturating_mul(SMALL)) }
    }

    fn admits(self, under_way: usize, task: Task) -> bool {
        under_way < if task.size >= LARGE { self.large } else { self.small }
    }
}

/// Moves all of `tasks`, largest first, by at most `threads` threads, the caller's included, and at most `jobs` large
/// blobs at once. The first failure stops everything and is given back.
pub(super) async fn run<M: Mover>(
    mover: Arc<M>,
    tasks: Vec<Task>,
    jobs: usize,
    threads: usize,
    cores: Arc<Cores>,
) -> Result<(), TransferError> {
    let jobs = jobs.max(1);
    let large = tasks.iter().filter(|task| task.size >= LARGE).count();
    let workers = threads.min(jobs).min(large).max(1);
    let (hands, rest) = deal(tasks, workers, jobs);
    let stop = watch::Sender::new(false);
    let shared = Arc::new(Shared { mover, queue: Mutex::new(rest), failure: Mutex::default(), stop, cores });
    let mut hands = hands.into_iter();
    let own = hands.next().unwrap_or_default();
    let mut crew = Crew { shared: Arc::clone(&shared), threads: Vec::new(), ends: Vec::new() };
    for (hand, worker) in hands.zip(1..) {
        crew.hire(hand, worker, Share::of(worker, workers, jobs));
    }
    shared.cores.enter();
    shared.work(own, Share::of(0, workers, jobs)).await;
    shared.cores.leave();
    for end in std::mem::take(&mut crew.ends) {
        if let Err(silent) = end.await {
            shared.fail(died(silent));
        }
    }
    drop(crew);
    shared.locked_failure().take().map_or(Ok(()), Err)
}

/// Gives each worker the first tasks of its share in turn; what nobody can begin with is left.
fn deal(tasks: Vec<Task>, workers: usize, jobs: usize) -> (Vec<VecDeque<Task>>, VecDeque<Task>) {
    let mut hands = vec![VecDeque::new(); workers];
    let mut rest: VecDeque<Task> = tasks.into();
    for worker in (0..workers).cycle() {
        let Some(task) = rest.front().copied() else { break };
        if !Share::of(worker, workers, jobs).admits(hands[worker].len(), task) {
            break;
        }
        hands[worker].push_back(task);
        rest.pop_front();
    }
    (hands, rest)
}

fn died(why: impl Into<BoxError>) -> TransferError {
    let error = ContentError::new(ErrorKind::Storage, "a thread of the transfer died").because(why);
    TransferError::at(Side::Neither, Operation::CopyBlob, None)(error)
}

impl<M: Mover> Shared<M> {
    /// Moves what is in `hand`, then what is in the queue, until nothing is left or someone failed.
    async fn work(self: &Arc<Self>, mut hand: VecDeque<Task>, share: Share) {
        let mut stopped = self.stop.subscribe();
        let stopped = async move {
            // An error means that the crew is gone, which stops the work as well.
            drop(stopped.wait_for(|stop| *stop).await);
        };
        let work = async {
            let mut under_way = FuturesUnordered::new();
            loop {
                while let Some(task) = self.next(&mut hand, share, under_way.len()) {
                    under_way.push(Arc::clone(&self.mover).carry(task.place));
                }
                match under_way.next().await {
                    None => return,
                    Some(Ok(())) => {}
                    Some(Err(error)) => {
                        self.fail(error);
                        return;
                    }
                }
            }
        };
        tokio::select! {
            biased;
            () = stopped => {}
            () = work => {}
        }
    }

    fn next(&self, hand: &mut VecDeque<Task>, share: Share, under_way: usize) -> Option<Task> {
        if let Some(task) = hand.pop_front() {
            return Some(task);
        }
        let mut queue = locked(&self.queue);
        let task = *queue.front()?;
        share.admits(under_way, task).then(|| queue.pop_front()).flatten()
    }

    /// Keeps the first failure and stops the others.
    fn fail(&self, error: TransferError) {
        self.locked_failure().get_or_insert(error);
        self.stop.send_replace(true);
    }

    fn locked_failure(&self) -> MutexGuard<'_, Option<TransferError>> {
        locked(&self.failure)
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Every change is one step, so a panic elsewhere cannot have left it half-done.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The threads beside the caller's.
struct Crew<M: Mover> {
    shared: Arc<Shared<M>>,
    threads: Vec<JoinHandle<()>>,
    /// One for each thread: it speaks when the thread is done, and falls silent when it dies.
    ends: Vec<oneshot::Receiver<()>>,
}

impl<M: Mover> Crew<M> {
    /// Starts a thread with its first tasks. Where none is to be had the others do its work.
    fn hire(&mut self, hand: VecDeque<Task>, worker: usize, share: Share) {
        let shared = Arc::clone(&self.shared);
        let (end, ended) = oneshot::channel();
        let kept = hand.clone();
        // Counted here, so that no processor is taken for idle while a thread starts.
        shared.cores.enter();
        let work = move || {
            let busy = Busy(&shared.cores);
            match tokio::runtime::Builder::new_current_thread().enable_all().build() {
                Ok(runtime) => {
                    runtime.block_on(shared.work(hand, share));
                    // A look-up of a host name that was given up may still be under way; nobody waits for it.
                    runtime.shutdown_background();
                }
                Err(error) => shared.fail(died(error)),
            }
            drop(busy);
            // Nobody listens where the transfer was given up.
            let _ = end.send(());
        };
        if let Ok(thread) = std::thread::Builder::new().name(format!("wharf-{worker}")).spawn(work) {
            self.threads.push(thread);
            self.ends.push(ended);
        } else {
            self.shared.cores.leave();
            locked(&self.shared.queue).extend(kept);
        }
    }
}

impl<M: Mover> Drop for Crew<M> {
    fn drop(&mut self) {
        self.shared.stop.send_replace(true);
        for thread in self.threads.drain(..) {
            // A panic was noticed by the end that fell silent.
            drop(thread.join());
        }
    }
}

/// A busy thread, also where it panics.
struct Busy<'a>(&'a Cores);

impl Drop for Busy<'_> {
    fn drop(&mut self) {
        self.0.leave();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_are_dealt_in_turn_and_nobody_begins_with_more_than_its_share() {
        let (big, small) = (LARGE, LARGE - 1);
        for (sizes, workers, jobs, hands, rest) in [
            (&[big, big, big][..], 2, 8, &[&[0, 2][..], &[1]][..], 0),
            (&[big; 5], 2, 3, &[&[0, 2], &[1]], 2),
            (&[big, small, small, small, small, small], 1, 1, &[&[0, 1, 2, 3]], 2),
            (&[small; 3], 1, 8, &[&[0, 1, 2]], 0),
            (&[], 1, 8, &[&[]], 0),
        ] {
            let tasks = sizes.iter().enumerate().map(|(place, size)| Task { place, size: *size }).collect();
            let (dealt, left) = deal(tasks, workers, jobs);
            let places: Vec<Vec<usize>> =
                dealt.iter().map(|hand| hand.iter().map(|task| task.place).collect()).collect();
            assert_eq!(places, hands, "{sizes:?} by {workers} with {jobs} jobs");
            assert_eq!(left.len(), rest);
        }
    }

    #[test]
    fn shares_add_up_to_the_jobs() {
        for (workers, jobs) in [(1, 1), (2, 8), (3, 8), (4, 5)] {
            let shares: Vec<Share> = (0..workers).map(|worker| Share::of(worker, workers, jobs)).collect();
            assert_eq!(shares.iter().map(|share| share.large).sum::<usize>(), jobs);
            assert_eq!(shares.iter().map(|share| share.small).sum::<usize>(), SMALL * jobs);
            assert!(shares.iter().all(|share| share.large > 0));
        }
    }
}
