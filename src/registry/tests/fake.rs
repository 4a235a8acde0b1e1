//! A registry that does as it is told: raw HTTP/1.1 on threads, written from the specification by hand and sharing
//! nothing with the client, so that it can also be wrong in every way that real ones are.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What a request was.
#[derive(Clone, Debug)]
pub(super) struct Record {
    /// `METHOD target`.
    pub(super) line: String,
    pub(super) headers: Vec<(String, String)>,
    /// As much of the body as was read.
    pub(super) body: Vec<u8>,
}

impl Record {
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// A server; it stops when this is dropped.
pub(super) struct Fake {
    /// `127.0.0.1:PORT`.
    pub(super) authority: String,
    seen: Arc<Mutex<Vec<Record>>>,
    stop: Arc<AtomicBool>,
}

/// A request under way: its head is known, its body is read when somebody asks for it.
pub(super) struct Exchange<'a> {
    pub(super) method: String,
    pub(super) target: String,
    pub(super) headers: Vec<(String, String)>,
    /// How many requests came before it.
    pub(super) number: usize,
    body: Option<Vec<u8>>,
    reader: &'a mut dyn BufRead,
}

/// An answer, and how to spoil it.
#[derive(Clone, Debug, Default)]
pub(super) struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    cut: Option<usize>,
    stall: Option<usize>,
    silent: bool,
    early: bool,
    drip: Option<Duration>,
}

impl Reply {
    pub(super) fn new(status: u16) -> Self {
        Self { status, ..Self::default() }
    }

    /// 200 with a body.
    pub(super) fn ok(body: impl Into<Vec<u8>>) -> Self {
        Self::new(200).body(body)
    }

    /// No answer: the connection ends.
    pub(super) fn nothing() -> Self {
        Self { silent: true, ..Self::default() }
    }

    /// A refusal with one code of the specification.
    pub(super) fn error(status: u16, code: &str) -> Self {
        Self::new(status).body(format!(r#"{{"errors":[{{"code":"{code}","message":"as told"}}]}}"#))
    }

    pub(super) fn header(mut self, name: &str, value: impl std::fmt::Display) -> Self {
        self.headers.push((name.to_owned(), value.to_string()));
        self
    }

    pub(super) fn body(self, body: impl Into<Vec<u8>>) -> Self {
        Self { body: body.into(), ..self }
    }

    /// Ends the connection after so many bytes of the body.
    pub(super) fn cut(self, after: usize) -> Self {
        Self { cut: Some(after), ..self }
    }

    /// Sends so many bytes of the body and then nothing, until the client hangs up.
    pub(super) fn stall(self, after: usize) -> Self {
        Self { stall: Some(after), ..self }
    }

    /// The same where the body is longer than that.
    pub(super) fn stall_at_most(self, after: usize) -> Self {
        if self.body.len() > after { self.stall(after) } else { self }
    }

    /// Sends the body byte by byte, with so much time between them.
    pub(super) fn drip(self, every: Duration) -> Self {
        Self { drip: Some(every), ..self }
    }

    /// Answers before the request's body was read, and reads it then; or, with `cut`, ends the connection.
    pub(super) fn early(self) -> Self {
        Self { early: true, ..self }
    }

    /// The part of `body` that a `Range` asks for.
    pub(super) fn range(exchange: &Exchange<'_>, body: &[u8]) -> Self {
        let Some((start, end)) = exchange.range() else { return Self::ok(body) };
        let part = &body[start..=end];
        Self::new(206).header("content-range", format!("bytes {start}-{end}/{}", body.len())).body(part)
    }
}

impl Exchange<'_> {
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The two ends of the `Range` header.
    pub(super) fn range(&self) -> Option<(usize, usize)> {
        let (start, end) = self.header("range")?.strip_prefix("bytes=")?.split_once('-')?;
        Some((start.parse().unwrap(), end.parse().unwrap()))
    }

    pub(super) fn path(&self) -> &str {
        self.target.split('?').next().unwrap()
    }

    /// Never answers; what comes back does so when the client hangs up.
    pub(super) fn hang(&mut self) -> Reply {
        self.body();
        // Whether the end comes as an end or as a reset is the same here.
        let _ = self.reader.read(&mut [0]);
        Reply::nothing()
    }

    /// The whole body.
    pub(super) fn body(&mut self) -> Vec<u8> {
        self.take(usize::MAX)
    }

    /// The first `most` bytes of a body that has a length; whoever asks for less than all must end the connection.
    pub(super) fn take(&mut self, most: usize) -> Vec<u8> {
        if let Some(body) = &self.body {
            return body.clone();
        }
        let mut body = Vec::new();
        if self.header("transfer-encoding").is_some_and(|coding| coding == "chunked") {
            while let Some(chunk) = next_chunk(self.reader) {
                body.extend(chunk);
            }
        } else {
            let length: usize = self.header("content-length").map_or(0, |text| text.parse().unwrap());
            // A client that gave up half way leaves what came until then.
            let _ = self.reader.take(length.min(most) as u64).read_to_end(&mut body);
        }
        self.body = Some(body.clone());
        body
    }
}

fn next_chunk(reader: &mut dyn BufRead) -> Option<Vec<u8>> {
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let length = usize::from_str_radix(line.trim(), 16).ok()?;
    let mut chunk = vec![0; length + 2];
    reader.read_exact(&mut chunk).ok()?;
    chunk.truncate(length);
    (length > 0).then_some(chunk)
}

trait Wire: Read + Write + Send {}
impl<T: Read + Write + Send> Wire for T {}

impl Fake {
    /// Answers every request by `answer`.
    pub(super) fn start(answer: impl Fn(&mut Exchange<'_>) -> Reply + Send + Sync + 'static) -> Self {
        Self::listen(None, Arc::new(answer))
    }

    /// The same behind TLS.
    pub(super) fn start_tls(
        config: Arc<rustls::ServerConfig>,
        answer: impl Fn(&mut Exchange<'_>) -> Reply + Send + Sync + 'static,
    ) -> Self {
        Self::listen(Some(config), Arc::new(answer))
    }

    fn listen(tls: Option<Arc<rustls::ServerConfig>>, answer: Arc<Answer>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let authority = listener.local_addr().unwrap().to_string();
        let (seen, stop) = (Arc::new(Mutex::new(Vec::new())), Arc::new(AtomicBool::new(false)));
        let fake = Self { authority, seen: Arc::clone(&seen), stop: Arc::clone(&stop) };
        thread::spawn(move || {
            for socket in listener.incoming() {
                if stop.load(Ordering::SeqCst) {
                    return;
                }
                let (socket, answer, seen, tls) =
                    (socket.unwrap(), Arc::clone(&answer), Arc::clone(&seen), tls.clone());
                thread::spawn(move || {
                    let raw = socket.try_clone().unwrap();
                    let wire: Box<dyn Wire> = match tls {
                        None => Box::new(socket),
                        Some(config) => {
                            let connection = rustls::ServerConnection::new(config).unwrap();
                            Box::new(rustls::StreamOwned::new(connection, socket))
                        }
                    };
                    // A connection may end in any way; what came over it is on record.
                    let _ = converse(BufReader::new(wire), &*answer, &seen);
                    let _ = raw.shutdown(Shutdown::Both);
                });
            }
        });
        fake
    }

    /// All requests so far.
    pub(super) fn seen(&self) -> Vec<Record> {
        self.seen.lock().unwrap().clone()
    }

    /// All requests so far, as `METHOD target`.
    pub(super) fn lines(&self) -> Vec<String> {
        self.seen().into_iter().map(|record| record.line).collect()
    }

    /// How many requests begin with `line`.
    pub(super) fn count(&self, line: &str) -> usize {
        self.lines().iter().filter(|seen| seen.starts_with(line)).count()
    }

    pub(super) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.authority)
    }
}

impl Drop for Fake {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(&self.authority);
    }
}

type Answer = dyn Fn(&mut Exchange<'_>) -> Reply + Send + Sync;

fn converse(mut wire: BufReader<Box<dyn Wire>>, answer: &Answer, seen: &Mutex<Vec<Record>>) -> io::Result<()> {
    if wire.fill_buf()?.first() == Some(&0x16) {
        // A TLS client hello: servers of plain HTTP answer in their own way.
        let hello = wire.buffer().len();
        wire.consume(hello);
        return wire.get_mut().write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n");
    }
    loop {
        let Some((line, headers)) = read_head(&mut wire)? else { return Ok(()) };
        let mut words = line.split(' ');
        let (method, target) = (words.next().unwrap().to_owned(), words.next().unwrap().to_owned());
        let line = format!("{method} {target}");
        let number = {
            // On record before it is answered: what the client does next cannot come before it.
            let mut seen = seen.lock().unwrap();
            seen.push(Record { line, headers: headers.clone(), body: Vec::new() });
            seen.len() - 1
        };
        let mut exchange = Exchange { method, target, headers, number, body: None, reader: &mut wire };
        let reply = answer(&mut exchange);
        if reply.silent {
            seen.lock().unwrap()[number].body = exchange.body.take().unwrap_or_default();
            return Ok(());
        }
        let head = exchange.method == "HEAD";
        if reply.early {
            let length = exchange.header("content-length").map_or(0, |text| text.parse().unwrap());
            if !send(&mut wire, &reply, head)? {
                return Ok(());
            }
            io::copy(&mut Read::by_ref(&mut wire).take(length), &mut io::sink())?;
            continue;
        }
        let body = exchange.body();
        seen.lock().unwrap()[number].body = body;
        if !send(&mut wire, &reply, head)? {
            return Ok(());
        }
    }
}

type Head = (String, Vec<(String, String)>);

fn read_head(wire: &mut dyn BufRead) -> io::Result<Option<Head>> {
    let mut first = String::new();
    if wire.read_line(&mut first)? == 0 {
        return Ok(None);
    }
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        wire.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(':') else { return Ok(Some((first, headers))) };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
}

/// Whether the connection may go on.
fn send(wire: &mut BufReader<Box<dyn Wire>>, reply: &Reply, head: bool) -> io::Result<bool> {
    let mut text = format!("HTTP/1.1 {} As Told\r\n", reply.status);
    for (name, value) in &reply.headers {
        text.extend([name, ": ", value, "\r\n"]);
    }
    let told = |(name, _): &(String, String)| matches!(name.as_str(), "content-length" | "Transfer-Encoding");
    let has_length = reply.headers.iter().any(told);
    if !has_length && reply.status != 204 {
        text.extend(["content-length: ", &reply.body.len().to_string(), "\r\n"]);
    }
    text.push_str("\r\n");
    let out = wire.get_mut();
    out.write_all(text.as_bytes())?;
    let end = reply.cut.or(reply.stall).unwrap_or(reply.body.len());
    if let Some(every) = reply.drip {
        for byte in &reply.body[..end] {
            out.write_all(&[*byte])?;
            thread::sleep(every);
        }
    } else if !head {
        out.write_all(&reply.body[..end])?;
    }
    out.flush()?;
    if reply.stall.is_some() {
        // Ends when the client hangs up.
        let _ = wire.read(&mut [0])?;
    }
    Ok(reply.cut.is_none() && reply.stall.is_none())
}
