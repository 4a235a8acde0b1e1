//! `Range` and `Content-Range`: whatever is asked, parts lie inside the content and do not overlap.

#![no_main]

use libfuzzer_sys::fuzz_target;
use wharf::server::ranges::{self, Wanted};

fuzz_target!(|input: (&str, u64)| {
    let (header, size) = input;
    let mut parts = match ranges::wanted(header, size) {
        Wanted::One(part) => vec![part],
        Wanted::Several(parts) => parts,
        Wanted::Whole | Wanted::Outside => Vec::new(),
    };
    parts.sort_by_key(|part| part.start);
    assert!(parts.iter().all(|part| part.start < part.end && part.end <= size));
    assert!(parts.windows(2).all(|pair| pair[0].end <= pair[1].start));
    if let Some(chunk) = ranges::chunk(header) {
        assert!(chunk.start <= chunk.end);
    }
});
