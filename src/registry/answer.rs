//! The answer of a registry to a question about a list, just as it came: its headers and its first page.

use ::http::Method;
use bytes::Bytes;

use super::auth::{Grant, Scopes};
use super::error::Result;
use super::http::{Authority, Call, Http, Patience};
use super::tags::{Listing, PAGE_LIMIT, page_url};
use super::{Client, Repository};
use crate::content::{self, TagQuery};
use crate::reference::Registry;

/// Headers and body of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The headers, in the order in which they came.
    pub headers: Vec<(String, String)>,
    /// The body, byte for byte.
    pub body: Bytes,
}

/// One page of a list.
async fn page(http: &Http, listing: Listing<'_>) -> Result<Answer> {
    let mut url = listing.url;
    if listing.limit.is_some() || listing.last.is_some() {
        page_url(&mut url, listing.limit.unwrap_or(super::tags::PAGE).max(1), listing.last);
    }
    let call = Call::new(Method::GET, url, listing.authority);
    let mut response = http.send(call, &mut Patience::new(&http.options)).await?.expect(&[200]).await?;
    let body = response.bytes(PAGE_LIMIT).await?;
    Ok(Answer { headers: response.shown_headers(), body })
}

impl Repository {
    /// What the registry answers to `GET /v2/<name>/tags/list`.
    pub async fn tags_answer(&self, query: &TagQuery) -> content::Result<Answer> {
        let answer = async {
            let call = self.call(Method::GET, "/tags/list")?;
            let (authority, url) = (call.authority, call.url);
            page(self.http(), Listing { authority, url, limit: query.limit, last: query.last.as_deref() }).await
        };
        answer.await.map_err(|error| error.during(format!("cannot list the tags of {}", self.reference().name())))
    }
}

impl Client {
    /// What the registry answers to `GET /v2/_catalog`.
    pub async fn catalog_answer(
        &self,
        registry: &Registry,
        limit: Option<usize>,
        last: Option<&str>,
    ) -> content::Result<Answer> {
        let http = &self.shared.http;
        let grant = Grant { registry: registry.clone(), repository: None, scopes: Scopes::catalog(), reads_only: true };
        let answer = async {
            let url = http.url(registry, "/v2/_catalog")?;
            page(http, Listing { authority: Authority::Granted(&grant), url, limit, last }).await
        };
        answer.await.map_err(|error| error.during(format!("cannot list the repositories of {registry}")))
    }
}
