//! Disks that are full, read-only, or not what a store needs.

use std::fs;

use super::{holds, says, stocked};
use crate::harness::{ImageSpec, Outcome, TestEnv};

/// Runs a script that may mount file systems nobody else sees, the environment's store among them. Nothing where this
/// machine does not let one do so.
fn with_mounts(env: &TestEnv, script: &str) -> Option<Outcome> {
    fs::create_dir_all(env.store()).unwrap();
    let may = env.shell("unshare --user --map-root-user --mount sh -c 'mount -t tmpfs none \"$WHARF_STORE\"'").run();
    let run = || env.shell(&format!("exec unshare --user --map-root-user --mount sh -eu -c '{script}'")).run();
    (may.code == Some(0)).then(run)
}

#[test]
fn a_full_disk_is_told_and_what_came_is_gone_on_with() {
    let (registry, _) = stocked(3_000_000);
    let env = TestEnv::new();
    let reference = registry.reference("a:1");
    let script = format!(
        r#"mount -t tmpfs -o size=1m none "$WHARF_STORE"
        "$WHARF" pull {reference} || echo "code $?"
        find "$WHARF_STORE" -name "sha256-*" -size +100k | grep -c .
        mount -o remount,size=16m "$WHARF_STORE"
        "$WHARF" pull {reference}
        "$WHARF" store verify"#
    );
    let Some(outcome) = with_mounts(&env, &script) else { return too_large_a_file(&env, &reference) };
    assert_eq!(outcome.code, Some(0), "{outcome:?}");
    says(&outcome.stderr, &["destination: ", "cannot write ", "No space left on device", "hint: free some space"]);
    says(&outcome.stdout, &["code 1\n1\n", "all is well"]);
    // The config, the layer, and the rest of the layer; the config again where the failure came before it was done.
    let asked = registry.count("GET", "/blobs/");
    assert!((3..=4).contains(&asked), "{asked} requests");
}

/// The same as far as it goes where no file system can be mounted: no file may be longer than half a megabyte.
fn too_large_a_file(env: &TestEnv, reference: &str) {
    let said = env.shell(&format!("trap '' XFSZ; ulimit -f 1000; exec \"$WHARF\" pull {reference}")).run().fails(1);
    says(&said, &["destination: ", "cannot write ", "File too large"]);
    env.wharf(&["pull", reference]).ok();
    env.wharf(&["store", "verify"]).ok();
}

#[test]
fn a_store_that_is_read_only_is_told() {
    let (registry, image) = stocked(1000);
    ImageSpec::default().seed(2).make().put(&registry, "b", "1");
    let env = TestEnv::new();
    let (known, new) = (registry.reference("a:1"), registry.reference("b:1"));
    // What is there can be read, looked for and pulled again; what is not can neither be kept nor is fetched.
    let script = format!(
        r#"mount -t tmpfs none "$WHARF_STORE"
        "$WHARF" pull {known}
        mount -o remount,ro "$WHARF_STORE"
        "$WHARF" digest store:{known}
        "$WHARF" store verify
        "$WHARF" pull {known}
        "$WHARF" copy store:{known} {copy}
        "$WHARF" pull {new} || echo "code $?""#,
        copy = registry.reference("c:1"),
    );
    let Some(outcome) = with_mounts(&env, &script) else { return };
    assert_eq!(outcome.code, Some(0), "{outcome:?}");
    says(&outcome.stdout, &[image.digest(), "all is well", "code 1\n"]);
    says(
        &outcome.stderr,
        &["Read-only file system", "hint: choose a place that can be written; another store with --store DIR"],
    );
    assert_eq!(registry.count("GET", "/v2/b/blobs/"), 0);
    super::serves(&registry, "c", "1", &image);
}

#[test]
fn a_store_below_a_file_is_told() {
    let (registry, _) = stocked(1000);
    let env = TestEnv::new();
    fs::write(env.work("file"), "").unwrap();
    let said = env.wharf(&["pull", "--store", "file/store", &registry.reference("a:1")]).fails(1);
    says(&said, &["file/store", "Not a directory"]);
    let said = env.wharf(&["pull", &registry.reference("a:1"), "oci:file"]).fails(1);
    says(&said, &["file"]);
    assert_eq!(registry.count("GET", "/blobs/"), 0, "nothing is fetched that cannot be kept");
}

#[test]
fn results_that_cannot_be_written_are_told() {
    let (registry, image) = stocked(1000);
    let env = TestEnv::new();
    let layer = &image.layers[0].digest;
    let full = env.shell(&format!("exec \"$WHARF\" blob get {} {layer} > /dev/full", registry.reference("a"))).run();
    says(&full.fails(1), &["error: ", "No space left on device"]);
    let full = env.shell(&format!("exec \"$WHARF\" pull {} > /dev/full", registry.reference("a:1"))).run();
    says(&full.fails(1), &["error: ", "No space left on device"]);
    holds(&env, &image);
    for asked in ["--help", "--version", "help pull"] {
        let full = env.shell(&format!("exec \"$WHARF\" {asked} > /dev/full")).run();
        says(&full.fails(1), &["error: ", "No space left on device"]);
    }
    let said = env.wharf(&["blob", "get", &registry.reference("a"), layer, "-o", "no/such/dir/file"]).fails(1);
    says(&said, &["cannot write no/such/dir/file"]);
}
