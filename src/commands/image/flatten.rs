//! `wharf flatten`: one layer in place of many.

use clap::Args;

use super::modify::{Create, Unnamed, parse_create, place};
use crate::app::App;
use crate::commands::edited::PutArgs;
use crate::commands::opened::Opened;
use crate::error::CliError;
use crate::mutate::{Draft, Edit, FlattenEdit, Reach};
use crate::reference::Location;

/// The arguments of `wharf flatten`.
#[derive(Args, Debug)]
#[command(after_help = "\
Every image of an index is flattened by itself. What a layer deletes from those below it is not in the image any more.

Examples:
  wharf flatten registry.example.org/app:v1 -t registry.example.org/app:v1-flat
  wharf flatten registry.example.org/app:v1 -t v1-squashed --last 3")]
pub struct FlattenArgs {
    /// The image to flatten; it stays as it is
    #[arg(value_name = "IMAGE")]
    pub image: Location,
    /// Where the new image goes: a tag beside the old one, or another place [default: in place of the old one]
    #[arg(long, short, value_name = "TAG|IMAGE", value_parser = parse_create)]
    pub tag: Option<Create>,
    /// Only the topmost N layers become one
    #[arg(long, value_name = "N")]
    pub last: Option<usize>,
    /// Only layer N and those on top of it become one, the base being 0
    #[arg(long, value_name = "N", conflicts_with = "last")]
    pub from: Option<usize>,
    /// How the image is put to its place.
    #[command(flatten)]
    pub put: PutArgs,
}

impl FlattenArgs {
    /// Flattens the image, puts the new one, and prints its name.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        let opened = Opened::new(app, &self.image)?;
        let destination = place(&self.image, &opened, self.tag.as_ref(), Unnamed::Replaces);
        let edit = match (self.last, self.from) {
            (Some(last), _) => FlattenEdit::Last(last),
            (None, Some(from)) => FlattenEdit::From(from),
            (None, None) => FlattenEdit::All,
        };
        let mut draft = Draft::load(opened.source, opened.selector, Reach::Configs).await?;
        edit.apply(&mut draft).await?;
        let edited = draft.build().await?;
        self.put.put(app, &edited, &destination).await
    }
}
