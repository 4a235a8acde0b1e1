//! The commands, one file each: arguments in, report out. No loop over layers is here, and nothing of HTTP.

mod answered;
mod archives;
pub mod artifact;
pub mod blob;
pub mod cat;
pub mod completion;
pub mod config;
pub mod copy;
mod describe;
mod destination;
pub mod diff;
pub mod du;
mod edited;
pub mod export;
mod external;
pub mod files;
mod format;
pub mod history;
pub mod image;
pub mod index;
pub mod inspect;
mod layers;
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
mod supplied;
pub mod tag;
mod transfer;
mod unified;
pub mod version;

pub use format::FormatArgs;
pub use transfer::TransferArgs;
