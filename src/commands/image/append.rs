//! `wharf append`: layers on top of an image, in crane's words.

use std::path::PathBuf;

use clap::Args;

use super::create::empty;
use super::modify::flags::EditArgs;
use super::modify::layers::{APPENDED, base};
use super::modify::sources::{Files, LayerSource, parse_codec};
use crate::app::App;
use crate::commands::edited::{Goal, PutArgs};
use crate::error::CliError;
use crate::layer::encode::Codec;
use crate::mutate::{AnnotationEdit, AppendLayer, Draft, Edit, Reach, Scope, apply};
use crate::oci::{MediaType, Platform};
use crate::reference::Location;

/// The arguments of `wharf append`.
// -f is crane's for a layer, so the format has only its long name here.
#[derive(Args, Debug)]
#[command(mut_arg("format", |format| format.short(None)))]
#[command(after_help = "\
Of an index, every image gets the layers, or the one for --platform. Layers of the base stay where they are; within one
registry they are mounted. Edits are those of `wharf image mod`, and come after the layers.

Examples:
  wharf append -b alpine:3 -f app.tar -t registry.example.org/app:v1
  wharf append -b registry.example.org/base:v1 -f dir=build -t registry.example.org/app:v1 --cmd /app
  tar -c app | wharf append -f - -t oci:app:v1")]
pub struct AppendArgs {
    /// What is under the new layers; without it they are the image
    #[arg(long, short, value_name = "IMAGE")]
    pub base: Option<Location>,
    /// A layer: a tar, compressed or not, - being standard input, or dir=DIR; may be repeated
    #[arg(long = "new_layer", alias = "new-layer", short = 'f', value_name = "LAYER", required = true, value_parser = parse_layer)]
    pub layers: Vec<LayerSource>,
    /// Where the new image goes
    #[arg(long = "new_tag", alias = "new-tag", short = 't', visible_alias = "tag", value_name = "IMAGE")]
    pub tag: Location,
    /// Only the image for this platform gets the layers; without a base, what the image runs on
    #[arg(long, value_name = "PLATFORM")]
    pub platform: Option<Platform>,
    /// How the new layers are compressed: gzip, zstd or none
    #[arg(long, value_name = "FORMAT", value_parser = parse_codec)]
    pub compress: Option<Codec>,
    /// Note in annotations what image is under the layers
    #[arg(long = "set-base-image-annotations", requires = "base")]
    pub note_base: bool,
    /// What is edited.
    #[command(flatten)]
    pub edits: EditArgs,
    /// How the image is put to its place.
    #[command(flatten)]
    pub put: PutArgs,
}

/// A tar by its name alone, or a layer as `--layer-add` takes it.
fn parse_layer(text: &str) -> Result<LayerSource, String> {
    if ["tar=", "dir=", "file="].iter().any(|key| text.starts_with(key)) {
        return LayerSource::parse(text);
    }
    Ok(LayerSource::new(Files::Tar(PathBuf::from(text))))
}

impl AppendArgs {
    /// Puts the layers on top, puts the image to its place, and prints its name.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        let mut edits = self.layers(app);
        edits.extend(self.edits.open(app)?);
        let mut draft = match &self.base {
            Some(location) => Draft::load(app.source(location)?, app.selector(location)?, Reach::Configs).await?,
            None => empty(&self.tag, &MediaType::OCI_MANIFEST, self.platform.clone(), None),
        };
        if let Some(location) = self.base.as_ref().filter(|_| self.note_base) {
            let digest = draft.root.entry.digest.clone();
            edits.push(Box::new(AnnotationEdit::Base { name: base(app, location)?.name, digest }));
        }
        apply(&mut draft, &edits).await?;
        let edited = draft.build().await?;
        self.put.put(app, &edited, &Goal::of(self.tag)).await
    }

    fn layers(&self, app: &App) -> Vec<Box<dyn Edit>> {
        let mut edits: Vec<Box<dyn Edit>> = Vec::new();
        for layer in &self.layers {
            let source = LayerSource { codec: self.compress.unwrap_or(layer.codec), ..layer.clone() };
            let chosen = match (&self.base, &self.platform) {
                (Some(_), Some(platform)) if source.platforms.is_empty() => vec![platform.clone()],
                _ => source.platforms.clone(),
            };
            let scope = if chosen.is_empty() { Scope::Usual } else { Scope::Platforms(chosen) };
            edits.push(Box::new(AppendLayer {
                scope,
                make: source.maker(&app.output),
                created_by: APPENDED.to_owned(),
            }));
        }
        edits
    }
}
