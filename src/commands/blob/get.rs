//! `wharf blob get`: the bytes of a blob, verified.

use std::fs::Permissions;
use std::io::{self, Write};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use clap::Args;
use futures_util::StreamExt as _;
use tempfile::NamedTempFile;

use crate::app::App;
use crate::commands::place::parse_repository;
use crate::content::{BoxError, ByteStream, stream};
use crate::error::{CliError, Exit};
use crate::oci::{Descriptor, Digest, MediaType};
use crate::output::OutputError;
use crate::reference::Location;

/// The arguments of `wharf blob get`.
#[derive(Args, Debug)]
#[command(after_help = "\
What goes to standard output is verified while it passes: a wrong blob ends with exit code 6, after its bytes.
A file is put in place only when all of it is right.

Examples:
  wharf blob get --output layer.tar.gz alpine sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
  wharf blob get oci:./image sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
pub struct GetArgs {
    /// The repository or layout
    #[arg(value_name = "REPOSITORY", value_parser = parse_repository)]
    pub repository: Location,
    /// The blob
    #[arg(value_name = "DIGEST")]
    pub digest: Digest,
    /// Write to FILE; - is standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

impl GetArgs {
    /// Writes the blob.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        let source = app.source(&self.repository)?;
        let size = source.stat_blob(&self.digest).await?;
        let descriptor = Descriptor::new(MediaType::OCTET_STREAM, self.digest.clone(), size);
        let body = stream::verify(source.blob(&descriptor).open(0).await?, &descriptor);
        match self.output.as_deref().filter(|file| *file != Path::new("-")) {
            Some(file) => to_file(body, file).await,
            None => to_stdout(body, app).await,
        }
    }
}

async fn to_stdout(mut body: ByteStream, app: &App) -> Result<(), CliError> {
    let mut writer = app.output.raw_writer();
    while let Some(bytes) = body.next().await {
        writer.write_all(&bytes?).map_err(OutputError::from)?;
    }
    Ok(writer.finish().map_err(OutputError::from)?)
}

/// Writes beside `file` and takes its place at the end. A device or a pipe is written to: nothing takes its place.
async fn to_file(mut body: ByteStream, file: &Path) -> Result<(), CliError> {
    let failed = |error: io::Error| WriteError { file: file.to_owned(), source: error };
    if std::fs::metadata(file).is_ok_and(|there| !there.is_file() && !there.is_dir()) {
        let mut device = std::fs::OpenOptions::new().write(true).open(file).map_err(failed)?;
        while let Some(bytes) = body.next().await {
            device.write_all(&bytes?).map_err(failed)?;
        }
        return Ok(());
    }
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut temporary = open_beside(folder).map_err(failed)?;
    while let Some(bytes) = body.next().await {
        temporary.write_all(&bytes?).map_err(failed)?;
    }
    temporary.persist(file).map_err(|error| failed(error.error))?;
    Ok(())
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

impl From<WriteError> for CliError {
    fn from(error: WriteError) -> Self {
        Self::new(Exit::Failure, BoxError::from(error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(bytes: &'static [u8], declared: &[u8]) -> ByteStream {
        let descriptor = Descriptor::of(MediaType::OCTET_STREAM, declared);
        stream::verify(stream::from_bytes(bytes::Bytes::from_static(bytes)), &descriptor)
    }

    #[tokio::test]
    async fn a_file_is_replaced_only_by_what_is_right() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("blob");
        std::fs::write(&file, "old").unwrap();
        let error = to_file(body(b"hellO", b"hello"), &file).await.unwrap_err();
        assert_eq!(error.exit, Exit::Integrity);
        assert_eq!(std::fs::read(&file).unwrap(), b"old");
        to_file(body(b"hello", b"hello"), &file).await.unwrap();
        assert_eq!(std::fs::read(&file).unwrap(), b"hello");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
        let mode = std::fs::metadata(&file).unwrap().permissions().mode();
        std::fs::write(folder.path().join("other"), "").unwrap();
        assert_eq!(mode, std::fs::metadata(folder.path().join("other")).unwrap().permissions().mode());
        let error = to_file(body(b"hello", b"hello"), &folder.path().join("no/file")).await.unwrap_err();
        assert!(error.to_string().starts_with("cannot write "), "{error}");
    }

    #[tokio::test]
    async fn a_pipe_is_written_to_and_stays() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        let mode = rustix::fs::Mode::from_raw_mode(0o600);
        rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, mode, 0).unwrap();
        let reader = std::thread::spawn({
            let pipe = pipe.clone();
            move || std::fs::read(pipe).unwrap()
        });
        to_file(body(b"hello", b"hello"), &pipe).await.unwrap();
        assert_eq!(reader.join().unwrap(), b"hello");
        assert!(!std::fs::metadata(&pipe).unwrap().is_file());
    }
}
