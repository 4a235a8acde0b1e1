//! `wharf history`: how each layer of an image came to be, as docker shows it.

use std::io;

use clap::Args;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;

use crate::app::App;
use crate::commands::FormatArgs;
use crate::commands::opened::Opened;
use crate::error::{CliError, Exit};
use crate::oci::{Descriptor, History, ImageConfig, ImageManifest, Manifest, Platform};
use crate::output::{Column, Format, Report, Table, Text, humanize};
use crate::reference::Location;

/// How many characters of a command are shown, as in docker.
const COMMAND_WIDTH: usize = 45;

/// What stands for the image of a layer below the top one: only builders of old kept those.
const MISSING: &str = "<missing>";

/// The arguments of `wharf history`.
#[derive(Args, Debug)]
#[command(after_help = "\
The newest layer comes first. Sizes are those of the compressed layers, as the registry holds them; what made no
layer has 0. A template is filled in for each row, and json is an object on a line for each row, as with docker; the
fields are ID, CreatedSince, CreatedAt, CreatedBy, Size, Comment, and besides Bytes, Layer and EmptyLayer.

Examples:
  wharf history alpine:3
  wharf history --platform linux/arm64 --no-trunc alpine:3
  wharf history --format '{{.Size}} {{.CreatedBy}}' oci:./image:v1
  wharf history --human=false --format 'table {{.CreatedAt}}\\t{{.Size}}' store:alpine:3")]
pub struct HistoryArgs {
    /// The image
    #[arg(value_name = "IMAGE")]
    pub image: Location,
    /// The image for this platform, where there are several: os/arch, os/arch/variant, or local
    #[arg(long, short, value_name = "PLATFORM")]
    pub platform: Option<Platform>,
    /// Cut nothing
    #[arg(long)]
    pub no_trunc: bool,
    /// Print ages and sizes as people read them; =false prints times and bytes
    #[arg(long, short = 'H', num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    #[arg(value_name = "BOOL", default_value_t = true, action = clap::ArgAction::Set)]
    pub human: bool,
    /// Print only the IDs
    #[arg(long, short)]
    pub quiet: bool,
    /// How the result is printed.
    #[command(flatten)]
    pub format: FormatArgs,
}

impl HistoryArgs {
    /// Prints the history.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        let opened = Opened::new(app, &self.image)?;
        let manifest = opened.image_for(opened.manifest().await?, self.platform.as_ref()).await?;
        let no_image = || CliError::new(Exit::Failure, format!("{} is no image: it has no history", opened.name));
        let Manifest::Image(image) = opened.parsed(&manifest)? else { return Err(no_image()) };
        let config = opened.config(&image).await?.ok_or_else(no_image)?;
        let rows = self.rows(&image, &config, app.output.now());
        let each = match app.output.format() {
            Format::Json | Format::JsonPretty => true,
            Format::Template(template) => !template.is_table(),
            Format::Text | Format::Named(_) => false,
        };
        if !each {
            return Ok(app.output.report(&HistoryReport { rows, ids_alone: self.quiet, ages: self.human })?);
        }
        for row in &rows {
            app.output.report(row)?;
        }
        Ok(())
    }

    fn rows(&self, image: &ImageManifest, config: &ImageConfig, now: Timestamp) -> Vec<Row> {
        let id = if self.no_trunc { image.config.digest.to_string() } else { image.config.digest.short().to_owned() };
        let mut rows: Vec<Row> =
            steps(image, config).into_iter().rev().map(|(step, layer)| self.row(&step, layer, now)).collect();
        if let Some(top) = rows.first_mut() {
            top.id = id;
        }
        rows
    }

    fn row(&self, step: &History, layer: Option<&Descriptor>, now: Timestamp) -> Row {
        let created: Option<Timestamp> = step.created.as_deref().and_then(|created| created.parse().ok());
        let since = created.map_or_else(|| "N/A".to_owned(), |created| humanize::age(created, now));
        let bytes = layer.map(|layer| layer.size).unwrap_or_default();
        let command = step.created_by.clone().unwrap_or_default();
        Row {
            id: MISSING.to_owned(),
            created_since: since,
            created_at: step.created.clone().unwrap_or_default(),
            created_by: if self.no_trunc { command } else { cut(&command) },
            size: if self.human { humanize::bytes(bytes) } else { bytes.to_string() },
            comment: step.comment.clone().unwrap_or_default(),
            bytes,
            layer: layer.map(|layer| layer.digest.to_string()).unwrap_or_default(),
            empty_layer: layer.is_none(),
        }
    }
}

/// The steps of an image with the layer that each made, base first. Layers that the history forgot come last, and so
/// does nothing for a step that should have a layer where there is none left.
fn steps<'a>(image: &'a ImageManifest, config: &ImageConfig) -> Vec<(History, Option<&'a Descriptor>)> {
    let mut layers = image.layers.iter();
    let mut steps: Vec<_> =
        config.history.iter().map(|step| (step.clone(), if step.empty_layer { None } else { layers.next() })).collect();
    steps.extend(layers.map(|layer| (History::default(), Some(layer))));
    steps
}

/// A command as a table shows it: on one line, and not too long.
fn cut(command: &str) -> String {
    let line: String = command.split(['\t', '\n']).collect::<Vec<_>>().join(" ");
    if line.chars().count() <= COMMAND_WIDTH {
        return line;
    }
    line.chars().take(COMMAND_WIDTH - 1).chain(['…']).collect()
}

/// One step, by docker's names.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Row {
    #[serde(rename = "ID")]
    id: String,
    created_since: String,
    created_at: String,
    created_by: String,
    size: String,
    comment: String,
    bytes: u64,
    layer: String,
    empty_layer: bool,
}

impl Report for Row {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        text.line(&self.created_by);
        Ok(())
    }
}

#[derive(Serialize)]
struct HistoryReport {
    rows: Vec<Row>,
    #[serde(skip)]
    ids_alone: bool,
    /// Whether the time of a step is shown by its age.
    #[serde(skip)]
    ages: bool,
}

impl Report for HistoryReport {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        if self.ids_alone {
            self.rows.iter().for_each(|row| text.line(&row.id));
            return Ok(());
        }
        let mut table = Table::new([
            Column::left("IMAGE"),
            Column::left("CREATED"),
            Column::left("CREATED BY").flexible(),
            Column::left("SIZE"),
            Column::left("COMMENT").flexible(),
        ]);
        for row in &self.rows {
            let created = if self.ages { &row.created_since } else { &row.created_at };
            table.row([&row.id, created, &row.created_by, &row.size, &row.comment]);
        }
        text.table(&table);
        Ok(())
    }

    fn data(&self) -> serde_json::Result<Value> {
        serde_json::to_value(&self.rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oci::MediaType;

    fn history(text: &str) -> ImageConfig {
        serde_json::from_str(&format!("{{\"history\":{text}}}")).unwrap()
    }

    fn image(sizes: &[u64]) -> ImageManifest {
        let layers: Vec<Descriptor> = sizes
            .iter()
            .map(|size| Descriptor { size: *size, ..Descriptor::of(MediaType::OCI_LAYER, size.to_string().as_bytes()) })
            .collect();
        let config = Descriptor::of(MediaType::OCI_CONFIG, b"{}");
        serde_json::from_value(serde_json::json!({"schemaVersion": 2, "config": config, "layers": layers})).unwrap()
    }

    fn sizes(layers: &[u64], text: &str) -> Vec<Option<u64>> {
        let image = image(layers);
        steps(&image, &history(text)).into_iter().map(|(_, layer)| layer.map(|layer| layer.size)).collect()
    }

    #[test]
    fn each_step_has_its_layer_and_none_is_lost() {
        let (made, empty) = (r#"{"created_by":"x"}"#, r#"{"empty_layer":true}"#);
        for (layers, steps, expected) in [
            (&[1, 2][..], format!("[{made},{empty},{made}]"), vec![Some(1), None, Some(2)]),
            (&[1, 2], "[]".to_owned(), vec![Some(1), Some(2)]),
            (&[1, 2], format!("[{empty},{made}]"), vec![None, Some(1), Some(2)]),
            (&[1], format!("[{made},{made}]"), vec![Some(1), None]),
            (&[], "[]".to_owned(), vec![]),
        ] {
            assert_eq!(sizes(layers, &steps), expected, "{steps}");
        }
    }

    #[test]
    fn long_commands_are_cut_and_stay_on_their_line() {
        assert_eq!(cut("RUN a\n\tb"), "RUN a  b");
        assert_eq!(cut(&"é".repeat(45)), "é".repeat(45));
        assert_eq!(cut(&"é".repeat(46)), "é".repeat(44) + "…");
    }
}
