//! How a list of files is printed.

use std::collections::BTreeMap;
use std::io;

use serde::Serialize;

use crate::layer::{Entry, EntryPath, Kind};
use crate::oci::{Descriptor, Digest};
use crate::output::{Column, Report, Table, Text};

/// What is shown of each file as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Columns {
    Paths,
    Layers,
    Long,
    LongWithLayers,
}

/// The files of an image.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct FilesReport {
    pub name: String,
    pub digest: Digest,
    pub layers: Vec<Descriptor>,
    pub files: Vec<Row>,
    #[serde(skip)]
    pub columns: Columns,
}

/// One file.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Row {
    pub path: EntryPath,
    #[serde(rename = "Type")]
    kind: Kind,
    /// The permissions in octal, four digits.
    mode: String,
    uid: u64,
    gid: u64,
    user: String,
    group: String,
    size: u64,
    mod_time: String,
    /// Where a symbolic link leads, as it says.
    link: String,
    /// The path that it is another name of.
    hard_link: String,
    /// Major and minor number of a device, `1:3`.
    device: String,
    /// The extended attributes, their values in hexadecimal digits.
    xattrs: BTreeMap<String, String>,
    layer: usize,
    layer_digest: Digest,
    /// The mode as `ls -l` shows it.
    #[serde(skip)]
    mode_text: String,
}

impl Row {
    pub fn new(entry: &Entry, hard_link: Option<&EntryPath>, layer: usize, layers: &[Descriptor]) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let hard_link = hard_link.cloned().or_else(|| entry.hard_link().ok().flatten());
        let link = entry.link.as_deref().filter(|_| entry.kind == Kind::Symlink);
        let xattrs = entry.xattrs().iter().map(|xattr| (text(&xattr.name), hex(&xattr.value))).collect();
        Self {
            path: entry.path.clone(),
            kind: entry.kind,
            mode: format!("{:04o}", entry.mode),
            uid: entry.uid,
            gid: entry.gid,
            user: entry.rare.as_ref().map(|rare| text(&rare.user)).unwrap_or_default(),
            group: entry.rare.as_ref().map(|rare| text(&rare.group)).unwrap_or_default(),
            size: entry.size,
            mod_time: entry.mtime.timestamp().map(|time| time.to_string()).unwrap_or_default(),
            link: link.map(text).unwrap_or_default(),
            hard_link: hard_link.map(|path| path.to_string()).unwrap_or_default(),
            device: entry.device.map(|(major, minor)| format!("{major}:{minor}")).unwrap_or_default(),
            xattrs,
            layer,
            layer_digest: layers[layer].digest.clone(),
            mode_text: entry.mode_text(),
        }
    }

    /// The path, and where a link leads.
    fn long_name(&self) -> String {
        if !self.link.is_empty() {
            format!("{} -> {}", self.path, self.link)
        } else if self.hard_link.is_empty() {
            self.path.to_string()
        } else {
            format!("{} link to {}", self.path, self.hard_link)
        }
    }

    fn layer_text(&self) -> String {
        format!("{} {}", self.layer, self.layer_digest.short())
    }

    fn long_cells(&self) -> [String; 4] {
        let size = if self.device.is_empty() { self.size.to_string() } else { self.device.replace(':', ", ") };
        // To the minute, as `2024-01-02 03:04`, in UTC.
        let time = self.mod_time.get(..16).unwrap_or(&self.mod_time).replace('T', " ");
        [self.mode_text.clone(), format!("{}:{}", self.uid, self.gid), size, time]
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Report for FilesReport {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        let long = [Column::left("MODE"), Column::right("OWNER"), Column::right("SIZE"), Column::left("MODIFIED")];
        let (layer, path) = (Column::left("LAYER"), Column::left("PATH"));
        let mut table = match self.columns {
            Columns::Paths => {
                for file in &self.files {
                    text.line(&file.path.to_string());
                }
                return Ok(());
            }
            Columns::Layers => Table::new([layer, path]),
            Columns::Long => Table::new(long.into_iter().chain([path])),
            Columns::LongWithLayers => Table::new(long.into_iter().chain([layer, path])),
        };
        for file in &self.files {
            match self.columns {
                Columns::Paths => {}
                Columns::Layers => table.row([file.layer_text(), file.path.to_string()]),
                Columns::Long => table.row(file.long_cells().into_iter().chain([file.long_name()])),
                Columns::LongWithLayers => {
                    table.row(file.long_cells().into_iter().chain([file.layer_text(), file.long_name()]));
                }
            }
        }
        text.table(&table);
        Ok(())
    }

    fn rows(&self) -> Option<&'static str> {
        Some("Files")
    }
}
