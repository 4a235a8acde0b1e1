//! Everything that is printed goes through [`Output`]: results to standard output in the form that `--format` asks
//! for; status, warnings, hints, errors, questions and progress to standard error.
//!
//! Text that came from elsewhere cannot command a terminal: [`sanitize`] makes its control characters visible. JSON
//! escapes them. Templates and raw forms are exact where standard output is no terminal, since scripts trust them.

mod error;
mod failure;
mod format;
pub mod humanize;
mod options;
mod progress;
mod prompt;
mod raw;
mod report;
pub mod sanitize;
mod streams;
mod style;
mod table;
mod template;
mod text;

use std::fmt::Display;
use std::io::{BufRead, Write};
use std::sync::{Arc, Mutex, MutexGuard};

use jiff::Timestamp;

use crate::transfer::Progress;

pub use error::OutputError;
pub use failure::causes;
pub use format::{Form, Format};
pub use options::{ColourMode, Level, LogForm, OutputOptions, ProgressMode, Variables};
pub use progress::Activity;
pub use prompt::PromptError;
pub use raw::RawWriter;
pub use report::Report;
pub use streams::{Captured, Size, Streams};
pub use style::Style;
pub use table::{Column, Table};
pub use template::{Place, Shape, Surroundings, Template, TemplateError};
pub use text::Text;

use streams::{Console, ConsoleWriter, locked};

/// The one way to the outside. Shared by reference between threads.
pub struct Output {
    options: OutputOptions,
    stdout: Mutex<Box<dyn Write + Send>>,
    stdout_terminal: Option<Size>,
    console: Arc<Console>,
    stderr_terminal: Option<Size>,
    stdin: Mutex<Box<dyn BufRead + Send>>,
    stdin_terminal: bool,
}

impl Output {
    /// Output as the options say, to these streams.
    pub fn new(options: OutputOptions, streams: Streams) -> Self {
        Self {
            options,
            stdout: Mutex::new(streams.stdout),
            stdout_terminal: streams.stdout_terminal,
            console: Arc::new(Console::new(streams.stderr)),
            stderr_terminal: streams.stderr_terminal,
            stdin: Mutex::new(streams.stdin),
            stdin_terminal: streams.stdin_terminal,
        }
    }

    /// Prints a command's result in the form that was asked for.
    ///
    /// # Errors
    /// When the form does not fit the report, or standard output does not take it.
    pub fn report(&self, report: &impl Report) -> Result<(), OutputError> {
        let json = |source| OutputError::Json { source };
        let text = match &self.options.format {
            Format::Text => {
                let width = self.stdout_terminal.map(|size| usize::from(size.columns));
                let mut text = Text::new(self.colour(self.stdout_terminal), width, self.now());
                report.write_text(&mut text)?;
                text.into_string()
            }
            Format::Json => {
                let document = serde_json::to_string(&report.data().map_err(json)?).map_err(json)?;
                sanitize::json(&document).into_owned() + "\n"
            }
            Format::JsonPretty => {
                let document = serde_json::to_string_pretty(&report.data().map_err(json)?).map_err(json)?;
                sanitize::json(&document).into_owned() + "\n"
            }
            Format::Template(template) => {
                let mut data = report.template_data().map_err(json)?;
                if let Some(members) = data.as_object_mut() {
                    let asked = report.methods().into_iter().filter(|(name, _)| template.mentions(name));
                    members.extend(asked.map(|(name, value)| (name.to_owned(), value)));
                }
                let surroundings = self.surroundings();
                let text = template.render_amid(&data, report.shape(), report.rows(), &surroundings)?;
                match self.stdout_terminal {
                    Some(_) => sanitize::text(&text).into_owned(),
                    None => text,
                }
            }
            Format::Named(form) => {
                let known =
                    || Form::ALL.into_iter().filter(|form| report.raw(*form).is_some()).map(Form::name).collect();
                let bytes = report.raw(*form).ok_or_else(|| OutputError::Form { form: form.name(), known: known() })?;
                return self.raw_bytes(&bytes);
            }
        };
        self.write_stdout(text.as_bytes())
    }

    /// Prints what says no more than that all went well: nothing as text with `--quiet`.
    ///
    /// # Errors
    /// Those of [`Self::report`].
    pub fn outcome(&self, report: &impl Report) -> Result<(), OutputError> {
        if self.options.quiet && self.options.format == Format::Text { Ok(()) } else { self.report(report) }
    }

    /// Writes bytes to standard output exactly as they are.
    ///
    /// # Errors
    /// When they are no harmless text and standard output is a terminal, or when it does not take them.
    pub fn raw_bytes(&self, bytes: &[u8]) -> Result<(), OutputError> {
        if self.is_stdout_terminal() && !std::str::from_utf8(bytes).is_ok_and(sanitize::is_safe) {
            return Err(OutputError::Binary);
        }
        self.write_stdout(bytes)
    }

    /// Standard output for a stream of bytes.
    pub fn raw_writer(&self) -> RawWriter<'_> {
        RawWriter::new(self)
    }

    /// Standard output for a stream of bytes that another thread writes, as an archive is.
    ///
    /// # Errors
    /// It is a terminal, which takes nothing but text.
    pub fn stdout_writer(self: &Arc<Self>) -> Result<Box<dyn Write + Send>, OutputError> {
        if self.is_stdout_terminal() {
            return Err(OutputError::Binary);
        }
        Ok(Box::new(StdoutWriter(Arc::clone(self))))
    }

    /// Standard input for whoever reads it to its end. Who asks again gets nothing.
    pub fn take_stdin(&self) -> Box<dyn BufRead + Send> {
        std::mem::replace(&mut *locked(&self.stdin), Box::new(std::io::empty()))
    }

    fn write_stdout(&self, bytes: &[u8]) -> Result<(), OutputError> {
        let write = || {
            let mut stdout = self.stdout();
            stdout.write_all(bytes).and_then(|()| stdout.flush())
        };
        let result = if self.is_stdout_terminal() { self.console.without_bars(write) } else { write() };
        Ok(result?)
    }

    /// Says what was done, on standard error; not with `--quiet`.
    pub fn status(&self, message: impl Display) {
        if !self.options.quiet {
            self.say(Level::Info, &message.to_string());
        }
    }

    /// Says what few want to know, with `--verbose`; not with `--quiet`.
    pub fn verbose(&self, message: impl Display) {
        if !self.options.quiet {
            self.say(Level::Debug, &message.to_string());
        }
    }

    fn say(&self, level: Level, message: &str) {
        if self.options.level < level {
            return;
        }
        match self.options.log {
            LogForm::Text => self.console.write(&format!("{}\n", sanitize::text(message))),
            LogForm::Json => self.console.write(&failure::log_line(level, self.now(), message, &[], &[""; 0])),
        }
    }

    /// Warns of something that does not end the command.
    pub fn warning(&self, message: impl Display) {
        let message = message.to_string();
        match self.options.log {
            _ if self.options.level < Level::Warn => {}
            LogForm::Text => self.labelled(Style::Warning, "warning", &message),
            LogForm::Json => self.say(Level::Warn, &message),
        }
    }

    /// Says what failed and why, and what the user could do; that last not with `--quiet`.
    pub fn error(&self, error: &dyn std::error::Error, hints: &[impl AsRef<str>]) {
        let hints: &[_] = if self.options.quiet { &[] } else { hints };
        let text = match self.options.log {
            LogForm::Text => failure::render(error, hints, self.colour(self.stderr_terminal)),
            LogForm::Json => {
                let causes = causes(error);
                let (what, because) = causes.split_first().map_or(("", &[][..]), |(what, rest)| (what.as_str(), rest));
                failure::log_line(Level::Error, self.now(), what, because, hints)
            }
        };
        self.console.write(&text);
    }

    /// Standard error for lines that are finished already, such as those of a log.
    pub fn stderr_writer(&self) -> impl Write + Send + 'static {
        ConsoleWriter(Arc::clone(&self.console))
    }

    fn labelled(&self, style: Style, label: &str, message: &str) {
        let mut text = String::new();
        failure::labelled(&mut text, "", style, label, message, self.colour(self.stderr_terminal));
        self.console.write(&text);
    }

    /// Who listens to a transfer, as `--progress` says; `activity` gives the words.
    pub fn progress(&self, activity: Activity) -> Arc<dyn Progress> {
        progress::listener(&self.options, &self.console, self.stderr_terminal, activity)
    }

    /// What ages are relative to.
    pub fn now(&self) -> Timestamp {
        self.options.now.unwrap_or_else(Timestamp::now)
    }

    /// What templates may look at besides their data.
    pub fn surroundings(&self) -> Surroundings {
        Surroundings { variables: self.options.variables.clone(), now: self.options.now }
    }

    /// Whether the result is printed by a template that asks for a field or method of this name.
    pub fn is_asked_for(&self, name: &str) -> bool {
        matches!(&self.options.format, Format::Template(template) if template.mentions(name))
    }

    /// The form that results are printed in.
    pub fn format(&self) -> &Format {
        &self.options.format
    }

    /// Whether results go to a terminal.
    pub fn is_stdout_terminal(&self) -> bool {
        self.stdout_terminal.is_some()
    }

    fn colour(&self, terminal: Option<Size>) -> bool {
        match self.options.colour {
            ColourMode::Always => true,
            ColourMode::Auto => terminal.is_some(),
            ColourMode::Never => false,
        }
    }

    fn stdout(&self) -> MutexGuard<'_, Box<dyn Write + Send>> {
        locked(&self.stdout)
    }

    fn console(&self) -> &Console {
        &self.console
    }
}

/// Standard output, shared.
struct StdoutWriter(Arc<Output>);

impl Write for StdoutWriter {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.stdout().write(bytes).map_err(|error| std::io::Error::new(error.kind(), OutputError::from(error)))
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.0.stdout().flush()
    }
}

#[cfg(test)]
mod tests;
