//! Who may do what at the registry, and what it takes in, from the options.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use crate::app::App;
use crate::error::{CliError, Exit};
use crate::server::admission::{Admission, Limits, Quota, Unlimited};
use crate::server::auth::{Guard, Scheme, Settings};
use crate::server::{Foreign, Mode, Options, Sessions, Sparse, UploadLimits};

use super::options::{AuthScheme, ForeignManifests, ServeOptions, SparseManifests};

/// The guard of the registry. Signing keys are kept in `key_dir`.
pub fn guard(app: &App, options: &ServeOptions, key_dir: &Path) -> Result<Guard, CliError> {
    let output = Arc::clone(&app.output);
    let settings = Settings {
        htpasswd: options.htpasswd.clone(),
        policy: options.policy.clone(),
        scheme: options.auth.map(|scheme| match scheme {
            AuthScheme::Basic => Scheme::Basic,
            AuthScheme::Bearer => Scheme::Bearer,
        }),
        jwks: options.jwks.clone(),
        issuer: options.token_issuer.clone(),
        service: options.token_service.clone(),
        realm: options.token_realm.clone(),
        public_url: options.public_url.clone(),
        base_path: options.base_path.as_str().to_owned(),
        warn: Arc::new(move |text| output.warning(text)),
        ..Settings::default()
    };
    Guard::load(&settings, key_dir).map_err(|error| CliError::new(Exit::Usage, error))
}

/// What the registry takes in.
pub fn behaviour(options: &ServeOptions) -> Options {
    let limits = Limits {
        repository: options.quota_repository,
        total: options.quota_total,
        free: options.free_floor,
        fresh: Duration::from_secs(10),
        ..Limits::default()
    };
    let limited = limits.repository.is_some() || limits.total.is_some() || limits.free.is_some();
    let admission: Arc<dyn Admission> = if limited { Arc::new(Quota::new(limits)) } else { Arc::new(Unlimited) };
    Options {
        manifest_limit: options.manifest_limit,
        sparse: match options.sparse {
            SparseManifests::Accept => Sparse::Accept,
            SparseManifests::Refuse => Sparse::Refuse,
        },
        foreign: match options.foreign {
            ForeignManifests::Any => Foreign::Any,
            ForeignManifests::Json => Foreign::Json,
            ForeignManifests::Refuse => Foreign::Refuse,
        },
        mode: if options.read_only { Mode::ReadOnly } else { Mode::ReadWrite },
        admission,
        sessions: Arc::new(Sessions::new(UploadLimits {
            total: options.max_uploads,
            per_client: options.max_uploads_per_client,
            ..UploadLimits::default()
        })),
        chunk_min: options.chunk_min_length,
        ..Options::default()
    }
}
