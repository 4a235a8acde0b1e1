//! The tar of a layer: whatever it says, its entries lie inside the image, reading ends, and what is written again
//! without a change reads the same.

#![no_main]

use std::io::Read;

use libfuzzer_sys::fuzz_target;
use wharf::layer::records::Records;
use wharf::layer::rewrite::{Change, Rewrite, Survey};
use wharf::layer::{Entry, EntryPath, Limits, Tree, Walk};

const LIMITS: Limits = Limits { decoded: 1 << 20, entries: 1000, header: 1 << 16 };

/// The entries of a tar with their content, or nothing where it is none.
fn entries(bytes: &[u8]) -> Option<Vec<(Entry, Vec<u8>)>> {
    let mut walk = Walk::new(bytes, LIMITS);
    let mut all = Vec::new();
    while let Some(entry) = walk.advance().ok()? {
        let mut content = Vec::new();
        walk.content().take(LIMITS.decoded).read_to_end(&mut content).ok()?;
        assert_eq!(content.len() as u64, entry.size);
        assert!(entry.path.parts().all(|part| !matches!(part, b"" | b"." | b"..") && !part.contains(&b'/')));
        all.push((entry, content));
    }
    assert!(walk.position() <= bytes.len() as u64);
    Some(all)
}

fuzz_target!(|bytes: &[u8]| {
    let found = entries(bytes);
    for changes in [vec![], vec![Change::Anonymous, Change::Relative], vec![Change::Strip(strip())]] {
        let (mut out, is_same) = (Vec::new(), changes.is_empty());
        let rewrite = Rewrite { changes };
        let survey = rewrite.survey(&mut Records::new(bytes, LIMITS)).ok().flatten().unwrap_or_default();
        let survey = if is_same { Survey::default() } else { survey };
        if rewrite.run(&survey, &mut Records::new(bytes, LIMITS), &mut out).is_ok() && is_same && found.is_some() {
            assert_eq!(entries(&out), found);
        }
    }
    let Some(found) = found else { return };
    let mut tree = Tree::default();
    let half = found.len() / 2;
    for (number, layer) in [&found[..half], &found[half..]].into_iter().enumerate() {
        if tree.apply(number, layer.iter().map(|(entry, _)| entry.clone()).collect()).is_err() {
            return;
        }
    }
    for node in tree.nodes() {
        assert!(node.entry.path.parts().all(|part| part != b".."));
    }
});

fn strip() -> EntryPath {
    EntryPath::parse(b"a").expect("a path")
}
