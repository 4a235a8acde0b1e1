//! Scripts as people write them for regctl, run with this program in its place.

use serde_json::json;

use super::stocked;
use crate::harness::crafted::{Crafted, Tar};
use crate::harness::{Image, ImageSpec, Outcome, Registry, TestEnv};

/// Runs a script in which `regctl` is this program.
fn run(env: &TestEnv, registry: &Registry, script: &str, variables: &[(&str, &str)]) -> Outcome {
    let text = format!("regctl() {{ \"$WHARF\" \"$@\"; }}\n{script}");
    let run = env.shell(&text).env("REGISTRY", registry.address().to_string());
    variables.iter().fold(run, |run, (name, value)| run.env(name, value)).run()
}

fn image(seed: u64) -> Image {
    ImageSpec::layers(&[300]).seed(seed).make()
}

#[test]
fn a_tested_image_is_promoted() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    let tested = image(1);
    tested.put(&registry, "dev/app", "candidate");
    image(2).put(&registry, "dev/app", "later");
    image(3).put(&registry, "prod/app", "1.3.0");
    let done = run(&env, &registry, include_str!("../scripts/promote.sh"), &[]).ok();
    assert!(done.ends_with("\n1\n1.3.0\n1.4\n1.4.0\nstable\n"), "{done}");
    assert_eq!(registry.get("/v2/prod/app/manifests/stable").body, tested.root.bytes);
}

#[test]
fn what_is_missing_is_mirrored() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    for (seed, tag) in [(1, "3.1"), (2, "3.2"), (3, "3.2-rc1"), (4, "2.9"), (5, "edge")] {
        image(seed).put(&registry, "upstream/app", tag);
    }
    image(1).put(&registry, "mirror/app", "3.1");
    for (seed, tag) in [(6, "v1"), (7, "v2"), (8, "nightly")] {
        image(seed).put(&registry, "upstream/tool", tag);
    }
    let done = run(&env, &registry, include_str!("../scripts/mirror.sh"), &[]).ok();
    let expected = "have 3.1\ncopied 3.2\nmirror/app:3.1\nmirror/app:3.2\nmirror/tool:v1\nmirror/tool:v2\n";
    assert_eq!(done.lines().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n") + "\n", expected);
}

#[test]
fn old_builds_are_pruned() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    let script = include_str!("../scripts/prune.sh");
    // All images of these tests were made in May 2024.
    for (seed, tag) in [(1, "test-1"), (2, "test-2"), (3, "test-3"), (4, "release")] {
        image(seed).put(&registry, "ci/build", tag);
    }
    let kept = run(&env, &registry, script, &[("CUTOFF", "2024-01-01")]).ok();
    assert_eq!(kept, "release\ntest-1\ntest-2\ntest-3\n");
    let left = run(&env, &registry, script, &[("CUTOFF", "2025-01-01")]).ok();
    assert_eq!(left, "release\ntest-3\n");
}

#[test]
fn images_are_pinned() {
    let (env, registry, index) = stocked();
    let single = image(5);
    single.put(&registry, "single", "v2");
    let names = ["app:v1", "single:v2"].map(|name| registry.reference(name));
    std::fs::write(env.work("deployment"), format!("image: {}\nname: x\nimage: {}\n", names[0], names[1])).unwrap();
    let done = run(&env, &registry, include_str!("../scripts/pin.sh"), &[]).ok();
    let expected = format!(
        "# linux/amd64 linux/arm64 linux/s390x \nimage: {}@{}\nname: x\n# one platform\nimage: {}@{}\n",
        names[0],
        index.digest(),
        names[1],
        single.digest()
    );
    assert_eq!(done, expected);
}

#[test]
fn an_image_is_looked_into() {
    let (env, registry, _) = stocked();
    let done = run(&env, &registry, include_str!("../scripts/inspect.sh"), &[]).ok();
    let platforms = ["linux/amd64", "linux/arm64", "linux/s390x"];
    let expected: String = platforms.map(|platform| format!("{platform} 1 {platform}\n")).concat();
    assert_eq!(done, expected);
}

#[test]
fn an_sbom_is_attached_and_found_again() {
    let (env, registry, _) = stocked();
    let done = run(&env, &registry, include_str!("../scripts/sbom.sh"), &[]).ok();
    // The three that were attached and the image itself with its three platforms; two when one is gone.
    assert_eq!(done, "referrers: 7\n2\n");
}

#[test]
fn an_image_is_carried_in_files_and_pipes() {
    let (env, registry, _) = stocked();
    let done = run(&env, &registry, include_str!("../scripts/archives.sh"), &[]).ok();
    assert_eq!(done, "carried 3 platforms\n");
}

#[test]
fn a_build_is_put_onto_a_base_and_promoted() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    ImageSpec::layers(&[300, 200]).make().put(&registry, "base", "v1");
    let done = run(&env, &registry, include_str!("../scripts/append.sh"), &[]).ok();
    assert_eq!(done, "promoted with 1 layer on top\n");
}

#[test]
fn platforms_are_joined_under_one_name() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    for (seed, platform) in [(1, "linux/amd64"), (2, "linux/arm64"), (3, "linux/s390x")] {
        let repository = platform.replace("linux/", "build-");
        ImageSpec::default().seed(seed).platforms(&[platform]).make().put(&registry, &repository, "v1");
    }
    let done = run(&env, &registry, include_str!("../scripts/platforms.sh"), &[]).ok();
    let expected = "v1: linux/amd64 linux/arm64 \nv2: linux/amd64 linux/s390x \nnote: late\nv2\n";
    assert_eq!(done, expected);
}

#[test]
fn images_follow_their_base() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    let base = |release: &str| Crafted::new().layer(Tar::new().file("release", release));
    let (old, new) = (base("1\n").make(), base("2\n").make());
    old.put(&registry, "base", "old");
    let name = format!("{}:stable", registry.reference("base"));
    for (on, made, repository) in [("1\n", &old, "apps/behind"), ("2\n", &new, "apps/current")] {
        let stands_on = json!({
            "org.opencontainers.image.base.name": name,
            "org.opencontainers.image.base.digest": made.digest(),
        });
        let app = base(on).layer(Tar::new().file("app", "app\n")).annotations(stands_on).make();
        app.put(&registry, repository, "v1");
    }
    new.put(&registry, "base", "stable");
    let old = format!("{}:old", registry.reference("base"));
    let done = run(&env, &registry, include_str!("../scripts/bases.sh"), &[("OLD", &old)]).ok();
    assert_eq!(done, "2\napp\napps/behind was rebased\napps/current is current\n");
}
