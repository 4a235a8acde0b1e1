//! `wharf image mod`: images edited in registries, layouts and the store, and what moves for it.

use serde_json::{Value, json};

use super::{Everywhere, index, requests};
use crate::harness::{Form, ImageSpec, Registry, TestEnv};

/// The config of an image.
fn config(env: &TestEnv, name: &str) -> Value {
    env.wharf(&["image", "inspect", "--format", "raw-body", name]).json()
}

fn manifest(env: &TestEnv, name: &str) -> Value {
    env.wharf(&["manifest", "get", "--format", "raw-body", name]).json()
}

#[test]
fn every_place_is_edited_alike() {
    let all = Everywhere::new(ImageSpec::layers(&[500, 700]).make());
    let mut digests = Vec::new();
    for (repository, tagged) in all.repositories.iter().zip(all.tagged()) {
        let edits = ["--env", "DEBUG=1", "--user", "1000:1000", "-l", "org.example.a=b", "--workdir", "/srv"];
        let made = all.env.wharf(&[&["image", "mod", &tagged, "--create", "v2"][..], &edits].concat()).ok();
        assert_eq!(made, format!("{repository}:v2\n"));
        let found = config(&all.env, &format!("{repository}:v2"));
        assert_eq!(found["config"]["Env"], json!(["PATH=/usr/bin", "DEBUG=1"]));
        assert_eq!((&found["config"]["User"], &found["config"]["WorkingDir"]), (&json!("1000:1000"), &json!("/srv")));
        assert_eq!(found["config"]["Labels"]["org.example.a"], "b");
        assert_eq!(found["created"], "2024-05-06T07:08:09Z", "no clock is read");
        assert_eq!(all.env.wharf(&["digest", &tagged]).ok().trim(), all.image.digest(), "the old one stays");
        digests.push(all.env.wharf(&["digest", &format!("{repository}:v2")]).ok());
    }
    digests.dedup();
    assert_eq!(digests.len(), 1, "{digests:?}");
    all.env.wharf(&["store", "verify"]).ok();
}

#[test]
fn within_a_repository_a_config_and_a_manifest_are_sent() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    let image = ImageSpec::layers(&[500, 200_000]).make();
    image.put(&registry, "app", "v1");
    let name = registry.reference("app:v1");
    let report = env.wharf(&["image", "mod", &name, "--replace", "--author", "me", "-f", "json"]).json();
    assert_eq!(requests(&registry), ["GET manifest", "GET blob", "POST upload", "PUT upload", "PUT manifest"]);
    assert_eq!((&report["Changed"], &report["Blobs"]["Copied"]["Count"]), (&json!(true), &json!(1)));
    assert_eq!(report["Digest"], env.wharf(&["digest", &name]).ok().trim());
    assert_ne!(report["Digest"], image.digest());

    registry.forget();
    let annotated = env.wharf(&["image", "mod", &name, "--annotation", "a=b"]).ok();
    assert_eq!(requests(&registry), ["GET manifest", "PUT manifest"], "a config is read only where it matters");
    assert!(annotated.starts_with(&format!("{}@sha256:", registry.reference("app"))), "{annotated}");
    assert_eq!(manifest(&env, annotated.trim())["annotations"], json!({ "a": "b" }));

    registry.forget();
    assert_eq!(env.wharf(&["image", "mod", &name, "--replace", "--author", "me"]).ok().trim(), name);
    assert_eq!(requests(&registry), ["GET manifest", "GET blob"], "nothing is left to do");
}

#[test]
fn elsewhere_layers_are_mounted_or_copied() {
    let (env, from, to) = (TestEnv::new(), Registry::start(), Registry::start());
    let image = ImageSpec::layers(&[500, 3000]).make();
    image.put(&from, "app", "v1");
    let edit = |target: &str| {
        let args = ["image", "mod", &from.reference("app:v1"), "--create", target, "-e", "A=1", "-f", "json"];
        env.wharf(&args).json()
    };
    let mounted = edit(&from.reference("other:v2"));
    assert_eq!((&mounted["Blobs"]["Mounted"]["Count"], &mounted["Blobs"]["Copied"]["Count"]), (&json!(2), &json!(1)));
    assert_eq!(from.count("GET", &image.layers[0].digest), 0);
    let copied = edit(&to.reference("other:v2"));
    assert_eq!((&copied["Blobs"]["Copied"]["Count"], &copied["Digest"]), (&json!(3), &mounted["Digest"]));
    let local = edit("oci:dir:v2");
    assert_eq!((&local["Reference"], &local["Digest"]), (&json!("oci:dir:v2"), &mounted["Digest"]));
}

#[test]
fn edits_happen_in_the_order_in_which_they_stand() {
    let env = TestEnv::new();
    ImageSpec::default().make().write_layout(&env.work("src"), "v1");
    for (edits, user, annotation) in [
        (["--user=a", "--user=b", "--label=x=1", "--label-to-annotation"], "b", json!("1")),
        (["--user=b", "--user=a", "--label-to-annotation", "--label=x=1"], "a", Value::Null),
    ] {
        env.wharf(&[&["image", "mod", "oci:src:v1", "--create", "v2"][..], &edits].concat()).ok();
        assert_eq!(config(&env, "oci:src:v2")["config"]["User"], user);
        assert_eq!(manifest(&env, "oci:src:v2")["annotations"]["x"], annotation, "{edits:?}");
    }
}

#[test]
fn an_index_is_edited_whole_or_by_platform() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    let image = index();
    image.put(&registry, "app", "v1");
    let (one, two) = (registry.reference("app:v1"), registry.reference("app:v2"));
    env.wharf(&["image", "mod", &one, "--create", "v2", "--env", "[linux/arm64]A=1", "--annotation", "[*]b=c"]).ok();
    let root = manifest(&env, &two);
    assert_eq!(root["annotations"], json!({ "b": "c" }));
    for (at, platform) in super::PLATFORMS.iter().enumerate() {
        assert_eq!(root["manifests"][at]["platform"]["architecture"], platform.split_once('/').unwrap().1);
        let has = env.wharf(&["image", "inspect", "-p", platform, "-f", "raw-body", &two]).json();
        let expected = if at == 1 { json!(["PATH=/usr/bin", "A=1"]) } else { json!(["PATH=/usr/bin"]) };
        assert_eq!(has["config"]["Env"], expected, "{platform}");
    }
    let refused = env.wharf(&["image", "mod", &one, "--env", "[linux/mips64le]A=1"]).fails(3);
    assert!(refused.contains("linux/mips64le") && refused.contains("linux/s390x"), "{refused}");
}

#[test]
fn formats_come_and_go() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    for form in [Form::Oci, Form::Docker] {
        let image = ImageSpec::layers(&[300]).form(form).platforms(&["linux/amd64", "linux/arm64"]).make();
        let repository = format!("{form:?}").to_lowercase();
        image.put(&registry, &repository, "v1");
        let name = |tag: &str| registry.reference(&format!("{repository}:{tag}"));
        env.wharf(&["image", "mod", &name("v1"), "--create", "docker", "--to-docker"]).ok();
        env.wharf(&["image", "mod", &name("docker"), "--create", "oci", "--to-oci"]).ok();
        let back = if form == Form::Oci { "oci" } else { "docker" };
        assert_eq!(env.wharf(&["digest", &name(back)]).ok().trim(), image.digest(), "{form:?}");
        let same = env.wharf(&["image", "mod", &name("v1"), "-f", "{{.Changed}}", &format!("--to-{back}")]).ok();
        assert_eq!(same.trim(), "false", "{form:?}");
    }
}

#[test]
fn digests_of_sha512_name_the_whole_image() {
    let env = TestEnv::new();
    ImageSpec::layers(&[300, 70_000]).make().write_layout(&env.work("src"), "v1");
    env.wharf(&["image", "mod", "oci:src:v1", "--create", "oci:dst:v1", "--digest-algo", "sha512"]).ok();
    assert!(env.wharf(&["digest", "oci:dst:v1"]).ok().starts_with("sha512:"));
    let found = manifest(&env, "oci:dst:v1");
    for blob in [&found["config"], &found["layers"][0], &found["layers"][1]] {
        assert!(blob["digest"].as_str().unwrap().starts_with("sha512:"), "{found}");
    }
    let registry = Registry::start();
    env.wharf(&["copy", "oci:dst:v1", &registry.reference("a:v1")]).ok();
    let old = std::fs::read_dir(env.work("dst/blobs/sha256")).map_or(0, Iterator::count);
    assert_eq!(old, 0, "every blob has its new name");
}

#[test]
fn attestations_become_referrers() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    let image = ImageSpec::layers(&[300]).platforms(&["linux/amd64", "unknown/unknown"]).make();
    let mut index: Value = serde_json::from_slice(&image.root.bytes).unwrap();
    let subject = image.manifests[0].digest.clone();
    index["manifests"][1]["annotations"] =
        json!({ "vnd.docker.reference.type": "attestation-manifest", "vnd.docker.reference.digest": subject });
    image.put(&registry, "app", "raw");
    registry.put_manifest("app", "v1", &image.root.media_type, index.to_string().as_bytes());
    let report =
        env.wharf(&["image", "mod", &registry.reference("app:v1"), "--replace", "--to-oci-referrers", "-f", "json"]);
    let report = report.json();
    assert_eq!(report["Referrers"].as_array().unwrap().len(), 1);
    assert_eq!(manifest(&env, &registry.reference("app:v1"))["manifests"].as_array().unwrap().len(), 1);
    let listed = registry.get(&format!("/v2/app/referrers/{subject}")).json();
    assert_eq!(listed["manifests"][0]["digest"], report["Referrers"][0]);
}

#[test]
fn a_dry_run_shows_what_would_move_and_puts_nothing() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    let image = ImageSpec::layers(&[500, 3000]).make();
    image.put(&registry, "app", "v1");
    let name = registry.reference("app:v1");
    let plan = env.wharf(&["image", "mod", &name, "--create", "v2", "-e", "A=1", "--dry-run", "-f", "json"]).json();
    let actions: Vec<&str> = plan["Blobs"].as_array().unwrap().iter().map(|b| b["Action"].as_str().unwrap()).collect();
    assert_eq!((actions.iter().filter(|a| **a == "skip").count(), actions.len()), (2, 3), "{plan}");
    assert_eq!(registry.count("PUT", "") + registry.count("POST", ""), 0);
    let made = env.wharf(&["image", "mod", &name, "--create", "v2", "-e", "A=1", "-f", "{{.Digest}}"]).ok();
    assert_eq!(plan["Root"]["digest"], made.trim());
}

#[test]
fn what_cannot_be_meant_is_told() {
    let env = TestEnv::new();
    let image = ImageSpec::default().make();
    image.write_layout(&env.work("src"), "v1");
    for (args, code, said) in [
        (&["--env", "=x"][..], 2, "a name was expected"),
        (&["--to-oci=perhaps"], 2, "true or false"),
        (&["--config-time", "set=today"], 2, "no time"),
        (&["--config-time", "from-label=none"], 1, "no label"),
        (&["--config-time", "set=2021-02-03T04:05:06Z,base-ref=oci:none:v1"], 3, "none"),
        (&["--digest-algo", "md5"], 2, "unknown digest algorithm"),
    ] {
        let error = env.wharf(&[&["image", "mod", "oci:src:v1"][..], args].concat()).fails(code);
        assert!(error.contains(said), "{args:?}: {error}");
    }
    assert!(env.wharf(&["image", "mod", "oci:src:v9", "-e", "A=1"]).fails(3).contains("v9"));
    let by_digest = format!("oci:src@{}", image.digest());
    let both = env.wharf(&["image", "mod", "oci:src:v1", "--create", "v2", "--replace", "--author", "me"]).ok();
    assert_eq!((both.trim(), env.wharf(&["digest", "oci:src:v1"]).ok().trim()), ("oci:src:v2", image.digest()));
    let pinned = env.wharf(&["image", "mod", &by_digest, "--replace", "--author", "me"]).ok();
    assert!(pinned.starts_with("oci:src@sha256:") && !pinned.contains(image.digest()), "{pinned}");
    assert_eq!(env.wharf(&["digest", "oci:src:v1"]).ok().trim(), image.digest(), "a digest has no tag to move");
}

#[test]
fn words_and_lists_are_read_as_regctl_and_crane_read_them() {
    let env = TestEnv::new();
    ImageSpec::default().make().write_layout(&env.work("src"), "v1");
    for (edit, field, expected) in [
        (&["--config-cmd", r#"["bash","-l"]"#][..], "Cmd", json!(["bash", "-l"])),
        (&["--config-cmd", "run it"], "Cmd", json!(["/bin/sh", "-c", "run it"])),
        (&["--cmd", "a,b"], "Cmd", json!(["a", "b"])),
        (&["--config-entrypoint", ""], "Entrypoint", Value::Null),
        (&["--entrypoint", "/x"], "Entrypoint", json!(["/x"])),
        (
            &["--expose-add", "80/tcp", "--expose-add", "53/udp", "--expose-rm", "80/tcp"],
            "ExposedPorts",
            json!({"53/udp": {}}),
        ),
        (&["--exposed-ports", "80,443"], "ExposedPorts", json!({"80": {}, "443": {}})),
        (&["--volume-add", "/data", "--volume-add", "/x", "--volume-rm", "/x"], "Volumes", json!({"/data": {}})),
        (&["--stop-signal", "SIGINT"], "StopSignal", json!("SIGINT")),
    ] {
        env.wharf(&[&["image", "mutate", "oci:src:v1", "-t", "v2"][..], edit].concat()).ok();
        assert_eq!(config(&env, "oci:src:v2")["config"][field], expected, "{edit:?}");
    }
}
