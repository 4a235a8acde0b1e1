//! What every storage must do, as one suite that each of them runs.

use std::sync::Arc;

use bytes::Bytes;
use futures_util::{StreamExt, stream};

use super::{Appended, Deleted, Expect, Finished, Fixed, Naming, Page, Put, Referral, Storage, UploadId};
use crate::content::{ByteStream, ContentError, ErrorKind, stream as content_stream};
use crate::oci::{Algorithm, Descriptor, Digest, MediaType, RawManifest};
use crate::reference::{Repository, Tag};

/// Runs the whole suite; `make` gives an empty storage each time.
pub async fn check<F: Fn() -> Arc<dyn Storage>>(make: F) {
    blobs_live_in_their_repository(make().as_ref()).await;
    ranges_give_exactly_their_bytes(make().as_ref()).await;
    uploads_grow_in_order(make().as_ref()).await;
    a_broken_body_keeps_what_came(make().as_ref()).await;
    a_wrong_digest_stores_nothing(make().as_ref()).await;
    both_algorithms_address_blobs(make().as_ref()).await;
    a_blob_does_not_grow(make().as_ref()).await;
    writers_at_once_do_not_mix(make().as_ref()).await;
    manifests_keep_their_bytes_and_tags_move(make().as_ref()).await;
    tags_move_only_from_where_they_are_expected(make().as_ref()).await;
    lists_are_sorted_and_paged(make().as_ref()).await;
    referrers_come_and_go(make().as_ref()).await;
    room_is_counted_once(make().as_ref()).await;
}

fn repository(name: &str) -> Repository {
    name.parse().unwrap()
}

fn tag(name: &str) -> Tag {
    name.parse().unwrap()
}

fn plain(name: &str) -> Naming {
    Naming::plain(tag(name))
}

fn body(text: &'static str) -> ByteStream {
    content_stream::from_bytes(Bytes::from_static(text.as_bytes()))
}

async fn put(storage: &dyn Storage, into: &Repository, text: &'static str) -> Digest {
    let digest = Digest::sha256(text.as_bytes());
    let id = storage.begin_upload(into, Algorithm::Sha256).await.unwrap();
    storage.append_upload(into, &id, None, body(text)).await.unwrap();
    assert_eq!(storage.finish_upload(into, &id, &digest).await.unwrap(), Finished::Stored);
    digest
}

async fn read(storage: &dyn Storage, from: &Repository, digest: &Digest, range: std::ops::Range<u64>) -> Vec<u8> {
    let mut stream = storage.read_blob(from, digest, range).await.unwrap().unwrap();
    let mut all = Vec::new();
    while let Some(bytes) = stream.next().await {
        all.extend_from_slice(&bytes.unwrap());
    }
    all
}

async fn blobs_live_in_their_repository(storage: &dyn Storage) {
    let (one, two) = (repository("one"), repository("one/two"));
    let digest = put(storage, &one, "content").await;
    assert_eq!(storage.stat_blob(&one, &digest).await.unwrap(), Some(7));
    assert_eq!(storage.stat_blob(&two, &digest).await.unwrap(), None);
    assert!(storage.read_blob(&two, &digest, 0..7).await.unwrap().is_none());
    assert!(!storage.delete_blob(&two, &digest).await.unwrap());
    assert!(!storage.link_blob(Some(&two), &repository("three"), &digest).await.unwrap());
    assert!(storage.link_blob(Some(&one), &two, &digest).await.unwrap());
    assert!(storage.delete_blob(&one, &digest).await.unwrap());
    assert!(!storage.delete_blob(&one, &digest).await.unwrap());
    assert_eq!(storage.stat_blob(&one, &digest).await.unwrap(), None);
    assert_eq!(read(storage, &two, &digest, 0..7).await, b"content");
    assert!(storage.link_blob(None, &one, &digest).await.unwrap());
    assert_eq!(read(storage, &one, &digest, 0..7).await, b"content");
    assert!(!storage.link_blob(None, &one, &Digest::sha256(b"other")).await.unwrap());
}

async fn ranges_give_exactly_their_bytes(storage: &dyn Storage) {
    let one = repository("one");
    let id = storage.begin_upload(&one, Algorithm::Sha256).await.unwrap();
    for text in ["ab", "cdefg", "h"] {
        storage.append_upload(&one, &id, None, body(text)).await.unwrap();
    }
    let digest = Digest::sha256(b"abcdefgh");
    storage.finish_upload(&one, &id, &digest).await.unwrap();
    for (range, expected) in [(0..8, "abcdefgh"), (1..3, "bc"), (2..2, ""), (6..8, "gh"), (8..8, "")] {
        assert_eq!(read(storage, &one, &digest, range).await, expected.as_bytes());
    }
    let empty = put(storage, &one, "").await;
    assert_eq!(storage.stat_blob(&one, &empty).await.unwrap(), Some(0));
    assert_eq!(read(storage, &one, &empty, 0..0).await, b"");
}

async fn uploads_grow_in_order(storage: &dyn Storage) {
    let (one, two) = (repository("one"), repository("two"));
    let id = storage.begin_upload(&one, Algorithm::Sha256).await.unwrap();
    assert_eq!(storage.upload_size(&one, &id).await.unwrap(), Some(0));
    // A session belongs to the repository that it was opened in.
    assert_eq!(storage.upload_size(&two, &id).await.unwrap(), None);
    assert_eq!(storage.append_upload(&two, &id, None, body("x")).await.unwrap(), Appended::Unknown);
    assert_eq!(storage.append_upload(&one, &id, Some(0), body("abc")).await.unwrap(), Appended::To(3));
    assert_eq!(storage.append_upload(&one, &id, Some(0), body("abc")).await.unwrap(), Appended::Misplaced(3));
    assert_eq!(storage.append_upload(&one, &id, Some(4), body("x")).await.unwrap(), Appended::Misplaced(3));
    assert_eq!(storage.append_upload(&one, &id, Some(3), body("def")).await.unwrap(), Appended::To(6));
    assert_eq!(storage.stat_blob(&one, &Digest::sha256(b"abcdef")).await.unwrap(), None);
    assert!(!storage.cancel_upload(&two, &id).await.unwrap());
    assert!(storage.cancel_upload(&one, &id).await.unwrap());
    assert!(!storage.cancel_upload(&one, &id).await.unwrap());
    assert_eq!(storage.upload_size(&one, &id).await.unwrap(), None);
    let never = UploadId::random();
    assert_eq!(storage.append_upload(&one, &never, None, body("x")).await.unwrap(), Appended::Unknown);
    let digest = Digest::sha256(b"");
    assert_eq!(storage.finish_upload(&one, &never, &digest).await.unwrap(), Finished::Unknown);
}

async fn a_broken_body_keeps_what_came(storage: &dyn Storage) {
    let one = repository("one");
    let id = storage.begin_upload(&one, Algorithm::Sha256).await.unwrap();
    let cut = ContentError::new(ErrorKind::Unavailable, "cut");
    let broken = stream::iter([Ok(Bytes::from_static(b"half ")), Err(cut)]);
    assert!(storage.append_upload(&one, &id, None, Box::pin(broken)).await.is_err());
    assert_eq!(storage.upload_size(&one, &id).await.unwrap(), Some(5));
    storage.append_upload(&one, &id, Some(5), body("and half")).await.unwrap();
    let digest = Digest::sha256(b"half and half");
    assert_eq!(storage.finish_upload(&one, &id, &digest).await.unwrap(), Finished::Stored);
}

async fn a_wrong_digest_stores_nothing(storage: &dyn Storage) {
    let one = repository("one");
    let id = storage.begin_upload(&one, Algorithm::Sha256).await.unwrap();
    storage.append_upload(&one, &id, None, body("real")).await.unwrap();
    let (claimed, real) = (Digest::sha256(b"claimed"), Digest::sha256(b"real"));
    let finished = storage.finish_upload(&one, &id, &claimed).await.unwrap();
    assert_eq!(finished, Finished::Mismatch(real.clone()));
    for digest in [claimed, real] {
        assert_eq!(storage.stat_blob(&one, &digest).await.unwrap(), None);
    }
    assert_eq!(storage.upload_size(&one, &id).await.unwrap(), None);
}

async fn both_algorithms_address_blobs(storage: &dyn Storage) {
    let one = repository("one");
    let id = storage.begin_upload(&one, Algorithm::Sha256).await.unwrap();
    storage.append_upload(&one, &id, None, body("ab")).await.unwrap();
    storage.append_upload(&one, &id, None, body("c")).await.unwrap();
    let digest = Algorithm::Sha512.digest(b"abc");
    assert_eq!(storage.finish_upload(&one, &id, &digest).await.unwrap(), Finished::Stored);
    assert_eq!(read(storage, &one, &digest, 0..3).await, b"abc");
}

/// Whoever still writes to a session that has ended adds nothing to its blob.
async fn a_blob_does_not_grow(storage: &dyn Storage) {
    let one = repository("one");
    let id = storage.begin_upload(&one, Algorithm::Sha256).await.unwrap();
    let digest = Digest::sha256(b"whole");
    storage.append_upload(&one, &id, None, body("whole")).await.unwrap();
    let (go, wait) = tokio::sync::oneshot::channel::<()>();
    let (begun, is_begun) = tokio::sync::oneshot::channel::<()>();
    let late: ByteStream = Box::pin(stream::once(async move {
        begun.send(()).unwrap();
        wait.await.unwrap();
        Ok(Bytes::from(vec![b'x'; 100_000]))
    }));
    let finish = async {
        is_begun.await.unwrap();
        let finished = storage.finish_upload(&one, &id, &digest).await.unwrap();
        go.send(()).unwrap();
        finished
    };
    let (late, finished) = futures_util::future::join(storage.append_upload(&one, &id, None, late), finish).await;
    assert_eq!(finished, Finished::Stored);
    assert!(!matches!(late.unwrap(), Appended::To(_)));
    assert_eq!(storage.stat_blob(&one, &digest).await.unwrap(), Some(5));
    assert_eq!(read(storage, &one, &digest, 0..5).await, b"whole");
}

async fn writers_at_once_do_not_mix(storage: &dyn Storage) {
    let one = repository("one");
    let id = storage.begin_upload(&one, Algorithm::Sha256).await.unwrap();
    let steps = |text: &'static str| -> ByteStream {
        Box::pin(stream::iter(text.as_bytes().chunks(1)).then(|chunk| async move {
            tokio::task::yield_now().await;
            Ok(Bytes::from_static(chunk))
        }))
    };
    let first = storage.append_upload(&one, &id, Some(0), steps("aaaa"));
    let second = storage.append_upload(&one, &id, Some(0), steps("bbbb"));
    let outcomes = futures_util::future::join(first, second).await;
    let size = storage.upload_size(&one, &id).await.unwrap().unwrap();
    let stored = [outcomes.0.unwrap(), outcomes.1.unwrap()];
    let whole = stored.iter().filter(|outcome| matches!(outcome, Appended::To(4))).count();
    assert!(whole <= 1, "two writers both believe that their bytes are the session's: {stored:?}");
    assert!(size <= 4, "{size} bytes");
}

fn manifest(note: &str) -> RawManifest {
    let text = format!(r#"{{"schemaVersion":2, "manifests":[],"annotations":{{"note":"{note}"}}}}"#);
    RawManifest::new(&MediaType::OCI_INDEX, Bytes::from(text)).unwrap()
}

async fn manifests_keep_their_bytes_and_tags_move(storage: &dyn Storage) {
    let (one, two) = (repository("one"), repository("two"));
    let (old, new) = (manifest("old"), manifest("new"));
    storage.put_manifest(&one, &old, &[plain("latest"), plain("v1")], None).await.unwrap();
    assert_eq!(storage.manifest(&one, &old.digest).await.unwrap(), Some(old.clone()));
    assert_eq!(storage.manifest(&two, &old.digest).await.unwrap(), None);
    storage.put_manifest(&one, &new, &[plain("latest")], None).await.unwrap();
    assert_eq!(storage.resolve_tag(&one, &tag("latest")).await.unwrap(), Some(new.digest.clone()));
    assert_eq!(storage.resolve_tag(&one, &tag("v1")).await.unwrap(), Some(old.digest.clone()));
    assert_eq!(storage.resolve_tag(&two, &tag("v1")).await.unwrap(), None);
    assert!(storage.delete_tag(&one, &tag("latest")).await.unwrap());
    assert!(!storage.delete_tag(&one, &tag("latest")).await.unwrap());
    assert!(storage.manifest(&one, &new.digest).await.unwrap().is_some());
    let fixed = Fixed::new(|tag| tag.as_str() == "v1");
    assert_eq!(storage.delete_manifest(&one, &old.digest, &fixed).await.unwrap(), Deleted::Held(tag("v1")));
    assert_eq!(storage.manifest(&one, &old.digest).await.unwrap(), Some(old.clone()));
    assert_eq!(storage.resolve_tag(&one, &tag("v1")).await.unwrap(), Some(old.digest.clone()));
    assert_eq!(storage.delete_manifest(&one, &new.digest, &fixed).await.unwrap(), Deleted::Gone);
    assert_eq!(storage.delete_manifest(&one, &old.digest, &Fixed::default()).await.unwrap(), Deleted::Gone);
    assert_eq!(storage.delete_manifest(&one, &old.digest, &fixed).await.unwrap(), Deleted::Unknown);
    assert_eq!(storage.delete_manifest(&two, &old.digest, &fixed).await.unwrap(), Deleted::Unknown);
    assert_eq!(storage.resolve_tag(&one, &tag("v1")).await.unwrap(), None);
    assert_eq!(storage.manifest(&one, &old.digest).await.unwrap(), None);
}

async fn tags_move_only_from_where_they_are_expected(storage: &dyn Storage) {
    let one = repository("one");
    let (old, new) = (manifest("old"), manifest("new"));
    let naming = |name: &str, expect: Expect| Naming { tag: tag(name), expect };
    let none = [naming("a", Expect::Present)];
    let refused = Put::Refused { tag: tag("a"), current: None };
    assert_eq!(storage.put_manifest(&one, &old, &none, None).await.unwrap(), refused);
    assert_eq!(storage.resolve_tag(&one, &tag("a")).await.unwrap(), None);
    let first = [naming("a", Expect::Absent), naming("b", Expect::AbsentOrSame)];
    assert_eq!(storage.put_manifest(&one, &old, &first, None).await.unwrap(), Put::Stored);
    let refused = Put::Refused { tag: tag("a"), current: Some(old.digest.clone()) };
    let other = || vec![new.digest.clone()];
    let both = Expect::All(vec![Expect::Present, Expect::NoneOf(vec![old.digest.clone()])]);
    for expect in [Expect::Absent, Expect::AbsentOrSame, Expect::OneOf(other()), Expect::OneOf(Vec::new()), both] {
        let tags = [plain("c"), naming("a", expect)];
        assert_eq!(storage.put_manifest(&one, &new, &tags, None).await.unwrap(), refused);
        assert_eq!(storage.resolve_tag(&one, &tag("c")).await.unwrap(), None, "all tags or none");
        assert_eq!(storage.resolve_tag(&one, &tag("a")).await.unwrap(), Some(old.digest.clone()));
    }
    let same = [naming("a", Expect::AbsentOrSame)];
    assert_eq!(storage.put_manifest(&one, &old, &same, None).await.unwrap(), Put::Stored);
    let moved = [naming("a", Expect::OneOf(vec![old.digest.clone()]))];
    assert_eq!(storage.put_manifest(&one, &new, &moved, None).await.unwrap(), Put::Stored);
    assert_eq!(storage.resolve_tag(&one, &tag("a")).await.unwrap(), Some(new.digest.clone()));
    // Of many that want a new tag one gets it.
    let tags = [naming("race", Expect::Absent)];
    let puts = (0..8).map(|n| manifest(&n.to_string())).map(|manifest| {
        let tags = tags.clone();
        let one = one.clone();
        async move { storage.put_manifest(&one, &manifest, &tags, None).await.unwrap() == Put::Stored }
    });
    let won = futures_util::future::join_all(puts).await;
    assert_eq!(won.iter().filter(|won| **won).count(), 1);
}

async fn lists_are_sorted_and_paged(storage: &dyn Storage) {
    let page = |last: Option<&str>, limit| Page { last: last.map(str::to_owned), limit };
    let one = repository("one");
    assert_eq!(storage.tags(&one, &Page::default()).await.unwrap(), None);
    assert!(storage.repositories(&Page::default()).await.unwrap().is_empty());
    let tags = ["b", "B", "a.1", "a", "_x"].map(plain);
    storage.put_manifest(&one, &manifest("x"), &tags, None).await.unwrap();
    put(storage, &repository("one-more"), "x").await;
    put(storage, &repository("a"), "x").await;
    let cases: [(Option<&str>, Option<usize>, &[&str]); 7] = [
        (None, None, &["B", "_x", "a", "a.1", "b"]),
        (None, Some(2), &["B", "_x"]),
        (Some("_x"), Some(2), &["a", "a.1"]),
        (Some("a.0"), None, &["a.1", "b"]),
        (Some("/"), Some(1), &["B"]),
        (Some("b"), None, &[]),
        (None, Some(0), &[]),
    ];
    for (last, limit, expected) in cases {
        let found = storage.tags(&one, &page(last, limit)).await.unwrap().unwrap();
        assert_eq!(found.iter().map(Tag::as_str).collect::<Vec<_>>(), expected, "{last:?} {limit:?}");
    }
    let cases: [(Option<&str>, Option<usize>, &[&str]); 4] = [
        (None, None, &["a", "one", "one-more"]),
        (Some("a"), Some(1), &["one"]),
        (Some("one-"), None, &["one-more"]),
        (Some("zzz"), None, &[]),
    ];
    for (last, limit, expected) in cases {
        let found = storage.repositories(&page(last, limit)).await.unwrap();
        assert_eq!(found.iter().map(Repository::as_str).collect::<Vec<_>>(), expected, "{last:?} {limit:?}");
    }
    assert_eq!(storage.tags(&repository("a"), &Page::default()).await.unwrap(), Some(Vec::new()));
}

async fn referrers_come_and_go(storage: &dyn Storage) {
    let one = repository("one");
    let subject = Digest::sha256(b"not here");
    let mut expected: Vec<Descriptor> = Vec::new();
    for note in ["first", "second"] {
        let text = format!(
            r#"{{"schemaVersion":2,"manifests":[],"subject":{{"mediaType":"x/y","digest":"{subject}","size":1}},"annotations":{{"note":"{note}"}}}}"#
        );
        let manifest = RawManifest::new(&MediaType::OCI_INDEX, Bytes::from(text)).unwrap();
        let referral = Referral::of(&manifest, &manifest.parse().unwrap()).unwrap();
        assert_eq!(referral.subject, subject);
        let descriptor = referral.descriptor.clone();
        storage.put_manifest(&one, &manifest, &[], Some(&referral)).await.unwrap();
        storage.put_manifest(&one, &manifest, &[], Some(&referral)).await.unwrap();
        expected.push(descriptor);
    }
    expected.sort_by_key(|descriptor| descriptor.digest.to_string());
    assert_eq!(storage.referrers(&one, &subject).await.unwrap(), expected);
    assert!(storage.referrers(&repository("two"), &subject).await.unwrap().is_empty());
    storage.delete_manifest(&one, &expected[0].digest, &Fixed::default()).await.unwrap();
    assert_eq!(storage.referrers(&one, &subject).await.unwrap(), expected[1..]);
    storage.delete_manifest(&one, &expected[1].digest, &Fixed::default()).await.unwrap();
    assert!(storage.referrers(&one, &subject).await.unwrap().is_empty());
}

async fn room_is_counted_once(storage: &dyn Storage) {
    let (one, two) = (repository("one"), repository("two"));
    assert_eq!(storage.usage(None).await.unwrap().bytes, 0);
    let digest = put(storage, &one, "content").await;
    assert!(storage.link_blob(Some(&one), &two, &digest).await.unwrap());
    put(storage, &two, "more").await;
    assert_eq!(storage.usage(Some(&one)).await.unwrap().bytes, 7);
    assert_eq!(storage.usage(Some(&two)).await.unwrap().bytes, 11);
    assert_eq!(storage.usage(Some(&repository("three"))).await.unwrap().bytes, 0);
    assert_eq!(storage.usage(None).await.unwrap().bytes, 11);
    let id = storage.begin_upload(&one, Algorithm::Sha256).await.unwrap();
    storage.append_upload(&one, &id, None, body("under way")).await.unwrap();
    assert_eq!(storage.usage(None).await.unwrap().bytes, 20, "who never ends an upload takes room too");
    assert_eq!(storage.usage(Some(&one)).await.unwrap().bytes, 7);
    assert!(storage.cancel_upload(&one, &id).await.unwrap());
    assert_eq!(storage.usage(None).await.unwrap().bytes, 11);
}
