//! `wharf image mod`: another image, made by editing one.

pub mod flags;
pub mod layers;
pub mod sources;
mod table;
mod times;

use clap::Args;

use crate::app::App;
use crate::commands::edited::{Goal, PutArgs};
use crate::commands::opened::Opened;
use crate::error::CliError;
use crate::mutate::{Draft, apply, reach};
use crate::reference::{Location, Tag};

use flags::EditArgs;

/// The arguments of `wharf image mod`.
#[derive(Args, Debug)]
#[command(after_help = "\
Edits are applied in the order in which they stand. Names may be given for some platforms of an index alone, as in
[linux/arm64]NAME=VALUE, and annotations for all documents of it, as in [*]NAME=VALUE; without brackets an annotation
is for the document that the tag names, everything else for all images. The same edits always make the same digest.

A LAYER is tar=FILE, dir=DIR or file=FILE, and between commas: platform=PLATFORM (only that image gets it),
compress=gzip, zstd or none, and of files at=PATH (where in the image), owner=UID:GID, time=TIME, mode=plain, or keep for
each. Without them files are owned by root and from 1970, so that the same files always make the same layer.

A RULE for times is a list such as set=2021-02-03T04:05:06Z,after=2020-01-01T00:00:00Z: what to set (set=TIME, or
from-label=NAME for the time in a label), and what to leave (after=TIME: times up to it; base-ref=IMAGE or
base-layers=N: the steps that made the base image).

--to-docker gives zstd layers the type that containerd knows; podman and older dockers want gzip.

Without --create and --replace the new image is put beside the old one, under its digest.

Examples:
  wharf image mod registry.example.org/app:v1 --create v1-debug --env DEBUG=1 --config-cmd '[\"sh\"]'
  wharf image mod registry.example.org/app:v1 --replace --annotation '[*]org.opencontainers.image.vendor=Example'
  wharf image mod registry.example.org/app:v1 --create v1-fixed --config-time set=2021-02-03T04:05:06Z,base-ref=alpine:3
  wharf image mod registry.example.org/app:v1 --create v1-tools --layer-add dir=tools,at=/opt/tools
  wharf image mod oci:app:v1 --create oci:app:docker --to-docker
  wharf image mod alpine:3 --create registry.example.org/alpine:3 --label org.example.team=base")]
pub struct ModArgs {
    /// The image or index to edit; it stays as it is
    #[arg(value_name = "IMAGE")]
    pub image: Location,
    /// Where the new image goes: a tag beside the old one, or another place
    #[arg(long, short = 't', visible_alias = "tag", value_name = "TAG|IMAGE", value_parser = parse_create)]
    pub create: Option<Create>,
    /// Move the tag of the old image to the new one; --create goes before it
    #[arg(long)]
    pub replace: bool,
    /// What is edited.
    #[command(flatten)]
    pub edits: EditArgs,
    /// How the image is put to its place.
    #[command(flatten)]
    pub put: PutArgs,
}

/// Where a new image goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Create {
    /// Another place.
    At(Location),
    /// Beside the old one, under this tag.
    Tag(Tag),
}

/// Reads a tag or a place. A tag has neither slash nor colon, and every place has one of them.
///
/// # Errors
/// It is neither.
pub fn parse_create(text: &str) -> Result<Create, crate::reference::ParseError> {
    if text.contains(['/', ':']) { text.parse().map(Create::At) } else { text.parse().map(Create::Tag) }
}

impl ModArgs {
    /// Edits the image, puts the new one, and prints its name.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        let opened = Opened::new(app, &self.image)?;
        let edits = self.edits.open(app)?;
        let unnamed = if self.replace { Unnamed::Replaces } else { Unnamed::ByDigest };
        let destination = place(&self.image, &opened, self.create.as_ref(), unnamed);
        let mut draft = Draft::load(opened.source, opened.selector, reach(&edits)).await?;
        apply(&mut draft, &edits).await?;
        let edited = draft.build().await?;
        self.put.put(app, &edited, &destination).await
    }
}

/// Where an image goes that nobody named a place for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unnamed {
    /// Beside the old one, under its digest.
    ByDigest,
    /// It gets the tag of the old one.
    Replaces,
}

/// Where what is made of `image` goes.
pub fn place(image: &Location, opened: &Opened, create: Option<&Create>, unnamed: Unnamed) -> Goal {
    // What is edited may be named by a digest; what comes of it has another.
    let beside = |tags: Vec<Tag>| Goal { location: opened.repository(), tags };
    match (create, unnamed) {
        (Some(Create::At(location)), _) => Goal::of(location.clone()),
        (Some(Create::Tag(tag)), _) => beside(vec![tag.clone()]),
        (None, Unnamed::ByDigest) => beside(Vec::new()),
        (None, Unnamed::Replaces) => {
            let written = if image.selector().is_some() { image.target_tag() } else { None };
            beside(written.or_else(|| opened.selector.tag().cloned()).into_iter().collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_told_from_a_place() {
        let place = |text: &str| Create::At(text.parse().unwrap());
        for (text, expected) in [
            ("v2", Create::Tag("v2".parse().unwrap())),
            ("localhost:5000/a", place("localhost:5000/a")),
            ("alpine:3", place("alpine:3")),
            ("oci:dir:v2", place("oci:dir:v2")),
        ] {
            assert_eq!(parse_create(text).unwrap(), expected, "{text}");
        }
        assert!(parse_create("-v").is_err());
    }
}
