//! How the client behaves towards all registries, and towards one.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::reference::{Registry, Repository as RepositoryName};

/// What is spoken to a host.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scheme {
    /// TLS; for a host on this machine, plain HTTP where TLS is not spoken.
    #[default]
    Auto,
    /// Plain HTTP.
    Plain,
    /// TLS with a verified certificate, also for a host on this machine.
    Tls,
    /// TLS with whatever certificate is shown.
    TlsUnverified,
    /// As `Auto`; where TLS is spoken, with whatever certificate is shown.
    AutoUnverified,
}

impl Scheme {
    /// Whether a host on this machine is found out to speak plain HTTP or TLS.
    pub(super) fn is_found_out(self) -> bool {
        matches!(self, Self::Auto | Self::AutoUnverified)
    }

    /// Whether the host's certificate is verified.
    pub(super) fn is_verified(self) -> bool {
        !matches!(self, Self::AutoUnverified | Self::TlsUnverified)
    }

    /// The same without verifying the host's certificate.
    #[must_use]
    pub fn unverified(self) -> Self {
        match self {
            Self::Auto | Self::AutoUnverified => Self::AutoUnverified,
            Self::Plain => Self::Plain,
            Self::Tls | Self::TlsUnverified => Self::TlsUnverified,
        }
    }
}

/// What holds for one host.
#[derive(Clone, Debug, PartialEq)]
pub struct HostOptions {
    /// What is spoken.
    pub scheme: Scheme,
    /// Files of certificates (PEM) trusted for this host besides the system's.
    pub ca_files: Vec<PathBuf>,
    /// A client certificate and its key (PEM files).
    pub client_certificate: Option<(PathBuf, PathBuf)>,
    /// The most requests under way at once; nothing leaves it to the transfer.
    pub max_requests: Option<usize>,
    /// The most requests begun in a second.
    pub requests_per_second: Option<f64>,
    /// Blobs larger than this many bytes are uploaded in chunks of `chunk_size`, without trying one request first.
    pub max_single_upload: Option<u64>,
    /// The size of the chunks of a chunked upload in bytes.
    pub chunk_size: u64,
    /// Whether `POST …?mount=` is worth trying.
    pub mount: bool,
    /// Whether manifests are asked for by HEAD; a registry that answers that wrongly is asked by GET.
    pub head: bool,
    /// The host that is spoken to in this one's place; the name then only tells settings and credentials apart.
    pub hostname: Option<Registry>,
    /// What stands before the path of every repository at this host.
    pub path_prefix: Option<RepositoryName>,
    /// The registries that are asked for manifests and blobs of this one, before it or after it.
    pub mirrors: Vec<Registry>,
    /// Which of several mirrors is asked first: that with the greatest number. One whose number is below that of the
    /// registry itself is asked after it.
    pub priority: u32,
}

impl Default for HostOptions {
    fn default() -> Self {
        Self {
            scheme: Scheme::Auto,
            ca_files: Vec::new(),
            client_certificate: None,
            max_requests: None,
            requests_per_second: None,
            max_single_upload: None,
            chunk_size: 16 << 20,
            mount: true,
            head: true,
            hostname: None,
            path_prefix: None,
            mirrors: Vec::new(),
            priority: 0,
        }
    }
}

/// Something a user may want to hear of while it happens: a retry, a warning of the registry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// What a verbose run shows: a request and its outcome, without secrets.
    Trace(String),
    /// What goes on after a pause or by another way.
    Retry(String),
    /// What the user should know.
    Warning(String),
}

/// Gives the options of a host.
pub type HostTable = Arc<dyn Fn(&Registry) -> HostOptions + Send + Sync>;

/// How the client behaves towards all registries.
#[derive(Clone)]
pub struct Options {
    /// The `User-Agent` of every request.
    pub user_agent: String,
    /// How long a connection may take to come about.
    pub connect_timeout: Duration,
    /// How long a body may bring no byte, and an answer may not begin, before the connection is given up.
    pub stall_timeout: Duration,
    /// How often one operation is tried again.
    pub retries: u32,
    /// The shortest pause before another try; later ones are longer.
    pub retry_pause: Duration,
    /// How long one operation may wait in vain, all told: in pauses between tries, and for answers and bytes that did
    /// not come. No further try begins when it is used up. Time in which bytes move does not count, and an operation
    /// that got ahead by 1 MiB since the last failure, or by an uploaded chunk, has all of it again.
    pub retry_budget: Duration,
    /// The largest manifest that is read, in bytes.
    pub manifest_limit: u64,
    /// What holds for each host.
    pub hosts: HostTable,
    /// Who is told of retries and warnings.
    pub notify: Arc<dyn Fn(Notice) + Send + Sync>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            user_agent: concat!("wharf/", env!("CARGO_PKG_VERSION")).to_owned(),
            connect_timeout: Duration::from_secs(10),
            stall_timeout: Duration::from_secs(30),
            retries: 6,
            retry_pause: Duration::from_millis(250),
            retry_budget: Duration::from_mins(2),
            manifest_limit: 8 << 20,
            hosts: Arc::new(|_| HostOptions::default()),
            notify: Arc::new(|_| {}),
        }
    }
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("user_agent", &self.user_agent)
            .field("stall_timeout", &self.stall_timeout)
            .field("retries", &self.retries)
            .finish_non_exhaustive()
    }
}
