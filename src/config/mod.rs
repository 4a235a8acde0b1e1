//! Settings, paths, host options and credentials: everything that depends on whose machine this is.
//!
//! Settings come from the defaults, then the configuration file, then the environment, then flags; the later wins, and
//! each value knows where it was made. Nothing but the configuration file is read before it is needed: certificate
//! directories when a host is spoken to, credentials when a registry asks for them.

pub mod credentials;
mod edit;
pub mod env;
mod error;
mod file;
mod hosts;
pub mod options;
mod paths;
mod setting;
mod systemd;
mod units;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use credentials::{Chain, Sources};

use crate::output::ProgressMode;
use crate::reference::Registry;
use crate::registry::{Keychain, Options};

pub use credentials::{CredentialStore, FlagCredentials};
pub use edit::{FileEdit, texts};
pub use env::Env;
pub use error::Error;
pub use hosts::{HostSet, HostSettings, Notify};
pub use paths::Paths;
pub use setting::{Flags, Origin, SaveTo, Setting};
pub use systemd::PassedSocket;
pub use units::{parse_duration, parse_size};

use hosts::HostRules;
use setting::Layer;

/// How many blobs move at once unless it is said otherwise.
const DEFAULT_JOBS: usize = 4;

/// All settings.
#[derive(Clone, Debug)]
pub struct Config {
    /// The directory of the local store; nothing where no home is known. See [`Config::store_dir`].
    pub store: Setting<Option<PathBuf>>,
    /// How many blobs move at once.
    pub jobs: Setting<usize>,
    /// How progress is shown.
    pub progress: Setting<ProgressMode>,
    /// Whether colours are welcome on a terminal.
    pub color: Setting<bool>,
    /// Files of certificates (PEM) trusted for every host, besides the system's.
    pub ca_files: Setting<Vec<PathBuf>>,
    /// How long a connection may take to come about.
    pub connect_timeout: Setting<Duration>,
    /// How long a transfer may bring no byte.
    pub stall_timeout: Setting<Duration>,
    /// How often one operation is tried again.
    pub retries: Setting<u32>,
    /// How long one operation may spend in pauses between tries.
    pub retry_budget: Setting<Duration>,
    /// The largest manifest that is read, in bytes.
    pub manifest_limit: Setting<u64>,
    /// The `User-Agent` of every request.
    pub user_agent: Setting<String>,
    /// Where `login` saves.
    pub save_to: Setting<SaveTo>,
    /// The helper that is asked where nothing else has a credential, without `docker-credential-`.
    pub credential_helper: Setting<Option<String>>,
    /// Whether the directories of certificates of docker and podman are looked into.
    pub docker_certificates: Setting<bool>,
    /// The configuration file, whether it is there or not; nothing where no home is known.
    pub file: Option<PathBuf>,
    /// The default places of files.
    pub paths: Paths,
    hosts: HostRules,
    serve: Vec<options::Entry>,
    auth_file: Option<PathBuf>,
    credentials: FlagCredentials,
    env: Env,
}

/// Whether a configuration file that was named must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// It must.
    Fails,
    /// It need not.
    IsEmpty,
}

impl Config {
    /// Reads the configuration file and the environment. The file is `explicit_file`, else the one `WHARF_CONFIG` names,
    /// else `wharf/config.toml` in the configuration directory, which alone may be missing.
    ///
    /// # Errors
    /// A file that cannot be read or understood, a variable that cannot be used.
    pub fn load(env: &Env, explicit_file: Option<&Path>) -> Result<Self, Error> {
        Self::load_with(env, explicit_file, Missing::Fails)
    }

    /// The same, for a command that writes the file: then it may be missing wherever it is.
    ///
    /// # Errors
    /// Those of [`Self::load`].
    pub fn load_with(env: &Env, explicit_file: Option<&Path>, missing: Missing) -> Result<Self, Error> {
        let mut config = Self::defaults(env);
        let named = explicit_file.map(Path::to_owned).or_else(|| env.path(env::CONFIG));
        config.file = named.clone().or_else(|| config.paths.config_file.clone());
        if let Some(path) = &config.file.clone() {
            let layer = file::read(path)?;
            if layer.is_none() && named.is_some() && missing == Missing::Fails {
                let source = std::io::Error::new(std::io::ErrorKind::NotFound, "there is no such file");
                return Err(Error::Read { path: path.clone(), source });
            }
            config.overlay(layer.unwrap_or_default());
        }
        config.overlay(Layer::from_env(env)?);
        Ok(config)
    }

    fn defaults(env: &Env) -> Self {
        let options = Options::default();
        let paths = Paths::new(env);
        Self {
            store: Setting::default(paths.store.clone()),
            jobs: Setting::default(DEFAULT_JOBS),
            progress: Setting::default(ProgressMode::Auto),
            color: Setting::default(true),
            ca_files: Setting::default(Vec::new()),
            connect_timeout: Setting::default(options.connect_timeout),
            stall_timeout: Setting::default(options.stall_timeout),
            retries: Setting::default(options.retries),
            retry_budget: Setting::default(options.retry_budget),
            manifest_limit: Setting::default(options.manifest_limit),
            user_agent: Setting::default(options.user_agent),
            save_to: Setting::default(SaveTo::Docker),
            credential_helper: Setting::default(None),
            docker_certificates: Setting::default(true),
            file: None,
            hosts: HostRules { certificate_dirs: paths.certificates.clone(), ..HostRules::default() },
            serve: Vec::new(),
            auth_file: env.path(env::REGISTRY_AUTH_FILE),
            credentials: FlagCredentials::default(),
            paths,
            env: env.clone(),
        }
    }

    /// The same settings with those of the command line over them.
    #[must_use]
    pub fn with_flags(mut self, flags: Flags) -> Self {
        self.hosts.plain_http = flags.plain_http.clone();
        self.hosts.skip_verify = flags.skip_verify.clone();
        self.hosts.schemes = flags.schemes.clone();
        self.credentials = flags.credentials.clone();
        self.auth_file = flags.auth_file.clone().or(self.auth_file);
        self.overlay(flags.into_layer());
        self
    }

    /// The same settings with what the configuration file says of hosts and certificates now.
    ///
    /// # Errors
    /// Those of [`Self::load`].
    pub fn reloaded(&self) -> Result<Self, Error> {
        let fresh = Self::load_with(&self.env, self.file.as_deref(), Missing::IsEmpty)?;
        let hosts = HostRules { tables: fresh.hosts.tables, ..self.hosts.clone() };
        let (credential_helper, docker_certificates) = (fresh.credential_helper, fresh.docker_certificates);
        Ok(Self { credential_helper, docker_certificates, hosts, ..self.clone() })
    }

    fn overlay(&mut self, layer: Layer) {
        self.store.replace(layer.store);
        self.jobs.replace(layer.jobs);
        self.progress.replace(layer.progress);
        self.color.replace(layer.color);
        self.ca_files.replace(layer.ca_files);
        self.connect_timeout.replace(layer.connect_timeout);
        self.stall_timeout.replace(layer.stall_timeout);
        self.retries.replace(layer.retries);
        self.retry_budget.replace(layer.retry_budget);
        self.manifest_limit.replace(layer.manifest_limit);
        self.user_agent.replace(layer.user_agent);
        self.save_to.replace(layer.save_to);
        let helper = layer.credential_helper.map(|set| Setting { value: Some(set.value), origin: set.origin });
        self.credential_helper.replace(helper);
        self.docker_certificates.replace(layer.docker_certificates);
        self.hosts.tables.extend(layer.hosts);
        self.serve.extend(layer.serve);
    }

    /// Where the options of `wharf serve` are looked for besides its flags.
    pub fn serve_places(&self) -> options::Places<'_> {
        options::Places { prefix: "WHARF_SERVE_", file_flag: "serve-config", env: &self.env, table: &self.serve }
    }

    /// Where docker's engine listens, as docker's own variables say; nothing where they say nothing.
    ///
    /// # Errors
    /// The variable is no text.
    pub fn docker_host(&self) -> Result<Option<String>, Error> {
        let address = self.env.text(env::DOCKER_HOST)?;
        let tls = self.env.raw(env::DOCKER_TLS_VERIFY).is_some();
        // With TLS the scheme stays tcp for docker: here it is told apart.
        Ok(address.map(|address| match address.strip_prefix("tcp://") {
            Some(host) if tls => format!("https://{host}"),
            _ => address.to_owned(),
        }))
    }

    /// The directory of the local store.
    ///
    /// # Errors
    /// None was named and no home is known.
    pub fn store_dir(&self) -> Result<&Path, Error> {
        let remedy = "name a directory with --store or WHARF_STORE";
        self.store.value.as_deref().ok_or(Error::NoHome { what: "the local store", remedy })
    }

    /// Checks the files of certificates that a flag or the environment names: whoever named one for this command wants
    /// it used. One that the configuration file names is read where TLS is spoken, and missed only there.
    ///
    /// # Errors
    /// A file that cannot be read or holds no certificate.
    pub fn check_ca_files(&self) -> Result<(), Error> {
        let Setting { value, origin } = &self.ca_files;
        if matches!(origin, Origin::Default | Origin::File { .. }) {
            return Ok(());
        }
        value.iter().try_for_each(|path| {
            let refuse = |reason| Error::CaFile { origin: origin.clone(), path: path.clone(), reason };
            hosts::check_pem(path, "CERTIFICATE").map_err(refuse)
        })
    }

    /// How the client is to behave. `notify` hears of retries and warnings.
    pub fn registry_options(&self, notify: Notify) -> Options {
        let mut hosts = HostRules { ca_files: self.ca_files.value.clone(), ..self.hosts.clone() };
        if !self.docker_certificates.value {
            hosts.certificate_dirs.clear();
        }
        Options {
            user_agent: self.user_agent.value.clone(),
            connect_timeout: self.connect_timeout.value,
            stall_timeout: self.stall_timeout.value,
            retries: self.retries.value,
            retry_budget: self.retry_budget.value,
            manifest_limit: self.manifest_limit.value,
            hosts: hosts.into_table(Arc::clone(&notify)),
            notify,
            ..Options::default()
        }
    }

    /// Every place of credentials, in the order that [`credentials`] documents. Nothing is read before it is asked.
    pub fn keychain(&self, notify: Notify) -> Arc<dyn Keychain> {
        Arc::new(Chain::new(self.sources(notify)))
    }

    /// The places that `login` saves to, `logout` erases from and `whoami` looks into.
    pub fn credential_store(&self, notify: Notify) -> CredentialStore {
        CredentialStore::new(self.sources(notify), self.save_to.value)
    }

    fn sources(&self, notify: Notify) -> Sources {
        let helpers = self.hosts.tables.iter().filter_map(|(registry, table)| {
            let name = table.credential_helper.clone()?;
            Some((registry.clone(), name))
        });
        let mut sources =
            Sources::new(&self.env, &self.paths, self.auth_file.clone(), &self.credentials, self.save_to.value, notify);
        sources.host_helpers = helpers.collect();
        sources.default_helper.clone_from(&self.credential_helper.value);
        sources
    }

    /// What the configuration file says of each host.
    pub fn host_tables(&self) -> &BTreeMap<Registry, HostSettings> {
        &self.hosts.tables
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry::Scheme;

    fn write(dir: &Path, name: &str, text: &str) -> PathBuf {
        let path = dir.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path
    }

    fn env(dir: &Path, more: &[(&str, &str)]) -> Env {
        let home = ("HOME", dir.to_str().unwrap());
        Env::from_variables(more.iter().copied().chain([home]), dir)
    }

    #[test]
    fn the_later_wins_and_each_value_knows_its_origin() {
        let dir = tempfile::tempdir().unwrap();
        let file = write(dir.path(), ".config/wharf/config.toml", "jobs = 2\nretries = 1\nprogress = 'json'");
        let config = Config::load(&env(dir.path(), &[("WHARF_JOBS", "3"), ("WHARF_RETRIES", "9")]), None).unwrap();
        let flags = Flags { jobs: Some(4), ..Flags::default() };
        let config = config.with_flags(flags);
        assert_eq!((config.jobs.value, config.jobs.origin.to_string()), (4, "--jobs".to_owned()));
        assert_eq!((config.retries.value, config.retries.origin.to_string()), (9, "WHARF_RETRIES".to_owned()));
        assert_eq!(config.progress.value, ProgressMode::Json);
        assert_eq!(config.progress.origin.to_string(), format!("{}:3", file.display()));
        assert_eq!(config.stall_timeout.origin.to_string(), "the default");
        assert_eq!(config.store_dir().unwrap(), dir.path().join(".local/share/wharf/store"));
    }

    #[test]
    fn only_the_default_file_may_be_missing() {
        let dir = tempfile::tempdir().unwrap();
        let other = write(dir.path(), "other.toml", "jobs = 5");
        let named = write(dir.path(), "named.toml", "jobs = 6");
        assert!(Config::load(&env(dir.path(), &[]), None).is_ok());
        let with_variable = env(dir.path(), &[("WHARF_CONFIG", other.to_str().unwrap())]);
        assert_eq!(Config::load(&with_variable, None).unwrap().jobs.value, 5);
        assert_eq!(Config::load(&with_variable, Some(&named)).unwrap().jobs.value, 6);
        let missing = Config::load(&env(dir.path(), &[("WHARF_CONFIG", "/nowhere/x")]), None).unwrap_err();
        assert_eq!(missing.to_string(), "cannot read /nowhere/x");
    }

    #[test]
    fn a_variable_that_cannot_be_used_is_named() {
        let dir = tempfile::tempdir().unwrap();
        for (name, value) in [
            ("WHARF_JOBS", "0"),
            ("WHARF_JOBS", "many"),
            ("WHARF_PROGRESS", "loud"),
            ("WHARF_STALL_TIMEOUT", "30"),
            ("WHARF_CONNECT_TIMEOUT", "0s"),
            ("WHARF_RETRIES", "-1"),
            ("WHARF_CREDENTIAL_STORE", "x"),
        ] {
            let error = Config::load(&env(dir.path(), &[(name, value)]), None).unwrap_err().to_string();
            assert!(error.contains(name), "{error}");
        }
    }

    #[test]
    fn without_a_home_the_store_must_be_named() {
        let dir = tempfile::tempdir().unwrap();
        let config = Config::load(&Env::from_variables([("X", "y")], dir.path()), None).unwrap();
        assert!(config.store_dir().unwrap_err().to_string().contains("WHARF_STORE"));
        let config = config.with_flags(Flags { store: Some("/s".into()), ..Flags::default() });
        assert_eq!(config.store_dir().unwrap(), Path::new("/s"));
    }

    #[test]
    fn options_carry_the_settings() {
        let dir = tempfile::tempdir().unwrap();
        let text = "retries = 2\nstall-timeout = '5s'\nmanifest-limit = 10\nuser-agent = 'me'\n[hosts.'a.io']\nscheme = 'plain'";
        let file = write(dir.path(), "c.toml", text);
        let env = env(dir.path(), &[("WHARF_CA_FILE", "/ca.pem")]);
        let options = Config::load(&env, Some(&file)).unwrap().registry_options(Arc::new(|_| {}));
        assert_eq!((options.retries, options.stall_timeout), (2, Duration::from_secs(5)));
        assert_eq!((options.manifest_limit, options.user_agent.as_str()), (10, "me"));
        assert_eq!((options.hosts)(&"a.io".parse().unwrap()).scheme, Scheme::Plain);
        let hub = (options.hosts)(&"docker.io".parse().unwrap());
        assert_eq!((hub.scheme, hub.ca_files), (Scheme::Auto, vec![PathBuf::from("/ca.pem")]));
    }
}
