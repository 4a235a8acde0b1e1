//! What the handlers read out of a request: its query, its ranges, its body.

use bytes::{Bytes, BytesMut};
use futures_util::StreamExt;
use http::header::{CONTENT_LENGTH, CONTENT_RANGE, IF_NONE_MATCH, IF_RANGE, RANGE};
use http::request::Parts;
use http_body::Body;
use http_body_util::BodyExt;

use super::error::ServerError;
use super::storage::Page;
use crate::content::{ByteStream, ContentError, ErrorKind};
use crate::oci::Digest;

/// A request taken apart.
pub struct Request {
    /// Everything but the body.
    pub head: Head,
    /// The body, read while it comes.
    pub body: ByteStream,
}

/// Everything of a request but its body.
pub struct Head(Parts);

impl Request {
    /// Takes a request apart.
    pub fn new<B>(request: http::Request<B>) -> Self
    where
        B: Body<Data = Bytes> + Send + Unpin + 'static,
        B::Error: std::error::Error + Send + Sync + 'static,
    {
        let (parts, body) = request.into_parts();
        let broken =
            |source| ContentError::new(ErrorKind::Unavailable, "the body of the request broke off").because(source);
        let body = body.into_data_stream().map(move |step| step.map_err(broken));
        Self { head: Head(parts), body: Box::pin(body) }
    }

    /// The body in memory, if it has at most `limit` bytes; that is found out before more are taken in.
    pub async fn into_bytes(mut self, limit: u64) -> Result<Bytes, ServerError> {
        let declared = self.head.header(&CONTENT_LENGTH).and_then(|text| text.parse::<u64>().ok());
        if declared.is_some_and(|length| length > limit) {
            return Err(ServerError::ManifestTooLarge { limit });
        }
        let mut all = BytesMut::new();
        while let Some(bytes) = self.body.next().await {
            let bytes = bytes?;
            if (all.len() + bytes.len()) as u64 > limit {
                return Err(ServerError::ManifestTooLarge { limit });
            }
            all.extend_from_slice(&bytes);
        }
        Ok(all.freeze())
    }
}

impl Head {
    /// The first value of a parameter of the query.
    pub fn query(&self, name: &str) -> Option<String> {
        self.queries(name).into_iter().next()
    }

    /// All values of a parameter of the query.
    pub fn queries(&self, name: &str) -> Vec<String> {
        let query = self.0.uri.query().unwrap_or_default();
        let pairs = url::form_urlencoded::parse(query.as_bytes());
        pairs.filter(|(key, _)| key == name).map(|(_, value)| value.into_owned()).collect()
    }

    /// The digest that the query names, if it does.
    pub fn digest(&self) -> Result<Option<Digest>, ServerError> {
        let parse = |text: String| text.parse().map_err(|source| ServerError::DigestInvalid { source });
        self.query("digest").map(parse).transpose()
    }

    /// Which part of a list is asked for.
    pub fn page(&self) -> Result<Page, ServerError> {
        let number = |n: String| match n.parse::<usize>() {
            Ok(number) => Ok(number),
            // A number too large for this machine is still one.
            Err(_) if !n.is_empty() && n.bytes().all(|byte| byte.is_ascii_digit()) => Ok(usize::MAX),
            Err(_) => Err(ServerError::PageInvalid { n }),
        };
        Ok(Page { last: self.query("last"), limit: self.query("n").map(number).transpose()? })
    }

    /// A header as text; nothing where there is none, or one that is not text.
    pub fn header(&self, name: &http::HeaderName) -> Option<&str> {
        self.0.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// Whether the client has this content already (`If-None-Match`).
    pub fn has(&self, digest: &Digest) -> bool {
        let tag = format!("\"{digest}\"");
        self.header(&IF_NONE_MATCH).is_some_and(|list| {
            list.split(',').map(str::trim).any(|one| one == "*" || one.strip_prefix("W/").unwrap_or(one) == tag)
        })
    }

    /// Which bytes of a blob of `size` bytes are asked for; nothing where it is the whole.
    pub fn range(&self, digest: &Digest, size: u64) -> Result<Option<std::ops::Range<u64>>, ServerError> {
        let Some(range) = self.header(&RANGE) else { return Ok(None) };
        if self.header(&IF_RANGE).is_some_and(|tag| tag != format!("\"{digest}\"")) {
            return Ok(None);
        }
        parse_range(range, size)
    }

    /// Where the chunk in the body begins, by `Content-Range`.
    pub fn chunk_start(&self) -> Result<Option<u64>, ServerError> {
        let Some(text) = self.header(&CONTENT_RANGE) else { return Ok(None) };
        let invalid = || ServerError::UploadInvalid { text: text.to_owned() };
        let (start, end) = parse_content_range(text).ok_or_else(invalid)?;
        let length = self.header(&CONTENT_LENGTH).and_then(|text| text.parse::<u64>().ok());
        let range = (end - start).checked_add(1).ok_or_else(invalid)?;
        match length {
            // An empty last chunk has no range that could be written down; some clients send `0-0` or the like.
            Some(length) if length != range && length != 0 => Err(ServerError::SizeInvalid { range, length }),
            _ => Ok(Some(start)),
        }
    }
}

/// `START-END`, as the distribution specification writes it, or the `bytes START-END/SIZE` of RFC 9110.
fn parse_content_range(text: &str) -> Option<(u64, u64)> {
    let text = text.trim();
    let text = text.strip_prefix("bytes").map_or(text, |rest| rest.trim_start_matches([' ', '=']));
    let range = text.split_once('/').map_or(text, |(range, _)| range);
    let (start, end) = range.split_once('-')?;
    let (start, end) = (decimal(start)?, decimal(end)?);
    (start <= end).then_some((start, end))
}

/// One range of RFC 9110, 14.1.2. Several at once, other units and what cannot be read are as if not asked.
fn parse_range(text: &str, size: u64) -> Result<Option<std::ops::Range<u64>>, ServerError> {
    let outside = Err(ServerError::RangeOutside { size });
    let Some((start, end)) = text.strip_prefix("bytes=").and_then(|set| set.trim().split_once('-')) else {
        return Ok(None);
    };
    let range = match (start, decimal(start), end, decimal(end)) {
        ("", None, _, Some(0)) => return outside,
        ("", None, _, Some(count)) => size.saturating_sub(count)..size,
        (_, Some(start), "", None) => start..size,
        (_, Some(start), _, Some(end)) => start..end.saturating_add(1).min(size),
        _ => return Ok(None),
    };
    if range.start >= range.end { outside } else { Ok(Some(range)) }
}

/// Digits alone: the standard library would take a sign too.
fn decimal(text: &str) -> Option<u64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use http_body_util::Full;
    use proptest::prelude::*;

    use super::*;

    fn request(uri: &str, headers: &[(&str, &str)], body: &'static str) -> Request {
        let builder =
            headers.iter().fold(http::Request::builder().uri(uri), |b, (name, value)| b.header(*name, *value));
        Request::new(builder.body(Full::new(Bytes::from_static(body.as_bytes()))).unwrap())
    }

    #[test]
    fn ranges_are_cut_to_the_blob_or_refused() {
        let cases = [
            ("bytes=0-0", Some((0, 1))),
            ("bytes=500-1499", Some((500, 1000))),
            ("bytes=500-", Some((500, 1000))),
            ("bytes=-500", Some((500, 1000))),
            ("bytes=-5000", Some((0, 1000))),
            ("bytes=999-18446744073709551615", Some((999, 1000))),
            ("bytes=0-1,5-6", None),
            ("lines=0-1", None),
            ("bytes=a-b", None),
            ("bytes=+1-2", None),
            ("bytes=-", None),
            ("bytes=", None),
        ];
        for (text, expected) in cases {
            let found = parse_range(text, 1000).unwrap();
            assert_eq!(found, expected.map(|(start, end)| start..end), "{text}");
        }
        for text in ["bytes=1000-", "bytes=2000-3000", "bytes=500-0", "bytes=-0"] {
            assert!(matches!(parse_range(text, 1000), Err(ServerError::RangeOutside { size: 1000 })), "{text}");
        }
        assert!(parse_range("bytes=0-", 0).is_err());
    }

    #[test]
    fn chunks_say_where_they_begin() {
        let start = |range: &str, length: &str| {
            request("/", &[("content-range", range), ("content-length", length)], "").head.chunk_start()
        };
        assert_eq!(request("/", &[], "").head.chunk_start().unwrap(), None);
        for (range, length, expected) in
            [("0-9", "10", 0), ("10-19", "10", 10), ("bytes 5-6/7", "2", 5), ("7-7", "0", 7)]
        {
            assert_eq!(start(range, length).unwrap(), Some(expected), "{range}");
        }
        for range in ["", "a-b", "9-0", "0", "0-99999999999999999999", "-5"] {
            assert!(matches!(start(range, "1"), Err(ServerError::UploadInvalid { .. })), "{range}");
        }
        assert!(matches!(start("0-9", "3"), Err(ServerError::SizeInvalid { range: 10, length: 3 })));
        assert!(start("0-18446744073709551615", "3").is_err());
    }

    #[test]
    fn pages_are_read_from_the_query() {
        let page = |query: &str| request(&format!("/v2/a/tags/list?{query}"), &[], "").head.page();
        assert_eq!(page("").unwrap(), Page::default());
        assert_eq!(page("n=3&last=a%2Bb").unwrap(), Page { last: Some("a+b".to_owned()), limit: Some(3) });
        assert_eq!(page("n=99999999999999999999").unwrap().limit, Some(usize::MAX));
        for query in ["n=-1", "n=abc", "n=", "n=1.5"] {
            assert!(page(query).is_err(), "{query}");
        }
    }

    #[test]
    fn entity_tags_are_compared_with_the_digest() {
        let digest = Digest::sha256(b"x");
        let has = |value: &str| request("/", &[("if-none-match", value)], "").head.has(&digest);
        assert!(has(&format!("\"{digest}\"")) && has(&format!("\"y\", W/\"{digest}\"")) && has("*"));
        assert!(!has("\"y\"") && !has(digest.hex()) && !request("/", &[], "").head.has(&digest));
        let headers = [("range", "bytes=0-0"), ("if-range", "\"other\"")];
        assert_eq!(request("/", &headers, "").head.range(&digest, 5).unwrap(), None);
    }

    #[tokio::test]
    async fn a_body_over_the_limit_is_refused_with_or_without_its_length() {
        assert_eq!(request("/", &[], "12345").into_bytes(5).await.unwrap().as_ref(), b"12345");
        assert!(matches!(request("/", &[], "123456").into_bytes(5).await, Err(ServerError::ManifestTooLarge { .. })));
        let declared = request("/", &[("content-length", "6")], "").into_bytes(5).await;
        assert!(matches!(declared, Err(ServerError::ManifestTooLarge { limit: 5 })));
    }

    proptest! {
        #[test]
        fn any_range_lies_inside_the_blob(text in "(bytes=)?[0-9]{0,22}-[0-9]{0,22}", size in any::<u64>()) {
            if let Ok(Some(range)) = parse_range(&text, size) {
                prop_assert!(range.start < range.end && range.end <= size);
            }
            let _ = parse_content_range(&text);
        }
    }
}
