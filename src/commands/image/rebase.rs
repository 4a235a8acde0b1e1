//! `wharf rebase`: an image on another base.

use clap::Args;

use super::modify::layers::{base, opener};
use super::modify::{Create, Unnamed, parse_create, place};
use crate::app::App;
use crate::commands::edited::PutArgs;
use crate::commands::opened::Opened;
use crate::error::CliError;
use crate::mutate::{Draft, Edit, Reach, RebaseEdit};
use crate::reference::Location;

/// The arguments of `wharf rebase`.
#[derive(Args, Debug)]
#[command(after_help = "\
Without bases, the annotations org.opencontainers.image.base.name and .digest of the image say what it stands on, and it
is put on what that name leads to now. The layers of the old base must be the lowest of the image; those on top of them
stay as they are, and so does how the image is started.

Examples:
  wharf rebase registry.example.org/app:v1 --old_base alpine:3.20 --new_base alpine:3.21 -t v1-rebased
  wharf rebase registry.example.org/app:v1 -t v1-rebased")]
pub struct RebaseArgs {
    /// The image to rebase; it stays as it is
    #[arg(value_name = "IMAGE")]
    pub image: Location,
    /// What the image stands on
    #[arg(long = "old_base", alias = "old-base", value_name = "IMAGE", requires = "new_base")]
    pub old_base: Option<Location>,
    /// What it is to stand on
    #[arg(long = "new_base", alias = "new-base", value_name = "IMAGE", requires = "old_base")]
    pub new_base: Option<Location>,
    /// Where the new image goes: a tag beside the old one, or another place [default: in place of the old one]
    #[arg(long, short, visible_alias = "rebased", value_name = "TAG|IMAGE", value_parser = parse_create)]
    pub tag: Option<Create>,
    /// How the image is put to its place.
    #[command(flatten)]
    pub put: PutArgs,
}

impl RebaseArgs {
    /// Rebases the image, puts the new one, and prints its name.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        let opened = Opened::new(app, &self.image)?;
        let destination = place(&self.image, &opened, self.tag.as_ref(), Unnamed::Replaces);
        let edit = match (&self.old_base, &self.new_base) {
            (Some(old), Some(new)) => RebaseEdit::Named { old: base(app, old)?, new: base(app, new)? },
            _ => RebaseEdit::Annotated(opener(app)?),
        };
        let mut draft = Draft::load(opened.source, opened.selector, Reach::Configs).await?;
        edit.apply(&mut draft).await?;
        let edited = draft.build().await?;
        self.put.put(app, &edited, &destination).await
    }
}
