//! Garbage collection of a store: what no tag leads to is taken away, and every decision is explained.
//!
//! Transfers go on meanwhile. What they bring is young, and what they are told to be there is made young, so the grace
//! keeps it; what nothing leads to is not deleted but put into the trash, looked at once more a grace later, and only then
//! gone. A collection with a smaller grace than a transfer can count on needs the store alone: transfers hold its lock
//! shared.

use std::ops::ControlFlow;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::Serialize;

use super::collect::Run;
use super::error::{LayoutError, Result};
use super::{Clock, Store};
use crate::oci::Digest;

/// The smallest grace with which garbage is collected while transfers go on.
pub const ONLINE_GRACE: Duration = Duration::from_mins(10);
const ADVICE: &str =
    "wait until the transfers have ended, stop a server of it, or leave the grace at 10 minutes or more";

/// What to do where another process is in the way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WhenBusy {
    /// Fail with [`LayoutError::Busy`].
    #[default]
    Fail,
    /// Wait until it has ended.
    Wait,
}

/// How to collect garbage.
#[derive(Clone, Copy, Debug)]
pub struct GcOptions {
    /// Decide and report, but remove nothing.
    pub dry_run: bool,
    /// What changed within this time is kept, whether anything leads to it or not; and so long the trash is kept. Below
    /// [`ONLINE_GRACE`] no transfer may be under way. Without any, what is taken away is gone at once.
    pub grace: Duration,
    /// Partial downloads that did not grow for so long are given up.
    pub partial_age: Duration,
    /// Upload sessions of a server that nobody went on with for so long are given up.
    pub upload_age: Duration,
    /// What to do while another collection runs, or transfers do that are in the way.
    pub when_busy: WhenBusy,
    /// The clocks to go by.
    pub clock: Clock,
}

impl Default for GcOptions {
    fn default() -> Self {
        const HOUR: u64 = 60 * 60;
        Self {
            dry_run: false,
            grace: Duration::from_secs(HOUR),
            partial_age: Duration::from_secs(7 * 24 * HOUR),
            upload_age: Duration::from_secs(7 * 24 * HOUR),
            when_busy: WhenBusy::default(),
            clock: Clock::default(),
        }
    }
}

/// What kind of thing was decided on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum GcSubject {
    /// A blob or an unlisted manifest in a repository.
    Blob,
    /// A manifest in a repository's list.
    Manifest,
    /// A partial download.
    Partial,
    /// A blob in the store's pool.
    Pool,
    /// A whole repository.
    Repository,
    /// Something that an earlier collection took away.
    Trash,
    /// An upload session of a server.
    Upload,
}

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum GcVerdict {
    /// It stays.
    Kept,
    /// It is in the trash or gone, or would be but for a dry run.
    Removed,
    /// It was in the trash, and something leads to it: it is back, or would be but for a dry run.
    Restored,
}

/// One decision, with its reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct GcDecision {
    /// What kind of thing it is about.
    pub subject: GcSubject,
    /// The repository, where it is in one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repository: Option<String>,
    /// The digest, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digest: Option<Digest>,
    /// What was decided.
    pub verdict: GcVerdict,
    /// Why.
    pub reason: String,
    /// How many bytes of disk it takes: nothing for one link of several.
    pub bytes: u64,
}

/// What a garbage collection decided.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct GcReport {
    /// Every decision, repository by repository, then the pool, then partial downloads and uploads.
    pub decisions: Vec<GcDecision>,
    /// How many bytes of disk were freed, or would be.
    pub freed_bytes: u64,
    /// How many bytes of disk are in the trash because of this run; a later one frees them.
    pub trashed_bytes: u64,
}

/// A moment in a collection at which it can be held up or stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GcStep {
    /// Something on the disk is about to change, perhaps under a lock that transfers wait for.
    Change,
    /// No lock is held but the collector's own: the time to pause.
    Rest,
}

/// What is asked at each step: whether to go on. What breaks there fails with [`LayoutError::Stopped`], and the next
/// collection takes up what is left.
pub type GcStepper<'a> = dyn FnMut(GcStep) -> ControlFlow<()> + 'a;

impl Store {
    /// Collects garbage. `waiting` is called once where another process is in the way and [`GcOptions::when_busy`] says to
    /// wait. Blocks.
    pub fn gc(&self, options: &GcOptions, waiting: &mut dyn FnMut()) -> Result<GcReport> {
        self.gc_by_steps(options, waiting, &mut |_| ControlFlow::Continue(()))
    }

    /// As [`Store::gc`], asking `step` again and again whether to go on.
    pub fn gc_by_steps(
        &self,
        options: &GcOptions,
        waiting: &mut dyn FnMut(),
        step: &mut GcStepper<'_>,
    ) -> Result<GcReport> {
        self.pool.create()?;
        let busy = || LayoutError::Busy { root: self.root().to_owned(), advice: ADVICE };
        let mut waiting = Some(waiting);
        let mut wait = || match options.when_busy {
            WhenBusy::Fail => Err(busy()),
            WhenBusy::Wait => {
                if let Some(tell) = waiting.take() {
                    tell();
                }
                Ok(())
            }
        };
        // A dry run is in nobody's way, and what it sees half-done it only reports.
        if options.dry_run {
            return Run::new(self, options, step, false)?.all();
        }
        let _collector = match self.pool.try_collect()? {
            Some(held) => held,
            None => wait().and_then(|()| self.pool.collect())?,
        };
        let alone = options.grace < ONLINE_GRACE;
        let _held = match alone.then(|| self.pool.try_exclude()).transpose()?.flatten() {
            Some(held) => held,
            None if alone => wait().and_then(|()| self.pool.exclude())?,
            None => self.pool.share_blocking()?,
        };
        Run::new(self, options, step, alone)?.all()
    }
}

/// Whether `changed`, in seconds since 1970, lies within `span` before `now`. What was changed in the future was changed
/// by another clock, a file server's or one that was put back: its age is not known, and unknown is young.
pub(super) fn is_within(span: Duration, changed: i64, now: SystemTime) -> bool {
    let Ok(seconds) = u64::try_from(changed) else { return false };
    let age = UNIX_EPOCH.checked_add(Duration::from_secs(seconds)).and_then(|changed| now.duration_since(changed).ok());
    age.map_or(!span.is_zero(), |age| age < span)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn young_is_what_changed_within_the_span_or_by_a_clock_that_is_ahead() {
        let now = UNIX_EPOCH + Duration::from_secs(10_000);
        let hour = Duration::from_hours(1);
        for (changed, span, young) in [
            (10_000, hour, true),
            (6_401, hour, true),
            (6_400, hour, false),
            (10_005, hour, true),
            (i64::MAX, hour, true),
            (-5, hour, false),
            (10_000, Duration::ZERO, false),
            (10_005, Duration::ZERO, false),
        ] {
            assert_eq!(is_within(span, changed, now), young, "{changed} within {span:?}");
        }
    }
}
