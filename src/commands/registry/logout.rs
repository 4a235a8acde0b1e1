//! `wharf logout`, which is `wharf registry logout` too.

use std::io;

use clap::Args;
use serde::Serialize;

use super::scope::Scope;
use crate::app::App;
use crate::commands::FormatArgs;
use crate::config::SaveTo;
use crate::config::credentials::Reach;
use crate::error::{CliError, Exit};
use crate::output::{Report, Text};

/// The arguments of `wharf logout`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  wharf logout registry.example.org
  wharf logout --all ghcr.io")]
pub struct LogoutArgs {
    /// The registry, or a repository of it [default: docker.io]
    #[arg(value_name = "HOST[/REPOSITORY]")]
    pub scope: Option<Scope>,
    /// Erase from every file, helper and keyring that is looked into, not only from where login saves
    #[arg(long)]
    pub all: bool,
    /// Where login saves [env: WHARF_CREDENTIAL_STORE] [default: docker]
    #[arg(long, value_name = "WHERE")]
    pub credential_store: Option<SaveTo>,
    /// How the result is printed.
    #[command(flatten)]
    pub format: FormatArgs,
}

impl LogoutArgs {
    /// Erases the credentials.
    pub fn run(self, app: &App) -> Result<(), CliError> {
        let scope = self.scope.unwrap_or_default();
        let reach = if self.all { Reach::Everywhere } else { Reach::WhereSaved };
        let store = app.config.credential_store(app.notify());
        let erased = store.erase(&scope.registry, scope.repository.as_ref(), reach)?;
        if erased.places.is_empty() {
            let what = match &erased.remaining {
                Some(place) => format!("not logged in to {scope} where login saves, but a credential is in {place}"),
                None => format!("not logged in to {scope}"),
            };
            return Err(CliError::new(Exit::NotFound, what));
        }
        if let Some(place) = &erased.remaining {
            app.output.warning(format_args!("another credential for {scope} remains in {place}"));
        }
        let erased = erased.places.iter().map(ToString::to_string).collect();
        Ok(app.output.report(&LogoutReport { registry: scope.to_string(), erased })?)
    }
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct LogoutReport {
    registry: String,
    erased: Vec<String>,
}

impl Report for LogoutReport {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        for place in &self.erased {
            writeln!(text, "Logged out of {}: erased from {place}", self.registry)?;
        }
        Ok(())
    }
}
