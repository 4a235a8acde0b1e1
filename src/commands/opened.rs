//! An image as it is named on the command line, opened for reading: its manifest, its config, and the choice of one
//! platform out of an index.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use bytes::Bytes;
use clap::Args;

use crate::app::App;
use crate::content::{Source, stream};
use crate::error::{CliError, Exit};
use crate::oci::{Descriptor, DocumentError, ImageConfig, ImageIndex, ImageManifest, Manifest, Platform, RawManifest};
use crate::reference::{Location, Selector};

/// How large a config may be, in bytes.
pub const CONFIG_LIMIT: u64 = 32 << 20;

/// How many indexes may stand inside one another.
const DEPTH_LIMIT: usize = 8;

/// Which manifest is meant where a name leads to an index.
#[derive(Args, Clone, Debug)]
pub struct ChoiceArgs {
    /// The image for this platform, where there are several: os/arch, os/arch/variant, or local
    #[arg(long, short, value_name = "PLATFORM")]
    pub platform: Option<Platform>,
    /// Fail unless there is an index of several images
    #[arg(long, conflicts_with = "platform")]
    pub require_list: bool,
    /// Stay with the index where there is one (the default without --platform); --list=false takes the image for this
    /// machine
    #[arg(long, hide = true, value_name = "BOOL", num_args = 0..=1, require_equals = true)]
    #[arg(default_missing_value = "true")]
    pub list: Option<bool>,
}

impl ChoiceArgs {
    /// The platform whose image is meant; nothing where the name itself is.
    pub fn wanted(&self) -> Option<Platform> {
        match (self.list, &self.platform) {
            (Some(true), _) => None,
            (_, Some(platform)) => Some(platform.clone()),
            (Some(false), None) if !self.require_list => Some(Platform::host()),
            (_, None) => None,
        }
    }

    /// Fails where an index is required and `found` is none.
    pub fn check(&self, found: &Descriptor, name: &Location) -> Result<(), CliError> {
        if !self.require_list || found.media_type.is_index() {
            return Ok(());
        }
        Err(CliError::new(Exit::Failure, format!("{name} is no index but a single {}", found.media_type)))
    }
}

/// A named image.
pub struct Opened {
    /// How it is named.
    pub name: Location,
    /// Where it is read from.
    pub source: Arc<dyn Source>,
    /// Which of the source's images it is.
    pub selector: Selector,
}

impl Opened {
    /// Opens what `location` names. Asks a registry nothing yet.
    pub fn new(app: &App, location: &Location) -> Result<Self, CliError> {
        let source = app.source(location)?;
        let selector = app.selector(location)?;
        let name = if location.selector().is_some() { location.clone() } else { location.with(&selector) };
        Ok(Self { name: written_out(name, &selector), source, selector })
    }

    /// The repository or layout that the image is in.
    pub fn repository(&self) -> Location {
        self.source.location()
    }

    /// What the name leads to, without its body.
    pub async fn resolve(&self) -> Result<Descriptor, CliError> {
        Ok(self.source.resolve(&self.selector).await?)
    }

    /// What the name leads to: an image or an index.
    pub async fn manifest(&self) -> Result<RawManifest, CliError> {
        Ok(self.source.manifest(&self.selector).await?)
    }

    /// What the choice leads to.
    pub async fn chosen(&self, choice: &ChoiceArgs) -> Result<RawManifest, CliError> {
        let manifest = self.manifest().await?;
        choice.check(&manifest.descriptor(), &self.name)?;
        match choice.wanted() {
            None => Ok(manifest),
            Some(platform) => self.for_platform(manifest, &platform).await,
        }
    }

    /// What the choice leads to, without the body of an image that an index describes.
    pub async fn chosen_descriptor(&self, choice: &ChoiceArgs) -> Result<Descriptor, CliError> {
        let found = match choice.wanted() {
            None => self.resolve().await?,
            Some(platform) => self.find_platform(&self.manifest().await?, &platform).await?,
        };
        choice.check(&found, &self.name)?;
        Ok(found)
    }

    /// The image that `manifest` is, or that it has for `platform`.
    pub async fn for_platform(&self, manifest: RawManifest, platform: &Platform) -> Result<RawManifest, CliError> {
        let found = self.find_platform(&manifest, platform).await?;
        if found.digest == manifest.digest {
            Ok(manifest)
        } else {
            Ok(self.source.manifest(&found.digest.into()).await?)
        }
    }

    async fn find_platform(&self, manifest: &RawManifest, platform: &Platform) -> Result<Descriptor, CliError> {
        match self.parsed(manifest)? {
            Manifest::Index(index) => match self.search(&index, platform, DEPTH_LIMIT).await? {
                Some(found) => Ok(found),
                None => Err(self.no_image(platform, &offered(&index))),
            },
            Manifest::Image(image) => match self.platform_of(&image).await? {
                Some(own) if own.satisfies(platform).is_none() => Err(self.no_image(platform, &[own.to_string()])),
                _ => Ok(manifest.descriptor()),
            },
        }
    }

    /// The image for `platform`; where none is asked for, the one to look at then.
    pub async fn image_for(&self, manifest: RawManifest, platform: Option<&Platform>) -> Result<RawManifest, CliError> {
        match platform {
            Some(platform) => self.for_platform(manifest, platform).await,
            None => self.for_host(manifest).await,
        }
    }

    /// The image to look at where no platform is asked for: the only one, or that of this machine.
    pub async fn for_host(&self, manifest: RawManifest) -> Result<RawManifest, CliError> {
        let Manifest::Index(index) = self.parsed(&manifest)? else { return Ok(manifest) };
        match &images(&index)[..] {
            [only] => {
                let only = self.source.manifest(&only.digest.clone().into()).await?;
                if only.media_type.is_index() { self.for_platform(only, &Platform::host()).await } else { Ok(only) }
            }
            _ => self.for_platform(manifest, &Platform::host()).await,
        }
    }

    /// What a manifest of this source says.
    pub fn parsed(&self, manifest: &RawManifest) -> Result<Manifest, CliError> {
        manifest.parse().map_err(|error| self.unreadable(error))
    }

    /// The bytes of an image's config, verified.
    pub async fn config_bytes(&self, image: &ImageManifest) -> Result<Bytes, CliError> {
        if let Some(bytes) = image.config.embedded() {
            return Ok(bytes.into());
        }
        if image.config.size > CONFIG_LIMIT {
            let what = format!("the config of {} has {} bytes, too many to be read", self.name, image.config.size);
            return Err(CliError::new(Exit::Failure, what));
        }
        let body = self.source.blob(&image.config).open(0).await?;
        Ok(stream::read_all(stream::verify(body, &image.config), CONFIG_LIMIT).await?)
    }

    /// The config of an image; nothing of an artifact, whose config is something else.
    pub async fn config(&self, image: &ImageManifest) -> Result<Option<ImageConfig>, CliError> {
        if !image.config.media_type.is_image_config() {
            return Ok(None);
        }
        let bytes = self.config_bytes(image).await?;
        let invalid = |source| DocumentError::Json { media_type: image.config.media_type.clone(), source };
        serde_json::from_slice(&bytes).map(Some).map_err(|error| self.unreadable(invalid(error)))
    }

    async fn platform_of(&self, image: &ImageManifest) -> Result<Option<Platform>, CliError> {
        let config = self.config(image).await?;
        Ok(config.map(|config| config.platform()).filter(|platform| !platform.os.is_empty()))
    }

    /// The best image for `platform` in an index: by what the index says, and where it does not say, by the images.
    fn search<'a>(
        &'a self,
        index: &'a ImageIndex,
        platform: &'a Platform,
        depth: usize,
    ) -> Pin<Box<dyn Future<Output = Result<Option<Descriptor>, CliError>> + 'a>> {
        Box::pin(async move {
            let best = best(index, platform);
            let unsaid = images(index).into_iter().filter(|child| best.is_none() && child.platform.is_none());
            for child in best.into_iter().chain(unsaid) {
                if child.platform.is_some() && child.media_type.is_image() {
                    return Ok(Some(child.clone()));
                }
                let manifest = self.source.manifest(&child.digest.clone().into()).await?;
                let found = match self.parsed(&manifest)? {
                    Manifest::Index(inner) if depth > 0 => self.search(&inner, platform, depth - 1).await?,
                    Manifest::Index(_) => None,
                    Manifest::Image(image) => {
                        let own = self.platform_of(&image).await?;
                        let fits = own.is_some_and(|own| own.satisfies(platform).is_some());
                        fits.then(|| manifest.descriptor())
                    }
                };
                if found.is_some() {
                    return Ok(found);
                }
            }
            Ok(None)
        })
    }

    fn no_image(&self, platform: &Platform, offered: &[String]) -> CliError {
        let there = if offered.is_empty() { "nothing".to_owned() } else { offered.join(", ") };
        CliError::new(Exit::NotFound, format!("{} has no image for {platform}; it has {there}", self.name))
    }

    fn unreadable(&self, error: DocumentError) -> CliError {
        let what = format!("cannot read {}", self.name);
        crate::content::ContentError::new(crate::content::ErrorKind::Invalid, what).because(error).into()
    }
}

/// The name with the tag that was left out.
fn written_out(name: Location, selector: &Selector) -> Location {
    match &name {
        Location::Registry(reference) | Location::Store(reference)
            if reference.tag.is_none() && reference.digest.is_none() =>
        {
            name.with(selector)
        }
        _ => name,
    }
}

/// The children of an index that may be images: neither attestations nor for a platform that there is not.
pub fn images(index: &ImageIndex) -> Vec<&Descriptor> {
    let real =
        |child: &&Descriptor| child.attests().is_none() && !child.platform.as_ref().is_some_and(Platform::is_unknown);
    index.manifests.iter().filter(real).collect()
}

/// The child that fits `platform` best, the first of several that fit alike.
fn best<'a>(index: &'a ImageIndex, platform: &Platform) -> Option<&'a Descriptor> {
    let fit = |child: &&Descriptor| child.platform.as_ref().and_then(|own| own.satisfies(platform));
    images(index).into_iter().filter(|child| fit(child).is_some()).rev().max_by_key(fit)
}

/// The platforms that an index names, each once.
fn offered(index: &ImageIndex) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for platform in images(index).into_iter().filter_map(|child| child.platform.as_ref()) {
        let text = platform.to_string();
        if !all.contains(&text) {
            all.push(text);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oci::{Digest, MediaType};

    fn index(platforms: &[&str]) -> ImageIndex {
        let child = |text: &&str| {
            let mut child = Descriptor::new(MediaType::OCI_MANIFEST, Digest::sha256(text.as_bytes()), 1);
            child.platform = text.split_once('/').map(|(os, rest)| {
                let (arch, variant) =
                    rest.split_once('/').map_or((rest, None), |(arch, variant)| (arch, Some(variant)));
                Platform::new(os, arch, variant)
            });
            child
        };
        ImageIndex { manifests: platforms.iter().map(child).collect(), ..ImageIndex::default() }
    }

    #[test]
    fn the_best_platform_is_chosen_and_the_first_of_equals() {
        let index = index(&["linux/amd64", "linux/arm/v6", "linux/arm/v7", "unknown/unknown", "linux/amd64"]);
        for (wanted, at) in
            [("linux/amd64", Some(0)), ("linux/arm/v7", Some(2)), ("linux/arm/v6", Some(1)), ("linux/s390x", None)]
        {
            let found = best(&index, &wanted.parse().unwrap());
            assert_eq!(
                found.map(std::ptr::from_ref),
                at.map(|at: usize| std::ptr::from_ref(&index.manifests[at])),
                "{wanted}"
            );
        }
        assert_eq!(offered(&index), ["linux/amd64", "linux/arm/v6", "linux/arm/v7"]);
        assert_eq!(images(&index).len(), 4);
    }
}
