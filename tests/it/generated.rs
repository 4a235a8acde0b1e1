//! The manual and the completions in the repository are those that the program generates; examples of the help work.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use clap::Parser as _;
use wharf::cli::{Cli, docs};

use crate::harness::TestEnv;

/// Compares `files` with what is in `folder`; with UPDATE_GENERATED=1 makes it so.
fn compare(folder: &str, files: &[(String, Vec<u8>)]) {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    if std::env::var_os("UPDATE_GENERATED").is_some() {
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(&dir).unwrap();
        for (name, bytes) in files {
            fs::write(dir.join(name), bytes).unwrap();
        }
    }
    let there: BTreeSet<String> =
        fs::read_dir(&dir).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    let expected: BTreeSet<String> = files.iter().map(|(name, _)| name.clone()).collect();
    assert_eq!(there, expected, "the files in {folder}/; UPDATE_GENERATED=1 cargo test generated mends it");
    for (name, bytes) in files {
        let found = fs::read(dir.join(name)).unwrap();
        assert!(found == *bytes, "{folder}/{name} is stale; UPDATE_GENERATED=1 cargo test generated mends it");
    }
}

#[test]
fn the_manual_is_what_the_program_says() {
    let pages = docs::man_pages().unwrap();
    compare("man", &pages);
    let (_, first) = pages.iter().find(|(name, _)| name == "wharf.1").unwrap();
    let first = String::from_utf8(first.clone()).unwrap();
    for section in ["EXIT STATUS", "ENVIRONMENT", "FILES", "WHARF_STORE", "EXAMPLES"] {
        assert!(first.contains(section), "{section}");
    }
}

#[test]
fn the_completions_are_what_the_program_says() {
    compare("completions", &docs::completions());
}

#[test]
fn every_command_has_examples_that_parse() {
    for (command, example) in docs::examples() {
        assert!(!example.is_empty(), "{command} has no example");
        // Behind a pipe or a redirection the shell takes over, and before it a substitution.
        let line = example.split(['|', '>']).next().unwrap().trim();
        if !line.starts_with("wharf ") || line.contains("$(") {
            continue;
        }
        let words = words(line);
        if let Err(error) = Cli::try_parse_from(&words) {
            panic!("{command}: {example}\n{error}");
        }
    }
}

/// The words of a line as a shell splits them, for the simple quotes of examples.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for character in line.chars() {
        match character {
            '\'' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            other => words.last_mut().unwrap().push(other),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[test]
fn completion_works_in_a_real_bash() {
    let env = TestEnv::new();
    let script = env.work("wharf.bash");
    fs::write(&script, env.wharf(&["completion", "bash"]).ok()).unwrap();
    let complete = |words: &[&str]| {
        let list = words.join("\" \"");
        let at = words.len() - 1;
        let program = format!(
            "source {}; COMP_WORDS=(\"{list}\"); COMP_CWORD={at}; \
             _wharf wharf \"${{COMP_WORDS[$COMP_CWORD]}}\" \"${{COMP_WORDS[$((COMP_CWORD-1))]}}\"; echo \"${{COMPREPLY[@]}}\"",
            script.display()
        );
        let output = Command::new("bash").args(["--norc", "-c", &program]).output().expect("bash is installed");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    };
    assert_eq!(complete(&["wharf", "pu"]), "pull push");
    assert_eq!(complete(&["wharf", "pull", "--dry"]), "--dry-run");
    assert_eq!(complete(&["wharf", "tag", "l"]), "ls list");
}
