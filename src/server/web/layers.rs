//! The layers of an image, each beside the step of the build that made it.

use std::borrow::Cow;

use maud::{Markup, html};

use super::frame::{self, NAME, Site};
use super::text::{foreign, plain, size};
use super::view::View;
use crate::oci::{Compression, Descriptor, History, ImageManifest, MediaType};

/// How many layers are listed.
const SHOWN: usize = 500;
/// How much of a step is shown beside its layer; the history has the whole.
const STEP: usize = 240;
/// What a file of an artifact is called.
const TITLE: &str = "org.opencontainers.image.title";

/// The section.
pub fn section(site: &Site, view: &View, image: &ImageManifest) -> Markup {
    let history = view.config.as_ref().and_then(|config| config.as_ref().ok()).map(|config| config.history.as_slice());
    let steps = steps(history.unwrap_or_default(), image.layers.len());
    let all = image.layers.iter().fold(0_u64, |sum, layer| sum.saturating_add(layer.size));
    let largest = image.layers.iter().map(|layer| layer.size).max().unwrap_or_default();
    html! {
        section aria-labelledby="layers" {
            h2 #layers { @if view.config.is_some() { "Layers" } @else { "Content" } }
            @if image.layers.is_empty() {
                p.note { "There are none." }
            } @else {
                table.list.layers {
                    caption.off { "Layers, the lowest first" }
                    thead {
                        tr {
                            th.number scope="col" { "#" }
                            th scope="col" { "Made by" }
                            th scope="col" { "Digest" }
                            th scope="col" { "Type" }
                            th.number scope="col" { "Size" }
                        }
                    }
                    tbody {
                        @for (at, layer) in image.layers.iter().take(SHOWN).enumerate() {
                            tr {
                                th.number scope="row" { (at + 1) }
                                td.step data-label="Made by" { (made_by(layer, steps.get(at).copied())) }
                                td data-label="Digest" { (frame::short_digest(Some(site.links.raw_blob(&view.repository, &layer.digest)), &layer.digest)) }
                                td data-label="Type" { (media_type(&layer.media_type)) }
                                td.number data-label="Size" { (bar(layer.size, largest)) (size(layer.size)) }
                            }
                        }
                    }
                    tfoot {
                        tr { th scope="row" colspan="4" { "Total of the layers" } td.number data-label="Size" { (size(all)) } }
                    }
                }
                (frame::more(SHOWN, image.layers.len(), "layer"))
            }
        }
    }
}

/// The steps that made a layer, in order; none where they are not as many as there are layers.
fn steps(history: &[History], layers: usize) -> Vec<&History> {
    let steps: Vec<&History> = history.iter().filter(|step| !step.empty_layer).collect();
    if steps.len() == layers { steps } else { Vec::new() }
}

fn made_by(layer: &Descriptor, step: Option<&History>) -> Markup {
    let title = layer.annotations.text(TITLE);
    let step = step.and_then(|step| step.created_by.as_deref().or(step.comment.as_deref()));
    html! {
        @match (title, step) {
            (Some(title), _) => (foreign(title, NAME)),
            (None, Some(step)) if !step.trim().is_empty() => code { (foreign(&shortened(&instruction(step)), STEP + 1)) },
            _ => span.none { "unknown" },
        }
    }
}

fn shortened(step: &str) -> String {
    let line: String = step.split_whitespace().take(STEP).collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(STEP) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

/// A step of the build without what the builders wrap it in.
pub fn instruction(step: &str) -> Cow<'_, str> {
    let step = step.trim();
    let step = step.strip_suffix("# buildkit").unwrap_or(step).trim_end();
    if let Some(bare) = step.strip_prefix("/bin/sh -c #(nop)") {
        return bare.trim_start().into();
    }
    match step.strip_prefix("RUN /bin/sh -c ").or_else(|| step.strip_prefix("/bin/sh -c ")) {
        Some(bare) => format!("RUN {}", bare.trim_start()).into(),
        None => step.into(),
    }
}

/// A media type as people say it; the whole of it for who points at it.
fn media_type(own: &MediaType) -> Markup {
    let said = match own.compression() {
        Some(Compression::Gzip) => "tar, gzip",
        Some(Compression::Zstd) => "tar, zstd",
        Some(Compression::None) => "tar",
        None => return html! { code { (foreign(own.as_str(), NAME)) } },
    };
    html! {
        span title=(plain(own.as_str(), NAME)) { (said) }
        @if own.is_foreign_layer() { " (kept elsewhere)" }
    }
}

/// How much of the image the layer is, for the eye alone: the number stands beside it.
fn bar(bytes: u64, largest: u64) -> Markup {
    let share = (u128::from(bytes) * 100).div_ceil(u128::from(largest.max(1))).min(100);
    html! {
        svg.bar aria-hidden="true" viewBox="0 0 100 4" preserveAspectRatio="none" {
            rect width=(share) height="4" rx="1" {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_shown_without_their_wrapping() {
        for (step, expected) in [
            ("/bin/sh -c #(nop)  CMD [\"sh\"]", "CMD [\"sh\"]"),
            ("/bin/sh -c apk add curl", "RUN apk add curl"),
            ("COPY /a /b # buildkit", "COPY /a /b"),
            ("RUN /bin/sh -c make # buildkit", "RUN make"),
            ("  ", ""),
        ] {
            assert_eq!(instruction(step), expected);
        }
        assert_eq!(shortened("a \n  b"), "a b");
        assert_eq!(shortened(&"ä".repeat(1 << 20)).chars().count(), STEP + 1);
    }

    #[test]
    fn steps_stand_beside_layers_only_where_they_fit() {
        let step = |empty_layer| History { empty_layer, ..History::default() };
        let history = [step(false), step(true), step(false)];
        assert_eq!(steps(&history, 2).len(), 2);
        assert!(steps(&history, 3).is_empty() && steps(&[], 1).is_empty());
    }
}
