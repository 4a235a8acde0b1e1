//! Blobs on their way in: broken off, wrong, resumed, and by two writers at once.

use std::fs;
use std::ops::Range;
use std::os::unix::fs::MetadataExt as _;
use std::path::PathBuf;

use super::body::{Body, Cut};
use super::{files, mode, names, pooled, repository, store};
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
    let cut = Body::of(&bytes).stopping(300_000, Cut::Error);
    {
        let first = repository(&store, NAME);
        assert_eq!(first.put_blob(&blob, &cut).await.unwrap_err().kind, ErrorKind::Unavailable);
    }
    let second = repository(&store, "example.com/b");
    assert_eq!(second.presence(&blob, Probe::Free).await.unwrap(), Presence::Partial(300_000));
    let whole = Body::of(&bytes);
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
    let cut = Body::of(&bytes).stopping(123_456, Cut::Error);
    assert!(Layout::create(dir.path().join("l")).unwrap().put_blob(&blob, &cut).await.is_err());
    let layout = Layout::open(dir.path().join("l")).unwrap();
    let whole = Body::of(&bytes);
    assert_eq!(layout.put_blob(&blob, &whole).await.unwrap(), Put::Copied);
    layout.finish().await.unwrap();
    assert_eq!(whole.opened(), [123_456]);
    assert_eq!(names(layout.dir()), ["blobs", "index.json", "index.json.lock", "oci-layout"]);
}

#[tokio::test]
async fn a_blob_with_the_wrong_digest_leaves_nothing() {
    let (_dir, store) = store();
    let layout = repository(&store, NAME);
    let blob = descriptor(&content(100_000));
    let error = layout.put_blob(&blob, &Body::of(&content(99_999)[..])).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Integrity);
    assert_eq!(partials(&store), [99_999], "too short may be resumed");
    let mut wrong = content(100_000);
    wrong[5] ^= 1;
    let error = layout.put_blob(&blob, &Body::of(&wrong)).await;
    assert!(error.is_ok(), "the partial file was good, and so is the rest");
    let other = descriptor(&content(100_001));
    let mut wrong = content(100_001);
    wrong[5] ^= 1;
    assert_eq!(layout.put_blob(&other, &Body::of(&wrong)).await.unwrap_err().kind, ErrorKind::Integrity);
    assert_eq!(partials(&store), [0; 0]);
    assert_eq!(layout.presence(&other, Probe::Ask).await.unwrap(), Presence::Absent);
}

#[tokio::test]
async fn what_is_not_of_the_declared_size_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let layout = Layout::create(dir.path().join("l")).unwrap();
    let bytes = content(200_000);
    let blob = descriptor(&bytes);
    let lie = |size| Descriptor::new(MediaType::OCI_LAYER_GZIP, blob.digest.clone(), size);
    for size in [0, 1, 199_999] {
        let error = layout.put_blob(&lie(size), &Body::of(&bytes)).await.unwrap_err();
        assert_eq!(error.kind, ErrorKind::Integrity, "{size}: {error}");
    }
    layout.finish().await.unwrap();
    assert!(!layout.dir().join(".wharf").exists(), "nothing of it may be resumed");
    let error = layout.put_blob(&lie(200_001), &Body::of(&bytes)).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Integrity, "{error}");
    assert_eq!(names(&layout.dir().join("blobs/sha256")), [""; 0]);
    let body = Body::of(&bytes);
    assert_eq!(layout.put_blob(&blob, &body).await.unwrap(), Put::Copied);
    assert_eq!(body.opened(), [0; 0], "what came was the blob, whatever was declared");
}

#[tokio::test]
async fn a_writer_that_is_given_up_leaves_what_can_be_resumed_and_no_litter() {
    let (_dir, store) = store();
    let bytes = content(400_000);
    let blob = descriptor(&bytes);
    let layout = repository(&store, NAME);
    let stuck = Body::of(&bytes).stopping(262_144, Cut::Never);
    tokio::select! {
        biased;
        _ = layout.put_blob(&blob, &stuck) => unreachable!("the stream never ends"),
        () = tokio::task::yield_now() => {}
    }
    assert_eq!(partials(&store), [262_144]);
    let whole = Body::of(&bytes);
    layout.put_blob(&blob, &whole).await.unwrap();
    layout.finish().await.unwrap();
    assert_eq!(whole.opened(), [262_144]);
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
    assert_eq!(layout.put_blob(&blob, &Body::of(&wrong)).await.unwrap_err().kind, ErrorKind::Integrity);
    assert_eq!(layout.put_blob(&blob, &Body::of(&bytes)).await.unwrap(), Put::Copied);
    let path = layout.dir().join("blobs/sha512").join(blob.digest.hex());
    for path in [path, pooled(&store, &blob.digest)] {
        assert!(fs::read(&path).unwrap() == bytes);
        assert_eq!(mode(&path), 0o444, "{}", path.display());
    }
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
    let error = layout.put_blob(&blob, &Body::of(&bytes)).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Storage);
    assert!(error.what.contains(blob.digest.hex()), "{error}");
    assert!(error.source.is_some());
    fs::remove_dir_all(store.pool.blob(&blob.digest)).unwrap();
    fs::create_dir_all(layout.blobs.path(&blob.digest)).unwrap();
    let error = layout.put_blob(&blob, &Body::of(&bytes)).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Storage, "{error}");
    assert!(error.what.contains(blob.digest.hex()), "{error}");
    fs::write(store.root().join("example.org"), b"a file in the way").unwrap();
    let error = repository(&store, "example.org/a").put_blob(&blob, &Body::of(&bytes)).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Storage, "{error}");
    assert!(error.what.contains("example.org/a"), "{error}");
}

/// A body during whose first look at local files another writer finishes the blob.
struct Overtaken {
    inner: Body,
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
        fs::write(&self.pooled, self.inner.bytes()).unwrap();
        None
    }
}

#[tokio::test]
async fn who_is_overtaken_before_the_first_byte_fetches_nothing() {
    let (_dir, store) = store();
    let bytes = content(80_000);
    let blob = descriptor(&bytes);
    let layout = repository(&store, NAME);
    let body = Overtaken { inner: Body::of(&bytes), pooled: store.pool.blob(&blob.digest) };
    assert_eq!(layout.put_blob(&blob, &body).await.unwrap(), Put::Linked);
    assert_eq!(body.inner.opened(), [0; 0]);
    assert_eq!(partials(&store), [0; 0]);
}
