//! `wharf inspect`, `wharf digest` and `wharf image`: what an image is, wherever it is.

use serde_json::{Value, json};

use super::{Everywhere, PLATFORMS, host, index, requests};
use crate::harness::{Form, ImageSpec, Registry, TestEnv, says};

#[test]
fn an_image_reads_the_same_wherever_it_is() {
    let place = Everywhere::new(ImageSpec::layers(&[100, 5000]).make());
    for name in place.tagged() {
        let text = place.env.wharf(&["inspect", &name]).ok();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], format!("Name:       {name}"));
        assert_eq!(lines[1], format!("Digest:     {}", place.image.digest()));
        for line in
            ["Platform:   linux/amd64", r#"Entrypoint: ["/layer-0"]"#, "Env:        PATH=/usr/bin", "Layers (2):"]
        {
            assert!(lines.contains(&line), "{line:?} is missing in:\n{text}");
        }
        assert!(text.contains("Created:    2024-05-06T07:08:09Z ("), "{text}");
        for layer in &place.image.layers {
            assert!(text.contains(&layer.digest), "{text}");
        }
        assert!(!text.contains("History"), "{text}");
    }
    // The manifest and the config: layers are not touched.
    assert_eq!(requests(&place.registry), ["GET manifest", "GET blob"]);
    let history = place.env.wharf(&["inspect", "--history", "oci:src:v1"]).ok();
    assert!(history.contains("\nHistory (2):\n"), "{history}");
    assert_eq!(history.lines().filter(|line| line.ends_with("the harness")).count(), 2, "{history}");
}

#[test]
fn an_index_shows_its_platforms_and_one_image() {
    let place = Everywhere::new(index());
    for name in place.tagged() {
        let text = place.env.wharf(&["inspect", &name]).ok();
        assert!(text.contains("Manifests (3):"), "{text}");
        for (platform, manifest) in PLATFORMS.iter().zip(&place.image.manifests) {
            let row = text.lines().find(|line| line.starts_with(platform)).unwrap();
            assert!(row.contains(&manifest.digest), "{row}");
        }
        for (args, at) in [(&[][..], host()), (&["--platform", "local"], host()), (&["-p", PLATFORMS[2]], 2)] {
            let report = place.env.wharf(&[&["inspect", "-f", "json", &name], args].concat()).json();
            assert_eq!(report["Digest"], place.image.digest(), "the name's digest stays");
            assert_eq!(report["ImageDigest"], place.image.manifests[at].digest);
            assert_eq!(report["ConfigDigest"], place.image.configs[at].digest);
            assert_eq!(report["Platform"], PLATFORMS[at]);
            assert_eq!(report["Layers"][0]["digest"], place.image.layers[at].digest);
        }
    }
    let told = place.env.wharf(&["inspect", "-p", "linux/riscv64", "oci:src:v1"]).fails(3);
    assert!(told.contains("has no image for linux/riscv64; it has linux/amd64, linux/arm64, linux/s390x"), "{told}");
}

#[test]
fn an_index_without_an_image_for_this_machine_is_shown_all_the_same() {
    let env = TestEnv::new();
    ImageSpec::default().platforms(&["linux/s390x", "linux/riscv64"]).make().write_layout(&env.work("src"), "v1");
    let report = env.wharf(&["inspect", "-f", "json", "oci:src"]).json();
    assert_eq!(report["Manifests"].as_array().unwrap().len(), 2);
    assert_eq!(report["ImageDigest"], Value::Null);
    let told = env.wharf(&["image", "inspect", "oci:src"]).fails(3);
    assert!(told.contains("it has linux/s390x, linux/riscv64"), "{told}");
}

#[test]
fn templates_get_what_scripts_ask_for() {
    let place = Everywhere::new(ImageSpec::layers(&[100, 5000]).make());
    let size: usize = place.image.blobs().map(|blob| blob.bytes.len()).sum();
    for (template, printed) in [
        ("{{.Digest}}", place.image.digest().to_owned()),
        ("{{.Os}}/{{.Architecture}} {{.Size}}", format!("linux/amd64 {size}")),
        ("{{json .Config.Env}}", r#"["PATH=/usr/bin"]"#.to_owned()),
        ("{{range .Layers}}{{.Digest}} {{end}}", place.image.layers.iter().map(|l| l.digest.clone() + " ").collect()),
        (r#"{{index .Config.Labels "org.example.seed"}}"#, "1000".to_owned()),
        ("{{len .History}}", "2".to_owned()),
    ] {
        assert_eq!(place.env.wharf(&["inspect", "-f", template, "oci:src"]).ok(), printed + "\n", "{template}");
    }
    let told = place.env.wharf(&["inspect", "-f", "{{.Digset}}", "oci:src"]).fails(2);
    assert!(told.contains("there is no field Digset here; there are: "), "{told}");
}

#[test]
fn digests_are_those_of_the_manifest_that_is_meant() {
    let place = Everywhere::new(index());
    let [first, ..] = &place.image.manifests[..] else { unreachable!() };
    for (name, repository) in place.tagged().iter().zip(&place.repositories) {
        let digest = |args: &[&str]| place.env.wharf(&[&["digest", name], args].concat()).ok();
        let whole = format!("{}\n", place.image.digest());
        assert_eq!((digest(&[]), digest(&["--require-list"])), (whole.clone(), whole.clone()));
        assert_eq!(digest(&["--platform", PLATFORMS[0]]), format!("{}\n", first.digest));
        assert_eq!(digest(&["-p", "local"]), format!("{}\n", place.image.manifests[host()].digest));
        assert_eq!(place.env.wharf(&["image", "digest", name]).ok(), whole);
        let report = place.env.wharf(&["digest", "-f", "json", name]).json();
        let (media_type, size) = (&place.image.root.media_type, place.image.root.bytes.len());
        assert_eq!(
            report,
            json!({"Name": name, "Digest": place.image.digest(), "MediaType": media_type, "Size": size})
        );
        let told = place.env.wharf(&["digest", "-p", "linux/riscv64", name]).fails(3);
        assert!(told.contains("linux/riscv64") && told.contains(PLATFORMS[1]), "{told}");
        let one = format!("{repository}@{}", first.digest);
        let told = place.env.wharf(&["digest", "--require-list", &one]).fails(1);
        assert!(told.contains("is no index but a single"), "{told}");
        // An image of one platform is that of no other.
        place.env.wharf(&["digest", "-p", PLATFORMS[0], &one]).ok();
        place.env.wharf(&["digest", "-p", PLATFORMS[1], &one]).fails(3);
    }
    place.env.wharf(&["digest", "--require-list", "-p", PLATFORMS[0], "oci:src"]).fails(2);
}

#[test]
fn a_digest_costs_one_request_without_a_body() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    index().put(&registry, "a", "latest");
    env.wharf(&["digest", &registry.reference("a")]).ok();
    assert_eq!(requests(&registry), ["HEAD manifest"]);
    registry.forget();
    env.wharf(&["digest", "-p", PLATFORMS[1], &registry.reference("a")]).ok();
    assert_eq!(requests(&registry), ["GET manifest"], "the index says what the digest is");
}

#[test]
fn a_layout_with_one_image_needs_no_tag_and_one_with_more_does() {
    let env = TestEnv::new();
    let (one, two) = (ImageSpec::default().make(), ImageSpec::default().seed(2).make());
    one.write_layout(&env.work("src"), "v1");
    assert_eq!(env.wharf(&["digest", "oci:src"]).ok().trim(), one.digest());
    assert_eq!(env.wharf(&["digest", &format!("ocidir://src@{}", one.digest())]).ok().trim(), one.digest());
    two.write_layout(&env.work("src"), "v2");
    let told = env.wharf(&["digest", "oci:src"]).fails(1);
    assert!(told.contains("holds the tags v1, v2"), "{told}");
    assert_eq!(env.wharf(&["digest", "oci:src:v2"]).ok().trim(), two.digest());
}

#[test]
fn the_config_is_printed_as_it_is() {
    for form in [Form::Oci, Form::Docker] {
        let place = Everywhere::new(ImageSpec::layers(&[300]).form(form).platforms(&PLATFORMS).make());
        for name in place.tagged() {
            let config = &place.image.configs[host()].bytes;
            for raw in ["raw-body", "body", "rawBody"] {
                assert_eq!(&place.env.wharf(&["image", "inspect", "-f", raw, &name]).bytes, config);
            }
            let document: Value = serde_json::from_slice(config).unwrap();
            assert_eq!(place.env.wharf(&["image", "inspect", &name]).json(), document);
            assert_eq!(place.env.wharf(&["image", "inspect", "-f", "json", &name]).json(), document);
            let arch = ["image", "inspect", "-p", PLATFORMS[2], "-f", "{{.Architecture}} {{.Config.User}}", &name];
            assert_eq!(place.env.wharf(&arch).ok(), "s390x \n", "what is not set is empty");
        }
    }
}

#[test]
fn an_artifact_has_no_config_to_show() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    registry.put_blob("a", b"{}");
    let empty = json!({"mediaType": "application/vnd.oci.empty.v1+json", "digest": wharf::oci::Digest::sha256(b"{}").to_string(), "size": 2});
    let media_type = "application/vnd.oci.image.manifest.v1+json";
    let manifest = json!({"schemaVersion": 2, "mediaType": media_type, "artifactType": "text/x-note", "config": empty, "layers": [empty], "annotations": {"who": "me"}});
    registry.put_manifest("a", "note", media_type, manifest.to_string().as_bytes());
    let name = registry.reference("a:note");
    let text = env.wharf(&["inspect", &name]).ok();
    says(
        &text,
        &["Artifact type: text/x-note", "Annotations:   who=me", "Config type: application/vnd.oci.empty.v1+json"],
    );
    let told = env.wharf(&["image", "inspect", &name]).fails(1);
    assert!(told.contains("is no image: its config is of type application/vnd.oci.empty.v1+json"), "{told}");
    assert_eq!(env.wharf(&["digest", "-p", "local", &name]).code, Some(0), "what has no platform is for any");
}
