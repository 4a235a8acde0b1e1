//! How many requests a transfer takes: exactly those that it needs.

use super::*;

/// An image of four blobs: a config and three layers.
const LAYERS: [usize; 3] = [3_000_000, 1000, 500];
const BLOBS: usize = 4;

fn count(requests: &[&str]) -> HashMap<String, usize> {
    let mut counted = HashMap::new();
    for request in requests {
        *counted.entry((*request).to_owned()).or_default() += 1;
    }
    counted
}

#[track_caller]
fn assert_requests(fake: &Fake, expected: &[(&str, usize)]) {
    let expected: HashMap<String, usize> = expected.iter().map(|(name, times)| ((*name).to_owned(), *times)).collect();
    assert_eq!(count(&fake.requests()), expected);
}

#[tokio::test]
async fn a_pull_asks_for_the_manifest_and_each_blob_and_the_next_one_for_a_head() {
    let (registry, layout) = registry_and_layout();
    let raw = image(&registry, "x", &LAYERS, Some("latest"));
    let report = copied(&item(&registry, &layout), &Selection::default()).await;
    assert_requests(&registry, &[("GET manifest", 1), ("GET blob", BLOBS)]);
    assert_eq!(layout.tag("latest"), Some(raw.digest.clone()));
    assert_eq!(
        (report.unchanged, report.blobs.copied.count, report.blobs.moved),
        (false, BLOBS, report.blobs.copied.size)
    );
    assert_eq!(report.destination, format!("oci:dir:latest@{}", raw.digest));
    let again = copied(&item(&registry, &layout), &Selection::default()).await;
    assert_requests(&registry, &[("HEAD manifest", 1)]);
    assert!(again.unchanged);
    assert_eq!((again.blobs.present.count, again.blobs.moved, again.root.digest), (BLOBS, 0, raw.digest));
    assert_eq!(layout.state().finished, 2);
}

#[tokio::test]
async fn a_pull_of_one_platform_is_as_cheap_again() {
    let (registry, layout) = registry_and_layout();
    let amd = image(&registry, "linux/amd64", &LAYERS, None);
    let arm = image(&registry, "linux/arm64", &LAYERS, None);
    index(&registry, &[("linux/amd64", &amd), ("linux/arm64", &arm)], Some("latest"));
    let platforms = Platforms::Only(vec!["linux/arm64".parse().unwrap()]);
    let selection = Selection { platforms, ..Selection::default() };
    let first = copied(&item(&registry, &layout), &selection).await;
    assert_eq!(first.root.digest, arm.digest);
    assert_requests(&registry, &[("GET manifest", 2), ("GET blob", BLOBS)]);
    assert!(copied(&item(&registry, &layout), &selection).await.unchanged);
    assert_requests(&registry, &[("GET manifest", 1)]);
}

#[tokio::test]
async fn a_pull_by_digest_of_what_is_there_asks_nothing() {
    let (registry, layout) = registry_and_layout();
    let raw = image(&registry, "x", &LAYERS, Some("latest"));
    let by_digest = Item { selector: Selector::Digest(raw.digest), ..item(&registry, &layout) };
    copied(&by_digest, &Selection::default()).await;
    assert_requests(&registry, &[("GET manifest", 1), ("GET blob", BLOBS)]);
    assert!(copied(&by_digest, &Selection::default()).await.unchanged);
    assert_requests(&registry, &[]);
}

#[tokio::test]
async fn a_pull_again_brings_back_what_was_lost() {
    let (registry, layout) = registry_and_layout();
    let inner = image(&registry, "x", &LAYERS, None);
    let raw = index(&registry, &[("linux/amd64", &inner)], Some("latest"));
    copied(&item(&registry, &layout), &Selection::default()).await;
    registry.requests();
    let lost = inner.parse().unwrap().blobs().nth(2).unwrap().digest.clone();
    layout.state().blobs.remove(&lost);
    layout.state().manifests.remove(&inner.digest);
    let again = copied(&item(&registry, &layout), &Selection::default()).await;
    assert_requests(&registry, &[("HEAD manifest", 1), ("GET manifest", 1), ("GET blob", 1)]);
    assert_eq!((again.unchanged, again.root.digest), (false, raw.digest));
    assert!(layout.state().manifests.contains_key(&inner.digest));
}

#[tokio::test]
async fn a_push_asks_once_and_sends_each_blob_and_the_next_one_asks_once() {
    let (registry, layout) = registry_and_layout();
    let raw = image(&layout, "x", &LAYERS, Some("latest"));
    copied(&item(&layout, &registry), &Selection::default()).await;
    assert_requests(&registry, &[("HEAD manifest", 1), ("POST blob", BLOBS), ("PUT blob", BLOBS), ("PUT manifest", 1)]);
    assert_eq!(registry.tag("latest"), Some(raw.digest));
    assert!(copied(&item(&layout, &registry), &Selection::default()).await.unchanged);
    assert_requests(&registry, &[("HEAD manifest", 1)]);
    let two = item_of(&layout, "latest", &registry, &["latest", "v2"]);
    assert!(!copied(&two, &Selection::default()).await.unchanged);
    assert_requests(&registry, &[("HEAD manifest", 2), ("PUT manifest", 1)]);
    assert!(copied(&two, &Selection::default()).await.unchanged);
}

#[tokio::test]
async fn a_copy_between_registries_asks_only_where_the_config_is_there() {
    let from = Arc::new(Fake::new("a.example/x"));
    let to = Arc::new(Fake::new("b.example/x"));
    let raw = image(&from, "x", &LAYERS, Some("latest"));
    copied(&item(&from, &to), &Selection::default()).await;
    assert_requests(&from, &[("GET manifest", 1), ("GET blob", BLOBS)]);
    assert_requests(&to, &[("POST blob", BLOBS), ("PUT blob", BLOBS), ("PUT manifest", 1)]);
    let again = copied(&item(&from, &to), &Selection::default()).await;
    assert!(again.unchanged);
    assert_eq!(again.blobs.present.count, BLOBS);
    assert_requests(&from, &[("GET manifest", 1)]);
    assert_requests(&to, &[("POST blob", 1), ("HEAD manifest", 1)]);
    // Another tag of the same content: the blobs are asked for, none moves.
    let other = copied(&item_of(&from, "latest", &to, &["other"]), &Selection::default()).await;
    assert!(!other.unchanged);
    assert_eq!(other.blobs.present.count, BLOBS);
    assert_requests(&from, &[("GET manifest", 1)]);
    assert_requests(&to, &[("POST blob", BLOBS), ("HEAD manifest", 1), ("PUT manifest", 1)]);
    assert_eq!(to.tag("other"), Some(raw.digest));
}

#[tokio::test]
async fn an_index_that_lacks_a_child_at_the_target_is_completed() {
    let layout = Arc::new(Fake::new("oci:dir"));
    let to = Arc::new(Fake::new("b.example/x").lenient());
    let one = image(&layout, "linux/amd64", &LAYERS, None);
    let two = image(&layout, "linux/arm64", &LAYERS, None);
    index(&layout, &[("linux/amd64", &one), ("linux/arm64", &two)], Some("latest"));
    let sparse =
        Selection { platforms: Platforms::Sparse(vec!["linux/amd64".parse().unwrap()]), ..Selection::default() };
    copied(&item(&layout, &to), &sparse).await;
    assert!(!to.state().manifests.contains_key(&two.digest));
    assert!(copied(&item(&layout, &to), &sparse).await.unchanged);
    to.requests();
    let whole = copied(&item(&layout, &to), &Selection::default()).await;
    assert_requests(&to, &[("HEAD manifest", 3), ("POST blob", BLOBS), ("PUT blob", BLOBS), ("PUT manifest", 1)]);
    assert_eq!((whole.unchanged, whole.blobs.present.count, whole.blobs.copied.count), (false, BLOBS, BLOBS));
}

#[tokio::test]
async fn within_a_registry_blobs_are_mounted_and_within_a_repository_nothing_moves() {
    let from = Arc::new(Fake::new("a.example/x"));
    let to = Arc::new(from.sibling("a.example/y"));
    let raw = image(&from, "x", &LAYERS, Some("latest"));
    let report = copied(&item(&from, &to), &Selection::default()).await;
    assert_requests(&from, &[("GET manifest", 1)]);
    assert_requests(&to, &[("POST blob", BLOBS), ("PUT manifest", 1)]);
    assert_eq!((report.blobs.mounted.count, report.blobs.moved), (BLOBS, 0));
    let retag = item_of(&from, "latest", &from, &["v2"]);
    assert!(!copied(&retag, &Selection::default()).await.unchanged);
    assert_requests(&from, &[("GET manifest", 1), ("PUT manifest", 1)]);
    assert_eq!(from.tag("v2"), Some(raw.digest));
    assert!(copied(&item(&from, &from), &Selection::default()).await.unchanged);
    assert_requests(&from, &[("GET manifest", 1)]);
}

#[tokio::test]
async fn a_plan_asks_for_everything_and_changes_nothing() {
    let (registry, layout) = registry_and_layout();
    let raw = image(&layout, "x", &LAYERS, Some("latest"));
    let present = raw.parse().unwrap().blobs().nth(1).unwrap().clone();
    registry.add_blob(&present, &content("x0", LAYERS[0]));
    let push = item(&layout, &registry);
    let plan = super::plan(&push, &Selection::default(), &Options::default()).await.unwrap();
    assert_requests(&registry, &[("HEAD manifest", 1), ("HEAD", BLOBS + 1)]);
    let actions: Vec<Action> = plan.blobs.iter().map(|blob| blob.action).collect();
    assert_eq!(actions, [Action::Skip, Action::Copy, Action::Copy, Action::Copy]);
    assert_eq!(plan.totals.remaining, plan.totals.size - present.size);
    assert_eq!((plan.totals.blobs, plan.totals.manifests), (BLOBS, 1));
    assert!(registry.state().put.is_empty());
    assert_eq!(registry.state().finished, 0);
    let json = serde_json::to_value(&plan).unwrap();
    assert_eq!(json["Manifests"][0]["Action"], "copy");
    assert_eq!(json["Manifests"][0]["MediaType"], MediaType::OCI_MANIFEST.as_str());
    assert_eq!(json["Blobs"][0]["Action"], "skip");
    assert_eq!(json["Root"]["digest"], raw.digest.to_string());
    copied(&push, &Selection::default()).await;
    let unchanged = super::plan(&push, &Selection::default(), &Options::default()).await.unwrap();
    assert!(unchanged.blobs.iter().all(|blob| blob.action == Action::Skip));
    assert!(unchanged.manifests.iter().all(|manifest| manifest.action == Action::Skip));
}
