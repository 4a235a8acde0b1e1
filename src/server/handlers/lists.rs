//! Lists that go by pages: the tags of a repository, the repositories of the registry.

use http::StatusCode;
use serde_json::{Value, json};
use url::form_urlencoded::Serializer;

use super::super::answer::{Answer, Response};
use super::super::error::ServerError;
use super::super::request::Head;
use super::super::storage::Page;
use super::Context;
use crate::reference::Repository;

/// The longest page, whatever a client asks for.
const MOST: usize = 10_000;

/// `GET /v2/<name>/tags/list`.
pub async fn tags(context: Context<'_>, repository: &Repository, head: &Head) -> Result<Response, ServerError> {
    let window = Window::of(head.page()?);
    let found = context.storage.tags(repository, &window.page).await?;
    let tags = found.ok_or_else(|| ServerError::NameUnknown { repository: repository.clone() })?;
    let tags = tags.iter().map(ToString::to_string).collect();
    let make = |tags: &[String]| json!({ "name": repository.as_str(), "tags": tags });
    Ok(window.answer(tags, &format!("/v2/{repository}/tags/list"), make))
}

/// `GET /v2/_catalog`, which the specification leaves to the registries.
pub async fn catalog(context: Context<'_>, head: &Head) -> Result<Response, ServerError> {
    let window = Window::of(head.page()?);
    let names = context.storage.repositories(&window.page).await?;
    let names = names.iter().map(ToString::to_string).collect();
    Ok(window.answer(names, "/v2/_catalog", |names| json!({ "repositories": names })))
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

    fn answer(self, mut entries: Vec<String>, path: &str, make: impl FnOnce(&[String]) -> Value) -> Response {
        let shown = self.shown.unwrap_or(entries.len());
        let more = entries.len() > shown;
        entries.truncate(shown);
        // An empty page (`n=0`) has no last entry that a next one could follow.
        let next = entries.last().filter(|_| more).map(|last| {
            let query =
                Serializer::new(String::new()).append_pair("n", &shown.to_string()).append_pair("last", last).finish();
            format!("{path}?{query}")
        });
        Answer::new(StatusCode::OK).next(next).json("application/json", &make(&entries))
    }
}
