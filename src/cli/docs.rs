//! The manual pages and the completion scripts, made from the same commands that are parsed. A test compares the
//! files in `man/` and `completions/` with what is made here.

use clap::{Command, CommandFactory as _, ValueEnum as _};
use clap_complete::{Generator as _, Shell};
use clap_mangen::Man;
use clap_mangen::roff::{Inline, Roff, bold, italic, roman};

use super::{Cli, global};
use crate::commands::completion;
use crate::config::env;
use crate::error::Exit;

/// The line of a command's closing help that its examples follow.
const EXAMPLES: &str = "Examples:";

/// Files that wharf reads or writes, on a Linux system whose environment moves none of them.
const FILES: [(&str, &str); 11] = [
    ("~/.config/wharf/config.toml", "the configuration"),
    ("~/.local/share/wharf/store", "the local store, a directory of image layouts"),
    ("~/.config/wharf/keyring.json", "for which registries the keyring has credentials; no secret is in it"),
    ("$XDG_RUNTIME_DIR/containers/auth.json", "podman's credentials, as long as the session lasts"),
    ("~/.config/containers/auth.json", "podman's credentials"),
    ("~/.docker/config.json", "docker's credentials and credential helpers; login saves here"),
    ("~/.dockercfg", "docker's credentials of old"),
    ("~/.config/containers/certs.d", "certificates and keys, one directory for each registry"),
    ("~/.config/docker/certs.d", "likewise"),
    ("/etc/containers/certs.d", "likewise, for every user"),
    ("/etc/docker/certs.d", "likewise, for every user"),
];

/// The manual: the name and the content of each page, `wharf.1` first.
pub fn man_pages() -> Vec<(String, Vec<u8>)> {
    let mut root = without_help_command(Cli::command());
    root.build();
    let mut pages = Vec::new();
    add_pages(&root, &[], &mut pages);
    pages
}

/// The completion scripts: the name of each file, as its shell wants it, and its content.
pub fn completions() -> Vec<(String, Vec<u8>)> {
    let script = |shell: &Shell| (shell.file_name("wharf"), completion::script(*shell, Cli::command()));
    Shell::value_variants().iter().map(script).collect()
}

/// `wharf help COMMAND` repeats what the pages say.
fn without_help_command(command: Command) -> Command {
    command.disable_help_subcommand(true).mut_subcommands(without_help_command)
}

/// The page of a command, and those of the commands below it. `above` are the names of the groups that it is in.
fn add_pages(command: &Command, above: &[&str], pages: &mut Vec<(String, Vec<u8>)>) {
    let name = page_name(command);
    let page = Page::new(command, above).text;
    pages.push((format!("{name}.1"), page.into_bytes()));
    let above = [above, &[name]].concat();
    for inner in command.get_subcommands().filter(|inner| !inner.is_hide_set()) {
        add_pages(inner, &above, pages);
    }
}

/// The name of a command with those of its groups, such as `wharf-image-digest`.
fn page_name(command: &Command) -> &str {
    command.get_display_name().unwrap_or(command.get_name())
}

/// A manual page in the making.
struct Page {
    text: String,
    /// What every piece of roff begins with; once is enough.
    preamble: String,
}

impl Page {
    fn new(command: &Command, above: &[&str]) -> Self {
        let is_root = above.is_empty();
        let preamble = Roff::new().render();
        let mut page = Self { text: preamble.clone(), preamble };
        let shown = if is_root { command.clone() } else { without_global_options(command.clone()) };
        let shown = shown.subcommand_help_heading("COMMANDS").subcommand_value_name("command");
        let man = Man::new(shown).source(concat!("wharf ", env!("CARGO_PKG_VERSION"))).manual("The manual of wharf");
        page.part(|to| man.render_title(to));
        page.part(|to| man.render_name_section(to));
        page.part(|to| man.render_synopsis_section(to));
        page.description(command);
        page.part(|to| man.render_options_section(to));
        if !is_root {
            page.global_options();
        }
        if command.get_subcommands().any(|inner| !inner.is_hide_set()) {
            page.part(|to| man.render_subcommands_section(to));
        }
        page.examples(command);
        if is_root {
            page.list("EXIT STATUS", std::iter::once(("0".to_owned(), SUCCESS)).chain(exit_codes()));
            page.list("ENVIRONMENT", env::ALL.iter().map(|(name, meaning)| ((*name).to_owned(), *meaning)));
            page.list("FILES", FILES.iter().map(|(path, what)| ((*path).to_owned(), *what)));
        } else {
            page.see_also(above);
        }
        page
    }

    fn part(&mut self, render: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) {
        let mut rendered = Vec::new();
        // Memory takes everything that is written to it.
        let _ = render(&mut rendered);
        let rendered = String::from_utf8_lossy(&rendered);
        self.text.push_str(rendered.strip_prefix(self.preamble.as_str()).unwrap_or(&rendered));
    }

    fn add(&mut self, roff: &Roff) {
        self.part(|to| roff.to_writer(to));
    }

    /// What the command is for: its summary, other names, and what its help says before the examples.
    fn description(&mut self, command: &Command) {
        let mut roff = Roff::new();
        roff.control("SH", ["DESCRIPTION"]);
        if let Some(about) = command.get_about() {
            roff.text([roman(format!("{about}."))]);
        }
        let aliases: Vec<_> = command.get_visible_aliases().collect();
        if !aliases.is_empty() {
            roff.text([roman(format!("Another name of the command is {}.", aliases.join(", ")))]);
        }
        let (prose, _) = closing_help(command);
        if !prose.is_empty() {
            roff.control("PP", []);
        }
        let mut is_code = false;
        for line in prose.lines() {
            if line.starts_with(' ') != is_code {
                is_code = !is_code;
                roff.control(if is_code { "PP" } else { "fi" }, []);
                roff.control(if is_code { "nf" } else { "PP" }, []);
            }
            roff.text([roman(line)]);
        }
        if is_code {
            roff.control("fi", []);
        }
        self.add(&roff);
    }

    fn global_options(&mut self) {
        let mut roff = Roff::new();
        roff.control("PP", []);
        roff.text([roman("The options that every command takes are in "), bold("wharf"), roman("(1).")]);
        self.add(&roff);
    }

    fn examples(&mut self, command: &Command) {
        let (_, examples) = closing_help(command);
        if examples.is_empty() {
            return;
        }
        let mut roff = Roff::new();
        roff.control("SH", ["EXAMPLES"]).control("nf", []);
        for line in examples.lines() {
            roff.text([roman(line.trim_start())]);
        }
        roff.control("fi", []);
        self.add(&roff);
    }

    fn list<'a>(&mut self, title: &str, entries: impl IntoIterator<Item = (String, &'a str)>) {
        let mut roff = Roff::new();
        roff.control("SH", [title]);
        for (name, meaning) in entries {
            let is_path = name.contains('/');
            roff.control("TP", []);
            roff.text([if is_path { italic(name) } else { bold(name) }]);
            roff.text([roman(sentence(meaning))]);
        }
        self.add(&roff);
    }

    fn see_also(&mut self, above: &[&str]) {
        let mut names: Vec<Inline> = Vec::new();
        for name in above {
            let lead = if names.is_empty() { "" } else { ", " };
            names.extend([roman(lead), bold(*name), roman("(1)")]);
        }
        let mut roff = Roff::new();
        roff.control("SH", ["SEE ALSO"]).text(names);
        self.add(&roff);
    }
}

const SUCCESS: &str = "All went well. That the reader of standard output has read enough and closes it is no failure.";

fn exit_codes() -> impl Iterator<Item = (String, &'static str)> {
    Exit::ALL.into_iter().map(|(exit, meaning)| ((exit as u8).to_string(), meaning))
}

fn without_global_options(command: Command) -> Command {
    command.mut_args(|arg| if arg.get_help_heading() == Some(global::HEADING) { arg.hide(true) } else { arg })
}

/// With a capital letter in front and a full stop behind.
fn sentence(text: &str) -> String {
    let mut characters = text.chars();
    let first: String = characters.next().into_iter().flat_map(char::to_uppercase).collect();
    let end = if text.ends_with('.') { "" } else { "." };
    format!("{first}{}{end}", characters.as_str())
}

/// What the help of a command ends with: the prose, and the lines of its examples.
fn closing_help(command: &Command) -> (String, String) {
    let text = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let (prose, examples) = text.split_once(EXAMPLES).unwrap_or((&text, ""));
    (prose.trim_end().to_owned(), examples.trim_matches('\n').to_owned())
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::*;
    use crate::config::{Env, Paths};

    fn page(name: &str) -> String {
        let pages = man_pages();
        let (_, text) = pages.iter().find(|(page, _)| page == name).unwrap();
        String::from_utf8(text.clone()).unwrap()
    }

    #[test]
    fn the_first_page_has_every_exit_code_and_every_variable() {
        let page = page("wharf.1");
        let after = |title: &str| page.split_once(&format!(".SH {title}\n")).unwrap().1;
        let codes = after("\"EXIT STATUS\"");
        for (exit, meaning) in Exit::ALL {
            let entry = format!(".TP\n\\fB{}\\fR\n{}\n", exit as u8, meaning.replace('-', "\\-"));
            assert!(codes.contains(&entry), "{entry}");
        }
        let variables = after("ENVIRONMENT");
        for (name, _) in env::ALL {
            assert!(variables.contains(&format!("\\fB{name}\\fR\n")), "{name}");
        }
    }

    #[test]
    fn the_files_of_the_manual_are_those_of_the_settings() {
        let env = Env::from_variables([(env::HOME, "/home/me"), (env::XDG_RUNTIME_DIR, "/run/user/1")], "/");
        let paths = Paths::new(&env);
        let places = [
            paths.store,
            paths.config_file,
            paths.keyring_index,
            paths.podman_runtime,
            paths.podman_config,
            paths.docker_config,
            paths.dockercfg,
        ];
        let shown = |path: PathBuf| match (path.strip_prefix("/home/me"), path.strip_prefix("/run/user/1")) {
            (Ok(path), _) => Path::new("~").join(path),
            (_, Ok(path)) => Path::new("$XDG_RUNTIME_DIR").join(path),
            _ => path,
        };
        let mut places: Vec<_> = places.into_iter().flatten().chain(paths.certificates).map(shown).collect();
        let mut files: Vec<_> = FILES.iter().map(|(path, _)| PathBuf::from(path)).collect();
        places.sort();
        files.sort();
        assert_eq!(files, places);
    }

    #[test]
    fn a_page_of_a_command_points_to_those_above_it() {
        let page = page("wharf-image-digest.1");
        assert!(page.contains(".SH \"SEE ALSO\"\n\\fBwharf\\fR(1), \\fBwharf\\-image\\fR(1)\n"), "{page}");
        assert!(!page.contains("authfile"), "global options are on the first page alone: {page}");
    }

    #[test]
    fn every_piece_of_roff_begins_alike_and_the_page_says_it_once() {
        let (page, preamble) = (page("wharf-pull.1"), Roff::new().render());
        assert_eq!(page.matches(&preamble).count(), 1);
        assert!(page.starts_with(&preamble));
    }
}
