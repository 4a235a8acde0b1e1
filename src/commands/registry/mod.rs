//! `wharf registry`: who one is at a registry. Each command is there without the group, too.

pub mod login;
pub mod logout;
mod scope;
pub mod whoami;

use clap::Subcommand;

/// The commands of the group.
#[derive(Debug, Subcommand)]
pub enum RegistryCommand {
    /// Log in to a registry (the same as `wharf login`)
    Login(login::LoginArgs),
    /// Forget the credentials of a registry (the same as `wharf logout`)
    Logout(logout::LogoutArgs),
    /// Show who one is at a registry (the same as `wharf whoami`)
    Whoami(whoami::WhoamiArgs),
}
