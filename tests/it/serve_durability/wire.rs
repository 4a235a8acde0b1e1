//! `wharf serve` as a process that can be killed, and a client that takes a connection that dies for an answer.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use wharf::oci::Digest;

pub const MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";
const CONFIG: &str = "application/vnd.oci.image.config.v1+json";
const LAYER: &str = "application/vnd.oci.image.layer.v1.tar";
/// No test waits longer than this for a byte.
const PATIENCE: Duration = Duration::from_mins(1);

/// A registry in a process of its own, killed when it is dropped.
pub struct Server {
    child: Child,
    pub address: SocketAddr,
}

impl Server {
    /// Serves `dir`, by `wrapped`, a command that runs another, where one is given.
    pub fn start_by(wrapped: &[&str], dir: &Path, options: &[&str]) -> Self {
        let all = [wrapped, &[env!("CARGO_BIN_EXE_wharf"), "serve"]].concat();
        let mut command = Command::new(all[0]);
        command.args(&all[1..]).arg(dir).args(options);
        command.args(["--listen=127.0.0.1:0", "--access-log=off", "--format", "{{index .Addresses 0}}"]);
        command.env_clear().env("HOME", dir).env("PATH", "/usr/bin:/bin").current_dir(dir);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().parse().unwrap_or_else(|error| panic!("{error}: {line:?}"));
        Self { child, address }
    }

    pub fn start(dir: &Path) -> Self {
        Self::start_by(&[], dir, &[])
    }

    /// Ends it without a chance to clean up.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Waits for an end that it was told of.
    pub fn wait(&mut self) {
        self.child.wait().unwrap();
    }

    pub fn client(&self) -> Client {
        Client(self.address)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Both fail where it has ended, which is as good.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer as a whole.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map_or("", |(_, value)| value)
    }

    /// The body as text, for messages.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The code of the first error that the specification's JSON lists.
    pub fn code(&self) -> String {
        let json: serde_json::Value = serde_json::from_slice(&self.body).unwrap_or_default();
        json["errors"][0]["code"].as_str().unwrap_or_default().to_owned()
    }
}

/// Requests, each on a connection of its own. An error is a connection that did not bring a whole answer.
#[derive(Clone, Copy)]
pub struct Client(SocketAddr);

impl Client {
    /// Connects and sends a request, whose body may be less than `length` says.
    pub fn open(&self, method: &str, target: &str, headers: &str, length: usize, body: &[u8]) -> io::Result<TcpStream> {
        let mut stream = TcpStream::connect(self.0)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        let fixed = format!("Host: x\r\nConnection: close\r\nContent-Length: {length}\r\n");
        stream.write_all(format!("{method} {target} HTTP/1.1\r\n{fixed}{headers}\r\n").as_bytes())?;
        // A server may refuse by the head alone, and read no more.
        let _ = stream.write_all(body);
        Ok(stream)
    }

    pub fn send(&self, method: &str, target: &str, headers: &str, body: &[u8]) -> io::Result<Answer> {
        receive(self.open(method, target, headers, body.len(), body)?, method == "HEAD")
    }

    pub fn get(&self, target: &str) -> io::Result<Answer> {
        self.send("GET", target, "", b"")
    }

    pub fn status(&self, method: &str, target: &str) -> io::Result<u16> {
        self.send(method, target, "", b"").map(|answer| answer.status)
    }

    /// The location of a new upload.
    pub fn begin(&self, repository: &str) -> io::Result<String> {
        let answer = self.send("POST", &format!("/v2/{repository}/blobs/uploads/"), "", b"")?;
        assert_eq!(answer.status, 202, "{}", answer.text());
        Ok(answer.header("location").to_owned())
    }

    pub fn put_blob(&self, repository: &str, bytes: &[u8]) -> io::Result<Answer> {
        let location = self.begin(repository)?;
        self.send("PUT", &with_digest(&location, &Digest::sha256(bytes)), "", bytes)
    }

    pub fn put_manifest(&self, repository: &str, reference: &str, manifest: &[u8]) -> io::Result<Answer> {
        let kind = format!("Content-Type: {MANIFEST}\r\n");
        self.send("PUT", &format!("/v2/{repository}/manifests/{reference}"), &kind, manifest)
    }

    /// The tags of a repository.
    pub fn tags(&self, repository: &str) -> io::Result<Vec<String>> {
        let answer = self.get(&format!("/v2/{repository}/tags/list"))?;
        let json: serde_json::Value = serde_json::from_slice(&answer.body).unwrap_or_default();
        Ok(json["tags"].as_array().into_iter().flatten().filter_map(|tag| Some(tag.as_str()?.to_owned())).collect())
    }
}

pub fn with_digest(location: &str, digest: &Digest) -> String {
    format!("{location}{}digest={digest}", if location.contains('?') { '&' } else { '?' })
}

/// The answer on a connection; an error where it ends too early.
pub fn receive(stream: TcpStream, bare: bool) -> io::Result<Answer> {
    let mut reader = BufReader::new(stream);
    let mut line = || -> io::Result<String> {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 || !line.ends_with('\n') {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(line.trim_end().to_owned())
    };
    let first = line()?;
    let status = first.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or_default();
    let mut headers = Vec::new();
    loop {
        let header = line()?;
        let Some((name, value)) = header.split_once(':') else { break };
        headers.push((name.to_owned(), value.trim().to_owned()));
    }
    let mut answer = Answer { status, headers, body: Vec::new() };
    if bare || matches!(status, 204 | 304) {
        return Ok(answer);
    }
    let length: Option<u64> = answer.header("content-length").parse().ok();
    let read = reader.take(length.unwrap_or(u64::MAX)).read_to_end(&mut answer.body)?;
    if length.is_some_and(|length| length != read as u64) {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(answer)
}

/// An image manifest that names a config, layers of which there may be none, and a note that makes it one of its kind.
pub fn manifest(config: &[u8], layers: &[&[u8]], note: &str) -> Vec<u8> {
    let named = |kind: &str, bytes: &[u8]| serde_json::json!({"mediaType": kind, "digest": Digest::sha256(bytes).to_string(), "size": bytes.len()});
    let layers: Vec<_> = layers.iter().map(|bytes| named(LAYER, bytes)).collect();
    let all = serde_json::json!({
        "schemaVersion": 2, "mediaType": MANIFEST, "config": named(CONFIG, config), "layers": layers,
        "annotations": {"note": note},
    });
    serde_json::to_vec(&all).unwrap()
}

/// Numbers that look random and are the same in every run.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// Less than `below`.
    pub fn roll(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % below
    }
}

/// Content of its own for every number.
pub fn content(number: u64, size: usize) -> Vec<u8> {
    let mut dice = Dice::new(number + 1);
    let mut bytes = vec![0; size];
    for step in bytes.chunks_mut(8) {
        step.copy_from_slice(&dice.roll(u64::MAX).to_le_bytes()[..step.len()]);
    }
    bytes
}
