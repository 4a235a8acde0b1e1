//! Files that are damaged behind the registry's back: no client takes them for whole, and the next push heals them.

use std::fs;
use std::io::Read;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use wharf::oci::Digest;

use super::wire::{Client, Server, content, manifest, with_digest};

/// Changes a bit in the middle of a file, as a disk does: the times stay.
fn flip(path: &Path) {
    let changed = fs::metadata(path).unwrap().modified().unwrap();
    let mut bytes = fs::read(path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 4;
    fs::set_permissions(path, fs::Permissions::from_mode(0o644)).unwrap();
    fs::write(path, bytes).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o444)).unwrap();
    fs::File::options().write(true).open(path).unwrap().set_modified(changed).unwrap();
}

fn push(client: Client, repository: &str, bytes: &[u8]) {
    let answer = client.put_blob(repository, bytes).unwrap();
    assert_eq!(answer.status, 201, "{}", answer.text());
}

#[test]
fn a_flipped_bit_breaks_the_answer_off_and_the_next_push_heals_it() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start(dir.path());
    let bytes = content(1, 700_000);
    let digest = Digest::sha256(&bytes);
    for repository in ["a", "b"] {
        push(server.client(), repository, &bytes);
    }
    drop(server);
    flip(&dir.path().join("a/blobs/sha256").join(digest.hex()));
    let server = Server::start(dir.path());
    let client = server.client();
    for repository in ["a", "b"] {
        let target = format!("/v2/{repository}/blobs/{digest}");
        let mut broken = Vec::new();
        let _ = client.open("GET", &target, "", 0, b"").unwrap().read_to_end(&mut broken);
        let head = broken.windows(4).position(|end| end == b"\r\n\r\n").unwrap() + 4;
        assert!(broken.len() - head < bytes.len(), "the last bytes never come");
        assert_eq!(client.status("HEAD", &target).unwrap(), 404, "it counts as absent");
        push(client, repository, &bytes);
        assert!(client.get(&target).unwrap().body == bytes);
    }
    assert_eq!(client.status("HEAD", &format!("/v2/a/blobs/{digest}")).unwrap(), 200);
}

#[test]
fn a_damaged_manifest_counts_as_absent_until_it_is_pushed_again() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start(dir.path());
    push(server.client(), "a", b"{}");
    let text = manifest(b"{}", &[], "one");
    assert_eq!(server.client().put_manifest("a", "v1", &text).unwrap().status, 201);
    drop(server);
    flip(&dir.path().join("a/blobs/sha256").join(Digest::sha256(&text).hex()));
    let server = Server::start(dir.path());
    let client = server.client();
    assert_eq!(client.status("GET", "/v2/a/manifests/v1").unwrap(), 404);
    assert_eq!(client.put_manifest("a", "v1", &text).unwrap().status, 201);
    assert!(client.get("/v2/a/manifests/v1").unwrap().body == text);
}

#[test]
fn a_torn_list_is_never_written_over() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start(dir.path());
    let client = server.client();
    push(client, "a", b"{}");
    let (one, two) = (manifest(b"{}", &[], "one"), manifest(b"{}", &[], "two"));
    assert_eq!(client.put_manifest("a", "v1", &one).unwrap().status, 201);
    let index = dir.path().join("a/index.json");
    let whole = fs::read(&index).unwrap();
    let torn = &whole[..whole.len() / 2];
    fs::write(&index, torn).unwrap();
    // Who knows the list goes on to show it.
    assert!(client.get("/v2/a/manifests/v1").unwrap().body == one);
    let refused = client.put_manifest("a", "v2", &two).unwrap();
    assert!(refused.code() == "UNKNOWN" && refused.text().contains("list"), "{} {}", refused.status, refused.text());
    assert_eq!(client.status("DELETE", "/v2/a/manifests/v1").unwrap() / 100, 5);
    assert_eq!(fs::read(&index).unwrap(), torn);
    // Who does not know it does not take it for an empty one.
    drop(server);
    let server = Server::start(dir.path());
    let client = server.client();
    let blob = format!("/v2/a/blobs/{}", Digest::sha256(b"{}"));
    assert_eq!(client.get(&blob).unwrap().status, 200, "blobs need no list");
    for target in ["/v2/a/manifests/v1", "/v2/a/tags/list"] {
        assert_eq!(client.get(target).unwrap().status / 100, 5, "{target}");
    }
    assert_eq!(client.put_manifest("a", "v2", &two).unwrap().status / 100, 5);
    assert_eq!(
        client.put_manifest("b", "v1", &one).unwrap().status / 100,
        4,
        "b has no such config; others are served"
    );
    assert_eq!(fs::read(&index).unwrap(), torn);
    fs::write(&index, &whole).unwrap();
    assert!(client.get("/v2/a/manifests/v1").unwrap().body == one);
    assert_eq!(client.put_manifest("a", "v2", &two).unwrap().status, 201);
    assert_eq!(client.tags("a").unwrap(), ["v1", "v2"]);
}

#[test]
fn an_upload_goes_on_after_a_kill_where_the_registry_says() {
    let dir = tempfile::tempdir().unwrap();
    let mut server = Server::start(dir.path());
    let bytes = content(2, 300_000);
    let location = server.client().begin("a").unwrap();
    let first = server.client().send("PATCH", &location, "Content-Range: 0-99999\r\n", &bytes[..100_000]).unwrap();
    assert_eq!(first.status, 202);
    server.kill();
    let server = Server::start(dir.path());
    let client = server.client();
    let asked = client.get(&location).unwrap();
    assert_eq!((asked.status, asked.header("range")), (204, "0-99999"));
    let misplaced =
        client.send("PATCH", &location, "Content-Range: 50000-149999\r\n", &bytes[50_000..150_000]).unwrap();
    assert_eq!(misplaced.status, 416);
    let rest = client.send("PATCH", &location, "Content-Range: 100000-299999\r\n", &bytes[100_000..]).unwrap();
    assert_eq!((rest.status, rest.header("range")), (202, "0-299999"));
    let digest = Digest::sha256(&bytes);
    assert_eq!(client.send("PUT", &with_digest(&location, &digest), "", b"").unwrap().status, 201);
    assert!(client.get(&format!("/v2/a/blobs/{digest}")).unwrap().body == bytes);
}
