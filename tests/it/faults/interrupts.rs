//! Transfers that end before their time: what has arrived is kept, and nothing else is left behind.

use std::path::{Path, PathBuf};

use super::{files, holds, partial, serves, stocked};
use crate::harness::{Fault, Faults, Image, On, Registry, Running, TestEnv, until};

const SIZE: usize = 800_000;
const HALF: u64 = 400_000;

/// A pull that has got half of the layer and gets no more.
fn half_way(env: &TestEnv, faults: &Faults, image: &Image) -> Running {
    let layer = &image.layers[0].digest;
    faults.order(On::each("GET", layer), Fault::Stall(HALF));
    let running = env.command(&["pull", &faults.reference("a:1")]).start();
    until("half of the layer is on disk", || partial(env, layer) >= Some(HALF - 64 * 1024));
    running
}

/// The next pull succeeds and asks for no more than is missing.
#[track_caller]
fn resumes(env: &TestEnv, faults: &Faults, image: &Image) {
    let layer = &image.layers[0].digest;
    let kept = partial(env, layer).expect("a partial file");
    assert!(kept > 0 && kept <= HALF, "{kept}");
    faults.clear();
    let before = faults.log().len();
    env.wharf(&["pull", &faults.reference("a:1")]).ok();
    holds(env, image);
    let asked: Vec<_> =
        faults.log().split_off(before).into_iter().filter(|head| head.target().contains(layer)).collect();
    let ranges: Vec<_> = asked.iter().map(|head| head.header("range").unwrap_or("all of it").to_owned()).collect();
    assert!(ranges.len() == 1 && ranges[0].starts_with(&format!("bytes={kept}-")), "{kept} {ranges:?}");
}

#[test]
fn a_killed_pull_is_resumed_by_the_next() {
    let (registry, image) = stocked(SIZE);
    let faults = Faults::before(registry.address());
    let env = TestEnv::new();
    let mut running = half_way(&env, &faults, &image);
    running.kill();
    assert_eq!(running.finish().code, None, "a signal ended it");
    resumes(&env, &faults, &image);
}

#[test]
fn an_interrupted_pull_leaves_what_came_and_no_litter() {
    let (registry, image) = stocked(SIZE);
    for terminate in [false, true] {
        let faults = Faults::before(registry.address());
        let env = TestEnv::new();
        let running = half_way(&env, &faults, &image);
        if terminate {
            running.terminate();
        } else {
            running.interrupt();
        }
        running.finish().fails(130);
        let litter = litter(&env, &image);
        assert!(litter.is_empty(), "{litter:?}");
        resumes(&env, &faults, &image);
    }
}

/// The files of a store that are none of the image's, of its partial files, or of the store's own records.
fn litter(env: &TestEnv, image: &Image) -> Vec<PathBuf> {
    let hexes: Vec<&str> = image.blobs().map(|blob| blob.digest.strip_prefix("sha256:").unwrap()).collect();
    let is_known = |path: &Path| {
        let name = path.file_name().unwrap().to_str().unwrap();
        // What was stored without a sync is noted until that is settled, and locks are empty files.
        let noted = path.parent().unwrap().ends_with("_wharf/unsynced");
        let hex = name.strip_prefix("sha256-").unwrap_or(name);
        noted || hexes.contains(&hex) || matches!(name, "oci-layout" | "index.json" | "index.json.lock" | "lock")
    };
    let found = ["store", "home", "work"].iter().flat_map(|dir| files(&env.path(dir))).map(|(path, _)| path);
    found.filter(|path| !is_known(path)).collect()
}

#[test]
fn two_processes_that_pull_the_same_image_fetch_it_once() {
    let (registry, image) = stocked(SIZE);
    let faults = Faults::before(registry.address());
    let env = TestEnv::new();
    let layer = &image.layers[0].digest;
    faults.order(On::first("GET", layer), Fault::Stall(HALF));
    let pull = ["pull", "--stall-timeout", "1s", &faults.reference("a:1")];
    let running: Vec<Running> = (0..3).map(|_| env.command(&pull).start()).collect();
    for one in running {
        one.finish().ok();
    }
    holds(&env, &image);
    // The first request stood still and was resumed; nobody else asked.
    assert_eq!(faults.count("GET", layer), 2);
}

#[test]
fn who_waits_for_a_killed_process_takes_over() {
    let (registry, image) = stocked(SIZE);
    let faults = Faults::before(registry.address());
    let env = TestEnv::new();
    let layer = &image.layers[0].digest;
    let mut first = half_way(&env, &faults, &image);
    faults.clear();
    let second = env.command(&["pull", &faults.reference("a:1")]).start();
    until("the second one is at it", || faults.count("GET", "/manifests/") == 2);
    assert_eq!(faults.count("GET", layer), 1, "it waits for the first one");
    first.kill();
    second.finish().ok();
    holds(&env, &image);
    assert_eq!(faults.count("GET", layer), 2);
}

#[test]
fn an_interrupted_push_succeeds_next_time() {
    let registry = Registry::start();
    let env = TestEnv::new();
    let image = crate::harness::ImageSpec::layers(&[SIZE, 1000]).make();
    image.write_layout(&env.work("image"), "1");
    let faults = Faults::before(registry.address());
    // The answer to the whole manifest does not come: all blobs are there by then.
    faults.order(On::first("PUT", "/manifests/"), Fault::StallUpload(0));
    let push = ["push", "oci:image:1", &faults.reference("a:1")];
    let running = env.command(&push).start();
    until("the manifest is on its way", || faults.count("PUT", "/manifests/") == 1);
    running.interrupt();
    running.finish().fails(130);
    assert_eq!(registry.get("/v2/a/manifests/1").status, 404);
    let before = faults.log().len();
    env.wharf(&push).ok();
    serves(&registry, "a", "1", &image);
    let again = faults.log().split_off(before);
    let bodies =
        again.iter().filter(|head| matches!(head.method(), "PUT" | "PATCH") && head.target().contains("/blobs/"));
    assert_eq!(bodies.count(), 0, "the blobs are there");
}

#[test]
fn a_push_that_is_killed_in_the_middle_of_a_blob_succeeds_next_time() {
    let registry = Registry::start();
    let env = TestEnv::new();
    let image = crate::harness::ImageSpec::layers(&[SIZE]).make();
    image.write_layout(&env.work("image"), "1");
    let faults = Faults::before(registry.address());
    for method in ["PUT", "PATCH"] {
        faults.order(On::each(method, "/blobs/uploads/"), Fault::StallUpload(HALF));
    }
    let push = ["push", "oci:image:1", &faults.reference("a:1")];
    let mut running = env.command(&push).start();
    until("the blob is on its way", || uploads(&faults) > 0);
    running.kill();
    running.finish();
    faults.clear();
    env.wharf(&push).ok();
    serves(&registry, "a", "1", &image);
}

fn uploads(faults: &Faults) -> usize {
    faults.count("PUT", "/blobs/uploads/") + faults.count("PATCH", "/blobs/uploads/")
}
