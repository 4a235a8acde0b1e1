//! `wharf copy`: between registries, within one, and to and from the places on this machine.

use std::fs;
use std::os::unix::fs::MetadataExt;

use serde_json::{Value, json};

use super::{PLATFORMS, index, platforms, requests};
use crate::harness::{ImageSpec, Registry, TestEnv};

#[test]
fn between_registries_each_blob_costs_three_requests() {
    let (env, from, to) = (TestEnv::new(), Registry::start(), Registry::start());
    let image = ImageSpec::layers(&[100, 200_000, 3000]).make();
    image.put(&from, "a", "v1");
    let (source, target) = (from.reference("a:v1"), to.reference("mirror/a:v2"));
    let copied = env.wharf(&["copy", &source, &target]);
    assert_eq!((copied.stderr.as_str(), copied.code), ("", Some(0)));
    assert_eq!(copied.stdout, format!("{target}@{}\n", image.digest()));
    assert_eq!(requests(&from), ["GET manifest", "GET blob", "GET blob", "GET blob", "GET blob"]);
    assert_eq!(requests(&to).len(), 2 * 4 + 1, "{:?}", requests(&to));
    assert_eq!(to.get("/v2/mirror/a/manifests/v2").body, image.root.bytes);
    assert!(!env.store().exists(), "nothing goes through the store");
}

#[test]
fn a_copy_that_is_there_moves_nothing() {
    let (env, from, to) = (TestEnv::new(), Registry::start(), Registry::start());
    let image = ImageSpec::layers(&[100, 200]).make();
    image.put(&from, "a", "v1");
    let (source, target) = (from.reference("a:v1"), to.reference("a:v1"));
    env.wharf(&["copy", &source, &target]).ok();
    from.forget();
    to.forget();
    let report = env.wharf(&["copy", "--format", "json", &source, &target]).json();
    assert_eq!((&report["Unchanged"], &report["Blobs"]["Moved"]), (&json!(true), &json!(0)));
    assert_eq!(from.count("GET", "/blobs/"), 0);
    assert_eq!(to.count("PUT", ""), 0, "{:?}", to.log());
}

#[test]
fn within_a_registry_blobs_are_mounted() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    let image = ImageSpec::layers(&[100, 200_000, 3000]).make();
    image.put(&registry, "a", "v1");
    let (source, target) = (registry.reference("a:v1"), registry.reference("b/c:v1"));
    let report = env.wharf(&["copy", "--format", "json", &source, &target]).json();
    assert_eq!((&report["Blobs"]["Mounted"]["Count"], &report["Blobs"]["Moved"]), (&json!(4), &json!(0)));
    // The manifest read, a mount for each of four blobs, the manifest put.
    assert_eq!(requests(&registry).len(), 4 + 2, "{:?}", requests(&registry));
    assert_eq!(registry.count("POST", "mount="), 4);
    assert_eq!(registry.count("GET", "/blobs/"), 0);
    assert_eq!(env.wharf(&["digest", &target]).ok().trim(), image.digest());
}

#[test]
fn a_new_tag_costs_two_requests() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    for (image, repository) in [(ImageSpec::layers(&[100, 200]).make(), "image"), (index(), "index")] {
        image.put(&registry, repository, "v1");
        let (source, target) =
            (registry.reference(&format!("{repository}:v1")), registry.reference(&format!("{repository}:stable")));
        let copied = env.wharf(&["copy", &source, &target]).ok();
        assert_eq!(copied, format!("{target}@{}\n", image.digest()));
        assert_eq!(requests(&registry), ["GET manifest", "PUT manifest"]);
    }
    let tags = env.wharf(&["tag", "ls", &registry.reference("index")]).ok();
    assert_eq!(tags, "stable\nv1\n");
}

#[test]
fn layouts_registries_and_the_store_are_all_alike() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    let image = index();
    image.write_layout(&env.work("one"), "v1");
    let hop = registry.reference("hop:v1");
    for (source, target) in [
        ("oci:one:v1", "oci:two:v2"),
        ("oci:two", "store:a/b:v3"),
        ("store:a/b:v3", hop.as_str()),
        (hop.as_str(), "ocidir://three:v4"),
        ("oci:three:v4", "store:c"),
    ] {
        let report = env.wharf(&["copy", "--format", "json", source, target]).json();
        assert_eq!((report["Digest"].as_str(), &report["Manifests"]), (Some(image.digest()), &json!(4)), "{target}");
        let told = env.wharf(&["digest", target]).ok();
        assert_eq!(told.trim(), image.digest());
    }
    assert_eq!(env.wharf(&["cp", "oci:one:v1", "oci:four"]).code, Some(0));
    assert_eq!(env.wharf(&["image", "copy", "oci:one:v1", "oci:five"]).code, Some(0));
    for blob in image.blobs().chain(&image.manifests).chain([&image.root]) {
        let hex = blob.digest.strip_prefix("sha256:").unwrap();
        assert_eq!(fs::read(env.work(format!("three/blobs/sha256/{hex}"))).unwrap(), blob.bytes);
    }
}

#[test]
fn what_lies_on_the_same_disk_is_linked() {
    let env = TestEnv::new();
    let image = ImageSpec::layers(&[100, 5000]).make();
    image.write_layout(&env.work("src"), "v1");
    env.wharf(&["copy", "oci:src:v1", "store:a:v1"]).ok();
    let report = env.wharf(&["copy", "--format", "json", "store:a:v1", "store:b:v1"]).json();
    assert_eq!((&report["Blobs"]["Linked"]["Count"], &report["Blobs"]["Moved"]), (&json!(3), &json!(0)), "{report}");
    let hex = image.layers[1].digest.strip_prefix("sha256:").unwrap();
    let inode = |repository: &str| {
        let dir = env.wharf(&["store", "path", repository]).ok();
        fs::metadata(format!("{}/blobs/sha256/{hex}", dir.trim())).unwrap().ino()
    };
    assert_eq!(inode("a"), inode("b"));
}

#[test]
fn a_destination_may_be_a_digest() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    let image = ImageSpec::layers(&[100]).make();
    image.write_layout(&env.work("src"), "v1");
    let (right, wrong) = (image.digest().to_owned(), format!("sha256:{}", "1".repeat(64)));
    let pinned = registry.reference(&format!("a@{right}"));
    assert_eq!(env.wharf(&["copy", "oci:src:v1", &pinned]).ok(), format!("{pinned}\n"));
    assert_eq!(registry.get(&format!("/v2/a/manifests/{right}")).status, 200);
    assert_eq!(registry.get("/v2/a/tags/list").json()["tags"], json!([]));
    // With a tag as well, the digest is what the image must have.
    env.wharf(&["copy", "oci:src:v1", &registry.reference(&format!("a:v1@{right}"))]).ok();
    assert_eq!(registry.get("/v2/a/manifests/v1").status, 200);
    for target in
        [registry.reference(&format!("b:v1@{wrong}")), format!("oci:b:v1@{wrong}"), format!("store:b@{wrong}")]
    {
        let told = env.wharf(&["copy", "oci:src:v1", &target]).fails(1);
        assert!(told.contains(&wrong) && told.contains(&right), "{told}");
    }
    assert_eq!(registry.get("/v2/b/tags/list").status, 404);
    assert_eq!(env.wharf(&["tag", "ls", "oci:b"]).ok(), "");
    // A source by its digest, tag or not.
    env.wharf(&["copy", &format!("oci:src@{right}"), "oci:out:v1"]).ok();
    env.wharf(&[
        "copy",
        &format!("{pinned}:v1").replace(&format!("@{right}:v1"), &format!(":v1@{right}")),
        "oci:out:v2",
    ])
    .ok();
    env.wharf(&["copy", &format!("oci:src@{wrong}"), "oci:out:v3"]).fails(3);
}

#[test]
fn platforms_are_chosen_as_in_a_pull() {
    let (env, registry, sparse) = (TestEnv::new(), Registry::start(), Registry::sparse());
    let image = index();
    image.write_layout(&env.work("src"), "v1");
    let one = ["copy", "-p", PLATFORMS[2], "-f", "{{.Digest}}", "oci:src", &registry.reference("one")];
    assert_eq!(env.wharf(&one).ok().trim(), image.manifests[2].digest);
    let two = ["copy", "-p", PLATFORMS[0], "-p", PLATFORMS[2], "oci:src", &registry.reference("two")];
    let first = env.wharf(&two).ok();
    assert_eq!(env.wharf(&two).ok(), first, "the same choice gives the same digest");
    let index = env.wharf(&["manifest", "get", "-f", "json", &registry.reference("two")]).json();
    assert_eq!(platforms(&index), [PLATFORMS[0], PLATFORMS[2]]);
    let all = ["copy", "-f", "{{.Digest}}", "oci:src", &registry.reference("all")];
    assert_eq!(env.wharf(&all).ok().trim(), image.digest());

    let kept = |to: &Registry| {
        let target = to.reference("sparse");
        env.wharf(&["copy", "-p", PLATFORMS[0], "--sparse", "-f", "{{.Digest}}", "oci:src", &target])
    };
    assert_eq!(kept(&sparse).ok().trim(), image.digest());
    // A registry that wants all of an index says so, and the remedy is told.
    let told = kept(&registry).fails(1);
    assert!(told.contains(&image.manifests[1].digest) && told.contains("leave --sparse out"), "{told}");
}

/// A layout with an image of which one layer is meant to be fetched from elsewhere.
fn with_foreign_layer(env: &TestEnv) -> String {
    let image = ImageSpec::layers(&[100, 200]).make();
    let mut manifest: Value = serde_json::from_slice(&image.root.bytes).unwrap();
    manifest["layers"][1]["mediaType"] = json!("application/vnd.oci.image.layer.nondistributable.v1.tar+gzip");
    manifest["layers"][1]["urls"] = json!(["https://layers.example/base.tar.gz"]);
    let mut changed = image.clone();
    changed.root.bytes = manifest.to_string().into_bytes();
    changed.root.digest = wharf::oci::Digest::sha256(&changed.root.bytes).to_string();
    changed.manifests = vec![changed.root.clone()];
    changed.write_layout(&env.work("src"), "v1");
    image.layers[1].digest.clone()
}

#[test]
fn external_layers_stay_where_they_are_unless_they_are_asked_for() {
    let env = TestEnv::new();
    let digest = with_foreign_layer(&env);
    let at = |dir: &str| env.work(dir).join("blobs/sha256").join(digest.strip_prefix("sha256:").unwrap());
    env.wharf(&["copy", "oci:src:v1", "oci:without"]).ok();
    assert!(!at("without").exists());
    env.wharf(&["copy", "--include-external", "oci:src:v1", "oci:with"]).ok();
    assert!(at("with").exists());
    let (bare, whole) = (env.wharf(&["digest", "oci:without"]).ok(), env.wharf(&["digest", "oci:with"]).ok());
    assert_eq!(bare, whole);
    // A registry takes the manifest though it lacks the layer.
    let registry = Registry::start();
    env.wharf(&["copy", "oci:src:v1", &registry.reference("a")]).ok();
    assert_eq!(registry.get(&format!("/v2/a/blobs/{digest}")).status, 404);
}
