//! Leads the names of Go's structs to those of the JSON: `.RootFS.DiffIDs` to `.rootfs.diff_ids`.
//!
//! Two names are the same when their letters and digits are, case aside. Where that leaves one name of the data, the
//! template is given it; where several are left, or one that cannot stand in a template (`os.version`), the lookup is
//! left to [`FIELD`], which decides for each value that it meets.

use std::collections::{BTreeSet, HashMap};

use gtmpl_ng::{FuncError, Value};
use serde_json::Value as Json;

use super::time::METHODS;

/// The function that looks a name up in a value, by any of its spellings.
pub(super) const FIELD: &str = "field";

/// The function that ends every action that prints: of a key that a map does not have, nothing is shown.
pub(super) const SHOWN: &str = "shown";

/// The function that calls a method of a time, a digest or a platform.
pub(super) const METHOD: &str = "method";

/// The functions that `time.Now` and `time.Parse` stand for.
pub(super) const TIME_NOW: &str = "timenow";
/// See [`TIME_NOW`].
pub(super) const TIME_PARSE: &str = "timeparse";

/// The words that begin an action which prints nothing itself.
const KEYWORDS: [&str; 10] = ["block", "break", "continue", "define", "else", "end", "if", "range", "template", "with"];

/// How names are looked up in the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lookup {
    /// By the engine, wherever it can.
    Quick,
    /// By [`FIELD`] alone, which copies more, and says of a wrong name which ones there are.
    Careful,
}

/// What is left of a name when its spelling is taken away.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// All names that occur in some data, by what is left of them.
#[derive(Default)]
pub(super) struct Index {
    names: HashMap<String, BTreeSet<String>>,
}

impl Index {
    pub(super) fn of(data: &Json) -> Self {
        let mut index = Self::default();
        index.add(data);
        index
    }

    fn add(&mut self, data: &Json) {
        match data {
            Json::Array(items) => items.iter().for_each(|item| self.add(item)),
            Json::Object(members) => {
                for (name, member) in members {
                    let spellings = self.names.entry(plain(name)).or_default();
                    if !spellings.contains(name) {
                        spellings.insert(name.clone());
                    }
                    self.add(member);
                }
            }
            _ => {}
        }
    }

    /// The one name that `name` means everywhere; none where it depends.
    fn single<'a>(&'a self, name: &'a str) -> Option<&'a str> {
        let Some(spellings) = self.names.get(&plain(name)) else { return Some(name) };
        let mut spellings = spellings.iter();
        match (spellings.next(), spellings.next()) {
            (Some(only), None) if is_identifier(only) => Some(only),
            _ => None,
        }
    }
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn is_identifier(name: &str) -> bool {
    name.starts_with(|c: char| c.is_alphabetic() || c == '_') && name.chars().all(is_name)
}

/// The function [`FIELD`]: a value, and the names to follow from it.
pub(super) fn field(arguments: &[Value]) -> Result<Value, FuncError> {
    let mut arguments = arguments.iter();
    let mut found = arguments.next().ok_or_else(|| FuncError::AtLeastXArgs(FIELD.to_owned(), 2))?;
    for name in arguments {
        let Value::String(name) = name else { return Err(FuncError::UnableToConvertFromValue) };
        found = match found {
            Value::Map(members) => lookup(members, name).unwrap_or(&Value::NoValue),
            Value::Object(members) => lookup(members, name).ok_or_else(|| no_field(members, name))?,
            Value::NoValue | Value::Nil => &Value::NoValue,
            other => return Err(FuncError::Generic(format!("{other} has no field {name}"))),
        };
    }
    Ok(found.clone())
}

fn no_field(members: &HashMap<String, Value>, name: &str) -> FuncError {
    let mut names: Vec<&str> = members.keys().map(String::as_str).collect();
    names.sort_unstable();
    FuncError::Generic(format!("there is no field {name} here; there are: {}", names.join(", ")))
}

/// The function [`SHOWN`]: what it is given, an empty text for no value, and a platform as people write it.
pub(super) fn shown(arguments: &[Value]) -> Result<Value, FuncError> {
    match arguments {
        [Value::NoValue | Value::Nil] => Ok(Value::String(String::new())),
        [value] => Ok(platform(value).map_or_else(|| value.clone(), Value::String)),
        _ => Err(FuncError::ExactlyXArgs(SHOWN.to_owned(), 1)),
    }
}

/// `os/architecture[/variant]`, where a value is a platform of an index: nothing but its fields.
pub(super) fn platform(value: &Value) -> Option<String> {
    let (Value::Map(members) | Value::Object(members)) = value else { return None };
    let text = |name: &str| match members.get(name) {
        Some(Value::String(text)) if !text.is_empty() => Some(text.as_str()),
        _ => None,
    };
    let known = ["architecture", "os", "os.version", "os.features", "variant"];
    if !members.keys().all(|name| known.contains(&name.as_str())) {
        return None;
    }
    let (os, architecture) = (text("os")?, text("architecture")?);
    let variant = text("variant").map(|variant| format!("/{variant}")).unwrap_or_default();
    Some(format!("{os}/{architecture}{variant}"))
}

fn lookup<'a>(members: &'a HashMap<String, Value>, name: &str) -> Option<&'a Value> {
    members.get(name).or_else(|| {
        let plain_name = plain(name);
        members.iter().filter(|(key, _)| plain(key) == plain_name).min_by_key(|(key, _)| *key).map(|(_, value)| value)
    })
}

/// A template with other names, and what was changed.
pub(super) struct Rewritten {
    pub(super) text: String,
    edits: Vec<Edit>,
}

/// The bytes from `start` to `end` of the original became `text`.
struct Edit {
    start: usize,
    end: usize,
    text: String,
}

impl Rewritten {
    /// The byte offset in the original of a byte offset in the rewritten template.
    pub(super) fn original(&self, offset: usize) -> usize {
        let (mut original, mut rewritten) = (0, 0);
        for edit in &self.edits {
            let untouched = edit.start - original;
            if offset < rewritten + untouched {
                break;
            }
            rewritten += untouched + edit.text.len();
            original = edit.end;
            if offset < rewritten {
                return edit.start;
            }
        }
        original + offset.saturating_sub(rewritten)
    }
}

/// Fits the names in `source`, a template whose syntax is right, to the data.
pub(super) fn rewrite(source: &str, index: &Index, lookup: Lookup) -> Rewritten {
    let mut scanner = Scanner { source, at: 0, index, lookup, edits: Vec::new(), parens: Vec::new() };
    scanner.scan();
    let mut edits = scanner.edits;
    edits.sort_by_key(|edit| edit.start);
    let mut text = String::with_capacity(source.len());
    let mut copied = 0;
    for edit in &edits {
        text.push_str(&source[copied..edit.start]);
        text.push_str(&edit.text);
        copied = edit.end;
    }
    text.push_str(&source[copied..]);
    Rewritten { text, edits }
}

/// What a chain of fields hangs on.
#[derive(Clone, Copy)]
enum Base {
    /// The dot, or a variable, which begins at this offset.
    Term(usize),
    /// A group, whose parenthesis opens at this offset.
    Group(usize),
    /// A function without arguments, whose name begins at this offset.
    Call(usize),
}

/// Finds the chains of fields in a template.
struct Scanner<'a> {
    source: &'a str,
    at: usize,
    index: &'a Index,
    lookup: Lookup,
    edits: Vec<Edit>,
    /// Where the open parentheses are, and whether each is the first word of a command.
    parens: Vec<(usize, bool)>,
}

impl Scanner<'_> {
    fn scan(&mut self) {
        while let Some(start) = self.source[self.at..].find("{{") {
            self.at += start + 2;
            let rest = self.source[self.at..].trim_start_matches('-').trim_start();
            let word = &rest[..rest.find(|c| !is_name(c)).unwrap_or(rest.len())];
            let is_comment = rest.starts_with("/*");
            if is_comment {
                self.at = self.source[self.at..].find("*/").map_or(self.source.len(), |end| self.at + end + 2);
            }
            self.action(!is_comment && !KEYWORDS.contains(&word));
        }
    }

    /// From inside an action to behind its end.
    fn action(&mut self, mut prints: bool) {
        self.parens.clear();
        // Whether the next word is the first of a command: a method there takes the words behind it.
        let mut next_is_first = true;
        while let Some(c) = self.source[self.at..].chars().next() {
            let start = self.at;
            let first = std::mem::replace(&mut next_is_first, false);
            match c {
                '}' if self.source[start..].starts_with("}}") => {
                    if prints {
                        let inside = &self.source[..start];
                        let trims = inside.strip_suffix('-').filter(|rest| rest.ends_with(char::is_whitespace));
                        let inside = trims.unwrap_or(inside).trim_end();
                        self.edit(inside.len(), inside.len(), format!(" | {SHOWN}"));
                    }
                    self.at += 2;
                    return;
                }
                '"' | '\'' | '`' => self.quoted(c),
                '(' => {
                    self.parens.push((start, first));
                    next_is_first = true;
                    self.at += 1;
                }
                ')' => {
                    self.at += 1;
                    if let Some((open, first)) = self.parens.pop() {
                        self.chain(Base::Group(open), first);
                    }
                }
                '$' => {
                    self.at += 1;
                    self.skip(is_name);
                    self.chain(Base::Term(start), first);
                }
                '.' if self.source[start + 1..].starts_with(is_name) => self.chain(Base::Term(start), first),
                // Nothing but an assignment has the one, and nothing but a pipe the other.
                '=' | '|' => {
                    prints &= c == '|';
                    next_is_first = true;
                    self.at += 1;
                }
                c if c.is_ascii_digit() => self.skip(|c| is_name(c) || c == '.'),
                c if is_name(c) => {
                    self.skip(is_name);
                    next_is_first = KEYWORDS.contains(&&self.source[start..self.at]);
                    self.chain(Base::Call(start), first);
                }
                c => {
                    next_is_first = first && (c == '-' || c.is_whitespace());
                    self.at += c.len_utf8();
                }
            }
        }
    }

    fn skip(&mut self, wanted: fn(char) -> bool) {
        let rest = &self.source[self.at..];
        self.at += rest.find(|c| !wanted(c)).unwrap_or(rest.len());
    }

    fn quoted(&mut self, quote: char) {
        let rest = &self.source[self.at + 1..];
        let mut escaped = false;
        let end = rest.find(|c| {
            let ends = c == quote && !escaped;
            escaped = c == '\\' && !escaped && quote != '`';
            ends
        });
        self.at += 1 + end.map_or(rest.len(), |end| end + 1);
    }

    /// The fields that follow here, `.A.B`; `first` tells whether they are the first word of a command.
    fn chain(&mut self, base: Base, first: bool) {
        let dot = self.at;
        let mut names = Vec::new();
        while self.source[self.at..].strip_prefix('.').is_some_and(|rest| rest.starts_with(is_name)) {
            self.at += 1;
            let start = self.at;
            self.skip(is_name);
            names.push((start, &self.source[start..self.at]));
        }
        if names.is_empty() || names.first().is_some_and(|(_, name)| name.starts_with(|c: char| c.is_ascii_digit())) {
            return;
        }
        if self.calls(base, dot, &names, first) {
            return;
        }
        let index = self.index;
        let singles: Vec<Option<&str>> = names.iter().map(|(_, name)| index.single(name)).collect();
        if let (Base::Term(_) | Base::Group(_), true) =
            (base, self.lookup == Lookup::Careful || singles.contains(&None))
        {
            self.look_up(base, dot, &names);
        } else {
            for ((start, name), single) in names.iter().zip(singles) {
                if let Some(single) = single.filter(|single| single != name) {
                    self.edit(*start, start + name.len(), single.to_owned());
                }
            }
        }
    }

    /// Turns a chain into a call of [`FIELD`].
    fn look_up(&mut self, base: Base, dot: usize, names: &[(usize, &str)]) {
        let arguments = names.iter().fold(String::new(), |list, (_, name)| list + " \"" + name + "\"");
        match base {
            Base::Term(start) => {
                let term = if start == dot { "." } else { &self.source[start..dot] };
                self.edit(start, self.at, format!("({FIELD} {term}{arguments})"));
            }
            Base::Group(open) => {
                self.edit(open, open, format!("({FIELD} "));
                self.edit(dot, self.at, format!("{arguments})"));
            }
            Base::Call(_) => {}
        }
    }

    /// Turns a chain with methods in it into calls of [`METHOD`]; false where there are none.
    fn calls(&mut self, base: Base, dot: usize, names: &[(usize, &str)], first: bool) -> bool {
        let (value, mut rest) = match base {
            Base::Call(start) => {
                let function = match (&self.source[start..dot], names) {
                    ("time", [(_, "Now"), ..]) => TIME_NOW,
                    ("time", [(_, "Parse")]) => TIME_PARSE,
                    _ => return false,
                };
                if names.len() == 1 {
                    self.edit(start, self.at, function.to_owned());
                    return true;
                }
                (format!("({function})"), &names[1..])
            }
            Base::Term(_) | Base::Group(_) => {
                let Some(at) = names.iter().position(|(_, name)| METHODS.contains(name)) else { return false };
                let fields = names[..at].iter().fold(String::new(), |list, (_, name)| list + " \"" + name + "\"");
                let value = match base {
                    Base::Term(start) if start == dot => ".".to_owned(),
                    Base::Term(start) => self.source[start..dot].to_owned(),
                    _ => String::new(),
                };
                let value = if at == 0 { value } else { format!("({FIELD} {value}{fields})") };
                (value, &names[at..])
            }
        };
        // What stands before a group and what behind it.
        let (mut before, mut behind) = match base {
            Base::Group(_) if value.is_empty() => (String::new(), String::new()),
            Base::Group(_) => {
                (format!("({FIELD} "), value.strip_prefix(&format!("({FIELD} ")).unwrap_or_default().to_owned())
            }
            _ => (value, String::new()),
        };
        while let Some(((_, name), others)) = rest.split_first() {
            let is_open = first && others.is_empty();
            before = format!("{}{METHOD} \"{name}\" {before}", if is_open { "" } else { "(" });
            behind.push_str(if is_open { "" } else { ")" });
            rest = others;
        }
        match base {
            Base::Term(start) | Base::Call(start) => self.edit(start, self.at, before + &behind),
            Base::Group(open) => {
                self.edit(open, open, before);
                self.edit(dot, self.at, behind);
            }
        }
        true
    }

    fn edit(&mut self, start: usize, end: usize, text: String) {
        self.edits.push(Edit { start, end, text });
    }
}

#[cfg(test)]
mod tests;
