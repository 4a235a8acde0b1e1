//! `wharf manifest delete`.

use clap::Args;

use crate::app::App;
use crate::commands::opened::Opened;
use crate::commands::removal::MissingArgs;
use crate::error::CliError;
use crate::oci::Digest;
use crate::reference::Location;

/// The arguments of `wharf manifest delete`.
#[derive(Args, Debug)]
#[command(after_help = "\
Where the manifest refers to another one, the list of that one's referrers is kept right.
To delete a tag and nothing else there is `wharf tag delete`.

Examples:
  wharf manifest delete registry.example.org/app@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
  wharf manifest delete --force-tag-dereference registry.example.org/app:old")]
pub struct DeleteArgs {
    /// The manifest, by its digest
    #[arg(value_name = "IMAGE")]
    pub image: Location,
    /// Take a tag too, and delete the manifest that it names, for all its tags
    #[arg(long)]
    pub force_tag_dereference: bool,
    /// What it means when there is nothing to delete.
    #[command(flatten)]
    pub missing: MissingArgs,
}

impl DeleteArgs {
    /// Deletes the manifest.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        if let Location::Archive(_) | Location::Daemon(_) = self.image {
            // Where nothing can be deleted, it does not matter what.
            app.manage(&self.image)?;
        }
        let digest = if let Some(digest) = digest_of(&self.image, self.force_tag_dereference)? {
            digest
        } else {
            let resolved = Opened::new(app, &self.image)?.resolve().await;
            let Some(found) = self.missing.permit(resolved)? else { return Ok(()) };
            found.digest
        };
        let deleted = app.manage(&self.image)?.delete_manifest(&digest).await;
        if self.missing.permit(deleted)?.is_some() {
            app.output.status(format_args!("deleted {}", self.image.with(&digest.into())));
        }
        Ok(())
    }
}

/// The digest that is written, or none where a tag is and may be.
fn digest_of(image: &Location, dereference: bool) -> Result<Option<Digest>, CliError> {
    let (tag, digest) = match image {
        Location::Archive(_) | Location::Daemon(_) => return Ok(None),
        Location::Layout(path) => (&path.tag, &path.digest),
        Location::Registry(reference) | Location::Store(reference) => (&reference.tag, &reference.digest),
    };
    match (tag, digest) {
        (_, Some(digest)) => Ok(Some(digest.clone())),
        (Some(_), None) if dereference => Ok(None),
        (Some(_), None) => Err(CliError::usage(format!(
            "{image} is a tag: its manifest may have others. Delete the tag alone with `wharf tag delete`, name the \
             manifest by its digest, or use --force-tag-dereference"
        ))),
        (None, None) => Err(CliError::usage(format!("which manifest of {image}? Name it by its digest"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_followed_only_when_that_is_asked_for() {
        let digest = Digest::sha256(b"");
        let found = |text: &str, force| digest_of(&text.parse().unwrap(), force).map_err(|error| error.to_string());
        assert_eq!(found(&format!("a@{digest}"), false).unwrap(), Some(digest.clone()));
        assert_eq!(found(&format!("oci:d:v1@{digest}"), false).unwrap(), Some(digest.clone()));
        assert_eq!(found("a:1", true).unwrap(), None);
        assert!(found("a:1", false).unwrap_err().contains("--force-tag-dereference"));
        for nothing in ["a", "oci:d", "store:a"] {
            assert!(found(nothing, true).unwrap_err().starts_with("which manifest of"), "{nothing}");
        }
    }
}
