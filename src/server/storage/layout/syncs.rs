//! Directories made durable, once for many requests: whoever asks while the disk is busy with a directory shares the next
//! turn with everybody else who does.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::run;
use crate::content::Result;
use crate::layout::disk;

/// The turns of every directory that is being synced.
#[derive(Debug, Default)]
pub(super) struct Syncs(Mutex<HashMap<PathBuf, Arc<Turns>>>);

#[derive(Debug, Default)]
struct Turns {
    asked: AtomicU64,
    done: AtomicU64,
    turn: tokio::sync::Mutex<()>,
}

impl Syncs {
    /// Makes everything durable that was done in `dir` before the call.
    pub(super) async fn directory(&self, dir: &Path) -> Result<()> {
        let turns = {
            let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if all.len() > 1000 {
                all.retain(|_, turns| Arc::strong_count(turns) > 1);
            }
            Arc::clone(all.entry(dir.to_owned()).or_default())
        };
        let mine = turns.asked.fetch_add(1, Ordering::AcqRel) + 1;
        let _turn = turns.turn.lock().await;
        if turns.done.load(Ordering::Acquire) >= mine {
            return Ok(());
        }
        let covered = turns.asked.load(Ordering::Acquire);
        let dir = dir.to_owned();
        run(move || disk::sync_dir(&dir)).await?;
        turns.done.fetch_max(covered, Ordering::AcqRel);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn many_share_few_turns_and_a_failure_is_told_to_all() {
        let dir = tempfile::tempdir().unwrap();
        let syncs = Syncs::default();
        let all = futures_util::future::join_all((0..50).map(|_| syncs.directory(dir.path()))).await;
        assert!(all.into_iter().all(|one| one.is_ok()));
        let gone = dir.path().join("gone");
        let all = futures_util::future::join_all((0..5).map(|_| syncs.directory(&gone))).await;
        assert!(all.into_iter().all(|one| one.is_err()));
    }
}
