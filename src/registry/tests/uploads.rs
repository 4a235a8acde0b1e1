//! Blobs on their way there, by every way that a registry may want.

use super::*;
use crate::content::{ErrorKind, Put, Target};

const SIZE: usize = 40_000;

/// A registry that keeps upload sessions, and can be told to be difficult.
#[derive(Default)]
struct Store {
    /// What the open session holds.
    session: Vec<u8>,
    /// What was closed with the digest that its bytes have.
    blobs: Vec<Vec<u8>>,
    /// How many sessions were opened.
    sessions: usize,
}

type Shared = Arc<Mutex<Store>>;

/// What the store does with a request.
fn obey(store: &Shared, exchange: &mut Exchange<'_>) -> Reply {
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
fn with_store(
    difficult: impl Fn(&Shared, &mut Exchange<'_>) -> Option<Reply> + Send + Sync + 'static,
) -> (Fake, Shared) {
    let store = Shared::default();
    let inner = Arc::clone(&store);
    let fake = Fake::start(move |exchange| difficult(&inner, exchange).unwrap_or_else(|| obey(&inner, exchange)));
    (fake, store)
}

async fn put(fake: &Fake, host: HostOptions, body: &Body) -> content::Result<Put> {
    repository(&client(options_with(host)), fake, Access::Push).put_blob(&blob(&body.bytes), body).await
}

fn assert_whole(store: &Shared) {
    assert_eq!(store.lock().unwrap().blobs, [bytes_of(SIZE)]);
}

fn methods(fake: &Fake) -> Vec<String> {
    fake.lines().iter().map(|line| line.split(' ').next().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn one_post_and_one_put_carry_a_blob() {
    let (fake, store) = with_store(|_, _| None);
    let body = Body::new(&bytes_of(SIZE));
    assert_eq!(put(&fake, HostOptions::default(), &body).await.unwrap(), Put::Copied);
    assert_whole(&store);
    let digest = blob(&bytes_of(SIZE)).digest;
    let post = format!("POST /v2/a/b/blobs/uploads/?mount={digest}&from=a/b");
    assert_eq!(fake.lines(), [post, format!("PUT /up/1?state=a%2Fb&digest={digest}")]);
    let seen = fake.seen();
    assert_eq!(seen[0].header("content-length"), Some("0"));
    assert_eq!(seen[1].header("content-length"), Some("40000"));
    assert_eq!(seen[1].header("content-type"), Some("application/octet-stream"));
    assert_eq!(seen[1].header("transfer-encoding"), None);
    assert_eq!(body.opened(), [0]);
}

#[tokio::test]
async fn a_blob_that_is_there_or_elsewhere_is_not_sent() {
    let (fake, _) = with_store(|_, exchange| (exchange.method == "POST").then(|| Reply::new(201)));
    let body = Body::new(b"hello");
    assert_eq!(put(&fake, HostOptions::default(), &body).await.unwrap(), Put::Present);
    let body = Body::new(b"hello").from(named(&fake, "other/c"));
    assert_eq!(put(&fake, HostOptions::default(), &body).await.unwrap(), Put::Mounted);
    assert!(fake.lines()[1].ends_with("&from=other/c"), "{:?}", fake.lines());
    assert_eq!((body.opened().len(), fake.lines().len()), (0, 2));
}

#[tokio::test]
async fn a_mount_asks_for_a_token_for_both_repositories() {
    let service = Fake::start(|_| Reply::ok(r#"{"token":"t"}"#));
    let realm = format!(r#"Bearer realm="{}""#, service.url("/token"));
    let (fake, _) = with_store(move |_, exchange| match exchange.header("authorization") {
        None => Some(Reply::new(401).header("WWW-Authenticate", &realm)),
        Some(_) => Some(Reply::new(201)),
    });
    let body = Body::new(b"hello").from(named(&fake, "other/c"));
    put(&fake, HostOptions::default(), &body).await.unwrap();
    let scopes = "scope=repository%3Aa%2Fb%3Apull%2Cpush&scope=repository%3Aother%2Fc%3Apull";
    assert_eq!(service.lines(), [format!("GET /token?{scopes}")]);
}

#[tokio::test]
async fn a_session_that_a_mount_opened_is_used() {
    let (fake, store) = with_store(|_, _| None);
    let body = Body::new(&bytes_of(SIZE)).from(named(&fake, "other/c"));
    assert_eq!(put(&fake, HostOptions::default(), &body).await.unwrap(), Put::Copied);
    assert_whole(&store);
    assert_eq!(methods(&fake), ["POST", "PUT"]);
}

#[tokio::test]
async fn a_registry_that_refuses_mounts_gets_a_plain_upload() {
    for status in [400, 404, 405] {
        let refuse = move |_: &Shared, exchange: &mut Exchange<'_>| {
            exchange.target.contains("mount=").then(|| Reply::new(status))
        };
        let (fake, store) = with_store(refuse);
        put(&fake, HostOptions::default(), &Body::new(&bytes_of(SIZE))).await.unwrap();
        assert_whole(&store);
        assert_eq!(methods(&fake), ["POST", "POST", "PUT"]);
    }
}

#[tokio::test]
async fn without_mounts_a_head_asks_first() {
    let (fake, store) = with_store(|_, _| None);
    let host = HostOptions { mount: false, ..HostOptions::default() };
    let body = Body::new(&bytes_of(SIZE));
    assert_eq!(put(&fake, host.clone(), &body).await.unwrap(), Put::Copied);
    assert_eq!(put(&fake, host, &body).await.unwrap(), Put::Present);
    assert_whole(&store);
    assert_eq!(methods(&fake), ["HEAD", "POST", "PUT", "HEAD"]);
}

#[tokio::test]
async fn chunks_are_as_long_as_the_registry_wants() {
    let (fake, store) = with_store(|store, exchange| {
        (exchange.method == "POST").then(|| obey(store, exchange).header("OCI-Chunk-Min-Length", 15_000))
    });
    let host = HostOptions { max_single_upload: Some(1000), chunk_size: 10_000, ..HostOptions::default() };
    let body = Body::new(&bytes_of(SIZE));
    put(&fake, host, &body).await.unwrap();
    assert_whole(&store);
    let seen = fake.seen();
    let chunks: Vec<&str> = seen.iter().filter_map(|record| record.header("content-range")).collect();
    assert_eq!(chunks, ["0-14999", "15000-29999", "30000-39999"]);
    assert_eq!(methods(&fake), ["POST", "PATCH", "PATCH", "PATCH", "PUT"]);
    assert_eq!(body.opened(), [0], "read once, from one end to the other");
}

#[tokio::test]
async fn a_chunk_out_of_order_is_sent_from_where_the_session_is() {
    let (fake, store) = with_store(|store, exchange| {
        if exchange.method != "PATCH" || exchange.header("content-range") != Some("10000-19999") {
            return None;
        }
        let mut kept = exchange.body();
        kept.truncate(2000);
        let mut store = store.lock().unwrap();
        if store.session.len() == 10_000 {
            // Some of it was kept, and yet it was refused.
            store.session.extend(kept);
            return Some(Reply::new(416));
        }
        None
    });
    let host = HostOptions { max_single_upload: Some(1000), chunk_size: 10_000, ..HostOptions::default() };
    put(&fake, host, &Body::new(&bytes_of(SIZE))).await.unwrap();
    assert_whole(&store);
    assert_eq!(fake.count("GET /up/1"), 1);
}

#[tokio::test]
async fn an_upload_that_is_cut_goes_on_where_the_session_is() {
    let (fake, store) = with_store(|store, exchange| {
        if exchange.method != "PUT" || exchange.number != 1 {
            return None;
        }
        store.lock().unwrap().session = exchange.take(12_345);
        Some(Reply::nothing())
    });
    let body = Body::new(&bytes_of(SIZE));
    assert_eq!(put(&fake, HostOptions::default(), &body).await.unwrap(), Put::Copied);
    assert_whole(&store);
    let seen = fake.seen();
    let chunks: Vec<&str> = seen.iter().filter_map(|record| record.header("content-range")).collect();
    assert_eq!(chunks, ["12345-39999"]);
    assert_eq!(methods(&fake), ["POST", "PUT", "HEAD", "GET", "PATCH", "PUT"]);
}

#[tokio::test]
async fn an_upload_whose_answer_was_lost_is_found_to_be_there() {
    let (fake, store) = with_store(|store, exchange| {
        (exchange.method == "PUT").then(|| {
            obey(store, exchange);
            Reply::nothing()
        })
    });
    put(&fake, HostOptions::default(), &Body::new(&bytes_of(SIZE))).await.unwrap();
    assert_whole(&store);
    assert_eq!(methods(&fake), ["POST", "PUT", "HEAD"]);
}

#[tokio::test]
async fn a_session_that_is_gone_is_opened_anew() {
    let (fake, store) = with_store(|_, exchange| {
        exchange.target.starts_with("/up/1").then(|| {
            exchange.body();
            Reply::error(404, "BLOB_UPLOAD_UNKNOWN")
        })
    });
    put(&fake, HostOptions::default(), &Body::new(&bytes_of(SIZE))).await.unwrap();
    assert_whole(&store);
    assert_eq!(store.lock().unwrap().sessions, 2);
}

#[tokio::test]
async fn what_is_too_large_for_one_request_goes_in_chunks() {
    for status in [413, 405, 400] {
        let (fake, store) = with_store(move |_, exchange| {
            let long = exchange.header("content-length").is_some_and(|text| text == "40000");
            (exchange.method == "PUT" && long).then(|| {
                exchange.body();
                Reply::new(status)
            })
        });
        let host = HostOptions { chunk_size: 16_000, ..HostOptions::default() };
        put(&fake, host, &Body::new(&bytes_of(SIZE))).await.unwrap();
        assert_whole(&store);
        assert_eq!(methods(&fake), ["POST", "PUT", "DELETE", "POST", "PATCH", "PATCH", "PATCH", "PUT"]);
    }
}

#[tokio::test]
async fn a_refusal_that_comes_before_the_body_was_read_is_heard() {
    let bytes = bytes_of(6 << 20);
    for reply in [Reply::new(413).early(), Reply::new(413).early().cut(0)] {
        let (fake, store) = with_store(move |_, exchange| {
            let long = exchange.header("content-length").is_some_and(|text| text.len() > 6);
            (exchange.method == "PUT" && long).then(|| reply.clone())
        });
        put(&fake, HostOptions { chunk_size: 4 << 20, ..HostOptions::default() }, &Body::new(&bytes)).await.unwrap();
        assert!(store.lock().unwrap().blobs.iter().eq([&bytes]));
    }
}

#[tokio::test]
async fn a_registry_that_takes_no_chunks_gets_one_stream() {
    let (fake, store) = with_store(|_, exchange| {
        let chunk = exchange.header("content-range").is_some();
        let single = exchange.method == "PUT" && exchange.header("content-length") == Some("40000");
        (chunk || single).then(|| {
            exchange.body();
            Reply::new(if chunk { 416 } else { 413 })
        })
    });
    put(&fake, HostOptions::default(), &Body::new(&bytes_of(SIZE))).await.unwrap();
    assert_whole(&store);
    let seen = fake.seen();
    let last = seen.iter().rfind(|record| record.line.starts_with("PATCH")).unwrap();
    assert_eq!((last.header("transfer-encoding"), last.header("content-range")), (Some("chunked"), None));
}

#[tokio::test]
async fn a_registry_that_drops_chunks_is_seen_through() {
    // It says that it took the second chunk, and keeps the first alone.
    let (fake, store) = with_store(|_, exchange| {
        let second = exchange.header("content-range").is_some_and(|range| !range.starts_with("0-"));
        second.then(|| {
            exchange.body();
            Reply::new(202).header("Range", "0-9999")
        })
    });
    let host = HostOptions { max_single_upload: Some(1), chunk_size: 10_000, ..HostOptions::default() };
    put(&fake, host, &Body::new(&bytes_of(SIZE))).await.unwrap();
    assert_whole(&store);
}

#[tokio::test]
async fn a_location_elsewhere_gets_no_credentials() {
    let storage = Fake::start(|exchange| {
        exchange.body();
        Reply::new(201)
    });
    let place = storage.url("/bucket?sig=1");
    let fake = Fake::start(move |exchange| match exchange.header("authorization") {
        None => Reply::new(401).header("WWW-Authenticate", "Basic realm=r"),
        Some(_) => Reply::new(202).header("Location", &place),
    });
    let client = Client::new(options(&Told::default()), Arc::new(Key(user())));
    let target = repository(&client, &fake, Access::Push);
    target.put_blob(&blob(b"hello"), &Body::new(b"hello")).await.unwrap();
    let seen = storage.seen();
    assert_eq!((seen.len(), seen[0].header("authorization")), (1, None));
    assert_eq!(seen[0].body, b"hello");
}

#[tokio::test]
async fn bytes_that_are_not_the_blob_are_never_complete_there() {
    let (fake, store) = with_store(|_, _| None);
    let target = pushing(&fake);
    let mut wrong = bytes_of(SIZE);
    wrong[SIZE - 1] ^= 1;
    let descriptor = blob(&bytes_of(SIZE));
    for body in [&wrong[..], &wrong[..SIZE - 1], b"short"] {
        let error = target.put_blob(&descriptor, &Body::new(body)).await.unwrap_err();
        assert_eq!(error.kind, ErrorKind::Integrity, "{error:?}");
    }
    assert_eq!(store.lock().unwrap().blobs.len(), 0);
}

#[tokio::test]
async fn a_digest_that_the_registry_disputes_is_an_error_at_once() {
    let (fake, _) = with_store(|_, exchange| {
        (exchange.method == "PUT").then(|| {
            exchange.body();
            Reply::error(400, "DIGEST_INVALID")
        })
    });
    let error = put(&fake, HostOptions::default(), &Body::new(b"hello")).await.unwrap_err();
    assert_eq!((error.kind, fake.count("PUT")), (ErrorKind::Integrity, 1));
}

#[tokio::test]
async fn a_body_is_sent_again_with_the_token_it_lacked() {
    let service = Fake::start(|exchange| Reply::ok(format!(r#"{{"token":"t{}"}}"#, exchange.number)));
    let realm = format!(r#"Bearer realm="{}""#, service.url("/token"));
    let (fake, store) = with_store(move |_, exchange| {
        // The token ends between the session's beginning and its bytes.
        let wanted = if exchange.method == "PUT" { "Bearer t1" } else { "Bearer t0" };
        (exchange.header("authorization") != Some(wanted)).then(|| {
            exchange.body();
            Reply::new(401).header("WWW-Authenticate", &realm)
        })
    });
    let body = Body::new(&bytes_of(SIZE));
    put(&fake, HostOptions::default(), &body).await.unwrap();
    assert_whole(&store);
    assert_eq!(body.opened(), [0, 0]);
}

#[tokio::test]
async fn a_busy_registry_gets_the_body_again() {
    let (fake, store) = with_store(|_, exchange| {
        (exchange.method == "PUT" && exchange.number < 3).then(|| {
            exchange.body();
            Reply::new(503).header("Retry-After", "0")
        })
    });
    put(&fake, HostOptions::default(), &Body::new(&bytes_of(SIZE))).await.unwrap();
    assert_whole(&store);
}

#[tokio::test]
async fn an_upload_that_never_succeeds_ends() {
    for reply in [Reply::new(500), Reply::nothing(), Reply::new(400), Reply::error(403, "DENIED")] {
        let (fake, store) = with_store(move |_, exchange| {
            matches!(exchange.method.as_str(), "PUT" | "PATCH").then(|| {
                exchange.body();
                reply.clone()
            })
        });
        put(&fake, HostOptions::default(), &Body::new(&bytes_of(SIZE))).await.unwrap_err();
        assert_eq!(store.lock().unwrap().blobs.len(), 0);
        assert!(fake.lines().len() < 20, "{:?}", fake.lines());
    }
}

#[tokio::test]
async fn an_empty_blob_is_uploaded_like_any_other() {
    let (fake, store) = with_store(|_, _| None);
    put(&fake, HostOptions::default(), &Body::new(b"")).await.unwrap();
    let chunked = HostOptions { max_single_upload: Some(0), ..HostOptions::default() };
    put(&fake, chunked, &Body::new(b"")).await.unwrap();
    assert_eq!(store.lock().unwrap().blobs, [b"", b""]);
}

#[tokio::test]
async fn a_copy_within_one_host_needs_no_second_turn() {
    let bytes = bytes_of(SIZE);
    let descriptor = blob(&bytes);
    let (fake, store) = with_store(move |_, exchange| {
        exchange.path().starts_with("/v2/other/").then(|| Reply::range(exchange, &bytes_of(SIZE)))
    });
    let client = client(options_with(HostOptions { max_requests: Some(1), ..HostOptions::default() }));
    let source = client.repository(&named(&fake, "other/c"), Access::Pull);
    let body = crate::content::Source::blob(&source, &descriptor);
    repository(&client, &fake, Access::Push).put_blob(&descriptor, &*body).await.unwrap();
    assert_whole(&store);
}
