//! Environment variables: the only place that reads them. Everything else is handed an [`Env`], so tests bring their own.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::fmt;
use std::path::{Path, PathBuf};

use super::Error;

/// The configuration file.
pub const CONFIG: &str = "WHARF_CONFIG";
/// The local store.
pub const STORE: &str = "WHARF_STORE";
/// How many blobs move at once.
pub const JOBS: &str = "WHARF_JOBS";
/// How progress is shown.
pub const PROGRESS: &str = "WHARF_PROGRESS";
/// A file of certificates that are trusted.
pub const CA_FILE: &str = "WHARF_CA_FILE";
/// How long a connection may take.
pub const CONNECT_TIMEOUT: &str = "WHARF_CONNECT_TIMEOUT";
/// How long a transfer may bring nothing.
pub const STALL_TIMEOUT: &str = "WHARF_STALL_TIMEOUT";
/// How often an operation is tried again.
pub const RETRIES: &str = "WHARF_RETRIES";
/// The user shown to registries.
pub const USERNAME: &str = "WHARF_USERNAME";
/// The password shown to registries.
pub const PASSWORD: &str = "WHARF_PASSWORD";
/// The one registry that user and password are for.
pub const REGISTRY: &str = "WHARF_REGISTRY";
/// Where `login` saves.
pub const CREDENTIAL_STORE: &str = "WHARF_CREDENTIAL_STORE";
/// A file of options for `serve`.
pub const SERVE_CONFIG: &str = "WHARF_SERVE_CONFIG";
/// podman's and skopeo's variable for a file of credentials.
pub const REGISTRY_AUTH_FILE: &str = "REGISTRY_AUTH_FILE";
/// docker's variable that holds credentials itself.
pub const DOCKER_AUTH_CONFIG: &str = "DOCKER_AUTH_CONFIG";
/// docker's variable for the directory of its configuration.
pub const DOCKER_CONFIG: &str = "DOCKER_CONFIG";
/// The directory of configuration files.
pub const XDG_CONFIG_HOME: &str = "XDG_CONFIG_HOME";
/// The directory of data files.
pub const XDG_DATA_HOME: &str = "XDG_DATA_HOME";
/// The directory of files that last as long as a session.
pub const XDG_RUNTIME_DIR: &str = "XDG_RUNTIME_DIR";
/// Where docker's engine listens.
pub const DOCKER_HOST: &str = "DOCKER_HOST";
/// Whether docker's engine is spoken to in TLS.
pub const DOCKER_TLS_VERIFY: &str = "DOCKER_TLS_VERIFY";
/// The user's home.
pub const HOME: &str = "HOME";
/// Where programs are.
pub const PATH: &str = "PATH";
/// Wishes for no colour.
pub const NO_COLOR: &str = "NO_COLOR";

/// Every variable that matters, with its meaning, for the manual.
pub const ALL: &[(&str, &str)] = &[
    (CONFIG, "the configuration file, instead of wharf/config.toml in the configuration directory"),
    (STORE, "the directory of the local store"),
    (JOBS, "how many blobs move at once"),
    (PROGRESS, "how progress is shown: auto, bars, plain, json or none"),
    (CA_FILE, "a PEM file of certificates trusted for every registry, besides the system's"),
    (CONNECT_TIMEOUT, "how long a connection may take to come about, such as 10s"),
    (STALL_TIMEOUT, "how long a transfer may bring no byte, such as 30s"),
    (RETRIES, "how often one operation is tried again"),
    (USERNAME, "the user for the registries of this command, together with WHARF_PASSWORD"),
    (PASSWORD, "the password or access token that goes with WHARF_USERNAME"),
    (REGISTRY, "the only registry that is shown WHARF_USERNAME and WHARF_PASSWORD"),
    (CREDENTIAL_STORE, "where login saves: docker, file or keyring"),
    (SERVE_CONFIG, "a TOML file with the options of wharf serve"),
    ("WHARF_SERVE_OPTION", "any other option of wharf serve: WHARF_SERVE_LISTEN for --listen, and so on"),
    (REGISTRY_AUTH_FILE, "the one file that credentials are read from and saved to"),
    (DOCKER_AUTH_CONFIG, "credentials as JSON, in the form of docker's config.json"),
    (DOCKER_CONFIG, "the directory of docker's config.json, instead of ~/.docker"),
    (DOCKER_HOST, "where the docker engine listens, for docker-daemon: unix:///PATH or tcp://HOST:PORT"),
    (DOCKER_TLS_VERIFY, "whether it is spoken to in TLS, which is refused"),
    (XDG_CONFIG_HOME, "the directory that holds wharf/config.toml and containers/auth.json"),
    (XDG_DATA_HOME, "the directory that holds wharf/store"),
    (XDG_RUNTIME_DIR, "the directory that holds podman's containers/auth.json"),
    (HOME, "the home directory"),
    (PATH, "where credential helpers are looked for"),
    (NO_COLOR, "no colours if it is not empty"),
    ("TMPDIR", "where layers that are made, and archives out of pipes, wait (read by the standard library)"),
    ("HTTP_PROXY", "the proxy for plain HTTP (read by the HTTP library, as are the next three)"),
    ("HTTPS_PROXY", "the proxy for TLS"),
    ("ALL_PROXY", "the proxy for both; socks5:// and socks5h:// are understood"),
    ("NO_PROXY", "hosts, domains and networks that are spoken to without a proxy"),
    ("SSL_CERT_FILE", "a file of trusted certificates in the system's stead (read by the TLS library, as is the next)"),
    ("SSL_CERT_DIR", "directories of trusted certificates in the system's stead"),
];

/// The environment of a process, or of a test.
#[derive(Clone)]
pub struct Env {
    variables: BTreeMap<OsString, OsString>,
    home: Option<PathBuf>,
    config_dir: Option<PathBuf>,
    data_dir: Option<PathBuf>,
    root: PathBuf,
}

impl Env {
    /// The environment of this process.
    pub fn from_process() -> Self {
        Self {
            variables: std::env::vars_os().collect(),
            home: dirs::home_dir(),
            config_dir: dirs::config_dir(),
            data_dir: dirs::data_dir(),
            root: PathBuf::from("/"),
        }
    }

    /// An environment of these variables alone, on a system whose `/etc` and `/run` lie below `root`.
    pub fn from_variables<K, V>(variables: impl IntoIterator<Item = (K, V)>, root: impl Into<PathBuf>) -> Self
    where
        K: Into<OsString>,
        V: Into<OsString>,
    {
        let variables: BTreeMap<_, _> = variables.into_iter().map(|(k, v)| (k.into(), v.into())).collect();
        let home = variables.get(OsStr::new(HOME)).filter(|home| !home.is_empty()).map(PathBuf::from);
        Self {
            config_dir: home.as_ref().map(|home| home.join(".config")),
            data_dir: home.as_ref().map(|home| home.join(".local/share")),
            home,
            variables,
            root: root.into(),
        }
    }

    /// A variable's value; an empty one counts as not set.
    pub fn raw(&self, name: &str) -> Option<&OsStr> {
        self.variables.get(OsStr::new(name)).filter(|value| !value.is_empty()).map(OsString::as_os_str)
    }

    /// A variable's value as text.
    ///
    /// # Errors
    /// It is no UTF-8.
    pub fn text(&self, name: &'static str) -> Result<Option<&str>, Error> {
        let unreadable = || Error::Variable { name: name.into(), reason: "it is not UTF-8".to_owned() };
        self.raw(name).map(|value| value.to_str().ok_or_else(unreadable)).transpose()
    }

    /// The names of all variables that are set, those that are no UTF-8 left out.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.variables.iter().filter(|(_, value)| !value.is_empty()).filter_map(|(name, _)| name.to_str())
    }

    /// A variable's value as a path.
    pub fn path(&self, name: &str) -> Option<PathBuf> {
        self.raw(name).map(PathBuf::from)
    }

    /// A variable's value as an absolute path, as the XDG specification wants it: relative ones are ignored.
    pub(super) fn absolute(&self, name: &str) -> Option<PathBuf> {
        self.path(name).filter(|path| path.is_absolute())
    }

    pub(super) fn home(&self) -> Option<&Path> {
        self.home.as_deref()
    }

    pub(super) fn config_dir(&self) -> Option<PathBuf> {
        self.absolute(XDG_CONFIG_HOME).or_else(|| self.config_dir.clone())
    }

    pub(super) fn data_dir(&self) -> Option<PathBuf> {
        self.absolute(XDG_DATA_HOME).or_else(|| self.data_dir.clone())
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// What a child process is given: everything but the password that is meant for wharf.
    pub(super) fn for_children(&self) -> impl Iterator<Item = (&OsStr, &OsStr)> {
        let kept = self.variables.iter().filter(|(name, _)| *name != OsStr::new(PASSWORD));
        kept.map(|(name, value)| (name.as_os_str(), value.as_os_str()))
    }
}

impl fmt::Debug for Env {
    /// Names alone: values may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Env").field("variables", &self.variables.keys()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_variables_are_not_set() {
        let env = Env::from_variables([(STORE, ""), (JOBS, "4")], "/");
        assert_eq!(env.path(STORE), None);
        assert_eq!(env.text(JOBS).unwrap(), Some("4"));
    }

    #[test]
    fn debug_shows_no_value_and_children_get_no_password() {
        let env = Env::from_variables([(PASSWORD, "hunter2"), (USERNAME, "me")], "/");
        assert!(!format!("{env:?}").contains("hunter2"));
        assert_eq!(env.for_children().count(), 1);
    }

    #[test]
    fn every_variable_is_listed_once() {
        let mut names: Vec<_> = ALL.iter().map(|(name, _)| *name).collect();
        names.sort_unstable();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all);
        let constants = include_str!("env.rs").lines().filter_map(|line| line.strip_prefix("pub const "));
        let values =
            constants.filter_map(|line| line.split_once(": &str = ")?.1.strip_prefix('"')?.strip_suffix("\";"));
        let missing: Vec<_> = values.filter(|name| names.binary_search(name).is_err()).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}
