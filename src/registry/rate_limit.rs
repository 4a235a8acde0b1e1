//! Docker Hub's pull quota, as its headers tell it.

use std::time::Duration;

use ::http::HeaderMap;

use super::refusal::sanitize;

/// How many pulls a registry allows, and how many are left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateLimit {
    /// How many in a window (`ratelimit-limit`); 0 where only what is left is told.
    pub limit: u64,
    /// How many are left in this one (`ratelimit-remaining`).
    pub remaining: Option<u64>,
    /// How long a window is.
    pub window: Option<Duration>,
    /// How long until the next window begins (`ratelimit-reset`).
    pub reset: Option<Duration>,
    /// The quotas that hold, as the registry writes them: `100;w=21600`.
    pub policies: Vec<String>,
    /// Whom the registry counts: an address or an account (`docker-ratelimit-source`).
    pub source: Option<String>,
}

impl RateLimit {
    /// Reads the headers; nothing where there is no limit among them.
    pub(super) fn read(headers: &HeaderMap) -> Option<Self> {
        let text = |name: &str| headers.get(name)?.to_str().ok();
        let told = text("ratelimit-limit").and_then(|told| Some((quota(told)?, told)));
        let remaining = text("ratelimit-remaining").and_then(quota);
        let ((limit, window), told) = match (told, remaining) {
            (Some(told), _) => told,
            (None, Some(_)) => ((0, None), ""),
            (None, None) => return None,
        };
        let reset = text("ratelimit-reset").and_then(quota).map(|(seconds, _)| Duration::from_secs(seconds));
        let source = text("docker-ratelimit-source").map(|source| sanitize(source, 80));
        let window = window.or(remaining.and_then(|(_, window)| window));
        Some(Self {
            limit,
            remaining: remaining.map(|(count, _)| count),
            window,
            reset,
            policies: policies(told),
            source,
        })
    }
}

/// The policies of a limit: those behind the number, or the number itself where it has its window with it.
fn policies(told: &str) -> Vec<String> {
    let all: Vec<&str> = told.split(',').map(str::trim).filter(|policy| !policy.is_empty()).collect();
    let skipped = usize::from(all.first().is_some_and(|first| !first.contains(';')));
    all.into_iter().skip(skipped).map(|policy| sanitize(policy, 80)).collect()
}

/// Reads `100;w=21600`.
fn quota(text: &str) -> Option<(u64, Option<Duration>)> {
    let mut parts = text.split(',').next()?.split(';').map(str::trim);
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
        assert_eq!((limit.reset, limit.policies), (None, vec!["100;w=21600".to_owned()]));
    }

    #[test]
    fn the_quota_in_the_form_of_the_draft() {
        for (limit, remaining, reset, expected) in [
            ("10, 10;w=1, 50;w=60", Some("9"), Some("33"), Some((10, Some(9), Some(33), vec!["10;w=1", "50;w=60"]))),
            ("10", None, None, Some((10, None, None, vec![]))),
            ("", Some("3"), Some("x"), Some((0, Some(3), None, vec![]))),
            ("ten", None, Some("1"), None),
            ("99999999999999999999999", None, None, None),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert("ratelimit-limit", limit.parse().unwrap());
            for (name, value) in [("ratelimit-remaining", remaining), ("ratelimit-reset", reset)] {
                value.and_then(|value: &str| headers.insert(name, value.parse().unwrap()));
            }
            let read = RateLimit::read(&headers);
            let read = read.as_ref().map(|read| {
                let policies = read.policies.iter().map(String::as_str).collect();
                (read.limit, read.remaining, read.reset.map(|reset| reset.as_secs()), policies)
            });
            assert_eq!(read, expected, "{limit}");
        }
    }
}
