//! What `wharf serve` writes is a layout to others, and what others wrote is served.

use crate::images::{self, Form};
use crate::peers::{Docker, Place, have, run};
use crate::serving::{Mode, Served, trust};

#[test]
fn others_open_what_was_pushed_and_write_beside_the_registry() {
    if !have(&["buildah", "skopeo", "podman", "umoci", "busybox"]) {
        return;
    }
    let place = Place::new();
    let image = images::busybox(&place, "made", Form::OciGzip);
    let served = Served::start(&place, "root", Mode::Plain);
    let repository = format!("{}/team/made", served.host);
    place.skopeo(&["copy", "-q", "--dest-tls-verify=false", &image, &format!("docker://{repository}:v1")]).ok();
    let digest = place.wharf(&["digest", &format!("{repository}:v1")]).ok();

    // The index.json follows what is acknowledged within a moment; when the registry has ended it is there.
    served.end();
    let layout = place.text("root/team/made");
    let opened = format!("oci:{layout}:v1");
    assert_eq!(place.skopeo(&["inspect", "--format", "{{.Digest}}", &opened]).ok(), digest);
    run(place.command("umoci").args(["stat", "--image", &format!("{layout}:v1")])).ok();
    place.podman(&["pull", "-q", &opened]).ok();
    assert_eq!(place.wharf(&["digest", &opened]).ok(), digest);

    // Beside a registry that runs.
    let served = Served::start(&place, "root", Mode::Plain);
    let repository = format!("{}/team/made", served.host);
    place.wharf(&["push", &image, &format!("{repository}:v2")]).ok();
    place.skopeo(&["copy", "-q", &image, &format!("oci:{layout}:by-skopeo")]).ok();
    let umoci = ["config", "--image", &format!("{layout}:v1"), "--tag", "by-umoci", "--config.user", "nobody"];
    run(place.command("umoci").args(umoci)).ok();
    place.wharf(&["push", &image, &format!("{repository}:v3")]).ok();
    let tags = place.wharf(&["tag", "ls", "--sort", "name", &repository]).ok();
    assert_eq!(tags, "by-skopeo\nby-umoci\nv1\nv2\nv3");
    let changed = place.wharf(&["inspect", &format!("{repository}:by-umoci")]).ok();
    assert!(changed.contains("nobody"), "{changed}");
    served.end();
    for tag in ["by-skopeo", "by-umoci", "v1", "v2", "v3"] {
        place.skopeo(&["inspect", &format!("oci:{layout}:{tag}")]).ok();
    }
}

#[test]
fn a_layout_of_others_is_served_to_docker_and_podman() {
    if !have(&["buildah", "skopeo", "podman", "runc", "umoci", "dockerd", "docker", "busybox"]) {
        return;
    }
    let place = Place::new();
    let image = images::busybox(&place, "made", Form::OciGzip);
    let layout = place.text("by-others");
    run(place.command("umoci").args(["init", "--layout", &layout])).ok();
    place.skopeo(&["copy", "-q", &image, &format!("oci:{layout}:v1")]).ok();
    let umoci = ["config", "--image", &format!("{layout}:v1"), "--tag", "v2", "--config.label", "by=umoci"];
    run(place.command("umoci").args(umoci)).ok();

    let served = Served::start_with(&place, &[&layout, "--name", "tools/box"]);
    trust(&place, &served.host, Mode::Plain);
    let repository = format!("{}/tools/box", served.host);
    assert_eq!(place.wharf(&["repo", "ls", &served.host]).ok(), "tools/box");
    assert_eq!(place.wharf(&["tag", "ls", &repository]).ok(), "v1\nv2");
    let docker = Docker::start(&place);
    for tag in ["v1", "v2"] {
        let reference = format!("{repository}:{tag}");
        assert_eq!(docker.docker(&place, &["run", "--rm", "--network", "none", &reference]).ok(), "hello from made");
        place.podman(&["pull", "-q", &reference]).ok();
        assert_eq!(place.podman_run(&reference).ok(), "hello from made");
    }
    // And it can be pushed to, by its one name alone.
    let docker_pushes = |reference: &str| {
        docker.docker(&place, &["tag", &format!("{repository}:v2"), reference]).ok();
        docker.docker(&place, &["push", reference])
    };
    place.podman(&["push", "-q", &format!("{repository}:v2"), &format!("{repository}:by-podman")]).ok();
    docker_pushes(&format!("{repository}:by-docker")).ok();
    let refused = docker_pushes(&format!("{}/other:v3", served.host)).fails(1);
    assert!(refused.contains("tools/box"), "the message names the one repository: {refused}");
    served.end();
    place.skopeo(&["inspect", &format!("oci:{layout}:by-podman")]).ok();
    run(place.command("umoci").args(["stat", "--image", &format!("{layout}:by-podman")])).ok();
    // Of layouts with Docker's media types skopeo and umoci see nothing; they remain what they are, beside them.
    let by_docker = place.wharf(&["manifest", "get", "--format", "raw-body", &format!("oci:{layout}:by-docker")]).ok();
    assert!(by_docker.contains("application/vnd.docker.distribution.manifest.v2+json"), "{by_docker}");
}

#[test]
fn the_local_store_is_served_to_others() {
    if !have(&["buildah", "skopeo", "podman", "busybox"]) {
        return;
    }
    let place = Place::new();
    let image = images::busybox(&place, "made", Form::OciGzip);
    let first = Served::start(&place, "first", Mode::Plain);
    let pulled = format!("{}/team/made:v1", first.host);
    place.wharf(&["push", &image, &pulled]).ok();
    place.wharf(&["pull", &pulled]).ok();
    first.end();

    let served = Served::start_with(&place, &[]);
    trust(&place, &served.host, Mode::Plain);
    let repository = place.wharf(&["repo", "ls", &served.host]).ok();
    assert!(repository.ends_with("team/made"), "{repository}");
    let reference = format!("{}/{repository}:v1", served.host);
    place.podman(&["pull", "-q", &reference]).ok();
    let digest = place.skopeo(&["inspect", "--format", "{{.Digest}}", &format!("docker://{reference}")]).ok();
    assert_eq!(place.skopeo(&["inspect", "--format", "{{.Digest}}", &image]).ok(), digest);
    // What is pushed into it, the store's other commands know.
    place.skopeo(&["copy", "-q", &image, &format!("docker://{}/{repository}:v2", served.host)]).ok();
    let listed = place.wharf(&["store", "ls"]).ok();
    assert!(listed.contains("v1") && listed.contains("v2"), "{listed}");
    served.end();
    place.wharf(&["store", "verify"]).ok();
}
