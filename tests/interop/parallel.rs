//! Many processes on one store, and processes that die.

use std::process::Stdio;
use std::thread;
use std::time::Duration;

use crate::images;
use crate::peers::{DockerRegistry, Place, have};

#[test]
fn processes_that_pull_the_same_image_at_once_all_succeed() {
    if !have(&["umoci", "docker-registry"]) {
        return;
    }
    let place = Place::new();
    let registry = DockerRegistry::start(&place, "registry");
    let image = images::bulky(&place, "bulky", 4, 16 << 20);
    let reference = format!("{}/bulky:v1", registry.host);
    place.wharf(&["push", &image, &reference]).ok();

    thread::scope(|scope| {
        let pulls: Vec<_> =
            (0..4).map(|_| scope.spawn(|| place.wharf(&["pull", "--all-platforms", &reference]))).collect();
        for pull in pulls {
            pull.join().unwrap().ok();
        }
    });
    place.wharf(&["store", "verify"]).ok();
    let layers = registry.requests().iter().filter(|r| r.starts_with("GET") && r.contains("/blobs/")).count();
    assert!(layers < 4 * 5, "the processes shared their downloads: {layers} blob requests");
}

#[test]
fn a_killed_pull_is_resumed_by_the_next() {
    if !have(&["umoci", "docker-registry"]) {
        return;
    }
    let place = Place::new();
    let registry = DockerRegistry::start(&place, "registry");
    let image = images::bulky(&place, "bulky", 2, 150 << 20);
    let reference = format!("{}/bulky:v1", registry.host);
    place.wharf(&["push", &image, &reference]).ok();

    let mut resumed = false;
    for pause in [60, 90, 120, 150, 180, 210] {
        let mut pull = place.wharf_command();
        pull.args(["pull", "--all-platforms", &reference]).stdout(Stdio::null()).stderr(Stdio::null());
        let mut pull = pull.spawn().expect("wharf starts");
        thread::sleep(Duration::from_millis(pause));
        pull.kill().unwrap();
        pull.wait().unwrap();
        // Whatever the moment was, the store reads.
        place.wharf(&["store", "verify"]).ok();
        let plan = place.wharf(&["pull", "--dry-run", "--all-platforms", "--format", "json", &reference]).ok();
        resumed |= plan.contains(r#""resume""#);
    }
    assert!(resumed, "no pull was killed while a layer was under way");
    place.wharf(&["pull", "--all-platforms", &reference]).ok();
    place.wharf(&["store", "verify"]).ok();
    assert_eq!(place.wharf(&["digest", &format!("store:{reference}")]).ok(), place.wharf(&["digest", &reference]).ok());
}
