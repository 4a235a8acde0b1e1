//! The files that `wharf artifact put` is given, and what each becomes.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use futures_util::{StreamExt as _, TryStreamExt as _, stream};

use crate::artifact::{CONTENT_DIGEST, Intake, StripDirs, TITLE, UNPACK, given_title, pack};
use crate::commands::supplied::{aside, take};
use crate::error::CliError;
use crate::oci::{Algorithm, Descriptor, MediaType};

/// How many files are hashed at once.
const AT_ONCE: usize = 4;

/// Whether files get their names as titles. Directories always do: they are unpacked under it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Titles {
    Directories,
    All,
}

/// One layer of the new artifact.
pub(super) struct Layer {
    pub(super) descriptor: Descriptor,
    pub(super) intake: Intake,
}

/// The layers for `files`, in their order, each of its type in `types`; standard input where there are none.
pub(super) async fn layers(
    files: &[PathBuf],
    types: &[Option<MediaType>],
    titles: Titles,
    strip: StripDirs,
) -> Result<Vec<Layer>, CliError> {
    if files.iter().filter(|file| is_stdin(file)).count() > 1 {
        return Err(CliError::usage("standard input can be one of the files, and not several"));
    }
    let stdin = [PathBuf::from("-")];
    let files = if files.is_empty() { &stdin } else { files };
    let all = files.iter().zip(types).map(|(file, kind)| layer(file, kind.clone(), titles, strip));
    let layers: Vec<Layer> = stream::iter(all).buffered(AT_ONCE).try_collect().await?;
    let mut seen = HashSet::new();
    for title in layers.iter().filter_map(|layer| layer.descriptor.annotations.text(TITLE)) {
        if !seen.insert(title) {
            return Err(CliError::usage(format!(
                "there are two files with the title {title}: nobody could fetch both into one directory"
            )));
        }
    }
    Ok(layers)
}

fn is_stdin(file: &Path) -> bool {
    file == Path::new("-")
}

async fn layer(file: &Path, kind: Option<MediaType>, titles: Titles, strip: StripDirs) -> Result<Layer, CliError> {
    if !is_stdin(file) && file.is_dir() {
        // The name of `.` is that of the directory itself.
        let bare = given_title(file, strip);
        let title = match (bare, file.canonicalize()) {
            (Ok(title), _) => title,
            (Err(_), Ok(full)) => given_title(&full, StripDirs::Yes)?,
            (Err(error), Err(_)) => return Err(error.into()),
        };
        let (dir, name) = (file.to_owned(), title.clone());
        let packed = aside(move || pack(&dir, &name)).await?;
        let mut descriptor = packed.intake.descriptor(kind.unwrap_or(MediaType::OCI_LAYER_GZIP));
        descriptor.annotations.set(CONTENT_DIGEST, &packed.content.to_string());
        descriptor.annotations.set(UNPACK, "true");
        descriptor.annotations.set(TITLE, &title);
        return Ok(Layer { descriptor, intake: packed.intake });
    }
    let title = if titles == Titles::All && !is_stdin(file) { Some(given_title(file, strip)?) } else { None };
    let intake = take(Some(file), Algorithm::default()).await?;
    let mut descriptor = intake.descriptor(kind.unwrap_or(MediaType::OCTET_STREAM));
    if let Some(title) = title {
        descriptor.annotations.set(TITLE, &title);
    }
    Ok(Layer { descriptor, intake })
}
