//! Blobs on their way there, by every way that a registry may want.

use super::store::{SIZE, Shared, assert_whole, methods, obey, put, with_store};
use super::*;
use crate::content::{ErrorKind, Put, Target};

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

/// A body whose source fails: when it is opened, or after some bytes.
struct Failing {
    kind: ErrorKind,
    after: Option<Bytes>,
}

#[async_trait]
impl BlobBody for Failing {
    async fn open(&self, _: u64) -> content::Result<ByteStream> {
        let failure = ContentError::new(self.kind, "the source fails");
        let Some(bytes) = self.after.clone() else { return Err(failure) };
        Ok(Box::pin(futures_util::stream::iter([Ok(bytes), Err(failure)])))
    }

    async fn open_range(&self, range: std::ops::Range<u64>) -> content::Result<ByteStream> {
        self.open(range.start).await
    }

    fn mount_from(&self) -> Option<&Reference> {
        None
    }
}

#[tokio::test]
async fn a_source_that_fails_ends_the_upload() {
    let descriptor = blob(&bytes_of(SIZE));
    for kind in [ErrorKind::NotFound, ErrorKind::Integrity, ErrorKind::Storage, ErrorKind::Unavailable] {
        for after in [None, Some(Bytes::from_static(b"some bytes"))] {
            for host in [HostOptions::default(), HostOptions { max_single_upload: Some(1), ..HostOptions::default() }] {
                let (fake, store) = with_store(|_, _| None);
                let told = Told::default();
                let options = Options { hosts: Arc::new(move |_| host.clone()), ..options(&told) };
                let target = repository(&client(options), &fake, Access::Push);
                let body = Failing { kind, after: after.clone() };
                let error = target.put_blob(&descriptor, &body).await.unwrap_err();
                assert_eq!((error.kind, error.to_string().as_str()), (kind, "the source fails"), "{error:?}");
                let sent = fake.count("PUT") + fake.count("PATCH");
                assert!(fake.count("POST") == 1 && sent <= 1, "{:?}", fake.lines());
                let said = told.0.lock().unwrap();
                assert!(!said.iter().any(|notice| matches!(notice, Notice::Retry(_))), "{said:?}");
                assert!(store.lock().unwrap().blobs.is_empty());
            }
        }
    }
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
    assert_eq!((error.kind, fake.count("PUT")), (ErrorKind::Invalid, 1));
}

#[tokio::test]
async fn a_registry_that_is_full_is_asked_once() {
    let (fake, _) = with_store(|_, exchange| {
        matches!(exchange.method.as_str(), "PUT" | "PATCH").then(|| {
            exchange.body();
            Reply::error(507, "DENIED")
        })
    });
    let error = put(&fake, HostOptions::default(), &Body::new(b"hello")).await.unwrap_err();
    assert_eq!((error.kind, fake.count("PUT"), fake.count("PATCH")), (ErrorKind::Invalid, 1, 0));
}

#[tokio::test]
async fn a_digest_header_that_is_another_one_means_that_the_registry_has_other_bytes() {
    let (fake, _) = with_store(|store, exchange| {
        (exchange.method == "PUT").then(|| {
            obey(store, exchange);
            Reply::new(201).header("Docker-Content-Digest", Digest::sha256(b"other"))
        })
    });
    let error = put(&fake, HostOptions::default(), &Body::new(b"hello")).await.unwrap_err();
    assert_eq!((error.kind, fake.count("PUT")), (ErrorKind::Integrity, 1));
    assert!(matches!(registry_error(&error), Error::Digest { .. }), "{error:?}");
}

#[tokio::test]
async fn a_size_that_the_registry_refuses_is_tried_in_parts_and_is_no_damage() {
    let refuse = |exchange: &mut Exchange<'_>| {
        exchange.body();
        Reply::error(413, "SIZE_INVALID")
    };
    let (fake, store) = with_store(move |_, exchange| {
        (exchange.method == "PUT" && exchange.header("content-length") == Some("40000")).then(|| refuse(exchange))
    });
    put(&fake, HostOptions::default(), &Body::new(&bytes_of(SIZE))).await.unwrap();
    assert_whole(&store);

    let (fake, _) =
        with_store(move |_, exchange| matches!(exchange.method.as_str(), "PUT" | "PATCH").then(|| refuse(exchange)));
    let error = put(&fake, HostOptions::default(), &Body::new(b"hello")).await.unwrap_err();
    assert_eq!((error.kind, reason(&error)), (ErrorKind::Invalid, Reason::Invalid));
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
