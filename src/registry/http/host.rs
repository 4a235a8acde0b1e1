//! What the client knows of one host: how it is spoken to, how fast it may be asked, what it turned out to be able to.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::Instant;

use crate::reference::Registry;
use crate::registry::tls::TlsOptions;
use crate::registry::{HostOptions, Scheme};

/// What is spoken to a host whose scheme is found out by trying.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::registry) enum Spoken {
    /// Plain HTTP.
    Plain,
    /// TLS.
    Tls,
}

/// One host, named by its authority.
#[derive(Debug)]
pub(in crate::registry) struct Host {
    /// `host` or `host:port`, for messages.
    pub(in crate::registry) authority: String,
    /// What the user set.
    pub(in crate::registry) options: HostOptions,
    /// Whether it is on this machine: then no proxy stands between.
    pub(in crate::registry) local: bool,
    /// What it turned out to be able to.
    pub(in crate::registry) found: Findings,
    spoken: Mutex<Option<Spoken>>,
    permits: Option<Arc<Semaphore>>,
    closed_until: Mutex<Option<Instant>>,
    next_slot: Mutex<Option<Instant>>,
}

/// What a registry was found not to do, so that it is not asked again.
#[derive(Debug, Default)]
pub(in crate::registry) struct Findings {
    /// It answered once: it exists, and what fails now may pass.
    pub(in crate::registry) answered: Flag,
    /// It refuses `?mount=`.
    pub(in crate::registry) refuses_mount: Flag,
    /// A mount of a blob that exists did not come about.
    pub(in crate::registry) ignores_mount: Flag,
    /// It has no referrers API.
    pub(in crate::registry) lacks_referrers: Flag,
    /// As a mirror it could not be spoken to.
    pub(in crate::registry) unreachable: Flag,
}

/// Something that is false until it is found to be true.
#[derive(Debug, Default)]
pub(in crate::registry) struct Flag(AtomicBool);

impl Flag {
    /// Whether it was found to be true.
    pub(in crate::registry) fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// It is true.
    pub(in crate::registry) fn set(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// The value behind a mutex; a panic of another thread while it held the lock left nothing half done here.
pub(in crate::registry) fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Host {
    /// A host that nothing is known of.
    pub(in crate::registry) fn new(authority: &str, registry: Option<&Registry>, options: HostOptions) -> Self {
        let permits = options.max_requests.map(|most| Arc::new(Semaphore::new(most.clamp(1, Semaphore::MAX_PERMITS))));
        Self {
            authority: authority.to_owned(),
            options,
            local: registry.is_some_and(Registry::is_local),
            found: Findings::default(),
            spoken: Mutex::new(None),
            permits,
            closed_until: Mutex::new(None),
            next_slot: Mutex::new(None),
        }
    }

    /// What to speak, and whether that is a guess: a host on this machine is tried with plain HTTP first, which costs
    /// nothing where it is right.
    pub(in crate::registry) fn speaks(&self) -> (Spoken, bool) {
        match self.options.scheme {
            Scheme::Plain => (Spoken::Plain, false),
            scheme if !(self.local && scheme.is_found_out()) => (Spoken::Tls, false),
            _ => match *locked(&self.spoken) {
                Some(spoken) => (spoken, false),
                None => (Spoken::Plain, true),
            },
        }
    }

    /// Notes what the host speaks.
    pub(in crate::registry) fn speak(&self, spoken: Spoken) {
        *locked(&self.spoken) = Some(spoken);
    }

    /// What TLS towards it depends on.
    pub(in crate::registry) fn tls(&self) -> TlsOptions {
        TlsOptions {
            ca_files: self.options.ca_files.clone(),
            client_certificate: self.options.client_certificate.clone(),
            verified: self.options.scheme.is_verified(),
        }
    }

    /// Keeps all requests back for `pause`: one worker was told that there are too many.
    pub(in crate::registry) fn close_for(&self, pause: Duration) {
        let until = Instant::now() + pause;
        let mut closed = locked(&self.closed_until);
        *closed = Some(closed.map_or(until, |before| before.max(until)));
    }

    /// Waits for a turn: until the host is open, not more often than the rate allows, and with one of the permits,
    /// which is held for as long as the answer's body is read.
    pub(in crate::registry) async fn turn(&self) -> Option<OwnedSemaphorePermit> {
        let permit = match &self.permits {
            None => None,
            Some(permits) => Arc::clone(permits).acquire_owned().await.ok(),
        };
        self.pass().await;
        permit
    }

    /// The same without a permit.
    pub(in crate::registry) async fn pass(&self) {
        if let Some(slot) = self.slot() {
            tokio::time::sleep_until(slot).await;
        }
        self.open().await;
    }

    fn slot(&self) -> Option<Instant> {
        let rate = self.options.requests_per_second.filter(|rate| *rate > 0.0)?;
        let step = Duration::try_from_secs_f64(1.0 / rate).ok()?;
        let mut next = locked(&self.next_slot);
        let slot = next.unwrap_or_else(Instant::now).max(Instant::now());
        *next = Some(slot + step);
        Some(slot)
    }

    async fn open(&self) {
        loop {
            let until = *locked(&self.closed_until);
            match until {
                Some(until) if until > Instant::now() => tokio::time::sleep_until(until).await,
                _ => return,
            }
        }
    }
}
