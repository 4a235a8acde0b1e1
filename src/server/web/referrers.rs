//! What refers to a manifest: signatures, bills of materials and the like, as a tree.

use maud::{Markup, html};

use super::frame::{self, NAME, Site};
use super::manifest::lacking;
use super::text::{age, foreign, size};
use super::view::{REFERRERS, View};
use super::{summary, view};
use crate::oci::Descriptor;

/// The section.
pub fn section(site: &Site, view: &View) -> Markup {
    html! {
        section aria-labelledby="referrers" {
            h2 #referrers { "Referrers" }
            @match &view.referrers {
                Err(why) => (lacking("The list of referrers is lacking", why)),
                Ok(view::Referrers { nodes, .. }) if nodes.is_empty() => p.note { "Nothing refers to this." },
                Ok(view::Referrers { nodes, more }) => {
                    (tree(site, view, nodes, 0))
                    @if *more { p.note { "Only the first " (REFERRERS) " are shown." } }
                },
            }
        }
    }
}

/// The nodes at `depth`, each with those below it, which follow it in the list.
fn tree(site: &Site, view: &View, nodes: &[(usize, Descriptor)], depth: usize) -> Markup {
    html! {
        ul.tree {
            @for branch in branches(nodes, depth) {
                li {
                    (node(site, view, &branch[0].1))
                    @if branch.len() > 1 { (tree(site, view, &branch[1..], depth + 1)) }
                }
            }
        }
    }
}

/// Splits the list before each node at `depth`.
fn branches(nodes: &[(usize, Descriptor)], depth: usize) -> impl Iterator<Item = &[(usize, Descriptor)]> {
    nodes.chunk_by(move |_, next| next.0 > depth)
}

fn node(site: &Site, view: &View, referrer: &Descriptor) -> Markup {
    let kind = referrer.artifact_type.as_ref().unwrap_or(&referrer.media_type);
    html! {
        code.kind { (foreign(kind.as_str(), NAME)) } " "
        (frame::short_digest(Some(site.links.digest(&view.repository, &referrer.digest)), &referrer.digest)) " "
        span.none { (size(referrer.size)) }
        @if let Some(created) = summary::created(&referrer.annotations) { ", " (age(created, site.now)) }
    }
}
