//! The suite of all stores, on a lone layout and on a repository of the store.

use super::{repository, store};
use crate::content::conformance;
use crate::layout::Layout;

#[tokio::test]
async fn a_lone_layout_passes() {
    let dir = tempfile::tempdir().unwrap();
    conformance::store(&Layout::create(dir.path().join("new/layout")).unwrap()).await;
}

#[tokio::test]
async fn a_repository_of_the_store_passes() {
    let (_dir, store) = store();
    conformance::store(&repository(&store, "example.com/a/b")).await;
}
