//! `wharf config set`: settings changed in the configuration file, as regctl changes its own.

use clap::Args;

use crate::app::App;
use crate::config::{Error, FileEdit};
use crate::error::CliError;

/// The arguments of `wharf config set`.
#[derive(Args, Debug)]
#[command(after_help = "\
Comments and all other settings of the file stay as they are. What is not set here can be written into the file; see
`wharf config get` for the names, and `wharf registry set` for single hosts.

Examples:
  wharf config set --docker-cert=false
  wharf config set --default-cred-helper docker-credential-pass")]
pub struct SetArgs {
    /// Look for certificates where docker and podman have them (certs.d)
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub docker_cert: Option<bool>,
    /// Look for credentials where docker has them; wharf keeps its own there too, so this cannot be switched off
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub docker_cred: Option<bool>,
    /// The helper that is asked where nothing else has a credential; empty for none
    #[arg(long, value_name = "NAME")]
    pub default_cred_helper: Option<String>,
    /// regctl's limit for blobs in memory; wharf holds none there, so that nothing but 0 is taken
    #[arg(long, value_name = "BYTES")]
    pub blob_limit: Option<u64>,
}

impl SetArgs {
    /// Changes the file.
    pub fn run(self, app: &App) -> Result<(), CliError> {
        if self.blob_limit.is_some_and(|limit| limit > 0) {
            return Err(CliError::usage(
                "blobs are never held in memory here, so there is nothing that --blob-limit limits",
            ));
        }
        if self.docker_cred == Some(false) {
            return Err(CliError::usage(
                "wharf keeps its logins where docker does, so they cannot be left out; name another file with --authfile \
                 or REGISTRY_AUTH_FILE",
            ));
        }
        if self.docker_cert.is_none() && self.default_cred_helper.is_none() {
            return Ok(());
        }
        let mut edit = open(app)?;
        if let Some(wanted) = self.docker_cert {
            edit.set("docker-certificates", (!wanted).then_some(false));
        }
        if let Some(helper) = self.default_cred_helper {
            edit.set("credential-helper", Some(helper).filter(|helper| !helper.is_empty()));
        }
        let path = edit.save()?;
        app.output.status(format_args!("changed {}", path.display()));
        Ok(())
    }
}

/// The configuration file, to be changed.
pub fn open(app: &App) -> Result<FileEdit, CliError> {
    let remedy = "name a file with --config or WHARF_CONFIG";
    let path = app.config.file.as_deref().ok_or(Error::NoHome { what: "the configuration file", remedy })?;
    Ok(FileEdit::open(path)?)
}
