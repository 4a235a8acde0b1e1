//! Where the registry listens: TCP and Unix sockets, its own or handed over by the system.

use std::fmt;
use std::io;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;

use super::tls::Tls;

/// An address to listen at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// A host and a port; port 0 is any free one.
    Tcp(SocketAddr),
    /// A socket in the file system.
    Unix(PathBuf),
}

impl FromStr for Address {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if let Some(path) = text.strip_prefix("unix:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            return if path.is_empty() {
                Err("unix: needs a path behind it".to_owned())
            } else {
                Ok(Self::Unix(path.into()))
            };
        }
        // `:5000` is every address of the machine, as in many other programs.
        let whole = if text.starts_with(':') { format!("[::]{text}") } else { text.to_owned() };
        let local = whole.strip_prefix("localhost:").map(|port| format!("127.0.0.1:{port}"));
        local.unwrap_or(whole).parse().map(Self::Tcp).map_err(|_| {
            format!("{text:?} is no address such as 127.0.0.1:5000, [::1]:5000, :5000 or unix:/run/wharf.sock")
        })
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tcp(address) => address.fmt(f),
            Self::Unix(path) => write!(f, "unix:{}", path.display()),
        }
    }
}

/// What a listener answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Purpose {
    /// Everything.
    #[default]
    Registry,
    /// `/metrics`, `/healthz` and `/readyz` alone.
    Metrics,
}

/// A socket that connections come in at.
pub struct Listener {
    socket: Socket,
    /// How it speaks TLS; nothing where it does not.
    pub tls: Option<Arc<Tls>>,
    /// What it answers.
    pub purpose: Purpose,
    _file: Option<SocketFile>,
}

/// Listeners that a registry is served at.
pub struct Listeners(pub Vec<Listener>);

impl From<tokio::net::TcpListener> for Listeners {
    /// A listener that cannot be taken out of its runtime gives none, and serving says so.
    fn from(listener: tokio::net::TcpListener) -> Self {
        Self(listener.into_std().ok().and_then(|listener| Listener::tcp(listener).ok()).into_iter().collect())
    }
}

impl From<Vec<Listener>> for Listeners {
    fn from(listeners: Vec<Listener>) -> Self {
        Self(listeners)
    }
}

impl Listener {
    /// Listens at `address`. A Unix socket is made with the permissions `mode`, in the place of one that nobody answers at.
    ///
    /// # Errors
    /// The address is in use or cannot be listened at.
    pub fn bind(address: &Address, mode: u32) -> io::Result<Self> {
        match address {
            Address::Tcp(address) => Self::tcp(TcpListener::bind(address)?),
            Address::Unix(path) => {
                let listener = bind_unix(path)?;
                let file = SocketFile::new(path)?;
                std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode))?;
                Self::new(Socket::Unix(listener), Some(file))
            }
        }
    }

    /// Takes over a TCP socket that listens already.
    ///
    /// # Errors
    /// The system does not let it be used without blocking.
    pub fn tcp(listener: TcpListener) -> io::Result<Self> {
        Self::new(Socket::Tcp(listener), None)
    }

    /// Takes over a Unix socket that listens already; its file stays when the registry ends.
    ///
    /// # Errors
    /// As [`Listener::tcp`].
    pub fn unix(listener: UnixListener) -> io::Result<Self> {
        Self::new(Socket::Unix(listener), None)
    }

    fn new(socket: Socket, file: Option<SocketFile>) -> io::Result<Self> {
        match &socket {
            Socket::Tcp(listener) => listener.set_nonblocking(true)?,
            Socket::Unix(listener) => listener.set_nonblocking(true)?,
        }
        Ok(Self { socket, tls: None, purpose: Purpose::default(), _file: file })
    }

    /// Whether it is a TCP socket.
    pub fn is_tcp(&self) -> bool {
        matches!(self.socket, Socket::Tcp(_))
    }

    /// Where it listens, with the port that the system chose.
    ///
    /// # Errors
    /// The system does not know.
    pub fn address(&self) -> io::Result<Address> {
        match &self.socket {
            Socket::Tcp(listener) => listener.local_addr().map(Address::Tcp),
            Socket::Unix(listener) => {
                Ok(Address::Unix(listener.local_addr()?.as_pathname().unwrap_or(Path::new("")).to_owned()))
            }
        }
    }

    /// The socket, ready to wait for connections on the runtime of the caller.
    pub(super) fn waiting(&self) -> io::Result<Waiting> {
        Ok(match &self.socket {
            Socket::Tcp(listener) => Waiting::Tcp(tokio::net::TcpListener::from_std(listener.try_clone()?)?),
            Socket::Unix(listener) => Waiting::Unix(tokio::net::UnixListener::from_std(listener.try_clone()?)?),
        })
    }
}

/// A listener on a runtime.
pub(super) enum Waiting {
    Tcp(tokio::net::TcpListener),
    Unix(tokio::net::UnixListener),
}

impl Waiting {
    /// The next connection and where it comes from; nothing for a Unix socket.
    pub(super) async fn accept(&self) -> io::Result<(Stream, Option<SocketAddr>)> {
        match self {
            Self::Tcp(listener) => {
                let (stream, address) = listener.accept().await?;
                // Small answers wait for nothing; a socket that cannot be told so still works.
                let _ = stream.set_nodelay(true);
                Ok((Stream::Tcp(stream.into_std()?), Some(address)))
            }
            Self::Unix(listener) => Ok((Stream::Unix(listener.accept().await?.0.into_std()?), None)),
        }
    }
}

/// A connection that belongs to no runtime yet, and does not block.
pub(super) enum Stream {
    Tcp(TcpStream),
    Unix(UnixStream),
}

enum Socket {
    Tcp(TcpListener),
    Unix(UnixListener),
}

/// Listens at `path`. A socket left there by a process that was killed is replaced; one that answers is not.
fn bind_unix(path: &Path) -> io::Result<UnixListener> {
    let refused = match UnixListener::bind(path) {
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => error,
        other => return other,
    };
    let is_socket = std::fs::symlink_metadata(path).is_ok_and(|file| file.file_type().is_socket());
    let answer = UnixStream::connect(path);
    if !is_socket || !answer.is_err_and(|error| error.kind() == io::ErrorKind::ConnectionRefused) {
        return Err(refused);
    }
    std::fs::remove_file(path)?;
    UnixListener::bind(path)
}

/// The file of a Unix socket, removed with the listener if it is still the same.
struct SocketFile {
    path: PathBuf,
    inode: u64,
}

impl SocketFile {
    fn new(path: &Path) -> io::Result<Self> {
        Ok(Self { path: path.to_owned(), inode: std::fs::symlink_metadata(path)?.ino() })
    }
}

impl Drop for SocketFile {
    fn drop(&mut self) {
        if std::fs::symlink_metadata(&self.path).is_ok_and(|file| file.ino() == self.inode) {
            // A file that stays is replaced at the next start.
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_and_shown() {
        for (text, expected) in [
            ("127.0.0.1:5000", "127.0.0.1:5000"),
            ("[::1]:0", "[::1]:0"),
            (":5000", "[::]:5000"),
            ("localhost:1", "127.0.0.1:1"),
            ("unix:/run/w.sock", "unix:/run/w.sock"),
            ("unix:///run/w.sock", "unix:/run/w.sock"),
            ("unix:w.sock", "unix:w.sock"),
        ] {
            assert_eq!(text.parse::<Address>().unwrap().to_string(), expected);
        }
        for text in ["", "5000", "127.0.0.1", "example.org:5000", "unix:", "127.0.0.1:70000"] {
            assert!(text.parse::<Address>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_socket_is_replaced_only_when_nobody_answers_and_goes_with_its_listener() {
        let dir = tempfile::tempdir().unwrap();
        let address = Address::Unix(dir.path().join("w.sock"));
        let path = dir.path().join("w.sock");
        // What a killed process leaves: a file that nobody listens at.
        drop(UnixListener::bind(&path).unwrap());
        assert!(path.exists());
        let listener = Listener::bind(&address, 0o600).unwrap();
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(listener.address().unwrap(), address);
        let second = Listener::bind(&address, 0o600).err().unwrap();
        assert_eq!(second.kind(), io::ErrorKind::AddrInUse);
        drop(listener);
        assert!(!path.exists());
        std::fs::write(&path, "precious").unwrap();
        assert!(Listener::bind(&address, 0o600).is_err());
        assert_eq!(std::fs::read(&path).unwrap(), b"precious");
    }
}
