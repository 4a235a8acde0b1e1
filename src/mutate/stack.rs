//! The layers of an image with what the config says of each: its uncompressed digest and the step of the history that
//! made it. Edits change this, and manifest and config follow together.

use super::draft::{Document, Image};
use super::error::MutateError;
use crate::oci::{Compression, Descriptor, Digest, History, MediaType};

/// Docker's layer types that are not in the specification of either, but that registries and engines know.
const DOCKER_LAYER: &str = "application/vnd.docker.image.rootfs.diff.tar";
const DOCKER_LAYER_ZSTD: &str = "application/vnd.docker.image.rootfs.diff.tar.zstd";

/// Annotations of a layer that speak of its compressed bytes, which a rewrite replaces.
const ABOUT_BYTES: [&str; 5] = [
    "containerd.io/snapshot/stargz/toc.digest",
    "io.containers.estargz.uncompressed-size",
    "io.github.containers.zstd-chunked.",
    "containerd.io/uncompressed",
    "dev.cosignproject.cosign/",
];

/// One layer.
#[derive(Clone, Debug)]
pub(super) struct Level {
    /// Its blob.
    pub(super) layer: Descriptor,
    /// The digest of its tar.
    pub(super) diff_id: Digest,
    /// Steps before it that made no layer.
    pub(super) before: Vec<History>,
    /// The step that made it.
    pub(super) history: Option<History>,
}

/// The layers of one image, base first.
#[derive(Clone, Debug)]
pub(super) struct Stack {
    pub(super) levels: Vec<Level>,
    /// Steps after the last layer.
    pub(super) after: Vec<History>,
    /// Whether the steps and the layers fit each other, so that each layer has its step.
    pub(super) paired: bool,
}

impl Level {
    /// Forgets how it was made.
    pub(super) fn forget_steps(&mut self) {
        self.before.clear();
        self.history = None;
    }
}

impl Stack {
    /// The layers of an image.
    ///
    /// # Errors
    /// When its config and its manifest contradict each other, or what it holds are no layers.
    pub(super) fn of(image: &Image) -> Result<Self, MutateError> {
        let Some(config) = image.config.as_ref().map(|config| &config.value) else {
            return Err(MutateError::unfit("layers can be edited only where there is an image config"));
        };
        let (layers, diff_ids) = (&image.manifest.layers, &config.rootfs.diff_ids);
        if let Some(other) = layers.iter().find(|layer| !layer.media_type.is_layer()) {
            return Err(MutateError::unfit(format!(
                "{} is no layer of files, so it cannot be edited",
                other.media_type
            )));
        }
        if layers.len() != diff_ids.len() {
            let (layers, diff_ids) = (layers.len(), diff_ids.len());
            let what = format!("the manifest has {layers} layers and the config {diff_ids}: the image is broken");
            return Err(MutateError::unfit(what));
        }
        let made = config.history.iter().filter(|step| !step.empty_layer).count();
        let paired = made == layers.len();
        let mut steps = config.history.iter().cloned();
        let mut levels = Vec::with_capacity(layers.len());
        for (layer, diff_id) in layers.iter().zip(diff_ids) {
            let (mut before, mut history) = (Vec::new(), None);
            while paired && history.is_none() {
                match steps.next() {
                    Some(step) if step.empty_layer => before.push(step),
                    step => {
                        history = step;
                        break;
                    }
                }
            }
            levels.push(Level { layer: layer.clone(), diff_id: diff_id.clone(), before, history });
        }
        Ok(Self { levels, after: steps.collect(), paired })
    }

    /// Puts the layers back into the image, and into its config.
    pub(super) fn put(self, document: &mut Document) -> Result<(), MutateError> {
        if self.levels.is_empty() {
            return Err(MutateError::unfit("no layer would be left"));
        }
        let Some(image) = document.image_mut() else { return Ok(()) };
        let Some(config) = image.config.as_mut().map(|config| &mut config.value) else { return Ok(()) };
        let mut history = Vec::new();
        image.manifest.layers.clear();
        config.rootfs.diff_ids.clear();
        if config.rootfs.kind.is_empty() {
            "layers".clone_into(&mut config.rootfs.kind);
        }
        for level in self.levels {
            image.manifest.layers.push(level.layer);
            config.rootfs.diff_ids.push(level.diff_id);
            history.extend(level.before);
            history.extend(level.history);
        }
        history.extend(self.after);
        config.history = history;
        Ok(())
    }

    /// Puts a layer on top.
    pub(super) fn push(&mut self, layer: Descriptor, diff_id: Digest, step: History) {
        let before = if self.paired { std::mem::take(&mut self.after) } else { Vec::new() };
        let history = self.paired.then_some(step);
        self.levels.push(Level { layer, diff_id, before, history });
    }

    /// Takes a layer out, with the step that made it. Steps that made none stay.
    pub(super) fn remove(&mut self, at: usize) {
        let gone = self.levels.remove(at);
        let next = self.levels.get_mut(at).map_or(&mut self.after, |next| &mut next.before);
        next.splice(0..0, gone.before);
    }
}

/// The type of a layer in an image of the type `manifest`.
pub(super) fn layer_type(manifest: &MediaType, compression: Compression) -> MediaType {
    match (*manifest == MediaType::DOCKER_MANIFEST, compression) {
        (true, Compression::None) => MediaType::new(DOCKER_LAYER),
        (true, Compression::Gzip) => MediaType::DOCKER_LAYER_GZIP,
        (true, Compression::Zstd) => MediaType::new(DOCKER_LAYER_ZSTD),
        (false, Compression::None) => MediaType::OCI_LAYER,
        (false, Compression::Gzip) => MediaType::OCI_LAYER_GZIP,
        (false, Compression::Zstd) => MediaType::OCI_LAYER_ZSTD,
    }
}

/// The descriptor of a layer whose bytes were made anew: what was said of the old bytes is gone, all else stays.
pub(super) fn replaced(old: &Descriptor, media_type: MediaType, digest: Digest, size: u64) -> Descriptor {
    let mut new = Descriptor { media_type, digest, size, data: None, urls: Vec::new(), ..old.clone() };
    new.annotations.0.retain(|key, _| !ABOUT_BYTES.iter().any(|about| key.starts_with(about)));
    new
}
