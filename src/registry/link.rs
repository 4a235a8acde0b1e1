//! `Link` headers: where the next page of a list is (RFC 8288).

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};

use http::HeaderMap;
use http::header::LINK;
use url::Url;

use super::Notice;
use super::error::{Reason, Result};
use super::http::{Http, Response, redacted};

/// The most pages that a list may have.
const MOST_PAGES: usize = 20_000;

/// The most bytes that the pages of a list may have together.
const MOST_BYTES: usize = 128 << 20;

/// The most pages in a row that bring nothing new and are followed by another one: some registries send an empty page
/// where they filtered all of it.
const MOST_BARREN: u32 = 3;

/// Pages of one list. Remembers where it has been, so that a list whose links lead in a circle, or never end, ends.
#[derive(Debug, Default)]
pub(super) struct Pages {
    /// Hashes, since a registry decides how long its links are.
    seen: HashSet<u64>,
    hasher: RandomState,
    read: usize,
    bytes: usize,
    barren: u32,
}

impl Pages {
    /// Notes a page that was read, with the length of its body. Fails where the list is longer than any list is.
    pub(super) fn read(&mut self, page: &Response, length: usize) -> Result<()> {
        self.read += 1;
        self.bytes = self.bytes.saturating_add(length);
        if self.read <= MOST_PAGES && self.bytes <= MOST_BYTES {
            return Ok(());
        }
        let what = format!("the list does not end after {} pages of {} bytes together", self.read, self.bytes);
        Err(page.unusable(what, Reason::Invalid))
    }

    /// The page after `page`, which came from `current` and brought something new or not. A list that leads in a
    /// circle, or goes on and on with nothing in it, ends with a warning.
    pub(super) fn onward(&mut self, http: &Http, page: &Response, current: &Url, news: bool) -> Option<Url> {
        self.barren = if news { 0 } else { self.barren + 1 };
        let next = self.next(current, &page.headers);
        let why = match &next {
            Some(_) if self.barren <= MOST_BARREN => return next,
            Some(_) => "page after page brings nothing new",
            None if next_link(&page.headers).is_some() => "it leads to a page that was read before",
            None => return None,
        };
        http.notify(Notice::Warning(format!("{}: the list is taken to end here: {why}", redacted(current))));
        None
    }

    /// The page after the one that came from `current`: the path and query of its `rel="next"`, at the same host,
    /// since proxies often let a registry name itself wrongly.
    fn next(&mut self, current: &Url, headers: &HeaderMap) -> Option<Url> {
        self.visit(current);
        let target = next_link(headers)?;
        let joined = current.join(&target).ok()?;
        let mut next = current.clone();
        next.set_path(joined.path());
        next.set_query(joined.query());
        self.visit(&next).then_some(next)
    }

    /// Notes that a page was asked for; false where it was asked for before.
    pub(super) fn visit(&mut self, url: &Url) -> bool {
        let page = (url.path(), url.query().unwrap_or_default());
        self.seen.insert(self.hasher.hash_one(page))
    }
}

fn next_link(headers: &HeaderMap) -> Option<String> {
    headers.get_all(LINK).iter().find_map(|value| next_target(value.to_str().ok()?))
}

/// The target of the first link whose relation is `next`.
fn next_target(text: &str) -> Option<String> {
    let mut rest = text;
    loop {
        let start = rest.find('<')?;
        let end = start + rest[start..].find('>')?;
        let target = &rest[start + 1..end];
        let (parameters, behind) = split_link(&rest[end + 1..]);
        if is_next(parameters) {
            return Some(target.trim().to_owned());
        }
        rest = behind;
    }
}

/// Splits a list of links behind a target: its parameters, and the rest behind the comma. A comma in quotes counts
/// for nothing.
fn split_link(text: &str) -> (&str, &str) {
    let mut quoted = false;
    for (at, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => return (&text[..at], &text[at + 1..]),
            _ => {}
        }
    }
    (text, "")
}

fn is_next(parameters: &str) -> bool {
    parameters.split(';').any(|parameter| {
        parameter.split_once('=').is_some_and(|(name, value)| {
            let relations = value.trim().trim_matches('"');
            name.trim().eq_ignore_ascii_case("rel")
                && relations.split_ascii_whitespace().any(|relation| relation.eq_ignore_ascii_case("next"))
        })
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn links_as_registries_write_them() {
        let base: Url = "https://r:5000/v2/a/tags/list?n=2".parse().unwrap();
        for (text, expected) in [
            (r#"</v2/a/tags/list?n=2&last=b>; rel="next""#, Some("https://r:5000/v2/a/tags/list?n=2&last=b")),
            ("<http://inner/v2/a/tags/list?last=b>; rel=next", Some("https://r:5000/v2/a/tags/list?last=b")),
            ("<?last=b>;rel=\"Next last\"", Some("https://r:5000/v2/a/tags/list?last=b")),
            (r#"</x>; rel="prev", </v2/y>; title="a, b"; rel="next""#, Some("https://r:5000/v2/y")),
            (r#"</x>; rel="prev""#, None),
            ("</x", None),
            ("", None),
            ("</v2/a/tags/list?n=2>; rel=next", None),
        ] {
            let headers = HeaderMap::from_iter([(LINK, text.parse().unwrap())]);
            let next = Pages::default().next(&base, &headers);
            assert_eq!(next.as_ref().map(Url::as_str), expected, "{text}");
        }
    }

    #[test]
    fn a_circle_of_links_ends() {
        let mut pages = Pages::default();
        let (one, two): (Url, Url) = ("http://r/1".parse().unwrap(), "http://r/2".parse().unwrap());
        let to = |path: &str| HeaderMap::from_iter([(LINK, format!("<{path}>; rel=next").parse().unwrap())]);
        assert_eq!(pages.next(&one, &to("/2")), Some(two.clone()));
        assert_eq!(pages.next(&two, &to("/1")), None);
    }

    proptest! {
        #[test]
        fn any_header_can_be_read(text in "[ -~]{0,80}") {
            let headers = HeaderMap::from_iter([(LINK, text.parse().unwrap())]);
            Pages::default().next(&"http://r/".parse().unwrap(), &headers);
        }
    }
}
