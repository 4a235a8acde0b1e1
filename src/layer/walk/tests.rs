//! Tars of every kind, and those that lie.

use proptest::prelude::*;

use super::*;

/// A header with a right checksum.
fn header(name: &[u8], letter: u8, size: &[u8]) -> [u8; BLOCK] {
    let mut block = [0; BLOCK];
    block[..name.len()].copy_from_slice(name);
    block[100..107].copy_from_slice(b"0100644");
    block[108..115].copy_from_slice(b"0001750");
    block[116..123].copy_from_slice(b"0000144");
    block[124..124 + size.len()].copy_from_slice(size);
    block[136..147].copy_from_slice(b"00000000007");
    block[156] = letter;
    block[257..265].copy_from_slice(b"ustar\x0000");
    summed(block)
}

fn summed(mut block: [u8; BLOCK]) -> [u8; BLOCK] {
    block[148..156].fill(b' ');
    let sum: u32 = block.iter().map(|byte| u32::from(*byte)).sum();
    block[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    block
}

fn octal(size: usize) -> Vec<u8> {
    format!("{size:011o}").into_bytes()
}

/// An entry with its content, padded.
fn entry(name: &[u8], letter: u8, content: &[u8]) -> Vec<u8> {
    let mut all = header(name, letter, &octal(content.len())).to_vec();
    all.extend(content);
    all.resize(all.len().next_multiple_of(BLOCK), 0);
    all
}

fn pax(records: &[(&str, &str)]) -> Vec<u8> {
    let mut all = Vec::new();
    for (key, value) in records {
        let body = key.len() + value.len() + 3;
        let length = (body..body + 20).find(|length| length.to_string().len() + body == *length).unwrap();
        all.extend(format!("{length} {key}={value}\n").bytes());
    }
    entry(b"pax", b'x', &all)
}

fn link(name: &[u8], letter: u8, target: &[u8]) -> Vec<u8> {
    let mut block = header(name, letter, b"0");
    block[157..157 + target.len()].copy_from_slice(target);
    summed(block).to_vec()
}

fn walked(tar: &[u8], limits: Limits) -> Result<Vec<(Entry, Vec<u8>)>, LayerError> {
    let mut walk = Walk::new(tar, limits);
    let mut all = Vec::new();
    while let Some(entry) = walk.advance()? {
        let mut content = Vec::new();
        walk.content().read_to_end(&mut content).map_err(LayerError::from_read)?;
        assert_eq!(content.len() as u64, entry.size);
        all.push((entry, content));
    }
    Ok(all)
}

fn names(tar: &[u8]) -> Vec<String> {
    walked(tar, Limits::default()).unwrap().iter().map(|(entry, _)| entry.path.to_string()).collect()
}

fn refused(tar: &[u8]) -> String {
    walked(tar, Limits::default()).unwrap_err().to_string()
}

const END: [u8; 2 * BLOCK] = [0; 2 * BLOCK];

#[test]
fn entries_come_with_all_that_the_tar_says() {
    let tar = [
        entry(b"dir/", b'5', b""),
        entry(b"dir/file", b'0', b"hello"),
        link(b"dir/sym", b'2', b"../x"),
        link(b"dir/hard", b'1', b"./dir/file"),
        END.to_vec(),
        b"garbage behind the end".to_vec(),
    ]
    .concat();
    let all = walked(&tar, Limits::default()).unwrap();
    let kinds: Vec<_> = all.iter().map(|(entry, _)| (entry.path.to_string(), entry.kind, entry.size)).collect();
    let expected = [
        ("/dir", Kind::Directory, 0),
        ("/dir/file", Kind::File, 5),
        ("/dir/sym", Kind::Symlink, 0),
        ("/dir/hard", Kind::HardLink, 0),
    ];
    assert_eq!(kinds, expected.map(|(path, kind, size)| (path.to_owned(), kind, size)));
    let (file, content) = &all[1];
    assert_eq!((file.mode, file.uid, file.gid, file.mtime), (0o644, 1000, 100, Time { seconds: 7, nanos: 0 }));
    assert_eq!(content, b"hello");
    assert_eq!(all[2].0.link.as_deref(), Some(&b"../x"[..]));
    assert_eq!(all[3].0.hard_link().unwrap().unwrap(), file.path);
}

#[test]
fn long_names_come_from_pax_and_from_gnu() {
    let long = "d/".repeat(150) + "file";
    let tar = [
        pax(&[("path", &long), ("uid", "5000000000"), ("mtime", "1.5"), ("SCHILY.xattr.user.a", "b")]),
        entry(b"cut", b'0', b"one"),
        entry(b"././@LongLink", b'L', format!("{long}\0").as_bytes()),
        entry(b"././@LongLink", b'K', format!("{long}\0").as_bytes()),
        link(b"cut", b'2', b"cut"),
        entry(b"global", b'g', b"19 path=not-counted\n"),
        entry(b"plain", b'0', b""),
    ]
    .concat();
    let all = walked(&tar, Limits::default()).unwrap();
    assert_eq!(all[0].0.path.to_string(), format!("/{long}"));
    assert_eq!((all[0].0.uid, all[0].0.mtime), (5_000_000_000, Time { seconds: 1, nanos: 500_000_000 }));
    assert_eq!(all[0].0.xattrs()[0].name.as_ref(), b"user.a");
    assert_eq!(all[1].0.path.to_string(), format!("/{long}"));
    assert_eq!(all[1].0.link.as_deref(), Some(long.as_bytes()));
    assert_eq!(all[2].0.path.to_string(), "/plain");
}

#[test]
fn holes_read_as_zeros_in_all_forms() {
    let expected = [&[0; 600][..], b"hello", &[0; 395]].concat();
    let gnu = {
        let mut block = header(b"sparse", b'S', &octal(5));
        block[257..265].copy_from_slice(b"ustar  \0");
        block[386..397].copy_from_slice(&octal(600));
        block[398..409].copy_from_slice(&octal(5));
        block[483..494].copy_from_slice(&octal(1000));
        let mut all = summed(block).to_vec();
        all.extend(b"hello");
        all.resize(2 * BLOCK, 0);
        all
    };
    let map = {
        let mut content = b"1\n600\n5\n".to_vec();
        content.resize(BLOCK, 0);
        content.extend(b"hello");
        content
    };
    let first = [
        pax(&[
            ("GNU.sparse.major", "1"),
            ("GNU.sparse.minor", "0"),
            ("GNU.sparse.name", "sparse"),
            ("GNU.sparse.realsize", "1000"),
        ]),
        entry(b"GNUSparseFile.1/sparse", b'0', &map),
    ]
    .concat();
    let second = [
        pax(&[("GNU.sparse.size", "1000"), ("GNU.sparse.numblocks", "1"), ("GNU.sparse.map", "600,5")]),
        entry(b"sparse", b'0', b"hello"),
    ]
    .concat();
    let third = [
        pax(&[("GNU.sparse.size", "1000"), ("GNU.sparse.offset", "600"), ("GNU.sparse.numbytes", "5")]),
        entry(b"sparse", b'0', b"hello"),
    ]
    .concat();
    for tar in [gnu, first, second, third] {
        let whole = [tar.clone(), entry(b"after", b'0', b"x")].concat();
        let all = walked(&whole, Limits::default()).unwrap();
        assert_eq!(all[0].0.path.to_string(), "/sparse");
        assert!(all[0].1 == expected);
        assert_eq!(all[1].1, b"x");
    }
}

#[test]
fn a_huge_sparse_file_is_listed_and_not_read() {
    let tar =
        [pax(&[("GNU.sparse.size", "9000000000000000000"), ("GNU.sparse.map", "0,0")]), entry(b"huge", b'0', b"")]
            .concat();
    let mut walk = Walk::new(&tar[..], Limits::default());
    assert_eq!(walk.advance().unwrap().unwrap().size, 9_000_000_000_000_000_000);
    let error = LayerError::from_read(walk.content().read(&mut [0; 10]).unwrap_err());
    assert!(matches!(error, LayerError::Limit { .. }), "{error}");
    assert!(Walk::new(&tar[..], Limits::default()).advance().unwrap().is_some());
}

#[test]
fn paths_out_of_the_image_are_refused() {
    assert_eq!(names(&entry(b"/etc/passwd", b'0', b"")), ["/etc/passwd"]);
    for tar in [
        entry(b"../evil", b'0', b""),
        entry(b"a/../../evil", b'0', b""),
        link(b"hard", b'1', b"../../etc/passwd"),
        [pax(&[("path", "a\0b")]), entry(b"x", b'0', b"")].concat(),
    ] {
        assert!(refused(&tar).starts_with("the tar names the path "), "{}", refused(&tar));
    }
}

#[test]
fn limits_hold() {
    let many: Vec<u8> = (0..10).flat_map(|_| entry(b"x", b'0', b"")).collect();
    let few = Limits { entries: 5, ..Limits::default() };
    assert!(walked(&many, few).unwrap_err().to_string().contains("more than 5 entries"));
    // A header that claims more than the limit is refused before any of it is read.
    assert!(
        refused(&header(b"pax", b'x', &octal(1 << 30))).contains("extended header of the tar has 1073741824 bytes")
    );
    let chain: Vec<u8> = (0..300).flat_map(|_| entry(b"pax", b'x', b"")).collect();
    let short = Limits { header: 10_000, ..Limits::default() };
    assert!(walked(&chain, short).unwrap_err().to_string().contains("too long"));
}

#[test]
fn a_tar_that_is_cut_or_damaged_says_where() {
    let whole = [entry(b"a", b'0', b"hello"), entry(b"b", b'0', b"x"), END.to_vec()].concat();
    assert_eq!(names(&whole), ["/a", "/b"]);
    assert_eq!(names(&whole[..4 * BLOCK]), ["/a", "/b"], "the zeros may be missing");
    for end in [1, 511, 513, 700, 1025, 1600] {
        assert!(refused(&whole[..end]).contains("it ends within"), "{end}");
    }
    let mut bad = whole.clone();
    bad[3] ^= 1;
    assert!(refused(&bad).contains("it does not begin as a tar does"));
    let mut bad = whole.clone();
    bad[2 * BLOCK + 3] ^= 1;
    assert!(refused(&bad).contains("damaged at byte 1024: a header has a wrong checksum"));
    assert!(refused(&pax(&[("path", "x")])).contains("ends after an extended header"));
    assert!(refused(&header(b"x", b'0', b"-0000000001")).contains("malformed size"));
    assert!(refused(b"<html>this is no layer at all</html>").contains("it ends within a block"));
}

#[test]
fn a_size_on_a_directory_means_nothing() {
    let tar = [header(b"dir", b'5', &octal(4096)).to_vec(), entry(b"dir/x", b'0', b"")].concat();
    assert_eq!(names(&tar), ["/dir", "/dir/x"]);
}

proptest! {
    #[test]
    fn no_tar_panics(
        letter in prop::sample::select(b"0125SLKxg\0".to_vec()),
        changes in prop::collection::vec((0..BLOCK, any::<u8>()), 0..6),
        rest in prop::collection::vec(any::<u8>(), 0..2000),
    ) {
        let mut block = header(b"name", letter, &octal(rest.len()));
        for (at, byte) in changes {
            block[at] = byte;
        }
        let tar = [&summed(block)[..], &rest].concat();
        let mut walk = Walk::new(&tar[..], Limits { decoded: 1 << 20, ..Limits::default() });
        while let Ok(Some(_)) = walk.advance() {
            let _ = walk.content().take(1 << 21).read_to_end(&mut Vec::new());
        }
    }
}
