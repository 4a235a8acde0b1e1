//! Opening files of a layout, and nothing but files: a pipe would be waited for without end, a device read without end.
//!
//! A link counts as what it leads to, since other tools put links in the place of blobs.

use std::fs::{self, File, FileType, Metadata, OpenOptions};
use std::io;
use std::os::unix::fs::{FileTypeExt as _, OpenOptionsExt as _};
use std::path::Path;

use rustix::fs::OFlags;

use super::disk;
use super::error::{LayoutError, Result};

/// Opens the file at `path` to read it; nothing where there is none.
pub(crate) fn open(path: &Path) -> Result<Option<File>> {
    let file = match ready(OpenOptions::new().read(true)).open(path) {
        Ok(file) => file,
        Err(error) if disk::is_missing(&error) => return Ok(None),
        // A socket cannot even be opened.
        Err(error) => return Err(refusal(path, fs::metadata(path), LayoutError::io("open", path)(error))),
    };
    look(&file, path)?;
    Ok(Some(file))
}

/// Makes opening a pipe end at once, whether anybody is at its other end or not. For files it changes nothing.
pub(crate) fn ready(options: &mut OpenOptions) -> &mut OpenOptions {
    options.custom_flags(OFlags::NONBLOCK.bits().cast_signed())
}

/// As [`ready`], and a link is not followed: what is written through it would stand elsewhere.
pub(crate) fn ready_here(options: &mut OpenOptions) -> &mut OpenOptions {
    options.custom_flags((OFlags::NONBLOCK | OFlags::NOFOLLOW).bits().cast_signed())
}

/// Opens or makes a file that this process alone may write: a link is not followed to somebody else's. Where even its
/// directory is missing, that is told as it is.
pub(crate) fn writable(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    ready_here(options.read(true).write(true).create(true).truncate(false)).open(path)
}

/// Why [`writable`] failed: what stands at `path`, if that is the reason.
pub(crate) fn not_writable(path: &Path, error: io::Error) -> LayoutError {
    refusal(path, fs::symlink_metadata(path), LayoutError::io("create", path)(error))
}

fn refusal(path: &Path, found: io::Result<Metadata>, error: LayoutError) -> LayoutError {
    match found {
        Ok(found) if !found.is_file() => refused(&found, path),
        _ => error,
    }
}

/// What the system tells of the open `file`, which stands at `path` and must be a file.
pub(crate) fn look(file: &File, path: &Path) -> Result<Metadata> {
    let found = file.metadata().map_err(LayoutError::io("look at", path))?;
    if found.is_file() { Ok(found) } else { Err(refused(&found, path)) }
}

fn refused(found: &Metadata, path: &Path) -> LayoutError {
    let found = format!("it is {}, not a file", name(found.file_type()));
    LayoutError::Damaged { path: path.to_owned(), found }
}

fn name(kind: FileType) -> &'static str {
    if kind.is_dir() {
        "a directory"
    } else if kind.is_fifo() {
        "a pipe"
    } else if kind.is_block_device() || kind.is_char_device() {
        "a device"
    } else if kind.is_socket() {
        "a socket"
    } else if kind.is_symlink() {
        "a link"
    } else {
        "something else"
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn only_files_are_opened_and_nothing_is_waited_for() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        std::fs::write(at("file"), b"content").unwrap();
        symlink("file", at("link")).unwrap();
        symlink("nowhere", at("dangling")).unwrap();
        symlink("/dev/zero", at("endless")).unwrap();
        std::fs::create_dir(at("directory")).unwrap();
        rustix::fs::mkfifoat(rustix::fs::CWD, at("pipe"), rustix::fs::Mode::RWXU).unwrap();
        symlink("pipe", at("link to a pipe")).unwrap();
        std::os::unix::net::UnixListener::bind(at("socket")).unwrap();
        for (name, reason) in [
            ("file", None),
            ("link", None),
            ("endless", Some("it is a device, not a file")),
            ("directory", Some("it is a directory, not a file")),
            ("pipe", Some("it is a pipe, not a file")),
            ("socket", Some("it is a socket, not a file")),
            ("link to a pipe", Some("it is a pipe, not a file")),
        ] {
            match (open(&at(name)), reason) {
                (Ok(Some(mut file)), None) => {
                    let mut text = String::new();
                    file.read_to_string(&mut text).unwrap();
                    assert_eq!(text, "content", "{name}");
                }
                (Err(error), Some(reason)) => assert!(error.to_string().contains(reason), "{name}: {error}"),
                (other, _) => panic!("{name}: {other:?}"),
            }
        }
        assert!(open(&at("dangling")).unwrap().is_none());
        assert!(open(&at("none")).unwrap().is_none());
        assert!(open(&at("file").join("none")).unwrap().is_none());
    }
}
