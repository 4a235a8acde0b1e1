//! Several layers of an image made one.

use std::sync::Arc;

use async_trait::async_trait;

use super::Edit;
use super::draft::Draft;
use super::error::MutateError;
use super::relayer::{body, codec_of};
use super::select::Scope;
use super::stack::{Level, Stack, layer_type};
use crate::layer::blocking;
use crate::layer::encode::Codec;
use crate::layer::flatten::{Beneath, flatten};
use crate::layer::spool::{NewLayer, Replay};
use crate::oci::{Algorithm, Descriptor, History};

/// Which layers become one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlattenEdit {
    /// All.
    All,
    /// This one and those on top of it, the base being 0.
    From(usize),
    /// So many, counted from the top.
    Last(usize),
}

#[async_trait]
impl Edit for FlattenEdit {
    async fn apply(&self, draft: &mut Draft) -> Result<(), MutateError> {
        let mut stacks = Vec::new();
        for document in draft.images(&Scope::Usual, "flattening")? {
            let media_type = document.media_type.clone();
            if let Some(image) = document.image_mut() {
                stacks.push((Stack::of(image)?, media_type));
            }
        }
        for (stack, media_type) in &mut stacks {
            let from = self.first(stack.levels.len())?;
            if stack.levels.len() - from < 2 {
                continue;
            }
            let upper = stack.levels.split_off(from);
            let made = merge(draft, &upper, if from == 0 { Beneath::Nothing } else { Beneath::Layers }).await?;
            let layer = layer_type(media_type, made.codec.compression());
            let layer = Descriptor::new(layer, made.encoded.digest.clone(), made.encoded.size);
            stack.levels.push(one_level(upper, layer, &made));
            draft.made.add(made.encoded.digest.clone(), made.encoded.size, Arc::new(made));
        }
        let documents = draft.images(&Scope::Usual, "flattening")?;
        documents.into_iter().zip(stacks).try_for_each(|(document, (stack, _))| stack.put(document))
    }
}

impl FlattenEdit {
    /// The lowest layer that is taken, of so many.
    fn first(self, count: usize) -> Result<usize, MutateError> {
        match self {
            Self::All => Ok(0),
            Self::From(at) if at < count => Ok(at),
            Self::Last(last) if last <= count => Ok(count - last),
            Self::From(at) => {
                Err(MutateError::unfit(format!("there is no layer {at}: the image has {count}, counted from 0")))
            }
            Self::Last(last) => Err(MutateError::unfit(format!("there are no {last} layers: the image has {count}"))),
        }
    }
}

/// What takes the place of several layers. Steps that made none stay.
fn one_level(levels: Vec<Level>, layer: Descriptor, made: &NewLayer) -> Level {
    let count = levels.len();
    let created = levels.iter().rev().find_map(|level| level.history.as_ref()?.created.clone());
    let has_history = levels.iter().any(|level| level.history.is_some());
    let step = History { created, created_by: Some(format!("wharf flatten of {count} layers")), ..History::default() };
    Level {
        layer,
        diff_id: made.encoded.diff_id.clone(),
        before: levels.into_iter().flat_map(|level| level.before).collect(),
        history: has_history.then_some(step),
    }
}

async fn merge(draft: &Draft, levels: &[Level], beneath: Beneath) -> Result<NewLayer, MutateError> {
    let layers: Vec<_> = levels.iter().map(|level| (body(draft, &level.layer), level.layer.clone())).collect();
    if let Some((_, layer)) = layers.iter().find(|(_, layer)| layer.is_elsewhere()) {
        let what =
            format!("the layer {} is to be fetched from elsewhere, so it cannot be made one with others", layer.digest);
        return Err(MutateError::unfit(what));
    }
    let (codec, algorithm) = levels
        .last()
        .map_or((Codec::GZIP, Algorithm::default()), |top| (codec_of(&top.layer), top.layer.digest.algorithm()));
    blocking(move || {
        let digests: Vec<_> = layers.iter().map(|(_, layer)| layer.digest.clone()).collect();
        let replays =
            layers.into_iter().map(|(body, layer)| Replay::fetch(body, &layer)).collect::<Result<Vec<_>, _>>()?;
        let fill = |out: &mut _| flatten(&digests, beneath, |at| replays[at].records(), out);
        Ok(NewLayer::make(codec, algorithm, fill)?.0)
    })
    .await
}
