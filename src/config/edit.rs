//! Changes to the configuration file that leave everything else in it as it is: comments, order, keys and blanks.
//!
//! A change is read, made, checked by reading it as the program will, and put in place by rename. A symbolic link stays
//! one.

use std::fs::{self, Permissions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use toml_edit::{Array, DocumentMut, Item, Table, Value};

use super::credentials::edit::{lock, make_dir, resolve};
use super::{Error, file};
use crate::reference::Registry;

/// The configuration file, open for changes.
pub struct FileEdit {
    /// The file, behind all symbolic links.
    path: PathBuf,
    document: DocumentMut,
    /// Holds other processes back that edit a file of the directory.
    _lock: Option<fs::File>,
}

impl FileEdit {
    /// Opens the file; one that is not there is empty.
    ///
    /// # Errors
    /// It cannot be read, or is no TOML.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let path = resolve(path);
        let failed = |source| Error::Write { path: path.clone(), source };
        make_dir(folder(&path)).map_err(failed)?;
        let lock = lock(folder(&path));
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(source) => return Err(Error::Read { path, source }),
        };
        // The program's own reader says better what is wrong, and where.
        file::parse(&path, &text)?;
        let document = text.parse().map_err(|error: toml_edit::TomlError| {
            let at = error.span().map_or(0, |span| span.start);
            let line = text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
            Error::File { path: path.clone(), line, reason: error.message().to_owned() }
        })?;
        Ok(Self { path, document, _lock: lock })
    }

    /// Sets a key, or takes it away.
    pub fn set(&mut self, key: &str, value: Option<impl Into<Value>>) {
        put(self.document.as_table_mut(), key, value.map(Into::into));
    }

    /// Sets a key of a host's table, or takes it away; a table that is empty then goes too. A host that has a table
    /// under another of its names keeps that one.
    pub fn set_host(&mut self, registry: &Registry, key: &str, value: Option<impl Into<Value>>) {
        let root = self.document.as_table_mut();
        if !root.contains_key("hosts") {
            let mut hosts = Table::new();
            hosts.set_implicit(true);
            root.insert("hosts", Item::Table(hosts));
        }
        let Some(hosts) = root.get_mut("hosts").and_then(Item::as_table_like_mut) else { return };
        let is_same = |name: &str| name.parse::<Registry>().is_ok_and(|other| other == *registry);
        let name = hosts.iter().map(|(name, _)| name.to_owned()).find(|name| is_same(name));
        let name = name.unwrap_or_else(|| registry.to_string());
        let table = hosts.entry(&name).or_insert_with(|| Item::Table(Table::new()));
        if let Some(table) = table.as_table_like_mut() {
            put(table, key, value.map(Into::into));
            if table.is_empty() {
                hosts.remove(&name);
            }
        }
    }

    /// Keeps a secret or a certificate in a file of its own, beside the configuration file, and gives its path relative
    /// to that. Its owner alone can read it.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn keep(&self, registry: &Registry, name: &str, content: &str) -> Result<String, Error> {
        let relative = Path::new("certificates").join(registry.as_str()).join(name);
        let path = folder(&self.path).join(&relative);
        let failed = |source| Error::Write { path: path.clone(), source };
        make_dir(folder(&path)).map_err(failed)?;
        write(&path, content, None).map_err(failed)?;
        Ok(relative.display().to_string())
    }

    /// Puts the changed file in place.
    ///
    /// # Errors
    /// What it would say cannot be used, or it cannot be written. The file is as it was then.
    pub fn save(self) -> Result<PathBuf, Error> {
        let text = self.document.to_string();
        file::parse(&self.path, &text)?;
        let mode = fs::metadata(&self.path).ok().map(|there| there.permissions());
        write(&self.path, &text, mode).map_err(|source| Error::Write { path: self.path.clone(), source })?;
        Ok(self.path)
    }
}

/// A list of texts as a value.
pub fn texts(list: impl IntoIterator<Item = String>) -> Value {
    Value::Array(list.into_iter().collect::<Array>())
}

fn put(table: &mut dyn toml_edit::TableLike, key: &str, value: Option<Value>) {
    match value {
        None => drop(table.remove(key)),
        Some(mut value) => match table.get_mut(key).and_then(Item::as_value_mut) {
            // What stands around the value, such as a comment behind it, stays.
            Some(old) => {
                *value.decor_mut() = old.decor().clone();
                *old = value;
            }
            None => drop(table.insert(key, Item::Value(value))),
        },
    }
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Writes beside the file and takes its place. A new file belongs to its owner alone.
fn write(path: &Path, text: &str, mode: Option<Permissions>) -> io::Result<()> {
    if fs::metadata(path).is_ok_and(|there| !there.is_file()) {
        return Err(io::Error::other("it is no regular file, and a file put in its place would break it"));
    }
    let mut file = tempfile::Builder::new().prefix(".wharf-").suffix(".tmp").tempfile_in(folder(path))?;
    file.write_all(text.as_bytes())?;
    if let Some(mode) = mode {
        file.as_file().set_permissions(mode)?;
    }
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    const BEFORE: &str = "\
# my settings
jobs = 8  # as many as this machine has

[hosts.\"b.io\"] # the other one
scheme = \"tls\"   # always
mount = true

[serve]
listen = [\"0.0.0.0:5000\"]
";

    fn host(text: &str) -> Registry {
        text.parse().unwrap()
    }

    #[test]
    fn a_change_leaves_comments_order_and_other_keys() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("config.toml");
        fs::write(&path, BEFORE).unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o640)).unwrap();
        let link = dir.path().join("link.toml");
        std::os::unix::fs::symlink("config.toml", &link).unwrap();
        let mut edit = FileEdit::open(&link).unwrap();
        edit.set("credential-helper", Some("pass"));
        edit.set_host(&host("b.io"), "scheme", Some("plain"));
        edit.set_host(&host("b.io"), "mount", None::<bool>);
        edit.set_host(&host("a.io:5000"), "mirrors", Some(texts(["m.io".to_owned()])));
        edit.save().unwrap();
        let expected = "\
# my settings
jobs = 8  # as many as this machine has
credential-helper = \"pass\"

[hosts.\"b.io\"] # the other one
scheme = \"plain\"   # always

[hosts.\"a.io:5000\"]
mirrors = [\"m.io\"]

[serve]
listen = [\"0.0.0.0:5000\"]
";
        let after = fs::read_to_string(&path).unwrap();
        let sorted = |text: &str| {
            let mut lines: Vec<_> = text.lines().map(str::to_owned).collect();
            lines.sort();
            lines
        };
        assert_eq!(sorted(&after), sorted(expected), "{after}");
        assert!(after.starts_with("# my settings\njobs = 8  # as many as this machine has\n"), "{after}");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    }

    #[test]
    fn a_table_without_keys_goes_and_other_names_of_a_host_are_known() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("new/config.toml");
        let mut edit = FileEdit::open(&path).unwrap();
        edit.set_host(&host("docker.io"), "priority", Some(2));
        edit.save().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "[hosts.\"docker.io\"]\npriority = 2\n");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        fs::write(&path, "[hosts.\"registry-1.docker.io\"]\npriority = 2\n").unwrap();
        let mut edit = FileEdit::open(&path).unwrap();
        edit.set_host(&host("docker.io"), "priority", None::<i64>);
        edit.save().unwrap();
        assert!(!fs::read_to_string(&path).unwrap().contains("priority"));
    }

    #[test]
    fn nothing_is_written_that_could_not_be_read() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("config.toml");
        fs::write(&path, BEFORE).unwrap();
        let mut edit = FileEdit::open(&path).unwrap();
        edit.set_host(&host("b.io"), "key", Some("client.key"));
        assert!(edit.save().unwrap_err().to_string().contains("together"));
        assert_eq!(fs::read_to_string(&path).unwrap(), BEFORE);
        fs::write(&path, "jobs = ").unwrap();
        assert!(FileEdit::open(&path).is_err());
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_is_kept_is_for_the_owner_alone() {
        let dir = tempfile::tempdir().unwrap();
        let edit = FileEdit::open(&dir.path().join("config.toml")).unwrap();
        let relative = edit.keep(&host("a.io:5000"), "client.key", "secret").unwrap();
        assert_eq!(relative, "certificates/a.io:5000/client.key");
        let kept = dir.path().join(relative);
        assert_eq!(fs::read_to_string(&kept).unwrap(), "secret");
        assert_eq!(fs::metadata(kept).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
