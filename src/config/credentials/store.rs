//! What `login`, `logout` and `whoami` do with the places of credentials.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::{Map, Value};

use super::super::error::chain;
use super::super::{Error, SaveTo};
use super::docker_config::{AuthFile, Form, TOKEN_USER, decode, encode};
use super::edit::{self, Change};
use super::keys::{docker_key, fit, is_for, plain_key};
use super::search::{Search, Source, Sources, read};
use super::{CredentialKind, Found, Place};
use crate::reference::{Registry, Repository};
use crate::registry::{Credential, Notice, Secret};

/// The fields of an entry that hold secrets; a new secret replaces all of them, and leaves the rest.
const SECRET_FIELDS: [&str; 5] = ["auth", "username", "password", "identitytoken", "registrytoken"];

/// The places that credentials are saved to and erased from.
pub struct CredentialStore {
    sources: Sources,
    save_to: SaveTo,
}

/// What `login` did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedWhere {
    /// Where the credential is now.
    pub place: Place,
    /// Whether it lies there unencrypted, which a user should be told.
    pub unencrypted: bool,
    /// A place that holds another credential for the same, and comes first when it is looked for.
    pub hidden_by: Option<Place>,
}

impl SavedWhere {
    /// What a user should be told, each as a sentence without a period.
    pub fn warnings(&self) -> Vec<String> {
        let unencrypted = self.unencrypted.then(|| {
            format!(
                "the secret lies unencrypted in {}; a credential helper or --credential-store keyring avoids that",
                self.place
            )
        });
        let hidden = self.hidden_by.as_ref().map(|first| {
            format!("another credential comes first and will be used: {first}; log out there to use the new one")
        });
        unencrypted.into_iter().chain(hidden).collect()
    }
}

/// How far `logout` goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Where `login` would save now.
    WhereSaved,
    /// Every file, helper and keyring that is looked into.
    Everywhere,
}

/// What `logout` did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erased {
    /// Where there was a credential that is gone now.
    pub places: Vec<Place>,
    /// Where there still is one that would be used.
    pub remaining: Option<Place>,
}

/// Where a file says that a secret goes.
enum Keeper {
    Helper { name: String, server: String },
    Entry { key: String },
}

impl CredentialStore {
    pub(crate) fn new(sources: Sources, save_to: SaveTo) -> Self {
        Self { sources, save_to }
    }

    /// Saves a credential for a registry, or for one of its repositories and what is below that.
    ///
    /// It goes to the keyring if that was asked for, else to the one file that was named, else where docker would put it:
    /// the helper of the host, the helper of all hosts, the configuration file itself. A token that is no password, and
    /// a repository's credential, go to the file: helpers know neither.
    ///
    /// # Errors
    /// The file is broken or cannot be written, or the helper or keyring failed. Nothing is saved elsewhere then.
    pub fn save(
        &self,
        registry: &Registry,
        repository: Option<&Repository>,
        credential: &Credential,
    ) -> Result<SavedWhere, Error> {
        let place = if self.save_to == SaveTo::Keyring {
            Place::Keyring { key: self.sources.keyring.save(registry, repository, credential)? }
        } else {
            self.save_by_file(&self.file()?, registry, repository, credential)?
        };
        let unencrypted = matches!(place, Place::File { .. });
        let hidden_by = self.first_saved(registry, repository).filter(|first| *first != place);
        Ok(SavedWhere { place, unencrypted, hidden_by })
    }

    /// Forgets the credential of a registry, or of one of its repositories.
    ///
    /// # Errors
    /// Nothing could be erased, and something failed. What fails beside a success is a warning.
    pub fn erase(&self, registry: &Registry, repository: Option<&Repository>, reach: Reach) -> Result<Erased, Error> {
        let mut places = Vec::new();
        let mut failures = Vec::new();
        for source in self.erasable(reach)? {
            let outcome = match &source {
                Source::Keyring => self
                    .sources
                    .keyring
                    .erase(registry, repository)
                    .map(|key| places.extend(key.map(|key| Place::Keyring { key }))),
                Source::File(path, form) => self.erase_by_file(path, *form, registry, repository, &mut places),
                Source::Variable(..) => Ok(()),
            };
            failures.extend(outcome.err());
        }
        if places.is_empty() && !failures.is_empty() {
            return Err(failures.swap_remove(0));
        }
        for failure in failures {
            (self.sources.notify)(Notice::Warning(chain(&failure)));
        }
        let remaining = quiet_search(self.sources.clone(), registry, repository).map(|(_, place)| place);
        Ok(Erased { places, remaining })
    }

    /// The credential that would be used, without its secret.
    pub fn lookup(&self, registry: &Registry, repository: Option<&Repository>) -> Option<Found> {
        let (credential, place) = Search::new(self.sources.clone()).find(registry, repository)?;
        let (user, kind) = match credential {
            Credential::Basic { user, .. } => (Some(user), CredentialKind::Password),
            Credential::IdentityToken(_) => (None, CredentialKind::IdentityToken),
            Credential::RegistryToken(_) => (None, CredentialKind::RegistryToken),
        };
        Some(Found { user, kind, place })
    }

    /// The user and the password that flags or variables give for this registry.
    pub fn given(&self, registry: &Registry) -> Option<(String, Secret)> {
        let given = Search::new(Sources { list: Vec::new(), ..self.sources.clone() }).find(registry, None);
        match given {
            Some((Credential::Basic { user, password }, _)) => Some((user, password)),
            Some((Credential::IdentityToken(_) | Credential::RegistryToken(_), _)) | None => None,
        }
    }

    /// The first place with a saved credential, as opposed to one given for this run.
    fn first_saved(&self, registry: &Registry, repository: Option<&Repository>) -> Option<Place> {
        let mut sources = self.sources.clone();
        sources.explicit.clear();
        quiet_search(sources, registry, repository).map(|(_, place)| place)
    }

    /// The file that says where secrets go, or holds them.
    fn file(&self) -> Result<PathBuf, Error> {
        let remedy = "name a file with --authfile or REGISTRY_AUTH_FILE";
        let file = self.sources.auth_file.clone().or_else(|| self.sources.docker_config.clone());
        file.ok_or(Error::NoHome { what: "credentials", remedy })
    }

    fn keeper(
        &self,
        file: &AuthFile,
        registry: &Registry,
        repository: Option<&Repository>,
        credential: &Credential,
    ) -> Keeper {
        let docker = self.sources.auth_file.is_none();
        let key = match repository {
            None if docker => docker_key(registry).to_owned(),
            _ => plain_key(registry, repository),
        };
        let only_in_files = repository.is_some() || matches!(credential, Credential::RegistryToken(_));
        if only_in_files || self.save_to == SaveTo::File {
            return Keeper::Entry { key };
        }
        if let Some(name) = self.sources.host_helper(registry) {
            return Keeper::Helper { name: name.to_owned(), server: docker_key(registry).to_owned() };
        }
        let best = file.helpers.iter().filter_map(|(key, name)| Some((fit(key, registry, None)?, name)));
        // podman's files name helpers of hosts only; docker's name one for all others too.
        let name = best.max_by_key(|(fit, _)| *fit).map(|(_, name)| name).or(file.store.as_ref());
        match name.or(self.sources.default_helper.as_ref().filter(|_| docker)) {
            Some(name) => Keeper::Helper { name: name.clone(), server: docker_key(registry).to_owned() },
            None => Keeper::Entry { key },
        }
    }

    fn save_by_file(
        &self,
        path: &Path,
        registry: &Registry,
        repository: Option<&Repository>,
        credential: &Credential,
    ) -> Result<Place, Error> {
        let file = match read(path, Form::Config)? {
            Some(file) => file,
            None => AuthFile { auths: Vec::new(), helpers: Vec::new(), store: None },
        };
        match self.keeper(&file, registry, repository, credential) {
            Keeper::Entry { key } => {
                edit::update(path, |object| set(object, &key, encode(credential), registry, repository))?;
                Ok(Place::File { path: path.to_owned(), key })
            }
            Keeper::Helper { name, server } => {
                let (user, secret) = match credential {
                    Credential::Basic { user, password } => (user.as_str(), password),
                    Credential::IdentityToken(token) | Credential::RegistryToken(token) => (TOKEN_USER, token),
                };
                self.sources.helpers.store(&name, &server, user, secret)?;
                // docker leaves an empty entry for each host that a helper keeps, and lists hosts by it.
                edit::update(path, |object| set(object, &server, Value::Object(Map::new()), registry, repository))?;
                Ok(Place::Helper { name, server })
            }
        }
    }

    fn erasable(&self, reach: Reach) -> Result<Vec<Source>, Error> {
        match reach {
            Reach::Everywhere => Ok(self.sources.list.clone()),
            Reach::WhereSaved if self.save_to == SaveTo::Keyring => Ok(vec![Source::Keyring]),
            Reach::WhereSaved => Ok(vec![Source::File(self.file()?, Form::Config)]),
        }
    }

    fn erase_by_file(
        &self,
        path: &Path,
        form: Form,
        registry: &Registry,
        repository: Option<&Repository>,
        places: &mut Vec<Place>,
    ) -> Result<(), Error> {
        let Some(file) = read(path, form)? else { return Ok(()) };
        let kept = |(key, entry): &(String, Value)| {
            let holds = is_for(key, registry, repository) && !matches!(decode(entry), Ok(None));
            holds.then(|| Place::File { path: path.to_owned(), key: key.clone() })
        };
        let entries: Vec<_> = file.auths.iter().filter_map(kept).collect();
        // The entry goes first: if the helper fails, what lay open is gone at least.
        edit::update(path, |object| unset(object, form, registry, repository))?;
        places.extend(entries);
        if repository.is_none() {
            self.erase_in_helpers(&file, registry, places)?;
        }
        Ok(())
    }

    fn erase_in_helpers(&self, file: &AuthFile, registry: &Registry, places: &mut Vec<Place>) -> Result<(), Error> {
        let helpers = &self.sources.helpers;
        let of_host = file.helpers.iter().filter(|(key, _)| is_for(key, registry, None)).map(|(_, name)| name);
        let configured = self.sources.host_helpers.get(registry).into_iter().chain(&self.sources.default_helper);
        let configured = configured.filter(|_| self.sources.auth_file.is_none());
        let mut names: Vec<_> = of_host.chain(&file.store).chain(configured).collect();
        names.dedup();
        for name in names {
            let mut servers = vec![docker_key(registry).to_owned()];
            if registry.is_docker_hub() && file.store.as_ref() == Some(name) {
                let listed = helpers.list(name)?.into_iter().filter(|server| is_for(server, registry, None));
                servers.extend(listed);
                servers.sort();
                servers.dedup();
            }
            for server in servers {
                if helpers.erase(name, &server)? {
                    places.push(Place::Helper { name: name.clone(), server });
                }
            }
        }
        Ok(())
    }
}

/// Looks again after a change; what is broken was told before or does not matter for it.
fn quiet_search(sources: Sources, registry: &Registry, repository: Option<&Repository>) -> Option<(Credential, Place)> {
    Search::new(Sources { notify: Arc::new(|_| {}), ..sources }).find(registry, repository)
}

/// Files `entry` under `key`, with what an entry there holds besides secrets. Other keys for the same go: they would be
/// found in its stead.
fn set(
    object: &mut Map<String, Value>,
    key: &str,
    entry: Value,
    registry: &Registry,
    repository: Option<&Repository>,
) -> Change {
    let auths = object.entry("auths").or_insert(Value::Null);
    if !auths.is_object() {
        *auths = Value::Object(Map::new());
    }
    if let (Value::Object(auths), Value::Object(fields)) = (auths, entry) {
        auths.retain(|other, _| other == key || !is_for(other, registry, repository));
        let slot = auths.entry(key).or_insert(Value::Null);
        match slot {
            Value::Object(slot) => {
                slot.retain(|field, _| !SECRET_FIELDS.contains(&field.as_str()));
                slot.extend(fields);
            }
            _ => *slot = Value::Object(fields),
        }
    }
    Change::Made
}

/// Takes out every entry for exactly this registry, or exactly this repository.
fn unset(object: &mut Map<String, Value>, form: Form, registry: &Registry, repository: Option<&Repository>) -> Change {
    let bare = form == Form::Bare && !object.contains_key("auths");
    let auths = if bare { Some(object) } else { object.get_mut("auths").and_then(Value::as_object_mut) };
    let Some(auths) = auths else { return Change::Nothing };
    let before = auths.len();
    auths.retain(|key, _| !is_for(key, registry, repository));
    if auths.len() == before { Change::Nothing } else { Change::Made }
}
