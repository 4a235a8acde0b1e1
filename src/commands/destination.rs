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
    /// A file.
    File(NewFile),
}

impl<'a> Destination<'a> {
    /// The file that was named, or standard output where none was, or `-`.
    pub fn open(output: &'a Output, file: Option<&Path>) -> Result<Self, CliError> {
        match file.filter(|file| *file != Path::new("-")) {
            None => Ok(Self::Stdout(output.raw_writer())),
            Some(file) => Ok(Self::File(NewFile::open(file)?)),
        }
    }

    /// The same file for a thread that writes, while whoever has this one can still take it away: an interrupt ends the
    /// process without that thread. Nothing for standard output, which any thread may write to.
    pub fn twin(&self) -> Result<Option<Destination<'static>>, CliError> {
        match self {
            Self::Stdout(_) => Ok(None),
            Self::File(new) => Ok(Some(Destination::File(new.twin()?))),
        }
    }

    /// Writes all of `bytes`.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), CliError> {
        match self {
            Self::Stdout(writer) => writer.write_all(bytes).map_err(|error| OutputError::from(error).into()),
            Self::File(new) => new.file().write_all(bytes).map_err(|source| new.failed(source)),
        }
    }

    /// Puts a file in its place. Without this call there is none.
    pub fn finish(self) -> Result<(), CliError> {
        match self {
            Self::Stdout(writer) => Ok(writer.finish().map_err(OutputError::from)?),
            Self::File(new) => new.finish(),
        }
    }
}

/// A file under way, which takes the place of what was under its name only at the end.
pub struct NewFile {
    path: PathBuf,
    form: Form,
}

enum Form {
    /// A device or a pipe, which is written to: nothing takes its place.
    Device(File),
    /// A file beside the one whose place it takes.
    Beside(NamedTempFile),
}

impl NewFile {
    /// Begins the file at `path`, with the permissions that any new file gets, the process's mask applied.
    pub fn open(path: &Path) -> Result<Self, CliError> {
        let failed = |source| WriteError { file: path.to_owned(), source };
        let there = std::fs::metadata(path).ok();
        if there.as_ref().is_some_and(std::fs::Metadata::is_dir) {
            // Said before anything is fetched for it.
            return Err(failed(io::ErrorKind::IsADirectory.into()).into());
        }
        let form = if there.is_some_and(|there| !there.is_file()) {
            Form::Device(OpenOptions::new().write(true).open(path).map_err(failed)?)
        } else {
            let mut beside = tempfile::Builder::new();
            beside.prefix(".wharf-").permissions(Permissions::from_mode(0o666));
            Form::Beside(beside.tempfile_in(folder(path)).map_err(failed)?)
        };
        Ok(Self { path: path.to_owned(), form })
    }

    /// The same file, which can be written through this one and takes no place by itself.
    fn twin(&self) -> Result<Self, CliError> {
        let twin = self.file().try_clone().map_err(|source| self.failed(source))?;
        Ok(Self { path: self.path.clone(), form: Form::Device(twin) })
    }

    /// What is written to.
    pub fn file(&self) -> &File {
        match &self.form {
            Form::Device(device) => device,
            Form::Beside(temporary) => temporary.as_file(),
        }
    }

    /// What it means that it cannot be written.
    pub fn failed(&self, source: io::Error) -> CliError {
        WriteError { file: self.path.clone(), source }.into()
    }

    /// Puts the file in its place.
    pub fn finish(self) -> Result<(), CliError> {
        match self.form {
            Form::Device(_) => Ok(()),
            Form::Beside(temporary) => match temporary.persist(&self.path) {
                Ok(_) => Ok(()),
                Err(error) => Err(WriteError { file: self.path, source: error.error }.into()),
            },
        }
    }
}

/// The directory that something at `path` is in.
pub fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A file that could not be written.
#[derive(Debug, thiserror::Error)]
#[error("cannot write {}", file.display())]
struct WriteError {
    file: PathBuf,
    source: io::Error,
}

impl From<WriteError> for CliError {
    fn from(error: WriteError) -> Self {
        Self::new(Exit::Failure, BoxError::from(error))
    }
}
