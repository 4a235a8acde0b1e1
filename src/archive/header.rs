//! The 512-byte headers of a tar (POSIX ustar and pax, and GNU's own), as far as finding the entries needs them. Pure.

/// The unit of a tar: headers and the padding of content.
pub(super) const BLOCK: usize = 512;

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
    if block.iter().all(|byte| *byte == 0) {
        return Block::End;
    }
    if !sum_is_right(block) {
        return Block::Bad("a header's checksum is wrong");
    }
    let Some(size) = number(&block[124..136]) else { return Block::Bad("a header has no readable size") };
    let kind = match block[156] {
        b'0' | 0 | b'7' => Kind::File,
        b'1' => Kind::HardLink,
        b'2' => Kind::SymLink,
        b'x' => Kind::Extended,
        b'L' => Kind::LongName,
        b'K' => Kind::LongLink,
        b'S' => Kind::Sparse,
        _ => Kind::Other,
    };
    let mut name = text(&block[..100]).to_vec();
    let prefix = text(&block[345..500]);
    if &block[257..263] == b"ustar\0" && !prefix.is_empty() {
        name = [prefix, b"/", &name].concat();
    }
    // Before POSIX a directory was a file whose name ends in a slash.
    let kind = if kind == Kind::File && name.ends_with(b"/") { Kind::Other } else { kind };
    // Links have no content, whatever their size says.
    let size = if matches!(kind, Kind::HardLink | Kind::SymLink) { 0 } else { size };
    Block::Header(Header { kind, name, link: text(&block[157..257]).to_vec(), size })
}

fn text(field: &[u8]) -> &[u8] {
    field.split(|byte| *byte == 0).next().unwrap_or_default()
}

/// The checksum counts itself as spaces; some old writers summed signed bytes.
fn sum_is_right(block: &[u8; BLOCK]) -> bool {
    let counted = |at: usize| if (148..156).contains(&at) { b' ' } else { block[at] };
    let unsigned: u64 = (0..BLOCK).map(|at| u64::from(counted(at))).sum();
    let signed: i64 = (0..BLOCK).map(|at| i64::from(counted(at).cast_signed())).sum();
    let told = number(&block[148..156]);
    told == Some(unsigned) || (signed >= 0 && told == Some(signed.unsigned_abs()))
}

/// A number in octal digits, or in GNU's binary form for what these cannot hold.
fn number(field: &[u8]) -> Option<u64> {
    let first = *field.first()?;
    if first & 0x80 != 0 {
        let digits = std::iter::once(first & 0x7f).chain(field[1..].iter().copied());
        return digits.into_iter().try_fold(0u64, |value, byte| Some(value.checked_mul(256)? | u64::from(byte)));
    }
    let digits = text(field);
    let digits: Vec<u8> = digits.iter().copied().filter(|byte| *byte != b' ').collect();
    digits.iter().try_fold(0u64, |value, digit| match digit {
        b'0'..=b'7' => value.checked_mul(8)?.checked_add(u64::from(digit - b'0')),
        _ => None,
    })
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
        let space = bytes.iter().take(20).position(|byte| *byte == b' ')?;
        let length: usize = std::str::from_utf8(&bytes[..space]).ok()?.parse().ok()?;
        let record = bytes.get(space + 1..length)?.strip_suffix(b"\n")?;
        let equals = record.iter().position(|byte| *byte == b'=')?;
        let (key, value) = (&record[..equals], &record[equals + 1..]);
        match key {
            b"path" => found.path = Some(value.to_vec()),
            b"linkpath" => found.link = Some(value.to_vec()),
            b"size" => found.size = Some(std::str::from_utf8(value).ok()?.parse().ok()?),
            _ if key.starts_with(b"GNU.sparse.") => found.sparse = true,
            _ => {}
        }
        bytes = &bytes[length..];
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
    fn numbers_are_octal_or_binary() {
        for (field, value) in [
            (&b"0000644\0"[..], Some(0o644)),
            (b"   644 \0", Some(0o644)),
            (b"\0\0\0\0", Some(0)),
            (b"8", None),
            (&[0x80, 0, 0, 0, 2, 0, 0, 0, 0], Some(2 << 32)),
            (&[0xff; 12], None),
            (b"", None),
        ] {
            assert_eq!(number(field), value, "{field:?}");
        }
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
