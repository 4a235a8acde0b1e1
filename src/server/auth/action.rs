//! What may be done with a repository, and sets of it.

use std::fmt;

/// What may be done with a repository.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// Read blobs, manifests, tags and referrers.
    Pull,
    /// Write blobs and manifests, and set tags.
    Push,
    /// Delete blobs, manifests and tags.
    Delete,
    /// Everything, also what concerns the registry as a whole.
    Admin,
}

impl Action {
    /// Every action.
    pub const ALL: [Self; 4] = [Self::Pull, Self::Push, Self::Delete, Self::Admin];

    /// The word for it in scopes and claims, where `*` stands for everything.
    pub fn word(self) -> &'static str {
        match self {
            Self::Pull => "pull",
            Self::Push => "push",
            Self::Delete => "delete",
            Self::Admin => "*",
        }
    }

    /// The actions that a client should ask for when it needs this one: who pushes looks first what is there.
    pub fn asked(self) -> &'static str {
        if self == Self::Push { "pull,push" } else { self.word() }
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Pull => "pull from",
            Self::Push => "push to",
            Self::Delete => "delete from",
            Self::Admin => "administer",
        })
    }
}

/// A set of actions. [`Action::Admin`] in it stands for all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Actions(u8);

impl Actions {
    /// Every action.
    pub const FULL: Self = Self(0b1111);

    /// The set with one action more.
    #[must_use]
    pub fn with(self, action: Action) -> Self {
        if action == Action::Admin { Self::FULL } else { Self(self.0 | 1 << action as u8) }
    }

    /// Whether the action is in the set.
    pub fn has(self, action: Action) -> bool {
        self.0 & (1 << action as u8) != 0
    }

    /// Whether nothing is in the set.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// What is in both sets.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// What is in either set.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The actions of a scope or a claim; words that mean nothing here are left out.
    pub fn of_words<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let known = |word: &str| Action::ALL.into_iter().find(|action| action.word() == word);
        words.into_iter().filter_map(known).fold(Self::default(), Self::with)
    }

    /// The words for what is in the set.
    pub fn words(self) -> Vec<&'static str> {
        Action::ALL.into_iter().filter(|action| self.has(*action)).map(Action::word).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn admin_is_everything_and_nothing_else_implies_anything() {
        let push = Actions::default().with(Action::Push);
        assert!(push.has(Action::Push) && !push.has(Action::Pull) && !push.has(Action::Admin));
        assert_eq!(Actions::default().with(Action::Admin), Actions::FULL);
        let all = [Action::Pull, Action::Push, Action::Delete].into_iter().fold(Actions::default(), Actions::with);
        assert!(!all.has(Action::Admin));
        assert_eq!(Actions::FULL.and(push), push);
        assert!(Actions::default().is_empty());
    }

    #[test]
    fn words_of_scopes() {
        assert_eq!(Actions::of_words(["pull", "push", "frobnicate", "PULL"]).words(), ["pull", "push"]);
        assert_eq!(Actions::of_words(["*"]).words(), ["pull", "push", "delete", "*"]);
        assert_eq!(Actions::of_words(["admin", ""]), Actions::default());
        assert_eq!(Action::Push.asked(), "pull,push");
    }
}
