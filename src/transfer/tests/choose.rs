//! What of an image goes along: platforms, attestations, referrers, digest tags, foreign layers.

use super::*;
use crate::content::ErrorKind;
use crate::oci::{Digest, Manifest};

fn only(platforms: &[&str]) -> Selection {
    let platforms = Platforms::Only(platforms.iter().map(|text| text.parse().unwrap()).collect());
    Selection { platforms, ..Selection::default() }
}

fn sparse(platforms: &[&str]) -> Selection {
    let platforms = Platforms::Sparse(platforms.iter().map(|text| text.parse().unwrap()).collect());
    Selection { platforms, ..Selection::default() }
}

/// An index of three platforms, two of them with attestations.
struct Multi {
    amd: RawManifest,
    arm: RawManifest,
    s390: RawManifest,
    index: RawManifest,
}

fn multi(store: &Fake) -> Multi {
    let [amd, arm, s390] =
        ["linux/amd64", "linux/arm64", "linux/s390x"].map(|platform| image(store, platform, &[100, 50], None));
    let children = [
        child("linux/amd64", &amd),
        child("linux/arm64", &arm),
        child("linux/s390x", &s390),
        attestation(store, "attest-amd", &amd),
        attestation(store, "attest-arm", &arm),
    ];
    let index = index_of(store, &children, Some("latest"));
    Multi { amd, arm, s390, index }
}

fn digests(store: &Fake) -> Vec<Digest> {
    let mut digests: Vec<Digest> = store.state().manifests.keys().cloned().collect();
    digests.sort();
    digests
}

#[tokio::test]
async fn the_whole_index_goes_along_by_default() {
    let (from, to) = registry_and_layout();
    let multi = multi(&from);
    let report = copied(&item(&from, &to), &Selection::default()).await;
    assert_eq!(report.root.digest, multi.index.digest);
    assert_eq!(report.manifests, 6);
    assert_eq!(digests(&to), digests(&from));
    assert_eq!(to.state().put.last(), Some(&multi.index.digest));
}

#[tokio::test]
async fn an_image_that_is_no_index_must_be_for_the_platforms_that_are_named() {
    let (from, to) = registry_and_layout();
    let raw = image(&from, "linux/arm64", &[10], Some("latest"));
    for selection in [only(&["linux/amd64"]), only(&["linux/arm64", "linux/amd64"]), sparse(&["linux/amd64"])] {
        let error = failed(&item(&from, &to), &selection).await;
        assert_eq!((error.kind(), error.operation), (ErrorKind::NotFound, Operation::SelectPlatform));
        assert!(error.to_string().ends_with("the image is not there for linux/amd64; it has linux/arm64"), "{error}");
        assert_eq!(to.tag("latest"), None);
    }
    let best = Selection { platforms: Platforms::Best("linux/amd64".parse().unwrap()), ..Selection::default() };
    for selection in [best, only(&["linux/arm64"])] {
        assert_eq!(copied(&item(&from, &to), &selection).await.root.digest, raw.digest);
    }
}

#[tokio::test]
async fn an_artifact_is_taken_whatever_the_platform() {
    let (from, to) = registry_and_layout();
    let artifact = json!({ "config": { "mediaType": "application/vnd.oci.empty.v1+json", "size": 2,
        "digest": Digest::sha256(b"{}") } });
    from.add_blob(&Descriptor::of(MediaType::new("application/vnd.oci.empty.v1+json"), b"{}"), b"{}");
    let raw = image_with(&from, "x", &[10], Some("latest"), &artifact);
    assert_eq!(copied(&item(&from, &to), &only(&["linux/s390x"])).await.root.digest, raw.digest);
}

#[tokio::test]
async fn one_platform_is_the_image_itself() {
    let (from, to) = registry_and_layout();
    let multi = multi(&from);
    let report = copied(&item(&from, &to), &only(&["linux/arm64/v8"])).await;
    assert_eq!(report.root.digest, multi.arm.digest);
    assert_eq!(report.platform.unwrap().to_string(), "linux/arm64");
    assert_eq!(digests(&to), std::slice::from_ref(&multi.arm.digest));
    assert_eq!(to.tag("latest"), Some(multi.arm.digest));
}

#[tokio::test]
async fn several_platforms_are_a_smaller_index_that_keeps_every_other_field() {
    let mut made = Vec::new();
    for _ in 0..2 {
        let (from, to) = registry_and_layout();
        let multi = multi(&from);
        let report = copied(&item(&from, &to), &only(&["linux/s390x", "linux/amd64"])).await;
        let raw = to.state().manifests.get(&report.root.digest).unwrap().clone();
        let old: Value = serde_json::from_slice(&multi.index.bytes).unwrap();
        let new: Value = serde_json::from_slice(&raw.bytes).unwrap();
        let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        assert_eq!(keys(&new), keys(&old));
        let kept = [&old["manifests"][0], &old["manifests"][2], &old["manifests"][3]];
        assert_eq!(new["manifests"].as_array().unwrap().iter().collect::<Vec<_>>(), kept);
        assert_eq!(new["x-last"], old["x-last"]);
        assert_eq!(to.state().manifests.len(), 4);
        assert!(!to.state().manifests.contains_key(&multi.arm.digest));
        assert_eq!(to.tag("latest"), Some(report.root.digest.clone()));
        assert!(copied(&item(&from, &to), &only(&["linux/s390x", "linux/amd64"])).await.unchanged);
        made.push(report.root.digest);
    }
    assert_eq!(made[0], made[1]);
}

#[tokio::test]
async fn an_index_of_which_nothing_is_left_out_keeps_its_digest() {
    let (from, to) = registry_and_layout();
    let multi = multi(&from);
    let report = copied(&item(&from, &to), &only(&["linux/s390x", "linux/amd64", "linux/arm64"])).await;
    assert_eq!(report.root.digest, multi.index.digest);
}

#[tokio::test]
async fn a_sparse_index_keeps_its_digest_and_leaves_children_behind() {
    let from = Arc::new(Fake::new("a.example/x"));
    let to = Arc::new(Fake::new("oci:dir").lenient());
    let multi = multi(&from);
    let report = copied(&item(&from, &to), &sparse(&["linux/arm64"])).await;
    assert_eq!(report.root.digest, multi.index.digest);
    let state = to.state();
    assert_eq!(state.manifests.len(), 3, "the index, the image, its attestation");
    assert!(state.manifests.contains_key(&multi.arm.digest));
    assert!(!state.manifests.contains_key(&multi.amd.digest) && !state.manifests.contains_key(&multi.s390.digest));
}

#[tokio::test]
async fn a_smaller_index_within_a_repository_puts_nothing_but_itself() {
    let from = Arc::new(Fake::new("a.example/x"));
    multi(&from);
    let report = copied(&item_of(&from, "latest", &from, &["small"]), &only(&["linux/s390x", "linux/amd64"])).await;
    assert_eq!(from.state().put, std::slice::from_ref(&report.root.digest));
    assert_eq!(from.tag("small"), Some(report.root.digest));
}

#[tokio::test]
async fn a_platform_that_is_not_there_is_not_found_and_the_others_are_named() {
    let (from, to) = registry_and_layout();
    multi(&from);
    let error = failed(&item(&from, &to), &only(&["windows/amd64"])).await;
    assert_eq!(
        (error.kind(), error.operation, error.side),
        (ErrorKind::NotFound, Operation::SelectPlatform, Side::Neither)
    );
    assert_eq!(
        error.source.what,
        "the image is not there for windows/amd64; it has linux/amd64, linux/arm64, linux/s390x"
    );
    assert!(to.state().put.is_empty());
}

#[tokio::test]
async fn a_platform_that_the_index_does_not_tell_is_read_from_the_config() {
    let (from, to) = registry_and_layout();
    let amd = image(&from, "linux/amd64", &[10], None);
    let arm = image(&from, "linux/arm64", &[10], None);
    index(&from, &[("", &amd), ("", &arm)], Some("latest"));
    let report = copied(&item(&from, &to), &only(&["linux/arm64"])).await;
    assert_eq!(report.root.digest, arm.digest);
    assert_eq!(report.platform.unwrap().to_string(), "linux/arm64");
}

#[tokio::test]
async fn platforms_are_found_in_nested_indexes() {
    let (from, to) = registry_and_layout();
    let amd = image(&from, "linux/amd64", &[10], None);
    let arm = image(&from, "linux/arm64", &[20], None);
    let riscv = image(&from, "linux/riscv64", &[30], None);
    let inner = index(&from, &[("linux/arm64", &arm), ("linux/riscv64", &riscv)], None);
    let outer = index(&from, &[("linux/amd64", &amd), ("", &inner)], Some("latest"));
    let whole = copied(&item(&from, &to), &Selection::default()).await;
    assert_eq!((whole.root.digest, whole.manifests), (outer.digest.clone(), 5));
    let place = |digest: &Digest| to.state().put.iter().position(|put| put == digest).unwrap();
    assert!(place(&arm.digest) < place(&inner.digest) && place(&inner.digest) < place(&outer.digest));

    let (_, to) = registry_and_layout();
    assert_eq!(copied(&item(&from, &to), &only(&["linux/riscv64"])).await.root.digest, riscv.digest);

    let (_, to) = registry_and_layout();
    let small = copied(&item(&from, &to), &only(&["linux/amd64", "linux/riscv64"])).await;
    let raw = to.state().manifests.get(&small.root.digest).unwrap().clone();
    let Manifest::Index(parsed) = raw.parse().unwrap() else { panic!("no index") };
    let inside = to.state().manifests.get(&parsed.manifests[1].digest).unwrap().clone();
    assert_eq!(parsed.manifests[1].size, inside.bytes.len() as u64);
    assert_eq!(inside.parse().unwrap().children()[0].digest, riscv.digest);
    assert_eq!(to.state().manifests.len(), 4);
}

#[tokio::test]
async fn indexes_that_stand_too_deep_in_one_another_are_refused() {
    let (from, to) = registry_and_layout();
    let mut raw = image(&from, "x", &[10], None);
    for _ in 0..20 {
        raw = index(&from, &[("", &raw)], None);
    }
    from.add_manifest(&raw, Some("latest"));
    for selection in [Selection::default(), only(&["linux/amd64"])] {
        assert_eq!(failed(&item(&from, &to), &selection).await.kind(), ErrorKind::Invalid);
    }
}

#[tokio::test]
async fn documents_that_cannot_be_used_say_why() {
    let (from, to) = registry_and_layout();
    let schema1 = document(&MediaType::DOCKER_SCHEMA1, &json!({ "schemaVersion": 1, "fsLayers": [] }));
    from.add_manifest(&schema1, Some("latest"));
    let error = failed(&item(&from, &to), &Selection::default()).await;
    assert_eq!((error.kind(), error.side), (ErrorKind::Unsupported, Side::Source));
    assert!(std::error::Error::source(&error.source).unwrap().to_string().contains("schema 1"));

    let child = image(&from, "x", &[10], None);
    let mut wrong = super::child("linux/amd64", &child);
    wrong["size"] = json!(1);
    index_of(&from, &[wrong], Some("latest"));
    assert_eq!(failed(&item(&from, &to), &Selection::default()).await.kind(), ErrorKind::Integrity);

    let layer = Descriptor::of(MediaType::OCI_LAYER, b"x");
    let twice = json!({ "schemaVersion": 2, "config": layer, "layers": [Descriptor { size: 7, ..layer.clone() }] });
    from.add_manifest(&document(&MediaType::OCI_MANIFEST, &twice), Some("latest"));
    let error = failed(&item(&from, &to), &Selection::default()).await;
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert!(error.source.what.contains("1 bytes, and 7"), "{}", error.source);
    assert!(to.state().put.is_empty());
}

/// A manifest that refers to `subject`.
fn referrer(store: &Fake, seed: &str, kind: &str, subject: &RawManifest) -> RawManifest {
    image_with(store, seed, &[10], None, &json!({ "artifactType": kind, "subject": subject.descriptor() }))
}

#[tokio::test]
async fn referrers_follow_their_subjects_as_deep_as_they_go() {
    let (from, to) = registry_and_layout();
    let multi = multi(&from);
    let sbom = referrer(&from, "sbom", "application/sbom", &multi.index);
    let signature = referrer(&from, "signature", "application/sig", &sbom);
    let of_child = referrer(&from, "child", "application/sig", &multi.arm);
    for (referrers, expected) in [
        (Referrers::Skip, &[][..]),
        (Referrers::Copy, &[&sbom, &signature, &of_child]),
        (Referrers::OfTypes(vec![MediaType::new("application/sig")]), &[&of_child]),
        (
            Referrers::OfTypes(vec![MediaType::new("application/sig"), MediaType::new("application/sbom")]),
            &[&sbom, &signature, &of_child],
        ),
    ] {
        let to = Arc::new(Fake::new("b.example/x"));
        let report = copied(&item(&from, &to), &Selection { referrers, ..Selection::default() }).await;
        assert_eq!(report.manifests, 6 + expected.len());
        let state = to.state();
        let place = |raw: &RawManifest| state.put.iter().position(|put| *put == raw.digest).unwrap();
        for raw in expected {
            let subject = raw.parse().unwrap().subject().unwrap().digest.clone();
            assert!(state.put.iter().position(|put| *put == subject).unwrap() < place(raw));
            assert!(place(&multi.index) < place(raw));
        }
    }
    let selection = Selection { referrers: Referrers::Copy, ..Selection::default() };
    copied(&item(&from, &to), &selection).await;
    assert!(copied(&item(&from, &to), &selection).await.unchanged);
}

#[tokio::test]
async fn tags_named_after_digests_come_along_as_tags() {
    let (from, to) = registry_and_layout();
    let multi = multi(&from);
    let stem = multi.arm.digest.referrers_tag();
    let signature = image(&from, "signature", &[10], Some(&format!("{stem}.sig")));
    let second = image(&from, "second", &[10], Some(&format!("{}.sig", signature.digest.referrers_tag())));
    let listed = index(&from, &[("", &signature)], Some(&multi.index.digest.referrers_tag()));
    image(&from, "stranger", &[10], Some(&format!("{}.sig", Digest::sha256(b"stranger").referrers_tag())));
    copied(&item(&from, &to), &Selection::default()).await;
    assert_eq!(to.state().tags.len(), 1);
    from.requests();
    let selection = Selection { digest_tags: DigestTags::Copy, ..Selection::default() };
    copied(&item(&from, &to), &selection).await;
    assert_eq!(from.requests().iter().filter(|request| **request == "GET tags").count(), 1);
    assert_eq!(to.state().tags.len(), 4);
    assert_eq!(to.tag(&format!("{stem}.sig")), Some(signature.digest.clone()));
    assert_eq!(to.tag(&format!("{}.sig", signature.digest.referrers_tag())), Some(second.digest));
    assert_eq!(to.tag(&multi.index.digest.referrers_tag()), Some(listed.digest));
    assert!(copied(&item(&from, &to), &selection).await.unchanged);
}

#[tokio::test]
async fn foreign_layers_are_moved_only_when_asked_for() {
    let (from, _) = registry_and_layout();
    let layer = content("foreign", 100);
    let mut foreign =
        Descriptor::of(MediaType::new("application/vnd.docker.image.rootfs.foreign.diff.tar.gzip"), &layer);
    foreign.urls = vec!["https://example.com/layer".to_owned()];
    from.add_blob(&foreign, &layer);
    image_with(&from, "windows/amd64", &[], Some("latest"), &json!({ "layers": [foreign] }));
    for (choice, blobs) in [(Foreign::Skip, 1), (Foreign::Copy, 2)] {
        let to = Arc::new(Fake::new("oci:dir"));
        let report = copied(&item(&from, &to), &Selection { foreign: choice, ..Selection::default() }).await;
        assert_eq!(report.blobs.copied.count, blobs);
    }
}

#[tokio::test]
async fn a_child_of_no_known_type_is_a_blob() {
    let (from, to) = registry_and_layout();
    let blob = Descriptor::of(MediaType::new("application/x-thing"), b"thing");
    from.add_blob(&blob, b"thing");
    let raw = index_of(&from, &[serde_json::to_value(&blob).unwrap()], Some("latest"));
    copied(&item(&from, &to), &Selection::default()).await;
    assert_eq!(to.state().put, [blob.digest, raw.digest]);
}

#[tokio::test]
async fn a_foreign_layer_that_is_not_there_is_told_with_where_it_is() {
    let (from, _) = registry_and_layout();
    let mut foreign = Descriptor::of(MediaType::new("application/vnd.oci.image.layer.nondistributable.v1.tar"), b"far");
    foreign.urls = vec!["https://example.com/\u{1b}layer".to_owned()];
    image_with(&from, "windows/amd64", &[], Some("latest"), &json!({ "layers": [foreign] }));
    let to = Arc::new(Fake::new("oci:dir"));
    let selection = Selection { foreign: Foreign::Copy, ..Selection::default() };
    let error = copy(&item(&from, &to), &selection, &Options::default(), Arc::new(Silent)).await.unwrap_err();
    assert_eq!((error.kind(), error.side), (ErrorKind::NotFound, Side::Source), "{error:?}");
    let said = error.to_string();
    for part in ["foreign layer", &foreign.digest.to_string(), "is not in", "\"https://example.com/\\u{1b}layer\""] {
        assert!(said.contains(part), "{part} is missing in {said}");
    }
}
