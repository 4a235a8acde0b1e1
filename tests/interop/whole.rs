//! The proof of the whole: built by buildah, pushed, copied, read and run, with one digest all the way.

use crate::images::{self, Form};
use crate::peers::{Docker, DockerRegistry, Place, have};

/// The digest behind the `@` of what a command printed.
fn digest_of(printed: &str) -> &str {
    printed.rsplit_once('@').unwrap_or_else(|| panic!("no digest in {printed:?}")).1
}

#[test]
fn built_pushed_copied_read_pulled_and_run() {
    if !have(&["buildah", "skopeo", "docker-registry", "dockerd", "docker"]) {
        return;
    }
    let place = Place::new();
    let (first, second) = (DockerRegistry::start(&place, "first"), DockerRegistry::start(&place, "second"));
    let image = images::busybox(&place, "whole", Form::OciGzip);

    let one = format!("{}/team/app:v1", first.host);
    let pushed = place.wharf(&["push", &image, &one]).ok();
    let two = format!("{}/mirror/app:v1", second.host);
    let copied = place.wharf(&["copy", &one, &two]).ok();
    assert_eq!(digest_of(&pushed), digest_of(&copied));

    let remote = format!("docker://{two}");
    let seen = place.skopeo(&["inspect", "--tls-verify=false", "--format", "{{.Digest}}", &remote]).ok();
    assert_eq!(seen, digest_of(&pushed));
    assert_eq!(place.wharf(&["digest", &two]).ok(), seen);

    let docker = Docker::start(&place);
    let ran = docker.docker(&place, &["run", "--rm", "--network", "none", &two]).ok();
    assert_eq!(ran, "hello from whole");
    let repo_digests = docker.docker(&place, &["image", "inspect", "--format", "{{index .RepoDigests 0}}", &two]).ok();
    assert_eq!(digest_of(&repo_digests), seen);

    // And the other way: what docker pushes, wharf pulls, and a copy of it in a layout is what podman runs.
    let back = format!("{}/docker/app:v2", first.host);
    docker.docker(&place, &["tag", &two, &back]).ok();
    docker.docker(&place, &["push", &back]).ok();
    let pulled = place.wharf(&["pull", &back]).ok();
    let by_skopeo =
        place.skopeo(&["inspect", "--tls-verify=false", "--format", "{{.Digest}}", &format!("docker://{back}")]);
    assert_eq!(digest_of(&pulled), by_skopeo.ok());
}

#[test]
fn every_form_of_image_keeps_its_bytes_from_registry_to_registry() {
    if !have(&["buildah", "skopeo", "docker-registry"]) {
        return;
    }
    let place = Place::new();
    let (first, second) = (DockerRegistry::start(&place, "first"), DockerRegistry::start(&place, "second"));
    for (name, form) in [("docker", Form::DockerGzip), ("oci", Form::OciGzip), ("zstd", Form::OciZstd)] {
        let image = images::busybox(&place, name, form);
        let one = format!("{}/forms/{name}:v1", first.host);
        place
            .skopeo(&[
                "copy",
                "-q",
                "--preserve-digests",
                "--dest-tls-verify=false",
                &image,
                &format!("docker://{one}"),
            ])
            .ok();
        let raw = |reference: &str| {
            place.skopeo(&["inspect", "--raw", "--tls-verify=false", &format!("docker://{reference}")]).ok()
        };
        let two = format!("{}/forms/{name}:v1", second.host);
        place.wharf(&["copy", &one, &two]).ok();
        assert_eq!(raw(&one), raw(&two), "{name}");
        assert_eq!(place.wharf(&["manifest", "get", "--format", "raw-body", &two]).ok(), raw(&one), "{name}");
        // Through the store and out again.
        place.wharf(&["pull", &one]).ok();
        let three = format!("{}/again/{name}:v1", second.host);
        place.wharf(&["push", &format!("store:{one}"), &three]).ok();
        assert_eq!(raw(&one), raw(&three), "{name}");
    }
}

#[test]
fn an_index_is_copied_whole_or_cut_to_platforms() {
    if !have(&["buildah", "skopeo", "docker-registry"]) {
        return;
    }
    let place = Place::new();
    let (first, second) = (DockerRegistry::start(&place, "first"), DockerRegistry::start(&place, "second"));
    let one = format!("{}/multi:v1", first.host);
    images::multi_platform(&place, &one);
    let inspect = |reference: &str, arch: &str| {
        let remote = format!("docker://{reference}");
        place.skopeo(&[
            "inspect",
            "--tls-verify=false",
            "--override-arch",
            arch,
            "--format",
            "{{.Architecture}}",
            &remote,
        ])
    };

    let whole = format!("{}/whole:v1", second.host);
    let copied = place.wharf(&["copy", &one, &whole]).ok();
    assert_eq!(digest_of(&copied), place.wharf(&["digest", &one]).ok());
    assert_eq!(inspect(&whole, "arm64").ok(), "arm64");

    let alone = format!("{}/alone:v1", second.host);
    place.wharf(&["copy", "--platform", "linux/arm64", &one, &alone]).ok();
    assert_eq!(inspect(&alone, "arm64").ok(), "arm64");
    let missing = place.wharf(&["copy", "--platform", "linux/s390x", &one, &alone]).fails(3);
    assert!(missing.contains("linux/amd64") && missing.contains("linux/arm64"), "{missing}");

    // A pull takes this machine's platform; podman reads the layout that it makes.
    let layout = place.text("pulled");
    place.wharf(&["pull", "--platform", "linux/amd64", &one, &format!("oci:{layout}:v1")]).ok();
    let local = format!("oci:{layout}:v1");
    assert_eq!(place.skopeo(&["inspect", "--format", "{{.Architecture}}", &local]).ok(), "amd64");
}

#[test]
fn tags_repositories_and_deletes_agree_with_the_reference_registry() {
    if !have(&["buildah", "skopeo", "docker-registry"]) {
        return;
    }
    let place = Place::new();
    let registry = DockerRegistry::start(&place, "registry");
    let image = images::busybox(&place, "tags", Form::OciGzip);
    let repo = format!("{}/many", registry.host);
    place.wharf(&["push", &image, &format!("{repo}:1.0.0")]).ok();
    for tag in ["1.10.0", "1.9.0", "latest", "2.0.0-rc.1"] {
        place.wharf(&["copy", &format!("{repo}:1.0.0"), &format!("{repo}:{tag}")]).ok();
    }
    assert_eq!(place.wharf(&["tag", "ls", "--sort", "name", &repo]).ok(), "1.0.0\n1.10.0\n1.9.0\n2.0.0-rc.1\nlatest");
    let sorted = place.wharf(&["tag", "ls", "--include", r"\d.*", "--sort", "semver", &repo]).ok();
    assert_eq!(sorted, "2.0.0-rc.1\n1.10.0\n1.9.0\n1.0.0");
    assert_eq!(place.wharf(&["repo", "ls", &registry.host]).ok(), "many");

    // The reference registry of Debian cannot delete one tag: the others must survive all the same.
    place.wharf(&["tag", "delete", &format!("{repo}:1.9.0")]).ok();
    assert_eq!(place.wharf(&["tag", "ls", "--sort", "name", &repo]).ok(), "1.0.0\n1.10.0\n2.0.0-rc.1\nlatest");
    place.skopeo(&["inspect", "--tls-verify=false", &format!("docker://{repo}:1.10.0")]).ok();
    let digest = place.wharf(&["digest", &format!("{repo}:latest")]).ok();
    place.wharf(&["manifest", "delete", &format!("{repo}@{digest}")]).ok();
    let gone = place.wharf(&["digest", &format!("{repo}:latest")]).fails(3);
    assert!(gone.contains("latest"), "{gone}");
}
