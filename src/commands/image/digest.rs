//! `wharf digest`, also `wharf image digest`.

use std::io;

use clap::Args;
use serde::Serialize;

use crate::app::App;
use crate::commands::FormatArgs;
use crate::commands::opened::{ChoiceArgs, Opened};
use crate::error::CliError;
use crate::oci::{Descriptor, Digest, MediaType};
use crate::output::{Report, Text};
use crate::reference::Location;

/// The arguments of `wharf digest`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  wharf digest alpine:3
  wharf digest --platform linux/arm64 alpine:3
  wharf digest oci:./image:v1")]
pub struct DigestArgs {
    /// The image
    #[arg(value_name = "IMAGE")]
    pub image: Location,
    /// Which manifest is meant.
    #[command(flatten)]
    pub choice: ChoiceArgs,
    /// How the result is printed.
    #[command(flatten)]
    pub format: FormatArgs,
}

impl DigestArgs {
    /// Prints the digest.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        let opened = Opened::new(app, &self.image)?;
        let descriptor = opened.chosen_descriptor(&self.choice).await?;
        let name = opened.name.to_string();
        let Descriptor { digest, media_type, size, .. } = descriptor;
        Ok(app.output.report(&DigestReport { name, digest, media_type, size })?)
    }
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct DigestReport {
    name: String,
    digest: Digest,
    media_type: MediaType,
    size: u64,
}

impl Report for DigestReport {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        writeln!(text, "{}", self.digest)
    }
}
