//! Layers upon layers: whiteouts, links, and what takes the place of what.

use super::*;

fn path(text: &str) -> EntryPath {
    EntryPath::parse(text.as_bytes()).unwrap()
}

/// An entry out of one word: `dir/`, `file=content-size`, `link->target`, `hard=>target`.
fn entry(word: &str) -> Entry {
    let of = |name: &str, kind, size, link: Option<&str>| Entry {
        kind,
        size,
        link: link.map(|link| link.as_bytes().into()),
        ..Entry::implied(path(name))
    };
    if let Some((name, target)) = word.split_once("=>") {
        of(name, Kind::HardLink, 0, Some(target))
    } else if let Some((name, target)) = word.split_once("->") {
        of(name, Kind::Symlink, 0, Some(target))
    } else if let Some((name, size)) = word.split_once('=') {
        of(name, Kind::File, size.parse().unwrap(), None)
    } else if let Some(name) = word.strip_suffix('/') {
        of(name, Kind::Directory, 0, None)
    } else {
        of(word, Kind::File, 0, None)
    }
}

fn tree(layers: &[&str]) -> Tree {
    let mut tree = Tree::default();
    for (number, layer) in layers.iter().enumerate() {
        tree.apply(number, layer.split_whitespace().map(entry).collect()).unwrap();
    }
    tree
}

/// All paths with the layer of each.
fn shown(layers: &[&str]) -> String {
    let tree = tree(layers);
    let all: Vec<String> = tree.nodes().skip(1).map(|node| format!("{}:{}", node.entry.path, node.layer)).collect();
    all.join(" ")
}

#[test]
fn whiteouts_hide_what_is_below_and_nothing_of_their_own_layer() {
    for (layers, expected) in [
        (&["a b", ".wh.a"][..], "/b:0"),
        (&["a/ a/x a/y", "a/.wh.x"], "/a:0 /a/y:0"),
        (&["a/ a/x a/b/ a/b/y", ".wh.a"], ""),
        (&["a/ a/x", "a/ a/.wh..wh..opq a/z"], "/a:1 /a/z:1"),
        (&["a/ a/x", "a/z a/.wh..wh..opq"], "/a:0 /a/z:1"),
        (&["a/ a/x", "a/.wh..wh..opq", "a/ a/x"], "/a:2 /a/x:2"),
        (&["a", "a .wh.a"], "/a:1"),
        (&["a", ".wh.a a"], "/a:1"),
        (&["a b/ b/c", ".wh..wh..opq d"], "/d:1"),
        (&["a", ".wh.a", "a"], "/a:2"),
        (&["a", ".wh.nothing b/.wh.x"], "/a:0"),
        (&[".wh..wh.plnk/ .wh..wh.plnk/7.1 .wh..wh.aufs a"], "/a:0"),
    ] {
        assert_eq!(shown(layers), expected, "{layers:?}");
    }
    let mut tree = Tree::default();
    assert!(tree.apply(0, vec![entry("a/.wh...")]).is_err());
}

#[test]
fn files_and_directories_take_each_others_place() {
    for (layers, expected) in [
        (&["a", "a/ a/b"][..], "/a:1 /a/b:1"),
        (&["a", "a/b"], "/a:1 /a/b:1"),
        (&["a/ a/b", "a"], "/a:1"),
        (&["a/ a/b", "a/"], "/a:1 /a/b:0"),
        (&["a/ a/b", "a->x"], "/a:1"),
        (&["a->x", "a/ a/b"], "/a:1 /a/b:1"),
        (&["x a/b a/c", "x/y a"], "/a:1 /x:1 /x/y:1"),
        (&["a/b a a/c"], "/a:0 /a/c:0"),
        (&["a/b/c", "a/b/d a/b a/b/e"], "/a:0 /a/b:1 /a/b/e:1"),
    ] {
        assert_eq!(shown(layers), expected, "{layers:?}");
    }
}

#[test]
fn entries_below_a_symbolic_link_go_where_it_leads() {
    for (layers, expected) in [
        (&["usr/ usr/lib/ lib->usr/lib", "lib/x"][..], "/lib:0 /usr:0 /usr/lib:0 /usr/lib/x:1"),
        (&["usr/lib/x lib->/usr/lib", "lib/.wh.x"], "/lib:0 /usr:0 /usr/lib:0"),
        (&["a->../../../b", "a/x"], "/a:0 /b:1 /b/x:1"),
        (&["a->b b->a", "a/x"], "/a:1 /a/x:1 /b:0"),
        (&["usr/lib/ lib->usr/lib", "lib/ lib/x"], "/lib:1 /lib/x:1 /usr:0 /usr/lib:0"),
    ] {
        assert_eq!(shown(layers), expected, "{layers:?}");
    }
}

#[test]
fn a_hard_link_keeps_what_it_was_a_name_of() {
    let tree = tree(&["a=5 b=>a", "c=>a", "a=9", ".wh.b"]);
    let node = |text| tree.find(&path(text), LastLink::Kept).unwrap();
    let c = node("c").unwrap();
    assert_eq!((c.entry.kind, c.entry.size, c.layer), (Kind::File, 5, 1));
    assert_eq!(c.origin, Some(Origin { layer: 0, ordinal: 0 }));
    assert_eq!(c.hard_link, Some(path("a")));
    assert_eq!(node("a").unwrap().entry.size, 9);
    assert_eq!(node("b"), None);
    let dangling = self::tree(&["d=>nothing e=>e", "f/ g=>f"]);
    for name in ["d", "e", "g"] {
        let node = dangling.find(&path(name), LastLink::Kept).unwrap().unwrap();
        assert_eq!((node.entry.kind, node.origin), (Kind::HardLink, None), "{name}");
    }
    let same = self::tree(&["a=5", "a=>a"]);
    assert_eq!(same.find(&path("a"), LastLink::Kept).unwrap().unwrap().entry.size, 5);
}

#[test]
fn lookups_follow_links_within_the_image() {
    let tree = tree(&["bin->usr/bin usr/bin/sh=3 usr/bin/ash->/bin/sh up->../../usr loop->loop x->nowhere"]);
    let found = |text, last| tree.find(&path(text), last).unwrap().map(|node| node.entry.path.to_string());
    assert_eq!(found("bin/ash", LastLink::Followed).unwrap(), "/usr/bin/sh");
    assert_eq!(found("bin/ash", LastLink::Kept).unwrap(), "/usr/bin/ash");
    assert_eq!(found("up/bin/sh", LastLink::Followed).unwrap(), "/usr/bin/sh");
    assert_eq!(found("x", LastLink::Followed), None);
    assert_eq!(found("usr/bin/sh/more", LastLink::Followed), None);
    assert!(matches!(tree.find(&path("loop/x"), LastLink::Followed), Err(LayerError::Links { .. })));
}

#[test]
fn order_within_a_layer_and_the_root() {
    let mut tree = Tree::default();
    let root = Entry { mode: 0o700, ..Entry::implied(EntryPath::default()) };
    tree.apply(0, vec![root, entry("a=1"), entry("a=2"), entry("b-c"), entry("b/d")]).unwrap();
    let all: Vec<String> = tree.nodes().map(|node| format!("{}={:o}", node.entry.path, node.entry.mode)).collect();
    assert_eq!(all, ["/=700", "/a=755", "/b=755", "/b/d=755", "/b-c=755"]);
    let node = tree.find(&path("a"), LastLink::Kept).unwrap().unwrap();
    assert_eq!((node.entry.size, node.origin.unwrap().ordinal), (2, 2), "the last of several counts");
}
