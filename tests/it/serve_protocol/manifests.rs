//! The bundled registry on the wire: manifests, tags, referrers and lists (`distribution-spec#endpoints`).

use serde_json::{Value, json};
use wharf::oci::{Algorithm, Digest};

use crate::harness::{ImageSpec, Registry, Reply};

const MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";
const INDEX: &str = "application/vnd.oci.image.index.v1+json";

/// A registry whose repository `a` has the empty blob that every manifest here names.
fn registry() -> Registry {
    let registry = Registry::start();
    registry.put_blob("a", b"{}");
    registry
}

fn manifest(more: &Value) -> Vec<u8> {
    let mut manifest = json!({
        "schemaVersion": 2,
        "mediaType": MANIFEST,
        "config": { "mediaType": "application/vnd.oci.empty.v1+json", "digest": Digest::sha256(b"{}").to_string(), "size": 2 },
        "layers": [],
    });
    manifest.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    manifest.to_string().into_bytes()
}

fn put(registry: &Registry, reference: &str, media_type: &str, body: &[u8]) -> Reply {
    registry.send("PUT", &format!("/v2/a/manifests/{reference}"), &[("Content-Type", media_type)], body)
}

#[test]
fn a_manifest_comes_back_byte_for_byte() {
    let registry = registry();
    // Spaces and a field that nobody knows: a registry that writes documents anew loses them.
    let body = String::from_utf8(manifest(&json!({ "x-own": [1, 2] }))).unwrap().replace(':', " : ").into_bytes();
    let body = String::from_utf8(body).unwrap().replace("sha256 : ", "sha256:").into_bytes();
    let digest = Digest::sha256(&body).to_string();
    let stored = put(&registry, "v1", MANIFEST, &body);
    assert_eq!(
        (stored.status, stored.header("docker-content-digest")),
        (201, Some(digest.as_str())),
        "{}",
        stored.text()
    );
    assert_eq!(registry.get(stored.header("location").unwrap()).body, body);
    for reference in ["v1", &digest] {
        let target = format!("/v2/a/manifests/{reference}");
        let (got, head) = (registry.get(&target), registry.send("HEAD", &target, &[], b""));
        assert_eq!(got.body, body);
        for name in ["content-type", "content-length", "docker-content-digest", "etag"] {
            assert!(got.header(name).is_some() && got.header(name) == head.header(name), "{name}");
        }
        assert_eq!(got.header("content-type"), Some(MANIFEST));
        let known = registry.send("GET", &target, &[("If-None-Match", got.header("etag").unwrap())], b"");
        assert_eq!(known.status, 304);
    }
}

#[test]
fn documents_that_are_not_sound_are_refused() {
    let registry = registry();
    let sound = manifest(&json!({}));
    let elsewhere = Digest::sha256(b"elsewhere").to_string();
    let layer = json!({ "mediaType": "application/vnd.oci.image.layer.v1.tar", "digest": elsewhere, "size": 9 });
    let large = manifest(&json!({ "annotations": { "large": "x".repeat(9 << 20) } }));
    let both = manifest(&json!({ "manifests": [] }));
    let lacking = manifest(&json!({ "layers": [layer] }));
    let index = json!({ "schemaVersion": 2, "manifests": [{ "mediaType": MANIFEST, "digest": elsewhere, "size": 9 }] })
        .to_string();
    let cases: [(&str, &str, &[u8], u16, &str); 10] = [
        ("v1", MANIFEST, b"no json", 400, "MANIFEST_INVALID"),
        ("v1", MANIFEST, b"", 400, "MANIFEST_INVALID"),
        ("v1", INDEX, &sound, 400, "MANIFEST_INVALID"),
        ("v1", "application/x-own", br#"{"mediaType":"application/x-own"}"#, 400, "MANIFEST_INVALID"),
        ("v1", MANIFEST, &both, 400, "MANIFEST_INVALID"),
        ("v1", MANIFEST, &lacking, 400, "MANIFEST_BLOB_UNKNOWN"),
        ("v1", INDEX, index.as_bytes(), 400, "MANIFEST_BLOB_UNKNOWN"),
        (&elsewhere, MANIFEST, &sound, 400, "DIGEST_INVALID"),
        ("-v1", MANIFEST, &sound, 400, "MANIFEST_INVALID"),
        ("v1", MANIFEST, &large, 413, "SIZE_INVALID"),
    ];
    for (reference, media_type, body, status, code) in cases {
        let reply = put(&registry, reference, media_type, body);
        let start = String::from_utf8_lossy(&body[..body.len().min(80)]).into_owned();
        assert_eq!((reply.status, reply.code().as_str()), (status, code), "{reference} {media_type} {start}");
    }
    assert_eq!(registry.get("/v2/a/manifests/v1").code(), "MANIFEST_UNKNOWN");
    assert_eq!(registry.get("/v2/a/tags/list").json()["tags"], json!([]));
    let missing = put(&registry, "v1", MANIFEST, &lacking).json();
    assert_eq!(missing["errors"][0]["detail"], json!([elsewhere]));
}

#[test]
fn a_sparse_registry_and_foreign_layers_need_no_content() {
    let foreign = json!({
        "mediaType": "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip",
        "digest": Digest::sha256(b"windows").to_string(), "size": 7,
    });
    assert_eq!(put(&registry(), "v1", MANIFEST, &manifest(&json!({ "layers": [foreign] }))).status, 201);
    assert_eq!(put(&Registry::sparse(), "v1", MANIFEST, &manifest(&json!({}))).status, 201);
}

#[test]
fn a_digest_may_be_pushed_in_either_algorithm_and_with_tags() {
    let registry = registry();
    let body = manifest(&json!({}));
    let digest = Algorithm::Sha512.digest(&body).to_string();
    let stored = put(&registry, &format!("{digest}?tag=one&tag=two"), &format!("{MANIFEST}; charset=utf-8"), &body);
    assert_eq!((stored.status, stored.header("oci-tag")), (201, Some("one, two")));
    assert_eq!(registry.get("/v2/a/manifests/two").header("docker-content-digest"), Some(digest.as_str()));
    let half = put(&registry, &format!("{digest}?tag=good&tag=-bad"), MANIFEST, &body);
    assert_eq!((half.status, registry.get("/v2/a/manifests/good").status), (400, 404));
    let many = vec!["tag=x"; 101].join("&");
    assert_eq!(put(&registry, &format!("{digest}?{many}"), MANIFEST, &body).status, 414);
}

#[test]
fn a_manifest_without_a_type_is_what_its_content_says() {
    let registry = registry();
    let mut untyped: Value = serde_json::from_slice(&manifest(&json!({}))).unwrap();
    untyped.as_object_mut().unwrap().remove("mediaType");
    let stored = registry.send("PUT", "/v2/a/manifests/v1", &[], untyped.to_string().as_bytes());
    assert_eq!(stored.status, 201, "{}", stored.text());
    assert_eq!(registry.get("/v2/a/manifests/v1").header("content-type"), Some(MANIFEST));
}

#[test]
fn a_tag_is_deleted_alone_and_a_manifest_with_its_tags() {
    let registry = Registry::start();
    let image = ImageSpec::default().make();
    image.put(&registry, "a", "one");
    image.put(&registry, "a", "two");
    image.put(&registry, "a", "three");
    let delete = |reference: &str| registry.send("DELETE", &format!("/v2/a/manifests/{reference}"), &[], b"");
    assert_eq!(delete("one").status, 202);
    assert_eq!(delete("one").code(), "MANIFEST_UNKNOWN");
    assert_eq!(registry.get("/v2/a/tags/list").json()["tags"], json!(["three", "two"]));
    assert_eq!(delete(image.digest()).status, 202);
    for reference in ["two", "three", image.digest()] {
        assert_eq!(registry.get(&format!("/v2/a/manifests/{reference}")).code(), "MANIFEST_UNKNOWN");
    }
    assert_eq!(registry.get("/v2/a/tags/list").json(), json!({ "name": "a", "tags": [] }));
}

#[test]
fn lists_go_by_pages() {
    let registry = registry();
    for tag in ["b", "c", "a", "B"] {
        put(&registry, tag, MANIFEST, &manifest(&json!({})));
    }
    let mut target = "/v2/a/tags/list?n=3".to_owned();
    let mut seen = Vec::new();
    let mut pages = 0;
    loop {
        let reply = registry.get(&target);
        seen.extend(reply.json()["tags"].as_array().unwrap().clone());
        pages += 1;
        let Some(link) = reply.header("link") else { break };
        link.strip_prefix('<').and_then(|link| link.strip_suffix(">; rel=\"next\"")).unwrap().clone_into(&mut target);
    }
    assert_eq!((json!(seen), pages), (json!(["B", "a", "b", "c"]), 2));
    for (query, tags) in [
        ("n=0", json!([])),
        ("last=a", json!(["b", "c"])),
        ("n=4", json!(["B", "a", "b", "c"])),
        ("last=zz&n=1", json!([])),
    ] {
        let reply = registry.get(&format!("/v2/a/tags/list?{query}"));
        assert_eq!((reply.json()["tags"].clone(), reply.header("link")), (tags, None), "{query}");
    }
    for query in ["n=-1", "n=x"] {
        assert_eq!(registry.get(&format!("/v2/a/tags/list?{query}")).status, 400, "{query}");
    }
    assert_eq!(registry.get("/v2/none/tags/list").code(), "NAME_UNKNOWN");
    registry.put_blob("a/b", b"x");
    let first = registry.get("/v2/_catalog?n=1");
    assert_eq!(
        (first.json(), first.header("link")),
        (json!({ "repositories": ["a"] }), Some("</v2/_catalog?n=1&last=a>; rel=\"next\""))
    );
    assert_eq!(registry.get("/v2/_catalog").json(), json!({ "repositories": ["a", "a/b"] }));
}

#[test]
fn referrers_are_listed_from_the_moment_they_are_stored() {
    let registry = registry();
    let subject = Digest::sha256(b"comes later").to_string();
    let list = |query: &str| registry.get(&format!("/v2/a/referrers/{subject}{query}"));
    let empty = list("");
    assert_eq!((empty.status, empty.header("content-type")), (200, Some(INDEX)));
    assert_eq!(empty.json(), json!({ "schemaVersion": 2, "mediaType": INDEX, "manifests": [] }));
    assert_eq!(registry.get("/v2/none/referrers/latest").code(), "DIGEST_INVALID");

    let about = json!({ "mediaType": MANIFEST, "digest": subject, "size": 11 });
    let sbom =
        manifest(&json!({ "artifactType": "application/x-sbom", "subject": about, "annotations": { "k": "v" } }));
    let stored = put(&registry, &Digest::sha256(&sbom).to_string(), MANIFEST, &sbom);
    assert_eq!(stored.header("oci-subject"), Some(subject.as_str()));
    let untyped = manifest(&json!({ "subject": about }));
    put(&registry, "untyped", MANIFEST, &untyped);
    let index = json!({ "schemaVersion": 2, "mediaType": INDEX, "manifests": [], "subject": about }).to_string();
    assert_eq!(put(&registry, "index", INDEX, index.as_bytes()).header("oci-subject"), Some(subject.as_str()));

    let all = list("").json();
    let mut types: Vec<_> =
        all["manifests"].as_array().unwrap().iter().map(|one| one["artifactType"].clone()).collect();
    types.sort_by_key(ToString::to_string);
    assert_eq!(types, [json!("application/vnd.oci.empty.v1+json"), json!("application/x-sbom"), Value::Null]);
    let sboms = list("?artifactType=application/x-sbom");
    assert_eq!(sboms.header("oci-filters-applied"), Some("artifactType"));
    assert_eq!(
        sboms.json()["manifests"],
        json!([{
            "mediaType": MANIFEST, "digest": Digest::sha256(&sbom).to_string(), "size": sbom.len(),
            "annotations": { "k": "v" }, "artifactType": "application/x-sbom",
        }])
    );
    registry.send("DELETE", &format!("/v2/a/manifests/{}", Digest::sha256(&sbom)), &[], b"");
    assert_eq!(list("?artifactType=application/x-sbom").json()["manifests"], json!([]));
}
