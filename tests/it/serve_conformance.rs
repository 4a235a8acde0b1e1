//! The workflow of the conformance program of the distribution specification, area by area, by hand: pull, push, content
//! discovery, content management. It runs on every storage, without locks and with both kinds of credentials; the
//! particular cases of each endpoint are in `serve_protocol`.

use std::sync::Arc;

use serde_json::{Value, json};
use wharf::oci::{Algorithm, Digest};
use wharf::server::auth::Scheme;
use wharf::server::storage::{Disk, Memory, Storage};
use wharf::server::{self, Options, Sparse};

use crate::harness::{Registry, Reply};
use crate::serve_auth::{Locked, basic};

const MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";
const INDEX: &str = "application/vnd.oci.image.index.v1+json";
const EMPTY: &str = "application/vnd.oci.empty.v1+json";

/// A registry, and how the client of the workflow shows that it may do what it does.
enum Place {
    Open(Registry),
    Locked(Locked, Scheme),
}

impl Place {
    /// Sends with credentials, where the registry wants them: those of a user, or a token for what the request does.
    fn send(&self, method: &str, target: &str, headers: &[(&str, &str)], body: &[u8]) -> Reply {
        let (registry, authorization) = match self {
            Self::Open(registry) => (registry, None),
            Self::Locked(locked, Scheme::Basic) => (&locked.registry, Some(basic("ann"))),
            Self::Locked(locked, Scheme::Bearer) => {
                // As a client does: first without, and then with what the challenge asks for.
                let refused = locked.registry.send(method, target, headers, body);
                // What is no request at all is refused before anybody is asked who they are.
                let Some(challenge) = refused.header("www-authenticate") else { return refused };
                let bearer = challenge.split("Bearer ").nth(1).expect("a challenge for tokens");
                let scope = bearer.split("scope=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
                let mut scopes: Vec<&str> = scope.split(' ').filter(|scope| !scope.is_empty()).collect();
                scopes.push("repository:other:pull");
                (&locked.registry, Some(locked.token("ann", &scopes)))
            }
        };
        let own = authorization.as_deref().map(|value| ("Authorization", value));
        let headers: Vec<(&str, &str)> = headers.iter().copied().chain(own).collect();
        registry.send(method, target, &headers, body)
    }

    fn get(&self, target: &str) -> Reply {
        self.send("GET", target, &[], b"")
    }

    #[track_caller]
    fn status(&self, method: &str, target: &str, headers: &[(&str, &str)], body: &[u8], expected: u16) -> Reply {
        let reply = self.send(method, target, headers, body);
        assert_eq!(reply.status, expected, "{method} {target}: {}", reply.text());
        reply
    }

    #[track_caller]
    fn put_blob(&self, repository: &str, content: &[u8], digest: &str) {
        let location = self.begin(repository);
        let reply = self.status("PUT", &format!("{location}?digest={digest}"), &[], content, 201);
        let stored = self.get(reply.header("location").expect("where it is"));
        assert_eq!((stored.status, &stored.body[..]), (200, content));
    }

    #[track_caller]
    fn begin(&self, repository: &str) -> String {
        let reply = self.status("POST", &format!("/v2/{repository}/blobs/uploads/"), &[], b"", 202);
        reply.header("location").expect("a session").to_owned()
    }

    /// Stores a manifest and reads it back in every way.
    #[track_caller]
    fn put_manifest(&self, reference: &str, media_type: &str, body: &[u8]) -> Reply {
        let target = format!("/v2/a/manifests/{reference}");
        let reply = self.status("PUT", &target, &[("Content-Type", media_type)], body, 201);
        let digest = reply.header("docker-content-digest").expect("a digest").to_owned();
        for target in [target.as_str(), &format!("/v2/a/manifests/{digest}"), reply.header("location").unwrap()] {
            let stored = self.get(target);
            let found = (stored.status, stored.header("content-type"), stored.header("docker-content-digest"));
            assert_eq!(found, (200, Some(media_type), Some(digest.as_str())), "{target}");
            assert_eq!(stored.body, body, "{target}");
            let head = self.status("HEAD", target, &[], b"", 200);
            assert_eq!(head.header("content-length"), Some(body.len().to_string().as_str()), "{target}");
        }
        reply
    }
}

/// Runs a part of the workflow everywhere: on every storage, with every way to get in.
#[expect(clippy::print_stdout, reason = "a test that fails shows what it printed: where it was")]
fn everywhere(options: impl Fn() -> Options, part: impl Fn(&Place)) {
    for scheme in [None, Some(Scheme::Basic), Some(Scheme::Bearer)] {
        for on_disk in [false, true] {
            println!("{scheme:?}, on disk: {on_disk}");
            let dir = tempfile::tempdir().unwrap();
            let storage: Arc<dyn Storage> = if on_disk {
                Arc::new(Disk::open(dir.path().join("store"), None).unwrap())
            } else {
                Arc::new(Memory::default())
            };
            let registry = server::Registry { options: options(), ..server::Registry::new(storage) };
            part(&match scheme {
                None => Place::Open(Registry::of(registry)),
                Some(scheme) => Place::Locked(Locked::over(scheme, None, registry), scheme),
            });
        }
    }
}

fn sha(content: &[u8]) -> String {
    Digest::sha256(content).to_string()
}

fn image(more: &Value) -> Vec<u8> {
    let config = json!({ "mediaType": EMPTY, "digest": sha(b"{}"), "size": 2 });
    let mut image = json!({ "schemaVersion": 2, "mediaType": MANIFEST, "config": config, "layers": [] });
    image.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    image.to_string().into_bytes()
}

#[test]
fn blobs_are_pushed_in_every_way_and_pulled() {
    everywhere(Options::default, |place| {
        place.status("GET", "/v2/", &[], b"", 200);
        let content = b"0123456789abcdef".repeat(100);
        for algorithm in [Algorithm::Sha256, Algorithm::Sha512] {
            let digest_of = |content: &[u8]| algorithm.digest(content).to_string();
            for content in [&b""[..], b"{}", &content] {
                place.put_blob("a", content, &digest_of(content));
            }
            let single = [&content[..], b"single"].concat();
            let target = format!("/v2/a/blobs/uploads/?digest={}", digest_of(&single));
            place.status("POST", &target, &[("Content-Type", "application/octet-stream")], &single, 201);
            let streamed = [&content[..], b"streamed"].concat();
            let location = place.begin("a");
            let patched = place.status("PATCH", &location, &[], &streamed, 202);
            let location = patched.header("location").unwrap();
            place.status("PUT", &format!("{location}?digest={}", digest_of(&streamed)), &[], b"", 201);

            let chunked = [&content[..], b"chunked"].concat();
            let (first, rest) = chunked.split_at(700);
            let (second, last) = rest.split_at(500);
            let location = place.begin("a");
            place.status("PATCH", &location, &[("Content-Range", "700-1199")], second, 416);
            place.status("PATCH", &location, &[("Content-Range", "0-699")], first, 202);
            place.status("PATCH", &location, &[("Content-Range", "0-699")], first, 416);
            let status = place.status("GET", &location, &[], b"", 204);
            assert_eq!(status.header("range"), Some("0-699"));
            place.status("PATCH", &location, &[("Content-Range", "700-1199")], second, 202);
            let range = format!("1200-{}", chunked.len() - 1);
            let finish = format!("{location}?digest={}", digest_of(&chunked));
            place.status("PUT", &finish, &[("Content-Range", "1300-1400")], &last[..101], 416);
            place.status("PUT", &finish, &[("Content-Range", &range)], last, 201);
            for content in [&single, &streamed, &chunked] {
                assert_eq!(place.get(&format!("/v2/a/blobs/{}", digest_of(content))).body, *content);
            }
            let part =
                place.send("GET", &format!("/v2/a/blobs/{}", digest_of(&content)), &[("Range", "bytes=500-")], b"");
            assert_eq!((part.status, &part.body[..]), (206, &content[500..]));
        }
        let location = place.begin("a");
        place.status("PUT", &format!("{location}?digest={}", sha(b"other")), &[], b"content", 400);
        place.status("PUT", &format!("{}?digest=sha256:baddigeststring", place.begin("a")), &[], b"content", 400);
        let location = place.begin("a");
        place.status("DELETE", &location, &[], b"", 204);
        place.status("GET", &location, &[], b"", 404);
    });
}

#[test]
fn blobs_are_mounted_with_and_without_a_source() {
    everywhere(Options::default, |place| {
        let digest = sha(b"mounted");
        place.put_blob("other", b"mounted", &digest);
        let target = |repository: &str, rest: &str| format!("/v2/{repository}/blobs/uploads/?mount={digest}{rest}");
        let reply = place.status("POST", &target("a", "&from=other"), &[], b"", 201);
        assert_eq!(place.get(reply.header("location").unwrap()).body, b"mounted");
        // Where the token does not name the source, a client is asked for one that does, and then told to upload.
        let unnamed = if matches!(place, Place::Locked(_, Scheme::Bearer)) { 401 } else { 202 };
        place.status("POST", &target("a", "&from=none"), &[], b"", unnamed);
        place.status("POST", &target("a", "&from=a"), &[], b"", 201);
        let absent = format!("/v2/a/blobs/uploads/?mount={}&from=other", sha(b"absent"));
        place.status("POST", &absent, &[], b"", 202);
        // A token covers the repositories that it names, so there may be none to look in.
        let anonymous = place.send("POST", &target("b", ""), &[], b"").status;
        assert!(matches!(anonymous, 201 | 202), "{anonymous}");
        if !matches!(place, Place::Locked(_, Scheme::Bearer)) {
            assert_eq!(anonymous, 201);
        }
    });
}

#[test]
fn every_kind_of_manifest_is_pushed_found_and_deleted() {
    everywhere(Options::default, |place| {
        place.put_blob("a", b"{}", &sha(b"{}"));
        let plain = image(&json!({}));
        place.put_manifest("plain", MANIFEST, &plain);
        let digest = sha(&plain);
        let notes: serde_json::Map<String, Value> =
            (0..390).map(|at| (format!("note{at}"), Value::from("x".repeat(10_000)))).collect();
        let child = json!({ "mediaType": MANIFEST, "digest": digest, "size": plain.len() });
        let index =
            |manifests: Value| json!({ "schemaVersion": 2, "mediaType": INDEX, "manifests": manifests }).to_string();
        let inner = index(json!([child]));
        let outer = index(json!([{ "mediaType": INDEX, "digest": sha(inner.as_bytes()), "size": inner.len() }]));
        let foreign = json!({ "mediaType": "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip",
            "digest": sha(b"elsewhere"), "size": 9 });
        let data = json!({ "mediaType": EMPTY, "digest": sha(b"{}"), "size": 2, "data": "e30=" });
        for (tag, media_type, body) in [
            ("large", MANIFEST, image(&json!({ "annotations": notes }))),
            ("artifact", MANIFEST, image(&json!({ "artifactType": "application/x.test", "layers": [data] }))),
            ("fields", MANIFEST, image(&json!({ "org.example.custom": { "a": [1] } }))),
            ("foreign", MANIFEST, image(&json!({ "layers": [foreign] }))),
            ("empty", INDEX, index(json!([])).into_bytes()),
            ("inner", INDEX, inner.into_bytes()),
            ("outer", INDEX, outer.into_bytes()),
        ] {
            place.put_manifest(tag, media_type, &body);
        }
        let long = Algorithm::Sha512.digest(&plain).to_string();
        assert_eq!(place.put_manifest(&long, MANIFEST, &plain).header("docker-content-digest"), Some(long.as_str()));
        let tagged = place.put_manifest(&format!("{digest}?tag=t1&tag=t2"), MANIFEST, &plain);
        assert_eq!(tagged.header("oci-tag"), Some("t1, t2"));
        let missing = image(&json!({ "layers": [{ "mediaType": "a/b", "digest": sha(b"no"), "size": 2 }] }));
        let reply = place.send("PUT", "/v2/a/manifests/missing", &[("Content-Type", MANIFEST)], &missing);
        assert_eq!((reply.status, reply.code().as_str()), (400, "MANIFEST_BLOB_UNKNOWN"));
        let tags = ["artifact", "empty", "fields", "foreign", "inner", "large", "outer", "plain", "t1", "t2"];
        assert_eq!(place.get("/v2/a/tags/list").json(), json!({ "name": "a", "tags": tags }));
        let page = place.get("/v2/a/tags/list?n=3&last=fields");
        assert_eq!(page.json()["tags"], json!(tags[3..6]));
        assert!(page.header("link").unwrap().contains("rel=\"next\""));
        assert_eq!(place.get("/v2/a/tags/list?n=0").json()["tags"], json!([]));

        place.status("DELETE", "/v2/a/manifests/t1", &[], b"", 202);
        place.status("GET", "/v2/a/manifests/t1", &[], b"", 404);
        place.status("DELETE", &format!("/v2/a/manifests/{digest}"), &[], b"", 202);
        for reference in ["plain", "t2", &digest] {
            place.status("HEAD", &format!("/v2/a/manifests/{reference}"), &[], b"", 404);
        }
        place.status("DELETE", &format!("/v2/a/manifests/{digest}"), &[], b"", 404);
        place.status("DELETE", &format!("/v2/a/blobs/{}", sha(b"{}")), &[], b"", 202);
        place.status("HEAD", &format!("/v2/a/blobs/{}", sha(b"{}")), &[], b"", 404);
    });
}

#[test]
fn referrers_are_found_whatever_they_refer_to() {
    everywhere(Options::default, |place| {
        place.put_blob("a", b"{}", &sha(b"{}"));
        let subject = json!({ "mediaType": MANIFEST, "digest": sha(b"not pushed"), "size": 10 });
        let list = format!("/v2/a/referrers/{}", sha(b"not pushed"));
        let empty = place.status("GET", &list, &[], b"", 200);
        assert_eq!((empty.header("content-type"), &empty.json()["manifests"]), (Some(INDEX), &json!([])));
        let first =
            image(&json!({ "artifactType": "application/x.one", "subject": subject, "annotations": { "k": "v" } }));
        let second = image(&json!({ "subject": subject }));
        let third = json!({ "schemaVersion": 2, "mediaType": INDEX, "manifests": [], "subject": subject }).to_string();
        for (media_type, body) in [(MANIFEST, &first), (MANIFEST, &second), (INDEX, &third.into_bytes())] {
            let reply = place.put_manifest(&sha(body), media_type, body);
            assert_eq!(reply.header("oci-subject"), Some(sha(b"not pushed").as_str()));
        }
        assert_eq!(place.get(&list).json()["manifests"].as_array().unwrap().len(), 3);
        let filtered = place.get(&format!("{list}?artifactType=application/x.one"));
        assert_eq!(filtered.header("oci-filters-applied"), Some("artifactType"));
        let found = filtered.json()["manifests"].clone();
        let expected = json!([{ "mediaType": MANIFEST, "digest": sha(&first), "size": first.len(),
            "artifactType": "application/x.one", "annotations": { "k": "v" } }]);
        assert_eq!(found, expected);
        place.status("DELETE", &format!("/v2/a/manifests/{}", sha(&first)), &[], b"", 202);
        assert_eq!(place.get(&list).json()["manifests"].as_array().unwrap().len(), 2);
        place.status("GET", "/v2/a/referrers/sha256:baddigeststring", &[], b"", 400);
    });
}

#[test]
fn sparse_images_are_taken_by_option() {
    let sparse = || Options { sparse: Sparse::Accept, ..Options::default() };
    everywhere(sparse, |place| {
        let layers =
            json!([{ "mediaType": "application/vnd.oci.image.layer.v1.tar", "digest": sha(b"no"), "size": 2 }]);
        place.put_manifest("sparse", MANIFEST, &image(&json!({ "layers": layers })));
        let child = json!({ "mediaType": MANIFEST, "digest": sha(b"no"), "size": 2 });
        let index = json!({ "schemaVersion": 2, "mediaType": INDEX, "manifests": [child] }).to_string();
        place.put_manifest("index", INDEX, index.as_bytes());
    });
}
