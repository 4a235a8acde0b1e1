//! Archives and docker engines as places: opened once for each command, however often they are asked for.

use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use super::App;
use crate::archive::{self, Archive, ArchiveError, ArchiveWriter, Engine, Naming, Outer};
use crate::content::Target;
use crate::error::{CliError, Exit};
use crate::oci::Platform;
use crate::reference::{ArchiveName, ArchivePath, DaemonImage, Location, Reference};

/// What archives were opened. Standard input and an engine can be read but once.
#[derive(Default)]
pub(super) struct Opened(Mutex<Vec<(Key, Arc<Archive>)>>);

#[derive(Clone, PartialEq, Eq)]
enum Key {
    Daemon(DaemonImage),
    File(PathBuf),
}

/// What becomes of the archive that stands where one is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// Its images stay, and the new one is added.
    Add,
    /// It is replaced.
    Replace,
}

impl Opened {
    fn get_or(&self, key: Key, open: impl FnOnce() -> Result<Archive, CliError>) -> Result<Arc<Archive>, CliError> {
        let mut opened = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, known)) = opened.iter().find(|(known, _)| *known == key) {
            return Ok(Arc::clone(known));
        }
        let archive = Arc::new(open()?);
        opened.push((key, Arc::clone(&archive)));
        Ok(archive)
    }
}

impl App {
    /// The archive at `path`, to be read.
    pub(super) fn archive(&self, path: &ArchivePath) -> Result<Arc<Archive>, CliError> {
        let whole = ArchivePath::new(path.kind, path.file.clone());
        self.archives.get_or(Key::File(path.file.clone()), || {
            let location = Location::Archive(whole);
            Ok(if path.is_stream() {
                Archive::read(self.output.take_stdin(), location)?
            } else {
                Archive::open(&path.file, location)?
            })
        })
    }

    /// An image of the docker engine, to be read.
    pub(super) fn daemon_image(&self, image: &DaemonImage) -> Result<Arc<Archive>, CliError> {
        self.archives.get_or(Key::Daemon(image.clone()), || Ok(archive::read_daemon(&self.engine()?, image)?))
    }

    fn engine(&self) -> Result<Engine, CliError> {
        let address = self.config.docker_host()?;
        Ok(Engine::at(address.as_deref())?)
    }

    /// The archive at `path`, to be written.
    ///
    /// # Errors
    /// The archive that is there cannot be added to, or standard output is a terminal.
    pub fn archive_target(
        &self,
        path: &ArchivePath,
        existing: Existing,
        outer: Outer,
    ) -> Result<ArchiveWriter, CliError> {
        let location = Location::Archive(ArchivePath::new(path.kind, path.file.clone()));
        let repository = match &path.name {
            Some(ArchiveName::Index(_)) => {
                return Err(CliError::usage(format!(
                    "{} cannot be written: only a name can be",
                    Location::Archive(path.clone())
                )));
            }
            Some(ArchiveName::Reference(reference)) => Some(bare(reference)),
            Some(ArchiveName::Tag(_)) | None => None,
        };
        let naming = Naming { repository, host: Platform::host() };
        if path.is_stream() {
            return Ok(ArchiveWriter::to_stream(self.output.stdout_writer()?, location, naming, outer));
        }
        let base = match existing {
            Existing::Add if Self::has_archive(path)? => Some(self.archive(path)?),
            Existing::Add | Existing::Replace => None,
        };
        Ok(ArchiveWriter::to_file(&path.file, location, naming, base, outer)?)
    }

    /// Whether there is something at `path` that can be read again.
    pub(super) fn has_archive(path: &ArchivePath) -> Result<bool, CliError> {
        match fs::metadata(&path.file) {
            // An empty file is what programs make to have a name for themselves.
            Ok(found) => Ok(found.is_file() && found.len() > 0),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => {
                let what = format!("cannot look at {}", Location::Archive(path.clone()));
                Err(crate::content::ContentError::new(crate::content::ErrorKind::Storage, what).because(error).into())
            }
        }
    }

    /// The docker engine, to be written to.
    pub(super) fn daemon_target(&self, image: &DaemonImage) -> Result<Arc<dyn Target>, CliError> {
        let Some(reference) = image.reference() else {
            return Err(CliError::usage(format!("an image cannot be written to its id: name it, not {image}")));
        };
        let location = Location::Daemon(DaemonImage::Name(bare(reference)));
        let naming = Naming { repository: Some(bare(reference)), host: Platform::host() };
        Ok(Arc::new(archive::write_daemon(self.engine()?, location, naming)))
    }
}

/// The repository alone.
fn bare(reference: &Reference) -> Reference {
    Reference { tag: None, digest: None, ..reference.clone() }
}

/// Why nothing is deleted at a place like this.
pub(super) fn cannot_delete(location: &Location) -> CliError {
    let what = match location {
        Location::Daemon(_) => format!("{location} belongs to docker: `docker image rm` deletes it"),
        _ => format!("nothing can be deleted in {location}: copy what is to stay into another archive"),
    };
    CliError::new(Exit::Failure, what)
}

impl From<ArchiveError> for CliError {
    fn from(error: ArchiveError) -> Self {
        crate::content::ContentError::from(error).into()
    }
}
