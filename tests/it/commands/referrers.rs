//! `--referrers` and `--digest-tags`: what belongs to an image and comes along when it is asked to.

use serde_json::json;
use wharf::oci::Digest;

use crate::harness::{Image, ImageSpec, Registry, TestEnv};

const MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";
const EMPTY: &str = "application/vnd.oci.empty.v1+json";

/// Puts something that refers to a manifest of this digest and size, and gives its own digest and size.
fn refer(registry: &Registry, artifact_type: &str, subject: (&str, usize), tag: Option<&str>) -> (String, usize) {
    let config = registry.put_blob("a", b"{}");
    let content = registry.put_blob("a", format!("{artifact_type} of {}", subject.0).as_bytes());
    let size = format!("{artifact_type} of {}", subject.0).len();
    let manifest = json!({
        "schemaVersion": 2,
        "mediaType": MANIFEST,
        "artifactType": artifact_type,
        "config": { "mediaType": EMPTY, "digest": config, "size": 2 },
        "layers": [{ "mediaType": "application/octet-stream", "digest": content, "size": size }],
        "subject": { "mediaType": MANIFEST, "digest": subject.0, "size": subject.1 },
    });
    let bytes = manifest.to_string().into_bytes();
    let digest = Digest::sha256(&bytes).to_string();
    registry.put_manifest("a", tag.unwrap_or(&digest), MANIFEST, &bytes);
    (digest, bytes.len())
}

/// An image with a signature, an SBOM, and a signature of the SBOM.
fn signed(registry: &Registry) -> (Image, [String; 3]) {
    let image = ImageSpec::layers(&[100]).make();
    image.put(registry, "a", "v1");
    let subject = (image.digest(), image.root.bytes.len());
    let (signature, _) = refer(registry, "application/vnd.example.signature", subject, None);
    let sbom = refer(registry, "application/vnd.example.sbom", subject, None);
    let (deeper, _) = refer(registry, "application/vnd.example.signature", (&sbom.0, sbom.1), None);
    registry.forget();
    (image, [signature, sbom.0, deeper])
}

/// The digests of what refers to `subject`, in order.
fn referrers(registry: &Registry, subject: &str) -> Vec<String> {
    let list = registry.get(&format!("/v2/a/referrers/{subject}")).json();
    let mut all: Vec<String> =
        list["manifests"].as_array().unwrap().iter().map(|one| one["digest"].as_str().unwrap().to_owned()).collect();
    all.sort();
    all
}

#[test]
fn referrers_come_along_with_what_refers_to_them() {
    let (env, from, to) = (TestEnv::new(), Registry::start(), Registry::start());
    let (image, [signature, sbom, deeper]) = signed(&from);
    let source = from.reference("a:v1");
    env.wharf(&["copy", &source, &to.reference("a:bare")]).ok();
    assert_eq!(referrers(&to, image.digest()), Vec::<String>::new());
    // The image is there already; what belongs to it is not.
    env.wharf(&["copy", "--referrers", &source, &to.reference("a:bare")]).ok();
    let mut wanted = vec![signature, sbom.clone()];
    wanted.sort();
    assert_eq!(referrers(&to, image.digest()), wanted);
    assert_eq!(referrers(&to, &sbom), [deeper]);
    assert_eq!(to.get("/v2/a/tags/list").json()["tags"], json!(["bare"]));
}

#[test]
fn referrers_are_chosen_by_their_type() {
    let (env, from, to) = (TestEnv::new(), Registry::start(), Registry::start());
    let (image, [signature, sbom, _]) = signed(&from);
    let copy = |kind: &str, tag: &str| {
        let target = to.reference(&format!("a:{tag}"));
        env.wharf(&["copy", "--referrers", "--referrers-type", kind, &from.reference("a:v1"), &target]).ok()
    };
    copy("application/vnd.example.signature", "one");
    assert_eq!(referrers(&to, image.digest()), [signature]);
    copy("application/vnd.example.sbom", "two");
    assert!(referrers(&to, image.digest()).contains(&sbom));
    env.wharf(&["copy", "--referrers-type", "x/y", &from.reference("a:v1"), &to.reference("a:v1")]).fails(2);
}

#[test]
fn referrers_go_through_layouts_and_the_store() {
    let (env, from, to) = (TestEnv::new(), Registry::start(), Registry::start());
    let (image, [_, sbom, deeper]) = signed(&from);
    let last = to.reference("a:v1");
    let mut hop = from.reference("a:v1");
    for next in ["oci:out:v1", "store:a:v1", &last] {
        env.wharf(&["copy", "--referrers", &hop, next]).ok();
        next.clone_into(&mut hop);
    }
    assert_eq!(referrers(&to, image.digest()).len(), 2);
    assert_eq!(referrers(&to, &sbom), [deeper]);
    // Other tools look for referrers in a layout under a tag.
    let lists = [image.digest(), &sbom].map(|subject| subject.replace(':', "-"));
    let mut expected = vec!["v1".to_owned()];
    expected.extend(lists);
    expected.sort();
    assert_eq!(env.wharf(&["tag", "ls", "oci:out"]).ok().lines().collect::<Vec<_>>(), expected);
    assert_eq!(env.wharf(&["tag", "ls", "store:a"]).ok(), "v1\n");
    // What belongs to an image is not garbage.
    env.wharf(&["store", "gc", "--grace", "0s"]).ok();
    assert_eq!(env.wharf(&["digest", &format!("store:a@{sbom}")]).ok().trim(), sbom);
}

#[test]
fn tags_that_stand_for_a_digest_come_along() {
    let (env, from, to) = (TestEnv::new(), Registry::start(), Registry::start());
    let image = ImageSpec::layers(&[100]).make();
    image.put(&from, "a", "v1");
    let stem = image.digest().replace(':', "-");
    for tag in [format!("{stem}.sig"), format!("{stem}.att"), "sha256-other.sig".to_owned()] {
        ImageSpec::layers(&[50]).seed(tag.len() as u64).make().put(&from, "a", &tag);
    }
    let tags = |repository: &str| {
        let list = to.get(&format!("/v2/{repository}/tags/list")).json();
        list["tags"].as_array().unwrap().iter().map(|tag| tag.as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    env.wharf(&["copy", &from.reference("a:v1"), &to.reference("bare:v1")]).ok();
    assert_eq!(tags("bare"), ["v1"]);
    env.wharf(&["copy", "--digest-tags", &from.reference("a:v1"), &to.reference("all:v1")]).ok();
    assert_eq!(tags("all"), [format!("{stem}.att"), format!("{stem}.sig"), "v1".to_owned()]);
}

#[test]
fn a_plan_shows_what_comes_along() {
    let (env, from) = (TestEnv::new(), Registry::start());
    let (_, belonging) = signed(&from);
    let plan = env.wharf(&["pull", "--referrers", "--dry-run", "-f", "json", &from.reference("a:v1")]).json();
    let manifests = plan["Manifests"].as_array().unwrap();
    assert_eq!(manifests.len(), 4);
    for digest in belonging {
        assert!(manifests.iter().any(|one| one["Digest"] == digest.as_str()), "{plan}");
    }
}
