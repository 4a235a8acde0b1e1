//! Changes to JSON files that other programs own too: everything that is not changed stays, order included.
//!
//! A change is read, made, and put in place by rename, so that a reader sees the old file or the new one. A symbolic link
//! stays one: what it points to is replaced. Files get mode 0600, directories that are made 0700.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde::Serialize as _;
use serde_json::{Map, Value};

use super::super::Error;
use super::docker_config::parse_object;

/// As many symbolic links are followed as kernels do.
const MAX_LINKS: usize = 40;

/// Whether there is something to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// The object is as it was.
    Nothing,
    /// The object is another one now.
    Made,
}

/// Reads the object in a file (none is an empty one), lets `edit` change it, and writes it if it did.
///
/// # Errors
/// The file cannot be read, is no JSON object (then it stays as it is), or cannot be written.
pub(super) fn update(path: &Path, edit: impl Fn(&mut Map<String, Value>) -> Change) -> Result<Change, Error> {
    let target = resolve(path);
    let failed = |source: io::Error| Error::Write { path: target.clone(), source };
    let dir = target.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !dir.exists() {
        // Only a change that writes is worth a new directory, and only a directory that is there can be locked.
        if edit(&mut Map::new()) == Change::Nothing {
            return Ok(Change::Nothing);
        }
        make_dir(dir).map_err(failed)?;
    }
    let lock = lock(dir);
    if fs::metadata(&target).is_ok_and(|there| !there.is_file()) {
        return Err(failed(io::Error::other("it is no regular file, and a file put in its place would break it")));
    }
    let text = match fs::read_to_string(&target) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(source) => return Err(Error::Read { path: target, source }),
    };
    let mut object = parse_object(&text).map_err(|reason| Error::CredentialFile { path: target.clone(), reason })?;
    if edit(&mut object) == Change::Nothing {
        return Ok(Change::Nothing);
    }
    write(dir, &target, &object).map_err(failed)?;
    drop(lock);
    Ok(Change::Made)
}

/// Keeps other wharf processes from changing files of the directory meanwhile. Where a directory cannot be locked the
/// change goes on without, as it does in every other program that writes these files.
pub(in super::super) fn lock(dir: &Path) -> Option<File> {
    let dir = File::open(dir).ok()?;
    dir.lock().ok().map(|()| dir)
}

/// The file that a path leads to in the end, which need not exist.
pub(in super::super) fn resolve(path: &Path) -> PathBuf {
    let mut path = path.to_owned();
    for _ in 0..MAX_LINKS {
        match fs::read_link(&path) {
            Ok(target) => path = path.parent().unwrap_or(Path::new("")).join(target),
            Err(_) => break,
        }
    }
    path
}

pub(in super::super) fn make_dir(dir: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(dir)
}

fn write(dir: &Path, target: &Path, object: &Map<String, Value>) -> io::Result<()> {
    // The temporary file is born with mode 0600 and removes itself if anything fails before the rename.
    let mut file = tempfile::Builder::new().prefix(".wharf-").suffix(".tmp").tempfile_in(dir)?;
    let tabs = serde_json::ser::PrettyFormatter::with_indent(b"\t");
    let mut text = Vec::new();
    object.serialize(&mut serde_json::Serializer::with_formatter(&mut text, tabs))?;
    text.push(b'\n');
    file.write_all(&text)?;
    file.as_file().sync_all()?;
    file.persist(target).map_err(|error| error.error)?;
    Ok(())
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn what_is_no_file_is_not_replaced_by_one() {
        let dir = tempfile::tempdir().unwrap();
        let pipe = dir.path().join("pipe");
        let mode = rustix::fs::Mode::from_raw_mode(0o600);
        rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, mode, 0).unwrap();
        let error = update(&pipe, put).unwrap_err();
        assert!(matches!(error, Error::Write { .. }), "{error}");
        assert!(!fs::metadata(&pipe).unwrap().is_file());
    }

    fn put(object: &mut Map<String, Value>) -> Change {
        object.insert("new".to_owned(), Value::from(1));
        Change::Made
    }

    #[test]
    fn unknown_fields_and_order_stay_and_the_mode_is_narrow() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("config.json");
        fs::write(&path, r#"{"zeta": {"b": 1, "a": 1.5}, "alpha": [null]}"#).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        assert_eq!(update(&path, put).unwrap(), Change::Made);
        let compact: String = fs::read_to_string(&path).unwrap().split_whitespace().collect();
        assert_eq!(compact, r#"{"zeta":{"b":1,"a":1.5},"alpha":[null],"new":1}"#);
        assert_eq!(mode(&path), 0o600);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[test]
    fn directories_are_made_for_the_owner_alone() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a/b/config.json");
        update(&path, put).unwrap();
        assert_eq!((mode(path.parent().unwrap()), mode(&dir.path().join("a")), mode(&path)), (0o700, 0o700, 0o600));
    }

    #[test]
    fn links_stay_links() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        fs::create_dir(at("real")).unwrap();
        symlink("two", at("one")).unwrap();
        symlink("real/config.json", at("two")).unwrap();
        update(&at("one"), put).unwrap();
        assert!(at("one").is_symlink() && at("two").is_symlink());
        assert!(fs::read_to_string(at("real/config.json")).unwrap().contains("new"));
        symlink("loop", at("loop")).unwrap();
        assert!(update(&at("loop"), put).is_err());
    }

    #[test]
    fn changes_at_once_are_all_kept() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("new/config.json");
        std::thread::scope(|scope| {
            for name in ["a", "b", "c", "d", "e", "f", "g", "h"] {
                let path = &path;
                scope.spawn(move || {
                    let put = |object: &mut Map<String, Value>| {
                        object.insert(name.to_owned(), Value::Null);
                        Change::Made
                    };
                    update(path, put).unwrap()
                });
            }
        });
        assert_eq!(parse_object(&fs::read_to_string(&path).unwrap()).unwrap().len(), 8);
    }

    #[test]
    fn a_broken_file_and_an_unchanged_one_are_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("config.json");
        for broken in ["{\"auths\": ", "[1]"] {
            fs::write(&path, broken).unwrap();
            assert!(matches!(update(&path, put), Err(Error::CredentialFile { .. })));
            assert_eq!(fs::read_to_string(&path).unwrap(), broken);
        }
        let missing = dir.path().join("x/y.json");
        assert_eq!(update(&missing, |_| Change::Nothing).unwrap(), Change::Nothing);
        assert!(!missing.parent().unwrap().exists());
    }
}
