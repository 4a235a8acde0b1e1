//! `wharf manifest`: documents as they are, and their end.

use serde_json::{Value, json};

use super::{Everywhere, PLATFORMS, index, nothing, requests};
use crate::harness::{Form, ImageSpec, Registry, TestEnv};

#[test]
fn manifests_are_printed_byte_for_byte() {
    for form in [Form::Oci, Form::Docker] {
        let place = Everywhere::new(ImageSpec::layers(&[300]).form(form).platforms(&PLATFORMS).make());
        for (name, repository) in place.tagged().iter().zip(&place.repositories) {
            let get = |args: &[&str]| place.env.wharf(&[&["manifest", "get"], args].concat());
            assert_eq!(get(&["-f", "raw-body", name]).bytes, place.image.root.bytes);
            let one = &place.image.manifests[1];
            assert_eq!(get(&["-f", "raw-body", "-p", PLATFORMS[1], name]).bytes, one.bytes);
            assert_eq!(get(&["-f", "body", &format!("{repository}@{}", one.digest)]).bytes, one.bytes);
            let document: Value = serde_json::from_slice(&place.image.root.bytes).unwrap();
            assert_eq!(get(&["-f", "json", name]).json(), document);
            // The same under its other name.
            assert_eq!(place.env.wharf(&["image", "manifest", "-f", "raw-body", name]).bytes, place.image.root.bytes);
            get(&[&format!("{repository}@{}", nothing())]).fails(3);
            get(&["-p", "linux/riscv64", name]).fails(3);
            get(&["--require-list", &format!("{repository}@{}", one.digest)]).fails(1);
        }
    }
}

#[test]
fn manifests_read_as_paragraphs() {
    let place = Everywhere::new(index());
    for name in place.tagged() {
        let text = place.env.wharf(&["manifest", "get", &name]).ok();
        assert!(text.starts_with(&format!("Name:      {name}\n")), "{text}");
        assert_eq!(text.lines().filter(|line| line.starts_with("  Platform:  linux/")).count(), 3, "{text}");
        let text = place.env.wharf(&["manifest", "get", "-p", PLATFORMS[0], &name]).ok();
        for blob in [&place.image.manifests[0], &place.image.configs[0], &place.image.layers[0]] {
            assert!(text.contains(&blob.digest), "{text}");
        }
    }
}

#[test]
fn headers_are_those_of_the_registry() {
    let place = Everywhere::new(index());
    let (name, digest) = (&place.tagged()[0], place.image.digest());
    for command in [&["manifest", "get"][..], &["manifest", "head"]] {
        let headers = place.env.wharf(&[command, &["-f", "raw-headers", name]].concat()).ok();
        assert!(headers.to_lowercase().contains(&format!("docker-content-digest: {digest}\n")), "{headers}");
        let told = place.env.wharf(&[command, &["-f", "raw-headers", "oci:src"]].concat()).fails(2);
        assert!(told.contains("--format raw-headers is not offered"), "{told}");
    }
    let raw = place.env.wharf(&["manifest", "get", "-f", "raw", name]);
    assert!(raw.bytes.ends_with(&[b"\n\n", &place.image.root.bytes[..]].concat()), "{}", raw.stdout);
}

#[test]
fn a_head_tells_what_a_manifest_is() {
    let place = Everywhere::new(index());
    let root = &place.image.root;
    for name in place.tagged() {
        for command in [&["head"][..], &["digest"], &["head", "-f", "digest"]] {
            let printed = place.env.wharf(&[&["manifest"], command, &[&name]].concat()).ok();
            assert_eq!(printed, format!("{}\n", root.digest));
        }
        let fields = "{{.Name}} {{.MediaType}} {{.Size}}";
        let printed = place.env.wharf(&["manifest", "head", "-f", fields, &name]).ok();
        assert_eq!(printed, format!("{name} {} {}\n", root.media_type, root.bytes.len()));
        for command in [&["manifest", "head"][..], &["manifest", "digest"], &["manifest", "head", "--require-digest"]] {
            assert_eq!(place.env.wharf(&[command, &[&name]].concat()).ok(), format!("{}\n", root.digest));
        }
        let told = place.env.wharf(&["manifest", "head", "-f", "json", &name]).json();
        let expected = json!({
            "Name": name, "Digest": root.digest, "MediaType": root.media_type, "Size": root.bytes.len(),
        });
        assert_eq!(told, expected);
        let one = place.env.wharf(&["manifest", "head", "-f", "json", "-p", PLATFORMS[2], &name]).json();
        let found = &place.image.manifests[2];
        assert_eq!((&one["Digest"], &one["Size"]), (&json!(found.digest), &json!(found.bytes.len())));
    }
    place.registry.forget();
    place.env.wharf(&["manifest", "head", &place.tagged()[0]]).ok();
    assert_eq!(requests(&place.registry), ["HEAD manifest"]);
    place.env.wharf(&["manifest", "head", &place.registry.reference("team/app:v9")]).fails(3);
}

#[test]
fn a_manifest_is_deleted_by_its_digest() {
    let place = Everywhere::new(ImageSpec::layers(&[300]).make());
    for (name, repository) in place.tagged().iter().zip(&place.repositories) {
        let delete = |args: &[&str]| place.env.wharf(&[&["manifest", "delete"], args].concat());
        let told = delete(&[name]).fails(2);
        for part in [name, "wharf tag delete", "--force-tag-dereference"] {
            assert!(told.contains(part), "{told}");
        }
        delete(&[repository]).fails(2);
        let pinned = format!("{repository}@{}", place.image.digest());
        let done = delete(&[&pinned]);
        assert_eq!((done.code, done.stdout.as_str()), (Some(0), ""), "{}", done.stderr);
        assert!(done.stderr.contains(&format!("deleted {pinned}")), "{}", done.stderr);
        place.env.wharf(&["digest", name]).fails(3);
        delete(&[&pinned]).fails(3);
        let lenient = delete(&["--ignore-missing", &pinned]);
        assert_eq!((lenient.code, lenient.stderr.as_str()), (Some(0), ""));
    }
}

#[test]
fn a_tag_is_followed_when_that_is_asked_for() {
    let place = Everywhere::new(ImageSpec::layers(&[300]).make());
    for (name, repository) in place.tagged().iter().zip(&place.repositories) {
        let (missing, other) = (format!("{repository}:nope"), format!("{repository}:v2"));
        place.env.wharf(&["copy", name, &other]).ok();
        place.env.wharf(&["manifest", "rm", "--force-tag-dereference", &missing]).fails(3);
        place.env.wharf(&["manifest", "rm", "--force-tag-dereference", "--ignore-missing", &missing]).ok();
        place.env.wharf(&["manifest", "rm", "--force-tag-dereference", name]).ok();
        // The manifest went, and with it all its tags.
        place.env.wharf(&["digest", &other]).fails(3);
    }
}

#[test]
fn what_is_no_manifest_is_not_made_one() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    ImageSpec::default().make().put(&registry, "a", "v1");
    env.wharf(&["manifest", "get", &registry.reference("a@sha256:12")]).fails(2);
    env.wharf(&["manifest", "get", "-f", "nonsense", &registry.reference("a:v1")]).fails(2);
    assert_eq!(registry.count("*", ""), 0, "nobody is asked what cannot be used");
}
