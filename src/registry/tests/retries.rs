//! Answers that may be better the next time.

use super::*;
use crate::content::{ErrorKind, Source, Target};
use crate::registry::Cause;

fn good() -> Reply {
    Reply::ok(IMAGE).header("Content-Type", OCI_MANIFEST)
}

fn after(spoilt: Vec<Reply>) -> Fake {
    Fake::start(move |exchange| spoilt.get(exchange.number).cloned().unwrap_or_else(good))
}

#[tokio::test]
async fn what_may_pass_is_tried_again() {
    for reply in [429, 500, 502, 503, 504, 408].map(Reply::new).into_iter().chain([Reply::nothing()]) {
        let fake = after(vec![reply.clone(), reply]);
        pulling(&fake).manifest(&tag("1")).await.unwrap();
        assert_eq!(fake.lines().len(), 3);
    }
}

#[tokio::test]
async fn an_answer_that_does_not_come_is_asked_for_again() {
    let fake = Fake::start(|exchange| if exchange.number == 0 { exchange.hang() } else { good() });
    let quick = Duration::from_millis(50);
    let options = Options { connect_timeout: quick, stall_timeout: quick, ..options(&Told::default()) };
    repository(&client(options), &fake, Access::Pull).manifest(&tag("1")).await.unwrap();
    assert_eq!(fake.lines().len(), 2);
}

#[tokio::test]
async fn the_budget_bounds_stalls() {
    let quick = Duration::from_millis(50);
    let options = Options {
        connect_timeout: quick,
        stall_timeout: quick,
        retries: 1000,
        retry_budget: Duration::from_millis(200),
        ..options(&Told::default())
    };
    let pull = |fake: &Fake| repository(&client(options.clone()), fake, Access::Pull);
    let stalled = Reason::Network(Cause::Stalled);

    let mute = Fake::start(|exchange| if exchange.path() == "/v2/a/b/manifests/1" { exchange.hang() } else { good() });
    let error = pull(&mute).manifest(&tag("1")).await.unwrap_err();
    assert_eq!(reason(&error), stalled);
    assert!((2..=8).contains(&mute.lines().len()), "{}", mute.lines().len());

    // The token service's stalls are the manifest's, too.
    let mute = Fake::start(|exchange| match exchange.path() {
        "/token" => exchange.hang(),
        _ => Reply::new(401).header("WWW-Authenticate", r#"Bearer realm="/token""#),
    });
    let error = pull(&mute).manifest(&tag("1")).await.unwrap_err();
    assert_eq!(reason(&error), stalled);
    assert_eq!(mute.count("GET /v2/"), 1);

    let bytes = bytes_of(4 << 20);
    let descriptor = blob(&bytes);
    let begun = Fake::start(move |exchange| Reply::range(exchange, &bytes).stall(0));
    let body = pull(&begun).blob(&descriptor).open(0).await.unwrap();
    let error = collect(body).await.unwrap_err();
    assert_eq!(reason(&error), stalled);
    assert!((2..=9).contains(&begun.lines().len()), "{}", begun.lines().len());

    // Stalls between which much arrives may be longer than the budget altogether.
    let bytes = bytes_of(6 << 20);
    let slow = Fake::start(move |exchange| Reply::range(exchange, &bytes).stall_at_most(1 << 20));
    let body = pull(&slow).blob(&blob(&bytes_of(6 << 20))).open(0).await.unwrap();
    assert_eq!(collect(body).await.unwrap(), bytes_of(6 << 20));
    assert_eq!(slow.lines().len(), 6);
}

#[tokio::test]
async fn an_upload_that_nobody_takes_ends_with_the_budget() {
    let quick = Duration::from_millis(50);
    let options = Options {
        connect_timeout: quick,
        stall_timeout: quick,
        retries: 1000,
        retry_budget: Duration::from_millis(400),
        ..options(&Told::default())
    };
    let fake = Fake::start(|exchange| match exchange.method.as_str() {
        "POST" => Reply::new(202).header("Location", "/up/1"),
        "PUT" | "PATCH" => exchange.hang(),
        "HEAD" => Reply::new(404),
        _ => Reply::new(204).header("Location", "/up/1"),
    });
    let target = repository(&client(options), &fake, Access::Push);
    target.put_blob(&blob(b"hello"), &Body::new(b"hello")).await.unwrap_err();
    let sent = fake.count("PUT") + fake.count("PATCH");
    assert!((2..=8).contains(&sent), "{:?}", fake.lines());
}

#[tokio::test]
async fn what_will_not_pass_is_not() {
    for status in [400, 403, 404, 501] {
        let fake = after(vec![Reply::new(status)]);
        pulling(&fake).manifest(&tag("1")).await.unwrap_err();
        assert_eq!(fake.lines().len(), 1);
    }
}

#[tokio::test]
async fn patience_ends_with_what_the_registry_said_last() {
    let fake = Fake::start(|_| Reply::error(429, "TOOMANYREQUESTS").header("Retry-After", "0"));
    let error = pulling(&fake).manifest(&tag("1")).await.unwrap_err();
    assert_eq!((error.kind, reason(&error)), (ErrorKind::Unavailable, Reason::RateLimited));
    assert_eq!(fake.lines().len(), 4);
}

#[tokio::test]
async fn a_registry_that_asks_for_more_time_than_there_is_gets_none() {
    for header in [
        "3600",
        "Wed, 21 Oct 2099 07:28:00 GMT",
        "4102444800",
        "99999999999999999999999999",
        "18446744073709551615",
        "Fri, 31 Dec 9999 23:59:59 GMT",
    ] {
        let fake = after(vec![Reply::new(503).header("Retry-After", header)]);
        let error = pulling(&fake).manifest(&tag("1")).await.unwrap_err();
        assert_eq!((reason(&error), fake.lines().len()), (Reason::Server, 1));
        let text = registry_error(&error).to_string();
        assert!(text.contains("503 Service Unavailable; it asks to be left alone for"), "{text}");
    }
}

#[test]
fn the_time_that_the_registry_asks_for_is_waited() {
    let pauses = super::super::http::Patience::new(&options(&Told::default())).pause(Some(Duration::from_secs(2)));
    let length = pauses.unwrap().length;
    assert!(length >= Duration::from_secs(2) && length < Duration::from_secs(3), "{length:?}");
}

#[tokio::test]
async fn a_date_that_has_passed_means_the_ordinary_pause() {
    let fake = after(vec![Reply::new(429).header("Retry-After", "Wed, 21 Oct 2015 07:28:00 GMT")]);
    pulling(&fake).manifest(&tag("1")).await.unwrap();
    assert_eq!(fake.lines().len(), 2);
}

#[tokio::test]
async fn a_pause_holds_no_turn() {
    // With one turn for all, the token that is fetched before the next try must get it.
    let fake = Fake::start(|exchange| match (exchange.number, exchange.path()) {
        (_, "/token") => Reply::ok(r#"{"token":"t"}"#),
        (0, _) => Reply::new(500).body("sorry"),
        _ if exchange.header("authorization").is_none() => {
            Reply::new(401).header("WWW-Authenticate", r#"Bearer realm="/token""#).body("{}")
        }
        _ => good(),
    });
    let options = options_with(HostOptions { max_requests: Some(1), ..HostOptions::default() });
    repository(&client(options), &fake, Access::Pull).manifest(&tag("1")).await.unwrap();
    assert_eq!(fake.lines().len(), 4);
}

#[tokio::test]
async fn a_host_that_nobody_listens_at_is_told_so() {
    let fake = Fake::start(|_| good());
    let reference = named(&fake, "a/b");
    drop(fake);
    // The listener is gone as soon as its thread has seen the last connection.
    let options = Options { retries: 0, ..options(&Told::default()) };
    let mut last = None;
    for _ in 0..200 {
        let client = client(options.clone());
        let error = client.repository(&reference, Access::Pull).manifest(&tag("1")).await.unwrap_err();
        last = Some(reason(&error));
        if last == Some(Reason::Network(Cause::Refused)) {
            assert_eq!(error.kind, ErrorKind::Unavailable);
            return;
        }
    }
    panic!("{last:?}");
}

#[tokio::test]
async fn a_document_that_drips_is_given_up() {
    let drip = |reply: Reply| reply.drip(Duration::from_millis(20));
    let options = Options { stall_timeout: Duration::from_millis(100), ..options(&Told::default()) };
    let pull = |fake: &Fake| repository(&client(options.clone()), fake, Access::Pull);
    let fake = Fake::start(move |_| drip(good()));
    let error = pull(&fake).manifest(&tag("1")).await.unwrap_err();
    assert_eq!(reason(&error), Reason::Network(Cause::Slow));
    let fake = Fake::start(move |exchange| match exchange.path() {
        "/token" => drip(Reply::ok(format!(r#"{{"token":"{}"}}"#, "t".repeat(1000)))),
        _ => Reply::new(401).header("WWW-Authenticate", r#"Bearer realm="/token""#),
    });
    let error = pull(&fake).manifest(&tag("1")).await.unwrap_err();
    assert_eq!((error.kind, reason(&error)), (ErrorKind::Unavailable, Reason::Network(Cause::Slow)));
    // A blob may drip: something comes.
    let fake = Fake::start(move |_| drip(Reply::ok(bytes_of(20))));
    let body = pull(&fake).blob(&blob(&bytes_of(20))).open(0).await.unwrap();
    assert_eq!(collect(body).await.unwrap(), bytes_of(20));
}
