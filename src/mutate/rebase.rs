//! Images put on another base: the layers of the old base go, those of the new one take their place.

use std::sync::Arc;

use async_trait::async_trait;

use super::draft::{Document, Draft, Image};
use super::error::MutateError;
use super::select::Scope;
use super::stack::{Level, Stack, layer_type};
use super::time::Bases;
use super::{Edit, Reach};
use crate::content::{ContentError, Source};
use crate::oci::{Digest, Platform, key};
use crate::reference::{Reference, Selector};

/// Opens an image that annotations name.
pub type Opener = Arc<dyn Fn(&Reference) -> Result<Arc<dyn Source>, ContentError> + Send + Sync>;

/// A base image.
#[derive(Clone)]
pub struct Base {
    /// Where it is.
    pub source: Arc<dyn Source>,
    /// Which image there.
    pub selector: Selector,
    /// How it is named.
    pub name: String,
}

/// Puts images on another base.
#[derive(Clone)]
pub enum RebaseEdit {
    /// From the base that the annotations name to what its name leads to now.
    Annotated(Opener),
    /// From one base to another.
    Named {
        /// What the images stand on.
        old: Base,
        /// What they are to stand on.
        new: Base,
    },
}

#[async_trait]
impl Edit for RebaseEdit {
    async fn apply(&self, draft: &mut Draft) -> Result<(), MutateError> {
        let (old, new) = match self {
            Self::Named { old, new } => (old.clone(), new.clone()),
            Self::Annotated(open) => annotated(draft, open)?,
        };
        let root = new.source.resolve(&new.selector).await?.digest;
        let (old_images, new_images) = (images(&old).await?, images(&new).await?);
        let mut moved = Vec::new();
        for document in draft.images(&Scope::Usual, "a rebase")? {
            let platform = document.platform();
            let media_type = document.media_type.clone();
            let Some(image) = document.image_mut() else { continue };
            let lower = fitting(&old_images, platform.as_ref(), &old)?;
            let higher = fitting(&new_images, platform.as_ref(), &new)?;
            let mut stack = rebased(Stack::of(image)?, &Stack::of(lower)?, Stack::of(higher)?, &old)?;
            for level in &mut stack.levels {
                // An image has the types of one family; the bytes are the same.
                if let Some(compression) =
                    level.layer.media_type.compression().filter(|_| !level.layer.media_type.is_foreign_layer())
                {
                    level.layer.media_type = layer_type(&media_type, compression);
                }
            }
            moved.extend(higher.manifest.layers.iter().cloned());
            stack.put(document)?;
        }
        for layer in moved {
            let body = new.source.blob(&layer);
            draft.made.add(layer.digest.clone(), layer.size, Arc::from(body));
        }
        draft.root.walk(&mut |document| {
            annotate(document, &new.name, &root);
            Ok(())
        })
    }
}

/// The bases that the annotations of the root, or of the first image that has them, name.
fn annotated(draft: &mut Draft, open: &Opener) -> Result<(Base, Base), MutateError> {
    let mut found = None;
    draft.root.walk(&mut |document| {
        let Some(annotations) = document.annotations_mut().filter(|_| found.is_none()) else { return Ok(()) };
        let (name, digest) = (annotations.text(key::BASE_NAME), annotations.text(key::BASE_DIGEST));
        found = name.zip(digest).map(|(name, digest)| (name.to_owned(), digest.to_owned()));
        Ok(())
    })?;
    let Some((name, digest)) = found else {
        return Err(MutateError::unfit(format!(
            "the image does not say what it was made from: it has no annotations {} and {}; name the bases with --rebase-ref",
            key::BASE_NAME,
            key::BASE_DIGEST
        )));
    };
    let unfit = |what: &dyn std::fmt::Display| {
        MutateError::unfit(format!("the annotations name the base {name}@{digest}: {what}"))
    };
    let reference: Reference = name.parse().map_err(|error| unfit(&error))?;
    let digest: Digest = digest.parse().map_err(|error| unfit(&error))?;
    let source = open(&reference)?;
    let old = Base { source: Arc::clone(&source), selector: digest.into(), name: name.clone() };
    let new = Base { source, selector: reference.selector(), name };
    Ok((old, new))
}

async fn images(base: &Base) -> Result<Vec<(Option<Platform>, Image)>, MutateError> {
    let mut draft = Draft::load(Arc::clone(&base.source), base.selector.clone(), Reach::Configs).await?;
    Ok(Bases::of(&mut draft)?.0)
}

/// The image of a base for a platform; a base with one image is for all.
fn fitting<'a>(
    images: &'a [(Option<Platform>, Image)],
    platform: Option<&Platform>,
    base: &Base,
) -> Result<&'a Image, MutateError> {
    let fit = |own: &Option<Platform>| own.as_ref().zip(platform).and_then(|(own, wanted)| own.satisfies(wanted));
    let best = images.iter().filter(|(own, _)| fit(own).is_some()).max_by_key(|(own, _)| fit(own));
    match (best, images) {
        (Some((_, image)), _) => Ok(image),
        (None, [(None, only)]) => Ok(only),
        (None, _) => {
            let platform = platform.map_or_else(|| "an unknown platform".to_owned(), ToString::to_string);
            Err(MutateError::unfit(format!("the base {} has no image for {platform}", base.name)))
        }
    }
}

/// The layers of `own` with those of `old` replaced by those of `new`.
fn rebased(own: Stack, old: &Stack, new: Stack, base: &Base) -> Result<Stack, MutateError> {
    let same = |own: &Level, old: &Level| own.layer.digest == old.layer.digest || own.diff_id == old.diff_id;
    let (count, all) = (old.levels.len(), own.levels.len());
    if count > all || !own.levels.iter().zip(&old.levels).all(|(own, old)| same(own, old)) {
        let what = format!("the image does not stand on {}: its lowest layers are others", base.name);
        return Err(MutateError::unfit(what));
    }
    let mut levels = own.levels;
    let mut upper = levels.split_off(count);
    let mut after = own.after;
    let steps = upper.first_mut().map_or(&mut after, |first| &mut first.before);
    // What the old base did after its last layer goes with it.
    let gone = steps.iter().zip(&old.after).take_while(|(own, old)| own == old).count();
    steps.drain(..gone);
    let paired = own.paired && new.paired;
    if paired {
        steps.splice(0..0, new.after);
    } else {
        // Steps that do not fit the layers would be wrong in new company.
        after.clear();
        upper.iter_mut().for_each(Level::forget_steps);
    }
    let mut stack = Stack { levels: new.levels, after, paired };
    stack.levels.extend(upper);
    if !paired {
        stack.levels.iter_mut().for_each(Level::forget_steps);
    }
    Ok(stack)
}

/// Where a document says what it was made from, it says the new base.
fn annotate(document: &mut Document, name: &str, digest: &Digest) {
    let Some(annotations) = document.annotations_mut() else { return };
    for (key, value) in [(key::BASE_NAME, name), (key::BASE_DIGEST, &digest.to_string())] {
        if annotations.text(key).is_some() {
            annotations.set(key, value);
        }
    }
}
