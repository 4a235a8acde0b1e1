//! The commands, one file each: arguments in, report out. No loop over layers is here, and nothing of HTTP.

pub mod copy;
mod format;
pub mod pull;
pub mod push;
mod transfer;
pub mod version;

pub use format::FormatArgs;
pub use transfer::TransferArgs;
