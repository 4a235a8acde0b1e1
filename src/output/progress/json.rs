//! Events as JSON, one object on a line, for programs.

use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;

use serde_json::json;

use super::Clock;
use super::board::{Blob, Board, Current, word};
use crate::output::streams::Console;
use crate::transfer::{Event, Progress};

/// A blob's progress is told so many milliseconds apart at least.
const APART: u64 = 250;

/// Prints every event; those of moving bytes four times a second for each blob at most.
pub(super) struct Json {
    console: Arc<Console>,
    clock: Clock,
    board: Current,
}

impl Json {
    pub(super) fn new(console: Arc<Console>, clock: Clock) -> Self {
        Self { console, clock, board: Current::default() }
    }

    fn tell(&self, event: &serde_json::Value) {
        self.console.write(&format!("{event}\n"));
    }

    fn moved(&self, blob: &Blob) {
        let now = u64::try_from((self.clock)().as_millis()).unwrap_or(u64::MAX);
        let mentioned = blob.mentioned.load(Relaxed);
        if now.saturating_sub(mentioned) >= APART
            && blob.mentioned.compare_exchange(mentioned, now, Relaxed, Relaxed).is_ok()
        {
            self.tell(&json!({
                "event": "progress", "digest": blob.digest, "bytes": blob.position(), "size": blob.size,
            }));
        }
    }

    fn on_board(&self, board: &Board, event: &Event<'_>) {
        board.note(event);
        let digest = |blob: usize| board.blob(blob).map(|blob| &blob.digest);
        let size = |blob: usize| board.blob(blob).map(|blob| blob.size);
        match *event {
            Event::Moved { blob, .. } => {
                if let Some(blob) = board.blob(blob) {
                    self.moved(blob);
                }
            }
            Event::Started { blob, from } => {
                self.tell(&json!({"event": "started", "digest": digest(blob), "from": from, "size": size(blob)}));
            }
            Event::Restarted { blob } => self.tell(&json!({"event": "restarted", "digest": digest(blob)})),
            Event::Done { blob, put } => {
                self.tell(&json!({"event": "done", "digest": digest(blob), "size": size(blob), "how": word(put)}));
            }
            Event::Planned { .. } | Event::Manifest { .. } | Event::Finished => {}
        }
    }
}

impl Progress for Json {
    fn event(&self, event: Event<'_>) {
        match event {
            Event::Planned { blobs } => {
                let board = Board::new(blobs);
                let listed: Vec<_> = blobs
                    .iter()
                    .map(|blob| json!({"mediaType": blob.media_type, "digest": blob.digest, "size": blob.size}))
                    .collect();
                self.tell(&json!({"event": "planned", "bytes": board.total(), "blobs": listed}));
                self.board.set(Some(Arc::new(board)));
            }
            Event::Manifest { digest } => self.tell(&json!({"event": "manifest", "digest": digest})),
            Event::Finished => {
                if let Some(board) = self.board.set(None) {
                    let sums = board.sums();
                    self.tell(&json!({
                        "event": "finished", "bytes": sums.position, "moved": sums.moved, "blobs": sums.done,
                    }));
                }
            }
            event => {
                self.board.with(|board| self.on_board(board, &event));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicU64;
    use std::time::Duration;

    use super::super::board::plan;
    use super::*;
    use crate::content::Put;
    use crate::oci::Digest;
    use crate::output::Streams;

    #[test]
    fn every_event_is_a_line_and_moving_bytes_are_throttled() {
        let (streams, captured) = Streams::captured();
        let time = Arc::new(AtomicU64::new(0));
        let source = Arc::clone(&time);
        let clock: Clock = Arc::new(move || Duration::from_millis(source.load(Relaxed)));
        let json = Json::new(Arc::new(Console::new(streams.stderr)), clock);
        let blobs = plan(&[1000, 20]);
        json.event(Event::Planned { blobs: &blobs });
        json.event(Event::Started { blob: 0, from: 10 });
        for at in [100, 250, 300, 499, 500, 501] {
            time.store(at, Relaxed);
            json.event(Event::Moved { blob: 0, bytes: 100 });
        }
        json.event(Event::Restarted { blob: 0 });
        json.event(Event::Done { blob: 0, put: Put::Copied });
        json.event(Event::Done { blob: 1, put: Put::Linked });
        json.event(Event::Manifest { digest: &Digest::sha256(b"m") });
        json.event(Event::Finished);
        let (first, second) = (&blobs[0].digest, &blobs[1].digest);
        let media_type = &blobs[0].media_type;
        let expected = [
            json!({"event": "planned", "bytes": 1020, "blobs": [
                {"mediaType": media_type, "digest": first, "size": 1000},
                {"mediaType": media_type, "digest": second, "size": 20},
            ]}),
            json!({"event": "started", "digest": first, "from": 10, "size": 1000}),
            json!({"event": "progress", "digest": first, "bytes": 210, "size": 1000}),
            json!({"event": "progress", "digest": first, "bytes": 510, "size": 1000}),
            json!({"event": "restarted", "digest": first}),
            json!({"event": "done", "digest": first, "size": 1000, "how": "copied"}),
            json!({"event": "done", "digest": second, "size": 20, "how": "linked"}),
            json!({"event": "manifest", "digest": Digest::sha256(b"m")}),
            json!({"event": "finished", "bytes": 1020, "moved": 600, "blobs": 2}),
        ];
        let lines: Vec<serde_json::Value> =
            captured.stderr_text().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines, expected);
    }
}
