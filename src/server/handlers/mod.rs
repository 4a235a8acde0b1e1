//! One handler for each noun of the specification: they check what a client asks, and tell the storage what to do.

mod blobs;
mod intake;
mod lists;
mod manifests;
mod mounts;
mod referrers;
mod uploads;

use std::sync::Arc;

use http::StatusCode;

use super::answer::{Answer, Response};
use super::auth::{Caller, Guard};
use super::endpoint::{Endpoint, Step};
use super::error::ServerError;
use super::request::Request;
use super::storage::Storage;
use super::{Mode, Options};

/// What the handlers work with.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// Where content is kept.
    pub storage: &'a Arc<dyn Storage>,
    /// What is allowed.
    pub options: &'a Options,
    /// The rules that hold whoever asks.
    pub guard: &'a Guard,
    /// Who asks.
    pub caller: &'a Caller,
}

/// Does what `endpoint` asks, if the registry takes it now.
pub async fn answer(context: Context<'_>, endpoint: Endpoint, request: Request) -> Result<Response, ServerError> {
    if endpoint.writes() {
        if context.options.mode == Mode::ReadOnly {
            return Err(ServerError::ReadOnly);
        }
        request.head.refuse_encoding()?;
    }
    choose(context, endpoint, request).await
}

async fn choose(context: Context<'_>, endpoint: Endpoint, request: Request) -> Result<Response, ServerError> {
    match endpoint {
        Endpoint::Base => Ok(Answer::new(StatusCode::OK).json_text("application/json", "{}".to_owned())),
        Endpoint::Catalog => lists::catalog(context, &request.head).await,
        Endpoint::Tags(repository) => lists::tags(context, &repository, &request.head).await,
        Endpoint::Blob(repository, digest, access) => {
            blobs::answer(context, &repository, &digest, access, &request.head).await
        }
        Endpoint::Begin(repository) => uploads::begin(context, &repository, request).await,
        Endpoint::Upload(repository, id, step) => match step {
            Step::Status => uploads::status(context, &repository, &id).await,
            Step::Append => uploads::append(context, &repository, &id, request).await,
            Step::Finish => uploads::finish(context, &repository, &id, request).await,
            Step::Cancel => uploads::cancel(context, &repository, &id).await,
        },
        Endpoint::Manifest(repository, selector, access) => {
            manifests::answer(context, &repository, &selector, access, &request.head).await
        }
        Endpoint::PutManifest(repository, selector) => manifests::put(context, &repository, &selector, request).await,
        Endpoint::Referrers(repository, subject) => {
            referrers::list(context, &repository, &subject, &request.head).await
        }
    }
}
