//! Credentials: where they are found, saved and erased.
//!
//! They are looked for in this order; the first that is found is used:
//!
//! 1. flags (`--username` with `--password-stdin`, those for one registry before those for all), then `WHARF_USERNAME`
//!    and `WHARF_PASSWORD` (for `WHARF_REGISTRY` alone if that is set);
//! 2. the file that `--authfile` or `REGISTRY_AUTH_FILE` names; then the files of 5 to 8 are not read;
//! 3. the credential helper that the configuration file names for the host (`credential-helper` in its table), and
//!    `DOCKER_AUTH_CONFIG`;
//! 4. the operating system's keyring, if it was asked for (`--credential-store keyring`, also in the configuration file)
//!    or if `login` put something there for the host;
//! 5. podman's file of this session, `$XDG_RUNTIME_DIR/containers/auth.json`;
//! 6. podman's file, `~/.config/containers/auth.json`;
//! 7. docker's `config.json`, in `$DOCKER_CONFIG` or `~/.docker`;
//! 8. `~/.dockercfg`;
//! 9. the credential helper that the configuration file names for all hosts.
//!
//! Inside a file, keys that name more of the repository's path come first, down to the host alone. At each step `credHelpers`
//! are asked before `credsStore`, and that before `auths`; the registry's own name comes before docker's name for it
//! and that before other spellings.
//!
//! A missing file is nothing; a broken one, a broken entry and a failing helper are warnings, and the search goes on.

mod chain;
pub mod docker_config;
pub(super) mod edit;
mod helper;
mod keyring;
mod keys;
mod search;
mod store;
#[cfg(test)]
#[cfg(unix)]
mod tests;

use std::fmt;
use std::path::PathBuf;

use crate::reference::Registry;
use crate::registry::{Credential, Secret};

pub(super) use chain::Chain;
pub(super) use search::Sources;
pub use store::{CredentialStore, Erased, Reach, SavedWhere};

/// Credentials that the command line gives.
#[derive(Clone, Debug, Default)]
pub struct FlagCredentials {
    /// `--username`: with a password, shown to every registry of the command that asks.
    pub username: Option<String>,
    /// What `--password-stdin` read.
    pub password: Option<Secret>,
    /// Credentials for one registry each.
    pub scoped: Vec<(Registry, Credential)>,
}

/// Where a credential is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// It was given with a flag.
    CommandLine,
    /// It was given in an environment variable.
    Variable(&'static str),
    /// It is in a file.
    File {
        /// The file.
        path: PathBuf,
        /// The key of the entry.
        key: String,
    },
    /// A credential helper keeps it.
    Helper {
        /// The helper's name, without `docker-credential-`.
        name: String,
        /// What the helper knows it by.
        server: String,
    },
    /// It is in the operating system's keyring.
    Keyring {
        /// The key of the entry.
        key: String,
    },
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CommandLine => f.write_str("the command line"),
            Self::Variable(name) => write!(f, "the environment ({name})"),
            Self::File { path, key } => write!(f, "{} ({key})", path.display()),
            Self::Helper { name, server } => write!(f, "docker-credential-{name} ({server})"),
            Self::Keyring { key } => write!(f, "the keyring ({key})"),
        }
    }
}

/// What sort of secret a credential is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CredentialKind {
    /// A password, or an access token in its place.
    Password,
    /// A refresh token for the token service.
    IdentityToken,
    /// A bearer token for the registry itself.
    RegistryToken,
}

/// A credential that was found, without its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The user, where there is one.
    pub user: Option<String>,
    /// What it is.
    pub kind: CredentialKind,
    /// Where it is.
    pub place: Place,
}
