//! Scopes of a token: which actions on which repositories (`repository:NAME:pull,push`).

use std::fmt;

use crate::reference::Repository;

/// A set of scopes, in the order of importance: some token services look at the first alone. Two that allow the same
/// are equal as keys of a cache as long as they were built in the same way, which every repository does.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(in crate::registry) struct Scopes(Vec<Scope>);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Scope {
    /// What comes before the last colon: `repository:NAME`.
    resource: String,
    actions: Vec<String>,
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.actions.is_empty() {
            return f.write_str(&self.resource);
        }
        write!(f, "{}:{}", self.resource, self.actions.join(","))
    }
}

impl Scopes {
    /// The scope of `actions` (with commas) on a repository.
    pub(in crate::registry) fn repository(repository: &Repository, actions: &str) -> Self {
        let mut scopes = Self::default();
        scopes.add(&format!("repository:{repository}:{actions}"));
        scopes
    }

    /// The scope of listing repositories.
    pub(in crate::registry) fn catalog() -> Self {
        let mut scopes = Self::default();
        scopes.add("registry:catalog:*");
        scopes
    }

    /// Adds what `text` says: one scope, or several with spaces between. Actions on a resource that is there already
    /// are united with its own.
    pub(in crate::registry) fn add(&mut self, text: &str) {
        for part in text.split_ascii_whitespace() {
            let (resource, actions) = match part.rsplit_once(':') {
                Some((resource, actions)) if resource.contains(':') => (resource, actions),
                _ => (part, ""),
            };
            let actions = actions.split(',').filter(|action| !action.is_empty()).map(str::to_owned);
            match self.0.iter_mut().find(|scope| scope.resource == resource) {
                None => self.0.push(Scope { resource: resource.to_owned(), actions: actions.collect() }),
                Some(scope) => {
                    for action in actions {
                        if !scope.actions.contains(&action) {
                            scope.actions.push(action);
                        }
                    }
                }
            }
        }
    }

    /// Everything in both, what is in `first` first.
    #[must_use]
    pub(in crate::registry) fn united(first: Option<&str>, rest: &Self) -> Self {
        let mut all = Self::default();
        if let Some(first) = first {
            all.add(first);
        }
        for scope in &rest.0 {
            all.add(&scope.to_string());
        }
        all
    }

    /// Each scope as text.
    pub(in crate::registry) fn texts(&self) -> impl Iterator<Item = String> {
        self.0.iter().map(Scope::to_string)
    }

    /// Sets that a token service may accept that refused this one: it may know no `delete`, or take one scope only.
    pub(in crate::registry) fn reduced(&self) -> Vec<Self> {
        let mut others = Vec::new();
        if self.0.iter().any(|scope| scope.actions.iter().any(|action| action == "delete")) {
            let widen = |scope: &Scope| Scope { resource: scope.resource.clone(), actions: vec!["*".to_owned()] };
            others.push(Self(self.0.iter().map(widen).collect()));
        }
        if self.0.len() > 1 {
            others.push(Self(self.0[..1].to_vec()));
        }
        others
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(scopes: &Scopes) -> String {
        scopes.texts().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn actions_on_one_resource_are_united() {
        for (first, rest, expected) in [
            (None, "repository:a:pull", "repository:a:pull"),
            (Some("repository:a:pull,push"), "repository:a:pull", "repository:a:pull,push"),
            (Some("repository:a:push"), "repository:a:pull", "repository:a:push,pull"),
            (
                Some("repository:b:pull repository:c:pull"),
                "repository:a:pull",
                "repository:b:pull repository:c:pull repository:a:pull",
            ),
            (Some(""), "registry:catalog:*", "registry:catalog:*"),
            (Some("aws"), "repository:a:pull", "aws repository:a:pull"),
            (Some("repository:host:5000/a:pull"), "", "repository:host:5000/a:pull"),
        ] {
            let mut scopes = Scopes::default();
            scopes.add(rest);
            assert_eq!(shown(&Scopes::united(first, &scopes)), expected);
        }
    }

    #[test]
    fn a_refused_set_has_smaller_ones() {
        let mut scopes = Scopes::repository(&"a/b".parse().unwrap(), "pull,push,delete");
        assert_eq!(scopes.reduced().iter().map(shown).collect::<Vec<_>>(), ["repository:a/b:*"]);
        scopes = Scopes::repository(&"a/b".parse().unwrap(), "pull,push");
        scopes.add("repository:c:pull");
        assert_eq!(scopes.reduced().iter().map(shown).collect::<Vec<_>>(), ["repository:a/b:pull,push"]);
    }
}
