//! The commands, one file each: arguments in, report out. No loop over layers is here, and nothing of HTTP.

mod answered;
pub mod blob;
pub mod completion;
pub mod config;
pub mod copy;
mod describe;
mod external;
mod format;
pub mod image;
pub mod inspect;
pub mod manifest;
mod opened;
mod place;
pub mod pull;
pub mod push;
pub mod reference;
pub mod registry;
mod removal;
pub mod repo;
#[cfg(test)]
mod sample;
pub mod serve;
mod shapes;
pub mod store;
pub mod tag;
mod transfer;
pub mod version;

pub use format::FormatArgs;
pub use transfer::TransferArgs;
