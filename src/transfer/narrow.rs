//! From an index to the part of it that is wanted: one manifest, a smaller index, or the same index with some children.

use std::collections::HashSet;

use futures_util::future::BoxFuture;
use serde_json::Value;

use super::error::{Operation, Side, TransferError};
use super::reader::Reader;
use super::select::{self, Leaf, Platforms};
use crate::content::ErrorKind;
use crate::oci::{Descriptor, Digest, Manifest, Platform, RawManifest};

/// How deep indexes may stand in one another.
pub(super) const MAX_DEPTH: usize = 16;

/// What is left of an image.
#[derive(Debug)]
pub(super) struct Narrowed {
    pub(super) root: RawManifest,
    /// The platform of `root`, where it was chosen from an index.
    pub(super) platform: Option<Platform>,
    /// Which children come along; all of them where nothing is said.
    pub(super) filter: Option<Filter>,
    /// Whether `root` was made here and is not at the source.
    pub(super) made: Vec<Digest>,
}

/// Which children of which indexes come along.
#[derive(Clone, Debug, Default)]
pub(super) struct Filter {
    /// The indexes that were looked into: the root, and those in it that name no platform of their own.
    containers: HashSet<Digest>,
    kept: HashSet<Digest>,
    /// What the source lacks.
    absent: HashSet<Digest>,
}

impl Filter {
    /// Whether `child` of `index` comes along: it was chosen, or it is an attestation of one that was.
    pub(super) fn keeps(&self, index: &Digest, child: &Descriptor) -> bool {
        !self.absent.contains(&child.digest)
            && (!self.containers.contains(index)
                || self.kept.contains(&child.digest)
                || child.attests().is_some_and(|subject| self.kept.contains(&subject)))
    }
}

impl Filter {
    /// Notes which of the children of `index` the source lacks, in part or altogether.
    fn find_absent<'a>(
        &'a mut self,
        reader: &'a Reader,
        index: &'a RawManifest,
        depth: usize,
    ) -> BoxFuture<'a, Result<(), TransferError>> {
        Box::pin(async move {
            if depth > MAX_DEPTH {
                return Err(too_deep(&index.descriptor()));
            }
            let parsed = index.parse().map_err(|error| TransferError::document(index, error))?;
            for child in parsed.children().iter().filter(|child| child.media_type.is_manifest()) {
                match reader.child(child).await {
                    Err(error) if error.kind() == ErrorKind::NotFound => drop(self.absent.insert(child.digest.clone())),
                    Err(error) => return Err(error),
                    Ok(raw) if raw.media_type.is_index() => self.find_absent(reader, &raw, depth + 1).await?,
                    Ok(raw) if reader.has_blobs(&raw).await? => {}
                    Ok(raw) => drop(self.absent.insert(raw.digest)),
                }
            }
            Ok(())
        })
    }
}

/// Chooses the wanted platforms from `root`; an image that is no index must be for them.
pub(super) async fn narrow(
    reader: &Reader,
    root: RawManifest,
    platforms: &Platforms,
) -> Result<Narrowed, TransferError> {
    let wanted = platforms.wanted();
    let whole = |root| Ok(Narrowed { root, platform: None, filter: None, made: Vec::new() });
    if *platforms == Platforms::Present {
        let mut filter = Filter::default();
        filter.find_absent(reader, &root, 0).await?;
        return Ok(Narrowed { root, platform: None, filter: Some(filter), made: Vec::new() });
    }
    if wanted.is_empty() {
        return whole(root);
    }
    if !root.media_type.is_index() {
        if !matches!(platforms, Platforms::Best(_))
            && let Some(platform) = reader.platform(&root).await?.filter(|platform| !platform.is_unknown())
        {
            let leaf = Leaf { descriptor: root.descriptor(), platform: Some(platform) };
            must_have(wanted, &[leaf], &root)?;
        }
        return whole(root);
    }
    let mut found = Found::default();
    found.look_into(reader, &root, 0).await?;
    found.learn(reader, wanted).await?;
    must_have(wanted, &found.leaves, &root)?;
    if platforms.is_one()
        && let Some(leaf) = wanted.first().and_then(|wanted| select::best(&found.leaves, wanted).into_iter().next())
    {
        let root = reader.child(&leaf.descriptor).await?;
        return Ok(Narrowed { root, platform: leaf.platform.clone(), filter: None, made: Vec::new() });
    }
    let chosen = wanted.iter().flat_map(|wanted| select::best(&found.leaves, wanted));
    let mut filter = Filter {
        kept: chosen.map(|leaf| leaf.descriptor.digest.clone()).collect(),
        containers: found.indexes.iter().map(|(index, _)| index.digest.clone()).collect(),
        absent: HashSet::new(),
    };
    // Inner indexes were found after the outer ones, so from the end each knows whether anything in it is kept.
    for (index, children) in found.indexes.iter().rev() {
        if children.iter().any(|child| filter.kept.contains(&child.digest)) {
            filter.kept.insert(index.digest.clone());
        }
    }
    if matches!(platforms, Platforms::Sparse(_)) {
        return Ok(Narrowed { root, platform: None, filter: Some(filter), made: Vec::new() });
    }
    shrink(reader, root, &found, &filter)
}

/// Fails where a wanted platform is not among the leaves of `root`.
fn must_have(wanted: &[Platform], leaves: &[Leaf], root: &RawManifest) -> Result<(), TransferError> {
    let missing = select::missing(leaves, wanted);
    if missing.is_empty() {
        return Ok(());
    }
    let error = select::unavailable(leaves, &missing);
    Err(TransferError::at(Side::Neither, Operation::SelectPlatform, Some(&root.descriptor()))(error))
}

/// What there is to choose from.
#[derive(Default)]
struct Found {
    leaves: Vec<Leaf>,
    /// The indexes looked into with their children, outer ones first.
    indexes: Vec<(RawManifest, Vec<Descriptor>)>,
}

impl Found {
    /// Collects the leaves of `index`, and of the indexes in it that name no platform.
    fn look_into<'a>(
        &'a mut self,
        reader: &'a Reader,
        index: &'a RawManifest,
        depth: usize,
    ) -> BoxFuture<'a, Result<(), TransferError>> {
        Box::pin(async move {
            if self.indexes.iter().any(|(known, _)| known.digest == index.digest) {
                return Ok(());
            }
            if depth > MAX_DEPTH {
                return Err(too_deep(&index.descriptor()));
            }
            let parsed = index.parse().map_err(|error| TransferError::document(index, error))?;
            self.indexes.push((index.clone(), parsed.children().to_vec()));
            for child in parsed.children() {
                if child.attests().is_some() || child.platform.as_ref().is_some_and(Platform::is_unknown) {
                    continue;
                }
                if child.media_type.is_index() && child.platform.is_none() {
                    let inner = reader.child(child).await?;
                    self.look_into(reader, &inner, depth + 1).await?;
                } else if child.media_type.is_manifest() {
                    self.leaves.push(Leaf { descriptor: child.clone(), platform: child.platform.clone() });
                }
            }
            Ok(())
        })
    }

    /// Asks the configs of images whose index names no platform, where something wanted was not found without.
    async fn learn(&mut self, reader: &Reader, wanted: &[Platform]) -> Result<(), TransferError> {
        if select::missing(&self.leaves, wanted).is_empty() {
            return Ok(());
        }
        for leaf in self.leaves.iter_mut().filter(|leaf| leaf.platform.is_none()) {
            let image = reader.child(&leaf.descriptor).await?;
            leaf.platform = reader.platform(&image).await?;
        }
        Ok(())
    }
}

/// The failure of indexes that stand too deep in one another.
pub(super) fn too_deep(descriptor: &Descriptor) -> TransferError {
    let what = format!("indexes stand in one another more than {MAX_DEPTH} deep");
    TransferError::contradiction(descriptor, ErrorKind::Invalid, what)
}

/// Makes the indexes smaller, inner ones first, so that each can be named by the one around it.
fn shrink(reader: &Reader, root: RawManifest, found: &Found, filter: &Filter) -> Result<Narrowed, TransferError> {
    let mut renamed: Vec<(Digest, Descriptor)> = Vec::new();
    let mut made = Vec::new();
    let mut result = root;
    for (index, _) in found.indexes.iter().rev().filter(|(index, _)| filter.kept.contains(&index.digest)) {
        let Some(bytes) = without(index, filter, &renamed)? else { continue };
        let digest = index.digest.algorithm().digest(&bytes);
        let smaller = RawManifest { media_type: index.media_type.clone(), digest, bytes: bytes.into() };
        renamed.push((index.digest.clone(), smaller.descriptor()));
        made.push(smaller.digest.clone());
        reader.keep(smaller.clone());
        if index.digest == result.digest {
            result = smaller;
        }
    }
    Ok(Narrowed { root: result, platform: None, filter: None, made })
}

/// The document without the children that are left out, and with the others' new names; nothing where it stays as it is.
/// Every other field stays, in its place.
fn without(
    index: &RawManifest,
    filter: &Filter,
    renamed: &[(Digest, Descriptor)],
) -> Result<Option<Vec<u8>>, TransferError> {
    let invalid = |error: serde_json::Error| {
        let media_type = index.media_type.clone();
        TransferError::document(index, crate::oci::DocumentError::Json { media_type, source: error })
    };
    let mut document: Value = serde_json::from_slice(&index.bytes).map_err(invalid)?;
    let Some(Value::Array(children)) = document.get_mut("manifests") else { return Ok(None) };
    let before = children.clone();
    let Manifest::Index(parsed) = index.parse().map_err(|error| TransferError::document(index, error))? else {
        return Ok(None);
    };
    let mut kept = parsed.manifests.iter().map(|child| filter.keeps(&index.digest, child));
    children.retain(|_| kept.next().unwrap_or(false));
    for child in children.iter_mut() {
        let new = renamed.iter().find(|(old, _)| child["digest"].as_str() == Some(old.to_string().as_str()));
        if let Some((_, new)) = new {
            child["digest"] = new.digest.to_string().into();
            child["size"] = new.size.into();
        }
    }
    if *children == before {
        return Ok(None);
    }
    serde_json::to_vec(&document).map(Some).map_err(invalid)
}
