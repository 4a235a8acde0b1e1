//! The 512-byte headers of a tar (POSIX ustar and pax, and GNU's own), as far as finding the entries needs them. Pure.

pub(super) use crate::layer::header::BLOCK;
use crate::layer::{header, pax};

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A file with content.
    File,
    /// Another name of an earlier entry.
    HardLink,
    /// A symbolic link.
    SymLink,
    /// Extended records for the next entry (pax).
    Extended,
    /// The name of the next entry, in GNU's way.
    LongName,
    /// The link target of the next entry, in GNU's way.
    LongLink,
    /// A file with holes, in GNU's old way, whose map these readers do not know.
    Sparse,
    /// Anything else: directories, devices, global records.
    Other,
}

/// A header that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) kind: Kind,
    pub(super) name: Vec<u8>,
    pub(super) link: Vec<u8>,
    /// How many bytes of content follow.
    pub(super) size: u64,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// Nothing but zeros: two of them end an archive.
    End,
    /// A header.
    Header(Header),
    /// Something else, and why.
    Bad(&'static str),
}

/// Reads one block.
pub(super) fn parse(block: &[u8; BLOCK]) -> Block {
    let raw = header::Header(block);
    if raw.is_zero() {
        return Block::End;
    }
    if raw.check().is_err() {
        return Block::Bad("a header's checksum is wrong");
    }
    let Ok(size) = raw.size() else { return Block::Bad("a header has no readable size") };
    let kind = match raw.kind() {
        b'0' | 0 | b'7' => Kind::File,
        b'1' => Kind::HardLink,
        b'2' => Kind::SymLink,
        b'x' => Kind::Extended,
        b'L' => Kind::LongName,
        b'K' => Kind::LongLink,
        b'S' => Kind::Sparse,
        _ => Kind::Other,
    };
    let name = raw.path();
    // Before POSIX a directory was a file whose name ends in a slash.
    let kind = if kind == Kind::File && name.ends_with(b"/") { Kind::Other } else { kind };
    // Links have no content, whatever their size says.
    let size = if matches!(kind, Kind::HardLink | Kind::SymLink) { 0 } else { size };
    Block::Header(Header { kind, name, link: raw.link().to_vec(), size })
}

/// What extended records say about the next entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Records {
    pub(super) path: Option<Vec<u8>>,
    pub(super) link: Option<Vec<u8>>,
    pub(super) size: Option<u64>,
    /// Whether the file has holes, of which the content is only the rest.
    pub(super) sparse: bool,
}

/// Reads extended records, `LENGTH KEY=VALUE\n` each; nothing where they are not in that form.
pub(super) fn records(mut bytes: &[u8]) -> Option<Records> {
    let mut found = Records::default();
    while !bytes.is_empty() && bytes[0] != 0 {
        let (key, value, rest) = pax::record(bytes)?;
        match key {
            b"path" => found.path = Some(value.to_vec()),
            b"linkpath" => found.link = Some(value.to_vec()),
            b"size" => found.size = Some(pax::natural(value)?),
            _ if key.starts_with(b"GNU.sparse.") => found.sparse = true,
            _ => {}
        }
        bytes = rest;
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn block(header: &tar::Header) -> [u8; BLOCK] {
        *header.as_bytes()
    }

    #[test]
    fn headers_of_each_family_are_read() {
        for mut header in [tar::Header::new_gnu(), tar::Header::new_ustar(), tar::Header::new_old()] {
            header.set_path("a/b").unwrap();
            header.set_size(1234);
            header.set_cksum();
            let expected = Header { kind: Kind::File, name: b"a/b".to_vec(), link: vec![], size: 1234 };
            assert_eq!(parse(&block(&header)), Block::Header(expected));
            header.as_mut_bytes()[0] = b'z';
            assert!(matches!(parse(&block(&header)), Block::Bad(_)));
        }
        assert_eq!(parse(&[0; BLOCK]), Block::End);
    }

    #[test]
    fn a_long_name_stands_in_two_fields() {
        let mut header = tar::Header::new_ustar();
        let name = format!("{}/{}", "d".repeat(120), "f".repeat(90));
        header.set_path(&name).unwrap();
        header.set_size(0);
        header.set_cksum();
        let Block::Header(found) = parse(&block(&header)) else { panic!() };
        assert_eq!(String::from_utf8(found.name).unwrap(), name);
    }

    #[test]
    fn records_are_read_and_broken_ones_are_not() {
        let found = records(b"11 path=ab\n12 size=123\n14 linkpath=c\n17 GNU.sparse.a=\n").unwrap_or_default();
        assert_eq!(found.path.as_deref(), Some(&b"ab"[..]));
        assert_eq!(found.size, Some(123));
        for bad in [&b"99 path=a\n"[..], b"x path=a\n", b"11 path=abc", b"5 path=a\n", b"0 a=b\n", b"6 abc\n"] {
            assert_eq!(records(bad), None, "{bad:?}");
        }
    }

    proptest! {
        #[test]
        fn nothing_panics(bytes in proptest::collection::vec(any::<u8>(), BLOCK), more in proptest::collection::vec(any::<u8>(), 0..200)) {
            let block: [u8; BLOCK] = bytes.try_into().unwrap();
            parse(&block);
            records(&more);
        }
    }
}
