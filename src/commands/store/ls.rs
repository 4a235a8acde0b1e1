//! `wharf store ls`.

use std::io;

use clap::Args;
use serde::Serialize;

use crate::app::App;
use crate::commands::FormatArgs;
use crate::commands::store::located;
use crate::error::{CliError, Exit};
use crate::layout::{Store, StoreEntry};
use crate::output::{Column, Report, Shape, Table, Text, humanize};
use crate::reference::Reference;

/// The arguments of `wharf store ls`.
#[derive(Args, Debug)]
#[command(after_help = "\
A repository that `wharf serve` made by a name without a host is listed by that name. Other commands open it as the image
layout that it is: `oci:$(wharf store path NAME)`.

Examples:
  wharf store ls
  wharf store ls localhost:5000/app
  wharf store ls --format '{{range .Images}}{{println .Reference}}{{end}}'")]
pub struct LsArgs {
    /// Only the images of this repository
    #[arg(value_name = "REPOSITORY", value_parser = Reference::parse_repository)]
    pub repository: Option<Reference>,
    /// How the result is printed.
    #[command(flatten)]
    pub format: FormatArgs,
}

impl LsArgs {
    /// Lists the images. A repository that cannot be read is a warning, and exit code 7.
    pub fn run(self, app: &App) -> Result<(), CliError> {
        let mut report = LsReport { images: Vec::new() };
        let mut unreadable = false;
        // A store that nothing was put into yet holds nothing.
        let store = app.store_if_any()?;
        let wanted = self.repository.as_ref().map(|wanted| located(store.as_ref(), wanted)).transpose()?;
        if let Some(store) = store {
            for entry in store.list()? {
                match entry {
                    Ok(entry) if wanted.as_ref().is_none_or(|wanted| entry.dir == *wanted) => {
                        report.images.push(Image::new(&store, entry));
                    }
                    Ok(_) => {}
                    Err(error) => {
                        unreadable = true;
                        app.output.warning(&error);
                    }
                }
            }
        }
        app.output.report(&report)?;
        if unreadable { Err(CliError::silent(Exit::Partial)) } else { Ok(()) }
    }
}

const SHAPE: Shape = Shape::Struct(&[("Images", Shape::List(&IMAGE))]);
const IMAGE: Shape = Shape::Struct(&[
    ("Reference", Shape::Text),
    ("Repository", Shape::Text),
    ("Tag", Shape::Text),
    ("Digest", Shape::Text),
    ("MediaType", Shape::Text),
    ("Size", Shape::Number),
]);

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct LsReport {
    images: Vec<Image>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Image {
    reference: String,
    repository: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    tag: Option<String>,
    digest: String,
    media_type: String,
    size: u64,
}

impl Image {
    fn new(store: &Store, entry: StoreEntry) -> Self {
        let digest = entry.descriptor.digest.to_string();
        let opened = match &entry.repository {
            Some(_) => entry.name.clone(),
            None => format!("oci:{}", entry.dir.display()),
        };
        let reference = match &entry.tag {
            Some(tag) => format!("{opened}:{tag}"),
            None => format!("{opened}@{digest}"),
        };
        let size = store.image_size(&entry);
        let media_type = entry.descriptor.media_type.to_string();
        Self { reference, repository: entry.name, tag: entry.tag, digest, media_type, size }
    }
}

impl Report for LsReport {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        let mut table = Table::new([
            Column::left("REPOSITORY").flexible(),
            Column::left("TAG"),
            Column::left("DIGEST"),
            Column::right("SIZE"),
        ]);
        for image in &self.images {
            let tag = image.tag.as_deref().unwrap_or("<none>");
            let digest = image.digest.get(..19).unwrap_or(&image.digest);
            table.row([&image.repository, tag, digest, &humanize::bytes(image.size)]);
        }
        text.table(&table);
        Ok(())
    }

    fn rows(&self) -> Option<&'static str> {
        Some("Images")
    }

    fn shape(&self) -> &'static Shape {
        &SHAPE
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::sample::printed;

    #[test]
    fn images_are_rows_with_a_short_digest() {
        let image = |tag: Option<&str>| Image {
            reference: "a.io/x:v1".into(),
            repository: "a.io/x".into(),
            tag: tag.map(str::to_owned),
            digest: format!("sha256:{}", "0123456789ab".repeat(6)),
            media_type: "application/vnd.oci.image.manifest.v1+json".into(),
            size: 2048,
        };
        let report = LsReport { images: vec![image(Some("v1")), image(None)] };
        let expected = "\
REPOSITORY   TAG      DIGEST                   SIZE
a.io/x       v1       sha256:0123456789ab   2.05 kB
a.io/x       <none>   sha256:0123456789ab   2.05 kB
";
        assert_eq!(printed(&report, "text"), expected);
        assert_eq!(printed(&report, "{{(index .Images 0).Tag}}"), "v1\n");
        assert_eq!(printed(&report, "table {{.Repository}} {{.Size}}").lines().count(), 3);
    }
}
