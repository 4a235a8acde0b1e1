//! The bundled registry on the wire: blobs and their uploads (`distribution-spec#pulling-blobs`, `#pushing-blobs`).

use std::io::{BufReader, Read, Write};
use std::net::TcpStream;

use wharf::oci::Algorithm;

use super::{begin, everywhere, patch, sha};
use crate::harness::{Head, Reply};

#[test]
fn a_blob_in_one_request_or_two() {
    everywhere(|registry| {
        let digest = sha(b"one");
        let one = registry.send("POST", &format!("/v2/a/blobs/uploads/?digest={digest}"), &[], b"one");
        assert_eq!((one.status, one.header("location")), (201, Some(format!("/v2/a/blobs/{digest}").as_str())));
        assert_eq!(one.header("docker-content-digest"), Some(digest.as_str()));

        let digest = sha(b"two");
        let location = begin(registry, "a");
        let two = registry.send("PUT", &format!("{location}?digest={digest}"), &[], b"two");
        assert_eq!(two.status, 201);
        assert_eq!(registry.get(two.header("location").unwrap()).body, b"two");
        assert_eq!(registry.get(&location).code(), "BLOB_UPLOAD_UNKNOWN");
    });
}

#[test]
fn chunks_go_on_where_the_last_one_ended_and_nowhere_else() {
    everywhere(|registry| {
        let location = begin(registry, "a/b");
        assert_eq!(patch(registry, &location, "0-2", b"abc").header("range"), Some("0-2"));
        for range in ["0-2", "4-6", "2-4"] {
            let refused = patch(registry, &location, range, b"xyz");
            assert_eq!((refused.status, refused.header("range")), (416, Some("0-2")), "{range}");
            assert_eq!(refused.header("location"), Some(location.as_str()));
            let last = format!("{location}?digest={}", sha(b"abc"));
            assert_eq!(registry.send("PUT", &last, &[("Content-Range", range)], b"xyz").status, 416, "{range}");
        }
        let status = registry.get(&location);
        assert_eq!((status.status, status.header("range")), (204, Some("0-2")));
        assert_eq!(status.header("content-length"), None);
        // Without a range, a chunk goes to the end.
        assert_eq!(registry.send("PATCH", &location, &[], b"def").header("range"), Some("0-5"));
        let digest = sha(b"abcdefgh");
        let last = registry.send("PUT", &format!("{location}?digest={digest}"), &[("Content-Range", "6-7")], b"gh");
        assert_eq!(last.status, 201, "{}", last.text());
        assert_eq!(registry.get(&format!("/v2/a/b/blobs/{digest}")).body, b"abcdefgh");
    });
}

#[test]
fn a_body_of_unknown_length_is_a_chunk_too() {
    everywhere(|registry| {
        let location = begin(registry, "a");
        let mut stream = TcpStream::connect(registry.address()).unwrap();
        let head = "Host: x\r\nTransfer-Encoding: chunked\r\nExpect: 100-continue\r\nConnection: close\r\n";
        write!(stream, "PATCH {location} HTTP/1.1\r\n{head}\r\n").unwrap();
        let mut reader = BufReader::new(stream.try_clone().unwrap());
        assert_eq!(Head::read(&mut reader).unwrap().unwrap().status(), 100);
        stream.write_all(b"3\r\nabc\r\n5\r\ndefgh\r\n0\r\n\r\n").unwrap();
        let answer = Head::read(&mut reader).unwrap().unwrap();
        assert_eq!((answer.status(), answer.header("range")), (202, Some("0-7")));
    });
}

#[test]
fn what_is_wrong_with_an_upload_is_said() {
    everywhere(|registry| {
        let wrong = sha(b"other");
        let started = format!("{}?digest={wrong}", begin(registry, "a"));
        let cancelled = begin(registry, "a");
        assert_eq!(registry.send("DELETE", &cancelled, &[], b"").status, 204);
        let without = begin(registry, "a");
        let sized = begin(registry, "a");
        let cases = [
            ("POST", format!("/v2/a/blobs/uploads/?digest={wrong}"), "", 400, "DIGEST_INVALID"),
            ("POST", "/v2/a/blobs/uploads/?digest=md5:1".to_owned(), "", 400, "DIGEST_INVALID"),
            ("PUT", started, "", 400, "DIGEST_INVALID"),
            ("PUT", without.clone(), "", 400, "DIGEST_INVALID"),
            ("PATCH", sized.clone(), "0-9", 400, "SIZE_INVALID"),
            ("PATCH", sized, "nonsense", 400, "BLOB_UPLOAD_INVALID"),
            ("PATCH", cancelled.clone(), "", 404, "BLOB_UPLOAD_UNKNOWN"),
            ("DELETE", cancelled, "", 404, "BLOB_UPLOAD_UNKNOWN"),
            ("PATCH", without.replace("/v2/a/", "/v2/b/"), "", 404, "BLOB_UPLOAD_UNKNOWN"),
            ("PUT", "/v2/a/blobs/uploads/none?digest=sha256:1".to_owned(), "", 404, "BLOB_UPLOAD_UNKNOWN"),
            ("POST", "/v2/A/blobs/uploads/".to_owned(), "", 400, "NAME_INVALID"),
        ];
        for (method, target, range, status, code) in cases {
            let headers: &[(&str, &str)] = if range.is_empty() { &[] } else { &[("Content-Range", range)] };
            let reply = registry.send(method, &target, headers, b"content");
            assert_eq!((reply.status, reply.code().as_str()), (status, code), "{method} {target}");
            assert_eq!(reply.header("content-type"), Some("application/json"), "{method} {target}");
        }
        for digest in [wrong, sha(b"content")] {
            assert_eq!(registry.send("HEAD", &format!("/v2/a/blobs/{digest}"), &[], b"").status, 404);
        }
    });
}

#[test]
fn a_blob_is_read_whole_or_in_part_or_not_at_all() {
    everywhere(|registry| {
        let content: Vec<u8> = (0..2000_u16).map(|at| u8::try_from(at % 251).unwrap()).collect();
        let digest = registry.put_blob("a", &content);
        let target = format!("/v2/a/blobs/{digest}");
        let head = registry.send("HEAD", &target, &[], b"");
        assert_eq!((head.status, head.header("content-length")), (200, Some("2000")));
        let whole = registry.get(&target);
        assert_eq!(whole.body, content);
        let same = |reply: &Reply, name: &str| assert_eq!(reply.header(name), whole.header(name), "{name}");
        for name in ["docker-content-digest", "content-type", "etag", "accept-ranges", "content-length"] {
            same(&head, name);
        }
        for (range, first, last) in
            [("500-1499", 500, 1499), ("500-", 500, 1999), ("-500", 1500, 1999), ("1999-9999", 1999, 1999)]
        {
            let part = registry.send("GET", &target, &[("Range", &format!("bytes={range}"))], b"");
            assert_eq!((part.status, part.body.as_slice()), (206, &content[first..=last]), "{range}");
            assert_eq!(part.header("content-range"), Some(format!("bytes {first}-{last}/2000").as_str()));
            same(&part, "docker-content-digest");
        }
        let beyond = registry.send("GET", &target, &[("Range", "bytes=2000-")], b"");
        assert_eq!((beyond.status, beyond.header("content-range")), (416, Some("bytes */2000")));
        let known = registry.send("GET", &target, &[("If-None-Match", whole.header("etag").unwrap())], b"");
        assert_eq!((known.status, known.body.len()), (304, 0));

        assert_eq!(registry.send("DELETE", &target, &[], b"").status, 202);
        assert_eq!(registry.get(&target).code(), "BLOB_UNKNOWN");
        assert_eq!(registry.send("DELETE", &target, &[], b"").code(), "BLOB_UNKNOWN");
    });
}

#[test]
fn empty_blobs_and_long_digests_are_blobs() {
    everywhere(|registry| {
        for content in [&b""[..], b"{}"] {
            for algorithm in [Algorithm::Sha256, Algorithm::Sha512] {
                let digest = algorithm.digest(content).to_string();
                let location = begin(registry, "a");
                registry.send("PATCH", &location, &[], content);
                assert_eq!(
                    registry.send("PUT", &format!("{location}?digest={digest}"), &[], b"").status,
                    201,
                    "{digest}"
                );
                let reply = registry.get(&format!("/v2/a/blobs/{digest}"));
                assert_eq!(
                    (reply.body.as_slice(), reply.header("docker-content-digest")),
                    (content, Some(digest.as_str()))
                );
            }
        }
    });
}

#[test]
fn one_connection_serves_many_requests_and_survives_a_refusal() {
    everywhere(|registry| {
        let stream = TcpStream::connect(registry.address()).unwrap();
        let mut reader = BufReader::new(stream.try_clone().unwrap());
        let mut writer = stream;
        for (target, expected) in [("/v2/", 200), ("/v2/a/tags/list", 404), ("/nowhere", 404), ("/v2", 200)] {
            write!(writer, "GET {target} HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
            let head = Head::read(&mut reader).unwrap().unwrap();
            assert_eq!(head.status(), expected, "{target}");
            assert_eq!(head.header("docker-distribution-api-version"), Some("registry/2.0"));
            let mut body = vec![0; usize::try_from(head.length().unwrap()).unwrap()];
            reader.read_exact(&mut body).unwrap();
        }
    });
}
