//! `wharf diff`: how two images differ, in their configs, their layers and their files.

mod config;
mod files;
mod report;

use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::FormatArgs;
use super::opened::Opened;
use crate::app::App;
use crate::error::{CliError, Exit};
use crate::layer::compare::Times;
use crate::oci::{Descriptor, ImageManifest, Manifest, Platform, RawManifest};
use crate::reference::Location;
use report::{DiffReport, LayerLine, LayerSide};

/// The arguments of `wharf diff`.
#[derive(Args, Debug)]
#[command(after_help = "\
The exit code is 0 where the images are the same in what is compared, and 1 where they differ. Images with the same
digest are the same, and nothing of them is fetched. Lowest layers that both have are not fetched: what is below them
is the same. Then a file that is said to be added may take the place of one in those; --full reads them and knows.

Examples:
  wharf diff alpine:3.20 alpine:3.21
  wharf diff --only config registry.example.org/app:v1 oci:./app:v1
  wharf diff --only files --ignore-timestamps --format json app:v1 app:v2")]
pub struct DiffArgs {
    /// The first image
    #[arg(value_name = "IMAGE")]
    pub left: Location,
    /// The second
    #[arg(value_name = "IMAGE")]
    pub right: Location,
    /// The images for this platform, where there are several: os/arch, os/arch/variant, or local
    #[arg(long, short, value_name = "PLATFORM")]
    pub platform: Option<Platform>,
    /// Compare nothing but these
    #[arg(long, value_name = "PART", value_delimiter = ',', default_values_t = Part::ALL)]
    pub only: Vec<Part>,
    /// Do not look at when files were changed
    #[arg(long, visible_alias = "ignore-timestamp")]
    pub ignore_timestamps: bool,
    /// Read the layers that both have, too
    #[arg(long)]
    pub full: bool,
    /// How the result is printed.
    #[command(flatten)]
    pub format: FormatArgs,
}

/// A part of images that can be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// The config, and the annotations of the manifest.
    Config,
    /// The layers as blobs.
    Layers,
    /// The files that the layers make.
    Files,
}

impl Part {
    const ALL: [Self; 3] = [Self::Config, Self::Layers, Self::Files];
}

impl std::fmt::Display for Part {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Config => "config",
            Self::Layers => "layers",
            Self::Files => "files",
        })
    }
}

impl DiffArgs {
    /// Compares, and prints what differs.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        let left = Opened::new(app, &self.left)?;
        let right = Opened::new(app, &self.right)?;
        let mut report = DiffReport::new(left.name.to_string(), right.name.to_string());
        let (one, other) = (left.manifest().await?, right.manifest().await?);
        if one.digest != other.digest {
            let one = left.image_for(one, self.platform.as_ref()).await?;
            let other = right.image_for(other, self.platform.as_ref()).await?;
            if one.digest != other.digest {
                self.compare(&left, &one, &right, &other, &mut report).await?;
            }
        }
        report.same = report.config.is_empty() && report.layers_same && report.files.is_empty();
        let same = report.same;
        app.output.report(&report)?;
        if same { Ok(()) } else { Err(CliError::silent(Exit::Failure)) }
    }

    async fn compare(
        &self,
        left: &Opened,
        one: &RawManifest,
        right: &Opened,
        other: &RawManifest,
        report: &mut DiffReport,
    ) -> Result<(), CliError> {
        let (one, other) = (as_image(left, one)?, as_image(right, other)?);
        if self.only.contains(&Part::Config) {
            report.config = config::differences(&document(left, &one).await?, &document(right, &other).await?);
        }
        let shared = one.layers.iter().zip(&other.layers).take_while(|(one, other)| one.digest == other.digest).count();
        if self.only.contains(&Part::Layers) {
            report.layers = layer_lines(&one.layers, &other.layers);
            report.layers_same = report.layers.iter().all(|line| line.side == LayerSide::Both)
                && one.layers.len() == other.layers.len()
                && shared == one.layers.len();
        }
        if self.only.contains(&Part::Files) && !(shared == one.layers.len() && shared == other.layers.len()) {
            let times = if self.ignore_timestamps { Times::Ignored } else { Times::Compared };
            let skipped = if self.full { 0 } else { shared };
            let found = files::differences(left, &one.layers, right, &other.layers, skipped, times).await?;
            report.unread_layers = found.unread;
            report.files = found.files;
        }
        Ok(())
    }
}

fn as_image(opened: &Opened, manifest: &RawManifest) -> Result<ImageManifest, CliError> {
    match opened.parsed(manifest)? {
        Manifest::Image(image) => Ok(image),
        Manifest::Index(_) => Err(CliError::new(Exit::Failure, format!("{} is an index without images", opened.name))),
    }
}

/// What of an image counts as its config: the config itself, but for the digests of the layers, and annotations.
async fn document(opened: &Opened, image: &ImageManifest) -> Result<Value, CliError> {
    let bytes = opened.config_bytes(image).await?;
    let mut document: Value = serde_json::from_slice(&bytes)
        .map_err(|error| CliError::new(Exit::Failure, format!("the config of {} is no JSON: {error}", opened.name)))?;
    if let Some(members) = document.as_object_mut() {
        members.shift_remove("rootfs");
    }
    Ok(json!({ "annotations": image.annotations, "config": document }))
}

/// The layers of both, those of the second behind what they have in common with the first.
fn layer_lines(left: &[Descriptor], right: &[Descriptor]) -> Vec<LayerLine> {
    let has = |layers: &[Descriptor], layer: &Descriptor| layers.iter().any(|other| other.digest == layer.digest);
    let line = |layer: &Descriptor, side| LayerLine { digest: layer.digest.clone(), size: layer.size, side };
    let firsts =
        left.iter().map(|layer| line(layer, if has(right, layer) { LayerSide::Both } else { LayerSide::Left }));
    let seconds = right.iter().filter(|layer| !has(left, layer)).map(|layer| line(layer, LayerSide::Right));
    firsts.chain(seconds).collect()
}
