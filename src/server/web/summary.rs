//! What the list of tags says of each: kind, size, platforms, age.

use jiff::Timestamp;

use super::reader::{Gap, Reader};
use super::text;
use crate::oci::{Descriptor, Digest, ImageManifest, Manifest, Platform, key};

/// More platforms of one index are not looked into.
const MOST_CHILDREN: usize = 12;

/// What a list says of a manifest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The bytes of config and layers; the smallest and the largest platform of an index.
    pub size: Option<(u64, u64)>,
    /// The platforms, as users write them.
    pub platforms: Vec<String>,
    /// The type of an artifact that is no image.
    pub artifact: Option<String>,
    /// When it was made, by its own account.
    pub created: Option<Timestamp>,
    /// Why there is nothing more.
    pub gap: Option<Gap>,
}

/// The bytes of everything that an image manifest names.
pub fn total(image: &ImageManifest) -> u64 {
    image.layers.iter().chain([&image.config]).fold(0, |sum, blob| sum.saturating_add(blob.size))
}

/// The platform that an entry of an index is for; nothing for attestations and the like, which are for none.
pub fn platform(child: &Descriptor) -> Option<String> {
    let own = child.platform.as_ref().filter(|platform| !platform.is_unknown())?;
    // As configs are read: `arm64/v8` says no more than `arm64`.
    let plain = Platform::new(&own.os, &own.architecture, own.variant.as_deref());
    let platform = Platform { os_version: own.os_version.clone(), ..plain };
    child.attests().is_none().then(|| platform.to_string())
}

impl Summary {
    fn gap(gap: Gap) -> Self {
        Self { gap: Some(gap), ..Self::default() }
    }

    /// Looks into the manifest `digest`, as far as the reader goes.
    pub async fn of(reader: &mut Reader<'_>, digest: &Digest) -> Self {
        match reader.manifest(digest).await {
            Err(gap) => Self::gap(gap),
            Ok((_, Manifest::Image(image))) => Self::of_image(reader, &image).await,
            Ok((_, Manifest::Index(index))) => {
                let mut all = Self { created: created(&index.annotations), ..Self::default() };
                let platforms = index.manifests.iter().filter_map(|child| Some((child, platform(child)?)));
                for (at, (child, platform)) in platforms.enumerate() {
                    all.platforms.push(platform);
                    if at < MOST_CHILDREN {
                        all.add(reader, &child.digest).await;
                    }
                }
                if all.platforms.is_empty() {
                    all.artifact = index.artifact_type.map(|own| own.to_string());
                }
                all
            }
        }
    }

    /// Adds the size and the age of one platform to those of an index.
    async fn add(&mut self, reader: &mut Reader<'_>, digest: &Digest) {
        let child = match reader.manifest(digest).await {
            // An index in an index is left alone.
            Ok((_, Manifest::Index(_))) | Err(Gap::Missing) => return,
            Err(gap) => {
                self.gap = Some(gap);
                return;
            }
            Ok((_, Manifest::Image(image))) => image,
        };
        let bytes = total(&child);
        let (least, most) = self.size.unwrap_or((bytes, bytes));
        self.size = Some((least.min(bytes), most.max(bytes)));
        // All platforms are made together, as a rule: the first that says when speaks for them.
        if self.created.is_none() {
            self.created = Self::of_image(reader, &child).await.created;
        }
    }

    async fn of_image(reader: &mut Reader<'_>, image: &ImageManifest) -> Self {
        let bytes = total(image);
        let mut summary = Self { size: Some((bytes, bytes)), created: created(&image.annotations), ..Self::default() };
        let is_image = image.artifact_type.is_none() && image.config.media_type.is_image_config();
        if !is_image {
            let own = image.artifact_type.as_ref().unwrap_or(&image.config.media_type);
            summary.artifact = Some(own.to_string());
            return summary;
        }
        match reader.config(&image.config).await {
            Ok(config) => {
                let platform = config.platform();
                if !platform.is_unknown() {
                    summary.platforms.push(platform.to_string());
                }
                summary.created = config.created.as_deref().and_then(text::time).or(summary.created);
            }
            Err(gap) => summary.gap = Some(gap),
        }
        summary
    }
}

/// When something was made, by its annotations.
pub fn created(annotations: &crate::oci::Annotations) -> Option<Timestamp> {
    annotations.text(key::CREATED).and_then(text::time)
}
