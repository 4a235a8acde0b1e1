//! What the store takes of the disk, each byte counted once.

use std::fs;

use super::{blobs_of, file, partial, pull, reference, store, with_image};
use crate::content::conformance::image;
use crate::content::memory::MemoryStore;
use crate::layout::RepositoryUsage;
use crate::oci::Digest;

#[tokio::test]
async fn shared_blobs_count_once_and_are_nobodys_own() {
    let (_dir, store) = store();
    // Two tags of one image; an image that shares one layer with it; a layer that a tool wrote.
    let (first, one) = with_image(&store, "example.com/a", 1, &["1", "2"]).await;
    let (_, two) = with_image(&store, "example.com/b", 2, &["1"]).await;
    fs::write(file(&first, &Digest::sha256(b"other tool")), b"other tool").unwrap();
    fs::write(partial(&store, &Digest::sha256(b"half")), b"ha").unwrap();
    let sizes = |image: &crate::oci::RawManifest| -> Vec<u64> {
        image.parse().unwrap().blobs().map(|blob| blob.size).collect()
    };
    let (one_blobs, two_blobs) = (sizes(&one), sizes(&two));
    let shared = one_blobs[1];
    let own = |blobs: &[u64], manifest: usize| blobs[0] + blobs[2] + manifest as u64;
    let (one_own, two_own) = (own(&one_blobs, one.bytes.len()) + 10, own(&two_blobs, two.bytes.len()));
    let report = store.usage().unwrap();
    let expected = |name: &str, tags, files, own| RepositoryUsage {
        repository: name.to_owned(),
        tags,
        files,
        bytes: own + shared,
        shared_bytes: shared,
        unique_bytes: own,
    };
    assert_eq!(
        report.repositories,
        [expected("example.com/a", 2, 5, one_own), expected("example.com/b", 1, 4, two_own)]
    );
    assert_eq!(report.total_bytes, shared + one_own + two_own);
    assert_eq!(report.pool_bytes, shared + own(&one_blobs, 0) + own(&two_blobs, 0));
    assert_eq!((report.orphan_bytes, report.partials, report.partial_bytes), (0, 1, 2));
}

#[tokio::test]
async fn what_no_repository_has_is_an_orphan_and_a_broken_index_hides_no_bytes() {
    let (_dir, store) = store();
    let (layout, image) = with_image(&store, "example.com/a", 1, &["1"]).await;
    let before = store.usage().unwrap();
    fs::write(layout.dir().join("index.json"), "").unwrap();
    let blob = image.parse().unwrap().blobs().next().unwrap().clone();
    fs::remove_file(file(&layout, &blob.digest)).unwrap();
    let after = store.usage().unwrap();
    assert_eq!(after.orphan_bytes, blob.size);
    assert_eq!(after.total_bytes, before.total_bytes);
    assert_eq!(after.repositories[0].bytes, before.repositories[0].bytes - blob.size);
    assert_eq!(after.repositories[0].tags, 0);
}

#[tokio::test]
async fn an_image_in_two_repositories_counts_once() {
    let (_dir, store) = store();
    let source = MemoryStore::new();
    let (one, two) = (image(&source, 1, &[]), image(&source, 2, &[]));
    pull(&source, &store, "example.com/a", &one, &["v1", "latest"]).await;
    pull(&source, &store, "example.com/b", &one, &["v1"]).await;
    pull(&source, &store, "example.com/c", &two, &[]).await;
    fs::write(store.pool.partial(&one.digest), b"12345").unwrap();
    let blobs = |image| blobs_of(image).iter().map(|blob| blob.size).sum::<u64>();
    // All images of the suite have one layer in common.
    let base = blobs_of(&one)[1].size;
    let report = store.usage().unwrap();
    assert_eq!(report.pool_bytes, blobs(&one) + blobs(&two) - base);
    assert_eq!(report.total_bytes, report.pool_bytes + 2 * one.bytes.len() as u64 + two.bytes.len() as u64);
    assert_eq!((report.partials, report.partial_bytes, report.orphan_bytes), (1, 5, 0));
    let [a, b, c] = report.repositories.try_into().unwrap();
    assert_eq!((a.repository.as_str(), a.tags, a.files), ("example.com/a", 2, 4));
    assert_eq!(a.shared_bytes, blobs(&one));
    assert_eq!(a.unique_bytes, one.bytes.len() as u64, "the manifest is its own");
    assert_eq!(a.bytes, a.shared_bytes + a.unique_bytes);
    assert_eq!((b.bytes, b.shared_bytes), (a.bytes, a.shared_bytes));
    assert_eq!((c.tags, c.shared_bytes), (0, base));
    for name in ["example.com/a", "example.com/b"] {
        fs::remove_dir_all(store.directory(&reference(name))).unwrap();
    }
    assert_eq!(store.usage().unwrap().orphan_bytes, blobs(&one) - base);
}
