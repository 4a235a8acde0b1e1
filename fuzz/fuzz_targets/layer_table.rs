//! The table of contents of a zstd:chunked layer: whatever it says, it is read or refused, and so are the files that it
//! tells of.

#![no_main]

use std::sync::Arc;

use libfuzzer_sys::fuzz_target;
use wharf::content::Source;
use wharf::content::memory::MemoryStore;
use wharf::layer::{Assurance, Finder, LayerError, Tables, merge};
use wharf::oci::{Descriptor, Digest, MediaType};

/// How large the layer says that it is: large enough for its table to be worth reading.
const SIZE: u64 = 1 << 20;
/// What one block of zstd may hold.
const BLOCK: usize = 1 << 17;

/// A frame of zstd that holds `json` as it is.
fn frame(json: &[u8]) -> Vec<u8> {
    let mut frame = vec![0x28, 0xb5, 0x2f, 0xfd, 0xa0];
    frame.extend((json.len() as u32).to_le_bytes());
    let blocks = json.len().div_ceil(BLOCK).max(1);
    for (number, block) in
        (0..blocks).map(|number| (number, &json[number * BLOCK..json.len().min((number + 1) * BLOCK)]))
    {
        let header = (block.len() as u32) << 3 | u32::from(number + 1 == blocks);
        frame.extend(&header.to_le_bytes()[..3]);
        frame.extend(block);
    }
    frame
}

fuzz_target!(|json: &[u8]| {
    let stored = frame(json);
    let store = MemoryStore::new();
    let own = store.add_blob(MediaType::OCI_LAYER_ZSTD, stored.clone());
    let mut layer = Descriptor { size: SIZE, ..own };
    let prefix = "io.github.containers.zstd-chunked.manifest-";
    layer.annotations.set(&format!("{prefix}position"), &format!("0:{}:{}:1", stored.len(), json.len()));
    layer.annotations.set(&format!("{prefix}checksum"), &Digest::sha256(&stored).to_string());
    let source: Arc<dyn Source> = Arc::new(store);
    let layers = vec![layer];
    let Ok(listed) = merge::listed(&source, &layers, Tables::Announced) else { return };
    let _ = merge::merged(&source, &layers, Tables::Announced);
    for entry in listed[0].iter().take(8) {
        assert!(entry.path.parts().all(|part| part != b".."));
        let finder = Finder::new(Arc::clone(&source), layers.clone(), Tables::Announced, Assurance::Early);
        let mut left = SIZE;
        let _ = finder.and_then(|mut finder| {
            finder.copy(&entry.path, &mut |bytes: &[u8]| {
                left = left.checked_sub(bytes.len() as u64).ok_or(LayerError::Limit { what: "enough".to_owned() })?;
                Ok::<_, LayerError>(())
            })
        });
    }
});
