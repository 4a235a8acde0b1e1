//! Names of repositories, paths that are none, and paths that are meant to break something.

use serde_json::json;

use super::{MANIFEST, everywhere, manifest, sha};
use crate::harness::Registry;

/// Everything that a repository can do, under a name.
fn works(registry: &Registry, name: &str) {
    let note = manifest(&json!({ "annotations": { "name": name } }));
    let digest = registry.put_blob(name, b"{}");
    registry.put_manifest(name, "v1", MANIFEST, &note);
    assert_eq!(registry.get(&format!("/v2/{name}/blobs/{digest}")).body, b"{}", "{name}");
    assert_eq!(registry.get(&format!("/v2/{name}/manifests/v1")).body, note, "{name}");
    assert_eq!(registry.get(&format!("/v2/{name}/manifests/{}", sha(&note))).body, note, "{name}");
    assert_eq!(registry.get(&format!("/v2/{name}/tags/list")).json(), json!({ "name": name, "tags": ["v1"] }));
}

#[test]
fn names_that_look_like_files_or_endpoints_are_names() {
    let names = [
        "a",
        "a/blobs/sha256",
        "a/blobs",
        "a/index.json",
        "a/oci-layout",
        "a/b",
        "blobs/sha256",
        "blobs",
        "index.json",
        "index.json.lock",
        "oci-layout",
        "uploads",
        "blobs/uploads",
        "manifests/tags/list",
        "tags/list",
        "referrers",
        "v2",
        "a--b__c.d/0",
    ];
    everywhere(|registry| {
        for name in names {
            works(registry, name);
        }
        // All of them at once: none hides or changes another.
        let mut sorted = names.to_vec();
        sorted.sort_unstable();
        assert_eq!(registry.get("/v2/_catalog").json(), json!({ "repositories": sorted }));
        for name in names {
            let note = manifest(&json!({ "annotations": { "name": name } }));
            assert_eq!(registry.get(&format!("/v2/{name}/manifests/v1")).body, note, "{name}");
        }
    });
}

#[test]
fn what_is_no_name_is_refused_with_its_code() {
    let long = "a".repeat(256);
    let digest = sha(b"x");
    let cases = [
        ("GET", "/v2/A/tags/list".to_owned(), 400, "NAME_INVALID"),
        ("GET", "/v2/a//b/tags/list".to_owned(), 400, "NAME_INVALID"),
        ("GET", "/v2/a/../b/tags/list".to_owned(), 400, "NAME_INVALID"),
        ("GET", "/v2/./a/tags/list".to_owned(), 400, "NAME_INVALID"),
        ("GET", "/v2/.hidden/tags/list".to_owned(), 400, "NAME_INVALID"),
        ("GET", "/v2/_uploads/tags/list".to_owned(), 400, "NAME_INVALID"),
        ("GET", "/v2/a_/tags/list".to_owned(), 400, "NAME_INVALID"),
        ("GET", format!("/v2/{long}/tags/list"), 400, "NAME_INVALID"),
        ("POST", "/v2/UPPER/blobs/uploads/".to_owned(), 400, "NAME_INVALID"),
        ("PUT", "/v2/Upper/manifests/v1".to_owned(), 400, "NAME_INVALID"),
        ("GET", "/v2/a%2Fb/tags/list".to_owned(), 404, "UNSUPPORTED"),
        ("GET", "/v2/%2e%2e%2fetc/tags/list".to_owned(), 404, "UNSUPPORTED"),
        ("GET", "/v2/a%00/tags/list".to_owned(), 404, "UNSUPPORTED"),
        ("GET", "/v2/a%252fb/tags/list".to_owned(), 404, "UNSUPPORTED"),
        ("GET", "/v2/tags/list".to_owned(), 404, "UNSUPPORTED"),
        ("GET", "/etc/passwd".to_owned(), 404, "UNSUPPORTED"),
        ("GET", "/v2/a/blobs/sha256:../../x".to_owned(), 404, "UNSUPPORTED"),
        ("GET", format!("/v2/a/blobs/{}", digest.to_uppercase()), 400, "DIGEST_INVALID"),
        ("GET", "/v2/a/blobs/sha256:".to_owned(), 400, "DIGEST_INVALID"),
        ("GET", format!("/v2/a/blobs/{}:x", "z".repeat(5000)), 400, "DIGEST_INVALID"),
        ("GET", "/v2/a/manifests/sha256:baddigeststring".to_owned(), 400, "DIGEST_INVALID"),
        ("GET", "/v2/a/manifests/.INVALID_MANIFEST_NAME".to_owned(), 404, "MANIFEST_UNKNOWN"),
        ("GET", format!("/v2/a/manifests/{}", "x".repeat(129)), 404, "MANIFEST_UNKNOWN"),
        ("GET", "/v2/never/pushed/manifests/v1".to_owned(), 404, "MANIFEST_UNKNOWN"),
        ("GET", format!("/v2/never/pushed/manifests/{digest}"), 404, "MANIFEST_UNKNOWN"),
        ("GET", format!("/v2/never/pushed/blobs/{digest}"), 404, "BLOB_UNKNOWN"),
        ("GET", "/v2/never/pushed/tags/list".to_owned(), 404, "NAME_UNKNOWN"),
        ("DELETE", "/v2/never/pushed/manifests/v1".to_owned(), 404, "MANIFEST_UNKNOWN"),
        ("PATCH", "/v2/a/blobs/uploads/../../../etc".to_owned(), 404, "UNSUPPORTED"),
        ("PATCH", "/v2/a/blobs/uploads/no-session".to_owned(), 404, "BLOB_UPLOAD_UNKNOWN"),
    ];
    everywhere(|registry| {
        for (method, target, status, code) in &cases {
            let reply = registry.send(method, target, &[], b"");
            assert_eq!((reply.status, reply.code().as_str()), (*status, *code), "{method} {target:.60}");
            assert_eq!(reply.header("content-type"), Some("application/json"), "{method} {target:.60}");
        }
    });
}

#[test]
fn an_escaped_colon_is_a_colon() {
    everywhere(|registry| {
        let digest = registry.put_blob("a", b"x");
        for escape in ["%3A", "%3a"] {
            assert_eq!(registry.get(&format!("/v2/a/blobs/{}", digest.replace(':', escape))).body, b"x");
        }
    });
}
