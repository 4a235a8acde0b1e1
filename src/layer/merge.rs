//! All layers of an image read at once and laid upon each other.

use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::seekable::{Table, Tables};
use super::{Entry, LayerError, Limits, Tree};
use crate::content::Source;
use crate::oci::Descriptor;

/// How much memory the entries of an image may take, in bytes.
pub(super) const MOST_MEMORY: u64 = 2 << 30;

/// Fails unless all of `layers` are layers of files.
///
/// # Errors
/// [`LayerError::NotLayer`].
pub fn check(layers: &[Descriptor]) -> Result<(), LayerError> {
    match layers.iter().find(|layer| !layer.media_type.is_layer()) {
        Some(other) => Err(LayerError::NotLayer { media_type: other.media_type.clone() }),
        None => Ok(()),
    }
}

/// The file system that `layers` make, the lowest first. Several are fetched and decoded at once, as many as there are
/// processors.
///
/// # Errors
/// The first that goes wrong; what is under way is given up then.
pub fn merged(source: &Arc<dyn Source>, layers: &[Descriptor], tables: Tables) -> Result<Tree, LayerError> {
    let mut tree = Tree::default();
    for (number, entries) in listed(source, layers, tables)?.into_iter().enumerate() {
        let digest = &layers[number].digest;
        tree.apply(number, entries).map_err(|error| error.of(digest))?;
    }
    Ok(tree)
}

/// The entries of each layer, whiteouts included, in their order.
///
/// # Errors
/// As [`merged`].
pub fn listed(source: &Arc<dyn Source>, layers: &[Descriptor], tables: Tables) -> Result<Vec<Vec<Entry>>, LayerError> {
    check(layers)?;
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    let work = Work {
        source,
        layers,
        tables,
        next: AtomicUsize::new(0),
        budget: AtomicU64::new(MOST_MEMORY),
        stopped: AtomicBool::new(false),
        done: Mutex::new(layers.iter().map(|_| None).collect()),
        failure: Mutex::new(None),
    };
    std::thread::scope(|scope| {
        for _ in 1..processors.min(layers.len()) {
            // Where no thread is to be had, those that are there do all of it.
            let _ = std::thread::Builder::new().name("layers".to_owned()).spawn_scoped(scope, || work.run());
        }
        work.run();
    });
    if let Some(error) = work.failure.into_inner().unwrap_or_else(PoisonError::into_inner) {
        return Err(error);
    }
    let done = work.done.into_inner().unwrap_or_else(PoisonError::into_inner);
    Ok(done.into_iter().map(Option::unwrap_or_default).collect())
}

/// What the threads share.
struct Work<'a> {
    source: &'a Arc<dyn Source>,
    layers: &'a [Descriptor],
    tables: Tables,
    /// How many layers were begun.
    next: AtomicUsize,
    /// How many bytes of memory are left.
    budget: AtomicU64,
    stopped: AtomicBool,
    done: Mutex<Vec<Option<Vec<Entry>>>>,
    failure: Mutex<Option<LayerError>>,
}

impl Work<'_> {
    /// Lists layers until none is left or one fails. The largest are begun first, so that none of them is left alone
    /// at the end.
    fn run(&self) {
        let mut order: Vec<usize> = (0..self.layers.len()).collect();
        order.sort_by_key(|number| std::cmp::Reverse(self.layers[*number].size));
        while let Some(number) = order.get(self.next.fetch_add(1, Ordering::Relaxed)) {
            match self.list(&self.layers[*number]) {
                Ok(entries) => self.done.lock().unwrap_or_else(PoisonError::into_inner)[*number] = Some(entries),
                Err(error) => {
                    self.failure.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
                    self.stopped.store(true, Ordering::Relaxed);
                    return;
                }
            }
        }
    }

    fn list(&self, layer: &Descriptor) -> Result<Vec<Entry>, LayerError> {
        if Table::is_worth(layer, self.tables) {
            let entries = block_on(Table::read(&*self.source.blob(layer), layer))??.entries;
            for entry in &entries {
                self.spend(entry).map_err(|error| error.of(&layer.digest))?;
            }
            return Ok(entries);
        }
        let mut reader = super::open(self.source.blob(layer), layer, Limits::of(layer))?;
        let mut entries = Vec::new();
        // Another layer failed: what is listed here is not looked at.
        while !self.stopped.load(Ordering::Relaxed) {
            let Some(entry) = reader.advance()? else { break };
            self.spend(&entry).map_err(|error| error.of(&layer.digest))?;
            entries.push(entry);
        }
        Ok(entries)
    }

    fn spend(&self, entry: &Entry) -> Result<(), LayerError> {
        let weight = entry.weight();
        let spent = self.budget.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(weight));
        spent.map(drop).map_err(|_| too_many())
    }
}

/// More entries than can be remembered.
pub(super) fn too_many() -> LayerError {
    LayerError::Limit { what: format!("the names and attributes of the files take more than {MOST_MEMORY} bytes") }
}

/// Waits for `future` on this thread, which must not be one of a runtime.
pub(super) fn block_on<T>(future: impl Future<Output = T>) -> Result<T, LayerError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|source| LayerError::Local { what: "start a runtime", source })?;
    let result = runtime.block_on(future);
    // A look-up of a host name may still be under way; nobody waits for it.
    runtime.shutdown_background();
    Ok(result)
}
