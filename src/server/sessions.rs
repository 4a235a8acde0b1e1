//! How many uploads may be open. Each is a file that stays until its client ends it, or the care for the store does days
//! later: without a bound, whoever may push to one repository could fill the disk with empty ones.
//!
//! Counted is what this process opened; before anybody is refused, the storage is asked which of those are still there,
//! since another process may have ended them. What nobody went on with for long makes room first.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::auth::Caller;
use super::error::ServerError;
use super::peer::{self, Peer};
use super::storage::{Storage, UploadId};
use crate::reference::Repository;

/// How often the storage is asked at most.
const PAUSE: Duration = Duration::from_secs(1);
/// How many uploads are asked for before others get their turn.
const TURN: usize = 64;

/// How many uploads may be open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UploadLimits {
    /// In all.
    pub total: usize,
    /// Of one client: a user, else an address. Who comes by a Unix socket without a name may have any number.
    pub per_client: usize,
    /// After how long without a byte an upload may be given up for a new one. Before that none is.
    pub idle: Duration,
}

impl Default for UploadLimits {
    fn default() -> Self {
        Self { total: 10_000, per_client: 1_000, idle: Duration::from_hours(1) }
    }
}

/// Whose upload it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Client {
    /// A user.
    Named(String),
    /// Somebody at an address.
    At(IpAddr),
    /// Somebody on this machine.
    Local,
}

impl Client {
    /// Whose upload it is that this caller begins.
    pub fn of(caller: &Caller, peer: Peer) -> Self {
        match (&caller.name, peer.address) {
            (Some(name), _) => Self::Named(name.clone()),
            (None, Some(address)) => Self::At(peer::client(address)),
            (None, None) => Self::Local,
        }
    }
}

/// The uploads that are open.
#[derive(Debug, Default)]
pub struct Sessions {
    limits: UploadLimits,
    book: Mutex<Book>,
}

#[derive(Debug, Default)]
struct Book {
    open: HashMap<UploadId, Session>,
    clients: HashMap<Client, usize>,
    /// How many there are, those included that are being opened.
    total: usize,
    asked: HashMap<Option<Client>, Instant>,
}

#[derive(Debug)]
struct Session {
    client: Client,
    repository: Repository,
    moved: Instant,
}

/// A place for one upload that is yet to be opened.
#[derive(Debug)]
pub struct Slot {
    sessions: Arc<Sessions>,
    client: Option<Client>,
}

impl Slot {
    /// The upload is open.
    pub fn fill(mut self, repository: &Repository, id: &UploadId) {
        if let Some(client) = self.client.take() {
            let session = Session { client, repository: repository.clone(), moved: Instant::now() };
            self.sessions.book().open.insert(id.clone(), session);
        }
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        if let Some(client) = self.client.take() {
            self.sessions.book().leave(&client);
        }
    }
}

impl Book {
    /// Counts one more, or says why not: whether it is the client who has too many.
    fn enter(&mut self, limits: UploadLimits, client: &Client) -> Result<(), Full> {
        let own = self.clients.get(client).copied().unwrap_or_default();
        if own >= limits.per_client && *client != Client::Local {
            return Err(Full::Client);
        }
        if self.total >= limits.total {
            return Err(Full::Total);
        }
        self.total += 1;
        *self.clients.entry(client.clone()).or_default() += 1;
        Ok(())
    }

    fn leave(&mut self, client: &Client) {
        self.total = self.total.saturating_sub(1);
        if let Some(count) = self.clients.get_mut(client) {
            *count -= 1;
            if *count == 0 {
                self.clients.remove(client);
            }
        }
    }

    fn remove(&mut self, id: &UploadId) {
        if let Some(session) = self.open.remove(id) {
            self.leave(&session.client);
        }
    }
}

/// Which limit is reached.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Full {
    Client,
    Total,
}

impl Full {
    /// Whether what this client has open counts.
    fn concerns(self, asking: &Client, other: &Client) -> bool {
        self == Self::Total || asking == other
    }
}

impl Sessions {
    /// Keeps to `limits`.
    pub fn new(limits: UploadLimits) -> Self {
        Self { limits, book: Mutex::default() }
    }

    fn book(&self) -> MutexGuard<'_, Book> {
        // Each change is whole before anything could panic.
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes sure that the client may open one more upload.
    ///
    /// # Errors
    /// [`ServerError::TooManyUploads`]; [`ServerError::Storage`] where that cannot be found out.
    pub async fn admit(self: &Arc<Self>, storage: &dyn Storage, client: Client) -> Result<Slot, ServerError> {
        let entered = self.book().enter(self.limits, &client);
        if let Err(full) = entered {
            self.make_room(storage, full, &client).await?;
            self.book().enter(self.limits, &client).map_err(|full| self.refusal(full))?;
        }
        Ok(Slot { sessions: Arc::clone(self), client: Some(client) })
    }

    fn refusal(&self, full: Full) -> ServerError {
        match full {
            Full::Client => ServerError::TooManyUploads { whose: "this client", limit: self.limits.per_client },
            Full::Total => ServerError::TooManyUploads { whose: "all clients", limit: self.limits.total },
        }
    }

    /// Forgets what has ended elsewhere; where nothing has, gives up the upload that nobody went on with for longest, if
    /// that is long enough.
    async fn make_room(&self, storage: &dyn Storage, full: Full, client: &Client) -> Result<(), ServerError> {
        let concerned: Vec<(UploadId, Repository, Instant)> = {
            let mut book = self.book();
            let key = (full == Full::Client).then(|| client.clone());
            let now = Instant::now();
            if book.asked.get(&key).is_some_and(|asked| now.duration_since(*asked) < PAUSE) {
                return Ok(());
            }
            book.asked.retain(|_, asked| now.duration_since(*asked) < PAUSE);
            book.asked.insert(key, now);
            let sessions = book.open.iter().filter(|(_, session)| full.concerns(client, &session.client));
            sessions.map(|(id, session)| (id.clone(), session.repository.clone(), session.moved)).collect()
        };
        let mut has_ended = false;
        for (at, (id, repository, _)) in concerned.iter().enumerate() {
            if storage.upload_size(repository, id).await?.is_none() {
                self.book().remove(id);
                has_ended = true;
            }
            if at % TURN == TURN - 1 {
                tokio::task::yield_now().await;
            }
        }
        let idlest = concerned.iter().min_by_key(|(_, _, moved)| *moved);
        if let Some((id, repository, moved)) = idlest.filter(|_| !has_ended)
            && moved.elapsed() >= self.limits.idle
        {
            storage.cancel_upload(repository, id).await?;
            self.book().remove(id);
        }
        Ok(())
    }

    /// Somebody goes on with an upload.
    pub fn touch(&self, id: &UploadId) {
        if let Some(session) = self.book().open.get_mut(id) {
            session.moved = Instant::now();
        }
    }

    /// An upload has ended.
    pub fn end(&self, id: &UploadId) {
        self.book().remove(id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oci::Algorithm;
    use crate::server::storage::Memory;

    struct Place {
        storage: Memory,
        sessions: Arc<Sessions>,
        repository: Repository,
    }

    impl Place {
        fn new(total: usize, per_client: usize, idle: Duration) -> Self {
            let sessions = Arc::new(Sessions::new(UploadLimits { total, per_client, idle }));
            Self { storage: Memory::default(), sessions, repository: "a".parse().unwrap() }
        }

        async fn open(&self, client: &Client) -> Result<UploadId, ServerError> {
            let slot = self.sessions.admit(&self.storage, client.clone()).await?;
            let id = self.storage.begin_upload(&self.repository, Algorithm::Sha256).await.unwrap();
            slot.fill(&self.repository, &id);
            Ok(id)
        }

        /// As if it had been a while since the storage was asked.
        fn later(&self) {
            self.sessions.book().asked.clear();
        }
    }

    fn ann() -> Client {
        Client::Named("ann".to_owned())
    }

    fn at(address: &str) -> Client {
        let peer = Peer { address: Some(address.parse().unwrap()), secure: false };
        Client::of(&Caller::unrestricted(), peer)
    }

    #[tokio::test]
    async fn each_client_has_its_share_and_all_together_have_a_bound() {
        let place = Place::new(4, 2, Duration::from_hours(1));
        let first = place.open(&ann()).await.unwrap();
        place.open(&ann()).await.unwrap();
        let refused = place.open(&ann()).await.unwrap_err();
        assert!(refused.to_string().starts_with("2 uploads of this client are open"), "{refused}");
        assert_eq!(refused.code().0, 429);
        place.open(&at("2001:db8::1")).await.unwrap();
        place.sessions.end(&first);
        place.sessions.end(&first);
        place.open(&ann()).await.unwrap();
        assert!(place.open(&ann()).await.is_err());
        place.open(&Client::Local).await.unwrap();
        let refused = place.open(&at("2001:db8::2")).await.unwrap_err();
        assert!(refused.to_string().starts_with("4 uploads of all clients"), "{refused}");
        assert_eq!(at("2001:db8::1"), at("2001:db8::2"), "one network is one client");
    }

    #[tokio::test]
    async fn what_ended_elsewhere_is_found_out_before_anybody_is_refused() {
        let place = Place::new(10, 2, Duration::from_hours(1));
        let ids = [place.open(&ann()).await.unwrap(), place.open(&ann()).await.unwrap()];
        assert!(place.open(&ann()).await.is_err());
        place.storage.cancel_upload(&place.repository, &ids[1]).await.unwrap();
        assert!(place.open(&ann()).await.is_err(), "the storage was asked a moment ago");
        place.later();
        place.open(&ann()).await.unwrap();
        assert!(place.storage.upload_size(&place.repository, &ids[0]).await.unwrap().is_some());
    }

    #[tokio::test]
    async fn the_upload_that_nobody_goes_on_with_makes_room() {
        let place = Place::new(10, 2, Duration::ZERO);
        let ids = [place.open(&ann()).await.unwrap(), place.open(&ann()).await.unwrap()];
        place.sessions.touch(&ids[0]);
        place.open(&ann()).await.unwrap();
        let sizes = [
            place.storage.upload_size(&place.repository, &ids[0]).await.unwrap(),
            place.storage.upload_size(&place.repository, &ids[1]).await.unwrap(),
        ];
        assert_eq!(sizes, [Some(0), None], "the one that was idle for longer");
        assert!(place.open(&ann()).await.is_err(), "one at a time");
        assert_eq!(place.sessions.book().total, 2);
    }

    #[tokio::test]
    async fn a_place_that_was_not_used_is_given_back() {
        let place = Place::new(1, 1, Duration::from_hours(1));
        drop(place.sessions.admit(&place.storage, ann()).await.unwrap());
        place.open(&ann()).await.unwrap();
        assert!(place.sessions.admit(&place.storage, ann()).await.is_err());
    }
}
