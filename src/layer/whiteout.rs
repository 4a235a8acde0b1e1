//! Whiteouts: entries of a layer that stand for the absence of something in the layers below (`image-spec/layer.md`).

use super::{EntryPath, LayerError};

/// What the name of a whiteout begins with.
const PREFIX: &[u8] = b".wh.";

/// What the names begin with that AUFS kept for itself; of them only the opaque whiteout means something.
const RESERVED: &[u8] = b".wh..wh.";

/// The name of the whiteout that hides all that is in its directory.
const OPAQUE: &[u8] = b".wh..wh..opq";

/// What a whiteout does. It says nothing of the other entries of its own layer, before it or after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whiteout {
    /// Hides the path and all below it.
    Hides(EntryPath),
    /// Hides all that is in the directory, but not the directory itself.
    Opaque(EntryPath),
    /// Means nothing: a file that AUFS used for itself, which is no part of the image.
    Reserved,
}

impl Whiteout {
    /// The whiteout that an entry at `path` is; nothing where it is an ordinary entry.
    ///
    /// # Errors
    /// [`LayerError::Path`] where it would hide `.` or `..`.
    pub fn of(path: &EntryPath) -> Result<Option<Self>, LayerError> {
        let (Some(name), Some(directory)) = (path.name(), path.parent()) else { return Ok(None) };
        if directory.parts().any(|part| part.starts_with(RESERVED)) {
            return Ok(Some(Self::Reserved));
        }
        let Some(hidden) = name.strip_prefix(PREFIX) else { return Ok(None) };
        Ok(Some(match hidden {
            _ if name == OPAQUE => Self::Opaque(directory),
            _ if name.starts_with(RESERVED) => Self::Reserved,
            b"" | b"." | b".." => {
                let reason = "hides a directory that it stands in";
                return Err(LayerError::Path { path: path.to_string(), reason });
            }
            hidden => Self::Hides(directory.join(hidden)),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(path: &str) -> Result<Option<Whiteout>, LayerError> {
        Whiteout::of(&EntryPath::parse(path.as_bytes()).unwrap())
    }

    #[test]
    fn whiteouts_are_told_by_their_names() {
        let path = |text: &str| EntryPath::parse(text.as_bytes()).unwrap();
        for (text, expected) in [
            ("a/.wh.b", Some(Whiteout::Hides(path("a/b")))),
            (".wh.b", Some(Whiteout::Hides(path("b")))),
            ("a/.wh..wh..opq", Some(Whiteout::Opaque(path("a")))),
            (".wh..wh..opq", Some(Whiteout::Opaque(path("")))),
            (".wh..wh.plnk/1.2", Some(Whiteout::Reserved)),
            (".wh..wh.aufs", Some(Whiteout::Reserved)),
            ("a/.wh..hidden", Some(Whiteout::Hides(path("a/.hidden")))),
            ("a/b.wh.c", None),
            ("a", None),
            ("", None),
        ] {
            assert_eq!(of(text).unwrap(), expected, "{text}");
        }
        for text in ["a/.wh.", "a/.wh..", "a/.wh..."] {
            assert!(of(text).is_err(), "{text}");
        }
    }
}
