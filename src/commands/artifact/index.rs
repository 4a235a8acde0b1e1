//! The index that `wharf artifact put --index` lists its artifact in.

use crate::app::App;
use crate::artifact::listed;
use crate::commands::supplied::MANIFEST_LIMIT;
use crate::content::{ContentError, ErrorKind};
use crate::error::{CliError, Exit};
use crate::oci::{Descriptor, ImageIndex, Manifest, RawManifest};
use crate::reference::{Location, Selector, Tag};

/// How often an index is written anew that other writers keep changing.
const REWRITES: u32 = 4;

/// Lists `child` in the index that has the tag `tag` in `place`; makes the index where there is none. Gives the index.
pub(super) async fn list(app: &App, place: &Location, tag: &Tag, child: &Descriptor) -> Result<RawManifest, CliError> {
    let (source, target) = (app.source(place)?, app.target(place)?);
    let selector = Selector::Tag(tag.clone());
    let mut written: Option<RawManifest> = None;
    for _ in 0..=REWRITES {
        let found = match source.manifest(&selector).await {
            Ok(found) => Some(found),
            Err(ContentError { kind: ErrorKind::NotFound, .. }) => None,
            Err(error) => return Err(error.into()),
        };
        let index = match &found {
            None => ImageIndex::default(),
            Some(found) => read(found, place)?,
        };
        // Another writer may have read the index before this one wrote it: only what is read again is certain.
        match (listed(index, child).map_err(invalid)?, found) {
            (None, Some(found)) => return Ok(found),
            (None, None) => return written.ok_or_else(|| CliError::new(Exit::Failure, "the index is empty")),
            (Some(raw), _) => {
                if raw.bytes.len() > MANIFEST_LIMIT {
                    let what = format!("the index of {place} would be longer than {MANIFEST_LIMIT} bytes");
                    return Err(CliError::new(Exit::Failure, what));
                }
                target.put_manifest(&raw, std::slice::from_ref(tag)).await?;
                target.finish().await?;
                written = Some(raw);
            }
        }
    }
    Err(CliError::new(Exit::Failure, format!("other writers keep changing the index of {place}")))
}

fn read(found: &RawManifest, place: &Location) -> Result<ImageIndex, CliError> {
    match found.parse().map_err(invalid)? {
        Manifest::Index(index) => Ok(index),
        Manifest::Image(_) => {
            Err(CliError::new(Exit::Failure, format!("{place} is no index: nothing can be listed in it with --index")))
        }
    }
}

fn invalid(error: crate::oci::DocumentError) -> CliError {
    CliError::new(Exit::Failure, error)
}
