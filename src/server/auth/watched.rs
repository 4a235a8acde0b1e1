//! A file whose meaning is kept in memory and read again once the file changes.
//!
//! The file is looked at when somebody asks, and at most once in an interval. A change that makes it unusable leaves the
//! old meaning in force: a slip of the editor must neither lock everybody out nor let everybody in.

use std::fs::{self, File};
use std::io::{self, Read};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::error::{AuthError, Flaw};

/// No file that the guard reads is larger than this many bytes.
const MOST: u64 = 16 << 20;

/// Who hears of what the operator should know.
pub type Warn = Arc<dyn Fn(&str) + Send + Sync>;

/// A file and what it means.
pub struct Watched<T> {
    path: PathBuf,
    interval: Duration,
    parse: fn(&str) -> Result<T, Flaw>,
    warn: Warn,
    state: Mutex<State<T>>,
}

struct State<T> {
    value: Arc<T>,
    stamp: Option<Stamp>,
    checked: Instant,
}

/// What tells one state of a file from another, without reading it.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Stamp {
    inode: (u64, u64),
    size: u64,
    modified: (i64, i64),
    changed: (i64, i64),
}

impl Stamp {
    fn of(metadata: &fs::Metadata) -> Self {
        Self {
            inode: (metadata.dev(), metadata.ino()),
            size: metadata.size(),
            modified: (metadata.mtime(), metadata.mtime_nsec()),
            changed: (metadata.ctime(), metadata.ctime_nsec()),
        }
    }
}

impl<T> Watched<T> {
    /// Reads `path`, and from then on looks at most once in `interval` whether it changed.
    pub fn open(
        path: &Path,
        interval: Duration,
        warn: Warn,
        parse: fn(&str) -> Result<T, Flaw>,
    ) -> Result<Self, AuthError> {
        let (stamp, value) = read(path, parse)?;
        let state = State { value: Arc::new(value), stamp: Some(stamp), checked: Instant::now() };
        Ok(Self { path: path.to_owned(), interval, parse, warn, state: Mutex::new(state) })
    }

    /// What the file means now.
    pub fn get(&self) -> Arc<T> {
        // Nothing is left half done under this lock, so that a panic elsewhere does not make the value wrong.
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if state.checked.elapsed() >= self.interval {
            self.refresh(&mut state);
            state.checked = Instant::now();
        }
        state.value.clone()
    }

    fn refresh(&self, state: &mut State<T>) {
        let stamp = fs::metadata(&self.path).map(|metadata| Stamp::of(&metadata)).ok();
        if stamp.is_some() && stamp == state.stamp {
            return;
        }
        match read(&self.path, self.parse) {
            Ok((stamp, value)) => {
                state.value = Arc::new(value);
                state.stamp = Some(stamp);
            }
            // Told once for each state that the file is in.
            Err(error) => {
                if state.stamp != stamp {
                    let cause =
                        std::error::Error::source(&error).map_or_else(String::new, |cause| format!(": {cause}"));
                    (self.warn)(&format!("{error}{cause}; what it said before stays in force"));
                }
                state.stamp = stamp;
            }
        }
    }
}

fn read<T>(path: &Path, parse: fn(&str) -> Result<T, Flaw>) -> Result<(Stamp, T), AuthError> {
    let (stamp, text) = read_text(path).map_err(|source| AuthError::Read { path: path.to_owned(), source })?;
    let value = parse(&text).map_err(|flaw| AuthError::Content { path: path.to_owned(), flaw })?;
    Ok((stamp, value))
}

fn read_text(path: &Path) -> io::Result<(Stamp, String)> {
    let file = File::open(path)?;
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is no regular file"));
    }
    let mut text = String::new();
    // What is read may be newer than the stamp; then the next look finds another one and reads again.
    if file.take(MOST + 1).read_to_string(&mut text)? as u64 > MOST {
        return Err(io::Error::new(io::ErrorKind::InvalidData, format!("it is larger than {MOST} bytes")));
    }
    Ok((Stamp::of(&metadata), text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Result<u32, Flaw> {
        text.trim().parse().map_err(|_| Flaw::on(1, "no number"))
    }

    fn recorder() -> (Warn, Arc<Mutex<Vec<String>>>) {
        let record: Arc<Mutex<Vec<String>>> = Arc::default();
        let inner = record.clone();
        (Arc::new(move |text| inner.lock().unwrap().push(text.to_owned())), record)
    }

    #[test]
    fn changes_are_seen_and_broken_ones_told_once() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("n");
        fs::write(&path, "1").unwrap();
        let (warn, record) = recorder();
        let watched = Watched::open(&path, Duration::ZERO, warn, number).unwrap();
        assert_eq!(*watched.get(), 1);
        fs::write(&path, "22").unwrap();
        assert_eq!(*watched.get(), 22);
        fs::write(&path, "broken").unwrap();
        assert_eq!((*watched.get(), *watched.get()), (22, 22));
        assert_eq!(record.lock().unwrap().len(), 1);
        assert!(record.lock().unwrap()[0].contains("line 1: no number"), "{record:?}");
        fs::remove_file(&path).unwrap();
        assert_eq!((*watched.get(), *watched.get()), (22, 22));
        assert_eq!(record.lock().unwrap().len(), 2);
        fs::write(&path, "3").unwrap();
        assert_eq!(*watched.get(), 3);
    }

    #[test]
    fn a_file_is_not_looked_at_within_the_interval() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("n");
        fs::write(&path, "1").unwrap();
        let watched = Watched::open(&path, Duration::from_hours(1), Arc::new(|_| {}), number).unwrap();
        fs::write(&path, "22").unwrap();
        assert_eq!(*watched.get(), 1);
    }

    #[test]
    fn what_cannot_be_read_at_first_is_an_error() {
        let dir = tempfile::tempdir().unwrap();
        let open = |path: &Path| Watched::open(path, Duration::ZERO, Arc::new(|_| {}), number).map(drop);
        assert!(matches!(open(&dir.path().join("none")), Err(AuthError::Read { .. })));
        assert!(matches!(open(dir.path()), Err(AuthError::Read { .. })));
        let path = dir.path().join("n");
        fs::write(&path, "x").unwrap();
        let error = open(&path).unwrap_err();
        assert_eq!(error.to_string(), format!("{}: line 1: no number", path.display()));
    }
}
