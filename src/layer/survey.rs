//! Layers read from end to end: what is in them, with the digests of the files where these are wanted.

use std::io::Read;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::{Entry, Kind, LayerError, Limits, merge};
use crate::content::Source;
use crate::oci::{Algorithm, Descriptor, Digest};

/// How much memory the entries of the layers may take, in bytes.
const MOST_MEMORY: u64 = 2 << 30;

/// How many bytes are hashed in one step.
const STEP: usize = 128 << 10;

/// What becomes of the content of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contents {
    /// It is hashed.
    Hashed,
    /// It is passed over.
    Passed,
}

/// What is in a layer.
#[derive(Clone, Debug, Default)]
pub struct Survey {
    /// The entries, whiteouts included, in their order.
    pub entries: Vec<Entry>,
    /// The digest of the content of each entry that is a file; empty where contents were passed over.
    pub contents: Vec<Option<Digest>>,
    /// How many bytes the layer has when it is not compressed.
    pub decoded: u64,
}

/// Surveys layers, as many at once as there are processors. Each is verified.
///
/// # Errors
/// The first that goes wrong; what is under way is given up then.
pub fn survey(source: &Arc<dyn Source>, layers: &[Descriptor], contents: Contents) -> Result<Vec<Survey>, LayerError> {
    merge::check(layers)?;
    let work = Work {
        source,
        contents,
        next: AtomicUsize::new(0),
        budget: AtomicU64::new(MOST_MEMORY),
        stopped: AtomicBool::new(false),
        done: Mutex::new(layers.iter().map(|_| None).collect()),
    };
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    let results: Vec<Result<(), LayerError>> = std::thread::scope(|scope| {
        // Where no thread is to be had, those that are there do all of it.
        let start = |_| std::thread::Builder::new().spawn_scoped(scope, || work.run(layers)).ok();
        let others: Vec<_> = (1..processors.min(layers.len())).filter_map(start).collect();
        let own = work.run(layers);
        std::iter::once(own).chain(others.into_iter().filter_map(|other| other.join().ok())).collect()
    });
    results.into_iter().collect::<Result<(), _>>()?;
    let done = work.done.into_inner().unwrap_or_else(PoisonError::into_inner);
    Ok(done.into_iter().map(Option::unwrap_or_default).collect())
}

struct Work<'a> {
    source: &'a Arc<dyn Source>,
    contents: Contents,
    next: AtomicUsize,
    budget: AtomicU64,
    stopped: AtomicBool,
    done: Mutex<Vec<Option<Survey>>>,
}

impl Work<'_> {
    fn run(&self, layers: &[Descriptor]) -> Result<(), LayerError> {
        loop {
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            let Some(layer) = layers.get(number) else { return Ok(()) };
            let found = self.layer(layer).inspect_err(|_| self.stopped.store(true, Ordering::Relaxed))?;
            self.done.lock().unwrap_or_else(PoisonError::into_inner)[number] = Some(found);
        }
    }

    fn layer(&self, layer: &Descriptor) -> Result<Survey, LayerError> {
        let mut reader = super::open(self.source.blob(layer), layer, Limits::of(layer))?;
        let mut found = Survey::default();
        let mut buffer = vec![0; STEP];
        while let Some(entry) = reader.advance()? {
            if self.stopped.load(Ordering::Relaxed) {
                // What another layer failed with is told.
                return Ok(found);
            }
            let weight = entry.weight();
            let left = |left: u64| left.checked_sub(weight);
            if self.budget.fetch_update(Ordering::Relaxed, Ordering::Relaxed, left).is_err() {
                let what = format!("the names and attributes of the files take more than {MOST_MEMORY} bytes");
                return Err(LayerError::Limit { what }.of(&layer.digest));
            }
            if self.contents == Contents::Hashed {
                let hashed = (entry.kind == Kind::File).then(|| hashed(&mut reader.content(), &mut buffer)).transpose();
                let hashed = hashed.map_err(|error| reader.explain(error))?;
                found.contents.push(hashed);
            }
            found.entries.push(entry);
        }
        found.decoded = reader.decoded();
        Ok(found)
    }
}

fn hashed(content: &mut impl Read, buffer: &mut [u8]) -> std::io::Result<Digest> {
    let mut hasher = Algorithm::Sha256.hasher();
    loop {
        match content.read(buffer)? {
            0 => return Ok(hasher.finish()),
            count => hasher.update(&buffer[..count]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::ErrorKind;
    use crate::content::memory::{Fault, MemoryStore};
    use crate::oci::MediaType;

    fn tar(name: &str, content: &[u8]) -> Vec<u8> {
        let mut archive = tar::Builder::new(Vec::new());
        let mut header = tar::Header::new_ustar();
        header.set_size(content.len() as u64);
        header.set_mode(0o644);
        archive.append_data(&mut header, name, content).unwrap();
        archive.into_inner().unwrap()
    }

    #[test]
    fn layers_are_read_to_their_end_in_their_order() {
        let store = Arc::new(MemoryStore::new());
        let source: Arc<dyn Source> = store.clone();
        let tars: Vec<Vec<u8>> = (0..5).map(|at| tar(&format!("f{at}"), &vec![at; 1000 * usize::from(at)])).collect();
        let layers: Vec<Descriptor> =
            tars.iter().map(|tar| store.add_blob(MediaType::OCI_LAYER, tar.clone())).collect();
        for contents in [Contents::Hashed, Contents::Passed] {
            let found = survey(&source, &layers, contents).unwrap();
            for (at, survey) in found.iter().enumerate() {
                assert_eq!(survey.entries[0].path.to_string(), format!("/f{at}"));
                assert_eq!(survey.decoded, tars[at].len() as u64);
                let at = u8::try_from(at).unwrap();
                let digest = Digest::sha256(&vec![at; 1000 * usize::from(at)]);
                let expected = if contents == Contents::Hashed { vec![Some(digest)] } else { vec![] };
                assert_eq!(survey.contents, expected);
            }
        }
        store.fail_next(&layers[3].digest, Fault::Corrupt);
        assert_eq!(survey(&source, &layers, Contents::Hashed).unwrap_err().kind(), ErrorKind::Integrity);
    }
}
