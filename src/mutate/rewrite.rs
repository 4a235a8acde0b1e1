//! Writing an edited document so that nothing but the edit changes: fields that no specification names, `null`s, the
//! order of fields, all stay as they came.

use bytes::Bytes;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The document `original` as `after` says; nothing where that changes nothing.
///
/// What `original` means is compared with `after` field by field, and only what differs is put into `original`.
pub(super) fn rewrite<T>(original: &[u8], after: &T) -> serde_json::Result<Option<Bytes>>
where
    T: Serialize + DeserializeOwned,
{
    let before = serde_json::to_value(serde_json::from_slice::<T>(original)?)?;
    let after = serde_json::to_value(after)?;
    if before == after {
        return Ok(None);
    }
    let merged = merge(&serde_json::from_slice(original)?, &before, &after);
    serde_json::to_vec(&merged).map(|bytes| Some(bytes.into()))
}

/// `original` with the changes that lead from `before` to `after`.
fn merge(original: &Value, before: &Value, after: &Value) -> Value {
    if before == after {
        return original.clone();
    }
    match (original, before, after) {
        (Value::Object(original), Value::Object(before), Value::Object(after)) => {
            let mut merged = original.clone();
            merged.retain(|key, _| after.contains_key(key) || !before.contains_key(key));
            for (key, value) in after {
                let new = match (original.get(key), before.get(key)) {
                    (Some(original), Some(before)) => merge(original, before, value),
                    // A default that reading the document filled in.
                    (None, Some(before)) if before == value => continue,
                    _ => value.clone(),
                };
                merged.insert(key.clone(), new);
            }
            Value::Object(merged)
        }
        (Value::Array(original), Value::Array(before), Value::Array(after)) if original.len() == before.len() => {
            let pairs = after.iter().enumerate();
            Value::Array(pairs.map(|(at, value)| element(original, before, after.len(), at, value)).collect())
        }
        _ => after.clone(),
    }
}

/// An element of an array: the one in its place changed, or one that has moved.
fn element(original: &[Value], before: &[Value], len: usize, at: usize, value: &Value) -> Value {
    if len == before.len() {
        return merge(&original[at], &before[at], value);
    }
    match before.iter().position(|known| known == value) {
        Some(place) => original[place].clone(),
        None => value.clone(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::oci::{ImageConfig, RunConfig};

    const CONFIG: &str = r#"{"x":{"b":1,"a":null},"os":"linux","history":[{"created_by":"a","empty_layer":false,"y":1},{"created_by":"b"}],"config":{"Volumes":null,"Env":["A=1"],"OnBuild":null},"rootfs":{"diff_ids":null,"type":"layers"}}"#;

    fn edited(edit: impl FnOnce(&mut ImageConfig)) -> Option<String> {
        let mut config: ImageConfig = serde_json::from_str(CONFIG).unwrap();
        edit(&mut config);
        rewrite(CONFIG.as_bytes(), &config).unwrap().map(|bytes| String::from_utf8(bytes.to_vec()).unwrap())
    }

    #[test]
    fn an_edit_changes_its_field_alone() {
        assert_eq!(edited(|_| {}), None);
        let user = edited(|config| config.config.get_or_insert_default().user = Some("me".to_owned()));
        assert_eq!(user.unwrap(), CONFIG.replace(r#""OnBuild":null"#, r#""OnBuild":null,"User":"me""#));
        let env = edited(|config| config.config = Some(RunConfig { env: None, ..config.config.clone().unwrap() }));
        assert_eq!(env.unwrap(), CONFIG.replace(r#""Env":["A=1"],"#, ""));
        let shorter = edited(|config| drop(config.history.pop()));
        assert_eq!(shorter.unwrap(), CONFIG.replace(r#",{"created_by":"b"}"#, ""));
        let second = edited(|config| config.history[1].created_by = Some("c".to_owned()));
        assert_eq!(second.unwrap(), CONFIG.replace(r#""created_by":"b""#, r#""created_by":"c""#));
    }

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf =
            prop_oneof![Just(Value::Null), any::<bool>().prop_map(Value::from), "[a-c]{0,2}".prop_map(Value::from)];
        leaf.prop_recursive(3, 20, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::vec(("[a-d]", inner), 0..4)
                    .prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn without_fields_of_its_own_the_result_is_what_was_wanted(before in any_json(), after in any_json()) {
            prop_assert_eq!(merge(&before, &before, &after), after);
        }

        #[test]
        fn what_is_beside_the_edit_stays(mut original in any_json(), after in any_json()) {
            let before = original.clone();
            if let Value::Object(map) = &mut original {
                map.insert("zz".to_owned(), json!([null]));
            }
            let merged = merge(&original, &before, &after);
            if let (Value::Object(_), Value::Object(_)) = (&original, &after) {
                prop_assert_eq!(&merged["zz"], &json!([null]));
            }
        }
    }
}
