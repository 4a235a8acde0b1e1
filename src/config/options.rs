//! The options of a command that can be given in four places: its flags, variables, a file of its own, and a table of
//! the configuration file. The flags' own definition is the only list of them there is: `--idle-timeout` is the variable
//! `PREFIX_IDLE_TIMEOUT` and the key `idle-timeout`, and what a flag refuses the others refuse too.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command, ValueHint};

use super::file::{self, nearest};
use super::{Env, Error, Origin};

/// A key of a file with its value or values, not yet understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// The value, or the values of a list.
    pub values: Vec<String>,
    /// The file and the line.
    pub origin: Origin,
}

/// Where options are looked for, the strongest first: flags, variables, files.
pub struct Places<'a> {
    /// What the names of the variables begin with, such as `WHARF_SERVE_`.
    pub prefix: &'a str,
    /// The flag that names a file of options.
    pub file_flag: &'a str,
    /// The variables.
    pub env: &'a Env,
    /// The keys of the command's table in the configuration file.
    pub table: &'a [Entry],
}

/// What all places together say.
#[derive(Debug, PartialEq, Eq)]
pub struct Gathered {
    /// The arguments that say the same, the program's name first.
    pub arguments: Vec<OsString>,
    /// Variables that begin with the prefix and mean nothing.
    pub unknown: Vec<String>,
}

impl Places<'_> {
    /// Writes what `given` and the other places say of the options of `command` as arguments of it.
    ///
    /// # Errors
    /// A file that cannot be read, a key that means nothing, a value that the flag would refuse.
    pub fn gather(&self, command: &Command, given: &ArgMatches) -> Result<Gathered, Error> {
        self.refuse_unknown(command, self.table)?;
        let own = self.own_file(command, given)?;
        self.refuse_unknown(command, &own)?;
        let mut arguments = vec![OsString::from(command.get_name())];
        let mut positional = Vec::new();
        for arg in command.get_arguments().filter(|arg| is_option(arg)) {
            let values = self.values(command, arg, given, &own)?;
            match arg.get_long() {
                Some(long) => arguments.extend(values.iter().map(|value| flag(long, value))),
                None => positional = values,
            }
        }
        if !positional.is_empty() {
            arguments.push("--".into());
            arguments.extend(positional);
        }
        Ok(Gathered { arguments, unknown: self.unknown(command) })
    }

    fn own_file(&self, command: &Command, given: &ArgMatches) -> Result<Vec<Entry>, Error> {
        let Some(arg) = command.get_arguments().find(|arg| arg.get_long() == Some(self.file_flag)) else {
            return Ok(Vec::new());
        };
        let values = self.values(command, arg, given, &[])?;
        values.first().map_or(Ok(Vec::new()), |path| file::read_entries(Path::new(path)))
    }

    fn refuse_unknown(&self, command: &Command, entries: &[Entry]) -> Result<(), Error> {
        let known: Vec<&str> = command.get_arguments().filter(|arg| is_option(arg)).map(key).collect();
        for entry in entries {
            let Origin::File { path, line } = &entry.origin else { continue };
            if entry.key == self.file_flag {
                let reason = format!("{} cannot be named in a file", self.file_flag);
                return Err(Error::File { path: path.to_path_buf(), line: *line, reason });
            }
            if !known.contains(&entry.key.as_str()) {
                let (path, line, key) = (path.to_path_buf(), *line, entry.key.clone());
                let nearest = nearest(&key, &known).map(ToOwned::to_owned);
                return Err(Error::UnknownKey { path, line, key, nearest });
            }
        }
        Ok(())
    }

    /// The values of one option in the strongest place that has it.
    fn values(&self, command: &Command, arg: &Arg, given: &ArgMatches, own: &[Entry]) -> Result<Vec<OsString>, Error> {
        let id = arg.get_id().as_str();
        if given.value_source(id) == Some(ValueSource::CommandLine) {
            return Ok(given.get_raw(id).into_iter().flatten().map(OsStr::to_owned).collect());
        }
        let name = self.variable(arg);
        if let Some(value) = self.env.raw(&name) {
            let values = if matches!(arg.get_action(), ArgAction::Append) { split(value) } else { vec![value.into()] };
            let refuse = |reason| Error::Variable { name: name.clone().into(), reason };
            values.iter().try_for_each(|value| check(command, arg, value)).map_err(refuse)?;
            return Ok(values);
        }
        let find = |entries: &[Entry]| entries.iter().find(|entry| entry.key == key(arg)).cloned();
        let Some(entry) = find(own).or_else(|| find(self.table)) else { return Ok(Vec::new()) };
        let Origin::File { path, line } = &entry.origin else { return Ok(Vec::new()) };
        let refuse = |reason| Error::File { path: path.to_path_buf(), line: *line, reason };
        if entry.values.len() > 1 && !matches!(arg.get_action(), ArgAction::Append) {
            return Err(refuse(format!("{} takes one value, not a list", entry.key)));
        }
        let values: Vec<OsString> = entry.values.iter().map(|value| relative_to(path, arg, value)).collect();
        values.iter().try_for_each(|value| check(command, arg, value)).map_err(refuse)?;
        Ok(values)
    }

    fn variable(&self, arg: &Arg) -> String {
        // The file of options is asked for by a flag that repeats the command's name.
        let key = if key(arg) == self.file_flag { "config" } else { key(arg) };
        format!("{}{}", self.prefix, key.replace('-', "_").to_ascii_uppercase())
    }

    fn unknown(&self, command: &Command) -> Vec<String> {
        let known: Vec<String> =
            command.get_arguments().filter(|arg| is_option(arg)).map(|arg| self.variable(arg)).collect();
        let set = self.env.names().filter(|name| name.starts_with(self.prefix));
        set.filter(|name| !known.iter().any(|known| known == name)).map(ToOwned::to_owned).collect()
    }
}

/// Whether an argument can also be given elsewhere: how a result is printed is for the command line alone.
fn is_option(arg: &Arg) -> bool {
    !arg.is_global_set() && !matches!(arg.get_id().as_str(), "help" | "version" | "format")
}

fn key(arg: &Arg) -> &str {
    arg.get_long().unwrap_or(arg.get_id().as_str())
}

fn flag(long: &str, value: &OsStr) -> OsString {
    let mut text = OsString::from(format!("--{long}="));
    text.push(value);
    text
}

/// The parts of a list in a variable.
fn split(value: &OsStr) -> Vec<OsString> {
    match value.to_str() {
        Some(text) => text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(OsString::from).collect(),
        None => vec![value.to_owned()],
    }
}

/// Paths in a file are relative to its directory.
fn relative_to(file: &Path, arg: &Arg, value: &str) -> OsString {
    let is_path = matches!(arg.get_value_hint(), ValueHint::FilePath | ValueHint::DirPath);
    match file.parent() {
        Some(dir) if is_path => dir.join(value).into(),
        _ => value.into(),
    }
}

/// Lets the flag itself say what is wrong with a value.
fn check(command: &Command, arg: &Arg, value: &OsStr) -> Result<(), String> {
    let argument = arg.get_long().map_or_else(|| value.to_owned(), |long| flag(long, value));
    let alone = Command::new(command.get_name().to_owned()).no_binary_name(true).arg(arg.clone());
    let refused = match alone.try_get_matches_from([argument]) {
        Ok(_) => return Ok(()),
        Err(error) => error.to_string(),
    };
    let first: Vec<&str> = refused.lines().map(str::trim).take_while(|line| !line.is_empty()).collect();
    Err(first.join(" ").trim_start_matches("error: ").to_owned())
}

#[cfg(test)]
mod tests {
    use clap::value_parser;
    use std::path::PathBuf;

    use super::*;

    fn command() -> Command {
        let own = Arg::new("serve_config").long("serve-config").value_parser(value_parser!(PathBuf));
        let cert = Arg::new("tls_cert").long("tls-cert").value_hint(ValueHint::FilePath);
        let switch = Arg::new("memory").long("memory").num_args(0..=1).require_equals(true);
        let switch = switch.default_missing_value("true").value_parser(value_parser!(bool));
        Command::new("serve")
            .arg(Arg::new("dir").value_hint(ValueHint::DirPath))
            .arg(Arg::new("listen").long("listen").action(ArgAction::Append).default_value("here"))
            .arg(Arg::new("workers").long("workers").value_parser(value_parser!(u16)))
            .args([own.value_hint(ValueHint::FilePath), cert, switch])
    }

    fn gather(arguments: &[&str], variables: &[(&str, &str)], table: &str) -> Result<Gathered, Error> {
        let env = Env::from_variables(variables.iter().copied(), "/");
        let table = file::parse_entries(Path::new("/etc/c.toml"), table).unwrap();
        let given = command().try_get_matches_from([&["serve"], arguments].concat()).unwrap();
        let places = Places { prefix: "WHARF_SERVE_", file_flag: "serve-config", env: &env, table: &table };
        places.gather(&command(), &given)
    }

    fn arguments(given: &[&str], variables: &[(&str, &str)], table: &str) -> Vec<String> {
        let gathered = gather(given, variables, table).unwrap();
        gathered.arguments.into_iter().skip(1).map(|word| word.into_string().unwrap()).collect()
    }

    #[test]
    fn the_strongest_place_wins() {
        let file = "listen = ['c', 'd']\nworkers = 3\nmemory = true";
        let variables = [("WHARF_SERVE_LISTEN", "a, b"), ("WHARF_SERVE_WORKERS", "2")];
        assert_eq!(arguments(&[], &[], file), ["--listen=c", "--listen=d", "--workers=3", "--memory=true"]);
        assert_eq!(arguments(&[], &variables, file), ["--listen=a", "--listen=b", "--workers=2", "--memory=true"]);
        let flags = ["--listen=x", "--workers=1", "--memory=false"];
        assert_eq!(arguments(&flags, &variables, file), flags);
        assert_eq!(arguments(&[], &[], ""), [""; 0], "defaults are left to the flags themselves");
    }

    #[test]
    fn a_file_of_options_comes_before_the_table_and_paths_are_beside_their_file() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("serve.toml");
        std::fs::write(&path, "workers = 7\ntls-cert = 'a.pem'\ndir = 'images'").unwrap();
        let own = format!("--serve-config={}", path.display());
        let beside = |name: &str| dir.path().join(name).display().to_string();
        let found = arguments(&[&own], &[], "workers = 1\nmemory = false");
        let cert = format!("--tls-cert={}", beside("a.pem"));
        assert_eq!(found, ["--workers=7", &own, &cert, "--memory=false", "--", &beside("images")]);
        let by_variable = [("WHARF_SERVE_CONFIG", path.to_str().unwrap())];
        assert!(arguments(&[], &by_variable, "").contains(&"--workers=7".to_owned()));
        assert!(gather(&["--serve-config=/nowhere/x"], &[], "").unwrap_err().to_string().contains("/nowhere/x"));
    }

    #[test]
    fn what_cannot_be_used_is_named() {
        for (variables, table, expected) in [
            (&[][..], "a = 1\nworkes = 2", "/etc/c.toml:1: there is no setting \"a\""),
            (&[], "\nworkes = 2", "/etc/c.toml:2: there is no setting \"workes\"; perhaps \"workers\" is meant"),
            (&[], "workers = 'x'", "/etc/c.toml:1: invalid value 'x' for '--workers"),
            (&[], "workers = [1, 2]", "/etc/c.toml:1: workers takes one value"),
            (&[], "serve-config = 'x'", "/etc/c.toml:1: serve-config cannot be named in a file"),
            (&[("WHARF_SERVE_WORKERS", "x")], "", "environment variable WHARF_SERVE_WORKERS: invalid value 'x'"),
            (&[("WHARF_SERVE_MEMORY", "maybe")], "", "environment variable WHARF_SERVE_MEMORY: invalid value 'maybe'"),
        ] {
            let error = gather(&[], variables, table).unwrap_err().to_string();
            assert!(error.starts_with(expected), "{error}");
        }
        let gathered = gather(&[], &[("WHARF_SERVE_PORT", "tcp://10.0.0.1:80"), ("WHARF_STORE", "x")], "").unwrap();
        assert_eq!(gathered.unknown, ["WHARF_SERVE_PORT"], "platforms set such variables: that is no error");
    }
}
