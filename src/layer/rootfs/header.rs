//! The headers of the tar that a root file system is exported as: POSIX ustar, and pax records for what does not fit.

use std::io::{self, Write};

use super::super::entry::Xattr;
use super::super::{Entry, Kind};

/// The unit of a tar, in bytes.
const BLOCK: usize = 512;

/// The largest numbers that the fields of 8 and of 12 bytes hold.
const SHORT_MOST: u64 = 0o777_7777;
const LONG_MOST: u64 = 0o777_7777_7777;

/// Writes all that comes before the content of an entry.
pub(super) fn write(entry: &Entry, out: &mut impl Write) -> io::Result<()> {
    let mut records = Vec::new();
    let block = block(entry, &mut records);
    if !records.is_empty() {
        let mut extension = [0; BLOCK];
        extension[..9].copy_from_slice(b"PaxHeader");
        extension[156] = b'x';
        octal(&mut extension[100..108], 0o644);
        octal(&mut extension[124..136], records.len() as u64);
        out.write_all(&sealed(extension))?;
        out.write_all(&records)?;
        padding(out, records.len() as u64)?;
    }
    out.write_all(&sealed(block))
}

/// Writes what fills up the last block of content that has `size` bytes.
pub(super) fn padding(out: &mut impl Write, size: u64) -> io::Result<()> {
    let over = usize::try_from(size % BLOCK as u64).unwrap_or_default();
    out.write_all(&[0; BLOCK][..(BLOCK - over) % BLOCK])
}

/// Writes the end of a tar.
pub(super) fn end(out: &mut impl Write) -> io::Result<()> {
    out.write_all(&[0; 2 * BLOCK])
}

fn block(entry: &Entry, records: &mut Vec<u8>) -> [u8; BLOCK] {
    let mut block = [0; BLOCK];
    let mut path = entry.path.as_bytes().to_vec();
    match entry.kind {
        Kind::Directory if path.is_empty() => path.extend_from_slice(b"./"),
        Kind::Directory => path.push(b'/'),
        _ => {}
    }
    text(&mut block[..100], &path, "path", records);
    octal(&mut block[100..108], u64::from(entry.mode & 0o7777));
    number(&mut block[108..116], entry.uid, "uid", records);
    number(&mut block[116..124], entry.gid, "gid", records);
    let size = if entry.kind == Kind::File { entry.size } else { 0 };
    number(&mut block[124..136], size, "size", records);
    let seconds = u64::try_from(entry.mtime.seconds).unwrap_or_default();
    octal(&mut block[136..148], seconds.min(LONG_MOST));
    if entry.mtime.seconds != i64::try_from(seconds).unwrap_or(-1) || seconds > LONG_MOST || entry.mtime.nanos > 0 {
        record(records, b"mtime", decimal(entry).as_bytes());
    }
    block[156] = match entry.kind {
        Kind::File => b'0',
        Kind::HardLink => b'1',
        Kind::Symlink => b'2',
        Kind::CharDevice => b'3',
        Kind::BlockDevice => b'4',
        Kind::Directory => b'5',
        Kind::Fifo => b'6',
    };
    text(&mut block[157..257], entry.link.as_deref().unwrap_or_default(), "linkpath", records);
    if let Some((major, minor)) = entry.device {
        number(&mut block[329..337], major.into(), "SCHILY.devmajor", records);
        number(&mut block[337..345], minor.into(), "SCHILY.devminor", records);
    }
    // The attributes of a hard link are those of its file.
    for Xattr { name, value } in entry.xattrs().iter().filter(|_| entry.kind != Kind::HardLink) {
        record(records, &[b"SCHILY.xattr.", &name[..]].concat(), value);
    }
    block
}

/// The time with its fraction, as pax wants it: `-1.5` is one and a half seconds before 1970.
fn decimal(entry: &Entry) -> String {
    let (seconds, nanos) = (i128::from(entry.mtime.seconds), i128::from(entry.mtime.nanos));
    let all = seconds * 1_000_000_000 + nanos;
    let (whole, fraction) = (all.unsigned_abs() / 1_000_000_000, all.unsigned_abs() % 1_000_000_000);
    let sign = if all < 0 { "-" } else { "" };
    if fraction == 0 {
        return format!("{sign}{whole}");
    }
    format!("{sign}{whole}.{}", format!("{fraction:09}").trim_end_matches('0'))
}

fn text(field: &mut [u8], value: &[u8], key: &str, records: &mut Vec<u8>) {
    let kept = value.len().min(field.len());
    field[..kept].copy_from_slice(&value[..kept]);
    if kept < value.len() {
        record(records, key.as_bytes(), value);
    }
}

fn number(field: &mut [u8], value: u64, key: &str, records: &mut Vec<u8>) {
    let most = if field.len() == 8 { SHORT_MOST } else { LONG_MOST };
    octal(field, if value > most { 0 } else { value });
    if value > most {
        record(records, key.as_bytes(), value.to_string().as_bytes());
    }
}

/// Octal digits that fill the field but for its last byte.
fn octal(field: &mut [u8], mut value: u64) {
    let digits = field.len() - 1;
    for digit in field[..digits].iter_mut().rev() {
        *digit = b'0' + u8::try_from(value & 7).unwrap_or_default();
        value >>= 3;
    }
}

/// `length key=value\n`, where the length counts itself.
fn record(records: &mut Vec<u8>, key: &[u8], value: &[u8]) {
    let rest = key.len() + value.len() + 3;
    let digits = (1..).find(|digits| (rest + digits).to_string().len() == *digits).unwrap_or(1);
    records.extend_from_slice((rest + digits).to_string().as_bytes());
    records.push(b' ');
    records.extend_from_slice(key);
    records.push(b'=');
    records.extend_from_slice(value);
    records.push(b'\n');
}

/// The block with its magic number and its checksum.
fn sealed(mut block: [u8; BLOCK]) -> [u8; BLOCK] {
    block[257..265].copy_from_slice(b"ustar\x0000");
    block[148..156].fill(b' ');
    let sum = block.iter().map(|byte| u64::from(*byte)).sum();
    octal(&mut block[148..155], sum);
    block[154] = 0;
    block
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::super::entry::{Rare, Time};
    use super::super::super::{EntryPath, Limits, Walk};
    use super::*;

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

    #[test]
    fn large_files_have_their_size_in_a_record() {
        let entry = Entry { kind: Kind::File, size: 9 << 30, ..Entry::implied(EntryPath::parse(b"f").unwrap()) };
        let mut tar = Vec::new();
        write(&entry, &mut tar).unwrap();
        assert!(String::from_utf8_lossy(&tar).contains("19 size=9663676416\n"));
        let mut filled = Vec::new();
        for (size, expected) in [(0, 0), (1, 511), (512, 0), (513, 511)] {
            filled.clear();
            padding(&mut filled, size).unwrap();
            assert_eq!(filled.len(), expected);
        }
    }
}
