//! `wharf artifact`: files go into every kind of place and come back, and what refers to what is found.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};

use serde_json::{Value, json};
use wharf::oci::Digest;

use super::{Everywhere, index, requests};
use crate::harness::{Fault, Faults, ImageSpec, On, Registry, TestEnv};

const SBOM: &str = "application/spdx+json";
const CREATED: &str = "org.opencontainers.image.created";

/// Files to be put: one that may be run, one below a directory, and a link.
fn write_files(env: &TestEnv) {
    fs::create_dir_all(env.work("in/docs/deep")).unwrap();
    fs::write(env.work("in/a.txt"), "a").unwrap();
    fs::write(env.work("in/docs/run"), "#!/bin/sh").unwrap();
    fs::set_permissions(env.work("in/docs/run"), fs::Permissions::from_mode(0o700)).unwrap();
    fs::write(env.work("in/docs/deep/b"), vec![7; 300_000]).unwrap();
    symlink("deep/b", env.work("in/docs/link")).unwrap();
}

/// Puts an SBOM with this content and time onto `subject`, and gives its digest.
fn attach(env: &TestEnv, subject: &str, content: &str, created: &str) -> String {
    let created = format!("{CREATED}={created}");
    let args = ["artifact", "put", "--artifact-type", SBOM, "--annotation", &created, "--subject", subject];
    env.command(&args).input(content).run().ok().trim().to_owned()
}

#[test]
fn files_and_directories_come_back_from_everywhere() {
    let place = Everywhere::new(ImageSpec::default().make());
    write_files(&place.env);
    let mut digests = Vec::new();
    for repository in &place.repositories {
        let name = format!("{repository}:files");
        let files = ["-f", "in/a.txt", "-m", "text/plain", "-f", "in/docs", "-m", "application/x-docs"];
        let put = [&["artifact", "put", "--file-title", "--artifact-type", "a/files", &name], &files[..]].concat();
        let done = place.env.wharf(&put);
        assert_eq!(done.stdout, "", "{}", done.stderr);
        assert!(done.stderr.contains(&format!("put {name}@sha256:")), "{}", done.stderr);
        digests.push(place.env.wharf(&["digest", &name]).ok());
        let out = place.env.work("out");
        fs::create_dir(&out).unwrap();
        assert_eq!(place.env.wharf(&["artifact", "get", "-o", "out", &name]).ok(), "");
        assert_eq!(fs::read_to_string(out.join("in/a.txt")).unwrap(), "a");
        assert_eq!(fs::read(out.join("in/docs/deep/b")).unwrap(), vec![7; 300_000]);
        assert_eq!(fs::read_link(out.join("in/docs/link")).unwrap().to_str(), Some("deep/b"));
        assert_eq!(fs::metadata(out.join("in/docs/run")).unwrap().permissions().mode() & 0o100, 0o100);
        assert_eq!(fs::metadata(out.join("in/a.txt")).unwrap().permissions().mode() & 0o100, 0);
        // Once more, over what is there, and flat.
        place.env.wharf(&["artifact", "get", "-o", "out", "--strip-dirs", &name]).ok();
        place.env.wharf(&["artifact", "get", "-o", "out", &name]).ok();
        assert_eq!(fs::read_to_string(out.join("a.txt")).unwrap(), "a");
        assert!(out.join("docs/deep/b").is_file());
        fs::remove_dir_all(&out).unwrap();
        for args in [["-f", "in/a.txt"], ["-m", "text/plain"]] {
            let got = place.env.wharf(&[&["artifact", "get", &name], &args[..]].concat());
            assert_eq!((got.stdout.as_str(), got.stderr.as_str()), ("a", ""));
        }
        place.env.wharf(&["artifact", "get", &name]).fails(2);
        let told = place.env.wharf(&["artifact", "get", "-f", "b.txt", &name]).fails(3);
        assert!(told.contains("in/a.txt"), "{told}");
        assert_eq!(place.env.wharf(&["artifact", "get", "--show-config", &name]).ok(), "{}");
    }
    assert!(digests.iter().all(|digest| digest == &digests[0]), "the same files, the same digest: {digests:?}");
    let manifest =
        place.env.wharf(&["manifest", "get", "-f", "json", &format!("{}:files", place.repositories[0])]).json();
    let docs = &manifest["layers"][1];
    assert_eq!(manifest["artifactType"], "a/files");
    assert_eq!(
        (&docs["mediaType"], &docs["annotations"]["io.deis.oras.content.unpack"]),
        (&json!("application/x-docs"), &json!("true"))
    );
    assert!(docs["annotations"]["io.deis.oras.content.digest"].as_str().unwrap().starts_with("sha256:"));
}

#[test]
fn what_refers_to_an_image_is_found_everywhere() {
    let place = Everywhere::new(index());
    for (name, repository) in place.tagged().iter().zip(&place.repositories) {
        let env = &place.env;
        let old = attach(env, name, "old", "2024-01-01T00:00:00Z");
        let new = attach(env, name, "new", "2025-01-01T00:00:00+01:00");
        let put =
            ["artifact", "put", "--artifact-type", "a/sig", "--subject", &format!("{repository}@{old}"), "--by-digest"];
        let deeper = env.command(&put).input("signed").run().ok().trim().to_owned();
        let child = ["artifact", "put", "--artifact-type", "a/child", "-p", "linux/s390x", "--subject", name];
        let child = env.command(&child).input("for one").run().ok().trim().to_owned();
        let list = |args: &[&str]| -> Vec<String> {
            let report = env.wharf(&[&["artifact", "list", "-f", "json", name], args].concat()).json();
            let text = |one: &Value| one["digest"].as_str().unwrap().to_owned();
            report["descriptors"].as_array().unwrap().iter().map(text).collect()
        };
        let mut both = [old.clone(), new.clone()];
        let mut all = list(&[]);
        both.sort();
        all.sort();
        assert_eq!(all, both);
        assert_eq!(list(&["--latest"]), [new.clone(), old.clone()]);
        assert_eq!(list(&["--sort-annotation", CREATED]), [old.clone(), new.clone()]);
        assert_eq!(list(&["--sort-annotation", CREATED, "--sort-desc"]), [new.clone(), old.clone()]);
        assert_eq!(
            list(&["--filter-annotation", &format!("{CREATED}=2024-01-01T00:00:00Z")]),
            std::slice::from_ref(&old)
        );
        assert_eq!(list(&["--filter-annotation", CREATED, "--filter-artifact-type", "a/none"]), Vec::<String>::new());
        assert_eq!(list(&["-p", "linux/s390x"]), std::slice::from_ref(&child));
        let text = env.wharf(&["artifact", "ls", name]).ok();
        assert!(text.contains(&format!("Name:         {repository}@{new}\n")), "{text}");
        let get = |args: &[&str]| env.wharf(&[&["artifact", "get", "--subject", name], args].concat());
        assert_eq!(get(&["--latest"]).stdout, "new");
        assert_eq!(get(&["--sort-annotation", CREATED]).ok(), "old");
        let first = get(&[]);
        assert!(first.stderr.contains("has 2 such artifacts"), "{}", first.stderr);
        assert_eq!(get(&["-p", "linux/s390x"]).ok(), "for one");
        get(&["--filter-artifact-type", "a/none"]).fails(3);
        let tree = env.wharf(&["artifact", "tree", name]).ok();
        assert!(tree.starts_with(&format!("Ref: {name}\nDigest: {}\nChildren:\n", place.image.digest())), "{tree}");
        assert!(tree.contains(&format!("\n  - {old}: {SBOM}\n    Referrers:\n      - {deeper}: a/sig\n")), "{tree}");
        assert!(tree.contains(&format!(" [linux/s390x]\n    Referrers:\n      - {child}: a/child\n")), "{tree}");
        let report = env.wharf(&["artifact", "tree", "-f", "json", "--filter-artifact-type", "a/x", name]).json();
        assert_eq!((report["child"].as_array().unwrap().len(), &report["referrer"]), (3, &json!([])));
        let body: Value = serde_json::from_str(&env.wharf(&["artifact", "list", "-f", "raw-body", name]).ok()).unwrap();
        assert_eq!(body["manifests"].as_array().unwrap().len(), 2);
    }
    place.env.wharf(&["artifact", "list", &format!("{}:nope", place.repositories[0])]).fails(3);
    place.env.wharf(&["artifact", "tree", &format!("{}:nope", place.repositories[1])]).fails(3);
}

/// A registry that knows nothing of referrers, as most were before 2024.
fn without_referrers(registry: &Registry) -> Faults {
    let faults = Faults::before(registry.address());
    faults.order(On::each("GET", "/referrers/"), Fault::Answer(404, String::new()));
    faults.order(On::each("PUT", "/manifests/"), Fault::WithoutHeader("oci-subject"));
    faults
}

#[test]
fn the_tag_that_stands_in_for_the_list_is_kept_right() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    let image = ImageSpec::default().make();
    image.put(&registry, "a", "v1");
    let old = without_referrers(&registry);
    let name = old.reference("a:v1");
    let first = attach(&env, &name, "1", "2024-01-01T00:00:00Z");
    let second = attach(&env, &name, "2", "2025-01-01T00:00:00Z");
    let stem = image.digest().replace(':', "-");
    let listed = || -> Vec<Value> {
        let list = registry.get(&format!("/v2/a/manifests/{stem}")).json();
        list["manifests"].as_array().unwrap().clone()
    };
    let entries = listed();
    assert_eq!(entries.iter().map(|one| one["digest"].as_str().unwrap()).collect::<Vec<_>>(), [&first, &second]);
    assert_eq!(
        (&entries[0]["artifactType"], &entries[0]["annotations"][CREATED]),
        (&json!(SBOM), &json!("2024-01-01T00:00:00Z"))
    );
    assert_eq!(env.wharf(&["artifact", "get", "--subject", &name, "--latest"]).ok(), "2");
    // The same once more is no second entry.
    assert_eq!(attach(&env, &name, "2", "2025-01-01T00:00:00Z"), second);
    assert_eq!(listed().len(), 2);
    let gone = old.reference(&format!("a@{first}"));
    let planned = env.wharf(&["manifest", "delete", "--dry-run", &gone]).ok();
    assert_eq!(planned, format!("would delete {gone}\n  which refers to {}\n", image.digest()));
    env.wharf(&["manifest", "delete", "--referrers", &gone]).ok();
    assert_eq!(listed().iter().map(|one| one["digest"].as_str().unwrap()).collect::<Vec<_>>(), [&second]);
    let tree = env.wharf(&["artifact", "tree", "--digest-tags", &name]).ok();
    assert!(tree.contains(&second) && !tree.contains("Tags:"), "the list itself is no such tag: {tree}");
}

#[test]
fn a_list_that_another_tool_keeps_in_a_layout_is_kept_right() {
    let env = TestEnv::new();
    let image = ImageSpec::default().make();
    image.write_layout(&env.work("src"), "v1");
    let one = attach(&env, "oci:src:v1", "1", "2024-01-01T00:00:00Z");
    let other = attach(&env, "oci:src:v1", "2", "2025-01-01T00:00:00Z");
    let entry = |digest: &str| {
        let bytes = env.wharf(&["manifest", "get", "-f", "raw-body", &format!("oci:src@{digest}")]).bytes;
        json!({ "mediaType": "application/vnd.oci.image.manifest.v1+json", "digest": digest, "size": bytes.len() })
    };
    let list = json!({ "schemaVersion": 2, "manifests": [entry(&one), entry(&other)], "x-own": 1 });
    let name = format!("oci:src:{}", image.digest().replace(':', "-"));
    env.command(&["manifest", "put", &name]).input(list.to_string()).run().ok();
    env.wharf(&["manifest", "delete", &format!("oci:src@{one}")]).ok();
    let left = env.wharf(&["manifest", "get", "-f", "json", &name]).json();
    assert_eq!(left, json!({ "schemaVersion": 2, "manifests": [entry(&other)], "x-own": 1 }));
    let listed =
        env.wharf(&["artifact", "list", "-f", "{{range .Descriptors}}{{println .Digest}}{{end}}", "oci:src:v1"]);
    assert_eq!(listed.ok(), format!("{other}\n"));
    env.wharf(&["digest", "oci:src:v1"]).ok();
    // One directory by two names is one layout.
    let put = ["artifact", "put", "--artifact-type", "a/b", "--subject", "oci:./src:v1", "oci:src:tagged"];
    env.command(&put).input("3").run().ok();
}

#[test]
fn an_artifact_may_stand_elsewhere_or_in_an_index() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    ImageSpec::default().make().put(&registry, "a", "v1");
    let (subject, elsewhere) = (registry.reference("a:v1"), registry.reference("sboms"));
    let put = ["artifact", "put", "--artifact-type", SBOM, "--subject", &subject, "--external", &elsewhere];
    let digest = env.command(&put).input("far").run().ok().trim().to_owned();
    let list =
        |args: &[&str]| env.wharf(&[&["artifact", "list", "-f", "{{len .Descriptors}}", &subject], args].concat()).ok();
    assert_eq!((list(&[]).as_str(), list(&["--external", &elsewhere]).as_str()), ("0\n", "1\n"));
    let get = ["artifact", "get", "--subject", &subject, "--external", &elsewhere];
    assert_eq!(env.wharf(&get).ok(), "far");
    let tree = env.wharf(&["artifact", "tree", "--external", &elsewhere, &subject]).ok();
    assert!(tree.contains(&digest), "{tree}");

    let name = registry.reference("tools:v1");
    for (platform, kind, content) in
        [("linux/amd64", "a/x", "one"), ("linux/arm64", "a/y", "two"), ("linux/amd64", "a/x", "one")]
    {
        let put = ["artifact", "put", "--index", "-p", platform, "--artifact-type", kind, &name];
        assert_eq!(env.command(&put).input(content).run().ok(), "");
    }
    let index = env.wharf(&["manifest", "get", "-f", "json", &name]).json();
    assert_eq!(super::platforms(&index), ["linux/amd64", "linux/arm64"]);
    assert_eq!(index["manifests"][1]["artifactType"], "a/y");
    assert_eq!(env.wharf(&["artifact", "get", "-p", "linux/arm64", &name]).ok(), "two");
    assert_eq!(env.wharf(&["artifact", "get", "--filter-artifact-type", "a/x", &name]).ok(), "one");
    env.wharf(&["artifact", "get", "-p", "linux/s390x", &name]).fails(3);
    let told = env.command(&["artifact", "put", "--index", &subject]).input("x").run().fails(1);
    assert!(told.contains("is no index"), "{told}");
}

#[test]
fn the_config_and_the_annotations_are_as_they_were_given() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    fs::write(env.work("cfg.json"), r#"{"k":1}"#).unwrap();
    let name = registry.reference("a:v1");
    let annotations = ["--annotation", "z=1", "--annotation", "a=b=c", "--annotation", "z="];
    let config = ["--config-file", "cfg.json", "--config-type", "application/x-config+json"];
    let put =
        [&["artifact", "put", "--format", "{{.Manifest.GetDescriptor.Digest}}", &name][..], &annotations, &config]
            .concat();
    let digest = env.command(&put).input("content").run().ok().trim().to_owned();
    assert_eq!(env.wharf(&["digest", &name]).ok().trim(), digest);
    let manifest = env.wharf(&["manifest", "get", "-f", "json", &name]).json();
    assert_eq!(manifest["annotations"].to_string(), r#"{"a":"b=c","z":""}"#);
    assert_eq!(manifest["config"]["mediaType"], "application/x-config+json");
    assert_eq!(manifest.get("artifactType"), None);
    assert_eq!(manifest["layers"][0]["mediaType"], "application/octet-stream");
    assert_eq!(env.wharf(&["artifact", "get", "--config-file", "out.json", &name]).ok(), "content");
    assert_eq!(fs::read_to_string(env.work("out.json")).unwrap(), r#"{"k":1}"#);
    registry.forget();
    let plan =
        env.command(&["artifact", "put", "--artifact-type", "a/b", "--dry-run", &name]).input("other").run().ok();
    assert!(plan.contains("2 of 2 blobs would move, 7 B."), "{plan}");
    assert!(
        requests(&registry).iter().all(|seen| seen.starts_with("HEAD") || seen.starts_with("GET")),
        "{:?}",
        registry.log()
    );
}

#[test]
fn tags_that_stand_for_a_digest_are_shown_when_asked_for() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    let image = ImageSpec::default().make();
    image.put(&registry, "a", "v1");
    let tag = format!("{}.sig", image.digest().replace(':', "-"));
    image.put(&registry, "a", &tag);
    let name = registry.reference("a:v1");
    assert!(!env.wharf(&["artifact", "list", &name]).ok().contains("Tags"));
    let text = env.wharf(&["artifact", "list", "--digest-tags", &name]).ok();
    assert!(text.ends_with(&format!("Tags: {tag}\n")), "{text}");
    let text = env.wharf(&["artifact", "tree", "--digest-tags", &name]).ok();
    assert!(text.ends_with(&format!("Tags:\n  - {tag}\n")), "{text}");
}

#[test]
fn what_cannot_be_put_is_refused_before_anything_is() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    write_files(&env);
    fs::create_dir(env.work("other")).unwrap();
    fs::write(env.work("other/a.txt"), "b").unwrap();
    fs::write(env.work("bad.json"), "{").unwrap();
    symlink("/etc", env.work("other/out")).unwrap();
    ImageSpec::default().make().put(&registry, "a", "v1");
    registry.forget();
    let (name, subject) = (registry.reference("b:v1"), registry.reference("a:v1"));
    let huge = "x".repeat(100_000);
    let missing = format!("{}@{}", registry.reference("a"), Digest::sha256(b"none"));
    for (args, code, part) in [
        (&["-f", "in/a.txt", "-m", "json", &name][..], 2, "a media type was expected"),
        (&["--artifact-type", "a b/c", &name], 2, "a media type was expected"),
        (&["--annotation", "k", &name], 2, "KEY=VALUE"),
        (&["--annotation", "=v", &name], 2, "KEY=VALUE"),
        (&["-f", "in/a.txt", "-f", "other/a.txt", &name], 2, "each file needs its media type"),
        (&["-f", "none.txt", &name], 3, "none.txt"),
        (
            &["-f", "in/a.txt", "-m", "a/b", "-f", "other/a.txt", "-m", "a/b", "--file-title", "--strip-dirs", &name],
            2,
            "two files",
        ),
        (&["-f", "other", &name], 1, "out of its directory"),
        (&["--config-file", "bad.json", "--config-type", "a/b+json", &name], 1, "is not JSON"),
        (&["--config-file", "bad.json", &name], 2, "--config-type"),
        (&["--config-file", "none.json", "--artifact-type", "a/b", &name], 3, "none.json"),
        (&["--subject", &missing], 3, "cannot resolve"),
        (&["--subject", &subject, &name], 2, "different repositories"),
        (&["--index", "--by-digest", &name], 2, "cannot be used with"),
        (&["--external", &name], 2, "--subject"),
        (&[], 2, "required"),
    ] {
        let told = env.wharf(&[&["artifact", "put"], args].concat()).fails(code);
        assert!(told.contains(part), "{args:?}: {told}");
    }
    assert_eq!(registry.count("PUT", "") + registry.count("POST", ""), 0, "{:?}", registry.log());
    // Ten annotations of a hundred thousand bytes are long, and no error: a registry takes a manifest of a megabyte.
    let long: Vec<String> = (0..10).map(|at| format!("k{at}={huge}")).collect();
    let annotations = long.iter().flat_map(|one| ["--annotation", one]);
    let put: Vec<&str> = ["artifact", "put", &name].into_iter().chain(annotations).collect();
    env.command(&put).input("x").run().ok();
    let manifest = env.wharf(&["manifest", "get", "-f", "json", &name]).json();
    assert_eq!(manifest["annotations"]["k9"], huge);
}
