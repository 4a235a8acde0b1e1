//! `wharf artifact list`: what refers to an image.

use std::io;

use clap::Args;
use serde::Serialize;

use super::referrers::{FilterArgs, SortArgs, Subject};
use crate::app::App;
use crate::artifact::digest_tags;
use crate::commands::FormatArgs;
use crate::commands::describe::annotation_lines;
use crate::commands::shapes::DESCRIPTOR;
use crate::content::TagQuery;
use crate::error::CliError;
use crate::oci::{Descriptor, ImageIndex, Platform};
use crate::output::{Form, Report, Shape, Text};
use crate::reference::Location;

/// The arguments of `wharf artifact list`.
#[derive(Args, Debug)]
#[command(after_help = "\
--format raw-body prints the list as an image index.

Examples:
  wharf artifact list registry.example.org/app:v1
  wharf artifact list --filter-artifact-type application/spdx+json --latest registry.example.org/app:v1
  wharf artifact list --format '{{range .Descriptors}}{{println .Digest}}{{end}}' oci:./image:v1")]
pub struct ListArgs {
    /// The image
    #[arg(value_name = "IMAGE")]
    pub image: Location,
    /// What is sorted out.
    #[command(flatten)]
    pub filter: FilterArgs,
    /// In which order they come.
    #[command(flatten)]
    pub sort: SortArgs,
    /// What refers to the image for this platform: os/arch, os/arch/variant, or local
    #[arg(long, short, value_name = "PLATFORM")]
    pub platform: Option<Platform>,
    /// The tags too that stand for the digest of the image (sha256-HEX.sig and the like)
    #[arg(long)]
    pub digest_tags: bool,
    /// Look for what refers to the image in this other repository
    #[arg(long, value_name = "REPOSITORY")]
    pub external: Option<Location>,
    /// How the result is printed.
    #[command(flatten)]
    pub format: FormatArgs,
}

impl ListArgs {
    /// Prints the list.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        let subject = Subject::find(app, &self.image, self.platform.clone(), self.external.as_ref()).await?;
        let descriptors = subject.referrers(&self.sort.apply(self.filter.choice())).await?;
        let tags = if self.digest_tags {
            digest_tags(&subject.home.tags(&TagQuery::default()).await?, &subject.descriptor.digest)
        } else {
            Vec::new()
        };
        let names = descriptors.iter().map(|one| subject.named(one).to_string()).collect();
        let digest = subject.descriptor.digest.to_string();
        let subject = subject.opened.name.to_string();
        Ok(app.output.report(&ListReport { subject, digest, descriptors, tags, names })?)
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ListReport {
    subject: String,
    digest: String,
    descriptors: Vec<Descriptor>,
    tags: Vec<String>,
    #[serde(skip)]
    names: Vec<String>,
}

const SHAPE: Shape = Shape::Struct(&[
    ("subject", Shape::Text),
    ("digest", Shape::Text),
    ("descriptors", Shape::List(&DESCRIPTOR)),
    ("tags", Shape::List(&Shape::Text)),
]);

impl Report for ListReport {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        text.fields([("Subject", self.subject.as_str()), ("Digest", self.digest.as_str())]);
        for (one, name) in self.descriptors.iter().zip(&self.names) {
            text.line("");
            text.fields([
                ("Name", name.clone()),
                ("Digest", one.digest.to_string()),
                ("MediaType", one.media_type.to_string()),
                ("ArtifactType", one.artifact_type.as_ref().map(ToString::to_string).unwrap_or_default()),
                ("Size", one.size.to_string()),
                ("Annotations", annotation_lines(&one.annotations)),
            ]);
        }
        if !self.tags.is_empty() {
            text.line("");
            text.fields([("Tags", self.tags.join("\n"))]);
        }
        Ok(())
    }

    fn shape(&self) -> &'static Shape {
        &SHAPE
    }

    fn rows(&self) -> Option<&'static str> {
        Some("descriptors")
    }

    fn raw(&self, form: Form) -> Option<Vec<u8>> {
        let index = ImageIndex { manifests: self.descriptors.clone(), ..ImageIndex::default() };
        match form {
            Form::Body | Form::RawBody => serde_json::to_vec(&index).ok(),
            Form::Raw | Form::RawHeaders => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::sample::printed;
    use crate::oci::MediaType;

    #[test]
    fn referrers_read_as_fields_and_as_data() {
        let mut one = Descriptor::of(MediaType::OCI_MANIFEST, b"x");
        one.artifact_type = Some(MediaType::new("a/b"));
        one.annotations.set("k", "v");
        let report = ListReport {
            subject: "localhost/a:1".to_owned(),
            digest: "sha256:0".to_owned(),
            descriptors: vec![one.clone(), Descriptor::of(MediaType::OCI_MANIFEST, b"y")],
            tags: vec!["sha256-0.sig".to_owned()],
            names: vec!["localhost/a@x".to_owned(), "localhost/a@y".to_owned()],
        };
        let text = printed(&report, "");
        assert!(
            text.starts_with("Subject: localhost/a:1\nDigest:  sha256:0\n\nName:         localhost/a@x\n"),
            "{text}"
        );
        assert!(text.contains("ArtifactType: a/b\n") && text.contains("Annotations:  k=v\n"), "{text}");
        assert!(text.ends_with("\n\nTags: sha256-0.sig\n"), "{text}");
        assert_eq!(printed(&report, "{{range .Descriptors}}<{{.ArtifactType}}>{{end}}"), "<a/b><>\n");
        let index: ImageIndex = serde_json::from_str(&printed(&report, "raw-body")).unwrap();
        assert_eq!(index.manifests[0], one);
    }
}
