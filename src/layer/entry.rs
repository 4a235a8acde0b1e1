//! One file, directory, link or device of a layer, as the tar describes it.

use serde::Serialize;

use super::EntryPath;

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A regular file.
    File,
    /// Another name of a file that came before.
    HardLink,
    /// A symbolic link.
    Symlink,
    /// A directory.
    Directory,
    /// A character device.
    CharDevice,
    /// A block device.
    BlockDevice,
    /// A named pipe.
    Fifo,
}

impl Kind {
    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::HardLink => "hard link",
            Self::Symlink => "symbolic link",
            Self::Directory => "directory",
            Self::CharDevice => "character device",
            Self::BlockDevice => "block device",
            Self::Fifo => "named pipe",
        }
    }

    /// What a tar's header calls it (POSIX ustar, `typeflag`).
    pub fn flag(self) -> u8 {
        match self {
            Self::File => b'0',
            Self::HardLink => b'1',
            Self::Symlink => b'2',
            Self::CharDevice => b'3',
            Self::BlockDevice => b'4',
            Self::Directory => b'5',
            Self::Fifo => b'6',
        }
    }

    /// The letter that `ls -l` shows for it.
    pub fn letter(self) -> char {
        match self {
            Self::File => '-',
            Self::HardLink => 'h',
            Self::Symlink => 'l',
            Self::Directory => 'd',
            Self::CharDevice => 'c',
            Self::BlockDevice => 'b',
            Self::Fifo => 'p',
        }
    }
}

/// A point in time as a tar gives it, to the nanosecond.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time {
    /// Seconds since 1970, before it where negative.
    pub seconds: i64,
    /// Nanoseconds after that second.
    pub nanos: u32,
}

impl Time {
    /// The same as a timestamp; nothing where it is beyond the year 9999 or before the year -9999.
    pub fn timestamp(self) -> Option<jiff::Timestamp> {
        jiff::Timestamp::new(self.seconds, i32::try_from(self.nanos).ok()?).ok()
    }
}

/// An entry of a layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where it is.
    pub path: EntryPath,
    /// What it is.
    pub kind: Kind,
    /// Permissions, set-user-id, set-group-id and sticky: the lower twelve bits.
    pub mode: u32,
    /// The owner's number.
    pub uid: u64,
    /// The group's number.
    pub gid: u64,
    /// The length of a regular file in bytes, holes of a sparse one included; 0 of all else.
    pub size: u64,
    /// When it was changed last.
    pub mtime: Time,
    /// Where a link leads, as it stands in the tar. [`Entry::hard_link`] makes a hard link's target a path.
    pub link: Option<Box<[u8]>>,
    /// Major and minor number of a device.
    pub device: Option<(u32, u32)>,
    /// What few entries have.
    pub rare: Option<Box<Rare>>,
}

/// What few entries have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rare {
    /// The owner's name, where it is not empty.
    pub user: Box<[u8]>,
    /// The group's name, where it is not empty.
    pub group: Box<[u8]>,
    /// Extended attributes by name, in the order of the tar.
    pub xattrs: Vec<Xattr>,
}

/// An extended attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Xattr {
    /// Its name with the name space, `security.capability`.
    pub name: Box<[u8]>,
    /// Its value.
    pub value: Box<[u8]>,
}

impl Entry {
    /// An empty directory that nobody described: one that the path of another entry leads through.
    pub fn implied(path: EntryPath) -> Self {
        Self {
            path,
            kind: Kind::Directory,
            mode: 0o755,
            uid: 0,
            gid: 0,
            size: 0,
            mtime: Time::default(),
            link: None,
            device: None,
            rare: None,
        }
    }

    /// The extended attributes.
    pub fn xattrs(&self) -> &[Xattr] {
        self.rare.as_ref().map_or(&[], |rare| &rare.xattrs)
    }

    /// How much memory it takes, about, in bytes.
    pub(super) fn weight(&self) -> u64 {
        let rare = self.rare.as_ref().map_or(0, |rare| {
            let xattrs = rare.xattrs.iter().map(|xattr| 64 + xattr.name.len() + xattr.value.len());
            size_of::<Rare>() + rare.user.len() + rare.group.len() + xattrs.sum::<usize>()
        });
        let link = self.link.as_ref().map_or(0, |link| link.len());
        // The tree needs as much again for its own.
        (2 * size_of::<Self>() + self.path.as_bytes().len() + link + rare) as u64
    }

    /// The path that a hard link is another name of; nothing of any other entry.
    ///
    /// # Errors
    /// [`LayerError::Path`](super::LayerError::Path) where it leads out of the image.
    pub fn hard_link(&self) -> Result<Option<EntryPath>, super::LayerError> {
        match (self.kind, &self.link) {
            (Kind::HardLink, Some(target)) => EntryPath::parse(target).map(Some),
            _ => Ok(None),
        }
    }

    /// The mode as `ls -l` shows it, `drwxr-xr-x`.
    pub fn mode_text(&self) -> String {
        let mut text = String::with_capacity(10);
        text.push(self.kind.letter());
        for (shift, special, set) in [(6, 0o4000, 's'), (3, 0o2000, 's'), (0, 0o1000, 't')] {
            let bits = self.mode >> shift;
            text.push(if bits & 4 != 0 { 'r' } else { '-' });
            text.push(if bits & 2 != 0 { 'w' } else { '-' });
            text.push(match (bits & 1 != 0, self.mode & special != 0) {
                (true, true) => set,
                (false, true) => set.to_ascii_uppercase(),
                (true, false) => 'x',
                (false, false) => '-',
            });
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modes_read_as_ls_shows_them() {
        for (kind, mode, expected) in [
            (Kind::File, 0o644, "-rw-r--r--"),
            (Kind::File, 0o4755, "-rwsr-xr-x"),
            (Kind::Directory, 0o1777, "drwxrwxrwt"),
            (Kind::Directory, 0o3770, "drwxrws--T"),
            (Kind::Symlink, 0o777, "lrwxrwxrwx"),
            (Kind::CharDevice, 0, "c---------"),
        ] {
            let entry = Entry { kind, mode, ..Entry::implied(EntryPath::default()) };
            assert_eq!(entry.mode_text(), expected);
        }
    }
}
