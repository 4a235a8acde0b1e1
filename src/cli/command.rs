//! Every command by its name, and who carries it out.

use clap::{CommandFactory as _, Subcommand};

use super::{Cli, online};
use crate::app::App;
use crate::commands;
use crate::commands::artifact::ArtifactCommand;
use crate::commands::blob::BlobCommand;
use crate::commands::config::ConfigCommand;
use crate::commands::copy::CopyArgs;
use crate::commands::image::ImageCommand;
use crate::commands::index::IndexCommand;
use crate::commands::manifest::ManifestCommand;
use crate::commands::registry::RegistryCommand;
use crate::commands::repo::RepoCommand;
use crate::commands::store::StoreCommand;
use crate::commands::tag::TagCommand;
use crate::config::Missing;
use crate::error::CliError;

/// Every command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Fetch an image into the local store, or to another place
    Pull(commands::pull::PullArgs),
    /// Send an image from the local store, or from another place, to a registry
    Push(commands::push::PushArgs),
    /// Copy an image from any place to any other
    #[command(visible_alias = "cp")]
    Copy(CopyArgs),
    /// Put layers on top of an image, or make an image of them
    Append(commands::image::append::AppendArgs),
    /// Put and fetch files, and see what refers to an image
    #[command(subcommand)]
    Artifact(ArtifactCommand),
    /// Put, fetch, look at and delete single blobs
    #[command(subcommand, alias = "layer")]
    Blob(BlobCommand),
    /// Print files of an image
    Cat(commands::cat::CatArgs),
    /// Print a completion script for a shell
    Completion(commands::completion::CompletionArgs),
    /// Show and change the settings
    #[command(subcommand)]
    Config(ConfigCommand),
    /// Show how two images differ: config, layers, files
    Diff(commands::diff::DiffArgs),
    /// Print the digest of an image
    Digest(commands::image::digest::DigestArgs),
    /// Show how large images are, and what they share
    Du(commands::du::DuArgs),
    /// Write the root file system of an image to a tar or a directory
    Export(commands::export::ExportArgs),
    /// List the files of an image
    Files(commands::files::FilesArgs),
    /// Make all layers of an image, or some, one
    Flatten(commands::image::flatten::FlattenArgs),
    /// Show how each layer of an image came to be
    History(commands::history::HistoryArgs),
    /// Look at, make, edit and move whole images
    #[command(subcommand)]
    Image(ImageCommand),
    /// Make and change indexes: the images of several platforms under one name
    #[command(subcommand)]
    Index(IndexCommand),
    /// Show what an image is: platforms, layers, and how it is started
    Inspect(commands::inspect::InspectArgs),
    /// Log in to a registry
    Login(commands::registry::login::LoginArgs),
    /// Forget the credentials of a registry
    Logout(commands::registry::logout::LogoutArgs),
    /// Put, print, look at and delete manifests
    #[command(subcommand)]
    Manifest(ManifestCommand),
    /// Put an image on another base
    Rebase(commands::image::rebase::RebaseArgs),
    /// Take the name of an image apart
    Ref(commands::reference::RefArgs),
    /// Log in to registries and out of them, and set how they are spoken to
    #[command(subcommand)]
    Registry(RegistryCommand),
    /// List and copy repositories
    #[command(subcommand)]
    Repo(RepoCommand),
    /// Serve images as a registry
    Serve(commands::serve::ServeArgs),
    /// Look after the local store
    #[command(subcommand)]
    Store(StoreCommand),
    /// List and delete tags
    #[command(subcommand)]
    Tag(TagCommand),
    /// Show the version of wharf
    Version(commands::version::VersionArgs),
    /// Show who one is at a registry
    Whoami(commands::registry::whoami::WhoamiArgs),
}

impl Command {
    /// What it means when the configuration file that was named is not there: a command that writes it makes it.
    pub(super) fn missing_config(&self) -> Missing {
        match self {
            Self::Config(ConfigCommand::Set(_)) | Self::Registry(RegistryCommand::Set(_)) => Missing::IsEmpty,
            _ => Missing::Fails,
        }
    }

    /// Carries the command out.
    pub(super) fn run(self, app: &App) -> Result<(), CliError> {
        match self {
            Self::Pull(args) => online(args.run(app)),
            Self::Push(args) => online(args.run(app)),
            Self::Copy(args) => online(args.run(app)),
            Self::Append(args) => online(args.run(app)),
            Self::Cat(args) => online(args.run(app)),
            Self::Diff(args) => online(args.run(app)),
            Self::Digest(args) => online(args.run(app)),
            Self::Du(args) => online(args.run(app)),
            Self::Export(args) => online(args.run(app)),
            Self::Files(args) => online(args.run(app)),
            Self::Flatten(args) => online(args.run(app)),
            Self::History(args) => online(args.run(app)),
            Self::Inspect(args) => online(args.run(app)),
            Self::Login(args) => online(args.run(app)),
            Self::Rebase(args) => online(args.run(app)),
            Self::Logout(args) => args.run(app),
            Self::Ref(args) => args.run(app),
            Self::Serve(args) => args.run(app),
            Self::Version(args) => args.run(app),
            Self::Whoami(args) => args.run(app),
            Self::Completion(args) => args.run(app, Cli::command()),
            Self::Artifact(command) => artifact(command, app),
            Self::Blob(command) => blob(command, app),
            Self::Config(command) => config(command, app),
            Self::Image(command) => image(command, app),
            Self::Index(command) => index(command, app),
            Self::Manifest(command) => manifest(command, app),
            Self::Registry(command) => registry(command, app),
            Self::Repo(command) => repo(command, app),
            Self::Store(command) => store(command, app),
            Self::Tag(command) => tag(command, app),
        }
    }
}

fn artifact(command: ArtifactCommand, app: &App) -> Result<(), CliError> {
    match command {
        ArtifactCommand::Get(args) => online(args.run(app)),
        ArtifactCommand::List(args) => online(args.run(app)),
        ArtifactCommand::Put(args) => online(args.run(app)),
        ArtifactCommand::Tree(args) => online(args.run(app)),
    }
}

fn blob(command: BlobCommand, app: &App) -> Result<(), CliError> {
    match command {
        BlobCommand::Copy(args) => online(args.run(app)),
        BlobCommand::Delete(args) => online(args.run(app)),
        BlobCommand::DiffConfig(args) => online(args.run(app)),
        BlobCommand::DiffLayer(args) => online(args.run(app)),
        BlobCommand::Get(args) => online(args.run(app)),
        BlobCommand::GetFile(args) => online(args.run(app)),
        BlobCommand::Head(args) => online(args.run(app)),
        BlobCommand::Put(args) => online(args.run(app)),
    }
}

fn config(command: ConfigCommand, app: &App) -> Result<(), CliError> {
    match command {
        ConfigCommand::Get(args) => args.run(app),
        ConfigCommand::Set(args) => args.run(app),
    }
}

fn image(command: ImageCommand, app: &App) -> Result<(), CliError> {
    match command {
        ImageCommand::CheckBase(args) => online(args.run(app)),
        ImageCommand::Copy(args) => online(args.run(app)),
        ImageCommand::Create(args) => online(args.run(app)),
        ImageCommand::Delete(args) => online(args.run(app)),
        ImageCommand::Digest(args) => online(args.run(app)),
        ImageCommand::Export(args) => online(args.run(app)),
        ImageCommand::GetFile(args) => online(args.run(app)),
        ImageCommand::Import(args) => online(args.run(app)),
        ImageCommand::Inspect(args) => online(args.run(app)),
        ImageCommand::Manifest(args) => online(args.run(app)),
        ImageCommand::Mod(args) => online(args.run(app)),
        ImageCommand::RateLimit(args) => online(args.run(app)),
    }
}

fn index(command: IndexCommand, app: &App) -> Result<(), CliError> {
    match command {
        IndexCommand::Add(args) => online(args.run(app)),
        IndexCommand::Create(args) => online(args.run(app)),
        IndexCommand::Delete(args) => online(args.run(app)),
    }
}

fn manifest(command: ManifestCommand, app: &App) -> Result<(), CliError> {
    match command {
        ManifestCommand::Delete(args) => online(args.run(app)),
        ManifestCommand::Diff(args) => online(args.run(app)),
        ManifestCommand::Get(args) => online(args.run(app)),
        ManifestCommand::Head(args) => online(args.run(app)),
        ManifestCommand::Put(args) => online(args.run(app)),
    }
}

fn registry(command: RegistryCommand, app: &App) -> Result<(), CliError> {
    match command {
        RegistryCommand::Login(args) => online(args.run(app)),
        RegistryCommand::Set(args) => online(args.run(app)),
        RegistryCommand::Config(args) => args.run(app),
        RegistryCommand::Logout(args) => args.run(app),
        RegistryCommand::Whoami(args) => args.run(app),
    }
}

fn repo(command: RepoCommand, app: &App) -> Result<(), CliError> {
    match command {
        RepoCommand::Copy(args) => online(args.run(app)),
        RepoCommand::Ls(args) => online(args.run(app)),
    }
}

fn store(command: StoreCommand, app: &App) -> Result<(), CliError> {
    match command {
        StoreCommand::Du(args) => args.run(app),
        StoreCommand::Gc(args) => args.run(app),
        StoreCommand::Ls(args) => args.run(app),
        StoreCommand::Path(args) => args.run(app),
        StoreCommand::Retention(args) => args.run(app),
        StoreCommand::Rm(args) => args.run(app),
        StoreCommand::Verify(args) => args.run(app),
        StoreCommand::Why(args) => args.run(app),
    }
}

fn tag(command: TagCommand, app: &App) -> Result<(), CliError> {
    match command {
        TagCommand::Delete(args) => online(args.run(app)),
        TagCommand::Ls(args) => online(args.run(app)),
    }
}
