//! Lines now and then, for logs.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::board::{Board, Current, Sums};
use super::{Activity, Clock};
use crate::output::humanize;
use crate::output::streams::{Console, locked};
use crate::transfer::{Event, Progress};

/// Lines are at least so far apart, and a transfer that is quicker says nothing.
const SHORTEST: Duration = Duration::from_secs(5);
/// After so long there is a line even if little has moved.
const LONGEST: Duration = Duration::from_secs(30);
/// How often it is worth a look.
const LOOK: Duration = Duration::from_millis(500);

/// Prints `pulled 120 MB of 761 MB (3 of 12 blobs, 240 MB/s)` every five seconds in which a tenth has moved.
pub(super) struct Plain {
    console: Arc<Console>,
    clock: Clock,
    activity: Activity,
    board: Current,
    /// The time, in milliseconds, before which nobody looks.
    due: AtomicU64,
    last: Mutex<Last>,
}

#[derive(Default)]
struct Last {
    at: Duration,
    sums: Sums,
    spoke: bool,
}

impl Plain {
    pub(super) fn new(console: Arc<Console>, clock: Clock, activity: Activity) -> Self {
        let (board, due, last) = (Current::default(), AtomicU64::new(0), Mutex::default());
        Self { console, clock, activity, board, due, last }
    }

    fn begin(&self, board: Board) {
        let now = (self.clock)();
        *locked(&self.last) = Last { at: now, ..Last::default() };
        self.due.store(millis(now + SHORTEST), Relaxed);
        self.board.set(Some(Arc::new(board)));
    }

    fn look(&self, board: &Board) {
        let now = (self.clock)();
        let due = self.due.load(Relaxed);
        // Of the threads that come by, one looks.
        if millis(now) < due || self.due.compare_exchange(due, millis(now + LOOK), Relaxed, Relaxed).is_err() {
            return;
        }
        let sums = board.sums();
        let mut last = locked(&self.last);
        let step = sums.position.saturating_sub(last.sums.position);
        if now.saturating_sub(last.at) >= LONGEST || u128::from(step) * 10 >= u128::from(sums.total) {
            self.speak(&mut last, now, sums);
            self.due.store(millis(now + SHORTEST), Relaxed);
        }
    }

    fn end(&self) {
        let Some(board) = self.board.set(None) else { return };
        let mut last = locked(&self.last);
        let sums = board.sums();
        if last.spoke && sums != last.sums {
            self.speak(&mut last, (self.clock)(), sums);
        }
    }

    fn speak(&self, last: &mut Last, now: Duration, sums: Sums) {
        let elapsed = now.saturating_sub(last.at).as_millis().max(1);
        let moved = u128::from(sums.moved.saturating_sub(last.sums.moved));
        let speed = u64::try_from(moved * 1000 / elapsed).unwrap_or(u64::MAX);
        self.console.write(&format!(
            "{} {} of {} ({} of {} blobs, {})\n",
            self.activity.done,
            humanize::bytes(sums.position),
            humanize::bytes(sums.total),
            sums.done,
            sums.blobs,
            humanize::rate(speed)
        ));
        *last = Last { at: now, sums, spoke: true };
    }
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

impl Progress for Plain {
    fn event(&self, event: Event<'_>) {
        match event {
            Event::Planned { blobs } => self.begin(Board::new(blobs)),
            Event::Finished => self.end(),
            event => {
                self.board.with(|board| {
                    board.note(&event);
                    self.look(board);
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::board::plan;
    use super::*;
    use crate::content::Put;
    use crate::output::{Captured, Streams};

    fn plain() -> (Plain, Arc<AtomicU64>, Captured) {
        let (streams, captured) = Streams::captured();
        let seconds = Arc::new(AtomicU64::new(0));
        let source = Arc::clone(&seconds);
        let clock: Clock = Arc::new(move || Duration::from_secs(source.load(Relaxed)));
        (Plain::new(Arc::new(Console::new(streams.stderr)), clock, Activity::PULL), seconds, captured)
    }

    #[test]
    fn a_quick_transfer_says_nothing() {
        let (plain, seconds, captured) = plain();
        plain.event(Event::Planned { blobs: &plan(&[1000]) });
        plain.event(Event::Started { blob: 0, from: 0 });
        seconds.store(4, Relaxed);
        plain.event(Event::Moved { blob: 0, bytes: 1000 });
        plain.event(Event::Done { blob: 0, put: Put::Copied });
        seconds.store(10, Relaxed);
        plain.event(Event::Finished);
        assert_eq!(captured.stderr_text(), "");
    }

    #[test]
    fn a_slow_one_speaks_at_tenths_or_after_half_a_minute() {
        let (plain, seconds, captured) = plain();
        plain.event(Event::Planned { blobs: &plan(&[700_000_000, 61_000_000]) });
        plain.event(Event::Done { blob: 1, put: Put::Present });
        plain.event(Event::Started { blob: 0, from: 100_000_000 });
        for (at, megabytes) in [(5, 50), (6, 100), (7, 1), (11, 20), (12, 40), (13, 10), (17, 1), (42, 1), (43, 1)] {
            seconds.store(at, Relaxed);
            plain.event(Event::Moved { blob: 0, bytes: megabytes * 1_000_000 });
        }
        plain.event(Event::Done { blob: 0, put: Put::Copied });
        plain.event(Event::Finished);
        let expected = "\
pulled 211 MB of 761 MB (1 of 2 blobs, 10 MB/s)
pulled 332 MB of 761 MB (1 of 2 blobs, 20.2 MB/s)
pulled 384 MB of 761 MB (1 of 2 blobs, 1.68 MB/s)
pulled 761 MB of 761 MB (2 of 2 blobs, 1 MB/s)
";
        assert_eq!(captured.stderr_text(), expected);
    }
}
