//! `wharf serve user`: the file of users of a registry.

use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use serde::Serialize;

use crate::app::App;
use crate::commands::FormatArgs;
use crate::error::{CliError, Exit};
use crate::output::{Column, Report, Table, Text};
use crate::server::auth::{AuthError, UserChange, UserFile};

/// Add, list and remove the users of a registry
#[derive(Args, Debug)]
pub struct UserArgs {
    /// The command.
    #[command(subcommand)]
    pub command: UserCommand,
}

/// The commands of the group.
#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// Add a user, or give one another password
    Add(AddArgs),
    /// List the users
    #[command(visible_alias = "list")]
    Ls(LsArgs),
    /// Remove a user
    #[command(visible_alias = "delete")]
    Rm(RmArgs),
}

/// The arguments of `wharf serve user add`.
#[derive(Args, Debug)]
#[command(after_help = "\
The password is asked for, or read from standard input; it has at most 72 bytes. The file holds bcrypt hashes, as
`htpasswd -B` writes them; it is made where there is none. A registry that runs takes the change up by itself.

Examples:
  wharf serve user add --htpasswd users ann
  pass show registry/ci | wharf serve user add --htpasswd users --password-stdin ci")]
pub struct AddArgs {
    /// The user
    #[arg(value_name = "NAME")]
    pub name: String,
    /// Read the password from standard input
    #[arg(long)]
    pub password_stdin: bool,
    /// Which file.
    #[command(flatten)]
    pub file: FileArgs,
    /// How the result is printed.
    #[command(flatten)]
    pub format: FormatArgs,
}

/// The arguments of `wharf serve user ls`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  wharf serve user ls --htpasswd users
  wharf serve user ls --htpasswd users --format '{{range .Users}}{{println .Name}}{{end}}'")]
pub struct LsArgs {
    /// Which file.
    #[command(flatten)]
    pub file: FileArgs,
    /// How the result is printed.
    #[command(flatten)]
    pub format: FormatArgs,
}

/// The arguments of `wharf serve user rm`.
#[derive(Args, Debug)]
#[command(after_help = "\
A registry that runs takes the change up by itself: the user's tokens end too.

Examples:
  wharf serve user rm --htpasswd users ann")]
pub struct RmArgs {
    /// The user
    #[arg(value_name = "NAME")]
    pub name: String,
    /// Which file.
    #[command(flatten)]
    pub file: FileArgs,
    /// How the result is printed.
    #[command(flatten)]
    pub format: FormatArgs,
}

/// Which file of users.
#[derive(Args, Debug)]
pub struct FileArgs {
    /// The file of users [default: that of `wharf serve`, where it is configured]
    #[arg(long, value_name = "FILE")]
    pub htpasswd: Option<PathBuf>,
}

impl FileArgs {
    fn open(&self, configured: Option<&Path>) -> Result<UserFile, CliError> {
        let path = self.htpasswd.as_deref().or(configured);
        path.map(UserFile::new)
            .ok_or_else(|| CliError::usage("which users? name their file with --htpasswd, as for `wharf serve`"))
    }
}

impl UserArgs {
    /// Edits the file that the arguments name, or else the one that `wharf serve` is `configured` with.
    pub fn run(self, app: &App, configured: Option<&Path>) -> Result<(), CliError> {
        match self.command {
            UserCommand::Add(args) => args.run(app, configured),
            UserCommand::Ls(args) => args.run(app, configured),
            UserCommand::Rm(args) => args.run(app, configured),
        }
    }
}

impl AddArgs {
    fn run(self, app: &App, configured: Option<&Path>) -> Result<(), CliError> {
        let file = self.file.open(configured)?;
        file.check_name(&self.name)?;
        let password = if self.password_stdin {
            app.output.read_secret("password")?
        } else {
            let password = app.output.ask_secret(&format!("Password for {}", self.name))?;
            // What nobody sees while typing is easily typed wrong.
            if app.output.ask_secret("The same again")? != password {
                return Err(CliError::usage("the two passwords differ: nothing was changed"));
            }
            password
        };
        let change = file.set(&self.name, &password)?;
        for unusable in file.list()?.iter().filter_map(|user| user.cost.as_ref().err().map(|why| (&user.name, why))) {
            app.output
                .warning(format!("wharf serve will refuse the file: the user {:?} has {}", unusable.0, unusable.1));
        }
        let what = if change == UserChange::Added { "added" } else { "changed" };
        Ok(app.output.outcome(&ChangeReport::new(self.name, what, &file))?)
    }
}

impl RmArgs {
    fn run(self, app: &App, configured: Option<&Path>) -> Result<(), CliError> {
        let file = self.file.open(configured)?;
        file.remove(&self.name)?;
        Ok(app.output.outcome(&ChangeReport::new(self.name, "removed", &file))?)
    }
}

impl LsArgs {
    fn run(self, app: &App, configured: Option<&Path>) -> Result<(), CliError> {
        let file = self.file.open(configured)?;
        let user = |user: crate::server::auth::htpasswd::Listed| {
            let (cost, problem) = match user.cost {
                Ok(cost) => (Some(cost), String::new()),
                Err(problem) => (None, problem),
            };
            UserRow { name: user.name, cost, problem }
        };
        let users = file.list()?.into_iter().map(user).collect();
        Ok(app.output.report(&UsersReport { users })?)
    }
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct ChangeReport {
    name: String,
    change: &'static str,
    file: String,
}

impl ChangeReport {
    fn new(name: String, change: &'static str, file: &UserFile) -> Self {
        Self { name, change, file: file.path().display().to_string() }
    }
}

impl Report for ChangeReport {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        writeln!(text, "{} {} in {}", self.name, self.change, self.file)
    }
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct UsersReport {
    users: Vec<UserRow>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct UserRow {
    name: String,
    /// The cost of the bcrypt hash; nothing where there is none that can be used.
    cost: Option<u32>,
    /// Why the user cannot log in.
    problem: String,
}

impl Report for UsersReport {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        let mut table = Table::new([Column::left("USER"), Column::left("HASH")]);
        for user in &self.users {
            let hash = user.cost.map_or_else(|| user.problem.clone(), |cost| format!("bcrypt, cost {cost}"));
            table.row([user.name.as_str(), &hash]);
        }
        text.table(&table);
        Ok(())
    }

    fn rows(&self) -> Option<&'static str> {
        Some("Users")
    }
}

impl From<AuthError> for CliError {
    fn from(error: AuthError) -> Self {
        let is_missing = |source: &io::Error| source.kind() == io::ErrorKind::NotFound;
        let exit = match &error {
            AuthError::NoUser { .. } => Exit::NotFound,
            AuthError::Read { source, .. } if is_missing(source) => Exit::NotFound,
            AuthError::User { .. } | AuthError::Settings { .. } | AuthError::Content { .. } => Exit::Usage,
            AuthError::Read { .. } | AuthError::Write { .. } | AuthError::Key { .. } => Exit::Failure,
        };
        Self::new(exit, error)
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::config::{Config, Env};
    use crate::output::{Captured, Output, OutputOptions, Streams};

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        args: UserArgs,
    }

    /// Runs the words with `file` as what is configured.
    fn run(words: &[&str], input: &'static [u8], file: Option<&Path>) -> (Result<(), CliError>, Captured) {
        let args = Line::parse_from([&["user"], words].concat()).args;
        let format = match &args.command {
            UserCommand::Ls(args) => args.format.format.clone(),
            UserCommand::Add(args) => args.format.format.clone(),
            UserCommand::Rm(args) => args.format.format.clone(),
        };
        let (streams, captured) = Streams::captured();
        let streams = Streams { stdin: Box::new(input), ..streams };
        let options = OutputOptions { format: format.unwrap_or_default(), ..OutputOptions::default() };
        let config = Config::load(&Env::from_variables([("X", "y")], "/"), None).unwrap();
        let app = App::new(config, Output::new(options, streams));
        (args.run(&app, file), captured)
    }

    #[test]
    fn users_are_added_listed_and_removed() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("users");
        let file = Some(path.as_path());
        let (added, captured) = run(&["add", "ann", "--password-stdin"], b"s3cret\n", file);
        added.unwrap();
        assert_eq!(captured.stdout_text(), format!("ann added in {}\n", path.display()));
        let words = ["add", "--htpasswd", path.to_str().unwrap(), "--password-stdin", "ann", "-f", "{{.Change}}"];
        let (changed, captured) = run(&words, b"other", None);
        changed.unwrap();
        assert_eq!(captured.stdout_text(), "changed\n");
        let (listed, captured) = run(&["ls"], b"", file);
        listed.unwrap();
        assert_eq!(captured.stdout_text(), "USER   HASH\nann    bcrypt, cost 10\n");
        let (listed, captured) = run(&["ls", "-f", "{{range .Users}}{{.Name}} {{.Cost}}{{end}}"], b"", file);
        listed.unwrap();
        assert_eq!(captured.stdout_text(), "ann 10\n");
        run(&["rm", "ann"], b"", file).0.unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "");
    }

    #[test]
    fn lines_that_serve_will_refuse_are_told() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("users");
        std::fs::write(&path, "bob:{SHA}abc\n").unwrap();
        let (added, captured) = run(&["add", "ann", "--password-stdin"], b"s3cret", Some(&path));
        added.unwrap();
        assert!(captured.stderr_text().contains("\"bob\" has a SHA-1 hash"), "{}", captured.stderr_text());
        let (listed, captured) = run(&["ls"], b"", Some(&path));
        listed.unwrap();
        assert!(captured.stdout_text().contains("bob    a SHA-1 hash; only bcrypt"), "{}", captured.stdout_text());
    }

    #[test]
    fn what_cannot_be_done_says_so_with_its_exit_code() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("users");
        for (words, file, exit, part) in [
            (&["ls"][..], None, Exit::Usage, "--htpasswd"),
            (&["ls"], Some(path.as_path()), Exit::NotFound, "cannot read"),
            (&["rm", "ann"], Some(&path), Exit::NotFound, "no user \"ann\""),
            (&["add", "a:b", "--password-stdin"], Some(&path), Exit::Usage, "cannot hold ':'"),
            (&["add", "ann", "--password-stdin"], Some(&path), Exit::Usage, "no password was given"),
            (&["add", "ann"], Some(&path), Exit::Usage, "nobody can be asked"),
        ] {
            let error = run(words, b"", file).0.unwrap_err();
            assert_eq!(error.exit, exit, "{words:?}: {error}");
            assert!(error.to_string().contains(part), "{words:?}: {error}");
        }
        assert!(!path.exists());
    }
}
