//! The configuration file, in TOML. Every mistake names its line; a key that means nothing is a mistake.
//!
//! Relative paths are relative to the file's directory.
//!
//! ```toml
//! store = "/var/lib/images"
//! jobs = 8
//! progress = "plain"            # auto, bars, plain, json, none
//! color = true
//! ca-files = ["company.pem"]
//! connect-timeout = "10s"
//! stall-timeout = "30s"
//! retries = 6
//! retry-budget = "2m"           # for pauses and stalls together; anew after each MiB that arrives
//! manifest-limit = "8MiB"
//! user-agent = "wharf"
//! credential-store = "docker"   # docker, file, keyring
//! credential-helper = "pass"    # docker-credential-pass, for hosts that nothing else has a credential for
//! docker-certificates = true    # whether the certs.d of docker and podman are looked into
//!
//! [hosts."registry.example:5000"]
//! scheme = "auto"               # auto, plain, tls, tls-unverified
//! ca = ["registry.pem"]
//! cert = "client.pem"
//! key = "client.key"
//! max-requests = 4
//! requests-per-second = 10
//! chunk-size = "16MiB"
//! max-single-upload = "1GiB"
//! mount = true
//! head = true                   # false where the registry answers HEAD wrongly
//! credential-helper = "ecr-login"
//!
//! [hosts."hub.example"]
//! hostname = "registry-1.docker.io"  # what is spoken to; the name alone tells logins apart
//! path-prefix = "library"            # before the path of every repository there
//! mirrors = ["mirror.example:5000"]  # asked for manifests and blobs, the greatest priority first
//! priority = 1                       # of this host, as a mirror of others and among its own
//!
//! [serve]                       # the options of `wharf serve`, by their names; checked when it runs
//! listen = ["0.0.0.0:5000"]
//! ```

use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::hosts::HostSettings;
use super::options::Entry;
use super::setting::{Layer, Origin, Setting, parse_timeout};
use super::{Error, parse_duration, parse_size};
use crate::reference::{ParseError, Registry};
use crate::registry::Scheme;

const KEYS: [&str; 16] = [
    "ca-files",
    "color",
    "connect-timeout",
    "credential-helper",
    "credential-store",
    "docker-certificates",
    "hosts",
    "jobs",
    "manifest-limit",
    "progress",
    "retries",
    "retry-budget",
    "serve",
    "stall-timeout",
    "store",
    "user-agent",
];
const HOST_KEYS: [&str; 15] = [
    "ca",
    "cert",
    "chunk-size",
    "credential-helper",
    "head",
    "hostname",
    "key",
    "max-requests",
    "max-single-upload",
    "mirrors",
    "mount",
    "path-prefix",
    "priority",
    "requests-per-second",
    "scheme",
];

/// Reads the file; nothing where there is none.
pub(super) fn read(path: &Path) -> Result<Option<Layer>, Error> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(Error::Read { path: path.to_owned(), source }),
    };
    parse(path, &text).map(Some)
}

pub(super) fn parse(path: &Path, text: &str) -> Result<Layer, Error> {
    let document = Document { path: path.into(), text };
    let table = DeTable::parse(text)
        .map_err(|error| document.wrong(&error.span().unwrap_or_default(), error.message().to_owned()))?;
    let mut layer = Layer::default();
    for (key, value) in table.get_ref() {
        document.setting(&mut layer, key, value)?;
    }
    Ok(layer)
}

/// Reads a file of nothing but options that a command understands later.
pub(super) fn read_entries(path: &Path) -> Result<Vec<Entry>, Error> {
    let text = std::fs::read_to_string(path).map_err(|source| Error::Read { path: path.to_owned(), source })?;
    parse_entries(path, &text)
}

pub(super) fn parse_entries(path: &Path, text: &str) -> Result<Vec<Entry>, Error> {
    let document = Document { path: path.into(), text };
    let table = DeTable::parse(text)
        .map_err(|error| document.wrong(&error.span().unwrap_or_default(), error.message().to_owned()))?;
    document.entries(table.get_ref())
}

type Key<'i> = Spanned<std::borrow::Cow<'i, str>>;
type Value<'i> = Spanned<DeValue<'i>>;

/// The file under way: finds lines, and says what is wrong with them.
struct Document<'t> {
    path: Arc<Path>,
    text: &'t str,
}

impl Document<'_> {
    fn line(&self, span: &Range<usize>) -> usize {
        self.text.bytes().take(span.start).filter(|byte| *byte == b'\n').count() + 1
    }

    fn wrong(&self, span: &Range<usize>, reason: String) -> Error {
        Error::File { path: self.path.to_path_buf(), line: self.line(span), reason }
    }

    fn unknown(&self, key: &Key<'_>, known: &[&'static str]) -> Error {
        Error::UnknownKey {
            path: self.path.to_path_buf(),
            line: self.line(&key.span()),
            key: key.get_ref().to_string(),
            nearest: nearest(key.get_ref(), known).map(ToOwned::to_owned),
        }
    }

    /// Reads a value with `read` and remembers its line.
    fn at<T>(
        &self,
        value: &Value<'_>,
        read: impl FnOnce(&DeValue<'_>) -> Result<T, String>,
    ) -> Result<Option<Setting<T>>, Error> {
        let origin = Origin::File { path: Arc::clone(&self.path), line: self.line(&value.span()) };
        let value = read(value.get_ref()).map_err(|reason| self.wrong(&value.span(), reason))?;
        Ok(Some(Setting { value, origin }))
    }

    /// Reads a value with `read` where its line does not matter once it is read.
    fn plain<T>(
        &self,
        value: &Value<'_>,
        read: impl FnOnce(&DeValue<'_>) -> Result<T, String>,
    ) -> Result<Option<T>, Error> {
        read(value.get_ref()).map(Some).map_err(|reason| self.wrong(&value.span(), reason))
    }

    fn setting(&self, layer: &mut Layer, key: &Key<'_>, value: &Value<'_>) -> Result<(), Error> {
        match &**key.get_ref() {
            "store" => layer.store = self.at(value, |v| self.path(v).map(Some))?,
            "jobs" => layer.jobs = self.at(value, positive)?,
            "progress" => layer.progress = self.at(value, |v| text(v)?.parse())?,
            "color" => layer.color = self.at(value, boolean)?,
            "ca-files" => layer.ca_files = self.at(value, |v| self.paths(v))?,
            "connect-timeout" => layer.connect_timeout = self.at(value, |v| parse_timeout(text(v)?))?,
            "stall-timeout" => layer.stall_timeout = self.at(value, |v| parse_timeout(text(v)?))?,
            "retries" => layer.retries = self.at(value, whole)?,
            "retry-budget" => layer.retry_budget = self.at(value, duration)?,
            "manifest-limit" => layer.manifest_limit = self.at(value, size)?,
            "user-agent" => layer.user_agent = self.at(value, header)?,
            "credential-store" => layer.save_to = self.at(value, |v| text(v)?.parse())?,
            "credential-helper" => layer.credential_helper = self.at(value, helper)?,
            "docker-certificates" => layer.docker_certificates = self.at(value, boolean)?,
            "hosts" => return self.hosts(layer, value),
            "serve" => {
                let refuse = || self.wrong(&value.span(), "a table [serve] was expected".to_owned());
                layer.serve = self.entries(value.get_ref().as_table().ok_or_else(refuse)?)?;
            }
            _ => return Err(self.unknown(key, &KEYS)),
        }
        Ok(())
    }

    fn entries(&self, table: &DeTable<'_>) -> Result<Vec<Entry>, Error> {
        let entry = |(key, value): (&Key<'_>, &Value<'_>)| {
            let origin = Origin::File { path: Arc::clone(&self.path), line: self.line(&key.span()) };
            let values = match value.get_ref().as_array() {
                Some(list) => list.iter().map(|value| scalar(value.get_ref())).collect(),
                None => scalar(value.get_ref()).map(|text| vec![text]),
            };
            let values = values.map_err(|reason| self.wrong(&value.span(), reason))?;
            Ok(Entry { key: key.get_ref().to_string(), values, origin })
        };
        let mut entries = table.iter().map(entry).collect::<Result<Vec<Entry>, Error>>()?;
        entries.sort_by_key(|entry| match entry.origin {
            Origin::File { line, .. } => line,
            _ => 0,
        });
        Ok(entries)
    }

    fn hosts(&self, layer: &mut Layer, value: &Value<'_>) -> Result<(), Error> {
        let refuse =
            |span: &Range<usize>| self.wrong(span, "a table such as [hosts.\"ghcr.io\"] was expected".to_owned());
        let hosts = value.get_ref().as_table().ok_or_else(|| refuse(&value.span()))?;
        for (name, value) in hosts {
            let registry: Registry =
                name.get_ref().parse().map_err(|error| self.wrong(&name.span(), format!("not a host: {error}")))?;
            let table = value.get_ref().as_table().ok_or_else(|| refuse(&value.span()))?;
            let settings = self.host(name, table)?;
            if layer.hosts.insert(registry, settings).is_some() {
                return Err(self.wrong(&name.span(), "this host has a table already, under another name".to_owned()));
            }
        }
        Ok(())
    }

    fn host(&self, name: &Key<'_>, table: &DeTable<'_>) -> Result<HostSettings, Error> {
        let mut host = HostSettings::default();
        let (mut certificate, mut private_key) = (None, None);
        for (key, value) in table {
            match &**key.get_ref() {
                "scheme" => host.scheme = self.plain(value, scheme)?,
                "ca" => host.ca_files = self.plain(value, |v| self.paths(v))?.unwrap_or_default(),
                "cert" => certificate = self.plain(value, |v| self.path(v))?,
                "key" => private_key = self.plain(value, |v| self.path(v))?,
                "max-requests" => host.max_requests = self.plain(value, positive)?,
                "requests-per-second" => host.requests_per_second = self.plain(value, rate)?,
                "chunk-size" => host.chunk_size = self.plain(value, size)?,
                "max-single-upload" => host.max_single_upload = self.plain(value, size)?,
                "mount" => host.mount = self.plain(value, boolean)?,
                "head" => host.head = self.plain(value, boolean)?,
                "hostname" => host.hostname = self.plain(value, called)?,
                "path-prefix" => host.path_prefix = self.plain(value, called)?,
                "mirrors" => host.mirrors = self.plain(value, names)?.unwrap_or_default(),
                "priority" => host.priority = self.plain(value, whole)?,
                "credential-helper" => host.credential_helper = self.plain(value, helper)?,
                _ => return Err(self.unknown(key, &HOST_KEYS)),
            }
        }
        host.client_certificate = match (certificate, private_key) {
            (Some(certificate), Some(key)) => Some((certificate, key)),
            (None, None) => None,
            _ => return Err(self.wrong(&name.span(), "cert and key are of use together only".to_owned())),
        };
        Ok(host)
    }

    fn path(&self, value: &DeValue<'_>) -> Result<PathBuf, String> {
        let text = text(value)?;
        if text.is_empty() {
            return Err("the path is empty".to_owned());
        }
        if text == "~" || text.starts_with("~/") {
            return Err("'~' is not expanded here: write the whole path".to_owned());
        }
        Ok(self.path.parent().unwrap_or(Path::new("")).join(text))
    }

    fn paths(&self, value: &DeValue<'_>) -> Result<Vec<PathBuf>, String> {
        let list = value.as_array().ok_or_else(|| expected("a list of paths", value))?;
        list.iter().map(|value| self.path(value.get_ref())).collect()
    }
}

fn expected(what: &str, value: &DeValue<'_>) -> String {
    format!("{what} was expected here, not a value of type {}", value.type_str())
}

fn text<'v>(value: &'v DeValue<'_>) -> Result<&'v str, String> {
    value.as_str().ok_or_else(|| expected("text in quotes", value))
}

/// A value as it would be written behind a flag.
fn scalar(value: &DeValue<'_>) -> Result<String, String> {
    match (value.as_str(), value.as_bool(), value.as_float()) {
        (Some(text), _, _) => Ok(text.to_owned()),
        (_, Some(flag), _) => Ok(flag.to_string()),
        (_, _, Some(float)) => Ok(float.as_str().to_owned()),
        _ => integer(value).map(|number| number.to_string()),
    }
}

/// The name of a host or a repository.
fn called<T: FromStr<Err = ParseError>>(value: &DeValue<'_>) -> Result<T, String> {
    text(value)?.parse().map_err(|error: ParseError| error.reason)
}

fn names(value: &DeValue<'_>) -> Result<Vec<Registry>, String> {
    let list = value.as_array().ok_or_else(|| expected("a list of hosts", value))?;
    list.iter().map(|value| called(value.get_ref())).collect()
}

/// The name of a credential helper, with `docker-credential-` in front or without.
fn helper(value: &DeValue<'_>) -> Result<String, String> {
    let text = text(value)?;
    let name = text.strip_prefix("docker-credential-").unwrap_or(text);
    let legal = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c));
    legal.then(|| name.to_owned()).ok_or_else(|| format!("{text:?} is no name of a credential helper"))
}

fn header(value: &DeValue<'_>) -> Result<String, String> {
    let text = text(value)?;
    let printable = !text.is_empty() && text.bytes().all(|b| (b' '..=b'~').contains(&b));
    printable.then(|| text.to_owned()).ok_or_else(|| "only printable ASCII can be sent".to_owned())
}

fn boolean(value: &DeValue<'_>) -> Result<bool, String> {
    value.as_bool().ok_or_else(|| expected("true or false", value))
}

fn integer(value: &DeValue<'_>) -> Result<u64, String> {
    let refuse = || expected("a whole number of at least 0", value);
    let integer = value.as_integer().ok_or_else(refuse)?;
    u64::from_str_radix(integer.as_str(), integer.radix()).map_err(|_| refuse_number(integer.as_str()))
}

fn refuse_number(text: &str) -> String {
    format!("{text} is not a whole number that fits here")
}

fn whole(value: &DeValue<'_>) -> Result<u32, String> {
    let number = integer(value)?;
    u32::try_from(number).map_err(|_| refuse_number(&number.to_string()))
}

fn positive(value: &DeValue<'_>) -> Result<usize, String> {
    let number = integer(value)?;
    let fits = usize::try_from(number).ok().filter(|number| *number > 0);
    fits.ok_or_else(|| refuse_number(&number.to_string()))
}

fn rate(value: &DeValue<'_>) -> Result<f64, String> {
    let text = match (value.as_float(), value.as_integer()) {
        (Some(float), _) => float.as_str().to_owned(),
        (None, Some(_)) => integer(value)?.to_string(),
        (None, None) => return Err(expected("a number above 0", value)),
    };
    let number = text.parse::<f64>().ok().filter(|number| number.is_finite() && *number > 0.0);
    number.ok_or_else(|| format!("{text} is not a number above 0"))
}

fn duration(value: &DeValue<'_>) -> Result<Duration, String> {
    parse_duration(text(value)?)
}

/// A size above nothing, in quotes with a unit or as a number of bytes.
fn size(value: &DeValue<'_>) -> Result<u64, String> {
    let size = if value.is_integer() { integer(value)? } else { parse_size(text(value)?)? };
    if size == 0 { Err("a size of nothing is of no use here".to_owned()) } else { Ok(size) }
}

fn scheme(value: &DeValue<'_>) -> Result<Scheme, String> {
    match text(value)? {
        "auto" => Ok(Scheme::Auto),
        "plain" => Ok(Scheme::Plain),
        "tls" => Ok(Scheme::Tls),
        "tls-unverified" => Ok(Scheme::TlsUnverified),
        other => Err(format!("{other:?} is none of auto, plain, tls, tls-unverified")),
    }
}

/// The known key that a mistaken one is closest to, if it is close at all.
pub(super) fn nearest<'k>(key: &str, known: &[&'k str]) -> Option<&'k str> {
    let folded: String = key.chars().take(64).map(|c| if c == '_' { '-' } else { c.to_ascii_lowercase() }).collect();
    let (distance, nearest) = known.iter().map(|known| (distance(&folded, known), *known)).min()?;
    (distance <= 1 + nearest.len() / 4).then_some(nearest)
}

/// How many characters must be added, taken away or replaced to get from one text to the other.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (line, a) in from.chars().enumerate() {
        let mut corner = row[0];
        row[0] = line + 1;
        for (column, b) in to.iter().enumerate() {
            let replaced = corner + usize::from(a != *b);
            corner = row[column + 1];
            row[column + 1] = replaced.min(row[column] + 1).min(corner + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::super::setting::SaveTo;
    use super::*;
    use crate::output::ProgressMode;
    use proptest::prelude::*;

    fn read(text: &str) -> Result<Layer, Error> {
        parse(Path::new("/etc/wharf.toml"), text)
    }

    /// The example of the room's documentation: what is documented is read.
    fn example() -> String {
        let lines = include_str!("file.rs").lines().skip_while(|line| *line != "//! ```toml").skip(1);
        let lines = lines.take_while(|line| *line != "//! ```");
        lines.map(|line| line.trim_start_matches("//!")).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn the_documented_example_is_read() {
        let layer = read(&example()).unwrap();
        let jobs = layer.jobs.unwrap();
        assert_eq!((jobs.value, jobs.origin.to_string()), (8, "/etc/wharf.toml:2".to_owned()));
        assert_eq!(layer.store.unwrap().value, Some("/var/lib/images".into()));
        assert_eq!(layer.progress.unwrap().value, ProgressMode::Plain);
        assert!(layer.color.unwrap().value);
        assert_eq!(layer.ca_files.unwrap().value, [PathBuf::from("/etc/company.pem")]);
        assert_eq!(layer.connect_timeout.unwrap().value, Duration::from_secs(10));
        assert_eq!(layer.stall_timeout.unwrap().value, Duration::from_secs(30));
        assert_eq!(layer.retries.unwrap().value, 6);
        assert_eq!(layer.retry_budget.unwrap().value, Duration::from_mins(2));
        assert_eq!(layer.manifest_limit.unwrap().value, 8 << 20);
        assert_eq!(layer.user_agent.unwrap().value, "wharf");
        assert_eq!(layer.save_to.unwrap().value, SaveTo::Docker);
        let host = HostSettings {
            scheme: Some(Scheme::Auto),
            ca_files: vec!["/etc/registry.pem".into()],
            client_certificate: Some(("/etc/client.pem".into(), "/etc/client.key".into())),
            max_requests: Some(4),
            requests_per_second: Some(10.0),
            chunk_size: Some(16 << 20),
            max_single_upload: Some(1 << 30),
            mount: Some(true),
            head: Some(true),
            credential_helper: Some("ecr-login".to_owned()),
            ..HostSettings::default()
        };
        assert_eq!(layer.hosts[&"registry.example:5000".parse::<Registry>().unwrap()], host);
        let mirrored = HostSettings {
            hostname: Some("docker.io".parse().unwrap()),
            path_prefix: Some("library".parse().unwrap()),
            mirrors: vec!["mirror.example:5000".parse().unwrap()],
            priority: Some(1),
            ..HostSettings::default()
        };
        assert_eq!(layer.hosts[&"hub.example".parse::<Registry>().unwrap()], mirrored);
        assert_eq!(layer.credential_helper.unwrap().value, "pass");
        assert!(layer.docker_certificates.unwrap().value);
    }

    #[test]
    fn mistakes_name_their_line() {
        for (text, line, reason) in [
            ("job = 3", 1, "perhaps \"jobs\" is meant"),
            ("jobs = 3\nstall_timeout = \"1s\"", 2, "perhaps \"stall-timeout\" is meant"),
            ("password = \"x\"", 1, "there is no setting \"password\""),
            ("\n\njobs = 0", 3, "0 is not"),
            ("jobs = -1", 1, "-1 is not"),
            ("jobs = \"4\"", 1, "type string"),
            ("jobs =", 1, ""),
            ("jobs = 1\njobs = 2", 2, "duplicate"),
            ("retries = 99999999999", 1, "fits"),
            ("stall-timeout = 30", 1, "type integer"),
            ("stall-timeout = \"30\"", 1, "30s"),
            ("stall-timeout = \"0s\"", 1, "nothing"),
            ("store = \"~/x\"", 1, "whole path"),
            ("store = \"\"", 1, "empty"),
            ("ca-files = \"x\"", 1, "list"),
            ("user-agent = \"a\\nb\"", 1, "ASCII"),
            ("progress = \"loud\"", 1, "auto, bars"),
            ("credential-store = \"cloud\"", 1, "keyring"),
            ("hosts = 3", 1, "[hosts"),
            ("[hosts]\n\"a.io\" = 3", 2, "[hosts"),
            ("[hosts.\"a b\"]", 1, "not a host"),
            ("[hosts.\"a.io\"]\nscheme = \"ssl\"", 2, "tls-unverified"),
            ("[hosts.\"a.io\"]\nmounts = true", 2, "perhaps \"mount\" is meant"),
            ("[hosts.\"a.io\"]\ncert = \"x\"", 1, "together"),
            ("[hosts.\"a.io\"]\nchunk-size = \"0\"", 2, "nothing"),
            ("[hosts.\"a.io\"]\nrequests-per-second = -0.5", 2, "above 0"),
            ("[hosts.\"docker.io\"]\n[hosts.\"index.docker.io\"]", 1, "another name"),
        ] {
            let error = read(text).expect_err(text).to_string();
            let at = error.strip_prefix("/etc/wharf.toml:").and_then(|rest| rest.split(':').next());
            let accepted = [line.to_string(), (line + 1).to_string()];
            let exact = !text.contains("index.docker.io");
            assert_eq!(at.map(|at| at == accepted[0] || !exact && at == accepted[1]), Some(true), "{text}: {error}");
            assert!(error.contains(reason), "{text}: {error}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "[a-z0-9=\\[\\]\"'.\n #-]{0,60}") {
            let _ = read(&text);
        }

        #[test]
        fn distance_is_symmetric(a in "[a-c]{0,8}", b in "[a-c]{0,8}") {
            prop_assert_eq!(distance(&a, &b), distance(&b, &a));
            prop_assert_eq!(distance(&a, &b) == 0, a == b);
        }
    }
}
