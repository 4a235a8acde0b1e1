//! `wharf repo ls`: the repositories of a registry.

use std::str::FromStr;
use std::{fmt, io};

use clap::Args;
use serde::Serialize;
use serde_json::{Value, json};

use crate::app::App;
use crate::commands::FormatArgs;
use crate::commands::answered::Answered;
use crate::commands::place::FilterArgs;
use crate::error::CliError;
use crate::output::{Form, Report, Text};
use crate::reference::{ParseError, Registry, Repository};
use crate::registry::Answer;

/// The arguments of `wharf repo ls`.
#[derive(Args, Debug)]
#[command(after_help = "\
Many public registries, Docker Hub among them, do not tell what repositories they have.
--format raw-body, raw-headers and raw print what the registry answers, whatever is filtered.

Examples:
  wharf repo ls localhost:5000
  wharf repo ls registry.example.org/team
  wharf repo ls --include 'team/.*' --limit 20 registry.example.org")]
pub struct LsArgs {
    /// The registry, and the path that repositories have or are below
    #[arg(value_name = "HOST[/PATH]")]
    pub place: Place,
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

/// A registry, or a part of it.
#[derive(Clone, Debug)]
pub struct Place {
    registry: Registry,
    path: Option<Repository>,
}

impl Place {
    /// Whether a repository is in this part: it has the path, or is below it.
    fn has(&self, repository: &str) -> bool {
        let Some(path) = &self.path else { return true };
        repository.strip_prefix(path.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
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
        let parsed = Registry::parse_with_path(text).map_err(|error| elsewhere(text).unwrap_or(error));
        parsed.map(|(registry, path)| Self { registry, path })
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.path {
            Some(path) => write!(f, "{}/{path}", self.registry),
            None => self.registry.fmt(f),
        }
    }
}

impl LsArgs {
    /// Prints the repositories.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        let limit = self.limit.filter(|_| self.filter.is_empty() && self.place.path.is_none());
        let mut repositories = app.client()?.catalog(&self.place.registry, limit, self.last.as_deref()).await?;
        repositories.retain(|name| self.place.has(name) && self.filter.lets(name));
        repositories.truncate(self.limit.unwrap_or(usize::MAX));
        let answer = if Answered::wanted(app) {
            Some(app.client()?.catalog_answer(&self.place.registry, self.limit, self.last.as_deref()).await?)
        } else {
            None
        };
        Ok(app.output.report(&RepositoriesReport { name: self.place.to_string(), repositories, answer })?)
    }
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct RepositoriesReport {
    name: String,
    repositories: Vec<String>,
    /// What the registry said, where that was asked for.
    #[serde(skip)]
    answer: Option<Answer>,
}

impl Report for RepositoriesReport {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        self.repositories.iter().for_each(|repository| text.line(repository));
        Ok(())
    }

    fn rows(&self) -> Option<&'static str> {
        Some("repositories")
    }

    /// The names of the API's document, as regctl's templates print them.
    fn template_data(&self) -> serde_json::Result<Value> {
        Ok(json!({"repositories": self.repositories, "name": self.name}))
    }

    fn methods(&self) -> Vec<(&'static str, Value)> {
        let mut methods = Answered(self.answer.as_ref()).methods();
        methods.push(("GetRepos", json!(self.repositories)));
        methods
    }

    fn raw(&self, form: Form) -> Option<Vec<u8>> {
        Answered(self.answer.as_ref()).raw(form)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::sample::printed;

    #[test]
    fn a_path_has_itself_and_what_is_below() {
        let place: Place = "docker://localhost:5000/team".parse().unwrap();
        assert_eq!(place.to_string(), "localhost:5000/team");
        for (name, is_in) in [("team", true), ("team/a/b", true), ("teams", false), ("x/team", false), ("tea", false)] {
            assert_eq!(place.has(name), is_in, "{name}");
        }
        assert!("localhost".parse::<Place>().unwrap().has("any"));
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
            answer: None,
        };
        assert_eq!(printed(&report, ""), "a/b\nc\\x1b\n");
        assert_eq!(printed(&report, "{{range .Repositories}}<{{.}}>{{end}}"), "<a/b><c\u{1b}>\n");
    }
}
