//! Everything that the page of one manifest shows, gathered from the storage before a line of it is written.

use crate::oci::{Descriptor, Digest, ImageConfig, Manifest, RawManifest};
use crate::reference::{Repository, Selector};
use crate::server::ServerError;
use crate::server::storage::Storage;

use super::reader::{Allowance, Gap, Reader};
use super::summary;

/// How many platforms are looked into for their size.
const CHILDREN: usize = 60;
/// How many referrers are listed, those of referrers included.
pub const REFERRERS: usize = 100;
/// How deep referrers of referrers are followed.
const DEPTH: usize = 4;

const ALLOWANCE: Allowance = Allowance { documents: 200, bytes: 16 << 20, each: 4 << 20 };

/// A manifest and what belongs to it.
#[derive(Debug)]
pub struct View {
    /// Where it is.
    pub repository: Repository,
    /// How it was asked for.
    pub selector: Selector,
    /// Its bytes.
    pub raw: RawManifest,
    /// What they say.
    pub document: Result<Manifest, Gap>,
    /// The config of an image; nothing for an index, and for an artifact whose config is something else.
    pub config: Option<Result<ImageConfig, Gap>>,
    /// The bytes of each child of an index, as far as they were looked into; nothing where a child is no image.
    pub sizes: Vec<Result<Option<u64>, Gap>>,
    /// What refers to it.
    pub referrers: Result<Referrers, Gap>,
}

/// What refers to a manifest, and what refers to that: a tree, in the order in which it is read.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Referrers {
    /// Each with its depth, from 0.
    pub nodes: Vec<(usize, Descriptor)>,
    /// Whether there are more.
    pub more: bool,
}

impl View {
    /// Gathers a view; nothing where there is no such manifest.
    pub async fn of(
        storage: &dyn Storage,
        repository: &Repository,
        selector: &Selector,
    ) -> Result<Option<Self>, ServerError> {
        let digest = match selector {
            Selector::Digest(digest) => Some(digest.clone()),
            Selector::Tag(tag) => storage.resolve_tag(repository, tag).await?,
        };
        let Some(digest) = digest else { return Ok(None) };
        let Some(raw) = storage.manifest(repository, &digest).await? else { return Ok(None) };
        let mut reader = Reader::new(storage, repository, ALLOWANCE);
        let document = reader.document(&raw).await;
        let config = match &document {
            Ok(Manifest::Image(image)) if image.config.media_type.is_image_config() => {
                Some(reader.config(&image.config).await)
            }
            _ => None,
        };
        let mut sizes = Vec::new();
        if let Ok(Manifest::Index(index)) = &document {
            for child in index.manifests.iter().take(CHILDREN) {
                sizes.push(match reader.manifest(&child.digest).await {
                    Ok((_, Manifest::Image(image))) => Ok(Some(summary::total(&image))),
                    Ok((_, Manifest::Index(_))) => Ok(None),
                    Err(gap) => Err(gap),
                });
            }
        }
        let referrers = referrers(storage, repository, &digest).await;
        Ok(Some(Self {
            repository: repository.clone(),
            selector: selector.clone(),
            raw,
            document,
            config,
            sizes,
            referrers,
        }))
    }
}

/// Follows the referrers of `subject`, and theirs, depth first.
async fn referrers(storage: &dyn Storage, repository: &Repository, subject: &Digest) -> Result<Referrers, Gap> {
    let mut found = Referrers::default();
    let first = storage.referrers(repository, subject).await.map_err(|_| Gap::Unreadable)?;
    let mut stack: Vec<(usize, Descriptor)> = first.into_iter().rev().map(|one| (0, one)).collect();
    while let Some((depth, descriptor)) = stack.pop() {
        if found.nodes.len() == REFERRERS {
            found.more = true;
            break;
        }
        if depth < DEPTH {
            // Where those of a referrer cannot be read, the referrer itself is still one.
            let below = storage.referrers(repository, &descriptor.digest).await.unwrap_or_default();
            stack.extend(below.into_iter().rev().map(|one| (depth + 1, one)));
        }
        found.nodes.push((depth, descriptor));
    }
    Ok(found)
}
