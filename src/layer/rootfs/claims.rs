//! What upper layers say of the layers below them, while layers are read from the top one down.

use std::collections::{HashMap, HashSet};

use super::super::{Entry, EntryPath, Kind, Whiteout};

/// Whether an entry can be written the moment it is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is part of the root file system, at its path.
    Final,
    /// An upper layer hides it, or it takes all layers to know: nothing is written now.
    Open,
}

/// The claims that the layers so far make on paths.
///
/// Nothing here decides what the root file system is; the tree does. This only knows what is certain: an entry all of
/// whose directories its own layer names, as directories, is where its path says, and no layer above touches it.
#[derive(Default)]
pub(super) struct Claims {
    /// The layer that is read now. Claims of upper layers have greater numbers.
    layer: usize,
    /// The uppermost claim on each path.
    paths: HashMap<EntryPath, Claim>,
    /// The uppermost layer that hides a path and all below it: by a whiteout, or by something that is no directory.
    gone: HashMap<EntryPath, usize>,
    /// The uppermost layer that hides all that is in a directory.
    opaque: HashMap<EntryPath, usize>,
    /// The directories that the present layer named so far, each in a directory that is certain.
    named: HashSet<EntryPath>,
    /// The directories that were final, of any layer.
    made: HashSet<EntryPath>,
    /// The last directory that was judged, and whether what is in it may be final.
    last: Option<(EntryPath, bool)>,
    /// A whiteout may have hidden anything: nothing is certain any more.
    lost: bool,
}

#[derive(Clone, Copy)]
struct Claim {
    layer: usize,
    is_directory: bool,
}

impl Claims {
    /// From now on, layer `layer` is read.
    pub(super) fn descend(&mut self, layer: usize) {
        self.layer = layer;
        self.named.clear();
        self.last = None;
    }

    /// Takes in a whiteout of the present layer.
    pub(super) fn hide(&mut self, whiteout: Whiteout) {
        let (map, path, directory) = match whiteout {
            Whiteout::Hides(path) => {
                let directory = path.parent().unwrap_or_default();
                (&mut self.gone, path, directory)
            }
            Whiteout::Opaque(path) => (&mut self.opaque, path.clone(), path),
            Whiteout::Reserved => return,
        };
        map.entry(path).or_insert(self.layer);
        if !self.is_certain(&directory) {
            // Through a symbolic link below, it could hide something elsewhere.
            self.lost = true;
        }
    }

    /// Takes in an entry of the present layer, and judges it.
    pub(super) fn take(&mut self, entry: &Entry) -> Fate {
        let path = &entry.path;
        let is_directory = entry.kind == Kind::Directory;
        let parent = path.parent();
        let mut certain = parent.as_ref().is_none_or(|parent| self.is_certain(parent));
        if is_directory && certain {
            self.named.insert(path.clone());
            self.last = None;
        }
        certain &= self.gone.get(path).is_none_or(|layer| *layer <= self.layer);
        let claim = Claim { layer: self.layer, is_directory };
        certain &= match self.paths.get(path) {
            None => true,
            // Of directories the uppermost is meant; all else hides what is below.
            Some(known) if known.layer > self.layer => false,
            // The layer has the path twice, and the last one counts.
            Some(known) => known.is_directory && is_directory,
        };
        if !is_directory {
            // As a whiteout would.
            self.gone.entry(path.clone()).or_insert(self.layer);
        }
        let taken = self.paths.entry(path.clone()).or_insert(claim);
        if taken.layer == self.layer {
            // Once something else, it never counts as a directory again.
            taken.is_directory &= is_directory;
        }
        // The target of a hard link may be hidden, or still to come.
        if !certain || self.lost || entry.kind == Kind::HardLink {
            return Fate::Open;
        }
        if is_directory {
            self.made.insert(path.clone());
        }
        Fate::Final
    }

    /// Whether what the present layer has in `directory` is there in the end, unless it is hidden by its own name.
    fn is_certain(&mut self, directory: &EntryPath) -> bool {
        if let Some((last, certain)) = &self.last
            && last == directory
        {
            return *certain;
        }
        let certain = self.judge(directory);
        self.last = Some((directory.clone(), certain));
        certain
    }

    fn judge(&self, directory: &EntryPath) -> bool {
        let above =
            |map: &HashMap<EntryPath, usize>, path: &EntryPath| map.get(path).is_some_and(|layer| *layer > self.layer);
        let mut here = Some(directory.clone());
        while let Some(path) = here {
            let replaced = self.paths.get(&path).is_some_and(|claim| !claim.is_directory);
            let named = path.is_root() || self.named.contains(&path) && self.made.contains(&path);
            if !named || replaced || above(&self.gone, &path) || above(&self.opaque, &path) {
                return false;
            }
            here = path.parent();
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> EntryPath {
        EntryPath::parse(text.as_bytes()).unwrap()
    }

    fn take(claims: &mut Claims, text: &str) -> Fate {
        if let Some(whiteout) = Whiteout::of(&path(text)).unwrap() {
            claims.hide(whiteout);
            return Fate::Open;
        }
        let kind = match text.as_bytes() {
            [.., b'/'] => Kind::Directory,
            [.., b'@'] => Kind::Symlink,
            [.., b'='] => Kind::HardLink,
            _ => Kind::File,
        };
        claims.take(&Entry { kind, ..Entry::implied(path(text.trim_end_matches(['@', '=']))) })
    }

    /// Layers from the top down; an entry with `!` before it must be final, any other must not.
    fn check(layers: &[&[&str]]) {
        let mut claims = Claims::default();
        for (at, layer) in layers.iter().enumerate() {
            claims.descend(layers.len() - 1 - at);
            for text in *layer {
                let (expected, text) = match text.strip_prefix('!') {
                    Some(text) => (Fate::Final, text),
                    None => (Fate::Open, *text),
                };
                assert_eq!(take(&mut claims, text), expected, "{text} in {layer:?} of {layers:?}");
            }
        }
    }

    #[test]
    fn what_is_certain_is_written_at_once() {
        check(&[&["!a", "!d/", "!d/x", "!l@"]]);
        check(&[&["!d/", "!d/x"], &["d/", "d/x", "!d/y", "!e"]]);
        check(&[&["!/", "!d/"], &["/", "!c"]]);
    }

    #[test]
    fn what_upper_layers_hide_is_not() {
        check(&[&["!d/", "d/.wh.x"], &["d/", "d/x", "!d/y"]]);
        check(&[&["!d/", "d/.wh..wh..opq", "!d/z"], &["d/", "d/x"]]);
        check(&[&[".wh.d"], &["d/", "d/x", "!e"]]);
        check(&[&["!d"], &["d/", "d/x"]]);
        check(&[&["!d@"], &["d/", "d/x", "d/e/", "d/e/f"]]);
        check(&[&["!d/"], &["d@"], &["d/", "d/x"]]);
    }

    #[test]
    fn what_takes_all_layers_to_know_is_not() {
        // The directory may be a symbolic link in a layer below.
        check(&[&["lib/x"], &["!lib@", "!usr/"]]);
        check(&[&["lib/.wh.x"], &["lib/", "lib/x", "y"]]);
        check(&[&["!a", "h="], &["h"]]);
        check(&[&["!a", "a"]]);
        check(&[&["!d/", "!d/"]]);
        check(&[&["!a", "a/", "a/", "a/x"]]);
        check(&[&["d/e/", "!d/", "d/e/x"]]);
        check(&[&["d/e/"], &["!d/", "d/e/", "d/e/x"]]);
    }
}
