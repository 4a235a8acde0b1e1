//! `wharf artifact get`: the files of an artifact, to standard output or into a directory.

use std::io::Write as _;
use std::path::PathBuf;

use clap::Args;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};

use super::referrers::{FilterArgs, SortArgs, Subject};
use crate::app::App;
use crate::artifact::{
    ArtifactError, CONTENT_DIGEST, Destination, Place, ReferrerChoice, StripDirs, TITLE, destinations, unpack,
};
use crate::commands::blob::get::to;
use crate::commands::destination::Destination as Way;
use crate::commands::opened::Opened;
use crate::commands::supplied::{aside, parse_media_type};
use crate::content::{ByteStream, stream as content};
use crate::error::{CliError, Exit};
use crate::oci::{Descriptor, ImageManifest, Manifest, MediaType, Platform, RawManifest};
use crate::reference::Location;

/// The arguments of `wharf artifact get`.
#[derive(Args, Debug)]
#[command(after_help = "\
Without --output, one file goes to standard output. With it, each file is written below the directory, by its title;
whatever the titles say, nothing is written elsewhere, and no link is followed. Directories are unpacked.

Examples:
  wharf artifact get --subject registry.example.org/app:v1 --filter-artifact-type application/spdx+json --latest
  wharf artifact get --output ./files registry.example.org/files:v1
  wharf artifact get --file notes/a.txt registry.example.org/files:v1 >a.txt")]
pub struct GetArgs {
    /// The artifact
    #[arg(value_name = "IMAGE", required_unless_present = "subject", conflicts_with = "subject")]
    pub image: Option<Location>,
    /// Get what refers to this image, the first of several
    #[arg(long, value_name = "IMAGE", alias = "refers")]
    pub subject: Option<Location>,
    /// The platform of the subject that is meant, or of the artifact where there is an index of several
    #[arg(long, short, value_name = "PLATFORM")]
    pub platform: Option<Platform>,
    /// Look for what refers to the subject in this other repository
    #[arg(long, value_name = "REPOSITORY", requires = "subject")]
    pub external: Option<Location>,
    /// What is sorted out.
    #[command(flatten)]
    pub filter: FilterArgs,
    /// Which comes first.
    #[command(flatten)]
    pub sort: SortArgs,
    /// Only the file with this title; may be repeated
    #[arg(long, short, value_name = "TITLE")]
    pub file: Vec<String>,
    /// Only files of this media type; may be repeated
    #[arg(long, short = 'm', value_name = "TYPE", value_parser = parse_media_type)]
    pub file_media_type: Vec<MediaType>,
    /// Write the files below this directory, which must be there
    #[arg(long, short, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Leave the directories in titles out
    #[arg(long)]
    pub strip_dirs: bool,
    /// Print the config, and no file
    #[arg(long, conflicts_with_all = ["file", "file_media_type", "output", "config_file"])]
    pub show_config: bool,
    /// Write the config to FILE as well
    #[arg(long, value_name = "FILE")]
    pub config_file: Option<PathBuf>,
}

impl GetArgs {
    /// Fetches the files.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        // What cannot be written into is known before anything is fetched.
        let place = self.output.as_deref().map(Place::open).transpose()?;
        let (opened, image) = self.artifact(app).await?;
        if self.show_config {
            return to(body(&opened, &image.config).await?, Way::open(&app.output, None)?).await;
        }
        let layers = self.layers(&image, &opened)?;
        match &place {
            None => {
                let [layer] = &layers[..] else {
                    return Err(CliError::usage(format!(
                        "{} has {} such files: choose one with --file or --file-media-type, or all with --output DIR",
                        opened.name,
                        layers.len()
                    )));
                };
                self.config_to_file(app, &opened, &image).await?;
                to(body(&opened, layer).await?, Way::open(&app.output, None)?).await
            }
            Some(place) => {
                let strip = if self.strip_dirs { StripDirs::Yes } else { StripDirs::No };
                let destinations = destinations(&layers, strip)?;
                self.config_to_file(app, &opened, &image).await?;
                let all = layers.into_iter().zip(&destinations).map(Ok::<_, CliError>);
                let write = |(layer, destination)| write(app, &opened, layer, destination, place);
                stream::iter(all).try_for_each_concurrent(app.config.jobs.value, write).await
            }
        }
    }

    async fn config_to_file(&self, app: &App, opened: &Opened, image: &ImageManifest) -> Result<(), CliError> {
        match &self.config_file {
            Some(file) => to(body(opened, &image.config).await?, Way::open(&app.output, Some(file))?).await,
            None => Ok(()),
        }
    }

    /// The artifact that is meant, and where it is.
    async fn artifact(&self, app: &App) -> Result<(Opened, ImageManifest), CliError> {
        let choice = self.sort.apply(self.filter.choice());
        let opened = match (&self.image, &self.subject) {
            (Some(image), _) => Opened::new(app, image)?,
            (None, Some(subject)) => {
                let platform = self.platform.clone();
                let subject = Subject::find(app, subject, platform, self.external.as_ref()).await?;
                let found = subject.referrers(&choice).await?;
                Opened::new(app, &subject.named(self.first(app, &found, &subject.opened.name)?))?
            }
            (None, None) => return Err(CliError::usage("which artifact? Name it, or a --subject")),
        };
        let mut manifest: RawManifest = opened.manifest().await?;
        if let Manifest::Index(index) = opened.parsed(&manifest)? {
            let children = choice.apply(self.children(index.manifests));
            let child = self.first(app, &children, &opened.name)?;
            manifest = opened.source.manifest(&child.digest.clone().into()).await?;
        } else if self.image.is_some() && (choice != ReferrerChoice::default() || self.platform.is_some()) {
            let what = "the filters choose among several artifacts";
            app.output.warning(format_args!("{} is one artifact: {what}", opened.name));
        }
        match opened.parsed(&manifest)? {
            Manifest::Image(image) => Ok((opened, image)),
            Manifest::Index(_) => {
                Err(CliError::new(Exit::Failure, format!("{} is an index of indexes, and no artifact", opened.name)))
            }
        }
    }

    /// The children for the platform, where one is asked for and some of the artifacts are from an index of a subject.
    fn children(&self, all: Vec<Descriptor>) -> Vec<Descriptor> {
        let Some(wanted) = self.platform.as_ref().filter(|_| self.subject.is_none()) else { return all };
        let fit = |child: &Descriptor| child.platform.as_ref().and_then(|own| own.satisfies(wanted));
        let best = all.iter().filter_map(fit).max();
        all.into_iter().filter(|child| best.is_some() && fit(child) == best).collect()
    }

    /// The first of what was found. The user hears of others, unless an order says that it is the first that is meant.
    fn first<'a>(&self, app: &App, found: &'a [Descriptor], of: &Location) -> Result<&'a Descriptor, CliError> {
        let first = found.first();
        let first = first.ok_or_else(|| CliError::new(Exit::NotFound, format!("{of} has no such artifact")))?;
        if found.len() > 1 && !self.sort.latest && self.sort.sort_annotation.is_none() {
            app.output.warning(format_args!("{of} has {} such artifacts: taking {}", found.len(), first.digest));
        }
        Ok(first)
    }

    /// The layers that are meant.
    fn layers<'a>(&self, image: &'a ImageManifest, opened: &Opened) -> Result<Vec<&'a Descriptor>, CliError> {
        let meant = |layer: &&Descriptor| {
            let named = |title: &str| self.file.iter().any(|file| file == title);
            (self.file_media_type.is_empty() || self.file_media_type.contains(&layer.media_type))
                && (self.file.is_empty() || layer.annotations.text(TITLE).is_some_and(named))
        };
        let layers: Vec<&Descriptor> = image.layers.iter().filter(meant).collect();
        if layers.is_empty() {
            let titles = image.layers.iter().filter_map(|layer| layer.annotations.text(TITLE));
            let titles = titles.map(|title| format!("{title:?}")).collect::<Vec<_>>().join(", ");
            let there = if titles.is_empty() { "no titles".to_owned() } else { titles };
            return Err(CliError::new(Exit::NotFound, format!("{} has no such file; it has {there}", opened.name)));
        }
        Ok(layers)
    }
}

/// The bytes of a blob, verified.
async fn body(opened: &Opened, blob: &Descriptor) -> Result<ByteStream, CliError> {
    Ok(content::verify(opened.source.blob(blob).open(0).await?, blob))
}

/// Writes one file or directory.
async fn write(
    app: &App,
    opened: &Opened,
    layer: &Descriptor,
    destination: &Destination,
    place: &Place,
) -> Result<(), CliError> {
    if destination.moved {
        let title = layer.annotations.text(TITLE).unwrap_or_default();
        app.output.warning(format_args!("the title {title:?} leads out: it is written as {}", destination.shown()));
    }
    let mut bytes = body(opened, layer).await?;
    if let Some(prefix) = &destination.unpack {
        let below = place.below(&destination.path)?;
        let mut scratch = place.scratch()?;
        let failed = |source| ArtifactError::Io { what: "write below", path: place.shown().to_owned(), source };
        while let Some(step) = bytes.next().await {
            scratch.write_all(&step?).map_err(failed)?;
        }
        std::io::Seek::rewind(&mut scratch).map_err(failed)?;
        let (size, title, prefix) = (layer.size, destination.shown(), prefix.clone());
        let expected = layer.annotations.text(CONTENT_DIGEST).and_then(|digest| digest.parse().ok());
        aside(move || unpack(scratch, size, &title, &prefix, expected.as_ref(), &below)).await?;
    } else {
        let mut file = place.create(&destination.path, 0o666)?;
        while let Some(step) = bytes.next().await {
            let written = file.write_all(&step?);
            written.map_err(|source| ArtifactError::Io { what: "write", path: file.shown(), source })?;
        }
        file.commit()?;
    }
    app.output.status(format_args!("wrote {}", place.shown().join(destination.shown()).display()));
    Ok(())
}
