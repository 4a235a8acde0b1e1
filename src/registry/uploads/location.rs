//! Where an upload goes on: the `Location` of a session (`distribution-spec#pushing-blobs`).

use url::Url;

use crate::oci::Digest;

/// The URL that `location`, in an answer to a request to `base`, stands for; nothing where it is none.
///
/// A registry behind a proxy often names itself with the scheme or the port that it sees: where nothing but those
/// differ from `base`, and not by a port of its own, `base` is right.
pub(super) fn joined(base: &Url, location: &str) -> Option<Url> {
    let mut url = base.join(location.trim()).ok()?;
    if !matches!(url.scheme(), "http" | "https") {
        return None;
    }
    if url.host_str() == base.host_str() && (url.port().is_none() || url.port() == base.port()) {
        // Same host with the port lost, or with the scheme of the inner server.
        url.set_scheme(base.scheme()).ok()?;
        url.set_port(base.port()).ok()?;
    }
    Some(url)
}

/// The URL that closes a session: its own, with the digest added and nothing else touched.
pub(super) fn closing(session: &Url, digest: &Digest) -> Url {
    let mut url = session.clone();
    let query = match session.query() {
        None | Some("") => format!("digest={digest}"),
        Some(query) => format!("{query}&digest={digest}"),
    };
    url.set_query(Some(&query));
    url
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn locations_as_registries_write_them() {
        for (base, location, expected) in [
            ("https://r/v2/a/blobs/uploads/", "/v2/a/blobs/uploads/1", Some("https://r/v2/a/blobs/uploads/1")),
            (
                "https://r/v2/a/blobs/uploads/",
                "1?_state=a%2Bb+c",
                Some("https://r/v2/a/blobs/uploads/1?_state=a%2Bb+c"),
            ),
            ("https://r:5000/v2/", "https://r/u/1", Some("https://r:5000/u/1")),
            ("https://r/v2/", "http://r/u/1", Some("https://r/u/1")),
            ("https://r:8443/v2/", "http://r:8443/u/1", Some("https://r:8443/u/1")),
            ("https://r/v2/", "https://r:9000/u/1", Some("https://r:9000/u/1")),
            ("https://r/v2/", "https://storage.example/u?sig=x", Some("https://storage.example/u?sig=x")),
            ("https://r/v2/", "ftp://r/u", None),
            ("https://r/v2/", "http://[", None),
        ] {
            let url = joined(&base.parse().unwrap(), location);
            assert_eq!(url.as_ref().map(Url::as_str), expected, "{location}");
        }
    }

    #[test]
    fn a_digest_is_added_behind_what_is_there() {
        let digest = Digest::sha256(b"");
        for (session, mark) in [("https://r/u/1?_state=a%2Bb%3D", '&'), ("https://r/u/1", '?')] {
            let url = closing(&session.parse().unwrap(), &digest);
            assert_eq!(url.as_str(), format!("{session}{mark}digest={digest}"));
        }
    }

    proptest! {
        #[test]
        fn any_location_can_be_read(text in ".{0,80}") {
            joined(&"https://r/v2/".parse().unwrap(), &text);
        }
    }
}
