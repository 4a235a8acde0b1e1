//! Which redirects are followed, and what a URL looks like that may be shown.

use std::net::IpAddr;

use url::{Host, Url};

/// How many hops a request may take.
pub(super) const MOST_HOPS: u32 = 10;

/// Parameters whose values are no secrets; signed URLs and tokens are full of others.
const OPEN_PARAMETERS: [&str; 12] =
    ["account", "artifactType", "client_id", "digest", "from", "last", "mount", "n", "ns", "scope", "service", "tag"];

/// Whether two URLs have the same scheme, host and port, so that credentials for one may go to the other.
pub(in crate::registry) fn same_origin(one: &Url, other: &Url) -> bool {
    one.scheme() == other.scheme()
        && one.host_str() == other.host_str()
        && one.port_or_known_default() == other.port_or_known_default()
}

/// Why a server at `from` must not send the client to `to`; nothing where it may.
pub(in crate::registry) fn forbidden(from: &Url, to: &Url) -> Option<&'static str> {
    match to.scheme() {
        "https" => {}
        "http" if from.scheme() == "http" => {}
        "http" => return Some("it leads from TLS to plain HTTP"),
        _ => return Some("it leads to something other than HTTP"),
    }
    match (reach(from), reach(to)) {
        (_, Reach::Nowhere) => Some("it has no host"),
        (Reach::LinkLocal, Reach::LinkLocal) => None,
        (_, Reach::LinkLocal) => Some("it leads to a link-local address, where cloud credentials are served"),
        (Reach::Elsewhere, Reach::Loopback) => Some("it leads from another host to this machine"),
        _ => None,
    }
}

#[derive(PartialEq, Eq)]
enum Reach {
    Elsewhere,
    LinkLocal,
    Loopback,
    Nowhere,
}

fn reach(url: &Url) -> Reach {
    let address = match url.host() {
        None => return Reach::Nowhere,
        Some(Host::Domain(name)) => {
            let local =
                name == "localhost" || name.ends_with(".localhost") || name.trim_end_matches('.') == "localhost";
            return if local { Reach::Loopback } else { Reach::Elsewhere };
        }
        Some(Host::Ipv4(address)) => IpAddr::V4(address),
        Some(Host::Ipv6(address)) => address.to_ipv4_mapped().map_or(IpAddr::V6(address), IpAddr::V4),
    };
    let link_local = match address {
        IpAddr::V4(v4) => v4.is_link_local(),
        IpAddr::V6(v6) => v6.is_unicast_link_local(),
    };
    match address {
        _ if link_local => Reach::LinkLocal,
        _ if address.is_loopback() || address.is_unspecified() => Reach::Loopback,
        _ => Reach::Elsewhere,
    }
}

/// A URL as it may be shown: no user, no password, and of the parameters only those that carry no secrets.
pub(in crate::registry) fn redacted(url: &Url) -> String {
    let mut shown = format!("{}://{}", url.scheme(), url.host_str().unwrap_or_default());
    if let Some(port) = url.port() {
        shown.push(':');
        shown.push_str(&port.to_string());
    }
    shown.push_str(url.path());
    let mut mark = '?';
    for part in url.query().into_iter().flat_map(|query| query.split('&')) {
        let name = part.split('=').next().unwrap_or_default();
        shown.push(mark);
        mark = '&';
        if OPEN_PARAMETERS.contains(&name) {
            shown.push_str(part);
        } else {
            shown.push_str(name);
            shown.push_str("=…");
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        text.parse().unwrap()
    }

    #[test]
    fn redirects_never_lead_to_less_safety() {
        for (from, to, allowed) in [
            ("https://r/a", "https://cdn/b", true),
            ("http://r/a", "https://cdn/b", true),
            ("http://r/a", "http://cdn/b", true),
            ("https://r/a", "http://r/a", false),
            ("https://r/a", "ftp://r/a", false),
            ("https://r/a", "https://localhost/b", false),
            ("https://r/a", "https://127.0.0.2/b", false),
            ("https://r/a", "https://[::1]/b", false),
            ("https://r/a", "https://[::ffff:127.0.0.1]/b", false),
            ("http://localhost:1/a", "http://127.0.0.1:2/b", true),
            ("http://r/a", "http://169.254.169.254/latest", false),
            ("http://localhost/a", "http://[fe80::1]/x", false),
            ("https://r/a", "https://10.0.0.1/b", true),
        ] {
            assert_eq!(forbidden(&url(from), &url(to)).is_none(), allowed, "{from} -> {to}");
        }
    }

    #[test]
    fn an_origin_is_scheme_host_and_port() {
        assert!(same_origin(&url("https://r/a"), &url("https://r:443/b?c")));
        assert!(!same_origin(&url("https://r/a"), &url("https://r:444/a")));
        assert!(!same_origin(&url("https://r/a"), &url("http://r/a")));
        assert!(!same_origin(&url("https://r/a"), &url("https://s/a")));
    }

    #[test]
    fn secrets_are_not_shown() {
        let shown = redacted(&url("https://u:p@h:1/x?n=5&X-Amz-Signature=abc&flag&digest=sha256:1"));
        assert_eq!(shown, "https://h:1/x?n=5&X-Amz-Signature=…&flag=…&digest=sha256:1");
    }
}
