//! `wharf completion`.

use clap::{Args, Command};
use clap_complete::Shell;

use crate::app::App;
use crate::error::CliError;

/// The arguments of `wharf completion`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  wharf completion bash > /etc/bash_completion.d/wharf
  wharf completion zsh > ~/.zfunc/_wharf
  wharf completion fish > ~/.config/fish/completions/wharf.fish
  wharf completion powershell >> $PROFILE
  wharf completion elvish >> ~/.config/elvish/rc.elv")]
pub struct CompletionArgs {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub shell: Shell,
    /// Complete words alone, without what they mean
    #[arg(long)]
    pub no_descriptions: bool,
}

impl CompletionArgs {
    /// Prints the script for the shell, for `program`, which is the whole command line.
    pub fn run(self, app: &App, program: Command) -> Result<(), CliError> {
        let program = if self.no_descriptions { wordless(program) } else { program };
        Ok(app.output.raw_bytes(&script(self.shell, program))?)
    }
}

/// The command without what is said of it, of its arguments and of the commands below it.
fn wordless(command: Command) -> Command {
    let command = command.about(None::<&str>).long_about(None::<&str>);
    command.mut_args(|arg| arg.help(None::<&str>).long_help(None::<&str>)).mut_subcommands(wordless)
}

/// The completion script of `program` for a shell.
pub fn script(shell: Shell, mut program: Command) -> Vec<u8> {
    let name = program.get_name().to_owned();
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut program, name, &mut script);
    script
}
