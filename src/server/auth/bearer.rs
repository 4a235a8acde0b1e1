//! Tokens that are accepted: our own, or those of an outside issuer, verified once and then remembered.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use ring::digest::{SHA256, digest};

use super::action::{Action, Actions};
use super::jwk::{KeySet, PublicKey};
use super::jwt::{Access, Claims, Fault, Unverified, Validity};
use super::keys::{KeyRing, Keys};
use super::watched::Watched;
use crate::reference::Repository;

/// At most so many tokens are remembered.
const MOST: usize = 1024;

/// Verifies tokens.
pub struct Bearer {
    /// Whose keys.
    pub source: Source,
    /// Who must have issued a token.
    pub issuer: String,
    /// For whom a token must be.
    pub audience: String,
    cache: Mutex<Cache>,
}

/// Where the keys come from.
pub enum Source {
    /// We sign ourselves.
    Own(KeyRing),
    /// Somebody else does, whose keys are in a file.
    Outside(Watched<KeySet>),
}

/// The keys at one moment.
#[derive(Clone)]
enum Current {
    Own(Arc<Keys>),
    Outside(Arc<KeySet>),
}

/// What was verified with these keys.
#[derive(Default)]
struct Cache {
    keys: Option<Current>,
    tokens: HashMap<[u8; 32], Arc<Token>>,
}

/// A token that was verified.
#[derive(Debug)]
pub struct Token {
    /// Who it was given to; nothing for the anonymous.
    pub subject: Option<String>,
    /// The fingerprint of the password it was given out for.
    pub fingerprint: Option<String>,
    /// Whether it opens the list of repositories.
    pub catalog: bool,
    repositories: HashMap<String, Actions>,
    validity: Validity,
}

impl Token {
    /// Whether the token covers this.
    pub fn covers(&self, action: Action, repository: &Repository) -> bool {
        self.repositories.get(repository.as_str()).is_some_and(|actions| actions.has(action))
    }

    fn new(claims: Claims) -> Result<Self, Fault> {
        let validity = claims.validity()?;
        let access = claims.access.unwrap_or_default();
        let mut repositories: HashMap<String, Actions> = HashMap::new();
        for Access { name, actions, .. } in access.iter().filter(|access| access.kind == "repository") {
            let actions = Actions::of_words(actions.iter().map(String::as_str));
            let known = repositories.entry(name.clone()).or_default();
            *known = known.or(actions);
        }
        let is_catalog = |access: &Access| {
            access.kind == "registry" && access.name == "catalog" && access.actions.iter().any(|word| word == "*")
        };
        Ok(Self {
            subject: claims.sub.filter(|name| !name.is_empty()),
            fingerprint: claims.fingerprint,
            catalog: access.iter().any(is_catalog),
            repositories,
            validity,
        })
    }
}

impl Current {
    fn find(&self, kid: Option<&str>) -> Option<&PublicKey> {
        match self {
            Self::Own(keys) => kid.and_then(|kid| keys.find(kid)),
            Self::Outside(keys) => keys.key(kid),
        }
    }

    fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Own(one), Self::Own(other)) => Arc::ptr_eq(one, other),
            (Self::Outside(one), Self::Outside(other)) => Arc::ptr_eq(one, other),
            _ => false,
        }
    }
}

impl Bearer {
    /// Accepts tokens of `issuer` for `audience`.
    pub fn new(source: Source, issuer: &str, audience: &str) -> Self {
        Self { source, issuer: issuer.to_owned(), audience: audience.to_owned(), cache: Mutex::default() }
    }

    fn keys(&self) -> Current {
        match &self.source {
            Source::Own(ring) => Current::Own(ring.keys()),
            Source::Outside(file) => Current::Outside(file.get()),
        }
    }

    /// Verifies a token that opens the registry.
    pub fn verify(&self, token: &str, now: i64) -> Result<Arc<Token>, Fault> {
        let mut sum = [0; 32];
        sum.copy_from_slice(digest(&SHA256, token.as_bytes()).as_ref());
        let keys = self.keys();
        if let Some(known) = self.remembered(&keys, &sum) {
            known.validity.check(now)?;
            return Ok(known);
        }
        let found = Arc::new(Self::examine(&keys, token, &self.issuer, &self.audience, now)?);
        self.remember(&keys, sum, &found, now);
        Ok(found)
    }

    /// Verifies a token for `audience`, which need not be the registry.
    pub fn verify_for(&self, token: &str, audience: &str, now: i64) -> Result<Token, Fault> {
        Self::examine(&self.keys(), token, &self.issuer, audience, now)
    }

    fn examine(keys: &Current, token: &str, issuer: &str, audience: &str, now: i64) -> Result<Token, Fault> {
        let unverified = Unverified::parse(token)?;
        let key = keys.find(unverified.kid.as_deref()).ok_or(Fault::Key)?;
        let claims = unverified.verify(key)?;
        claims.check_origin(issuer, audience)?;
        let token = Token::new(claims)?;
        token.validity.check(now)?;
        Ok(token)
    }

    fn remembered(&self, keys: &Current, sum: &[u8; 32]) -> Option<Arc<Token>> {
        let cache = self.cache.lock().unwrap_or_else(PoisonError::into_inner);
        cache.keys.as_ref().filter(|known| known.is(keys)).and_then(|_| cache.tokens.get(sum).cloned())
    }

    fn remember(&self, keys: &Current, sum: [u8; 32], token: &Arc<Token>, now: i64) {
        let mut cache = self.cache.lock().unwrap_or_else(PoisonError::into_inner);
        if !cache.keys.as_ref().is_some_and(|known| known.is(keys)) {
            // What a key signed that is gone now holds no more.
            *cache = Cache { keys: Some(keys.clone()), tokens: HashMap::new() };
        }
        if cache.tokens.len() >= MOST {
            cache.tokens.retain(|_, token| token.validity.check(now).is_ok());
        }
        if cache.tokens.len() >= MOST {
            cache.tokens.clear();
        }
        cache.tokens.insert(sum, token.clone());
    }
}
