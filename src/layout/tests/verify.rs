//! Verification finds what is wrong, and only that.

use std::fs;
use std::path::{Path, PathBuf};

use super::{blobs_of, file, flip, pull, reference, repository, store, with_image};
use crate::content::conformance::{image, index, put};
use crate::content::memory::MemoryStore;
use crate::content::{Presence, Probe, Target as _};
use crate::layout::{BadFiles, Finding, LayoutError};
use crate::oci::Digest;

#[tokio::test]
async fn a_flipped_bit_is_found_in_every_link_and_hashed_once() {
    let (_dir, store) = store();
    let source = MemoryStore::new();
    let image = image(&source, 1, &[]);
    for name in ["example.com/a", "example.com/b"] {
        pull(&source, &store, name, &image, &["v1"]).await;
    }
    let good = store.verify(BadFiles::Keep).unwrap();
    assert_eq!((good.repositories, good.files, good.findings.len()), (2, 3 + 2, 0));
    let blob = blobs_of(&image).pop().unwrap();
    flip(&store.pool.blob(&blob.digest));
    let report = store.verify(BadFiles::Keep).unwrap();
    assert_eq!((report.files, report.bytes, report.deleted), (good.files, good.bytes, 0));
    let damaged: Vec<&Path> = report
        .findings
        .iter()
        .map(|finding| match finding {
            Finding::Damaged { path, digest, found } => {
                assert_eq!(*digest, blob.digest);
                assert!(found.contains("has the digest sha256:"), "{found}");
                path.as_path()
            }
            other => panic!("{other:?}"),
        })
        .collect();
    let layouts = ["example.com/a", "example.com/b"].map(|name| repository(&store, name));
    let expected =
        [store.pool.blob(&blob.digest), layouts[0].blobs.path(&blob.digest), layouts[1].blobs.path(&blob.digest)];
    assert_eq!(damaged, expected.each_ref().map(PathBuf::as_path));
    let json = serde_json::to_value(&report).unwrap();
    assert_eq!(json["Findings"][0]["Finding"], "damaged");
}

#[tokio::test]
async fn a_bad_file_is_deleted_where_that_is_asked_and_can_be_fetched_again() {
    let (_dir, store) = store();
    let source = MemoryStore::new();
    let image = image(&source, 1, &[]);
    pull(&source, &store, "example.com/a", &image, &["v1"]).await;
    let blob = blobs_of(&image).pop().unwrap();
    flip(&store.pool.blob(&blob.digest));
    let layout = repository(&store, "example.com/a");
    layout.presence(&blob, Probe::Ask).await.unwrap();
    assert!(matches!(store.verify(BadFiles::Delete), Err(LayoutError::Busy { .. })), "a transfer is under way");
    layout.finish().await.unwrap();
    assert_eq!(store.verify(BadFiles::Delete).unwrap().deleted, 2);
    let report = store.verify(BadFiles::Keep).unwrap();
    let missing = Finding::Missing {
        repository: "example.com/a".to_owned(),
        digest: blob.digest.clone(),
        needed_by: Some(image.digest.clone()),
    };
    assert_eq!(report.findings, [missing]);
    assert_eq!(layout.presence(&blob, Probe::Ask).await.unwrap(), Presence::Absent);
    drop(layout);
    pull(&source, &store, "example.com/a", &image, &["v1"]).await;
    assert_eq!(store.verify(BadFiles::Keep).unwrap().findings, []);
}

#[tokio::test]
async fn what_is_missing_is_told_from_what_was_left_out_on_purpose() {
    let (_dir, store) = store();
    let source = MemoryStore::new();
    let (one, two) = (image(&source, 1, &[]), image(&source, 2, &[]));
    let root = index(&source, &[&one, &two], &[]);
    let layout = repository(&store, "example.com/a");
    put(&source, &layout, &one, &[]).await;
    layout.put_manifest(&root, &["v1".parse().unwrap()]).await.unwrap();
    layout.finish().await.unwrap();
    assert_eq!(store.verify(BadFiles::Keep).unwrap().findings, [], "a platform may be left out");
    fs::remove_file(layout.blobs.path(&root.digest)).unwrap();
    let report = store.verify(BadFiles::Keep).unwrap();
    let missing =
        Finding::Missing { repository: "example.com/a".to_owned(), digest: root.digest.clone(), needed_by: None };
    assert_eq!(report.findings, [missing]);
    fs::write(store.directory(&reference("example.com/a")).join("index.json"), b"{").unwrap();
    let report = store.verify(BadFiles::Keep).unwrap();
    assert!(matches!(&report.findings[..], [Finding::Unreadable { reason, .. }] if reason.contains("index.json")));
}

#[tokio::test]
async fn a_manifest_with_a_flipped_bit_is_damaged_and_what_it_needs_is_not_known() {
    let (_dir, store) = store();
    let source = MemoryStore::new();
    let image = image(&source, 1, &[]);
    pull(&source, &store, "example.com/a", &image, &["v1"]).await;
    let layout = repository(&store, "example.com/a");
    flip(&layout.blobs.path(&image.digest));
    let report = store.verify(BadFiles::Keep).unwrap();
    assert!(matches!(
        &report.findings[..],
        [Finding::Damaged { digest, .. }, Finding::Unreadable { .. }] if *digest == image.digest
    ));
}

#[tokio::test]
async fn what_is_missing_or_cannot_be_read_is_named_once_whatever_the_tags() {
    let (_dir, store) = store();
    let (layout, lost) = with_image(&store, "example.com/a", 1, &["1", "2", "3"]).await;
    let blob = blobs_of(&lost).pop().unwrap();
    fs::remove_file(file(&layout, &blob.digest)).unwrap();
    let (other, gone) = with_image(&store, "example.com/b", 2, &["1", "2"]).await;
    fs::remove_file(file(&other, &gone.digest)).unwrap();
    let missing = |repository: &str, digest: &Digest, needed_by: Option<&Digest>| Finding::Missing {
        repository: repository.to_owned(),
        digest: digest.clone(),
        needed_by: needed_by.cloned(),
    };
    assert_eq!(
        store.verify(BadFiles::Keep).unwrap().findings,
        [missing("example.com/a", &blob.digest, Some(&lost.digest)), missing("example.com/b", &gone.digest, None)]
    );
}
