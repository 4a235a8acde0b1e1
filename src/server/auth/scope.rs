//! Scopes: what a client asks a token for, `type:name:actions` (distribution token specification). Pure.

use super::action::Actions;
use crate::reference::Repository;

/// More scopes than this in one request are a mistake or an attack.
const MOST: usize = 256;

/// What a token is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Something with a repository.
    Repository(Repository, Actions),
    /// The list of all repositories.
    Catalog,
    /// What this registry does not have: another type, or a name that no repository can have. It is never granted.
    Other,
}

impl Scope {
    /// Reads one scope. The name may hold colons: the type ends at the first, the actions begin after the last.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let parts = text.split_once(':').and_then(|(kind, rest)| Some((kind, rest.rsplit_once(':')?)));
        let Some((kind, (name, actions))) = parts.filter(|(kind, (name, _))| !kind.is_empty() && !name.is_empty())
        else {
            return Err("a scope has the form TYPE:NAME:ACTIONS".to_owned());
        };
        Ok(match (kind, name) {
            ("repository", name) => match name.parse() {
                Ok(repository) => Self::Repository(repository, Actions::of_words(actions.split(','))),
                Err(_) => Self::Other,
            },
            ("registry", "catalog") if actions.split(',').any(|word| word == "*") => Self::Catalog,
            _ => Self::Other,
        })
    }

    /// Reads several values, each of which may hold several scopes with spaces between. What is asked of one repository
    /// twice is put together.
    ///
    /// # Errors
    /// What is wrong with the first that cannot be read.
    pub fn parse_all<'a>(values: impl IntoIterator<Item = &'a str>) -> Result<Vec<Self>, String> {
        let mut all: Vec<Self> = Vec::new();
        let words = values.into_iter().flat_map(|value| value.split(' ')).filter(|word| !word.is_empty());
        for (at, word) in words.enumerate() {
            if at == MOST {
                return Err(format!("at most {MOST} scopes can be asked for at once"));
            }
            let scope = Self::parse(word)?;
            let Self::Repository(repository, actions) = &scope else {
                all.push(scope);
                continue;
            };
            let known = all.iter_mut().find_map(|known| match known {
                Self::Repository(name, actions) if name == repository => Some(actions),
                _ => None,
            });
            match known {
                Some(known) => *known = known.or(*actions),
                None => all.push(scope),
            }
        }
        Ok(all)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn repository(name: &str, words: &[&str]) -> Scope {
        Scope::Repository(name.parse().unwrap(), Actions::of_words(words.iter().copied()))
    }

    #[test]
    fn scopes_are_split_at_the_first_and_the_last_colon() {
        for (text, expected) in [
            ("repository:a/b:pull", repository("a/b", &["pull"])),
            ("repository:a/b:pull,push", repository("a/b", &["pull", "push"])),
            ("repository:a:*", repository("a", &["*"])),
            ("repository:a:", repository("a", &[])),
            ("repository:a:fly,pull", repository("a", &["pull"])),
            ("registry:catalog:*", Scope::Catalog),
            ("registry:catalog:pull", Scope::Other),
            ("registry:other:*", Scope::Other),
            ("repository(plugin):a:pull", Scope::Other),
            ("repository:host:5000/a:pull", Scope::Other),
            ("repository:A:pull", Scope::Other),
            ("repository:../a:pull", Scope::Other),
            ("repository:a/*:pull", Scope::Other),
        ] {
            assert_eq!(Scope::parse(text).unwrap(), expected, "{text}");
        }
        for wrong in ["", "repository", "repository:a", ":a:pull", "repository::pull", "::"] {
            assert!(Scope::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn several_scopes_are_put_together() {
        let all = Scope::parse_all(["repository:a:pull repository:b:push", "repository:a:push", ""]).unwrap();
        assert_eq!(all, [repository("a", &["pull", "push"]), repository("b", &["push"])]);
        let many = "x:y:z ".repeat(257);
        assert!(Scope::parse_all([many.as_str()]).unwrap_err().contains("256"));
    }

    proptest! {
        #[test]
        fn no_text_panics(text in ".{0,60}", name in "[a-z:/*.]{0,12}") {
            let _ = Scope::parse_all([text.as_str()]);
            let _ = Scope::parse(&format!("repository:{name}:pull"));
        }

        #[test]
        fn what_is_written_is_read(name in "[a-z0-9]{1,5}(/[a-z0-9]{1,5}){0,3}", push in any::<bool>()) {
            let actions = if push { "pull,push" } else { "pull" };
            let found = Scope::parse(&format!("repository:{name}:{actions}")).unwrap();
            prop_assert_eq!(found, repository(&name, &actions.split(',').collect::<Vec<_>>()));
        }
    }
}
