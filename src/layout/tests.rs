//! The layouts and the store as their callers see them, on a real disk.

mod conformance;
mod crash;
mod gc;
mod index;
mod ingest;
mod links;
mod processes;
mod stores;
mod verify;

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use bytes::Bytes;
use futures_util::{StreamExt as _, stream};

use super::{Access, Layout, Store};
use crate::content::conformance::put;
use crate::content::memory::MemoryStore;
use crate::content::{BlobBody, ByteStream, ContentError, ErrorKind, Result, Target as _};
use crate::oci::{Descriptor, RawManifest};
use crate::reference::Reference;

/// A new store in a directory that goes away with it.
fn store() -> (tempfile::TempDir, Store) {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::create(dir.path().join("store")).unwrap();
    (dir, store)
}

fn reference(name: &str) -> Reference {
    name.parse().unwrap()
}

/// A repository of the store, to be written.
fn repository(store: &Store, name: &str) -> Layout {
    store.repository(&reference(name), Access::Write).unwrap()
}

/// Puts `root` into a repository of the store, in a transfer of its own.
async fn pull(source: &MemoryStore, store: &Store, name: &str, root: &RawManifest, tags: &[&str]) {
    let layout = repository(store, name);
    put(source, &layout, root, tags).await;
    layout.finish().await.unwrap();
}

/// The config and the layers of an image.
fn blobs_of(image: &RawManifest) -> Vec<Descriptor> {
    image.parse().unwrap().blobs().cloned().collect()
}

/// Every file below `dir`, relative to it, in order.
fn files(dir: &Path) -> Vec<PathBuf> {
    fn walk(root: &Path, dir: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(root, &path, found);
            } else {
                found.push(path.strip_prefix(root).unwrap().to_owned());
            }
        }
    }
    let mut found = Vec::new();
    walk(dir, dir, &mut found);
    found.sort();
    found
}

/// How a scripted body ends before its time.
#[derive(Clone, Copy)]
enum Cut {
    Error,
    Never,
}

/// A body whose stream stops behind `until`, and that remembers where it was opened.
struct Scripted {
    bytes: Bytes,
    until: usize,
    cut: Cut,
    file: Option<PathBuf>,
    opened: Mutex<Vec<u64>>,
}

impl Scripted {
    fn new(bytes: &[u8]) -> Self {
        let bytes = Bytes::copy_from_slice(bytes);
        Self { until: bytes.len(), bytes, cut: Cut::Error, file: None, opened: Mutex::default() }
    }

    fn opened(&self) -> Vec<u64> {
        self.opened.lock().unwrap().clone()
    }
}

#[async_trait::async_trait]
impl BlobBody for Scripted {
    async fn open(&self, offset: u64) -> Result<ByteStream> {
        self.opened.lock().unwrap().push(offset);
        let at = usize::try_from(offset).unwrap().min(self.until);
        let bytes = stream::iter([Ok(self.bytes.slice(at..self.until))]);
        if self.until == self.bytes.len() {
            return Ok(Box::pin(bytes));
        }
        Ok(match self.cut {
            Cut::Error => {
                let error = ContentError::new(ErrorKind::Unavailable, "the line is cut");
                Box::pin(bytes.chain(stream::iter([Err(error)])))
            }
            Cut::Never => Box::pin(bytes.chain(stream::pending())),
        })
    }

    async fn open_range(&self, _: Range<u64>) -> Result<ByteStream> {
        Err(ContentError::new(ErrorKind::Unsupported, "not asked for"))
    }

    fn local_file(&self) -> Option<PathBuf> {
        self.file.clone()
    }
}
