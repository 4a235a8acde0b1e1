//! Carrying a plan out: blobs, then manifests from the leaves to the root, then what refers to them.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::TryStreamExt as _;
use futures_util::future::BoxFuture;

use super::assess::Route;
use super::body::{Cores, WatchedBody};
use super::crew::{self, Mover, Task};
use super::error::{Operation, Side, TransferError};
use super::plan::destination;
use super::progress::{Event, Progress};
use super::reader::all;
use super::report::{Blobs, Report};
use super::survey::{Document, Survey};
use super::{Item, Options};
use crate::content::stream::verify;
use crate::content::{BlobBody, Coming, ContentError, ErrorKind, Presence, Put, Source, Target};
use crate::oci::Descriptor;

/// Carries out what `survey` found lacking.
pub(super) async fn execute(
    item: &Item,
    route: Route,
    mut survey: Survey,
    options: &Options,
    progress: Arc<dyn Progress>,
) -> Result<Report, TransferError> {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let mut blobs = Blobs::default();
    let mut planned = Vec::new();
    for blob in &survey.blobs {
        if blob.presence == Presence::Present {
            blobs.note(Put::Present, blob.descriptor.size);
        } else {
            planned.push(blob.descriptor.clone());
        }
    }
    progress.event(Event::Planned { blobs: &planned });
    let carrier = Arc::new(Carrier {
        source: Arc::clone(&item.source),
        target: Arc::clone(&item.target),
        planned,
        done: Mutex::new(blobs),
        moved: AtomicU64::new(0),
        cores: Arc::new(Cores::new(cores)),
        progress: Arc::clone(&progress),
    });
    let tasks = carrier.begin(item, route, &mut survey, options.jobs).await?;
    announce(item, &survey, tasks.iter().map(|task| &carrier.planned[task.place]).collect()).await?;
    // Nothing is read or hashed where the registry does it all by itself.
    let threads = if route == Route::Mount { 1 } else { cores };
    crew::run(Arc::clone(&carrier), tasks, options.jobs, threads, Arc::clone(&carrier.cores)).await?;
    let put = put_documents(item, route, &survey, options.jobs, &*progress).await?;
    let failed = TransferError::at(Side::Destination, Operation::Finish, None);
    item.target.finish().await.map_err(failed)?;
    let mut blobs = *carrier.done();
    blobs.moved = carrier.moved.load(Ordering::Relaxed);
    Ok(Report {
        source: item.source.location().with(&item.selector).to_string(),
        destination: destination(item, &survey.root.digest).to_string(),
        root: survey.root,
        platform: survey.platform,
        manifests: survey.documents.len(),
        unchanged: blobs.all_present() && put == 0,
        blobs,
    })
}

/// Tells the target what is coming.
async fn announce(item: &Item, survey: &Survey, blobs: Vec<&Descriptor>) -> Result<(), TransferError> {
    let manifests = survey.documents.iter().map(|document| (&document.raw, &document.tags[..])).collect();
    let failed = TransferError::at(Side::Destination, Operation::Begin, None);
    item.target.announce(&Coming { manifests, blobs }).await.map_err(failed)
}

/// Puts the documents that the target lacks, each level at once. Gives how many were lacking.
async fn put_documents(
    item: &Item,
    route: Route,
    survey: &Survey,
    jobs: usize,
    progress: &dyn Progress,
) -> Result<usize, TransferError> {
    let mut put = 0;
    // The documents are sorted by what must be there before them.
    for level in survey.documents.chunk_by(|one, next| (one.wave, one.height) == (next.wave, next.height)) {
        let lacking = |document: &&Document| document.presence != Presence::Present || !document.tags.is_empty();
        // A layout lists what stands for itself only at the end of a transfer, which may not have come to it.
        let unlisted = |document: &&Document| {
            route == Route::Local
                && document.tags.is_empty()
                && !survey.is_child(document.digest())
                && (document.wave > 0 || item.tags.is_empty())
        };
        put += level.iter().filter(lacking).count();
        let wanted = level.iter().filter(|document| lacking(document) || unlisted(document));
        all(jobs, wanted.map(|document| put_document(&*item.target, document, progress)).collect()).await?;
    }
    Ok(put)
}

async fn put_document(target: &dyn Target, document: &Document, progress: &dyn Progress) -> Result<(), TransferError> {
    let failed = TransferError::at(Side::Destination, Operation::PutManifest, Some(&document.descriptor));
    target.put_manifest(&document.raw, &document.tags).await.map_err(failed)?;
    progress.event(Event::Manifest { digest: document.digest() });
    Ok(())
}

/// Moves blobs from one end to the other.
struct Carrier {
    source: Arc<dyn Source>,
    target: Arc<dyn Target>,
    /// The blobs that may have to move; their places name them to whoever listens.
    planned: Vec<Descriptor>,
    done: Mutex<Blobs>,
    moved: AtomicU64,
    cores: Arc<Cores>,
    progress: Arc<dyn Progress>,
}

impl Carrier {
    fn done(&self) -> std::sync::MutexGuard<'_, Blobs> {
        // Counters alone: a panic elsewhere cannot have left them half-done.
        self.done.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The blobs that are to be moved.
    ///
    /// From one registry to another nothing was asked yet. A config goes first: where the target has it, the whole image
    /// may be there, and one question settles it; where it has not, no request was spent.
    async fn begin(
        &self,
        item: &Item,
        route: Route,
        survey: &mut Survey,
        jobs: usize,
    ) -> Result<Vec<Task>, TransferError> {
        let mut settled = None;
        let config = survey.documents.iter().find_map(Document::config).map(|config| config.digest.clone());
        let config = config.and_then(|config| self.planned.iter().position(|blob| blob.digest == config));
        if let Some(place) = config.filter(|_| route == Route::Remote && self.planned.len() > 1) {
            settled = Some(place);
            if self.put(place).await? == Put::Present {
                survey.compare_root(item, jobs).await?;
            }
        }
        let mut tasks = Vec::new();
        for (place, blob) in self.planned.iter().enumerate().filter(|(place, _)| settled != Some(*place)) {
            let known = survey.blobs.iter().find(|known| known.descriptor.digest == blob.digest);
            if known.is_some_and(|known| known.presence == Presence::Present) {
                self.note(place, Put::Present);
            } else {
                tasks.push(Task { place, size: blob.size });
            }
        }
        Ok(tasks)
    }

    /// Moves a blob. Bytes that are not what their digest says are asked for once more.
    async fn put(&self, place: usize) -> Result<Put, TransferError> {
        let blob = &self.planned[place];
        let inner = self.source.blob(blob);
        let body = WatchedBody::new(inner, place, blob.size, Arc::clone(&self.progress), Arc::clone(&self.cores));
        let mut result = self.target.put_blob(blob, &body).await;
        if result.as_ref().is_err_and(|error| error.kind == ErrorKind::Integrity) {
            body.restart();
            result = self.target.put_blob(blob, &body).await;
        }
        let put = match result {
            Ok(put) => put,
            Err(error) => {
                let (side, error) = self.blame(blob, &body, error).await;
                let error = if side == Side::Source { self.explained(error, blob) } else { error };
                return Err(TransferError::at(side, Operation::CopyBlob, Some(blob))(error));
            }
        };
        self.moved.fetch_add(body.moved(), Ordering::Relaxed);
        self.note(place, put);
        Ok(put)
    }

    /// The side that failed, and how.
    ///
    /// A file that was verified when it was stored is not hashed on its way. Where the target refuses what came of it,
    /// the file may have changed since: then that is the failure.
    async fn blame(&self, blob: &Descriptor, body: &WatchedBody, error: ContentError) -> (Side, ContentError) {
        if body.source_failed() || (error.kind == ErrorKind::Integrity && body.was_read()) {
            return (Side::Source, error);
        }
        if matches!(error.kind, ErrorKind::Integrity | ErrorKind::Invalid)
            && body.local_file().is_some()
            && let Err(changed) = self.reread(blob).await
        {
            return (Side::Source, changed);
        }
        (Side::Destination, error)
    }

    /// Whether the source's bytes are still what their digest says.
    async fn reread(&self, blob: &Descriptor) -> Result<(), ContentError> {
        let mut bytes = verify(self.source.blob(blob).open(0).await?, blob);
        while bytes.try_next().await?.is_some() {}
        Ok(())
    }

    /// Tells of a foreign layer that the source lacks, as most places do, where its image says that it is.
    fn explained(&self, error: ContentError, blob: &Descriptor) -> ContentError {
        if error.kind != ErrorKind::NotFound || !blob.is_elsewhere() {
            return error;
        }
        // Whoever made the image chose the URLs: what could disturb a terminal is escaped.
        let urls: Vec<String> = blob.urls.iter().take(3).map(|url| format!("{url:?}")).collect();
        let (digest, place) = (&blob.digest, self.source.location());
        let what = format!("the foreign layer {digest} is not in {place}; its image says it is at {}", urls.join(", "));
        ContentError::new(ErrorKind::NotFound, what).because(error)
    }

    fn note(&self, place: usize, put: Put) {
        self.done().note(put, self.planned[place].size);
        self.progress.event(Event::Done { blob: place, put });
    }
}

impl Mover for Carrier {
    fn carry(self: Arc<Self>, place: usize) -> BoxFuture<'static, Result<(), TransferError>> {
        Box::pin(async move { self.put(place).await.map(drop) })
    }
}
