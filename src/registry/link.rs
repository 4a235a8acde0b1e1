//! `Link` headers: where the next page of a list is (RFC 8288).

use std::collections::HashSet;

use http::HeaderMap;
use http::header::LINK;
use url::Url;

/// Pages of one list. Remembers where it has been, so that a registry whose links lead in a circle ends the list.
#[derive(Debug, Default)]
pub(super) struct Pages {
    seen: HashSet<String>,
}

impl Pages {
    /// The page after the one that came from `current`: the path and query of its `rel="next"`, at the same host,
    /// since proxies often let a registry name itself wrongly.
    pub(super) fn next(&mut self, current: &Url, headers: &HeaderMap) -> Option<Url> {
        let target = headers.get_all(LINK).iter().find_map(|value| next_target(value.to_str().ok()?))?;
        let joined = current.join(&target).ok()?;
        let mut next = current.clone();
        next.set_path(joined.path());
        next.set_query(joined.query());
        self.visit(current);
        self.visit(&next).then_some(next)
    }

    /// Notes that a page was asked for; false where it was asked for before.
    pub(super) fn visit(&mut self, url: &Url) -> bool {
        self.seen.insert(format!("{}?{}", url.path(), url.query().unwrap_or_default()))
    }
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
