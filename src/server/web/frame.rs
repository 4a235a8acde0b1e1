//! What all pages share: the frame around them, and the small parts that they are put together from.

use jiff::Timestamp;
use maud::{DOCTYPE, Markup, Render, html};

use super::assets;
use super::reader::Gap;
use super::route::Links;
use super::text::{foreign, plain};
use crate::oci::Digest;

/// The longest text that stands in a page as one value.
pub const LONG: usize = 1000;
/// The longest text that names something.
pub const NAME: usize = 200;

/// Where and for whom a page is made.
#[derive(Clone, Debug)]
pub struct Site {
    /// Writes the links.
    pub links: Links,
    /// The registry as the browser named it, where that is a registry's name.
    pub host: Option<String>,
    /// Who is signed in.
    pub caller: Option<String>,
    /// Whether somebody who is not signed in could be.
    pub sign_in: bool,
    /// What ages are counted from.
    pub now: Timestamp,
}

impl Site {
    /// The registry in a command: its name, or a word to be replaced where that is not known.
    pub fn host(&self) -> &str {
        self.host.as_deref().unwrap_or("REGISTRY")
    }
}

/// A page: `title` names it apart from others, `search` is what was searched for, `content` goes into the frame.
pub fn page(site: &Site, title: &str, search: &str, content: &Markup) -> Markup {
    let links = &site.links;
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="robots" content="noindex";
                title { (plain(title, NAME)) " · wharf" }
                link rel="stylesheet" href=(links.asset(assets::style()));
                link rel="icon" type="image/svg+xml" href=(links.asset(assets::icon()));
                script src=(links.asset(assets::script())) defer {}
            }
            body {
                a.skip href="#content" { "Skip to the content" }
                header.top {
                    div.wide {
                        a.brand href=(links.home()) {
                            img src=(links.asset(assets::icon())) alt="" width="28" height="28";
                            span { "wharf" }
                            span.off { ": all repositories" }
                        }
                        form.search role="search" action=(links.home()) method="get" {
                            label.off for="q" { "Search repositories" }
                            input #q type="search" name="q" value=(plain(search, NAME)) maxlength=(NAME)
                                placeholder="Search repositories" autocomplete="off" spellcheck="false";
                            button type="submit" { "Search" }
                        }
                        (account(site))
                    }
                }
                main #content.wide tabindex="-1" { (content) }
                footer { div.wide { "A registry served by wharf" @if let Some(host) = &site.host { " at " code { (host) } } } }
                div #status.off role="status" {}
            }
        }
    }
}

fn account(site: &Site) -> Markup {
    html! {
        @if let Some(name) = &site.caller {
            p.account { span.off { "Signed in as " } (foreign(name, 40)) }
        } @else if site.sign_in {
            p.account { a href=(site.links.sign_in()) { "Sign in" } }
        }
    }
}

/// The way to a page: links, and the page itself at the end.
pub fn breadcrumb(links: &[(String, String)], here: &str) -> Markup {
    html! {
        nav.crumbs aria-label="Breadcrumb" {
            ol {
                @for (text, link) in links {
                    li { a href=(link) { (text) } }
                }
                li { span aria-current="page" { (here) } }
            }
        }
    }
}

/// A command to be copied.
pub fn command(what: &str, text: &str) -> Markup {
    html! {
        div.command data-copy=(text) data-what=(what) { code { (text) } }
    }
}

/// A digest in short, with the whole of it for who points at it and for copying.
pub fn short_digest(link: Option<String>, digest: &Digest) -> Markup {
    let code = html! { code.short { (digest.short()) } };
    html! {
        @match link {
            Some(link) => a href=(link) title=(digest) { (code) },
            None => span title=(digest) { (code) },
        }
    }
}

/// Why something is not shown.
pub fn gap(gap: &Gap) -> Markup {
    html! { span.gap { (foreign(&gap.to_string(), 300)) } }
}

/// A note that a list goes on.
pub fn more(shown: usize, all: usize, noun: &str) -> Markup {
    html! {
        @if all > shown {
            p.note { "The first " (super::text::count(shown)) " of " (super::text::counted(all, noun)) " are shown." }
        }
    }
}

/// A name and what stands for it; nothing where that is empty.
pub fn fact(name: &str, value: Option<impl Render>) -> Markup {
    html! {
        @if let Some(value) = value {
            div { dt { (name) } dd { (value) } }
        }
    }
}

/// A page that says in one sentence why there is nothing else, and what to do.
pub fn notice(site: &Site, title: &str, content: &Markup) -> Markup {
    let content = html! {
        div.notice {
            h1 { (title) }
            (content)
            p { a href=(site.links.home()) { "All repositories" } }
        }
    };
    page(site, title, "", &content)
}
