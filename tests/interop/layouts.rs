//! Image layouts that other tools write beside wharf, and the other way round.

use crate::images::{self, Form};
use crate::peers::{DockerRegistry, Place, have, run};

#[test]
fn skopeo_umoci_and_podman_read_what_wharf_wrote() {
    if !have(&["buildah", "skopeo", "umoci", "podman", "docker-registry"]) {
        return;
    }
    let place = Place::new();
    let registry = DockerRegistry::start(&place, "registry");
    let image = images::busybox(&place, "made", Form::OciGzip);
    let reference = format!("{}/made:v1", registry.host);
    place.wharf(&["push", &image, &reference]).ok();

    let layout = place.text("layout");
    let digest = place.wharf(&["digest", &reference]).ok();
    place.wharf(&["pull", &reference, &format!("oci:{layout}:v1")]).ok();
    let read = place.skopeo(&["inspect", "--format", "{{.Digest}}", &format!("oci:{layout}:v1")]).ok();
    assert_eq!(read, digest);
    run(place.command("umoci").args(["stat", "--image", &format!("{layout}:v1")])).ok();
    place.podman(&["pull", "-q", &format!("oci:{layout}:v1")]).ok();
}

#[test]
fn changes_from_outside_are_seen_and_kept() {
    if !have(&["buildah", "skopeo", "umoci", "docker-registry"]) {
        return;
    }
    let place = Place::new();
    let registry = DockerRegistry::start(&place, "registry");
    let image = images::busybox(&place, "made", Form::OciGzip);
    let reference = format!("{}/made:v1", registry.host);
    place.wharf(&["push", &image, &reference]).ok();

    // Into one repository of the store, by skopeo and umoci.
    place.wharf(&["pull", &reference]).ok();
    let inside = place.wharf(&["store", "path", &reference]).ok();
    place.skopeo(&["copy", "-q", &image, &format!("oci:{inside}:by-skopeo")]).ok();
    let umoci = ["config", "--image", &format!("{inside}:v1"), "--tag", "by-umoci", "--config.user", "nobody"];
    run(place.command("umoci").args(umoci)).ok();

    let stored = format!("store:{}/made", registry.host);
    assert_eq!(place.wharf(&["tag", "ls", &stored]).ok(), "by-skopeo\nby-umoci\nv1");
    let changed = place.wharf(&["image", "inspect", &format!("{stored}:by-umoci")]).ok();
    assert!(changed.contains("nobody"), "{changed}");
    place.wharf(&["copy", &format!("{stored}:by-umoci"), &format!("{stored}:again")]).ok();
    assert_eq!(place.wharf(&["tag", "ls", &stored]).ok(), "again\nby-skopeo\nby-umoci\nv1");
    place.wharf(&["store", "verify"]).ok();
    place.wharf(&["store", "gc", "--grace", "0s"]).ok();
    place.wharf(&["store", "verify"]).ok();
    place.wharf(&["push", &format!("{stored}:by-umoci"), &format!("{}/made:by-umoci", registry.host)]).ok();
}
