//! Where bytes go that a command fetched: standard output, or a file that is put in place only when all of it is right.

use std::fs::{File, OpenOptions, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::content::BoxError;
use crate::error::{CliError, Exit};
use crate::output::{Output, OutputError, RawWriter};

/// Where bytes go. [`Destination::finish`] makes them count.
pub enum Destination<'a> {
    /// Standard output.
    Stdout(RawWriter<'a>),
    /// A device or a pipe, which is written to: nothing takes its place.
    Device(File, PathBuf),
    /// A file beside the one whose place it takes at the end.
    File(NamedTempFile, PathBuf),
}

impl<'a> Destination<'a> {
    /// The file that was named, or standard output where none was, or `-`.
    pub fn open(output: &'a Output, file: Option<&Path>) -> Result<Self, CliError> {
        let Some(file) = file.filter(|file| *file != Path::new("-")) else {
            return Ok(Self::Stdout(output.raw_writer()));
        };
        let failed = |source| WriteError { file: file.to_owned(), source };
        let there = std::fs::metadata(file).ok();
        if there.as_ref().is_some_and(std::fs::Metadata::is_dir) {
            // Said before anything is fetched for it.
            return Err(failed(io::ErrorKind::IsADirectory.into()).into());
        }
        if there.is_some_and(|there| !there.is_file()) {
            let device = OpenOptions::new().write(true).open(file).map_err(failed)?;
            return Ok(Self::Device(device, file.to_owned()));
        }
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Ok(Self::File(open_beside(folder).map_err(failed)?, file.to_owned()))
    }

    /// The same file for a thread that writes, while whoever has this one can still take it away: an interrupt ends the
    /// process without that thread. Nothing for standard output, which any thread may write to.
    pub fn twin(&self) -> Result<Option<Destination<'static>>, CliError> {
        let (twin, file) = match self {
            Self::Stdout(_) => return Ok(None),
            Self::Device(device, file) => (device.try_clone(), file),
            Self::File(temporary, file) => (temporary.as_file().try_clone(), file),
        };
        let twin = twin.map_err(|source| WriteError::of(file, source))?;
        Ok(Some(Destination::Device(twin, file.clone())))
    }

    /// Writes all of `bytes`.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), CliError> {
        match self {
            Self::Stdout(writer) => writer.write_all(bytes).map_err(|error| OutputError::from(error).into()),
            Self::Device(device, file) => device.write_all(bytes).map_err(|source| WriteError::of(file, source).into()),
            Self::File(temporary, file) => {
                temporary.write_all(bytes).map_err(|source| WriteError::of(file, source).into())
            }
        }
    }

    /// Puts a file in its place. Without this call there is none.
    pub fn finish(self) -> Result<(), CliError> {
        match self {
            Self::Stdout(writer) => Ok(writer.finish().map_err(OutputError::from)?),
            Self::Device(..) => Ok(()),
            Self::File(temporary, file) => match temporary.persist(&file) {
                Ok(_) => Ok(()),
                Err(error) => Err(WriteError { file, source: error.error }.into()),
            },
        }
    }
}

/// A new file with the permissions that any new file gets, the process's mask applied.
fn open_beside(folder: &Path) -> io::Result<NamedTempFile> {
    tempfile::Builder::new().prefix(".wharf-").permissions(Permissions::from_mode(0o666)).tempfile_in(folder)
}

/// A file that could not be written.
#[derive(Debug, thiserror::Error)]
#[error("cannot write {}", file.display())]
struct WriteError {
    file: PathBuf,
    source: io::Error,
}

impl WriteError {
    fn of(file: &Path, source: io::Error) -> Self {
        Self { file: file.to_owned(), source }
    }
}

impl From<WriteError> for CliError {
    fn from(error: WriteError) -> Self {
        Self::new(Exit::Failure, BoxError::from(error))
    }
}
