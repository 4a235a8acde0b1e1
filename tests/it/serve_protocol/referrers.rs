//! Referrers: listed, filtered, by pages, and taken over from fallback tags (`distribution-spec#listing-referrers`).

use serde_json::{Value, json};
use wharf::oci::{Algorithm, Digest};

use super::{INDEX, MANIFEST, everywhere, everywhere_with, manifest, next, put};
use crate::harness::Registry;

#[test]
fn referrers_are_listed_from_the_moment_they_are_stored() {
    everywhere(|registry| {
        registry.put_blob("a", b"{}");

        let subject = Digest::sha256(b"comes later").to_string();
        let list = |query: &str| registry.get(&format!("/v2/a/referrers/{subject}{query}"));
        let empty = list("");
        assert_eq!((empty.status, empty.header("content-type")), (200, Some(INDEX)));
        assert_eq!(empty.json(), json!({ "schemaVersion": 2, "mediaType": INDEX, "manifests": [] }));
        assert_eq!(registry.get("/v2/none/referrers/latest").code(), "DIGEST_INVALID");

        let about = json!({ "mediaType": MANIFEST, "digest": subject, "size": 11 });
        let sbom =
            manifest(&json!({ "artifactType": "application/x-sbom", "subject": about, "annotations": { "k": "v" } }));
        let stored = put(registry, &Digest::sha256(&sbom).to_string(), MANIFEST, &sbom);
        assert_eq!(stored.header("oci-subject"), Some(subject.as_str()));
        let untyped = manifest(&json!({ "subject": about }));
        put(registry, "untyped", MANIFEST, &untyped);
        let index = json!({ "schemaVersion": 2, "mediaType": INDEX, "manifests": [], "subject": about }).to_string();
        assert_eq!(put(registry, "index", INDEX, index.as_bytes()).header("oci-subject"), Some(subject.as_str()));

        let all = list("").json();
        let mut types: Vec<_> =
            all["manifests"].as_array().unwrap().iter().map(|one| one["artifactType"].clone()).collect();
        types.sort_by_key(ToString::to_string);
        assert_eq!(types, [json!("application/vnd.oci.empty.v1+json"), json!("application/x-sbom"), Value::Null]);
        let sboms = list("?artifactType=application/x-sbom");
        assert_eq!(sboms.header("oci-filters-applied"), Some("artifactType"));
        assert_eq!(
            sboms.json()["manifests"],
            json!([{
                "mediaType": MANIFEST, "digest": Digest::sha256(&sbom).to_string(), "size": sbom.len(),
                "annotations": { "k": "v" }, "artifactType": "application/x-sbom",
            }])
        );
        registry.send("DELETE", &format!("/v2/a/manifests/{}", Digest::sha256(&sbom)), &[], b"");
        assert_eq!(list("?artifactType=application/x-sbom").json()["manifests"], json!([]));
    });
}

/// A manifest that refers to `subject`, told from others by `note`.
fn referrer(subject: &str, kind: &str, note: &str) -> Vec<u8> {
    let about = json!({ "mediaType": MANIFEST, "digest": subject, "size": 11 });
    manifest(&json!({ "artifactType": kind, "subject": about, "annotations": { "note": note } }))
}

/// All pages from `target` on: the digests, and how many pages there were.
fn pages(registry: &Registry, mut target: String, wanted: Option<&str>) -> (Vec<String>, usize) {
    let mut seen = Vec::new();
    for count in 1.. {
        let reply = registry.get(&target);
        assert_eq!((reply.status, reply.header("content-type")), (200, Some(INDEX)), "{target}");
        assert_eq!(reply.header("oci-filters-applied"), wanted.map(|_| "artifactType"), "{target}");
        assert!(reply.body.len() < 4 << 20, "{} bytes", reply.body.len());
        for one in reply.json()["manifests"].as_array().unwrap() {
            assert!(wanted.is_none_or(|wanted| one["artifactType"] == wanted), "{target}");
            seen.push(one["digest"].as_str().unwrap().to_owned());
        }
        match next(&reply) {
            Some(following) => target = following,
            None => return (seen, count),
        }
    }
    unreachable!()
}

/// Characters that a link must escape.
const ODD: &str = "application/x-odd+a&b#c";

#[test]
fn pages_keep_their_filter_and_lose_nothing() {
    let small = |options: &mut wharf::server::Options| options.referrers_page = 4;
    everywhere_with(small, |registry| {
        registry.put_blob("a", b"{}");
        let subject = Algorithm::Sha512.digest(b"subject").to_string();
        let mut odd = Vec::new();
        let mut all = Vec::new();
        for at in 0..11 {
            let kind = if at % 2 == 1 { ODD } else { "application/x-even" };
            let body = referrer(&subject, kind, &at.to_string());
            let digest = Digest::sha256(&body).to_string();
            let stored = put(registry, &digest, MANIFEST, &body);
            assert_eq!(stored.header("oci-subject"), Some(subject.as_str()), "{}", stored.text());
            all.push(digest.clone());
            if at % 2 == 1 {
                odd.push(digest);
            }
        }
        all.sort();
        odd.sort();
        let target = format!("/v2/a/referrers/{subject}");
        assert_eq!(pages(registry, target.clone(), None), (all.clone(), 3));
        assert_eq!(pages(registry, format!("{target}?n=2"), None), (all, 6));
        let query: String = ODD.replace('+', "%2B").replace('&', "%26").replace('#', "%23");
        let filtered = pages(registry, format!("{target}?artifactType={query}&n=1"), Some(ODD));
        assert_eq!(filtered.0, odd);
        assert!(pages(registry, format!("{target}?artifactType=none/such"), Some("")).0.is_empty());
    });
}

#[test]
fn an_answer_stays_below_what_clients_take() {
    everywhere(|registry| {
        registry.put_blob("a", b"{}");
        let subject = Digest::sha256(b"subject").to_string();
        let mut all = Vec::new();
        for (at, length) in [1 << 20, 2 << 20, 3 << 20, 7 << 20, 1 << 20].into_iter().enumerate() {
            let body = referrer(&subject, "application/x", &format!("{at}{}", "x".repeat(length)));
            let digest = Digest::sha256(&body).to_string();
            assert_eq!(put(registry, &digest, MANIFEST, &body).status, 201);
            all.push(digest);
        }
        all.sort();
        let (seen, count) = pages(registry, format!("/v2/a/referrers/{subject}"), None);
        assert_eq!(seen, all);
        assert!(count > 1);
    });
}

#[test]
fn fallback_tags_are_taken_over_where_they_tell_the_truth() {
    // What was pushed to a registry without referrers has them in no list of the storage: here, since its subject is
    // that of another one.
    everywhere(|registry| {
        registry.put_blob("a", b"{}");
        let subject = Digest::sha256(b"subject");
        let true_one = referrer(&subject.to_string(), "application/x", "true");
        let liar = referrer(&Digest::sha256(b"other").to_string(), "application/x", "false");
        for body in [&true_one, &liar] {
            assert_eq!(put(registry, &Digest::sha256(body).to_string(), MANIFEST, body).status, 201);
        }
        let entry = |body: &[u8]| json!({ "mediaType": MANIFEST, "digest": Digest::sha256(body).to_string(), "size": body.len() });
        let index = json!({ "schemaVersion": 2, "mediaType": INDEX, "manifests": [entry(&true_one), entry(&liar)] });
        assert_eq!(put(registry, &subject.referrers_tag(), INDEX, index.to_string().as_bytes()).status, 201);
        let (seen, _) = pages(registry, format!("/v2/a/referrers/{subject}"), None);
        assert_eq!(seen, [Digest::sha256(&true_one).to_string()]);
    });
}

#[test]
fn there_is_always_a_list() {
    everywhere(|registry| {
        for target in ["/v2/none/at/all/referrers/", "/v2/a/referrers/"] {
            for subject in [Digest::sha256(b"x"), Algorithm::Sha512.digest(b"x")] {
                let reply = registry.get(&format!("{target}{subject}"));
                assert_eq!((reply.status, reply.header("content-type")), (200, Some(INDEX)));
                assert_eq!(reply.json(), json!({ "schemaVersion": 2, "mediaType": INDEX, "manifests": [] }));
            }
        }
        for subject in ["latest", "sha256:x", "md5:d41d8cd98f00b204e9800998ecf8427e"] {
            let refused = registry.get(&format!("/v2/a/referrers/{subject}"));
            assert_eq!((refused.status, refused.code().as_str()), (400, "DIGEST_INVALID"), "{subject}");
        }
    });
}
