//! Lists in pages: tags, and the machinery that the catalog shares (`distribution-spec#listing-tags`).

use std::cmp::Ordering;
use std::collections::HashSet;

use ::http::Method;
use serde_json::{Map, Value};

use super::Repository;
use super::error::{Error, Reason, Result};
use super::http::{Authority, Call, Http, Patience, Response};
use super::link::Pages;
use crate::content::TagQuery;

/// How many entries a page is asked to have. More is an error for some registries.
pub(super) const PAGE: usize = 1000;

/// The largest page that is read.
pub(super) const PAGE_LIMIT: u64 = 32 << 20;

/// The most entries of a list.
const MOST_ENTRIES: usize = 2_000_000;

/// The entries of a page of either list; nothing where it is no list of texts. No list at all is an empty one, and
/// nulls in it are passed over: some registries write those.
fn entries(mut page: Map<String, Value>) -> Option<Vec<String>> {
    let list = ["tags", "repositories"].into_iter().find_map(|key| page.remove(key));
    let list = match list.unwrap_or_default() {
        Value::Null => Vec::new(),
        Value::Array(list) => list,
        _ => return None,
    };
    let texts = list.into_iter().filter(|entry| !entry.is_null()).map(|entry| match entry {
        Value::String(text) => Some(text),
        _ => None,
    });
    texts.collect()
}

/// The entries in the body of a page.
fn read(page: &Response, body: &[u8]) -> Result<Vec<String>> {
    if body.iter().all(u8::is_ascii_whitespace) {
        return Ok(Vec::new());
    }
    let parsed = serde_json::from_slice(body).map_err(|error| page.not_json(body, error.into()))?;
    entries(parsed).ok_or_else(|| page.unusable("the list in the answer is no list of names", Reason::Invalid))
}

/// Which list, and how much of it.
pub(super) struct Listing<'a> {
    pub(super) authority: Authority<'a>,
    /// The URL without parameters.
    pub(super) url: url::Url,
    pub(super) limit: Option<usize>,
    pub(super) last: Option<&'a str>,
}

/// Every entry of a list, over all its pages.
///
/// Pages are linked. A registry that cuts its pages short without linking them is asked on from the last entry, which
/// shows by a page that is exactly as long as was asked for; one that sends the same page again has no more. What came
/// on an earlier page does not count twice.
pub(super) async fn all(http: &Http, listing: Listing<'_>) -> Result<Vec<String>> {
    let page_size = listing.limit.map_or(PAGE, |limit| limit.clamp(1, PAGE));
    let asks = listing.limit.is_some() || listing.last.is_some();
    let wanted = listing.limit.unwrap_or(usize::MAX);
    let mut patience = Patience::new(&http.options);
    let mut pages = Pages::default();
    let (mut found, mut known): (Vec<String>, HashSet<String>) = Default::default();
    let mut url = listing.url.clone();
    let mut after = None;
    let mut first = true;
    if asks {
        page_url(&mut url, page_size, listing.last);
    }
    loop {
        let call = Call::new(Method::GET, url.clone(), listing.authority.clone());
        let mut response = http.send(call, &mut patience).await?.expect(&[200]).await?;
        let body = response.bytes(PAGE_LIMIT).await?;
        pages.read(&response, body.len())?;
        let entries = read(&response, &body)?;
        let (count, last, before) = (entries.len(), entries.last().cloned(), found.len());
        let entries = if std::mem::take(&mut first) {
            after_given(entries, listing.last)
        } else {
            behind(entries, after.take().as_deref())
        };
        found.extend(entries.into_iter().filter(|entry| known.insert(entry.clone())));
        let news = found.len() > before;
        if found.len() >= wanted {
            break;
        }
        if found.len() > MOST_ENTRIES {
            return Err(response.unusable(format!("the list has more than {MOST_ENTRIES} entries"), Reason::Invalid));
        }
        url = match pages.onward(http, &response, &url, news) {
            Some(next) => next,
            None if asks && count >= page_size && news && !linked(&response.headers) => {
                let mut next = listing.url.clone();
                page_url(&mut next, page_size, last.as_deref());
                if !pages.visit(&next) {
                    break;
                }
                after = last;
                next
            }
            None => break,
        };
        patience.renew();
    }
    found.truncate(wanted);
    Ok(found)
}

/// The entries after `last`. A registry that does not know the parameter sends everything, those before it included.
fn behind(mut entries: Vec<String>, last: Option<&str>) -> Vec<String> {
    match last.and_then(|last| entries.iter().position(|entry| entry == last)) {
        Some(at) => entries.split_off(at + 1),
        None => entries,
    }
}

/// The entries after the one that the user gave, which may be gone by now: then its place is told by the order of the
/// list. The specification means an order in which case does not count, and most registries count it; where the list
/// could be in either, only what comes first in both is left out.
fn after_given(entries: Vec<String>, last: Option<&str>) -> Vec<String> {
    let Some(last) = last.filter(|last| !entries.iter().any(|entry| entry == last)) else {
        return behind(entries, last);
    };
    let bytes = |one: &str, other: &str| one.cmp(other);
    let letters = |one: &str, other: &str| one.to_ascii_lowercase().cmp(&other.to_ascii_lowercase());
    let orders: [fn(&str, &str) -> Ordering; 2] = [bytes, letters];
    let kept: Vec<_> =
        orders.into_iter().filter(|order| entries.is_sorted_by(|one, next| order(one, next).is_le())).collect();
    let comes_first = |entry: &str| !kept.is_empty() && kept.iter().all(|order| order(entry, last).is_le());
    entries.into_iter().filter(|entry| !comes_first(entry)).collect()
}

fn linked(headers: &::http::HeaderMap) -> bool {
    headers.contains_key(::http::header::LINK)
}

pub(super) fn page_url(url: &mut url::Url, size: usize, last: Option<&str>) {
    let mut query = url.query_pairs_mut();
    query.clear().append_pair("n", &size.to_string());
    if let Some(last) = last {
        query.append_pair("last", last);
    }
}

impl Repository {
    /// The tags, all pages of them, as many as wanted.
    pub(super) async fn list_tags(&self, query: &TagQuery) -> Result<Vec<String>> {
        if query.limit == Some(0) {
            return Ok(Vec::new());
        }
        let call = self.call(Method::GET, "/tags/list")?;
        let (authority, url) = (call.authority, call.url);
        let listing = Listing { authority, url, limit: query.limit, last: query.last.as_deref() };
        all(self.http(), listing).await.map_err(|error| named_unknown(error, self))
    }
}

/// A bare 404 for a list of tags can mean one thing only.
fn named_unknown(error: Error, repository: &Repository) -> Error {
    if error.reason() != Reason::NotFound {
        return error;
    }
    Error::Unusable {
        method: "GET".to_owned(),
        url: repository.reference().name(),
        what: "the registry has no such repository".to_owned(),
        reason: Reason::NameUnknown,
        source: Some(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_before_the_last_known_entry_is_left_out() {
        let entries = || ["c", "a", "b"].map(str::to_owned).to_vec();
        for (last, expected) in [(None, "c a b"), (Some("c"), "a b"), (Some("b"), ""), (Some("x"), "c a b")] {
            assert_eq!(behind(entries(), last).join(" "), expected, "{last:?}");
        }
    }

    #[test]
    fn what_comes_before_a_given_entry_is_left_out() {
        for (entries, last, expected) in [
            ("c a b", None, "c a b"),
            ("c a b", Some("a"), "b"),
            ("a b c", Some("c"), ""),
            // In the order of the list, where it has one.
            ("1 2 3", Some("2.5"), "3"),
            ("1 2 3", Some("9"), ""),
            ("c a b", Some("b1"), "c a b"),
            ("A B a b", Some("Z"), "a b"),
            ("A b C", Some("a1"), "b C"),
            // In one of two orders: nothing is lost in either.
            ("Gamma", Some("beta"), "Gamma"),
            ("alpha", Some("Beta"), "alpha"),
            ("a", Some("b"), ""),
            ("", Some("b"), ""),
        ] {
            let list = entries.split_whitespace().map(str::to_owned).collect();
            assert_eq!(after_given(list, last).join(" "), expected, "{entries} {last:?}");
        }
    }
}
