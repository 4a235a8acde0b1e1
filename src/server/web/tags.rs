//! The tags of a repository.

use std::collections::HashMap;

use maud::{Markup, html};

use super::frame::{self, NAME, Site};
use super::reader::{Allowance, Reader};
use super::route::with_query;
use super::summary::Summary;
use super::text::{age, foreign, plain, size};
use crate::oci::Digest;
use crate::reference::{Repository, Tag};
use crate::server::ServerError;
use crate::server::storage::{Page, Storage};

/// How many tags one page shows in the order of their names.
const SHOWN: usize = 50;
/// Up to so many tags can be put in the order of their age: each has to be looked into.
const SORTABLE: usize = 100;
/// How many tags are asked for at once.
const STEP: usize = 1000;
/// How many tags are looked at for one page, whatever is searched for.
const LOOKED_AT: usize = 50_000;
/// How many platforms a row names.
const PLATFORMS: usize = 6;

const ALLOWANCE: Allowance = Allowance { documents: 400, bytes: 8 << 20, each: 512 << 10 };

/// The order of tags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The newest first.
    #[default]
    Newest,
    /// By the bytes of their names.
    Name,
}

/// What is asked of the list.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// What stands in the tag.
    pub search: String,
    /// In which order.
    pub order: Order,
    /// Where to go on, by name.
    pub last: Option<String>,
}

/// A part of the list.
#[derive(Debug)]
pub struct Found {
    rows: Vec<Row>,
    order: Order,
    next: Option<String>,
    /// Whether there are more than can be sorted by age, which was asked for.
    too_many: bool,
}

#[derive(Debug)]
struct Row {
    tag: Tag,
    digest: Digest,
    summary: Summary,
}

/// Looks for tags; nothing where there is no such repository.
pub async fn find(storage: &dyn Storage, repository: &Repository, query: &Query) -> Result<Option<Found>, ServerError> {
    let by_age = query.order == Order::Newest && query.last.is_none();
    let most = if by_age { SORTABLE } else { SHOWN };
    let Some((mut tags, mut next)) = names(storage, repository, query, most).await? else { return Ok(None) };
    // Too many to be sorted: the first of them by name, as if that had been asked.
    let order = if by_age && next.is_none() { Order::Newest } else { Order::Name };
    if order == Order::Name && tags.len() > SHOWN {
        tags.truncate(SHOWN);
        next = tags.last().map(ToString::to_string);
    }
    let mut reader = Reader::new(storage, repository, ALLOWANCE);
    let mut known: HashMap<Digest, Summary> = HashMap::new();
    let mut rows = Vec::with_capacity(tags.len());
    for tag in tags {
        // It may have been deleted just now.
        let Some(digest) = storage.resolve_tag(repository, &tag).await? else { continue };
        let summary = match known.get(&digest) {
            Some(summary) => summary.clone(),
            None => Summary::of(&mut reader, &digest).await,
        };
        known.insert(digest.clone(), summary.clone());
        rows.push(Row { tag, digest, summary });
    }
    if order == Order::Newest {
        rows.sort_by(|one, other| other.summary.created.cmp(&one.summary.created).then(one.tag.cmp(&other.tag)));
    }
    Ok(Some(Found { rows, order, next, too_many: by_age && order == Order::Name }))
}

/// At most `most` tags with what is searched for, and where the list goes on if there are more.
async fn names(
    storage: &dyn Storage,
    repository: &Repository,
    query: &Query,
    most: usize,
) -> Result<Option<(Vec<Tag>, Option<String>)>, ServerError> {
    let search = query.search.trim().to_lowercase();
    let mut found = Vec::new();
    let mut last = query.last.clone();
    let mut looked_at = 0;
    loop {
        let page = storage.tags(repository, &Page { last: last.clone(), limit: Some(STEP) }).await?;
        let Some(page) = page else { return Ok(None) };
        looked_at += page.len();
        let is_end = page.len() < STEP;
        for tag in page {
            if search.is_empty() || tag.as_str().to_lowercase().contains(&search) {
                if found.len() == most {
                    return Ok(Some((found, last)));
                }
                found.push(tag.clone());
            }
            last = Some(tag.to_string());
        }
        if is_end {
            return Ok(Some((found, None)));
        }
        if looked_at >= LOOKED_AT {
            return Ok(Some((found, last)));
        }
    }
}

/// The page.
pub fn page(site: &Site, repository: &Repository, query: &Query, found: &Found) -> Markup {
    let path = site.links.tags(repository);
    let search = query.search.trim();
    let host = site.host();
    let content = html! {
        (frame::breadcrumb(&[("Repositories".to_owned(), site.links.home())], repository.as_str()))
        h1 { (repository) }
        div.commands {
            (frame::command("Command to pull with docker", &format!("docker pull {host}/{repository}{}", example(found))))
        }
        form.filter action=(path) method="get" {
            label for="filter" { "Filter tags" }
            input #filter type="search" name="q" value=(plain(search, NAME)) maxlength=(NAME) autocomplete="off" spellcheck="false";
            @if query.order == Order::Name { input type="hidden" name="sort" value="name"; }
            button type="submit" { "Filter" }
            (orders(&path, search, found))
        }
        @if found.rows.is_empty() {
            div.notice {
                p { @if search.is_empty() { "This repository has no tags here." } @else { "No tag has this in its name." } }
                @if !search.is_empty() || query.last.is_some() { p { a href=(path) { "Show all tags" } } }
            }
        } @else {
            (table(site, repository, found))
        }
        @if query.last.is_some() || found.next.is_some() {
            nav.pages aria-label="Pages" {
                @if query.last.is_some() {
                    a href=(with_query(&path, &[("q", &search), ("sort", &"name")])) { "Back to the beginning" }
                }
                @if let Some(next) = &found.next {
                    a rel="next" href=(with_query(&path, &[("q", &search), ("sort", &"name"), ("last", next)])) { "Next page" }
                }
            }
        }
    };
    frame::page(site, repository.as_str(), "", &content)
}

/// The tag that the command at the top pulls: none where there is `latest`, which goes without saying.
fn example(found: &Found) -> String {
    let is_latest = |row: &&Row| row.tag.as_str() == "latest";
    match found.rows.iter().find(is_latest).or(found.rows.first()) {
        Some(row) if !is_latest(&row) => format!(":{}", row.tag),
        _ => String::new(),
    }
}

fn orders(path: &str, search: &str, found: &Found) -> Markup {
    html! {
        p.orders {
            @if found.order == Order::Newest {
                span aria-current="true" { "Newest first" } " "
                a href=(with_query(path, &[("q", &search), ("sort", &"name")])) { "By name" }
            } @else if found.too_many {
                "By name: more than " (SORTABLE) " are too many to sort by age"
            } @else {
                a href=(with_query(path, &[("q", &search)])) { "Newest first" } " "
                span aria-current="true" { "By name" }
            }
        }
    }
}

fn table(site: &Site, repository: &Repository, found: &Found) -> Markup {
    html! {
        table.list.tags {
            caption.off { "Tags of " (repository) @if found.order == Order::Newest { ", the newest first" } @else { ", by name" } }
            thead {
                tr {
                    th scope="col" { "Tag" }
                    th scope="col" { "Digest" }
                    th.number scope="col" { "Size" }
                    th scope="col" { "Platforms" }
                    th.number scope="col" { "Created" }
                }
            }
            tbody {
                @for row in &found.rows {
                    tr {
                        th scope="row" { a.name href=(site.links.tag(repository, &row.tag)) { (row.tag) } }
                        td data-label="Digest" { (frame::short_digest(Some(site.links.digest(repository, &row.digest)), &row.digest)) }
                        (cells(site, &row.summary))
                    }
                }
            }
        }
    }
}

fn cells(site: &Site, summary: &Summary) -> Markup {
    html! {
        td.number data-label="Size" {
            @match summary.size {
                Some((least, most)) if size(least) != size(most) => { (size(least)) " to " (size(most)) },
                Some((bytes, _)) => (size(bytes)),
                None => span.none { "unknown" },
            }
        }
        td data-label="Platforms" {
            @for platform in summary.platforms.iter().take(PLATFORMS) { span.chip { (foreign(platform, 40)) } " " }
            @if summary.platforms.len() > PLATFORMS { span.none { "and " (summary.platforms.len() - PLATFORMS) " more" } }
            @if let Some(artifact) = &summary.artifact { span.chip.artifact { (foreign(artifact, 80)) } }
            @if let Some(gap) = &summary.gap { " " (frame::gap(gap)) }
        }
        td.number data-label="Created" {
            @match summary.created {
                Some(created) => (age(created, site.now)),
                None => span.none { "unknown" },
            }
        }
    }
}
