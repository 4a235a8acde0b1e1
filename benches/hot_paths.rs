//! Micro-benchmarks of what is done for every byte of a blob and for every document: `cargo bench --bench hot_paths`.

use async_trait::async_trait;
use bytes::Bytes;
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use futures_util::stream;
use wharf::content::stream::{from_bytes, read_all, verify};
use wharf::content::{BlobBody, ByteStream, Result, Target};
use wharf::layout::Layout;
use wharf::oci::{Algorithm, Descriptor, Manifest, MediaType};
use wharf::reference::{Location, Reference};

fn main() {
    divan::main();
}

/// How many bytes a step of a stream has.
const STEP: usize = 256 * 1024;

#[divan::bench(args = [Algorithm::Sha256, Algorithm::Sha512])]
fn hash_one_step(bencher: Bencher, algorithm: Algorithm) {
    let step = vec![7_u8; STEP];
    bencher.counter(BytesCount::new(STEP)).bench_local(|| {
        let mut hasher = algorithm.hasher();
        hasher.update(black_box(&step));
        hasher.finish()
    });
}

#[divan::bench(args = ["alpine", "ghcr.io/org/team/app:v1.2.3", "[2001:db8::1]:5000/a/b/c:latest"])]
fn parse_reference(bencher: Bencher, text: &str) {
    bencher.bench_local(|| black_box(text).parse::<Reference>());
}

#[divan::bench]
fn parse_location(bencher: Bencher) {
    bencher.bench_local(|| black_box("oci:some/dir:v1").parse::<Location>());
}

#[divan::bench(args = [1, 11, 127])]
fn parse_manifest(bencher: Bencher, layers: usize) {
    let descriptor = |at: usize| {
        serde_json::json!({
            "mediaType": "application/vnd.oci.image.layer.v1.tar+gzip",
            "digest": Algorithm::Sha256.digest(&at.to_le_bytes()).to_string(),
            "size": at,
        })
    };
    let document = serde_json::json!({
        "schemaVersion": 2,
        "mediaType": MediaType::OCI_MANIFEST.as_str(),
        "config": descriptor(0),
        "layers": (1..=layers).map(descriptor).collect::<Vec<_>>(),
    });
    let bytes = serde_json::to_vec(&document).expect("JSON can be written");
    bencher
        .counter(BytesCount::new(bytes.len()))
        .bench_local(|| Manifest::parse(&MediaType::OCI_MANIFEST, black_box(&bytes)));
}

/// A blob whose bytes are in memory, in the steps in which a connection would bring them.
struct Body(Bytes);

impl Body {
    fn steps(&self, range: std::ops::Range<usize>) -> ByteStream {
        let bytes = self.0.slice(range);
        let steps = (0..bytes.len().div_ceil(STEP)).map(move |at| {
            let start = at * STEP;
            Ok(bytes.slice(start..bytes.len().min(start + STEP)))
        });
        Box::pin(stream::iter(steps))
    }
}

#[async_trait]
impl BlobBody for Body {
    async fn open(&self, offset: u64) -> Result<ByteStream> {
        Ok(self.steps(usize::try_from(offset).expect("a blob in memory")..self.0.len()))
    }

    async fn open_range(&self, range: std::ops::Range<u64>) -> Result<ByteStream> {
        let at = |offset| usize::try_from(offset).expect("a blob in memory");
        Ok(self.steps(at(range.start)..at(range.end)))
    }
}

/// Received, hashed, written, renamed: all that a pull does to a blob but for the network.
#[divan::bench(args = [4 << 10, 1 << 20, 64 << 20], sample_count = 20, sample_size = 1)]
fn ingest_blob(bencher: Bencher, size: usize) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let bytes = Bytes::from(vec![3_u8; size]);
    let descriptor = Descriptor::of(MediaType::OCTET_STREAM, &bytes);
    let body = Body(bytes);
    bencher
        .counter(BytesCount::new(size))
        .with_inputs(|| {
            let dir = tempfile::tempdir().expect("a directory");
            let layout = Layout::create(dir.path()).expect("a layout");
            (dir, layout)
        })
        .bench_local_values(|(dir, layout)| {
            runtime.block_on(layout.put_blob(&descriptor, &body)).expect("the blob is right");
            (dir, layout)
        });
}

/// What a command pays that prints a blob.
#[divan::bench(args = [1 << 20])]
fn verify_stream(bencher: Bencher, size: usize) {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let bytes = Bytes::from(vec![3_u8; size]);
    let descriptor = Descriptor::of(MediaType::OCTET_STREAM, &bytes);
    bencher.counter(BytesCount::new(size)).bench_local(|| {
        let verified = verify(from_bytes(bytes.clone()), &descriptor);
        runtime.block_on(read_all(verified, u64::MAX))
    });
}
