//! A source that made some of its content itself: that is not where the source is, and has to be put.

use async_trait::async_trait;

use super::*;
use crate::content::{BlobBody, ReferrerFilter, TagQuery};
use crate::reference::Location;

/// What is in `made` lies over `base`, whose location it has.
struct Over {
    base: Arc<Fake>,
    made: Fake,
}

impl Over {
    fn of(&self, digest: &Digest) -> &dyn Source {
        if self.is_made(digest) { &self.made } else { &*self.base }
    }
}

#[async_trait]
impl Source for Over {
    fn location(&self) -> Location {
        Source::location(&*self.base)
    }

    async fn resolve(&self, selector: &Selector) -> crate::content::Result<Descriptor> {
        self.manifest(selector).await.map(|raw| raw.descriptor())
    }

    async fn manifest(&self, selector: &Selector) -> crate::content::Result<RawManifest> {
        match self.made.manifest(selector).await {
            Ok(raw) => Ok(raw),
            Err(_) => self.base.manifest(selector).await,
        }
    }

    fn blob(&self, descriptor: &Descriptor) -> Box<dyn BlobBody> {
        self.of(&descriptor.digest).blob(descriptor)
    }

    async fn stat_blob(&self, digest: &Digest) -> crate::content::Result<u64> {
        self.of(digest).stat_blob(digest).await
    }

    async fn tags(&self, query: &TagQuery) -> crate::content::Result<Vec<String>> {
        self.base.tags(query).await
    }

    async fn referrers(&self, subject: &Digest, filter: &ReferrerFilter) -> crate::content::Result<Vec<Descriptor>> {
        self.base.referrers(subject, filter).await
    }

    fn is_made(&self, digest: &Digest) -> bool {
        let state = self.made.state();
        state.manifests.contains_key(digest) || state.blobs.contains(digest)
    }
}

/// `latest` of `base`, an index of two images, with another config in the first of them.
fn edited(base: &Arc<Fake>) -> (Arc<Over>, RawManifest) {
    let (one, two) = (image(base, "linux/amd64", &[3000], None), image(base, "linux/arm64", &[4000], None));
    index(base, &[("linux/amd64", &one), ("linux/arm64", &two)], Some("latest"));
    let made = Fake::new("oci:made");
    let config = br#"{"os":"linux","architecture":"amd64","edited":true}"#;
    let config = (Descriptor::of(MediaType::OCI_CONFIG, config), config);
    made.add_blob(&config.0, config.1);
    let mut value: Value = serde_json::from_slice(&one.bytes).unwrap();
    value["config"] = serde_json::to_value(&config.0).unwrap();
    let one = document(&MediaType::OCI_MANIFEST, &value);
    made.add_manifest(&one, None);
    let root = index(&made, &[("linux/amd64", &one), ("linux/arm64", &two)], Some("latest"));
    base.requests();
    (Arc::new(Over { base: Arc::clone(base), made }), root)
}

fn item_over(over: &Arc<Over>, target: &Arc<Fake>, tags: &[&str]) -> Item {
    let source = Arc::clone(over) as Arc<dyn Source>;
    Item { source, ..item_of(&over.base, "latest", target, tags) }
}

#[tokio::test]
async fn within_one_place_only_what_was_made_is_put() {
    for place in ["a.example/x", "oci:dir"] {
        for tags in [&["latest"][..], &["new"], &[]] {
            let base = Arc::new(Fake::new(place));
            let (over, root) = edited(&base);
            let item = item_over(&over, &base, tags);
            let plan = plan(&item, &Selection::default(), &Options::default()).await.unwrap();
            let todo: Vec<Action> = plan.blobs.iter().map(|blob| blob.action).collect();
            assert_eq!(todo.iter().filter(|action| **action == Action::Skip).count(), 3, "{place} {todo:?}");
            assert_eq!(todo.iter().filter(|action| **action == Action::Copy).count(), 1, "{place} {todo:?}");
            let report = copied(&item, &Selection::default()).await;
            assert_eq!((report.blobs.copied.count, report.blobs.present.count), (1, 3), "{place}");
            assert_eq!((&report.root.digest, report.unchanged), (&root.digest, false));
            assert_eq!(base.state().put.len(), 3, "the config, the image and the index: {place}");
            for tag in tags {
                assert_eq!(base.tag(tag).as_ref(), Some(&root.digest), "{place}");
            }
            let again =
                Item { source: Arc::clone(&base) as Arc<dyn Source>, selector: root.digest.clone().into(), ..item };
            let elsewhere = Arc::new(Fake::new("oci:elsewhere"));
            copied(&Item { target: elsewhere, ..again }, &Selection::default()).await;
        }
    }
}

#[tokio::test]
async fn within_a_registry_what_was_made_is_sent_and_the_rest_is_mounted() {
    let base = Arc::new(Fake::new("a.example/x"));
    let (over, root) = edited(&base);
    let target = Arc::new(base.sibling("a.example/y"));
    let item = item_over(&over, &target, &["latest"]);
    let plan = plan(&item, &Selection::default(), &Options::default()).await.unwrap();
    let mounted = plan.blobs.iter().filter(|blob| blob.action == Action::Mount).count();
    assert_eq!((mounted, plan.blobs.len()), (3, 4));
    let report = copied(&item, &Selection::default()).await;
    assert_eq!((report.blobs.copied.count, report.blobs.mounted.count), (1, 3));
    assert_eq!(target.tag("latest"), Some(root.digest));
}

#[tokio::test]
async fn to_another_place_all_of_it_goes() {
    for place in ["b.example/x", "oci:other"] {
        let base = Arc::new(Fake::new("a.example/x"));
        let (over, root) = edited(&base);
        let target = Arc::new(Fake::new(place));
        let report = copied(&item_over(&over, &target, &["latest"]), &Selection::default()).await;
        assert_eq!((report.blobs.copied.count, report.manifests), (4, 3), "{place}");
        assert_eq!(target.tag("latest"), Some(root.digest), "{place}");
    }
}
