//! The log of a layout's list: what was changed, one line each, beside `index.json`.
//!
//! With it a tag costs the same in a layout of a hundred thousand tags as in one of ten: a change is a line that is
//! appended and synced; `index.json` follows, written for many changes at once. Who reads the list reads both files and
//! [`replay`]s the log over the index.
//!
//! Lines stay for [`KEPT`] after they have gone into the index. Other tools read the index, work for minutes, and write it
//! again as a whole: what was acknowledged meanwhile would be lost, and is in the log. A change that such a tool made
//! itself, also a deletion, is left alone where it can be told from one it never saw.

use std::collections::{HashMap, HashSet};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use super::listing::Listing;
use crate::oci::{Descriptor, Digest};

/// How long a change is kept after it went into the index.
pub(super) const KEPT: Duration = Duration::from_mins(10);

/// One change, with what the tag named before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Record {
    /// When, in milliseconds since 1970.
    pub(super) at: u64,
    #[serde(flatten)]
    pub(super) change: Change,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) before: Option<Digest>,
}

/// What was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Change {
    /// A tag was given to a manifest.
    Tag(Named),
    /// A tag was taken away; its manifest stays listed.
    Untag(Box<str>),
    /// A manifest was listed without a tag.
    List(Box<Descriptor>),
    /// A manifest without a tag was taken out of the list.
    Unlist(Digest),
}

/// A tag and the entry that it stands at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Named {
    pub(super) tag: Box<str>,
    pub(super) entry: Box<Descriptor>,
}

impl Change {
    /// The change by which a manifest gets a tag.
    pub(crate) fn tag(tag: &str, entry: &Descriptor) -> Self {
        Self::Tag(Named { tag: tag.into(), entry: Box::new(entry.clone()) })
    }

    /// The tag and what it names afterwards, where it is about one.
    fn outcome(&self) -> Option<(&str, Option<&Digest>)> {
        match self {
            Self::Tag(Named { tag, entry }) => Some((tag, Some(&entry.digest))),
            Self::Untag(tag) => Some((tag, None)),
            Self::List(_) | Self::Unlist(_) => None,
        }
    }

    fn apply(&self, listing: &mut Listing) -> serde_json::Result<bool> {
        match self {
            Self::Tag(Named { tag, entry }) => listing.tag(entry, tag),
            Self::Untag(tag) => listing.untag(tag),
            Self::List(entry) => listing.list(entry),
            Self::Unlist(digest) => listing.unlist(digest),
        }
    }
}

/// Now, as records have it.
pub(super) fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

impl Record {
    /// The record of a change that is made now to a list in which the tag it is about names `before`.
    pub(crate) fn new(change: Change, before: Option<Digest>) -> Self {
        Self { at: now(), change, before }
    }

    /// Whether it is past its time once it is in the index.
    pub(super) fn is_past(&self, now: u64) -> bool {
        u128::from(now.saturating_sub(self.at)) > KEPT.as_millis()
    }

    /// Makes the change in `listing`, unless somebody else has changed the tag since.
    pub(super) fn apply(&self, listing: &mut Listing) -> serde_json::Result<bool> {
        match self.change.outcome() {
            Some((tag, _)) if listing.resolve(tag) != self.before.as_ref() => Ok(false),
            _ => self.change.apply(listing),
        }
    }
}

/// Records as the lines of a log.
pub(super) fn encode(records: &[Record]) -> serde_json::Result<Vec<u8>> {
    let mut text = Vec::new();
    for record in records {
        serde_json::to_writer(&mut text, record)?;
        text.push(b'\n');
    }
    Ok(text)
}

/// The records in the text of a log, and how long that part of it is. What follows was cut off while it was written, and
/// nobody was told that it was there.
pub(super) fn decode(text: &[u8]) -> (Vec<Record>, usize) {
    let mut records = Vec::new();
    let mut whole = 0;
    for line in text.split_inclusive(|byte| *byte == b'\n') {
        let Some(record) = line.strip_suffix(b"\n").and_then(|line| serde_json::from_slice(line).ok()) else { break };
        records.push(record);
        whole += line.len();
    }
    (records, whole)
}

/// Makes the changes of a whole log in the list that was read from `index.json`, whoever wrote that last.
///
/// The last record that the list plainly shows tells what its writer had seen: whatever was changed up to there it knew,
/// and if the list says otherwise it meant it. Everything behind is made again where the tag is still as it was before.
pub(super) fn replay(records: &[Record], listing: &mut Listing) -> serde_json::Result<()> {
    let seen = last_shown(records, listing).map_or(0, |at| at + 1);
    let mut later: HashMap<&Digest, usize> = HashMap::new();
    for (at, record) in records.iter().enumerate() {
        let named = record.change.outcome().and_then(|(_, after)| after).into_iter().chain(&record.before);
        later.extend(named.map(|digest| (digest, at)));
    }
    for (at, record) in records.iter().enumerate().skip(seen) {
        // A manifest that was named again afterwards may be listed for that.
        let named_again =
            matches!(&record.change, Change::Unlist(digest) if later.get(digest).is_some_and(|last| *last > at));
        if !named_again {
            record.apply(listing)?;
        }
    }
    Ok(())
}

/// The last record whose outcome stands in the list and cannot have stood there before it.
fn last_shown(records: &[Record], listing: &Listing) -> Option<usize> {
    let mut earlier: HashSet<(&str, Option<&Digest>)> = HashSet::new();
    let mut shown = None;
    for (at, record) in records.iter().enumerate() {
        let Some((tag, after)) = record.change.outcome() else { continue };
        earlier.insert((tag, record.before.as_ref()));
        if !earlier.contains(&(tag, after)) && listing.resolve(tag) == after {
            shown = Some(at);
        }
    }
    shown
}

/// The records that lead from one list to another.
pub(super) fn difference(before: &Listing, after: &Listing, entry: impl Fn(&str) -> Option<Descriptor>) -> Vec<Record> {
    let mut records = Vec::new();
    for tag in before.tags_after(None).filter(|tag| after.resolve(tag).is_none()) {
        records.push(Record::new(Change::Untag(tag.into()), before.resolve(tag).cloned()));
    }
    for tag in after.tags_after(None).filter(|tag| before.resolve(tag) != after.resolve(tag)) {
        if let Some(entry) = entry(tag) {
            records.push(Record::new(Change::tag(tag, &entry), before.resolve(tag).cloned()));
        }
    }
    let gone = before.digests().filter(|digest| after.media_type(digest).is_none());
    records.extend(gone.map(|digest| Record::new(Change::Unlist(digest.clone()), None)));
    records
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::oci::MediaType;

    fn manifest(seed: u8) -> Descriptor {
        Descriptor::of(MediaType::OCI_MANIFEST, &[seed])
    }

    fn tags(listing: &Listing) -> Vec<(String, Digest)> {
        listing.tags_after(None).map(|tag| (tag.to_owned(), listing.resolve(tag).unwrap().clone())).collect()
    }

    /// Makes a change and writes it down.
    fn make(listing: &mut Listing, log: &mut Vec<Record>, change: Change) {
        let before = change.outcome().and_then(|(tag, _)| listing.resolve(tag)).cloned();
        if change.apply(listing).unwrap() {
            log.push(Record { at: 0, change, before });
        }
    }

    fn change((kind, tag, seed): (u8, u8, u8)) -> Change {
        let tag = format!("t{tag}");
        match kind {
            0..=3 => Change::tag(&tag, &manifest(seed)),
            4 => Change::Untag(tag.into()),
            5 => Change::List(Box::new(manifest(seed))),
            _ => Change::Unlist(manifest(seed).digest),
        }
    }

    #[test]
    fn lines_are_read_up_to_the_one_that_was_cut() {
        let records: Vec<Record> = [(0, 1, 1), (4, 1, 0), (5, 0, 2), (6, 0, 2)]
            .map(change)
            .map(|change| Record { at: 7, change, before: Some(manifest(9).digest) })
            .into();
        let text = encode(&records).unwrap();
        assert_eq!(decode(&text), (records.clone(), text.len()));
        let lines: Vec<usize> = text.iter().enumerate().filter(|(_, b)| **b == b'\n').map(|(at, _)| at + 1).collect();
        for cut in 0..text.len() {
            let whole = lines.iter().filter(|end| **end <= cut).count();
            let (found, len) = decode(&text[..cut]);
            assert_eq!(found, records[..whole]);
            assert_eq!(len, if whole == 0 { 0 } else { lines[whole - 1] });
        }
        let mut zeroed = text.clone();
        zeroed.extend_from_slice(&[0; 40]);
        assert_eq!(decode(&zeroed).1, text.len());
    }

    #[test]
    fn what_a_foreign_tool_deleted_knowingly_stays_deleted() {
        let (mut listing, mut log) = (Listing::default(), Vec::new());
        for (tag, seed) in [(1, 1), (2, 2)] {
            make(&mut listing, &mut log, change((0, tag, seed)));
        }
        listing.untag("t1").unwrap();
        replay(&log, &mut listing).unwrap();
        assert_eq!(tags(&listing), [("t2".to_owned(), manifest(2).digest)]);
    }

    proptest! {
        /// The index is written again from what stood in it some changes ago, with a change of the writer's own.
        #[test]
        fn nothing_acknowledged_is_lost_to_a_writer_that_read_long_ago(
            changes in proptest::collection::vec((0u8..7, 0u8..4, 0u8..3), 1..20),
            read_after in 0usize..20,
        ) {
            let (mut ours, mut log) = (Listing::default(), Vec::new());
            let mut foreign = Listing::default();
            for (number, edit) in changes.iter().enumerate() {
                if number == read_after {
                    foreign = ours.clone();
                }
                make(&mut ours, &mut log, change(*edit));
            }
            if read_after >= changes.len() {
                foreign = ours.clone();
            }
            foreign.tag(&manifest(77), "theirs").unwrap();
            replay(&log, &mut foreign).unwrap();
            prop_assert_eq!(foreign.resolve("theirs"), Some(&manifest(77).digest));
            foreign.untag("theirs").unwrap();
            prop_assert_eq!(tags(&foreign), tags(&ours));
        }

        #[test]
        fn a_log_over_its_own_outcome_changes_nothing(
            changes in proptest::collection::vec((0u8..7, 0u8..3, 0u8..3), 0..20), folded in 0usize..20,
        ) {
            let (mut all, mut log) = (Listing::default(), Vec::new());
            let mut index = Listing::default();
            for (number, edit) in changes.iter().enumerate() {
                if number == folded {
                    index = all.clone();
                }
                make(&mut all, &mut log, change(*edit));
            }
            let mut again = all.clone();
            replay(&log, &mut again).unwrap();
            prop_assert_eq!(tags(&again), tags(&all));
            prop_assert!(all.digests().all(|digest| again.media_type(digest).is_some()));
            replay(&log, &mut index).unwrap();
            prop_assert_eq!(tags(&index), tags(&all));
        }

        #[test]
        fn a_difference_leads_from_one_list_to_the_other(
            one in proptest::collection::vec((0u8..7, 0u8..4, 0u8..3), 0..12),
            two in proptest::collection::vec((0u8..7, 0u8..4, 0u8..3), 0..12),
        ) {
            let build = |edits: &[(u8, u8, u8)]| {
                let (mut listing, mut log) = (Listing::default(), Vec::new());
                for edit in edits {
                    make(&mut listing, &mut log, change(*edit));
                }
                listing
            };
            let (mut before, after) = (build(&one), build(&two));
            let entry = |tag: &str| (0..9).map(manifest).find(|entry| Some(&entry.digest) == after.resolve(tag));
            for record in difference(&before.clone(), &after, entry) {
                record.apply(&mut before).unwrap();
            }
            prop_assert_eq!(tags(&before), tags(&after));
        }

        #[test]
        fn no_log_panics(text in proptest::collection::vec(any::<u8>(), 0..200)) {
            let (records, whole) = decode(&text);
            prop_assert!(whole <= text.len() && records.len() <= text.len());
        }
    }
}
