//! `wharf files`: the files of an image, as its layers make them together or layer by layer.

mod pattern;
mod report;

use clap::Args;

use crate::app::App;
use crate::commands::FormatArgs;
use crate::commands::layers::{Layered, ReadArgs};
use crate::error::{CliError, Exit};
use crate::layer::{Tables, Tree, blocking, merge};
use crate::oci::Descriptor;
use crate::reference::Location;

use pattern::Pattern;
use report::{Columns, FilesReport, Row};

/// The arguments of `wharf files`.
#[derive(Args, Debug)]
#[command(after_help = "\
The image is shown as a container sees it: upper layers over lower ones, whiteouts applied. A PATH is a file, or a
directory with all below it; with * ? [ ] it is a pattern, in which ** also stands for slashes. Several layers are read
at once; of a layer that announces a table of contents (eStargz, zstd:chunked) only that is fetched.

Layers are numbered from 0, the lowest. With --layer the entries of one are shown as they are, whiteouts included.

Examples:
  wharf files alpine:3
  wharf files -l alpine:3 /etc '/usr/lib/*.so*'
  wharf files --layers python:3 /usr/local/bin
  wharf files --layer 1 registry.example.org/app:v2
  wharf files --format '{{range .Files}}{{println .Size .Path}}{{end}}' alpine:3")]
pub struct FilesArgs {
    /// The image
    #[arg(value_name = "IMAGE")]
    pub image: Location,
    /// Only these files and directories, or what matches these patterns
    #[arg(value_name = "PATH")]
    pub paths: Vec<Pattern>,
    /// Show mode, owner, size, time and link
    #[arg(long, short)]
    pub long: bool,
    /// Show which layer each path comes from
    #[arg(long, conflicts_with = "layer")]
    pub layers: bool,
    /// The entries of one layer: its number from 0, the lowest, or its digest or the beginning of that
    #[arg(long, value_name = "N|DIGEST")]
    pub layer: Option<String>,
    /// Which image is meant, and how it is read.
    #[command(flatten)]
    pub read: ReadArgs,
    /// How the result is printed.
    #[command(flatten)]
    pub format: FormatArgs,
}

impl FilesArgs {
    /// Prints the list.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        let image = Layered::open(app, &self.image, self.read.platform.as_ref()).await?;
        let only = match &self.layer {
            Some(text) => Some(chosen(&image.layers, text).ok_or_else(|| no_layer(&image, text))?),
            None => None,
        };
        let columns = match (self.long, self.layers) {
            (true, true) => Columns::LongWithLayers,
            (true, false) => Columns::Long,
            (false, true) => Columns::Layers,
            (false, false) => Columns::Paths,
        };
        let (name, digest, tables): (_, _, Tables) = (image.name.to_string(), image.digest, self.read.toc.into());
        let layers = image.layers.clone();
        let mut files = blocking(move || match only {
            Some(number) => one(&image.source, &image.layers, number, tables),
            None => merge::merged(&image.source, &image.layers, tables).map(|tree| all(&tree, &image.layers)),
        })
        .await?;
        if let Some(unmatched) = retain(&mut files, &self.paths) {
            return Err(CliError::new(Exit::NotFound, format!("there is no {unmatched} in {name}")));
        }
        Ok(app.output.report(&FilesReport { name, digest, layers, files, columns })?)
    }
}

/// The rows of a merged file system, without its root.
fn all(tree: &Tree, layers: &[Descriptor]) -> Vec<Row> {
    tree.nodes().skip(1).map(|node| Row::new(&node.entry, node.hard_link.as_ref(), node.layer, layers)).collect()
}

/// The rows of one layer.
fn one(
    source: &std::sync::Arc<dyn crate::content::Source>,
    layers: &[Descriptor],
    number: usize,
    tables: Tables,
) -> Result<Vec<Row>, crate::layer::LayerError> {
    let entries = merge::listed(source, &layers[number..=number], tables)?.pop().unwrap_or_default();
    Ok(entries.iter().map(|entry| Row::new(entry, None, number, layers)).collect())
}

/// Keeps what one of `patterns` matches. Gives the first pattern that matches nothing.
fn retain<'a>(files: &mut Vec<Row>, patterns: &'a [Pattern]) -> Option<&'a Pattern> {
    if patterns.is_empty() {
        return None;
    }
    let mut matched = vec![false; patterns.len()];
    files.retain(|file| {
        let mut kept = false;
        for (pattern, matched) in patterns.iter().zip(&mut matched) {
            if pattern.matches(&file.path) {
                (kept, *matched) = (true, true);
            }
        }
        kept
    });
    patterns.iter().zip(matched).find(|(pattern, matched)| !matched && !pattern.is_root()).map(|(pattern, _)| pattern)
}

/// The layer that `text` names: a number, a digest, or the beginning of the digest of exactly one layer.
fn chosen(layers: &[Descriptor], text: &str) -> Option<usize> {
    if let Some(number) = text.parse().ok().filter(|number| *number < layers.len()) {
        return Some(number);
    }
    let hex = text.strip_prefix("sha256:").or_else(|| text.strip_prefix("sha512:")).unwrap_or(text);
    if hex.len() < 4 {
        return None;
    }
    let mut found = (0..layers.len()).filter(|number| layers[*number].digest.hex().starts_with(hex));
    // The same layer may be there twice, and lists the same.
    let first = found.next()?;
    found.all(|other| layers[other].digest == layers[first].digest).then_some(first)
}

fn no_layer(image: &Layered, text: &str) -> CliError {
    let count = image.layers.len();
    let what = match count {
        0 => "it has no layers".to_owned(),
        1 => "it has one layer, 0".to_owned(),
        count => format!("it has {count} layers, 0 to {}", count - 1),
    };
    CliError::new(Exit::NotFound, format!("{} has no layer {text:?}: {what}", image.name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oci::MediaType;

    #[test]
    fn a_layer_is_named_by_number_or_digest() {
        let layers = ["a", "b", "a"].map(|text| Descriptor::of(MediaType::OCI_LAYER, text.as_bytes()));
        let hex = layers[1].digest.hex();
        for (text, expected) in [
            ("0", Some(0)),
            ("2", Some(2)),
            ("3", None),
            ("-1", None),
            ("", None),
            (&hex[..3], None),
            (&hex[..8], Some(1)),
            (&layers[1].digest.to_string(), Some(1)),
            (layers[0].digest.hex(), Some(0)),
        ] {
            assert_eq!(chosen(&layers, text), expected, "{text}");
        }
    }
}
