//! `wharf manifest put`: a document as a manifest, byte for byte.

use std::io;
use std::path::PathBuf;

use bytes::Bytes;
use clap::Args;
use serde::Serialize;
use serde_json::{Value, json};

use crate::app::App;
use crate::commands::supplied::{MANIFEST_LIMIT, parse_media_type, take};
use crate::content::{BlobBody as _, Presence, Probe, Target, stream};
use crate::error::{CliError, Exit};
use crate::oci::{Algorithm, Digest, Manifest, MediaType, RawManifest};
use crate::output::{Format, Report, Text};
use crate::reference::Location;

/// The arguments of `wharf manifest put`.
#[derive(Args, Debug)]
#[command(after_help = "\
The document is sent as it is. What it names must be there: put blobs with `wharf blob put`, and children first.

Examples:
  wharf manifest get --format raw-body alpine:3 | wharf manifest put registry.example.org/alpine:3
  wharf manifest put --by-digest --content-type application/vnd.oci.image.index.v1+json oci:./image index.json")]
pub struct PutArgs {
    /// Where the manifest is to be
    #[arg(value_name = "IMAGE")]
    pub image: Location,
    /// The document; - is standard input, and the default
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Give the manifest no tag, and print its digest
    #[arg(long)]
    pub by_digest: bool,
    /// The media type of the document [default: what it says itself]
    #[arg(long, short = 't', value_name = "TYPE", value_parser = parse_media_type)]
    pub content_type: Option<MediaType>,
    /// Print the result as json, jsonPretty, or by a Go template such as '{{.Digest}}'
    #[arg(long, short = 'f', value_name = "FORMAT")]
    pub format: Option<Format>,
}

impl PutArgs {
    /// Puts the manifest.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        let wanted = self.image.selector().and_then(|selector| selector.digest().cloned()).filter(|_| !self.by_digest);
        let algorithm = wanted.as_ref().map(Digest::algorithm).unwrap_or_default();
        let manifest = self.document(algorithm).await?;
        if let Some(wanted) = wanted.filter(|wanted| *wanted != manifest.digest) {
            let what = format!("the document has the digest {}, and cannot be put as {wanted}", manifest.digest);
            return Err(CliError::new(Exit::Integrity, what));
        }
        let tag = self.image.target_tag().filter(|_| !self.by_digest);
        let target = app.target(&self.image)?;
        let registry = target.readable().is_none();
        if !registry {
            warn_of_gaps(app, &*target, &manifest).await?;
        }
        target.put_manifest(&manifest, tag.as_slice()).await?;
        target.finish().await?;
        let reference = self.image.pinned(tag.as_ref(), &manifest.digest).to_string();
        app.output.status(format_args!("put {reference}"));
        let printed = if self.by_digest { format!("{}\n", manifest.digest) } else { String::new() };
        Ok(app.output.report(&PutReport { reference, manifest, printed })?)
    }

    /// The document, which must be a manifest of the type that it is said to be.
    async fn document(&self, algorithm: Algorithm) -> Result<RawManifest, CliError> {
        let name = self.file.as_ref().map_or_else(|| "standard input".to_owned(), |file| file.display().to_string());
        let invalid =
            |what: String| CliError::new(Exit::Failure, format!("{name} cannot be put as a manifest: {what}"));
        let intake = take(self.file.as_deref(), algorithm).await?;
        if intake.size > MANIFEST_LIMIT as u64 {
            return Err(invalid(format!("it has {} bytes, and {MANIFEST_LIMIT} is the most", intake.size)));
        }
        let bytes: Bytes = stream::read_all(intake.body.open(0).await?, MANIFEST_LIMIT as u64).await?;
        let found = algorithm.digest(&bytes);
        let declared = self.content_type.clone().unwrap_or_default();
        let manifest = RawManifest::with_digest(&declared, bytes, found).map_err(|error| invalid(error.to_string()))?;
        if !declared.is_empty() && manifest.media_type != declared {
            return Err(invalid(format!("{declared} is not the type of a manifest")));
        }
        let parsed = manifest.parse().map_err(|error| match std::error::Error::source(&error) {
            Some(source) => invalid(format!("{error}: {source}")),
            None => invalid(error.to_string()),
        })?;
        let own = match &parsed {
            Manifest::Image(image) => &image.media_type,
            Manifest::Index(index) => &index.media_type,
        };
        if !own.is_empty() && *own != manifest.media_type {
            return Err(invalid(format!("it says that it is {own}, and --content-type {}", manifest.media_type)));
        }
        Ok(manifest)
    }
}

/// A registry refuses a manifest whose content it lacks; a layout takes it, and the user is told.
async fn warn_of_gaps(app: &App, target: &dyn Target, manifest: &RawManifest) -> Result<(), CliError> {
    let Ok(parsed) = manifest.parse() else { return Ok(()) };
    for needed in parsed.blobs().chain(parsed.children()).filter(|needed| !needed.is_elsewhere()) {
        if target.presence(needed, Probe::Ask).await? != Presence::Present {
            app.output.warning(format_args!("{} is named by the manifest, and not here", needed.digest));
        }
    }
    Ok(())
}

struct PutReport {
    reference: String,
    manifest: RawManifest,
    printed: String,
}

impl Serialize for PutReport {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut document: Value = serde_json::from_slice(&self.manifest.bytes).map_err(serde::ser::Error::custom)?;
        // Scripts ask for {{.Manifest.GetDescriptor.Digest}}.
        document["GetDescriptor"] = json!(self.manifest.descriptor());
        let report = json!({
            "Reference": self.reference,
            "Digest": self.manifest.digest,
            "MediaType": self.manifest.media_type,
            "Size": self.manifest.bytes.len(),
            "Manifest": document,
        });
        report.serialize(serializer)
    }
}

impl Report for PutReport {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        write!(text, "{}", self.printed)
    }
}
