//! What goes wrong between a client and a registry, and on the disk: everything ends well or with a message that helps,
//! and nothing is lost, sent twice or left behind.

mod answers;
mod content;
mod cuts;
mod disk;
mod hosts;
mod interrupts;
mod storms;
mod tls;

use std::fs;
use std::path::{Path, PathBuf};

use crate::harness::{Image, ImageSpec, Outcome, Registry, TestEnv, says};

/// A registry with an image of one layer of about `size` bytes at `a:1`.
fn stocked(size: usize) -> (Registry, Image) {
    let registry = Registry::start();
    let image = ImageSpec::layers(&[size]).make();
    image.put(&registry, "a", "1");
    (registry, image)
}

/// Every file below a directory with its size.
fn files(dir: &Path) -> Vec<(PathBuf, u64)> {
    let Ok(entries) = fs::read_dir(dir) else { return Vec::new() };
    let mut found = Vec::new();
    for entry in entries.map(Result::unwrap) {
        // What is renamed between the listing and the look at it shows up under its new name next time.
        match entry.metadata() {
            Ok(metadata) if metadata.is_dir() => found.extend(files(&entry.path())),
            Ok(metadata) => found.push((entry.path(), metadata.len())),
            Err(_) => {}
        }
    }
    found
}

/// How much of a blob lies in the store as a partial file; nothing where there is no such file.
fn partial(env: &TestEnv, digest: &str) -> Option<u64> {
    let name = digest.replace(':', "-");
    let is_partial = |path: &Path| path.file_name().is_some_and(|found| *found == *name);
    files(&env.store()).into_iter().find(|(path, _)| is_partial(path)).map(|(_, size)| size)
}

/// The store holds the image, all of it right, and no partial file.
#[track_caller]
fn holds(env: &TestEnv, image: &Image) {
    env.wharf(&["store", "verify"]).ok();
    for blob in image.blobs() {
        let hex = blob.digest.strip_prefix("sha256:").unwrap();
        let found = files(&env.store()).into_iter().find(|(path, _)| path.ends_with(hex));
        let (path, _) = found.unwrap_or_else(|| panic!("{hex} is not there"));
        assert!(fs::read(path).unwrap() == blob.bytes, "{hex} is another");
        assert_eq!(partial(env, &blob.digest), None);
    }
}

/// The registry holds the image at a tag.
#[track_caller]
fn serves(registry: &Registry, repository: &str, tag: &str, image: &Image) {
    assert!(registry.get(&format!("/v2/{repository}/manifests/{tag}")).body == image.root.bytes);
    for blob in image.blobs() {
        assert!(registry.get(&format!("/v2/{repository}/blobs/{}", blob.digest)).body == blob.bytes);
    }
}

/// Pulls into the store.
fn pull(env: &TestEnv, reference: &str) -> Outcome {
    env.wharf(&["pull", reference])
}
