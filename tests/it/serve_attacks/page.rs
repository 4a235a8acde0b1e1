//! The page in a browser: what is pushed or asked for never becomes markup, nobody is sent elsewhere, no frame shows it.

use serde_json::json;

use super::{INDEX, MANIFEST, sha};
use crate::harness::{Registry, Reply};

const MARKUP: &str = "\"'><script>alert(1)</script><img src=x onerror=alert(1)><a href=javascript:alert(1)>";

fn is_harmless(reply: &Reply, what: &str) {
    let text = reply.text();
    for part in ["<script>alert", "<img src=x", "<a href=javascript", "href=\"javascript:", "href=\"data:", "\"'>"] {
        assert!(!text.contains(part), "{what}: {part} in {text}");
    }
    let policy = reply.header("content-security-policy").unwrap_or_default();
    assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{what}: {policy}");
    assert!(!policy.contains("unsafe"), "{what}: {policy}");
    assert_eq!(reply.header("x-frame-options"), Some("DENY"), "{what}");
    assert_eq!(reply.header("x-content-type-options"), Some("nosniff"), "{what}");
    assert_eq!(reply.header("referrer-policy"), Some("no-referrer"), "{what}");
}

#[test]
fn markup_in_every_field_is_text() {
    let registry = Registry::start();
    let config = json!({
        "architecture": MARKUP, "os": MARKUP, "variant": MARKUP, "os.version": MARKUP, "author": MARKUP, "created": MARKUP,
        "config": {
            "User": MARKUP, "Env": [MARKUP], "Entrypoint": [MARKUP], "Cmd": [MARKUP], "WorkingDir": MARKUP,
            "StopSignal": MARKUP, "Labels": { MARKUP: MARKUP, "org.opencontainers.image.url": "javascript:alert(1)" },
            "ExposedPorts": { MARKUP: {} }, "Volumes": { MARKUP: {} },
        },
        "rootfs": { "type": MARKUP, "diff_ids": [MARKUP] },
        "history": [{ "created": MARKUP, "created_by": MARKUP, "author": MARKUP, "comment": MARKUP }],
    })
    .to_string();
    let config_digest = registry.put_blob("a", config.as_bytes());
    let layer = registry.put_blob("a", b"layer");
    let annotations = json!({
        MARKUP: MARKUP, "org.opencontainers.image.title": MARKUP, "org.opencontainers.image.created": MARKUP,
        "org.opencontainers.image.source": "javascript:alert(1)", "org.opencontainers.image.url": "data:text/html,x",
    });
    let image = json!({
        "schemaVersion": 2, "mediaType": MANIFEST, "annotations": annotations,
        "config": { "mediaType": "application/vnd.oci.image.config.v1+json", "digest": config_digest, "size": config.len() },
        "layers": [{ "mediaType": "application/vnd.oci.image.layer.v1.tar", "digest": layer, "size": 5,
            "annotations": annotations, "urls": ["javascript:alert(1)"] }],
    })
    .to_string();
    let image_digest = registry.put_manifest("a", "image", MANIFEST, image.as_bytes());
    let child = json!({ "mediaType": MANIFEST, "digest": image_digest, "size": image.len(), "annotations": annotations,
        "platform": { "architecture": MARKUP, "os": MARKUP, "variant": MARKUP, "os.version": MARKUP } });
    let index = json!({ "schemaVersion": 2, "mediaType": INDEX, "manifests": [child], "annotations": annotations });
    registry.put_manifest("a", "index", INDEX, index.to_string().as_bytes());
    let referrer = json!({ "schemaVersion": 2, "mediaType": INDEX, "manifests": [], "annotations": annotations,
        "artifactType": "application/x", "subject": { "mediaType": MANIFEST, "digest": image_digest, "size": image.len() } });
    registry.put_manifest("a", "referrer", INDEX, referrer.to_string().as_bytes());
    let query: String = url::form_urlencoded::byte_serialize(MARKUP.as_bytes()).collect();
    for target in [
        "/".to_owned(),
        format!("/?q={query}"),
        format!("/?q={query}&last={query}&n={query}"),
        "/r/a".to_owned(),
        format!("/r/a?q={query}&last={query}"),
        "/r/a:image".to_owned(),
        "/r/a:index".to_owned(),
        "/r/a:referrer".to_owned(),
        format!("/r/a@{image_digest}"),
        format!("/r/{query}"),
        format!("/r/a:{query}"),
        "/r/none".to_owned(),
    ] {
        let reply = registry.get(&target);
        assert!(reply.status < 500, "{target}: {}", reply.status);
        is_harmless(&reply, &target);
    }
    // What was pushed is served as a file, whatever a browser would make of it.
    let page = registry.put_blob("a", b"<html><script>alert(1)</script>");
    let reply = registry.get(&format!("/v2/a/blobs/{page}"));
    let kind = (reply.header("content-type"), reply.header("x-content-type-options"));
    assert_eq!(kind, (Some("application/octet-stream"), Some("nosniff")));
    assert_eq!(sha(&reply.body), page);
}

#[test]
fn nobody_is_sent_elsewhere() {
    let registry = Registry::start();
    for target in [
        "/login",
        "/login?next=//evil.example",
        "/login?next=http://evil.example&redirect=//evil.example&return=//evil.example",
        "//evil.example",
        "//evil.example/..",
        "/\\evil.example",
        "/%2f/evil.example",
        "/login/%2e%2e//evil.example",
        "/r//evil.example",
    ] {
        let reply = registry.send("GET", target, &[("Host", "evil.example")], b"");
        let location = reply.header("location");
        assert!(location.is_none_or(|location| location == "/"), "{target}: {location:?}");
        assert!(reply.status < 500, "{target}");
    }
}
