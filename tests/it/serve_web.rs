//! The page of the registry as it comes over the wire: what it shows, what it bounds and escapes, and its headers.

use serde_json::{Value, json};
use wharf::oci::Digest;

use crate::harness::{Registry, Reply, says};

const MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";
const INDEX: &str = "application/vnd.oci.image.index.v1+json";
const CONFIG: &str = "application/vnd.oci.image.config.v1+json";
const LAYER: &str = "application/vnd.oci.image.layer.v1.tar+gzip";

/// What an attacker writes everywhere: markup, an attribute, an escape sequence, an override of direction.
const EVIL: &str = "<script>alert(1)</script>\" onload=\"alert(2)' \u{1b}[31m\u{202e}\u{0}&amp;";

fn descriptor(media_type: &str, content: &[u8]) -> Value {
    json!({ "mediaType": media_type, "digest": Digest::sha256(content).to_string(), "size": content.len() })
}

fn config(more: &Value) -> Value {
    let mut config = json!({
        "architecture": "amd64", "os": "linux", "created": "2026-01-02T03:04:05Z",
        "config": { "Entrypoint": ["/bin/serve"], "Cmd": ["--all"], "User": "app", "WorkingDir": "/srv",
            "Env": ["PATH=/bin", "A=b=c"], "ExposedPorts": { "80/tcp": {} }, "Volumes": { "/data": {} },
            "Labels": { "org.example.team": "harbour" } },
        "rootfs": { "type": "layers", "diff_ids": [] },
        "history": [
            { "created_by": "ADD root.tar / # buildkit" },
            { "created_by": "ENV A=b=c", "empty_layer": true },
            { "created_by": "RUN /bin/sh -c make install # buildkit" },
        ],
    });
    config.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    config
}

/// Pushes an image of two layers and gives its digest.
fn push(registry: &Registry, repository: &str, reference: &str, config: &Value, more: &Value) -> String {
    let config = config.to_string();
    let layers = [&b"first layer"[..], &b"second"[..]];
    for blob in layers.into_iter().chain([config.as_bytes()]) {
        registry.put_blob(repository, blob);
    }
    let mut manifest = json!({
        "schemaVersion": 2, "mediaType": MANIFEST, "config": descriptor(CONFIG, config.as_bytes()),
        "layers": layers.map(|layer| descriptor(LAYER, layer)),
    });
    manifest.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let text = manifest.to_string();
    let digest = Digest::sha256(text.as_bytes()).to_string();
    let reference = if reference.is_empty() { &digest } else { reference };
    registry.put_manifest(repository, reference, MANIFEST, text.as_bytes())
}

fn image(registry: &Registry, repository: &str, tag: &str) -> String {
    push(registry, repository, tag, &config(&json!({})), &json!({ "annotations": { "org.example.note": tag } }))
}

#[track_caller]
fn page(registry: &Registry, path: &str) -> String {
    let reply = registry.get(path);
    assert_eq!(reply.status, 200, "{path}: {}", reply.text());
    assert_eq!(reply.header("content-type"), Some("text/html; charset=utf-8"), "{path}");
    reply.text()
}

#[track_caller]
fn is_harmless(html: &str) {
    for sign in ["<script>", "onload=\"", "\u{1b}", "\u{202e}", "\0"] {
        assert!(!html.contains(sign), "{sign:?} came through: {html}");
    }
}

#[test]
fn repositories_tags_and_an_image_are_shown() {
    let registry = Registry::start();
    says(
        &page(&registry, "/"),
        &["There is nothing to pull here yet", &format!("docker push {}/alpine", registry.address())],
    );
    let digest = image(&registry, "team/app", "v1");
    image(&registry, "team/app", "v2");
    image(&registry, "tools", "latest");
    says(&page(&registry, "/"), &["href=\"/r/team/app\"", "href=\"/r/tools\"", "lang=\"en\"", "<h1>Repositories</h1>"]);
    let found = page(&registry, "/?q=TOOL");
    assert!(found.contains("/r/tools") && !found.contains("/r/team/app"), "{found}");
    says(&page(&registry, "/?q=%3Cscript%3E"), &["No repository has this in its name", "value=\"&lt;script&gt;\""]);

    let short = &digest["sha256:".len()..][..12];
    let tags = page(&registry, "/r/team/app");
    says(&tags, &["href=\"/r/team/app:v1\"", &format!("href=\"/r/team/app@{digest}\""), short, "linux/amd64"]);
    says(&tags, &["datetime=\"2026-01-02T03:04:05Z\"", &format!("docker pull {}/team/app", registry.address())]);
    let filtered = page(&registry, "/r/team/app?q=V2");
    assert!(filtered.contains("team/app:v2") && !filtered.contains("href=\"/r/team/app:v1\""), "{filtered}");

    let by_tag = page(&registry, "/r/team/app:v1");
    let host = registry.address();
    says(&by_tag, &[&digest, &format!("docker pull {host}/team/app:v1"), &format!("wharf pull {host}/team/app:v1")]);
    says(
        &by_tag,
        &[&format!("docker pull {host}/team/app@{digest}"), "ADD root.tar /", "RUN make install", "tar, gzip"],
    );
    says(
        &by_tag,
        &["/bin/serve", "--all", "/srv", "80/tcp", "/data", "org.example.team", "harbour", "b=c", "ENV A=b=c"],
    );
    says(&by_tag, &["org.example.note", "Nothing refers to this", &format!("/v2/team/app/manifests/{digest}")]);
    let by_digest = page(&registry, &format!("/r/team/app@{digest}"));
    says(&by_digest, &[&format!("wharf pull {host}/team/app@{digest}"), "RUN make install"]);
    assert!(!by_digest.contains("app:v1"), "a digest has no tag");
}

#[test]
fn an_index_leads_to_its_platforms_and_a_subject_to_its_referrers() {
    let registry = Registry::start();
    let child = image(&registry, "a", "child");
    let size = registry.get("/v2/a/manifests/child").body.len();
    let about = |more: Value| {
        let mut about = json!({ "mediaType": MANIFEST, "digest": child, "size": size });
        about.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        about
    };
    let attests = json!({ "vnd.docker.reference.type": "attestation-manifest", "vnd.docker.reference.digest": child });
    let index = json!({ "schemaVersion": 2, "mediaType": INDEX, "manifests": [
        about(json!({ "platform": { "os": "linux", "architecture": "arm64", "variant": "v8" } })),
        about(json!({ "platform": { "os": "unknown", "architecture": "unknown" }, "annotations": attests })),
    ]});
    let index = registry.put_manifest("a", "multi", INDEX, index.to_string().as_bytes());
    says(&page(&registry, "/r/a:multi"), &["linux/arm64", &format!("href=\"/r/a@{child}\""), "Attestation for"]);
    says(&page(&registry, "/r/a"), &["linux/arm64", "datetime=\"2026-01-02T03:04:05Z\""]);

    let refers = |subject: &str, kind: &str| {
        let subject = json!({ "mediaType": MANIFEST, "digest": subject, "size": 1 });
        push(&registry, "a", "", &config(&json!({})), &json!({ "subject": subject, "artifactType": kind }))
    };
    let sbom = refers(&index, "application/spdx+json");
    let signature = refers(&sbom, "application/x-signature");
    let tree = page(&registry, "/r/a:multi");
    let (at_sbom, at_signature) = (tree.find(&format!("/r/a@{sbom}")), tree.find(&format!("/r/a@{signature}")));
    assert!(at_sbom.is_some() && at_sbom < at_signature, "{tree}");
    says(&tree, &["application/spdx+json", "application/x-signature", "</a> <span class=\"none\">"]);
    assert_eq!(tree.matches("class=\"tree\"").count(), 2, "the signature of the list stands below it");
    says(&page(&registry, &format!("/r/a@{sbom}")), &["Refers to", &format!("href=\"/r/a@{index}\"")]);
}

#[test]
fn names_made_of_the_letters_of_paths_are_names() {
    let registry = Registry::start();
    for name in ["r", "t", "d", "r/t", "a/t/b", "a", "r/d/t", "login", "assets/x"] {
        image(&registry, name, "t");
    }
    let list = page(&registry, "/");
    for name in ["r", "t", "d", "r/t", "a/t/b", "a", "r/d/t", "login", "assets/x"] {
        says(&list, &[&format!("href=\"/r/{name}\"")]);
        says(&page(&registry, &format!("/r/{name}")), &[&format!("href=\"/r/{name}:t\"")]);
        says(&page(&registry, &format!("/r/{name}:t")), &[&format!("<title>{name}:t · wharf</title>")]);
    }
}

#[test]
fn every_answer_forbids_what_a_page_does_not_need() {
    let registry = Registry::start();
    let digest = image(&registry, "a", "v1");
    let paths = ["/", "/r/a", "/r/a:v1", &format!("/r/a@{digest}"), "/r/none", "/r/a:none", "/r/A", "/assets/none"];
    for path in paths {
        let reply = registry.get(path);
        let policy = reply.header("content-security-policy").unwrap_or_default();
        says(policy, &["default-src 'none'", "style-src 'self'", "script-src 'self'", "form-action 'self'"]);
        says(policy, &["base-uri 'none'", "frame-ancestors 'none'"]);
        assert!(!policy.contains("unsafe"), "{policy}");
        let header = |name| reply.header(name);
        assert_eq!(header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(header("referrer-policy"), Some("no-referrer"), "{path}");
        assert_eq!(header("cache-control"), Some("private, no-cache"), "{path}");
        assert!(!reply.text().contains(" style=") && !reply.text().contains("<script>"), "{path}");
        let head = registry.send("HEAD", path, &[], b"");
        assert_eq!((head.status, head.header("content-length")), (reply.status, header("content-length")), "{path}");
        assert!(head.body.is_empty());
    }
    let gone: Vec<Reply> = ["/r/none", "/r/a:none", "/r/none:v1"].iter().map(|path| registry.get(path)).collect();
    assert!(gone.iter().all(|reply| reply.status == 404 && reply.body == gone[0].body));
    let written = registry.send("POST", "/r/a", &[], b"x=1");
    assert_eq!((written.status, written.header("allow")), (405, Some("GET, HEAD")));
    let login = registry.get("/login");
    assert_eq!((login.status, login.header("location")), (303, Some("/")));
    assert_eq!(registry.get("/elsewhere").code(), "UNSUPPORTED", "what is not the page's stays the registry's");
}

#[test]
fn what_pages_need_is_kept_by_the_browser() {
    let registry = Registry::start();
    let html = page(&registry, "/");
    let links = html.split('"').filter(|part| part.starts_with("/assets/"));
    let links: std::collections::BTreeSet<&str> = links.collect();
    assert_eq!(links.len(), 3, "{links:?}");
    for link in links {
        let asset = registry.get(link);
        assert_eq!((asset.status, asset.header("cache-control")), (200, Some("public, max-age=31536000, immutable")));
        let digest = Digest::sha256(&asset.body);
        assert!(link.contains(digest.short()), "{link} says what is in it");
        let again = registry.send("GET", link, &[("If-None-Match", asset.header("etag").unwrap())], b"");
        assert_eq!((again.status, again.body.len()), (304, 0));
        assert!(!asset.text().contains("http://") || asset.header("content-type") == Some("image/svg+xml"), "{link}");
    }
}

#[test]
fn the_name_of_the_registry_is_taken_from_the_browser_only_if_it_is_one() {
    let registry = Registry::start();
    image(&registry, "a", "v1");
    let ask = |host: &str| registry.send("GET", "/r/a:v1", &[("Host", host)], b"").text();
    says(&ask("registry.example.org"), &["docker pull registry.example.org/a:v1"]);
    for host in ["x;rm -rf", "a\"onload=\"x", "x<script>y"] {
        let html = ask(host);
        says(&html, &["docker pull REGISTRY/a:v1"]);
        is_harmless(&html);
    }
}

#[test]
fn whatever_was_pushed_is_escaped_and_bounded() {
    let registry = Registry::start();
    let long = "x".repeat(1 << 20);
    let evil = config(&json!({
        "author": EVIL, "created": EVIL, "architecture": EVIL, "os": EVIL,
        "config": { "Labels": { EVIL: EVIL, "long": long, "number": 5 }, "Env": [EVIL, format!("{EVIL}={EVIL}")],
            "Cmd": [EVIL, long], "User": EVIL, "WorkingDir": EVIL, "StopSignal": EVIL,
            "ExposedPorts": { EVIL: {} }, "Volumes": { EVIL: {} } },
        "history": [{ "created_by": EVIL, "comment": EVIL, "author": EVIL }, { "created_by": long }],
    }));
    let subject = push(&registry, "a", "evil", &evil, &json!({ "annotations": { EVIL: EVIL }, "artifactType": EVIL }));
    let about = json!({ "mediaType": MANIFEST, "digest": subject, "size": 1 });
    let more =
        json!({ "subject": about, "artifactType": EVIL, "annotations": { "org.opencontainers.image.created": EVIL } });
    push(&registry, "a", "", &evil, &more);
    let plain = push(&registry, "a", "plain", &evil, &json!({}));
    let platform = json!({ "os": EVIL, "architecture": EVIL, "variant": EVIL });
    let size = registry.get("/v2/a/manifests/plain").body.len();
    let child =
        json!({ "mediaType": MANIFEST, "digest": plain, "size": size, "platform": platform, "artifactType": EVIL });
    let index = json!({ "schemaVersion": 2, "mediaType": INDEX, "manifests": [child], "artifactType": EVIL });
    registry.put_manifest("a", "index", INDEX, index.to_string().as_bytes());
    for path in ["/", "/r/a", "/r/a?sort=name", "/r/a:evil", "/r/a:plain", "/r/a:index"] {
        let html = page(&registry, path);
        is_harmless(&html);
        assert!(html.len() < 200_000, "{path} has {} bytes", html.len());
    }
    let shown = page(&registry, "/r/a:plain");
    says(&shown, &["&lt;script&gt;alert(1)&lt;/script&gt;", "U+202E", "U+001B", "cut: 1,048,576 characters in all"]);
}

#[test]
fn thousands_of_layers_labels_and_platforms_are_cut_with_a_note() {
    let registry = Registry::sparse();
    let layers: Vec<Value> = (0..5000_u32).map(|at| descriptor(LAYER, &at.to_be_bytes())).collect();
    let labels: serde_json::Map<String, Value> = (0..5000).map(|at| (format!("label-{at}"), json!("x"))).collect();
    let history: Vec<Value> = (0..5000).map(|at| json!({ "created_by": format!("RUN step {at}") })).collect();
    let many = config(&json!({ "config": { "Labels": labels }, "history": history }));
    push(&registry, "a", "many", &many, &json!({ "layers": layers, "annotations": labels }));
    let html = page(&registry, "/r/a:many");
    says(
        &html,
        &[
            "The first 500 of 5,000 layers are shown",
            "The first 500 of 5,000 steps",
            "RUN step 499",
            "Only the first 200",
        ],
    );
    assert!(!html.contains("RUN step 500") && html.len() < 1 << 20, "{}", html.len());
    let children: Vec<Value> = (0..2000_u32)
        .map(|at| {
            let mut child = descriptor(MANIFEST, &at.to_be_bytes());
            child["platform"] = json!({ "os": "linux", "architecture": format!("cpu{at}") });
            child
        })
        .collect();
    let index = json!({ "schemaVersion": 2, "mediaType": INDEX, "manifests": children });
    registry.put_manifest("a", "wide", INDEX, index.to_string().as_bytes());
    says(
        &page(&registry, "/r/a:wide"),
        &["The first 300 of 2,000 manifests", "not in this repository", "linux/cpu299"],
    );
    says(&page(&registry, "/r/a"), &["and 1994 more"]);
}

#[test]
fn what_is_missing_or_broken_is_named_and_the_rest_is_shown() {
    let registry = Registry::sparse();
    let layers = [descriptor(LAYER, b"layer")];
    let put = |tag: &str, config: Value| {
        let manifest = json!({ "schemaVersion": 2, "mediaType": MANIFEST, "config": config, "layers": layers });
        registry.put_manifest("a", tag, MANIFEST, manifest.to_string().as_bytes());
    };
    put("missing", descriptor(CONFIG, b"missing"));
    registry.put_blob("a", b"<html>");
    put("broken", descriptor(CONFIG, b"<html>"));
    let large = vec![b' '; (4 << 20) + 1];
    registry.put_blob("a", &large);
    put("large", descriptor(CONFIG, &large));
    let layer = Digest::sha256(b"layer");
    for (tag, said) in [
        ("missing", "not in this repository"),
        ("broken", "not a document that can be read"),
        ("large", "too large to show"),
    ] {
        let html = page(&registry, &format!("/r/a:{tag}"));
        says(&html, &[said, layer.short(), "docker pull", "Referrers", "The config"]);
    }
    says(&page(&registry, "/r/a"), &["not in this repository", "not a document that can be read", "too large to show"]);
    let bad = json!({ "schemaVersion": 2, "mediaType": INDEX, "manifests": [] }).to_string();
    registry.put_manifest("a", "empty", INDEX, bad.as_bytes());
    says(&page(&registry, "/r/a:empty"), &["This index is empty"]);
}

#[test]
fn tags_go_by_pages_and_by_age_while_they_are_few() {
    let registry = Registry::start();
    for (tag, created) in
        [("old", "2020-01-01T00:00:00Z"), ("new", "2026-01-01T00:00:00Z"), ("mid", "2023-01-01T00:00:00Z")]
    {
        push(&registry, "few", tag, &config(&json!({ "created": created })), &json!({}));
    }
    push(&registry, "few", "undated", &config(&json!({ "created": "" })), &json!({}));
    let order = |html: &str| {
        let mut found: Vec<_> =
            ["new", "mid", "old", "undated"].map(|tag| (html.find(&format!("/r/few:{tag}\"")).unwrap(), tag)).into();
        found.sort_unstable();
        found.into_iter().map(|(_, tag)| tag).collect::<Vec<_>>()
    };
    assert_eq!(order(&page(&registry, "/r/few")), ["new", "mid", "old", "undated"]);
    assert_eq!(order(&page(&registry, "/r/few?sort=name")), ["mid", "new", "old", "undated"]);

    let digest = image(&registry, "many", "t000");
    let manifest = registry.get("/v2/many/manifests/t000").body;
    let more: Vec<String> = (1..120).map(|at| format!("tag=t{at:03}")).collect();
    for tags in more.chunks(60) {
        registry.put_manifest("many", &format!("{digest}?{}", tags.join("&")), MANIFEST, &manifest);
    }
    let mut path = "/r/many".to_owned();
    let mut seen = Vec::new();
    loop {
        let html = page(&registry, &path);
        let tags = html.split("href=\"/r/many:").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned());
        seen.push(tags.collect::<Vec<_>>());
        let Some(next) = html.split("rel=\"next\" href=\"").nth(1) else { break };
        path = next.split('"').next().unwrap().replace("&amp;", "&");
    }
    assert_eq!(seen.iter().map(Vec::len).collect::<Vec<_>>(), [50, 50, 20]);
    assert_eq!(seen.concat(), (0..120).map(|at| format!("t{at:03}")).collect::<Vec<_>>());
    says(&page(&registry, "/r/many"), &["more than 100 are too many to sort by age"]);
    says(&page(&registry, "/r/many?q=t11"), &["the newest first"]);
}
