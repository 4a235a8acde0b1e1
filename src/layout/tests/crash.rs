//! What a run that died leaves behind, and that the next one copes.

use std::fs;

use super::{blobs_of, files, pull, reference, repository, store};
use crate::content::conformance::{image, put, tag};
use crate::content::memory::MemoryStore;
use crate::content::{ErrorKind, Presence, Probe, Put, Source as _, TagQuery, Target as _};
use crate::layout::{Access, Layout, LayoutError};
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
    let layout = repository(&store, "example.com/a");
    assert_eq!(layout.entries().unwrap(), []);
    for blob in blobs_of(&image) {
        assert_eq!(layout.put_blob(&blob, &*source.blob(&blob)).await.unwrap(), Put::Present);
    }
}

#[tokio::test]
async fn an_empty_index_is_named_and_never_overwritten() {
    let (_dir, store) = store();
    let source = MemoryStore::new();
    let image = image(&source, 1, &[]);
    pull(&source, &store, "example.com/a", &image, &["v1"]).await;
    let layout = repository(&store, "example.com/a");
    let path = layout.dir().join("index.json");
    fs::write(&path, b"").unwrap();
    let error = layout.resolve(&Selector::Tag(tag("v1"))).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Invalid);
    assert!(error.what.contains("example.com/a/index.json"), "{error}");
    assert!(layout.put_manifest(&image, &[tag("v2")]).await.is_err());
    assert_eq!(fs::read(&path).unwrap(), b"");
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
    assert!(matches!(crate::layout::Store::open(dir.path().join("none")), Err(LayoutError::NoStore { .. })));
}
