//! `wharf index add`: more images for an index.

use clap::Args;

use super::entries::EntryArgs;
use super::put::{Printed, put};
use crate::app::App;
use crate::commands::FormatArgs;
use crate::commands::opened::Opened;
use crate::error::CliError;
use crate::mutate::{Draft, Reach};
use crate::reference::{Location, Tag};

/// The arguments of `wharf index add`.
#[derive(Args, Debug)]
#[command(after_help = "\
The tag of the index moves to the new one; an index named by its digest stays, and the new one is put beside it.

Examples:
  wharf index add registry.example.org/app:v1 --ref registry.example.org/app:v1-s390x
  wharf index add registry.example.org/app:v1 --ref oci:build:arm --desc-platform linux/arm/v6")]
pub struct AddArgs {
    /// The index
    #[arg(value_name = "IMAGE")]
    pub image: Location,
    /// What is put into it.
    #[command(flatten)]
    pub entries: EntryArgs,
    /// How the result is printed.
    #[command(flatten)]
    pub format: FormatArgs,
}

impl AddArgs {
    /// Copies the images, puts the new index, and prints its name.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        let opened = Opened::new(app, &self.image)?;
        let tags = tags(&self.image, &opened);
        let mut draft = Draft::load(opened.source, opened.selector, Reach::Root).await?;
        draft.index_mut()?;
        let target = app.target(&self.image)?;
        let entries = self.entries.collect(app, &self.image, &target).await?;
        draft.index_mut()?.add(entries);
        let form = if tags.is_empty() { Printed::Digest } else { Printed::Name };
        put(app, draft, &target, tags, form).await
    }
}

/// The tags that a changed index gets: the one by which it was named.
pub(super) fn tags(image: &Location, opened: &Opened) -> Vec<Tag> {
    let written = image.selector().and_then(|_| image.target_tag());
    written.or_else(|| opened.selector.tag().cloned()).into_iter().collect()
}
