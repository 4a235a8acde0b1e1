//! Where output goes: the process's own streams, or buffers in tests.

use std::fs::File;
use std::io::{self, BufRead, IsTerminal, Write};
use std::os::fd::AsFd;
use std::sync::{Arc, Mutex, PoisonError};

use indicatif::ProgressBar;

/// The extent of a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// How many characters fit on a line.
    pub columns: u16,
    /// How many lines fit on the screen.
    pub rows: u16,
}

/// The streams of a process, and which of them are terminals.
pub struct Streams {
    /// Where results go.
    pub stdout: Box<dyn Write + Send>,
    /// Its extent, where it is a terminal.
    pub stdout_terminal: Option<Size>,
    /// Where everything else goes.
    pub stderr: Box<dyn Write + Send>,
    /// Its extent, where it is a terminal.
    pub stderr_terminal: Option<Size>,
    /// Where answers come from.
    pub stdin: Box<dyn BufRead + Send>,
    /// Whether somebody can be asked.
    pub stdin_terminal: bool,
}

impl Streams {
    /// The streams of this process. Nothing is buffered on the way out.
    pub fn system() -> Self {
        // The standard library looks for line ends in all that passes through its own handle: a blob is spared that.
        let stdout: Box<dyn Write + Send> = match io::stdout().as_fd().try_clone_to_owned() {
            Ok(handle) => Box::new(File::from(handle)),
            Err(_) => Box::new(io::stdout()),
        };
        Self {
            stdout,
            stdout_terminal: size(io::stdout()),
            stderr: Box::new(io::stderr()),
            stderr_terminal: stderr_size(),
            stdin: Box::new(io::BufReader::new(io::stdin())),
            stdin_terminal: io::stdin().is_terminal(),
        }
    }

    /// Streams that are no terminals and keep what they are given.
    pub fn captured() -> (Self, Captured) {
        let captured = Captured::default();
        let streams = Self {
            stdout: Box::new(captured.stdout.clone()),
            stdout_terminal: None,
            stderr: Box::new(captured.stderr.clone()),
            stderr_terminal: None,
            stdin: Box::new(io::empty()),
            stdin_terminal: false,
        };
        (streams, captured)
    }
}

/// The extent of the terminal that standard error is now, if it is one.
pub(super) fn stderr_size() -> Option<Size> {
    size(io::stderr())
}

fn size(stream: impl AsFd + IsTerminal) -> Option<Size> {
    if !stream.is_terminal() {
        return None;
    }
    let size = rustix::termios::tcgetwinsize(stream).ok().filter(|size| size.ws_col > 0 && size.ws_row > 0);
    Some(size.map_or(Size { columns: 80, rows: 24 }, |size| Size { columns: size.ws_col, rows: size.ws_row }))
}

/// What was written to captured streams.
#[derive(Clone, Debug, Default)]
pub struct Captured {
    stdout: Buffer,
    stderr: Buffer,
}

impl Captured {
    /// All of standard output.
    pub fn stdout(&self) -> Vec<u8> {
        locked(&self.stdout.0).clone()
    }

    /// All of standard output, as text.
    pub fn stdout_text(&self) -> String {
        String::from_utf8_lossy(&locked(&self.stdout.0)).into_owned()
    }

    /// All of standard error, as text.
    pub fn stderr_text(&self) -> String {
        String::from_utf8_lossy(&locked(&self.stderr.0)).into_owned()
    }
}

#[derive(Clone, Debug, Default)]
struct Buffer(Arc<Mutex<Vec<u8>>>);

impl Write for Buffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        locked(&self.0).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The value behind a lock. A thread that panicked while it printed is no reason for the others to stop.
pub(super) fn locked<T: ?Sized>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Standard error, which messages and progress bars share.
pub(super) struct Console {
    stderr: Mutex<Box<dyn Write + Send>>,
    bars: Mutex<Option<ProgressBar>>,
}

/// The console as a writer. What is written is whole lines, or looks broken beside progress.
pub(super) struct ConsoleWriter(pub(super) Arc<Console>);

impl Write for ConsoleWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(&String::from_utf8_lossy(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Console {
    pub(super) fn new(stderr: Box<dyn Write + Send>) -> Self {
        Self { stderr: Mutex::new(stderr), bars: Mutex::new(None) }
    }

    /// Writes whole lines. When they cannot be written there is nobody left to tell.
    pub(super) fn write(&self, lines: &str) {
        self.without_bars(|| {
            let mut stderr = locked(&self.stderr);
            let _ = stderr.write_all(lines.as_bytes()).and_then(|()| stderr.flush());
        });
    }

    /// Does something to the terminal while the bars, if there are any, are off it.
    pub(super) fn without_bars<T>(&self, act: impl FnOnce() -> T) -> T {
        let bars = locked(&self.bars).clone();
        match bars {
            Some(bars) => bars.suspend(act),
            None => act(),
        }
    }

    /// From now on these bars are on the terminal, or none.
    pub(super) fn set_bars(&self, bars: Option<ProgressBar>) {
        *locked(&self.bars) = bars;
    }
}
