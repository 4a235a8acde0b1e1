//! The bundled registry on the wire: manifests, tags, referrers and lists (`distribution-spec#endpoints`).

use serde_json::{Value, json};
use wharf::oci::{Algorithm, Digest};
use wharf::server::Sparse;

use super::{INDEX, MANIFEST, everywhere, everywhere_with, manifest, put};
use crate::harness::ImageSpec;

#[test]
fn a_manifest_comes_back_byte_for_byte() {
    everywhere(|registry| {
        registry.put_blob("a", b"{}");

        // Spaces and a field that nobody knows: a registry that writes documents anew loses them.
        let body = String::from_utf8(manifest(&json!({ "x-own": [1, 2] }))).unwrap().replace(':', " : ").into_bytes();
        let body = String::from_utf8(body).unwrap().replace("sha256 : ", "sha256:").into_bytes();
        let digest = Digest::sha256(&body).to_string();
        let stored = put(registry, "v1", MANIFEST, &body);
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
    });
}

#[test]
fn a_digest_may_be_pushed_in_either_algorithm_and_with_tags() {
    everywhere(|registry| {
        registry.put_blob("a", b"{}");

        let body = manifest(&json!({}));
        let digest = Algorithm::Sha512.digest(&body).to_string();
        let stored = put(registry, &format!("{digest}?tag=one&tag=two"), &format!("{MANIFEST}; charset=utf-8"), &body);
        assert_eq!((stored.status, stored.header("oci-tag")), (201, Some("one, two")));
        assert_eq!(registry.get("/v2/a/manifests/two").header("docker-content-digest"), Some(digest.as_str()));
        let half = put(registry, &format!("{digest}?tag=good&tag=-bad"), MANIFEST, &body);
        assert_eq!((half.status, registry.get("/v2/a/manifests/good").status), (400, 404));
        let many = vec!["tag=x"; 101].join("&");
        assert_eq!(put(registry, &format!("{digest}?{many}"), MANIFEST, &body).status, 414);
    });
}

#[test]
fn a_manifest_without_a_type_is_what_its_content_says() {
    everywhere(|registry| {
        registry.put_blob("a", b"{}");

        let mut untyped: Value = serde_json::from_slice(&manifest(&json!({}))).unwrap();
        untyped.as_object_mut().unwrap().remove("mediaType");
        let stored = registry.send("PUT", "/v2/a/manifests/v1", &[], untyped.to_string().as_bytes());
        assert_eq!(stored.status, 201, "{}", stored.text());
        assert_eq!(registry.get("/v2/a/manifests/v1").header("content-type"), Some(MANIFEST));
    });
}

#[test]
fn a_tag_is_deleted_alone_and_a_manifest_with_its_tags() {
    everywhere(|registry| {
        let image = ImageSpec::default().make();
        image.put(registry, "a", "one");
        image.put(registry, "a", "two");
        image.put(registry, "a", "three");
        let delete = |reference: &str| registry.send("DELETE", &format!("/v2/a/manifests/{reference}"), &[], b"");
        assert_eq!(delete("one").status, 202);
        assert_eq!(delete("one").code(), "MANIFEST_UNKNOWN");
        assert_eq!(registry.get("/v2/a/tags/list").json()["tags"], json!(["three", "two"]));
        assert_eq!(delete(image.digest()).status, 202);
        for reference in ["two", "three", image.digest()] {
            assert_eq!(registry.get(&format!("/v2/a/manifests/{reference}")).code(), "MANIFEST_UNKNOWN");
        }
        assert_eq!(registry.get("/v2/a/tags/list").json(), json!({ "name": "a", "tags": [] }));
    });
}

#[test]
fn a_manifest_says_the_sizes_that_its_content_has() {
    everywhere(|registry| {
        let blob = registry.put_blob("a", b"{}");
        let layer =
            |size: u64| json!({ "mediaType": "application/vnd.oci.image.layer.v1.tar", "digest": blob, "size": size });
        for layers in [json!([layer(3)]), json!([layer(2), layer(1)])] {
            let refused = put(registry, "v1", MANIFEST, &manifest(&json!({ "layers": layers })));
            assert_eq!((refused.status, refused.code().as_str()), (400, "MANIFEST_INVALID"), "{}", refused.text());
            let detail = &refused.json()["errors"][0]["detail"];
            assert_eq!((&detail["digest"], &detail["size"]), (&json!(blob), &json!(2)));
            assert!(refused.text().contains("but it has 2"), "{}", refused.text());
        }
        let whole = manifest(&json!({ "layers": [layer(2), layer(2)] }));
        assert_eq!(put(registry, "v1", MANIFEST, &whole).status, 201);
        // A layer that lives elsewhere is not here to be measured, nor is a subject.
        let mut foreign = layer(77);
        foreign["mediaType"] = json!("application/vnd.oci.image.layer.nondistributable.v1.tar");
        let subject = json!({ "mediaType": MANIFEST, "digest": Digest::sha256(&whole), "size": 1 });
        let odd = manifest(&json!({ "layers": [foreign], "subject": subject }));
        assert_eq!(put(registry, "v2", MANIFEST, &odd).status, 201);
        let index = |size: usize| {
            let child = json!({ "mediaType": MANIFEST, "digest": Digest::sha256(&whole), "size": size });
            json!({ "schemaVersion": 2, "manifests": [child] }).to_string().into_bytes()
        };
        assert_eq!(put(registry, "all", INDEX, &index(whole.len() + 1)).code(), "MANIFEST_INVALID");
        assert_eq!(put(registry, "all", INDEX, &index(whole.len())).status, 201);
    });
    everywhere_with(
        |options| options.sparse = Sparse::Accept,
        |registry| {
            let layer = json!({ "mediaType": "x", "digest": Digest::sha256(b"gone"), "size": 5 });
            assert_eq!(put(registry, "v1", MANIFEST, &manifest(&json!({ "layers": [layer] }))).status, 201);
        },
    );
}
