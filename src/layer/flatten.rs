//! Several layers made one: each path once, as the highest of them has it, and nothing that a higher one takes away.
//!
//! The layers are read twice: first for their paths, to know what lasts, then for the content. No content is held, and
//! entries come out as they were written.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::{Read, Write};

use super::entry::{Entry, Kind};
use super::record::Record;
use super::records::{Records, local};
use super::{EntryPath, LayerError, Whiteout, whiteout, writer};
use crate::oci::Digest;

/// How many paths all layers may have together.
const MOST_PATHS: u64 = 10_000_000;

/// What is under the layers that are made one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beneath {
    /// Nothing: whiteouts have done their work.
    Nothing,
    /// Layers from which the new one still has to take things away.
    Layers,
}

/// Where an entry is: the layer's number, and the entry's in it.
type Place = (usize, usize);

/// What is at a path once some layers are applied.
#[derive(Debug)]
struct Node {
    place: Place,
    kind: Is,
}

#[derive(Debug, PartialEq, Eq)]
enum Is {
    Directory,
    /// A hard link, and where the content is.
    Link(Place),
    Other,
}

/// How something of a lower layer is taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hides {
    /// All below the directory.
    Below,
    /// The path itself, unless there is something new.
    Path,
}

/// What becomes of an entry that is not just kept.
#[derive(Debug)]
enum Fate {
    /// It leads to this path.
    Link(EntryPath),
    /// It is the directory at this path, whose lower content is hidden.
    Opaque(EntryPath),
    /// It gets this path.
    Rename(EntryPath),
}

/// Writes what `layers`, lowest first, make together, as one tar. `open` gives the records of each by its place, and is
/// asked for each twice.
///
/// # Errors
/// Those of `open`; where a tar is broken; where a hard link leads to nothing.
pub fn flatten<R: Read>(
    layers: &[Digest],
    beneath: Beneath,
    mut open: impl FnMut(usize) -> Result<Records<R>, LayerError>,
    out: &mut impl Write,
) -> Result<(), LayerError> {
    let mut merge = Merge { beneath, ..Merge::default() };
    for (layer, digest) in layers.iter().enumerate() {
        merge.apply(layer, &mut open(layer)?).map_err(|error| error.of(digest))?;
    }
    let plan = merge.plan();
    for path in &plan.first {
        write_marker(path, out)?;
    }
    for (layer, digest) in layers.iter().enumerate() {
        plan.copy(layer, &mut open(layer)?, out).map_err(|error| error.of(digest))?;
    }
    writer::end(out).map_err(local)
}

fn write_marker(path: &EntryPath, out: &mut impl Write) -> Result<(), LayerError> {
    let entry = Entry { kind: Kind::File, mode: 0, ..Entry::implied(path.clone()) };
    writer::write(&entry, out).map_err(local)
}

/// The tree that some layers make.
struct Merge {
    beneath: Beneath,
    nodes: BTreeMap<EntryPath, Node>,
    /// What layers beneath may have that is taken away, with the layer that did it.
    hidden: BTreeMap<EntryPath, (usize, Hides)>,
    /// The paths of files that have other names, as they were when they got them.
    owners: HashMap<Place, EntryPath>,
    paths: u64,
    /// The directory of the entry before, which needs not be looked at again.
    parent: Option<EntryPath>,
}

impl Default for Merge {
    fn default() -> Self {
        Self {
            beneath: Beneath::Nothing,
            nodes: BTreeMap::new(),
            hidden: BTreeMap::new(),
            owners: HashMap::new(),
            paths: 0,
            parent: None,
        }
    }
}

impl Merge {
    fn apply<R: Read>(&mut self, layer: usize, records: &mut Records<R>) -> Result<(), LayerError> {
        self.parent = None;
        let mut number = 0;
        while let Some(record) = records.advance()? {
            self.paths += 1;
            if self.paths > MOST_PATHS {
                return Err(LayerError::Limit { what: format!("the layers have more than {MOST_PATHS} entries") });
            }
            let path = record.path()?;
            match Whiteout::of(&path)? {
                Some(Whiteout::Opaque(directory)) => self.hide(layer, &directory, Hides::Below),
                Some(Whiteout::Hides(gone)) => self.hide(layer, &gone, Hides::Path),
                Some(Whiteout::Reserved) => {}
                None => self.put((layer, number), &record, path)?,
            }
            number += 1;
        }
        records.drain()
    }

    /// Takes away what lower layers have.
    fn hide(&mut self, layer: usize, path: &EntryPath, how: Hides) {
        let is_gone = |found: &EntryPath| how == Hides::Path || found != path;
        let gone = below(&self.nodes, path).filter(|(found, node)| node.place.0 < layer && is_gone(found));
        let gone: Vec<EntryPath> = gone.map(|(found, _)| found.clone()).collect();
        for found in gone {
            self.nodes.remove(&found);
        }
        let gone = below(&self.hidden, path).filter(|(found, (by, _))| *by < layer && is_gone(found));
        let gone: Vec<EntryPath> = gone.map(|(found, _)| found.clone()).collect();
        for found in gone {
            self.hidden.remove(&found);
        }
        self.note_hidden(layer, path, how);
    }

    fn note_hidden(&mut self, layer: usize, path: &EntryPath, how: Hides) {
        if self.beneath == Beneath::Layers {
            // What takes the whole path away takes away what is below it, too.
            let before = self.hidden.get(path).filter(|(_, before)| *before == Hides::Path).map(|(_, before)| *before);
            self.hidden.insert(path.clone(), (layer, before.unwrap_or(how)));
        }
    }

    fn put(&mut self, place: Place, record: &Record, path: EntryPath) -> Result<(), LayerError> {
        self.make_parents(place.0, &path);
        let kind = match record.hard_link()? {
            Some(target) => Is::Link(self.owner(&target, &path)?),
            None if record.is_dir() => Is::Directory,
            None => Is::Other,
        };
        let was = self.nodes.get(&path).map(|node| node.kind == Is::Directory);
        match (was, kind == Is::Directory) {
            (Some(true), false) => {
                let gone: Vec<EntryPath> = below(&self.nodes, &path).map(|(found, _)| found.clone()).collect();
                for found in gone {
                    self.nodes.remove(&found);
                }
            }
            (Some(false), true) => self.note_hidden(place.0, &path, Hides::Path),
            _ => {}
        }
        self.nodes.insert(path, Node { place, kind });
        Ok(())
    }

    /// The directories that a path leads through take the place of what lower layers have there.
    fn make_parents(&mut self, layer: usize, path: &EntryPath) {
        let parent = path.parent();
        if parent == self.parent {
            return;
        }
        for above in std::iter::successors(parent.clone(), EntryPath::parent) {
            let is_file = |node: &Node| node.kind != Is::Directory && node.place.0 < layer;
            if self.nodes.get(&above).is_some_and(is_file) {
                self.nodes.remove(&above);
                self.note_hidden(layer, &above, Hides::Path);
            }
        }
        self.parent = parent;
    }

    /// Where the content of a hard link's target is.
    fn owner(&mut self, target: &EntryPath, link: &EntryPath) -> Result<Place, LayerError> {
        match self.nodes.get(target) {
            Some(Node { kind: Is::Link(owner), .. }) => Ok(*owner),
            Some(Node { kind: Is::Other, place }) => {
                self.owners.entry(*place).or_insert_with(|| target.clone());
                Ok(*place)
            }
            _ => {
                let what = format!("{link} is another name of {target}, and there is no such file in these layers");
                Err(LayerError::Unfit { what })
            }
        }
    }

    /// What becomes of each entry.
    fn plan(self) -> Plan {
        let mut plan = Plan::default();
        let mut links: Vec<(Place, EntryPath, Place)> = Vec::new();
        for (path, node) in &self.nodes {
            match node.kind {
                Is::Link(owner) => links.push((node.place, path.clone(), owner)),
                Is::Directory | Is::Other => drop(plan.kept.insert(node.place)),
            }
        }
        links.sort();
        let mut heirs: HashMap<Place, EntryPath> = HashMap::new();
        for (place, path, owner) in links {
            let first =
                self.owners.get(&owner).filter(|path| self.nodes.get(path).is_some_and(|node| node.place == owner));
            if let Some(first) = first.or_else(|| heirs.get(&owner)) {
                plan.fates.insert(place, Fate::Link(first.clone()));
            } else {
                // The first name that lasts gets the content, at the place where it is.
                plan.fates.insert(owner, Fate::Rename(path.clone()));
                heirs.insert(owner, path);
            }
        }
        for (path, (_, how)) in &self.hidden {
            match (self.nodes.get(path), how) {
                (Some(Node { kind: Is::Directory, place }), _) => {
                    plan.fates.insert(*place, Fate::Opaque(path.clone()));
                }
                (Some(_), _) => {}
                // Nothing new is at the path, or only directories that no entry describes.
                (None, Hides::Below) => plan.first.push(whiteout::opaque(path)),
                (None, Hides::Path) if below(&self.nodes, path).next().is_some() => {
                    plan.first.push(whiteout::opaque(path));
                }
                (None, Hides::Path) => plan.first.push(whiteout::hiding(path)),
            }
        }
        plan
    }
}

/// What is at `path` and below it.
fn below<'a, T>(map: &'a BTreeMap<EntryPath, T>, path: &'a EntryPath) -> impl Iterator<Item = (&'a EntryPath, &'a T)> {
    map.range(path..).take_while(move |(found, _)| found.below(path).is_some())
}

/// What becomes of each entry of each layer.
#[derive(Default)]
struct Plan {
    kept: HashSet<Place>,
    fates: HashMap<Place, Fate>,
    /// Whiteouts that no entry goes before.
    first: Vec<EntryPath>,
}

impl Plan {
    fn copy<R: Read>(&self, layer: usize, records: &mut Records<R>, out: &mut impl Write) -> Result<(), LayerError> {
        let mut number = 0;
        while let Some(mut record) = records.advance()? {
            let place = (layer, number);
            number += 1;
            let fate = self.fates.get(&place);
            match fate {
                Some(Fate::Link(target)) => {
                    if record.hard_link()?.as_ref() != Some(target) {
                        record.set_link(target.as_bytes());
                    }
                }
                Some(Fate::Rename(path)) => record.set_path(path.as_bytes()),
                Some(Fate::Opaque(_)) | None if self.kept.contains(&place) => {}
                Some(Fate::Opaque(_)) | None => {
                    record.write_globals(out).map_err(local)?;
                    continue;
                }
            }
            record.write(out).map_err(local)?;
            records.copy_content(out)?;
            if let Some(Fate::Opaque(directory)) = fate {
                write_marker(&whiteout::opaque(directory), out)?;
            }
        }
        records.drain()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Limits;
    use super::*;

    /// A tar of entries as text: `d/` a directory, `a=text` a file, `b->a` a hard link, `s~>t` a symbolic link.
    fn tar(entries: &[&str]) -> Vec<u8> {
        let mut tar = Vec::new();
        for text in entries {
            let entry = |path: &str, kind, rest: &str| Entry {
                kind,
                size: if kind == Kind::File { rest.len() as u64 } else { 0 },
                link: matches!(kind, Kind::HardLink | Kind::Symlink).then(|| rest.as_bytes().into()),
                ..Entry::implied(EntryPath::parse(path.as_bytes()).unwrap())
            };
            let (entry, content) = if let Some((path, target)) = text.split_once("->") {
                (entry(path, Kind::HardLink, target), "")
            } else if let Some((path, target)) = text.split_once("~>") {
                (entry(path, Kind::Symlink, target), "")
            } else if let Some((path, content)) = text.split_once('=') {
                (entry(path, Kind::File, content), content)
            } else {
                (entry(text, Kind::Directory, ""), "")
            };
            writer::write(&entry, &mut tar).unwrap();
            tar.extend_from_slice(content.as_bytes());
            writer::padding(&mut tar, content.len() as u64).unwrap();
        }
        writer::end(&mut tar).unwrap();
        tar
    }

    fn list(tar: &[u8]) -> Vec<String> {
        let mut archive = tar::Archive::new(tar);
        let entries = archive.entries().unwrap().map(|entry| {
            let mut entry = entry.unwrap();
            let path = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
            let link = entry.link_name_bytes().map(|link| String::from_utf8_lossy(&link).into_owned());
            match (entry.header().entry_type(), link) {
                (tar::EntryType::Link, Some(link)) => format!("{path}->{link}"),
                (tar::EntryType::Symlink, Some(link)) => format!("{path}~>{link}"),
                (tar::EntryType::Directory, _) => path,
                _ => {
                    let mut content = String::new();
                    std::io::Read::read_to_string(&mut entry, &mut content).unwrap();
                    format!("{path}={content}")
                }
            }
        });
        entries.collect()
    }

    fn flat(beneath: Beneath, layers: &[&[&str]]) -> Result<Vec<String>, LayerError> {
        let tars: Vec<Vec<u8>> = layers.iter().map(|layer| tar(layer)).collect();
        let mut out = Vec::new();
        let digests: Vec<Digest> = tars.iter().map(|tar| Digest::sha256(tar)).collect();
        let open = |layer: usize| Ok(Records::new(&tars[layer][..], Limits::default()));
        flatten(&digests, beneath, open, &mut out)?;
        Ok(list(&out))
    }

    #[test]
    fn the_highest_layer_wins_and_whiteouts_work_downwards() {
        for (layers, expected) in [
            (&[&["d/", "d/a=1", "b=1"][..], &["d/a=2", "c=2"]][..], &["d/", "b=1", "d/a=2", "c=2"][..]),
            // A whiteout, of a directory too, and something new at its place.
            (&[&["d/", "d/a=1", "d/b=1"], &["d/.wh.a="]], &["d/", "d/b=1"]),
            (&[&["d/", "d/a=1"], &[".wh.d="]], &[]),
            (&[&["d/", "d/a=1"], &[".wh.d=", "d/", "d/b=2"]], &["d/", "d/b=2"]),
            (&[&["d/", "d/a=1"], &["d/", "d/b=2", ".wh.d="]], &["d/", "d/b=2"]),
            (&[&["d/", "d/a=1"], &["d/.wh.a="], &["d/a=3"]], &["d/", "d/a=3"]),
            // An opaque directory keeps what its own layer has, before and after.
            (&[&["d/", "d/a=1"], &["d/b=2", "d/.wh..wh..opq=", "d/c=2"]], &["d/", "d/b=2", "d/c=2"]),
            (&[&["a=1"], &[".wh..wh..opq=", "b=2"]], &["b=2"]),
            // One kind takes the place of another.
            (&[&["d/", "d/a=1"], &["d=2"]], &["d=2"]),
            (&[&["d=1"], &["d/", "d/a=2"]], &["d/", "d/a=2"]),
            (&[&["d~>e", "e/"], &["d/a=2"]], &["e/", "d/a=2"]),
            // Files that AUFS left.
            (&[&[".wh..wh.aufs=x", "a=1"]], &["a=1"]),
            (&[&["d-x=1", "d/", "d/a=1"], &[".wh.d="]], &["d-x=1"]),
        ] {
            assert_eq!(flat(Beneath::Nothing, layers).unwrap(), expected, "{layers:?}");
        }
    }

    #[test]
    fn hard_links_keep_their_content() {
        for (layers, expected) in [
            (&[&["a=1", "b->a"][..]][..], &["a=1", "b->a"][..]),
            (&[&["a=1", "b->a", "c->b"], &[".wh.a="]], &["b=1", "c->b"]),
            (&[&["a=1", "b->a", "c->a"], &["a=2"]], &["b=1", "c->b", "a=2"]),
            (&[&["a=1", "b->a", "c->a"], &["a=2", ".wh.b="]], &["c=1", "a=2"]),
            (&[&["a=1"], &["b->a"], &[".wh.a="]], &["b=1"]),
            (&[&["a=1", "b->a"], &[".wh.a=", ".wh.b="]], &[]),
        ] {
            assert_eq!(flat(Beneath::Nothing, layers).unwrap(), expected, "{layers:?}");
        }
        for layers in [&[&["b->a"][..]][..], &[&["a=1"], &[".wh.a="], &["b->a"]], &[&["a/", "b->a"]]] {
            let error = flat(Beneath::Nothing, layers).unwrap_err();
            let LayerError::Layer { source, .. } = error else { panic!("{error}") };
            assert!(source.to_string().contains("/b is another name of /a"), "{source}");
        }
    }

    #[test]
    fn what_layers_beneath_have_is_still_taken_away() {
        for (layers, expected) in [
            (&[&["d/", "d/.wh.a="][..]][..], &["d/.wh.a=", "d/"][..]),
            (&[&[".wh.d="], &["d/", "d/b=2"]], &["d/", "d/.wh..wh..opq=", "d/b=2"]),
            (&[&[".wh.d="], &["d=2"]], &["d=2"]),
            (&[&[".wh.d="], &["d/b=2"]], &["d/.wh..wh..opq=", "d/b=2"]),
            (&[&["d/", "d/.wh..wh..opq="], &["d/.wh.x="]], &["d/.wh.x=", "d/", "d/.wh..wh..opq="]),
            (&[&["d/.wh.x="], &[".wh.d="]], &[".wh.d="]),
            (&[&["d=1"], &["d/"]], &["d/", "d/.wh..wh..opq="]),
            (&[&["d/"], &["d=1"]], &["d=1"]),
            (&[&["d/", "d/a=1"], &["d/.wh.a="]], &["d/.wh.a=", "d/"]),
        ] {
            assert_eq!(flat(Beneath::Layers, layers).unwrap(), expected, "{layers:?}");
        }
    }
}
