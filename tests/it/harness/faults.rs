//! Faults on order: what goes wrong between a client and a registry, when, and how often.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use super::http::{Head, Reply};
use super::proxy::{Proxy, Tamper, Verdict};

/// What goes wrong.
#[derive(Clone, Debug)]
pub enum Fault {
    /// The connection is cut after so many bytes of the answer's body.
    CutBody(u64),
    /// The connection is cut after so many bytes of the request's body.
    CutUpload(u64),
    /// The connection is cut before an answer.
    Close,
    /// The answer's body stops after so many bytes, and the connection stays open.
    Stall(u64),
    /// The request is passed on up to so many bytes of its body; no more is read and no answer comes.
    StallUpload(u64),
    /// The request is refused with this status, and `Retry-After` in seconds.
    Refuse(u16, Option<u32>),
    /// The request is refused with this status, and `Retry-After` as a date.
    RefuseUntil(u16, String),
    /// One byte of the answer's body is wrong.
    FlipByte(u64),
    /// The server does not see that a range was asked for.
    IgnoreRange,
    /// The answer lacks `Docker-Content-Digest`.
    NoDigest,
    /// The answer lacks this header, whose name is written small.
    WithoutHeader(&'static str),
    /// The answer has this header.
    Header(&'static str, String),
    /// Something else answers, with this status and this body.
    Answer(u16, String),
    /// Something that is no registry answers, with 200.
    Html,
}

/// Which requests a fault befalls.
#[derive(Clone, Debug)]
pub struct On {
    method: &'static str,
    part: String,
    skip: usize,
    left: usize,
}

impl On {
    /// Requests with this method (`*`: any) and `part` in their path or query, all of them.
    pub fn each(method: &'static str, part: impl Into<String>) -> Self {
        Self { method, part: part.into(), skip: 0, left: usize::MAX }
    }

    /// Only the first.
    pub fn first(method: &'static str, part: impl Into<String>) -> Self {
        Self::each(method, part).times(1)
    }

    /// Only so many.
    pub fn times(mut self, count: usize) -> Self {
        self.left = count;
        self
    }

    /// Not the first so many.
    pub fn after(mut self, count: usize) -> Self {
        self.skip = count;
        self
    }

    /// Whether the request is one of these; counts it.
    fn takes(&mut self, head: &Head) -> bool {
        let meant = (self.method == "*" || self.method == head.method()) && head.target().contains(&self.part);
        if !meant || self.left == 0 {
            return false;
        }
        if self.skip > 0 {
            self.skip -= 1;
            return false;
        }
        self.left -= 1;
        true
    }
}

/// A proxy in front of a server that makes faults.
pub struct Faults {
    proxy: Proxy,
    orders: Arc<Mutex<Vec<(On, Fault)>>>,
    log: Arc<Mutex<Vec<Head>>>,
}

impl Faults {
    /// A proxy that makes none yet.
    pub fn before(upstream: SocketAddr) -> Self {
        let orders: Arc<Mutex<Vec<(On, Fault)>>> = Arc::default();
        let log: Arc<Mutex<Vec<Head>>> = Arc::default();
        let (inner, record) = (orders.clone(), log.clone());
        let judge = move |head: &Head| {
            record.lock().unwrap().push(head.clone());
            let mut orders = inner.lock().unwrap();
            let fault = orders.iter_mut().find_map(|(on, fault)| on.takes(head).then(|| fault.clone()));
            verdict(fault)
        };
        Self { proxy: Proxy::start(upstream, Arc::new(judge)), orders, log }
    }

    /// Orders a fault. Of several that meet a request, the one ordered first befalls it.
    pub fn order(&self, on: On, fault: Fault) -> &Self {
        self.orders.lock().unwrap().push((on, fault));
        self
    }

    /// No more faults.
    pub fn clear(&self) {
        self.orders.lock().unwrap().clear();
    }

    pub fn address(&self) -> SocketAddr {
        self.proxy.address()
    }

    /// `repository` behind the proxy, as a user writes it.
    pub fn reference(&self, repository: &str) -> String {
        format!("{}/{repository}", self.address())
    }

    /// The requests so far, with their headers.
    pub fn log(&self) -> Vec<Head> {
        self.log.lock().unwrap().clone()
    }

    /// How many requests there were with this method (`*`: any) and `part` in their path or query.
    pub fn count(&self, method: &'static str, part: &str) -> usize {
        let mut on = On::each(method, part);
        self.log().iter().filter(|head| on.takes(head)).count()
    }
}

fn verdict(fault: Option<Fault>) -> Verdict {
    let tamper = match fault {
        None => Tamper::default(),
        Some(Fault::Close) => return Verdict::Close,
        Some(Fault::Refuse(status, pause)) => {
            return Verdict::Answer(refusal(status, pause.map(|seconds| seconds.to_string())));
        }
        Some(Fault::RefuseUntil(status, date)) => return Verdict::Answer(refusal(status, Some(date))),
        Some(Fault::Answer(status, body)) => {
            return Verdict::Answer(Reply::new(status, body).with("Content-Type", "application/json"));
        }
        Some(Fault::Html) => {
            let page = Reply::new(200, "<html><body>Please log in to the network</body></html>");
            return Verdict::Answer(page.with("Content-Type", "text/html"));
        }
        Some(Fault::CutBody(at)) => Tamper { cut: Some(at), ..Tamper::default() },
        Some(Fault::CutUpload(at)) => Tamper { cut_request: Some(at), ..Tamper::default() },
        Some(Fault::Stall(at)) => Tamper { stall: Some(at), ..Tamper::default() },
        Some(Fault::StallUpload(at)) => Tamper { cut_request: Some(at), hold_request: true, ..Tamper::default() },
        Some(Fault::FlipByte(at)) => Tamper { flip: Some(at), ..Tamper::default() },
        Some(Fault::IgnoreRange) => Tamper { drop_request: vec!["range", "if-range"], ..Tamper::default() },
        Some(Fault::NoDigest) => Tamper { drop_answer: vec!["docker-content-digest"], ..Tamper::default() },
        Some(Fault::WithoutHeader(name)) => Tamper { drop_answer: vec![name], ..Tamper::default() },
        Some(Fault::Header(name, value)) => Tamper { set_answer: Some((name, value)), ..Tamper::default() },
    };
    Verdict::Forward(tamper)
}

fn refusal(status: u16, pause: Option<String>) -> Reply {
    let code = if status == 429 { "TOOMANYREQUESTS" } else { "UNAVAILABLE" };
    let body = serde_json::json!({"errors": [{"code": code, "message": "refused on order"}]}).to_string();
    let reply = Reply::new(status, body).with("Content-Type", "application/json");
    match pause {
        Some(until) => reply.with("Retry-After", until),
        None => reply,
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufReader, Read, Write};
    use std::net::TcpStream;
    use std::time::Duration;

    use super::super::http::request;
    use super::super::registry::Registry;
    use super::*;

    fn body_until_it_ends(address: SocketAddr, target: &str) -> (Head, Vec<u8>, bool) {
        let mut stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(Duration::from_millis(500))).unwrap();
        write!(stream, "GET {target} HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
        let mut reader = BufReader::new(stream);
        let head = Head::read(&mut reader).unwrap().unwrap();
        let mut body = Vec::new();
        let ended = reader.read_to_end(&mut body).is_ok();
        (head, body, ended)
    }

    #[test]
    fn every_fault_is_what_it_says() {
        let registry = Registry::start();
        let content: Vec<u8> = (0..100_000_u32).map(|at| u8::try_from(at % 251).unwrap()).collect();
        let target = format!("/v2/a/blobs/{}", registry.put_blob("a", &content));
        let faults = Faults::before(registry.address());
        let get = |headers: &[(&str, &str)]| request(faults.address(), "GET", &target, headers, b"");

        assert_eq!(get(&[]).body, content);
        faults.order(On::first("GET", "/blobs/"), Fault::CutBody(70_000));
        assert_eq!(body_until_it_ends(faults.address(), &target).1, content[..70_000]);
        faults.order(On::first("GET", "/blobs/"), Fault::Stall(5));
        let (_, body, ended) = body_until_it_ends(faults.address(), &target);
        assert_eq!((body.as_slice(), ended), (&content[..5], false));
        faults.order(On::first("GET", "/blobs/"), Fault::FlipByte(99_999));
        let flipped = get(&[]).body;
        assert_eq!((&flipped[..99_999], flipped[99_999]), (&content[..99_999], !content[99_999]));
        faults.order(On::first("GET", "/blobs/"), Fault::IgnoreRange);
        assert_eq!(get(&[("Range", "bytes=5-")]).status, 200);
        assert_eq!(get(&[("Range", "bytes=5-")]).status, 206);
        faults.order(On::first("GET", "/blobs/"), Fault::NoDigest);
        assert_eq!(get(&[]).header("docker-content-digest"), None);
        faults.order(On::each("GET", "/blobs/").after(1).times(2), Fault::Refuse(429, Some(7)));
        let statuses: Vec<u16> = (0..4).map(|_| get(&[]).status).collect();
        assert_eq!(statuses, [200, 429, 429, 200]);
        faults.order(On::each("*", "/v2/"), Fault::Html);
        assert_eq!(get(&[]).header("content-type"), Some("text/html"));
        faults.clear();
        assert_eq!(get(&[]).body, content);
        assert_eq!(faults.count("GET", "/blobs/"), faults.log().len());
    }

    #[test]
    fn an_upload_can_be_cut_and_gone_on_with() {
        let registry = Registry::start();
        let faults = Faults::before(registry.address());
        let begun = request(faults.address(), "POST", "/v2/a/blobs/uploads/", &[], b"");
        let location = begun.header("location").unwrap().to_owned();
        faults.order(On::first("PATCH", "uploads"), Fault::CutUpload(3));
        let mut stream = TcpStream::connect(faults.address()).unwrap();
        write!(stream, "PATCH {location} HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\n\r\nabcdef").unwrap();
        assert_eq!(stream.read_to_end(&mut Vec::new()).unwrap_or(0), 0, "no answer came");
        // The registry may still be taking in the three bytes: what it says now is what counts for the next chunk.
        let at: u64 = loop {
            let status = request(faults.address(), "GET", &location, &[], b"");
            if status.header("range") == Some("0-2") {
                break 3;
            }
            std::thread::yield_now();
        };
        let range = format!("{at}-5");
        let digest = wharf::oci::Digest::sha256(b"abcdef");
        let put = format!("{location}?digest={digest}");
        let finished = request(faults.address(), "PUT", &put, &[("Content-Range", &range)], b"def");
        assert_eq!(finished.status, 201, "{}", finished.text());
    }
}
