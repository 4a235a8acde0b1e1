//! The system calls of a process as strace writes them down, and what they say about the order in which things last.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

/// What a call did, at the moment when it was done.
#[derive(Debug, PartialEq, Eq)]
enum Event {
    Write(String),
    Sync(String),
    /// A file got a name: by renaming, or as another link.
    Name {
        from: String,
        to: String,
    },
    Answer(u16),
}

pub struct Trace {
    events: Vec<Event>,
    first: u32,
}

impl Trace {
    pub fn read(log: &Path) -> Self {
        let text = fs::read_to_string(log).unwrap();
        let mut begun: HashMap<&str, &str> = HashMap::new();
        let mut events = Vec::new();
        for line in text.lines() {
            let Some((pid, call)) = line.split_once(' ') else { continue };
            let call = call.trim_start();
            // An answer counts from when it is begun, everything else from when it is done.
            if let Some(head) = call.strip_suffix("<unfinished ...>") {
                events.extend(answer(head));
                begun.insert(pid, head);
            } else if let Some((_, rest)) = call.split_once(" resumed>").filter(|_| call.starts_with("<...")) {
                let head = begun.remove(pid).unwrap_or_default();
                events.extend(event(&format!("{head}{rest}")).filter(|event| !matches!(event, Event::Answer(_))));
            } else {
                events.extend(event(call));
            }
        }
        let first = text.split(' ').next().and_then(|pid| pid.parse().ok()).expect("a process that did something");
        Self { events, first }
    }

    /// The process that was traced from the beginning.
    pub fn first_process(&self) -> u32 {
        self.first
    }

    fn before(&self, status: u16) -> &[Event] {
        let at = self.events.iter().position(|event| *event == Event::Answer(status));
        &self.events[..at.unwrap_or_else(|| panic!("no answer {status} in {:#?}", self.events))]
    }

    /// Asserts that what was written into `file` was synced afterwards, before the file got this name, and before the
    /// answer.
    #[track_caller]
    pub fn is_synced_before_answer(&self, status: u16, file: &str) {
        let events = self.before(status);
        let named = events.iter().enumerate().rev().find_map(|(at, event)| match event {
            Event::Name { from, to } if to == file => Some((at, from.as_str())),
            _ => None,
        });
        let (until, path) = named.unwrap_or((events.len(), file));
        let written = events[..until].iter().rposition(|event| *event == Event::Write(path.to_owned()));
        let written = written.unwrap_or_else(|| panic!("{path} is not written before {file} is named: {events:#?}"));
        let synced = events[written..until].contains(&Event::Sync(path.to_owned()));
        assert!(synced, "{path} is not synced before it is named or told of: {events:#?}");
    }

    /// Asserts that `file` got its name, and that the name was synced afterwards, before the answer.
    #[track_caller]
    pub fn is_named_before_answer(&self, status: u16, file: &str) {
        let events = self.before(status);
        assert!(self.is_named(status, file), "{file} is not named and its directory synced then: {events:#?}");
    }

    fn is_named(&self, status: u16, file: &str) -> bool {
        let events = self.before(status);
        let named = events.iter().rposition(|event| matches!(event, Event::Name { to, .. } if to == file));
        let dir = Path::new(file).parent().unwrap().to_str().unwrap();
        named.is_some_and(|named| events[named..].contains(&Event::Sync(dir.to_owned())))
    }

    /// Asserts that `first` was synced before `then` got its name.
    #[track_caller]
    pub fn is_synced_before_naming(&self, first: &str, then: &str) {
        let synced = self.events.iter().position(|event| *event == Event::Sync(first.to_owned()));
        let named = self.events.iter().position(|event| matches!(event, Event::Name { to, .. } if to == then));
        assert!(synced.is_some() && named.is_some() && synced < named, "{first}, {then}: {:#?}", self.events);
    }

    /// Asserts that a file or a directory was synced before the answer.
    #[track_caller]
    pub fn has_synced(&self, status: u16, path: &str) {
        let events = self.before(status);
        assert!(events.contains(&Event::Sync(path.to_owned())), "{path} is not synced: {events:#?}");
    }
}

fn answer(call: &str) -> Option<Event> {
    let writes = ["write(", "writev(", "sendto(", "sendmsg("].iter().any(|name| call.starts_with(name));
    let (_, after) = call.split_once("\"HTTP/1.1 ").filter(|_| writes)?;
    Some(Event::Answer(after.get(..3)?.parse().ok()?))
}

/// What a whole line says; nothing where the call failed or is none of those looked for.
fn event(call: &str) -> Option<Event> {
    if let Some(answer) = answer(call) {
        return Some(answer);
    }
    let (name, arguments) = call.split_once('(')?;
    let (arguments, result) = arguments.rsplit_once(") = ")?;
    if result.starts_with('-') {
        return None;
    }
    // `9</the/path>, ...`
    let file = || Some(arguments.split_once('<')?.1.split_once('>')?.0.to_owned());
    match name {
        "write" | "pwrite64" | "writev" => file().map(Event::Write),
        "fsync" | "fdatasync" => file().map(Event::Sync),
        "rename" | "renameat" | "renameat2" | "link" | "linkat" => {
            let mut quoted = arguments.split('"').skip(1).step_by(2).map(str::to_owned);
            Some(Event::Name { from: quoted.next()?, to: quoted.next()? })
        }
        _ => None,
    }
}

#[test]
fn calls_that_overlap_are_taken_apart() {
    let dir = tempfile::tempdir().unwrap();
    let log = dir.path().join("log");
    let lines = [
        "10 pwrite64(9</s/up>, \"ab\", 2, 0) = 2",
        "11 fsync(9</s/up> <unfinished ...>",
        "10 linkat(AT_FDCWD</x>, \"/s/a\", AT_FDCWD</x>, \"/s/b\", 0) = -1 EEXIST (File exists)",
        "11 <... fsync resumed>) = 0",
        "11 rename(\"/s/up\", \"/s/blob\") = 0",
        "10 writev(7<socket:[1]>, [{iov_base=\"HTTP/1.1 201 Created\\r\\n\", iov_len=9}], 1 <unfinished ...>",
        "11 fsync(8</s>) = 0",
        "10 <... writev resumed>) = 9",
    ];
    fs::write(&log, lines.join("\n")).unwrap();
    let trace = Trace::read(&log);
    assert_eq!(trace.first_process(), 10);
    trace.is_synced_before_answer(201, "/s/blob");
    assert!(!trace.is_named(201, "/s/blob"), "the directory is synced after the answer");
    assert!(!trace.is_named(201, "/s/b"), "that link failed");
}
