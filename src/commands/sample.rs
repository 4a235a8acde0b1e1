//! What the tests of the commands share: reports printed into memory.

use crate::output::{ColourMode, Output, OutputOptions, Report, Streams};

/// What reaches standard output when `report` is printed with `--format` of `format`.
pub fn printed(report: &impl Report, format: &str) -> String {
    let (streams, captured) = Streams::captured();
    let options = OutputOptions {
        format: format.parse().unwrap(),
        colour: ColourMode::Never,
        now: Some("2025-06-01T00:00:00Z".parse().unwrap()),
        ..OutputOptions::default()
    };
    Output::new(options, streams).report(report).unwrap();
    captured.stdout_text()
}
