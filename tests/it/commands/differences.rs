//! `wharf manifest diff`, `wharf blob diff-config` and `wharf blob diff-layer`: differences as regctl prints them.

use serde_json::json;

use super::nothing;
use crate::harness::crafted::{Crafted, Tar, index};
use crate::harness::{TestEnv, says};

fn image(version: &str) -> Crafted {
    let config = json!({ "config": { "Env": ["PATH=/usr/bin", format!("VERSION={version}"), "A=1", "B=2", "C=3"] } });
    Crafted::new().config(config).layer(Tar::new().file("app", version))
}

#[test]
fn manifests_are_compared_line_by_line() {
    let env = TestEnv::new();
    let [one, two] = ["1", "2"].map(|version| image(version).make());
    one.write_layout(&env.work("a"), "v1");
    two.write_layout(&env.work("b"), "v1");
    let diff = |args: &[&str]| env.wharf(&[&["manifest", "diff", "oci:a:v1", "oci:b:v1"], args].concat());
    let text = diff(&["--context", "0"]).ok();
    let expected = |at: usize| format!("-     \"digest\": \"{}\"", [&one, &two][at].configs[0].digest);
    says(&text, &["@@ -", &expected(0), &expected(1).replacen('-', "+", 1)]);
    assert!(text.lines().all(|line| line.starts_with(['@', '-', '+'])), "{text}");
    let full = diff(&["--context-full"]).ok();
    assert!(full.lines().next().is_some_and(|line| line.starts_with("@@ -1,") && line.contains(" +1,")), "{full}");
    says(&full, &["\n  {\n", "    \"schemaVersion\": 2,", "\n  }\n"]);
    diff(&["--exit-code"]).fails(1);
    assert_eq!(env.wharf(&["manifest", "diff", "--exit-code", "oci:a:v1", "oci:a:v1"]).ok(), "");
    let same = env.wharf(&["manifest", "diff", "--format", "{{.Same}}", "oci:a:v1", "oci:a:v1"]).ok();
    assert_eq!(same, "true\n");
    diff(&["--context", "x"]).fails(2);
    env.wharf(&["manifest", "diff", "oci:a:v1", "oci:b:none"]).fails(3);
}

#[test]
fn the_images_of_a_platform_are_compared() {
    let env = TestEnv::new();
    let [one, two, arm] = ["1", "2", "3"].map(|version| image(version).make());
    index(&[("amd64", &one), ("arm64", &arm)]).write_layout(&env.work("a"), "v1");
    index(&[("amd64", &two), ("arm64", &arm)]).write_layout(&env.work("b"), "v1");
    let diff =
        |args: &[&str]| env.wharf(&[&["manifest", "diff", "--exit-code", "oci:a:v1", "oci:b:v1"], args].concat());
    says(&diff(&[]).stdout, &[one.digest(), two.digest()]);
    says(&diff(&["-p", "linux/amd64"]).stdout, &[&one.layers[0].digest, &two.layers[0].digest]);
    assert_eq!(diff(&["--platform", "linux/arm64"]).ok(), "");
}

#[test]
fn configs_are_compared_line_by_line() {
    let env = TestEnv::new();
    let [one, two] = ["1", "2"].map(|version| image(version).make());
    one.write_layout(&env.work("a"), "v1");
    two.write_layout(&env.work("b"), "v1");
    let [a, b] = [&one.configs[0].digest, &two.configs[0].digest];
    let diff = |args: &[&str]| env.wharf(&[&["blob", "diff-config", "oci:a", a, "oci:b", b], args].concat());
    says(
        &diff(&[]).ok(),
        &["\n        \"PATH=/usr/bin\",\n-       \"VERSION=1\",\n+       \"VERSION=2\",\n        \"A=1\","],
    );
    diff(&["--exit-code"]).fails(1);
    assert_eq!(env.wharf(&["blob", "diff-config", "oci:a", a, "oci:a", a]).ok(), "");
    env.wharf(&["blob", "diff-config", "oci:a", a, "oci:b", &nothing()]).fails(3);
    env.wharf(&["blob", "diff-config", "oci:a", a, "oci:b:v1", b]).fails(2);
    let told = env.wharf(&["blob", "diff-config", "oci:a", a, "oci:a", &one.layers[0].digest]).fails(1);
    says(&told, &["is no JSON"]);
}
