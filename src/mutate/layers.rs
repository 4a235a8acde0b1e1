//! Layers put on top of images, and taken out of them.

use std::sync::Arc;

use async_trait::async_trait;
use regex::Regex;

use super::Edit;
use super::draft::Draft;
use super::error::MutateError;
use super::select::Scope;
use super::stack::{Stack, layer_type};
use crate::layer::spool::NewLayer;
use crate::layer::{LayerError, blocking};
use crate::oci::{Descriptor, History};

/// Makes a layer, once it is known that it is wanted. Waits for disks and computes: it is called on a thread of its own.
pub type LayerMaker = Arc<dyn Fn() -> Result<NewLayer, LayerError> + Send + Sync>;

/// Puts a layer on top of images.
#[derive(Clone)]
pub struct AppendLayer {
    /// Which images.
    pub scope: Scope,
    /// What makes the layer.
    pub make: LayerMaker,
    /// What the history says of how it was made.
    pub created_by: String,
}

#[async_trait]
impl Edit for AppendLayer {
    async fn apply(&self, draft: &mut Draft) -> Result<(), MutateError> {
        // Before the layer is made, since that may take long.
        for document in draft.images(&self.scope, "a layer")? {
            document.image_mut().map(|image| Stack::of(image)).transpose()?;
        }
        let make = Arc::clone(&self.make);
        let layer = blocking(move || make()).await?;
        for document in draft.images(&self.scope, "a layer")? {
            let media_type = layer_type(&document.media_type, layer.codec.compression());
            let Some(image) = document.image_mut() else { continue };
            let mut stack = Stack::of(image)?;
            let created = image.config.as_ref().and_then(|config| config.value.created.clone());
            let step = History { created, created_by: Some(self.created_by.clone()), ..History::default() };
            let descriptor = Descriptor::new(media_type, layer.encoded.digest.clone(), layer.encoded.size);
            stack.push(descriptor, layer.encoded.diff_id.clone(), step);
            stack.put(document)?;
        }
        draft.made.add(layer.encoded.digest.clone(), layer.encoded.size, Arc::new(layer));
        Ok(())
    }
}

/// Which layers are taken out.
#[derive(Clone, Debug)]
pub enum Which {
    /// Those whose step in the history was made by what the pattern matches.
    CreatedBy(Regex),
    /// One by its place, the base being 0.
    Index(usize),
}

/// Takes layers out of images.
#[derive(Clone, Debug)]
pub struct RemoveLayers {
    /// Which images.
    pub scope: Scope,
    /// Which layers.
    pub which: Which,
}

#[async_trait]
impl Edit for RemoveLayers {
    async fn apply(&self, draft: &mut Draft) -> Result<(), MutateError> {
        let images = draft.images(&self.scope, "taking layers out")?;
        if let (Which::Index(_), Scope::Usual, 2..) = (&self.which, &self.scope, images.len()) {
            return Err(MutateError::unfit(
                "a layer of which image? This is an index of several: say for which platform, as in [linux/amd64]2",
            ));
        }
        let mut removed = 0;
        for document in images {
            let Some(image) = document.image_mut() else { continue };
            let mut stack = Stack::of(image)?;
            match &self.which {
                Which::Index(at) if *at >= stack.levels.len() => {
                    let count = stack.levels.len();
                    return Err(MutateError::unfit(format!(
                        "there is no layer {at}: the image has {count}, counted from 0"
                    )));
                }
                Which::Index(at) => {
                    stack.remove(*at);
                    removed += 1;
                }
                Which::CreatedBy(pattern) => {
                    for at in (0..stack.levels.len()).rev() {
                        let step = stack.levels[at].history.as_ref().and_then(|step| step.created_by.as_deref());
                        if step.is_some_and(|text| pattern.is_match(text)) {
                            stack.remove(at);
                            removed += 1;
                        }
                    }
                }
            }
            stack.put(document)?;
        }
        match &self.which {
            Which::CreatedBy(pattern) if removed == 0 => {
                Err(MutateError::unfit(format!("the history has no layer that was created by {:?}", pattern.as_str())))
            }
            _ => Ok(()),
        }
    }
}
