//! `wharf image check-base`: whether the image that another was built on has changed since.

use std::io;

use clap::Args;
use serde::Serialize;

use crate::app::App;
use crate::commands::FormatArgs;
use crate::commands::opened::{Opened, images};
use crate::error::{CliError, Exit};
use crate::oci::{Annotations, Digest, History, ImageManifest, Manifest, Platform, RawManifest, key};
use crate::output::{Report, Text};
use crate::reference::Location;

/// The arguments of `wharf image check-base`.
#[derive(Args, Debug)]
#[command(after_help = "\
The base and the digest that it had are those of the annotations org.opencontainers.image.base.name and .digest.
Where the digest is known, it is compared with what the base is now. Where it is not, the base's layers must be the
first layers of the image, and the base's history the beginning of its history; of an index, for each platform.

The exit code is 0 where the base is the same, and 1 where it has changed.

Examples:
  wharf image check-base registry.example.org/app:v1
  wharf image check-base --base alpine:3 --platform linux/amd64 registry.example.org/app:v1
  wharf image check-base --quiet oci:./app:v1 || make rebuild")]
pub struct CheckBaseArgs {
    /// The image that was built
    #[arg(value_name = "IMAGE")]
    pub image: Location,
    /// The base, whatever the annotations say
    #[arg(long, value_name = "IMAGE")]
    pub base: Option<Location>,
    /// The digest that the base had
    #[arg(long, value_name = "DIGEST")]
    pub digest: Option<Digest>,
    /// Do not compare the history, only layers
    #[arg(long)]
    pub no_config: bool,
    /// The image for this platform, where there are several: os/arch, os/arch/variant, or local
    #[arg(long, short, value_name = "PLATFORM")]
    pub platform: Option<Platform>,
    /// How the result is printed.
    #[command(flatten)]
    pub format: FormatArgs,
}

impl CheckBaseArgs {
    /// Compares, and says whether the base has changed.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        let opened = Opened::new(app, &self.image)?;
        let (base, digest) = self.base(&opened).await?;
        let base = Opened::new(app, &base)?;
        let reason = match &digest {
            Some(expected) => {
                let found = base.resolve().await?.digest;
                let changed = || format!("{} is {found} now, and was {expected}", base.name);
                (found != *expected).then(changed)
            }
            None => self.compare(&opened, &base).await?,
        };
        let changed = reason.is_some();
        let name = opened.name.to_string();
        let digest = digest.map(|digest| digest.to_string()).unwrap_or_default();
        let report =
            CheckReport { name, base: base.name.to_string(), digest, changed, reason: reason.unwrap_or_default() };
        app.output.outcome(&report)?;
        if changed { Err(CliError::silent(Exit::Failure)) } else { Ok(()) }
    }

    /// The base, and the digest that it had where that is known.
    async fn base(&self, opened: &Opened) -> Result<(Location, Option<Digest>), CliError> {
        if let Some(base) = &self.base {
            return Ok((base.clone(), self.digest.clone()));
        }
        let top = opened.manifest().await?;
        let parsed = opened.parsed(&top)?;
        let mut annotations = parsed.annotations().clone();
        if annotations.text(key::BASE_NAME).is_none()
            && let (Manifest::Index(_), Some(platform)) = (&parsed, &self.platform)
        {
            let image = opened.for_platform(top, platform).await?;
            annotations = opened.parsed(&image)?.annotations().clone();
        }
        let name = annotations.text(key::BASE_NAME).ok_or_else(|| {
            CliError::usage(format!("{} has no annotation {}: name its base with --base", opened.name, key::BASE_NAME))
        })?;
        let base = name.parse().map_err(|error| {
            let what = format!("the annotation {} of {} is no image: {error}", key::BASE_NAME, opened.name);
            CliError::new(Exit::Failure, what)
        })?;
        Ok((base, self.known_digest(&annotations, opened)?))
    }

    fn known_digest(&self, annotations: &Annotations, opened: &Opened) -> Result<Option<Digest>, CliError> {
        let Some(text) = annotations.text(key::BASE_DIGEST).filter(|_| self.digest.is_none()) else {
            return Ok(self.digest.clone());
        };
        text.parse().map(Some).map_err(|error| {
            let what = format!("the annotation {} of {} is no digest: {error}", key::BASE_DIGEST, opened.name);
            CliError::new(Exit::Failure, what)
        })
    }

    /// Why the base is not what the image was built on; nothing where it is.
    async fn compare(&self, opened: &Opened, base: &Opened) -> Result<Option<String>, CliError> {
        let top = opened.manifest().await?;
        let base_top = base.manifest().await?;
        let index = match (opened.parsed(&top)?, &self.platform) {
            (Manifest::Index(index), None) => index,
            (Manifest::Index(_), Some(platform)) => {
                let image = opened.for_platform(top, platform).await?;
                return self.compare_images(opened, image, base, base_top, Some(platform)).await;
            }
            (Manifest::Image(_), platform) => {
                return self.compare_images(opened, top, base, base_top, platform.as_ref()).await;
            }
        };
        for child in images(&index) {
            let image = opened.source.manifest(&child.digest.clone().into()).await?;
            let platform = child.platform.as_ref();
            if let Some(reason) = self.compare_images(opened, image, base, base_top.clone(), platform).await? {
                return Ok(Some(platform.map_or(reason.clone(), |platform| format!("{platform}: {reason}"))));
            }
        }
        Ok(None)
    }

    async fn compare_images(
        &self,
        opened: &Opened,
        image: RawManifest,
        base: &Opened,
        base_top: RawManifest,
        platform: Option<&Platform>,
    ) -> Result<Option<String>, CliError> {
        let image = as_image(opened, &image)?;
        let own = match platform {
            Some(platform) => Some(platform.clone()),
            None => opened.config(&image).await?.map(|config| config.platform()),
        };
        let base_manifest = match own {
            Some(platform) if base_top.media_type.is_index() => base.for_platform(base_top, &platform).await?,
            _ => base.for_host(base_top).await?,
        };
        let base_image = as_image(base, &base_manifest)?;
        if let Some(reason) = layers_differ(&image, &base_image) {
            return Ok(Some(format!("{reason} of {}", base.name)));
        }
        if self.no_config {
            return Ok(None);
        }
        let history = async |of: &Opened, image| -> Result<_, CliError> {
            Ok(of.config(image).await?.map(|config| config.history).unwrap_or_default())
        };
        let reason = histories_differ(&history(opened, &image).await?, &history(base, &base_image).await?);
        Ok(reason.map(|reason| format!("{reason} of {}", base.name)))
    }
}

fn as_image(opened: &Opened, manifest: &RawManifest) -> Result<ImageManifest, CliError> {
    match opened.parsed(manifest)? {
        Manifest::Image(image) => Ok(image),
        Manifest::Index(_) => Err(CliError::new(Exit::Failure, format!("{} is an index without images", opened.name))),
    }
}

/// How the first layers of an image are not those of its base.
fn layers_differ(image: &ImageManifest, base: &ImageManifest) -> Option<String> {
    base.layers.iter().enumerate().find_map(|(at, layer)| match image.layers.get(at) {
        None => Some(format!("the image has {} layers, fewer than the {}", image.layers.len(), base.layers.len())),
        Some(own) if own.digest != layer.digest => {
            Some(format!("layer {at} is {}, not the {}", own.digest, layer.digest))
        }
        Some(_) => None,
    })
}

/// How the beginning of a history is not that of the base.
fn histories_differ(image: &[History], base: &[History]) -> Option<String> {
    let said = |step: &History| -> [Option<String>; 4] {
        // The time may be written in several ways.
        let created = step.created.as_deref().map(|created| match created.parse::<jiff::Timestamp>() {
            Ok(time) => time.to_string(),
            Err(_) => created.to_owned(),
        });
        let text = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        [created, text(&step.created_by), text(&step.author), text(&step.comment)]
    };
    base.iter().enumerate().find_map(|(at, step)| match image.get(at) {
        None => Some(format!("the image has {} steps in its history, fewer than the {}", image.len(), base.len())),
        Some(own) if said(own) != said(step) || own.empty_layer != step.empty_layer => {
            Some(format!("step {at} of the history is not that"))
        }
        Some(_) => None,
    })
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct CheckReport {
    name: String,
    base: String,
    /// What the base was, where it is known.
    digest: String,
    changed: bool,
    reason: String,
}

impl Report for CheckReport {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        match self.changed {
            true => text.line(&format!("base image has changed: {}", self.reason)),
            false => text.line("base image matches"),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(created: &str, by: &str) -> History {
        History { created: Some(created.to_owned()), created_by: Some(by.to_owned()), ..History::default() }
    }

    #[test]
    fn a_history_begins_with_that_of_its_base() {
        let base = [step("2024-01-01T00:00:00Z", "a"), step("2024-01-01T00:00:01Z", "b")];
        let same = [step("2024-01-01T01:00:00+01:00", "a"), step("2024-01-01T00:00:01.000Z", "b"), step("x", "c")];
        assert_eq!(histories_differ(&same, &base), None);
        assert_eq!(histories_differ(&same, &[]), None);
        assert!(histories_differ(&same[..1], &base).is_some_and(|reason| reason.contains("1 steps")));
        assert!(histories_differ(&[step("2024-01-01T00:00:00Z", "z")], &base[..1]).is_some());
        let empty = History { empty_layer: true, ..base[0].clone() };
        assert!(histories_differ(&[empty], &base[..1]).is_some());
        let blank = History { author: Some(String::new()), ..base[0].clone() };
        assert_eq!(histories_differ(&[blank], &base[..1]), None);
    }
}
