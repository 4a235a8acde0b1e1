//! `index.json` as any tool may have left it: it is read or refused, and one that is read is written so that it reads the
//! same way again.

#![no_main]

use libfuzzer_sys::fuzz_target;
use wharf::oci::ImageIndex;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(index) = serde_json::from_slice::<ImageIndex>(bytes) {
        let text = serde_json::to_vec(&index).expect("what was read can be written");
        let again: ImageIndex = serde_json::from_slice(&text).expect("what was written can be read");
        assert_eq!(again, index);
    }
});
