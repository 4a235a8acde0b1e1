//! Content that is not what its digest or its size says: fetched once more, and never kept.

use std::fs;

use super::{files, holds, partial, pull, says, stocked};
use crate::harness::{Fault, Faults, ImageSpec, On, Registry, TestEnv};

#[test]
fn a_blob_that_stays_wrong_is_fetched_twice_and_not_kept() {
    let (registry, image) = stocked(200_000);
    let faults = Faults::before(registry.address());
    let layer = &image.layers[0].digest;
    faults.order(On::each("GET", layer), Fault::FlipByte(150_000));
    let env = TestEnv::new();
    let said = pull(&env, &faults.reference("a:1")).fails(6);
    says(
        &said,
        &["source: ", layer, "has the digest", "hint: the bytes are damaged where they lie, or changed on the way"],
    );
    assert_eq!(faults.count("GET", layer), 2);
    assert_eq!(partial(&env, layer), None, "nothing wrong is kept");
    let hex = layer.strip_prefix("sha256:").unwrap();
    assert!(files(&env.store()).iter().all(|(path, _)| !path.ends_with(hex)));
    // The tag was not made, since its content is not there.
    env.wharf(&["inspect", &format!("store:{}", faults.reference("a:1"))]).fails(3);
}

#[test]
fn a_blob_that_is_wrong_once_is_healed() {
    let (registry, image) = stocked(200_000);
    let faults = Faults::before(registry.address());
    let layer = &image.layers[0].digest;
    faults.order(On::first("GET", layer), Fault::FlipByte(0));
    let env = TestEnv::new();
    pull(&env, &faults.reference("a:1")).ok();
    assert_eq!(faults.count("GET", layer), 2);
    holds(&env, &image);
}

#[test]
fn a_copy_never_passes_a_wrong_blob_on() {
    let (registry, image) = stocked(200_000);
    let (to, faults) = (Registry::start(), Faults::before(registry.address()));
    let layer = &image.layers[0].digest;
    faults.order(On::each("GET", layer), Fault::FlipByte(199_999));
    let env = TestEnv::new();
    let said = env.wharf(&["copy", &faults.reference("a:1"), &to.reference("b:1")]).fails(6);
    says(&said, &["source: ", layer]);
    assert_eq!(to.get(&format!("/v2/b/blobs/{layer}")).status, 404);
    assert_eq!(to.get("/v2/b/manifests/1").status, 404);
    faults.clear();
    faults.order(On::first("GET", layer), Fault::FlipByte(5));
    env.wharf(&["copy", &faults.reference("a:1"), &to.reference("b:1")]).ok();
    super::serves(&to, "b", "1", &image);
}

#[test]
fn a_blob_of_another_size_is_not_kept() {
    // Only a registry that does not look would take such a manifest.
    let registry = Registry::sparse();
    let layer = registry.put_blob("a", &[7; 5000]);
    let config = br#"{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[]}}"#;
    let digest = registry.put_blob("a", config);
    for (tag, size) in [("longer", 4000), ("shorter", 6000)] {
        let media_type = "application/vnd.oci.image.manifest.v1+json";
        let manifest = serde_json::json!({
            "schemaVersion": 2,
            "mediaType": media_type,
            "config": {"mediaType": "application/vnd.oci.image.config.v1+json", "digest": digest, "size": config.len()},
            "layers": [{"mediaType": "application/vnd.oci.image.layer.v1.tar", "digest": layer, "size": size}],
        });
        registry.put_manifest("a", tag, media_type, manifest.to_string().as_bytes());
        let env = TestEnv::new();
        let said = pull(&env, &registry.reference(&format!("a:{tag}"))).fails(6);
        says(&said, &["source: ", &layer, &format!("the blob has 5000 bytes, and {size} were declared")]);
        assert_eq!(partial(&env, &layer), None, "{tag}");
    }
}

#[test]
fn a_manifest_that_is_not_its_digest_is_refused() {
    let (registry, image) = stocked(1000);
    let faults = Faults::before(registry.address());
    faults.order(On::each("GET", "/manifests/"), Fault::FlipByte(20));
    let env = TestEnv::new();
    let reference = format!("{}@{}", faults.reference("a"), image.digest());
    let said = pull(&env, &reference).fails(6);
    says(&said, &["source: ", image.digest(), "the content has the digest", "hint: "]);
    // By tag, the digest that the registry announces is what counts.
    let said = pull(&env, &faults.reference("a:1")).fails(6);
    says(&said, &["source: ", image.digest(), "hint: "]);
    assert_eq!(faults.count("GET", "/blobs/"), 0, "nothing that it names is fetched");
}

#[test]
fn an_announced_digest_that_is_none_is_refused() {
    let (registry, image) = stocked(1000);
    let faults = Faults::before(registry.address());
    let other = "sha256:".to_owned() + &"a".repeat(64);
    faults.order(On::each("*", "/manifests/"), Fault::Header("docker-content-digest", other.clone()));
    let said = pull(&TestEnv::new(), &faults.reference("a:1")).fails(6);
    says(&said, &["source: ", image.digest(), &other]);
}

#[test]
fn a_layer_that_changed_on_disk_is_the_sources_fault_and_not_the_registrys() {
    let image = ImageSpec::layers(&[100_000]).make();
    let registry = Registry::start();
    let env = TestEnv::new();
    image.write_layout(&env.work("lay"), "v1");
    let layer = &image.layers[0].digest;
    let file = env.work("lay").join("blobs/sha256").join(layer.strip_prefix("sha256:").unwrap());
    let mut bytes = fs::read(&file).unwrap();
    bytes[50_000] ^= 1;
    fs::write(&file, bytes).unwrap();
    let said = env.wharf(&["push", "oci:lay:v1", &registry.reference("a:1")]).fails(6);
    says(&said, &["source: ", layer, "has the digest", "hint: the bytes are damaged where they lie"]);
    env.wharf(&["digest", &registry.reference("a:1")]).fails(3);
}
