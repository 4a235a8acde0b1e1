//! `wharf blob diff-config`: two configs, line by line.

use clap::Args;

use crate::app::App;
use crate::commands::FormatArgs;
use crate::commands::opened::CONFIG_LIMIT;
use crate::commands::place::parse_repository;
use crate::commands::unified::{UnifiedArgs, json_lines};
use crate::content::stream;
use crate::error::{CliError, Exit};
use crate::oci::{Descriptor, Digest, MediaType};
use crate::reference::Location;

/// The arguments of `wharf blob diff-config`.
#[derive(Args, Debug)]
#[command(after_help = "\
The exit code is 0 where the configs differ, too, unless --exit-code asks for 1.

Examples:
  wharf blob diff-config \\
    busybox sha256:0c00acac9c2794adfa8bb7b13ef38504300b505a043bf68dff7a00068dcc732b \\
    busybox sha256:3f57d9401f8d42f986df300f0c69192fc41da28ccc8d797829467780db3dd741")]
pub struct DiffConfigArgs {
    /// The repository or layout of the first config
    #[arg(value_name = "REPOSITORY", value_parser = parse_repository)]
    pub left: Location,
    /// The first config
    #[arg(value_name = "DIGEST")]
    pub left_digest: Digest,
    /// The repository or layout of the second config
    #[arg(value_name = "REPOSITORY", value_parser = parse_repository)]
    pub right: Location,
    /// The second config
    #[arg(value_name = "DIGEST")]
    pub right_digest: Digest,
    /// How differences are shown.
    #[command(flatten)]
    pub unified: UnifiedArgs,
    /// How the result is printed.
    #[command(flatten)]
    pub format: FormatArgs,
}

impl DiffConfigArgs {
    /// Prints the differences.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        let left = lines(app, &self.left, &self.left_digest).await?;
        let right = lines(app, &self.right, &self.right_digest).await?;
        self.unified.report(app, &left, &right)
    }
}

async fn lines(app: &App, repository: &Location, digest: &Digest) -> Result<Vec<String>, CliError> {
    let source = app.source(repository)?;
    let size = source.stat_blob(digest).await?;
    if size > CONFIG_LIMIT {
        let what = format!("{digest} of {repository} has {size} bytes: that is no config");
        return Err(CliError::new(Exit::Failure, what));
    }
    let descriptor = Descriptor::new(MediaType::OCTET_STREAM, digest.clone(), size);
    let body = source.blob(&descriptor).open(0).await?;
    let bytes = stream::read_all(stream::verify(body, &descriptor), CONFIG_LIMIT).await?;
    json_lines(&bytes)
        .map_err(|error| CliError::new(Exit::Failure, format!("{digest} of {repository} is no JSON: {error}")))
}
