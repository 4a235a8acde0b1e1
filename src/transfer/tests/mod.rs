//! The room as a whole, on stores in memory.

mod choose;
mod counts;
mod fake;
mod made;
mod run;

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use serde_json::{Value, json};

use super::*;
use crate::content::Put;
use crate::oci::{Descriptor, MediaType, RawManifest};
use fake::Fake;

/// Content that is `seed`'s own, of `len` bytes.
fn content(seed: &str, len: usize) -> Vec<u8> {
    seed.bytes()
        .cycle()
        .enumerate()
        .map(|(at, byte)| byte.wrapping_add(u8::try_from(at % 249).unwrap()))
        .take(len)
        .collect()
}

fn document(media_type: &MediaType, value: &Value) -> RawManifest {
    RawManifest::new(media_type, Bytes::from(serde_json::to_vec_pretty(value).unwrap())).unwrap()
}

/// An image in `store` with layers of these sizes, whose content is `seed`'s own.
fn image(store: &Fake, seed: &str, layers: &[usize], tag: Option<&str>) -> RawManifest {
    image_with(store, seed, layers, tag, &json!({}))
}

fn image_with(store: &Fake, seed: &str, layers: &[usize], tag: Option<&str>, extra: &Value) -> RawManifest {
    let (os, architecture) = seed.split_once('/').unwrap_or(("linux", "amd64"));
    let config = serde_json::to_vec(&json!({ "os": os, "architecture": architecture, "seed": seed })).unwrap();
    let mut blobs = vec![(Descriptor::of(MediaType::OCI_CONFIG, &config), config)];
    for (at, len) in layers.iter().enumerate() {
        let layer = content(&format!("{seed}{at}"), *len);
        blobs.push((Descriptor::of(MediaType::OCI_LAYER_GZIP, &layer), layer));
    }
    for (descriptor, bytes) in &blobs {
        store.add_blob(descriptor, bytes);
    }
    let layers: Vec<&Descriptor> = blobs[1..].iter().map(|(descriptor, _)| descriptor).collect();
    let mut value =
        json!({ "schemaVersion": 2, "mediaType": MediaType::OCI_MANIFEST, "config": blobs[0].0, "layers": layers });
    value.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
    let raw = document(&MediaType::OCI_MANIFEST, &value);
    store.add_manifest(&raw, tag);
    raw
}

/// An index in `store` of these children; a platform of `""` is left out.
fn index(store: &Fake, children: &[(&str, &RawManifest)], tag: Option<&str>) -> RawManifest {
    let children: Vec<Value> = children.iter().map(|(platform, raw)| child(platform, raw)).collect();
    index_of(store, &children, tag)
}

fn child(platform: &str, raw: &RawManifest) -> Value {
    let platform = (!platform.is_empty()).then(|| platform.parse().unwrap());
    let mut value = serde_json::to_value(Descriptor { platform, ..raw.descriptor() }).unwrap();
    value["x-kept"] = json!([1]);
    value
}

/// An attestation beside `subject` in an index.
fn attestation(store: &Fake, seed: &str, subject: &RawManifest) -> Value {
    let raw = image(store, seed, &[10], None);
    let mut value = serde_json::to_value(raw.descriptor()).unwrap();
    value["platform"] = json!({ "architecture": "unknown", "os": "unknown" });
    value["annotations"] = json!({
        "vnd.docker.reference.digest": subject.digest, "vnd.docker.reference.type": "attestation-manifest",
    });
    value
}

fn index_of(store: &Fake, children: &[Value], tag: Option<&str>) -> RawManifest {
    let value = json!({
        "schemaVersion": 2, "x-first": true, "mediaType": MediaType::OCI_INDEX, "manifests": children, "x-last": { "b": 1, "a": 2 },
    });
    let raw = document(&MediaType::OCI_INDEX, &value);
    store.add_manifest(&raw, tag);
    raw
}

fn tag(text: &str) -> Tag {
    text.parse().unwrap()
}

/// `from:latest` to `to:latest`.
fn item(from: &Arc<Fake>, to: &Arc<Fake>) -> Item {
    item_of(from, "latest", to, &["latest"])
}

fn item_of(from: &Arc<Fake>, selector: &str, to: &Arc<Fake>, tags: &[&str]) -> Item {
    Item {
        source: Arc::clone(from) as Arc<dyn Source>,
        selector: Selector::Tag(tag(selector)),
        target: Arc::clone(to) as Arc<dyn Target>,
        tags: tags.iter().map(|text| tag(text)).collect(),
        digest: None,
    }
}

/// A registry and an empty layout.
fn registry_and_layout() -> (Arc<Fake>, Arc<Fake>) {
    (Arc::new(Fake::new("a.example/x")), Arc::new(Fake::new("oci:dir")))
}

async fn copied(item: &Item, selection: &Selection) -> Report {
    copy(item, selection, &Options::default(), Arc::new(Silent)).await.unwrap()
}

async fn failed(item: &Item, selection: &Selection) -> TransferError {
    copy(item, selection, &Options::default(), Arc::new(Silent)).await.unwrap_err()
}

/// Adds up what it hears of each blob.
#[derive(Default)]
struct Ear {
    heard: Mutex<Heard>,
    news: tokio::sync::Notify,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Heard {
    planned: Vec<u64>,
    /// What each blob came to: bytes that were there, bytes that moved.
    bytes: HashMap<usize, (u64, u64)>,
    restarted: Vec<usize>,
    done: HashMap<usize, Put>,
    manifests: usize,
    finished: usize,
}

impl Ear {
    fn heard(&self) -> Heard {
        self.heard.lock().unwrap().clone()
    }
}

impl Progress for Ear {
    fn event(&self, event: Event<'_>) {
        let mut heard = self.heard.lock().unwrap();
        match event {
            Event::Planned { blobs } => heard.planned = blobs.iter().map(|blob| blob.size).collect(),
            Event::Started { blob, from } => assert_eq!(heard.bytes.insert(blob, (from, 0)), None, "started twice"),
            Event::Moved { blob, bytes } => heard.bytes.get_mut(&blob).expect("started first").1 += bytes,
            Event::Restarted { blob } => {
                heard.restarted.push(blob);
                heard.bytes.insert(blob, (0, 0));
            }
            Event::Done { blob, put } => assert_eq!(heard.done.insert(blob, put), None, "done twice"),
            Event::Manifest { .. } => heard.manifests += 1,
            Event::Finished => heard.finished += 1,
        }
        self.news.notify_one();
    }
}
