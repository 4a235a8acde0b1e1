//! Edits of a layout's `index.json`, without any disk (`image-spec/image-layout.md#indexjson-file`).
//!
//! One entry for each tag, and one without a name for each manifest that has none. Other tools write full references
//! where a tag should stand, or the name that containerd knows; they count by their tag. Every edit keeps the order,
//! the unknown fields and the annotations of what it does not concern, and says whether it changed anything.

use std::collections::BTreeSet;

use crate::oci::{Descriptor, Digest, ImageIndex, key};
use crate::reference::Tag;

/// One manifest that a layout lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its tag; nothing where it is listed without one. Other tools write names that no tag may have: those are here
    /// as they stand.
    pub tag: Option<String>,
    /// The descriptor as `index.json` has it, annotations and platform included.
    pub descriptor: Descriptor,
}

/// The tag of an entry, in whichever way the tool that wrote it said so.
pub(super) fn tag_of(entry: &Descriptor) -> Option<&str> {
    tag_among(entry.ref_name(), entry.annotations.text(key::CONTAINERD_NAME))
}

/// The tag of an entry whose annotations have these names.
pub(super) fn tag_among<'a>(name: Option<&'a str>, containerd: Option<&'a str>) -> Option<&'a str> {
    let containerd = || containerd.and_then(tag_part);
    match name.filter(|name| !name.is_empty()) {
        None => containerd(),
        Some(name) if is_tag(name) => Some(name),
        Some(name) => tag_part(name).or_else(containerd).or(Some(name)),
    }
}

/// Whether a name could be a tag.
pub(super) fn is_tag(name: &str) -> bool {
    name.parse::<Tag>().is_ok()
}

/// Whether `tag` is the one that a list of referrers stands under (`distribution-spec#referrers-tag-schema`).
pub(super) fn is_referrers_tag(tag: &str) -> bool {
    tag.strip_prefix("sha256-")
        .or_else(|| tag.strip_prefix("sha512-"))
        .is_some_and(|hex| hex.len() == 64 && hex.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f')))
}

/// The tag in `registry/repository:tag[@digest]`.
fn tag_part(name: &str) -> Option<&str> {
    let name = name.split('@').next().unwrap_or_default();
    let last = name.rsplit('/').next().unwrap_or_default();
    last.rsplit_once(':').map(|(_, tag)| tag).filter(|tag| is_tag(tag))
}

/// Whether the entry carries its tag plainly and not inside a longer name.
fn is_plain(entry: &Descriptor) -> bool {
    entry.ref_name().is_some_and(is_tag)
}

/// The entry that `tag` names. A plain tag goes before one inside a name; of several the last counts, since some tools
/// append without looking.
pub(super) fn find<'a>(index: &'a ImageIndex, tag: &str) -> Option<&'a Descriptor> {
    let named = || index.manifests.iter().rev().filter(|entry| tag_of(entry) == Some(tag));
    named().find(|entry| is_plain(entry)).or_else(|| named().next())
}

/// The entry of `digest`: some entry, whatever its tag.
pub(super) fn find_digest<'a>(index: &'a ImageIndex, digest: &Digest) -> Option<&'a Descriptor> {
    index.manifests.iter().find(|entry| entry.digest == *digest)
}

/// All entries, each tag once, tags in the order of their bytes and the untagged behind them.
pub(super) fn entries(index: &ImageIndex) -> Vec<Entry> {
    let mut tagged = BTreeSet::new();
    let mut untagged = Vec::new();
    for entry in &index.manifests {
        match tag_of(entry) {
            Some(tag) => {
                tagged.insert(tag);
            }
            None => untagged.push(Entry { tag: None, descriptor: entry.clone() }),
        }
    }
    let found = |tag: &&str| find(index, tag).cloned();
    let tagged = tagged.iter().filter_map(|tag| Some(Entry { tag: Some((*tag).to_owned()), descriptor: found(tag)? }));
    tagged.chain(untagged).collect()
}

/// Gives `tag` to `manifest`; the manifest that had it stays listed, without a name.
pub(super) fn tag(index: &mut ImageIndex, manifest: &Descriptor, tag: &Tag) -> bool {
    let tag = tag.as_str();
    let mut changed = take_away(index, tag, Some(&manifest.digest));
    let mut mine = 0;
    index.manifests.retain(|entry| {
        let same = entry.digest == manifest.digest && tag_of(entry) == Some(tag);
        mine += usize::from(same);
        !same || mine == 1
    });
    changed |= mine > 1;
    if mine > 0 {
        return changed;
    }
    let free = index.manifests.iter_mut().find(|entry| entry.digest == manifest.digest && tag_of(entry).is_none());
    if let Some(entry) = free {
        entry.annotations.set(key::REF_NAME, tag);
    } else {
        let mut entry = manifest.clone();
        entry.annotations.set(key::REF_NAME, tag);
        index.manifests.push(entry);
    }
    true
}

/// Lists `manifest`, under no tag if it has none.
pub(super) fn list(index: &mut ImageIndex, manifest: &Descriptor) -> bool {
    if find_digest(index, &manifest.digest).is_some() {
        return false;
    }
    index.manifests.push(manifest.clone());
    true
}

/// Takes `tag` away from whatever has it; the manifest stays listed.
pub(super) fn untag(index: &mut ImageIndex, tag: &str) -> bool {
    take_away(index, tag, None)
}

/// Takes the manifest out of the list, with all its tags.
pub(super) fn remove(index: &mut ImageIndex, digest: &Digest) -> bool {
    let before = index.manifests.len();
    index.manifests.retain(|entry| entry.digest != *digest);
    index.manifests.len() != before
}

/// Takes `tag` from all entries but those of `keeper`; what is then listed twice is listed once.
fn take_away(index: &mut ImageIndex, tag: &str, keeper: Option<&Digest>) -> bool {
    let mut freed = Vec::new();
    for entry in &mut index.manifests {
        if tag_of(entry) == Some(tag) && Some(&entry.digest) != keeper {
            entry.annotations.remove(key::REF_NAME);
            entry.annotations.remove(key::CONTAINERD_NAME);
            freed.push(entry.digest.clone());
        }
    }
    for digest in &freed {
        let has_tag = index.manifests.iter().any(|entry| entry.digest == *digest && tag_of(entry).is_some());
        let mut listed = has_tag;
        index.manifests.retain(|entry| {
            if entry.digest != *digest || tag_of(entry).is_some() {
                return true;
            }
            !std::mem::replace(&mut listed, true)
        });
    }
    !freed.is_empty()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::oci::MediaType;

    fn manifest(seed: u8) -> Descriptor {
        Descriptor::of(MediaType::OCI_MANIFEST, &[seed])
    }

    fn named(seed: u8, name: &str) -> Descriptor {
        let mut entry = manifest(seed);
        entry.annotations.set(key::REF_NAME, name);
        entry
    }

    fn tag_text(text: &str) -> Tag {
        text.parse().unwrap()
    }

    fn shown(index: &ImageIndex) -> Vec<(Option<String>, Digest)> {
        entries(index).into_iter().map(|entry| (entry.tag, entry.descriptor.digest)).collect()
    }

    #[test]
    fn a_moved_tag_leaves_the_old_manifest_listed_once() {
        let mut index = ImageIndex::default();
        assert!(tag(&mut index, &manifest(1), &tag_text("a")));
        assert!(tag(&mut index, &manifest(1), &tag_text("b")));
        assert!(!tag(&mut index, &manifest(1), &tag_text("b")), "the same again is no change");
        assert!(tag(&mut index, &manifest(2), &tag_text("a")));
        let one = manifest(1).digest;
        let two = manifest(2).digest;
        assert_eq!(shown(&index), [(Some("a".to_owned()), two.clone()), (Some("b".to_owned()), one.clone())]);
        assert!(tag(&mut index, &manifest(2), &tag_text("b")));
        assert_eq!(
            shown(&index),
            [(Some("a".to_owned()), two.clone()), (Some("b".to_owned()), two.clone()), (None, one.clone())]
        );
        assert!(tag(&mut index, &manifest(1), &tag_text("a")), "the untagged entry is taken up again");
        assert_eq!(index.manifests.len(), 2);
    }

    #[test]
    fn the_tag_of_a_list_of_referrers_is_a_digest_and_nothing_more() {
        let list = manifest(1).digest.referrers_tag();
        assert!(is_referrers_tag(&list));
        for other in ["v1", &list[..70], &format!("{list}.sig"), &list.to_uppercase(), "sha256-"] {
            assert!(!is_referrers_tag(other), "{other}");
        }
    }

    #[test]
    fn names_of_other_tools_count_by_their_tag() {
        let mut containerd = manifest(3);
        containerd.annotations.set(key::CONTAINERD_NAME, "docker.io/library/alpine:3");
        for (entry, expected) in [
            (named(1, "v1"), Some("v1")),
            (named(1, "localhost:5000/a/b:v2"), Some("v2")),
            (named(1, "docker.io/library/alpine:3@sha256:00"), Some("3")),
            (named(1, "localhost:5000/a/b"), Some("localhost:5000/a/b")),
            (named(1, "1.0+build"), Some("1.0+build")),
            (containerd, Some("3")),
            (manifest(1), None),
        ] {
            assert_eq!(tag_of(&entry), expected, "{entry:?}");
        }
    }

    #[test]
    fn a_plain_tag_goes_before_a_name_and_the_last_before_the_first() {
        let manifests = vec![named(1, "t"), named(2, "t"), named(3, "example.com/x:t")];
        let mut index = ImageIndex { manifests, ..ImageIndex::default() };
        assert_eq!(find(&index, "t").unwrap().digest, manifest(2).digest);
        assert!(untag(&mut index, "t"), "all that claim the tag lose it");
        assert_eq!(find(&index, "t"), None);
        assert_eq!(index.manifests.len(), 3);
    }

    #[test]
    fn unknown_fields_stay_where_they_are() {
        let text = format!(
            r#"{{"schemaVersion":2,"manifests":[{{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"{}","size":1,"annotations":{{"z":"1","org.opencontainers.image.ref.name":"old"}},"platform":{{"architecture":"arm64","os":"linux"}},"x":1}}],"annotations":{{"k":"v"}},"extra":{{"b":1,"a":2}}}}"#,
            manifest(1).digest
        );
        let mut index: ImageIndex = serde_json::from_str(&text).unwrap();
        assert!(tag(&mut index, &manifest(1), &tag_text("new")));
        assert!(untag(&mut index, "new"));
        assert_eq!(serde_json::to_string(&index).unwrap(), text);
    }

    proptest! {
        #[test]
        fn after_any_edits_each_tag_stands_once_and_nothing_is_lost(
            edits in proptest::collection::vec((0u8..5, 0u8..4, 0u8..4), 0..40)
        ) {
            let mut index = ImageIndex::default();
            let mut expected: BTreeMap<String, Digest> = BTreeMap::new();
            let mut listed = std::collections::BTreeSet::new();
            for (kind, seed, name) in edits {
                let name = format!("t{name}");
                let digest = manifest(seed).digest;
                match kind {
                    0..=1 => {
                        tag(&mut index, &manifest(seed), &tag_text(&name));
                        expected.insert(name, digest.clone());
                        listed.insert(digest);
                    }
                    2 => {
                        list(&mut index, &manifest(seed));
                        listed.insert(digest);
                    }
                    3 => prop_assert_eq!(untag(&mut index, &name), expected.remove(&name).is_some()),
                    _ => {
                        prop_assert_eq!(remove(&mut index, &digest), listed.remove(&digest));
                        expected.retain(|_, tagged| *tagged != digest);
                    }
                }
            }
            let mut tags = BTreeMap::new();
            for entry in &index.manifests {
                if let Some(tag) = tag_of(entry) {
                    prop_assert!(tags.insert(tag.to_owned(), entry.digest.clone()).is_none());
                }
            }
            prop_assert_eq!(&tags, &expected);
            let all: std::collections::BTreeSet<_> = index.manifests.iter().map(|e| e.digest.clone()).collect();
            prop_assert_eq!(&all, &listed);
            let untagged = index.manifests.iter().filter(|e| tag_of(e).is_none());
            for entry in untagged {
                prop_assert_eq!(index.manifests.iter().filter(|e| e.digest == entry.digest).count(), 1);
            }
        }
    }
}
