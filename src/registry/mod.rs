//! The client of the OCI distribution specification 1.1 and of Docker's registry API before it.

mod credential;
mod options;

pub use credential::{Credential, Keychain, NoKeychain, Secret};
pub use options::{HostOptions, HostTable, Notice, Options, Scheme};
