//! Tables of aligned columns.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::sanitize;
use super::style::Style;

const GAP: usize = 3;
const NARROWEST: usize = 8;

/// One column of a table.
#[derive(Clone, Debug)]
pub struct Column {
    title: String,
    align: Align,
    flexible: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Align {
    Left,
    Right,
}

impl Column {
    /// A column of words.
    pub fn left(title: &str) -> Self {
        Self { title: sanitize::line(title).into_owned(), align: Align::Left, flexible: false }
    }

    /// A column of numbers.
    pub fn right(title: &str) -> Self {
        Self { align: Align::Right, ..Self::left(title) }
    }

    /// The same column, whose cells may be cut where the terminal is too narrow.
    #[must_use]
    pub fn flexible(self) -> Self {
        Self { flexible: true, ..self }
    }
}

/// Rows under a header.
#[derive(Clone, Debug)]
pub struct Table {
    columns: Vec<Column>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table without rows.
    pub fn new(columns: impl IntoIterator<Item = Column>) -> Self {
        Self { columns: columns.into_iter().collect(), rows: Vec::new() }
    }

    /// Adds a row. Cells that are missing stay empty; those beyond the last column are left out.
    pub fn row<C: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = C>) {
        let mut row: Vec<String> =
            cells.into_iter().take(self.columns.len()).map(|cell| sanitize::line(cell.as_ref()).into_owned()).collect();
        row.resize(self.columns.len(), String::new());
        self.rows.push(row);
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Appends the table to `buffer`.
    pub(super) fn render(&self, buffer: &mut String, colour: bool, available: Option<usize>) {
        let widths = self.widths(available);
        let header: Vec<&str> = self.columns.iter().map(|column| column.title.as_str()).collect();
        if header.iter().any(|title| !title.is_empty()) {
            let mut line = String::new();
            self.push_row(&mut line, &header, &widths);
            Style::Title.push(buffer, line.trim_end(), colour);
            buffer.push('\n');
        }
        for row in &self.rows {
            let start = buffer.len();
            self.push_row(buffer, row, &widths);
            buffer.truncate(start + buffer[start..].trim_end_matches(' ').len());
            buffer.push('\n');
        }
    }

    /// How wide each column is: as wide as its widest cell, then the widest flexible ones cut until all fit.
    fn widths(&self, available: Option<usize>) -> Vec<usize> {
        let mut widths: Vec<usize> = self.columns.iter().map(|column| column.title.width()).collect();
        for row in &self.rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.width());
            }
        }
        let Some(available) = available else { return widths };
        let mut excess =
            (widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1)).saturating_sub(available);
        while excess > 0 {
            let widest = (0..widths.len()).filter(|at| self.columns[*at].flexible).max_by_key(|at| widths[*at]);
            match widest {
                Some(at) if widths[at] > NARROWEST => widths[at] -= 1,
                _ => break,
            }
            excess -= 1;
        }
        widths
    }

    fn push_row<C: AsRef<str>>(&self, buffer: &mut String, cells: &[C], widths: &[usize]) {
        for (at, ((cell, width), column)) in cells.iter().zip(widths).zip(&self.columns).enumerate() {
            if at > 0 {
                buffer.extend(std::iter::repeat_n(' ', GAP));
            }
            let cell = cut(cell.as_ref(), *width);
            let padding = width.saturating_sub(cell.width());
            if column.align == Align::Right {
                buffer.extend(std::iter::repeat_n(' ', padding));
            }
            buffer.push_str(&cell);
            if column.align == Align::Left {
                buffer.extend(std::iter::repeat_n(' ', padding));
            }
        }
    }
}

/// `text`, cut to `width` columns with an ellipsis where it is wider.
pub(super) fn cut(text: &str, width: usize) -> std::borrow::Cow<'_, str> {
    if text.width() <= width {
        return text.into();
    }
    let mut short = String::new();
    let mut used = 1;
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used > width {
            break;
        }
        short.push(c);
    }
    short.push('…');
    short.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn render(table: &Table, width: Option<usize>) -> String {
        let mut buffer = String::new();
        table.render(&mut buffer, false, width);
        buffer
    }

    fn sample() -> Table {
        let mut table = Table::new([Column::left("TAG").flexible(), Column::right("SIZE"), Column::left("DIGEST")]);
        table.row(["latest", "12.3 MB", "4f1a"]);
        table.row(["日本", "1 B"]);
        table.row(["evil\u{1b}[2J\n", "0 B", "x", "left out"]);
        table
    }

    #[test]
    fn columns_are_aligned_by_their_width_on_a_terminal() {
        let expected = "\
TAG                SIZE   DIGEST
latest          12.3 MB   4f1a
日本                1 B
evil\\x1b[2J\\n       0 B   x
";
        assert_eq!(render(&sample(), None), expected);
    }

    #[test]
    fn flexible_columns_are_cut_where_the_terminal_is_narrow() {
        let text = render(&sample(), Some(28));
        assert!(text.lines().all(|line| line.width() <= 28), "{text}");
        assert!(text.contains("evil\\x1b…"), "{text}");
        assert!(render(&sample(), Some(5)).contains("latest"), "never narrower than eight columns");
    }

    #[test]
    fn without_titles_there_is_no_header() {
        let mut table = Table::new([Column::left(""), Column::left("")]);
        table.row(["a", "b"]);
        assert_eq!(render(&table, None), "a   b\n");
    }

    #[test]
    fn a_wide_character_is_never_cut_in_half() {
        assert_eq!(cut("日本語", 4), "日…");
        assert_eq!(cut("日本語", 6), "日本語");
    }
}
