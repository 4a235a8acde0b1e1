//! Upload sessions: a file each, which any process on the same disk can go on with.
//!
//! What a session is, is in its file: its size is how far it is, its name says which repository it belongs to. In memory
//! stands only the hash so far, so that the bytes are not read again; a session that another process began, or this one
//! before it was restarted, is hashed when it is taken up.

use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::os::unix::fs::{FileExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, Weak};

use bytes::{Bytes, BytesMut};
use futures_util::StreamExt as _;

use super::super::{Appended, UploadId};
use super::{lock, run};
use crate::content::{ByteStream, Result};
use crate::layout::disk::{self, Hold};
use crate::layout::{LayoutError, regular};
use crate::oci::{Algorithm, Digest, Hasher};
use crate::reference::Repository;

/// Pieces smaller than this are gathered, since each one written costs a call.
const SMALL: usize = 32 << 10;
/// How many bytes are taken in at a stretch before others get their turn.
const TURN: usize = 2 << 20;
/// How many sessions are remembered. One that is forgotten is hashed again when it goes on.
const REMEMBERED: usize = 4096;

/// The sessions of a registry.
#[derive(Debug)]
pub(super) struct Uploads {
    dir: PathBuf,
    sessions: Mutex<HashMap<UploadId, Arc<Session>>>,
}

/// One session, as far as this process knows it.
#[derive(Debug)]
struct Session {
    path: PathBuf,
    state: Mutex<State>,
    /// The locked file while requests of this process write it.
    writer: Mutex<Weak<File>>,
}

#[derive(Debug)]
struct State {
    size: u64,
    algorithm: Algorithm,
    hasher: Hasher,
    /// Whether the bytes became a blob, or nothing. Whoever still sends may not write into the file of a blob.
    ended: bool,
}

/// The file of a session.
enum Opened {
    /// This process has it.
    Ours(Arc<File>),
    /// Another process writes it at this moment.
    Theirs,
    /// Another process has written it since it was looked at.
    Moved,
    /// The session has ended.
    Gone,
}

/// A session whose bytes have the digest that was said.
#[derive(Debug)]
pub(super) struct Whole {
    /// The file, locked.
    pub(super) file: Arc<File>,
    /// Where it is.
    pub(super) path: PathBuf,
    /// Its size in bytes.
    pub(super) size: u64,
}

/// What a session is at its end.
#[derive(Debug)]
pub(super) enum Ended {
    /// The blob.
    Whole(Whole),
    /// Something else.
    Mismatch(Digest),
    /// Nothing.
    Unknown,
}

impl Uploads {
    /// The sessions in `dir`.
    pub(super) fn new(dir: PathBuf) -> Self {
        Self { dir, sessions: Mutex::default() }
    }

    /// The name binds the session to its repository: in another it is not found.
    fn path(&self, repository: &Repository, id: &UploadId) -> PathBuf {
        let owner = Digest::sha256(repository.as_str().as_bytes());
        self.dir.join(format!("{id}-{}", &owner.hex()[..16]))
    }

    /// Opens a session.
    pub(super) fn begin(&self, repository: &Repository, algorithm: Algorithm) -> Result<UploadId, LayoutError> {
        let id = UploadId::random();
        let path = self.path(repository, &id);
        let make = || OpenOptions::new().write(true).create_new(true).mode(0o644).open(&path);
        disk::within(&self.dir, make).map_err(LayoutError::io("create", &path))?;
        self.remember(&id, Session::new(path, 0, algorithm, algorithm.hasher()));
        Ok(id)
    }

    fn remember(&self, id: &UploadId, session: Session) -> Arc<Session> {
        let mut sessions = lock(&self.sessions);
        if sessions.len() >= REMEMBERED {
            sessions.retain(|_, session| Arc::strong_count(session) > 1);
        }
        Arc::clone(sessions.entry(id.clone()).or_insert_with(|| Arc::new(session)))
    }

    /// How many bytes a session has.
    pub(super) fn size(&self, repository: &Repository, id: &UploadId) -> Result<Option<u64>, LayoutError> {
        disk::size(&self.path(repository, id))
    }

    /// The session, taken up from its file where this process does not know it.
    async fn session(&self, repository: &Repository, id: &UploadId) -> Result<Option<Arc<Session>>> {
        let path = self.path(repository, id);
        let Some(size) = disk::size(&path)? else {
            lock(&self.sessions).remove(id);
            return Ok(None);
        };
        let known = lock(&self.sessions).get(id).filter(|session| session.path == path).cloned();
        if let Some(session) = known
            && (lock(&session.state).size == size || lock(&session.writer).strong_count() > 0)
        {
            return Ok(Some(session));
        }
        lock(&self.sessions).remove(id);
        let (size, hasher) = {
            let path = path.clone();
            run(move || hashed(&path, Algorithm::Sha256)).await?
        };
        Ok(Some(self.remember(id, Session::new(path, size, Algorithm::Sha256, hasher))))
    }

    /// The session and its file, locked: both as they are now, whoever had it before.
    async fn take_up(&self, repository: &Repository, id: &UploadId) -> Result<Option<(Arc<Session>, Opened)>> {
        const ATTEMPTS: u32 = 5;
        for attempt in 1.. {
            let Some(session) = self.session(repository, id).await? else { break };
            let opened = session.open()?;
            if attempt == ATTEMPTS || !matches!(opened, Opened::Moved) {
                return Ok(Some((session, opened)));
            }
        }
        Ok(None)
    }

    /// Adds `body` at the end of a session.
    pub(super) async fn append(
        &self,
        repository: &Repository,
        id: &UploadId,
        at: Option<u64>,
        body: ByteStream,
    ) -> Result<Appended> {
        let (session, file) = match self.take_up(repository, id).await? {
            Some((session, Opened::Ours(file))) => (session, file),
            Some((session, Opened::Theirs | Opened::Moved)) => {
                let size = disk::size(&session.path)?;
                return Ok(size.map_or(Appended::Unknown, Appended::Misplaced));
            }
            Some((_, Opened::Gone)) | None => return Ok(Appended::Unknown),
        };
        let end = lock(&session.state).size;
        if at.is_some_and(|at| at != end) {
            return Ok(Appended::Misplaced(end));
        }
        Intake { session: &session, file: &file, end, gathered: BytesMut::new() }.take(body).await
    }

    /// Ends a session, and says what its bytes are.
    pub(super) async fn end(&self, repository: &Repository, id: &UploadId, digest: &Digest) -> Result<Ended> {
        let Some((session, Opened::Ours(file))) = self.take_up(repository, id).await? else {
            return Ok(Ended::Unknown);
        };
        lock(&self.sessions).remove(id);
        let (size, known) = {
            let mut state = lock(&session.state);
            if std::mem::replace(&mut state.ended, true) {
                return Ok(Ended::Unknown);
            }
            (state.size, (state.algorithm == digest.algorithm()).then(|| state.hasher.clone()))
        };
        let hasher = if let Some(hasher) = known {
            hasher
        } else {
            let (path, algorithm) = (session.path.clone(), digest.algorithm());
            run(move || hashed(&path, algorithm)).await?.1
        };
        let found = hasher.finish();
        if found == *digest {
            return Ok(Ended::Whole(Whole { file, path: session.path.clone(), size }));
        }
        disk::remove(&session.path)?;
        Ok(Ended::Mismatch(found))
    }

    /// Drops a session.
    pub(super) fn cancel(&self, repository: &Repository, id: &UploadId) -> Result<bool, LayoutError> {
        lock(&self.sessions).remove(id);
        disk::remove(&self.path(repository, id))
    }
}

impl Session {
    fn new(path: PathBuf, size: u64, algorithm: Algorithm, hasher: Hasher) -> Self {
        let state = State { size, algorithm, hasher, ended: false };
        Self { path, state: Mutex::new(state), writer: Mutex::default() }
    }

    /// The file, which all requests of this process share while it is locked against other processes.
    fn open(&self) -> Result<Opened, LayoutError> {
        let mut writer = lock(&self.writer);
        if let Some(file) = writer.upgrade() {
            return Ok(Opened::Ours(file));
        }
        if disk::size(&self.path)?.is_none() {
            return Ok(Opened::Gone);
        }
        let file = regular::writable(&self.path).map_err(|error| regular::not_writable(&self.path, error))?;
        if !disk::try_lock(&file, Hold::Alone, &self.path)? {
            return Ok(Opened::Theirs);
        }
        if !disk::is_at(&file, &self.path) {
            return Ok(Opened::Gone);
        }
        // Until it was locked another process may have added to it.
        if disk::size(&self.path)? != Some(lock(&self.state).size) {
            return Ok(Opened::Moved);
        }
        let file = Arc::new(file);
        *writer = Arc::downgrade(&file);
        Ok(Opened::Ours(file))
    }
}

/// A body on its way into a session. Each step is written by itself: a connection that dies loses nothing, a slow one
/// holds nothing, and of two that write at once the later finds the end where it did not leave it.
struct Intake<'a> {
    session: &'a Session,
    file: &'a File,
    end: u64,
    gathered: BytesMut,
}

impl Intake<'_> {
    async fn take(mut self, mut body: ByteStream) -> Result<Appended> {
        let mut turn = 0;
        while let Some(piece) = body.next().await {
            let piece = match piece {
                Ok(piece) => piece,
                Err(error) => {
                    self.flush()?;
                    return Err(error);
                }
            };
            turn += piece.len();
            if let Some(misplaced) = self.put(&piece)? {
                return Ok(misplaced);
            }
            if turn >= TURN {
                turn = 0;
                tokio::task::yield_now().await;
            }
        }
        Ok(self.flush()?.unwrap_or(Appended::To(self.end)))
    }

    fn put(&mut self, piece: &Bytes) -> Result<Option<Appended>, LayoutError> {
        if self.gathered.is_empty() && piece.len() >= SMALL {
            return self.write(piece);
        }
        self.gathered.extend_from_slice(piece);
        if self.gathered.len() >= SMALL { self.flush() } else { Ok(None) }
    }

    fn flush(&mut self) -> Result<Option<Appended>, LayoutError> {
        let gathered = self.gathered.split();
        if gathered.is_empty() { Ok(None) } else { self.write(&gathered) }
    }

    fn write(&mut self, bytes: &[u8]) -> Result<Option<Appended>, LayoutError> {
        let mut state = lock(&self.session.state);
        if state.ended {
            return Ok(Some(Appended::Unknown));
        }
        if state.size != self.end {
            return Ok(Some(Appended::Misplaced(state.size)));
        }
        if let Err(error) = self.file.write_all_at(bytes, self.end) {
            // What did not fit whole is not there: the size in memory and the one on disk must agree.
            drop(self.file.set_len(self.end));
            return Err(LayoutError::io("write", &self.session.path)(error));
        }
        state.hasher.update(bytes);
        self.end += bytes.len() as u64;
        state.size = self.end;
        Ok(None)
    }
}

/// The size and the hash of a file.
fn hashed(path: &Path, algorithm: Algorithm) -> Result<(u64, Hasher), LayoutError> {
    let mut hasher = algorithm.hasher();
    let Some(file) = regular::open(path)? else { return Ok((0, hasher)) };
    let mut buffer = vec![0; 256 << 10];
    let mut at = 0;
    loop {
        let read = file.read_at(&mut buffer, at).map_err(LayoutError::io("read", path))?;
        if read == 0 {
            return Ok((at, hasher));
        }
        hasher.update(&buffer[..read]);
        at += read as u64;
    }
}

/// Whether two files have the same bytes.
pub(super) fn same_bytes(one: &Path, other: &Path) -> Result<bool, LayoutError> {
    let failed = |path: &Path, error| LayoutError::io("read", path)(error);
    let (Some(first), Some(second)) = (regular::open(one)?, regular::open(other)?) else { return Ok(false) };
    let size = |file: &File, path: &Path| file.metadata().map(|found| found.len()).map_err(|e| failed(path, e));
    if size(&first, one)? != size(&second, other)? {
        return Ok(false);
    }
    let (mut left, mut right) = (vec![0; 256 << 10], vec![0; 256 << 10]);
    let mut at = 0;
    loop {
        let read = first.read_at(&mut left, at).map_err(|error| failed(one, error))?;
        if read == 0 {
            return Ok(true);
        }
        match second.read_exact_at(&mut right[..read], at) {
            Ok(()) if left[..read] == right[..read] => at += read as u64,
            Ok(()) => return Ok(false),
            Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => return Ok(false),
            Err(error) => return Err(failed(other, error)),
        }
    }
}

/// Removes what a session that ended left.
pub(super) fn discard(whole: &Whole) {
    // The blob is there; a file too much is purged with the stale sessions.
    drop(fs::remove_file(&whole.path));
}
