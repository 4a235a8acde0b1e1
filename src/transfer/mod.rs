//! One way to move images: select what is wanted, plan every byte, execute.

mod progress;

pub use progress::{Event, Progress, Silent};
