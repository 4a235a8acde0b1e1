//! Decompression of layers: the format is told by the first bytes, whatever the media type says, and no layer grows
//! without bounds.

use std::io::{self, BufRead, Chain, Cursor, Read};

use flate2::bufread::MultiGzDecoder;

use super::LayerError;
use crate::oci::{Compression, Descriptor};

/// The first bytes of the formats.
const GZIP: &[u8] = &[0x1f, 0x8b];
const ZSTD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];
const OTHERS: [(&[u8], &str); 3] =
    [(b"BZh", "bzip2"), (&[0xfd, b'7', b'z', b'X', b'Z', 0], "xz"), (b"\x04\x22\x4d\x18", "lz4")];

/// How many bytes tell all formats apart.
const MAGIC: usize = 6;

/// zstd's own bound for the memory of a decoder: a window of 128 MiB.
const WINDOW_LOG: u32 = 27;

/// A layer may always grow to this, in bytes, however small it is compressed.
const FREE_GROWTH: u64 = 16 << 30;

/// Beyond that it may grow so many times its compressed size. Layers of text reach 20; gzip ends at 1032.
const MOST_GROWTH: u64 = 200;

/// How many entries a layer may have.
const MOST_ENTRIES: u64 = 20_000_000;

/// How long one extended header may be, in bytes: attributes of a file are at most 64 KiB each.
const MOST_HEADER: u64 = 1 << 20;

/// What a layer may ask of the reader before it is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How many bytes it may decompress to; no file may claim to be longer.
    pub decoded: u64,
    /// How many entries it may have.
    pub entries: u64,
    /// How long an extended header may be, in bytes.
    pub header: u64,
}

impl Limits {
    /// The limits for a layer of the size that `layer` declares.
    pub fn of(layer: &Descriptor) -> Self {
        let decoded = layer.size.saturating_mul(MOST_GROWTH).max(FREE_GROWTH);
        Self { decoded, ..Self::default() }
    }
}

impl Default for Limits {
    /// The limits for a layer whose compressed size is not known.
    fn default() -> Self {
        Self { decoded: FREE_GROWTH, entries: MOST_ENTRIES, header: MOST_HEADER }
    }
}

/// How a stream that begins with `start` is compressed. What is no format that is known counts as not compressed.
///
/// # Errors
/// [`LayerError::Encoding`] where the format is known and not read.
pub fn sniff(start: &[u8]) -> Result<Compression, LayerError> {
    if start.starts_with(GZIP) {
        return Ok(Compression::Gzip);
    }
    // A zstd stream may begin with a skippable frame, whose magic number has sixteen values.
    let skippable = matches!(start, [low, 0x2a, 0x4d, 0x18, ..] if low & 0xf0 == 0x50);
    if start.starts_with(ZSTD) || skippable {
        return Ok(Compression::Zstd);
    }
    match OTHERS.iter().find(|(magic, _)| start.starts_with(magic)) {
        Some((_, name)) => Err(LayerError::Encoding { name }),
        None => Ok(Compression::None),
    }
}

/// The decompressed bytes of a layer. Several gzip members or zstd frames in a row are one stream.
///
/// More than [`Limits::decoded`] bytes are an error.
pub struct Decoder<R: BufRead> {
    inner: Inner<Chain<Cursor<Vec<u8>>, R>>,
    compression: Compression,
    left: u64,
    limit: u64,
}

enum Inner<R: BufRead> {
    Plain(R),
    Gzip(Box<MultiGzDecoder<R>>),
    Zstd(Box<zstd::stream::read::Decoder<'static, R>>),
}

impl<R: BufRead> Decoder<R> {
    /// A decoder for what `reader` gives, whose first bytes are read here.
    ///
    /// # Errors
    /// Those of the reader, and [`LayerError::Encoding`].
    pub fn new(mut reader: R, limit: u64) -> Result<Self, LayerError> {
        let mut start = Vec::with_capacity(MAGIC);
        reader.by_ref().take(MAGIC as u64).read_to_end(&mut start).map_err(LayerError::from_read)?;
        let compression = sniff(&start)?;
        let whole = Cursor::new(start).chain(reader);
        let inner = match compression {
            Compression::None => Inner::Plain(whole),
            Compression::Gzip => Inner::Gzip(Box::new(MultiGzDecoder::new(whole))),
            Compression::Zstd => Inner::Zstd(Box::new(zstd_decoder(whole).map_err(LayerError::from_read)?)),
        };
        Ok(Self { inner, compression, left: limit, limit })
    }

    /// How the stream is compressed.
    pub fn compression(&self) -> Compression {
        self.compression
    }

    /// How many decompressed bytes were given so far.
    pub fn decoded(&self) -> u64 {
        self.limit - self.left
    }

    /// The reader of the compressed bytes.
    pub fn get_mut(&mut self) -> &mut R {
        let chain = match &mut self.inner {
            Inner::Plain(reader) => reader,
            Inner::Gzip(decoder) => decoder.get_mut(),
            Inner::Zstd(decoder) => decoder.get_mut(),
        };
        chain.get_mut().1
    }
}

/// A decoder of zstd frames within the bound of memory.
pub(super) fn zstd_decoder<R: BufRead>(reader: R) -> io::Result<zstd::stream::read::Decoder<'static, R>> {
    let mut decoder = zstd::stream::read::Decoder::with_buffer(reader)?;
    decoder.window_log_max(WINDOW_LOG)?;
    Ok(decoder)
}

impl<R: BufRead> Read for Decoder<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = match &mut self.inner {
            Inner::Plain(reader) => reader.read(buffer),
            Inner::Gzip(decoder) => decoder.read(buffer),
            Inner::Zstd(decoder) => decoder.read(buffer),
        }?;
        let Some(left) = self.left.checked_sub(count as u64) else {
            let what = format!("the layer decompresses to more than {} bytes", self.limit);
            return Err(LayerError::Limit { what }.into());
        };
        self.left = left;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layer::sample::gzip;

    fn decoded(bytes: &[u8], limit: u64) -> Result<(Compression, Vec<u8>), LayerError> {
        let mut decoder = Decoder::new(bytes, limit)?;
        let mut all = Vec::new();
        decoder.read_to_end(&mut all).map_err(LayerError::from_read)?;
        Ok((decoder.compression(), all))
    }

    #[test]
    fn every_format_is_told_by_its_first_bytes() {
        let zstd = |bytes: &[u8]| zstd::encode_all(bytes, 1).unwrap();
        let skippable = [&[0x5e, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 9, 9][..], &zstd(b"hello")].concat();
        for (bytes, compression, expected) in [
            (b"hello".to_vec(), Compression::None, "hello"),
            (Vec::new(), Compression::None, ""),
            (b"h".to_vec(), Compression::None, "h"),
            (gzip(b"hello"), Compression::Gzip, "hello"),
            ([gzip(b"hel"), gzip(b""), gzip(b"lo")].concat(), Compression::Gzip, "hello"),
            (zstd(b"hello"), Compression::Zstd, "hello"),
            ([zstd(b"hel"), zstd(b"lo")].concat(), Compression::Zstd, "hello"),
            (skippable, Compression::Zstd, "hello"),
        ] {
            assert_eq!(decoded(&bytes, 100).unwrap(), (compression, expected.into()));
        }
        let error = decoded(b"BZh91AY&SY", 100).unwrap_err();
        assert!(error.to_string().contains("bzip2"), "{error}");
        let error = decoded(b"\xfd7zXZ\0\0", 100).unwrap_err();
        assert!(error.to_string().contains("xz"), "{error}");
    }

    #[test]
    fn a_bomb_is_not_blown_up() {
        let zeros = vec![0; 1 << 20];
        for bomb in [gzip(&zeros), zstd::encode_all(&zeros[..], 1).unwrap()] {
            let error = decoded(&bomb, 100_000).unwrap_err();
            assert!(error.to_string().contains("more than 100000 bytes"), "{error}");
            assert_eq!(decoded(&bomb, 1 << 20).unwrap().1.len(), 1 << 20);
        }
    }

    #[test]
    fn a_stream_that_ends_too_early_is_an_error() {
        for whole in [gzip(b"hello hello"), zstd::encode_all(&b"hello hello"[..], 1).unwrap()] {
            for end in MAGIC..whole.len() {
                assert!(matches!(decoded(&whole[..end], 100), Err(LayerError::Compressed { .. })), "{end}");
            }
        }
    }

    #[test]
    fn the_growth_that_is_free_does_not_depend_on_the_size() {
        let layer = |size| Descriptor { size, ..Descriptor::of(crate::oci::MediaType::OCI_LAYER_GZIP, b"") };
        assert_eq!(Limits::of(&layer(1)).decoded, 16 << 30);
        assert_eq!(Limits::of(&layer(1 << 30)).decoded, 200 << 30);
    }
}
