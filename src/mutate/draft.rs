//! An image under edit: the documents of an image or a whole index, as a tree that edits walk and change.

use std::collections::HashMap;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::future::BoxFuture;
use futures_util::{StreamExt as _, TryStreamExt as _, stream as futures};

use super::Reach;
use super::error::MutateError;
use super::overlay::Made;
use super::select::Scope;
use crate::content::{Source, stream};
use crate::oci::{
    Algorithm, Descriptor, Digest, ImageConfig, ImageIndex, ImageManifest, Manifest, MediaType, Platform, RawManifest,
};
use crate::reference::Selector;

/// How deep indexes may stand in one another.
const DEEPEST: usize = 16;

/// How many manifests are read for an edit.
const MOST_DOCUMENTS: usize = 4096;

/// How many bytes of manifests and configs are read for an edit.
const MOST_BYTES: u64 = 256 << 20;

/// The largest config that is read, in bytes.
const CONFIG_LIMIT: u64 = 32 << 20;

/// How many documents are read at once.
const AT_ONCE: usize = 8;

/// Which descriptors carry their content along in `data`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DataFields {
    /// Those that did.
    #[default]
    Keep,
    /// All whose content is at most so many bytes long, and no others.
    UpTo(u64),
}

/// An image, an artifact or an index under edit.
pub struct Draft {
    /// Where it was read.
    pub source: Arc<dyn Source>,
    /// What it was named by there; nothing of what is new.
    pub selector: Option<Selector>,
    /// The document that the name leads to.
    pub root: Document,
    /// The blobs that edits made.
    pub made: Made,
    /// Which descriptors carry their content along.
    pub data: DataFields,
    /// The manifests that were read.
    pub(super) known: HashMap<Digest, RawManifest>,
}

/// A manifest or an index of the draft.
#[derive(Clone, Debug)]
pub struct Document {
    /// How what is above it describes it; of the root its plain descriptor. Type, digest and size are those of before
    /// the edit, all else is as it will be written.
    pub entry: Descriptor,
    /// The type that it is to have.
    pub media_type: MediaType,
    /// By what it and its config are to be addressed; nothing where each stays as it is.
    pub algorithm: Option<Algorithm>,
    /// What is in it.
    pub body: Body,
    /// Manifests that are to refer to it, which edits made. Each gets it as its subject.
    pub attached: Vec<Document>,
    /// The document as it was read; nothing where it is new or was left alone.
    pub(super) raw: Option<RawManifest>,
}

/// What is in a document.
#[derive(Clone, Debug)]
pub enum Body {
    /// One image or artifact.
    Image(Box<Image>),
    /// A list of documents.
    Index(Box<Index>),
    /// It was not looked into, and stays as it is.
    Closed,
}

/// An image or an artifact.
#[derive(Clone, Debug)]
pub struct Image {
    /// Its manifest. The digest and the size of the config are found out when it is written.
    pub manifest: ImageManifest,
    /// Its config; nothing of an artifact, whose config is something else, or where no edit asked for it.
    pub config: Option<Config>,
}

/// The config of an image.
#[derive(Clone, Debug)]
pub struct Config {
    /// What it says.
    pub value: ImageConfig,
    /// The bytes that it was read from.
    pub(super) bytes: Bytes,
}

/// An index.
#[derive(Clone, Debug)]
pub struct Index {
    /// Its own fields; its list of manifests is made of `children` when it is written.
    pub manifest: ImageIndex,
    /// The documents in it.
    pub children: Vec<Document>,
}

impl Draft {
    /// Reads what `selector` names, as far as `reach` says.
    ///
    /// # Errors
    /// When something cannot be read, or is not what it should be, or is more than can be edited.
    pub async fn load(source: Arc<dyn Source>, selector: Selector, reach: Reach) -> Result<Self, MutateError> {
        let raw = source.manifest(&selector).await?;
        let mut loader = Loader { source: &*source, reach, known: HashMap::new(), documents: 0, bytes: 0 };
        let root = loader.open(raw.descriptor(), raw, 0).await?;
        let known = loader.known;
        Ok(Self { source, selector: Some(selector), root, made: Made::default(), data: DataFields::Keep, known })
    }

    /// A draft of a new index beside what is at `source`.
    pub fn new_index(source: Arc<dyn Source>, manifest: ImageIndex) -> Self {
        let media_type = manifest.media_type.clone();
        let entry = Descriptor::of(media_type.clone(), b"");
        let body = Body::Index(Box::new(Index { manifest, children: Vec::new() }));
        let root = Document { entry, media_type, algorithm: None, body, attached: Vec::new(), raw: None };
        Self { source, selector: None, root, made: Made::default(), data: DataFields::Keep, known: HashMap::new() }
    }

    /// The images that `scope` wants: not indexes, artifacts or attestations.
    ///
    /// # Errors
    /// There is none: `what` says which edit that keeps from its work.
    pub fn images(&mut self, scope: &Scope, what: &'static str) -> Result<Vec<&mut Document>, MutateError> {
        let mut offered = Vec::new();
        let mut other = None;
        let mut wanted = Vec::new();
        for leaf in self.root.leaves() {
            if !leaf.is_image() {
                if let Body::Image(image) = &leaf.body {
                    other = Some(image.manifest.config.media_type.clone());
                }
                continue;
            }
            let platform = leaf.platform();
            if scope.wants(platform.as_ref()) {
                wanted.push(leaf);
            } else {
                offered.extend(platform.map(|platform| platform.to_string()));
            }
        }
        match (wanted.is_empty(), scope, other) {
            (false, ..) => Ok(wanted),
            (true, Scope::Platforms(platforms), other) if !offered.is_empty() || other.is_none() => {
                Err(no_platform(platforms, offered))
            }
            (true, _, Some(found)) => Err(MutateError::NoImage { what, found }),
            (true, _, None) => Err(MutateError::unfit(format!("{what} works on images, and this index has none"))),
        }
    }
}

/// The failure of platforms that there are not.
pub(super) fn no_platform(platforms: &[Platform], mut offered: Vec<String>) -> MutateError {
    offered.dedup();
    let wanted = platforms.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    MutateError::NoPlatform { wanted, offered }
}

impl Document {
    /// A document that stays as it is, in an index.
    pub fn closed(entry: Descriptor) -> Self {
        let media_type = entry.media_type.clone();
        Self { entry, media_type, algorithm: None, body: Body::Closed, attached: Vec::new(), raw: None }
    }

    /// This document, or those that the index it is leads to, that are no indexes, in order.
    pub fn leaves(&mut self) -> Vec<&mut Self> {
        match self.body {
            Body::Index(_) => match &mut self.body {
                Body::Index(index) => index.children.iter_mut().flat_map(Self::leaves).collect(),
                Body::Image(_) | Body::Closed => Vec::new(),
            },
            Body::Image(_) | Body::Closed => vec![self],
        }
    }

    /// Does something with this document and all in it, from the top.
    ///
    /// # Errors
    /// The first of `visit`.
    pub fn walk(&mut self, visit: &mut dyn FnMut(&mut Self) -> Result<(), MutateError>) -> Result<(), MutateError> {
        visit(self)?;
        if let Body::Index(index) = &mut self.body {
            for child in &mut index.children {
                child.walk(visit)?;
            }
        }
        Ok(())
    }

    /// Whether it is an image whose config was read, and no attestation beside one.
    pub fn is_image(&self) -> bool {
        let Body::Image(image) = &self.body else { return false };
        image.config.is_some() && !self.is_attestation()
    }

    /// Whether it only speaks about an image beside it in an index.
    pub fn is_attestation(&self) -> bool {
        self.entry.attests().is_some() || self.entry.platform.as_ref().is_some_and(Platform::is_unknown)
    }

    /// The image in it.
    pub fn image_mut(&mut self) -> Option<&mut Image> {
        match &mut self.body {
            Body::Image(image) => Some(image),
            Body::Index(_) | Body::Closed => None,
        }
    }

    /// What it runs on: by its config, else by what is above it.
    pub fn platform(&self) -> Option<Platform> {
        let config = match &self.body {
            Body::Image(image) => image.config.as_ref(),
            Body::Index(_) | Body::Closed => None,
        };
        let own = config.map(|config| config.value.platform()).filter(|platform| !platform.is_unknown());
        own.or_else(|| self.entry.platform.clone())
    }

    /// The annotations of the document itself.
    pub fn annotations_mut(&mut self) -> Option<&mut crate::oci::Annotations> {
        match &mut self.body {
            Body::Image(image) => Some(&mut image.manifest.annotations),
            Body::Index(index) => Some(&mut index.manifest.annotations),
            Body::Closed => None,
        }
    }
}

/// Reads documents, each once.
struct Loader<'a> {
    source: &'a dyn Source,
    reach: Reach,
    known: HashMap<Digest, RawManifest>,
    documents: usize,
    bytes: u64,
}

impl Loader<'_> {
    /// Makes a document of what was read, and reads on.
    fn open(
        &mut self,
        entry: Descriptor,
        raw: RawManifest,
        depth: usize,
    ) -> BoxFuture<'_, Result<Document, MutateError>> {
        Box::pin(async move {
            if depth > DEEPEST {
                return Err(MutateError::unfit(format!("indexes stand in one another more than {DEEPEST} deep")));
            }
            self.documents += 1;
            if self.documents > MOST_DOCUMENTS {
                return Err(too_much());
            }
            let parsed = raw.parse();
            let unreadable = |source| MutateError::Document { digest: raw.digest.clone(), source };
            let body = match parsed.map_err(unreadable)? {
                Manifest::Image(manifest) => {
                    let config = self.config(&manifest.config).await?;
                    Body::Image(Box::new(Image { manifest, config }))
                }
                Manifest::Index(mut manifest) => {
                    let children = self.children(std::mem::take(&mut manifest.manifests), depth).await?;
                    Body::Index(Box::new(Index { manifest, children }))
                }
            };
            self.known.insert(raw.digest.clone(), raw.clone());
            let media_type = raw.media_type.clone();
            Ok(Document { entry, media_type, algorithm: None, body, attached: Vec::new(), raw: Some(raw) })
        })
    }

    /// Makes documents of the entries of an index. What is no manifest stays as it is.
    async fn children(&mut self, entries: Vec<Descriptor>, depth: usize) -> Result<Vec<Document>, MutateError> {
        if self.reach == Reach::Root {
            return Ok(entries.into_iter().map(Document::closed).collect());
        }
        if self.documents + entries.len() > MOST_DOCUMENTS {
            return Err(too_much());
        }
        let source = self.source;
        let read = entries.into_iter().map(|entry| async move {
            if !entry.media_type.is_image() && !entry.media_type.is_index() {
                return Ok((entry, None));
            }
            let mut raw = source.manifest(&entry.digest.clone().into()).await?;
            // What names the child is covered by a digest itself; the type that a registry sends along is not.
            raw.media_type = entry.media_type.clone();
            Ok::<_, MutateError>((entry, Some(raw)))
        });
        let mut read = futures::iter(read.collect::<Vec<_>>()).buffered(AT_ONCE);
        let mut all = Vec::new();
        // Counted as they come: an index may name the same large manifest thousands of times.
        while let Some((entry, raw)) = read.try_next().await? {
            self.weigh(raw.as_ref().map_or(0, |raw| raw.bytes.len() as u64))?;
            all.push((entry, raw));
        }
        let mut children = Vec::with_capacity(all.len());
        for (entry, raw) in all {
            children.push(match raw {
                Some(raw) => self.open(entry, raw, depth + 1).await?,
                None => Document::closed(entry),
            });
        }
        Ok(children)
    }

    /// The config of an image, where it was asked for.
    async fn config(&mut self, config: &Descriptor) -> Result<Option<Config>, MutateError> {
        if self.reach < Reach::Configs || !config.media_type.is_image_config() {
            return Ok(None);
        }
        self.weigh(config.size)?;
        let bytes = match config.embedded() {
            Some(bytes) => bytes.into(),
            None if config.size > CONFIG_LIMIT => {
                let what = format!("the config {} has {} bytes, too many to be edited", config.digest, config.size);
                return Err(MutateError::unfit(what));
            }
            None => {
                let body = self.source.blob(config).open(0).await?;
                stream::read_all(stream::verify(body, config), CONFIG_LIMIT).await?
            }
        };
        let value = serde_json::from_slice(&bytes)
            .map_err(|source| MutateError::Config { digest: config.digest.clone(), source })?;
        Ok(Some(Config { value, bytes }))
    }

    /// Counts bytes that are kept.
    fn weigh(&mut self, bytes: u64) -> Result<(), MutateError> {
        self.bytes = self.bytes.saturating_add(bytes);
        if self.bytes > MOST_BYTES { Err(too_much()) } else { Ok(()) }
    }
}

fn too_much() -> MutateError {
    let limit = MOST_BYTES >> 20;
    MutateError::unfit(format!(
        "the index is too large to be edited: more than {MOST_DOCUMENTS} manifests, or {limit} MiB of documents"
    ))
}
