//! The file system that layers make when they lie upon each other.

use std::collections::BTreeMap;
use std::collections::btree_map;

use super::{Entry, EntryPath, Kind, LayerError, Whiteout};

/// How many symbolic links a path may lead through, as on Linux.
pub(super) const MOST_LINKS: usize = 40;

/// How many nodes a tree may have, directories that nobody described included.
const MOST_NODES: usize = 20_000_000;

type Id = u32;
type Children = BTreeMap<Box<[u8]>, Id>;

const ROOT: Id = 0;

/// A merged file system. Layers are numbered from 0, the lowest.
#[derive(Debug)]
pub struct Tree {
    nodes: Vec<Slot>,
    /// The directory in which an entry was placed last, by the path that its entry had.
    last: Option<(EntryPath, Id)>,
}

#[derive(Debug)]
struct Slot {
    node: Node,
    children: Children,
}

/// What the merged file system has at one path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// The entry, with its path in the merged file system. A hard link has become what its target is.
    pub entry: Entry,
    /// The layer that put the path there.
    pub layer: usize,
    /// Whose content it is. Of a directory that no entry describes there is nothing.
    pub origin: Option<Origin>,
    /// The path that this is another name of, if it came as a hard link.
    pub hard_link: Option<EntryPath>,
}

/// An entry of a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// The layer.
    pub layer: usize,
    /// Which of its entries it is, whiteouts counted, from 0.
    pub ordinal: usize,
}

/// What becomes of a symbolic link at the end of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LastLink {
    /// It is what was meant.
    Kept,
    /// It is followed.
    Followed,
}

impl Default for Tree {
    fn default() -> Self {
        let node = Node { entry: Entry::implied(EntryPath::default()), layer: 0, origin: None, hard_link: None };
        Self { nodes: vec![Slot { node, children: Children::new() }], last: None }
    }
}

impl Tree {
    /// Lays a layer upon what is there: first its whiteouts, which hide what lower layers have and nothing of their
    /// own, then its entries in their order.
    ///
    /// An entry below a symbolic link is placed where the link leads, within the image. A directory joins a directory
    /// that is there; anything else takes its place.
    ///
    /// # Errors
    /// [`LayerError::Path`] of a whiteout that hides its own directory, and [`LayerError::Limit`].
    pub fn apply(&mut self, layer: usize, entries: Vec<Entry>) -> Result<(), LayerError> {
        let mut whiteouts = Vec::new();
        for (ordinal, entry) in entries.iter().enumerate() {
            if let Some(whiteout) = Whiteout::of(&entry.path)? {
                whiteouts.push(ordinal);
                self.hide(&whiteout);
            }
        }
        self.last = None;
        let mut whiteouts = whiteouts.into_iter().peekable();
        for (ordinal, entry) in entries.into_iter().enumerate() {
            if whiteouts.next_if_eq(&ordinal).is_none() {
                self.place(layer, ordinal, entry)?;
            }
        }
        self.last = None;
        Ok(())
    }

    fn hide(&mut self, whiteout: &Whiteout) {
        match whiteout {
            Whiteout::Hides(path) => {
                if let (Some(directory), Some(name)) = (self.directory_of(path), path.name()) {
                    self.children_mut(directory).remove(name);
                }
            }
            Whiteout::Opaque(path) => {
                if let Some(id) = self.id(path, LastLink::Followed).ok().flatten() {
                    self.children_mut(id).clear();
                }
            }
            Whiteout::Reserved => {}
        }
    }

    fn place(&mut self, layer: usize, ordinal: usize, mut entry: Entry) -> Result<(), LayerError> {
        let origin = Some(Origin { layer, ordinal });
        let (Some(parent), Some(name)) = (entry.path.parent(), entry.path.name()) else {
            if entry.kind == Kind::Directory {
                self.nodes[ROOT as usize].node = Node { entry, layer, origin, hard_link: None };
            }
            return Ok(());
        };
        let directory = match &self.last {
            Some((last, id)) if *last == parent => *id,
            _ => self.make_directories(&parent, layer)?,
        };
        let name: Box<[u8]> = name.into();
        entry.path = self.slot(directory).node.entry.path.join(&name);
        let existing = self.slot(directory).children.get(&name).copied();
        let node = match entry.hard_link()? {
            // A name of its own file.
            Some(target) if existing.is_some() && self.id(&target, LastLink::Kept)? == existing => return Ok(()),
            Some(target) => self.linked(layer, entry, target)?,
            None => Node { entry, layer, origin, hard_link: None },
        };
        match existing {
            Some(id) if node.entry.kind == Kind::Directory && self.is_directory(id) => {
                self.nodes[id as usize].node = node;
            }
            _ => {
                let id = self.add(node)?;
                self.children_mut(directory).insert(name, id);
            }
        }
        // A directory or a link to one may have gone, and with it the place that was kept.
        self.last = existing.is_none().then_some((parent, directory));
        Ok(())
    }

    /// What a hard link is: its target under another name. Where the target is missing, a link that leads nowhere.
    fn linked(&self, layer: usize, entry: Entry, target: EntryPath) -> Result<Node, LayerError> {
        let found = self.id(&target, LastLink::Kept)?.map(|id| &self.slot(id).node);
        Ok(match found.filter(|found| found.entry.kind != Kind::Directory) {
            Some(found) => Node {
                entry: Entry { path: entry.path, ..found.entry.clone() },
                layer,
                origin: found.origin,
                hard_link: Some(target),
            },
            None => Node { entry, layer, origin: None, hard_link: Some(target) },
        })
    }

    /// The directory at `path`, made with its parents where it is not there.
    fn make_directories(&mut self, path: &EntryPath, layer: usize) -> Result<Id, LayerError> {
        let mut links = 0;
        let mut rest: Vec<Box<[u8]>> = path.parts().rev_boxed();
        let mut here = ROOT;
        while let Some(name) = rest.pop() {
            let child = self.slot(here).children.get(&name).copied();
            match child {
                Some(id) if self.is_directory(id) => here = id,
                Some(id) if links < MOST_LINKS && self.slot(id).node.entry.kind == Kind::Symlink => {
                    links += 1;
                    let target = self.target(here, id)?;
                    rest.extend(target.parts().rev_boxed());
                    here = ROOT;
                }
                _ => {
                    let entry = Entry::implied(self.slot(here).node.entry.path.join(&name));
                    let id = self.add(Node { entry, layer, origin: None, hard_link: None })?;
                    self.children_mut(here).insert(name, id);
                    here = id;
                }
            }
        }
        Ok(here)
    }

    /// Where the symbolic link `id` in `directory` leads.
    fn target(&self, directory: Id, id: Id) -> Result<EntryPath, LayerError> {
        let link = self.slot(id).node.entry.link.as_deref().unwrap_or_default();
        self.slot(directory).node.entry.path.follow(link)
    }

    /// What is at `path`; symbolic links on the way to it are followed within the image.
    ///
    /// # Errors
    /// [`LayerError::Links`] where links lead in circles.
    pub fn find(&self, path: &EntryPath, last: LastLink) -> Result<Option<&Node>, LayerError> {
        Ok(self.id(path, last)?.map(|id| &self.slot(id).node))
    }

    fn id(&self, path: &EntryPath, last: LastLink) -> Result<Option<Id>, LayerError> {
        let mut links = 0;
        let mut rest: Vec<Box<[u8]>> = path.parts().rev_boxed();
        let mut here = ROOT;
        while let Some(name) = rest.pop() {
            let Some(id) = self.slot(here).children.get(&name).copied() else { return Ok(None) };
            let followed = !rest.is_empty() || last == LastLink::Followed;
            if followed && self.slot(id).node.entry.kind == Kind::Symlink {
                links += 1;
                if links > MOST_LINKS {
                    return Err(LayerError::Links { path: path.clone() });
                }
                rest.extend(self.target(here, id)?.parts().rev_boxed());
                here = ROOT;
            } else {
                here = id;
            }
        }
        Ok(Some(here))
    }

    fn directory_of(&self, path: &EntryPath) -> Option<Id> {
        self.id(&path.parent()?, LastLink::Followed).ok().flatten()
    }

    /// All nodes, the root first, each directory before what is in it, in the order of their names.
    pub fn nodes(&self) -> Nodes<'_> {
        Nodes { tree: self, root: true, open: vec![self.nodes[ROOT as usize].children.values()] }
    }

    fn add(&mut self, node: Node) -> Result<Id, LayerError> {
        if self.nodes.len() >= MOST_NODES {
            return Err(LayerError::Limit { what: format!("the image has more than {MOST_NODES} files") });
        }
        let id = Id::try_from(self.nodes.len()).unwrap_or(Id::MAX);
        self.nodes.push(Slot { node, children: Children::new() });
        Ok(id)
    }

    fn slot(&self, id: Id) -> &Slot {
        &self.nodes[id as usize]
    }

    fn children_mut(&mut self, id: Id) -> &mut Children {
        &mut self.nodes[id as usize].children
    }

    fn is_directory(&self, id: Id) -> bool {
        self.slot(id).node.entry.kind == Kind::Directory
    }
}

/// The parts of a path as a stack, the first on top.
trait RevBoxed {
    fn rev_boxed(self) -> Vec<Box<[u8]>>;
}

impl<'a, I: Iterator<Item = &'a [u8]>> RevBoxed for I {
    fn rev_boxed(self) -> Vec<Box<[u8]>> {
        let mut parts: Vec<Box<[u8]>> = self.map(Into::into).collect();
        parts.reverse();
        parts
    }
}

/// The nodes of a [`Tree`] in order.
pub struct Nodes<'a> {
    tree: &'a Tree,
    root: bool,
    open: Vec<btree_map::Values<'a, Box<[u8]>, Id>>,
}

impl<'a> Iterator for Nodes<'a> {
    type Item = &'a Node;

    fn next(&mut self) -> Option<&'a Node> {
        if std::mem::take(&mut self.root) {
            return Some(&self.tree.slot(ROOT).node);
        }
        loop {
            let Some(id) = self.open.last_mut()?.next() else {
                self.open.pop();
                continue;
            };
            let slot = self.tree.slot(*id);
            if !slot.children.is_empty() {
                self.open.push(slot.children.values());
            }
            return Some(&slot.node);
        }
    }
}

#[cfg(test)]
mod tests;
