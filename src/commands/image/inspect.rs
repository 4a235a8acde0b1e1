//! `wharf image inspect`: the config of an image as it is.

use std::io;

use bytes::Bytes;
use clap::Args;
use serde::Serialize;
use serde_json::{Value, json};

use crate::app::App;
use crate::commands::FormatArgs;
use crate::commands::manifest::{ask_head, header_lines, header_map, wants_headers};
use crate::commands::opened::Opened;
use crate::commands::shapes;
use crate::error::{CliError, Exit};
use crate::oci::{Descriptor, Manifest, Platform};
use crate::output::{Form, Report, Shape, Text, sanitize};
use crate::reference::Location;

/// The arguments of `wharf image inspect`.
#[derive(Args, Debug)]
#[command(after_help = "\
Of several images, that for this machine is shown, unless --platform names another.
--format raw-body prints the config byte for byte; raw-headers and raw, of a registry, the headers of the image as
well.

Examples:
  wharf image inspect alpine:3
  wharf image inspect --platform linux/arm64 alpine:3
  wharf image inspect --format '{{json .Config.Env}}' alpine:3")]
pub struct InspectArgs {
    /// The image
    #[arg(value_name = "IMAGE")]
    pub image: Location,
    /// The image for this platform, where there are several: os/arch, os/arch/variant, or local
    #[arg(long, short, value_name = "PLATFORM")]
    pub platform: Option<Platform>,
    /// How the result is printed.
    #[command(flatten)]
    pub format: FormatArgs,
}

impl InspectArgs {
    /// Prints the config.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        let opened = Opened::new(app, &self.image)?;
        let manifest = opened.image_for(opened.manifest().await?, self.platform.as_ref()).await?;
        let image = match opened.parsed(&manifest)? {
            Manifest::Image(image) if image.config.media_type.is_image_config() => image,
            Manifest::Image(image) => {
                let what = format!("{} is no image: its config is of type {}", opened.name, image.config.media_type);
                return Err(CliError::new(Exit::Failure, what));
            }
            Manifest::Index(_) => {
                return Err(CliError::new(Exit::Failure, format!("{} is an index without images", opened.name)));
            }
        };
        let bytes = opened.config_bytes(&image).await?;
        let document = serde_json::from_slice(&bytes).map_err(|error| {
            CliError::new(Exit::Failure, format!("the config of {} is no JSON: {error}", opened.name))
        })?;
        let headers = if wants_headers(app) {
            ask_head(app, &self.image, &manifest.digest.into()).await?.map(|answer| answer.headers)
        } else {
            None
        };
        Ok(app.output.report(&ConfigReport { document, descriptor: image.config, bytes, headers })?)
    }
}

#[derive(Serialize)]
#[serde(transparent)]
struct ConfigReport {
    document: Value,
    /// What the manifest says of the config.
    #[serde(skip)]
    descriptor: Descriptor,
    #[serde(skip)]
    bytes: Bytes,
    /// Those of the manifest, where they were asked for and it is of a registry.
    #[serde(skip)]
    headers: Option<Vec<(String, String)>>,
}

impl Report for ConfigReport {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        let pretty = serde_json::to_string_pretty(&self.document)?;
        writeln!(text, "{}", sanitize::json(&pretty))
    }

    fn raw(&self, form: Form) -> Option<Vec<u8>> {
        let headers = self.headers.as_deref().map(header_lines);
        match (form, headers) {
            (Form::Raw, Some(headers)) => Some([headers.as_bytes(), b"\n", &self.bytes].concat()),
            (Form::RawHeaders, headers) => headers.map(String::into_bytes),
            (Form::Raw | Form::RawBody | Form::Body, _) => Some(self.bytes.to_vec()),
        }
    }

    fn methods(&self) -> Vec<(&'static str, Value)> {
        let descriptor = serde_json::to_value(&self.descriptor).unwrap_or_default();
        vec![
            ("GetDigest", json!(self.descriptor.digest)),
            ("GetDescriptor", descriptor.clone()),
            ("Descriptor", descriptor),
            ("GetConfig", self.document.clone()),
            ("RawBody", json!(String::from_utf8_lossy(&self.bytes))),
            ("RawHeaders", self.headers.as_deref().map(header_map).unwrap_or_default()),
        ]
    }

    fn shape(&self) -> &'static Shape {
        &shapes::IMAGE_CONFIG
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::sample::printed;
    use crate::oci::{Digest, MediaType};

    #[test]
    fn the_config_is_shown_as_the_document_it_is_and_byte_for_byte() {
        let text = "{\"os\":\"linux\", \"config\":{\"Env\":[\"A=\u{9b}2J\"]},\"x\":1}";
        let report = ConfigReport {
            document: serde_json::from_str(text).unwrap(),
            descriptor: Descriptor::of(MediaType::OCI_CONFIG, text.as_bytes()),
            bytes: Bytes::from_static(text.as_bytes()),
            headers: None,
        };
        let template = "{{.GetDescriptor.Digest}} {{.GetConfig.OS}} {{.RawBody}}";
        assert_eq!(printed(&report, template), format!("{} linux {text}\n", Digest::sha256(text.as_bytes())));
        let pretty = printed(&report, "");
        assert!(pretty.starts_with("{\n  \"os\": \"linux\",\n"), "{pretty}");
        assert_eq!(serde_json::from_str::<Value>(&pretty).unwrap(), report.document);
        assert!(!pretty.contains('\u{9b}'));
        assert_eq!(printed(&report, "{{index .Config.Env 0}}"), "A=\u{9b}2J\n");
        for form in ["raw", "raw-body", "rawBody", "body"] {
            assert_eq!(printed(&report, form), text, "{form}");
        }
        assert_eq!(report.raw(Form::RawHeaders), None);
        let report = ConfigReport { headers: Some(vec![("a".to_owned(), "b".to_owned())]), ..report };
        for form in ["raw-headers", "rawHeaders", "headers"] {
            assert_eq!(printed(&report, form), "a: b\n", "{form}");
        }
        assert_eq!(printed(&report, "raw"), format!("a: b\n\n{text}"));
    }

    #[test]
    fn a_template_tells_what_is_not_set_from_what_there_is_not() {
        let report = |text: &str| ConfigReport {
            document: serde_json::from_str(text).unwrap(),
            descriptor: Descriptor::of(MediaType::OCI_CONFIG, text.as_bytes()),
            bytes: Bytes::new(),
            headers: None,
        };
        let full = report(
            r#"{"os":"linux","config":{"Labels":{"a":"b"},"Volumes":null,"Env":["A=1"]},"history":[{"created_by":"x"}]}"#,
        );
        for report in [&full, &report(r#"{"config":null}"#), &report("{}")] {
            for (template, expected) in [
                ("user=[{{.Config.User}}] [{{.Config.WorkingDir}}] [{{.Variant}}]", "user=[] [] []\n"),
                ("{{len .Config.Volumes}} [{{index .Config.Labels \"nope\"}}] [{{.Config.Labels.nope}}]", "0 [] []\n"),
                ("{{range .History}}{{if .EmptyLayer}}!{{end}}{{end}}{{.Config.Cmd}}", "[]\n"),
            ] {
                assert_eq!(printed(report, template), expected, "{template}");
            }
        }
        assert_eq!(printed(&full, "{{(index .History 0).EmptyLayer}} {{.OS}}"), "false linux\n");
        assert_eq!(
            printed(&full, "{{json .Config.Labels}} {{json .History}}"),
            "{\"a\":\"b\"} [{\"created_by\":\"x\"}]\n"
        );
        assert_eq!(printed(&full, "json"), full.document.to_string() + "\n");
        for (template, there) in [("{{.Typo}}", "rootfs"), ("{{.Config.Typo}}", "WorkingDir")] {
            let error = crate::output::Template::parse(template)
                .unwrap()
                .render(&full.data().unwrap(), full.shape(), None)
                .map_err(crate::output::OutputError::from)
                .unwrap_err();
            assert!(error.is_usage() && error.to_string().contains("no field Typo"), "{error}");
            assert!(error.to_string().contains(there), "{error}");
        }
    }
}
