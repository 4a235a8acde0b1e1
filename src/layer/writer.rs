//! Tar headers that say what a file is, written in one way for everyone: POSIX ustar, with PAX records where a value
//! does not fit (POSIX.1-2017, pax, "ustar Interchange Format" and "pax Interchange Format").

use std::io::{self, Write};

use super::entry::{Entry, Kind, Time, Xattr};
use super::header::BLOCK;

/// The largest number that an eight-byte field of octal digits holds.
const SMALL_MOST: u64 = 0o777_7777;
/// The largest number that a twelve-byte field of octal digits holds.
const LARGE_MOST: u64 = 0o777_7777_7777;
/// How long a name in a header may be.
const NAME: usize = 100;

/// Writes the header of an entry whose content is `entry.size` bytes, whole; content and [`padding`] follow it.
pub fn write(entry: &Entry, out: &mut impl Write) -> io::Result<()> {
    let mut path = entry.path.as_bytes().to_vec();
    match entry.kind {
        Kind::Directory if path.is_empty() => path.extend_from_slice(b"./"),
        Kind::Directory => path.push(b'/'),
        _ => {}
    }
    let mut more = Vec::new();
    let mut block = [0u8; BLOCK];
    put_name(&mut block[..NAME], &path, "path", &mut more);
    put_octal(&mut block[100..108], u64::from(entry.mode & 0o7777));
    put_number(&mut block[108..116], entry.uid, SMALL_MOST, "uid", &mut more);
    put_number(&mut block[116..124], entry.gid, SMALL_MOST, "gid", &mut more);
    put_number(&mut block[124..136], entry.size, LARGE_MOST, "size", &mut more);
    put_time(&mut block[136..148], entry.mtime, &mut more);
    block[156] = entry.kind.flag();
    put_name(&mut block[157..257], entry.link.as_deref().unwrap_or_default(), "linkpath", &mut more);
    block[257..265].copy_from_slice(b"ustar\x0000");
    if let Some((major, minor)) = entry.device {
        put_number(&mut block[329..337], u64::from(major), SMALL_MOST, "SCHILY.devmajor", &mut more);
        put_number(&mut block[337..345], u64::from(minor), SMALL_MOST, "SCHILY.devminor", &mut more);
    }
    for Xattr { name, value } in entry.xattrs() {
        pax_record(&mut more, &[b"SCHILY.xattr.", &name[..]].concat(), value);
    }
    if !more.is_empty() {
        out.write_all(&extension(b'x', b"PaxHeaders.0/entry", more.len()))?;
        out.write_all(&more)?;
        padding(out, more.len() as u64)?;
    }
    put_checksum(&mut block);
    out.write_all(&block)
}

/// Writes what fills up the last block behind content of `size` bytes.
pub fn padding(out: &mut impl Write, size: u64) -> io::Result<()> {
    let over = usize::try_from(size % BLOCK as u64).unwrap_or(0);
    if over > 0 { out.write_all(&[0; BLOCK][over..]) } else { Ok(()) }
}

/// Writes the end of a tar: two empty blocks.
pub fn end(out: &mut impl Write) -> io::Result<()> {
    out.write_all(&[0; 2 * BLOCK])
}

/// The header of an extension of `size` bytes.
pub(super) fn extension(flag: u8, name: &[u8], size: usize) -> [u8; BLOCK] {
    let mut block = [0u8; BLOCK];
    block[..name.len()].copy_from_slice(name);
    put_octal(&mut block[100..108], 0o644);
    for field in [108..116, 116..124] {
        put_octal(&mut block[field], 0);
    }
    put_octal(&mut block[124..136], size as u64);
    put_octal(&mut block[136..148], 0);
    block[156] = flag;
    block[257..265].copy_from_slice(b"ustar\x0000");
    put_checksum(&mut block);
    block
}

fn put_name(field: &mut [u8], name: &[u8], key: &str, more: &mut Vec<u8>) {
    let kept = name.len().min(field.len());
    field[..kept].copy_from_slice(&name[..kept]);
    if name.len() > field.len() || !name.is_ascii() {
        pax_record(more, key.as_bytes(), name);
    }
}

fn put_number(field: &mut [u8], number: u64, most: u64, key: &str, more: &mut Vec<u8>) {
    if number > most {
        put_octal(field, 0);
        pax_record(more, key.as_bytes(), number.to_string().as_bytes());
    } else {
        put_octal(field, number);
    }
}

fn put_time(field: &mut [u8], time: Time, more: &mut Vec<u8>) {
    let whole = u64::try_from(time.seconds).ok().filter(|seconds| *seconds <= LARGE_MOST);
    put_octal(field, whole.unwrap_or(0));
    if whole.is_none() || time.nanos > 0 {
        pax_record(more, b"mtime", decimal(time).as_bytes());
    }
}

/// The time with its fraction, as pax wants it: `-1.5` is one and a half seconds before 1970.
fn decimal(time: Time) -> String {
    let all = i128::from(time.seconds) * 1_000_000_000 + i128::from(time.nanos);
    let (whole, fraction) = (all.unsigned_abs() / 1_000_000_000, all.unsigned_abs() % 1_000_000_000);
    let sign = if all < 0 { "-" } else { "" };
    if fraction == 0 {
        return format!("{sign}{whole}");
    }
    format!("{sign}{whole}.{}", format!("{fraction:09}").trim_end_matches('0'))
}

/// Octal digits and a NUL. The number must fit.
pub(super) fn put_octal(field: &mut [u8], number: u64) {
    let digits = field.len() - 1;
    let text = format!("{number:0digits$o}");
    field[..digits].copy_from_slice(&text.as_bytes()[text.len() - digits..]);
    field[digits] = 0;
}

/// Six octal digits, a NUL and a space: the sum of all bytes, where the field itself counts as spaces.
pub(super) fn put_checksum(block: &mut [u8; BLOCK]) {
    let sum = checksum(block);
    block[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
}

/// The checksum that a header should have.
pub(super) fn checksum(block: &[u8; BLOCK]) -> u32 {
    let bytes = block[..148].iter().chain(&block[156..]);
    bytes.map(|byte| u32::from(*byte)).sum::<u32>() + 8 * u32::from(b' ')
}

/// Adds `length key=value\n`, where the length counts itself.
pub(super) fn pax_record(records: &mut Vec<u8>, key: &[u8], value: &[u8]) {
    let rest = key.len() + value.len() + 3;
    let mut length = rest + 1;
    while length != rest + length.to_string().len() {
        length = rest + length.to_string().len();
    }
    records.extend_from_slice(length.to_string().as_bytes());
    records.push(b' ');
    records.extend_from_slice(key);
    records.push(b'=');
    records.extend_from_slice(value);
    records.push(b'\n');
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use proptest::prelude::*;

    use super::super::entry::Rare;
    use super::super::{EntryPath, Limits, Walk};
    use super::*;

    fn entry(path: &[u8], kind: Kind, mode: u32, link: Option<&[u8]>) -> Entry {
        let path = EntryPath::parse(path).unwrap();
        Entry { kind, mode, link: link.map(Into::into), ..Entry::implied(path) }
    }

    #[test]
    fn other_readers_find_what_was_written() {
        let long = [&b"d/"[..], &[b'n'; 150]].concat();
        let rare =
            Rare { xattrs: vec![Xattr { name: b"user.x"[..].into(), value: b"a=b\0"[..].into() }], ..Rare::default() };
        let file = Entry {
            size: 5,
            uid: 3_000_000,
            gid: 7,
            mtime: Time { seconds: 1_700_000_000, nanos: 500_000_000 },
            rare: Some(Box::new(rare)),
            ..entry(&long, Kind::File, 0o4755, None)
        };
        let device = Entry { device: Some((1, 3)), ..entry(b"c", Kind::CharDevice, 0o666, None) };
        let mut bytes = Vec::new();
        for (entry, content) in [
            (entry(b"d", Kind::Directory, 0o755, None), &b""[..]),
            (file, b"hello"),
            (entry("gr\u{fc}n".as_bytes(), Kind::HardLink, 0o644, Some(&long)), b""),
            (entry(b"s", Kind::Symlink, 0o777, Some(&[b't'; 120])), b""),
            (device, b""),
        ] {
            write(&entry, &mut bytes).unwrap();
            bytes.extend_from_slice(content);
            padding(&mut bytes, content.len() as u64).unwrap();
        }
        end(&mut bytes).unwrap();
        assert_eq!(bytes.len() % BLOCK, 0);
        let mut archive = tar::Archive::new(&bytes[..]);
        let mut entries = archive.entries().unwrap();
        let mut next = || entries.next().unwrap().unwrap();
        assert_eq!(&*next().path_bytes(), b"d/");
        let mut file = next();
        assert_eq!(&*file.path_bytes(), long);
        assert_eq!((file.header().mode().unwrap(), file.header().gid().unwrap()), (0o4755, 7));
        assert_eq!(file.header().mtime().unwrap(), 1_700_000_000);
        let pax: Vec<_> = file.pax_extensions().unwrap().unwrap().map(Result::unwrap).collect();
        let keys: Vec<_> = pax.iter().map(|record| record.key().unwrap()).collect();
        assert_eq!(keys, ["path", "uid", "mtime", "SCHILY.xattr.user.x"]);
        let values: Vec<_> = pax.iter().skip(1).map(tar::PaxExtension::value_bytes).collect();
        assert_eq!(values, [&b"3000000"[..], b"1700000000.5", b"a=b\0"]);
        let mut content = String::new();
        file.read_to_string(&mut content).unwrap();
        assert_eq!(content, "hello");
        let link = next();
        assert_eq!((&*link.path_bytes(), &*link.link_name_bytes().unwrap()), ("gr\u{fc}n".as_bytes(), &long[..]));
        assert_eq!(next().link_name_bytes().unwrap().len(), 120);
        assert_eq!(next().header().device_minor().unwrap(), Some(3));
    }

    #[test]
    fn lengths_of_records_count_themselves() {
        for (value, expected) in [(3, "9 k=vvv\n".len()), (91, 97), (92, 98), (93, 99), (94, 101)] {
            let mut records = Vec::new();
            pax_record(&mut records, b"k", &vec![b'v'; value]);
            let length: usize = String::from_utf8_lossy(&records).split(' ').next().unwrap().parse().unwrap();
            assert_eq!((records.len(), length), (expected, expected), "{value}");
        }
    }

    #[test]
    fn numbers_that_no_field_holds_are_records() {
        let file = entry(b"f", Kind::File, 0o644, None);
        let file = Entry { size: 1 << 40, mtime: Time { seconds: -5, nanos: 0 }, ..file };
        let mut out = Vec::new();
        write(&file, &mut out).unwrap();
        let text = String::from_utf8_lossy(&out[BLOCK..2 * BLOCK]).into_owned();
        assert!(text.starts_with("22 size=1099511627776\n12 mtime=-5\n\0"), "{text:?}");
    }

    fn entries() -> impl Strategy<Value = Entry> {
        let kind = prop_oneof![Just(Kind::File), Just(Kind::Directory), Just(Kind::Symlink), Just(Kind::CharDevice)];
        let number = || prop_oneof![0..10_u64, 2_097_150..2_097_154_u64, any::<u32>().prop_map(u64::from)];
        let time = (prop_oneof![-9..9_i64, 0..20_000_000_000_i64], prop_oneof![Just(0), 0..1_000_000_000_u32]);
        let path = prop::collection::vec("[a-z\u{e4}]{1,60}", 1..5).prop_map(|parts| parts.join("/"));
        let xattr = prop::collection::vec(any::<u8>(), 0..120);
        (path, kind, 0..0o10000_u32, number(), number(), time, "[a-z/.]{1,150}", prop::option::of(xattr)).prop_map(
            |(path, kind, mode, uid, gid, (seconds, nanos), link, xattr)| {
                let xattrs = xattr
                    .into_iter()
                    .map(|value| Xattr { name: b"user.a"[..].into(), value: value.into() })
                    .collect::<Vec<_>>();
                let rare = Rare { xattrs, ..Rare::default() };
                Entry {
                    kind,
                    mode,
                    uid,
                    gid,
                    mtime: Time { seconds, nanos },
                    link: (kind == Kind::Symlink).then(|| link.as_bytes().into()),
                    device: (kind == Kind::CharDevice).then_some((u32::try_from(uid % 4000).unwrap_or(0), 7)),
                    rare: (!rare.xattrs.is_empty()).then(|| Box::new(rare)),
                    ..Entry::implied(EntryPath::parse(path.as_bytes()).unwrap())
                }
            },
        )
    }

    proptest! {
        #[test]
        fn what_is_written_is_what_is_read(entries in prop::collection::vec(entries(), 0..5)) {
            let mut tar = Vec::new();
            for entry in &entries {
                write(entry, &mut tar).unwrap();
            }
            end(&mut tar).unwrap();
            prop_assert_eq!(tar.len() % BLOCK, 0);
            let mut walk = Walk::new(&tar[..], Limits::default());
            for entry in &entries {
                prop_assert_eq!(walk.advance().unwrap(), Some(entry.clone()));
            }
            prop_assert_eq!(walk.advance().unwrap(), None);
        }
    }
}
