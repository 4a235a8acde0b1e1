//! The sink that a report writes its text into. Nothing that goes through it can command a terminal.

use std::fmt;
use std::io;

use jiff::Timestamp;

use super::style::Style;
use super::{Table, sanitize};

/// Text under way to standard output, made safe piece by piece. `write!` and `writeln!` work on it.
pub struct Text {
    buffer: String,
    colour: bool,
    width: Option<usize>,
    now: Timestamp,
}

impl Text {
    /// An empty sink: whether it has colours, how many columns the terminal has if it is one, and what time it is.
    pub fn new(colour: bool, width: Option<usize>, now: Timestamp) -> Self {
        Self { buffer: String::new(), colour, width, now }
    }

    /// What `write!` calls. Control characters become visible; line feeds and tabs stay.
    ///
    /// # Errors
    /// When a value's own `Display` fails.
    pub fn write_fmt(&mut self, arguments: fmt::Arguments<'_>) -> io::Result<()> {
        fmt::write(self, arguments).map_err(|_| io::Error::other("a value could not be written as text"))
    }

    /// One line: line feeds in `text` become visible too.
    pub fn line(&mut self, text: &str) {
        self.buffer.push_str(&sanitize::line(text));
        self.buffer.push('\n');
    }

    /// A piece of a line that stands out where colours are on.
    pub fn styled(&mut self, style: Style, text: &str) {
        style.push(&mut self.buffer, &sanitize::line(text), self.colour);
    }

    /// Lines of `name: value`, the values under each other. A value of several lines is indented, and those without a
    /// value are left out.
    pub fn fields<N: AsRef<str>, V: AsRef<str>>(&mut self, fields: impl IntoIterator<Item = (N, V)>) {
        let fields: Vec<(String, V)> = fields
            .into_iter()
            .filter(|(_, value)| !value.as_ref().is_empty())
            .map(|(name, value)| (format!("{}:", sanitize::line(name.as_ref())), value))
            .collect();
        let width =
            fields.iter().map(|(name, _)| unicode_width::UnicodeWidthStr::width(name.as_str())).max().unwrap_or(0);
        for (name, value) in fields {
            let padding = width - unicode_width::UnicodeWidthStr::width(name.as_str()) + 1;
            Style::Title.push(&mut self.buffer, &name, self.colour);
            for (at, line) in value.as_ref().lines().enumerate() {
                let indent = if at == 0 { padding } else { width + 1 };
                self.buffer.extend(std::iter::repeat_n(' ', indent));
                self.line(line);
            }
        }
    }

    /// A table, cut to the terminal's width where there is one.
    pub fn table(&mut self, table: &Table) {
        table.render(&mut self.buffer, self.colour, self.width);
    }

    /// How many columns there are, where the text goes to a terminal.
    pub fn width(&self) -> Option<usize> {
        self.width
    }

    /// What ages are relative to.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// What was written.
    pub fn into_string(self) -> String {
        self.buffer
    }
}

impl fmt::Write for Text {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.buffer.push_str(&sanitize::text(text));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sink() -> Text {
        Text::new(false, None, Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn what_is_written_is_safe() {
        let mut text = sink();
        let tag = "v1\u{1b}[2J";
        writeln!(text, "tag {tag}").unwrap();
        text.styled(Style::Error, "one\nline");
        assert_eq!(text.into_string(), "tag v1\\x1b[2J\none\\nline");
    }

    #[test]
    fn fields_stand_under_each_other() {
        let mut text = sink();
        text.fields([("Name", "busybox"), ("Created", ""), ("Entrypoint", "sh\n-c"), ("Größe", "1\tMB")]);
        let expected = "Name:       busybox\nEntrypoint: sh\n            -c\nGröße:      1\\tMB\n";
        assert_eq!(text.into_string(), expected);
    }

    #[test]
    fn colours_surround_the_text_where_they_are_on() {
        let mut text = Text::new(true, None, Timestamp::UNIX_EPOCH);
        text.styled(Style::Title, "a");
        assert_eq!(text.into_string(), "\u{1b}[1ma\u{1b}[0m");
    }
}
