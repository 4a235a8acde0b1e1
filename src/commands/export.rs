//! `wharf export`: the root file system of an image, as a tar or as a directory.

use std::fs::Permissions;
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use clap::Args;
use tempfile::TempDir;

use crate::app::App;
use crate::commands::destination::{NewFile, folder};
use crate::commands::opened::Opened;
use crate::content::{BoxError, Source};
use crate::error::{CliError, Exit};
use crate::layer::LayerError;
use crate::layer::rootfs::{self, DirectorySink, Omitted, Ownership, Sink, Special, TarSink};
use crate::oci::{Descriptor, Manifest, Platform};
use crate::output::{Output, OutputError};
use crate::reference::Location;

/// How many bytes are collected before they are written.
const BUFFER: usize = 256 << 10;

/// How long an interrupted command waits for the thread that writes.
const PATIENCE: Duration = Duration::from_secs(5);

/// The arguments of `wharf export`.
#[derive(Args, Debug)]
#[command(after_help = "\
The layers are laid upon each other and whiteouts applied; no layer's bytes are kept. A tar keeps owners, modes, times
and attributes, and is the same on every run. OUTPUT is a directory where it is one or ends with a slash: it must be
empty, or is made. In a directory nothing is ever written through a symbolic link or outside of it; files belong to
the caller, without set-user-ID and set-group-ID, unless --same-owner keeps what the image says, and devices are left
out unless --devices makes them. Both take the rights of root. A file or a directory that is made appears when all of
it is there and verified; what goes to standard output was verified when the exit code is 0.

Examples:
  wharf export alpine:3 | tar -t
  wharf export --platform linux/arm64 -o rootfs.tar registry.example.org/app:v1
  wharf export -o rootfs/ oci:./app:v1")]
pub struct ExportArgs {
    /// The image
    #[arg(value_name = "IMAGE")]
    pub image: Location,
    /// Where to write: a file, a directory, or - for standard output [default: -]
    #[arg(value_name = "OUTPUT", conflicts_with = "output")]
    pub to: Option<PathBuf>,
    /// The same as OUTPUT
    #[arg(long, short, value_name = "OUTPUT")]
    pub output: Option<PathBuf>,
    /// The image for this platform, where there are several: os/arch, os/arch/variant, or local
    #[arg(long, short, value_name = "PLATFORM")]
    pub platform: Option<Platform>,
    /// In a directory, give files the owners that the image names
    #[arg(long)]
    pub same_owner: bool,
    /// In a directory, make device files
    #[arg(long)]
    pub devices: bool,
}

impl ExportArgs {
    /// Exports.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        let output = self.output.as_deref().or(self.to.as_deref()).unwrap_or(Path::new("-"));
        let place = Place::of(output);
        if matches!(place, Place::Stdout) && app.output.is_stdout_terminal() {
            return Err(OutputError::Binary.into());
        }
        let opened = Opened::new(app, &self.image)?;
        let layers = self.layers(&opened).await?;
        let source = Arc::clone(&opened.source);
        match place {
            Place::Stdout => {
                let out = BufWriter::with_capacity(BUFFER, Stdout(Arc::clone(&app.output)));
                let written = Writing::start(source, layers, move || Ok(TarSink::new(out))).finish().await;
                written.map(drop).map_err(|error| match error {
                    LayerError::Local { source, .. } => OutputError::from(source).into(),
                    error => error.into(),
                })
            }
            Place::File(file) => to_file(source, layers, &file).await,
            Place::Directory(path) => {
                let omitted = self.to_directory(source, layers, &path).await?;
                warn(app, &opened, omitted);
                Ok(())
            }
        }
    }

    async fn layers(&self, opened: &Opened) -> Result<Vec<Descriptor>, CliError> {
        let manifest = opened.image_for(opened.manifest().await?, self.platform.as_ref()).await?;
        match opened.parsed(&manifest)? {
            Manifest::Image(image) => Ok(image.layers),
            Manifest::Index(_) => {
                Err(CliError::new(Exit::Failure, format!("{} is an index without images", opened.name)))
            }
        }
    }

    async fn to_directory(
        &self,
        source: Arc<dyn Source>,
        layers: Vec<Descriptor>,
        path: &Path,
    ) -> Result<Omitted, CliError> {
        let failed = |source| WriteError { path: path.to_owned(), source };
        let ownership = if self.same_owner { Ownership::Image } else { Ownership::Caller };
        let special = if self.devices { Special::Made } else { Special::Skipped };
        let fill = |at: PathBuf| {
            let sink = move || DirectorySink::new(&at, ownership, special);
            Writing::start(source, layers, sink)
        };
        if path.is_dir() {
            // That it is not empty is said before anything is fetched.
            drop(DirectorySink::new(path, ownership, special).map_err(failed)?);
            return Ok(fill(path.to_owned()).finish().await?);
        }
        let mut made = tempfile::Builder::new();
        made.prefix(".wharf-").permissions(Permissions::from_mode(0o755));
        let made = made.tempdir_in(folder(path)).map_err(failed)?;
        // The thread is waited for before the directory goes, whatever happens.
        let made = Unfinished { made: Some(made) };
        let omitted = fill(made.path()).finish().await?;
        made.persist(path).map_err(failed)?;
        Ok(omitted)
    }
}

/// Where the root file system goes.
enum Place {
    Stdout,
    File(PathBuf),
    Directory(PathBuf),
}

impl Place {
    fn of(output: &Path) -> Self {
        use std::os::unix::ffi::OsStrExt as _;
        if output == Path::new("-") {
            Self::Stdout
        } else if output.is_dir() || output.as_os_str().as_bytes().ends_with(b"/") {
            Self::Directory(output.to_owned())
        } else {
            Self::File(output.to_owned())
        }
    }
}

/// Writes beside `file` and takes its place at the end.
async fn to_file(source: Arc<dyn Source>, layers: Vec<Descriptor>, file: &Path) -> Result<(), CliError> {
    let new = NewFile::open(file)?;
    let out = new.file().try_clone().map_err(|source| new.failed(source))?;
    Writing::start(source, layers, move || Ok(TarSink::new(BufWriter::with_capacity(BUFFER, out)))).finish().await?;
    new.finish()
}

fn warn(app: &App, opened: &Opened, omitted: Omitted) {
    let name = &opened.name;
    if omitted.devices > 0 {
        app.output.warning(format!("{} device files of {name} were left out (--devices makes them)", omitted.devices));
    }
    if omitted.attributes > 0 {
        let many = omitted.attributes;
        app.output.warning(format!(
            "{many} extended attributes of {name} were left out: they take rights or a file system that is not there"
        ));
    }
}

/// A directory that goes again unless it becomes what it was made for.
struct Unfinished {
    made: Option<TempDir>,
}

impl Unfinished {
    fn path(&self) -> PathBuf {
        self.made.as_ref().map(|made| made.path().to_owned()).unwrap_or_default()
    }

    fn persist(mut self, path: &Path) -> io::Result<()> {
        std::fs::rename(self.path(), path)?;
        // It is nobody's temporary directory any more.
        if let Some(made) = self.made.take() {
            let _ = made.keep();
        }
        Ok(())
    }
}

/// Standard output, from a thread of its own.
struct Stdout(Arc<Output>);

impl Write for Stdout {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.raw_writer().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.raw_writer().flush()
    }
}

/// What could not be written to.
#[derive(Debug, thiserror::Error)]
#[error("cannot write to {}", path.display())]
struct WriteError {
    path: PathBuf,
    source: io::Error,
}

impl From<WriteError> for CliError {
    fn from(error: WriteError) -> Self {
        Self::new(Exit::Failure, BoxError::from(error))
    }
}

/// The thread that writes. Who drops it waits for the thread to stop.
struct Writing {
    result: Option<tokio::sync::oneshot::Receiver<Result<Omitted, LayerError>>>,
    stop: Arc<AtomicBool>,
    ended: Receiver<()>,
}

impl Writing {
    fn start<S: Sink>(
        source: Arc<dyn Source>,
        layers: Vec<Descriptor>,
        sink: impl FnOnce() -> io::Result<S> + Send + 'static,
    ) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let (end, ended) = channel();
        let (sender, result) = tokio::sync::oneshot::channel();
        let stopped = Arc::clone(&stop);
        let work = move || {
            let _end = end;
            let local = |source| LayerError::Local { what: "write the root file system", source };
            let written = sink().map_err(local).and_then(|mut sink| {
                rootfs::export(&source, &layers, &mut sink, &stopped)?;
                Ok(sink.omitted())
            });
            // Whoever waited may be gone.
            let _ = sender.send(written);
        };
        std::thread::spawn(work);
        Self { result: Some(result), stop, ended }
    }

    async fn finish(mut self) -> Result<Omitted, LayerError> {
        let died = || LayerError::Local { what: "write: a thread died", source: io::ErrorKind::Other.into() };
        match self.result.take() {
            Some(result) => result.await.unwrap_or_else(|_| Err(died())),
            None => Err(died()),
        }
    }
}

impl Drop for Writing {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        // An error says that the thread has ended.
        let _ = self.ended.recv_timeout(PATIENCE);
    }
}
