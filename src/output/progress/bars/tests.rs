//! Bars on a screen in memory.

use std::io;

use indicatif::TermLike;

use super::super::board::plan;
use super::*;
use crate::content::Put;
use crate::output::Streams;

/// What a terminal shows, which wraps at its last column when more comes, as terminals do.
#[derive(Clone, Debug)]
struct Screen {
    size: Size,
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    lines: Vec<Vec<char>>,
    row: usize,
    column: usize,
}

impl State {
    fn line(&mut self) -> &mut Vec<char> {
        let least = self.lines.len().max(self.row + 1);
        self.lines.resize(least, Vec::new());
        &mut self.lines[self.row]
    }
}

impl Screen {
    fn new(size: Size) -> Self {
        Self { size, state: Arc::default() }
    }

    fn text(&self) -> String {
        let mut text = String::new();
        for line in &locked(&self.state).lines {
            let line: String = line.iter().collect();
            if !line.trim().is_empty() {
                text.push_str(line.trim_end());
                text.push('\n');
            }
        }
        text
    }
}

impl TermLike for Screen {
    fn width(&self) -> u16 {
        self.size.columns
    }
    fn height(&self) -> u16 {
        self.size.rows
    }
    fn move_cursor_up(&self, n: usize) -> io::Result<()> {
        let mut state = locked(&self.state);
        state.row = state.row.saturating_sub(n);
        Ok(())
    }
    fn move_cursor_down(&self, n: usize) -> io::Result<()> {
        locked(&self.state).row += n;
        Ok(())
    }
    fn move_cursor_right(&self, n: usize) -> io::Result<()> {
        locked(&self.state).column += n;
        Ok(())
    }
    fn move_cursor_left(&self, n: usize) -> io::Result<()> {
        let mut state = locked(&self.state);
        state.column = state.column.saturating_sub(n);
        Ok(())
    }
    fn write_line(&self, text: &str) -> io::Result<()> {
        self.write_str(&format!("{text}\n"))
    }
    fn write_str(&self, text: &str) -> io::Result<()> {
        let mut state = locked(&self.state);
        for c in text.chars() {
            if c == '\n' || c != '\r' && state.column == usize::from(self.size.columns) {
                state.row += 1;
                state.column = 0;
            }
            match c {
                '\n' => {}
                '\r' => state.column = 0,
                c => {
                    let column = state.column;
                    let line = state.line();
                    let least = line.len().max(column + 1);
                    line.resize(least, ' ');
                    line[column] = c;
                    state.column += 1;
                }
            }
        }
        Ok(())
    }
    fn clear_line(&self) -> io::Result<()> {
        let mut state = locked(&self.state);
        state.line().clear();
        state.column = 0;
        Ok(())
    }
    fn flush(&self) -> io::Result<()> {
        Ok(())
    }
}

const SIZE: Size = Size { columns: 80, rows: 24 };

fn painter(screen: &Screen) -> Painter {
    Painter::new(ProgressDrawTarget::term_like_with_hz(Box::new(screen.clone()), 255), Activity::PULL)
}

#[test]
fn there_is_a_bar_for_all_and_one_for_each_blob_on_its_way() {
    let screen = Screen::new(SIZE);
    let mut painter = painter(&screen);
    let blobs = plan(&[600_000_000, 100_000_000, 61_000_000]);
    let board = Board::new(&blobs);
    board.note(&Event::Done { blob: 2, put: Put::Present });
    board.note(&Event::Started { blob: 0, from: 300_000_000 });
    board.note(&Event::Started { blob: 1, from: 0 });
    board.note(&Event::Moved { blob: 0, bytes: 100_000_000 });
    painter.paint(&board, SIZE, Duration::from_secs(1));
    let (first, second) = (blobs[0].digest.short(), blobs[1].digest.short());
    let expected = format!(
        "\
Pulling [==========>       ] 461 MB of 761 MB, 1 of 3 blobs, 100 MB/s, 4 s left
  {first} [================>       ] 400 MB of 600 MB
  {second} [>                       ] 0 B of 100 MB
"
    );
    assert_eq!(screen.text(), expected);

    board.note(&Event::Done { blob: 0, put: Put::Copied });
    painter.paint(&board, SIZE, Duration::from_secs(2));
    assert!(!screen.text().contains(first), "{}", screen.text());
    assert!(screen.text().contains("2 of 3 blobs"), "{}", screen.text());
    painter.bar.finish_and_clear();
    assert_eq!(screen.text(), "");
}

#[test]
fn the_bars_fit_the_screen() {
    for (rows, columns, lines) in [(24, 80, 9), (6, 30, 4), (2, 5, 1)] {
        let size = Size { columns, rows };
        let screen = Screen::new(size);
        let board = Board::new(&plan(&[1000; 40]));
        for blob in 0..40 {
            board.note(&Event::Started { blob, from: 1 });
        }
        let mut painter = painter(&screen);
        painter.paint(&board, size, Duration::from_secs(1));
        let text = screen.text();
        assert_eq!(text.lines().count(), lines, "{rows} rows: {text}");
        assert!(text.lines().all(|line| line.chars().count() < usize::from(columns)), "{text}");
    }
}

#[test]
fn messages_do_not_tear_the_bars() {
    let screen = Screen::new(SIZE);
    let mut painter = painter(&screen);
    let board = Board::new(&plan(&[1000]));
    painter.paint(&board, SIZE, Duration::from_secs(1));
    assert!(screen.text().contains("0 B of 1 kB"), "{}", screen.text());
    let console = Console::new(Box::new(Vec::new()));
    console.set_bars(Some(painter.bar.clone()));
    let during = console.without_bars(|| screen.text());
    assert_eq!(during, "", "nothing of the bars is there while a message is written");
    assert!(screen.text().contains("0 B of 1 kB"), "{}", screen.text());
}

#[test]
fn a_quick_transfer_shows_nothing_and_waits_for_nothing() {
    fn forbidden() -> ProgressDrawTarget {
        panic!("nothing is to be drawn before the delay")
    }
    let (streams, _) = Streams::captured();
    let mut bars = Bars::new(Arc::new(Console::new(streams.stderr)), SIZE, Activity::PULL);
    bars.delay = Duration::from_hours(1);
    bars.target = forbidden;
    let start = Instant::now();
    for _ in 0..2 {
        bars.event(Event::Planned { blobs: &plan(&[1000]) });
        bars.event(Event::Moved { blob: 0, bytes: 1000 });
        bars.event(Event::Finished);
    }
    assert!(start.elapsed() < Duration::from_mins(1));
}

#[test]
fn speed_is_that_of_the_last_moments() {
    let mut speed = Speed::default();
    assert_eq!(speed.at(Duration::from_secs(1), 100), 100);
    assert_eq!(speed.at(Duration::from_secs(2), 300), 150);
    assert_eq!(speed.at(Duration::from_secs(4), 300), 0);
    assert_eq!(speed.at(Duration::from_secs(4), 400), 0, "no time, no speed");
}

#[test]
fn the_summary_says_what_is_known() {
    let sums = Sums { position: 1000, total: 3000, moved: 1000, done: 1, blobs: 2 };
    assert_eq!(summary(sums, 0), "1 kB of 3 kB, 1 of 2 blobs");
    assert_eq!(summary(sums, 1000), "1 kB of 3 kB, 1 of 2 blobs, 1 kB/s, 3 s left");
}
