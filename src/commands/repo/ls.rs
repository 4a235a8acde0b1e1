//! `wharf repo ls`: the repositories of a registry.

use std::io;

use clap::Args;
use serde::Serialize;

use crate::app::App;
use crate::commands::FormatArgs;
use crate::commands::place::FilterArgs;
use crate::error::CliError;
use crate::output::{Report, Text};
use crate::reference::Registry;

/// The arguments of `wharf repo ls`.
#[derive(Args, Debug)]
#[command(after_help = "\
Many public registries, Docker Hub among them, do not tell what repositories they have.

Examples:
  wharf repo ls localhost:5000
  wharf repo ls --include 'team/.*' --limit 20 registry.example.org")]
pub struct LsArgs {
    /// The registry
    #[arg(value_name = "HOST")]
    pub registry: Registry,
    /// Only those that come after this one in the registry's order
    #[arg(long, value_name = "REPOSITORY")]
    pub last: Option<String>,
    /// At most N, of those that pass the filters
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// Which are listed.
    #[command(flatten)]
    pub filter: FilterArgs,
    /// How the result is printed.
    #[command(flatten)]
    pub format: FormatArgs,
}

impl LsArgs {
    /// Prints the repositories.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        let limit = self.limit.filter(|_| self.filter.is_empty());
        let mut repositories = app.client().catalog(&self.registry, limit, self.last.as_deref()).await?;
        repositories.retain(|name| self.filter.lets(name));
        repositories.truncate(self.limit.unwrap_or(usize::MAX));
        Ok(app.output.report(&RepositoriesReport { name: self.registry.to_string(), repositories })?)
    }
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct RepositoriesReport {
    name: String,
    repositories: Vec<String>,
}

impl Report for RepositoriesReport {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        self.repositories.iter().for_each(|repository| text.line(repository));
        Ok(())
    }

    fn rows(&self) -> Option<&'static str> {
        Some("Repositories")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::sample::printed;

    #[test]
    fn one_repository_stands_on_a_line() {
        let report = RepositoriesReport {
            name: "localhost".to_owned(),
            repositories: vec!["a/b".to_owned(), "c\u{1b}".to_owned()],
        };
        assert_eq!(printed(&report, ""), "a/b\nc\\x1b\n");
        assert_eq!(printed(&report, "{{range .Repositories}}<{{.}}>{{end}}"), "<a/b><c\u{1b}>\n");
    }
}
