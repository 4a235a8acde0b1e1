//! Blobs on their way here over connections that break off.

use super::*;
use crate::content::{ErrorKind, Source};

const SIZE: usize = 40_000;

/// A registry with one blob, whose answers `spoil` may change.
fn with_blob(spoil: impl Fn(&Exchange<'_>, Reply) -> Reply + Send + Sync + 'static) -> (Fake, Descriptor) {
    let bytes = bytes_of(SIZE);
    let descriptor = blob(&bytes);
    let fake = Fake::start(move |exchange| {
        let good = Reply::range(exchange, &bytes);
        spoil(exchange, good)
    });
    (fake, descriptor)
}

async fn fetched(repository: &Repository, descriptor: &Descriptor) -> content::Result<Vec<u8>> {
    collect(repository.blob(descriptor).open(0).await?).await
}

fn ranges(fake: &Fake) -> Vec<String> {
    fake.seen().iter().filter_map(|record| record.header("range").map(str::to_owned)).collect()
}

#[tokio::test]
async fn a_cut_download_goes_on_where_it_was() {
    for quarter in 0..4 {
        let at = SIZE / 4 * quarter;
        let (fake, descriptor) = with_blob(move |exchange, good| match exchange.number {
            0 => good.cut(at),
            _ => good,
        });
        assert_eq!(fetched(&pulling(&fake), &descriptor).await.unwrap(), bytes_of(SIZE), "cut at {at}");
        let expected = if at == 0 { vec![] } else { vec![format!("bytes={at}-{}", SIZE - 1)] };
        assert_eq!((fake.lines().len(), ranges(&fake)), (2, expected));
    }
}

#[tokio::test]
async fn a_connection_that_always_breaks_still_brings_the_blob() {
    // Nine cuts are more than the three tries that a standstill is granted.
    let (fake, descriptor) = with_blob(|exchange, good| {
        let left = exchange.range().map_or(SIZE, |(start, end)| end + 1 - start);
        if left > 4000 { good.cut(4000) } else { good }
    });
    assert_eq!(fetched(&pulling(&fake), &descriptor).await.unwrap(), bytes_of(SIZE));
    assert_eq!(fake.lines().len(), 10);
}

#[tokio::test]
async fn a_standstill_ends() {
    let (fake, descriptor) = with_blob(|_, good| good.cut(0));
    let error = fetched(&pulling(&fake), &descriptor).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Unavailable);
    assert_eq!(fake.lines().len(), 4);
}

#[tokio::test]
async fn a_server_that_ignores_ranges_is_skipped_through() {
    let (fake, descriptor) = with_blob(|exchange, good| match exchange.number {
        0 => good.cut(30_000),
        _ => Reply::ok(bytes_of(SIZE)),
    });
    let repository = pulling(&fake);
    assert_eq!(fetched(&repository, &descriptor).await.unwrap(), bytes_of(SIZE));
    let part = repository.blob(&descriptor).open_range(100..300).await.unwrap();
    assert_eq!(collect(part).await.unwrap(), bytes_of(SIZE)[100..300]);
}

#[tokio::test]
async fn answers_to_a_range_that_are_of_no_use_lead_to_the_whole() {
    let wrong = |range: &'static str| Reply::new(206).header("Content-Range", range).body("xxxx");
    for reply in [
        Reply::new(416),
        Reply::new(400),
        Reply::new(403),
        Reply::new(501),
        wrong("bytes 0-3/4"),
        wrong("bytes 30000-30003/30004"),
        wrong("bytes 0-3/40000"),
        wrong("bytes 39000-39003/40000"),
        wrong("potatoes"),
        Reply::new(206).body("xxxx"),
        wrong("bytes 30000-30003/40000").header("Content-Type", "multipart/byteranges; boundary=x"),
    ] {
        let (fake, descriptor) = with_blob(move |exchange, good| match exchange.number {
            0 => good.cut(30_000),
            1 => reply.clone(),
            _ => good,
        });
        assert_eq!(fetched(&pulling(&fake), &descriptor).await.unwrap(), bytes_of(SIZE));
        assert_eq!(fake.lines().len(), 3);
        assert_eq!(fake.seen()[2].header("range"), None);
    }
}

#[tokio::test]
async fn a_part_that_begins_earlier_is_used_from_where_it_is_new() {
    let (fake, descriptor) = with_blob(|exchange, good| match exchange.number {
        0 => good.cut(30_000),
        _ => Reply::new(206).header("Content-Range", "bytes 29000-39999/40000").body(&bytes_of(SIZE)[29_000..]),
    });
    assert_eq!(fetched(&pulling(&fake), &descriptor).await.unwrap(), bytes_of(SIZE));
}

#[tokio::test]
async fn a_stall_is_cut_and_gone_on_from() {
    let (fake, descriptor) = with_blob(|exchange, good| match exchange.number {
        0 => good.stall(30_000),
        _ => good,
    });
    let options = Options { stall_timeout: Duration::from_millis(100), ..options(&Told::default()) };
    let repository = repository(&client(options), &fake, Access::Pull);
    assert_eq!(fetched(&repository, &descriptor).await.unwrap(), bytes_of(SIZE));
    assert_eq!(ranges(&fake), ["bytes=30000-39999"]);
}

#[tokio::test]
async fn a_blob_of_another_size_is_refused_at_once() {
    for length in [SIZE - 1, SIZE + 1] {
        let (fake, descriptor) = with_blob(move |_, _| Reply::ok(bytes_of(length)));
        let error = fetched(&pulling(&fake), &descriptor).await.unwrap_err();
        assert_eq!((error.kind, fake.lines().len()), (ErrorKind::Integrity, 1));
    }
    let (fake, descriptor) = with_blob(|exchange, good| match exchange.number {
        0 => good.cut(10),
        1 => Reply::new(206).header("Content-Range", "bytes 10-19/20").body("0123456789"),
        _ => Reply::ok(bytes_of(20)),
    });
    let error = fetched(&pulling(&fake), &descriptor).await.unwrap_err();
    assert_eq!((error.kind, fake.lines().len()), (ErrorKind::Integrity, 3));
}

#[tokio::test]
async fn a_server_that_is_bad_at_ranges_gives_a_blob_that_was_begun_before() {
    let cases: [fn(&Exchange<'_>, Reply) -> Reply; 6] = [
        |_, _| Reply::new(206).header("Content-Range", "bytes 0-10/11").body("01234567890"),
        |_, _| Reply::new(400),
        |_, _| Reply::new(500),
        |_, _| Reply::nothing(),
        |_, good| good.cut(0),
        |_, good| good.stall(0),
    ];
    for (number, bad) in cases.into_iter().enumerate() {
        let (fake, descriptor) = with_blob(move |exchange, good| match exchange.header("range") {
            Some(_) => bad(exchange, good),
            None => good,
        });
        let options = Options { stall_timeout: Duration::from_millis(200), ..options(&Told::default()) };
        let repository = repository(&client(options), &fake, Access::Pull);
        let rest = collect(repository.blob(&descriptor).open(30_000).await.unwrap()).await.unwrap();
        assert_eq!(rest, bytes_of(SIZE)[30_000..], "{number}");
        assert_eq!(fake.seen().last().unwrap().header("range"), None);
    }
}

#[tokio::test]
async fn a_refusal_of_the_whole_after_that_of_a_range_is_the_error() {
    for (ranged, whole, requests, expected) in [
        (403, 403, 2, Reason::Forbidden),
        (400, 500, 5, Reason::Server),
        (404, 200, 1, Reason::BlobUnknown),
        (401, 200, 2, Reason::Unauthorized { sent: false }),
    ] {
        let (fake, descriptor) =
            with_blob(move |exchange, _| Reply::new(if exchange.header("range").is_some() { ranged } else { whole }));
        let Err(error) = pulling(&fake).blob(&descriptor).open(30_000).await else { panic!("{ranged}") };
        assert_eq!((reason(&error), fake.lines().len()), (expected, requests), "{ranged}");
    }
}

#[tokio::test]
async fn a_redirect_is_followed_without_credentials() {
    let bytes = bytes_of(SIZE);
    let descriptor = blob(&bytes);
    let storage = Fake::start({
        let bytes = bytes.clone();
        move |exchange| match exchange.number {
            0 => Reply::range(exchange, &bytes).cut(1000),
            _ => Reply::range(exchange, &bytes),
        }
    });
    let target = storage.url("/signed?X-Amz-Signature=abc");
    let fake = Fake::start(move |exchange| match exchange.header("authorization") {
        Some(_) => Reply::new(307).header("Location", &target),
        None => Reply::new(401).header("WWW-Authenticate", "Basic realm=r"),
    });
    let client = Client::new(options(&Told::default()), Arc::new(Key(user())));
    let repository = repository(&client, &fake, Access::Pull);
    assert_eq!(fetched(&repository, &descriptor).await.unwrap(), bytes);
    let seen = storage.seen();
    assert!(seen.iter().all(|record| record.header("authorization").is_none()));
    // After the cut the registry is asked anew, since what it signed may have expired.
    assert_eq!((seen.len(), fake.lines().len()), (2, 3));
    assert_eq!(seen[1].header("range"), Some("bytes=1000-39999"));
}

#[tokio::test]
async fn a_redirect_that_expired_is_asked_for_again() {
    let bytes = bytes_of(SIZE);
    let descriptor = blob(&bytes);
    let storage = Fake::start(move |exchange| match exchange.number {
        0 => Reply::new(403).body("<Error><Code>AccessDenied</Code></Error>"),
        _ => Reply::range(exchange, &bytes),
    });
    let target = storage.url("/signed");
    let fake = Fake::start(move |_| Reply::new(302).header("Location", &target));
    assert_eq!(fetched(&pulling(&fake), &descriptor).await.unwrap().len(), SIZE);
    assert_eq!(fake.lines().len(), 2);
}

#[tokio::test]
async fn a_401_of_a_redirect_is_not_answered() {
    let storage = Fake::start(|_| Reply::new(401).header("WWW-Authenticate", "Basic realm=r"));
    let target = storage.url("/x");
    let fake = Fake::start(move |_| Reply::new(302).header("Location", &target));
    let client = Client::new(options(&Told::default()), Arc::new(Key(user())));
    let error = fetched(&repository(&client, &fake, Access::Pull), &blob(b"abc")).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Denied);
    assert!(storage.seen().iter().all(|record| record.header("authorization").is_none()));
}

#[tokio::test]
async fn redirects_end() {
    let circle = Fake::start(|exchange| Reply::new(302).header("Location", exchange.target.clone()));
    let error = fetched(&pulling(&circle), &blob(b"abc")).await.unwrap_err();
    assert!(registry_error(&error).to_string().contains("too many"), "{error:?}");
    assert_eq!(circle.lines().len(), 11);
    for (to, why) in [("http://169.254.169.254/latest", "link-local"), ("ftp://example.org/", "other than HTTP")] {
        let fake = Fake::start(move |_| Reply::new(302).header("Location", to));
        let error = fetched(&pulling(&fake), &blob(b"abc")).await.unwrap_err();
        assert!(registry_error(&error).to_string().contains(why), "{error:?}");
    }
}

#[tokio::test]
async fn a_foreign_layer_comes_from_its_own_address() {
    let foreign = Fake::start(|exchange| Reply::range(exchange, b"abc"));
    let fake = Fake::start(|_| Reply::error(404, "BLOB_UNKNOWN"));
    let mut descriptor = blob(b"abc");
    descriptor.urls = vec![foreign.url("/layer")];
    assert_eq!(fetched(&pulling(&fake), &descriptor).await.unwrap(), b"abc");
    descriptor.urls = Vec::new();
    let error = fetched(&pulling(&fake), &descriptor).await.unwrap_err();
    assert_eq!((error.kind, reason(&error)), (ErrorKind::NotFound, Reason::BlobUnknown));
}

#[tokio::test]
async fn the_addresses_of_a_foreign_layer_are_tried_in_turn_without_credentials() {
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let broken = Fake::start(|_| Reply::new(500));
    let foreign = Fake::start(|exchange| Reply::range(exchange, b"abc"));
    let fake = Fake::start(|exchange| match exchange.header("authorization") {
        None => Reply::new(401).header("WWW-Authenticate", "Basic realm=r"),
        Some(_) => Reply::error(404, "BLOB_UNKNOWN"),
    });
    let client = Client::new(options(&Told::default()), Arc::new(Key(user())));
    let mut descriptor = blob(b"abc");
    descriptor.urls = vec![
        "file:///etc/passwd".to_owned(),
        format!("http://{nobody}/layer"),
        broken.url("/layer"),
        foreign.url("/layer"),
    ];
    let repository = repository(&client, &fake, Access::Pull);
    assert_eq!(fetched(&repository, &descriptor).await.unwrap(), b"abc");
    assert!(fake.seen().iter().any(|record| record.header("authorization").is_some()));
    for elsewhere in [&broken, &foreign] {
        let seen = elsewhere.seen();
        assert!(!seen.is_empty() && seen.iter().all(|record| record.header("authorization").is_none()));
    }
}

#[tokio::test]
async fn what_is_known_is_not_asked_for() {
    let fake = Fake::start(|_| Reply::new(500));
    let repository = pulling(&fake);
    for known in [&b""[..], b"{}"] {
        assert_eq!(fetched(&repository, &blob(known)).await.unwrap(), known);
    }
    assert_eq!(fake.lines().len(), 0);
}

#[tokio::test]
async fn the_size_of_a_blob_is_asked_by_head_and_where_that_is_refused_by_get() {
    for status in [405, 403] {
        let fake = Fake::start(move |exchange| match exchange.method.as_str() {
            "HEAD" => Reply::new(status),
            _ => Reply::ok("hello"),
        });
        assert_eq!(pulling(&fake).stat_blob(&Digest::sha256(b"hello")).await.unwrap(), 5);
    }
    let fake = Fake::start(|_| Reply::new(404));
    let error = pulling(&fake).stat_blob(&Digest::sha256(b"hello")).await.unwrap_err();
    assert_eq!((error.kind, fake.lines().len()), (ErrorKind::NotFound, 1));
}

#[tokio::test]
async fn a_blob_is_over_with_its_last_byte() {
    // Neither a length nor an end: all that tells is how long the blob should be.
    let (fake, descriptor) = with_blob(|_, _| {
        let mut body = format!("{SIZE:x}\r\n").into_bytes();
        body.extend(bytes_of(SIZE));
        let sent = body.len();
        Reply::ok(body).header("Transfer-Encoding", "chunked").stall(sent)
    });
    let fetch = fetched(&pulling(&fake), &descriptor).await;
    assert_eq!(fetch.unwrap(), bytes_of(SIZE));
    assert_eq!(fake.lines().len(), 1);
}

#[tokio::test]
async fn a_long_body_comes_in_long_steps() {
    let bytes = bytes_of(8 << 20);
    let descriptor = blob(&bytes);
    let fake = Fake::start(move |exchange| Reply::range(exchange, &bytes));
    let mut stream = pulling(&fake).blob(&descriptor).open(0).await.unwrap();
    let (mut steps, mut all) = (0, 0);
    while let Some(step) = stream.next().await {
        all += step.unwrap().len();
        steps += 1;
    }
    // How much is there at once is for the kernel to say; a tenth of what single packets would make is not.
    assert_eq!(all, 8 << 20);
    assert!(steps < 600, "{steps} steps");
}

#[tokio::test]
async fn one_turn_suffices_for_every_request_within_another() {
    let (fake, descriptor) = with_blob(|exchange, good| match exchange.method.as_str() {
        "HEAD" => Reply::new(405),
        _ => good,
    });
    let repository = repository(
        &client(options_with(HostOptions { max_requests: Some(1), ..HostOptions::default() })),
        &fake,
        Access::Pull,
    );
    repository.stat_blob(&descriptor.digest).await.unwrap();
    let (one, two) = tokio::join!(fetched(&repository, &descriptor), fetched(&repository, &descriptor));
    assert_eq!((one.unwrap().len(), two.unwrap().len()), (SIZE, SIZE));
}
