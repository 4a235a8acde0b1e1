//! `wharf blob put`, `blob copy`, `manifest put`, and the forms of what they put.

use std::fs;

use serde_json::json;
use wharf::oci::Digest;

use super::{Everywhere, index, nothing};
use crate::harness::{ImageSpec, Registry, TestEnv};

#[test]
fn blobs_are_put_from_files_and_pipes() {
    let place = Everywhere::new(ImageSpec::default().make());
    let content: Vec<u8> = (0..3_000_000_u32).map(|at| u8::try_from(at % 253).unwrap()).collect();
    fs::write(place.env.work("content"), &content).unwrap();
    for repository in &place.repositories {
        let (digest, empty) = (Digest::sha256(&content).to_string(), Digest::sha256(b"").to_string());
        let put = |args: &[&str]| place.env.command(&[&["blob", "put", repository], args].concat());
        assert_eq!(put(&["content"]).run().ok(), format!("{digest}\n"));
        assert_eq!(put(&["-"]).input(&content[..]).run().ok(), format!("{digest}\n"));
        assert_eq!(put(&[]).run().ok(), format!("{empty}\n"));
        assert_eq!(
            put(&["-f", "{{.Digest}} {{.Size}}"]).input("x").run().ok(),
            format!("{} 1\n", Digest::sha256(b"x"))
        );
        assert_eq!(put(&["--digest", &digest]).input(&content[..]).run().ok(), format!("{digest}\n"));
        assert!(place.env.wharf(&["blob", "get", repository, &digest]).bytes == content);
        let told = put(&["--digest", &nothing()]).input("x").run().fails(6);
        assert!(told.contains(&nothing()), "{told}");
        place.env.wharf(&["blob", "head", repository, &nothing()]).fails(3);
        put(&["none"]).run().fails(3);
        put(&["--content-type", "x"]).run().fails(2);
    }
}

#[test]
fn blobs_are_copied_by_the_cheapest_way() {
    let place = Everywhere::new(ImageSpec::layers(&[5000]).make());
    let layer = &place.image.layers[0];
    for repository in &place.repositories {
        for (target, how) in [("oci:copy", None), ("store:copy", None), (&*place.registry.reference("copy"), None)] {
            let done = place.env.wharf(&["blob", "copy", repository, target, &layer.digest]);
            assert_eq!((done.code, done.stdout.as_str()), (Some(0), ""), "{}", done.stderr);
            assert!(how.is_none_or(|how: &str| done.stderr.contains(how)), "{}", done.stderr);
            assert!(place.env.wharf(&["blob", "get", target, &layer.digest]).bytes == layer.bytes);
        }
        place.env.wharf(&["blob", "cp", repository, "oci:copy", &nothing()]).fails(3);
    }
    place.registry.forget();
    let (from, to) = (&place.repositories[0], place.registry.reference("mounted"));
    let how = place.env.wharf(&["blob", "copy", "-f", "{{.How}}", from, &to, &layer.digest]).ok();
    assert_eq!((how.as_str(), place.registry.count("PUT", "")), ("mounted\n", 0));
}

#[test]
fn manifests_are_put_as_they_are() {
    let place = Everywhere::new(index());
    let root = &place.image.root;
    for repository in &place.repositories {
        let put =
            |args: &[&str]| place.env.command(&[&["manifest", "put"], args].concat()).input(&root.bytes[..]).run();
        let tagged = put(&[&format!("{repository}:again")]);
        assert_eq!((tagged.code, tagged.stdout.as_str()), (Some(0), ""), "{}", tagged.stderr);
        assert_eq!(place.env.wharf(&["digest", &format!("{repository}:again")]).ok().trim(), root.digest);
        assert_eq!(put(&["--by-digest", repository]).ok(), format!("{}\n", root.digest));
        let format = ["-f", "{{.Manifest.GetDescriptor.Digest}} {{.Size}}"];
        let printed = put(&[&format[..], &[&format!("{repository}@{}", root.digest)]].concat()).ok();
        assert_eq!(printed, format!("{} {}\n", root.digest, root.bytes.len()));
        put(&[&format!("{repository}@{}", nothing())]).fails(6);
        let told = put(&["-t", "application/vnd.oci.image.manifest.v1+json", repository]).fails(1);
        assert!(told.contains("cannot be put as a manifest"), "{told}");
        put(&["-t", "text/plain", repository]).fails(1);
        for bad in ["", "{", "[]", "{}", r#"{"schemaVersion":2,"config":{},"layers":[],"manifests":[]}"#] {
            let told = place.env.command(&["manifest", "put", repository]).input(bad).run().fails(1);
            assert!(told.contains("standard input cannot be put as a manifest"), "{bad}: {told}");
        }
    }
}

#[test]
fn a_manifest_without_its_content_is_noticed() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    let image = ImageSpec::default().make();
    fs::write(env.work("m.json"), &image.root.bytes).unwrap();
    let told = env.wharf(&["manifest", "put", &registry.reference("a:v1"), "m.json"]);
    assert_ne!(told.code, Some(0));
    let told = env.wharf(&["manifest", "put", "oci:new:v1", "m.json"]);
    assert_eq!(told.code, Some(0), "{}", told.stderr);
    for blob in image.blobs() {
        assert!(
            told.stderr.contains(&format!("{} is named by the manifest, and not here", blob.digest)),
            "{}",
            told.stderr
        );
    }
}

#[test]
fn headers_of_a_blob_are_those_of_the_registry() {
    let place = Everywhere::new(ImageSpec::layers(&[5000]).make());
    let layer = &place.image.layers[0];
    let run = |command: &str, form: &str, repository: &str| {
        place.env.wharf(&["blob", command, "-f", form, repository, &layer.digest])
    };
    for command in ["head", "get"] {
        let headers = run(command, "raw-headers", &place.repositories[0]).ok();
        assert!(headers.contains(&format!("content-length: {}\n", layer.bytes.len())), "{headers}");
        run(command, "headers", "oci:src").fails(2);
    }
    assert!(run("get", "raw", &place.repositories[0]).bytes.ends_with(&[b"\n\n", &layer.bytes[..]].concat()));
    for repository in &place.repositories {
        for form in ["body", "raw-body", "rawBody"] {
            assert!(run("get", form, repository).bytes == layer.bytes);
        }
        run("get", "json", repository).fails(2);
    }
    let size = place.env.wharf(&["blob", "head", "-f", "json", &place.repositories[1], &layer.digest]).json();
    assert_eq!(size["Size"], json!(layer.bytes.len()));
}
