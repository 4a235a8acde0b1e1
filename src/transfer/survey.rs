//! Everything that an image consists of: its documents in the order in which they may be put, and its blobs, each once.

use std::collections::{HashMap, HashSet};

use super::Item;
use super::assess::Route;
use super::error::{Operation, Side, TransferError};
use super::narrow::{Filter, MAX_DEPTH, narrow, too_deep};
use super::reader::{Reader, all};
use super::select::{self, DigestTags, Foreign, Referrers, Selection, Trust};
use crate::content::{ErrorKind, Presence, ReferrerFilter, TagQuery};
use crate::oci::{Descriptor, Digest, Manifest, Platform, RawManifest};
use crate::reference::{Selector, Tag};

/// A manifest or an index to be put.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) raw: RawManifest,
    /// The document as what names it describes it.
    pub(super) descriptor: Descriptor,
    manifest: Manifest,
    /// The documents in it that come along.
    pub(super) children: Vec<Digest>,
    /// 0 for the image, 1 for what refers to it, and so on: a subject comes before its referrers.
    pub(super) wave: usize,
    /// How many documents stand below one another in it.
    pub(super) height: usize,
    /// The tags that it is to get.
    pub(super) tags: Vec<Tag>,
    /// Where it comes from.
    pub(super) origin: Origin,
    /// Whether the target has it.
    pub(super) presence: Presence,
}

/// Where a document comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// It is at the source's location.
    Found,
    /// The source made it: it is nowhere else.
    Made,
    /// It was made here, a smaller index, so that not even the source has it.
    Narrowed,
}

/// A blob to be put.
#[derive(Debug)]
pub(super) struct Blob {
    pub(super) descriptor: Descriptor,
    /// The documents that name it.
    pub(super) owners: Vec<Digest>,
    /// Whether the target has it.
    pub(super) presence: Presence,
}

/// What is to be at the target in the end.
#[derive(Debug)]
pub(super) struct Survey {
    /// The documents, each after everything that must be there before it.
    pub(super) documents: Vec<Document>,
    /// The blobs, largest first.
    pub(super) blobs: Vec<Blob>,
    /// What the whole is named by.
    pub(super) root: Descriptor,
    /// The platform of the root, where it was chosen from an index.
    pub(super) platform: Option<Platform>,
    /// What a target that has the root is believed to have.
    trust: Trust,
}

impl Survey {
    /// Reads what `item` consists of. `jobs` requests at once.
    pub(super) async fn of(item: &Item, selection: &Selection, jobs: usize) -> Result<Self, TransferError> {
        let reader = Reader::new(item);
        let root = reader.root(item, &selection.platforms).await?;
        let narrowed = narrow(&reader, root, &selection.platforms).await?;
        // What is in an index is there already where it stays in its repository: nobody has to look into it.
        let stays = Route::of(item) == Route::Within;
        let mut graph = Graph {
            reader,
            jobs,
            stays,
            documents: Vec::new(),
            places: HashMap::new(),
            narrowed: narrowed.made.into_iter().collect(),
        };
        let mut root = narrowed.root.descriptor();
        root.platform.clone_from(&narrowed.platform);
        let start = vec![(root.clone(), narrowed.root)];
        graph.add(start, 0, narrowed.filter.as_ref()).await?;
        if let Some(place) = graph.places.get(&root.digest) {
            graph.documents[*place].tags.clone_from(&item.tags);
        }
        if !stays {
            graph.add_referrers(&selection.referrers).await?;
        }
        if selection.digest_tags == DigestTags::Copy && !stays {
            graph.add_digest_tags().await?;
        }
        let mut documents = graph.documents;
        weigh(&mut documents);
        let blobs = blobs(&documents, selection.foreign)?;
        documents.sort_by_key(|document| (document.wave, document.height));
        Ok(Self { documents, blobs, root, platform: narrowed.platform, trust: selection.trust })
    }

    /// Whether a target that has the root is believed to have the rest.
    pub(super) fn is_trusting(&self) -> bool {
        self.trust == Trust::Root
    }

    /// The document that the whole is named by.
    pub(super) fn root_document(&mut self) -> Option<&mut Document> {
        self.documents.iter_mut().find(|document| document.raw.digest == self.root.digest)
    }

    /// Whether another document leads to `digest`.
    pub(super) fn is_child(&self, digest: &Digest) -> bool {
        self.documents.iter().any(|document| document.children.contains(digest))
    }
}

impl Document {
    pub(super) fn digest(&self) -> &Digest {
        &self.raw.digest
    }

    /// The config of an image.
    pub(super) fn config(&self) -> Option<&Descriptor> {
        match &self.manifest {
            Manifest::Image(image) => Some(&image.config),
            Manifest::Index(_) => None,
        }
    }
}

/// The documents found so far.
struct Graph {
    reader: Reader,
    jobs: usize,
    /// Whether all goes where it is, so that what is in documents that were not made is left alone.
    stays: bool,
    documents: Vec<Document>,
    places: HashMap<Digest, usize>,
    narrowed: HashSet<Digest>,
}

impl Graph {
    fn origin(&self, digest: &Digest) -> Origin {
        match digest {
            digest if self.narrowed.contains(digest) => Origin::Narrowed,
            digest if self.reader.source.is_made(digest) => Origin::Made,
            _ => Origin::Found,
        }
    }

    /// Adds documents and everything in them, level by level, each level's documents fetched at once.
    async fn add(
        &mut self,
        start: Vec<(Descriptor, RawManifest)>,
        wave: usize,
        filter: Option<&Filter>,
    ) -> Result<(), TransferError> {
        let mut level = start;
        for depth in 0.. {
            let mut next: Vec<Descriptor> = Vec::new();
            for (descriptor, raw) in level {
                if self.places.contains_key(&raw.digest) {
                    continue;
                }
                if depth > MAX_DEPTH {
                    return Err(too_deep(&descriptor));
                }
                let manifest = raw.parse().map_err(|error| TransferError::document(&raw, error))?;
                let origin = self.origin(&raw.digest);
                let shallow = self.stays && origin == Origin::Found;
                let kept = manifest.children().iter().filter(|child| child.media_type.is_manifest() && !shallow);
                let kept = kept.filter(|child| filter.is_none_or(|filter| filter.keeps(&raw.digest, child)));
                let kept: Vec<Descriptor> = kept.cloned().collect();
                self.places.insert(raw.digest.clone(), self.documents.len());
                self.documents.push(Document {
                    descriptor,
                    manifest,
                    children: kept.iter().map(|child| child.digest.clone()).collect(),
                    wave,
                    height: 0,
                    tags: Vec::new(),
                    origin,
                    presence: Presence::Unknown,
                    raw,
                });
                next.extend(kept);
            }
            let mut fresh = HashSet::new();
            next.retain(|child| !self.places.contains_key(&child.digest) && fresh.insert(child.digest.clone()));
            if next.is_empty() {
                break;
            }
            level = self.read(next).await?;
        }
        Ok(())
    }

    async fn read(&self, wanted: Vec<Descriptor>) -> Result<Vec<(Descriptor, RawManifest)>, TransferError> {
        let read = |descriptor: Descriptor| async {
            let raw = self.reader.child(&descriptor).await?;
            Ok((descriptor, raw))
        };
        all(self.jobs, wanted.into_iter().map(read).collect()).await
    }

    /// Adds what refers to the documents there are, what refers to that, and so on.
    async fn add_referrers(&mut self, referrers: &Referrers) -> Result<(), TransferError> {
        if *referrers == Referrers::Skip {
            return Ok(());
        }
        let filter = ReferrerFilter { artifact_type: referrers.sole_type().cloned() };
        for wave in 1.. {
            let subjects =
                self.documents.iter().filter(|document| document.wave + 1 == wave && document.origin == Origin::Found);
            let lists = all(self.jobs, subjects.map(|subject| self.referrers(subject, &filter)).collect()).await?;
            let mut fresh = HashSet::new();
            let news = lists.into_iter().flatten().filter(|found| {
                referrers.wants(found) && !self.places.contains_key(&found.digest) && fresh.insert(found.digest.clone())
            });
            let news: Vec<Descriptor> = news.collect();
            if news.is_empty() {
                break;
            }
            let start = self.read(news).await?;
            self.add(start, wave, None).await?;
        }
        Ok(())
    }

    async fn referrers(&self, subject: &Document, filter: &ReferrerFilter) -> Result<Vec<Descriptor>, TransferError> {
        let failed = TransferError::at(Side::Source, Operation::ListReferrers, Some(&subject.descriptor));
        self.reader.source.referrers(subject.digest(), filter).await.map_err(failed)
    }

    /// Adds what tags named after the documents there are lead to.
    async fn add_digest_tags(&mut self) -> Result<(), TransferError> {
        let failed = TransferError::at(Side::Source, Operation::ListTags, None);
        let tags = self.reader.source.tags(&TagQuery::default()).await.map_err(failed)?;
        let mut wave = self.documents.iter().map(|document| document.wave).max().unwrap_or_default();
        let mut asked = 0;
        while asked < self.documents.len() {
            let digests = self.documents[asked..].iter().map(Document::digest);
            let named: Vec<Tag> = digests.flat_map(|digest| select::digest_tags(&tags, digest)).collect();
            asked = self.documents.len();
            wave += 1;
            let found = all(self.jobs, named.into_iter().map(|tag| self.tagged(tag)).collect()).await?;
            for (tag, raw) in found {
                let digest = raw.digest.clone();
                self.add(vec![(raw.descriptor(), raw)], wave, None).await?;
                if let Some(place) = self.places.get(&digest) {
                    self.documents[*place].tags.push(tag);
                }
            }
        }
        Ok(())
    }

    async fn tagged(&self, tag: Tag) -> Result<(Tag, RawManifest), TransferError> {
        let failed = TransferError::at(Side::Source, Operation::ReadManifest, None);
        let raw = self.reader.source.manifest(&Selector::Tag(tag.clone())).await.map_err(failed)?;
        Ok((tag, raw))
    }
}

/// Finds how high each document stands above the lowest in it.
fn weigh(documents: &mut [Document]) {
    let mut heights: HashMap<Digest, usize> = HashMap::new();
    // A document names others by their digests, so it cannot be in itself: every round settles one more level.
    loop {
        let mut changed = false;
        for document in &mut *documents {
            let below = document.children.iter().filter_map(|child| heights.get(child)).max();
            document.height = below.map_or(0, |below| below + 1);
            let known = heights.insert(document.raw.digest.clone(), document.height);
            changed |= known != Some(document.height);
        }
        if !changed {
            return;
        }
    }
}

/// The blobs of the documents, each once, largest first.
fn blobs(documents: &[Document], foreign: Foreign) -> Result<Vec<Blob>, TransferError> {
    let mut blobs: Vec<Blob> = Vec::new();
    let mut places: HashMap<&Digest, usize> = HashMap::new();
    for document in documents {
        // What an index names that is no manifest is a blob, by the specification.
        let children = document.manifest.children().iter().filter(|child| !child.media_type.is_manifest());
        for blob in document.manifest.blobs().chain(children).filter(|blob| !foreign.leaves_out(blob)) {
            let place = *places.entry(&blob.digest).or_insert(blobs.len());
            match blobs.get_mut(place) {
                None => {
                    let owners = vec![document.raw.digest.clone()];
                    blobs.push(Blob { descriptor: blob.clone(), owners, presence: Presence::Unknown });
                }
                Some(known) if known.descriptor.size == blob.size => known.owners.push(document.raw.digest.clone()),
                Some(known) => {
                    let sizes = (known.descriptor.size, blob.size);
                    let what = format!("the blob {} is said to have {} bytes, and {}", blob.digest, sizes.0, sizes.1);
                    return Err(TransferError::contradiction(blob, ErrorKind::Invalid, what));
                }
            }
        }
    }
    blobs.sort_by_key(|blob| std::cmp::Reverse(blob.descriptor.size));
    Ok(blobs)
}
