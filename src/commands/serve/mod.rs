//! `wharf serve`: a directory of image layouts as a registry, until a signal ends it.

mod facts;
mod keeping;
pub mod key;
mod options;
mod rights;
mod setup;
mod signals;
pub mod user;

use std::future::Future;
use std::sync::Arc;

use clap::{ArgMatches, Args, Command, FromArgMatches};

use crate::app::App;
use crate::commands::FormatArgs;
use crate::error::{CliError, Exit};
use crate::output::Format;
use crate::server::{self, Listeners};

use facts::Facts;
use key::KeyArgs;
use options::ServeOptions;
use setup::Setup;
use signals::{Heard, Signals};
use user::UserArgs;

/// The directory of the signing keys, in what is the registry's own.
const KEYS: &str = "keys";

/// The arguments of `wharf serve`, as they were given: what they leave open, the environment and files may say.
#[derive(Debug)]
pub struct ServeArgs {
    given: ArgMatches,
}

const AFTER_HELP: &str = "\
Every option is a variable too (--idle-timeout is WHARF_SERVE_IDLE_TIMEOUT; lists have commas), and a key of the
[serve] table in the configuration file or of the file that --serve-config names (idle-timeout = \"5m\"). A flag wins
over a variable, that over the file of --serve-config, and that over the table.

Sockets that systemd hands over are listened at in place of --listen, and systemd hears when the registry is ready.
What is served, where, and to whom stands on standard error; with --format on standard output, once.

SIGTERM and SIGINT end the registry when what is under way is done, a second one at once; SIGHUP opens the access
log again.

Examples:
  wharf serve
  wharf serve --htpasswd users --policy rules.toml /srv/images
  wharf serve --listen 127.0.0.1:0 --memory --format '{{index .Addresses 0}}'
  wharf serve --listen :5000 --tls-cert full-chain.pem --tls-key key.pem /srv/images";

/// Everything that `wharf serve` takes.
#[derive(Args, Debug)]
struct Whole {
    #[command(flatten)]
    options: ServeOptions,
    #[command(flatten)]
    format: FormatArgs,
}

impl Args for ServeArgs {
    fn augment_args(command: Command) -> Command {
        // The arguments bring a text of their own, which is not for users.
        let user = UserArgs::augment_args(Command::new("user")).about("Add, list and remove the users of a registry");
        let about = "List and change the keys that a registry signs its tokens with";
        let key = KeyArgs::augment_args(Command::new("key")).about(about);
        let command = Whole::augment_args(command).after_help(AFTER_HELP).subcommand(key).subcommand(user);
        command.args_conflicts_with_subcommands(true).subcommand_precedence_over_arg(true)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for ServeArgs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        Ok(Self { given: matches.clone() })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        self.given = matches.clone();
        Ok(())
    }
}

impl ServeArgs {
    /// Serves until a signal ends it.
    pub fn run(self, app: &App) -> Result<(), CliError> {
        let options = self.options(app)?;
        let unread = |error: clap::Error| CliError::usage(error.to_string());
        match self.given.subcommand() {
            Some(("user", given)) => {
                let user = UserArgs::from_arg_matches(given).map_err(unread)?;
                return user.run(app, options.htpasswd.as_deref());
            }
            Some(("key", given)) => {
                let key = KeyArgs::from_arg_matches(given).map_err(unread)?;
                return key.run(app, options.dir.as_deref());
            }
            _ => {}
        }
        let failed = |error| CliError::new(Exit::Failure, error);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(failed)?;
        let served = runtime.block_on(serve(app, &options));
        runtime.shutdown_background();
        served
    }

    /// What the flags, the environment and the files say together.
    fn options(&self, app: &App) -> Result<ServeOptions, CliError> {
        let command = ServeOptions::augment_args(Command::new("serve"));
        let gathered = app.config.serve_places().gather(&command, &self.given)?;
        for name in &gathered.unknown {
            app.output.warning(format!("the environment variable {name} is no option of wharf serve"));
        }
        // Each value was looked at by itself, so that together they parse.
        let parse = |arguments| ServeOptions::from_arg_matches(&command.try_get_matches_from(arguments)?);
        parse(gathered.arguments).map_err(|error| CliError::usage(error.to_string()))
    }
}

async fn serve(app: &App, options: &ServeOptions) -> Result<(), CliError> {
    let mut signals = Signals::new().map_err(|error| CliError::new(Exit::Failure, error))?;
    let Setup { registry, listeners, facts, care, disk } = setup::prepare(app, options)?;
    announce(app, &facts)?;
    let workers = options.workers.or_else(|| std::thread::available_parallelism().ok().map(usize::from));
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let asked = async { drop(stopped.await) };
    let front = Arc::clone(&registry.front);
    let serving = server::serve_with_workers(workers.unwrap_or(1), Listeners(listeners), registry, asked);
    let (rest, resting) = tokio::sync::oneshot::channel::<()>();
    let caring = care.map(|care| tokio::spawn(care.run(async { drop(resting.await) })));
    let served = until_told(serving, stop, &mut signals, || front.reopen_log(), app).await;
    drop(rest);
    if let Some(caring) = caring {
        // It ends at its next step; one that panicked has ended already.
        drop(caring.await);
    }
    if let Some(disk) = disk
        && let Err(error) = disk.settle()
    {
        // What was acknowledged is in the logs, which the next run reads.
        app.output.warning(format!("an index.json could not be written: {error}"));
    }
    served.map_err(|error| CliError::new(Exit::Failure, error))
}

/// Says where it is served, and that it is.
fn announce(app: &App, facts: &Facts) -> Result<(), CliError> {
    for line in facts.lines() {
        app.output.status(line);
    }
    if *app.output.format() != Format::Text {
        app.output.report(facts)?;
    }
    if let Err(error) = app.config.notify_ready() {
        app.output.warning(format!("systemd cannot be told that the registry is ready: {error}"));
    }
    Ok(())
}

/// Serves until the first signal, then until what is under way is done or the second.
async fn until_told(
    serving: impl Future<Output = std::io::Result<()>>,
    stop: tokio::sync::oneshot::Sender<()>,
    signals: &mut Signals,
    reopen: impl Fn(),
    app: &App,
) -> std::io::Result<()> {
    let mut serving = std::pin::pin!(serving);
    let mut stop = Some(stop);
    loop {
        tokio::select! {
            served = &mut serving => return served,
            heard = signals.next() => match (heard, stop.take()) {
                (Heard::End, Some(stop)) => {
                    app.output.status("ending once all requests are answered; a second signal ends at once");
                    drop(stop);
                }
                (Heard::End, None) => return Ok(()),
                (Heard::HangUp, kept) => {
                    stop = kept;
                    reopen();
                }
            },
        }
    }
}
