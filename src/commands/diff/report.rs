//! What `wharf diff` prints.

use std::io;

use jiff::Timestamp;
use serde::Serialize;

use super::config::ConfigChange;
use crate::layer::compare::{Aspect, Change, Facts, Side};
use crate::layer::{Kind, Time};
use crate::oci::Digest;
use crate::output::{Report, Text, humanize};

/// How two images differ.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct DiffReport {
    left: String,
    right: String,
    pub same: bool,
    pub config: Vec<ConfigChange>,
    pub layers: Vec<LayerLine>,
    #[serde(skip)]
    pub layers_same: bool,
    pub files: Vec<FileChange>,
    /// How many layers both have whose files were not looked at.
    pub unread_layers: usize,
}

/// A layer of one of the images, or of both.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct LayerLine {
    pub digest: Digest,
    pub size: u64,
    pub side: LayerSide,
}

/// Which image has something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LayerSide {
    /// Both.
    Both,
    /// The first alone.
    Left,
    /// The second alone.
    Right,
}

/// A file that is not the same.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct FileChange {
    path: String,
    change: Kept,
    /// What of it is another, where both have it.
    aspects: Vec<&'static str>,
    left: Option<FileFacts>,
    right: Option<FileFacts>,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Kept {
    Added,
    Removed,
    Changed,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct FileFacts {
    kind: Kind,
    mode: String,
    uid: u64,
    gid: u64,
    size: u64,
    modified: String,
    digest: Option<Digest>,
    link: Option<String>,
}

impl FileFacts {
    fn of(facts: &Facts) -> Self {
        let entry = &facts.entry;
        Self {
            kind: entry.kind,
            mode: format!("{:04o}", entry.mode),
            uid: entry.uid,
            gid: entry.gid,
            size: entry.size,
            modified: time(entry.mtime),
            digest: facts.digest.clone(),
            link: entry.link.as_ref().map(|link| String::from_utf8_lossy(link).into_owned()),
        }
    }
}

/// A time as RFC 3339 has it; seconds since 1970 where it is beyond all calendars.
fn time(time: Time) -> String {
    let nanos = i32::try_from(time.nanos).unwrap_or_default();
    Timestamp::new(time.seconds, nanos).map_or_else(|_| time.seconds.to_string(), |time| time.to_string())
}

impl FileChange {
    /// What a change says.
    pub fn of(change: &Change) -> Self {
        let kept = match (&change.left, &change.right, change.hidden) {
            (Some(_), Some(_), _) => Kept::Changed,
            (Some(_), None, _) | (None, None, Some(Side::Right)) => Kept::Removed,
            _ => Kept::Added,
        };
        Self {
            path: change.path.to_string(),
            change: kept,
            aspects: change.aspects.iter().map(|aspect| name(*aspect)).collect(),
            left: change.left.as_ref().map(FileFacts::of),
            right: change.right.as_ref().map(FileFacts::of),
        }
    }

    /// The change on a line.
    fn line(&self) -> String {
        let sign = match self.change {
            Kept::Added => '+',
            Kept::Removed => '-',
            Kept::Changed => '~',
        };
        let what: Vec<String> = match (&self.left, &self.right) {
            (Some(left), Some(right)) => self.aspects.iter().map(|aspect| told(aspect, left, right)).collect(),
            _ => Vec::new(),
        };
        if what.is_empty() {
            format!("  {sign} {}", self.path)
        } else {
            format!("  {sign} {}  {}", self.path, what.join(", "))
        }
    }
}

fn name(aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::Kind => "kind",
        Aspect::Mode => "mode",
        Aspect::Owner => "owner",
        Aspect::Size => "size",
        Aspect::Content => "content",
        Aspect::Link => "link",
        Aspect::Device => "device",
        Aspect::Attributes => "attributes",
        Aspect::Modified => "modified",
    }
}

fn told(aspect: &str, left: &FileFacts, right: &FileFacts) -> String {
    let link = |facts: &FileFacts| facts.link.clone().unwrap_or_default();
    match aspect {
        "kind" => format!("{} became {}", left.kind.name(), right.kind.name()),
        "mode" => format!("mode {} to {}", left.mode, right.mode),
        "owner" => format!("owner {}:{} to {}:{}", left.uid, left.gid, right.uid, right.gid),
        "size" => format!("size {} to {}", left.size, right.size),
        "link" => format!("link {} to {}", link(left), link(right)),
        "modified" => format!("modified {} to {}", left.modified, right.modified),
        other => other.to_owned(),
    }
}

impl DiffReport {
    /// Of two images that are the same so far.
    pub fn new(left: String, right: String) -> Self {
        let (config, layers, files) = (Vec::new(), Vec::new(), Vec::new());
        Self { left, right, same: true, config, layers, layers_same: true, files, unread_layers: 0 }
    }

    fn config_text(&self, text: &mut Text) {
        if !self.config.is_empty() {
            text.line("Config");
        }
        for change in &self.config {
            text.line(&format!("  ~ {}", change.path));
            change.left.iter().for_each(|value| text.line(&format!("    - {value}")));
            change.right.iter().for_each(|value| text.line(&format!("    + {value}")));
        }
    }
}

impl Report for DiffReport {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        if self.same {
            text.line("the images are the same");
            return Ok(());
        }
        self.config_text(text);
        if !self.layers_same {
            text.line("Layers");
            for layer in &self.layers {
                let sign = match layer.side {
                    LayerSide::Both => '=',
                    LayerSide::Left => '-',
                    LayerSide::Right => '+',
                };
                text.line(&format!("  {sign} {}  {}", layer.digest, humanize::bytes(layer.size)));
            }
        }
        if !self.files.is_empty() {
            text.line("Files");
            self.files.iter().for_each(|file| text.line(&file.line()));
        }
        if self.unread_layers > 0 {
            let many = self.unread_layers;
            let plural = if many == 1 { "layer that both have was" } else { "layers that both have were" };
            text.line(&format!("{many} {plural} not read: what is added may replace something there (--full knows)"));
        }
        Ok(())
    }
}
