//! Blobs on disk: looked at, read, linked, and taken in from an upload.

use std::fs;
use std::ops::Range;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::super::{Finished, UploadId};
use super::directory::{self, Directory, Found};
use super::place::{self, Place};
use super::reader::{OnDamage, Reader};
use super::uploads::{self, Ended, Whole};
use super::{Disk, run};
use crate::content::{ByteStream, Result};
use crate::layout::{LayoutError, Trash, disk, hash, regular};
use crate::oci::Digest;
use crate::reference::Repository;

/// How old the last sign of use may be of a blob that a client is told of: garbage collection spares what is younger
/// than its grace, and the client must get to name it.
const FRESH: Duration = Duration::from_mins(1);

impl Disk {
    /// The size of a blob; nothing for what is not there or cannot be whole.
    pub(super) fn stat(&self, repository: &Repository, digest: &Digest) -> Result<Option<u64>> {
        let Some(roster) = self.known(repository) else { return Ok(None) };
        let name = directory::blob(digest);
        let Some(found) = self.look(&roster.dir, &name, digest)? else { return Ok(None) };
        if found.size == 0 && digest.algorithm().digest(b"") != *digest {
            // Cut off by a crash of something else; as if it were not there, so that the next push heals it.
            return Ok(None);
        }
        refresh(&roster.dir, &name, &found);
        Ok(Some(found.size))
    }

    /// Looks at the file of a blob or a manifest, and for it in the trash.
    pub(super) fn look(&self, dir: &Directory, name: &str, digest: &Digest) -> Result<Option<Found>, LayoutError> {
        match dir.look(name)? {
            None if self.place.restore(dir.path(), digest)? => dir.look(name),
            found => Ok(found),
        }
    }

    /// The bytes of a blob within `range`.
    pub(super) fn read(
        &self,
        repository: &Repository,
        digest: &Digest,
        range: Range<u64>,
    ) -> Result<Option<ByteStream>> {
        let Some(roster) = self.known(repository) else { return Ok(None) };
        let Some((file, found)) = roster.dir.open(&directory::blob(digest))? else { return Ok(None) };
        let path = place::blob_in(roster.dir.path(), digest);
        let range = range.start..range.end.min(found.size);
        let is_whole = range.start == 0 && range.end == found.size;
        if !is_whole || self.verified.has(&found) {
            return Ok(Some(Reader::new(file, path, range).stream()));
        }
        let on_damage = set_aside(&self.place, &path, &found, digest);
        let reader = Reader::new(file, path, range).checked(digest, found, &self.verified, on_damage);
        Ok(Some(reader.stream()))
    }

    /// Puts a blob of another repository, or of any, into `into`.
    pub(super) async fn link(&self, from: Option<&Repository>, into: &Repository, digest: &Digest) -> Result<bool> {
        let source = match from {
            Some(from) => self.known(from).map(|roster| place::blob_in(roster.dir.path(), digest)),
            None => self.place.pooled(digest),
        };
        let Some(source) = source else { return Ok(false) };
        if directory::at(&source)?.is_none() {
            return Ok(false);
        }
        let dir = self.roster_for_write(into)?.dir.path().to_owned();
        let (place, target, digest) = (self.place.clone(), place::blob_in(&dir, digest), digest.clone());
        let linked = run(move || {
            place::make_layout(&dir, &place.staging())?;
            place.sync_noted()?;
            link_into(&place, &source, &target, &digest)?;
            Ok(target)
        })
        .await?;
        let names = linked.parent().map(Path::to_owned);
        self.syncs.directories(names.into_iter().collect()).await?;
        Ok(true)
    }

    /// Makes a session a blob.
    pub(super) async fn finish(&self, repository: &Repository, id: &UploadId, digest: &Digest) -> Result<Finished> {
        let whole = match self.uploads.end(repository, id, digest).await? {
            Ended::Whole(whole) => whole,
            Ended::Mismatch(found) => return Ok(Finished::Mismatch(found)),
            Ended::Unknown => return Ok(Finished::Unknown),
        };
        let dir = self.roster_for_write(repository)?.dir.path().to_owned();
        let target = place::blob_in(&dir, digest);
        let pooled = self.place.pooled(digest);
        let names: Vec<PathBuf> =
            pooled.iter().chain([&target]).filter_map(|path| path.parent().map(Path::to_owned)).collect();
        let shared = self.syncs.join();
        let (place, own) = (self.place.clone(), if shared.is_alone() { names.clone() } else { Vec::new() });
        let is_synced = !own.is_empty();
        let found = run(move || {
            place::make_layout(&dir, &place.staging())?;
            publish(&place, &whole, pooled.as_deref(), &target)?;
            uploads::discard(&whole);
            own.iter().try_for_each(|dir| disk::sync_dir(dir))?;
            directory::at(&target)
        })
        .await?;
        if let Some(found) = found {
            self.verified.insert(&found);
        }
        if !is_synced {
            self.syncs.directories(names).await?;
        }
        Ok(Finished::Stored)
    }
}

/// Puts a damaged blob out of the way, so that it counts as absent and the next push brings it again. Other repositories
/// that have the same file find out when they read it.
fn set_aside(place: &Place, path: &Path, found: &Found, digest: &Digest) -> OnDamage {
    let inode = found.inode;
    let aside = place.damaged().join(format!("{}-{}", digest.hex(), inode.1));
    let names: Vec<PathBuf> = place.pooled(digest).into_iter().chain([path.to_owned()]).collect();
    Arc::new(move || {
        let same = |name: &&PathBuf| directory::at(name).is_ok_and(|there| there.is_some_and(|f| f.inode == inode));
        for name in names.iter().filter(same) {
            // A link, since renaming one name of a file to another does nothing. Where it cannot be kept it goes all
            // the same: it is not what its name says.
            drop(disk::within(aside.parent().unwrap_or(&aside), || fs::hard_link(name, &aside)));
            drop(fs::remove_file(name));
        }
    })
}

/// Says by the time of its last change that a blob is in use, where it has not been said for a while.
fn refresh(dir: &Directory, name: &str, found: &Found) {
    let changed = u64::try_from(found.changed).unwrap_or_default();
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    if now.abs_diff(changed) < FRESH.as_secs() {
        return;
    }
    // On a disk that is read-only nothing is collected either.
    drop(Trash::refresh(&dir.path().join(name)));
}

/// Gives a whole upload its names: in the pool, and in the repository.
fn publish(place: &Place, whole: &Whole, pooled: Option<&Path>, target: &Path) -> Result<(), LayoutError> {
    let Some(pooled) = pooled else {
        name(whole, target)?;
        return Ok(());
    };
    let known = directory::at(pooled)?.is_some_and(|found| found.size == whole.size);
    // The bytes just received are right. Where the pool's are the same, all repositories go on sharing those; where they
    // are not, they are damaged, and these take their place.
    if known && uploads::same_bytes(&whole.path, pooled)? {
        place.sync_noted()?;
        match replace_by_link(pooled, target, whole.size, &place.staging()) {
            // Garbage collection took it at this moment.
            Err(LayoutError::Io { source, .. }) if disk::is_missing(&source) => {}
            other => return other,
        }
    }
    name(whole, pooled)?;
    replace_by_link(pooled, target, whole.size, &place.staging())
}

/// Syncs an upload and gives it its name.
fn name(whole: &Whole, path: &Path) -> Result<(), LayoutError> {
    whole
        .file
        .set_permissions(fs::Permissions::from_mode(disk::BLOB_MODE))
        .map_err(LayoutError::io("protect", path))?;
    whole.file.sync_all().map_err(LayoutError::io("sync", &whole.path))?;
    if let Some(parent) = path.parent() {
        place::create_durably(parent)?;
    }
    fs::rename(&whole.path, path).map_err(LayoutError::io("write", path))
}

/// Makes `target` a link to the pool's file, whatever stood there; at no moment is nothing there that was.
pub(super) fn replace_by_link(pooled: &Path, target: &Path, size: u64, staging: &Path) -> Result<(), LayoutError> {
    let other = match (directory::at(target)?, directory::at(pooled)?) {
        (Some(there), Some(pool)) if there.inode == pool.inode => return Ok(()),
        _ => fs::symlink_metadata(target).is_ok(),
    };
    if let Some(parent) = target.parent() {
        place::create_durably(parent)?;
    }
    if !other {
        return disk::link(pooled, target, size, staging);
    }
    let name = tempfile::Builder::new().prefix(disk::TEMPORARY).make_in(staging, |_| Ok(()));
    let beside = name.map_err(LayoutError::io("name", staging))?.into_temp_path();
    disk::link(pooled, &beside, size, staging)?;
    let prepared = beside.to_path_buf();
    beside.persist(target).map_err(|error| LayoutError::io("write", target)(error.error))?;
    // Where another made the same link meanwhile, the renaming did nothing.
    drop(fs::remove_file(prepared));
    Ok(())
}

/// Links a blob that stands at `source` into a repository, by way of the pool.
fn link_into(place: &Place, source: &Path, target: &Path, digest: &Digest) -> Result<(), LayoutError> {
    let missing = || LayoutError::Damaged { path: source.to_owned(), found: "it is gone".to_owned() };
    let size = directory::at(source)?.ok_or_else(missing)?.size;
    if directory::at(target)?.is_some_and(|found| found.size == size) {
        return Ok(());
    }
    let Some(pooled) = place.pooled(digest) else { return Ok(()) };
    if directory::at(&pooled)?.is_none_or(|found| found.size != size) {
        adopt(place, source, &pooled, digest)?;
    }
    replace_by_link(&pooled, target, size, &place.staging())
}

/// Takes a blob into the pool that another tool wrote into a repository: as a copy, since that tool may write its own
/// again, and only if it is what its name says.
fn adopt(place: &Place, source: &Path, pooled: &Path, digest: &Digest) -> Result<(), LayoutError> {
    let staging = place.staging();
    let make = || tempfile::Builder::new().prefix(disk::TEMPORARY).tempfile_in(&staging);
    let mut copy = disk::within(&staging, make).map_err(LayoutError::io("create", &staging))?;
    let Some(mut from) = regular::open(source)? else {
        return Err(LayoutError::Damaged { path: source.to_owned(), found: "it is gone".to_owned() });
    };
    if !disk::reflink(&from, copy.as_file()) {
        std::io::copy(&mut from, copy.as_file_mut()).map_err(LayoutError::io("copy", source))?;
    }
    if let Some(found) = hash(copy.path(), digest)? {
        return Err(LayoutError::Damaged { path: source.to_owned(), found });
    }
    let protect = fs::Permissions::from_mode(disk::BLOB_MODE);
    copy.as_file()
        .set_permissions(protect)
        .and_then(|()| copy.as_file().sync_all())
        .map_err(LayoutError::io("sync", pooled))?;
    if let Some(parent) = pooled.parent() {
        place::create_durably(parent)?;
    }
    copy.persist(pooled).map_err(|error| LayoutError::io("write", pooled)(error.error))?;
    disk::sync_parent(pooled)
}
