//! `Content-Range` of chunks: one that is read means the same bytes in every spelling, and sizes do not overflow.

#![no_main]

use libfuzzer_sys::fuzz_target;
use wharf::server::ranges;

fuzz_target!(|input: (&str, u64, u64)| {
    let (text, start, length) = input;
    if let Some(chunk) = ranges::chunk(text) {
        assert!(chunk.start <= chunk.end);
        if chunk.end > chunk.start {
            for spelling in ["{}-{}", "bytes {}-{}/*", "bytes {}-{}/5", "bytes={}-{}"] {
                let (first, last) = (chunk.start.to_string(), (chunk.end - 1).to_string());
                let again = spelling.replacen("{}", &first, 1).replacen("{}", &last, 1);
                assert_eq!(ranges::chunk(&again), Some(chunk.clone()), "{again}");
            }
        }
    }
    let end = start.checked_add(length).filter(|end| *end > start);
    if let Some(end) = end {
        assert_eq!(ranges::chunk(&format!("{start}-{}", end - 1)), Some(start..end));
    }
});
