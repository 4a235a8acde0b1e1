//! What transfers from and to archives and docker engines need beside others: a name for what is written, and a word about
//! what an incomplete archive lacks.

use crate::app::App;
use crate::content::Source;
use crate::error::{CliError, Exit};
use crate::oci::{Descriptor, Manifest, Platform};
use crate::reference::{ArchiveName, ArchivePath, DaemonImage, Location, Reference, Selector};
use crate::transfer::{Platforms, Selection};

/// `destination`, named as the source is where it is an archive and no name was written.
pub(super) fn named_after(destination: &Location, source: &Location) -> Location {
    let Location::Archive(path) = destination else { return destination.clone() };
    if path.name.is_some() || path.digest.is_some() {
        return destination.clone();
    }
    Location::Archive(ArchivePath { name: name_of(source), ..path.clone() })
}

/// What the image at `source` is called there.
fn name_of(source: &Location) -> Option<ArchiveName> {
    match source {
        Location::Archive(path) => path.name.clone().filter(|name| !matches!(name, ArchiveName::Index(_))),
        Location::Layout(path) => path.tag.clone().map(ArchiveName::Tag),
        Location::Daemon(DaemonImage::Id(_)) => None,
        Location::Daemon(DaemonImage::Name(reference)) | Location::Registry(reference) | Location::Store(reference) => {
            let tag = reference.target_tag()?;
            Some(ArchiveName::Reference(Reference { tag: Some(tag), digest: None, ..reference.clone() }))
        }
    }
}

/// The selection that suits the two ends.
///
/// A docker engine takes one image of an index. Of an archive that lacks some of an index, a place on this machine takes
/// what there is; a registry is asked for it only with `--sparse`, since it may refuse, and since whoever pulls it finds
/// something missing.
pub(super) async fn suited(
    app: &App,
    (source, selector): (&dyn Source, &Selector),
    destination: &Location,
    mut selection: Selection,
) -> Result<Selection, CliError> {
    if selection.platforms == Platforms::All && matches!(destination, Location::Daemon(_)) {
        selection.platforms = Platforms::Best(Platform::host());
    }
    let incomplete = matches!(source.location(), Location::Archive(_) | Location::Daemon(_));
    if selection.platforms != Platforms::All || !incomplete {
        return Ok(selection);
    }
    let lacking = lacking(source, selector).await?;
    if lacking.is_empty() {
        return Ok(selection);
    }
    let place = source.location().with(selector);
    let lacks = format!("{place} lacks {} of the images that it lists: {}", lacking.len(), lacking.join(", "));
    if matches!(destination, Location::Registry(_)) {
        let remedy = "choose one with --platform, or copy what there is under the whole index with --sparse";
        return Err(CliError::new(Exit::NotFound, format!("{lacks}; {remedy}")));
    }
    app.output.warning(format_args!("{lacks}; the others are copied"));
    selection.platforms = Platforms::Present;
    Ok(selection)
}

/// The images of an index that are not there, by their platforms.
async fn lacking(source: &dyn Source, selector: &Selector) -> Result<Vec<String>, CliError> {
    let root = source.manifest(selector).await?;
    let Ok(Manifest::Index(index)) = root.parse() else { return Ok(Vec::new()) };
    let mut lacking = Vec::new();
    for child in index.manifests.iter().filter(|child| child.media_type.is_manifest()) {
        if !is_whole(source, child).await {
            let platform = child.platform.as_ref().filter(|platform| !platform.is_unknown());
            lacking.push(platform.map_or_else(|| child.digest.to_string(), ToString::to_string));
        }
    }
    Ok(lacking)
}

async fn is_whole(source: &dyn Source, child: &Descriptor) -> bool {
    let Ok(raw) = source.manifest(&child.digest.clone().into()).await else { return false };
    // What is there but cannot be read is for the transfer to tell.
    let Ok(parsed) = raw.parse() else { return true };
    for blob in parsed.blobs().filter(|blob| !blob.is_elsewhere()) {
        if source.stat_blob(&blob.digest).await.is_err() {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_archive_takes_over_the_name_of_its_source() {
        let digest = crate::oci::Digest::sha256(b"");
        for (source, named) in [
            ("alpine:3".to_owned(), "oci-archive:x:docker.io/library/alpine:3"),
            ("alpine".to_owned(), "oci-archive:x:docker.io/library/alpine:latest"),
            (format!("alpine:3@{digest}"), "oci-archive:x:docker.io/library/alpine:3"),
            (format!("alpine@{digest}"), "oci-archive:x"),
            ("store:a/b:1".to_owned(), "oci-archive:x:docker.io/a/b:1"),
            ("oci:d:v1".to_owned(), "oci-archive:x:v1"),
            ("oci:d".to_owned(), "oci-archive:x"),
            ("docker-archive:y:a/b:1".to_owned(), "oci-archive:x:docker.io/a/b:1"),
            ("docker-archive:y:@1".to_owned(), "oci-archive:x"),
            ("docker-daemon:sha256:abcd".to_owned(), "oci-archive:x"),
        ] {
            let of =
                |destination: &str| named_after(&destination.parse().unwrap(), &source.parse().unwrap()).to_string();
            assert_eq!(of("oci-archive:x"), named, "{source}");
            assert_eq!(of("oci-archive:x:own"), "oci-archive:x:own");
            assert_eq!(of("oci:x"), "oci:x");
        }
    }
}
