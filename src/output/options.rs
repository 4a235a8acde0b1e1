//! What the command line and the configuration say about output.

use std::str::FromStr;

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
    /// Whether requests and their outcomes are told.
    pub verbose: bool,
    /// How a transfer shows that it moves.
    pub progress: ProgressMode,
    /// Whether text is coloured.
    pub colour: ColourMode,
    /// What ages are relative to; the clock's time where nothing is given.
    pub now: Option<Timestamp>,
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
