//! Many at once. Locks belong to open files, so threads that open for themselves meet as processes do.

use std::fs;
use std::sync::Barrier;

use super::body::Body;
use super::{file, is_whole, links, names, pooled, pull, reference, repository, store, with_image};
use crate::content::conformance::{image, put, tag};
use crate::content::memory::MemoryStore;
use crate::content::{ErrorKind, Manage as _, Put, Source as _, Target as _};
use crate::layout::disk::{self, Hold};
use crate::layout::{BadFiles, GcOptions, Layout, LayoutError, Store};
use crate::oci::Algorithm;
use crate::reference::Selector;

const THREADS: usize = 6;

/// Runs `each` on threads that begin together, each with a runtime of its own.
fn together<T: Send>(each: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let barrier = Barrier::new(THREADS);
    std::thread::scope(|scope| {
        let run = |number| {
            let (barrier, each) = (&barrier, &each);
            scope.spawn(move || {
                barrier.wait();
                each(number)
            })
        };
        let threads: Vec<_> = (0..THREADS).map(run).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    })
}

fn block_on<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}

#[test]
fn images_that_are_put_at_once_all_have_their_tags() {
    let (_dir, store) = store();
    together(|number| {
        let store = Store::create(store.root()).unwrap();
        let source = MemoryStore::new();
        let image = image(&source, u8::try_from(number % 3).unwrap(), &[]);
        let layout = repository(&store, "example.com/a");
        let tags = [format!("t{number}-0"), format!("t{number}-1")];
        let tags: Vec<&str> = tags.iter().map(String::as_str).collect();
        block_on(async {
            put(&source, &layout, &image, &tags).await;
            layout.finish().await.unwrap();
        });
    });
    let layout = repository(&store, "example.com/a");
    let entries = layout.entries().unwrap();
    assert_eq!(entries.len(), 2 * THREADS);
    for entry in entries {
        let image = block_on(layout.manifest(&Selector::Digest(entry.descriptor.digest))).unwrap();
        assert!(is_whole(&layout, &image), "{:?}", entry.tag);
    }
    assert_eq!(names(&store.root().join("_wharf/partial")), [""; 0]);
}

#[test]
fn a_lone_layout_is_made_and_tagged_by_many() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("new/l");
    together(|number| {
        let source = MemoryStore::new();
        let image = image(&source, 1, &[]);
        let layout = Layout::create(&path).unwrap();
        block_on(async {
            put(&source, &layout, &image, &[&format!("t{number}")]).await;
            layout.finish().await.unwrap();
        });
    });
    assert_eq!(Layout::open(&path).unwrap().entries().unwrap().len(), THREADS);
    assert_eq!(names(&path), ["blobs", "index.json", "index.json.lock", "oci-layout"]);
}

#[test]
fn a_blob_that_many_want_is_fetched_once() {
    let (_dir, store) = store();
    for algorithm in [Algorithm::Sha256, Algorithm::Sha512] {
        let body = Body::new(3_000_000, 1);
        let blob = body.descriptor(algorithm);
        let puts = together(|number| {
            let layout = repository(&Store::open(store.root()).unwrap(), &format!("example.com/r{}", number / 2));
            block_on(async {
                let put = layout.put_blob(&blob, &body).await.unwrap();
                layout.finish().await.unwrap();
                put
            })
        });
        assert_eq!(puts.iter().filter(|put| **put == Put::Copied).count(), 1, "{puts:?}");
        assert_eq!(body.opened(), [0]);
        assert_eq!(links(&pooled(&store, &blob.digest)), 1 + THREADS as u64 / 2);
        for number in 0..THREADS / 2 {
            let layout = repository(&store, &format!("example.com/r{number}"));
            assert!(fs::read(file(&layout, &blob.digest)).unwrap() == body.bytes());
        }
    }
}

#[tokio::test]
async fn two_tasks_of_one_thread_do_not_wait_for_each_other_forever() {
    let (_dir, store) = store();
    let body = Body::new(6_000_000, 1);
    let blob = body.descriptor(Algorithm::Sha256);
    let (one, other) = (repository(&store, "example.com/a"), repository(&store, "example.com/a"));
    let (first, second) = tokio::join!(one.put_blob(&blob, &body), other.put_blob(&blob, &body));
    assert_eq!((first.unwrap(), second.unwrap()), (Put::Copied, Put::Present));
    assert_eq!(body.opened(), [0]);
}

#[test]
fn tags_that_are_removed_at_once_are_removed_once() {
    let (_dir, store) = store();
    let source = MemoryStore::new();
    let image = image(&source, 1, &[]);
    let tags: Vec<String> = (0..THREADS).map(|number| format!("t{number}")).collect();
    let tags: Vec<&str> = tags.iter().map(String::as_str).collect();
    block_on(pull(&source, &store, "example.com/a", &image, &tags));
    let removed = together(|number| {
        let store = Store::open(store.root()).unwrap();
        let own = store.remove(&reference(&format!("example.com/a:t{number}"))).unwrap();
        let again = store.remove(&reference(&format!("example.com/a:t{number}")));
        (own, again.is_err())
    });
    assert!(removed.iter().all(|(_, refused)| *refused));
    assert_eq!(removed.iter().filter(|(own, _)| own.unlisted).count(), 1, "{removed:?}");
}

#[tokio::test]
async fn a_manifest_that_is_deleted_before_its_tag_is_written_is_put_again() {
    let (_dir, store) = store();
    let (source, name) = (MemoryStore::new(), "example.com/a");
    let image = image(&source, 1, &[]);
    let layout = repository(&store, name);
    put(&source, &layout, &image, &[]).await;
    let path = layout.dir().join("index.json.lock");
    let deleter = disk::open_lock(&path).unwrap();
    assert!(disk::try_lock(&deleter, Hold::Alone, &path).unwrap());
    let tags = [tag("v1")];
    let mut tagging = layout.put_manifest(&image, &tags);
    assert!(futures_util::poll!(&mut tagging).is_pending(), "it waits for the index");
    fs::remove_file(file(&layout, &image.digest)).unwrap();
    drop(deleter);
    tagging.await.unwrap();
    assert_eq!(layout.manifest(&Selector::Tag(tag("v1"))).await.unwrap(), image);
}

#[tokio::test]
async fn a_manifest_that_is_deleted_before_the_transfer_ends_is_not_listed_again() {
    let (_dir, store) = store();
    let source = MemoryStore::new();
    let image = image(&source, 1, &[]);
    let layout = repository(&store, "example.com/a");
    put(&source, &layout, &image, &[]).await;
    repository(&store, "example.com/a").delete_manifest(&image.digest).await.unwrap();
    layout.finish().await.unwrap();
    assert_eq!(layout.entries().unwrap(), []);
}

#[test]
fn whoever_tags_and_deletes_at_once_leaves_no_tag_without_a_manifest() {
    let (_dir, store) = store();
    let source = MemoryStore::new();
    let image = image(&source, 1, &[]);
    block_on(pull(&source, &store, "example.com/a", &image, &[]));
    together(|number| {
        let layout = repository(&Store::open(store.root()).unwrap(), "example.com/a");
        for round in 0..10 {
            if number % 2 == 0 {
                block_on(layout.put_manifest(&image, &[tag(&format!("t{number}-{round}"))])).unwrap();
            } else if let Err(error) = block_on(layout.delete_manifest(&image.digest)) {
                assert_eq!(error.kind, ErrorKind::NotFound, "{error}");
            }
            let entries = layout.entries().unwrap();
            assert!(entries.iter().all(|entry| entry.descriptor.digest == image.digest));
        }
    });
    let layout = repository(&store, "example.com/a");
    assert!(layout.entries().unwrap().is_empty() || file(&layout, &image.digest).exists());
}

#[tokio::test]
async fn who_removes_waits_for_garbage_collection_and_looks_again() {
    let (_dir, store) = store();
    let (layout, _) = with_image(&store, "example.com/a", 1, &["v1"]).await;
    let collection = store.pool.try_exclude().unwrap().unwrap();
    let name = tag("v1");
    let mut untagging = layout.delete_tag(&name);
    assert!(futures_util::poll!(&mut untagging).is_pending(), "it waits for the store");
    let (started, starts) = std::sync::mpsc::channel();
    let removing = std::thread::spawn({
        let store = store.clone();
        move || {
            started.send(()).unwrap();
            store.remove(&reference("example.com/a:v1"))
        }
    });
    starts.recv().unwrap();
    fs::remove_dir_all(layout.dir()).unwrap();
    drop(collection);
    assert_eq!(untagging.await.unwrap_err().kind, ErrorKind::NotFound);
    let removed = removing.join().unwrap();
    assert!(matches!(removed, Err(LayoutError::NoRepository { .. })), "{removed:?}");
    assert!(!layout.dir().exists());
}

#[test]
fn whoever_looks_while_others_pull_remove_and_collect_finds_nothing_wrong() {
    let (_dir, store) = store();
    let source = MemoryStore::new();
    let images = [1, 2].map(|seed| image(&source, seed, &[]));
    let left = std::sync::atomic::AtomicUsize::new(2);
    together(|number| {
        let name = format!("example.com/{}", number % 2);
        let mut rounds = 0;
        while if number < 2 { rounds < 30 } else { left.load(std::sync::atomic::Ordering::Acquire) > 0 } {
            rounds += 1;
            match number {
                0 | 1 => block_on(pull(&source, &store, &name, &images[number], &["v1", "v2"])),
                2 => {
                    store.gc(&GcOptions { grace: std::time::Duration::ZERO, ..waiting() }, &mut || ()).unwrap();
                }
                3 => {
                    for tag in ["v1", "v2"] {
                        let removed = store.remove(&reference(&format!("{name}:{tag}")));
                        let kind = removed.err().map_or(ErrorKind::NotFound, |error| error.kind());
                        assert_eq!(kind, ErrorKind::NotFound);
                    }
                }
                4 => assert_eq!(store.verify(BadFiles::Keep).unwrap().findings, []),
                _ => {
                    store.usage().unwrap();
                    let listed: Result<Vec<_>, _> = store.list().unwrap().collect();
                    assert!(listed.unwrap().iter().all(|entry| store.image_size(entry) >= entry.descriptor.size));
                }
            }
        }
        if number < 2 {
            left.fetch_sub(1, std::sync::atomic::Ordering::Release);
        }
    });
}

fn waiting() -> GcOptions {
    GcOptions { when_busy: crate::layout::WhenBusy::Wait, ..GcOptions::default() }
}

#[tokio::test]
async fn verification_waits_for_a_collection_and_sees_only_its_end() {
    let (_dir, store) = store();
    let (layout, image) = with_image(&store, "example.com/a", 1, &["v1"]).await;
    let collection = store.pool.try_exclude().unwrap().unwrap();
    let whole = fs::read(file(&layout, &image.digest)).unwrap();
    fs::remove_file(file(&layout, &image.digest)).unwrap();
    let (done, verified) = std::sync::mpsc::channel();
    std::thread::spawn({
        let store = store.clone();
        move || done.send(store.verify(BadFiles::Keep).unwrap().findings)
    });
    // Long enough for one that would not wait: the store is tiny.
    assert!(verified.recv_timeout(std::time::Duration::from_millis(200)).is_err());
    fs::write(file(&layout, &image.digest), whole).unwrap();
    drop(collection);
    assert_eq!(verified.recv().unwrap(), []);
}
