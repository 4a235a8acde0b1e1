//! `wharf blob diff-layer`: the files of two layers, line by line.

use clap::Args;
use jiff::Timestamp;

use crate::app::App;
use crate::commands::FormatArgs;
use crate::commands::place::parse_repository;
use crate::commands::unified::UnifiedArgs;
use crate::error::CliError;
use crate::layer::survey::{Contents, Survey, survey};
use crate::layer::{self, Entry, Kind, LayerError};
use crate::oci::{Descriptor, Digest, MediaType};
use crate::reference::Location;

/// The arguments of `wharf blob diff-layer`.
#[derive(Args, Debug)]
#[command(after_help = "\
Each file is a line: mode, owner, size, time, path, and the digest of its content. The exit code is 0 where the layers
differ, too, unless --exit-code asks for 1.

Examples:
  wharf blob diff-layer --ignore-timestamp \\
    busybox sha256:2354422721e449fa3fa83b84465b9d5bb65ac5415ec93c06f598854312e8957e \\
    busybox sha256:9ad63333ebc97e32b987ae66aa3cff81300e4c2e6d2f2395cef8a3ae18b249fe")]
pub struct DiffLayerArgs {
    /// The repository or layout of the first layer
    #[arg(value_name = "REPOSITORY", value_parser = parse_repository)]
    pub left: Location,
    /// The first layer
    #[arg(value_name = "DIGEST")]
    pub left_digest: Digest,
    /// The repository or layout of the second layer
    #[arg(value_name = "REPOSITORY", value_parser = parse_repository)]
    pub right: Location,
    /// The second layer
    #[arg(value_name = "DIGEST")]
    pub right_digest: Digest,
    /// Do not look at when files were changed
    #[arg(long, visible_alias = "ignore-timestamps")]
    pub ignore_timestamp: bool,
    /// How differences are shown.
    #[command(flatten)]
    pub unified: UnifiedArgs,
    /// How the result is printed.
    #[command(flatten)]
    pub format: FormatArgs,
}

impl DiffLayerArgs {
    /// Prints the differences.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        let left = self.lines(app, &self.left, &self.left_digest).await?;
        let right = if self.left_digest == self.right_digest {
            left.clone()
        } else {
            self.lines(app, &self.right, &self.right_digest).await?
        };
        self.unified.report(app, &left, &right)
    }

    async fn lines(&self, app: &App, repository: &Location, digest: &Digest) -> Result<Vec<String>, CliError> {
        let source = app.source(repository)?;
        let size = source.stat_blob(digest).await?;
        // The bytes tell how the layer is compressed.
        let layer = Descriptor::new(MediaType::OCI_LAYER, digest.clone(), size);
        let work = move || -> Result<Vec<Survey>, LayerError> { survey(&source, &[layer], Contents::Hashed) };
        let found = layer::blocking(work).await?;
        let lines = found.iter().flat_map(|layer| layer.entries.iter().zip(&layer.contents));
        Ok(lines.map(|(entry, content)| self.line(entry, content.as_ref())).collect())
    }

    fn line(&self, entry: &Entry, content: Option<&Digest>) -> String {
        let time = |entry: &Entry| {
            let time = Timestamp::from_second(entry.mtime.seconds);
            time.map_or_else(|_| entry.mtime.seconds.to_string(), |time| time.to_string())
        };
        let mut line = format!("{} {}/{} {:>8}", entry.mode_text(), entry.uid, entry.gid, entry.size);
        if !self.ignore_timestamp {
            line = format!("{line} {}", time(entry));
        }
        let mut name = String::from_utf8_lossy(entry.path.as_bytes()).into_owned();
        if entry.kind == Kind::Directory {
            name.push('/');
        }
        if let Some(target) = &entry.link {
            name = format!("{name} -> {}", String::from_utf8_lossy(target));
        }
        line = format!("{line} {name:<40}");
        match content.filter(|_| entry.size > 0) {
            Some(content) => format!("{line} {content}"),
            None => line,
        }
    }
}
