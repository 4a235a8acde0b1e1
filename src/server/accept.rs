//! Connections: accepted, answered, and drained when the registry is told to stop.

use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::net::IpAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};

use super::Registry;
use super::peer::Peer;
use super::pipeline::respond;

/// How long a client may take to send the head of a request, and how long it may keep a connection without one.
const HEADER_TIMEOUT: Duration = Duration::from_mins(1);
/// How long requests under way may take once the registry was told to stop.
const DRAIN_TIMEOUT: Duration = Duration::from_secs(10);
/// How long nothing is accepted after the system refused a connection, for want of file descriptors mostly.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

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
            Ok((stream, peer)) => connect(stream, peer.ip(), registry.clone(), &graceful),
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

fn connect(stream: TcpStream, peer: IpAddr, registry: Arc<Registry>, graceful: &GracefulShutdown) {
    // Small answers wait for nothing; a socket that cannot be told so still works.
    let _ = stream.set_nodelay(true);
    let mut builder = auto::Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(HEADER_TIMEOUT);
    builder.http2().timer(TokioTimer::new());
    let known = Peer { address: Some(peer), secure: false };
    let service = service_fn(move |mut request: http::Request<hyper::body::Incoming>| {
        let registry = registry.clone();
        request.extensions_mut().insert(known);
        async move { Ok::<_, Infallible>(respond(&registry, request).await) }
    });
    let connection = builder.serve_connection(TokioIo::new(stream), service).into_owned();
    let connection = graceful.watch(connection);
    // A connection that breaks has nobody left to be told.
    tokio::spawn(async move { drop(connection.await) });
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::sync::oneshot;

    use super::*;
    use crate::server::{Exchange, Options};
    use http::Method;

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
