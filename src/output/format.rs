//! The value of `--format`.

use std::str::FromStr;

use super::{OutputError, Template};

/// In which form a report is printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Text for people.
    #[default]
    Text,
    /// JSON on one line.
    Json,
    /// JSON, indented.
    JsonPretty,
    /// A form that the report itself offers.
    Named(Form),
    /// A Go template over the JSON.
    Template(Template),
}

/// A form that a report may offer beside text and JSON: bytes as they came from the registry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Headers and body.
    Raw,
    /// The body, with `raw-` in front for those who come from regctl.
    RawBody,
    /// The headers.
    RawHeaders,
    /// The body.
    Body,
}

impl Form {
    /// Every form.
    pub const ALL: [Self; 4] = [Self::Raw, Self::RawBody, Self::RawHeaders, Self::Body];

    /// The word that stands for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Raw => "raw",
            Self::RawBody => "raw-body",
            Self::RawHeaders => "raw-headers",
            Self::Body => "body",
        }
    }

    /// The form that a word stands for: its name, or what regctl calls it.
    fn named(word: &str) -> Option<Self> {
        match word {
            "rawBody" => Some(Self::RawBody),
            "rawHeaders" | "headers" => Some(Self::RawHeaders),
            name => Self::ALL.into_iter().find(|form| form.name() == name),
        }
    }
}

impl FromStr for Format {
    type Err = OutputError;

    fn from_str(text: &str) -> Result<Self, OutputError> {
        match text {
            "" | "text" => Ok(Self::Text),
            "json" => Ok(Self::Json),
            "jsonPretty" | "json-pretty" | "prettyjson" => Ok(Self::JsonPretty),
            // What regctl calls the answer to `manifest head`.
            "digest" => Ok(Self::Template(Template::parse("{{.Digest}}")?)),
            template if template.contains("{{") => Ok(Self::Template(Template::parse(template)?)),
            name => match Form::named(name) {
                Some(form) => Ok(Self::Named(form)),
                None => Err(OutputError::Format { format: name.to_owned() }),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_templates_and_nonsense_are_told_apart() {
        for (text, expected) in [
            ("", Format::Text),
            ("json", Format::Json),
            ("prettyjson", Format::JsonPretty),
            ("raw", Format::Named(Form::Raw)),
            ("raw-body", Format::Named(Form::RawBody)),
            ("rawBody", Format::Named(Form::RawBody)),
            ("body", Format::Named(Form::Body)),
            ("raw-headers", Format::Named(Form::RawHeaders)),
            ("rawHeaders", Format::Named(Form::RawHeaders)),
            ("headers", Format::Named(Form::RawHeaders)),
        ] {
            assert_eq!(text.parse::<Format>().unwrap(), expected);
        }
        assert!(matches!("{{.Digest}}".parse(), Ok(Format::Template(_))));
        let error = "yaml".parse::<Format>().unwrap_err();
        assert!(error.is_usage() && error.to_string().contains("unknown format \"yaml\""), "{error}");
        assert!(error.to_string().contains("'{{.Digest}}'"), "{error}");
        assert!("{{.Digest".parse::<Format>().unwrap_err().is_usage());
    }
}
