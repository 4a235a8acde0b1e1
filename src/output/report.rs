//! What a command gives back.

use std::io;

use serde::Serialize;
use serde_json::Value;

use super::{Form, Shape, Text};

/// The result of a command: data, and how it reads.
pub trait Report: Serialize {
    /// Writes it for people.
    ///
    /// # Errors
    /// Those of `write!` into `text`.
    fn write_text(&self, text: &mut Text) -> io::Result<()>;

    /// What JSON and templates show: the report itself, unless it says otherwise.
    ///
    /// # Errors
    /// When the report cannot be serialised.
    fn data(&self) -> serde_json::Result<Value> {
        serde_json::to_value(self)
    }

    /// What templates work on: the data, unless it has other names in the documents that people know.
    ///
    /// # Errors
    /// Those of [`Self::data`].
    fn template_data(&self) -> serde_json::Result<Value> {
        self.data()
    }

    /// What else a template may ask for by name, such as `GetDigest`: what regctl's types have as methods. None of it is
    /// part of the data.
    fn methods(&self) -> Vec<(&'static str, Value)> {
        Vec::new()
    }

    /// The fields that a template may ask for, where some of them are left out of the data while they are not set.
    fn shape(&self) -> &'static Shape {
        &Shape::Complete
    }

    /// The name of the list in the data whose elements are the rows of a `table` template.
    fn rows(&self) -> Option<&'static str> {
        None
    }

    /// The report in a form beside text and JSON, exact bytes, where it has that form.
    fn raw(&self, form: Form) -> Option<Vec<u8>> {
        let _ = form;
        None
    }
}
