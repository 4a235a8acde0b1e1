//! The bundled registry: the distribution specification over any [`storage::Storage`].
//!
//! A request goes one way: its method and path become an [`endpoint::Endpoint`], one handler for each noun checks what
//! is asked, the storage does it. [`serve`] runs on the runtime it is called on; tests call it on port 0.

mod answer;
pub mod endpoint;
mod error;
mod handlers;
mod request;
pub mod storage;

use std::convert::Infallible;
use std::fmt;
use std::future::Future;
use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Method, StatusCode};
use http_body::Body as _;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};

use answer::Response;
use handlers::Context;
use request::Request;
use storage::Storage;

pub use error::ServerError;

/// How long a client may take to send the head of a request, and how long it may keep a connection without one.
const HEADER_TIMEOUT: Duration = Duration::from_mins(1);
/// How long requests under way may take once the registry was told to stop.
const DRAIN_TIMEOUT: Duration = Duration::from_secs(10);
/// How long nothing is accepted after the system refused a connection, for want of file descriptors mostly.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

const API_VERSION: HeaderName = HeaderName::from_static("docker-distribution-api-version");
const NOSNIFF: HeaderName = HeaderName::from_static("x-content-type-options");

/// A registry: where it keeps its content and how it behaves.
#[derive(Clone)]
pub struct Registry {
    /// Where content is kept.
    pub storage: Arc<dyn Storage>,
    /// What is allowed, and who hears of it.
    pub options: Options,
}

impl Registry {
    /// A registry on `storage` that behaves as registries usually do.
    pub fn new(storage: Arc<dyn Storage>) -> Self {
        Self { storage, options: Options::default() }
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

/// Answers what comes in at `listener` until `shutdown` is done, and then what is under way, for ten seconds at most.
///
/// # Errors
/// Where the runtime cannot work with the listener; a connection that fails ends alone.
pub async fn serve(
    listener: TcpListener,
    registry: Arc<Registry>,
    shutdown: impl Future<Output = ()>,
) -> io::Result<()> {
    listener.local_addr()?;
    let graceful = GracefulShutdown::new();
    let mut shutdown = pin!(shutdown);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut shutdown => break,
        };
        match accepted {
            Ok((stream, _)) => connect(stream, registry.clone(), &graceful),
            Err(error) if concerns_one_connection(&error) => {}
            Err(_) => tokio::time::sleep(ACCEPT_PAUSE).await,
        }
    }
    drop(listener);
    // What is not done by then is cut off with the runtime; a client takes up again where it was.
    let _ = tokio::time::timeout(DRAIN_TIMEOUT, graceful.shutdown()).await;
    Ok(())
}

fn concerns_one_connection(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

fn connect(stream: TcpStream, registry: Arc<Registry>, graceful: &GracefulShutdown) {
    // Small answers wait for nothing; a socket that cannot be told so still works.
    let _ = stream.set_nodelay(true);
    let mut builder = auto::Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(HEADER_TIMEOUT);
    builder.http2().timer(TokioTimer::new());
    let service = service_fn(move |request| {
        let registry = registry.clone();
        async move { Ok::<_, Infallible>(respond(&registry, request).await) }
    });
    let connection = builder.serve_connection(TokioIo::new(stream), service).into_owned();
    let connection = graceful.watch(connection);
    // A connection that breaks has nobody left to be told.
    tokio::spawn(async move { drop(connection.await) });
}

/// Answers one request.
async fn respond<B>(registry: &Registry, request: http::Request<B>) -> Response
where
    B: http_body::Body<Data = Bytes> + Send + Unpin + 'static,
    B::Error: std::error::Error + Send + Sync + 'static,
{
    let method = request.method().clone();
    let target = request.uri().path_and_query().map_or_else(String::new, ToString::to_string);
    let outcome = match endpoint::parse(&method, request.uri().path()) {
        Ok(endpoint) => {
            let context = Context { storage: registry.storage.as_ref(), options: &registry.options };
            handlers::answer(context, endpoint, Request::new(request)).await
        }
        Err(error) => Err(error),
    };
    let (response, error) = match outcome {
        Ok(response) => (response, None),
        Err(error) => (error.response(), Some(error)),
    };
    let mut response = if method == Method::HEAD && !response.body().is_end_stream() {
        response.map(|_| answer::empty_body())
    } else {
        response
    };
    response.headers_mut().insert(API_VERSION, HeaderValue::from_static("registry/2.0"));
    response.headers_mut().insert(NOSNIFF, HeaderValue::from_static("nosniff"));
    (registry.options.observe)(&Exchange { method, target, status: response.status(), error });
    response
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::sync::oneshot;

    use super::*;

    async fn send(address: SocketAddr, text: &str) -> TcpStream {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(text.as_bytes()).await.unwrap();
        stream
    }

    #[tokio::test]
    async fn what_is_under_way_ends_before_the_registry_does() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let registry = Arc::new(Registry::in_memory());
        let served = tokio::spawn(serve(listener, registry, async { drop(stopped.await) }));

        let digest = crate::oci::Digest::sha256(b"whole");
        let target = format!("/v2/a/blobs/uploads/?digest={digest}");
        let head = format!("POST {target} HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
        let mut upload = send(address, &head).await;
        let mut answer = vec![0; "HTTP/1.1 100".len()];
        upload.read_exact(&mut answer).await.unwrap();
        drop(stop);
        // The connection is under way: an idle one would end now, this one must not.
        upload.write_all(b"whole").await.unwrap();
        let mut rest = String::new();
        upload.read_to_string(&mut rest).await.unwrap();
        assert!(rest.contains("201 Created"), "{rest}");
        served.await.unwrap().unwrap();
        assert!(TcpStream::connect(address).await.is_err(), "nobody listens any more");
    }

    #[tokio::test]
    async fn everyone_hears_of_every_request() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (sender, mut record) = tokio::sync::mpsc::unbounded_channel();
        let observe = Arc::new(move |exchange: &Exchange| {
            let code = exchange.error.as_ref().map(|error| error.code().1);
            drop(sender.send((exchange.method.clone(), exchange.target.clone(), exchange.status.as_u16(), code)));
        });
        let options = Options { observe, ..Options::default() };
        let registry = Registry { options, ..Registry::in_memory() };
        tokio::spawn(serve(listener, Arc::new(registry), std::future::pending()));
        let _stream = send(address, "GET /v2/a/tags/list?n=1 HTTP/1.1\r\nHost: x\r\n\r\n").await;
        let expected = (Method::GET, "/v2/a/tags/list?n=1".to_owned(), 404, Some("NAME_UNKNOWN"));
        assert_eq!(record.recv().await, Some(expected));
    }
}
