//! The bundled registry: the distribution specification over any [`storage::Storage`].
//!
//! A request goes one way: its method and path become an [`endpoint::Endpoint`], one handler for each noun checks what
//! is asked, the storage does it. [`serve`] runs on the runtime it is called on; tests call it on port 0.

mod accept;
mod answer;
pub mod auth;
pub mod care;
pub mod endpoint;
mod error;
mod handlers;
mod pipeline;
mod request;
pub mod storage;

use std::fmt;
use std::sync::Arc;

use http::{Method, StatusCode};

use auth::Guard;
use storage::Storage;

pub use accept::serve;
pub use error::ServerError;

/// A registry: where it keeps its content and how it behaves.
#[derive(Clone)]
pub struct Registry {
    /// Where content is kept.
    pub storage: Arc<dyn Storage>,
    /// Who may do what.
    pub guard: Guard,
    /// What is allowed, and who hears of it.
    pub options: Options,
}

impl Registry {
    /// A registry on `storage` that behaves as registries usually do.
    pub fn new(storage: Arc<dyn Storage>) -> Self {
        Self { storage, guard: Guard::open(), options: Options::default() }
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
    /// Who is told of every request once its answer begins.
    pub observe: Arc<dyn Fn(&Exchange) + Send + Sync>,
}

impl Default for Options {
    fn default() -> Self {
        Self { manifest_limit: 8 << 20, sparse: Sparse::default(), observe: Arc::new(|_| {}) }
    }
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("manifest_limit", &self.manifest_limit)
            .field("sparse", &self.sparse)
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
