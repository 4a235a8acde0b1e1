//! The commands, one file each: arguments in, report out. No loop over layers is here, and nothing of HTTP.

mod format;
pub mod version;

pub use format::FormatArgs;
