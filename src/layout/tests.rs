//! The layouts and the store as their callers see them, on a real disk.

mod body;
mod concurrency;
mod conformance;
mod crash;
mod gc;
mod gc_crash;
mod gc_online;
mod index;
mod ingest;
mod links;
mod processes;
mod retain;
mod stores;
mod strange;
mod trash;
mod usage;
mod verify;
mod why;

use std::collections::HashSet;
use std::fs;
use std::os::unix::fs::{FileExt as _, MetadataExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{Access, Clock, GcOptions, GcReport, Layout, Store, WhenBusy};
use crate::content::Target as _;
use crate::content::conformance::{image, put};
use crate::content::memory::MemoryStore;
use crate::oci::{Descriptor, Digest, Manifest, RawManifest};
use crate::reference::{Reference, Selector};

/// A new store in a directory that goes away with it.
fn store() -> (tempfile::TempDir, Store) {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::create(dir.path().join("store")).unwrap();
    (dir, store)
}

fn reference(name: &str) -> Reference {
    name.parse().unwrap()
}

const HOUR: Duration = Duration::from_hours(1);

/// A collection with the usual grace, so many hours from now by every clock.
fn later(hours: u32) -> GcOptions {
    // A process that another test starts holds our locks for a moment.
    let when_busy = WhenBusy::Wait;
    GcOptions { clock: Clock::ahead(HOUR * hours, HOUR * hours), when_busy, ..GcOptions::default() }
}

/// Collects, whoever may be in the way.
fn gc(store: &Store, options: &GcOptions) -> GcReport {
    store.gc(options, &mut || ()).unwrap()
}

/// A repository of the store, to be written.
fn repository(store: &Store, name: &str) -> Layout {
    store.repository(&reference(name), Access::Write).unwrap()
}

/// Puts `root` into a repository of the store, in a transfer of its own.
async fn pull(source: &MemoryStore, store: &Store, name: &str, root: &RawManifest, tags: &[&str]) {
    let layout = repository(store, name);
    put(source, &layout, root, tags).await;
    layout.finish().await.unwrap();
}

/// The config and the layers of an image.
fn blobs_of(image: &RawManifest) -> Vec<Descriptor> {
    image.parse().unwrap().blobs().cloned().collect()
}

/// Every file below `dir`, relative to it, in order.
fn files(dir: &Path) -> Vec<PathBuf> {
    fn walk(root: &Path, dir: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(root, &path, found);
            } else {
                found.push(path.strip_prefix(root).unwrap().to_owned());
            }
        }
    }
    let mut found = Vec::new();
    walk(dir, dir, &mut found);
    found.sort();
    found
}

/// A repository of the store that holds the image of this seed under these tags.
async fn with_image(store: &Store, name: &str, seed: u8, tags: &[&str]) -> (Layout, RawManifest) {
    let source = MemoryStore::new();
    let image = image(&source, seed, &[]);
    pull(&source, store, name, &image, tags).await;
    (repository(store, name), image)
}

/// Whether the image is here with all that it leads to, manifests by their digest, blobs by their size.
fn is_whole(layout: &Layout, root: &RawManifest) -> bool {
    let mut seen = HashSet::new();
    let mut open = vec![root.descriptor()];
    while let Some(descriptor) = open.pop() {
        if !seen.insert(descriptor.digest.clone()) {
            continue;
        }
        let Ok(bytes) = layout.blobs.manifest(&descriptor.digest) else { return false };
        let manifest = Manifest::parse(&descriptor.media_type, &bytes).unwrap();
        if !manifest.blobs().all(|blob| layout.blobs.has(blob).unwrap()) {
            return false;
        }
        open.extend(manifest.children().iter().cloned());
    }
    true
}

fn by_tag(text: &str) -> Selector {
    Selector::Tag(text.parse().unwrap())
}

/// The file of a blob in a layout.
fn file(layout: &Layout, digest: &Digest) -> PathBuf {
    layout.dir().join("blobs").join(digest.algorithm().name()).join(digest.hex())
}

/// The file of a blob in the pool of a store.
fn pooled(store: &Store, digest: &Digest) -> PathBuf {
    store.root().join("_wharf/pool").join(digest.algorithm().name()).join(digest.hex())
}

/// The file of a partial blob of a store.
fn partial(store: &Store, digest: &Digest) -> PathBuf {
    store.root().join("_wharf/partial").join(format!("{}-{}", digest.algorithm(), digest.hex()))
}

/// What tells one file from another.
fn inode(path: &Path) -> (u64, u64) {
    let found = fs::symlink_metadata(path).unwrap();
    (found.dev(), found.ino())
}

fn links(path: &Path) -> u64 {
    fs::symlink_metadata(path).unwrap().nlink()
}

fn mode(path: &Path) -> u32 {
    fs::symlink_metadata(path).unwrap().mode() & 0o777
}

/// The names in a directory, sorted.
fn names(dir: &Path) -> Vec<String> {
    let entries = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = entries.collect();
    names.sort();
    names
}

/// Changes a file as a broken disk would: the same inode and the same mode, whatever that is.
fn change(path: &Path, how: impl Fn(&fs::File)) {
    let mode = fs::metadata(path).unwrap().permissions();
    fs::set_permissions(path, fs::Permissions::from_mode(0o644)).unwrap();
    how(&fs::OpenOptions::new().read(true).write(true).open(path).unwrap());
    fs::set_permissions(path, mode).unwrap();
}

/// Turns one bit of a file over.
fn flip(path: &Path) {
    change(path, |file| {
        let mut byte = [0];
        file.read_exact_at(&mut byte, 10).unwrap();
        file.write_all_at(&[byte[0] ^ 4], 10).unwrap();
    });
}

/// Cuts a file as a power cut would.
fn cut(path: &Path, len: u64) {
    change(path, |file| file.set_len(len).unwrap());
}
