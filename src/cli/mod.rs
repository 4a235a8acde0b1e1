//! The command line: every subcommand, and the way from arguments to an exit code.

mod command;
pub mod docs;
mod global;
mod host;
mod words;

use std::error::Error;
use std::ffi::OsString;
use std::future::Future;
use std::process::ExitCode;

use clap::error::ErrorKind as ClapErrorKind;
use clap::{ArgMatches, CommandFactory as _, FromArgMatches as _, Parser};

use crate::app::App;
use crate::config::{Config, Env};
use crate::error::{CliError, Exit};
use crate::hints::hints;
use crate::output::{Format, Output, OutputError, OutputOptions, Streams, Variables};

pub use command::Command;
pub use global::GlobalArgs;

/// One client, store and registry for container images.
#[derive(Debug, Parser)]
#[command(name = "wharf", version, max_term_width = 100, subcommand_required = true, arg_required_else_help = true)]
#[command(after_help = AFTER_HELP)]
pub struct Cli {
    /// What holds for every command.
    #[command(flatten)]
    pub global: GlobalArgs,
    /// The command.
    #[command(subcommand)]
    pub command: Command,
}

const AFTER_HELP: &str = "\
A location is where an image is:
  alpine:3, ghcr.io/org/app:v1, docker://REF   a registry
  oci:DIR[:TAG][@DIGEST], ocidir://DIR:TAG     an image layout in a directory
  store:REF                                    the local store
  oci-archive:FILE[:NAME][@DIGEST]             a tar of images, plain or compressed; FILE may be - for
  docker-archive:FILE[:NAME]                   standard input or output, NAME may be @N for a place
  docker-daemon:REF, docker-daemon:sha256:ID   a docker engine, at DOCKER_HOST or its usual socket

Examples:
  wharf pull alpine:3
  wharf copy alpine:3 registry.example.org/mirror/alpine:3
  wharf tag ls --sort semver alpine";

/// Runs the program: parses `arguments`, the program's name first, and does what they say.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let matches = match Cli::command().try_get_matches_from(words::with_levels(arguments)) {
        Ok(matches) => matches,
        Err(error) => return refuse(&error),
    };
    let (cli, format) = match Cli::from_arg_matches(&matches) {
        Ok(cli) => (cli, chosen_format(&matches)),
        Err(error) => return refuse(&error.format(&mut Cli::command())),
    };
    let env = Env::from_process();
    let settings = Config::load_with(&env, cli.global.config.as_deref(), cli.command.missing_config());
    let colour = cli.global.colour(settings.as_ref().is_ok_and(|config| config.color.value));
    let options = OutputOptions {
        format,
        quiet: cli.global.quiet,
        level: cli.global.level(),
        log: cli.global.log_form(),
        colour,
        variables: variables(&env),
        ..Default::default()
    };
    let config = match settings {
        Ok(config) => config.with_flags(cli.global.flags(&matches)),
        Err(error) => return fail(&Output::new(options, Streams::system()), &error.into()),
    };
    let options = OutputOptions { progress: cli.global.progress(&config), ..options };
    let app = App::new(config, Output::new(options, Streams::system()));
    for option in cli.global.strange_log_options() {
        app.output.warning(format_args!("--logopt {option} means nothing here; json is the one that does"));
    }
    match cli.command.run(&app) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&app.output, &error),
    }
}

/// The environment, as templates read it.
fn variables(env: &Env) -> Variables {
    let env = env.clone();
    Variables::new(move |name| env.raw(name).map(|value| value.to_string_lossy().into_owned()))
}

/// What clap has to say: help and the version are results, all else is a usage error.
fn refuse(said: &clap::Error) -> ExitCode {
    let printed = said.print();
    if !matches!(said.kind(), ClapErrorKind::DisplayHelp | ClapErrorKind::DisplayVersion) {
        return Exit::Usage.into();
    }
    match printed {
        Ok(()) => ExitCode::SUCCESS,
        Err(source) => {
            let output = Output::new(OutputOptions::default(), Streams::system());
            fail(&output, &OutputError::from(source).into())
        }
    }
}

/// Says what failed and gives the exit code. Who closes the pipe has read enough: that is no failure.
fn fail(output: &Output, error: &CliError) -> ExitCode {
    let Some(source) = &error.source else { return error.exit.into() };
    if is_broken_pipe(source.as_ref()) {
        return ExitCode::SUCCESS;
    }
    output.error(source.as_ref(), &hints(source.as_ref()));
    error.exit.into()
}

fn is_broken_pipe(error: &(dyn Error + 'static)) -> bool {
    let mut cause = Some(error);
    while let Some(error) = cause {
        // Below a transfer into standard output it is inside of an error of the system.
        let inner = error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
        let output = error.downcast_ref().or_else(|| inner.and_then(|inner| inner.downcast_ref()));
        if output.is_some_and(OutputError::is_broken_pipe) {
            return true;
        }
        cause = error.source();
    }
    false
}

/// The value of `--format`, whichever command has it.
fn chosen_format(matches: &ArgMatches) -> Format {
    deepest(matches).try_get_one::<Format>("format").ok().flatten().cloned().unwrap_or_default()
}

/// The matches of the command itself, below its groups.
fn deepest(matches: &ArgMatches) -> &ArgMatches {
    let mut matches = matches;
    while let Some((_, inner)) = matches.subcommand() {
        matches = inner;
    }
    matches
}

/// Runs a command that talks to others, on this thread, until it ends or the process is told to stop. What it was
/// doing is dropped then, which leaves partial files to resume and no litter.
fn online(command: impl Future<Output = Result<(), CliError>>) -> Result<(), CliError> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| CliError::new(Exit::Failure, error))?;
    let result = runtime.block_on(async {
        tokio::select! {
            result = command => result,
            () = told_to_stop() => Err(CliError::new(Exit::Interrupted, "interrupted")),
        }
    });
    // A lookup of a host name may still be under way on a thread of its own: nobody waits for it.
    runtime.shutdown_background();
    result
}

/// Ends when the process gets SIGINT or SIGTERM.
async fn told_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let (Ok(mut interrupt), Ok(mut terminate)) = (signal(SignalKind::interrupt()), signal(SignalKind::terminate()))
    else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
}
