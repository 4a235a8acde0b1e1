//! Layers that carry a table of contents: their files are listed and fetched by ranges, without the rest.
//!
//! Two formats have one. eStargz is gzip, one member for each file, and its table is the last entry of the tar.
//! zstd:chunked is zstd, one frame for each piece of a file, and its table is a skippable frame. A table is used only
//! where the layer's descriptor announces it with a digest: then what it says is vouched for by the manifest, as the
//! layer itself is, and so is every piece, whose digest is in the table.

mod announced;
mod toc;

use std::io::{BufRead, Cursor, Read};
use std::ops::Range;

use flate2::bufread::MultiGzDecoder;

use super::compression::{Decoder, zstd_decoder};
use super::stream::BlobReader;
use super::{Entry, LayerError, Limits, Walk};
use crate::content::stream::{read_all, verify};
use crate::content::{BlobBody, ErrorKind};
use crate::oci::{Compression, Descriptor, Digest, Hasher, MediaType};

use announced::{Announced, FOOTER};

/// How long a table may be in the layer, in bytes.
const MOST_STORED: u64 = 256 << 20;

/// How long it may be as JSON, in bytes.
const MOST_JSON: u64 = 1 << 30;

/// How much of the end of an eStargz layer is fetched at once: often the whole table is in it.
const TAIL: u64 = 128 << 10;

/// Below this size, in bytes, a layer is read as a whole: that is one request, and not more than a table.
const WORTH: u64 = 512 << 10;

/// How long a copied step is, in bytes.
const STEP: usize = 64 << 10;

/// Whether tables of contents are used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tables {
    /// Where a layer announces one and is worth it.
    #[default]
    Announced,
    /// Never: the layers themselves are read.
    Never,
}

/// The table of contents of one layer.
#[derive(Debug)]
pub struct Table {
    /// The entries of the layer in the order of the tar, that of eStargz itself included.
    pub entries: Vec<Entry>,
    /// The pieces of each file's content.
    files: Vec<File>,
    compression: Compression,
}

/// Where the content of an entry is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct File {
    pieces: Vec<Piece>,
    /// The digest of all of it.
    digest: Option<Digest>,
}

/// A piece of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Piece {
    /// The bytes of the blob that have it; nothing where it is all zeros.
    stored: Option<Range<u64>>,
    /// How many decompressed bytes come before it.
    skipped: u64,
    /// How long it is.
    size: u64,
    digest: Option<Digest>,
}

impl Table {
    /// Whether `layer` announces a table that is worth reading.
    pub fn is_worth(layer: &Descriptor, tables: Tables) -> bool {
        tables == Tables::Announced && layer.size >= WORTH && Announced::by(layer).is_ok_and(|found| found.is_some())
    }

    /// Fetches the table of `layer`, of which [`Table::is_worth`] is true.
    ///
    /// # Errors
    /// Where it cannot be had, is not the one that was announced, or contradicts itself.
    pub async fn read(body: &dyn BlobBody, layer: &Descriptor) -> Result<Self, LayerError> {
        let table = match Announced::by(layer)? {
            None => Err(broken("the layer announces none")),
            Some(Announced::Estargz { json }) => estargz(body, layer, &json).await,
            Some(Announced::Chunked { at, json_size, checksum }) => chunked(body, layer, at, json_size, checksum).await,
        };
        table.map_err(|error| error.of(&layer.digest))
    }

    /// Fetches the content of the entry numbered `ordinal` and gives it piece by piece to `write`. Only what was
    /// checked counts: an error after the last piece says that they were not right.
    ///
    /// # Errors
    /// Where the ranges cannot be had or hold something else, and those of `write`.
    pub fn copy<E: From<LayerError>>(
        &self,
        ordinal: usize,
        open: &dyn Fn() -> Box<dyn BlobBody>,
        write: &mut dyn FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        let Some(file) = self.files.get(ordinal) else { return Ok(()) };
        let mut whole = file.digest.as_ref().map(|digest| digest.algorithm().hasher());
        let mut reader: Option<(BlobReader, u64)> = None;
        for (number, piece) in file.pieces.iter().enumerate() {
            let mut write = |bytes: &[u8]| {
                if let Some(hasher) = &mut whole {
                    hasher.update(bytes);
                }
                write(bytes)
            };
            let Some(stored) = piece.stored.clone() else {
                zeros(piece.size, &mut write)?;
                continue;
            };
            // Pieces that lie one behind the other are one request.
            let (mut blob, _) = match reader.take() {
                Some((blob, at)) if at == stored.start => (blob, at),
                _ => {
                    let range = stored.start..self.run_end(&file.pieces[number..]);
                    (BlobReader::open_range(open(), range)?, stored.start)
                }
            };
            self.copy_piece(piece, &stored, &mut blob, &mut write)?;
            reader = Some((blob, stored.end));
        }
        check(whole, file.digest.as_ref())?;
        Ok(())
    }

    /// Where the run of pieces ends that lie one behind the other from the first on.
    #[expect(clippy::unused_self, reason = "it reads as a question to the table")]
    fn run_end(&self, pieces: &[Piece]) -> u64 {
        let mut end = None;
        for stored in pieces.iter().filter_map(|piece| piece.stored.as_ref()) {
            if end.is_some_and(|end| end != stored.start) {
                break;
            }
            end = Some(stored.end);
        }
        end.unwrap_or(0)
    }

    fn copy_piece<E: From<LayerError>>(
        &self,
        piece: &Piece,
        stored: &Range<u64>,
        blob: &mut BlobReader,
        write: &mut dyn FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut part = blob.take(stored.end - stored.start);
        let mut hasher = piece.digest.as_ref().map(|digest| digest.algorithm().hasher());
        {
            let mut decoder: Box<dyn Read + '_> = match self.compression {
                Compression::Gzip => Box::new(MultiGzDecoder::new(&mut part)),
                Compression::Zstd => Box::new(zstd_decoder(&mut part).map_err(LayerError::from_read)?),
                Compression::None => Box::new(&mut part),
            };
            pass(&mut decoder, piece.skipped, &mut |_: &[u8]| Ok::<_, E>(()))?;
            pass(&mut decoder, piece.size, &mut |bytes: &[u8]| {
                if let Some(hasher) = &mut hasher {
                    hasher.update(bytes);
                }
                write(bytes)
            })?;
        }
        check(hasher, piece.digest.as_ref())?;
        // What follows the piece in its member is of other entries.
        loop {
            let here = part.fill_buf().map_err(LayerError::from_read)?.len();
            if here == 0 {
                return Ok(());
            }
            part.consume(here);
        }
    }
}

/// Passes exactly `size` bytes on.
fn pass<E: From<LayerError>>(
    reader: &mut dyn Read,
    size: u64,
    write: &mut dyn FnMut(&[u8]) -> Result<(), E>,
) -> Result<(), E> {
    let mut left = size;
    let mut buffer = vec![0; STEP];
    while left > 0 {
        let step = usize::try_from(left).unwrap_or(STEP).min(STEP);
        let count = reader.read(&mut buffer[..step]).map_err(LayerError::from_read)?;
        if count == 0 {
            return Err(lied("a piece of a file is shorter than it says").into());
        }
        write(&buffer[..count])?;
        left -= count as u64;
    }
    Ok(())
}

fn zeros<E>(size: u64, write: &mut dyn FnMut(&[u8]) -> Result<(), E>) -> Result<(), E> {
    let (step, mut left) = ([0; 4096], size);
    while left > 0 {
        let count = usize::try_from(left).unwrap_or(step.len()).min(step.len());
        write(&step[..count])?;
        left -= count as u64;
    }
    Ok(())
}

fn check(hasher: Option<Hasher>, digest: Option<&Digest>) -> Result<(), LayerError> {
    match (hasher.map(Hasher::finish), digest) {
        (Some(found), Some(digest)) if found != *digest => {
            Err(lied("a piece of a file has another digest than the table says"))
        }
        _ => Ok(()),
    }
}

/// A table that cannot be read.
fn broken(what: &str) -> LayerError {
    LayerError::Toc { what: what.to_owned(), kind: ErrorKind::Invalid }
}

/// A table that says what is not so.
fn lied(what: &str) -> LayerError {
    LayerError::Toc { what: what.to_owned(), kind: ErrorKind::Integrity }
}

async fn fetch(body: &dyn BlobBody, range: Range<u64>) -> Result<Vec<u8>, LayerError> {
    let size = range.end - range.start;
    if size > MOST_STORED {
        return Err(LayerError::Limit { what: format!("the table of contents has {size} bytes") });
    }
    let bytes = read_all(body.open_range(range).await?, size).await?;
    if bytes.len() as u64 == size { Ok(bytes.into()) } else { Err(lied("the layer ends before its table does")) }
}

async fn estargz(body: &dyn BlobBody, layer: &Descriptor, digest: &Digest) -> Result<Table, LayerError> {
    let tail_start = layer.size.saturating_sub(TAIL);
    let tail = fetch(body, tail_start..layer.size).await?;
    let footer = tail.len().checked_sub(FOOTER).ok_or_else(|| broken("the layer is too short"))?;
    let start = announced::offset(&tail[footer..]).ok_or_else(|| broken("the layer does not end with its footer"))?;
    let end = layer.size - FOOTER as u64;
    if start >= end {
        return Err(lied("the footer points beyond the end of the layer"));
    }
    let stored = match start.checked_sub(tail_start).and_then(|at| usize::try_from(at).ok()) {
        Some(at) => tail[at..footer].to_vec(),
        None => [fetch(body, start..tail_start).await?, tail[..footer].to_vec()].concat(),
    };
    let mut walk =
        Walk::new(Decoder::new(Cursor::new(stored), MOST_JSON)?, Limits { decoded: MOST_JSON, ..Limits::default() });
    let entry = walk.advance()?.ok_or_else(|| broken("there is nothing in it"))?;
    if entry.path.as_bytes() != announced::TOC_NAME {
        return Err(broken("it is not called stargz.index.json"));
    }
    let before = walk.position();
    let mut json = Vec::new();
    walk.content().read_to_end(&mut json).map_err(LayerError::from_read)?;
    if digest.algorithm().digest(&json) != *digest {
        return Err(lied("it has another digest than the manifest says"));
    }
    let piece = Piece { stored: Some(start..end), skipped: before, size: entry.size, digest: Some(digest.clone()) };
    let (mut entries, mut files) = toc::parse(&json, start)?;
    entries.push(entry);
    files.push(File { pieces: vec![piece], digest: None });
    Ok(Table { entries, files, compression: Compression::Gzip })
}

async fn chunked(
    body: &dyn BlobBody,
    layer: &Descriptor,
    at: Range<u64>,
    json_size: u64,
    checksum: Digest,
) -> Result<Table, LayerError> {
    if at.end > layer.size {
        return Err(lied("it is said to be beyond the end of the layer"));
    }
    if json_size > MOST_JSON {
        return Err(LayerError::Limit { what: format!("the table of contents has {json_size} bytes") });
    }
    let (start, size) = (at.start, at.end - at.start);
    if size > MOST_STORED {
        return Err(LayerError::Limit { what: format!("the table of contents has {size} bytes") });
    }
    let part = Descriptor::new(MediaType::OCTET_STREAM, checksum, size);
    let stored = read_all(verify(body.open_range(at).await?, &part), size).await?;
    let mut json = Vec::new();
    let decoder = zstd_decoder(Cursor::new(stored)).map_err(LayerError::from_read)?;
    decoder.take(json_size.saturating_add(1)).read_to_end(&mut json).map_err(LayerError::from_read)?;
    if json.len() as u64 != json_size {
        return Err(lied("it is not as long as the manifest says"));
    }
    let (entries, files) = toc::parse(&json, start)?;
    Ok(Table { entries, files, compression: Compression::Zstd })
}

#[cfg(test)]
mod tests;
