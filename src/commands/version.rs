//! `wharf version`.

use std::io;

use clap::Args;
use serde::Serialize;
use serde_json::Value;

use super::FormatArgs;
use crate::app::App;
use crate::error::CliError;
use crate::oci::Platform;
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
        let Platform { os, architecture, .. } = Platform::new(std::env::consts::OS, std::env::consts::ARCH, None);
        let report = VersionReport { version: env!("CARGO_PKG_VERSION"), os, arch: architecture };
        Ok(app.output.report(&report)?)
    }
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct VersionReport {
    version: &'static str,
    #[serde(rename = "OS")]
    os: String,
    arch: String,
}

impl Report for VersionReport {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        writeln!(text, "wharf {} {}/{}", self.version, self.os, self.arch)
    }

    fn methods(&self) -> Vec<(&'static str, Value)> {
        let platform = format!("{}/{}", self.os, self.arch);
        vec![("VCSTag", format!("v{}", self.version).into()), ("Platform", platform.into())]
    }
}
