//! Requests that are read in one way here and in another by a proxy, paths that mean two things, and heads that are bombs.

use super::{raw, sha, statuses};
use crate::harness::{Registry, request};

/// A second request, hidden behind the body of the first; nobody is asked to close after the first.
const HIDDEN: &str = "GET /v2/hidden/tags/list HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

#[test]
fn no_request_hides_in_another() {
    let registry = Registry::start();
    let post = |headers: &str, body: &str| {
        format!("POST /v2/a/blobs/uploads/ HTTP/1.1\r\nHost: x\r\n{headers}\r\n{body}{HIDDEN}")
    };
    let long = "a".repeat(100_000);
    let trailers = "A: b\r\n".repeat(5000);
    for (headers, body) in [
        ("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
        ("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n", "0\r\n\r\n"),
        ("Content-Length: 0\r\nContent-Length: 5\r\n", ""),
        ("Content-Length: 0, 0\r\n", ""),
        ("Content-Length: +0\r\n", ""),
        ("Content-Length: -1\r\n", ""),
        ("Content-Length: 0x0\r\n", ""),
        ("Content-Length: 18446744073709551616\r\n", ""),
        ("Content-Length : 0\r\n", ""),
        ("Content-Length:\r\n 0\r\n", ""),
        ("Transfer-Encoding: identity\r\n", ""),
        ("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"),
        ("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"),
        ("Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n"),
        ("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
        ("Transfer-Encoding : chunked\r\n", "0\r\n\r\n"),
        ("Transfer-Encoding:\x0bchunked\r\n", "0\r\n\r\n"),
        ("Transfer-Encoding: chunked\r\n", &format!("0;{long}\r\n\r\n")),
        ("Transfer-Encoding: chunked\r\n", "fffffffffffffffff\r\n"),
        ("Transfer-Encoding: chunked\r\n", "-1\r\n"),
        ("Transfer-Encoding: chunked\r\n", "0x0\r\n\r\n"),
        ("Transfer-Encoding: chunked\r\n", &format!("0\r\n{trailers}\r\n")),
        ("X-Fold: a\r\n b\r\n", ""),
        ("X-Return: a\rb\r\n", ""),
        ("X-Zero: a\0b\r\n", ""),
        ("Host: y\r\n", ""),
    ] {
        let answer = raw(registry.address(), post(headers, body).as_bytes());
        let found = statuses(&answer);
        let refused = found.first().is_none_or(|status| *status >= 400);
        // A session may begin, since it needs no body; then nothing that follows on the connection is believed.
        assert!(refused || found.len() == 1, "{headers:?}: {answer}");
        assert_eq!(registry.count("GET", "hidden"), 0, "{headers:?}: {answer}");
        registry.forget();
    }
    assert_eq!(registry.get("/v2/").status, 200);
}

#[test]
fn a_request_names_one_host_and_one_coding() {
    let registry = Registry::start();
    for (head, status) in [
        ("GET /v2/ HTTP/1.1\r\n", 400),
        ("GET /v2/ HTTP/1.1\r\nHost: a\r\nHost: b\r\n", 400),
        ("GET http://evil/v2/ HTTP/1.1\r\nHost: a\r\n", 200),
        ("POST /v2/a/blobs/uploads/ HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n", 501),
        ("GET /v2/\r\n", 400),
        ("GET /v2/ HTTP/3.0\r\nHost: a\r\n", 400),
        ("GET  /v2/ HTTP/1.1\r\nHost: a\r\n", 400),
        ("GET /v2/ x HTTP/1.1\r\nHost: a\r\n", 400),
    ] {
        let answer = raw(registry.address(), format!("{head}Connection: close\r\n\r\n0\r\n\r\n").as_bytes());
        assert_eq!(statuses(&answer).first(), Some(&status), "{head}: {answer}");
    }
    let old = raw(registry.address(), b"GET /v2/ HTTP/1.0\r\n\r\n");
    assert!(old.starts_with("HTTP/1.0 200"), "{old}");
}

#[test]
fn no_path_has_two_spellings() {
    let registry = Registry::start();
    let digest = registry.put_blob("a", b"content");
    let hex = &digest[7..];
    for (target, status) in [
        ("//v2/".to_owned(), 404),
        ("/v2//".to_owned(), 404),
        ("/./v2/".to_owned(), 404),
        ("/v2/../v2/".to_owned(), 404),
        ("/V2/".to_owned(), 404),
        ("*".to_owned(), 404),
        ("/v2/%61/tags/list".to_owned(), 404),
        ("/v2/%2e%2e/x/tags/list".to_owned(), 404),
        ("/v2/a/./tags/list".to_owned(), 400),
        ("/v2/../a/tags/list".to_owned(), 400),
        ("/v2//a/tags/list".to_owned(), 400),
        ("/v2/a//tags/list".to_owned(), 400),
        ("/v2/a/tags/list/".to_owned(), 404),
        (format!("/v2/a/blobs/{digest}/"), 404),
        (format!("/v2/a/blobs//{digest}"), 404),
        (format!("/v2/a/blobs/%2e/{digest}"), 404),
        (format!("/v2/a/blobs/{digest}%00"), 404),
        (format!("/v2/a/blobs/SHA256:{hex}"), 400),
        (format!("/v2/a/blobs/sha256:{}", hex.to_uppercase()), 400),
        (format!("/v2/a/blobs/sha512:{hex}"), 400),
        (format!("/v2/a/blobs/sha512:{hex}{hex}"), 404),
        (format!("/v2/a/blobs/sha256:{hex}{hex}"), 400),
        (format!("/v2/a/blobs/{}:{hex}", "a".repeat(5000)), 400),
        ("/v2/a/blobs/sha256:../../../index.json".to_owned(), 404),
        ("/v2/a/manifests/../../index.json".to_owned(), 404),
        ("/v2/a/blobs/uploads/..".to_owned(), 404),
        ("/v2/a/blobs/uploads/../../_wharf/keys".to_owned(), 404),
        (format!("http://evil.example/v2/a/blobs/{digest}"), 200),
        (format!("/v2/a/blobs/{digest}?digest=sha256:{hex}&ns=evil"), 200),
    ] {
        let answer = raw(
            registry.address(),
            format!("GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").as_bytes(),
        );
        assert_eq!(statuses(&answer), [status], "{target}: {answer}");
        assert!(!answer.contains("evil"), "{answer}");
    }
    for method in ["OPTIONS", "TRACE", "CONNECT", "get", "FOO"] {
        let reply = request(registry.address(), method, "/v2/", &[("Cookie", "secret")], b"");
        assert_eq!(reply.status, 405, "{method}");
        assert!(!reply.text().contains("secret"), "{method} echoes nothing");
    }
}

#[test]
fn what_a_client_says_of_hosts_comes_back_nowhere() {
    let registry = Registry::start();
    registry.put_blob("a", b"content");
    let headers = [
        ("Host", "evil.example"),
        ("X-Forwarded-Host", "evil.example"),
        ("X-Forwarded-Proto", "https"),
        ("X-Forwarded-Prefix", "/evil.example"),
        ("Forwarded", "host=evil.example"),
        ("X-Original-URL", "/evil.example"),
        ("X-Rewrite-URL", "/evil.example"),
        ("X-HTTP-Method-Override", "DELETE"),
        ("Origin", "http://evil.example"),
        ("Cookie", "evil.example"),
    ];
    let single = format!("/v2/a/blobs/uploads/?digest={}", sha(b"more"));
    for (method, target, body) in [
        ("GET", "/v2/", &b""[..]),
        ("POST", "/v2/a/blobs/uploads/", b""),
        ("POST", &single, b"more"),
        ("GET", "/v2/_catalog?n=1", b""),
        ("GET", "/v2/a/tags/list?n=1", b""),
        ("GET", "/login", b""),
        ("GET", "/nothing", b""),
    ] {
        let reply = registry.send(method, target, &headers, body);
        for (name, value) in &reply.headers {
            assert!(!value.contains("evil"), "{method} {target}: {name}: {value}");
            let name = name.to_lowercase();
            assert!(name != "set-cookie" && !name.starts_with("access-control"), "{method} {target}: {name}");
        }
        assert!(!reply.text().contains("evil"), "{method} {target}");
    }
    assert_eq!(registry.get(&format!("/v2/a/blobs/{}", sha(b"content"))).status, 200);
}
