//! The manual and the completions in the repository are those that the program generates; every command explains
//! itself, with examples that parse; and a real bash completes its words.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use clap::{CommandFactory as _, Parser as _};
use wharf::cli::{Cli, docs};

use crate::harness::TestEnv;

/// What brings the files up to date.
const MEND: &str = "UPDATE_GENERATED=1 cargo test generated mends it";

fn is_update() -> bool {
    std::env::var_os("UPDATE_GENERATED").is_some_and(|value| value == "1")
}

/// Compares `files` with what is in `folder`, where nothing else may be; with UPDATE_GENERATED=1 makes it so.
fn compare(folder: &str, files: &[(String, Vec<u8>)]) {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    if is_update() {
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(&dir).unwrap();
        for (name, bytes) in files {
            fs::write(dir.join(name), bytes).unwrap();
        }
    }
    let there: BTreeSet<String> =
        fs::read_dir(&dir).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    let expected: BTreeSet<String> = files.iter().map(|(name, _)| name.clone()).collect();
    assert_eq!(there, expected, "the files in {folder}/; {MEND}");
    for (name, bytes) in files {
        let found = fs::read(dir.join(name)).unwrap();
        assert!(found == *bytes, "{folder}/{name} is stale; {MEND}");
    }
}

/// The paths of the command names, such as `["image", "digest"]`, with the command; the program itself has none.
fn commands() -> Vec<(Vec<String>, clap::Command)> {
    fn add(command: &clap::Command, path: &[String], found: &mut Vec<(Vec<String>, clap::Command)>) {
        found.push((path.to_vec(), command.clone()));
        for inner in command.get_subcommands().filter(|inner| !inner.is_hide_set()) {
            add(inner, &[path, &[inner.get_name().to_owned()]].concat(), found);
        }
    }
    let mut found = Vec::new();
    add(&Cli::command(), &[], &mut found);
    found
}

#[test]
fn the_manual_is_what_the_program_says() {
    compare("man", &docs::man_pages());
}

#[test]
fn the_completions_are_what_the_program_says() {
    compare("completions", &docs::completions());
    let env = TestEnv::new();
    for (shell, file) in [
        ("bash", "wharf.bash"),
        ("zsh", "_wharf"),
        ("fish", "wharf.fish"),
        ("powershell", "_wharf.ps1"),
        ("elvish", "wharf.elv"),
    ] {
        let outcome = env.wharf(&["completion", shell]);
        let expected = docs::completions().into_iter().find(|(name, _)| name == file).unwrap().1;
        assert!(outcome.bytes == expected, "{shell}: {}", outcome.stderr);
    }
    let refusal = env.wharf(&["completion", "tcsh"]).fails(2);
    assert!(refusal.contains("powershell"), "{refusal}");
}

#[test]
fn every_command_has_a_page() {
    let pages: BTreeSet<String> = docs::man_pages().into_iter().map(|(name, _)| name).collect();
    let expected: BTreeSet<String> =
        commands().into_iter().map(|(path, _)| [vec!["wharf".to_owned()], path].concat().join("-") + ".1").collect();
    assert_eq!(pages, expected);
}

#[test]
fn generated_files_are_the_same_wherever_they_are_made() {
    let files = [docs::man_pages(), docs::completions()].concat();
    let here = [env!("CARGO_MANIFEST_DIR"), env!("CARGO_BIN_EXE_wharf"), std::env::consts::ARCH];
    let home = std::env::var("HOME").unwrap_or_default();
    for (name, bytes) in &files {
        let text = std::str::from_utf8(bytes).unwrap();
        for word in here.iter().copied().chain([home.as_str()]).filter(|word| word.len() > 3) {
            let as_roff = word.replace('-', "\\-");
            assert!(!text.contains(word) && !text.contains(&as_roff), "{name} holds {word}");
        }
    }
}

#[test]
fn every_command_explains_itself_with_examples_that_parse() {
    for (path, command) in commands() {
        let shown = path.join(" ");
        assert!(command.get_about().is_some_and(|about| !about.to_string().trim().is_empty()), "{shown}: no summary");
        let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        let is_group = command.has_subcommands() && !path.is_empty();
        let Some((_, examples)) = help.split_once("Examples:\n") else {
            assert!(is_group, "{shown}: no examples");
            continue;
        };
        let mut own = 0;
        // A line may go on in the next, as in a shell.
        for line in examples.replace("\\\n", "").lines() {
            assert!(line.starts_with("  "), "{shown}: {line:?} is no example");
            let calls = calls(line);
            assert!(!calls.is_empty(), "{shown}: {line} does not call wharf");
            for call in calls {
                if let Err(error) = Cli::try_parse_from(&call) {
                    panic!("{shown}: {line}\n{error}");
                }
                let matches = Cli::command().try_get_matches_from(&call).unwrap();
                own += usize::from(is_same(&path, &matches));
            }
        }
        assert!(own > 0 || is_group, "{shown}: no example of the command itself");
    }
}

#[test]
fn every_command_is_called_in_a_test() {
    let text = text_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it"));
    let is_called = |path: &[String]| {
        let (words, line) = (path.join("\", \""), path.join(" "));
        text.contains(&format!("\"{words}\"")) || text.contains(&format!("wharf {line} "))
    };
    let mut missing = Vec::new();
    for (path, command) in commands() {
        let Some((name, group)) = path.split_last().filter(|_| !command.has_subcommands()) else { continue };
        let mut names = [name.as_str()].into_iter().chain(command.get_visible_aliases());
        if !names.any(|name| is_called(&[group, &[name.to_owned()]].concat())) {
            missing.push(path.join(" "));
        }
    }
    assert!(missing.is_empty(), "no test calls {missing:?}");
}

/// What the tests below `dir` say, but for this file.
fn text_of(dir: &Path) -> String {
    let mut text = String::new();
    for path in fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            text += &text_of(&path);
        } else if !path.ends_with("generated.rs") {
            text += &fs::read_to_string(&path).unwrap();
        }
    }
    text
}

#[test]
fn what_the_readme_types_is_understood() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let lines = text.lines().filter_map(|line| line.strip_prefix("$ ")).map(|line| line.trim_end_matches(" &"));
    let calls: Vec<_> = lines.flat_map(calls).collect();
    assert!(calls.len() > 50, "{}", calls.len());
    for call in calls {
        if let Err(error) = Cli::try_parse_from(&call) {
            panic!("{}\n{error}", call.join(" "));
        }
    }
}

/// Whether the command that was parsed is the one with this path, or the same one under another: what is in a group and
/// above it has the examples of the short form.
fn is_same(path: &[String], matches: &clap::ArgMatches) -> bool {
    let mut names = Vec::new();
    let mut matches = Some(matches);
    while let Some((name, inner)) = matches.and_then(clap::ArgMatches::subcommand) {
        names.push(name.to_owned());
        matches = Some(inner);
    }
    path.is_empty() || names == path || names.last() == path.last() || path == ["image", "manifest"]
}

/// The calls of wharf in a line for a shell: those between pipes, before redirections, and within `$(…)`.
fn calls(line: &str) -> Vec<Vec<String>> {
    let mut calls = vec![vec![String::new()]];
    let mut quote = None;
    for character in line.chars() {
        let call = calls.last_mut().unwrap();
        match (character, quote) {
            ('\'' | '"', None) => quote = Some(character),
            (character, Some(end)) if character == end => quote = None,
            (' ', None) => call.push(String::new()),
            ('|' | '>' | '<' | '(' | ')', None) => calls.push(vec![String::new()]),
            _ => call.last_mut().unwrap().push(character),
        }
    }
    for call in &mut calls {
        call.retain(|word| !word.is_empty());
    }
    calls.retain(|call| call.first().is_some_and(|word| word == "wharf"));
    calls
}

#[test]
fn calls_are_found_in_a_line() {
    for (line, expected) in [
        ("  wharf pull a", &[&["wharf", "pull", "a"][..]][..]),
        ("cat secret | wharf login -u me", &[&["wharf", "login", "-u", "me"]]),
        ("wharf digest a | tee b > c", &[&["wharf", "digest", "a"]]),
        ("skopeo inspect oci:$(wharf store path a):3", &[&["wharf", "store", "path", "a"]]),
        ("wharf ls --include 'a|b c'", &[&["wharf", "ls", "--include", "a|b c"]]),
        ("ls wharf", &[]),
    ] {
        assert_eq!(calls(line), expected, "{line}");
    }
}

/// What a bash that has read the script offers for `line`, as its readline would ask: the last word is completed.
fn offered(env: &TestEnv, line: &str) -> Vec<String> {
    let script = env.work("wharf.bash");
    fs::write(&script, env.wharf(&["completion", "bash"]).ok()).unwrap();
    let program = r#"
        source "$1"
        read -ra COMP_WORDS <<< "$2"
        [[ $2 == *' ' ]] && COMP_WORDS+=("")
        COMP_LINE=$2 COMP_POINT=${#2} COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        registered=$(complete -p wharf)
        [[ $registered =~ -F\ ([^ ]+) ]]
        "${BASH_REMATCH[1]}" wharf "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
        printf '%s\n' "${COMPREPLY[@]}""#;
    let bash = Command::new("bash").args(["--norc", "-uc", program, "bash"]).arg(&script).arg(line).output();
    let output = bash.expect("bash is installed");
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && complaint.is_empty(), "{line}: {complaint}");
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn completion_works_in_a_real_bash() {
    let env = TestEnv::new();
    for (line, expected) in [
        ("wharf pu", &["pull", "push"][..]),
        ("wharf pull --pl", &["--platform", "--platforms", "--plain-http"]),
        ("wharf pull --dry", &["--dry-run"]),
        ("wharf tag l", &["ls", "list"]),
        ("wharf --color ", &["auto", "always", "never"]),
        ("wharf pull --progress ", &["auto", "bars", "plain", "json", "none"]),
        ("wharf completion ", &["bash", "elvish", "fish", "powershell", "zsh"]),
    ] {
        let mut offered = offered(&env, line);
        offered.retain(|word| !(line.ends_with("completion ") && word.starts_with('-')));
        let (offered, expected): (BTreeSet<_>, BTreeSet<_>) =
            (offered.iter().map(String::as_str).collect(), expected.iter().copied().collect());
        assert_eq!(offered, expected, "{line}");
    }
}
