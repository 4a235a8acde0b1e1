//! `wharf artifact tree`: an image with all that hangs on it.

use std::io;

use clap::Args;
use serde::Serialize;

use super::referrers::{FilterArgs, Subject};
use crate::app::App;
use crate::artifact::{Forest, Found, Node};
use crate::commands::FormatArgs;
use crate::content::TagQuery;
use crate::error::CliError;
use crate::oci::{Annotations, Digest, MediaType, Platform};
use crate::output::{Report, Text};
use crate::reference::Location;

/// The arguments of `wharf artifact tree`.
#[derive(Args, Debug)]
#[command(after_help = "\
The children of an index stand below it, and below each what refers to it. The filters are for what refers to something.

Examples:
  wharf artifact tree registry.example.org/app:v1
  wharf artifact tree --digest-tags --filter-artifact-type application/spdx+json registry.example.org/app:v1")]
pub struct TreeArgs {
    /// The image
    #[arg(value_name = "IMAGE")]
    pub image: Location,
    /// What is sorted out.
    #[command(flatten)]
    pub filter: FilterArgs,
    /// Begin at the image for this platform: os/arch, os/arch/variant, or local
    #[arg(long, short, value_name = "PLATFORM")]
    pub platform: Option<Platform>,
    /// Show the tags too that stand for a digest (sha256-HEX.sig and the like)
    #[arg(long)]
    pub digest_tags: bool,
    /// Look for what refers to the image in this other repository
    #[arg(long, value_name = "REPOSITORY")]
    pub external: Option<Location>,
    /// How the result is printed.
    #[command(flatten)]
    pub format: FormatArgs,
}

impl TreeArgs {
    /// Prints the tree.
    pub async fn run(self, app: &App) -> Result<(), CliError> {
        let subject = Subject::find(app, &self.image, self.platform.clone(), self.external.as_ref()).await?;
        let tags = if self.digest_tags { subject.home.tags(&TagQuery::default()).await? } else { Vec::new() };
        let forest = Forest::new(subject.opened.source.clone(), subject.home.clone(), self.filter.choice(), tags);
        let root = forest.grow(subject.descriptor).await?;
        Ok(app.output.report(&TreeReport { reference: subject.opened.name.to_string(), root: Branch::of(root) })?)
    }
}

#[derive(Serialize)]
struct TreeReport {
    reference: String,
    #[serde(flatten)]
    root: Branch,
}

/// A node as it is printed.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Branch {
    digest: Digest,
    media_type: MediaType,
    size: u64,
    platform: Option<Platform>,
    artifact_type: Option<MediaType>,
    annotations: Annotations,
    missing: bool,
    digest_tags: Vec<String>,
    child: Vec<Branch>,
    referrer: Vec<Branch>,
}

impl Branch {
    fn of(node: Node) -> Self {
        let all = |nodes: Vec<Node>| nodes.into_iter().map(Self::of).collect();
        Self {
            digest: node.descriptor.digest,
            media_type: node.descriptor.media_type,
            size: node.descriptor.size,
            platform: node.descriptor.platform,
            artifact_type: node.descriptor.artifact_type,
            annotations: node.descriptor.annotations,
            missing: node.found == Found::Missing,
            digest_tags: node.tags,
            child: all(node.children),
            referrer: all(node.referrers),
        }
    }

    /// What stands behind the digest.
    fn remarks(&self) -> String {
        let platform = self.platform.as_ref().map(|platform| format!(" [{platform}]")).unwrap_or_default();
        let kind = self.artifact_type.as_ref().map(|kind| format!(": {kind}")).unwrap_or_default();
        let missing = if self.missing { " (not here)" } else { "" };
        format!("{platform}{kind}{missing}")
    }

    fn write(&self, text: &mut Text, indent: &str) {
        for (title, nodes) in [("Children", &self.child), ("Referrers", &self.referrer)] {
            if nodes.is_empty() {
                continue;
            }
            text.line(&format!("{indent}{title}:"));
            for node in nodes {
                text.line(&format!("{indent}  - {}{}", node.digest, node.remarks()));
                node.write(text, &format!("{indent}    "));
            }
        }
        if !self.digest_tags.is_empty() {
            text.line(&format!("{indent}Tags:"));
            self.digest_tags.iter().for_each(|tag| text.line(&format!("{indent}  - {tag}")));
        }
    }
}

impl Report for TreeReport {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        text.line(&format!("Ref: {}", self.reference));
        text.line(&format!("Digest: {}{}", self.root.digest, self.root.remarks()));
        self.root.write(text, "");
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::sample::printed;
    use crate::oci::Descriptor;

    fn node(name: &str, kind: Option<&str>) -> Node {
        let mut descriptor = Descriptor::of(MediaType::OCI_MANIFEST, name.as_bytes());
        descriptor.artifact_type = kind.map(MediaType::new);
        Node { descriptor, found: Found::Whole, children: vec![], referrers: vec![], tags: vec![] }
    }

    #[test]
    fn a_tree_is_indented() {
        let (mut root, mut child, mut sbom) = (node("root", None), node("child", None), node("sbom", Some("a/sbom")));
        sbom.tags = vec!["sha256-1.sig".to_owned()];
        child.descriptor.platform = Some("linux/amd64".parse().unwrap());
        child.referrers = vec![sbom.clone()];
        let gone = Node { found: Found::Missing, ..node("gone", None) };
        let digest = |node: &Node| node.descriptor.digest.to_string();
        let expected = format!(
            "Ref: a:1\nDigest: {}\nChildren:\n  - {} [linux/amd64]\n    Referrers:\n      - {}: a/sbom\n        Tags:\n          - sha256-1.sig\n  - {} (not here)\n",
            digest(&root),
            digest(&child),
            digest(&sbom),
            digest(&gone)
        );
        root.children = vec![child, gone];
        let report = TreeReport { reference: "a:1".to_owned(), root: Branch::of(root) };
        assert_eq!(printed(&report, ""), expected);
        assert_eq!(printed(&report, "{{range .Child}}{{len .Referrer}} {{end}}"), "1 0 \n");
    }
}
