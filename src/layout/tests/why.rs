//! What keeps a blob is told by every way to it; and repositories that only a server names are seen like the others.

use std::fs;

use super::{HOUR, blobs_of, pull, reference, repository, store, with_image};
use crate::content::conformance::{image, index, put, referrer};
use crate::content::memory::MemoryStore;
use crate::content::{ErrorKind, Target as _};
use crate::layout::{Access, BadFiles, Chain, Clock, GcOptions, Layout, LayoutError, Store, WhyReport};
use crate::oci::{Digest, RawManifest};

fn why(store: &Store, digest: &Digest) -> WhyReport {
    store.why(digest, HOUR, Clock::default()).unwrap()
}

/// The way as a list of roles, with the tag in front.
fn way(chain: &Chain) -> String {
    let roles: Vec<&str> = chain.links.iter().map(|link| link.role).collect();
    format!("{}: {}", chain.tag.as_deref().unwrap_or("-"), roles.join(" "))
}

fn ways(report: &WhyReport, at: usize) -> Vec<String> {
    report.repositories[at].chains.iter().map(way).collect()
}

#[tokio::test]
async fn every_way_from_a_tag_is_told() {
    let (_dir, store) = store();
    let source = MemoryStore::new();
    let children = [image(&source, 1, &[]), image(&source, 2, &[])];
    let root = index(&source, &[&children[0], &children[1]], &[]);
    let signature = referrer(&source, &children[0], "application/x.signature");
    pull(&source, &store, "example.com/a", &root, &["v1", "v2"]).await;
    pull(&source, &store, "example.com/a", &signature, &[]).await;
    pull(&source, &store, "example.com/b", &children[1], &["one"]).await;
    let [config, base, _] = blobs_of(&children[0]).try_into().unwrap();
    let report = why(&store, &base.digest);
    assert_eq!(report.pool_links, Some(2));
    let both = ["v1: entry child layer", "v1: entry child layer", "v2: entry child layer", "v2: entry child layer"];
    assert_eq!(ways(&report, 0), both);
    assert_eq!(ways(&report, 1), ["one: entry layer"]);
    let chain = &report.repositories[0].chains[0];
    assert_eq!((&chain.links[0].digest, &chain.links[2].digest), (&root.digest, &base.digest));
    let report = why(&store, &config.digest);
    assert_eq!(ways(&report, 0), ["v1: entry child config", "v2: entry child config"]);
    let report = why(&store, &signature.digest);
    assert_eq!(ways(&report, 0), ["v1: entry child referrer", "v2: entry child referrer", "-: entry"]);
    let report = why(&store, &root.digest);
    assert_eq!(ways(&report, 0), ["v1: entry", "v2: entry"]);
    assert_eq!(report.pool_links, None);
    let json = serde_json::to_value(&report).unwrap();
    assert_eq!(json["Repositories"][0]["Chains"][0]["Links"][0]["Role"], "entry");
}

#[tokio::test]
async fn what_nothing_leads_to_is_young_or_goes_or_is_in_the_trash() {
    let (_dir, store) = store();
    let (_, old) = with_image(&store, "example.com/a", 1, &["v1"]).await;
    with_image(&store, "example.com/a", 2, &["v1"]).await;
    let layer = blobs_of(&old).pop().unwrap().digest;
    let report = why(&store, &layer);
    assert_eq!(ways(&report, 0), ["-: entry layer"]);
    assert!(report.repositories[0].young && report.repositories[0].chains[0].keeps);
    let clock = Clock::ahead(HOUR * 2, HOUR * 2);
    let report = store.why(&layer, HOUR, clock).unwrap();
    assert!(!report.repositories[0].young && !report.repositories[0].chains[0].keeps);
    store.gc(&GcOptions { clock, ..GcOptions::default() }, &mut || ()).unwrap();
    let report = store.why(&layer, HOUR, Clock::ahead(HOUR * 2 + HOUR / 2, HOUR * 2 + HOUR / 2)).unwrap();
    assert_eq!(report.repositories, []);
    assert_eq!(report.trash[0].repository.as_deref(), Some("example.com/a"));
    assert!((1790..1900).contains(&report.trash[0].seconds), "{report:?}");
    let nowhere = store.why(&Digest::sha256(b"none"), HOUR, Clock::default()).unwrap_err();
    assert_eq!(nowhere.kind(), ErrorKind::NotFound);
}

#[test]
fn partial_files_are_told() {
    let (_dir, store) = store();
    let partial = Digest::sha256(b"p");
    fs::write(store.pool.partial(&partial), b"12").unwrap();
    assert_eq!(why(&store, &partial).partial_bytes, Some(2));
}

#[tokio::test]
async fn an_index_that_repeats_itself_ends() {
    let (_dir, store) = store();
    let source = MemoryStore::new();
    let leaf = image(&source, 1, &[]);
    let mut level: Vec<RawManifest> = vec![leaf.clone()];
    // Ways double with each level.
    for _ in 0..12 {
        let below: Vec<&RawManifest> = level.iter().collect();
        let one = index(&source, &below, &[]);
        let mut bytes = one.bytes.to_vec();
        bytes.push(b' ');
        let other = RawManifest::new(&one.media_type, bytes.into()).unwrap();
        level = vec![one, other];
        let layout = repository(&store, "example.com/a");
        for manifest in &level {
            layout.put_manifest(manifest, &["v1".parse().unwrap()]).await.unwrap();
        }
        layout.finish().await.unwrap();
    }
    let layout = repository(&store, "example.com/a");
    put(&source, &layout, &leaf, &[]).await;
    layout.finish().await.unwrap();
    let report = why(&store, &blobs_of(&leaf)[0].digest);
    assert!(report.repositories[0].more);
    assert_eq!(report.repositories[0].chains.len(), 100);
}

/// A store with a repository as a server makes it: named by its path alone.
async fn served(name: &str) -> (tempfile::TempDir, Store, Layout, RawManifest) {
    let (dir, store) = store();
    let source = MemoryStore::new();
    let image = image(&source, 1, &[]);
    let place = store.pool.place(&store.root().join(name)).unwrap();
    assert_eq!((place.name.as_str(), &place.reference), (name, &None));
    let layout = Layout::of_place(&store.pool, &place);
    put(&source, &layout, &image, &["v1"]).await;
    layout.finish().await.unwrap();
    (dir, store, layout, image)
}

#[tokio::test]
async fn a_repository_that_a_server_made_is_one_of_the_store() {
    for (name, typed) in [("myapp", "myapp:v1"), ("team/app", "team/app:v1")] {
        let (_dir, store, layout, image) = served(name).await;
        let listed: Vec<_> = store.list().unwrap().map(Result::unwrap).collect();
        assert_eq!((listed[0].name.as_str(), listed[0].tag.as_deref()), (name, Some("v1")));
        assert_eq!((&listed[0].repository, listed[0].dir.as_path()), (&None, layout.dir()));
        assert!(store.image_size(&listed[0]) > 0);
        assert_eq!(store.usage().unwrap().repositories[0].repository, name);
        assert_eq!(store.verify(BadFiles::Keep).unwrap().repositories, 1);
        assert_eq!(why(&store, &image.digest).repositories[0].repository, name);
        let read = store.repository(&reference(typed), Access::Read);
        assert!(matches!(read, Err(LayoutError::NoRepository { .. })), "it is Docker Hub's name");
        assert_eq!(store.locate(&reference(typed)).unwrap(), layout.dir());
        drop(layout);
        assert!(store.remove(&reference(typed)).unwrap().repository);
        assert_eq!(store.list().unwrap().count(), 0);
    }
}

#[tokio::test]
async fn docker_hubs_repository_goes_before_a_plain_one() {
    let (_dir, store, _, _) = served("alpine").await;
    let (hub, _) = with_image(&store, "alpine", 2, &["v1"]).await;
    assert_eq!(store.locate(&reference("alpine")).unwrap(), hub.dir());
    assert!(hub.dir().ends_with("docker.io/library/alpine"));
    assert!(matches!(store.locate(&reference("localhost:5000/alpine")), Err(LayoutError::NoRepository { .. })));
}

#[tokio::test]
async fn garbage_of_a_repository_that_a_server_made_is_collected() {
    let (_dir, store, layout, _) = served("myapp").await;
    let source = MemoryStore::new();
    put(&source, &layout, &image(&source, 2, &[]), &["v1"]).await;
    layout.finish().await.unwrap();
    let report = store.gc(&GcOptions { clock: Clock::ahead(HOUR * 2, HOUR * 2), ..GcOptions::default() }, &mut || ());
    assert!(report.unwrap().trashed_bytes > 0);
    assert!(store.root().join("_wharf/trash/00000001/myapp/blobs").is_dir());
    assert_eq!(store.undo_gc().unwrap().repositories, ["myapp"]);
}
