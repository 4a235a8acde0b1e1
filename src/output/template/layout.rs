//! Layouts of times as Go has them: an example, `2006-01-02 15:04:05 -0700`, written the way a time is to be written.

use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::tz::Offset;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// A time of day somewhere: the civil time and its distance from UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    pub(super) civil: DateTime,
    pub(super) offset: Offset,
}

/// A stretch of a layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Chunk<'l> {
    Text(&'l str),
    Year,
    ShortYear,
    /// The month by its number, with a leading zero or without.
    Month(Pad),
    MonthName,
    ShortMonthName,
    Day(Pad),
    DayOfYear,
    DayName,
    ShortDayName,
    Hour,
    /// The hour of a clock with twelve of them.
    Hour12(Pad),
    Minute(Pad),
    Second(Pad),
    /// A fraction of a second with so many digits; `all` of them, or up to the last that is no zero.
    Fraction {
        mark: char,
        digits: usize,
        all: bool,
    },
    /// AM or PM, or in small letters.
    Half {
        capital: bool,
    },
    /// The distance from UTC; `Z` for none of it where `zulu` is set.
    Zone {
        zulu: bool,
        colons: bool,
        minutes: bool,
    },
    ZoneName,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pad {
    Zero,
    Space,
    None,
}

/// The words of a layout; a longer one stands before those that it begins with.
const WORDS: [(&str, Chunk<'static>); 31] = [
    ("January", Chunk::MonthName),
    ("Jan", Chunk::ShortMonthName),
    ("Monday", Chunk::DayName),
    ("Mon", Chunk::ShortDayName),
    ("MST", Chunk::ZoneName),
    ("2006", Chunk::Year),
    ("002", Chunk::DayOfYear),
    ("01", Chunk::Month(Pad::Zero)),
    ("02", Chunk::Day(Pad::Zero)),
    ("03", Chunk::Hour12(Pad::Zero)),
    ("04", Chunk::Minute(Pad::Zero)),
    ("05", Chunk::Second(Pad::Zero)),
    ("06", Chunk::ShortYear),
    ("15", Chunk::Hour),
    ("_2006", Chunk::Text("_2006")),
    ("_2", Chunk::Day(Pad::Space)),
    ("PM", Chunk::Half { capital: true }),
    ("pm", Chunk::Half { capital: false }),
    ("-07:00", Chunk::Zone { zulu: false, colons: true, minutes: true }),
    ("-0700", Chunk::Zone { zulu: false, colons: false, minutes: true }),
    ("-07", Chunk::Zone { zulu: false, colons: false, minutes: false }),
    ("Z07:00", Chunk::Zone { zulu: true, colons: true, minutes: true }),
    ("Z0700", Chunk::Zone { zulu: true, colons: false, minutes: true }),
    ("Z07", Chunk::Zone { zulu: true, colons: false, minutes: false }),
    ("1", Chunk::Month(Pad::None)),
    ("2", Chunk::Day(Pad::None)),
    ("3", Chunk::Hour12(Pad::None)),
    ("4", Chunk::Minute(Pad::None)),
    ("5", Chunk::Second(Pad::None)),
    ("Z", Chunk::Text("Z")),
    ("T", Chunk::Text("T")),
];

fn chunks(layout: &str) -> Vec<Chunk<'_>> {
    let mut all = Vec::new();
    let (mut rest, mut text) = (layout, 0);
    while text < rest.len() {
        let here = &rest[text..];
        let word = WORDS.iter().find(|(word, _)| here.starts_with(word)).map(|(word, chunk)| (word.len(), *chunk));
        match fraction(here).or(word) {
            Some((length, chunk)) => {
                if text > 0 {
                    all.push(Chunk::Text(&rest[..text]));
                }
                all.push(chunk);
                rest = &here[length..];
                text = 0;
            }
            None => text += here.chars().next().map_or(1, char::len_utf8),
        }
    }
    if !rest.is_empty() {
        all.push(Chunk::Text(rest));
    }
    all
}

/// `.000` or `,999`: as many digits of a fraction, where no other digit follows.
fn fraction(text: &str) -> Option<(usize, Chunk<'static>)> {
    let mark = text.chars().next().filter(|c| matches!(c, '.' | ','))?;
    let digit = text[1..].chars().next().filter(|c| matches!(c, '0' | '9'))?;
    let digits = text[1..].chars().take_while(|c| *c == digit).count();
    let ends = !text[1 + digits..].starts_with(|c: char| c.is_ascii_digit());
    ends.then_some((1 + digits, Chunk::Fraction { mark, digits: digits.min(9), all: digit == '0' }))
}

fn padded(number: i64, pad: Pad) -> String {
    match pad {
        Pad::Zero => format!("{number:02}"),
        Pad::Space => format!("{number:2}"),
        Pad::None => number.to_string(),
    }
}

fn day_name(day: Weekday) -> &'static str {
    DAYS.get(usize::try_from(day.to_monday_zero_offset()).unwrap_or_default()).copied().unwrap_or_default()
}

fn month_name(month: i8) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|at| MONTHS.get(at)).copied().unwrap_or_default()
}

/// The time as the layout writes it.
pub(super) fn format(moment: Moment, layout: &str) -> String {
    let Moment { civil, offset } = moment;
    let hour12 = i64::from(civil.hour()) % 12;
    let mut text = String::new();
    for chunk in chunks(layout) {
        let piece = match chunk {
            Chunk::Text(text) => text.to_owned(),
            Chunk::Year => format!("{:04}", civil.year()),
            Chunk::ShortYear => format!("{:02}", civil.year().rem_euclid(100)),
            Chunk::Month(pad) => padded(civil.month().into(), pad),
            Chunk::MonthName => month_name(civil.month()).to_owned(),
            Chunk::ShortMonthName => month_name(civil.month()).chars().take(3).collect(),
            Chunk::Day(pad) => padded(civil.day().into(), pad),
            Chunk::DayOfYear => format!("{:03}", civil.day_of_year()),
            Chunk::DayName => day_name(civil.weekday()).to_owned(),
            Chunk::ShortDayName => day_name(civil.weekday()).chars().take(3).collect(),
            Chunk::Hour => format!("{:02}", civil.hour()),
            Chunk::Hour12(pad) => padded(if hour12 == 0 { 12 } else { hour12 }, pad),
            Chunk::Minute(pad) => padded(civil.minute().into(), pad),
            Chunk::Second(pad) => padded(civil.second().into(), pad),
            Chunk::Fraction { mark, digits, all } => written_fraction(civil, mark, digits, all),
            Chunk::Half { capital } => match (civil.hour() >= 12, capital) {
                (true, true) => "PM",
                (true, false) => "pm",
                (false, true) => "AM",
                (false, false) => "am",
            }
            .to_owned(),
            Chunk::Zone { zulu: true, .. } if offset == Offset::UTC => "Z".to_owned(),
            Chunk::Zone { colons, minutes, .. } => zone(offset, colons, minutes),
            Chunk::ZoneName if offset == Offset::UTC => "UTC".to_owned(),
            Chunk::ZoneName => zone(offset, false, true),
        };
        text.push_str(&piece);
    }
    text
}

fn written_fraction(civil: DateTime, mark: char, digits: usize, all: bool) -> String {
    let nanoseconds = format!("{:09}", civil.subsec_nanosecond());
    let kept = nanoseconds.get(..digits).unwrap_or_default();
    let kept = if all { kept } else { kept.trim_end_matches('0') };
    if kept.is_empty() { String::new() } else { format!("{mark}{kept}") }
}

fn zone(offset: Offset, colons: bool, minutes: bool) -> String {
    let (sign, total) = (if offset.seconds() < 0 { '-' } else { '+' }, offset.seconds().unsigned_abs() / 60);
    let hours = total / 60;
    match (minutes, colons) {
        (false, _) => format!("{sign}{hours:02}"),
        (true, true) => format!("{sign}{hours:02}:{:02}", total % 60),
        (true, false) => format!("{sign}{hours:02}{:02}", total % 60),
    }
}

/// What a text that is written as the layout says means; nothing where it is written otherwise.
pub(super) fn parse(text: &str, layout: &str) -> Option<Moment> {
    let mut parts = Parts { month: 1, day: 1, ..Parts::default() };
    let mut rest = text;
    for chunk in chunks(layout) {
        parts.read(chunk, &mut rest)?;
    }
    if rest.is_empty() { parts.moment() } else { None }
}

/// What was read of a time so far.
#[derive(Default)]
struct Parts {
    year: i16,
    month: i8,
    day: i8,
    day_of_year: Option<i16>,
    hour: i8,
    minute: i8,
    second: i8,
    nanosecond: i32,
    afternoon: Option<bool>,
    /// UTC where none is written.
    offset: Option<Offset>,
}

impl Parts {
    /// Reads what `chunk` stands for from the beginning of `rest`.
    fn read(&mut self, chunk: Chunk<'_>, rest: &mut &str) -> Option<()> {
        match chunk {
            Chunk::Text(text) => *rest = rest.strip_prefix(text)?,
            Chunk::Year => self.year = number(rest, 4, 4)?,
            Chunk::ShortYear => {
                let short: i16 = number(rest, 2, 2)?;
                self.year = if short >= 69 { 1900 + short } else { 2000 + short };
            }
            Chunk::Month(pad) => self.month = padded_number(rest, pad)?,
            Chunk::MonthName => self.month = name(rest, &MONTHS, usize::MAX)?,
            Chunk::ShortMonthName => self.month = name(rest, &MONTHS, 3)?,
            Chunk::Day(pad) => self.day = padded_number(rest, pad)?,
            Chunk::DayOfYear => self.day_of_year = Some(number(rest, 3, 3)?),
            Chunk::DayName => drop(name::<i8>(rest, &DAYS, usize::MAX)?),
            Chunk::ShortDayName => drop(name::<i8>(rest, &DAYS, 3)?),
            Chunk::Hour => self.hour = number(rest, 1, 2)?,
            Chunk::Hour12(pad) => self.hour = padded_number(rest, pad)?,
            Chunk::Minute(pad) => self.minute = padded_number(rest, pad)?,
            Chunk::Second(pad) => {
                self.second = padded_number(rest, pad)?;
                // Go takes a fraction behind the seconds whether the layout has one or not.
                if let Some(fraction) = rest.strip_prefix(['.', ',']) {
                    (self.nanosecond, *rest) = nanoseconds(fraction)?;
                }
            }
            Chunk::Fraction { .. } => {}
            Chunk::Half { .. } => {
                let (half, behind) = rest.split_at_checked(2)?;
                self.afternoon = Some(match half.to_ascii_lowercase().as_str() {
                    "pm" => true,
                    "am" => false,
                    _ => return None,
                });
                *rest = behind;
            }
            Chunk::Zone { zulu: true, .. } if rest.starts_with('Z') => *rest = &rest[1..],
            Chunk::Zone { colons, minutes, .. } => self.offset = Some(read_zone(rest, colons, minutes)?),
            Chunk::ZoneName => {
                let end = rest.find(|c: char| !c.is_ascii_uppercase()).unwrap_or(rest.len());
                *rest = rest.get(end..).filter(|_| end > 0)?;
            }
        }
        Some(())
    }

    /// The time that was read, if there is such a time.
    fn moment(self) -> Option<Moment> {
        let hour = match self.afternoon {
            Some(true) if self.hour < 12 => self.hour + 12,
            Some(false) if self.hour == 12 => 0,
            _ => self.hour,
        };
        let mut date = Date::new(self.year, self.month, self.day).ok()?;
        if let Some(day_of_year) = self.day_of_year {
            date = date.with().day_of_year(day_of_year).build().ok()?;
        }
        let time = Time::new(hour, self.minute, self.second, self.nanosecond).ok()?;
        Some(Moment { civil: DateTime::from_parts(date, time), offset: self.offset.unwrap_or(Offset::UTC) })
    }
}

/// A number of at least and at most so many digits.
fn number<T: std::str::FromStr>(rest: &mut &str, least: usize, most: usize) -> Option<T> {
    let digits = rest.bytes().take(most).take_while(u8::is_ascii_digit).count();
    let (number, behind) = rest.split_at_checked(digits).filter(|_| digits >= least)?;
    *rest = behind;
    number.parse().ok()
}

fn padded_number(rest: &mut &str, pad: Pad) -> Option<i8> {
    if pad == Pad::Space {
        *rest = rest.strip_prefix(' ').unwrap_or(rest);
    }
    number(rest, if pad == Pad::Zero { 2 } else { 1 }, 2)
}

/// The number, from one, of the name that begins here, of which `length` letters are written.
fn name<T: TryFrom<usize>>(rest: &mut &str, names: &[&str], length: usize) -> Option<T> {
    let at = names.iter().position(|name| {
        let written = name.get(..length).unwrap_or(name);
        rest.get(..written.len()).is_some_and(|here| here.eq_ignore_ascii_case(written))
    })?;
    *rest = rest.get(names.get(at)?.len().min(length)..)?;
    T::try_from(at + 1).ok()
}

fn nanoseconds(fraction: &str) -> Option<(i32, &str)> {
    let digits = fraction.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = fraction.split_at_checked(digits).filter(|(digits, _)| (1..=9).contains(&digits.len()))?;
    Some((format!("{digits:0<9}").parse().ok()?, rest))
}

fn read_zone(rest: &mut &str, colons: bool, minutes: bool) -> Option<Offset> {
    let sign = match rest.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    *rest = &rest[1..];
    let hours: i32 = number(rest, 2, 2)?;
    if colons && minutes {
        *rest = rest.strip_prefix(':')?;
    }
    let minutes: i32 = if minutes { number(rest, 2, 2)? } else { 0 };
    Offset::from_seconds(sign * (hours * 60 + minutes) * 60).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn moment(hour: i8, nanosecond: i32, minutes: i32) -> Moment {
        let civil = jiff::civil::date(2024, 5, 6).at(hour, 8, 9, nanosecond);
        Moment { civil, offset: Offset::from_seconds(minutes * 60).unwrap() }
    }

    #[test]
    fn layouts_write_what_go_writes() {
        for (layout, expected) in [
            ("2006-01-02T15:04:05Z07:00", "2024-05-06T07:08:09Z"),
            ("2006-01-02 15:04:05.999999999 -0700 MST", "2024-05-06 07:08:09.12 +0000 UTC"),
            ("Mon, 02 Jan 2006 15:04:05 MST", "Mon, 06 May 2024 07:08:09 UTC"),
            ("Monday January _2 3:04PM 06", "Monday May  6 7:08AM 24"),
            ("1/2/06 03:4:5 pm .000", "5/6/24 07:8:9 am .120"),
            ("002 20060102150405", "127 20240506070809"),
            ("day: Z-07", "day: Z+00"),
            ("", ""),
            ("v2006.01.02", "v2024.05.06"),
        ] {
            assert_eq!(format(moment(7, 120_000_000, 0), layout), expected, "{layout}");
        }
        let late = moment(12, 0, -90);
        assert_eq!(format(late, "3PM -07:00 Z07:00 Z0700 -07 .999"), "12PM -01:30 -01:30 -0130 -01 ");
        assert_eq!(format(moment(0, 0, 0), "3pm"), "12am");
    }

    #[test]
    fn what_a_layout_wrote_is_read_by_it() {
        for (layout, text, expected) in [
            ("2006-01-02T15:04:05Z07:00", "2024-05-06T07:08:09+01:30", Some(moment(7, 0, 90))),
            ("2006-01-02T15:04:05Z07:00", "2024-05-06T07:08:09.5Z", Some(moment(7, 500_000_000, 0))),
            ("Mon Jan _2 3:04:05PM 2006", "Mon May  6 7:08:09AM 2024", Some(moment(7, 0, 0))),
            ("2006 002 15:04:05", "2024 127 07:08:09", Some(moment(7, 0, 0))),
            ("2006-01-02", "2024-5-6", None),
            ("2006-01-02", "2024-13-06", None),
            ("2006-01-02", "2024-05-06x", None),
            ("15:04", "7:60", None),
        ] {
            assert_eq!(parse(text, layout), expected, "{layout} {text}");
        }
    }

    proptest! {
        #[test]
        fn any_layout_and_text_can_be_tried(layout in ".{0,30}", text in ".{0,30}") {
            let _ = parse(&text, &layout);
            format(moment(7, 1, 0), &layout);
        }

        #[test]
        fn a_whole_layout_keeps_the_time(hour in 0_i8..24, nanosecond in 0..1_000_000_000_i32, minutes in -720..720_i32) {
            let layout = "2006-01-02 15:04:05.000000000 -0700";
            let written = moment(hour, nanosecond, minutes);
            prop_assert_eq!(parse(&format(written, layout), layout), Some(written));
        }
    }
}
