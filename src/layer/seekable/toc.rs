//! The JSON of a table of contents, which both formats share, made into entries and pieces. Nothing that it says is
//! believed before it fits the layer.

use std::collections::HashMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::{File, Piece, broken, lied};
use crate::layer::entry::{Rare, Xattr};
use crate::layer::{Entry, EntryPath, Kind, LayerError, Time};

/// The only version that there is.
const VERSION: u64 = 1;

#[derive(Deserialize)]
struct Document {
    version: u64,
    #[serde(default)]
    entries: Vec<Record>,
}

/// An entry of the tar, or a further piece of the file before it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[derive(Default)]
struct Record {
    #[serde(rename = "type")]
    kind: String,
    name: String,
    size: i64,
    #[serde(rename = "modtime")]
    mod_time: Option<String>,
    link_name: String,
    mode: i64,
    uid: i64,
    gid: i64,
    user_name: String,
    group_name: String,
    dev_major: i64,
    dev_minor: i64,
    xattrs: Option<Map<String, Value>>,
    digest: String,
    offset: i64,
    end_offset: i64,
    inner_offset: i64,
    chunk_offset: i64,
    chunk_size: i64,
    chunk_digest: String,
    chunk_type: String,
}

/// The entries of a table and where their contents are. `end` is where in the layer the table begins: no content
/// reaches beyond it.
pub(super) fn parse(json: &[u8], end: u64) -> Result<(Vec<Entry>, Vec<File>), LayerError> {
    let document: Document = serde_json::from_slice(json).map_err(|error| broken(&error.to_string()))?;
    if document.version != VERSION {
        return Err(broken("it has a version that wharf does not read"));
    }
    let ends = ends(&document.entries, end)?;
    let (mut entries, mut files): (Vec<Entry>, Vec<File>) = (Vec::new(), Vec::new());
    let mut records = document.entries.iter().peekable();
    while let Some(record) = records.next() {
        if record.kind == "chunk" {
            return Err(lied("a piece of a file belongs to none"));
        }
        let mut pieces = vec![record];
        while let Some(piece) = records.next_if(|next| next.kind == "chunk" && next.name == record.name) {
            pieces.push(piece);
        }
        let entry = entry(record)?;
        files.push(file(&entry, &pieces, &ends)?);
        entries.push(entry);
    }
    Ok((entries, files))
}

/// For each offset at which something begins, where the next thing does.
fn ends(records: &[Record], end: u64) -> Result<HashMap<u64, u64>, LayerError> {
    let mut starts = Vec::new();
    for record in records.iter().filter(|record| has_content(record)) {
        let start = natural(record.offset)?;
        if start >= end {
            return Err(lied("a file is said to be beyond the end of the layer"));
        }
        starts.push(start);
        if record.end_offset != 0 {
            let own = natural(record.end_offset)?;
            if own > end || own <= start {
                return Err(lied("a file is said to be beyond the end of the layer"));
            }
            starts.push(own);
        }
    }
    starts.push(end);
    starts.sort_unstable();
    starts.dedup();
    Ok(starts.windows(2).map(|pair| (pair[0], pair[1])).collect())
}

fn has_content(record: &Record) -> bool {
    (record.kind == "chunk" || record.kind == "reg" && record.size > 0) && record.chunk_type != "zeros"
}

fn natural(number: i64) -> Result<u64, LayerError> {
    u64::try_from(number).map_err(|_| lied("it has a negative number"))
}

fn entry(record: &Record) -> Result<Entry, LayerError> {
    let kind = match record.kind.as_str() {
        "reg" => Kind::File,
        "dir" => Kind::Directory,
        "symlink" => Kind::Symlink,
        "hardlink" => Kind::HardLink,
        "char" => Kind::CharDevice,
        "block" => Kind::BlockDevice,
        "fifo" => Kind::Fifo,
        _ => return Err(broken("it has an entry of an unknown type")),
    };
    let number = |value: i64| u32::try_from(value).map_err(|_| lied("it has a device number that is none"));
    let entry = Entry {
        path: EntryPath::parse(record.name.as_bytes())?,
        kind,
        mode: u32::try_from(record.mode & 0o7777).unwrap_or(0),
        uid: natural(record.uid)?,
        gid: natural(record.gid)?,
        size: if kind == Kind::File { natural(record.size)? } else { 0 },
        mtime: time(record.mod_time.as_deref())?,
        link: matches!(kind, Kind::HardLink | Kind::Symlink).then(|| record.link_name.as_bytes().into()),
        device: match kind {
            Kind::CharDevice | Kind::BlockDevice => Some((number(record.dev_major)?, number(record.dev_minor)?)),
            _ => None,
        },
        rare: rare(record)?,
    };
    entry.hard_link()?;
    Ok(entry)
}

/// When; the first year of the calendar is how Go writes that it does not know.
fn time(text: Option<&str>) -> Result<Time, LayerError> {
    let Some(text) = text.filter(|text| !text.is_empty() && !text.starts_with("0001-")) else {
        return Ok(Time::default());
    };
    let time: jiff::Timestamp = text.parse().map_err(|_| broken("it has a time that is none"))?;
    let floor = time.as_nanosecond().div_euclid(1_000_000_000);
    let nanos = time.as_nanosecond().rem_euclid(1_000_000_000);
    Ok(Time { seconds: i64::try_from(floor).unwrap_or(0), nanos: u32::try_from(nanos).unwrap_or(0) })
}

fn rare(record: &Record) -> Result<Option<Box<Rare>>, LayerError> {
    let xattrs: Result<Vec<Xattr>, LayerError> = record
        .xattrs
        .iter()
        .flatten()
        .map(|(name, value)| {
            let value = value.as_str().and_then(|value| STANDARD.decode(value).ok());
            let value = value.ok_or_else(|| broken("it has an attribute that is none"))?;
            Ok(Xattr { name: name.as_bytes().into(), value: value.into() })
        })
        .collect();
    let xattrs = xattrs?;
    let any = !record.user_name.is_empty() || !record.group_name.is_empty() || !xattrs.is_empty();
    let text = |text: &str| text.as_bytes().into();
    Ok(any.then(|| Box::new(Rare { user: text(&record.user_name), group: text(&record.group_name), xattrs })))
}

/// The pieces of a file, which must make up all of it.
fn file(entry: &Entry, records: &[&Record], ends: &HashMap<u64, u64>) -> Result<File, LayerError> {
    if entry.kind != Kind::File {
        return if records.len() > 1 {
            Err(lied("something that is no file has content"))
        } else {
            Ok(File::default())
        };
    }
    if entry.size == 0 {
        return if records.len() > 1 { Err(lied("an empty file has content")) } else { Ok(File::default()) };
    }
    let digest = digest(&records[0].digest)?;
    let (mut pieces, mut at) = (Vec::with_capacity(records.len()), 0u64);
    for (number, record) in records.iter().enumerate() {
        let next = records.get(number + 1).map_or(Ok(entry.size), |next| natural(next.chunk_offset))?;
        if natural(record.chunk_offset)? != at || next <= at || next > entry.size {
            return Err(lied("the pieces of a file do not make it up"));
        }
        let size = next - at;
        if record.chunk_size != 0 && natural(record.chunk_size)? != size {
            return Err(lied("the pieces of a file do not make it up"));
        }
        let own = self::digest(&record.chunk_digest)?;
        if own.is_none() && digest.is_none() && has_content(record) {
            return Err(broken("a file has no digest"));
        }
        let stored = match has_content(record) {
            true => {
                let start = natural(record.offset)?;
                let end = ends
                    .get(&start)
                    .copied()
                    .ok_or_else(|| lied("a file is said to be beyond the end of the layer"))?;
                Some(start..end)
            }
            false => None,
        };
        pieces.push(Piece { stored, skipped: natural(record.inner_offset)?, size, digest: own });
        at = next;
    }
    Ok(File { pieces, digest })
}

fn digest(text: &str) -> Result<Option<crate::oci::Digest>, LayerError> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| broken("it has a digest that is none"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::oci::Digest;

    fn parsed(entries: &str) -> Result<(Vec<Entry>, Vec<File>), LayerError> {
        let digest = Digest::sha256(b"").to_string();
        let entries = entries.replace("DIGEST", &format!("\"digest\":\"{digest}\",\"chunkDigest\":\"{digest}\""));
        parse(format!(r#"{{"version":1,"entries":[{entries}]}}"#).as_bytes(), 1000)
    }

    #[test]
    fn entries_have_pieces() {
        let (entries, files) = parsed(
            r#"{"type":"dir","name":"a/","mode":16877,"uid":5,"modtime":"2024-01-02T03:04:05.5Z","xattrs":{"user.x":"AQI="}},
               {"type":"reg","name":"a/b","size":30,"offset":100,"chunkSize":20,DIGEST},
               {"type":"chunk","name":"a/b","offset":200,"chunkOffset":20,"chunkSize":10,DIGEST},
               {"type":"reg","name":"zeros","size":5,"offset":0,"chunkType":"zeros","chunkSize":5},
               {"type":"reg","name":"c","size":7,"offset":300,"endOffset":350,DIGEST},
               {"type":"symlink","name":"l","linkName":"../x"},
               {"type":"char","name":"n","devMajor":1,"devMinor":3}"#,
        )
        .unwrap();
        assert_eq!(entries[0].mode, 0o755);
        assert_eq!(entries[0].mtime, Time { seconds: 1_704_164_645, nanos: 500_000_000 });
        assert_eq!(*entries[0].xattrs()[0].value, [1, 2]);
        let ranges = |at: usize| files[at].pieces.iter().map(|piece| piece.stored.clone()).collect::<Vec<_>>();
        assert_eq!(ranges(1), [Some(100..200), Some(200..300)]);
        assert_eq!(ranges(2), [None]);
        assert_eq!(ranges(3), [Some(300..350)]);
        assert_eq!(entries[4].link.as_deref(), Some(&b"../x"[..]));
        assert_eq!(entries[5].device, Some((1, 3)));
    }

    #[test]
    fn a_table_that_lies_is_refused() {
        for entries in [
            r#"{"type":"reg","name":"a","size":1,"offset":1000,DIGEST}"#,
            r#"{"type":"reg","name":"a","size":1,"offset":-1,DIGEST}"#,
            r#"{"type":"reg","name":"a","size":-1,"offset":1,DIGEST}"#,
            r#"{"type":"reg","name":"a","size":1,"offset":1,"endOffset":1001,DIGEST}"#,
            r#"{"type":"reg","name":"a","size":1,"offset":9,"endOffset":9,DIGEST}"#,
            r#"{"type":"reg","name":"../a","size":0}"#,
            r#"{"type":"hardlink","name":"a","linkName":"../../x"}"#,
            r#"{"type":"reg","name":"a","size":1,"offset":1}"#,
            r#"{"type":"chunk","name":"a","offset":1,DIGEST}"#,
            r#"{"type":"dir","name":"a"},{"type":"chunk","name":"a","offset":1,DIGEST}"#,
            r#"{"type":"reg","name":"a","size":9,"offset":1,"chunkSize":5,DIGEST}"#,
            r#"{"type":"reg","name":"a","size":9,"offset":1,DIGEST},{"type":"chunk","name":"a","offset":2,"chunkOffset":0,DIGEST}"#,
            r#"{"type":"reg","name":"a","size":9,"offset":1,DIGEST},{"type":"chunk","name":"a","offset":2,"chunkOffset":10,DIGEST}"#,
            r#"{"type":"reg","name":"a","size":9,"offset":1,"chunkDigest":"sha256:1"}"#,
            r#"{"type":"socket","name":"a"}"#,
            r#"{"type":"char","name":"a","devMajor":-1}"#,
            r#"{"type":"dir","name":"a","modtime":"yesterday"}"#,
        ] {
            assert!(matches!(parsed(entries), Err(LayerError::Toc { .. } | LayerError::Path { .. })), "{entries}");
        }
        assert!(parse(br#"{"version":2,"entries":[]}"#, 10).is_err());
        assert!(parse(b"[]", 10).is_err());
    }

    proptest! {
        #[test]
        fn no_numbers_panic(numbers in prop::collection::vec(prop_oneof![-2..1002i64, any::<i64>()], 6)) {
            let [size, offset, end, chunk, chunk_size, inner] = numbers[..] else { unreachable!() };
            if let Ok((_, files)) = parsed(&format!(
                r#"{{"type":"reg","name":"a","size":{size},"offset":{offset},"endOffset":{end},"chunkOffset":{chunk},"chunkSize":{chunk_size},"innerOffset":{inner},DIGEST}}"#
            )) {
                prop_assert!(files[0].pieces.iter().all(|piece| piece.stored.as_ref().is_none_or(|range| range.start < range.end && range.end <= 1000)));
            }
        }
    }
}
