//! The access log: a line for each request, as text or as JSON, written by a thread of its own so that no request waits
//! for a disk or a terminal. Lines that it cannot keep up with are dropped and counted.

use std::fmt::Write as _;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use jiff::Timestamp;
use serde_json::json;

/// How many lines may wait for the writer.
const WAITING: usize = 8 << 10;
/// For how long lines are gathered before they are written.
const MOMENT: Duration = Duration::from_millis(20);
/// The memory that the writer keeps for its next lines.
const BATCH: usize = 64 << 10;
/// The longest that a part of a line gets which a client chose.
const LONGEST: usize = 2 << 10;
/// Parameters of a query whose values open doors.
const SECRETS: [&str; 8] =
    ["_state", "token", "password", "access_token", "refresh_token", "client_secret", "authorization", "signature"];

/// How a line looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LogForm {
    /// Words behind one another.
    #[default]
    Text,
    /// An object of JSON.
    Json,
}

/// A request and its answer, for the log.
#[derive(Clone, Debug)]
pub struct Line {
    /// When the request came.
    pub time: Timestamp,
    /// Where from.
    pub peer: Option<IpAddr>,
    /// Who proved to send it.
    pub user: Option<String>,
    /// The method.
    pub method: String,
    /// The path and the query, as they came.
    pub target: String,
    /// The status of the answer.
    pub status: u16,
    /// The bytes of the answer's body that were handed over.
    pub sent: u64,
    /// The bytes of the request's body.
    pub received: u64,
    /// How long it took.
    pub duration: Duration,
    /// The name of the request.
    pub request_id: String,
    /// What the client says it is.
    pub user_agent: String,
}

impl Line {
    fn write(&self, form: LogForm, text: &mut String) {
        let target = redact(&self.target);
        match form {
            LogForm::Text => {
                let peer = self.peer.map_or_else(|| "-".to_owned(), |peer| peer.to_string());
                // Writing to memory does not fail.
                let _ = writeln!(
                    text,
                    "{:.3} {peer} {} {} {} {} {} {} {:.3}ms {} \"{}\"",
                    self.time,
                    self.user.as_deref().map_or_else(|| "-".to_owned(), word),
                    word(&self.method),
                    word(&target),
                    self.status,
                    self.sent,
                    self.received,
                    self.duration.as_secs_f64() * 1e3,
                    self.request_id,
                    escape(&self.user_agent),
                );
            }
            LogForm::Json => {
                let line = json!({
                    "time": format!("{:.3}", self.time),
                    "peer": self.peer,
                    "user": self.user,
                    "method": self.method,
                    "target": cut(&target),
                    "status": self.status,
                    "sent": self.sent,
                    "received": self.received,
                    "ms": millis(self.duration),
                    "id": self.request_id,
                    "agent": cut(&self.user_agent),
                });
                let _ = writeln!(text, "{line}");
            }
        }
    }
}

/// Milliseconds, to the microsecond that the clock is good for: what lies behind it is noise of the conversion.
fn millis(duration: Duration) -> f64 {
    (duration.as_secs_f64() * 1e6).round() / 1e3
}

/// A target without what opens doors.
fn redact(target: &str) -> String {
    let Some((path, query)) = target.split_once('?') else { return target.to_owned() };
    let pairs = query.split('&').map(|pair| match pair.split_once('=') {
        Some((name, _)) if is_secret(name) => format!("{name}=REDACTED"),
        _ => pair.to_owned(),
    });
    format!("{path}?{}", pairs.collect::<Vec<_>>().join("&"))
}

/// Whether a parameter holds a secret, however its name is written.
fn is_secret(name: &str) -> bool {
    let pair = url::form_urlencoded::parse(name.as_bytes()).next();
    pair.is_some_and(|(name, _)| SECRETS.iter().any(|secret| name.eq_ignore_ascii_case(secret)))
}

fn cut(text: &str) -> &str {
    &text[..text.floor_char_boundary(LONGEST)]
}

/// Text that ends neither the line nor a quotation, and commands no terminal.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len().min(LONGEST));
    for c in cut(text).chars() {
        match c {
            '"' | '\\' => escaped.extend(['\\', c]),
            ' '..='~' => escaped.push(c),
            c if c.is_alphanumeric() => escaped.push(c),
            c => escaped.extend(c.escape_default()),
        }
    }
    escaped
}

/// Escaped text that is one word.
fn word(text: &str) -> String {
    escape(text).replace(' ', "\\x20")
}

/// Where the lines go.
pub enum Sink {
    /// Any writer, such as standard error.
    Writer(Box<dyn Write + Send>),
    /// A file that is appended to, and opened again when it is told to.
    File(PathBuf),
}

/// A log that is being written.
pub struct AccessLog {
    form: LogForm,
    desk: Arc<Desk>,
    writer: Option<JoinHandle<()>>,
}

/// Where requests leave their lines for the writer.
#[derive(Default)]
struct Desk {
    tray: Mutex<Tray>,
    filled: Condvar,
}

#[derive(Default)]
struct Tray {
    lines: Vec<Line>,
    reopen: bool,
    closed: bool,
}

impl Desk {
    fn tray(&self) -> MutexGuard<'_, Tray> {
        // What is in it is whole at any moment.
        self.tray.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until there is something to do, and a moment more, so that many lines wake the writer once.
    fn collect(&self) -> Tray {
        let idle = |tray: &mut Tray| tray.lines.is_empty() && !tray.closed && !tray.reopen;
        let tray = self.filled.wait_while(self.tray(), idle).unwrap_or_else(PoisonError::into_inner);
        let pressing = |tray: &mut Tray| !tray.closed && !tray.reopen;
        let waited = self.filled.wait_timeout_while(tray, MOMENT, pressing);
        let (mut tray, _) = waited.unwrap_or_else(PoisonError::into_inner);
        let closed = tray.closed;
        std::mem::replace(&mut tray, Tray { closed, ..Tray::default() })
    }
}

impl std::fmt::Debug for AccessLog {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AccessLog").field("form", &self.form).finish_non_exhaustive()
    }
}

impl AccessLog {
    /// Starts the writer.
    ///
    /// # Errors
    /// The file cannot be opened, or no thread started.
    pub fn start(form: LogForm, sink: Sink) -> io::Result<Self> {
        let desk = Arc::new(Desk::default());
        let output = Output::open(sink)?;
        let writer = std::thread::Builder::new().name("access-log".to_owned()).spawn({
            let desk = Arc::clone(&desk);
            move || write_lines(form, &desk, output)
        })?;
        Ok(Self { form, desk, writer: Some(writer) })
    }

    /// Leaves a line for the writer. False where it has too many already.
    pub fn write(&self, line: Line) -> bool {
        let mut tray = self.desk.tray();
        let room = tray.lines.len() < WAITING;
        if room {
            tray.lines.push(line);
        }
        let is_first = tray.lines.len() == 1;
        drop(tray);
        if is_first {
            self.desk.filled.notify_one();
        }
        room
    }

    /// Opens the file again, since it may have been moved away.
    pub fn reopen(&self) {
        self.desk.tray().reopen = true;
        self.desk.filled.notify_one();
    }
}

impl Drop for AccessLog {
    /// Waits until all lines are written.
    fn drop(&mut self) {
        self.desk.tray().closed = true;
        self.desk.filled.notify_one();
        if let Some(writer) = self.writer.take() {
            // A writer that panicked has lost its lines, and there is nobody to tell.
            drop(writer.join());
        }
    }
}

struct Output {
    writer: Box<dyn Write + Send>,
    path: Option<PathBuf>,
}

impl Output {
    fn open(sink: Sink) -> io::Result<Self> {
        Ok(match sink {
            Sink::Writer(writer) => Self { writer, path: None },
            Sink::File(path) => Self { writer: Box::new(append_to(&path)?), path: Some(path) },
        })
    }

    /// A file that cannot be opened again is written to as before.
    fn reopen(&mut self) {
        if let Some(file) = self.path.as_deref().and_then(|path| append_to(path).ok()) {
            self.writer = Box::new(file);
        }
    }
}

fn append_to(path: &Path) -> io::Result<File> {
    OpenOptions::new().create(true).append(true).open(path)
}

fn write_lines(form: LogForm, desk: &Desk, mut output: Output) {
    let mut text = String::new();
    loop {
        let tray = desk.collect();
        for line in &tray.lines {
            line.write(form, &mut text);
        }
        // Lines from before the file was moved away may come into the new one.
        if tray.reopen {
            output.reopen();
        }
        // A full disk must not stop the registry; the next lines are tried again.
        let _ = output.writer.write_all(text.as_bytes()).and_then(|()| output.writer.flush());
        text.clear();
        text.shrink_to(BATCH);
        if tray.closed {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn line() -> Line {
        Line {
            time: "2026-01-02T03:04:05.678Z".parse().unwrap(),
            peer: Some("192.0.2.7".parse().unwrap()),
            user: Some("ann".to_owned()),
            method: "GET".to_owned(),
            target: "/v2/a/tags/list?n=1".to_owned(),
            status: 200,
            sent: 12,
            received: 0,
            duration: Duration::from_micros(1500),
            request_id: "abc".to_owned(),
            user_agent: "docker/27".to_owned(),
        }
    }

    fn written(form: LogForm, line: &Line) -> String {
        let mut text = String::new();
        line.write(form, &mut text);
        text
    }

    #[test]
    fn a_line_says_who_asked_what_and_got_what() {
        let expected =
            "2026-01-02T03:04:05.678Z 192.0.2.7 ann GET /v2/a/tags/list?n=1 200 12 0 1.500ms abc \"docker/27\"\n";
        assert_eq!(written(LogForm::Text, &line()), expected);
        let json: serde_json::Value = serde_json::from_str(&written(LogForm::Json, &line())).unwrap();
        assert_eq!(
            (json["user"].as_str(), json["status"].as_u64(), json["ms"].as_f64()),
            (Some("ann"), Some(200), Some(1.5))
        );
        let anonymous = Line { user: None, peer: None, ..line() };
        assert!(written(LogForm::Text, &anonymous).contains("Z - - GET "));
    }

    #[test]
    fn what_opens_doors_is_not_written() {
        let target = "/v2/a/blobs/uploads/x?_state=hunter2&digest=d&Access_Token=hunter2&pass%77ord=hunter2&token=&n";
        let shown = redact(target);
        assert!(!shown.contains("hunter2"), "{shown}");
        assert_eq!(
            shown,
            "/v2/a/blobs/uploads/x?_state=REDACTED&digest=d&Access_Token=REDACTED&pass%77ord=REDACTED&token=REDACTED&n"
        );
    }

    #[test]
    fn a_client_can_neither_forge_a_line_nor_command_a_terminal() {
        let user_agent = "x\" 200\r\n\u{1b}[31m\u{202e}é\\".to_owned();
        let hostile = Line { user_agent, target: "/a b".to_owned(), ..line() };
        let text = written(LogForm::Text, &hostile);
        assert!(
            text.contains(r"/a\x20b 200") && text.ends_with("\"x\\\" 200\\r\\n\\u{1b}[31m\\u{202e}é\\\\\"\n"),
            "{text}"
        );
        let long = Line { user_agent: "é".repeat(5000), ..line() };
        assert!(written(LogForm::Json, &long).len() < 2500);
    }

    #[test]
    fn the_file_is_opened_again() {
        let dir = tempfile::tempdir().unwrap();
        let (path, moved) = (dir.path().join("log"), dir.path().join("log.1"));
        let log = AccessLog::start(LogForm::Text, Sink::File(path.clone())).unwrap();
        assert!(log.write(line()));
        while std::fs::read_to_string(&path).unwrap().is_empty() {
            std::thread::yield_now();
        }
        std::fs::rename(&path, &moved).unwrap();
        log.reopen();
        assert!(log.write(Line { request_id: "second".to_owned(), ..line() }));
        drop(log);
        assert!(std::fs::read_to_string(&path).unwrap().contains("second"));
        assert_eq!(std::fs::read_to_string(&moved).unwrap().lines().count(), 1);
    }

    #[test]
    fn lines_that_nobody_can_write_are_dropped() {
        /// A writer that waits until it is let go.
        struct Stuck(std::sync::mpsc::Receiver<()>);
        impl Write for Stuck {
            fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
                let _ = self.0.recv();
                Ok(bytes.len())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let (release, stuck) = std::sync::mpsc::channel();
        let log = AccessLog::start(LogForm::Text, Sink::Writer(Box::new(Stuck(stuck)))).unwrap();
        let lost = (0..3 * WAITING).filter(|_| !log.write(line())).count();
        assert!(lost > 0 && lost < 3 * WAITING, "{lost}");
        drop(release);
    }

    proptest! {
        #[test]
        fn every_line_is_one_line(target in any::<String>(), user_agent in any::<String>()) {
            for form in [LogForm::Text, LogForm::Json] {
                let text = written(form, &Line { target: target.clone(), user_agent: user_agent.clone(), ..line() });
                prop_assert_eq!(text.lines().count(), 1);
                prop_assert!(!text.trim_end_matches('\n').chars().any(|c| c.is_ascii_control()));
            }
        }
    }
}
