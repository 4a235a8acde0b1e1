//! Limits: sizes, quotas, and a registry that changes nothing.

use std::io::{BufReader, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

use serde_json::json;
use wharf::server::admission::{Limits, Quota};
use wharf::server::storage::{Disk, Memory, Storage};
use wharf::server::{self, Mode, Options, Sessions, UploadLimits};

use super::{MANIFEST, begin, everywhere, everywhere_with, manifest, put, sha};
use crate::harness::{Head, Registry, Reply};

/// Sends a body without its length, piece by piece, until it ends or an answer comes.
fn stream(registry: &Registry, method: &str, target: &str, piece: &[u8], count: usize) -> Reply {
    let stream = TcpStream::connect(registry.address()).unwrap();
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut writer = stream;
    let head = format!(
        "{method} {target} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Type: {MANIFEST}\r\n\r\n"
    );
    writer.write_all(head.as_bytes()).unwrap();
    for _ in 0..count {
        let framed = [format!("{:x}\r\n", piece.len()).as_bytes(), piece, b"\r\n"].concat();
        if writer.write_all(&framed).is_err() {
            break;
        }
    }
    let _ = writer.write_all(b"0\r\n\r\n");
    let head = Head::read(&mut reader).unwrap().unwrap();
    let body = head.body(&mut reader).unwrap();
    Reply { status: head.status(), headers: head.headers, body }
}

#[test]
fn a_manifest_over_the_limit_is_refused_with_and_without_its_length() {
    everywhere_with(
        |options| options.manifest_limit = 64 << 10,
        |registry| {
            registry.put_blob("a", b"{}");
            let exact = {
                let empty = manifest(&json!({ "annotations": { "x": "" } })).len();
                manifest(&json!({ "annotations": { "x": "x".repeat((64 << 10) - empty) } }))
            };
            assert_eq!(put(registry, "exact", MANIFEST, &exact).status, 201);
            let large = [exact.as_slice(), b" "].concat();
            let refused = put(registry, "large", MANIFEST, &large);
            assert_eq!((refused.status, refused.code().as_str()), (413, "SIZE_INVALID"));
            // Its end is never waited for.
            let refused = stream(registry, "PUT", "/v2/a/manifests/large", &[b' '; 4096], 17);
            assert_eq!((refused.status, refused.code().as_str()), (413, "SIZE_INVALID"));
            assert_eq!(registry.get("/v2/a/manifests/large").status, 404);
        },
    );
}

#[test]
fn a_read_only_registry_is_read_and_nothing_else() {
    let storage: Arc<dyn Storage> = Arc::new(Memory::default());
    let writable = Registry::of(server::Registry::new(storage.clone()));
    let digest = writable.put_blob("a", b"{}");
    let session = begin(&writable, "a");
    put(&writable, "v1", MANIFEST, &manifest(&json!({})));
    let options = Options { mode: Mode::ReadOnly, ..Options::default() };
    let registry = Registry::of(server::Registry { options, ..server::Registry::new(storage) });
    for (method, target) in [
        ("POST", "/v2/a/blobs/uploads/".to_owned()),
        ("POST", format!("/v2/b/blobs/uploads/?mount={digest}&from=a")),
        ("PATCH", session.clone()),
        ("PUT", format!("{session}?digest={digest}")),
        ("DELETE", session.clone()),
        ("PUT", "/v2/a/manifests/v1".to_owned()),
        ("DELETE", "/v2/a/manifests/v1".to_owned()),
        ("DELETE", format!("/v2/a/blobs/{digest}")),
    ] {
        let reply = registry.send(method, &target, &[("Content-Type", MANIFEST)], &manifest(&json!({})));
        assert_eq!((reply.status, reply.code().as_str()), (405, "UNSUPPORTED"), "{method} {target}");
        assert!(reply.text().contains("read-only") && reply.header("allow").is_some(), "{method} {target}");
    }
    let referrers = format!("/v2/a/referrers/{digest}");
    for target in ["/v2/", "/v2/_catalog", "/v2/a/tags/list", "/v2/a/manifests/v1", &referrers] {
        assert_eq!(registry.get(target).status, 200, "{target}");
    }
    assert_eq!(
        (registry.get(&session).status, registry.get(&format!("/v2/a/blobs/{digest}")).body),
        (204, b"{}".to_vec())
    );
}

fn limited(limits: Limits) -> impl Fn(&mut Options) {
    move |options| options.admission = Arc::new(Quota::new(Limits { stale: Duration::ZERO, ..limits }))
}

/// Asserts that there was no room, and that the answer says so.
#[track_caller]
fn full(reply: &Reply, part: &str) {
    assert_eq!((reply.status, reply.code().as_str()), (507, "DENIED"), "{}", reply.text());
    assert!(reply.text().contains(part) && reply.text().contains("deleting go on"), "{}", reply.text());
}

#[test]
fn a_full_repository_takes_no_more_in_any_way_and_is_read_and_emptied() {
    everywhere_with(limited(Limits { repository: Some(1000), ..Limits::default() }), |registry| {
        let large = registry.put_blob("a", &[b'x'; 900]);
        registry.put_blob("a", b"{}");
        let more = [b'y'; 200];
        let single = format!("/v2/a/blobs/uploads/?digest={}", sha(&more));
        full(&registry.send("POST", &single, &[], &more), "quota of a is 1000 bytes, 902 of them are used");
        let session = begin(registry, "a");
        full(&registry.send("PATCH", &session, &[], &more), "200 more");
        full(&stream(registry, "PATCH", &session, &[b'y'; 50], 10), "quota of a");
        let session = begin(registry, "a");
        full(&registry.send("PUT", &format!("{session}?digest={}", sha(&more)), &[], &more), "200 more");
        let body = manifest(&json!({ "annotations": { "x": "x".repeat(100) } }));
        full(&put(registry, "v1", MANIFEST, &body), "quota of a");
        registry.put_blob("b", &more);
        full(
            &registry.send("POST", &format!("/v2/a/blobs/uploads/?mount={}&from=b", sha(&more)), &[], b""),
            "200 more",
        );
        assert_eq!(registry.get("/v2/a/manifests/v1").status, 404, "nothing is half there");
        // What is there already takes no more room, and what is deleted gives some back.
        assert_eq!(registry.send("POST", &format!("/v2/a/blobs/uploads/?mount={large}&from=a"), &[], b"").status, 201);
        assert_eq!(registry.get(&format!("/v2/a/blobs/{large}")).body.len(), 900);
        assert_eq!(registry.send("DELETE", &format!("/v2/a/blobs/{large}"), &[], b"").status, 202);
        assert_eq!(registry.send("POST", &single, &[], &more).status, 201);
        assert_eq!(put(registry, "v1", MANIFEST, &body).status, 201);
    });
}

/// Four uploads at once of 400 bytes each, where there is room for 1000. Gives the sessions and what was sent.
fn four_at_once(registry: &Registry, what: &str) -> Vec<(String, Vec<u8>)> {
    let open = |at: u8| (begin(registry, "a"), vec![at; 400]);
    let sessions: Vec<(String, Vec<u8>)> = (0..4).map(open).collect();
    for (session, content) in &sessions {
        // None of them is content yet, so each has room by itself.
        assert_eq!(registry.send("PATCH", session, &[], content).status, 202);
    }
    let finish = |(session, content): &(String, Vec<u8>)| {
        let reply = registry.send("PUT", &format!("{session}?digest={}", sha(content)), &[], b"");
        if reply.status != 201 {
            full(&reply, what);
        }
        reply.status
    };
    assert_eq!(sessions.iter().map(finish).collect::<Vec<_>>(), [201, 201, 507, 507]);
    sessions
}

#[test]
fn uploads_at_once_do_not_pass_the_quota_together() {
    everywhere_with(limited(Limits { total: Some(1000), ..Limits::default() }), |registry| {
        // Uploads that nobody ends take room as well.
        let sessions: Vec<String> = (0..3).map(|_| begin(registry, "a")).collect();
        let patch = |at: usize| registry.send("PATCH", &sessions[at], &[], &[b'0' + u8::try_from(at).unwrap(); 400]);
        assert_eq!([patch(0).status, patch(1).status], [202; 2]);
        full(&patch(2), "quota of this registry is 1000 bytes, 800 of them are used");
        full(&stream(registry, "PATCH", &sessions[2], &[b'2'; 300], 3), "quota of this registry");
        let finish = format!("{}?digest={}", sessions[0], sha(&[b'0'; 400]));
        assert_eq!(registry.send("PUT", &finish, &[], b"").status, 201, "what was let in may be finished");
        assert_eq!(registry.send("DELETE", &sessions[1], &[], b"").status, 204);
        let again = begin(registry, "a");
        assert_eq!(registry.send("PATCH", &again, &[], &[b'3'; 400]).status, 202, "and what is given up makes room");
    });
    everywhere_with(limited(Limits { repository: Some(1000), ..Limits::default() }), |registry| {
        let sessions = four_at_once(registry, "quota of a is 1000 bytes");
        // The session of one that was refused is still there, to be finished once there is room.
        let (session, content) = &sessions[3];
        assert_eq!(registry.get(session).header("range"), Some("0-399"));
        registry.send("DELETE", &format!("/v2/a/blobs/{}", sha(&sessions[0].1)), &[], b"");
        assert_eq!(registry.send("PUT", &format!("{session}?digest={}", sha(content)), &[], b"").status, 201);
    });
}

#[test]
fn the_floor_of_free_space_holds_where_it_is_known() {
    let dir = tempfile::tempdir().unwrap();
    let storage: Arc<dyn Storage> = Arc::new(Disk::open(dir.path().join("store"), None).unwrap());
    let before = Registry::of(server::Registry::new(storage.clone()));
    let digest = before.put_blob("a", b"{}");
    let mut options = Options::default();
    limited(Limits { free: Some(u64::MAX), ..Limits::default() })(&mut options);
    let registry = Registry::of(server::Registry { options, ..server::Registry::new(storage) });
    full(&registry.send("POST", "/v2/a/blobs/uploads/", &[], b""), "bytes are free, of which");
    full(&put(&registry, "v1", MANIFEST, &manifest(&json!({}))), "bytes are free, of which");
    // A mount writes nothing.
    assert_eq!(registry.send("POST", &format!("/v2/b/blobs/uploads/?mount={digest}&from=a"), &[], b"").status, 201);
    assert_eq!(registry.get(&format!("/v2/b/blobs/{digest}")).body, b"{}");
    assert_eq!(registry.send("DELETE", &format!("/v2/a/blobs/{digest}"), &[], b"").status, 202);
}

#[test]
fn a_blob_in_use_may_be_deleted() {
    // The specification lets a client do so; who may delete single blobs is taken at their word.
    everywhere(|registry| {
        let digest = registry.put_blob("a", b"{}");
        put(registry, "v1", MANIFEST, &manifest(&json!({})));
        assert_eq!(registry.send("DELETE", &format!("/v2/a/blobs/{digest}"), &[], b"").status, 202);
        assert_eq!(registry.get(&format!("/v2/a/blobs/{digest}")).code(), "BLOB_UNKNOWN");
        assert_eq!(registry.get("/v2/a/manifests/v1").status, 200);
        assert_eq!(put(registry, "v2", MANIFEST, &manifest(&json!({}))).code(), "MANIFEST_BLOB_UNKNOWN");
    });
}

#[test]
fn so_many_uploads_may_be_open_and_no_more() {
    let bounded = |options: &mut Options| {
        options.sessions =
            Arc::new(Sessions::new(UploadLimits { total: 10, per_client: 3, ..UploadLimits::default() }));
    };
    everywhere_with(bounded, |registry| {
        let sessions: Vec<String> = (0..3).map(|_| begin(registry, "a")).collect();
        let single = format!("/v2/b/blobs/uploads/?digest={}", sha(b"one"));
        for target in ["/v2/b/blobs/uploads/", &single] {
            let refused = registry.send("POST", target, &[], b"one");
            assert_eq!((refused.status, refused.code().as_str()), (429, "TOOMANYREQUESTS"), "{target}");
            assert!(refused.text().contains("3 uploads of this client are open"), "{}", refused.text());
            assert!(refused.header("retry-after").is_some());
        }
        // Those that are open go on, and whatever ends one makes room; a session is not ended through another repository.
        let elsewhere = format!("{}?digest={}", sessions[0].replacen("/a/", "/b/", 1), sha(b"one"));
        assert_eq!(registry.send("PUT", &elsewhere, &[], b"one").status, 404);
        assert_eq!(registry.send("POST", "/v2/b/blobs/uploads/", &[], b"").status, 429);
        assert_eq!(registry.send("PUT", &format!("{}?digest={}", sessions[0], sha(b"one")), &[], b"one").status, 201);
        let session = begin(registry, "b");
        assert_eq!(registry.send("POST", "/v2/b/blobs/uploads/", &[], b"").status, 429);
        assert_eq!(registry.send("PUT", &format!("{session}?digest={}", sha(b"two")), &[], b"one").status, 400);
        assert_eq!(registry.send("DELETE", &sessions[1], &[], b"").status, 204);
        for _ in 0..5 {
            registry.put_blob("b", b"one");
            assert_eq!(registry.send("POST", &single, &[], b"two").code(), "DIGEST_INVALID");
        }
        let _ = (begin(registry, "b"), begin(registry, "c"));
        assert_eq!(registry.send("POST", "/v2/c/blobs/uploads/", &[], b"").status, 429);
    });
}
