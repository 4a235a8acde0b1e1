//! The rules of the house, checked on the source itself: who imports whom, who prints, who reads the environment, who
//! sends; that no file is forgotten, that each says what it is for, and that none grows too long.

mod source;

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use source::{Module, modules, paths, without_text};

/// What each room may import besides itself. `*` is everything: the rooms of the program, which put the others together.
const MAY_IMPORT: [(&str, &[&str]); 21] = [
    ("oci", &[]),
    ("reference", &["oci"]),
    ("layer", &["content", "oci"]),
    ("content", &["oci", "reference"]),
    ("registry", &["content", "oci", "reference"]),
    ("layout", &["content", "oci", "reference"]),
    ("artifact", &["content", "layer", "oci", "reference"]),
    ("archive", &["content", "oci", "reference", "layer"]),
    ("transfer", &["content", "oci", "reference"]),
    ("mutate", &["content", "oci", "reference", "layer"]),
    ("sync", &["transfer", "content", "reference", "oci"]),
    ("server", &["content", "oci", "reference", "layout", "transfer"]),
    ("config", &["reference", "registry", "content", "output::ProgressMode"]),
    ("output", &["oci", "transfer", "content::Put"]),
    ("commands", &COMMANDS),
    ("cli", &["*"]),
    ("app", &["*"]),
    ("error", &["*"]),
    ("hints", &["*"]),
    ("lib", &["*"]),
    ("main", &["*"]),
];

const COMMANDS: [&str; 16] = [
    "app",
    "artifact",
    "error",
    "reference",
    "oci",
    "content",
    "archive",
    "layer",
    "transfer",
    "mutate",
    "server",
    "output",
    "layout",
    "config",
    "registry",
    "sync",
];

/// A file may be as long as this.
const MOST_LINES: usize = 600;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files of the library and the program.
fn product() -> Vec<Module> {
    let mut found = modules(&root().join("src/lib.rs"));
    found.extend(modules(&root().join("src/main.rs")).into_iter().map(|module| {
        let path = vec!["main".to_owned()];
        Module { path, ..module }
    }));
    found
}

fn room(module: &Module) -> &str {
    module.path.first().map_or("lib", String::as_str)
}

fn shown(file: &Path) -> String {
    file.strip_prefix(root()).unwrap_or(file).display().to_string()
}

/// Whether `path` is `allowed` or lies within it.
fn within(path: &str, allowed: &str) -> bool {
    path.strip_prefix(allowed).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

fn edge_is_allowed(room: &str, path: &str) -> bool {
    let Some((_, allowed)) = MAY_IMPORT.iter().find(|(name, _)| *name == room) else { return false };
    within(path, room) || allowed.iter().any(|allowed| *allowed == "*" || within(path, allowed))
}

#[test]
fn rooms_import_only_what_the_design_lets_them() {
    let mut wrong = BTreeSet::new();
    for module in product().iter().filter(|module| !module.is_test) {
        for path in paths(module).iter().filter(|path| !edge_is_allowed(room(module), path)) {
            wrong.insert(format!("{} imports {path}", shown(&module.file)));
        }
    }
    assert!(wrong.is_empty(), "against the design:\n{}", Vec::from_iter(wrong).join("\n"));
}

#[test]
fn the_table_of_rooms_tells_right_from_wrong() {
    for (room, path) in [("registry", "content::Source"), ("config", "output::ProgressMode"), ("oci", "oci::Digest")] {
        assert!(edge_is_allowed(room, path), "{room} {path}");
    }
    let wrong = [("registry", "layout::Layout"), ("transfer", "registry::Client"), ("config", "output::Output")];
    for (room, path) in wrong.into_iter().chain([("content", "contents::X"), ("a-new-room", "oci::Digest")]) {
        assert!(!edge_is_allowed(room, path), "{room} {path}");
    }
}

/// What ARCHITECTURE.md says of each room: those that it may import, where that is a plain list.
fn told() -> Vec<(String, Option<BTreeSet<String>>)> {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let table = text.lines().skip_while(|line| !line.starts_with("| room |")).skip(2);
    let mut told = Vec::new();
    for row in table.take_while(|line| line.starts_with('|')) {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(str::trim).collect();
        let [rooms, _, imports] = cells[..] else { panic!("{row}") };
        let is_list = imports.split(", ").all(|word| word.starts_with('`') && !word[1..word.len() - 1].contains('`'));
        let names =
            |cell: &str| cell.split(", ").map(|word| word.trim_matches('`').to_owned()).collect::<BTreeSet<_>>();
        told.extend(names(rooms).into_iter().map(|room| (room, is_list.then(|| names(imports)))));
    }
    told
}

#[test]
fn the_text_tells_of_the_same_rooms() {
    let told = told();
    for (room, imports) in &told {
        let (_, allowed) = MAY_IMPORT.iter().find(|(name, _)| name == room).expect(room);
        let allowed: BTreeSet<String> = allowed.iter().map(|name| (*name).to_owned()).collect();
        assert!(imports.as_ref().is_none_or(|imports| *imports == allowed), "{room}: {imports:?}, {allowed:?}");
    }
    let lists = told.iter().filter(|(_, imports)| imports.is_some()).count();
    assert!(lists > 8, "the table was read: {told:?}");
    for entry in fs::read_dir(root().join("src")).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        let is_told = told.iter().any(|(room, _)| *room == name);
        assert!(is_told || !entry.path().is_dir(), "ARCHITECTURE.md does not tell of {name}");
    }
}

/// The files outside of `homes` whose code has one of `words`. Homes are paths of modules.
fn strays(words: &[&str], homes: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for module in product().iter().filter(|module| !module.is_test) {
        let path = module.path.join("::");
        if homes.iter().any(|home| within(&path, home)) {
            continue;
        }
        let hits = words.iter().filter(|word| module.code.contains(**word));
        found.extend(hits.map(|word| format!("{}: {word}", shown(&module.file))));
    }
    found
}

#[test]
fn only_the_output_prints() {
    let words = ["println!", "print!", "eprintln!", "eprint!", "dbg!", "io::stdout", "io::stderr"];
    assert_eq!(strays(&words, &["output", "main"]), Vec::<String>::new());
    assert_eq!(strays(&["io::stdout"], &[]), ["src/output/streams.rs: io::stdout"], "the search finds what there is");
}

#[test]
fn only_the_configuration_reads_the_environment() {
    let words = ["env::var", "env::vars", "env::home_dir", "option_env!"];
    assert_eq!(strays(&words, &["config"]), Vec::<String>::new());
    assert!(!strays(&["env::var"], &[]).is_empty(), "the search finds what there is");
}

#[test]
fn only_one_place_sends_requests() {
    let words = ["reqwest::", "hyper::client", "hyper_util::client", "TcpStream::connect"];
    // The docker engine is no registry: one address, no credentials, no redirects.
    let homes = ["registry::http", "registry::tls", "archive::daemon::exchange"];
    assert_eq!(strays(&words, &homes), Vec::<String>::new());
    assert!(!strays(&["reqwest::"], &[]).is_empty(), "the search finds what there is");
}

/// Every Rust file below a directory.
fn files(dir: &Path) -> BTreeSet<PathBuf> {
    let Ok(entries) = fs::read_dir(dir) else { return BTreeSet::new() };
    let mut found = BTreeSet::new();
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension() == Some(OsStr::new("rs")) {
            found.insert(path);
        }
    }
    found
}

#[test]
fn no_file_is_forgotten() {
    for (dir, roots) in
        [("src", &["lib.rs", "main.rs"][..]), ("tests/it", &["main.rs"]), ("tests/interop", &["main.rs"])]
    {
        let dir = root().join(dir);
        let roots = roots.iter().flat_map(|name| modules(&dir.join(name)));
        let reached: BTreeSet<PathBuf> = roots.map(|module| module.file).collect();
        let forgotten: Vec<String> = files(&dir).difference(&reached).map(|file| shown(file)).collect();
        assert!(forgotten.is_empty(), "no mod leads to {forgotten:?}");
    }
}

#[test]
fn files_say_what_they_are_for_and_are_not_too_long() {
    let mut wrong = Vec::new();
    for file in ["src", "tests", "benches", "examples"].iter().flat_map(|dir| files(&root().join(dir))) {
        let text = fs::read_to_string(&file).unwrap();
        if !text.starts_with("//! ") {
            wrong.push(format!("{} does not say what it is for", shown(&file)));
        }
        let lines = text.lines().count();
        if lines > MOST_LINES {
            wrong.push(format!("{} has {lines} lines", shown(&file)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_is_left_for_later() {
    let words = ["todo!", "unimplemented!", "#[ignore"];
    let mut wrong = Vec::new();
    for file in ["src", "tests"].iter().flat_map(|dir| files(&root().join(dir))) {
        let code = without_text(&fs::read_to_string(&file).unwrap());
        wrong.extend(words.iter().filter(|word| code.contains(**word)).map(|word| format!("{}: {word}", shown(&file))));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
