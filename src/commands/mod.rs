//! The commands, one file each: arguments in, report out. No loop over layers is here, and nothing of HTTP.

pub mod blob;
mod describe;
mod format;
pub mod image;
pub mod inspect;
pub mod manifest;
mod opened;
mod place;
mod removal;
pub mod repo;
#[cfg(test)]
mod sample;
pub mod tag;
pub mod version;

pub use format::FormatArgs;
