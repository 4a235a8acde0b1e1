//! `wharf store du`.

use std::io;

use clap::Args;
use serde::Serialize;

use crate::app::App;
use crate::commands::FormatArgs;
use crate::error::CliError;
use crate::layout::UsageReport;
use crate::output::{Column, Report, Table, Text, humanize};

/// The arguments of `wharf store du`.
#[derive(Args, Debug)]
#[command(after_help = "\
A layer that several repositories have stands once on the disk: it is shared.

Examples:
  wharf store du
  wharf store du --format '{{.TotalBytes}}'")]
pub struct DuArgs {
    /// How the result is printed.
    #[command(flatten)]
    pub format: FormatArgs,
}

impl DuArgs {
    /// Measures, and prints what was found.
    pub fn run(self, app: &App) -> Result<(), CliError> {
        let usage = app.store_if_any()?.map_or_else(|| Ok(UsageReport::default()), |store| store.usage())?;
        Ok(app.output.report(&DuReport(usage))?)
    }
}

#[derive(Serialize)]
#[serde(transparent)]
struct DuReport(UsageReport);

impl Report for DuReport {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        let usage = &self.0;
        let mut table = Table::new([
            Column::left("REPOSITORY").flexible(),
            Column::right("TAGS"),
            Column::right("FILES"),
            Column::right("SIZE"),
            Column::right("SHARED"),
            Column::right("UNIQUE"),
        ]);
        for of in &usage.repositories {
            let sizes = [of.bytes, of.shared_bytes, of.unique_bytes].map(humanize::bytes);
            let [bytes, shared, unique] = &sizes;
            table.row([&of.repository, &of.tags.to_string(), &of.files.to_string(), bytes, shared, unique]);
        }
        text.table(&table);
        if !table.is_empty() {
            writeln!(text)?;
        }
        let amount = |bytes: u64| if bytes == 0 { String::new() } else { humanize::bytes(bytes) };
        text.fields([
            ("On disk", humanize::bytes(usage.total_bytes)),
            ("Unused, for gc", amount(usage.orphan_bytes)),
            ("Partial downloads", amount(usage.partial_bytes)),
        ]);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::sample::printed;
    use crate::layout::RepositoryUsage;

    #[test]
    fn each_repository_is_a_row_and_the_sum_stands_below() {
        assert_eq!(
            printed(&DuReport(UsageReport::default()), "text"),
            "REPOSITORY   TAGS   FILES   SIZE   SHARED   UNIQUE\nOn disk: 0 B\n"
        );
        let repository = RepositoryUsage {
            repository: "docker.io/library/alpine".into(),
            tags: 2,
            files: 3,
            bytes: 3_500_000,
            shared_bytes: 3_000_000,
            unique_bytes: 500_000,
        };
        let usage = UsageReport {
            repositories: vec![repository],
            total_bytes: 4_000_000,
            orphan_bytes: 500_000,
            ..UsageReport::default()
        };
        let expected = "\
REPOSITORY                 TAGS   FILES     SIZE   SHARED   UNIQUE
docker.io/library/alpine      2       3   3.5 MB     3 MB   500 kB

On disk:        4 MB
Unused, for gc: 500 kB
";
        assert_eq!(printed(&DuReport(usage.clone()), "text"), expected);
        assert_eq!(printed(&DuReport(usage.clone()), "{{.TotalBytes}}"), "4000000\n");
        let json = printed(&DuReport(usage), "json");
        assert!(
            json.starts_with(r#"{"Repositories":[{"Repository":"docker.io/library/alpine","Tags":2,"Files":3,"#),
            "{json}"
        );
    }
}
