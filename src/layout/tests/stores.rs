//! Listing, removing and measuring what a store holds.

use std::fs;
use std::path::PathBuf;

use super::{blobs_of, by_tag, files, is_whole, pull, reference, repository, store, with_image};
use crate::content::conformance::{image, put, referrer, tag};
use crate::content::memory::MemoryStore;
use crate::content::stream::read_all;
use crate::content::{ErrorKind, Manage as _, Presence, Probe, ReferrerFilter, Source as _, Target as _};
use crate::layout::{Access, BadFiles, Layout, LayoutError, Store};
use crate::reference::{Reference, Selector};

fn listed(store: &Store) -> Vec<(String, Option<String>)> {
    store.list().unwrap().map(Result::unwrap).map(|entry| (entry.name, entry.tag)).collect()
}

fn named(name: &str, tag: &str) -> (String, Option<String>) {
    (name.to_owned(), Some(tag.to_owned()))
}

#[tokio::test]
async fn repositories_inside_each_other_are_listed_with_their_tags() {
    let (_dir, store) = store();
    let source = MemoryStore::new();
    let image = image(&source, 1, &[]);
    for name in
        ["example.com/a", "example.com/a/b", "localhost:5000/a/blobs/index.json", "localhost:5000/a", "[::1]:5000/x"]
    {
        pull(&source, &store, name, &image, &["v2", "v1"]).await;
        let as_other_tools = Layout::open(store.directory(&reference(name))).unwrap();
        assert_eq!(as_other_tools.entries().unwrap().len(), 2);
    }
    fs::create_dir_all(store.root().join("lost+found/x")).unwrap();
    let mut expected = Vec::new();
    for name in
        ["example.com/a", "example.com/a/b", "[::1]:5000/x", "localhost:5000/a", "localhost:5000/a/blobs/index.json"]
    {
        expected.extend([named(name, "v1"), named(name, "v2")]);
    }
    assert_eq!(listed(&store), expected);
    fs::write(store.directory(&reference("example.com/a")).join("index.json"), b"broken").unwrap();
    let all: Vec<_> = store.list().unwrap().collect();
    assert!(matches!(&all[0], Err(LayoutError::Json { path, .. }) if path.ends_with("example.com/a/index.json")));
    assert_eq!(all.into_iter().skip(1).flatten().count(), 8, "the others are listed all the same");
}

#[tokio::test]
async fn a_removed_tag_leaves_the_manifest_to_its_other_tags_and_the_last_takes_the_repository() {
    let (_dir, store) = store();
    let source = MemoryStore::new();
    let image = image(&source, 1, &[]);
    pull(&source, &store, "example.com/a", &image, &["v1", "v2"]).await;
    pull(&source, &store, "example.com/a/b", &image, &["v1"]).await;
    let remove = |name: &str| store.remove(&name.parse::<Reference>().unwrap());
    assert!(matches!(remove("example.com/a:v3"), Err(LayoutError::NoManifest { .. })));
    assert!(matches!(remove("example.com/c:v1"), Err(LayoutError::NoRepository { .. })));
    let first = remove("example.com/a:v1").unwrap();
    assert_eq!((&first.digest, first.unlisted, first.repository), (&image.digest, false, false));
    let second = remove("example.com/a:v2").unwrap();
    assert_eq!((&second.digest, second.unlisted, second.repository), (&image.digest, true, true));
    assert_eq!(listed(&store), [named("example.com/a/b", "v1")], "the repository below stays");
    assert!(store.directory(&reference("example.com/a")).is_dir());
    assert!(!store.directory(&reference("example.com/a")).join("blobs").exists());
    assert!(remove(&format!("example.com/a/b@{}", image.digest)).unwrap().repository);
    assert!(!store.root().join("example.com").exists(), "empty directories go too");
}

#[tokio::test]
async fn a_repository_is_not_taken_away_below_a_transfer() {
    let (_dir, store) = store();
    let source = MemoryStore::new();
    let image = image(&source, 1, &[]);
    pull(&source, &store, "example.com/a", &image, &["v1"]).await;
    let layout = repository(&store, "example.com/a");
    put(&source, &layout, &image, &[]).await;
    let removed = store.remove(&reference("example.com/a:v1")).unwrap();
    assert!(removed.unlisted && !removed.repository);
    layout.put_manifest(&image, &[tag("v2")]).await.unwrap();
    layout.finish().await.unwrap();
    for blob in blobs_of(&image) {
        assert_eq!(layout.stat_blob(&blob.digest).await.unwrap(), blob.size);
    }
}

#[tokio::test]
async fn reading_writes_nothing() {
    let (_dir, store) = store();
    let source = MemoryStore::new();
    let image = image(&source, 1, &[]);
    let signature = referrer(&source, &image, "application/x.signature");
    {
        let layout = repository(&store, "example.com/a");
        put(&source, &layout, &image, &["v1"]).await;
        put(&source, &layout, &signature, &[]).await;
        layout.finish().await.unwrap();
    }
    let state = || -> Vec<(PathBuf, std::time::SystemTime)> {
        let changed =
            |file: PathBuf| (file.clone(), fs::metadata(store.root().join(file)).unwrap().modified().unwrap());
        files(store.root()).into_iter().map(changed).collect()
    };
    let before = state();
    let reader = Store::open(store.root()).unwrap();
    let layout = reader.repository(&reference("example.com/a"), Access::Read).unwrap();
    assert_eq!(layout.manifest(&Selector::Tag(tag("v1"))).await.unwrap(), image);
    assert_eq!(layout.referrers(&image.digest, &ReferrerFilter::default()).await.unwrap().len(), 1);
    let stream = layout.blob(&blobs_of(&image)[0]).open(0).await.unwrap();
    assert!(!read_all(stream, 1000).await.unwrap().is_empty());
    drop(layout);
    assert_eq!(listed(&reader).len(), 2);
    reader.usage().unwrap();
    assert_eq!(reader.verify(BadFiles::Keep).unwrap().findings, []);
    assert_eq!(state(), before);
}

#[tokio::test]
async fn what_is_deleted_in_one_repository_stays_in_the_other() {
    let (_dir, store) = store();
    let (first, image) = with_image(&store, "example.com/a", 1, &["v1"]).await;
    let (second, _) = with_image(&store, "example.com/b", 1, &["v1"]).await;
    let blob = blobs_of(&image).remove(0);
    first.delete_blob(&blob.digest).await.unwrap();
    first.delete_manifest(&image.digest).await.unwrap();
    assert_eq!(first.delete_blob(&blob.digest).await.unwrap_err().kind, ErrorKind::NotFound);
    assert_eq!(first.presence(&blob, Probe::Ask).await.unwrap(), Presence::Linkable);
    assert!(is_whole(&second, &image));
    assert_eq!(second.manifest(&by_tag("v1")).await.unwrap(), image);
}

#[tokio::test]
async fn reading_needs_nothing_of_the_stores_own() {
    let (_dir, store) = store();
    let (_, image) = with_image(&store, "example.com/a", 1, &["v1"]).await;
    fs::remove_dir_all(store.root().join("_wharf")).unwrap();
    // As on a disk that is read-only: the store's own directory cannot be made again.
    fs::write(store.root().join("_wharf"), b"").unwrap();
    let store = Store::open(store.root()).unwrap();
    let layout = store.repository(&reference("example.com/a"), Access::Read).unwrap();
    assert_eq!(layout.manifest(&by_tag("v1")).await.unwrap(), image);
    for blob in blobs_of(&image) {
        assert_eq!(layout.presence(&blob, Probe::Ask).await.unwrap(), Presence::Present);
        let bytes = read_all(layout.blob(&blob).open(0).await.unwrap(), blob.size).await.unwrap();
        assert_eq!(blob.digest.algorithm().digest(&bytes), blob.digest);
    }
    assert_eq!(listed(&store), [named("example.com/a", "v1")]);
    assert_eq!(layout.put_manifest(&image, &[tag("v2")]).await.unwrap_err().kind, ErrorKind::Storage);
}
