//! Where a request comes from: the other end of the connection, or whoever a trusted proxy says it speaks for.

use std::net::{IpAddr, Ipv6Addr};
use std::str::FromStr;

use http::{HeaderMap, HeaderName};

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");

/// Where a request comes from. Every request carries one among its extensions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Peer {
    /// The client's address; nothing behind a Unix socket.
    pub address: Option<IpAddr>,
    /// Whether the client speaks TLS, to us or to a trusted proxy.
    pub secure: bool,
}

impl Peer {
    /// The peer as the headers of a request describe it, where the connection is that of a trusted proxy. Of the list in
    /// `X-Forwarded-For` the last address counts that is no trusted proxy: what is before it anybody may have written.
    #[must_use]
    pub fn forwarded(self, headers: &HeaderMap, trusted: &[Network]) -> Self {
        if trusted.is_empty() || !self.address.is_none_or(|address| is_in(trusted, address)) {
            return self;
        }
        let mut peer = self;
        let lists = headers.get_all(FORWARDED_FOR).into_iter().rev().filter_map(|value| value.to_str().ok());
        for hop in lists.flat_map(|list| list.rsplit(',')) {
            let Some(address) = parse_hop(hop) else { break };
            peer.address = Some(address);
            if !is_in(trusted, address) {
                break;
            }
        }
        // The last value is that of the nearest proxy.
        if let Some(scheme) = headers.get_all(FORWARDED_PROTO).into_iter().next_back() {
            peer.secure = scheme.as_bytes().eq_ignore_ascii_case(b"https");
        }
        peer
    }
}

/// An address as proxies write it, perhaps with a port.
fn parse_hop(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let bare = text.strip_prefix('[').and_then(|rest| rest.split_once(']')).map_or(text, |(address, _)| address);
    let parsed = bare.parse().ok().or_else(|| text.parse().ok().map(|socket: std::net::SocketAddr| socket.ip()))?;
    Some(plain(parsed))
}

/// An IPv4 address that came in through an IPv6 socket, as what it is.
pub fn plain(address: IpAddr) -> IpAddr {
    address.to_canonical()
}

fn is_in(networks: &[Network], address: IpAddr) -> bool {
    networks.iter().any(|network| network.contains(address))
}

/// Addresses that begin with the same bits: `10.0.0.0/8`, `fd00::/8`, or one address alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    bits: u8,
}

impl Network {
    /// Whether the address lies in it.
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.address, address) {
            (IpAddr::V4(own), IpAddr::V4(other)) => same(own.to_bits().into(), other.to_bits().into(), self.bits, 32),
            (IpAddr::V6(own), IpAddr::V6(other)) => same(own.to_bits(), other.to_bits(), self.bits, 128),
            _ => false,
        }
    }
}

/// Whether two numbers of `width` bits begin with the same `bits` bits.
fn same(a: u128, b: u128, bits: u8, width: u8) -> bool {
    bits == 0 || (a ^ b) >> (width - bits) == 0
}

impl FromStr for Network {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let refuse = || format!("{text:?} is no network such as 10.0.0.0/8, fd00::/8 or 127.0.0.1");
        let (address, bits) = text.split_once('/').map_or((text, None), |(address, bits)| (address, Some(bits)));
        let address = plain(address.parse().map_err(|_| refuse())?);
        let most = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Ok(most), |bits| bits.parse::<u8>().map_err(|_| refuse()))?;
        if bits > most { Err(refuse()) } else { Ok(Self { address, bits }) }
    }
}

/// What counts as one client when clients are counted: in IPv6 a whole network of 64 bits is one customer's.
pub fn client(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << 64)).into(),
        IpAddr::V4(_) => address,
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;
    use proptest::prelude::*;

    use super::*;

    fn networks(texts: &[&str]) -> Vec<Network> {
        texts.iter().map(|text| text.parse().unwrap()).collect()
    }

    fn forwarded(address: &str, lists: &[&str], trusted: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for list in lists {
            headers.append(FORWARDED_FOR, HeaderValue::from_str(list).unwrap());
        }
        let peer = Peer { address: Some(address.parse().unwrap()), secure: false };
        peer.forwarded(&headers, &networks(trusted)).address.unwrap().to_string()
    }

    #[test]
    fn only_a_trusted_proxy_speaks_for_others() {
        for (address, lists, trusted, expected) in [
            ("10.0.0.1", &["1.2.3.4"][..], &[][..], "10.0.0.1"),
            ("10.0.0.1", &["1.2.3.4"], &["10.0.0.0/8"], "1.2.3.4"),
            ("11.0.0.1", &["1.2.3.4"], &["10.0.0.0/8"], "11.0.0.1"),
            ("10.0.0.1", &["6.6.6.6, 1.2.3.4"], &["10.0.0.0/8"], "1.2.3.4"),
            ("10.0.0.1", &["6.6.6.6, 1.2.3.4, 10.0.0.2"], &["10.0.0.0/8"], "1.2.3.4"),
            ("10.0.0.1", &["6.6.6.6", "1.2.3.4"], &["10.0.0.0/8"], "1.2.3.4"),
            ("10.0.0.1", &["1.2.3.4, nonsense"], &["10.0.0.0/8"], "10.0.0.1"),
            ("10.0.0.1", &["1.2.3.4:99"], &["10.0.0.0/8"], "1.2.3.4"),
            ("::1", &["[2001:db8::1]:99"], &["::1"], "2001:db8::1"),
            ("10.0.0.1", &["10.0.0.3, 10.0.0.2"], &["10.0.0.0/8"], "10.0.0.3"),
        ] {
            assert_eq!(forwarded(address, lists, trusted), expected, "{address} {lists:?} {trusted:?}");
        }
    }

    #[test]
    fn the_scheme_is_what_the_nearest_proxy_says() {
        let mut headers = HeaderMap::new();
        headers.append(FORWARDED_PROTO, HeaderValue::from_static("https"));
        let peer = Peer { address: Some("127.0.0.1".parse().unwrap()), secure: false };
        assert!(!peer.forwarded(&headers, &[]).secure);
        assert!(peer.forwarded(&headers, &networks(&["127.0.0.1"])).secure);
        headers.append(FORWARDED_PROTO, HeaderValue::from_static("http"));
        assert!(!peer.forwarded(&headers, &networks(&["127.0.0.1"])).secure);
    }

    #[test]
    fn networks_contain_their_addresses() {
        for (network, address, expected) in [
            ("10.0.0.0/8", "10.255.0.1", true),
            ("10.0.0.0/8", "11.0.0.1", false),
            ("0.0.0.0/0", "1.1.1.1", true),
            ("0.0.0.0/0", "::1", false),
            ("fd00::/8", "fdff::1", true),
            ("127.0.0.1", "127.0.0.1", true),
            ("127.0.0.1", "127.0.0.2", false),
        ] {
            assert_eq!(networks(&[network])[0].contains(address.parse().unwrap()), expected, "{network} {address}");
        }
        for text in ["", "10.0.0.0/33", "::/129", "a", "10.0.0.0/", "10.0.0.0/-1"] {
            assert!(text.parse::<Network>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_header_panics(text in "[ -~]{0,80}") {
            forwarded("10.0.0.1", &[&text], &["10.0.0.0/8"]);
            let _ = text.parse::<Network>();
        }
    }
}
