//! The suite that every store passes: the meaning of [`Source`], [`Target`] and [`Manage`] as tests.
//!
//! [`store`] wants an empty store and runs all of it, [`what_lasts`] all but deletion. What it puts comes from [`image`] and its kin, which other tests
//! may use too.

use bytes::Bytes;

use super::memory::{Call, Fault, MemoryStore};
use super::stream::{read_all, verify};
use super::{ErrorKind, Manage, Presence, Probe, Put, ReferrerFilter, Source, TagQuery, Target};
use crate::oci::{Algorithm, Descriptor, Digest, ImageIndex, ImageManifest, MediaType, RawManifest};
use crate::reference::{Selector, Tag};

const LIMIT: u64 = 1 << 30;

/// A tag of which the test knows that it is one.
pub fn tag(text: &str) -> Tag {
    text.parse().unwrap()
}

fn tags(texts: &[&str]) -> Vec<Tag> {
    texts.iter().map(|text| tag(text)).collect()
}

/// An image of a config and two layers in `store`, the second layer of it large; another for each `seed`.
pub fn image(store: &MemoryStore, seed: u8, names: &[&str]) -> RawManifest {
    let config = format!(r#"{{"architecture":"amd64","os":"linux","seed":{seed},"rootfs":{{"type":"layers"}}}}"#);
    let config = store.add_blob(MediaType::OCI_CONFIG, config);
    let base = store.add_blob(MediaType::OCI_LAYER_GZIP, &b"a layer that all images have"[..]);
    let large: Vec<u8> = (0..700_000u32).map(|at| u8::try_from((at * 7 + u32::from(seed)) % 251).unwrap()).collect();
    let large = store.add_blob(MediaType::OCI_LAYER_GZIP, large);
    add(store, &manifest(config, vec![base, large], None), names)
}

/// An artifact of type `artifact_type` in `store` that refers to `subject`.
pub fn referrer(store: &MemoryStore, subject: &RawManifest, artifact_type: &'static str) -> RawManifest {
    let empty = store.add_blob(MediaType::OCI_EMPTY, &b"{}"[..]);
    let mut artifact = manifest(empty, Vec::new(), Some(subject.descriptor()));
    artifact.artifact_type = Some(MediaType::new(artifact_type));
    artifact.annotations.set("com.example.kind", artifact_type);
    add(store, &artifact, &[])
}

/// An index of `children` in `store`.
pub fn index(store: &MemoryStore, children: &[&RawManifest], names: &[&str]) -> RawManifest {
    let manifests = children.iter().map(|child| child.descriptor()).collect();
    let bytes = serde_json::to_vec(&ImageIndex { manifests, ..ImageIndex::default() }).unwrap();
    let raw = RawManifest::new(&MediaType::OCI_INDEX, bytes.into()).unwrap();
    store.add_manifest(&raw, &tags(names));
    raw
}

fn manifest(config: Descriptor, layers: Vec<Descriptor>, subject: Option<Descriptor>) -> ImageManifest {
    ImageManifest {
        schema_version: 2,
        media_type: MediaType::OCI_MANIFEST,
        artifact_type: None,
        config,
        layers,
        subject,
        annotations: crate::oci::Annotations::default(),
        other: serde_json::Map::new(),
    }
}

fn add(store: &MemoryStore, manifest: &ImageManifest, names: &[&str]) -> RawManifest {
    let bytes = serde_json::to_vec(manifest).unwrap();
    let raw = RawManifest::new(&MediaType::OCI_MANIFEST, bytes.into()).unwrap();
    store.add_manifest(&raw, &tags(names));
    raw
}

/// Puts `root`, everything that it needs, and then its tags into `target`, without ending the transfer.
pub async fn put(source: &MemoryStore, target: &dyn Target, root: &RawManifest, names: &[&str]) {
    let parsed = root.parse().unwrap();
    for blob in parsed.blobs() {
        target.put_blob(blob, &*source.blob(blob)).await.unwrap();
    }
    for child in parsed.children() {
        let child = source.manifest(&Selector::Digest(child.digest.clone())).await.unwrap();
        Box::pin(put(source, target, &child, &[])).await;
    }
    target.put_manifest(root, &tags(names)).await.unwrap();
}

/// Everything. `store` is empty at first.
pub async fn store<S: Source + Target + Manage>(store: &S) {
    an_empty_store_has_nothing(store).await;
    what_lasts(store).await;
    what_is_deleted_is_gone(store).await;
}

/// Everything but deletion, for places that only ever grow.
pub async fn what_lasts<S: Source + Target>(store: &S) {
    what_is_put_can_be_read(store).await;
    a_blob_is_read_from_any_place(store).await;
    a_bad_blob_never_counts_as_present(store).await;
    a_bad_manifest_is_refused(store).await;
    longer_digests_are_as_good(store).await;
    a_tag_moves_and_its_old_manifest_stays(store).await;
    tags_are_listed_in_pages(store).await;
    referrers_are_found_and_filtered(store).await;
}

fn by_tag(text: &str) -> Selector {
    Selector::Tag(tag(text))
}

fn by_digest(digest: &Digest) -> Selector {
    Selector::Digest(digest.clone())
}

async fn an_empty_store_has_nothing<S: Source + Target + Manage>(store: &S) {
    let digest = Digest::sha256(b"nothing");
    let blob = Descriptor::new(MediaType::OCTET_STREAM, digest.clone(), 7);
    for selector in [by_tag("none"), by_digest(&digest)] {
        assert_eq!(store.resolve(&selector).await.unwrap_err().kind, ErrorKind::NotFound);
        assert_eq!(store.manifest(&selector).await.unwrap_err().kind, ErrorKind::NotFound);
        assert_eq!(store.current(&selector).await.unwrap(), None);
    }
    assert_eq!(store.stat_blob(&digest).await.unwrap_err().kind, ErrorKind::NotFound);
    assert_eq!(store.blob(&blob).open(0).await.err().unwrap().kind, ErrorKind::NotFound);
    assert_eq!(store.presence(&blob, Probe::Ask).await.unwrap(), Presence::Absent);
    assert_eq!(store.tags(&TagQuery::default()).await.unwrap(), [""; 0]);
    assert_eq!(store.referrers(&digest, &ReferrerFilter::default()).await.unwrap(), []);
    assert_eq!(store.delete_tag(&tag("none")).await.unwrap_err().kind, ErrorKind::NotFound);
    assert_eq!(store.delete_manifest(&digest).await.unwrap_err().kind, ErrorKind::NotFound);
    assert_eq!(store.delete_blob(&digest).await.unwrap_err().kind, ErrorKind::NotFound);
    store.finish().await.unwrap();
}

async fn what_is_put_can_be_read<S: Source + Target>(store: &S) {
    let source = MemoryStore::new();
    let child = image(&source, 1, &[]);
    let root = index(&source, &[&child], &[]);
    put(&source, store, &root, &["multi", "other"]).await;
    store.finish().await.unwrap();
    for selector in [by_tag("multi"), by_tag("other"), by_digest(&root.digest)] {
        assert_eq!(store.manifest(&selector).await.unwrap(), root);
        assert_eq!(store.resolve(&selector).await.unwrap(), root.descriptor());
        assert_eq!(store.current(&selector).await.unwrap(), Some(root.descriptor()));
    }
    assert_eq!(store.manifest(&by_digest(&child.digest)).await.unwrap(), child, "a child is found by its digest");
    assert_eq!(store.presence(&child.descriptor(), Probe::Ask).await.unwrap(), Presence::Present);
    for blob in child.parse().unwrap().blobs() {
        assert_eq!(store.presence(blob, Probe::Ask).await.unwrap(), Presence::Present);
        assert_eq!(store.stat_blob(&blob.digest).await.unwrap(), blob.size);
        let stream = verify(store.blob(blob).open(0).await.unwrap(), blob);
        assert_eq!(Some(read_all(stream, LIMIT).await.unwrap()), source.bytes(&blob.digest));
        source.forget_calls();
        assert_eq!(store.put_blob(blob, &*source.blob(blob)).await.unwrap(), Put::Present);
        assert!(source.calls(Call::Open).is_empty(), "what is there is not read again");
    }
    store.finish().await.unwrap();
}

async fn a_blob_is_read_from_any_place<S: Source + Target>(store: &S) {
    let source = MemoryStore::new();
    let bytes: Vec<u8> = (0..600_000u32).map(|at| u8::try_from(at % 253).unwrap()).collect();
    let blob = source.add_blob(MediaType::OCTET_STREAM, bytes.clone());
    assert_eq!(store.put_blob(&blob, &*source.blob(&blob)).await.unwrap(), Put::Copied);
    let body = store.blob(&blob);
    for offset in [0, 1, 262_144, 599_999, 600_000] {
        let read = read_all(body.open(offset as u64).await.unwrap(), LIMIT).await.unwrap();
        assert!(read == bytes[offset..], "from {offset}");
    }
    for range in [0..0, 0..1, 65_535..65_537, 1..600_000] {
        let read = body.open_range(range.start as u64..range.end as u64).await.unwrap();
        assert!(read_all(read, LIMIT).await.unwrap() == bytes[range.clone()], "{range:?}");
    }
    let empty = source.add_blob(MediaType::OCTET_STREAM, Bytes::new());
    store.put_blob(&empty, &*source.blob(&empty)).await.unwrap();
    assert_eq!(store.stat_blob(&empty.digest).await.unwrap(), 0);
    assert!(read_all(store.blob(&empty).open(0).await.unwrap(), 0).await.unwrap().is_empty());
    store.finish().await.unwrap();
}

async fn a_bad_blob_never_counts_as_present<S: Source + Target>(store: &S) {
    let source = MemoryStore::new();
    let faults = [
        (Fault::Corrupt, ErrorKind::Integrity),
        (Fault::Short, ErrorKind::Integrity),
        (Fault::Cut(ErrorKind::Unavailable), ErrorKind::Unavailable),
        (Fault::Refuse(ErrorKind::Denied), ErrorKind::Denied),
    ];
    for (seed, (fault, kind)) in (0u8..).zip(faults) {
        let blob = source.add_blob(MediaType::OCTET_STREAM, vec![seed; 200_000 + usize::from(seed)]);
        source.fail_next(&blob.digest, fault);
        assert_eq!(store.put_blob(&blob, &*source.blob(&blob)).await.unwrap_err().kind, kind, "{fault:?}");
        assert_ne!(store.presence(&blob, Probe::Ask).await.unwrap(), Presence::Present, "{fault:?}");
        assert_eq!(store.stat_blob(&blob.digest).await.unwrap_err().kind, ErrorKind::NotFound);
        assert_eq!(store.put_blob(&blob, &*source.blob(&blob)).await.unwrap(), Put::Copied, "{fault:?}");
        let stream = verify(store.blob(&blob).open(0).await.unwrap(), &blob);
        assert!(read_all(stream, LIMIT).await.is_ok());
    }
    let good = source.add_blob(MediaType::OCTET_STREAM, &b"hello"[..]);
    for size in [4, 6] {
        let lie = Descriptor { size, ..good.clone() };
        assert_eq!(store.put_blob(&lie, &*source.blob(&lie)).await.unwrap_err().kind, ErrorKind::Integrity);
        assert_eq!(store.stat_blob(&lie.digest).await.unwrap_err().kind, ErrorKind::NotFound);
    }
    store.finish().await.unwrap();
}

async fn a_bad_manifest_is_refused<S: Source + Target>(store: &S) {
    let mut raw = image(&MemoryStore::new(), 9, &[]);
    raw.bytes = Bytes::from_static(b"{}");
    assert_eq!(store.put_manifest(&raw, &tags(&["bad"])).await.unwrap_err().kind, ErrorKind::Integrity);
    assert_eq!(store.current(&by_tag("bad")).await.unwrap(), None);
    store.finish().await.unwrap();
}

async fn longer_digests_are_as_good<S: Source + Target>(store: &S) {
    let source = MemoryStore::new();
    let bytes = image(&source, 3, &[]).bytes;
    let raw = RawManifest { media_type: MediaType::OCI_MANIFEST, digest: Algorithm::Sha512.digest(&bytes), bytes };
    store.put_manifest(&raw, &tags(&["sha512"])).await.unwrap();
    store.finish().await.unwrap();
    assert_eq!(store.manifest(&by_tag("sha512")).await.unwrap(), raw);
    assert_eq!(store.manifest(&by_digest(&raw.digest)).await.unwrap(), raw);
}

async fn a_tag_moves_and_its_old_manifest_stays<S: Source + Target>(store: &S) {
    let source = MemoryStore::new();
    let (old, new) = (image(&source, 4, &[]), image(&source, 5, &[]));
    for root in [&old, &new] {
        put(&source, store, root, &["moving"]).await;
        store.finish().await.unwrap();
        assert_eq!(store.resolve(&by_tag("moving")).await.unwrap(), root.descriptor());
    }
    assert_eq!(store.manifest(&by_digest(&old.digest)).await.unwrap(), old);
}

async fn tags_are_listed_in_pages<S: Source + Target>(store: &S) {
    let all = store.tags(&TagQuery::default()).await.unwrap();
    assert_eq!(all, ["moving", "multi", "other", "sha512"]);
    let page = |limit, last: Option<&str>| {
        let query = TagQuery { limit, last: last.map(str::to_owned) };
        async move { store.tags(&query).await.unwrap() }
    };
    assert_eq!(page(Some(1), None).await, ["moving"]);
    assert_eq!(page(Some(2), Some("moving")).await, ["multi", "other"]);
    assert_eq!(page(None, Some("n")).await, ["other", "sha512"]);
    assert_eq!(page(None, Some("sha512")).await, [""; 0]);
}

async fn referrers_are_found_and_filtered<S: Source + Target>(store: &S) {
    let source = MemoryStore::new();
    let subject = image(&source, 6, &[]);
    put(&source, store, &subject, &["signed"]).await;
    let (one, two) =
        (referrer(&source, &subject, "application/x.one"), referrer(&source, &subject, "application/x.two"));
    put(&source, store, &one, &[]).await;
    put(&source, store, &two, &[]).await;
    store.finish().await.unwrap();
    let found = |artifact_type| async move {
        let filter = ReferrerFilter { artifact_type };
        let mut found = store.referrers(&subject.digest, &filter).await.unwrap();
        found.sort_by(|one, other| one.digest.cmp(&other.digest));
        found
    };
    let mut expected = vec![one.digest.clone(), two.digest];
    expected.sort();
    let all = found.clone()(None).await;
    assert_eq!(all.iter().map(|found| found.digest.clone()).collect::<Vec<_>>(), expected);
    let wanted = MediaType::new("application/x.one");
    let mut descriptor = Descriptor { artifact_type: Some(wanted.clone()), ..one.descriptor() };
    descriptor.annotations.set("com.example.kind", "application/x.one");
    assert_eq!(found(Some(wanted)).await, [descriptor]);
}

async fn what_is_deleted_is_gone<S: Source + Target + Manage>(store: &S) {
    let source = MemoryStore::new();
    let root = image(&source, 7, &[]);
    put(&source, store, &root, &["a", "b", "c"]).await;
    store.finish().await.unwrap();
    store.delete_tag(&tag("a")).await.unwrap();
    assert_eq!(store.resolve(&by_tag("a")).await.unwrap_err().kind, ErrorKind::NotFound);
    assert_eq!(store.delete_tag(&tag("a")).await.unwrap_err().kind, ErrorKind::NotFound);
    assert_eq!(store.resolve(&by_tag("b")).await.unwrap(), root.descriptor());
    store.delete_manifest(&root.digest).await.unwrap();
    for selector in [by_tag("b"), by_tag("c"), by_digest(&root.digest)] {
        assert_eq!(store.resolve(&selector).await.unwrap_err().kind, ErrorKind::NotFound);
    }
    let config = root.parse().unwrap().blobs().next().unwrap().clone();
    assert_eq!(store.presence(&config, Probe::Ask).await.unwrap(), Presence::Present, "its blobs stay");
    store.delete_blob(&config.digest).await.unwrap();
    assert_eq!(store.stat_blob(&config.digest).await.unwrap_err().kind, ErrorKind::NotFound);
    assert_ne!(store.presence(&config, Probe::Ask).await.unwrap(), Presence::Present);
    store.finish().await.unwrap();
}
