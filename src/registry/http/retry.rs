//! When another try is worth it, and how long to wait before it.

use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use http::header::RETRY_AFTER;
use http::{HeaderMap, StatusCode};
use jiff::fmt::rfc2822::DateTimeParser;

use crate::registry::Options;

const LONGEST_PAUSE: Duration = Duration::from_secs(20);

/// What one operation may still spend on further tries. All requests of an operation share it.
#[derive(Clone, Debug)]
pub(in crate::registry) struct Patience {
    tries: u32,
    left: u32,
    whole_budget: Duration,
    budget: Duration,
    shortest: Duration,
    last: Duration,
}

/// How often a host is tried again that never answered and refuses connections, or whose name is unknown: most likely it
/// was mistyped, and who waits wants to know.
const STRANGER_TRIES: u32 = 2;

/// A pause that was granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::registry) struct Pause {
    /// How long.
    pub(in crate::registry) length: Duration,
    /// Which try follows, the first being 1.
    pub(in crate::registry) number: u32,
    /// How many there may be.
    pub(in crate::registry) of: u32,
}

impl fmt::Display for Pause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "trying again in {:.1} s ({} of {})", self.length.as_secs_f64(), self.number, self.of)
    }
}

impl Patience {
    /// All the patience that `options` grant one operation.
    pub(in crate::registry) fn new(options: &Options) -> Self {
        Self {
            tries: options.retries,
            left: options.retries,
            whole_budget: options.retry_budget,
            budget: options.retry_budget,
            shortest: options.retry_pause,
            last: options.retry_pause,
        }
    }

    /// No patience at all: one try.
    pub(in crate::registry) fn none() -> Self {
        let zero = Duration::ZERO;
        Self { tries: 0, left: 0, whole_budget: zero, budget: zero, shortest: zero, last: zero }
    }

    /// Has less patience, as with a host that perhaps does not exist.
    pub(in crate::registry) fn shorten(&mut self) {
        let spent = self.tries - self.left;
        self.tries = self.tries.min(STRANGER_TRIES);
        self.left = self.tries.saturating_sub(spent);
    }

    /// Grants another try after a pause: as long as the server asked for, and at least between the shortest pause and three
    /// times the last one, at random so that many clients do not come back together. Nothing where patience is at an
    /// end, or where the server asks for more than is left.
    pub(in crate::registry) fn pause(&mut self, asked: Option<Duration>) -> Option<Pause> {
        self.left = self.left.checked_sub(1)?;
        let upper = (self.last * 3).clamp(self.shortest, LONGEST_PAUSE.max(self.shortest));
        let drawn = self.shortest + upper.saturating_sub(self.shortest).mul_f64(fraction());
        self.last = drawn;
        let asked = asked.map(|asked| asked.saturating_add(self.shortest.mul_f64(fraction())));
        let length = asked.map_or(drawn, |asked| asked.max(drawn));
        self.budget = self.budget.checked_sub(length).filter(|_| !self.budget.is_zero())?;
        Some(Pause { length, number: self.tries - self.left, of: self.tries })
    }

    /// Takes the time of a stall from what is left: it is waited as a pause is.
    pub(in crate::registry) fn spend(&mut self, waited: Duration) {
        self.budget = self.budget.saturating_sub(waited);
    }

    /// Grants another try at once, on the account of tries alone.
    pub(in crate::registry) fn again(&mut self) -> bool {
        let granted = self.left > 0;
        self.left = self.left.saturating_sub(1);
        granted
    }

    /// Begins to count tries anew: the operation got ahead.
    pub(in crate::registry) fn renew(&mut self) {
        self.left = self.tries;
        self.last = self.shortest;
    }

    /// Begins anew with all patience: the operation got ahead by so much that waiting was worth it.
    pub(in crate::registry) fn restore(&mut self) {
        self.renew();
        self.budget = self.whole_budget;
    }
}

/// A number from 0 to 1. The standard library seeds its hashers at random, which is enough to spread pauses.
fn fraction() -> f64 {
    let bits = RandomState::new().hash_one(0_u8);
    f64::from(u32::try_from(bits >> 32).unwrap_or_default()) / f64::from(u32::MAX)
}

/// Whether a status says that the same request may succeed later.
pub(in crate::registry) fn is_transient(status: StatusCode) -> bool {
    match status.as_u16() {
        408 | 429 => true,
        501 | 505 => false,
        code => code >= 500,
    }
}

/// The pause that a server asks for: seconds, a date, or, from some, a point in time as seconds since 1970. What lies
/// beyond all counting is the longest pause there is.
pub(in crate::registry) fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    const EPOCH_FROM: u64 = 1_000_000_000;
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    let since_epoch = now.duration_since(UNIX_EPOCH).ok()?;
    let number = text.starts_with(|c: char| c.is_ascii_digit()).then(|| text.parse::<f64>().ok()).flatten();
    if let Some(seconds) = number {
        let wanted = Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX);
        return Some(if wanted.as_secs() < EPOCH_FROM { wanted } else { wanted.saturating_sub(since_epoch) });
    }
    let parser = DateTimeParser::new().relaxed_weekday(true);
    // The end of the last year that can be written is no timestamp any more.
    let date = parser.parse_timestamp(text).or_else(|_| parser.parse_timestamp(text.replace(" 9999 ", " 9998 ")));
    let until = Duration::from_secs(u64::try_from(date.ok()?.as_second()).unwrap_or_default());
    Some(until.saturating_sub(since_epoch))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_form_of_retry_after_is_understood() {
        let now = UNIX_EPOCH + Duration::from_secs(1_700_000_000);
        for (text, expected) in [
            ("0", Some(0)),
            ("7", Some(7)),
            (" 120 ", Some(120)),
            ("1700000030", Some(30)),
            ("1600000000", Some(0)),
            ("Tue, 14 Nov 2023 22:13:50 GMT", Some(30)),
            ("Tue, 14 Nov 2023 22:00:00 GMT", Some(0)),
            ("Mon, 14 Nov 2023 22:13:50 GMT", Some(30)),
            ("-1", None),
            ("soon", None),
            ("", None),
            ("inf", None),
            ("nan", None),
            ("1e400", Some(u64::MAX - 1_700_000_000)),
            ("99999999999999999999999", Some(u64::MAX - 1_700_000_000)),
            ("Thu, 01 Jan 1960 00:00:00 GMT", Some(0)),
            ("Thu, 31 Dec 9998 23:59:59 GMT", Some(251_670_764_799)),
            ("Fri, 31 Dec 9999 23:59:59 GMT", Some(251_670_764_799)),
        ] {
            let headers = HeaderMap::from_iter([(RETRY_AFTER, text.parse().unwrap())]);
            assert_eq!(retry_after(&headers, now).map(|d| d.as_secs()), expected, "{text}");
        }
    }

    #[test]
    fn patience_ends_by_tries_and_by_time() {
        let retry_pause = Duration::from_millis(10);
        let options = Options { retries: 3, retry_budget: Duration::from_secs(10), retry_pause, ..Options::default() };
        let mut patience = Patience::new(&options);
        for number in 1..=3 {
            let pause = patience.pause(None).unwrap();
            assert_eq!((pause.number, pause.of), (number, 3));
            assert!(pause.length >= options.retry_pause && pause.length <= options.retry_pause * 27);
        }
        assert_eq!(patience.pause(None), None);
        patience.renew();
        assert!(patience.pause(Some(Duration::from_secs(5))).unwrap().length >= Duration::from_secs(5));
        assert_eq!(patience.pause(Some(Duration::from_secs(16))), None, "more than the budget");
        patience.restore();
        for _ in 0..3 {
            assert!(patience.pause(Some(Duration::ZERO)).unwrap().length >= retry_pause, "no pause is none");
        }
        patience.restore();
        assert_eq!(patience.pause(Some(Duration::MAX)), None);
    }

    proptest! {
        #[test]
        fn any_header_can_be_read(text in "[ -~]{0,40}") {
            let headers = HeaderMap::from_iter([(RETRY_AFTER, text.parse().unwrap())]);
            retry_after(&headers, SystemTime::now());
        }
    }
}
