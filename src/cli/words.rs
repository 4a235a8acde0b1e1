//! `-v LEVEL`, as regctl writes it, beside `-v` as a flag.
//!
//! A parser cannot tell whether the word behind `-v` is its value or the image that a command is about. Here it is the
//! value when it is the name of a level, and nothing else is: `-v debug alpine` and `-v alpine` both mean what they
//! look like. Who has an image that is called `debug` writes `--verbose debug`.

use std::ffi::OsString;

use crate::output::Level;

/// The arguments with every `-v LEVEL`, `-vLEVEL` and `-v=LEVEL` as `--verbosity=LEVEL`.
pub(super) fn with_levels(arguments: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut given = arguments.into_iter().peekable();
    let mut all = Vec::new();
    while let Some(word) = given.next() {
        if word == "--" {
            all.push(word);
            break;
        }
        match word.to_str().and_then(|text| text.strip_prefix("-v")) {
            Some("") => match given.next_if(|next| next.to_str().is_some_and(is_level)) {
                Some(level) => all.push(verbosity(&level.to_string_lossy())),
                None => all.push(word),
            },
            Some(rest) if is_level(rest.trim_start_matches('=')) => all.push(verbosity(rest.trim_start_matches('='))),
            _ => all.push(word),
        }
    }
    all.extend(given);
    all
}

fn is_level(word: &str) -> bool {
    Level::WORDS.iter().any(|level| level.eq_ignore_ascii_case(word))
}

fn verbosity(level: &str) -> OsString {
    format!("--verbosity={level}").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_behind_the_flag_is_its_value_and_nothing_else_is() {
        for (given, expected) in [
            ("tag ls -v debug alpine", "tag ls --verbosity=debug alpine"),
            ("tag ls alpine -v trace --logopt json", "tag ls alpine --verbosity=trace --logopt json"),
            ("-v WARN version", "--verbosity=WARN version"),
            ("-vinfo version", "--verbosity=info version"),
            ("-v=error version", "--verbosity=error version"),
            ("tag ls -v alpine", "tag ls -v alpine"),
            ("tag ls -vv debug", "tag ls -vv debug"),
            ("tag ls --verbose debug", "tag ls --verbose debug"),
            ("tag ls -v", "tag ls -v"),
            ("x -- -v debug", "x -- -v debug"),
            ("tag ls debug -v", "tag ls debug -v"),
        ] {
            let words = with_levels(given.split(' ').map(OsString::from));
            assert_eq!(words.join(&OsString::from(" ")), OsString::from(expected));
        }
    }
}
