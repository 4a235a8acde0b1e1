//! The compression around an archive, or around a layer in one, known by its first bytes; and decompression that a bomb
//! does not get far with.

use std::io::{self, BufReader, Read};

use flate2::read::MultiGzDecoder;

/// How much is read at once.
pub(super) const STEP: usize = 256 << 10;
/// The most memory that a decoder of xz may take, in bytes: what its strongest preset needs, and a little.
const XZ_MEMORY: u64 = 80 << 20;
/// Output beyond this must not be more than [`RATIO`] times the input.
const FREE: u64 = 1 << 30;
/// The best that gzip can do with zeros is about a thousand.
const RATIO: u64 = 1100;

/// How some bytes are compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Compression {
    Bzip2,
    Gzip,
    None,
    Xz,
    Zstd,
}

impl Compression {
    /// How many first bytes tell.
    pub(super) const MAGIC: usize = 6;

    /// What content that begins with `start` is compressed by.
    pub(super) fn of(start: &[u8]) -> Self {
        match start {
            [0x1f, 0x8b, ..] => Self::Gzip,
            [b'B', b'Z', b'h', b'1'..=b'9', ..] => Self::Bzip2,
            [0xfd, b'7', b'z', b'X', b'Z', 0, ..] => Self::Xz,
            [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => Self::Zstd,
            _ => Self::None,
        }
    }

    /// The content of `compressed`.
    pub(super) fn decoder<'a>(self, compressed: impl Read + Send + 'a) -> io::Result<Box<dyn Read + Send + 'a>> {
        if self == Self::None {
            return Ok(Box::new(compressed));
        }
        let input = BufReader::with_capacity(STEP, Counted { inner: compressed, count: Counter::default() });
        let count = input.get_ref().count.clone();
        let inner: Box<dyn Read + Send + 'a> = match self {
            Self::Gzip => Box::new(MultiGzDecoder::new(input)),
            Self::Bzip2 => Box::new(bzip2::bufread::MultiBzDecoder::new(input)),
            Self::Zstd => Box::new(zstd::stream::read::Decoder::with_buffer(input)?),
            Self::Xz | Self::None => {
                let flags = liblzma::stream::CONCATENATED;
                let stream = liblzma::stream::Stream::new_stream_decoder(XZ_MEMORY, flags)?;
                Box::new(liblzma::bufread::XzDecoder::new_stream(input, stream))
            }
        };
        Ok(Box::new(Bounded { inner, input: count, output: 0 }))
    }
}

type Counter = std::sync::Arc<std::sync::atomic::AtomicU64>;

/// Counts what is read.
struct Counted<R> {
    inner: R,
    count: Counter,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let got = self.inner.read(buffer)?;
        self.count.fetch_add(got as u64, std::sync::atomic::Ordering::Relaxed);
        Ok(got)
    }
}

/// Ends with an error where there is far more output than the input is good for.
struct Bounded<R> {
    inner: R,
    input: Counter,
    output: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let got = self.inner.read(buffer)?;
        self.output += got as u64;
        let input = self.input.load(std::sync::atomic::Ordering::Relaxed);
        if self.output > FREE && self.output / RATIO > input {
            let what = format!("{input} compressed bytes have become {} already: that is no image", self.output);
            return Err(io::Error::new(io::ErrorKind::InvalidData, what));
        }
        Ok(got)
    }
}

/// Reads the first bytes of `reader`, as many as there are of the first `count`, and gives them back with the rest.
pub(super) fn peek<R: Read>(mut reader: R, count: usize) -> io::Result<(Vec<u8>, impl Read + use<R>)> {
    let mut start = Vec::new();
    (&mut reader).take(count as u64).read_to_end(&mut start)?;
    let again = io::Cursor::new(start.clone()).chain(reader);
    Ok((start, again))
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn gzip(content: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(content).unwrap();
        encoder.finish().unwrap()
    }

    fn bzip2(content: &[u8]) -> Vec<u8> {
        let mut encoder = ::bzip2::write::BzEncoder::new(Vec::new(), ::bzip2::Compression::fast());
        encoder.write_all(content).unwrap();
        encoder.finish().unwrap()
    }

    fn xz(content: &[u8]) -> Vec<u8> {
        let mut encoder = liblzma::write::XzEncoder::new(Vec::new(), 1);
        encoder.write_all(content).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn each_is_known_by_its_first_bytes_and_read_to_its_end() {
        let zstd = |content: &[u8]| zstd::encode_all(content, 1).unwrap();
        for (compression, encode) in [
            (Compression::None, &(|content: &[u8]| content.to_vec()) as &dyn Fn(&[u8]) -> Vec<u8>),
            (Compression::Gzip, &gzip),
            (Compression::Bzip2, &bzip2),
            (Compression::Xz, &xz),
            (Compression::Zstd, &zstd),
        ] {
            // Two streams one after the other are one content, in each of these formats.
            let bytes = [encode(b"hello "), encode(b"again")].concat();
            let (start, rest) = peek(&bytes[..], Compression::MAGIC).unwrap();
            assert_eq!(Compression::of(&start), compression);
            let mut content = String::new();
            compression.decoder(rest).unwrap().read_to_string(&mut content).unwrap();
            assert_eq!(content, "hello again", "{compression:?}");
            if compression != Compression::None {
                let cut = &bytes[..bytes.len() - 6];
                assert!(compression.decoder(cut).unwrap().read_to_end(&mut Vec::new()).is_err(), "{compression:?}");
            }
        }
        assert_eq!(Compression::of(b""), Compression::None);
        assert_eq!(Compression::of(b"BZhx"), Compression::None);
    }

    #[test]
    fn a_bomb_is_let_go_of() {
        let input = Counter::default();
        input.fetch_add(1000, std::sync::atomic::Ordering::Relaxed);
        let mut bomb = Bounded { inner: io::repeat(0), input, output: FREE - 10 };
        assert_eq!(bomb.read(&mut [0; 10]).unwrap(), 10);
        let error = bomb.read(&mut [0; 10]).unwrap_err();
        assert!(error.to_string().contains("1000 compressed bytes"), "{error}");
    }
}
