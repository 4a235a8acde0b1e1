//! Docker Hub's pull quota, as its headers tell it.

use std::time::Duration;

use ::http::HeaderMap;

use super::refusal::sanitize;

/// How many pulls a registry allows, and how many are left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateLimit {
    /// How many in a window (`ratelimit-limit`).
    pub limit: u64,
    /// How many are left in this one (`ratelimit-remaining`).
    pub remaining: Option<u64>,
    /// How long a window is.
    pub window: Option<Duration>,
    /// Whom the registry counts: an address or an account (`docker-ratelimit-source`).
    pub source: Option<String>,
}

impl RateLimit {
    /// Reads the headers; nothing where there is no limit among them.
    pub(super) fn read(headers: &HeaderMap) -> Option<Self> {
        let text = |name: &str| headers.get(name)?.to_str().ok();
        let (limit, window) = quota(text("ratelimit-limit")?)?;
        let remaining = text("ratelimit-remaining").and_then(quota);
        let source = text("docker-ratelimit-source").map(|source| sanitize(source, 80));
        let window = window.or(remaining.and_then(|(_, window)| window));
        Some(Self { limit, remaining: remaining.map(|(count, _)| count), window, source })
    }
}

/// Reads `100;w=21600`.
fn quota(text: &str) -> Option<(u64, Option<Duration>)> {
    let mut parts = text.split(';').map(str::trim);
    let count = parts.next()?.parse().ok()?;
    let window = parts.find_map(|part| part.strip_prefix("w=")?.parse().ok()).map(Duration::from_secs);
    Some((count, window))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quota_of_docker_hub() {
        let mut headers = HeaderMap::new();
        assert_eq!(RateLimit::read(&headers), None);
        headers.insert("ratelimit-limit", "100;w=21600".parse().unwrap());
        headers.insert("ratelimit-remaining", "97;w=21600".parse().unwrap());
        headers.insert("docker-ratelimit-source", "192.0.2.1".parse().unwrap());
        let limit = RateLimit::read(&headers).unwrap();
        assert_eq!((limit.limit, limit.remaining), (100, Some(97)));
        assert_eq!(limit.window, Some(Duration::from_hours(6)));
        assert_eq!(limit.source.as_deref(), Some("192.0.2.1"));
    }
}
