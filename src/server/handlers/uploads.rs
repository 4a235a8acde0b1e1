//! Uploads: sessions that grow by chunks, and blobs in one request.

use std::ops::Range;

use http::StatusCode;
use http::header::{LOCATION, RANGE};

use super::super::admission::Claim;
use super::super::answer::{Answer, CONTENT_DIGEST, OCI_CHUNK_MIN_LENGTH, Response, UPLOAD_UUID};
use super::super::error::ServerError;
use super::super::request::{Head, Request};
use super::super::sessions::Client;
use super::super::storage::{Appended, Finished, UploadId};
use super::intake::{self, Expected};
use super::{Context, mounts};
use crate::content::ByteStream;
use crate::oci::{Algorithm, Digest};
use crate::reference::Repository;

/// `POST /v2/<name>/blobs/uploads/`: a mount where that can be, a whole blob where one is sent, else a session.
pub async fn begin(context: Context<'_>, repository: &Repository, request: Request) -> Result<Response, ServerError> {
    // Both are read before anything is done, so that a wrong one leaves nothing behind.
    let digest = request.head.digest()?;
    let hint = request.head.algorithm()?;
    if let Some(mounted) = mounts::mount(context, repository, &request.head).await? {
        return Ok(created(repository, &mounted));
    }
    let algorithm = digest.as_ref().map(Digest::algorithm).or(hint).unwrap_or(Algorithm::Sha256);
    let Some(digest) = digest else {
        let id = open(context, repository, &request.head, algorithm).await?;
        let answer = session(StatusCode::ACCEPTED, repository, &id, 0);
        return Ok(match context.options.chunk_min {
            Some(bytes) => answer.number(OCI_CHUNK_MIN_LENGTH, bytes).empty(),
            None => answer.empty(),
        });
    };
    // How much comes is asked when it does.
    let id = open(context, repository, &request.head, algorithm).await?;
    let chunk = Chunk { range: None, length: request.head.length(), body: request.body };
    let put = add_and_finish(context, repository, &id, chunk, &digest).await;
    if put.is_err() {
        // The client never learns of this session, so nobody could go on with it. Why it failed matters more than
        // whether it could be cleared away at once.
        drop(cancel(context, repository, &id).await);
    }
    put
}

/// Opens a session, if there may be one more.
async fn open(
    context: Context<'_>,
    repository: &Repository,
    head: &Head,
    algorithm: Algorithm,
) -> Result<UploadId, ServerError> {
    admit(context, repository, Claim::receive(0, 1)).await?;
    let client = Client::of(context.caller, head.peer());
    let slot = context.options.sessions.admit(context.storage.as_ref(), client).await?;
    let id = context.storage.begin_upload(repository, algorithm).await?;
    slot.fill(repository, &id);
    Ok(id)
}

/// `GET` of a session: how far it is.
pub async fn status(context: Context<'_>, repository: &Repository, id: &UploadId) -> Result<Response, ServerError> {
    match context.storage.upload_size(repository, id).await? {
        Some(size) => Ok(session(StatusCode::NO_CONTENT, repository, id, size).empty()),
        None => Err(unknown(repository)),
    }
}

/// `PATCH` of a session: one more chunk.
pub async fn append(
    context: Context<'_>,
    repository: &Repository,
    id: &UploadId,
    request: Request,
) -> Result<Response, ServerError> {
    let chunk = Chunk::of(request)?;
    context.options.sessions.touch(id);
    let size = add(context, repository, id, chunk).await?;
    Ok(session(StatusCode::ACCEPTED, repository, id, size).empty())
}

/// `PUT` of a session: the last chunk, or none, and the digest of the whole.
pub async fn finish(
    context: Context<'_>,
    repository: &Repository,
    id: &UploadId,
    request: Request,
) -> Result<Response, ServerError> {
    let digest = request.head.digest()?.ok_or(ServerError::DigestMissing)?;
    let chunk = Chunk::of(request)?;
    add_and_finish(context, repository, id, chunk, &digest).await
}

/// `DELETE` of a session.
pub async fn cancel(context: Context<'_>, repository: &Repository, id: &UploadId) -> Result<Response, ServerError> {
    let cancelled = context.storage.cancel_upload(repository, id).await?;
    if cancelled {
        context.options.sessions.end(id);
        return Ok(Answer::new(StatusCode::NO_CONTENT).empty());
    }
    Err(unknown(repository))
}

/// Bytes for a session.
struct Chunk {
    /// Which bytes of the blob they are, where the client says so.
    range: Option<Range<u64>>,
    /// How many, where that is known ahead.
    length: Option<u64>,
    body: ByteStream,
}

impl Chunk {
    fn of(request: Request) -> Result<Self, ServerError> {
        Ok(Self { range: request.head.chunk()?, length: request.head.length(), body: request.body })
    }
}

async fn add(context: Context<'_>, repository: &Repository, id: &UploadId, chunk: Chunk) -> Result<u64, ServerError> {
    let at = chunk.range.as_ref().map(|range| range.start);
    let held = if context.options.admission.is_limited() {
        context.storage.upload_size(repository, id).await?.ok_or_else(|| unknown(repository))?
    } else {
        0
    };
    let range = chunk.range.map(|range| range.end - range.start);
    let expected = Expected { held, range, length: chunk.length };
    let (body, refusal) = intake::watch(context, repository, expected, chunk.body).await?;
    let appended = context.storage.append_upload(repository, id, at, body).await;
    match appended.map_err(|error| refusal.take().unwrap_or_else(|| error.into()))? {
        Appended::To(size) => Ok(size),
        Appended::Misplaced(size) => Err(ServerError::UploadMisplaced { location: location(repository, id), size }),
        Appended::Unknown => Err(unknown(repository)),
    }
}

async fn add_and_finish(
    context: Context<'_>,
    repository: &Repository,
    id: &UploadId,
    chunk: Chunk,
    digest: &Digest,
) -> Result<Response, ServerError> {
    let size = add(context, repository, id, chunk).await?;
    // Uploads do not see each other while they grow; here each is counted, before it becomes a blob.
    let claim = Claim::finish(size);
    let is_new =
        context.options.admission.is_limited() && context.storage.stat_blob(repository, digest).await?.is_none();
    if is_new {
        admit(context, repository, claim).await?;
    }
    let finished = context.storage.finish_upload(repository, id, digest).await;
    if is_new && !matches!(finished, Ok(Finished::Stored)) {
        context.options.admission.release(repository, claim);
    }
    let finished = finished?;
    if finished != Finished::Unknown {
        // Of one that is unknown here another repository may have the file still.
        context.options.sessions.end(id);
    }
    match finished {
        Finished::Stored => Ok(created(repository, digest)),
        Finished::Mismatch(found) => Err(ServerError::DigestMismatch { declared: digest.clone(), found }),
        Finished::Unknown => Err(unknown(repository)),
    }
}

async fn admit(context: Context<'_>, repository: &Repository, claim: Claim) -> Result<(), ServerError> {
    if !context.options.admission.is_limited() {
        return Ok(());
    }
    context.options.admission.check(context.storage.as_ref(), repository, claim).await
}

fn unknown(repository: &Repository) -> ServerError {
    ServerError::UploadUnknown { repository: repository.clone() }
}

fn location(repository: &Repository, id: &UploadId) -> String {
    format!("/v2/{repository}/blobs/uploads/{id}")
}

fn created(repository: &Repository, digest: &Digest) -> Response {
    let answer = Answer::new(StatusCode::CREATED).header(LOCATION, format!("/v2/{repository}/blobs/{digest}"));
    answer.header(CONTENT_DIGEST, digest.to_string()).empty()
}

/// What a session answers while it goes on. `Range` cannot say that there is nothing; `0-0` is what all registries
/// write, so where a chunk must begin is compared with the session's own size and never with this.
fn session(status: StatusCode, repository: &Repository, id: &UploadId, size: u64) -> Answer {
    let answer = Answer::new(status).header(LOCATION, location(repository, id)).header(UPLOAD_UUID, id.as_str());
    answer.header(RANGE, format!("0-{}", size.saturating_sub(1)))
}
