//! The lines in which two texts differ, in the form that regctl prints: hunks, with every line two characters in.

use std::io;
use std::time::{Duration, Instant};

use clap::Args;
use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices_deadline, group_diff_ops};

use crate::app::App;
use crate::error::{CliError, Exit};
use crate::output::{Report, Text};

/// How long the shortest list of differences is sought; then a longer one will do.
const PATIENCE: Duration = Duration::from_secs(10);

/// How differences are shown.
#[derive(Args, Clone, Debug)]
pub struct UnifiedArgs {
    /// Show N lines around each difference
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub context: usize,
    /// Show all lines around the differences
    #[arg(long, conflicts_with = "context")]
    pub context_full: bool,
    /// End with exit code 1 where there are differences
    #[arg(long)]
    pub exit_code: bool,
}

impl UnifiedArgs {
    /// Prints how `right` differs from `left`.
    ///
    /// # Errors
    /// Those of the output, and exit code 1 where that was asked for and there are differences.
    pub fn report(&self, app: &App, left: &[String], right: &[String]) -> Result<(), CliError> {
        let context = if self.context_full { left.len().max(right.len()) } else { self.context };
        let report = UnifiedReport::new(left, right, context);
        let same = report.hunks.is_empty();
        app.output.report(&report)?;
        if same || !self.exit_code { Ok(()) } else { Err(CliError::silent(Exit::Failure)) }
    }
}

/// The differences between two texts.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct UnifiedReport {
    same: bool,
    hunks: Vec<Hunk>,
}

/// Differences that lie close together, and what is around them. Lines are counted from 1.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Hunk {
    old_start: usize,
    old_lines: usize,
    new_start: usize,
    new_lines: usize,
    lines: Vec<String>,
}

impl UnifiedReport {
    fn new(left: &[String], right: &[String], context: usize) -> Self {
        let deadline = Instant::now().checked_add(PATIENCE);
        let steps = capture_diff_slices_deadline(Algorithm::Myers, left, right, deadline);
        let differs = steps.iter().any(|step| !matches!(step, DiffOp::Equal { .. }));
        let groups = if differs { group_diff_ops(steps, context) } else { Vec::new() };
        let hunks: Vec<Hunk> = groups.iter().filter_map(|steps| Hunk::new(steps, left, right)).collect();
        Self { same: hunks.is_empty(), hunks }
    }
}

impl Hunk {
    fn new(steps: &[DiffOp], left: &[String], right: &[String]) -> Option<Self> {
        let (first, last) = (steps.first()?, steps.last()?);
        let old = first.old_range().start..last.old_range().end;
        let new = first.new_range().start..last.new_range().end;
        let mut lines = Vec::new();
        let mut push = |sign: char, of: &[String]| lines.extend(of.iter().map(|line| format!("{sign} {line}")));
        for step in steps {
            let (old, new) = (&left[step.old_range()], &right[step.new_range()]);
            match step {
                DiffOp::Equal { .. } => push(' ', old),
                DiffOp::Delete { .. } => push('-', old),
                DiffOp::Insert { .. } => push('+', new),
                DiffOp::Replace { .. } => {
                    push('-', old);
                    push('+', new);
                }
            }
        }
        let start = |range: &std::ops::Range<usize>| if range.is_empty() { range.start } else { range.start + 1 };
        Some(Self { old_start: start(&old), old_lines: old.len(), new_start: start(&new), new_lines: new.len(), lines })
    }
}

impl Report for UnifiedReport {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        for hunk in &self.hunks {
            let Hunk { old_start, old_lines, new_start, new_lines, lines } = hunk;
            writeln!(text, "@@ -{old_start},{old_lines} +{new_start},{new_lines} @@")?;
            for line in lines {
                text.line(line);
            }
        }
        Ok(())
    }
}

/// A JSON document as lines, indented by two; the order of its members is kept.
///
/// # Errors
/// The bytes are no JSON.
pub fn json_lines(bytes: &[u8]) -> serde_json::Result<Vec<String>> {
    let document: serde_json::Value = serde_json::from_slice(bytes)?;
    Ok(serde_json::to_string_pretty(&document)?.lines().map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::sample::printed;

    fn lines(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    fn diff(left: &str, right: &str, context: usize) -> String {
        printed(&UnifiedReport::new(&lines(left), &lines(right), context), "")
    }

    #[test]
    fn hunks_have_their_context_and_their_places() {
        let left = "a b c d e f g h i j k l";
        for (right, context, expected) in [
            (left, 3, ""),
            ("a b c d e F g h i j k l", 1, "@@ -5,3 +5,3 @@\n  e\n- f\n+ F\n  g\n"),
            ("a b c d e F g h i j k l", 0, "@@ -6,1 +6,1 @@\n- f\n+ F\n"),
            ("a b c d e g h i j k l", 0, "@@ -6,1 +5,0 @@\n- f\n"),
            ("A b c d e f g h i j k l m", 1, "@@ -1,2 +1,2 @@\n- a\n+ A\n  b\n@@ -12,1 +12,2 @@\n  l\n+ m\n"),
            ("", 3, "@@ -1,12 +0,0 @@\n- a\n- b\n- c\n- d\n- e\n- f\n- g\n- h\n- i\n- j\n- k\n- l\n"),
        ] {
            assert_eq!(diff(left, right, context), expected, "{right} {context}");
        }
        assert_eq!(diff("", "", 3), "");
        assert_eq!(diff("", "x", 3), "@@ -0,0 +1,1 @@\n+ x\n");
    }

    #[test]
    fn the_document_keeps_its_order_and_a_control_character_cannot_leave_its_line() {
        assert_eq!(json_lines(br#"{"z":1,"a":[]}"#).unwrap(), ["{", "  \"z\": 1,", "  \"a\": []", "}"]);
        assert!(json_lines(b"{").is_err());
        let report = UnifiedReport::new(&[], &["x\u{1b}[2J\ny".to_owned()], 3);
        assert_eq!(printed(&report, "").lines().count(), 2);
        assert_eq!(printed(&report, "{{.Same}} {{(index .Hunks 0).NewLines}}"), "false 1\n");
    }
}
