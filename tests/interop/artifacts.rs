//! Artifacts and deletions with real peers: the reference registry, which keeps no list of referrers and deletes by
//! digest alone, and skopeo, which reads what is put.

use std::fs;

use serde_json::Value;

use crate::images::bulky;
use crate::peers::{DockerRegistry, Place, have};

/// The artifacts that the registry's tag for `digest` lists.
fn listed(place: &Place, repository: &str, digest: &str) -> Vec<String> {
    let name = format!("docker://{repository}:{}", digest.replace(':', "-"));
    let raw = place.skopeo(&["inspect", "--tls-verify=false", "--raw", &name]).ok();
    let list: Value = serde_json::from_str(&raw).unwrap();
    list["manifests"].as_array().unwrap().iter().map(|one| one["digest"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn artifacts_live_in_a_registry_that_keeps_no_list() {
    if !have(&["docker-registry", "skopeo", "umoci"]) {
        return;
    }
    let place = Place::new();
    let registry = DockerRegistry::start(&place, "registry");
    let repository = format!("{}/team/app", registry.host);
    let image = format!("{repository}:v1");
    place.wharf(&["copy", &bulky(&place, "image", 1, 10_000), &image]).ok();
    let digest = place.wharf(&["digest", &image]).ok();
    fs::create_dir(place.path("docs")).unwrap();
    fs::write(place.path("docs/a.txt"), "hello").unwrap();
    let attach =
        |kind: &str| place.wharf(&["artifact", "put", "-f", "docs", "--artifact-type", kind, "--subject", &image]).ok();
    let (one, other) = (attach("a/one"), attach("a/other"));
    assert_eq!(listed(&place, &repository, &digest), [one.clone(), other.clone()]);
    let found =
        place.wharf(&["artifact", "list", "--format", "{{range .Descriptors}}{{.ArtifactType}} {{end}}", &image]);
    assert_eq!(found.ok(), "a/one a/other");
    fs::create_dir(place.path("out")).unwrap();
    place.wharf(&["artifact", "get", "--subject", &image, "--filter-artifact-type", "a/other", "-o", "out"]).ok();
    assert_eq!(fs::read_to_string(place.path("out/docs/a.txt")).unwrap(), "hello");
    // skopeo reads the manifest and copies the artifact as it is.
    let raw = place.skopeo(&["inspect", "--tls-verify=false", "--raw", &format!("docker://{repository}@{one}")]).ok();
    let manifest: Value = serde_json::from_str(&raw).unwrap();
    assert_eq!((&manifest["artifactType"], &manifest["subject"]["digest"]), (&"a/one".into(), &digest.as_str().into()));
    let target = format!("oci:{}:a", place.text("copied"));
    let from = format!("docker://{repository}@{one}");
    place.skopeo(&["copy", "-q", "--src-tls-verify=false", &from, &target]).ok();
    assert_eq!(place.wharf(&["digest", &target]).ok(), one);
    place.wharf(&["manifest", "delete", &format!("{repository}@{one}")]).ok();
    assert_eq!(listed(&place, &repository, &digest), [other]);
}

#[test]
fn a_tag_goes_and_its_sibling_is_pulled() {
    if !have(&["docker-registry", "skopeo", "umoci"]) {
        return;
    }
    let place = Place::new();
    let registry = DockerRegistry::start(&place, "registry");
    let repository = format!("{}/team/app", registry.host);
    let image = bulky(&place, "image", 2, 10_000);
    let name = |tag: &str| format!("{repository}:{tag}");
    for tag in ["v1", "v2", "v3"] {
        place.wharf(&["copy", &image, &name(tag)]).ok();
    }
    let digest = place.wharf(&["digest", &name("v1")]).ok();
    let planned = place.wharf(&["tag", "delete", "--dry-run", &name("v1"), &name("v2")]).ok();
    assert_eq!(planned.lines().count(), 2, "{planned}");
    place.wharf(&["tag", "delete", &name("v1"), &name("v2")]).ok();
    assert_eq!(place.wharf(&["tag", "ls", &repository]).ok(), "v3");
    let from = format!("docker://{}", name("v3"));
    place.skopeo(&["copy", "-q", "--src-tls-verify=false", &from, &format!("oci:{}:v3", place.text("out"))]).ok();
    assert_eq!(place.wharf(&["digest", &format!("oci:{}:v3", place.text("out"))]).ok(), digest);
    assert!(!registry.requests().iter().any(|request| request.starts_with("DELETE") && request.contains(&digest)));
    // A manifest goes with all its tags, and is not there a second time.
    let pinned = format!("{repository}@{digest}");
    place.wharf(&["image", "delete", &pinned]).ok();
    place.wharf(&["digest", &name("v3")]).fails(3);
    place.wharf(&["image", "delete", &pinned]).fails(3);
}

#[test]
fn blobs_and_manifests_are_put_by_hand_into_the_reference_registry() {
    if !have(&["docker-registry", "skopeo", "umoci"]) {
        return;
    }
    let place = Place::new();
    let registry = DockerRegistry::start(&place, "registry");
    let image = bulky(&place, "image", 1, 10_000);
    let layout = image.trim_end_matches(":v1").to_owned();
    let raw = place.wharf(&["manifest", "get", "--format", "raw-body", &image]).ok();
    let manifest: Value = serde_json::from_str(&raw).unwrap();
    let repository = format!("{}/by/hand", registry.host);
    // Byte for byte: umoci ends its documents with a line feed.
    let digest = place.wharf(&["digest", &image]).ok();
    fs::copy(place.path("image/blobs/sha256").join(&digest["sha256:".len()..]), place.path("manifest.json")).unwrap();
    place.wharf(&["manifest", "put", &format!("{repository}:v1"), "manifest.json"]).fails(1);
    let blobs = std::iter::once(&manifest["config"]).chain(manifest["layers"].as_array().unwrap());
    for blob in blobs.map(|blob| blob["digest"].as_str().unwrap()) {
        place.wharf(&["blob", "get", &layout, blob, "-o", "blob"]).ok();
        let elsewhere = format!("{}/elsewhere", registry.host);
        assert_eq!(place.wharf(&["blob", "put", "--digest", blob, &elsewhere, "blob"]).ok(), blob);
        let how = place.wharf(&["blob", "copy", "--format", "{{.How}}", &elsewhere, &repository, blob]).ok();
        assert_eq!(how, "mounted");
    }
    place.wharf(&["manifest", "put", &format!("{repository}:v1"), "manifest.json"]).ok();
    let copied = format!("oci:{}:v1", place.text("out"));
    place.skopeo(&["copy", "-q", "--src-tls-verify=false", &format!("docker://{repository}:v1"), &copied]).ok();
    assert_eq!(place.wharf(&["digest", &copied]).ok(), digest);
}
