//! Uploads: sessions that grow by chunks, blobs in one request, and mounts, which move nothing.

use http::StatusCode;
use http::header::{LOCATION, RANGE};

use super::super::answer::{Answer, CONTENT_DIGEST, Response, UPLOAD_UUID};
use super::super::auth::Action;
use super::super::error::ServerError;
use super::super::request::{Head, Request};
use super::super::storage::{Appended, Finished, UploadId};
use super::Context;
use crate::content::ByteStream;
use crate::oci::{Algorithm, Digest};
use crate::reference::Repository;

/// `POST /v2/<name>/blobs/uploads/`: a mount where that can be, a whole blob where one is sent, else a session.
pub async fn begin(context: Context<'_>, repository: &Repository, request: Request) -> Result<Response, ServerError> {
    if let Some(digest) = mountable(context, repository, &request.head).await? {
        return Ok(created(repository, &digest));
    }
    let digest = request.head.digest()?;
    let id =
        context.storage.begin_upload(repository, digest.as_ref().map_or(Algorithm::Sha256, Digest::algorithm)).await?;
    let Some(digest) = digest else { return Ok(accepted(StatusCode::ACCEPTED, repository, &id, 0)) };
    let put = add_and_finish(context, repository, &id, None, request.body, &digest).await;
    if put.is_err() {
        // The client never learns of this session, so nobody could go on with it.
        context.storage.cancel_upload(repository, &id).await?;
    }
    put
}

/// The blob that the request wanted to mount, once it is mounted. What cannot be mounted is no error: the client then
/// uploads it (`distribution-spec#mounting-a-blob-from-another-repository`).
async fn mountable(context: Context<'_>, repository: &Repository, head: &Head) -> Result<Option<Digest>, ServerError> {
    let Some(mount) = head.query("mount") else { return Ok(None) };
    let Ok(digest) = mount.parse::<Digest>() else { return Ok(None) };
    let from = match head.query("from").map(|name| name.parse::<Repository>()) {
        None => None,
        // Who may not read it must not learn, by a mount that works, what is in it.
        Some(Ok(from)) if context.caller.may(Action::Pull, &from) => Some(from),
        Some(_) => return Ok(None),
    };
    let mounted = context.storage.link_blob(from.as_ref(), repository, &digest).await?;
    Ok(mounted.then_some(digest))
}

/// `GET` of a session: how far it is.
pub async fn status(context: Context<'_>, repository: &Repository, id: &UploadId) -> Result<Response, ServerError> {
    match context.storage.upload_size(repository, id).await? {
        Some(size) => Ok(accepted(StatusCode::NO_CONTENT, repository, id, size)),
        None => Err(ServerError::UploadUnknown { repository: repository.clone() }),
    }
}

/// `PATCH` of a session: one more chunk.
pub async fn append(
    context: Context<'_>,
    repository: &Repository,
    id: &UploadId,
    request: Request,
) -> Result<Response, ServerError> {
    let at = request.head.chunk_start()?;
    let size = add(context, repository, id, at, request.body).await?;
    Ok(accepted(StatusCode::ACCEPTED, repository, id, size))
}

/// `PUT` of a session: the last chunk, or none, and the digest of the whole.
pub async fn finish(
    context: Context<'_>,
    repository: &Repository,
    id: &UploadId,
    request: Request,
) -> Result<Response, ServerError> {
    let digest = request.head.digest()?.ok_or(ServerError::DigestMissing)?;
    let at = request.head.chunk_start()?;
    add_and_finish(context, repository, id, at, request.body, &digest).await
}

/// `DELETE` of a session.
pub async fn cancel(context: Context<'_>, repository: &Repository, id: &UploadId) -> Result<Response, ServerError> {
    if context.storage.cancel_upload(repository, id).await? {
        return Ok(Answer::new(StatusCode::NO_CONTENT).empty());
    }
    Err(ServerError::UploadUnknown { repository: repository.clone() })
}

async fn add(
    context: Context<'_>,
    repository: &Repository,
    id: &UploadId,
    at: Option<u64>,
    body: ByteStream,
) -> Result<u64, ServerError> {
    match context.storage.append_upload(repository, id, at, body).await? {
        Appended::To(size) => Ok(size),
        Appended::Misplaced(size) => Err(ServerError::UploadMisplaced { location: location(repository, id), size }),
        Appended::Unknown => Err(ServerError::UploadUnknown { repository: repository.clone() }),
    }
}

async fn add_and_finish(
    context: Context<'_>,
    repository: &Repository,
    id: &UploadId,
    at: Option<u64>,
    body: ByteStream,
    digest: &Digest,
) -> Result<Response, ServerError> {
    add(context, repository, id, at, body).await?;
    match context.storage.finish_upload(repository, id, digest).await? {
        Finished::Stored => Ok(created(repository, digest)),
        Finished::Mismatch(found) => Err(ServerError::DigestMismatch { declared: digest.clone(), found }),
        Finished::Unknown => Err(ServerError::UploadUnknown { repository: repository.clone() }),
    }
}

fn location(repository: &Repository, id: &UploadId) -> String {
    format!("/v2/{repository}/blobs/uploads/{id}")
}

fn created(repository: &Repository, digest: &Digest) -> Response {
    let answer = Answer::new(StatusCode::CREATED).header(LOCATION, format!("/v2/{repository}/blobs/{digest}"));
    answer.header(CONTENT_DIGEST, digest.to_string()).empty()
}

/// What a session answers while it goes on. `Range` cannot say that there is nothing; `0-0` is what all registries write.
fn accepted(status: StatusCode, repository: &Repository, id: &UploadId, size: u64) -> Response {
    let answer = Answer::new(status).header(LOCATION, location(repository, id)).header(UPLOAD_UUID, id.as_str());
    answer.header(RANGE, format!("0-{}", size.saturating_sub(1))).empty()
}
