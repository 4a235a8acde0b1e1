//! `wharf digest`, also `wharf image digest`; and the digest of what comes in, where no image is named.

use std::io::{self, IsTerminal as _, Read as _};

use clap::Args;
use serde::Serialize;
use serde_json::{Value, json};

use crate::app::App;
use crate::commands::FormatArgs;
use crate::commands::opened::{ChoiceArgs, Opened};
use crate::error::{CliError, Exit};
use crate::oci::{Algorithm, Descriptor, Digest, MediaType};
use crate::output::{Report, Text};
use crate::reference::Location;

/// The arguments of `wharf digest`.
#[derive(Args, Debug)]
#[command(after_help = "\
Without an image, `wharf digest` reads standard input and prints its digest.

Examples:
  wharf digest alpine:3
  wharf digest --platform linux/arm64 alpine:3
  wharf digest oci:./image:v1
  wharf manifest get --format raw-body alpine:3 | wharf digest")]
pub struct DigestArgs {
    /// The image
    #[arg(value_name = "IMAGE")]
    pub image: Option<Location>,
    /// Of standard input: sha256 or sha512
    #[arg(long, value_name = "NAME", default_value = "sha256", hide_default_value = true)]
    #[arg(value_parser = parse_algorithm, conflicts_with = "image")]
    pub algorithm: Algorithm,
    /// Which manifest is meant.
    #[command(flatten)]
    pub choice: ChoiceArgs,
    /// How the result is printed.
    #[command(flatten)]
    pub format: FormatArgs,
}

impl DigestArgs {
    /// Prints the digest.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        let Some(image) = &self.image else { return self.of_input(app) };
        let opened = Opened::new(app, image)?;
        let descriptor = opened.chosen_descriptor(&self.choice).await?;
        let name = opened.name.to_string();
        let Descriptor { digest, media_type, size, .. } = descriptor;
        Ok(app.output.report(&DigestReport { name, digest, media_type, size })?)
    }

    /// Prints the digest of standard input.
    fn of_input(&self, app: &App) -> Result<(), CliError> {
        let mut input = io::stdin().lock();
        if input.is_terminal() {
            return Err(CliError::usage("name an image, or give something on standard input to be digested"));
        }
        let mut hasher = self.algorithm.hasher();
        let (mut buffer, mut size) = (vec![0; 64 << 10], 0);
        loop {
            match input.read(&mut buffer) {
                Ok(0) => break,
                Ok(count) => {
                    hasher.update(&buffer[..count]);
                    size += count as u64;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(CliError::new(Exit::Failure, format!("cannot read standard input: {error}"))),
            }
        }
        let (name, media_type) = ("-".to_owned(), MediaType::OCTET_STREAM);
        Ok(app.output.report(&DigestReport { name, digest: hasher.finish(), media_type, size })?)
    }
}

fn parse_algorithm(text: &str) -> Result<Algorithm, String> {
    match text {
        "sha256" => Ok(Algorithm::Sha256),
        "sha512" => Ok(Algorithm::Sha512),
        _ => Err(format!("{text:?} is none of sha256, sha512")),
    }
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct DigestReport {
    name: String,
    digest: Digest,
    media_type: MediaType,
    size: u64,
}

impl Report for DigestReport {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        writeln!(text, "{}", self.digest)
    }

    fn methods(&self) -> Vec<(&'static str, Value)> {
        let descriptor = json!({"mediaType": self.media_type, "digest": self.digest, "size": self.size});
        vec![
            ("String", json!(self.digest)),
            ("GetDigest", json!(self.digest)),
            ("GetMediaType", json!(self.media_type)),
            ("GetDescriptor", descriptor.clone()),
            ("Descriptor", descriptor),
        ]
    }
}
