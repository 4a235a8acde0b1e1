//! Writing an archive: one tar that docker, podman, skopeo, crane-like tools and wharf read.
//!
//! A transfer that tells what is coming has the whole tar laid out before its first blob: the documents stand in front, and
//! blobs are written where they belong, side by side into a file, or into a stream each when its turn has come. Transfers
//! begin blobs in the order that they told, so the one whose turn it is is always under way. What is put without having
//! been told of waits in temporary files until the end, when it is known.
//!
//! A file gets its name when it is whole. An archive that is there already is written anew with its content and what is
//! added; tags move to the new image, and nothing that was in it is lost.

mod layout;
mod pour;
mod target;

use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::io::Write;
use std::os::unix::fs::{FileExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use tempfile::NamedTempFile;
use tokio::sync::watch;

use super::error::{ArchiveError, Result};
use super::names::Name;
use super::outer::STEP;
use super::source::{Archive, Piece};
use super::tar_index::{Extent, padding};
use crate::content::{self, BlobBody, ContentError, ErrorKind};
use crate::oci::{Descriptor, Digest, Platform, RawManifest};
use crate::reference::{Location, Reference, Selector, Tag};
use layout::{Draft, Layout, Origin, Slot};
use pour::{Stream, Whole, Writer};
use target::{pour_verified, write_at};

pub(super) use pour::Pour;

/// The two empty blocks that end a tar.
const TRAILER: usize = 1024;

/// How images are named in the archive, and whose image docker gets of an index.
#[derive(Clone, Debug)]
pub struct Naming {
    /// The repository of every tag; without one an image has a tag alone, which docker does not take for a name.
    pub repository: Option<Reference>,
    /// The platform of the image that `manifest.json` lists of an index.
    pub host: Platform,
}

impl Naming {
    fn name(&self, tag: &Tag) -> Name {
        let full = self.repository.as_ref().map(|repository| repository.with(&Selector::Tag(tag.clone())));
        Name { full, tag: Some(tag.clone()) }
    }
}

/// How the tar is compressed as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outer {
    /// In gzip.
    Gzip,
    /// Not at all.
    None,
}

/// An archive that is written.
pub struct ArchiveWriter {
    location: Location,
    shown: String,
    naming: Naming,
    base: Option<Arc<Archive>>,
    outlet: Outlet,
    stage: Mutex<Stage>,
    /// The number of the blob whose turn it is in a stream.
    turn: watch::Sender<usize>,
}

/// Where the tar goes.
enum Outlet {
    File { path: PathBuf, outer: Outer },
    Stream(Mutex<Option<Box<dyn Pour>>>),
}

/// How far the writing has come.
enum Stage {
    /// Nothing was put.
    Empty,
    /// What was put waits until the end.
    Loose(Loose),
    /// Every entry has its place.
    Placed(Arc<Placed>),
    /// It is written.
    Done,
}

/// What was put without having been told of.
#[derive(Default)]
struct Loose {
    manifests: Vec<(RawManifest, Vec<Tag>)>,
    blobs: Vec<(Digest, u64, Arc<File>)>,
}

/// A tar with a place for everything.
struct Placed {
    /// What is yet to come, with the number of its turn.
    slots: HashMap<Digest, (usize, Slot)>,
    manifests: HashSet<Digest>,
    done: Mutex<HashSet<Digest>>,
    end: u64,
    /// The file, where blobs are written side by side.
    temp: Option<NamedTempFile>,
    /// The stream, while nobody is writing to it.
    stream: Mutex<Option<Box<dyn Pour>>>,
    /// Why nothing more can be written to the stream.
    broken: Mutex<Option<(ErrorKind, String)>>,
}

fn locked<T: ?Sized>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Every change is one step, so a panic elsewhere cannot have left one half-done.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl ArchiveWriter {
    /// Writes the archive `file`, with what is in `base`: the archive that stands there now, if it is to stay.
    ///
    /// # Errors
    /// `base` is compressed or has no index, so that nothing can be added to it, or `file` cannot be written.
    pub fn to_file(
        file: &Path,
        location: Location,
        naming: Naming,
        base: Option<Arc<Archive>>,
        outer: Outer,
    ) -> Result<Self, ArchiveError> {
        let shown = location.to_string();
        if let Some(why) = base.as_ref().and_then(|base| base.closed()) {
            let what = format!("{why}, so nothing can be added to it: write to another file");
            return Err(ArchiveError::Unsupported { archive: shown, what });
        }
        // A pipe or a device is written to; only a file is replaced, and never the link that leads to it.
        let path = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
        match fs::metadata(&path) {
            Ok(found) if found.is_dir() => {
                let what = "is a directory: an archive is a file".to_owned();
                Err(ArchiveError::Unsupported { archive: shown, what })
            }
            Ok(found) if !found.is_file() => {
                let opened =
                    fs::OpenOptions::new().write(true).open(&path).map_err(ArchiveError::io("open", &shown))?;
                Ok(Self::to_stream(Box::new(opened), location, naming, outer))
            }
            _ => Ok(Self::new(Outlet::File { path, outer }, location, naming, base)),
        }
    }

    /// Writes the archive to `writer`, from its first byte to its last.
    pub fn to_stream(writer: Box<dyn Write + Send>, location: Location, naming: Naming, outer: Outer) -> Self {
        let shown = location.to_string();
        Self::pouring(Box::new(Writer { stream: Stream::new(writer, outer), shown }), location, naming)
    }

    pub(super) fn pouring(pour: Box<dyn Pour>, location: Location, naming: Naming) -> Self {
        Self::new(Outlet::Stream(Mutex::new(Some(pour))), location, naming, None)
    }

    fn new(outlet: Outlet, location: Location, naming: Naming, base: Option<Arc<Archive>>) -> Self {
        let shown = location.to_string();
        let (stage, turn) = (Mutex::new(Stage::Empty), watch::Sender::new(0));
        Self { location, shown, naming, base, outlet, stage, turn }
    }

    /// The folder that temporary files are made in: that of the archive, since it must have room for it anyway.
    fn folder(&self) -> Option<&Path> {
        let Outlet::File { path, .. } = &self.outlet else { return None };
        Some(path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new(".")))
    }

    /// Lays `draft` out, and writes all of it that does not have to come first; nothing where there is nothing new.
    async fn place(&self, draft: &Draft) -> Result<Option<Placed>> {
        let Some(layout) = layout::lay(draft, self.base.as_deref(), &self.naming, &self.shown)? else {
            return Ok(None);
        };
        let manifests = draft.manifests.iter().map(|(raw, _)| raw.digest.clone()).collect();
        let mut placed = Placed {
            slots: HashMap::new(),
            manifests,
            done: Mutex::default(),
            end: layout.end,
            temp: None,
            stream: Mutex::default(),
            broken: Mutex::default(),
        };
        match self.open()? {
            Opened::Random(temp) => {
                let fail = || ArchiveError::io("write", &self.shown);
                // Padding and what is yet to come are holes until they are filled.
                temp.as_file().set_len(layout.end + TRAILER as u64).map_err(fail())?;
                placed.slots = fill(temp.as_file(), layout).map_err(fail())?;
                placed.temp = Some(temp);
            }
            Opened::Stream(mut stream) => {
                placed.slots = self.begin(&mut *stream, layout).await?;
                *locked(&placed.stream) = Some(stream);
            }
        }
        Ok(Some(placed))
    }

    fn open(&self) -> Result<Opened> {
        let (path, outer) = match &self.outlet {
            Outlet::Stream(stream) => {
                let unusable = || ArchiveError::Unsupported {
                    archive: self.shown.clone(),
                    what: "can be written once".to_owned(),
                };
                return locked(stream).take().map(Opened::Stream).ok_or_else(unusable);
            }
            Outlet::File { path, outer } => (path, *outer),
        };
        let mut builder = tempfile::Builder::new();
        let mode = fs::metadata(path).map_or(0o666, |found| found.permissions().mode());
        builder.prefix(".wharf-").suffix(".tar").permissions(fs::Permissions::from_mode(mode));
        let temp = builder.tempfile_in(self.folder().unwrap_or(Path::new(".")));
        let temp = temp.map_err(ArchiveError::io("make a temporary file beside", &self.shown))?;
        Ok(match outer {
            Outer::None => Opened::Random(temp),
            Outer::Gzip => {
                let (path, shown) = (path.clone(), self.shown.clone());
                Opened::Stream(Box::new(Whole { stream: Stream::new(temp, outer), path, shown }))
            }
        })
    }

    /// Pours everything up to the first blob that is yet to come.
    async fn begin(&self, stream: &mut dyn Pour, layout: Layout) -> Result<HashMap<Digest, (usize, Slot)>> {
        let mut slots = HashMap::new();
        for slot in layout.slots {
            match &slot.origin {
                Origin::Coming(digest) => {
                    slots.insert(digest.clone(), (slots.len(), slot));
                    continue;
                }
                Origin::Bytes(bytes) => {
                    stream.pour(Bytes::from(slot.header.clone())).await?;
                    stream.pour(bytes.clone()).await?;
                }
                Origin::Kept(piece) => {
                    stream.pour(Bytes::from(slot.header.clone())).await?;
                    self.pour_piece(stream, piece).await?;
                }
            }
            stream.pour(zeros(padding(slot.size))).await?;
        }
        Ok(slots)
    }

    async fn pour_piece(&self, stream: &mut dyn Pour, piece: &Piece) -> Result<()> {
        let mut reader = piece.reader();
        loop {
            let mut buffer = vec![0; STEP];
            let got = std::io::Read::read(&mut reader, &mut buffer).map_err(ArchiveError::io("read", &self.shown))?;
            if got == 0 {
                return Ok(());
            }
            buffer.truncate(got);
            stream.pour(Bytes::from(buffer)).await?;
        }
    }

    /// Keeps a blob that nobody told of until the end.
    async fn keep_loose(&self, descriptor: &Descriptor, body: &dyn BlobBody) -> content::Result<()> {
        let fail = || ArchiveError::io("make a temporary file for", &self.shown);
        let file = match self.folder() {
            Some(folder) => tempfile::tempfile_in(folder).map_err(fail())?,
            None => tempfile::tempfile().map_err(fail())?,
        };
        write_at(&file, 0, &self.shown, descriptor, body).await?;
        let mut stage = locked(&self.stage);
        if matches!(*stage, Stage::Empty) {
            *stage = Stage::Loose(Loose::default());
        }
        match &mut *stage {
            Stage::Loose(loose) => {
                loose.blobs.push((descriptor.digest.clone(), descriptor.size, Arc::new(file)));
                Ok(())
            }
            _ => Err(self.unexpected(&descriptor.digest)),
        }
    }

    fn unexpected(&self, digest: &Digest) -> ContentError {
        let what = format!("{digest} comes too late for {}: it is being written without it", self.shown);
        ContentError::new(ErrorKind::Unsupported, what)
    }

    /// Pours a blob when its turn has come.
    async fn pour_blob(
        &self,
        placed: &Placed,
        (turn, slot): &(usize, Slot),
        descriptor: &Descriptor,
        body: &dyn BlobBody,
    ) -> content::Result<()> {
        let mut turns = self.turn.subscribe();
        // The sender is this writer itself, so it is there.
        drop(turns.wait_for(|now| now == turn).await);
        let taken = locked(&placed.stream).take();
        let Some(mut stream) = taken else {
            let broken = locked(&placed.broken).clone();
            let (kind, what) =
                broken.unwrap_or_else(|| (ErrorKind::Storage, format!("{} was left half-written", self.shown)));
            return Err(ContentError::new(kind, what));
        };
        match pour_verified(&mut *stream, slot, descriptor, body).await {
            Ok(()) => {
                *locked(&placed.stream) = Some(stream);
                self.turn.send_replace(turn + 1);
                Ok(())
            }
            Err(error) => {
                // What was poured cannot be taken back: a second try meets the same end.
                *locked(&placed.broken) = Some((error.kind, error.what.clone()));
                Err(error)
            }
        }
    }

    /// Writes what waited, now that all of it is known.
    async fn write_loose(&self, loose: Loose) -> content::Result<()> {
        let blobs = loose.blobs.iter().map(|(digest, size, _)| (digest.clone(), *size)).collect();
        let draft = Draft { manifests: loose.manifests, blobs };
        let Some(placed) = self.place(&draft).await? else { return Ok(()) };
        for (digest, size, file) in &loose.blobs {
            let Some(place) = placed.slots.get(digest) else { continue };
            let piece = Piece::new(Arc::clone(file), Extent { offset: 0, size: *size });
            if let Some(temp) = &placed.temp {
                let fail = || ArchiveError::io("write", &self.shown);
                temp.as_file().write_all_at(&place.1.header, place.1.start).map_err(fail())?;
                copy(&piece, temp.as_file(), place.1.content()).map_err(fail())?;
            } else {
                let taken = locked(&placed.stream).take();
                let Some(mut stream) = taken else { return Err(self.unexpected(digest)) };
                stream.pour(Bytes::from(place.1.header.clone())).await?;
                self.pour_piece(&mut *stream, &piece).await?;
                stream.pour(zeros(padding(*size))).await?;
                *locked(&placed.stream) = Some(stream);
            }
            locked(&placed.done).insert(digest.clone());
        }
        self.end(placed).await
    }

    /// Ends the tar, whose blobs must all be there.
    async fn end(&self, placed: Placed) -> content::Result<()> {
        let done = placed.done.into_inner().unwrap_or_else(PoisonError::into_inner);
        if let Some(lacking) = placed.slots.keys().find(|digest| !done.contains(digest)) {
            let what = format!("{} was not written: {lacking} did not come", self.shown);
            return Err(ContentError::new(ErrorKind::Invalid, what));
        }
        if let Some(temp) = placed.temp {
            debug_assert!(temp.as_file().metadata().is_ok_and(|found| found.len() == placed.end + TRAILER as u64));
            let Outlet::File { path, .. } = &self.outlet else { return Ok(()) };
            return Ok(keep(temp, path, &self.shown)?);
        }
        let stream = placed.stream.into_inner().unwrap_or_else(PoisonError::into_inner);
        if let Some(mut stream) = stream {
            stream.pour(zeros(TRAILER as u64)).await?;
            stream.close().await?;
        }
        Ok(())
    }

    /// The manifest that `selector` names in the archive that is added to.
    fn named(&self, selector: &Selector) -> Option<RawManifest> {
        let base = self.base.as_deref()?;
        match selector {
            Selector::Digest(digest) => base.manifest_of(digest).ok(),
            Selector::Tag(tag) => {
                let name = self.naming.name(tag);
                let index = base.index()?;
                let named = |entry: &&Descriptor| Name::annotated(&entry.annotations).is_replaced_by(&name);
                base.manifest_of(&index.manifests.iter().find(named)?.digest).ok()
            }
        }
    }
}

enum Opened {
    Random(NamedTempFile),
    Stream(Box<dyn Pour>),
}

/// Gives a finished file its name.
fn keep(temp: NamedTempFile, path: &Path, shown: &str) -> Result<()> {
    temp.as_file().sync_all().map_err(ArchiveError::io("write", shown))?;
    temp.persist(path).map(drop).map_err(|error| ArchiveError::io("name", shown)(error.error))
}

fn zeros(count: u64) -> Bytes {
    static ZEROS: [u8; TRAILER] = [0; TRAILER];
    Bytes::from_static(&ZEROS[..usize::try_from(count).unwrap_or(TRAILER).min(TRAILER)])
}

/// Writes all of `layout` that is here already; gives the rest.
fn fill(file: &File, layout: Layout) -> std::io::Result<HashMap<Digest, (usize, Slot)>> {
    let mut slots = HashMap::new();
    for slot in layout.slots {
        match &slot.origin {
            Origin::Coming(digest) => {
                slots.insert(digest.clone(), (slots.len(), slot));
                continue;
            }
            Origin::Bytes(bytes) => file.write_all_at(bytes, slot.content())?,
            Origin::Kept(piece) => copy(piece, file, slot.content())?,
        }
        file.write_all_at(&slot.header, slot.start)?;
    }
    Ok(slots)
}

/// Copies `piece` to `at`.
fn copy(piece: &Piece, file: &File, mut at: u64) -> std::io::Result<()> {
    let mut reader = piece.reader();
    let mut buffer = vec![0; STEP];
    let start = at;
    loop {
        let got = std::io::Read::read(&mut reader, &mut buffer)?;
        if got == 0 {
            break;
        }
        file.write_all_at(&buffer[..got], at)?;
        at += got as u64;
    }
    if at - start == piece.size() { Ok(()) } else { Err(std::io::ErrorKind::UnexpectedEof.into()) }
}
