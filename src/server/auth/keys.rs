//! The keys that the registry signs its own tokens with: files in a directory that nobody else may read.
//!
//! Several processes may share the directory. The first key is made under a lock, so that they all end with one; a key
//! that was added signs only after all of them had the time to see it, and goes once nothing that it signed still holds.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use ring::rand::SystemRandom;
use ring::signature::{Ed25519KeyPair, KeyPair};
use serde_json::{Value, json};

use super::error::AuthError;
use super::jwk::PublicKey;
use super::jwt;
use crate::oci::Digest;

/// How long nothing is signed with a new key, in seconds: twice as long as others take to see it, and some more.
const SETTLING: i64 = 5;
const EXTENSION: &str = "pk8";

/// The keys, read again when the directory changes.
pub struct KeyRing {
    dir: PathBuf,
    interval: Duration,
    state: Mutex<State>,
}

struct State {
    keys: Arc<Keys>,
    stamp: Option<(i64, i64)>,
    checked: Instant,
}

/// The keys at one moment, oldest first; there is always one.
pub struct Keys(Vec<Key>);

struct Key {
    id: String,
    created: i64,
    pair: Ed25519KeyPair,
    public: PublicKey,
}

/// Now, in seconds since 1970.
pub fn now() -> i64 {
    let elapsed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(elapsed.as_secs()).unwrap_or(i64::MAX)
}

impl KeyRing {
    /// Opens the directory, and makes it and a first key where there is none.
    pub fn open(dir: &Path, interval: Duration) -> Result<Self, AuthError> {
        let lock = lock(dir)?;
        if files(dir)?.is_empty() {
            create(dir, now())?;
        }
        drop(lock);
        let stamp = stamp(dir);
        let state = State { keys: Arc::new(Keys::read(dir)?), stamp, checked: Instant::now() };
        Ok(Self { dir: dir.to_owned(), interval, state: Mutex::new(state) })
    }

    /// The keys as they are now. Where they cannot be read any more, those from before.
    pub fn keys(&self) -> Arc<Keys> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if state.checked.elapsed() >= self.interval {
            let stamp = stamp(&self.dir);
            if (stamp.is_none() || stamp != state.stamp)
                && let Ok(keys) = Keys::read(&self.dir)
            {
                state.keys = Arc::new(keys);
                state.stamp = stamp;
            }
            state.checked = Instant::now();
        }
        state.keys.clone()
    }
}

/// What becomes of the keys from before, when there is a new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Old {
    /// They verify until nothing that they signed holds any more.
    Keep,
    /// They go at once, and every token with them: for keys that somebody else has seen.
    Drop,
}

/// What a change of keys did. Keys are called by the `kid` of what they sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rotation {
    /// The key that is new.
    pub added: String,
    /// The keys that were removed.
    pub removed: Vec<String>,
    /// The keys from before that still verify.
    pub kept: Vec<String>,
}

/// A key, as far as anybody may know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyFacts {
    /// What it is called in tokens.
    pub id: String,
    /// When it was made, in seconds since 1970.
    pub created: i64,
    /// Whether new tokens are signed with it.
    pub signs: bool,
}

/// The keys in `dir`, oldest first; none where there is no such directory.
///
/// # Errors
/// The directory cannot be read, or holds a key that cannot.
pub fn list(dir: &Path) -> Result<Vec<KeyFacts>, AuthError> {
    if !dir.exists() || files(dir)?.is_empty() {
        return Ok(Vec::new());
    }
    let keys = Keys::read(dir)?;
    let signing = keys.signing(now()).map(|key| key.id.clone());
    let facts =
        |key: &Key| KeyFacts { id: key.id.clone(), created: key.created, signs: signing.as_ref() == Some(&key.id) };
    Ok(keys.0.iter().map(facts).collect())
}

/// Adds a key to `dir`, which signs from a few seconds later on, and removes those that nothing still depends on, or all:
/// `longest` is how long the longest-lived token holds.
///
/// # Errors
/// The directory cannot be written, or holds a key that cannot be read.
pub fn rotate(dir: &Path, longest: Duration, old: Old) -> Result<Rotation, AuthError> {
    rotate_at(dir, longest, old, now())
}

fn rotate_at(dir: &Path, longest: Duration, old: Old, now: i64) -> Result<Rotation, AuthError> {
    let _lock = lock(dir)?;
    let known = files(dir)?;
    // Clocks are set back at times; the order of keys is not.
    let created = known.last().map_or(now, |(created, _)| now.max(created + 1));
    let added = create(dir, created)?;
    let life = i64::try_from(longest.as_secs()).unwrap_or(i64::MAX);
    let horizon = now.saturating_sub(life).saturating_sub(SETTLING + jwt::LEEWAY);
    let (mut removed, mut kept) = (Vec::new(), Vec::new());
    for (at, (_, file)) in known.iter().enumerate() {
        let is_over = known.get(at + 1).is_some_and(|(successor, _)| *successor <= horizon);
        if is_over || old == Old::Drop {
            fs::remove_file(file).map_err(|source| AuthError::Write { path: file.clone(), source })?;
            removed.push(id_of(file));
        } else {
            kept.push(id_of(file));
        }
    }
    Ok(Rotation { added, removed, kept })
}

/// The name of the key in a file.
fn id_of(file: &Path) -> String {
    let stem = file.file_stem().and_then(|stem| stem.to_str()?.split_once('-'));
    stem.map_or_else(String::new, |(_, id)| id.to_owned())
}

/// Locks the directory, which is made where there is none, for as long as the value lives.
fn lock(dir: &Path) -> Result<File, AuthError> {
    let failed = |source| AuthError::Write { path: dir.to_owned(), source };
    DirBuilder::new().recursive(true).mode(0o700).create(dir).map_err(failed)?;
    let mut options = OpenOptions::new();
    let file = options.create(true).truncate(false).write(true).mode(0o600).open(dir.join("lock")).map_err(failed)?;
    file.lock().map_err(failed)?;
    Ok(file)
}

/// Changes whenever a key is added or removed.
fn stamp(dir: &Path) -> Option<(i64, i64)> {
    fs::metadata(dir).ok().map(|metadata| (metadata.mtime(), metadata.mtime_nsec()))
}

/// The files of keys with the second they were made in, oldest first.
fn files(dir: &Path) -> Result<Vec<(i64, PathBuf)>, AuthError> {
    let failed = |source| AuthError::Read { path: dir.to_owned(), source };
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let created = path.file_stem().and_then(|stem| stem.to_str()?.split_once('-')?.0.parse().ok());
        if let Some(created) = created.filter(|_| path.extension().is_some_and(|ending| ending == EXTENSION)) {
            found.push((created, path));
        }
    }
    found.sort();
    Ok(found)
}

/// Makes a key and says its name. It is there whole, or not at all.
fn create(dir: &Path, created: i64) -> Result<String, AuthError> {
    let no_key = |_| AuthError::Key { task: "make a signing key", path: dir.to_owned() };
    let document = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).map_err(no_key)?;
    let id = Key::from_document(document.as_ref(), created).ok_or_else(|| no_key(ring::error::Unspecified))?.id;
    let path = dir.join(format!("{created:012}-{id}.{EXTENSION}"));
    write(dir, &path, document.as_ref()).map_err(|source| AuthError::Write { path: path.clone(), source })?;
    Ok(id)
}

fn write(dir: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    // Temporary files are made for their owner alone.
    let mut file = tempfile::NamedTempFile::new_in(dir)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    File::open(dir)?.sync_all()
}

impl Keys {
    fn read(dir: &Path) -> Result<Self, AuthError> {
        let mut keys = Vec::new();
        for (created, path) in files(dir)? {
            let bytes = match fs::read(&path) {
                Ok(bytes) => bytes,
                // Another process removed it since.
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(source) => return Err(AuthError::Read { path, source }),
            };
            let key = Key::from_document(&bytes, created);
            keys.push(key.ok_or(AuthError::Key { task: "read the signing key", path })?);
        }
        if keys.is_empty() {
            return Err(AuthError::Key { task: "find a signing key", path: dir.to_owned() });
        }
        Ok(Self(keys))
    }

    /// The key with this name, to verify with. Names are compared, never used as paths.
    pub fn find(&self, id: &str) -> Option<&PublicKey> {
        self.0.iter().find(|key| key.id == id).map(|key| &key.public)
    }

    /// The newest key that everybody knows; nothing only where there is no key.
    fn signing(&self, now: i64) -> Option<&Key> {
        let settled = self.0.iter().rev().find(|key| key.created.saturating_add(SETTLING) <= now);
        settled.or(self.0.first())
    }

    /// Writes a token, signed by the newest key that everybody knows; nothing only where there is no key.
    pub fn sign(&self, claims: &Value, now: i64) -> Option<String> {
        let key = self.signing(now)?;
        let header = json!({ "alg": "EdDSA", "typ": "JWT", "kid": key.id });
        Some(jwt::write(&header, claims, |bytes| key.pair.sign(bytes).as_ref().to_vec()))
    }
}

impl Key {
    fn from_document(bytes: &[u8], created: i64) -> Option<Self> {
        let pair = Ed25519KeyPair::from_pkcs8(bytes).ok()?;
        let public = pair.public_key().as_ref().to_vec();
        let id = Digest::sha256(&public).hex().chars().take(24).collect();
        Some(Self { id, created, pair, public: PublicKey::Ed25519(public) })
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;
    use crate::server::auth::jwt::Unverified;

    fn kid(token: &str) -> String {
        Unverified::parse(token).unwrap().kid.unwrap()
    }

    fn count(dir: &Path) -> usize {
        files(dir).unwrap().len()
    }

    #[test]
    fn many_who_start_together_end_with_one_key_that_only_the_owner_reads() {
        let parent = tempfile::tempdir().unwrap();
        let dir = parent.path().join("a/keys");
        let ids: Vec<String> = std::thread::scope(|scope| {
            let start = || kid(&KeyRing::open(&dir, Duration::ZERO).unwrap().keys().sign(&json!({}), now()).unwrap());
            let started: Vec<_> = (0..8).map(|_| scope.spawn(start)).collect();
            started.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        assert!(ids.windows(2).all(|pair| pair[0] == pair[1]), "{ids:?}");
        assert_eq!(count(&dir), 1);
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&dir), mode(&files(&dir).unwrap()[0].1)), (0o700, 0o600));
    }

    #[test]
    fn a_new_key_signs_once_everybody_knows_it_and_old_ones_verify_until_they_go() {
        let dir = tempfile::tempdir().unwrap();
        let ring = KeyRing::open(dir.path(), Duration::ZERO).unwrap();
        let start = now();
        let life = Duration::from_secs(1000);
        let first = ring.keys().sign(&json!({}), start).unwrap();
        let rotated = rotate_at(dir.path(), life, Old::Keep, start + 10).unwrap();
        assert_eq!((rotated.kept, rotated.removed), (vec![kid(&first)], vec![]));
        let listed = list(dir.path()).unwrap();
        assert_eq!(listed.iter().map(|key| key.signs).collect::<Vec<_>>(), [true, false], "{listed:?}");
        let keys = ring.keys();
        assert_eq!(kid(&keys.sign(&json!({}), start + 10).unwrap()), kid(&first), "too early for the new key");
        let second = keys.sign(&json!({}), start + 20).unwrap();
        assert_eq!(kid(&second), rotated.added);
        let verified = |token: &str| {
            let token = Unverified::parse(token).unwrap();
            ring.keys().find(&token.kid.clone().unwrap()).is_some_and(|key| token.verify(key).is_ok())
        };
        assert!(verified(&first) && verified(&second));
        rotate_at(dir.path(), life, Old::Keep, start + 1000).unwrap();
        assert!(verified(&first), "what the first signed before the second did may still hold");
        let rotated = rotate_at(dir.path(), life, Old::Keep, start + 1100).unwrap();
        assert_eq!(rotated.removed, [kid(&first)]);
        assert!(!verified(&first) && verified(&second));
        assert_eq!(count(dir.path()), 3);
        let rotated = rotate_at(dir.path(), life, Old::Drop, start + 1200).unwrap();
        assert_eq!((rotated.removed.len(), rotated.kept.len(), count(dir.path())), (3, 0, 1));
        assert!(!verified(&second), "nothing outlives keys that go at once");
        assert_eq!(kid(&ring.keys().sign(&json!({}), start + 1200).unwrap()), rotated.added);
        assert_eq!(list(&dir.path().join("none")).unwrap(), []);
    }

    #[test]
    fn names_of_keys_are_no_paths_and_damaged_keys_are_told() {
        let dir = tempfile::tempdir().unwrap();
        let ring = KeyRing::open(dir.path(), Duration::ZERO).unwrap();
        let file = files(dir.path()).unwrap().remove(0).1;
        assert!(ring.keys().find(file.to_str().unwrap()).is_none());
        assert!(ring.keys().find("../lock").is_none() && ring.keys().find("").is_none());
        fs::write(dir.path().join("1-x.pk8"), "no key").unwrap();
        assert!(ring.keys().sign(&json!({}), now()).is_some(), "the keys from before stay");
        let error = KeyRing::open(dir.path(), Duration::ZERO).map(drop).unwrap_err();
        assert!(error.to_string().contains("1-x.pk8"), "{error}");
    }
}
