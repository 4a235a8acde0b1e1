//! Repository names: `<name>` of the distribution specification.

use std::fmt;
use std::str::FromStr;

use super::ParseError;

/// The specification sets no limit, but every registry does, at or near this many bytes.
const MAX_LENGTH: usize = 255;

/// A repository's path within its registry, valid by construction.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Repository(Box<str>);

impl Repository {
    /// The path, without the registry.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The components between the slashes.
    pub fn components(&self) -> impl Iterator<Item = &str> {
        self.0.split('/')
    }

    pub(super) fn in_library(self) -> Self {
        Self(format!("library/{}", self.0).into())
    }

    /// Reads `part`, which stands at `offset` in `text`.
    pub(super) fn parse_within(text: &str, offset: usize, part: &str) -> Result<Self, ParseError> {
        if part.len() > MAX_LENGTH {
            let reason = format!("a repository name has at most {MAX_LENGTH} characters, not {}", part.len());
            return Err(ParseError::new(text, offset, reason));
        }
        let mut at = offset;
        for component in part.split('/') {
            check_component(component).map_err(|(inner, reason)| ParseError::new(text, at + inner, reason))?;
            at += component.len() + 1;
        }
        Ok(Self(part.into()))
    }
}

/// Lower-case letters and digits, with `.`, `_`, `__` or hyphens between them, never at an end.
fn check_component(component: &str) -> Result<(), (usize, String)> {
    if component.is_empty() {
        return Err((0, "a component of the repository name is empty".to_owned()));
    }
    let is_word = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    let bytes = component.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if is_word(bytes[at]) {
            at += 1;
            continue;
        }
        let separator = bytes[at..].iter().take_while(|b| !is_word(**b)).count();
        let run = &bytes[at..at + separator];
        let legal = matches!(run, b"." | b"_" | b"__") || run.iter().all(|b| *b == b'-');
        let inside = at > 0 && at + separator < bytes.len();
        if !legal || !inside {
            let wrong = run.iter().position(|b| !b"._-".contains(b)).unwrap_or_else(|| usize::from(inside));
            let wrong = at + wrong.min(separator - 1);
            let found = component[wrong..].chars().next().unwrap_or_default();
            return Err((wrong, explain(found)));
        }
        at += separator;
    }
    Ok(())
}

fn explain(found: char) -> String {
    if found.is_ascii_uppercase() {
        return format!("{found:?} is upper case: repository names are lower case");
    }
    if "._-".contains(found) {
        return format!("{found:?} must stand alone between letters or digits of a repository name");
    }
    format!("{found:?} cannot stand in a repository name")
}

impl FromStr for Repository {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        Self::parse_within(text, 0, text)
    }
}

impl fmt::Display for Repository {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
