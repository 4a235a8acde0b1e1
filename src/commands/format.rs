//! The flag `--format`, for every command that prints data.

use clap::Args;

use crate::output::Format;

/// How the result is printed. Read once, when the output is set up.
#[derive(Args, Clone, Debug)]
pub struct FormatArgs {
    /// Print the result as json, jsonPretty, or by a Go template such as '{{.Digest}}'
    #[arg(long, short = 'f', value_name = "FORMAT")]
    pub format: Option<Format>,
}
