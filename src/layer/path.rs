//! Paths inside an image: relative to its root, without `.`, `..` or empty parts, and never out of it.

use std::cmp::Ordering;
use std::fmt;

use serde::{Serialize, Serializer};

use super::LayerError;

/// The longest path that is read, in bytes: Linux takes none that is longer.
const MOST_BYTES: usize = 4096;

/// A path inside an image, made safe: parts between single slashes, none of them empty, `.` or `..`, no zero byte.
/// The root is the path without parts. Bytes, since a tar says nothing of their encoding. Ordered part by part, so
/// that a directory comes right before what is in it.
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub struct EntryPath(Box<[u8]>);

impl EntryPath {
    /// The path that `bytes` name from the root. A leading slash means the root, `.` nothing, and `..` the part before
    /// it.
    ///
    /// # Errors
    /// [`LayerError::Path`] where it leads out of the root, has a zero byte, or is longer than Linux takes.
    pub fn parse(bytes: &[u8]) -> Result<Self, LayerError> {
        Self::default().resolve(bytes, Escape::Refused)
    }

    /// Where a symbolic link with the target `bytes` leads that stands in this directory: from the root where the
    /// target begins with a slash. `..` at the root stays there, as it does for a process inside.
    ///
    /// # Errors
    /// As [`EntryPath::parse`], but never for leading out.
    pub fn follow(&self, bytes: &[u8]) -> Result<Self, LayerError> {
        self.resolve(bytes, Escape::Stays)
    }

    fn resolve(&self, bytes: &[u8], escape: Escape) -> Result<Self, LayerError> {
        let refuse = |reason| LayerError::Path { path: String::from_utf8_lossy(shortened(bytes)).into_owned(), reason };
        if bytes.contains(&0) {
            return Err(refuse("has a zero byte"));
        }
        if bytes.len() > MOST_BYTES {
            return Err(refuse("is longer than any file system takes"));
        }
        let mut whole: Vec<u8> = if bytes.first() == Some(&b'/') { Vec::new() } else { self.0.to_vec() };
        for part in bytes.split(|byte| *byte == b'/') {
            match part {
                b"" | b"." => {}
                b".." if whole.is_empty() && escape == Escape::Refused => {
                    return Err(refuse("leads out of the image"));
                }
                b".." => whole.truncate(whole.iter().rposition(|byte| *byte == b'/').unwrap_or(0)),
                part => {
                    if !whole.is_empty() {
                        whole.push(b'/');
                    }
                    whole.extend_from_slice(part);
                }
            }
        }
        if whole.len() > MOST_BYTES {
            return Err(refuse("is longer than any file system takes"));
        }
        Ok(Self(whole.into()))
    }

    /// Whether `bytes` name a path in the form that honest writers give it: not from the root, and without `..`.
    pub fn is_plain(bytes: &[u8]) -> bool {
        bytes.first() != Some(&b'/') && bytes.split(|byte| *byte == b'/').all(|part| part != b"..")
    }

    /// The bytes, without a leading slash.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Whether it is the root itself.
    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// The parts from the root on.
    pub fn parts(&self) -> impl Iterator<Item = &[u8]> {
        self.0.split(|byte| *byte == b'/').filter(|part| !part.is_empty())
    }

    /// The last part; nothing of the root.
    pub fn name(&self) -> Option<&[u8]> {
        self.0.rsplit(|byte| *byte == b'/').next().filter(|name| !name.is_empty())
    }

    /// The directory that it is in; nothing of the root.
    pub fn parent(&self) -> Option<Self> {
        let end = self.name().map(|name| (self.0.len() - name.len()).saturating_sub(1))?;
        Some(Self(self.0[..end].into()))
    }

    /// What is called `name` in this directory. `name` is one part of a safe path.
    #[must_use]
    pub(super) fn join(&self, name: &[u8]) -> Self {
        let mut whole = Vec::with_capacity(self.0.len() + name.len() + 1);
        whole.extend_from_slice(&self.0);
        if !whole.is_empty() {
            whole.push(b'/');
        }
        whole.extend_from_slice(name);
        Self(whole.into())
    }

    /// The part of it below `directory`, without a slash before it; nothing where it is elsewhere. Empty for the
    /// directory itself.
    pub fn below(&self, directory: &Self) -> Option<&[u8]> {
        let rest = self.0.strip_prefix(&*directory.0)?;
        match rest {
            _ if directory.is_root() => Some(rest),
            [] => Some(rest),
            [b'/', rest @ ..] => Some(rest),
            _ => None,
        }
    }
}

/// What becomes of `..` at the root.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Escape {
    Refused,
    Stays,
}

/// No more of a path than an error message should carry.
fn shortened(bytes: &[u8]) -> &[u8] {
    &bytes[..bytes.len().min(200)]
}

impl PartialOrd for EntryPath {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for EntryPath {
    fn cmp(&self, other: &Self) -> Ordering {
        self.parts().cmp(other.parts())
    }
}

impl fmt::Display for EntryPath {
    /// With a leading slash; bytes that are no UTF-8 are replaced.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "/{}", String::from_utf8_lossy(&self.0))
    }
}

impl fmt::Debug for EntryPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.to_string(), f)
    }
}

impl Serialize for EntryPath {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parsed(text: &str) -> String {
        EntryPath::parse(text.as_bytes()).map_or_else(|error| error.to_string(), |path| path.to_string())
    }

    #[test]
    fn paths_are_made_plain_and_stay_inside() {
        for (text, expected) in [
            ("etc/passwd", "/etc/passwd"),
            ("./etc//passwd", "/etc/passwd"),
            ("/etc/./passwd/", "/etc/passwd"),
            ("a/../b", "/b"),
            ("a/b/..", "/a"),
            ("a/..", "/"),
            (".", "/"),
            ("./", "/"),
            ("", "/"),
            ("...", "/..."),
        ] {
            assert_eq!(parsed(text), expected, "{text:?}");
        }
        for text in ["..", "../x", "a/../../x", "/../x"] {
            assert!(parsed(text).contains("leads out of the image"), "{text:?}");
        }
        assert!(parsed("a\0b").contains("zero byte"));
        assert!(parsed(&"a/".repeat(2049)).contains("longer"));
    }

    #[test]
    fn links_lead_where_a_process_inside_would_go() {
        let dir = EntryPath::parse(b"usr/lib").unwrap();
        for (target, expected) in [
            ("libc.so", "/usr/lib/libc.so"),
            ("/bin/sh", "/bin/sh"),
            ("../../../../etc/passwd", "/etc/passwd"),
            ("..", "/usr"),
        ] {
            assert_eq!(dir.follow(target.as_bytes()).unwrap().to_string(), expected);
        }
    }

    #[test]
    fn a_path_knows_its_family() {
        let path = EntryPath::parse(b"a/b/c").unwrap();
        assert_eq!(path.parent().unwrap().to_string(), "/a/b");
        assert_eq!(path.name(), Some(&b"c"[..]));
        assert_eq!(EntryPath::default().parent(), None);
        assert_eq!(EntryPath::parse(b"a").unwrap().parent(), Some(EntryPath::default()));
        let a = EntryPath::parse(b"a").unwrap();
        assert_eq!(path.below(&a), Some(&b"b/c"[..]));
        assert_eq!(EntryPath::parse(b"ab").unwrap().below(&a), None);
        assert_eq!(a.below(&a), Some(&b""[..]));
        assert_eq!(a.below(&EntryPath::default()), Some(&b"a"[..]));
        let mut order = ["a-b", "a/b", "a"].map(|text| EntryPath::parse(text.as_bytes()).unwrap());
        order.sort();
        assert_eq!(order.map(|path| path.to_string()), ["/a", "/a/b", "/a-b"]);
    }

    proptest! {
        #[test]
        fn no_bytes_lead_out(bytes in prop::collection::vec(prop_oneof![Just(b'/'), Just(b'.'), any::<u8>()], 0..64)) {
            for path in [EntryPath::parse(&bytes), EntryPath::parse(b"x/y").unwrap().follow(&bytes)].into_iter().flatten() {
                prop_assert!(path.parts().all(|part| !part.is_empty() && part != b"." && part != b".." && !part.contains(&0)));
                prop_assert_eq!(EntryPath::parse(path.as_bytes()).unwrap(), path);
            }
        }
    }
}
