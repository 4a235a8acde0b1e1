//! `wharf tag delete`.

use clap::Args;

use crate::app::App;
use crate::commands::removal::{Removal, RemovalArgs, tell};
use crate::error::{CliError, Exit};
use crate::reference::{LayoutPath, Location, Reference, Tag};

/// The arguments of `wharf tag delete`.
#[derive(Args, Debug)]
#[command(after_help = "\
Other tags of the same image stay, also where the registry itself can delete by digest alone.
Of several tags each is tried, whatever becomes of the others.

Examples:
  wharf tag delete registry.example.org/app:old
  wharf tag delete --dry-run registry.example.org/app:v1 registry.example.org/app:v2
  wharf tag delete --ignore-missing oci:./image:old")]
pub struct DeleteArgs {
    /// The tag, with its repository or layout; may be repeated
    #[arg(value_name = "IMAGE", required = true)]
    pub images: Vec<Location>,
    /// What holds for every deletion.
    #[command(flatten)]
    pub removal: RemovalArgs,
}

impl DeleteArgs {
    /// Deletes the tags.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        if let Some(image) =
            self.images.iter().find(|image| matches!(image, Location::Archive(_) | Location::Daemon(_)))
        {
            // Where nothing can be deleted, it does not matter what.
            app.manage(image)?;
        }
        // All are read before the first goes.
        let tags: Vec<(&Location, &Tag)> =
            self.images.iter().map(|image| Ok((image, tag_of(image)?))).collect::<Result<_, CliError>>()?;
        let (mut done, mut failed) = (Vec::new(), Vec::new());
        for (image, tag) in tags {
            match self.one(app, image, tag).await {
                Ok(removal) => done.extend(removal),
                Err(error) if self.images.len() == 1 || error.exit == Exit::Interrupted => return Err(error),
                Err(error) => {
                    app.output.error(&error, &[""; 0]);
                    failed.push(error.exit);
                }
            }
        }
        if !done.is_empty() {
            tell(app, &done, self.removal.dry_run)?;
        }
        match failed[..] {
            [] => Ok(()),
            // Where all failed alike, that is what became of it.
            [first, ..] if failed.len() == self.images.len() && failed.iter().all(|exit| *exit == first) => {
                Err(CliError::silent(first))
            }
            _ => Err(CliError::silent(Exit::Partial)),
        }
    }

    /// Deletes one tag; nothing where it was not there and need not be.
    async fn one(&self, app: &App, image: &Location, tag: &Tag) -> Result<Option<Removal>, CliError> {
        let RemovalArgs { dry_run, missing, .. } = &self.removal;
        let mut removal = Removal::of(&format_args!("the tag {image}"));
        if *dry_run {
            let found = app.source(image)?.resolve(&tag.clone().into()).await;
            let Some(found) = missing.permit(found)? else { return Ok(None) };
            removal.digest = Some(found.digest);
            return Ok(Some(removal));
        }
        let deleted = app.manage(image)?.delete_tag(tag).await;
        removal.deleted = true;
        Ok(missing.permit(deleted)?.map(|()| removal))
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
