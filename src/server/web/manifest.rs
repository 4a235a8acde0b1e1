//! The page of one manifest: how to pull it, what it is, its platforms or its layers, what refers to it.

use maud::{Markup, html};

use super::frame::{self, LONG, NAME, Site, fact, gap};
use super::reader::Gap;
use super::summary::{self, total};
use super::text::{age, counted, foreign, size};
use super::view::View;
use super::{config, layers, platforms, referrers};
use crate::oci::{Annotations, Manifest};
use crate::reference::Selector;

/// How many annotations, labels or variables one table shows.
pub const PAIRS: usize = 200;

/// The page.
pub fn page(site: &Site, view: &View) -> Markup {
    let repository = &view.repository;
    let (reference, here) = match &view.selector {
        Selector::Tag(tag) => (format!("{repository}:{tag}"), tag.to_string()),
        Selector::Digest(digest) => {
            (format!("{repository}@{}:{}", digest.algorithm(), digest.short()), digest.short().to_owned())
        }
    };
    let crumbs =
        [("Repositories".to_owned(), site.links.home()), (repository.to_string(), site.links.tags(repository))];
    let content = html! {
        (frame::breadcrumb(&crumbs, &here))
        h1 { (repository) span.reference { (&reference[repository.as_str().len()..]) } }
        (facts(site, view))
        (pull(site, view))
        @match &view.document {
            Err(why) => section.notice {
                h2 { "What is in it" }
                p { "The manifest is stored, but it is " (gap(why)) "." }
            },
            Ok(Manifest::Index(index)) => (platforms::section(site, view, index)),
            Ok(Manifest::Image(image)) => {
                (layers::section(site, view, image))
                (config::sections(site, view, image))
            },
        }
        @if let Ok(document) = &view.document {
            (pairs("annotations", "Annotations", &annotations(document.annotations())))
        }
        (referrers::section(site, view))
        (raw(site, view))
    };
    frame::page(site, &reference, "", &content)
}

fn facts(site: &Site, view: &View) -> Markup {
    let digest = view.raw.digest.to_string();
    let config = view.config.as_ref().and_then(|config| config.as_ref().ok());
    let own = config.and_then(|config| config.created.as_deref()).and_then(super::text::time);
    let created = own.or_else(|| summary::created(view.document.as_ref().ok()?.annotations()));
    let platform = config.map(crate::oci::ImageConfig::platform).filter(|platform| !platform.is_unknown());
    let author = config.and_then(|config| config.author.as_deref()).filter(|author| !author.is_empty());
    let artifact = match &view.document {
        Ok(Manifest::Image(image)) if view.config.is_none() || image.artifact_type.is_some() => {
            Some(image.artifact_type.as_ref().unwrap_or(&image.config.media_type))
        }
        Ok(Manifest::Index(index)) => index.artifact_type.as_ref(),
        _ => None,
    };
    let (what, much) = match &view.document {
        Ok(Manifest::Image(image)) => {
            ("Size", Some(format!("{}: config and {}", size(total(image)), counted(image.layers.len(), "layer"))))
        }
        Ok(Manifest::Index(index)) => ("Content", Some(counted(index.manifests.len(), "manifest"))),
        Err(_) => ("Content", None),
    };
    html! {
        dl.facts {
            div.whole { dt { "Digest" } dd.digest data-copy=(digest) data-what="Digest" { code { (digest) } } }
            (fact("Platform", platform.map(|platform| html! { (foreign(&platform.to_string(), 80)) })))
            (fact(what, much))
            (fact("Created", created.map(|created| age(created, site.now))))
            (fact("Artifact", artifact.map(|own| html! { code { (foreign(own.as_str(), NAME)) } })))
            (fact("Author", author.map(|author| foreign(author, NAME))))
            @if let Some(subject) = view.document.as_ref().ok().and_then(Manifest::subject) {
                (fact("Refers to", Some(frame::short_digest(Some(site.links.digest(&view.repository, &subject.digest)), &subject.digest))))
            }
            div.whole { dt { "Media type" } dd { code { (foreign(view.raw.media_type.as_str(), NAME)) } } }
        }
    }
}

fn pull(site: &Site, view: &View) -> Markup {
    let (host, repository, digest) = (site.host(), &view.repository, &view.raw.digest);
    let exact = format!("{host}/{repository}@{digest}");
    html! {
        section aria-labelledby="pull" {
            h2 #pull { "Pull" }
            div.commands {
                @if let Some(tag) = view.selector.tag() {
                    @let named = format!("{host}/{repository}:{tag}");
                    (frame::command("Command to pull with docker", &format!("docker pull {named}")))
                    (frame::command("Command to pull with wharf", &format!("wharf pull {named}")))
                } @else {
                    (frame::command("Command to pull with wharf", &format!("wharf pull {exact}")))
                }
                (frame::command("Command to pull exactly this with docker", &format!("docker pull {exact}")))
            }
        }
    }
}

fn raw(site: &Site, view: &View) -> Markup {
    let config = match &view.document {
        Ok(Manifest::Image(image)) => Some(&image.config.digest),
        _ => None,
    };
    html! {
        section aria-labelledby="raw" {
            h2 #raw { "Documents" }
            ul.plain {
                li { a href=(site.links.raw_manifest(&view.repository, &view.raw.digest)) { "Manifest, as it is stored" } " (" (size(view.raw.bytes.len() as u64)) ")" }
                @if let Some(config) = config {
                    li { a href=(site.links.raw_blob(&view.repository, config)) download="config.json" { "Config, as it is stored" } }
                }
            }
        }
    }
}

/// Annotations as pairs, what is no text among them as JSON.
pub fn annotations(annotations: &Annotations) -> Vec<(&str, String)> {
    let text = |value: &serde_json::Value| value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned);
    annotations.0.iter().take(PAIRS + 1).map(|(key, value)| (key.as_str(), text(value))).collect()
}

/// A table of names and values under a heading; nothing where there are none.
pub fn pairs(id: &str, heading: &str, pairs: &[(&str, String)]) -> Markup {
    html! {
        @if !pairs.is_empty() {
            section aria-labelledby=(id) {
                h2 id=(id) { (heading) }
                table.pairs {
                    caption.off { (heading) }
                    thead.off { tr { th scope="col" { "Name" } th scope="col" { "Value" } } }
                    tbody {
                        @for (key, value) in pairs.iter().take(PAIRS) {
                            tr { th scope="row" { (foreign(key, NAME)) } td { (foreign(value, LONG)) } }
                        }
                    }
                }
                @if pairs.len() > PAIRS { p.note { "Only the first " (PAIRS) " are shown." } }
            }
        }
    }
}

/// What is said in place of something that could not be read.
pub fn lacking(what: &str, why: &Gap) -> Markup {
    html! { p.note { (what) ": " (gap(why)) "." } }
}
