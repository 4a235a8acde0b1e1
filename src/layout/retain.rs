//! Retention applied to a store: tags that the rules give up are taken away, and can be brought back as what garbage
//! collection took.

use std::collections::HashSet;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::{Duration, SystemTime};

use serde::Serialize;

use super::clock::Moment;
use super::error::{LayoutError, Result};
use super::gc::{GcStep, GcStepper};
use super::index_file::IndexFile;
use super::pool::Place;
use super::reach::Reach;
use super::retention::{Aged, Fate};
use super::trash::Cycle;
use super::{Clock, Layout, Retention, Store, index, trash};
use crate::oci::{Descriptor, Digest, ImageConfig, ImageIndex, Manifest};

/// A config is a few kilobytes; what is far larger is none.
const CONFIG_LIMIT: u64 = 4 << 20;
const ADVICE: &str = "wait until its garbage collection has ended";

/// How to apply rules of retention.
#[derive(Clone, Copy, Debug, Default)]
pub struct RetainOptions {
    /// Decide and report, but take nothing away.
    pub dry_run: bool,
    /// The clocks to go by.
    pub clock: Clock,
}

/// What was decided on a tag, or on a manifest without one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct TagDecision {
    /// The repository.
    pub repository: String,
    /// The tag; nothing for a manifest without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// What it leads to.
    pub digest: Digest,
    /// Whether it is taken away, or would be but for a dry run.
    pub removed: bool,
    /// Why, or why not.
    pub reason: String,
}

/// What retention decided.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct RetentionReport {
    /// Every decision on the repositories that a rule is about.
    pub decisions: Vec<TagDecision>,
    /// How many of them take something away.
    pub removed: u64,
    /// The repositories that could not be read, and why: nothing was taken from them.
    pub unreadable: Vec<String>,
}

impl Store {
    /// Applies rules: takes the tags away that they give up. Their content goes with garbage collection. Blocks.
    pub fn retain(&self, rules: &Retention, options: &RetainOptions) -> Result<RetentionReport> {
        self.retain_by_steps(rules, options, &mut |_| ControlFlow::Continue(()))
    }

    /// As [`Store::retain`], asking `step` before each repository whether to go on.
    pub fn retain_by_steps(
        &self,
        rules: &Retention,
        options: &RetainOptions,
        step: &mut GcStepper<'_>,
    ) -> Result<RetentionReport> {
        self.pool.create()?;
        let busy = || LayoutError::Busy { root: self.root().to_owned(), advice: ADVICE };
        let _held = if options.dry_run {
            None
        } else {
            Some((self.pool.try_collect()?.ok_or_else(busy)?, self.pool.share_blocking()?))
        };
        let now = options.clock.now();
        let wall = now.trusted(&self.pool.clock(), Duration::ZERO, None)?;
        let mut run = Run { store: self, rules, now, wall, cycle: None, report: RetentionReport::default() };
        for place in self.pool.repositories()?.iter().filter(|place| rules.concerns(&place.name)) {
            if step(GcStep::Rest).is_break() || step(GcStep::Change).is_break() {
                return Err(LayoutError::Stopped);
            }
            run.repository(place, options.dry_run)?;
        }
        run.report.removed = run.report.decisions.iter().filter(|decision| decision.removed).count() as u64;
        Ok(run.report)
    }
}

struct Run<'a> {
    store: &'a Store,
    rules: &'a Retention,
    now: Moment,
    wall: SystemTime,
    cycle: Option<Cycle>,
    report: RetentionReport,
}

impl Run<'_> {
    fn repository(&mut self, place: &Place, dry_run: bool) -> Result<()> {
        let layout = Layout::of_place(&self.store.pool, place);
        let index = IndexFile::new(&place.dir);
        let list = match index.read() {
            Ok(list) => list,
            Err(error) => {
                self.report.unreadable.push(error.to_string());
                return Ok(());
            }
        };
        let entries = index::entries(&list);
        let (tagged, untagged): (Vec<_>, Vec<_>) = entries.into_iter().partition(|entry| entry.tag.is_some());
        let asks_created = self.rules.asks_created(&place.name);
        let aged: Vec<Aged> = tagged
            .iter()
            .map(|entry| Aged {
                tag: entry.tag.clone().unwrap_or_default(),
                pushed: self.pushed(&layout, &entry.descriptor.digest),
                created: if asks_created { self.created(&layout, &entry.descriptor) } else { None },
            })
            .collect();
        let mut doomed = Vec::new();
        for (entry, fate) in tagged.into_iter().zip(self.rules.decide(&place.name, &aged)) {
            if fate.goes {
                doomed.push(entry.descriptor.clone());
            }
            self.decide(place, entry.tag, &entry.descriptor, fate);
        }
        for entry in untagged {
            let Some(fate) = self.untagged(&layout, place, &entry.descriptor) else { continue };
            if fate.goes {
                doomed.push(entry.descriptor.clone());
            } else if !dry_run {
                // Garbage collection would not wait so long.
                trash::refresh(&layout.blobs.path(&entry.descriptor.digest))?;
            }
            self.decide(place, None, &entry.descriptor, fate);
        }
        if dry_run || doomed.is_empty() { Ok(()) } else { self.take(place, &index, &doomed) }
    }

    /// Takes entries out of the list, after they were written down; one that was changed since stays.
    fn take(&mut self, place: &Place, index: &IndexFile, doomed: &[Descriptor]) -> Result<()> {
        let cycle = match self.cycle.take() {
            Some(cycle) => cycle,
            None => self.store.trash().begin(&self.now)?,
        };
        cycle.record(self.store.pool.relative(&place.dir), doomed)?;
        self.cycle = Some(cycle);
        index.update_blocking(&self.store.pool.staging(), |list| {
            doomed.iter().filter(|entry| unlist(list, entry)).count() > 0
        })?;
        Ok(())
    }

    /// What the rules say of a manifest without a tag; nothing of one that refers to another.
    fn untagged(&self, layout: &Layout, place: &Place, entry: &Descriptor) -> Option<Fate> {
        let fate = self.rules.untagged(&place.name, self.pushed(layout, &entry.digest))?;
        let refers = Reach::new(layout).parse(entry).is_some_and(|manifest| manifest.subject().is_some());
        (!refers).then_some(fate)
    }

    fn decide(&mut self, place: &Place, tag: Option<String>, entry: &Descriptor, fate: Fate) {
        let (repository, digest) = (place.name.clone(), entry.digest.clone());
        self.report.decisions.push(TagDecision { repository, tag, digest, removed: fate.goes, reason: fate.reason });
    }

    /// How long ago a manifest was stored.
    fn pushed(&self, layout: &Layout, digest: &Digest) -> Option<Duration> {
        let written = fs::metadata(layout.blobs.path(digest)).ok()?.modified().ok()?;
        // What was written in the future was written by another clock: it is young.
        Some(self.wall.duration_since(written).unwrap_or_default())
    }

    /// How long ago an image was made, or the youngest of an index.
    fn created(&self, layout: &Layout, entry: &Descriptor) -> Option<Duration> {
        let reader = Reach::new(layout);
        let mut open = vec![reader.parse(entry)?];
        let mut seen = HashSet::new();
        let mut youngest = None;
        while let Some(manifest) = open.pop() {
            match &manifest {
                Manifest::Image(image) => {
                    let age = self.created_of(&layout.blobs.path(&image.config.digest));
                    youngest = [youngest, age].into_iter().flatten().min();
                }
                Manifest::Index(index) => {
                    let fresh = index.manifests.iter().filter(|child| seen.insert(child.digest.clone()));
                    open.extend(fresh.filter_map(|child| reader.parse(child)));
                }
            }
        }
        youngest
    }

    fn created_of(&self, config: &Path) -> Option<Duration> {
        let bytes = super::disk::read_small(config, CONFIG_LIMIT).ok()??;
        let config: ImageConfig = serde_json::from_slice(&bytes).ok()?;
        let created: jiff::Timestamp = config.created?.parse().ok()?;
        Some(self.wall.duration_since(SystemTime::from(created)).unwrap_or_default())
    }
}

/// Takes an entry out of the list if it still stands there so. A manifest that loses its tag stays listed: garbage
/// collection judges what becomes of it.
fn unlist(list: &mut ImageIndex, entry: &Descriptor) -> bool {
    match index::tag_of(entry) {
        Some(tag) if index::find(list, tag).is_some_and(|found| found.digest == entry.digest) => {
            index::untag(list, tag)
        }
        Some(_) => false,
        None => {
            let tagged = |other: &Descriptor| other.digest == entry.digest && index::tag_of(other).is_some();
            !list.manifests.iter().any(tagged) && index::remove(list, &entry.digest)
        }
    }
}
