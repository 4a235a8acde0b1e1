//! Copies between `wharf serve` and the reference registry, between repositories, of several platforms, and what
//! refers to an image.

use std::fs;

use serde_json::{Value, json};

use crate::images::{self, Form};
use crate::peers::{DockerRegistry, Place, have, run};
use crate::serving::{Mode, Served, trust};

/// The bytes of a manifest, as skopeo fetches them.
fn raw(place: &Place, reference: &str) -> String {
    place.skopeo(&["inspect", "--raw", "--tls-verify=false", &format!("docker://{reference}")]).ok()
}

#[test]
fn images_go_from_the_reference_registry_and_back_unchanged() {
    if !have(&["buildah", "skopeo", "docker-registry", "busybox"]) {
        return;
    }
    let place = Place::new();
    let (served, other) = (Served::start(&place, "served", Mode::Plain), DockerRegistry::start(&place, "other"));
    for (name, form) in [("docker", Form::DockerGzip), ("oci", Form::OciGzip), ("zstd", Form::OciZstd)] {
        let image = images::busybox(&place, name, form);
        let from = format!("{}/{name}:v1", other.host);
        place
            .skopeo(&[
                "copy",
                "-q",
                "--preserve-digests",
                "--dest-tls-verify=false",
                &image,
                &format!("docker://{from}"),
            ])
            .ok();
        let (by_skopeo, by_wharf) =
            (format!("{}/skopeo/{name}:v1", served.host), format!("{}/wharf/{name}:v1", served.host));
        let copy = ["copy", "-q", "--all", "--preserve-digests", "--src-tls-verify=false", "--dest-tls-verify=false"];
        let skopeo_copies = |from: &str, to: &str| {
            let ends = [format!("docker://{from}"), format!("docker://{to}")];
            place.skopeo(&[&copy[..], &[&ends[0], &ends[1]]].concat()).ok();
        };
        skopeo_copies(&from, &by_skopeo);
        place.wharf(&["copy", &from, &by_wharf]).ok();
        assert_eq!(raw(&place, &by_skopeo), raw(&place, &from), "{name}");
        assert_eq!(raw(&place, &by_wharf), raw(&place, &from), "{name}");
        let (back, again) = (format!("{}/back/{name}:v1", other.host), format!("{}/again/{name}:v1", other.host));
        skopeo_copies(&by_wharf, &back);
        place.wharf(&["copy", &by_skopeo, &again]).ok();
        assert_eq!(raw(&place, &back), raw(&place, &from), "{name}");
        assert_eq!(raw(&place, &again), raw(&place, &from), "{name}");
    }
}

#[test]
fn a_copy_between_repositories_moves_no_bytes() {
    if !have(&["umoci", "skopeo"]) {
        return;
    }
    let place = Place::new();
    let image = images::bulky(&place, "bulky", 3, 4 << 20);
    let served = Served::start(&place, "served", Mode::Plain);
    let (from, to) = (format!("{}/first/bulky:v1", served.host), format!("{}/second/bulky:v1", served.host));
    place.wharf(&["push", &image, &from]).ok();
    place.wharf(&["copy", &from, &to]).ok();
    assert_eq!(raw(&place, &from), raw(&place, &to));
    let requests = served.end();
    let target = |request: &Value| request["target"].as_str().unwrap().to_owned();
    let uploads: Vec<_> =
        requests.iter().filter(|one| target(one).starts_with("/v2/second/bulky/blobs/uploads/")).collect();
    let is_mount = |request: &&&Value| target(request).contains("mount=") && request["status"] == 201;
    assert_eq!(uploads.iter().filter(is_mount).count(), 4, "three layers and a configuration: {uploads:?}");
    assert!(uploads.iter().all(|request| request["received"] == 0), "{uploads:?}");
    let is_read = |request: &&Value| request["method"] == "GET" && target(request).contains("/blobs/");
    assert_eq!(requests.iter().filter(is_read).count(), 0, "{requests:?}");
}

#[test]
fn an_index_is_pushed_looked_at_and_pulled_by_platform() {
    if !have(&["buildah", "podman", "skopeo"]) {
        return;
    }
    let place = Place::new();
    let served = Served::start(&place, "served", Mode::Plain);
    trust(&place, &served.host, Mode::Plain);
    let reference = format!("{}/multi/app:v1", served.host);
    images::multi_platform(&place, &reference);
    let seen: Value = serde_json::from_str(&place.podman(&["manifest", "inspect", &reference]).ok()).unwrap();
    let platforms: Vec<_> =
        seen["manifests"].as_array().unwrap().iter().map(|one| one["platform"]["architecture"].clone()).collect();
    assert_eq!(platforms, ["amd64", "arm64"]);
    for arch in ["amd64", "arm64"] {
        place.podman(&["pull", "-q", "--arch", arch, &reference]).ok();
        let pulled = place.podman(&["image", "inspect", "--format", "{{.Architecture}}", &reference]).ok();
        assert_eq!(pulled, arch);
        let inspected = place.wharf(&["inspect", "--platform", &format!("linux/{arch}"), &reference]).ok();
        assert!(inspected.contains(arch), "{inspected}");
    }
    // podman takes it as a list, adds nothing, and pushes it elsewhere.
    place.podman(&["manifest", "create", "localhost/again", &format!("docker://{reference}"), "--all"]).ok();
    let again = format!("{}/multi/again:v1", served.host);
    place.podman(&["manifest", "push", "--all", "localhost/again", &format!("docker://{again}")]).ok();
    let children = |reference: &str| {
        let index: Value = serde_json::from_str(&raw(&place, reference)).unwrap();
        let digests = index["manifests"].as_array().unwrap().iter().map(|one| one["digest"].to_string());
        digests.collect::<Vec<_>>()
    };
    assert_eq!(children(&again), children(&reference));
    // The whole of it, and one platform of it, to another repository.
    let whole = format!("{}/multi/whole:v1", served.host);
    place.wharf(&["copy", &reference, &whole]).ok();
    assert_eq!(raw(&place, &whole), raw(&place, &reference));
    let alone = format!("{}/multi/alone:v1", served.host);
    place.wharf(&["copy", "--platform", "linux/arm64", &reference, &alone]).ok();
    let found = place.skopeo(&[
        "inspect",
        "--override-arch",
        "arm64",
        "--format",
        "{{.Architecture}}",
        &format!("docker://{alone}"),
    ]);
    assert_eq!(found.ok(), "arm64");
}

#[test]
fn what_refers_to_an_image_is_pushed_by_hand_and_listed() {
    if !have(&["buildah", "skopeo", "curl", "busybox"]) {
        return;
    }
    let place = Place::new();
    let served = Served::start(&place, "served", Mode::Plain);
    let image = images::busybox(&place, "signed", Form::OciGzip);
    let reference = format!("{}/signed:v1", served.host);
    place.wharf(&["push", &image, &reference]).ok();
    let digest = place.wharf(&["digest", &reference]).ok();
    let size = raw(&place, &reference).len();

    let at = |path: &str| format!("http://{}/v2/signed{path}", served.host);
    let curl = |args: &[&str]| run(place.command("curl").args(["--silent", "--show-error", "--fail"]).args(args)).ok();
    let empty = "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
    curl(&[
        "--data-binary",
        "{}",
        "-H",
        "Content-Type: application/octet-stream",
        &at(&format!("/blobs/uploads/?digest={empty}")),
    ]);
    let config = json!({ "mediaType": "application/vnd.oci.empty.v1+json", "digest": empty, "size": 2 });
    let kind = "application/vnd.example.signature";
    let document = json!({
        "schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json", "artifactType": kind,
        "config": config, "layers": [config],
        "subject": { "mediaType": "application/vnd.oci.image.manifest.v1+json", "digest": digest, "size": size },
        "annotations": { "org.example.by": "hand" },
    });
    fs::write(place.path("signature.json"), document.to_string()).unwrap();
    let put = [
        "-i",
        "-X",
        "PUT",
        "-H",
        "Content-Type: application/vnd.oci.image.manifest.v1+json",
        "--data-binary",
        "@signature.json",
    ];
    let answer = curl(&[&put[..], &[&at("/manifests/signature")]].concat());
    assert!(answer.to_ascii_lowercase().contains(&format!("oci-subject: {digest}")), "{answer}");
    let listed: Value = serde_json::from_str(&curl(&[&at(&format!("/referrers/{digest}"))])).unwrap();
    assert_eq!(listed["manifests"][0]["artifactType"], kind);
    assert_eq!(listed["manifests"][0]["annotations"]["org.example.by"], "hand");
    let none: Value = serde_json::from_str(&curl(&[&at(&format!("/referrers/{digest}?artifactType=other"))])).unwrap();
    assert_eq!(none["manifests"], json!([]));
    // It is an image like others to who copies it, and goes with its tag.
    let copied = format!("{}/elsewhere:signature", served.host);
    place.wharf(&["push", &image, &format!("{}/elsewhere:v1", served.host)]).ok();
    place.wharf(&["copy", &format!("{}/signed:signature", served.host), &copied]).ok();
    assert_eq!(raw(&place, &copied), document.to_string());
    let gone = place.wharf(&["digest", &copied]).ok();
    place.wharf(&["manifest", "delete", &format!("{}/elsewhere@{gone}", served.host)]).ok();
    let listed = curl(&[&format!("http://{}/v2/elsewhere/referrers/{digest}", served.host)]);
    assert_eq!(serde_json::from_str::<Value>(&listed).unwrap()["manifests"], json!([]));
}
