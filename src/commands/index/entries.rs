//! What is put into an index: images of other places, which are copied beside it, and images that are there.

use std::sync::Arc;

use clap::Args;

use super::parse_annotation;
use crate::app::App;
use crate::commands::opened::Opened;
use crate::commands::place::PlatformList;
use crate::content::{Source, Target};
use crate::error::{CliError, Exit};
use crate::mutate::entry_is_for;
use crate::oci::{Annotations, Descriptor, Digest, Manifest, Platform, RawManifest};
use crate::output::{Activity, ProgressMode};
use crate::reference::{Location, Selector};
use crate::transfer::{self, DigestTags, Item, Options, Referrers, Selection};

/// The flags that say what is put into an index.
#[derive(Args, Clone, Debug)]
pub struct EntryArgs {
    /// An image or index of any place, copied beside the index; may be repeated
    #[arg(long = "ref", value_name = "IMAGE")]
    pub refs: Vec<Location>,
    /// A manifest that is in the repository already; may be repeated
    #[arg(long, value_name = "DIGEST")]
    pub digest: Vec<Digest>,
    /// Of an index given by --ref, only the images for this platform; may be repeated
    #[arg(long, short, value_name = "OS/ARCH", requires = "refs")]
    pub platform: Vec<PlatformList>,
    /// Put an annotation into the descriptors of the new entries; may be repeated
    #[arg(long, value_name = "NAME=VALUE", value_parser = parse_annotation)]
    pub desc_annotation: Vec<(String, String)>,
    /// The platform of the new entries, in place of what their configs say
    #[arg(long, value_name = "OS/ARCH")]
    pub desc_platform: Option<Platform>,
    /// Copy along what refers to the images: signatures, SBOMs, attestations
    #[arg(long, requires = "refs")]
    pub referrers: bool,
    /// Copy along the tags that stand for a digest (sha256-HEX.sig and the like)
    #[arg(long, requires = "refs")]
    pub digest_tags: bool,
    /// How many large blobs move at once; of small ones it may be four times as many [env: WHARF_JOBS] [default: 4]
    #[arg(long, short, value_name = "N", value_parser = crate::commands::transfer::parse_jobs)]
    pub jobs: Option<usize>,
    /// How progress is shown [env: WHARF_PROGRESS] [default: auto]
    #[arg(long, value_name = "MODE")]
    pub progress: Option<ProgressMode>,
}

impl EntryArgs {
    /// Copies what has to be copied to `target`, and describes all of it for the index.
    pub async fn collect(
        &self,
        app: &App,
        place: &Location,
        target: &Arc<dyn Target>,
    ) -> Result<Vec<Descriptor>, CliError> {
        let mut chosen = Vec::new();
        for name in &self.refs {
            let opened = Opened::new(app, name)?;
            for found in self.choose(&opened).await? {
                self.copy(app, &opened, &found.digest, target).await?;
                chosen.push(found);
            }
        }
        let beside = app.source(place)?;
        for digest in &self.digest {
            chosen.push(beside.resolve(&digest.clone().into()).await?);
        }
        let mut entries = Vec::new();
        for found in chosen {
            entries.push(self.entry(place, &beside, found).await?);
        }
        Ok(entries)
    }

    fn platforms(&self) -> impl Iterator<Item = &Platform> {
        self.platform.iter().flat_map(|list| &list.0)
    }

    /// What of a named image is wanted, each with the platform that an index gives it.
    async fn choose(&self, opened: &Opened) -> Result<Vec<Descriptor>, CliError> {
        if self.platform.is_empty() {
            return Ok(vec![opened.resolve().await?]);
        }
        let manifest = opened.manifest().await?;
        let Manifest::Index(index) = opened.parsed(&manifest)? else { return Ok(vec![manifest.descriptor()]) };
        let wanted = |entry: &&Descriptor| self.platforms().any(|platform| entry_is_for(entry, platform));
        let found: Vec<Descriptor> = index.manifests.iter().filter(wanted).cloned().collect();
        for platform in self.platforms() {
            if !found.iter().any(|entry| entry_is_for(entry, platform)) {
                let what = format!("{} has no image that is just for {platform}", opened.name);
                return Err(CliError::new(Exit::NotFound, what));
            }
        }
        Ok(found)
    }

    async fn copy(&self, app: &App, from: &Opened, digest: &Digest, target: &Arc<dyn Target>) -> Result<(), CliError> {
        let item = Item {
            source: Arc::clone(&from.source),
            selector: Selector::Digest(digest.clone()),
            target: Arc::clone(target),
            tags: Vec::new(),
            digest: None,
        };
        let selection = Selection {
            referrers: if self.referrers { Referrers::Copy } else { Referrers::Skip },
            digest_tags: if self.digest_tags { DigestTags::Copy } else { DigestTags::Skip },
            ..Selection::default()
        };
        let options = Options { jobs: app.config.jobs.value };
        transfer::copy(&item, &selection, &options, app.output.progress(Activity::COPY)).await?;
        Ok(())
    }

    /// The entry of an index for what was found.
    async fn entry(
        &self,
        place: &Location,
        beside: &Arc<dyn Source>,
        found: Descriptor,
    ) -> Result<Descriptor, CliError> {
        let mut entry = Descriptor::new(found.media_type, found.digest, found.size);
        entry.platform = match (&self.desc_platform, found.platform) {
            (Some(platform), _) => Some(platform.clone()),
            (None, Some(platform)) => Some(platform),
            (None, None) => own_platform(place, beside, &entry).await?,
        };
        entry.annotations = annotations(&self.desc_annotation);
        Ok(entry)
    }
}

/// What an image says that it runs on; nothing of what is no image.
async fn own_platform(
    place: &Location,
    beside: &Arc<dyn Source>,
    entry: &Descriptor,
) -> Result<Option<Platform>, CliError> {
    if !entry.media_type.is_image() {
        return Ok(None);
    }
    let selector = Selector::Digest(entry.digest.clone());
    let opened = Opened { name: place.with(&selector), source: Arc::clone(beside), selector };
    let manifest: RawManifest = opened.manifest().await?;
    let Manifest::Image(image) = opened.parsed(&manifest)? else { return Ok(None) };
    let platform = opened.config(&image).await?.map(|config| config.platform());
    Ok(platform.filter(|platform| !platform.os.is_empty()))
}

/// Annotations as they were written, in their order.
pub fn annotations(pairs: &[(String, String)]) -> Annotations {
    pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}
