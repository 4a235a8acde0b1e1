//! Verification of a store: every file against its name, every image against what it needs.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::Read as _;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::error::{LayoutError, Result};
use super::index_file::IndexFile;
use super::pool::blob_files;
use super::reach::Reach;
use super::{BLOBS, Layout, Store, disk, index, regular};
use crate::oci::{Descriptor, Digest};

const STEP: usize = 256 << 10;

/// What to do with files that are not what their names say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BadFiles {
    /// Delete them, so that the next pull fetches them again.
    Delete,
    /// Report them only.
    #[default]
    Keep,
}

/// Something that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "Finding", rename_all = "lowercase", rename_all_fields = "PascalCase")]
pub enum Finding {
    /// A file's content is not what its name says.
    Damaged {
        /// The file.
        path: PathBuf,
        /// The digest that its name says.
        digest: Digest,
        /// What was found.
        found: String,
    },
    /// An image needs content that is not there.
    Missing {
        /// The repository.
        repository: String,
        /// The content.
        digest: Digest,
        /// The manifest that needs it; nothing where the index lists it.
        #[serde(skip_serializing_if = "Option::is_none")]
        needed_by: Option<Digest>,
    },
    /// A manifest or a repository's index cannot be read.
    Unreadable {
        /// The repository.
        repository: String,
        /// What cannot be read, and why.
        reason: String,
    },
}

/// What a verification found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct VerifyReport {
    /// How many repositories were looked at.
    pub repositories: u64,
    /// How many files were hashed; a file with several links counts once.
    pub files: u64,
    /// How many bytes they have.
    pub bytes: u64,
    /// Everything that is wrong.
    pub findings: Vec<Finding>,
    /// How many files were deleted.
    pub deleted: u64,
}

impl Store {
    /// Hashes every file and follows every image. Blocks for as long as that takes, and while garbage is collected.
    pub fn verify(&self, bad: BadFiles) -> Result<VerifyReport> {
        let _held = match bad {
            // What garbage collection takes away meanwhile would seem to be missing. Where the disk is read-only
            // nothing can go.
            BadFiles::Keep => match self.pool.share_blocking() {
                Ok(held) => Some(held),
                Err(LayoutError::Io { .. }) => None,
                Err(error) => return Err(error),
            },
            // A file that is deleted may be one that a transfer counts on.
            BadFiles::Delete => {
                self.pool.create()?;
                let held = self.pool.try_exclude()?;
                let advice = "wait until the transfers have ended, and stop a server of it";
                Some(held.ok_or_else(|| LayoutError::Busy { root: self.root().to_owned(), advice })?)
            }
        };
        let mut run = Run { bad, seen: HashMap::new(), report: VerifyReport::default() };
        run.files(&self.pool.blobs())?;
        for place in self.pool.repositories()? {
            run.report.repositories += 1;
            run.files(&place.dir.join(BLOBS))?;
            let name = &place.name;
            let index = IndexFile::new(&place.dir);
            match index.read() {
                Ok(list) => {
                    let layout = Layout::of_place(&self.pool, &place);
                    let mut followed = HashSet::new();
                    for entry in &list.manifests {
                        let before = run.report.findings.len();
                        run.image(name, &layout, entry, &mut followed)?;
                        // Who deleted the image meanwhile took its manifest along.
                        let wrong = run.report.findings.len() > before;
                        if wrong && index.read().is_ok_and(|list| index::find_digest(&list, &entry.digest).is_none()) {
                            run.report.findings.truncate(before);
                        }
                    }
                }
                Err(error) => run.unreadable(name, &error),
            }
        }
        Ok(run.report)
    }
}

struct Run {
    bad: BadFiles,
    /// What was found in each file, by device and inode.
    seen: HashMap<(u64, u64), Option<String>>,
    report: VerifyReport,
}

impl Run {
    /// Hashes the files of one directory of blobs.
    fn files(&mut self, blobs: &Path) -> Result<()> {
        for (digest, path) in blob_files(blobs)? {
            let Ok(found) = fs::metadata(&path) else { continue };
            let known = (found.dev(), found.ino());
            let wrong = if let Some(wrong) = self.seen.get(&known) {
                wrong.clone()
            } else {
                self.report.files += 1;
                self.report.bytes += found.len();
                let wrong = hash(&path, &digest)?;
                self.seen.insert(known, wrong.clone());
                wrong
            };
            let Some(found) = wrong else { continue };
            if self.bad == BadFiles::Delete && disk::remove(&path)? {
                self.report.deleted += 1;
            }
            self.report.findings.push(Finding::Damaged { path, digest, found });
        }
        Ok(())
    }

    /// Looks whether everything is there that an entry of the index needs. Children of an index may be left out on
    /// purpose, and foreign layers always are. Each manifest is followed once for all entries.
    fn image(
        &mut self,
        repository: &str,
        layout: &Layout,
        entry: &Descriptor,
        followed: &mut HashSet<Digest>,
    ) -> Result<()> {
        let missing = |digest: &Digest, needed_by: Option<&Digest>| Finding::Missing {
            repository: repository.to_owned(),
            digest: digest.clone(),
            needed_by: needed_by.cloned(),
        };
        if disk::size(&layout.blobs.path(&entry.digest))?.is_none() && followed.insert(entry.digest.clone()) {
            self.report.findings.push(missing(&entry.digest, None));
            return Ok(());
        }
        let reach = Reach::new(layout);
        let mut open = vec![entry.clone()];
        while let Some(descriptor) = open.pop() {
            let here = disk::size(&layout.blobs.path(&descriptor.digest))?.is_some();
            if !here || !followed.insert(descriptor.digest.clone()) {
                continue;
            }
            let Some(manifest) = reach.parse(&descriptor) else {
                let reason = format!("the manifest {} is damaged or of a kind that is not known", descriptor.digest);
                self.report.findings.push(Finding::Unreadable { repository: repository.to_owned(), reason });
                continue;
            };
            for blob in manifest.blobs() {
                let may_lack = blob.media_type.is_foreign_layer() || !blob.urls.is_empty();
                if !may_lack && !layout.blobs.has(blob)? {
                    self.report.findings.push(missing(&blob.digest, Some(&descriptor.digest)));
                }
            }
            open.extend(manifest.children().iter().cloned());
        }
        Ok(())
    }

    fn unreadable(&mut self, repository: &str, error: &LayoutError) {
        let finding = Finding::Unreadable { repository: repository.to_owned(), reason: error.to_string() };
        self.report.findings.push(finding);
    }
}

/// What is wrong with a file that should have `digest`, if anything.
pub(crate) fn hash(path: &Path, digest: &Digest) -> Result<Option<String>> {
    let mut file = match regular::open(path) {
        Ok(Some(file)) => file,
        // Removed since it was listed; whether anything lacks it shows by itself.
        Ok(None) => return Ok(None),
        Err(LayoutError::Damaged { found, .. }) => return Ok(Some(found)),
        Err(error) => return Err(error),
    };
    let mut hasher = digest.algorithm().hasher();
    let mut buffer = vec![0; STEP];
    loop {
        match file.read(&mut buffer).map_err(LayoutError::io("read", path))? {
            0 => break,
            read => hasher.update(&buffer[..read]),
        }
    }
    let found = hasher.finish();
    Ok((found != *digest).then(|| format!("its content has the digest {found}")))
}
