//! `wharf push`: from the store and from layouts, with as few requests as there can be.

use std::fs;

use super::{PLATFORMS, index, platforms, requests};
use crate::harness::{Form, Image, ImageSpec, Registry, TestEnv};

/// An image in the layout `src`, under the tag `v1`.
fn layout(env: &TestEnv, sizes: &[usize]) -> Image {
    let image = ImageSpec::layers(sizes).make();
    image.write_layout(&env.work("src"), "v1");
    image
}

#[test]
fn a_layout_is_pushed_with_two_requests_for_each_blob_and_two_more() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    let image = layout(&env, &[100, 200_000, 3000]);
    let name = registry.reference("team/app:v1");
    let pushed = env.wharf(&["push", "oci:src:v1", &name]);
    assert_eq!((pushed.stderr.as_str(), pushed.code), ("", Some(0)));
    assert_eq!(pushed.stdout, format!("{name}@{}\n", image.digest()));
    // What the tag is now, a session and the bytes for each of four blobs, the manifest.
    assert_eq!(requests(&registry).len(), 2 * 4 + 2, "{:?}", requests(&registry));
    assert_eq!(registry.count("HEAD", "/blobs/"), 0, "no question that the upload answers as well");
    assert_eq!(registry.get("/v2/team/app/manifests/v1").body, image.root.bytes);
    for blob in image.blobs() {
        assert_eq!(registry.get(&format!("/v2/team/app/blobs/{}", blob.digest)).body, blob.bytes);
    }
}

#[test]
fn what_is_there_is_not_sent_again() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    let image = layout(&env, &[100, 200]);
    let name = registry.reference("app:v1");
    let first = env.wharf(&["push", "oci:src:v1", &name]).ok();
    registry.forget();
    let again = env.wharf(&["push", "--format", "{{.Unchanged}} {{.Reference}}", "oci:src:v1", &name]).ok();
    assert_eq!(again, format!("true {first}"));
    assert_eq!(requests(&registry), ["HEAD manifest"]);
    // Under another tag only the manifest is put: no blob is asked for, or sent.
    registry.forget();
    let report = env.wharf(&["push", "--format", "json", "oci:src:v1", &registry.reference("app:v2")]).json();
    assert_eq!((&report["Blobs"]["Moved"], &report["Digest"]), (&0.into(), &image.digest().into()));
    assert_eq!(registry.count("PATCH", "") + registry.count("PUT", "/blobs/"), 0, "{:?}", registry.log());
}

#[test]
fn without_a_location_the_store_is_meant() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    let image = layout(&env, &[500]);
    let name = registry.reference("team/app:v1");
    env.wharf(&["copy", "oci:src:v1", &format!("store:{name}")]).ok();
    let pushed = env.wharf(&["push", &name]).ok();
    assert_eq!(pushed, format!("{name}@{}\n", image.digest()));
    assert_eq!(requests(&registry).len(), 2 * 2 + 2);
    // The same said with the scheme, and another name for what the store has.
    env.wharf(&["push", &format!("store:{name}")]).ok();
    let other = registry.reference("else/where:v2");
    env.wharf(&["push", &format!("store:{name}"), &other]).ok();
    assert_eq!(env.wharf(&["digest", &other]).ok().trim(), image.digest());
    let missing = env.wharf(&["push", &registry.reference("never/seen:v1")]).fails(3);
    assert!(missing.contains("never/seen"), "{missing}");
    let nameless = env.wharf(&["push", "oci:src:v1"]).fails(2);
    assert!(nameless.contains("wharf push oci:DIR REF"), "{nameless}");
    env.wharf(&["push"]).fails(2);
}

#[test]
fn an_index_is_pushed_whole_or_in_part() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    let image = index();
    image.write_layout(&env.work("src"), "v1");
    let whole = env.wharf(&["push", "--format", "{{.Digest}}", "oci:src", &registry.reference("whole:v1")]).ok();
    assert_eq!(whole.trim(), image.digest());
    assert_eq!(registry.count("PUT", "/manifests/"), 4);
    let order: Vec<_> =
        registry.log().into_iter().filter(|seen| seen.method == "PUT").map(|seen| seen.target).collect();
    assert!(order.last().unwrap().ends_with("/manifests/v1"), "the index comes last: {order:?}");

    let one = ["push", "-p", PLATFORMS[1], "--format", "{{.Digest}}", "oci:src", &registry.reference("one:v1")];
    assert_eq!(env.wharf(&one).ok().trim(), image.manifests[1].digest);
    let two = ["push", "-p", "linux/amd64,linux/s390x", "oci:src", &registry.reference("two:v1")];
    env.wharf(&two).ok();
    let index = env.wharf(&["manifest", "get", "--format", "json", &registry.reference("two:v1")]).json();
    assert_eq!(platforms(&index), ["linux/amd64", "linux/s390x"]);
}

#[test]
fn docker_images_keep_their_types_and_bytes() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    let image = ImageSpec::layers(&[200]).form(Form::Docker).platforms(&PLATFORMS).make();
    image.write_layout(&env.work("src"), "v1");
    env.wharf(&["push", "oci:src:v1", &registry.reference("app:v1")]).ok();
    let reply = registry.get("/v2/app/manifests/v1");
    assert_eq!(reply.header("content-type"), Some(image.root.media_type.as_str()));
    assert_eq!(
        (reply.body.as_slice(), reply.header("docker-content-digest")),
        (&image.root.bytes[..], Some(image.digest()))
    );
}

#[test]
fn what_is_wrong_on_the_disk_is_not_pushed() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    let image = layout(&env, &[5000]);
    let name = registry.reference("app:v1");
    let layer = env.work("src/blobs/sha256").join(image.layers[0].digest.strip_prefix("sha256:").unwrap());
    let mut bytes = image.layers[0].bytes.clone();
    bytes[10] ^= 1;
    fs::write(&layer, &bytes).unwrap();
    let told = env.wharf(&["push", "oci:src:v1", &name]).fails(6);
    assert!(told.contains(&image.layers[0].digest), "{told}");
    assert_eq!(registry.count("PUT", "/manifests/"), 0);
    fs::remove_file(&layer).unwrap();
    let told = env.wharf(&["push", "oci:src:v1", &name]).fails(3);
    assert!(told.contains(&image.layers[0].digest), "{told}");
    let told = env.wharf(&["push", "oci:src:v2", &name]).fails(3);
    assert!(told.contains("v2"), "{told}");
    let told = env.wharf(&["push", "oci:nothing", &name]).fails(3);
    assert!(told.contains("nothing"), "{told}");
}

#[test]
fn what_would_be_pushed_is_shown_and_not_done() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    let image = layout(&env, &[100, 6000]);
    let name = registry.reference("app:v1");
    registry.put_blob("app", &image.layers[1].bytes);
    registry.forget();
    let plan = env.wharf(&["push", "--dry-run", "--format", "json", "oci:src:v1", &name]).json();
    let actions: Vec<_> =
        plan["Blobs"].as_array().unwrap().iter().map(|blob| blob["Action"].as_str().unwrap()).collect();
    assert_eq!(actions, ["skip", "copy", "copy"], "largest first");
    assert_eq!(plan["Totals"]["Remaining"], image.layers[0].bytes.len() + image.configs[0].bytes.len());
    assert_eq!(plan["Destination"], format!("{name}@{}", image.digest()));
    assert!(requests(&registry).iter().all(|request| request.starts_with("HEAD")), "{:?}", requests(&registry));
    let text = env.wharf(&["push", "--dry-run", "oci:src:v1", &name]).ok();
    assert!(text.contains("2 of 3 blobs would move"), "{text}");
}
