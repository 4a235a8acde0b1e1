//! What a registry on disk does for its store while it serves, and the figures of it.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use std::time::Duration;

use crate::app::App;
use crate::error::{CliError, Exit};
use crate::layout::Retention;
use crate::output::humanize;
use crate::server::Registry;
use crate::server::care::{Care, Event, Figures, Settings};
use crate::server::storage::Disk;

use super::options::ServeOptions;

/// The care of the store that is served. Its figures go to where those of the registry are asked for.
pub fn care(app: &App, options: &ServeOptions, disk: &Arc<Disk>, registry: &Registry) -> Result<Care, CliError> {
    let output = Arc::clone(&app.output);
    // A registry that changes nothing deletes nothing either.
    let interval = if options.read_only { Duration::ZERO } else { options.gc_interval };
    let settings = Settings {
        interval,
        grace: options.gc_grace,
        upload_age: options.upload_age,
        retention: options.retention.as_ref().map(rules).transpose()?,
        scrub_bytes: options.scrub,
        tell: Arc::new(move |event| {
            if let Some(text) = told(event) {
                output.status(text);
            }
        }),
        ..Settings::default()
    };
    let care = Care::new(disk.store().clone(), settings);
    let (figures, served) = (care.figures(), Arc::clone(disk));
    registry.front.metrics.contribute(Box::new(move |text| {
        text.gauge("wharf_uploads_open", "Upload sessions that have begun and not ended.", served.open_uploads());
        expose(&figures, text);
    }));
    Ok(care)
}

fn rules(path: &std::path::PathBuf) -> Result<Retention, CliError> {
    let failed = |reason: String| CliError::usage(format!("{}: {reason}", path.display()));
    let text = fs::read_to_string(path).map_err(|error| failed(error.to_string()))?;
    Retention::parse(&text).map_err(|error| CliError::new(Exit::Usage, error))
}

fn expose(figures: &Figures, text: &mut crate::server::Exposition) {
    let counters = [
        ("wharf_gc_collections_total", "Garbage collections that were completed.", &figures.collections),
        ("wharf_gc_skipped_total", "Collections left to another process.", &figures.skipped),
        ("wharf_gc_failures_total", "Pieces of care for the store that failed.", &figures.failures),
        ("wharf_gc_trashed_bytes_total", "Bytes that were put into the trash.", &figures.trashed_bytes),
        ("wharf_gc_freed_bytes_total", "Bytes that were freed.", &figures.freed_bytes),
        ("wharf_retention_removed_total", "Tags and untagged manifests that rules gave up.", &figures.retained_away),
        ("wharf_scrubbed_bytes_total", "Bytes that were hashed to find damage.", &figures.scrubbed_bytes),
        ("wharf_damaged_blobs_total", "Blobs that were found damaged by that.", &figures.damaged_blobs),
    ];
    for (name, help, figure) in counters {
        text.counter(name, help, figure.load(Relaxed));
    }
    let last = figures.last_collection.load(Relaxed);
    text.gauge("wharf_gc_last_timestamp_seconds", "When the last collection was completed; 0 for never.", last);
    let millis = figures.last_millis.load(Relaxed);
    text.gauge("wharf_gc_last_milliseconds", "How long the last collection took.", millis);
}

/// What is said of a piece of care; nothing where nothing came of it.
fn told(event: &Event) -> Option<String> {
    match event {
        Event::Collected(report) if report.trashed_bytes == 0 && report.freed_bytes == 0 => None,
        Event::Collected(report) => Some(format!(
            "garbage collection: {} into the trash, {} freed",
            humanize::bytes(report.trashed_bytes),
            humanize::bytes(report.freed_bytes)
        )),
        Event::Retained(report) if report.removed == 0 => None,
        Event::Retained(report) => Some(format!("retention: {} tags and untagged manifests given up", report.removed)),
        Event::Scrubbed(report) if report.damaged.is_empty() => None,
        Event::Scrubbed(report) => {
            let damaged: Vec<String> = report.damaged.iter().map(|(digest, _)| digest.to_string()).collect();
            Some(format!("damaged in the pool, push them again: {}", damaged.join(", ")))
        }
        Event::Skipped => None,
        Event::Failed { action, reason } => Some(format!("cannot {action}: {reason}")),
    }
}
