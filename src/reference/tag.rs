//! Tags: `<reference>` of the distribution specification where it is no digest.

use std::fmt;
use std::str::FromStr;

use super::ParseError;

const MAX_LENGTH: usize = 128;

/// A tag, valid by construction.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tag(Box<str>);

impl Tag {
    /// `latest`, which stands for no tag.
    pub fn latest() -> Self {
        Self("latest".into())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Reads `part`, which stands at `offset` in `text`.
    pub(super) fn parse_within(text: &str, offset: usize, part: &str) -> Result<Self, ParseError> {
        if part.is_empty() {
            return Err(ParseError::new(text, offset, "the tag is empty"));
        }
        let wrong = part.char_indices().find(|(at, c)| {
            let word = c.is_ascii_alphanumeric() || *c == '_';
            !(word || *at > 0 && matches!(c, '.' | '-'))
        });
        if let Some((at, found)) = wrong {
            let place = if at == 0 { "begin a tag" } else { "stand in a tag" };
            return Err(ParseError::new(text, offset + at, format!("{found:?} cannot {place}")));
        }
        if part.len() > MAX_LENGTH {
            let reason = format!("a tag has at most {MAX_LENGTH} characters, not {}", part.len());
            return Err(ParseError::new(text, offset + MAX_LENGTH, reason));
        }
        Ok(Self(part.into()))
    }
}

impl FromStr for Tag {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        Self::parse_within(text, 0, text)
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
