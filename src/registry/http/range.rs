//! `Content-Range` of a partial answer, and the two forms of `Range` that upload sessions answer with.

use http::HeaderMap;
use http::header::{CONTENT_RANGE, RANGE};

/// What a partial answer holds: `bytes START-END/TOTAL` (RFC 9110, 14.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::registry) struct ContentRange {
    /// The first byte's offset.
    pub(in crate::registry) start: u64,
    /// The last byte's offset.
    pub(in crate::registry) end: u64,
    /// The length of the whole; nothing where the server does not know it.
    pub(in crate::registry) total: Option<u64>,
}

/// Reads the `Content-Range` of an answer.
pub(in crate::registry) fn content_range(headers: &HeaderMap) -> Option<ContentRange> {
    let text = headers.get(CONTENT_RANGE)?.to_str().ok()?.trim();
    let (unit, rest) = text.split_at_checked(5)?;
    if !unit.eq_ignore_ascii_case("bytes") {
        return None;
    }
    let (range, total) = rest.trim_start_matches([' ', '=']).split_once('/')?;
    let (start, end) = range.split_once('-')?;
    let (start, end) = (start.trim().parse().ok()?, end.trim().parse().ok()?);
    let total = match total.trim() {
        "*" => None,
        total => Some(total.parse().ok()?),
    };
    (start <= end && total.is_none_or(|total| end < total)).then_some(ContentRange { start, end, total })
}

/// How many bytes an upload session holds by the `Range: 0-END` of its answer; nothing where the header is missing.
/// `0-0` counts as nothing: most registries write it for an empty session.
pub(in crate::registry) fn received(headers: &HeaderMap) -> Option<u64> {
    let text = headers.get(RANGE)?.to_str().ok()?.trim();
    let range = text.strip_prefix("bytes=").or_else(|| text.strip_prefix("bytes ")).unwrap_or(text);
    let (_, end) = range.split_once('-')?;
    let end: u64 = end.trim().parse().ok()?;
    Some(if end == 0 { 0 } else { end.saturating_add(1) })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn content_ranges() {
        for (text, expected) in [
            ("bytes 0-9/10", Some((0, 9, Some(10)))),
            ("Bytes 5-9/*", Some((5, 9, None))),
            ("bytes=5-9/10", Some((5, 9, Some(10)))),
            ("bytes 5-9/9", None),
            ("bytes 9-5/10", None),
            ("bytes */10", None),
            ("items 0-9/10", None),
            ("byte", None),
            ("bytes 0-99999999999999999999/*", None),
        ] {
            let headers = HeaderMap::from_iter([(CONTENT_RANGE, text.parse().unwrap())]);
            let found = content_range(&headers).map(|range| (range.start, range.end, range.total));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn what_a_session_holds() {
        for (text, expected) in [
            ("0-0", Some(0)),
            ("0-1023", Some(1024)),
            ("bytes=0-9", Some(10)),
            ("bytes 0-9", Some(10)),
            ("0--1", None),
            ("x", None),
        ] {
            let headers = HeaderMap::from_iter([(RANGE, text.parse().unwrap())]);
            assert_eq!(received(&headers), expected, "{text}");
        }
        assert_eq!(received(&HeaderMap::new()), None);
    }

    proptest! {
        #[test]
        fn any_header_can_be_read(text in "[ -~]{0,40}") {
            let value: http::HeaderValue = text.parse().unwrap();
            content_range(&HeaderMap::from_iter([(CONTENT_RANGE, value.clone())]));
            received(&HeaderMap::from_iter([(RANGE, value)]));
        }
    }
}
