//! `wharf serve`: the bundled registry.

pub mod user;
