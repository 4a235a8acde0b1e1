//! Arguments that name a whole repository, a filter of names, and lists of platforms.

use clap::Args;
use regex::Regex;

use crate::oci::{Platform, PlatformError};
use crate::reference::{LayoutPath, Location, ParseError};

/// Reads a location without a tag or a digest.
pub fn parse_repository(text: &str) -> Result<Location, ParseError> {
    let location: Location = text.parse()?;
    let bare = match &location {
        Location::Archive(path) => path.name.is_none() && path.digest.is_none(),
        Location::Daemon(_) => {
            let reason = "a docker engine is asked for single images: `docker image ls` lists them".to_owned();
            return Err(ParseError { text: text.to_owned(), at: 0, reason });
        }
        Location::Layout(LayoutPath { tag, digest, .. }) => tag.is_none() && digest.is_none(),
        Location::Registry(reference) | Location::Store(reference) => {
            reference.tag.is_none() && reference.digest.is_none()
        }
    };
    if bare {
        return Ok(location);
    }
    let at = text.find('@').unwrap_or(text.len());
    let at = text[..at].rfind(':').filter(|colon| !text[*colon..].contains('/')).unwrap_or(at);
    let reason = "a repository, a layout or an archive was expected here, without a tag or a digest".to_owned();
    Err(ParseError { text: text.to_owned(), at, reason })
}

/// Platforms with commas between them.
#[derive(Clone, Debug)]
pub struct PlatformList(pub Vec<Platform>);

impl std::str::FromStr for PlatformList {
    type Err = PlatformError;

    /// Reads them. What has an equals sign belongs to the platform before it: `windows/amd64,osver=10.0.17763`.
    fn from_str(text: &str) -> Result<Self, PlatformError> {
        let mut names: Vec<String> = Vec::new();
        for part in text.split(',') {
            match names.last_mut() {
                Some(name) if part.contains('=') => {
                    name.push(',');
                    name.push_str(part);
                }
                _ => names.push(part.to_owned()),
            }
        }
        names.iter().map(|name| name.parse()).collect::<Result<_, _>>().map(Self)
    }
}

/// The platforms of all lists.
pub fn listed(lists: Vec<PlatformList>) -> Vec<Platform> {
    lists.into_iter().flat_map(|list| list.0).collect()
}

/// Which names are listed.
#[derive(Args, Clone, Debug)]
pub struct FilterArgs {
    /// Only names that REGEX matches as a whole; may be repeated
    #[arg(long, value_name = "REGEX", value_parser = whole)]
    pub include: Vec<Regex>,
    /// No names that REGEX matches as a whole; may be repeated
    #[arg(long, value_name = "REGEX", value_parser = whole)]
    pub exclude: Vec<Regex>,
}

impl FilterArgs {
    /// Whether every name passes.
    pub fn is_empty(&self) -> bool {
        self.include.is_empty() && self.exclude.is_empty()
    }

    /// Whether `name` passes.
    pub fn lets(&self, name: &str) -> bool {
        (self.include.is_empty() || self.include.iter().any(|regex| regex.is_match(name)))
            && !self.exclude.iter().any(|regex| regex.is_match(name))
    }
}

/// A pattern for whole names: `3` means the tag 3 and not every tag with a 3 in it.
fn whole(pattern: &str) -> Result<Regex, String> {
    // Compiled alone first, so that brackets and errors are those of the pattern itself.
    Regex::new(pattern).and_then(|_| Regex::new(&format!("^(?:{pattern})$"))).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oci::Digest;

    #[test]
    fn a_repository_takes_no_tag_wherever_it_is() {
        for good in ["alpine", "localhost:5000/a", "oci:dir", "oci:/a:b/c", "store:a/b"] {
            assert!(parse_repository(good).is_ok(), "{good}");
        }
        let digest = Digest::sha256(b"");
        for (bad, at) in [
            ("alpine:3".to_owned(), 6),
            ("store:a:1".to_owned(), 7),
            ("oci:d:v".to_owned(), 5),
            (format!("a@{digest}"), 1),
        ] {
            assert_eq!(parse_repository(&bad).unwrap_err().at, at, "{bad}");
        }
    }

    #[test]
    fn names_are_matched_as_a_whole() {
        let regexes = |patterns: &[&str]| patterns.iter().map(|pattern| whole(pattern).unwrap()).collect();
        let filter = FilterArgs { include: regexes(&["3|3\\.[0-9]+", "v.*"]), exclude: regexes(&[".*-rc"]) };
        for (name, passes) in [("3", true), ("3.1", true), ("13", false), ("v2", true), ("v2-rc", false)] {
            assert_eq!(filter.lets(name), passes, "{name}");
        }
        assert!(FilterArgs { include: vec![], exclude: vec![] }.lets("any"));
        assert!(whole("(").is_err());
        assert!(whole("a)(b").is_err(), "brackets of the wrapping do not complete those of the pattern");
    }
}
