//! What is no file where a file should be: never waited for, never read without end, and named.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::time::Duration;

use super::body::Body;
use super::{blobs_of, by_tag, partial, pooled, repository, store, with_image};
use crate::content::stream::read_all;
use crate::content::{ErrorKind, Presence, Probe, Put, Source as _, Target as _};
use crate::layout::{BadFiles, Finding, GcOptions, Layout};
use crate::oci::{Algorithm, Digest, MediaType};

const NAME: &str = "example.com/a";

/// Puts something at `path`, in the place of what is there.
type Place = fn(&Path);

/// What stands where a file should, and what it is called.
const STRANGERS: [(&str, Place); 3] = [
    ("a pipe", |path| {
        rustix::fs::mkfifoat(rustix::fs::CWD, path, rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR).unwrap();
    }),
    ("a device", |path| symlink("/dev/zero", path).unwrap()),
    ("a directory", |path| fs::create_dir(path).unwrap()),
];

/// Runs `work` on a thread that may be left behind: a test that waits for a pipe would never end.
fn in_time<T: Send + 'static>(work: impl Future<Output = T> + Send + 'static) -> T {
    let (done, waited) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        done.send(runtime.block_on(work)).unwrap();
    });
    waited.recv_timeout(Duration::from_mins(1)).expect("it ends")
}

fn replace(path: &Path, place: Place) {
    drop(fs::remove_file(path));
    place(path);
}

#[test]
fn the_files_of_a_layout_itself_are_refused_with_what_they_are() {
    for file in ["oci-layout", "index.json"] {
        for (name, place) in STRANGERS {
            let reason = in_time(async move {
                let dir = tempfile::tempdir().unwrap();
                drop(Layout::create(dir.path()).unwrap());
                replace(&dir.path().join(file), place);
                match Layout::open(dir.path()).map_err(Into::into) {
                    Ok(layout) => layout.resolve(&by_tag("v1")).await.unwrap_err(),
                    Err(error) => error,
                }
            });
            assert!(reason.what.contains(&format!("{file} is damaged: it is {name}, not a file")), "{reason}");
        }
    }
}

#[test]
fn a_blob_that_is_no_file_is_not_read_and_is_mended_but_for_a_directory() {
    for (name, place) in STRANGERS {
        in_time(async move {
            let (_dir, store) = store();
            let (layout, image) = with_image(&store, NAME, 1, &["v1"]).await;
            let blob = blobs_of(&image).pop().unwrap();
            let bytes = read_all(layout.blob(&blob).open(0).await.unwrap(), 1 << 20).await.unwrap();
            for path in [layout.blobs.path(&blob.digest), pooled(&store, &blob.digest)] {
                replace(&path, place);
            }
            let error = layout.blob(&blob).open(0).await.err().unwrap();
            assert_eq!(error.kind, ErrorKind::Integrity);
            assert!(error.what.contains(&format!("it is {name}, not a file")), "{error}");
            assert_eq!(layout.blob(&blob).local_file(), None);
            assert_eq!(layout.presence(&blob, Probe::Ask).await.unwrap(), Presence::Absent);
            let put = layout.put_blob(&blob, &Body::of(&bytes)).await;
            if name == "a directory" {
                assert_eq!(put.unwrap_err().kind, ErrorKind::Storage);
            } else {
                assert_eq!(put.unwrap(), Put::Copied);
                let mended = read_all(layout.blob(&blob).open(0).await.unwrap(), 1 << 20).await.unwrap();
                assert!(mended == bytes);
            }
        });
    }
}

#[test]
fn a_manifest_that_is_no_file_is_put_again() {
    for (name, place) in STRANGERS {
        in_time(async move {
            let (_dir, store) = store();
            let (layout, image) = with_image(&store, NAME, 1, &["v1"]).await;
            replace(&layout.blobs.path(&image.digest), place);
            let error = layout.manifest(&by_tag("v1")).await.unwrap_err();
            assert_eq!(error.kind, ErrorKind::Integrity);
            assert!(error.what.contains(&format!("it is {name}, not a file")), "{error}");
            assert_eq!(layout.put_manifest(&image, &[]).await.is_ok(), name != "a directory");
        });
    }
}

#[test]
fn a_partial_that_is_no_file_is_named_and_nothing_is_written_through_it() {
    for (name, place) in [("a pipe", STRANGERS[0].1), ("a link", |path: &Path| symlink("/dev/full", path).unwrap())] {
        in_time(async move {
            let (_dir, store) = store();
            let body = Body::new(300_000, 3);
            let blob = body.descriptor(Algorithm::Sha256);
            place(&partial(&store, &blob.digest));
            let layout = repository(&store, NAME);
            assert_eq!(layout.presence(&blob, Probe::Ask).await.unwrap(), Presence::Absent);
            let error = layout.put_blob(&blob, &body).await.unwrap_err();
            assert!(error.what.contains(&format!("it is {name}, not a file")), "{error}");
            assert!(body.opened().is_empty());
        });
    }
}

#[test]
fn verification_names_what_is_no_file_and_collection_leaves_the_image_whole() {
    for (name, place) in &STRANGERS[..2] {
        in_time(async move {
            let (_dir, store) = store();
            let (layout, image) = with_image(&store, NAME, 1, &["v1"]).await;
            let blob = blobs_of(&image).pop().unwrap();
            replace(&layout.blobs.path(&blob.digest), *place);
            fs::create_dir(store.pool.staging().join(".wharf-directory")).unwrap();
            let found = store.verify(BadFiles::Keep).unwrap().findings;
            let is_named =
                |finding: &Finding| matches!(finding, Finding::Damaged { found, .. } if found.contains(name));
            assert!(found.iter().any(is_named), "{found:?}");
            store.gc(&GcOptions { grace: Duration::ZERO, ..GcOptions::default() }, &mut || ()).unwrap();
            assert_eq!(store.verify(BadFiles::Delete).unwrap().deleted, 1);
            assert!(store.usage().is_ok());
        });
    }
}

#[test]
fn notes_and_locks_that_are_no_files_stop_no_transfer() {
    in_time(async {
        let (_dir, store) = store();
        STRANGERS[0].1(&store.pool.unsynced().join("another-boot.1"));
        let gone = Digest::sha256(b"gone");
        fs::write(store.pool.unsynced().join("another-boot.2"), format!("{gone}\n")).unwrap();
        fs::create_dir_all(pooled(&store, &gone).parent().unwrap()).unwrap();
        STRANGERS[0].1(&pooled(&store, &gone));
        STRANGERS[0].1(&store.root().join("_wharf/lock"));
        let (layout, image) = with_image(&store, NAME, 1, &["v1"]).await;
        assert_eq!(layout.resolve(&by_tag("v1")).await.unwrap().digest, image.digest);
        assert_eq!(image.media_type, MediaType::OCI_MANIFEST);
        assert!(!pooled(&store, &gone).exists());
    });
}
