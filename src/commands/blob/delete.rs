//! `wharf blob delete`.

use clap::Args;

use crate::app::App;
use crate::commands::place::parse_repository;
use crate::commands::removal::MissingArgs;
use crate::error::CliError;
use crate::oci::Digest;
use crate::reference::Location;

/// The arguments of `wharf blob delete`.
#[derive(Args, Debug)]
#[command(after_help = "\
Images that have the blob are broken afterwards: delete their manifests, and let the registry collect the garbage.

Examples:
  wharf blob delete registry.example.org/app sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
pub struct DeleteArgs {
    /// The repository or layout
    #[arg(value_name = "REPOSITORY", value_parser = parse_repository)]
    pub repository: Location,
    /// The blob
    #[arg(value_name = "DIGEST")]
    pub digest: Digest,
    /// What it means when there is nothing to delete.
    #[command(flatten)]
    pub missing: MissingArgs,
}

impl DeleteArgs {
    /// Deletes the blob.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        let deleted = app.manage(&self.repository)?.delete_blob(&self.digest).await;
        if self.missing.permit(deleted)?.is_some() {
            app.output.status(format_args!("deleted blob {} of {}", self.digest, self.repository));
        }
        Ok(())
    }
}
