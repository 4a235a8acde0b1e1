//! `wharf ref`: a name of an image taken apart. Nothing is asked of anybody.

use std::io;

use clap::Args;
use serde::Serialize;
use serde_json::{Value, json};

use super::FormatArgs;
use crate::app::App;
use crate::error::CliError;
use crate::output::{Report, Text};
use crate::reference::{LayoutPath, Location, Reference};

/// The arguments of `wharf ref`.
#[derive(Args, Debug)]
#[command(after_help = "\
The parts are Scheme (reg, ocidir or store), Registry, Repository, Tag, Digest and Path; those that a name does not
have are empty.

Examples:
  wharf ref nginx
  wharf ref --format '{{.Registry}}' nginx
  wharf ref --format '{{.Repository}}:{{.Tag}}' ghcr.io/org/app:v1")]
pub struct RefArgs {
    /// The name
    #[arg(value_name = "IMAGE")]
    pub image: Location,
    /// How the result is printed.
    #[command(flatten)]
    pub format: FormatArgs,
}

impl RefArgs {
    /// Prints the whole name.
    pub fn run(self, app: &App) -> Result<(), CliError> {
        Ok(app.output.report(&RefReport(Parts::of(&self.image)))?)
    }
}

/// The parts of a name, as regctl's templates know them.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Parts {
    scheme: &'static str,
    /// The whole name, with everything that may be left out.
    reference: String,
    registry: String,
    repository: String,
    tag: String,
    digest: String,
    path: String,
}

impl Parts {
    pub(super) fn of(location: &Location) -> Self {
        match location {
            Location::Registry(reference) => Self::of_reference("reg", location, reference),
            Location::Store(reference) => Self::of_reference("store", location, reference),
            Location::Layout(LayoutPath { dir, tag, digest }) => Self {
                scheme: "ocidir",
                reference: location.to_string(),
                tag: tag.as_ref().map(ToString::to_string).unwrap_or_default(),
                digest: digest.as_ref().map(ToString::to_string).unwrap_or_default(),
                path: dir.display().to_string(),
                ..Self::default()
            },
            // A tar and an engine have names of their own, which no part of a reference stands for.
            Location::Archive(_) | Location::Daemon(_) => Self {
                scheme: if matches!(location, Location::Archive(_)) { "archive" } else { "docker-daemon" },
                reference: location.to_string(),
                ..Self::default()
            },
        }
    }

    fn of_reference(scheme: &'static str, location: &Location, reference: &Reference) -> Self {
        let written = match (&reference.tag, &reference.digest) {
            (None, None) => location.with(&reference.selector()),
            _ => location.clone(),
        };
        let named = match &written {
            Location::Registry(reference) | Location::Store(reference) => reference,
            _ => reference,
        };
        Self {
            scheme,
            reference: written.to_string(),
            registry: named.registry.to_string(),
            repository: named.repository.to_string(),
            tag: named.tag.as_ref().map(ToString::to_string).unwrap_or_default(),
            digest: named.digest.as_ref().map(ToString::to_string).unwrap_or_default(),
            path: String::new(),
        }
    }
}

#[derive(Serialize)]
#[serde(transparent)]
struct RefReport(Parts);

impl Report for RefReport {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        text.line(&self.0.reference);
        Ok(())
    }

    fn methods(&self) -> Vec<(&'static str, Value)> {
        vec![("CommonName", json!(self.0.reference))]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::sample::printed;
    use crate::oci::Digest;

    #[test]
    fn names_are_taken_apart() {
        let digest = Digest::sha256(b"").to_string();
        let template = "{{.Scheme}}|{{.Registry}}|{{.Repository}}|{{.Tag}}|{{.Digest}}|{{.Path}}";
        for (name, whole, parts) in [
            ("nginx", "docker.io/library/nginx:latest", "reg|docker.io|library/nginx|latest||".to_owned()),
            ("localhost:5000/a/b:v1", "localhost:5000/a/b:v1", "reg|localhost:5000|a/b|v1||".to_owned()),
            (
                &format!("ghcr.io/org/app@{digest}"),
                &format!("ghcr.io/org/app@{digest}"),
                format!("reg|ghcr.io|org/app||{digest}|"),
            ),
            ("ocidir://dir/x:v1", "oci:dir/x:v1", "ocidir|||v1||dir/x".to_owned()),
            ("oci:dir", "oci:dir", "ocidir|||||dir".to_owned()),
        ] {
            let report = RefReport(Parts::of(&name.parse().unwrap()));
            assert_eq!(printed(&report, ""), format!("{whole}\n"), "{name}");
            assert_eq!(printed(&report, "{{.CommonName}}"), format!("{whole}\n"), "{name}");
            assert_eq!(printed(&report, template), parts + "\n", "{name}");
        }
    }
}
