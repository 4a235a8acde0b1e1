//! `wharf blob delete`.

use clap::Args;

use crate::app::App;
use crate::commands::place::parse_repository;
use crate::commands::removal::{Removal, RemovalArgs, tell};
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
    /// What holds for every deletion.
    #[command(flatten)]
    pub removal: RemovalArgs,
}

impl DeleteArgs {
    /// Deletes the blob.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        let RemovalArgs { dry_run, missing, .. } = &self.removal;
        let done = if *dry_run {
            app.source(&self.repository)?.stat_blob(&self.digest).await.map(drop)
        } else {
            app.manage(&self.repository)?.delete_blob(&self.digest).await
        };
        if missing.permit(done)?.is_none() {
            return Ok(());
        }
        let name = format!("blob {} of {}", self.digest, self.repository);
        let removal = Removal { digest: Some(self.digest), deleted: !dry_run, ..Removal::of(&name) };
        tell(app, &[removal], *dry_run)
    }
}
