//! `index.json` shared with other writers: other tools, other processes.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::{by_tag, inode, pull, reference, store};
use crate::content::conformance::{image, index, put, referrer, tag};
use crate::content::memory::MemoryStore;
use crate::content::{ErrorKind, Manage as _, Source as _, TagQuery, Target as _};
use crate::layout::{Access, Layout};
use crate::oci::RawManifest;
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

/// What other tools look at, who find referrers by a tag alone.
#[tokio::test]
async fn referrers_are_listed_under_the_tag_of_their_subject() {
    let dir = tempfile::tempdir().unwrap();
    let source = MemoryStore::new();
    let one = image(&source, 1, &[]);
    let [first, second] = ["application/x.one", "application/x.two"].map(|kind| referrer(&source, &one, kind));
    let layout = Layout::create(dir.path().join("l")).unwrap();
    put(&source, &layout, &one, &["v1"]).await;
    for referrer in [&first, &second, &first] {
        put(&source, &layout, referrer, &[]).await;
        layout.finish().await.unwrap();
    }
    let list = one.digest.referrers_tag();
    let listed = async || -> Value {
        let raw = layout.manifest(&Selector::Tag(tag(&list))).await.unwrap();
        serde_json::from_slice(&raw.bytes).unwrap()
    };
    let found = listed().await;
    assert_eq!(found["manifests"].as_array().unwrap().len(), 2);
    assert_eq!(found["manifests"][1]["digest"], json!(second.digest));
    assert_eq!(found["manifests"][1]["artifactType"], "application/x.two");
    assert_eq!(read(&layout)["manifests"].as_array().unwrap().len(), 4, "the list that was replaced is not listed");
    assert_eq!(layout.sole_image().unwrap(), Selector::Tag(tag("v1")), "a list of referrers is never meant");
    layout.delete_manifest(&first.digest).await.unwrap();
    assert_eq!(listed().await["manifests"].as_array().unwrap().len(), 1);
    layout.delete_manifest(&second.digest).await.unwrap();
    assert_eq!(layout.tags(&TagQuery::default()).await.unwrap(), ["v1"], "a list that nothing is on goes");
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
    put(&source, &layout, &referrer(&source, &one, "application/x.signature"), &[]).await;
    layout.finish().await.unwrap();
    assert_eq!(layout.sole_image().unwrap(), Selector::Digest(one.digest.clone()), "a referrer is never meant");
    put(&source, &layout, &one, &["v1"]).await;
    assert_eq!(layout.sole_image().unwrap(), Selector::Tag(tag("v1")));
    put(&source, &layout, &two, &["v2"]).await;
    assert!(layout.sole_image().unwrap_err().to_string().contains("the tags v1, v2: name one"));
    put(&source, &layout, &two, &["latest"]).await;
    assert_eq!(layout.sole_image().unwrap(), Selector::Tag(tag("latest")));
}

/// A layout in `dir` that holds `image`, with an index of this text.
async fn with_index(dir: &Path, source: &MemoryStore, image: &RawManifest, index: &str) -> Layout {
    let layout = Layout::create(dir).unwrap();
    put(source, &layout, image, &[]).await;
    layout.finish().await.unwrap();
    fs::write(dir.join("index.json"), index).unwrap();
    layout
}

/// An entry as another tool writes it.
fn entry(image: &RawManifest, name: &str) -> String {
    format!(
        r#"{{"mediaType":"{}","digest":"{}","size":{},"annotations":{{"org.opencontainers.image.ref.name":"{name}"}},"x-kept":[1,2]}}"#,
        image.descriptor().media_type,
        image.digest,
        image.bytes.len(),
    )
}

#[tokio::test]
async fn names_of_other_tools_are_found_by_their_tag() {
    let dir = tempfile::tempdir().unwrap();
    let source = MemoryStore::new();
    let image = image(&source, 1, &[]);
    for (name, tag) in [
        ("v1", "v1"),
        ("docker.io/library/alpine:3.20", "3.20"),
        ("localhost:5000/a/b:dev", "dev"),
        ("ghcr.io/a/b:1@sha256:0000", "1"),
    ] {
        let text = format!(r#"{{"schemaVersion":2,"manifests":[{}]}}"#, entry(&image, name));
        let layout = with_index(&dir.path().join("l"), &source, &image, &text).await;
        assert_eq!(layout.manifest(&by_tag(tag)).await.unwrap(), image, "{name}");
        assert_eq!(layout.tags(&TagQuery::default()).await.unwrap(), [tag]);
        assert_eq!(layout.sole_image().unwrap(), by_tag(tag));
    }
}

#[tokio::test]
async fn an_edit_keeps_the_text_of_what_it_does_not_concern() {
    let dir = tempfile::tempdir().unwrap();
    let source = MemoryStore::new();
    let (old, new) = (image(&source, 1, &[]), image(&source, 2, &[]));
    let head = r#"{"schemaVersion":2,"manifests":["#;
    let tail = r#"],"annotations":{"z":"1","a":"2"},"x-first":{"b":1,"a":2},"x-last":null}"#;
    let text = format!("{head}{},{}{tail}", entry(&old, "one"), entry(&old, "example.com/x:two"));
    let layout = with_index(dir.path(), &source, &old, &text).await;
    put(&source, &layout, &new, &["three"]).await;
    layout.finish().await.unwrap();
    let now = fs::read_to_string(dir.path().join("index.json")).unwrap();
    let kept = format!("{head}{},{},", entry(&old, "one"), entry(&old, "example.com/x:two"));
    assert!(now.starts_with(&kept) && now.ends_with(tail), "{now}");
    layout.delete_manifest(&new.digest).await.unwrap();
    assert_eq!(fs::read_to_string(dir.path().join("index.json")).unwrap(), text);
}

#[tokio::test]
async fn the_same_again_writes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let source = MemoryStore::new();
    let image = image(&source, 1, &[]);
    let layout = Layout::create(dir.path().join("l")).unwrap();
    put(&source, &layout, &image, &["1", "2"]).await;
    layout.finish().await.unwrap();
    let index = layout.dir().join("index.json");
    // A file that is kept open keeps its number from being used again.
    let _open = fs::File::open(&index).unwrap();
    let before = inode(&index);
    put(&source, &layout, &image, &["1", "2"]).await;
    layout.finish().await.unwrap();
    assert_eq!(inode(&index), before);
    put(&source, &layout, &image, &["3"]).await;
    assert_ne!(inode(&index), before, "replaced, never written in place");
}

#[tokio::test]
async fn what_others_change_meanwhile_is_seen_and_kept() {
    let dir = tempfile::tempdir().unwrap();
    let source = MemoryStore::new();
    let image = image(&source, 1, &[]);
    let layout = Layout::create(dir.path()).unwrap();
    put(&source, &layout, &image, &["ours"]).await;
    let theirs = format!(r#"{{"schemaVersion":2,"manifests":[{}]}}"#, entry(&image, "theirs"));
    fs::write(dir.path().join("index.json"), theirs).unwrap();
    assert_eq!(layout.resolve(&by_tag("ours")).await.unwrap_err().kind, ErrorKind::NotFound);
    layout.put_manifest(&image, &["more".parse().unwrap()]).await.unwrap();
    layout.finish().await.unwrap();
    assert_eq!(layout.tags(&TagQuery::default()).await.unwrap(), ["more", "theirs"]);
}
