//! What a run that died leaves behind, and that the next one copes.

use std::fs;

use super::body::Body;
use super::{blobs_of, cut, file, files, is_whole, links, names, partial, pooled, pull, reference, repository, store};
use crate::content::conformance::{image, put, tag};
use crate::content::memory::MemoryStore;
use crate::content::{ErrorKind, Presence, Probe, Put, Source as _, TagQuery, Target as _};
use crate::layout::{Access, GcOptions, Layout, LayoutError, Store};
use crate::oci::Algorithm;
use crate::reference::Selector;

#[tokio::test]
async fn a_layout_of_which_only_the_mark_was_made_is_empty_and_can_be_filled() {
    let dir = tempfile::tempdir().unwrap();
    let source = MemoryStore::new();
    let image = image(&source, 1, &[]);
    fs::write(dir.path().join("oci-layout"), br#"{"imageLayoutVersion":"1.0.0"}"#).unwrap();
    let layout = Layout::create(dir.path()).unwrap();
    assert_eq!(layout.tags(&TagQuery::default()).await.unwrap(), [""; 0]);
    put(&source, &layout, &image, &["v1"]).await;
    layout.finish().await.unwrap();
    assert_eq!(layout.manifest(&Selector::Tag(tag("v1"))).await.unwrap(), image);
}

#[test]
fn a_directory_with_something_else_in_it_is_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("notes.txt"), b"mine").unwrap();
    assert!(matches!(Layout::create(dir.path()), Err(LayoutError::NotLayout { .. })));
    assert!(matches!(Layout::open(dir.path().join("none")), Err(LayoutError::NoLayout { .. })));
    assert!(matches!(Layout::create(dir.path().join("notes.txt")), Err(LayoutError::NotLayout { .. })));
    assert_eq!(files(dir.path()).len(), 1);
    for (mark, reason) in [
        (&br#"{"imageLayoutVersion":"2.0.0"}"#[..], "its version is \"2.0.0\""),
        (b"{}", "cannot be read as JSON"),
        (b"", "cannot be read as JSON"),
    ] {
        fs::write(dir.path().join("oci-layout"), mark).unwrap();
        let error = Layout::open(dir.path()).unwrap_err();
        assert!(error.to_string().contains(reason), "{error}");
        assert_eq!(error.kind(), ErrorKind::Invalid);
    }
}

#[tokio::test]
async fn a_transfer_that_was_given_up_leaves_no_tag_and_is_cheap_to_repeat() {
    let (_dir, store) = store();
    let source = MemoryStore::new();
    let image = image(&source, 1, &[]);
    {
        let layout = repository(&store, "example.com/a");
        for blob in blobs_of(&image) {
            layout.put_blob(&blob, &*source.blob(&blob)).await.unwrap();
        }
        layout.put_manifest(&image, &[]).await.unwrap();
    }
    let kept = store.gc(&GcOptions::default(), &mut || ()).unwrap();
    assert_eq!(kept.freed_bytes, 0, "the grace period keeps it for the next try");
    let layout = repository(&store, "example.com/a");
    assert_eq!(layout.entries().unwrap(), []);
    assert!(is_whole(&layout, &image));
    for blob in blobs_of(&image) {
        assert_eq!(layout.put_blob(&blob, &*source.blob(&blob)).await.unwrap(), Put::Present);
    }
}

#[tokio::test]
async fn an_index_that_was_cut_is_named_and_never_overwritten() {
    let (_dir, store) = store();
    let source = MemoryStore::new();
    let image = image(&source, 1, &[]);
    pull(&source, &store, "example.com/a", &image, &["v1"]).await;
    let layout = repository(&store, "example.com/a");
    let path = layout.dir().join("index.json");
    for left in ["", "{\"schemaVersion\":2,\"manifests\":["] {
        fs::write(&path, left).unwrap();
        let error = layout.resolve(&Selector::Tag(tag("v1"))).await.unwrap_err();
        assert_eq!(error.kind, ErrorKind::Invalid);
        assert!(error.what.contains("example.com/a/index.json"), "{error}");
        assert_eq!(layout.put_manifest(&image, &[tag("v2")]).await.unwrap_err().kind, ErrorKind::Invalid);
        assert_eq!(fs::read_to_string(&path).unwrap(), left);
    }
}

#[tokio::test]
async fn a_manifest_that_is_missing_or_damaged_is_put_again() {
    let (_dir, store) = store();
    let source = MemoryStore::new();
    let image = image(&source, 1, &[]);
    let selector = Selector::Tag(tag("v1"));
    pull(&source, &store, "example.com/a", &image, &["v1"]).await;
    let layout = repository(&store, "example.com/a");
    let path = layout.blobs.path(&image.digest);
    fs::remove_file(&path).unwrap();
    assert_eq!(layout.manifest(&selector).await.unwrap_err().kind, ErrorKind::NotFound);
    assert_eq!(layout.current(&selector).await.unwrap(), None);
    layout.put_manifest(&image, &[tag("v1")]).await.unwrap();
    assert_eq!(layout.manifest(&selector).await.unwrap(), image);
    fs::write(&path, vec![b' '; image.bytes.len()]).unwrap();
    assert_eq!(layout.manifest(&selector).await.unwrap_err().kind, ErrorKind::Integrity);
    layout.put_manifest(&image, &[tag("v1")]).await.unwrap();
    assert_eq!(layout.manifest(&selector).await.unwrap(), image);
}

#[tokio::test]
async fn after_a_reboot_the_next_transfer_hashes_what_was_not_synced() {
    let (_dir, store) = store();
    let source = MemoryStore::new();
    let image = image(&source, 1, &[]);
    pull(&source, &store, "example.com/a", &image, &["v1"]).await;
    let notes = files(&store.pool.unsynced());
    assert_eq!(notes.len(), 1, "one session, one file");
    let note = store.pool.unsynced().join(&notes[0]);
    fs::rename(&note, store.pool.unsynced().join("00000000-0000.1.0")).unwrap();
    let [config, base, large] = blobs_of(&image).try_into().unwrap();
    let pooled = store.pool.blob(&large.digest);
    fs::set_permissions(&pooled, std::os::unix::fs::PermissionsExt::from_mode(0o644)).unwrap();
    let mut torn = fs::read(&pooled).unwrap();
    torn[300_000..].fill(0);
    fs::write(&pooled, torn).unwrap();
    let layout = repository(&store, "example.com/a");
    assert_eq!(layout.presence(&large, Probe::Ask).await.unwrap(), Presence::Absent);
    for good in [&config, &base] {
        assert_eq!(layout.presence(good, Probe::Ask).await.unwrap(), Presence::Present);
    }
    assert_eq!(files(&store.pool.unsynced()).len(), 0);
}

#[tokio::test]
async fn a_repository_in_a_store_of_which_nothing_was_made_is_not_there() {
    let (dir, store) = store();
    let name = reference("example.com/a");
    assert!(matches!(store.repository(&name, Access::Read), Err(LayoutError::NoRepository { .. })));
    let unused = repository(&store, "example.com/a");
    assert_eq!(unused.current(&Selector::Tag(tag("v1"))).await.unwrap(), None);
    drop(unused);
    assert!(!store.directory(&name).exists(), "asking makes nothing");
    assert!(matches!(Store::open(dir.path().join("none")), Err(LayoutError::NoStore { .. })));
    assert!(!dir.path().join("none").exists());
}

#[tokio::test]
async fn any_partial_file_becomes_the_blob() {
    let (_dir, store) = store();
    let body = Body::new(200_000, 1);
    let blob = body.descriptor(Algorithm::Sha256);
    let whole = body.bytes().to_vec();
    let longer = [&whole[..], b"more"].concat();
    for (number, (left, opened)) in [
        (Vec::new(), vec![0]),
        (whole[..1].to_vec(), vec![1]),
        (whole.clone(), vec![]),
        (longer, vec![0]),
        (vec![9; 150_000], vec![150_000, 0]),
        (vec![9; 200_000], vec![0]),
    ]
    .into_iter()
    .enumerate()
    {
        let body = Body::new(200_000, 1);
        let layout = repository(&store, &format!("example.com/r{number}"));
        layout.presence(&blob, Probe::Free).await.unwrap();
        fs::write(partial(&store, &blob.digest), left).unwrap();
        assert_eq!(layout.put_blob(&blob, &body).await.unwrap(), Put::Copied);
        assert_eq!(body.opened(), opened, "case {number}");
        assert!(fs::read(file(&layout, &blob.digest)).unwrap() == whole);
        fs::remove_file(pooled(&store, &blob.digest)).unwrap();
    }
    assert_eq!(names(&store.root().join("_wharf/partial")), [""; 0]);
}

#[tokio::test]
async fn a_cut_blob_is_absent_and_is_mended_in_every_repository() {
    let (_dir, store) = store();
    let body = Body::new(200_000, 1);
    let blob = body.descriptor(Algorithm::Sha256);
    let (first, second) = (repository(&store, "example.com/a"), repository(&store, "example.com/b"));
    for layout in [&first, &second] {
        layout.put_blob(&blob, &body).await.unwrap();
        layout.finish().await.unwrap();
    }
    cut(&pooled(&store, &blob.digest), 4096);
    for layout in [&first, &second] {
        assert_eq!(layout.presence(&blob, Probe::Ask).await.unwrap(), Presence::Absent);
        assert_eq!(layout.blob(&blob).open(0).await.err().unwrap().kind, ErrorKind::Integrity);
    }
    assert_eq!(first.put_blob(&blob, &body).await.unwrap(), Put::Copied);
    assert_eq!(second.put_blob(&blob, &body).await.unwrap(), Put::Linked);
    for layout in [&first, &second] {
        assert!(fs::read(file(layout, &blob.digest)).unwrap() == body.bytes());
    }
    assert_eq!(links(&pooled(&store, &blob.digest)), 3);
}

#[tokio::test]
async fn a_layout_that_was_only_begun_is_one() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("l");
    fs::create_dir_all(path.join(".wharf")).unwrap();
    fs::write(path.join(".wharf/.wharf-left"), b"{").unwrap();
    let body = Body::new(10, 1);
    Layout::create(&path).unwrap();
    fs::remove_file(path.join("index.json")).unwrap();
    let layout = Layout::open(&path).unwrap();
    assert_eq!(layout.entries().unwrap(), []);
    assert!(matches!(layout.sole_image(), Err(LayoutError::NoImage { .. })));
    layout.put_blob(&body.descriptor(Algorithm::Sha256), &body).await.unwrap();
    layout.finish().await.unwrap();
    assert!(path.join("index.json").exists(), "other tools want it");
}
