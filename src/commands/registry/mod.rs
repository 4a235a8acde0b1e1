//! `wharf registry`: who one is at a registry, and what is set for it. The commands that log in and out are there without
//! the group, too.

pub mod config;
pub mod login;
pub mod logout;
mod scope;
pub mod set;
pub mod whoami;

use clap::Subcommand;

/// The commands of the group.
#[derive(Debug, Subcommand)]
pub enum RegistryCommand {
    /// Show what is set for a registry
    Config(config::ConfigArgs),
    /// Log in to a registry (the same as `wharf login`)
    Login(login::LoginArgs),
    /// Forget the credentials of a registry (the same as `wharf logout`)
    Logout(logout::LogoutArgs),
    /// Set how a registry is spoken to, in the configuration file
    Set(set::SetArgs),
    /// Show who one is at a registry (the same as `wharf whoami`)
    Whoami(whoami::WhoamiArgs),
}
