//! What is sent to a registry in bad faith: every line of the list of known attacks, and some of our own. What the tests
//! of the protocol, of the front and of the rights try already is not tried here again.

mod directories;
mod http2;
mod page;
mod resources;
mod rights;
mod wire;

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;

use serde_json::json;
use wharf::oci::Digest;
use wharf::server::storage::{Disk, Memory, Storage};
use wharf::server::{self, Options};

use crate::harness::Registry;

const INDEX: &str = "application/vnd.oci.image.index.v1+json";
const MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";

/// No test waits longer than this for a byte.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(30);

fn sha(content: &[u8]) -> String {
    Digest::sha256(content).to_string()
}

/// An index without children that differs from others by its note.
fn index(note: &str) -> Vec<u8> {
    json!({ "schemaVersion": 2, "mediaType": INDEX, "manifests": [], "annotations": { "note": note } })
        .to_string()
        .into_bytes()
}

/// Sends bytes as they are and reads what comes until the server ends the connection.
#[track_caller]
fn raw(address: SocketAddr, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    // A server that refuses early may read no more.
    let _ = stream.write_all(bytes);
    let mut all = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        match stream.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => all.extend_from_slice(&buffer[..count]),
            Err(error) if error.kind() == std::io::ErrorKind::ConnectionReset => break,
            Err(error) => panic!("{error} after {:?}", String::from_utf8_lossy(&all)),
        }
    }
    String::from_utf8_lossy(&all).into_owned()
}

/// The statuses of the answers in `text`.
fn statuses(text: &str) -> Vec<u16> {
    text.match_indices("HTTP/1.1 ").filter_map(|(at, start)| text[at + start.len()..].get(..3)?.parse().ok()).collect()
}

/// Runs a test against a registry in memory and one on disk.
fn everywhere(test: impl Fn(&Registry)) {
    everywhere_with(Options::default, test);
}

/// The same with options that are not the usual ones.
fn everywhere_with(options: impl Fn() -> Options, test: impl Fn(&Registry)) {
    let dir = tempfile::tempdir().unwrap();
    let disk = Disk::open(dir.path().join("store"), None).unwrap();
    for storage in [Arc::new(Memory::default()) as Arc<dyn Storage>, Arc::new(disk)] {
        test(&Registry::of(server::Registry { options: options(), ..server::Registry::new(storage) }));
    }
}
