//! Global flags, aliases, and whether a command ends well: a table of regctl's own.

use serde_json::Value;

use super::stocked;
use crate::harness::{Guard, ImageSpec, Registry, TestEnv};

#[test]
fn levels_are_given_as_regctl_gives_them() {
    let (env, registry, _) = stocked();
    let name = registry.reference("app");
    for (args, traced) in [
        (&["tag", "ls", "-v", "debug", &name][..], true),
        (&["-v", "trace", "tag", "ls", &name], true),
        (&["tag", "ls", &name, "-v", "DEBUG"], true),
        (&["tag", "ls", "-vdebug", &name], true),
        (&["tag", "ls", "--verbosity", "debug", &name], true),
        (&["tag", "ls", "--verbosity=info", &name], false),
        (&["tag", "ls", "-v", &name], true),
        (&["tag", "ls", "--verbose", &name], true),
        (&["tag", "ls", "-v", "warn", &name], false),
        (&["tag", "ls", &name], false),
    ] {
        let done = env.wharf(args);
        assert_eq!((done.code, done.stdout.as_str()), (Some(0), "v1\n"), "{args:?}: {}", done.stderr);
        assert_eq!(done.stderr.contains("GET http://"), traced, "{args:?}: {}", done.stderr);
    }
    env.wharf(&["tag", "ls", "--verbosity", "loud", &name]).fails(2);
    let tag = registry.reference("app:v1");
    env.wharf(&["image", "copy", &tag, &registry.reference("app:v2")]).ok();
    let quiet = env.wharf(&["tag", "rm", "-v", "warn", &registry.reference("app:v2")]);
    assert_eq!((quiet.code, quiet.stderr.as_str()), (Some(0), ""));
}

#[test]
fn the_log_is_json_where_that_is_wanted() {
    let (env, registry, _) = stocked();
    let done = env.wharf(&["tag", "ls", "--logopt", "json", "-v", "debug", &registry.reference("nothing")]);
    assert_eq!(done.code, Some(3));
    let lines: Vec<Value> = done.stderr.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let levels: Vec<&str> = lines.iter().map(|line| line["level"].as_str().unwrap()).collect();
    assert_eq!(levels, ["DEBUG", "ERROR"], "{}", done.stderr);
    assert!(lines.iter().all(|line| line["time"].is_string() && line["msg"].is_string()));
    let copied =
        env.wharf(&["image", "copy", "--logopt=json", &registry.reference("app:v1"), &registry.reference("copy:v1")]);
    assert_eq!((copied.code, copied.stderr.as_str()), (Some(0), ""));
    let told = env.wharf(&["version", "--logopt", "yaml"]);
    assert_eq!(told.code, Some(0));
    assert!(told.stderr.contains("--logopt yaml means nothing here"), "{}", told.stderr);
}

#[test]
fn a_host_is_described_on_the_command_line() {
    let (env, registry) = (TestEnv::new(), Registry::start());
    ImageSpec::default().make().put(&registry, "a", "v1");
    let guard = Guard::basic(registry.address(), "ann", "s3c,ret");
    let (host, name) = (guard.address().to_string(), guard.reference("a:v1"));
    env.wharf(&["digest", &name]).fails(4);
    let login = format!("reg={host},tls=disabled,user=ann,pass=\"s3c,ret\"");
    env.wharf(&["--host", &login, "digest", &name]).ok();
    env.wharf(&["digest", &name, "--host", "reg=other.example,tls=enabled", "--host", &login]).ok();
    env.wharf(&["digest", &name, "--host", &format!("reg={host},user=ann,pass=wrong")]).fails(4);
    let told = env.wharf(&["digest", &name, "--host", &format!("{login},tls=enabled"), "--retries", "0"]).fails(5);
    assert!(told.contains("HEAD https://"), "{told}");
    let told = env.wharf(&["digest", &name, "--host", "reg=a.io,user=ann,pass=\"hunter2"]).fails(2);
    assert!(!told.contains("hunter2,"), "{told}");
    env.wharf(&["digest", &name, "--host", "tls=disabled"]).fails(2);
}

#[test]
fn the_client_calls_itself_what_it_is_told_to() {
    use std::io::{Read as _, Write as _};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut request = Vec::new();
        while !request.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            stream.read_exact(&mut byte).unwrap();
            request.push(byte[0]);
        }
        stream.write_all(b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n").unwrap();
        String::from_utf8(request).unwrap()
    });
    TestEnv::new().wharf(&["tag", "ls", "--user-agent", "nightly/7", &format!("{address}/a")]).fails(3);
    let request = server.join().unwrap();
    assert!(request.contains("user-agent: nightly/7\r\n"), "{request}");
}

/// What regctl ends well and what it does not, each with the code here.
#[test]
fn commands_end_as_regctl_ends_them() {
    let (env, registry, image) = stocked();
    let (host, name) = (registry.address().to_string(), registry.reference("app:v1"));
    let (repository, missing) = (registry.reference("app"), registry.reference("app:nope"));
    let digest = format!("{repository}@{}", image.digest());
    let out = registry.reference("out");
    for (args, code) in [
        ("version", 0),
        ("completion bash", 0),
        ("completion tcsh", 2),
        ("ref nginx", 0),
        ("ref NGINX:x:y", 2),
        ("config get", 0),
        ("config set", 0),
        ("config set --docker-cert", 0),
        ("registry config", 0),
        ("registry config never.example", 0),
        (&format!("registry set {host} --tls disabled"), 0),
        ("registry set never.example --tls off", 2),
        ("registry whoami never.example", 4),
        (&format!("image digest {name}"), 0),
        (&format!("image digest --list {name}"), 0),
        (&format!("image digest --platform linux/arm64 {name}"), 0),
        (&format!("image digest --platform linux/riscv64 {name}"), 3),
        (&format!("image digest --require-list {name}"), 0),
        (&format!("image digest {missing}"), 3),
        (&format!("image inspect --platform linux/s390x {name}"), 0),
        (&format!("image config --platform linux/amd64 {digest}"), 0),
        (&format!("image manifest --list {name}"), 0),
        (&format!("manifest pull {name}"), 0),
        (&format!("manifest head {name}"), 0),
        (&format!("manifest digest --require-digest {name}"), 0),
        (&format!("manifest get {missing}"), 3),
        (&format!("tag list {repository}"), 0),
        (&format!("tag ls {}", registry.reference("never")), 3),
        (&format!("tag ls --include ( {repository}"), 2),
        (&format!("repo list {host}"), 0),
        (&format!("image cp {name} {out}:v1"), 0),
        (&format!("image copy --fast --referrers --digest-tags {name} {out}:v1"), 0),
        (&format!("image copy --force-recursive --include-external {name} {out}:v1"), 0),
        (&format!("image copy --platform linux/arm64 {name} {out}:arm"), 0),
        (&format!("image copy {missing} {out}:v1"), 3),
        (&format!("repo cp --new-tags --concurrent 1 {repository} {out}"), 0),
        (&format!("repo copy {} {out}", registry.reference("never")), 3),
        (&format!("tag del {out}:arm"), 0),
        (&format!("tag remove {out}:arm"), 3),
        (&format!("tag delete --ignore-missing {out}:arm"), 0),
        (&format!("manifest del {out}:v1"), 2),
        (&format!("manifest remove --force-tag-dereference {out}:v1"), 0),
        ("no-such-command", 2),
        ("tag ls", 2),
        ("tag ls --no-such-flag x", 2),
    ] {
        let words: Vec<&str> = args.split(' ').collect();
        let done = env.wharf(&words);
        assert_eq!(done.code, Some(code), "{args}: {}{}", done.stdout, done.stderr);
    }
}
