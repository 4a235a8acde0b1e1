//! An archive that is written, as a transfer sees it.

use std::fs::File;
use std::os::unix::fs::FileExt as _;
use std::sync::Arc;

use async_trait::async_trait;
use bytes::Bytes;
use futures_util::StreamExt as _;

use super::layout::{Draft, Slot};
use super::pour::Pour;
use super::{ArchiveWriter, Loose, Stage, locked, zeros};
use crate::archive::error::ArchiveError;
use crate::archive::oci::entry_of;
use crate::archive::tar_index::padding;
use crate::content::stream::{self, Verifier};
use crate::content::{self, BlobBody, Coming, ContentError, ErrorKind, Presence, Probe, Put, Target};
use crate::oci::{Descriptor, RawManifest};
use crate::reference::{ArchiveName, ArchivePath, Location, Reference, Selector, Tag};

/// Writes a blob to its place in a file, and verifies it.
pub(super) async fn write_at(
    file: &File,
    mut at: u64,
    shown: &str,
    descriptor: &Descriptor,
    body: &dyn BlobBody,
) -> content::Result<()> {
    let mut verifier = Verifier::new(descriptor);
    let mut bytes = body.open(0).await?;
    while let Some(step) = bytes.next().await {
        let step = step?;
        verifier.update(&step)?;
        file.write_all_at(&step, at).map_err(ArchiveError::io("write", shown))?;
        at += step.len() as u64;
    }
    verifier.finish()
}

pub(super) async fn pour_verified(
    stream: &mut dyn Pour,
    slot: &Slot,
    descriptor: &Descriptor,
    body: &dyn BlobBody,
) -> content::Result<()> {
    let mut verifier = Verifier::new(descriptor);
    let mut bytes = body.open(0).await?;
    stream.pour(Bytes::from(slot.header.clone())).await?;
    while let Some(step) = bytes.next().await {
        let step = step?;
        verifier.update(&step)?;
        stream.pour(step).await?;
    }
    verifier.finish()?;
    stream.pour(zeros(padding(slot.size))).await?;
    Ok(())
}

#[async_trait]
impl Target for ArchiveWriter {
    fn location(&self) -> Location {
        match (&self.location, &self.naming.repository) {
            (Location::Archive(path), Some(repository)) => {
                let repository = Reference { tag: None, digest: None, ..repository.clone() };
                let name = Some(ArchiveName::Reference(repository));
                Location::Archive(ArchivePath { name, digest: None, ..path.clone() })
            }
            // What is replaced is not what is written, though both are in the same place.
            (Location::Archive(path), None) if self.base.is_none() => {
                let name = Some(ArchiveName::Tag(Tag::latest()));
                Location::Archive(ArchivePath { name, digest: None, ..path.clone() })
            }
            (location, _) => location.clone(),
        }
    }

    async fn announce(&self, coming: &Coming<'_>) -> content::Result<()> {
        if !matches!(*locked(&self.stage), Stage::Empty) {
            let what = format!("{} takes one transfer at a time", self.shown);
            return Err(ContentError::new(ErrorKind::Unsupported, what));
        }
        let manifests = coming.manifests.iter().map(|(raw, tags)| ((*raw).clone(), tags.to_vec())).collect();
        let blobs = coming.blobs.iter().map(|blob| (blob.digest.clone(), blob.size)).collect();
        if let Some(placed) = self.place(&Draft { manifests, blobs }).await? {
            *locked(&self.stage) = Stage::Placed(Arc::new(placed));
        }
        Ok(())
    }

    async fn current(&self, selector: &Selector) -> content::Result<Option<Descriptor>> {
        if let Stage::Loose(loose) = &*locked(&self.stage) {
            let names = |(raw, tags): &&(RawManifest, Vec<Tag>)| match selector {
                Selector::Digest(digest) => raw.digest == *digest,
                Selector::Tag(tag) => tags.contains(tag),
            };
            if let Some((raw, _)) = loose.manifests.iter().rev().find(names) {
                return Ok(Some(raw.descriptor()));
            }
        }
        Ok(self.named(selector).map(|raw| raw.descriptor()))
    }

    async fn presence(&self, descriptor: &Descriptor, _: Probe) -> content::Result<Presence> {
        let digest = &descriptor.digest;
        let loose = match &*locked(&self.stage) {
            Stage::Loose(loose) => {
                loose.blobs.iter().any(|(own, ..)| own == digest)
                    || loose.manifests.iter().any(|(raw, _)| raw.digest == *digest)
            }
            _ => false,
        };
        let kept = || match self.base.as_deref().map(|base| base.piece(digest)) {
            Some(Ok(Some(piece))) => piece.size() == descriptor.size,
            _ => false,
        };
        Ok(if loose || kept() { Presence::Present } else { Presence::Absent })
    }

    async fn put_blob(&self, descriptor: &Descriptor, body: &dyn BlobBody) -> content::Result<Put> {
        let placed = match &*locked(&self.stage) {
            Stage::Placed(placed) => Some(Arc::clone(placed)),
            Stage::Done => return Err(self.unexpected(&descriptor.digest)),
            Stage::Empty | Stage::Loose(_) => None,
        };
        let Some(placed) = placed else {
            if self.presence(descriptor, Probe::Free).await? == Presence::Present {
                return Ok(Put::Present);
            }
            self.keep_loose(descriptor, body).await?;
            return Ok(Put::Copied);
        };
        let Some(place) = placed.slots.get(&descriptor.digest) else {
            if self.presence(descriptor, Probe::Free).await? == Presence::Present {
                return Ok(Put::Present);
            }
            return Err(self.unexpected(&descriptor.digest));
        };
        if locked(&placed.done).contains(&descriptor.digest) {
            return Ok(Put::Present);
        }
        if place.1.size != descriptor.size {
            let what = format!(
                "{} was told to have {} bytes, not {}",
                entry_of(&descriptor.digest),
                place.1.size,
                descriptor.size
            );
            return Err(ContentError::new(ErrorKind::Integrity, what));
        }
        match &placed.temp {
            Some(temp) => {
                let file = temp.as_file();
                write_at(file, place.1.content(), &self.shown, descriptor, body).await?;
                let fail = ArchiveError::io("write", &self.shown);
                file.write_all_at(&place.1.header, place.1.start).map_err(fail)?;
            }
            None => self.pour_blob(&placed, place, descriptor, body).await?,
        }
        locked(&placed.done).insert(descriptor.digest.clone());
        Ok(Put::Copied)
    }

    async fn put_manifest(&self, manifest: &RawManifest, tags: &[Tag]) -> content::Result<()> {
        let checked = stream::verify(stream::from_bytes(manifest.bytes.clone()), &manifest.descriptor());
        stream::read_all(checked, u64::MAX).await?;
        let mut stage = locked(&self.stage);
        if matches!(*stage, Stage::Empty) {
            *stage = Stage::Loose(Loose::default());
        }
        match &mut *stage {
            Stage::Placed(placed) if placed.manifests.contains(&manifest.digest) => Ok(()),
            Stage::Loose(loose) => {
                for (_, old) in &mut loose.manifests {
                    old.retain(|tag| !tags.contains(tag));
                }
                loose.manifests.push((manifest.clone(), tags.to_vec()));
                Ok(())
            }
            _ => Err(self.unexpected(&manifest.digest)),
        }
    }

    async fn finish(&self) -> content::Result<()> {
        let stage = std::mem::replace(&mut *locked(&self.stage), Stage::Done);
        match stage {
            Stage::Done => Ok(()),
            Stage::Empty => {
                *locked(&self.stage) = Stage::Empty;
                Ok(())
            }
            Stage::Loose(loose) => self.write_loose(loose).await,
            Stage::Placed(placed) => {
                let Ok(placed) = Arc::try_unwrap(placed) else {
                    let what = format!("{} is still being written to", self.shown);
                    return Err(ContentError::new(ErrorKind::Storage, what));
                };
                self.end(placed).await
            }
        }
    }
}
