//! TLS of the registry's own: HTTP/2 and HTTP/1.1, clients with certificates, new files, and who speaks none.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::sync::oneshot;
use wharf::server::{self, Listener, Tls, TlsFiles};

type Authority = CertifiedIssuer<'static, KeyPair>;

fn authority() -> Authority {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

/// Writes a certificate and its key.
fn issue(authority: &Authority, dir: &Path, name: &str) {
    let key = KeyPair::generate().unwrap();
    let certificate = CertificateParams::new(vec!["127.0.0.1".to_owned()]).unwrap().signed_by(&key, authority).unwrap();
    std::fs::write(dir.join(format!("{name}.key")), key.serialize_pem()).unwrap();
    std::fs::write(dir.join(format!("{name}.pem")), certificate.pem()).unwrap();
}

/// A registry in memory that speaks TLS, for as long as the value lives.
struct Secure {
    address: SocketAddr,
    _stop: oneshot::Sender<()>,
}

fn start(dir: &Path, client_ca: Option<&str>) -> Secure {
    let files = TlsFiles {
        certificate: dir.join("server.pem"),
        key: dir.join("server.key"),
        client_ca: client_ca.map(|name| dir.join(name)),
    };
    let tls = Arc::new(Tls::load(files, Arc::new(|_| {})).unwrap());
    let socket = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = socket.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let mut listener = Listener::tcp(socket).unwrap();
        listener.tls = Some(tls);
        let registry = Arc::new(server::Registry::in_memory());
        runtime.block_on(server::serve(vec![listener], registry, async { drop(stopped.await) })).unwrap();
    });
    Secure { address, _stop: stop }
}

fn client(authority: &Authority, identity: Option<&Path>, protocol: &[u8]) -> Arc<rustls::ClientConfig> {
    let mut roots = rustls::RootCertStore::empty();
    roots.add(CertificateDer::from_pem_slice(authority.pem().as_bytes()).unwrap()).unwrap();
    let builder = rustls::ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots);
    let mut config = match identity {
        None => builder.with_no_client_auth(),
        Some(dir) => {
            let certificate = CertificateDer::from_pem_file(dir.join("client.pem")).unwrap();
            let key = PrivateKeyDer::from_pem_file(dir.join("client.key")).unwrap();
            builder.with_client_auth_cert(vec![certificate], key).unwrap()
        }
    };
    config.alpn_protocols = vec![protocol.to_vec()];
    Arc::new(config)
}

/// Asks for `/v2/` over TLS, and gives the answer and the protocol that was agreed on.
fn ask(address: SocketAddr, config: Arc<rustls::ClientConfig>) -> std::io::Result<(String, Vec<u8>)> {
    let name = rustls::pki_types::ServerName::try_from("127.0.0.1").unwrap();
    let mut connection = rustls::ClientConnection::new(config, name).unwrap();
    let mut socket = TcpStream::connect(address)?;
    let mut stream = rustls::Stream::new(&mut connection, &mut socket);
    stream.write_all(b"GET /v2/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")?;
    let mut text = String::new();
    stream.read_to_string(&mut text)?;
    let protocol = connection.alpn_protocol().unwrap_or_default().to_vec();
    Ok((text, protocol))
}

#[test]
fn both_protocols_are_offered() {
    let (dir, authority) = (tempfile::tempdir().unwrap(), authority());
    issue(&authority, dir.path(), "server");
    let secure = start(dir.path(), None);
    let (text, protocol) = ask(secure.address, client(&authority, None, b"http/1.1")).unwrap();
    assert!(text.starts_with("HTTP/1.1 200 OK") && protocol == b"http/1.1", "{text}");
    let config = client(&authority, None, b"h2");
    let name = rustls::pki_types::ServerName::try_from("127.0.0.1").unwrap();
    let mut connection = rustls::ClientConnection::new(config, name).unwrap();
    let mut socket = TcpStream::connect(secure.address).unwrap();
    let mut stream = rustls::Stream::new(&mut connection, &mut socket);
    // The preface and empty settings: the other side answers with its own settings, a frame of type 4.
    stream.write_all(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0").unwrap();
    let mut frame = [0; 9];
    stream.read_exact(&mut frame).unwrap();
    assert_eq!(frame[3], 4);
    assert_eq!(connection.alpn_protocol(), Some(&b"h2"[..]));
}

#[test]
fn who_speaks_no_tls_is_told_in_words() {
    let (dir, authority) = (tempfile::tempdir().unwrap(), authority());
    issue(&authority, dir.path(), "server");
    let secure = start(dir.path(), None);
    let reply = crate::harness::request(secure.address, "GET", "/v2/", &[], b"");
    assert_eq!((reply.status, reply.text().as_str()), (400, "This port speaks TLS: ask by https://\n"));
}

#[test]
fn clients_without_a_certificate_stay_outside() {
    let (dir, authority) = (tempfile::tempdir().unwrap(), authority());
    issue(&authority, dir.path(), "server");
    issue(&authority, dir.path(), "client");
    std::fs::write(dir.path().join("clients.pem"), authority.pem()).unwrap();
    let secure = start(dir.path(), Some("clients.pem"));
    let (text, _) = ask(secure.address, client(&authority, Some(dir.path()), b"http/1.1")).unwrap();
    assert!(text.starts_with("HTTP/1.1 200 OK"), "{text}");
    assert!(ask(secure.address, client(&authority, None, b"http/1.1")).is_err());
}

#[test]
fn new_files_are_used_without_a_restart() {
    let (dir, old, new) = (tempfile::tempdir().unwrap(), authority(), authority());
    issue(&old, dir.path(), "server");
    let secure = start(dir.path(), None);
    assert!(ask(secure.address, client(&old, None, b"http/1.1")).is_ok());
    issue(&new, dir.path(), "server");
    crate::harness::until("the new certificate is shown", || {
        ask(secure.address, client(&new, None, b"http/1.1")).is_ok()
    });
    assert!(ask(secure.address, client(&old, None, b"http/1.1")).is_err());
}
