//! `wharf du`: how large images are, what they share, and where in them the bytes lie.

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::sync::Arc;

use clap::Args;
use serde::Serialize;

use super::FormatArgs;
use super::opened::{Opened, images};
use crate::app::App;
use crate::error::{CliError, Exit};
use crate::layer::survey::{Contents, Survey, survey};
use crate::layer::tree::Origin;
use crate::layer::{self, EntryPath, Kind, LayerError, Tree};
use crate::oci::{Compression, Descriptor, Digest, ImageManifest, Manifest, MediaType, Platform, RawManifest};
use crate::output::{Column, Report, Table, Text, humanize};
use crate::reference::Location;

/// The arguments of `wharf du`.
#[derive(Args, Debug)]
#[command(after_help = "\
Sizes are those of the compressed blobs, as they are stored and sent, and no layer is fetched for them. All images of
an index are shown, unless --platform chooses one. A layer is shared where several of the images that are shown have
it. --uncompressed and --dirs read every layer that is compressed, from end to end, each once. Of directories, the
sizes are those of the files in the merged file system, a file with several names counted once.

Examples:
  wharf du alpine:3
  wharf du --uncompressed --platform linux/amd64 app:v1 app:v2
  wharf du --dirs --depth 2 oci:./app:v1
  wharf du --format '{{.Total.Size}}' alpine:3")]
pub struct DuArgs {
    /// The images
    #[arg(value_name = "IMAGE", required = true)]
    pub images: Vec<Location>,
    /// Only the image for this platform, where there are several: os/arch, os/arch/variant, or local
    #[arg(long, short, value_name = "PLATFORM")]
    pub platform: Option<Platform>,
    /// Show how large layers are uncompressed, too
    #[arg(long, short)]
    pub uncompressed: bool,
    /// Show how large the directories of the image are; of several images, that of this machine
    #[arg(long)]
    pub dirs: bool,
    /// How many directories deep
    #[arg(long, value_name = "N", default_value_t = 1, requires = "dirs")]
    pub depth: usize,
    /// How the result is printed.
    #[command(flatten)]
    pub format: FormatArgs,
}

/// One image of those that are measured.
struct Measured {
    opened: usize,
    manifest: RawManifest,
    image: ImageManifest,
    platform: Option<Platform>,
}

impl DuArgs {
    /// Measures, and prints what was found.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        if self.dirs && self.images.len() > 1 {
            return Err(CliError::usage("--dirs shows the directories of one image, and several are named"));
        }
        let opened = self.images.iter().map(|image| Opened::new(app, image)).collect::<Result<Vec<_>, _>>()?;
        let mut measured = Vec::new();
        for (number, image) in opened.iter().enumerate() {
            self.add(number, image, &mut measured).await?;
        }
        let surveys =
            if self.uncompressed || self.dirs { surveys(&opened, &measured, self.dirs).await? } else { HashMap::new() };
        let directories = match measured.first() {
            Some(image) if self.dirs => directories(&image.image.layers, &surveys, self.depth)?,
            _ => Vec::new(),
        };
        Ok(app.output.report(&report(&opened, &measured, &surveys, directories))?)
    }

    async fn add(&self, number: usize, opened: &Opened, measured: &mut Vec<Measured>) -> Result<(), CliError> {
        let top = opened.manifest().await?;
        let chosen = match (&self.platform, opened.parsed(&top)?) {
            (Some(platform), _) => vec![(opened.for_platform(top, platform).await?, Some(platform.clone()))],
            (None, Manifest::Index(_)) if self.dirs => vec![(opened.for_host(top).await?, None)],
            (None, Manifest::Index(index)) => {
                let mut all = Vec::new();
                for child in images(&index) {
                    let manifest = opened.source.manifest(&child.digest.clone().into()).await?;
                    all.push((manifest, child.platform.clone()));
                }
                all
            }
            (None, Manifest::Image(_)) => vec![(top, None)],
        };
        for (manifest, platform) in chosen {
            match opened.parsed(&manifest)? {
                Manifest::Image(image) => measured.push(Measured { opened: number, manifest, image, platform }),
                Manifest::Index(_) => {
                    let what = format!("{} has an index in its index: name that by its digest", opened.name);
                    return Err(CliError::new(Exit::Failure, what));
                }
            }
        }
        Ok(())
    }
}

/// What is in the layers, each read once; those that are not compressed only where `all` are wanted.
async fn surveys(opened: &[Opened], measured: &[Measured], all: bool) -> Result<HashMap<Digest, Survey>, CliError> {
    let mut found: HashMap<Digest, Survey> = HashMap::new();
    for image in measured {
        let mut wanted: Vec<Descriptor> = Vec::new();
        for layer in &image.image.layers {
            let is_plain = layer.media_type.compression() == Some(Compression::None);
            let known = found.contains_key(&layer.digest) || wanted.iter().any(|other| other.digest == layer.digest);
            if !known && (all || layer.media_type.is_layer() && !is_plain) {
                wanted.push(layer.clone());
            }
        }
        let source = Arc::clone(&opened[image.opened].source);
        let digests: Vec<Digest> = wanted.iter().map(|layer| layer.digest.clone()).collect();
        let work = move || -> Result<_, LayerError> { survey(&source, &wanted, Contents::Passed) };
        found.extend(digests.into_iter().zip(layer::blocking(work).await?));
    }
    Ok(found)
}

/// How large the directories of an image are, those down to `depth`, the largest first.
fn directories(
    layers: &[Descriptor],
    surveys: &HashMap<Digest, Survey>,
    depth: usize,
) -> Result<Vec<DirectorySize>, LayerError> {
    let mut tree = Tree::default();
    for (number, layer) in layers.iter().enumerate() {
        let entries = surveys.get(&layer.digest).map(|survey| survey.entries.clone()).unwrap_or_default();
        tree.apply(number, entries).map_err(|error| error.of(&layer.digest))?;
    }
    let mut sizes: BTreeMap<EntryPath, (u64, u64)> = BTreeMap::new();
    let mut counted: std::collections::BTreeSet<Origin> = std::collections::BTreeSet::new();
    for node in tree.nodes() {
        let path = &node.entry.path;
        let size = match node.origin {
            Some(origin) if node.entry.kind == Kind::File && counted.insert(origin) => node.entry.size,
            _ => 0,
        };
        let mut here = if node.entry.kind == Kind::Directory { Some(path.clone()) } else { path.parent() };
        while let Some(directory) = here {
            if directory.parts().count() <= depth {
                let sum = sizes.entry(directory.clone()).or_default();
                sum.0 += size;
                sum.1 += u64::from(node.entry.kind != Kind::Directory);
            }
            here = directory.parent();
        }
    }
    let mut sizes: Vec<DirectorySize> =
        sizes.into_iter().map(|(path, (size, files))| DirectorySize { path: path.to_string(), size, files }).collect();
    sizes.sort_by_key(|directory| std::cmp::Reverse(directory.size));
    Ok(sizes)
}

fn report(
    opened: &[Opened],
    measured: &[Measured],
    surveys: &HashMap<Digest, Survey>,
    directories: Vec<DirectorySize>,
) -> DuReport {
    let decoded = |layer: &Descriptor| match layer.media_type.compression() {
        Some(Compression::None) => Some(layer.size),
        _ => surveys.get(&layer.digest).map(|survey| survey.decoded),
    };
    // Layers may stand in an image twice: it has them once.
    let mut users: HashMap<&Digest, Vec<usize>> = HashMap::new();
    for (number, image) in measured.iter().enumerate() {
        for layer in &image.image.layers {
            let known = users.entry(&layer.digest).or_default();
            if !known.contains(&number) {
                known.push(number);
            }
        }
    }
    let mut seen = std::collections::HashSet::new();
    let mut total = Total::default();
    let mut once = |digest: &Digest, size: u64| {
        total.apparent += size;
        if seen.insert(digest.clone()) {
            total.size += size;
        }
    };
    let images: Vec<ImageSize> = measured
        .iter()
        .map(|image| {
            let own = [
                (&image.manifest.digest, image.manifest.bytes.len() as u64),
                (&image.image.config.digest, image.image.config.size),
            ];
            own.iter().for_each(|(digest, size)| once(digest, *size));
            let layers: Vec<LayerSize> = image
                .image
                .layers
                .iter()
                .map(|layer| {
                    once(&layer.digest, layer.size);
                    let images = users.get(&layer.digest).map_or(1, Vec::len);
                    let (digest, media_type) = (layer.digest.clone(), layer.media_type.clone());
                    LayerSize { digest, media_type, size: layer.size, uncompressed: decoded(layer), images }
                })
                .collect();
            let sum =
                |shared: bool| layers.iter().filter(|layer| (layer.images > 1) == shared).map(|layer| layer.size).sum();
            let shared: u64 = sum(true);
            let unique: u64 = sum(false) + own.iter().map(|(_, size)| size).sum::<u64>();
            ImageSize {
                name: opened[image.opened].name.to_string(),
                platform: image.platform.as_ref().map(ToString::to_string).unwrap_or_default(),
                digest: image.manifest.digest.clone(),
                size: shared + unique,
                shared,
                unique,
                uncompressed: layers.iter().map(|layer| layer.uncompressed).sum(),
                layers,
            }
        })
        .collect();
    total.uncompressed = uncompressed_once(&images);
    DuReport { images, total, directories }
}

/// How large the layers of all images are uncompressed, each counted once.
fn uncompressed_once(images: &[ImageSize]) -> Option<u64> {
    let mut seen = std::collections::HashSet::new();
    let layers = images.iter().flat_map(|image| &image.layers).filter(|layer| seen.insert(&layer.digest));
    layers.map(|layer| layer.uncompressed).sum()
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct DuReport {
    images: Vec<ImageSize>,
    total: Total,
    directories: Vec<DirectorySize>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct ImageSize {
    name: String,
    platform: String,
    digest: Digest,
    /// With the manifest and the config.
    size: u64,
    /// Of layers that others of the images have, too.
    shared: u64,
    unique: u64,
    /// Of the layers; null where it is not known.
    uncompressed: Option<u64>,
    layers: Vec<LayerSize>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct LayerSize {
    digest: Digest,
    media_type: MediaType,
    size: u64,
    uncompressed: Option<u64>,
    /// How many of the images have it.
    images: usize,
}

#[derive(Default, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Total {
    /// Every blob and manifest counted once.
    size: u64,
    /// Counted in each image.
    apparent: u64,
    uncompressed: Option<u64>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct DirectorySize {
    path: String,
    size: u64,
    files: u64,
}

fn known(size: Option<u64>) -> String {
    size.map_or_else(|| "-".to_owned(), humanize::bytes)
}

impl Report for DuReport {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        if !self.directories.is_empty() {
            let mut table =
                Table::new([Column::right("SIZE"), Column::right("FILES"), Column::left("DIRECTORY").flexible()]);
            for directory in &self.directories {
                table.row([&humanize::bytes(directory.size), &directory.files.to_string(), &directory.path]);
            }
            text.table(&table);
            return Ok(());
        }
        for image in &self.images {
            let platform = if image.platform.is_empty() { String::new() } else { format!(" {}", image.platform) };
            text.line(&format!("{}{platform}", image.name));
            let mut table = Table::new([
                Column::left("LAYER"),
                Column::right("SIZE"),
                Column::right("UNCOMPRESSED"),
                Column::right("IMAGES"),
            ]);
            for layer in &image.layers {
                let cells = [humanize::bytes(layer.size), known(layer.uncompressed), layer.images.to_string()];
                table.row(std::iter::once(layer.digest.to_string()).chain(cells));
            }
            text.table(&table);
            writeln!(text)?;
        }
        if self.images.len() > 1 {
            let mut table = Table::new([
                Column::left("IMAGE").flexible(),
                Column::left("PLATFORM"),
                Column::right("SIZE"),
                Column::right("SHARED"),
                Column::right("UNIQUE"),
                Column::right("UNCOMPRESSED"),
            ]);
            for image in &self.images {
                let sizes = [image.size, image.shared, image.unique].map(humanize::bytes);
                let [size, shared, unique] = &sizes;
                table.row([&image.name, &image.platform, size, shared, unique, &known(image.uncompressed)]);
            }
            text.table(&table);
            writeln!(text)?;
        }
        let saved = self.total.apparent - self.total.size;
        text.fields([
            ("Total", humanize::bytes(self.total.size)),
            ("Uncompressed", self.total.uncompressed.map(humanize::bytes).unwrap_or_default()),
            ("Saved by sharing", if saved == 0 { String::new() } else { humanize::bytes(saved) }),
        ]);
        Ok(())
    }
}
