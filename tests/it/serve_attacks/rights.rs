//! What users try who have some rights: uploads of others, tags that never move, tokens that were true once, questions
//! whose answers tell what they may not read.

use std::sync::Arc;
use std::thread;

use serde_json::json;
use wharf::oci::Digest;
use wharf::server;
use wharf::server::auth::Scheme;
use wharf::server::storage::{Disk, Memory, Storage};

use super::{INDEX, index, sha};
use crate::serve_auth::{Locked, RULES, basic};

const IMMUTABLE: &str = "\n[[immutable]]\nrepositories = [\"team/**\"]\ntags = [\"v*\"]\n";

fn delete_rule(rules: &str) -> String {
    rules.replace("allow = [\"pull\", \"push\"]", "allow = [\"pull\", \"push\", \"delete\"]")
}

fn put(locked: &Locked, user: &str, target: &str, body: &[u8]) -> u16 {
    let authorization = basic(user);
    let headers = [("Authorization", authorization.as_str()), ("Content-Type", INDEX)];
    locked.registry.send("PUT", target, &headers, body).status
}

#[test]
fn what_one_may_not_read_is_answered_like_what_is_not_there() {
    for scheme in [Scheme::Basic, Scheme::Bearer] {
        let locked = Locked::start(scheme, Some(RULES));
        let blob = locked.put_blob("secret/a", b"hidden");
        assert_eq!(put(&locked, "root", "/v2/secret/a/manifests/v1", &index("")), 201);
        let manifest = sha(&index(""));
        let upload = locked.send("POST", "/v2/secret/a/blobs/uploads/", &basic("root"), b"");
        let upload = upload.header("location").unwrap().to_owned();
        let id = upload.rsplit('/').next().unwrap();
        let other = "00000000-0000-4000-8000-000000000000";
        let absent = sha(b"absent");
        let tail = |what: &str, here: &str, not: &str| (what.replace('*', here), what.replace('*', not));
        for (method, (here, not)) in [
            ("GET", tail("blobs/*", &blob, &absent)),
            ("HEAD", tail("blobs/*", &blob, &absent)),
            ("DELETE", tail("blobs/*", &blob, &absent)),
            ("GET", tail("manifests/*", "v1", "v2")),
            ("HEAD", tail("manifests/*", &manifest, &absent)),
            ("PUT", tail("manifests/*", "v1", "v2")),
            ("DELETE", tail("manifests/*", "v1", "v2")),
            ("GET", tail("referrers/*", &manifest, &absent)),
            ("GET", tail("blobs/uploads/*", id, other)),
            ("PATCH", tail("blobs/uploads/*", id, other)),
            ("PUT", tail(&format!("blobs/uploads/*?digest={absent}"), id, other)),
            ("DELETE", tail("blobs/uploads/*", id, other)),
            ("POST", tail("blobs/uploads/?mount=*&from=secret/a", &blob, &absent)),
            ("GET", tail("tags/list*", "", "?n=1")),
        ] {
            for authorization in [String::new(), basic("ann"), basic("bob")] {
                let ask = |repository: &str, path: &str| {
                    let reply = locked.send(method, &format!("/v2/{repository}/{path}"), &authorization, b"");
                    let mut headers = reply.headers.clone();
                    headers.retain(|(name, _)| !matches!(name.to_lowercase().as_str(), "date" | "x-request-id"));
                    let text = |text: &str| text.replace(repository, "REPOSITORY");
                    let headers: Vec<_> = headers.into_iter().map(|(name, value)| (name, text(&value))).collect();
                    (reply.status, text(&reply.text()), headers)
                };
                let expected = ask("secret/a", &here);
                assert!(matches!(expected.0, 401 | 403), "{method} {here}: {}", expected.0);
                for (repository, path) in [("secret/a", &not), ("secret/b", &here), ("secret/b", &not)] {
                    let found = ask(repository, path);
                    assert_eq!(found, expected, "{method} {path} in {repository} as {authorization:?}");
                }
            }
        }
        for page in ["/", "/r/secret/a", "/r/secret/a:v1", "/?q=secret", "/metrics", "/healthz", "/readyz"] {
            let reply = locked.get(page, &basic("bob"));
            let told = reply.text().contains("secret/a") && reply.status == 200;
            assert!(!told, "{page}: {}", reply.text());
        }
        let same = |page: &str| locked.get(page, &basic("bob")).status;
        assert_eq!(same("/r/secret/a"), same("/r/secret/b"), "the page tells no more");
        assert_eq!(locked.get(&upload, &basic("root")).status, 204, "nobody touched the upload");
    }
}

#[test]
fn a_session_is_of_no_use_in_another_repository() {
    let locked = Locked::start(Scheme::Basic, Some(RULES));
    let theirs = locked.send("POST", "/v2/secret/a/blobs/uploads/", &basic("root"), b"");
    let theirs = theirs.header("location").unwrap().to_owned();
    assert_eq!(locked.send("PATCH", &theirs, &basic("root"), b"hidden").status, 202);
    let id = theirs.rsplit('/').next().unwrap();
    let here = format!("/v2/team/x/blobs/uploads/{id}");
    let finish = format!("{here}?digest={}", sha(b"hidden"));
    for (method, target) in [("GET", &here), ("PATCH", &here), ("PUT", &finish), ("DELETE", &here)] {
        let reply = locked.send(method, target, &basic("ann"), b"");
        assert_eq!((reply.status, reply.code().as_str()), (404, "BLOB_UPLOAD_UNKNOWN"), "{method}");
    }
    let finish = format!("{theirs}?digest={}", sha(b"hidden"));
    assert_eq!(locked.send("PUT", &finish, &basic("root"), b"").status, 201, "it is as it was");
}

#[test]
fn an_immutable_tag_stays_by_every_way() {
    let locked = Locked::start(Scheme::Basic, Some(&(delete_rule(RULES) + IMMUTABLE)));
    let (old, new) = (index("old"), index("new"));
    assert_eq!(put(&locked, "ann", "/v2/team/x/manifests/v1", &old), 201);
    assert_eq!(put(&locked, "ann", "/v2/team/x/manifests/latest?tag=other", &new), 201);
    for target in [
        "/v2/team/x/manifests/v1".to_owned(),
        "/v2/team/x/manifests/latest?tag=v1".to_owned(),
        "/v2/team/x/manifests/latest?tag=new&tag=v1".to_owned(),
        format!("/v2/team/x/manifests/{}?tag=v1", sha(&new)),
    ] {
        assert_eq!(put(&locked, "ann", &target, &new), 403, "{target}");
        assert_eq!(put(&locked, "root", &target, &new), 403, "{target}: nor by who may do all");
    }
    let authorization = basic("root");
    for condition in [
        ("If-Match", "*".to_owned()),
        ("If-Match", format!("\"{}\"", sha(&old))),
        ("If-None-Match", "\"x\"".to_owned()),
    ] {
        let headers =
            [("Authorization", authorization.as_str()), ("Content-Type", INDEX), (condition.0, condition.1.as_str())];
        let reply = locked.registry.send("PUT", "/v2/team/x/manifests/v1", &headers, &new);
        assert!(matches!(reply.status, 403 | 412), "{condition:?}: {}", reply.status);
    }
    for target in ["/v2/team/x/manifests/v1".to_owned(), format!("/v2/team/x/manifests/{}", sha(&old))] {
        assert_eq!(locked.send("DELETE", &target, &basic("root"), b"").status, 403, "{target}");
    }
    assert_eq!(locked.send("DELETE", &format!("/v2/team/x/blobs/{}", sha(&old)), &basic("root"), b"").status, 404);
    let kept = locked.get("/v2/team/x/manifests/v1", &basic("ann"));
    assert_eq!((kept.status, kept.body), (200, old));
    assert_eq!(locked.get("/v2/team/x/manifests/new", &basic("ann")).status, 404, "no other tag was set on the way");
    assert_eq!(locked.send("DELETE", "/v2/team/x/manifests/v2", &basic("ann"), b"").status, 404);
    assert_eq!(locked.send("DELETE", "/v2/team/x/manifests/latest", &basic("ann"), b"").status, 202);
}

#[test]
fn of_many_that_push_an_immutable_tag_at_once_one_wins() {
    let dir = tempfile::tempdir().unwrap();
    let disk = Disk::open(dir.path().join("store"), None).unwrap();
    for storage in [Arc::new(Memory::default()) as Arc<dyn Storage>, Arc::new(disk)] {
        let locked = Locked::over(Scheme::Basic, Some(&(RULES.to_owned() + IMMUTABLE)), server::Registry::new(storage));
        let won: Vec<usize> = thread::scope(|scope| {
            let push = |at: usize| {
                let locked = &locked;
                scope.spawn(move || put(locked, "ann", "/v2/team/x/manifests/v1", &index(&at.to_string())))
            };
            let pushes: Vec<_> = (0..8).map(push).collect();
            let statuses = pushes.into_iter().map(|push| push.join().unwrap()).collect::<Vec<_>>();
            assert!(statuses.iter().all(|status| matches!(status, 201 | 403)), "{statuses:?}");
            (0..8).filter(|at| statuses[*at] == 201).collect()
        });
        assert_eq!(won.len(), 1);
        let kept = locked.get("/v2/team/x/manifests/v1", &basic("ann"));
        assert_eq!(kept.body, index(&won[0].to_string()));
    }
}

#[test]
fn rights_that_are_taken_away_are_gone_at_once_whatever_token_says_them() {
    let locked = Locked::start(Scheme::Bearer, Some(RULES));
    let token = locked.token("ann", &["repository:team/x:pull,push"]);
    let begin = || locked.send("POST", "/v2/team/x/blobs/uploads/", &token, b"");
    let session = begin().header("location").unwrap().to_owned();
    std::fs::write(locked.dir.path().join("policy.toml"), RULES.replace("devs = [\"ann\"]", "devs = []")).unwrap();
    assert_eq!(begin().status, 403);
    for (method, target) in
        [("PATCH", session.clone()), ("GET", session.clone()), ("PUT", format!("{session}?digest={}", sha(b"")))]
    {
        assert_eq!(locked.send(method, &target, &token, b"").status, 403, "{method} of a session that began before");
    }
}

#[test]
fn a_foreign_page_gets_no_token() {
    let locked = Locked::start(Scheme::Bearer, Some(RULES));
    // A browser sends a form of another site without asking; without credentials in it nothing comes of it.
    for (kind, body) in [
        ("application/x-www-form-urlencoded", "grant_type=password&service=wharf&client_id=x"),
        ("text/plain", "grant_type=password&service=wharf&username=ann&password=guess"),
        ("application/json", "{\"grant_type\":\"password\"}"),
        ("application/x-www-form-urlencoded", "grant_type=refresh_token&service=wharf&refresh_token=x&client_id=x"),
        ("application/x-www-form-urlencoded", "grant_type=authorization_code&service=wharf&client_id=x"),
    ] {
        let headers = [("Content-Type", kind), ("Origin", "http://evil.example"), ("Cookie", "user=ann")];
        let reply = locked.registry.send("POST", "/token", &headers, body.as_bytes());
        assert!(matches!(reply.status, 400 | 401 | 415), "{kind} {body}: {} {}", reply.status, reply.text());
        assert!(reply.header("access-control-allow-origin").is_none());
    }
    let long = format!("grant_type=password&x={}", "a".repeat(1 << 20));
    let headers = [("Content-Type", "application/x-www-form-urlencoded")];
    let reply = locked.registry.send("POST", "/token", &headers, long.as_bytes());
    assert!((400..500).contains(&reply.status), "{}", reply.status);
    let many: Vec<String> = (0..800).map(|at| format!("&scope=repository:r{at}:pull")).collect();
    let reply = locked.get(&format!("/token?service=wharf{}", many.concat()), &basic("ann"));
    assert!(reply.status < 500, "{}", reply.status);
    let token = locked
        .token("ann", &["repository:team/x:*,push,pull,admin,delete", "repository:**:pull", "registry:catalog:*"]);
    assert_eq!(locked.send("DELETE", "/v2/team/x/manifests/v1", &token, b"").status, 403, "a wish is no right");
    assert_eq!(locked.send("POST", "/v2/secret/a/blobs/uploads/", &token, b"").status, 403);
}

#[test]
fn a_digest_is_one_thing_in_both_algorithms_and_never_another() {
    let locked = Locked::start(Scheme::Basic, None);
    let content = b"content";
    let long = wharf::oci::Algorithm::Sha512.digest(content).to_string();
    let short = Digest::sha256(content).to_string();
    let put = |digest: &str| {
        locked.send("POST", &format!("/v2/a/blobs/uploads/?digest={digest}"), &basic("ann"), content).status
    };
    assert_eq!(put(&long), 201);
    assert_eq!(locked.get(&format!("/v2/a/blobs/{short}"), &basic("ann")).status, 404);
    for crossed in
        [format!("sha512:{}", &short[7..]), format!("sha256:{}", &long[7..]), format!("sha256:{}", &long[7..71])]
    {
        assert_eq!(put(&crossed), 400, "{crossed}");
        assert_ne!(locked.get(&format!("/v2/a/blobs/{crossed}"), &basic("ann")).status, 200);
    }
    let body = json!({ "schemaVersion": 2, "mediaType": INDEX, "manifests": [] }).to_string();
    let crossed = wharf::oci::Algorithm::Sha512.digest(b"other").to_string();
    let authorization = basic("ann");
    let headers = [("Authorization", authorization.as_str()), ("Content-Type", INDEX)];
    let reply = locked.registry.send("PUT", &format!("/v2/a/manifests/{crossed}"), &headers, body.as_bytes());
    assert_eq!((reply.status, reply.code().as_str()), (400, "DIGEST_INVALID"));
}
