//! The front of the registry, over raw sockets: who is slow, silent or greedy, and what is said about each request.

use std::io::{BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use wharf::server::{AccessLog, FrontOptions, Limits, LogForm, Sink, warning};

use crate::harness::{Head, Registry, request, says, until};

/// A connection on which nothing is waited for longer than a test may take.
fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    stream
}

/// Everything that comes until the other side ends the connection.
fn rest(stream: &mut TcpStream) -> String {
    let mut all = Vec::new();
    // A connection that is cut off may end in an error; what came before counts.
    let _ = stream.read_to_end(&mut all);
    String::from_utf8_lossy(&all).into_owned()
}

fn impatient() -> Registry {
    let short = Duration::from_millis(200);
    let limits = Limits { header_timeout: short, idle_timeout: short * 4, body_timeout: short, ..Limits::default() };
    Registry::fronted(FrontOptions { limits, ..FrontOptions::default() })
}

#[test]
fn who_sends_no_head_in_time_is_cut_off_and_nobody_else() {
    let registry = impatient();
    let mut silent = connect(registry.address());
    let mut slow = connect(registry.address());
    slow.write_all(b"GET /v2/ HTTP/1.1\r\nHost: x\r\nX-Slow: ").unwrap();
    let start = Instant::now();
    assert_eq!(registry.get("/v2/").status, 200, "others are served meanwhile");
    assert_eq!((rest(&mut silent), rest(&mut slow)), (String::new(), String::new()));
    assert!(start.elapsed() < Duration::from_secs(10));
}

#[test]
fn an_idle_connection_lasts_longer_than_a_head_may_take_and_then_ends() {
    let registry = impatient();
    let mut stream = connect(registry.address());
    let start = Instant::now();
    stream.write_all(b"GET /v2/ HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
    says(&rest(&mut stream), &["200 OK"]);
    assert!(start.elapsed() >= Duration::from_millis(700), "{:?}", start.elapsed());
}

#[test]
fn a_body_that_stalls_is_given_up_and_its_bytes_are_kept() {
    let registry = impatient();
    let begun = registry.send("POST", "/v2/a/blobs/uploads/", &[], b"");
    let location = begun.header("location").unwrap();
    let mut stream = connect(registry.address());
    let head = format!("PATCH {location} HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nfive.");
    stream.write_all(head.as_bytes()).unwrap();
    says(&rest(&mut stream), &["400 Bad Request", "BLOB_UPLOAD_INVALID"]);
    assert_eq!(registry.get(location).header("range"), Some("0-4"));
}

#[test]
fn who_takes_nothing_of_an_answer_is_cut_off() {
    let registry = impatient();
    let digest = registry.put_blob("a", &vec![7; 32 << 20]);
    let mut stream = connect(registry.address());
    stream.write_all(format!("GET /v2/a/blobs/{digest} HTTP/1.1\r\nHost: x\r\n\r\n").as_bytes()).unwrap();
    let mut first = [0; 1];
    stream.read_exact(&mut first).unwrap();
    // The figures say so once the registry has given up; only then is the rest read.
    let cut = || registry.get("/metrics").text().contains("wharf_cut_answers_total 1\n");
    until("the answer is cut", cut);
    assert!(rest(&mut stream).len() < 32 << 20);
}

#[test]
fn a_head_that_is_too_large_is_refused() {
    let registry = Registry::start();
    let long = "x".repeat(40 << 10);
    let mut stream = connect(registry.address());
    stream.write_all(format!("GET /v2/ HTTP/1.1\r\nHost: x\r\nX-Long: {long}\r\n\r\n").as_bytes()).unwrap();
    says(&rest(&mut stream), &["HTTP/1.1 431 "]);
}

#[test]
fn connections_are_limited() {
    let limits = Limits { connections_per_client: 2, ..Limits::default() };
    let registry = Registry::fronted(FrontOptions { limits, ..FrontOptions::default() });
    let mut kept: Vec<TcpStream> = (0..2).map(|_| connect(registry.address())).collect();
    for stream in &mut kept {
        stream.write_all(b"GET /v2/ HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
        let head = Head::read(&mut BufReader::new(stream)).unwrap().unwrap();
        assert_eq!(head.status(), 200);
    }
    says(&rest(&mut connect(registry.address())), &["503 Service Unavailable", "Retry-After: 1"]);
    kept.clear();
    until("there is room again", || {
        let mut stream = connect(registry.address());
        // What is refused may be closed before it is asked anything.
        let _ = stream.write_all(b"GET /v2/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        rest(&mut stream).contains("200 OK")
    });
}

#[test]
fn too_many_requests_are_told_when_to_come_back() {
    let trusted_proxies = vec!["127.0.0.1".parse().unwrap()];
    let limits = Limits { requests_per_second: Some(0.01), trusted_proxies, ..Limits::default() };
    let registry = Registry::fronted(FrontOptions { limits, ..FrontOptions::default() });
    let ask = |client: &str| request(registry.address(), "GET", "/v2/", &[("X-Forwarded-For", client)], b"");
    assert_eq!(ask("192.0.2.1").status, 200);
    let refused = ask("192.0.2.1");
    assert_eq!((refused.status, refused.code().as_str()), (429, "TOOMANYREQUESTS"));
    let wait: u64 = refused.header("retry-after").unwrap().parse().unwrap();
    assert!((1..=100).contains(&wait), "{wait}");
    assert_eq!(ask("192.0.2.2").status, 200, "another client");
    assert_eq!(ask("198.51.100.1, 192.0.2.2").status, 429, "what a client puts in front does not help it");
    assert_eq!(registry.get("/healthz").status, 200, "health is not counted");
}

#[test]
fn requests_have_names() {
    let registry = Registry::start();
    let named = |id: &str| {
        let reply = request(registry.address(), "GET", "/v2/", &[("X-Request-Id", id)], b"");
        reply.header("x-request-id").unwrap().to_owned()
    };
    assert_eq!(named("build-7.4_a"), "build-7.4_a");
    for unclean in ["a b", "<script>", &"x".repeat(65), ""] {
        let made = named(unclean);
        assert!(made != unclean && made.len() <= 64, "{made}");
    }
    assert_ne!(registry.get("/v2/").header("x-request-id"), registry.get("/v2/").header("x-request-id"));
}

#[test]
fn a_base_path_is_in_front_of_everything() {
    let options = FrontOptions { base_path: "/team/reg/".parse().unwrap(), ..FrontOptions::default() };
    let registry = Registry::fronted(options);
    let digest = wharf::oci::Digest::sha256(b"x").to_string();
    let put = format!("/team/reg/v2/a/blobs/uploads/?digest={digest}");
    let reply = registry.send("POST", &put, &[], b"x");
    let location = format!("/team/reg/v2/a/blobs/{digest}");
    assert_eq!((reply.status, reply.header("location")), (201, Some(location.as_str())));
    assert_eq!(registry.get(&location).body, b"x");
    for tag in ["1", "2"] {
        let manifest = format!(
            r#"{{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{{"mediaType":"application/x","digest":"{digest}","size":1}},"layers":[]}}"#
        );
        let target = format!("/team/reg/v2/a/manifests/{tag}");
        let reply = registry.send("PUT", &target, &[], manifest.as_bytes());
        assert_eq!(reply.status, 201, "{}", reply.text());
    }
    let page = registry.get("/team/reg/v2/a/tags/list?n=1");
    says(page.header("link").unwrap(), &["</team/reg/v2/a/tags/list?", "rel=\"next\""]);
    for elsewhere in ["/v2/", "/team/regv2/", "/team/registry/v2/", "/"] {
        assert_eq!(registry.get(elsewhere).status, 404, "{elsewhere}");
    }
    assert_eq!((registry.get("/healthz").status, registry.get("/team/reg/healthz").status), (200, 200));
}

#[test]
fn compressed_requests_are_refused() {
    let registry = Registry::start();
    for (encoding, status) in [("gzip", 415), ("x\"y", 415), ("identity", 202)] {
        let reply = registry.send("POST", "/v2/a/blobs/uploads/", &[("Content-Encoding", encoding)], b"");
        assert_eq!(reply.status, status, "{encoding}");
    }
}

#[test]
fn a_warning_goes_with_every_answer() {
    let options = FrontOptions { warning: Some(warning("moves to \"b\" soon").unwrap()), ..FrontOptions::default() };
    let registry = Registry::fronted(options);
    for target in ["/v2/", "/v2/nowhere/tags/list", "/healthz"] {
        assert_eq!(registry.get(target).header("warning"), Some(r#"299 - "moves to \"b\" soon""#), "{target}");
    }
    assert!(warning("a\r\nSet-Cookie: x").is_err() && warning(&"x".repeat(5000)).is_err());
}

#[test]
fn the_log_tells_what_happened_and_no_secret() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("log");
    let log = AccessLog::start(LogForm::Json, Sink::File(path.clone())).unwrap();
    let registry = Registry::fronted(FrontOptions { log: Some(log), ..FrontOptions::default() });
    let headers = [("Authorization", "Basic hunter2"), ("User-Agent", "me \"1\""), ("X-Request-Id", "r1")];
    let reply = registry.send("POST", "/v2/a/blobs/uploads/?token=hunter2&x=1", &headers, b"");
    assert_eq!(reply.status, 202);
    until("the line is written", || std::fs::read_to_string(&path).is_ok_and(|text| text.ends_with('\n')));
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(!text.contains("hunter2"), "{text}");
    let line: serde_json::Value = serde_json::from_str(text.trim()).unwrap();
    assert_eq!(line["target"], "/v2/a/blobs/uploads/?token=REDACTED&x=1");
    assert_eq!((&line["status"], &line["id"], &line["agent"]), (&202.into(), &"r1".into(), &"me \"1\"".into()));
    assert_eq!((&line["peer"], &line["method"]), (&"127.0.0.1".into(), &"POST".into()));
}

#[test]
fn figures_can_be_read() {
    let registry = Registry::start();
    let digest = registry.put_blob("a", b"twelve bytes");
    assert_eq!(registry.get(&format!("/v2/a/blobs/{digest}")).status, 200);
    assert_eq!(registry.get("/v2/a/blobs/nonsense").status, 400);
    let reply = registry.get("/metrics");
    assert_eq!(reply.header("content-type"), Some("text/plain; version=0.0.4; charset=utf-8"));
    let text = reply.text();
    let mut declared = std::collections::BTreeSet::new();
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix("# TYPE ") {
            assert!(declared.insert(rest.split(' ').next().unwrap()), "{line} is said twice");
        } else if !line.starts_with('#') {
            let (name, value) = line.rsplit_once(' ').unwrap();
            let family = name.split('{').next().unwrap();
            let base = ["_bucket", "_sum", "_count"].iter().find_map(|end| family.strip_suffix(end)).unwrap_or(family);
            assert!(declared.contains(base) || declared.contains(family), "{line} comes before its type");
            assert!(value.parse::<f64>().is_ok(), "{line}");
        }
    }
    says(
        &text,
        &[
            r#"wharf_requests_total{route="upload",method="POST",status="201"} 1"#,
            r#"wharf_requests_total{route="blob",method="GET",status="200"} 1"#,
            r#"wharf_requests_total{route="other",method="GET",status="400"} 1"#,
            "wharf_received_bytes_total 12\n",
            "wharf_store_bytes 12\n",
            "wharf_requests_under_way 1\n",
        ],
    );
    assert_eq!(registry.send("POST", "/metrics", &[], b"").status, 405);
    let head = registry.send("HEAD", "/readyz", &[], b"");
    assert_eq!((head.status, head.body.len()), (200, 0));
}

/// A client of HTTP/2 without TLS, by a library: frames are no text to write by hand.
fn over_http2<T>(work: impl AsyncFnOnce(reqwest::Client) -> T) -> T {
    // Who came first has installed the same.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = reqwest::Client::builder().http2_prior_knowledge().tls_certs_only([]).no_proxy().build().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(work(client))
}

#[test]
fn http2_is_spoken_without_tls_too() {
    let registry = Registry::start();
    let digest = registry.put_blob("a", &vec![7; 3 << 20]);
    let base = format!("http://{}", registry.address());
    over_http2(async |client| {
        let reply = client.get(format!("{base}/v2/a/blobs/{digest}")).send().await.unwrap();
        assert_eq!((reply.version(), reply.status()), (reqwest::Version::HTTP_2, reqwest::StatusCode::OK));
        assert_eq!(reply.bytes().await.unwrap().len(), 3 << 20);
        let begun = client.post(format!("{base}/v2/a/blobs/uploads/")).send().await.unwrap();
        assert_eq!(begun.status(), 202);
    });
}

#[test]
fn who_is_refused_over_http2_hears_why_whatever_they_still_send() {
    let registry = Registry::start();
    let target = format!("http://{}/v2/a/nowhere", registry.address());
    over_http2(async |client| {
        for _ in 0..5 {
            let reply = client.post(&target).body(vec![0; 3 << 20]).send().await.unwrap();
            assert_eq!(reply.status(), 404);
        }
    });
}
