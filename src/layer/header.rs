//! The 512 bytes before each entry of a tar (POSIX ustar, and what GNU tar made of them).

/// The length of a block: headers are one, and content is padded to whole ones.
pub(crate) const BLOCK: usize = 512;

/// A header block.
pub(crate) struct Header<'a>(pub(crate) &'a [u8; BLOCK]);

/// Why a header is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The sum of its bytes is not the one that it says.
    Checksum,
    /// A number cannot be read or does not fit.
    Number(&'static str),
}

impl<'a> Header<'a> {
    fn field(&self, start: usize, length: usize) -> &'a [u8] {
        &self.0[start..start + length]
    }

    /// Whether all of it is zero: two such blocks end a tar.
    pub(crate) fn is_zero(&self) -> bool {
        self.0.iter().all(|byte| *byte == 0)
    }

    /// Fails where the checksum is wrong. Some old writers summed signed bytes.
    pub(crate) fn check(&self) -> Result<(), Fault> {
        let expected = number(self.field(148, 8)).ok_or(Fault::Checksum)?;
        let covered =
            || self.0.iter().enumerate().map(|(at, byte)| if (148..156).contains(&at) { b' ' } else { *byte });
        let unsigned: i64 = covered().map(i64::from).sum();
        let signed: i64 = covered().map(|byte| i64::from(byte.cast_signed())).sum();
        if expected == unsigned || expected == signed { Ok(()) } else { Err(Fault::Checksum) }
    }

    pub(crate) fn kind(&self) -> u8 {
        self.0[156]
    }

    /// The path: that of ustar has its beginning in a field of its own.
    pub(crate) fn path(&self) -> Vec<u8> {
        let name = text(self.field(0, 100));
        let prefix = if self.is_posix() { text(self.field(345, 155)) } else { &[] };
        if prefix.is_empty() { name.to_vec() } else { [prefix, b"/", name].concat() }
    }

    pub(crate) fn link(&self) -> &'a [u8] {
        text(self.field(157, 100))
    }

    pub(super) fn mode(&self) -> Result<u32, Fault> {
        let mode = number(self.field(100, 8)).ok_or(Fault::Number("mode"))?;
        // Some writers put the kind into the higher bits; the kind is said elsewhere.
        u32::try_from(mode & 0o7777).map_err(|_| Fault::Number("mode"))
    }

    pub(super) fn uid(&self) -> Result<u64, Fault> {
        self.natural(108, 8, "owner")
    }

    pub(super) fn gid(&self) -> Result<u64, Fault> {
        self.natural(116, 8, "group")
    }

    pub(crate) fn size(&self) -> Result<u64, Fault> {
        self.natural(124, 12, "size")
    }

    pub(super) fn mtime(&self) -> Result<i64, Fault> {
        number(self.field(136, 12)).ok_or(Fault::Number("time"))
    }

    pub(super) fn user(&self) -> &'a [u8] {
        if self.has_names() { text(self.field(265, 32)) } else { &[] }
    }

    pub(super) fn group(&self) -> &'a [u8] {
        if self.has_names() { text(self.field(297, 32)) } else { &[] }
    }

    pub(super) fn device(&self) -> Result<(u32, u32), Fault> {
        if !self.has_names() {
            return Ok((0, 0));
        }
        let part = |start| u32::try_from(self.natural(start, 8, "device")?).map_err(|_| Fault::Number("device"));
        Ok((part(329)?, part(337)?))
    }

    /// The length of a GNU sparse file, holes included.
    pub(super) fn real_size(&self) -> Result<u64, Fault> {
        self.natural(483, 12, "size")
    }

    /// The four pieces of a GNU sparse file that the header has room for, and whether more blocks of them follow.
    pub(super) fn sparse(&self) -> (&'a [u8], bool) {
        (self.field(386, 4 * 24), self.0[482] != 0)
    }

    fn natural(&self, start: usize, length: usize, what: &'static str) -> Result<u64, Fault> {
        let value = number(self.field(start, length)).and_then(|value| u64::try_from(value).ok());
        value.ok_or(Fault::Number(what))
    }

    fn is_posix(&self) -> bool {
        self.field(257, 6) == b"ustar\0"
    }

    /// Whether it is newer than the tar of 1979, which had neither names nor devices.
    fn has_names(&self) -> bool {
        self.field(257, 5) == b"ustar"
    }
}

/// The bytes before the first zero byte.
fn text(field: &[u8]) -> &[u8] {
    field.split(|byte| *byte == 0).next().unwrap_or_default()
}

/// A number: octal digits, or where the first bit is set, GNU's binary form of two's complement. An empty field is 0.
pub(super) fn number(field: &[u8]) -> Option<i64> {
    let (first, rest) = field.split_first()?;
    if first & 0x80 != 0 {
        let negative = first & 0x40 != 0;
        let start = i128::from(if negative { (first | 0x80).cast_signed() } else { (first & 0x7f).cast_signed() });
        let value =
            rest.iter().try_fold(start, |value, byte| value.checked_mul(256).map(|value| value + i128::from(*byte)))?;
        return i64::try_from(value).ok();
    }
    let digits = field.trim_ascii_start();
    let digits = digits.split(|byte| matches!(byte, 0 | b' ')).next().unwrap_or_default();
    digits.iter().try_fold(0i64, |value, digit| {
        let digit = matches!(digit, b'0'..=b'7').then(|| i64::from(digit - b'0'))?;
        value.checked_mul(8)?.checked_add(digit)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_are_octal_or_binary() {
        for (field, expected) in [
            (&b"0000644\0"[..], Some(0o644)),
            (b"   644 \0", Some(0o644)),
            (b"\0\0\0\0\0\0\0\0", Some(0)),
            (b"77777777777\0", Some(0o77_777_777_777)),
            (b"777777777777", Some(0o777_777_777_777)),
            (b"\x80\0\0\0\0\0\0\0\0\0\x01\0", Some(256)),
            (b"\x80\0\0\0\x7f\xff\xff\xff\xff\xff\xff\xff", Some(i64::MAX)),
            (b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", Some(-1)),
            (b"\x80\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff", None),
            (b"\xbf\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", None),
            (b"12a\0", None),
            (b"8\0\0\0", None),
            (b"-1\0", None),
            (b"", None),
        ] {
            assert_eq!(number(field), expected, "{field:?}");
        }
    }

    proptest! {
        #[test]
        fn no_header_panics(bytes in prop::collection::vec(any::<u8>(), BLOCK)) {
            let header = Header(bytes.as_slice().try_into().unwrap());
            let _ = (header.check(), header.path(), header.mode(), header.uid(), header.gid(), header.size());
            let _ = (header.mtime(), header.user(), header.group(), header.device(), header.real_size(), header.sparse());
        }
    }
}
