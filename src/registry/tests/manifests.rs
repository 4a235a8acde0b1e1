//! Manifests: what they are asked for by, and what is believed of the answer.

use super::*;
use crate::content::{ErrorKind, Source, Target};
use crate::oci::Algorithm;

fn image() -> RawManifest {
    RawManifest::new(&MediaType::OCI_MANIFEST, Bytes::from_static(IMAGE.as_bytes())).unwrap()
}

fn answering(reply: Reply) -> Fake {
    Fake::start(move |_| reply.clone())
}

#[tokio::test]
async fn the_bytes_decide_over_the_digest() {
    let right = Digest::sha256(IMAGE.as_bytes());
    let wrong = Digest::sha256(b"something else");
    let plain = Reply::ok(IMAGE).header("Content-Type", OCI_MANIFEST);
    let announced = |digest: &Digest| plain.clone().header("Docker-Content-Digest", digest);
    for (selector, reply, good) in [
        (tag("1"), plain.clone(), true),
        (tag("1"), announced(&right), true),
        (tag("1"), announced(&wrong), false),
        (right.clone().into(), plain.clone(), true),
        (right.clone().into(), announced(&wrong), true),
        (wrong.clone().into(), plain.clone(), false),
        (wrong.clone().into(), announced(&wrong), false),
    ] {
        let outcome = pulling(&answering(reply)).manifest(&selector).await;
        match outcome {
            Ok(manifest) => {
                assert!(good, "{selector}");
                assert_eq!((manifest.digest, &manifest.bytes[..]), (right.clone(), IMAGE.as_bytes()));
            }
            Err(error) => {
                assert!(!good, "{selector}: {error:?}");
                assert_eq!((error.kind, reason(&error)), (ErrorKind::Integrity, Reason::Digest));
            }
        }
    }
}

#[tokio::test]
async fn sha512_is_a_digest_like_another() {
    let digest = Algorithm::Sha512.digest(IMAGE.as_bytes());
    let registry = answering(Reply::ok(IMAGE).header("Content-Type", OCI_MANIFEST));
    let manifest = pulling(&registry).manifest(&digest.clone().into()).await.unwrap();
    assert_eq!(manifest.digest, digest);
    assert_eq!(registry.lines(), [format!("GET /v2/a/b/manifests/{digest}")]);

    // Under a tag alone the registry would file it by SHA-256.
    let registry = answering(Reply::new(201));
    pushing(&registry).put_manifest(&manifest, &["1".parse().unwrap()]).await.unwrap();
    assert_eq!(registry.lines(), [format!("PUT /v2/a/b/manifests/{digest}"), "PUT /v2/a/b/manifests/1".to_owned()]);
}

#[tokio::test]
async fn every_type_of_manifest_is_accepted() {
    let registry = answering(Reply::ok(IMAGE).header("Content-Type", OCI_MANIFEST));
    pulling(&registry).manifest(&tag("1")).await.unwrap();
    let seen = registry.seen();
    let accept = seen[0].header("accept").unwrap();
    for kind in [OCI_MANIFEST, OCI_INDEX, "application/vnd.docker.distribution.manifest.v2+json"] {
        assert!(accept.contains(kind), "{accept}");
    }
    assert_eq!(seen[0].header("accept-encoding"), Some("identity"));
    assert!(seen[0].header("user-agent").unwrap().starts_with("wharf/"));
}

#[tokio::test]
async fn a_head_suffices_where_it_says_all() {
    let digest = Digest::sha256(IMAGE.as_bytes());
    let all = Reply::ok(IMAGE).header("Content-Type", OCI_MANIFEST).header("Docker-Content-Digest", &digest);
    let registry = answering(all);
    let found = pulling(&registry).resolve(&tag("1")).await.unwrap();
    assert_eq!((found.digest, found.size), (digest, IMAGE.len() as u64));
    assert_eq!(registry.lines(), ["HEAD /v2/a/b/manifests/1"]);
}

#[tokio::test]
async fn a_head_that_is_refused_or_says_too_little_is_followed_by_a_get() {
    for head in [Reply::new(405), Reply::new(403), Reply::new(400), Reply::ok(IMAGE)] {
        let registry = Fake::start(move |exchange| match exchange.method.as_str() {
            "HEAD" => head.clone(),
            _ => Reply::ok(IMAGE).header("Content-Type", OCI_MANIFEST),
        });
        let repository = pulling(&registry);
        let found = repository.resolve(&tag("1")).await.unwrap();
        assert_eq!(found, image().descriptor());
        // What was fetched on the way is not fetched again.
        repository.manifest(&found.digest.into()).await.unwrap();
        assert_eq!(registry.lines(), ["HEAD /v2/a/b/manifests/1", "GET /v2/a/b/manifests/1"]);
    }
}

#[tokio::test]
async fn answers_that_are_no_manifest_say_what_they_are() {
    let large = format!("{IMAGE}{}", " ".repeat(200));
    let schema1 = "application/vnd.docker.distribution.manifest.v1+prettyjws";
    for (reply, expected) in [
        (Reply::ok("<html><body>Welcome").header("Content-Type", "text/html"), Reason::Html),
        (Reply::ok("<html>").header("Content-Type", OCI_MANIFEST), Reason::Html),
        (Reply::ok("{}").header("Content-Type", "application/json"), Reason::Invalid),
        (Reply::ok(large).header("Content-Type", OCI_MANIFEST), Reason::TooLarge),
        (Reply::ok("{}").header("Content-Type", schema1), Reason::Unsupported),
        (Reply::error(404, "MANIFEST_UNKNOWN"), Reason::ManifestUnknown),
        (Reply::error(404, "NAME_UNKNOWN"), Reason::NameUnknown),
        (Reply::new(404).body("nothing here"), Reason::NotFound),
        (Reply::error(403, "DENIED"), Reason::Forbidden),
        (Reply::error(400, "TAG_INVALID"), Reason::Invalid),
    ] {
        let registry = answering(reply);
        let options = Options { manifest_limit: 400, ..options(&Told::default()) };
        let error = repository(&client(options), &registry, Access::Pull).manifest(&tag("1")).await.unwrap_err();
        assert_eq!(reason(&error), expected, "{error:?}");
        assert_eq!(registry.lines().len(), 1);
    }
}

#[tokio::test]
async fn a_type_that_says_nothing_is_replaced_by_what_the_document_says() {
    for kind in ["application/json", "text/plain; charset=utf-8", "application/octet-stream"] {
        let registry = answering(Reply::ok(IMAGE).header("Content-Type", kind));
        let manifest = pulling(&registry).manifest(&tag("1")).await.unwrap();
        assert_eq!(manifest.media_type, MediaType::OCI_MANIFEST, "{kind}");
    }
}

#[tokio::test]
async fn what_is_not_there_is_no_error_for_a_target() {
    let registry = answering(Reply::new(404));
    assert_eq!(pushing(&registry).current(&tag("1")).await.unwrap(), None);
    let error = pulling(&registry).resolve(&tag("1")).await.unwrap_err();
    assert!(registry_error(&error).to_string().contains("no manifest 1"), "{error:?}");
}

#[tokio::test]
async fn a_manifest_is_put_byte_for_byte_under_every_tag() {
    let registry = answering(Reply::new(201));
    let tags: Vec<Tag> = vec!["1".parse().unwrap(), "2".parse().unwrap()];
    pushing(&registry).put_manifest(&image(), &tags).await.unwrap();
    pushing(&registry).put_manifest(&image(), &[]).await.unwrap();
    let seen = registry.seen();
    let by_digest = format!("PUT /v2/a/b/manifests/{}", image().digest);
    assert_eq!(registry.lines(), ["PUT /v2/a/b/manifests/1", "PUT /v2/a/b/manifests/2", &by_digest]);
    for record in seen {
        assert_eq!(record.body, IMAGE.as_bytes());
        assert_eq!(record.header("content-type"), Some(OCI_MANIFEST));
    }
}

#[tokio::test]
async fn a_put_that_the_registry_filed_elsewhere_is_an_error() {
    let registry = answering(Reply::new(201).header("Docker-Content-Digest", Digest::sha256(b"changed")));
    let error = pushing(&registry).put_manifest(&image(), &["1".parse().unwrap()]).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Integrity);
    let registry = answering(Reply::error(400, "MANIFEST_BLOB_UNKNOWN"));
    let error = pushing(&registry).put_manifest(&image(), &["1".parse().unwrap()]).await.unwrap_err();
    assert_eq!((error.kind, reason(&error)), (ErrorKind::Invalid, Reason::ManifestBlobUnknown));
}

#[tokio::test]
async fn the_quota_of_the_last_manifest_is_kept() {
    let limited = Reply::ok(IMAGE).header("Content-Type", OCI_MANIFEST).header("RateLimit-Limit", "100;w=21600");
    let registry = answering(limited.header("RateLimit-Remaining", "7;w=21600"));
    let repository = pulling(&registry);
    assert_eq!(repository.rate_limit(), None);
    repository.manifest(&tag("1")).await.unwrap();
    assert_eq!(repository.rate_limit().and_then(|limit| limit.remaining), Some(7));
}
