//! The root file system that the layers of an image make together, written in one pass over them.
//!
//! Layers are read from the top one down, so that what is hidden was known before it comes, and is never written. An
//! entry that is certain to be part of the result goes to the [`Sink`] the moment it is seen, while the layers below
//! are decoded already. In the end the headers of all layers make a [`Tree`], which decides; what it has and was not
//! written yet (hard links, files in directories that their layer does not name) follows, for which the layers
//! concerned are read a second time.

mod ahead;
mod claims;
mod directory;
mod place;
mod tarball;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::tree::{LastLink, Origin};
use super::{Entry, EntryPath, Kind, LayerError, Limits, Node, Tree, Walk, Whiteout, merge};
use crate::content::Source;
use crate::oci::Descriptor;

use ahead::{Ahead, Decoded};
use claims::{Claims, Fate};

pub use directory::{DirectorySink, Ownership, Special};
pub use tarball::TarSink;

/// How much memory the headers of an image may take, in bytes.
const MOST_MEMORY: u64 = 2 << 30;

/// Where a root file system is written to.
///
/// Directories come before what is in them. A path that comes again takes the place of what was there; a directory
/// only describes anew the directory that is there.
pub trait Sink {
    /// Writes an entry that is no hard link; `content` has the bytes of a file.
    ///
    /// # Errors
    /// Whatever keeps it from being written, or the content from being read.
    fn entry(&mut self, entry: &Entry, content: &mut dyn Read) -> Result<(), LayerError>;

    /// Gives the file at `target` another name, the path of `entry`.
    ///
    /// # Errors
    /// Whatever keeps it from being written.
    fn link(&mut self, entry: &Entry, target: &EntryPath) -> Result<(), LayerError>;

    /// Ends the writing.
    ///
    /// # Errors
    /// Whatever keeps it from being whole.
    fn finish(&mut self) -> Result<(), LayerError>;

    /// What was left out so far.
    fn omitted(&self) -> Omitted {
        Omitted::default()
    }
}

/// What a sink left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Omitted {
    /// Device files.
    pub devices: u64,
    /// Extended attributes that the file system or the caller's rights do not allow.
    pub attributes: u64,
}

/// Writes the root file system of `layers`, the lowest first, to `sink`; gives up soon where `stop` is set.
///
/// Every layer is read to its end, so that all that was written is what the digests say once this succeeds.
///
/// # Errors
/// Those of the layers and of the sink, and [`LayerError::Path`] where the layers contradict themselves. What was
/// written by then is of no use.
pub fn export(
    source: &Arc<dyn Source>,
    layers: &[Descriptor],
    sink: &mut dyn Sink,
    stop: &AtomicBool,
) -> Result<(), LayerError> {
    merge::check(layers)?;
    let mut export = Export { sink, stop, written: Written::default() };
    let entries = export.first_pass(source, layers)?;
    let mut tree = Tree::default();
    for (number, entries) in entries.into_iter().enumerate() {
        tree.apply(number, entries).map_err(|error| error.of(&layers[number].digest))?;
    }
    let rest = export.rest(&tree)?;
    export.second_pass(source, layers, rest.files)?;
    export.links(&rest.links)?;
    export.sink.finish()
}

struct Export<'a> {
    sink: &'a mut dyn Sink,
    stop: &'a AtomicBool,
    written: Written,
}

/// What was written, by its path: which entry, and whether it is a directory.
#[derive(Default)]
struct Written {
    paths: HashMap<EntryPath, (Origin, bool)>,
}

impl Written {
    /// Whether the node is there already, as it is to be.
    fn has(&self, node: &Node, origin: Origin) -> bool {
        self.paths.get(&node.entry.path).is_some_and(|(written, _)| *written == origin)
    }
}

/// What the first pass left.
#[derive(Default)]
struct Rest<'t> {
    /// Files with content, by layer and place in it.
    files: BTreeMap<usize, HashMap<usize, &'t Node>>,
    /// Further names of what is written by then, with the path of its first one.
    links: Vec<(&'t Node, EntryPath)>,
}

impl Export<'_> {
    /// Writes what is certain, and gives the entries of each layer, the lowest first.
    fn first_pass(&mut self, source: &Arc<dyn Source>, layers: &[Descriptor]) -> Result<Vec<Vec<Entry>>, LayerError> {
        let mut ahead = Ahead::new(source.as_ref(), layers.iter().rev());
        let mut claims = Claims::default();
        let mut budget = MOST_MEMORY;
        let mut all = Vec::new();
        for (number, layer) in layers.iter().enumerate().rev() {
            let Some(decoded) = ahead.next()? else { break };
            claims.descend(number);
            let mut walk = Walk::new(decoded, Limits::of(layer));
            let mut entries = Vec::new();
            let listed = self.list(number, &mut walk, &mut claims, &mut budget, &mut entries);
            listed.map_err(|error| walk.get_mut().judge(error).of(&layer.digest))?;
            all.push(entries);
        }
        all.reverse();
        Ok(all)
    }

    fn list(
        &mut self,
        layer: usize,
        walk: &mut Walk<Decoded>,
        claims: &mut Claims,
        budget: &mut u64,
        entries: &mut Vec<Entry>,
    ) -> Result<(), LayerError> {
        while let Some(entry) = walk.advance()? {
            self.check_stop()?;
            *budget = budget.checked_sub(entry.weight()).ok_or_else(|| LayerError::Limit {
                what: format!("the names and attributes of the files take more than {MOST_MEMORY} bytes"),
            })?;
            match Whiteout::of(&entry.path)? {
                Some(whiteout) => claims.hide(whiteout),
                None if claims.take(&entry) == Fate::Final => {
                    self.write(&entry, Origin { layer, ordinal: entries.len() }, &mut walk.content())?;
                }
                None => {}
            }
            entries.push(entry);
        }
        Ok(())
    }

    fn write(&mut self, entry: &Entry, origin: Origin, content: &mut dyn Read) -> Result<(), LayerError> {
        let mut content = Stoppable { content, stop: self.stop };
        self.sink.entry(entry, &mut content)?;
        self.written.paths.insert(entry.path.clone(), (origin, entry.kind == Kind::Directory));
        Ok(())
    }

    /// Writes what the tree has beyond what was written, as far as that takes no content, and finds the rest.
    fn rest<'t>(&mut self, tree: &'t Tree) -> Result<Rest<'t>, LayerError> {
        let mut rest = Rest::default();
        let mut homes = self.homes(tree)?;
        for node in tree.nodes() {
            self.check_stop()?;
            let path = &node.entry.path;
            match node.origin {
                Some(origin) if self.written.has(node, origin) => {}
                Some(origin) => match homes.get_mut(&origin) {
                    Some(Some(home)) => rest.links.push((node, home.clone())),
                    home => {
                        if let Some(home) = home {
                            *home = Some(path.clone());
                        }
                        if node.entry.kind == Kind::File && node.entry.size > 0 {
                            rest.files.entry(origin.layer).or_default().insert(origin.ordinal, node);
                        } else {
                            self.write(&node.entry, origin, &mut io::empty())?;
                        }
                    }
                },
                None if node.hard_link.is_some() => {
                    let reason = "is a hard link to a file that there is not";
                    return Err(LayerError::Path { path: path.to_string(), reason });
                }
                // The root needs no entry of its own.
                None if path.is_root() => {}
                None => self.sink.entry(&node.entry, &mut io::empty())?,
            }
        }
        Ok(rest)
    }

    /// The entries that have several names, each with the name under which it was written where it was.
    ///
    /// Fails where something was written that is not there in the end.
    fn homes(&self, tree: &Tree) -> Result<BTreeMap<Origin, Option<EntryPath>>, LayerError> {
        let linked = tree.nodes().filter(|node| node.hard_link.is_some()).filter_map(|node| node.origin);
        let mut homes: BTreeMap<Origin, Option<EntryPath>> = linked.map(|origin| (origin, None)).collect();
        let mut confirmed = 0;
        for node in tree.nodes() {
            let Some(origin) = node.origin.filter(|origin| self.written.has(node, *origin)) else { continue };
            confirmed += 1;
            if let Some(home) = homes.get_mut(&origin) {
                *home = Some(node.entry.path.clone());
            }
        }
        if confirmed < self.written.paths.len() {
            self.check_written(tree)?;
        }
        Ok(homes)
    }

    /// Fails unless all that was written is there in the end, or something like it, which takes its place.
    fn check_written(&self, tree: &Tree) -> Result<(), LayerError> {
        let gone = |(path, (_, is_directory)): &(&EntryPath, &(Origin, bool))| {
            let found = tree.find(path, LastLink::Kept).ok().flatten();
            !found
                .is_some_and(|node| node.entry.path == **path && (node.entry.kind == Kind::Directory) == *is_directory)
        };
        let gone: HashSet<&EntryPath> = self.written.paths.iter().filter(gone).map(|(path, _)| path).collect();
        match gone.into_iter().min() {
            None => Ok(()),
            Some(path) => {
                let reason = "the layer that has it makes away with again";
                Err(LayerError::Path { path: path.to_string(), reason })
            }
        }
    }

    /// Writes the files that were left, from the lowest layer up.
    fn second_pass(
        &mut self,
        source: &Arc<dyn Source>,
        layers: &[Descriptor],
        files: BTreeMap<usize, HashMap<usize, &Node>>,
    ) -> Result<(), LayerError> {
        let mut ahead = Ahead::new(source.as_ref(), files.keys().filter_map(|number| layers.get(*number)));
        for (number, mut wanted) in files {
            let (Some(layer), Some(decoded)) = (layers.get(number), ahead.next()?) else { break };
            let mut walk = Walk::new(decoded, Limits::of(layer));
            let written = self.pick(number, &mut walk, &mut wanted);
            written.map_err(|error| walk.get_mut().judge(error).of(&layer.digest))?;
        }
        Ok(())
    }

    fn pick(
        &mut self,
        layer: usize,
        walk: &mut Walk<Decoded>,
        wanted: &mut HashMap<usize, &Node>,
    ) -> Result<(), LayerError> {
        let mut ordinal = 0;
        while walk.advance()?.is_some() {
            self.check_stop()?;
            if let Some(node) = wanted.remove(&ordinal) {
                self.write(&node.entry, Origin { layer, ordinal }, &mut walk.content())?;
            }
            ordinal += 1;
        }
        Ok(())
    }

    fn links(&mut self, links: &[(&Node, EntryPath)]) -> Result<(), LayerError> {
        for (node, target) in links {
            self.check_stop()?;
            self.sink.link(&node.entry, target)?;
        }
        Ok(())
    }

    fn check_stop(&self) -> Result<(), LayerError> {
        if self.stop.load(Ordering::Relaxed) { Err(stopped()) } else { Ok(()) }
    }
}

fn stopped() -> LayerError {
    LayerError::Local { what: "go on", source: io::ErrorKind::Interrupted.into() }
}

/// Content that ends with an error soon after somebody says stop.
struct Stoppable<'a> {
    content: &'a mut dyn Read,
    stop: &'a AtomicBool,
}

impl Read for Stoppable<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.stop.load(Ordering::Relaxed) {
            return Err(stopped().into());
        }
        self.content.read(buffer)
    }
}

#[cfg(test)]
mod tests;
