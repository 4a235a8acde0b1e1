//! Extended headers of a tar (POSIX pax): what does not fit into a header block, as records of text.

use super::entry::{Time, Xattr};

/// What an extended header says of the entry after it.
#[derive(Debug, Default)]
pub(super) struct Pax {
    pub(super) path: Option<Vec<u8>>,
    pub(super) link: Option<Vec<u8>>,
    pub(super) size: Option<u64>,
    pub(super) uid: Option<u64>,
    pub(super) gid: Option<u64>,
    pub(super) user: Option<Vec<u8>>,
    pub(super) group: Option<Vec<u8>>,
    pub(super) mtime: Option<Time>,
    pub(super) xattrs: Vec<Xattr>,
    pub(super) sparse: Sparse,
}

/// What it says of a sparse file, in any of the three forms that GNU tar has written.
#[derive(Debug, Default)]
pub(super) struct Sparse {
    pub(super) major: Option<u64>,
    pub(super) minor: Option<u64>,
    /// The length with holes.
    pub(super) size: Option<u64>,
    /// Its real path: the header has a made-up one.
    pub(super) name: Option<Vec<u8>>,
    /// Offsets and lengths in turn.
    pub(super) map: Vec<u64>,
}

/// Why records cannot be read, for people.
type Fault = &'static str;

/// Puts the records of an extended header into `pax`. Keys that mean nothing here are passed over.
pub(super) fn read(mut records: &[u8], pax: &mut Pax) -> Result<(), Fault> {
    while !records.is_empty() {
        let (key, value, rest) = record(records).ok_or("an extended header has a malformed record")?;
        pax.set(key, value)?;
        records = rest;
    }
    Ok(())
}

/// The first record, `LENGTH KEY=VALUE\n`, and what comes after it.
pub(crate) fn record(records: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let space = records.iter().take(20).position(|byte| *byte == b' ')?;
    let length = usize::try_from(natural(&records[..space])?).ok()?;
    if length > records.len() || length <= space + 1 {
        return None;
    }
    let (body, rest) = (&records[space + 1..length], &records[length..]);
    let body = body.strip_suffix(b"\n")?;
    let equals = body.iter().position(|byte| *byte == b'=')?;
    Some((&body[..equals], &body[equals + 1..], rest))
}

impl Pax {
    fn set(&mut self, key: &[u8], value: &[u8]) -> Result<(), Fault> {
        let number = || natural(value).map(Some).ok_or("an extended header has a malformed number");
        let own = || Some(value.to_vec());
        match key {
            b"path" => self.path = own(),
            b"linkpath" => self.link = own(),
            b"size" => self.size = number()?,
            b"uid" => self.uid = number()?,
            b"gid" => self.gid = number()?,
            b"uname" => self.user = own(),
            b"gname" => self.group = own(),
            b"mtime" => self.mtime = Some(time(value).ok_or("an extended header has a malformed time")?),
            b"GNU.sparse.major" => self.sparse.major = number()?,
            b"GNU.sparse.minor" => self.sparse.minor = number()?,
            b"GNU.sparse.name" => self.sparse.name = own(),
            b"GNU.sparse.realsize" | b"GNU.sparse.size" => self.sparse.size = number()?,
            b"GNU.sparse.offset" | b"GNU.sparse.numbytes" => self.sparse.map.extend(number()?),
            b"GNU.sparse.map" => {
                let map: Option<Vec<u64>> = value.split(|byte| *byte == b',').map(natural).collect();
                self.sparse.map = map.ok_or("a sparse file has a malformed map")?;
            }
            _ => {
                if let Some(name) = key.strip_prefix(b"SCHILY.xattr.") {
                    self.xattrs.push(Xattr { name: name.into(), value: value.into() });
                }
            }
        }
        Ok(())
    }
}

/// A decimal number without a sign.
pub(crate) fn natural(text: &[u8]) -> Option<u64> {
    let digits = std::str::from_utf8(text).ok().filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()))?;
    digits.parse().ok()
}

/// Seconds with a fraction, which may be negative: `-1.5` is half a second after second -2.
fn time(text: &[u8]) -> Option<Time> {
    let text = std::str::from_utf8(text).ok()?;
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let seconds = i64::try_from(natural(whole.as_bytes()).filter(|_| !whole.is_empty())?).ok()?;
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let nanos: u32 = format!("{fraction:0<9.9}").parse().ok()?;
    Some(match (negative, nanos) {
        (false, nanos) => Time { seconds, nanos },
        (true, 0) => Time { seconds: -seconds, nanos: 0 },
        (true, nanos) => Time { seconds: -seconds - 1, nanos: 1_000_000_000 - nanos },
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(pairs: &[(&str, &str)]) -> Vec<u8> {
        let mut all = Vec::new();
        for (key, value) in pairs {
            let body = key.len() + value.len() + 3;
            let length = (body..body + 20).find(|length| length.to_string().len() + body == *length);
            all.extend(format!("{} {key}={value}\n", length.unwrap()).bytes());
        }
        all
    }

    #[test]
    fn records_are_read() {
        let mut pax = Pax::default();
        let records = written(&[
            ("path", "a=b\nc"),
            ("size", "8589934592"),
            ("mtime", "-1.5"),
            ("SCHILY.xattr.security.capability", "\u{1}\0x"),
            ("comment", "of no use"),
            ("GNU.sparse.map", "0,5,10,5"),
        ]);
        read(&records, &mut pax).unwrap();
        assert_eq!(pax.path.unwrap(), b"a=b\nc");
        assert_eq!(pax.size, Some(1 << 33));
        assert_eq!(pax.mtime, Some(Time { seconds: -2, nanos: 500_000_000 }));
        assert_eq!(pax.xattrs[0], Xattr { name: b"security.capability"[..].into(), value: b"\x01\0x"[..].into() });
        assert_eq!(pax.sparse.map, [0, 5, 10, 5]);
    }

    #[test]
    fn malformed_records_are_refused() {
        for records in [
            "5 a=b\nx",
            "6 a=b",
            "7 a=bcd\n",
            "0 a=b\n",
            "-6 a=b\n",
            "99999999999999999999999 a=b\n",
            "x",
            "6 ab\n ",
            "9 size=\n\n",
        ] {
            assert!(read(records.as_bytes(), &mut Pax::default()).is_err(), "{records:?}");
        }
        for pair in [("size", "-1"), ("uid", "x"), ("mtime", "1.x"), ("mtime", "."), ("GNU.sparse.map", "1,,2")] {
            assert!(read(&written(&[pair]), &mut Pax::default()).is_err(), "{pair:?}");
        }
    }

    #[test]
    fn times_have_nanoseconds() {
        for (text, seconds, nanos) in
            [("1", 1, 0), ("1.5", 1, 500_000_000), ("1.0000000019", 1, 1), ("-3", -3, 0), ("-0.25", -1, 750_000_000)]
        {
            assert_eq!(time(text.as_bytes()), Some(Time { seconds, nanos }), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_records_panic(bytes in prop::collection::vec(prop_oneof![Just(b'='), Just(b'\n'), Just(b' '), b'0'..=b'9', any::<u8>()], 0..80)) {
            let _ = read(&bytes, &mut Pax::default());
        }
    }
}
