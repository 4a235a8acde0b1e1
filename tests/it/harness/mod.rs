//! What the integration tests stand on: a clean environment for the binary, registries and token services in this
//! process, a proxy that breaks things on purpose, and images made to measure.
//!
//! The wire is spoken here by hand, from the specifications, so that a mistake that client and server share is seen.

#![allow(dead_code, unused_imports, reason = "every subject takes its own part of the harness")]

pub mod crafted;
mod env;
mod faults;
mod guard;
mod http;
mod images;
mod proxy;
mod registry;
mod tls;
mod tokens;

pub use env::{Outcome, Run, Running, TestEnv, until};
pub use faults::{Fault, Faults, On};
pub use guard::Guard;
pub use http::{Head, Reply, request};
pub use images::{Blob, Form, Image, ImageSpec};
pub use registry::{Registry, Seen};
pub use tls::TlsFront;
pub use tokens::{TokenRequest, TokenServer};

/// Asserts that all of `parts` stand in what was said.
#[track_caller]
pub fn says(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "{part:?} is missing in:\n{text}");
    }
}
