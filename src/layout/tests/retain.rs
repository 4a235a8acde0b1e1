//! Retention on a store: tags go, can be brought back, and their content follows with the garbage.

use std::fs::File;
use std::time::{Duration, SystemTime};

use super::{HOUR, file, is_whole, pull, repository, store, with_image};
use crate::content::conformance::{image, index, referrer};
use crate::content::memory::MemoryStore;
use crate::layout::{Clock, GcOptions, Layout, LayoutError, RetainOptions, Retention, Store};
use crate::oci::{Digest, RawManifest};

const DAY: Duration = Duration::from_hours(24);

fn rules(text: &str) -> Retention {
    Retention::parse(text).unwrap()
}

fn apply(store: &Store, text: &str) -> Vec<String> {
    let report = store.retain(&rules(text), &RetainOptions::default()).unwrap();
    let gone = report.decisions.iter().filter(|decision| decision.removed);
    gone.map(|decision| decision.tag.clone().unwrap_or_else(|| decision.digest.to_string())).collect()
}

fn tags(layout: &Layout) -> Vec<String> {
    layout.entries().unwrap().into_iter().filter_map(|entry| entry.tag).collect()
}

/// Makes a manifest as old as if it had been pushed so long ago.
fn pushed(layout: &Layout, digest: &Digest, ago: Duration) {
    File::open(file(layout, digest)).unwrap().set_modified(SystemTime::now() - ago).unwrap();
}

/// Images under the tags `pr-1` to `pr-4`, the first pushed a day ago, the last four days ago.
async fn requests(store: &Store, name: &str) -> (Layout, Vec<RawManifest>) {
    let mut images = Vec::new();
    for number in 1..=4_u8 {
        let (layout, image) = with_image(store, name, number, &[&format!("pr-{number}")]).await;
        pushed(&layout, &image.digest, DAY * u32::from(number));
        images.push(image);
    }
    (repository(store, name), images)
}

#[tokio::test]
async fn old_tags_go_and_can_be_brought_back() {
    let (_dir, store) = store();
    let (layout, images) = requests(&store, "example.com/a").await;
    let (other, _) = requests(&store, "example.com/b").await;
    let text = "[[retention]]\nrepositories = ['**/a']\nkeep_last = 1\nolder_than = '36h'\nkeep = ['pr-3']";
    let dry = store.retain(&rules(text), &RetainOptions { dry_run: true, ..RetainOptions::default() }).unwrap();
    assert_eq!((dry.removed, dry.decisions.len(), tags(&layout).len()), (2, 4, 4));
    assert_eq!(apply(&store, text), ["pr-2", "pr-4"]);
    assert_eq!(tags(&layout), ["pr-1", "pr-3"]);
    assert_eq!(tags(&other).len(), 4);
    assert_eq!(apply(&store, text), [""; 0], "once more takes nothing");
    assert!(is_whole(&layout, &images[3]), "the content goes with the garbage");
    store.undo_gc().unwrap();
    assert_eq!(tags(&layout), ["pr-1", "pr-2", "pr-3", "pr-4"]);
    assert_eq!(layout.entries().unwrap().len(), 4);
    apply(&store, text);
    let report = store.gc(&GcOptions { clock: Clock::ahead(HOUR * 2, HOUR * 2), ..GcOptions::default() }, &mut || ());
    assert!(report.unwrap().trashed_bytes > 0);
    assert!(!is_whole(&layout, &images[3]) && is_whole(&layout, &images[2]));
    // The collection is undone first, the retention then.
    store.undo_gc().unwrap();
    if let Err(error) = store.undo_gc() {
        assert!(matches!(error, LayoutError::NoTrash { .. }), "{error}");
    }
    assert!(is_whole(&layout, &images[3]));
}

#[tokio::test]
async fn a_tag_that_was_moved_meanwhile_stays() {
    let (_dir, store) = store();
    let (layout, images) = requests(&store, "example.com/a").await;
    apply(&store, "[[retention]]\nkeep_last = 3");
    assert_eq!(tags(&layout), ["pr-1", "pr-2", "pr-3"]);
    let (_, newer) = with_image(&store, "example.com/a", 9, &["pr-4"]).await;
    store.undo_gc().unwrap();
    let entries = layout.entries().unwrap();
    let given = entries.iter().find(|entry| entry.tag.as_deref() == Some("pr-4")).unwrap();
    assert_eq!(given.descriptor.digest, newer.digest, "what was given since stays");
    assert!(entries.iter().any(|entry| entry.tag.is_none() && entry.descriptor.digest == images[3].digest));
}

#[tokio::test]
async fn the_age_of_an_image_is_what_its_config_says() {
    let (_dir, store) = store();
    let source = MemoryStore::new();
    let created = |days: u32| {
        let at = jiff::Timestamp::try_from(SystemTime::now() - DAY * days).unwrap();
        let config = serde_json::json!({"created": at.to_string(), "architecture": "amd64", "os": "linux"});
        let config = source.add_blob(crate::oci::MediaType::OCI_CONFIG, serde_json::to_vec(&config).unwrap());
        let text = serde_json::json!({
            "schemaVersion": 2, "mediaType": crate::oci::MediaType::OCI_MANIFEST.to_string(),
            "config": config, "layers": [],
        });
        let bytes = serde_json::to_vec(&text).unwrap();
        let manifest = RawManifest::new(&crate::oci::MediaType::OCI_MANIFEST, bytes.into()).unwrap();
        source.add_manifest(&manifest, &[]);
        manifest
    };
    let (old, young) = (created(40), created(3));
    let both = index(&source, &[&old, &young], &[]);
    let undated = image(&source, 1, &[]);
    for (manifest, tag) in [(&old, "old"), (&young, "young"), (&both, "both"), (&undated, "undated")] {
        pull(&source, &store, "example.com/a", manifest, &[tag]).await;
    }
    assert_eq!(apply(&store, "[[retention]]\nolder_than = '30d'"), [""; 0], "all were pushed just now");
    let report =
        store.retain(&rules("[[retention]]\nolder_than = '30d'\norder = 'created'"), &RetainOptions::default());
    let report = report.unwrap();
    let gone: Vec<_> = report.decisions.iter().filter(|d| d.removed).map(|d| d.tag.as_deref()).collect();
    assert_eq!(gone, [Some("old")], "{report:#?}");
}

#[tokio::test]
async fn manifests_without_a_tag_stay_as_long_as_a_rule_says() {
    let (_dir, store) = store();
    let source = MemoryStore::new();
    let (one, two) = (image(&source, 1, &[]), image(&source, 2, &[]));
    let signature = referrer(&source, &one, "application/x.signature");
    for manifest in [&one, &two, &signature] {
        pull(&source, &store, "example.com/a", manifest, &[]).await;
    }
    let layout = repository(&store, "example.com/a");
    for (manifest, days) in [(&one, 1), (&two, 9), (&signature, 9)] {
        pushed(&layout, &manifest.digest, DAY * days);
    }
    assert_eq!(apply(&store, "[[retention]]\nuntagged_older_than = '7d'"), [two.digest.to_string()]);
    let listed: Vec<_> = layout.entries().unwrap().into_iter().map(|entry| entry.descriptor.digest).collect();
    assert!(listed.contains(&one.digest) && listed.contains(&signature.digest));
    store.undo_gc().unwrap();
    assert_eq!(layout.entries().unwrap().len(), 3);
}

#[tokio::test]
async fn a_repository_that_cannot_be_read_is_told_and_left_alone() {
    let (_dir, store) = store();
    let (layout, _) = requests(&store, "example.com/a").await;
    let (other, _) = requests(&store, "example.com/b").await;
    std::fs::write(layout.dir().join("index.json"), "{").unwrap();
    let report = store.retain(&rules("[[retention]]\nkeep_last = 1"), &RetainOptions::default()).unwrap();
    assert!(report.unreadable[0].contains("example.com/a/index.json"), "{report:?}");
    assert_eq!(tags(&other), ["pr-1"]);
    let collector = store.pool.try_collect().unwrap();
    let busy = store.retain(&rules("[[retention]]\nkeep_last = 1"), &RetainOptions::default());
    assert!(matches!(busy, Err(LayoutError::Busy { .. })));
    drop(collector);
}
