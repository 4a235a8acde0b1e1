//! A registry that keeps upload sessions, and lets a test answer some requests itself.

use super::*;
use crate::content::{Put, Target};

pub(super) const SIZE: usize = 40_000;

/// A registry that keeps upload sessions, and can be told to be difficult.
#[derive(Default)]
pub(super) struct Store {
    /// What the open session holds.
    pub(super) session: Vec<u8>,
    /// What was closed with the digest that its bytes have.
    pub(super) blobs: Vec<Vec<u8>>,
    /// How many sessions were opened.
    pub(super) sessions: usize,
}

pub(super) type Shared = Arc<Mutex<Store>>;

/// What the store does with a request.
pub(super) fn obey(store: &Shared, exchange: &mut Exchange<'_>) -> Reply {
    let body = exchange.body();
    let mut store = store.lock().unwrap();
    let place = format!("/up/{}?state=a%2Fb", store.sessions);
    let held = |reply: Reply, length: usize| reply.header("Range", format!("0-{}", length.saturating_sub(1)));
    match exchange.method.as_str() {
        "HEAD" => match exchange.target.rsplit('/').next() {
            Some(digest) if store.blobs.iter().any(|blob| Digest::sha256(blob).to_string() == digest) => {
                Reply::new(200)
            }
            _ => Reply::new(404),
        },
        "POST" => {
            store.session.clear();
            store.sessions += 1;
            Reply::new(202).header("Location", format!("/up/{}?state=a%2Fb", store.sessions))
        }
        "PATCH" => {
            let start = exchange.header("content-range").map(|range| range.split('-').next().unwrap().to_owned());
            if start.is_some_and(|start| start != store.session.len().to_string()) {
                return held(Reply::new(416), store.session.len()).header("Location", place);
            }
            store.session.extend(body);
            held(Reply::new(202), store.session.len()).header("Location", place)
        }
        "GET" => held(Reply::new(204), store.session.len()).header("Location", place),
        "PUT" => {
            let mut whole = std::mem::take(&mut store.session);
            whole.extend(body);
            let digest = Digest::sha256(&whole);
            if !exchange.target.ends_with(&format!("?state=a%2Fb&digest={digest}")) {
                return Reply::error(400, "DIGEST_INVALID");
            }
            store.blobs.push(whole);
            Reply::new(201).header("Docker-Content-Digest", digest)
        }
        _ => Reply::new(204),
    }
}

/// A registry with a store, whose requests `difficult` may answer itself.
pub(super) fn with_store(
    difficult: impl Fn(&Shared, &mut Exchange<'_>) -> Option<Reply> + Send + Sync + 'static,
) -> (Fake, Shared) {
    let store = Shared::default();
    let inner = Arc::clone(&store);
    let fake = Fake::start(move |exchange| difficult(&inner, exchange).unwrap_or_else(|| obey(&inner, exchange)));
    (fake, store)
}

pub(super) async fn put(fake: &Fake, host: HostOptions, body: &Body) -> content::Result<Put> {
    repository(&client(options_with(host)), fake, Access::Push).put_blob(&blob(&body.bytes), body).await
}

pub(super) fn assert_whole(store: &Shared) {
    assert_eq!(store.lock().unwrap().blobs, [bytes_of(SIZE)]);
}

pub(super) fn methods(fake: &Fake) -> Vec<String> {
    fake.lines().iter().map(|line| line.split(' ').next().unwrap().to_owned()).collect()
}
