//! Files with holes: which pieces of them a tar holds. The rest reads as zeros.

use std::collections::VecDeque;

use super::header::number;

/// Of how many pieces a file may consist: beyond, it is an attack.
pub(super) const MOST_PIECES: usize = 1 << 20;

/// A file as a row of pieces: holes are what is between them.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    /// Offset and length of each piece, in order, none empty.
    list: VecDeque<(u64, u64)>,
    /// Where the reader is.
    at: u64,
    /// The length of the file.
    size: u64,
}

/// What comes next of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// So many zeros.
    Hole(u64),
    /// So many bytes of the tar.
    Data(u64),
    /// Nothing.
    End,
}

impl Pieces {
    /// A file without holes.
    pub(super) fn whole(size: u64) -> Self {
        Self { list: if size == 0 { VecDeque::new() } else { [(0, size)].into() }, at: 0, size }
    }

    /// A file of `size` bytes of which `stored` are in the tar; `map` has offsets and lengths in turn.
    ///
    /// # Errors
    /// Where pieces overlap, are out of order, or do not fit the file or what is stored.
    pub(super) fn sparse(map: &[u64], size: u64, stored: u64) -> Result<Self, &'static str> {
        let (pairs, []) = map.as_chunks::<2>() else { return Err("a sparse file has a malformed map") };
        let (mut list, mut end, mut sum) = (VecDeque::new(), 0, 0u64);
        for [offset, length] in pairs {
            let next = offset.checked_add(*length).filter(|next| *next <= size);
            let Some(next) = next.filter(|_| *offset >= end) else {
                return Err("the pieces of a sparse file overlap or lie beyond its end");
            };
            end = next;
            sum += length;
            if *length > 0 {
                list.push_back((*offset, *length));
            }
        }
        if sum == stored {
            Ok(Self { list, at: 0, size })
        } else {
            Err("the pieces of a sparse file are not what is stored")
        }
    }

    pub(super) fn size(&self) -> u64 {
        self.size
    }

    pub(super) fn next(&self) -> Next {
        match self.list.front() {
            Some((offset, _)) if *offset > self.at => Next::Hole(offset - self.at),
            Some((offset, length)) => Next::Data(offset + length - self.at),
            None if self.at < self.size => Next::Hole(self.size - self.at),
            None => Next::End,
        }
    }

    /// Goes on by `count` bytes, no more than [`Pieces::next`] said.
    pub(super) fn advance(&mut self, count: u64) {
        self.at += count;
        if self.list.front().is_some_and(|(offset, length)| self.at >= offset + length) {
            self.list.pop_front();
        }
    }
}

/// Adds the pieces in `block`, 24 bytes each in the form of old GNU tar, to `map`. Empty ones end it.
pub(super) fn read_block(block: &[u8], map: &mut Vec<u64>) -> Result<(), &'static str> {
    for piece in block.chunks_exact(24) {
        if piece[0] == 0 || piece[12] == 0 {
            break;
        }
        for field in [&piece[..12], &piece[12..]] {
            let value = number(field).and_then(|value| u64::try_from(value).ok());
            map.push(value.ok_or("a sparse file has a malformed map")?);
        }
    }
    if map.len() > 2 * MOST_PIECES { Err("a sparse file has too many pieces") } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_and_holes_take_turns() {
        let mut pieces = Pieces::sparse(&[2, 3, 5, 0, 8, 1], 10, 4).unwrap();
        let mut seen = Vec::new();
        loop {
            let next = pieces.next();
            seen.push(next);
            match next {
                Next::Hole(count) | Next::Data(count) => pieces.advance(count),
                Next::End => break,
            }
        }
        assert_eq!(seen, [Next::Hole(2), Next::Data(3), Next::Hole(3), Next::Data(1), Next::Hole(1), Next::End]);
        assert_eq!(Pieces::whole(0).next(), Next::End);
        assert_eq!(Pieces::sparse(&[], 5, 0).unwrap().next(), Next::Hole(5));
    }

    #[test]
    fn a_map_that_lies_is_refused() {
        for (map, size, stored) in [
            (&[0u64][..], 10, 0),
            (&[0, 5, 3, 5], 10, 10),
            (&[5, 5, 0, 5], 10, 10),
            (&[0, 11], 10, 11),
            (&[u64::MAX, 2], 10, 2),
            (&[0, 5], 10, 4),
        ] {
            assert!(Pieces::sparse(map, size, stored).is_err(), "{map:?}");
        }
        assert!(read_block(&[b'9'; 24], &mut Vec::new()).is_err());
    }
}
