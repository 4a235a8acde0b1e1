//! Archives as a whole: what is written can be read again, in every way of writing and reading, and what other tools wrote
//! in their ways is understood.

use std::io::Write;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use serde_json::{Value, json};

use super::*;
use crate::content::memory::MemoryStore;
use crate::content::stream::{read_all, verify};
use crate::content::{
    self, BlobBody, ByteStream, Coming, ContentError, ErrorKind, Presence, Probe, Put, ReferrerFilter, Source,
    TagQuery, Target, conformance,
};
use crate::oci::{Descriptor, Digest, MediaType, Platform, RawManifest};
use crate::reference::{ArchiveKind, ArchivePath, Location, Selector, Tag};

fn location(path: &Path) -> Location {
    Location::Archive(ArchivePath::new(ArchiveKind::Oci, path))
}

fn naming(repository: Option<&str>) -> Naming {
    Naming { repository: repository.map(|name| name.parse().unwrap()), host: Platform::new("linux", "amd64", None) }
}

fn writer(path: &Path, outer: Outer, repository: Option<&str>) -> ArchiveWriter {
    let base = path.exists().then(|| Arc::new(Archive::open(path, location(path)).unwrap()));
    ArchiveWriter::to_file(path, location(path), naming(repository), base, outer).unwrap()
}

/// An archive that is written anew, with all that was in it, whenever somebody reads after somebody wrote.
struct Growing {
    path: PathBuf,
    writer: Mutex<Option<Arc<ArchiveWriter>>>,
}

impl Growing {
    fn writer(&self) -> Arc<ArchiveWriter> {
        let mut writer = self.writer.lock().unwrap();
        Arc::clone(writer.get_or_insert_with(|| Arc::new(writer_of(&self.path))))
    }

    async fn archive(&self) -> content::Result<Archive> {
        self.finish().await?;
        Ok(Archive::open(&self.path, location(&self.path))?)
    }
}

fn writer_of(path: &Path) -> ArchiveWriter {
    writer(path, Outer::None, None)
}

struct Later {
    path: PathBuf,
    descriptor: Descriptor,
}

#[async_trait]
impl BlobBody for Later {
    async fn open(&self, offset: u64) -> content::Result<ByteStream> {
        Archive::open(&self.path, location(&self.path))?.blob(&self.descriptor).open(offset).await
    }

    async fn open_range(&self, range: Range<u64>) -> content::Result<ByteStream> {
        Archive::open(&self.path, location(&self.path))?.blob(&self.descriptor).open_range(range).await
    }
}

#[async_trait]
impl Source for Growing {
    fn location(&self) -> Location {
        location(&self.path)
    }

    async fn resolve(&self, selector: &Selector) -> content::Result<Descriptor> {
        self.archive().await?.resolve(selector).await
    }

    async fn manifest(&self, selector: &Selector) -> content::Result<RawManifest> {
        self.archive().await?.manifest(selector).await
    }

    fn blob(&self, descriptor: &Descriptor) -> Box<dyn BlobBody> {
        if let Some(writer) = self.writer.lock().unwrap().take() {
            futures_util::future::FutureExt::now_or_never(writer.finish()).unwrap().unwrap();
        }
        Box::new(Later { path: self.path.clone(), descriptor: descriptor.clone() })
    }

    async fn stat_blob(&self, digest: &Digest) -> content::Result<u64> {
        self.archive().await?.stat_blob(digest).await
    }

    async fn tags(&self, query: &TagQuery) -> content::Result<Vec<String>> {
        self.archive().await?.tags(query).await
    }

    async fn referrers(&self, subject: &Digest, filter: &ReferrerFilter) -> content::Result<Vec<Descriptor>> {
        self.archive().await?.referrers(subject, filter).await
    }
}

#[async_trait]
impl Target for Growing {
    fn location(&self) -> Location {
        location(&self.path)
    }

    async fn current(&self, selector: &Selector) -> content::Result<Option<Descriptor>> {
        self.writer().current(selector).await
    }

    async fn presence(&self, descriptor: &Descriptor, probe: Probe) -> content::Result<Presence> {
        self.writer().presence(descriptor, probe).await
    }

    async fn put_blob(&self, descriptor: &Descriptor, body: &dyn BlobBody) -> content::Result<Put> {
        self.writer().put_blob(descriptor, body).await
    }

    async fn put_manifest(&self, manifest: &RawManifest, tags: &[Tag]) -> content::Result<()> {
        self.writer().put_manifest(manifest, tags).await
    }

    async fn finish(&self) -> content::Result<()> {
        let writer = self.writer.lock().unwrap().take();
        match writer {
            Some(writer) => writer.finish().await,
            None => Ok(()),
        }
    }
}

#[tokio::test]
async fn an_archive_that_is_added_to_passes_the_suite() {
    let dir = tempfile::tempdir().unwrap();
    let growing = Growing { path: dir.path().join("x.tar"), writer: Mutex::default() };
    conformance::what_lasts(&growing).await;
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1, "no temporary file is left");
}

/// An image of two platforms.
fn index(store: &MemoryStore) -> RawManifest {
    let (one, two) = (conformance::image(store, 1, &[]), conformance::image(store, 2, &[]));
    conformance::index(store, &[&one, &two], &["v1"])
}

/// Everything of `root`, announced and put as a transfer does, blobs in the order that they are begun in.
async fn transfer(source: &MemoryStore, root: &RawManifest, target: &dyn Target, tags: &[Tag]) -> content::Result<()> {
    let mut manifests: Vec<RawManifest> = Vec::new();
    for child in root.parse().unwrap().children() {
        manifests.push(source.manifest(&child.digest.clone().into()).await?);
    }
    let mut blobs: Vec<Descriptor> = Vec::new();
    for blob in manifests.iter().chain([root]).flat_map(|raw| raw.parse().unwrap().blobs().cloned().collect::<Vec<_>>())
    {
        if !blobs.contains(&blob) && target.presence(&blob, Probe::Free).await? == Presence::Absent {
            blobs.push(blob);
        }
    }
    let mut coming = Coming { blobs: blobs.iter().collect(), ..Coming::default() };
    coming.manifests = manifests.iter().map(|raw| (raw, &[][..])).chain([(root, tags)]).collect();
    target.announce(&coming).await?;
    // The last begins first to be polled: each must wait for its turn by itself.
    let puts = blobs.iter().rev().map(|blob| async { target.put_blob(blob, &*source.blob(blob)).await.map(drop) });
    futures_util::future::try_join_all(puts).await?;
    for raw in &manifests {
        target.put_manifest(raw, &[]).await?;
    }
    target.put_manifest(root, tags).await?;
    target.finish().await
}

/// A writer whose bytes can be looked at.
#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn a_file_and_a_stream_get_the_same_bytes_in_the_same_order_every_time() {
    let dir = tempfile::tempdir().unwrap();
    let source = MemoryStore::new();
    let root = index(&source);
    let tags = [conformance::tag("v1")];
    let mut written = Vec::new();
    for name in ["one.tar", "two.tar"] {
        let path = dir.path().join(name);
        transfer(&source, &root, &writer(&path, Outer::None, Some("a.io/b")), &tags).await.unwrap();
        written.push(std::fs::read(path).unwrap());
    }
    let shared = Shared::default();
    let stream = ArchiveWriter::to_stream(
        Box::new(shared.clone()),
        location(Path::new("-")),
        naming(Some("a.io/b")),
        Outer::None,
    );
    transfer(&source, &root, &stream, &tags).await.unwrap();
    assert!(written[0] == written[1] && written[0] == *shared.0.lock().unwrap());
    let names: Vec<String> = tar::Archive::new(&written[0][..])
        .entries()
        .unwrap()
        .map(|entry| entry.unwrap().path().unwrap().display().to_string())
        .collect();
    assert_eq!(names[..5], ["oci-layout", "index.json", "manifest.json", "blobs/", "blobs/sha256/"]);
    assert!(written[0].len().is_multiple_of(512) && written[0].ends_with(&[0; 1024]));
    let read = Archive::read(&written[0][..], location(Path::new("-"))).unwrap();
    assert_eq!(read.manifest(&root.digest.clone().into()).await.unwrap(), root);
    assert_eq!(read.tags(&TagQuery::default()).await.unwrap(), ["a.io/b:v1"]);
    for child in root.parse().unwrap().children() {
        let child = read.manifest(&child.digest.clone().into()).await.unwrap();
        for blob in child.parse().unwrap().blobs() {
            read_all(verify(read.blob(blob).open(0).await.unwrap(), blob), 1 << 30).await.unwrap();
        }
    }
}

#[tokio::test]
async fn a_compressed_file_holds_the_same_archive_and_takes_its_place_when_it_is_whole() {
    let dir = tempfile::tempdir().unwrap();
    let source = MemoryStore::new();
    let root = index(&source);
    let (plain, gzip) = (dir.path().join("x.tar"), dir.path().join("x.tar.gz"));
    std::fs::write(&gzip, "something else").unwrap();
    let target = ArchiveWriter::to_file(&gzip, location(&gzip), naming(None), None, Outer::Gzip).unwrap();
    transfer(&source, &root, &target, &[conformance::tag("v1")]).await.unwrap();
    transfer(&source, &root, &writer_of(&plain), &[conformance::tag("v1")]).await.unwrap();
    let mut content = Vec::new();
    std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(&std::fs::read(&gzip).unwrap()[..]), &mut content)
        .unwrap();
    assert!(content == std::fs::read(&plain).unwrap());
    let read = Archive::open(&gzip, location(&gzip)).unwrap();
    assert_eq!(read.manifest(&Selector::Tag(conformance::tag("v1"))).await.unwrap(), root);
}

#[tokio::test]
async fn what_fails_leaves_nothing_and_a_stream_says_why_twice() {
    let dir = tempfile::tempdir().unwrap();
    let source = MemoryStore::new();
    let root = conformance::image(&source, 1, &["v1"]);
    let blob = root.parse().unwrap().blobs().last().unwrap().clone();
    let path = dir.path().join("x.tar");
    source.fail_next(&blob.digest, crate::content::memory::Fault::Corrupt);
    let error = transfer(&source, &root, &writer_of(&path), &[]).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Integrity);
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);

    let stream =
        ArchiveWriter::to_stream(Box::new(std::io::sink()), location(Path::new("-")), naming(None), Outer::None);
    stream.announce(&Coming { manifests: vec![(&root, &[])], blobs: vec![&blob] }).await.unwrap();
    source.fail_next(&blob.digest, crate::content::memory::Fault::Corrupt);
    for _ in 0..2 {
        let error = stream.put_blob(&blob, &*source.blob(&blob)).await.unwrap_err();
        assert_eq!(error.kind, ErrorKind::Integrity, "{error}");
    }
    assert!(stream.finish().await.is_err());
    let early = writer_of(&path);
    early.announce(&Coming { manifests: vec![(&root, &[])], blobs: vec![&blob] }).await.unwrap();
    assert!(early.finish().await.unwrap_err().what.contains("did not come"));
    let stranger = Descriptor::of(MediaType::OCTET_STREAM, b"stranger");
    assert_eq!(early.put_blob(&stranger, &*source.blob(&stranger)).await.unwrap_err().kind, ErrorKind::Unsupported);
    assert!(!path.exists());
}

/// A tar of these entries.
fn tar_of(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, content) in entries {
        let mut header = tar::Header::new_gnu();
        header.set_mode(0o644);
        if let Some(target) = std::str::from_utf8(content).ok().and_then(|text| text.strip_prefix("-> ")) {
            header.set_entry_type(tar::EntryType::Symlink);
            header.set_size(0);
            builder.append_link(&mut header, name, target).unwrap();
        } else {
            header.set_size(content.len() as u64);
            builder.append_data(&mut header, name, *content).unwrap();
        }
    }
    builder.into_inner().unwrap()
}

fn read(entries: &[(&str, &[u8])]) -> Result<Archive, ArchiveError> {
    Archive::read(&tar_of(entries)[..], location(Path::new("x.tar")))
}

fn gzip(content: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

fn xz(content: &[u8]) -> Vec<u8> {
    let mut encoder = liblzma::write::XzEncoder::new(Vec::new(), 1);
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

/// A config whose layers have these uncompressed contents.
fn config(layers: &[&[u8]]) -> Vec<u8> {
    let diff_ids: Vec<String> = layers.iter().map(|layer| Digest::sha256(layer).to_string()).collect();
    let rootfs = json!({ "type": "layers", "diff_ids": diff_ids });
    json!({ "architecture": "amd64", "os": "linux", "rootfs": rootfs }).to_string().into_bytes()
}

fn listing(layers: &[&str], tags: &Value) -> Vec<u8> {
    json!([{ "Config": "c.json", "RepoTags": tags, "Layers": layers }]).to_string().into_bytes()
}

#[tokio::test]
async fn layers_of_docker_keep_their_bytes_however_they_are_compressed() {
    let plain: [&[u8]; 5] = [b"one", b"two", b"three", b"four", b"one"];
    let zstd = zstd::encode_all(plain[2], 1).unwrap();
    let (zipped, xzed, conf) = (gzip(plain[1]), xz(plain[3]), config(&plain));
    let list = listing(&["a/layer.tar", "b.tar.gz", "c.tar", "d.tar", "e/layer.tar"], &json!(["app:v1", "app:v2"]));
    // As docker saved before version 25: a layer that is there twice is a link, and the lists come last.
    let archive = read(&[
        ("a/layer.tar", plain[0]),
        ("b.tar.gz", &zipped),
        ("c.tar", &zstd),
        ("d.tar", &xzed),
        ("e/layer.tar", b"-> ../a/layer.tar"),
        ("c.json", &conf),
        ("manifest.json", &list),
        ("repositories", b"{}"),
    ])
    .unwrap();
    assert_eq!(
        archive.tags(&TagQuery::default()).await.unwrap(),
        ["docker.io/library/app:v1", "docker.io/library/app:v2"]
    );
    let selector = archive.selector(None).unwrap();
    let manifest = archive.manifest(&selector).await.unwrap();
    let parsed = manifest.parse().unwrap();
    let blobs: Vec<&Descriptor> = parsed.blobs().collect();
    let expected: [(&MediaType, &[u8]); 6] = [
        (&MediaType::OCI_CONFIG, &conf),
        (&MediaType::OCI_LAYER, plain[0]),
        (&MediaType::OCI_LAYER_GZIP, &zipped),
        (&MediaType::OCI_LAYER_ZSTD, &zstd),
        (&MediaType::OCI_LAYER, plain[3]),
        (&MediaType::OCI_LAYER, plain[0]),
    ];
    for (blob, (media_type, content)) in blobs.iter().zip(expected) {
        assert_eq!((&blob.media_type, &blob.digest), (media_type, &Digest::sha256(content)));
        assert_eq!(archive.stat_blob(&blob.digest).await.unwrap(), content.len() as u64);
        let bytes = read_all(archive.blob(blob).open(0).await.unwrap(), 1000).await.unwrap();
        assert_eq!(bytes, content);
    }
}

#[test]
fn what_lies_is_found_out() {
    let (layer, conf) = (&b"layer"[..], config(&[b"layer"]));
    let good = listing(&["l.tar"], &Value::Null);
    let other = gzip(b"another");
    for (entries, kind, told) in [
        (
            &[("c.json", &conf[..]), ("manifest.json", &good)][..],
            ErrorKind::NotFound,
            "x.tar has no l.tar, which manifest.json names",
        ),
        (&[("l.tar", layer), ("manifest.json", &good)], ErrorKind::NotFound, "x.tar has no c.json"),
        (
            &[("c.json", &conf), ("l.tar", layer), ("manifest.json", &listing(&["l.tar", "l.tar"], &Value::Null))],
            ErrorKind::Invalid,
            "2 layers, but its config 1",
        ),
        (&[("c.json", &conf), ("l.tar", &other), ("manifest.json", &good)], ErrorKind::Integrity, "has the digest"),
        (
            &[("c.json", &conf), ("l.tar", &other[..other.len() - 4]), ("manifest.json", &good)],
            ErrorKind::Invalid,
            "cannot be decompressed",
        ),
        (&[("c.json", b"{"), ("l.tar", layer), ("manifest.json", &good)], ErrorKind::Invalid, "c.json in"),
        (&[("manifest.json", b"{}")], ErrorKind::Invalid, "manifest.json in"),
        (
            &[("c.json", &conf), ("manifest.json", &listing(&["../l.tar"], &Value::Null))],
            ErrorKind::Invalid,
            "outside of itself",
        ),
        (
            &[("c.json", &conf), ("l.tar", b"-> /etc/passwd"), ("manifest.json", &good)],
            ErrorKind::Invalid,
            "a link that leads outside",
        ),
        (&[("hello", b"x")], ErrorKind::Invalid, "neither index.json nor manifest.json, but [\"hello\"]"),
        (&[], ErrorKind::Invalid, "but nothing"),
        (&[("index.json", b"[]")], ErrorKind::Invalid, "index.json"),
    ] {
        let error = read(entries).unwrap_err();
        assert!(error.kind() == kind && error.to_string().contains(told), "{told}: {error}");
    }
    let null = read(&[("manifest.json", b"null")]).unwrap();
    assert!(null.selector(None).unwrap_err().to_string().contains("has no image at all"));
}

#[tokio::test]
async fn a_plain_layer_that_lies_is_found_out_where_it_is_read() {
    let archive = read(&[
        ("c.json", &config(&[b"layer"])),
        ("l.tar", b"LAYER"),
        ("manifest.json", &listing(&["l.tar"], &Value::Null)),
    ])
    .unwrap();
    let manifest = archive.manifest(&archive.selector(None).unwrap()).await.unwrap();
    let layer = manifest.parse().unwrap().blobs().nth(1).unwrap().clone();
    let target = MemoryStore::new();
    let error: ContentError = target.put_blob(&layer, &*archive.blob(&layer)).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Integrity);
}

#[tokio::test]
async fn a_manifest_that_is_not_what_its_name_says_is_refused() {
    let digest = Digest::sha256(b"{}");
    let index = json!({ "schemaVersion": 2, "manifests": [
        { "mediaType": MediaType::OCI_MANIFEST, "digest": digest, "size": 2 },
        { "mediaType": MediaType::OCI_MANIFEST, "digest": Digest::sha256(b"none"), "size": 4 },
    ]});
    let entry = format!("blobs/sha256/{}", digest.hex());
    let archive = read(&[("index.json", index.to_string().as_bytes()), (&entry, b"[]")]).unwrap();
    let error = archive.manifest(&digest.into()).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Integrity, "{error}");
    let error = archive.manifest(&Digest::sha256(b"none").into()).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::NotFound, "{error}");
}

#[test]
fn nothing_is_added_to_an_archive_without_an_index() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("old.tar");
    std::fs::write(&path, tar_of(&[("manifest.json", b"[]")])).unwrap();
    let base = Some(Arc::new(Archive::open(&path, location(&path)).unwrap()));
    let refused = ArchiveWriter::to_file(&path, location(&path), naming(None), base, Outer::None).err().unwrap();
    assert!(refused.to_string().contains("nothing can be added to it"), "{refused}");
}

#[test]
fn the_manifest_that_is_made_for_docker_is_always_the_same() {
    let archive = read(&[
        ("c.json", &config(&[b"layer"])),
        ("l.tar", b"layer"),
        ("manifest.json", &listing(&["l.tar"], &Value::Null)),
    ])
    .unwrap();
    let digest = "sha256:5d7dfb66493801cfd46134f81b911444a59193ef355676741b1ac72d1dc8d2c2";
    assert_eq!(archive.selector(None).unwrap().to_string(), digest);
}
