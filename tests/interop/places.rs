//! Every kind of place as both ends: the docker engine, archives and layouts, edited and filled from one another.

use std::fs;

use crate::images::{self, Form};
use crate::peers::{Docker, Place, Ran, have, run};

fn wharf_at(place: &Place, address: &str, args: &[&str]) -> Ran {
    run(place.wharf_command().env("DOCKER_HOST", address).args(args))
}

#[test]
fn an_engine_that_is_not_there_or_has_no_such_image_is_said_to_be_that() {
    if !have(&["dockerd", "docker", "buildah"]) {
        return;
    }
    let place = Place::new();
    let image = images::busybox(&place, "box", Form::OciGzip);
    let nowhere = format!("unix://{}", place.text("nothing"));
    for args in [&["digest", "docker-daemon:box:v1"][..], &["copy", &image, "docker-daemon:box:v1"]] {
        let said = wharf_at(&place, &nowhere, args).fails(5);
        assert!(said.contains(&format!("cannot reach the docker engine at {nowhere}")), "{said}");
    }
    let docker = Docker::start(&place);
    let said = wharf_at(&place, docker.address(), &["digest", "docker-daemon:box:v1"]).fails(3);
    assert!(said.contains("has no image docker.io/library/box:v1") || said.contains("has no image box:v1"), "{said}");
    // Half an image is none: what the engine was given of it is not kept.
    let layout = place.path("box/blobs/sha256");
    let largest = fs::read_dir(&layout).unwrap().map(|entry| entry.unwrap().path());
    let largest = largest.max_by_key(|path| path.metadata().unwrap().len()).unwrap();
    let mut bytes = fs::read(&largest).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::remove_file(&largest).unwrap();
    fs::write(&largest, bytes).unwrap();
    wharf_at(&place, docker.address(), &["copy", &image, "docker-daemon:box:v1"]).fails(6);
    wharf_at(&place, docker.address(), &["digest", "docker-daemon:box:v1"]).fails(3);
}

#[test]
fn an_image_is_edited_on_its_way_between_engine_archive_and_layout() {
    if !have(&["dockerd", "docker", "buildah", "skopeo", "podman"]) {
        return;
    }
    let place = Place::new();
    let docker = Docker::start(&place);
    let image = images::busybox(&place, "box", Form::OciGzip);
    let ours = |args: &[&str]| wharf_at(&place, docker.address(), args).ok();
    let program = r#"["/bin/busybox","sh","-c","echo $WORD"]"#;
    let edits = ["--config-entrypoint", program, "--env", "WORD=edited", "--flatten"];
    let archive = place.text("edited.tar");
    let named = format!("docker-archive:{archive}:edited:v1");
    let layout = format!("oci:{}:v1", place.text("edited"));
    ours(&["copy", &image, "docker-daemon:box:v1"]);
    // Layout, engine and archive, each into the next.
    for (from, to) in [
        (image.as_str(), "docker-daemon:one:v1"),
        ("docker-daemon:box:v1", "docker-daemon:two:v1"),
        ("docker-daemon:box:v1", &named),
        (&named, &layout),
        (&layout, "docker-daemon:three:v1"),
    ] {
        ours(&[&["image", "mod", from, "--create", to][..], &edits].concat());
    }
    docker.docker(&place, &["load", "--input", &archive]).ok();
    for name in ["one:v1", "two:v1", "three:v1", "edited:v1"] {
        assert_eq!(docker.docker(&place, &["run", "--rm", "--network", "none", name]).ok(), "edited", "{name}");
    }
    // What the engine gives has the config that it was given, so the layers are the same whichever way they went.
    let id = |name: &str| docker.docker(&place, &["image", "inspect", "--format", "{{.Id}}", name]).ok();
    let config = |name: &str| ours(&["manifest", "get", "--format", "{{.Config.Digest}}", name]);
    assert_eq!(config(&layout), id("three:v1"));
    assert_eq!(config("docker-daemon:three:v1"), id("three:v1"));
    for text in [&named, &layout] {
        place.skopeo(&["inspect", text]).ok();
        let loaded = place.podman(&["pull", "-q", text]).ok();
        assert_eq!(place.podman_run(&loaded).ok(), "edited", "{text}");
    }
}

#[test]
fn artifacts_go_through_layouts_and_archives() {
    if !have(&["buildah", "skopeo", "tar"]) {
        return;
    }
    let place = Place::new();
    let image = images::busybox(&place, "box", Form::OciGzip);
    fs::write(place.path("sbom.json"), "{}\n").unwrap();
    let put = ["artifact", "put", "--artifact-type", "application/spdx+json", "--file-title", "-f", "sbom.json"];
    let attached = place.wharf(&[&put[..], &["--subject", &image]].concat()).ok();
    let list =
        |of: &str| place.wharf(&["artifact", "list", "--format", "{{range .Descriptors}}{{.Digest}}{{end}}", of]);
    assert_eq!(list(&image).ok(), attached);
    let archive = format!("oci-archive:{}:box", place.text("box.tar"));
    place.wharf(&["copy", "--referrers", &image, &archive]).ok();
    assert_eq!(list(&archive).ok(), attached);
    let again = format!("oci:{}:v1", place.text("again"));
    place.wharf(&["copy", "--referrers", &archive, &again]).ok();
    assert_eq!(list(&again).ok(), attached);
    assert_eq!(place.wharf(&["digest", &again]).ok(), place.wharf(&["digest", &image]).ok());
    fs::create_dir(place.path("out")).unwrap();
    place.wharf(&["artifact", "get", "--subject", &archive, "-o", "out"]).ok();
    assert_eq!(fs::read_to_string(place.path("out/sbom.json")).unwrap(), "{}\n");
    // skopeo takes the artifact that an archive has beside the image, and one made in an archive.
    let made = format!("oci-archive:{}:made", place.text("made.tar"));
    place.wharf(&[&put[..], &[&made]].concat()).ok();
    place.skopeo(&["copy", "-q", &made, &format!("oci:{}:made", place.text("copied"))]).ok();
    let copied = place.wharf(&["digest", &format!("oci:{}:made", place.text("copied"))]).ok();
    assert_eq!(copied, place.wharf(&["digest", &made]).ok());
}
