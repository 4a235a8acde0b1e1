//! Images put together by hand: layers from tars with any entries, hostile ones too, and configs with any content.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use wharf::oci::Digest;

use super::images::{Blob, Image};

/// When the files of crafted layers were changed.
pub const MTIME: u64 = 1_700_000_000;

/// A tar under way. Names are written as they are given, whatever they are.
#[derive(Clone, Default)]
pub struct Tar {
    bytes: Vec<u8>,
}

/// What an entry says of itself besides its name.
#[derive(Clone)]
pub struct Meta {
    pub mode: u32,
    pub owner: (u64, u64),
    pub mtime: u64,
}

impl Default for Meta {
    fn default() -> Self {
        Self { mode: 0o644, owner: (0, 0), mtime: MTIME }
    }
}

impl Tar {
    pub fn new() -> Self {
        Self::default()
    }

    /// An entry of any type.
    pub fn entry(mut self, kind: u8, name: &str, target: &str, content: &[u8], meta: &Meta) -> Self {
        let mut header = tar::Header::new_gnu();
        let long = name.len() > 100 || target.len() > 100;
        header.as_mut_bytes()[..name.len().min(100)].copy_from_slice(&name.as_bytes()[..name.len().min(100)]);
        header.as_mut_bytes()[157..157 + target.len().min(100)]
            .copy_from_slice(&target.as_bytes()[..target.len().min(100)]);
        header.as_mut_bytes()[156] = kind;
        header.set_mode(meta.mode);
        header.set_uid(meta.owner.0);
        header.set_gid(meta.owner.1);
        header.set_mtime(meta.mtime);
        header.set_size(content.len() as u64);
        header.set_cksum();
        if long {
            self = self.pax(&[("path", name.as_bytes()), ("linkpath", target.as_bytes())]);
        }
        self.bytes.extend_from_slice(header.as_bytes());
        self.padded(content)
    }

    /// Extended attributes of the entry that follows.
    pub fn pax(mut self, records: &[(&str, &[u8])]) -> Self {
        let mut body = Vec::new();
        for (key, value) in records.iter().filter(|(_, value)| !value.is_empty()) {
            let rest = key.len() + value.len() + 3;
            let mut length = rest + rest.to_string().len();
            length = rest + length.to_string().len();
            body.extend_from_slice(format!("{length} {key}=").as_bytes());
            body.extend_from_slice(value);
            body.push(b'\n');
        }
        let mut header = tar::Header::new_ustar();
        header.as_mut_bytes()[..4].copy_from_slice(b"pax\0");
        header.as_mut_bytes()[156] = b'x';
        header.set_mode(0o644);
        header.set_uid(0);
        header.set_gid(0);
        header.set_mtime(0);
        header.set_size(body.len() as u64);
        header.set_cksum();
        self.bytes.extend_from_slice(header.as_bytes());
        self.padded(&body)
    }

    fn padded(mut self, content: &[u8]) -> Self {
        self.bytes.extend_from_slice(content);
        self.bytes.resize(self.bytes.len().next_multiple_of(512), 0);
        self
    }

    /// Bytes that are no whole entry.
    pub fn raw(mut self, bytes: &[u8]) -> Self {
        self.bytes.extend_from_slice(bytes);
        self
    }

    pub fn dir(self, name: &str) -> Self {
        self.entry(b'5', name, "", b"", &Meta { mode: 0o755, ..Meta::default() })
    }

    pub fn file(self, name: &str, content: &str) -> Self {
        self.entry(b'0', name, "", content.as_bytes(), &Meta::default())
    }

    pub fn link(self, name: &str, target: &str) -> Self {
        self.entry(b'1', name, target, b"", &Meta::default())
    }

    pub fn symlink(self, name: &str, target: &str) -> Self {
        self.entry(b'2', name, target, b"", &Meta { mode: 0o777, ..Meta::default() })
    }

    /// A file that says that another, below, is gone.
    pub fn gone(self, dir: &str, name: &str) -> Self {
        self.file(&format!("{dir}.wh.{name}"), "")
    }

    pub fn finish(mut self) -> Vec<u8> {
        self.bytes.resize(self.bytes.len() + 1024, 0);
        self.bytes
    }
}

/// How a layer is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    Plain,
    Gzip,
    Zstd,
}

/// An image under way.
#[derive(Clone, Default)]
pub struct Crafted {
    layers: Vec<(Blob, String)>,
    config: Value,
    history: Option<Value>,
    annotations: Value,
}

impl Crafted {
    pub fn new() -> Self {
        Self { config: json!({}), annotations: json!({}), ..Self::default() }
    }

    pub fn layer(self, tar: Tar) -> Self {
        self.packed(tar.finish(), Packing::Gzip)
    }

    /// A layer of any bytes.
    pub fn packed(mut self, tar: Vec<u8>, packing: Packing) -> Self {
        let diff_id = Digest::sha256(&tar).to_string();
        let blob = match packing {
            Packing::Plain => Blob::new("application/vnd.oci.image.layer.v1.tar", tar),
            Packing::Gzip => {
                let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
                gzip.write_all(&tar).unwrap();
                Blob::new("application/vnd.oci.image.layer.v1.tar+gzip", gzip.finish().unwrap())
            }
            Packing::Zstd => {
                Blob::new("application/vnd.oci.image.layer.v1.tar+zstd", zstd::encode_all(tar.as_slice(), 1).unwrap())
            }
        };
        self.layers.push((blob, diff_id));
        self
    }

    /// Members of the config document, in place of those that there would be.
    pub fn config(mut self, members: Value) -> Self {
        self.config = members;
        self
    }

    pub fn history(mut self, history: Value) -> Self {
        self.history = Some(history);
        self
    }

    pub fn annotations(mut self, annotations: Value) -> Self {
        self.annotations = annotations;
        self
    }

    /// Makes the image, in memory.
    pub fn make(&self) -> Image {
        let diff_ids: Vec<&str> = self.layers.iter().map(|(_, diff_id)| diff_id.as_str()).collect();
        let history = self.history.clone().unwrap_or_else(|| {
            diff_ids
                .iter()
                .map(|id| json!({ "created": "2024-05-06T07:08:09Z", "created_by": format!("make {id}") }))
                .collect()
        });
        let mut config = json!({
            "created": "2024-05-06T07:08:09Z",
            "architecture": "amd64",
            "os": "linux",
            "config": { "Env": ["PATH=/usr/bin"] },
            "rootfs": { "type": "layers", "diff_ids": diff_ids },
            "history": history,
        });
        for (name, value) in self.config.as_object().unwrap() {
            config[name] = value.clone();
        }
        let config = Blob::new("application/vnd.oci.image.config.v1+json", config.to_string().into_bytes());
        let layers: Vec<Blob> = self.layers.iter().map(|(blob, _)| blob.clone()).collect();
        let mut manifest = json!({
            "schemaVersion": 2,
            "mediaType": "application/vnd.oci.image.manifest.v1+json",
            "config": config.descriptor(),
            "layers": layers.iter().map(Blob::descriptor).collect::<Vec<_>>(),
        });
        if self.annotations.as_object().is_some_and(|all| !all.is_empty()) {
            manifest["annotations"] = self.annotations.clone();
        }
        let manifest = Blob::new("application/vnd.oci.image.manifest.v1+json", manifest.to_string().into_bytes());
        Image { root: manifest.clone(), manifests: vec![manifest], configs: vec![config], layers }
    }
}

/// An index of images, each for one architecture.
pub fn index(images: &[(&str, &Image)]) -> Image {
    let entries = images.iter().map(|(architecture, image)| {
        let mut entry = image.root.descriptor();
        entry["platform"] = json!({ "architecture": architecture, "os": "linux" });
        entry
    });
    let media_type = "application/vnd.oci.image.index.v1+json";
    let index = json!({ "schemaVersion": 2, "mediaType": media_type, "manifests": entries.collect::<Vec<_>>() });
    let images = images.iter().map(|(_, image)| (*image).clone());
    let mut whole = Image {
        root: Blob::new(media_type, index.to_string().into_bytes()),
        manifests: vec![],
        configs: vec![],
        layers: vec![],
    };
    for image in images {
        whole.manifests.extend(image.manifests);
        whole.configs.extend(image.configs);
        whole.layers.extend(image.layers);
    }
    whole
}
