//! Titles: the names of files in an artifact, written by whoever put it and read by strangers.

use std::collections::HashSet;
use std::ffi::OsString;
use std::path::Path;

use super::{ArtifactError, Result, TITLE, UNPACK};
use crate::oci::Descriptor;

/// Whether the directories in a name count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StripDirs {
    /// They do.
    No,
    /// Only the last part of the name does.
    Yes,
}

/// Where a layer goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination {
    /// Its path, below the directory of them all.
    pub path: Vec<OsString>,
    /// The layer is a directory in a tar; its entries may have these names in front, which are not part of them.
    pub unpack: Option<Vec<OsString>>,
    /// Its title leads out of the directory, by a slash in front or by `..`, and was turned into a path below it.
    pub moved: bool,
}

impl Destination {
    /// The path, as messages show it.
    pub fn shown(&self) -> String {
        self.path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
    }
}

/// Where each layer goes: by its title, else by its digest.
///
/// # Errors
/// A title that cannot be a name, or two that are the same.
pub fn destinations(layers: &[&Descriptor], strip: StripDirs) -> Result<Vec<Destination>> {
    let mut seen = HashSet::new();
    let mut all = Vec::with_capacity(layers.len());
    for layer in layers {
        let destination = destination(layer, strip)?;
        if !seen.insert(destination.path.clone()) {
            return Err(ArtifactError::Twice { path: destination.shown() });
        }
        all.push(destination);
    }
    Ok(all)
}

fn destination(layer: &Descriptor, strip: StripDirs) -> Result<Destination> {
    let title = layer.annotations.text(TITLE).unwrap_or_default();
    if title.contains('\0') {
        return Err(ArtifactError::Title { title: title.to_owned(), why: "it has a zero byte" });
    }
    let (parts, moved) = rooted(title);
    let packed = layer.annotations.text(UNPACK) == Some("true");
    let is_dir = packed || title.ends_with('/') && !parts.is_empty();
    let full: Vec<OsString> = parts.iter().map(OsString::from).collect();
    let mut path = match strip {
        StripDirs::No => full.clone(),
        StripDirs::Yes => full.last().cloned().into_iter().collect(),
    };
    if path.is_empty() {
        path.push(OsString::from(layer.digest.hex()));
    }
    Ok(Destination { path, unpack: is_dir.then_some(full), moved: moved && strip == StripDirs::No })
}

/// The parts of a path as if it began at a root that nothing is above, and whether it tried to get there.
fn rooted(path: &str) -> (Vec<&str>, bool) {
    let (mut parts, mut moved) = (Vec::new(), path.starts_with('/'));
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => moved |= parts.pop().is_none(),
            part => parts.push(part),
        }
    }
    (parts, moved)
}

/// The title of the file that the user named `path`: that path, or its last part. Where it leads to a root or above
/// where it began, what remains below counts, so that nobody is given a title that leads out of their directory.
pub fn given_title(path: &Path, strip: StripDirs) -> Result<String> {
    let text = path
        .to_str()
        .ok_or_else(|| ArtifactError::Title { title: path.to_string_lossy().into_owned(), why: "it is not UTF-8" })?;
    let (parts, _) = rooted(text);
    match (strip, parts.last()) {
        (_, None) => {
            let why = "nothing of it is left but dots and slashes: name the directory itself";
            Err(ArtifactError::Title { title: text.to_owned(), why })
        }
        (StripDirs::Yes, Some(last)) => Ok((*last).to_owned()),
        (StripDirs::No, Some(_)) => Ok(parts.join("/")),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::oci::MediaType;

    fn layer(title: Option<&str>, unpack: bool) -> Descriptor {
        let mut layer = Descriptor::of(MediaType::OCTET_STREAM, title.unwrap_or_default().as_bytes());
        if let Some(title) = title {
            layer.annotations.set(TITLE, title);
        }
        if unpack {
            layer.annotations.set(UNPACK, "true");
        }
        layer
    }

    #[test]
    fn titles_lead_below_the_directory() {
        for (title, path, stripped, moved) in [
            ("a", "a", "a", false),
            ("./a//b/./c", "a/b/c", "c", false),
            ("/etc/passwd", "etc/passwd", "passwd", true),
            ("../../x", "x", "x", true),
            ("a/../../b", "b", "b", true),
            ("a/../b", "b", "b", false),
            ("...", "...", "...", false),
            ("a\\b", "a\\b", "a\\b", false),
        ] {
            let whole = destination(&layer(Some(title), false), StripDirs::No).unwrap();
            assert_eq!((whole.shown().as_str(), whole.moved, whole.unpack), (path, moved, None), "{title}");
            assert_eq!(destination(&layer(Some(title), false), StripDirs::Yes).unwrap().shown(), stripped, "{title}");
        }
        for nameless in [None, Some(""), Some("/"), Some(".."), Some("./")] {
            let layer = layer(nameless, false);
            assert_eq!(destination(&layer, StripDirs::No).unwrap().shown(), layer.digest.hex());
        }
        assert!(destination(&layer(Some("a\0b"), false), StripDirs::No).is_err());
    }

    #[test]
    fn directories_are_those_that_say_so() {
        let unpack = |title, packed| destination(&layer(Some(title), packed), StripDirs::Yes).unwrap().unpack;
        assert_eq!(unpack("a/b", true), Some(vec!["a".into(), "b".into()]));
        assert_eq!(unpack("a/b/", false), Some(vec!["a".into(), "b".into()]));
        assert_eq!(unpack("a/b", false), None);
    }

    #[test]
    fn two_files_of_one_name_are_refused() {
        let (one, other) = (layer(Some("x/a"), false), layer(Some("y/../x/./a"), false));
        let error = destinations(&[&one, &other], StripDirs::No).unwrap_err();
        assert!(error.to_string().contains("x/a"), "{error}");
        let other = layer(Some("y/a"), false);
        assert_eq!(destinations(&[&one, &other], StripDirs::No).unwrap().len(), 2);
        assert!(destinations(&[&one, &other], StripDirs::Yes).is_err());
    }

    #[test]
    fn files_are_called_what_the_user_called_them() {
        for (path, whole, last) in [
            ("a/b.txt", "a/b.txt", "b.txt"),
            ("./a", "a", "a"),
            ("/tmp/x/a", "tmp/x/a", "a"),
            ("../a", "a", "a"),
            ("dir/", "dir", "dir"),
        ] {
            assert_eq!(given_title(Path::new(path), StripDirs::No).unwrap(), whole);
            assert_eq!(given_title(Path::new(path), StripDirs::Yes).unwrap(), last);
        }
        for nothing in [".", "..", "/", "a/.."] {
            assert!(given_title(Path::new(nothing), StripDirs::No).is_err(), "{nothing}");
        }
    }

    proptest! {
        #[test]
        fn no_title_leads_out(title in "[a-z./\\\\]{0,40}") {
            for strip in [StripDirs::No, StripDirs::Yes] {
                let found = destination(&layer(Some(&title), false), strip).unwrap();
                prop_assert!(!found.path.is_empty());
                for part in &found.path {
                    let part = part.to_str().unwrap();
                    prop_assert!(!part.is_empty() && part != "." && part != ".." && !part.contains('/'));
                }
            }
        }
    }
}
