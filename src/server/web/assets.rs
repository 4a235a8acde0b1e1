//! The files that every page needs: a style sheet, a script, an icon. They are part of the binary, and their names hold
//! the digest of their content, so that a browser may keep them for ever and still never has an old one.

use std::sync::LazyLock;

use http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use http::request::Parts;
use http::{HeaderName, StatusCode};

use crate::oci::Digest;
use crate::server::answer::{Answer, Response};

/// Where the files stand.
pub const FOLDER: &str = "/assets/";

/// A file of the page.
#[derive(Debug, PartialEq, Eq)]
pub struct Asset {
    /// Its name, with the beginning of its digest.
    pub name: String,
    content_type: &'static str,
    content: &'static str,
}

/// Every file of the page.
struct Assets {
    style: Asset,
    script: Asset,
    icon: Asset,
}

static ASSETS: LazyLock<Assets> = LazyLock::new(|| {
    let make = |stem: &str, end: &str, content_type, content: &'static str| {
        let name = format!("{stem}-{}.{end}", Digest::sha256(content.as_bytes()).short());
        Asset { name, content_type, content }
    };
    Assets {
        style: make("wharf", "css", "text/css; charset=utf-8", include_str!("style.css")),
        script: make("copy", "js", "text/javascript; charset=utf-8", include_str!("copy.js")),
        icon: make("wharf", "svg", "image/svg+xml", include_str!("icon.svg")),
    }
});

/// The style sheet.
pub fn style() -> &'static Asset {
    &ASSETS.style
}

/// The script.
pub fn script() -> &'static Asset {
    &ASSETS.script
}

/// The icon.
pub fn icon() -> &'static Asset {
    &ASSETS.icon
}

/// All files.
pub fn all() -> [&'static Asset; 3] {
    [style(), script(), icon()]
}

/// The file with this name.
pub fn find(name: &str) -> Option<&'static Asset> {
    all().into_iter().find(|asset| asset.name == name)
}

impl Asset {
    /// The file, or that the browser has it.
    pub fn answer(&self, request: &Parts) -> Response {
        let tag = format!("\"{}\"", self.name);
        let known = request.headers.get(IF_NONE_MATCH).and_then(|value| value.to_str().ok());
        let has = known.is_some_and(|list| list.split(',').any(|one| one.trim().trim_start_matches("W/") == tag));
        let status = if has { StatusCode::NOT_MODIFIED } else { StatusCode::OK };
        let answer = Answer::new(status)
            .header(ETAG, tag)
            .header(CACHE_CONTROL, "public, max-age=31536000, immutable")
            .header(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
        if has {
            return answer.empty();
        }
        // An icon that is opened by itself is a document, in which nothing has to run.
        let answer = answer.header(HeaderName::from_static("content-security-policy"), "default-src 'none'");
        answer.header(CONTENT_TYPE, self.content_type).bytes(self.content.into())
    }
}
