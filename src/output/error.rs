//! Why something could not be printed.

use std::io;

use super::raw::is_refusal;
use super::template::TemplateError;

/// A failure to print.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// Bytes that are no text were about to be written to a terminal.
    #[error("refusing to write binary data to a terminal")]
    Binary,
    /// The report has no such named form.
    #[error("--format {form} is not offered by this command{}", offered(.known))]
    Form {
        /// The form that was asked for.
        form: &'static str,
        /// Those that it has.
        known: Vec<&'static str>,
    },
    /// What `--format` was given is neither a named form nor a template.
    #[error(
        "unknown format {format:?}: it is neither a Go template such as '{{{{.Digest}}}}' nor one of json, jsonPretty, \
         raw, raw-body, raw-headers, body"
    )]
    Format {
        /// What was given.
        format: String,
    },
    /// The report cannot be written as JSON.
    #[error("the result cannot be written as JSON")]
    Json {
        /// The cause.
        #[source]
        source: serde_json::Error,
    },
    /// The template given to `--format` is wrong.
    #[error(transparent)]
    Template(#[from] TemplateError),
    /// Standard output does not take it.
    #[error("cannot write to standard output")]
    Write {
        /// The cause; a broken pipe is no failure of ours, see [`OutputError::is_broken_pipe`].
        #[source]
        source: io::Error,
    },
}

impl From<io::Error> for OutputError {
    /// The failure of a [`RawWriter`](super::RawWriter).
    fn from(source: io::Error) -> Self {
        if is_refusal(&source) { Self::Binary } else { Self::Write { source } }
    }
}

fn offered(known: &[&'static str]) -> String {
    match known {
        [] => String::new(),
        known => format!(" (it offers {})", known.join(", ")),
    }
}

impl OutputError {
    /// Whether the reader of our output went away (`wharf tag ls | head`): the program then ends quietly.
    pub fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::Write { source } if source.kind() == io::ErrorKind::BrokenPipe)
    }

    /// Whether the words on the command line are at fault, and not what happened afterwards.
    pub fn is_usage(&self) -> bool {
        matches!(self, Self::Form { .. } | Self::Format { .. } | Self::Template(_))
    }

    /// What the user could do about it.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Binary => Some("redirect the output to a file or a pipe"),
            _ => None,
        }
    }
}
