//! `wharf manifest diff`, `wharf blob diff-config` and `wharf blob diff-layer`: differences as regctl prints them.

use serde_json::json;

use super::nothing;
use crate::harness::crafted::{Crafted, Meta, Tar, index};
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

#[test]
fn layers_are_compared_file_by_file() {
    let env = TestEnv::new();
    let meta = |mtime| Meta { mtime, ..Meta::default() };
    let tar = |content: &str, mtime| {
        Tar::new().dir("d/").entry(b'0', "d/f", "", content.as_bytes(), &meta(mtime)).symlink("l", "d/f")
    };
    let layer = |name: &str, tar: Tar| {
        let image = Crafted::new().layer(tar).make();
        image.write_layout(&env.work(name), "v1");
        image.layers[0].digest.clone()
    };
    let a = layer("a", tar("one", 1_600_000_000));
    let b = layer("b", tar("one", 1_600_000_001));
    let c = layer("c", tar("two", 1_600_000_000));
    let diff = |other: &str, digest: &str, args: &[&str]| {
        env.wharf(&[&["blob", "diff-layer", "oci:a", &a, other, digest], args].concat())
    };
    assert_eq!(diff("oci:a", &a, &[]).ok(), "");
    let line = |sign: &str, time: &str, digest: &str| {
        format!("{sign} -rw-r--r-- 0/0        3 {time} {:<40} {digest}\n", "d/f")
    };
    let digest = |content: &str| wharf::oci::Digest::sha256(content.as_bytes()).to_string();
    let times = diff("oci:b", &b, &["--context", "0"]).ok();
    let [early, late] = ["2020-09-13T12:26:40Z", "2020-09-13T12:26:41Z"];
    assert_eq!(
        times,
        format!("@@ -2,1 +2,1 @@\n{}{}", line("-", early, &digest("one")), line("+", late, &digest("one")))
    );
    assert_eq!(diff("oci:b", &b, &["--ignore-timestamp"]).ok(), "");
    let text = diff("oci:c", &c, &["--ignore-timestamps", "--exit-code"]);
    assert_eq!(text.code, Some(1));
    says(&text.stdout, &[&digest("two"), "  drwxr-xr-x 0/0        0 d/ ", " l -> d/f"]);
    diff("oci:a", &nothing(), &[]).fails(3);
}

#[test]
fn images_are_compared_in_config_layers_and_files() {
    let env = TestEnv::new();
    let base = Tar::new().dir("etc/").file("etc/base", "base");
    let one =
        Crafted::new().config(json!({ "config": { "Env": ["A=1", "P=x"], "User": "me" } })).layer(base.clone()).layer(
            Tar::new()
                .dir("etc/")
                .file("etc/same", "s")
                .file("etc/mode", "m")
                .file("etc/gone", "g")
                .file("etc/text", "one"),
        );
    let mode = Meta { mode: 0o600, owner: (5, 6), ..Meta::default() };
    let two = Crafted::new().config(json!({ "config": { "Env": ["A=2", "P=x"], "User": "me" } })).layer(base).layer(
        Tar::new()
            .dir("etc/")
            .file("etc/same", "s")
            .entry(b'0', "etc/mode", "", b"m", &mode)
            .file("etc/text", "two!")
            .gone("etc/", "base")
            .file("etc/more", "new"),
    );
    let [one, two] = [one.make(), two.make()];
    let registry = crate::harness::Registry::start();
    one.put(&registry, "app", "v1");
    two.put(&registry, "app", "v2");
    let names = ["v1", "v2"].map(|tag| format!("{}:{tag}", registry.reference("app")));
    let diff = |args: &[&str]| env.wharf(&[&["diff", &names[0], &names[1]], args].concat());
    let out = diff(&[]);
    assert_eq!((out.code, out.stderr.as_str()), (Some(1), ""));
    says(
        &out.stdout,
        &[
            "Config\n",
            "  ~ config.config.Env\n    - \"A=1\"\n    + \"A=2\"\n",
            "Layers\n",
            &format!("  = {}", one.layers[0].digest),
            &format!("  - {}", one.layers[1].digest),
            &format!("  + {}", two.layers[1].digest),
            "Files\n  - /etc/base\n  - /etc/gone\n  ~ /etc/mode  mode 0644 to 0600, owner 0:0 to 5:6\n  + /etc/more\n  ~ /etc/text  size 3 to 4, content\n",
            "1 layer that both have was not read",
        ],
    );
    assert!(!out.stdout.contains("/etc/same"));
    assert_eq!(registry.count("GET", &one.layers[0].digest), 0, "a shared layer is not fetched");
    let full = diff(&["--full", "--only", "files", "--format", "json"]);
    let full: serde_json::Value = serde_json::from_str(&full.stdout).unwrap();
    assert_eq!((&full["Same"], &full["UnreadLayers"], &full["Config"]), (&json!(false), &json!(0), &json!([])));
    let gone = &full["Files"][0];
    assert_eq!(
        (&gone["Path"], &gone["Change"], &gone["Left"]["Size"]),
        (&json!("/etc/base"), &json!("removed"), &json!(4))
    );
    assert_eq!(registry.count("GET", &one.layers[0].digest), 2, "now it is, by each image");
    // The same digest is the same image, and nothing of it is fetched.
    registry.forget();
    assert_eq!(env.wharf(&["diff", &names[0], &names[0]]).ok(), "the images are the same\n");
    assert_eq!((registry.count("GET", "/blobs/"), registry.count("GET", "/manifests/") <= 2), (0, true));
    diff(&["--only", "nonsense"]).fails(2);
    env.wharf(&["diff", &names[0], &format!("{}:none", registry.reference("app"))]).fails(3);
}

#[test]
fn times_count_unless_they_are_ignored() {
    let env = TestEnv::new();
    let tar = |mtime| Tar::new().entry(b'0', "f", "", b"x", &Meta { mtime, ..Meta::default() });
    Crafted::new().history(json!([])).layer(tar(1)).make().write_layout(&env.work("a"), "v1");
    Crafted::new().history(json!([])).layer(tar(2)).make().write_layout(&env.work("b"), "v1");
    let diff = |args: &[&str]| env.wharf(&[&["diff", "oci:a:v1", "oci:b:v1"], args].concat());
    let out = diff(&["--only", "files"]);
    assert_eq!(out.code, Some(1));
    assert_eq!(out.stdout, "Files\n  ~ /f  modified 1970-01-01T00:00:01Z to 1970-01-01T00:00:02Z\n");
    assert_eq!(diff(&["--only", "files,config", "--ignore-timestamps"]).ok(), "the images are the same\n");
    diff(&["--only", "layers"]).fails(1);
}
