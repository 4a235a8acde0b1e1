//! Where the content of a new layer comes from, as it is written: `tar=FILE`, `dir=DIR,at=/opt,owner=keep`, ….

use std::fs::File;
use std::io::{self, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::layer::build::{Modes, Owner, Parents, Times, TreeOptions, Written, write_file, write_tree};
use crate::layer::compression::{Decoder, Limits};
use crate::layer::encode::Codec;
use crate::layer::records::Records;
use crate::layer::rewrite::{Change, Rewrite, Survey};
use crate::layer::spool::NewLayer;
use crate::layer::{EntryPath, LayerError, writer};
use crate::mutate::LayerMaker;
use crate::oci::{Algorithm, Compression, MediaType, Platform};
use crate::output::Output;

/// How large a tar from a pipe may be once it is decompressed: 1 TiB.
const PIPE_LIMIT: u64 = 1 << 40;

/// The files of a new layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Files {
    /// What is in a directory.
    Dir(PathBuf),
    /// One file.
    File(PathBuf),
    /// What is in a tar, compressed or not; `-` is standard input.
    Tar(PathBuf),
}

/// A new layer as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayerSource {
    /// Its files.
    pub files: Files,
    /// How files become entries. A tar says this itself.
    pub options: TreeOptions,
    /// The images that get it; all where none is named.
    pub platforms: Vec<Platform>,
    /// How it is compressed.
    pub codec: Codec,
}

impl LayerSource {
    /// A layer of these files, as they become entries where nothing is said.
    pub fn new(files: Files) -> Self {
        Self { files, options: TreeOptions::default(), platforms: Vec::new(), codec: Codec::GZIP }
    }

    /// Reads `tar=FILE` or `dir=DIR`, with more between commas. A file may have no comma in its name here.
    ///
    /// # Errors
    /// What stands there is no layer.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (mut files, mut options) = (None, TreeOptions::default());
        let (mut platforms, mut codec, mut is_tree) = (Vec::new(), Codec::GZIP, false);
        for part in text.split(',') {
            let (key, value) =
                part.split_once('=').ok_or_else(|| format!("KEY=VALUE was expected in place of {part:?}"))?;
            if value.is_empty() {
                return Err(format!("{key} has no value"));
            }
            let source = match key {
                "tar" => Some(Files::Tar(value.into())),
                "dir" => Some(Files::Dir(value.into())),
                "file" => Some(Files::File(value.into())),
                _ => None,
            };
            match (key, source) {
                (_, Some(source)) => {
                    if files.replace(source).is_some() {
                        return Err("a layer is made of one thing: tar=FILE, dir=DIR or file=FILE".to_owned());
                    }
                }
                ("platform", _) => {
                    platforms.push(value.parse().map_err(|error: crate::oci::PlatformError| error.to_string())?);
                }
                ("compress", _) => codec = parse_codec(value)?,
                ("mt", _) => {
                    let compression = MediaType::new(value).compression();
                    codec = compression.map(Codec::from).ok_or_else(|| format!("{value} is no type of a layer"))?;
                }
                _ => {
                    is_tree = true;
                    tree_option(&mut options, key, value)?;
                }
            }
        }
        let files = files.ok_or("tar=FILE, dir=DIR or file=FILE is missing")?;
        if is_tree && matches!(files, Files::Tar(_)) {
            return Err("a tar says itself where its files are, whose they are, and when they were changed".to_owned());
        }
        let mut source = Self { files, options, platforms, codec };
        source.name_file()?;
        Ok(source)
    }

    /// Reads `PATH` or `PATH=PLACE`, a file and where it is in the image.
    ///
    /// # Errors
    /// The place is none.
    pub fn parse_file(text: &str) -> Result<Self, String> {
        let (file, place) = text.split_once('=').map_or((text, None), |(file, place)| (file, Some(place)));
        let mut source = Self::new(Files::File(file.into()));
        if let Some(place) = place {
            source.options.at = parse_path(place)?;
        }
        source.name_file()?;
        Ok(source)
    }

    /// A file that is put nowhere in particular keeps its name, in the root.
    fn name_file(&mut self) -> Result<(), String> {
        if let (Files::File(file), true) = (&self.files, self.options.at.is_root()) {
            let name = file.file_name().ok_or_else(|| format!("{} has no name", file.display()))?;
            self.options.at = parse_path(&name.to_string_lossy())?;
        }
        Ok(())
    }

    /// What makes the layer. Sockets that it leaves out are told of.
    pub fn maker(&self, output: &Arc<Output>) -> LayerMaker {
        all(vec![self.clone()], self.codec, Parents::Below, output)
    }
}

/// What makes one layer of several sources, in their order, with what `parents` says of the directories that lead to them.
pub fn all(sources: Vec<LayerSource>, codec: Codec, parents: Parents, output: &Arc<Output>) -> LayerMaker {
    let output = Arc::clone(output);
    Arc::new(move || {
        let fill = |out: &mut _| {
            let mut skipped = Vec::new();
            let mut parents = parents.clone();
            if let [LayerSource { files: Files::Tar(tar), .. }] = &sources[..] {
                copy_tar(tar, out)?;
                return Ok(skipped);
            }
            for source in &sources {
                let written = match &source.files {
                    Files::Dir(dir) => write_tree(dir, &source.options, &mut parents, out)?,
                    Files::File(file) => write_file(file, &source.options, &mut parents, out)?,
                    Files::Tar(tar) => {
                        let what = format!("{}: a tar is a layer of its own", tar.display());
                        return Err(LayerError::Unfit { what });
                    }
                };
                let Written { skipped: more, .. } = written;
                skipped.extend(more);
            }
            writer::end(out).map_err(LayerError::unwritten)?;
            Ok(skipped)
        };
        let (layer, skipped) = NewLayer::make(codec, Algorithm::Sha256, fill)?;
        for socket in skipped {
            output.warning(format!("{} is a socket, and is left out", socket.display()));
        }
        Ok(layer)
    })
}

/// Copies a tar as it is, but for paths from the root, which become relative ones.
fn copy_tar(tar: &Path, out: &mut impl Write) -> Result<(), LayerError> {
    let unreadable = |source| LayerError::Input { path: tar.to_owned(), source };
    let (reader, most): (Box<dyn Read>, u64) = if tar == Path::new("-") {
        (Box::new(io::stdin()), PIPE_LIMIT)
    } else {
        let file = File::open(tar).map_err(unreadable)?;
        let found = file.metadata().map_err(unreadable)?;
        if found.is_dir() {
            let what = format!("{} is a directory: say dir={0}", tar.display());
            return Err(LayerError::Unfit { what });
        }
        let limits = Limits::default();
        (Box::new(file), found.len().saturating_mul(200).max(limits.decoded))
    };
    let limits = Limits { decoded: most, ..Limits::default() };
    let said = |error: LayerError| match error {
        LayerError::Local { .. } => error,
        LayerError::Compressed { source } if source.raw_os_error().is_some() => unreadable(source),
        error => LayerError::Input { path: tar.to_owned(), source: io::Error::other(error) },
    };
    let decoder = Decoder::new(BufReader::with_capacity(256 << 10, reader), most).map_err(said)?;
    let rewrite = Rewrite { changes: vec![Change::Relative] };
    let mut counted = Counted { inner: decoder, count: 0 };
    rewrite.run(&Survey::default(), &mut Records::new(&mut counted, limits), out).map_err(said)?;
    if counted.count == 0 {
        return Err(LayerError::Unfit { what: format!("{} is empty: it is no tar", tar.display()) });
    }
    Ok(())
}

/// A reader that knows how much it gave.
struct Counted<R> {
    inner: R,
    count: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.count += read as u64;
        Ok(read)
    }
}

/// Reads the name of a compression, with a level where one is wanted: `zstd:9`.
///
/// # Errors
/// It is none that layers are written in.
pub fn parse_codec(text: &str) -> Result<Codec, String> {
    let (name, level) = text.split_once(':').map_or((text, None), |(name, level)| (name, Some(level)));
    let level = |most: u32| match level {
        None => Ok(None),
        Some(text) => match text.parse::<u32>() {
            Ok(level) if (1..=most).contains(&level) => Ok(Some(level)),
            _ => Err(format!("a level of {name} from 1 to {most} was expected in place of {text:?}")),
        },
    };
    match name {
        "none" => Ok(Codec::None),
        "gzip" => Ok(level(9)?.map_or(Codec::GZIP, Codec::Gzip)),
        "zstd" => Ok(level(19)?.map_or(Codec::ZSTD, |level| Codec::Zstd(level.cast_signed()))),
        _ => Err("gzip, zstd or none was expected".to_owned()),
    }
    .and_then(|codec| match (codec.compression(), text) {
        (Compression::None, text) if text != "none" => Err("none has no level".to_owned()),
        _ => Ok(codec),
    })
}

fn tree_option(options: &mut TreeOptions, key: &str, value: &str) -> Result<(), String> {
    match (key, value) {
        ("at", path) => options.at = parse_path(path)?,
        ("owner", "keep") => options.owner = Owner::Keep,
        ("owner", numbers) => {
            let (uid, gid) = numbers.split_once(':').unwrap_or((numbers, numbers));
            let number = |text: &str| {
                text.parse::<u32>()
                    .map(u64::from)
                    .map_err(|_| format!("UID:GID or keep was expected in place of {numbers:?}"))
            };
            options.owner = Owner::Set { uid: number(uid)?, gid: number(gid)? };
        }
        ("time", "keep") => options.times = Times::Keep,
        ("time", text) => {
            let time: jiff::Timestamp =
                text.parse().map_err(|_| format!("{text:?} is no time as in 2021-02-03T04:05:06Z"))?;
            options.times = Times::Set(time.as_second());
        }
        ("mode", "keep") => options.modes = Modes::Keep,
        ("mode", "plain") => options.modes = Modes::Plain,
        ("mode", other) => return Err(format!("keep or plain was expected in place of {other:?}")),
        _ => {
            return Err(format!(
                "{key:?} is not known: there are tar, dir, file, at, owner, time, mode, platform, compress and mt"
            ));
        }
    }
    Ok(())
}

/// Reads a path inside an image.
///
/// # Errors
/// It leads out.
pub fn parse_path(text: &str) -> Result<EntryPath, String> {
    EntryPath::parse(text.as_bytes()).map_err(|_| format!("{text:?} is no path inside an image"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_layer_is_told_by_what_it_is_made_of() {
        let source = LayerSource::parse(
            "dir=build,at=/opt/app,owner=5:6,time=1970-01-01T00:01:00Z,mode=plain,compress=zstd:9,platform=linux/arm64",
        )
        .unwrap();
        let expected = LayerSource {
            files: Files::Dir("build".into()),
            options: TreeOptions {
                at: EntryPath::parse(b"opt/app").unwrap(),
                owner: Owner::Set { uid: 5, gid: 6 },
                times: Times::Set(60),
                modes: Modes::Plain,
            },
            platforms: vec!["linux/arm64".parse().unwrap()],
            codec: Codec::Zstd(9),
        };
        assert_eq!(source, expected);
        assert_eq!(LayerSource::parse("tar=-").unwrap(), LayerSource::new(Files::Tar("-".into())));
        assert_eq!(LayerSource::parse_file("target/app").unwrap().options.at.to_string(), "/app");
        assert_eq!(LayerSource::parse_file("app=/usr/bin/app").unwrap().options.at.to_string(), "/usr/bin/app");
        let typed = LayerSource::parse("tar=x,mt=application/vnd.oci.image.layer.v1.tar+zstd").unwrap();
        assert_eq!(typed.codec, Codec::ZSTD);
        for bad in [
            "",
            "x",
            "tar=",
            "tar=a,dir=b",
            "platform=linux/amd64",
            "tar=a,at=/x",
            "dir=a,at=../x",
            "dir=a,owner=me",
            "dir=a,time=now",
            "dir=a,mode=755",
            "dir=a,compress=xz",
            "dir=a,compress=zstd:99",
            "dir=a,compress=none:1",
            "tar=a,mt=text/plain",
            "dir=a,colour=red",
            "file=/",
        ] {
            assert!(LayerSource::parse(bad).is_err(), "{bad}");
        }
        assert!(LayerSource::parse_file("a=../../x").is_err());
    }
}
