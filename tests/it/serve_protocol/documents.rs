//! What is stored as a manifest, and what is not: types, soundness, content that must be there.

use serde_json::{Value, json};
use wharf::oci::Digest;
use wharf::server::{Foreign, Sparse};

use super::{INDEX, LIST, MANIFEST, SCHEMA2, everywhere, everywhere_with, manifest, put, sha};
use crate::harness::Registry;

#[test]
fn documents_that_are_not_sound_are_refused() {
    everywhere(|registry| {
        registry.put_blob("a", b"{}");
        let sound = manifest(&json!({}));
        let text = String::from_utf8(sound.clone()).unwrap();
        let elsewhere = sha(b"elsewhere");
        let large = manifest(&json!({ "annotations": { "large": "x".repeat(9 << 20) } }));
        let both = manifest(&json!({ "manifests": [] }));
        let twice = text.replacen("\"layers\"", "\"layers\":[],\"layers\"", 1);
        let other_case = text.replacen("\"layers\"", "\"Layers\":[],\"layers\"", 1);
        let untyped = text.replacen(&format!("\"mediaType\":\"{MANIFEST}\","), "", 1);
        let old = r#"{"schemaVersion":1,"name":"a","tag":"v1","fsLayers":[],"history":[]}"#;
        let deep = manifest(&json!({})).strip_suffix(b"}").unwrap().to_vec();
        let deep = [deep, b",\"x\":".to_vec(), b"[".repeat(100_000), b"]".repeat(100_000), b"}".to_vec()].concat();
        let entry = format!(r#"{{"mediaType":"{MANIFEST}","digest":"{elsewhere}","size":9}}"#);
        let many = format!(r#"{{"schemaVersion":2,"manifests":[{}]}}"#, vec![entry; 20_000].join(","));
        let cases: [(&str, &str, &[u8], u16, &str); 17] = [
            ("v1", MANIFEST, b"no json", 400, "MANIFEST_INVALID"),
            ("v1", MANIFEST, b"", 400, "MANIFEST_INVALID"),
            ("v1", INDEX, &sound, 400, "MANIFEST_INVALID"),
            ("v1", INDEX, untyped.as_bytes(), 400, "MANIFEST_INVALID"),
            ("v1", SCHEMA2, &sound, 400, "MANIFEST_INVALID"),
            ("v1", MANIFEST, &both, 400, "MANIFEST_INVALID"),
            ("v1", MANIFEST, twice.as_bytes(), 400, "MANIFEST_INVALID"),
            ("v1", MANIFEST, other_case.as_bytes(), 400, "MANIFEST_INVALID"),
            ("v1", "text/html", b"{}", 400, "MANIFEST_INVALID"),
            (
                "v1",
                "application/vnd.docker.distribution.manifest.v1+prettyjws",
                old.as_bytes(),
                400,
                "MANIFEST_INVALID",
            ),
            ("v1", "", old.as_bytes(), 400, "MANIFEST_INVALID"),
            ("v1", MANIFEST, &deep, 400, "MANIFEST_INVALID"),
            ("v1", INDEX, many.as_bytes(), 400, "MANIFEST_INVALID"),
            (&elsewhere, MANIFEST, &sound, 400, "DIGEST_INVALID"),
            ("sha256:baddigeststring", MANIFEST, &sound, 400, "DIGEST_INVALID"),
            ("-v1", MANIFEST, &sound, 400, "MANIFEST_INVALID"),
            ("v1", MANIFEST, &large, 413, "SIZE_INVALID"),
        ];
        for (reference, media_type, body, status, code) in cases {
            let reply = put(registry, reference, media_type, body);
            let start = String::from_utf8_lossy(&body[..body.len().min(80)]).into_owned();
            let found = (reply.status, reply.code());
            assert_eq!((found.0, found.1.as_str()), (status, code), "{reference} {media_type} {start}");
        }
        assert!(put(registry, "v1", "", old.as_bytes()).text().contains("schema 1"));
        assert_eq!(registry.get("/v2/a/manifests/v1").code(), "MANIFEST_UNKNOWN");
        assert_eq!(registry.get("/v2/a/tags/list").json()["tags"], json!([]));
    });
}

#[test]
fn what_is_missing_is_named() {
    everywhere(|registry| {
        registry.put_blob("a", b"{}");
        let (one, two) = (sha(b"one"), sha(b"two"));
        let layer = |digest: &str| json!({ "mediaType": "application/x", "digest": digest, "size": 3 });
        let image = manifest(&json!({ "layers": [layer(&one), layer(&two), layer(&one)] }));
        let refused = put(registry, "v1", MANIFEST, &image);
        assert_eq!((refused.status, refused.code().as_str()), (400, "MANIFEST_BLOB_UNKNOWN"));
        assert_eq!(refused.json()["errors"][0]["detail"], json!([one, two]));
        let index = json!({ "schemaVersion": 2, "manifests": [layer(&one)] }).to_string();
        assert_eq!(put(registry, "v1", INDEX, index.as_bytes()).code(), "MANIFEST_BLOB_UNKNOWN");
        // What another repository has is not here.
        registry.put_blob("b", b"one");
        registry.put_blob("b", b"two");
        assert_eq!(put(registry, "v1", MANIFEST, &image).code(), "MANIFEST_BLOB_UNKNOWN");
        registry.put_blob("a", b"one");
        registry.put_blob("a", b"two");
        assert_eq!(put(registry, "v1", MANIFEST, &image).status, 201);
    });
    everywhere_with(
        |options| options.sparse = Sparse::Accept,
        |registry| assert_eq!(put(registry, "v1", MANIFEST, &manifest(&json!({}))).status, 201),
    );
}

/// Stores a document and reads it back, by tag and by digest, whatever the client says that it accepts.
#[track_caller]
fn stores(registry: &Registry, declared: &str, expected: &str, body: &[u8]) {
    let headers: Vec<(&str, &str)> =
        [("Content-Type", declared)].into_iter().filter(|(_, value)| !value.is_empty()).collect();
    let stored = registry.send("PUT", "/v2/a/manifests/v1", &headers, body);
    assert_eq!(stored.status, 201, "{declared}: {}", stored.text());
    assert_eq!(stored.header("docker-content-digest"), Some(sha(body).as_str()));
    for target in ["/v2/a/manifests/v1".to_owned(), stored.header("location").unwrap().to_owned()] {
        for accept in [
            None,
            Some("*/*"),
            Some(SCHEMA2),
            Some("text/plain"),
            Some("application/vnd.oci.image.index.v1+json, application/*;q=0.1"),
        ] {
            let headers: Vec<(&str, &str)> = accept.map(|accept| ("Accept", accept)).into_iter().collect();
            let got = registry.send("GET", &target, &headers, b"");
            assert_eq!((got.status, got.body.as_slice()), (200, body), "{target} {accept:?}");
            assert_eq!(got.header("content-type"), Some(expected), "{target} {accept:?}");
            assert_eq!(got.header("x-content-type-options"), Some("nosniff"));
        }
    }
}

#[test]
fn every_kind_of_image_comes_back_as_it_went() {
    everywhere(|registry| {
        registry.put_blob("a", b"{}");
        let plain = manifest(&json!({}));
        stores(registry, MANIFEST, MANIFEST, &plain);
        stores(registry, &format!("{MANIFEST};charset=utf-8"), MANIFEST, &plain);
        stores(registry, "application/json", MANIFEST, &plain);
        stores(registry, "", MANIFEST, &plain);
        stores(registry, SCHEMA2, SCHEMA2, &manifest(&json!({ "mediaType": SCHEMA2 })));
        let child = json!({ "mediaType": MANIFEST, "digest": sha(&plain), "size": plain.len(), "platform": { "os": "linux", "architecture": "amd64" } });
        let index = |media_type: &str, children: &Value| {
            json!({ "schemaVersion": 2, "mediaType": media_type, "manifests": children }).to_string().into_bytes()
        };
        for media_type in [INDEX, LIST] {
            stores(registry, media_type, media_type, &index(media_type, &json!([])));
            let inner = index(media_type, &json!([child]));
            stores(registry, media_type, media_type, &inner);
            let nested = json!([{ "mediaType": media_type, "digest": sha(&inner), "size": inner.len() }]);
            stores(registry, media_type, media_type, &index(media_type, &nested));
        }
        let foreign =
            |media_type: &str| json!({ "mediaType": media_type, "digest": Digest::sha256(b"elsewhere"), "size": 7 });
        stores(
            registry,
            MANIFEST,
            MANIFEST,
            &manifest(&json!({
                "artifactType": "application/x",
                "subject": { "mediaType": MANIFEST, "digest": sha(b"missing"), "size": 1 },
                "layers": [
                    { "mediaType": "application/vnd.oci.empty.v1+json", "digest": sha(b"{}"), "size": 2, "data": "e30=" },
                    foreign("application/vnd.oci.image.layer.nondistributable.v1.tar+gzip"),
                    foreign("application/vnd.docker.image.rootfs.foreign.diff.tar.gzip"),
                ],
                "annotations": { "": "empty", "Digest": "x" },
                "org.example.own": { "Config": [1, 2.5, null] },
            })),
        );
        stores(registry, MANIFEST, MANIFEST, &manifest(&json!({ "annotations": { "large": "x".repeat(5 << 20) } })));
    });
}

#[test]
fn foreign_types_are_kept_as_they_are_by_option() {
    let own = "application/vnd.example.thing.v1+json";
    everywhere(|registry| {
        registry.put_blob("a", b"{}");
        stores(registry, own, own, br#"{"anything":["at", "all"]}"#);
        stores(registry, "", own, format!(r#"{{"mediaType":"{own}"}}"#).as_bytes());
        assert_eq!(put(registry, "v2", own, b"no json").status, 400);
        assert_eq!(put(registry, "v2", own, br#"{"mediaType":"application/other"}"#).status, 400);
        for active in
            ["text/html", "image/svg+xml", "application/xhtml+xml", "application/javascript", "multipart/mixed", "x"]
        {
            let refused = put(registry, "v2", active, b"{}");
            assert_eq!((refused.status, refused.code().as_str()), (400, "MANIFEST_INVALID"), "{active}");
        }
    });
    everywhere_with(
        |options| options.foreign = Foreign::Any,
        |registry| {
            stores(registry, "application/vnd.example.bytes", "application/vnd.example.bytes", b"\x00\x01 no json");
        },
    );
    everywhere_with(
        |options| options.foreign = Foreign::Refuse,
        |registry| assert_eq!(put(registry, "v1", own, b"{}").code(), "MANIFEST_INVALID"),
    );
}
