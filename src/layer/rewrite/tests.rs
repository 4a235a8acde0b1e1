//! Layers rewritten: what is not asked for comes out byte for byte, and no tar makes it panic or grow.

use proptest::prelude::*;

use super::super::entry::{Entry, Kind, Time};
use super::*;

/// An entry with its content, as `writer` writes it.
fn put(tar: &mut Vec<u8>, path: &str, kind: Kind, mtime: i64, rest: &str) {
    let path = EntryPath::parse(path.as_bytes()).unwrap();
    let is_file = kind == Kind::File;
    let entry = Entry {
        kind,
        mode: 0o644,
        size: if is_file { rest.len() as u64 } else { 0 },
        mtime: Time { seconds: mtime, nanos: 0 },
        link: matches!(kind, Kind::HardLink | Kind::Symlink).then(|| rest.as_bytes().into()),
        ..Entry::implied(path)
    };
    writer::write(&entry, tar).unwrap();
    if is_file {
        tar.extend_from_slice(rest.as_bytes());
        writer::padding(tar, rest.len() as u64).unwrap();
    }
}

fn ended(mut tar: Vec<u8>) -> Vec<u8> {
    writer::end(&mut tar).unwrap();
    tar
}

fn rewritten(changes: Vec<Change>, tar: &[u8]) -> Result<Option<Vec<u8>>, LayerError> {
    let rewrite = Rewrite { changes };
    let Some(survey) = rewrite.survey(&mut Records::new(tar, Limits::default()))? else { return Ok(None) };
    let mut out = Vec::new();
    let differs = rewrite.run(&survey, &mut Records::new(tar, Limits::default()), &mut out)?;
    assert_eq!(differs, out != tar, "what is changed is different");
    Ok(differs.then_some(out))
}

/// What another reader finds: path, kind with link or content, time.
fn list(tar: &[u8]) -> Vec<String> {
    let mut archive = tar::Archive::new(tar);
    let entries = archive.entries().unwrap().map(|entry| {
        let mut entry = entry.unwrap();
        let path = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        let link = entry.link_name_bytes().map(|link| format!("->{}", String::from_utf8_lossy(&link)));
        let time = entry.header().mtime().unwrap();
        let mut content = String::new();
        entry.read_to_string(&mut content).unwrap();
        format!("{path}{} {time} {content}", link.unwrap_or_default()).trim_end().to_owned()
    });
    entries.collect()
}

fn path(text: &str) -> EntryPath {
    EntryPath::parse(text.as_bytes()).unwrap()
}

#[test]
fn a_stripped_path_goes_with_its_whiteouts_and_nothing_else() {
    let mut tar = Vec::new();
    for (name, kind, rest) in [
        ("etc", Kind::Directory, ""),
        ("etc/keys", Kind::Directory, ""),
        ("etc/keys/a", Kind::File, "secret"),
        ("etc/.wh.keys", Kind::File, ""),
        ("etc/keys/.wh..wh..opq", Kind::File, ""),
        ("etc/.wh..wh..opq", Kind::File, ""),
        ("etc/keysmith", Kind::File, "kept"),
        ("etc/.wh.other", Kind::File, ""),
    ] {
        put(&mut tar, name, kind, 1, rest);
    }
    let out = rewritten(vec![Change::Strip(path("/etc/keys/"))], &ended(tar)).unwrap().unwrap();
    assert_eq!(list(&out), ["etc/ 1", "etc/.wh..wh..opq 1", "etc/keysmith 1 kept", "etc/.wh.other 1"]);
    assert_eq!(rewritten(vec![Change::Strip(path("usr"))], &out).unwrap(), None);
}

#[test]
fn the_content_of_a_stripped_file_goes_to_its_other_names() {
    let mut tar = Vec::new();
    for (name, kind, rest) in
        [("a", Kind::File, "shared"), ("b", Kind::HardLink, "a"), ("c", Kind::HardLink, "a"), ("d", Kind::Symlink, "a")]
    {
        put(&mut tar, name, kind, 1, rest);
    }
    let tar = ended(tar);
    let out = rewritten(vec![Change::Strip(path("a"))], &tar).unwrap().unwrap();
    assert_eq!(list(&out), ["b 1 shared", "c->b 1", "d->a 1"]);
    let out = rewritten(vec![Change::Strip(path("a")), Change::Strip(path("b"))], &tar).unwrap().unwrap();
    assert_eq!(list(&out), ["c 1 shared", "d->a 1"]);

    let mut lone = Vec::new();
    put(&mut lone, "b", Kind::HardLink, 1, "a");
    let error = rewritten(vec![Change::Strip(path("a"))], &ended(lone)).unwrap_err();
    assert!(error.to_string().contains("whose content is in another layer"), "{error}");
}

#[test]
fn times_are_set_where_they_are_later() {
    let mut tar = Vec::new();
    for (name, time) in [("a", 100), ("b", 200), ("c", -7)] {
        put(&mut tar, name, Kind::File, time, "x");
    }
    let tar = ended(tar);
    let times = |tar: &[u8]| {
        let mut records = Records::new(tar, Limits::default());
        let mut all = Vec::new();
        while let Some(record) = records.advance().unwrap() {
            all.push(record.time(TimeOf::Modification).unwrap());
        }
        all
    };
    assert_eq!(times(&tar), [100, 200, -7]);
    for (rule, expected) in [
        (TimeSet { set: 50, after: None }, Some([50, 50, 50])),
        (TimeSet { set: 150, after: Some(150) }, Some([100, 150, -7])),
        (TimeSet { set: -3, after: Some(100) }, Some([100, -3, -7])),
        (TimeSet { set: 9, after: Some(200) }, None),
    ] {
        let out = rewritten(vec![Change::Times(rule)], &tar).unwrap();
        assert_eq!(out.map(|out| times(&out)), expected.map(Vec::from), "{rule:?}");
    }
}

/// A header of tar with PAX records before it, as Go and GNU tar write them.
fn with_records(records: &[(&str, &str)]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (key, value) in records {
        writer::pax_record(&mut bytes, key.as_bytes(), value.as_bytes());
    }
    let mut tar = writer::extension(b'x', b"x", bytes.len()).to_vec();
    tar.extend_from_slice(&bytes);
    writer::padding(&mut tar, bytes.len() as u64).unwrap();
    put(&mut tar, "f", Kind::File, 77, "x");
    ended(tar)
}

#[test]
fn fractions_and_facts_of_the_builder_go() {
    let tar = with_records(&[("mtime", "77.5"), ("atime", "80.25"), ("comment", "kept"), ("uname", "me")]);
    let out = rewritten(vec![Change::Times(TimeSet { set: 77, after: Some(77) })], &tar).unwrap().unwrap();
    let text = String::from_utf8_lossy(&out).into_owned();
    assert!(text.contains("12 atime=77\n") && text.contains("kept") && !text.contains("mtime"), "{text:?}");
    let out = rewritten(vec![Change::Anonymous], &tar).unwrap().unwrap();
    let text = String::from_utf8_lossy(&out).into_owned();
    assert!(text.contains("13 mtime=77.5") || text.contains("mtime=77.5\n"), "{text:?}");
    assert!(!text.contains("atime") && !text.contains("uname") && text.contains("kept"), "{text:?}");
    assert_eq!(rewritten(vec![Change::Anonymous], &out).unwrap(), None);

    let only = with_records(&[("atime", "1")]);
    let out = rewritten(vec![Change::Anonymous], &only).unwrap().unwrap();
    assert_eq!(out.len(), only.len() - 1024, "a header without records is left out");

    let mut gnu = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_gnu();
    header.as_gnu_mut().unwrap().set_atime(5);
    header.set_username("me").unwrap();
    header.set_size(0);
    header.set_cksum();
    gnu.append_data(&mut header, "n".repeat(150), std::io::empty()).unwrap();
    let out = rewritten(vec![Change::Anonymous], &gnu.into_inner().unwrap()).unwrap().unwrap();
    let mut archive = tar::Archive::new(&out[..]);
    let entry = archive.entries().unwrap().next().unwrap().unwrap();
    assert_eq!((entry.path_bytes().len(), entry.header().as_gnu().unwrap().atime().unwrap_or(0)), (150, 0));
    assert_eq!(entry.header().username().unwrap(), Some(""));
}

#[test]
fn a_tar_inside_is_rewritten_in_its_own_compression() {
    let mut inner = Vec::new();
    put(&mut inner, "x", Kind::File, 500, "inside");
    let inner = ended(inner);
    for codec in [Codec::None, Codec::GZIP, Codec::ZSTD] {
        let mut encoder = Encoder::new(Vec::new(), codec, Algorithm::Sha256).unwrap();
        encoder.write_all(&inner).unwrap();
        let (packed, _) = encoder.finish().unwrap();
        let mut builder = tar::Builder::new(Vec::new());
        let mut header = tar::Header::new_ustar();
        header.set_size(packed.len() as u64);
        builder.append_data(&mut header, "opt/inner.tar", &packed[..]).unwrap();
        let outer = builder.into_inner().unwrap();
        let rule = TimeSet { set: 9, after: None };
        let out = rewritten(vec![Change::TarTimes(path("opt/inner.tar"), rule)], &outer).unwrap().unwrap();
        let mut archive = tar::Archive::new(&out[..]);
        let entry = archive.entries().unwrap().next().unwrap().unwrap();
        let mut decoder = Decoder::new(BufReader::new(entry), 1 << 20).unwrap();
        assert_eq!(decoder.compression(), codec.compression());
        let mut again = Vec::new();
        decoder.read_to_end(&mut again).unwrap();
        assert_eq!(list(&again), ["x 9 inside"]);
        let same = TimeSet { set: 9, after: Some(500) };
        let none = vec![Change::TarTimes(path("opt/inner.tar"), same)];
        assert_eq!(rewritten(none, &outer).unwrap(), None, "{codec:?}");
    }
}

#[test]
fn paths_are_made_relative_and_none_leads_out() {
    let raw = |name: &str, link: Option<&str>| {
        let mut header = tar::Header::new_ustar();
        header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
        if let Some(link) = link {
            header.set_entry_type(tar::EntryType::Link);
            header.as_mut_bytes()[157..157 + link.len()].copy_from_slice(link.as_bytes());
        }
        header.set_size(0);
        header.set_cksum();
        ended(header.as_bytes().to_vec())
    };
    for (name, link, expected) in [
        ("/etc/passwd", None, "etc/passwd 0"),
        ("a/../b", None, "b 0"),
        ("//x", Some("/y"), "x->y 0"),
        ("x", Some("a/../y"), "x->y 0"),
    ] {
        let out = rewritten(vec![Change::Relative], &raw(name, link)).unwrap().unwrap();
        assert_eq!(list(&out), [expected]);
    }
    for (name, link) in [("../x", None), ("a/../../x", None), ("x", Some("../y")), ("x", Some("/../y"))] {
        assert!(matches!(rewritten(vec![Change::Relative], &raw(name, link)), Err(LayerError::Path { .. })), "{name}");
    }
    assert_eq!(rewritten(vec![Change::Relative], &raw("./a..b/..c", None)).unwrap(), None);
}

#[test]
fn hostile_headers_are_refused() {
    let mut huge = with_records(&[("size", "99999999999999")]);
    let error = rewritten(vec![Change::Relative], &huge).unwrap_err();
    assert!(matches!(error, LayerError::Limit { .. }), "{error}");
    huge.truncate(700);
    assert!(matches!(rewritten(vec![Change::Relative], &huge), Err(LayerError::Tar { .. })));
    let bomb = writer::extension(b'x', b"x", 1 << 30).to_vec();
    assert!(matches!(rewritten(vec![Change::Relative], &bomb), Err(LayerError::Limit { .. })));
    let row: Vec<u8> = (0..9).flat_map(|_| writer::extension(b'x', b"x", 0)).collect();
    assert!(matches!(rewritten(vec![Change::Relative], &row), Err(LayerError::Tar { .. })));
    for records in ["5 a=b\n", "99 a=b\n", "x a=b\n", "6 ab\n\n"] {
        let mut tar = writer::extension(b'x', b"x", records.len()).to_vec();
        tar.extend_from_slice(records.as_bytes());
        writer::padding(&mut tar, records.len() as u64).unwrap();
        put(&mut tar, "f", Kind::File, 1, "x");
        assert!(matches!(rewritten(vec![Change::Relative], &tar), Err(LayerError::Tar { .. })), "{records:?}");
    }
}

proptest! {
    #[test]
    fn what_is_not_changed_comes_out_as_it_was(
        names in prop::collection::vec(("[a-z/.]{1,120}", 0..2000usize), 0..5),
        tail in 0..5000usize,
    ) {
        let mut builder = tar::Builder::new(Vec::new());
        for (name, size) in &names {
            let mut header = tar::Header::new_gnu();
            header.set_size(*size as u64);
            // Names that lead out are not taken by the builder.
            let _ = builder.append_data(&mut header, name, &vec![7; *size][..]);
        }
        let mut tar = builder.into_inner().unwrap();
        tar.extend(std::iter::repeat_n(0, tail));
        let mut out = Vec::new();
        let mut records = Records::new(&tar[..], Limits::default());
        prop_assert!(!Rewrite::default().run(&Survey::default(), &mut records, &mut out).unwrap());
        prop_assert!(out == tar);
    }

    #[test]
    fn no_bytes_panic(flips in prop::collection::vec((0..3072usize, any::<u8>()), 0..20), cut in 0..4096usize) {
        let mut tar = with_records(&[("mtime", "5.5"), ("path", "long"), ("GNU.sparse.name", "s")]);
        for (at, byte) in flips {
            if let Some(place) = tar.get_mut(at) {
                *place = byte;
            }
        }
        // Headers keep a good checksum, so that what is behind it is reached.
        for at in [0, 1024] {
            let block: &mut [u8; 512] = (&mut tar[at..at + 512]).try_into().unwrap();
            writer::put_checksum(block);
        }
        tar.truncate(cut.max(1600));
        let all = vec![
            Change::Strip(path("x")), Change::Anonymous, Change::Relative,
            Change::Times(TimeSet { set: 3, after: Some(1) }),
        ];
        let _ = rewritten(all, &tar);
    }
}
