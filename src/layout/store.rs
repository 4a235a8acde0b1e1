//! The local store: one image layout for each repository, and one pool that their blobs are linked from.

use std::fs;
use std::path::{Path, PathBuf};

use super::error::{LayoutError, Result};
use super::index_file::{INDEX, IndexFile, LOCK};
use super::pool::{Place, Pool};
use super::trash::Trash;
use super::{BLOBS, Layout, OCI_LAYOUT, disk, index, journal, names};
use crate::oci::{Descriptor, Digest, ImageIndex};
use crate::reference::{Reference, Selector, Tag};

/// What a repository of the store is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// To read: it must be there.
    Read,
    /// To write: it is made when the first content comes.
    Write,
}

/// The local store.
#[derive(Clone, Debug)]
pub struct Store {
    pub(crate) pool: Pool,
}

/// One image in the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoreEntry {
    /// The repository: with its registry, or as a server of the store names it.
    pub name: String,
    /// How the repository is opened as one of the store, without tag and digest; nothing where only a server names it.
    /// Then it is opened as the layout in its directory.
    pub repository: Option<Reference>,
    /// The directory of the repository.
    pub dir: PathBuf,
    /// The tag; nothing where the manifest has none.
    pub tag: Option<String>,
    /// The descriptor as the repository's index has it.
    pub descriptor: Descriptor,
}

/// What [`Store::remove`] did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removed {
    /// The manifest that lost its tag, or all of them.
    pub digest: Digest,
    /// Whether the manifest is no longer listed; its content goes with the next garbage collection.
    pub unlisted: bool,
    /// Whether the repository was empty after that and is gone.
    pub repository: bool,
}

impl Store {
    /// Opens the store in `root`, which must be there.
    pub fn open(root: impl AsRef<Path>) -> Result<Self> {
        let root = root.as_ref();
        if !disk::exists(root)? {
            return Err(LayoutError::NoStore { root: root.to_owned() });
        }
        let root = root.canonicalize().map_err(LayoutError::io("look at", root))?;
        Ok(Self { pool: Pool::new(root) })
    }

    /// Opens the store in `root` or makes one there. Many processes may do so at once.
    pub fn create(root: impl AsRef<Path>) -> Result<Self> {
        let root = root.as_ref();
        disk::create_dir(root)?;
        let store = Self::open(root)?;
        store.pool.create()?;
        Ok(store)
    }

    /// Looks after a lone layout as if it were a store of one repository. Only what concerns its life cycle works on it:
    /// garbage collection, the trash, retention, [`Store::why`], [`Store::verify`]. Nobody locks a lone layout, so a
    /// collection without a grace must not meet a transfer.
    pub fn of_layout(dir: impl AsRef<Path>) -> Result<Self> {
        let dir = dir.as_ref();
        super::check(dir)?;
        let dir = dir.canonicalize().map_err(LayoutError::io("look at", dir))?;
        Ok(Self { pool: Pool::lone(dir) })
    }

    /// Looks, after a reboot, whether what pulls stored before it unsynced is whole, and removes what is not.
    pub(crate) fn settle(&self) -> Result<()> {
        journal::settle_blocking(&self.pool)
    }

    /// Syncs what pulls stored unsynced so far.
    pub(crate) fn sync_noted(&self) -> Result<()> {
        journal::sync_ours(&self.pool)
    }

    /// Where the store is.
    pub fn root(&self) -> &Path {
        self.pool.root()
    }

    /// The layout of a repository; tag and digest of `reference` do not matter.
    pub fn repository(&self, reference: &Reference, access: Access) -> Result<Layout> {
        let dir = self.directory(reference);
        if access == Access::Read {
            if !disk::exists(&dir.join(OCI_LAYOUT))? {
                return Err(LayoutError::NoRepository { name: reference.name() });
            }
            super::check(&dir)?;
        }
        let repository = Reference::new(reference.registry.clone(), reference.repository.clone());
        Ok(Layout::of_store(self.pool.clone(), dir, repository))
    }

    /// The directory of a repository, an image layout that any tool can open.
    pub fn directory(&self, reference: &Reference) -> PathBuf {
        self.pool.root().join(names::path_of(reference))
    }

    /// Everything in the store, repository by repository. One that cannot be read gives an error in its place.
    pub fn list(&self) -> Result<impl Iterator<Item = Result<StoreEntry>> + use<>> {
        let repositories = self.pool.repositories()?;
        Ok(repositories.into_iter().flat_map(|place| match IndexFile::new(&place.dir).read() {
            Err(error) => vec![Err(error)],
            Ok(list) => {
                let entry = |entry: index::Entry| StoreEntry {
                    name: place.name.clone(),
                    repository: place.reference.clone(),
                    dir: place.dir.clone(),
                    tag: entry.tag,
                    descriptor: entry.descriptor,
                };
                index::entries(&list).into_iter().map(|found| Ok(entry(found))).collect()
            }
        }))
    }

    /// How many bytes an image that was listed has with everything that it leads to; what is not here counts too, but
    /// what only a manifest that is gone knows does not.
    pub fn image_size(&self, entry: &StoreEntry) -> u64 {
        let place = Place { dir: entry.dir.clone(), name: entry.name.clone(), reference: entry.repository.clone() };
        Layout::of_place(&self.pool, &place).image_size(&entry.descriptor)
    }

    /// The directory of a repository that is there. One without a host is that of Docker Hub, or else the one that a
    /// server of the store made by this plain name.
    pub fn locate(&self, reference: &Reference) -> Result<PathBuf> {
        let paths = std::iter::once(names::path_of(reference)).chain(names::plain_paths_of(reference));
        for dir in paths.map(|path| self.root().join(path)) {
            if disk::exists(&dir.join(OCI_LAYOUT))? {
                return Ok(dir);
            }
        }
        Err(LayoutError::NoRepository { name: reference.name() })
    }

    /// What garbage collection took away and still can bring back.
    pub fn trash(&self) -> Trash {
        Trash::of(&self.pool)
    }

    /// Removes a tag, or with a digest a manifest and all its tags, and the repository where nothing is left in it. A
    /// manifest that loses its last tag is no longer listed; what only it used goes with the next garbage collection.
    /// Blocks while another process changes the same repository.
    pub fn remove(&self, reference: &Reference) -> Result<Removed> {
        let dir = self.locate(reference)?;
        self.pool.create()?;
        let selector = reference.selector();
        let mut taken = None;
        let mut left = 0;
        // Garbage collection would take the new index, while it is prepared, for a leftover.
        let held = self.pool.share_blocking()?;
        // Who held the lock until now may have removed the repository.
        if !disk::exists(&dir.join(OCI_LAYOUT))? {
            return Err(LayoutError::NoRepository { name: reference.name() });
        }
        IndexFile::new(&dir).update_blocking(&self.pool.staging(), |list| {
            taken = take(list, &selector);
            left = list.manifests.len();
            taken.is_some()
        })?;
        drop(held);
        let Some((digest, unlisted)) = taken else { return Err(LayoutError::NoManifest { dir, selector }) };
        Ok(Removed { digest, unlisted, repository: left == 0 && self.remove_if_empty(&dir)? })
    }

    /// Removes a repository that lists nothing, unless a transfer is under way.
    fn remove_if_empty(&self, dir: &Path) -> Result<bool> {
        let Some(_held) = self.pool.try_exclude()? else { return Ok(false) };
        self.remove_repository(dir)
    }

    /// Removes the files of a repository that lists nothing, but never a repository below it. The caller excludes
    /// transfers.
    pub(super) fn remove_repository(&self, dir: &Path) -> Result<bool> {
        if !IndexFile::new(dir).read()?.manifests.is_empty() {
            return Ok(false);
        }
        let blobs = dir.join(BLOBS);
        match fs::remove_dir_all(&blobs) {
            Err(error) if !disk::is_missing(&error) => return Err(LayoutError::io("remove", &blobs)(error)),
            _ => {}
        }
        self.remove_lists(dir)?;
        Ok(true)
    }

    /// Removes a repository while transfers go on, if nothing is in it: not a file, and nothing in its list. The caller
    /// holds the lock of its index. Whoever finds the directory gone makes it again.
    pub(crate) fn remove_unused(&self, dir: &Path) -> Result<bool> {
        if !IndexFile::new(dir).read()?.manifests.is_empty() {
            return Ok(false);
        }
        let blobs = dir.join(BLOBS);
        // A directory that something was put into at this moment cannot be removed, and keeps the rest.
        for dir in [blobs.join("sha256"), blobs.join("sha512"), blobs] {
            match fs::remove_dir(&dir) {
                Err(error) if !disk::is_missing(&error) => return Ok(false),
                _ => {}
            }
        }
        self.remove_lists(dir)?;
        Ok(true)
    }

    /// Removes the list and all that belongs to it, then the mark, and the lock last: who gets the lock of what is at
    /// this path then sees whether it is a repository still.
    fn remove_lists(&self, dir: &Path) -> Result<()> {
        let listed = |name: &str| name.starts_with(INDEX) && name != LOCK;
        for entry in fs::read_dir(dir).map_err(LayoutError::io("list", dir))? {
            let entry = entry.map_err(LayoutError::io("list", dir))?;
            // Only a file: a repository below cannot have that name.
            if entry.file_name().to_str().is_some_and(listed) && entry.file_type().is_ok_and(|kind| kind.is_file()) {
                disk::remove(&entry.path())?;
            }
        }
        for name in [OCI_LAYOUT, LOCK] {
            disk::remove(&dir.join(name))?;
        }
        // Each fails where something else is in it, a repository below or a stranger's file: then it stays.
        let mut emptied = Some(dir);
        while let Some(dir) = emptied.filter(|dir| *dir != self.pool.root() && fs::remove_dir(dir).is_ok()) {
            emptied = dir.parent();
        }
        Ok(())
    }
}

/// Takes what `selector` names out of the list: its digest, and whether the manifest is no longer listed.
fn take(list: &mut ImageIndex, selector: &Selector) -> Option<(Digest, bool)> {
    let tag = match selector {
        Selector::Digest(digest) => return index::remove(list, digest).then(|| (digest.clone(), true)),
        Selector::Tag(tag) => Tag::as_str(tag),
    };
    let digest = index::find(list, tag)?.digest.clone();
    index::untag(list, tag);
    let mut rest = list.manifests.iter().filter(|entry| entry.digest == digest);
    let unlisted = !rest.any(|entry| index::tag_of(entry).is_some());
    if unlisted {
        index::remove(list, &digest);
    }
    Some((digest, unlisted))
}
