//! The layouts and the store as their callers see them, on a real disk.

mod conformance;

use super::{Access, Layout, Store};
use crate::reference::Reference;

/// A new store in a directory that goes away with it.
fn store() -> (tempfile::TempDir, Store) {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::create(dir.path().join("store")).unwrap();
    (dir, store)
}

/// A repository of the store, to be written.
fn repository(store: &Store, name: &str) -> Layout {
    store.repository(&name.parse::<Reference>().unwrap(), Access::Write).unwrap()
}
