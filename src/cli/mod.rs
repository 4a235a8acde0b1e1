//! The command line: every subcommand, and the way from arguments to an exit code.

pub mod docs;
mod global;
mod host;
mod words;

use std::error::Error;
use std::ffi::OsString;
use std::future::Future;
use std::process::ExitCode;

use clap::error::ErrorKind as ClapErrorKind;
use clap::{ArgMatches, CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

use crate::app::App;
use crate::commands;
use crate::commands::artifact::ArtifactCommand;
use crate::commands::blob::BlobCommand;
use crate::commands::config::ConfigCommand;
use crate::commands::image::ImageCommand;
use crate::commands::index::IndexCommand;
use crate::commands::manifest::ManifestCommand;
use crate::commands::registry::RegistryCommand;
use crate::commands::repo::RepoCommand;
use crate::commands::store::StoreCommand;
use crate::commands::tag::TagCommand;
use crate::config::{Config, Env, Missing};
use crate::error::{CliError, Exit};
use crate::hints::hints;
use crate::output::{Format, Output, OutputError, OutputOptions, Streams, Variables};

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

/// Every command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Fetch an image into the local store, or to another place
    Pull(commands::pull::PullArgs),
    /// Send an image from the local store, or from another place, to a registry
    Push(commands::push::PushArgs),
    /// Copy an image from any place to any other
    #[command(visible_alias = "cp")]
    Copy(commands::copy::CopyArgs),
    /// Put layers on top of an image, or make an image of them
    Append(commands::image::append::AppendArgs),
    /// Fetch, look at and delete single blobs
    /// Put and fetch files, and see what refers to an image
    #[command(subcommand)]
    Artifact(ArtifactCommand),
    /// Put, fetch, look at and delete single blobs
    #[command(subcommand)]
    Blob(commands::blob::BlobCommand),
    /// Print files of an image
    Cat(commands::cat::CatArgs),
    /// Print a completion script for a shell
    Completion(commands::completion::CompletionArgs),
    /// Show and change the settings
    #[command(subcommand)]
    Config(ConfigCommand),
    /// Print the digest of an image
    Digest(commands::image::digest::DigestArgs),
    /// List the files of an image
    Files(commands::files::FilesArgs),
    /// Show how two images differ: config, layers, files
    Diff(commands::diff::DiffArgs),
    /// Show how large images are, and what they share
    Du(commands::du::DuArgs),
    /// Write the root file system of an image to a tar or a directory
    Export(commands::export::ExportArgs),
    /// Show how each layer of an image came to be
    History(commands::history::HistoryArgs),
    /// Make all layers of an image, or some, one
    Flatten(commands::image::flatten::FlattenArgs),
    /// Look at whole images
    #[command(subcommand)]
    Image(commands::image::ImageCommand),
    /// Make and change indexes: the images of several platforms under one name
    #[command(subcommand)]
    Index(IndexCommand),
    /// Show what an image is: platforms, layers, and how it is started
    Inspect(commands::inspect::InspectArgs),
    /// Put, print, look at and delete manifests
    #[command(subcommand)]
    Manifest(commands::manifest::ManifestCommand),
    /// Put an image on another base
    Rebase(commands::image::rebase::RebaseArgs),
    /// List repositories
    /// Take the name of an image apart
    Ref(commands::reference::RefArgs),
    /// List and copy repositories
    #[command(subcommand)]
    Repo(commands::repo::RepoCommand),
    /// List and delete tags
    #[command(subcommand)]
    Tag(commands::tag::TagCommand),
    /// Log in to a registry
    Login(commands::registry::login::LoginArgs),
    /// Forget the credentials of a registry
    Logout(commands::registry::logout::LogoutArgs),
    /// Log in to registries and out of them, and set how they are spoken to
    #[command(subcommand)]
    Registry(RegistryCommand),
    /// Serve images as a registry
    Serve(commands::serve::ServeArgs),
    /// Look after the local store
    #[command(subcommand)]
    Store(StoreCommand),
    /// Show the version of wharf
    Version(commands::version::VersionArgs),
    /// Show who one is at a registry
    Whoami(commands::registry::whoami::WhoamiArgs),
}

impl Command {
    /// What it means when the configuration file that was named is not there: a command that writes it makes it.
    fn missing_config(&self) -> Missing {
        match self {
            Self::Config(ConfigCommand::Set(_)) | Self::Registry(RegistryCommand::Set(_)) => Missing::IsEmpty,
            _ => Missing::Fails,
        }
    }

    fn run(self, app: &App) -> Result<(), CliError> {
        match self {
            Self::Pull(args) => online(args.run(app)),
            Self::Push(args) => online(args.run(app)),
            Self::Copy(args) | Self::Image(ImageCommand::Copy(args)) => online(args.run(app)),
            Self::Append(args) => online(args.run(app)),
            Self::Artifact(ArtifactCommand::Get(args)) => online(args.run(app)),
            Self::Artifact(ArtifactCommand::List(args)) => online(args.run(app)),
            Self::Artifact(ArtifactCommand::Put(args)) => online(args.run(app)),
            Self::Artifact(ArtifactCommand::Tree(args)) => online(args.run(app)),
            Self::Blob(BlobCommand::Copy(args)) => online(args.run(app)),
            Self::Blob(BlobCommand::Put(args)) => online(args.run(app)),
            Self::Blob(BlobCommand::Delete(args)) => online(args.run(app)),
            Self::Blob(BlobCommand::DiffConfig(args)) => online(args.run(app)),
            Self::Blob(BlobCommand::DiffLayer(args)) => online(args.run(app)),
            Self::Blob(BlobCommand::Get(args)) => online(args.run(app)),
            Self::Blob(BlobCommand::GetFile(args)) => online(args.run(app)),
            Self::Blob(BlobCommand::Head(args)) => online(args.run(app)),
            Self::Cat(args) => online(args.run(app)),
            Self::Completion(args) => args.run(app, Cli::command()),
            Self::Config(ConfigCommand::Get(args)) => args.run(app),
            Self::Config(ConfigCommand::Set(args)) => args.run(app),
            Self::Registry(RegistryCommand::Config(args)) => args.run(app),
            Self::Registry(RegistryCommand::Set(args)) => online(args.run(app)),
            Self::Digest(args) | Self::Image(ImageCommand::Digest(args)) => online(args.run(app)),
            Self::Files(args) => online(args.run(app)),
            Self::Image(ImageCommand::GetFile(args)) => online(args.run(app)),
            Self::Diff(args) => online(args.run(app)),
            Self::Du(args) => online(args.run(app)),
            Self::Export(args) => online(args.run(app)),
            Self::History(args) => online(args.run(app)),
            Self::Image(ImageCommand::CheckBase(args)) => online(args.run(app)),
            Self::Image(ImageCommand::Export(args)) => online(args.run(app)),
            Self::Image(ImageCommand::Import(args)) => online(args.run(app)),
            Self::Flatten(args) => online(args.run(app)),
            Self::Image(ImageCommand::Create(args)) => online(args.run(app)),
            Self::Image(ImageCommand::Inspect(args)) => online(args.run(app)),
            Self::Image(ImageCommand::RateLimit(args)) => online(args.run(app)),
            Self::Image(ImageCommand::Manifest(args)) | Self::Manifest(ManifestCommand::Get(args)) => {
                online(args.run(app))
            }
            Self::Image(ImageCommand::Mod(args)) => online(args.run(app)),
            Self::Index(IndexCommand::Add(args)) => online(args.run(app)),
            Self::Index(IndexCommand::Create(args)) => online(args.run(app)),
            Self::Index(IndexCommand::Delete(args)) => online(args.run(app)),
            Self::Inspect(args) => online(args.run(app)),
            Self::Manifest(ManifestCommand::Diff(args)) => online(args.run(app)),
            Self::Manifest(ManifestCommand::Delete(args)) | Self::Image(ImageCommand::Delete(args)) => {
                online(args.run(app))
            }
            Self::Manifest(ManifestCommand::Put(args)) => online(args.run(app)),
            Self::Manifest(ManifestCommand::Head(args)) => online(args.run(app)),
            Self::Rebase(args) => online(args.run(app)),
            Self::Ref(args) => args.run(app),
            Self::Repo(RepoCommand::Copy(args)) => online(args.run(app)),
            Self::Repo(RepoCommand::Ls(args)) => online(args.run(app)),
            Self::Tag(TagCommand::Delete(args)) => online(args.run(app)),
            Self::Tag(TagCommand::Ls(args)) => online(args.run(app)),
            Self::Login(args) | Self::Registry(RegistryCommand::Login(args)) => online(args.run(app)),
            Self::Logout(args) | Self::Registry(RegistryCommand::Logout(args)) => args.run(app),
            Self::Whoami(args) | Self::Registry(RegistryCommand::Whoami(args)) => args.run(app),
            Self::Serve(args) => args.run(app),
            Self::Store(StoreCommand::Du(args)) => args.run(app),
            Self::Store(StoreCommand::Gc(args)) => args.run(app),
            Self::Store(StoreCommand::Ls(args)) => args.run(app),
            Self::Store(StoreCommand::Path(args)) => args.run(app),
            Self::Store(StoreCommand::Retention(args)) => args.run(app),
            Self::Store(StoreCommand::Rm(args)) => args.run(app),
            Self::Store(StoreCommand::Verify(args)) => args.run(app),
            Self::Store(StoreCommand::Why(args)) => args.run(app),
            Self::Version(args) => args.run(app),
        }
    }
}

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
