//! What `wharf inspect` shows, as data and as text.

use std::io;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::commands::describe::{annotation_lines, layer_table, manifest_table};
use crate::commands::shapes;
use crate::oci::{
    Annotations, Descriptor, Digest, History, ImageConfig, ImageManifest, MediaType, Platform, RootFs, RunConfig,
};
use crate::output::{Column, Report, Shape, Style, Table, Text, humanize};

/// A named image or index, and the one image of it that is shown in full.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct InspectReport {
    pub(super) name: String,
    pub(super) digest: Digest,
    pub(super) media_type: MediaType,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) artifact_type: Option<MediaType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) subject: Option<Descriptor>,
    #[serde(skip_serializing_if = "Annotations::is_empty")]
    pub(super) annotations: Annotations,
    /// The children, where it is an index.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) manifests: Option<Vec<Descriptor>>,
    #[serde(flatten)]
    pub(super) image: Option<ImageDetails>,
    #[serde(skip)]
    pub(super) show_history: bool,
}

/// One image in full. Its fields stand beside those of the name, by the words that docker uses.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct ImageDetails {
    /// The digest of the manifest, which in an index is another than that of the name.
    image_digest: Digest,
    #[serde(skip_serializing_if = "Annotations::is_empty")]
    image_annotations: Annotations,
    config_digest: Digest,
    config_media_type: MediaType,
    /// Bytes of config and layers, as they are stored.
    size: u64,
    layers: Vec<Descriptor>,
    #[serde(flatten)]
    config: Option<ConfigDetails>,
}

/// What the config says; an artifact has none.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct ConfigDetails {
    #[serde(serialize_with = "as_text")]
    platform: Platform,
    architecture: String,
    os: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    variant: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    created: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<String>,
    config: RunConfig,
    #[serde(rename = "RootFS")]
    root_fs: RootFs,
    history: Vec<History>,
}

/// The fields of a report, whatever it is of.
const SHAPE: Shape = Shape::Struct(&[
    ("Name", Shape::Text),
    ("Digest", Shape::Text),
    ("MediaType", Shape::Text),
    ("ArtifactType", Shape::Text),
    ("Subject", Shape::Optional(&shapes::DESCRIPTOR)),
    ("Annotations", Shape::Keyed),
    ("Manifests", Shape::List(&shapes::DESCRIPTOR)),
    ("ImageDigest", Shape::Text),
    ("ImageAnnotations", Shape::Keyed),
    ("ConfigDigest", Shape::Text),
    ("ConfigMediaType", Shape::Text),
    ("Size", Shape::Number),
    ("Layers", Shape::List(&shapes::DESCRIPTOR)),
    ("Platform", Shape::Text),
    ("Architecture", Shape::Text),
    ("Os", Shape::Text),
    ("Variant", Shape::Text),
    ("Created", Shape::Text),
    ("Author", Shape::Text),
    ("Config", shapes::RUN_CONFIG),
    ("RootFS", shapes::ROOT_FS),
    ("History", Shape::List(&shapes::HISTORY)),
]);

fn as_text<S: serde::Serializer>(platform: &Platform, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(platform)
}

impl ImageDetails {
    /// The details of the image `digest`.
    pub(super) fn new(digest: Digest, image: ImageManifest, config: Option<ImageConfig>) -> Self {
        let layers = image.layers.iter().map(|layer| layer.size);
        Self {
            image_digest: digest,
            image_annotations: image.annotations,
            config_digest: image.config.digest,
            config_media_type: image.config.media_type,
            size: layers.fold(image.config.size, u64::saturating_add),
            layers: image.layers,
            config: config.map(ConfigDetails::from),
        }
    }
}

impl From<ImageConfig> for ConfigDetails {
    fn from(config: ImageConfig) -> Self {
        Self {
            platform: config.platform(),
            architecture: config.architecture,
            os: config.os,
            variant: config.variant,
            created: config.created,
            author: config.author,
            config: config.config.unwrap_or_default(),
            root_fs: config.rootfs,
            history: config.history,
        }
    }
}

impl Report for InspectReport {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        let optional = |value: Option<String>| value.unwrap_or_default();
        text.fields([
            ("Name", self.name.clone()),
            ("Digest", self.digest.to_string()),
            ("Media type", self.media_type.to_string()),
            ("Artifact type", optional(self.artifact_type.as_ref().map(ToString::to_string))),
            ("Subject", optional(self.subject.as_ref().map(|subject| subject.digest.to_string()))),
            ("Annotations", annotation_lines(&self.annotations)),
        ]);
        if let Some(manifests) = &self.manifests {
            title(text, &format!("Manifests ({}):", manifests.len()));
            text.table(&manifest_table(manifests));
        }
        if let Some(image) = &self.image {
            self.write_image(text, image);
        }
        Ok(())
    }

    fn rows(&self) -> Option<&'static str> {
        Some(if self.manifests.is_some() { "Manifests" } else { "Layers" })
    }

    fn shape(&self) -> &'static Shape {
        &SHAPE
    }
}

impl InspectReport {
    fn write_image(&self, text: &mut Text, image: &ImageDetails) {
        text.line("");
        let mut fields = Vec::new();
        if self.manifests.is_some() {
            fields.push(("Image", image.image_digest.to_string()));
            fields.push(("Annotations", annotation_lines(&image.image_annotations)));
        }
        match &image.config {
            Some(config) => fields.extend(config_fields(config, text)),
            None => fields.push(("Config type", image.config_media_type.to_string())),
        }
        fields.push(("Size", humanize::bytes(image.size)));
        text.fields(fields);
        title(text, &format!("Layers ({}):", image.layers.len()));
        text.table(&layer_table(&image.layers));
        if let Some(config) = image.config.as_ref().filter(|_| self.show_history) {
            title(text, &format!("History ({}):", config.history.len()));
            text.table(&history_table(config, &image.layers, text));
        }
    }
}

fn title(text: &mut Text, title: &str) {
    text.line("");
    text.styled(Style::Title, title);
    text.line("");
}

fn config_fields(config: &ConfigDetails, text: &Text) -> Vec<(&'static str, String)> {
    let run = &config.config;
    let created = config.created.as_deref().filter(|created| humanize::time(created).is_some());
    let created = created.map(|created| format!("{created} ({})", humanize::age_of(created, text.now())));
    let command = |words: &Option<Vec<String>>| words.as_ref().map(|words| as_command(words)).unwrap_or_default();
    let keys = |map: &Option<Map<String, Value>>| -> String {
        map.iter().flat_map(|map| map.keys()).map(String::as_str).collect::<Vec<_>>().join(", ")
    };
    let platform = Some(&config.platform).filter(|platform| !platform.os.is_empty());
    vec![
        ("Platform", platform.map(ToString::to_string).unwrap_or_default()),
        ("Created", created.unwrap_or_default()),
        ("Author", config.author.clone().unwrap_or_default()),
        ("Entrypoint", command(&run.entrypoint)),
        ("Cmd", command(&run.cmd)),
        ("Working dir", run.working_dir.clone().unwrap_or_default()),
        ("User", run.user.clone().unwrap_or_default()),
        ("Env", run.env.iter().flatten().map(|line| one_line(line)).collect::<Vec<_>>().join("\n")),
        ("Exposed ports", keys(&run.exposed_ports)),
        ("Volumes", keys(&run.volumes)),
        ("Stop signal", run.stop_signal.clone().unwrap_or_default()),
        ("Labels", run.labels.as_ref().map(annotation_lines).unwrap_or_default()),
    ]
}

fn one_line(text: &str) -> String {
    text.replace('\n', "\\n")
}

/// Words as they stand in an image: the JSON list, which shows where each one ends.
fn as_command(words: &[String]) -> String {
    Value::from(words).to_string()
}

/// Steps, oldest first, each with the size of the layer that it made.
fn history_table(config: &ConfigDetails, layers: &[Descriptor], text: &Text) -> Table {
    let mut table = Table::new([Column::left("CREATED"), Column::right("SIZE"), Column::left("CREATED BY").flexible()]);
    let mut sizes = layers.iter().map(|layer| layer.size);
    for step in &config.history {
        let size = if step.empty_layer { None } else { sizes.next() };
        let created = step.created.as_deref().unwrap_or_default();
        let by = step.created_by.as_deref().or(step.comment.as_deref()).unwrap_or_default();
        table.row([
            humanize::age_of(created, text.now()),
            size.map_or_else(|| "-".to_owned(), humanize::bytes),
            by.to_owned(),
        ]);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::sample::printed;

    fn image() -> ImageDetails {
        let layer = Descriptor::new(MediaType::OCI_LAYER_GZIP, Digest::sha256(b"layer"), 1400);
        let image = ImageManifest {
            schema_version: 2,
            media_type: MediaType::OCI_MANIFEST,
            artifact_type: None,
            config: Descriptor::new(MediaType::OCI_CONFIG, Digest::sha256(b"config"), 100),
            layers: vec![layer],
            subject: None,
            annotations: [("b", "c")].into_iter().collect(),
            other: Map::new(),
        };
        let config = r#"{"created":"2025-05-29T00:00:00Z","os":"linux","architecture":"amd64","config":{"Env":["A=1\n2","B=\u001b[2J"],"Cmd":["sh","-c","a b"],"ExposedPorts":{"80/tcp":{},"443/tcp":{}},"Labels":{"l":"m"},"Healthcheck":{"Test":["NONE"]}},"rootfs":{"type":"layers","diff_ids":[]},"history":[{"created":"2025-05-29T00:00:00Z","created_by":"ADD x"},{"created_by":"CMD [\"sh\"]","empty_layer":true}]}"#;
        ImageDetails::new(Digest::sha256(b"manifest"), image, Some(serde_json::from_str(config).unwrap()))
    }

    fn report(manifests: Option<Vec<Descriptor>>, image: Option<ImageDetails>) -> InspectReport {
        InspectReport {
            name: "localhost/a:1".to_owned(),
            digest: Digest::sha256(b"top"),
            media_type: MediaType::OCI_MANIFEST,
            artifact_type: None,
            subject: None,
            annotations: Annotations::default(),
            manifests,
            image,
            show_history: true,
        }
    }

    #[test]
    fn an_image_reads_as_what_runs_and_what_it_is_made_of() {
        let expected = format!(
            r#"Name:       localhost/a:1
Digest:     {top}
Media type: application/vnd.oci.image.manifest.v1+json

Platform:      linux/amd64
Created:       2025-05-29T00:00:00Z (3 days ago)
Cmd:           ["sh","-c","a b"]
Env:           A=1\n2
               B=\x1b[2J
Exposed ports: 80/tcp, 443/tcp
Labels:        l=m
Size:          1.5 kB

Layers (1):
DIGEST                                                                      SIZE   MEDIA TYPE
{layer}   1.4 kB   application/vnd.oci.image.layer.v1.tar+gzip

History (2):
CREATED        SIZE   CREATED BY
3 days ago   1.4 kB   ADD x
-                 -   CMD ["sh"]
"#,
            top = Digest::sha256(b"top"),
            layer = Digest::sha256(b"layer"),
        );
        assert_eq!(printed(&report(None, Some(image())), ""), expected);
    }

    #[test]
    fn templates_find_what_docker_users_look_for() {
        let report = report(None, Some(image()));
        for (template, expected) in [
            ("{{.Digest}}", Digest::sha256(b"top").to_string()),
            ("{{.Os}}/{{.Architecture}} {{.Platform}} {{.Size}}", "linux/amd64 linux/amd64 1500".to_owned()),
            ("{{json .Config.Cmd}} {{.Config.Labels.l}}", r#"["sh","-c","a b"] m"#.to_owned()),
            ("{{range .Layers}}{{.Size}}{{end}}", "1400".to_owned()),
            ("{{json .Config.Healthcheck}}", r#"{"Test":["NONE"]}"#.to_owned()),
        ] {
            assert_eq!(printed(&report, template).trim_end(), expected, "{template}");
        }
    }

    #[test]
    fn an_index_shows_its_children_and_which_one_is_described() {
        let mut child = Descriptor::new(MediaType::OCI_MANIFEST, Digest::sha256(b"manifest"), 700);
        child.platform = Some(Platform::new("linux", "arm", Some("v7")));
        let text = printed(&report(Some(vec![child.clone()]), Some(image())), "");
        assert!(text.contains("Manifests (1):\nPLATFORM       DIGEST"), "{text}");
        assert!(text.contains(&format!("linux/arm/v7   {}   700 B", child.digest)), "{text}");
        assert!(text.contains(&format!("Image:         {}\nAnnotations:   b=c\n", child.digest)), "{text}");
        let alone = printed(&report(Some(vec![child]), None), "json");
        assert!(alone.contains("\"Manifests\":[{") && !alone.contains("Layers"), "{alone}");
    }
}
