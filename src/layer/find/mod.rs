//! Single files out of an image, with as little reading as can be: from the top layer down, no further than to the
//! layer that has the file, and in that one no further than to the file.
//!
//! A layer that was read in vain is remembered by its names, so that following links does not read it again.

mod index;

use std::sync::Arc;

use super::seekable::{Table, Tables};
use super::tree::MOST_LINKS;
use super::{Entry, EntryPath, Kind, Layer, LayerError, Limits};
use crate::content::Source;
use crate::oci::Descriptor;

use index::{Answer, Index};

/// How much content is passed on at once, in bytes.
const STEP: usize = 64 << 10;

/// How sure the content of a file must be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Assurance {
    /// The layer is read as far as the file: nothing vouches for the bytes but the connection, unless the layer has a
    /// table of contents.
    #[default]
    Early,
    /// The layer is read to its end and must be what its digest says.
    Whole,
}

/// Finds files in the layers of one image.
pub struct Finder {
    source: Arc<dyn Source>,
    layers: Vec<Descriptor>,
    tables: Tables,
    assurance: Assurance,
    known: Vec<Option<Known>>,
}

/// What was read of a layer.
struct Known {
    index: Index,
    table: Option<Table>,
}

/// A file that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What its layer says of it: of a link that was followed, what is said of its target.
    pub entry: Entry,
    /// The layer that has it, 0 the lowest.
    pub layer: usize,
}

/// What a look at the layers gives.
enum Look {
    /// Something that content need not be read of, or was read of already.
    Found(Found),
    /// The entry with this number.
    At(Found, usize),
    /// It is elsewhere: in these layers and those below.
    Elsewhere(EntryPath, usize),
}

/// Where the content goes.
type Write<'a, E> = Option<&'a mut dyn FnMut(&[u8]) -> Result<(), E>>;

impl Finder {
    /// A finder in `layers`, the lowest first.
    ///
    /// # Errors
    /// [`LayerError::NotLayer`] where they are no layers of files.
    pub fn new(
        source: Arc<dyn Source>,
        layers: Vec<Descriptor>,
        tables: Tables,
        assurance: Assurance,
    ) -> Result<Self, LayerError> {
        super::merge::check(&layers)?;
        Ok(Self::of_any(source, layers, tables, assurance))
    }

    /// As [`Finder::new`], where the media types are not known.
    pub fn of_any(source: Arc<dyn Source>, layers: Vec<Descriptor>, tables: Tables, assurance: Assurance) -> Self {
        let known = layers.iter().map(|_| None).collect();
        Self { source, layers, tables, assurance, known }
    }

    /// What is at `path`, links followed: they lead no further up than the root of the image.
    ///
    /// # Errors
    /// [`LayerError::Missing`] where there is nothing, [`LayerError::Links`], and whatever is wrong with a layer.
    pub fn locate(&mut self, path: &EntryPath) -> Result<Found, LayerError> {
        self.resolve::<LayerError>(path, None)
    }

    /// Gives the content of the file at `path` to `write` as it comes.
    ///
    /// # Errors
    /// As [`Finder::locate`]; [`LayerError::NotFile`] where there is something else; those of `write`. An error after
    /// the content says that it was not right.
    pub fn copy<E: From<LayerError>>(
        &mut self,
        path: &EntryPath,
        write: &mut dyn FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<Found, E> {
        let found = self.resolve(path, Some(write))?;
        match found.entry.kind {
            Kind::File => Ok(found),
            other => Err(LayerError::NotFile { path: path.clone(), what: other.name() }.into()),
        }
    }

    fn resolve<E: From<LayerError>>(&mut self, asked: &EntryPath, mut write: Write<'_, E>) -> Result<Found, E> {
        let Some(top) = self.layers.len().checked_sub(1) else {
            return Err(LayerError::Missing { path: asked.clone() }.into());
        };
        let (mut path, mut from) = (asked.clone(), top);
        for _ in 0..=MOST_LINKS {
            let look = self.look(&path, from, &mut write)?;
            match look.ok_or_else(|| LayerError::Missing { path: asked.clone() })? {
                Look::Found(found) => return Ok(found),
                Look::At(found, ordinal) => {
                    if let Some(write) = &mut write {
                        self.copy_from(found.layer, ordinal, &mut **write)?;
                    }
                    return Ok(found);
                }
                Look::Elsewhere(target, layer) => (path, from) = (target, layer.min(top)),
            }
        }
        Err(LayerError::Links { path: asked.clone() }.into())
    }

    /// Looks for `path` in the layers from `from` down. A file that comes by in a layer that was not read before is
    /// written right then.
    fn look<E: From<LayerError>>(
        &mut self,
        path: &EntryPath,
        from: usize,
        write: &mut Write<'_, E>,
    ) -> Result<Option<Look>, E> {
        let mut way = index::Way::to(path);
        let mut implied = false;
        for layer in (0..=from).rev() {
            if self.known[layer].is_none()
                && let Some(entry) = self.read(layer, path, write)?
            {
                return Ok(Some(Look::Found(Found { entry, layer })));
            }
            let Some(known) = &self.known[layer] else { continue };
            match known.index.ask(&mut way) {
                Answer::Entry(ordinal) => {
                    let entry = known.index.entries()[ordinal].clone();
                    let found = Found { entry, layer };
                    return Ok(Some(match found.entry.kind {
                        Kind::File => Look::At(found, ordinal),
                        Kind::Symlink => {
                            let directory = path.parent().unwrap_or_default();
                            let target = found.entry.link.as_deref().unwrap_or_default();
                            Look::Elsewhere(directory.follow(target)?, usize::MAX)
                        }
                        // Its target is what was there when the layer was made, whatever came upon it later.
                        Kind::HardLink => match found.entry.hard_link()? {
                            Some(target) => Look::Elsewhere(target, layer),
                            None => Look::Found(found),
                        },
                        _ => Look::Found(found),
                    }));
                }
                Answer::Redirect(target) => return Ok(Some(Look::Elsewhere(target, usize::MAX))),
                Answer::Implied => implied = true,
                Answer::Gone => break,
                Answer::Nothing => {}
            }
        }
        let directory = Found { entry: Entry::implied(path.clone()), layer: 0 };
        Ok((implied || path.is_root()).then_some(Look::Found(directory)))
    }

    /// Reads a layer for the first time. Gives the entry at `path` where it is a file; then no more was read than it
    /// took, and nothing is remembered.
    fn read<E: From<LayerError>>(
        &mut self,
        number: usize,
        path: &EntryPath,
        write: &mut Write<'_, E>,
    ) -> Result<Option<Entry>, E> {
        let layer = &self.layers[number];
        if Table::is_worth(layer, self.tables) {
            let table = super::merge::block_on(Table::read(&*self.source.blob(layer), layer))??;
            let index = Index::new(table.entries.clone()).map_err(|error| error.of(&layer.digest))?;
            self.known[number] = Some(Known { index, table: Some(table) });
            return Ok(None);
        }
        let mut reader = super::open(self.source.blob(layer), layer, Limits::of(layer))?;
        let mut entries = Vec::new();
        let mut budget = super::merge::MOST_MEMORY;
        while let Some(entry) = reader.advance()? {
            if entry.path == *path && entry.kind == Kind::File {
                if let Some(write) = write {
                    copy_content(&mut reader, &mut **write)?;
                    if self.assurance == Assurance::Whole {
                        reader.drain()?;
                    }
                }
                return Ok(Some(entry));
            }
            let left = budget.checked_sub(entry.weight());
            budget = left.ok_or_else(|| super::merge::too_many().of(&layer.digest))?;
            entries.push(entry);
        }
        let index = Index::new(entries).map_err(|error| error.of(&layer.digest))?;
        self.known[number] = Some(Known { index, table: None });
        Ok(None)
    }

    /// Writes the content of an entry of a layer that was read before.
    fn copy_from<E: From<LayerError>>(
        &self,
        number: usize,
        ordinal: usize,
        write: &mut dyn FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        let layer = &self.layers[number];
        if let Some(table) = self.known[number].as_ref().and_then(|known| known.table.as_ref()) {
            return table.copy(ordinal, &|| self.source.blob(layer), write);
        }
        let mut reader = super::open(self.source.blob(layer), layer, Limits::of(layer))?;
        let mut left = ordinal;
        while reader.advance()?.is_some() {
            if left == 0 {
                copy_content(&mut reader, write)?;
                if self.assurance == Assurance::Whole {
                    reader.drain()?;
                }
                return Ok(());
            }
            left -= 1;
        }
        let what = "it has fewer entries than a moment ago".to_owned();
        Err(LayerError::Tar { at: 0, what }.of(&layer.digest).into())
    }
}

fn copy_content<E: From<LayerError>>(
    layer: &mut Layer,
    write: &mut dyn FnMut(&[u8]) -> Result<(), E>,
) -> Result<(), E> {
    use std::io::Read as _;
    let mut buffer = vec![0; STEP];
    loop {
        let read = layer.content().read(&mut buffer);
        match read {
            Ok(0) => return Ok(()),
            Ok(count) => write(&buffer[..count])?,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(layer.explain(error).into()),
        }
    }
}

#[cfg(test)]
mod tests;
