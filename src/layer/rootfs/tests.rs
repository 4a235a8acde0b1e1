//! Root file systems of layers that are made up: what is written is what the tree of all layers says, whatever the order
//! in which it was known.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};

use proptest::prelude::*;

use super::super::entry::{Rare, Time, Xattr};
use super::super::writer;
use super::*;
use crate::content::ErrorKind;
use crate::content::memory::{Call, Fault, MemoryStore};
use crate::oci::MediaType;

static GO_ON: AtomicBool = AtomicBool::new(false);

fn path(text: &str) -> EntryPath {
    EntryPath::parse(text.as_bytes()).unwrap()
}

/// An entry in a few letters: `d/` a directory, `l@target` a symbolic link, `h=target` a hard link, `c!` a device,
/// `f` a file.
fn entry(text: &str) -> Entry {
    let time = Time { seconds: 1_700_000_000, nanos: 5 };
    let of = |name: &str, kind, link: Option<&str>| Entry {
        kind,
        mode: if kind == Kind::Directory { 0o755 } else { 0o644 },
        mtime: time,
        link: link.map(|link| link.as_bytes().into()),
        ..Entry::implied(path(name))
    };
    if let Some((name, target)) = text.split_once('@') {
        of(name, Kind::Symlink, Some(target))
    } else if let Some((name, target)) = text.split_once('=') {
        of(name, Kind::HardLink, Some(target))
    } else if let Some(name) = text.strip_suffix('!') {
        Entry { device: Some((1, 3)), ..of(name, Kind::CharDevice, None) }
    } else if text.ends_with('/') {
        of(text, Kind::Directory, None)
    } else {
        of(text, Kind::File, None)
    }
}

/// What is in the file that is the entry `ordinal` of a layer.
fn content(layer: usize, ordinal: usize) -> String {
    format!("{layer}.{ordinal}")
}

fn tar(layer: usize, entries: &[Entry]) -> Vec<u8> {
    let mut tar = Vec::new();
    for (ordinal, entry) in entries.iter().enumerate() {
        let content = if entry.kind == Kind::File { content(layer, ordinal) } else { String::new() };
        writer::write(&Entry { size: content.len() as u64, ..entry.clone() }, &mut tar).unwrap();
        tar.write_all(content.as_bytes()).unwrap();
        writer::padding(&mut tar, content.len() as u64).unwrap();
    }
    writer::end(&mut tar).unwrap();
    tar
}

struct Image {
    store: Arc<MemoryStore>,
    layers: Vec<Descriptor>,
}

impl Image {
    fn of(layers: &[Vec<Entry>]) -> Self {
        let store = Arc::new(MemoryStore::new());
        let blob = |(number, entries): (usize, &Vec<Entry>)| {
            let tar = tar(number, entries);
            let bytes = if number % 2 == 0 { tar } else { zstd::encode_all(&tar[..], 1).unwrap() };
            store.add_blob(MediaType::OCI_LAYER, bytes)
        };
        let layers = layers.iter().enumerate().map(blob).collect();
        Self { store, layers }
    }

    fn written(layers: &[&[&str]]) -> Self {
        Self::of(&layers.iter().map(|layer| layer.iter().map(|text| entry(text)).collect()).collect::<Vec<_>>())
    }

    fn export(&self, sink: &mut dyn Sink) -> Result<(), LayerError> {
        let source: Arc<dyn Source> = self.store.clone();
        export(&source, &self.layers, sink, &GO_ON)
    }

    fn tar(&self) -> Result<Vec<u8>, LayerError> {
        let mut tar = Vec::new();
        self.export(&mut TarSink::new(&mut tar)).map(|()| tar)
    }

    fn tree(&self) -> Tree {
        let source: Arc<dyn Source> = self.store.clone();
        merge::merged(&source, &self.layers, crate::layer::Tables::Never).unwrap()
    }
}

/// What one gets who unpacks a tar: each path with its entry and content. Fails where a tool would.
fn unpacked(tar: &[u8]) -> BTreeMap<EntryPath, (Entry, String)> {
    let mut found: BTreeMap<EntryPath, (Entry, String)> = BTreeMap::new();
    let mut walk = Walk::new(tar, Limits::default());
    while let Some(entry) = walk.advance().unwrap() {
        let mut content = String::new();
        walk.content().read_to_string(&mut content).unwrap();
        if let Some(parent) = entry.path.parent().filter(|parent| !parent.is_root()) {
            assert_eq!(found[&parent].0.kind, Kind::Directory, "the directory of {}", entry.path);
        }
        let made = match entry.hard_link().unwrap() {
            Some(target) => {
                let (target, content) = found.get(&target).expect("the target of a link comes first").clone();
                (Entry { path: entry.path.clone(), ..target }, content)
            }
            None => (entry, content),
        };
        if let Some((before, _)) = found.get(&made.0.path) {
            assert_eq!(before.kind == Kind::Directory, made.0.kind == Kind::Directory, "{}", made.0.path);
        }
        found.insert(made.0.path.clone(), made);
    }
    found
}

/// What the tree says that there is.
fn expected(tree: &Tree) -> BTreeMap<EntryPath, (Entry, String)> {
    let nodes = tree.nodes().filter(|node| node.origin.is_some() || !node.entry.path.is_root());
    nodes
        .map(|node| {
            let content = match (node.entry.kind, node.origin) {
                (Kind::File, Some(origin)) => content(origin.layer, origin.ordinal),
                _ => String::new(),
            };
            (node.entry.path.clone(), (node.entry.clone(), content))
        })
        .collect()
}

fn names(image: &Image) -> Vec<String> {
    unpacked(&image.tar().unwrap()).into_iter().map(|(path, (_, content))| format!("{path} {content}")).collect()
}

#[test]
fn whiteouts_links_and_replacements_do_what_they_should() {
    for (layers, expected) in [
        (&[&["a", "d/", "d/x"][..], &["d/", "d/.wh.x", "d/y"]][..], &["/a 0.0", "/d ", "/d/y 1.2"][..]),
        (&[&["d/", "d/x", "d/e/", "d/e/z"], &["d/", "d/.wh..wh..opq", "d/n"]], &["/d ", "/d/n 1.2"]),
        (&[&["d/", "d/x"], &[".wh.d"], &["d/", "d/y"]], &["/d ", "/d/y 2.1"]),
        (&[&["a"], &[".wh.a", "a"]], &["/a 1.1"]),
        (&[&["d/", "d/x"], &["d"]], &["/d 1.0"]),
        (&[&["d"], &["d/", "d/x"]], &["/d ", "/d/x 1.1"]),
        // A second name keeps the content that its file had.
        (&[&["a", "b=a"], &["a"]], &["/a 1.0", "/b 0.0"]),
        (&[&["a", "b=a", "c=b"], &[".wh.a"]], &["/b 0.0", "/c 0.0"]),
        (&[&["a"], &["b=a"], &[".wh.a", "c=b"]], &["/b 0.0", "/c 0.0"]),
        // Directories that the layer does not name may be links in a layer below.
        (&[&["usr/", "usr/lib/", "lib@usr/lib"], &["lib/x"]], &["/lib ", "/usr ", "/usr/lib ", "/usr/lib/x 1.0"]),
        (
            &[&["usr/", "usr/lib/", "usr/lib/x", "lib@usr/lib"], &["lib/x"]],
            &["/lib ", "/usr ", "/usr/lib ", "/usr/lib/x 1.0"],
        ),
        (&[&["usr/", "usr/x", "lib@usr"], &["lib/.wh.x"]], &["/lib ", "/usr "]),
        (&[&["a/b/c"], &["a/b/d"]], &["/a ", "/a/b ", "/a/b/c 0.0", "/a/b/d 1.0"]),
        // The last of the same name counts.
        (&[&["a", "a"]], &["/a 0.1"]),
    ] {
        assert_eq!(names(&Image::written(layers)), expected, "{layers:?}");
    }
}

/// How often a layer was opened.
fn opened_times(image: &Image, layer: &Descriptor) -> usize {
    let digest = layer.digest.to_string();
    image.store.calls(Call::Open).iter().filter(|what| what.contains(&digest)).count()
}

#[test]
fn a_layer_that_names_all_its_directories_is_read_once() {
    let image = Image::written(&[&["a", "d/", "d/x", "s@d/x"], &["d/", "d/.wh.x", "d/y", "h=d/y"]]);
    names(&image);
    let opened = |layer: &Descriptor| opened_times(&image, layer);
    assert_eq!(image.layers.iter().map(opened).collect::<Vec<_>>(), [1, 1]);
    // A file that is certain by nothing but all layers takes a second look, at its own layer only.
    let image = Image::written(&[&["a"], &["d/x"]]);
    names(&image);
    let opened = |layer: &Descriptor| opened_times(&image, layer);
    assert_eq!(image.layers.iter().map(opened).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn what_contradicts_itself_is_refused() {
    for layers in [&[&["d/", "d/x", "d"][..]][..], &[&["b=a"]], &[&["b=a", "a"]], &[&["a"], &[".wh.a", "b=a"]]] {
        let error = Image::written(layers).tar().unwrap_err();
        assert!(matches!(error, LayerError::Path { .. }), "{layers:?}: {error}");
    }
}

#[test]
fn the_tar_is_the_same_on_every_run() {
    let image = Image::written(&[&["a", "d/", "d/x", "e/f", "h=a"], &["d/", "d/y", "e/g"]]);
    let first = image.tar().unwrap();
    assert!((0..5).all(|_| image.tar().unwrap() == first));
}

#[test]
fn damage_is_told_by_what_it_is() {
    let layers = [&["a", "d/", "d/x"][..], &["d/", "d/y"]];
    for (fault, kind) in [
        (Fault::Corrupt, ErrorKind::Integrity),
        (Fault::Short, ErrorKind::Integrity),
        (Fault::Cut(ErrorKind::Unavailable), ErrorKind::Unavailable),
        (Fault::Refuse(ErrorKind::NotFound), ErrorKind::NotFound),
    ] {
        for at in 0..2 {
            let image = Image::written(&layers);
            image.store.fail_next(&image.layers[at].digest, fault);
            let error = image.tar().unwrap_err();
            assert_eq!(error.kind(), kind, "{fault:?} {at}: {error}");
            let LayerError::Layer { digest, .. } = error else { panic!("{error}") };
            assert_eq!(digest, image.layers[at].digest);
        }
    }
    let image = Image::written(&layers);
    let artifact = vec![Descriptor::of(MediaType::OCTET_STREAM, b"x")];
    let source: Arc<dyn Source> = image.store.clone();
    let refused = export(&source, &artifact, &mut TarSink::new(Vec::new()), &GO_ON);
    assert!(matches!(refused, Err(LayerError::NotLayer { .. })));
    let stopped = export(&source, &image.layers, &mut TarSink::new(Vec::new()), &AtomicBool::new(true));
    assert!(stopped.is_err());
}

#[test]
fn a_directory_has_the_modes_and_times_of_the_image() {
    let folder = tempfile::tempdir().unwrap();
    let rare = Rare { xattrs: vec![Xattr { name: b"user.a"[..].into(), value: b"1"[..].into() }], ..Rare::default() };
    let image = Image::of(&[vec![
        Entry { mode: 0o4755, rare: Some(Box::new(rare)), ..entry("suid") },
        Entry { mode: 0o500, ..entry("d/") },
        entry("d/x"),
        entry("link@/etc/passwd"),
        entry("again=d/x"),
        entry("null!"),
        Entry { kind: Kind::Fifo, ..entry("pipe") },
    ]]);
    let mut sink = DirectorySink::new(folder.path(), Ownership::Caller, Special::Skipped).unwrap();
    image.export(&mut sink).unwrap();
    assert_eq!(sink.omitted().devices, 1);
    let at = |name: &str| folder.path().join(name);
    let mode = |name: &str| std::fs::symlink_metadata(at(name)).unwrap().permissions().mode() & 0o7777;
    assert_eq!((mode("suid"), mode("d"), mode("d/x"), mode("pipe")), (0o755, 0o500, 0o644, 0o644));
    for name in ["suid", "d", "d/x", "link", "pipe"] {
        let found = std::fs::symlink_metadata(at(name)).unwrap();
        assert_eq!((found.mtime(), found.mtime_nsec()), (1_700_000_000, 5), "{name}");
    }
    assert_eq!(std::fs::read_link(at("link")).unwrap().to_str(), Some("/etc/passwd"));
    assert_eq!(std::fs::metadata(at("again")).unwrap().ino(), std::fs::metadata(at("d/x")).unwrap().ino());
    assert!(!at("null").exists());
    assert_eq!(std::fs::read_to_string(at("suid")).unwrap(), "0.0");
    let refused = DirectorySink::new(folder.path(), Ownership::Caller, Special::Skipped);
    assert!(refused.is_err_and(|error| error.kind() == io::ErrorKind::DirectoryNotEmpty));
    std::fs::set_permissions(at("d"), std::fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn zeros_become_holes() {
    let folder = tempfile::tempdir().unwrap();
    let file = Entry { size: 64 << 20, ..entry("zeros") };
    let mut sink = DirectorySink::new(folder.path(), Ownership::Caller, Special::Skipped).unwrap();
    sink.entry(&file, &mut io::repeat(0).take(64 << 20)).unwrap();
    let mixed = Entry { size: 3 << 20, ..entry("mixed") };
    let bytes: Vec<u8> = [vec![0; 1 << 20], vec![7; 1 << 20], vec![0; 1 << 20]].concat();
    sink.entry(&mixed, &mut &bytes[..]).unwrap();
    let found = std::fs::metadata(folder.path().join("zeros")).unwrap();
    assert_eq!(found.len(), 64 << 20);
    assert!(found.blocks() < 100, "{} blocks", found.blocks());
    assert!(std::fs::read(folder.path().join("mixed")).unwrap() == bytes);
}

fn texts() -> impl Strategy<Value = Vec<Vec<String>>> {
    let name = || "[ab]{1}(/[ab]){0,2}";
    let one = prop_oneof![
        4 => name().prop_map(|name| name),
        4 => name().prop_map(|name| name + "/"),
        1 => (name(), name()).prop_map(|(name, target)| format!("{name}@/{target}")),
        1 => (name(), name()).prop_map(|(name, target)| format!("{name}={target}")),
        1 => name().prop_map(|name| match name.rsplit_once('/') {
            Some((directory, name)) => format!("{directory}/.wh.{name}"),
            None => format!(".wh.{name}"),
        }),
        1 => name().prop_map(|name| format!("{name}/.wh..wh..opq")),
    ];
    prop::collection::vec(prop::collection::vec(one, 0..7), 1..4)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn every_image_is_what_its_layers_make(texts in texts()) {
        let layers: Vec<Vec<Entry>> =
            texts.iter().map(|layer| layer.iter().map(|text| entry(text)).collect()).collect();
        let image = Image::of(&layers);
        match image.tar() {
            Ok(tar) => prop_assert_eq!(unpacked(&tar), expected(&image.tree())),
            Err(error) => prop_assert!(matches!(error, LayerError::Path { .. } | LayerError::Links { .. } | LayerError::Layer { .. }), "{}", error),
        }
    }
}
