//! How two JSON documents differ, member by member.

use serde::Serialize;
use serde_json::{Map, Value};

/// A place in the documents where they are not the same.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ConfigChange {
    /// Where, as `config.config.Env`.
    pub path: String,
    /// What only the first has: the value, or those elements of the list.
    pub left: Vec<Value>,
    /// What only the second has.
    pub right: Vec<Value>,
}

/// The places where `right` is not as `left`, in the order of the documents. A member that is null or empty is as one
/// that is not there.
pub fn differences(left: &Value, right: &Value) -> Vec<ConfigChange> {
    let mut found = Vec::new();
    compare(String::new(), left, right, &mut found);
    found
}

fn compare(path: String, left: &Value, right: &Value, found: &mut Vec<ConfigChange>) {
    let nothing = Map::new();
    let members = |value: &'_ Value| value.as_object().cloned();
    let (one, other) = (members(left), members(right));
    let both = is_empty(left) || one.is_some();
    if both && (is_empty(right) || other.is_some()) && (one.is_some() || other.is_some()) {
        let (one, other) = (one.as_ref().unwrap_or(&nothing), other.as_ref().unwrap_or(&nothing));
        let names = one.keys().chain(other.keys().filter(|name| !one.contains_key(*name)));
        for name in names {
            let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            let value = |of: &Map<String, Value>| of.get(name).cloned().unwrap_or(Value::Null);
            compare(path, &value(one), &value(other), found);
        }
        return;
    }
    if left == right || is_empty(left) && is_empty(right) {
        return;
    }
    let (left, right) = match (left, right) {
        (Value::Array(left), Value::Array(right)) => (without(left, right), without(right, left)),
        _ => (elements(left), elements(right)),
    };
    // The same elements in another order.
    let (left, right) = if left.is_empty() && right.is_empty() {
        (vec![Value::from("in this order")], vec![Value::from("in another order")])
    } else {
        (left, right)
    };
    found.push(ConfigChange { path, left, right });
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(elements) => elements.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::Bool(truth) => !truth,
        Value::Number(_) => false,
    }
}

fn elements(value: &Value) -> Vec<Value> {
    match value {
        Value::Array(elements) => elements.clone(),
        value if is_empty(value) => Vec::new(),
        value => vec![value.clone()],
    }
}

/// What of `list` is not in `other`, each as often as it is too much.
fn without(list: &[Value], other: &[Value]) -> Vec<Value> {
    let mut left: Vec<&Value> = other.iter().collect();
    let missing = |value: &&Value| match left.iter().position(|other| other == value) {
        Some(at) => {
            left.swap_remove(at);
            false
        }
        None => true,
    };
    list.iter().filter(missing).cloned().collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn members_and_elements_are_compared() {
        let diff = |left: Value, right: Value| -> Vec<String> {
            let show = |change: ConfigChange| format!("{} {} {}", change.path, json!(change.left), json!(change.right));
            differences(&left, &right).into_iter().map(show).collect()
        };
        for (left, right, expected) in [
            (json!({"a": 1}), json!({"a": 1}), vec![]),
            (json!({"a": {"b": 1}}), json!({"a": {"b": 2}}), vec!["a.b [1] [2]"]),
            (json!({"e": ["A=1", "B", "B"]}), json!({"e": ["B", "A=2"]}), vec![r#"e ["A=1","B"] ["A=2"]"#]),
            (json!({"e": ["a", "b"]}), json!({"e": ["b", "a"]}), vec![r#"e ["in this order"] ["in another order"]"#]),
            (json!({"a": null, "b": [], "c": {}, "d": false}), json!({"b": ""}), vec![]),
            (json!({"v": {"/x": {}}}), json!({}), vec![]),
            (json!({"l": {"k": "v"}}), json!({}), vec![r#"l.k ["v"] []"#]),
            (json!({"u": ""}), json!({"u": "root"}), vec![r#"u [] ["root"]"#]),
            (json!({"x": {"y": 1}}), json!({"x": "z"}), vec![r#"x [{"y":1}] ["z"]"#]),
        ] {
            assert_eq!(diff(left.clone(), right.clone()), expected, "{left} {right}");
        }
    }
}
