//! How a transfer shows that it moves: bars, lines or JSON, all on standard error.
//!
//! Events come from many threads, at every step of every stream, so one costs an atomic addition and little more; who
//! draws looks at the sums when it is time.

mod bars;
mod board;
mod json;
mod plain;

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::options::{OutputOptions, ProgressMode};
use super::streams::{Console, Size};
use crate::transfer::{Progress, Silent};

/// The words for what a transfer does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Activity {
    /// While it does it: `Pulling`.
    pub doing: &'static str,
    /// What it has done: `pulled`.
    pub done: &'static str,
}

impl Activity {
    /// From anywhere into this machine's store.
    pub const PULL: Self = Self { doing: "Pulling", done: "pulled" };
    /// From this machine's store to anywhere.
    pub const PUSH: Self = Self { doing: "Pushing", done: "pushed" };
    /// Between any two.
    pub const COPY: Self = Self { doing: "Copying", done: "copied" };
    /// Reading content to check it.
    pub const VERIFY: Self = Self { doing: "Verifying", done: "verified" };
}

/// How much time has passed since some moment.
pub(super) type Clock = Arc<dyn Fn() -> Duration + Send + Sync>;

fn clock() -> Clock {
    let start = Instant::now();
    Arc::new(move || start.elapsed())
}

/// Who listens in this mode. JSON is for programs, who get it even with `--quiet`.
pub(super) fn listener(
    options: &OutputOptions,
    console: &Arc<Console>,
    terminal: Option<Size>,
    activity: Activity,
) -> Arc<dyn Progress> {
    let console = Arc::clone(console);
    match (options.progress, terminal) {
        (ProgressMode::Json, _) => Arc::new(json::Json::new(console, clock())),
        (ProgressMode::None, _) => Arc::new(Silent),
        _ if options.quiet => Arc::new(Silent),
        (ProgressMode::Auto | ProgressMode::Bars, Some(size)) => Arc::new(bars::Bars::new(console, size, activity)),
        (ProgressMode::Plain, _) | (ProgressMode::Auto | ProgressMode::Bars, None) => {
            Arc::new(plain::Plain::new(console, clock(), activity))
        }
    }
}
