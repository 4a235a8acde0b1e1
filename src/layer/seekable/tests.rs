//! Layers with tables of contents that are right, and tables that lie.

use std::sync::Arc;

use serde_json::Value;

use super::*;
use crate::content::Source;
use crate::content::memory::{Call, MemoryStore};
use crate::layer::find::{Assurance, Finder};
use crate::layer::sample::{self, Format, noise};
use crate::layer::{EntryPath, merge};

const BOTH: [Format; 2] = [Format::Estargz, Format::Chunked];

fn words() -> Vec<String> {
    vec![
        "dir/".to_owned(),
        format!("dir/big={}", noise(1, 700_000)),
        "dir/small=hello".to_owned(),
        "dir/empty".to_owned(),
        "link->dir/small".to_owned(),
        "hard=>dir/small".to_owned(),
        ".wh.gone".to_owned(),
    ]
}

fn made(format: Format, change: impl Fn(&mut Value)) -> (Arc<dyn Source>, MemoryStore, Descriptor) {
    let store = MemoryStore::new();
    let words = words();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let layer = sample::seekable(&store, format, &words, 100_000, change);
    (Arc::new(store.clone()), store, layer)
}

fn content(source: &Arc<dyn Source>, layer: &Descriptor, path: &str) -> Result<Vec<u8>, LayerError> {
    let layers = vec![layer.clone()];
    let mut finder = Finder::new(Arc::clone(source), layers, Tables::Announced, Assurance::Early)?;
    let mut all = Vec::new();
    finder.copy(&EntryPath::parse(path.as_bytes())?, &mut |bytes: &[u8]| {
        all.extend_from_slice(bytes);
        Ok::<_, LayerError>(())
    })?;
    Ok(all)
}

#[test]
fn a_table_says_what_the_layer_says() {
    for format in BOTH {
        let (source, _, layer) = made(format, |_| {});
        let layers = std::slice::from_ref(&layer);
        let by_table = merge::listed(&source, layers, Tables::Announced).unwrap();
        let by_tar = merge::listed(&source, layers, Tables::Never).unwrap();
        assert_eq!(by_table[0].len(), if format == Format::Estargz { 8 } else { 7 });
        assert_eq!(by_table, by_tar, "{format:?}");
    }
}

#[test]
fn only_the_ranges_of_a_file_are_fetched() {
    for format in BOTH {
        let (source, store, layer) = made(format, |_| {});
        assert_eq!(content(&source, &layer, "dir/big").unwrap(), noise(1, 700_000).as_bytes());
        store.forget_calls();
        for path in ["dir/small", "link", "hard"] {
            assert_eq!(content(&source, &layer, path).unwrap(), b"hello", "{path}");
        }
        assert_eq!(store.calls(Call::Open).len(), 6, "for each the table and one range");
        assert_eq!(content(&source, &layer, "dir/empty").unwrap(), b"");
        if format == Format::Estargz {
            let table = content(&source, &layer, "stargz.index.json").unwrap();
            assert!(table.starts_with(b"{"));
        }
    }
}

#[test]
fn another_table_than_the_announced_one_is_refused() {
    for format in BOTH {
        let (source, _, mut layer) = made(format, |_| {});
        let key = if format == Format::Estargz {
            "containerd.io/snapshot/stargz/toc.digest"
        } else {
            "io.github.containers.zstd-chunked.manifest-checksum"
        };
        layer.annotations.set(key, &Digest::sha256(b"another").to_string());
        let error = merge::listed(&source, &[layer], Tables::Announced).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Integrity, "{error:?}");
    }
}

#[test]
fn a_place_that_cannot_be_is_refused() {
    let (source, _, mut layer) = made(Format::Chunked, |_| {});
    for (position, kind) in [
        (format!("{}:100:100:1", layer.size), ErrorKind::Integrity),
        ("0:18446744073709551615:100:1".to_owned(), ErrorKind::Integrity),
        (format!("0:100:{}:1", u64::MAX), ErrorKind::Invalid),
        ("0:100:100:2".to_owned(), ErrorKind::Invalid),
    ] {
        layer.annotations.set("io.github.containers.zstd-chunked.manifest-position", &position);
        if Announced::by(&layer).is_ok() {
            let error = merge::block_on(Table::read(&*source.blob(&layer), &layer)).unwrap().unwrap_err();
            assert_eq!(error.kind(), kind, "{position}: {error:?}");
        } else {
            assert!(!Table::is_worth(&layer, Tables::Announced), "{position}");
        }
    }
    // A gzip layer that announces eStargz and is none.
    let store = MemoryStore::new();
    let mut plain = sample::layer(&store, &[&format!("a={}", noise(3, 900_000))]);
    plain.annotations.set("containerd.io/snapshot/stargz/toc.digest", &Digest::sha256(b"").to_string());
    let source: Arc<dyn Source> = Arc::new(store);
    let error = merge::listed(&source, &[plain], Tables::Announced).unwrap_err();
    assert!(format!("{error:?}").contains("does not end with its footer"), "{error:?}");
}

#[test]
fn a_file_that_is_not_what_its_digest_says_is_an_error() {
    for format in BOTH {
        for change in [
            // Another piece's place, which decodes to other bytes.
            (|table: &mut Value| {
                let other = table["entries"][2]["offset"].clone();
                table["entries"][1]["offset"] = other;
            }) as fn(&mut Value),
            |table| table["entries"][1]["chunkDigest"] = Digest::sha256(b"no").to_string().into(),
            |table| table["entries"][1]["digest"] = Digest::sha256(b"no").to_string().into(),
            // A place in the middle of a compressed piece.
            |table| table["entries"][1]["offset"] = (table["entries"][1]["offset"].as_u64().unwrap() + 7).into(),
        ] {
            let (source, _, layer) = made(format, change);
            let error = content(&source, &layer, "dir/big").unwrap_err();
            assert!(matches!(error.kind(), ErrorKind::Integrity | ErrorKind::Invalid), "{error:?}");
            assert_eq!(content(&source, &layer, "dir/small").unwrap(), b"hello");
        }
        let (source, _, layer) = made(format, |table| table["entries"][1]["offset"] = (1u64 << 40).into());
        assert_eq!(content(&source, &layer, "dir/small").unwrap_err().kind(), ErrorKind::Integrity);
    }
}

#[test]
fn small_layers_and_those_without_an_announcement_are_streamed() {
    let (_, _, mut layer) = made(Format::Estargz, |_| {});
    assert!(Table::is_worth(&layer, Tables::Announced));
    assert!(!Table::is_worth(&layer, Tables::Never));
    layer.size = WORTH - 1;
    assert!(!Table::is_worth(&layer, Tables::Announced));
    layer.size = WORTH;
    layer.annotations = crate::oci::Annotations::default();
    assert!(!Table::is_worth(&layer, Tables::Announced));
}
