//! Layers on their way out: compressed and hashed as they are written.
//!
//! The bytes depend on the content and the [`Codec`] alone, never on the machine: the content is cut into blocks of a
//! fixed size, and each is compressed by itself on whichever thread is free. Gzip blocks follow each other in one
//! member, each primed with the end of the one before; zstd blocks are frames. Every decoder of the formats reads both.

use std::io::{self, Write};

use flate2::{Compress, Compression as Level, Crc, FlushCompress, Status};

use super::crew::Crew;
use crate::oci::{Algorithm, Compression, Digest, Hasher};

/// How much content makes a block of gzip.
const GZIP_BLOCK: usize = 1 << 20;
/// How far back gzip can look: what a block is primed with.
const GZIP_WINDOW: usize = 32 << 10;
/// How much content makes a frame of zstd: twice what its usual levels look back.
const ZSTD_BLOCK: usize = 4 << 20;
/// The level of gzip that all image builders use.
const GZIP_LEVEL: u32 = 6;
/// The level of zstd that its own program uses.
const ZSTD_LEVEL: i32 = 3;
/// A gzip header without a name and a time, of an unknown system (RFC 1952, section 2.3).
const GZIP_HEADER: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];

/// How the bytes of a new layer are compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Codec {
    /// Not at all.
    None,
    /// Gzip of this level, 0 to 9.
    Gzip(u32),
    /// Zstd of this level, 1 to 22.
    Zstd(i32),
}

impl Codec {
    /// Gzip as image builders write it.
    pub const GZIP: Self = Self::Gzip(GZIP_LEVEL);
    /// Zstd as its own program writes it.
    pub const ZSTD: Self = Self::Zstd(ZSTD_LEVEL);

    /// What a media type calls it.
    pub fn compression(self) -> Compression {
        match self {
            Self::None => Compression::None,
            Self::Gzip(_) => Compression::Gzip,
            Self::Zstd(_) => Compression::Zstd,
        }
    }
}

impl From<Compression> for Codec {
    /// The codec at its usual level.
    fn from(compression: Compression) -> Self {
        match compression {
            Compression::None => Self::None,
            Compression::Gzip => Self::GZIP,
            Compression::Zstd => Self::ZSTD,
        }
    }
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encoded {
    /// The digest of the compressed bytes: what a descriptor holds.
    pub digest: Digest,
    /// How many compressed bytes there are.
    pub size: u64,
    /// The digest of the tar itself: what a config holds.
    pub diff_id: Digest,
    /// How many bytes the tar has.
    pub diff_size: u64,
}

/// Compresses what is written to it into a sink, and hashes both sides. Uses every processor that is there, once the
/// content is more than one block.
pub struct Encoder<W: Write> {
    plain: Option<Hasher>,
    diff_size: u64,
    algorithm: Algorithm,
    sink: Sink<W>,
    blocks: Option<Blocks>,
}

impl<W: Write> Encoder<W> {
    /// An encoder into `sink` whose digests are of `algorithm`.
    pub fn new(sink: W, codec: Codec, algorithm: Algorithm) -> io::Result<Self> {
        Self::with_workers(sink, codec, algorithm, super::crew::processors())
    }

    /// As [`Encoder::new`] with so many threads at most; the bytes are the same for any number.
    pub fn with_workers(sink: W, codec: Codec, algorithm: Algorithm, workers: usize) -> io::Result<Self> {
        let mut sink = Sink { inner: sink, hasher: algorithm.hasher(), size: 0 };
        let blocks = match codec {
            Codec::None => None,
            Codec::Gzip(level) => {
                sink.write_all(&GZIP_HEADER)?;
                Some(Blocks::new(Packer::Gzip(level.min(9)), workers))
            }
            Codec::Zstd(level) => Some(Blocks::new(Packer::Zstd(level), workers)),
        };
        let plain = blocks.as_ref().map(|_| algorithm.hasher());
        Ok(Self { plain, diff_size: 0, algorithm, sink, blocks })
    }

    /// Ends the layer. Gives back the sink and what was written.
    pub fn finish(mut self) -> io::Result<(W, Encoded)> {
        if let Some(blocks) = self.blocks.take() {
            blocks.finish(&mut self.sink, self.diff_size)?;
        }
        let Sink { mut inner, hasher, size } = self.sink;
        inner.flush()?;
        let digest = hasher.finish();
        let diff_id = self.plain.map_or_else(|| digest.clone(), Hasher::finish);
        debug_assert_eq!(digest.algorithm(), self.algorithm);
        Ok((inner, Encoded { digest, size, diff_id, diff_size: self.diff_size }))
    }
}

impl<W: Write> Write for Encoder<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.diff_size += bytes.len() as u64;
        if let Some(plain) = &mut self.plain {
            plain.update(bytes);
        }
        match &mut self.blocks {
            None => self.sink.write_all(bytes)?,
            Some(blocks) => blocks.take(bytes, &mut self.sink)?,
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The compressed side: counted and hashed.
struct Sink<W> {
    inner: W,
    hasher: Hasher,
    size: u64,
}

impl<W: Write> Write for Sink<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.inner.write_all(bytes)?;
        self.hasher.update(bytes);
        self.size += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// Cuts content into blocks and puts the packed ones together again.
struct Blocks {
    packer: Packer,
    workers: usize,
    crew: Option<Crew<Block, io::Result<Packed>>>,
    /// The block that is being filled, behind `primed` bytes of the one before.
    filling: Vec<u8>,
    primed: usize,
    crc: Crc,
}

impl Blocks {
    fn new(packer: Packer, workers: usize) -> Self {
        Self { packer, workers, crew: None, filling: Vec::new(), primed: 0, crc: Crc::new() }
    }

    fn take(&mut self, mut bytes: &[u8], sink: &mut impl Write) -> io::Result<()> {
        let size = self.packer.block();
        while !bytes.is_empty() {
            let room = size - (self.filling.len() - self.primed);
            if room == 0 {
                self.send(sink)?;
                continue;
            }
            let (now, later) = bytes.split_at(room.min(bytes.len()));
            self.filling.extend_from_slice(now);
            bytes = later;
        }
        Ok(())
    }

    /// Hands the full block to the crew: more content follows, so it is not the last.
    fn send(&mut self, sink: &mut impl Write) -> io::Result<()> {
        let (packer, workers) = (self.packer, self.workers);
        let crew = match &mut self.crew {
            Some(crew) => crew,
            None => self.crew.insert(Crew::new(workers, move || {
                let mut bench = packer.bench();
                move |block: Block| bench.pack(&block)
            })?),
        };
        let window = packer.window().min(self.filling.len());
        let mut next = Vec::with_capacity(window + packer.block());
        next.extend_from_slice(&self.filling[self.filling.len() - window..]);
        let bytes = std::mem::replace(&mut self.filling, next);
        let block = Block { bytes, primed: self.primed, is_last: false };
        self.primed = window;
        if let Some(packed) = crew.put(block)? {
            write(&packed?, &mut self.crc, sink)?;
        }
        Ok(())
    }

    fn finish(mut self, sink: &mut impl Write, diff_size: u64) -> io::Result<()> {
        let last = Block { bytes: std::mem::take(&mut self.filling), primed: self.primed, is_last: true };
        match self.crew.take() {
            None => write(&self.packer.bench().pack(&last)?, &mut self.crc, sink)?,
            Some(mut crew) => {
                if let Some(packed) = crew.put(last)? {
                    write(&packed?, &mut self.crc, sink)?;
                }
                while let Some(packed) = crew.next()? {
                    write(&packed?, &mut self.crc, sink)?;
                }
            }
        }
        if let Packer::Gzip(_) = self.packer {
            sink.write_all(&self.crc.sum().to_le_bytes())?;
            // The length modulo 2^32, as the format has it.
            sink.write_all(&diff_size.to_le_bytes()[..4])?;
        }
        Ok(())
    }
}

fn write(packed: &Packed, crc: &mut Crc, sink: &mut impl Write) -> io::Result<()> {
    if let Some(of_block) = &packed.crc {
        crc.combine(of_block);
    }
    sink.write_all(&packed.bytes)
}

/// Content to be packed: `primed` bytes that came before, then the block.
struct Block {
    bytes: Vec<u8>,
    primed: usize,
    is_last: bool,
}

struct Packed {
    bytes: Vec<u8>,
    /// The checksum of the block, where the format wants one of the whole.
    crc: Option<Crc>,
}

/// What is done to each block.
#[derive(Clone, Copy)]
enum Packer {
    Gzip(u32),
    Zstd(i32),
}

impl Packer {
    fn block(self) -> usize {
        match self {
            Self::Gzip(_) => GZIP_BLOCK,
            Self::Zstd(_) => ZSTD_BLOCK,
        }
    }

    fn window(self) -> usize {
        match self {
            Self::Gzip(_) => GZIP_WINDOW,
            Self::Zstd(_) => 0,
        }
    }

    /// The tools of one thread.
    fn bench(self) -> Bench {
        match self {
            Self::Gzip(level) => Bench::Gzip(level),
            Self::Zstd(level) => Bench::Zstd(level, None),
        }
    }
}

enum Bench {
    Gzip(u32),
    Zstd(i32, Option<zstd::bulk::Compressor<'static>>),
}

impl Bench {
    fn pack(&mut self, block: &Block) -> io::Result<Packed> {
        let content = &block.bytes[block.primed..];
        match self {
            Self::Gzip(level) => {
                let mut crc = Crc::new();
                crc.update(content);
                let bytes = deflate_block(*level, &block.bytes[..block.primed], content, block.is_last)?;
                Ok(Packed { bytes, crc: Some(crc) })
            }
            Self::Zstd(level, compressor) => {
                let compressor = match compressor {
                    Some(compressor) => compressor,
                    None => compressor.insert(zstd::bulk::Compressor::new(*level)?),
                };
                Ok(Packed { bytes: compressor.compress(content)?, crc: None })
            }
        }
    }
}

/// One block of a deflate stream (RFC 1951), ended at a byte so that the next can follow.
fn deflate_block(level: u32, before: &[u8], content: &[u8], is_last: bool) -> io::Result<Vec<u8>> {
    // Made anew for each block: one that is reset can find other matches than a fresh one.
    let mut deflate = Compress::new(Level::new(level), false);
    if !before.is_empty() {
        deflate.set_dictionary(before).map_err(io::Error::other)?;
    }
    let flush = if is_last { FlushCompress::Finish } else { FlushCompress::Sync };
    let mut packed = Vec::with_capacity(content.len() / 2 + 1024);
    loop {
        let read = usize::try_from(deflate.total_in()).unwrap_or(usize::MAX).min(content.len());
        let status = deflate.compress_vec(&content[read..], &mut packed, flush).map_err(io::Error::other)?;
        let is_read = deflate.total_in() == content.len() as u64;
        let has_room = packed.len() < packed.capacity();
        // A flush is complete once there was room left for more of it.
        if status == Status::StreamEnd || (!is_last && is_read && has_room) {
            return Ok(packed);
        }
        packed.reserve(content.len() / 4 + 1024);
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    /// Text that compresses, but not to nothing.
    fn content(count: usize) -> Vec<u8> {
        let mut state = 1u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            b"abcdefghijklmnop"[usize::from((state >> 28).to_le_bytes()[0])]
        };
        (0..count).map(|at| if at % 5 == 0 { b' ' } else { next() }).collect()
    }

    fn encode(codec: Codec, content: &[u8], step: usize, workers: usize) -> (Vec<u8>, Encoded) {
        let mut encoder = Encoder::with_workers(Vec::new(), codec, Algorithm::Sha256, workers).unwrap();
        for part in content.chunks(step) {
            encoder.write_all(part).unwrap();
        }
        encoder.finish().unwrap()
    }

    fn decode(codec: Codec, packed: &[u8]) -> Vec<u8> {
        let mut plain = Vec::new();
        match codec {
            Codec::None => plain.extend_from_slice(packed),
            // Not the decoder of many members: there must be one.
            Codec::Gzip(_) => {
                let mut decoder = flate2::bufread::GzDecoder::new(packed);
                decoder.read_to_end(&mut plain).unwrap();
                assert!(decoder.into_inner().is_empty(), "nothing follows the member");
            }
            Codec::Zstd(_) => {
                zstd::Decoder::new(packed).unwrap().read_to_end(&mut plain).unwrap();
            }
        }
        plain
    }

    #[test]
    fn every_codec_gives_back_what_it_took_and_says_what_it_gave() {
        for codec in [Codec::None, Codec::GZIP, Codec::Gzip(0), Codec::Gzip(1), Codec::ZSTD, Codec::Zstd(1)] {
            for count in [0, 1, 5000, GZIP_BLOCK, GZIP_BLOCK + 1, 2 * GZIP_BLOCK] {
                let content = content(count);
                let (packed, encoded) = encode(codec, &content, 70_000, 2);
                assert!(decode(codec, &packed) == content, "{codec:?} {count}");
                let expected = Encoded {
                    digest: Digest::sha256(&packed),
                    size: packed.len() as u64,
                    diff_id: Digest::sha256(&content),
                    diff_size: count as u64,
                };
                assert_eq!(encoded, expected);
            }
        }
    }

    #[test]
    fn the_bytes_depend_neither_on_the_threads_nor_on_the_steps() {
        let content = content(9 * GZIP_BLOCK + 17);
        for codec in [Codec::GZIP, Codec::ZSTD] {
            let (expected, _) = encode(codec, &content, content.len(), 1);
            assert!(decode(codec, &expected) == content);
            for (step, workers) in [(4096, 1), (1 << 20, 2), (100_003, 7)] {
                assert!(encode(codec, &content, step, workers).0 == expected, "{codec:?} {step} {workers}");
            }
        }
    }

    #[test]
    fn bytes_that_do_not_compress_pass_through_every_block() {
        let mut state = 7u64;
        let content: Vec<u8> = (0..3 * GZIP_BLOCK)
            .map(|_| {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                state.to_le_bytes()[3]
            })
            .collect();
        for codec in [Codec::GZIP, Codec::ZSTD] {
            let (packed, encoded) = encode(codec, &content, 1 << 16, 3);
            assert!(decode(codec, &packed) == content);
            assert!(encoded.size < encoded.diff_size + encoded.diff_size / 500);
        }
    }

    #[test]
    fn the_bytes_are_those_of_every_release() {
        // Another digest here means that the same edit gives another image than before: say so in the change log.
        let content = content(3 * GZIP_BLOCK);
        let pinned = [
            (Codec::GZIP, "sha256:735f36e6597d869a23fcd066838f40f82130a3b1f38c0ecd7f8f29063df3e23c"),
            (Codec::ZSTD, "sha256:c1202e440b42fe37ac8f9f149e85411e078e173ca60aa363e0c32b956a55188f"),
        ];
        for (codec, digest) in pinned {
            assert_eq!(encode(codec, &content, 1 << 16, 2).1.digest.to_string(), digest, "{codec:?}");
        }
    }

    #[test]
    fn a_sink_that_fails_ends_the_layer() {
        struct Full;
        impl Write for Full {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::StorageFull.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        assert!(Encoder::new(Full, Codec::GZIP, Algorithm::Sha256).is_err());
        let mut encoder = Encoder::new(Full, Codec::ZSTD, Algorithm::Sha256).unwrap();
        let failed = (0..40).find_map(|_| encoder.write_all(&content(ZSTD_BLOCK)).err());
        assert_eq!(failed.unwrap().kind(), io::ErrorKind::StorageFull);
        assert!(encoder.finish().is_err());
    }
}
