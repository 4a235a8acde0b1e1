//! `wharf repo ls`: the repositories of a registry.

use std::io;
use std::str::FromStr;

use clap::Args;
use serde::Serialize;

use crate::app::App;
use crate::commands::FormatArgs;
use crate::commands::place::FilterArgs;
use crate::error::CliError;
use crate::output::{Report, Text};
use crate::reference::{ParseError, Registry};

/// The arguments of `wharf repo ls`.
#[derive(Args, Debug)]
#[command(after_help = "\
Many public registries, Docker Hub among them, do not tell what repositories they have.

Examples:
  wharf repo ls localhost:5000
  wharf repo ls localhost:5000/team
  wharf repo ls --include 'team/.*' --limit 20 registry.example.org")]
pub struct LsArgs {
    /// The registry; with a path, only what is at it and below it
    #[arg(value_name = "HOST[/PATH]")]
    pub registry: Place,
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
        let Place { registry, path } = &self.registry;
        let limit = self.limit.filter(|_| self.filter.is_empty() && path.is_none());
        let mut repositories = app.client().catalog(registry, limit, self.last.as_deref()).await?;
        repositories.retain(|name| self.filter.lets(name) && self.registry.holds(name));
        repositories.truncate(self.limit.unwrap_or(usize::MAX));
        Ok(app.output.report(&RepositoriesReport { name: registry.to_string(), repositories })?)
    }
}

/// A registry, or a part of it: `[docker://]HOST[/PATH]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    registry: Registry,
    path: Option<String>,
}

impl Place {
    /// Whether the repository `name` is at the path, or below it.
    fn holds(&self, name: &str) -> bool {
        self.path
            .as_deref()
            .is_none_or(|path| name.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
    }
}

/// What to say of a place that is no registry. A host may be called `oci` or `store`, and have a port.
fn elsewhere(text: &str) -> Option<ParseError> {
    let instead = match text.split_once(':')?.0 {
        "oci" | "ocidir" => "`wharf tag ls` lists the tags of a layout",
        "store" => "`wharf store ls` lists what the local store has",
        _ => return None,
    };
    Some(ParseError { text: text.to_owned(), at: 0, reason: format!("a registry was expected here; {instead}") })
}

impl FromStr for Place {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let text =
            ["docker://", "https://", "http://"].iter().find_map(|scheme| text.strip_prefix(scheme)).unwrap_or(text);
        let (host, path) = text.split_once('/').unwrap_or((text, ""));
        let path = path.trim_end_matches('/');
        let registry = host.parse().map_err(|error| elsewhere(text).unwrap_or(error))?;
        Ok(Self { registry, path: (!path.is_empty()).then(|| path.to_owned()) })
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
    fn a_path_leaves_what_is_at_it_and_below() {
        for (text, name, held) in [
            ("localhost:5000", "a", true),
            ("docker://localhost:5000/", "a/b", true),
            ("localhost:5000/team", "team", true),
            ("docker://localhost:5000/team/", "team/a/b", true),
            ("localhost:5000/team", "teams", false),
            ("localhost:5000/team/a", "team", false),
        ] {
            assert_eq!(text.parse::<Place>().unwrap().holds(name), held, "{name} in {text}");
        }
        assert!("a b/team".parse::<Place>().is_err());
        for host in ["oci:5000", "store:5000/a"] {
            assert!(host.parse::<Place>().is_ok(), "{host}");
        }
        for (text, instead) in
            [("oci:./a", "wharf tag ls"), ("ocidir://a", "wharf tag ls"), ("store:a/b", "wharf store ls")]
        {
            let reason = text.parse::<Place>().unwrap_err().reason;
            assert!(reason.starts_with("a registry was expected here") && reason.contains(instead), "{text}: {reason}");
        }
    }

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
