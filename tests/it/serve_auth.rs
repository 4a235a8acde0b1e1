//! The bundled registry on the wire with locks on it: challenges, logins as docker does them, rights, and what is not told
//! (distribution token specification, RFC 7617, RFC 6750).

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use tempfile::TempDir;
use wharf::oci::Digest;
use wharf::server;
use wharf::server::auth::{Guard, Scheme, Settings, UserFile};
use wharf::server::storage::Memory;

use crate::harness::{Registry, Reply};

pub const RULES: &str = "\
[groups]
devs = [\"ann\"]

[[rule]]
repositories = [\"team/**\"]
who = [\"@devs\"]
allow = [\"pull\", \"push\"]

[[rule]]
repositories = [\"public/*\"]
who = [\"anonymous\"]
allow = [\"pull\"]

[[rule]]
repositories = [\"**\"]
who = [\"root\"]
allow = [\"admin\"]
";

/// A registry with the users `ann`, `bob` and `root`, each with the password `pw-NAME`.
pub struct Locked {
    pub registry: Registry,
    pub dir: TempDir,
}

impl Locked {
    pub fn start(scheme: Scheme, policy: Option<&str>) -> Self {
        Self::over(scheme, policy, server::Registry::new(Arc::new(Memory::default())))
    }

    /// The same locks on a registry made to measure.
    pub fn over(scheme: Scheme, policy: Option<&str>, registry: server::Registry) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let users = UserFile::new(dir.path().join("users"));
        for name in ["ann", "bob", "root"] {
            users.set(name, &format!("pw-{name}")).unwrap();
        }
        let path = dir.path().join("policy.toml");
        if let Some(policy) = policy {
            fs::write(&path, policy).unwrap();
        }
        let settings = Settings {
            htpasswd: Some(users.path().to_owned()),
            policy: policy.map(|_| path),
            scheme: Some(scheme),
            interval: Duration::ZERO,
            login_delay: Duration::ZERO,
            ..Settings::default()
        };
        let guard = Guard::load(&settings, &dir.path().join("keys")).unwrap();
        Self { registry: Registry::of(server::Registry { guard, ..registry }), dir }
    }

    pub fn get(&self, target: &str, authorization: &str) -> Reply {
        self.send("GET", target, authorization, b"")
    }

    pub fn send(&self, method: &str, target: &str, authorization: &str, body: &[u8]) -> Reply {
        let headers = [("Authorization", authorization)];
        self.registry.send(method, target, if authorization.is_empty() { &[] } else { &headers }, body)
    }

    /// The one challenge of an answer.
    #[track_caller]
    fn challenge(&self, target: &str, authorization: &str) -> String {
        challenge(&self.get(target, authorization))
    }

    /// Fetches a token, as docker does.
    #[track_caller]
    pub fn token(&self, user: &str, scopes: &[&str]) -> String {
        let scopes: Vec<String> = scopes.iter().map(|scope| format!("&scope={}", scope.replace(':', "%3A"))).collect();
        let target = format!("/token?account={user}&client_id=docker&service=wharf{}", scopes.concat());
        let reply = self.get(&target, &if user.is_empty() { String::new() } else { basic(user) });
        assert_eq!(reply.status, 200, "{}", reply.text());
        format!("Bearer {}", reply.json()["token"].as_str().unwrap())
    }

    /// Puts a blob in place, with every right.
    #[track_caller]
    pub fn put_blob(&self, repository: &str, content: &[u8]) -> String {
        let digest = Digest::sha256(content).to_string();
        let target = format!("/v2/{repository}/blobs/uploads/?digest={digest}");
        assert_eq!(self.send("POST", &target, &basic("root"), content).status, 201);
        digest
    }
}

fn registry(settings: &Settings, dir: &Path) -> Registry {
    let guard = Guard::load(settings, &dir.join("keys")).unwrap();
    Registry::of(server::Registry { guard, ..server::Registry::new(Arc::new(Memory::default())) })
}

pub fn basic(user: &str) -> String {
    basic_with(user, &format!("pw-{user}"))
}

fn basic_with(user: &str, password: &str) -> String {
    format!("Basic {}", STANDARD.encode(format!("{user}:{password}")))
}

#[track_caller]
fn challenge(reply: &Reply) -> String {
    assert_eq!((reply.status, reply.code().as_str()), (401, "UNAUTHORIZED"), "{}", reply.text());
    assert_eq!(reply.header("docker-distribution-api-version"), Some("registry/2.0"));
    let all: Vec<&str> = reply
        .headers
        .iter()
        .filter(|(name, _)| name.eq_ignore_ascii_case("www-authenticate"))
        .map(|(_, value)| value.as_str())
        .collect();
    assert_eq!(all.len(), 1);
    all[0].to_owned()
}

const WANTS_BASIC: &str = "Basic realm=\"wharf\"";

#[test]
fn without_locks_nobody_is_asked() {
    let dir = tempfile::tempdir().unwrap();
    let registry = registry(&Settings::default(), dir.path());
    assert_eq!(registry.get("/v2/").status, 200);
    let wrong = registry.send("GET", "/v2/", &[("Authorization", &basic("anybody"))], b"");
    assert_eq!(wrong.status, 200);
    assert_eq!((registry.get("/token").status, registry.get("/token").code().as_str()), (404, "UNSUPPORTED"));
    assert!(!dir.path().join("keys").exists(), "no key is made that nobody needs");
}

#[test]
fn passwords_with_every_request() {
    let locked = Locked::start(Scheme::Basic, None);
    assert_eq!(locked.challenge("/v2/", ""), WANTS_BASIC);
    assert_eq!(locked.get("/v2/", &basic("ann")).status, 200);
    for wrong in [basic_with("ann", "x"), basic_with("nobody", "x"), "Bearer x".into(), "Basic !".into()] {
        assert_eq!(locked.challenge("/v2/", &wrong), WANTS_BASIC, "{wrong}");
    }
    let digest = locked.put_blob("a/b", b"content");
    let target = format!("/v2/a/b/blobs/{digest}");
    assert_eq!(locked.challenge(&target, ""), WANTS_BASIC);
    assert_eq!(locked.get(&target, &basic("ann")).body, b"content");
    assert_eq!(locked.send("HEAD", &target, "", b"").status, 401);
    assert_eq!(locked.send("DELETE", &target, &basic("bob"), b"").status, 202);
    assert_eq!(locked.get("/token", &basic("ann")).status, 404, "there are no tokens in this mode");
}

#[test]
fn who_may_not_is_denied_and_learns_nothing() {
    for scheme in [Scheme::Basic, Scheme::Bearer] {
        let locked = Locked::start(scheme, Some(RULES));
        let digest = locked.put_blob("team/x", b"there");
        let absent = Digest::sha256(b"not there").to_string();
        // What is there and what is not look the same to who may not see it, by name and by content.
        let mut answers = Vec::new();
        for target in [
            format!("/v2/team/x/blobs/{digest}"),
            format!("/v2/team/x/blobs/{absent}"),
            format!("/v2/team/y/blobs/{digest}"),
            "/v2/team/x/tags/list".to_owned(),
            "/v2/team/y/tags/list".to_owned(),
            format!("/v2/team/x/referrers/{digest}"),
            "/v2/team/x/manifests/latest".to_owned(),
        ] {
            let reply = locked.get(&target, &basic("bob"));
            assert_eq!((reply.status, reply.code().as_str()), (403, "DENIED"), "{target}");
            answers.push(reply.text().replace("team/y", "team/x"));
            assert_eq!(locked.get(&target, "").status, 401, "{target}");
        }
        assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "{answers:?}");
        assert_eq!(locked.send("POST", "/v2/team/x/blobs/uploads/", &basic("bob"), b"").status, 403);
        assert_eq!(locked.send("POST", "/v2/team/x/blobs/uploads/", &basic("ann"), b"").status, 202);
        let put = locked.send("PUT", "/v2/public/x/manifests/latest", &basic("ann"), b"{}");
        assert_eq!((put.status, put.code().as_str()), (403, "DENIED"));
        let delete = locked.send("DELETE", &format!("/v2/team/x/blobs/{digest}"), &basic("ann"), b"");
        assert_eq!(delete.status, 403, "who may push may not delete");
        assert_eq!(locked.get("/v2/", &basic("bob")).status, 200, "who has no rights can log in");
    }
}

#[test]
fn the_anonymous_pull_what_is_public_and_are_asked_for_the_rest() {
    for scheme in [Scheme::Basic, Scheme::Bearer] {
        let locked = Locked::start(scheme, Some(RULES));
        let digest = locked.put_blob("public/a", b"for all");
        let target = format!("/v2/public/a/blobs/{digest}");
        assert_eq!(locked.get(&target, "").body, b"for all");
        assert_eq!(
            locked.get(&target, "Basic Og==").body,
            b"for all",
            "podman without credentials sends two empty ones"
        );
        assert_eq!(locked.get("/v2/", "Basic Og==").status, 401);
        assert_eq!(locked.get("/v2/", "").status, 401, "else docker login would never send what it has");
        assert_eq!(locked.send("POST", "/v2/public/a/blobs/uploads/", "", b"").status, 401);
        assert_eq!(locked.get(&target, &basic("bob")).status, 200);
        assert_eq!(locked.get(&target, &basic_with("bob", "old")).status, 401, "a wrong password is no anonymity");
    }
}

#[test]
fn docker_logs_in_and_pushes_with_tokens() {
    let locked = Locked::start(Scheme::Bearer, Some(RULES));
    let realm = format!("http://{}/token", locked.registry.address());
    assert_eq!(locked.challenge("/v2/", ""), format!("Bearer realm=\"{realm}\",service=\"wharf\""));
    // docker login: a token without a scope, and something to fetch others with.
    let target = "/token?account=ann&client_id=docker&offline_token=true&service=wharf";
    let login = locked.get(target, &basic("ann"));
    assert_eq!((login.status, login.header("cache-control")), (200, Some("no-store")));
    let token = format!("Bearer {}", login.json()["token"].as_str().unwrap());
    assert_eq!(locked.get("/v2/", &token).status, 200);
    let wrong = locked.get(target, &basic_with("ann", "wrong"));
    assert_eq!((wrong.status, wrong.code().as_str()), (401, "UNAUTHORIZED"));
    // docker push: the token lacks the scope, the challenge names it, the refresh token gets it.
    let uploads = "/v2/team/app/blobs/uploads/";
    let refused = challenge(&locked.send("POST", uploads, &token, b""));
    let scope = "repository:team/app:pull,push";
    let expected = format!(
        "Bearer realm=\"{realm}\",service=\"wharf\",scope=\"{scope}\",error=\"insufficient_scope\",error_description="
    );
    assert!(refused.starts_with(&expected), "{refused}");
    let refresh = login.json()["refresh_token"].as_str().unwrap().to_owned();
    let form = format!("grant_type=refresh_token&service=wharf&client_id=docker&scope={scope}&refresh_token={refresh}");
    let headers = [("Content-Type", "application/x-www-form-urlencoded")];
    let reply = locked.registry.send("POST", "/token", &headers, form.as_bytes());
    assert_eq!((reply.status, reply.json()["scope"].as_str()), (200, Some(scope)), "{}", reply.text());
    let token = format!("Bearer {}", reply.json()["access_token"].as_str().unwrap());
    assert_eq!(locked.send("POST", uploads, &token, b"").status, 202);
    // bob asks for the same and gets less, which is no error; his push is denied, since no token would do.
    let less = locked.token("bob", &[scope, "repository:public/a:pull"]);
    assert_eq!(locked.get("/v2/", &less).status, 200);
    let denied = locked.send("POST", uploads, &less, b"");
    assert_eq!((denied.status, denied.code().as_str()), (403, "DENIED"));
    assert!(denied.text().contains("may not push to team/app"), "{}", denied.text());
    let other = locked.registry.send("PUT", "/token", &[], b"");
    assert_eq!((other.status, other.header("allow")), (405, Some("GET, POST")));
}

#[test]
fn headers_of_proxies_do_not_name_the_realm() {
    let locked = Locked::start(Scheme::Bearer, None);
    let headers = [
        ("X-Forwarded-Host", "evil.example.org"),
        ("X-Forwarded-Proto", "https"),
        ("Forwarded", "host=evil.example.org"),
    ];
    let reply = locked.registry.send("GET", "/v2/", &headers, b"");
    assert_eq!(challenge(&reply), locked.challenge("/v2/", ""));
    let odd = locked.registry.send("GET", "/v2/", &[("Host", "a\"b")], b"");
    assert_eq!(challenge(&odd), WANTS_BASIC, "what is no name is not sent back");
}

#[test]
fn a_blob_is_not_mounted_from_where_the_caller_may_not_read() {
    let locked = Locked::start(Scheme::Bearer, Some(RULES));
    let digest = locked.put_blob("secret/a", b"hidden");
    let shared = locked.put_blob("team/base", b"shared");
    let asked = |digest: &str, from: &str, authorization: &str| {
        let target = format!("/v2/team/app/blobs/uploads/?mount={digest}&from={from}");
        locked.send("POST", &target, authorization, b"")
    };
    let mount = |digest: &str, from: &str, authorization: &str| asked(digest, from, authorization).status;
    let target_only = locked.token("ann", &["repository:team/app:pull,push", "repository:secret/a:pull"]);
    for authorization in [&basic("ann"), &target_only] {
        assert_eq!(mount(&digest, "secret/a", authorization), 202, "an upload begins instead");
    }
    assert_eq!(locked.get(&format!("/v2/team/app/blobs/{digest}"), &basic("ann")).status, 404);
    // Where only the token is in the way another is asked for, whether the blob is there or not.
    for digest in [&shared, &Digest::sha256(b"absent").to_string()] {
        let refused = asked(digest, "team/base", &target_only);
        assert_eq!((refused.status, refused.code().as_str()), (401, "UNAUTHORIZED"));
        let scopes = "scope=\"repository:team/app:pull,push repository:team/base:pull\",error=\"insufficient_scope\"";
        assert!(challenge(&refused).contains(scopes), "{}", challenge(&refused));
    }
    let both = locked.token("ann", &["repository:team/app:pull,push", "repository:team/base:pull"]);
    assert_eq!(mount(&shared, "team/base", &both), 201);
}

#[test]
fn the_catalog_shows_what_the_caller_may_read() {
    for scheme in [Scheme::Basic, Scheme::Bearer] {
        let locked = Locked::start(scheme, Some(RULES));
        for repository in ["a-secret", "public/a", "public/b", "team/x"] {
            locked.put_blob(repository, b"content");
        }
        let token = |user: &str| match scheme {
            Scheme::Basic => basic(user),
            Scheme::Bearer => locked.token(user, &["registry:catalog:*"]),
        };
        let public = ["public/a", "public/b"];
        let names = |authorization: &str| locked.get("/v2/_catalog", authorization).json()["repositories"].clone();
        assert_eq!(names(&token("root")), serde_json::json!(["a-secret", "public/a", "public/b", "team/x"]));
        assert_eq!(names(&token("ann")), serde_json::json!(["public/a", "public/b", "team/x"]));
        assert_eq!((names(&token("bob")), names("")), (serde_json::json!(public), serde_json::json!(public)));
        // Pages do not show by gaps or links what lies between.
        let page = locked.get("/v2/_catalog?n=1", &token("bob"));
        assert_eq!(page.json()["repositories"], serde_json::json!(["public/a"]));
        assert!(page.header("link").unwrap().contains("last=public%2Fa"), "{:?}", page.header("link"));
        let last = locked.get("/v2/_catalog?n=1&last=public/a", &token("bob"));
        assert_eq!((last.json()["repositories"].clone(), last.header("link")), (serde_json::json!(["public/b"]), None));
    }
    let closed = Locked::start(Scheme::Bearer, None);
    assert!(closed.challenge("/v2/_catalog", "").contains("scope=\"registry:catalog:*\""));
    let without = closed.token("ann", &[]);
    assert!(closed.challenge("/v2/_catalog", &without).contains("insufficient_scope"));
}

#[test]
fn immutable_tags_do_not_move() {
    let rules = format!("{RULES}\n[[immutable]]\nrepositories = [\"team/**\"]\ntags = [\"v*\"]\n");
    let locked = Locked::start(Scheme::Basic, Some(&rules));
    let index = |note: &str| {
        let media_type = "application/vnd.oci.image.index.v1+json";
        format!(r#"{{"schemaVersion":2,"mediaType":"{media_type}","manifests":[],"annotations":{{"n":"{note}"}}}}"#)
    };
    let put = |tag: &str, note: &str| {
        let authorization = basic("root");
        let headers =
            [("Authorization", authorization.as_str()), ("Content-Type", "application/vnd.oci.image.index.v1+json")];
        locked.registry.send("PUT", &format!("/v2/team/x/manifests/{tag}"), &headers, index(note).as_bytes()).status
    };
    assert_eq!((put("v1", "one"), put("v1", "one"), put("v1", "two")), (201, 201, 403));
    assert_eq!((put("latest", "one"), put("latest", "two")), (201, 201));
    let by_digest = format!("{}?tag=v1", Digest::sha256(index("two").as_bytes()));
    assert_eq!(put(&by_digest, "two"), 403, "not by the way round either");
    assert_eq!(locked.send("DELETE", "/v2/team/x/manifests/v1", &basic("root"), b"").status, 403);
}

#[test]
fn changes_of_users_are_seen_without_a_restart() {
    let locked = Locked::start(Scheme::Bearer, None);
    let users = UserFile::new(locked.dir.path().join("users"));
    let token = locked.token("ann", &["repository:a:pull,push"]);
    assert_eq!(locked.get("/v2/", &basic("carl")).status, 401);
    users.set("carl", "pw-carl").unwrap();
    assert_eq!(locked.get("/v2/", &basic("carl")).status, 200);
    assert_eq!((locked.get("/v2/", &basic("ann")).status, locked.get("/v2/", &token).status), (200, 200));
    users.set("ann", "new").unwrap();
    assert_eq!(locked.get("/v2/", &basic("ann")).status, 401);
    assert_eq!(locked.get("/v2/", &basic_with("ann", "new")).status, 200);
    assert!(locked.challenge("/v2/", &token).contains("invalid_token"), "tokens of the old password end with it");
    users.remove("carl").unwrap();
    assert_eq!(locked.get("/v2/", &basic("carl")).status, 401);
    fs::write(users.path(), "not a file of users").unwrap();
    assert_eq!(locked.get("/v2/", &basic_with("ann", "new")).status, 200, "a broken file keeps the users from before");
}

#[test]
fn who_guesses_is_told_to_come_later_whatever_they_say_of_themselves() {
    let locked = Locked::start(Scheme::Basic, None);
    let guess = |at: usize| {
        let authorization = basic_with("ann", &format!("guess {at}"));
        let address = format!("10.0.0.{at}");
        let headers = [("Authorization", authorization.as_str()), ("X-Forwarded-For", address.as_str())];
        locked.registry.send("GET", "/v2/", &headers, b"")
    };
    let statuses: Vec<u16> = (0..8).map(|at| guess(at).status).collect();
    assert_eq!(statuses, [401; 8]);
    let refused = guess(9);
    assert_eq!((refused.status, refused.code().as_str()), (429, "TOOMANYREQUESTS"));
    assert!(refused.header("retry-after").unwrap().parse::<u64>().unwrap() >= 1);
    assert_eq!(locked.get("/v2/", &basic("bob")).status, 200, "others go on");
}
