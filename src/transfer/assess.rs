//! What of an image the target has already, asked as cheaply as the two ends allow.

use std::collections::HashSet;

use super::Item;
use super::error::{Operation, Side, TransferError};
use super::reader::all;
use super::survey::{Origin, Survey};
use crate::content::{Presence, Probe, Target};
use crate::oci::{Descriptor, Digest};
use crate::reference::{Location, Selector};

/// How the two ends stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Route {
    /// To a place where questions cost nothing.
    Local,
    /// From a registry into another repository of it.
    Mount,
    /// To a registry, from this machine.
    Push,
    /// From one registry to another.
    Remote,
    /// Within one repository or layout: all content is there but what was made on the way.
    Within,
}

impl Route {
    pub(super) fn of(item: &Item) -> Self {
        match (item.source.location(), item.target.location()) {
            // What is read from a pipe is not what is written to one.
            (from, to) if from == to && !from.is_stream() => Self::Within,
            (Location::Registry(from), Location::Registry(to)) if from.registry == to.registry => Self::Mount,
            (Location::Registry(_), Location::Registry(_)) => Self::Remote,
            (_, Location::Registry(_)) => Self::Push,
            _ => Self::Local,
        }
    }
}

impl Survey {
    /// Finds out what the target has. With [`Probe::Free`] a registry that content comes to from another is not asked
    /// at all.
    pub(super) async fn assess(
        &mut self,
        item: &Item,
        route: Route,
        probe: Probe,
        jobs: usize,
    ) -> Result<(), TransferError> {
        match route {
            Route::Within => self.assume_all(item),
            Route::Local => self.look(item).await?,
            Route::Push => self.compare_root(item, jobs).await?,
            Route::Mount | Route::Remote if probe == Probe::Ask => self.compare_root(item, jobs).await?,
            Route::Mount | Route::Remote => {}
        }
        if probe == Probe::Ask {
            self.ask_all(item, jobs).await?;
        }
        Ok(())
    }

    /// All is there but what was made, here or by the source; that may be there from an earlier run.
    fn assume_all(&mut self, item: &Item) {
        for blob in &mut self.blobs {
            let made = item.source.is_made(&blob.descriptor.digest);
            blob.presence = if made { Presence::Unknown } else { Presence::Present };
        }
        for document in &mut self.documents {
            document.presence = match document.origin {
                Origin::Narrowed => Presence::Absent,
                Origin::Made => Presence::Unknown,
                Origin::Found => Presence::Present,
            };
            if document.wave > 0 {
                document.tags.clear();
            }
        }
        if let Some(root) = self.root_document().filter(|root| root.origin == Origin::Found) {
            let given = item.selector.tag();
            root.tags.retain(|tag| Some(tag) != given);
        }
    }

    /// Looks at everything; nothing is sent.
    async fn look(&mut self, item: &Item) -> Result<(), TransferError> {
        let target = &*item.target;
        for blob in &mut self.blobs {
            blob.presence = presence(target, &blob.descriptor, Probe::Free).await?;
        }
        for document in &mut self.documents {
            document.presence = presence(target, &document.descriptor, Probe::Free).await?;
            if let Some(own) = target.readable()
                && own.manifest(&Selector::Digest(document.raw.digest.clone())).await.is_err()
            {
                // What is damaged is put again, and named again.
                document.presence = Presence::Absent;
                continue;
            }
            let mut lacking = Vec::new();
            for tag in std::mem::take(&mut document.tags) {
                let found = current(target, &Selector::Tag(tag.clone()), &document.descriptor).await?;
                if found.is_none_or(|found| found.digest != document.raw.digest) {
                    lacking.push(tag);
                }
            }
            document.tags = lacking;
        }
        Ok(())
    }

    /// Asks a registry what the tag names. Where it is this image, all of that is there: a registry takes no image whose
    /// blobs it lacks. An index may lack children where it was copied without them, so they are asked for by themselves.
    pub(super) async fn compare_root(&mut self, item: &Item, jobs: usize) -> Result<(), TransferError> {
        if !self.is_trusting() {
            return Ok(());
        }
        let digest = self.root.digest.clone();
        let selector = match item.tags.first() {
            Some(tag) => Selector::Tag(tag.clone()),
            None => Selector::Digest(digest.clone()),
        };
        let found = current(&*item.target, &selector, &self.root).await?;
        if found.is_none_or(|found| found.digest != digest) {
            return Ok(());
        }
        let inner = self.documents.iter().filter(|document| document.wave == 0 && *document.digest() != digest);
        let ask = inner.map(|document| async {
            let selector = Selector::Digest(document.digest().clone());
            let found = current(&*item.target, &selector, &document.descriptor).await?;
            Ok(found.map(|_| document.digest().clone()))
        });
        let mut held: HashSet<Digest> = all(jobs, ask.collect()).await?.into_iter().flatten().collect();
        held.insert(digest);
        for document in self.documents.iter_mut().filter(|document| document.wave == 0) {
            let here = held.contains(&document.raw.digest);
            document.presence = if here { Presence::Present } else { Presence::Absent };
        }
        for blob in &mut self.blobs {
            if blob.owners.iter().any(|owner| held.contains(owner)) {
                blob.presence = Presence::Present;
            }
        }
        let mut lacking = Vec::new();
        for tag in item.tags.iter().skip(1) {
            let found = current(&*item.target, &Selector::Tag(tag.clone()), &self.root).await?;
            if found.is_none_or(|found| found.digest != self.root.digest) {
                lacking.push(tag.clone());
            }
        }
        if let Some(root) = self.root_document() {
            root.tags = lacking;
        }
        Ok(())
    }

    /// Asks a registry for everything that is not known yet.
    async fn ask_all(&mut self, item: &Item, jobs: usize) -> Result<(), TransferError> {
        let documents = self.documents.iter().map(|document| (document.presence, &document.descriptor));
        let open = documents.chain(self.blobs.iter().map(|blob| (blob.presence, &blob.descriptor)));
        let ask = open.map(|(known, descriptor)| async move {
            match known {
                Presence::Unknown => presence(&*item.target, descriptor, Probe::Ask).await,
                known => Ok(known),
            }
        });
        let mut answers = all(jobs, ask.collect()).await?.into_iter();
        for document in &mut self.documents {
            document.presence = answers.next().unwrap_or(Presence::Unknown);
        }
        for blob in &mut self.blobs {
            blob.presence = answers.next().unwrap_or(Presence::Unknown);
        }
        Ok(())
    }
}

async fn presence(target: &dyn Target, descriptor: &Descriptor, probe: Probe) -> Result<Presence, TransferError> {
    let failed = TransferError::at(Side::Destination, Operation::Probe, Some(descriptor));
    target.presence(descriptor, probe).await.map_err(failed)
}

async fn current(
    target: &dyn Target,
    selector: &Selector,
    descriptor: &Descriptor,
) -> Result<Option<Descriptor>, TransferError> {
    let failed = TransferError::at(Side::Destination, Operation::Probe, Some(descriptor));
    target.current(selector).await.map_err(failed)
}
