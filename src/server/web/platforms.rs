//! The manifests of an index: one for each platform, and what was attested about them.

use maud::{Markup, html};

use super::frame::{self, NAME, Site};
use super::summary;
use super::text::{foreign, size};
use super::view::View;
use crate::oci::{Descriptor, ImageIndex};

/// How many manifests of an index are listed.
const SHOWN: usize = 300;

/// The section.
pub fn section(site: &Site, view: &View, index: &ImageIndex) -> Markup {
    html! {
        section aria-labelledby="platforms" {
            h2 #platforms { "Platforms" }
            @if index.manifests.is_empty() {
                p.note { "This index is empty." }
            } @else {
                table.list {
                    caption.off { "Manifests of this index" }
                    thead {
                        tr {
                            th scope="col" { "Platform" }
                            th scope="col" { "Digest" }
                            th.number scope="col" { "Size" }
                            th scope="col" { "Kind" }
                        }
                    }
                    tbody {
                        @for (at, child) in index.manifests.iter().take(SHOWN).enumerate() {
                            tr {
                                th scope="row" { (name(child)) }
                                td data-label="Digest" { (frame::short_digest(Some(site.links.digest(&view.repository, &child.digest)), &child.digest)) }
                                td.number data-label="Size" {
                                    @match view.sizes.get(at) {
                                        Some(Ok(Some(bytes))) => (size(*bytes)),
                                        Some(Err(why)) => (frame::gap(why)),
                                        Some(Ok(None)) | None => span.none { "unknown" },
                                    }
                                }
                                td data-label="Kind" { (kind(child)) }
                            }
                        }
                    }
                }
                (frame::more(SHOWN, index.manifests.len(), "manifest"))
            }
        }
    }
}

fn name(child: &Descriptor) -> Markup {
    html! {
        @match summary::platform(child) {
            Some(platform) => (foreign(&platform, NAME)),
            None => span.none { "none" },
        }
    }
}

fn kind(child: &Descriptor) -> Markup {
    html! {
        @if let Some(subject) = child.attests() {
            "Attestation for " code { (subject.short()) }
        } @else if let Some(artifact) = &child.artifact_type {
            code { (foreign(artifact.as_str(), NAME)) }
        } @else if child.media_type.is_index() {
            "Index"
        } @else if child.media_type.is_image() {
            "Image"
        } @else {
            code { (foreign(child.media_type.as_str(), NAME)) }
        }
    }
}
