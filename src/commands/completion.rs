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
}

impl CompletionArgs {
    /// Prints the script for the shell, for `program`, which is the whole command line.
    pub fn run(self, app: &App, program: Command) -> Result<(), CliError> {
        Ok(app.output.raw_bytes(&script(self.shell, program))?)
    }
}

/// The completion script of `program` for a shell.
pub fn script(shell: Shell, mut program: Command) -> Vec<u8> {
    let name = program.get_name().to_owned();
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut program, name, &mut script);
    script
}
