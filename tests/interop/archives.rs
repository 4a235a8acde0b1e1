//! Archives between wharf and docker, podman, skopeo and umoci, both ways, and the docker engine as a place.

use std::fs;

use crate::images::{self, Form};
use crate::peers::{Docker, Place, have, run};

/// wharf with its docker engine.
fn wharf_at(place: &Place, docker: &Docker, args: &[&str]) -> String {
    run(place.wharf_command().env("DOCKER_HOST", docker.address()).args(args)).ok()
}

#[test]
fn docker_loads_what_wharf_writes_and_wharf_reads_what_docker_saves() {
    if !have(&["buildah", "skopeo", "dockerd", "docker", "busybox", "sh"]) {
        return;
    }
    let place = Place::new();
    let docker = Docker::start(&place);
    let image = images::busybox(&place, "box", Form::OciGzip);
    let digest = place.wharf(&["digest", &image]).ok();
    let loaded = |name: &str| docker.docker(&place, &["run", "--rm", "--network", "none", name]).ok();

    // A file, a compressed file and a pipe; the engine's own socket.
    let file = place.text("out.tar");
    place.wharf(&["image", "export", "--name", "example.org/a/file:v1", &image, &file]).ok();
    docker.docker(&place, &["load", "--input", &file]).ok();
    let gzip = place.text("out.tar.gz");
    place.wharf(&["image", "export", "--compress", "--name", "gzip:v1", &image, &gzip]).ok();
    docker.docker(&place, &["load", "--input", &gzip]).ok();
    let pipe = format!(
        "{} image export --name pipe:v1 {image} | docker --host {} load",
        env!("CARGO_BIN_EXE_wharf"),
        docker.address()
    );
    run(place.command("sh").args(["-c", &pipe])).ok();
    let sent = wharf_at(&place, &docker, &["copy", &image, "docker-daemon:direct:v1"]);
    assert_eq!(sent, format!("docker-daemon:docker.io/library/direct:v1@{digest}"));
    let format = ["image", "inspect", "--format", "{{.Id}}", "direct:v1"];
    let id = docker.docker(&place, &format).ok();
    for name in ["example.org/a/file:v1", "gzip:v1", "pipe:v1", "direct:v1"] {
        assert_eq!(loaded(name), "hello from box", "{name}");
        let format = ["image", "inspect", "--format", "{{.Id}}", name];
        assert_eq!(docker.docker(&place, &format).ok(), id, "{name} has the same config");
    }

    // Back: by name, by id, by file and by pipe, always the same.
    let saved = place.text("saved.tar");
    docker.docker(&place, &["save", "--output", &saved, "direct:v1"]).ok();
    let back = place.wharf(&["digest", &format!("docker-archive:{saved}")]).ok();
    for name in ["docker-daemon:direct:v1", &format!("docker-daemon:{id}")] {
        assert_eq!(wharf_at(&place, &docker, &["digest", name]), back, "{name}");
    }
    let pipe = format!(
        "docker --host {} save direct:v1 | {} image import oci:{}:v1 -",
        docker.address(),
        env!("CARGO_BIN_EXE_wharf"),
        place.text("back")
    );
    run(place.command("sh").args(["-c", &pipe])).ok();
    assert_eq!(place.wharf(&["digest", &format!("oci:{}", place.text("back"))]).ok(), back);
    place.wharf(&["image", "export", "--name", "again:v1", &format!("docker-archive:{saved}"), &file]).ok();
    docker.docker(&place, &["load", "--input", &file]).ok();
    assert_eq!(loaded("again:v1"), "hello from box");
    wharf_at(&place, &docker, &["pull", "docker-daemon:again:v1"]);
    assert_eq!(place.wharf(&["digest", "store:again:v1"]).ok(), back);

    let mut missing = place.wharf_command();
    missing.env("DOCKER_HOST", docker.address()).args(["digest", "docker-daemon:none:v1"]);
    run(&mut missing).fails(3);
}

#[test]
fn several_images_and_indexes_are_loaded() {
    if !have(&["buildah", "skopeo", "dockerd", "docker", "podman", "docker-registry"]) {
        return;
    }
    let place = Place::new();
    let docker = Docker::start(&place);
    let (one, two) = (images::busybox(&place, "one", Form::OciGzip), images::busybox(&place, "two", Form::OciGzip));
    let archive = format!("docker-archive:{}", place.text("all.tar"));
    place.wharf(&["copy", &one, &format!("{archive}:one:v1")]).ok();
    place.wharf(&["copy", &two, &format!("{archive}:two:v1")]).ok();
    docker.docker(&place, &["load", "--input", &place.text("all.tar")]).ok();
    place.podman(&["load", "--input", &place.text("all.tar")]).ok();
    for name in ["one", "two"] {
        let tag = format!("{name}:v1");
        let said = docker.docker(&place, &["run", "--rm", "--network", "none", &tag]).ok();
        assert_eq!(said, format!("hello from {name}"));
        assert_eq!(place.podman_run(&format!("docker.io/library/{tag}")).ok(), said);
    }
    let saved = place.text("both.tar");
    docker.docker(&place, &["save", "--output", &saved, "one:v1", "two:v1"]).ok();
    let names = place.wharf(&["tag", "ls", &format!("docker-archive:{saved}")]).ok();
    assert_eq!(names, "docker.io/library/one:v1\ndocker.io/library/two:v1");

    let registry = crate::peers::DockerRegistry::start(&place, "registry");
    let reference = format!("{}/multi:v1", registry.host);
    images::multi_platform(&place, &reference);
    let multi = place.text("multi.tar");
    place.wharf(&["image", "export", "--name", "multi:v1", &reference, &multi]).ok();
    docker.docker(&place, &["load", "--input", &multi]).ok();
    docker.docker(&place, &["image", "inspect", "multi:v1"]).ok();
    let digest = place.wharf(&["digest", &reference]).ok();
    assert_eq!(place.wharf(&["digest", &format!("oci-archive:{multi}")]).ok(), digest);
    let read = ["copy", "-q", "--all", &format!("oci-archive:{multi}:v1"), &format!("oci:{}:v1", place.text("all"))];
    place.skopeo(&read).ok();
    assert_eq!(place.wharf(&["digest", &format!("oci:{}", place.text("all"))]).ok(), digest);
}

#[test]
fn podman_skopeo_and_umoci_read_and_write_the_same_archives() {
    if !have(&["buildah", "skopeo", "podman", "umoci", "tar"]) {
        return;
    }
    let place = Place::new();
    for form in [Form::OciGzip, Form::OciZstd] {
        let name = format!("{form:?}").to_lowercase();
        let image = images::busybox(&place, &name, form);
        let digest = place.wharf(&["digest", &image]).ok();
        let file = place.text(&format!("{name}.tar"));
        place.wharf(&["image", "export", "--name", &format!("example.org/{name}:v1"), &image, &file]).ok();
        let inspect = |what: &str| place.skopeo(&["inspect", "--format", "{{.Digest}}", what]).ok();
        assert_eq!(inspect(&format!("oci-archive:{file}")), digest);
        assert_eq!(inspect(&format!("oci-archive:{file}:v1")), digest);
        place.skopeo(&["inspect", &format!("docker-archive:{file}:example.org/{name}:v1")]).ok();
        place.podman(&["load", "--input", &file]).ok();
        assert_eq!(place.podman_run(&format!("example.org/{name}:v1")).ok(), format!("hello from {name}"));

        // skopeo's own archives: one keeps digests, one has docker's form.
        let oci = format!("oci-archive:{}:v1", place.text(&format!("{name}-oci.tar")));
        place.skopeo(&["copy", "-q", &image, &oci]).ok();
        assert_eq!(place.wharf(&["digest", &oci]).ok(), digest);
        let docker = format!("docker-archive:{}:a/b:v1", place.text(&format!("{name}-docker.tar")));
        place.skopeo(&["copy", "-q", &image, &docker]).ok();
        let made = place.wharf(&["digest", &docker]).ok();
        let back = format!("oci:{}:v1", place.text(&format!("{name}-back")));
        place.wharf(&["copy", &docker, &back]).ok();
        assert_eq!(place.wharf(&["digest", &back]).ok(), made);
        run(place.command("umoci").args(["stat", "--image", back.trim_start_matches("oci:")])).ok();
        for (format, name) in [("oci-archive", "podman-oci"), ("docker-archive", "podman-docker")] {
            let file = place.text(&format!("{form:?}-{name}.tar"));
            let from = format!("example.org/{}:v1", format!("{form:?}").to_lowercase());
            place.podman(&["save", "--quiet", "--format", format, "--output", &file, &from]).ok();
            place.wharf(&["copy", &format!("{format}:{file}"), &format!("store:{name}")]).ok();
        }
        place.wharf(&["store", "verify"]).ok();

        // Unpacked, it is an image layout.
        let dir = place.path(&format!("{name}-unpacked"));
        fs::create_dir(&dir).unwrap();
        run(place.command("tar").arg("-xf").arg(&file).arg("-C").arg(&dir)).ok();
        run(place.command("umoci").arg("stat").arg("--image").arg(format!("{}:v1", dir.display()))).ok();
    }
}
