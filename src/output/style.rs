//! The few looks that text on a terminal can have.

/// How a piece of text stands out, where colours are on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Bold, for titles.
    Title,
    /// Dimmed, for what matters less.
    Faint,
    /// For the word `error`, and what failed.
    Error,
    /// For the word `warning`.
    Warning,
    /// For the word `hint`.
    Hint,
    /// For what went well.
    Good,
}

impl Style {
    /// The sequence that switches it on (ECMA-48, SGR).
    fn sequence(self) -> &'static str {
        match self {
            Self::Title => "\u{1b}[1m",
            Self::Faint => "\u{1b}[2m",
            Self::Error => "\u{1b}[1;31m",
            Self::Warning => "\u{1b}[1;33m",
            Self::Hint => "\u{1b}[1;36m",
            Self::Good => "\u{1b}[32m",
        }
    }

    /// Appends `text`, which is safe already, to `buffer`; in this style where `colour` says so.
    pub(super) fn push(self, buffer: &mut String, text: &str, colour: bool) {
        if colour {
            buffer.push_str(self.sequence());
        }
        buffer.push_str(text);
        if colour {
            buffer.push_str("\u{1b}[0m");
        }
    }
}
