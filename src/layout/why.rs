//! What keeps a blob: every way from a tag to it, and where else in the store it is.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::time::Duration;

use serde::Serialize;

use super::error::{LayoutError, Result};
use super::index_file::IndexFile;
use super::pool::Place;
use super::reach::Reach;
use super::{Clock, Layout, Store, blobs, disk, index};
use crate::oci::{Descriptor, Digest, ImageIndex};
use crate::reference::Selector;

/// So many ways are told for each repository.
const MOST_CHAINS: usize = 100;

/// Where a digest is in the store, and what keeps it there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct WhyReport {
    /// What was asked for.
    pub digest: Digest,
    /// The repositories that have it, or in which something leads to it.
    pub repositories: Vec<Holding>,
    /// How many links the pool's file has besides its own; nothing where the pool lacks it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pool_links: Option<u64>,
    /// Where it lies in the trash.
    pub trash: Vec<TrashedCopy>,
    /// How many bytes of it are in a partial download.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partial_bytes: Option<u64>,
}

/// What one repository has to do with a digest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Holding {
    /// The repository.
    pub repository: String,
    /// Whether the file is there.
    pub present: bool,
    /// How many seconds ago the file, or what others were told of it, changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub age_seconds: Option<u64>,
    /// Whether that is within the grace, which keeps it whatever leads to it.
    pub young: bool,
    /// The ways to it, each from an entry of the list.
    pub chains: Vec<Chain>,
    /// Whether there are more of them than are told.
    pub more: bool,
}

/// A way from an entry of a list to a digest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Chain {
    /// The entry's tag; nothing where it has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// Whether the entry lives: it has a tag, or is within the grace.
    pub keeps: bool,
    /// What is passed, from the entry to the digest, both included.
    pub links: Vec<Link>,
}

/// A step on a way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Link {
    /// What it is to the one before: `entry`, `child`, `config`, `layer` or `referrer`.
    pub role: &'static str,
    /// Its digest.
    pub digest: Digest,
}

/// A copy in the trash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct TrashedCopy {
    /// Where it was taken from: the directory of the repository, or nothing for the pool.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repository: Option<String>,
    /// The run that took it.
    pub run: u64,
    /// For how many seconds at least it has been there.
    pub seconds: u64,
}

impl Store {
    /// Tells what keeps `digest`, given the grace of garbage collection. Blocks while it reads every manifest.
    ///
    /// # Errors
    /// [`LayoutError::Nowhere`] where nothing in the store knows it. A repository that cannot be read is passed over.
    pub fn why(&self, digest: &Digest, grace: Duration, clock: Clock) -> Result<WhyReport> {
        let now = clock.now();
        let wall = now.trusted(&self.pool.clock(), grace, None)?;
        let mut report = WhyReport {
            digest: digest.clone(),
            repositories: Vec::new(),
            pool_links: fs::symlink_metadata(self.pool.blob(digest)).ok().map(|found| found.nlink().saturating_sub(1)),
            trash: Vec::new(),
            partial_bytes: disk::size(&self.pool.partial(digest))?,
        };
        let age = |place: &Place, digest: &Digest| {
            let found = fs::symlink_metadata(blobs::path_in(&place.dir, digest)).ok()?;
            let changed = std::time::UNIX_EPOCH + Duration::from_secs(u64::try_from(found.ctime()).unwrap_or_default());
            Some(wall.duration_since(changed).unwrap_or_default())
        };
        for place in self.pool.repositories()? {
            let layout = Layout::of_place(&self.pool, &place);
            let list = IndexFile::new(&place.dir).read().unwrap_or_default();
            let young = |digest: &Digest| age(&place, digest).is_some_and(|age| age < grace);
            let (chains, more) = Ways::of(&layout, &list).to(digest, &young);
            let here = age(&place, digest);
            if here.is_some() || !chains.is_empty() {
                report.repositories.push(Holding {
                    repository: place.name.clone(),
                    present: here.is_some(),
                    age_seconds: here.map(|age| age.as_secs()),
                    young: young(digest),
                    chains,
                    more,
                });
            }
        }
        let trash = self.trash();
        for cycle in trash.cycles()? {
            let seconds = now.least_age(&trash.stamp(&cycle, &now)?).as_secs();
            let mut copies = Vec::new();
            for relative in cycle.repositories()? {
                if disk::exists(&cycle.blob(&relative, digest))? {
                    let place = self.pool.place(&self.root().join(&relative));
                    copies.push(Some(place.map_or_else(|| relative.display().to_string(), |place| place.name)));
                }
            }
            if disk::exists(&cycle.pooled(digest))? {
                copies.push(None);
            }
            let copies = copies.into_iter();
            report.trash.extend(copies.map(|repository| TrashedCopy { repository, run: cycle.number(), seconds }));
        }
        let known = report.pool_links.is_some() || report.partial_bytes.is_some();
        if !known && report.repositories.is_empty() && report.trash.is_empty() {
            return Err(LayoutError::Nowhere { root: self.root().to_owned(), digest: digest.clone() });
        }
        Ok(report)
    }
}

impl Layout {
    /// The digest that is meant; one that is named need not be there.
    pub fn digest_of(&self, selector: &Selector) -> Result<Digest> {
        match selector {
            Selector::Digest(digest) => Ok(digest.clone()),
            Selector::Tag(_) => Ok(self.find(selector)?.digest),
        }
    }
}

/// What leads to what in a repository, backwards.
struct Ways<'a> {
    /// The entries of the list, by digest: their tags.
    entries: HashMap<&'a Digest, Vec<Option<&'a str>>>,
    /// What leads to a digest, and as what.
    parents: HashMap<Digest, Vec<(Digest, &'static str)>>,
}

impl<'a> Ways<'a> {
    fn of(layout: &Layout, list: &'a ImageIndex) -> Self {
        let mut ways = Self { entries: HashMap::new(), parents: HashMap::new() };
        let reader = Reach::new(layout);
        let mut seen = HashSet::new();
        let mut open: Vec<Descriptor> = Vec::new();
        for entry in &list.manifests {
            ways.entries.entry(&entry.digest).or_default().push(index::tag_of(entry));
            open.push(entry.clone());
        }
        while let Some(descriptor) = open.pop() {
            if !seen.insert(descriptor.digest.clone()) {
                continue;
            }
            let Some(manifest) = reader.parse(&descriptor) else { continue };
            let by = &descriptor.digest;
            for (position, blob) in manifest.blobs().enumerate() {
                ways.add(&blob.digest, by, if position == 0 { "config" } else { "layer" });
            }
            for child in manifest.children() {
                ways.add(&child.digest, by, "child");
                open.push(child.clone());
            }
            // What is listed stays with its subject; a child does with its index.
            if let Some(subject) = manifest.subject().filter(|_| ways.entries.contains_key(by)) {
                ways.add(by, &subject.digest, "referrer");
            }
        }
        ways
    }

    fn add(&mut self, digest: &Digest, by: &Digest, role: &'static str) {
        let parents = self.parents.entry(digest.clone()).or_default();
        if !parents.iter().any(|(known, as_what)| known == by && *as_what == role) {
            parents.push((by.clone(), role));
        }
    }

    /// The ways to `digest`, and whether there are more.
    fn to(&self, digest: &Digest, young: &dyn Fn(&Digest) -> bool) -> (Vec<Chain>, bool) {
        let mut found = Vec::new();
        // A way up: where it is, as what it leads to the one below, and all that is below.
        let mut open = vec![vec![Link { role: "entry", digest: digest.clone() }]];
        while let Some(way) = open.pop() {
            if found.len() >= MOST_CHAINS {
                return (found, true);
            }
            let Some(at) = way.last().map(|link| &link.digest) else { continue };
            for tag in self.entries.get(at).into_iter().flatten() {
                let mut links = way.clone();
                links.reverse();
                let keeps = tag.is_some() || young(at);
                found.push(Chain { tag: tag.map(str::to_owned), keeps, links });
            }
            for (parent, role) in self.parents.get(at).into_iter().flatten() {
                if way.iter().any(|link| link.digest == *parent) {
                    continue;
                }
                let mut longer = way.clone();
                if let Some(link) = longer.last_mut() {
                    link.role = role;
                }
                longer.push(Link { role: "entry", digest: parent.clone() });
                open.push(longer);
            }
        }
        // The living first, and among those the shortest.
        found.sort_by(|one, other| {
            let order = |chain: &Chain| (!chain.keeps, chain.tag.is_none(), chain.links.len());
            order(one).cmp(&order(other)).then_with(|| one.tag.cmp(&other.tag))
        });
        (found, false)
    }
}
