//! One connection: TLS where it is spoken, the version of HTTP, and requests until it ends or is cut off.

use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::task::{Context, Poll};
use std::time::Instant;

use hyper::server::conn::{http1, http2};
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::graceful::Watcher;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpStream, UnixStream};
use tokio::time::{Sleep, timeout};
use tokio_rustls::TlsAcceptor;

use super::Registry;
use super::front::{self, Client};
use super::limits::Permit;
use super::listen::{Purpose, Stream};
use super::peer::{self, Peer};
use super::tls::Tls;
use super::watch::{Counted, Traffic, Watchdog};

/// What every HTTP/2 connection begins with (RFC 9113, 3.4).
const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
/// Requests at once on one HTTP/2 connection.
const STREAMS: u32 = 128;
/// Bytes of an answer that wait in memory for an HTTP/2 client to take them.
const STREAM_BUFFER: usize = 256 << 10;
/// What an HTTP/2 client may send ahead: in one upload, and in all of a connection.
const STREAM_WINDOW: u32 = 1 << 20;
const CONNECTION_WINDOW: u32 = 4 << 20;
/// What is read at once from an HTTP/1 connection, at most.
const READ_BUFFER: usize = 256 << 10;
/// The first byte of every TLS connection: a handshake record (RFC 8446, 5.1).
const TLS_HANDSHAKE: u8 = 22;

/// A connection that was let in.
pub struct Accepted {
    pub stream: Stream,
    pub address: Option<SocketAddr>,
    pub tls: Option<Arc<Tls>>,
    pub purpose: Purpose,
    /// Counts it out in the end.
    pub permits: (Permit, super::accept::Seat),
}

/// Serves a connection to its end. One that breaks has nobody left to be told.
/// A client that has not said anything yet when `draining` becomes true is not waited for.
pub async fn run(accepted: Accepted, registry: Arc<Registry>, watcher: Watcher, mut draining: Draining) {
    let Accepted { stream, address, tls, purpose, permits: _permits } = accepted;
    let peer = Peer { address: address.map(|address| peer::plain(address.ip())), secure: tls.is_some() };
    let client = Arc::new(Client { registry, peer, purpose, traffic: Arc::default() });
    let begun = async move {
        match (stream, tls) {
            (Stream::Unix(stream), _) => sniff(UnixStream::from_std(stream)?, client).await,
            (Stream::Tcp(stream), None) => sniff(TcpStream::from_std(stream)?, client).await,
            (Stream::Tcp(stream), Some(tls)) => secure(TcpStream::from_std(stream)?, &tls, client).await,
        }
    };
    let begun: io::Result<Begun> = tokio::select! {
        biased;
        begun = begun => begun,
        _ = draining.wait_for(|draining| *draining) => return,
    };
    if let Ok(serve) = begun {
        serve(watcher).await;
    }
}

/// Whether the registry is being stopped.
pub type Draining = tokio::sync::watch::Receiver<bool>;

/// A connection whose protocol is known, and that is served once it is given its watcher.
type Begun = Box<dyn FnOnce(Watcher) -> Pin<Box<dyn Future<Output = ()> + Send>> + Send>;

fn begin<S>(stream: S, prefix: Vec<u8>, client: Arc<Client>, is_http2: bool) -> Begun
where
    S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
{
    // How a connection ends is known to nobody but its client.
    Box::new(move |watcher| {
        Box::pin(async move {
            drop(if is_http2 {
                serve_http2(stream, prefix, client, watcher).await
            } else {
                serve_http1(stream, prefix, client, watcher).await
            });
        })
    })
}

/// Shakes hands. Who speaks plain HTTP here is told so.
async fn secure(mut stream: TcpStream, tls: &Tls, client: Arc<Client>) -> io::Result<Begun> {
    let limit = client.limits().header_timeout;
    let mut first = [0; 1];
    let stream = timeout(limit, async {
        if stream.peek(&mut first).await? != 0 && first[0] != TLS_HANDSHAKE {
            client.registry.front.metrics.failed_handshakes.add(1);
            stream.write_all(front::PLAIN_ON_TLS.as_bytes()).await?;
            return Err(io::ErrorKind::InvalidData.into());
        }
        TlsAcceptor::from(tls.config()).accept(stream).await.inspect_err(|_| {
            client.registry.front.metrics.failed_handshakes.add(1);
        })
    })
    .await??;
    let is_http2 = stream.get_ref().1.alpn_protocol() == Some(b"h2");
    Ok(begin(stream, Vec::new(), client, is_http2))
}

/// Finds out which HTTP a client speaks that speaks it in the clear.
async fn sniff<S>(mut stream: S, client: Arc<Client>) -> io::Result<Begun>
where
    S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
{
    let mut head = Vec::with_capacity(1024);
    let limit = client.limits().header_timeout;
    let is_http2 = timeout(limit, async {
        loop {
            if stream.read_buf(&mut head).await? == 0 {
                return Err(io::Error::from(io::ErrorKind::UnexpectedEof));
            }
            let known = head.len().min(PREFACE.len());
            if head[..known] != PREFACE[..known] {
                return Ok(false);
            }
            if known == PREFACE.len() {
                return Ok(true);
            }
        }
    })
    .await??;
    Ok(begin(stream, head, client, is_http2))
}

async fn serve_http1<S>(stream: S, prefix: Vec<u8>, client: Arc<Client>, watcher: Watcher) -> io::Result<()>
where
    S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
{
    let limits = client.limits();
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(None);
    builder.max_header_size(limits.header_size).max_buf_size(READ_BUFFER.max(limits.header_size));
    let clock = Watched::new(&client);
    let io = TokioIo::new(Counted::new(stream, prefix, Arc::clone(&client.traffic)));
    let service = service_fn(move |request| {
        let client = Arc::clone(&client);
        async move { Ok::<_, Infallible>(front::answer(client, request).await) }
    });
    clock.over(watcher.watch(builder.serve_connection(io, service))).await
}

async fn serve_http2<S>(stream: S, prefix: Vec<u8>, client: Arc<Client>, watcher: Watcher) -> io::Result<()>
where
    S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
{
    let limits = client.limits();
    let header_size = u32::try_from(limits.header_size).unwrap_or(u32::MAX);
    let mut builder = http2::Builder::new(TokioExecutor::new());
    builder.timer(TokioTimer::new());
    // A client that is gone without a word is found out by these.
    builder.keep_alive_interval(limits.body_timeout).keep_alive_timeout(limits.header_timeout);
    builder.max_concurrent_streams(STREAMS).max_send_buf_size(STREAM_BUFFER).max_header_list_size(header_size);
    builder.initial_stream_window_size(STREAM_WINDOW).initial_connection_window_size(CONNECTION_WINDOW);
    client.traffic.multiplexed.store(true, Ordering::Relaxed);
    let clock = Watched::new(&client);
    let io = TokioIo::new(Counted::new(stream, prefix, Arc::clone(&client.traffic)));
    let service = service_fn(move |request| {
        let client = Arc::clone(&client);
        async move { Ok::<_, Infallible>(front::answer(client, request).await) }
    });
    clock.over(watcher.watch(builder.serve_connection(io, service))).await
}

/// The watchdog and its clock.
struct Watched {
    watchdog: Watchdog,
    clock: Pin<Box<Sleep>>,
    traffic: Arc<Traffic>,
}

impl Watched {
    fn new(client: &Client) -> Self {
        let watchdog = Watchdog::new(client.limits(), Instant::now());
        let clock = Box::pin(tokio::time::sleep(watchdog.pause()));
        Self { watchdog, clock, traffic: Arc::clone(&client.traffic) }
    }

    /// Runs a connection until it ends, or until the watchdog has seen enough.
    async fn over<E>(mut self, connection: impl Future<Output = Result<(), E>>) -> io::Result<()>
    where
        E: std::error::Error + Send + Sync + 'static,
    {
        let mut connection = pin!(connection);
        std::future::poll_fn(|cx| match connection.as_mut().poll(cx) {
            Poll::Ready(ended) => Poll::Ready(ended.map_err(io::Error::other)),
            Poll::Pending => self.poll(cx),
        })
        .await
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        while self.clock.as_mut().poll(cx).is_ready() {
            if self.watchdog.gives_up(&self.traffic, Instant::now()) {
                return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
            }
            self.clock.as_mut().reset(tokio::time::Instant::now() + self.watchdog.pause());
        }
        Poll::Pending
    }
}
