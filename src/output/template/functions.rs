//! The functions that templates have besides Go's own: those of docker and regctl.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::io::Read as _;

use gtmpl_ng::{Func, FuncError, Number, NumberKind, Value};
use jiff::Timestamp;
use serde_json::{Map, Value as Json};
use unicode_width::UnicodeWidthStr;

use super::{names, time};
use crate::output::{Variables, sanitize};

/// How much of a file is read into a template, in bytes.
const FILE_LIMIT: u64 = 16 << 20;

/// Every function by its name.
pub(super) const ALL: &[(&str, Func)] = &[
    ("default", default),
    ("env", env),
    (names::FIELD, names::field),
    ("file", file),
    ("index", index),
    ("join", join),
    ("json", json),
    ("jsonPretty", json_pretty),
    ("lower", lower),
    (names::METHOD, time::method),
    ("pad", pad),
    ("prettyjson", json_pretty),
    ("print", |arguments| gtmpl_ng::funcs::print(&for_people(arguments))),
    ("printPretty", json_pretty),
    ("printf", |arguments| gtmpl_ng::funcs::printf(&for_people(arguments))),
    ("println", |arguments| gtmpl_ng::funcs::println(&for_people(arguments))),
    (names::SHOWN, names::shown),
    ("split", split),
    ("time", time::time_alone),
    (names::TIME_NOW, time::time_now),
    (names::TIME_PARSE, time::time_parse),
    ("title", title),
    ("truncate", truncate),
    ("upper", upper),
];

/// What is known of the objects of the data, by their sorted names.
type Objects = HashMap<Vec<String>, Known>;

/// What the engine's maps do not keep of an object.
#[derive(Default)]
struct Known {
    /// The names in the data's order.
    order: Vec<String>,
    /// Those that some such object does not have: JSON leaves them out where they are empty.
    unset: HashSet<String>,
}

thread_local! {
    // The engine keeps maps unordered and its functions are plain pointers, so what `json` has to know waits here.
    static OBJECTS: RefCell<Objects> = RefCell::default();
    // The same goes for what `env` and `time.Now` look at.
    static SURROUNDINGS: RefCell<Surroundings> = RefCell::default();
}

/// What a template may look at besides its data.
#[derive(Clone, Default)]
pub struct Surroundings {
    /// The variables that `env` reads.
    pub variables: Variables,
    /// What time it is; the clock's time where nothing is given.
    pub now: Option<Timestamp>,
}

/// While it lives, `json` on this thread writes objects as they are in the data, and `env` and `time.Now` look at the
/// surroundings.
pub(super) struct Remembered(Objects, Surroundings);

/// The present time, as far as templates go.
pub(super) fn now() -> Timestamp {
    SURROUNDINGS.with_borrow(|surroundings| surroundings.now).unwrap_or_else(Timestamp::now)
}

/// Remembers every object in `complete`, which is `given` and what is not set in it.
pub(super) fn remember(complete: &Json, given: &Json, surroundings: &Surroundings) -> Remembered {
    fn collect(complete: &Json, given: Option<&Json>, objects: &mut Objects) {
        match complete {
            Json::Array(items) => {
                for (at, item) in items.iter().enumerate() {
                    collect(item, given.and_then(|given| given.get(at)), objects);
                }
            }
            Json::Object(members) => {
                let names: Vec<String> = members.keys().cloned().collect();
                let mut sorted = names.clone();
                sorted.sort_unstable();
                let known = objects.entry(sorted).or_insert_with(|| Known { order: names, ..Known::default() });
                for name in members.keys() {
                    if given.and_then(|given| given.get(name)).is_none() && !known.unset.contains(name) {
                        known.unset.insert(name.clone());
                    }
                }
                for (name, member) in members {
                    collect(member, given.and_then(|given| given.get(name)), objects);
                }
            }
            _ => {}
        }
    }
    let mut objects = Objects::new();
    collect(complete, Some(given), &mut objects);
    Remembered(OBJECTS.replace(objects), SURROUNDINGS.replace(surroundings.clone()))
}

/// Whether nothing is in a value.
fn is_empty(value: &Value) -> bool {
    match value {
        Value::NoValue | Value::Nil => true,
        Value::Bool(truth) => !truth,
        Value::String(text) => text.is_empty(),
        Value::Number(number) => number.as_u64() == Some(0),
        Value::Array(items) => items.is_empty(),
        Value::Map(members) | Value::Object(members) => members.values().all(is_empty),
        Value::Function(_) => false,
    }
}

impl Drop for Remembered {
    fn drop(&mut self) {
        OBJECTS.set(std::mem::take(&mut self.0));
        SURROUNDINGS.set(std::mem::take(&mut self.1));
    }
}

fn to_json(value: &Value) -> Result<Json, FuncError> {
    Ok(match value {
        Value::NoValue | Value::Nil => Json::Null,
        Value::Bool(truth) => Json::Bool(*truth),
        Value::String(text) => Json::String(text.clone()),
        Value::Number(number) => number_to_json(number),
        Value::Array(items) => Json::Array(items.iter().map(to_json).collect::<Result<_, _>>()?),
        Value::Map(members) | Value::Object(members) => {
            let mut sorted: Vec<String> = members.keys().cloned().collect();
            sorted.sort_unstable();
            OBJECTS.with_borrow(|objects| {
                let known = objects.get(&sorted);
                let mut object = Map::with_capacity(sorted.len());
                for name in known.map_or(&sorted, |known| &known.order) {
                    let Some(member) = members.get(name) else { continue };
                    if !(is_empty(member) && known.is_some_and(|known| known.unset.contains(name))) {
                        object.insert(name.clone(), to_json(member)?);
                    }
                }
                Ok::<_, FuncError>(Json::Object(object))
            })?
        }
        Value::Function(_) => return Err(FuncError::Generic("a function cannot be written as JSON".to_owned())),
    })
}

fn number_to_json(number: &Number) -> Json {
    match number.kind() {
        NumberKind::Unsigned(number) => number.into(),
        NumberKind::Signed(number) => number.into(),
        NumberKind::Float(number) => number.into(),
    }
}

fn written(json: serde_json::Result<String>) -> Result<Value, FuncError> {
    let json = json.map_err(|error| FuncError::Generic(error.to_string()))?;
    Ok(Value::String(sanitize::json(&json).into_owned()))
}

fn json(arguments: &[Value]) -> Result<Value, FuncError> {
    let [value] = exactly("json", arguments)?;
    written(serde_json::to_string(&to_json(value)?))
}

fn json_pretty(arguments: &[Value]) -> Result<Value, FuncError> {
    let [value] = exactly("jsonPretty", arguments)?;
    written(serde_json::to_string_pretty(&to_json(value)?))
}

/// Go's `index`; a key that a map does not have is an empty text, as in Go's maps of texts.
fn index(arguments: &[Value]) -> Result<Value, FuncError> {
    match gtmpl_ng::funcs::index(arguments)? {
        Value::NoValue if arguments.len() > 1 => Ok(Value::String(String::new())),
        found => Ok(found),
    }
}

fn join(arguments: &[Value]) -> Result<Value, FuncError> {
    let [list, separator] = exactly("join", arguments)?;
    let separator = text(separator)?;
    match list {
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(ToString::to_string).collect();
            Ok(Value::String(items.join(separator)))
        }
        Value::NoValue | Value::Nil => Ok(Value::String(String::new())),
        _ => Err(FuncError::Generic("join: the first argument is not a list".to_owned())),
    }
}

fn split(arguments: &[Value]) -> Result<Value, FuncError> {
    let [whole, separator] = exactly("split", arguments)?;
    let (whole, separator) = (text(whole)?, text(separator)?);
    let parts: Vec<Value> = if separator.is_empty() {
        whole.chars().map(|c| Value::String(c.to_string())).collect()
    } else {
        whole.split(separator).map(Value::from).collect()
    };
    Ok(Value::Array(parts))
}

/// Values as Go prints those that know how they are written.
fn for_people(arguments: &[Value]) -> Vec<Value> {
    let shown = |value: &Value| names::platform(value).map_or_else(|| value.clone(), Value::String);
    arguments.iter().map(shown).collect()
}

/// `default FALLBACK VALUE`: the value, unless there is nothing in it.
fn default(arguments: &[Value]) -> Result<Value, FuncError> {
    let [fallback, value] = exactly("default", arguments)?;
    Ok(if is_empty(value) { fallback.clone() } else { value.clone() })
}

/// `env NAME`: a variable of the environment, empty where it is not set.
fn env(arguments: &[Value]) -> Result<Value, FuncError> {
    let [name] = exactly("env", arguments)?;
    let name = text(name)?;
    Ok(Value::String(SURROUNDINGS.with_borrow(|surroundings| surroundings.variables.get(name)).unwrap_or_default()))
}

/// `file PATH`: what is in a file, without the space around it; empty where it cannot be read as text.
fn file(arguments: &[Value]) -> Result<Value, FuncError> {
    let [path] = exactly("file", arguments)?;
    let mut content = String::new();
    let opened = std::fs::File::open(text(path)?);
    let read = opened.and_then(|file| file.take(FILE_LIMIT).read_to_string(&mut content));
    Ok(Value::from(if read.is_ok() { content.trim() } else { "" }))
}

fn lower(arguments: &[Value]) -> Result<Value, FuncError> {
    let [value] = exactly("lower", arguments)?;
    Ok(Value::String(text(value)?.to_lowercase()))
}

fn upper(arguments: &[Value]) -> Result<Value, FuncError> {
    let [value] = exactly("upper", arguments)?;
    Ok(Value::String(text(value)?.to_uppercase()))
}

/// The first letter of every word in upper case.
fn title(arguments: &[Value]) -> Result<Value, FuncError> {
    let [value] = exactly("title", arguments)?;
    let mut titled = String::new();
    let mut in_word = false;
    for c in text(value)?.chars() {
        if in_word {
            titled.push(c);
        } else {
            titled.extend(c.to_uppercase());
        }
        in_word = c.is_alphanumeric() || matches!(c, '_' | '\'');
    }
    Ok(Value::String(titled))
}

/// `pad TEXT BEFORE AFTER`: with so many spaces around it; nothing stays nothing.
fn pad(arguments: &[Value]) -> Result<Value, FuncError> {
    let [value, before, after] = exactly("pad", arguments)?;
    let (value, before, after) = (text(value)?, count(before)?, count(after)?);
    let padded = if value.is_empty() { String::new() } else { format!("{:before$}{value}{:after$}", "", "") };
    Ok(Value::String(padded))
}

/// `truncate TEXT LENGTH`: at most so many columns of it.
fn truncate(arguments: &[Value]) -> Result<Value, FuncError> {
    let [value, length] = exactly("truncate", arguments)?;
    let (value, length) = (text(value)?, count(length)?);
    let end =
        value.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(|end| value[..*end].width() <= length).last();
    Ok(Value::from(&value[..end.unwrap_or(0)]))
}

pub(super) fn exactly<'a, const N: usize>(name: &str, arguments: &'a [Value]) -> Result<&'a [Value; N], FuncError> {
    arguments.try_into().map_err(|_| FuncError::ExactlyXArgs(name.to_owned(), N))
}

pub(super) fn text(value: &Value) -> Result<&str, FuncError> {
    match value {
        Value::String(text) => Ok(text),
        Value::NoValue | Value::Nil => Ok(""),
        other => Err(FuncError::Generic(format!("{other} is not a text"))),
    }
}

/// A count of spaces or columns, kept far below what would fill the memory.
fn count(value: &Value) -> Result<usize, FuncError> {
    let count = match value {
        Value::Number(number) => number.as_u64(),
        _ => None,
    };
    let count = count.filter(|count| *count <= 10_000);
    count
        .and_then(|count| usize::try_from(count).ok())
        .ok_or_else(|| FuncError::Generic(format!("{value} is no width")))
}
