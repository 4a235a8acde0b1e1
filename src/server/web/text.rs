//! Text on the page: what others wrote, made harmless; sizes, counts and times as people read them.

use jiff::Timestamp;
use maud::{Escaper, Markup, Render, html};
use std::fmt::Write as _;

/// Text that anybody may have pushed. It is escaped, cut to a length, and stands alone: signs that are not seen, or that
/// turn the direction of writing for what follows, are shown by their number.
#[derive(Clone, Copy, Debug)]
pub struct Foreign<'a> {
    text: &'a str,
    most: usize,
}

/// `text` with at most `most` characters.
pub fn foreign(text: &str, most: usize) -> Foreign<'_> {
    Foreign { text, most }
}

impl Render for Foreign<'_> {
    fn render_to(&self, buffer: &mut String) {
        buffer.push_str("<bdi>");
        let mut rest = self.text.chars();
        for sign in rest.by_ref().take(self.most) {
            if is_unseen(sign) {
                // A string takes whatever is written to it.
                let _ = write!(buffer, "<span class=\"sign\">U+{:04X}</span>", u32::from(sign));
            } else {
                let _ = Escaper::new(buffer).write_char(sign);
            }
        }
        buffer.push_str("</bdi>");
        if !rest.as_str().is_empty() {
            let all = count(self.text.chars().count());
            let _ = write!(buffer, " <span class=\"cut\">… cut: {all} characters in all</span>");
        }
    }
}

/// `text` in an attribute or a title, where no element can stand: unseen signs become `\u{…}`.
pub fn plain(text: &str, most: usize) -> String {
    let mut out = String::new();
    for sign in text.chars().take(most) {
        if is_unseen(sign) || sign == '\n' || sign == '\t' {
            out.extend(sign.escape_unicode());
        } else {
            out.push(sign);
        }
    }
    if text.chars().nth(most).is_some() {
        out.push('…');
    }
    out
}

/// Whether a reader would not see the character, or see others in the wrong place for it.
fn is_unseen(sign: char) -> bool {
    match sign {
        '\n' | '\t' => false,
        '\u{ad}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => true,
        _ => sign.is_control(),
    }
}

/// A number of bytes with three digits and a decimal unit: `0 B`, `1.5 kB`, `12.3 MB`, `236 GB`.
pub fn size(bytes: u64) -> String {
    if bytes < 1000 {
        return format!("{bytes} B");
    }
    let mut divisor = 1_u128;
    let mut unit = "B";
    for next in ["kB", "MB", "GB", "TB", "PB", "EB"] {
        // What would be rounded to a thousand of one unit is one of the next.
        if u128::from(bytes) * 2 < divisor * 1999 {
            break;
        }
        divisor *= 1000;
        unit = next;
    }
    let rounded = |scale: u128| (u128::from(bytes) * scale * 2 + divisor) / (divisor * 2);
    match (rounded(100), rounded(10)) {
        (hundredths @ 0..1000, _) => format!("{}.{:02} {unit}", hundredths / 100, hundredths % 100),
        (_, tenths @ 0..1000) => format!("{}.{} {unit}", tenths / 10, tenths % 10),
        _ => format!("{} {unit}", rounded(1)),
    }
}

/// A number with its thousands apart: `1,048,576`.
pub fn count(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `1 tag`, `2 tags`.
pub fn counted(number: usize, noun: &str) -> String {
    format!("{} {noun}{}", count(number), if number == 1 { "" } else { "s" })
}

/// The time that an RFC 3339 text gives, if it gives one. The year 1, by which Go says "never", is none.
pub fn time(text: &str) -> Option<Timestamp> {
    const YEAR_TWO: i64 = -62_104_060_800;
    text.trim().parse::<Timestamp>().ok().filter(|time| time.as_second() >= YEAR_TWO)
}

/// A time as how long ago it was, with the time itself for machines and for who points at it.
pub fn age(then: Timestamp, now: Timestamp) -> Markup {
    let exact = then.strftime("%Y-%m-%d %H:%M:%S UTC").to_string();
    html! { time datetime=(then.strftime("%Y-%m-%dT%H:%M:%SZ")) title=(exact) { (ago(then, now)) } }
}

/// How long ago `then` was: `3 days ago`; `in 2 hours` where the clocks disagree.
fn ago(then: Timestamp, now: Timestamp) -> String {
    const HOUR: u64 = 3600;
    const DAY: u64 = 24 * HOUR;
    let difference = now.as_second().saturating_sub(then.as_second());
    let (number, unit) = match difference.unsigned_abs() {
        0 => return "just now".to_owned(),
        seconds @ 1..60 => (seconds, "second"),
        seconds @ 60..HOUR => (seconds / 60, "minute"),
        seconds @ HOUR..DAY => (seconds / HOUR, "hour"),
        seconds @ DAY..1_209_600 => (seconds / DAY, "day"),
        seconds @ 1_209_600..5_184_000 => (seconds / (7 * DAY), "week"),
        seconds @ 5_184_000..63_072_000 => (seconds / (30 * DAY), "month"),
        seconds => (seconds / (365 * DAY), "year"),
    };
    let plural = if number == 1 { "" } else { "s" };
    if difference < 0 { format!("in {number} {unit}{plural}") } else { format!("{number} {unit}{plural} ago") }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(text: &str, most: usize) -> String {
        foreign(text, most).render().into_string()
    }

    #[test]
    fn what_others_wrote_is_escaped_cut_and_visible() {
        let cases = [
            ("plain", "<bdi>plain</bdi>"),
            ("<script>\"&'", "<bdi>&lt;script&gt;&quot;&amp;'</bdi>"),
            ("a\u{202e}b", "<bdi>a<span class=\"sign\">U+202E</span>b</bdi>"),
            ("\u{1b}[31m", "<bdi><span class=\"sign\">U+001B</span>[31m</bdi>"),
            ("a\nb\tc", "<bdi>a\nb\tc</bdi>"),
            ("\0", "<bdi><span class=\"sign\">U+0000</span></bdi>"),
            ("שלום", "<bdi>שלום</bdi>"),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text, 100), expected, "{text:?}");
        }
        assert_eq!(
            shown(&"x".repeat(1_048_576), 3),
            "<bdi>xxx</bdi> <span class=\"cut\">… cut: 1,048,576 characters in all</span>"
        );
        assert_eq!(plain("a\u{202e}b\nc\u{7}", 4), "a\\u{202e}b\\u{a}…");
    }

    #[test]
    fn sizes_have_three_digits() {
        let cases = [
            (0, "0 B"),
            (999, "999 B"),
            (1000, "1.00 kB"),
            (1500, "1.50 kB"),
            (12_345, "12.3 kB"),
            (999_499, "999 kB"),
            (999_500, "1.00 MB"),
            (2_360_000_000, "2.36 GB"),
            (u64::MAX, "18.4 EB"),
        ];
        for (bytes, expected) in cases {
            assert_eq!(size(bytes), expected, "{bytes}");
        }
        assert_eq!((count(999).as_str(), count(1_000_000).as_str()), ("999", "1,000,000"));
        assert_eq!((counted(1, "tag").as_str(), counted(0, "tag").as_str()), ("1 tag", "0 tags"));
    }

    #[test]
    fn times_say_how_long_ago_and_when() {
        let now = time("2026-06-01T12:00:00Z").unwrap();
        let shown = age(time("2026-05-29T12:00:00+02:00").unwrap(), now).into_string();
        assert_eq!(
            shown,
            "<time datetime=\"2026-05-29T10:00:00Z\" title=\"2026-05-29 10:00:00 UTC\">3 days ago</time>"
        );
        for (then, expected) in [
            ("2026-06-01T12:00:00Z", "just now"),
            ("2026-06-01T11:59:59Z", "1 second ago"),
            ("2026-06-01T14:00:00Z", "in 2 hours"),
            ("1970-01-01T00:00:00Z", "56 years ago"),
        ] {
            assert_eq!(ago(time(then).unwrap(), now), expected);
        }
        for text in ["", "yesterday", "0001-01-01T00:00:00Z", "<script>"] {
            assert_eq!(time(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn foreign_text_opens_no_element_and_no_attribute(text in ".{0,60}") {
            let shown = shown(&text, 40);
            let inside = shown.replace("<bdi>", "").replace("</bdi>", "").replace("<span class=\"sign\">", "");
            let inside = inside.replace("<span class=\"cut\">", "").replace("</span>", "");
            let is_harmless = !inside.contains(['<', '>', '"', '\u{202e}', '\u{1b}']);
            prop_assert!(is_harmless, "{}", inside);
        }
    }
}
