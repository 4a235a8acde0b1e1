//! `wharf image check-base` and `wharf image ratelimit`.

use serde_json::json;

use crate::harness::crafted::{Crafted, Tar, index};
use crate::harness::{Fault, Faults, Image, ImageSpec, On, Registry, TestEnv, says};

const NAME: &str = "org.opencontainers.image.base.name";
const DIGEST: &str = "org.opencontainers.image.base.digest";

fn base() -> Crafted {
    Crafted::new().layer(Tar::new().file("base", "1"))
}

fn put(registry: &Registry, image: &Image, name: &str) -> String {
    image.put(registry, name, "v1");
    format!("{}:v1", registry.reference(name))
}

#[test]
fn the_digest_of_the_annotations_is_compared_without_a_body() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    let old = base().make();
    let base_name = put(&registry, &old, "base");
    let app = base().layer(Tar::new().file("app", "1"));
    let built = app.annotations(json!({ NAME: base_name, DIGEST: old.digest() })).make();
    let app = put(&registry, &built, "app");
    assert_eq!(env.wharf(&["image", "check-base", &app]).ok(), "base image matches\n");
    assert_eq!((registry.count("GET", "/base/"), registry.count("HEAD", "/base/manifests/v1")), (0, 1));
    Crafted::new().layer(Tar::new().file("base", "2")).make().put(&registry, "base", "v1");
    let changed = env.wharf(&["image", "check-base", &app]);
    assert_eq!((changed.code, changed.stderr.as_str()), (Some(1), ""));
    says(&changed.stdout, &["base image has changed: ", old.digest(), &base_name]);
    let quiet = env.wharf(&["image", "check-base", "--quiet", &app]);
    assert_eq!((quiet.code, quiet.stdout.as_str(), quiet.stderr.as_str()), (Some(1), "", ""));
    let json = env.wharf(&["image", "check-base", "--format", "json", &app]);
    let json: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(
        (&json["Changed"], &json["Base"], &json["Digest"]),
        (&json!(true), &json!(base_name), &json!(old.digest()))
    );
    // A digest or a base of the command line wins.
    let now = env.wharf(&["digest", &base_name]).ok();
    env.wharf(&["image", "check-base", "--digest", now.trim_end(), &app]).ok();
    old.put(&registry, "old", "v1");
    env.wharf(&["image", "check-base", "--base", &format!("{}:v1", registry.reference("old")), &app]).ok();
}

#[test]
fn without_a_digest_layers_and_history_are_compared() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    let same = put(&registry, &base().make(), "same");
    let other = put(&registry, &Crafted::new().layer(Tar::new().file("base", "2")).make(), "other");
    let longer =
        put(&registry, &base().layer(Tar::new().file("app", "1")).layer(Tar::new().file("y", "1")).make(), "longer");
    let history = json!([{ "created": "2020-01-01T00:00:00Z", "created_by": "another way" }]);
    let rewritten = put(&registry, &base().history(history).make(), "rewritten");
    let app = put(&registry, &base().layer(Tar::new().file("app", "1")).make(), "app");
    let check = |args: &[&str]| env.wharf(&[&["image", "check-base", &app], args].concat());
    assert_eq!(check(&["--base", &same]).ok(), "base image matches\n");
    for (base, why) in
        [(&other, "layer 0 is sha256:"), (&longer, "fewer than the 3"), (&rewritten, "step 0 of the history")]
    {
        let changed = check(&["--base", base]);
        assert_eq!(changed.code, Some(1), "{why}");
        says(&changed.stdout, &["base image has changed: ", why]);
    }
    check(&["--base", &rewritten, "--no-config"]).ok();
    let told = check(&[]).fails(2);
    says(&told, &[NAME, "--base"]);
    check(&["--base", &format!("{}:none", registry.reference("same"))]).fails(3);
}

#[test]
fn every_platform_of_an_index_is_compared_with_its_own() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    let of = |arch: &str| Crafted::new().config(json!({ "architecture": arch })).layer(Tar::new().file("base", arch));
    let [amd, arm] = ["amd64", "arm64"].map(|arch| of(arch).make());
    let base = put(&registry, &index(&[("amd64", &amd), ("arm64", &arm)]), "base");
    let built = |arch: &str| of(arch).layer(Tar::new().file("app", "1")).make();
    let app = put(&registry, &index(&[("amd64", &built("amd64")), ("arm64", &built("arm64"))]), "app");
    env.wharf(&["image", "check-base", "--base", &base, &app]).ok();
    let newer = of("arm64").layer(Tar::new().file("more", "1")).make();
    let moved = put(&registry, &index(&[("amd64", &amd), ("arm64", &newer)]), "moved");
    let changed = env.wharf(&["image", "check-base", "--base", &moved, &app]);
    assert_eq!(changed.code, Some(1));
    says(&changed.stdout, &["linux/arm64: "]);
    env.wharf(&["image", "check-base", "--base", &moved, "--platform", "linux/amd64", &app]).ok();
}

#[test]
fn the_rate_limit_is_asked_for_by_a_head() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    ImageSpec::default().make().put(&registry, "app", "v1");
    let faults = Faults::before(registry.address());
    let name = format!("{}:v1", faults.reference("app"));
    let ask = |format: &str| env.wharf(&["image", "ratelimit", "--format", format, &name]).ok();
    assert_eq!(ask("{{.Set}} {{.Remain}} {{.Limit}}"), "false 0 0\n");
    faults.order(On::each("HEAD", "/manifests/"), Fault::Header("RateLimit-Limit", "100;w=21600".to_owned()));
    assert_eq!(ask("{{.Set}} {{.Remain}} {{.Limit}} {{.Policies}}"), "false 0 100 [100;w=21600]\n");
    faults.clear();
    faults.order(On::each("HEAD", "/manifests/"), Fault::Header("RateLimit-Remaining", "7;w=21600".to_owned()));
    assert_eq!(ask("{{.Set}} {{.Remain}} {{.Limit}}"), "true 7 0\n");
    says(&env.wharf(&["image", "ratelimit", &name]).ok(), &["Remain: 7\n", "Set:    true\n"]);
    assert_eq!((registry.count("GET", "/manifests/"), registry.count("HEAD", "/manifests/")), (0, 4));
    env.wharf(&["image", "ratelimit", "oci:src"]).fails(2);
    env.wharf(&["image", "ratelimit", &format!("{}:none", faults.reference("app"))]).fails(3);
}
