//! `wharf store path`.

use std::io;

use clap::Args;
use serde::Serialize;

use crate::app::App;
use crate::commands::FormatArgs;
use crate::commands::store::located;
use crate::error::CliError;
use crate::output::{Report, Text};
use crate::reference::Reference;

/// The arguments of `wharf store path`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  wharf store path
  skopeo inspect oci:$(wharf store path alpine):3")]
pub struct PathArgs {
    /// The repository; a tag or a digest does not matter
    #[arg(value_name = "REF")]
    pub reference: Option<Reference>,
    /// How the result is printed.
    #[command(flatten)]
    pub format: FormatArgs,
}

impl PathArgs {
    /// Prints the directory. That of the store is printed whether it is there or not.
    pub fn run(self, app: &App) -> Result<(), CliError> {
        let path = match &self.reference {
            None => app.config.store_dir()?.display().to_string(),
            Some(reference) => located(app.store_if_any()?.as_ref(), reference)?.display().to_string(),
        };
        Ok(app.output.report(&PathReport { path })?)
    }
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct PathReport {
    path: String,
}

impl Report for PathReport {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        text.line(&self.path);
        Ok(())
    }
}
