//! What the command line and the configuration say about output.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use clap::ValueEnum;
use jiff::Timestamp;

use super::Format;

/// How output is to be.
#[derive(Clone, Debug, Default)]
pub struct OutputOptions {
    /// The form of results.
    pub format: Format,
    /// Only results, warnings and errors.
    pub quiet: bool,
    /// Which messages are told on standard error.
    pub level: Level,
    /// The form of these messages.
    pub log: LogForm,
    /// How a transfer shows that it moves.
    pub progress: ProgressMode,
    /// Whether text is coloured.
    pub colour: ColourMode,
    /// What ages are relative to; the clock's time where nothing is given.
    pub now: Option<Timestamp>,
    /// The variables that templates may read.
    pub variables: Variables,
}

/// Finds the value of a variable.
type LookUp = dyn Fn(&str) -> Option<String> + Send + Sync;

/// Variables of the environment, for the template function `env`.
#[derive(Clone, Default)]
pub struct Variables(Option<Arc<LookUp>>);

impl Variables {
    /// Variables that `look_up` knows.
    pub fn new(look_up: impl Fn(&str) -> Option<String> + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(look_up)))
    }

    /// The value of one.
    pub fn get(&self, name: &str) -> Option<String> {
        self.0.as_ref().and_then(|look_up| look_up(name))
    }
}

impl fmt::Debug for Variables {
    /// Nothing of them: values may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Variables").finish_non_exhaustive()
    }
}

/// How important a message must be to be told. Each level tells what those before it tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// What ends the command.
    Error,
    /// What the user should know.
    Warn,
    /// What was done, and what is tried again.
    #[default]
    Info,
    /// Each request and its outcome.
    Debug,
    /// The same: there is nothing finer.
    Trace,
}

impl Level {
    /// The words that stand for levels, as regctl has them.
    pub const WORDS: [&str; 8] = ["trace", "debug", "info", "warn", "warning", "error", "fatal", "panic"];

    /// The word of the level in a log.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Error => "ERROR",
            Self::Warn => "WARN",
            Self::Info => "INFO",
            Self::Debug => "DEBUG",
            Self::Trace => "TRACE",
        }
    }
}

impl FromStr for Level {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.to_ascii_lowercase().as_str() {
            "trace" => Ok(Self::Trace),
            "debug" => Ok(Self::Debug),
            "info" => Ok(Self::Info),
            "warn" | "warning" => Ok(Self::Warn),
            "error" | "fatal" | "panic" => Ok(Self::Error),
            _ => Err(format!("{text:?} is none of trace, debug, info, warn, error")),
        }
    }
}

/// The form of messages on standard error.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LogForm {
    /// Lines for people.
    #[default]
    Text,
    /// A JSON object on a line for each message: `time`, `level`, `msg`.
    Json,
}

/// How a transfer shows that it moves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ProgressMode {
    /// Bars on a terminal, plain lines elsewhere.
    #[default]
    Auto,
    /// Bars, where standard error is a terminal at all.
    Bars,
    /// A line now and then.
    Plain,
    /// A JSON object on a line for each event.
    Json,
    /// Not at all.
    None,
}

impl FromStr for ProgressMode {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        <Self as ValueEnum>::from_str(text, false)
            .map_err(|_| format!("{text:?} is none of auto, bars, plain, json, none"))
    }
}

/// Whether text is coloured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ColourMode {
    /// On a terminal.
    #[default]
    Auto,
    /// Everywhere.
    Always,
    /// Nowhere.
    Never,
}
