//! The list of one layout in memory, made for many tags: finding, setting and deleting a tag costs the same whether there
//! are ten or a hundred thousand, and writing the list out again parses nothing.
//!
//! It means what [`super::index`] means and is tested against it. Entries keep the very text they had in `index.json`.

use std::collections::{BTreeMap, HashMap};
use std::ops::Bound;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::index;
use crate::oci::{Descriptor, Digest, ImageIndex, MediaType, key};

type Json<T> = Result<T, serde_json::Error>;

/// The list of a layout.
#[derive(Clone, Debug)]
pub(crate) struct Listing {
    /// Everything of the document but its entries.
    shell: ImageIndex,
    /// The entries in their order; what was removed leaves a hole.
    slots: Vec<Option<Slot>>,
    holes: usize,
    /// The slot that each tag means.
    tags: BTreeMap<Arc<str>, usize>,
    digests: HashMap<Digest, Places>,
    /// Whether some tag or untagged manifest stands more than once, as careless tools leave it.
    untidy: bool,
}

#[derive(Clone, Debug)]
struct Slot {
    digest: Digest,
    media_type: MediaType,
    tag: Option<Arc<str>>,
    /// Whether the tag stands there plainly and not inside a longer name.
    plain: bool,
    text: Box<RawValue>,
}

/// Where a manifest is listed.
#[derive(Clone, Debug)]
struct Places {
    media_type: MediaType,
    tagged: usize,
    untagged: Option<usize>,
}

/// What is read of an entry at once.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Head {
    digest: Digest,
    #[serde(default)]
    media_type: MediaType,
    #[serde(default)]
    annotations: Option<Names>,
}

#[derive(Deserialize, Default)]
struct Names {
    #[serde(rename = "org.opencontainers.image.ref.name", default)]
    name: Option<serde_json::Value>,
    #[serde(rename = "io.containerd.image.name", default)]
    containerd: Option<serde_json::Value>,
}

#[derive(Deserialize)]
struct Entries<'a> {
    #[serde(borrow, default)]
    manifests: Option<Vec<&'a RawValue>>,
}

impl Default for Listing {
    fn default() -> Self {
        Self::empty(ImageIndex::default())
    }
}

impl Listing {
    fn empty(shell: ImageIndex) -> Self {
        let (slots, tags, digests) = (Vec::new(), BTreeMap::new(), HashMap::new());
        Self { shell, slots, holes: 0, tags, digests, untidy: false }
    }

    /// Reads the text of an `index.json`.
    pub(crate) fn parse(text: &[u8]) -> Json<Self> {
        #[derive(Deserialize)]
        struct Shell {
            #[serde(rename = "manifests", default)]
            _manifests: serde::de::IgnoredAny,
            #[serde(flatten)]
            rest: serde_json::Map<String, serde_json::Value>,
        }
        let entries: Entries<'_> = serde_json::from_slice(text)?;
        let shell: Shell = serde_json::from_slice(text)?;
        let mut listing = Self::empty(serde_json::from_value(shell.rest.into())?);
        for entry in entries.manifests.unwrap_or_default() {
            listing.push(Self::slot(entry.to_owned())?);
        }
        Ok(listing)
    }

    fn slot(text: Box<RawValue>) -> Json<Slot> {
        let head: Head = serde_json::from_str(text.get())?;
        let names = head.annotations.unwrap_or_default();
        let name = names.name.as_ref().and_then(|name| name.as_str());
        let containerd = names.containerd.as_ref().and_then(|name| name.as_str());
        let tag = index::tag_among(name, containerd).map(Arc::from);
        let plain = name.is_some_and(index::is_tag);
        Ok(Slot { digest: head.digest, media_type: head.media_type, plain, tag, text })
    }

    fn of(entry: &Descriptor) -> Json<Slot> {
        Self::slot(serde_json::value::to_raw_value(entry)?)
    }

    fn push(&mut self, slot: Slot) {
        let at = self.slots.len();
        let fresh = || Places { media_type: slot.media_type.clone(), tagged: 0, untagged: None };
        let places = self.digests.entry(slot.digest.clone()).or_insert_with(fresh);
        match &slot.tag {
            None if places.untagged.is_some() => self.untidy = true,
            None => places.untagged = Some(at),
            Some(tag) => {
                places.tagged += 1;
                let known = self.tags.get(tag).and_then(|known| self.slots[*known].as_ref());
                self.untidy |= known.is_some();
                // As `index::find` has it: plain before wrapped, later before earlier.
                if known.is_none_or(|known| slot.plain || !known.plain) {
                    self.tags.insert(Arc::clone(tag), at);
                }
            }
        }
        self.slots.push(Some(slot));
    }

    /// Takes the slot out, and everything that leads to it.
    fn take(&mut self, at: usize) -> Option<Slot> {
        let slot = self.slots[at].take()?;
        self.holes += 1;
        if let Some(tag) = &slot.tag
            && self.tags.get(tag) == Some(&at)
        {
            self.tags.remove(tag);
        }
        if let Some(places) = self.digests.get_mut(&slot.digest) {
            match slot.tag {
                Some(_) => places.tagged -= 1,
                None if places.untagged == Some(at) => places.untagged = None,
                None => {}
            }
            if places.tagged == 0 && places.untagged.is_none() {
                self.digests.remove(&slot.digest);
            }
        }
        Some(slot)
    }

    /// What a tag names.
    pub(crate) fn resolve(&self, tag: &str) -> Option<&Digest> {
        self.tags.get(tag).and_then(|at| self.slots[*at].as_ref()).map(|slot| &slot.digest)
    }

    /// Whether a manifest is listed, and as what.
    pub(crate) fn media_type(&self, digest: &Digest) -> Option<&MediaType> {
        self.digests.get(digest).map(|places| &places.media_type)
    }

    /// The tags behind `last`, in the order of their bytes. Names that no tag may have are among them.
    pub(crate) fn tags_after<'a>(&'a self, last: Option<&'a str>) -> impl Iterator<Item = &'a str> {
        let from = last.map_or(Bound::Unbounded, Bound::Excluded);
        self.tags.range::<str, _>((from, Bound::Unbounded)).map(|(tag, _)| &**tag)
    }

    /// The tags that name a manifest.
    pub(crate) fn tags_of(&self, digest: &Digest) -> Vec<Arc<str>> {
        let named = self.tags.iter().filter(|(_, at)| self.slots[**at].as_ref().is_some_and(|s| s.digest == *digest));
        named.map(|(tag, _)| Arc::clone(tag)).collect()
    }

    /// Whether a tag names a manifest.
    pub(crate) fn is_tagged(&self, digest: &Digest) -> bool {
        if self.untidy {
            // Of tags that stand more than once some name nothing.
            return !self.tags_of(digest).is_empty();
        }
        self.digests.get(digest).is_some_and(|places| places.tagged > 0)
    }

    /// The manifests that are listed, each once.
    pub(crate) fn digests(&self) -> impl Iterator<Item = &Digest> {
        self.digests.keys()
    }

    /// The manifests that are listed, each once, with their types.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&Digest, &MediaType)> {
        self.digests.iter().map(|(digest, places)| (digest, &places.media_type))
    }

    /// Whether the other list has the same tags at the same manifests.
    pub(crate) fn same_tags(&self, other: &Self) -> bool {
        let named = |listing: &Self, at: &usize| listing.slots[*at].as_ref().map(|slot| slot.digest.clone());
        self.tags.len() == other.tags.len()
            && self
                .tags
                .iter()
                .zip(&other.tags)
                .all(|(one, two)| one.0 == two.0 && named(self, one.1) == named(other, two.1))
    }

    /// How many entries there are.
    pub(crate) fn len(&self) -> usize {
        self.slots.len() - self.holes
    }

    /// Gives `tag` to `entry`; the manifest that had it stays listed, without a name. Says whether anything changed.
    pub(crate) fn tag(&mut self, entry: &Descriptor, tag: &str) -> Json<bool> {
        self.tidy()?;
        if self.resolve(tag) == Some(&entry.digest) {
            return Ok(false);
        }
        self.untag(tag)?;
        let mut named = match self.digests.get(&entry.digest).and_then(|places| places.untagged) {
            None => entry.clone(),
            Some(at) => match self.take(at) {
                Some(slot) => serde_json::from_str(slot.text.get())?,
                None => entry.clone(),
            },
        };
        named.annotations.set(key::REF_NAME, tag);
        self.push(Self::of(&named)?);
        Ok(true)
    }

    /// Takes `tag` away from what has it; the manifest stays listed.
    pub(crate) fn untag(&mut self, tag: &str) -> Json<bool> {
        self.tidy()?;
        let Some(slot) = self.tags.get(tag).copied().and_then(|at| self.take(at)) else { return Ok(false) };
        if !self.digests.contains_key(&slot.digest) {
            self.push(nameless(&slot)?);
        }
        self.compact();
        Ok(true)
    }

    /// Lists `entry`, under no tag if it has none.
    pub(crate) fn list(&mut self, entry: &Descriptor) -> Json<bool> {
        if self.digests.contains_key(&entry.digest) {
            return Ok(false);
        }
        self.push(Self::of(entry)?);
        Ok(true)
    }

    /// Takes a manifest out of the list where it has no tag.
    pub(crate) fn unlist(&mut self, digest: &Digest) -> Json<bool> {
        self.tidy()?;
        let untagged = self.digests.get(digest).and_then(|places| places.untagged);
        Ok(untagged.and_then(|at| self.take(at)).is_some())
    }

    /// The list as the text of an `index.json`.
    pub(crate) fn text(&self) -> Json<Vec<u8>> {
        const MARK: &str = "\"manifests\":[]";
        // The shell's own entries come first in it, and inside a string the quotes would be escaped.
        let shell = serde_json::to_string(&self.shell)?;
        let at = shell.find(MARK).map_or(shell.len(), |at| at + MARK.len() - 1);
        let size: usize = self.slots.iter().flatten().map(|slot| slot.text.get().len() + 1).sum();
        let mut text = Vec::with_capacity(shell.len() + size);
        text.extend_from_slice(&shell.as_bytes()[..at]);
        for (number, slot) in self.slots.iter().flatten().enumerate() {
            if number > 0 {
                text.push(b',');
            }
            text.extend_from_slice(slot.text.get().as_bytes());
        }
        text.extend_from_slice(&shell.as_bytes()[at..]);
        Ok(text)
    }

    /// Makes every tag and every untagged manifest stand once.
    fn tidy(&mut self) -> Json<()> {
        if !self.untidy {
            return Ok(());
        }
        let old = std::mem::replace(self, Self::empty(self.shell.clone()));
        let winners: Vec<bool> = (0..old.slots.len())
            .map(|at| {
                old.slots[at]
                    .as_ref()
                    .is_some_and(|slot| slot.tag.as_ref().is_some_and(|t| old.tags.get(t) == Some(&at)))
            })
            .collect();
        let mut losers = Vec::new();
        for (slot, wins) in old.slots.into_iter().zip(winners) {
            match slot {
                Some(slot) if wins => self.push(slot),
                Some(slot) => losers.push(slot),
                None => {}
            }
        }
        for slot in losers {
            if !self.digests.contains_key(&slot.digest)
                || (slot.tag.is_none() && self.digests[&slot.digest].untagged.is_none())
            {
                self.push(nameless(&slot)?);
            }
        }
        Ok(())
    }

    /// Closes the holes once they are most of it.
    fn compact(&mut self) {
        if self.holes < 1000 || self.holes < self.slots.len() / 2 {
            return;
        }
        let old = std::mem::replace(self, Self::empty(self.shell.clone()));
        old.slots.into_iter().flatten().for_each(|slot| self.push(slot));
    }
}

/// The entry without its tag.
fn nameless(slot: &Slot) -> Json<Slot> {
    if slot.tag.is_none() {
        return Ok(slot.clone());
    }
    let mut entry: Descriptor = serde_json::from_str(slot.text.get())?;
    entry.annotations.remove(key::REF_NAME);
    entry.annotations.remove(key::CONTAINERD_NAME);
    Listing::of(&entry)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::reference::Tag;

    fn manifest(seed: u8) -> Descriptor {
        Descriptor::of(MediaType::OCI_MANIFEST, &[seed])
    }

    fn parsed(index: &ImageIndex) -> Listing {
        Listing::parse(&serde_json::to_vec(index).unwrap()).unwrap()
    }

    fn index_of(listing: &Listing) -> ImageIndex {
        serde_json::from_slice(&listing.text().unwrap()).unwrap()
    }

    /// What counts of a list, in no order: the order of entries of different names means nothing.
    fn meaning(index: &ImageIndex) -> Vec<(Option<String>, Digest)> {
        let mut all: Vec<_> = index::entries(index).into_iter().map(|e| (e.tag, e.descriptor.digest)).collect();
        all.sort();
        all
    }

    #[test]
    fn a_list_that_is_read_and_written_keeps_its_bytes() {
        let digest = manifest(1).digest;
        let text = format!(
            r#"{{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[{{"digest":"{digest}",  "size": 1,"mediaType":"x/y","x":[1, 2]}},{{"mediaType":"x/y","digest":"{digest}","size":1,"annotations":{{"org.opencontainers.image.ref.name":"a\u0062"}}}}],"annotations":{{"\"manifests\":[]":"\"manifests\":[]"}},"other":{{"manifests":[]}}}}"#
        );
        let listing = Listing::parse(text.as_bytes()).unwrap();
        assert_eq!(String::from_utf8(listing.text().unwrap()).unwrap(), text);
        assert_eq!(listing.resolve("ab"), Some(&digest));
        assert_eq!(listing.media_type(&digest), Some(&MediaType::new("x/y")));
        assert_eq!(Listing::parse(br#"{"schemaVersion":2,"manifests":null}"#).unwrap().len(), 0);
        for broken in
            ["", "{", "[]", r#"{"schemaVersion":2,"manifests":[{}]}"#, r#"{"schemaVersion":2,"manifests":[1]}"#]
        {
            assert!(Listing::parse(broken.as_bytes()).is_err(), "{broken}");
        }
    }

    #[test]
    fn what_careless_tools_wrote_twice_is_tidied_with_the_first_edit() {
        let named = |seed: u8, name: &str| {
            let mut entry = manifest(seed);
            entry.annotations.set(key::REF_NAME, name);
            entry
        };
        let manifests = vec![named(1, "t"), named(2, "t"), named(3, "example.com/x:t"), manifest(4), manifest(4)];
        let mut listing = parsed(&ImageIndex { manifests, ..ImageIndex::default() });
        assert_eq!(listing.resolve("t"), Some(&manifest(2).digest));
        assert!(listing.untag("t").unwrap());
        assert_eq!(listing.resolve("t"), None);
        let found = meaning(&index_of(&listing));
        let mut expected: Vec<_> = (1..=4).map(|seed| (None, manifest(seed).digest)).collect();
        expected.sort();
        assert_eq!(found, expected);
    }

    #[test]
    fn holes_are_closed() {
        let mut listing = Listing::default();
        for _ in 0..3000 {
            listing.tag(&manifest(1), "a").unwrap();
            listing.untag("a").unwrap();
        }
        assert!(listing.slots.len() < 2100, "{}", listing.slots.len());
        assert_eq!(listing.len(), 1);
    }

    proptest! {
        #[test]
        fn edits_mean_what_they_mean_in_the_plain_index(
            edits in proptest::collection::vec((0u8..5, 0u8..4, 0u8..4), 0..40)
        ) {
            let mut plain = ImageIndex::default();
            let mut listing = Listing::default();
            for (kind, seed, name) in edits {
                let name: Tag = format!("t{name}").parse().unwrap();
                let entry = manifest(seed);
                let (one, other) = match kind {
                    0..=1 => (index::tag(&mut plain, &entry, &name), listing.tag(&entry, name.as_str()).unwrap()),
                    2 => (index::list(&mut plain, &entry), listing.list(&entry).unwrap()),
                    3 => (index::untag(&mut plain, name.as_str()), listing.untag(name.as_str()).unwrap()),
                    _ => {
                        let mut gone = false;
                        for tag in listing.tags_of(&entry.digest) {
                            gone |= listing.untag(&tag).unwrap();
                        }
                        gone |= listing.unlist(&entry.digest).unwrap();
                        (index::remove(&mut plain, &entry.digest), gone)
                    }
                };
                prop_assert_eq!(one, other);
                prop_assert_eq!(meaning(&plain), meaning(&index_of(&listing)));
                prop_assert_eq!(listing.len(), plain.manifests.len());
                for tag in listing.tags_after(None) {
                    prop_assert_eq!(index::find(&plain, tag).map(|e| &e.digest), listing.resolve(tag));
                }
                prop_assert_eq!(meaning(&index_of(&parsed(&plain))), meaning(&plain));
            }
        }
    }
}
