//! What a registry on disk does for itself while it serves: retention, garbage collection, the end of stale uploads, and a
//! slice of scrubbing; now and then, on a thread of its own, one replica at a time.

use std::fmt;
use std::future::Future;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::ops::ControlFlow;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::layout::{
    Clock, GcOptions, GcReport, GcStep, LayoutError, ONLINE_GRACE, RetainOptions, Retention, RetentionReport,
    ScrubReport, Store, WhenBusy,
};
use crate::oci::Digest;

/// How a registry looks after its store.
#[derive(Clone)]
pub struct Settings {
    /// How long it waits from one turn to the next, a tenth more or less; zero: it never takes one.
    pub interval: Duration,
    /// How long it waits for the first, a tenth more or less.
    pub first: Duration,
    /// What changed within this time is kept, and so long the trash is. Ten minutes at least.
    pub grace: Duration,
    /// After how long an upload that nobody goes on with is given up.
    pub upload_age: Duration,
    /// After how long a partial download is.
    pub partial_age: Duration,
    /// Which tags are given up, if any.
    pub retention: Option<Retention>,
    /// How many bytes of the pool are hashed in each turn, at least; zero: none.
    pub scrub_bytes: u64,
    /// How long it rests between two small pieces of work.
    pub pause: Duration,
    /// The clocks to go by.
    pub clock: Clock,
    /// Who is told what was done.
    pub tell: Arc<dyn Fn(&Event) + Send + Sync>,
}

impl Default for Settings {
    fn default() -> Self {
        let GcOptions { grace, partial_age, upload_age, .. } = GcOptions::default();
        Self {
            interval: Duration::from_hours(1),
            first: Duration::from_mins(5),
            grace,
            upload_age,
            partial_age,
            retention: None,
            scrub_bytes: 0,
            pause: Duration::from_millis(2),
            clock: Clock::default(),
            tell: Arc::new(|_| {}),
        }
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("interval", &self.interval)
            .field("grace", &self.grace)
            .field("upload_age", &self.upload_age)
            .field("retention", &self.retention)
            .finish_non_exhaustive()
    }
}

/// Something that was done, for the log.
#[derive(Debug)]
pub enum Event {
    /// Garbage was collected.
    Collected(GcReport),
    /// Tags were given up, or not.
    Retained(RetentionReport),
    /// A slice of the pool was hashed.
    Scrubbed(ScrubReport),
    /// Another replica, or a command, does it at this moment.
    Skipped,
    /// It failed; the next turn tries again.
    Failed {
        /// What was tried.
        action: &'static str,
        /// Why it failed.
        reason: String,
    },
}

/// What was done since the start, for whoever measures.
#[derive(Debug, Default)]
pub struct Figures {
    /// How many collections were completed.
    pub collections: AtomicU64,
    /// How many turns were left to another replica.
    pub skipped: AtomicU64,
    /// How many pieces of work failed.
    pub failures: AtomicU64,
    /// How many bytes were put into the trash.
    pub trashed_bytes: AtomicU64,
    /// How many bytes were freed.
    pub freed_bytes: AtomicU64,
    /// How many tags and untagged manifests retention took away.
    pub retained_away: AtomicU64,
    /// How many bytes were hashed to see whether they are right.
    pub scrubbed_bytes: AtomicU64,
    /// How many blobs were not.
    pub damaged_blobs: AtomicU64,
    /// When the last collection was completed, in seconds since 1970.
    pub last_collection: AtomicU64,
    /// How long it took, in milliseconds.
    pub last_millis: AtomicU64,
}

/// The care of one store.
#[derive(Clone, Debug)]
pub struct Care {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    store: Store,
    settings: Settings,
    figures: Arc<Figures>,
    /// How far the pool was scrubbed.
    scrubbed: Mutex<Option<Digest>>,
}

impl Care {
    /// Care for `store`. A grace with which transfers would have to stop is lengthened.
    pub fn new(store: Store, settings: Settings) -> Self {
        let settings = Settings { grace: settings.grace.max(ONLINE_GRACE), ..settings };
        let (figures, scrubbed) = (Arc::default(), Mutex::default());
        Self { inner: Arc::new(Inner { store, settings, figures, scrubbed }) }
    }

    /// What was done so far; it counts on.
    pub fn figures(&self) -> Arc<Figures> {
        Arc::clone(&self.inner.figures)
    }

    /// Takes turn after turn until `shutdown` is done; one that is under way is broken off at its next step.
    pub async fn run(self, shutdown: impl Future<Output = ()>) {
        let mut shutdown = pin!(shutdown);
        let settings = &self.inner.settings;
        if settings.interval.is_zero() {
            return;
        }
        let stop = Arc::new(AtomicBool::new(false));
        let mut wait = settings.first;
        loop {
            tokio::select! {
                () = tokio::time::sleep(jittered(wait)) => {}
                () = &mut shutdown => return,
            }
            let mut turn = pin!(self.turn_until(Arc::clone(&stop)));
            tokio::select! {
                () = &mut turn => {}
                () = &mut shutdown => {
                    stop.store(true, Relaxed);
                    return turn.await;
                }
            }
            wait = settings.interval;
        }
    }

    /// Takes one turn.
    pub async fn turn(&self) {
        self.turn_until(Arc::default()).await;
    }

    async fn turn_until(&self, stop: Arc<AtomicBool>) {
        let inner = Arc::clone(&self.inner);
        let turn = tokio::task::spawn_blocking(move || inner.turn(&stop));
        if let Err(error) = turn.await {
            self.inner.failed("look after the store", error.to_string());
        }
    }
}

impl Inner {
    fn turn(&self, stop: &AtomicBool) {
        let Settings { clock, grace, partial_age, upload_age, .. } = self.settings;
        let mut go_on = |at| {
            if at == GcStep::Rest && !self.settings.pause.is_zero() {
                std::thread::sleep(self.settings.pause);
            }
            if stop.load(Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        if let Some(rules) = &self.settings.retention {
            let options = RetainOptions { dry_run: false, clock };
            let retained = self.store.retain_by_steps(rules, &options, &mut go_on);
            self.report("apply the rules of retention", retained, |figures, report| {
                figures.retained_away.fetch_add(report.removed, Relaxed);
                Event::Retained(report)
            });
        }
        let begun = Instant::now();
        let when_busy = WhenBusy::Fail;
        let options = GcOptions { dry_run: false, grace, partial_age, upload_age, when_busy, clock };
        let collected = self.store.gc_by_steps(&options, &mut || (), &mut go_on);
        self.report("collect garbage", collected, |figures, report| {
            figures.collections.fetch_add(1, Relaxed);
            figures.trashed_bytes.fetch_add(report.trashed_bytes, Relaxed);
            figures.freed_bytes.fetch_add(report.freed_bytes, Relaxed);
            let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            figures.last_collection.store(now.as_secs(), Relaxed);
            figures.last_millis.store(u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX), Relaxed);
            Event::Collected(report)
        });
        if self.settings.scrub_bytes > 0 {
            let mut after = self.scrubbed.lock().unwrap_or_else(PoisonError::into_inner);
            let scrubbed = self.store.scrub(after.as_ref(), self.settings.scrub_bytes, &mut go_on);
            self.report("scrub the pool", scrubbed, |figures, report| {
                after.clone_from(&report.next);
                figures.scrubbed_bytes.fetch_add(report.bytes, Relaxed);
                figures.damaged_blobs.fetch_add(report.damaged.len() as u64, Relaxed);
                Event::Scrubbed(report)
            });
        }
    }

    /// Tells what came of a piece of work.
    fn report<T>(
        &self,
        action: &'static str,
        outcome: Result<T, LayoutError>,
        done: impl FnOnce(&Figures, T) -> Event,
    ) {
        match outcome {
            Ok(report) => (self.settings.tell)(&done(&self.figures, report)),
            // The server stops.
            Err(LayoutError::Stopped) => {}
            Err(LayoutError::Busy { .. }) => {
                self.figures.skipped.fetch_add(1, Relaxed);
                (self.settings.tell)(&Event::Skipped);
            }
            Err(error) => {
                let mut reason = error.to_string();
                let mut source = std::error::Error::source(&error);
                while let Some(cause) = source {
                    reason = format!("{reason}: {cause}");
                    source = cause.source();
                }
                self.failed(action, reason);
            }
        }
    }

    fn failed(&self, action: &'static str, reason: String) {
        self.figures.failures.fetch_add(1, Relaxed);
        (self.settings.tell)(&Event::Failed { action, reason });
    }
}

/// A tenth more or less: replicas that were started together do not meet.
fn jittered(wait: Duration) -> Duration {
    let mut hasher = RandomState::new().build_hasher();
    hasher.write_u8(0);
    let random = u32::try_from(hasher.finish() % 201).unwrap_or_default();
    wait / 1000 * (900 + random)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use tokio::sync::{mpsc, oneshot};

    use super::*;
    use crate::content::Target as _;
    use crate::content::conformance::{image, put};
    use crate::content::memory::MemoryStore;
    use crate::layout::Access;

    /// A store in which a tag was moved, so that there is garbage.
    async fn littered() -> (tempfile::TempDir, Store) {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::create(dir.path().join("store")).unwrap();
        for seed in [1, 2] {
            let source = MemoryStore::new();
            let layout = store.repository(&"example.com/a".parse().unwrap(), Access::Write).unwrap();
            put(&source, &layout, &image(&source, seed, &[]), &["v1"]).await;
            layout.finish().await.unwrap();
        }
        (dir, store)
    }

    /// Settings by whose clock two hours have passed, and what is told.
    fn settings() -> (Settings, mpsc::UnboundedReceiver<String>) {
        let (told, hears) = mpsc::unbounded_channel();
        let hour = Duration::from_hours(1);
        let tell = Arc::new(move |event: &Event| {
            let said = match event {
                Event::Collected(report) => format!("collected {}", report.trashed_bytes > 0),
                Event::Retained(report) => format!("retained {}", report.removed),
                Event::Scrubbed(report) => format!("scrubbed {} {}", report.files, report.damaged.len()),
                Event::Skipped => "skipped".to_owned(),
                Event::Failed { action, reason } => format!("failed to {action}: {reason}"),
            };
            let _ = told.send(said);
        });
        let clock = Clock::ahead(hour * 2, hour * 2);
        (Settings { first: Duration::ZERO, pause: Duration::ZERO, clock, tell, ..Settings::default() }, hears)
    }

    #[tokio::test]
    async fn a_turn_retains_collects_and_scrubs() {
        let (_dir, store) = littered().await;
        let (settings, mut hears) = settings();
        let retention = Some(Retention::parse("[[retention]]\nkeep_last = 5").unwrap());
        let care = Care::new(store.clone(), Settings { retention, scrub_bytes: 1, grace: Duration::ZERO, ..settings });
        let figures = care.figures();
        care.turn().await;
        for said in ["retained 0", "collected true", "scrubbed 1 0"] {
            assert_eq!(hears.recv().await.unwrap(), said);
        }
        assert!(figures.trashed_bytes.load(Relaxed) > 0 && figures.last_collection.load(Relaxed) > 0);
        assert_eq!((figures.collections.load(Relaxed), figures.failures.load(Relaxed)), (1, 0));
        // Slice by slice to the end, where the bad one is, and on from the beginning.
        let scrub = |after: Option<&Digest>| store.scrub(after, 1, &mut |_| ControlFlow::Continue(())).unwrap();
        let mut slices = vec![scrub(None)];
        while let Some(next) = slices.last().and_then(|report| report.next.clone()) {
            slices.push(scrub(Some(&next)));
        }
        assert_eq!(slices.len(), fs::read_dir(store.root().join("_wharf/pool/sha256")).unwrap().count());
        for _ in 1..slices.len() {
            care.turn().await;
        }
        assert_eq!(*care.inner.scrubbed.lock().unwrap(), None, "it begins anew");
    }

    #[tokio::test]
    async fn what_is_damaged_is_counted_and_what_fails_is_told() {
        let (_dir, store) = littered().await;
        let (settings, mut hears) = settings();
        let blob = fs::read_dir(store.root().join("_wharf/pool/sha256")).unwrap().next().unwrap().unwrap().path();
        fs::remove_file(&blob).unwrap();
        fs::write(&blob, "damaged").unwrap();
        let settings = Settings { scrub_bytes: u64::MAX, clock: Clock::default(), ..settings };
        let care = Care::new(store.clone(), settings);
        care.turn().await;
        assert_eq!(hears.recv().await.unwrap(), "collected false");
        assert!(hears.recv().await.unwrap().ends_with(" 1"));
        assert_eq!(care.figures().damaged_blobs.load(Relaxed), 1);
        fs::remove_dir_all(store.root()).unwrap();
        fs::write(store.root(), "no directory").unwrap();
        care.turn().await;
        let said = hears.recv().await.unwrap();
        assert!(said.starts_with("failed to collect garbage: cannot create "), "{said}");
        assert_eq!(care.figures().failures.load(Relaxed), 1, "a pool that is not there has nothing to scrub");
    }

    #[tokio::test]
    async fn it_runs_until_it_is_told_to_stop() {
        let (_dir, store) = littered().await;
        let (settings, mut hears) = settings();
        let care = Care::new(store, Settings { interval: Duration::from_millis(1), ..settings });
        let (stop, stopped) = oneshot::channel::<()>();
        let running = tokio::spawn(care.clone().run(async { drop(stopped.await) }));
        assert_eq!(hears.recv().await.unwrap(), "collected true");
        assert_eq!(hears.recv().await.unwrap(), "collected false");
        drop(stop);
        running.await.unwrap();
        assert!(care.figures().collections.load(Relaxed) >= 2);
        let never = Care::new(care.inner.store.clone(), Settings { interval: Duration::ZERO, ..Settings::default() });
        never.run(std::future::pending()).await;
    }

    #[test]
    fn waits_differ_by_a_tenth_at_most() {
        let hour = Duration::from_hours(1);
        let waits: Vec<Duration> = (0..50).map(|_| jittered(hour)).collect();
        assert!(waits.iter().all(|wait| (hour / 10 * 9..=hour / 10 * 11).contains(wait)));
        assert!(waits.iter().any(|wait| *wait != waits[0]));
        assert_eq!(jittered(Duration::ZERO), Duration::ZERO);
    }
}
