//! `--dry-run`: every way in which a blob can get to its place, shown before it does.

use serde_json::{Value, json};

use crate::harness::{Fault, Faults, ImageSpec, On, Registry, TestEnv};

/// The actions of a plan, largest blob first.
fn actions(plan: &Value) -> Vec<&str> {
    plan["Blobs"].as_array().unwrap().iter().map(|blob| blob["Action"].as_str().unwrap()).collect()
}

#[test]
fn a_plan_is_a_table_of_what_happens_to_each_blob() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    let image = ImageSpec::layers(&[100, 6000]).make();
    image.write_layout(&env.work("src"), "v1");
    registry.put_blob("app", &image.layers[0].bytes);
    let name = registry.reference("app:v1");
    let plan = env.wharf(&["copy", "--dry-run", "oci:src:v1", &name]).ok();
    let rows: Vec<Vec<&str>> = plan.lines().map(|line| line.split_whitespace().collect()).collect();
    let row = |digest: &str| rows.iter().find(|row| row.get(1) == Some(&digest)).unwrap()[0];
    assert_eq!(row(&image.layers[1].digest), "copy");
    assert_eq!(row(&image.layers[0].digest), "skip");
    assert_eq!(row(&image.configs[0].digest), "copy");
    assert!(rows.iter().any(|row| row[..] == ["Destination:", &format!("{name}@{}", image.digest())]), "{plan}");
    assert_eq!(rows.iter().filter(|row| row.first() == Some(&"put")).count(), 1, "{plan}");
    assert!(plan.ends_with("\n\n2 of 3 blobs would move, 6.86 kB.\n"), "{plan}");
    assert_eq!(registry.get("/v2/app/tags/list").json()["tags"], json!([]));
}

#[test]
fn a_plan_knows_copies_mounts_and_what_stays() {
    let (env, registry, other) = (TestEnv::new(), Registry::start(), Registry::start());
    let image = ImageSpec::layers(&[100, 6000]).make();
    image.put(&registry, "a", "v1");
    let plan =
        |target: &str| env.wharf(&["copy", "--dry-run", "-f", "json", &registry.reference("a:v1"), target]).json();
    let mounted = plan(&registry.reference("b:v1"));
    assert_eq!((actions(&mounted), &mounted["Totals"]["Remaining"]), (vec!["mount"; 3], &json!(0)));
    assert_eq!((actions(&plan(&registry.reference("a:v2"))), registry.count("POST", "")), (vec!["skip"; 3], 0));
    let copied = plan(&other.reference("a:v1"));
    let bytes: usize = image.blobs().map(|blob| blob.bytes.len()).sum();
    assert_eq!(
        (actions(&copied), &copied["Totals"]["Remaining"], &copied["Totals"]["Blobs"]),
        (vec!["copy"; 3], &json!(bytes), &json!(3))
    );
    assert_eq!(copied["Root"]["digest"], image.digest());
    assert_eq!(copied["Manifests"][0]["Tags"], json!(["v1"]));
    image.put(&other, "a", "v1");
    let there = plan(&other.reference("a:v1"));
    assert_eq!((actions(&there), &there["Totals"]["Remaining"]), (vec!["skip"; 3], &json!(0)));
}

#[test]
fn a_plan_knows_links_and_what_is_there() {
    let env = TestEnv::new();
    ImageSpec::layers(&[100, 6000]).make().write_layout(&env.work("src"), "v1");
    let plan = |source: &str, target: &str| env.wharf(&["copy", "--dry-run", "-f", "json", source, target]).json();
    assert_eq!(actions(&plan("oci:src:v1", "store:a:v1")), ["copy"; 3]);
    env.wharf(&["copy", "oci:src:v1", "store:a:v1"]).ok();
    assert_eq!(actions(&plan("oci:src:v1", "store:b:v1")), ["link"; 3]);
    assert_eq!(actions(&plan("oci:src:v1", "store:a:v2")), ["skip"; 3]);
    assert!(!env.store().join("b").exists());
    assert_eq!(actions(&plan("oci:src:v1", "store:a:v1")), ["skip"; 3]);
    let text = env.wharf(&["copy", "--dry-run", "oci:src:v1", "store:b:v1"]).ok();
    assert!(text.contains("link") && text.contains("0 of 3 blobs would move"), "{text}");
}

#[test]
fn a_plan_knows_what_can_be_resumed() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    let image = ImageSpec::layers(&[2_000_000]).make();
    image.put(&registry, "a", "v1");
    let faults = Faults::before(registry.address());
    let name = faults.reference("a:v1");
    let part = &image.layers[0].digest;
    faults.order(On::each("GET", part.as_str()), Fault::CutBody(1_000_000));
    env.wharf(&["pull", "--retries", "0", &name]).fails(5);
    faults.clear();
    let plan = env.wharf(&["pull", "--dry-run", "-f", "json", &name]).json();
    assert_eq!(actions(&plan)[0], "resume", "{plan}");
    let left = plan["Blobs"][0]["Remaining"].as_u64().unwrap();
    assert!(left > 0 && left < image.layers[0].bytes.len() as u64, "{plan}");
    let done = env.wharf(&["pull", "-f", "json", &name]).json();
    assert!(done["Blobs"]["Moved"].as_u64().unwrap() < 1_900_000, "{done}");
    env.wharf(&["store", "verify"]).ok();
}
