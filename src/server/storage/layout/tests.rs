//! The storage on disk against the suite of all storages, and what it alone must do: share a directory with other
//! processes and other tools, survive what they and crashes leave, and never serve what is not what its name says.

use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::sync::atomic::{AtomicU32, Ordering};

use bytes::Bytes;
use futures_util::StreamExt as _;
use futures_util::future::join_all;
use tempfile::TempDir;

use super::*;
use crate::content::stream;
use crate::oci::{ImageIndex, MediaType, key};
use crate::server::storage::{Expect, conformance};

fn open(dir: &TempDir) -> Disk {
    Disk::open(dir.path(), None).unwrap()
}

fn fresh() -> (TempDir, Disk) {
    let dir = tempfile::tempdir().unwrap();
    let disk = open(&dir);
    (dir, disk)
}

fn repository(name: &str) -> Repository {
    name.parse().unwrap()
}

fn tag(name: &str) -> Tag {
    name.parse().unwrap()
}

fn manifest(note: &str) -> RawManifest {
    let text = format!(r#"{{"schemaVersion":2,"manifests":[],"annotations":{{"note":"{note}"}}}}"#);
    RawManifest::new(&MediaType::OCI_INDEX, Bytes::from(text)).unwrap()
}

async fn push(disk: &Disk, into: &Repository, bytes: &[u8]) -> Digest {
    let digest = Digest::sha256(bytes);
    let id = disk.begin_upload(into, Algorithm::Sha256).await.unwrap();
    disk.append_upload(into, &id, None, stream::from_bytes(Bytes::copy_from_slice(bytes))).await.unwrap();
    assert_eq!(disk.finish_upload(into, &id, &digest).await.unwrap(), Finished::Stored);
    digest
}

async fn put(disk: &Disk, into: &Repository, note: &str, name: &str) -> RawManifest {
    let manifest = manifest(note);
    let put = disk.put_manifest(into, &manifest, &[Naming::plain(tag(name))], None).await.unwrap();
    assert_eq!(put, Put::Stored);
    manifest
}

async fn names(disk: &Disk, of: &Repository) -> Vec<String> {
    let tags = disk.tags(of, &Page::default()).await.unwrap().unwrap_or_default();
    tags.iter().map(ToString::to_string).collect()
}

async fn read(disk: &Disk, from: &Repository, digest: &Digest) -> Result<Vec<u8>> {
    let size = disk.stat_blob(from, digest).await?.unwrap_or_default();
    let mut stream = disk.read_blob(from, digest, 0..size).await?.unwrap();
    let mut all = Vec::new();
    while let Some(bytes) = stream.next().await {
        all.extend_from_slice(&bytes?);
    }
    Ok(all)
}

fn blob(dir: &TempDir, repository: &str, digest: &Digest) -> PathBuf {
    place::blob_in(&dir.path().join(repository), digest)
}

#[tokio::test]
async fn disk_conforms() {
    let dir = tempfile::tempdir().unwrap();
    let next = AtomicU32::new(0);
    conformance::check(|| {
        let number = next.fetch_add(1, Ordering::Relaxed);
        Arc::new(Disk::open(dir.path().join(number.to_string()), None).unwrap())
    })
    .await;
}

#[tokio::test]
async fn two_registries_on_one_directory_are_one() {
    let (dir, one) = fresh();
    let two = open(&dir);
    let a = repository("a");
    put(&one, &a, "x", "first").await;
    assert_eq!(names(&two, &a).await, ["first"]);
    put(&two, &a, "y", "second").await;
    assert_eq!(names(&one, &a).await, ["first", "second"]);
    let refused = [Naming { tag: tag("second"), expect: Expect::Absent }];
    let put = one.put_manifest(&a, &manifest("z"), &refused, None).await.unwrap();
    assert!(matches!(put, Put::Refused { .. }));
    // An upload goes on wherever the next chunk arrives.
    let id = one.begin_upload(&a, Algorithm::Sha256).await.unwrap();
    for (disk, at, text) in [(&one, 0, "ab"), (&two, 2, "cd"), (&one, 4, "ef")] {
        let body = stream::from_bytes(Bytes::from_static(text.as_bytes()));
        let appended = disk.append_upload(&a, &id, Some(at), body).await.unwrap();
        assert_eq!(appended, Appended::To(at + 2));
    }
    let digest = Digest::sha256(b"abcdef");
    assert_eq!(two.finish_upload(&a, &id, &digest).await.unwrap(), Finished::Stored);
    assert_eq!(read(&one, &a, &digest).await.unwrap(), b"abcdef");
    assert_eq!(one.upload_size(&a, &id).await.unwrap(), None);
}

#[tokio::test]
async fn an_upload_survives_a_restart_and_another_algorithm() {
    let (dir, disk) = fresh();
    let a = repository("a");
    let id = disk.begin_upload(&a, Algorithm::Sha256).await.unwrap();
    disk.append_upload(&a, &id, None, stream::from_bytes(Bytes::from_static(b"half "))).await.unwrap();
    drop(disk);
    let disk = open(&dir);
    assert_eq!(disk.upload_size(&a, &id).await.unwrap(), Some(5));
    disk.append_upload(&a, &id, Some(5), stream::from_bytes(Bytes::from_static(b"and half"))).await.unwrap();
    let digest = Algorithm::Sha512.digest(b"half and half");
    assert_eq!(disk.finish_upload(&a, &id, &digest).await.unwrap(), Finished::Stored);
    assert_eq!(read(&disk, &a, &digest).await.unwrap(), b"half and half");
    assert_eq!(fs::read_dir(dir.path().join("_wharf/uploads")).unwrap().count(), 0);
}

#[tokio::test]
async fn names_that_are_files_of_a_layout_are_repositories_all_the_same() {
    let (dir, disk) = fresh();
    let all = ["a", "a/blobs/sha256", "a/index.json", "a/index.json.lock", "a/index.json.log", "a/oci-layout", "blobs"];
    for name in all {
        put(&disk, &repository(name), name, "t").await;
        push(&disk, &repository(name), name.as_bytes()).await;
    }
    let found = disk.repositories(&Page::default()).await.unwrap();
    assert_eq!(found.iter().map(Repository::as_str).collect::<Vec<_>>(), all);
    for name in all {
        assert_eq!(names(&disk, &repository(name)).await, ["t"], "{name}");
        assert_eq!(disk.resolve_tag(&repository(name), &tag("t")).await.unwrap(), Some(manifest(name).digest));
    }
    assert!(crate::layout::Layout::open(dir.path().join("a")).is_ok());
}

#[tokio::test]
async fn what_a_tool_writes_beside_it_is_seen_and_what_it_would_lose_comes_back() {
    let (dir, disk) = fresh();
    let a = repository("a");
    put(&disk, &a, "x", "old").await;
    let index = dir.path().join("a/index.json");
    let mut theirs: ImageIndex = serde_json::from_slice(&fs::read(&index).unwrap()).unwrap();
    // The tool has read the list. Now a client pushes, and is told that its tag is there.
    put(&disk, &a, "y", "new").await;
    let mut entry = theirs.manifests[0].clone();
    entry.annotations.set(key::REF_NAME, "theirs");
    theirs.manifests.push(entry);
    fs::write(&index, serde_json::to_vec(&theirs).unwrap()).unwrap();
    assert_eq!(names(&disk, &a).await, ["new", "old", "theirs"]);
    put(&disk, &a, "z", "next").await;
    let on_disk = crate::layout::Layout::open(dir.path().join("a")).unwrap().entries().unwrap();
    let on_disk: Vec<_> = on_disk.into_iter().filter_map(|entry| entry.tag).collect();
    assert_eq!(on_disk, ["new", "next", "old", "theirs"]);
}

#[tokio::test]
async fn a_torn_list_is_served_from_memory_and_never_overwritten() {
    let (dir, disk) = fresh();
    let a = repository("a");
    put(&disk, &a, "x", "t").await;
    assert_eq!(names(&disk, &a).await, ["t"]);
    let index = dir.path().join("a/index.json");
    let whole = fs::read(&index).unwrap();
    fs::write(&index, &whole[..whole.len() / 2]).unwrap();
    assert_eq!(names(&disk, &a).await, ["t"]);
    let put = disk.put_manifest(&a, &manifest("y"), &[Naming::plain(tag("u"))], None).await;
    assert_eq!(put.unwrap_err().kind, ErrorKind::Invalid);
    assert_eq!(fs::read(&index).unwrap(), &whole[..whole.len() / 2]);
    fs::write(&index, &whole).unwrap();
    self::put(&disk, &a, "y", "u").await;
    assert_eq!(names(&disk, &a).await, ["t", "u"]);
}

#[tokio::test]
async fn a_flipped_bit_is_found_when_it_is_read_and_healed_by_the_next_push() {
    let (dir, disk) = fresh();
    let a = repository("a");
    let content = vec![7; 300_000];
    let digest = push(&disk, &a, &content).await;
    drop(disk);
    let path = blob(&dir, "a", &digest);
    let mut rotten = content.clone();
    rotten[1000] ^= 1;
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    fs::write(&path, &rotten).unwrap();
    let disk = open(&dir);
    let error = read(&disk, &a, &digest).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Integrity);
    assert_eq!(disk.stat_blob(&a, &digest).await.unwrap(), None, "it is not there any more");
    assert_eq!(fs::read_dir(dir.path().join("_wharf/damaged")).unwrap().count(), 1, "and not lost either");
    push(&disk, &a, &content).await;
    assert!(read(&disk, &a, &digest).await.unwrap() == content);
}

#[tokio::test]
async fn a_push_replaces_a_damaged_file_and_shares_a_sound_one() {
    let (dir, disk) = fresh();
    let (a, b) = (repository("a"), repository("b"));
    let digest = push(&disk, &a, b"content").await;
    push(&disk, &b, b"content").await;
    let inode = |name: &str| fs::metadata(blob(&dir, name, &digest)).unwrap().ino();
    assert_eq!(inode("a"), inode("b"));
    assert_eq!(fs::metadata(blob(&dir, "a", &digest)).unwrap().nlink(), 3);
    let path = blob(&dir, "a", &digest);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    fs::write(&path, b"CONTENT").unwrap();
    push(&disk, &a, b"content").await;
    assert_eq!(fs::read(&path).unwrap(), b"content");
    fs::remove_file(&path).unwrap();
    fs::write(&path, b"").unwrap();
    assert_eq!(disk.stat_blob(&a, &digest).await.unwrap(), None, "an empty file is not the blob");
    push(&disk, &a, b"content").await;
    assert_eq!(read(&disk, &a, &digest).await.unwrap(), b"content");
}

#[tokio::test]
async fn a_manifest_that_was_deleted_or_changed_is_not_remembered() {
    let (dir, disk) = fresh();
    let a = repository("a");
    let stored = put(&disk, &a, "x", "t").await;
    assert_eq!(disk.manifest(&a, &stored.digest).await.unwrap(), Some(stored.clone()));
    let path = blob(&dir, "a", &stored.digest);
    let bytes = fs::read(&path).unwrap();
    fs::write(&path, b"{}").unwrap();
    assert_eq!(disk.manifest(&a, &stored.digest).await.unwrap(), None);
    put(&disk, &a, "x", "t").await;
    assert_eq!(fs::read(&path).unwrap(), bytes, "the push put it right");
    let gone = disk.delete_manifest(&a, &stored.digest, &Fixed::default()).await.unwrap();
    assert_eq!(gone, Deleted::Gone);
    assert_eq!(disk.manifest(&a, &stored.digest).await.unwrap(), None);
    assert!(!path.exists());
    assert!(!disk.delete_blob(&a, &put(&disk, &a, "y", "u").await.digest).await.unwrap(), "a manifest is no blob");
}

#[tokio::test]
async fn one_layout_is_one_repository() {
    let dir = tempfile::tempdir().unwrap();
    let layout = dir.path().join("my-image");
    crate::layout::Layout::create(&layout).unwrap();
    let disk = Disk::open(&layout, None).unwrap();
    let own = repository("my-image");
    assert_eq!(disk.repositories(&Page::default()).await.unwrap(), std::slice::from_ref(&own));
    put(&disk, &own, "x", "t").await;
    let digest = push(&disk, &own, b"content").await;
    assert_eq!(read(&disk, &own, &digest).await.unwrap(), b"content");
    assert!(disk.link_blob(Some(&own), &own, &digest).await.unwrap());
    let error = disk.begin_upload(&repository("other"), Algorithm::Sha256).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::NotFound);
    assert!(disk.tags(&repository("other"), &Page::default()).await.unwrap().is_none());
    drop(disk);
    let named = Disk::open(&layout, Some(repository("team/app"))).unwrap();
    assert_eq!(names(&named, &repository("team/app")).await, ["t"]);
    let strange = dir.path().join("Strange Name");
    crate::layout::Layout::create(&strange).unwrap();
    let error = Disk::open(&strange, None).unwrap_err();
    assert!(error.to_string().contains("--name"), "{error}");
}

#[tokio::test]
async fn links_out_of_the_directory_are_not_served() {
    let (dir, disk) = fresh();
    let a = repository("a");
    put(&disk, &a, "x", "t").await;
    let secret = dir.path().join("secret");
    fs::write(&secret, b"secret").unwrap();
    let digest = Digest::sha256(b"secret");
    std::os::unix::fs::symlink(&secret, blob(&dir, "a", &digest)).unwrap();
    assert_eq!(disk.stat_blob(&a, &digest).await.unwrap(), None);
    assert!(disk.read_blob(&a, &digest, 0..6).await.unwrap().is_none());
    assert!(!disk.link_blob(Some(&a), &repository("b"), &digest).await.unwrap());
    push(&disk, &a, b"secret").await;
    assert!(fs::symlink_metadata(blob(&dir, "a", &digest)).unwrap().is_file(), "a push takes its place");
}

#[tokio::test]
async fn a_blob_of_another_tool_is_mounted_as_a_copy_that_was_checked() {
    let (dir, disk) = fresh();
    let a = repository("a");
    put(&disk, &a, "x", "t").await;
    let (good, bad) = (Digest::sha256(b"good"), Digest::sha256(b"bad"));
    fs::write(blob(&dir, "a", &good), b"good").unwrap();
    fs::write(blob(&dir, "a", &bad), b"BAD").unwrap();
    assert!(disk.link_blob(Some(&a), &repository("b"), &good).await.unwrap());
    assert_ne!(
        fs::metadata(blob(&dir, "a", &good)).unwrap().ino(),
        fs::metadata(blob(&dir, "b", &good)).unwrap().ino()
    );
    assert!(disk.link_blob(Some(&a), &repository("b"), &bad).await.is_err());
    assert_eq!(disk.stat_blob(&repository("b"), &bad).await.unwrap(), None);
}

#[tokio::test]
async fn of_many_pushes_at_once_no_tag_is_lost() {
    let (dir, one) = fresh();
    let two = open(&dir);
    let a = repository("a");
    let pushes = (0..60).map(|n| {
        let disk = if n % 2 == 0 { &one } else { &two };
        let a = &a;
        async move { put(disk, a, &format!("note {}", n % 7), &format!("t{n:02}")).await }
    });
    join_all(pushes).await;
    let expected: Vec<String> = (0..60).map(|n| format!("t{n:02}")).collect();
    assert_eq!(names(&one, &a).await, expected);
    assert_eq!(names(&two, &a).await, expected);
    assert_eq!(names(&open(&dir), &a).await, expected);
}

#[tokio::test]
async fn a_large_list_follows_its_log_and_is_whole_at_the_end() {
    let (dir, disk) = fresh();
    let a = repository("a");
    let raw = manifest("x");
    let all: Vec<Naming> = (0..2000).map(|n| Naming::plain(tag(&format!("t{n:04}")))).collect();
    disk.put_manifest(&a, &raw, &all, None).await.unwrap();
    put(&disk, &a, "y", "late").await;
    assert_eq!(names(&disk, &a).await.len(), 2001);
    assert_eq!(names(&open(&dir), &a).await.len(), 2001, "who comes later reads the log");
    let index = dir.path().join("a/index.json");
    let listed = || serde_json::from_slice::<ImageIndex>(&fs::read(&index).unwrap()).unwrap().manifests.len();
    drop(disk);
    assert_eq!(listed(), 2001);
}

#[tokio::test]
async fn children_of_an_index_are_listed_with_it_and_referrers_by_themselves() {
    let (_dir, disk) = fresh();
    let a = repository("a");
    let child = manifest("child");
    disk.put_manifest(&a, &child, &[], None).await.unwrap();
    let listed = |disk: &Disk| {
        let roster = disk.roster(&a).unwrap();
        async move { roster.view(|loaded| loaded.listing.len()).await.unwrap() }
    };
    assert_eq!(listed(&disk).await, 1);
    let index = ImageIndex { manifests: vec![child.descriptor()], ..ImageIndex::default() };
    let index = RawManifest::new(&MediaType::OCI_INDEX, serde_json::to_vec(&index).unwrap().into()).unwrap();
    disk.put_manifest(&a, &index, &[Naming::plain(tag("t"))], None).await.unwrap();
    assert_eq!(listed(&disk).await, 1, "the child is found through the index");
    assert_eq!(disk.manifest(&a, &child.digest).await.unwrap(), Some(child));
}

/// A body whose pieces arrive when the test sends them.
fn slowly() -> (tokio::sync::mpsc::UnboundedSender<Bytes>, ByteStream) {
    let (send, receive) = tokio::sync::mpsc::unbounded_channel();
    let pieces = futures_util::stream::unfold(receive, |mut receive| async move {
        receive.recv().await.map(|piece| (Ok(piece), receive))
    });
    (send, Box::pin(pieces))
}

#[tokio::test]
async fn who_still_sends_when_an_upload_ends_does_not_write_into_the_blob() {
    let (dir, disk) = fresh();
    let (disk, a) = (Arc::new(disk), repository("a"));
    let id = disk.begin_upload(&a, Algorithm::Sha256).await.unwrap();
    let (send, body) = slowly();
    let appending = {
        let (disk, a, id) = (Arc::clone(&disk), a.clone(), id.clone());
        tokio::spawn(async move { disk.append_upload(&a, &id, None, body).await.unwrap() })
    };
    let bytes = vec![7; 64 << 10];
    send.send(Bytes::from(bytes.clone())).unwrap();
    while disk.upload_size(&a, &id).await.unwrap() != Some(64 << 10) {
        tokio::task::yield_now().await;
    }
    let digest = Digest::sha256(&bytes);
    assert_eq!(disk.finish_upload(&a, &id, &digest).await.unwrap(), Finished::Stored);
    send.send(Bytes::from(vec![8; 64 << 10])).unwrap();
    drop(send);
    assert_eq!(appending.await.unwrap(), Appended::Unknown);
    assert_eq!(read(&disk, &a, &digest).await.unwrap(), bytes);
    assert_eq!(fs::metadata(blob(&dir, "a", &digest)).unwrap().len(), 64 << 10);
}

#[tokio::test]
async fn a_blob_that_another_tool_wrote_is_never_missing_while_it_becomes_the_pools() {
    let (dir, disk) = fresh();
    let (a, b) = (repository("a"), repository("b"));
    let digest = push(&disk, &a, b"shared").await;
    push(&disk, &b, b"shared").await;
    let path = blob(&dir, "b", &digest);
    let looking = std::sync::atomic::AtomicBool::new(true);
    std::thread::scope(|scope| {
        let watch = scope.spawn(|| {
            let mut missing = 0;
            while looking.load(Ordering::Relaxed) {
                missing += u32::from(!path.exists());
            }
            missing
        });
        for _ in 0..200 {
            let own = dir.path().join("own");
            fs::write(&own, b"shared").unwrap();
            fs::rename(&own, &path).unwrap();
            let pool = disk.place.pooled(&digest).unwrap();
            blobs::replace_by_link(&pool, &path, 6, &disk.place.staging()).unwrap();
            assert_eq!(fs::metadata(&path).unwrap().ino(), fs::metadata(&pool).unwrap().ino());
        }
        looking.store(false, Ordering::Relaxed);
        assert_eq!(watch.join().unwrap(), 0);
    });
    assert_eq!(fs::read_dir(disk.place.staging()).unwrap().count(), 0, "nothing is left beside it");
}

#[tokio::test]
async fn a_repository_that_collection_removes_at_this_moment_is_made_again() {
    let (dir, disk) = fresh();
    let (disk, a) = (Arc::new(disk), repository("a/b"));
    let stop = Arc::new(std::sync::atomic::AtomicBool::new(false));
    let collecting = {
        let (store, stop, dir) = (disk.store().clone(), Arc::clone(&stop), dir.path().join("a/b"));
        std::thread::spawn(move || {
            while !stop.load(Ordering::Relaxed) {
                let index = crate::layout::IndexFile::new(&dir);
                let Ok(_held) = index.hold() else {
                    std::thread::yield_now();
                    continue;
                };
                // A run has found it empty, and looks once more under the lock.
                drop(store.remove_unused(&dir));
                // Far more often than any collection, yet so that a push can win.
                std::thread::sleep(std::time::Duration::from_millis(2));
            }
        })
    };
    for number in 0..8 {
        let name = format!("t{number}");
        let pushed = put(&disk, &a, &name, &name).await;
        assert_eq!(disk.resolve_tag(&a, &tag(&name)).await.unwrap(), Some(pushed.digest.clone()), "{number}");
        let gone = disk.delete_manifest(&a, &pushed.digest, &Fixed::default()).await.unwrap();
        assert_eq!(gone, Deleted::Gone);
    }
    stop.store(true, Ordering::Relaxed);
    collecting.join().unwrap();
}

#[tokio::test]
async fn a_push_wins_over_collections_between_any_two_of_its_steps() {
    use crate::layout::{Clock, GcOptions, WhenBusy};
    let (_dir, disk) = fresh();
    let a = repository("a");
    put(&disk, &a, "other", "other").await;
    let two_hours = std::time::Duration::from_hours(2);
    let clock = Clock::ahead(two_hours, two_hours);
    // To its clocks nothing that there is has been used for hours.
    let collect = || {
        let options = GcOptions { clock, when_busy: WhenBusy::Wait, ..GcOptions::default() };
        disk.store().gc(&options, &mut || ()).unwrap().trashed_bytes
    };
    let layer = push(&disk, &a, b"layer").await;
    assert!(collect() > 0, "it is garbage");
    assert_eq!(disk.stat_blob(&a, &layer).await.unwrap(), Some(5), "the client need not send it again");
    assert!(collect() > 0);
    assert_eq!(push(&disk, &a, b"layer").await, layer, "and may all the same");
    let text =
        format!(r#"{{"schemaVersion":2,"config":{{"mediaType":"x/y","digest":"{layer}","size":5}},"layers":[]}}"#);
    let image = RawManifest::new(&MediaType::OCI_MANIFEST, Bytes::from(text)).unwrap();
    assert!(collect() > 0);
    disk.put_manifest(&a, &image, &[Naming::plain(tag("v1"))], None).await.unwrap();
    for _ in 0..2 {
        assert_eq!(collect(), 0);
        assert_eq!(disk.stat_blob(&a, &layer).await.unwrap(), Some(5));
        assert_eq!(read(&disk, &a, &layer).await.unwrap(), b"layer");
        assert_eq!(disk.resolve_tag(&a, &tag("v1")).await.unwrap().as_ref(), Some(&image.digest));
    }
}
