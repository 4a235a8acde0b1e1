//! `wharf serve key`: the keys that a registry signs its tokens with.

use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueHint};
use jiff::Timestamp;
use serde::Serialize;

use crate::app::App;
use crate::commands::FormatArgs;
use crate::error::CliError;
use crate::output::{Column, Report, Table, Text};
use crate::server::auth::{self, KeyFacts, Old, Rotation};
use crate::server::storage::Disk;

/// List and change the keys that a registry signs its tokens with
#[derive(Args, Debug)]
pub struct KeyArgs {
    /// The command.
    #[command(subcommand)]
    pub command: KeyCommand,
}

/// The commands of the group.
#[derive(Debug, Subcommand)]
pub enum KeyCommand {
    /// List the keys
    #[command(visible_alias = "list")]
    Ls(LsArgs),
    /// Sign with a new key from now on
    Rotate(RotateArgs),
}

/// The arguments of `wharf serve key ls`.
#[derive(Args, Debug)]
#[command(after_help = "\
A registry makes its first key when it starts with --auth bearer. Tokens are verified with every key that is listed.

Examples:
  wharf serve key ls
  wharf serve key ls /srv/images --format '{{range .Keys}}{{if .Signs}}{{.Id}}{{end}}{{end}}'")]
pub struct LsArgs {
    /// Which registry.
    #[command(flatten)]
    pub place: PlaceArgs,
    /// How the result is printed.
    #[command(flatten)]
    pub format: FormatArgs,
}

/// The arguments of `wharf serve key rotate`.
#[derive(Args, Debug)]
#[command(after_help = "\
The new key signs some seconds later, when every registry on the directory has seen it. Those from before verify what they
signed until that has ended (30 days, for what `docker login` may keep), and are removed by a later rotation. A registry
that runs takes the change up by itself. Where somebody has seen a key, --drop-old ends every token at once.

Examples:
  wharf serve key rotate /srv/images
  wharf serve key rotate --drop-old /srv/images")]
pub struct RotateArgs {
    /// Which registry.
    #[command(flatten)]
    pub place: PlaceArgs,
    /// Remove the keys from before at once: no token that they signed holds any more
    #[arg(long)]
    pub drop_old: bool,
    /// How the result is printed.
    #[command(flatten)]
    pub format: FormatArgs,
}

/// Which registry.
#[derive(Args, Debug)]
pub struct PlaceArgs {
    /// What the registry serves [default: as `wharf serve`]
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub dir: Option<PathBuf>,
}

impl PlaceArgs {
    fn keys(&self, app: &App, configured: Option<&Path>) -> Result<PathBuf, CliError> {
        let dir = match self.dir.as_deref().or(configured) {
            Some(dir) => dir,
            None => app.config.store_dir()?,
        };
        Ok(Disk::own_of(dir)?.join(super::KEYS))
    }
}

impl KeyArgs {
    /// Looks at the keys of the registry that the arguments name, or else the one that `wharf serve` is `configured`
    /// with, or changes them.
    pub fn run(self, app: &App, configured: Option<&Path>) -> Result<(), CliError> {
        match self.command {
            KeyCommand::Ls(args) => {
                let keys = auth::keys(&args.place.keys(app, configured)?)?;
                Ok(app.output.report(&KeysReport { keys: keys.into_iter().map(KeyRow::from).collect() })?)
            }
            KeyCommand::Rotate(args) => {
                let old = if args.drop_old { Old::Drop } else { Old::Keep };
                let Rotation { added, removed, kept } = auth::rotate(&args.place.keys(app, configured)?, old)?;
                Ok(app.output.outcome(&RotationReport { added, removed, kept })?)
            }
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct KeysReport {
    keys: Vec<KeyRow>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct KeyRow {
    /// What the key is called in the tokens that it signs (`kid`).
    id: String,
    /// When it was made.
    created: String,
    /// Whether new tokens are signed with it.
    signs: bool,
}

impl From<KeyFacts> for KeyRow {
    fn from(key: KeyFacts) -> Self {
        let created = Timestamp::from_second(key.created).map_or_else(|_| String::new(), |time| time.to_string());
        Self { id: key.id, created, signs: key.signs }
    }
}

impl Report for KeysReport {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        let mut table = Table::new([Column::left("KEY"), Column::left("CREATED"), Column::left("USE")]);
        for key in &self.keys {
            let purpose = if key.signs { "signs and verifies" } else { "verifies" };
            table.row([key.id.as_str(), &key.created, purpose]);
        }
        text.table(&table);
        Ok(())
    }

    fn rows(&self) -> Option<&'static str> {
        Some("Keys")
    }
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct RotationReport {
    added: String,
    removed: Vec<String>,
    kept: Vec<String>,
}

impl Report for RotationReport {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        writeln!(text, "{} added", self.added)?;
        for id in &self.removed {
            writeln!(text, "{id} removed")?;
        }
        for id in &self.kept {
            writeln!(text, "{id} kept, to verify what it signed")?;
        }
        Ok(())
    }
}
