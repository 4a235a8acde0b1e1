//! The paths of the page, read and written. Pure.
//!
//! Behind `/r/` stands what a user would type behind the host: `/r/NAME`, `/r/NAME:TAG`, `/r/NAME@DIGEST`. Neither sign
//! can be part of a name, so no name makes a path ambiguous.

use std::fmt::Display;

use url::form_urlencoded::Serializer;

use super::assets::{self, Asset};
use crate::oci::Digest;
use crate::reference::{Repository, Selector, Tag};
use crate::server::ServerError;

/// What a path of the page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// The repositories: `/`.
    Home,
    /// Asks for a password and goes back to the repositories: `/login`.
    SignIn,
    /// The style sheet, the script, the icon: `/assets/<name>`.
    Asset(&'static Asset),
    /// The tags of a repository: `/r/<name>`.
    Tags(Repository),
    /// A manifest: `/r/<name>:<tag>`, `/r/<name>@<digest>`.
    Manifest(Repository, Selector),
}

/// Whether `path` is one of the page's. Everything else is the registry's.
pub fn is_page(path: &str) -> bool {
    matches!(path, "/" | "/login") || path.starts_with("/r/") || path.starts_with(assets::FOLDER)
}

/// Reads a path that [`is_page`], still percent-encoded and without its query.
pub fn parse(path: &str) -> Result<Route, ServerError> {
    let nothing = || ServerError::PathUnknown;
    let path = decode(path).ok_or_else(nothing)?;
    match path.as_str() {
        "/" => return Ok(Route::Home),
        "/login" => return Ok(Route::SignIn),
        _ => {}
    }
    if let Some(name) = path.strip_prefix(assets::FOLDER) {
        return assets::find(name).map(Route::Asset).ok_or_else(nothing);
    }
    let rest = path.strip_prefix("/r/").ok_or_else(nothing)?;
    let (name, selector) = match rest.find(['@', ':']) {
        None => (rest, None),
        Some(at) => {
            let (sign, reference) = rest[at..].split_at(1);
            let selector = match sign {
                "@" => reference.parse().ok().map(Selector::Digest),
                _ => reference.parse().ok().map(Selector::Tag),
            };
            (&rest[..at], Some(selector.ok_or_else(nothing)?))
        }
    };
    let repository = name.parse::<Repository>().map_err(|_| nothing())?;
    Ok(match selector {
        None => Route::Tags(repository),
        Some(selector) => Route::Manifest(repository, selector),
    })
}

/// Only the two signs of a reference may be escaped: any other escape would be a second spelling, or smuggle in a slash.
fn decode(path: &str) -> Option<String> {
    let decoded = path.replace("%3A", ":").replace("%3a", ":").replace("%40", "@");
    (!decoded.contains('%')).then_some(decoded)
}

/// Writes the paths of the page, below the path that the registry stands at.
#[derive(Clone, Debug, Default)]
pub struct Links {
    /// Nothing, or a path that begins with a slash and does not end in one.
    base: String,
}

impl Links {
    /// Links below `base`.
    pub fn below(base: &str) -> Self {
        Self { base: base.trim_end_matches('/').to_owned() }
    }

    /// The repositories.
    pub fn home(&self) -> String {
        format!("{}/", self.base)
    }

    /// The path that asks for a password.
    pub fn sign_in(&self) -> String {
        format!("{}/login", self.base)
    }

    /// An asset.
    pub fn asset(&self, asset: &Asset) -> String {
        format!("{}{}{}", self.base, assets::FOLDER, asset.name)
    }

    /// The tags of a repository.
    pub fn tags(&self, repository: &Repository) -> String {
        format!("{}/r/{repository}", self.base)
    }

    /// A tag.
    pub fn tag(&self, repository: &Repository, tag: &Tag) -> String {
        format!("{}/r/{repository}:{tag}", self.base)
    }

    /// A manifest.
    pub fn digest(&self, repository: &Repository, digest: &Digest) -> String {
        format!("{}/r/{repository}@{digest}", self.base)
    }

    /// The bytes of a manifest.
    pub fn raw_manifest(&self, repository: &Repository, digest: &Digest) -> String {
        format!("{}/v2/{repository}/manifests/{digest}", self.base)
    }

    /// The bytes of a blob.
    pub fn raw_blob(&self, repository: &Repository, digest: &Digest) -> String {
        format!("{}/v2/{repository}/blobs/{digest}", self.base)
    }
}

/// `path` with a query of those `pairs` that have a value.
pub fn with_query(path: &str, pairs: &[(&str, &dyn Display)]) -> String {
    let mut query = Serializer::new(String::new());
    for (key, value) in pairs {
        let value = value.to_string();
        if !value.is_empty() {
            query.append_pair(key, &value);
        }
    }
    let query = query.finish();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_made_of_what_paths_are_made_of_are_names() {
        let parts = ["r", "t", "d", "v2", "login", "assets", "tags", "sha256", "r/r", "t/t"];
        let digest = Digest::sha256(b"x");
        for base in ["", "/registry", "/r"] {
            let links = Links::below(base);
            let read = |link: String| parse(link.strip_prefix(base).unwrap()).unwrap();
            for (first, second) in parts.iter().flat_map(|first| parts.iter().map(move |second| (first, second))) {
                let name: Repository = format!("{first}/{second}").parse().unwrap();
                let tag: Tag = second.replace('/', "-").parse().unwrap();
                assert_eq!(read(links.tags(&name)), Route::Tags(name.clone()));
                assert_eq!(read(links.tag(&name, &tag)), Route::Manifest(name.clone(), Selector::Tag(tag)));
                let found = read(links.digest(&name, &digest));
                assert_eq!(found, Route::Manifest(name, Selector::Digest(digest.clone())));
            }
            assert_eq!(read(links.home()), Route::Home);
            assert_eq!(read(links.sign_in()), Route::SignIn);
            for asset in assets::all() {
                assert_eq!(read(links.asset(asset)), Route::Asset(asset));
            }
        }
    }

    #[test]
    fn what_is_no_path_of_the_page_is_left_to_the_registry_or_refused() {
        for path in ["/v2/", "/v2", "/rx", "/r", "/metrics", "/healthz", "/token", "/login/", "", "*", "//"] {
            assert!(!is_page(path), "{path}");
        }
        let wrong = [
            "/r/",
            "/r/A",
            "/r/a/",
            "/r/a:",
            "/r/a@",
            "/r/a:-x",
            "/r/a@latest",
            "/r/a:v1@sha256:0",
            "/r/a:b:c",
            "/r//a",
            "/r/../a",
            "/r/a%2Fb",
            "/r/a%00",
            "/r/:x",
            "/assets/",
            "/assets/../x",
            "/assets/wharf.css",
        ];
        for path in wrong {
            assert!(is_page(path) && parse(path).is_err(), "{path}");
        }
        assert!(matches!(parse("/r/a%3Av1"), Ok(Route::Manifest(_, Selector::Tag(_)))));
    }

    #[test]
    fn queries_are_escaped_and_empty_values_left_out() {
        let link = with_query("/r/a", &[("q", &"a&b\"<"), ("last", &""), ("n", &5)]);
        assert_eq!(link, "/r/a?q=a%26b%22%3C&n=5");
        assert_eq!(with_query("/", &[("q", &"")]), "/");
    }

    proptest! {
        #[test]
        fn no_path_panics_and_every_route_leads_back(path in "/(r/|assets/)?[ -~]{0,60}") {
            if let Ok(Route::Tags(name)) = parse(&path) {
                prop_assert_eq!(Links::default().tags(&name), path);
            }
        }
    }
}
