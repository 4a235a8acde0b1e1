//! `wharf inspect`: what an image is, for people first.

mod report;

use clap::Args;

use super::FormatArgs;
use super::opened::Opened;
use crate::app::App;
use crate::error::{CliError, Exit};
use crate::oci::{Descriptor, Manifest, Platform, RawManifest};
use crate::reference::Location;
use report::{ImageDetails, InspectReport};

/// The arguments of `wharf inspect`.
#[derive(Args, Debug)]
#[command(after_help = "\
Of an index, its platforms are shown, and the image for this machine or for --platform in full.

Examples:
  wharf inspect alpine:3
  wharf inspect --platform linux/arm64 --history alpine:3
  wharf inspect --format '{{.Platform}} {{json .Config.Env}}' oci:./image")]
pub struct InspectArgs {
    /// The image
    #[arg(value_name = "IMAGE")]
    pub image: Location,
    /// The image for this platform, where there are several: os/arch, os/arch/variant, or local
    #[arg(long, short, value_name = "PLATFORM")]
    pub platform: Option<Platform>,
    /// Show how each layer came to be, too
    #[arg(long)]
    pub history: bool,
    /// How the result is printed.
    #[command(flatten)]
    pub format: FormatArgs,
}

impl InspectArgs {
    /// Prints the summary.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        let opened = Opened::new(app, &self.image)?;
        let top = opened.manifest().await?;
        let parsed = opened.parsed(&top)?;
        let image = match self.image_of(&opened, &top).await? {
            Some(image) => self.details(&opened, &image).await?,
            None => None,
        };
        let Descriptor { digest, media_type, .. } = top.descriptor();
        Ok(app.output.report(&InspectReport {
            name: opened.name.to_string(),
            digest,
            media_type,
            artifact_type: match &parsed {
                Manifest::Image(image) => image.artifact_type.clone(),
                Manifest::Index(index) => index.artifact_type.clone(),
            },
            subject: parsed.subject().cloned(),
            annotations: parsed.annotations().clone(),
            manifests: match parsed {
                Manifest::Index(index) => Some(index.manifests),
                Manifest::Image(_) => None,
            },
            image,
            show_history: self.history,
        })?)
    }

    /// The image to show in full. An index without one for this machine is shown by itself, unless one was asked for.
    async fn image_of(&self, opened: &Opened, top: &RawManifest) -> Result<Option<RawManifest>, CliError> {
        if let Some(platform) = &self.platform {
            return opened.for_platform(top.clone(), platform).await.map(Some);
        }
        match opened.for_host(top.clone()).await {
            Ok(image) => Ok(Some(image)),
            Err(error) if error.exit == Exit::NotFound && top.media_type.is_index() => Ok(None),
            Err(error) => Err(error),
        }
    }

    async fn details(&self, opened: &Opened, manifest: &RawManifest) -> Result<Option<ImageDetails>, CliError> {
        let Manifest::Image(image) = opened.parsed(manifest)? else { return Ok(None) };
        let config = opened.config(&image).await?;
        Ok(Some(ImageDetails::new(manifest.digest.clone(), image, config)))
    }
}
