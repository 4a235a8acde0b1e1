//! Heads of requests that a proxy in front may read in another way than the registry (RFC 9112, 3.2 and 6): they are
//! refused, so that nobody can hide one request in another, or reach another host than the proxy saw.

use http::header::{CONTENT_LENGTH, HOST, TRANSFER_ENCODING};
use http::{HeaderMap, Version};

use super::error::ServerError;

/// Whether the head can be read in one way only.
///
/// # Errors
/// [`ServerError::Framing`] where it cannot; [`ServerError::Coding`] for a transfer coding other than `chunked`.
pub fn check(version: Version, headers: &HeaderMap) -> Result<(), ServerError> {
    let framing = |reason| Err(ServerError::Framing { reason });
    // In HTTP/2 the host is no header, and the framing is not in the head.
    if version != Version::HTTP_11 {
        return Ok(());
    }
    let mut hosts = headers.get_all(HOST).iter();
    if hosts.next().is_none() {
        return framing("the request names no host: HTTP/1.1 wants the header Host");
    }
    if hosts.next().is_some() {
        return framing("the request names more than one host");
    }
    let mut codings = headers.get_all(TRANSFER_ENCODING).iter().map(|value| value.as_bytes().trim_ascii());
    let Some(coding) = codings.next() else { return Ok(()) };
    if headers.contains_key(CONTENT_LENGTH) {
        return framing("the request says the length of its body in two ways: Content-Length and Transfer-Encoding");
    }
    if coding.eq_ignore_ascii_case(b"chunked") && codings.next().is_none() {
        return Ok(());
    }
    Err(ServerError::Coding { coding: String::from_utf8_lossy(coding).into_owned() })
}

#[cfg(test)]
mod tests {
    use http::{HeaderName, HeaderValue};

    use super::*;

    #[test]
    fn a_head_has_one_meaning_or_none() {
        for (headers, expected) in [
            (&[("host", "a")][..], 200),
            (&[], 400),
            (&[("host", "a"), ("host", "a")], 400),
            (&[("host", "a"), ("content-length", "0")], 200),
            (&[("host", "a"), ("transfer-encoding", " Chunked ")], 200),
            (&[("host", "a"), ("transfer-encoding", "chunked"), ("content-length", "0")], 400),
            (&[("host", "a"), ("transfer-encoding", "gzip, chunked")], 501),
            (&[("host", "a"), ("transfer-encoding", "gzip"), ("transfer-encoding", "chunked")], 501),
            (&[("host", "a"), ("transfer-encoding", "chunked"), ("transfer-encoding", "chunked")], 501),
            (&[("host", "a"), ("transfer-encoding", "")], 501),
        ] {
            let mut map = HeaderMap::new();
            for (name, value) in headers {
                map.append(HeaderName::from_static(name), HeaderValue::from_static(value));
            }
            let found = check(Version::HTTP_11, &map).map_or_else(|error| error.code().0.as_u16(), |()| 200);
            assert_eq!(found, expected, "{headers:?}");
        }
        for version in [Version::HTTP_10, Version::HTTP_2] {
            assert!(check(version, &HeaderMap::new()).is_ok(), "{version:?}");
        }
    }
}
