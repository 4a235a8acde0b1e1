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
What the flags do not give is asked for; --creds or WHARF_USERNAME with WHARF_PASSWORD give both at once. The
credentials are verified with the registry before they are saved. They go where docker would put them: its
credential helpers where they are configured, else its config.json.

Examples:
  wharf login registry.example.org
  wharf login -u me --password-stdin ghcr.io
  wharf login --credential-store keyring -u me quay.io/org")]
pub struct LoginArgs {
    /// The registry, or a repository of it [default: docker.io]
    #[arg(value_name = "HOST[/REPOSITORY]")]
    pub scope: Option<Scope>,
    /// The user.
    #[arg(long, short, alias = "user", value_name = "USER")]
    #[arg(help = "The user; <token> where the password is an identity token")]
    pub username: Option<String>,
    /// The password; other users of this machine may see it here, so --password-stdin is better
    #[arg(long, short, alias = "pass", value_name = "PASSWORD", conflicts_with = "password_stdin")]
    pub password: Option<String>,
    /// Read the password from standard input
    #[arg(long, alias = "pass-stdin")]
    pub password_stdin: bool,
    /// Save the credentials without asking the registry whether they are right
    #[arg(long)]
    pub skip_check: bool,
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
        let skip_check = self.skip_check;
        let store = app.config.credential_store(app.notify());
        let (user, password) = match store.given(&scope.registry) {
            Some(given) if self.username.is_none() && self.password.is_none() && !self.password_stdin => given,
            _ => self.credentials(app, &scope)?,
        };
        let credential = match user.as_str() {
            "<token>" => Credential::IdentityToken(password),
            _ => Credential::Basic { user: user.clone(), password },
        };
        let token = if skip_check {
            None
        } else {
            app.client()?.login(&scope.registry, &credential, Login::IdentityToken).await?
        };
        let saved_credential = token.map_or(credential, Credential::IdentityToken);
        let saved = store.save(&scope.registry, scope.repository.as_ref(), &saved_credential)?;
        for warning in saved.warnings() {
            app.output.warning(warning);
        }
        let report = LoginReport { registry: scope.to_string(), user, saved: saved.place.to_string() };
        Ok(app.output.outcome(&report)?)
    }

    /// The user and the password: those of the flags, else what is typed.
    fn credentials(self, app: &App, scope: &Scope) -> Result<(String, Secret), CliError> {
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
            Some(password) if password.is_empty() => return Err(CliError::usage("the password is empty")),
            Some(password) => password,
            None if self.password_stdin => app.output.read_secret("password")?,
            None => app.output.ask_secret(&format!("Password for {user} at {scope}"))?,
        };
        Ok((user, Secret::new(password)))
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

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::commands::sample::printed;
    use crate::config::{Config, Env, FlagCredentials, Flags};
    use crate::output::{Captured, Output, OutputOptions, Streams};

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        args: LoginArgs,
    }

    /// What the arguments give when nobody can be asked, and what standard error says.
    fn credentials(words: &[&str], input: &'static [u8]) -> (Result<(String, Secret), CliError>, Captured) {
        let args = Line::parse_from([&["login"], words].concat()).args;
        let (streams, captured) = Streams::captured();
        let streams = Streams { stdin: Box::new(input), ..streams };
        let config = Config::load(&Env::from_variables([("X", "y")], "/"), None).unwrap();
        let app = App::new(config, Output::new(OutputOptions::default(), streams));
        (args.credentials(&app, &Scope::default()), captured)
    }

    #[test]
    fn credentials_come_from_flags_and_standard_input() {
        let (given, captured) = credentials(&["-u", "me", "--password-stdin"], b"pass word\r\nmore");
        assert_eq!(given.unwrap(), ("me".to_owned(), Secret::new("pass word")));
        assert_eq!(captured.stderr_text(), "");
        let (given, captured) = credentials(&["-u", "me", "-p", "secret"], b"");
        assert_eq!(given.unwrap(), ("me".to_owned(), Secret::new("secret")));
        assert!(captured.stderr_text().contains("--password-stdin"), "the danger is told");
    }

    #[test]
    fn what_is_missing_or_empty_is_a_usage_error() {
        for (words, message) in [
            (&["--password-stdin"][..], "--password-stdin needs --username"),
            (&["-u", "me", "--password-stdin"], "no password was given"),
            (&["-u", "", "-p", "x"], "the user name is empty"),
            (&["-u", "me", "-p", ""], "the password is empty"),
            (&["-u", "me"], "nobody can be asked"),
            (&[], "nobody can be asked"),
        ] {
            let error = credentials(words, b"").0.unwrap_err();
            assert_eq!(error.exit, crate::error::Exit::Usage);
            assert!(error.to_string().starts_with(message), "{words:?}: {error}");
        }
    }

    #[test]
    fn credentials_for_this_run_are_found_by_host() {
        let env = Env::from_variables([("WHARF_USERNAME", "me"), ("WHARF_PASSWORD", "one")], "/");
        let two = Credential::Basic { user: "you".to_owned(), password: Secret::new("two") };
        let scoped = vec![("b.io".parse().unwrap(), two)];
        let credentials = FlagCredentials { scoped, ..FlagCredentials::default() };
        let config = Config::load(&env, None).unwrap().with_flags(Flags { credentials, ..Flags::default() });
        let store = config.credential_store(std::sync::Arc::new(|_| {}));
        let given = |host: &str| store.given(&host.parse().unwrap());
        assert_eq!(given("a.io"), Some(("me".to_owned(), Secret::new("one"))));
        assert_eq!(given("b.io"), Some(("you".to_owned(), Secret::new("two"))));
    }

    #[test]
    fn the_report_has_no_secret() {
        let report = LoginReport { registry: "a.io".into(), user: "me".into(), saved: "the keyring (a.io)".into() };
        assert_eq!(printed(&report, "text"), "Logged in to a.io as me\n");
        let json = "{\"Registry\":\"a.io\",\"User\":\"me\",\"Saved\":\"the keyring (a.io)\"}\n";
        assert_eq!(printed(&report, "json"), json);
    }
}
