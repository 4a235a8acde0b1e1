//! Passwords: checked against the file of users, remembered for some seconds, and guessed at only slowly.

use std::collections::HashMap;
use std::net::IpAddr;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use ring::hmac;
use ring::rand::SystemRandom;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::error::AuthError;
use super::htpasswd::{Htpasswd, User};
use super::throttle::Throttle;
use super::watched::{Warn, Watched};

/// How long a password that was right needs no check.
const REMEMBER: Duration = Duration::from_secs(30);
/// At most so many are remembered.
const MOST: usize = 4096;
/// At most so many wait for their check at once; a client that finds more before it may come again.
const QUEUE: usize = 256;

/// The users, and what became of their logins.
pub struct Logins(Arc<Inner>);

struct Inner {
    users: Watched<Htpasswd>,
    /// Made anew with each process, and never written down.
    key: hmac::Key,
    right: Mutex<HashMap<[u8; 32], Instant>>,
    throttle: Mutex<Throttle>,
    /// One for each check that may run at once.
    permits: Arc<Semaphore>,
    queue: Semaphore,
}

/// Why a password is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is no such user, or it is another password.
    Wrong,
    /// Nobody listens before so many seconds are over.
    Later(u64),
}

impl Logins {
    /// Reads the file of users, which must exist. `delay` is what the first failed login that is held back waits for.
    pub fn open(file: &Path, interval: Duration, delay: Duration, warn: Warn) -> Result<Self, AuthError> {
        let users = Watched::open(file, interval, warn, Htpasswd::parse)?;
        let key = hmac::Key::generate(hmac::HMAC_SHA256, &SystemRandom::new())
            .map_err(|_| AuthError::Key { task: "make a key for the logins of", path: file.to_owned() })?;
        // A check takes a processor for tens of milliseconds; half of them are left to everybody else.
        let at_once = std::thread::available_parallelism().map_or(1, NonZeroUsize::get).div_ceil(2);
        Ok(Self(Arc::new(Inner {
            users,
            key,
            right: Mutex::default(),
            throttle: Mutex::new(Throttle::new(delay)),
            permits: Arc::new(Semaphore::new(at_once)),
            queue: Semaphore::new(QUEUE),
        })))
    }

    /// A user by name, as the file has it now.
    pub fn user(&self, name: &str) -> Option<User> {
        self.0.users.get().user(name).cloned()
    }

    /// Checks a password. Wrong names take as long as wrong passwords.
    pub async fn check(&self, name: &str, password: &[u8], peer: Option<IpAddr>) -> Result<User, Refusal> {
        let users = self.0.users.get();
        let user = users.user(name);
        let sum = self.0.sum(name, user, password);
        if let Some(user) = user.filter(|_| self.0.is_remembered(&sum)) {
            return Ok(user.clone());
        }
        self.0.listen(name, peer)?;
        let _place = self.0.queue.try_acquire().map_err(|_| Refusal::Later(1))?;
        let permit = self.0.permits.clone().acquire_owned().await.map_err(|_| Refusal::Later(1))?;
        // While this one waited, others may have proved the same, or failed too often.
        if let Some(user) = user.filter(|_| self.0.is_remembered(&sum)) {
            return Ok(user.clone());
        }
        self.0.listen(name, peer)?;
        let trial = Trial {
            name: name.to_owned(),
            password: password.to_owned(),
            hash: user.map_or(users.decoy(), |user| &user.hash).into(),
            is_known: user.is_some(),
            sum,
            peer,
        };
        let inner = self.0.clone();
        // It ends, and is counted, also when the client is gone by then.
        let outcome = tokio::task::spawn_blocking(move || inner.try_out(&trial, permit)).await;
        match (outcome.map_err(|_| Refusal::Later(1))?, user) {
            (Ok(()), Some(user)) => Ok(user.clone()),
            (Ok(()), None) => Err(Refusal::Wrong),
            (Err(delay), _) => {
                tokio::time::sleep(delay).await;
                Err(Refusal::Wrong)
            }
        }
    }
}

/// A password to be checked. It has no `Debug`, so that nothing of it is ever printed.
struct Trial {
    name: String,
    password: Vec<u8>,
    hash: Box<str>,
    is_known: bool,
    sum: [u8; 32],
    peer: Option<IpAddr>,
}

/// What these locks hold is whole at any moment, also after a panic.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Inner {
    /// What stands for a password in memory. It changes with the user's line: whoever gets another password, or goes,
    /// is remembered no more.
    fn sum(&self, name: &str, user: Option<&User>, password: &[u8]) -> [u8; 32] {
        let mut context = hmac::Context::with_key(&self.key);
        // Neither a name nor a hash holds a line break.
        for part in [name.as_bytes(), user.map_or(&[][..], |user| user.hash.as_bytes())] {
            context.update(part);
            context.update(b"\n");
        }
        context.update(password);
        let mut sum = [0; 32];
        sum.copy_from_slice(context.sign().as_ref());
        sum
    }

    fn is_remembered(&self, sum: &[u8; 32]) -> bool {
        locked(&self.right).get(sum).is_some_and(|since| since.elapsed() < REMEMBER)
    }

    fn remember(&self, sum: [u8; 32]) {
        let mut right = locked(&self.right);
        if right.len() >= MOST {
            right.retain(|_, since| since.elapsed() < REMEMBER);
        }
        if right.len() >= MOST {
            right.clear();
        }
        right.insert(sum, Instant::now());
    }

    fn listen(&self, name: &str, peer: Option<IpAddr>) -> Result<(), Refusal> {
        let wait = locked(&self.throttle).wait(name, peer, Instant::now());
        wait.map_or(Ok(()), |left| Err(Refusal::Later(left.as_secs() + 1)))
    }

    /// Checks, and remembers what came out; how long the answer is to be held back where it failed.
    fn try_out(&self, trial: &Trial, permit: OwnedSemaphorePermit) -> Result<(), Duration> {
        let is_right = bcrypt::verify(&trial.password, &trial.hash).unwrap_or(false);
        drop(permit);
        if is_right && trial.is_known {
            self.remember(trial.sum);
            locked(&self.throttle).succeed(&trial.name, trial.peer);
            return Ok(());
        }
        Err(locked(&self.throttle).fail(&trial.name, trial.peer, Instant::now()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn logins(text: &str) -> (Logins, tempfile::TempDir) {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("users");
        std::fs::write(&file, text).unwrap();
        (Logins::open(&file, Duration::ZERO, Duration::ZERO, Arc::new(|_| {})).unwrap(), dir)
    }

    fn line(name: &str, password: &str) -> String {
        format!("{name}:{}\n", bcrypt::hash(password, 4).unwrap())
    }

    const PEER: Option<IpAddr> = Some(IpAddr::V4(std::net::Ipv4Addr::LOCALHOST));

    #[tokio::test]
    async fn right_passwords_are_remembered_by_a_sum_until_the_file_changes() {
        let (logins, dir) = logins(&(line("ann", "s3cret") + &line("bob", "other")));
        assert!(logins.check("ann", b"s3cret", PEER).await.is_ok());
        assert_eq!(locked(&logins.0.right).len(), 1);
        assert!(logins.check("ann", b"s3cret", PEER).await.is_ok());
        for (name, password) in [("ann", "other"), ("bob", "s3cret"), ("eve", "s3cret"), ("ann", "s3cret\n")] {
            assert_eq!(logins.check(name, password.as_bytes(), PEER).await.map(drop), Err(Refusal::Wrong), "{name}");
        }
        assert_eq!(locked(&logins.0.right).len(), 1, "only what was right is remembered");
        std::fs::write(dir.path().join("users"), line("ann", "changed") + &line("bob", "other")).unwrap();
        assert_eq!(logins.check("ann", b"s3cret", PEER).await.map(drop), Err(Refusal::Wrong));
        assert!(logins.check("ann", b"changed", PEER).await.is_ok());
        std::fs::write(dir.path().join("users"), "").unwrap();
        assert_eq!(logins.check("ann", b"changed", PEER).await.map(drop), Err(Refusal::Wrong));
    }

    #[tokio::test]
    async fn who_guesses_is_not_listened_to_and_who_is_remembered_goes_on() {
        let (logins, _dir) = logins(&line("ann", "right"));
        assert!(logins.check("ann", b"right", PEER).await.is_ok());
        for _ in 0..8 {
            assert_eq!(logins.check("ann", b"wrong", PEER).await.map(drop), Err(Refusal::Wrong));
        }
        assert!(matches!(logins.check("ann", b"wrong", PEER).await, Err(Refusal::Later(1..=2))));
        assert!(logins.check("ann", b"right", PEER).await.is_ok(), "the remembered password needs no check");
        let elsewhere = Some("10.1.1.1".parse().unwrap());
        assert_eq!(logins.check("ann", b"wrong", elsewhere).await.map(drop), Err(Refusal::Wrong));
    }

    #[tokio::test]
    async fn an_unknown_user_takes_as_long_as_a_wrong_password() {
        let (logins, _dir) = logins(&format!("ann:{}\n", bcrypt::hash("right", 9).unwrap()));
        let mut times = Vec::new();
        for name in ["ann", "eve"] {
            let start = Instant::now();
            assert_eq!(logins.check(name, b"wrong", None).await.map(drop), Err(Refusal::Wrong));
            times.push(start.elapsed());
        }
        // Whether a check is made at all is a difference of a thousand times.
        assert!(times[1] > times[0] / 8, "{times:?}");
    }

    #[tokio::test]
    async fn many_at_once_with_one_password_wait_for_one_another() {
        let (logins, _dir) = logins(&line("ann", "right"));
        let all = futures_util::future::join_all((0..32).map(|_| logins.check("ann", b"right", PEER))).await;
        assert!(all.iter().all(Result::is_ok));
    }

    #[tokio::test]
    async fn the_memory_of_right_passwords_is_bounded() {
        let (logins, _dir) = logins("");
        for at in 0..=MOST {
            logins.0.remember(logins.0.sum(&at.to_string(), None, b""));
        }
        assert!(locked(&logins.0.right).len() <= MOST);
    }
}
