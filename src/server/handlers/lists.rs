//! Lists that go by pages: the tags of a repository, the repositories of the registry.

use http::StatusCode;
use url::form_urlencoded::Serializer;

use super::super::answer::{Answer, Response};
use super::super::auth::Action;
use super::super::error::ServerError;
use super::super::request::Head;
use super::super::storage::{Page, Storage};
use super::Context;
use crate::reference::{Repository, Tag};

/// The longest page, whatever a client asks for. Who asks for none gets the whole list.
const MOST: usize = 10_000;

/// How many names are gone through at a time, where some of them are not shown.
const STEP: usize = 1000;

/// `GET /v2/<name>/tags/list`.
pub async fn tags(context: Context<'_>, repository: &Repository, head: &Head) -> Result<Response, ServerError> {
    let window = Window::of(head.page()?);
    let found = context.storage.tags(repository, &window.page).await?;
    let tags = found.ok_or_else(|| ServerError::NameUnknown { repository: repository.clone() })?;
    let start = format!("{{\"name\":\"{repository}\",\"tags\":[");
    Ok(window.answer(&tags, Tag::as_str, start, &format!("/v2/{repository}/tags/list")))
}

/// `GET /v2/_catalog`, which the specification leaves to the registries: the repositories that the caller may read.
pub async fn catalog(context: Context<'_>, head: &Head) -> Result<Response, ServerError> {
    let window = Window::of(head.page()?);
    let names = if context.caller.may_everywhere(Action::Pull) {
        context.storage.repositories(&window.page).await?
    } else {
        let readable = |name: &Repository| context.caller.may(Action::Pull, name);
        visible(context.storage.as_ref(), &window.page, &readable).await?
    };
    Ok(window.answer(&names, Repository::as_str, "{\"repositories\":[".to_owned(), "/v2/_catalog"))
}

/// As many of the `readable` repositories as the page takes, however many others lie between them.
async fn visible(
    storage: &dyn Storage,
    page: &Page,
    readable: &(dyn Fn(&Repository) -> bool + Sync),
) -> Result<Vec<Repository>, ServerError> {
    let wanted = page.limit.unwrap_or(usize::MAX);
    let mut last = page.last.clone();
    let mut found = Vec::new();
    while found.len() < wanted {
        let step = Page { last, limit: Some(STEP) };
        let names = storage.repositories(&step).await?;
        let ended = names.len() < STEP;
        last = names.last().map(|name| name.as_str().to_owned());
        let left = wanted - found.len();
        found.extend(names.into_iter().filter(|name| readable(name)).take(left));
        if ended {
            break;
        }
    }
    Ok(found)
}

/// A page and one entry more, which shows whether another page follows.
struct Window {
    page: Page,
    shown: Option<usize>,
}

impl Window {
    fn of(page: Page) -> Self {
        let shown = page.limit.map(|limit| limit.min(MOST));
        Self { page: Page { limit: shown.map(|shown| shown + 1), ..page }, shown }
    }

    /// The answer: `start`, then the entries, whose characters need no escapes in JSON by their grammar.
    fn answer<T>(self, entries: &[T], text: impl Fn(&T) -> &str, start: String, path: &str) -> Response {
        let shown = &entries[..self.shown.unwrap_or(entries.len()).min(entries.len())];
        let mut json = start;
        json.reserve(shown.iter().map(|entry| text(entry).len() + 3).sum::<usize>() + 2);
        for (at, entry) in shown.iter().enumerate() {
            json.push_str(if at == 0 { "\"" } else { ",\"" });
            json.push_str(text(entry));
            json.push('"');
        }
        json.push_str("]}");
        // An empty page (`n=0`) has no last entry that a next one could follow.
        let next = shown.last().filter(|_| entries.len() > shown.len()).map(|last| {
            let mut query = Serializer::new(String::new());
            query.append_pair("n", &shown.len().to_string()).append_pair("last", text(last));
            format!("{path}?{}", query.finish())
        });
        Answer::new(StatusCode::OK).next(next).json_text("application/json", json)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oci::{Algorithm, Digest};
    use crate::server::storage::Memory;

    #[tokio::test]
    async fn pages_are_full_however_few_of_the_repositories_are_shown() {
        let storage = Memory::default();
        for at in 0..2 * STEP + 50 {
            let name: Repository = format!("r{at:05}").parse().unwrap();
            let id = storage.begin_upload(&name, Algorithm::Sha256).await.unwrap();
            storage.finish_upload(&name, &id, &Digest::sha256(b"")).await.unwrap();
        }
        let readable = |name: &Repository| name.as_str().ends_with("49");
        let mut seen = Vec::new();
        let mut last = None;
        loop {
            let page = Page { last: last.take(), limit: Some(4) };
            let names = visible(&storage, &page, &readable).await.unwrap();
            last = names.last().map(|name| name.as_str().to_owned()).filter(|_| names.len() == 4);
            seen.extend(names);
            if last.is_none() {
                break;
            }
        }
        let expected: Vec<String> = (0..=20).map(|at| format!("r{:05}", at * 100 + 49)).collect();
        assert_eq!(seen.iter().map(Repository::as_str).collect::<Vec<_>>(), expected);
        assert_eq!(visible(&storage, &Page::default(), &readable).await.unwrap().len(), 21);
        let none = Page { limit: Some(0), ..Page::default() };
        assert!(visible(&storage, &none, &readable).await.unwrap().is_empty());
    }
}
