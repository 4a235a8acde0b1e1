//! Reading images out of an archive.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use async_trait::async_trait;
use bytes::Bytes;
use futures_util::stream;

use super::docker::{self, Made};
use super::error::{ArchiveError, Result};
use super::input::{InPlace, Spooled, read_at};
use super::names::Images;
use super::oci;
use super::outer::{Compression, STEP, peek};
use super::tar_index::{Extent, TarIndex};
use crate::content::{self, BlobBody, ByteStream, ContentError, ErrorKind, ReferrerFilter, Source, TagQuery};
use crate::oci::{Descriptor, Digest, DocumentError, ImageIndex, RawManifest};
use crate::reference::{ArchiveName, Location, Selector};

/// The largest document that is read: docker's own limit for the documents of an archive.
const DOCUMENT_LIMIT: u64 = 20 << 20;

/// Some bytes of a file.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    file: Arc<File>,
    extent: Extent,
}

impl Piece {
    pub(super) fn new(file: Arc<File>, extent: Extent) -> Self {
        Self { file, extent }
    }

    pub(super) fn size(&self) -> u64 {
        self.extent.size
    }

    /// The bytes from the first to the last.
    pub(super) fn reader(&self) -> PieceReader {
        PieceReader { piece: self.clone(), at: 0 }
    }

    /// The bytes from `at` on, as many as fit.
    fn read_at(&self, buffer: &mut [u8], at: u64) -> io::Result<usize> {
        let left = self.extent.size.saturating_sub(at);
        let most = usize::try_from(left).unwrap_or(usize::MAX).min(buffer.len());
        read_at(&self.file, &mut buffer[..most], self.extent.offset + at)
    }
}

/// Reads a piece in order.
pub(super) struct PieceReader {
    piece: Piece,
    at: u64,
}

impl Read for PieceReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let got = self.piece.read_at(buffer, self.at)?;
        self.at += got as u64;
        Ok(got)
    }
}

/// The entries of an archive and the file that they are in.
#[derive(Debug)]
pub(super) struct Content {
    /// How messages name the archive.
    shown: String,
    file: Arc<File>,
    index: TarIndex,
}

impl Content {
    pub(super) fn shown(&self) -> &str {
        &self.shown
    }

    pub(super) fn find(&self, entry: &str) -> Result<Option<Extent>> {
        self.index.find(&self.shown, entry)
    }

    pub(super) fn piece(&self, extent: Extent) -> Piece {
        Piece::new(Arc::clone(&self.file), extent)
    }

    /// The bytes of a document; nothing where there is none.
    pub(super) fn document(&self, entry: &str) -> Result<Option<Vec<u8>>> {
        let Some(extent) = self.find(entry)? else { return Ok(None) };
        if extent.size > DOCUMENT_LIMIT {
            return Err(self.malformed(format!("{entry:?} in it has {} bytes, too many for a document", extent.size)));
        }
        let mut bytes = Vec::new();
        self.piece(extent).reader().read_to_end(&mut bytes).map_err(ArchiveError::io("read", &self.shown))?;
        if bytes.len() as u64 == extent.size {
            return Ok(Some(bytes));
        }
        Err(ArchiveError::Truncated { archive: self.shown.clone(), entry: entry.to_owned() })
    }

    /// The names of the blobs' entries.
    pub(super) fn blobs(&self) -> impl Iterator<Item = &str> {
        self.index.below("blobs/")
    }

    pub(super) fn malformed(&self, reason: String) -> ArchiveError {
        ArchiveError::Malformed { archive: self.shown.clone(), reason }
    }

    pub(super) fn json_error(&self, entry: &str, source: serde_json::Error) -> ArchiveError {
        ArchiveError::Json { archive: self.shown.clone(), entry: entry.to_owned(), source }
    }

    pub(super) fn document_error(&self, entry: &str, source: DocumentError) -> ArchiveError {
        ArchiveError::Document { archive: self.shown.clone(), entry: entry.to_owned(), source }
    }
}

/// What lists the images.
#[derive(Debug)]
enum List {
    /// `manifest.json`, and what was made of it.
    Docker(Made),
    /// `index.json`.
    Oci { index: Box<ImageIndex>, images: Images },
}

/// Where the bytes of an archive are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// In the file that was named.
    Own,
    /// In a temporary file, since they came through a pipe or a decompressor.
    Temporary,
}

/// An archive that is read. Opening it reads the headers and the lists; content is read where it stands, when it is asked
/// for.
#[derive(Debug)]
pub struct Archive {
    location: Location,
    content: Content,
    list: List,
    place: Place,
}

impl Archive {
    /// Opens the archive in `file`, which shows as `location`. A regular file is read in place unless it is compressed;
    /// everything else is read once, into a temporary file.
    ///
    /// # Errors
    /// There is no such file, it is no archive, or it has neither `index.json` nor `manifest.json`.
    pub fn open(file: &Path, location: Location) -> Result<Self> {
        let shown = location.to_string();
        let fail = |action| ArchiveError::io(action, &shown);
        let opened = File::open(file).map_err(fail("open"))?;
        if !opened.metadata().map_err(fail("look at"))?.is_file() {
            return Self::read(opened, location);
        }
        let mut start = [0; Compression::MAGIC];
        let got = read_at(&opened, &mut start, 0).map_err(fail("read"))?;
        if Compression::of(&start[..got]) != Compression::None {
            return Self::read(opened, location);
        }
        let index = TarIndex::read(&mut InPlace::new(&opened).map_err(fail("look at"))?, &shown)?;
        Self::listed(location, Content { shown, file: Arc::new(opened), index }, Place::Own)
    }

    /// Reads an archive from `stream` to its end, compressed or not.
    ///
    /// # Errors
    /// As [`Archive::open`].
    pub fn read(stream: impl Read + Send, location: Location) -> Result<Self> {
        let shown = location.to_string();
        let fail = |action| ArchiveError::io(action, &shown);
        let (start, stream) = peek(stream, Compression::MAGIC).map_err(fail("read"))?;
        let decoder = Compression::of(&start).decoder(stream).map_err(fail("decompress"))?;
        let mut input = Spooled::new(decoder).map_err(fail("make a temporary file for"))?;
        let index = TarIndex::read(&mut input, &shown)?;
        let file = Arc::new(input.into_file().map_err(fail("read"))?);
        Self::listed(location, Content { shown, file, index }, Place::Temporary)
    }

    fn listed(location: Location, content: Content, place: Place) -> Result<Self> {
        if let Some(index) = oci::index(&content)? {
            let images = oci::images(&content, &index);
            return Ok(Self { location, content, list: List::Oci { index: Box::new(index), images }, place });
        }
        if let Some(made) = docker::images(&content)? {
            return Ok(Self { location, content, list: List::Docker(made), place });
        }
        let sample = content.index.sample();
        let there = if sample.is_empty() { "nothing".to_owned() } else { format!("{sample:?}") };
        let reason = format!("it has neither {} nor {}, but {there}", oci::INDEX, docker::MANIFEST);
        Err(content.malformed(reason))
    }

    /// What `name` means, or the only image where there is no name.
    ///
    /// # Errors
    /// There is no such image, or there are several that could be meant.
    pub fn selector(&self, name: Option<&ArchiveName>) -> Result<Selector> {
        Ok(Selector::Digest(self.images().find(self.content.shown(), name)?.digest.clone()))
    }

    /// Why nothing can be added to the file, as the rest of a sentence; nothing where it can.
    pub(super) fn closed(&self) -> Option<&'static str> {
        match (self.place, &self.list) {
            (Place::Temporary, _) => Some("is compressed"),
            (Place::Own, List::Docker(_)) => Some("has no index.json"),
            (Place::Own, List::Oci { .. }) => None,
        }
    }

    fn images(&self) -> &Images {
        match &self.list {
            List::Docker(made) => &made.images,
            List::Oci { images, .. } => images,
        }
    }

    /// The list of an archive in which everything is stored by its digest; nothing where that is not so.
    pub(super) fn index(&self) -> Option<&ImageIndex> {
        match &self.list {
            List::Docker(_) => None,
            List::Oci { index, .. } => Some(index),
        }
    }

    /// The digests of all that an archive with an index stores.
    pub(super) fn stored(&self) -> impl Iterator<Item = Digest> {
        self.content.blobs().filter_map(|entry| {
            let (algorithm, hex) = entry.strip_prefix("blobs/")?.split_once('/')?;
            format!("{algorithm}:{hex}").parse().ok()
        })
    }

    /// Where the bytes of `digest` are; nothing where they are not here.
    pub(super) fn piece(&self, digest: &Digest) -> Result<Option<Piece>> {
        if let List::Docker(made) = &self.list {
            return Ok(made.blobs.get(digest).cloned());
        }
        Ok(self.content.find(&oci::entry_of(digest))?.map(|extent| self.content.piece(extent)))
    }

    /// The manifest of `digest`, verified.
    pub(super) fn manifest_of(&self, digest: &Digest) -> Result<RawManifest> {
        if let List::Docker(made) = &self.list {
            let missing = || ArchiveError::Missing {
                archive: self.content.shown().to_owned(),
                entry: format!("manifest {digest}"),
                by: String::new(),
            };
            return made.manifests.get(digest).cloned().ok_or_else(missing);
        }
        let mut raw = oci::manifest(&self.content, digest)?;
        let listed = self.images().0.iter().find(|one| one.descriptor.digest == *digest);
        if let Some(listed) = listed.filter(|one| one.descriptor.media_type.is_manifest()) {
            raw.media_type = listed.descriptor.media_type.clone();
        }
        Ok(raw)
    }

    fn missing_blob(&self, digest: &Digest) -> ContentError {
        ContentError::new(ErrorKind::NotFound, format!("{} has no blob {digest}", self.content.shown()))
    }
}

#[async_trait]
impl Source for Archive {
    fn location(&self) -> Location {
        self.location.clone()
    }

    async fn resolve(&self, selector: &Selector) -> content::Result<Descriptor> {
        Ok(self.manifest(selector).await?.descriptor())
    }

    async fn manifest(&self, selector: &Selector) -> content::Result<RawManifest> {
        Ok(match selector {
            Selector::Digest(digest) => self.manifest_of(digest)?,
            Selector::Tag(tag) => self.manifest_of(&self.images().tagged(self.content.shown(), tag)?.digest)?,
        })
    }

    fn blob(&self, descriptor: &Descriptor) -> Box<dyn BlobBody> {
        let piece = self.piece(&descriptor.digest);
        let found = match piece {
            Ok(Some(piece)) if piece.size() == descriptor.size => Found::Here(piece),
            Ok(Some(piece)) => Found::Differs(piece.size()),
            Ok(None) => Found::Missing,
            Err(error) => Found::Broken(error.to_string()),
        };
        Box::new(PieceBody { found, descriptor: descriptor.clone(), archive: self.content.shown().to_owned() })
    }

    async fn stat_blob(&self, digest: &Digest) -> content::Result<u64> {
        match self.piece(digest)? {
            Some(piece) => Ok(piece.size()),
            None => Err(self.missing_blob(digest)),
        }
    }

    async fn tags(&self, query: &TagQuery) -> content::Result<Vec<String>> {
        let names = self.images().named().into_iter();
        let behind = names.filter(|name| query.last.as_ref().is_none_or(|last| name > last));
        Ok(behind.take(query.limit.unwrap_or(usize::MAX)).collect())
    }

    async fn referrers(&self, subject: &Digest, filter: &ReferrerFilter) -> content::Result<Vec<Descriptor>> {
        let mut found: HashMap<Digest, Descriptor> = HashMap::new();
        let mut order = Vec::new();
        for listed in &self.images().0 {
            let digest = &listed.descriptor.digest;
            if found.contains_key(digest) {
                continue;
            }
            // A list may name what an incomplete archive lacks.
            let Ok(raw) = self.manifest_of(digest) else { continue };
            let Ok(manifest) = raw.parse() else { continue };
            if manifest.subject().is_none_or(|own| own.digest != *subject) {
                continue;
            }
            let artifact_type = manifest.artifact_type().cloned();
            let annotations = manifest.annotations().clone();
            let descriptor = Descriptor { annotations, artifact_type, ..raw.descriptor() };
            if filter.matches(&descriptor) {
                order.push(digest.clone());
                found.insert(digest.clone(), descriptor);
            }
        }
        Ok(order.iter().filter_map(|digest| found.remove(digest)).collect())
    }
}

enum Found {
    Broken(String),
    Differs(u64),
    Here(Piece),
    Missing,
}

/// A blob in an archive.
struct PieceBody {
    found: Found,
    descriptor: Descriptor,
    archive: String,
}

impl PieceBody {
    fn stream(&self, range: Range<u64>) -> content::Result<ByteStream> {
        let digest = &self.descriptor.digest;
        let fail = |kind, what: String| Err(ContentError::new(kind, what));
        let piece = match &self.found {
            Found::Here(piece) => piece.clone(),
            Found::Missing => return fail(ErrorKind::NotFound, format!("{} has no blob {digest}", self.archive)),
            Found::Broken(why) => return fail(ErrorKind::Invalid, why.clone()),
            Found::Differs(size) => {
                let what = format!("{digest} in {} has {size} bytes instead of {}", self.archive, self.descriptor.size);
                return fail(ErrorKind::Integrity, what);
            }
        };
        let state = (piece, range.start, range.end.min(self.descriptor.size), self.archive.clone());
        Ok(Box::pin(stream::try_unfold(state, |(piece, at, end, archive)| async move {
            if at >= end {
                return Ok(None);
            }
            let mut buffer = vec![0; usize::try_from(end - at).unwrap_or(STEP).min(STEP)];
            let got = piece.read_at(&mut buffer, at).map_err(ArchiveError::io("read", &archive))?;
            if got == 0 {
                return Err(ContentError::new(
                    ErrorKind::Integrity,
                    format!("{archive} became shorter while it was read"),
                ));
            }
            buffer.truncate(got);
            Ok(Some((Bytes::from(buffer), (piece, at + got as u64, end, archive))))
        })))
    }
}

#[async_trait]
impl BlobBody for PieceBody {
    async fn open(&self, offset: u64) -> content::Result<ByteStream> {
        self.stream(offset..self.descriptor.size)
    }

    async fn open_range(&self, range: Range<u64>) -> content::Result<ByteStream> {
        self.stream(range)
    }
}
