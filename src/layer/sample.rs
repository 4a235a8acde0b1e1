//! What the tests of this room share: layers made on the spot, with tables of contents and without.

use std::io::Write as _;

use base64::Engine as _;
use serde_json::{Value, json};

use crate::content::memory::MemoryStore;
use crate::oci::{Descriptor, Digest, MediaType};

/// A tar of files out of words: `dir/`, `file=content`, `link->target`, `hard=>target`.
pub(super) fn tar(words: &[&str]) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    for word in words {
        append(&mut tar, word);
    }
    tar.into_inner().unwrap()
}

fn append(tar: &mut tar::Builder<Vec<u8>>, word: &str) {
    let (name, letter, link, content) = parts(word);
    let mut header = tar::Header::new_gnu();
    header.set_entry_type(tar::EntryType::new(letter));
    header.set_mode(if letter == b'5' { 0o755 } else { 0o644 });
    header.set_mtime(1_700_000_000);
    header.set_uid(0);
    header.set_gid(0);
    header.set_size(content.len() as u64);
    if letter == b'1' || letter == b'2' {
        header.as_gnu_mut().unwrap().linkname[..link.len()].copy_from_slice(link.as_bytes());
    }
    header.as_gnu_mut().unwrap().name[..name.len()].copy_from_slice(name.as_bytes());
    header.set_cksum();
    tar.append(&header, content.as_bytes()).unwrap();
}

/// Name, type letter, link and content of a word.
fn parts(word: &str) -> (&str, u8, &str, &str) {
    if let Some((name, target)) = word.split_once("=>") {
        (name, b'1', target, "")
    } else if let Some((name, target)) = word.split_once("->") {
        (name, b'2', target, "")
    } else if let Some((name, content)) = word.split_once('=') {
        (name, b'0', "", content)
    } else {
        (word, if word.ends_with('/') { b'5' } else { b'0' }, "", "")
    }
}

pub(super) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Puts a gzip layer of these files into `store`.
pub(super) fn layer(store: &MemoryStore, words: &[&str]) -> Descriptor {
    store.add_blob(MediaType::OCI_LAYER_GZIP, gzip(&tar(words)))
}

/// Text that does not compress to nothing.
pub(super) fn noise(seed: u64, count: usize) -> String {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut next = || {
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        state.wrapping_mul(0x2545_F491_4F6C_DD1D).to_le_bytes()
    };
    let bytes: Vec<u8> = (0..count / 8 + 1).flat_map(|_| next()).collect();
    let mut text = base64::engine::general_purpose::STANDARD.encode(bytes);
    text.truncate(count);
    text
}

/// The two formats that have a table of contents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Estargz,
    Chunked,
}

impl Format {
    fn compressed(self, bytes: &[u8]) -> Vec<u8> {
        match self {
            Self::Estargz => gzip(bytes),
            Self::Chunked => zstd::encode_all(bytes, 1).unwrap(),
        }
    }
}

/// Puts a layer with a table of contents into `store`. Files are in pieces of `piece` bytes; `change` may make the table
/// lie before its digest is taken, and the layer announces that digest.
pub(super) fn seekable(
    store: &MemoryStore,
    format: Format,
    words: &[&str],
    piece: usize,
    change: impl Fn(&mut Value),
) -> Descriptor {
    let (mut blob, mut records) = (Vec::new(), Vec::new());
    for word in words {
        let (name, letter, link, content) = parts(word);
        let mut whole = tar::Builder::new(Vec::new());
        append(&mut whole, word);
        let whole = whole.get_ref().clone();
        blob.extend(format.compressed(&whole[..512]));
        let kind = match letter {
            b'5' => "dir",
            b'2' => "symlink",
            b'1' => "hardlink",
            _ => "reg",
        };
        let mode = if letter == b'5' { 0o40755 } else { 0o100_644 };
        let base =
            json!({ "name": name, "type": kind, "mode": mode, "linkName": link, "modtime": "2023-11-14T22:13:20Z" });
        if content.is_empty() {
            records.push(base.clone());
        }
        for (number, part) in content.as_bytes().chunks(piece).enumerate() {
            let mut record = if number == 0 { base.clone() } else { json!({ "name": name, "type": "chunk" }) };
            if number == 0 {
                record["size"] = content.len().into();
                record["digest"] = Digest::sha256(content.as_bytes()).to_string().into();
            }
            record["offset"] = blob.len().into();
            record["chunkOffset"] = (number * piece).into();
            let last = (number + 1) * piece >= content.len();
            record["chunkSize"] = if last && format == Format::Estargz { 0 } else { part.len() }.into();
            record["chunkDigest"] = Digest::sha256(part).to_string().into();
            blob.extend(format.compressed(part));
            records.push(record);
        }
        blob.extend(format.compressed(&whole[512 + content.len()..]));
    }
    let mut table = json!({ "version": 1, "entries": records });
    change(&mut table);
    close(store, format, blob, &table.to_string())
}

/// Appends the table to a layer.
fn close(store: &MemoryStore, format: Format, mut blob: Vec<u8>, table: &str) -> Descriptor {
    let start = blob.len();
    let pairs = match format {
        Format::Estargz => {
            blob.extend(gzip(&tar(&[&format!("stargz.index.json={table}")])));
            blob.extend(b"\x1f\x8b\x08\x04\0\0\0\0\0\xff\x1a\0SG\x16\0");
            blob.extend(format!("{start:016x}STARGZ").bytes());
            blob.extend(b"\x01\0\0\xff\xff\0\0\0\0\0\0\0\0");
            vec![("containerd.io/snapshot/stargz/toc.digest", Digest::sha256(table.as_bytes()).to_string())]
        }
        Format::Chunked => {
            blob.extend(zstd::encode_all(&[0; 1024][..], 1).unwrap());
            let stored = zstd::encode_all(table.as_bytes(), 1).unwrap();
            blob.extend([0x50, 0x2a, 0x4d, 0x18]);
            blob.extend(u32::try_from(stored.len()).unwrap().to_le_bytes());
            let position = format!("{}:{}:{}:1", blob.len(), stored.len(), table.len());
            blob.extend(&stored);
            vec![
                ("io.github.containers.zstd-chunked.manifest-position", position),
                ("io.github.containers.zstd-chunked.manifest-checksum", Digest::sha256(&stored).to_string()),
            ]
        }
    };
    let media_type = if format == Format::Estargz { MediaType::OCI_LAYER_GZIP } else { MediaType::OCI_LAYER_ZSTD };
    let annotations = pairs.iter().map(|(key, value)| (*key, value.as_str())).collect();
    Descriptor { annotations, ..store.add_blob(media_type, blob) }
}
