//! `wharf blob copy`: one blob from a repository to another.

use std::io;

use clap::Args;
use serde::Serialize;

use crate::app::App;
use crate::commands::FormatArgs;
use crate::content::Put;
use crate::error::CliError;
use crate::oci::{Descriptor, Digest, MediaType};
use crate::output::{Format, Report, Text};
use crate::reference::Location;

/// The arguments of `wharf blob copy`.
#[derive(Args, Debug)]
#[command(after_help = "\
Within one registry the blob is mounted where the registry can, and no byte of it moves.

Examples:
  wharf blob copy registry.example.org/app registry.example.org/other sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
pub struct CopyArgs {
    /// The repository or layout that has the blob
    #[arg(value_name = "SRC")]
    pub source: Location,
    /// The repository or layout that is to have it
    #[arg(value_name = "DST")]
    pub destination: Location,
    /// The blob
    #[arg(value_name = "DIGEST")]
    pub digest: Digest,
    /// How the result is printed.
    #[command(flatten)]
    pub format: FormatArgs,
}

impl CopyArgs {
    /// Copies the blob.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        let source = app.source(&self.source)?;
        let size = source.stat_blob(&self.digest).await?;
        let descriptor = Descriptor::new(MediaType::OCTET_STREAM, self.digest.clone(), size);
        let target = app.target(&self.destination)?;
        let put = target.put_blob(&descriptor, &*source.blob(&descriptor)).await?;
        target.finish().await?;
        let how = match put {
            Put::Copied => "copied",
            Put::Linked => "linked",
            Put::Mounted => "mounted",
            Put::Present => "present",
        };
        let report = CopyReport { digest: self.digest, size, how };
        if *app.output.format() == Format::Text {
            app.output.status(format_args!("{how} {} to {}", report.digest, self.destination));
        }
        Ok(app.output.report(&report)?)
    }
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct CopyReport {
    digest: Digest,
    size: u64,
    how: &'static str,
}

impl Report for CopyReport {
    /// Nothing: that it went well is said by the exit code.
    fn write_text(&self, _: &mut Text) -> io::Result<()> {
        Ok(())
    }
}
