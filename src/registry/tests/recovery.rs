//! Uploads that break off or are refused, and the ways around it.

use super::store::{SIZE, assert_whole, methods, obey, put, with_store};
use super::*;
use crate::content::{Put, Target};

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
async fn an_answer_that_is_not_created_is_not_believed() {
    for status in [200, 202, 206] {
        let (fake, store) = with_store(move |store, exchange| {
            (exchange.method == "PUT").then(|| {
                obey(store, exchange);
                Reply::new(status)
            })
        });
        put(&fake, HostOptions::default(), &Body::new(&bytes_of(SIZE))).await.unwrap();
        assert_whole(&store);
        assert_eq!(methods(&fake), ["POST", "PUT", "HEAD"], "{status}");

        let (fake, _) = with_store(move |_, exchange| {
            (exchange.method == "PUT").then(|| {
                exchange.body();
                Reply::new(status)
            })
        });
        let error = put(&fake, HostOptions::default(), &Body::new(&bytes_of(SIZE))).await.unwrap_err();
        assert_eq!((error.kind, fake.count("PUT")), (crate::content::ErrorKind::Invalid, 3), "{error:?}");
    }
    let (fake, _) = with_store(|store, exchange| {
        (exchange.method == "PUT").then(|| {
            obey(store, exchange);
            Reply::new(204)
        })
    });
    put(&fake, HostOptions::default(), &Body::new(&bytes_of(SIZE))).await.unwrap();
    assert_eq!(methods(&fake), ["POST", "PUT"]);
}

#[tokio::test]
async fn an_upload_that_nobody_answers_is_given_up_and_gone_on_with() {
    let (fake, store) =
        with_store(|_, exchange| (exchange.method == "PUT" && exchange.number == 1).then(|| exchange.hang()));
    let quick = Duration::from_millis(50);
    let options = Options { connect_timeout: quick, stall_timeout: quick, ..options(&Told::default()) };
    let target = repository(&client(options), &fake, Access::Push);
    let body = Body::new(&bytes_of(SIZE));
    target.put_blob(&blob(&body.bytes), &body).await.unwrap();
    assert_whole(&store);
    assert_eq!(methods(&fake), ["POST", "PUT", "HEAD", "GET", "PUT"]);
}
