//! What those ask who look after the registry: `/healthz`, `/readyz` and `/metrics`.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE};
use http::{Method, StatusCode};

use super::Registry;
use super::answer::{Answer, Response, empty_body};
use super::front;
use super::listen::Purpose;
use super::metrics::Exposition;
use super::storage::{Page, Usage};

/// How long the storage may take to show that it is there.
const STORAGE_PATIENCE: Duration = Duration::from_secs(5);
/// For how long the size of the store is not asked for again.
const USAGE_AGE: Duration = Duration::from_mins(1);
/// The type of the text that Prometheus reads.
const EXPOSITION: &str = "text/plain; version=0.0.4; charset=utf-8";

/// Answers where the path is one of these three.
pub async fn answer(registry: &Registry, purpose: Purpose, method: &Method, path: &str) -> Option<Response> {
    let is_metrics = path == "/metrics" && (purpose == Purpose::Metrics || !registry.front.metrics_apart);
    if !is_metrics && !matches!(path, "/healthz" | "/readyz") {
        return None;
    }
    if !matches!(*method, Method::GET | Method::HEAD) {
        return Some(Answer::new(StatusCode::METHOD_NOT_ALLOWED).header(ALLOW, "GET, HEAD").empty());
    }
    let response = match path {
        "/healthz" => text(StatusCode::OK, "text/plain", "ok\n".to_owned()),
        "/readyz" => ready(registry).await,
        _ => metrics(registry).await,
    };
    Some(if *method == Method::HEAD { response.map(|_| empty_body()) } else { response })
}

fn text(status: StatusCode, media_type: &str, text: String) -> Response {
    Answer::new(status).header(CONTENT_TYPE, media_type).header(CACHE_CONTROL, "no-store").bytes(text.into())
}

/// Whether requests are welcome: not while the registry ends, and not where the storage does not answer.
async fn ready(registry: &Registry) -> Response {
    let refuse = |why: &str| {
        let mut response = text(StatusCode::SERVICE_UNAVAILABLE, "text/plain", format!("{why}\n"));
        front::retry_after(&mut response, 5);
        response
    };
    if registry.front.is_draining() {
        return refuse("draining");
    }
    let page = Page { last: None, limit: Some(1) };
    match tokio::time::timeout(STORAGE_PATIENCE, registry.storage.repositories(&page)).await {
        Ok(Ok(_)) => text(StatusCode::OK, "text/plain", "ok\n".to_owned()),
        Ok(Err(_)) => refuse("the storage failed"),
        Err(_) => refuse("the storage does not answer"),
    }
}

async fn metrics(registry: &Registry) -> Response {
    let front = &registry.front;
    let mut written = Exposition::default();
    let version = [("version", env!("CARGO_PKG_VERSION"))];
    written.head("wharf_build_info", "The version of the program.", "gauge");
    written.sample("wharf_build_info", &version, 1);
    written.gauge("wharf_connections_open", "Connections that are open.", front.census.open());
    written.gauge("wharf_draining", "1 while the registry is being stopped.", u8::from(front.is_draining()));
    front.metrics.write(&mut written);
    if let Some(usage) = front.usage.current(registry).await {
        written.gauge("wharf_store_bytes", "Bytes of the content that is stored, each counted once.", usage.bytes);
        if let Some(free) = usage.free {
            written.gauge("wharf_store_free_bytes", "Bytes that may still be written.", free);
        }
    }
    text(StatusCode::OK, EXPOSITION, written.into_text())
}

/// The size of the store, asked for once in a while: to find it out may take long.
#[derive(Debug, Default)]
pub struct UsageCache(Mutex<Known>);

#[derive(Debug, Default)]
struct Known {
    usage: Option<Usage>,
    asked: Option<Instant>,
}

impl UsageCache {
    /// The size as it was a minute ago at most, or as it was before where that is being found out.
    async fn current(&self, registry: &Registry) -> Option<Usage> {
        let now = Instant::now();
        {
            let mut known = self.known();
            if known.asked.is_some_and(|asked| now.duration_since(asked) < USAGE_AGE) {
                return known.usage;
            }
            known.asked = Some(now);
        }
        let asked = tokio::time::timeout(STORAGE_PATIENCE, registry.storage.usage(None)).await;
        let mut known = self.known();
        if let Ok(Ok(usage)) = asked {
            known.usage = Some(usage);
        }
        known.usage
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        // What is in it is whole at any moment.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
