//! `wharf tag ls`: the tags of a repository, sorted and filtered, with what stands behind them.

use std::io;
use std::path::Path;

use clap::{Args, ValueEnum};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Value, json};

use super::details::{Details, details};
use super::order::{by_time, by_version};
use crate::app::App;
use crate::commands::FormatArgs;
use crate::commands::answered::Answered;
use crate::commands::place::{FilterArgs, parse_repository};
use crate::content::TagQuery;
use crate::error::{CliError, Exit};
use crate::output::{Column, Form, Report, Shape, Table, Text, humanize};
use crate::reference::Location;
use crate::registry::{Access, Answer};

/// The arguments of `wharf tag ls`.
#[derive(Args, Debug)]
#[command(after_help = "\
--format raw-body, raw-headers and raw print what the registry answers, whatever is filtered and sorted.

Examples:
  wharf tag ls alpine
  wharf tag ls --include '3\\.[0-9]+' --sort semver --limit 3 alpine
  wharf tag ls --long --sort created localhost:5000/app
  wharf tag ls --format '{{range .Tags}}{{println .}}{{end}}' oci:./image")]
pub struct LsArgs {
    /// The repository or layout
    #[arg(value_name = "REPOSITORY", value_parser = parse_repository)]
    pub repository: Location,
    /// Only those that come after this one in the registry's order
    #[arg(long, value_name = "TAG")]
    pub last: Option<String>,
    /// At most N: the first of those that pass the filters, as they are sorted
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// Sort them; without this they stand in the registry's order
    #[arg(long, value_name = "ORDER")]
    pub sort: Option<Order>,
    /// Print digest, age, size and platforms too; asks the registry about each tag
    #[arg(long, short)]
    pub long: bool,
    /// Which are listed.
    #[command(flatten)]
    pub filter: FilterArgs,
    /// How the result is printed.
    #[command(flatten)]
    pub format: FormatArgs,
}

/// An order of tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Order {
    /// Newest first, by when the image was created; asks the registry about each tag
    Created,
    /// By the bytes of the name
    Name,
    /// Highest version first, what is no version last
    Semver,
}

impl LsArgs {
    /// Prints the tags.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        let source = app.source(&self.repository)?;
        let limit = self.limit.filter(|_| self.filter.is_empty() && self.sort.is_none());
        let mut tags = source.tags(&TagQuery { limit, last: self.last.clone() }).await?;
        tags.retain(|tag| self.filter.lets(tag));
        match self.sort {
            Some(Order::Name) => tags.sort_unstable(),
            Some(Order::Semver) => tags.sort_by(|one, other| by_version(one, other)),
            Some(Order::Created) | None => {}
        }
        let limit = self.limit.unwrap_or(usize::MAX);
        let answer = self.answer(app).await?;
        let index = match app.directory(&self.repository)? {
            Some(dir) if app.output.is_asked_for("Index") => read_index(&dir),
            _ => Value::Null,
        };
        let mut report = TagsReport { name: self.repository.to_string(), tags, images: None, answer, index };
        if self.sort == Some(Order::Created) {
            let mut images = details(app, &source, report.tags).await;
            images.sort_by(|one, other| by_time(created(one), created(other)));
            images.truncate(limit);
            report.tags = images.iter().map(|image| image.tag.clone()).collect();
            report.images = Some(images);
        } else {
            report.tags.truncate(limit);
            if self.long {
                report.images = Some(details(app, &source, report.tags.clone()).await);
            }
        }
        finish(app, report, self.long)
    }
}

impl LsArgs {
    /// What the registry answers, where that is asked for.
    async fn answer(&self, app: &App) -> Result<Option<Answer>, CliError> {
        match &self.repository {
            Location::Registry(reference) if Answered::wanted(app) => {
                let query = TagQuery { limit: self.limit, last: self.last.clone() };
                Ok(Some(app.repository(reference, Access::Pull)?.tags_answer(&query).await?))
            }
            _ => Ok(None),
        }
    }
}

/// The `index.json` of a layout, for templates that ask for it.
fn read_index(dir: &Path) -> Value {
    let text = std::fs::read(dir.join("index.json")).unwrap_or_default();
    serde_json::from_slice(&text).unwrap_or_default()
}

/// Prints the report, and what could not be found out.
fn finish(app: &App, mut report: TagsReport, long: bool) -> Result<(), CliError> {
    let mut failed = false;
    for Details { tag, error, .. } in report.images.iter().flatten() {
        if let Some(error) = error {
            failed = true;
            app.output.warning(format_args!("{tag}: {error}"));
        }
    }
    report.images = report.images.filter(|_| long);
    app.output.report(&report)?;
    if failed { Err(CliError::silent(Exit::Partial)) } else { Ok(()) }
}

fn created(image: &Details) -> Option<Timestamp> {
    image.created.as_deref().and_then(humanize::time)
}

const SHAPE: Shape =
    Shape::Struct(&[("name", Shape::Text), ("tags", Shape::List(&Shape::Text)), ("images", Shape::List(&IMAGE))]);
const IMAGE: Shape = Shape::Struct(&[
    ("Tag", Shape::Text),
    ("Digest", Shape::Text),
    ("MediaType", Shape::Text),
    ("Created", Shape::Text),
    ("Size", Shape::Number),
    ("Platforms", Shape::List(&Shape::Text)),
    ("Error", Shape::Text),
]);

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct TagsReport {
    name: String,
    tags: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    images: Option<Vec<Details>>,
    /// What the registry said, where that was asked for.
    #[serde(skip)]
    answer: Option<Answer>,
    /// The layout's `index.json`, where that was asked for.
    #[serde(skip)]
    index: Value,
}

impl Report for TagsReport {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        let Some(images) = &self.images else {
            self.tags.iter().for_each(|tag| text.line(tag));
            return Ok(());
        };
        let mut table = Table::new([
            Column::left("TAG"),
            Column::left("DIGEST"),
            Column::left("CREATED"),
            Column::right("SIZE"),
            Column::left("PLATFORMS").flexible(),
        ]);
        for image in images {
            let dash = || "-".to_owned();
            table.row([
                image.tag.clone(),
                image.digest.as_ref().map_or_else(dash, ToString::to_string),
                image.created.as_deref().map_or_else(dash, |created| humanize::age_of(created, text.now())),
                image.size.map_or_else(dash, humanize::bytes),
                image.platforms.join(", "),
            ]);
        }
        text.table(&table);
        Ok(())
    }

    fn rows(&self) -> Option<&'static str> {
        Some(if self.images.is_some() { "images" } else { "tags" })
    }

    /// The names of the specification's document, as regctl's templates print them.
    fn template_data(&self) -> serde_json::Result<Value> {
        let mut data = json!({"name": self.name, "tags": self.tags});
        if let Some(images) = &self.images {
            data["images"] = serde_json::to_value(images)?;
        }
        Ok(data)
    }

    fn methods(&self) -> Vec<(&'static str, Value)> {
        let mut methods = Answered(self.answer.as_ref()).methods();
        methods.extend([("GetTags", json!(self.tags)), ("Index", self.index.clone())]);
        methods
    }

    fn raw(&self, form: Form) -> Option<Vec<u8>> {
        Answered(self.answer.as_ref()).raw(form)
    }

    fn shape(&self) -> &'static Shape {
        &SHAPE
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::sample::printed;
    use crate::oci::Digest;

    #[test]
    fn tags_stand_on_lines_and_with_details_in_a_table() {
        let digest = Digest::sha256(b"");
        let tags = vec!["v1".to_owned(), "broken".to_owned()];
        let report =
            TagsReport { name: "localhost/a".to_owned(), tags, images: None, answer: None, index: Value::Null };
        let document = r#"{"name":"localhost/a","tags":["v1","broken"]}"#;
        assert_eq!(printed(&report, "{{json .}}"), format!("{document}\n"));
        assert_eq!(printed(&report, "{{.GetTags}}"), "[v1 broken]\n");
        assert_eq!(printed(&report, ""), "v1\nbroken\n");
        assert_eq!(printed(&report, "json"), "{\"Name\":\"localhost/a\",\"Tags\":[\"v1\",\"broken\"]}\n");
        let known = Details {
            tag: "v1".to_owned(),
            digest: Some(digest.clone()),
            created: Some("2025-05-29T00:00:00Z".to_owned()),
            size: Some(1500),
            platforms: vec!["linux/amd64".to_owned(), "linux/arm64".to_owned()],
            ..Details::default()
        };
        let broken = Details { tag: "broken".to_owned(), error: Some("gone".to_owned()), ..Details::default() };
        let report = TagsReport { images: Some(vec![known, broken]), ..report };
        let text = printed(&report, "");
        let row = format!("v1       {digest}   3 days ago   1.5 kB   linux/amd64, linux/arm64");
        assert_eq!(text.lines().nth(1), Some(row.as_str()), "{text}");
        assert!(text.lines().nth(2).is_some_and(|line| line.starts_with("broken   -  ")), "{text}");
        assert_eq!(printed(&report, "{{range .Images}}{{.Tag}} {{.Error}};{{end}}").trim_end(), "v1 ;broken gone;");
    }
}
