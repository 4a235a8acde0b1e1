//! Answers: a status, headers, and a body that is in memory or streamed.

use bytes::Bytes;
use futures_util::TryStreamExt;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, ETAG, LINK};
use http::{HeaderName, HeaderValue, StatusCode};
use http_body::Frame;
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, Empty, Full, StreamBody};

use crate::content::{ByteStream, ContentError};
use crate::oci::Digest;

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
    pub fn content(self, digest: &Digest) -> Self {
        self.header(CONTENT_DIGEST, digest.to_string()).header(ETAG, format!("\"{digest}\""))
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
        self.header(CONTENT_LENGTH, length.to_string()).response.map(|()| empty_body())
    }

    /// The answer without a body.
    pub fn empty(self) -> Response {
        // RFC 9110, 8.6: these two never have a length.
        let bare = matches!(self.response.status(), StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED);
        if bare { self.response.map(|()| empty_body()) } else { self.head(0) }
    }

    /// The answer with a body that is in memory.
    pub fn bytes(self, bytes: Bytes) -> Response {
        let length = bytes.len().to_string();
        let full = Full::new(bytes).map_err(|never| match never {}).boxed_unsync();
        self.header(CONTENT_LENGTH, length).response.map(|()| full)
    }

    /// The answer with a document.
    pub fn json(self, media_type: &str, document: &serde_json::Value) -> Response {
        self.header(CONTENT_TYPE, media_type).bytes(document.to_string().into())
    }

    /// The answer with a body of `length` bytes that are read while they are sent.
    pub fn stream(self, length: u64, stream: ByteStream) -> Response {
        let body = StreamBody::new(stream.map_ok(Frame::data)).boxed_unsync();
        self.header(CONTENT_LENGTH, length.to_string()).response.map(|()| body)
    }
}
