//! What the commands that look into images share: the layers of one image, and how they are read.

use std::os::unix::ffi::OsStrExt as _;
use std::sync::Arc;

use clap::builder::{OsStringValueParser, TypedValueParser};
use clap::{Args, ValueEnum};

use crate::app::App;
use crate::commands::opened::Opened;
use crate::content::{ContentError, ErrorKind, Source};
use crate::error::CliError;
use crate::layer::{EntryPath, Tables, merge};
use crate::oci::{Descriptor, Digest, Manifest, Platform};
use crate::reference::Location;

/// Which image is meant, and how its layers are read.
#[derive(Args, Clone, Debug)]
pub struct ReadArgs {
    /// The image for this platform, where there are several: os/arch, os/arch/variant, or local
    #[arg(long, short, value_name = "PLATFORM")]
    pub platform: Option<Platform>,
    /// Whether a layer's table of contents is used (eStargz, zstd:chunked), or the layer itself is read
    #[arg(long, value_name = "WHEN", value_enum, default_value_t, hide_possible_values = false)]
    pub toc: TocMode,
}

/// Whether tables of contents are used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum TocMode {
    /// Where a large layer announces one in the manifest, with its digest
    #[default]
    Auto,
    /// Not at all
    Never,
}

impl From<TocMode> for Tables {
    fn from(mode: TocMode) -> Self {
        match mode {
            TocMode::Auto => Self::Announced,
            TocMode::Never => Self::Never,
        }
    }
}

/// One image whose layers can be read.
pub struct Layered {
    /// How it is named.
    pub name: Location,
    /// The digest of its manifest.
    pub digest: Digest,
    /// Where it is read from.
    pub source: Arc<dyn Source>,
    /// Its layers, the lowest first.
    pub layers: Vec<Descriptor>,
}

impl Layered {
    /// The image that `location` names; out of an index the one for `platform`, or else the only one or that for this
    /// machine.
    ///
    /// # Errors
    /// An artifact, which has no layers of files, is one.
    pub async fn open(app: &App, location: &Location, platform: Option<&Platform>) -> Result<Self, CliError> {
        let opened = Opened::new(app, location)?;
        let manifest = opened.image_for(opened.manifest().await?, platform).await?;
        let Manifest::Image(image) = opened.parsed(&manifest)? else {
            let what = format!("{} is an index of indexes: name one image of it by its digest", opened.name);
            return Err(ContentError::new(ErrorKind::Invalid, what).into());
        };
        merge::check(&image.layers)?;
        Ok(Self { name: opened.name, digest: manifest.digest, source: opened.source, layers: image.layers })
    }
}

/// Reads a path in an image as it is typed, from the root whether it begins with a slash or not. Names are bytes.
pub fn path_parser() -> impl TypedValueParser<Value = EntryPath> {
    OsStringValueParser::new().try_map(|text| {
        let refuse = |_| format!("{} is no path inside an image", text.display());
        EntryPath::parse(text.as_bytes()).map_err(refuse)
    })
}
