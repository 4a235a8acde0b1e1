//! Deleting right: a tag goes without its siblings, several are each tried, and a dry run changes nothing.

use super::{Everywhere, nothing};
use crate::harness::{Fault, Faults, ImageSpec, On, Registry, TestEnv};

fn tags(registry: &Registry, repository: &str) -> Vec<String> {
    let list = registry.get(&format!("/v2/{repository}/tags/list")).json();
    list["tags"].as_array().unwrap().iter().map(|tag| tag.as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_tag_goes_alone_where_only_digests_can_be_deleted() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    let image = ImageSpec::default().make();
    for tag in ["v1", "v2", "v3"] {
        image.put(&registry, "a", tag);
    }
    let old = Faults::before(registry.address());
    for status in [405, 400, 404] {
        old.clear();
        for tag in ["v1", "v2", "v3"] {
            old.order(On::each("DELETE", format!("/manifests/{tag}")), Fault::Answer(status, String::new()));
        }
        let left = tags(&registry, "a");
        env.wharf(&["tag", "delete", &old.reference(&format!("a:{}", left[0]))]).ok();
        assert_eq!(tags(&registry, "a"), left[1..], "{status}");
        // The image itself was never deleted.
        assert_eq!(registry.get(&format!("/v2/a/manifests/{}", image.digest())).status, 200);
        assert!(!registry.log().iter().any(|seen| seen.method == "DELETE" && seen.target.contains(image.digest())));
    }
    let told = env.wharf(&["tag", "delete", &old.reference("a:never")]).fails(3);
    assert!(told.contains("a:never"), "{told}");
    assert_eq!(tags(&registry, "a"), Vec::<String>::new());
}

#[test]
fn several_tags_are_each_tried() {
    let place = Everywhere::new(ImageSpec::default().make());
    for repository in &place.repositories {
        let name = |tag: &str| format!("{repository}:{tag}");
        for tag in ["v2", "v3"] {
            place.env.wharf(&["copy", &name("v1"), &name(tag)]).ok();
        }
        let done = place.env.wharf(&["tag", "rm", &name("v1"), &name("none"), &name("v2")]);
        assert_eq!((done.code, done.stdout.as_str()), (Some(7), ""), "{}", done.stderr);
        for part in
            [format!("deleted the tag {}", name("v1")), format!("deleted the tag {}", name("v2")), "none".to_owned()]
        {
            assert!(done.stderr.contains(&part), "{}", done.stderr);
        }
        assert_eq!(place.env.wharf(&["tag", "ls", repository]).ok(), "v3\n");
        place.env.wharf(&["tag", "rm", &name("none"), &name("nor")]).fails(3);
        place.env.wharf(&["tag", "rm", "--ignore-missing", &name("none"), &name("v3")]).ok();
        // A word that is no tag stops all of it before the first is gone.
        place.env.wharf(&["tag", "rm", &name("v3"), repository]).fails(2);
        let report = place.env.wharf(&["tag", "rm", "-f", "json", "--ignore-missing", &name("none")]);
        assert_eq!((report.code, report.stdout.as_str()), (Some(0), ""));
    }
    place.env.wharf(&["tag", "rm"]).fails(2);
}

#[test]
fn a_dry_run_shows_what_would_go_and_changes_nothing() {
    let place = Everywhere::new(ImageSpec::layers(&[300]).make());
    let digest = place.image.digest();
    for repository in &place.repositories {
        let name = |tag: &str| format!("{repository}:{tag}");
        place.env.wharf(&["copy", &name("v1"), &name("v2")]).ok();
        place.registry.forget();
        let dry = |args: &[&str]| place.env.wharf(&[args, &["--dry-run"]].concat());
        let one = dry(&["tag", "delete", &name("v1")]).ok();
        assert_eq!(one, format!("would delete the tag {} ({digest})\n", name("v1")));
        let pinned = format!("{repository}@{digest}");
        let tagged = format!("would delete {pinned}\n  with the tag v1\n  with the tag v2\n");
        assert_eq!(dry(&["manifest", "delete", &pinned]).ok(), tagged);
        assert_eq!(dry(&["image", "delete", "--force-tag-dereference", &name("v2")]).ok(), tagged);
        let report = dry(&["image", "rm", "-f", "json", &pinned]).json();
        assert_eq!((&report["Tags"][1], &report["Deleted"]), (&"v2".into(), &false.into()));
        let layer = &place.image.layers[0].digest;
        assert_eq!(
            dry(&["blob", "delete", repository, layer]).ok(),
            format!("would delete blob {layer} of {repository}\n")
        );
        for missing in [
            &["tag", "delete", &name("none")][..],
            &["manifest", "delete", &format!("{repository}@{}", nothing())],
            &["blob", "delete", repository, &nothing()],
        ] {
            dry(missing).fails(3);
            assert_eq!(dry(&[missing, &["--ignore-missing"]].concat()).ok(), "");
        }
        assert_eq!(place.env.wharf(&["tag", "ls", repository]).ok(), "v1\nv2\n");
        place.env.wharf(&["blob", "head", repository, layer]).ok();
    }
    assert_eq!(place.registry.count("DELETE", "") + place.registry.count("PUT", ""), 0);
    let done = place.env.wharf(&["image", "delete", &format!("{}@{digest}", place.repositories[0])]);
    assert!(done.stderr.contains("deleted "), "{}", done.stderr);
    assert_eq!(tags(&place.registry, "team/app"), Vec::<String>::new());
}
