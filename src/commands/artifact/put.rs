//! `wharf artifact put`: files and directories as a manifest with a layer for each.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use bytes::Bytes;
use clap::Args;
use serde::Serialize;
use serde_json::{Value, json};

use super::files::{Layer, Titles, layers};
use super::index;
use crate::app::App;
use crate::artifact::{Bundle, Draft, Intake, StripDirs};
use crate::commands::opened::{ChoiceArgs, Opened};
use crate::commands::supplied::{MANIFEST_LIMIT, annotations, aside, parse_annotation, parse_media_type};
use crate::commands::transfer::PlanReport;
use crate::error::{CliError, Exit};
use crate::oci::{Algorithm, Descriptor, Digest, MediaType, Platform, RawManifest};
use crate::output::{Activity, Format, ProgressMode, Report, Text};
use crate::reference::{Location, Selector, Tag};
use crate::transfer::{self, Item, Options, Selection};

/// What an artifact is called that nobody gave a type.
const UNKNOWN: &str = "application/vnd.unknown.artifact.v1";

/// The arguments of `wharf artifact put`.
#[derive(Args, Debug)]
#[command(after_help = "\
Without --file, the content comes from standard input. A directory becomes a tar that is the same on every machine, and
`wharf artifact get` (and oras) unpack it under its name. With --subject and no IMAGE the artifact gets no tag: it is
found by what it refers to, also where the registry keeps no list of referrers itself.

Examples:
  wharf artifact put --artifact-type application/spdx+json -f sbom.json --subject registry.example.org/app:v1
  wharf artifact put --file-title -f a.txt -m text/plain -f docs -m application/x-docs registry.example.org/files:v1
  tar c . | wharf artifact put --artifact-type application/x-backup registry.example.org/backup:monday")]
#[expect(clippy::struct_excessive_bools, reason = "flags of a command line are what they are")]
pub struct PutArgs {
    /// Where the artifact is to be
    #[arg(value_name = "IMAGE", required_unless_present = "subject")]
    pub image: Option<Location>,
    /// A file or directory to put; may be repeated. - is standard input
    #[arg(long, short, value_name = "FILE")]
    pub file: Vec<PathBuf>,
    /// The media type of the file, one for each --file [default: the artifact type, else application/octet-stream]
    #[arg(long, short = 'm', value_name = "TYPE", value_parser = parse_media_type)]
    pub file_media_type: Vec<MediaType>,
    /// Give each file its name as its title
    #[arg(long)]
    pub file_title: bool,
    /// Leave the directories out of titles
    #[arg(long)]
    pub strip_dirs: bool,
    /// What kind of artifact it is
    #[arg(long, value_name = "TYPE", value_parser = parse_media_type)]
    pub artifact_type: Option<MediaType>,
    /// The content of the config [default: an empty JSON document]
    #[arg(long, value_name = "FILE")]
    pub config_file: Option<PathBuf>,
    /// The media type of the config [default: the artifact type, where there is a --config-file]
    #[arg(long, value_name = "TYPE", value_parser = parse_media_type)]
    pub config_type: Option<MediaType>,
    /// An annotation of the manifest; may be repeated
    #[arg(long, value_name = "KEY=VALUE", value_parser = parse_annotation)]
    pub annotation: Vec<(String, String)>,
    /// The image that the artifact refers to, in the same repository
    #[arg(long, value_name = "IMAGE", alias = "refers")]
    pub subject: Option<Location>,
    /// The platform of the subject that is meant; with --index, the platform that the index gives the artifact
    #[arg(long, short, value_name = "PLATFORM")]
    pub platform: Option<Platform>,
    /// Put what refers to the subject into this other repository
    #[arg(long, value_name = "REPOSITORY", requires = "subject", conflicts_with = "image")]
    pub external: Option<Location>,
    /// Give the artifact no tag, and print its digest
    #[arg(long)]
    pub by_digest: bool,
    /// List the artifact in the index that IMAGE is, or is to be
    #[arg(long, requires = "image", conflicts_with = "by_digest")]
    pub index: bool,
    /// The form of the manifest, which is an OCI image manifest and nothing else
    #[arg(long, value_name = "TYPE", hide = true, value_parser = parse_form)]
    pub media_type: Option<MediaType>,
    /// Show what would be done, blob by blob, and do nothing
    #[arg(long)]
    pub dry_run: bool,
    /// How progress is shown [env: WHARF_PROGRESS] [default: auto]
    #[arg(long, value_name = "MODE")]
    pub progress: Option<ProgressMode>,
    /// Print the result as json, jsonPretty, or by a Go template such as '{{.Digest}}'
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<Format>,
}

/// Reads the media type of the manifest: scripts for regctl name the one that there is.
fn parse_form(text: &str) -> Result<MediaType, String> {
    let wanted = parse_media_type(text)?;
    if wanted == MediaType::OCI_MANIFEST {
        return Ok(wanted);
    }
    Err(format!(
        "an artifact is a manifest of the type {}; see --artifact-type for what it holds",
        MediaType::OCI_MANIFEST
    ))
}

impl PutArgs {
    /// Puts the artifact.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        let types = self.layer_types()?;
        let (config_type, artifact_type) = self.types(app)?;
        let place = self.place()?;
        let subject = self.subject(app, &place).await?;
        let titles = if self.file_title { Titles::All } else { Titles::Directories };
        let strip = if self.strip_dirs { StripDirs::Yes } else { StripDirs::No };
        if self.file.is_empty() && io::IsTerminal::is_terminal(&io::stdin()) {
            return Err(CliError::usage(
                "what is to be put? Name files with --file, or send the content to standard input",
            ));
        }
        let layers = layers(&self.file, &types, titles, strip).await?;
        let config = self.config(config_type).await?;
        let draft = Draft {
            artifact_type,
            config: config.descriptor.clone(),
            layers: layers.iter().map(|layer| layer.descriptor.clone()).collect(),
            subject,
            annotations: annotations(&self.annotation),
        };
        self.put(app, &place, &draft, layers, config).await
    }

    /// Where the artifact goes.
    fn place(&self) -> Result<Location, CliError> {
        let place = self.image.as_ref().or(self.external.as_ref()).or(self.subject.as_ref());
        let place = place.ok_or_else(|| CliError::usage("where to? Name an image, or a --subject"))?;
        if self.index && place.selector().is_some_and(|selector| selector.digest().is_some()) {
            return Err(CliError::usage(format!("an index is found by its tag, and {place} has a digest")));
        }
        Ok(place.clone())
    }

    /// The media type of each layer, where one was given.
    fn layer_types(&self) -> Result<Vec<Option<MediaType>>, CliError> {
        match (self.file.len(), self.file_media_type.len()) {
            (0 | 1, 0) => Ok(vec![self.artifact_type.clone()]),
            (0 | 1, 1) => Ok(vec![self.file_media_type.first().cloned()]),
            (files, types) if files == types => Ok(self.file_media_type.iter().cloned().map(Some).collect()),
            (files, types) => Err(CliError::usage(format!(
                "each file needs its media type: there are {files} --file and {types} --file-media-type"
            ))),
        }
    }

    /// The type of the config and of the artifact.
    fn types(&self, app: &App) -> Result<(MediaType, Option<MediaType>), CliError> {
        let config = match (&self.config_type, &self.config_file, &self.artifact_type) {
            (Some(given), _, _) => given.clone(),
            (None, None, _) => MediaType::OCI_EMPTY,
            (None, Some(_), Some(kind)) => kind.clone(),
            (None, Some(_), None) => {
                return Err(CliError::usage("a --config-file needs its --config-type, or an --artifact-type"));
            }
        };
        let artifact = match &self.artifact_type {
            None if config == MediaType::OCI_EMPTY => {
                app.output.warning(format_args!("without --artifact-type the artifact is {UNKNOWN}"));
                Some(MediaType::new(UNKNOWN))
            }
            given => given.clone(),
        };
        Ok((config, artifact))
    }

    /// What the artifact refers to.
    async fn subject(&self, app: &App, place: &Location) -> Result<Option<Descriptor>, CliError> {
        let Some(subject) = &self.subject else { return Ok(None) };
        let opened = Opened::new(app, subject)?;
        if self.image.is_some() && !stand_together(app, place, subject) {
            return Err(CliError::usage(format!(
                "{place} and its subject {subject} are in different repositories: what refers to an image stands beside \
                 it, or is put elsewhere with --external"
            )));
        }
        let platform = self.platform.clone().filter(|_| !self.index);
        let found = opened.chosen_descriptor(&ChoiceArgs { platform, require_list: false, list: None }).await?;
        Ok(Some(Descriptor::new(found.media_type, found.digest, found.size)))
    }

    /// The config: what its file has, which must be JSON where its type says so.
    async fn config(&self, media_type: MediaType) -> Result<Config, CliError> {
        let Some(file) = self.config_file.clone() else {
            let bytes = Bytes::from_static(b"{}");
            return Ok(Config { descriptor: Descriptor::of(media_type, &bytes), file: None, small: Some(bytes) });
        };
        if media_type.as_str().ends_with("json") {
            let path = file.clone();
            let read = aside(move || {
                let failed = |source| crate::artifact::ArtifactError::Io { what: "open", path: path.clone(), source };
                let reader = io::BufReader::new(std::fs::File::open(&path).map_err(failed)?);
                Ok(serde_json::from_reader::<_, serde::de::IgnoredAny>(reader).map(drop))
            });
            if let Err(error) = read.await? {
                let what = format!("the config {} is not JSON, as {media_type} must be: {error}", file.display());
                return Err(CliError::new(Exit::Failure, what));
            }
        }
        let intake = crate::commands::supplied::take(Some(&file), Algorithm::default()).await?;
        Ok(Config { descriptor: intake.descriptor(media_type), file: Some(intake), small: None })
    }

    async fn put(
        &self,
        app: &App,
        place: &Location,
        draft: &Draft,
        layers: Vec<Layer>,
        config: Config,
    ) -> Result<(), CliError> {
        let raw = draft.manifest().map_err(|error| CliError::new(Exit::Failure, error))?;
        if raw.bytes.len() > MANIFEST_LIMIT {
            let what = format!(
                "the manifest would have {} bytes, and {MANIFEST_LIMIT} is the most: are the annotations too long?",
                raw.bytes.len()
            );
            return Err(CliError::new(Exit::Failure, what));
        }
        let files = layers.into_iter().map(|layer| layer.intake).chain(config.file);
        let bundle = Bundle::new(raw.clone(), files, config.small);
        let named = self.image.is_some() && !self.by_digest;
        let tag = place.target_tag().filter(|_| named);
        let item = Item {
            source: Arc::new(bundle),
            selector: raw.digest.clone().into(),
            target: if self.dry_run { app.target_for_plan(place)? } else { app.target(place)? },
            tags: tag.clone().into_iter().filter(|_| !self.index).collect(),
            digest: place.selector().and_then(|selector| selector.digest().cloned()).filter(|_| named),
        };
        let options = Options { jobs: app.config.jobs.value };
        if self.dry_run {
            let plan = transfer::plan(&item, &Selection::default(), &options).await?;
            return Ok(app.output.report(&PlanReport(plan))?);
        }
        transfer::copy(&item, &Selection::default(), &options, app.output.progress(Activity::PUSH)).await?;
        let mut index = None;
        if let (true, Some(tag)) = (self.index, &tag) {
            index = Some(index::list(app, place, tag, &self.listed(draft, &raw)).await?.digest);
        }
        let top = index.as_ref().unwrap_or(&raw.digest);
        let reference = place.pinned(tag.as_ref(), top).to_string();
        app.output.status(format_args!("put {reference}"));
        let shown = if tag.is_some() { Shown::Nothing } else { Shown::Digest };
        Ok(app.output.report(&PutReport { reference, index, manifest: raw, shown })?)
    }

    /// What an index says of the artifact.
    fn listed(&self, draft: &Draft, raw: &RawManifest) -> Descriptor {
        let mut child = raw.descriptor();
        child.artifact_type.clone_from(&draft.artifact_type);
        child.annotations.clone_from(&draft.annotations);
        child.platform.clone_from(&self.platform);
        child
    }
}

/// The config of the new artifact.
struct Config {
    descriptor: Descriptor,
    file: Option<Intake>,
    small: Option<Bytes>,
}

/// Whether both are images of one repository, or of one directory, however it is written.
fn stand_together(app: &App, one: &Location, other: &Location) -> bool {
    let directory = |location| app.directory(location).ok().flatten();
    match (directory(one), directory(other)) {
        (Some(one), Some(other)) => {
            let real = |dir: PathBuf| dir.canonicalize().unwrap_or(dir);
            real(one) == real(other)
        }
        (None, None) => {
            let latest = Selector::Tag(Tag::latest());
            one.with(&latest) == other.with(&latest)
        }
        _ => false,
    }
}

/// What is printed as text.
enum Shown {
    Digest,
    Nothing,
}

struct PutReport {
    reference: String,
    index: Option<Digest>,
    manifest: RawManifest,
    shown: Shown,
}

impl Serialize for PutReport {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut manifest: Value = serde_json::from_slice(&self.manifest.bytes).map_err(serde::ser::Error::custom)?;
        // Scripts ask for {{.Manifest.GetDescriptor.Digest}}.
        manifest["GetDescriptor"] = json!(self.manifest.descriptor());
        let report = json!({
            "Reference": self.reference,
            "Digest": self.manifest.digest,
            "MediaType": self.manifest.media_type,
            "Size": self.manifest.bytes.len(),
            "Index": self.index,
            "Manifest": manifest,
        });
        report.serialize(serializer)
    }
}

impl Report for PutReport {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        match self.shown {
            Shown::Digest => writeln!(text, "{}", self.manifest.digest),
            Shown::Nothing => Ok(()),
        }
    }
}
