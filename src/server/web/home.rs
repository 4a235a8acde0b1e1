//! The list of repositories, and the search in it.

use maud::{Markup, html};

use super::frame::{self, Site};
use super::route::with_query;
use super::text::{count, plain};
use crate::reference::Repository;
use crate::server::ServerError;
use crate::server::storage::{Page, Storage};

/// How many repositories one page shows.
const SHOWN: usize = 50;
/// How many are asked for at once.
const STEP: usize = 500;
/// How many are looked at for one page, whatever is searched for and however few of them may be seen.
const LOOKED_AT: usize = 20_000;
/// Tags are counted up to here.
const COUNTED: usize = 1000;

/// What is asked of the list.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// Words that all stand in the name.
    pub search: String,
    /// Where to go on.
    pub last: Option<String>,
}

/// A part of the list.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The repositories and how many tags they have, up to [`COUNTED`] and one more.
    repositories: Vec<(Repository, usize)>,
    /// Where the list goes on, if it does.
    next: Option<String>,
}

/// Looks for the repositories that `may_see` lets through.
pub async fn find(
    storage: &dyn Storage,
    query: &Query,
    may_see: impl Fn(&Repository) -> bool + Send,
) -> Result<Found, ServerError> {
    let search = query.search.to_lowercase();
    let words: Vec<&str> = search.split_whitespace().collect();
    let mut found = Vec::new();
    let mut looked_at = 0;
    let mut last = query.last.clone();
    let next = 'pages: loop {
        let page = storage.repositories(&Page { last: last.clone(), limit: Some(STEP) }).await?;
        looked_at += page.len();
        let is_end = page.len() < STEP;
        for repository in page {
            if !words.iter().all(|word| repository.as_str().contains(word)) || !may_see(&repository) {
                last = Some(repository.to_string());
                continue;
            }
            if found.len() == SHOWN {
                break 'pages last;
            }
            last = Some(repository.to_string());
            found.push(repository);
        }
        if is_end {
            break None;
        }
        if looked_at >= LOOKED_AT {
            break last;
        }
    };
    let mut repositories = Vec::with_capacity(found.len());
    for repository in found {
        let tags = storage.tags(&repository, &Page { last: None, limit: Some(COUNTED + 1) }).await?;
        repositories.push((repository, tags.map_or(0, |tags| tags.len())));
    }
    Ok(Found { repositories, next })
}

/// The page.
pub fn page(site: &Site, query: &Query, found: &Found) -> Markup {
    let search = query.search.trim();
    let home = site.links.home();
    let title = if search.is_empty() { "Repositories".to_owned() } else { format!("Search: {}", plain(search, 60)) };
    let content = html! {
        h1 { (title) }
        @if found.repositories.is_empty() {
            (nothing(site, search, query.last.is_some() || found.next.is_some()))
        } @else {
            table.list {
                caption.off { "Repositories and how many tags each has" }
                thead { tr { th scope="col" { "Repository" } th.number scope="col" { "Tags" } } }
                tbody {
                    @for (repository, tags) in &found.repositories {
                        tr {
                            th scope="row" { a.name href=(site.links.tags(repository)) { (name(repository)) } }
                            td.number data-label="Tags" { (count((*tags).min(COUNTED))) @if *tags > COUNTED { "+" } }
                        }
                    }
                }
            }
        }
        @if query.last.is_some() || found.next.is_some() {
            nav.pages aria-label="Pages" {
                @if query.last.is_some() {
                    a href=(with_query(&home, &[("q", &search)])) { "Back to the beginning" }
                }
                @if let Some(next) = &found.next {
                    a rel="next" href=(with_query(&home, &[("q", &search), ("last", next)])) { "Next page" }
                }
            }
        }
    };
    frame::page(site, &title, search, &content)
}

/// A name, its last component standing out, with a place to break the line after each slash.
fn name(repository: &Repository) -> Markup {
    let (folder, last) = repository.as_str().rsplit_once('/').unwrap_or(("", repository.as_str()));
    html! {
        @for component in folder.split('/').filter(|component| !component.is_empty()) {
            span.folder { (component) "/" wbr; }
        }
        (last)
    }
}

fn nothing(site: &Site, search: &str, is_part: bool) -> Markup {
    let host = site.host();
    html! {
        div.notice {
            @if !search.is_empty() {
                p { "No repository " @if is_part { "in this part of the list " } "has this in its name." }
                p { a href=(site.links.home()) { "Show all repositories" } }
            } @else if is_part {
                p { "The list ends here." }
            } @else if site.sign_in {
                p { "There is nothing here for everybody to see." }
                p { a href=(site.links.sign_in()) { "Sign in" } " to see what you may pull." }
            } @else {
                p { "There is nothing to pull here yet. Push an image, and it is listed:" }
                (frame::command("Command to tag an image", &format!("docker tag alpine {host}/alpine")))
                (frame::command("Command to push it", &format!("docker push {host}/alpine")))
                p { "Or copy one from another registry:" }
                (frame::command("Command to copy an image", &format!("wharf copy docker.io/library/alpine {host}/alpine")))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oci::{MediaType, RawManifest};
    use crate::server::storage::Memory;

    async fn storage(names: impl Iterator<Item = String>) -> Memory {
        let storage = Memory::default();
        let manifest = RawManifest::new(&MediaType::OCI_INDEX, r#"{"schemaVersion":2,"manifests":[]}"#.into()).unwrap();
        for name in names {
            storage.put_manifest(&name.parse().unwrap(), &manifest, &[], None).await.unwrap();
        }
        storage
    }

    /// The names on every page, following each to the next.
    async fn walk(storage: &Memory, search: &str, may_see: fn(&Repository) -> bool) -> Vec<Vec<String>> {
        let mut pages = Vec::new();
        let mut query = Query { search: search.to_owned(), last: None };
        loop {
            let found = find(storage, &query, may_see).await.unwrap();
            pages.push(found.repositories.iter().map(|(name, _)| name.to_string()).collect());
            match found.next {
                Some(next) => query.last = Some(next),
                None => return pages,
            }
        }
    }

    #[tokio::test]
    async fn the_pages_together_show_everything_once() {
        for number in [0, 1, SHOWN, SHOWN + 1, STEP - 1, STEP, STEP + 1] {
            let names: Vec<String> = (0..number).map(|at| format!("team/app-{at:04}")).collect();
            let storage = storage(names.iter().cloned()).await;
            let pages = walk(&storage, "", |_| true).await;
            assert_eq!(pages.concat(), names, "{number}");
            assert!(pages.iter().all(|page| page.len() <= SHOWN));
            assert_eq!(pages.len(), number.div_ceil(SHOWN).max(1), "{number}: no page is empty but the only one");
        }
    }

    #[tokio::test]
    async fn a_search_finds_all_its_words_among_what_may_be_seen() {
        let storage = storage((0..1200).map(|at| format!("team-{}/app-{at}", at % 2))).await;
        let may_see = |name: &Repository| name.as_str().starts_with("team-1");
        assert_eq!(walk(&storage, " APP-777  team ", may_see).await, [["team-1/app-777"]]);
        assert_eq!(walk(&storage, "app-778", may_see).await.concat(), Vec::<String>::new());
        assert_eq!(walk(&storage, "", may_see).await.concat().len(), 600);
        assert_eq!(walk(&storage, "<script>", may_see).await.concat(), Vec::<String>::new());
    }
}
