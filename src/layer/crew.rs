//! A few threads that do the same work on pieces that are given and taken in order.

use std::collections::VecDeque;
use std::io;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};

/// More threads than this need more memory than they save time.
const MOST: usize = 16;
/// How many pieces may lie at one thread, the one in work included.
const WAITING: usize = 2;

/// How many threads are worth it on this machine.
pub(super) fn processors() -> usize {
    thread::available_parallelism().map_or(1, std::num::NonZero::get).min(MOST)
}

/// Threads that turn a `T` into a `U`. Pieces go round, so the results come back in the order of the pieces whatever
/// thread is quicker; nothing is shared between threads.
pub(super) struct Crew<T, U> {
    members: Vec<Member<T, U>>,
    /// Who has the pieces that were given and not taken back, oldest first.
    under_way: VecDeque<usize>,
    given: usize,
}

struct Member<T, U> {
    /// Gone once no more pieces come, by which the thread ends.
    pieces: Option<Sender<T>>,
    results: Receiver<U>,
    thread: Option<JoinHandle<()>>,
}

impl<T: Send + 'static, U: Send + 'static> Crew<T, U> {
    /// A crew of `count` threads, each with its own work made by `work` on the thread itself.
    pub(super) fn new<F, W>(count: usize, work: W) -> io::Result<Self>
    where
        F: FnMut(T) -> U,
        W: Fn() -> F + Clone + Send + 'static,
    {
        let members = (0..count.max(1)).map(|_| Member::start(work.clone())).collect::<io::Result<_>>()?;
        Ok(Self { members, under_way: VecDeque::new(), given: 0 })
    }

    /// Gives the next piece. Where enough are under way, waits for the oldest and gives its result back.
    pub(super) fn put(&mut self, piece: T) -> io::Result<Option<U>> {
        let oldest = if self.under_way.len() >= self.members.len() * WAITING { self.next()? } else { None };
        let at = self.given % self.members.len();
        self.given += 1;
        let member = &self.members[at];
        let sent = member.pieces.as_ref().is_some_and(|pieces| pieces.send(piece).is_ok());
        if !sent {
            return Err(lost());
        }
        self.under_way.push_back(at);
        Ok(oldest)
    }

    /// The result of the oldest piece, waited for; nothing once all were taken.
    pub(super) fn next(&mut self) -> io::Result<Option<U>> {
        let Some(at) = self.under_way.pop_front() else { return Ok(None) };
        self.members[at].results.recv().map(Some).map_err(|_| lost())
    }
}

fn lost() -> io::Error {
    io::Error::other("a thread that compresses ended too early")
}

impl<T: Send + 'static, U: Send + 'static> Member<T, U> {
    fn start<F: FnMut(T) -> U>(work: impl Fn() -> F + Send + 'static) -> io::Result<Self> {
        let (pieces, todo) = channel::<T>();
        let (done, results) = channel();
        let run = move || {
            let mut work = work();
            while let Ok(piece) = todo.recv() {
                if done.send(work(piece)).is_err() {
                    return;
                }
            }
        };
        let thread = thread::Builder::new().name("wharf-encode".to_owned()).spawn(run)?;
        Ok(Self { pieces: Some(pieces), results, thread: Some(thread) })
    }
}

impl<T, U> Drop for Member<T, U> {
    fn drop(&mut self) {
        self.pieces = None;
        if let Some(thread) = self.thread.take() {
            // What a thread has to say, its missing result has said.
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_pieces() {
        for count in [1, 3, 8] {
            let mut crew = Crew::new(count, || |piece: u32| piece * 2).unwrap();
            let mut results = Vec::new();
            for piece in 0..100 {
                results.extend(crew.put(piece).unwrap());
            }
            while let Some(result) = crew.next().unwrap() {
                results.push(result);
            }
            assert_eq!(results, (0..100).map(|piece| piece * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_thread_that_dies_is_an_error_and_no_hang() {
        let mut crew = Crew::new(1, || |piece: u32| 10 / piece).unwrap();
        crew.put(1).unwrap();
        crew.put(0).unwrap();
        assert_eq!(crew.next().unwrap(), Some(10));
        assert!(crew.next().is_err());
        assert!(crew.put(2).is_err());
    }
}
