//! Rules that say which tags of a store go, and the decision for each: pure, so that it can be shown before anything
//! happens.
//!
//! ```toml
//! [[retention]]
//! repositories = ["team/**"]      # which repositories; all, where it is left out
//! tags = ["pr-*"]                 # which of their tags; all, where it is left out
//! keep = ["latest", "v*"]         # tags that never go, whatever any rule says
//! keep_last = 10                  # the newest so many of the rule's tags stay
//! order = "pushed"                # what "newest" and age go by: "pushed" (the default) or "created"
//! older_than = "30d"              # what is younger stays
//! untagged_older_than = "7d"      # manifests without a tag stay so long, and go then
//! ```
//!
//! - A tag goes if any rule says so. A rule says so if all that it sets is true: the tag is not among the newest
//!   `keep_last`, and it is older than `older_than`. A rule that sets neither takes no tag.
//! - What any rule that is about the repository names in `keep` stays, and does not count among the newest.
//! - A tag whose age cannot be read stays, and does not count either.
//! - `pushed` is when the manifest was stored last, `created` what the image's config says (an index: its youngest child).
//! - A manifest without a tag that refers to another (a signature, say) goes with that one, not by these rules.
//! - In patterns `*` and `?` stand for anything but a slash, `**` for anything at all.

use std::collections::HashSet;
use std::time::Duration;

use serde::Deserialize;

use super::error::{LayoutError, Result};

/// The rules of retention, as a file has them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Retention {
    /// The rules, in the order of the file.
    #[serde(default, rename = "retention")]
    rules: Vec<Rule>,
}

/// One rule; the module's documentation says what each field does.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Rule {
    /// Patterns of the repositories that it is about; all, where there is none.
    pub repositories: Vec<String>,
    /// Patterns of the tags that it is about; all, where there is none.
    pub tags: Vec<String>,
    /// Patterns of tags that never go.
    pub keep: Vec<String>,
    /// How many of the newest stay.
    pub keep_last: Option<usize>,
    /// What age goes by.
    pub order: Order,
    /// How old a tag is at least that goes.
    #[serde(deserialize_with = "span")]
    pub older_than: Option<Duration>,
    /// How long a manifest without a tag stays.
    #[serde(deserialize_with = "span")]
    pub untagged_older_than: Option<Duration>,
}

/// What the age of a tag goes by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Order {
    /// When the image was made, as its config says.
    Created,
    /// When its manifest was stored last.
    #[default]
    Pushed,
}

/// A tag and how old it is; nothing where that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Aged {
    pub(super) tag: String,
    pub(super) pushed: Option<Duration>,
    pub(super) created: Option<Duration>,
}

impl Aged {
    fn by(&self, order: Order) -> Option<Duration> {
        match order {
            Order::Created => self.created,
            Order::Pushed => self.pushed,
        }
    }
}

/// What becomes of a tag, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fate {
    pub(super) goes: bool,
    pub(super) reason: String,
}

impl Retention {
    /// Checks rules.
    ///
    /// # Errors
    /// [`LayoutError::Retention`] where there is none, or one that can do nothing.
    pub fn new(rules: Vec<Rule>) -> Result<Self> {
        let refuse = |reason: String| Err(LayoutError::Retention { reason });
        if rules.is_empty() {
            return refuse("there is no [[retention]] in them".to_owned());
        }
        for (number, rule) in rules.iter().enumerate() {
            let idle = rule.keep_last.is_none() && rule.older_than.is_none() && rule.untagged_older_than.is_none();
            if idle && rule.keep.is_empty() {
                return refuse(format!(
                    "rule {} does nothing: set keep_last, older_than, untagged_older_than or keep",
                    number + 1
                ));
            }
        }
        Ok(Self { rules })
    }

    /// Reads rules from TOML; what else stands in the file is left to others.
    ///
    /// # Errors
    /// [`LayoutError::Retention`], with the place of the mistake.
    pub fn parse(text: &str) -> Result<Self> {
        let read: Self = toml::from_str(text)
            .map_err(|error| LayoutError::Retention { reason: error.to_string().trim_end().to_owned() })?;
        Self::new(read.rules)
    }

    /// The rules that are about a repository, with their numbers, from 1.
    fn of<'a>(&'a self, repository: &'a str) -> impl Iterator<Item = (usize, &'a Rule)> {
        let numbered = self.rules.iter().enumerate().map(|(at, rule)| (at + 1, rule));
        numbered.filter(move |(_, rule)| is_any(&rule.repositories, repository))
    }

    /// Whether any rule is about the repository.
    pub(super) fn concerns(&self, repository: &str) -> bool {
        self.of(repository).next().is_some()
    }

    /// Whether it matters for the repository when images were made.
    pub(super) fn asks_created(&self, repository: &str) -> bool {
        self.of(repository).any(|(_, rule)| rule.order == Order::Created)
    }

    /// What becomes of each of a repository's tags, in their order.
    pub(super) fn decide(&self, repository: &str, tags: &[Aged]) -> Vec<Fate> {
        let kept: Vec<&String> = self.of(repository).flat_map(|(_, rule)| &rule.keep).collect();
        let saved = |tag: &str| kept.iter().find(|pattern| glob(pattern, tag));
        let stays = |reason: String| Fate { goes: false, reason };
        let mut fates: Vec<Fate> = tags
            .iter()
            .map(|aged| match saved(&aged.tag) {
                Some(pattern) => stays(format!("keep = {pattern:?} names it")),
                None => stays("no rule is about it".to_owned()),
            })
            .collect();
        let saved: HashSet<&str> =
            tags.iter().map(|aged| aged.tag.as_str()).filter(|tag| saved(tag).is_some()).collect();
        for (number, rule) in self.of(repository) {
            for (at, goes, reason) in rule.decide(tags, &saved) {
                let Some(fate) = fates.get_mut(at).filter(|fate| !fate.goes) else { continue };
                *fate = Fate { goes, reason: format!("rule {number}: {reason}") };
            }
        }
        fates
    }

    /// What becomes of a manifest without a tag in the repository; nothing, where no rule says.
    pub(super) fn untagged(&self, repository: &str, age: Option<Duration>) -> Option<Fate> {
        let mut spans = self.of(repository).filter_map(|(number, rule)| Some((rule.untagged_older_than?, number)));
        let (span, number) = spans.by_ref().min()?;
        let goes = age.is_some_and(|age| age >= span);
        let reason = match age {
            None => format!("rule {number}: its age cannot be read"),
            Some(_) if goes => format!("rule {number}: it has no tag and is older than {}", days(span)),
            Some(_) => format!("rule {number}: it has no tag, but is younger than {}", days(span)),
        };
        Some(Fate { goes, reason })
    }
}

impl Rule {
    /// For each tag that the rule is about its position, whether it goes, and why.
    fn decide(&self, tags: &[Aged], saved: &HashSet<&str>) -> Vec<(usize, bool, String)> {
        if self.keep_last.is_none() && self.older_than.is_none() {
            return Vec::new();
        }
        let mut fates = Vec::new();
        let mut dated = Vec::new();
        for (at, aged) in tags.iter().enumerate() {
            if saved.contains(aged.tag.as_str()) || !is_any(&self.tags, &aged.tag) {
                continue;
            }
            match aged.by(self.order) {
                Some(age) => dated.push((age, &aged.tag, at)),
                None => fates.push((at, false, "its age cannot be read".to_owned())),
            }
        }
        dated.sort();
        for (rank, (age, _, at)) in dated.into_iter().enumerate() {
            let fate = match (self.keep_last, self.older_than) {
                (Some(last), _) if rank < last => (at, false, format!("among the newest {last}")),
                (_, Some(span)) if age < span => (at, false, format!("younger than {}", days(span))),
                (Some(last), Some(span)) => {
                    (at, true, format!("not among the newest {last}, and older than {}", days(span)))
                }
                (Some(last), None) => (at, true, format!("not among the newest {last}")),
                (None, Some(span)) => (at, true, format!("older than {}", days(span))),
                (None, None) => continue,
            };
            fates.push(fate);
        }
        fates
    }
}

/// Whether `text` matches any of the patterns, or there is none.
fn is_any(patterns: &[String], text: &str) -> bool {
    patterns.is_empty() || patterns.iter().any(|pattern| glob(pattern, text))
}

/// Whether a pattern matches all of `text`: `?` is one character and `*` any number of them but slashes, `**` any number
/// of any. Takes time in proportion to the product of both lengths.
fn glob(pattern: &str, text: &str) -> bool {
    let text: Vec<char> = text.chars().collect();
    // Where in the text a match of the pattern so far may end.
    let mut ends = vec![false; text.len() + 1];
    ends[0] = true;
    let mut rest = pattern;
    while let Some(c) = rest.chars().next() {
        let everything = rest.starts_with("**");
        rest = &rest[if everything { 2 } else { c.len_utf8() }..];
        let mut next = vec![false; text.len() + 1];
        for at in 0..=text.len() {
            let before = at.checked_sub(1).map(|before| (before, text[before]));
            next[at] = match (c, before) {
                ('*', Some((before, passed))) => ends[at] || next[before] && (everything || passed != '/'),
                ('*', None) => ends[at],
                ('?', Some((before, passed))) => ends[before] && passed != '/',
                (_, Some((before, passed))) => ends[before] && passed == c,
                (_, None) => false,
            };
        }
        ends = next;
    }
    ends[text.len()]
}

/// Reads `30d`, `12h`, `1w2d`.
fn span<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Duration>, D::Error> {
    let text = String::deserialize(deserializer)?;
    let refuse = || serde::de::Error::custom(format!("{text:?} is not a time such as 12h, 30d or 2w"));
    let mut total = Duration::ZERO;
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit()).ok_or_else(refuse)?;
        let number: u64 = rest[..digits].parse().map_err(|_| refuse())?;
        let unit = match rest[digits..].chars().next() {
            Some('s') => 1,
            Some('m') => 60,
            Some('h') => 3600,
            Some('d') => 86_400,
            Some('w') => 604_800,
            _ => return Err(refuse()),
        };
        let part = number.checked_mul(unit).map(Duration::from_secs).ok_or_else(refuse)?;
        total = total.checked_add(part).ok_or_else(refuse)?;
        rest = &rest[digits + 1..];
    }
    if text.is_empty() { Err(refuse()) } else { Ok(Some(total)) }
}

/// A time as the rules write it.
fn days(span: Duration) -> String {
    let seconds = span.as_secs();
    let units = [(604_800, 'w'), (86_400, 'd'), (3600, 'h'), (60, 'm')];
    let fits = units.iter().find(|(unit, _)| seconds > 0 && seconds.is_multiple_of(*unit));
    fits.map_or_else(|| format!("{seconds}s"), |(unit, name)| format!("{}{name}", seconds / unit))
}

#[cfg(test)]
mod tests;
