//! From a method and a path to what is asked for (`distribution-spec#endpoints`). Pure.
//!
//! A repository name may hold slashes, and `blobs`, `manifests`, `tags`, `uploads` are legal parts of it. So the path
//! is read from both ends: `/v2/` at the front, the noun at the back, and the name is what is left between them.

use std::borrow::Cow;

use http::Method;

use super::error::ServerError;
use super::storage::UploadId;
use crate::oci::Digest;
use crate::reference::{Repository, Selector};

/// What a request asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Endpoint {
    /// Whether this is a registry: `/v2/`.
    Base,
    /// The repositories: `/v2/_catalog`.
    Catalog,
    /// A blob: `/v2/<name>/blobs/<digest>`.
    Blob(Repository, Digest, Access),
    /// A new upload session: `POST /v2/<name>/blobs/uploads/`.
    Begin(Repository),
    /// An upload session: `/v2/<name>/blobs/uploads/<id>`.
    Upload(Repository, UploadId, Step),
    /// A manifest: `GET`, `HEAD` or `DELETE /v2/<name>/manifests/<tag or digest>`.
    Manifest(Repository, Selector, Access),
    /// A manifest to be stored: `PUT /v2/<name>/manifests/<tag or digest>`.
    PutManifest(Repository, Selector),
    /// The tags: `/v2/<name>/tags/list`.
    Tags(Repository),
    /// The referrers: `/v2/<name>/referrers/<digest>`.
    Referrers(Repository, Digest),
}

/// What is done with content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// `GET`
    Read,
    /// `HEAD`
    Probe,
    /// `DELETE`
    Delete,
}

/// What is done with an upload session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// `GET`: how far it is.
    Status,
    /// `PATCH`: add a chunk.
    Append,
    /// `PUT`: the blob is whole.
    Finish,
    /// `DELETE`: drop it.
    Cancel,
}

impl Endpoint {
    /// Whether it changes what the registry holds.
    pub fn writes(&self) -> bool {
        match self {
            Self::Begin(_) | Self::PutManifest(..) => true,
            Self::Upload(_, _, step) => *step != Step::Status,
            Self::Blob(_, _, access) | Self::Manifest(_, _, access) => *access == Access::Delete,
            Self::Base | Self::Catalog | Self::Tags(_) | Self::Referrers(..) => false,
        }
    }
}

/// Reads what `method` on `path`, still percent-encoded and without its query, asks for.
pub fn parse(method: &Method, path: &str) -> Result<Endpoint, ServerError> {
    let path = decode(path)?;
    let rest = match path.as_ref() {
        "/v2" | "/v2/" => return reading(method).map(|_| Endpoint::Base),
        "/v2/_catalog" => return reading(method).map(|_| Endpoint::Catalog),
        path => path.strip_prefix("/v2/").ok_or(ServerError::PathUnknown)?,
    };
    let (front, last) = split_last(rest)?;
    let (name, noun) = split_last(front)?;
    match (noun, last) {
        ("tags", "list") => reading(method).and_then(|_| Ok(Endpoint::Tags(repository(name)?))),
        ("manifests", reference) => manifest(method, name, reference),
        ("referrers", subject) => {
            reading(method).and_then(|_| Ok(Endpoint::Referrers(repository(name)?, digest(subject)?)))
        }
        ("blobs", "uploads") => begin(method, name),
        ("blobs", last) => Ok(Endpoint::Blob(repository(name)?, digest(last)?, content(method, "GET, HEAD, DELETE")?)),
        ("uploads", id) => {
            let (name, noun) = split_last(name)?;
            match (noun, id) {
                ("blobs", "") => begin(method, name),
                ("blobs", id) => upload(method, name, id),
                _ => Err(ServerError::PathUnknown),
            }
        }
        _ => Err(ServerError::PathUnknown),
    }
}

/// The only character that clients escape is the colon of a digest. Any other escape would make two spellings of one
/// path, or smuggle in a slash.
fn decode(path: &str) -> Result<Cow<'_, str>, ServerError> {
    if !path.contains('%') {
        return Ok(Cow::Borrowed(path));
    }
    let decoded = path.replace("%3A", ":").replace("%3a", ":");
    if decoded.contains('%') { Err(ServerError::PathUnknown) } else { Ok(Cow::Owned(decoded)) }
}

fn split_last(path: &str) -> Result<(&str, &str), ServerError> {
    path.rsplit_once('/').ok_or(ServerError::PathUnknown)
}

fn repository(name: &str) -> Result<Repository, ServerError> {
    name.parse().map_err(|source| ServerError::NameInvalid { source })
}

fn digest(text: &str) -> Result<Digest, ServerError> {
    text.parse().map_err(|source| ServerError::DigestInvalid { source })
}

fn reading(method: &Method) -> Result<Access, ServerError> {
    match *method {
        Method::GET => Ok(Access::Read),
        Method::HEAD => Ok(Access::Probe),
        _ => Err(ServerError::Method { allowed: "GET, HEAD" }),
    }
}

fn content(method: &Method, allowed: &'static str) -> Result<Access, ServerError> {
    match *method {
        Method::DELETE => Ok(Access::Delete),
        _ => reading(method).map_err(|_| ServerError::Method { allowed }),
    }
}

fn manifest(method: &Method, name: &str, reference: &str) -> Result<Endpoint, ServerError> {
    let repository = repository(name)?;
    let access = match *method {
        Method::PUT => None,
        _ => Some(content(method, "GET, HEAD, PUT, DELETE")?),
    };
    // No tag has a colon, so whoever wrote one meant a digest.
    let selector = if reference.contains(':') {
        Selector::from(digest(reference)?)
    } else {
        match (reference.parse(), access) {
            (Ok(tag), _) => Selector::Tag(tag),
            (Err(source), None) => return Err(ServerError::TagInvalid { source }),
            // What could never be stored is not here; clients take that better than a refusal.
            (Err(_), Some(_)) => {
                return Err(ServerError::ManifestUnknown { repository, reference: reference.to_owned() });
            }
        }
    };
    Ok(match access {
        None => Endpoint::PutManifest(repository, selector),
        Some(access) => Endpoint::Manifest(repository, selector, access),
    })
}

fn begin(method: &Method, name: &str) -> Result<Endpoint, ServerError> {
    match *method {
        Method::POST => Ok(Endpoint::Begin(repository(name)?)),
        _ => Err(ServerError::Method { allowed: "POST" }),
    }
}

fn upload(method: &Method, name: &str, id: &str) -> Result<Endpoint, ServerError> {
    let repository = repository(name)?;
    let step = match *method {
        Method::GET => Step::Status,
        Method::PATCH => Step::Append,
        Method::PUT => Step::Finish,
        Method::DELETE => Step::Cancel,
        _ => return Err(ServerError::Method { allowed: "GET, PATCH, PUT, DELETE" }),
    };
    match UploadId::parse(id) {
        Some(id) => Ok(Endpoint::Upload(repository, id, step)),
        None => Err(ServerError::UploadUnknown { repository }),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const HEX: &str = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
    const ID: &str = "0b5a2f4e-6a3c-4d71-8f02-9d3c5c1e7a90";

    fn name(endpoint: &Endpoint) -> Option<&str> {
        match endpoint {
            Endpoint::Base | Endpoint::Catalog => None,
            Endpoint::Blob(name, ..)
            | Endpoint::Begin(name)
            | Endpoint::Upload(name, ..)
            | Endpoint::Manifest(name, ..)
            | Endpoint::PutManifest(name, ..)
            | Endpoint::Tags(name)
            | Endpoint::Referrers(name, _) => Some(name.as_str()),
        }
    }

    #[test]
    fn names_made_of_the_nouns_are_names() {
        let nouns = ["blobs", "manifests", "tags", "uploads", "list", "referrers", "v2", "tags/list", "blobs/uploads"];
        for first in nouns {
            for second in nouns {
                let full = format!("{first}/{second}");
                let cases = [
                    (Method::GET, format!("blobs/sha256:{HEX}")),
                    (Method::POST, "blobs/uploads/".to_owned()),
                    (Method::PATCH, format!("blobs/uploads/{ID}")),
                    (Method::GET, "manifests/list".to_owned()),
                    (Method::PUT, "manifests/uploads".to_owned()),
                    (Method::GET, "tags/list".to_owned()),
                    (Method::GET, format!("referrers/sha256%3A{HEX}")),
                ];
                for (method, noun) in cases {
                    let path = format!("/v2/{full}/{noun}");
                    let endpoint = parse(&method, &path).unwrap_or_else(|error| panic!("{method} {path}: {error}"));
                    assert_eq!(name(&endpoint), Some(full.as_str()), "{method} {path}");
                }
            }
        }
    }

    #[test]
    fn what_cannot_be_meant_is_refused_with_its_code() {
        let cases = [
            ("GET", "/", "UNSUPPORTED"),
            ("GET", "/v1/", "UNSUPPORTED"),
            ("GET", "/v2/a", "UNSUPPORTED"),
            ("GET", "/v2/a/nothing/x", "UNSUPPORTED"),
            ("POST", "/v2/", "UNSUPPORTED"),
            ("GET", "/v2/tags/list", "UNSUPPORTED"),
            ("GET", "/v2//tags/list", "NAME_INVALID"),
            ("GET", "/v2/A/tags/list", "NAME_INVALID"),
            ("GET", "/v2/../tags/list", "NAME_INVALID"),
            ("GET", "/v2/a%2Fb/tags/list", "UNSUPPORTED"),
            ("GET", "/v2/a%00/tags/list", "UNSUPPORTED"),
            ("GET", "/v2/a/blobs/sha256:x", "DIGEST_INVALID"),
            ("GET", "/v2/a/blobs/latest", "DIGEST_INVALID"),
            ("GET", "/v2/a/manifests/sha256:x", "DIGEST_INVALID"),
            ("PUT", "/v2/a/manifests/-x", "MANIFEST_INVALID"),
            ("GET", "/v2/a/manifests/-x", "MANIFEST_UNKNOWN"),
            ("DELETE", "/v2/a/manifests/", "MANIFEST_UNKNOWN"),
            ("OPTIONS", "/v2/a/manifests/x", "UNSUPPORTED"),
            ("GET", "/v2/a/referrers/latest", "DIGEST_INVALID"),
            ("PATCH", "/v2/a/blobs/uploads/../../x", "UNSUPPORTED"),
            ("PATCH", "/v2/a/blobs/uploads/nope", "BLOB_UPLOAD_UNKNOWN"),
            ("GET", "/v2/a/blobs/uploads/", "UNSUPPORTED"),
            ("PATCH", "/v2/a/manifests/latest", "UNSUPPORTED"),
        ];
        for (method, path, code) in cases {
            let error = parse(&Method::from_bytes(method.as_bytes()).unwrap(), path).expect_err(path);
            assert_eq!(error.code().1, code, "{method} {path}");
        }
    }

    #[test]
    fn methods_choose_what_is_done() {
        let upload = format!("/v2/a/blobs/uploads/{ID}");
        for (method, step) in [
            (Method::GET, Step::Status),
            (Method::PATCH, Step::Append),
            (Method::PUT, Step::Finish),
            (Method::DELETE, Step::Cancel),
        ] {
            assert!(matches!(parse(&method, &upload), Ok(Endpoint::Upload(_, _, found)) if found == step));
        }
        assert_eq!(parse(&Method::GET, "/v2").unwrap(), Endpoint::Base);
        assert_eq!(parse(&Method::HEAD, "/v2/").unwrap(), Endpoint::Base);
        assert_eq!(parse(&Method::GET, "/v2/_catalog").unwrap(), Endpoint::Catalog);
    }

    #[test]
    fn reading_changes_nothing() {
        for (method, path, writes) in [
            ("GET", "/v2/".to_owned(), false),
            ("GET", "/v2/a/tags/list".to_owned(), false),
            ("HEAD", "/v2/a/manifests/x".to_owned(), false),
            ("PUT", "/v2/a/manifests/x".to_owned(), true),
            ("DELETE", format!("/v2/a/blobs/sha256:{HEX}"), true),
            ("GET", format!("/v2/a/blobs/uploads/{ID}"), false),
            ("PATCH", format!("/v2/a/blobs/uploads/{ID}"), true),
            ("POST", "/v2/a/blobs/uploads/".to_owned(), true),
        ] {
            let endpoint = parse(&Method::from_bytes(method.as_bytes()).unwrap(), &path).unwrap();
            assert_eq!(endpoint.writes(), writes, "{method} {path}");
        }
    }

    proptest! {
        #[test]
        fn no_path_panics(path in ".{0,80}", suffix in "(/tags/list|/blobs/uploads/|/manifests/x|)") {
            for method in [Method::GET, Method::POST, Method::PUT] {
                let found = parse(&method, &format!("/v2/{path}{suffix}"));
                if let Ok(endpoint) = found {
                    prop_assert!(name(&endpoint).is_none_or(|name| !name.contains("..") && !name.contains('%')));
                }
            }
        }
    }
}
