//! Figures about the registry, in the text form that Prometheus reads (exposition format 0.0.4). Counting costs a few
//! additions: there is no lock and no memory to be had in the way of a request.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use http::{Method, StatusCode};

use super::endpoint::Endpoint;

/// A number that only grows.
#[derive(Debug, Default)]
pub struct Counter(AtomicU64);

impl Counter {
    /// Adds to it.
    pub fn add(&self, count: u64) {
        self.0.fetch_add(count, Ordering::Relaxed);
    }

    /// What it has come to.
    pub fn total(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// A number that goes up and down.
#[derive(Debug, Default)]
pub struct Gauge(AtomicI64);

impl Gauge {
    /// Adds to it, or takes from it.
    pub fn add(&self, count: i64) {
        self.0.fetch_add(count, Ordering::Relaxed);
    }

    fn value(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// What a request was for, as far as figures tell requests apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Route {
    /// `/v2/`
    Base,
    /// The list of repositories.
    Catalog,
    /// Blobs.
    Blob,
    /// Uploads.
    Upload,
    /// Manifests.
    Manifest,
    /// Lists of tags.
    Tags,
    /// Lists of referrers.
    Referrers,
    /// `/healthz`, `/readyz` and `/metrics`.
    Health,
    /// Tokens for other requests.
    Token,
    /// The page for browsers.
    Page,
    /// Everything else, refused requests among it.
    #[default]
    Other,
}

const ROUTES: [&str; 11] =
    ["base", "catalog", "blob", "upload", "manifest", "tags", "referrers", "health", "token", "page", "other"];
const METHODS: [&str; 8] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "other"];
const STATUSES: [u16; 27] = [
    200, 201, 202, 204, 206, 304, 307, 400, 401, 403, 404, 405, 408, 409, 411, 412, 413, 414, 415, 416, 429, 431, 499,
    500, 503, 507, 0,
];
/// The upper bounds of the classes of durations, in microseconds.
const BOUNDS: [u64; 14] = [
    500,
    1_000,
    2_500,
    5_000,
    10_000,
    25_000,
    50_000,
    100_000,
    250_000,
    500_000,
    1_000_000,
    5_000_000,
    30_000_000,
    120_000_000,
];

impl From<&Endpoint> for Route {
    fn from(endpoint: &Endpoint) -> Self {
        match endpoint {
            Endpoint::Base => Self::Base,
            Endpoint::Catalog => Self::Catalog,
            Endpoint::Blob(..) => Self::Blob,
            Endpoint::Begin(..) | Endpoint::Upload(..) => Self::Upload,
            Endpoint::Manifest(..) | Endpoint::PutManifest(..) => Self::Manifest,
            Endpoint::Tags(..) => Self::Tags,
            Endpoint::Referrers(..) => Self::Referrers,
        }
    }
}

fn method_index(method: &Method) -> usize {
    match *method {
        Method::GET => 0,
        Method::HEAD => 1,
        Method::POST => 2,
        Method::PUT => 3,
        Method::PATCH => 4,
        Method::DELETE => 5,
        Method::OPTIONS => 6,
        _ => 7,
    }
}

fn status_index(status: StatusCode) -> usize {
    STATUSES.iter().position(|known| *known == status.as_u16()).unwrap_or(STATUSES.len() - 1)
}

#[derive(Debug, Default)]
struct Histogram {
    classes: [Counter; BOUNDS.len() + 1],
    micros: Counter,
}

/// Who adds figures of their own to the text.
pub type Contributor = Box<dyn Fn(&mut Exposition) + Send + Sync>;

/// Everything that is counted.
#[derive(Default)]
pub struct Metrics {
    requests: [[[Counter; STATUSES.len()]; METHODS.len()]; ROUTES.len()],
    durations: [Histogram; ROUTES.len()],
    /// Bytes of the bodies of requests.
    pub received: Counter,
    /// Bytes of the bodies of answers.
    pub sent: Counter,
    /// Answers whose client went away before their end.
    pub cut: Counter,
    /// Requests under way.
    pub under_way: Gauge,
    /// Connections that were let in.
    pub connections: Counter,
    /// Connections that were one too many.
    pub refused_connections: Counter,
    /// Connections that did not get through the TLS handshake.
    pub failed_handshakes: Counter,
    /// Handlers that panicked.
    pub panics: Counter,
    /// Lines that the access log had no room for.
    pub lost_log_lines: Counter,
    contributors: Mutex<Vec<Contributor>>,
}

impl std::fmt::Debug for Metrics {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Metrics").field("received", &self.received).field("sent", &self.sent).finish_non_exhaustive()
    }
}

impl Metrics {
    /// Counts a request that has ended.
    pub fn count(&self, route: Route, method: &Method, status: StatusCode, duration: Duration) {
        self.requests[route as usize][method_index(method)][status_index(status)].add(1);
        let micros = u64::try_from(duration.as_micros()).unwrap_or(u64::MAX);
        let class = BOUNDS.iter().position(|bound| micros <= *bound).unwrap_or(BOUNDS.len());
        let histogram = &self.durations[route as usize];
        histogram.classes[class].add(1);
        histogram.micros.add(micros);
    }

    /// Lets others add their figures to the text, each time it is asked for.
    pub fn contribute(&self, contributor: Contributor) {
        self.contributors.lock().unwrap_or_else(PoisonError::into_inner).push(contributor);
    }

    /// Writes everything that was counted.
    pub fn write(&self, text: &mut Exposition) {
        self.write_requests(text);
        self.write_durations(text);
        text.gauge("wharf_requests_under_way", "Requests that are being answered.", self.under_way.value());
        for (name, help, counter) in [
            ("wharf_received_bytes_total", "Bytes of the bodies of requests.", &self.received),
            ("wharf_sent_bytes_total", "Bytes of the bodies of answers.", &self.sent),
            ("wharf_cut_answers_total", "Answers whose client went away before their end.", &self.cut),
            ("wharf_connections_total", "Connections that were let in.", &self.connections),
            ("wharf_refused_connections_total", "Connections that were one too many.", &self.refused_connections),
            ("wharf_failed_handshakes_total", "Connections that failed in the TLS handshake.", &self.failed_handshakes),
            ("wharf_panics_total", "Requests that ended in a fault of the program.", &self.panics),
            ("wharf_lost_log_lines_total", "Lines that the access log had no room for.", &self.lost_log_lines),
        ] {
            text.counter(name, help, counter.total());
        }
        for contributor in self.contributors.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            contributor(text);
        }
    }

    fn write_requests(&self, text: &mut Exposition) {
        text.head("wharf_requests_total", "Requests that have ended.", "counter");
        for (route, methods) in ROUTES.iter().zip(&self.requests) {
            for (method, statuses) in METHODS.iter().zip(methods) {
                for (status, counter) in STATUSES.iter().zip(statuses).filter(|(_, counter)| counter.total() > 0) {
                    let status = if *status == 0 { "other".to_owned() } else { status.to_string() };
                    let labels = [("route", *route), ("method", *method), ("status", status.as_str())];
                    text.sample("wharf_requests_total", &labels, counter.total());
                }
            }
        }
    }

    fn write_durations(&self, text: &mut Exposition) {
        const NAME: &str = "wharf_request_duration_seconds";
        text.head(NAME, "Time from the head of a request to the end of its answer.", "histogram");
        let used = |histogram: &Histogram| histogram.classes.iter().any(|class| class.total() > 0);
        for (route, histogram) in ROUTES.iter().zip(&self.durations).filter(|(_, histogram)| used(histogram)) {
            let mut count = 0;
            let bounds = BOUNDS.iter().map(|bound| seconds(*bound)).chain(["+Inf".to_owned()]);
            for (bound, class) in bounds.zip(&histogram.classes) {
                count += class.total();
                text.sample(&format!("{NAME}_bucket"), &[("route", route), ("le", &bound)], count);
            }
            text.sample(&format!("{NAME}_sum"), &[("route", route)], seconds(histogram.micros.total()));
            text.sample(&format!("{NAME}_count"), &[("route", route)], count);
        }
    }
}

/// Microseconds as seconds, exactly and without trailing zeros.
fn seconds(micros: u64) -> String {
    let text = format!("{}.{:06}", micros / 1_000_000, micros % 1_000_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The text in the making.
#[derive(Debug, Default)]
pub struct Exposition(String);

impl Exposition {
    /// A number that only grows.
    pub fn counter(&mut self, name: &str, help: &str, value: u64) {
        self.head(name, help, "counter");
        self.sample(name, &[], value);
    }

    /// A number that goes up and down.
    pub fn gauge(&mut self, name: &str, help: &str, value: impl std::fmt::Display) {
        self.head(name, help, "gauge");
        self.sample(name, &[], value);
    }

    /// Says what the samples that follow are; `kind` is `counter`, `gauge` or `histogram`.
    pub fn head(&mut self, name: &str, help: &str, kind: &str) {
        // Writing to memory does not fail.
        let _ = writeln!(self.0, "# HELP {name} {help}\n# TYPE {name} {kind}");
    }

    /// One value. Labels are words of our own: nothing that a client chose may stand in them.
    pub fn sample(&mut self, name: &str, labels: &[(&str, &str)], value: impl std::fmt::Display) {
        self.0.push_str(name);
        for (at, (label, text)) in labels.iter().enumerate() {
            let _ = write!(self.0, "{}{label}=\"{text}\"", if at == 0 { '{' } else { ',' });
        }
        let _ = writeln!(self.0, "{} {value}", if labels.is_empty() { "" } else { "}" });
    }

    /// The whole text.
    pub fn into_text(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(metrics: &Metrics) -> String {
        let mut text = Exposition::default();
        metrics.write(&mut text);
        text.into_text()
    }

    #[test]
    fn requests_are_counted_by_route_method_and_status() {
        let metrics = Metrics::default();
        metrics.count(Route::Blob, &Method::GET, StatusCode::OK, Duration::from_micros(300));
        metrics.count(Route::Blob, &Method::GET, StatusCode::OK, Duration::from_millis(3));
        metrics.count(
            Route::Other,
            &Method::from_bytes(b"BREW").unwrap(),
            StatusCode::IM_A_TEAPOT,
            Duration::from_mins(15),
        );
        let text = text(&metrics);
        for line in [
            r#"wharf_requests_total{route="blob",method="GET",status="200"} 2"#,
            r#"wharf_requests_total{route="other",method="other",status="other"} 1"#,
            r#"wharf_request_duration_seconds_bucket{route="blob",le="0.0005"} 1"#,
            r#"wharf_request_duration_seconds_bucket{route="blob",le="0.0025"} 1"#,
            r#"wharf_request_duration_seconds_bucket{route="blob",le="0.005"} 2"#,
            r#"wharf_request_duration_seconds_bucket{route="blob",le="+Inf"} 2"#,
            r#"wharf_request_duration_seconds_sum{route="blob"} 0.0033"#,
            r#"wharf_request_duration_seconds_count{route="blob"} 2"#,
            r#"wharf_request_duration_seconds_bucket{route="other",le="120"} 0"#,
            r#"wharf_request_duration_seconds_sum{route="other"} 900"#,
        ] {
            assert!(text.lines().any(|found| found == line), "{line} is missing in\n{text}");
        }
        assert!(!text.contains("manifest"), "what nobody asked for is left out");
    }

    #[test]
    fn the_words_for_routes_are_in_the_order_of_the_routes() {
        for (route, name) in
            [(Route::Base, "base"), (Route::Tags, "tags"), (Route::Health, "health"), (Route::Other, "other")]
        {
            assert_eq!(ROUTES[route as usize], name);
        }
        assert!(STATUSES[..STATUSES.len() - 1].is_sorted());
    }

    #[test]
    fn others_add_their_figures() {
        let metrics = Metrics::default();
        metrics.contribute(Box::new(|text| text.gauge("wharf_uploads_open", "Uploads that are open.", 3)));
        let text = text(&metrics);
        assert!(text.ends_with("# TYPE wharf_uploads_open gauge\nwharf_uploads_open 3\n"), "{text}");
    }
}
