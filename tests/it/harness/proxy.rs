//! A proxy that reads every request and does with it what it is told: pass it on, tamper with it or with the answer, or
//! answer it itself.

use std::io::{BufReader, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::sync::{Arc, Condvar, Mutex};

use super::http::{Head, Listener, PATIENCE, Reply, steps};

/// What happens to one request.
pub enum Verdict {
    /// It goes on, with these changes.
    Forward(Tamper),
    /// It is answered here.
    Answer(Reply),
    /// The connection ends without an answer.
    Close,
}

/// What is changed on the way; nothing by default.
#[derive(Clone, Debug, Default)]
pub struct Tamper {
    /// Headers that the request loses.
    pub drop_request: Vec<&'static str>,
    /// Headers that the answer loses.
    pub drop_answer: Vec<&'static str>,
    /// A header that the answer gets, in place of its own.
    pub set_answer: Option<(&'static str, String)>,
    /// The connection is cut after so many bytes of the answer's body.
    pub cut: Option<u64>,
    /// Nothing more comes after so many bytes of the answer's body, for as long as the proxy lives.
    pub stall: Option<u64>,
    /// This byte of the answer's body has its bits turned over.
    pub flip: Option<u64>,
    /// Both connections are cut after so many bytes of the request's body.
    pub cut_request: Option<u64>,
    /// Instead of being cut then, both stay open for as long as the proxy lives.
    pub hold_request: bool,
}

/// Decides on requests.
pub type Judge = Arc<dyn Fn(&Head) -> Verdict + Send + Sync>;

/// A proxy in front of an address.
pub struct Proxy {
    listener: Listener,
    gate: Arc<Gate>,
}

/// Where stalled connections wait.
#[derive(Default)]
struct Gate {
    open: Mutex<bool>,
    opened: Condvar,
}

impl Gate {
    fn wait(&self) {
        let mut open = self.open.lock().unwrap();
        while !*open {
            open = self.opened.wait(open).unwrap();
        }
    }
}

impl Proxy {
    pub fn start(upstream: SocketAddr, judge: Judge) -> Self {
        let gate = Arc::new(Gate::default());
        let inner = gate.clone();
        let listener = Listener::start(move |stream| {
            let _ = Connection { upstream, judge: judge.clone(), gate: inner.clone() }.run(&stream);
            // The thread's own handles may outlive it: the client must see the end now.
            let _ = stream.shutdown(Shutdown::Both);
        });
        Self { listener, gate }
    }

    pub fn address(&self) -> SocketAddr {
        self.listener.address()
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        *self.gate.open.lock().unwrap() = true;
        self.gate.opened.notify_all();
    }
}

struct Connection {
    upstream: SocketAddr,
    judge: Judge,
    gate: Arc<Gate>,
}

/// Whether the client's connection can serve another request.
#[derive(PartialEq, Eq)]
enum Then {
    Next,
    End,
}

impl Connection {
    fn run(&self, stream: &TcpStream) -> std::io::Result<()> {
        stream.set_nodelay(true)?;
        let mut client = BufReader::new(stream.try_clone()?);
        let mut writer = stream.try_clone()?;
        while let Some(head) = Head::read(&mut client)? {
            let then = match (self.judge)(&head) {
                Verdict::Close => Then::End,
                Verdict::Answer(reply) => {
                    head.for_body(&mut client, &mut |_| true)?;
                    reply.write(&mut writer, head.method() == "HEAD")?;
                    Then::Next
                }
                Verdict::Forward(tamper) => self.forward(head, &mut client, &mut writer, &tamper)?,
            };
            if then == Then::End {
                break;
            }
        }
        Ok(())
    }

    fn forward(
        &self,
        mut head: Head,
        client: &mut BufReader<TcpStream>,
        writer: &mut TcpStream,
        tamper: &Tamper,
    ) -> std::io::Result<Then> {
        let mut upstream = TcpStream::connect(self.upstream)?;
        upstream.set_read_timeout(Some(PATIENCE))?;
        if head.header("expect").is_some() {
            writer.write_all(b"HTTP/1.1 100 Continue\r\n\r\n")?;
        }
        head.remove("expect");
        tamper.drop_request.iter().for_each(|name| head.remove(name));
        head.set("Connection", "close");
        head.write(&mut upstream)?;
        if !pass_request(&head, client, &mut upstream, tamper.cut_request)? {
            if tamper.hold_request {
                self.gate.wait();
            }
            return Ok(Then::End);
        }
        let mut upstream = BufReader::new(upstream);
        let Some(mut answer) = Head::read(&mut upstream)? else { return Ok(Then::End) };
        tamper.drop_answer.iter().for_each(|name| answer.remove(name));
        if let Some((name, value)) = &tamper.set_answer {
            answer.set(name, value);
        }
        answer.remove("connection");
        answer.write(writer)?;
        let bare = head.method() == "HEAD" || matches!(answer.status(), 204 | 304);
        if bare {
            return Ok(Then::Next);
        }
        assert!(!answer.is_chunked(), "the proxy passes on bodies of known length");
        self.pass_answer(&mut upstream, answer.length().unwrap_or(0), writer, tamper)
    }

    fn pass_answer(
        &self,
        upstream: &mut BufReader<TcpStream>,
        length: u64,
        writer: &mut TcpStream,
        tamper: &Tamper,
    ) -> std::io::Result<Then> {
        let stop = tamper.cut.or(tamper.stall).filter(|stop| *stop < length);
        let mut at = 0;
        let whole = steps(upstream, stop.unwrap_or(length), &mut |bytes| {
            let mut bytes = bytes.to_vec();
            if let Some(flip) = tamper.flip.and_then(|flip| flip.checked_sub(at)) {
                bytes
                    .iter_mut()
                    .skip(usize::try_from(flip).unwrap_or(usize::MAX))
                    .take(1)
                    .for_each(|byte| *byte = !*byte);
            }
            at += bytes.len() as u64;
            writer.write_all(&bytes).is_ok()
        })?;
        if stop.is_some() && tamper.stall.is_some() {
            self.gate.wait();
        }
        Ok(if whole && stop.is_none() { Then::Next } else { Then::End })
    }
}

/// Passes the body of a request on, in the framing that its head announces. False where it was cut on purpose.
fn pass_request(
    head: &Head,
    client: &mut BufReader<TcpStream>,
    upstream: &mut TcpStream,
    cut: Option<u64>,
) -> std::io::Result<bool> {
    let mut sent = 0;
    let mut was_cut = false;
    head.for_body(client, &mut |bytes| {
        let left = cut.map_or(bytes.len(), |cut| usize::try_from(cut - sent).unwrap_or(usize::MAX));
        let part = &bytes[..bytes.len().min(left)];
        sent += part.len() as u64;
        was_cut = part.len() < bytes.len();
        // An upstream that reads no more has answered already; that answer is what counts.
        let _ = if head.is_chunked() {
            write!(upstream, "{:x}\r\n", part.len())
                .and_then(|()| upstream.write_all(part))
                .and_then(|()| upstream.write_all(b"\r\n"))
        } else {
            upstream.write_all(part)
        };
        !was_cut
    })?;
    if was_cut {
        return Ok(false);
    }
    if head.is_chunked() {
        let _ = upstream.write_all(b"0\r\n\r\n");
    }
    Ok(true)
}
