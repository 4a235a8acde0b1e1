//! Every command as a user runs it: the real binary, real registries and layouts, and what it prints.

mod archive;
mod base;
mod blob;
mod copy;
mod differences;
mod dry_run;
mod du;
mod export;
mod files;
mod history;
mod image_mod;
mod index;
mod inspect;
mod login;
mod manifest;
mod output;
mod pull;
mod push;
mod referrers;
mod store;
mod tag;

use crate::harness::{Image, ImageSpec, Registry, TestEnv};

/// The platforms of an index that has one for this machine, wherever that is.
const PLATFORMS: [&str; 3] = ["linux/amd64", "linux/arm64", "linux/s390x"];

/// An index of three images, each with one small layer.
fn index() -> Image {
    ImageSpec::layers(&[700]).platforms(&PLATFORMS).make()
}

/// Where this machine's platform stands in [`PLATFORMS`].
fn host() -> usize {
    let host = wharf::oci::Platform::host().to_string();
    PLATFORMS.iter().position(|platform| host.starts_with(platform)).unwrap()
}

/// The requests so far as `METHOD what`, without what differs from run to run.
fn requests(registry: &Registry) -> Vec<String> {
    registry.log().iter().map(|seen| format!("{} {}", seen.method, kind(&seen.target))).collect()
}

/// What a request is about.
fn kind(target: &str) -> &'static str {
    let path = target.split('?').next().unwrap_or_default();
    let kinds = [
        ("/manifests/", "manifest"),
        ("/blobs/uploads/", "upload"),
        ("/blobs/", "blob"),
        ("/tags/list", "tags"),
        ("/referrers/", "referrers"),
        ("/_catalog", "catalog"),
    ];
    kinds.iter().find(|(part, _)| path.contains(part)).map_or("base", |(_, kind)| *kind)
}

/// The platforms that an index in JSON names, in its order.
fn platforms(index: &serde_json::Value) -> Vec<String> {
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let entries = index["manifests"].as_array().unwrap().iter();
    entries.map(|e| format!("{}/{}", text(&e["platform"]["os"]), text(&e["platform"]["architecture"]))).collect()
}

/// One image in each kind of place: a registry, a layout, the local store.
struct Everywhere {
    env: TestEnv,
    registry: Registry,
    image: Image,
    /// The repository or layout of each place.
    repositories: [String; 3],
}

impl Everywhere {
    fn new(image: Image) -> Self {
        let (env, registry) = (TestEnv::new(), Registry::start());
        image.put(&registry, "team/app", "v1");
        image.write_layout(&env.work("src"), "v1");
        env.wharf(&["copy", "oci:src:v1", "store:team/app:v1"]).ok();
        let repositories =
            [registry.reference("team/app"), "oci:src".to_owned(), "store:docker.io/team/app".to_owned()];
        Self { env, registry, image, repositories }
    }

    /// The image in each place, by its tag.
    fn tagged(&self) -> [String; 3] {
        self.repositories.clone().map(|repository| format!("{repository}:v1"))
    }
}

/// A digest that nothing has.
fn nothing() -> String {
    format!("sha256:{}", "0".repeat(64))
}
