//! Settings and where they were made: defaults, then the file, then the environment, then flags.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use clap::ValueEnum;

use super::hosts::{HostSet, HostSettings};
use super::options::Entry;
use super::{Env, Error, env, parse_duration};
use crate::output::ProgressMode;
use crate::reference::Registry;
use crate::registry::Scheme;

/// Where a setting was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Nobody made it.
    Default,
    /// A line of the configuration file.
    File {
        /// The file.
        path: Arc<Path>,
        /// The line, from 1.
        line: usize,
    },
    /// An environment variable.
    Variable(&'static str),
    /// A flag of the command line.
    Flag(&'static str),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("the default"),
            Self::File { path, line } => write!(f, "{}:{line}", path.display()),
            Self::Variable(name) | Self::Flag(name) => f.write_str(name),
        }
    }
}

/// A value and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting<T> {
    /// The value.
    pub value: T,
    /// Where it was given.
    pub origin: Origin,
}

impl<T> Setting<T> {
    pub(super) fn default(value: T) -> Self {
        Self { value, origin: Origin::Default }
    }

    pub(super) fn replace(&mut self, other: Option<Self>) {
        if let Some(other) = other {
            *self = other;
        }
    }
}

/// Where `login` saves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum SaveTo {
    /// Where docker would: its credential helpers where they are configured, else its `config.json`.
    #[default]
    Docker,
    /// docker's `config.json`, past its helpers.
    File,
    /// The operating system's keyring.
    Keyring,
}

impl FromStr for SaveTo {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        <Self as ValueEnum>::from_str(text, false).map_err(|_| format!("{text:?} is none of docker, file, keyring"))
    }
}

/// What one origin says: the file, the environment, or the flags.
#[derive(Debug, Default)]
pub(super) struct Layer {
    pub(super) store: Option<Setting<Option<PathBuf>>>,
    pub(super) jobs: Option<Setting<usize>>,
    pub(super) progress: Option<Setting<ProgressMode>>,
    pub(super) color: Option<Setting<bool>>,
    pub(super) ca_files: Option<Setting<Vec<PathBuf>>>,
    pub(super) connect_timeout: Option<Setting<Duration>>,
    pub(super) stall_timeout: Option<Setting<Duration>>,
    pub(super) retries: Option<Setting<u32>>,
    pub(super) retry_budget: Option<Setting<Duration>>,
    pub(super) manifest_limit: Option<Setting<u64>>,
    pub(super) user_agent: Option<Setting<String>>,
    pub(super) save_to: Option<Setting<SaveTo>>,
    pub(super) credential_helper: Option<Setting<String>>,
    pub(super) docker_certificates: Option<Setting<bool>>,
    pub(super) hosts: BTreeMap<Registry, HostSettings>,
    pub(super) serve: Vec<Entry>,
}

impl Layer {
    /// What the environment says.
    pub(super) fn from_env(env: &Env) -> Result<Self, Error> {
        let path = |name| env.path(name).map(|value| Setting { value, origin: Origin::Variable(name) });
        let store = path(env::STORE).map(|s| Setting { value: Some(s.value), origin: s.origin });
        let ca_files = path(env::CA_FILE).map(|s| Setting { value: vec![s.value], origin: s.origin });
        let no_color =
            env.raw(env::NO_COLOR).map(|_| Setting { value: false, origin: Origin::Variable(env::NO_COLOR) });
        Ok(Self {
            store,
            ca_files,
            color: no_color,
            jobs: variable(env, env::JOBS, parse_jobs)?,
            progress: variable(env, env::PROGRESS, str::parse)?,
            connect_timeout: variable(env, env::CONNECT_TIMEOUT, parse_timeout)?,
            stall_timeout: variable(env, env::STALL_TIMEOUT, parse_timeout)?,
            retries: variable(env, env::RETRIES, |text| {
                text.parse().map_err(|_| format!("{text:?} is not a whole number"))
            })?,
            save_to: variable(env, env::CREDENTIAL_STORE, str::parse)?,
            ..Self::default()
        })
    }
}

fn variable<T>(
    env: &Env,
    name: &'static str,
    parse: impl FnOnce(&str) -> Result<T, String>,
) -> Result<Option<Setting<T>>, Error> {
    let Some(text) = env.text(name)? else { return Ok(None) };
    let value = parse(text).map_err(|reason| Error::Variable { name: name.into(), reason })?;
    Ok(Some(Setting { value, origin: Origin::Variable(name) }))
}

fn parse_jobs(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|jobs| *jobs > 0).ok_or_else(|| format!("{text:?} is not a whole number above 0"))
}

/// Reads a time limit: none would mean that nothing ever succeeds.
pub(super) fn parse_timeout(text: &str) -> Result<Duration, String> {
    let limit = parse_duration(text)?;
    if limit.is_zero() { Err("a time limit of nothing would let nothing succeed".to_owned()) } else { Ok(limit) }
}

/// What the command line says; what was not said is empty. See [`super::Config::with_flags`].
#[derive(Clone, Debug, Default)]
pub struct Flags {
    /// `--store DIR`.
    pub store: Option<PathBuf>,
    /// `--jobs N`.
    pub jobs: Option<usize>,
    /// `--progress MODE`.
    pub progress: Option<ProgressMode>,
    /// `--ca-file FILE`, any number.
    pub ca_files: Vec<PathBuf>,
    /// `--plain-http[=HOST]`.
    pub plain_http: HostSet,
    /// `--tls-skip-verify[=HOST]`.
    pub skip_verify: HostSet,
    /// `--connect-timeout DURATION`.
    pub connect_timeout: Option<Duration>,
    /// `--stall-timeout DURATION`.
    pub stall_timeout: Option<Duration>,
    /// `--retries N`.
    pub retries: Option<u32>,
    /// `--credential-store WHERE`.
    pub save_to: Option<SaveTo>,
    /// `--authfile FILE`: the one file of credentials.
    pub auth_file: Option<PathBuf>,
    /// `--creds`, also for one registry alone, and those of `--host`.
    pub credentials: super::FlagCredentials,
    /// `--host reg=HOST,tls=…`: what is spoken to each, whatever else is said.
    pub schemes: BTreeMap<Registry, Scheme>,
    /// `--user-agent TEXT`.
    pub user_agent: Option<String>,
}

impl Flags {
    pub(super) fn into_layer(self) -> Layer {
        let ca_files = Some(self.ca_files).filter(|files| !files.is_empty());
        Layer {
            store: flag("--store", self.store.map(Some)),
            jobs: flag("--jobs", self.jobs),
            progress: flag("--progress", self.progress),
            ca_files: flag("--ca-file", ca_files),
            connect_timeout: flag("--connect-timeout", self.connect_timeout),
            stall_timeout: flag("--stall-timeout", self.stall_timeout),
            retries: flag("--retries", self.retries),
            save_to: flag("--credential-store", self.save_to),
            user_agent: flag("--user-agent", self.user_agent),
            ..Layer::default()
        }
    }
}

fn flag<T>(name: &'static str, value: Option<T>) -> Option<Setting<T>> {
    value.map(|value| Setting { value, origin: Origin::Flag(name) })
}
