//! `wharf config`: the configuration file, shown and changed. What is said of single hosts is changed by
//! `wharf registry set`.

pub mod get;
pub mod hosts;
pub mod set;

use clap::Subcommand;

/// The commands of the group.
#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Show the settings and where each was made
    Get(get::GetArgs),
    /// Change settings in the configuration file
    Set(set::SetArgs),
}
