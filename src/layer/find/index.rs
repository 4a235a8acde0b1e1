//! The names in one layer, asked what it says of a path.

use std::collections::{HashMap, HashSet};

use crate::layer::{Entry, EntryPath, Kind, LayerError, Whiteout};

/// What a layer has, by name.
pub(super) struct Index {
    entries: Vec<Entry>,
    /// The number of the entry at each path, the last where there are several.
    by_path: HashMap<EntryPath, usize>,
    /// What its whiteouts hide in the layers below.
    hidden: HashSet<EntryPath>,
    /// The directories that it makes opaque.
    opaque: HashSet<EntryPath>,
    /// The directories that some entry is in.
    implied: HashSet<EntryPath>,
}

/// A path, and what the layers above said of the directories on the way to it.
pub(super) struct Way {
    path: EntryPath,
    /// The directories from the root to the path's own, with whether a layer above has an entry of each.
    directories: Vec<(EntryPath, bool)>,
}

impl Way {
    pub(super) fn to(path: &EntryPath) -> Self {
        let mut directories: Vec<_> =
            std::iter::successors(path.parent(), EntryPath::parent).map(|directory| (directory, false)).collect();
        directories.reverse();
        Self { path: path.clone(), directories }
    }
}

/// What a layer says of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// The path is that of the entry with this number.
    Entry(usize),
    /// A directory on the way is a symbolic link: the path means this one.
    Redirect(EntryPath),
    /// There are entries below it, so it is a directory, unless a layer below has more to say.
    Implied,
    /// The layer hides it: no layer below counts.
    Gone,
    /// The layer says nothing.
    Nothing,
}

impl Index {
    pub(super) fn new(entries: Vec<Entry>) -> Result<Self, LayerError> {
        let (mut by_path, mut implied) = (HashMap::new(), HashSet::new());
        let (mut hidden, mut opaque) = (HashSet::new(), HashSet::new());
        for (number, entry) in entries.iter().enumerate() {
            match Whiteout::of(&entry.path)? {
                Some(Whiteout::Hides(path)) => drop(hidden.insert(path)),
                Some(Whiteout::Opaque(path)) => drop(opaque.insert(path)),
                Some(Whiteout::Reserved) => {}
                None => {
                    by_path.insert(entry.path.clone(), number);
                    let mut directory = entry.path.parent();
                    while let Some(path) = directory.filter(|path| !implied.contains(path)) {
                        directory = path.parent();
                        implied.insert(path);
                    }
                }
            }
        }
        Ok(Self { entries, by_path, hidden, opaque, implied })
    }

    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// What the layer says of the path at the end of `way`, which takes note of the directories that are here.
    pub(super) fn ask(&self, way: &mut Way) -> Answer {
        if let Some(number) = self.by_path.get(&way.path) {
            return Answer::Entry(*number);
        }
        for (directory, is_above) in &mut way.directories {
            let Some(entry) = self.by_path.get(directory).map(|number| &self.entries[*number]) else { continue };
            match entry.kind {
                Kind::Directory => *is_above = true,
                // A directory above took its place, and with it went all that the layers below have there.
                _ if *is_above => return Answer::Gone,
                Kind::Symlink => {
                    let target = entry.link.as_deref().unwrap_or_default();
                    let inside = directory.parent().unwrap_or_default().follow(target);
                    let rest = way.path.below(directory).unwrap_or_default();
                    return inside.and_then(|inside| inside.follow(rest)).map_or(Answer::Gone, Answer::Redirect);
                }
                _ => return Answer::Gone,
            }
        }
        if self.implied.contains(&way.path) {
            return Answer::Implied;
        }
        let directories = || way.directories.iter().map(|(directory, _)| directory);
        let hidden = self.hidden.contains(&way.path) || directories().any(|directory| self.hidden.contains(directory));
        if hidden || directories().any(|directory| self.opaque.contains(directory)) {
            Answer::Gone
        } else {
            Answer::Nothing
        }
    }
}
