//! Taking in the bytes of a file or of a pipe: hashed once, so that what is sent can be named before it is sent.

use std::fs::File;
use std::io::{self, Read, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{ArtifactError, LocalBlob, Result};
use crate::oci::{Algorithm, Descriptor, Digest, Hasher, MediaType};

/// How much is hashed at once, in bytes.
const STEP: usize = 256 << 10;

/// Bytes on disk whose digest is known.
#[derive(Clone, Debug)]
pub struct Intake {
    /// The digest of all bytes.
    pub digest: Digest,
    /// How many there are.
    pub size: u64,
    /// The bytes, as a blob.
    pub body: LocalBlob,
}

impl Intake {
    /// What a manifest says of it.
    pub fn descriptor(&self, media_type: MediaType) -> Descriptor {
        Descriptor::new(media_type, self.digest.clone(), self.size)
    }
}

/// Takes in the file at `path`, which stays where it is. What cannot be read twice, such as a pipe, is copied aside.
/// Blocks while it reads.
pub fn take_file(path: &Path, algorithm: Algorithm) -> Result<Intake> {
    let mut file = File::open(path).map_err(ArtifactError::io("open", path))?;
    let kind = file.metadata().map_err(ArtifactError::io("look at", path))?.file_type();
    if kind.is_dir() {
        return Err(ArtifactError::InTheWay { path: path.to_owned(), why: "it is a directory" });
    }
    if !kind.is_file() {
        return take_stream(file, path.to_owned(), algorithm);
    }
    let (digest, size) = digest_of(&mut file, path, algorithm, |_| Ok(()))?;
    Ok(Intake { digest, size, body: LocalBlob::new(Arc::new(file), path.to_owned(), size) })
}

/// Takes in everything that `reader` gives, on disk and without a name there; `name` is for messages. Blocks while it
/// reads.
pub fn take_stream(mut reader: impl Read, name: PathBuf, algorithm: Algorithm) -> Result<Intake> {
    let spool = || ArtifactError::io("keep for a while what came from", &name);
    let mut file = tempfile::tempfile().map_err(spool())?;
    let (digest, size) = digest_of(&mut reader, &name, algorithm, |bytes| file.write_all(bytes))?;
    file.rewind().map_err(spool())?;
    Ok(Intake { digest, size, body: LocalBlob::new(Arc::new(file), name, size) })
}

/// Reads to the end, and gives each step away.
fn digest_of(
    reader: &mut impl Read,
    name: &Path,
    algorithm: Algorithm,
    mut sink: impl FnMut(&[u8]) -> io::Result<()>,
) -> Result<(Digest, u64)> {
    let mut hasher: Hasher = algorithm.hasher();
    let (mut buffer, mut size) = (vec![0; STEP], 0);
    loop {
        let read = match reader.read(&mut buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            other => other.map_err(ArtifactError::io("read", name))?,
        };
        if read == 0 {
            return Ok((hasher.finish(), size));
        }
        hasher.update(&buffer[..read]);
        sink(&buffer[..read]).map_err(ArtifactError::io("keep for a while what came from", name))?;
        size += read as u64;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::BlobBody as _;
    use crate::content::stream::read_all;

    #[tokio::test]
    async fn files_and_pipes_are_hashed_and_can_be_read_again() {
        let bytes: Vec<u8> = (0..600_000u32).map(|at| u8::try_from(at % 249).unwrap()).collect();
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), &bytes).unwrap();
        for algorithm in [Algorithm::Sha256, Algorithm::Sha512] {
            let taken = take_file(file.path(), algorithm).unwrap();
            let piped = take_stream(&bytes[..], PathBuf::from("a pipe"), algorithm).unwrap();
            for intake in [taken, piped] {
                assert_eq!((intake.digest, intake.size), (algorithm.digest(&bytes), 600_000));
                for _ in 0..2 {
                    assert!(read_all(intake.body.open(0).await.unwrap(), 1 << 20).await.unwrap() == bytes);
                }
            }
        }
        let error = take_file(Path::new("no/such"), Algorithm::Sha256).unwrap_err();
        assert_eq!(error.kind(), crate::content::ErrorKind::NotFound);
        assert!(take_file(Path::new("."), Algorithm::Sha256).unwrap_err().to_string().contains("a directory"));
    }
}
