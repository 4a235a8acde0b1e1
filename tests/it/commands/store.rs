//! `wharf store`: what lies there, how much, whether it is right, and how it goes.

use std::fs;

use serde_json::json;

use crate::harness::{Image, ImageSpec, TestEnv};

/// A store with `a:v1`, and with `b:v1` and `b:v2` that share a layer.
fn stocked() -> (TestEnv, [Image; 2]) {
    let env = TestEnv::new();
    let images = [ImageSpec::layers(&[5000]).make(), ImageSpec::layers(&[300, 7000]).seed(2).make()];
    images[0].write_layout(&env.work("src"), "a");
    images[1].write_layout(&env.work("src"), "b");
    for (source, target) in [
        ("oci:src:a", "store:r.example/a:v1"),
        ("oci:src:b", "store:r.example/b:v1"),
        ("store:r.example/b:v1", "store:r.example/b:v2"),
    ] {
        env.wharf(&["copy", source, target]).ok();
    }
    (env, images)
}

/// The bytes of an image, its manifest among them.
fn size(image: &Image) -> usize {
    image.blobs().chain([&image.root]).map(|blob| blob.bytes.len()).sum()
}

#[test]
fn a_store_that_is_not_there_yet_is_empty() {
    let env = TestEnv::new();
    assert_eq!(env.wharf(&["store", "path"]).ok(), format!("{}\n", env.store().display()));
    assert_eq!(env.wharf(&["store", "ls", "-f", "json"]).json(), json!({"Images": []}));
    assert_eq!(env.wharf(&["store", "du", "-f", "{{.TotalBytes}}"]).ok(), "0\n");
    assert_eq!(env.wharf(&["store", "gc"]).ok(), "0 B freed\n");
    assert!(env.wharf(&["store", "verify"]).ok().contains("all is well"));
    let told = env.wharf(&["store", "rm", "a:v1"]).fails(3);
    assert!(told.contains("there is no local store in"), "{told}");
    env.wharf(&["store", "ls", "a"]).fails(3);
    env.wharf(&["store", "path", "a"]).fails(3);
    assert!(!env.store().exists(), "looking makes nothing");
}

#[test]
fn the_store_may_be_elsewhere() {
    let (env, [image, _]) = stocked();
    let at = ["--store", "else/where"];
    env.wharf(&[&["copy", "oci:src:a", "store:a:v1"], &at[..]].concat()).ok();
    assert_eq!(env.wharf(&[&["digest", "store:a:v1"], &at[..]].concat()).ok().trim(), image.digest());
    assert!(env.work("else/where").is_dir());
    env.wharf(&["digest", "store:a:v1"]).fails(3);
}

#[test]
fn images_are_listed_with_their_sizes() {
    let (env, images) = stocked();
    let text = env.wharf(&["store", "ls"]).ok();
    let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(rows[0], ["REPOSITORY", "TAG", "DIGEST", "SIZE"]);
    let names: Vec<_> = rows[1..].iter().map(|row| (row[0], row[1], row[2])).collect();
    let [a, b] = [&images[0], &images[1]].map(|image| &image.digest()[..19]);
    assert_eq!(names, [("r.example/a", "v1", a), ("r.example/b", "v1", b), ("r.example/b", "v2", b)]);
    let report = env.wharf(&["store", "ls", "-f", "json", "r.example/a"]).json();
    assert_eq!(
        report["Images"],
        json!([{
            "Reference": "r.example/a:v1", "Repository": "r.example/a", "Tag": "v1", "Digest": images[0].digest(),
            "MediaType": images[0].root.media_type, "Size": size(&images[0]),
        }])
    );
    assert_eq!(env.wharf(&["store", "ls", "-f", "table {{.Tag}}", "r.example/b"]).ok(), "TAG\nv1\nv2\n");
    let told = env.wharf(&["store", "ls", "r.example/c"]).fails(3);
    assert!(told.contains("the local store has no repository r.example/c"), "{told}");
    env.wharf(&["store", "ls", "r.example/b:v1"]).fails(2);
    let path = env.wharf(&["store", "path", "r.example/a:v1"]).ok();
    assert_eq!(path, format!("{}\n", env.store().join("r.example/a").display()));
}

#[test]
fn usage_counts_what_is_shared_once() {
    let (env, images) = stocked();
    env.wharf(&["copy", "store:r.example/a:v1", "store:r.example/c:v1"]).ok();
    let report = env.wharf(&["store", "du", "-f", "json"]).json();
    let repositories = report["Repositories"].as_array().unwrap();
    let of = |at: usize, field: &str| repositories[at][field].as_u64().unwrap();
    assert_eq!(
        repositories.iter().map(|r| r["Repository"].as_str().unwrap()).collect::<Vec<_>>(),
        ["r.example/a", "r.example/b", "r.example/c"]
    );
    assert_eq!([of(0, "Tags"), of(1, "Tags"), of(2, "Tags")], [1, 2, 1]);
    assert_eq!([of(0, "Bytes"), of(1, "Bytes")], [size(&images[0]) as u64, size(&images[1]) as u64]);
    let blobs: usize = images[0].blobs().map(|blob| blob.bytes.len()).sum();
    assert_eq!([of(0, "SharedBytes"), of(1, "SharedBytes"), of(2, "SharedBytes")], [blobs as u64, 0, blobs as u64]);
    // The manifest is a file of each repository; config and layers lie once on the disk.
    let total = size(&images[0]) + size(&images[1]) + images[0].root.bytes.len();
    assert_eq!(report["TotalBytes"], total);
    let text = env.wharf(&["store", "du"]).ok();
    assert_eq!(text.lines().filter(|line| line.starts_with("r.example/")).count(), 3, "{text}");
    assert!(text.contains("On disk: ") && !text.contains("Unused"), "{text}");
}

#[test]
fn garbage_is_shown_then_collected_and_the_rest_stays() {
    let (env, images) = stocked();
    env.wharf(&["copy", "oci:src:a", "store:r.example/b:old"]).ok();
    let gone = env.wharf(&["store", "rm", "r.example/a:v1", "r.example/b:old"]).ok();
    assert_eq!(gone, "r.example/a:v1\nr.example/b:old\n");
    let layer = &images[0].layers[0].digest;
    // What is young may be part of a transfer that goes on.
    assert_eq!(env.wharf(&["store", "gc"]).ok(), "0 B freed\n");
    let plan = env.wharf(&["store", "gc", "--dry-run", "--grace", "0s"]).ok();
    assert!(plan.contains("would remove ") && plan.contains(layer) && plan.contains(" would be freed\n"), "{plan}");
    assert!(!plan.contains("kept "), "{plan}");
    let explained = env.wharf(&["store", "gc", "--dry-run", "--grace", "0s", "--explain"]).ok();
    let kept = format!("kept blob {} of r.example/b: used by {}", images[1].layers[1].digest, images[1].digest());
    assert!(explained.lines().any(|line| line == kept), "{explained}");
    let report = env.wharf(&["store", "gc", "--grace", "0s", "-f", "json"]).json();
    assert_eq!((&report["FreedBytes"], &report["DryRun"]), (&json!(size(&images[0])), &json!(false)));
    assert_eq!(env.wharf(&["store", "gc", "--grace", "0s", "--no-wait"]).ok(), "0 B freed\n");
    env.wharf(&["store", "verify"]).ok();
    assert_eq!(env.wharf(&["digest", "store:r.example/b:v2"]).ok().trim(), images[1].digest());
    env.wharf(&["store", "gc", "--grace", "soon"]).fails(2);
}

#[test]
fn a_tag_goes_alone_and_a_digest_with_all_its_tags() {
    let (env, images) = stocked();
    let tags = || env.wharf(&["store", "ls", "-f", "{{range .Images}}{{.Reference}} {{end}}"]).ok();
    let report = env.wharf(&["store", "rm", "-f", "json", "r.example/b:v1"]).json();
    assert_eq!(report["Removed"], json!([{"Reference": "r.example/b:v1", "Digest": images[1].digest()}]));
    assert_eq!(tags(), "r.example/a:v1 r.example/b:v2 \n");
    env.wharf(&["copy", "store:r.example/b:v2", "store:r.example/b:v3"]).ok();
    env.wharf(&["store", "rm", &format!("r.example/b@{}", images[1].digest())]).ok();
    assert_eq!(tags(), "r.example/a:v1 \n");
    // What went before the first that fails is told.
    let half = env.wharf(&["store", "rm", "r.example/a:v1", "r.example/a:v9", "r.example/c:v1"]);
    assert_eq!((half.code, half.stdout.as_str()), (Some(3), "r.example/a:v1\n"));
    assert!(half.stderr.contains("r.example/a"), "{}", half.stderr);
    assert_eq!(tags(), "\n");
    env.wharf(&["store", "rm"]).fails(2);
}

#[test]
fn what_is_missing_or_damaged_is_found_and_can_be_thrown_away() {
    let (env, images) = stocked();
    let blob =
        |digest: &str| env.store().join("r.example/b/blobs/sha256").join(digest.strip_prefix("sha256:").unwrap());
    let sound = env.wharf(&["store", "verify", "-f", "json"]).json();
    assert_eq!((&sound["Repositories"], &sound["Findings"]), (&json!(2), &json!([])));
    fs::remove_file(blob(&images[1].layers[0].digest)).unwrap();
    let found = env.wharf(&["store", "verify"]);
    assert_eq!(found.code, Some(6), "{}", found.stderr);
    let missing = format!("missing: {} of r.example/b, needed by {}\n", images[1].layers[0].digest, images[1].digest());
    assert!(found.stdout.contains(&missing) && found.stdout.contains("1 thing is wrong"), "{}", found.stdout);
    env.wharf(&["copy", "oci:src:b", "store:r.example/b:v1"]).ok();
    env.wharf(&["store", "verify"]).ok();
    let layer = blob(&images[1].layers[1].digest);
    fs::set_permissions(&layer, std::os::unix::fs::PermissionsExt::from_mode(0o644)).unwrap();
    fs::write(&layer, "rotten").unwrap();
    let cleaned = env.wharf(&["store", "verify", "--delete-bad", "-f", "json"]);
    assert_eq!(cleaned.code, Some(6), "{}", cleaned.stderr);
    let report: serde_json::Value = serde_json::from_str(&cleaned.stdout).unwrap();
    assert!(report["Deleted"].as_u64().unwrap() >= 1, "{report}");
    assert!(!layer.exists());
    env.wharf(&["copy", "oci:src:b", "store:r.example/b:v1"]).ok();
    env.wharf(&["store", "verify"]).ok();
}

/// What keeps a blob, line by line.
fn why_lines(env: &TestEnv, what: &str) -> Vec<String> {
    env.wharf(&["store", "why", what]).ok().lines().map(str::to_owned).collect()
}

#[test]
fn what_keeps_a_blob_is_told() {
    let (env, images) = stocked();
    let layer = &images[1].layers[1].digest;
    let way = |tag: &str| format!("r.example/b:{tag} -> manifest {} -> layer this", images[1].digest());
    let pool = "the pool has it, and 1 link to it is in use".to_owned();
    assert_eq!(why_lines(&env, layer), [way("v1"), way("v2"), pool]);
    let digest = images[1].digest();
    let names = ["v1", "v2"].map(|tag| format!("r.example/b:{tag} names it"));
    assert_eq!(why_lines(&env, digest), names);
    let [one, two] = names;
    assert_eq!(why_lines(&env, "r.example/b:v1"), [format!("r.example/b:v1 is {digest}"), one, two]);
    env.wharf(&["store", "rm", "r.example/a:v1"]).ok();
    let report = env.wharf(&["store", "why", "-f", "json", layer]).json();
    assert_eq!(report["Repositories"][0]["Chains"][0]["Tag"], "v1");
    let unknown = format!("sha256:{}", "0".repeat(64));
    let told = env.wharf(&["store", "why", &unknown]).fails(3);
    assert!(told.contains("nothing in the store") && told.contains(&unknown), "{told}");
    env.wharf(&["store", "why", "r.example/c:v1"]).fails(3);
    env.wharf(&["store", "why", "r.example/b:v9"]).fails(3);
    env.wharf(&["store", "why", "No"]).fails(2);
}

#[test]
fn rules_give_tags_up_and_undo_brings_them_back() {
    let (env, _) = stocked();
    let tags = || env.wharf(&["store", "ls", "-f", "{{range .Images}}{{.Reference}} {{end}}"]).ok();
    let before = tags();
    let rules = env.work("rules.toml");
    fs::write(&rules, "[[retention]]\nrepositories = ['r.example/*']\nkeep_last = 1\nkeep = ['never']\n").unwrap();
    let plan = env.wharf(&["store", "retention", "--dry-run", "rules.toml"]).ok();
    assert!(plan.contains("kept r.example/a:v1: rule 1: among the newest 1\n"), "{plan}");
    assert!(plan.ends_with("1 tag or manifest would be removed\n"), "{plan}");
    assert_eq!(tags(), before);
    let report = env.wharf(&["store", "retention", "-f", "json", "rules.toml"]).json();
    assert_eq!((&report["Removed"], &report["DryRun"]), (&json!(1), &json!(false)));
    assert_ne!(tags(), before);
    let undone = env.wharf(&["store", "gc", "--undo"]).ok();
    assert_eq!(undone, "r.example/b\n0 files (0 B) and 1 entry of lists restored\n");
    assert_eq!(tags(), before);
    let told = env.wharf(&["store", "gc", "--undo"]).fails(3);
    assert!(told.contains("nothing is in the trash"), "{told}");
    env.wharf(&["store", "gc", "--undo", "--dry-run"]).fails(2);
    fs::write(&rules, "[[retention]]\nkeep_lots = 1\n").unwrap();
    let told = env.wharf(&["store", "retention", "rules.toml"]).fails(1);
    assert!(told.contains("keep_lots"), "{told}");
    env.wharf(&["store", "retention", "none.toml"]).fails(1);
}

#[test]
fn a_repository_of_a_server_is_shown_by_its_plain_name() {
    let (env, [image, _]) = stocked();
    let dir = env.store().join("myapp");
    image.write_layout(&dir, "v1");
    assert_eq!(env.wharf(&["store", "path", "myapp"]).ok(), format!("{}\n", dir.display()));
    let listed = env.wharf(&["store", "ls", "-f", "json", "myapp"]).json();
    assert_eq!(listed["Images"][0]["Repository"], "myapp");
    let reference = format!("oci:{}:v1", dir.display());
    assert_eq!(listed["Images"][0]["Reference"], json!(reference));
    assert_eq!(env.wharf(&["digest", &reference]).ok().trim(), image.digest());
    assert!(env.wharf(&["store", "du"]).ok().contains("\nmyapp "));
    assert!(env.wharf(&["store", "why", "myapp:v1"]).ok().contains("myapp:v1 names it"));
    assert_eq!(env.wharf(&["store", "rm", "myapp:v1"]).ok().lines().count(), 1);
    assert!(!dir.exists());
}
