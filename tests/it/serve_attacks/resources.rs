//! Small requests that want much: numbers without bound, documents without end, ranges by the thousand, uploads that
//! nobody finishes.

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;

use serde_json::json;
use wharf::server::{Options, Sessions, UploadLimits};

use super::{INDEX, MANIFEST, PATIENCE, everywhere, everywhere_with, index, sha};
use crate::harness::Registry;

#[test]
fn numbers_of_any_size_are_numbers_or_refused() {
    everywhere(|registry| {
        registry.put_manifest("a", "t", INDEX, &index(""));
        for path in ["/v2/a/tags/list", "/v2/_catalog"] {
            for (n, status) in [
                ("0", 200),
                ("9223372036854775807", 200),
                ("9223372036854775808", 200),
                ("18446744073709551615", 200),
                ("18446744073709551616", 200),
                (&"9".repeat(1000), 200),
                ("-1", 400),
                ("-9223372036854775808", 400),
                ("1e3", 400),
                ("0x10", 400),
                ("%00", 400),
                ("%F0%9F%90%8B", 400),
            ] {
                assert_eq!(registry.get(&format!("{path}?n={n}")).status, status, "{path} {n}");
                let with_last = registry.get(&format!("{path}?n={n}&last=%FF%00{}", "z".repeat(20_000)));
                assert_eq!(with_last.status, status, "{path} {n} after something odd");
            }
        }
    });
}

/// A document of eight megabytes at most, made of what `piece` gives.
fn document(start: &str, piece: impl Fn(usize) -> String, count: usize, end: &str) -> Vec<u8> {
    let mut text = start.to_owned();
    for at in 0..count {
        let _ = write!(text, "{}{}", if at == 0 { "" } else { "," }, piece(at));
    }
    (text + end).into_bytes()
}

#[test]
fn documents_without_end_are_refused_or_stored_and_the_registry_goes_on() {
    everywhere(|registry| {
        let put = |body: &[u8]| {
            let reply = registry.send("PUT", "/v2/a/manifests/t", &[("Content-Type", INDEX)], body);
            assert!(matches!(reply.status, 201 | 400 | 413), "{}", reply.text());
            assert_eq!(registry.get("/v2/").status, 200);
            (reply.status, if reply.status == 201 { String::new() } else { reply.code() })
        };
        let head = format!(r#"{{"schemaVersion":2,"mediaType":"{INDEX}","#);
        let invalid = (400, "MANIFEST_INVALID".to_owned());
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let deep = format!("{head}\"manifests\":[],\"x\":{}1{}}}", open.repeat(500_000), close.repeat(500_000));
            assert_eq!(put(deep.as_bytes()), invalid, "deep {open}");
            let cut = format!("{head}\"x\":{}", open.repeat(500_000));
            assert_eq!(put(cut.as_bytes()), invalid, "deep and cut {open}");
        }
        let annotation = |at: usize| format!("\"{at}\":\"\"");
        let many = document(&format!("{head}\"manifests\":[],\"annotations\":{{"), annotation, 1_000_000, "}}");
        assert_eq!(put(&many).0, 413, "a million annotations");
        let child = |_: usize| format!(r#"{{"mediaType":"{MANIFEST}","digest":"{}","size":1}}"#, sha(b""));
        let many = document(&format!("{head}\"manifests\":["), child, 50_000, "]}");
        assert_eq!(put(&many), invalid, "more children than anybody has");
        let empty = document(&format!("{head}\"manifests\":["), |_| "{}".to_owned(), 1_000_000, "]}");
        assert_eq!(put(&empty), invalid, "a million children that are none");
        for odd in [
            &b"\xef\xbb\xbf{}"[..],
            b"",
            b"null",
            b"[]",
            b"1e999999",
            b"\"\\ud800\"",
            b"\xff\xfe{\0}\0",
            br#"{"schemaVersion":1e400}"#,
        ] {
            assert_eq!(put(odd), invalid, "{odd:?}");
        }
    });
}

#[test]
fn a_small_header_never_makes_a_large_answer() {
    everywhere(|registry| {
        let content = vec![b'x'; 100_000];
        let digest = registry.put_blob("a", &content);
        for ranges in [vec!["0-"; 5000], vec!["0-0"; 7000], vec!["-100000"; 3000], vec!["1-2", "0-99999", "0-99998"]] {
            let range = format!("bytes={}", ranges.join(","));
            let reply = registry.send("GET", &format!("/v2/a/blobs/{digest}"), &[("Range", &range)], b"");
            assert!(matches!(reply.status, 200 | 206 | 416), "{}", reply.status);
            assert!(reply.body.len() < 3 * content.len(), "{} bytes for {} ranges", reply.body.len(), ranges.len());
        }
        let nines = format!("bytes=0-{}", "9".repeat(5000));
        let reply = registry.send("GET", &format!("/v2/a/blobs/{digest}"), &[("Range", &nines)], b"");
        assert!(matches!(reply.status, 200 | 206) && reply.body == content);
    });
}

#[test]
fn thousands_of_sessions_that_nobody_ends_hold_up_nobody() {
    let limits = UploadLimits { per_client: 10_000, ..UploadLimits::default() };
    let many = || Options { sessions: Arc::new(Sessions::new(limits)), ..Options::default() };
    everywhere_with(many, |registry| {
        let mut stream = TcpStream::connect(registry.address()).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let one = "POST /v2/a/blobs/uploads/ HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n";
        let last = "GET /v2/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
        let mut writer = stream.try_clone().unwrap();
        let sender = std::thread::spawn(move || {
            for _ in 0..5000 {
                writer.write_all(one.as_bytes()).unwrap();
            }
            writer.write_all(last.as_bytes()).unwrap();
        });
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        sender.join().unwrap();
        assert_eq!(text.matches(" 202 ").count(), 5000);
        registry.put_blob("a", b"content");
        let first = text.split("location: ").nth(1).unwrap().lines().next().unwrap();
        assert_eq!(registry.send("PATCH", first, &[], b"x").status, 202, "the first is there still");
        assert_eq!(registry.send("PUT", &format!("{first}?digest={}", sha(b"x")), &[], b"").status, 201);
    });
}

#[test]
fn tags_by_the_hundred_are_set_or_refused_whole() {
    everywhere(|registry| {
        let body = index("");
        let put = |query: &str| {
            let target = format!("/v2/a/manifests/{}?{query}", sha(&body));
            registry.send("PUT", &target, &[("Content-Type", INDEX)], &body)
        };
        let many: Vec<String> = (0..101).map(|at| format!("tag=t{at}")).collect();
        assert_eq!(put(&many.join("&")).status, 414);
        for bad in [
            "tag=ok&tag=..%2Fx",
            "tag=ok&tag=a%0D%0ASet-Cookie:x",
            "tag=ok&tag=",
            "tag=ok&tag=a%00",
            "tag=ok&tag=%C3%A9",
        ] {
            let reply = put(bad);
            assert_eq!((reply.status, reply.header("oci-tag"), reply.header("set-cookie")), (400, None, None), "{bad}");
        }
        assert_eq!(registry.get("/v2/a/manifests/ok").status, 404);
        assert_eq!(put(&many[..100].join("&")).status, 201);
        let same = vec!["tag=same"; 100].join("&");
        assert_eq!(put(&same).status, 201);
    });
}

#[test]
fn sizes_that_are_lies_are_shown_and_break_nothing() {
    // Where sizes are compared with content that is there, such a manifest is refused.
    let registry = Registry::sparse();
    registry.put_blob("a", b"{}");
    let layer =
        json!({ "mediaType": "application/vnd.oci.image.layer.v1.tar", "digest": sha(b"{}"), "size": 1_u64 << 63 });
    let config =
        json!({ "mediaType": "application/vnd.oci.image.config.v1+json", "digest": sha(b"{}"), "size": 1_u64 << 63 });
    let image = json!({ "schemaVersion": 2, "mediaType": MANIFEST, "config": config, "layers": [layer, layer, layer] });
    registry.put_manifest("a", "big", MANIFEST, image.to_string().as_bytes());
    for page in ["/", "/r/a", "/r/a:big", "/v2/a/tags/list"] {
        assert!(registry.get(page).status < 500, "{page}");
    }
}
