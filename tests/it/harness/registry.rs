//! Our own registry in this process, on a thread and a runtime of its own, with a record of what it was asked.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use tokio::sync::oneshot;
use wharf::server::{self, Front, FrontOptions, Options, Sparse};

use super::http::{Reply, request};

/// A request that came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    pub method: String,
    /// The path and the query.
    pub target: String,
    pub status: u16,
}

/// A registry in memory that lives as long as the value.
pub struct Registry {
    address: SocketAddr,
    log: Arc<Mutex<Vec<Seen>>>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Registry {
    pub fn start() -> Self {
        Self::with(Sparse::Refuse)
    }

    /// A registry that takes manifests whose content it lacks.
    pub fn sparse() -> Self {
        Self::with(Sparse::Accept)
    }

    fn with(sparse: Sparse) -> Self {
        let options = Options { sparse, ..Options::default() };
        Self::of(server::Registry { options, ..server::Registry::in_memory() })
    }

    /// A registry whose connections go through this front.
    pub fn fronted(front: FrontOptions) -> Self {
        Self::of(server::Registry { front: Arc::new(Front::new(front)), ..server::Registry::in_memory() })
    }

    /// A registry made to measure; whoever observed it hears no more of it.
    pub fn of(mut registry: server::Registry) -> Self {
        let log: Arc<Mutex<Vec<Seen>>> = Arc::default();
        let record = log.clone();
        let observe = move |exchange: &server::Exchange| {
            record.lock().unwrap().push(Seen {
                method: exchange.method.to_string(),
                target: exchange.target.clone(),
                status: exchange.status.as_u16(),
            });
        };
        registry.options.observe = Arc::new(observe);
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            let served = runtime.block_on(async {
                listener.set_nonblocking(true).unwrap();
                let listener = tokio::net::TcpListener::from_std(listener).unwrap();
                let stopped = async { drop(stopped.await) };
                tokio::select! {
                    served = server::serve(listener, Arc::new(registry), std::future::pending()) => served,
                    // Tests leave connections open behind them; nobody needs those drained.
                    () = stopped => Ok(()),
                }
            });
            served.unwrap();
        });
        Self { address, log, stop: Some(stop), thread: Some(thread) }
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// `repository` in this registry, as a user writes it.
    pub fn reference(&self, repository: &str) -> String {
        format!("{}/{repository}", self.address)
    }

    /// What came in so far, in order.
    pub fn log(&self) -> Vec<Seen> {
        self.log.lock().unwrap().clone()
    }

    /// Forgets what came in so far.
    pub fn forget(&self) {
        self.log.lock().unwrap().clear();
    }

    /// How many requests with this method had `part` in their path or query; `*` stands for any method.
    pub fn count(&self, method: &str, part: &str) -> usize {
        self.log().iter().filter(|seen| (method == "*" || seen.method == method) && seen.target.contains(part)).count()
    }

    #[track_caller]
    pub fn get(&self, target: &str) -> Reply {
        request(self.address, "GET", target, &[], b"")
    }

    #[track_caller]
    pub fn send(&self, method: &str, target: &str, headers: &[(&str, &str)], body: &[u8]) -> Reply {
        request(self.address, method, target, headers, body)
    }

    /// Puts a blob in one request, past the client under test.
    #[track_caller]
    pub fn put_blob(&self, repository: &str, content: &[u8]) -> String {
        let digest = wharf::oci::Digest::sha256(content).to_string();
        let reply = self.send("POST", &format!("/v2/{repository}/blobs/uploads/?digest={digest}"), &[], content);
        assert_eq!(reply.status, 201, "{}", reply.text());
        digest
    }

    /// Puts a manifest, past the client under test.
    #[track_caller]
    pub fn put_manifest(&self, repository: &str, reference: &str, media_type: &str, content: &[u8]) -> String {
        let target = format!("/v2/{repository}/manifests/{reference}");
        let reply = self.send("PUT", &target, &[("Content-Type", media_type)], content);
        assert_eq!(reply.status, 201, "{}", reply.text());
        reply.header("docker-content-digest").unwrap().to_owned()
    }
}

impl Drop for Registry {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // A panic on the thread is the test's failure too, unless the test fails already.
            let ended = thread.join();
            assert!(ended.is_ok() || std::thread::panicking(), "the registry's thread panicked");
        }
    }
}

#[test]
fn a_registry_answers_and_remembers() {
    let registry = Registry::start();
    assert_eq!(registry.get("/v2/").status, 200);
    let digest = registry.put_blob("a/b", b"content");
    assert_eq!(registry.get(&format!("/v2/a/b/blobs/{digest}")).body, b"content");
    assert_eq!(registry.count("GET", "/blobs/"), 1);
    assert_eq!(registry.log()[0], Seen { method: "GET".to_owned(), target: "/v2/".to_owned(), status: 200 });
    registry.forget();
    assert_eq!(registry.count("*", ""), 0);
}
