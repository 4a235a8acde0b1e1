//! The order of tags: by name, or by the version that they are.

use std::cmp::{Ordering, Reverse};

use semver::Prerelease;

/// A tag read as a version: numbers between dots, perhaps a `v` before and a pre-release or variant behind.
///
/// More is a version here than for semantic versioning, since `3.20`, `v2` and `1.2.3.4` are tags that people give.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Version<'a> {
    numbers: Vec<u64>,
    behind: &'a str,
}

impl<'a> Version<'a> {
    fn parse(tag: &'a str) -> Option<Self> {
        let text = tag.strip_prefix(['v', 'V']).unwrap_or(tag);
        let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
        let (numbers, behind) = text.split_at(end);
        // `3.-x` and `1.x` are no versions; `3a` and `3-alpine` are a 3 with something behind.
        let numbers = numbers.split('.').map(|number| number.parse().ok()).collect::<Option<Vec<u64>>>()?;
        Some(Self { numbers, behind })
    }

    fn number(&self, at: usize) -> u64 {
        self.numbers.get(at).copied().unwrap_or(0)
    }

    /// Lower versions first; with something behind before without (semantic versioning, section 11).
    fn order(&self, other: &Self) -> Ordering {
        let longest = self.numbers.len().max(other.numbers.len());
        let numbers = (0..longest).map(|at| self.number(at).cmp(&other.number(at)));
        let numbers = numbers.fold(Ordering::Equal, Ordering::then);
        let behind = match (self.behind.is_empty(), other.behind.is_empty()) {
            (true, true) => Ordering::Equal,
            (true, false) => Ordering::Greater,
            (false, true) => Ordering::Less,
            (false, false) => order_behind(self.behind, other.behind),
        };
        numbers.then(behind).then(self.numbers.len().cmp(&other.numbers.len()))
    }
}

fn order_behind(one: &str, other: &str) -> Ordering {
    let prerelease = |text: &str| Prerelease::new(text.strip_prefix('-')?).ok();
    match (prerelease(one), prerelease(other)) {
        (Some(one), Some(other)) => one.cmp(&other),
        (Some(_), None) => Ordering::Greater,
        (None, Some(_)) => Ordering::Less,
        (None, None) => one.cmp(other),
    }
}

/// Highest version first; what is no version comes behind, by name.
pub(super) fn by_version(one: &str, other: &str) -> Ordering {
    match (Version::parse(one), Version::parse(other)) {
        (Some(a), Some(b)) => b.order(&a).then_with(|| one.cmp(other)),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => one.cmp(other),
    }
}

/// Newest first; what has no time comes behind.
pub(super) fn by_time<T: Ord>(one: Option<T>, other: Option<T>) -> Ordering {
    Reverse(one).cmp(&Reverse(other))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn versions_come_from_high_to_low_and_words_behind_them() {
        let sorted = [
            "v10.0.0",
            "3.20.10",
            "3.20.9",
            "3.20.9-rc.10",
            "3.20.9-rc.2",
            "3.20",
            "3.9-alpine",
            "1.2.3.4",
            "1.2.3",
            "1.0.0",
            "1.0",
            "1",
            "0.1b2",
            "edge",
            "latest",
            "v",
            "v1.x",
        ];
        let mut tags = sorted;
        tags.reverse();
        tags.sort_by(|one, other| by_version(one, other));
        assert_eq!(tags, sorted);
    }

    #[test]
    fn what_has_no_time_comes_last() {
        let mut times = [None, Some(1), Some(3), None, Some(2)];
        times.sort_by(|one, other| by_time(*one, *other));
        assert_eq!(times, [Some(3), Some(2), Some(1), None, None]);
    }

    proptest! {
        #[test]
        fn the_order_of_any_tags_is_an_order(tags in proptest::collection::vec("v?[0-9.]{0,6}[-a.0-9]{0,4}", 3)) {
            let order = |a: usize, b: usize| by_version(&tags[a], &tags[b]);
            prop_assert_eq!(order(0, 1), order(1, 0).reverse());
            if order(0, 1) == Ordering::Less && order(1, 2) == Ordering::Less {
                prop_assert_eq!(order(0, 2), Ordering::Less);
            }
        }
    }
}
