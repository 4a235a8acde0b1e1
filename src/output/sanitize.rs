//! What a registry sends may hold control characters, and a terminal obeys them. Here they become visible text.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Whether a terminal would obey the character, or reorder or hide text because of it. Line feed and tab count too.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' // direction
            | '\u{2028}' | '\u{2029}' // line and paragraph separators
            | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}') // invisible
}

fn escape(text: &str, keep: fn(char) -> bool) -> Cow<'_, str> {
    let harmful = |c: char| is_unsafe(c) && !keep(c);
    let Some(first) = text.find(harmful) else { return Cow::Borrowed(text) };
    let mut safe = String::with_capacity(text.len() + 16);
    safe.push_str(&text[..first]);
    for c in text[first..].chars() {
        if harmful(c) { push_visible(&mut safe, c) } else { safe.push(c) }
    }
    Cow::Owned(safe)
}

fn push_visible(text: &mut String, c: char) {
    // Writing into a string cannot fail.
    let _ = match c {
        '\n' => text.write_str("\\n"),
        '\r' => text.write_str("\\r"),
        '\t' => text.write_str("\\t"),
        c if c.is_ascii() => write!(text, "\\x{:02x}", u32::from(c)),
        c => write!(text, "\\u{{{:x}}}", u32::from(c)),
    };
}

/// Text of several lines with its control characters made visible; line feeds and tabs stay.
pub fn text(text: &str) -> Cow<'_, str> {
    escape(text, |c| matches!(c, '\n' | '\t'))
}

/// Text that has to stay on one line: line feeds and tabs become visible too.
pub fn line(text: &str) -> Cow<'_, str> {
    escape(text, |_| false)
}

/// A JSON document with the characters that JSON allows but a terminal obeys written as `\u` escapes, so that it means
/// the same to a parser. Line feeds, which only stand between values, stay.
pub fn json(document: &str) -> Cow<'_, str> {
    let harmful = |c: char| is_unsafe(c) && c != '\n';
    let Some(first) = document.find(harmful) else { return Cow::Borrowed(document) };
    let mut safe = String::with_capacity(document.len() + 16);
    safe.push_str(&document[..first]);
    for c in document[first..].chars() {
        if harmful(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(safe, "\\u{unit:04x}");
            }
        } else {
            safe.push(c);
        }
    }
    Cow::Owned(safe)
}

/// Whether text can go to a terminal as it is.
pub fn is_safe(text: &str) -> bool {
    !text.replace("\r\n", "\n").contains(|c| is_unsafe(c) && !matches!(c, '\n' | '\t'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn control_characters_become_visible() {
        for (given, expected) in [
            ("plain", "plain"),
            ("two\nlines\tand a tab", "two\nlines\tand a tab"),
            ("\u{1b}[31mred\u{1b}[0m", "\\x1b[31mred\\x1b[0m"),
            ("\u{1b}]0;title\u{7}", "\\x1b]0;title\\x07"),
            ("over\rwritten", "over\\rwritten"),
            ("back\u{8}space\u{7f}", "back\\x08space\\x7f"),
            ("\u{9b}31m", "\\u{9b}31m"),
            ("a\u{202e}gnp.exe", "a\\u{202e}gnp.exe"),
            ("zero\0", "zero\\x00"),
            ("größer 日本 👩‍💻", "größer 日本 👩‍💻"),
        ] {
            assert_eq!(text(given), expected);
        }
        assert_eq!(line("a\nb\tc"), "a\\nb\\tc");
    }

    #[test]
    fn windows_line_ends_are_safe_and_a_lone_return_is_not() {
        assert!(is_safe("a\r\nb\tc\n"));
        assert!(!is_safe("a\rb"));
        assert!(!is_safe("\u{1b}[2J"));
    }

    proptest! {
        #[test]
        fn nothing_that_a_terminal_obeys_is_left(given in any::<String>()) {
            prop_assert!(!line(&given).contains(is_unsafe));
            prop_assert!(is_safe(&text(&given)));
        }

        #[test]
        fn json_means_the_same_afterwards(given in any::<String>()) {
            let document = serde_json::to_string_pretty(&[&given]).unwrap();
            let safe = json(&document);
            prop_assert!(is_safe(&safe));
            prop_assert_eq!(serde_json::from_str::<[String; 1]>(&safe).unwrap(), [given]);
        }
    }
}
