//! Many at once. Locks belong to open files, so threads that open for themselves meet as processes do.

use std::fs;
use std::sync::Barrier;

use super::body::Body;
use super::{file, is_whole, links, names, pooled, pull, reference, repository, store};
use crate::content::conformance::{image, put};
use crate::content::memory::MemoryStore;
use crate::content::{Put, Source as _, Target as _};
use crate::layout::{Layout, Store};
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
