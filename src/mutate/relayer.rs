//! Layers written again: with other files in them, or compressed in another way.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use async_trait::async_trait;

use super::Edit;
use super::draft::{Draft, Image};
use super::error::MutateError;
use super::select::Scope;
use super::stack::{Stack, layer_type, replaced};
use super::time::TimeRule;
use crate::content::BlobBody;
use crate::layer::compression::Decoder;
use crate::layer::encode::Codec;
use crate::layer::rewrite::{Change, Rewrite, TimeSet};
use crate::layer::spool::{NewLayer, Replay};
use crate::layer::stream::BlobReader;
use crate::layer::{EntryPath, LayerError, Limits, blocking};
use crate::oci::{Descriptor, Digest};

/// A change of the files in the layers of images.
#[derive(Clone)]
pub enum FilesEdit {
    /// Takes the names of owners, and times of access and change, out of all layers.
    Anonymous,
    /// Takes a file or a directory out of all layers.
    Strip(EntryPath),
    /// Sets the times inside of a tar that is a file of a layer.
    TarTimes(EntryPath, TimeRule),
    /// Sets the times of files.
    Times(TimeRule),
}

/// Compresses layers in another way; those that are compressed so already stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CompressEdit(pub Codec);

/// What was made of each layer; nothing where it stays. Images share layers, and each is worked on once.
type Remade = HashMap<(Digest, Option<i64>), Option<NewLayer>>;

#[async_trait]
impl Edit for FilesEdit {
    async fn apply(&self, draft: &mut Draft) -> Result<(), MutateError> {
        let bases = match self {
            Self::Times(rule) | Self::TarTimes(_, rule) => Some((rule, rule.bases().await?)),
            Self::Anonymous | Self::Strip(_) => None,
        };
        let mut stacks = Vec::new();
        for document in draft.images(&Scope::Usual, "an edit of layers")? {
            let Some(image) = document.image_mut() else { continue };
            let skipped = bases.as_ref().map_or(0, |(rule, bases)| rule.skipped(image, bases).1);
            stacks.push((Stack::of(image)?, skipped, self.change(image)?));
        }
        let mut remade = Remade::new();
        for (stack, skipped, (change, time)) in &mut stacks {
            for level in stack.levels.iter().skip(*skipped).filter(|level| !level.layer.is_elsewhere()) {
                let key = (level.layer.digest.clone(), *time);
                if let Entry::Vacant(vacant) = remade.entry(key) {
                    vacant.insert(rewrite(draft, &level.layer, change.clone()).await?);
                }
            }
        }
        let stacks = stacks.into_iter().map(|(stack, skipped, (_, time))| (stack, skipped, time)).collect();
        put(draft, stacks, &remade)
    }
}

impl FilesEdit {
    /// What is changed in an image, and the time that is set there.
    fn change(&self, image: &Image) -> Result<(Change, Option<i64>), MutateError> {
        let time = |rule: &TimeRule| {
            let config = image.config.as_ref().ok_or_else(|| MutateError::unfit("there is no image config"))?;
            let set = rule.time(&config.value)?.as_second();
            Ok::<_, MutateError>(TimeSet { set, after: rule.after.map(jiff::Timestamp::as_second) })
        };
        Ok(match self {
            Self::Anonymous => (Change::Anonymous, None),
            Self::Strip(path) => (Change::Strip(path.clone()), None),
            Self::TarTimes(path, rule) => {
                let set = time(rule)?;
                (Change::TarTimes(path.clone(), set), Some(set.set))
            }
            Self::Times(rule) => {
                let set = time(rule)?;
                (Change::Times(set), Some(set.set))
            }
        })
    }
}

#[async_trait]
impl Edit for CompressEdit {
    async fn apply(&self, draft: &mut Draft) -> Result<(), MutateError> {
        let Self(codec) = *self;
        let mut stacks = Vec::new();
        for document in draft.images(&Scope::Usual, "compression")? {
            if let Some(image) = document.image_mut() {
                stacks.push((Stack::of(image)?, 0, None));
            }
        }
        let mut remade = Remade::new();
        let other =
            |layer: &&Descriptor| layer.media_type.compression() != Some(codec.compression()) && !layer.is_elsewhere();
        let mut seen = HashSet::new();
        for layer in stacks.iter().flat_map(|(stack, ..)| &stack.levels).map(|level| &level.layer).filter(other) {
            if seen.insert(layer.digest.clone()) {
                let made = compress(draft, layer, codec).await?;
                remade.insert((layer.digest.clone(), None), Some(made));
            }
        }
        put(draft, stacks, &remade)
    }
}

/// Lets images have what was made of their layers.
fn put(draft: &mut Draft, stacks: Vec<(Stack, usize, Option<i64>)>, remade: &Remade) -> Result<(), MutateError> {
    for made in remade.values().flatten() {
        draft.made.add(made.encoded.digest.clone(), made.encoded.size, Arc::new(made.clone()));
    }
    let documents = draft.images(&Scope::Usual, "an edit of layers")?;
    for (document, (mut stack, skipped, time)) in documents.into_iter().zip(stacks) {
        for level in stack.levels.iter_mut().skip(skipped) {
            let Some(Some(made)) = remade.get(&(level.layer.digest.clone(), time)) else { continue };
            let media_type = layer_type(&document.media_type, made.codec.compression());
            level.layer = replaced(&level.layer, media_type, made.encoded.digest.clone(), made.encoded.size);
            level.diff_id = made.encoded.diff_id.clone();
        }
        if !stack.levels.is_empty() {
            stack.put(document)?;
        }
    }
    Ok(())
}

/// A handle on a layer, wherever it is by now.
pub(super) fn body(draft: &Draft, layer: &Descriptor) -> Box<dyn BlobBody> {
    draft.made.body(&layer.digest).unwrap_or_else(|| draft.source.blob(layer))
}

/// How a layer is compressed, as its type says.
pub(super) fn codec_of(layer: &Descriptor) -> Codec {
    layer.media_type.compression().map_or(Codec::GZIP, Codec::from)
}

async fn rewrite(draft: &Draft, layer: &Descriptor, change: Change) -> Result<Option<NewLayer>, MutateError> {
    let (body, layer) = (body(draft, layer), layer.clone());
    blocking(move || {
        let said = |error: LayerError| error.of(&layer.digest);
        let rewrite = Rewrite { changes: vec![change] };
        let replay = Replay::fetch(body, &layer)?;
        let Some(survey) = rewrite.survey(&mut replay.records()?).map_err(said)? else { return Ok(None) };
        let fill = |out: &mut _| rewrite.run(&survey, &mut replay.records()?, out).map_err(said);
        let (made, changed) = NewLayer::make(codec_of(&layer), layer.digest.algorithm(), fill)?;
        Ok(changed.then_some(made))
    })
    .await
}

async fn compress(draft: &Draft, layer: &Descriptor, codec: Codec) -> Result<NewLayer, MutateError> {
    let (body, layer) = (body(draft, layer), layer.clone());
    blocking(move || {
        let said = |error: LayerError| error.of(&layer.digest);
        let fill = |out: &mut _| {
            let reader = BlobReader::open(body, &layer)?;
            let mut decoder = Decoder::new(reader, Limits::of(&layer).decoded)?;
            let copied = crate::layer::spool::copy(&mut decoder, out);
            if matches!(copied, Ok(()) | Err(LayerError::Compressed { .. })) {
                // What comes after the last member or frame belongs to the blob and to its digest; and that the bytes
                // are not those of the digest explains why they cannot be decompressed.
                decoder.get_mut().drain()?;
            }
            copied
        };
        Ok(NewLayer::make(codec, layer.digest.algorithm(), |out| fill(out).map_err(said))?.0)
    })
    .await
}
