//! The connections: one reqwest client for each runtime and each kind of TLS.
//!
//! A client's connections are driven by the runtime that opened them, and transfers run one runtime in each of their
//! threads. What can be shared between them is: the TLS configuration with its session tickets.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use rustls::ClientConfig;
use tokio::runtime::{Handle, Id};

use super::host::{Host, Spoken, locked};
use crate::registry::error::{Error, Result};
use crate::registry::tls::{self, TlsOptions};

/// What tells one client from another.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Key {
    runtime: Option<Id>,
    tls: TlsOptions,
    direct: bool,
}

/// All clients there are.
#[derive(Default)]
pub(super) struct Clients {
    clients: Mutex<HashMap<Key, reqwest::Client>>,
    configs: Mutex<HashMap<TlsOptions, ClientConfig>>,
}

impl Clients {
    /// The client for requests to `host` in what is `spoken`, from the current runtime. The files of certificates are
    /// read where that is TLS, not before.
    pub(super) fn client(&self, host: &Host, spoken: Spoken, connect_timeout: Duration) -> Result<reqwest::Client> {
        let runtime = Handle::try_current().ok().map(|handle| handle.id());
        let tls = if spoken == Spoken::Tls { host.tls() } else { TlsOptions::default() };
        let key = Key { runtime, tls, direct: host.local };
        if let Some(client) = locked(&self.clients).get(&key) {
            return Ok(client.clone());
        }
        let config = self.config(host, &key.tls)?;
        let mut builder = reqwest::Client::builder()
            .use_preconfigured_tls(config)
            .http1_only()
            .tcp_nodelay(true)
            .connect_timeout(connect_timeout)
            .pool_idle_timeout(Duration::from_secs(50))
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .dns_resolver(Arc::new(SystemResolver));
        if key.direct {
            builder = builder.no_proxy();
        }
        let client = builder.build().map_err(|error| Error::Tls {
            host: host.authority.clone(),
            what: "the HTTP client cannot be built".to_owned(),
            source: Some(error.into()),
        })?;
        Ok(locked(&self.clients).entry(key).or_insert(client).clone())
    }

    fn config(&self, host: &Host, options: &TlsOptions) -> Result<ClientConfig> {
        if let Some(config) = locked(&self.configs).get(options) {
            return Ok(config.clone());
        }
        let config = tls::client_config(&host.authority, options)?;
        Ok(locked(&self.configs).entry(options.clone()).or_insert(config).clone())
    }
}

/// A host name that has no address.
#[derive(Debug, thiserror::Error)]
#[error("cannot resolve {name}")]
pub(super) struct Unresolved {
    name: String,
    source: Option<std::io::Error>,
}

/// The system's resolver, with an error that can be told from other errors.
struct SystemResolver;

impl Resolve for SystemResolver {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let name = name.as_str().to_owned();
            // This machine itself, whatever a resolver says (RFC 6761, section 6.3): nothing is asked, no thread started.
            if name == "localhost" {
                let loopback: [IpAddr; 2] = [Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()];
                return Ok(Box::new(loopback.into_iter().map(|address| SocketAddr::new(address, 0))) as Addrs);
            }
            let found = tokio::net::lookup_host((name.as_str(), 0)).await.map(Vec::<SocketAddr>::from_iter);
            match found {
                Ok(addresses) => {
                    if addresses.is_empty() {
                        return Err(Unresolved { name, source: None }.into());
                    }
                    let addresses: Addrs = Box::new(addresses.into_iter());
                    Ok(addresses)
                }
                Err(source) => Err(Unresolved { name, source: Some(source) }.into()),
            }
        })
    }
}
