//! Images made to measure: image layouts with real layers of a chosen size and content that a seed decides.

use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use wharf::oci::Digest;

use super::registry::Registry;

/// Whose media types an image has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    #[default]
    Oci,
    Docker,
}

/// An image to be made.
#[derive(Clone, Debug)]
pub struct ImageSpec {
    /// The size of the one file in each layer, in bytes; it does not compress.
    pub layers: Vec<usize>,
    /// What decides the content: the same seed, the same bytes.
    pub seed: u64,
    pub form: Form,
    /// The platforms as `os/architecture`; with more than one, the image is an index.
    pub platforms: Vec<&'static str>,
}

impl Default for ImageSpec {
    fn default() -> Self {
        Self { layers: vec![1000], seed: 1, form: Form::Oci, platforms: vec!["linux/amd64"] }
    }
}

/// A blob or manifest that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blob {
    pub media_type: String,
    pub digest: String,
    pub bytes: Vec<u8>,
}

impl Blob {
    pub fn new(media_type: &str, bytes: Vec<u8>) -> Self {
        Self { media_type: media_type.to_owned(), digest: Digest::sha256(&bytes).to_string(), bytes }
    }

    pub fn descriptor(&self) -> Value {
        json!({ "mediaType": self.media_type, "digest": self.digest, "size": self.bytes.len() })
    }
}

/// An image that was made.
#[derive(Clone, Debug)]
pub struct Image {
    /// What a tag names: the manifest, or the index.
    pub root: Blob,
    /// The manifest of each platform, in the order of the specification.
    pub manifests: Vec<Blob>,
    pub configs: Vec<Blob>,
    /// The layers of all platforms, base first.
    pub layers: Vec<Blob>,
}

impl ImageSpec {
    /// An image with layers of these sizes.
    pub fn layers(sizes: &[usize]) -> Self {
        Self { layers: sizes.to_vec(), ..Self::default() }
    }

    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    pub fn form(mut self, form: Form) -> Self {
        self.form = form;
        self
    }

    pub fn platforms(mut self, platforms: &[&'static str]) -> Self {
        self.platforms = platforms.to_vec();
        self
    }

    /// Makes the image, in memory.
    pub fn make(&self) -> Image {
        let mut image = Image { root: Blob::new("", Vec::new()), manifests: vec![], configs: vec![], layers: vec![] };
        for (at, platform) in self.platforms.iter().enumerate() {
            self.add_platform(&mut image, platform, self.seed.wrapping_mul(1000).wrapping_add(at as u64));
        }
        image.root = match image.manifests.as_slice() {
            [only] => only.clone(),
            manifests => self.index(manifests),
        };
        image
    }

    fn types(&self) -> [&'static str; 4] {
        match self.form {
            Form::Oci => [
                "application/vnd.oci.image.index.v1+json",
                "application/vnd.oci.image.manifest.v1+json",
                "application/vnd.oci.image.config.v1+json",
                "application/vnd.oci.image.layer.v1.tar+gzip",
            ],
            Form::Docker => [
                "application/vnd.docker.distribution.manifest.list.v2+json",
                "application/vnd.docker.distribution.manifest.v2+json",
                "application/vnd.docker.container.image.v1+json",
                "application/vnd.docker.image.rootfs.diff.tar.gzip",
            ],
        }
    }

    fn add_platform(&self, image: &mut Image, platform: &str, seed: u64) {
        let [_, manifest_type, config_type, layer_type] = self.types();
        let (os, architecture) = platform.split_once('/').unwrap();
        let mut diff_ids = Vec::new();
        let mut layers = Vec::new();
        for (at, size) in self.layers.iter().enumerate() {
            let tar = layer_tar(&format!("layer-{at}"), &random(seed.wrapping_mul(64).wrapping_add(at as u64), *size));
            diff_ids.push(Digest::sha256(&tar).to_string());
            let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
            gzip.write_all(&tar).unwrap();
            layers.push(Blob::new(layer_type, gzip.finish().unwrap()));
        }
        let config = json!({
            "created": "2024-05-06T07:08:09Z",
            "architecture": architecture,
            "os": os,
            "config": { "Env": ["PATH=/usr/bin"], "Entrypoint": ["/layer-0"], "Labels": { "org.example.seed": seed.to_string() } },
            "rootfs": { "type": "layers", "diff_ids": diff_ids },
            "history": diff_ids.iter().map(|_| json!({ "created_by": "the harness" })).collect::<Vec<_>>(),
        });
        let config = Blob::new(config_type, config.to_string().into_bytes());
        let manifest = json!({
            "schemaVersion": 2,
            "mediaType": manifest_type,
            "config": config.descriptor(),
            "layers": layers.iter().map(Blob::descriptor).collect::<Vec<_>>(),
        });
        image.manifests.push(Blob::new(manifest_type, manifest.to_string().into_bytes()));
        image.configs.push(config);
        image.layers.extend(layers);
    }

    fn index(&self, manifests: &[Blob]) -> Blob {
        let [index_type, ..] = self.types();
        let entries = manifests.iter().zip(&self.platforms).map(|(manifest, platform)| {
            let (os, architecture) = platform.split_once('/').unwrap();
            let mut entry = manifest.descriptor();
            entry["platform"] = json!({ "architecture": architecture, "os": os });
            entry
        });
        let index = json!({ "schemaVersion": 2, "mediaType": index_type, "manifests": entries.collect::<Vec<_>>() });
        Blob::new(index_type, index.to_string().into_bytes())
    }
}

impl Image {
    /// The digest that a tag of the image names.
    pub fn digest(&self) -> &str {
        &self.root.digest
    }

    /// Every blob that is no manifest.
    pub fn blobs(&self) -> impl Iterator<Item = &Blob> {
        self.configs.iter().chain(&self.layers)
    }

    /// Writes the image into the image layout `dir` under `tag`, beside the images that are there.
    pub fn write_layout(&self, dir: &Path, tag: &str) {
        fs::create_dir_all(dir.join("blobs/sha256")).unwrap();
        fs::write(dir.join("oci-layout"), r#"{"imageLayoutVersion":"1.0.0"}"#).unwrap();
        for blob in self.blobs().chain(&self.manifests).chain([&self.root]) {
            let hex = blob.digest.strip_prefix("sha256:").unwrap();
            fs::write(dir.join("blobs/sha256").join(hex), &blob.bytes).unwrap();
        }
        let path = dir.join("index.json");
        let mut index = match fs::read(&path) {
            Ok(text) => serde_json::from_slice(&text).unwrap(),
            Err(_) => json!({ "schemaVersion": 2, "manifests": [] }),
        };
        let mut entry = self.root.descriptor();
        entry["annotations"] = json!({ "org.opencontainers.image.ref.name": tag });
        index["manifests"].as_array_mut().unwrap().push(entry);
        fs::write(path, index.to_string()).unwrap();
    }

    /// Puts the image into a registry, past the client under test.
    pub fn put(&self, registry: &Registry, repository: &str, tag: &str) {
        for blob in self.blobs() {
            registry.put_blob(repository, &blob.bytes);
        }
        for manifest in &self.manifests {
            registry.put_manifest(repository, &manifest.digest, &manifest.media_type, &manifest.bytes);
        }
        registry.put_manifest(repository, tag, &self.root.media_type, &self.root.bytes);
        registry.forget();
    }
}

/// A tar with one file.
fn layer_tar(name: &str, content: &[u8]) -> Vec<u8> {
    let mut header = tar::Header::new_ustar();
    header.set_size(content.len() as u64);
    header.set_mode(0o644);
    header.set_mtime(1_700_000_000);
    let mut archive = tar::Builder::new(Vec::new());
    archive.append_data(&mut header, name, content).unwrap();
    archive.into_inner().unwrap()
}

/// Bytes that do not compress (xorshift, multiplied).
fn random(seed: u64, count: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut next = || {
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        state.wrapping_mul(0x2545_F491_4F6C_DD1D).to_le_bytes()
    };
    let mut bytes: Vec<u8> = (0..count.div_ceil(8)).flat_map(|_| next()).collect();
    bytes.truncate(count);
    bytes
}

#[test]
fn images_are_what_their_seed_says() {
    let spec = ImageSpec::layers(&[10, 5000]).seed(7);
    let (one, again, other) = (spec.make(), spec.make(), spec.clone().seed(8).make());
    assert_eq!(one.digest(), again.digest());
    assert!(one.layers.iter().all(|layer| !other.layers.contains(layer)));
    assert!(one.layers[1].bytes.len() > 5000, "random bytes do not compress");
    let config: Value = serde_json::from_slice(&one.configs[0].bytes).unwrap();
    let mut tar = Vec::new();
    std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(one.layers[0].bytes.as_slice()), &mut tar).unwrap();
    assert_eq!(config["rootfs"]["diff_ids"][0], Digest::sha256(&tar).to_string());
}

#[test]
fn images_go_into_layouts_and_registries() {
    let dir = tempfile::tempdir().unwrap();
    let registry = Registry::start();
    let platforms = ["linux/amd64", "linux/arm64"];
    for (form, tag) in [(Form::Oci, "oci"), (Form::Docker, "docker")] {
        let image = ImageSpec::default().form(form).platforms(&platforms).make();
        image.write_layout(dir.path(), tag);
        image.put(&registry, "a", tag);
        let reply = registry.get(&format!("/v2/a/manifests/{tag}"));
        assert_eq!(
            (reply.body.as_slice(), reply.header("docker-content-digest")),
            (image.root.bytes.as_slice(), Some(image.digest()))
        );
    }
    let index: Value = serde_json::from_slice(&fs::read(dir.path().join("index.json")).unwrap()).unwrap();
    assert_eq!(index["manifests"].as_array().unwrap().len(), 2);
    assert_eq!(registry.get("/v2/a/tags/list").json()["tags"], json!(["docker", "oci"]));
}
