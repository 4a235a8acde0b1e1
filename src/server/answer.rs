//! Answers: a status, headers, and a body that is in memory or streamed.

use std::fmt::Write as _;
use std::ops::Range;

use bytes::{Bytes, BytesMut};
use futures_util::{StreamExt, TryStreamExt, stream};
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, ETAG, LINK};
use http::{HeaderName, HeaderValue, StatusCode};
use http_body::Frame;
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, Empty, Full, StreamBody};

use super::storage::UploadId;
use crate::content::{ByteStream, ContentError};
use crate::oci::{Digest, MediaType};

/// The body of an answer. A stream that fails breaks the connection off: the client sees that bytes are missing.
pub type Body = UnsyncBoxBody<Bytes, ContentError>;

/// An answer ready to be sent.
pub type Response = http::Response<Body>;

/// `Docker-Content-Digest`, the digest of what is answered or was stored.
pub const CONTENT_DIGEST: HeaderName = HeaderName::from_static("docker-content-digest");
/// `Docker-Upload-UUID`, the name of an upload session.
pub const UPLOAD_UUID: HeaderName = HeaderName::from_static("docker-upload-uuid");
/// `OCI-Subject`, which says that the registry lists the manifest as a referrer.
pub const OCI_SUBJECT: HeaderName = HeaderName::from_static("oci-subject");
/// `OCI-Filters-Applied`, the filters that a list of referrers went through.
pub const OCI_FILTERS_APPLIED: HeaderName = HeaderName::from_static("oci-filters-applied");
/// `OCI-Tag`, the tags that a manifest was given.
pub const OCI_TAG: HeaderName = HeaderName::from_static("oci-tag");
/// `OCI-Chunk-Min-Length`, the bytes that a chunk should have, all but the last one.
pub const OCI_CHUNK_MIN_LENGTH: HeaderName = HeaderName::from_static("oci-chunk-min-length");

/// A body without bytes.
pub fn empty_body() -> Body {
    Empty::new().map_err(|never| match never {}).boxed_unsync()
}

/// An answer that is being made.
pub struct Answer {
    response: http::Response<()>,
}

impl Answer {
    /// An answer without headers yet.
    pub fn new(status: StatusCode) -> Self {
        let mut response = http::Response::new(());
        *response.status_mut() = status;
        Self { response }
    }

    /// Sets a header. Text that cannot stand in one is left out: it comes from documents that anybody pushes.
    #[must_use]
    pub fn header(mut self, name: HeaderName, text: impl AsRef<str>) -> Self {
        if let Ok(value) = HeaderValue::from_str(text.as_ref()) {
            self.response.headers_mut().insert(name, value);
        }
        self
    }

    /// Says which content is answered: the digest, and the same as an entity tag.
    #[must_use]
    pub fn content(mut self, digest: &Digest) -> Self {
        // Both headers share the memory of one text: this is done for every download.
        let mut tag = BytesMut::with_capacity("\"sha512:\"".len() + digest.hex().len());
        if write!(tag, "\"{digest}\"").is_ok() {
            let tag = tag.freeze();
            let inner = tag.slice(1..tag.len() - 1);
            let headers = self.response.headers_mut();
            headers.extend(HeaderValue::from_maybe_shared(inner).ok().map(|value| (CONTENT_DIGEST, value)));
            headers.extend(HeaderValue::from_maybe_shared(tag).ok().map(|value| (ETAG, value)));
        }
        self
    }

    /// Sets a header that is always the same.
    #[must_use]
    pub fn fixed(mut self, name: HeaderName, text: &'static str) -> Self {
        self.response.headers_mut().insert(name, HeaderValue::from_static(text));
        self
    }

    /// Sets a header to a number.
    #[must_use]
    pub fn number(mut self, name: HeaderName, number: u64) -> Self {
        self.response.headers_mut().insert(name, HeaderValue::from(number));
        self
    }

    /// Says that the list goes on at `path`.
    #[must_use]
    pub fn next(self, path: Option<String>) -> Self {
        match path {
            Some(path) => self.header(LINK, format!("<{path}>; rel=\"next\"")),
            None => self,
        }
    }

    /// The answer without a body, and with the length that a body would have.
    pub fn head(self, length: u64) -> Response {
        self.number(CONTENT_LENGTH, length).response.map(|()| empty_body())
    }

    /// The answer without a body.
    pub fn empty(self) -> Response {
        // RFC 9110, 8.6: these two never have a length.
        let bare = matches!(self.response.status(), StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED);
        if bare { self.response.map(|()| empty_body()) } else { self.head(0) }
    }

    /// The answer with a body that is in memory.
    pub fn bytes(self, bytes: Bytes) -> Response {
        let length = bytes.len() as u64;
        let full = Full::new(bytes).map_err(|never| match never {}).boxed_unsync();
        self.number(CONTENT_LENGTH, length).response.map(|()| full)
    }

    /// The answer with a document, which is JSON already.
    pub fn json_text(self, media_type: &'static str, text: String) -> Response {
        self.fixed(CONTENT_TYPE, media_type).bytes(text.into())
    }

    /// The answer with a body of `length` bytes that are read while they are sent.
    pub fn stream(self, length: u64, stream: ByteStream) -> Response {
        let body = StreamBody::new(stream.map_ok(Frame::data)).boxed_unsync();
        self.number(CONTENT_LENGTH, length).response.map(|()| body)
    }

    /// The answer with several parts of content of `size` bytes (RFC 9110, 14.6). `open` gives the bytes of a part, when
    /// its turn comes.
    pub fn parts<F>(self, size: u64, parts: Vec<Range<u64>>, open: F) -> Response
    where
        F: Fn(Range<u64>) -> ByteStream + Send + 'static,
    {
        // Random, so that nobody can push content that looks like the end of a part.
        let boundary = UploadId::random();
        let head = |part: &Range<u64>| {
            let range = format!("bytes {}-{}/{size}", part.start, part.end.saturating_sub(1));
            let media_type = MediaType::OCTET_STREAM;
            Bytes::from(format!("\r\n--{boundary}\r\nContent-Type: {media_type}\r\nContent-Range: {range}\r\n\r\n"))
        };
        let heads: Vec<Bytes> = parts.iter().map(head).collect();
        let tail = Bytes::from(format!("\r\n--{boundary}--\r\n"));
        let length = heads.iter().map(|head| head.len() as u64).sum::<u64>()
            + parts.iter().map(|part| part.end - part.start).sum::<u64>()
            + tail.len() as u64;
        let each = stream::iter(heads.into_iter().zip(parts))
            .flat_map(move |(head, part)| stream::iter([Ok(head)]).chain(open(part)));
        let answer = self.header(CONTENT_TYPE, format!("multipart/byteranges; boundary={boundary}"));
        answer.stream(length, Box::pin(each.chain(stream::iter([Ok(tail)]))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_is_named_twice() {
        let digest = Digest::sha256(b"x");
        let response = Answer::new(StatusCode::OK).content(&digest).head(7);
        assert_eq!(response.headers()["docker-content-digest"], digest.to_string().as_str());
        assert_eq!(response.headers()["etag"], format!("\"{digest}\"").as_str());
        assert_eq!(response.headers()["content-length"], "7");
    }
}
