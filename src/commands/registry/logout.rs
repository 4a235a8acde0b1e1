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
        Ok(app.output.outcome(&LogoutReport { registry: scope.to_string(), erased })?)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::sample::printed;
    use crate::config::{Config, Env};
    use crate::output::{Captured, Output, OutputOptions, Streams};

    const DOCKER: &str = ".docker/config.json";
    const PODMAN: &str = ".config/containers/auth.json";

    /// Logs out of `a.io` in a home with these files; says how it ended and what was printed.
    fn log_out(files: &[&str], all: bool) -> (Result<(), CliError>, Captured) {
        let home = tempfile::tempdir().unwrap();
        for file in files {
            let path = home.path().join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, r#"{"auths": {"a.io": {"auth": "bWU6cHc="}}}"#).unwrap();
        }
        let env = Env::from_variables([("HOME", home.path())], home.path());
        let (streams, captured) = Streams::captured();
        let app = App::new(Config::load(&env, None).unwrap(), Output::new(OutputOptions::default(), streams));
        let args = LogoutArgs {
            scope: "a.io".parse().ok(),
            all,
            credential_store: None,
            format: crate::commands::FormatArgs { format: None },
        };
        (args.run(&app), captured)
    }

    #[test]
    fn what_remains_elsewhere_is_told() {
        let (outcome, captured) = log_out(&[DOCKER, PODMAN], false);
        outcome.unwrap();
        assert!(captured.stdout_text().contains(DOCKER), "{}", captured.stdout_text());
        assert!(!captured.stdout_text().contains(PODMAN), "{}", captured.stdout_text());
        assert!(captured.stderr_text().contains(PODMAN), "{}", captured.stderr_text());
    }

    #[test]
    fn all_places_are_left_at_once() {
        let (outcome, captured) = log_out(&[DOCKER, PODMAN], true);
        outcome.unwrap();
        assert_eq!(captured.stdout_text().lines().count(), 2);
        assert_eq!(captured.stderr_text(), "");
    }

    #[test]
    fn to_be_logged_out_already_is_not_found() {
        let error = log_out(&[], false).0.unwrap_err();
        assert_eq!((error.exit, error.to_string().as_str()), (Exit::NotFound, "not logged in to a.io"));
        let error = log_out(&[PODMAN], false).0.unwrap_err();
        assert!(error.to_string().contains(PODMAN), "{error}");
    }

    #[test]
    fn the_report_names_every_place() {
        let report = LogoutReport { registry: "a.io".into(), erased: vec!["x".into(), "y".into()] };
        assert_eq!(printed(&report, "text"), "Logged out of a.io: erased from x\nLogged out of a.io: erased from y\n");
        assert_eq!(printed(&report, "{{len .Erased}}"), "2\n");
    }
}
