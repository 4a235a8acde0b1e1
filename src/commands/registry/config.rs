//! `wharf registry config`: what is set for one host, or for all.

use std::io;

use clap::Args;
use serde::Serialize;
use serde_json::Value;

use super::scope::Scope;
use crate::app::App;
use crate::commands::FormatArgs;
use crate::commands::config::get::ConfigReport;
use crate::commands::config::hosts::{self, HOST};
use crate::error::CliError;
use crate::output::{Report, Shape, Text, sanitize};

/// The arguments of `wharf registry config`.
#[derive(Args, Debug)]
#[command(after_help = "\
The fields have the names that regctl has for them; secrets are not shown.

Examples:
  wharf registry config
  wharf registry config ghcr.io
  wharf registry config --format '{{.User}}' ghcr.io")]
pub struct ConfigArgs {
    /// The registry; without it everything is shown, as `wharf config get` does
    #[arg(value_name = "HOST")]
    pub scope: Option<Scope>,
    /// How the result is printed.
    #[command(flatten)]
    pub format: FormatArgs,
}

impl ConfigArgs {
    /// Prints the settings.
    pub fn run(self, app: &App) -> Result<(), CliError> {
        let Some(scope) = self.scope else { return Ok(app.output.report(&ConfigReport::of(app))?) };
        let Some(document) = hosts::document(app, &scope.registry) else {
            app.output.warning(format_args!("nothing is set for {}", scope.registry));
            return Ok(());
        };
        Ok(app.output.report(&HostReport(document))?)
    }
}

#[derive(Serialize)]
#[serde(transparent)]
struct HostReport(Value);

impl Report for HostReport {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        let pretty = serde_json::to_string_pretty(&self.0)?;
        writeln!(text, "{}", sanitize::json(&pretty))
    }

    fn shape(&self) -> &'static Shape {
        &HOST
    }
}
