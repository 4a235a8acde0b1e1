//! How the files of two images differ.

use std::collections::{BTreeMap, BTreeSet};

use super::survey::Survey;
use super::tree::Origin;
use super::{Entry, EntryPath, Kind, LayerError, Node, Tree, Whiteout};
use crate::oci::Digest;

/// The files of one image, or of its upper layers alone.
#[derive(Debug, Default)]
pub struct Files {
    tree: Tree,
    contents: BTreeMap<Origin, Digest>,
    /// What is hidden of the layers that were not read.
    hidden: BTreeSet<EntryPath>,
    /// Whether there is something that the layers below must be known for.
    needs_more: bool,
}

impl Files {
    /// The files that layers make, the lowest first, of which the first is number `first` of its image.
    ///
    /// # Errors
    /// Those of [`Tree::apply`].
    pub fn of(first: usize, layers: Vec<Survey>) -> Result<Self, LayerError> {
        let mut files = Self::default();
        for (number, layer) in layers.into_iter().enumerate() {
            let number = first + number;
            let contents = layer.contents.into_iter().enumerate();
            files
                .contents
                .extend(contents.filter_map(|(ordinal, digest)| Some((Origin { layer: number, ordinal }, digest?))));
            for entry in &layer.entries {
                match Whiteout::of(&entry.path)? {
                    Some(Whiteout::Hides(path)) => drop(files.hidden.insert(path)),
                    Some(Whiteout::Opaque(_)) => files.needs_more = true,
                    Some(Whiteout::Reserved) | None => {}
                }
            }
            files.tree.apply(number, layer.entries)?;
        }
        let dangling = |node: &Node| node.origin.is_none() && node.hard_link.is_some();
        files.needs_more |= files.tree.nodes().any(dangling);
        Ok(files)
    }

    /// Whether the upper layers alone do not tell what there is: they hide all of a directory, or give a file of the
    /// layers below another name.
    pub fn needs_lower_layers(&self) -> bool {
        self.needs_more
    }

    fn facts(&self, node: &Node) -> Facts {
        let digest = node.origin.and_then(|origin| self.contents.get(&origin)).cloned();
        Facts { entry: node.entry.clone(), digest: digest.filter(|_| node.entry.kind == Kind::File) }
    }

    fn nodes(&self) -> BTreeMap<&EntryPath, &Node> {
        self.tree.nodes().map(|node| (&node.entry.path, node)).collect()
    }
}

/// What is known of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Its entry.
    pub entry: Entry,
    /// The digest of its content.
    pub digest: Option<Digest>,
}

/// What of a file is another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aspect {
    /// What it is at all.
    Kind,
    /// Its permissions.
    Mode,
    /// Its owner or its group.
    Owner,
    /// Its length.
    Size,
    /// Its bytes.
    Content,
    /// Where it leads.
    Link,
    /// Its number, of a device.
    Device,
    /// Its extended attributes.
    Attributes,
    /// When it was changed.
    Modified,
}

/// Whether times count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Times {
    /// Files that differ in their times alone differ.
    Compared,
    /// They are the same.
    Ignored,
}

/// A file that is not the same in both images.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where.
    pub path: EntryPath,
    /// What it is on the left, where it is there.
    pub left: Option<Facts>,
    /// What it is on the right.
    pub right: Option<Facts>,
    /// What differs, where both have it.
    pub aspects: Vec<Aspect>,
    /// Which side hides it, where it is of a layer that was not read.
    pub hidden: Option<Side>,
}

/// One of two images.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The first.
    Left,
    /// The second.
    Right,
}

/// The files that differ, in the order of their paths.
pub fn compare(left: &Files, right: &Files, times: Times, lower: Lower) -> Vec<Change> {
    let (lefts, rights) = (left.nodes(), right.nodes());
    let paths: BTreeSet<&EntryPath> = lefts.keys().chain(rights.keys()).copied().collect();
    let mut changes = Vec::new();
    for path in paths {
        let (one, other) = (lefts.get(path), rights.get(path));
        let facts = (one.map(|node| left.facts(node)), other.map(|node| right.facts(node)));
        let aspects = match &facts {
            (Some(one), Some(other)) => aspects(one, other, times),
            _ => Vec::new(),
        };
        let differs = match (one, other) {
            (Some(_), Some(_)) => !aspects.is_empty(),
            // A directory that only one side's own layers mention most likely is in the layers below.
            (Some(only), None) | (None, Some(only)) => {
                lower == Lower::Read || only.entry.kind != Kind::Directory && !path.is_root()
            }
            (None, None) => false,
        };
        if differs {
            changes.push(Change { path: path.clone(), left: facts.0, right: facts.1, aspects, hidden: None });
        }
    }
    if lower == Lower::Shared {
        let gone = |own: &Files, other: &Files, nodes: &BTreeMap<&EntryPath, &Node>, side| -> Vec<Change> {
            let only = own.hidden.iter().filter(|path| !other.hidden.contains(*path) && !nodes.contains_key(path));
            only.map(|path| Change { path: path.clone(), left: None, right: None, aspects: vec![], hidden: Some(side) })
                .collect()
        };
        let known: BTreeSet<EntryPath> = changes.iter().map(|change| change.path.clone()).collect();
        changes
            .extend(gone(left, right, &lefts, Side::Left).into_iter().filter(|change| !known.contains(&change.path)));
        changes
            .extend(gone(right, left, &rights, Side::Right).into_iter().filter(|change| !known.contains(&change.path)));
        changes.sort_by(|one, other| one.path.cmp(&other.path));
    }
    changes
}

/// What is known of the layers below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lower {
    /// There are none, or they were read.
    Read,
    /// Both images have them, and they were not read.
    Shared,
}

fn aspects(left: &Facts, right: &Facts, times: Times) -> Vec<Aspect> {
    let (one, other) = (&left.entry, &right.entry);
    let differ = [
        (Aspect::Kind, one.kind != other.kind),
        // Nothing ever asks for the permissions of a symbolic link.
        (Aspect::Mode, one.mode != other.mode && one.kind != Kind::Symlink),
        (Aspect::Owner, (one.uid, one.gid) != (other.uid, other.gid)),
        (Aspect::Size, one.size != other.size),
        (Aspect::Content, left.digest != right.digest),
        (Aspect::Link, one.link != other.link && one.kind == other.kind),
        (Aspect::Device, one.device != other.device),
        (Aspect::Attributes, sorted(one) != sorted(other)),
        (Aspect::Modified, one.mtime != other.mtime && times == Times::Compared),
    ];
    differ.into_iter().filter_map(|(aspect, differs)| differs.then_some(aspect)).collect()
}

fn sorted(entry: &Entry) -> Vec<(&[u8], &[u8])> {
    let mut all: Vec<_> = entry.xattrs().iter().map(|xattr| (&*xattr.name, &*xattr.value)).collect();
    all.sort_unstable();
    all
}
