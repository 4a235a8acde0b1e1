//! Directories that somebody else made: links, pipes and devices in the place of files, repositories named like the files
//! of a layout. Whatever stands there, nothing is waited for, and nothing outside is read or written through a blob.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::sync::Arc;

use serde_json::json;
use wharf::server;
use wharf::server::storage::{Disk, Links};

use super::{INDEX, MANIFEST, index, sha};
use crate::harness::Registry;

const LAYOUT: &str = r#"{"imageLayoutVersion":"1.0.0"}"#;
const EMPTY: &str = r#"{"schemaVersion":2,"manifests":[]}"#;

/// Puts something at a path.
type Make = dyn Fn(&Path);

/// A registry on a directory, beside which there is another that nobody serves.
struct Place {
    dir: tempfile::TempDir,
    registry: Registry,
}

impl Place {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("outside")).unwrap();
        let disk = Disk::open(dir.path().join("store"), None).unwrap();
        Self { registry: Registry::of(server::Registry::new(Arc::new(disk))), dir }
    }

    fn outside(&self, name: &str) -> std::path::PathBuf {
        self.dir.path().join("outside").join(name)
    }

    /// A layout without content, as another tool would make it.
    fn layout(&self, name: &str) -> std::path::PathBuf {
        let dir = self.dir.path().join("store").join(name);
        fs::create_dir_all(dir.join("blobs/sha256")).unwrap();
        fs::write(dir.join("oci-layout"), LAYOUT).unwrap();
        fs::write(dir.join("index.json"), EMPTY).unwrap();
        dir
    }

    /// Reads and writes a repository in every way. No answer takes longer than the patience of a test.
    fn touch(&self, name: &str) -> [u16; 4] {
        let tags = self.registry.get(&format!("/v2/{name}/tags/list"));
        let headers = [("Content-Type", INDEX)];
        let body = index(name);
        let put = self.registry.send("PUT", &format!("/v2/{name}/manifests/new"), &headers, &body);
        let blob = format!("/v2/{name}/blobs/uploads/?digest={}", sha(name.as_bytes()));
        let blob = self.registry.send("POST", &blob, &[], name.as_bytes());
        let page = self.registry.get(&format!("/r/{name}"));
        for reply in [&tags, &put, &blob, &page] {
            let outside = self.outside("").display().to_string();
            assert!(!reply.text().contains(&outside), "an answer tells no paths: {}", reply.text());
        }
        [tags.status, put.status, blob.status, page.status]
    }
}

/// An image layout with the tag `v1`, whose manifest is an index of nothing.
fn make_layout(dir: &Path) {
    let manifest = br#"{"schemaVersion":2,"manifests":[]}"#;
    let digest = sha(manifest);
    let entry = json!({ "mediaType": INDEX, "digest": digest, "size": manifest.len(), "annotations": { "org.opencontainers.image.ref.name": "v1" } });
    fs::create_dir_all(dir.join("blobs/sha256")).unwrap();
    fs::write(dir.join("oci-layout"), LAYOUT).unwrap();
    fs::write(dir.join("index.json"), json!({ "schemaVersion": 2, "manifests": [entry] }).to_string()).unwrap();
    fs::write(dir.join("blobs/sha256").join(&digest[7..]), manifest).unwrap();
}

#[test]
fn links_lead_out_of_what_is_served_only_where_that_is_wished() {
    for links in [Links::Within, Links::Follow] {
        let dir = tempfile::tempdir().unwrap();
        let (root, outside) = (dir.path().join("store"), dir.path().join("outside"));
        make_layout(&outside.join("private"));
        make_layout(&root.join("own/app"));
        make_layout(&root.join("half"));
        fs::rename(root.join("half/blobs"), outside.join("blobs")).unwrap();
        symlink(outside.join("blobs"), root.join("half/blobs")).unwrap();
        symlink(&outside, root.join("team")).unwrap();
        symlink(outside.join("private"), root.join("direct")).unwrap();
        symlink("../../outside/private", root.join("own/relative")).unwrap();
        symlink("own/app", root.join("alias")).unwrap();
        symlink(outside.join("nowhere"), root.join("dangling")).unwrap();
        let before = listing(&outside);
        let disk = Disk::open(&root, None).unwrap().with_links(links);
        let registry = Registry::of(server::Registry::new(Arc::new(disk)));
        let follows = links == Links::Follow;
        for name in ["team/private", "direct", "own/relative", "half"] {
            let expected = if follows { 200 } else { 404 };
            for target in
                ["manifests/v1", "tags/list", &format!("blobs/{}", sha(br#"{"schemaVersion":2,"manifests":[]}"#))]
            {
                assert_eq!(registry.get(&format!("/v2/{name}/{target}")).status, expected, "{links:?} {name} {target}");
            }
            let put =
                registry.send("PUT", &format!("/v2/{name}/manifests/new"), &[("Content-Type", INDEX)], &index(name));
            assert_eq!(put.status, if follows { 201 } else { 404 }, "{links:?} {name}: {}", put.text());
            assert!(follows || put.text().contains("leads out of what is served"), "{}", put.text());
        }
        for name in ["team/new", "dangling"] {
            let upload = format!("/v2/{name}/blobs/uploads/?digest={}", sha(b"x"));
            let status = registry.send("POST", &upload, &[], b"x").status;
            assert_eq!(status == 201, follows && name == "team/new", "{links:?} {name}: {status}");
        }
        assert_eq!(listing(&outside) == before, !follows, "nothing is written out there");
        assert!(!outside.join("nowhere").exists());
        // Within what is served a link is another name.
        assert_eq!(registry.get("/v2/alias/manifests/v1").status, 200);
        assert_eq!(
            registry.send("POST", &format!("/v2/alias/blobs/uploads/?digest={}", sha(b"y")), &[], b"y").status,
            201
        );
        assert_eq!(registry.get(&format!("/v2/own/app/blobs/{}", sha(b"y"))).status, 200);
    }
}

/// Every path below a directory.
fn listing(dir: &Path) -> Vec<std::path::PathBuf> {
    let mut found = vec![dir.to_owned()];
    let mut at = 0;
    while at < found.len() {
        if found[at].is_dir() {
            let entries = fs::read_dir(&found[at]).unwrap();
            let mut inner: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
            inner.sort();
            found.extend(inner);
        }
        at += 1;
    }
    found
}

fn replace(path: &Path, with: impl FnOnce(&Path)) {
    let _ = fs::remove_file(path);
    with(path);
}

fn pipe(path: &Path) {
    let mode = rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR;
    rustix::fs::mknodat(rustix::fs::CWD, path, rustix::fs::FileType::Fifo, mode, 0).unwrap();
}

#[test]
fn what_stands_in_the_place_of_a_layouts_files_is_not_waited_for() {
    let place = Place::new();
    let device = |path: &Path| symlink("/dev/zero", path).unwrap();
    let itself = |path: &Path| symlink(path, path).unwrap();
    let folder = |path: &Path| fs::create_dir(path).unwrap();
    let socket = |path: &Path| drop(std::os::unix::net::UnixListener::bind(path).unwrap());
    let kinds: [(&str, &Make); 5] =
        [("pipe", &pipe), ("device", &device), ("itself", &itself), ("folder", &folder), ("socket", &socket)];
    for file in ["oci-layout", "index.json", "index.json.log", "index.json.lock"] {
        for (kind, make) in kinds {
            let name = format!("{}-{kind}", file.replace('.', "-"));
            replace(&place.layout(&name).join(file), make);
            let [_, _, blob, _] = place.touch(&name);
            assert!(matches!(blob, 201 | 500), "{name}: {blob}");
            assert_eq!(place.registry.get("/v2/").status, 200, "{name}");
        }
    }
    assert_eq!(place.registry.get("/v2/_catalog").status, 200);
    assert_eq!(place.touch("sound"), [404, 201, 201, 200], "others go on");
}

#[test]
fn nothing_is_written_through_a_link_in_the_place_of_a_lock_or_a_log() {
    let place = Place::new();
    for file in ["index.json.lock", "index.json.log", "index.json", "oci-layout"] {
        let name = format!("linked-{}", file.replace('.', "-"));
        let victim = place.outside(file);
        let content = if file == "index.json" { EMPTY } else { "precious" };
        fs::write(&victim, content).unwrap();
        replace(&place.layout(&name).join(file), |path| symlink(&victim, path).unwrap());
        place.touch(&name);
        assert_eq!(fs::read_to_string(&victim).unwrap(), content, "{file}");
        // Nor is anything made where a link leads nowhere.
        let (absent, name) = (place.outside(&format!("absent-{file}")), format!("{name}-nowhere"));
        replace(&place.layout(&name).join(file), |path| symlink(&absent, path).unwrap());
        place.touch(&name);
        assert!(!absent.exists(), "{file}");
    }
}

#[test]
fn a_blob_that_is_no_file_is_not_there_and_is_put_right_by_a_push() {
    let place = Place::new();
    let blobs = place.layout("a").join("blobs/sha256");
    let secret = b"what lies outside";
    fs::write(place.outside("secret"), secret).unwrap();
    let at = |content: &[u8]| blobs.join(&sha(content)[7..]);
    symlink(place.outside("secret"), at(secret)).unwrap();
    symlink("/dev/zero", at(b"device")).unwrap();
    pipe(&at(b"pipe"));
    for content in [&secret[..], b"device", b"pipe"] {
        let digest = sha(content);
        for (method, path) in [("GET", "blobs"), ("HEAD", "blobs"), ("GET", "manifests"), ("GET", "referrers")] {
            let reply = place.registry.send(method, &format!("/v2/a/{path}/{digest}"), &[], b"");
            assert!(reply.status == 404 || path == "referrers", "{method} {path}: {}", reply.status);
        }
        let mount = format!("/v2/b/blobs/uploads/?mount={digest}&from=a");
        assert_eq!(place.registry.send("POST", &mount, &[], b"").status, 202, "it is not mounted either");
        assert_eq!(place.registry.put_blob("a", content), digest);
        assert_eq!(place.registry.get(&format!("/v2/a/blobs/{digest}")).body, content);
        assert!(fs::symlink_metadata(at(content)).unwrap().is_file());
    }
    assert_eq!(fs::read(place.outside("secret")).unwrap(), secret);
    assert_eq!(fs::metadata("/dev/zero").unwrap().len(), 0);
}

#[test]
fn an_index_that_lies_leads_nowhere() {
    let place = Place::new();
    let dir = place.layout("a");
    let entry = |digest: &str, tag: &str| json!({ "mediaType": MANIFEST, "digest": digest, "size": 4, "annotations": { "org.opencontainers.image.ref.name": tag } });
    fs::write(dir.join("blobs/sha256").join(&sha(b"right")[7..]), "wrong").unwrap();
    let page = "<script>alert(1)</script>";
    fs::write(dir.join("blobs/sha256").join(&sha(page.as_bytes())[7..]), page).unwrap();
    for (digest, tag) in [
        ("sha256:../../../../etc/passwd", "a"),
        ("../../../../etc/passwd", "a"),
        ("sha256:", "a"),
        (&sha(b"absent"), "absent"),
        (&sha(b"right"), "wrong"),
        (&sha(b"right"), "../../x"),
        (&sha(b"right"), "a\r\nSet-Cookie: x"),
        (&sha(b"right"), "<script>"),
    ] {
        let index = json!({ "schemaVersion": 2, "manifests": [entry(digest, tag)] });
        fs::write(dir.join("index.json"), index.to_string()).unwrap();
        for target in ["/v2/a/tags/list", "/r/a", "/", "/v2/a/manifests/a", "/v2/a/manifests/wrong", "/r/a:wrong"] {
            let reply = place.registry.get(target);
            let text = reply.text();
            assert!(!text.contains("root:") && !text.contains("<script>") && !text.contains("Set-Cookie"), "{text}");
            assert!(reply.header("set-cookie").is_none());
            if target.contains("manifests") {
                assert!(matches!(reply.status, 404 | 500), "{digest} {tag} {target}: {}", reply.status);
            }
        }
    }
    // What somebody lists as a page of the web is not served as one.
    let html = json!({ "mediaType": "text/html", "digest": sha(page.as_bytes()), "size": page.len(),
        "annotations": { "org.opencontainers.image.ref.name": "page" } });
    fs::write(dir.join("index.json"), json!({ "schemaVersion": 2, "manifests": [html] }).to_string()).unwrap();
    let reply = place.registry.get("/v2/a/manifests/page");
    assert!(reply.status != 200 || reply.header("content-type") == Some("application/octet-stream"), "{reply:?}");
    assert_eq!(reply.header("x-content-type-options"), Some("nosniff"));
}
