//! The bundled registry: the distribution specification over any [`storage::Storage`].
//!
//! A request goes one way: its method and path become an [`endpoint::Endpoint`], one handler for each noun checks what
//! is asked, the storage does it. [`serve`] runs on the runtime it is called on; tests call it on port 0.

mod accept;
mod access_log;
pub mod admission;
mod answer;
pub mod auth;
mod body;
pub mod care;
mod connection;
pub mod document;
pub mod endpoint;
mod error;
mod framing;
mod front;
mod handlers;
mod health;
#[cfg(test)]
mod hostile;
mod limits;
mod listen;
mod metrics;
mod peer;
mod pipeline;
pub mod ranges;
mod request;
mod self_signed;
mod sessions;
pub mod storage;
mod tls;
mod watch;
mod web;

use std::fmt;
use std::sync::Arc;

use http::{Method, StatusCode};

use admission::{Admission, Unlimited};
use auth::Guard;
use storage::Storage;

pub use accept::{serve, serve_with_workers};
pub use access_log::{AccessLog, LogForm, Sink};
pub use document::Foreign;
pub use error::ServerError;
pub use front::{BasePath, Front, FrontOptions, warning};
pub use limits::Limits;
pub use listen::{Address, Listener, Listeners, Purpose};
pub use metrics::{Contributor, Exposition, Metrics};
pub use peer::{Network, Peer};
pub use self_signed::{Made, SelfSigned, fingerprint};
pub use sessions::{Sessions, UploadLimits};
pub use tls::{Tls, TlsError, TlsFiles};

/// A registry: where it keeps its content and how it behaves.
#[derive(Clone)]
pub struct Registry {
    /// Where content is kept.
    pub storage: Arc<dyn Storage>,
    /// Who may do what.
    pub guard: Guard,
    /// What is allowed, and who hears of it.
    pub options: Options,
    /// What all connections go through.
    pub front: Arc<Front>,
}

impl Registry {
    /// A registry on `storage` that behaves as registries usually do.
    pub fn new(storage: Arc<dyn Storage>) -> Self {
        Self { storage, guard: Guard::open(), options: Options::default(), front: Arc::default() }
    }

    /// A registry in memory, gone with the process.
    pub fn in_memory() -> Self {
        Self::new(Arc::new(storage::Memory::default()))
    }
}

/// How a registry behaves.
#[derive(Clone)]
pub struct Options {
    /// The largest manifest that is taken in, in bytes.
    pub manifest_limit: u64,
    /// What happens to a manifest that names content which is not there.
    pub sparse: Sparse,
    /// What happens to documents of types that no specification of images names.
    pub foreign: Foreign,
    /// Whether anything may be changed.
    pub mode: Mode,
    /// Whether there is room for more.
    pub admission: Arc<dyn Admission>,
    /// The uploads that are open, and how many may be.
    pub sessions: Arc<Sessions>,
    /// How many bytes each chunk of an upload should have, where clients are to be told. Smaller ones are taken too.
    pub chunk_min: Option<u64>,
    /// The most referrers in one answer; the rest follows by pages.
    pub referrers_page: usize,
    /// Who is told of every request once its answer begins.
    pub observe: Arc<dyn Fn(&Exchange) + Send + Sync>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            manifest_limit: 8 << 20,
            sparse: Sparse::default(),
            foreign: Foreign::default(),
            mode: Mode::default(),
            admission: Arc::new(Unlimited),
            sessions: Arc::default(),
            chunk_min: None,
            referrers_page: 1000,
            observe: Arc::new(|_| {}),
        }
    }
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("manifest_limit", &self.manifest_limit)
            .field("sparse", &self.sparse)
            .field("foreign", &self.foreign)
            .field("mode", &self.mode)
            .field("chunk_min", &self.chunk_min)
            .field("referrers_page", &self.referrers_page)
            .finish_non_exhaustive()
    }
}

/// What happens to a manifest that names content which is not there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sparse {
    /// It is refused: what can be pulled can be pulled whole.
    #[default]
    Refuse,
    /// It is stored.
    Accept,
}

/// Whether a registry changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// It takes in what clients push, and deletes what they delete.
    #[default]
    ReadWrite,
    /// It is read; whatever would change it is refused.
    ReadOnly,
}

/// A request and what was answered.
#[derive(Debug)]
pub struct Exchange {
    /// The method.
    pub method: Method,
    /// The path and the query.
    pub target: String,
    /// The status of the answer.
    pub status: StatusCode,
    /// Why it is no success.
    pub error: Option<ServerError>,
}
