//! The options of `wharf serve`. This is the only list of them: each is a flag `--x`, a variable `WHARF_SERVE_X`, and a
//! key `x` in the `[serve]` table of the configuration file or in the file that `--serve-config` names.

use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use clap::{Args, ValueEnum, ValueHint};

use crate::config::{parse_duration, parse_size};
use crate::layout::{MANIFEST_LIMIT, ONLINE_GRACE};
use crate::reference::Repository;
use crate::server::{Address, BasePath, Network};

/// The options of `wharf serve`.
#[derive(Args, Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own, on or off whatever the others are")]
pub struct ServeOptions {
    /// What to serve: a store root, an empty directory, or one image layout [default: the local store]
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub dir: Option<PathBuf>,
    /// Keep everything in memory, and forget it in the end
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true", default_value_t = false)]
    #[arg(action = clap::ArgAction::Set, hide_default_value = true, hide_possible_values = true, value_name = "BOOL")]
    pub memory: bool,
    /// What the repository is called where DIR is one image layout [default: as the directory]
    #[arg(long, value_name = "NAME")]
    pub name: Option<Repository>,
    /// A TOML file with any of these options [env: WHARF_SERVE_CONFIG]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub serve_config: Option<PathBuf>,

    /// Where to listen: HOST:PORT (port 0 is any free one), :PORT or unix:PATH; may be repeated
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:5000", help_heading = "Listening")]
    pub listen: Vec<Address>,
    /// The permissions of Unix sockets, in octal
    #[arg(long, value_name = "MODE", default_value = "660", value_parser = parse_mode, help_heading = "Listening")]
    pub socket_mode: u32,
    /// Where to answer /metrics, and nowhere else then: without it everybody who reaches the registry may read it
    #[arg(long, value_name = "ADDR", help_heading = "Listening")]
    pub metrics_listen: Option<Address>,
    /// The path below which a reverse proxy offers the registry, such as /registry
    ///
    /// Answers then lead below that path. Docker, podman and most others ask at /v2/ of a host whatever is said to them, so
    /// the proxy must bring that here too; the page and clients that know paths need only this one.
    #[arg(long, value_name = "PATH", default_value = "", hide_default_value = true, help_heading = "Listening")]
    pub base_path: BasePath,
    /// Believe X-Forwarded-For and X-Forwarded-Proto from NETWORK, such as 10.0.0.0/8; may be repeated
    #[arg(long, value_name = "NETWORK", help_heading = "Listening")]
    pub trusted_proxy: Vec<Network>,
    /// How many threads answer requests [default: one for each processor]
    #[arg(long, value_name = "N", value_parser = parse_positive, help_heading = "Listening")]
    pub workers: Option<usize>,

    /// The certificate, and those that lead to its authority (PEM); read again when it changes
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "TLS")]
    pub tls_cert: Option<PathBuf>,
    /// The private key of the certificate (PEM)
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "TLS")]
    pub tls_key: Option<PathBuf>,
    /// Let in only clients with a certificate of these authorities (PEM)
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "TLS")]
    pub tls_client_ca: Option<PathBuf>,
    /// Speak TLS with a certificate made here, for a laboratory
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true", default_value_t = false)]
    #[arg(action = clap::ArgAction::Set, hide_default_value = true, hide_possible_values = true, value_name = "BOOL")]
    #[arg(help_heading = "TLS")]
    pub tls_self_signed: bool,

    /// The users, with bcrypt hashes, as `wharf serve user add` writes them; read again when it changes
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Rights")]
    pub htpasswd: Option<PathBuf>,
    /// Who may do what with which repositories, and which tags never move (TOML); read again when it changes
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Rights")]
    pub policy: Option<PathBuf>,
    /// How clients prove who they are [default: basic, or bearer with --jwks]
    #[arg(long, value_name = "SCHEME", help_heading = "Rights")]
    pub auth: Option<AuthScheme>,
    /// The keys of an outside issuer of tokens (JWKS); read again when it changes
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Rights")]
    pub jwks: Option<PathBuf>,
    /// Who must have issued a token: needed with --jwks
    #[arg(long, value_name = "NAME", help_heading = "Rights")]
    pub token_issuer: Option<String>,
    /// Where clients fetch tokens: needed with --jwks [default: /token here]
    #[arg(long, value_name = "URL", help_heading = "Rights")]
    pub token_realm: Option<String>,
    /// What this registry is called in tokens [default: wharf]
    #[arg(long, value_name = "NAME", help_heading = "Rights")]
    pub token_service: Option<String>,
    /// How clients reach this registry, where a proxy changes host or scheme: https://registry.example.org
    #[arg(long, value_name = "URL", help_heading = "Rights")]
    pub public_url: Option<String>,
    /// Answer reads alone
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true", default_value_t = false)]
    #[arg(action = clap::ArgAction::Set, hide_default_value = true, hide_possible_values = true, value_name = "BOOL")]
    #[arg(help_heading = "Rights")]
    pub read_only: bool,

    /// What to do with a manifest that names content which is not there
    #[arg(long, value_name = "WHAT", default_value = "refuse", help_heading = "Content")]
    pub sparse: SparseManifests,
    /// Which documents to take as manifests besides those of images and artifacts
    #[arg(long, value_name = "WHICH", default_value = "json", help_heading = "Content")]
    pub foreign: ForeignManifests,
    /// The largest manifest
    #[arg(long, value_name = "SIZE", default_value = "8MiB", value_parser = parse_manifest_limit, help_heading = "Content")]
    pub manifest_limit: u64,
    /// Ask clients to send uploads in chunks of this size at least; smaller ones are taken too
    #[arg(long, value_name = "SIZE", value_parser = parse_size, help_heading = "Content")]
    pub chunk_min_length: Option<u64>,
    /// Serve repositories too to which a link leads out of what is served
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true", default_value_t = false)]
    #[arg(action = clap::ArgAction::Set, hide_default_value = true, hide_possible_values = true, value_name = "BOOL")]
    #[arg(help_heading = "Content")]
    pub follow_links: bool,
    /// The most that one repository may hold
    #[arg(long, value_name = "SIZE", value_parser = parse_size, help_heading = "Content")]
    pub quota_repository: Option<u64>,
    /// The most that all repositories may hold together
    #[arg(long, value_name = "SIZE", value_parser = parse_size, help_heading = "Content")]
    pub quota_total: Option<u64>,
    /// What must stay free on the disk
    #[arg(long, value_name = "SIZE", value_parser = parse_size, help_heading = "Content")]
    pub free_floor: Option<u64>,

    /// How often garbage is collected; 0s is never
    #[arg(long, value_name = "DURATION", default_value = "1h", value_parser = parse_duration, help_heading = "Care")]
    pub gc_interval: Duration,
    /// What changed within this time, 10m at least, is not collected, and what was can so long be brought back
    #[arg(long, value_name = "DURATION", default_value = "1h", value_parser = parse_grace, help_heading = "Care")]
    pub gc_grace: Duration,
    /// After how long an upload that nobody goes on with is dropped
    #[arg(long, value_name = "DURATION", default_value = "7d", value_parser = parse_timeout, help_heading = "Care")]
    pub upload_age: Duration,
    /// Which tags are given up, by number, age and pattern (TOML, as for `wharf store retention`)
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Care")]
    pub retention: Option<PathBuf>,
    /// How much of the store is hashed in each collection to find damage
    #[arg(long, value_name = "SIZE", default_value = "0", value_parser = parse_size, help_heading = "Care")]
    pub scrub: u64,

    /// Connections in all
    #[arg(long, value_name = "N", default_value = "10000", value_parser = parse_positive, help_heading = "Limits")]
    pub max_connections: usize,
    /// Connections of one client
    #[arg(long, value_name = "N", default_value = "1000", value_parser = parse_positive, help_heading = "Limits")]
    pub max_connections_per_client: usize,
    /// How long the head of a request, or a TLS handshake, may take
    #[arg(long, value_name = "DURATION", default_value = "30s", value_parser = parse_timeout, help_heading = "Limits")]
    pub header_timeout: Duration,
    /// How long a connection may be without a request
    #[arg(long, value_name = "DURATION", default_value = "2m", value_parser = parse_timeout, help_heading = "Limits")]
    pub idle_timeout: Duration,
    /// How long a body may bring, or a client may take, no byte
    #[arg(long, value_name = "DURATION", default_value = "60s", value_parser = parse_timeout, help_heading = "Limits")]
    pub body_timeout: Duration,
    /// The largest head of a request
    #[arg(long, value_name = "SIZE", default_value = "32KiB", value_parser = parse_head, help_heading = "Limits")]
    pub max_header_size: usize,
    /// Uploads that are open at a time; of more than these, one that nobody went on with for an hour is given up, or the new
    /// one gets 429
    #[arg(long, value_name = "N", default_value = "10000", value_parser = parse_positive, help_heading = "Limits")]
    pub max_uploads: usize,
    /// Uploads of one client, a user or else an address, that are open at a time
    #[arg(long, value_name = "N", default_value = "1000", value_parser = parse_positive, help_heading = "Limits")]
    pub max_uploads_per_client: usize,
    /// Requests of one client in a second; more get 429 [default: any number]
    #[arg(long, value_name = "N", value_parser = parse_rate, help_heading = "Limits")]
    pub requests_per_second: Option<f64>,
    /// How long requests under way may take after SIGTERM or SIGINT; a second signal ends them
    #[arg(long, value_name = "DURATION", default_value = "30s", value_parser = parse_duration, help_heading = "Limits")]
    pub drain: Duration,

    /// How requests are logged
    #[arg(long, value_name = "FORM", default_value = "text", help_heading = "Log")]
    pub access_log: AccessLogForm,
    /// Where requests are logged; opened again on SIGHUP [default: standard error]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Log")]
    pub access_log_file: Option<PathBuf>,
    /// What docker and others show their users with every answer
    #[arg(long, value_name = "TEXT", help_heading = "Log")]
    pub warning: Option<Warning>,
}

/// How clients prove who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AuthScheme {
    /// Name and password with every request
    Basic,
    /// A token, fetched with name and password
    Bearer,
}

/// What happens to a manifest that names content which is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SparseManifests {
    /// It is stored
    Accept,
    /// It is refused
    Refuse,
}

/// Which documents are taken as manifests besides those of images and artifacts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ForeignManifests {
    /// Whatever they are
    Any,
    /// Those that are JSON
    Json,
    /// None
    Refuse,
}

/// How requests are logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AccessLogForm {
    /// Not at all
    Off,
    /// A line of words for each
    Text,
    /// A line of JSON for each
    Json,
}

/// A text that fits into a `Warning` header, and the header's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning(pub http::HeaderValue);

impl FromStr for Warning {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        crate::server::warning(text).map(Self)
    }
}

/// The smallest limit that every registry must keep to, and the largest that memory is risked for.
fn parse_manifest_limit(text: &str) -> Result<u64, String> {
    let size = parse_size(text)?;
    if (4 << 20..=MANIFEST_LIMIT).contains(&size) {
        Ok(size)
    } else {
        Err("a manifest has from 4MiB to 8MiB at most".to_owned())
    }
}

fn parse_grace(text: &str) -> Result<Duration, String> {
    let grace = parse_duration(text)?;
    if grace < ONLINE_GRACE {
        return Err("a registry that is pushed to needs a grace of 10m at least".to_owned());
    }
    Ok(grace)
}

fn parse_mode(text: &str) -> Result<u32, String> {
    let mode = u32::from_str_radix(text, 8).ok().filter(|mode| *mode <= 0o777);
    mode.ok_or_else(|| format!("{text:?} are no permissions such as 660"))
}

fn parse_positive(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|number| *number > 0).ok_or_else(|| format!("{text:?} is not a whole number above 0"))
}

fn parse_timeout(text: &str) -> Result<Duration, String> {
    let limit = parse_duration(text)?;
    if limit.is_zero() { Err("a time limit of nothing would let nothing succeed".to_owned()) } else { Ok(limit) }
}

/// The smallest head that every client fits in, and the largest that memory is risked for.
fn parse_head(text: &str) -> Result<usize, String> {
    let size = usize::try_from(parse_size(text)?).ok().filter(|size| (4 << 10..=1 << 20).contains(size));
    size.ok_or_else(|| "a head has from 4KiB to 1MiB".to_owned())
}

fn parse_rate(text: &str) -> Result<f64, String> {
    let rate = text.parse::<f64>().ok().filter(|rate| (0.001..=1e6).contains(rate));
    rate.ok_or_else(|| format!("{text:?} is not a number of requests from 0.001 to 1000000"))
}

#[cfg(test)]
mod tests {
    use clap::{Command, FromArgMatches as _};

    use super::*;

    fn parse(arguments: &[&str]) -> Result<ServeOptions, clap::Error> {
        let command = ServeOptions::augment_args(Command::new("serve"));
        ServeOptions::from_arg_matches(&command.try_get_matches_from([&["serve"], arguments].concat())?)
    }

    #[test]
    fn the_defaults_are_what_the_help_says() {
        let options = parse(&[]).unwrap();
        assert_eq!(options.listen[0].to_string(), "127.0.0.1:5000");
        assert_eq!((options.memory, options.tls_self_signed, options.socket_mode), (false, false, 0o660));
        assert_eq!((options.max_header_size, options.drain), (32 << 10, Duration::from_secs(30)));
        assert!(parse(&["--memory"]).unwrap().memory && !parse(&["--memory=false"]).unwrap().memory);
    }

    #[test]
    fn nonsense_is_refused() {
        for argument in [
            "--listen=here",
            "--socket-mode=999",
            "--socket-mode=1777",
            "--base-path=registry",
            "--base-path=/a/../b",
            "--trusted-proxy=10.0.0.0/40",
            "--workers=0",
            "--max-uploads=0",
            "--max-uploads-per-client=many",
            "--header-timeout=0s",
            "--max-header-size=1",
            "--max-header-size=2MiB",
            "--requests-per-second=0",
            "--requests-per-second=-1",
            "--requests-per-second=inf",
            "--access-log=loud",
            "--name=Upper",
            "--auth=none",
            "--sparse=maybe",
            "--manifest-limit=1MiB",
            "--manifest-limit=1GiB",
            "--gc-grace=5m",
            "--upload-age=0s",
            "--quota-total=much",
            "--warning=a\nb",
            "--warning=",
        ] {
            assert!(parse(&[argument]).is_err(), "{argument}");
        }
    }
}
