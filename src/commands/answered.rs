//! A registry's own answer to a question about a list, in the forms that print it as it came.

use serde_json::{Value, json};

use super::manifest::{header_lines, header_map, wants_headers};
use crate::app::App;
use crate::output::{Form, Format};
use crate::registry::Answer;

/// An answer, where there is one: a place on this machine answers nothing.
pub struct Answered<'a>(pub Option<&'a Answer>);

impl Answered<'_> {
    /// Whether the result is printed in a form that needs the answer.
    pub fn wanted(app: &App) -> bool {
        wants_headers(app) || matches!(app.output.format(), Format::Named(_)) || app.output.is_asked_for("RawBody")
    }

    /// The answer in one of these forms.
    pub fn raw(&self, form: Form) -> Option<Vec<u8>> {
        let Answer { headers, body } = self.0?;
        let headers = header_lines(headers);
        Some(match form {
            Form::Body | Form::RawBody => body.to_vec(),
            Form::RawHeaders => headers.into_bytes(),
            Form::Raw => [headers.as_bytes(), b"\n", body].concat(),
        })
    }

    /// The answer as templates ask for it.
    pub fn methods(&self) -> Vec<(&'static str, Value)> {
        let Some(Answer { headers, body }) = self.0 else { return Vec::new() };
        vec![("RawBody", json!(String::from_utf8_lossy(body))), ("RawHeaders", header_map(headers))]
    }
}
