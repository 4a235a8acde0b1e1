//! `wharf manifest get`: a manifest or an index, readable or byte for byte.

use std::io;

use clap::Args;
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use super::{ask_head, header_lines, header_map, wants_headers};
use crate::app::App;
use crate::commands::FormatArgs;
use crate::commands::describe::annotation_lines;
use crate::commands::opened::{ChoiceArgs, Opened};
use crate::commands::shapes;
use crate::error::CliError;
use crate::oci::{Descriptor, ImageIndex, ImageManifest, Manifest, RawManifest};
use crate::output::{Form, Report, Shape, Style, Text, humanize, sanitize};
use crate::reference::Location;

/// The arguments of `wharf manifest get`.
#[derive(Args, Debug)]
#[command(after_help = "\
--format raw-body prints the manifest byte for byte; raw-headers and raw, of a registry, its headers as well.

Examples:
  wharf manifest get alpine:3
  wharf manifest get --platform linux/arm64 alpine:3
  wharf manifest get --format raw-body alpine:3
  wharf manifest get --format '{{range .Layers}}{{println .Digest}}{{end}}' --platform local alpine:3")]
pub struct GetArgs {
    /// The image or index
    #[arg(value_name = "IMAGE")]
    pub image: Location,
    /// Which manifest is meant.
    #[command(flatten)]
    pub choice: ChoiceArgs,
    /// How the result is printed.
    #[command(flatten)]
    pub format: FormatArgs,
}

impl GetArgs {
    /// Prints the manifest.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        let opened = Opened::new(app, &self.image)?;
        let manifest = opened.chosen(&self.choice).await?;
        let headers = if wants_headers(app) {
            ask_head(app, &self.image, &manifest.digest.clone().into()).await?.map(|answer| answer.headers)
        } else {
            None
        };
        Ok(app.output.report(&ManifestReport { name: opened.name, manifest, headers })?)
    }
}

struct ManifestReport {
    name: Location,
    manifest: RawManifest,
    headers: Option<Vec<(String, String)>>,
}

impl Serialize for ManifestReport {
    /// The document as it is, fields that no specification names included.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let document: Value = serde_json::from_slice(&self.manifest.bytes).map_err(serde::ser::Error::custom)?;
        document.serialize(serializer)
    }
}

impl Report for ManifestReport {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        match self.manifest.parse() {
            Ok(Manifest::Image(image)) => {
                write_image(text, self, &image);
                Ok(())
            }
            Ok(Manifest::Index(index)) => {
                write_index(text, self, &index);
                Ok(())
            }
            // What is no manifest that we know is still a document.
            Err(_) => writeln!(text, "{}", sanitize::json(&serde_json::to_string_pretty(&self.data()?)?)),
        }
    }

    fn raw(&self, form: Form) -> Option<Vec<u8>> {
        let headers = self.headers.as_deref().map(header_lines);
        let body = self.manifest.bytes.as_ref();
        match form {
            Form::Body | Form::RawBody => Some(body.to_vec()),
            Form::RawHeaders => headers.map(String::into_bytes),
            Form::Raw => headers.map(|headers| [headers.as_bytes(), b"\n", body].concat()),
        }
    }

    fn methods(&self) -> Vec<(&'static str, Value)> {
        let document: Value = serde_json::from_slice(&self.manifest.bytes).unwrap_or_default();
        let descriptor = json!({
            "mediaType": self.manifest.media_type, "digest": self.manifest.digest, "size": self.manifest.bytes.len(),
        });
        let platforms = document["manifests"].as_array().into_iter().flatten().map(|child| child["platform"].clone());
        vec![
            ("GetDigest", json!(self.manifest.digest)),
            ("GetMediaType", json!(self.manifest.media_type)),
            ("GetDescriptor", descriptor.clone()),
            ("Descriptor", descriptor),
            ("GetConfig", document["config"].clone()),
            ("GetLayers", document["layers"].clone()),
            ("GetManifestList", document["manifests"].clone()),
            ("GetPlatformList", platforms.filter(|platform| !platform.is_null()).collect()),
            ("GetAnnotations", document["annotations"].clone()),
            ("GetSubject", document["subject"].clone()),
            ("GetSize", json!(total_size(&document))),
            ("GetOrig", document),
            ("IsList", json!(self.manifest.media_type.is_index())),
            ("IsSet", json!(true)),
            ("RawBody", json!(String::from_utf8_lossy(&self.manifest.bytes))),
            ("RawHeaders", self.headers.as_deref().map(header_map).unwrap_or_default()),
        ]
    }

    fn shape(&self) -> &'static Shape {
        match self.manifest.parse() {
            Ok(Manifest::Image(_)) => &shapes::IMAGE_MANIFEST,
            Ok(Manifest::Index(_)) => &shapes::IMAGE_INDEX,
            Err(_) => &Shape::Any,
        }
    }
}

/// The bytes of the config and the layers together.
fn total_size(document: &Value) -> u64 {
    let layers = document["layers"].as_array().into_iter().flatten();
    layers.chain([&document["config"]]).filter_map(|blob| blob["size"].as_u64()).fold(0, u64::saturating_add)
}

fn write_head(text: &mut Text, report: &ManifestReport, more: Vec<(&str, String)>) {
    let head = [
        ("Name", report.name.to_string()),
        ("MediaType", report.manifest.media_type.to_string()),
        ("Digest", report.manifest.digest.to_string()),
    ];
    text.fields(head.into_iter().chain(more));
}

fn write_image(text: &mut Text, report: &ManifestReport, image: &ImageManifest) {
    let total: u64 = image.layers.iter().map(|layer| layer.size).fold(image.config.size, u64::saturating_add);
    let more = vec![
        ("ArtifactType", image.artifact_type.as_ref().map(ToString::to_string).unwrap_or_default()),
        ("Subject", image.subject.as_ref().map(|subject| subject.digest.to_string()).unwrap_or_default()),
        ("Annotations", annotation_lines(&image.annotations)),
        ("Total Size", humanize::bytes(total)),
    ];
    write_head(text, report, more);
    write_section(text, "Config", [blob_fields(&image.config)]);
    write_section(text, "Layers", image.layers.iter().map(blob_fields));
}

fn write_index(text: &mut Text, report: &ManifestReport, index: &ImageIndex) {
    let more = vec![
        ("ArtifactType", index.artifact_type.as_ref().map(ToString::to_string).unwrap_or_default()),
        ("Subject", index.subject.as_ref().map(|subject| subject.digest.to_string()).unwrap_or_default()),
        ("Annotations", annotation_lines(&index.annotations)),
    ];
    write_head(text, report, more);
    write_section(text, "Manifests", index.manifests.iter().map(|child| child_fields(&report.name, child)));
}

/// What a part of the document consists of: for each entry a paragraph of `  Name: value`, which scripts search by line.
fn write_section(text: &mut Text, title: &str, entries: impl IntoIterator<Item = Vec<(&'static str, String)>>) {
    text.line("");
    text.styled(Style::Title, &format!("{title}:"));
    text.line("");
    for entry in entries {
        text.line("");
        text.fields(entry.into_iter().map(|(name, value)| (format!("  {name}"), value)));
    }
}

fn blob_fields(blob: &Descriptor) -> Vec<(&'static str, String)> {
    vec![
        ("Digest", blob.digest.to_string()),
        ("MediaType", blob.media_type.to_string()),
        ("Size", humanize::bytes(blob.size)),
        ("Annotations", annotation_lines(&blob.annotations)),
    ]
}

fn child_fields(place: &Location, child: &Descriptor) -> Vec<(&'static str, String)> {
    vec![
        ("Name", place.with(&child.digest.clone().into()).to_string()),
        ("Digest", child.digest.to_string()),
        ("MediaType", child.media_type.to_string()),
        ("ArtifactType", child.artifact_type.as_ref().map(ToString::to_string).unwrap_or_default()),
        ("Platform", child.platform.as_ref().map(ToString::to_string).unwrap_or_default()),
        ("Annotations", annotation_lines(&child.annotations)),
    ]
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;
    use crate::commands::sample::printed;
    use crate::oci::{Digest, MediaType};

    fn report(document: String) -> ManifestReport {
        let manifest = RawManifest::new(&MediaType::new(""), Bytes::from(document)).unwrap();
        ManifestReport { name: "localhost/a:1".parse().unwrap(), manifest, headers: None }
    }

    #[test]
    fn an_image_reads_as_its_config_and_layers_and_keeps_its_bytes() {
        let digest = Digest::sha256(b"");
        let document = format!(
            r#"{{"schemaVersion":2, "config":{{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"{digest}","size":100}},"layers":[{{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"{digest}","size":1400}}],"annotations":{{"a":"b"}},"x":[1]}}"#
        );
        let report = report(document.clone());
        let found = report.manifest.digest.clone();
        let expected = format!(
            "\
Name:        localhost/a:1
MediaType:   application/vnd.oci.image.manifest.v1+json
Digest:      {found}
Annotations: a=b
Total Size:  1.5 kB

Config:

  Digest:    {digest}
  MediaType: application/vnd.oci.image.config.v1+json
  Size:      100 B

Layers:

  Digest:    {digest}
  MediaType: application/vnd.oci.image.layer.v1.tar+gzip
  Size:      1.4 kB
"
        );
        assert_eq!(printed(&report, ""), expected);
        assert_eq!(printed(&report, "raw-body"), document);
        assert_eq!(printed(&report, "{{(index .Layers 0).Size}} {{index .X 0}}"), "1400 1\n");
        assert_eq!(report.raw(Form::Raw), None);
        let with = ManifestReport { headers: Some(vec![("a".to_owned(), "b".to_owned())]), ..report };
        assert_eq!(printed(&with, "raw"), format!("a: b\n\n{document}"));
    }

    #[test]
    fn an_index_reads_as_its_platforms() {
        let digest = Digest::sha256(b"");
        let document = format!(
            r#"{{"schemaVersion":2,"manifests":[{{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"{digest}","size":700,"platform":{{"os":"linux","architecture":"arm","variant":"v7"}}}}]}}"#
        );
        let report = report(document);
        let text = printed(&report, "");
        let paragraph = format!(
            "Manifests:\n\n  Name:      localhost/a@{digest}\n  Digest:    {digest}\n  MediaType: \
             application/vnd.oci.image.manifest.v1+json\n  Platform:  linux/arm/v7\n"
        );
        assert!(text.ends_with(&paragraph), "{text}");
        for (template, expected) in [
            ("{{range .Manifests}}{{.Platform}} {{.Digest}}{{end}}", format!("linux/arm/v7 {digest}")),
            ("{{.GetDigest}} {{.GetDescriptor.Digest}}", format!("{0} {0}", report.manifest.digest)),
            ("{{.IsList}} {{range .GetPlatformList}}{{.Architecture}}{{end}}", "true arm".to_owned()),
            ("{{range .GetManifestList}}{{.Platform.String}}{{end}}", "linux/arm/v7".to_owned()),
            ("{{printf \"%.7s\" .RawBody}}", "{\"schem".to_owned()),
        ] {
            assert_eq!(printed(&report, template), expected + "\n", "{template}");
        }
    }
}
