//! An archive of images: whatever its tar and its lists say, it is read or refused, and every manifest that it gives is
//! what its digest says.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use tokio::runtime::{Builder, Runtime};
use wharf::archive::Archive;
use wharf::content::{Source, TagQuery};
use wharf::reference::{Location, Selector};

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Builder::new_current_thread().build().expect("a runtime"));

/// A tar of `index.json` or `manifest.json` and one more file, since few random bytes are a tar.
fn tar(list: &str, parts: &[&[u8]]) -> Vec<u8> {
    let mut all = Vec::new();
    for (name, content) in [list, "a", "b"].iter().zip(parts) {
        let mut header = [0u8; 512];
        header[..name.len()].copy_from_slice(name.as_bytes());
        header[124..135].copy_from_slice(format!("{:011o}", content.len()).as_bytes());
        header[156] = b'0';
        header[148..156].fill(b' ');
        let sum: u32 = header.iter().map(|byte| u32::from(*byte)).sum();
        header[148..154].copy_from_slice(format!("{sum:06o}").as_bytes());
        header[154] = 0;
        all.extend(header);
        all.extend(*content);
        all.resize(all.len().next_multiple_of(512), 0);
    }
    all.resize(all.len() + 1024, 0);
    all
}

fn read(bytes: &[u8]) {
    let location: Location = "oci-archive:file.tar".parse().expect("a location");
    let Ok(archive) = Archive::read(bytes, location) else { return };
    RUNTIME.block_on(async {
        let _ = archive.tags(&TagQuery::default()).await;
        let Ok(selector) = archive.selector(None) else { return };
        if let Ok(raw) = archive.manifest(&selector).await
            && let Selector::Digest(digest) = &selector
        {
            assert_eq!(digest.algorithm().digest(&raw.bytes), *digest);
            let Ok(manifest) = raw.parse() else { return };
            for descriptor in manifest.blobs().chain(manifest.children()) {
                let _ = archive.stat_blob(&descriptor.digest).await;
                let _ = archive.blob(descriptor).open(0).await;
            }
        }
    });
}

fuzz_target!(|input: (u8, &[u8], &[u8])| {
    let (kind, one, other) = input;
    match kind % 3 {
        0 => read(one),
        1 => read(&tar("index.json", &[one, other])),
        _ => read(&tar("manifest.json", &[one, other, b"{}"])),
    }
});
