//! What a request is refused for, and the answer that says so (`distribution-spec#error-codes`).

use http::header::{ALLOW, CONTENT_RANGE, CONTENT_TYPE, ETAG, LOCATION, RANGE, RETRY_AFTER, WWW_AUTHENTICATE};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde_json::{Value, json};

use super::answer::{Answer, Response};
use super::auth::Action;
use crate::content::{ContentError, ErrorKind};
use crate::oci::{Digest, DigestError, DocumentError};
use crate::reference::{ParseError, Repository, Tag};

/// In how many seconds it is worth trying to begin an upload again, where too many are open.
const UPLOADS_AGAIN: u64 = 10;

/// Why a request gets no success.
#[derive(Debug, thiserror::Error)]
pub enum ServerError {
    /// The blob is not in the repository.
    #[error("{repository} has no blob {digest}")]
    BlobUnknown {
        /// The repository asked.
        repository: Repository,
        /// The blob asked for.
        digest: Digest,
    },
    /// The caller is known and has no right to do this.
    #[error("{caller} may not {action} {what}")]
    Denied {
        /// Who asks: `anonymous`, or the name in quotes.
        caller: String,
        /// What was tried.
        action: Action,
        /// On what: a repository, or the list of all.
        what: String,
    },
    /// A digest in the request cannot be read.
    #[error("the digest is invalid: {source}")]
    DigestInvalid {
        /// Why not.
        source: DigestError,
    },
    /// The bytes have another digest than the request says.
    #[error("the content has the digest {found}, not {declared}")]
    DigestMismatch {
        /// What the request says.
        declared: Digest,
        /// What the bytes say.
        found: Digest,
    },
    /// The request lacks its digest.
    #[error("the request does not say the digest of the blob: add ?digest=")]
    DigestMissing,
    /// A manifest names content that is not in the repository.
    #[error("the manifest names content that {repository} does not have: push that first")]
    ContentMissing {
        /// The repository pushed to.
        repository: Repository,
        /// What is missing.
        missing: Vec<Digest>,
    },
    /// A manifest says another size of content than it has.
    #[error("the manifest says that {digest} has {declared} bytes, but it has {size}")]
    ContentSize {
        /// The content.
        digest: Digest,
        /// What the manifest says.
        declared: u64,
        /// What is there.
        size: u64,
    },
    /// The body is compressed on the way, and would be stored so.
    #[error("the body is encoded ({encoding}): send it as it is, the digest is that of the plain bytes")]
    Encoded {
        /// What `Content-Encoding` says.
        encoding: String,
    },
    /// No more may be written: a quota, or the floor of free space.
    #[error("{reason}; reading and deleting go on")]
    Full {
        /// Which limit, with its figures.
        reason: String,
    },
    /// The tag never moves, by a rule of the registry.
    #[error("the tag {tag} is immutable by a rule of this registry: it can be neither moved nor deleted")]
    Immutable {
        /// The tag.
        tag: Tag,
    },
    /// The type of a document is one that this registry does not store.
    #[error("{media_type:?} {reason}")]
    MediaTypeRefused {
        /// The type.
        media_type: String,
        /// Why not.
        reason: &'static str,
    },
    /// The document is no manifest that can be stored.
    #[error("{source}")]
    Document {
        /// Why not.
        source: DocumentError,
    },
    /// The type in the header and the type in the document differ.
    #[error("Content-Type is {declared}, but the manifest says that it is {own}")]
    MediaTypes {
        /// What the header says.
        declared: String,
        /// What the document says.
        own: String,
    },
    /// The document is JSON, but none that everybody reads the same way, or one that asks too much.
    #[error("{reason}")]
    DocumentUnsound {
        /// What is wrong with it.
        reason: String,
    },
    /// The document is larger than the registry takes.
    #[error("the manifest is larger than {limit} bytes")]
    ManifestTooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// The repository has no such manifest or tag.
    #[error("{repository} has no manifest {reference}")]
    ManifestUnknown {
        /// The repository asked.
        repository: Repository,
        /// The tag or digest asked for.
        reference: String,
    },
    /// A manifest is not what the request expects (`If-Match`, `If-None-Match`).
    #[error("the condition of the request does not hold: {digest} is {}", if *here { "here" } else { "not here" })]
    ManifestCondition {
        /// The manifest.
        digest: Digest,
        /// Whether it is here.
        here: bool,
    },
    /// The endpoint does not know the method.
    #[error("this path answers only {allowed}")]
    Method {
        /// The methods that it knows.
        allowed: &'static str,
    },
    /// The repository name is against the grammar.
    #[error("the repository name is invalid: {}", source.reason)]
    NameInvalid {
        /// Where and why.
        source: ParseError,
    },
    /// Nothing was ever stored in the repository.
    #[error("there is no repository {repository}")]
    NameUnknown {
        /// The repository asked.
        repository: Repository,
    },
    /// `n` of a list is no number.
    #[error("n must be a number that is not negative, not {n:?}")]
    PageInvalid {
        /// What was given.
        n: String,
    },
    /// The head of the request can be read in more than one way.
    #[error("{reason}")]
    Framing {
        /// What is wrong with it.
        reason: &'static str,
    },
    /// The body comes in a transfer coding that the registry cannot undo.
    #[error("the body has the transfer coding {coding:?}: only chunked is known")]
    Coding {
        /// What `Transfer-Encoding` says.
        coding: String,
    },
    /// The registry changes nothing now.
    #[error("this registry is read-only")]
    ReadOnly,
    /// The path leads nowhere.
    #[error("there is nothing at this path")]
    PathUnknown,
    /// The range lies outside the blob.
    #[error("the range lies outside the {size} bytes of the blob")]
    RangeOutside {
        /// The size of the blob.
        size: u64,
    },
    /// The length of the body is not that of its range.
    #[error("Content-Range spans {range} bytes, but the body has {length}")]
    SizeInvalid {
        /// By `Content-Range`.
        range: u64,
        /// By `Content-Length`.
        length: u64,
    },
    /// The storage failed, or the body of the request did.
    #[error("{source}")]
    Storage {
        /// What happened.
        #[from]
        source: ContentError,
    },
    /// The tag is against the grammar.
    #[error("the tag is invalid: {}", source.reason)]
    TagInvalid {
        /// Where and why.
        source: ParseError,
    },
    /// A tag is not what the request expects it to be (`If-Match`, `If-None-Match`).
    #[error("the tag {tag} {}", current.as_ref().map_or_else(|| "does not exist".to_owned(), |digest| format!("names {digest}")))]
    TagMoved {
        /// The tag.
        tag: Tag,
        /// What it names.
        current: Option<Digest>,
    },
    /// More tags in one request than the registry takes.
    #[error("at most {limit} tags can be pushed at once")]
    TagsTooMany {
        /// The limit.
        limit: usize,
    },
    /// What is sent to get a token cannot be understood.
    #[error("{reason}")]
    TokenRequest {
        /// Why not.
        reason: String,
    },
    /// The client asks too much at once.
    #[error("too many requests: try again in {retry_after} s")]
    TooMany {
        /// In how many seconds it may ask again.
        retry_after: u64,
    },
    /// So many uploads are open that no more may begin.
    #[error(
        "{limit} uploads of {whose} are open: finish or cancel some; those that nobody goes on with are dropped in time"
    )]
    TooManyUploads {
        /// Whose: this client's, or all.
        whose: &'static str,
        /// How many may be.
        limit: usize,
    },
    /// Credentials are missing, or wrong.
    #[error("{reason}")]
    Unauthorized {
        /// Why the request is not let in.
        reason: String,
        /// What the client must answer to: the values of `WWW-Authenticate`.
        challenges: Vec<String>,
    },
    /// A header of an upload cannot be read.
    #[error("Content-Range must have the form START-END, not {text:?}")]
    UploadInvalid {
        /// What was given.
        text: String,
    },
    /// A chunk does not begin where the upload ends.
    #[error("the upload has {size} bytes: the next chunk must begin there")]
    UploadMisplaced {
        /// Where to go on.
        location: String,
        /// What the upload has.
        size: u64,
    },
    /// There is no such upload, or it has ended.
    #[error("there is no such upload in {repository}")]
    UploadUnknown {
        /// The repository asked.
        repository: Repository,
    },
}

impl ServerError {
    /// The status and the code of the specification.
    pub fn code(&self) -> (StatusCode, &'static str) {
        match self {
            Self::BlobUnknown { .. } => (StatusCode::NOT_FOUND, "BLOB_UNKNOWN"),
            Self::DigestInvalid { .. } | Self::DigestMismatch { .. } | Self::DigestMissing => {
                (StatusCode::BAD_REQUEST, "DIGEST_INVALID")
            }
            Self::Denied { .. } | Self::Immutable { .. } => (StatusCode::FORBIDDEN, "DENIED"),
            Self::Full { .. } => (StatusCode::INSUFFICIENT_STORAGE, "DENIED"),
            Self::TagMoved { .. } | Self::ManifestCondition { .. } => (StatusCode::PRECONDITION_FAILED, "DENIED"),
            Self::Encoded { .. } => (StatusCode::UNSUPPORTED_MEDIA_TYPE, "UNSUPPORTED"),
            Self::TooMany { .. } | Self::TooManyUploads { .. } => (StatusCode::TOO_MANY_REQUESTS, "TOOMANYREQUESTS"),
            Self::Unauthorized { .. } => (StatusCode::UNAUTHORIZED, "UNAUTHORIZED"),
            Self::ContentMissing { .. } => (StatusCode::BAD_REQUEST, "MANIFEST_BLOB_UNKNOWN"),
            Self::ContentSize { .. }
            | Self::Document { .. }
            | Self::DocumentUnsound { .. }
            | Self::MediaTypeRefused { .. }
            | Self::MediaTypes { .. }
            | Self::TagInvalid { .. } => (StatusCode::BAD_REQUEST, "MANIFEST_INVALID"),
            Self::ManifestTooLarge { .. } => (StatusCode::PAYLOAD_TOO_LARGE, "SIZE_INVALID"),
            Self::ManifestUnknown { .. } => (StatusCode::NOT_FOUND, "MANIFEST_UNKNOWN"),
            Self::Method { .. } | Self::ReadOnly => (StatusCode::METHOD_NOT_ALLOWED, "UNSUPPORTED"),
            Self::NameInvalid { .. } => (StatusCode::BAD_REQUEST, "NAME_INVALID"),
            Self::NameUnknown { .. } => (StatusCode::NOT_FOUND, "NAME_UNKNOWN"),
            Self::PageInvalid { .. } => (StatusCode::BAD_REQUEST, "PAGINATION_NUMBER_INVALID"),
            Self::PathUnknown => (StatusCode::NOT_FOUND, "UNSUPPORTED"),
            Self::RangeOutside { .. } => (StatusCode::RANGE_NOT_SATISFIABLE, "SIZE_INVALID"),
            Self::SizeInvalid { .. } => (StatusCode::BAD_REQUEST, "SIZE_INVALID"),
            Self::Storage { source } => match source.kind {
                // Only the body of the request is elsewhere than on this machine.
                ErrorKind::Unavailable => (StatusCode::BAD_REQUEST, "BLOB_UPLOAD_INVALID"),
                // A registry that serves one layout has no room for another repository.
                ErrorKind::NotFound => (StatusCode::NOT_FOUND, "NAME_UNKNOWN"),
                _ if is_full(source) => (StatusCode::INSUFFICIENT_STORAGE, "DENIED"),
                _ => (StatusCode::INTERNAL_SERVER_ERROR, "UNKNOWN"),
            },
            Self::Coding { .. } => (StatusCode::NOT_IMPLEMENTED, "UNSUPPORTED"),
            Self::Framing { .. } | Self::TokenRequest { .. } => (StatusCode::BAD_REQUEST, "UNSUPPORTED"),
            Self::TagsTooMany { .. } => (StatusCode::URI_TOO_LONG, "MANIFEST_INVALID"),
            Self::UploadInvalid { .. } => (StatusCode::BAD_REQUEST, "BLOB_UPLOAD_INVALID"),
            Self::UploadMisplaced { .. } => (StatusCode::RANGE_NOT_SATISFIABLE, "BLOB_UPLOAD_INVALID"),
            Self::UploadUnknown { .. } => (StatusCode::NOT_FOUND, "BLOB_UPLOAD_UNKNOWN"),
        }
    }

    fn detail(&self) -> Value {
        match self {
            Self::BlobUnknown { digest, .. } => json!({ "digest": digest }),
            Self::ContentMissing { missing, .. } => json!(missing),
            Self::ContentSize { digest, declared, size } => {
                json!({ "digest": digest, "declared": declared, "size": size })
            }
            Self::DigestMismatch { declared, found } => json!({ "declared": declared, "found": found }),
            Self::ManifestUnknown { reference, .. } => json!({ "reference": reference }),
            Self::Document { source } => json!(std::error::Error::source(source).map(ToString::to_string)),
            _ => Value::Null,
        }
    }

    fn headers(&self) -> HeaderMap {
        let mut headers = HeaderMap::new();
        let mut set = |name: HeaderName, text: String| {
            // Only digits, digests and validated names are put in here, all of them legal in a header.
            if let Ok(value) = HeaderValue::try_from(text) {
                headers.insert(name, value);
            }
        };
        match self {
            Self::TagMoved { current: Some(digest), .. } => set(ETAG, format!("\"{digest}\"")),
            Self::Method { allowed } => set(ALLOW, (*allowed).to_owned()),
            Self::ReadOnly => set(ALLOW, "GET, HEAD".to_owned()),
            Self::TooMany { retry_after } => set(RETRY_AFTER, retry_after.to_string()),
            Self::TooManyUploads { .. } => set(RETRY_AFTER, UPLOADS_AGAIN.to_string()),
            Self::Unauthorized { challenges, .. } => {
                for value in challenges.iter().filter_map(|text| HeaderValue::from_str(text).ok()) {
                    headers.append(WWW_AUTHENTICATE, value);
                }
            }
            Self::RangeOutside { size } => set(CONTENT_RANGE, format!("bytes */{size}")),
            Self::UploadMisplaced { location, size } => {
                set(LOCATION, location.clone());
                set(RANGE, format!("0-{}", size.saturating_sub(1)));
            }
            _ => {}
        }
        headers
    }

    /// The answer that tells the client.
    pub fn response(&self) -> Response {
        let (status, code) = self.code();
        // What went wrong in here is for the operator's eyes, not for every client's.
        let message = match (status, self) {
            (StatusCode::INTERNAL_SERVER_ERROR, Self::Storage { source }) if source.kind == ErrorKind::Invalid => {
                "the list of the repository is damaged: nothing was changed, its operator must repair index.json"
                    .to_owned()
            }
            (StatusCode::INTERNAL_SERVER_ERROR, _) => "the registry's storage failed".to_owned(),
            (StatusCode::INSUFFICIENT_STORAGE, Self::Storage { .. }) => {
                "the registry's storage is full; reading and deleting go on".to_owned()
            }
            _ => self.to_string(),
        };
        let mut error = json!({ "code": code, "message": message });
        let detail = self.detail();
        if !detail.is_null() {
            error["detail"] = detail;
        }
        let body = json!({ "errors": [error] }).to_string();
        let mut response = Answer::new(status).header(CONTENT_TYPE, "application/json").bytes(body.into());
        response.headers_mut().extend(self.headers());
        response
    }
}

/// Whether the storage failed for want of room.
fn is_full(error: &ContentError) -> bool {
    use std::io::ErrorKind::{QuotaExceeded, StorageFull};
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        let kind = error.downcast_ref::<std::io::Error>().map(std::io::Error::kind);
        if kind.is_some_and(|kind| matches!(kind, StorageFull | QuotaExceeded)) {
            return true;
        }
        cause = error.source();
    }
    false
}

#[cfg(test)]
mod tests {
    use http_body_util::BodyExt;

    use super::*;

    #[tokio::test]
    async fn a_refusal_is_the_json_of_the_specification() {
        let repository: Repository = "a/b".parse().unwrap();
        let error = ServerError::NameUnknown { repository };
        let response = error.response();
        assert_eq!(response.status(), 404);
        assert_eq!(response.headers()["content-type"], "application/json");
        let body = response.into_body().collect().await.unwrap().to_bytes();
        let expected = json!({"errors": [{"code": "NAME_UNKNOWN", "message": "there is no repository a/b"}]});
        assert_eq!(serde_json::from_slice::<Value>(&body).unwrap(), expected);
    }

    #[tokio::test]
    async fn the_inside_of_the_registry_is_not_told() {
        let source = ContentError::new(ErrorKind::Storage, "cannot write /srv/secret/place");
        let response = ServerError::from(source).response();
        assert_eq!(response.status(), 500);
        let body = response.into_body().collect().await.unwrap().to_bytes();
        assert!(!String::from_utf8_lossy(&body).contains("/srv"));
    }

    #[tokio::test]
    async fn a_full_disk_is_told_from_a_broken_one() {
        let source = std::io::Error::from(std::io::ErrorKind::StorageFull);
        let source = ContentError::new(ErrorKind::Storage, "cannot write /srv/secret/place").because(source);
        let response = ServerError::from(source).response();
        assert_eq!(response.status(), 507);
        let body = response.into_body().collect().await.unwrap().to_bytes();
        let body = String::from_utf8_lossy(&body).into_owned();
        assert!(body.contains("is full") && !body.contains("/srv"), "{body}");
    }

    #[test]
    fn refused_methods_and_ranges_say_what_would_do() {
        let method = ServerError::Method { allowed: "GET, HEAD" }.response();
        assert_eq!(method.headers()["allow"], "GET, HEAD");
        let range = ServerError::RangeOutside { size: 7 }.response();
        assert_eq!(range.headers()["content-range"], "bytes */7");
        let location = "/v2/a/blobs/uploads/x".to_owned();
        let chunk = ServerError::UploadMisplaced { location, size: 5 }.response();
        assert_eq!((chunk.status().as_u16(), &chunk.headers()["range"]), (416, &HeaderValue::from_static("0-4")));
    }
}
