//! Bars on a terminal: one for everything, and one for each blob that is on its way.

use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Activity;
use super::board::{Board, Current, Sums};
use crate::output::streams::{Console, Size, locked, stderr_size};
use crate::output::{humanize, table};
use crate::transfer::{Event, Progress};

/// A transfer that is over before this shows nothing.
const DELAY: Duration = Duration::from_millis(250);
/// Between two looks at the board: twelve a second.
const TICK: Duration = Duration::from_millis(83);
/// How many blobs are shown at most.
const MOST_LINES: u16 = 8;

/// Draws the board that the events fill, from a thread of its own.
pub(super) struct Bars {
    console: Arc<Console>,
    size: Size,
    activity: Activity,
    board: Current,
    painter: Mutex<Option<Painting>>,
    delay: Duration,
    target: fn() -> ProgressDrawTarget,
}

/// A painter at work.
struct Painting {
    over: Arc<(Mutex<bool>, Condvar)>,
    thread: JoinHandle<()>,
}

impl Painting {
    /// Lets the painter wipe off what it drew and waits for it.
    fn end(self) {
        *locked(&self.over.0) = true;
        self.over.1.notify_all();
        // A painter that panicked has nothing more to draw.
        let _ = self.thread.join();
    }
}

impl Bars {
    pub(super) fn new(console: Arc<Console>, size: Size, activity: Activity) -> Self {
        let (board, painter) = (Current::default(), Mutex::default());
        let target = || ProgressDrawTarget::stderr_with_hz(15);
        Self { console, size, activity, board, painter, delay: DELAY, target }
    }

    fn begin(&self, board: Board) {
        self.end();
        let board = Arc::new(board);
        self.board.set(Some(Arc::clone(&board)));
        if board.total() == 0 {
            return;
        }
        let over = Arc::new((Mutex::new(false), Condvar::new()));
        let signal = Arc::clone(&over);
        let (console, size, activity) = (Arc::clone(&self.console), self.size, self.activity);
        let (delay, target) = (self.delay, self.target);
        let start = Instant::now();
        let work = move || {
            if waited(&signal, delay) {
                return;
            }
            let mut painter = Painter::new(target(), activity);
            console.set_bars(Some(painter.bar.clone()));
            loop {
                painter.paint(&board, stderr_size().unwrap_or(size), start.elapsed());
                if waited(&signal, TICK) {
                    break;
                }
            }
            console.set_bars(None);
            painter.bar.finish_and_clear();
        };
        // Where no thread is to be had the transfer goes on without bars.
        let thread = thread::Builder::new().name("progress".to_owned()).spawn(work);
        *locked(&self.painter) = thread.ok().map(|thread| Painting { over, thread });
    }

    fn end(&self) {
        self.board.set(None);
        let painting = locked(&self.painter).take();
        if let Some(painting) = painting {
            painting.end();
        }
    }
}

/// Waits so long, or less if it is over; and whether it is.
fn waited(over: &(Mutex<bool>, Condvar), time: Duration) -> bool {
    let waiting = over.1.wait_timeout_while(locked(&over.0), time, |over| !*over);
    waiting.map_or(true, |(over, _)| *over)
}

impl Progress for Bars {
    fn event(&self, event: Event<'_>) {
        match event {
            Event::Planned { blobs } => self.begin(Board::new(blobs)),
            Event::Finished => self.end(),
            event => {
                self.board.with(|board| board.note(&event));
            }
        }
    }
}

impl Drop for Bars {
    fn drop(&mut self) {
        self.end();
    }
}

/// Draws frames, each at one go, in place of the last one.
struct Painter {
    bar: ProgressBar,
    activity: Activity,
    speed: Speed,
}

impl Painter {
    fn new(target: ProgressDrawTarget, activity: Activity) -> Self {
        let bar = ProgressBar::with_draw_target(None, target);
        bar.set_style(ProgressStyle::with_template("{msg}").unwrap_or_else(|_| ProgressStyle::default_spinner()));
        Self { bar, activity, speed: Speed::default() }
    }

    fn paint(&mut self, board: &Board, size: Size, elapsed: Duration) {
        let sums = board.sums();
        let speed = self.speed.at(elapsed, sums.moved);
        let mut frame = overall(self.activity, sums, speed, size.columns);
        let most = size.rows.saturating_sub(3).min(MOST_LINES);
        for blob in board.blobs().iter().filter(|blob| blob.is_active()).take(usize::from(most)) {
            let (position, name) = (blob.position(), blob.digest.short());
            let amount = format!("{} of {}", humanize::bytes(position), humanize::bytes(blob.size));
            frame.push('\n');
            frame.push_str(&fitted(&format!("  {name} {} {amount}", bar(position, blob.size, 24)), size.columns));
        }
        self.bar.set_message(frame);
    }
}

/// `Pulling [===>   ] 120 MB of 761 MB, 3 of 12 blobs, 240 MB/s, 3 s left`, as wide as the terminal.
fn overall(activity: Activity, sums: Sums, speed: u64, columns: u16) -> String {
    let summary = summary(sums, speed);
    let rest = activity.doing.len() + summary.len() + 5;
    let width = usize::from(columns).saturating_sub(rest).clamp(4, 60);
    fitted(&format!("{} {} {summary}", activity.doing, bar(sums.position, sums.total, width)), columns)
}

fn bar(position: u64, size: u64, width: usize) -> String {
    let share = u128::from(position) * width as u128 / u128::from(size.max(1));
    let full = usize::try_from(share).unwrap_or(width).min(width);
    let head = if full == width { "" } else { ">" };
    format!("[{:width$}]", format!("{}{head}", "=".repeat(full)))
}

/// A line that does not reach the last column, where some terminals wrap.
fn fitted(line: &str, columns: u16) -> String {
    table::cut(line, usize::from(columns).saturating_sub(1)).into_owned()
}

/// `120 MB of 761 MB, 3 of 12 blobs, 240 MB/s, 3 s left`.
fn summary(sums: Sums, speed: u64) -> String {
    let Sums { position, total, done, blobs, .. } = sums;
    let text = format!("{} of {}, {done} of {blobs} blobs", humanize::bytes(position), humanize::bytes(total));
    match total.saturating_sub(position).checked_div(speed) {
        Some(seconds) if seconds < 360_000 => {
            let left = match seconds {
                0..60 => format!("{} s", seconds + 1),
                _ => humanize::duration(Duration::from_secs(seconds)),
            };
            format!("{text}, {}, {left} left", humanize::rate(speed))
        }
        _ => text,
    }
}

/// How fast bytes move, older moments counting less and less.
#[derive(Default)]
struct Speed {
    at: Duration,
    moved: u64,
    bytes_per_second: u64,
}

impl Speed {
    fn at(&mut self, now: Duration, moved: u64) -> u64 {
        let millis = now.saturating_sub(self.at).as_millis();
        if millis == 0 {
            return self.bytes_per_second;
        }
        let latest = u128::from(moved.saturating_sub(self.moved)) * 1000 / millis;
        // The weight of the latest stretch: all of it for the first, and for one of two seconds or more.
        let weight = if self.at.is_zero() { 2000 } else { millis.min(2000) };
        let mixed = (latest * weight + u128::from(self.bytes_per_second) * (2000 - weight)) / 2000;
        (self.at, self.moved) = (now, moved);
        self.bytes_per_second = u64::try_from(mixed).unwrap_or(u64::MAX);
        self.bytes_per_second
    }
}

#[cfg(test)]
mod tests;
