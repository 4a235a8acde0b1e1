//! `wharf tag delete`.

use clap::Args;

use crate::app::App;
use crate::commands::removal::MissingArgs;
use crate::error::CliError;
use crate::reference::{LayoutPath, Location, Reference, Tag};

/// The arguments of `wharf tag delete`.
#[derive(Args, Debug)]
#[command(after_help = "\
Other tags of the same image stay, also where the registry itself can delete by digest alone.

Examples:
  wharf tag delete registry.example.org/app:old
  wharf tag delete --ignore-missing oci:./image:old")]
pub struct DeleteArgs {
    /// The tag, with its repository or layout
    #[arg(value_name = "IMAGE")]
    pub image: Location,
    /// What it means when there is nothing to delete.
    #[command(flatten)]
    pub missing: MissingArgs,
}

impl DeleteArgs {
    /// Deletes the tag.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        if let Location::Archive(_) | Location::Daemon(_) = self.image {
            // Where nothing can be deleted, it does not matter what.
            app.manage(&self.image)?;
        }
        let tag = tag_of(&self.image)?;
        let deleted = app.manage(&self.image)?.delete_tag(tag).await;
        if self.missing.permit(deleted)?.is_some() {
            app.output.status(format_args!("deleted the tag {}", self.image));
        }
        Ok(())
    }
}

/// The tag that is written. None is taken for granted: `latest` must be said to be deleted.
fn tag_of(image: &Location) -> Result<&Tag, CliError> {
    match image {
        Location::Layout(LayoutPath { tag: Some(tag), digest: None, .. })
        | Location::Registry(Reference { tag: Some(tag), digest: None, .. })
        | Location::Store(Reference { tag: Some(tag), digest: None, .. }) => Ok(tag),
        _ => Err(CliError::usage(format!("{image} does not name a tag: write it behind a colon, and no digest"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_must_be_written() {
        for good in ["a:1", "oci:d:1", "store:a:1"] {
            assert_eq!(tag_of(&good.parse().unwrap()).unwrap().as_str(), "1", "{good}");
        }
        let digest = crate::oci::Digest::sha256(b"");
        for bad in ["a", "oci:d", "store:a", &format!("a:1@{digest}"), &format!("oci:d@{digest}")] {
            assert!(tag_of(&bad.parse().unwrap()).is_err(), "{bad}");
        }
    }
}
