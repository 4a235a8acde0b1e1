//! `wharf manifest delete`.

use std::sync::Arc;

use clap::Args;
use futures_util::{StreamExt as _, stream};

use crate::app::App;
use crate::commands::opened::Opened;
use crate::commands::removal::{Removal, RemovalArgs, tell};
use crate::content::{ContentError, ErrorKind, Source, TagQuery};
use crate::error::CliError;
use crate::oci::Digest;
use crate::reference::{Location, Tag};

/// How many tags are asked for at once.
const AT_ONCE: usize = 8;

/// The arguments of `wharf manifest delete`.
#[derive(Args, Debug)]
#[command(after_help = "\
Where the manifest refers to another one, the list of that one's referrers is kept right.
To delete a tag and nothing else there is `wharf tag delete`.

Examples:
  wharf manifest delete registry.example.org/app@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
  wharf manifest delete --dry-run --force-tag-dereference registry.example.org/app:old")]
pub struct DeleteArgs {
    /// The manifest, by its digest
    #[arg(value_name = "IMAGE")]
    pub image: Location,
    /// Take a tag too, and delete the manifest that it names, for all its tags
    #[arg(long)]
    pub force_tag_dereference: bool,
    /// Read the manifest first, and do not delete it where it cannot be seen what it refers to
    #[arg(long)]
    pub referrers: bool,
    /// What holds for every deletion.
    #[command(flatten)]
    pub removal: RemovalArgs,
}

impl DeleteArgs {
    /// Deletes the manifest.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        if let Location::Archive(_) | Location::Daemon(_) = self.image {
            // Where nothing can be deleted, it does not matter what.
            app.manage(&self.image)?;
        }
        let RemovalArgs { dry_run, missing, .. } = &self.removal;
        let digest = if let Some(digest) = digest_of(&self.image, self.force_tag_dereference)? {
            digest
        } else {
            let resolved = Opened::new(app, &self.image)?.resolve().await;
            let Some(found) = missing.permit(resolved)? else { return Ok(()) };
            found.digest
        };
        let mut removal = Removal::of(&self.image.with(&digest.clone().into()));
        removal.digest = Some(digest.clone());
        removal.deleted = !dry_run;
        if *dry_run || self.referrers {
            let source = app.source(&self.image)?;
            let Some(subject) = missing.permit(subject_of(&*source, &digest).await)? else { return Ok(()) };
            removal.subject = subject;
            if *dry_run {
                removal.tags = Some(tags_of(&source, &digest).await?);
            }
        }
        if !dry_run {
            let deleted = app.manage(&self.image)?.delete_manifest(&digest).await;
            if missing.permit(deleted)?.is_none() {
                return Ok(());
            }
        }
        tell(app, &[removal], *dry_run)
    }
}

/// What the manifest refers to. One that cannot be read is an error.
async fn subject_of(source: &dyn Source, digest: &Digest) -> Result<Option<Digest>, ContentError> {
    let manifest = source.manifest(&digest.clone().into()).await?;
    let parsed = manifest.parse().map_err(|error| {
        ContentError::new(ErrorKind::Invalid, format!("cannot see what {digest} refers to")).because(error)
    })?;
    Ok(parsed.subject().map(|subject| subject.digest.clone()))
}

/// The tags that name the manifest.
async fn tags_of(source: &Arc<dyn Source>, digest: &Digest) -> Result<Vec<String>, ContentError> {
    let all = source.tags(&TagQuery::default()).await?;
    let ask = |tag: String| async move {
        // A tag that went meanwhile, or that cannot be one, names nothing.
        let Ok(selector) = tag.parse::<Tag>() else { return Ok(None) };
        match source.resolve(&selector.into()).await {
            Ok(found) => Ok((found.digest == *digest).then_some(tag)),
            Err(error) if error.kind == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    };
    let found: Vec<Result<Option<String>, ContentError>> =
        stream::iter(all.into_iter().map(ask)).buffered(AT_ONCE).collect().await;
    found.into_iter().filter_map(Result::transpose).collect()
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
