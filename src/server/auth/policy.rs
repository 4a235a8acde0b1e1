//! The rules of a registry: who may do what where, and which tags never move. Read from a small TOML file. Pure.
//!
//! ```toml
//! anonymous_pull = true
//!
//! [groups]
//! devs = ["ann", "bob"]
//!
//! [[rule]]
//! repositories = ["team/**", "lib/*"]
//! who = ["@devs", "carl"]
//! allow = ["pull", "push"]
//!
//! [[immutable]]
//! repositories = ["**"]
//! tags = ["v*"]
//! ```

use std::collections::{BTreeMap, HashSet};

use serde::Deserialize;
use toml::Spanned;

use super::action::{Action, Actions};
use super::error::Flaw;
use super::pattern::{self, Patterns};
use crate::reference::{Repository, Tag};

/// Who may do what. What the anonymous may do, everybody may.
#[derive(Debug, Default)]
pub struct Policy {
    rules: Vec<Rule>,
    immutable: Vec<(Patterns, Patterns)>,
    decides_rights: bool,
}

#[derive(Debug)]
struct Rule {
    repositories: Patterns,
    who: Who,
    allow: Actions,
}

#[derive(Debug, Default)]
struct Who {
    everybody: bool,
    authenticated: bool,
    names: HashSet<String>,
}

impl Who {
    fn holds(&self, name: Option<&str>) -> bool {
        self.everybody || name.is_some_and(|name| self.authenticated || self.names.contains(name))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    anonymous_pull: Option<bool>,
    #[serde(default)]
    groups: BTreeMap<String, Vec<Spanned<String>>>,
    rule: Option<Vec<RuleTable>>,
    #[serde(default)]
    immutable: Vec<ImmutableTable>,
}

type Words = Spanned<Vec<Spanned<String>>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleTable {
    repositories: Words,
    who: Words,
    allow: Spanned<Vec<Action>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ImmutableTable {
    repositories: Words,
    tags: Words,
}

impl Policy {
    /// What holds where nobody wrote rules: who is logged in may do everything, nobody else anything.
    pub fn usual() -> Self {
        Self { rules: vec![Rule::for_users()], ..Self::default() }
    }

    /// Reads the file. Without any `[[rule]]`, who is logged in may do everything, as without the file.
    ///
    /// # Errors
    /// The first line that cannot be used, with what can.
    pub fn parse(text: &str) -> Result<Self, Flaw> {
        let file: File = toml::from_str(text).map_err(|error| match error.span() {
            Some(span) => Flaw::at(text, span.start, error.message().trim()),
            None => Flaw::new(error.message().trim()),
        })?;
        let decides_rights = file.anonymous_pull.is_some() || file.rule.is_some() || !file.groups.is_empty();
        let mut rules = match &file.rule {
            Some(tables) => tables.iter().map(|table| rule(text, table, &file.groups)).collect::<Result<_, _>>()?,
            None => vec![Rule::for_users()],
        };
        if file.anonymous_pull == Some(true) {
            rules.push(Rule::for_all_to_pull());
        }
        let pair = |table: &ImmutableTable| Ok((patterns(text, &table.repositories)?, patterns(text, &table.tags)?));
        let immutable = file.immutable.iter().map(pair).collect::<Result<_, Flaw>>()?;
        Ok(Self { rules, immutable, decides_rights })
    }

    /// Reads the file where somebody else gives the rights: only tags that never move are left to it.
    ///
    /// # Errors
    /// As [`Policy::parse`], and where it would give rights.
    pub fn parse_immutable(text: &str) -> Result<Self, Flaw> {
        let policy = Self::parse(text)?;
        if policy.decides_rights {
            return Err(Flaw::new(
                "the tokens of the issuer give the rights here, so that only [[immutable]] can stand in this file",
            ));
        }
        Ok(Self { rules: Vec::new(), ..policy })
    }

    /// Whether `who`, or the anonymous, may do this.
    pub fn allows(&self, who: Option<&str>, action: Action, repository: &Repository) -> bool {
        let name = repository.as_str();
        self.rules.iter().any(|rule| rule.allow.has(action) && rule.who.holds(who) && rule.repositories.fit(name))
    }

    /// All that `who`, or the anonymous, may do with a repository.
    pub fn actions(&self, who: Option<&str>, repository: &Repository) -> Actions {
        let hold = self.rules.iter().filter(|rule| rule.who.holds(who) && rule.repositories.fit(repository.as_str()));
        hold.fold(Actions::default(), |all, rule| all.or(rule.allow))
    }

    /// Whether there may be a repository that `who`, or the anonymous, can do something with.
    pub fn gives_anything(&self, who: Option<&str>) -> bool {
        self.rules.iter().any(|rule| rule.who.holds(who) && !rule.allow.is_empty())
    }

    /// Whether `who`, or the anonymous, may do this with every repository there is or will be. Who may administer them
    /// all may do what concerns the registry as a whole.
    pub fn allows_everywhere(&self, who: Option<&str>, action: Action) -> bool {
        let whole = |rule: &&Rule| matches!(rule.repositories, Patterns::All) && rule.allow.has(action);
        self.rules.iter().filter(whole).any(|rule| rule.who.holds(who))
    }

    /// Whether the tag never moves once it is set.
    pub fn is_immutable(&self, repository: &Repository, tag: &Tag) -> bool {
        self.immutable.iter().any(|(names, tags)| names.fit(repository.as_str()) && tags.fit(tag.as_str()))
    }
}

impl Rule {
    fn for_users() -> Self {
        let who = Who { authenticated: true, ..Who::default() };
        Self { repositories: Patterns::All, who, allow: Actions::FULL }
    }

    fn for_all_to_pull() -> Self {
        let who = Who { everybody: true, ..Who::default() };
        Self { repositories: Patterns::All, who, allow: Actions::default().with(Action::Pull) }
    }
}

fn rule(text: &str, table: &RuleTable, groups: &BTreeMap<String, Vec<Spanned<String>>>) -> Result<Rule, Flaw> {
    let mut who = Who::default();
    for word in filled(text, &table.who, "who")? {
        match word.get_ref().as_str() {
            "*" | "anonymous" => who.everybody = true,
            "authenticated" => who.authenticated = true,
            name => match name.strip_prefix('@') {
                Some(group) => {
                    let known = groups.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
                    let reason = || format!("there is no group {group:?} under [groups], which has: {known}");
                    let members = groups.get(group).ok_or_else(|| Flaw::at(text, word.span().start, reason()))?;
                    who.names.extend(members.iter().map(|member| member.get_ref().clone()));
                }
                None => {
                    who.names.insert(name.to_owned());
                }
            },
        }
    }
    if table.allow.get_ref().is_empty() {
        let reason = "allow is empty: it lists pull, push, delete, or admin, which is everything";
        return Err(Flaw::at(text, table.allow.span().start, reason));
    }
    let allow = table.allow.get_ref().iter().copied().fold(Actions::default(), Actions::with);
    Ok(Rule { repositories: patterns(text, &table.repositories)?, who, allow })
}

fn patterns(text: &str, words: &Words) -> Result<Patterns, Flaw> {
    for word in filled(text, words, "the list of patterns")? {
        pattern::check(word.get_ref()).map_err(|reason| Flaw::at(text, word.span().start, reason))?;
    }
    let all = words.get_ref().iter().map(|word| word.get_ref().as_str());
    Patterns::new(all).map_err(|reason| Flaw::at(text, words.span().start, reason))
}

/// A rule that never applies is a slip, and one that could lock people out.
fn filled<'a>(text: &str, words: &'a Words, what: &str) -> Result<&'a [Spanned<String>], Flaw> {
    if words.get_ref().is_empty() {
        return Err(Flaw::at(text, words.span().start, format!("{what} is empty, so that nothing fits")));
    }
    if let Some(blank) = words.get_ref().iter().find(|word| word.get_ref().is_empty()) {
        return Err(Flaw::at(text, blank.span().start, format!("{what} has an empty entry")));
    }
    Ok(words.get_ref())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const EXAMPLE: &str = r#"
[groups]
devs = ["ann", "bob"]

[[rule]]
repositories = ["team/**", "lib/*"]
who = ["@devs", "carl"]
allow = ["pull", "push"]

[[rule]]
repositories = ["public/*"]
who = ["*"]
allow = ["pull"]

[[rule]]
repositories = ["public/*"]
who = ["authenticated"]
allow = ["delete"]

[[rule]]
repositories = ["**"]
who = ["root"]
allow = ["admin"]

[[immutable]]
repositories = ["team/**"]
tags = ["v*"]
"#;

    fn may(policy: &Policy, who: &str, action: Action, repository: &str) -> bool {
        policy.allows(Some(who).filter(|who| !who.is_empty()), action, &repository.parse().unwrap())
    }

    #[test]
    fn rules_say_who_may_do_what_where() {
        use Action::{Admin, Delete, Pull, Push};

        let policy = Policy::parse(EXAMPLE).unwrap();
        for (who, action, repository, expected) in [
            ("ann", Push, "team/a/b", true),
            ("bob", Pull, "lib/x", true),
            ("carl", Push, "lib/x", true),
            ("carl", Push, "lib/x/y", false),
            ("ann", Delete, "team/a", false),
            ("ann", Admin, "team/a", false),
            ("dora", Pull, "team/a", false),
            ("@devs", Pull, "team/a", false),
            ("", Pull, "team/a", false),
            ("", Pull, "public/a", true),
            ("dora", Pull, "public/a", true),
            ("", Push, "public/a", false),
            ("dora", Delete, "public/a", true),
            ("", Delete, "public/a", false),
            ("root", Delete, "any/thing", true),
            ("root", Admin, "any/thing", true),
        ] {
            assert_eq!(may(&policy, who, action, repository), expected, "{who} {action} {repository}");
        }
        assert!(policy.allows_everywhere(Some("root"), Admin) && !policy.allows_everywhere(Some("ann"), Push));
        assert!(policy.gives_anything(None) && policy.gives_anything(Some("dora")));
        let repository = "public/a".parse().unwrap();
        assert_eq!(policy.actions(Some("dora"), &repository).words(), ["pull", "delete"]);
    }

    #[test]
    fn tags_that_never_move() {
        let policy = Policy::parse(EXAMPLE).unwrap();
        let is = |repository: &str, tag: &str| policy.is_immutable(&repository.parse().unwrap(), &tag.parse().unwrap());
        assert!(is("team/a", "v1.0") && !is("team/a", "latest") && !is("lib/a", "v1.0"));
    }

    #[test]
    fn without_rules_users_may_do_everything_and_others_nothing() {
        for policy in [Policy::usual(), Policy::parse("").unwrap()] {
            assert!(may(&policy, "ann", Action::Admin, "a") && !may(&policy, "", Action::Pull, "a"));
            assert!(policy.allows_everywhere(Some("ann"), Action::Admin) && !policy.gives_anything(None));
        }
        let open = Policy::parse("anonymous_pull = true").unwrap();
        assert!(may(&open, "", Action::Pull, "a") && !may(&open, "", Action::Push, "a"));
        assert!(may(&open, "ann", Action::Push, "a"));
        let none = Policy::parse("rule = []").unwrap();
        assert!(!may(&none, "ann", Action::Pull, "a"), "a list of no rules gives nothing");
    }

    #[test]
    fn mistakes_are_told_with_their_line_and_what_is_allowed() {
        let rule = "[[rule]]\nrepositories = [\"**\"]\nwho = [\"ann\"]\n";
        for (text, line, part) in [
            ("anonymous_pul = true".to_owned(), 1, "anonymous_pull"),
            ("anonymous_pull = 1".to_owned(), 1, "boolean"),
            (format!("{rule}allow = [\"read\"]"), 4, "`pull`, `push`, `delete`, `admin`"),
            (format!("{rule}allow = []"), 4, "allow is empty"),
            ("[[rule]]\nrepositories = []\nwho = [\"a\"]\nallow = [\"pull\"]".to_owned(), 2, "is empty"),
            ("[[rule]]\nrepositories = [\"a\"]\nwho = []\nallow = [\"pull\"]".to_owned(), 3, "who is empty"),
            ("[[rule]]\nrepositories = [\"a\"]\nwho = [\"\"]\nallow = [\"pull\"]".to_owned(), 3, "empty entry"),
            (
                "[[rule]]\nrepositories = [\n\"a\",\n\"b//c\"]\nwho = [\"a\"]\nallow = [\"pull\"]".to_owned(),
                4,
                "empty comp",
            ),
            (
                "[groups]\nx = []\n[[rule]]\nrepositories=[\"a\"]\nwho=[\"@y\"]\nallow=[\"pull\"]".to_owned(),
                5,
                "no group",
            ),
            ("[[immutable]]\nrepositories = [\"**\"]\ntags = [\"v?\"]".to_owned(), 3, "cannot stand in"),
            ("[[immutable]]\ntags = [\"v*\"]".to_owned(), 1, "repositories"),
            ("a = [".to_owned(), 1, ""),
        ] {
            let flaw = Policy::parse(&text).unwrap_err();
            assert_eq!(flaw.line, Some(line), "{text}: {flaw}");
            assert!(flaw.reason.contains(part), "{text}: {flaw}");
        }
    }

    #[test]
    fn an_issuer_leaves_only_immutable_tags() {
        let tags = "[[immutable]]\nrepositories = [\"**\"]\ntags = [\"v*\"]";
        let policy = Policy::parse_immutable(tags).unwrap();
        assert!(!policy.gives_anything(Some("ann")));
        assert!(policy.is_immutable(&"a".parse().unwrap(), &"v1".parse().unwrap()));
        for text in ["anonymous_pull = true", "rule = []", "[groups]\na = []"] {
            assert!(Policy::parse_immutable(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "(\\[\\[rule\\]\\]|who|allow|=|\\[|\\]|\"|\n| |[a-z*@]{1,4}){0,40}") {
            let _ = Policy::parse(&text);
        }
    }
}
