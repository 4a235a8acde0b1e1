//! What stands behind tags: digest, age, size, platforms, fetched for several tags at once.

use std::sync::Arc;

use futures_util::StreamExt as _;
use futures_util::stream;
use serde::Serialize;

use crate::app::App;
use crate::commands::opened::{Opened, images};
use crate::content::Source;
use crate::error::CliError;
use crate::oci::{Digest, Manifest, MediaType, RawManifest, key};
use crate::output::causes;
use crate::reference::{ArchivePath, Location, Selector, Tag};

/// How many tags are asked about at once.
const AT_ONCE: usize = 8;

/// What stands behind one tag.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Details {
    pub(super) tag: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) digest: Option<Digest>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) media_type: Option<MediaType>,
    /// RFC 3339, of the image for this machine where there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) created: Option<String>,
    /// The bytes of its config and layers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) size: Option<u64>,
    /// The platforms there are.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) platforms: Vec<String>,
    /// Why there is nothing more to say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) error: Option<String>,
}

/// What stands behind `tags`, in their order.
pub(super) async fn details(app: &App, source: &Arc<dyn Source>, tags: Vec<String>) -> Vec<Details> {
    stream::iter(tags).map(|tag| one(app, source, tag)).buffered(AT_ONCE).collect().await
}

async fn one(app: &App, source: &Arc<dyn Source>, tag: String) -> Details {
    let mut found = Details { tag, ..Details::default() };
    if let Err(error) = fill(app, source, &mut found).await {
        found.error = Some(error.source.as_deref().map_or_else(|| error.to_string(), |error| causes(error).join(": ")));
    }
    found
}

/// What `name`, which `source` listed, means to it. In an archive that may be more than a tag.
fn selector(app: &App, source: &Arc<dyn Source>, name: &str) -> Result<Selector, CliError> {
    if let Location::Archive(path) = source.location() {
        let name = Some(ArchivePath::name(path.kind, name)?);
        return app.selector(&Location::Archive(ArchivePath { name, ..path }));
    }
    let tag: Tag = name.parse()?;
    Ok(tag.into())
}

async fn fill(app: &App, source: &Arc<dyn Source>, found: &mut Details) -> Result<(), CliError> {
    let selector = selector(app, source, &found.tag)?;
    let opened = Opened { name: source.location().with(&selector), source: Arc::clone(source), selector };
    let manifest = opened.manifest().await?;
    found.digest = Some(manifest.digest.clone());
    found.media_type = Some(manifest.media_type.clone());
    let parsed = opened.parsed(&manifest)?;
    found.created = parsed.annotations().text(key::CREATED).map(str::to_owned);
    let image = match &parsed {
        Manifest::Image(_) => manifest,
        Manifest::Index(index) => {
            let named = images(index).into_iter().filter_map(|child| child.platform.as_ref());
            found.platforms = named.map(ToString::to_string).collect();
            match opened.for_host(manifest).await {
                Ok(image) => image,
                // An index need not have an image for this machine.
                Err(error) if error.exit == crate::error::Exit::NotFound => return Ok(()),
                Err(error) => return Err(error),
            }
        }
    };
    fill_image(&opened, &image, found).await
}

async fn fill_image(opened: &Opened, image: &RawManifest, found: &mut Details) -> Result<(), CliError> {
    let Manifest::Image(image) = opened.parsed(image)? else { return Ok(()) };
    let layers = image.layers.iter().map(|layer| layer.size);
    found.size = Some(layers.fold(image.config.size, u64::saturating_add));
    if let Some(config) = opened.config(&image).await? {
        found.created = config.created.clone().or_else(|| found.created.take());
        if found.platforms.is_empty() && !config.os.is_empty() {
            found.platforms.push(config.platform().to_string());
        }
    }
    Ok(())
}
