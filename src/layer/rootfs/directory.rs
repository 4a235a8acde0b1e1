//! A root file system as a directory on this machine.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::os::fd::AsFd;
use std::os::unix::fs::FileExt as _;
use std::path::Path;

use rustix::fs::{AtFlags, FileType, Gid, Mode, Timespec, Timestamps, Uid, XattrFlags};

use super::super::entry::Xattr;
use super::super::{Entry, EntryPath, Kind, LayerError};
use super::place::Place;
use super::{Omitted, Sink};

/// How many bytes are copied in one step.
const STEP: usize = 256 << 10;

/// The permissions that give no one else's rights away: all but set-user-ID and set-group-ID.
const HARMLESS: u32 = 0o1777;

/// Whose the files become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ownership {
    /// Whoever runs this. Set-user-ID, set-group-ID and attributes that give rights are left out, since they would
    /// lend the rights of another user than the image means.
    Caller,
    /// The owner that the image names. Takes the right to give files away.
    Image,
}

/// What becomes of device files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Special {
    /// They are left out.
    Skipped,
    /// They are made. Takes the right to.
    Made,
}

/// Writes into a directory. Nothing outside of it is touched, whatever the image says.
pub struct DirectorySink {
    place: Place,
    ownership: Ownership,
    special: Special,
    /// What directories shall look like in the end: until then files are made in them.
    directories: BTreeMap<EntryPath, Entry>,
    buffer: Vec<u8>,
    omitted: Omitted,
}

impl DirectorySink {
    /// A sink that fills the directory at `path`, which must be there and empty.
    ///
    /// # Errors
    /// Where it is not.
    pub fn new(path: &Path, ownership: Ownership, special: Special) -> io::Result<Self> {
        let place = Place::open(path)?;
        if !place.is_empty()? {
            return Err(io::ErrorKind::DirectoryNotEmpty.into());
        }
        let (directories, omitted) = (BTreeMap::new(), Omitted::default());
        Ok(Self { place, ownership, special, directories, buffer: vec![0; STEP], omitted })
    }

    fn file(&mut self, entry: &Entry, content: &mut dyn Read) -> Result<(), LayerError> {
        let failed = |source| LayerError::Place { path: entry.path.clone(), source };
        let file = self.place.make_file(&entry.path).map_err(failed)?;
        let mut at = 0;
        let mut written = 0;
        while at < entry.size {
            let most = usize::try_from(entry.size - at).unwrap_or(STEP).min(STEP);
            let count = content.read(&mut self.buffer[..most]).map_err(LayerError::from_read)?;
            if count == 0 {
                return Err(LayerError::from_read(io::ErrorKind::UnexpectedEof.into()));
            }
            let step = &self.buffer[..count];
            // Zeros become holes: a sparse file of terabytes takes no disk.
            if step.iter().any(|byte| *byte != 0) {
                file.write_all_at(step, at).map_err(failed)?;
                written = at + count as u64;
            }
            at += count as u64;
        }
        if written < at {
            file.set_len(at).map_err(failed)?;
        }
        self.adorn(&file, entry).map_err(failed)
    }

    /// Gives an open file or directory its owner, attributes, permissions and time, in the order in which none of them
    /// undoes another.
    fn adorn(&mut self, file: &File, entry: &Entry) -> io::Result<()> {
        if self.ownership == Ownership::Image {
            let (owner, group) = owner(entry)?;
            rustix::fs::fchown(file, Some(owner), Some(group))?;
        }
        self.attributes(file, entry)?;
        rustix::fs::fchmod(file, self.mode(entry))?;
        Ok(rustix::fs::futimens(file, &times(entry))?)
    }

    fn mode(&self, entry: &Entry) -> Mode {
        let kept = if self.ownership == Ownership::Image { 0o7777 } else { HARMLESS };
        Mode::from_raw_mode(entry.mode & kept)
    }

    fn attributes(&mut self, file: &File, entry: &Entry) -> io::Result<()> {
        use rustix::io::Errno;
        for Xattr { name, value } in entry.xattrs() {
            if self.ownership == Ownership::Caller && !name.starts_with(b"user.") {
                self.omitted.attributes += 1;
                continue;
            }
            match rustix::fs::fsetxattr(file, &name[..], value, XattrFlags::empty()) {
                Ok(()) => {}
                Err(Errno::OPNOTSUPP | Errno::PERM | Errno::ACCESS | Errno::INVAL | Errno::RANGE) => {
                    self.omitted.attributes += 1;
                }
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// Gives what cannot be opened its owner and time: links, pipes, devices.
    fn adorn_by_name(&mut self, entry: &Entry) -> io::Result<()> {
        let owner = if self.ownership == Ownership::Image { Some(owner(entry)?) } else { None };
        let mode = (entry.kind != Kind::Symlink).then(|| self.mode(entry));
        self.place.within(&entry.path, |parent, name| {
            let parent = parent.as_fd();
            if let Some((owner, group)) = owner {
                rustix::fs::chownat(parent, name, Some(owner), Some(group), AtFlags::SYMLINK_NOFOLLOW)?;
            }
            if let Some(mode) = mode {
                rustix::fs::chmodat(parent, name, mode, AtFlags::empty())?;
            }
            rustix::fs::utimensat(parent, name, &times(entry), AtFlags::SYMLINK_NOFOLLOW)
        })
    }

    fn node(&mut self, entry: &Entry, kind: FileType) -> io::Result<()> {
        self.place.make_node(&entry.path, kind, entry.device.unwrap_or_default())?;
        self.adorn_by_name(entry)
    }
}

fn owner(entry: &Entry) -> io::Result<(Uid, Gid)> {
    // The greatest number means nobody at all to the kernel.
    let number = |number: u64| u32::try_from(number).ok().filter(|number| *number != u32::MAX);
    match (number(entry.uid), number(entry.gid)) {
        (Some(owner), Some(group)) => Ok((Uid::from_raw(owner), Gid::from_raw(group))),
        _ => Err(rustix::io::Errno::OVERFLOW.into()),
    }
}

/// The time of the entry, as that of the last access too, so that the same image gives the same files.
fn times(entry: &Entry) -> Timestamps {
    let time = Timespec { tv_sec: entry.mtime.seconds, tv_nsec: entry.mtime.nanos.into() };
    Timestamps { last_access: time, last_modification: time }
}

impl Sink for DirectorySink {
    fn entry(&mut self, entry: &Entry, content: &mut dyn Read) -> Result<(), LayerError> {
        let made = match entry.kind {
            Kind::File | Kind::HardLink => return self.file(entry, content),
            Kind::Directory => {
                let made = if entry.path.is_root() { Ok(()) } else { self.place.make_directory(&entry.path) };
                self.directories.insert(entry.path.clone(), entry.clone());
                made
            }
            Kind::Symlink => {
                let target = entry.link.as_deref().unwrap_or_default();
                self.place.make_symlink(&entry.path, target).and_then(|()| self.adorn_by_name(entry))
            }
            Kind::Fifo => self.node(entry, FileType::Fifo),
            Kind::CharDevice | Kind::BlockDevice if self.special == Special::Skipped => {
                self.omitted.devices += 1;
                Ok(())
            }
            Kind::CharDevice => self.node(entry, FileType::CharacterDevice),
            Kind::BlockDevice => self.node(entry, FileType::BlockDevice),
        };
        made.map_err(|source| LayerError::Place { path: entry.path.clone(), source })
    }

    fn link(&mut self, entry: &Entry, target: &EntryPath) -> Result<(), LayerError> {
        if matches!(entry.kind, Kind::CharDevice | Kind::BlockDevice) && self.special == Special::Skipped {
            self.omitted.devices += 1;
            return Ok(());
        }
        let made = self.place.make_link(&entry.path, target);
        made.map_err(|source| LayerError::Place { path: entry.path.clone(), source })
    }

    fn finish(&mut self) -> Result<(), LayerError> {
        // What is inside comes first: a directory may be closed to its own owner then.
        for (path, entry) in std::mem::take(&mut self.directories).into_iter().rev() {
            let adorned = self.place.directory(&path).and_then(|open| self.adorn(&File::from(open), &entry));
            adorned.map_err(|source| LayerError::Place { path, source })?;
        }
        Ok(())
    }

    fn omitted(&self) -> Omitted {
        self.omitted
    }
}
