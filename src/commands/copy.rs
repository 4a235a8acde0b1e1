//! `wharf copy`, which is `wharf image copy` too.

use std::str::FromStr;

use clap::Args;
use serde_json::json;

use super::place::{PlatformList, listed};
use super::reference::Parts;
use super::transfer::TransferArgs;
use crate::app::App;
use crate::error::CliError;
use crate::output::{Activity, OutputError, Shape, Template};
use crate::reference::Location;

/// The arguments of `wharf copy`.
#[derive(Args, Debug)]
#[command(after_help = "\
The destination may be a Go template over the name of the source: {{.Source.Registry}}, {{.Source.Repository}},
{{.Source.Tag}} and so on, as `wharf ref` has them.

Examples:
  wharf copy alpine:3 registry.example.org/mirror/alpine:3
  wharf copy --platform linux/amd64,linux/arm64 alpine:3 localhost:5000/alpine:3
  wharf copy registry.example.org/app:v1.2.3 registry.example.org/app:stable
  wharf copy ghcr.io/org/app:v1 'localhost:5000/{{.Source.Repository}}:{{.Source.Tag}}-mirror'
  wharf copy --referrers --digest-tags ghcr.io/org/app:v1 oci:app:v1")]
pub struct CopyArgs {
    /// Where the image is
    #[arg(value_name = "SRC")]
    pub source: Location,
    /// Where it is to be
    #[arg(value_name = "DST")]
    pub destination: Destination,
    /// Only the image for this platform; of an index, several make a smaller one [default: all]
    #[arg(long, short, visible_alias = "platforms", value_name = "OS/ARCH")]
    pub platform: Vec<PlatformList>,
    /// The flags of every transfer.
    #[command(flatten)]
    pub transfer: TransferArgs,
}

impl CopyArgs {
    /// Copies, and prints the reference with the digest that it made.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        let destination = self.destination.of(&self.source, app)?;
        let selection = self.transfer.selection(listed(self.platform));
        self.transfer.run(app, &self.source, &destination, selection, Activity::COPY).await
    }
}

/// Where an image goes: a place, or a template that makes it of the source's name.
#[derive(Clone, Debug)]
pub enum Destination {
    /// The place itself.
    Place(Location),
    /// A template.
    Template(Template),
}

impl FromStr for Destination {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text.contains("{{") {
            Template::parse(text).map(Self::Template).map_err(|error| error.to_string())
        } else {
            text.parse().map(Self::Place).map_err(|error: crate::reference::ParseError| error.to_string())
        }
    }
}

impl Destination {
    fn of(&self, source: &Location, app: &App) -> Result<Location, CliError> {
        let template = match self {
            Self::Place(location) => return Ok(location.clone()),
            Self::Template(template) => template,
        };
        let data = json!({"Source": Parts::of(source)});
        let surroundings = app.output.surroundings();
        let text = template.render_amid(&data, &Shape::Complete, None, &surroundings).map_err(OutputError::from)?;
        text.trim().parse().map_err(|error| CliError::usage(format!("the template makes no place: {error}")))
    }
}
