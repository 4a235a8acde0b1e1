//! The bundled registry on the wire: the distribution specification as raw HTTP, written from the specification by hand
//! and run against every storage.

mod blobs;
mod chunks;
mod conditions;
mod documents;
mod headers;
mod limits;
mod lists;
mod manifests;
mod mounts;
mod names;
mod ranges;
mod referrers;

use std::sync::Arc;

use serde_json::{Value, json};
use wharf::oci::Digest;
use wharf::server::storage::{Disk, Memory, Storage};
use wharf::server::{self, Options};

use crate::harness::{Registry, Reply};

const MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";
const INDEX: &str = "application/vnd.oci.image.index.v1+json";
const LIST: &str = "application/vnd.docker.distribution.manifest.list.v2+json";
const SCHEMA2: &str = "application/vnd.docker.distribution.manifest.v2+json";

/// A storage, and the directory it lives in, if it lives in one.
struct Kept {
    storage: Arc<dyn Storage>,
    _dir: Option<tempfile::TempDir>,
}

type Make = fn() -> Kept;

/// Every storage there is: its name, and how to make an empty one.
const STORAGES: [(&str, Make); 2] = [("memory", memory), ("disk", disk)];

fn memory() -> Kept {
    Kept { storage: Arc::new(Memory::default()), _dir: None }
}

fn disk() -> Kept {
    let dir = tempfile::tempdir().unwrap();
    let storage = Disk::open(dir.path().join("store"), None).unwrap();
    Kept { storage: Arc::new(storage), _dir: Some(dir) }
}

/// Runs a test against a registry on each storage.
fn everywhere(test: impl Fn(&Registry)) {
    everywhere_with(|_| {}, test);
}

/// The same with options that are not the usual ones.
#[expect(clippy::print_stdout, reason = "a test that fails shows what it printed: which storage it was")]
fn everywhere_with(set: impl Fn(&mut Options), test: impl Fn(&Registry)) {
    for (name, make) in STORAGES {
        let kept = make();
        let mut options = Options::default();
        set(&mut options);
        let registry = server::Registry { options, ..server::Registry::new(kept.storage.clone()) };
        println!("storage: {name}");
        test(&Registry::of(registry));
    }
}

fn sha(content: &[u8]) -> String {
    Digest::sha256(content).to_string()
}

/// Opens a session and gives its location.
#[track_caller]
fn begin(registry: &Registry, repository: &str) -> String {
    let reply = registry.send("POST", &format!("/v2/{repository}/blobs/uploads/"), &[], b"");
    assert_eq!((reply.status, reply.header("range")), (202, Some("0-0")));
    assert_eq!(reply.header("content-length"), Some("0"));
    let location = reply.header("location").unwrap().to_owned();
    assert!(location.ends_with(reply.header("docker-upload-uuid").unwrap()), "{location}");
    location
}

fn patch(registry: &Registry, location: &str, range: &str, body: &[u8]) -> Reply {
    registry.send("PATCH", location, &[("Content-Range", range)], body)
}

/// A manifest whose config is the empty blob, with more fields or others.
fn manifest(more: &Value) -> Vec<u8> {
    let mut manifest = json!({
        "schemaVersion": 2,
        "mediaType": MANIFEST,
        "config": { "mediaType": "application/vnd.oci.empty.v1+json", "digest": sha(b"{}"), "size": 2 },
        "layers": [],
    });
    manifest.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    manifest.to_string().into_bytes()
}

/// Stores a manifest in the repository `a`.
#[track_caller]
fn put(registry: &Registry, reference: &str, media_type: &str, body: &[u8]) -> Reply {
    registry.send("PUT", &format!("/v2/a/manifests/{reference}"), &[("Content-Type", media_type)], body)
}

/// The target of the next page, by the header `Link`.
fn next(reply: &Reply) -> Option<String> {
    let link = reply.header("link")?;
    Some(link.strip_prefix('<').and_then(|link| link.strip_suffix(">; rel=\"next\"")).expect("a link").to_owned())
}
