//! What holds for each host: the tables of the configuration file, flags, and the certificate directories of docker and
//! podman, which are read only for hosts that are spoken to.
//!
//! Flags win over a host's table, which wins over the defaults. Certificates add up: those of `--ca-file` (or its
//! setting), of the table, and of every `certs.d/HOST[:PORT]`; the first client certificate found is the one shown.

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::reference::{Registry, Repository};
use crate::registry::{HostOptions, HostTable, Notice, Scheme};

/// Who is told of warnings.
pub type Notify = Arc<dyn Fn(Notice) + Send + Sync>;

/// The hosts that a flag of the command line is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum HostSet {
    /// None.
    #[default]
    Nobody,
    /// Every host of the command.
    All,
    /// These hosts.
    Hosts(Vec<Registry>),
}

impl HostSet {
    fn names(&self, registry: &Registry) -> bool {
        matches!(self, Self::Hosts(hosts) if hosts.contains(registry))
    }

    fn covers(&self, registry: &Registry) -> bool {
        match self {
            Self::Nobody => false,
            Self::All => true,
            Self::Hosts(_) => self.names(registry),
        }
    }
}

/// A host's table in the configuration file; what it leaves out keeps its default.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HostSettings {
    /// `scheme`.
    pub scheme: Option<Scheme>,
    /// `ca`.
    pub ca_files: Vec<PathBuf>,
    /// `cert` and `key`.
    pub client_certificate: Option<(PathBuf, PathBuf)>,
    /// `max-requests`.
    pub max_requests: Option<usize>,
    /// `requests-per-second`.
    pub requests_per_second: Option<f64>,
    /// `max-single-upload`.
    pub max_single_upload: Option<u64>,
    /// `chunk-size`.
    pub chunk_size: Option<u64>,
    /// `mount`.
    pub mount: Option<bool>,
    /// `head`.
    pub head: Option<bool>,
    /// `hostname`.
    pub hostname: Option<Registry>,
    /// `path-prefix`.
    pub path_prefix: Option<Repository>,
    /// `mirrors`.
    pub mirrors: Vec<Registry>,
    /// `priority`.
    pub priority: Option<u32>,
    /// `credential-helper`, without `docker-credential-`.
    pub credential_helper: Option<String>,
}

/// All that decides on a host's options.
#[derive(Clone, Debug, Default)]
pub(super) struct HostRules {
    pub(super) tables: BTreeMap<Registry, HostSettings>,
    pub(super) plain_http: HostSet,
    pub(super) skip_verify: HostSet,
    /// What `--host` says is spoken.
    pub(super) schemes: BTreeMap<Registry, Scheme>,
    pub(super) ca_files: Vec<PathBuf>,
    pub(super) certificate_dirs: Vec<PathBuf>,
}

impl HostRules {
    /// The table that the client asks. Each host's files are looked for once.
    pub(super) fn into_table(self, notify: Notify) -> HostTable {
        let known: Mutex<HashMap<Registry, HostOptions>> = Mutex::default();
        Arc::new(move |registry| {
            let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
            known.entry(registry.clone()).or_insert_with(|| self.options(registry, &notify)).clone()
        })
    }

    fn options(&self, registry: &Registry, notify: &Notify) -> HostOptions {
        let defaults = HostOptions::default();
        let table = self.tables.get(registry).cloned().unwrap_or_default();
        let scheme = self.scheme(registry, &table);
        let mut options = HostOptions {
            scheme,
            ca_files: self.ca_files.iter().chain(&table.ca_files).cloned().collect(),
            client_certificate: table.client_certificate,
            max_requests: table.max_requests,
            requests_per_second: table.requests_per_second,
            max_single_upload: table.max_single_upload,
            chunk_size: table.chunk_size.unwrap_or(defaults.chunk_size),
            mount: table.mount.unwrap_or(defaults.mount),
            head: table.head.unwrap_or(defaults.head),
            hostname: table.hostname,
            path_prefix: table.path_prefix,
            mirrors: table.mirrors,
            priority: table.priority.unwrap_or(defaults.priority),
        };
        if scheme != Scheme::Plain {
            for dir in self.certificate_dirs.iter().flat_map(|dir| certificate_dirs(dir, registry)) {
                let found = HostCertificates::read(&dir, notify);
                options.ca_files.extend(found.ca_files);
                options.client_certificate = options.client_certificate.or(found.client);
            }
        }
        options
    }

    fn scheme(&self, registry: &Registry, table: &HostSettings) -> Scheme {
        if let Some(said) = self.schemes.get(registry) {
            return *said;
        }
        // A flag that names the host wins over one for all hosts.
        let plain_alone = self.plain_http != HostSet::All || !self.skip_verify.names(registry);
        if self.plain_http.covers(registry) && plain_alone {
            return Scheme::Plain;
        }
        let scheme = table.scheme.unwrap_or_default();
        if self.skip_verify.covers(registry) { scheme.unverified() } else { scheme }
    }
}

/// A registry's directories in `certs.d`: docker's and podman's users file Docker Hub under more than one name.
fn certificate_dirs(dir: &Path, registry: &Registry) -> Vec<PathBuf> {
    let mut dirs = vec![dir.join(registry.as_str())];
    if registry.api_authority() != registry.as_str() {
        dirs.push(dir.join(registry.api_authority()));
    }
    dirs
}

/// What one `certs.d/HOST` holds: `*.crt` are authorities, `NAME.cert` with `NAME.key` is a client certificate.
#[derive(Default)]
struct HostCertificates {
    ca_files: Vec<PathBuf>,
    client: Option<(PathBuf, PathBuf)>,
}

impl HostCertificates {
    fn read(dir: &Path, notify: &Notify) -> Self {
        let warn = |path: &Path, reason: &dyn std::fmt::Display| {
            notify(Notice::Warning(format!("{} is passed over: {reason}", path.display())));
        };
        let mut files: Vec<PathBuf> = match std::fs::read_dir(dir) {
            Ok(entries) => entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect(),
            Err(error) => {
                if !matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) {
                    warn(dir, &error);
                }
                return Self::default();
            }
        };
        files.sort();
        let mut found = Self::default();
        for path in files {
            let Some(extension) = path.extension().and_then(|e| e.to_str()) else { continue };
            let partner = match extension {
                "crt" => None,
                "cert" => Some(path.with_extension("key")),
                "key" => {
                    if !path.with_extension("cert").exists() {
                        warn(&path, &"the certificate (.cert) that goes with the key is missing");
                    }
                    continue;
                }
                _ => continue,
            };
            let checked = check_pem(&path, "CERTIFICATE").map_err(|reason| (path.clone(), reason)).and_then(|()| {
                let key =
                    partner.as_ref().map(|key| check_pem(key, "PRIVATE KEY").map_err(|reason| (key.clone(), reason)));
                key.transpose()
            });
            match (checked, partner) {
                (Err((path, reason)), _) => warn(&path, &reason),
                (Ok(_), None) => found.ca_files.push(path),
                (Ok(_), Some(key)) => found.client = found.client.or(Some((path, key))),
            }
        }
        found
    }
}

/// Checks that a file can be read and holds a PEM block of a kind; what is in it is for TLS to judge.
pub(super) fn check_pem(path: &Path, kind: &str) -> Result<(), String> {
    let text = std::fs::read(path).map_err(|error| error.to_string())?;
    let text = String::from_utf8_lossy(&text);
    let begins = |line: &str| line.starts_with("-----BEGIN ") && line.trim_end().ends_with(&format!("{kind}-----"));
    if text.lines().any(begins) { Ok(()) } else { Err(format!("it holds no PEM block of a {}", kind.to_lowercase())) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CERTIFICATE: &str = "-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n";
    const KEY: &str = "-----BEGIN EC PRIVATE KEY-----\nAA==\n-----END EC PRIVATE KEY-----\n";

    fn table(rules: HostRules) -> (HostTable, Arc<Mutex<Vec<String>>>) {
        let heard = Arc::new(Mutex::new(Vec::new()));
        let ear = Arc::clone(&heard);
        let notify: Notify = Arc::new(move |notice| ear.lock().unwrap().push(format!("{notice:?}")));
        (rules.into_table(notify), heard)
    }

    fn host(text: &str) -> Registry {
        text.parse().unwrap()
    }

    #[test]
    fn flags_win_over_tables_and_tables_over_defaults() {
        let plain = HostSettings { scheme: Some(Scheme::Plain), mount: Some(false), ..HostSettings::default() };
        let tables = BTreeMap::from([(host("a.io"), plain)]);
        let only = |name: &str| HostSet::Hosts(vec![host(name)]);
        for (plain_http, skip_verify, a, b) in [
            (HostSet::Nobody, HostSet::Nobody, Scheme::Plain, Scheme::Auto),
            (HostSet::Nobody, HostSet::All, Scheme::Plain, Scheme::AutoUnverified),
            (HostSet::Nobody, only("c.io"), Scheme::Plain, Scheme::Auto),
            (HostSet::All, HostSet::All, Scheme::Plain, Scheme::Plain),
            (HostSet::All, only("b.io"), Scheme::Plain, Scheme::AutoUnverified),
            (only("b.io"), only("b.io"), Scheme::Plain, Scheme::Plain),
            (only("b.io"), HostSet::Nobody, Scheme::Plain, Scheme::Plain),
            (only("c.io"), only("b.io"), Scheme::Plain, Scheme::AutoUnverified),
        ] {
            let said = format!("{plain_http:?} {skip_verify:?}");
            let (table, _) =
                table(HostRules { tables: tables.clone(), plain_http, skip_verify, ..HostRules::default() });
            assert_eq!((table(&host("a.io")).scheme, table(&host("b.io")).scheme), (a, b), "{said}");
            assert!(!table(&host("a.io")).mount && table(&host("b.io")).mount);
        }
    }

    #[test]
    fn certificate_directories_add_up_and_broken_files_are_warnings() {
        let dir = tempfile::tempdir().unwrap();
        let at = |path: &str| dir.path().join(path);
        for (path, text) in [
            ("user/a.io:5000/ca.crt", CERTIFICATE),
            ("user/a.io:5000/b.cert", CERTIFICATE),
            ("user/a.io:5000/b.key", KEY),
            ("user/a.io:5000/readme.txt", "x"),
            ("etc/a.io:5000/broken.crt", "no"),
            ("etc/a.io:5000/z.crt", CERTIFICATE),
            ("etc/a.io:5000/lone.key", KEY),
            ("etc/a.io:5000/without.cert", CERTIFICATE),
            ("etc/docker.io/hub.crt", CERTIFICATE),
            ("etc/registry-1.docker.io/hub.crt", CERTIFICATE),
        ] {
            std::fs::create_dir_all(at(path).parent().unwrap()).unwrap();
            std::fs::write(at(path), text).unwrap();
        }
        let rules = HostRules {
            ca_files: vec!["flag.pem".into()],
            certificate_dirs: vec![at("user"), at("missing"), at("etc")],
            ..HostRules::default()
        };
        let (table, heard) = table(rules);
        let options = table(&host("a.io:5000"));
        assert_eq!(
            options.ca_files,
            [PathBuf::from("flag.pem"), at("user/a.io:5000/ca.crt"), at("etc/a.io:5000/z.crt")]
        );
        assert_eq!(options.client_certificate, Some((at("user/a.io:5000/b.cert"), at("user/a.io:5000/b.key"))));
        table(&host("a.io:5000"));
        let said = heard.lock().unwrap().clone();
        assert_eq!(said.len(), 3, "{said:?}");
        for (text, name) in said.iter().zip(["broken.crt", "lone.key", "without.key"]) {
            assert!(text.contains(name), "{text}");
        }
        assert_eq!(table(&host("docker.io")).ca_files.len(), 3);
        assert_eq!(table(&host("a.io")).ca_files.len(), 1);
    }

    #[test]
    fn plain_http_reads_no_certificates() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(dir.path().join("a.io")).unwrap();
        std::fs::write(dir.path().join("a.io/x.crt"), "broken").unwrap();
        let rules =
            HostRules { plain_http: HostSet::All, certificate_dirs: vec![dir.path().into()], ..HostRules::default() };
        let (table, heard) = table(rules);
        table(&host("a.io"));
        assert!(heard.lock().unwrap().is_empty());
    }
}
