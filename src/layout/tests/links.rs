//! One blob on disk for all repositories, and manifests of their own.

use std::fs;
use std::os::unix::fs::MetadataExt as _;

use super::{blobs_of, is_whole, pull, repository, store};
use crate::content::conformance::image;
use crate::content::memory::{Call, MemoryStore};
use crate::content::{Presence, Probe, Put, Source, Target as _};
use crate::layout::Layout;
use crate::reference::Location;

#[tokio::test]
async fn the_second_repository_links_and_reads_nothing() {
    let (_dir, store) = store();
    let source = MemoryStore::new();
    let image = image(&source, 1, &[]);
    pull(&source, &store, "example.com/a", &image, &["v1"]).await;
    source.forget_calls();
    let second = repository(&store, "example.com/b");
    for blob in blobs_of(&image) {
        assert_eq!(second.presence(&blob, Probe::Free).await.unwrap(), Presence::Linkable);
        assert_eq!(second.put_blob(&blob, &*source.blob(&blob)).await.unwrap(), Put::Linked);
        assert_eq!(second.presence(&blob, Probe::Free).await.unwrap(), Presence::Present);
        let found = fs::metadata(second.blobs.path(&blob.digest)).unwrap();
        assert_eq!((found.nlink(), found.mode() & 0o777), (3, 0o444));
    }
    assert!(source.calls(Call::Open).is_empty());
}

#[tokio::test]
async fn a_manifest_is_a_file_of_its_own_in_each_repository() {
    let (_dir, store) = store();
    let source = MemoryStore::new();
    let image = image(&source, 1, &[]);
    let mut inodes = Vec::new();
    for name in ["example.com/a", "example.com/b"] {
        pull(&source, &store, name, &image, &["v1"]).await;
        let found = fs::metadata(repository(&store, name).blobs.path(&image.digest)).unwrap();
        assert_eq!((found.nlink(), found.mode() & 0o777), (1, 0o644));
        inodes.push(found.ino());
    }
    assert_ne!(inodes[0], inodes[1]);
    assert!(!store.pool.blob(&image.digest).exists());
}

#[tokio::test]
async fn from_one_repository_to_another_a_blob_of_the_store_is_linked_and_a_foreign_one_copied() {
    let (_dir, store) = store();
    let source = MemoryStore::new();
    let image = image(&source, 1, &[]);
    pull(&source, &store, "example.com/a", &image, &["v1"]).await;
    let (from, to) = (repository(&store, "example.com/a"), repository(&store, "example.com/b"));
    let [config, ours, foreign] = blobs_of(&image).try_into().unwrap();
    assert_eq!(to.put_blob(&ours, &*from.blob(&ours)).await.unwrap(), Put::Linked);
    // The pool may have lost a blob that a repository still has.
    fs::remove_file(store.pool.blob(&config.digest)).unwrap();
    assert_eq!(to.put_blob(&config, &*from.blob(&config)).await.unwrap(), Put::Linked);
    assert_eq!(fs::metadata(store.pool.blob(&config.digest)).unwrap().nlink(), 3);
    // Another tool wrote this one, and may write it again.
    let path = from.blobs.path(&foreign.digest);
    for file in [&path, &store.pool.blob(&foreign.digest)] {
        fs::remove_file(file).unwrap();
    }
    fs::write(&path, source.bytes(&foreign.digest).unwrap()).unwrap();
    to.put_blob(&foreign, &*from.blob(&foreign)).await.unwrap();
    assert_eq!(fs::metadata(&path).unwrap().nlink(), 1);
    assert_eq!(fs::metadata(to.blobs.path(&foreign.digest)).unwrap().nlink(), 2);
}

#[tokio::test]
async fn a_copy_out_of_the_store_shares_no_file_with_it() {
    let (dir, store) = store();
    let source = MemoryStore::new();
    let image = image(&source, 1, &[]);
    pull(&source, &store, "example.com/a", &image, &["v1"]).await;
    let from = repository(&store, "example.com/a");
    let to = Layout::create(dir.path().join("out")).unwrap();
    for blob in blobs_of(&image) {
        to.put_blob(&blob, &*from.blob(&blob)).await.unwrap();
        assert_eq!(fs::metadata(to.blobs.path(&blob.digest)).unwrap().nlink(), 1);
    }
    to.put_manifest(&image, &["v1".parse().unwrap()]).await.unwrap();
    to.finish().await.unwrap();
    assert!(is_whole(&to, &image));
    assert_eq!(Source::location(&to).to_string(), format!("oci:{}", dir.path().join("out").display()));
    assert!(matches!(Source::location(&from), Location::Store(_)));
}

#[tokio::test]
async fn a_file_of_the_wrong_size_in_the_pool_is_not_linked() {
    let (_dir, store) = store();
    let source = MemoryStore::new();
    let image = image(&source, 1, &[]);
    pull(&source, &store, "example.com/a", &image, &["v1"]).await;
    let blob = blobs_of(&image).pop().unwrap();
    let path = store.pool.blob(&blob.digest);
    fs::remove_file(&path).unwrap();
    fs::write(&path, b"cut").unwrap();
    let second = repository(&store, "example.com/b");
    assert_eq!(second.presence(&blob, Probe::Ask).await.unwrap(), Presence::Absent);
    assert_eq!(second.put_blob(&blob, &*source.blob(&blob)).await.unwrap(), Put::Copied);
    assert!(fs::read(&path).unwrap() == source.bytes(&blob.digest).unwrap());
}
