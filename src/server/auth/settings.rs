//! What the operator chooses about rights, and what of it goes together.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::bearer::{Bearer, Source};
use super::challenge::is_quotable;
use super::error::AuthError;
use super::jwk::KeySet;
use super::keys::KeyRing;
use super::lock::{Lock, Rules};
use super::logins::Logins;
use super::policy::Policy;
use super::watched::{Warn, Watched};

/// How clients prove who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// They send name and password with every request.
    Basic,
    /// They fetch a token, for which they send name and password once. Name and password with a request do as well.
    Bearer,
}

/// What the operator chooses. Without a file in it, everybody may do everything.
#[derive(Clone)]
pub struct Settings {
    /// The file of users and bcrypt hashes.
    pub htpasswd: Option<PathBuf>,
    /// The file of rules.
    pub policy: Option<PathBuf>,
    /// How clients prove who they are; else Basic, or Bearer with an outside issuer.
    pub scheme: Option<Scheme>,
    /// The file with the keys of an outside issuer. The users are its users then, and its tokens give the rights.
    pub jwks: Option<PathBuf>,
    /// Who must have issued a token (`iss`): needed with an outside issuer.
    pub issuer: Option<String>,
    /// What this registry is called in challenges and tokens (`service`, `aud`); `wharf` where nothing else is said.
    pub service: Option<String>,
    /// The URL that clients fetch tokens from: needed with an outside issuer, else `/token` here.
    pub realm: Option<String>,
    /// How clients reach this registry, `https://registry.example.org/base`: for the URL of `/token` behind a proxy
    /// that changes the scheme or the host.
    pub public_url: Option<String>,
    /// What stands before `/v2/` in the paths that clients ask for: empty, or `/base`.
    pub base_path: String,
    /// How long our tokens hold: a minute at least, a day at most.
    pub token_life: Duration,
    /// The files are looked at for changes at most this often.
    pub interval: Duration,
    /// What the first failed login that is held back waits for; each further one waits twice as long, up to 2 s.
    pub login_delay: Duration,
    /// Who hears of files that cannot be used any more.
    pub warn: Warn,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            htpasswd: None,
            policy: None,
            scheme: None,
            jwks: None,
            issuer: None,
            service: None,
            realm: None,
            public_url: None,
            base_path: String::new(),
            token_life: Duration::from_mins(5),
            interval: Duration::from_secs(1),
            login_delay: Duration::from_millis(100),
            warn: Arc::new(|_| {}),
        }
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("htpasswd", &self.htpasswd)
            .field("policy", &self.policy)
            .field("scheme", &self.scheme)
            .field("jwks", &self.jwks)
            .field("issuer", &self.issuer)
            .field("service", &self.service)
            .field("realm", &self.realm)
            .field("public_url", &self.public_url)
            .finish_non_exhaustive()
    }
}

impl Settings {
    /// Reads the files and makes the lock that they describe; nothing where they describe none.
    pub(super) fn lock(&self, key_dir: &Path) -> Result<Option<Lock>, AuthError> {
        self.check()?;
        if self.htpasswd.is_none() && self.policy.is_none() && self.jwks.is_none() {
            return Ok(None);
        }
        let open = |path: &PathBuf| Logins::open(path, self.interval, self.login_delay, self.warn.clone());
        let service = self.service.clone().unwrap_or_else(|| "wharf".to_owned());
        Ok(Some(Lock {
            logins: self.htpasswd.as_ref().map(open).transpose()?,
            rules: self.rules()?,
            bearer: self.bearer(&service, key_dir)?,
            realm: self.realm.clone().or_else(|| self.public_token_url()),
            base_path: self.base_path.trim_end_matches('/').to_owned(),
            service,
            token_life: self.token_life,
        }))
    }

    fn rules(&self) -> Result<Rules, AuthError> {
        let parse = if self.jwks.is_some() { Policy::parse_immutable } else { Policy::parse };
        Ok(match &self.policy {
            Some(path) => Rules::File(Watched::open(path, self.interval, self.warn.clone(), parse)?),
            None if self.jwks.is_some() => Rules::Fixed(Arc::new(Policy::default())),
            None => Rules::Fixed(Arc::new(Policy::usual())),
        })
    }

    fn bearer(&self, service: &str, key_dir: &Path) -> Result<Option<Bearer>, AuthError> {
        if let Some(path) = &self.jwks {
            let keys = Watched::open(path, self.interval, self.warn.clone(), KeySet::parse)?;
            let issuer = self.issuer.as_deref().unwrap_or_default();
            return Ok(Some(Bearer::new(Source::Outside(keys), issuer, service)));
        }
        if self.scheme != Some(Scheme::Bearer) {
            return Ok(None);
        }
        let ring = KeyRing::open(key_dir, self.interval)?;
        Ok(Some(Bearer::new(Source::Own(ring), self.issuer.as_deref().unwrap_or(service), service)))
    }

    fn public_token_url(&self) -> Option<String> {
        self.public_url.as_ref().map(|url| format!("{}/token", url.trim_end_matches('/')))
    }

    fn check(&self) -> Result<(), AuthError> {
        let refuse = |reason: &str| Err(AuthError::Settings { reason: reason.to_owned() });
        let outside = self.jwks.is_some();
        if outside && self.htpasswd.is_some() {
            return refuse("users come from a file of passwords or from an outside issuer: choose one of the two");
        }
        if outside && (self.issuer.is_none() || self.realm.is_none()) {
            return refuse(
                "an outside issuer needs its name (the iss of its tokens) and its realm (its URL) besides its keys",
            );
        }
        if outside && self.scheme == Some(Scheme::Basic) {
            return refuse("an outside issuer gives tokens: the scheme is bearer, not basic");
        }
        if !outside && self.scheme == Some(Scheme::Bearer) && self.htpasswd.is_none() {
            return refuse(
                "the scheme bearer needs a file of users (--htpasswd), or the keys of an outside issuer (--jwks)",
            );
        }
        let is_bearer = outside || self.scheme == Some(Scheme::Bearer);
        if !is_bearer && (self.issuer.is_some() || self.service.is_some() || self.realm.is_some()) {
            return refuse("issuer, service and realm mean something only with the scheme bearer");
        }
        let quoted = [&self.issuer, &self.service, &self.realm, &self.public_url];
        if quoted.into_iter().flatten().any(|text| !is_quotable(text)) {
            return refuse("issuer, service, realm and public URL are of visible ASCII without quotes and backslashes");
        }
        let is_url = |url: &String| url.starts_with("https://") || url.starts_with("http://");
        if ![&self.realm, &self.public_url].into_iter().flatten().all(is_url) {
            return refuse("realm and public URL begin with https:// or http://");
        }
        if !(60..=86_400).contains(&self.token_life.as_secs()) {
            return refuse("a token holds a minute at least and a day at most");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_go_together_is_refused_and_told() {
        let none = Settings::default();
        let outside = Settings {
            jwks: Some("k".into()),
            issuer: Some("i".into()),
            realm: Some("https://a/t".into()),
            ..none.clone()
        };
        let users = Settings { htpasswd: Some("u".into()), scheme: Some(Scheme::Bearer), ..none.clone() };
        for right in [&none, &outside, &users] {
            right.check().unwrap();
        }
        let text = |text: &str| Some(text.to_owned());
        for (wrong, part) in [
            (Settings { htpasswd: Some("u".into()), ..outside.clone() }, "choose one"),
            (Settings { issuer: None, ..outside.clone() }, "needs its name"),
            (Settings { realm: None, ..outside.clone() }, "needs its name"),
            (Settings { scheme: Some(Scheme::Basic), ..outside.clone() }, "not basic"),
            (Settings { htpasswd: None, ..users.clone() }, "file of users"),
            (Settings { scheme: None, service: text("x"), ..users.clone() }, "only with the scheme bearer"),
            (Settings { service: text("a\"b"), ..users.clone() }, "without quotes"),
            (Settings { public_url: text("https://a\r\nb"), ..users.clone() }, "without quotes"),
            (Settings { public_url: text("registry.io"), ..users.clone() }, "https://"),
            (Settings { token_life: Duration::from_secs(59), ..users.clone() }, "a minute"),
        ] {
            let error = wrong.check().unwrap_err().to_string();
            assert!(error.contains(part), "{error}");
        }
    }

    #[test]
    fn files_that_cannot_be_read_keep_the_registry_from_starting() {
        let dir = tempfile::tempdir().unwrap();
        let missing = Some(dir.path().join("none"));
        let issuer = Some("i".to_owned());
        let realm = Some("https://a/t".to_owned());
        for settings in [
            Settings { htpasswd: missing.clone(), ..Settings::default() },
            Settings { policy: missing.clone(), ..Settings::default() },
            Settings { jwks: missing.clone(), issuer, realm, ..Settings::default() },
        ] {
            let error = settings.lock(dir.path()).map(drop).unwrap_err();
            assert!(matches!(error, AuthError::Read { .. }), "{error}");
        }
        assert!(!dir.path().join("none").exists(), "no user is made up");
        assert!(Settings::default().lock(dir.path()).unwrap().is_none());
    }
}
