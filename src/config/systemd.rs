//! What systemd and its likes say to a service, and hear from it: sockets that are handed over, and that it is ready.

use std::io;
use std::net::TcpListener;
use std::os::linux::net::SocketAddrExt;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::net::{SocketAddr, UnixDatagram, UnixListener};

use listenfd::ListenFd;

use super::{Config, Env};

const LISTEN_FDS: &str = "LISTEN_FDS";
const NOTIFY_SOCKET: &str = "NOTIFY_SOCKET";

/// A socket that listens already.
#[derive(Debug)]
pub enum PassedSocket {
    /// A TCP socket.
    Tcp(TcpListener),
    /// A Unix socket.
    Unix(UnixListener),
}

impl Config {
    /// The sockets that this process was started with (`LISTEN_FDS`), in their order.
    ///
    /// # Errors
    /// One of them is no listening stream socket.
    pub fn passed_sockets(&self) -> io::Result<Vec<PassedSocket>> {
        if self.env.raw(LISTEN_FDS).is_none() {
            return Ok(Vec::new());
        }
        let mut passed = ListenFd::from_env();
        let mut sockets = Vec::new();
        for at in 0..passed.len() {
            // A socket of the other family is refused, and left where it is.
            let tcp = passed.take_tcp_listener(at).ok().flatten().map(PassedSocket::Tcp);
            let socket = match tcp {
                Some(socket) => Some(socket),
                None => passed.take_unix_listener(at)?.map(PassedSocket::Unix),
            };
            sockets.extend(socket);
        }
        Ok(sockets)
    }

    /// Tells whoever started this process that it is ready (`NOTIFY_SOCKET`), if they want to know.
    ///
    /// # Errors
    /// They cannot be told.
    pub fn notify_ready(&self) -> io::Result<()> {
        notify(&self.env, b"READY=1")
    }
}

fn notify(env: &Env, state: &[u8]) -> io::Result<()> {
    let Some(name) = env.raw(NOTIFY_SOCKET) else { return Ok(()) };
    let address = match name.as_bytes().strip_prefix(b"@") {
        Some(name) => SocketAddr::from_abstract_name(name)?,
        None => SocketAddr::from_pathname(name)?,
    };
    UnixDatagram::unbound()?.send_to_addr(state, &address).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_wants_to_know_is_told() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("notify");
        let socket = UnixDatagram::bind(&path).unwrap();
        let env = Env::from_variables([(NOTIFY_SOCKET, path.to_str().unwrap())], "/");
        notify(&env, b"READY=1").unwrap();
        let mut bytes = [0; 16];
        let count = socket.recv(&mut bytes).unwrap();
        assert_eq!(&bytes[..count], b"READY=1");
        notify(&Env::from_variables([("X", "y")], "/"), b"READY=1").unwrap();
        let nowhere = Env::from_variables([(NOTIFY_SOCKET, "/nowhere/x")], "/");
        assert!(notify(&nowhere, b"READY=1").is_err());
    }
}
