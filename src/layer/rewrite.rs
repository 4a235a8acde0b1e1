//! A layer written again with some of its entries changed or left out. What no change touches comes out byte for byte.

use std::collections::{HashMap, HashSet};
use std::io::{self, BufReader, Read, Seek as _, Write};

use super::compression::Decoder;
use super::encode::{Codec, Encoder};
use super::record::{Record, TimeOf};
use super::records::{Records, local};
use super::{EntryPath, LayerError, Limits, Whiteout, writer};
use crate::oci::Algorithm;

/// Which times become what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeSet {
    /// What they become, in seconds since 1970.
    pub set: i64,
    /// Only those after this become it.
    pub after: Option<i64>,
}

impl TimeSet {
    fn wants(&self, record: &Record, of: TimeOf) -> bool {
        let Some(now) = record.time(of) else { return false };
        let is_later = |after| now > after || (now == after && record.has_fraction(of));
        self.after.is_none_or(is_later) && (now != self.set || record.has_fraction(of))
    }

    fn apply(&self, record: &mut Record) -> bool {
        let mut changed = false;
        for of in [TimeOf::Access, TimeOf::Change, TimeOf::Modification] {
            if self.wants(record, of) {
                record.set_time(of, self.set);
                changed = true;
            }
        }
        changed
    }
}

/// One change of the entries of a layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Takes out what the builder's machine left: names of owners and groups, times of access and of change.
    Anonymous,
    /// Makes paths from the root, and paths with `..` that stay inside, plain ones.
    Relative,
    /// Leaves out a file, or a directory with all in it, and the whiteouts of either.
    Strip(EntryPath),
    /// Sets times of the files inside of a tar, which may be compressed, that is a file of the layer.
    TarTimes(EntryPath, TimeSet),
    /// Sets times.
    Times(TimeSet),
}

/// A row of changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rewrite {
    /// The changes, in the order in which they are made.
    pub changes: Vec<Change>,
}

/// What has to be known of a layer before it can be written again.
#[derive(Debug, Default)]
pub struct Survey {
    /// Files that are left out though they have other names that stay: the first of those gets the content.
    heirs: HashMap<EntryPath, EntryPath>,
}

impl Rewrite {
    /// Looks whether any change finds something to do, and what is needed to do it. Nothing where the layer stays as it
    /// is. Stops reading as soon as the answer is known.
    pub fn survey<R: Read>(&self, records: &mut Records<R>) -> Result<Option<Survey>, LayerError> {
        let strips = self.changes.iter().any(|change| matches!(change, Change::Strip(_)));
        let (mut survey, mut changes) = (Survey::default(), false);
        let mut left_out = HashSet::new();
        while let Some(mut record) = records.advance()? {
            let path = record.path()?;
            if self.strips(&path) {
                changes = true;
                if record.is_file() {
                    left_out.insert(path);
                }
                continue;
            }
            if let Some(target) = record.hard_link()?.filter(|target| self.strips(target)) {
                if !left_out.contains(&target) {
                    let what = format!(
                        "{path} is another name of {target}, which would be left out and whose content is in another layer"
                    );
                    return Err(LayerError::Unfit { what });
                }
                survey.heirs.entry(target).or_insert(path);
                continue;
            }
            let is_tar =
                |change: &Change| matches!(change, Change::TarTimes(tar, _) if *tar == path && record.is_file());
            if !changes {
                changes = self.changes.iter().any(is_tar) || self.touch(&mut record)?;
            }
            if changes && !strips {
                break;
            }
        }
        Ok(changes.then_some(survey))
    }

    /// Writes the layer again, ended by two empty blocks or as it was ended before. Tells whether anything is different.
    pub fn run<R: Read>(
        &self,
        survey: &Survey,
        records: &mut Records<R>,
        out: &mut impl Write,
    ) -> Result<bool, LayerError> {
        let mut changed = false;
        while let Some(mut record) = records.advance()? {
            let path = record.path()?;
            if self.strips(&path) {
                changed = true;
                let heir = survey.heirs.get(&path).filter(|_| record.is_file());
                let Some(heir) = heir else {
                    record.write_globals(out).map_err(local)?;
                    continue;
                };
                record.set_path(heir.as_bytes());
            } else if let Some(heir) = record.hard_link()?.and_then(|target| survey.heirs.get(&target)) {
                changed = true;
                if *heir == path {
                    record.write_globals(out).map_err(local)?;
                    continue;
                }
                record.set_link(heir.as_bytes());
            }
            changed |= self.touch(&mut record)?;
            let rules = self.tar_rules(&path);
            if !rules.is_empty() && record.is_file() && !record.is_sparse() {
                changed |= inner_tar(record, &rules, records, out)?;
                continue;
            }
            record.write(out).map_err(local)?;
            records.copy_content(out)?;
        }
        if changed {
            records.drain()?;
            writer::end(out).map_err(local)?;
        } else {
            records.copy_tail(out)?;
        }
        Ok(changed)
    }

    /// Makes the changes of headers.
    fn touch(&self, record: &mut Record) -> Result<bool, LayerError> {
        let mut changed = false;
        for change in &self.changes {
            changed |= match change {
                Change::Anonymous => anonymous(record),
                Change::Relative => relative(record)?,
                Change::Times(rule) => rule.apply(record),
                Change::Strip(_) | Change::TarTimes(..) => false,
            };
        }
        Ok(changed)
    }

    /// Whether what is at `path` is left out.
    fn strips(&self, path: &EntryPath) -> bool {
        // A whiteout whose name hides nothing real is left to those who unpack it.
        let hidden = match Whiteout::of(path) {
            Ok(Some(Whiteout::Hides(hidden))) => Some(hidden),
            _ => None,
        };
        let is_below = |top: &EntryPath| {
            path.below(top).is_some() || hidden.as_ref().is_some_and(|hidden| hidden.below(top).is_some())
        };
        self.changes.iter().any(|change| matches!(change, Change::Strip(stripped) if is_below(stripped)))
    }

    fn tar_rules(&self, path: &EntryPath) -> Vec<TimeSet> {
        let rule = |change: &Change| match change {
            Change::TarTimes(tar, rule) if tar == path => Some(*rule),
            _ => None,
        };
        self.changes.iter().filter_map(rule).collect()
    }
}

fn anonymous(record: &mut Record) -> bool {
    let mut changed = record.has_names();
    if changed {
        record.remove_names();
    }
    for of in [TimeOf::Access, TimeOf::Change] {
        if record.time(of).is_some() {
            record.remove_time(of);
            changed = true;
        }
    }
    changed
}

fn relative(record: &mut Record) -> Result<bool, LayerError> {
    let needs = |path: &[u8]| path.starts_with(b"/") || path.split(|byte| *byte == b'/').any(|part| part == b"..");
    let mut changed = false;
    if needs(&record.raw_path()) {
        let mut plain = record.path()?.as_bytes().to_vec();
        if plain.is_empty() {
            plain.push(b'.');
        }
        if record.is_dir() {
            plain.push(b'/');
        }
        record.set_path(&plain);
        changed = true;
    }
    if let Some(target) = record.hard_link()?.filter(|_| needs(&record.raw_link())) {
        record.set_link(target.as_bytes());
        changed = true;
    }
    Ok(changed)
}

/// Writes a file that is a tar, with the times in it set.
fn inner_tar<R: Read>(
    mut record: Record,
    rules: &[TimeSet],
    records: &mut Records<R>,
    out: &mut impl Write,
) -> Result<bool, LayerError> {
    let mut before = tempfile::tempfile().map_err(local)?;
    io::copy(&mut records.content(), &mut before).map_err(LayerError::from_read)?;
    before.rewind().map_err(local)?;
    let again = before.try_clone().map_err(local)?;
    let decoder = Decoder::new(BufReader::new(again), Limits::default().decoded)?;
    let codec = Codec::from(decoder.compression());
    let rewrite = Rewrite { changes: rules.iter().copied().map(Change::Times).collect() };
    let after = tempfile::tempfile().map_err(local)?;
    let mut encoder = Encoder::new(after, codec, Algorithm::Sha256).map_err(local)?;
    let changed = rewrite.run(&Survey::default(), &mut Records::new(decoder, Limits::default()), &mut encoder)?;
    let (after, written) = encoder.finish().map_err(local)?;
    let mut content = if changed { after } else { before };
    if changed {
        record.set_size(written.size);
    }
    content.rewind().map_err(local)?;
    record.write(out).map_err(local)?;
    io::copy(&mut content, out).map_err(local)?;
    writer::padding(out, record.size()).map_err(local)?;
    Ok(changed)
}

#[cfg(test)]
mod tests;
