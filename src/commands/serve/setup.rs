//! From options to a registry that only waits to be served: storage, listeners, TLS, the front.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::App;
use crate::config::PassedSocket;
use crate::error::{CliError, Exit};
use crate::layout::OWN;
use crate::server::care::Care;
use crate::server::storage::{Disk, Links, Memory, Storage};
use crate::server::{
    AccessLog, Address, Exchange, Front, FrontOptions, Limits, Listener, LogForm, Options, Purpose, Registry,
    SelfSigned, ServerError, Sink, Tls, TlsError, TlsFiles,
};

use super::facts::{Facts, TlsFacts};
use super::options::{AccessLogForm, ServeOptions};
use super::{keeping, rights};

/// Everything that serving takes.
pub struct Setup {
    /// The registry.
    pub registry: Arc<Registry>,
    /// Where it listens.
    pub listeners: Vec<Listener>,
    /// What is said of it.
    pub facts: Facts,
    /// What it does for its store meanwhile.
    pub care: Option<Care>,
    /// Its storage, where that is a directory.
    pub disk: Option<Arc<Disk>>,
}

/// Where the registry keeps its content.
enum Content {
    Memory,
    Disk(Arc<Disk>),
}

impl Content {
    fn describe(&self, read_only: bool) -> String {
        let how = if read_only { ", read-only" } else { "" };
        match self {
            Self::Memory => format!("memory{how}"),
            Self::Disk(disk) => match disk.lone() {
                Some(name) => format!("{} as {name}{how}", disk.root().display()),
                None => format!("{}{how}", disk.root().display()),
            },
        }
    }

    fn disk(self) -> Option<Arc<Disk>> {
        match self {
            Self::Memory => None,
            Self::Disk(disk) => Some(disk),
        }
    }

    /// Where keys and certificates of the registry are kept.
    fn own(&self, app: &App) -> Result<PathBuf, CliError> {
        Ok(match self {
            Self::Memory => app.config.store_dir()?.join(OWN),
            Self::Disk(disk) => disk.own(),
        })
    }

    fn key_dir(&self, app: &App) -> Result<PathBuf, CliError> {
        Ok(self.own(app)?.join(super::KEYS))
    }
}

/// Opens and makes what the options name.
pub fn prepare(app: &App, options: &ServeOptions) -> Result<Setup, CliError> {
    check(options)?;
    let (storage, content) = open_storage(app, options)?;
    let mut listeners = listen(app, options)?;
    let tls = secure(options, app, &content, &mut listeners)?;
    let addresses = addresses(&listeners)?;
    let metrics = match &options.metrics_listen {
        None => None,
        Some(address) => {
            let mut listener = bind(address, options.socket_mode)?;
            listener.purpose = Purpose::Metrics;
            let shown = listener.address().map_err(failed)?.to_string();
            listeners.push(listener);
            Some(shown)
        }
    };
    let guard = rights::guard(app, options, &content.key_dir(app)?)?;
    let registry = Registry {
        guard,
        options: Options { observe: told(app), ..rights::behaviour(options) },
        front: Arc::new(front(app, options)?),
        ..Registry::new(storage)
    };
    let care = match &content {
        Content::Disk(disk) => Some(keeping::care(app, options, disk, &registry)?),
        Content::Memory => None,
    };
    // With certificates of their own, clients have shown who they are before they come here.
    let reached: &[String] = if options.tls_client_ca.is_none() { &addresses } else { &[] };
    let access = access(&registry.guard.summary(), registry.guard.is_open(), options.read_only, reached);
    let facts = Facts {
        addresses,
        base_path: options.base_path.as_str().to_owned(),
        metrics,
        serves: content.describe(options.read_only),
        access,
        tls,
    };
    let disk = content.disk();
    Ok(Setup { registry: Arc::new(registry), listeners, facts, care, disk })
}

/// Tells the operator what the client is not told: why the storage failed.
fn told(app: &App) -> Arc<dyn Fn(&Exchange) + Send + Sync> {
    let output = Arc::clone(&app.output);
    Arc::new(move |exchange| {
        let failed = exchange.error.as_ref().filter(|error| matches!(error, ServerError::Storage { .. }));
        if let Some(error) = failed.filter(|_| exchange.status.is_server_error()) {
            let path = exchange.target.split('?').next().unwrap_or_default();
            output.warning(format!("{} {path} failed: {}", exchange.method, chain(error)));
        }
    })
}

fn failed(error: io::Error) -> CliError {
    CliError::new(Exit::Failure, error)
}

/// What only several options together can get wrong.
fn check(options: &ServeOptions) -> Result<(), CliError> {
    let pair = (&options.tls_cert, &options.tls_key);
    let wrong = if matches!(pair, (Some(_), None) | (None, Some(_))) {
        "tls-cert and tls-key are of use together only"
    } else if options.tls_self_signed && options.tls_cert.is_some() {
        "either tls-self-signed or tls-cert: a registry has one certificate"
    } else if options.tls_client_ca.is_some() && !options.tls_self_signed && options.tls_cert.is_none() {
        "tls-client-ca needs TLS: give tls-cert and tls-key"
    } else if options.access_log_file.is_some() && options.access_log == AccessLogForm::Off {
        "access-log-file is of no use while access-log is off"
    } else if options.memory && options.dir.is_some() {
        "either memory or a directory: a registry has one place for its content"
    } else {
        return Ok(());
    };
    Err(CliError::usage(wrong))
}

/// Who may do what, in a line for the operator. An open registry that other machines reach is worth a thought.
fn access(summary: &str, is_open: bool, read_only: bool, addresses: &[String]) -> String {
    let is_reached =
        |address: &String| address.parse::<std::net::SocketAddr>().is_ok_and(|address| !address.ip().is_loopback());
    match (is_open, read_only) {
        (true, true) => "everybody may pull; nobody may change anything".to_owned(),
        (false, true) => format!("{summary}; nobody may change anything"),
        (true, false) if addresses.iter().any(is_reached) => {
            format!("{summary}, from other machines too: --htpasswd makes them log in")
        }
        _ => summary.to_owned(),
    }
}

/// Where the registry keeps its content.
fn open_storage(app: &App, options: &ServeOptions) -> Result<(Arc<dyn Storage>, Content), CliError> {
    if options.memory {
        return Ok((Arc::new(Memory::default()), Content::Memory));
    }
    let dir = match &options.dir {
        Some(dir) => dir.as_path(),
        None => app.config.store_dir()?,
    };
    if dir.is_file() {
        return Err(CliError::usage(format!(
            "{} is a file: name the directory to serve, which is made where there is none",
            dir.display()
        )));
    }
    let links = if options.follow_links { Links::Follow } else { Links::Within };
    let disk = Arc::new(Disk::open(dir, options.name.clone())?.with_links(links));
    if options.name.is_some() && disk.lone().is_none() {
        return Err(CliError::usage(
            "name is for a directory that is one image layout; this one holds many repositories",
        ));
    }
    Ok((Arc::clone(&disk) as Arc<dyn Storage>, Content::Disk(disk)))
}

/// The sockets that the system handed over, else those that the options name.
fn listen(app: &App, options: &ServeOptions) -> Result<Vec<Listener>, CliError> {
    let passed = app.config.passed_sockets().map_err(failed)?;
    if !passed.is_empty() {
        let take = |socket| match socket {
            PassedSocket::Tcp(listener) => Listener::tcp(listener),
            PassedSocket::Unix(listener) => Listener::unix(listener),
        };
        return passed.into_iter().map(take).collect::<io::Result<_>>().map_err(failed);
    }
    options.listen.iter().map(|address| bind(address, options.socket_mode)).collect()
}

fn bind(address: &Address, mode: u32) -> Result<Listener, CliError> {
    Listener::bind(address, mode).map_err(|source| {
        let hint = match source.kind() {
            io::ErrorKind::AddrInUse => {
                ": another program does; name another with --listen, or port 0 for any free one"
            }
            io::ErrorKind::PermissionDenied => ": ports below 1024 are for root",
            _ => "",
        };
        CliError::new(
            Exit::Failure,
            io::Error::new(source.kind(), format!("cannot listen at {address}{hint} ({source})")),
        )
    })
}

fn addresses(listeners: &[Listener]) -> Result<Vec<String>, CliError> {
    listeners
        .iter()
        .map(|listener| listener.address().map(|address| address.to_string()))
        .collect::<io::Result<_>>()
        .map_err(failed)
}

/// Lets the TCP listeners speak TLS, if they are to.
fn secure(
    options: &ServeOptions,
    app: &App,
    content: &Content,
    listeners: &mut [Listener],
) -> Result<Option<TlsFacts>, CliError> {
    let (certificate, key) = match (&options.tls_cert, &options.tls_key) {
        (Some(certificate), Some(key)) => (certificate.clone(), key.clone()),
        _ if options.tls_self_signed => self_signed(&content.own(app)?.join("tls"), listeners)?,
        _ => return Ok(None),
    };
    let output = Arc::clone(&app.output);
    let warn = move |error: &TlsError| {
        output.warning(format!("the changed certificate is not used, but the one before: {}", chain(error)));
    };
    let files = TlsFiles { certificate: certificate.clone(), key, client_ca: options.tls_client_ca.clone() };
    let tls = Arc::new(Tls::load(files, Arc::new(warn)).map_err(tls_error)?);
    for listener in listeners.iter_mut().filter(|listener| listener.is_tcp()) {
        listener.tls = Some(Arc::clone(&tls));
    }
    let fingerprint = crate::server::fingerprint(&certificate).map_err(tls_error)?;
    let certificate = certificate.display().to_string();
    Ok(Some(TlsFacts { certificate, fingerprint, self_signed: options.tls_self_signed }))
}

/// The files of a certificate for this machine, kept in the store so that clients go on trusting it.
fn self_signed(dir: &Path, listeners: &[Listener]) -> Result<(PathBuf, PathBuf), CliError> {
    let addresses = listeners.iter().filter_map(|listener| listener.address().ok());
    let made = SelfSigned::for_addresses(addresses).keep_in(dir).map_err(tls_error)?;
    Ok((made.certificate, made.key))
}

fn tls_error(error: TlsError) -> CliError {
    CliError::new(Exit::Usage, error)
}

fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

fn front(app: &App, options: &ServeOptions) -> Result<Front, CliError> {
    let form = match options.access_log {
        AccessLogForm::Off => None,
        AccessLogForm::Text => Some(LogForm::Text),
        AccessLogForm::Json => Some(LogForm::Json),
    };
    let sink = || match &options.access_log_file {
        Some(path) => Sink::File(path.clone()),
        None => Sink::Writer(Box::new(app.output.stderr_writer())),
    };
    let log = form.map(|form| AccessLog::start(form, sink())).transpose().map_err(|source| {
        let name = options.access_log_file.as_deref().map_or_else(String::new, |path| path.display().to_string());
        failed(io::Error::new(source.kind(), format!("cannot write the access log {name}: {source}")))
    })?;
    Ok(Front::new(FrontOptions {
        limits: Limits {
            connections: options.max_connections,
            connections_per_client: options.max_connections_per_client,
            header_timeout: options.header_timeout,
            idle_timeout: options.idle_timeout,
            body_timeout: options.body_timeout,
            header_size: options.max_header_size,
            requests_per_second: options.requests_per_second,
            trusted_proxies: options.trusted_proxy.clone(),
            drain: options.drain,
        },
        base_path: options.base_path.clone(),
        warning: options.warning.clone().map(|warning| warning.0),
        log,
        metrics_apart: options.metrics_listen.is_some(),
    }))
}

#[cfg(test)]
mod tests {
    use super::access;

    #[test]
    fn who_may_do_what_is_said_as_it_is() {
        for (is_open, read_only, address, expected) in [
            (true, false, "127.0.0.1:5000", "S"),
            (true, false, "[::1]:5000", "S"),
            (true, false, "unix:/run/w.sock", "S"),
            (true, false, "[::]:5000", "S, from other machines too: --htpasswd makes them log in"),
            (true, false, "10.0.0.1:5000", "S, from other machines too: --htpasswd makes them log in"),
            (true, true, "10.0.0.1:5000", "everybody may pull; nobody may change anything"),
            (false, false, "10.0.0.1:5000", "S"),
            (false, true, "127.0.0.1:5000", "S; nobody may change anything"),
        ] {
            assert_eq!(access("S", is_open, read_only, &[address.to_owned()]), expected, "{address}");
        }
    }
}
