//! `wharf image create`: an image out of files, without a builder, or an empty one.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use jiff::Timestamp;

use super::modify::flags::EditArgs;
use super::modify::sources::{Files, LayerSource, all, parse_codec};
use crate::app::App;
use crate::commands::edited::{Goal, PutArgs};
use crate::content::memory::MemoryStore;
use crate::error::CliError;
use crate::layer::build::Parents;
use crate::layer::encode::Codec;
use crate::mutate::{AppendLayer, Draft, Edit, Scope, apply};
use crate::oci::{ImageConfig, MediaType, Platform, RootFs};
use crate::output::Output;
use crate::reference::Location;

/// What the history says of the layers.
const CREATED: &str = "wharf image create";

/// The arguments of `wharf image create`.
#[derive(Args, Debug)]
#[command(after_help = "\
The files of all --dir and --file are one layer, and each --tar is one on top of it; without any of them the image is
empty. Files are owned by root and from 1970, whoever owns them here, so that the same files always make the same image;
--layer-add dir=DIR,owner=keep,time=keep keeps what they are. Edits are those of `wharf image mod`.

Examples:
  wharf image create registry.example.org/app:v1 --file target/release/app=/app --entrypoint /app
  wharf image create registry.example.org/site:v1 --dir public --at /usr/share/nginx/html --label team=web
  wharf image create oci:rootfs:v1 --tar rootfs.tar.gz --platform linux/arm64 --cmd /bin/sh")]
pub struct CreateArgs {
    /// The image to make
    #[arg(value_name = "IMAGE")]
    pub image: Location,
    /// Put all that is in the directory DIR into the image; may be repeated
    #[arg(long, value_name = "DIR")]
    pub dir: Vec<PathBuf>,
    /// Where in the image the files of --dir are
    #[arg(long, value_name = "PATH", requires = "dir", value_parser = super::modify::sources::parse_path)]
    pub at: Option<crate::layer::EntryPath>,
    /// Put a file into the image, at PLACE or under its name in the root; may be repeated
    #[arg(long, value_name = "FILE[=PLACE]", value_parser = LayerSource::parse_file)]
    pub file: Vec<LayerSource>,
    /// Make a layer of a tar, compressed or not, - being standard input; may be repeated
    #[arg(long, value_name = "FILE")]
    pub tar: Vec<PathBuf>,
    /// How the layers are compressed: gzip, zstd or none
    #[arg(long, value_name = "FORMAT", default_value = "gzip", value_parser = parse_codec)]
    pub compress: Codec,
    /// What the image runs on: os/arch, os/arch/variant, or local [default: local]
    #[arg(long, short, value_name = "PLATFORM")]
    pub platform: Option<Platform>,
    /// When the image was made, or now [default: not said]
    #[arg(long, value_name = "TIME", value_parser = parse_created)]
    pub created: Option<Timestamp>,
    /// OCI's image manifest, or Docker's
    #[arg(long, short, value_name = "TYPE", default_value = MediaType::OCI_MANIFEST.as_str().to_owned(), value_parser = parse_media_type)]
    pub media_type: MediaType,
    /// Put the image under its digest alone
    #[arg(long)]
    pub by_digest: bool,
    /// What is edited.
    #[command(flatten)]
    pub edits: EditArgs,
    /// How the image is put to its place.
    #[command(flatten)]
    pub put: PutArgs,
}

fn parse_media_type(text: &str) -> Result<MediaType, String> {
    let media_type = MediaType::new(text);
    let expected = || format!("{} or {} was expected", MediaType::OCI_MANIFEST, MediaType::DOCKER_MANIFEST);
    if media_type.is_image() { Ok(media_type) } else { Err(expected()) }
}

/// A time to the second, where it is the present one: more would say nothing of the image.
fn parse_created(text: &str) -> Result<Timestamp, jiff::Error> {
    if text == "now" { Timestamp::from_second(Timestamp::now().as_second()) } else { text.parse() }
}

impl CreateArgs {
    /// Makes the image, puts it, and prints its name.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        let edits = self.edits.open(app)?;
        let mut draft = empty(&self.image, &self.media_type, self.platform.clone(), self.created);
        apply(&mut draft, &self.layers(&app.output)).await?;
        apply(&mut draft, &edits).await?;
        let edited = draft.build().await?;
        let mut goal = Goal::of(self.image.clone());
        if self.by_digest {
            goal.tags.clear();
        }
        self.put.put(app, &edited, &goal).await
    }

    fn layers(&self, output: &Arc<Output>) -> Vec<Box<dyn Edit>> {
        let at = self.at.clone().unwrap_or_default();
        let dirs = self.dir.iter().map(|dir| {
            let mut source = LayerSource::new(Files::Dir(dir.clone()));
            source.options.at = at.clone();
            source
        });
        let files: Vec<LayerSource> = dirs.chain(self.file.iter().cloned()).collect();
        let files = Some(files).filter(|files| !files.is_empty());
        let tars = self.tar.iter().map(|tar| vec![LayerSource::new(Files::Tar(tar.clone()))]);
        let append = |sources| AppendLayer {
            scope: Scope::Usual,
            make: all(sources, self.compress, Parents::Own(HashMap::new()), output),
            created_by: CREATED.to_owned(),
        };
        files.into_iter().chain(tars).map(|sources| Box::new(append(sources)) as Box<dyn Edit>).collect()
    }
}

/// An image without layers that is to be at `image`.
pub fn empty(
    image: &Location,
    media_type: &MediaType,
    platform: Option<Platform>,
    created: Option<Timestamp>,
) -> Draft {
    let platform = platform.unwrap_or_else(Platform::host);
    let config = ImageConfig {
        created: created.map(|created| created.to_string()),
        architecture: platform.architecture,
        os: platform.os,
        os_version: platform.os_version,
        os_features: platform.os_features,
        variant: platform.variant,
        rootfs: RootFs { kind: "layers".to_owned(), ..RootFs::default() },
        ..ImageConfig::default()
    };
    let source = Arc::new(MemoryStore::at(image.clone()));
    Draft::new_image(source, media_type.clone(), config)
}
