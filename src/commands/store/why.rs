//! `wharf store why`.

use std::io;
use std::time::Duration;

use clap::Args;
use serde::Serialize;

use crate::app::App;
use crate::commands::FormatArgs;
use crate::commands::store::located;
use crate::config::parse_duration;
use crate::error::CliError;
use crate::layout::{Chain, Clock, GcOptions, Holding, Layout, Link, TrashedCopy, WhyReport};
use crate::oci::Digest;
use crate::output::{Report, Shape, Text, humanize};
use crate::reference::Reference;

/// The arguments of `wharf store why`.
#[derive(Args, Debug)]
#[command(after_help = "\
Each way from a tag to it is a line; what nothing leads to is kept by its age, or is in the trash. The exit code is 3 where
nothing in the store knows it.

Examples:
  wharf store why sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
  wharf store why alpine:3
  wharf store why --format json alpine:3")]
pub struct WhyArgs {
    /// A digest of a layer, a config or a manifest; or an image, whose manifest is meant
    #[arg(value_name = "DIGEST|REF", value_parser = parse)]
    pub what: What,
    /// The grace of garbage collection [default: 1h]
    #[arg(long, value_name = "DURATION", value_parser = parse_duration)]
    pub grace: Option<Duration>,
    /// How the result is printed.
    #[command(flatten)]
    pub format: FormatArgs,
}

/// What is asked about.
#[derive(Clone, Debug)]
pub enum What {
    /// Any content.
    Digest(Digest),
    /// An image's manifest.
    Image(Reference),
}

fn parse(text: &str) -> Result<What, String> {
    if let Ok(digest) = text.parse() {
        return Ok(What::Digest(digest));
    }
    text.parse().map(What::Image).map_err(|error: crate::reference::ParseError| error.to_string())
}

impl WhyArgs {
    /// Looks, and prints what was found.
    pub fn run(self, app: &App) -> Result<(), CliError> {
        let store = app.store()?;
        let (digest, name) = match &self.what {
            What::Digest(digest) => (digest.clone(), None),
            What::Image(reference) => {
                let layout = Layout::open(located(Some(&store), reference)?)?;
                (layout.digest_of(&reference.selector())?, Some(reference.to_string()))
            }
        };
        let grace = self.grace.unwrap_or(GcOptions::default().grace);
        let report = store.why(&digest, grace, Clock::default())?;
        Ok(app.output.report(&Explained { report, name })?)
    }
}

const SHAPE: Shape = Shape::Struct(&[
    ("Digest", Shape::Text),
    ("Repositories", Shape::List(&HOLDING)),
    ("PoolLinks", Shape::Number),
    ("Trash", Shape::List(&TRASHED)),
    ("PartialBytes", Shape::Number),
]);
const HOLDING: Shape = Shape::Struct(&[
    ("Repository", Shape::Text),
    ("Present", Shape::Flag),
    ("AgeSeconds", Shape::Number),
    ("Young", Shape::Flag),
    ("Chains", Shape::List(&CHAIN)),
    ("More", Shape::Flag),
]);
const CHAIN: Shape = Shape::Struct(&[("Tag", Shape::Text), ("Keeps", Shape::Flag), ("Links", Shape::List(&LINK))]);
const LINK: Shape = Shape::Struct(&[("Role", Shape::Text), ("Digest", Shape::Text)]);
const TRASHED: Shape =
    Shape::Struct(&[("Repository", Shape::Text), ("Run", Shape::Number), ("Seconds", Shape::Number)]);

#[derive(Serialize)]
#[serde(transparent)]
struct Explained {
    report: WhyReport,
    /// The image that was asked about, where it was not a digest: then its digest is worth saying.
    #[serde(skip)]
    name: Option<String>,
}

impl Report for Explained {
    fn write_text(&self, text: &mut Text) -> io::Result<()> {
        let report = &self.report;
        if let Some(name) = &self.name {
            text.line(&format!("{name} is {}", report.digest));
        }
        for holding in &report.repositories {
            write_holding(text, holding, &report.digest)?;
        }
        for copy in &report.trash {
            text.line(&trashed(copy));
        }
        if let Some(bytes) = report.partial_bytes {
            writeln!(text, "a partial download has {} of it", humanize::bytes(bytes))?;
        }
        match report.pool_links {
            None => Ok(()),
            Some(0) => writeln!(text, "the pool has it, and no repository does"),
            Some(1) => writeln!(text, "the pool has it, and 1 link to it is in use"),
            Some(links) => writeln!(text, "the pool has it, and {links} links to it are in use"),
        }
    }

    fn shape(&self) -> &'static Shape {
        &SHAPE
    }
}

fn write_holding(text: &mut Text, holding: &Holding, digest: &Digest) -> io::Result<()> {
    let name = &holding.repository;
    for chain in &holding.chains {
        text.line(&sentence(name, chain, digest));
    }
    if holding.more {
        writeln!(text, "{name}: … and more")?;
    }
    if !holding.present {
        return writeln!(text, "{name}: but it is not there");
    }
    let kept = holding.chains.iter().any(|chain| chain.keeps);
    let age = humanize::duration(Duration::from_secs(holding.age_seconds.unwrap_or_default()));
    match (kept, holding.young) {
        (true, _) => Ok(()),
        (false, true) => writeln!(text, "{name}: nothing keeps it, but it is young: {age}"),
        (false, false) => writeln!(text, "{name}: nothing keeps it; garbage collection takes it"),
    }
}

/// `repo:tag -> index sha256:… -> layer sha256:…`
fn sentence(name: &str, chain: &Chain, digest: &Digest) -> String {
    let from = match &chain.tag {
        Some(tag) => format!("{name}:{tag}"),
        None if chain.keeps => format!("{name} (no tag, but young)"),
        None => format!("{name} (no tag)"),
    };
    if let [only] = &chain.links[..]
        && only.digest == *digest
    {
        return match &chain.tag {
            Some(_) => format!("{from} names it"),
            None => format!("{from} lists it"),
        };
    }
    let step = |link: &Link| {
        let role = if link.role == "entry" { "manifest" } else { link.role };
        // What was asked for need not be read letter by letter.
        let shown = if link.digest == *digest { "this".to_owned() } else { link.digest.to_string() };
        format!(" -> {role} {shown}")
    };
    from + &chain.links.iter().map(step).collect::<String>()
}

fn trashed(copy: &TrashedCopy) -> String {
    let age = humanize::duration(Duration::from_secs(copy.seconds));
    let from = copy.repository.as_deref().map_or_else(|| "the pool".to_owned(), str::to_owned);
    format!("in the trash, taken from {from} by collection {}, at least {age} ago", copy.run)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::sample::printed;

    #[test]
    fn digests_and_references_are_told_apart() {
        let digest = Digest::sha256(b"");
        assert!(matches!(parse(&digest.to_string()), Ok(What::Digest(found)) if found == digest));
        assert!(matches!(parse("alpine:3"), Ok(What::Image(_))));
        assert!(parse("No").is_err());
    }

    #[test]
    fn each_way_is_a_line() {
        let [layer, manifest] = [b"l", b"m"].map(|bytes| Digest::sha256(bytes));
        let link = |role, digest: &Digest| Link { role, digest: digest.clone() };
        let links = vec![link("entry", &manifest), link("layer", &layer)];
        let chain = |tag: Option<&str>, keeps| Chain { tag: tag.map(str::to_owned), keeps, links: links.clone() };
        let holding = |repository: &str, chains, present, young| Holding {
            repository: repository.to_owned(),
            present,
            age_seconds: Some(90),
            young,
            chains,
            more: false,
        };
        let report = WhyReport {
            digest: layer.clone(),
            repositories: vec![
                holding("a.io/x", vec![chain(Some("v1"), true), chain(None, false)], true, false),
                holding("app", vec![chain(None, false)], true, true),
                holding("old", vec![], true, false),
                holding("sparse", vec![chain(Some("v1"), true)], false, false),
            ],
            pool_links: Some(2),
            trash: vec![TrashedCopy { repository: Some("gone".into()), run: 7, seconds: 60 }],
            partial_bytes: Some(1500),
        };
        let text = printed(&Explained { report: report.clone(), name: None }, "text");
        let way = format!(" -> manifest {manifest} -> layer this\n");
        let expected = format!(
            "a.io/x:v1{way}a.io/x (no tag){way}app (no tag){way}app: nothing keeps it, but it is young: 1 min 30 s\n\
             old: nothing keeps it; garbage collection takes it\nsparse:v1{way}sparse: but it is not there\n\
             in the trash, taken from gone by collection 7, at least 1 min ago\n\
             a partial download has 1.5 kB of it\nthe pool has it, and 2 links to it are in use\n"
        );
        assert_eq!(text, expected);
        let explained = Explained { report, name: None };
        assert_eq!(printed(&explained, "{{(index (index .Repositories 0).Chains 0).Tag}}"), "v1\n");
    }

    #[test]
    fn tags_of_the_image_itself_are_said_to_name_it() {
        let manifest = Digest::sha256(b"m");
        let chain = |tag: Option<&str>| Chain {
            tag: tag.map(str::to_owned),
            keeps: tag.is_some(),
            links: vec![Link { role: "entry", digest: manifest.clone() }],
        };
        let holding = Holding {
            repository: "app".to_owned(),
            present: true,
            age_seconds: Some(90),
            young: false,
            chains: vec![chain(Some("v1")), chain(Some("v2")), chain(None)],
            more: false,
        };
        let report = WhyReport {
            digest: manifest.clone(),
            repositories: vec![holding],
            pool_links: None,
            trash: Vec::new(),
            partial_bytes: None,
        };
        let said = "app:v1 names it\napp:v2 names it\napp (no tag) lists it\n";
        assert_eq!(printed(&Explained { report: report.clone(), name: None }, "text"), said);
        let asked = Explained { report, name: Some("app:v2".to_owned()) };
        assert_eq!(printed(&asked, "text"), format!("app:v2 is {manifest}\n{said}"));
    }
}
