//! The decision about one request: who sends it, and whether they may.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use http::request::Parts;

use super::action::Action;
use super::bearer::{Bearer, Source, Token};
use super::challenge::{self, Complaint, Credentials, credentials};
use super::jwt::Fault;
use super::keys::now;
use super::logins::{Logins, Refusal};
use super::policy::Policy;
use super::watched::Watched;
use super::{Caller, Need};
use crate::reference::Repository;
use crate::server::error::ServerError;
use crate::server::peer::Peer;

const CATALOG: &str = "registry:catalog:*";

/// Everything that decides about requests, where not everybody may do everything.
pub struct Lock {
    /// The users; none with an outside issuer, or where everybody is anonymous.
    pub logins: Option<Logins>,
    /// The rules.
    pub rules: Rules,
    /// The tokens that are accepted.
    pub bearer: Option<Bearer>,
    /// The URL of tokens, where it is not found out from each request.
    pub realm: Option<String>,
    /// What stands before our paths.
    pub base_path: String,
    /// What this registry is called.
    pub service: String,
    /// How long our tokens hold.
    pub token_life: Duration,
}

/// Where the rules come from.
pub enum Rules {
    /// They are always the same.
    Fixed(Arc<Policy>),
    /// They are in a file.
    File(Watched<Policy>),
}

impl Rules {
    /// The rules now.
    pub fn get(&self) -> Arc<Policy> {
        match self {
            Self::Fixed(policy) => policy.clone(),
            Self::File(file) => file.get(),
        }
    }
}

/// What sends a request.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Asker {
    /// A client of registries.
    Client,
    /// A browser.
    Browser,
}

/// A request, and what it needs.
#[derive(Clone, Copy)]
struct Wish<'a> {
    parts: &'a Parts,
    need: &'a Need,
    asker: Asker,
}

/// What a caller showed.
enum Proof {
    Nothing,
    Password,
    Token(Arc<Token>),
}

impl Lock {
    /// Finds out who sends the request, and lets them in if they may do what it needs.
    pub async fn admit(&self, parts: &Parts, need: &Need, asker: Asker) -> Result<Caller, ServerError> {
        let wish = Wish { parts, need, asker };
        let policy = self.rules.get();
        let (caller, proof) = match credentials(&parts.headers) {
            Credentials::None => (Caller::under(policy.clone(), None), Proof::Nothing),
            Credentials::Basic { name, password } if self.logins.is_some() => {
                self.log_in(&name, &password, peer_of(parts).address, || self.challenge(wish, None)).await?;
                (Caller::under(policy.clone(), Some(name)), Proof::Password)
            }
            Credentials::Bearer(token) if self.bearer.is_some() => {
                let token = self.verify(token, now()).map_err(|fault| self.unfit(wish, fault))?;
                (self.caller_with(&policy, &token), Proof::Token(token))
            }
            _ => {
                let reason = "the credentials are not of a kind that this registry takes";
                return Err(refused(reason, self.challenge(wish, None)));
            }
        };
        self.judge(wish, &policy, caller, &proof)
    }

    /// Whether credentials could make a difference.
    fn knows_anybody(&self) -> bool {
        self.logins.is_some() || self.bearer.is_some()
    }

    /// Whether we sign tokens ourselves.
    pub fn issues(&self) -> bool {
        self.bearer.as_ref().is_some_and(|bearer| matches!(bearer.source, Source::Own(_)))
    }

    /// Who may come in, in a line for the operator.
    pub fn summary(&self) -> String {
        let policy = self.rules.get();
        let users = match (&self.logins, &self.bearer) {
            (Some(_), Some(_)) => "users log in by token or password",
            (Some(_), None) => "users log in by password",
            (None, Some(_)) => "users bring tokens of an outside issuer",
            (None, None) => "nobody can log in",
        };
        let anonymous = if policy.allows_everywhere(None, Action::Pull) {
            "everybody may pull"
        } else if policy.gives_anything(None) {
            "some things need no login"
        } else {
            "nothing without"
        };
        // Docker asks at `/v2/` whether to log in, and where it is to be by password, does nothing without one.
        let docker = if self.logins.is_some() && self.bearer.is_none() && policy.gives_anything(None) {
            ", but docker pulls without a login only from a registry with --auth bearer"
        } else {
            ""
        };
        format!("{users}; {anonymous}{docker}")
    }

    fn caller_with(&self, policy: &Arc<Policy>, token: &Arc<Token>) -> Caller {
        if self.issues() {
            Caller::with_own_token(policy.clone(), token.clone())
        } else {
            Caller::with_token(token.clone())
        }
    }

    /// Checks a name and a password.
    pub async fn log_in(
        &self,
        name: &str,
        password: &[u8],
        peer: Option<IpAddr>,
        challenge: impl FnOnce() -> String + Send,
    ) -> Result<super::htpasswd::User, ServerError> {
        let refusal = match &self.logins {
            Some(logins) => match logins.check(name, password, peer).await {
                Ok(user) => return Ok(user),
                Err(refusal) => refusal,
            },
            None => Refusal::Wrong,
        };
        Err(match refusal {
            Refusal::Wrong => refused("the user name or the password is wrong", challenge()),
            Refusal::Later(retry_after) => ServerError::TooMany { retry_after },
        })
    }

    fn verify(&self, token: &str, now: i64) -> Result<Arc<Token>, Fault> {
        let token = self.bearer.as_ref().ok_or(Fault::Key)?.verify(token, now)?;
        if self.issues() {
            self.check_user(&token)?;
        }
        Ok(token)
    }

    /// A token of ours ends with its user, and with the password that it was given out for.
    pub fn check_user(&self, token: &Token) -> Result<(), Fault> {
        let Some(name) = &token.subject else { return Ok(()) };
        let user = self.logins.as_ref().and_then(|logins| logins.user(name)).ok_or(Fault::Revoked)?;
        if token.fingerprint.as_deref() == Some(&user.fingerprint) { Ok(()) } else { Err(Fault::Revoked) }
    }

    fn judge(
        &self,
        wish: Wish<'_>,
        policy: &Arc<Policy>,
        caller: Caller,
        proof: &Proof,
    ) -> Result<Caller, ServerError> {
        let prove = || Err(refused("authentication is required", self.challenge(wish, None)));
        match (wish.need, proof) {
            // Clients ask here first, and send what they have only if they are told to.
            (Need::Enter, Proof::Nothing) if self.knows_anybody() => prove(),
            (Need::Catalog, Proof::Nothing) if !policy.gives_anything(None) => {
                if self.knows_anybody() {
                    prove()
                } else {
                    Err(denied(&caller, Action::Pull, "any repository"))
                }
            }
            (Need::Catalog, Proof::Token(token)) if !token.catalog => Err(self.insufficient(wish)),
            (Need::Catalog, Proof::Token(_)) if self.issues() => Ok(Caller::under(policy.clone(), caller.name)),
            (Need::Catalog, Proof::Token(_)) => Ok(Caller::of_names(caller.name)),
            (Need::Enter | Need::Catalog, _) => Ok(caller),
            (Need::Do(action, repository), _) => match proof {
                _ if caller.may(*action, repository) => Ok(caller),
                Proof::Nothing if self.knows_anybody() => prove(),
                Proof::Token(token) if !token.covers(*action, repository) => {
                    Err(self.uncovered(wish, policy, &caller, *action, repository))
                }
                _ => Err(denied(&caller, *action, repository.as_str())),
            },
        }
    }

    /// The refusal of a token that cannot be accepted.
    fn unfit(&self, wish: Wish<'_>, fault: Fault) -> ServerError {
        let reason = format!("{fault}: fetch a new one");
        let complaint = Complaint { error: "invalid_token", description: &reason };
        refused(&reason, self.challenge(wish, Some(complaint)))
    }

    /// The refusal of a token that another could make good.
    fn insufficient(&self, wish: Wish<'_>) -> ServerError {
        self.lacking(wish, "the token does not cover this: fetch one with the scope in the challenge")
    }

    fn lacking(&self, wish: Wish<'_>, reason: &str) -> ServerError {
        let complaint = Complaint { error: "insufficient_scope", description: reason };
        refused(reason, self.challenge(wish, Some(complaint)))
    }

    /// The refusal of a token without this action. Where the rules are ours, they say whether another would have it: if
    /// not, people are told who may not do what, rather than of tokens that clients fetch behind their backs.
    fn uncovered(
        &self,
        wish: Wish<'_>,
        policy: &Arc<Policy>,
        caller: &Caller,
        action: Action,
        repository: &Repository,
    ) -> ServerError {
        if !self.issues() || Caller::under(policy.clone(), caller.name.clone()).may(action, repository) {
            return self.insufficient(wish);
        }
        match caller.name {
            Some(_) => denied(caller, action, repository.as_str()),
            None => self.lacking(wish, "authentication is required"),
        }
    }

    /// Asks for a token that covers the source of a mount too, where the caller could have one. Whether the source has the
    /// blob makes no difference. Of an outside issuer nobody knows what it would give; a mount that needs more comes to
    /// nothing there, and the client uploads.
    pub fn ask_for_source(
        &self,
        parts: &Parts,
        caller: &Caller,
        into: &Repository,
        from: &Repository,
    ) -> Result<(), ServerError> {
        if !caller.could_with_another_token(Action::Pull, from) {
            return Ok(());
        }
        let Some(realm) = self.realm_for(parts) else { return Ok(()) };
        let scopes = format!("{} {}", scope(Action::Push, into), scope(Action::Pull, from));
        let reason = "the token does not cover the source of the mount: fetch one with the scopes in the challenge";
        let complaint = Complaint { error: "insufficient_scope", description: reason };
        Err(refused(reason, challenge::bearer(&realm, &self.service, Some(&scopes), Some(complaint))))
    }

    /// What the client must answer to.
    fn challenge(&self, wish: Wish<'_>, complaint: Option<Complaint<'_>>) -> String {
        let by_token = self.bearer.is_some() && (wish.asker == Asker::Client || self.logins.is_none());
        let realm = if by_token { self.realm_for(wish.parts) } else { None };
        let Some(realm) = realm else { return challenge::BASIC.to_owned() };
        let scope = match wish.need {
            Need::Enter => None,
            Need::Catalog => Some(CATALOG.to_owned()),
            Need::Do(action, repository) => Some(scope(*action, repository)),
        };
        challenge::bearer(&realm, &self.service, scope.as_deref(), complaint)
    }

    /// The URL of tokens; nothing where the client does not say by which name it knows us.
    fn realm_for(&self, parts: &Parts) -> Option<String> {
        if let Some(realm) = &self.realm {
            return Some(realm.clone());
        }
        let scheme = if peer_of(parts).secure { "https" } else { "http" };
        Some(format!("{scheme}://{}{}/token", challenge::host(parts)?, self.base_path))
    }
}

/// Where a request comes from; nowhere in particular, where nobody says.
pub fn peer_of(parts: &Parts) -> Peer {
    parts.extensions.get().copied().unwrap_or_default()
}

fn scope(action: Action, repository: &Repository) -> String {
    format!("repository:{repository}:{}", action.asked())
}

/// A refusal that other credentials could turn.
pub fn refused(reason: &str, challenge: String) -> ServerError {
    ServerError::Unauthorized { reason: reason.to_owned(), challenges: vec![challenge] }
}

fn denied(caller: &Caller, action: Action, what: &str) -> ServerError {
    ServerError::Denied { caller: caller.to_string(), action, what: what.to_owned() }
}
