//! What refers to a manifest, by the API and by the tag that stands in for it.

use super::*;
use crate::content::{ErrorKind, Manage, ReferrerFilter, Source, Target};
use crate::oci::ImageIndex;

/// A repository that has no referrers API, and keeps every manifest in memory.
struct Plain {
    manifests: Arc<Mutex<HashMap<String, Vec<u8>>>>,
    fake: Fake,
}

fn plain() -> Plain {
    let manifests: Arc<Mutex<HashMap<String, Vec<u8>>>> = Arc::default();
    let held = Arc::clone(&manifests);
    let fake = Fake::start(move |exchange| {
        let Some((_, name)) = exchange.path().split_once("/manifests/") else { return Reply::new(404) };
        let name = name.to_owned();
        let body = exchange.body();
        let mut held = held.lock().unwrap();
        match exchange.method.as_str() {
            "PUT" => {
                held.insert(Digest::sha256(&body).to_string(), body.clone());
                held.insert(name, body);
                Reply::new(201)
            }
            "DELETE" => held.remove(&name).map_or(Reply::new(404), |_| Reply::new(202)),
            _ => held.get(&name).map_or(Reply::error(404, "MANIFEST_UNKNOWN"), |bytes| {
                let index = bytes.windows(11).any(|part| part == b"\"manifests\"");
                Reply::ok(bytes.clone()).header("Content-Type", if index { OCI_INDEX } else { OCI_MANIFEST })
            }),
        }
    });
    Plain { manifests, fake }
}

impl Plain {
    fn list(&self, subject: &Digest) -> Option<ImageIndex> {
        let held = self.manifests.lock().unwrap();
        Some(serde_json::from_slice(held.get(&subject.to_string().replace(':', "-"))?).unwrap())
    }
}

fn subject() -> Digest {
    Digest::sha256(IMAGE.as_bytes())
}

/// A signature, say, of the image.
fn referrer(kind: &str) -> RawManifest {
    let subject =
        format!(r#""subject":{{"mediaType":"{OCI_MANIFEST}","digest":"{}","size":{}}}"#, subject(), IMAGE.len());
    let extra = format!(r#""artifactType":"{kind}",{subject},"annotations":{{"by":"ann"}},"layers":[]"#);
    let text = IMAGE.replace(r#""layers":[]"#, &extra);
    RawManifest::new(&MediaType::OCI_MANIFEST, Bytes::from(text)).unwrap()
}

#[tokio::test]
async fn a_registry_that_lists_the_subject_is_left_to_it() {
    let fake = Fake::start(|_| Reply::new(201).header("OCI-Subject", subject()));
    let manifest = referrer("application/x.sig");
    pushing(&fake).put_manifest(&manifest, &[]).await.unwrap();
    assert_eq!(fake.lines(), [format!("PUT /v2/a/b/manifests/{}", manifest.digest)]);
}

#[tokio::test]
async fn without_the_api_a_tag_lists_what_refers() {
    let plain = plain();
    let repository = pushing(&plain.fake);
    let (one, two) = (referrer("application/x.sig"), referrer("application/x.sbom"));
    for manifest in [&one, &two, &one] {
        repository.put_manifest(manifest, &[]).await.unwrap();
    }
    let list = plain.list(&subject()).unwrap();
    let digests: Vec<&Digest> = list.manifests.iter().map(|entry| &entry.digest).collect();
    assert_eq!(digests, [&one.digest, &two.digest]);
    let entry = serde_json::to_value(&list.manifests[0]).unwrap();
    assert_eq!(entry["artifactType"], "application/x.sig");
    assert_eq!(entry["annotations"]["by"], "ann");
    assert_eq!(entry["size"], one.bytes.len());

    let found = repository.referrers(&subject(), &ReferrerFilter::default()).await.unwrap();
    assert_eq!(found.len(), 2);
    let filter = ReferrerFilter { artifact_type: Some(MediaType::new("application/x.sbom")) };
    let found = repository.referrers(&subject(), &filter).await.unwrap();
    assert_eq!(found.iter().map(|entry| &entry.digest).collect::<Vec<_>>(), [&two.digest]);
    // That there is no API is found out once.
    assert_eq!(plain.fake.count("GET /v2/a/b/referrers/"), 1);

    let repository = self::repository(&client(options(&Told::default())), &plain.fake, Access::Delete);
    repository.delete_manifest(&one.digest).await.unwrap();
    let list = plain.list(&subject()).unwrap();
    assert_eq!(list.manifests.iter().map(|entry| &entry.digest).collect::<Vec<_>>(), [&two.digest]);
}

#[tokio::test]
async fn referrers_put_at_once_are_all_listed() {
    let plain = plain();
    let repository = pushing(&plain.fake);
    let manifests: Vec<RawManifest> = (0..8).map(|n| referrer(&format!("application/x.{n}"))).collect();
    let puts = manifests.iter().map(|manifest| repository.put_manifest(manifest, &[]));
    for outcome in futures_util::future::join_all(puts).await {
        outcome.unwrap();
    }
    assert_eq!(plain.list(&subject()).unwrap().manifests.len(), 8);
}

#[tokio::test]
async fn what_has_no_subject_makes_no_list() {
    let plain = plain();
    let image = RawManifest::new(&MediaType::OCI_MANIFEST, Bytes::from(IMAGE)).unwrap();
    pushing(&plain.fake).put_manifest(&image, &["1".parse().unwrap()]).await.unwrap();
    assert_eq!(plain.fake.lines(), ["PUT /v2/a/b/manifests/1"]);
}

fn listing(kinds: &[&str]) -> String {
    let entries: Vec<String> = kinds
        .iter()
        .map(|kind| {
            let digest = Digest::sha256(kind.as_bytes());
            format!(r#"{{"mediaType":"{OCI_MANIFEST}","digest":"{digest}","size":3,"artifactType":"{kind}"}}"#)
        })
        .collect();
    format!(r#"{{"schemaVersion":2,"mediaType":"{OCI_INDEX}","manifests":[{}]}}"#, entries.join(","))
}

#[tokio::test]
async fn the_api_is_followed_over_pages_and_filtered_here_where_it_does_not() {
    let fake = Fake::start(|exchange| {
        let next = format!("<{}?page=2>; rel=\"next\"", exchange.path());
        let [first, other] = ["a/x", "other"].map(|text| Digest::sha256(text.as_bytes()).to_string());
        if exchange.target.contains("page=2") {
            Reply::ok(listing(&["a/z", "a/x", "a/y"]).replace(&first, &other))
        } else {
            Reply::ok(listing(&["a/x", "a/y"])).header("Link", next)
        }
        .header("Content-Type", OCI_INDEX)
    });
    assert_eq!(pulling(&fake).referrers(&subject(), &ReferrerFilter::default()).await.unwrap().len(), 4);
    let filter = ReferrerFilter { artifact_type: Some(MediaType::new("a/x")) };
    assert_eq!(pulling(&fake).referrers(&subject(), &filter).await.unwrap().len(), 2);
    assert!(fake.lines()[2].ends_with("?artifactType=a%2Fx"), "{:?}", fake.lines());
}

#[tokio::test]
async fn every_way_to_say_that_there_is_no_api() {
    for reply in [
        Reply::new(404),
        Reply::error(400, "UNSUPPORTED"),
        Reply::new(405),
        Reply::new(303).header("Location", "http://localhost:1/login"),
        Reply::ok("<html>").header("Content-Type", "text/html"),
        Reply::ok("nonsense").header("Content-Type", "application/json"),
    ] {
        let fake = Fake::start(move |exchange| {
            if exchange.path().contains("/referrers/") {
                reply.clone()
            } else {
                Reply::ok(listing(&["a/x"])).header("Content-Type", OCI_INDEX)
            }
        });
        assert_eq!(pulling(&fake).referrers(&subject(), &ReferrerFilter::default()).await.unwrap().len(), 1);
        assert_eq!(fake.lines()[1], format!("GET /v2/a/b/manifests/{}", subject().referrers_tag()));
    }
}

#[tokio::test]
async fn a_repository_that_is_not_there_yet_says_nothing_of_the_api() {
    let fake = Fake::start(|exchange| match (exchange.number, exchange.path().contains("/referrers/")) {
        (0, _) => Reply::error(404, "NAME_UNKNOWN"),
        (_, true) => Reply::ok(listing(&["a/x"])).header("Content-Type", OCI_INDEX),
        _ => Reply::new(404),
    });
    let repository = pulling(&fake);
    assert_eq!(repository.referrers(&subject(), &ReferrerFilter::default()).await.unwrap().len(), 0);
    assert_eq!(repository.referrers(&subject(), &ReferrerFilter::default()).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_refusal_is_no_empty_list() {
    let fake = Fake::start(|_| Reply::error(403, "DENIED"));
    let error = pulling(&fake).referrers(&subject(), &ReferrerFilter::default()).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Denied);
}
