//! The search for a credential through all places, in one order. See [`super`] for the order.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::Value;

use super::super::error::chain;
use super::super::hosts::Notify;
use super::super::{Env, Error, Paths, SaveTo, env};
use super::docker_config::{AuthFile, Form, decode};
use super::helper::Helpers;
use super::keyring::Keyring;
use super::keys::{docker_key, fit};
use super::{FlagCredentials, Place};
use crate::reference::{Registry, Repository};
use crate::registry::{Credential, Notice, Secret};

/// Where to look, in order.
#[derive(Clone)]
pub(crate) struct Sources {
    pub(super) explicit: Vec<Explicit>,
    pub(super) list: Vec<Source>,
    pub(super) helpers: Helpers,
    pub(super) keyring: Keyring,
    /// The one file of credentials, where one was named.
    pub(super) auth_file: Option<PathBuf>,
    /// docker's configuration.
    pub(super) docker_config: Option<PathBuf>,
    /// The helpers that the configuration file names for hosts; asked before the files.
    pub(crate) host_helpers: BTreeMap<Registry, String>,
    /// The helper that it names for all others; asked last.
    pub(crate) default_helper: Option<String>,
    pub(super) notify: Notify,
}

/// A credential that was given for this run.
#[derive(Clone)]
pub(super) struct Explicit {
    registry: Option<Registry>,
    credential: Result<Credential, String>,
    place: Place,
}

/// A place that is looked into.
#[derive(Clone)]
pub(super) enum Source {
    /// A file.
    File(PathBuf, Form),
    /// A variable that holds what a file would.
    Variable(&'static str, Secret),
    /// The keyring.
    Keyring,
}

impl Sources {
    pub(crate) fn new(
        env: &Env,
        paths: &Paths,
        auth_file: Option<PathBuf>,
        flags: &FlagCredentials,
        save_to: SaveTo,
        notify: Notify,
    ) -> Self {
        let config = |path: &Option<PathBuf>| path.clone().map(|path| Source::File(path, Form::Config));
        let inline = env.raw(env::DOCKER_AUTH_CONFIG).map(|text| Secret::new(text.to_string_lossy()));
        let inline = inline.map(|text| Source::Variable(env::DOCKER_AUTH_CONFIG, text));
        let mut list: Vec<_> = config(&auth_file).into_iter().chain(inline).collect();
        list.push(Source::Keyring);
        if auth_file.is_none() {
            let files = [&paths.podman_runtime, &paths.podman_config, &paths.docker_config];
            list.extend(files.into_iter().filter_map(config));
            list.extend(paths.dockercfg.clone().map(|path| Source::File(path, Form::Bare)));
        }
        Self {
            explicit: explicit(env, flags),
            list,
            helpers: Helpers::new(env.clone()),
            keyring: Keyring::new(paths.keyring_index.clone(), save_to == SaveTo::Keyring),
            auth_file,
            docker_config: paths.docker_config.clone(),
            host_helpers: BTreeMap::new(),
            default_helper: None,
            notify,
        }
    }
}

impl Sources {
    /// The helper that the configuration file names for a host. One file of credentials, where it was named, is all that
    /// counts.
    pub(super) fn host_helper(&self, registry: &Registry) -> Option<&str> {
        self.host_helpers.get(registry).filter(|_| self.auth_file.is_none()).map(String::as_str)
    }
}

/// What flags and variables give. A flag and a variable may complete each other.
fn explicit(env: &Env, flags: &FlagCredentials) -> Vec<Explicit> {
    let mut list: Vec<_> = flags
        .scoped
        .iter()
        .map(|(registry, credential)| Explicit {
            registry: Some(registry.clone()),
            credential: Ok(credential.clone()),
            place: Place::CommandLine,
        })
        .collect();
    let variable = |name| env.raw(name).map(|text| text.to_string_lossy().into_owned());
    let from_flags = flags.username.is_some() || flags.password.is_some();
    let user = flags.username.clone().or_else(|| variable(env::USERNAME));
    let password = flags.password.clone().or_else(|| variable(env::PASSWORD).map(Secret::new));
    let credential = match (user, password) {
        (None, None) => return list,
        (Some(user), Some(password)) => Ok(Credential::Basic { user, password }),
        // A user name alone is what `login` completes by asking.
        (Some(_), None) if from_flags => return list,
        (Some(_), None) => Err(format!("{} is set without {}", env::USERNAME, env::PASSWORD)),
        (None, Some(_)) if from_flags => Err("a password was given without a user name".to_owned()),
        (None, Some(_)) => Err(format!("{} is set without {}", env::PASSWORD, env::USERNAME)),
    };
    let registry = variable(env::REGISTRY).filter(|_| !from_flags).map(|host| host.parse::<Registry>());
    let (registry, credential) = match registry {
        Some(Err(error)) => (None, Err(format!("{} is no host: {error}", env::REGISTRY))),
        Some(Ok(registry)) => (Some(registry), credential),
        None => (None, credential),
    };
    let place = if from_flags { Place::CommandLine } else { Place::Variable(env::USERNAME) };
    list.push(Explicit { registry, credential, place });
    list
}

/// One run's search, which remembers what it has read and asked.
pub(super) struct Search {
    sources: Sources,
    files: HashMap<PathBuf, Option<Arc<AuthFile>>>,
    variables: HashMap<&'static str, Option<Arc<AuthFile>>>,
    asked: HashMap<(String, String), Option<Credential>>,
    listed: HashMap<String, Vec<String>>,
    warned: HashSet<String>,
}

/// One thing that a file says may hold the credential.
enum Candidate<'f> {
    Helper { name: &'f str, server: &'f str },
    Store { name: &'f str },
    Entry { key: &'f str, entry: &'f Value },
}

impl Search {
    pub(super) fn new(sources: Sources) -> Self {
        Self {
            sources,
            files: HashMap::new(),
            variables: HashMap::new(),
            asked: HashMap::new(),
            listed: HashMap::new(),
            warned: HashSet::new(),
        }
    }

    /// The first credential for a repository of a registry, or for the registry as such, and where it is.
    pub(super) fn find(&mut self, registry: &Registry, repository: Option<&Repository>) -> Option<(Credential, Place)> {
        let given = self.sources.explicit.iter().filter(|e| e.registry.as_ref().is_none_or(|host| host == registry));
        for explicit in given.cloned().collect::<Vec<_>>() {
            match explicit.credential {
                Ok(credential) => return Some((credential, explicit.place)),
                Err(reason) => self.warn(format!("{reason}; it is not used")),
            }
        }
        if let Some(name) = self.sources.host_helper(registry).map(str::to_owned) {
            let server = docker_key(registry);
            if let Some(found) = self.ask(&name, server) {
                return Some((found, helper_place(&name, server)));
            }
        }
        let list = self.sources.list.clone();
        let found = list.into_iter().find_map(|source| match source {
            Source::Keyring => self.in_keyring(registry, repository),
            Source::File(path, form) => {
                let file = self.file(&path, form)?;
                self.in_file(&file, Some(&path), registry, repository)
            }
            Source::Variable(name, text) => {
                let file = self.variable(name, &text)?;
                self.in_file(&file, None, registry, repository)
            }
        });
        found.or_else(|| {
            let name = self.sources.default_helper.clone().filter(|_| self.sources.auth_file.is_none())?;
            self.ask_store(&name, registry)
        })
    }

    fn in_keyring(&mut self, registry: &Registry, repository: Option<&Repository>) -> Option<(Credential, Place)> {
        match self.sources.keyring.find(registry, repository) {
            Ok(found) => found.map(|(key, credential)| (credential, Place::Keyring { key })),
            Err(error) => {
                self.warn(chain(&error));
                None
            }
        }
    }

    fn file(&mut self, path: &Path, form: Form) -> Option<Arc<AuthFile>> {
        if let Some(known) = self.files.get(path) {
            return known.clone();
        }
        let file = match read(path, form) {
            Ok(file) => file.map(Arc::new),
            Err(error) => {
                self.warn(format!("{}; its credentials are not used", chain(&error)));
                None
            }
        };
        if file.is_none() && self.sources.auth_file.as_deref() == Some(path) && !path.exists() {
            self.warn(format!("the file of credentials {} does not exist", path.display()));
        }
        self.files.insert(path.to_owned(), file.clone());
        file
    }

    fn variable(&mut self, name: &'static str, text: &Secret) -> Option<Arc<AuthFile>> {
        if let Some(known) = self.variables.get(name) {
            return known.clone();
        }
        let parsed = AuthFile::parse(text.expose(), Form::Config);
        let file = match parsed {
            Ok(file) => Some(Arc::new(file)),
            Err(reason) => {
                self.warn(format!("{name} is not used: {reason}"));
                None
            }
        };
        self.variables.insert(name, file.clone());
        file
    }

    /// Looks into a file: by how much of the path a key names; then helpers, the store of all hosts, entries.
    fn in_file(
        &mut self,
        file: &AuthFile,
        path: Option<&Path>,
        registry: &Registry,
        repository: Option<&Repository>,
    ) -> Option<(Credential, Place)> {
        let mut candidates = Vec::new();
        for (key, name) in &file.helpers {
            if let Some(fit) = fit(key, registry, repository) {
                let server = if fit.depth == 0 { docker_key(registry) } else { key };
                candidates.push((Reverse(fit.depth), 0, Reverse(fit.closeness), Candidate::Helper { name, server }));
            }
        }
        if let Some(name) = &file.store {
            candidates.push((Reverse(0), 1, Reverse(0), Candidate::Store { name }));
        }
        for (key, entry) in &file.auths {
            if let Some(fit) = fit(key, registry, repository) {
                candidates.push((Reverse(fit.depth), 2, Reverse(fit.closeness), Candidate::Entry { key, entry }));
            }
        }
        candidates.sort_by_key(|(depth, class, closeness, _)| (*depth, *class, *closeness));
        candidates.into_iter().find_map(|(.., candidate)| match candidate {
            Candidate::Helper { name, server } => {
                self.ask(name, server).map(|found| (found, helper_place(name, server)))
            }
            Candidate::Store { name } => self.ask_store(name, registry),
            Candidate::Entry { key, entry } => self.entry(key, entry, path),
        })
    }

    fn entry(&mut self, key: &str, entry: &Value, path: Option<&Path>) -> Option<(Credential, Place)> {
        let place = match path {
            Some(path) => Place::File { path: path.to_owned(), key: key.to_owned() },
            None => Place::Variable(env::DOCKER_AUTH_CONFIG),
        };
        match decode(entry) {
            Ok(credential) => credential.map(|credential| (credential, place)),
            Err(reason) => {
                self.warn(format!("the entry {key:?} of {place} is not used: {reason}"));
                None
            }
        }
    }

    /// Asks a helper that keeps all hosts. It may know Docker Hub by any of its names.
    fn ask_store(&mut self, name: &str, registry: &Registry) -> Option<(Credential, Place)> {
        let server = docker_key(registry).to_owned();
        if let Some(found) = self.ask(name, &server) {
            return Some((found, helper_place(name, &server)));
        }
        if !registry.is_docker_hub() {
            return None;
        }
        let others =
            self.list(name).into_iter().filter(|other| *other != server && fit(other, registry, None).is_some());
        let others: Vec<_> = others.collect();
        others.into_iter().find_map(|other| self.ask(name, &other).map(|found| (found, helper_place(name, &other))))
    }

    /// Asks a helper for a server, once.
    fn ask(&mut self, name: &str, server: &str) -> Option<Credential> {
        let question = (name.to_owned(), server.to_owned());
        if let Some(known) = self.asked.get(&question) {
            return known.clone();
        }
        let answer = self.sources.helpers.get(name, server);
        let found = self.or_warn(answer).flatten();
        self.asked.insert(question, found.clone());
        found
    }

    fn list(&mut self, name: &str) -> Vec<String> {
        if let Some(known) = self.listed.get(name) {
            return known.clone();
        }
        let answer = self.sources.helpers.list(name);
        let servers = self.or_warn(answer).unwrap_or_default();
        self.listed.insert(name.to_owned(), servers.clone());
        servers
    }

    fn or_warn<T>(&mut self, answer: Result<T, Error>) -> Option<T> {
        answer.map_err(|error| self.warn(chain(&error))).ok()
    }

    /// Warns once.
    fn warn(&mut self, text: String) {
        if self.warned.insert(text.clone()) {
            (self.sources.notify)(Notice::Warning(text));
        }
    }
}

fn helper_place(name: &str, server: &str) -> Place {
    Place::Helper { name: name.to_owned(), server: server.to_owned() }
}

/// Reads a file of credentials; nothing where there is none.
pub(super) fn read(path: &Path, form: Form) -> Result<Option<AuthFile>, Error> {
    use std::io::ErrorKind::{NotADirectory, NotFound};
    match std::fs::read(path) {
        Ok(bytes) => {
            let broken = |reason| Error::CredentialFile { path: path.to_owned(), reason };
            let text = String::from_utf8(bytes).map_err(|_| broken("it is not UTF-8".to_owned()))?;
            AuthFile::parse(&text, form).map(Some).map_err(broken)
        }
        Err(error) if matches!(error.kind(), NotFound | NotADirectory) => Ok(None),
        Err(source) => Err(Error::Read { path: path.to_owned(), source }),
    }
}
