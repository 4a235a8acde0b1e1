//! HTTP/1.1 by hand, as much as the fakes and the protocol tests need (RFC 9112).

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

/// No test waits longer than this for a byte.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// The first line and the headers of a request or an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// `GET /path HTTP/1.1` or `HTTP/1.1 200 OK`.
    pub first: String,
    pub headers: Vec<(String, String)>,
}

impl Head {
    /// Reads a head; nothing where the connection ended before one began.
    pub fn read(reader: &mut impl BufRead) -> io::Result<Option<Self>> {
        let mut first = String::new();
        if reader.read_line(&mut first)? == 0 {
            return Ok(None);
        }
        let mut head = Self { first: first.trim_end().to_owned(), headers: Vec::new() };
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line)? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            let Some((name, value)) = line.trim_end().split_once(':') else { return Ok(Some(head)) };
            head.headers.push((name.to_owned(), value.trim().to_owned()));
        }
    }

    fn word(&self, at: usize) -> &str {
        self.first.split(' ').nth(at).unwrap_or_default()
    }

    pub fn method(&self) -> &str {
        self.word(0)
    }

    pub fn target(&self) -> &str {
        self.word(1)
    }

    /// The status of an answer.
    pub fn status(&self) -> u16 {
        self.word(1).parse().unwrap_or_default()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    pub fn remove(&mut self, name: &str) {
        self.headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
    }

    pub fn set(&mut self, name: &str, value: &str) {
        self.remove(name);
        self.headers.push((name.to_owned(), value.to_owned()));
    }

    pub fn length(&self) -> Option<u64> {
        self.header("content-length").and_then(|text| text.parse().ok())
    }

    pub fn is_chunked(&self) -> bool {
        self.header("transfer-encoding").is_some_and(|value| value.eq_ignore_ascii_case("chunked"))
    }

    pub fn write(&self, writer: &mut impl Write) -> io::Result<()> {
        let mut text = format!("{}\r\n", self.first);
        for (name, value) in &self.headers {
            text.extend([name, ": ", value, "\r\n"]);
        }
        text.push_str("\r\n");
        writer.write_all(text.as_bytes())
    }

    /// Hands the body that follows the head in `reader` to `each`, without the framing of chunks, until `each` says no.
    pub fn for_body(&self, reader: &mut impl BufRead, each: &mut dyn FnMut(&[u8]) -> bool) -> io::Result<()> {
        if !self.is_chunked() {
            return steps(reader, self.length().unwrap_or(0), each).map(drop);
        }
        loop {
            let mut line = String::new();
            reader.read_line(&mut line)?;
            let size = line.trim().split(';').next().unwrap_or_default();
            let size = u64::from_str_radix(size, 16).map_err(io::Error::other)?;
            let goes_on = steps(reader, size, each)?;
            reader.read_line(&mut line)?;
            if size == 0 || !goes_on {
                return Ok(());
            }
        }
    }

    /// The body in memory.
    pub fn body(&self, reader: &mut impl BufRead) -> io::Result<Vec<u8>> {
        let mut all = Vec::new();
        self.for_body(reader, &mut |bytes| {
            all.extend_from_slice(bytes);
            true
        })?;
        Ok(all)
    }
}

/// Exactly `length` bytes in steps; false where `each` wants no more.
pub fn steps(reader: &mut impl Read, length: u64, each: &mut dyn FnMut(&[u8]) -> bool) -> io::Result<bool> {
    let mut buffer = vec![0; 64 << 10];
    let mut left = length;
    while left > 0 {
        let most = buffer.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        let count = reader.read(&mut buffer[..most])?;
        if count == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if !each(&buffer[..count]) {
            return Ok(false);
        }
        left -= count as u64;
    }
    Ok(true)
}

/// An answer as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self { status, headers: Vec::new(), body: body.into() }
    }

    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// The code of the first error that the specification's JSON lists.
    #[track_caller]
    pub fn code(&self) -> String {
        self.json()["errors"][0]["code"].as_str().unwrap_or_default().to_owned()
    }

    /// Sends the answer; to `HEAD` goes no body.
    pub fn write(&self, writer: &mut impl Write, is_head: bool) -> io::Result<()> {
        let mut head = Head { first: format!("HTTP/1.1 {} Scripted", self.status), headers: self.headers.clone() };
        head.set("Content-Length", &self.body.len().to_string());
        head.write(writer)?;
        if is_head { Ok(()) } else { writer.write_all(&self.body) }
    }
}

/// Sends one request on a connection of its own. `HEAD` and the statuses without a body read none.
#[track_caller]
pub fn request(address: SocketAddr, method: &str, target: &str, headers: &[(&str, &str)], body: &[u8]) -> Reply {
    let mut head = Head { first: format!("{method} {target} HTTP/1.1"), headers: Vec::new() };
    head.set("Host", &address.to_string());
    head.set("Connection", "close");
    head.set("Content-Length", &body.len().to_string());
    for (name, value) in headers {
        head.set(name, value);
    }
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    head.write(&mut stream).unwrap();
    // A server may refuse by the head alone, and read no more.
    let _ = stream.write_all(body);
    let mut reader = BufReader::new(stream);
    let head = Head::read(&mut reader).unwrap().expect("an answer");
    let bare = method == "HEAD" || matches!(head.status(), 204 | 304);
    let body = if bare { Vec::new() } else { head.body(&mut reader).unwrap() };
    Reply { status: head.status(), headers: head.headers, body }
}

/// Accepts connections on a thread, and serves each on another, until dropped.
pub struct Listener {
    address: SocketAddr,
    stopped: Arc<AtomicBool>,
}

impl Listener {
    pub fn start(serve: impl Fn(TcpStream) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let stopped = Arc::new(AtomicBool::new(false));
        let (flag, serve) = (stopped.clone(), Arc::new(serve));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if flag.load(Ordering::SeqCst) {
                    return;
                }
                let serve = serve.clone();
                thread::spawn(move || serve(stream));
            }
        });
        Self { address, stopped }
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::SeqCst);
        // Wakes the thread, which then sees that it is to stop.
        let _ = TcpStream::connect(self.address);
    }
}
