//! `wharf whoami`, which is `wharf registry whoami` too.

use std::io;

use clap::Args;
use serde::Serialize;

use super::scope::Scope;
use crate::app::App;
use crate::commands::FormatArgs;
use crate::config::credentials::CredentialKind;
use crate::error::{CliError, Exit};
use crate::output::{Report, Shape, Text};

/// The arguments of `wharf whoami`.
#[derive(Args, Debug)]
#[command(after_help = "\
Nothing is asked of the registry: this is who wharf would say it is.

Examples:
  wharf whoami ghcr.io
  wharf whoami --format '{{.Place}}' registry.example.org")]
pub struct WhoamiArgs {
    /// The registry, or a repository of it [default: docker.io]
    #[arg(value_name = "HOST[/REPOSITORY]")]
    pub scope: Option<Scope>,
    /// How the result is printed.
    #[command(flatten)]
    pub format: FormatArgs,
}

impl WhoamiArgs {
    /// Looks for the credentials that would be used.
    pub fn run(self, app: &App) -> Result<(), CliError> {
        let scope = self.scope.unwrap_or_default();
        let store = app.config.credential_store(app.notify());
        let Some(found) = store.lookup(&scope.registry, scope.repository.as_ref()) else {
            return Err(CliError::new(
                Exit::Denied,
                format!("not logged in to {scope}; `wharf login {scope}` does that"),
            ));
        };
        let kind = match found.kind {
            CredentialKind::Password => "password",
            CredentialKind::IdentityToken => "identity token",
            CredentialKind::RegistryToken => "registry token",
        };
        let report =
            WhoamiReport { registry: scope.to_string(), user: found.user, kind, place: found.place.to_string() };
        Ok(app.output.report(&report)?)
    }
}

const SHAPE: Shape =
    Shape::Struct(&[("Registry", Shape::Text), ("User", Shape::Text), ("Kind", Shape::Text), ("Place", Shape::Text)]);

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct WhoamiReport {
    registry: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    user: Option<String>,
    kind: &'static str,
    place: String,
}

impl Report for WhoamiReport {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        match &self.user {
            Some(user) => writeln!(text, "{user}"),
            None => writeln!(text, "<{}>", self.kind),
        }
    }

    fn shape(&self) -> &'static Shape {
        &SHAPE
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::sample::printed;

    #[test]
    fn a_token_without_a_user_is_told_by_its_kind() {
        let report = |user: Option<&str>| WhoamiReport {
            registry: "a.io".into(),
            user: user.map(str::to_owned),
            kind: "identity token",
            place: "the keyring (a.io)".into(),
        };
        assert_eq!(printed(&report(Some("me")), "text"), "me\n");
        assert_eq!(printed(&report(None), "text"), "<identity token>\n");
        assert_eq!(printed(&report(None), "{{.Place}}"), "the keyring (a.io)\n");
    }
}
