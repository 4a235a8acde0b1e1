//! The storage on disk against the suite of all storages, and what it alone must do.

use super::*;
use crate::server::storage::conformance;

#[tokio::test]
async fn disk_conforms() {
    let dir = tempfile::tempdir().unwrap();
    let next = std::sync::atomic::AtomicU32::new(0);
    conformance::check(|| {
        let number = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        Arc::new(Disk::open(dir.path().join(number.to_string()), None).unwrap())
    })
    .await;
}
