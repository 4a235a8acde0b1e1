//! Connections that break or stand still in the middle of a body: what has arrived is not moved again.

use super::{holds, partial, pull, serves, stocked};
use crate::harness::{Fault, Faults, On, Registry, TestEnv};

const SIZE: usize = 800_000;

/// Where each request for `part` began to read, by its `Range` header.
fn starts(faults: &Faults, part: &str) -> Vec<u64> {
    let asked = faults.log().into_iter().filter(|head| head.method() == "GET" && head.target().contains(part));
    let start = |range: Option<&str>| range.map_or(0, |range| range[6..].split('-').next().unwrap().parse().unwrap());
    asked.map(|head| start(head.header("range"))).collect()
}

#[test]
fn a_download_cut_at_each_quarter_gets_only_the_rest() {
    let (registry, image) = stocked(SIZE);
    let faults = Faults::before(registry.address());
    let layer = &image.layers[0];
    let quarter = layer.bytes.len() as u64 / 4;
    // Each answer brings a quarter; the last comes whole.
    for _ in 0..3 {
        faults.order(On::first("GET", &layer.digest), Fault::CutBody(quarter));
    }
    let env = TestEnv::new();
    pull(&env, &faults.reference("a:1")).ok();
    holds(&env, &image);
    assert_eq!(starts(&faults, &layer.digest), [0, quarter, 2 * quarter, 3 * quarter]);
}

#[test]
fn a_stalled_download_is_cut_and_resumed() {
    let (registry, image) = stocked(SIZE);
    let faults = Faults::before(registry.address());
    let layer = &image.layers[0];
    faults.order(On::first("GET", &layer.digest), Fault::Stall(300_000));
    let env = TestEnv::new();
    env.wharf(&["pull", "--stall-timeout", "1s", &faults.reference("a:1")]).ok();
    holds(&env, &image);
    assert_eq!(starts(&faults, &layer.digest), [0, 300_000]);
}

#[test]
fn a_connection_that_is_always_cut_ends_in_5_and_keeps_what_came() {
    let (registry, image) = stocked(SIZE);
    let faults = Faults::before(registry.address());
    let layer = &image.layers[0];
    faults.order(On::first("GET", &layer.digest), Fault::CutBody(500_000));
    faults.order(On::each("GET", &layer.digest), Fault::Close);
    let env = TestEnv::new();
    let said = env.wharf(&["pull", "--retries", "1", &faults.reference("a:1")]).fails(5);
    super::says(&said, &["source: ", &layer.digest, "the connection was cut"]);
    assert_eq!(partial(&env, &layer.digest), Some(500_000));
    faults.clear();
    pull(&env, &faults.reference("a:1")).ok();
    holds(&env, &image);
    assert_eq!(starts(&faults, &layer.digest).last(), Some(&500_000));
}

#[test]
fn a_server_that_ignores_ranges_is_read_from_the_beginning() {
    let (registry, image) = stocked(SIZE);
    let faults = Faults::before(registry.address());
    let layer = &image.layers[0];
    faults.order(On::first("GET", &layer.digest), Fault::CutBody(400_000));
    faults.order(On::each("GET", &layer.digest), Fault::IgnoreRange);
    let env = TestEnv::new();
    pull(&env, &faults.reference("a:1")).ok();
    holds(&env, &image);
    assert_eq!(starts(&faults, &layer.digest), [0, 400_000]);
}

#[test]
fn an_upload_cut_at_each_quarter_sends_only_the_rest() {
    let (registry, env) = (Registry::start(), TestEnv::new());
    let image = crate::harness::ImageSpec::layers(&[SIZE]).make();
    image.write_layout(&env.work("image"), "1");
    let faults = Faults::before(registry.address());
    let layer = &image.layers[0];
    let size = layer.bytes.len() as u64;
    let quarter = size / 4;
    faults.order(On::first("PUT", layer.digest.strip_prefix("sha256:").unwrap()), Fault::CutUpload(quarter));
    faults.order(On::each("PATCH", "/blobs/uploads/").times(2), Fault::CutUpload(quarter));
    env.wharf(&["push", "oci:image:1", &faults.reference("a:1")]).ok();
    serves(&registry, "a", "1", &image);
    let announced: Vec<u64> = faults
        .log()
        .iter()
        .filter(|head| matches!(head.method(), "PUT" | "PATCH") && head.target().contains("/blobs/uploads/"))
        .filter_map(|head| head.length().filter(|length| *length > 10_000))
        .collect();
    assert_eq!(announced, [size, size - quarter, size - 2 * quarter, size - 3 * quarter]);
}

#[test]
fn an_upload_that_is_always_cut_ends_in_5_and_the_next_one_succeeds() {
    let (registry, env) = (Registry::start(), TestEnv::new());
    let image = crate::harness::ImageSpec::layers(&[SIZE]).make();
    image.write_layout(&env.work("image"), "1");
    let faults = Faults::before(registry.address());
    for method in ["PUT", "PATCH"] {
        faults.order(On::each(method, "/blobs/uploads/"), Fault::CutUpload(0));
    }
    let push = ["push", "--retries", "1", "oci:image:1", &faults.reference("a:1")];
    let said = env.wharf(&push).fails(5);
    super::says(&said, &["destination: ", "the connection was cut"]);
    assert_eq!(registry.get("/v2/a/manifests/1").status, 404);
    faults.clear();
    env.wharf(&push).ok();
    serves(&registry, "a", "1", &image);
}
