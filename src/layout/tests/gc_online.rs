//! Garbage collection while others work: it waits for nobody, and takes nothing that they count on.

use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant, SystemTime};

use super::{blobs_of, by_tag, file, gc, is_whole, later, pull, reference, repository, store, with_image};
use crate::content::conformance::{image, index, put, tag};
use crate::content::memory::MemoryStore;
use crate::content::{Source as _, Target as _};
use crate::layout::disk::{self, Hold};
use crate::layout::{BadFiles, Clock, GcOptions, GcReport, GcSubject, GcVerdict, LayoutError, ONLINE_GRACE, WhenBusy};

#[tokio::test]
async fn a_transfer_is_not_waited_for_and_its_content_stays() {
    let (_dir, store) = store();
    let source = MemoryStore::new();
    let (_, old) = with_image(&store, "example.com/a", 1, &["v1"]).await;
    let image = image(&source, 2, &[]);
    let layout = repository(&store, "example.com/a");
    for blob in blobs_of(&image) {
        layout.put_blob(&blob, &*source.blob(&blob)).await.unwrap();
    }
    let report = gc(&store, &GcOptions { grace: ONLINE_GRACE, ..GcOptions::default() });
    assert!(report.decisions.iter().all(|decision| decision.verdict == GcVerdict::Kept), "{report:#?}");
    layout.put_manifest(&image, &[tag("v1")]).await.unwrap();
    // The transfer still runs, as does that of a server, for ever.
    assert!(gc(&store, &later(2)).trashed_bytes > 0);
    assert!(is_whole(&layout, &image) && !is_whole(&layout, &old));
    let alone = GcOptions { grace: ONLINE_GRACE / 2, when_busy: WhenBusy::Fail, ..later(2) };
    let busy = store.gc(&alone, &mut || panic!("it was told to fail")).unwrap_err();
    assert!(matches!(busy, LayoutError::Busy { .. }));
    assert!(busy.to_string().contains("leave the grace at 10 minutes or more"), "{busy}");
    assert!(gc(&store, &GcOptions { dry_run: true, ..alone }).freed_bytes == 0, "a dry run is in nobody's way");
}

#[tokio::test]
async fn only_one_collects_at_a_time() {
    let (_dir, store) = store();
    let collector = store.pool.try_collect().unwrap().unwrap();
    assert!(matches!(store.gc(&GcOptions::default(), &mut || ()), Err(LayoutError::Busy { .. })));
    assert_eq!(gc(&store, &GcOptions { dry_run: true, ..GcOptions::default() }), GcReport::default());
    let waiting = std::thread::scope(|scope| {
        let wait = GcOptions { when_busy: WhenBusy::Wait, ..GcOptions::default() };
        let (told, hears) = std::sync::mpsc::channel();
        let store = &store;
        let second = scope.spawn(move || store.gc(&wait, &mut || told.send(()).unwrap()));
        hears.recv().unwrap();
        drop(collector);
        second.join().unwrap()
    });
    waiting.unwrap();
}

#[tokio::test]
async fn what_was_made_young_stays_a_grace_longer() {
    let (_dir, store) = store();
    let (layout, image) = with_image(&store, "example.com/a", 1, &["v1"]).await;
    let path = file(&layout, &image.digest);
    let written = fs::metadata(&path).unwrap().modified().unwrap();
    let before = SystemTime::now();
    assert!(crate::layout::Trash::refresh(&path).unwrap());
    let after = fs::metadata(&path).unwrap();
    assert_eq!(after.modified().unwrap(), written, "when it was pushed");
    assert!(after.accessed().unwrap() + Duration::from_secs(1) >= before);
    assert!(!crate::layout::Trash::refresh(&path.with_file_name("none")).unwrap());
}

#[tokio::test]
async fn what_is_listed_at_the_last_moment_stays() {
    let (_dir, store) = store();
    let source = MemoryStore::new();
    let (layout, old) = with_image(&store, "example.com/a", 1, &["v1"]).await;
    pull(&source, &store, "example.com/a", &image(&source, 2, &[]), &["v1"]).await;
    // Somebody tags the old image anew once the collection has read the list.
    let path = layout.dir().join("index.json");
    let mut tagged = false;
    let mut step = |_| {
        if !std::mem::replace(&mut tagged, true) {
            let mut list: crate::oci::ImageIndex = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
            let mut entry = old.descriptor();
            entry.annotations.set("org.opencontainers.image.ref.name", "again");
            list.manifests.push(entry);
            fs::write(&path, serde_json::to_vec(&list).unwrap()).unwrap();
        }
        std::ops::ControlFlow::Continue(())
    };
    let mut rests = 0;
    let report = store.gc_by_steps(&later(2), &mut || (), &mut |at| {
        // The first rest is before anything was read.
        rests += u32::from(at == crate::layout::GcStep::Rest);
        if rests == 1 && at == crate::layout::GcStep::Rest { std::ops::ControlFlow::Continue(()) } else { step(at) }
    });
    report.unwrap();
    assert!(tagged && is_whole(&layout, &old));
    assert_eq!(layout.manifest(&by_tag("again")).await.unwrap(), old);
}

#[tokio::test]
async fn an_empty_repository_goes_only_if_nobody_writes_to_it() {
    let (_dir, store) = store();
    let source = MemoryStore::new();
    let image = image(&source, 1, &[]);
    let layout = repository(&store, "example.com/a");
    layout.make().unwrap();
    let removed = |report: &GcReport| report.decisions.iter().any(|d| d.subject == GcSubject::Repository);
    assert!(!removed(&gc(&store, &GcOptions::default())), "it is young");
    // A push has made it, and finds it gone.
    layout.put_blob(&blobs_of(&image)[0], &*source.blob(&blobs_of(&image)[0])).await.unwrap();
    fs::remove_file(file(&layout, &blobs_of(&image)[0].digest)).unwrap();
    assert!(removed(&gc(&store, &later(2))));
    assert!(!store.directory(&reference("example.com/a")).exists());
    put(&source, &layout, &image, &["v1"]).await;
    layout.finish().await.unwrap();
    assert!(is_whole(&layout, &image));
    assert_eq!(store.list().unwrap().count(), 1, "the mark was made anew");
}

/// So many different images are pushed in turn.
const IMAGES: u8 = 40;

#[test]
fn pushes_and_collections_go_on_side_by_side() {
    // What was touched within two seconds is young, and the trash is emptied at each turn. Each image comes back after that.
    let (_dir, store) = store();
    let begun = Instant::now();
    let done = AtomicBool::new(false);
    let runtime = || tokio::runtime::Builder::new_current_thread().build().unwrap();
    std::thread::scope(|scope| {
        let (store, done) = (&store, &done);
        let collector = scope.spawn(move || {
            let (mut runs, mut freed) = (0_u32, 0);
            while !done.load(Ordering::Relaxed) || freed == 0 {
                let ahead = ONLINE_GRACE.saturating_sub(Duration::from_secs(2));
                let clock = Clock::ahead(ahead, ONLINE_GRACE * runs);
                let options = GcOptions { grace: ONLINE_GRACE, clock, ..later(0) };
                freed += store.gc(&options, &mut || ()).unwrap().freed_bytes;
                runs += 1;
                assert!(begun.elapsed() < Duration::from_mins(1), "nothing was ever collected");
            }
            runs
        });
        let pushers: Vec<_> = (0..3_u8)
            .map(|number| {
                scope.spawn(move || {
                    let source = MemoryStore::new();
                    let images: Vec<_> = (0..IMAGES).map(|seed| image(&source, seed, &[])).collect();
                    let roots: Vec<_> = images.iter().map(|image| index(&source, &[image], &[])).collect();
                    let name = format!("example.com/r{}", number % 2);
                    let mut round = 0;
                    while begun.elapsed() < Duration::from_secs(5) {
                        let root = &roots[round % roots.len()];
                        let layout = repository(store, &name);
                        let tag = format!("t{number}");
                        runtime().block_on(async {
                            put(&source, &layout, root, &[&tag]).await;
                            layout.finish().await.unwrap();
                        });
                        assert!(is_whole(&layout, root), "round {round} of {number}");
                        round += 1;
                    }
                    (name, roots[(round - 1) % roots.len()].clone())
                })
            })
            .collect();
        for pusher in pushers {
            let (name, root) = pusher.join().unwrap();
            assert!(is_whole(&repository(store, &name), &root));
        }
        done.store(true, Ordering::Relaxed);
        assert!(collector.join().unwrap() > 1);
    });
    assert_eq!(store.verify(BadFiles::Keep).unwrap().findings, []);
}

#[test]
fn sessions_that_nobody_goes_on_with_are_given_up() {
    let (_dir, store) = store();
    let session = |name: &str| {
        let path = store.root().join("_wharf/uploads").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, b"12345").unwrap();
        path
    };
    let (idle, written) = (session("idle"), session("written"));
    let request = disk::open_lock(&written).unwrap();
    assert!(disk::try_lock(&request, Hold::Alone, &written).unwrap());
    let week = later(24 * 7 + 1);
    let verdicts = |report: &GcReport| -> Vec<(GcVerdict, String)> {
        let uploads = report.decisions.iter().filter(|decision| decision.subject == GcSubject::Upload);
        uploads.map(|decision| (decision.verdict, decision.reason.clone())).collect()
    };
    let kept = |reason: &str| (GcVerdict::Kept, reason.to_owned());
    assert_eq!(verdicts(&gc(&store, &later(24 * 6))), vec![kept("may go on"); 2]);
    assert!(idle.exists());
    let report = gc(&store, &week);
    let gone = (GcVerdict::Removed, "nobody went on with it".to_owned());
    assert_eq!(verdicts(&report), [gone, kept("a request writes to it")]);
    assert!(!idle.exists() && written.exists());
    assert!(report.freed_bytes >= 5);
}
