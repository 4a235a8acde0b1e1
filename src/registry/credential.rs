//! Credentials as the client wants them; where they come from is for [`crate::config`] to know.

use std::fmt;

use async_trait::async_trait;

use crate::content::Result;
use crate::reference::{Registry, Repository};

/// Text that must not be shown: `Debug` hides it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Hides `text`.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text, for the one place that sends or stores it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[hidden]")
    }
}

/// What a registry or its token service is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Credential {
    /// A user and a password, or an access token in the password's place.
    Basic {
        /// The user.
        user: String,
        /// The password.
        password: Secret,
    },
    /// A refresh token, exchanged at the token service (`identitytoken` of docker's configuration).
    IdentityToken(Secret),
    /// A bearer token, sent as it is (`registrytoken` of docker's configuration).
    RegistryToken(Secret),
}

/// Where the client finds credentials.
#[async_trait]
pub trait Keychain: Send + Sync {
    /// The credential for a repository of `registry`, or for the registry as such; nothing means anonymous.
    async fn credential(&self, registry: &Registry, repository: Option<&Repository>) -> Result<Option<Credential>>;
}

/// A keychain that is empty.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoKeychain;

#[async_trait]
impl Keychain for NoKeychain {
    async fn credential(&self, _: &Registry, _: Option<&Repository>) -> Result<Option<Credential>> {
        Ok(None)
    }
}
