//! Requests that nobody sends in good faith, by the thousand: none may make the registry fail, nor be answered in
//! another way than the specification has for refusals.

use bytes::Bytes;
use http::{HeaderValue, Method, Request};
use http_body_util::{BodyExt, Full};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;

use super::admission::{Limits, Quota};
use super::front::Trace;
use super::pipeline::respond;
use super::{Foreign, Options, Registry, Sparse};

const EMPTY: &str = "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";

/// What is asked: a method, a path with its query, headers, a body.
#[derive(Clone, Debug)]
struct Asked {
    method: Method,
    target: String,
    headers: Vec<(&'static str, String)>,
    body: String,
}

fn word() -> impl Strategy<Value = String> {
    let words = [
        "a",
        "b",
        "A",
        "",
        ".",
        "..",
        "blobs",
        "uploads",
        "manifests",
        "tags",
        "list",
        "referrers",
        "v2",
        "_catalog",
        "latest",
        "index.json",
        "%2e%2e",
        "%00",
        "%2F",
        EMPTY,
        "sha256:x",
        "sha512:",
        "-x",
        "a__b",
        "0",
        "é",
    ];
    prop_oneof![4 => select(words.map(str::to_owned).to_vec()), 1 => "[a-zA-Z0-9._:-]{0,40}"]
}

fn target() -> impl Strategy<Value = String> {
    let shape = select(vec![
        "/v2/{}/blobs/{}",
        "/v2/{}/manifests/{}",
        "/v2/{}/tags/list",
        "/v2/{}/referrers/{}",
        "/v2/{}/blobs/uploads/",
        "/v2/{}/blobs/uploads/{}",
        "/v2/_catalog",
        "/v2/",
        "/{}/{}",
        "/v2/{}/{}/{}",
    ]);
    let key =
        select(vec!["n", "last", "digest", "digest-algorithm", "mount", "from", "tag", "artifactType", "ns", "x"]);
    let value = prop_oneof![
        3 => word(),
        1 => select(vec!["-1", "0", "99999999999999999999", "%", "%FF%FE", "sha512", "md5", "a%0d%0aX:y"]).prop_map(str::to_owned),
    ];
    let query = prop::collection::vec((key, value), 0..4);
    (shape, prop::collection::vec(word(), 3), query).prop_map(|(shape, words, query)| {
        let path = words.iter().fold(shape.to_owned(), |path, word| path.replacen("{}", word, 1));
        let pairs: Vec<String> = query.iter().map(|(key, value)| format!("{key}={value}")).collect();
        if pairs.is_empty() { path } else { format!("{path}?{}", pairs.join("&")) }
    })
}

fn header() -> impl Strategy<Value = (&'static str, String)> {
    let name = select(vec![
        "range",
        "content-range",
        "content-type",
        "if-match",
        "if-none-match",
        "if-range",
        "accept",
        "content-encoding",
        "content-length",
    ]);
    let values = [
        "",
        "*",
        "\"",
        "W/\"x\"",
        "bytes=0-0",
        "bytes=0-0,1-1",
        "bytes=-",
        "0-1",
        "1-0",
        "0-18446744073709551615",
        "bytes=9-1,0-",
        "text/html",
        "application/json",
        "application/vnd.oci.image.manifest.v1+json",
        "application/vnd.oci.image.index.v1+json; q=x",
        "application/vnd.own+json",
        "gzip",
        "2",
        "0",
    ];
    (name, prop_oneof![4 => select(values.map(str::to_owned).to_vec()), 1 => "[ -~]{0,30}"])
}

fn body() -> impl Strategy<Value = String> {
    let image = format!(
        r#"{{"schemaVersion":2,"config":{{"mediaType":"application/x","digest":"{EMPTY}","size":2}},"layers":[]}}"#
    );
    let subject = image.replace("\"layers\"", &format!(r#""subject":{{"digest":"{EMPTY}","size":1}},"layers""#));
    let bodies = [
        String::new(),
        "{}".to_owned(),
        "[]".to_owned(),
        "null".to_owned(),
        "{".to_owned(),
        image.clone(),
        subject,
        image.replace("\"layers\":[]", "\"layers\":[1]"),
        image.replace("\"size\":2", "\"size\":-2"),
        image.replace(EMPTY, "sha256:../../x"),
        format!(
            r#"{{"schemaVersion":2,"manifests":[{{"digest":"{EMPTY}","size":2}}],"annotations":{{"\u0000":"x"}}}}"#
        ),
        r#"{"schemaVersion":2,"manifests":[],"annotations":[]}"#.to_owned(),
        r#"{"schemaVersion":1,"fsLayers":[]}"#.to_owned(),
        "[".repeat(300),
    ];
    prop_oneof![4 => select(bodies.to_vec()), 1 => ".{0,60}"]
}

fn asked() -> impl Strategy<Value = Asked> {
    let methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"];
    let methods = methods.map(|name| Method::from_bytes(name.as_bytes()).unwrap());
    (select(methods.to_vec()), target(), prop::collection::vec(header(), 0..4), body())
        .prop_map(|(method, target, headers, body)| Asked { method, target, headers, body })
}

/// Sends a request, if it is one at all, and checks what every answer must be. Gives the location, if there is one.
async fn send(registry: &Registry, asked: &Asked) -> Result<Option<String>, TestCaseError> {
    let mut builder = Request::builder().method(asked.method.clone()).uri(&asked.target);
    for (name, value) in &asked.headers {
        if let Ok(value) = HeaderValue::from_str(value) {
            builder = builder.header(*name, value);
        }
    }
    let Ok(request) = builder.body(Full::new(Bytes::from(asked.body.clone()))) else { return Ok(None) };
    let (parts, body) = respond(registry, request, &mut Trace::default()).await.into_parts();
    let (status, headers) = (parts.status, parts.headers);
    prop_assert!(status.as_u16() < 500, "{} for {:?}", status, asked);
    prop_assert!(headers.contains_key("docker-distribution-api-version"));
    prop_assert_eq!(&headers["x-content-type-options"], "nosniff");
    let body = body.collect().await.map_err(|error| TestCaseError::fail(error.to_string()))?.to_bytes();
    if asked.method == Method::HEAD {
        prop_assert!(body.is_empty());
    } else if let Some(length) = headers.get("content-length") {
        prop_assert_eq!(length.to_str().unwrap(), body.len().to_string(), "{:?}", asked);
    }
    if super::web::is_page(asked.target.split('?').next().unwrap_or_default()) {
        // Paths of pages come up by chance: those are for browsers, which are told to run nothing of them.
        prop_assert!(headers.contains_key("content-security-policy") || status.is_redirection(), "{:?}", asked);
        return Ok(None);
    }
    if status.is_client_error() && asked.method != Method::HEAD {
        prop_assert_eq!(&headers["content-type"], "application/json");
        let json: Value = serde_json::from_slice(&body).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert!(json["errors"][0]["code"].is_string() && json["errors"][0]["message"].is_string());
    }
    if let Some(media_type) = headers.get("content-type") {
        prop_assert!(!media_type.to_str().unwrap().starts_with("text/"), "{:?}", asked);
    }
    Ok(headers.get("location").map(|location| location.to_str().unwrap().to_owned()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn nothing_makes_the_registry_fail(all in prop::collection::vec(asked(), 1..24), loose in any::<bool>()) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let mut options = Options { manifest_limit: 1 << 16, referrers_page: 2, ..Options::default() };
        if loose {
            options.sparse = Sparse::Accept;
            options.foreign = Foreign::Any;
            let limits = Limits { repository: Some(1 << 20), total: Some(2 << 20), ..Limits::default() };
            options.admission = std::sync::Arc::new(Quota::new(limits));
        }
        let registry = Registry { options, ..Registry::in_memory() };
        runtime.block_on(async {
            let push = |target: String| Asked { method: Method::POST, target, headers: Vec::new(), body: "{}".to_owned() };
            send(&registry, &push(format!("/v2/a/blobs/uploads/?digest={EMPTY}"))).await?;
            for asked in &all {
                let location = send(&registry, asked).await?;
                // What an answer points at is asked for too, with the headers of the next request.
                if let Some(target) = location {
                    for method in [Method::GET, Method::PATCH, Method::PUT, Method::DELETE] {
                        let target = format!("{target}?digest={EMPTY}");
                        send(&registry, &Asked { method, target, ..asked.clone() }).await?;
                    }
                }
            }
            Ok::<(), TestCaseError>(())
        })?;
    }
}
