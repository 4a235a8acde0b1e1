//! Parts of blobs (RFC 9110, 14): one, several, none of them, and conditions on them.

use super::everywhere;
use crate::harness::{Registry, Reply};

const SIZE: usize = 2000;

fn content() -> Vec<u8> {
    (0..SIZE).map(|at| u8::try_from(at % 251).unwrap()).collect()
}

fn get(registry: &Registry, target: &str, headers: &[(&str, &str)]) -> Reply {
    registry.send("GET", target, headers, b"")
}

#[test]
fn one_range_is_exactly_its_bytes() {
    everywhere(|registry| {
        let content = content();
        let target = format!("/v2/a/blobs/{}", registry.put_blob("a", &content));
        let cases: [(&str, u16, usize, usize); 9] = [
            ("bytes=500-1499", 206, 500, 1500),
            ("bytes=500-", 206, 500, SIZE),
            ("bytes=-500", 206, SIZE - 500, SIZE),
            ("bytes=-9999", 206, 0, SIZE),
            ("bytes=1000-5000", 206, 1000, SIZE),
            ("bytes=0-0", 206, 0, 1),
            ("bytes=0-18446744073709551615", 206, 0, SIZE),
            ("lines=0-1", 200, 0, SIZE),
            ("bytes=x", 200, 0, SIZE),
        ];
        for (range, status, start, end) in cases {
            let reply = get(registry, &target, &[("Range", range)]);
            assert_eq!((reply.status, reply.body.as_slice()), (status, &content[start..end]), "{range}");
            let expected = (status == 206).then(|| format!("bytes {start}-{}/{SIZE}", end - 1));
            assert_eq!(reply.header("content-range").map(str::to_owned), expected, "{range}");
            assert_eq!(reply.header("content-length"), Some((end - start).to_string().as_str()), "{range}");
        }
        for range in ["bytes=2000-", "bytes=500-0", "bytes=-0", "bytes=2000-3000,9999-"] {
            let reply = get(registry, &target, &[("Range", range)]);
            assert_eq!((reply.status, reply.header("content-range")), (416, Some("bytes */2000")), "{range}");
            assert_eq!(reply.header("content-type"), Some("application/json"), "{range}");
        }
        let head = registry.send("HEAD", &target, &[("Range", "bytes=0-1")], b"");
        assert_eq!((head.status, head.header("content-length")), (200, Some("2000")), "a range is for GET alone");
    });
}

/// The parts of a multipart body: what each says of itself, and its bytes.
fn parts(reply: &Reply) -> Vec<(String, Vec<u8>)> {
    let boundary = reply.header("content-type").unwrap().strip_prefix("multipart/byteranges; boundary=").unwrap();
    let (start, end) = (format!("\r\n--{boundary}\r\n"), format!("\r\n--{boundary}--\r\n"));
    let body = reply.body.strip_suffix(end.as_bytes()).expect("the last boundary");
    let mut found = Vec::new();
    let mut rest = body.strip_prefix(start.as_bytes()).expect("the first boundary");
    loop {
        let stop = rest.windows(start.len()).position(|window| window == start.as_bytes());
        let part = &rest[..stop.unwrap_or(rest.len())];
        let blank = part.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
        found.push((String::from_utf8(part[..blank].to_vec()).unwrap(), part[blank + 4..].to_vec()));
        match stop {
            Some(stop) => rest = &rest[stop + start.len()..],
            None => return found,
        }
    }
}

#[test]
fn several_ranges_are_parts_in_the_order_asked_for() {
    everywhere(|registry| {
        let content = content();
        let target = format!("/v2/a/blobs/{}", registry.put_blob("a", &content));
        let reply = get(registry, &target, &[("Range", "bytes=1500-1599, 0-0,-1,5000-")]);
        assert_eq!(reply.status, 206);
        assert_eq!(reply.header("content-length"), Some(reply.body.len().to_string().as_str()));
        assert!(reply.header("content-range").is_none() && reply.header("etag").is_some());
        let expected: Vec<(String, Vec<u8>)> = [(1500, 1600), (0, 1), (1999, 2000)]
            .map(|(start, end)| {
                let head =
                    format!("Content-Type: application/octet-stream\r\nContent-Range: bytes {start}-{}/2000", end - 1);
                (head, content[start..end].to_vec())
            })
            .into();
        assert_eq!(parts(&reply), expected);
        let only = get(registry, &target, &[("Range", "bytes=3-4,5000-")]);
        assert_eq!((only.status, only.header("content-range")), (206, Some("bytes 3-4/2000")));
    });
}

#[test]
fn ranges_that_ask_too_much_get_the_whole_once() {
    everywhere(|registry| {
        let target = format!("/v2/a/blobs/{}", registry.put_blob("a", &content()));
        let many: Vec<String> = (0..1500).map(|at| format!("{at}-{at}")).collect();
        for range in ["0-,0-".to_owned(), "0-10,10-20".to_owned(), "-1999,-1999".to_owned(), many.join(",")] {
            let reply = get(registry, &target, &[("Range", &format!("bytes={range}"))]);
            assert_eq!((reply.status, reply.body.len()), (200, SIZE), "{range:.40}");
        }
    });
}

#[test]
fn conditions_decide_whether_and_what_is_sent() {
    everywhere(|registry| {
        let digest = registry.put_blob("a", &content());
        let target = format!("/v2/a/blobs/{digest}");
        let tag = format!("\"{digest}\"");
        let weak = format!("W/{tag}");
        let several = format!("\"other\", {weak}");
        for (header, value, status) in [
            ("If-None-Match", tag.as_str(), 304),
            ("If-None-Match", &weak, 304),
            ("If-None-Match", &several, 304),
            ("If-None-Match", "*", 304),
            ("If-None-Match", "\"other\"", 206),
            ("If-Range", &tag, 206),
            ("If-Range", &weak, 200),
            ("If-Range", "\"other\"", 200),
            ("If-Range", "Sat, 29 Oct 1994 19:43:31 GMT", 200),
        ] {
            let reply = get(registry, &target, &[(header, value), ("Range", "bytes=0-0")]);
            assert_eq!(reply.status, status, "{header}: {value}");
            assert_eq!(reply.header("etag"), Some(tag.as_str()), "{header}: {value}");
            let length = [(304, 0), (206, 1), (200, SIZE)].into_iter().find(|(known, _)| *known == status).unwrap().1;
            assert_eq!(reply.body.len(), length, "{header}: {value}");
        }
        assert_eq!(registry.send("HEAD", &target, &[("If-None-Match", &tag)], b"").status, 304);
        assert_eq!(get(registry, &target, &[("If-None-Match", &tag)]).header("content-length"), None);
    });
}

#[test]
fn an_empty_blob_has_no_parts() {
    everywhere(|registry| {
        let target = format!("/v2/a/blobs/{}", registry.put_blob("a", b""));
        let whole = registry.get(&target);
        assert_eq!((whole.status, whole.header("content-length")), (200, Some("0")));
        let part = get(registry, &target, &[("Range", "bytes=0-0")]);
        assert_eq!((part.status, part.header("content-range")), (416, Some("bytes */0")));
    });
}
