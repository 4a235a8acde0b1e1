//! Ranges of bytes as headers write them: `Range` of a download and `Content-Range` of a chunk. Pure.

use std::ops::Range;

/// The most ranges that one request is answered in parts. Who asks for more gets the whole.
const MOST: usize = 16;

/// What a `Range` header asks of content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// All of it: no range, or one that means nothing here.
    Whole,
    /// One part, neither empty nor beyond the end.
    One(Range<u64>),
    /// Several such parts in the order asked for. They do not overlap.
    Several(Vec<Range<u64>>),
    /// Nothing that is there.
    Outside,
}

/// What `header` asks of content of `size` bytes (RFC 9110, 14.2). Other units, what cannot be read, parts that overlap
/// and too many of them are as if not asked: the answer to those is the whole, which costs no more than it is worth.
pub fn wanted(header: &str, size: u64) -> Wanted {
    let Some((unit, set)) = header.trim().split_once('=') else { return Wanted::Whole };
    if !unit.eq_ignore_ascii_case("bytes") {
        return Wanted::Whole;
    }
    let mut asked = 0;
    let mut parts: Vec<Range<u64>> = Vec::new();
    for spec in set.split(',').map(str::trim).filter(|spec| !spec.is_empty()) {
        asked += 1;
        match (asked <= MOST).then(|| part(spec, size)).flatten() {
            None => return Wanted::Whole,
            Some(range) if range.is_empty() => {}
            Some(range) => parts.push(range),
        }
    }
    if asked == 0 || overlap(&parts) {
        return Wanted::Whole;
    }
    match parts.pop() {
        None => Wanted::Outside,
        Some(only) if parts.is_empty() => Wanted::One(only),
        Some(last) => {
            parts.push(last);
            Wanted::Several(parts)
        }
    }
}

/// One `first-last`, `first-` or `-count`, cut to the content: empty where it lies outside, nothing where it cannot be
/// read.
fn part(spec: &str, size: u64) -> Option<Range<u64>> {
    let (first, last) = spec.split_once('-')?;
    let (first, last) = (first.trim(), last.trim());
    let range = match (first.is_empty(), last.is_empty()) {
        (true, true) => return None,
        (true, false) => size.saturating_sub(decimal(last)?)..size,
        (false, true) => decimal(first)?..size,
        (false, false) => decimal(first)?..decimal(last)?.saturating_add(1).min(size),
    };
    Some(if range.start < range.end { range } else { 0..0 })
}

fn overlap(parts: &[Range<u64>]) -> bool {
    let mut sorted: Vec<&Range<u64>> = parts.iter().collect();
    sorted.sort_by_key(|part| part.start);
    sorted.windows(2).any(|pair| pair[1].start < pair[0].end)
}

/// The bytes that a chunk is, by its `Content-Range`: `START-END`, as the distribution specification writes it, or the
/// `bytes START-END/SIZE` of RFC 9110. The end is exclusive; `5-4` is what some clients write for nothing at 5.
pub fn chunk(header: &str) -> Option<Range<u64>> {
    let text = header.trim();
    let text = text.strip_prefix("bytes").map_or(text, |rest| rest.trim_start_matches([' ', '=']));
    let range = text.split_once('/').map_or(text, |(range, _)| range);
    let (start, end) = range.split_once('-')?;
    let (start, end) = (decimal(start)?, decimal(end)?.checked_add(1)?);
    (start <= end).then_some(start..end)
}

/// Digits alone: the standard library would take a sign too. What is too large for any content is the largest number.
fn decimal(text: &str) -> Option<u64> {
    let digits = !text.is_empty() && text.len() <= 32 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn one_range_is_cut_to_the_content() {
        for (text, expected) in [
            ("bytes=0-0", 0..1),
            ("bytes=500-1499", 500..1000),
            ("bytes=500-", 500..1000),
            ("Bytes= 500- ", 500..1000),
            ("bytes=-500", 500..1000),
            ("bytes=-5000", 0..1000),
            ("bytes=999-18446744073709551615", 999..1000),
            ("bytes=999-99999999999999999999", 999..1000),
            ("bytes=,5-6,", 5..7),
            ("bytes=5-6,1000-,3000-4000", 5..7),
        ] {
            assert_eq!(wanted(text, 1000), Wanted::One(expected), "{text}");
        }
        for text in ["bytes=1000-", "bytes=2000-3000", "bytes=500-0", "bytes=-0", "bytes=1000-,-0"] {
            assert_eq!(wanted(text, 1000), Wanted::Outside, "{text}");
        }
        assert_eq!(wanted("bytes=0-", 0), Wanted::Outside);
    }

    #[test]
    fn several_ranges_are_parts_unless_they_ask_too_much() {
        let several = |text: &str| match wanted(text, 1000) {
            Wanted::Several(parts) => parts,
            other => panic!("{text}: {other:?}"),
        };
        assert_eq!(several("bytes=0-0,-1"), [0..1, 999..1000]);
        assert_eq!(several("bytes=500-599, 0-99 ,2000-"), [500..600, 0..100]);
        let at = |start: usize| format!("{start}-{start}");
        let list = |count: usize| format!("bytes={}", (0..count).map(at).collect::<Vec<_>>().join(","));
        assert_eq!(several(&list(MOST)).len(), MOST);
        for text in [list(MOST + 1), list(10_000), "bytes=0-9,9-20".to_owned(), "bytes=0-,0-".to_owned()] {
            assert_eq!(wanted(&text, 1000), Wanted::Whole, "{text:.60}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_as_if_not_asked() {
        for text in ["", "bytes", "bytes=", "bytes=,", "lines=0-1", "bytes=a-b", "bytes=+1-2", "bytes=-", "bytes=1-2,x"]
        {
            assert_eq!(wanted(text, 1000), Wanted::Whole, "{text}");
        }
    }

    #[test]
    fn chunks_say_where_they_begin_and_end() {
        for (text, expected) in [
            ("0-9", Some(0..10)),
            ("10-19", Some(10..20)),
            ("bytes 5-6/7", Some(5..7)),
            ("bytes=5-6/*", Some(5..7)),
            ("5-4", Some(5..5)),
            ("5-3", None),
            ("", None),
            ("a-b", None),
            ("9-0", None),
            ("0", None),
            ("-5", None),
            ("0-18446744073709551615", None),
            ("0-99999999999999999999", None),
        ] {
            assert_eq!(chunk(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_range_lies_inside_the_content(
            text in "(bytes=)?([0-9]{0,22}-[0-9]{0,22},?){0,20}|.{0,40}", size in any::<u64>(),
        ) {
            let parts = match wanted(&text, size) {
                Wanted::One(part) => vec![part],
                Wanted::Several(parts) => parts,
                Wanted::Whole | Wanted::Outside => Vec::new(),
            };
            prop_assert!(parts.iter().all(|part| part.start < part.end && part.end <= size));
            prop_assert!(parts.len() <= MOST && !overlap(&parts));
            prop_assert!(parts.iter().map(|part| part.end - part.start).sum::<u64>() <= size);
            prop_assert!(chunk(&text).is_none_or(|range| range.start <= range.end));
        }
    }
}
