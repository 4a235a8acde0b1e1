//! One pass over a JSON document that finds what parsers disagree on: keys given twice, keys in the wrong case, depth.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// How deep values may lie in each other. Manifests need four levels; parsers break at a hundred or more.
const DEEPEST: usize = 32;

/// The keys of manifests and descriptors. Some parsers take them in any case.
const KNOWN: [&str; 13] = [
    "schemaVersion",
    "mediaType",
    "artifactType",
    "config",
    "layers",
    "manifests",
    "subject",
    "annotations",
    "digest",
    "size",
    "urls",
    "data",
    "platform",
];

/// What stands at the top of a document.
#[derive(Debug, Default)]
pub struct Outline {
    pub has_config: bool,
    pub has_layers: bool,
    pub has_manifests: bool,
    pub media_type: Option<String>,
    pub schema_version: Option<u64>,
    /// A key that differs from one of the specification by its case alone.
    pub odd_key: Option<String>,
}

/// Reads the outline of a document, which must be an object.
pub fn scan(bytes: &[u8]) -> Result<Outline, serde_json::Error> {
    let mut outline = Outline::default();
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let value = Value { outline: &mut outline, place: Place::Document, depth: 0 }.deserialize(&mut deserializer)?;
    deserializer.end()?;
    if !matches!(value, Found::Object) {
        return Err(Error::custom("it is no object"));
    }
    Ok(outline)
}

/// What a value is part of, which decides how its keys are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// The document itself.
    Document,
    /// A descriptor, or a list of them.
    Descriptor,
    /// Anything else: annotations, fields that nobody knows.
    Free,
}

impl Place {
    /// What the value of `key` is part of.
    fn below(self, key: &str) -> Self {
        match (self, key) {
            (Self::Document, "config" | "layers" | "manifests" | "subject") => Self::Descriptor,
            _ => Self::Free,
        }
    }
}

/// What a value turned out to be, as far as that matters.
enum Found {
    Object,
    Number(u64),
    Text(String),
    Other,
}

struct Value<'o> {
    outline: &'o mut Outline,
    place: Place,
    depth: usize,
}

impl Value<'_> {
    fn deeper<E: Error>(&self) -> Result<usize, E> {
        if self.depth < DEEPEST {
            return Ok(self.depth + 1);
        }
        Err(E::custom(format_args!("its values lie more than {DEEPEST} deep in each other")))
    }
}

impl<'de> DeserializeSeed<'de> for Value<'_> {
    type Value = Found;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Found, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Value<'_> {
    type Value = Found;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Found, E> {
        Ok(Found::Other)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Found, E> {
        Ok(Found::Other)
    }

    fn visit_u64<E>(self, number: u64) -> Result<Found, E> {
        Ok(Found::Number(number))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Found, E> {
        Ok(Found::Other)
    }

    fn visit_unit<E>(self) -> Result<Found, E> {
        Ok(Found::Other)
    }

    fn visit_str<E>(self, text: &str) -> Result<Found, E> {
        // Only texts at the top are looked at.
        Ok(if self.depth == 1 { Found::Text(text.to_owned()) } else { Found::Other })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Found, A::Error> {
        let depth = self.deeper()?;
        while list.next_element_seed(Value { outline: &mut *self.outline, place: self.place, depth })?.is_some() {}
        Ok(Found::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Found, A::Error> {
        let depth = self.deeper()?;
        let mut keys = Keys::default();
        while let Some(Key(key)) = object.next_key_seed(KeySeed)? {
            if self.place != Place::Free && self.outline.odd_key.is_none() && is_odd(&key) {
                self.outline.odd_key = Some(key.clone().into_owned());
            }
            let place = self.place.below(&key);
            let found = object.next_value_seed(Value { outline: &mut *self.outline, place, depth })?;
            if self.depth == 0 {
                self.outline.note(&key, found);
            }
            if let Some(key) = keys.add(key) {
                return Err(Error::custom(format_args!("it has the key {key:?} twice")));
            }
        }
        Ok(Found::Object)
    }
}

impl Outline {
    fn note(&mut self, key: &str, found: Found) {
        match (key, found) {
            ("config", _) => self.has_config = true,
            ("layers", _) => self.has_layers = true,
            ("manifests", _) => self.has_manifests = true,
            ("mediaType", Found::Text(text)) => self.media_type = Some(text),
            ("schemaVersion", Found::Number(number)) => self.schema_version = Some(number),
            _ => {}
        }
    }
}

fn is_odd(key: &str) -> bool {
    KNOWN.iter().any(|known| *known != key && known.eq_ignore_ascii_case(key))
}

/// The keys of one object. Most have a few, for which a list is faster than a table.
#[derive(Default)]
struct Keys<'de> {
    few: Vec<Cow<'de, str>>,
    many: HashSet<Cow<'de, str>>,
}

impl<'de> Keys<'de> {
    /// Adds a key, and gives it back where it was there before.
    fn add(&mut self, key: Cow<'de, str>) -> Option<Cow<'de, str>> {
        if !self.many.is_empty() {
            let twice = self.many.contains(&key).then(|| key.clone());
            self.many.insert(key);
            return twice;
        }
        if self.few.contains(&key) {
            return Some(key);
        }
        self.few.push(key);
        if self.few.len() > 16 {
            self.many.extend(self.few.drain(..));
        }
        None
    }
}

/// A key, borrowed from the document unless it is written with escapes.
struct Key<'de>(Cow<'de, str>);

struct KeySeed;

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = Key<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key<'de>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for KeySeed {
    type Value = Key<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Key<'de>, E> {
        Ok(Key(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Key<'de>, E> {
        Ok(Key(Cow::Owned(text.to_owned())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_given_twice_are_found_among_few_and_many() {
        for count in [0, 1, 15, 16, 17, 1000] {
            let keys: Vec<String> = (0..count).map(|at| format!(r#""k{at}":{{"x":[1.5,-1,null,true]}}"#)).collect();
            let sound = format!("{{{}}}", keys.join(","));
            assert!(scan(sound.as_bytes()).is_ok(), "{count}");
            if count > 0 {
                let twice = format!(r#"{{{},"k0":1}}"#, keys.join(","));
                assert!(scan(twice.as_bytes()).unwrap_err().to_string().contains(r#""k0" twice"#), "{count}");
            }
        }
    }

    #[test]
    fn depth_has_an_end() {
        let nested = |depth: usize| format!("{}1{}", r#"{"a":"#.repeat(depth), "}".repeat(depth));
        assert!(scan(nested(DEEPEST).as_bytes()).is_ok());
        assert!(scan(nested(DEEPEST + 1).as_bytes()).is_err());
        assert!(scan(b"{} x").is_err(), "nothing may follow the document");
    }
}
