//! Reads Rust source as far as the rules need it: which files a crate is made of, which of them are tests, and which
//! paths their code names.

use std::fs;
use std::path::{Path, PathBuf};

/// One file of a crate.
pub struct Module {
    pub file: PathBuf,
    /// Where it stands in the crate: `["server", "handlers", "blobs"]`.
    pub path: Vec<String>,
    /// Whether it is compiled for tests alone.
    pub is_test: bool,
    /// Its code without comments, strings and what is compiled for tests alone.
    pub code: String,
}

/// The files that a crate's `root` reaches by `mod`.
pub fn modules(root: &Path) -> Vec<Module> {
    let mut found = Vec::new();
    visit(root, root.parent().unwrap(), Vec::new(), false, &mut found);
    found
}

fn visit(file: &Path, children: &Path, path: Vec<String>, is_test: bool, found: &mut Vec<Module>) {
    let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let bare = without_text(&text);
    for declared in declared(&bare) {
        let flat = children.join(format!("{}.rs", declared.name));
        let below = children.join(&declared.name);
        let inner = if flat.is_file() { flat } else { below.join("mod.rs") };
        let path = [path.clone(), vec![declared.name]].concat();
        visit(&inner, &below, path, is_test || declared.is_test, found);
    }
    found.push(Module { file: file.to_owned(), path, is_test, code: without_tests(&bare) });
}

struct Declared {
    name: String,
    is_test: bool,
}

/// The `mod name;` of a file. An attribute `cfg(test)` may stand on the line before. A module with a path of its own is
/// another crate's, which leads to it too.
fn declared(code: &str) -> Vec<Declared> {
    let mut found = Vec::new();
    let (mut is_test, mut is_elsewhere) = (false, false);
    for line in code.lines().map(str::trim) {
        let item = line.rsplit(']').next().unwrap_or(line).trim();
        is_test |= line.contains("#[cfg(test)]");
        is_elsewhere |= line.contains("#[path");
        let words: Vec<&str> = item.split_whitespace().collect();
        if let Some(at) = words.iter().position(|word| *word == "mod")
            && let Some(name) = words.get(at + 1).and_then(|name| name.strip_suffix(';'))
            && words[..at].iter().all(|word| word.starts_with("pub"))
            && !is_elsewhere
        {
            found.push(Declared { name: name.to_owned(), is_test });
        }
        if !item.is_empty() {
            (is_test, is_elsewhere) = (false, false);
        }
    }
    found
}

/// `text` with every comment, string and character literal replaced by spaces, line by line as long as before.
pub fn without_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let before_is_word = out.chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_');
        let length = match first {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => block_comment(rest),
            '"' => quoted(rest),
            'r' if !before_is_word => raw_string(rest).unwrap_or(0),
            '\'' => character(rest),
            _ => 0,
        };
        if length == 0 {
            out.push(first);
            rest = &rest[first.len_utf8()..];
        } else {
            out.extend(rest[..length].chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
            rest = &rest[length..];
        }
    }
    out
}

fn block_comment(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while at < text.len() {
        if text[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if text[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

fn quoted(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

fn raw_string(text: &str) -> Option<usize> {
    let hashes = text[1..].bytes().take_while(|byte| *byte == b'#').count();
    let start = 1 + hashes;
    if text.as_bytes().get(start) != Some(&b'"') {
        return None;
    }
    let end = format!("\"{}", "#".repeat(hashes));
    text[start + 1..].find(&end).map(|at| start + 1 + at + end.len())
}

/// A character literal; 0 where the quote begins a lifetime.
fn character(text: &str) -> usize {
    let mut chars = text.char_indices().skip(1);
    match chars.next() {
        Some((_, '\\')) => text[2..].char_indices().skip(1).find(|(_, c)| *c == '\'').map_or(0, |(at, _)| at + 3),
        Some((at, c)) if text[at + c.len_utf8()..].starts_with('\'') => at + c.len_utf8() + 1,
        _ => 0,
    }
}

/// `code` without the items that stand under `#[cfg(test)]` or `#[test]`.
pub fn without_tests(code: &str) -> String {
    let mut out = String::new();
    let mut rest = code;
    while let Some(at) = rest.find("#[cfg(test)]") {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let body = rest.find(['{', ';']).unwrap_or(rest.len() - 1);
        let end = if rest[body..].starts_with('{') { body + block(&rest[body..]) } else { body + 1 };
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

/// The length of the block that `text` begins with.
fn block(text: &str) -> usize {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    text.len()
}

/// The paths that a file names from the root of its crate, `crate::` and what stands for it left out: of
/// `use crate::{a, b::{c, d}}` these are `a`, `b::c` and `b::d`.
pub fn paths(module: &Module) -> Vec<String> {
    let mut found = Vec::new();
    let up = "super::".repeat(module.path.len());
    // Enough steps up lead to the root too; a chain is read from where it begins.
    let prefixes = if module.path.is_empty() { vec!["crate::"] } else { vec!["crate::", up.as_str()] };
    for prefix in prefixes {
        for (at, _) in module.code.match_indices(prefix) {
            let before = module.code[..at].chars().next_back();
            if before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != ':') {
                expand("", module.code[at + prefix.len()..].trim_start(), &mut found);
            }
        }
    }
    found
}

fn expand(prefix: &str, tree: &str, found: &mut Vec<String>) {
    if tree.starts_with('{') {
        let inner = &tree[1..block(tree) - 1];
        for part in split_commas(inner) {
            expand(prefix, part.trim(), found);
        }
        return;
    }
    let word: String = tree.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '*')).collect();
    if word.is_empty() {
        return;
    }
    let name = if prefix.is_empty() { word.clone() } else { format!("{prefix}::{word}") };
    match tree[word.len()..].strip_prefix("::") {
        Some(rest) => expand(&name, rest.trim_start(), found),
        None => found.push(name),
    }
}

fn split_commas(text: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    let mut start = 0;
    let mut parts = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

#[test]
fn source_is_read_as_the_compiler_would() {
    let text = r##"
        //! crate::comment
        /* crate::one /* crate::two */ crate::three */
        use crate::{a, b::{self, c as d, e::F}, g::*};
        const S: &str = "crate::string \" {"; const C: [char; 3] = ['"', '\'', '{'];
        const R: &str = r#"crate::raw " "#;
        fn f<'a>(x: &'a crate::inline::T) -> Option<&'a mycrate::not::T> { super::super::up(x) }
        #[cfg(test)]
        mod tests { use crate::test_only; fn g() { if true { } } }
        #[cfg(test)] use crate::test_line;
        fn after() { crate::after::all(); super::near() }
    "##;
    let code = without_tests(&without_text(text));
    let module = Module { file: PathBuf::new(), path: vec!["x".into(), "y".into()], is_test: false, code };
    let expected = ["a", "b::self", "b::c", "b::e::F", "g::*", "inline::T", "after::all", "up"];
    assert_eq!(paths(&module), expected);
}
