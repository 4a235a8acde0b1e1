//! `wharf version`.

use std::io;

use clap::Args;
use serde::Serialize;

use super::FormatArgs;
use crate::app::App;
use crate::error::CliError;
use crate::output::{Report, Text};

/// The arguments of `wharf version`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  wharf version
  wharf version --format '{{.Version}}'")]
pub struct VersionArgs {
    /// How the result is printed.
    #[command(flatten)]
    pub format: FormatArgs,
}

impl VersionArgs {
    /// Prints the version.
    pub fn run(self, app: &App) -> Result<(), CliError> {
        let report = VersionReport {
            version: env!("CARGO_PKG_VERSION"),
            os: std::env::consts::OS,
            arch: std::env::consts::ARCH,
        };
        Ok(app.output.report(&report)?)
    }
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct VersionReport {
    version: &'static str,
    #[serde(rename = "OS")]
    os: &'static str,
    arch: &'static str,
}

impl Report for VersionReport {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        writeln!(text, "wharf {} {}/{}", self.version, self.os, self.arch)
    }
}
