//! An error with its causes, as lines for people.

use std::error::Error;

use jiff::Timestamp;
use serde_json::json;

use super::options::Level;
use super::sanitize;
use super::style::Style;

/// The error and what it says caused it, outermost first, without what a line before has said already: errors often
/// repeat their cause.
pub fn causes(error: &dyn Error) -> Vec<String> {
    let mut lines = vec![error.to_string()];
    let mut source = error.source();
    while let Some(cause) = source {
        let text = cause.to_string();
        let before = lines.last().map_or("", String::as_str);
        let news = text.strip_prefix(before).and_then(|rest| rest.strip_prefix(": ")).unwrap_or(&text).to_owned();
        if !news.is_empty() && !lines.iter().any(|line| line.contains(&news)) {
            lines.push(news);
        }
        source = cause.source();
    }
    lines
}

/// `error: what`, `  because: …` and `hint: …` lines.
pub(super) fn render(error: &dyn Error, hints: &[impl AsRef<str>], colour: bool) -> String {
    let mut text = String::new();
    for (at, cause) in causes(error).iter().enumerate() {
        if at == 0 {
            labelled(&mut text, "", Style::Error, "error", cause, colour);
        } else {
            labelled(&mut text, "  ", Style::Faint, "because", cause, colour);
        }
    }
    for hint in hints {
        labelled(&mut text, "", Style::Hint, "hint", hint.as_ref(), colour);
    }
    text
}

/// One message as a JSON object on a line: `time`, `level` and `msg`, as Go's structured logs have them, and what else
/// there is to say of an error.
pub(super) fn log_line(
    level: Level,
    now: Timestamp,
    message: &str,
    because: &[String],
    hints: &[impl AsRef<str>],
) -> String {
    let mut line = json!({"time": now.to_string(), "level": level.name(), "msg": message});
    if !because.is_empty() {
        line["because"] = because.into();
    }
    if !hints.is_empty() {
        line["hints"] = hints.iter().map(AsRef::as_ref).collect::<Vec<_>>().into();
    }
    sanitize::json(&line.to_string()).into_owned() + "\n"
}

/// Appends `label: message`, the message's further lines indented below the first.
pub(super) fn labelled(buffer: &mut String, indent: &str, style: Style, label: &str, message: &str, colour: bool) {
    buffer.push_str(indent);
    style.push(buffer, &format!("{label}:"), colour);
    for (at, line) in message.lines().enumerate() {
        buffer.push_str(if at == 0 { " " } else { indent });
        if at > 0 {
            buffer.push_str("  ");
        }
        buffer.push_str(&sanitize::line(line));
        buffer.push('\n');
    }
    if message.is_empty() {
        buffer.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("{what}")]
    struct Layer {
        what: &'static str,
        source: Option<Box<Layer>>,
    }

    fn chain(whats: &[&'static str]) -> Layer {
        let (what, rest) = whats.split_first().unwrap();
        Layer { what, source: (!rest.is_empty()).then(|| Box::new(chain(rest))) }
    }

    #[test]
    fn the_causes_stand_below_the_error_and_hints_at_the_end() {
        let error = chain(&["cannot pull busybox", "GET failed", "connection refused"]);
        let expected = "\
error: cannot pull busybox
  because: GET failed
  because: connection refused
hint: use --plain-http
";
        assert_eq!(render(&error, &["use --plain-http"], false), expected);
    }

    #[test]
    fn what_was_said_is_not_said_again() {
        for (given, expected) in [
            (&["a: b", "b"][..], &["a: b"][..]),
            (&["a", "a: b", "b"], &["a", "b"]),
            (&["a", "a"], &["a"]),
            (&["one", "", "two"], &["one", "two"]),
        ] {
            assert_eq!(causes(&chain(given)), expected);
        }
    }

    #[test]
    fn what_a_registry_said_cannot_command_the_terminal() {
        let error = chain(&["denied: \u{1b}[2Jgo\naway"]);
        assert_eq!(render(&error, &[""; 0], false), "error: denied: \\x1b[2Jgo\n  away\n");
    }

    #[test]
    fn labels_are_coloured_where_colours_are_on() {
        let text = render(&chain(&["x"]), &["y"], true);
        assert_eq!(text, "\u{1b}[1;31merror:\u{1b}[0m x\n\u{1b}[1;36mhint:\u{1b}[0m y\n");
    }
}
