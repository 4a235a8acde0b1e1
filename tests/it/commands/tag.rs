//! `wharf tag` and `wharf repo`: names, in the order and number that is asked for.

use serde_json::json;

use super::{Everywhere, PLATFORMS, index, requests};
use crate::harness::{ImageSpec, Registry, TestEnv};

/// One image under many tags, in each kind of place.
fn tagged(tags: &[&str]) -> Everywhere {
    let place = Everywhere::new(ImageSpec::default().make());
    for repository in &place.repositories {
        let first = format!("{repository}:v1");
        for tag in tags {
            place.env.wharf(&["copy", &first, &format!("{repository}:{tag}")]).ok();
        }
        place.env.wharf(&["tag", "delete", &first]).ok();
    }
    place.registry.forget();
    place
}

#[test]
fn tags_are_listed_filtered_sorted_and_limited_alike_everywhere() {
    let place = tagged(&["3.9", "3.10", "3.10-rc1", "edge", "latest"]);
    for repository in &place.repositories {
        let ls = |args: &[&str]| {
            let text = place.env.wharf(&[&["tag", "ls", repository], args].concat()).ok();
            text.lines().map(str::to_owned).collect::<Vec<_>>()
        };
        for (args, expected) in [
            (&[][..], &["3.10", "3.10-rc1", "3.9", "edge", "latest"][..]),
            (&["--include", r"3\.[0-9]+"], &["3.10", "3.9"]),
            (&["--include", "3"], &[]),
            (&["--exclude", "3.*", "--exclude", "edge"], &["latest"]),
            (&["--include", "3.*", "--include", "edge", "--exclude", ".*rc.*"], &["3.10", "3.9", "edge"]),
            (&["--limit", "2"], &["3.10", "3.10-rc1"]),
            (&["--limit", "0"], &[]),
            (&["--limit", "99"], &["3.10", "3.10-rc1", "3.9", "edge", "latest"]),
            (&["--last", "3.9"], &["edge", "latest"]),
            (&["--last", "3.10", "--limit", "1"], &["3.10-rc1"]),
            (&["--last", "zzz"], &[]),
            (&["--sort", "name"], &["3.10", "3.10-rc1", "3.9", "edge", "latest"]),
            (&["--sort", "semver"], &["3.10", "3.10-rc1", "3.9", "edge", "latest"]),
            (&["--sort", "semver", "--include", "3.*", "--exclude", ".*-.*", "--limit", "1"], &["3.10"]),
            (&["--include", "[el].*", "--limit", "1"], &["edge"]),
        ] {
            assert_eq!(ls(args), expected, "{repository} {args:?}");
        }
        let report = place.env.wharf(&["tag", "ls", "-f", "json", "--limit", "1", repository]).json();
        assert_eq!(report, json!({"Name": repository, "Tags": ["3.10"]}));
        let rows = place.env.wharf(&["tag", "ls", "-f", "{{range .Tags}}<{{.}}>{{end}}", "--last", "edge", repository]);
        assert_eq!(rows.ok(), "<latest>\n");
    }
    for bad in [&["--sort", "size"][..], &["--limit", "-1"], &["--exclude", "["], &["--limit", "many"]] {
        place.env.wharf(&[&["tag", "ls", "oci:src"], bad].concat()).fails(2);
    }
    let told = place.env.wharf(&["tag", "ls", "oci:src:edge"]).fails(2);
    assert!(told.contains("without a tag or a digest"), "{told}");
    place.env.wharf(&["tag", "ls", "oci:nowhere"]).fails(3);
    let told = place.env.wharf(&["tag", "ls", "store:never/was"]).fails(3);
    assert!(told.contains("never/was"), "{told}");
}

#[test]
fn versions_and_ages_are_orders() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    for (seed, tag) in [(1, "1.2.0"), (2, "1.10.0"), (3, "v2.0.0")] {
        ImageSpec::default().seed(seed).make().put(&registry, "a", tag);
    }
    let name = registry.reference("a");
    assert_eq!(env.wharf(&["tag", "ls", "--sort", "semver", &name]).ok(), "v2.0.0\n1.10.0\n1.2.0\n");
    assert_eq!(requests(&registry), ["GET tags"]);
    // Images of the same age stay in the registry's order.
    assert_eq!(env.wharf(&["tag", "ls", "--sort", "created", &name]).ok(), "1.10.0\n1.2.0\nv2.0.0\n");
    assert_eq!(env.wharf(&["tag", "list", "--sort", "created", "--limit", "1", &name]).ok(), "1.10.0\n");
}

#[test]
fn long_lists_tell_what_stands_behind_each_tag() {
    let place = Everywhere::new(index());
    let platforms = PLATFORMS.join(", ");
    for repository in &place.repositories {
        let text = place.env.wharf(&["tag", "ls", "--long", repository]).ok();
        let [head, row] = text.lines().collect::<Vec<_>>()[..] else { panic!("{text}") };
        assert_eq!(head.split_whitespace().collect::<Vec<_>>(), ["TAG", "DIGEST", "CREATED", "SIZE", "PLATFORMS"]);
        assert!(row.starts_with(&format!("v1    {}", place.image.digest())) && row.ends_with(&platforms), "{row}");
        let report = place.env.wharf(&["tag", "ls", "-l", "-f", "json", repository]).json();
        let size: usize =
            [&place.image.configs, &place.image.layers].map(|of| of[super::host()].bytes.len()).iter().sum();
        let expected = json!([{
            "Tag": "v1", "Digest": place.image.digest(), "MediaType": place.image.root.media_type,
            "Created": "2024-05-06T07:08:09Z", "Size": size, "Platforms": PLATFORMS,
        }]);
        assert_eq!(report["Images"], expected);
    }
}

#[test]
fn a_tag_is_deleted_and_its_image_stays_under_the_others() {
    let place = tagged(&["one", "two"]);
    for repository in &place.repositories {
        let delete = |args: &[&str]| place.env.wharf(&[&["tag", "delete"], args].concat());
        let name = format!("{repository}:one");
        let done = delete(&[&name]);
        assert_eq!((done.code, done.stdout.as_str()), (Some(0), ""), "{}", done.stderr);
        assert!(done.stderr.contains(&format!("deleted the tag {name}")), "{}", done.stderr);
        assert_eq!(place.env.wharf(&["tag", "ls", repository]).ok(), "two\n");
        assert_eq!(place.env.wharf(&["digest", &format!("{repository}:two")]).ok().trim(), place.image.digest());
        let told = delete(&[&name]).fails(3);
        assert!(told.contains("one"), "{told}");
        assert_eq!(delete(&["--ignore-missing", &name]).ok(), "");
        let told = delete(&[repository]).fails(2);
        assert!(told.contains("does not name a tag"), "{told}");
        delete(&[&format!("{name}@{}", place.image.digest())]).fails(2);
    }
}

#[test]
fn repositories_are_listed() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    for repository in ["b", "team/a", "team/b", "teams"] {
        ImageSpec::default().make().put(&registry, repository, "v1");
    }
    let host = registry.address().to_string();
    for (args, expected) in [
        (&[][..], &["b", "team/a", "team/b", "teams"][..]),
        (&["--limit", "2"], &["b", "team/a"]),
        (&["--last", "team/a"], &["team/b", "teams"]),
        (&["--last", "b", "--limit", "1"], &["team/a"]),
        (&["--include", "team/.*"], &["team/a", "team/b"]),
        (&["--exclude", "team.*"], &["b"]),
        (&["--include", "team.*", "--limit", "3", "--exclude", ".*/a"], &["team/b", "teams"]),
    ] {
        let text = env.wharf(&[&["repo", "ls", &host], args].concat()).ok();
        assert_eq!(text.lines().collect::<Vec<_>>(), expected, "{args:?}");
    }
    assert_eq!(env.wharf(&["repo", "ls", &format!("{host}/team")]).ok(), "team/a\nteam/b\n");
    let report = env.wharf(&["repo", "ls", "-f", "json", "--limit", "1", &host]).json();
    assert_eq!(report, json!({"Name": host, "Repositories": ["b"]}));
    let rows = env.wharf(&["repo", "ls", "-f", "{{range .Repositories}}<{{.}}>{{end}}", &host]).ok();
    assert_eq!(rows, "<b><team/a><team/b><teams>\n");
    env.wharf(&["repo", "ls", "a b"]).fails(2);
    let told = env.wharf(&["repo", "ls", "store:a"]).fails(2);
    assert!(told.contains("a registry was expected here; `wharf store ls`"), "{told}");
    env.wharf(&["repo", "ls"]).fails(2);
}
