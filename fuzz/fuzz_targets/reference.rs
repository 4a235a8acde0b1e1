//! What users and scripts type: each text is a name or an error that points into it, and a name reads the same way again
//! in its own spelling.

#![no_main]

use libfuzzer_sys::fuzz_target;
use wharf::oci::Digest;
use wharf::reference::{Location, Reference, Registry, Repository, Tag};

fn again<T: std::str::FromStr + std::fmt::Display + PartialEq + std::fmt::Debug>(text: &str) {
    if let Ok(found) = text.parse::<T>() {
        let shown = found.to_string();
        assert_eq!(shown.parse::<T>().ok(), Some(found), "{shown}");
    }
}

fuzz_target!(|text: &str| {
    again::<Reference>(text);
    again::<Registry>(text);
    again::<Repository>(text);
    again::<Tag>(text);
    again::<Digest>(text);
    again::<Location>(text);
});
