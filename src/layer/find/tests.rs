//! Files found with as little reading as can be, and never through what hides them.

use super::*;
use crate::content::ErrorKind;
use crate::content::memory::{Call, Fault, MemoryStore};
use crate::layer::sample::{layer, noise};
use crate::layer::tree::LastLink;
use crate::layer::{Tree, merge};
use crate::oci::MediaType;

struct Image {
    store: MemoryStore,
    layers: Vec<Descriptor>,
}

impl Image {
    /// An image out of layers out of words, the lowest first.
    fn new(layers: &[&[&str]]) -> Self {
        let store = MemoryStore::new();
        let layers = layers.iter().map(|words| layer(&store, words)).collect();
        Self { store, layers }
    }

    fn source(&self) -> Arc<dyn Source> {
        Arc::new(self.store.clone())
    }

    fn read(&self, path: &str, assurance: Assurance) -> Result<String, LayerError> {
        let mut finder = Finder::new(self.source(), self.layers.clone(), Tables::Announced, assurance)?;
        let mut all = Vec::new();
        finder.copy(&EntryPath::parse(path.as_bytes())?, &mut |bytes: &[u8]| {
            all.extend_from_slice(bytes);
            Ok::<_, LayerError>(())
        })?;
        Ok(String::from_utf8(all).unwrap())
    }

    fn cat(&self, path: &str) -> Result<String, LayerError> {
        self.read(path, Assurance::Early)
    }

    fn tree(&self) -> Tree {
        merge::merged(&self.source(), &self.layers, Tables::Announced).unwrap()
    }
}

#[test]
fn the_top_layer_is_asked_first_and_the_rest_only_if_it_must() {
    let image = Image::new(&[&["a=old", "b=low"], &["c=mid"], &["a=new"]]);
    assert_eq!(image.cat("/a").unwrap(), "new");
    assert_eq!(image.store.calls(Call::Open), [image.layers[2].digest.to_string()]);
    image.store.forget_calls();
    assert_eq!(image.cat("b").unwrap(), "low");
    assert_eq!(image.store.calls(Call::Open).len(), 3);
}

#[test]
fn what_is_hidden_is_not_found_and_what_hides_it_ends_the_search() {
    for (layers, path, opens) in [
        (&[&["a=1"][..], &[".wh.a"]][..], "a", 1),
        (&[&["d/", "d/a=1"], &[".wh.d"]], "d/a", 1),
        (&[&["d/", "d/a=1"], &["d/", "d/.wh..wh..opq"]], "d/a", 1),
        (&[&["a=1"], &[".wh..wh..opq"]], "a", 1),
        (&[&["d/", "d/a=1"], &["d=file"]], "d/a", 1),
        (&[&["x/", "x/a=1", "d->x"], &["d/"]], "d/a", 2),
        (&[&["a=1"]], "b", 1),
    ] {
        let image = Image::new(layers);
        let error = image.cat(path).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotFound, "{layers:?} {path}: {error}");
        assert_eq!(image.store.calls(Call::Open).len(), opens, "{layers:?}");
    }
    let image = Image::new(&[&["d/", "d/a=1", "d/b=2"], &["d/", "d/.wh..wh..opq", "d/a=3", ".wh.x"]]);
    assert_eq!(image.cat("d/a").unwrap(), "3");
}

#[test]
fn links_are_followed_within_the_image() {
    let image = Image::new(&[
        &["usr/", "usr/lib/", "usr/lib/x=deep", "lib->usr/lib", "up->../../../usr/lib/x", "abs->/lib/x"],
        &["hard=>lib/none", "etc/", "etc/one=1", "etc/two=>etc/one", "loop->loop", "l1->l2", "l2->l1", "dangling->no"],
        &["etc/one=changed", "chain->abs"],
    ]);
    for (path, expected) in [
        ("lib/x", "deep"),
        ("up", "deep"),
        ("abs", "deep"),
        ("chain", "deep"),
        ("etc/two", "1"),
        ("etc/one", "changed"),
    ] {
        assert_eq!(image.cat(path).unwrap(), expected, "{path}");
        let tree = image.tree();
        let node = tree.find(&EntryPath::parse(path.as_bytes()).unwrap(), LastLink::Followed).unwrap().unwrap();
        assert_eq!(node.entry.size, expected.len() as u64, "the merged tree agrees on {path}");
    }
    for path in ["loop", "l1", "loop/x"] {
        assert!(matches!(image.cat(path), Err(LayerError::Links { .. })), "{path}");
    }
    for path in ["dangling", "hard", "lib/x/y", "../lib"] {
        assert!(image.cat(path).is_err(), "{path}");
    }
    for path in ["/", "usr", "lib", "etc"] {
        assert!(matches!(image.cat(path), Err(LayerError::NotFile { .. })), "{path}");
    }
}

#[test]
fn reading_stops_at_the_file_unless_the_layer_is_verified() {
    let noise = format!("z={}", noise(1, 2_000_000));
    let image = Image::new(&[&["a=hello", &noise]]);
    let whole = &image.layers[0].digest;
    for fault in [Fault::Corrupt, Fault::Short] {
        image.store.fail_next(whole, fault);
        assert_eq!(image.read("a", Assurance::Whole).unwrap_err().kind(), ErrorKind::Integrity, "{fault:?}");
        // What was fetched so far may be right, and is not looked at any further.
        image.store.fail_next(whole, Fault::Cut(ErrorKind::Unavailable));
        assert_eq!(image.read("a", Assurance::Whole).unwrap_err().kind(), ErrorKind::Unavailable);
    }
    image.store.fail_next(whole, Fault::Short);
    assert_eq!(image.cat("a").unwrap(), "hello");
    image.store.fail_next(whole, Fault::Corrupt);
    assert_eq!(image.cat("nothing").unwrap_err().kind(), ErrorKind::Integrity, "a whole layer is what it says");
}

#[test]
fn a_list_of_a_wrong_layer_is_an_integrity_error_whatever_breaks_first() {
    let image = Image::new(&[&["a=hello", &format!("z={}", noise(2, 300_000))]]);
    for fault in [Fault::Corrupt, Fault::Short] {
        image.store.fail_next(&image.layers[0].digest, fault);
        let error = merge::merged(&image.source(), &image.layers, Tables::Announced).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Integrity, "{fault:?}: {error:?}");
    }
    // A layer that is damaged although its digest is right.
    let cut = image.store.bytes(&image.layers[0].digest).unwrap().slice(..1000);
    let cut = image.store.add_blob(MediaType::OCI_LAYER_GZIP, cut);
    let error = merge::merged(&image.source(), &[cut], Tables::Announced).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert!(matches!(error, LayerError::Layer { .. }), "{error:?}");
}

#[test]
fn what_is_no_layer_is_refused_before_it_is_fetched() {
    let store = MemoryStore::new();
    let sbom = store.add_blob(MediaType::new("application/spdx+json"), "{}");
    let foreign = Descriptor {
        media_type: MediaType::new("application/vnd.docker.image.rootfs.foreign.diff.tar.gzip"),
        ..layer(&MemoryStore::new(), &["a=1"])
    };
    let source: Arc<dyn Source> = Arc::new(store.clone());
    let error = merge::merged(&source, &[sbom], Tables::Announced).unwrap_err();
    assert!(error.to_string().contains("application/spdx+json is not a layer of files"), "{error}");
    assert_eq!(store.calls(Call::Open).len(), 0);
    let error = merge::merged(&source, &[foreign], Tables::Announced).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound, "a foreign layer is a layer, and this one is nowhere");
}

#[test]
fn many_layers_are_listed_at_once_and_in_order() {
    let words: Vec<String> = (0..40).map(|number| format!("f{number}={}", noise(number, 10_000))).collect();
    let layers: Vec<Vec<&str>> = words.iter().map(|word| vec!["same=x", word.as_str()]).collect();
    let layers: Vec<&[&str]> = layers.iter().map(Vec::as_slice).collect();
    let image = Image::new(&layers);
    let tree = image.tree();
    assert_eq!(tree.nodes().count(), 42);
    assert_eq!(tree.find(&EntryPath::parse(b"same").unwrap(), LastLink::Kept).unwrap().unwrap().layer, 39);
    assert_eq!(tree.find(&EntryPath::parse(b"f7").unwrap(), LastLink::Kept).unwrap().unwrap().layer, 7);
}
