//! `wharf index delete`: fewer images in an index.

use clap::{ArgGroup, Args};

use super::add::tags;
use super::put::{Printed, put};
use crate::app::App;
use crate::commands::FormatArgs;
use crate::commands::opened::Opened;
use crate::commands::place::{PlatformList, listed};
use crate::error::CliError;
use crate::mutate::{Draft, Reach, Removal};
use crate::oci::Digest;
use crate::reference::Location;

/// The arguments of `wharf index delete`.
#[derive(Args, Debug)]
#[command(group = ArgGroup::new("what").args(["digest", "platform"]).multiple(true).required(true))]
#[command(after_help = "\
The images themselves stay in the repository, by their digests. What the index does not have is told on standard error
and is no failure. An index that nothing is left in is put as an empty one.

Examples:
  wharf index delete registry.example.org/app:v1 --platform linux/s390x --platform unknown/unknown
  wharf index delete registry.example.org/app:v1 \\
    --digest sha256:0c00acac9c2794adfa8bb7b13ef38504300b505a043bf68dff7a00068dcc732b")]
pub struct DeleteArgs {
    /// The index
    #[arg(value_name = "IMAGE")]
    pub image: Location,
    /// Take out the manifest of this digest; may be repeated
    #[arg(long, value_name = "DIGEST")]
    pub digest: Vec<Digest>,
    /// Take out the manifests for this platform; may be repeated
    #[arg(long, short, value_name = "OS/ARCH")]
    pub platform: Vec<PlatformList>,
    /// How the result is printed.
    #[command(flatten)]
    pub format: FormatArgs,
}

impl DeleteArgs {
    /// Puts the smaller index, and prints its name.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        let opened = Opened::new(app, &self.image)?;
        let (tags, name) = (tags(&self.image, &opened), opened.name.clone());
        let mut draft = Draft::load(opened.source, opened.selector, Reach::Root).await?;
        let index = draft.index_mut()?;
        let missed = index.remove(&Removal { digests: self.digest, platforms: listed(self.platform) });
        for missed in missed {
            app.output.warning(format!("{name} has no entry for {missed}"));
        }
        if index.children.is_empty() {
            app.output.warning(format!("nothing is left in {name}"));
        }
        let target = app.target(&self.image)?;
        let form = if tags.is_empty() { Printed::Digest } else { Printed::Name };
        put(app, draft, &target, tags, form).await
    }
}
