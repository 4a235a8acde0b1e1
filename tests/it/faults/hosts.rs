//! Flags about one host or all, and what a registry refuses that has a remedy.

use wharf::oci::Digest;

use super::{says, stocked};
use crate::harness::{Blob, Fault, Faults, Image, ImageSpec, On, Registry, TestEnv, TlsFront};

#[test]
fn whoever_is_not_verified_may_speak_plain_http_on_this_machine() {
    let (registry, image) = stocked(1000);
    let front = TlsFront::before(registry.address());
    let env = TestEnv::new();
    let named = format!("--tls-skip-verify={}", front.address());
    for (flag, reference) in [
        ("--tls-skip-verify", registry.reference("a:1")),
        ("--tls-skip-verify", front.reference("a:1")),
        (&named, front.reference("a:1")),
    ] {
        assert_eq!(env.wharf(&["digest", flag, &reference]).ok().trim(), image.digest(), "{flag} {reference}");
    }
    let other = TlsFront::before(registry.address());
    let said = env.wharf(&["digest", &named, &other.reference("a:1"), "--retries", "0"]).fails(5);
    says(&said, &["not signed by a known authority"]);
}

#[test]
fn a_manifest_that_is_not_there_leads_to_the_tags() {
    let (registry, _) = stocked(1000);
    let env = TestEnv::new();
    let hint = format!("hint: `wharf tag ls {}` lists the tags there are", registry.reference("a"));
    for command in [&["digest"][..], &["manifest", "head"], &["manifest", "get"]] {
        let said = env.wharf(&[command, &[&registry.reference("a:9")]].concat()).fails(3);
        says(&said, &[&hint]);
    }
}

#[test]
fn an_index_that_is_refused_without_all_its_images_is_told() {
    let from = Registry::start();
    ImageSpec::default().platforms(&["linux/amd64", "linux/arm64"]).make().put(&from, "a", "1");
    let (to, env) = (Registry::start(), TestEnv::new());
    let (source, target) = (from.reference("a:1"), to.reference("b:1"));
    let said = env.wharf(&["copy", "--sparse", "--platform", "linux/arm64", &source, &target]).fails(1);
    says(&said, &["destination: ", "MANIFEST_BLOB_UNKNOWN", "hint: this registry takes an index only with all of its"]);
}

#[test]
fn a_blob_that_the_source_lacks_is_not_the_trouble_of_the_destination() {
    let (from, image) = stocked(20_000);
    let faults = Faults::before(from.address());
    let layer = image.blobs().max_by_key(|blob| blob.bytes.len()).unwrap();
    faults.order(On::each("GET", format!("/blobs/{}", layer.digest)), Fault::Refuse(404, None));
    let (to, env) = (Registry::start(), TestEnv::new());
    let said = env.wharf(&["copy", &faults.reference("a:1"), &to.reference("b:1")]).fails(3);
    says(&said, &["source: ", &layer.digest, "the registry has no such blob"]);
    assert!(!said.contains("uploading"), "{said}");
    assert!(to.count("PATCH", "/blobs/uploads/") == 0, "{:?}", to.log());
}

/// An image whose layer is at `url`, and the layer.
fn foreign(url: impl FnOnce(&str) -> String) -> (Image, Blob) {
    let mut image = ImageSpec::layers(&[1000]).make();
    let layer = image.layers.remove(0);
    let mut manifest: serde_json::Value = serde_json::from_slice(&image.root.bytes).unwrap();
    manifest["layers"][0]["mediaType"] = "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip".into();
    manifest["layers"][0]["urls"] = serde_json::json!([url(&layer.digest)]);
    image.root.bytes = manifest.to_string().into_bytes();
    image.root.digest = Digest::sha256(&image.root.bytes).to_string();
    image.manifests.clear();
    (image, layer)
}

#[test]
fn a_foreign_layer_that_a_layout_lacks_is_told_with_its_address() {
    let (image, layer) = foreign(|_| "https://example.com/layer".to_owned());
    let (to, env) = (Registry::start(), TestEnv::new());
    image.write_layout(&env.work("image"), "1");
    let copy = ["copy", "oci:image:1", &to.reference("b:1")];
    env.wharf(&copy).ok();
    let said = env.wharf(&["copy", "--include-external", "oci:image:1", &to.reference("c:1")]).fails(3);
    says(&said, &["source: the foreign layer ", &layer.digest, "oci:image", "\"https://example.com/layer\""]);
    says(&said, &["hint: without --include-external"]);
}

#[test]
fn a_foreign_layer_that_a_registry_lacks_comes_from_its_address() {
    let (from, home, to) = (Registry::start(), Registry::start(), Registry::start());
    let (image, layer) = foreign(|digest| format!("http://{}/v2/x/blobs/{digest}", home.address()));
    image.put(&from, "a", "1");
    let env = TestEnv::new();
    let copy = ["copy", "--include-external", &from.reference("a:1"), &to.reference("b:1")];
    says(&env.wharf(&copy).fails(3), &["source: the foreign layer ", &layer.digest, "hint: "]);
    home.put_blob("x", &layer.bytes);
    env.wharf(&copy).ok();
    assert!(to.get(&format!("/v2/b/blobs/{}", layer.digest)).body == layer.bytes);
}
