//! How the commands that make, edit, compare and delete end: well where regctl's do, else with the code that says why.

use super::stocked;

/// The digest of nothing, which no repository here has.
const NOTHING: &str = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

#[test]
fn commands_on_content_end_as_regctl_ends_them() {
    let (env, registry, image) = stocked();
    let (name, repository) = (registry.reference("app:v1"), registry.reference("app"));
    let (missing, out) = (registry.reference("app:nope"), registry.reference("out"));
    let digest = |at: usize| image.configs[at].descriptor()["digest"].as_str().unwrap().to_owned();
    let (config, other) = (digest(0), digest(1));
    let layer = image.layers[0].descriptor()["digest"].as_str().unwrap().to_owned();
    std::fs::write(env.work("f"), "content").unwrap();
    for (args, code) in [
        (format!("image check-base --base {name} {name}"), 0),
        (format!("image check-base --base {missing} {name}"), 3),
        (format!("image ratelimit {name}"), 0),
        (format!("image rate-limit {missing}"), 3),
        (format!("image mod {name} --create v2 --label a=b"), 0),
        (format!("image mod {repository}:v2 --replace --annotation a=b"), 0),
        (format!("image mod {missing} --create v3 --to-oci"), 3),
        (format!("image mod {name} --create v3 --config-time set=yesterday"), 2),
        (format!("image create {out}:scratch"), 0),
        (format!("image export {name} image.tar"), 0),
        (format!("image export {missing} nothing.tar"), 3),
        (format!("image export --platform linux/riscv64 {name} nothing.tar"), 3),
        (format!("image import {out}:imported image.tar"), 0),
        (format!("image import --name nope {out}:imported image.tar"), 3),
        (format!("image get-file --platform linux/amd64 {name} /layer-0"), 0),
        (format!("image cat --platform linux/amd64 {name} /nothing"), 3),
        (format!("index create {out}:index --ref {name} --platform linux/amd64"), 0),
        (format!("index create --media-type text/plain {out}:index"), 2),
        (format!("index add {out}:index --ref {name} --platform linux/arm64"), 0),
        (format!("index add {missing} --ref {name}"), 3),
        (format!("index rm {out}:index --platform linux/arm64"), 0),
        (format!("artifact put --artifact-type a/b --file f --subject {name}"), 0),
        (format!("artifact put --artifact-type a/b --file f --subject {missing}"), 3),
        (format!("artifact list {name}"), 0),
        (format!("artifact ls {missing}"), 3),
        (format!("artifact get --subject {name} --filter-artifact-type a/b"), 0),
        (format!("artifact get --subject {name} --filter-artifact-type no/such"), 3),
        (format!("artifact tree {name}"), 0),
        (format!("blob head {repository} {layer}"), 0),
        (format!("layer get {repository} {config}"), 0),
        (format!("blob head {repository} {NOTHING}"), 3),
        (format!("blob get {repository} sha256:12"), 2),
        (format!("blob get-file {repository} {layer} layer-0"), 0),
        (format!("blob get-file {repository} {layer} nothing"), 3),
        (format!("blob diff-config {repository} {config} {repository} {other}"), 0),
        (format!("blob diff-layer {repository} {layer} {repository} {layer}"), 0),
        (format!("blob put {out} f"), 0),
        (format!("blob put --digest {NOTHING} {out} f"), 6),
        (format!("blob copy {repository} {out} {layer}"), 0),
        (format!("blob del {out} {layer}"), 0),
        (format!("blob delete {out} {layer}"), 3),
        (format!("manifest diff {name} {repository}:v2"), 0),
        (format!("manifest diff {name} {missing}"), 3),
        (format!("manifest delete --referrers --force-tag-dereference {repository}:v2"), 0),
        (format!("tag rm --ignore-missing {repository}:v2"), 0),
        (format!("tag delete {repository}:v2"), 3),
    ] {
        let words: Vec<&str> = args.split(' ').collect();
        let done = env.wharf(&words);
        assert_eq!(done.code, Some(code), "{args}: {}{}", done.stdout, done.stderr);
    }
}
