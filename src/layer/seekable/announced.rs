//! How a layer says that it has a table of contents: annotations of its descriptor, and the footer of eStargz.

use std::ops::Range;

use super::broken;
use crate::layer::LayerError;
use crate::oci::{Descriptor, Digest};

/// The digest of the table's JSON, of an eStargz layer.
const ESTARGZ_DIGEST: &str = "containerd.io/snapshot/stargz/toc.digest";

/// Where the table of a zstd:chunked layer is: offset, length, length as JSON, and kind, with colons between them.
/// The first writers left `github` out.
const CHUNKED_POSITION: [&str; 2] =
    ["io.github.containers.zstd-chunked.manifest-position", "io.containers.zstd-chunked.manifest-position"];

/// The digest of the table as it is stored.
const CHUNKED_CHECKSUM: [&str; 2] =
    ["io.github.containers.zstd-chunked.manifest-checksum", "io.containers.zstd-chunked.manifest-checksum"];

/// The only kind of table that there is.
const CHUNKED_KIND: u64 = 1;

/// The length of eStargz's footer in bytes.
pub(super) const FOOTER: usize = 51;

/// What eStargz calls its table.
pub(super) const TOC_NAME: &[u8] = b"stargz.index.json";

/// A table that a descriptor announces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Announced {
    /// That of eStargz, by the digest of its JSON.
    Estargz { json: Digest },
    /// That of zstd:chunked.
    Chunked { at: Range<u64>, json_size: u64, checksum: Digest },
}

impl Announced {
    /// What `layer` announces.
    ///
    /// # Errors
    /// Where it announces something that cannot be.
    pub(super) fn by(layer: &Descriptor) -> Result<Option<Self>, LayerError> {
        let text = |keys: &[&str]| keys.iter().find_map(|key| layer.annotations.text(key));
        if let Some(digest) = text(&[ESTARGZ_DIGEST]) {
            let json = digest.parse().map_err(|_| broken("the digest that the manifest gives is none"))?;
            return Ok(Some(Self::Estargz { json }));
        }
        let (Some(position), Some(checksum)) = (text(&CHUNKED_POSITION), text(&CHUNKED_CHECKSUM)) else {
            return Ok(None);
        };
        let checksum = checksum.parse().map_err(|_| broken("the digest that the manifest gives is none"))?;
        let numbers: Option<Vec<u64>> = position.split(':').map(|number| number.parse().ok()).collect();
        let bad = || broken("the place that the manifest gives is none");
        let [start, size, json_size, kind] = numbers.ok_or_else(bad)?[..] else { return Err(bad()) };
        if kind != CHUNKED_KIND {
            return Err(broken("it is of a kind that wharf does not read"));
        }
        let end = start.checked_add(size).ok_or_else(bad)?;
        Ok(Some(Self::Chunked { at: start..end, json_size, checksum }))
    }
}

/// The offset of the table that eStargz's footer has in the extra field of an empty gzip member.
pub(super) fn offset(footer: &[u8]) -> Option<u64> {
    let gzip = footer.len() == FOOTER && footer.starts_with(&[0x1f, 0x8b, 8, 4]);
    let extra = footer.get(10..38).filter(|_| gzip)?;
    let digits = extra.strip_prefix(b"\x1a\0SG\x16\0")?.strip_suffix(b"STARGZ")?;
    let digits = std::str::from_utf8(digits).ok().filter(|text| text.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    u64::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oci::MediaType;

    fn layer(pairs: &[(&str, &str)]) -> Descriptor {
        let annotations = pairs.iter().copied().collect();
        Descriptor { annotations, ..Descriptor::of(MediaType::OCI_LAYER_ZSTD, b"") }
    }

    #[test]
    fn descriptors_announce_tables() {
        let digest = Digest::sha256(b"").to_string();
        assert_eq!(Announced::by(&layer(&[])).unwrap(), None);
        let found = Announced::by(&layer(&[(ESTARGZ_DIGEST, &digest)])).unwrap();
        assert_eq!(found, Some(Announced::Estargz { json: Digest::sha256(b"") }));
        for number in 0..2 {
            let pairs = [(CHUNKED_POSITION[number], "10:20:300:1"), (CHUNKED_CHECKSUM[number], &digest)];
            let expected = Announced::Chunked { at: 10..30, json_size: 300, checksum: Digest::sha256(b"") };
            assert_eq!(Announced::by(&layer(&pairs)).unwrap(), Some(expected));
        }
        for position in ["", "1:2:3", "1:2:3:2", "-1:2:3:1", "18446744073709551615:2:3:1", "1:2:3:1:5"] {
            let pairs = [(CHUNKED_POSITION[0], position), (CHUNKED_CHECKSUM[0], &digest)];
            assert!(Announced::by(&layer(&pairs)).is_err(), "{position:?}");
        }
        assert!(Announced::by(&layer(&[(ESTARGZ_DIGEST, "sha256:1")])).is_err());
    }

    #[test]
    fn a_footer_is_51_exact_bytes() {
        let mut footer = b"\x1f\x8b\x08\x04\0\0\0\0\0\xff\x1a\0SG\x16\0".to_vec();
        footer.extend(b"00000000000001f4STARGZ\x01\0\0\xff\xff\0\0\0\0\0\0\0\0");
        assert_eq!(offset(&footer), Some(500));
        for at in [0, 10, 12, 16, 32, 37] {
            let mut other = footer.clone();
            other[at] = b'?';
            assert_eq!(offset(&other), None, "{at}");
        }
        assert_eq!(offset(&footer[1..]), None);
    }
}
