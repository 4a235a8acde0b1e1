//! An answer that refuses: its status, the `errors[]` of the specification, and what else helps to understand it.

use std::fmt;
use std::time::Duration;

use serde::Deserialize;
use serde_json::Value;

use super::error::{Cause, Reason};

const SHOWN: usize = 300;
const HOUR: u64 = 3600;
const DAY: u64 = 24 * HOUR;

/// One entry of `errors[]` (`distribution-spec#error-codes`), as the registry wrote it, made safe to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiError {
    /// The code, in upper case.
    pub code: String,
    /// The message.
    pub message: String,
    /// The detail, as JSON text; empty where there is none.
    pub detail: String,
}

/// An answer with a status of failure.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// The request's method.
    pub method: String,
    /// Its URL, without secrets.
    pub url: String,
    /// The status.
    pub status: u16,
    /// The registry's errors.
    pub errors: Vec<ApiError>,
    /// The beginning of a body that is no list of errors.
    pub excerpt: String,
    /// The registry's name for the request.
    pub request_id: Option<String>,
    /// Whether credentials were sent along.
    pub authenticated: bool,
    /// How long the registry wants to be left alone (`Retry-After`).
    pub retry_after: Option<Duration>,
}

#[derive(Deserialize)]
struct Document {
    errors: Vec<Value>,
}

impl Refusal {
    /// Takes over what `body` says.
    pub(super) fn read(&mut self, body: &[u8]) {
        let text = |value: Option<&Value>| match value {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(text)) => sanitize(text, SHOWN),
            Some(other) => sanitize(&other.to_string(), SHOWN),
        };
        let document = serde_json::from_slice::<Document>(body).ok();
        self.errors =
            document.into_iter().flat_map(|document| document.errors).take(8).fold(Vec::new(), |mut errors, error| {
                let code = text(error.get("code")).to_ascii_uppercase();
                errors.push(ApiError { code, message: text(error.get("message")), detail: text(error.get("detail")) });
                errors
            });
        if self.errors.is_empty() {
            self.excerpt = sanitize(String::from_utf8_lossy(body).trim(), SHOWN);
        }
    }

    /// Whether the registry gave `code`.
    pub fn has(&self, code: &str) -> bool {
        self.errors.iter().any(|error| error.code == code)
    }

    /// What the answer comes down to: the codes say more than the status, which proxies and registries bend.
    pub fn reason(&self) -> Reason {
        if self.is_for_tls() {
            return Reason::Network(Cause::NotHttp);
        }
        if self.status == 507 {
            // A quota or a full disk: the code that goes with it speaks of rights, and no right would help.
            return Reason::Invalid;
        }
        let by_code = self.errors.iter().find_map(|error| match error.code.as_str() {
            "BLOB_UNKNOWN" => Some(Reason::BlobUnknown),
            "BLOB_UPLOAD_UNKNOWN" => Some(Reason::UploadUnknown),
            "DENIED" if self.status != 401 => Some(Reason::Forbidden),
            // What the registry thinks of a request, not bytes that were found to be wrong.
            "DIGEST_INVALID" | "SIZE_INVALID" => Some(Reason::Invalid),
            "MANIFEST_BLOB_UNKNOWN" => Some(Reason::ManifestBlobUnknown),
            "MANIFEST_UNKNOWN" => Some(Reason::ManifestUnknown),
            "NAME_UNKNOWN" => Some(Reason::NameUnknown),
            "TOOMANYREQUESTS" => Some(Reason::RateLimited),
            "UNAUTHORIZED" | "DENIED" => Some(Reason::Unauthorized { sent: self.authenticated }),
            "UNSUPPORTED" => Some(Reason::Unsupported),
            _ => None,
        });
        by_code.unwrap_or(match self.status {
            401 => Reason::Unauthorized { sent: self.authenticated },
            403 => Reason::Forbidden,
            404 | 410 => Reason::NotFound,
            405 | 501 => Reason::Unsupported,
            429 => Reason::RateLimited,
            408 | 500.. => Reason::Server,
            _ => Reason::Invalid,
        })
    }
}

impl Refusal {
    /// Whether a server that expects TLS said so, in plain HTTP: common ones answer what they were sent by mistake.
    fn is_for_tls(&self) -> bool {
        let said = self.excerpt.to_ascii_lowercase();
        let words = ["http request to an https server", "http request was sent to https port"];
        self.status == 400 && self.url.starts_with("http://") && words.iter().any(|words| said.contains(words))
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = http::StatusCode::from_u16(self.status).ok().and_then(|status| status.canonical_reason());
        write!(f, "{} {}: {}", self.method, self.url, self.status)?;
        if let Some(name) = name {
            write!(f, " {name}")?;
        }
        for error in &self.errors {
            write!(f, ": {}", error.code)?;
            if !error.message.is_empty() {
                write!(f, " ({})", error.message)?;
            }
            if !error.detail.is_empty() && error.detail != error.message {
                write!(f, " {}", error.detail)?;
            }
        }
        if !self.excerpt.is_empty() {
            write!(f, ": {:?}", self.excerpt)?;
        }
        match self.retry_after.map(|pause| pause.as_secs()) {
            None => {}
            Some(seconds) if seconds < 2 * HOUR => write!(f, "; it asks to be left alone for {seconds} s")?,
            Some(seconds) if seconds < 2 * DAY => write!(f, "; it asks to be left alone for {} hours", seconds / HOUR)?,
            Some(seconds) if seconds < 3650 * DAY => {
                write!(f, "; it asks to be left alone for {} days", seconds / DAY)?;
            }
            Some(_) => f.write_str("; it asks to be left alone for more than ten years")?,
        }
        match &self.request_id {
            Some(id) => write!(f, " [request {id}]"),
            None => Ok(()),
        }
    }
}

/// At most `limit` characters of `text`, control characters replaced: what a registry sends may end in a terminal.
pub(super) fn sanitize(text: &str, limit: usize) -> String {
    let mut clean: String = text
        .chars()
        .take(limit)
        .map(|c| if c == '\n' || c == '\t' { ' ' } else { c })
        .map(|c| if c.is_control() || is_bidi(c) { '\u{fffd}' } else { c })
        .collect();
    if text.chars().nth(limit).is_some() {
        clean.push('…');
    }
    clean
}

/// Characters that turn the direction of text and so can disguise what stands around them.
fn is_bidi(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(status: u16, body: &str) -> Refusal {
        let mut refusal = Refusal {
            method: "GET".to_owned(),
            url: "https://r/v2/".to_owned(),
            status,
            errors: Vec::new(),
            excerpt: String::new(),
            request_id: None,
            authenticated: true,
            retry_after: None,
        };
        refusal.read(body.as_bytes());
        refusal
    }

    #[test]
    fn codes_decide_before_the_status() {
        for (status, body, reason) in [
            (404, r#"{"errors":[{"code":"NAME_UNKNOWN","message":"no"}]}"#, Reason::NameUnknown),
            (404, r#"{"errors":[{"code":"manifest_unknown"}]}"#, Reason::ManifestUnknown),
            (404, "<html>", Reason::NotFound),
            (400, r#"{"errors":[{"code":"DIGEST_INVALID"}]}"#, Reason::Invalid),
            (413, r#"{"errors":[{"code":"SIZE_INVALID"}]}"#, Reason::Invalid),
            (403, r#"{"errors":[{"code":"TOOMANYREQUESTS"}]}"#, Reason::RateLimited),
            (401, r#"{"errors":[{"code":"DENIED"}]}"#, Reason::Unauthorized { sent: true }),
            (403, r#"{"errors":null}"#, Reason::Forbidden),
            (507, r#"{"errors":[{"code":"DENIED"}]}"#, Reason::Invalid),
            (400, "{", Reason::Invalid),
            (503, "", Reason::Server),
            (405, "", Reason::Unsupported),
        ] {
            assert_eq!(refusal(status, body).reason(), reason, "{status} {body}");
        }
    }

    #[test]
    fn a_time_that_the_registry_asks_for_is_told() {
        for (seconds, expected) in [
            (1, "for 1 s"),
            (7199, "for 7199 s"),
            (7200, "for 2 hours"),
            (172_800, "for 2 days"),
            (u64::MAX, "for more than ten years"),
        ] {
            let refusal = Refusal { retry_after: Some(Duration::from_secs(seconds)), ..refusal(429, "") };
            assert!(refusal.to_string().ends_with(&format!("; it asks to be left alone {expected}")), "{refusal}");
        }
    }

    #[test]
    fn a_server_that_wants_tls_is_understood() {
        for body in [
            "Client sent an HTTP request to an HTTPS server.\n",
            "<html>\r\n<head><title>400 The plain HTTP request was sent to HTTPS port</title></head>",
        ] {
            let mut refusal = refusal(400, body);
            assert_eq!(refusal.reason(), Reason::Invalid, "TLS was spoken");
            refusal.url = "http://r/v2/".to_owned();
            assert_eq!(refusal.reason(), Reason::Network(Cause::NotHttp), "{body}");
        }
    }

    #[test]
    fn what_is_shown_has_no_control_characters_and_an_end() {
        let shown = refusal(500, &format!("\u{1b}[31mred\u{202e}\n{}", "x".repeat(400))).to_string();
        assert!(
            shown.starts_with("GET https://r/v2/: 500 Internal Server Error: \"\u{fffd}[31mred\u{fffd} xxx"),
            "{shown}"
        );
        assert!(shown.contains('…') && shown.chars().count() < 400);
        let shown = refusal(404, r#"{"errors":[{"code":"X","message":"m","detail":{"a":1}}]}"#).to_string();
        assert!(shown.ends_with(r#"404 Not Found: X (m) {"a":1}"#), "{shown}");
    }
}
