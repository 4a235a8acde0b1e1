//! The way of one request: what is asked, who asks it, one handler, one answer; and everybody who wants to hears of it.

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Method};
use http_body::Body as _;

use super::answer::{self, Response};
use super::front::Trace;
use super::handlers::{self, Context};
use super::metrics::Route;
use super::request::Request;
use super::{Exchange, Registry, ServerError, endpoint, web};

const API_VERSION: HeaderName = HeaderName::from_static("docker-distribution-api-version");
const NOSNIFF: HeaderName = HeaderName::from_static("x-content-type-options");

/// Answers one request, and leaves in `trace` what became known of it.
pub async fn respond<B>(registry: &Registry, request: http::Request<B>, trace: &mut Trace) -> Response
where
    B: http_body::Body<Data = Bytes> + Send + Unpin + 'static,
    B::Error: std::error::Error + Send + Sync + 'static,
{
    let method = request.method().clone();
    let target = request.uri().path_and_query().map_or_else(String::new, |target| target.as_str().to_owned());
    let is_page = web::is_page(request.uri().path());
    let base = registry.front.base_path.as_str();
    let outcome = if is_page {
        trace.route = Route::Page;
        let (parts, _) = request.into_parts();
        web::answer(registry, &parts, base).await
    } else {
        admit_and_answer(registry, request, trace).await
    };
    let (response, error) = match outcome {
        Ok(response) => (response, None),
        Err(error) if is_page => (web::refusal(&error, base), Some(error)),
        Err(error) => (error.response(), Some(error)),
    };
    let mut response = if method == Method::HEAD && !response.body().is_end_stream() {
        response.map(|_| answer::empty_body())
    } else {
        response
    };
    response.headers_mut().insert(API_VERSION, HeaderValue::from_static("registry/2.0"));
    response.headers_mut().insert(NOSNIFF, HeaderValue::from_static("nosniff"));
    (registry.options.observe)(&Exchange { method, target, status: response.status(), error });
    response
}

/// The way of a request: what is it, may they, do it.
async fn admit_and_answer<B>(
    registry: &Registry,
    request: http::Request<B>,
    trace: &mut Trace,
) -> Result<Response, ServerError>
where
    B: http_body::Body<Data = Bytes> + Send + Unpin + 'static,
    B::Error: std::error::Error + Send + Sync + 'static,
{
    if registry.guard.answers(request.uri().path()) {
        trace.route = Route::Token;
        return registry.guard.token(request).await;
    }
    let endpoint = endpoint::parse(request.method(), request.uri().path())?;
    trace.route = (&endpoint).into();
    let (parts, body) = request.into_parts();
    let caller = registry.guard.admit(&parts, &endpoint.needs()).await?;
    trace.user.clone_from(&caller.name);
    let context =
        Context { storage: &registry.storage, options: &registry.options, guard: &registry.guard, caller: &caller };
    handlers::answer(context, endpoint, Request::new(http::Request::from_parts(parts, body))).await
}
