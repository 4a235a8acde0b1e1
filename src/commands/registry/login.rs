//! `wharf login`, which is `wharf registry login` too.

use std::io;

use clap::Args;
use serde::Serialize;

use super::scope::Scope;
use crate::app::App;
use crate::commands::FormatArgs;
use crate::config::SaveTo;
use crate::error::CliError;
use crate::output::{Report, Text};
use crate::registry::{Credential, Login, Secret};

/// The arguments of `wharf login`.
#[derive(Args, Debug)]
#[command(after_help = "\
The credentials are verified with the registry before they are saved. They go where docker would put them: its
credential helpers where they are configured, else its config.json.

Examples:
  wharf login registry.example.org
  wharf login -u me --password-stdin ghcr.io
  wharf login --credential-store keyring -u me quay.io/org")]
pub struct LoginArgs {
    /// The registry, or a repository of it [default: docker.io]
    #[arg(value_name = "HOST[/REPOSITORY]")]
    pub scope: Option<Scope>,
    /// The user
    #[arg(long, short, value_name = "USER")]
    pub username: Option<String>,
    /// The password; other users of this machine may see it here, so --password-stdin is better
    #[arg(long, short, value_name = "PASSWORD", conflicts_with = "password_stdin")]
    pub password: Option<String>,
    /// Read the password from standard input
    #[arg(long)]
    pub password_stdin: bool,
    /// Where to save [env: WHARF_CREDENTIAL_STORE] [default: docker]
    #[arg(long, value_name = "WHERE")]
    pub credential_store: Option<SaveTo>,
    /// How the result is printed.
    #[command(flatten)]
    pub format: FormatArgs,
}

impl LoginArgs {
    /// Verifies the credentials and saves them.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        let scope = self.scope.clone().unwrap_or_default();
        if self.password.is_some() {
            app.output.warning("a password on the command line can be seen by others; use --password-stdin");
        }
        let user = match self.username {
            Some(user) if user.is_empty() => return Err(CliError::usage("the user name is empty")),
            Some(user) => user,
            None if self.password_stdin => {
                return Err(CliError::usage(
                    "--password-stdin needs --username: standard input gives the password alone",
                ));
            }
            None => app.output.ask(&format!("Username for {scope}"))?,
        };
        let password = match self.password {
            Some(password) => password,
            None if self.password_stdin => app.output.read_secret("password")?,
            None => app.output.ask_secret(&format!("Password for {user} at {scope}"))?,
        };
        let credential = Credential::Basic { user: user.clone(), password: Secret::new(password) };
        let token = app.client().login(&scope.registry, &credential, Login::IdentityToken).await?;
        let saved_credential = token.map_or(credential, Credential::IdentityToken);
        let store = app.config.credential_store(app.notify());
        let saved = store.save(&scope.registry, scope.repository.as_ref(), &saved_credential)?;
        for warning in saved.warnings() {
            app.output.warning(warning);
        }
        let report = LoginReport { registry: scope.to_string(), user, saved: saved.place.to_string() };
        Ok(app.output.report(&report)?)
    }
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct LoginReport {
    registry: String,
    user: String,
    saved: String,
}

impl Report for LoginReport {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        writeln!(text, "Logged in to {} as {}", self.registry, self.user)
    }
}
