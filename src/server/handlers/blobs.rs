//! Blobs: read, whole or in part; asked for; deleted.

use http::StatusCode;
use http::header::{ACCEPT_RANGES, CONTENT_RANGE, CONTENT_TYPE};

use super::super::answer::{Answer, Response};
use super::super::endpoint::Access;
use super::super::error::ServerError;
use super::super::request::Head;
use super::Context;
use crate::oci::{Digest, MediaType};
use crate::reference::Repository;

/// `GET`, `HEAD` and `DELETE /v2/<name>/blobs/<digest>`.
pub async fn answer(
    context: Context<'_>,
    repository: &Repository,
    digest: &Digest,
    access: Access,
    head: &Head,
) -> Result<Response, ServerError> {
    let unknown = || ServerError::BlobUnknown { repository: repository.clone(), digest: digest.clone() };
    if access == Access::Delete {
        let deleted = context.storage.delete_blob(repository, digest).await?;
        return if deleted { Ok(Answer::new(StatusCode::ACCEPTED).empty()) } else { Err(unknown()) };
    }
    let size = context.storage.stat_blob(repository, digest).await?.ok_or_else(unknown)?;
    let about = |status| {
        let answer = Answer::new(status).content(digest).header(ACCEPT_RANGES, "bytes");
        // Never what somebody pushed it as: a browser must not run it.
        answer.header(CONTENT_TYPE, MediaType::OCTET_STREAM.as_str())
    };
    if head.has(digest) {
        return Ok(Answer::new(StatusCode::NOT_MODIFIED).content(digest).empty());
    }
    // RFC 9110, 14.2: a range means something with GET alone.
    if access == Access::Probe {
        return Ok(about(StatusCode::OK).head(size));
    }
    let part = head.range(digest, size)?;
    let range = part.clone().unwrap_or(0..size);
    let length = range.end - range.start;
    let (first, last) = (range.start, range.end.saturating_sub(1));
    let stream = context.storage.read_blob(repository, digest, range).await?.ok_or_else(unknown)?;
    let answer = match part {
        None => about(StatusCode::OK),
        Some(_) => about(StatusCode::PARTIAL_CONTENT).header(CONTENT_RANGE, format!("bytes {first}-{last}/{size}")),
    };
    Ok(answer.stream(length, stream))
}
