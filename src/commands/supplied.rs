//! What users give by hand: content in files and pipes, media types, annotations.

use std::future::Future;
use std::io;
use std::path::{Path, PathBuf};

use crate::artifact::{ArtifactError, Intake, Wanted, take_file, take_stream};
use crate::error::{CliError, Exit};
use crate::oci::{Algorithm, Annotations, MediaType};

/// How long a manifest may be that is made here, in bytes: registries take no longer ones.
pub const MANIFEST_LIMIT: usize = 4 << 20;

/// The content of `file`; of standard input, where there is none or it is `-`. It is hashed on a thread of its own.
pub async fn take(file: Option<&Path>, algorithm: Algorithm) -> Result<Intake, CliError> {
    match file.filter(|file| *file != Path::new("-")) {
        Some(file) => {
            let file = file.to_owned();
            aside(move || take_file(&file, algorithm)).await
        }
        None => aside(move || take_stream(io::stdin().lock(), PathBuf::from("standard input"), algorithm)).await,
    }
}

/// Runs what blocks on a thread of its own.
pub fn aside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, ArtifactError> + Send + 'static,
) -> impl Future<Output = Result<T, CliError>> {
    let running = tokio::task::spawn_blocking(work);
    async move { Ok(running.await.map_err(|error| CliError::new(Exit::Failure, error))??) }
}

/// Reads a media type: a type and a subtype of the characters that RFC 6838 (4.2) allows, without parameters.
pub fn parse_media_type(text: &str) -> Result<MediaType, String> {
    let legal = |part: &str| {
        let first = part.starts_with(|c: char| c.is_ascii_alphanumeric());
        let rest = part.chars().all(|c| c.is_ascii_alphanumeric() || "!#$&-^_.+".contains(c));
        first && rest && part.len() <= 127
    };
    match text.split_once('/') {
        Some((kind, subtype)) if legal(kind) && legal(subtype) => Ok(MediaType::new(text)),
        _ => Err("a media type was expected, such as application/spdx+json".to_owned()),
    }
}

/// Reads `KEY=VALUE`.
pub fn parse_annotation(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((key, value)) if !key.is_empty() => Ok((key.to_owned(), value.to_owned())),
        _ => Err("KEY=VALUE was expected; the value may be empty, the key may not".to_owned()),
    }
}

/// Reads `KEY=VALUE`, or `KEY` for any value.
pub fn parse_wanted(text: &str) -> Result<Wanted, String> {
    let (key, value) = text.split_once('=').map_or((text, None), |(key, value)| (key, Some(value)));
    if key.is_empty() {
        return Err("KEY=VALUE was expected, or KEY for any value".to_owned());
    }
    Ok(Wanted { key: key.to_owned(), value: value.filter(|value| !value.is_empty()).map(str::to_owned) })
}

/// Annotations in the order of their keys, so that the order in which they were written does not matter; of two with one
/// key the last counts.
pub fn annotations(given: &[(String, String)]) -> Annotations {
    let sorted: std::collections::BTreeMap<&str, &str> = given.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    sorted.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_types_are_told_from_other_texts() {
        for good in ["application/json", "a/b", "application/vnd.x.y+json", "text/x-1_2$&^!#"] {
            assert_eq!(parse_media_type(good).unwrap().as_str(), good);
        }
        for bad in
            ["", "json", "a/", "/b", "a/b/c", "a b/c", "a/b;v=1", "a/b\n", "a/é", &format!("a/{}", "x".repeat(128))]
        {
            assert!(parse_media_type(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn annotations_have_keys_and_an_order() {
        assert_eq!(parse_annotation("a=b=c").unwrap(), ("a".to_owned(), "b=c".to_owned()));
        assert_eq!(parse_annotation("a=").unwrap(), ("a".to_owned(), String::new()));
        for bad in ["a", "", "=b"] {
            assert!(parse_annotation(bad).is_err(), "{bad}");
        }
        let given = [("b", "1"), ("a", "2"), ("b", "3")].map(|(k, v)| (k.to_owned(), v.to_owned()));
        assert_eq!(annotations(&given).iter().collect::<Vec<_>>(), [("a", "2"), ("b", "3")]);
        assert_eq!(parse_wanted("a").unwrap(), Wanted { key: "a".to_owned(), value: None });
        assert_eq!(parse_wanted("a=1").unwrap(), Wanted { key: "a".to_owned(), value: Some("1".to_owned()) });
        assert!(parse_wanted("=1").is_err());
    }
}
