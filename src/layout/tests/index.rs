//! `index.json` shared with other writers: other tools, other processes.

use std::fs;

use serde_json::{Value, json};

use super::{pull, reference, repository, store};
use crate::content::conformance::{image, index, put, tag};
use crate::content::memory::MemoryStore;
use crate::content::{Manage as _, Source as _, TagQuery, Target as _};
use crate::layout::{Access, Layout, Store};
use crate::reference::Selector;

fn read(layout: &Layout) -> Value {
    serde_json::from_slice(&fs::read(layout.dir().join("index.json")).unwrap()).unwrap()
}

#[tokio::test]
async fn what_other_tools_wrote_stays_as_it_is() {
    let dir = tempfile::tempdir().unwrap();
    let source = MemoryStore::new();
    let (old, new) = (image(&source, 1, &[]), image(&source, 2, &[]));
    let layout = Layout::create(dir.path().join("l")).unwrap();
    put(&source, &layout, &old, &[]).await;
    layout.finish().await.unwrap();
    let foreign = json!({
        "x-first": {"z": 1, "a": [2]},
        "schemaVersion": 2,
        "manifests": [
            {"mediaType": "application/vnd.oci.image.manifest.v1+json", "digest": old.digest, "size": old.bytes.len(),
             "annotations": {"org.opencontainers.image.ref.name": "localhost:5000/a/b:theirs", "k": "v"}, "x": true},
            {"mediaType": "application/vnd.oci.image.manifest.v1+json", "digest": old.digest, "size": old.bytes.len(),
             "platform": {"os": "plan9", "architecture": "mips"},
             "annotations": {"org.opencontainers.image.ref.name": "plain"}},
        ],
        "annotations": {"about": "this"},
    });
    let path = layout.dir().join("index.json");
    fs::write(&path, serde_json::to_vec_pretty(&foreign).unwrap()).unwrap();
    assert_eq!(layout.tags(&TagQuery::default()).await.unwrap(), ["plain", "theirs"]);
    let theirs = layout.manifest(&Selector::Tag(tag("theirs"))).await.unwrap();
    assert_eq!(theirs, old);
    put(&source, &layout, &new, &["mine"]).await;
    layout.finish().await.unwrap();
    let mut expected = foreign.clone();
    expected["manifests"].as_array_mut().unwrap().push(json!({
        "mediaType": "application/vnd.oci.image.manifest.v1+json", "digest": new.digest, "size": new.bytes.len(),
        "annotations": {"org.opencontainers.image.ref.name": "mine"},
    }));
    let found = read(&layout);
    assert!(found.get("mediaType").is_none(), "no field is added to a document of another tool");
    assert_eq!(found, expected);
    layout.delete_tag(&tag("mine")).await.unwrap();
    expected["manifests"][2].as_object_mut().unwrap().remove("annotations");
    assert_eq!(read(&layout), expected);
}

#[tokio::test]
async fn a_tag_taken_over_from_another_tool_names_one_manifest() {
    let dir = tempfile::tempdir().unwrap();
    let source = MemoryStore::new();
    let (old, new) = (image(&source, 1, &[]), image(&source, 2, &[]));
    let layout = Layout::create(dir.path().join("l")).unwrap();
    put(&source, &layout, &old, &["t"]).await;
    let path = layout.dir().join("index.json");
    let text = fs::read_to_string(&path).unwrap().replace("\"t\"", "\"docker.io/library/x:t\"");
    fs::write(&path, text).unwrap();
    put(&source, &layout, &new, &["t"]).await;
    assert_eq!(layout.resolve(&Selector::Tag(tag("t"))).await.unwrap().digest, new.digest);
    let entries = layout.entries().unwrap();
    assert_eq!(entries.iter().filter(|entry| entry.tag.is_some()).count(), 1);
    assert_eq!(entries.len(), 2, "the other manifest stays listed");
}

#[tokio::test]
async fn children_are_not_listed_beside_their_index() {
    let (_dir, store) = store();
    let source = MemoryStore::new();
    let children = [image(&source, 1, &[]), image(&source, 2, &[])];
    let root = index(&source, &[&children[0], &children[1]], &[]);
    pull(&source, &store, "example.com/a", &root, &["v1"]).await;
    pull(&source, &store, "example.com/b", &root, &[]).await;
    for name in ["example.com/a", "example.com/b"] {
        let entries = store.repository(&reference(name), Access::Read).unwrap().entries().unwrap();
        assert_eq!(entries.len(), 1, "{name}");
        assert_eq!(entries[0].descriptor.digest, root.digest);
    }
}

#[test]
fn writers_at_once_lose_no_tag() {
    const WRITERS: u8 = 6;
    const TAGS: u8 = 4;
    let (_dir, store) = store();
    let source = MemoryStore::new();
    let image = image(&source, 1, &[]);
    std::thread::scope(|scope| {
        for writer in 0..WRITERS {
            let (source, image, root) = (&source, &image, store.root());
            scope.spawn(move || {
                let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
                for number in 0..TAGS {
                    // As a process of its own would: another handle on every file, and so on every lock.
                    let store = Store::open(root).unwrap();
                    let name = format!("t{writer}-{number}");
                    runtime.block_on(pull(source, &store, "example.com/a", image, &[&name]));
                }
            });
        }
    });
    let layout = repository(&store, "example.com/a");
    assert_eq!(layout.entries().unwrap().len(), usize::from(WRITERS * TAGS));
    assert!(layout.entries().unwrap().iter().all(|entry| entry.descriptor.digest == image.digest));
}

#[tokio::test]
async fn the_image_that_is_meant_where_none_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let source = MemoryStore::new();
    let (one, two) = (image(&source, 1, &[]), image(&source, 2, &[]));
    let layout = Layout::create(dir.path().join("l")).unwrap();
    assert!(layout.sole_image().unwrap_err().to_string().contains("is empty"));
    put(&source, &layout, &one, &[]).await;
    layout.finish().await.unwrap();
    assert_eq!(layout.sole_image().unwrap(), Selector::Digest(one.digest.clone()));
    put(&source, &layout, &one, &["v1"]).await;
    assert_eq!(layout.sole_image().unwrap(), Selector::Tag(tag("v1")));
    put(&source, &layout, &two, &["v2"]).await;
    assert!(layout.sole_image().unwrap_err().to_string().contains("the tags v1, v2: name one"));
    put(&source, &layout, &two, &["latest"]).await;
    assert_eq!(layout.sole_image().unwrap(), Selector::Tag(tag("latest")));
}
