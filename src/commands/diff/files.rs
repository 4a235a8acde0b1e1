//! The files of two images, compared as far as it takes.

use std::sync::Arc;

use crate::commands::opened::Opened;
use crate::error::CliError;
use crate::layer::compare::{self, Files, Lower, Times};
use crate::layer::survey::{Contents, survey};
use crate::layer::{self, LayerError};
use crate::oci::Descriptor;

use super::report::FileChange;

/// What was found.
pub struct Found {
    /// The files that differ.
    pub files: Vec<FileChange>,
    /// How many layers both have that were not read.
    pub unread: usize,
}

/// Compares the files of two lists of layers, whose first `shared` are the same and are read only where they must be.
pub async fn differences(
    left: &Opened,
    left_layers: &[Descriptor],
    right: &Opened,
    right_layers: &[Descriptor],
    shared: usize,
    times: Times,
) -> Result<Found, CliError> {
    let (one, other) = (Arc::clone(&left.source), Arc::clone(&right.source));
    let (left_layers, right_layers) = (left_layers.to_vec(), right_layers.to_vec());
    let work = move || -> Result<Found, LayerError> {
        let lefts = survey(&one, &left_layers[shared..], Contents::Hashed)?;
        let rights = survey(&other, &right_layers[shared..], Contents::Hashed)?;
        let mut unread = shared;
        let (mut left, mut right) = (Files::of(shared, lefts.clone())?, Files::of(shared, rights.clone())?);
        if shared > 0 && (left.needs_lower_layers() || right.needs_lower_layers()) {
            let below = survey(&one, &left_layers[..shared], Contents::Hashed)?;
            unread = 0;
            left = Files::of(0, below.iter().cloned().chain(lefts).collect())?;
            right = Files::of(0, below.into_iter().chain(rights).collect())?;
        }
        let lower = if unread == 0 { Lower::Read } else { Lower::Shared };
        let changes = compare::compare(&left, &right, times, lower);
        Ok(Found { files: changes.iter().map(FileChange::of).collect(), unread })
    };
    Ok(layer::blocking(work).await?)
}
