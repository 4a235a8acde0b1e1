//! Real processes on one store: tagging at once, and one that is killed in the middle of a blob.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use bytes::Bytes;
use futures_util::{StreamExt as _, stream};

use super::body::Body;
use super::{pull, repository, store};
use crate::content::conformance::image;
use crate::content::memory::MemoryStore;
use crate::content::{BlobBody, ByteStream, Presence, Probe, Put, Result, Target as _};
use crate::layout::{GcOptions, Store};
use crate::oci::{Descriptor, MediaType};

const NAME: &str = "example.com/a";
const TAGS: u8 = 5;
const SAID: &str = "the other process has begun";

/// What the task of the other process begins with, among the names of the tests that it is to run.
const TASK: &str = "task=";

/// Starts the test below in a process of its own.
fn start(task: &str, store: &Store) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "--nocapture", "layout::tests::processes::the_other_process"])
        .arg(format!("{TASK}{task}:{}", store.root().display()))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

fn bytes() -> Vec<u8> {
    (0..300_000u32).map(|at| u8::try_from(at * 13 % 247).unwrap()).collect()
}

/// A body that gives two thirds of the blob, says so, and then nothing more.
struct Stuck;

#[async_trait::async_trait]
impl BlobBody for Stuck {
    async fn open(&self, _: u64) -> Result<ByteStream> {
        let begun = Bytes::from(bytes()).slice(..200_000);
        let say = stream::once(async {
            writeln!(std::io::stdout(), "\n{SAID}").unwrap();
            std::future::pending().await
        });
        Ok(Box::pin(stream::iter([Ok(begun)]).chain(say)))
    }

    async fn open_range(&self, range: std::ops::Range<u64>) -> Result<ByteStream> {
        self.open(range.start).await
    }
}

/// The other process of the tests in this file. Without a task it tags in a store of its own.
#[tokio::test]
async fn the_other_process() {
    let (_dir, own) = store();
    let given = std::env::args().find_map(|arg| arg.strip_prefix(TASK).map(str::to_owned));
    let given = given.unwrap_or_else(|| format!("0:{}", own.root().display()));
    let (task, root) = given.split_once(':').unwrap();
    let store = Store::open(root).unwrap();
    if task == "stick" {
        let blob = Descriptor::of(MediaType::OCI_LAYER_GZIP, &bytes());
        repository(&store, NAME).put_blob(&blob, &Stuck).await.unwrap();
    }
    let source = MemoryStore::new();
    let image = image(&source, task.parse().unwrap(), &[]);
    for number in 0..TAGS {
        pull(&source, &store, NAME, &image, &[&format!("t{task}-{number}")]).await;
    }
    assert!(repository(&store, NAME).entries().unwrap().len() >= usize::from(TAGS));
}

#[test]
fn processes_that_tag_at_once_lose_nothing() {
    let (_dir, store) = store();
    let children: Vec<Child> = (0..4).map(|number| start(&number.to_string(), &store)).collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    let entries = repository(&store, NAME).entries().unwrap();
    assert_eq!(entries.len(), 4 * usize::from(TAGS));
    assert!(entries.iter().all(|entry| entry.tag.is_some()));
}

#[tokio::test]
async fn a_process_that_is_killed_leaves_what_can_be_resumed_and_no_lock() {
    let (_dir, store) = store();
    let bytes = bytes();
    let blob = Descriptor::of(MediaType::OCI_LAYER_GZIP, &bytes);
    let mut child = start("stick", &store);
    let mut output = BufReader::new(child.stdout.take().unwrap()).lines().map(|line| line.unwrap());
    assert!(output.any(|line| line == SAID));
    let alone = GcOptions { grace: Duration::ZERO, ..GcOptions::default() };
    assert!(store.gc(&alone, &mut || ()).is_err(), "a transfer is under way");
    child.kill().unwrap();
    child.wait().unwrap();
    let report = store.gc(&GcOptions::default(), &mut || ()).unwrap();
    assert_eq!(report.freed_bytes, 0);
    let layout = repository(&store, NAME);
    assert_eq!(layout.presence(&blob, Probe::Ask).await.unwrap(), Presence::Partial(200_000));
    let body = Body::of(&bytes);
    assert_eq!(layout.put_blob(&blob, &body).await.unwrap(), Put::Copied);
    assert_eq!(body.opened(), [200_000]);
}
