//! Go templates over what a command found (`--format '{{.Digest}}'`).
//!
//! The data is the report's JSON. People write the names that they know from Go's structs, `.Digest`, `.MediaType`,
//! `.OSVersion`, `.DiffIDs`, so [`names`] leads these to the JSON's own: `digest`, `mediaType`, `os.version`,
//! `diff_ids`. A [`Shape`] tells what is not set from what there is not. Everything else is as Go prints it, but that
//! nothing is printed for a key that a map does not have.

mod functions;
mod layout;
mod names;
mod shape;
mod table;
mod time;

use std::borrow::Cow;

use gtmpl_ng::{Context, ErrorContext, ExecError, Limits, ParseError};
use serde_json::Value as Json;

use names::{Index, Lookup, Rewritten};

pub use functions::Surroundings;
pub use shape::Shape;

/// How many bytes a value that passes through a function may have: enough for a manifest of the largest size.
const VALUE_LIMIT: usize = 64 << 20;
/// How many turns all loops of a template may take together: enough for the tags of a very large repository.
const TURN_LIMIT: usize = 20 << 20;

/// A template whose syntax is right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    source: String,
    layout: Layout,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Layout {
    /// The template's text, once, over all of the data.
    Plain,
    /// One line for each row, in columns, as docker does for `table {{.Tag}}\t{{.Digest}}`.
    Table,
}

impl Template {
    /// Reads a template.
    ///
    /// # Errors
    /// When its syntax is wrong, or it calls a function that there is not.
    pub fn parse(format: &str) -> Result<Self, TemplateError> {
        let (source, layout) = match format.strip_prefix("table ") {
            Some(row) => (row.replace("\\t", "\t").replace("\\n", "\n"), Layout::Table),
            None => (format.to_owned(), Layout::Plain),
        };
        engine(&source).map_err(|error| TemplateError::parsing(&source, error))?;
        Ok(Self { source, layout })
    }

    /// Whether an action of the template asks for a field or method of this name.
    pub fn mentions(&self, name: &str) -> bool {
        let ends = |at: usize| !self.source[at..].starts_with(|c: char| c.is_alphanumeric() || c == '_');
        let word = format!(".{name}");
        self.source.match_indices(&word).any(|(at, found)| ends(at + found.len()))
    }

    /// Whether it makes a line for each row of a list.
    pub fn is_table(&self) -> bool {
        self.layout == Layout::Table
    }

    /// The template filled in with `data`, which is of `shape`. `rows` names the member of `data` that holds the rows
    /// of a table.
    ///
    /// # Errors
    /// When the template asks for what cannot be, such as a field that there is not.
    pub fn render(&self, data: &Json, shape: &Shape, rows: Option<&str>) -> Result<String, TemplateError> {
        self.render_amid(data, shape, rows, &Surroundings::default())
    }

    /// The same, with more to look at than the data.
    ///
    /// # Errors
    /// Those of [`Self::render`].
    pub fn render_amid(
        &self,
        data: &Json,
        shape: &Shape,
        rows: Option<&str>,
        surroundings: &Surroundings,
    ) -> Result<String, TemplateError> {
        let mut complete = data.clone();
        shape.complete(&mut complete);
        let _order = functions::remember(&complete, data, surroundings);
        match self.layout {
            Layout::Plain => {
                let filled = self.fill(&Prepared::new(self, &complete, Lookup::Quick)?, &complete, &complete, shape)?;
                Ok(with_newline(filled))
            }
            Layout::Table => table::render(self, &complete, shape, rows),
        }
    }

    /// Fills in `data`, a part of `whole`. What fails is tried again with a lookup that can say what is wrong.
    fn fill(&self, prepared: &Prepared, data: &Json, whole: &Json, shape: &Shape) -> Result<String, TemplateError> {
        let context = Context::from(shape.value(data));
        let failed = |prepared: &Prepared, error| TemplateError::rendering(&self.source, &prepared.rewritten, error);
        prepared.engine.render(&context).map_err(|error| match Prepared::new(self, whole, Lookup::Careful) {
            Ok(careful) => match careful.engine.render(&context) {
                Ok(_) => failed(prepared, error),
                Err(error) => failed(&careful, error),
            },
            Err(_) => failed(prepared, error),
        })
    }
}

/// A template whose names fit some data.
struct Prepared {
    rewritten: Rewritten,
    engine: gtmpl_ng::Template,
}

impl Prepared {
    fn new(template: &Template, data: &Json, lookup: Lookup) -> Result<Self, TemplateError> {
        let rewritten = names::rewrite(&template.source, &Index::of(data), lookup);
        let engine = engine(&rewritten.text).map_err(|error| TemplateError::parsing(&template.source, error))?;
        Ok(Self { rewritten, engine })
    }
}

fn engine(source: &str) -> Result<gtmpl_ng::Template, ParseError> {
    let limits = Limits::default().with_function_output(VALUE_LIMIT).with_total_iterations(TURN_LIMIT);
    let mut engine = gtmpl_ng::Template::with_limits(limits);
    engine.add_funcs(functions::ALL);
    engine.parse(source)?;
    Ok(engine)
}

fn with_newline(mut text: String) -> String {
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

/// What is wrong with a template, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateError {
    /// What is wrong.
    pub message: String,
    /// Where, if that is known.
    pub place: Option<Place>,
}

/// A stretch of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line's number, from one.
    pub line: usize,
    /// The first character's number in its line, from one.
    pub column: usize,
    /// How many characters.
    pub length: usize,
    /// The whole line.
    pub text: String,
}

impl Place {
    /// The stretch of `source` between two byte offsets.
    fn new(source: &str, start: usize, end: usize) -> Self {
        let start = source.floor_char_boundary(start);
        let line_start = source[..start].rfind('\n').map_or(0, |at| at + 1);
        let text = source[line_start..].lines().next().unwrap_or_default();
        let end = source.floor_char_boundary(end.clamp(start, line_start + text.len().max(start - line_start)));
        Self {
            line: source[..start].matches('\n').count() + 1,
            column: source[line_start..start].chars().count() + 1,
            length: source[start..end].chars().count().max(1),
            text: text.to_owned(),
        }
    }
}

impl TemplateError {
    fn parsing(source: &str, error: ParseError) -> Self {
        match error {
            ParseError::WithContext(context, message) => {
                let start = offset(source, &context);
                Self { message, place: Some(Place::new(source, start, start + context.len)) }
            }
            other => Self { message: other.to_string(), place: None },
        }
    }

    fn rendering(source: &str, rewritten: &Rewritten, error: ExecError) -> Self {
        match error {
            ExecError::Structured(error) => {
                let start = offset(&rewritten.text, &error.context);
                let end = rewritten.original(start + error.context.len);
                let place = Place::new(source, rewritten.original(start), end);
                Self { message: error.message, place: Some(place) }
            }
            other => Self { message: other.to_string(), place: None },
        }
    }
}

/// The byte offset that a line and a column of bytes name.
fn offset(source: &str, context: &ErrorContext) -> usize {
    let lines = source.split_inclusive('\n').take(context.line.saturating_sub(1));
    (lines.map(str::len).sum::<usize>() + context.col.saturating_sub(1)).min(source.len())
}

impl std::fmt::Display for TemplateError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Some(place) = &self.place else { return write!(f, "the template is wrong: {}", self.message) };
        let Place { line, column, length, text } = place;
        writeln!(f, "the template is wrong at line {line}, column {column}: {}", self.message)?;
        let text: Cow<'_, str> = text.replace('\t', " ").into();
        writeln!(f, "{text}")?;
        write!(f, "{:indent$}{}", "", "^".repeat(*length), indent = column - 1)
    }
}

impl std::error::Error for TemplateError {}

#[cfg(test)]
mod tests;
