//! Questions to the one who sits at the terminal.

use std::io::{self, BufRead as _};

use super::streams::locked;
use super::{Output, sanitize};

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum PromptError {
    /// Nobody can be asked.
    #[error("nobody can be asked for \"{what}\": standard input is not a terminal")]
    NoTerminal {
        /// What was to be asked.
        what: String,
    },
    /// The input ended before an answer.
    #[error("no {what} was given")]
    NoAnswer {
        /// What was asked.
        what: String,
    },
    /// Standard input failed.
    #[error("cannot read the {what} from standard input")]
    Read {
        /// What was asked.
        what: String,
        /// The cause.
        #[source]
        source: io::Error,
    },
}

impl Output {
    /// Asks for a line, such as a user name. `what` stands in the prompt: `Username for docker.io`.
    ///
    /// # Errors
    /// When standard input is no terminal, or nothing is typed.
    pub fn ask(&self, what: &str) -> Result<String, PromptError> {
        self.ensure_terminal(what)?;
        let failed = |source| PromptError::Read { what: what.to_owned(), source };
        self.console().write(&prompt(what));
        let mut line = String::new();
        locked(&self.stdin).read_line(&mut line).map_err(failed)?;
        answer(what, line.trim())
    }

    /// Asks for a password, which is not shown while it is typed.
    ///
    /// # Errors
    /// When standard input is no terminal, or nothing is typed.
    pub fn ask_secret(&self, what: &str) -> Result<String, PromptError> {
        self.ensure_terminal(what)?;
        let failed = |source| PromptError::Read { what: what.to_owned(), source };
        let secret = self.console().without_bars(|| rpassword::prompt_password(prompt(what)));
        answer(what, &secret.map_err(failed)?)
    }

    /// Reads a password that is given on standard input: everything up to the end of the first line.
    ///
    /// # Errors
    /// When nothing is given.
    pub fn read_secret(&self, what: &str) -> Result<String, PromptError> {
        let mut line = String::new();
        let read = locked(&self.stdin).read_line(&mut line);
        read.map_err(|source| PromptError::Read { what: what.to_owned(), source })?;
        answer(what, line.trim_end_matches(['\r', '\n']))
    }

    fn ensure_terminal(&self, what: &str) -> Result<(), PromptError> {
        if self.stdin_terminal { Ok(()) } else { Err(PromptError::NoTerminal { what: what.to_owned() }) }
    }
}

fn prompt(what: &str) -> String {
    format!("{}: ", sanitize::line(what))
}

fn answer(what: &str, given: &str) -> Result<String, PromptError> {
    match given {
        "" => Err(PromptError::NoAnswer { what: what.to_owned() }),
        given => Ok(given.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::output::{OutputOptions, Streams};

    fn asking(input: &'static str) -> (Output, crate::output::Captured) {
        let (streams, captured) = Streams::captured();
        let streams = Streams { stdin: Box::new(Cursor::new(input)), stdin_terminal: true, ..streams };
        (Output::new(OutputOptions::default(), streams), captured)
    }

    #[test]
    fn an_answer_is_one_line_without_its_end() {
        let (output, captured) = asking("alice\r\nbob\n");
        assert_eq!(output.ask("Username for \u{1b}x").unwrap(), "alice");
        assert_eq!(captured.stderr_text(), "Username for \\x1bx: ");
        assert_eq!(output.ask("again").unwrap(), "bob");
        assert!(matches!(output.ask("more"), Err(PromptError::NoAnswer { .. })));
    }

    #[test]
    fn nobody_is_asked_without_a_terminal() {
        let (streams, captured) = Streams::captured();
        let output = Output::new(OutputOptions::default(), streams);
        for error in [output.ask("a user name").unwrap_err(), output.ask_secret("a user name").unwrap_err()] {
            assert_eq!(error.to_string(), "nobody can be asked for \"a user name\": standard input is not a terminal");
        }
        assert_eq!(captured.stderr_text(), "");
    }
}
