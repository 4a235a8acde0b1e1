//! Which referrers a command means: its flags, and finding them.

use std::sync::Arc;

use clap::Args;

use crate::app::App;
use crate::artifact::{ReferrerChoice, Wanted};
use crate::commands::opened::{ChoiceArgs, Opened};
use crate::commands::supplied::{parse_media_type, parse_wanted};
use crate::content::Source;
use crate::error::CliError;
use crate::oci::{Descriptor, MediaType, Platform};
use crate::reference::Location;

/// What is sorted out.
#[derive(Args, Clone, Debug)]
pub struct FilterArgs {
    /// Only artifacts of this type
    #[arg(long, value_name = "TYPE", value_parser = parse_media_type)]
    pub filter_artifact_type: Option<MediaType>,
    /// Only artifacts with this annotation; KEY alone is any value. May be repeated
    #[arg(long, value_name = "KEY[=VALUE]", value_parser = parse_wanted)]
    pub filter_annotation: Vec<Wanted>,
}

impl FilterArgs {
    /// The filter without an order.
    pub fn choice(&self) -> ReferrerChoice {
        ReferrerChoice {
            artifact_type: self.filter_artifact_type.clone(),
            annotations: self.filter_annotation.clone(),
            ..ReferrerChoice::default()
        }
    }
}

/// In which order artifacts come.
#[derive(Args, Clone, Debug)]
pub struct SortArgs {
    /// The newest first, by the annotation of when each was created
    #[arg(long, conflicts_with_all = ["sort_annotation", "sort_desc"])]
    pub latest: bool,
    /// In the order of this annotation; those without it come last
    #[arg(long, value_name = "KEY")]
    pub sort_annotation: Option<String>,
    /// With --sort-annotation: the greatest first
    #[arg(long, requires = "sort_annotation")]
    pub sort_desc: bool,
}

impl SortArgs {
    /// `choice` in this order.
    pub fn apply(&self, choice: ReferrerChoice) -> ReferrerChoice {
        if self.latest {
            return choice.latest();
        }
        ReferrerChoice { sort: self.sort_annotation.clone(), descending: self.sort_desc, ..choice }
    }
}

/// An image, and where what refers to it is.
pub struct Subject {
    /// The image.
    pub opened: Opened,
    /// What of it the artifacts refer to.
    pub descriptor: Descriptor,
    /// Where the artifacts are.
    pub home: Arc<dyn Source>,
    /// That place by its name.
    pub place: Location,
}

impl Subject {
    /// Finds the image, its `platform` where one is given; what refers to it is in `external`, if that is given.
    pub async fn find(
        app: &App,
        image: &Location,
        platform: Option<Platform>,
        external: Option<&Location>,
    ) -> Result<Self, CliError> {
        let opened = Opened::new(app, image)?;
        let descriptor = opened.chosen_descriptor(&ChoiceArgs { platform, require_list: false, list: None }).await?;
        let home = match external {
            Some(external) => app.source(external)?,
            None => Arc::clone(&opened.source),
        };
        let place = external.unwrap_or(image).clone();
        Ok(Self { opened, descriptor, home, place })
    }

    /// What refers to it.
    pub async fn referrers(&self, choice: &ReferrerChoice) -> Result<Vec<Descriptor>, CliError> {
        Ok(choice.apply(self.home.referrers(&self.descriptor.digest, &choice.filter()).await?))
    }

    /// The name of an artifact that refers to it.
    pub fn named(&self, artifact: &Descriptor) -> Location {
        self.place.with(&artifact.digest.clone().into())
    }
}
