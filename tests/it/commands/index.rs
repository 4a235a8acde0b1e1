//! `wharf index`: indexes made, added to, and taken from.

use serde_json::{Value, json};

use super::{index, nothing, platforms};
use crate::harness::{ImageSpec, Registry, TestEnv};

fn manifest(env: &TestEnv, name: &str) -> Value {
    env.wharf(&["manifest", "get", "--format", "raw-body", name]).json()
}

#[test]
fn an_index_is_made_of_images_from_anywhere() {
    let (env, one, two) = (TestEnv::new(), Registry::start(), Registry::start());
    let (amd, arm) = (ImageSpec::default().make(), ImageSpec::default().seed(2).platforms(&["linux/arm64"]).make());
    amd.put(&one, "build", "amd64");
    arm.write_layout(&env.work("arm"), "v1");
    let name = two.reference("app:v1");
    let args = ["index", "create", &name, "--ref", &one.reference("build:amd64"), "--ref", "oci:arm:v1"];
    assert_eq!(
        env.wharf(&[&args[..], &["--annotation", "a=b", "--desc-annotation", "c=d"]].concat()).ok(),
        format!("{name}\n")
    );
    let made = manifest(&env, &name);
    assert_eq!(platforms(&made), ["linux/amd64", "linux/arm64"]);
    assert_eq!(
        (&made["annotations"], &made["mediaType"]),
        (&json!({"a": "b"}), &json!("application/vnd.oci.image.index.v1+json"))
    );
    assert_eq!(made["manifests"][1]["annotations"], json!({"c": "d"}));
    assert_eq!(made["manifests"][1]["digest"], arm.digest());
    env.wharf(&["pull", "--platform", "linux/arm64", &name]).ok();
    // The same again makes the same, anywhere.
    let again = env.wharf(
        &[
            &[
                "index",
                "create",
                "oci:again:v1",
                "--annotation",
                "a=b",
                "--desc-annotation",
                "c=d",
                "-f",
                "{{.Digest}}",
            ][..],
            &args[3..],
        ]
        .concat(),
    );
    assert_eq!(again.ok(), env.wharf(&["digest", &name]).ok());
}

#[test]
fn platforms_are_picked_added_and_taken_out() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    let image = index();
    image.put(&registry, "app", "v1");
    let (from, name) = (registry.reference("app:v1"), registry.reference("small:v1"));
    env.wharf(&["index", "create", &name, "--ref", &from, "--platform", "linux/s390x,linux/arm64"]).ok();
    assert_eq!(platforms(&manifest(&env, &name)), ["linux/arm64", "linux/s390x"]);
    assert_eq!(env.wharf(&["index", "add", &name, "--ref", &from, "--platform", "linux/amd64"]).ok().trim(), name);
    env.wharf(&["index", "add", &name, "--digest", &image.manifests[0].digest]).ok();
    assert_eq!(platforms(&manifest(&env, &name)), ["linux/arm64", "linux/s390x", "linux/amd64"], "each once");

    let taken = env.wharf(&[
        "index",
        "delete",
        &name,
        "--platform",
        "linux/arm64",
        "--platform",
        "linux/mips",
        "--digest",
        &image.manifests[2].digest,
    ]);
    assert!(taken.stderr.contains("linux/mips") && !taken.stderr.contains("linux/arm64"), "{}", taken.stderr);
    taken.ok();
    assert_eq!(platforms(&manifest(&env, &name)), ["linux/amd64"]);
    let emptied = env.wharf(&["index", "rm", &name, "--platform", "linux/amd64"]);
    assert!(emptied.stderr.contains("nothing is left"), "{}", emptied.stderr);
    emptied.ok();
    assert_eq!(manifest(&env, &name)["manifests"], json!([]));
    env.wharf(&["digest", &registry.reference(&format!("small@{}", image.manifests[0].digest))]).ok();
}

#[test]
fn every_field_of_an_index_can_be_set() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    let image = ImageSpec::default().make();
    image.put(&registry, "app", "v1");
    let name = registry.reference("app:tools");
    let printed = env
        .wharf(&[
            "index",
            "create",
            &name,
            "--by-digest",
            "--artifact-type",
            "application/vnd.example",
            "--subject",
            "v1",
        ])
        .ok();
    let made = manifest(&env, &registry.reference(&format!("app@{}", printed.trim())));
    assert_eq!(
        (&made["artifactType"], &made["subject"]["digest"]),
        (&json!("application/vnd.example"), &json!(image.digest()))
    );
    assert_eq!(made["manifests"], json!([]), "an empty index is one too");
    assert_eq!(
        registry.get(&format!("/v2/app/referrers/{}", image.digest())).json()["manifests"][0]["digest"],
        printed.trim()
    );
    env.wharf(&["digest", &name]).fails(3);

    let list = "application/vnd.docker.distribution.manifest.list.v2+json";
    env.wharf(&[
        "index",
        "create",
        &name,
        "--media-type",
        list,
        "--digest",
        image.digest(),
        "--desc-platform",
        "linux/arm/v6",
    ])
    .ok();
    let made = manifest(&env, &name);
    assert_eq!((&made["mediaType"], &made["manifests"][0]["platform"]["variant"]), (&json!(list), &json!("v6")));
}

#[test]
fn referrers_come_along_where_they_are_asked_for() {
    let (env, one, two) = (TestEnv::new(), Registry::start(), Registry::start());
    let image = ImageSpec::default().make();
    image.put(&one, "app", "v1");
    let empty = one.put_blob("app", b"{}");
    let media_type = "application/vnd.oci.image.manifest.v1+json";
    let referrer = json!({
        "schemaVersion": 2, "mediaType": media_type, "artifactType": "application/vnd.example",
        "config": { "mediaType": "application/vnd.oci.empty.v1+json", "digest": empty, "size": 2 }, "layers": [],
        "subject": { "mediaType": media_type, "digest": image.digest(), "size": image.root.bytes.len() },
    });
    let referrer = referrer.to_string();
    let digest = one.put_manifest(
        "app",
        &wharf::oci::Digest::sha256(referrer.as_bytes()).to_string(),
        media_type,
        referrer.as_bytes(),
    );
    for (flags, expected) in [(&[][..], Value::Null), (&["--referrers"], json!(digest))] {
        env.wharf(
            &[&["index", "create", &two.reference("app:v1"), "--ref", &one.reference("app:v1")][..], flags].concat(),
        )
        .ok();
        let listed = two.get(&format!("/v2/app/referrers/{}", image.digest())).json();
        assert_eq!(listed["manifests"][0]["digest"], expected);
    }
}

#[test]
fn what_cannot_be_meant_is_told() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    ImageSpec::default().make().put(&registry, "app", "v1");
    index().put(&registry, "app", "many");
    let (name, many) = (registry.reference("app:v1"), registry.reference("app:many"));
    let list = "application/vnd.docker.distribution.manifest.list.v2+json";
    for (args, code, said) in [
        (&["add", &name, "--ref", &name][..], 1, "no index"),
        (&["delete", &name, "--platform", "linux/amd64"], 1, "no index"),
        (&["delete", &many], 2, "--digest"),
        (&["create", &name, "--media-type", "text/plain"], 2, "expected"),
        (&["create", &name, "--media-type", list, "--subject", "v1"], 2, "subject"),
        (&["create", &name, "--ref", &many, "--platform", "linux/mips"], 3, "linux/mips"),
        (&["create", &name, "--digest", &nothing()], 3, "000"),
        (&["create", &name, "--subject", "none"], 3, "none"),
        (&["create", &name, "--platform", "linux/amd64"], 2, "--ref"),
    ] {
        let error = env.wharf(&[&["index"][..], args].concat()).fails(code);
        assert!(error.contains(said), "{args:?}: {error}");
    }
}
