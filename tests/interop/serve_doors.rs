//! Other ways into `wharf serve`: a reverse proxy in front, a Unix socket, sockets that systemd opens.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::images::{self, Form};
use crate::peers::{Docker, Place, Running, have, run};
use crate::serving::{ADA, Mode, Served, log_in, run_with_input, trust};
use crate::transport::certificates;

/// A port that nobody has just now, for programs that cannot choose one.
fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// Starts `command`, and waits until somebody answers at `port`.
fn listening(command: &mut Command, port: u16) -> Running {
    let mut process = Running(command.stdin(Stdio::null()).spawn().expect("it starts"));
    let until = Instant::now() + Duration::from_secs(20);
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert_eq!(process.0.try_wait().unwrap(), None, "it ended: {command:?}");
        assert!(Instant::now() < until, "nobody listens: {command:?}");
        std::thread::sleep(Duration::from_millis(10));
    }
    process
}

/// nginx with TLS in front of a registry below `/registry`: clients that know no base path are led there.
fn nginx(place: &Place, upstream: &str) -> (Running, u16) {
    let (dir, port) = (place.text("nginx"), free_port());
    fs::create_dir_all(&dir).unwrap();
    let temporary =
        ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(|kind| format!("{kind}_temp_path {dir}/{kind};\n"));
    let (certificate, key) = (place.text("server.pem"), place.text("server.key"));
    let config = format!(
        "daemon off; pid {dir}/pid; error_log {dir}/error.log; user root;
events {{}}
http {{
  access_log off;
  {}
  server {{
    listen 0.0.0.0:{port} ssl http2;
    ssl_certificate {certificate};
    ssl_certificate_key {key};
    client_max_body_size 0;
    proxy_request_buffering off;
    proxy_buffering off;
    proxy_http_version 1.1;
    proxy_set_header Host $http_host;
    proxy_set_header X-Forwarded-For $remote_addr;
    proxy_set_header X-Forwarded-Proto $scheme;
    location /v2/ {{ proxy_pass http://{upstream}/registry/v2/; }}
    location /registry/ {{ proxy_pass http://{upstream}; }}
  }}
}}
",
        temporary.concat()
    );
    fs::write(place.path("nginx/nginx.conf"), config).unwrap();
    let mut command = place.command("nginx");
    command.args(["-p", &dir, "-c", "nginx.conf", "-e", &format!("{dir}/error.log")]);
    (listening(&mut command, port), port)
}

#[test]
fn behind_nginx_with_tls_and_a_base_path() {
    if !have(&["buildah", "skopeo", "dockerd", "docker", "nginx", "curl", "busybox"]) {
        return;
    }
    let place = Place::new();
    certificates(&place);
    let image = images::busybox(&place, "proxied", Form::OciGzip);
    for mode in [Mode::Basic, Mode::Bearer] {
        Served::start(&place, "users-only", mode).end();
    }
    let docker = Docker::start_trusting(&place, Some(&place.path("ca.pem")));
    for scheme in ["basic", "bearer"] {
        let root = place.text(scheme);
        let rights = ["--htpasswd", "users", "--policy", "rules.toml", "--auth", scheme];
        let behind = ["--base-path", "/registry", "--trusted-proxy", "127.0.0.1/32"];
        let served = Served::start_with(&place, &[&[root.as_str()][..], &rights, &behind].concat());
        let (proxy, port) = nginx(&place, &served.host);
        let host = format!("0.0.0.0:{port}");
        trust(&place, &host, Mode::Tls);
        log_in(&place, "skopeo", &host, ADA).ok();
        place.skopeo(&["copy", "-q", &image, &format!("docker://{host}/team/app:v1")]).ok();
        let login = ["login", "--username", ADA.0, "--password-stdin", &host];
        run_with_input(&mut docker.command(&place, &login), ADA.1).ok();
        let (first, second) = (format!("{host}/team/app:v1"), format!("{host}/team/app:v2"));
        assert_eq!(docker.docker(&place, &["run", "--rm", "--network", "none", &first]).ok(), "hello from proxied");
        docker.docker(&place, &["tag", &first, &second]).ok();
        docker.docker(&place, &["push", "--quiet", &second]).ok();
        let digest = place.skopeo(&["inspect", "--format", "{{.Digest}}", &format!("docker://{second}")]).ok();
        assert_eq!(place.wharf(&["digest", &second]).ok(), digest, "{scheme}");
        place.wharf(&["push", &image, &format!("{host}/team/own:v1")]).ok();
        let user = format!("{}:{}", ADA.0, ADA.1);
        let page = ["-sS", "--fail", "--cacert", "ca.pem", "--user", &user, &format!("https://{host}/registry/")];
        let page = run(place.command("curl").args(page)).ok();
        assert!(page.contains("/registry/r/team/app"), "links of the page have the base path: {page}");
        drop(proxy);
        for request in served.end() {
            assert!(request["status"].as_u64() < Some(500), "{request}");
        }
    }
}

/// Asks by a Unix socket for `path`.
fn by_socket(place: &Place, socket: &str, args: &[&str], path: &str) -> String {
    let mut command = place.command("curl");
    command.args(["-sS", "--fail", "--unix-socket", socket]).args(args).arg(format!("http://registry{path}"));
    run(&mut command).ok()
}

#[test]
fn through_a_unix_socket() {
    if !have(&["curl"]) {
        return;
    }
    let place = Place::new();
    let socket = place.text("w.sock");
    let served = Served::start_with(&place, &[&place.text("root"), "--listen", &format!("unix:{socket}")]);
    fs::write(place.path("blob"), "content").unwrap();
    let digest = "sha256:ed7002b439e9ac845f22357d822bac1444730fbdb6016d3ec9432297b9ec9f73";
    let (begin, found) = (format!("/v2/a/blobs/uploads/?digest={digest}"), format!("/v2/a/blobs/{digest}"));
    by_socket(&place, &socket, &["--data-binary", "@blob", "-H", "Content-Type: application/octet-stream"], &begin);
    assert_eq!(by_socket(&place, &socket, &[], &found), "content");
    // It is the same registry as by TCP.
    let by_tcp = run(place.command("curl").args(["-sS", "--fail", &format!("http://{}{found}", served.host)])).ok();
    assert_eq!(by_tcp, "content");
    served.end();
    assert!(!place.path("w.sock").exists());
}

#[test]
fn at_sockets_that_systemd_opened() {
    if !have(&["curl", "skopeo", "buildah", "systemd-socket-activate", "busybox"]) {
        return;
    }
    let place = Place::new();
    let image = images::busybox(&place, "woken", Form::OciGzip);
    let (socket, port) = (place.text("act.sock"), free_port());
    let mut command = place.command("systemd-socket-activate");
    command.args(["--listen", &socket, "--listen", &format!("127.0.0.1:{port}")]);
    command.args([env!("CARGO_BIN_EXE_wharf"), "serve", &place.text("root"), "--access-log", "off"]);
    command.stderr(fs::File::create(place.path("act.log")).unwrap());
    let _process = listening(&mut command, port);
    // The first who connects wakes the registry; the program is the same process from then on.
    assert_eq!(by_socket(&place, &socket, &[], "/v2/"), "{}");
    let reference = format!("127.0.0.1:{port}/woken:v1");
    place.skopeo(&["copy", "-q", "--dest-tls-verify=false", &image, &format!("docker://{reference}")]).ok();
    place.wharf(&["digest", &reference]).ok();
    let said = fs::read_to_string(place.path("act.log")).unwrap();
    assert!(said.contains(&format!("listening at http://127.0.0.1:{port}")), "{said}");
}
