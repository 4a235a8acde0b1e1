//! Numbers and times as people read them.

use std::time::Duration;

use jiff::Timestamp;

use super::sanitize;

/// A number of bytes with three significant digits and a decimal unit: `0 B`, `1.5 kB`, `12.3 MB`, `2.36 GB`.
pub fn bytes(count: u64) -> String {
    const UNITS: [&str; 6] = ["kB", "MB", "GB", "TB", "PB", "EB"];
    if count < 1000 {
        return format!("{count} B");
    }
    let mut unit = 0;
    let mut divisor: u128 = 1000;
    let count = u128::from(count);
    // 999 500 would round to 1000 kB: the next unit says it as 1 MB.
    while unit + 1 < UNITS.len() && count * 2 >= divisor * 1999 {
        unit += 1;
        divisor *= 1000;
    }
    let digits = match count * 1000 / divisor {
        0..9_995 => 2,
        9_995..99_950 => 1,
        _ => 0,
    };
    let scale = 10_u128.pow(digits);
    let rounded = (count * scale * 2 + divisor) / (divisor * 2);
    let (whole, fraction) = (rounded / scale, rounded % scale);
    let fraction = format!("{fraction:0width$}", width = digits as usize);
    let fraction = fraction.trim_end_matches('0');
    if digits == 0 || fraction.is_empty() {
        format!("{whole} {}", UNITS[unit])
    } else {
        format!("{whole}.{fraction} {}", UNITS[unit])
    }
}

/// A number of bytes per second: `240 MB/s`.
pub fn rate(bytes_per_second: u64) -> String {
    format!("{}/s", bytes(bytes_per_second))
}

/// A length of time with at most two units: `0.4 s`, `12 s`, `3 min 20 s`, `2 h 5 min`, `3 d 4 h`.
pub fn duration(length: Duration) -> String {
    let tenths = (length.as_millis() + 50) / 100;
    if tenths < 100 {
        return format!("{}.{} s", tenths / 10, tenths % 10);
    }
    let seconds = (length.as_millis() + 500) / 1000;
    let two = |large: u128, large_unit: &str, small: u128, small_unit: &str| match small {
        0 => format!("{large} {large_unit}"),
        _ => format!("{large} {large_unit} {small} {small_unit}"),
    };
    match seconds {
        0..60 => format!("{seconds} s"),
        60..3600 => two(seconds / 60, "min", seconds % 60, "s"),
        3600..86_400 => two(seconds / 3600, "h", seconds % 3600 / 60, "min"),
        _ => two(seconds / 86_400, "d", seconds % 86_400 / 3600, "h"),
    }
}

/// How long ago `then` was: `12 seconds ago`, `3 days ago`, `2 years ago`; `in 2 hours` when the clocks disagree.
pub fn age(then: Timestamp, now: Timestamp) -> String {
    const HOUR: u64 = 3600;
    const DAY: u64 = 24 * HOUR;
    let difference = now.as_second().saturating_sub(then.as_second());
    let seconds = difference.unsigned_abs();
    let (count, unit) = match seconds {
        0 => return "just now".to_owned(),
        1..60 => (seconds, "second"),
        60..HOUR => (seconds / 60, "minute"),
        HOUR..DAY => (seconds / HOUR, "hour"),
        DAY..1_209_600 => (seconds / DAY, "day"),
        1_209_600..5_184_000 => (seconds / (7 * DAY), "week"),
        5_184_000..63_072_000 => (seconds / (30 * DAY), "month"),
        _ => (seconds / (365 * DAY), "year"),
    };
    let plural = if count == 1 { "" } else { "s" };
    if difference < 0 { format!("in {count} {unit}{plural}") } else { format!("{count} {unit}{plural} ago") }
}

/// The time that an RFC 3339 text gives, if it gives one. The year 1, by which Go says "never", is none.
pub fn time(text: &str) -> Option<Timestamp> {
    const YEAR_TWO: i64 = -62_104_060_800;
    text.trim().parse::<Timestamp>().ok().filter(|time| time.as_second() >= YEAR_TWO)
}

/// The age of something by the RFC 3339 text that says when it was made: the text itself where it cannot be read, and a
/// dash where it is empty or means "never".
pub fn age_of(text: &str, now: Timestamp) -> String {
    match time(text) {
        Some(then) => age(then, now),
        None if text.trim().is_empty() || text.starts_with("0001-01-01T") => "-".to_owned(),
        None => sanitize::line(text).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn bytes_have_three_significant_digits() {
        for (count, expected) in [
            (0, "0 B"),
            (999, "999 B"),
            (1000, "1 kB"),
            (1234, "1.23 kB"),
            (1500, "1.5 kB"),
            (9_994, "9.99 kB"),
            (9_999, "10 kB"),
            (99_949, "99.9 kB"),
            (99_951, "100 kB"),
            (999_499, "999 kB"),
            (999_500, "1 MB"),
            (12_345_678, "12.3 MB"),
            (761_000_000, "761 MB"),
            (2_360_000_000, "2.36 GB"),
            (u64::MAX, "18.4 EB"),
        ] {
            assert_eq!(bytes(count), expected, "{count}");
        }
    }

    proptest! {
        #[test]
        fn every_count_is_short_and_near(count in any::<u64>()) {
            let text = bytes(count);
            let (number, unit) = text.split_once(' ').unwrap();
            prop_assert!(number.len() <= 4, "{text}");
            let exponent = ["B", "kB", "MB", "GB", "TB", "PB", "EB"].iter().position(|u| *u == unit).unwrap();
            let value = number.parse::<f64>().unwrap() * 1000_f64.powi(i32::try_from(exponent).unwrap());
            #[expect(clippy::cast_precision_loss, reason = "half a per cent is asked for")]
            let exact = count as f64;
            prop_assert!((value - exact).abs() <= exact * 0.00502, "{text} for {count}");
        }
    }

    #[test]
    fn durations_have_at_most_two_units() {
        for (millis, expected) in [
            (0, "0.0 s"),
            (420, "0.4 s"),
            (9_940, "9.9 s"),
            (9_960, "10 s"),
            (59_400, "59 s"),
            (60_000, "1 min"),
            (200_000, "3 min 20 s"),
            (7_500_000, "2 h 5 min"),
            (273_600_000, "3 d 4 h"),
        ] {
            assert_eq!(duration(Duration::from_millis(millis)), expected, "{millis}");
        }
    }

    #[test]
    fn ages_are_relative_to_the_now_that_is_given() {
        let now: Timestamp = "2025-06-15T12:00:00Z".parse().unwrap();
        for (then, expected) in [
            ("2025-06-15T12:00:00.9Z", "just now"),
            ("2025-06-15T11:59:59Z", "1 second ago"),
            ("2025-06-15T13:15:00+02:00", "45 minutes ago"),
            ("2025-06-15T10:00:00Z", "2 hours ago"),
            ("2025-06-12T12:00:00Z", "3 days ago"),
            ("2025-05-25T12:00:00.123456789Z", "3 weeks ago"),
            ("2025-03-01T12:00:00Z", "3 months ago"),
            ("2020-01-01T00:00:00Z", "5 years ago"),
            ("1970-01-01T00:00:00Z", "55 years ago"),
            ("2025-06-15T14:00:00Z", "in 2 hours"),
            ("0001-01-01T00:00:00Z", "-"),
            ("", "-"),
            ("yester\u{1b}day", "yester\\x1bday"),
        ] {
            assert_eq!(age_of(then, now), expected, "{then}");
        }
    }
}
