//! Watches over one connection: a client that is silent where it should speak, or that takes nothing of what it asked
//! for, is cut off. Nothing of this is paid for by a request: bytes and requests are counted, and looked at now and then.

use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::limits::Limits;

/// What happened on a connection so far.
#[derive(Debug, Default)]
pub struct Traffic {
    /// Requests that have begun.
    pub requests: AtomicU64,
    /// Requests under way, until the last byte of their answers is handed over.
    pub under_way: AtomicUsize,
    /// Answers that have begun, among those.
    pub answering: AtomicUsize,
    /// Whether it speaks HTTP/2, whose peers exchange bytes between requests too.
    pub multiplexed: AtomicBool,
    read: AtomicU64,
    written: AtomicU64,
}

/// Bytes of a connection, counted on their way, with those in front that were read already.
pub struct Counted<S> {
    stream: S,
    prefix: Vec<u8>,
    traffic: std::sync::Arc<Traffic>,
}

impl<S> Counted<S> {
    /// Counts the bytes of `stream`, of which `prefix` was read before.
    pub fn new(stream: S, prefix: Vec<u8>, traffic: std::sync::Arc<Traffic>) -> Self {
        Self { stream, prefix, traffic }
    }
}

/// Only the task of the connection counts, so that no other write can come between.
fn add(counter: &AtomicU64, count: usize) {
    counter.store(counter.load(Ordering::Relaxed) + count as u64, Ordering::Relaxed);
}

impl<S: AsyncRead + Unpin> AsyncRead for Counted<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = buf.filled().len();
        if self.prefix.is_empty() {
            ready!(Pin::new(&mut self.stream).poll_read(cx, buf))?;
        } else {
            let count = self.prefix.len().min(buf.remaining());
            buf.put_slice(&self.prefix[..count]);
            self.prefix.drain(..count);
        }
        add(&self.traffic.read, buf.filled().len() - before);
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Counted<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let count = ready!(Pin::new(&mut self.stream).poll_write(cx, bytes))?;
        add(&self.traffic.written, count);
        Poll::Ready(Ok(count))
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let count = ready!(Pin::new(&mut self.stream).poll_write_vectored(cx, slices))?;
        add(&self.traffic.written, count);
        Poll::Ready(Ok(count))
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

/// What the traffic was at one look.
#[derive(Clone, Copy, Debug, Default)]
struct Look {
    requests: u64,
    under_way: bool,
    answering: bool,
    multiplexed: bool,
    read: u64,
    written: u64,
}

impl Traffic {
    fn look(&self) -> Look {
        Look {
            requests: self.requests.load(Ordering::Relaxed),
            under_way: self.under_way.load(Ordering::Relaxed) > 0,
            answering: self.answering.load(Ordering::Relaxed) > 0,
            multiplexed: self.multiplexed.load(Ordering::Relaxed),
            read: self.read.load(Ordering::Relaxed),
            written: self.written.load(Ordering::Relaxed),
        }
    }
}

/// Judges the looks at one connection.
pub struct Watchdog {
    header_timeout: Duration,
    idle_timeout: Duration,
    body_timeout: Duration,
    last: Look,
    /// Since when there is no request.
    quiet: Instant,
    /// What was read by then.
    quiet_read: u64,
    /// Since when the head of a request comes in.
    head: Option<Instant>,
    /// Since when nothing of an answer goes out.
    stuck: Option<Instant>,
}

impl Watchdog {
    /// A watchdog over a connection that has just come in, whose client is to speak first.
    pub fn new(limits: &Limits, now: Instant) -> Self {
        Self {
            header_timeout: limits.header_timeout,
            idle_timeout: limits.idle_timeout,
            body_timeout: limits.body_timeout,
            last: Look::default(),
            quiet: now,
            quiet_read: 0,
            head: Some(now),
            stuck: None,
        }
    }

    /// How often it looks: often enough for every time-out to be kept within a quarter of the shortest.
    pub fn pause(&self) -> Duration {
        let shortest = self.header_timeout.min(self.idle_timeout).min(self.body_timeout);
        (shortest / 4).clamp(Duration::from_millis(5), Duration::from_secs(5))
    }

    /// Looks at the traffic. True once the connection is to be cut off.
    pub fn gives_up(&mut self, traffic: &Traffic, now: Instant) -> bool {
        self.judge(traffic.look(), now)
    }

    fn judge(&mut self, look: Look, now: Instant) -> bool {
        let last = std::mem::replace(&mut self.last, look);
        if look.under_way {
            // While a handler works the client waits for us; how its own body comes is watched where it is read.
            let is_stuck = look.answering && last.answering && look.written == last.written;
            let since = if is_stuck { *self.stuck.get_or_insert(now) } else { now };
            if !is_stuck {
                self.stuck = None;
            }
            return now - since >= self.body_timeout;
        }
        self.stuck = None;
        if last.under_way || look.requests != last.requests {
            (self.quiet, self.quiet_read, self.head) = (now, look.read, None);
        } else if !look.multiplexed && look.read > self.quiet_read {
            self.head.get_or_insert(now);
        }
        let head_is_late = self.head.is_some_and(|since| now - since >= self.header_timeout);
        (head_is_late && look.requests == last.requests) || now - self.quiet >= self.idle_timeout
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn watchdog(now: Instant) -> Watchdog {
        let seconds = Duration::from_secs;
        let limits = Limits {
            header_timeout: seconds(10),
            idle_timeout: seconds(100),
            body_timeout: seconds(40),
            ..Limits::default()
        };
        Watchdog::new(&limits, now)
    }

    /// Which of the looks, at these seconds, is the last.
    fn cut_at(looks: &[(u64, Look)]) -> Option<u64> {
        let start = Instant::now();
        let mut watchdog = watchdog(start);
        let mut cut = |(at, look): &(u64, Look)| watchdog.judge(*look, start + Duration::from_secs(*at)).then_some(*at);
        looks.iter().find_map(&mut cut)
    }

    const NEW: Look = Look { requests: 0, under_way: false, answering: false, multiplexed: false, read: 0, written: 0 };
    const IDLE: Look = Look { requests: 1, read: 50, written: 50, ..NEW };
    const SENDING: Look = Look { requests: 1, under_way: true, answering: true, read: 50, ..NEW };

    #[test]
    fn who_sends_no_head_is_cut_off() {
        assert_eq!(cut_at(&[(5, NEW), (9, NEW), (10, NEW)]), Some(10), "not one byte");
        let drip = |at| (at, Look { read: at, ..NEW });
        assert_eq!(cut_at(&[drip(3), drip(6), drip(9), drip(12)]), Some(12), "a byte now and then does not help");
    }

    #[test]
    fn a_connection_may_be_idle_for_longer_than_a_head_may_take() {
        assert_eq!(cut_at(&[(5, IDLE), (20, IDLE), (100, IDLE), (105, IDLE)]), Some(105));
        let begun = |at| (at, Look { read: 60, ..IDLE });
        assert_eq!(cut_at(&[(5, IDLE), (20, IDLE), begun(25), begun(30), begun(35)]), Some(35), "the second head");
        let pings = |at| (at, Look { multiplexed: true, read: 50 + at, ..IDLE });
        assert_eq!(cut_at(&[pings(5), pings(50), pings(104), pings(105)]), Some(105));
    }

    #[test]
    fn a_request_between_two_looks_counts() {
        let next = |at, requests| (at, Look { requests, read: 50 * requests, ..IDLE });
        assert_eq!(cut_at(&[next(5, 1), next(90, 2), next(180, 3), next(270, 4)]), None);
    }

    #[test]
    fn who_takes_nothing_of_an_answer_is_cut_off_but_not_who_waits_for_us() {
        assert_eq!(cut_at(&[(5, SENDING), (10, SENDING), (40, SENDING), (50, SENDING)]), Some(50));
        let taking = |at| (at, Look { written: at, ..SENDING });
        assert_eq!(cut_at(&[taking(5), taking(60), taking(120)]), None);
        let working = Look { answering: false, ..SENDING };
        assert_eq!(cut_at(&[(5, working), (1000, working), (2000, working)]), None);
    }
}
