//! What time it is, where the answer may not be trusted: a wall clock jumps, the time since the machine was started does
//! not.
//!
//! What lies in the trash is aged by the time since boot alone. The age of a file can only be told by the wall clock; so
//! the store remembers both clocks at each collection, and where the wall clock ran ahead since, files are aged by the
//! old time until a whole grace has passed by the other clock.

use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use super::disk;
use super::error::Result;
use super::journal;

/// Clocks that differ by less did not jump: they are only corrected.
const TOLERANCE: Duration = Duration::from_mins(1);
/// For how long a jump is remembered at least.
const LEAST_MEMORY: Duration = Duration::from_hours(1);
const LIMIT: u64 = 1 << 16;

/// The clocks that a collection goes by. Those of the system, unless they are told to be ahead of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clock {
    wall_ahead: Duration,
    boot_ahead: Duration,
}

impl Clock {
    /// Clocks that are ahead of the system's: the one on the wall, and the one that counts since the machine's start.
    pub fn ahead(wall: Duration, boot: Duration) -> Self {
        Self { wall_ahead: wall, boot_ahead: boot }
    }

    pub(super) fn now(self) -> Moment {
        let wall = SystemTime::now() + self.wall_ahead;
        let boot = journal::boot_id().zip(since_boot().map(|since| since + self.boot_ahead));
        Moment { wall, boot }
    }
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn since_boot() -> Option<Duration> {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
    Some(Duration::new(u64::try_from(now.tv_sec).ok()?, u32::try_from(now.tv_nsec).ok()?))
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn since_boot() -> Option<Duration> {
    None
}

/// A moment by both clocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    pub(super) wall: SystemTime,
    /// What tells this boot from others, and how long ago it was; nothing where the system does not say.
    boot: Option<(String, Duration)>,
}

/// A moment as it is written down.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stamp {
    /// Seconds since 1970.
    pub(super) wall: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    boot: Option<String>,
    #[serde(default)]
    since_boot_ms: u64,
}

impl Moment {
    pub(super) fn stamp(&self) -> Stamp {
        let wall = seconds(self.wall);
        match &self.boot {
            Some((boot, since)) => Stamp { wall, boot: Some(boot.clone()), since_boot_ms: milliseconds(*since) },
            None => Stamp { wall, ..Stamp::default() },
        }
    }

    /// How long ago `stamp` was at the least. What was noted before the machine was started is at least as old as that.
    pub(super) fn least_age(&self, stamp: &Stamp) -> Duration {
        match (&self.boot, &stamp.boot) {
            (Some((now, since)), Some(then)) if now == then => {
                since.saturating_sub(Duration::from_millis(stamp.since_boot_ms))
            }
            (Some((_, since)), _) => *since,
            (None, _) => Duration::from_secs(seconds(self.wall).saturating_sub(stamp.wall)),
        }
    }

    /// The wall clock's time, but for a jump ahead that is not yet `grace` ago. Remembers at `path`, where it may
    /// (`staging` is given), what the clocks say now.
    pub(super) fn trusted(&self, path: &Path, grace: Duration, staging: Option<&Path>) -> Result<SystemTime> {
        let bytes = disk::read_small(path, LIMIT)?;
        // What cannot be read was torn by a crash; it is only a precaution.
        let known: Option<Memory> = bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let memory = self.remember(known.as_ref(), grace);
        if let Some(staging) = staging {
            let text = serde_json::to_vec(&memory).unwrap_or_default();
            disk::unless_full(disk::write_whole(path, &text, staging))?;
        }
        Ok(self.wall.checked_sub(Duration::from_secs(memory.ahead)).unwrap_or(UNIX_EPOCH))
    }

    fn remember(&self, known: Option<&Memory>, grace: Duration) -> Memory {
        let fresh = Memory { stamp: self.stamp(), ahead: 0, until_ms: 0 };
        let (Some((boot, since)), Some(known)) = (&self.boot, known) else { return fresh };
        if known.stamp.boot.as_ref() != Some(boot) {
            return fresh;
        }
        let since = milliseconds(*since);
        let expected = known.stamp.wall + since.saturating_sub(known.stamp.since_boot_ms) / 1000;
        let (mut ahead, mut until_ms) = if since < known.until_ms { (known.ahead, known.until_ms) } else { (0, 0) };
        let wall = seconds(self.wall);
        if wall > expected + TOLERANCE.as_secs() {
            ahead += wall - expected;
            until_ms = since + milliseconds(grace.max(LEAST_MEMORY));
        } else if expected > wall + TOLERANCE.as_secs() {
            ahead = ahead.saturating_sub(expected - wall);
        }
        Memory { stamp: fresh.stamp, ahead, until_ms }
    }
}

/// What a store remembers of the clocks.
#[derive(Debug, Serialize, Deserialize)]
struct Memory {
    stamp: Stamp,
    /// By how many seconds the wall clock jumped ahead.
    ahead: u64,
    /// Until when, since boot, that is to be minded.
    until_ms: u64,
}

fn seconds(at: SystemTime) -> u64 {
    at.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs()
}

fn milliseconds(span: Duration) -> u64 {
    u64::try_from(span.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: Duration = Duration::from_hours(1);

    fn moment(wall: u64, boot: &str, since: u64) -> Moment {
        let boot = Some((boot.to_owned(), Duration::from_secs(since)));
        Moment { wall: UNIX_EPOCH + Duration::from_secs(wall), boot }
    }

    #[test]
    fn age_does_not_go_by_the_wall() {
        let stamp = moment(1_000_000, "a", 500).stamp();
        for (now, age) in [
            (moment(9_000_000, "a", 510), 10),
            (moment(1, "a", 510), 10),
            (moment(1_000_010, "a", 400), 0),
            (moment(1_000_010, "b", 7), 7),
        ] {
            assert_eq!(now.least_age(&stamp), Duration::from_secs(age), "{now:?}");
        }
        let unknown = Moment { boot: None, ..moment(1_000_030, "", 0) };
        assert_eq!(unknown.least_age(&stamp), Duration::from_secs(30));
    }

    #[test]
    fn a_jump_ahead_is_minded_for_a_grace_and_a_correction_takes_it_back() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("clock");
        let year = 31_536_000;
        let trusted = |now: &Moment| {
            let wall = now.trusted(&path, HOUR, Some(dir.path())).unwrap();
            wall.duration_since(UNIX_EPOCH).unwrap().as_secs()
        };
        assert_eq!(trusted(&moment(1_000_000, "a", 100)), 1_000_000);
        assert_eq!(trusted(&moment(1_000_050, "a", 110)), 1_000_050, "that was no jump");
        assert_eq!(trusted(&moment(1_000_060 + year, "a", 120)), 1_000_060);
        assert_eq!(trusted(&moment(1_001_060 + year, "a", 1_120)), 1_001_060, "it is still remembered");
        assert_eq!(trusted(&moment(1_002_060, "a", 2_120)), 1_002_060, "and was taken back");
        assert_eq!(trusted(&moment(1_003_060 + year, "a", 3_120)), 1_003_060);
        let later = moment(1_010_060 + year, "a", 10_120);
        assert_eq!(trusted(&later), 1_010_060 + year, "all that was written before is old enough");
        assert_eq!(trusted(&moment(5, "b", 1)), 5, "another boot, another clock");
        std::fs::write(&path, "torn").unwrap();
        assert_eq!(trusted(&moment(6, "b", 2)), 6);
    }
}
