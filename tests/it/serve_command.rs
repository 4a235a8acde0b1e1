//! `wharf serve` as a process: what it says at the start, where its options come from, and how it ends.

use std::io::{Read, Write};
use std::os::unix::net::UnixStream;

use crate::harness::{Running, TestEnv, request, says, until};

/// Starts the command, and waits for the line of JSON that says where it is.
fn start(env: &TestEnv, arguments: &[&str]) -> (Running, serde_json::Value) {
    let facts = env.work("facts.json");
    let script = format!("exec $WHARF serve {} --format json >{}", arguments.join(" "), facts.display());
    let running = env.shell(&script).start();
    let mut text = String::new();
    until("the registry says where it is", || {
        text = std::fs::read_to_string(&facts).unwrap_or_default();
        text.ends_with('\n')
    });
    (running, serde_json::from_str(&text).unwrap())
}

fn address(facts: &serde_json::Value, at: usize) -> std::net::SocketAddr {
    facts["Addresses"][at].as_str().unwrap().parse().unwrap()
}

#[test]
fn it_says_where_it_is_and_ends_well_when_told_to() {
    let env = TestEnv::new();
    let (running, facts) = start(&env, &["--memory", "--listen=127.0.0.1:0", "--listen=[::1]:0", "--workers=2"]);
    assert_ne!(address(&facts, 0).port(), 0);
    for at in [0, 1] {
        assert_eq!(request(address(&facts, at), "GET", "/v2/", &[], b"").status, 200);
    }
    assert_eq!(request(address(&facts, 0), "GET", "/readyz", &[], b"").status, 200);
    running.terminate();
    let ended = running.finish();
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    says(&ended.stderr, &["listening at http://127.0.0.1:", "serving from memory", "everybody", "GET /v2/ 200"]);
}

#[test]
fn what_is_under_way_is_drained_and_a_second_signal_ends_it() {
    let env = TestEnv::new();
    let (running, facts) = start(&env, &["--memory", "--listen=127.0.0.1:0", "--access-log=off"]);
    let digest = wharf::oci::Digest::sha256(b"whole");
    let upload = |length: usize| {
        let mut stream = std::net::TcpStream::connect(address(&facts, 0)).unwrap();
        let head = format!(
            "POST /v2/a/blobs/uploads/?digest={digest} HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\nExpect: 100-continue\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).unwrap();
        let mut answer = [0; 12];
        stream.read_exact(&mut answer).unwrap();
        assert_eq!(&answer, b"HTTP/1.1 100");
        stream
    };
    let (mut whole, mut hanging) = (upload(5), upload(6));
    running.terminate();
    // Nobody is let in any more, but who was in is served.
    until("it listens no longer", || std::net::TcpStream::connect(address(&facts, 0)).is_err());
    whole.write_all(b"whole").unwrap();
    let mut text = String::new();
    whole.read_to_string(&mut text).unwrap();
    says(&text, &["201 Created"]);
    running.interrupt();
    assert_eq!(running.finish().code, Some(0));
    let mut text = String::new();
    // It may end in an error; what came before counts.
    let _ = hanging.read_to_string(&mut text);
    assert_eq!(text.trim(), "Continue", "the other was cut off unanswered");
}

#[test]
fn options_come_from_variables_and_files_too() {
    let mut env = TestEnv::new();
    let socket = env.work("w.sock");
    std::fs::write(env.work("serve.toml"), "memory = true\nlisten = ['127.0.0.1:1']\nbase-path = '/r'\n").unwrap();
    env.set("WHARF_SERVE_CONFIG", "serve.toml");
    env.set("WHARF_SERVE_LISTEN", format!("127.0.0.1:0,unix:{}", socket.display()));
    let (running, facts) = start(&env, &["--socket-mode=600", "--metrics-listen=127.0.0.1:0"]);
    assert_eq!(request(address(&facts, 0), "GET", "/r/v2/", &[], b"").status, 200);
    let mut stream = UnixStream::connect(&socket).unwrap();
    stream.write_all(b"GET /r/v2/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    says(&text, &["200 OK"]);
    let metrics: std::net::SocketAddr = facts["Metrics"].as_str().unwrap().parse().unwrap();
    assert_eq!(request(metrics, "GET", "/metrics", &[], b"").status, 200);
    assert_eq!(request(metrics, "GET", "/r/v2/", &[], b"").status, 404);
    assert_eq!(request(address(&facts, 0), "GET", "/metrics", &[], b"").status, 404);
    running.interrupt();
    assert_eq!(running.finish().code, Some(0));
    assert!(!socket.exists(), "the socket goes with the registry");
}

#[test]
fn a_certificate_is_made_for_a_laboratory() {
    let env = TestEnv::new();
    let (running, facts) = start(&env, &["--memory", "--listen=127.0.0.1:0", "--tls-self-signed"]);
    let certificate = facts["Tls"]["Certificate"].as_str().unwrap();
    let host = address(&facts, 0).to_string();
    let listed = env.wharf(&["--ca-file", certificate, "repo", "ls", &host]);
    assert_eq!((listed.code, listed.stdout.as_str()), (Some(0), ""), "{}", listed.stderr);
    env.wharf(&["repo", "ls", &host]).fails(5);
    running.terminate();
    let said = running.finish().stderr;
    says(&said, &[certificate, facts["Tls"]["Fingerprint"].as_str().unwrap(), "/etc/docker/certs.d/", "curl --cacert"]);
}

#[test]
fn what_cannot_be_served_is_said_before_anything_is() {
    let mut env = TestEnv::new();
    std::fs::write(env.work("wrong.toml"), "memory = true\nidle-timout = '5s'\n").unwrap();
    let unknown = env.wharf(&["serve", "--serve-config=wrong.toml"]).fails(2);
    says(&unknown, &["wrong.toml:2", "idle-timout", "idle-timeout"]);
    for (arguments, part) in [
        (&["--memory", "--tls-cert=x"][..], "tls-key"),
        (&["--memory", "--tls-client-ca=x"], "needs TLS"),
        (&["--memory", "images"], "either memory or a directory"),
        (&["wrong.toml"], "wrong.toml is a file: name the directory"),
        (&["--memory", "--tls-cert=x", "--tls-key=y", "--listen=127.0.0.1:0"], "holds no certificate"),
    ] {
        says(&env.wharf(&[&["serve"], arguments].concat()).fails(2), &[part]);
    }
    env.set("WHARF_SERVE_DRAIN", "soon");
    says(&env.wharf(&["serve", "--memory"]).fails(2), &["WHARF_SERVE_DRAIN", "soon"]);
}

#[test]
fn why_the_storage_failed_is_told_to_the_operator_and_to_nobody_else() {
    let env = TestEnv::new();
    let dir = env.work("images").join("a");
    std::fs::create_dir_all(dir.join("index.json")).unwrap();
    std::fs::write(dir.join("oci-layout"), r#"{"imageLayoutVersion":"1.0.0"}"#).unwrap();
    let (running, facts) = start(&env, &["images", "--listen=127.0.0.1:0", "--access-log=off"]);
    let reply = request(address(&facts, 0), "GET", "/v2/a/tags/list?n=1", &[], b"");
    assert_eq!(reply.status, 500);
    assert!(!reply.text().contains("index.json"), "{}", reply.text());
    running.terminate();
    let said = running.finish().stderr;
    says(&said, &["GET /v2/a/tags/list failed", "index.json", "it is a directory, not a file"]);
}

#[test]
fn keys_are_made_at_the_first_start_and_rotated_while_tokens_hold() {
    let env = TestEnv::new();
    env.command(&["serve", "user", "add", "ann", "--htpasswd=users", "--password-stdin"]).input("secret").run().ok();
    env.wharf(&["serve", "key", "ls", "store"]).fails(3);
    let missing = env.wharf(&["serve", "key", "rotate", "store"]).fails(3);
    assert!(missing.contains("there is no local store") && !env.work("store").exists(), "{missing}");
    let arguments = ["--listen=127.0.0.1:0", "--htpasswd=users", "--auth=bearer", "--access-log=off", "store"];
    let (running, facts) = start(&env, &arguments);
    let token = || {
        let basic = [("Authorization", "Basic YW5uOnNlY3JldA==")];
        let reply = request(address(&facts, 0), "GET", "/token?service=wharf", &basic, b"");
        format!("Bearer {}", reply.json()["token"].as_str().unwrap())
    };
    let enter = |token: &str| request(address(&facts, 0), "GET", "/v2/", &[("Authorization", token)], b"").status;
    let first = token();
    assert_eq!(enter(&first), 200);
    let keys = || env.wharf(&["serve", "key", "ls", "store", "-f", "json"]).json()["Keys"].clone();
    assert_eq!(keys().as_array().unwrap().len(), 1);
    assert_eq!(keys()[0]["Signs"], true);
    let rotated = env.wharf(&["serve", "key", "rotate", "store"]).ok();
    let [added, kept] = rotated.lines().collect::<Vec<_>>()[..] else { panic!("{rotated}") };
    assert!(added.ends_with(" added") && kept.starts_with(keys()[0]["Id"].as_str().unwrap()), "{rotated}");
    assert_eq!(keys().as_array().unwrap().len(), 2);
    assert!(env.wharf(&["serve", "key", "ls", "store"]).ok().starts_with("KEY "));
    // The registry has seen the new key when a token is signed with it; until that and after it the old one holds.
    until("the new key is in use", || {
        keys()[1]["Signs"] == true && token().split('.').next() != first.split('.').next()
    });
    let second = token();
    assert_eq!((enter(&first), enter(&second)), (200, 200));
    let dropped = env.wharf(&["serve", "key", "rotate", "store", "--drop-old", "-f", "json"]).json();
    assert_eq!(dropped["Removed"].as_array().unwrap().len(), 2);
    until("no token of the old keys holds", || (enter(&first), enter(&second)) == (401, 401));
    assert_eq!(enter(&token()), 200);
    running.terminate();
    assert_eq!(running.finish().code, Some(0));
}

#[test]
fn who_has_no_credentials_is_told_to_log_in_and_not_that_theirs_are_wrong() {
    let env = TestEnv::new();
    env.command(&["serve", "user", "add", "ann", "--htpasswd=users", "--password-stdin"]).input("secret").run().ok();
    let rules = "[[rule]]\nrepositories = ['open/*']\nwho = ['anonymous']\nallow = ['pull']\n";
    std::fs::write(env.work("rules.toml"), rules).unwrap();
    for scheme in ["basic", "bearer"] {
        let auth = format!("--auth={scheme}");
        let (running, facts) =
            start(&env, &["--memory", "--listen=127.0.0.1:0", "--htpasswd=users", "--policy=rules.toml", &auth]);
        let host = address(&facts, 0);
        let told = env.wharf(&["pull", &format!("{host}/shut/app:v1")]).fails(4);
        assert!(told.contains(&format!("wharf login {host}")) && !told.contains("not accepted"), "{scheme}: {told}");
        running.terminate();
        assert_eq!(running.finish().code, Some(0));
        std::fs::remove_file(env.work("facts.json")).unwrap();
    }
}

#[test]
fn users_are_added_listed_and_removed() {
    let env = TestEnv::new();
    let user = |words: &[&str]| env.command(&[&["serve", "user"], words].concat());
    let file = "--htpasswd=users";
    assert!(user(&["ls", file]).run().fails(3).contains("users"));
    assert!(user(&["ls"]).run().fails(2).contains("--htpasswd"));
    let add = |name: &str| user(&["add", name, file, "--password-stdin"]).input("secret\n").run().ok();
    assert_eq!(
        [add("bob"), add("ann"), add("ann")],
        ["bob added in users\n", "ann added in users\n", "ann changed in users\n"]
    );
    let names = || user(&["ls", file, "--format", "{{range .Users}}{{println .Name}}{{end}}"]).run().ok();
    assert_eq!(names().split_whitespace().collect::<Vec<_>>(), ["bob", "ann"]);
    let listed = env.wharf(&["serve", "user", "ls", file]).ok();
    assert!(listed.contains("bcrypt, cost ") && !listed.contains("$2"), "{listed}");
    assert_eq!(env.wharf(&["serve", "user", "rm", "bob", file]).ok(), "bob removed in users\n");
    assert!(env.wharf(&["serve", "user", "rm", "bob", file]).fails(3).contains("no user \"bob\""));
    assert_eq!(names().split_whitespace().collect::<Vec<_>>(), ["ann"]);
}
