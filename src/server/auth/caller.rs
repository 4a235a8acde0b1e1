//! Who a request comes from, and what they may do.

use std::fmt;
use std::sync::Arc;

use super::action::Action;
use super::bearer::Token;
use super::policy::Policy;
use crate::reference::Repository;

/// Who a request comes from.
#[derive(Clone)]
pub struct Caller {
    /// The name they proved; nothing for the anonymous.
    pub name: Option<String>,
    rights: Rights,
}

#[derive(Clone)]
enum Rights {
    /// The registry has no locks.
    All,
    /// What the policy gives to the name.
    Policy(Arc<Policy>),
    /// What a token of ours covers, as far as the policy still gives it.
    Both(Arc<Policy>, Arc<Token>),
    /// What a token of an outside issuer covers.
    Token(Arc<Token>),
    /// To read the names of all repositories.
    Names,
}

impl Caller {
    /// Somebody at a registry without locks: they may do everything.
    pub fn unrestricted() -> Self {
        Self { name: None, rights: Rights::All }
    }

    /// Who proved a name, or nobody did, under a policy.
    pub fn under(policy: Arc<Policy>, name: Option<String>) -> Self {
        Self { name, rights: Rights::Policy(policy) }
    }

    /// Who brings a token of ours.
    pub(super) fn with_own_token(policy: Arc<Policy>, token: Arc<Token>) -> Self {
        Self { name: token.subject.clone(), rights: Rights::Both(policy, token) }
    }

    /// Who brings a token of an outside issuer.
    pub(super) fn with_token(token: Arc<Token>) -> Self {
        Self { name: token.subject.clone(), rights: Rights::Token(token) }
    }

    /// Who was given the list of all repositories by an outside issuer.
    pub(super) fn of_names(name: Option<String>) -> Self {
        Self { name, rights: Rights::Names }
    }

    /// Whether they may do this.
    pub fn may(&self, action: Action, repository: &Repository) -> bool {
        let name = self.name.as_deref();
        match &self.rights {
            Rights::All => true,
            Rights::Policy(policy) => policy.allows(name, action, repository),
            Rights::Both(policy, token) => token.covers(action, repository) && policy.allows(name, action, repository),
            Rights::Token(token) => token.covers(action, repository),
            Rights::Names => action == Action::Pull,
        }
    }

    /// Whether only their token is in the way: it is ours and does not cover this, and one that does is to be had.
    pub(super) fn could_with_another_token(&self, action: Action, repository: &Repository) -> bool {
        match &self.rights {
            Rights::Both(policy, token) => {
                !token.covers(action, repository) && policy.allows(self.name.as_deref(), action, repository)
            }
            Rights::All | Rights::Policy(_) | Rights::Token(_) | Rights::Names => false,
        }
    }

    /// Whether they may do this with every repository there is or will be. A token names its repositories, so nobody
    /// may by one.
    pub fn may_everywhere(&self, action: Action) -> bool {
        match &self.rights {
            Rights::All => true,
            Rights::Policy(policy) => policy.allows_everywhere(self.name.as_deref(), action),
            Rights::Names => action == Action::Pull,
            Rights::Both(..) | Rights::Token(_) => false,
        }
    }
}

impl fmt::Debug for Caller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Caller").field("name", &self.name).finish_non_exhaustive()
    }
}

impl fmt::Display for Caller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.name {
            Some(name) => write!(f, "{name:?}"),
            None => f.write_str("anonymous"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn callers_may_do_what_their_rights_say() {
        let repository = "lib/a".parse().unwrap();
        let open = Caller::unrestricted();
        assert!(open.may(Action::Admin, &repository) && open.may_everywhere(Action::Admin));
        let rules = "[[rule]]\nrepositories = [\"lib/*\"]\nwho = [\"ann\"]\nallow = [\"push\"]\n\
                     [[rule]]\nrepositories = [\"**\"]\nwho = [\"bob\"]\nallow = [\"pull\"]";
        let policy = Arc::new(Policy::parse(rules).unwrap());
        let ann = Caller::under(policy.clone(), Some("ann".to_owned()));
        assert!(ann.may(Action::Push, &repository) && !ann.may(Action::Pull, &repository));
        assert!(!ann.may_everywhere(Action::Push));
        let bob = Caller::under(policy.clone(), Some("bob".to_owned()));
        assert!(bob.may_everywhere(Action::Pull) && !bob.may_everywhere(Action::Push));
        assert!(!Caller::under(policy, None).may(Action::Pull, &repository));
        let names = Caller::of_names(None);
        assert!(names.may(Action::Pull, &repository) && !names.may(Action::Push, &repository));
        assert_eq!((ann.to_string().as_str(), names.to_string().as_str()), ("\"ann\"", "anonymous"));
    }
}
