//! `wharf blob head`: whether there is a blob, and how large it is.

use std::io;

use clap::Args;
use serde::Serialize;

use super::{ask_headers, headers};
use crate::app::App;
use crate::commands::FormatArgs;
use crate::commands::manifest::header_lines;
use crate::commands::place::parse_repository;
use crate::error::CliError;
use crate::oci::Digest;
use crate::output::{Form, Format, Report, Text};
use crate::reference::Location;

/// The arguments of `wharf blob head`.
#[derive(Args, Debug)]
#[command(after_help = "\
Of a registry the headers are printed that it answers with, of other places the digest and the size.

Examples:
  wharf blob head alpine sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
  wharf blob head --format '{{.Size}}' oci:./image sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
pub struct HeadArgs {
    /// The repository or layout
    #[arg(value_name = "REPOSITORY", value_parser = parse_repository)]
    pub repository: Location,
    /// The blob
    #[arg(value_name = "DIGEST")]
    pub digest: Digest,
    /// How the result is printed.
    #[command(flatten)]
    pub format: FormatArgs,
}

impl HeadArgs {
    /// Prints what is known of the blob.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        let size = app.source(&self.repository)?.stat_blob(&self.digest).await?;
        let headers = if *app.output.format() == Format::Text {
            headers(app, &self.repository, &self.digest).await?
        } else {
            ask_headers(app, &self.repository, &self.digest).await?
        };
        Ok(app.output.report(&BlobReport { name: self.repository.to_string(), digest: self.digest, size, headers })?)
    }
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct BlobReport {
    name: String,
    digest: Digest,
    size: u64,
    #[serde(skip)]
    headers: Option<Vec<(String, String)>>,
}

impl Report for BlobReport {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        if let Some(headers) = &self.headers {
            for (name, value) in headers {
                text.line(&format!("{name}: {value}"));
            }
            return Ok(());
        }
        text.fields([
            ("Name", self.name.clone()),
            ("Digest", self.digest.to_string()),
            ("Size", self.size.to_string()),
        ]);
        Ok(())
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
    fn a_blob_has_a_digest_and_a_size() {
        let digest = Digest::sha256(b"");
        let report = BlobReport { name: "localhost/a".to_owned(), digest: digest.clone(), size: 12_345, headers: None };
        assert_eq!(printed(&report, ""), format!("Name:   localhost/a\nDigest: {digest}\nSize:   12345\n"));
        assert_eq!(printed(&report, "{{.Size}}"), "12345\n");
        let headers = Some(vec![("content-length".to_owned(), "12345".to_owned())]);
        assert_eq!(printed(&BlobReport { headers, ..report }, ""), "content-length: 12345\n");
    }
}
