//! Blobs: read, whole or in part; asked for; deleted.

use std::ops::Range;

use futures_util::{StreamExt, stream};
use http::StatusCode;
use http::header::{ACCEPT_RANGES, CONTENT_RANGE, CONTENT_TYPE};

use super::super::answer::{Answer, Response};
use super::super::endpoint::Access;
use super::super::error::ServerError;
use super::super::ranges::Wanted;
use super::super::request::Head;
use super::Context;
use crate::content::{ByteStream, ContentError, ErrorKind};
use crate::oci::Digest;
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
        // Also where a manifest still names it: the specification lets a client do so, and a registry that refused would
        // have to read every manifest. Who deletes single blobs has the right to, and is taken at their word.
        let deleted = context.storage.delete_blob(repository, digest).await?;
        return if deleted { Ok(Answer::new(StatusCode::ACCEPTED).empty()) } else { Err(unknown()) };
    }
    let size = context.storage.stat_blob(repository, digest).await?.ok_or_else(unknown)?;
    let about = |status| Answer::new(status).content(digest).fixed(ACCEPT_RANGES, "bytes");
    // Never what somebody pushed it as: a browser must not run it.
    let typed = |status| about(status).fixed(CONTENT_TYPE, "application/octet-stream");
    if head.has(digest) {
        return Ok(about(StatusCode::NOT_MODIFIED).empty());
    }
    // RFC 9110, 14.2: a range means something with GET alone.
    if access == Access::Probe {
        return Ok(typed(StatusCode::OK).head(size));
    }
    let read =
        async |range: Range<u64>| context.storage.read_blob(repository, digest, range).await?.ok_or_else(unknown);
    match head.range(digest, size) {
        Wanted::Whole => Ok(typed(StatusCode::OK).stream(size, read(0..size).await?)),
        Wanted::One(part) => {
            let (length, last) = (part.end - part.start, part.end - 1);
            let range = format!("bytes {}-{last}/{size}", part.start);
            let answer = typed(StatusCode::PARTIAL_CONTENT).header(CONTENT_RANGE, range);
            Ok(answer.stream(length, read(part).await?))
        }
        Wanted::Several(parts) => {
            Ok(about(StatusCode::PARTIAL_CONTENT).parts(size, parts, later(context, repository, digest)))
        }
        Wanted::Outside => Err(ServerError::RangeOutside { size }),
    }
}

/// Gives parts of a blob, each opened when its turn to be sent comes.
fn later(
    context: Context<'_>,
    repository: &Repository,
    digest: &Digest,
) -> impl Fn(Range<u64>) -> ByteStream + Send + 'static {
    let (storage, repository, digest) = (context.storage.clone(), repository.clone(), digest.clone());
    move |part| {
        let (storage, repository, digest) = (storage.clone(), repository.clone(), digest.clone());
        let opened = async move {
            match storage.read_blob(&repository, &digest, part).await {
                Ok(Some(stream)) => stream,
                Ok(None) => failed(ContentError::new(ErrorKind::NotFound, format!("{digest} was deleted"))),
                Err(error) => failed(error),
            }
        };
        Box::pin(stream::once(opened).flatten())
    }
}

fn failed(error: ContentError) -> ByteStream {
    Box::pin(stream::iter([Err(error)]))
}
