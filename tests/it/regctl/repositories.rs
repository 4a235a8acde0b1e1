//! `repo copy`, and the flags of `image copy` that regctl's scripts use.

use serde_json::json;

use super::stocked;
use crate::harness::{ImageSpec, Registry, TestEnv};

/// A repository `src` with images under several tags.
fn tagged(tags: &[&str]) -> (TestEnv, Registry, Registry) {
    let (env, from, to) = (TestEnv::new(), Registry::start(), Registry::start());
    for (seed, tag) in tags.iter().enumerate() {
        ImageSpec::layers(&[200]).seed(seed as u64).make().put(&from, "src", tag);
    }
    (env, from, to)
}

fn tags(env: &TestEnv, repository: &str) -> Vec<String> {
    env.wharf(&["tag", "ls", repository]).ok().lines().map(str::to_owned).collect()
}

#[test]
fn tags_are_copied_that_pass_the_filters() {
    let (env, from, to) = tagged(&["3.1", "3.2", "3.2-rc1", "edge"]);
    let (source, target) = (from.reference("src"), to.reference("dst"));
    let copy = |args: &[&str]| env.wharf(&[&["repo", "copy", &source, &target], args].concat());
    let planned = copy(&["--dry-run", "--include", "3.*"]).ok();
    assert_eq!(planned, format!("{target}:3.1\n{target}:3.2\n{target}:3.2-rc1\n"));
    assert_eq!(to.log(), []);
    let done = copy(&["--include", "3.*", "--exclude", ".*-rc.*", "--concurrent", "1"]);
    assert!(done.stderr.contains(&format!("copied {target}:3.1\n")), "{}", done.stderr);
    let digest = env.wharf(&["digest", &from.reference("src:3.2")]).ok();
    assert!(done.ok().ends_with(&format!("{target}:3.2@{digest}")));
    assert_eq!(tags(&env, &target), ["3.1", "3.2"]);
    to.forget();
    let report = copy(&["--new-tags", "--format", "json"]).json();
    let copied: Vec<_> = report["Copied"].as_array().unwrap().iter().map(|copied| copied["Tag"].clone()).collect();
    assert_eq!((json!(copied), &report["Failed"]), (json!(["3.2-rc1", "edge"]), &json!({})));
    assert_eq!(tags(&env, &target), ["3.1", "3.2", "3.2-rc1", "edge"]);
    let again = copy(&["--concurrency", "0", "--format", "{{range .Copied}}{{.Tag}}={{.Unchanged}} {{end}}"]);
    assert_eq!(again.ok().trim_end(), "3.1=true 3.2=true 3.2-rc1=true edge=true");
    env.wharf(&["repo", "copy", "--new-tags", &source, "oci:out"]).ok();
    assert_eq!(tags(&env, "oci:out"), ["3.1", "3.2", "3.2-rc1", "edge"]);
}

#[test]
fn what_fails_is_listed_and_the_rest_is_copied() {
    let (env, from, to) = tagged(&["good", "worse", "zed"]);
    let broken = ImageSpec::layers(&[500]).seed(9).make();
    broken.put(&from, "src", "broken");
    let (source, target) = (from.reference("src"), to.reference("dst"));
    let layer = &broken.layers[0].digest;
    assert_eq!(from.send("DELETE", &format!("/v2/src/blobs/{layer}"), &[], b"").status, 202);
    let done =
        env.wharf(&["repo", "copy", "--format", "{{range $tag, $why := .Failed}}{{$tag}}{{end}}", &source, &target]);
    assert_eq!((done.code, done.stdout.trim_end()), (Some(7), "broken"), "{}", done.stderr);
    assert!(done.stderr.contains("warning: broken was not copied: ") && done.stderr.contains(layer), "{}", done.stderr);
    assert_eq!(tags(&env, &target), ["good", "worse", "zed"]);
    let all = env.wharf(&["repo", "copy", "--include", "broken", &source, &target]);
    assert_eq!(all.code, Some(3), "where nothing could be copied, the first failure counts: {}", all.stderr);
}

#[test]
fn signatures_come_along_with_what_they_are_for() {
    let (env, from, to) = tagged(&["v1"]);
    let digest = env.wharf(&["digest", &from.reference("src:v1")]).ok().trim().replace(':', "-");
    ImageSpec::layers(&[20]).seed(7).make().put(&from, "src", &format!("{digest}.sig"));
    ImageSpec::layers(&[20]).seed(8).make().put(&from, "src", &format!("sha256-{}.sig", "0".repeat(64)));
    let target = to.reference("dst");
    env.wharf(&["repo", "copy", "--digest-tags", &from.reference("src"), &target]).ok();
    assert_eq!(tags(&env, &target), [format!("{digest}.sig"), "v1".to_owned()]);
}

/// An artifact that refers to a manifest, put where it is wanted.
fn refer(registry: &Registry, repository: &str, subject: &str, media_type: &str) -> String {
    let empty = registry.put_blob(repository, b"{}");
    let document = json!({
        "schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json",
        "artifactType": "application/x.sbom",
        "config": {"mediaType": "application/vnd.oci.empty.v1+json", "digest": empty, "size": 2},
        "layers": [{"mediaType": "application/vnd.oci.empty.v1+json", "digest": empty, "size": 2}],
        "subject": {"mediaType": media_type, "digest": subject, "size": 1},
    });
    let bytes = serde_json::to_vec(&document).unwrap();
    let digest = wharf::oci::Digest::sha256(&bytes).to_string();
    let headers = [("content-type", "application/vnd.oci.image.manifest.v1+json")];
    let reply = registry.send("PUT", &format!("/v2/{repository}/manifests/{digest}"), &headers, &bytes);
    assert_eq!(reply.status, 201, "{}", reply.text());
    digest
}

#[test]
fn referrers_may_lie_in_another_repository() {
    let (env, registry, image) = stocked();
    let to = Registry::start();
    let inside = refer(&registry, "app", image.digest(), &image.root.media_type);
    let outside = refer(&registry, "sboms", &image.manifests[1].digest, &image.manifests[1].media_type);
    let exists = |repository: &str, digest: &str| to.get(&format!("/v2/{repository}/manifests/{digest}")).status == 200;
    let name = registry.reference("app:v1");
    let copy = |target: &str, args: &[&str]| {
        env.wharf(&[&["image", "copy", "--referrers", &name, &to.reference(target)], args].concat()).ok();
    };
    copy("one:v1", &["--referrers-src", &registry.reference("sboms")]);
    assert!(exists("one", &outside) && !exists("one", &inside));
    copy("two:v1", &["--referrers-tgt", &to.reference("attached")]);
    assert!(exists("attached", &inside) && !exists("two", &inside));
    copy("three:v1", &["--referrers-src", &registry.reference("sboms"), "--referrers-tgt", "oci:elsewhere"]);
    env.wharf(&["manifest", "get", &format!("oci:elsewhere@{outside}")]).ok();
    env.wharf(&["image", "copy", "--referrers-src", &registry.reference("sboms"), &name, "oci:x"]).fails(2);
}

#[test]
fn a_fast_copy_looks_for_nothing_beside_an_image_that_is_there() {
    let (env, registry, image) = stocked();
    let to = Registry::start();
    let (name, target) = (registry.reference("app:v1"), to.reference("app:v1"));
    env.wharf(&["image", "copy", &name, &target]).ok();
    let referrer = refer(&registry, "app", image.digest(), &image.root.media_type);
    registry.forget();
    let copy = |args: &[&str]| env.wharf(&[&["image", "copy", "--referrers", &name, &target], args].concat()).ok();
    copy(&["--fast"]);
    assert_eq!(registry.count("GET", "/referrers/"), 0, "{:?}", registry.log());
    assert_eq!(to.get(&format!("/v2/app/manifests/{referrer}")).status, 404);
    copy(&[]);
    assert_eq!(to.get(&format!("/v2/app/manifests/{referrer}")).status, 200);
    env.wharf(&["image", "copy", "--fast", "--force-recursive", &name, &target]).fails(2);
}

#[test]
fn a_forced_copy_repairs_what_is_missing() {
    let (env, to) = (TestEnv::new(), Registry::start());
    let image = ImageSpec::layers(&[400, 500]).make();
    image.write_layout(&env.work("img"), "v1");
    let target = to.reference("app:v1");
    env.wharf(&["image", "copy", "oci:img:v1", &target]).ok();
    let lost = format!("/v2/app/blobs/{}", image.layers[1].digest);
    assert_eq!(to.send("DELETE", &lost, &[], b"").status, 202);
    env.wharf(&["image", "copy", "oci:img:v1", &target]).ok();
    assert_eq!(to.get(&lost).status, 404, "an image that is there is trusted");
    env.wharf(&["image", "copy", "--force-recursive", "oci:img:v1", &target]).ok();
    assert_eq!(to.get(&lost).status, 200);
}
