//! Which referrers are meant, and in which order.

use std::cmp::Ordering;

use jiff::Timestamp;

use crate::content::ReferrerFilter;
use crate::oci::{Descriptor, MediaType, key};

/// An annotation that a referrer must have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Its key.
    pub key: String,
    /// Its value; any, where there is none.
    pub value: Option<String>,
}

impl Wanted {
    fn holds(&self, descriptor: &Descriptor) -> bool {
        descriptor
            .annotations
            .text(&self.key)
            .is_some_and(|found| self.value.as_ref().is_none_or(|value| value == found))
    }
}

/// Which referrers are meant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReferrerChoice {
    /// Only those of this type.
    pub artifact_type: Option<MediaType>,
    /// Only those that have all of these.
    pub annotations: Vec<Wanted>,
    /// In the order of this annotation; those without it come last.
    pub sort: Option<String>,
    /// The greatest first.
    pub descending: bool,
}

impl ReferrerChoice {
    /// The newest first, by when they say that they were created.
    #[must_use]
    pub fn latest(self) -> Self {
        Self { sort: Some(key::CREATED.to_owned()), descending: true, ..self }
    }

    /// What of it the other side may sort out.
    pub fn filter(&self) -> ReferrerFilter {
        ReferrerFilter { artifact_type: self.artifact_type.clone() }
    }

    /// Whether nothing is sorted out.
    pub fn is_everything(&self) -> bool {
        self.artifact_type.is_none() && self.annotations.is_empty()
    }

    /// Those that are meant, in their order.
    pub fn apply(&self, all: Vec<Descriptor>) -> Vec<Descriptor> {
        let meant =
            |one: &Descriptor| self.filter().matches(one) && self.annotations.iter().all(|wanted| wanted.holds(one));
        let mut all: Vec<Descriptor> = all.into_iter().filter(meant).collect();
        if let Some(sort) = &self.sort {
            all.sort_by(|one, other| self.order(one.annotations.text(sort), other.annotations.text(sort)));
        }
        all
    }

    fn order(&self, one: Option<&str>, other: Option<&str>) -> Ordering {
        match (one, other) {
            (Some(one), Some(other)) => {
                let order = compare(one, other);
                if self.descending { order.reverse() } else { order }
            }
            (one, other) => other.is_some().cmp(&one.is_some()),
        }
    }
}

/// Times by when they are, whatever their zone; other texts by their bytes.
fn compare(one: &str, other: &str) -> Ordering {
    match (one.parse::<Timestamp>(), other.parse::<Timestamp>()) {
        (Ok(one), Ok(other)) => one.cmp(&other),
        _ => one.cmp(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn referrer(name: &str, annotations: &[(&str, &str)]) -> Descriptor {
        let mut one = Descriptor::of(MediaType::OCI_MANIFEST, name.as_bytes());
        one.artifact_type = Some(MediaType::new(name.split('-').next().unwrap()));
        one.annotations = annotations.iter().copied().collect();
        one
    }

    #[test]
    fn referrers_are_sorted_out_and_sorted() {
        let all = vec![
            referrer("a/x-1", &[(key::CREATED, "2024-05-06T07:08:09+02:00"), ("k", "1")]),
            referrer("a/x-2", &[("k", "2")]),
            referrer("a/y-3", &[(key::CREATED, "2024-05-06T06:08:09Z"), ("k", "1")]),
        ];
        let at = |choice: ReferrerChoice| -> Vec<usize> {
            let place = |one: &Descriptor| all.iter().position(|other| other == one).unwrap();
            choice.apply(all.clone()).iter().map(place).collect()
        };
        let wanted = |key: &str, value: Option<&str>| Wanted { key: key.to_owned(), value: value.map(str::to_owned) };
        let plain = ReferrerChoice::default;
        assert!(plain().is_everything());
        assert_eq!(at(plain()), [0, 1, 2]);
        assert_eq!(at(ReferrerChoice { artifact_type: Some(MediaType::new("a/x")), ..plain() }), [0, 1]);
        assert_eq!(at(ReferrerChoice { annotations: vec![wanted("k", Some("1"))], ..plain() }), [0, 2]);
        assert_eq!(at(ReferrerChoice { annotations: vec![wanted(key::CREATED, None)], ..plain() }), [0, 2]);
        let both = vec![wanted("k", None), wanted("k", Some("2"))];
        assert_eq!(at(ReferrerChoice { annotations: both, ..plain() }), [1]);
        // An hour earlier, though its text is greater.
        assert_eq!(at(plain().latest()), [2, 0, 1]);
        let sort = Some("k".to_owned());
        assert_eq!(at(ReferrerChoice { sort: sort.clone(), descending: true, ..plain() }), [1, 0, 2]);
        assert_eq!(at(ReferrerChoice { sort, ..plain() }), [0, 2, 1]);
    }
}
