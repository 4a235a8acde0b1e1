//! skopeo, podman, buildah, curl and wharf itself against `wharf serve`, in every mode.

use serde_json::Value;

use crate::images::{self, Form};
use crate::peers::{Place, Ran, have, run};
use crate::serving::{ADA, BOB, Mode, Served, log_in, run_with_input, trust};

/// A registry, and one who uses it.
struct Use<'a> {
    place: &'a Place,
    host: &'a str,
    mode: Mode,
}

impl Use<'_> {
    /// A reference as skopeo and buildah write it.
    fn remote(&self, name: &str) -> String {
        format!("docker://{}/{name}", self.host)
    }

    fn digest(&self, name: &str) -> String {
        self.place.skopeo(&["inspect", "--format", "{{.Digest}}", &self.remote(name)]).ok()
    }

    fn tags(&self, repository: &str) -> Vec<String> {
        let listed = self.place.skopeo(&["list-tags", &self.remote(repository)]).ok();
        let listed: Value = serde_json::from_str(&listed).unwrap();
        serde_json::from_value(listed["Tags"].clone()).unwrap()
    }

    /// curl, with name and password where they are asked for.
    fn curl(&self, path: &str, args: &[&str]) -> Ran {
        let scheme = if self.mode == Mode::Tls { "https" } else { "http" };
        let mut command = self.place.command("curl");
        command.args(["--silent", "--show-error", "--cacert", "ca.pem"]);
        if self.mode.asks() {
            command.args(["--user", &format!("{}:{}", ADA.0, ADA.1)]);
        }
        run(command.args(args).arg(format!("{scheme}://{}{path}", self.host)))
    }
}

/// Nobody gets in who has not proven to be somebody, and who may nothing can log in but do nothing.
fn strangers(user: &Use<'_>, image: &str) {
    let Use { place, host, mode } = *user;
    let team = user.remote("team/app:v1");
    let refused = place.skopeo(&["copy", "-q", image, &team]).fails(1);
    let expected = if mode == Mode::Basic { "authentication required" } else { "denied: authentication is required" };
    assert!(refused.contains(expected), "{mode:?}: {refused}");
    let refused = place.wharf(&["push", image, &format!("{host}/team/app:v1")]).fails(4);
    assert!(refused.contains("wharf login"), "{mode:?}: {refused}");
    for tool in ["skopeo", "podman", "buildah"] {
        log_in(place, tool, host, (ADA.0, "wrong")).fails(if tool == "skopeo" { 1 } else { 125 });
        log_in(place, tool, host, BOB).ok();
        // It is asked by HEAD first, whose answer has no room for a reason.
        let refused = place.skopeo(&["copy", "-q", image, &team]).fails(1);
        assert!(refused.contains("403 (Forbidden)"), "{mode:?}: {refused}");
        let refused = place.skopeo(&["inspect", &team]).fails(1);
        assert!(refused.contains(r#"denied: \"bob\" may not pull from team/app"#), "{mode:?}: {refused}");
    }
    let refused = place.wharf(&["push", image, &format!("{host}/team/app:v1")]).fails(4);
    // Whoever pushes a tag looks first where it stands.
    assert!(refused.contains(r#""bob" may not pull from team/app"#), "{mode:?}: {refused}");
    run(place.command("skopeo").args(["logout", host])).ok();
    let mut login = place.wharf_command();
    run_with_input(login.args(["login", host, "--username", ADA.0, "--password-stdin"]), ADA.1).ok();
    place.wharf(&["logout", host]).ok();
}

/// skopeo and buildah and podman push, pull, change and run.
fn builders(user: &Use<'_>, image: &str) {
    let Use { place, host, mode } = *user;
    place.skopeo(&["copy", "-q", "--preserve-digests", image, &user.remote("team/app:v1")]).ok();
    let made = place.skopeo(&["inspect", "--format", "{{.Digest}}", image]).ok();
    assert_eq!(user.digest("team/app:v1"), made, "{mode:?}");

    let container = place.buildah(&["from", &format!("{host}/team/app:v1")]).ok();
    place.buildah(&["config", "--label", "changed=yes", &container]).ok();
    place.buildah(&["commit", "-q", &container, &user.remote("team/app:v2")]).ok();
    assert_ne!(user.digest("team/app:v2"), made, "{mode:?}");

    let (second, third) = (format!("{host}/team/app:v2"), format!("{host}/team/tool:v3"));
    place.podman(&["pull", "-q", &second]).ok();
    assert_eq!(place.podman_run(&second).ok(), format!("hello from {}", mode.word()), "{mode:?}");
    place.podman(&["push", "-q", &second, &third]).ok();
    place.podman(&["rmi", &second]).ok();
    assert_eq!(place.podman_run(&third).ok(), format!("hello from {}", mode.word()), "{mode:?}");
    assert_eq!(user.tags("team/app"), ["v1", "v2"], "{mode:?}");
}

/// wharf is a client of itself.
fn ourselves(user: &Use<'_>, image: &str) {
    let Use { place, host, mode } = *user;
    let (own, copy) = (format!("{host}/own/app:v1"), format!("{host}/copy/app:v1"));
    place.wharf(&["push", image, &own]).ok();
    place.wharf(&["copy", &own, &copy]).ok();
    assert_eq!(place.wharf(&["digest", &copy]).ok(), user.digest("own/app:v1"), "{mode:?}");
    place.wharf(&["pull", &copy]).ok();
    place.wharf(&["store", "verify"]).ok();
    let repositories = place.wharf(&["repo", "ls", host]).ok();
    assert_eq!(repositories, "copy/app\nown/app\nteam/app\nteam/tool", "{mode:?}");
    place.wharf(&["copy", &own, &format!("{host}/own/app:v2")]).ok();
    place.wharf(&["tag", "delete", &own]).ok();
    assert_eq!(user.tags("own/app"), ["v2"], "{mode:?}: one tag went, the other stayed");
    let digest = user.digest("own/app:v2");
    place.wharf(&["manifest", "delete", &format!("{host}/own/app@{digest}")]).ok();
    place.wharf(&["digest", &format!("{host}/own/app:v2")]).fails(3);
}

/// The rest of skopeo: whole repositories to a directory and back, and a delete.
fn mirrors(user: &Use<'_>) {
    let Use { place, host, mode } = *user;
    let dir = place.text("mirror");
    let source = format!("{host}/team/app");
    place.skopeo(&["sync", "--src", "docker", "--dest", "dir", "--scoped", &source, &dir]).ok();
    place
        .skopeo(&["sync", "--src", "dir", "--dest", "docker", &format!("{dir}/{host}/team"), &format!("{host}/back")])
        .ok();
    assert_eq!(user.digest("back/app:v1"), user.digest("team/app:v1"), "{mode:?}");
    place.skopeo(&["delete", &user.remote("back/app:v2")]).ok();
    assert_eq!(user.tags("back/app"), ["v1"], "{mode:?}");
    let refused = place.skopeo(&["inspect", &user.remote("back/app:v2")]).fails(1);
    assert!(refused.contains("manifest unknown"), "{mode:?}: {refused}");
}

/// What curl is told.
fn by_hand(user: &Use<'_>) {
    let mode = user.mode;
    let accept = "Accept: application/vnd.oci.image.manifest.v1+json";
    let manifest = user.curl("/v2/team/app/manifests/v1", &["--fail", "--header", accept]).ok();
    let layer: Value = serde_json::from_str::<Value>(&manifest).unwrap()["layers"][0].clone();
    let blob = format!("/v2/team/app/blobs/{}", layer["digest"].as_str().unwrap());
    let shown =
        user.curl(&blob, &["--fail", "--range", "0-99", "-o", "part", "-w", "%{http_code} %{size_download}"]).ok();
    assert_eq!(shown, "206 100", "{mode:?}");
    user.curl(&blob, &["--fail", "--continue-at", "-", "-o", "part"]).ok();
    let size = std::fs::metadata(user.place.path("part")).unwrap().len();
    assert_eq!(Some(size), layer["size"].as_u64(), "{mode:?}: the rest was fetched");
    let etag = format!("If-None-Match: \"{}\"", user.digest("team/app:v1"));
    let shown = user.curl("/v2/team/app/manifests/v1", &["--header", &etag, "-w", "%{http_code}"]).ok();
    assert_eq!(shown, "304", "{mode:?}");
    let shown = user.curl("/v2/team/app/manifests/none", &["-w", " %{http_code}"]).ok();
    assert!(shown.contains("MANIFEST_UNKNOWN") && shown.ends_with(" 404"), "{mode:?}: {shown}");
    let page = user.curl("/", &["--fail", "--header", "Accept: text/html"]).ok();
    assert!(page.contains("team/app"), "{mode:?}: {page}");
}

fn everything(mode: Mode) {
    if !have(&["buildah", "skopeo", "podman", "runc", "curl", "busybox"]) {
        return;
    }
    let place = Place::new();
    crate::transport::certificates(&place);
    let image = images::busybox(&place, mode.word(), Form::OciGzip);
    let served = Served::start(&place, "served", mode);
    let user = Use { place: &place, host: &served.host, mode };
    if mode == Mode::Tls {
        let refused = place.skopeo(&["copy", "-q", &image, &user.remote("team/app:v1")]).fails(1);
        assert!(refused.contains("certificate"), "{refused}");
    }
    trust(&place, &served.host, mode);
    if mode.asks() {
        strangers(&user, &image);
        // What podman saves, all of them use.
        log_in(&place, "podman", &served.host, ADA).ok();
    }
    builders(&user, &image);
    ourselves(&user, &image);
    mirrors(&user);
    by_hand(&user);
    for request in served.end() {
        assert!(request["status"].as_u64() < Some(500), "{request}");
    }
}

#[test]
fn everybody_is_served_in_plain_mode() {
    everything(Mode::Plain);
}

#[test]
fn everybody_is_served_by_tls() {
    everything(Mode::Tls);
}

#[test]
fn everybody_is_served_by_password() {
    everything(Mode::Basic);
}

#[test]
fn everybody_is_served_by_token() {
    everything(Mode::Bearer);
}
