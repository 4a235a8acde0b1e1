//! Documents that are pushed: what type they are, and whether everybody reads them the same way. Pure.
//!
//! A manifest is read by many programs. One that a lenient reader and a strict one understand differently (a key given
//! twice, keys of an image and of an index together, a type in the header and another inside) is refused here.

mod scan;

use bytes::Bytes;

use super::error::ServerError;
use crate::oci::{Digest, DocumentError, Manifest, MediaType, RawManifest};

/// The most blobs and manifests that one document may name.
const MOST_NAMED: usize = 10_000;

/// What happens to documents of types that no specification of images names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Foreign {
    /// They are refused.
    Refuse,
    /// They are stored, unread, if they are JSON.
    #[default]
    Json,
    /// They are stored, unread, whatever they are.
    Any,
}

/// A document that may be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its type, its digest and its bytes.
    pub manifest: RawManifest,
    /// What it says, where it is of a type that is known.
    pub content: Option<Manifest>,
}

/// Reads a document that was pushed with `content_type` (which may be empty) and has `digest`.
///
/// # Errors
/// Where it is not sound; each answers 400.
pub fn read(content_type: &str, bytes: Bytes, digest: Digest, foreign: Foreign) -> Result<Document, ServerError> {
    let declared = MediaType::new(content_type);
    let scanned = scan::scan(&bytes);
    let outline = match &scanned {
        Ok(outline) => outline,
        Err(_) if foreign == Foreign::Any && is_foreign(&declared) => {
            check_media_type(&declared)?;
            return Ok(Document { manifest: RawManifest { media_type: declared, digest, bytes }, content: None });
        }
        Err(error) => return Err(not_json(&bytes, error)),
    };
    let media_type = media_type(declared, outline)?;
    if media_type.is_schema1() {
        return Err(ServerError::Document { source: DocumentError::Schema1 });
    }
    let manifest = RawManifest { media_type, digest, bytes };
    if manifest.media_type.is_index() || manifest.media_type.is_image() {
        check_outline(&manifest.media_type, outline)?;
        let content = manifest.parse().map_err(|source| ServerError::Document { source })?;
        check_content(&content)?;
        return Ok(Document { manifest, content: Some(content) });
    }
    if foreign == Foreign::Refuse {
        let media_type = manifest.media_type;
        return Err(ServerError::Document { source: DocumentError::UnknownType { media_type } });
    }
    check_media_type(&manifest.media_type)?;
    Ok(Document { manifest, content: None })
}

/// Whether content of this type may be answered as what it is. Browsers run some types; those a registry must never
/// send from its own name, whoever stored them.
pub fn is_harmless(media_type: &MediaType) -> bool {
    media_type.is_manifest() || check_media_type(media_type).is_ok()
}

/// The type of a document: what the header says, which must be what the document itself says. Where the header says
/// nothing, or only that it is JSON or bytes, the document decides.
fn media_type(declared: MediaType, outline: &scan::Outline) -> Result<MediaType, ServerError> {
    let own = outline.media_type.as_deref().map(MediaType::new).filter(|own| !own.is_empty());
    match own {
        Some(own) if is_general(&declared) => Ok(own),
        Some(own) if own != declared => {
            Err(ServerError::MediaTypes { declared: declared.to_string(), own: own.to_string() })
        }
        _ if !is_general(&declared) => Ok(declared),
        _ => match (outline.has_config, outline.has_manifests) {
            (true, true) => Err(ServerError::Document { source: DocumentError::Ambiguous }),
            (true, false) => Ok(MediaType::OCI_MANIFEST),
            (false, true) => Ok(MediaType::OCI_INDEX),
            (false, false) if outline.schema_version == Some(1) => Ok(MediaType::DOCKER_SCHEMA1),
            (false, false) => Err(ServerError::Document { source: DocumentError::NoManifest }),
        },
    }
}

/// Types that say nothing of what a document is; the last one is what a browser's form or a plain `curl -d` declares.
fn is_general(media_type: &MediaType) -> bool {
    let general =
        ["", "application/json", "application/octet-stream", "text/plain", "application/x-www-form-urlencoded"];
    general.contains(&media_type.as_str())
}

fn is_foreign(media_type: &MediaType) -> bool {
    !is_general(media_type) && !media_type.is_index() && !media_type.is_image() && !media_type.is_schema1()
}

/// What a document of a known type must have, and must not.
fn check_outline(media_type: &MediaType, outline: &scan::Outline) -> Result<(), ServerError> {
    if outline.has_manifests && (outline.has_config || outline.has_layers) {
        return Err(ServerError::Document { source: DocumentError::Ambiguous });
    }
    let unsound = |reason: String| Err(ServerError::DocumentUnsound { reason });
    if media_type.is_index() != outline.has_manifests {
        return unsound(format!("the document is declared as {media_type}, but does not have the fields of one"));
    }
    if outline.schema_version != Some(2) {
        return unsound(format!("the schemaVersion of {media_type} is 2"));
    }
    match &outline.odd_key {
        Some(key) => unsound(format!("the key {key:?} differs from one of the specification by its case alone")),
        None => Ok(()),
    }
}

fn check_content(content: &Manifest) -> Result<(), ServerError> {
    let named = content.blobs().count() + content.children().len();
    if named <= MOST_NAMED {
        return Ok(());
    }
    Err(ServerError::DocumentUnsound {
        reason: format!("the document names {named} blobs or manifests; {MOST_NAMED} are taken"),
    })
}

/// Whether a foreign type may be stored: `application/…`, well formed, and none that a browser does more with than
/// offer it for download.
fn check_media_type(media_type: &MediaType) -> Result<(), ServerError> {
    const ACTIVE: [&str; 8] =
        ["javascript", "x-javascript", "ecmascript", "xml", "pdf", "x-shockwave-flash", "wasm", "xml-dtd"];
    let refuse = |reason| Err(ServerError::MediaTypeRefused { media_type: media_type.to_string(), reason });
    let text = media_type.as_str();
    let Some((kind, name)) = text.split_once('/') else {
        return refuse("is not a media type: one has the form type/name");
    };
    let is_token = |part: &str| {
        let legal = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&byte);
        part.starts_with(|first: char| first.is_ascii_alphanumeric()) && part.bytes().all(legal)
    };
    // RFC 6838, 4.2 allows 127 characters on either side.
    if !is_token(kind) || !is_token(name) || kind.len() > 127 || name.len() > 127 {
        return refuse("is not a media type: it has characters that none may have, or too many");
    }
    if kind != "application" || ACTIVE.contains(&name) || name.ends_with("+xml") {
        return refuse("is no type for a manifest: browsers act on it; use an application/… type of your own");
    }
    Ok(())
}

/// Says what is wrong with bytes that are no JSON, or none that can be accepted.
fn not_json(bytes: &[u8], error: &serde_json::Error) -> ServerError {
    if error.is_data() {
        return ServerError::DocumentUnsound { reason: format!("the document is not sound: {error}") };
    }
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(60)]);
    ServerError::DocumentUnsound { reason: format!("the document is not JSON ({error}); it starts with {start:?}") }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const INDEX: &str = "application/vnd.oci.image.index.v1+json";
    const IMAGE: &str = "application/vnd.oci.image.manifest.v1+json";
    const DESCRIPTOR: &str = r#"{"mediaType":"application/x","digest":"sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","size":2}"#;

    fn with(content_type: &str, text: &str, foreign: Foreign) -> Result<Document, ServerError> {
        read(content_type, Bytes::from(text.to_owned()), Digest::sha256(text.as_bytes()), foreign)
    }

    fn image(more: &str) -> String {
        format!(r#"{{"schemaVersion":2,"config":{DESCRIPTOR},"layers":[]{more}}}"#)
    }

    #[test]
    fn the_header_decides_unless_it_says_nothing() {
        let image = image("");
        for (declared, text, expected) in [
            (IMAGE, image.as_str(), IMAGE),
            ("Application/vnd.OCI.image.manifest.v1+json; charset=utf-8", &image, IMAGE),
            (
                "application/vnd.docker.distribution.manifest.v2+json",
                &image,
                "application/vnd.docker.distribution.manifest.v2+json",
            ),
            ("", &image, IMAGE),
            ("application/json", &image, IMAGE),
            ("application/x-www-form-urlencoded", r#"{"schemaVersion":2,"manifests":null}"#, INDEX),
            ("", &format!(r#"{{"schemaVersion":2,"mediaType":"{INDEX}","manifests":[]}}"#), INDEX),
            ("application/vnd.example.thing+json", r#"{"a":1}"#, "application/vnd.example.thing+json"),
            ("", r#"{"mediaType":"application/vnd.example.thing"}"#, "application/vnd.example.thing"),
        ] {
            let document =
                with(declared, text, Foreign::Json).unwrap_or_else(|error| panic!("{declared} {text}: {error}"));
            assert_eq!(document.manifest.media_type.as_str(), expected, "{declared} {text}");
        }
    }

    #[test]
    fn what_could_be_read_in_two_ways_is_refused() {
        let image_of = image("");
        let twice = image(r#","layers":[]"#);
        let escaped = image(r#","layer\u0073":[]"#);
        let cased = image(r#","Layers":[]"#);
        let nested =
            format!(r#"{{"schemaVersion":2,"config":{},"layers":[]}}"#, DESCRIPTOR.replace('}', r#","Digest":"x"}"#));
        let both = image(r#","manifests":[]"#);
        let other = image(&format!(r#","mediaType":"{INDEX}""#));
        let old = image_of.replace(":2,\"config\"", ":1,\"config\"");
        for (declared, text, part) in [
            (IMAGE, twice.as_str(), "twice"),
            (IMAGE, &escaped, "twice"),
            (IMAGE, &cased, "\"Layers\""),
            (IMAGE, &nested, "\"Digest\""),
            (IMAGE, &both, "ambiguous"),
            (IMAGE, &other, "Content-Type is"),
            (IMAGE, &old, "schemaVersion"),
            (INDEX, &image_of, "does not have the fields"),
            (INDEX, r#"{"schemaVersion":2}"#, "does not have the fields"),
            (IMAGE, r#"{"schemaVersion":2,"manifests":[]}"#, "does not have the fields"),
            (IMAGE, "<html>", "not JSON"),
            (IMAGE, "", "not JSON"),
            ("", "{}", "neither"),
            ("", "[]", "not sound"),
            ("", r#"{"schemaVersion":1,"fsLayers":[]}"#, "schema 1"),
            ("application/vnd.docker.distribution.manifest.v1+prettyjws", "{}", "schema 1"),
            ("text/html", "{}", "browsers"),
            ("application/xhtml+xml", "{}", "browsers"),
            ("image/svg+xml", "{}", "browsers"),
            ("application/x y", "{}", "characters"),
            ("nonsense", "{}", "type/name"),
            ("", r#"{"mediaType":"text/html"}"#, "browsers"),
        ] {
            let error = with(declared, text, Foreign::Any).expect_err(text);
            assert!(error.to_string().contains(part), "{declared} {text}: {error}");
            assert_eq!(error.code().0, 400, "{declared} {text}");
        }
    }

    #[test]
    fn annotations_are_free_in_their_keys() {
        let text = image(r#","annotations":{"Digest":"a","digest":"b"},"own":{"Config":1}"#);
        assert!(with(IMAGE, &text, Foreign::Json).is_ok());
        assert!(with(IMAGE, &image(r#","annotations":{"a":"1","a":"2"}"#), Foreign::Json).is_err());
    }

    #[test]
    fn foreign_documents_are_stored_by_option() {
        let own = "application/vnd.example.thing";
        for (text, foreign, expected) in [
            (r#"{"a":1}"#, Foreign::Refuse, false),
            (r#"{"a":1}"#, Foreign::Json, true),
            (r#"{"a":1}"#, Foreign::Any, true),
            ("plain bytes", Foreign::Refuse, false),
            ("plain bytes", Foreign::Json, false),
            ("plain bytes", Foreign::Any, true),
        ] {
            let found = with(own, text, foreign);
            assert_eq!(found.is_ok(), expected, "{text} {foreign:?}");
            assert!(found.is_err() || found.unwrap().content.is_none());
        }
    }

    #[test]
    fn documents_that_ask_too_much_are_refused() {
        let deep = image(&format!(r#","x":{}{}"#, "[".repeat(5000), "]".repeat(5000)));
        assert!(with(IMAGE, &deep, Foreign::Json).unwrap_err().to_string().contains("deep"));
        let many = vec![DESCRIPTOR; MOST_NAMED + 1].join(",");
        let index = format!(r#"{{"schemaVersion":2,"manifests":[{many}]}}"#);
        assert!(with(INDEX, &index, Foreign::Json).unwrap_err().to_string().contains("10001"));
        let wide: Vec<String> = (0..100_000).map(|at| format!(r#""k{at}":"v""#)).collect();
        let wide = image(&format!(r#","annotations":{{{}}}"#, wide.join(",")));
        assert!(with(IMAGE, &wide, Foreign::Json).is_ok());
    }

    proptest! {
        #[test]
        fn any_bytes_are_a_document_or_a_refusal(
            declared in "(application/(json|vnd\\.oci\\.image\\.(index|manifest)\\.v1\\+json))?|.{0,20}",
            text in r#"(\{("schemaVersion":2,?|"config":\{\},?|"manifests":\[\],?|"a":[0-9\[\{"]{0,5},?){0,5}\}?)|.{0,60}"#,
        ) {
            for foreign in [Foreign::Refuse, Foreign::Json, Foreign::Any] {
                match with(&declared, &text, foreign) {
                    Ok(document) => prop_assert!(is_harmless(&document.manifest.media_type)),
                    Err(error) => prop_assert_eq!(error.code().0, 400),
                }
            }
        }
    }
}
