//! Edited images and new indexes, as other tools see them: skopeo and podman take them, the reference registry holds
//! them, and what was edited is what runs.

use serde_json::Value;

use crate::images::{self, Form};
use crate::peers::{DockerRegistry, Place, have};

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn an_edited_image_is_pulled_inspected_and_run() {
    if !have(&["buildah", "skopeo", "podman", "docker-registry"]) {
        return;
    }
    let place = Place::new();
    let registry = DockerRegistry::start(&place, "registry");
    for (name, form, convert) in [
        ("oci", Form::OciGzip, "--to-docker"),
        ("docker", Form::DockerGzip, "--to-oci"),
        ("zstd", Form::OciZstd, "--to-oci"),
    ] {
        let image = images::busybox(&place, name, form);
        let one = format!("{}/edit/{name}:v1", registry.host);
        let remote = format!("docker://{one}");
        place.skopeo(&["copy", "-q", "--preserve-digests", "--dest-tls-verify=false", &image, &remote]).ok();
        let entrypoint = r#"["/bin/busybox","sh","-c","echo $WORD from $PWD"]"#;
        let edits =
            ["--env", "WORD=edited", "--workdir", "/licenses", "--config-entrypoint", entrypoint, "--label", "a=b"];
        let made = place.wharf(&[&["image", "mod", &one, "--create", "v2", convert][..], &edits].concat()).ok();
        assert_eq!(made, format!("{}/edit/{name}:v2", registry.host));

        let raw = json(&place.skopeo(&["inspect", "--raw", "--tls-verify=false", &format!("docker://{made}")]).ok());
        let family = if convert == "--to-docker" { "application/vnd.docker." } else { "application/vnd.oci." };
        for media_type in [&raw["mediaType"], &raw["config"]["mediaType"], &raw["layers"][0]["mediaType"]] {
            assert!(media_type.as_str().unwrap().starts_with(family), "{raw}");
        }
        place.podman(&["pull", "-q", "--tls-verify=false", &made]).ok();
        let seen = json(&place.podman(&["image", "inspect", &made]).ok());
        assert_eq!((&seen[0]["Config"]["WorkingDir"], &seen[0]["Labels"]["a"]), (&"/licenses".into(), &"b".into()));
        assert_eq!(place.podman_run(&made).ok(), "edited from /licenses", "{name}");
    }
}

#[test]
fn an_index_made_of_two_registries_is_read_by_platform() {
    if !have(&["buildah", "skopeo", "podman", "docker-registry"]) {
        return;
    }
    let place = Place::new();
    let (first, second) = (DockerRegistry::start(&place, "first"), DockerRegistry::start(&place, "second"));
    let many = format!("{}/many:v1", first.host);
    images::multi_platform(&place, &many);
    let alone = format!("{}/alone:amd64", second.host);
    place.wharf(&["copy", "--platform", "linux/amd64", &many, &alone]).ok();
    let list = "application/vnd.docker.distribution.manifest.list.v2+json";
    for (tag, media_type) in [("oci", "application/vnd.oci.image.index.v1+json"), ("docker", list)] {
        let made = format!("{}/made:{tag}", second.host);
        let refs = ["--ref", &alone, "--ref", &many, "--platform", "linux/amd64", "--platform", "linux/arm64"];
        place.wharf(&[&["index", "create", &made, "--media-type", media_type][..], &refs].concat()).ok();
        let raw = json(&place.skopeo(&["inspect", "--raw", "--tls-verify=false", &format!("docker://{made}")]).ok());
        assert_eq!((&raw["mediaType"], raw["manifests"].as_array().unwrap().len()), (&media_type.into(), 2), "{raw}");
        for arch in ["amd64", "arm64"] {
            let args = ["inspect", "--tls-verify=false", "--override-arch", arch, "--format", "{{.Architecture}}"];
            assert_eq!(place.skopeo(&[&args[..], &[&format!("docker://{made}")]].concat()).ok(), arch);
        }
        place.wharf(&["image", "mod", &made, "--replace", "--env", "[linux/arm64]ONLY=arm"]).ok();
        let args = ["inspect", "--tls-verify=false", "--override-arch", "arm64", "--config"];
        let config = json(&place.skopeo(&[&args[..], &[&format!("docker://{made}")]].concat()).ok());
        assert!(config["config"]["Env"].as_array().unwrap().contains(&"ONLY=arm".into()), "{config}");
        place.podman(&["pull", "-q", "--tls-verify=false", "--arch", "arm64", &made]).ok();
        place.wharf(&["index", "delete", &made, "--platform", "linux/arm64"]).ok();
        let args = ["inspect", "--tls-verify=false", "--override-arch", "arm64"];
        place.skopeo(&[&args[..], &[&format!("docker://{made}")]].concat()).fails(1);
    }
}
