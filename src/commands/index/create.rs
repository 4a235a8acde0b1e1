//! `wharf index create`: an index of images from anywhere.

use std::sync::Arc;

use clap::Args;

use super::entries::{EntryArgs, annotations};
use super::parse_annotation;
use super::put::{Printed, put};
use crate::app::App;
use crate::commands::FormatArgs;
use crate::content::Source;
use crate::error::CliError;
use crate::mutate::Draft;
use crate::oci::{Descriptor, ImageIndex, MediaType};
use crate::reference::{Location, Selector, Tag};

/// The arguments of `wharf index create`.
#[derive(Args, Debug)]
#[command(after_help = "\
Without --ref and --digest the index is empty.

Examples:
  wharf index create registry.example.org/app:v1 --ref registry.example.org/app:v1-amd64 --ref oci:build:arm64
  wharf index create registry.example.org/alpine:3 --ref alpine:3 --platform linux/amd64 --platform linux/arm64
  wharf index create registry.example.org/app:tools --artifact-type application/vnd.example.tools --annotation a=b")]
pub struct CreateArgs {
    /// The index to make
    #[arg(value_name = "IMAGE")]
    pub image: Location,
    /// What is put into it.
    #[command(flatten)]
    pub entries: EntryArgs,
    /// Set an annotation of the index; may be repeated
    #[arg(long, value_name = "NAME=VALUE", value_parser = parse_annotation)]
    pub annotation: Vec<(String, String)>,
    /// What kind of artifact the index is
    #[arg(long, value_name = "TYPE")]
    pub artifact_type: Option<String>,
    /// A tag or digest in the same repository that the index refers to
    #[arg(long, value_name = "TAG|DIGEST", value_parser = parse_subject)]
    pub subject: Option<Selector>,
    /// Put the index under its digest alone, and print that
    #[arg(long)]
    pub by_digest: bool,
    /// OCI's index, or Docker's manifest list
    #[arg(long, short, value_name = "TYPE", default_value = MediaType::OCI_INDEX.as_str().to_owned(), value_parser = parse_media_type)]
    pub media_type: MediaType,
    /// How the result is printed.
    #[command(flatten)]
    pub format: FormatArgs,
}

fn parse_subject(text: &str) -> Result<Selector, String> {
    if let Ok(digest) = text.parse() {
        return Ok(Selector::Digest(digest));
    }
    text.parse::<Tag>().map(Selector::Tag).map_err(|error| error.to_string())
}

fn parse_media_type(text: &str) -> Result<MediaType, String> {
    let media_type = MediaType::new(text);
    let expected = || format!("{} or {} was expected", MediaType::OCI_INDEX, MediaType::DOCKER_LIST);
    if media_type.is_index() { Ok(media_type) } else { Err(expected()) }
}

impl CreateArgs {
    /// Copies the images, puts the index, and prints its name.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        if self.media_type == MediaType::DOCKER_LIST && (self.artifact_type.is_some() || self.subject.is_some()) {
            return Err(CliError::usage("Docker's manifest list has neither an artifact type nor a subject"));
        }
        let target = app.target(&self.image)?;
        let entries = self.entries.collect(app, &self.image, &target).await?;
        let source = app.source(&self.image)?;
        let manifest = self.manifest(&source).await?;
        let mut draft = Draft::new_index(source, manifest);
        draft.index_mut()?.add(entries);
        let tags = if self.by_digest { Vec::new() } else { self.image.target_tag().into_iter().collect() };
        let form = if self.by_digest { Printed::Digest } else { Printed::Name };
        put(app, draft, &target, tags, form).await
    }

    async fn manifest(&self, source: &Arc<dyn Source>) -> Result<ImageIndex, CliError> {
        let subject = match &self.subject {
            Some(subject) => {
                let found = source.resolve(subject).await?;
                Some(Descriptor::new(found.media_type, found.digest, found.size))
            }
            None => None,
        };
        Ok(ImageIndex {
            media_type: self.media_type.clone(),
            artifact_type: self.artifact_type.as_deref().map(MediaType::new),
            subject,
            annotations: annotations(&self.annotation),
            ..ImageIndex::default()
        })
    }
}
