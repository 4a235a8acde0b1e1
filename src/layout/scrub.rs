//! Scrubbing: the pool hashed slice by slice, so that a bit that flipped is known before somebody needs the blob.

use std::fs;
use std::ops::ControlFlow;

use serde::Serialize;

use super::error::Result;
use super::gc::{GcStep, GcStepper};
use super::pool::blob_files;
use super::{LayoutError, Store, verify};
use crate::oci::Digest;

/// What a slice of scrubbing found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ScrubReport {
    /// The blob that was looked at last; nothing where the end of the pool was reached.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<Digest>,
    /// How many files were hashed.
    pub files: u64,
    /// How many bytes they have.
    pub bytes: u64,
    /// The blobs that are not what their names say, with what was found.
    pub damaged: Vec<(Digest, String)>,
}

impl Store {
    /// Hashes blobs of the pool, those behind `after` in the order of their digests, until so many bytes are done; a blob
    /// is never done half. Nothing is changed. Blocks.
    ///
    /// # Errors
    /// [`LayoutError::Stopped`] where `step` says to stop, which is asked before each blob.
    pub fn scrub(&self, after: Option<&Digest>, budget: u64, step: &mut GcStepper<'_>) -> Result<ScrubReport> {
        let mut report = ScrubReport::default();
        let blobs = blob_files(&self.pool.blobs())?;
        let mut behind = blobs.iter().filter(|(digest, _)| after.is_none_or(|after| digest > after));
        for (digest, path) in behind.by_ref() {
            if let ControlFlow::Break(()) = step(GcStep::Rest) {
                return Err(LayoutError::Stopped);
            }
            let Ok(found) = fs::metadata(path) else { continue };
            report.files += 1;
            report.bytes += found.len();
            if let Some(found) = verify::hash(path, digest)? {
                report.damaged.push((digest.clone(), found));
            }
            if report.bytes >= budget {
                report.next = Some(digest.clone());
                break;
            }
        }
        if behind.next().is_none() {
            report.next = None;
        }
        Ok(report)
    }
}
