//! Garbage collection: what stays, what goes, why, and never below a transfer.

use std::fs;
use std::path::PathBuf;
use std::sync::mpsc;
use std::time::Duration;

use super::body::Body;
use super::{blobs_of, file, files, flip, is_whole, names, partial, pull, reference, repository, store, with_image};
use crate::content::conformance::{image, index, put, referrer, tag};
use crate::content::memory::MemoryStore;
use crate::content::{Manage as _, Presence, Probe, Put, Source as _, Target as _};
use crate::layout::{BadFiles, GcDecision, GcOptions, GcReport, GcSubject, GcVerdict, LayoutError, Store, WhenBusy};
use crate::oci::{Algorithm, Descriptor, Digest, ImageIndex, MediaType, RawManifest};

/// A collection without any grace.
fn now() -> GcOptions {
    GcOptions { grace: Duration::ZERO, partial_age: Duration::ZERO, ..GcOptions::default() }
}

/// A collection that leaves what may be resumed.
fn options() -> GcOptions {
    GcOptions { grace: Duration::ZERO, ..GcOptions::default() }
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

/// Every file of the store but what a collection remembers for itself.
fn content(store: &Store) -> Vec<PathBuf> {
    let own = |path: &PathBuf| path.starts_with("_wharf/gc.lock") || path.starts_with("_wharf/gc.clock");
    files(store.root()).into_iter().filter(|path| !own(path)).collect()
}

/// What was decided on a digest.
fn on<'a>(report: &'a GcReport, subject: GcSubject, digest: &Digest) -> Vec<&'a GcDecision> {
    report.decisions.iter().filter(|found| found.subject == subject && found.digest.as_ref() == Some(digest)).collect()
}

fn reason<'a>(report: &'a GcReport, subject: GcSubject, digest: &Digest) -> &'a str {
    &on(report, subject, digest)[0].reason
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
    let before = content(&store);
    let report = gc(&store, &now());
    assert_eq!(report.freed_bytes, 0);
    assert!(report.decisions.iter().all(|decision| decision.verdict == GcVerdict::Kept), "{report:#?}");
    assert_eq!(content(&store), before);
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
    let before = content(&store);
    let planned = gc(&store, &GcOptions { dry_run: true, ..now() });
    assert_eq!(content(&store), before);
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
    assert_eq!(reason(&report, GcSubject::Manifest, &old.digest), "it has no tag and nothing refers to it");
    assert_eq!(reason(&report, GcSubject::Blob, &config.digest), "no manifest uses it");
    assert_eq!(reason(&report, GcSubject::Pool, &config.digest), "in no repository");
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
    let before = content(&store);
    let report = gc(&store, &now());
    assert_eq!(content(&store), before);
    let blob = &blobs_of(&one)[0].digest;
    assert!(reason(&report, GcSubject::Blob, blob).contains("cannot be read and may use it"));
    let broken = report.decisions.iter().find(|decision| decision.subject == GcSubject::Repository).unwrap();
    assert_eq!((broken.repository.as_deref(), broken.verdict), (Some("example.com/b"), GcVerdict::Kept));
    assert!(broken.reason.contains("index.json cannot be read"), "{}", broken.reason);
}

#[tokio::test]
async fn a_manifest_that_cannot_be_read_keeps_its_repository_as_it_is() {
    let (_dir, store) = store();
    let source = MemoryStore::new();
    let child = image(&source, 1, &[]);
    let root = index(&source, &[&child], &[]);
    let layout = repository(&store, "example.com/a");
    // The child is listed for itself too, as other tools do.
    put(&source, &layout, &child, &[]).await;
    layout.finish().await.unwrap();
    put(&source, &layout, &root, &["1"]).await;
    layout.finish().await.unwrap();
    flip(&file(&layout, &root.digest));
    let report = gc(&store, &options());
    assert_eq!(report.freed_bytes, 0);
    let why = on(&report, GcSubject::Manifest, &child.digest)[0];
    assert!(why.verdict == GcVerdict::Kept && why.reason.contains(root.digest.hex()), "{why:?}");
    assert_eq!(layout.entries().unwrap().len(), 2);
    assert!(is_whole(&layout, &child));
}

#[tokio::test]
async fn an_index_that_cannot_be_read_keeps_its_repository_and_stops_no_other() {
    let (_dir, store) = store();
    let (broken, kept) = with_image(&store, "example.com/a", 1, &["1"]).await;
    let (clean, gone) = with_image(&store, "example.com/b", 2, &["1"]).await;
    fs::write(broken.dir().join("index.json"), "").unwrap();
    store.remove(&reference("example.com/b:1")).unwrap();
    with_image(&store, "example.com/b", 3, &["1"]).await;
    let report = gc(&store, &options());
    let decision = &report.decisions[0];
    assert_eq!((decision.subject, decision.verdict), (GcSubject::Repository, GcVerdict::Kept));
    assert!(decision.reason.contains("example.com/a/index.json"), "{decision:?}");
    assert!(is_whole(&broken, &kept));
    assert!(!is_whole(&clean, &gone));
    assert!(report.freed_bytes > 0);
}

#[tokio::test]
async fn a_manifest_that_is_also_used_as_a_layer_keeps_its_own_layers() {
    let (_dir, store) = store();
    let source = MemoryStore::new();
    let packed = image(&source, 1, &[]);
    let layer = source.add_blob(MediaType::OCI_LAYER, packed.bytes.clone());
    let config = source.add_blob(MediaType::OCI_CONFIG, &b"{}"[..]);
    let text = serde_json::json!({
        "schemaVersion": 2, "mediaType": MediaType::OCI_MANIFEST.to_string(), "config": config, "layers": [layer],
    });
    let outer = RawManifest::new(&MediaType::OCI_MANIFEST, serde_json::to_vec(&text).unwrap().into()).unwrap();
    let layout = repository(&store, "example.com/a");
    put(&source, &layout, &outer, &["outer"]).await;
    layout.finish().await.unwrap();
    put(&source, &layout, &packed, &["packed"]).await;
    layout.finish().await.unwrap();
    gc(&store, &options());
    assert!(is_whole(&layout, &packed));
    assert!(is_whole(&layout, &outer));
}

#[tokio::test]
async fn an_index_that_repeats_itself_is_followed_once() {
    let (_dir, store) = store();
    let layout = repository(&store, "example.com/a");
    let source = MemoryStore::new();
    let mut root = image(&source, 1, &[]);
    for blob in root.parse().unwrap().blobs() {
        layout.put_blob(blob, &*source.blob(blob)).await.unwrap();
    }
    layout.put_manifest(&root, &[]).await.unwrap();
    // A hundred to the twentieth power, for who follows each.
    for _ in 0..20 {
        let manifests: Vec<Descriptor> = vec![root.descriptor(); 100];
        let bytes = serde_json::to_vec(&ImageIndex { manifests, ..ImageIndex::default() }).unwrap();
        root = RawManifest::new(&MediaType::OCI_INDEX, bytes.into()).unwrap();
        layout.put_manifest(&root, &[]).await.unwrap();
    }
    layout.put_manifest(&root, &["1".parse().unwrap()]).await.unwrap();
    layout.finish().await.unwrap();
    assert!(is_whole(&layout, &root));
    assert!(layout.image_size(&root.descriptor()) > 700_000);
    assert_eq!(store.verify(BadFiles::Keep).unwrap().findings, []);
    assert_eq!(gc(&store, &options()).freed_bytes, 0);
}

#[tokio::test]
async fn what_is_no_blob_is_left_alone_and_what_is_no_link_is_judged_alike() {
    let (_dir, store) = store();
    let (layout, image) = with_image(&store, "example.com/a", 1, &["1"]).await;
    let (used, unused) = (image.parse().unwrap().blobs().next().unwrap().digest.clone(), Digest::sha256(b"x"));
    let bytes = fs::read(file(&layout, &used)).unwrap();
    fs::remove_file(file(&layout, &used)).unwrap();
    fs::write(file(&layout, &used), bytes).unwrap();
    fs::write(file(&layout, &unused), b"x").unwrap();
    fs::create_dir(file(&layout, &Digest::sha256(b"dir"))).unwrap();
    fs::write(layout.dir().join("blobs/sha256/README"), b"not a blob").unwrap();
    let report = gc(&store, &options());
    assert_eq!(on(&report, GcSubject::Blob, &used)[0].verdict, GcVerdict::Kept);
    assert_eq!(on(&report, GcSubject::Pool, &used)[0].reason, "in no repository", "it is no link any more");
    assert_eq!(on(&report, GcSubject::Blob, &unused)[0].bytes, 1);
    assert!(layout.dir().join("blobs/sha256/README").exists());
    assert!(is_whole(&layout, &image));
}

#[tokio::test]
async fn partial_files_are_kept_while_they_may_be_resumed() {
    let (_dir, store) = store();
    let blob = Body::new(1000, 1).descriptor(Algorithm::Sha256);
    let path = partial(&store, &blob.digest);
    fs::write(&path, vec![0; 400]).unwrap();
    fs::write(path.with_file_name(".wharf-abc"), b"ten bytes.").unwrap();
    fs::write(path.with_file_name("notes.txt"), b"mine").unwrap();
    let report = gc(&store, &options());
    let reasons: Vec<_> = on(&report, GcSubject::Partial, &blob.digest).iter().map(|d| d.reason.as_str()).collect();
    assert_eq!(reasons, ["may be resumed"]);
    assert_eq!(report.freed_bytes, 10, "{report:#?}");
    let layout = repository(&store, "example.com/a");
    assert_eq!(layout.presence(&blob, Probe::Ask).await.unwrap(), Presence::Partial(400));
    layout.finish().await.unwrap();
    let report = store.gc(&now(), &mut || ()).unwrap();
    assert_eq!(report.freed_bytes, 400);
    assert_eq!(names(path.parent().unwrap()), ["notes.txt"]);
}
