//! What can go wrong between the client and a registry, told so that it can be acted on: the request, the side that
//! failed, what the registry said, and one [`Reason`] to decide by.

use std::fmt;

use crate::content::{BoxError, ContentError, ErrorKind};
use crate::oci::Digest;

use super::refusal::Refusal;

/// What every request gives.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A failed operation on a registry. URLs in it carry no secrets.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A challenge of the registry cannot be answered.
    #[error("{registry} asks for authentication in a way that cannot be answered: {what}")]
    Challenge {
        /// The registry.
        registry: String,
        /// What is wrong with its challenge.
        what: String,
    },
    /// A failure of the other side of a transfer, passed through.
    #[error(transparent)]
    Content(ContentError),
    /// The bytes are not what their digest says.
    #[error("{method} {url}: the content has the digest {found}, not {expected}")]
    Digest {
        /// The request's method.
        method: String,
        /// Its URL.
        url: String,
        /// What was asked for or announced.
        expected: Digest,
        /// What came.
        found: Digest,
    },
    /// No answer came, or it broke off.
    #[error("{method} {url}: {cause}")]
    Network {
        /// The request's method.
        method: String,
        /// Its URL.
        url: String,
        /// What happened, as far as it can be told.
        cause: Cause,
        /// The transport's own words.
        source: Option<BoxError>,
    },
    /// A redirect that must not be followed.
    #[error("{method} {url}: the redirect to {target} is not followed: {why}")]
    Redirect {
        /// The request's method.
        method: String,
        /// Its URL.
        url: String,
        /// Where it should go on.
        target: String,
        /// Why it does not.
        why: &'static str,
    },
    /// The registry answered with a status of failure.
    #[error("{0}")]
    Refused(Box<Refusal>),
    /// A certificate or a key of the configuration cannot be used.
    #[error("TLS for {host} cannot be set up: {what}")]
    Tls {
        /// The host.
        host: String,
        /// What is wrong.
        what: String,
        /// The cause.
        source: Option<BoxError>,
    },
    /// The token service did not give a token.
    #[error("the token service of {registry} gave no token")]
    Token {
        /// The registry.
        registry: String,
        /// What its token service said.
        source: Box<Error>,
    },
    /// The answer is longer than the limit.
    #[error("{method} {url}: the answer is longer than the limit of {limit} bytes")]
    TooLarge {
        /// The request's method.
        method: String,
        /// Its URL.
        url: String,
        /// The limit in bytes.
        limit: u64,
        /// The setting that moves the limit, where one does.
        setting: Option<&'static str>,
    },
    /// The answer reports success and yet cannot be used.
    #[error("{method} {url}: {what}")]
    Unusable {
        /// The request's method.
        method: String,
        /// Its URL.
        url: String,
        /// What is wrong with it.
        what: String,
        /// What that means.
        reason: Reason,
        /// The cause.
        source: Option<BoxError>,
    },
}

/// Why no answer came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The connection broke off.
    Cut,
    /// The host name is unknown.
    Dns,
    /// The certificate is not valid at this time.
    Expired,
    /// The certificate is for another host.
    NameMismatch,
    /// This machine has no certificate authorities to trust.
    NoTrustStore,
    /// What came is no HTTP; TLS where plain HTTP was spoken looks like that.
    NotHttp,
    /// Something else.
    Other,
    /// The other side speaks plain HTTP where TLS was expected.
    PlainHttp,
    /// Nobody listens there.
    Refused,
    /// Bytes came, but so few that the end was not to be expected.
    Slow,
    /// No byte came for longer than the limit.
    Stalled,
    /// The connection did not come about in time.
    Timeout,
    /// TLS failed in another way.
    Tls,
    /// The certificate is not signed by anyone that this machine trusts.
    UnknownIssuer,
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Cut => "the connection was cut",
            Self::Dns => "the host name cannot be resolved",
            Self::Expired => "the certificate is not valid at this time",
            Self::NameMismatch => "the certificate is for another host name",
            Self::NoTrustStore => "this machine has no certificate authorities to trust",
            Self::NotHttp => "the server does not speak HTTP as it was spoken to",
            Self::Other => "the request failed",
            Self::PlainHttp => "the server speaks plain HTTP, not TLS",
            Self::Refused => "the connection was refused",
            Self::Slow => "the answer came too slowly",
            Self::Stalled => "the server sent nothing for too long",
            Self::Timeout => "the connection did not come about in time",
            Self::Tls => "TLS failed",
            Self::UnknownIssuer => "the certificate is not signed by a known authority",
        })
    }
}

/// What a failure comes down to, for hints and decisions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The registry has no such blob.
    BlobUnknown,
    /// A digest does not match.
    Digest,
    /// Access is denied although the registry knows who asks.
    Forbidden,
    /// HTML came where JSON belongs: the address is probably no registry's.
    Html,
    /// Something that was sent or received is not valid.
    Invalid,
    /// A manifest names a blob or a manifest that the registry does not have.
    ManifestBlobUnknown,
    /// The registry has no such tag or manifest.
    ManifestUnknown,
    /// The registry has no such repository.
    NameUnknown,
    /// No answer came.
    Network(Cause),
    /// There is no such thing.
    NotFound,
    /// Too many requests; the limit is the registry's.
    RateLimited,
    /// The registry failed.
    Server,
    /// An answer is longer than the limit.
    TooLarge,
    /// The registry wants to know who asks; `sent` is whether it was told, and did not accept it.
    Unauthorized {
        /// Whether credentials were sent.
        sent: bool,
    },
    /// The registry cannot do this.
    Unsupported,
    /// The upload session is gone.
    UploadUnknown,
}

impl Error {
    /// What the failure comes down to.
    pub fn reason(&self) -> Reason {
        match self {
            Self::Challenge { .. } => Reason::Unauthorized { sent: false },
            Self::Content(error) => match error.kind {
                ErrorKind::Integrity => Reason::Digest,
                ErrorKind::NotFound => Reason::NotFound,
                ErrorKind::Denied => Reason::Forbidden,
                ErrorKind::Unavailable => Reason::Network(Cause::Other),
                ErrorKind::Unsupported => Reason::Unsupported,
                ErrorKind::Invalid | ErrorKind::Storage => Reason::Invalid,
            },
            Self::Digest { .. } => Reason::Digest,
            Self::Network { cause, .. } => Reason::Network(*cause),
            Self::Redirect { .. } | Self::Tls { .. } => Reason::Invalid,
            Self::Refused(refusal) => refusal.reason(),
            Self::Token { source, .. } => source.reason(),
            Self::TooLarge { .. } => Reason::TooLarge,
            Self::Unusable { reason, .. } => *reason,
        }
    }

    /// The registry's answer, where it was one that refuses.
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Refused(refusal) => Some(refusal),
            Self::Token { source, .. } => source.refusal(),
            _ => None,
        }
    }

    /// The registry, as `host` or `host:port` and as users name it; where the failure is that some other host cannot
    /// be reached, that host.
    pub fn host(&self) -> Option<&str> {
        let host = match self {
            Self::Challenge { registry, .. } => registry,
            Self::Content(error) => return error.source.as_ref()?.downcast_ref::<Self>()?.host(),
            Self::Digest { url, .. }
            | Self::Network { url, .. }
            | Self::Redirect { url, .. }
            | Self::TooLarge { url, .. }
            | Self::Unusable { url, .. } => authority(url)?,
            Self::Refused(refusal) => authority(&refusal.url)?,
            Self::Tls { host, .. } => host,
            Self::Token { registry, source } => match source.reason() {
                Reason::Network(_) => return source.host(),
                _ => registry,
            },
        };
        let is_hub = host == "registry-1.docker.io" && !matches!(self.reason(), Reason::Network(_));
        Some(if is_hub { "docker.io" } else { host })
    }

    /// The repository whose manifest was asked for, as users name it, where the registry refused that.
    pub fn repository(&self) -> Option<String> {
        let (_, path) = self.refusal()?.url.split_once("/v2/")?;
        let (name, _) = path.rsplit_once("/manifests/")?;
        Some(format!("{}/{name}", self.host()?))
    }

    /// The status of the registry's answer, where it was one that refuses.
    pub(super) fn status(&self) -> Option<u16> {
        match self {
            Self::Refused(refusal) => Some(refusal.status),
            _ => None,
        }
    }

    /// Whether another try may go better: the connection failed on its way, not the request.
    pub(super) fn is_transient(&self) -> bool {
        matches!(
            self.reason(),
            Reason::Network(Cause::Cut | Cause::Other | Cause::Refused | Cause::Stalled | Cause::Timeout | Cause::Dns)
        ) && !matches!(self, Self::Content(_))
    }

    /// The same failure as a sentence about what was being done.
    pub(super) fn during(self, what: impl Into<String>) -> ContentError {
        match self {
            Self::Content(error) => error,
            error => ContentError::new(error.reason().kind(), what).because(error),
        }
    }
}

/// What stands before the first slash of a URL or of a repository's full name.
fn authority(url: &str) -> Option<&str> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?', '@']).next().filter(|host| !host.is_empty())
}

impl From<Error> for ContentError {
    fn from(error: Error) -> Self {
        match error {
            Error::Content(error) => error,
            error => Self::new(error.reason().kind(), "the registry request failed").because(error),
        }
    }
}

impl Reason {
    /// What it means to one who does not know that it was a registry.
    pub fn kind(self) -> ErrorKind {
        match self {
            Self::BlobUnknown | Self::ManifestUnknown | Self::NameUnknown | Self::NotFound => ErrorKind::NotFound,
            Self::Digest => ErrorKind::Integrity,
            Self::Forbidden | Self::Unauthorized { .. } => ErrorKind::Denied,
            // The registry knows what it was given, and refuses it.
            Self::Html | Self::Invalid | Self::ManifestBlobUnknown | Self::TooLarge => ErrorKind::Invalid,
            Self::Network(_) | Self::RateLimited | Self::Server | Self::UploadUnknown => ErrorKind::Unavailable,
            Self::Unsupported => ErrorKind::Unsupported,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(url: &str, status: u16) -> Error {
        Error::Refused(Box::new(Refusal {
            method: "GET".to_owned(),
            url: url.to_owned(),
            status,
            errors: Vec::new(),
            excerpt: String::new(),
            request_id: None,
            authenticated: false,
            retry_after: None,
        }))
    }

    #[test]
    fn the_repository_is_found_in_what_was_asked() {
        for (url, repository) in [
            ("https://registry-1.docker.io/v2/library/alpine/manifests/9", Some("docker.io/library/alpine")),
            ("http://localhost:5000/v2/a/manifests/b/manifests/v1", Some("localhost:5000/a/manifests/b")),
            ("https://r.example/v2/", None),
        ] {
            assert_eq!(refused(url, 404).repository().as_deref(), repository);
        }
        assert_eq!(cut("https://r.example/v2/a/manifests/b").repository(), None);
    }

    fn cut(url: &str) -> Error {
        Error::Network { method: "GET".to_owned(), url: url.to_owned(), cause: Cause::Cut, source: None }
    }

    #[test]
    fn an_error_knows_whom_it_was_about() {
        let token = |source| Error::Token { registry: "docker.io".to_owned(), source: Box::new(source) };
        let inner = ContentError::new(ErrorKind::Denied, "inner").because(refused("http://r:5000/v2/", 401));
        for (error, host) in [
            (refused("https://registry-1.docker.io/v2/library/a/manifests/1", 401), Some("docker.io")),
            (cut("https://registry-1.docker.io/v2/"), Some("registry-1.docker.io")),
            (cut("http://[::1]:5000/v2/"), Some("[::1]:5000")),
            (refused("ghcr.io/a/b@sha256:00", 404), Some("ghcr.io")),
            (token(refused("https://auth.docker.io/token?service=x", 401)), Some("docker.io")),
            (token(cut("https://auth.docker.io/token")), Some("auth.docker.io")),
            (Error::Content(inner), Some("r:5000")),
            (Error::Content(ContentError::new(ErrorKind::Storage, "disk")), None),
        ] {
            assert_eq!(error.host(), host, "{error}");
        }
    }
}
