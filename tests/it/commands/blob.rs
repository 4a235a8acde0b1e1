//! `wharf blob`: single blobs, byte for byte.

use std::fs;

use super::{Everywhere, nothing, requests};
use crate::harness::ImageSpec;

#[test]
fn blobs_come_byte_for_byte_from_everywhere() {
    let place = Everywhere::new(ImageSpec::layers(&[300_000]).make());
    for repository in &place.repositories {
        for blob in place.image.blobs() {
            let get = |args: &[&str]| place.env.wharf(&[&["blob", "get", repository, &blob.digest], args].concat());
            for args in [&[][..], &["-o", "-"]] {
                let got = get(args);
                assert_eq!((got.code, got.stderr.as_str()), (Some(0), ""));
                assert!(got.bytes == blob.bytes, "{repository} {args:?}");
            }
            fs::write(place.env.work("out"), "what was there").unwrap();
            assert_eq!(get(&["--output", "out"]).ok(), "");
            assert!(fs::read(place.env.work("out")).unwrap() == blob.bytes, "{repository}");
        }
        let told = place.env.wharf(&["blob", "get", repository, &nothing(), "-o", "none"]).fails(3);
        assert!(told.contains(&nothing()), "{told}");
        assert!(!place.env.work("none").exists());
    }
    let told = place.env.wharf(&["blob", "get", "oci:src", &place.image.layers[0].digest, "-o", "no/dir/out"]).fails(1);
    assert!(told.contains("cannot write no/dir/out"), "{told}");
}

#[test]
fn arguments_that_cannot_be_a_blob_are_refused() {
    let place = Everywhere::new(ImageSpec::default().make());
    place.registry.forget();
    for command in ["get", "head", "delete"] {
        for digest in ["sha256:123", "v1", "sha999:00", ""] {
            place.env.wharf(&["blob", command, &place.repositories[0], digest]).fails(2);
        }
        // A tag says nothing about a blob.
        let told = place.env.wharf(&["blob", command, &place.tagged()[0], &nothing()]).fails(2);
        assert!(told.contains("without a tag or a digest"), "{told}");
    }
    assert_eq!(place.registry.count("*", ""), 0);
}

#[test]
fn a_head_tells_the_size() {
    let place = Everywhere::new(ImageSpec::layers(&[5000]).make());
    let layer = &place.image.layers[0];
    for repository in &place.repositories {
        let text = place.env.wharf(&["blob", "head", repository, &layer.digest]).ok();
        if repository.starts_with("oci:") || repository.starts_with("store:") {
            let expected = format!("Name:   {repository}\nDigest: {}\nSize:   {}\n", layer.digest, layer.bytes.len());
            assert_eq!(text, expected);
        } else {
            assert!(text.contains(&format!("content-length: {}\n", layer.bytes.len())), "{text}");
        }
        let size = place.env.wharf(&["blob", "head", "-f", "{{.Size}}", repository, &layer.digest]).ok();
        assert_eq!(size, format!("{}\n", layer.bytes.len()));
        place.env.wharf(&["blob", "head", repository, &nothing()]).fails(3);
    }
    assert_eq!(requests(&place.registry), ["HEAD blob"; 4]);
}

#[test]
fn a_blob_is_deleted_once() {
    let place = Everywhere::new(ImageSpec::layers(&[5000]).make());
    let digest = &place.image.layers[0].digest;
    for repository in &place.repositories {
        let delete = |args: &[&str]| place.env.wharf(&[&["blob", "delete", repository, digest], args].concat());
        let done = delete(&[]);
        assert_eq!((done.code, done.stdout.as_str()), (Some(0), ""), "{}", done.stderr);
        assert!(done.stderr.contains(&format!("deleted blob {digest} of {repository}")), "{}", done.stderr);
        place.env.wharf(&["blob", "head", repository, digest]).fails(3);
        let told = delete(&[]).fails(3);
        assert!(told.contains(digest), "{told}");
        assert_eq!(delete(&["--ignore-missing"]).ok(), "");
        // The image is still named, and now broken: pulling says what is missing.
        let told = place.env.wharf(&["copy", &format!("{repository}:v1"), "oci:out:v1"]).fails(3);
        assert!(told.contains(digest), "{told}");
    }
}
