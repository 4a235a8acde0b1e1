//! The manual and the completion scripts, generated from the command line's own definition. What lies in `man/` and
//! `completions/` is this, and a test compares them.

use std::io::{self, Write as _};

use clap::{Command, CommandFactory as _};
use clap_complete::Shell;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::Cli;
use crate::commands::completion;
use crate::config::env;
use crate::error::Exit;

/// Files that wharf reads and writes, for the manual.
const FILES: [(&str, &str); 6] = [
    ("~/.config/wharf/config.toml", "the configuration file"),
    ("~/.local/share/wharf/store", "the local store"),
    ("~/.docker/config.json", "credentials, shared with docker"),
    ("$XDG_RUNTIME_DIR/containers/auth.json", "credentials, shared with podman and skopeo"),
    ("/etc/docker/certs.d/HOST", "certificates for a host, as docker has them"),
    ("/etc/containers/certs.d/HOST", "certificates for a host, as podman has them"),
];

/// The manual: the name of each page's file, and the page.
///
/// # Errors
/// Those of writing into memory: none in practice.
pub fn man_pages() -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut program = Cli::command();
    program.build();
    let mut pages = Vec::new();
    add_pages(&program, "wharf", &mut pages)?;
    Ok(pages)
}

fn add_pages(command: &Command, name: &str, pages: &mut Vec<(String, Vec<u8>)>) -> io::Result<()> {
    pages.push((format!("{name}.1"), page(command, name)?));
    for inner in visible(command) {
        add_pages(inner, &format!("{name}-{}", inner.get_name()), pages)?;
    }
    Ok(())
}

fn visible(command: &Command) -> impl Iterator<Item = &Command> {
    command.get_subcommands().filter(|inner| inner.get_name() != "help" && !inner.is_hide_set())
}

fn page(command: &Command, name: &str) -> io::Result<Vec<u8>> {
    let spoken = name.replacen('-', " ", usize::MAX);
    let plain = command.clone().name(name.to_owned()).bin_name(spoken).after_help("").after_long_help("");
    let man = Man::new(plain).title(name.to_uppercase()).section("1").source("wharf").manual("wharf").date("");
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    if visible(command).next().is_some() {
        man.render_subcommands_section(&mut page)?;
    }
    if let Some(text) = command.get_after_help() {
        notes(&text.to_string()).to_writer(&mut page)?;
    }
    if name == "wharf" {
        tables().to_writer(&mut page)?;
    }
    page.flush()?;
    Ok(page)
}

/// What stands below the options in a command's help: paragraphs, and its examples.
fn notes(text: &str) -> Roff {
    let mut roff = Roff::new();
    let (before, examples) = text.split_once("Examples:\n").unwrap_or((text, ""));
    if !before.trim().is_empty() {
        roff.control("SH", ["NOTES"]);
        verbatim(&mut roff, before.trim_end());
    }
    if !examples.is_empty() {
        roff.control("SH", ["EXAMPLES"]);
        verbatim(&mut roff, examples);
    }
    roff
}

fn verbatim(roff: &mut Roff, text: &str) {
    roff.control("nf", []);
    for line in text.lines() {
        roff.text([roman(line)]);
    }
    roff.control("fi", []);
}

/// The sections that only the first page has.
fn tables() -> Roff {
    let mut roff = Roff::new();
    roff.control("SH", ["EXIT STATUS"]);
    entry(&mut roff, "0", "Success; also when the reader of the output closed it early.");
    for (exit, meaning) in Exit::ALL {
        entry(&mut roff, &(exit as u8).to_string(), meaning);
    }
    roff.control("SH", ["ENVIRONMENT"]);
    for (name, meaning) in env::ALL {
        entry(&mut roff, name, &sentence(meaning));
    }
    roff.control("SH", ["FILES"]);
    for (path, meaning) in FILES {
        entry(&mut roff, path, &sentence(meaning));
    }
    roff
}

fn entry(roff: &mut Roff, name: &str, meaning: &str) {
    roff.control("TP", []);
    roff.text([bold(name)]);
    roff.text([roman(meaning)]);
}

fn sentence(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", characters.as_str())
}

/// The completion scripts: the name of each file, and the script.
pub fn completions() -> Vec<(String, Vec<u8>)> {
    [
        (Shell::Bash, "wharf.bash"),
        (Shell::Zsh, "_wharf"),
        (Shell::Fish, "wharf.fish"),
        (Shell::PowerShell, "_wharf.ps1"),
        (Shell::Elvish, "wharf.elv"),
    ]
    .into_iter()
    .map(|(shell, name)| (name.to_owned(), completion::script(shell, Cli::command())))
    .collect()
}

/// Every command line that a help text shows as an example.
pub fn examples() -> Vec<(String, String)> {
    let mut program = Cli::command();
    program.build();
    let mut found = Vec::new();
    add_examples(&program, "wharf", &mut found);
    found
}

fn add_examples(command: &Command, name: &str, found: &mut Vec<(String, String)>) {
    let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let examples = help.split_once("Examples:\n").map_or("", |(_, examples)| examples);
    found.extend(examples.lines().map(|line| (name.to_owned(), line.trim().to_owned())));
    if examples.is_empty() && visible(command).next().is_none() {
        // A command without an example shows up as one with an empty one.
        found.push((name.to_owned(), String::new()));
    }
    for inner in visible(command) {
        add_examples(inner, &format!("{name} {}", inner.get_name()), found);
    }
}
