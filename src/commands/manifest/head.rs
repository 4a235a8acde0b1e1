//! `wharf manifest head`: the digest of a manifest, by one request without a body.

use std::io;

use clap::Args;
use serde::Serialize;
use serde_json::{Value, json};

use super::{ask_head, header_lines, header_map};
use crate::app::App;
use crate::commands::FormatArgs;
use crate::commands::opened::{ChoiceArgs, Opened};
use crate::error::CliError;
use crate::oci::{Descriptor, Digest, MediaType};
use crate::output::{Form, Report, Text};
use crate::reference::Location;

/// The arguments of `wharf manifest head`.
#[derive(Args, Debug)]
#[command(after_help = "\
The digest is printed; --format json tells media type and size too, and raw-headers prints what a registry answered.
A registry that leaves the digest out of its answer is asked for the manifest itself.

Examples:
  wharf manifest head alpine:3
  wharf manifest head --format '{{.Digest}}' alpine:3
  wharf manifest head --format raw-headers alpine:3")]
pub struct HeadArgs {
    /// The image or index
    #[arg(value_name = "IMAGE")]
    pub image: Location,
    /// Which manifest is meant.
    #[command(flatten)]
    pub choice: ChoiceArgs,
    /// Fetch the manifest where the registry's answer lacks the digest; always so, the flag is for regctl's scripts
    #[arg(long, hide = true)]
    pub require_digest: bool,
    /// How the result is printed.
    #[command(flatten)]
    pub format: FormatArgs,
}

impl HeadArgs {
    /// Prints the descriptor.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        let opened = Opened::new(app, &self.image)?;
        let selector = match self.choice.wanted() {
            Some(_) => opened.chosen_descriptor(&self.choice).await?.digest.into(),
            None => opened.selector.clone(),
        };
        let answer = ask_head(app, &self.image, &selector).await?;
        let (known, headers) = match answer {
            Some(answer) => (answer.descriptor, Some(answer.headers)),
            None => (Some(opened.source.resolve(&selector).await?), None),
        };
        let descriptor = match known {
            Some(descriptor) => descriptor,
            // A registry may leave the digest out of its answer: then the manifest itself tells.
            None => opened.source.manifest(&selector).await?.descriptor(),
        };
        self.choice.check(&descriptor, &opened.name)?;
        let Descriptor { digest, media_type, size, .. } = descriptor;
        let name = opened.name.to_string();
        Ok(app.output.report(&HeadReport { name, digest, media_type, size, headers })?)
    }
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct HeadReport {
    name: String,
    digest: Digest,
    media_type: MediaType,
    size: u64,
    #[serde(skip)]
    headers: Option<Vec<(String, String)>>,
}

impl Report for HeadReport {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        writeln!(text, "{}", self.digest)
    }

    fn methods(&self) -> Vec<(&'static str, Value)> {
        let descriptor = json!({"mediaType": self.media_type, "digest": self.digest, "size": self.size});
        let headers = self.headers.as_deref().map(header_map).unwrap_or_default();
        vec![
            ("GetDigest", json!(self.digest)),
            ("GetMediaType", json!(self.media_type)),
            ("GetDescriptor", descriptor.clone()),
            ("Descriptor", descriptor),
            ("IsList", json!(self.media_type.is_index())),
            ("IsSet", json!(false)),
            ("RawHeaders", headers),
        ]
    }

    fn raw(&self, form: Form) -> Option<Vec<u8>> {
        let headers = self.headers.as_ref().filter(|_| matches!(form, Form::Raw | Form::RawHeaders))?;
        Some(header_lines(headers).into_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::sample::printed;

    #[test]
    fn a_head_has_its_fields_and_its_headers() {
        let digest = Digest::sha256(b"x");
        let report = HeadReport {
            name: "localhost/a:1".to_owned(),
            digest: digest.clone(),
            media_type: MediaType::OCI_INDEX,
            size: 1234,
            headers: Some(vec![("content-length".to_owned(), "1234".to_owned()), ("etag".to_owned(), "x".to_owned())]),
        };
        assert_eq!(printed(&report, ""), format!("{digest}\n"));
        assert_eq!(printed(&report, "digest"), format!("{digest}\n"));
        let expected = format!("{digest} application/vnd.oci.image.index.v1+json true 1234\n");
        assert_eq!(printed(&report, "{{.GetDigest}} {{.GetMediaType}} {{.IsList}} {{.GetDescriptor.Size}}"), expected);
        assert_eq!(printed(&report, "{{index .RawHeaders \"Content-Length\" 0}} {{len .RawHeaders}}"), "1234 2\n");
        assert_eq!(printed(&report, "raw-headers"), "content-length: 1234\netag: x\n");
        assert_eq!(printed(&report, "{{.Digest}} {{.Size}}"), format!("{digest} 1234\n"));
        assert_eq!(HeadReport { headers: None, ..report }.raw(Form::RawHeaders), None);
    }
}
