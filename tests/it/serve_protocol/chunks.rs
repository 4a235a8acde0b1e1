//! Uploads chunk by chunk (`distribution-spec#pushing-a-blob-in-chunks`): order, lengths, ends good and bad.

use std::io::{BufReader, Write};
use std::net::TcpStream;

use wharf::oci::Algorithm;

use super::{begin, everywhere, everywhere_with, patch, sha};
use crate::harness::{Head, Registry, Reply};

const CONTENT: &[u8] = b"three chunks of a blob";

fn put(registry: &Registry, location: &str, digest: &str, range: Option<&str>, body: &[u8]) -> Reply {
    let headers: Vec<(&str, &str)> = range.map(|range| ("Content-Range", range)).into_iter().collect();
    registry.send("PUT", &format!("{location}?digest={digest}"), &headers, body)
}

/// Sends a chunk whose length only its end tells, in pieces.
fn stream(registry: &Registry, method: &str, target: &str, headers: &str, pieces: &[&[u8]]) -> Reply {
    let stream = TcpStream::connect(registry.address()).unwrap();
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut writer = stream;
    let fixed = "Host: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n";
    write!(writer, "{method} {target} HTTP/1.1\r\n{fixed}{headers}\r\n").unwrap();
    for piece in pieces {
        // A server may have refused by now, and read no more.
        let _ = write!(writer, "{:x}\r\n", piece.len()).and_then(|()| writer.write_all(piece));
        let _ = writer.write_all(b"\r\n");
    }
    let _ = writer.write_all(b"0\r\n\r\n");
    let head = Head::read(&mut reader).unwrap().unwrap();
    let body = head.body(&mut reader).unwrap();
    Reply { status: head.status(), headers: head.headers, body }
}

#[test]
fn the_last_chunk_may_come_with_the_digest() {
    everywhere(|registry| {
        for algorithm in [Algorithm::Sha256, Algorithm::Sha512] {
            let digest = algorithm.digest(CONTENT).to_string();
            for with_last in [true, false] {
                let location = begin(registry, "a");
                assert_eq!(patch(registry, &location, "0-7", &CONTENT[..8]).header("range"), Some("0-7"));
                assert_eq!(patch(registry, &location, "8-15", &CONTENT[8..16]).status, 202);
                let done = if with_last {
                    put(registry, &location, &digest, Some("16-21"), &CONTENT[16..])
                } else {
                    assert_eq!(patch(registry, &location, "16-21", &CONTENT[16..]).header("range"), Some("0-21"));
                    put(registry, &location, &digest, None, b"")
                };
                assert_eq!((done.status, done.header("docker-content-digest")), (201, Some(digest.as_str())));
                let target = done.header("location").unwrap().to_owned();
                assert_eq!(registry.get(&target).body, CONTENT);
                assert_eq!(registry.send("DELETE", &target, &[], b"").status, 202);
            }
        }
    });
}

#[test]
fn a_bad_digest_stores_nothing_however_the_last_chunk_came() {
    everywhere(|registry| {
        let wrong = sha(b"something else");
        for with_last in [true, false] {
            let location = begin(registry, "a");
            assert_eq!(patch(registry, &location, "0-15", &CONTENT[..16]).status, 202);
            let refused = if with_last {
                put(registry, &location, &wrong, Some("16-21"), &CONTENT[16..])
            } else {
                assert_eq!(patch(registry, &location, "16-21", &CONTENT[16..]).status, 202);
                put(registry, &location, &wrong, None, b"")
            };
            assert_eq!((refused.status, refused.code().as_str()), (400, "DIGEST_INVALID"), "{with_last}");
            for digest in [&wrong, &sha(CONTENT)] {
                assert_eq!(registry.get(&format!("/v2/a/blobs/{digest}")).status, 404, "{with_last}");
            }
        }
        let single = registry.send("POST", &format!("/v2/a/blobs/uploads/?digest={wrong}"), &[], CONTENT);
        assert_eq!((single.status, single.code().as_str()), (400, "DIGEST_INVALID"));
    });
}

#[test]
fn chunks_out_of_order_leave_the_session_as_it_was() {
    everywhere(|registry| {
        let digest = sha(CONTENT);
        let location = begin(registry, "a");
        // Nothing was sent: `0-0` is printed then, and a chunk that begins at 1 is still wrong.
        for range in ["1-5", "16-20"] {
            assert_eq!(patch(registry, &location, range, b"xxxxx").status, 416, "{range}");
        }
        assert_eq!(registry.get(&location).header("range"), Some("0-0"));
        assert_eq!(patch(registry, &location, "0-0", &CONTENT[..1]).header("range"), Some("0-0"));
        assert_eq!(patch(registry, &location, "0-0", &CONTENT[..1]).status, 416, "one byte is there, not none");
        assert_eq!(patch(registry, &location, "1-15", &CONTENT[1..16]).status, 202);
        for range in ["0-5", "17-22", "15-20"] {
            for method in ["PATCH", "PUT"] {
                let target = format!("{location}?digest={digest}");
                let refused = registry.send(method, &target, &[("Content-Range", range)], &CONTENT[16..]);
                let (status, code) = (refused.status, refused.code());
                assert_eq!((status, code.as_str()), (416, "BLOB_UPLOAD_INVALID"), "{method} {range}");
                assert_eq!(refused.header("range"), Some("0-15"), "{method} {range}");
                assert_eq!(refused.header("location"), Some(location.as_str()), "{method} {range}");
            }
        }
        let status = registry.get(&location);
        assert_eq!((status.status, status.header("range")), (204, Some("0-15")));
        assert_eq!(put(registry, &location, &digest, Some("16-21"), &CONTENT[16..]).status, 201);
    });
}

#[test]
fn a_put_with_a_wrong_request_leaves_the_session_too() {
    everywhere(|registry| {
        let location = begin(registry, "a");
        assert_eq!(registry.send("PATCH", &location, &[], CONTENT).status, 202);
        for query in ["", "?digest=", "?digest=sha256:x", "?digest=md5:d41d8cd98f00b204e9800998ecf8427e"] {
            let refused = registry.send("PUT", &format!("{location}{query}"), &[], b"");
            assert_eq!((refused.status, refused.code().as_str()), (400, "DIGEST_INVALID"), "{query}");
        }
        // No Content-Type, or any at all: what an upload is says its digest.
        let target = format!("{location}?digest={}", sha(CONTENT));
        assert_eq!(registry.send("PUT", &target, &[("Content-Type", "text/html")], b"").status, 201);
        let got = registry.get(&format!("/v2/a/blobs/{}", sha(CONTENT)));
        assert_eq!(got.header("content-type"), Some("application/octet-stream"));
    });
}

#[test]
fn empty_chunks_change_nothing() {
    everywhere(|registry| {
        let location = begin(registry, "a");
        assert_eq!(registry.send("PATCH", &location, &[], b"").header("range"), Some("0-0"));
        assert_eq!(patch(registry, &location, "0-0", b"").status, 202);
        assert_eq!(registry.send("PATCH", &location, &[], CONTENT).status, 202);
        assert_eq!(patch(registry, &location, "22-22", b"").header("range"), Some("0-21"));
        assert_eq!(put(registry, &location, &sha(CONTENT), Some("22-21"), b"").status, 201);
        let empty = begin(registry, "a");
        assert_eq!(put(registry, &empty, &sha(b""), None, b"").status, 201);
    });
}

#[test]
fn a_chunk_of_unknown_length_must_be_as_long_as_its_range() {
    everywhere(|registry| {
        for (range, status) in [("0-7", 202), ("0-8", 400), ("0-6", 400), ("1-8", 416)] {
            let location = begin(registry, "a");
            let reply =
                stream(registry, "PATCH", &location, &format!("Content-Range: {range}\r\n"), &[b"abcd", b"efgh"]);
            assert_eq!(reply.status, status, "{range}");
            if status == 400 {
                assert_eq!(reply.code(), "SIZE_INVALID", "{range}");
            }
        }
        let location = begin(registry, "a");
        let target = format!("{location}?digest={}", sha(b"abcdefgh"));
        assert_eq!(stream(registry, "PUT", &target, "", &[b"abc", b"defgh"]).status, 201);
        let target = format!("/v2/a/blobs/uploads/?digest={}", sha(b"abc"));
        assert_eq!(stream(registry, "POST", &target, "", &[b"a", b"bc"]).status, 201);
    });
}

#[test]
fn the_algorithm_may_be_said_ahead_and_need_not_be() {
    everywhere(|registry| {
        let begin = |query: &str| registry.send("POST", &format!("/v2/a/blobs/uploads/{query}"), &[], b"");
        for query in ["", "?digest-algorithm=sha256", "?digest-algorithm=sha512"] {
            for algorithm in [Algorithm::Sha256, Algorithm::Sha512] {
                let session = begin(query);
                assert_eq!(session.status, 202, "{query}");
                let digest = algorithm.digest(CONTENT).to_string();
                let location = session.header("location").unwrap();
                assert_eq!(put(registry, location, &digest, None, CONTENT).status, 201, "{query} {digest}");
            }
        }
        for query in ["?digest-algorithm=md5", "?digest-algorithm=", "?digest-algorithm=SHA512"] {
            let refused = begin(query);
            assert_eq!((refused.status, refused.code().as_str()), (400, "DIGEST_INVALID"), "{query}");
        }
    });
}

#[test]
fn the_least_length_of_chunks_is_said_and_not_enforced() {
    everywhere_with(
        |options| options.chunk_min = Some(5 << 20),
        |registry| {
            let session = registry.send("POST", "/v2/a/blobs/uploads/", &[], b"");
            assert_eq!(session.header("oci-chunk-min-length"), Some("5242880"));
            let location = session.header("location").unwrap();
            assert_eq!(patch(registry, location, "0-7", &CONTENT[..8]).status, 202);
            assert_eq!(put(registry, location, &sha(CONTENT), Some("8-21"), &CONTENT[8..]).status, 201);
        },
    );
    everywhere(|registry| {
        let session = registry.send("POST", "/v2/a/blobs/uploads/", &[], b"");
        assert_eq!(session.header("oci-chunk-min-length"), None);
    });
}

#[test]
fn a_session_belongs_to_its_repository() {
    everywhere(|registry| {
        let location = begin(registry, "a");
        let elsewhere = location.replacen("/v2/a/", "/v2/b/", 1);
        for method in ["GET", "PATCH", "PUT", "DELETE"] {
            let reply = registry.send(method, &format!("{elsewhere}?digest={}", sha(CONTENT)), &[], CONTENT);
            assert_eq!((reply.status, reply.code().as_str()), (404, "BLOB_UPLOAD_UNKNOWN"), "{method}");
        }
        assert_eq!(put(registry, &location, &sha(CONTENT), None, CONTENT).status, 201);
        for method in ["GET", "PATCH", "PUT", "DELETE"] {
            let reply = registry.send(method, &format!("{location}?digest={}", sha(CONTENT)), &[], CONTENT);
            assert_eq!((reply.status, reply.code().as_str()), (404, "BLOB_UPLOAD_UNKNOWN"), "{method}");
        }
    });
}
