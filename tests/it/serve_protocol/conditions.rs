//! Tags: many in one push, and conditions on what they name (RFC 9110, 13.1).

use serde_json::json;
use wharf::oci::Algorithm;

use super::{MANIFEST, everywhere, manifest, put, sha};
use crate::harness::{Registry, Reply};

fn put_if(registry: &Registry, reference: &str, note: &str, conditions: &[(&str, &str)]) -> Reply {
    let body = version(note);
    let headers: Vec<(&str, &str)> = conditions.iter().copied().chain([("Content-Type", MANIFEST)]).collect();
    registry.send("PUT", &format!("/v2/a/manifests/{reference}"), &headers, &body)
}

fn version(note: &str) -> Vec<u8> {
    manifest(&json!({ "annotations": { "note": note } }))
}

fn tag_of(note: &str) -> String {
    format!("\"{}\"", sha(&version(note)))
}

fn named(registry: &Registry, tag: &str) -> Option<String> {
    let reply = registry.send("HEAD", &format!("/v2/a/manifests/{tag}"), &[], b"");
    reply.header("etag").map(str::to_owned)
}

/// What is sent, on which conditions, what is answered, and what the tag names afterwards.
type Step<'a> = (&'a str, &'a [(&'a str, &'a str)], u16, &'a str);

#[test]
fn a_tag_moves_only_from_where_the_client_saw_it() {
    everywhere(|registry| {
        registry.put_blob("a", b"{}");
        let (one, two, three) = (tag_of("one"), tag_of("two"), tag_of("three"));
        let weak = format!("W/{two}");
        let list = format!("{one}, {two}");
        let steps: [Step; 14] = [
            ("one", &[("If-Match", "*")], 412, ""),
            ("one", &[("If-Match", &one)], 412, ""),
            ("one", &[("If-None-Match", "*")], 201, "one"),
            ("two", &[("If-None-Match", "*")], 412, "one"),
            ("one", &[("If-None-Match", "*")], 412, "one"),
            ("two", &[("If-Match", &three)], 412, "one"),
            ("two", &[("If-Match", "\"foreign\"")], 412, "one"),
            ("two", &[("If-Match", &one)], 201, "two"),
            ("three", &[("If-Match", &weak)], 412, "two"),
            ("three", &[("If-None-Match", &list)], 412, "two"),
            ("three", &[("If-Match", "*"), ("If-None-Match", &two)], 412, "two"),
            ("three", &[("If-Match", &list), ("If-None-Match", &one)], 201, "three"),
            ("one", &[("If-Match", "*")], 201, "one"),
            ("two", &[("If-None-Match", "\"foreign\"")], 201, "two"),
        ];
        for (at, (note, conditions, status, after)) in steps.into_iter().enumerate() {
            let reply = put_if(registry, "latest", note, conditions);
            assert_eq!(reply.status, status, "step {at}: {}", reply.text());
            let expected = (!after.is_empty()).then(|| tag_of(after));
            assert_eq!(named(registry, "latest"), expected, "step {at}");
            if status == 412 {
                assert_eq!(reply.code(), "DENIED", "step {at}");
                assert_eq!(
                    reply.header("etag").map(str::to_owned),
                    expected,
                    "a client can go on from there: step {at}"
                );
            }
        }
    });
}

#[test]
fn conditions_hold_for_all_tags_of_a_push_or_none_is_set() {
    everywhere(|registry| {
        registry.put_blob("a", b"{}");
        assert_eq!(put_if(registry, "old", "one", &[]).status, 201);
        let two = sha(&version("two"));
        let refused = put_if(registry, &format!("{two}?tag=new&tag=old"), "two", &[("If-None-Match", "*")]);
        assert_eq!(refused.status, 412);
        assert_eq!((named(registry, "new"), named(registry, "old")), (None, Some(tag_of("one"))));
        let done = put_if(registry, &format!("{two}?tag=new&tag=newer"), "two", &[("If-None-Match", "*")]);
        assert_eq!((done.status, done.header("oci-tag")), (201, Some("new, newer")));
    });
}

#[test]
fn without_a_tag_conditions_are_about_the_manifest() {
    everywhere(|registry| {
        registry.put_blob("a", b"{}");
        let digest = sha(&version("one"));
        for (header, status) in [("If-Match", 412), ("If-None-Match", 201), ("If-None-Match", 412), ("If-Match", 201)] {
            let reply = put_if(registry, &digest, "one", &[(header, "*")]);
            assert_eq!(reply.status, status, "{header}");
        }
    });
}

#[test]
fn one_push_sets_many_tags() {
    everywhere(|registry| {
        registry.put_blob("a", b"{}");
        let body = version("one");
        for algorithm in [Algorithm::Sha256, Algorithm::Sha512] {
            let digest = algorithm.digest(&body).to_string();
            let names: Vec<String> = (0..20).map(|at| format!("{}-{at}", algorithm.name())).collect();
            let query: Vec<String> = names.iter().map(|name| format!("tag={name}")).collect();
            let stored = put(registry, &format!("{digest}?{}", query.join("&")), MANIFEST, &body);
            assert_eq!((stored.status, stored.header("oci-tag")), (201, Some(names.join(", ").as_str())));
            for name in &names {
                let got = registry.get(&format!("/v2/a/manifests/{name}"));
                assert_eq!(got.header("docker-content-digest"), Some(digest.as_str()), "{name}");
            }
        }
        let digest = sha(&body);
        for (wrong, status) in
            [("tag=-bad", 400), ("tag=", 400), ("tag=a%0d%0aX:y", 400), (&vec!["tag=x"; 101].join("&"), 414)]
        {
            let reply = put(registry, &format!("{digest}?tag=good&{wrong}"), MANIFEST, &body);
            assert_eq!((reply.status, reply.code().as_str()), (status, "MANIFEST_INVALID"), "{wrong:.20}");
            assert_eq!(registry.get("/v2/a/manifests/good").status, 404, "{wrong:.20}");
        }
        let alone = put(registry, "v1", MANIFEST, &body);
        assert_eq!((alone.status, alone.header("oci-tag")), (201, None));
    });
}

#[test]
fn a_push_that_is_refused_makes_no_repository() {
    everywhere(|registry| {
        let index = br#"{"schemaVersion":2,"manifests":[]}"#;
        let typed = ("Content-Type", "application/vnd.oci.image.index.v1+json");
        let refused = |target: &str, condition: (&str, &str), body: &[u8]| {
            let reply = registry.send("PUT", target, &[typed, condition], body);
            assert!(reply.status == 412 || reply.status == 400, "{target}: {}", reply.status);
            assert_eq!(registry.get("/v2/_catalog").json()["repositories"], json!([]), "{target}");
            assert_eq!(registry.get("/v2/new/tags/list").code(), "NAME_UNKNOWN", "{target}");
        };
        let digest = sha(index);
        refused("/v2/new/manifests/v1", ("If-Match", "*"), index);
        refused(&format!("/v2/new/manifests/{digest}?tag=v1"), ("If-Match", &format!("\"{digest}\"")), index);
        refused(&format!("/v2/new/manifests/{digest}"), ("If-Match", "*"), index);
        refused("/v2/new/manifests/v1", ("X-None", ""), &manifest(&json!({})));
        refused("/v2/new/manifests/v1", ("X-None", ""), b"{");
        let session = registry.send("POST", "/v2/new/blobs/uploads/", &[], b"");
        let target = format!("{}?digest={}", session.header("location").unwrap(), sha(b"other"));
        refused(&target, ("X-None", ""), b"this");
        assert_eq!(registry.send("PUT", "/v2/new/manifests/v1", &[typed, ("If-None-Match", "*")], index).status, 201);
        assert_eq!(registry.get("/v2/_catalog").json()["repositories"], json!(["new"]));
    });
}
