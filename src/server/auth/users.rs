//! The file of users on disk, edited: one change at a time, whole or not at all.

use std::fs::{self, File, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
use std::path::{Path, PathBuf};

use super::error::AuthError;
use super::htpasswd::{self, Listed};

/// bcrypt reads no more than this many bytes of a password.
const LONGEST: usize = 72;
/// What a new hash costs: about 50 ms, for us and for who guesses.
const COST: u32 = 10;

/// A file of users.
#[derive(Debug)]
pub struct UserFile {
    path: PathBuf,
}

/// What became of a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserChange {
    /// They are new.
    Added,
    /// They have another password now.
    Changed,
}

impl UserFile {
    /// The file at `path`, which need not exist.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The users, also those that cannot log in, in the order of the file.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn list(&self) -> Result<Vec<Listed>, AuthError> {
        let text = fs::read_to_string(&self.path);
        Ok(htpasswd::entries(&text.map_err(|source| AuthError::Read { path: self.path.clone(), source })?))
    }

    /// Whether a user may be called so.
    ///
    /// # Errors
    /// Why not.
    pub fn check_name(&self, name: &str) -> Result<(), AuthError> {
        let refuse = |reason| Err(AuthError::User { reason });
        if matches!(name, "anonymous" | "authenticated" | "*") || name.starts_with(['@', '#']) {
            return refuse(format!("{name:?} has another meaning in rules: choose another name"));
        }
        htpasswd::check_name(name).or_else(refuse)
    }

    /// Adds a user, or gives them another password. The file is made, for its owner alone, where there is none.
    ///
    /// # Errors
    /// A name or a password that cannot be used, and a file that cannot be written.
    pub fn set(&self, name: &str, password: &str) -> Result<UserChange, AuthError> {
        self.check_name(name)?;
        let refuse = |reason: String| Err(AuthError::User { reason });
        if password.is_empty() {
            return refuse("the password is empty".to_owned());
        }
        if password.len() > LONGEST || password.contains(['\0', '\n', '\r']) {
            return refuse(format!("a password has at most {LONGEST} bytes and no line breaks"));
        }
        let hash = bcrypt::hash(password, COST)
            .map_err(|_| AuthError::Key { task: "make a hash for the user in", path: self.path.clone() })?;
        let mut is_new = true;
        self.edit(|text| {
            let (text, added) = htpasswd::with_user(text, name, &hash);
            is_new = added;
            Some(text)
        })?;
        Ok(if is_new { UserChange::Added } else { UserChange::Changed })
    }

    /// Removes a user.
    ///
    /// # Errors
    /// There is no such user, or the file cannot be written.
    pub fn remove(&self, name: &str) -> Result<(), AuthError> {
        let none = || AuthError::NoUser { path: self.path.clone(), name: name.to_owned() };
        if !self.path.exists() {
            return Err(none());
        }
        let is_there = self.edit(|text| htpasswd::without_user(text, name))?;
        if is_there { Ok(()) } else { Err(none()) }
    }

    /// Puts what `change` makes of the text in its place; false where it makes nothing of it. Nobody else edits
    /// meanwhile, and who reads sees the old file or the new one.
    fn edit(&self, change: impl FnOnce(&str) -> Option<String>) -> Result<bool, AuthError> {
        let failed = |source| AuthError::Write { path: self.path.clone(), source };
        // What a link leads to is changed, not the link.
        let path = match fs::canonicalize(&self.path) {
            Ok(path) => path,
            Err(error) if error.kind() == io::ErrorKind::NotFound => self.path.clone(),
            Err(error) => return Err(failed(error)),
        };
        let directory = match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        // The directory is locked, because the file is replaced, and with it a lock on it.
        let lock = File::open(directory).and_then(|dir| dir.lock().map(|()| dir)).map_err(failed)?;
        let old = match fs::metadata(&path) {
            Ok(metadata) if metadata.is_file() => Some(metadata),
            Ok(_) => return Err(failed(io::Error::new(io::ErrorKind::InvalidInput, "it is no regular file"))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(failed(error)),
        };
        let text = match &old {
            Some(_) => {
                fs::read_to_string(&path).map_err(|source| AuthError::Read { path: self.path.clone(), source })?
            }
            None => String::new(),
        };
        let Some(text) = change(&text) else { return Ok(false) };
        replace(directory, &path, old.as_ref(), &text).map_err(failed)?;
        drop(lock);
        Ok(true)
    }
}

fn replace(directory: &Path, path: &Path, old: Option<&fs::Metadata>, text: &str) -> io::Result<()> {
    // Made for the owner alone, which is right for a new file.
    let mut file = tempfile::NamedTempFile::new_in(directory)?;
    file.write_all(text.as_bytes())?;
    if let Some(old) = old {
        let made = file.as_file().metadata()?;
        if (made.uid(), made.gid()) != (old.uid(), old.gid()) {
            fchown(file.as_file(), Some(old.uid()), Some(old.gid()))?;
        }
        file.as_file().set_permissions(Permissions::from_mode(old.mode() & 0o7777))?;
    }
    file.as_file().sync_all()?;
    file.persist(path)?;
    File::open(directory)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().mode() & 0o777
    }

    #[test]
    fn users_come_change_and_go() {
        let dir = tempfile::tempdir().unwrap();
        let file = UserFile::new(dir.path().join("users"));
        assert!(matches!(file.list(), Err(AuthError::Read { .. })));
        assert!(matches!(file.remove("ann"), Err(AuthError::NoUser { .. })));
        assert_eq!(file.set("ann", "one").unwrap(), UserChange::Added);
        assert_eq!(mode(file.path()), 0o600);
        assert_eq!(file.set("bob", "two").unwrap(), UserChange::Added);
        assert_eq!(file.set("ann", "three").unwrap(), UserChange::Changed);
        let found = file.list().unwrap();
        assert_eq!(
            found.iter().map(|user| (user.name.as_str(), user.cost.clone())).collect::<Vec<_>>(),
            [("ann", Ok(COST)), ("bob", Ok(COST))]
        );
        let users = htpasswd::Htpasswd::parse(&fs::read_to_string(file.path()).unwrap()).unwrap();
        assert!(bcrypt::verify("three", &users.user("ann").unwrap().hash).unwrap());
        file.remove("ann").unwrap();
        assert!(matches!(file.remove("ann"), Err(AuthError::NoUser { .. })));
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "nothing is left beside the file");
    }

    #[test]
    fn the_mode_stays_and_a_link_stays_a_link() {
        let dir = tempfile::tempdir().unwrap();
        let (real, link) = (dir.path().join("real"), dir.path().join("link"));
        fs::write(&real, "# mine\nodd line\n").unwrap();
        fs::set_permissions(&real, Permissions::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        UserFile::new(&link).set("ann", "x").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(mode(&real), 0o640);
        assert!(fs::read_to_string(&real).unwrap().starts_with("# mine\nodd line\nann:$2b$10$"));
    }

    #[test]
    fn names_and_passwords_that_cannot_be_used_are_refused() {
        let dir = tempfile::tempdir().unwrap();
        let file = UserFile::new(dir.path().join("users"));
        let long = "x".repeat(73);
        for (name, password) in [
            ("", "x"),
            ("a:b", "x"),
            ("a\nb", "x"),
            ("a\u{7f}", "x"),
            ("@devs", "x"),
            ("#ann", "x"),
            ("anonymous", "x"),
            ("authenticated", "x"),
            ("*", "x"),
            ("ann", ""),
            ("ann", "a\nb"),
            ("ann", &long),
        ] {
            assert!(matches!(file.set(name, password), Err(AuthError::User { .. })), "{name:?}");
        }
        assert!(!file.path().exists());
        assert!(matches!(UserFile::new("/dev/null").set("ann", "x"), Err(AuthError::Write { .. })));
        assert!(matches!(UserFile::new(dir.path()).set("ann", "x"), Err(AuthError::Write { .. })));
    }

    #[test]
    fn edits_at_once_lose_nobody() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("users");
        std::thread::scope(|scope| {
            for at in 0..6 {
                let path = &path;
                scope.spawn(move || UserFile::new(path).set(&format!("u{at}"), "x").unwrap());
            }
        });
        assert_eq!(UserFile::new(&path).list().unwrap().len(), 6);
    }
}
