//! Carrying it out: each blob once, over several threads, and what happens when something fails.

use std::sync::atomic::Ordering;

use super::fake::Fault;
use super::*;
use crate::content::ErrorKind;

const LARGE: usize = 1_200_000;

fn layer(raw: &RawManifest, at: usize) -> Descriptor {
    raw.parse().unwrap().blobs().nth(at + 1).unwrap().clone()
}

async fn heard(item: &Item, options: Options) -> (Result<Report, TransferError>, Heard) {
    let ear = Arc::new(Ear::default());
    let result = copy(item, &Selection::default(), &options, Arc::clone(&ear) as Arc<dyn Progress>).await;
    (result, ear.heard())
}

#[tokio::test]
async fn two_hundred_blobs_travel_once_each_and_progress_adds_up() {
    let (from, to) = registry_and_layout();
    let mut sizes: Vec<usize> = (0..194).map(|at| 1000 + at).collect();
    sizes.extend([LARGE; 6]);
    image(&from, "x", &sizes, Some("latest"));
    let (report, heard) = heard(&item(&from, &to), Options { jobs: 4 }).await;
    let report = report.unwrap();
    assert_eq!(report.blobs.copied.count, 201);
    assert_eq!(report.blobs.moved, report.blobs.copied.size);
    assert!(heard.planned.is_sorted_by(|one, next| one >= next), "largest first");
    assert_eq!(heard.planned.iter().sum::<u64>(), report.blobs.copied.size);
    for (place, size) in heard.planned.iter().enumerate() {
        assert_eq!(heard.bytes[&place], (0, *size));
        assert_eq!(heard.done[&place], Put::Copied);
    }
    assert_eq!((heard.manifests, heard.finished), (1, 1));
    assert!(to.most_under_way.load(Ordering::SeqCst) <= 16);
    let threads = std::thread::available_parallelism().unwrap().get().min(4);
    assert_eq!(to.state().threads.len(), threads);
    assert_eq!(to.under_way(), 0);
}

#[tokio::test]
async fn no_thread_is_started_for_small_blobs_or_for_one() {
    for sizes in [&[1000; 50][..], &[LARGE, 10, 10]] {
        let (from, to) = registry_and_layout();
        image(&from, "x", sizes, Some("latest"));
        copied(&item(&from, &to), &Selection::default()).await;
        assert_eq!(to.state().threads.len(), 1);
        assert!(to.state().threads.contains(&std::thread::current().id()));
    }
}

#[tokio::test]
async fn at_most_as_many_large_blobs_travel_at_once_as_there_are_jobs() {
    for jobs in [1, 3] {
        let (from, to) = registry_and_layout();
        image(&from, "x", &[LARGE; 7], Some("latest"));
        // The config is small and comes last, beside the last large ones.
        heard(&item(&from, &to), Options { jobs }).await.0.unwrap();
        assert!(to.most_under_way.load(Ordering::SeqCst) <= jobs + 1);
    }
}

#[tokio::test]
async fn a_blob_that_is_named_twice_moves_once() {
    let (from, to) = registry_and_layout();
    let one = image(&from, "x", &[100, 50], None);
    let layers = vec![layer(&one, 0), layer(&one, 0), layer(&one, 1)];
    let two = image_with(&from, "y", &[], None, &json!({ "layers": layers }));
    index(&from, &[("linux/amd64", &one), ("linux/arm64", &two)], Some("latest"));
    let report = copied(&item(&from, &to), &Selection::default()).await;
    assert_eq!(report.blobs.copied.count, 4, "two layers, two configs");
}

#[tokio::test]
async fn what_is_there_in_part_or_whole_is_not_moved_again() {
    let (from, to) = registry_and_layout();
    let raw = image(&from, "x", &[1000, 500], Some("latest"));
    let (partial, whole) = (layer(&raw, 0), layer(&raw, 1));
    to.add_blob(&partial, &content("x0", 1000));
    to.add_blob(&whole, &content("x1", 500));
    to.state().blobs.remove(&partial.digest);
    to.state().partial.insert(partial.digest.clone(), 400);
    let plan = super::plan(&item(&from, &to), &Selection::default(), &Options::default()).await.unwrap();
    let first = &plan.blobs[0];
    assert_eq!((first.action, first.offset, first.remaining), (Action::Resume, 400, 600));
    let (report, heard) = heard(&item(&from, &to), Options::default()).await;
    let report = report.unwrap();
    assert_eq!(heard.bytes[&0], (400, 600));
    assert_eq!(heard.planned.len(), 2);
    assert_eq!((report.blobs.present.count, report.blobs.present.size), (1, 500));
    assert_eq!(report.blobs.moved, report.blobs.copied.size - 400);
}

#[tokio::test]
async fn bad_bytes_are_asked_for_once_more() {
    let (from, to) = registry_and_layout();
    let raw = image(&from, "x", &[1000, 10], Some("latest"));
    from.fault(&layer(&raw, 0), Fault::Corrupt(1));
    let (report, heard) = heard(&item(&from, &to), Options::default()).await;
    report.unwrap();
    assert_eq!(heard.restarted, [0]);
    assert_eq!(heard.bytes[&0], (0, 1000));
}

#[tokio::test]
async fn bytes_that_stay_bad_are_the_sources_fault_and_nothing_is_named() {
    let (from, to) = registry_and_layout();
    let raw = image(&from, "x", &[1000, 10], Some("latest"));
    from.fault(&layer(&raw, 0), Fault::Corrupt(usize::MAX));
    let (error, heard) = heard(&item(&from, &to), Options::default()).await;
    let error = error.unwrap_err();
    assert_eq!((error.kind(), error.side, error.operation), (ErrorKind::Integrity, Side::Source, Operation::CopyBlob));
    assert_eq!(error.descriptor.unwrap().digest, layer(&raw, 0).digest);
    assert_eq!((heard.restarted.len(), heard.manifests, heard.finished), (1, 0, 1));
    assert_eq!(to.tag("latest"), None);
    assert_eq!(from.requests().iter().filter(|request| **request == "GET blob").count(), 2 + heard.done.len());
}

#[tokio::test]
async fn an_error_tells_which_side_failed() {
    for (fault, kind, side) in
        [(Fault::Cut, ErrorKind::Unavailable, Side::Source), (Fault::Refuse, ErrorKind::Denied, Side::Destination)]
    {
        let (from, to) = registry_and_layout();
        let raw = image(&from, "x", &[1000], Some("latest"));
        let store = if side == Side::Source { &from } else { &to };
        store.fault(&layer(&raw, 0), fault);
        let error = failed(&item(&from, &to), &Selection::default()).await;
        assert_eq!((error.kind(), error.side), (kind, side));
        assert_eq!(error.descriptor.unwrap().digest, layer(&raw, 0).digest);
    }
    let (from, to) = registry_and_layout();
    let error = failed(&item(&from, &to), &Selection::default()).await;
    assert_eq!((error.kind(), error.side), (ErrorKind::NotFound, Side::Source));
}

#[tokio::test]
async fn the_first_failure_stops_blobs_that_would_never_end() {
    let (from, to) = registry_and_layout();
    let raw = image(&from, "x", &[LARGE, LARGE, LARGE, LARGE, 10], Some("latest"));
    for at in 0..3 {
        from.fault(&layer(&raw, at), Fault::Hang);
    }
    to.fault(&layer(&raw, 3), Fault::Refuse);
    let error = failed(&item(&from, &to), &Selection::default()).await;
    assert_eq!((error.kind(), error.side), (ErrorKind::Denied, Side::Destination));
    assert_eq!(to.under_way(), 0, "nothing goes on");
    assert_eq!(to.tag("latest"), None);
}

#[tokio::test]
async fn a_transfer_that_is_given_up_leaves_no_thread() {
    let (from, to) = registry_and_layout();
    let raw = image(&from, "x", &[LARGE; 6], Some("latest"));
    for at in 0..6 {
        from.fault(&layer(&raw, at), Fault::Hang);
    }
    let ear = Arc::new(Ear::default());
    let item = item(&from, &to);
    let (selection, options) = (Selection::default(), Options { jobs: 6 });
    let transfer = copy(&item, &selection, &options, Arc::clone(&ear) as Arc<dyn Progress>);
    // Every thread is at work once six blobs have begun.
    let all_begun = async {
        while ear.heard().bytes.len() < 6 {
            ear.news.notified().await;
        }
    };
    tokio::select! {
        result = transfer => panic!("it cannot end: {result:?}"),
        () = all_begun => {}
    }
    assert_eq!(to.under_way(), 0);
    assert_eq!(ear.heard().finished, 1);
    // The threads held the stores.
    drop(item);
    assert_eq!((Arc::strong_count(&from), Arc::strong_count(&to)), (1, 1));
}

#[tokio::test]
async fn a_thread_that_dies_is_a_failure_and_no_standstill() {
    let cores = std::thread::available_parallelism().unwrap().get();
    if cores < 2 {
        return;
    }
    let (from, to) = registry_and_layout();
    let raw = image(&from, "x", &[LARGE + 1, LARGE], Some("latest"));
    // The second blob is the first of the second thread.
    to.fault(&layer(&raw, 1), Fault::Panic);
    let error = failed(&item(&from, &to), &Selection::default()).await;
    assert_eq!((error.kind(), error.side), (ErrorKind::Storage, Side::Neither));
}

#[tokio::test]
async fn a_transfer_may_run_on_any_runtime() {
    fn is_send<T: Send>(value: T) -> T {
        value
    }
    let (from, to) = registry_and_layout();
    image(&from, "x", &[10], Some("latest"));
    let item = item(&from, &to);
    let (selection, options) = (Selection::default(), Options::default());
    is_send(copy(&item, &selection, &options, Arc::new(Silent))).await.unwrap();
    is_send(plan(&item, &selection, &options)).await.unwrap();
}
