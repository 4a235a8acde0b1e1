//! Uploads: the cheapest way first, and the next one where a registry does not take it
//! (`distribution-spec#pushing-blobs`).
//!
//! One request asks for the blob and opens the session at once: `POST ?mount=<digest>&from=<repository>` is answered
//! with 201 where the blob is there already, and with 202 and a session where it is not. `from` is the repository the
//! blob comes from, where that is on the same registry, else the target itself. Then the bytes go in one PUT; where
//! that fails for its size or form, in chunks; where those fail, in one PATCH without a length.

mod feed;
mod location;
mod session;

use std::sync::Arc;

use ::http::Method;

use super::auth::{Grant, Scopes};
use super::error::{Error, Reason, Result};
use super::http::{Authority, Call, Host, Patience, Response};
use super::{Notice, Repository, mirrors};
use crate::content::{BlobBody, Put};
use crate::oci::Descriptor;
use crate::reference::Reference;
use feed::{Feed, Part};
use session::{Held, Session};

/// How often one way is tried that ends with nothing kept, before the next way is taken.
const CUTS_BEFORE_CHUNKS: u32 = 2;

/// How the bytes travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// In one PUT.
    Single,
    /// In PATCH requests that say which bytes they carry.
    Chunks,
    /// In one PATCH that says nothing of the kind.
    Stream,
}

/// What opening a session came to.
enum Begun {
    Done(Put),
    Open(Session),
}

/// One blob on its way to a repository.
struct Upload<'a> {
    repository: &'a Repository,
    host: Arc<Host>,
    descriptor: &'a Descriptor,
    body: &'a dyn BlobBody,
    feed: Feed<'a>,
    patience: Patience,
    way: Way,
    cuts: u32,
}

impl Repository {
    /// Puts a blob here by the cheapest way there is.
    pub(super) async fn upload(&self, descriptor: &Descriptor, body: &dyn BlobBody) -> Result<Put> {
        let host = self.http().host(&self.reference().registry);
        let single = host.options.max_single_upload.is_none_or(|most| descriptor.size <= most);
        let mut upload = Upload {
            repository: self,
            host,
            descriptor,
            body,
            feed: Feed::new(descriptor, body),
            patience: self.patience(),
            way: if single { Way::Single } else { Way::Chunks },
            cuts: 0,
        };
        match upload.begin().await? {
            Begun::Done(put) => Ok(put),
            Begun::Open(session) => upload.send_all(session).await,
        }
    }
}

impl Upload<'_> {
    /// Asks for the blob and opens a session, in one request where the registry can mount.
    async fn begin(&mut self) -> Result<Begun> {
        let mounts =
            self.host.options.mount && !is_ecr(&self.host.authority) && !self.host.found.refuses_mount.is_set();
        let here = self.repository.reference();
        let source = self.body.mount_from().filter(|source| source.registry == here.registry);
        let source = source.filter(|source| source.repository != here.repository).cloned();
        match source {
            Some(source) if mounts => {
                if let Some(begun) = self.mount(&source).await? {
                    return Ok(begun);
                }
            }
            _ if mounts && !self.host.found.ignores_mount.is_set() => {
                let here = here.clone();
                if let Some(begun) = self.mount(&here).await? {
                    return Ok(begun);
                }
            }
            _ => {
                if self.repository.find_blob(&self.descriptor.digest).await?.is_some() {
                    return Ok(Begun::Done(Put::Present));
                }
            }
        }
        self.post().await
    }

    /// Tries to mount the blob from `source`; nothing where the registry will not hear of it.
    async fn mount(&mut self, source: &Reference) -> Result<Option<Begun>> {
        let inner = &self.repository.inner;
        let elsewhere = source.repository != inner.reference.repository;
        let digest = &self.descriptor.digest;
        let from = mirrors::path(&source.repository, self.host.options.path_prefix.as_ref());
        let path = format!("/blobs/uploads/?mount={digest}&from={from}");
        let mut call = self.repository.call(Method::POST, &path)?;
        let wide: Grant;
        if elsewhere {
            wide = inner.grant.with_scope(&Scopes::repository(&from, "pull"));
            call.authority = Authority::Granted(&wide);
        }
        let http = self.repository.http();
        let response = match http.send(call, &mut self.patience).await {
            Ok(response) => response,
            // No token for both repositories: the blob can still be uploaded.
            Err(Error::Token { .. }) if elsewhere => return Ok(None),
            Err(error) => return Err(error),
        };
        match response.status.as_u16() {
            201 => {
                finish(response).await;
                Ok(Some(Begun::Done(if elsewhere { Put::Mounted } else { Put::Present })))
            }
            202 => {
                if elsewhere {
                    self.host.found.ignores_mount.set();
                }
                Session::open(response).await.map(|session| Some(Begun::Open(session)))
            }
            400 | 404 | 405 => {
                if !elsewhere {
                    self.host.found.refuses_mount.set();
                }
                finish(response).await;
                Ok(None)
            }
            401 | 403 if elsewhere => {
                finish(response).await;
                Ok(None)
            }
            _ => Err(response.refusal().await),
        }
    }

    /// Opens a session.
    async fn post(&mut self) -> Result<Begun> {
        let call = self.repository.call(Method::POST, "/blobs/uploads/")?;
        let response = self.repository.http().send(call, &mut self.patience).await?;
        if response.status.as_u16() == 201 {
            finish(response).await;
            return Ok(Begun::Done(Put::Present));
        }
        Session::open(response.expect(&[202]).await?).await.map(Begun::Open)
    }

    /// Sends the bytes, by one way after the other if need be.
    async fn send_all(&mut self, mut session: Session) -> Result<Put> {
        loop {
            let sent = match self.way {
                Way::Single => self.single(&mut session).await,
                Way::Chunks => self.chunks(&mut session).await,
                Way::Stream => self.streamed(&mut session).await,
            };
            let Err(error) = sent else { return Ok(Put::Copied) };
            let error = self.feed.failure().unwrap_or(error);
            if matches!(error, Error::Content(_)) {
                // The source failed: no other way of sending makes up for that.
                session.abandon(self.repository).await;
                return Err(error);
            }
            match self.recover(error, session).await? {
                Begun::Done(put) => return Ok(put),
                Begun::Open(next) => session = next,
            }
        }
    }

    /// All bytes in one PUT.
    async fn single(&mut self, session: &mut Session) -> Result<()> {
        self.feed.aim(Part { start: 0, length: self.descriptor.size, announced: true });
        session.close(self.repository, &self.descriptor.digest, Some(&self.feed), &mut self.patience).await
    }

    /// The bytes behind those that the session holds, chunk by chunk.
    async fn chunks(&mut self, session: &mut Session) -> Result<()> {
        let size = self.descriptor.size;
        let step = self.host.options.chunk_size.max(session.least_chunk).max(1);
        while session.offset < size {
            let length = step.min(size - session.offset);
            let before = session.offset;
            self.feed.aim(Part { start: before, length, announced: true });
            session.patch(self.repository, &self.feed, Some(before..before + length), &mut self.patience).await?;
            if session.offset <= before {
                let what = "the registry says that it took the chunk, and does not keep it";
                return Err(session.unusable(what, Reason::Unsupported));
            }
            self.patience.restore();
        }
        session.close(self.repository, &self.descriptor.digest, None, &mut self.patience).await
    }

    /// All bytes in one PATCH.
    async fn streamed(&mut self, session: &mut Session) -> Result<()> {
        self.feed.aim(Part { start: 0, length: self.descriptor.size, announced: false });
        session.patch(self.repository, &self.feed, None, &mut self.patience).await?;
        session.close(self.repository, &self.descriptor.digest, None, &mut self.patience).await
    }

    /// What to do after a failure: the session to go on with, or the blob after all.
    async fn recover(&mut self, error: Error, session: Session) -> Result<Begun> {
        let status = error.status().unwrap_or_default();
        let reason = error.reason();
        let disputed = error.refusal().is_some_and(|refusal| refusal.has("DIGEST_INVALID"));
        let settled =
            matches!(reason, Reason::Digest | Reason::Forbidden | Reason::Unauthorized { .. } | Reason::RateLimited);
        // A full registry has no more room for chunks.
        if disputed || settled || status == 507 {
            session.abandon(self.repository).await;
            return Err(error);
        }
        if error.is_transient() || reason == Reason::Server {
            return self.resume(error, session).await;
        }
        if !self.patience.again() {
            session.abandon(self.repository).await;
            return Err(error);
        }
        if status == 404 {
            // The session is gone; perhaps because it was closed by a request whose answer was lost.
            if self.repository.find_blob(&self.descriptor.digest).await?.is_some() {
                return Ok(Begun::Done(Put::Copied));
            }
            return self.post().await;
        }
        if status == 416 && self.way == Way::Chunks {
            let mut session = session;
            let before = session.offset;
            if session.ask(self.repository, &mut self.patience).await == Held::Some && session.offset != before {
                return Ok(Begun::Open(session));
            }
            return self.turn_to(Way::Stream, error, session).await;
        }
        match self.way {
            Way::Single => self.turn_to(Way::Chunks, error, session).await,
            Way::Chunks => self.turn_to(Way::Stream, error, session).await,
            Way::Stream => {
                session.abandon(self.repository).await;
                Err(error)
            }
        }
    }

    /// Another way, in a session of its own.
    async fn turn_to(&mut self, way: Way, error: Error, session: Session) -> Result<Begun> {
        let how = if way == Way::Chunks { "in chunks" } else { "in one stream" };
        self.repository.http().notify(Notice::Retry(format!("{error}; uploading {how}")));
        session.abandon(self.repository).await;
        self.way = way;
        self.post().await
    }

    /// After a cut nobody knows what arrived: the blob is asked for, then the session.
    async fn resume(&mut self, error: Error, mut session: Session) -> Result<Begun> {
        let Some(pause) = self.patience.pause(None) else {
            session.abandon(self.repository).await;
            return Err(error);
        };
        self.repository.http().notify(Notice::Retry(format!("{error}; {pause}")));
        tokio::time::sleep(pause.length).await;
        if self.repository.find_blob(&self.descriptor.digest).await?.is_some() {
            return Ok(Begun::Done(Put::Copied));
        }
        let before = session.offset;
        match session.ask(self.repository, &mut self.patience).await {
            Held::Some => {
                if session.offset > before {
                    self.patience.renew();
                }
                self.way = Way::Chunks;
                Ok(Begun::Open(session))
            }
            Held::Nothing => {
                self.cuts += 1;
                if self.way == Way::Single && self.cuts >= CUTS_BEFORE_CHUNKS {
                    self.way = Way::Chunks;
                }
                Ok(Begun::Open(session))
            }
            Held::Unknown => {
                self.cuts += 1;
                if self.way == Way::Single && self.cuts >= CUTS_BEFORE_CHUNKS {
                    self.way = Way::Chunks;
                }
                session.abandon(self.repository).await;
                self.post().await
            }
        }
    }
}

/// Reads what is left of an answer that said all in its head.
async fn finish(mut response: Response) {
    response.discard().await;
}

/// ECR mounts only where an account allows it, and answers everything else as if it had been asked to upload.
fn is_ecr(authority: &str) -> bool {
    let private = authority.contains(".dkr.ecr.") && authority.ends_with(".amazonaws.com");
    private || authority.contains(".dkr.ecr-fips.") || authority == "public.ecr.aws"
}

/// A request within a session.
fn call_at<'a>(method: Method, session: &Session, repository: &'a Repository) -> Call<'a> {
    let own = session.is_own();
    let authority = if own { Authority::Granted(&repository.inner.grant) } else { Authority::Anonymous };
    Call::new(method, session.url.clone(), authority)
}
