//! What every answer has, whatever was asked: methods, headers, refusals.

use super::{MANIFEST, begin, everywhere, manifest, put, sha};
use serde_json::json;

#[test]
fn a_method_that_does_nothing_names_those_that_do() {
    everywhere(|registry| {
        let blob = format!("/v2/a/blobs/{}", sha(b"x"));
        let session = begin(registry, "a");
        let cases: [(&str, &[&str], &str); 7] = [
            ("/v2/", &["POST", "PUT", "DELETE", "OPTIONS"], "GET, HEAD"),
            ("/v2/_catalog", &["POST", "DELETE"], "GET, HEAD"),
            ("/v2/a/tags/list", &["POST", "PUT", "OPTIONS"], "GET, HEAD"),
            ("/v2/a/manifests/v1", &["POST", "PATCH", "OPTIONS"], "GET, HEAD, PUT, DELETE"),
            (&blob, &["POST", "PUT", "PATCH", "OPTIONS"], "GET, HEAD, DELETE"),
            ("/v2/a/blobs/uploads/", &["GET", "PUT", "DELETE"], "POST"),
            (&session, &["POST", "HEAD", "OPTIONS"], "GET, PATCH, PUT, DELETE"),
        ];
        for (target, methods, allowed) in cases {
            for method in methods {
                let reply = registry.send(method, target, &[], b"");
                assert_eq!((reply.status, reply.header("allow")), (405, Some(allowed)), "{method} {target}");
                assert_eq!(reply.header("docker-distribution-api-version"), Some("registry/2.0"));
                assert!(*method == "HEAD" || reply.code() == "UNSUPPORTED", "{method} {target}");
            }
        }
    });
}

#[test]
fn head_answers_as_get_without_the_body() {
    everywhere(|registry| {
        let blob = registry.put_blob("a", b"{}");
        put(registry, "v1", MANIFEST, &manifest(&json!({})));
        let targets = [
            "/v2/".to_owned(),
            "/v2/_catalog".to_owned(),
            "/v2/a/tags/list".to_owned(),
            "/v2/a/manifests/v1".to_owned(),
            format!("/v2/a/blobs/{blob}"),
            format!("/v2/a/referrers/{blob}"),
            "/v2/a/manifests/none".to_owned(),
            format!("/v2/a/blobs/{}", sha(b"none")),
            "/v2/A/tags/list".to_owned(),
            "/nothing".to_owned(),
        ];
        for target in targets {
            let (get, head) = (registry.get(&target), registry.send("HEAD", &target, &[], b""));
            assert_eq!(get.status, head.status, "{target}");
            for name in
                ["content-type", "content-length", "docker-content-digest", "etag", "link", "x-content-type-options"]
            {
                assert_eq!(get.header(name), head.header(name), "{name} of {target}");
            }
            assert_eq!(head.header("content-length"), Some(get.body.len().to_string().as_str()), "{target}");
        }
    });
}

#[test]
fn where_a_mirror_stands_for_is_not_asked() {
    // This registry serves its own content alone: a client that names the registry it wants (`ns=`) gets what is here
    // under that name, and no header that would claim more.
    everywhere(|registry| {
        registry.put_blob("a", b"{}");
        put(registry, "v1", MANIFEST, &manifest(&json!({})));
        let reply = registry.get("/v2/a/manifests/v1?ns=registry.example");
        assert_eq!((reply.status, reply.header("oci-namespace")), (200, None));
    });
}

#[test]
fn bodies_compressed_on_the_way_are_not_taken() {
    everywhere(|registry| {
        let session = begin(registry, "a");
        for (method, target) in [("PATCH", session.as_str()), ("PUT", "/v2/a/manifests/v1")] {
            let reply = registry.send(method, target, &[("Content-Encoding", "gzip")], b"\x1f\x8b");
            assert_eq!((reply.status, reply.code().as_str()), (415, "UNSUPPORTED"), "{method}");
        }
        assert_eq!(registry.send("PATCH", &session, &[("Content-Encoding", "identity")], b"x").status, 202);
    });
}
