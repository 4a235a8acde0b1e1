//! Blobs on their way in: broken off, wrong, resumed, and by two writers at once.

use std::fs;
use std::ops::Range;
use std::os::unix::fs::MetadataExt as _;
use std::path::PathBuf;
use std::sync::Barrier;

use super::{Cut, Scripted, files, repository, store};
use crate::content::{BlobBody, ByteStream, ErrorKind, Presence, Probe, Put, Result, Source as _, Target as _};
use crate::layout::{Layout, Store};
use crate::oci::{Algorithm, Descriptor, MediaType};

const NAME: &str = "example.com/a";

fn content(len: u32) -> Vec<u8> {
    (0..len).map(|at| u8::try_from(at * 11 % 249).unwrap()).collect()
}

fn descriptor(bytes: &[u8]) -> Descriptor {
    Descriptor::of(MediaType::OCI_LAYER_GZIP, bytes)
}

fn partials(store: &Store) -> Vec<u64> {
    let dir = store.pool.staging();
    files(&dir).iter().map(|file| fs::metadata(dir.join(file)).unwrap().len()).collect()
}

#[tokio::test]
async fn a_download_that_is_broken_off_goes_on_in_another_repository() {
    let (_dir, store) = store();
    let bytes = content(500_000);
    let blob = descriptor(&bytes);
    let cut = Scripted { until: 300_000, ..Scripted::new(&bytes) };
    {
        let first = repository(&store, NAME);
        assert_eq!(first.put_blob(&blob, &cut).await.unwrap_err().kind, ErrorKind::Unavailable);
    }
    let second = repository(&store, "example.com/b");
    assert_eq!(second.presence(&blob, Probe::Free).await.unwrap(), Presence::Partial(300_000));
    let whole = Scripted::new(&bytes);
    assert_eq!(second.put_blob(&blob, &whole).await.unwrap(), Put::Copied);
    assert_eq!(whole.opened(), [300_000]);
    assert_eq!(second.stat_blob(&blob.digest).await.unwrap(), 500_000);
    assert_eq!(partials(&store), [0; 0]);
}

#[tokio::test]
async fn a_lone_layout_resumes_too_and_is_clean_afterwards() {
    let dir = tempfile::tempdir().unwrap();
    let bytes = content(200_000);
    let blob = descriptor(&bytes);
    let cut = Scripted { until: 123_456, ..Scripted::new(&bytes) };
    assert!(Layout::create(dir.path().join("l")).unwrap().put_blob(&blob, &cut).await.is_err());
    let layout = Layout::open(dir.path().join("l")).unwrap();
    let whole = Scripted::new(&bytes);
    assert_eq!(layout.put_blob(&blob, &whole).await.unwrap(), Put::Copied);
    layout.finish().await.unwrap();
    assert_eq!(whole.opened(), [123_456]);
    assert!(!layout.dir().join(".wharf").exists());
}

#[tokio::test]
async fn a_partial_file_that_is_bad_is_thrown_away() {
    let (_dir, store) = store();
    let bytes = content(100_000);
    let blob = descriptor(&bytes);
    let layout = repository(&store, NAME);
    for left in [b"rubbish".to_vec(), vec![1; 100_000], vec![1; 200_000]] {
        fs::write(store.pool.partial(&blob.digest), left).unwrap();
        assert_eq!(layout.put_blob(&blob, &Scripted::new(&bytes)).await.unwrap(), Put::Copied);
        assert_eq!(fs::read(layout.blobs.path(&blob.digest)).unwrap(), bytes);
        fs::remove_file(layout.blobs.path(&blob.digest)).unwrap();
        fs::remove_file(store.pool.blob(&blob.digest)).unwrap();
    }
    fs::write(store.pool.partial(&blob.digest), &bytes).unwrap();
    let body = Scripted::new(&bytes);
    assert_eq!(layout.put_blob(&blob, &body).await.unwrap(), Put::Copied);
    assert_eq!(body.opened(), [0; 0], "all of it was there");
}

#[tokio::test]
async fn a_blob_with_the_wrong_digest_leaves_nothing() {
    let (_dir, store) = store();
    let layout = repository(&store, NAME);
    let blob = descriptor(&content(100_000));
    let error = layout.put_blob(&blob, &Scripted::new(&content(99_999)[..])).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Integrity);
    assert_eq!(partials(&store), [99_999], "too short may be resumed");
    let mut wrong = content(100_000);
    wrong[5] ^= 1;
    let error = layout.put_blob(&blob, &Scripted::new(&wrong)).await;
    assert!(error.is_ok(), "the partial file was good, and so is the rest");
    let other = descriptor(&content(100_001));
    let mut wrong = content(100_001);
    wrong[5] ^= 1;
    assert_eq!(layout.put_blob(&other, &Scripted::new(&wrong)).await.unwrap_err().kind, ErrorKind::Integrity);
    assert_eq!(partials(&store), [0; 0]);
    assert_eq!(layout.presence(&other, Probe::Ask).await.unwrap(), Presence::Absent);
}

#[tokio::test]
async fn a_writer_that_is_given_up_leaves_what_can_be_resumed_and_no_litter() {
    let (_dir, store) = store();
    let bytes = content(400_000);
    let blob = descriptor(&bytes);
    let layout = repository(&store, NAME);
    let stuck = Scripted { until: 262_144, cut: Cut::Never, ..Scripted::new(&bytes) };
    tokio::select! {
        biased;
        _ = layout.put_blob(&blob, &stuck) => unreachable!("the stream never ends"),
        () = tokio::task::yield_now() => {}
    }
    assert_eq!(partials(&store), [262_144]);
    let whole = Scripted::new(&bytes);
    layout.put_blob(&blob, &whole).await.unwrap();
    layout.finish().await.unwrap();
    assert_eq!(whole.opened(), [262_144]);
    assert_eq!(partials(&store), [0; 0]);
}

#[test]
fn of_two_writers_of_one_blob_one_fetches_and_the_other_waits() {
    let (_dir, store) = store();
    let bytes = content(900_000);
    let blob = descriptor(&bytes);
    let body = Scripted::new(&bytes);
    let names = ["example.com/a", "example.com/b", "example.com/a"];
    let start = Barrier::new(names.len());
    std::thread::scope(|scope| {
        for name in names {
            let (start, blob, body, root) = (&start, &blob, &body, store.root());
            scope.spawn(move || {
                let layout = repository(&Store::open(root).unwrap(), name);
                let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
                start.wait();
                runtime.block_on(layout.put_blob(blob, body)).unwrap();
            });
        }
    });
    assert_eq!(body.opened(), [0]);
    let pooled = fs::metadata(store.pool.blob(&blob.digest)).unwrap();
    assert_eq!(pooled.nlink(), 3);
    assert_eq!(partials(&store), [0; 0]);
}

#[tokio::test]
async fn a_sha512_blob_has_its_own_place() {
    let (_dir, store) = store();
    let bytes = content(70_000);
    let digest = Algorithm::Sha512.digest(&bytes);
    let blob = Descriptor::new(MediaType::OCI_LAYER_GZIP, digest, 70_000);
    let layout = repository(&store, NAME);
    let mut wrong = bytes.clone();
    wrong[0] ^= 1;
    assert_eq!(layout.put_blob(&blob, &Scripted::new(&wrong)).await.unwrap_err().kind, ErrorKind::Integrity);
    assert_eq!(layout.put_blob(&blob, &Scripted::new(&bytes)).await.unwrap(), Put::Copied);
    assert!(layout.dir().join("blobs/sha512").join(blob.digest.hex()).is_file());
}

#[tokio::test]
async fn a_local_file_is_checked_like_any_other_source() {
    let dir = tempfile::tempdir().unwrap();
    let (_store_dir, store) = store();
    let bytes = content(80_000);
    let blob = descriptor(&bytes);
    let foreign = Layout::create(dir.path().join("foreign")).unwrap();
    let path = foreign.blobs.path(&blob.digest);
    fs::write(&path, vec![0; 80_000]).unwrap();
    let layout = repository(&store, NAME);
    let body = foreign.blob(&blob);
    assert!(body.local_file().is_some());
    assert_eq!(layout.put_blob(&blob, &*body).await.unwrap_err().kind, ErrorKind::Integrity);
    fs::write(&path, &bytes).unwrap();
    layout.put_blob(&blob, &*body).await.unwrap();
    assert_eq!(fs::read(layout.blobs.path(&blob.digest)).unwrap(), bytes);
    assert_eq!(fs::metadata(&path).unwrap().nlink(), 1, "what another tool may write again is never linked");
}

#[tokio::test]
async fn a_disk_that_refuses_is_the_disks_failure_and_named() {
    let (_dir, store) = store();
    let bytes = content(10);
    let blob = descriptor(&bytes);
    let layout = repository(&store, NAME);
    fs::create_dir_all(store.pool.blob(&blob.digest).join("in the way")).unwrap();
    let error = layout.put_blob(&blob, &Scripted::new(&bytes)).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Storage);
    assert!(error.what.contains(blob.digest.hex()), "{error}");
    assert!(error.source.is_some());
}

/// A body during whose first look at local files another writer finishes the blob.
struct Overtaken {
    inner: Scripted,
    pooled: PathBuf,
}

#[async_trait::async_trait]
impl BlobBody for Overtaken {
    async fn open(&self, offset: u64) -> Result<ByteStream> {
        self.inner.open(offset).await
    }

    async fn open_range(&self, range: Range<u64>) -> Result<ByteStream> {
        self.inner.open_range(range).await
    }

    fn local_file(&self) -> Option<PathBuf> {
        fs::create_dir_all(self.pooled.parent().unwrap()).unwrap();
        fs::write(&self.pooled, &self.inner.bytes).unwrap();
        None
    }
}

#[tokio::test]
async fn who_is_overtaken_before_the_first_byte_fetches_nothing() {
    let (_dir, store) = store();
    let bytes = content(80_000);
    let blob = descriptor(&bytes);
    let layout = repository(&store, NAME);
    let body = Overtaken { inner: Scripted::new(&bytes), pooled: store.pool.blob(&blob.digest) };
    assert_eq!(layout.put_blob(&blob, &body).await.unwrap(), Put::Linked);
    assert_eq!(body.inner.opened(), [0; 0]);
    assert_eq!(partials(&store), [0; 0]);
}
