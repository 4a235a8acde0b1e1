//! `wharf manifest diff`: two manifests, line by line.

use clap::Args;

use crate::app::App;
use crate::commands::FormatArgs;
use crate::commands::opened::Opened;
use crate::commands::unified::{UnifiedArgs, json_lines};
use crate::error::{CliError, Exit};
use crate::oci::Platform;
use crate::reference::Location;

/// The arguments of `wharf manifest diff`.
#[derive(Args, Debug)]
#[command(after_help = "\
The documents are compared as they are, indented, whatever places they are in. The exit code is 0 where they differ,
too, unless --exit-code asks for 1.

Examples:
  wharf manifest diff alpine:3.20 alpine:3.21
  wharf manifest diff --platform linux/arm64 --context-full alpine:3.20 alpine:3.21
  wharf manifest diff --exit-code registry.example.org/app:v1 oci:./app:v1")]
pub struct DiffArgs {
    /// The first image or index
    #[arg(value_name = "IMAGE")]
    pub left: Location,
    /// The second
    #[arg(value_name = "IMAGE")]
    pub right: Location,
    /// Compare the images for this platform, where there are several: os/arch, os/arch/variant, or local
    #[arg(long, short, value_name = "PLATFORM")]
    pub platform: Option<Platform>,
    /// How differences are shown.
    #[command(flatten)]
    pub unified: UnifiedArgs,
    /// How the result is printed.
    #[command(flatten)]
    pub format: FormatArgs,
}

impl DiffArgs {
    /// Prints the differences.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        let left = self.lines(app, &self.left).await?;
        let right = self.lines(app, &self.right).await?;
        self.unified.report(app, &left, &right)
    }

    async fn lines(&self, app: &App, location: &Location) -> Result<Vec<String>, CliError> {
        let opened = Opened::new(app, location)?;
        let mut manifest = opened.manifest().await?;
        if let Some(platform) = &self.platform {
            manifest = opened.for_platform(manifest, platform).await?;
        }
        json_lines(&manifest.bytes).map_err(|error| {
            CliError::new(Exit::Failure, format!("the manifest of {} is no JSON: {error}", opened.name))
        })
    }
}
