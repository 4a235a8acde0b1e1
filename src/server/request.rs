//! What the handlers read out of a request: its query, its conditions, its ranges, its body.

use bytes::{Bytes, BytesMut};
use futures_util::StreamExt;
use http::HeaderName;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_RANGE, IF_MATCH, IF_NONE_MATCH, IF_RANGE, RANGE};
use http::request::Parts;
use http_body::Body;
use http_body_util::BodyExt;

use super::error::ServerError;
use super::peer::Peer;
use super::ranges::{self, Wanted};
use super::storage::{Expect, Page};
use crate::content::{ByteStream, ContentError, ErrorKind};
use crate::oci::{Algorithm, Digest};

/// How much memory a body gets before its bytes come.
const FIRST_ROOM: usize = 64 << 10;

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
        let declared = self.head.length();
        if declared.is_some_and(|length| length > limit) {
            return Err(ServerError::ManifestTooLarge { limit });
        }
        // Most manifests have a few kilobytes. A length that is only claimed reserves no more than that.
        let room = declared.and_then(|length| usize::try_from(length).ok()).unwrap_or(0).min(FIRST_ROOM);
        let mut all = BytesMut::with_capacity(room);
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
    /// All of it.
    pub fn parts(&self) -> &Parts {
        &self.0
    }

    /// Where the request comes from.
    pub fn peer(&self) -> Peer {
        self.0.extensions.get().copied().unwrap_or_default()
    }

    /// The first value of a parameter of the query.
    pub fn query(&self, name: &str) -> Option<String> {
        self.pairs(name).next()
    }

    /// All values of a parameter of the query.
    pub fn queries(&self, name: &str) -> Vec<String> {
        self.pairs(name).collect()
    }

    fn pairs(&self, name: &str) -> impl Iterator<Item = String> {
        let query = self.0.uri.query().unwrap_or_default();
        let pairs = url::form_urlencoded::parse(query.as_bytes());
        pairs.filter(move |(key, _)| key == name).map(|(_, value)| value.into_owned())
    }

    /// The digest that the query names, if it does.
    pub fn digest(&self) -> Result<Option<Digest>, ServerError> {
        let parse = |text: String| text.parse().map_err(|source| ServerError::DigestInvalid { source });
        self.query("digest").map(parse).transpose()
    }

    /// The algorithm that the digest of an upload will have, if the client says so ahead.
    pub fn algorithm(&self) -> Result<Option<Algorithm>, ServerError> {
        let parse = |text: String| text.parse().map_err(|source| ServerError::DigestInvalid { source });
        self.query("digest-algorithm").map(parse).transpose()
    }

    /// Which part of a list is asked for.
    pub fn page(&self) -> Result<Page, ServerError> {
        let number = |n: String| match n.parse::<usize>() {
            Ok(number) if !n.starts_with('+') => Ok(number),
            // A number too large for this machine is still one.
            Err(_) if !n.is_empty() && n.bytes().all(|byte| byte.is_ascii_digit()) => Ok(usize::MAX),
            _ => Err(ServerError::PageInvalid { n }),
        };
        let last = self.query("last").filter(|last| !last.is_empty());
        Ok(Page { last, limit: self.query("n").map(number).transpose()? })
    }

    /// A header as text; nothing where there is none, or one that is not text.
    pub fn header(&self, name: &HeaderName) -> Option<&str> {
        self.0.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// How long the body is, where the client says so ahead.
    pub fn length(&self) -> Option<u64> {
        self.header(&CONTENT_LENGTH).and_then(|text| text.parse().ok())
    }

    /// Refuses a body that is compressed on the way: what is stored is what its digest says, byte for byte.
    pub fn refuse_encoding(&self) -> Result<(), ServerError> {
        match self.header(&CONTENT_ENCODING) {
            Some(encoding) if !encoding.trim().eq_ignore_ascii_case("identity") => {
                Err(ServerError::Encoded { encoding: encoding.to_owned() })
            }
            _ => Ok(()),
        }
    }

    /// The entity tags in all headers of a name, one after the other.
    fn entity_tags(&self, name: &HeaderName) -> impl Iterator<Item = &str> {
        let values = self.0.headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
        values.flat_map(|list| list.split(',')).map(str::trim)
    }

    /// Whether the client has this content already (`If-None-Match`).
    pub fn has(&self, digest: &Digest) -> bool {
        let weak = |tag: &str| names(tag.strip_prefix("W/").unwrap_or(tag), digest);
        self.entity_tags(&IF_NONE_MATCH).any(|tag| tag == "*" || weak(tag))
    }

    /// What must be so for the request to be done (`If-Match`, `If-None-Match`; RFC 9110, 13.1).
    pub fn expectation(&self) -> Expect {
        let mut all = Vec::new();
        if self.0.headers.contains_key(IF_MATCH) {
            let star = self.entity_tags(&IF_MATCH).any(|tag| tag == "*");
            // Tags that are none of ours match nothing, weak ones included.
            let digests = || self.entity_tags(&IF_MATCH).filter_map(named).collect();
            all.push(if star { Expect::Present } else { Expect::OneOf(digests()) });
        }
        if self.0.headers.contains_key(IF_NONE_MATCH) {
            let star = self.entity_tags(&IF_NONE_MATCH).any(|tag| tag == "*");
            let weak = |tag| named(str::strip_prefix(tag, "W/").unwrap_or(tag));
            let digests = || self.entity_tags(&IF_NONE_MATCH).filter_map(weak).collect();
            all.push(if star { Expect::Absent } else { Expect::NoneOf(digests()) });
        }
        match all.pop() {
            None => Expect::Anything,
            Some(only) if all.is_empty() => only,
            Some(last) => {
                all.push(last);
                Expect::All(all)
            }
        }
    }

    /// Which bytes of a blob of `size` bytes are asked for.
    pub fn range(&self, digest: &Digest, size: u64) -> Wanted {
        let Some(range) = self.header(&RANGE) else { return Wanted::Whole };
        // Only the very same content may be put together with what the client has of it.
        if self.0.headers.contains_key(IF_RANGE) && !self.header(&IF_RANGE).is_some_and(|tag| names(tag.trim(), digest))
        {
            return Wanted::Whole;
        }
        ranges::wanted(range, size)
    }

    /// Which bytes of the blob the body is, by `Content-Range`. An empty last chunk has no range that could be written
    /// down, so it only says where it begins.
    pub fn chunk(&self) -> Result<Option<std::ops::Range<u64>>, ServerError> {
        let Some(value) = self.0.headers.get(CONTENT_RANGE) else { return Ok(None) };
        let text = value.to_str().unwrap_or_default();
        let invalid = || ServerError::UploadInvalid { text: text.to_owned() };
        let range = ranges::chunk(text).ok_or_else(invalid)?;
        match self.length() {
            Some(0) => Ok(Some(range.start..range.start)),
            Some(length) if length != range.end - range.start => {
                Err(ServerError::SizeInvalid { range: range.end - range.start, length })
            }
            _ => Ok(Some(range)),
        }
    }
}

/// The digest that an entity tag of ours is.
fn named(tag: &str) -> Option<Digest> {
    tag.strip_prefix('"')?.strip_suffix('"')?.parse().ok()
}

/// Whether an entity tag is that of `digest`; asked for every download, so without making the tag.
fn names(tag: &str, digest: &Digest) -> bool {
    let inner = tag.strip_prefix('"').and_then(|tag| tag.strip_suffix('"'));
    let parts = inner.and_then(|inner| inner.split_once(':'));
    parts.is_some_and(|(algorithm, hex)| algorithm == digest.algorithm().name() && hex == digest.hex())
}

#[cfg(test)]
mod tests {
    use http_body_util::Full;

    use super::*;

    fn request(uri: &str, headers: &[(&str, &str)], body: &'static str) -> Request {
        let builder =
            headers.iter().fold(http::Request::builder().uri(uri), |b, (name, value)| b.header(*name, *value));
        Request::new(builder.body(Full::new(Bytes::from_static(body.as_bytes()))).unwrap())
    }

    #[test]
    fn chunks_have_the_length_that_they_say() {
        let chunk = |range: &str, length: &str| {
            request("/", &[("content-range", range), ("content-length", length)], "").head.chunk()
        };
        assert_eq!(request("/", &[], "").head.chunk().unwrap(), None);
        assert_eq!(request("/", &[("content-range", "3-5")], "").head.chunk().unwrap(), Some(3..6));
        for (range, length, expected) in [("0-9", "10", 0..10), ("bytes 5-6/7", "2", 5..7), ("7-7", "0", 7..7)] {
            assert_eq!(chunk(range, length).unwrap(), Some(expected), "{range}");
        }
        for range in ["", "a-b", "9-0"] {
            assert!(matches!(chunk(range, "1"), Err(ServerError::UploadInvalid { .. })), "{range}");
        }
        assert!(matches!(chunk("0-9", "3"), Err(ServerError::SizeInvalid { range: 10, length: 3 })));
    }

    #[test]
    fn pages_are_read_from_the_query() {
        let page = |query: &str| request(&format!("/v2/a/tags/list?{query}"), &[], "").head.page();
        assert_eq!(page("").unwrap(), Page::default());
        assert_eq!(page("last=").unwrap(), Page::default());
        assert_eq!(page("n=3&last=a%2Bb").unwrap(), Page { last: Some("a+b".to_owned()), limit: Some(3) });
        assert_eq!(page("n=99999999999999999999").unwrap().limit, Some(usize::MAX));
        for query in ["n=-1", "n=abc", "n=", "n=1.5", "n=%2B1"] {
            assert!(page(query).is_err(), "{query}");
        }
    }

    #[test]
    fn entity_tags_are_compared_with_the_digest() {
        let digest = Digest::sha256(b"x");
        let has = |value: &str| request("/", &[("if-none-match", value)], "").head.has(&digest);
        assert!(has(&format!("\"{digest}\"")) && has(&format!("\"y\", W/\"{digest}\"")) && has("*"));
        assert!(!has("\"y\"") && !has(digest.hex()) && !request("/", &[], "").head.has(&digest));
        let several = [("if-none-match", "\"y\""), ("if-none-match", "*")];
        assert!(request("/", &several, "").head.has(&digest), "a header may come in several lines");
    }

    #[test]
    fn a_range_holds_for_the_same_content_alone() {
        let digest = Digest::sha256(b"x");
        let range = |tag: &str| request("/", &[("range", "bytes=0-0"), ("if-range", tag)], "").head.range(&digest, 5);
        assert_eq!(range(&format!("\"{digest}\"")), Wanted::One(0..1));
        for tag in ["\"other\"", &format!("W/\"{digest}\""), "Sat, 29 Oct 1994 19:43:31 GMT", ""] {
            assert_eq!(range(tag), Wanted::Whole, "{tag}");
        }
    }

    #[test]
    fn conditions_are_read_as_the_standard_says() {
        let digest = Digest::sha256(b"x");
        let tag = format!("\"{digest}\"");
        let expect = |headers: &[(&str, &str)]| request("/", headers, "").head.expectation();
        assert_eq!(expect(&[]), Expect::Anything);
        assert_eq!(expect(&[("if-none-match", "*")]), Expect::Absent);
        assert_eq!(expect(&[("if-match", "*")]), Expect::Present);
        assert_eq!(expect(&[("if-match", &tag)]), Expect::OneOf(vec![digest.clone()]));
        assert_eq!(expect(&[("if-match", "\"foreign\"")]), Expect::OneOf(Vec::new()));
        assert_eq!(expect(&[("if-match", &format!("W/{tag}"))]), Expect::OneOf(Vec::new()));
        assert_eq!(expect(&[("if-none-match", &format!("\"y\", W/{tag}"))]), Expect::NoneOf(vec![digest]));
        let both = [("if-match", "*"), ("if-none-match", "\"y\"")];
        assert_eq!(expect(&both), Expect::All(vec![Expect::Present, Expect::NoneOf(Vec::new())]));
    }

    #[test]
    fn a_body_that_was_compressed_on_the_way_is_refused() {
        let refused = |value: &str| request("/", &[("content-encoding", value)], "").head.refuse_encoding().is_err();
        assert!(refused("gzip") && refused("identity, gzip") && !refused("Identity"));
        assert!(request("/", &[], "").head.refuse_encoding().is_ok());
    }

    #[tokio::test]
    async fn a_body_over_the_limit_is_refused_with_or_without_its_length() {
        assert_eq!(request("/", &[], "12345").into_bytes(5).await.unwrap().as_ref(), b"12345");
        assert!(matches!(request("/", &[], "123456").into_bytes(5).await, Err(ServerError::ManifestTooLarge { .. })));
        let declared = request("/", &[("content-length", "6")], "").into_bytes(5).await;
        assert!(matches!(declared, Err(ServerError::ManifestTooLarge { limit: 5 })));
    }
}
