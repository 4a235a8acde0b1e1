//! What was collected lies in the trash for a grace, and comes back where something needs it or somebody asks.

use std::fs;
use std::time::Duration;

use super::{
    HOUR, blobs_of, by_tag, file, files, gc, is_whole, later, names, pooled, pull, reference, repository, store,
    with_image,
};
use crate::content::conformance::{image, index, put, referrer, tag};
use crate::content::memory::MemoryStore;
use crate::content::{Presence, Probe, Source as _, Target as _};
use crate::layout::{Clock, GcOptions, GcSubject, GcVerdict, Layout, LayoutError, Store};
use crate::oci::{Descriptor, Digest, ImageIndex, RawManifest};

fn trash(store: &Store) -> Vec<String> {
    names(&store.root().join("_wharf/trash"))
}

/// A store in which a tag was moved from the first image to the second.
async fn moved() -> (tempfile::TempDir, Store, Layout, [RawManifest; 2]) {
    let (dir, store) = store();
    let (_, old) = with_image(&store, "example.com/a", 1, &["v1"]).await;
    let (layout, new) = with_image(&store, "example.com/a", 2, &["v1"]).await;
    (dir, store, layout, [old, new])
}

#[tokio::test]
async fn what_goes_lies_in_the_trash_for_a_grace_and_is_gone_after_it() {
    let (_dir, store, layout, [old, new]) = moved().await;
    let [config, base, large] = blobs_of(&old).try_into().unwrap();
    let sizes = config.size + large.size + old.bytes.len() as u64;
    let planned = gc(&store, &GcOptions { dry_run: true, ..later(2) });
    let report = gc(&store, &later(2));
    assert_eq!(planned, report);
    assert_eq!((report.trashed_bytes, report.freed_bytes), (sizes, 0));
    assert_eq!(trash(&store), ["00000001"]);
    assert!(is_whole(&layout, &new) && !file(&layout, &large.digest).exists() && pooled(&store, &base.digest).exists());
    assert_eq!(layout.entries().unwrap().len(), 1);
    let soon = GcOptions { clock: Clock::ahead(HOUR * 2 + HOUR / 2, HOUR * 2 + HOUR / 2), ..later(2) };
    let report = gc(&store, &soon);
    assert_eq!((report.trashed_bytes, report.freed_bytes), (0, 0), "{report:#?}");
    let planned = gc(&store, &GcOptions { dry_run: true, ..later(4) });
    let report = gc(&store, &later(4));
    assert_eq!(planned, report);
    assert_eq!((report.trashed_bytes, report.freed_bytes), (0, sizes), "{report:#?}");
    assert_eq!(trash(&store), [""; 0]);
    assert!(!pooled(&store, &large.digest).exists());
    assert!(is_whole(&layout, &new));
    assert_eq!(gc(&store, &later(6)).freed_bytes, 0);
}

#[tokio::test]
async fn a_blob_that_several_repositories_gave_up_is_freed_once() {
    let (_dir, store) = store();
    let (_, image) = with_image(&store, "example.com/a", 1, &["v1"]).await;
    with_image(&store, "example.com/b", 1, &["v1"]).await;
    for name in ["example.com/a", "example.com/b"] {
        let layout = repository(&store, name);
        fs::write(layout.dir().join("index.json"), r#"{"schemaVersion":2,"manifests":[]}"#).unwrap();
    }
    let blobs: u64 = blobs_of(&image).iter().map(|blob| blob.size).sum();
    let manifests = 2 * image.bytes.len() as u64;
    assert_eq!(gc(&store, &later(2)).trashed_bytes, blobs + manifests);
    assert_eq!(gc(&store, &later(4)).freed_bytes, blobs + manifests);
    assert_eq!(files(&store.root().join("_wharf/pool")).len(), 0);
    assert_eq!(trash(&store), [""; 0]);
    assert!(!store.root().join("example.com").exists(), "nothing was left in them");
}

#[tokio::test]
async fn the_pool_of_a_repository_that_was_deleted_goes_by_the_same_way() {
    let (_dir, store) = store();
    let (layout, image) = with_image(&store, "example.com/a", 1, &["v1"]).await;
    fs::remove_dir_all(layout.dir()).unwrap();
    let blobs: u64 = blobs_of(&image).iter().map(|blob| blob.size).sum();
    assert_eq!(gc(&store, &GcOptions::default()).trashed_bytes, 0, "it is young");
    assert_eq!(gc(&store, &later(2)).trashed_bytes, blobs);
    let report = gc(&store, &later(4));
    assert_eq!((report.freed_bytes, trash(&store).len()), (blobs, 0), "{report:#?}");
}

#[tokio::test]
async fn undo_brings_files_and_entries_back() {
    let (_dir, store) = store();
    let source = MemoryStore::new();
    let children = [image(&source, 1, &[]), image(&source, 2, &[])];
    let old = index(&source, &[&children[0], &children[1]], &[]);
    let signature = referrer(&source, &children[0], "application/x.signature");
    pull(&source, &store, "example.com/a", &old, &["v1"]).await;
    pull(&source, &store, "example.com/a", &signature, &[]).await;
    pull(&source, &store, "example.com/a", &image(&source, 3, &[]), &["v1"]).await;
    let layout = repository(&store, "example.com/a");
    let (before, listed) = (files(layout.dir()), layout.entries().unwrap());
    assert!(gc(&store, &later(2)).trashed_bytes > 0);
    assert!(!is_whole(&layout, &old));
    let undone = store.undo_gc().unwrap();
    assert_eq!((undone.entries, undone.repositories), (2, vec!["example.com/a".to_owned()]));
    assert!(is_whole(&layout, &old) && is_whole(&layout, &signature));
    assert_eq!(files(layout.dir()), before);
    let digests = |entries: Vec<crate::layout::Entry>| {
        let mut digests: Vec<Digest> = entries.into_iter().map(|entry| entry.descriptor.digest).collect();
        digests.sort();
        digests
    };
    assert_eq!(digests(layout.entries().unwrap()), digests(listed));
    assert_eq!(trash(&store), [""; 0]);
    assert!(matches!(store.undo_gc(), Err(LayoutError::NoTrash { .. })));
    assert_eq!(gc(&store, &GcOptions::default()).trashed_bytes, 0, "it is young again");
    assert!(gc(&store, &later(2)).trashed_bytes > 0);
}

#[tokio::test]
async fn undo_makes_a_repository_anew_that_was_empty() {
    let (_dir, store) = store();
    let (layout, image) = with_image(&store, "example.com/a", 1, &[]).await;
    gc(&store, &later(2));
    // Between the two collections another cycle begins, so both have to be undone.
    gc(&store, &GcOptions { clock: Clock::ahead(HOUR * 4, HOUR * 2), ..later(2) });
    assert!(!layout.dir().exists(), "nothing is left in it");
    store.undo_gc().unwrap();
    assert!(is_whole(&layout, &image));
    assert_eq!(layout.entries().unwrap().len(), 1);
    assert_eq!(gc(&store, &GcOptions { grace: Duration::ZERO, ..later(2) }).trashed_bytes, 0);
    assert!(matches!(store.undo_gc(), Err(LayoutError::NoTrash { .. })), "without a grace there is no way back");
}

#[tokio::test]
async fn what_is_reachable_again_goes_back_before_the_trash_is_emptied() {
    let (_dir, store, layout, [old, new]) = moved().await;
    gc(&store, &later(2));
    assert!(!is_whole(&layout, &old));
    // As a tool does that does not lock and read the list before.
    let mut entry = old.descriptor();
    entry.annotations.set("org.opencontainers.image.ref.name", "back");
    let list = ImageIndex { manifests: vec![entry, new.descriptor()], ..ImageIndex::default() };
    fs::write(layout.dir().join("index.json"), serde_json::to_vec(&list).unwrap()).unwrap();
    let report = gc(&store, &later(4));
    assert!(is_whole(&layout, &old), "{report:#?}");
    let restored = report.decisions.iter().filter(|d| d.verdict == GcVerdict::Restored);
    assert_eq!(restored.count(), 3, "the manifest, and then what it leads to");
    assert_eq!(layout.manifest(&by_tag("back")).await.unwrap(), old);
}

#[tokio::test]
async fn a_transfer_takes_back_what_it_finds_missing() {
    let (_dir, store, layout, [old, _]) = moved().await;
    let large = blobs_of(&old).pop().unwrap();
    gc(&store, &later(2));
    assert!(!file(&layout, &large.digest).exists());
    assert_eq!(layout.presence(&large, Probe::Ask).await.unwrap(), Presence::Present);
    assert!(file(&layout, &large.digest).exists());
    assert_eq!(gc(&store, &GcOptions::default()).trashed_bytes, 0, "it was made young");
    // The rest comes back with the manifest, which says that it is needed.
    layout.put_manifest(&old, &[tag("again")]).await.unwrap();
    layout.finish().await.unwrap();
    assert!(is_whole(&layout, &old));
    let trash = store.trash();
    assert!(!trash.restore_blob(layout.dir(), &large.digest).unwrap(), "it is not there any more");
    assert!(!trash.restore_blob(&store.directory(&reference("example.com/none")), &large.digest).unwrap());
}

#[tokio::test]
async fn the_torn_file_of_a_blob_does_not_stand_in_for_the_one_in_the_trash() {
    let (_dir, store, layout, [old, _]) = moved().await;
    let large = blobs_of(&old).pop().unwrap();
    gc(&store, &later(2));
    fs::write(file(&layout, &large.digest), b"torn").unwrap();
    assert!(store.trash().restore_blob(layout.dir(), &large.digest).unwrap());
    assert!(layout.blobs.has(&large).unwrap());
}

#[tokio::test]
async fn a_clock_that_jumps_deletes_nothing_that_is_new() {
    let (_dir, store) = store();
    let source = MemoryStore::new();
    let image = image(&source, 1, &[]);
    let layout = repository(&store, "example.com/a");
    for blob in blobs_of(&image) {
        layout.put_blob(&blob, &*source.blob(&blob)).await.unwrap();
    }
    let year = HOUR * 24 * 365;
    let jumped = |boot| GcOptions { clock: Clock::ahead(year, boot), ..GcOptions::default() };
    gc(&store, &GcOptions::default());
    for minutes in [1, 20, 50] {
        let report = gc(&store, &jumped(Duration::from_mins(minutes)));
        assert_eq!(report.trashed_bytes, 0, "the store knows that the clock jumped: {report:#?}");
    }
    // A store that was not looked after before does not know: then the trash keeps it.
    fs::remove_file(store.root().join("_wharf/gc.clock")).unwrap();
    let report = gc(&store, &jumped(Duration::ZERO));
    assert!(report.trashed_bytes > 0 && report.freed_bytes == 0, "{report:#?}");
    let further = GcOptions { clock: Clock::ahead(year * 2, Duration::from_mins(50)), ..GcOptions::default() };
    assert_eq!(gc(&store, &further).freed_bytes, 0, "the trash is aged by a clock that cannot jump");
    layout.put_manifest(&image, &[tag("v1")]).await.unwrap();
    layout.finish().await.unwrap();
    assert!(is_whole(&layout, &image));
    gc(&store, &GcOptions { clock: Clock::ahead(year * 3, HOUR * 9), ..GcOptions::default() });
    assert!(is_whole(&layout, &image));
}

#[tokio::test]
async fn what_other_tools_wrote_goes_by_the_trash_too() {
    let (_dir, store) = store();
    let source = MemoryStore::new();
    let (layout, ours) = with_image(&store, "example.com/a", 1, &["v1"]).await;
    let theirs = image(&source, 2, &[]);
    for blob in blobs_of(&theirs) {
        if !layout.blobs.has(&blob).unwrap() {
            fs::write(layout.blobs.path(&blob.digest), source.bytes(&blob.digest).unwrap()).unwrap();
        }
    }
    fs::write(layout.blobs.path(&theirs.digest), &theirs.bytes).unwrap();
    // In place, as if nobody else had it open.
    let bytes = fs::read(file(&layout, &ours.digest)).unwrap();
    fs::write(file(&layout, &ours.digest), bytes).unwrap();
    let report = gc(&store, &later(2));
    let [config, _, large] = blobs_of(&theirs).try_into().unwrap();
    assert_eq!(report.trashed_bytes, config.size + large.size + theirs.bytes.len() as u64, "{report:#?}");
    assert!(is_whole(&layout, &ours));
    assert_eq!(gc(&store, &later(4)).freed_bytes, report.trashed_bytes);
    assert!(is_whole(&layout, &ours));
}

#[tokio::test]
async fn a_repository_that_cannot_be_read_keeps_its_trash() {
    let (_dir, store, layout, [old, _]) = moved().await;
    gc(&store, &later(2));
    let list = fs::read(layout.dir().join("index.json")).unwrap();
    fs::write(layout.dir().join("index.json"), "").unwrap();
    assert_eq!(gc(&store, &later(4)).freed_bytes, 0);
    fs::write(layout.dir().join("index.json"), list).unwrap();
    store.undo_gc().unwrap();
    assert!(is_whole(&layout, &old));
}

#[tokio::test]
async fn a_lone_layout_is_looked_after_like_a_store() {
    let dir = tempfile::tempdir().unwrap();
    let source = MemoryStore::new();
    let (old, new) = (image(&source, 1, &[]), image(&source, 2, &[]));
    let layout = Layout::create(dir.path().join("l")).unwrap();
    for image in [&old, &new] {
        put(&source, &layout, image, &["v1"]).await;
        layout.finish().await.unwrap();
    }
    assert!(matches!(Store::of_layout(dir.path()), Err(LayoutError::NotLayout { .. })));
    let store = Store::of_layout(layout.dir()).unwrap();
    let report = gc(&store, &later(2));
    assert!(report.trashed_bytes > 0 && !is_whole(&layout, &old) && is_whole(&layout, &new));
    assert!(report.decisions.iter().all(|decision| decision.subject != GcSubject::Partial), "{report:#?}");
    store.undo_gc().unwrap();
    assert!(is_whole(&layout, &old));
    gc(&store, &later(2));
    assert_eq!(gc(&store, &later(4)).freed_bytes, report.trashed_bytes);
    assert!(is_whole(&layout, &new));
    assert_eq!(Layout::open(layout.dir()).unwrap().entries().unwrap().len(), 1);
    let blob: Descriptor = blobs_of(&old).pop().unwrap();
    assert!(!store.trash().restore_blob(store.root(), &blob.digest).unwrap());
}
