//! Where a request comes from: the other end of the connection.

use std::net::IpAddr;

/// Where a request comes from. Every request carries one among its extensions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Peer {
    /// The client's address; nothing behind a Unix socket.
    pub address: Option<IpAddr>,
    /// Whether the client speaks TLS.
    pub secure: bool,
}
