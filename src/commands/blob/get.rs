//! `wharf blob get`: the bytes of a blob, verified.

use std::path::PathBuf;

use clap::Args;
use futures_util::StreamExt as _;

use crate::app::App;
use crate::commands::destination::Destination;
use crate::commands::place::parse_repository;
use crate::content::{ByteStream, stream};
use crate::error::CliError;
use crate::oci::{Descriptor, Digest, MediaType};
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
        to(body, Destination::open(&app.output, self.output.as_deref())?).await
    }
}

async fn to(mut body: ByteStream, mut destination: Destination<'_>) -> Result<(), CliError> {
    while let Some(bytes) = body.next().await {
        destination.write(&bytes?)?;
    }
    destination.finish()
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;
    use std::path::Path;

    use super::*;
    use crate::error::Exit;
    use crate::output::{Output, OutputOptions, Streams};

    async fn to_file(body: ByteStream, file: &Path) -> Result<(), CliError> {
        let output = Output::new(OutputOptions::default(), Streams::captured().0);
        to(body, Destination::open(&output, Some(file))?).await
    }

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
