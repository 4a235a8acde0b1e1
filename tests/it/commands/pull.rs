//! `wharf pull`: into the store and into layouts, for one platform, several or all, with as few requests as there can be.

use std::fs;

use serde_json::Value;

use super::{PLATFORMS, host, index, platforms, requests};
use crate::harness::{Form, ImageSpec, Registry, TestEnv};

#[test]
fn an_image_goes_into_the_store_with_one_request_for_each_part() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    let image = ImageSpec::layers(&[100, 200_000, 3000]).make();
    image.put(&registry, "a", "v1");
    let name = registry.reference("a:v1");
    let pulled = env.wharf(&["pull", &name]);
    assert_eq!((pulled.stderr.as_str(), pulled.code), ("", Some(0)));
    assert_eq!(pulled.stdout, format!("store:{name}@{}\n", image.digest()));
    // The manifest, the config and three layers.
    assert_eq!(requests(&registry), ["GET manifest", "GET blob", "GET blob", "GET blob", "GET blob"]);
    let dir = env.wharf(&["store", "path", &name]).ok();
    for blob in image.blobs().chain(&image.manifests) {
        let hex = blob.digest.strip_prefix("sha256:").unwrap();
        assert_eq!(fs::read(format!("{}/blobs/sha256/{hex}", dir.trim())).unwrap(), blob.bytes);
    }
    assert_eq!(env.wharf(&["store", "verify"]).code, Some(0));
}

#[test]
fn what_has_not_changed_costs_one_request_and_a_moved_tag_only_what_is_new() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    let image = ImageSpec::layers(&[100, 200]).make();
    image.put(&registry, "a", "v1");
    let name = registry.reference("a:v1");
    let first = env.wharf(&["pull", &name]).ok();
    registry.forget();
    let again = env.wharf(&["pull", "--format", "json", &name]).json();
    assert_eq!(requests(&registry), ["GET manifest"]);
    assert_eq!(again["Reference"].as_str(), Some(first.trim()));
    assert_eq!((&again["Unchanged"], &again["Blobs"]["Moved"]), (&Value::Bool(true), &Value::from(0)));

    // Another tag of the same image: nothing but its manifest is asked for.
    image.put(&registry, "a", "v2");
    env.wharf(&["pull", &registry.reference("a:v2")]).ok();
    assert_eq!(registry.count("*", "/blobs/"), 0);

    // The tag moves: one request tells so and brings the new manifest.
    let moved = ImageSpec::layers(&[100, 200]).seed(2).make();
    moved.put(&registry, "a", "v1");
    let pulled = env.wharf(&["pull", &name]).ok();
    assert!(pulled.contains(moved.digest()), "{pulled}");
    let mut sent = requests(&registry);
    sent.retain(|request| !request.ends_with("blob"));
    assert_eq!(sent, ["GET manifest"]);
}

#[test]
fn of_an_index_the_image_for_this_machine_is_taken() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    let image = index();
    image.put(&registry, "a", "v1");
    let name = registry.reference("a:v1");
    let report = env.wharf(&["pull", "--format", "json", &name]).json();
    // The index, the manifest, the config and the layer.
    assert_eq!(requests(&registry), ["GET manifest", "GET manifest", "GET blob", "GET blob"]);
    assert_eq!(report["Digest"].as_str(), Some(image.manifests[host()].digest.as_str()));
    assert_eq!(report["Platform"]["os"].as_str(), Some("linux"));
    registry.forget();
    let again = env.wharf(&["pull", "--format", "{{.Unchanged}}", &name]).ok();
    assert_eq!((again.as_str(), registry.count("*", "/blobs/")), ("true\n", 0));
}

#[test]
fn the_platform_may_be_chosen_and_must_be_there() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    let image = index();
    image.put(&registry, "a", "v1");
    let name = registry.reference("a:v1");
    let digest = env.wharf(&["pull", "--platform", PLATFORMS[2], "--format", "{{.Digest}}", &name]).ok();
    assert_eq!(digest.trim(), image.manifests[2].digest);

    let missing = env.wharf(&["pull", "--platform", "linux/riscv64", &name]).fails(3);
    for word in ["linux/riscv64", "linux/amd64", "linux/arm64", "linux/s390x"] {
        assert!(missing.contains(word), "{missing}");
    }
    env.wharf(&["pull", "--platform", "linux", &name]).fails(2);
    env.wharf(&["pull", "--platform", "linux/amd64", "--all-platforms", &name]).fails(2);
    env.wharf(&["pull", "--sparse", &name]).fails(2);
}

#[test]
fn several_platforms_make_a_smaller_index() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    let image = index();
    image.put(&registry, "a", "v1");
    let wanted = "linux/s390x,linux/amd64";
    env.wharf(&["pull", "--platforms", wanted, &registry.reference("a:v1"), "oci:out:v1"]).ok();
    assert_eq!((registry.count("GET", "/manifests/"), registry.count("GET", "/blobs/")), (3, 4));
    let index = env.wharf(&["manifest", "get", "--format", "json", "oci:out:v1"]).json();
    assert_eq!(platforms(&index), ["linux/amd64", "linux/s390x"], "in the order of the index");
    // A sparse copy keeps the index, byte for byte, though not everything in it is there.
    let sparse =
        ["pull", "--sparse", "-p", wanted, "--format", "{{.Digest}}", &registry.reference("a:v1"), "oci:sparse"];
    assert_eq!(env.wharf(&sparse).ok().trim(), image.digest());
    let blobs = fs::read_dir(env.work("sparse/blobs/sha256")).unwrap().count();
    assert_eq!(blobs, 1 + 2 * 3);
}

#[test]
fn all_platforms_are_taken_as_they_are() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    for form in [Form::Oci, Form::Docker] {
        let image = ImageSpec::layers(&[300]).form(form).platforms(&PLATFORMS).make();
        let repository = format!("{form:?}").to_lowercase();
        image.put(&registry, &repository, "v1");
        let (name, out) = (registry.reference(&format!("{repository}:v1")), format!("ocidir://{repository}:all"));
        let pulled = env.wharf(&["pull", "--all-platforms", &name, &out]).ok();
        assert_eq!(pulled, format!("oci:{repository}:all@{}\n", image.digest()));
        assert_eq!((registry.count("GET", "/manifests/"), registry.count("GET", "/blobs/")), (4, 6));
        for blob in image.blobs().chain(&image.manifests).chain([&image.root]) {
            let hex = blob.digest.strip_prefix("sha256:").unwrap();
            assert_eq!(fs::read(env.work(format!("{repository}/blobs/sha256/{hex}"))).unwrap(), blob.bytes);
        }
    }
}

#[test]
fn other_places_may_be_named() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    let image = ImageSpec::layers(&[300]).make();
    image.put(&registry, "a", "latest");
    let name = registry.reference("a");
    for (place, printed) in [
        ("oci:out", "oci:out:latest"),
        ("oci:out:v2", "oci:out:v2"),
        ("ocidir://deep/er/out:v1", "oci:deep/er/out:v1"),
        ("store:else.where/b:v3", "store:else.where/b:v3"),
    ] {
        let pulled = env.wharf(&["pull", &name, place]).ok();
        assert_eq!(pulled, format!("{printed}@{}\n", image.digest()));
        assert_eq!(env.wharf(&["digest", printed]).ok().trim(), image.digest());
    }
    let index: Value = serde_json::from_slice(&fs::read(env.work("out/index.json")).unwrap()).unwrap();
    assert_eq!(index["manifests"].as_array().unwrap().len(), 2);
    let listed = env.wharf(&["store", "ls", "--format", "{{range .Images}}{{println .Reference}}{{end}}"]).ok();
    assert_eq!(listed, "else.where/b:v3\n");
    // A layout has no name of its own that the image could be kept under.
    let nameless = env.wharf(&["pull", "oci:out:v2"]).fails(2);
    assert!(nameless.contains("layout"), "{nameless}");
    env.wharf(&["pull", "oci:out:v2", "oci:copy"]).ok();
}

#[test]
fn a_digest_is_pulled_as_it_is_and_checked() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    let image = ImageSpec::layers(&[300]).make();
    image.put(&registry, "a", "v1");
    let pinned = registry.reference(&format!("a@{}", image.digest()));
    assert_eq!(env.wharf(&["pull", &pinned]).ok(), format!("store:{pinned}\n"));
    registry.forget();
    env.wharf(&["pull", &pinned]).ok();
    assert_eq!(requests(&registry), [""; 0], "nothing about a digest can have changed");
    let missing = registry.reference(&format!("a@sha256:{}", "0".repeat(64)));
    let told = env.wharf(&["pull", &missing]).fails(3);
    assert!(told.contains("sha256:0000") && told.contains("404"), "{told}");
    let told = env.wharf(&["pull", &registry.reference("a:nope")]).fails(3);
    assert!(told.contains("a:nope"), "{told}");
    let told = env.wharf(&["pull", &registry.reference("nowhere:v1")]).fails(3);
    assert!(told.contains("nowhere"), "{told}");
}

#[test]
fn the_result_is_printed_as_asked() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    let image = ImageSpec::layers(&[300, 400]).make();
    image.put(&registry, "a", "v1");
    let name = registry.reference("a:v1");
    let report = env.wharf(&["pull", "--format", "json", &name]).json();
    let bytes: usize = image.blobs().map(|blob| blob.bytes.len()).sum();
    assert_eq!(report["Digest"].as_str(), Some(image.digest()));
    assert_eq!(report["Root"]["digest"].as_str(), Some(image.digest()));
    assert_eq!(
        (&report["Blobs"]["Moved"], &report["Blobs"]["Copied"]["Count"]),
        (&Value::from(bytes), &Value::from(3))
    );
    assert_eq!((&report["Unchanged"], &report["Manifests"]), (&Value::Bool(false), &Value::from(1)));
    let pretty = env.wharf(&["pull", "--format", "jsonPretty", &name]).ok();
    assert!(pretty.lines().count() > 5, "{pretty}");
    let line = env.wharf(&["pull", "-f", "{{.Reference}} {{.Blobs.Present.Count}}", &name]).ok();
    assert!(line.starts_with("store:") && line.ends_with(" 3\n"), "{line}");
    let wrong = env.wharf(&["pull", "--format", "{{.Digest", &name]).fails(2);
    assert!(wrong.contains("--format"), "{wrong}");
    env.wharf(&["pull", "--format", "{{.Digest.Deeper}}", &name]).fails(2);
    // The result is what a script wants, also when it wants nothing else.
    let quiet = env.wharf(&["pull", "--quiet", "--progress", "plain", &name, "oci:quiet"]);
    assert_eq!((quiet.stderr.as_str(), quiet.stdout.lines().count()), ("", 1));
}

#[test]
fn progress_can_be_read_by_programs() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    let image = ImageSpec::layers(&[300_000]).make();
    image.put(&registry, "a", "v1");
    let name = registry.reference("a:v1");
    let pulled = env.wharf(&["pull", "--progress", "json", &name]);
    assert_eq!(pulled.code, Some(0), "{}", pulled.stderr);
    let events: Vec<Value> = pulled.stderr.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let named = |name: &str| events.iter().filter(|event| event["event"] == name).collect::<Vec<_>>();
    let bytes: usize = image.blobs().map(|blob| blob.bytes.len()).sum();
    assert_eq!(named("planned")[0]["bytes"], bytes);
    assert_eq!(named("planned")[0]["blobs"].as_array().unwrap().len(), 2);
    assert_eq!((named("started").len(), named("done").len()), (2, 2));
    assert_eq!(named("manifest")[0]["digest"], image.digest());
    assert_eq!(events.last().unwrap()["event"], "finished");
    assert_eq!(events.last().unwrap()["bytes"], bytes);
    for mode in ["plain", "bars", "none", "auto"] {
        let out = format!("oci:{mode}");
        let pulled = env.wharf(&["pull", "--progress", mode, &name, &out]);
        assert_eq!((pulled.code, pulled.stdout.lines().count()), (Some(0), 1), "{mode}: {}", pulled.stderr);
    }
    env.wharf(&["pull", "--progress", "loud", &name]).fails(2);
    let told = env.command(&["pull", &name, "oci:env"]).env("WHARF_PROGRESS", "json").run();
    assert!(told.stderr.starts_with('{'), "{}", told.stderr);
    let told = env.command(&["pull", &name, "oci:env"]).env("WHARF_PROGRESS", "loud").run().fails(2);
    assert!(told.contains("WHARF_PROGRESS"), "{told}");
}

#[test]
fn what_would_be_pulled_is_shown_and_not_done() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    let image = ImageSpec::layers(&[300, 4000]).make();
    image.put(&registry, "a", "v1");
    let name = registry.reference("a:v1");
    let plan = env.wharf(&["pull", "--dry-run", &name]).ok();
    assert!(plan.contains("3 of 3 blobs would move"), "{plan}");
    assert!(!env.store().exists(), "a plan leaves nothing behind");
    env.wharf(&["pull", "--dry-run", &name, "oci:out"]).ok();
    assert!(!env.work("out").exists());
    assert_eq!(registry.count("*", "/blobs/"), 0);
    env.wharf(&["pull", &name]).ok();
    let plan = env.wharf(&["pull", "--dry-run", &name]).ok();
    assert!(plan.contains("0 of 3 blobs would move") && !plan.contains("\ncopy "), "{plan}");
}

#[test]
fn jobs_are_a_number_above_nothing() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    ImageSpec::layers(&[300, 400, 500]).make().put(&registry, "a", "v1");
    let name = registry.reference("a:v1");
    env.wharf(&["pull", "--jobs", "1", &name]).ok();
    env.wharf(&["pull", "--jobs", "16", &name, "oci:out"]).ok();
    env.wharf(&["pull", "--jobs", "0", &name]).fails(2);
    let told = env.command(&["pull", &name]).env("WHARF_JOBS", "none").run().fails(2);
    assert!(told.contains("WHARF_JOBS"), "{told}");
}
