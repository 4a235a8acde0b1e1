//! The flags that edit an image. They are read from a table, since their order on the command line is the order of the
//! edits, which a struct of flags would lose.

use std::fmt;
use std::sync::Arc;

use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};

use super::layers::LAYER_FLAGS;
use super::table::FLAGS;
use crate::app::App;
use crate::error::CliError;
use crate::mutate::Edit;

/// The edits that one flag asks for.
pub type Edits = Vec<Box<dyn Edit>>;

/// One flag as it was written, read but not opened yet: what it names may lie in a registry.
#[derive(Clone)]
pub struct Step(Arc<Opener>);

type Opener = dyn Fn(&App) -> Result<Edits, CliError> + Send + Sync;

impl Step {
    /// A step that needs nothing but what was written.
    pub fn of<E: Edit + Clone + 'static>(edit: E) -> Self {
        Self::opened(move |_| Ok(vec![Box::new(edit.clone()) as Box<dyn Edit>]))
    }

    /// A step that opens other places.
    pub fn opened(open: impl Fn(&App) -> Result<Edits, CliError> + Send + Sync + 'static) -> Self {
        Self(Arc::new(open))
    }

    /// A step that does nothing: a switch set to false.
    pub fn nothing() -> Self {
        Self::opened(|_| Ok(Vec::new()))
    }
}

impl fmt::Debug for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Step")
    }
}

/// A flag that edits.
pub struct Flag {
    /// Its name without the dashes.
    pub name: &'static str,
    /// Its letter.
    pub short: Option<char>,
    /// Its other names.
    pub aliases: &'static [&'static str],
    /// What its value is called; nothing of a switch, which may be given `=true` or `=false`.
    pub value: Option<&'static str>,
    /// What it does.
    pub help: &'static str,
    /// Reads its value.
    pub parse: fn(&str) -> Result<Step, String>,
}

impl Flag {
    /// A flag without other names.
    pub const fn new(
        name: &'static str,
        value: &'static str,
        help: &'static str,
        parse: fn(&str) -> Result<Step, String>,
    ) -> Self {
        Self { name, short: None, aliases: &[], value: Some(value), help, parse }
    }

    /// A switch.
    pub const fn switch(name: &'static str, help: &'static str, parse: fn(&str) -> Result<Step, String>) -> Self {
        Self { name, short: None, aliases: &[], value: None, help, parse }
    }

    /// The same flag with a letter.
    #[must_use]
    pub const fn short(self, letter: char) -> Self {
        Self { short: Some(letter), ..self }
    }

    /// The same flag with other names.
    #[must_use]
    pub const fn also(self, aliases: &'static [&'static str]) -> Self {
        Self { aliases, ..self }
    }

    fn arg(&self) -> Arg {
        let arg = Arg::new(self.name)
            .long(self.name)
            .short(self.short)
            .visible_aliases(self.aliases)
            .action(ArgAction::Append)
            .help(self.help)
            .help_heading("Edits")
            .value_parser(self.parse);
        match self.value {
            Some(value) => arg.value_name(value).allow_hyphen_values(true),
            None => arg
                .num_args(0..=1)
                .require_equals(true)
                .default_missing_value("true")
                .value_name("BOOL")
                .hide_possible_values(true),
        }
    }
}

/// The edits in the order in which they were written.
#[derive(Clone, Debug)]
pub struct EditArgs(Vec<Step>);

impl EditArgs {
    /// Opens what the flags name.
    ///
    /// # Errors
    /// Something that they name cannot be opened.
    pub fn open(&self, app: &App) -> Result<Edits, CliError> {
        let mut all = Vec::new();
        for Step(open) in &self.0 {
            all.extend(open(app)?);
        }
        Ok(all)
    }
}

fn flags() -> impl Iterator<Item = &'static Flag> {
    FLAGS.iter().chain(&LAYER_FLAGS)
}

impl Args for EditArgs {
    fn augment_args(command: Command) -> Command {
        command.args(flags().map(Flag::arg))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for EditArgs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut all: Vec<(usize, Step)> = Vec::new();
        for flag in flags() {
            let places = matches.indices_of(flag.name).into_iter().flatten();
            let steps = matches.get_many::<Step>(flag.name).into_iter().flatten();
            all.extend(places.zip(steps.cloned()));
        }
        all.sort_by_key(|(place, _)| *place);
        Ok(Self(all.into_iter().map(|(_, step)| step).collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}
