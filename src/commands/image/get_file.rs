//! `wharf image get-file`: one file out of an image.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use serde::Serialize;

use crate::app::App;
use crate::commands::FormatArgs;
use crate::commands::cat::VerifyArgs;
use crate::commands::destination::Destination;
use crate::commands::layers::{Layered, ReadArgs, path_parser};
use crate::error::CliError;
use crate::layer::{Entry, EntryPath, Finder, blocking};
use crate::output::{Format, Output, Report, Text};
use crate::reference::Location;

/// The arguments of `wharf image get-file`.
#[derive(Args, Debug)]
#[command(after_help = "\
A file on disk is put in place only when all of it is there. With --format the file's header is printed, as Header, and
not its content.

Examples:
  wharf image get-file alpine:3 /etc/alpine-release
  wharf image get-file --platform linux/arm64 alpine:3 /bin/busybox busybox
  wharf image get-file --format '{{.Header.Size}}' alpine:3 /bin/busybox")]
pub struct GetFileArgs {
    /// The image
    #[arg(value_name = "IMAGE")]
    pub image: Location,
    /// The file, from the root of the image
    #[arg(value_name = "PATH", value_parser = path_parser())]
    pub path: EntryPath,
    /// Write to FILE; - is standard output
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Which image is meant, and how it is read.
    #[command(flatten)]
    pub read: ReadArgs,
    /// How sure the bytes must be.
    #[command(flatten)]
    pub verify: VerifyArgs,
    /// How the header is printed.
    #[command(flatten)]
    pub format: FormatArgs,
}

impl GetFileArgs {
    /// Writes the file, or prints its header.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        let image = Layered::open(app, &self.image, self.read.platform.as_ref()).await?;
        let finder = Finder::new(image.source, image.layers, self.read.toc.into(), self.verify.assurance())?;
        deliver(Arc::clone(&app.output), finder, self.path, self.file).await
    }
}

/// Writes the file at `path` to `file`, or prints its header where a format was asked for.
pub async fn deliver(
    output: Arc<Output>,
    mut finder: Finder,
    path: EntryPath,
    file: Option<PathBuf>,
) -> Result<(), CliError> {
    if *output.format() != Format::Text {
        let entry = blocking(move || finder.locate(&path)).await?.entry;
        return Ok(output.report(&HeaderReport { header: Header::of(&entry) })?);
    }
    let whole = Destination::open(&output, file.as_deref())?;
    let (twin, printed) = (whole.twin()?, Arc::clone(&output));
    blocking(move || {
        let mut destination = match twin {
            Some(twin) => twin,
            None => Destination::open(&printed, None)?,
        };
        finder.copy(&path, &mut |bytes: &[u8]| destination.write(bytes))?;
        destination.finish()
    })
    .await?;
    whole.finish()
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct HeaderReport {
    header: Header,
}

/// The header of a tar, in the words that Go has for it.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Header {
    typeflag: u8,
    name: String,
    linkname: String,
    size: u64,
    mode: u32,
    uid: u64,
    gid: u64,
    mod_time: String,
    devmajor: u32,
    devminor: u32,
}

impl Header {
    fn of(entry: &Entry) -> Self {
        let (devmajor, devminor) = entry.device.unwrap_or_default();
        Self {
            typeflag: entry.kind.flag(),
            name: String::from_utf8_lossy(entry.path.as_bytes()).into_owned(),
            linkname: String::from_utf8_lossy(entry.link.as_deref().unwrap_or_default()).into_owned(),
            size: entry.size,
            mode: entry.mode,
            uid: entry.uid,
            gid: entry.gid,
            mod_time: entry.mtime.timestamp().map(|time| time.to_string()).unwrap_or_default(),
            devmajor,
            devminor,
        }
    }
}

impl Report for HeaderReport {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        writeln!(text, "{}", self.header.name)
    }
}
