//! `wharf blob put`: content from a file or a pipe as a blob.

use std::io;
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use crate::app::App;
use crate::commands::FormatArgs;
use crate::commands::place::parse_repository;
use crate::commands::supplied::{parse_media_type, take};
use crate::error::{CliError, Exit};
use crate::oci::{Digest, MediaType};
use crate::output::{Report, Text};
use crate::reference::Location;

/// The arguments of `wharf blob put`.
#[derive(Args, Debug)]
#[command(after_help = "\
The digest is printed. A blob that no manifest names is garbage sooner or later.

Examples:
  wharf blob put registry.example.org/app <layer.tar.gz
  wharf blob put --digest sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 oci:./image empty")]
pub struct PutArgs {
    /// The repository or layout
    #[arg(value_name = "REPOSITORY", value_parser = parse_repository)]
    pub repository: Location,
    /// The content; - is standard input, and the default
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// The digest that the content must have
    #[arg(long, value_name = "DIGEST")]
    pub digest: Option<Digest>,
    /// The media type that the result names; registries keep none for a blob
    #[arg(long, value_name = "TYPE", value_parser = parse_media_type)]
    pub content_type: Option<MediaType>,
    /// How the result is printed.
    #[command(flatten)]
    pub format: FormatArgs,
}

impl PutArgs {
    /// Puts the blob, and prints its digest.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        let algorithm = self.digest.as_ref().map(Digest::algorithm).unwrap_or_default();
        let intake = take(self.file.as_deref(), algorithm).await?;
        if let Some(wanted) = self.digest.filter(|wanted| *wanted != intake.digest) {
            let what = format!("the content has the digest {}, and {wanted} was expected", intake.digest);
            return Err(CliError::new(Exit::Integrity, what));
        }
        let media_type = self.content_type.unwrap_or(MediaType::OCTET_STREAM);
        let target = app.target(&self.repository)?;
        target.put_blob(&intake.descriptor(media_type.clone()), &intake.body).await?;
        target.finish().await?;
        let report = PutReport { digest: intake.digest, size: intake.size, media_type };
        Ok(app.output.report(&report)?)
    }
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct PutReport {
    digest: Digest,
    size: u64,
    media_type: MediaType,
}

impl Report for PutReport {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        writeln!(text, "{}", self.digest)
    }
}
