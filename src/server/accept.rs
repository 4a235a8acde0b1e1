//! Connections come in, are handed to the worker that has the fewest, and are drained when the registry is told to stop.
//!
//! A worker is a thread with a runtime of its own, so that no request ever moves between processors.

use std::future::Future;
use std::io;
use std::io::Write;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use futures_util::future::{join_all, select_all};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::sync::{mpsc, oneshot, watch};

use super::Registry;
use super::connection::{self, Accepted};
use super::front;
use super::limits::Permit;
use super::listen::{Listener, Listeners, Stream, Waiting};

/// How long nothing is accepted after the system refused a connection, for want of file descriptors mostly.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// Answers what comes in at the listeners until `shutdown` is done, and then what is under way, for as long as
/// [`Limits::drain`](super::Limits) says. All of it runs on the runtime of the caller.
///
/// # Errors
/// Where the runtime cannot work with a listener; a connection that fails ends alone.
pub async fn serve(
    listeners: impl Into<Listeners>,
    registry: Arc<Registry>,
    shutdown: impl Future<Output = ()>,
) -> io::Result<()> {
    let (drain, draining) = watch::channel(false);
    let (member, inbox) = Member::new();
    let (done, ended) = oneshot::channel();
    let work = work(inbox, Arc::clone(&registry), draining);
    tokio::spawn(async move {
        work.await;
        // Who waited for this may be gone.
        let _ = done.send(());
    });
    let crew = Crew { members: vec![member], ended: vec![ended], drain };
    run(listeners.into(), &registry, crew, shutdown).await
}

/// As [`serve`], with so many worker threads for the connections.
///
/// # Errors
/// As [`serve`], or where a thread cannot be started.
pub async fn serve_with_workers(
    workers: usize,
    listeners: impl Into<Listeners>,
    registry: Arc<Registry>,
    shutdown: impl Future<Output = ()>,
) -> io::Result<()> {
    let (drain, draining) = watch::channel(false);
    let mut crew = Crew { members: Vec::new(), ended: Vec::new(), drain };
    for number in 0..workers.max(1) {
        let (member, inbox) = Member::new();
        let (done, ended) = oneshot::channel();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let work = work(inbox, Arc::clone(&registry), draining.clone());
        std::thread::Builder::new().name(format!("worker-{number}")).spawn(move || {
            runtime.block_on(work);
            // What was not done in time is cut off here; a client takes up again where it was.
            runtime.shutdown_background();
            let _ = done.send(());
        })?;
        crew.members.push(member);
        crew.ended.push(ended);
    }
    drop(draining);
    run(listeners.into(), &registry, crew, shutdown).await
}

async fn run(
    listeners: Listeners,
    registry: &Registry,
    crew: Crew,
    shutdown: impl Future<Output = ()>,
) -> io::Result<()> {
    let Listeners(listeners) = listeners;
    if listeners.is_empty() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "there is nothing to listen at"));
    }
    let waiting = listeners.iter().map(Listener::waiting).collect::<io::Result<Vec<Waiting>>>()?;
    let accept = listeners
        .iter()
        .zip(&waiting)
        .map(|(listener, waiting)| Box::pin(accept(listener, waiting, registry, &crew.members)));
    tokio::select! {
        biased;
        () = shutdown => {}
        _ = select_all(accept) => {}
    }
    registry.front.drain();
    drop(waiting);
    drop(listeners);
    crew.drained().await;
    Ok(())
}

/// The workers, and the word to all of them. Dropped, they stop at once.
struct Crew {
    members: Vec<Member>,
    ended: Vec<oneshot::Receiver<()>>,
    drain: watch::Sender<bool>,
}

impl Crew {
    /// Lets them end what is under way.
    async fn drained(self) {
        drop(self.members);
        // Where nobody listens to this any more, all have ended.
        let _ = self.drain.send(true);
        join_all(self.ended).await;
    }
}

/// A worker, seen from the outside.
struct Member {
    inbox: mpsc::UnboundedSender<Accepted>,
    open: Arc<AtomicUsize>,
}

impl Member {
    fn new() -> (Self, mpsc::UnboundedReceiver<Accepted>) {
        // Unbounded, but what is in it is counted among the connections, whose number is bounded.
        let (inbox, receiver) = mpsc::unbounded_channel();
        (Self { inbox, open: Arc::default() }, receiver)
    }
}

/// A connection's place among those of its worker, for as long as the value lives.
pub struct Seat(Arc<AtomicUsize>);

impl Seat {
    fn take(open: &Arc<AtomicUsize>) -> Self {
        open.fetch_add(1, Ordering::Relaxed);
        Self(Arc::clone(open))
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Accepts connections without end.
async fn accept(listener: &Listener, waiting: &Waiting, registry: &Registry, members: &[Member]) {
    loop {
        match waiting.accept().await {
            Ok((stream, address)) => {
                let address_alone = address.map(|address| super::peer::plain(address.ip()));
                let front = &registry.front;
                if let Some(permit) = front.census.admit(&front.limits, address_alone) {
                    front.metrics.connections.add(1);
                    hand_over(listener, stream, address, permit, members);
                } else {
                    front.metrics.refused_connections.add(1);
                    turn_away(stream, listener.tls.is_some());
                }
            }
            Err(error) if concerns_one_connection(&error) => {}
            Err(_) => tokio::time::sleep(ACCEPT_PAUSE).await,
        }
    }
}

fn hand_over(
    listener: &Listener,
    stream: Stream,
    address: Option<std::net::SocketAddr>,
    permit: Permit,
    members: &[Member],
) {
    let Some(member) = members.iter().min_by_key(|member| member.open.load(Ordering::Relaxed)) else { return };
    let permits = (permit, Seat::take(&member.open));
    let accepted = Accepted { stream, address, tls: listener.tls.clone(), purpose: listener.purpose, permits };
    // A worker that has ended takes nothing: the registry is being stopped.
    drop(member.inbox.send(accepted));
}

/// Says that there are too many connections, as far as that can be said without waiting.
fn turn_away(stream: Stream, is_tls: bool) {
    if is_tls {
        return;
    }
    let answer = front::TOO_MANY_CONNECTIONS.as_bytes();
    // It fits into the empty buffer of a new socket, or is not said.
    let _ = match stream {
        Stream::Tcp(mut stream) => stream.write(answer),
        Stream::Unix(mut stream) => stream.write(answer),
    };
}

fn concerns_one_connection(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

/// The work of one worker: serves what it is handed until it is told to drain.
async fn work(
    mut inbox: mpsc::UnboundedReceiver<Accepted>,
    registry: Arc<Registry>,
    mut draining: watch::Receiver<bool>,
) {
    let graceful = GracefulShutdown::new();
    let told = draining.clone();
    let start = |accepted| {
        let connection = connection::run(accepted, Arc::clone(&registry), graceful.watcher(), told.clone());
        drop(tokio::spawn(connection));
    };
    loop {
        tokio::select! {
            accepted = inbox.recv() => match accepted {
                Some(accepted) => start(accepted),
                None => break,
            },
            _ = draining.changed() => break,
        }
    }
    while let Ok(accepted) = inbox.try_recv() {
        start(accepted);
    }
    // The sender is gone without a word: nobody waits for anything any more.
    // What is seen here must not be taken for news below, where news means that nobody waits any more.
    if !*draining.borrow_and_update() && draining.changed().await.is_err() {
        return;
    }
    let mut abandoned = pin!(draining.changed());
    tokio::select! {
        _ = tokio::time::timeout(registry.front.limits.drain, graceful.shutdown()) => {}
        _ = &mut abandoned => {}
    }
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;
    use std::sync::Mutex;

    use http::Method;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::{TcpListener, TcpStream};

    use super::*;
    use crate::server::{Exchange, Options};

    async fn send(address: SocketAddr, text: &str) -> TcpStream {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(text.as_bytes()).await.unwrap();
        stream
    }

    async fn rest(mut stream: TcpStream) -> String {
        let mut text = String::new();
        stream.read_to_string(&mut text).await.unwrap();
        text
    }

    async fn listen() -> (TcpListener, SocketAddr) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        (listener, address)
    }

    fn observed(observe: impl Fn(&Exchange) + Send + Sync + 'static) -> Arc<Registry> {
        let options = Options { observe: Arc::new(observe), ..Options::default() };
        Arc::new(Registry { options, ..Registry::in_memory() })
    }

    #[tokio::test]
    async fn what_is_under_way_ends_before_the_registry_does() {
        let (listener, address) = listen().await;
        let (stop, stopped) = oneshot::channel::<()>();
        let registry = Arc::new(Registry::in_memory());
        let served = tokio::spawn(serve(listener, registry.clone(), async { drop(stopped.await) }));
        // Who has said nothing yet is not waited for.
        let silent = TcpStream::connect(address).await.unwrap();
        let digest = crate::oci::Digest::sha256(b"whole");
        let target = format!("/v2/a/blobs/uploads/?digest={digest}");
        let head = format!("POST {target} HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
        let mut upload = send(address, &head).await;
        let mut answer = vec![0; "HTTP/1.1 100".len()];
        upload.read_exact(&mut answer).await.unwrap();
        assert!(!registry.front.is_draining());
        drop(stop);
        assert_eq!(rest(silent).await, "");
        assert!(registry.front.is_draining());
        // The connection is under way: an idle one would end now, this one must not.
        upload.write_all(b"whole").await.unwrap();
        let answer = rest(upload).await;
        assert!(answer.contains("201 Created"), "{answer}");
        served.await.unwrap().unwrap();
        assert!(TcpStream::connect(address).await.is_err(), "nobody listens any more");
    }

    #[tokio::test]
    async fn workers_share_the_connections() {
        let (listener, address) = listen().await;
        let threads: Arc<Mutex<std::collections::BTreeSet<Option<String>>>> = Arc::default();
        let seen = threads.clone();
        let registry = observed(move |_| {
            seen.lock().unwrap().insert(std::thread::current().name().map(ToOwned::to_owned));
        });
        let (stop, stopped) = oneshot::channel::<()>();
        let served = serve_with_workers(3, listener, registry, async { drop(stopped.await) });
        let ask = async {
            let mut kept = Vec::new();
            for _ in 0..3 {
                let mut stream = send(address, "GET /v2/ HTTP/1.1\r\nHost: x\r\n\r\n").await;
                stream.read_exact(&mut [0; 12]).await.unwrap();
                kept.push(stream);
            }
            drop(stop);
        };
        let (served, ()) = tokio::join!(served, ask);
        served.unwrap();
        let expected = ["worker-0", "worker-1", "worker-2"].map(|name| Some(name.to_owned()));
        assert_eq!(*threads.lock().unwrap(), expected.into());
    }

    #[tokio::test]
    async fn a_panic_is_one_answer_and_not_the_end() {
        let (listener, address) = listen().await;
        let registry = observed(|exchange| assert!(!exchange.target.contains("panic"), "on purpose"));
        tokio::spawn(serve(listener, registry.clone(), std::future::pending()));
        let ask = async |path: &str| {
            rest(send(address, &format!("GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")).await).await
        };
        let failed = ask("/v2/?panic").await;
        assert!(failed.starts_with("HTTP/1.1 500 ") && failed.contains("\"UNKNOWN\""), "{failed}");
        assert!(ask("/v2/").await.starts_with("HTTP/1.1 200 "));
        assert_eq!(registry.front.metrics.panics.total(), 1);
    }

    #[tokio::test]
    async fn everyone_hears_of_every_request() {
        let (listener, address) = listen().await;
        let (sender, mut record) = mpsc::unbounded_channel();
        let registry = observed(move |exchange| {
            let code = exchange.error.as_ref().map(|error| error.code().1);
            drop(sender.send((exchange.method.clone(), exchange.target.clone(), exchange.status.as_u16(), code)));
        });
        tokio::spawn(serve(listener, registry, std::future::pending()));
        let _stream = send(address, "GET /v2/a/tags/list?n=1 HTTP/1.1\r\nHost: x\r\n\r\n").await;
        let expected = (Method::GET, "/v2/a/tags/list?n=1".to_owned(), 404, Some("NAME_UNKNOWN"));
        assert_eq!(record.recv().await, Some(expected));
    }
}
