//! Garbage collection: what stays, what goes, why, and never below a transfer.

use std::fs;
use std::sync::mpsc;
use std::time::Duration;

use super::{blobs_of, files, pull, reference, repository, store};
use crate::content::conformance::{image, index, put, referrer, tag};
use crate::content::memory::MemoryStore;
use crate::content::{Manage as _, Presence, Probe, Put, Source as _, Target as _};
use crate::layout::{GcOptions, GcReport, GcSubject, GcVerdict, LayoutError, Store, WhenBusy};
use crate::oci::Digest;

/// A collection without any grace.
fn now() -> GcOptions {
    GcOptions { grace: Duration::ZERO, partial_age: Duration::ZERO, ..GcOptions::default() }
}

fn gc(store: &Store, options: &GcOptions) -> GcReport {
    store.gc(options, &mut || panic!("nobody is in the way")).unwrap()
}

fn removed(report: &GcReport, subject: GcSubject) -> Vec<Digest> {
    let decisions = report.decisions.iter().filter(|d| d.verdict == GcVerdict::Removed && d.subject == subject);
    let mut found: Vec<Digest> = decisions.filter_map(|decision| decision.digest.clone()).collect();
    found.sort();
    found
}

fn reason<'a>(report: &'a GcReport, subject: GcSubject, digest: &Digest) -> &'a str {
    let mut found = report.decisions.iter().filter(|d| d.subject == subject && d.digest.as_ref() == Some(digest));
    &found.next().unwrap().reason
}

#[tokio::test]
async fn all_that_a_tag_leads_to_stays() {
    let (_dir, store) = store();
    let source = MemoryStore::new();
    let children = [image(&source, 1, &[]), image(&source, 2, &[])];
    let inner = index(&source, &[&children[0]], &[]);
    let root = index(&source, &[&inner, &children[1]], &[]);
    let signature = referrer(&source, &children[0], "application/x.signature");
    let countersignature = referrer(&source, &signature, "application/x.countersignature");
    let layout = repository(&store, "example.com/a");
    for (manifest, names) in [(&root, &["v1"][..]), (&countersignature, &[]), (&signature, &[])] {
        put(&source, &layout, manifest, names).await;
    }
    layout.finish().await.unwrap();
    let before = files(store.root());
    let report = gc(&store, &now());
    assert_eq!(report.freed_bytes, 0);
    assert!(report.decisions.iter().all(|decision| decision.verdict == GcVerdict::Kept), "{report:#?}");
    assert_eq!(files(store.root()), before);
    assert_eq!(reason(&report, GcSubject::Manifest, &root.digest), "listed in the index");
    assert_eq!(reason(&report, GcSubject::Blob, &inner.digest), format!("used by {}", root.digest));
    let config = &blobs_of(&children[0])[0].digest;
    assert_eq!(reason(&report, GcSubject::Blob, config), format!("used by {}", children[0].digest));
    assert_eq!(reason(&report, GcSubject::Pool, config), "in 1 repository");
}

#[tokio::test]
async fn what_no_tag_leads_to_goes_and_a_dry_run_says_the_same() {
    let (_dir, store) = store();
    let source = MemoryStore::new();
    let (old, new) = (image(&source, 1, &[]), image(&source, 2, &[]));
    let signature = referrer(&source, &old, "application/x.signature");
    pull(&source, &store, "example.com/a", &old, &["v1"]).await;
    pull(&source, &store, "example.com/a", &signature, &[]).await;
    pull(&source, &store, "example.com/a", &new, &["v1"]).await;
    let before = files(store.root());
    let planned = gc(&store, &GcOptions { dry_run: true, ..now() });
    assert_eq!(files(store.root()), before);
    let report = gc(&store, &now());
    assert_eq!(report, planned);
    let mut manifests = vec![old.digest.clone(), signature.digest.clone()];
    manifests.sort();
    assert_eq!(removed(&report, GcSubject::Manifest), manifests);
    let [config, base, large] = blobs_of(&old).try_into().unwrap();
    let mut blobs = vec![config.digest.clone(), large.digest.clone(), blobs_of(&signature)[0].digest.clone()];
    blobs.sort();
    assert_eq!(removed(&report, GcSubject::Blob), blobs, "the layer that both have stays");
    assert_eq!(removed(&report, GcSubject::Pool), blobs);
    let sizes = config.size + large.size + 2 + (old.bytes.len() + signature.bytes.len()) as u64;
    assert_eq!(report.freed_bytes, sizes);
    let layout = repository(&store, "example.com/a");
    assert_eq!(layout.presence(&base, Probe::Ask).await.unwrap(), Presence::Present);
    assert_eq!(layout.entries().unwrap().len(), 1);
    drop(layout);
    assert_eq!(gc(&store, &now()).freed_bytes, 0, "once more changes nothing");
}

#[tokio::test]
async fn what_is_young_is_kept() {
    let (_dir, store) = store();
    let source = MemoryStore::new();
    let (old, new) = (image(&source, 1, &[]), image(&source, 2, &[]));
    pull(&source, &store, "example.com/a", &old, &["v1"]).await;
    pull(&source, &store, "example.com/a", &new, &["v1"]).await;
    {
        // Broken off before any manifest.
        let layout = repository(&store, "example.com/b");
        let blob = &blobs_of(&old)[0];
        layout.put_blob(blob, &*source.blob(blob)).await.unwrap();
    }
    fs::write(store.pool.partial(&old.digest), b"begun").unwrap();
    let report = gc(&store, &GcOptions::default());
    assert!(report.decisions.iter().all(|decision| decision.verdict == GcVerdict::Kept), "{report:#?}");
    assert_eq!(reason(&report, GcSubject::Partial, &old.digest), "may be resumed");
    let report = gc(&store, &now());
    assert_eq!(removed(&report, GcSubject::Partial), [old.digest]);
    let repositories: Vec<_> = report.decisions.iter().filter(|d| d.subject == GcSubject::Repository).collect();
    assert_eq!(repositories.len(), 1);
    assert_eq!(repositories[0].repository.as_deref(), Some("example.com/b"));
    assert!(!store.directory(&reference("example.com/b")).exists());
}

#[tokio::test]
async fn litter_of_dead_writers_goes_and_strangers_files_stay() {
    let (_dir, store) = store();
    let litter = store.pool.staging().join(".wharf-abc");
    let stranger = store.pool.staging().join("notes");
    fs::write(&litter, b"x").unwrap();
    fs::write(&stranger, b"y").unwrap();
    gc(&store, &now());
    assert!(!litter.exists() && stranger.exists());
}

#[tokio::test]
async fn a_transfer_keeps_collection_out_and_its_blobs_are_safe() {
    let (_dir, store) = store();
    let source = MemoryStore::new();
    let image = image(&source, 1, &[]);
    let layout = repository(&store, "example.com/a");
    let blob = blobs_of(&image).pop().unwrap();
    layout.put_blob(&blob, &*source.blob(&blob)).await.unwrap();
    let busy = store.gc(&now(), &mut || panic!("it was told to fail"));
    assert!(matches!(busy, Err(LayoutError::Busy { .. })));
    let (waiting, waits) = mpsc::channel();
    let report = std::thread::scope(|scope| {
        let wait = GcOptions { when_busy: WhenBusy::Wait, ..now() };
        let collection = scope.spawn({
            let store = &store;
            move || store.gc(&wait, &mut || waiting.send(()).unwrap())
        });
        waits.recv().unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread();
        std::thread::scope(|inner| {
            let (source, layout, image) = (&source, &layout, &image);
            inner.spawn(move || {
                let mut runtime = runtime;
                runtime.build().unwrap().block_on(async {
                    put(source, layout, image, &["v1"]).await;
                    layout.finish().await.unwrap();
                });
            });
        });
        collection.join().unwrap().unwrap()
    });
    assert!(report.decisions.iter().all(|decision| decision.verdict == GcVerdict::Kept), "{report:#?}");
    assert_eq!(layout.put_blob(&blob, &*source.blob(&blob)).await.unwrap(), Put::Present);
}

#[tokio::test]
async fn what_another_tool_put_there_lives_and_dies_like_the_rest() {
    let (_dir, store) = store();
    let source = MemoryStore::new();
    let (ours, theirs) = (image(&source, 1, &[]), image(&source, 2, &[]));
    pull(&source, &store, "example.com/a", &ours, &["v1"]).await;
    let layout = repository(&store, "example.com/a");
    for blob in blobs_of(&theirs) {
        // Never in the pool; the shared layer stays the link that it is.
        if !layout.blobs.has(&blob).unwrap() {
            fs::write(layout.blobs.path(&blob.digest), source.bytes(&blob.digest).unwrap()).unwrap();
        }
    }
    fs::write(layout.blobs.path(&theirs.digest), &theirs.bytes).unwrap();
    let path = layout.dir().join("index.json");
    let mut list: crate::oci::ImageIndex = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    let mut entry = theirs.descriptor();
    entry.annotations.set("org.opencontainers.image.ref.name", "example.com/a:theirs");
    list.manifests.push(entry);
    fs::write(&path, serde_json::to_vec(&list).unwrap()).unwrap();
    assert_eq!(gc(&store, &now()).freed_bytes, 0);
    layout.delete_tag(&tag("theirs")).await.unwrap();
    let report = gc(&store, &now());
    assert_eq!(removed(&report, GcSubject::Manifest), [theirs.digest]);
    assert_eq!(removed(&report, GcSubject::Blob).len(), 2);
    assert_eq!(removed(&report, GcSubject::Pool), []);
    assert!(report.freed_bytes > 700_000);
}

#[tokio::test]
async fn where_something_cannot_be_read_nothing_is_removed() {
    let (_dir, store) = store();
    let source = MemoryStore::new();
    let (one, two) = (image(&source, 1, &[]), image(&source, 2, &[]));
    pull(&source, &store, "example.com/a", &one, &["v1"]).await;
    pull(&source, &store, "example.com/b", &two, &["v1"]).await;
    let (a, b) = (repository(&store, "example.com/a"), repository(&store, "example.com/b"));
    fs::write(a.blobs.path(&one.digest), vec![b' '; one.bytes.len()]).unwrap();
    fs::write(b.dir().join("index.json"), b"broken").unwrap();
    let before = files(store.root());
    let report = gc(&store, &now());
    assert_eq!(files(store.root()), before);
    let blob = &blobs_of(&one)[0].digest;
    assert!(reason(&report, GcSubject::Blob, blob).contains("cannot be read and may use it"));
    let broken = report.decisions.iter().find(|decision| decision.subject == GcSubject::Repository).unwrap();
    assert_eq!((broken.repository.as_deref(), broken.verdict), (Some("example.com/b"), GcVerdict::Kept));
    assert!(broken.reason.contains("index.json cannot be read"), "{}", broken.reason);
}
