//! Directories made durable, once for many requests: whoever asks while the disk is busy shares the next turn with
//! everybody else who does.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::run;
use crate::content::Result;
use crate::layout::disk;

/// The directories that wait, and whose turn it is.
#[derive(Debug, Default)]
pub(super) struct Syncs {
    waiting: Mutex<Waiting>,
    done: AtomicU64,
    turn: tokio::sync::Mutex<()>,
    working: AtomicUsize,
}

/// One of those who will have something to be synced soon.
#[derive(Debug)]
pub(super) struct Member<'a>(&'a Syncs);

impl Member<'_> {
    /// Whether there is nobody to share a turn with: then it is quicker to sync with one's own hands.
    pub(super) fn is_alone(&self) -> bool {
        self.0.working.load(Ordering::Relaxed) == 1
    }
}

impl Drop for Member<'_> {
    fn drop(&mut self) {
        self.0.working.fetch_sub(1, Ordering::Relaxed);
    }
}

#[derive(Debug, Default)]
struct Waiting {
    directories: HashSet<PathBuf>,
    asked: u64,
}

impl Syncs {
    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Says that something will have to be synced.
    pub(super) fn join(&self) -> Member<'_> {
        self.working.fetch_add(1, Ordering::Relaxed);
        Member(self)
    }

    /// Makes everything durable that was done in these directories before the call.
    pub(super) async fn directories(&self, directories: Vec<PathBuf>) -> Result<()> {
        let mine = {
            let mut waiting = self.waiting();
            waiting.directories.extend(directories.iter().cloned());
            waiting.asked += 1;
            waiting.asked
        };
        let _turn = self.turn.lock().await;
        if self.done.load(Ordering::Acquire) >= mine {
            return Ok(());
        }
        let (mut all, covered) = {
            let mut waiting = self.waiting();
            (std::mem::take(&mut waiting.directories), waiting.asked)
        };
        // Whoever had the turn may have taken them and failed at another's.
        all.extend(directories);
        run(move || all.iter().try_for_each(|dir| disk::sync_dir(dir))).await?;
        self.done.fetch_max(covered, Ordering::AcqRel);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn many_share_few_turns_and_each_hears_of_its_own_failure() {
        let dir = tempfile::tempdir().unwrap();
        let syncs = Syncs::default();
        let sound = || syncs.directories(vec![dir.path().to_owned()]);
        let all = futures_util::future::join_all((0..50).map(|_| sound())).await;
        assert!(all.into_iter().all(|one| one.is_ok()));
        assert!(syncs.directories(vec![dir.path().join("gone")]).await.is_err());
        assert!(sound().await.is_ok());
        assert!(syncs.directories(vec![dir.path().to_owned(), dir.path().join("gone")]).await.is_err());
    }
}
