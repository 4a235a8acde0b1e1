//! A collection that is broken off between any two of its steps loses nothing, and the next one completes it.

use std::ops::ControlFlow;
use std::path::PathBuf;

use super::{files, is_whole, later, pull, repository, store};
use crate::content::conformance::{image, index, referrer};
use crate::content::memory::MemoryStore;
use crate::layout::{BadFiles, GcOptions, GcStep, Layout, LayoutError, Store};
use crate::oci::RawManifest;

/// A store with garbage of every kind, and what lives in it.
struct Littered {
    _dir: tempfile::TempDir,
    store: Store,
    layout: Layout,
    live: [RawManifest; 2],
    garbage: [RawManifest; 2],
}

async fn littered() -> Littered {
    let (dir, store) = store();
    let source = MemoryStore::new();
    let children = [image(&source, 1, &[]), image(&source, 2, &[])];
    let old = index(&source, &[&children[0], &children[1]], &[]);
    let live = index(&source, &[&children[0]], &[]);
    let [kept, lost] = [&children[0], &children[1]].map(|child| referrer(&source, child, "application/x.signature"));
    for (manifest, tags) in [(&old, &["v1"][..]), (&kept, &[]), (&lost, &[]), (&live, &["v1"])] {
        pull(&source, &store, "example.com/a", manifest, tags).await;
    }
    pull(&source, &store, "example.com/empty", &children[1], &[]).await;
    let layout = repository(&store, "example.com/a");
    Littered { _dir: dir, store, layout, live: [live, kept], garbage: [old, lost] }
}

/// Collects garbage until so many changes were made; says whether that was before the end.
fn broken(store: &Store, options: &GcOptions, mut changes: u32) -> bool {
    let outcome = store.gc_by_steps(options, &mut || (), &mut |step| {
        if step == GcStep::Change {
            if changes == 0 {
                return ControlFlow::Break(());
            }
            changes -= 1;
        }
        ControlFlow::Continue(())
    });
    match outcome {
        Err(LayoutError::Stopped) => true,
        other => {
            other.unwrap();
            false
        }
    }
}

fn left(store: &Store) -> Vec<PathBuf> {
    files(store.root()).into_iter().filter(|path| !path.starts_with("_wharf/unsynced")).collect()
}

/// Breaks the collection at `hours` off after each number of changes, runs `check`, and completes it.
async fn at_every_step(hours: u32, before: &[u32], check: impl Fn(&Littered)) -> u32 {
    let expected = {
        let littered = littered().await;
        for hours in [2, 4, 6, 8, 10] {
            broken(&littered.store, &later(hours), u32::MAX);
        }
        left(&littered.store)
    };
    for changes in 0.. {
        let littered = littered().await;
        for hours in before {
            broken(&littered.store, &later(*hours), u32::MAX);
        }
        let stopped = broken(&littered.store, &later(hours), changes);
        let whole = || littered.live.iter().all(|image| is_whole(&littered.layout, image));
        assert!(whole(), "after {changes} changes");
        assert_eq!(littered.store.verify(BadFiles::Keep).unwrap().findings, [], "after {changes} changes");
        check(&littered);
        for hours in [hours + 1, hours + 3, hours + 5, hours + 7, hours + 9] {
            broken(&littered.store, &later(hours), u32::MAX);
            assert!(whole(), "after {changes} changes and the next runs");
        }
        assert_eq!(left(&littered.store), expected, "after {changes} changes");
        if !stopped {
            return changes;
        }
    }
    unreachable!("there are fewer steps than numbers")
}

#[tokio::test]
async fn taking_away_may_be_broken_off_anywhere() {
    let steps = at_every_step(2, &[], |_| ()).await;
    assert!(steps > 8, "{steps}");
}

#[tokio::test]
async fn emptying_the_trash_may_be_broken_off_anywhere() {
    let steps = at_every_step(4, &[2], |_| ()).await;
    assert!(steps > 8, "{steps}");
}

#[tokio::test]
async fn what_was_taken_before_a_crash_can_be_brought_back() {
    for changes in [3, 6, 9, 12] {
        let littered = littered().await;
        let before = files(&littered.store.root().join("example.com"));
        assert!(broken(&littered.store, &later(2), changes));
        littered.store.undo_gc().unwrap();
        assert!(littered.garbage.iter().chain(&littered.live).all(|image| is_whole(&littered.layout, image)));
        assert_eq!(files(&littered.store.root().join("example.com")), before);
        assert_eq!(littered.layout.entries().unwrap().len(), 4, "after {changes} changes");
    }
}
