//! Which files are meant: a path with all below it, or a pattern as shells have them.

use std::fmt;
use std::str::FromStr;

use regex::bytes::Regex;

use crate::layer::{EntryPath, LayerError};

/// Which files are meant.
#[derive(Clone, Debug)]
pub struct Pattern {
    text: String,
    matcher: Matcher,
}

#[derive(Clone, Debug)]
enum Matcher {
    /// The path and all below it.
    Below(EntryPath),
    /// Whole paths.
    Glob(Regex),
}

/// A pattern that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PatternError {
    /// It is no path.
    #[error(transparent)]
    Path(#[from] LayerError),
    /// Its brackets are not in pairs, or it is too long.
    #[error("the pattern cannot be used: check its brackets")]
    Glob,
}

impl FromStr for Pattern {
    type Err = PatternError;

    fn from_str(text: &str) -> Result<Self, PatternError> {
        let matcher = if text.contains(['*', '?', '[']) {
            Matcher::Glob(Regex::new(&expression(text)).map_err(|_| PatternError::Glob)?)
        } else {
            Matcher::Below(EntryPath::parse(text.as_bytes())?)
        };
        Ok(Self { text: text.to_owned(), matcher })
    }
}

impl Pattern {
    /// Whether `path` is meant.
    pub fn matches(&self, path: &EntryPath) -> bool {
        match &self.matcher {
            Matcher::Below(directory) => path.below(directory).is_some(),
            Matcher::Glob(regex) => regex.is_match(path.as_bytes()),
        }
    }

    /// Whether it is the root, which is there even where nothing is in it.
    pub fn is_root(&self) -> bool {
        matches!(&self.matcher, Matcher::Below(path) if path.is_root())
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// A pattern as a regular expression over paths without their leading slash.
fn expression(pattern: &str) -> String {
    let mut expression = String::from("(?s-u)^");
    let plain = pattern.trim_start_matches("./").trim_start_matches('/');
    let mut rest = plain.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '*' if rest.next_if_eq(&'*').is_some() => {
                // Between slashes it also stands for no directory at all.
                let alone = expression.ends_with(['/', '^']) && rest.next_if_eq(&'/').is_some();
                expression.push_str(if alone { "(?:.*/)?" } else { ".*" });
            }
            '*' => expression.push_str("[^/]*"),
            '?' => expression.push_str("[^/]"),
            '[' => {
                expression.push('[');
                if rest.next_if_eq(&'!').is_some() {
                    expression.push('^');
                }
                let mut first = true;
                for c in rest.by_ref() {
                    match c {
                        ']' if !first => break,
                        '-' => expression.push('-'),
                        c => push_literal(&mut expression, c),
                    }
                    first = false;
                }
                expression.push(']');
            }
            c => push_literal(&mut expression, c),
        }
    }
    expression.push('$');
    expression
}

fn push_literal(expression: &mut String, c: char) {
    let mut buffer = [0; 4];
    for byte in c.encode_utf8(&mut buffer).bytes() {
        if byte == b'/' || byte.is_ascii_alphanumeric() {
            expression.push(char::from(byte));
        } else {
            expression.push_str(&format!("\\x{byte:02x}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn matches(pattern: &str, path: &str) -> bool {
        pattern.parse::<Pattern>().unwrap().matches(&EntryPath::parse(path.as_bytes()).unwrap())
    }

    #[test]
    fn paths_mean_all_below_and_patterns_whole_paths() {
        for (pattern, path, expected) in [
            ("/etc", "/etc", true),
            ("etc/", "/etc/passwd", true),
            ("etc", "/etcetera", false),
            ("/", "/anything/at/all", true),
            ("/etc/*", "/etc/passwd", true),
            ("/etc/*", "/etc/apk/arch", false),
            ("/etc/**", "/etc/apk/arch", true),
            ("**/arch", "/etc/apk/arch", true),
            ("**/arch", "/arch", true),
            ("/etc/**/arch", "/etc/arch", true),
            ("*.so", "/lib/x.so", false),
            ("**.so", "/lib/x.so", true),
            ("/lib/?.so", "/lib/x.so", true),
            ("/lib/[!a-f].so", "/lib/x.so", true),
            ("/lib/[a-f].so", "/lib/x.so", false),
            ("/lib/[]x].so", "/lib/].so", true),
            ("/a+b(c).*", "/a+b(c).d", true),
            ("/größe*", "/größe1", true),
        ] {
            assert_eq!(matches(pattern, path), expected, "{pattern} {path}");
        }
        assert!("../x".parse::<Pattern>().is_err());
        assert!("[z-a]".parse::<Pattern>().is_err());
    }

    proptest! {
        #[test]
        fn no_pattern_panics(text in r"[\[\]*?!a-c/\\^$.-]{0,20}") {
            if let Ok(pattern) = text.parse::<Pattern>() {
                let _ = pattern.matches(&EntryPath::parse(b"a/b").unwrap());
            }
        }
    }
}
