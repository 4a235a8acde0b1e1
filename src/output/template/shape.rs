//! What a template may ask for: which fields some data has, whether they are set or not.
//!
//! Go's templates work on structs, where a field that is not set is empty and one that there is not is an error. JSON
//! tells neither. A [`Shape`] does.

use std::collections::HashMap;

use gtmpl_ng::Value;
use serde_json::{Map, Value as Json};

/// What some data is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Anything; of objects, any key may be asked for.
    Any,
    /// A report of ours that leaves nothing out: its objects have just the fields that are there.
    Complete,
    /// A text, empty where it is not set.
    Text,
    /// A number, zero where it is not set.
    Number,
    /// True, or false, which it is where it is not set.
    Flag,
    /// A list, empty where it is not set.
    List(&'static Shape),
    /// Values by free keys, such as labels; empty where it is not set.
    Keyed,
    /// These fields. Others that the data has are there as well.
    Struct(&'static [(&'static str, Shape)]),
    /// What may be missing as a whole, and is false in a condition then.
    Optional(&'static Shape),
}

impl Shape {
    /// Adds to `data` what is not set in it.
    pub(super) fn complete(&self, data: &mut Json) {
        if data.is_null() {
            *data = match self {
                Self::Any | Self::Complete | Self::Optional(_) => return,
                Self::Text => Json::String(String::new()),
                Self::Number => 0.into(),
                Self::Flag => Json::Bool(false),
                Self::List(_) => Json::Array(Vec::new()),
                Self::Keyed | Self::Struct(_) => Json::Object(Map::new()),
            };
        }
        match (self, data) {
            (Self::Optional(shape), data) => shape.complete(data),
            (Self::List(shape), Json::Array(items)) => items.iter_mut().for_each(|item| shape.complete(item)),
            (Self::Struct(fields), Json::Object(members)) => {
                for (name, shape) in *fields {
                    shape.complete(members.entry(*name).or_insert(Json::Null));
                }
            }
            _ => {}
        }
    }

    /// Data as the engine holds it. Of an `Object` it refuses fields that there are not, of a `Map` it does not. A null
    /// is no value: to ask it for a field is no error.
    pub(super) fn value(&self, data: &Json) -> Value {
        match data {
            Json::Null => Value::NoValue,
            Json::Bool(truth) => Value::Bool(*truth),
            Json::String(text) => Value::String(text.clone()),
            Json::Array(items) => Value::Array(items.iter().map(|item| self.element().value(item)).collect()),
            Json::Object(members) => {
                let member = |(name, member): (&String, &Json)| (name.clone(), self.member(name).value(member));
                let members: HashMap<_, _> = members.iter().map(member).collect();
                if self.is_strict() { Value::Object(members) } else { Value::Map(members) }
            }
            Json::Number(number) => match (number.as_u64(), number.as_i64()) {
                (Some(number), _) => Value::from(number),
                (None, Some(number)) => Value::from(number),
                (None, None) => number.as_f64().map_or(Value::NoValue, Value::from),
            },
        }
    }

    fn is_strict(&self) -> bool {
        match self {
            Self::Complete | Self::Struct(_) => true,
            Self::Optional(shape) => shape.is_strict(),
            _ => false,
        }
    }

    /// The shape of the elements, where it is a list.
    pub(super) fn element(&self) -> &Self {
        match self {
            Self::Complete => self,
            Self::List(shape) => shape,
            Self::Optional(shape) => shape.element(),
            _ => &Self::Any,
        }
    }

    /// The shape of the member `name`.
    pub(super) fn member(&self, name: &str) -> &Self {
        match self {
            Self::Complete => self,
            Self::Struct(fields) => fields.iter().find(|(field, _)| *field == name).map_or(&Self::Any, |(_, of)| of),
            Self::Optional(shape) => shape.member(name),
            _ => &Self::Any,
        }
    }
}
