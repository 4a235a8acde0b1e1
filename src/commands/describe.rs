//! How descriptors and annotations read, for every command that shows them.

use crate::oci::{Annotations, Descriptor};
use crate::output::{Column, Table, humanize};

/// Annotations or labels, one on a line.
pub fn annotation_lines(annotations: &Annotations) -> String {
    // A value of several lines would look like several annotations.
    let line = |(key, value): (&str, &str)| format!("{key}={}", value.replace('\n', "\\n"));
    annotations.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Blobs: digest, size and type.
pub fn layer_table(layers: &[Descriptor]) -> Table {
    let mut table = Table::new([Column::left("DIGEST"), Column::right("SIZE"), Column::left("MEDIA TYPE").flexible()]);
    for layer in layers {
        let digest = layer.digest.to_string();
        table.row([digest.as_str(), &humanize::bytes(layer.size), layer.media_type.as_str()]);
    }
    table
}

/// The children of an index: platform, digest, size of the manifest, and type.
pub fn manifest_table(manifests: &[Descriptor]) -> Table {
    let mut table = Table::new([
        Column::left("PLATFORM"),
        Column::left("DIGEST"),
        Column::right("SIZE"),
        Column::left("MEDIA TYPE").flexible(),
    ]);
    for manifest in manifests {
        let digest = manifest.digest.to_string();
        table.row([
            platform_cell(manifest).as_str(),
            &digest,
            &humanize::bytes(manifest.size),
            manifest.media_type.as_str(),
        ]);
    }
    table
}

/// What a child of an index is for: a platform, or what it says of another child.
fn platform_cell(manifest: &Descriptor) -> String {
    match (manifest.attests(), &manifest.platform) {
        (Some(subject), _) => format!("attestation of {}", subject.short()),
        (None, Some(platform)) => platform.to_string(),
        (None, None) => manifest.artifact_type.as_ref().map_or_else(|| "-".to_owned(), ToString::to_string),
    }
}
