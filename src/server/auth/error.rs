//! What keeps the guard from starting, and what is wrong with a file that it reads.

use std::io;
use std::path::PathBuf;

/// Why the rights of a registry cannot be set up, or its users not be changed.
#[derive(Debug, thiserror::Error)]
pub enum AuthError {
    /// A file cannot be read.
    #[error("cannot read {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// The cause.
        source: io::Error,
    },
    /// A file cannot be written.
    #[error("cannot write {}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// The cause.
        source: io::Error,
    },
    /// A file says something that cannot be used.
    #[error("{}: {flaw}", path.display())]
    Content {
        /// The file.
        path: PathBuf,
        /// Where and what.
        flaw: Flaw,
    },
    /// Options that do not go together, or one that is missing.
    #[error("{reason}")]
    Settings {
        /// Which, and what to do.
        reason: String,
    },
    /// The system gives no randomness, or a key of ours cannot be used.
    #[error("cannot {task}: {}", path.display())]
    Key {
        /// What was tried.
        task: &'static str,
        /// The file of the key, or the directory.
        path: PathBuf,
    },
    /// A user name or a password that cannot be kept in the file.
    #[error("{reason}")]
    User {
        /// Which, and why.
        reason: String,
    },
    /// The file has no such user.
    #[error("{} has no user {name:?}", path.display())]
    NoUser {
        /// The file.
        path: PathBuf,
        /// The user asked for.
        name: String,
    },
}

/// What is wrong with the text of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// The line, counted from 1, where it is in one.
    pub line: Option<usize>,
    /// What is wrong, and what would be right.
    pub reason: String,
}

impl Flaw {
    /// A flaw of the whole file.
    pub fn new(reason: impl Into<String>) -> Self {
        Self { line: None, reason: reason.into() }
    }

    /// A flaw in a line, counted from 1.
    pub fn on(line: usize, reason: impl Into<String>) -> Self {
        Self { line: Some(line), reason: reason.into() }
    }

    /// A flaw at an offset, in bytes, of `text`.
    pub fn at(text: &str, offset: usize, reason: impl Into<String>) -> Self {
        let before = text.as_bytes().iter().take(offset);
        Self::on(1 + before.filter(|byte| **byte == b'\n').count(), reason)
    }
}

impl std::fmt::Display for Flaw {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}: {}", self.reason),
            None => f.write_str(&self.reason),
        }
    }
}
