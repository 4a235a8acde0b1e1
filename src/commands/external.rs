//! Referrers that are kept elsewhere than the image they refer to: `--referrers-src` and `--referrers-tgt`.

use std::collections::HashSet;
use std::sync::Arc;

use super::TransferArgs;
use crate::app::App;
use crate::content::{ErrorKind, ReferrerFilter, Source, Target};
use crate::error::CliError;
use crate::oci::{Descriptor, Digest, Manifest};
use crate::reference::Selector;
use crate::transfer::{self, Item, Options, Referrers, Selection, Silent};

/// The two places of the referrers, where one of them is not that of the image.
pub(super) struct External {
    /// Where the image is.
    image: Arc<dyn Source>,
    source: Arc<dyn Source>,
    target: Arc<dyn Target>,
    wanted: Referrers,
}

impl External {
    /// The places that the flags name. The image's own transfer leaves the referrers to this one then.
    pub(super) fn of(
        args: &TransferArgs,
        app: &App,
        item: &Item,
        selection: &mut Selection,
    ) -> Result<Option<Self>, CliError> {
        if args.referrers_src.is_none() && args.referrers_tgt.is_none() {
            return Ok(None);
        }
        let source = args.referrers_src.as_ref().map(|place| app.source(place)).transpose()?;
        let target = args.referrers_tgt.as_ref().map(|place| app.target(place)).transpose()?;
        Ok(Some(Self {
            image: Arc::clone(&item.source),
            source: source.unwrap_or_else(|| Arc::clone(&item.source)),
            target: target.unwrap_or_else(|| Arc::clone(&item.target)),
            wanted: std::mem::take(&mut selection.referrers),
        }))
    }

    /// Copies what refers to `root` and to the images in it, and what refers to that in turn.
    pub(super) async fn copy(&self, root: &Descriptor, options: &Options) -> Result<(), CliError> {
        let types = match &self.wanted {
            Referrers::OfTypes(types) => types.as_slice(),
            Referrers::Copy | Referrers::Skip => &[],
        };
        let mut known = HashSet::new();
        for subject in self.subjects(root).await? {
            for referrer in self.source.referrers(&subject, &ReferrerFilter::default()).await? {
                let wanted =
                    types.is_empty() || referrer.artifact_type.as_ref().is_some_and(|kind| types.contains(kind));
                if !wanted || !known.insert(referrer.digest.clone()) {
                    continue;
                }
                let item = Item {
                    source: Arc::clone(&self.source),
                    selector: referrer.digest.clone().into(),
                    target: Arc::clone(&self.target),
                    tags: Vec::new(),
                    digest: Some(referrer.digest),
                };
                let selection = Selection { referrers: self.wanted.clone(), ..Selection::default() };
                transfer::copy(&item, &selection, options, Arc::new(Silent)).await?;
            }
        }
        Ok(())
    }

    /// The digests of an image, or of an index and all that is in it.
    async fn subjects(&self, root: &Descriptor) -> Result<Vec<Digest>, CliError> {
        let mut subjects = vec![root.digest.clone()];
        let mut at = 0;
        while let Some(digest) = subjects.get(at).cloned() {
            at += 1;
            // An index that was made for the destination is not at the source, and nothing refers to it there.
            let manifest = match self.image.manifest(&digest.into()).await {
                Ok(manifest) => manifest,
                Err(error) if error.kind == ErrorKind::NotFound => continue,
                Err(error) => return Err(error.into()),
            };
            let Ok(Manifest::Index(index)) = manifest.parse() else { continue };
            let children = index.manifests.into_iter().filter(|child| child.media_type.is_manifest());
            let news: Vec<Digest> =
                children.map(|child| child.digest).filter(|child| !subjects.contains(child)).collect();
            subjects.extend(news);
        }
        Ok(subjects)
    }
}

/// Whether the destination's tag, or digest, names the very image that the source's name leads to.
pub(super) async fn is_there(item: &Item) -> Result<bool, CliError> {
    let root = item.source.resolve(&item.selector).await?;
    let selector = item.tags.first().map_or_else(|| root.digest.clone().into(), |tag| Selector::Tag(tag.clone()));
    Ok(item.target.current(&selector).await?.is_some_and(|found| found.digest == root.digest))
}
